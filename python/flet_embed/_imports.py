"""Modules that a program's environment asks for: imported before its main module, like `node --import`."""

from __future__ import annotations

import importlib
import os
import sys

from ._modules import BESIDE

VARIABLE = "FLET_EMBED_IMPORT"


class RequestedImports:
    """The modules of one program. They are imported anew for each, so that what they do at import happens each time;
    what they import in turn stays, as anything that is installed does."""

    def __init__(self) -> None:
        self._imported: list[str] = []

    def perform(self) -> None:
        """Imports what `FLET_EMBED_IMPORT` names, in order. They are looked for in `sys.path` and beside this package;
        a failure is the program's."""
        for name in os.environ.get(VARIABLE, "").split(","):
            if name := name.strip():
                self._import(name)

    def _import(self, name: str) -> None:
        self._imported.append(name)
        sys.modules.pop(name, None)
        sys.path.append(BESIDE)
        try:
            importlib.import_module(name)
        finally:
            # The last one: a module may have put entries of its own into the list.
            del sys.path[len(sys.path) - 1 - sys.path[::-1].index(BESIDE)]

    def drop(self) -> None:
        """After the program."""
        for name in self._imported:
            sys.modules.pop(name, None)
        self._imported.clear()
