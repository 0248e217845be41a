"""Stopping a program from outside.

`request` comes from a native thread that holds the GIL; everything else runs on the interpreter thread. An exception is
raised in the interpreter thread only while that is inside `interruptible`, so that it can never hit this package's own
work or the next program.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from . import _threads
from ._interruption import ProgramStopped, interrupt, let_surface

CANCEL = 1
RAISE = 2


class Stop:
    """Whether the running program was asked to stop, and where it may be interrupted."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._main = 0  # the interpreter thread, while a program runs
        self._open = False  # it may be interrupted now
        self._bystanders: frozenset[int] = frozenset()
        self.requested = False

    def begin(self) -> None:
        """A program begins on this thread; the threads that live now are none of its."""
        with self._lock:
            self._main = threading.get_ident()
            self._bystanders = frozenset(sys._current_frames()) - {self._main}
            self.requested = False

    def end(self) -> None:
        with self._lock:
            self._main = 0

    def interruptible(self, call: Callable[[], object]) -> BaseException | None:
        """Calls the program's code and returns what it raised. Whatever a stop still had under way has surfaced by
        then."""
        error = None
        try:
            self._set_open(True)
            call()
        except BaseException as raised:
            error = raised
        try:
            self._close()
        except ProgramStopped as late:  # between the program's last instruction and the first of _close()
            error = error or late
            self._close()
        return error

    def _close(self) -> None:
        while True:
            try:
                self._set_open(False)
                let_surface()
                return
            except ProgramStopped:
                continue

    def _set_open(self, is_open: bool) -> None:
        with self._lock:
            self._open = is_open

    def request(self, stage: int) -> str:
        """Any thread. Cancels (1), raises (2), or only looks (anything else); returns the report of living threads."""
        here = threading.get_ident()
        with self._lock:
            if self._main == 0:
                return ""
            if stage in (CANCEL, RAISE):
                self.requested = True
            if stage == CANCEL and self._open and not _cancel(self._main):
                interrupt(self._main)
            elif stage == RAISE:
                self._raise_everywhere(here)
        return _threads.report(here)

    def _raise_everywhere(self, here: int) -> None:
        names = {thread.ident: thread for thread in threading.enumerate()}
        for ident, frame in sys._current_frames().items():
            if ident == here or ident in self._bystanders or type(names.get(ident)).__name__ == "BellThread":
                continue
            if ident == self._main and not self._open:
                continue
            interrupt(ident)
            loop, _ = _running_loop(ident, frame)
            if loop is not None:
                _call_soon(loop, _nothing)  # the exception surfaces when the loop's wait ends


def _cancel(main: int) -> bool:
    """Cancels the main task of the loop on the interpreter thread, or stops a loop without one. False: no loop runs."""
    loop, task = _running_loop(main, sys._current_frames().get(main))
    if loop is None:
        return False
    return _call_soon(loop, loop.stop if task is None else task.cancel)


def _running_loop(ident: int, frame: FrameType | None) -> tuple[Any, Any]:
    """The loop that runs on a thread and its main task, read off the thread's stack: asyncio itself keeps neither for
    others to see, and a program that never imported it must not pay for it. (None, None): none."""
    runners = sys.modules.get("asyncio.runners")
    base = sys.modules.get("asyncio.base_events")
    if runners is None or base is None:
        return None, None
    run = runners.Runner.run.__code__
    until_complete = base.BaseEventLoop.run_until_complete.__code__
    forever = base.BaseEventLoop.run_forever.__code__
    loop = None
    while frame is not None:
        code = frame.f_code
        if code is forever:
            loop = frame.f_locals.get("self")
        elif code is until_complete:
            return frame.f_locals.get("self"), frame.f_locals.get("future")
        elif code is run:
            # Also for loops whose own frames are not Python's (uvloop).
            task = frame.f_locals.get("task")
            if task is not None:
                return task.get_loop(), task
        if loop is not None and code is not forever and not _calls_loop(frame):
            return loop, None
        frame = frame.f_back
    if loop is None:
        event_loop = sys.modules.get(f"{__package__}.event_loop")
        attached = event_loop.running_loops(ident) if event_loop is not None else []
        loop = attached[0] if attached else None
    return loop, None


def _calls_loop(frame: FrameType) -> bool:
    """Whether a frame between run_forever and run_until_complete may be asyncio's own (subclasses forward to it)."""
    module = str(frame.f_globals.get("__name__", ""))
    return module == "asyncio" or module.startswith("asyncio.")


def _call_soon(loop: Any, callback: Callable[[], object]) -> bool:
    try:
        loop.call_soon_threadsafe(callback)
    except RuntimeError:  # closed meanwhile: the thread is about to leave it
        return False
    return True


def _nothing() -> None:
    pass
