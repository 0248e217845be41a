"""The module `flet_js`, which Flet expects in a browser's worker: the way to the client.

Flet puts `start_connection` there when `ft.run` is called. It is called at once; it puts `send` there in turn. One
message of the channel is one packet, in both directions; data channels are packets of a type of their own.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections import deque
from collections.abc import Awaitable, Callable
from types import ModuleType
from typing import Any

import flet_embed

__all__ = ["CHANNEL", "FletPage", "current_page"]

CHANNEL = "flet"
"""The channel of the protocol's packets."""

LOST_PACKET = "Error dispatching a packet in Pyodide"
"""In the log, with the exception, when Flet cannot take a packet."""

_log = logging.getLogger("flet")

DOCUMENT_URL = "http://localhost/"
"""What `page.url` is made of."""


class Packet:
    """As JavaScript would hand it over."""

    __slots__ = ("_data",)

    def __init__(self, data: bytes) -> None:
        self._data = data

    def to_py(self) -> bytes:
        return self._data


class _Module(ModuleType):
    """`flet_js`: tells when Flet is ready for the client. One for all programs: Flet's module keeps it."""

    documentUrl = DOCUMENT_URL
    _page: FletPage | None = None

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value)
        if name == "start_connection" and self._page is not None:
            self._page._connect(value)


_module = _Module("flet_js")


def current_page() -> FletPage:
    """The one of the program that runs."""
    page = _module._page
    if page is None:
        raise RuntimeError("no program runs")
    return page


class FletPage:
    """One program's way to the client. Its channel is opened when Flet asks for it."""

    def __init__(self) -> None:
        self.connected = False
        """Flet has been run: the program lives on until it is stopped, or exits."""
        self.stop_watching()
        self._channel: flet_embed.Channel | None = None
        self._pump: asyncio.Task[None] | None = None
        self._waiting: deque[bytes] = deque()
        self._draining: asyncio.Task[None] | None = None

    def stop_watching(self) -> None:
        """Nobody wants to know any more."""
        self.on_start: Callable[[Any], None] = lambda connection: None
        """Flet is about to listen. Gets its connection."""
        self.on_taken: Callable[[], None] = lambda: None
        """A packet was handed to Flet."""
        self.on_sent: Callable[[], None] = lambda: None
        """Flet has sent a packet."""

    def install(self) -> None:
        _module._page = self
        sys.modules["flet_js"] = _module

    def remove(self) -> None:
        _module._page = None
        for name in ("start_connection", "send"):
            vars(_module).pop(name, None)

    def _connect(self, start: Callable[[Any], Awaitable[None]]) -> None:
        self.connected = True
        connection = getattr(start, "__self__", None)
        _keep_listening(connection)
        self.on_start(connection)
        if self._channel is None:
            self._channel = flet_embed.channel(CHANNEL)
        if self._pump is not None:
            self._pump.cancel()
        self._pump = asyncio.get_running_loop().create_task(self._run(self._channel, start))

    async def _run(self, channel: flet_embed.Channel, start: Callable[[Any], Awaitable[None]]) -> None:
        await start(self._send)
        try:
            async for message in channel:
                _module.send(Packet(bytes(message)))
                self.on_taken()
        except flet_embed.ChannelError:
            pass  # the client has gone

    def _send(self, packet: bytes) -> None:
        """Never waits, as Flet has it; what finds no place waits in line, as many packets as the channel holds."""
        channel = self._channel
        if channel is None:
            return
        if self._waiting or not channel.try_send(packet):
            if len(self._waiting) >= channel.options.capacity:
                channel.destroy("the client does not take the packets that the app sends")
                raise RuntimeError("The client does not take the packets that the app sends")
            self._waiting.append(packet)
            if self._draining is None:
                self._draining = asyncio.get_running_loop().create_task(self._drain(channel))
        self.on_sent()

    async def _drain(self, channel: flet_embed.Channel) -> None:
        try:
            while self._waiting:
                await channel.send(self._waiting[0])
                self._waiting.popleft()
        finally:
            self._draining = None


def _keep_listening(connection: Any) -> None:
    """Flet's loop over what it receives ends with the first packet that it cannot take. Over every other transport
    such a packet is lost, and told in the log."""
    if connection is None:
        return
    receive = connection.receive_loop

    async def receive_loop() -> None:
        while True:
            try:
                await receive()
            except Exception:
                _log.exception(LOST_PACKET)

    connection.receive_loop = receive_loop
