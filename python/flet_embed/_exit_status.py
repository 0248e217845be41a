"""From the exception that ended a program to its exit status, as `python` would decide."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType
from typing import NamedTuple

from . import _threads
from ._main_module import CannotOpen


class ExitStatus(NamedTuple):
    """`code` as of a process; `error_type` is None when no exception ended the program."""

    code: int
    stopped: bool
    error_type: str | None
    message: str
    traceback: str


def status_of(error: BaseException | None, stopped: bool) -> ExitStatus:
    """Also prints what `python` prints: the traceback, or the text given to `sys.exit`."""
    if error is None:
        return ExitStatus(0, stopped, None, "", "")
    if stopped and _is_consequence(error):
        return ExitStatus(0, True, None, "", "")
    if isinstance(error, SystemExit):
        return ExitStatus(_exit_code(error), stopped, None, "", "")
    if isinstance(error, CannotOpen):
        _print(f"{sys.executable}: {error}\n")
        return ExitStatus(2, stopped, type(error.cause).__name__, str(error), "")
    _leave_out_our_frames(error)
    text = "".join(traceback.format_exception(error))
    _show(error, text)
    return ExitStatus(1, stopped, _type_name(error), _message(error), text)


def _is_consequence(error: BaseException) -> bool:
    """Whether a requested stop explains how the program ended."""
    exceptions = sys.modules.get("asyncio.exceptions")
    cancelled: tuple[type[BaseException], ...] = (exceptions.CancelledError,) if exceptions is not None else ()
    if isinstance(error, BaseExceptionGroup):
        return all(_is_consequence(each) for each in error.exceptions)
    return isinstance(error, (KeyboardInterrupt, *cancelled))


def _exit_code(error: SystemExit) -> int:
    code = error.code
    if code is None:
        return 0
    if isinstance(code, int):
        return (code if abs(code) < 1 << 63 else -1) & 0xFF if sys.platform != "win32" else _signed32(code)
    _print(f"{code}\n")
    return 1


def _signed32(code: int) -> int:
    return (code + (1 << 31)) % (1 << 32) - (1 << 31)


def _leave_out_our_frames(error: BaseException) -> None:
    trace: TracebackType | None = error.__traceback__
    while trace is not None and _threads.is_ours(trace.tb_frame):
        trace = trace.tb_next
    error.__traceback__ = trace


def _show(error: BaseException, text: str) -> None:
    hook = sys.excepthook
    if hook is not sys.__excepthook__:
        try:
            hook(type(error), error, error.__traceback__)
            return
        except BaseException as second:
            _leave_out_our_frames(second)
            second.__context__ = None
            _print("Error in sys.excepthook:\n" + "".join(traceback.format_exception(second)))
            _print("\nOriginal exception was:\n")
    _print(text)


def _print(text: str) -> None:
    stream = sys.stderr
    if stream is None:
        return
    try:
        stream.write(text)
        stream.flush()
    except Exception:
        pass  # a stream of the program's own that fails


def _type_name(error: BaseException) -> str:
    kind = type(error)
    if kind.__module__ in ("builtins", "__main__"):
        return kind.__qualname__
    return f"{kind.__module__}.{kind.__qualname__}"


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return "<its str() failed>"
