"""`atexit` for programs that end while the process goes on.

Callbacks run when the program ends, last registered first. Those that a module registers while it is imported stay for
the programs that follow, which find that module imported already; all others are the program's own and run once. What
was registered before the first program is left to the end of the process.
"""

from __future__ import annotations

import atexit
import os
import sys
import traceback
import weakref
from collections.abc import Callable
from typing import Any, NamedTuple, ParamSpec, TypeVar

from ._interruption import ProgramStopped
from ._stop import Stop

P = ParamSpec("P")
T = TypeVar("T")


class Callback(NamedTuple):
    function: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    module: str | None  # that registered it while it was imported

    def stays(self) -> bool:
        return self.module is not None and self.module in sys.modules


class ExitCallbacks:
    """Stands before `atexit.register` and `atexit.unregister`."""

    def __init__(self) -> None:
        self._register = atexit.register
        self._unregister = atexit.unregister
        self._callbacks: list[Callback] = []
        self._pid = os.getpid()

    def install(self) -> None:
        atexit.register = self.register
        atexit.unregister = self.unregister

    def begin(self) -> None:
        # `weakref.finalize` registers itself once per process, and for good; each program's finalisers are due at its
        # end.
        _reset_finalizers()

    def register(self, func: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Callable[P, T]:
        if os.getpid() != self._pid:
            return self._register(func, *args, **kwargs)
        if not callable(func):
            raise TypeError("the first argument must be callable")
        frame = sys._getframe(1)
        name = frame.f_globals.get("__name__")
        importing = frame.f_code.co_name == "<module>" and name != "__main__"
        self._callbacks.append(Callback(func, args, dict(kwargs), name if importing else None))
        return func

    def unregister(self, func: Callable[..., Any], /) -> None:
        self._callbacks = [callback for callback in self._callbacks if callback.function != func]
        self._unregister(func)

    def run(self, stop: Stop) -> None:
        """Runs what is due; each callback may be interrupted by a stop, the others run nevertheless."""
        kept: list[Callback] = []
        while self._callbacks:
            callback = self._callbacks.pop()
            if callback.module is not None:
                kept.append(callback)
            error = stop.interruptible(lambda c=callback: c.function(*c.args, **c.kwargs))  # type: ignore[misc]
            if error is not None and not isinstance(error, ProgramStopped):
                _print(callback.function, error)
        self._callbacks = kept[::-1]
        _reset_finalizers()
        if os.getpid() != self._pid:
            atexit._run_exitfuncs()

    def forget_dropped(self) -> None:
        """After the program's own modules were dropped: the next program imports them, and they register, anew."""
        self._callbacks = [callback for callback in self._callbacks if callback.stays()]


def _reset_finalizers() -> None:
    finalize: Any = weakref.finalize
    finalize._shutdown = False
    finalize._registered_with_atexit = False


def _print(function: Callable[..., Any], error: BaseException) -> None:
    stream = sys.stderr
    if stream is None:
        return
    try:
        stream.write(f"Exception ignored in atexit callback: {function!r}\n")
        own = error.__traceback__.tb_next if error.__traceback__ is not None else None
        traceback.print_exception(error.with_traceback(own), file=stream)
    except Exception:
        pass  # a stream of the program's own that fails
