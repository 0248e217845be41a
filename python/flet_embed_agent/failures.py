"""Failures that nobody in the app sees: of tasks, of callbacks, in threads, in executor jobs.

Nothing changes for the app: what Python prints it still prints, and hooks of the app's own are called. A failure counts
where Python itself would only print it; an app's own exception handler of the loop takes the loop's failures on itself.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import traceback
from collections import deque
from collections.abc import Callable
from typing import Any

__all__ = ["Failures"]

# Flet's own words, and those of flet_embed_pyodide.flet_page.
_LOST_PACKETS = ("Error dispatching dart_bridge frame", "Error dispatching a packet in Pyodide")
_NEVER_RETRIEVED = "exception was never retrieved"


class Failures:
    """`report(kind, message, traceback)` is called once for each exception, on the thread where it came to light."""

    def __init__(self, report: Callable[[str, str, str], None]) -> None:
        self._report = report
        self._told: deque[BaseException] = deque(maxlen=256)
        self._failed: list[asyncio.Future[Any]] = []  # of which nobody has fetched the exception yet
        self._jobs: set[int] = set()
        self._ended = False
        self._threads_hook = threading.excepthook
        self._log = _LostExceptions(self)

    def watch_threads(self) -> None:
        """From the start of the program on."""
        threading.excepthook = self._in_thread
        for name in _LostExceptions.LOGGERS:
            logging.getLogger(name).addFilter(self._log)

    def watch_loop(self, loop: asyncio.AbstractEventLoop) -> None:
        replaced: Any = loop
        handle = loop.default_exception_handler

        def default_exception_handler(context: dict[str, Any]) -> None:
            self._in_loop(context)
            handle(context)

        replaced.default_exception_handler = default_exception_handler
        make: Any = loop.get_task_factory() or (lambda loop, coro, **options: asyncio.Task(coro, loop=loop, **options))

        def task_factory(loop: asyncio.AbstractEventLoop, coro: Any, **options: Any) -> Any:
            task = make(loop, coro, **options)
            task.add_done_callback(self.remember)
            return task

        loop.set_task_factory(task_factory)

    def remember(self, future: asyncio.Future[Any]) -> None:
        """A task or job is done; whoever waits for it fetches its exception in the loop's next turns."""
        if _is_unfetched(future):
            self._failed.append(future)

    def remember_job(self, job: asyncio.Future[Any]) -> None:
        if _is_unfetched(job):
            self._failed.append(job)
            self._jobs.add(id(job))

    def sweep(self) -> None:
        """At rest: what nobody has fetched by now nobody waits for. Reported as when the task is collected."""
        failed, self._failed = self._failed, []
        for future in failed:
            if _is_unfetched(future):
                what: Any = future
                what._log_traceback = False
                kind = "Task" if isinstance(future, asyncio.Task) else "Future"
                context: dict[str, Any] = {"message": f"{kind} {_NEVER_RETRIEVED}", "exception": future.exception()}
                context["task" if kind == "Task" else "future"] = future
                future.get_loop().call_exception_handler(context)
            self._jobs.discard(id(future))

    def end(self) -> None:
        """What fails from now on fails because the app ends."""
        self.sweep()
        self._ended = True

    def begin(self) -> None:
        self._ended = False

    def stop(self) -> None:
        for name in _LostExceptions.LOGGERS:
            logging.getLogger(name).removeFilter(self._log)

    def tell(self, kind: str, error: BaseException | None, text: str = "") -> None:
        if self._ended:
            return
        if error is None:
            self._report(kind, text, "")
            return
        # An exit, or a stop of the host's, ends the program and is told by that end.
        if isinstance(error, (SystemExit, KeyboardInterrupt)) or any(error is told for told in self._told):
            return
        self._told.append(error)
        self._report(kind, headline(error), "".join(traceback.format_exception(error)))

    def _in_loop(self, context: dict[str, Any]) -> None:
        future = context.get("task") or context.get("future")
        kind = "executor" if id(future) in self._jobs else "task" if isinstance(future, asyncio.Task) else "loop"
        self.tell(kind, context.get("exception"), str(context.get("message", "")))

    def _in_thread(self, args: Any) -> None:
        if args.exc_type is not SystemExit:
            self.tell("thread", args.exc_value, args.exc_type.__name__)
        self._threads_hook(args)


class _LostExceptions(logging.Filter):
    """Some exceptions end in a log entry only: of what `page.run_task` runs, and of packets that Flet could not take.

    A filter that lets everything pass: with a handler of ours, the last resort of `logging` would keep silent.
    """

    LOGGERS = ("concurrent.futures", "flet")

    def __init__(self, failures: Failures) -> None:
        super().__init__()
        self._failures = failures

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            if record.name == "concurrent.futures":
                self._failures.tell("task", error)
            elif record.msg in _LOST_PACKETS:
                self._failures.tell("protocol", error)
        return True


def headline(error: BaseException) -> str:
    """As the last line of a traceback begins: `ValueError: no such item`."""
    return traceback.format_exception_only(error)[-1].strip().partition("\n")[0]


def _is_unfetched(future: asyncio.Future[Any]) -> bool:
    # Asking for `exception()` would count as fetching it.
    return bool(getattr(future, "_log_traceback", False))
