"""Interrupting threads of a program, and the few steps of its own that must not be left halfway."""

from __future__ import annotations

import threading
from collections.abc import Callable

from ._native import raise_in_thread

__all__ = ["ProgramStopped", "interrupt", "let_surface", "uninterrupted"]


class ProgramStopped(KeyboardInterrupt):
    """Raised in a program's threads because the host asked it to stop."""


_lock = threading.Lock()
# The threads that are not to be interrupted now, and whether an interruption was put off. Guarded by _lock.
_put_off: dict[int, bool] = {}


def interrupt(thread: int) -> None:
    """Any thread. Raises `ProgramStopped` in a thread as soon as that runs Python code outside `uninterrupted`."""
    with _lock:
        if thread in _put_off:
            _put_off[thread] = True
        else:
            raise_in_thread(thread, ProgramStopped)


def uninterrupted(call: Callable[[], object]) -> None:
    """Calls what would leave a mess behind if it were interrupted. It must be short: nothing ends its waits.

    Raises `ProgramStopped` after the call when this thread was interrupted meanwhile.
    """
    thread = threading.get_ident()
    if thread in _put_off:  # an outer call answers for this one
        call()
        return
    stopped = _begin(thread)
    try:
        call()
    finally:
        with _lock:
            stopped = _put_off.pop(thread) or stopped
        if stopped:
            raise ProgramStopped


def _begin(thread: int) -> bool:
    """True: an interruption that had been under way has surfaced. None can from here on."""
    stopped = False
    while True:
        try:
            with _lock:
                _put_off.setdefault(thread, False)
            let_surface()
        except ProgramStopped:
            stopped = True
        else:
            return stopped


def let_surface() -> None:
    """CPython delivers a raised exception at the next jump back or call of Python code: here, at the latest."""
    for _ in range(8):
        _nothing()


def _nothing() -> None:
    pass
