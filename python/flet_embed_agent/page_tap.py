"""In Pyodide: Flet's packets as they pass the module `flet_js`, and a channel to the harness."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import flet_embed
from flet_embed_pyodide.flet_page import current_page

from .tap import Tap

__all__ = ["AGENT_CHANNEL", "PageLink", "PageTap"]

AGENT_CHANNEL = "flet-embed testing"
"""The channel between agent and harness."""


class PageTap(Tap):
    """Counts what passes the page of the program that runs."""

    def __init__(self) -> None:
        super().__init__()
        self._page = current_page()
        self._connection: Any = None

    def install(self) -> None:
        self._page.on_start = self._start
        self._page.on_taken = self._took
        self._page.on_sent = self._sent

    def remove(self) -> None:
        self._page.stop_watching()

    @property
    def session(self) -> Any:
        return getattr(self._connection, "session", None)

    def _start(self, connection: Any) -> None:
        self._connection = connection
        self.on_start()


class PageLink:
    """JSON over a channel of its own, which lives as long as the program."""

    def __init__(self) -> None:
        self._channel = flet_embed.channel(AGENT_CHANNEL)
        self._reading: asyncio.Task[None] | None = None

    def send(self, message: dict[str, Any]) -> None:
        try:
            # What finds no place is about an app that nobody looks at any more.
            self._channel.try_send(json.dumps(message).encode())
        except flet_embed.ChannelError:
            pass

    def listen(self, handler: Callable[[dict[str, Any]], None]) -> None:
        self._reading = asyncio.get_running_loop().create_task(self._read(handler))

    async def _read(self, handler: Callable[[dict[str, Any]], None]) -> None:
        try:
            async for message in self._channel:
                handler(json.loads(bytes(message)))
        except flet_embed.ChannelError:
            pass

    def close(self) -> None:
        """The program ends it."""
