"""Variables that are put into `os.environ` for a time."""

from __future__ import annotations

import os
from collections.abc import Iterable


class Environment:
    """What is set at present, and what it replaced."""

    def __init__(self) -> None:
        self._replaced: dict[str, tuple[str | None, str | None]] = {}  # name: (value before, value set)

    def replace(self, entries: Iterable[str]) -> None:
        """Takes back what was set before, then sets "NAME=value", or removes "NAME"."""
        for name, (before, after) in self._replaced.items():
            if os.environ.get(name) == after:  # else the program has changed it since
                _set_variable(name, before)
        self._replaced = {}
        for entry in entries:
            name, separator, value = entry.partition("=")
            wanted = value if separator else None
            before = self._replaced[name][0] if name in self._replaced else os.environ.get(name)
            self._replaced[name] = (before, wanted)
            _set_variable(name, wanted)


def _set_variable(name: str, value: str | None) -> None:
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value
