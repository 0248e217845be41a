"""What the agent sees of Flet's connection, whichever it is."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

__all__ = ["Tap"]


class Tap(ABC):
    """Stands before one of Flet's connections while an app runs: notices when Flet starts to listen, and counts its
    packets. `taken` and `sent` count those of the protocol's connection alone."""

    def __init__(self) -> None:
        self.taken = 0
        self.sent = 0
        self.on_start: Callable[[], None] = lambda: None
        """Flet listens from now on, on the loop that runs here."""
        self.on_stop: Callable[[], None] = lambda: None
        """Flet does not listen any more."""
        self.on_packet: Callable[[], None] = lambda: None
        """A packet was handed to Flet (on the loop's thread), or Flet has sent one (on any)."""
        self._lock = threading.Lock()

    @abstractmethod
    def install(self) -> None: ...

    @abstractmethod
    def remove(self) -> None: ...

    @property
    def connection(self) -> Any:
        """Flet's connection, where it lacks what a server in front of the app can add; else None."""
        return None

    @property
    @abstractmethod
    def session(self) -> Any:
        """Flet's session with the client; None: there is none."""

    def _took(self) -> None:
        self.taken += 1
        self.on_packet()

    def _sent(self) -> None:
        with self._lock:
            self.sent += 1
        self.on_packet()
