"""The threads that an app leaves behind. Its end waits for them, for a bounded time."""

from __future__ import annotations

import concurrent.futures.thread as pools
import sys
import threading
import time
import traceback
from typing import Any

from flet_embed import _threads
from flet_embed._interruption import interrupt

__all__ = ["LIMIT", "Remains"]

LIMIT = 1.0
"""Seconds that the end of an app waits for threads and executor jobs."""

GRACE = 0.25
"""Seconds after which they are interrupted, as far as Python can: not in the middle of a sleep or another call."""


class Remains:
    """The threads that began after this was made are the app's."""

    def __init__(self) -> None:
        self._bystanders = set(threading.enumerate())

    def end(self) -> list[dict[str, str]]:
        """Waits, then abandons what still runs. Returns name and stack of each such thread."""
        _dismiss_idle_workers()
        start = time.monotonic()
        for thread in self._living():
            if isinstance(thread, threading.Timer):
                thread.cancel()
            elif thread.daemon:
                _interrupt(thread)  # of a process they would not even notice the end
        self._join(start + GRACE)
        for thread in self._living():
            _interrupt(thread)
        self._join(start + LIMIT)
        left = self._living()
        frames = sys._current_frames()
        for thread in left:
            queues: Any = pools._threads_queues
            queues.pop(thread, None)
            _threads.abandon(thread)
        return [{"name": thread.name, "stack": _stack(frames.get(thread.ident or 0))} for thread in left]

    def _living(self) -> list[threading.Thread]:
        here = threading.current_thread()
        return [
            thread
            for thread in threading.enumerate()
            if thread is not here
            and thread not in self._bystanders
            and thread.is_alive()
            and not type(thread).__module__.startswith("flet_embed.")
        ]

    def _join(self, deadline: float) -> None:
        while time.monotonic() < deadline:
            living = self._living()
            if not living:
                return
            living[0].join(max(0.0, deadline - time.monotonic()))


def _dismiss_idle_workers() -> None:
    """As `concurrent.futures` does when Python ends: workers finish what is queued, then end."""
    with pools._global_shutdown_lock:
        pools._shutdown = True
    queues: Any = pools._threads_queues
    for queue in list(queues.values()):
        queue.put(None)


def _interrupt(thread: threading.Thread) -> None:
    if thread.ident is not None:
        interrupt(thread.ident)


def _stack(frame: Any) -> str:
    return "".join(traceback.format_stack(frame)) if frame is not None else ""
