"""One program after another in one interpreter, each as if it had a process of its own."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterable
from typing import Any

from . import _children, _executors, _threads
from ._environment import Environment
from ._exit_callbacks import ExitCallbacks
from ._exit_status import ExitStatus, status_of
from ._imports import RequestedImports
from ._interpreter_state import InterpreterState
from ._interruption import ProgramStopped
from ._main_module import execute
from ._modules import ModuleScope
from ._output import Output
from ._signals import SignalGuard
from ._stop import Stop


class ProgramRunner:
    """Runs programs on the interpreter thread, and cleans up after them.

    `guard_signals`: signals are the host's. A process of the program's own leaves them to it.
    """

    def __init__(self, guard_signals: bool = True) -> None:
        self.output_mode = "inherit"
        self.stop = Stop()
        self._output: Output | None = None
        self._signals = SignalGuard() if guard_signals else None
        self._exit_callbacks = ExitCallbacks()

    def install(self) -> None:
        """Once per interpreter."""
        if self._signals is not None:
            self._signals.install()
        self._exit_callbacks.install()
        threading.excepthook = _quiet_about_stops(threading.excepthook)

    def renew_output(self) -> None:
        """New streams, whatever became of the old ones."""
        self.finish_output()
        self._output = Output(self.output_mode)
        self._output.install()

    def finish_output(self) -> None:
        if self._output is not None:
            self._output.finish()

    def run(self, kind: int, target: str, argv: list[str], env: Iterable[str] = ()) -> ExitStatus:
        pid = os.getpid()
        environment = Environment()
        environment.replace(env)
        state = InterpreterState()
        scope = ModuleScope()
        imports = RequestedImports()

        def program() -> None:
            imports.perform()
            execute(kind, target, argv, scope)

        self._exit_callbacks.begin()
        self.stop.begin()
        error = self.stop.interruptible(program)
        status = self._status(error)
        del error  # and with it the program's frames
        # In the order in which `python` itself ends.
        _executors.finish()
        _threads.join_all()
        self._exit_callbacks.run(self.stop)
        if os.getpid() != pid:
            # A forked child that has come to its program's end: it is a process, and ends like one.
            self.finish_output()
            os._exit(status.code & 0xFF)
        stopped = status.stopped or self.stop.requested
        self.stop.end()
        imports.drop()
        self._clean_up(state, scope)
        environment.replace([])
        return status._replace(stopped=stopped)

    def _status(self, error: BaseException | None) -> ExitStatus:
        statuses: list[ExitStatus] = []
        # Printing and the program's excepthook may block: they can be interrupted like the program itself.
        failure = self.stop.interruptible(lambda: statuses.append(status_of(error, self.stop.requested)))
        if statuses:
            return statuses[0]
        return status_of(failure, True)

    def _clean_up(self, state: InterpreterState, scope: ModuleScope) -> None:
        self.finish_output()
        event_loop: Any = sys.modules.get(f"{__package__}.event_loop")
        if event_loop is not None:
            event_loop.detach_all()
        _children.stop_fork_server()
        if self._signals is not None:
            self._signals.reset()
        scope.drop()
        self._exit_callbacks.forget_dropped()
        state.restore()
        self.renew_output()  # for daemon threads that go on printing, and for finalisers


def _quiet_about_stops(hook: Any) -> Any:
    """A thread that a stop ended is no failure."""

    def excepthook(args: Any) -> None:
        if not issubclass(args.exc_type, ProgramStopped):
            hook(args)

    return excepthook
