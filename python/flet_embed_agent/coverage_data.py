"""Measures which lines of the app run, and saves that when the app ends. Uses the `coverage` package of its Python."""

from __future__ import annotations

import atexit
import importlib
import json
import os
from typing import Any

__all__ = ["record"]


def record() -> None:
    """From now until the program's end. `FLET_EMBED_AGENT_COVERAGE` says what, and where to.

    Each program writes a file with a suffix of its own, which `coverage combine` takes.
    """
    order: dict[str, Any] = json.loads(os.environ["FLET_EMBED_AGENT_COVERAGE"])
    try:
        # Typed loosely: whichever version the app has.
        coverage: Any = importlib.import_module("coverage")
    except ModuleNotFoundError as error:
        if error.name != "coverage":
            raise
        message = "No module named 'coverage', which launch({ coverage }) measures with"
        raise ModuleNotFoundError(message, name="coverage") from None
    options = {"data_file": order["data_file"]} if "data_file" in order else {}
    measured = coverage.Coverage(data_suffix=True, source=order.get("source"), **options)
    if "source" not in order and not any(map(measured.get_option, ("run:source", "run:source_pkgs", "run:include"))):
        measured = coverage.Coverage(data_suffix=True, source=[order["folder"]], **options)

    def save() -> None:
        measured.stop()
        measured.save()

    atexit.register(save)
    measured.start()
