"""Stands before `dart_bridge`: Flet's connection where the app is embedded."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from .tap import Tap

__all__ = ["BridgeTap"]


class BridgeTap(Tap):
    """Counts the packets of one port."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port = port
        self._server: Any = None
        self._bridge: Any = importlib.import_module("dart_bridge")  # built in where an app is embedded
        self._listen = self._bridge.set_enqueue_handler_func
        self._send = self._bridge.send_bytes

    def install(self) -> None:
        self._bridge.set_enqueue_handler_func = self._set_enqueue_handler_func
        self._bridge.send_bytes = self._send_bytes

    def remove(self) -> None:
        self._bridge.set_enqueue_handler_func = self._listen
        self._bridge.send_bytes = self._send

    @property
    def connection(self) -> Any:
        return self._server

    @property
    def session(self) -> Any:
        return getattr(self._server, "session", None)

    def _set_enqueue_handler_func(self, port: int, handler: Any) -> None:
        if port != self.port:
            self._listen(port, handler)
        elif handler is None:
            self._listen(port, None)
            self.on_stop()
        else:
            # The agent first: packets may arrive as soon as there is a handler.
            self._server = getattr(handler, "__self__", None)
            self.on_start()
            self._listen(port, self._counting(handler))

    def _counting(self, handler: Any) -> Callable[[Any], None]:
        def take(packet: Any) -> None:
            handler(packet)
            self._took()

        return take

    def _send_bytes(self, port: int, payload: Any) -> Any:
        result = self._send(port, payload)
        if port == self.port:
            self._sent()
        return result
