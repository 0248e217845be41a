"""Virtual time for an event loop: it stands still until it is told to go on.

`loop.time()`, `call_later`, `call_at`, and with them `asyncio.sleep`, `timeout` and `wait_for`, follow this clock. The
wall clock, `time.sleep` and threads do not.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Callable
from contextvars import Context
from typing import Any

__all__ = ["VirtualClock"]


class VirtualClock:
    """Takes the place of a loop's clock and timers. Begins at the loop's own time, and never goes back."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._real_time = loop.time
        self._start = self._now = loop.time()
        self._timers: list[tuple[float, int, asyncio.TimerHandle]] = []
        self._numbers = itertools.count()
        self._names: tuple[str, ...] = ("time", "call_later", "call_at")
        self._take_over_timers()
        for name in self._names:
            setattr(loop, name, getattr(self, name))

    def _take_over_timers(self) -> None:
        scheduled: list[asyncio.TimerHandle] = list(getattr(self._loop, "_scheduled", ()))
        for handle in scheduled:
            if not handle.cancelled():
                taken: Any = handle
                taken._scheduled = False  # the loop's own list has lost it
                self._push(handle.when(), handle)
        if scheduled:
            vars(self._loop)["_scheduled"].clear()

    # What the loop answers.

    def time(self) -> float:
        return self._now

    def call_later(
        self, delay: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        return self.call_at(self._now + delay, callback, *args, context=context)

    def call_at(
        self, when: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        handle = _Timer(when, callback, args, self._loop, context)
        if when <= self._now:
            self._loop.call_soon(_fire, handle)
        else:
            self._push(when, handle)
        return handle

    # What the harness asks for; times in milliseconds since the clock began.

    @property
    def now(self) -> float:
        return (self._now - self._start) * 1000

    def next_timer(self, before: int | None = None) -> float | None:
        """When the earliest timer is due, to the microsecond: what the digits of floats add depends on when the clock
        began. `before`: of those made before that `mark`."""
        while self._timers and self._timers[0][2].cancelled():
            heapq.heappop(self._timers)
        due = [
            when
            for when, number, handle in self._timers
            if before is None or (number < before and not handle.cancelled())
        ]
        return round((min(due) - self._start) * 1000, 3) if due else None

    def mark(self) -> int:
        """Tells the timers that exist now from later ones."""
        return next(self._numbers)

    def advance(self, now: float) -> None:
        """Sets the time, without any timer's notice."""
        self._now = max(self._now, self._start + now / 1000)

    def fire(self, due: float, before: int | None = None) -> None:
        """Lets the timers that are due by then call back in the loop's next turn, in the order of their times, then of
        their making."""
        limit = self._start + due / 1000 + 1e-6  # `next_timer` has rounded
        kept = []
        while self._timers and self._timers[0][0] <= limit:
            timer = heapq.heappop(self._timers)
            if before is not None and timer[1] >= before:
                kept.append(timer)
            else:
                self._now = max(self._now, timer[0])
                self._loop.call_soon(_fire, timer[2])
        for timer in kept:
            heapq.heappush(self._timers, timer)

    def release(self) -> None:
        """Real time from now on, beginning where virtual time has come to: an app that ends waits for its own
        time-outs."""
        if not self._names:
            return
        own: Any = vars(self._loop)
        for name in self._names:
            own.pop(name, None)
        self._names = ()
        reached, real_time = self._now, self._real_time
        ahead = max(0.0, reached - real_time())
        if ahead:
            # The sum alone may be the last digit of a float before what the app has seen.
            own["time"] = lambda: max(reached, real_time() + ahead)
        for when, _, handle in sorted(self._timers):
            if not handle.cancelled():
                self._loop.call_at(when, _fire, handle)
        self._timers.clear()

    def _push(self, when: float, handle: asyncio.TimerHandle) -> None:
        heapq.heappush(self._timers, (when, next(self._numbers), handle))


class _Timer(asyncio.TimerHandle):
    """No loop knows of it: none is told when it is cancelled."""

    def cancel(self) -> None:
        asyncio.Handle.cancel(self)


def _fire(handle: asyncio.TimerHandle) -> None:
    if not handle.cancelled():
        run: Any = handle
        run._run()
