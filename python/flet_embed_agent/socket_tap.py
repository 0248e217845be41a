"""Stands before Flet's socket server: TCP, Unix domain sockets, named pipes."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

from .import_watch import ImportWatch
from .listening import Listening
from .tap import Tap

__all__ = ["SocketTap"]


class SocketTap(Tap):
    """Wraps the public methods of `FletSocketServer` as soon as Flet imports it."""

    def __init__(self, listening: Listening) -> None:
        super().__init__()
        self._listening = listening
        self._watch = ImportWatch("flet.messaging.flet_socket_server", self._imported)
        self._server: Any = None
        self._connections = 0

    def install(self) -> None:
        self._watch.install()

    def remove(self) -> None:
        self._watch.remove()

    @property
    def session(self) -> Any:
        return getattr(self._server, "session", None)

    def _imported(self, module: Any) -> None:
        kind = module.FletSocketServer
        kind.start = self._starting(kind.start)
        kind.close = self._closing(kind.close)
        kind.handle_connection = self._connecting(kind.handle_connection)
        kind.send_message = self._sending(kind.send_message)
        kind.send_data_channel_frame = self._sending(kind.send_data_channel_frame)

    def _starting(self, start: Any) -> Any:
        async def tapped(server: Any) -> None:
            self._server = server
            self.on_start()
            try:
                with self._listening.announced():
                    await start(server)
            except asyncio.CancelledError:
                # Where Flet serves until it is stopped, as it does when it is embedded, it leaves this out.
                with contextlib.suppress(Exception):
                    await server.close()
                raise

        return tapped

    def _closing(self, close: Any) -> Any:
        async def tapped(server: Any) -> None:
            self.on_stop()
            await close(server)

        return tapped

    def _connecting(self, handle: Any) -> Any:
        async def tapped(server: Any, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self._connections += 1
            try:
                await handle(server, _PacketReader(reader, self._took), writer)
            finally:
                self._connections -= 1

        return tapped

    def _sending(self, send: Any) -> Any:
        def tapped(server: Any, *args: Any) -> None:
            send(server, *args)
            # Flet drops what it sends to nobody.
            if self._connections > 0:
                self._sent()

        return tapped


class _PacketReader:
    """A packet has been dealt with when Flet asks for the next one."""

    def __init__(self, reader: asyncio.StreamReader, took: Callable[[], None]) -> None:
        self._reader = reader
        self._took = took
        self._awaits_body = False
        self._dealing = False

    async def readexactly(self, count: int) -> bytes:
        if self._dealing:
            self._dealing = False
            self._took()
        data = await self._reader.readexactly(count)
        if self._awaits_body:
            self._awaits_body = False
            self._dealing = True
        else:
            self._awaits_body = int.from_bytes(data, "little") > 0  # an empty packet has no body, and is none
        return data

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)
