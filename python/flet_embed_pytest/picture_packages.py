"""Flet's test module imports packages that only compare pictures; where they are missing, it can do without them."""

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import pytest

#: What is imported, by the package that has to be there for it.
MODULES = {"numpy": ("numpy",), "PIL": ("PIL",), "skimage": ("skimage", "skimage.metrics")}


@contextmanager
def replaced_where_missing() -> Iterator[None]:
    """For the length of an import only: nobody else shall take a package for installed that is not."""
    names = [name for package, names in MODULES.items() if importlib.util.find_spec(package) is None for name in names]
    for name in names:
        sys.modules[name] = _Absent(name)
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]


class _Absent(ModuleType):
    """Has every name, and none of them works."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _AbsentName(f"{self.__name__}.{name}")


class _AbsentName:
    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> "_AbsentName":
        return _AbsentName(f"{self._name}.{name}")

    def __call__(self, *_args: object, **_options: object) -> Any:
        pytest.skip(f"not checked (pixels): the test works on pictures, and {self._name} is not installed")
