"""The icons of the installed Flet: their names, and the numbers that stand for them on the wire."""

from __future__ import annotations

import json
from importlib import resources

__all__ = ["icon_sets"]

_FILES = {
    "Icons": ("flet.controls.material", "icons.json"),
    "CupertinoIcons": ("flet.controls.cupertino", "cupertino_icons.json"),
}


def icon_sets() -> dict[str, dict[str, int]]:
    """By the name of the set; a set that this Flet does not have is left out."""
    sets: dict[str, dict[str, int]] = {}
    for name, (package, file) in _FILES.items():
        try:
            sets[name] = json.loads(resources.files(package).joinpath(file).read_text(encoding="utf-8"))
        except (ModuleNotFoundError, FileNotFoundError):
            continue
    return sets
