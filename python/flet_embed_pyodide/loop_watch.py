"""Stands before the loop's scheduling while a program runs: knows what is due now, and what is due later.

Pyodide's loop hands every callback to JavaScript and forgets it. What an ended program has left there would call back
in the next one; and nobody could tell whether a loop has something to do.
"""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import Callable
from contextvars import Context
from typing import Any

__all__ = ["LoopWatch"]


class _Due:
    """Callbacks for the loop's next turns. True while there are any."""

    def __init__(self) -> None:
        self._handles: set[asyncio.Handle] = set()

    def add(self, handle: asyncio.Handle) -> None:
        self._handles.add(handle)

    def discard(self, handle: asyncio.Handle) -> None:
        self._handles.discard(handle)

    def __bool__(self) -> bool:
        self._handles = {handle for handle in self._handles if not handle.cancelled()}
        return bool(self._handles)

    def clear(self) -> None:
        for handle in self._handles:
            handle.cancel()
        self._handles.clear()


class LoopWatch:
    """As long as it is installed, the loop has `_ready`, as asyncio's own loops do.

    It stands before the methods of the loop's class: who puts others before those of the loop itself, as a virtual
    clock does, still comes here in the end.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop: Any = loop
        self._class: Any = type(loop)
        self._before: dict[str, Any] = {}
        self._due = _Due()
        self._timers: weakref.WeakSet[asyncio.Handle] = weakref.WeakSet()
        self._original = {name: getattr(self._class, name) for name in ("call_soon", "call_later", "create_task")}
        self._schedule = self._original["call_later"]

    def install(self) -> None:
        self._before = dict(vars(self._loop))
        self._loop._ready = self._due
        watch = self

        def call_soon(
            loop: Any, callback: Callable[..., object], *args: Any, context: Context | None = None
        ) -> asyncio.Handle:
            return watch._soon(loop, callback, args, context)

        def call_later(
            loop: Any, delay: float, callback: Callable[..., object], *args: Any, context: Context | None = None
        ) -> asyncio.Handle:
            if delay <= 0:
                return watch._soon(loop, callback, args, context)
            handle: asyncio.Handle = watch._schedule(loop, delay, callback, *args, context=context)
            watch._timers.add(handle)
            return handle

        def create_task(loop: Any, coro: Any, **options: Any) -> Any:
            # Pyodide's own fails with a task factory since Python 3.14, and hands it neither name nor context.
            factory = loop.get_task_factory()
            if factory is None:
                return watch._original["create_task"](loop, coro, **options)
            return factory(loop, coro, **{name: value for name, value in options.items() if value is not None})

        self._class.create_task = create_task
        self._class.call_soon = call_soon
        self._class.call_later = call_later

    def remove(self) -> None:
        """Nothing that was scheduled is called any more."""
        for name, method in self._original.items():
            setattr(self._class, name, method)
        # Its exception handler, its task factory and whatever was put before its methods are not the next program's.
        state = vars(self._loop)
        for name in set(state) - set(self._before):
            del state[name]
        for name in ("_task_factory", "_exception_handler", "_debug"):
            if name in self._before:
                state[name] = self._before[name]
        self._due.clear()
        for timer in list(self._timers):
            timer.cancel()

    def _soon(
        self, loop: Any, callback: Callable[..., object], args: tuple[Any, ...], context: Context | None
    ) -> asyncio.Handle:
        def run() -> None:
            self._due.discard(handle)
            callback(*args)

        handle: asyncio.Handle = self._schedule(loop, 0, run, context=context)
        self._due.add(handle)
        return handle
