"""`breakpoint()` in an app under test: a debugger on the terminal itself.

The app's standard streams are no place for one: what it prints is collected line by line, and standard input belongs to
Node, or to nobody in the worker of a test runner.
"""

from __future__ import annotations

import os
import pdb
import sys
from types import FrameType
from typing import Any, TextIO

__all__ = ["install_breakpoint"]

_INPUT, _OUTPUT = ("CONIN$", "CONOUT$") if os.name == "nt" else ("/dev/tty", "/dev/tty")

_ABSENT = (
    "breakpoint() needs a terminal, but this process has none. "
    "Use a debugger that connects, as debugpy does, or set PYTHONBREAKPOINT"
)


def install_breakpoint() -> None:
    """For this program; the host puts `sys.breakpointhook` back. A `PYTHONBREAKPOINT` of the user's wins."""
    if not os.environ.get("PYTHONBREAKPOINT"):
        sys.breakpointhook = _breakpoint


def _breakpoint() -> None:
    debugger = _debugger()
    frame: FrameType | None = sys._getframe(1)
    debugger.set_trace(frame)


def _debugger() -> pdb.Pdb:
    try:
        stdin: TextIO = open(_INPUT, encoding="utf-8")  # noqa: SIM115  stays open as long as the debugger
        stdout: TextIO = open(_OUTPUT, "w", encoding="utf-8")  # noqa: SIM115
    except OSError as error:
        raise RuntimeError(_ABSENT) from error
    return _TerminalPdb(stdin=stdin, stdout=stdout, nosigint=True)


class _TerminalPdb(pdb.Pdb):
    # `nosigint`: Ctrl-C belongs to Node.

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.use_rawinput = False
