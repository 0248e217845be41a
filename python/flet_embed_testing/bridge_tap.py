"""Stands before `dart_bridge` while an app runs: notices when Flet starts to listen, and counts its packets."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable
from typing import Any

__all__ = ["BridgeTap"]

dart_bridge: Any = importlib.import_module("dart_bridge")  # built in where an app is embedded


class BridgeTap:
    """`taken` and `sent` count packets of the protocol's port alone."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.taken = 0
        self.sent = 0
        self.on_start: Callable[[Any], None] = lambda handler: None
        """Flet listens from now on, on the loop that runs here. Gets Flet's handler."""
        self.on_stop: Callable[[], None] = lambda: None
        """Flet does not listen any more."""
        self.on_packet: Callable[[], None] = lambda: None
        """A packet was handed to Flet (on the loop's thread), or Flet has sent one (on any)."""
        self._lock = threading.Lock()
        self._listen = dart_bridge.set_enqueue_handler_func
        self._send = dart_bridge.send_bytes

    def install(self) -> None:
        dart_bridge.set_enqueue_handler_func = self._set_enqueue_handler_func
        dart_bridge.send_bytes = self._send_bytes

    def remove(self) -> None:
        dart_bridge.set_enqueue_handler_func = self._listen
        dart_bridge.send_bytes = self._send

    def _set_enqueue_handler_func(self, port: int, handler: Any) -> None:
        if port != self.port:
            self._listen(port, handler)
        elif handler is None:
            self._listen(port, None)
            self.on_stop()
        else:
            # The agent first: packets may arrive as soon as there is a handler.
            self.on_start(handler)
            self._listen(port, self._counting(handler))

    def _counting(self, handler: Any) -> Callable[[Any], None]:
        def take(packet: Any) -> None:
            handler(packet)
            self.taken += 1
            self.on_packet()

        return take

    def _send_bytes(self, port: int, payload: Any) -> Any:
        result = self._send(port, payload)
        if port == self.port:
            with self._lock:
                self.sent += 1
            self.on_packet()
        return result
