"""What the native core calls. Everything but `request_stop` runs on the interpreter thread, which is Python's main
thread.

The core imports `signal` under a guard of its own (the import would take over SIGINT) and puts this package into
`sys.modules` by its path before it calls `start`.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable
from typing import Any

from . import _threads
from ._children import SpawnWatcher
from ._program import ProgramRunner
from ._settings import Settings

_settings = Settings()
_runner = ProgramRunner()
_started = False


def start(config: dict[str, Any]) -> None:
    """Prepares the interpreter, or a parked one for its next owner.

    `config`: path (put first in sys.path), env ("NAME=value", or "NAME" to remove it), deep_bind, switch_interval
    (seconds, 0: Python's default), output ("inherit", "ignore", "channel"), executable.
    """
    global _started
    if not _started:
        _started = True
        if threading.main_thread() is not threading.current_thread():
            raise RuntimeError("the interpreter thread must be the one that imported threading first")
        _runner.install()
        SpawnWatcher().install()
    _settings.apply(config)
    _runner.output_mode = config.get("output", "inherit")
    _runner.renew_output()


def run(kind: int, target: str, argv: list[str], env: Iterable[str] = ()) -> tuple[int, bool, str | None, str, str]:
    """Runs a script (0), a module (1) or code (2) to its very end: threads joined, atexit callbacks run, output
    flushed.

    `env` is put into `os.environ` for the time of the program, in the form of `start`.

    Returns exit code, whether it was stopped, and the exception's type (or None), message and traceback.
    """
    return tuple(_runner.run(kind, target, list(argv), env))  # type: ignore[return-value]


def request_stop(stage: int) -> str:
    """From any thread: cancels the program (1), raises in its threads (2), or only looks (3). Returns a line per
    thread."""
    return _runner.stop.request(stage)


def finalize_ok() -> bool:
    """Whether the interpreter can be finalised: no other thread would be caught in the middle of Python code."""
    return _threads.only_this_one()


def at_exit() -> None:
    """The process ends: nothing that was printed stays behind."""
    _runner.finish_output()
    event_loop: Any = sys.modules.get(f"{__package__}.event_loop")
    if event_loop is not None:
        event_loop.detach_all()
