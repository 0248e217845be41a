"""Jobs that an app hands to executors through its loop: `page.run_thread`, `asyncio.to_thread`, `run_in_executor`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any

__all__ = ["Jobs"]


class Jobs:
    """Stands before a loop's `run_in_executor`.

    The loop never gets an executor of its own: closing a loop waits without bound for that one's threads. Here they are
    left to the end of the program, which waits for a bounded time.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, on_done: Callable[[asyncio.Future[Any]], None]) -> None:
        self._loop = loop
        self._on_done = on_done
        self._run_in_executor = loop.run_in_executor
        self._default: Executor | None = getattr(loop, "_default_executor", None)
        self._running: set[asyncio.Future[Any]] = set()
        self._long: set[asyncio.Future[Any]] = set()
        replaced: Any = loop
        replaced.run_in_executor = self.run_in_executor
        replaced.set_default_executor = self.set_default_executor

    @property
    def awaited(self) -> bool:
        """Whether a job runs that has not been given up as a long one."""
        return bool(self._running - self._long)

    def give_up(self) -> None:
        """Whatever runs now is a long job: nobody waits for it any more."""
        self._long |= self._running

    def run_in_executor(self, executor: Executor | None, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:
        if executor is None:
            if self._default is None:
                self._default = ThreadPoolExecutor(thread_name_prefix="asyncio")
            executor = self._default
        job: asyncio.Future[Any] = self._run_in_executor(executor, func, *args)
        self._running.add(job)
        job.add_done_callback(self._done)
        return job

    def set_default_executor(self, executor: Any) -> None:
        if not isinstance(executor, ThreadPoolExecutor):
            raise TypeError("executor must be ThreadPoolExecutor instance")
        self._default = executor

    def _done(self, job: asyncio.Future[Any]) -> None:
        self._running.discard(job)
        self._long.discard(job)
        self._on_done(job)
