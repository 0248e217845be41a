"""What the agent in an embedded app says to the harness: JSON over a bridge of its own."""

from __future__ import annotations

import importlib
import json
from typing import Any

__all__ = ["BridgeLink"]


class BridgeLink:
    """Any thread may send. Once the harness has gone nobody listens, which is no failure of the app."""

    def __init__(self, port: int) -> None:
        self.port = port
        bridge: Any = importlib.import_module("dart_bridge")  # built in where an app is embedded
        # The functions themselves: the module's names are wrapped while an app runs.
        self._send = bridge.send_bytes
        self._receive = bridge.set_enqueue_handler_func

    def send(self, message: dict[str, Any]) -> None:
        try:
            self._send(self.port, json.dumps(message).encode())
        except RuntimeError:
            pass

    def listen(self, handler: Any) -> None:
        """Calls `handler(message)` for each message, on the thread of the loop that runs here."""
        self._receive(self.port, lambda packet: handler(json.loads(bytes(packet))))

    def close(self) -> None:
        try:
            self._receive(self.port, None)
        except RuntimeError:
            pass
