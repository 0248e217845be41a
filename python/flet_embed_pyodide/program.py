"""One program after another in one interpreter in WebAssembly.

A program has ended when its code has run to the end and what it gave to `asyncio.run` is done: that cannot block here,
and goes on behind the code. A Flet app, once it has called `ft.run`, lives until it is stopped or exits.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from typing import Any

from flet_embed import _executors
from flet_embed._environment import Environment
from flet_embed._exit_callbacks import ExitCallbacks
from flet_embed._exit_status import ExitStatus, status_of
from flet_embed._imports import RequestedImports
from flet_embed._interpreter_state import InterpreterState
from flet_embed._main_module import execute
from flet_embed._modules import ModuleScope
from flet_embed._output import Output

from .flet_page import FletPage
from .loop_watch import LoopWatch
from .stop import Stop

__all__ = ["ProgramRunner", "Running"]


class Running:
    """The program that runs now."""

    def __init__(self, loop: asyncio.AbstractEventLoop, page: FletPage) -> None:
        self.page = page
        self._loop = loop
        self._others = asyncio.all_tasks(loop)
        self._main_tasks: list[asyncio.Task[Any]] = []
        self._changed: asyncio.Future[None] = loop.create_future()
        self._exception: BaseException | None = None

    def run(self, main: Coroutine[Any, Any, Any], *, debug: Any = None, loop_factory: Any = None) -> asyncio.Task[Any]:
        """In the place of `asyncio.run`. Nothing can wait for its result."""
        task = self._loop.create_task(main)
        self._main_tasks.append(task)
        task.add_done_callback(lambda _: self._wake())
        return task

    def end_with(self, error: BaseException) -> None:
        """An exit, or an interruption, has reached the loop."""
        self._exception = error
        self._wake()

    def cancel(self) -> None:
        """Ends what it waits for. A Flet app waits for nothing but this."""
        if self.page.connected:
            self.end_with(KeyboardInterrupt())
        for task in self._main_tasks:
            task.cancel()

    async def over(self) -> BaseException | None:
        """Waits for the end; what ended it."""
        while True:
            if self._exception is not None:
                return self._exception
            for task in self._main_tasks:
                if task.done():
                    error = asyncio.CancelledError() if task.cancelled() else task.exception()
                    if error is not None:
                        return error
            if not self.page.connected and all(task.done() for task in self._main_tasks):
                return None
            await self._changed

    def fetch(self) -> None:
        """What ended it is told by its end, and by nobody else."""
        for task in self._main_tasks:
            if task.done() and not task.cancelled():
                task.exception()

    def left(self) -> set[asyncio.Task[Any]]:
        """Its tasks that are not done."""
        return {task for task in asyncio.all_tasks(self._loop) - self._others if task is not asyncio.current_task()}

    def _wake(self) -> None:
        self._changed.set_result(None)
        self._changed = self._loop.create_future()


class ProgramRunner:
    """Runs programs, and cleans up after them."""

    def __init__(self) -> None:
        self._loop: Any = asyncio.get_running_loop()
        self._policy = asyncio.get_event_loop_policy()
        self._environment = Environment()
        self._exit_callbacks = ExitCallbacks()
        self._exit_callbacks.install()
        self._stop = Stop()
        self._output = Output("channel")
        self._output.install()
        self.running: Running | None = None

    def begin(self) -> None:
        """A program is about to be run: a stop that is asked for from now on is meant for that one."""
        self._stop.requested = False

    def request_stop(self) -> None:
        """Cancels the program, as far as it waits for something."""
        self._stop.requested = True
        if self.running is not None:
            self.running.cancel()

    def report(self) -> str:
        """What of the program is not done."""
        if self.running is None:
            return ""
        return "\n".join(sorted(f"{task.get_name()}: {task.get_coro()!r}" for task in self.running.left()))

    async def run(self, kind: int, target: str, argv: Any, env: Any) -> str:
        """Runs a script (0), a module (1) or code (2). Returns its end as JSON: code, stopped, type, message,
        traceback."""
        watch = LoopWatch(self._loop)
        page = FletPage()
        self._environment.replace(list(env.to_py()))
        state = InterpreterState()
        scope = ModuleScope()
        imports = RequestedImports()
        self._exit_callbacks.begin()
        watch.install()
        page.install()
        running = self.running = Running(self._loop, page)
        replaced: Any = asyncio
        run, replaced.run = replaced.run, running.run
        self._loop._system_exit_handler = lambda code: running.end_with(SystemExit(code))
        self._loop._keyboard_interrupt_handler = lambda: running.end_with(KeyboardInterrupt())

        def program() -> None:
            if self._stop.requested:  # before it has begun
                raise KeyboardInterrupt
            imports.perform()
            execute(kind, target, list(argv.to_py()), scope)

        try:
            error = self._stop.interruptible(program) or await running.over()
            running.fetch()
            interrupted = self._stop.requested or isinstance(error, KeyboardInterrupt)
            status = status_of(error, interrupted)
            del error
            await self._end_tasks(running)
        finally:
            replaced.run = run
            self._loop._system_exit_handler = self._loop._keyboard_interrupt_handler = None
            self.running = None
        _executors.finish()
        self._exit_callbacks.run(self._stop)  # type: ignore[arg-type]
        imports.drop()
        watch.remove()
        page.remove()
        self._output.finish()
        scope.drop()
        self._exit_callbacks.forget_dropped()
        state.restore()
        asyncio.set_event_loop_policy(self._policy)
        self._output = Output("channel")
        self._output.install()
        self._environment.replace([])
        return _as_json(status._replace(stopped=interrupted))

    async def _end_tasks(self, running: Running) -> None:
        """As `asyncio.run` does at its end: cancels what is left, and gives it time to end. What goes on in spite of
        that is called no more once the loop's callbacks are dropped."""
        tasks = running.left()
        for task in tasks:
            task.cancel()
        for _ in range(_LAST_TURNS):
            if all(task.done() for task in tasks):
                break
            await asyncio.sleep(0)
        for task in tasks:
            if task.done() and not task.cancelled() and task.exception() is not None:
                self._loop.call_exception_handler(
                    {"message": "unhandled exception during shutdown", "exception": task.exception(), "task": task}
                )


_LAST_TURNS = 100
"""Turns of the loop that cancelled tasks have to end in."""


def _as_json(status: ExitStatus) -> str:
    code, stopped, error_type, message, traceback = status
    return json.dumps(
        {"code": code, "stopped": stopped, "type": error_type, "message": message, "traceback": traceback}
    )
