"""What `Runtime.start` chose for the interpreter: applied at the start, and anew when it is taken up again."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any

from ._environment import Environment


class Settings:
    """The settings in force, and what they replaced."""

    def __init__(self) -> None:
        self._path: list[str] = []
        self._environment = Environment()
        self._switch_interval = sys.getswitchinterval()

    def apply(self, config: Mapping[str, Any]) -> None:
        self._apply_path(config.get("path", []))
        self._environment.replace(config.get("env", []))
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
