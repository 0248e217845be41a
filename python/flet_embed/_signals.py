"""Signals belong to the host. What a program installs for one of the host's is remembered, answered, and not called.

Guarded are SIGINT, SIGTERM and the signals below that hosts use for themselves, and every signal that C code handles at
the moment. The rest works as usual and is put back after the program. A forked child owns its signals: there the guard
steps aside. Ctrl-C never becomes KeyboardInterrupt; the host decides what it means, and stops the program if it wants
to.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import warnings
from typing import Any

from ._warning import EmbedWarning

# The native core has imported `signal` under its own guard before this module: the import itself could take SIGINT
# over.

_HOSTS = frozenset(
    getattr(signal, name)
    for name in (
        "SIGINT",
        "SIGTERM",
        "SIGHUP",
        "SIGQUIT",
        "SIGBREAK",
        "SIGCHLD",
        "SIGPIPE",
        "SIGWINCH",
        "SIGUSR1",
        "SIGPROF",
    )
    if hasattr(signal, name)
)


class SignalGuard:
    """Stands before `signal.signal`, `getsignal` and `siginterrupt`."""

    def __init__(self) -> None:
        self._signal = signal.signal
        self._getsignal = signal.getsignal
        self._siginterrupt = getattr(signal, "siginterrupt", None)
        self._recorded: dict[int, Any] = {}
        self._changed: dict[int, Any] = {}
        self._warned: set[int] = set()
        self._pid = os.getpid()

    def install(self) -> None:
        signal.signal = self.signal
        signal.getsignal = self.getsignal
        if self._siginterrupt is not None:
            signal.siginterrupt = self.siginterrupt

    def reset(self) -> None:
        """After a program: its handlers are gone."""
        self._recorded.clear()
        self._warned.clear()
        for number, handler in self._changed.items():
            self._signal(number, handler)
        self._changed.clear()
        try:
            signal.set_wakeup_fd(-1)
        except ValueError:
            pass

    def _is_guarded(self, number: int) -> bool:
        if os.getpid() != self._pid:
            return False
        return number in _HOSTS or self._getsignal(number) is None

    def signal(self, signalnum: int, handler: Any) -> Any:
        """As signal.signal; for a signal of the host's the handler is only remembered, with an EmbedWarning."""
        if not self._is_guarded(signalnum):
            before = self._signal(signalnum, handler)
            if os.getpid() == self._pid:
                self._changed.setdefault(int(signalnum), before)
            return before
        if threading.current_thread() is not threading.main_thread():
            raise ValueError("signal only works in main thread of the main interpreter")
        if not callable(handler) and handler not in (signal.SIG_DFL, signal.SIG_IGN):
            raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
        before = self.getsignal(signalnum)
        self._recorded[int(signalnum)] = handler
        if callable(handler) and handler is not signal.default_int_handler:
            self._warn(int(signalnum))
        return before

    def getsignal(self, signalnum: int) -> Any:
        if os.getpid() == self._pid and int(signalnum) in self._recorded:
            return self._recorded[int(signalnum)]
        return self._getsignal(signalnum)

    def siginterrupt(self, signalnum: int, flag: bool) -> None:
        if not self._is_guarded(signalnum) and self._siginterrupt is not None:
            self._siginterrupt(signalnum, flag)

    def _warn(self, number: int) -> None:
        if number in self._warned:
            return
        self._warned.add(number)
        warnings.warn(
            f"{signal.Signals(number).name} belongs to the process that embeds Python: this handler will not be "
            "called. Handle the signal in the host, and stop the program from there.",
            EmbedWarning,
            stacklevel=_caller_level(),
        )


def _caller_level() -> int:
    """The program's own line, below asyncio's add_signal_handler."""
    level = 3
    frame = sys._getframe(level)
    while frame.f_back is not None and str(frame.f_globals.get("__name__", "")).split(".")[0] in ("asyncio", "uvloop"):
        frame = frame.f_back
        level += 1
    return level
