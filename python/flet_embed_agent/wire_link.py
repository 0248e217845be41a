"""What the agent in a child process says to the harness: JSON over the process's wire."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable
from typing import Any

from .wire import AGENT, Wire

__all__ = ["WireLink"]


class WireLink:
    """As `BridgeLink`, in a process of the app's own."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._lock = threading.Lock()
        self._early: list[dict[str, Any]] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._handler: Callable[[dict[str, Any]], None] | None = None

    def send(self, message: dict[str, Any]) -> None:
        self._wire.send(AGENT, json.dumps(message).encode())

    def listen(self, handler: Callable[[dict[str, Any]], None]) -> None:
        """Calls `handler(message)` for each message, on the thread of the loop that runs here."""
        with self._lock:
            self._loop = asyncio.get_running_loop()
            self._handler = handler
            early, self._early = self._early, []
            for message in early:
                self._loop.call_soon(handler, message)

    def deliver(self, message: dict[str, Any]) -> None:
        """On the thread that reads the wire."""
        with self._lock:
            if self._loop is None or self._handler is None:
                self._early.append(message)
                return
            try:
                self._loop.call_soon_threadsafe(self._handler, message)
            except RuntimeError:
                pass  # the loop is closed: the app ends

    def close(self) -> None:
        with self._lock:
            self._loop = self._handler = None
