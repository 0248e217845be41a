"""What the threads of an app that does not start in time were doing."""

from __future__ import annotations

import _thread
import contextlib
import os
import sys
import threading
import time
import traceback

__all__ = ["StackWatch"]


class StackWatch:
    """Writes `FLET_EMBED_AGENT_STACKS` at the time `FLET_EMBED_AGENT_STACKS_AT` (seconds since 1970), unless called
    off before.

    A thread of its own looks at the others while it holds the interpreter's lock. `faulthandler`, whose watchdog does
    not need the lock, reads frames that the other threads change meanwhile: with an app that is busy in Python it
    crashes the process now and then. So an app that is stuck in C code with the lock held is not seen.
    """

    def __init__(self) -> None:
        self._called_off = _thread.allocate_lock()
        self._done = _thread.allocate_lock()
        self._watches = False
        path = os.environ.get("FLET_EMBED_AGENT_STACKS")
        if path is None:
            return
        wait = float(os.environ["FLET_EMBED_AGENT_STACKS_AT"]) - time.time()
        self._called_off.acquire()
        self._done.acquire()
        # Pyodide has no threads. Not one of `threading`: the app's code is to see its own alone.
        with contextlib.suppress(RuntimeError):
            _thread.start_new_thread(self._watch, (path, max(wait, 0.001)))
            self._watches = True

    def call_off(self) -> None:
        """Ends the watch, and waits until it is over."""
        if self._watches:
            self._watches = False
            self._called_off.release()
            self._done.acquire()

    def _watch(self, path: str, wait: float) -> None:
        try:
            if self._called_off.acquire(timeout=min(wait, threading.TIMEOUT_MAX)):
                return
            with contextlib.suppress(OSError), open(path, "w", encoding="utf-8", errors="replace") as file:
                file.write(_stacks())
        finally:
            self._done.release()


def _stacks() -> str:
    """The stacks of all threads but this one, as Python prints them."""
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    parts = []
    for ident, frame in sys._current_frames().items():
        if ident != _thread.get_ident():
            parts.append(f"{names.get(ident, f'Thread {ident}')}\n{''.join(traceback.format_stack(frame))}")
    return "\n".join(parts)
