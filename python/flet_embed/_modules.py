"""Modules of a program's own folder, which are dropped when it ends: the next program imports its own, or newer
ones."""

from __future__ import annotations

import importlib
import importlib.machinery
import linecache
import os
import sys
import sysconfig
from types import ModuleType

BESIDE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
"""The folder that this package lies in."""


class ModuleScope:
    """Remembers which modules there were before a program."""

    def __init__(self) -> None:
        self._before = frozenset(sys.modules)
        self._folders: list[str] = []
        self._installed = _Installed()

    def add_folder(self, folder: str) -> None:
        """Everything below is the program's own but what belongs to Python or was installed there."""
        self._folders.append(os.path.realpath(folder))

    def drop(self) -> None:
        own = {name for name, module in list(sys.modules.items()) if name not in self._before and self._is_own(module)}
        # Extension modules cannot be initialised twice; neither they nor the package around them may go.
        kept = {name.partition(".")[0] for name in own if _is_extension(sys.modules[name])}
        kept.add(__name__.partition(".")[0])
        for name in own:
            if name.partition(".")[0] not in kept:
                sys.modules.pop(name, None)
        for path in list(sys.path_importer_cache):
            if self._is_own_path(path):
                sys.path_importer_cache.pop(path, None)
        importlib.invalidate_caches()
        linecache.clearcache()

    def _is_own(self, module: ModuleType | None) -> bool:
        path = _location(module)
        return path is not None and self._is_own_path(path)

    def _is_own_path(self, path: str) -> bool:
        path = os.path.realpath(path)
        return any(_is_below(path, folder) and not self._installed.has(path, folder) for folder in self._folders)


def _location(module: ModuleType | None) -> str | None:
    spec = getattr(module, "__spec__", None)
    origin = getattr(module, "__file__", None) or getattr(spec, "origin", None)
    if isinstance(origin, str) and origin not in ("built-in", "frozen", "namespace"):
        return origin
    try:
        return str(next(iter(getattr(module, "__path__", ()))))  # a namespace package
    except (StopIteration, TypeError):
        return None


def _is_extension(module: ModuleType) -> bool:
    loader = getattr(getattr(module, "__spec__", None), "loader", None)
    return isinstance(loader, importlib.machinery.ExtensionFileLoader)


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(os.path.join(folder, ""))


class _Installed:
    """Where things are that were installed: Python's own folders, the folder of this package, the prefixes."""

    def __init__(self) -> None:
        libraries = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
        self._libraries = [os.path.realpath(library) for library in (*libraries, BESIDE)]
        self._prefixes = [os.path.realpath(prefix) for prefix in (sys.prefix, sys.base_prefix, sys.exec_prefix)]

    def has(self, path: str, folder: str) -> bool:
        """Whether something between `folder` and `path` says so: these, site-packages, a virtual environment. A prefix
        *above* the folder says nothing: an app may well live below /usr."""
        if any(_is_below(path, library) and not _is_below(folder, library) for library in self._libraries):
            return True
        if any(prefix != folder and _is_below(prefix, folder) and _is_below(path, prefix) for prefix in self._prefixes):
            return True
        parent = os.path.dirname(path)
        while parent != folder and _is_below(parent, folder):
            if os.path.basename(parent) in ("site-packages", "dist-packages"):
                return True
            if os.path.exists(os.path.join(parent, "pyvenv.cfg")):
                return True
            parent = os.path.dirname(parent)
        return False
