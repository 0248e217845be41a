"""`__main__`: each program gets a new one, made as `python` would make it."""

from __future__ import annotations

import builtins
import importlib.machinery
import io
import linecache
import os
import pkgutil
import runpy
import sys
from types import CodeType, ModuleType
from typing import Any

from ._modules import ModuleScope

SCRIPT = 0
MODULE = 1
CODE = 2

_CODE_NAME = "<string>"


class CannotOpen(Exception):
    """The script cannot be read. `cause` is the OSError."""

    def __init__(self, target: str, cause: OSError) -> None:
        super().__init__(f"can't open file {os.path.abspath(target)!r}: [Errno {cause.errno}] {cause.strerror}")
        self.cause = cause


def execute(kind: int, target: str, argv: list[str], scope: ModuleScope) -> None:
    """Runs a script, a module or code in a fresh `__main__`; raises what it raises."""
    main = ModuleType("__main__")
    main.__dict__.update({"__builtins__": builtins, "__annotations__": {}, "__cached__": None})
    sys.modules["__main__"] = main
    if kind == SCRIPT:
        _run_script(main, target, argv, scope)
    elif kind == MODULE:
        _run_module(target, argv, scope)
    elif kind == CODE:
        _run_code(main, target, argv, scope)
    else:
        raise ValueError(f"Expected 0 (script), 1 (module) or 2 (code) for kind but received {kind!r}")


def _run_script(main: ModuleType, target: str, argv: list[str], scope: ModuleScope) -> None:
    sys.argv = [target, *argv]
    path = os.path.abspath(target)
    if pkgutil.get_importer(path) is not None:  # a folder or an archive with a __main__ inside
        sys.path.insert(0, path)
        scope.add_folder(path)
        _run_as_main("__main__", alter_argv=False)
        return
    try:
        code = _read_code(path)
    except OSError as error:
        raise CannotOpen(target, error) from None
    folder = os.path.dirname(os.path.realpath(path))
    _put_first(folder)
    scope.add_folder(folder)
    main.__file__ = path
    main.__loader__ = importlib.machinery.SourceFileLoader("__main__", path)
    exec(code, main.__dict__)


def _read_code(path: str) -> CodeType:
    with io.open_code(path) as file:
        if path.endswith(".pyc"):
            read: Any = pkgutil.read_code
            code: CodeType | None = read(file)
            if code is not None:
                return code
            raise ImportError(f"{path} was compiled by another version of Python; compile it anew, or run its source")
        return compile(file.read(), path, "exec", dont_inherit=True)


def _run_module(target: str, argv: list[str], scope: ModuleScope) -> None:
    sys.argv = ["-m", *argv]
    folder = os.getcwd()
    _put_first(folder)
    scope.add_folder(folder)
    _run_as_main(target, alter_argv=True)


def _run_code(main: ModuleType, target: str, argv: list[str], scope: ModuleScope) -> None:
    sys.argv = ["-c", *argv]
    _put_first("")
    scope.add_folder(os.getcwd())
    main.__loader__ = importlib.machinery.BuiltinImporter
    # Without a time stamp the lines stay until the program ends: tracebacks show them.
    linecache.cache[_CODE_NAME] = (len(target), None, target.splitlines(keepends=True), _CODE_NAME)
    exec(compile(target, _CODE_NAME, "exec", dont_inherit=True), main.__dict__)


def _run_as_main(name: str, alter_argv: bool) -> None:
    run: Any = runpy._run_module_as_main  # type: ignore[attr-defined]  # what `python -m` itself calls
    run(name, alter_argv)


def _put_first(entry: str) -> None:
    if not sys.flags.safe_path:  # -I, -P
        sys.path.insert(0, entry)
