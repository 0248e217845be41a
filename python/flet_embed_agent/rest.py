"""Whether an event loop has something to do right now.

On asyncio's own loops the queue of ready callbacks tells exactly. Other loops (uvloop) keep theirs to themselves; there
the tasks are asked: one that waits for something which is not done yet has nothing to do. Callbacks outside tasks that
lead to others over more than `TURNS` turns are missed then.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

__all__ = ["TURNS", "RestWatch"]

TURNS = 2
"""In so many turns on end the loop must have had nothing to do: the wait between them lets in what is due."""


class RestWatch:
    """Calls `at_rest` on the loop's thread once it has nothing ready, after each `look`."""

    def __init__(self, loop: asyncio.AbstractEventLoop, at_rest: Callable[[], None]) -> None:
        self._loop = loop
        self._at_rest = at_rest
        self._ready: Any = getattr(loop, "_ready", None)
        self._quiet_turns = 0
        self._looking = False

    def look(self) -> None:
        """On the loop's thread."""
        self._quiet_turns = 0
        if not self._looking:
            self._looking = True
            self._loop.call_soon(self._turn)

    def _turn(self) -> None:
        self._quiet_turns = self._quiet_turns + 1 if self._is_quiet() else 0
        if self._quiet_turns < TURNS:
            self._loop.call_soon(self._turn)
            return
        self._looking = False
        self._at_rest()

    def _is_quiet(self) -> bool:
        # What became ready in the wait before this turn stands behind this callback in the queue.
        if self._ready is not None:
            return not self._ready
        return all(_waits(task) for task in asyncio.all_tasks(self._loop))


def _waits(task: asyncio.Task[Any]) -> bool:
    waiter: Any = getattr(task, "_fut_waiter", None)
    return waiter is not None and not waiter.done()
