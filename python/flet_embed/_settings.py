"""What `Runtime.start` chose for the interpreter: applied at the start, and anew when it is taken up again."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any


class Settings:
    """The settings in force, and what they replaced."""

    def __init__(self) -> None:
        self._path: list[str] = []
        self._replaced: dict[str, tuple[str | None, str | None]] = {}  # name: (value before, value set)
        self._switch_interval = sys.getswitchinterval()

    def apply(self, config: Mapping[str, Any]) -> None:
        self._apply_path(config.get("path", []))
        self._apply_environment(config.get("env", []))
        sys.setswitchinterval(config.get("switch_interval") or self._switch_interval)
        if config.get("deep_bind"):
            _bind_deeply()
        if executable := config.get("executable"):
            sys.executable = executable
        _let_children_inherit_output()

    def _apply_path(self, path: list[str]) -> None:
        for entry in self._path:
            if entry in sys.path:
                sys.path.remove(entry)
        sys.path[:0] = path
        self._path = list(path)

    def _apply_environment(self, entries: list[str]) -> None:
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


def _bind_deeply() -> None:
    """On glibc, extension modules prefer their own libraries' symbols to those that the host's executable exports: Node
    exports OpenSSL, zlib and more, of other versions."""
    deep: int | None = getattr(os, "RTLD_DEEPBIND", None)
    if deep is not None:
        sys.setdlopenflags(os.RTLD_NOW | deep)


def _let_children_inherit_output() -> None:
    """Hosts mark the standard descriptors close-on-exec; a child of `os.system` would have none."""
    for descriptor in range(3):
        try:
            os.set_inheritable(descriptor, True)
        except OSError:
            pass  # closed
