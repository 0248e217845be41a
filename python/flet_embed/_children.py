"""What child Pythons need. A `multiprocessing` child imports its parent's script, and with it this package, which is
not on `sys.path`: the parent's list, as it is handed to the child, gets the package's folder at its end."""

from __future__ import annotations

import importlib.abc
import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

_SPAWN = "multiprocessing.spawn"
_FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class SpawnWatcher(importlib.abc.MetaPathFinder):
    """Notices the import of `multiprocessing.spawn`, which a program without children never pays for, and steps
    aside."""

    def install(self) -> None:
        module = sys.modules.get(_SPAWN)
        if module is not None:
            _extend(module)
        elif not any(isinstance(finder, SpawnWatcher) for finder in sys.meta_path):
            sys.meta_path.insert(0, self)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != _SPAWN:
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is None or spec.loader is None:
            return spec
        loader: Any = spec.loader
        execute = loader.exec_module

        def exec_module(module: ModuleType) -> None:
            execute(module)
            _extend(module)

        loader.exec_module = exec_module
        return spec


def _extend(module: Any) -> None:
    prepare = module.get_preparation_data
    if getattr(prepare, "extended", False):
        return

    def get_preparation_data(name: str) -> dict[str, Any]:
        data: dict[str, Any] = prepare(name)
        if _FOLDER not in data["sys_path"]:
            data["sys_path"] = [*data["sys_path"], _FOLDER]
        return data

    get_preparation_data.extended = True  # type: ignore[attr-defined]
    module.get_preparation_data = get_preparation_data


def stop_fork_server() -> None:
    """After a program's atexit callbacks: its server process would preload the wrong `__main__` for the next program
    and lives in a temporary folder that those callbacks have removed."""
    module: Any = sys.modules.get("multiprocessing.forkserver")
    stop = getattr(getattr(module, "_forkserver", None), "_stop", None)
    if stop is not None:
        try:
            stop()
        except OSError:
            pass  # its socket went with the folder; the server itself has ended by then
