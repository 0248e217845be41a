"""Stands before Flet's web server: one WebSocket is one connection."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Callable
from typing import Any

from .import_watch import ImportWatch
from .listening import Listening
from .tap import Tap

__all__ = ["WebTap"]


class WebTap(Tap):
    """Wraps the public methods of `FletApp`, and the start of the server below it, as soon as Flet imports them."""

    def __init__(self, listening: Listening, virtual_time: bool) -> None:
        super().__init__()
        self._listening = listening
        self._virtual_time = virtual_time
        self._watches = [
            ImportWatch("uvicorn.server", self._server_imported),
            ImportWatch("flet_web.fastapi.flet_app", self._app_imported),
        ]
        self._connection: Any = None
        self._connections = 0

    def install(self) -> None:
        for watch in self._watches:
            watch.install()

    def remove(self) -> None:
        for watch in self._watches:
            watch.remove()

    @property
    def session(self) -> Any:
        return getattr(self._connection, "_FletApp__session", None)

    def _server_imported(self, module: Any) -> None:
        kind = module.Server
        kind.startup = self._starting(kind.startup)
        if self._virtual_time:
            kind.main_loop = _wait
        kind.shutdown = self._closing(kind.shutdown)

    def _app_imported(self, module: Any) -> None:
        kind = module.FletApp
        kind.handle = self._connecting(kind.handle)
        kind.send_message = self._sending(kind.send_message)
        kind.send_data_channel_frame = self._sending(kind.send_data_channel_frame)

    def _starting(self, startup: Any) -> Any:
        async def tapped(server: Any, *args: Any, **kwargs: Any) -> None:
            self.on_start()
            if self._virtual_time:
                # Every connection would seem to have been silent for too long.
                server.config.ws_ping_interval = None
            self._listening.about_to_listen()
            try:
                await startup(server, *args, **kwargs)
            except SystemExit:
                # The server has printed why.
                text = f"address {server.config.host}:{server.config.port} is already in use, or not to be had"
                self._listening.refused(OSError(errno.EADDRINUSE, text))
                raise
            if server.started:
                self._listening.listens(server.servers[0].sockets[0])

        return tapped

    def _closing(self, shutdown: Any) -> Any:
        async def tapped(server: Any, *args: Any, **kwargs: Any) -> None:
            self.on_stop()
            await shutdown(server, *args, **kwargs)

        return tapped

    def _connecting(self, handle: Any) -> Any:
        async def tapped(connection: Any, websocket: Any) -> None:
            self._connection = connection
            self._connections += 1
            try:
                await handle(connection, _PacketSocket(websocket, self._took))
            finally:
                self._connections -= 1

        return tapped

    def _sending(self, send: Any) -> Any:
        def tapped(connection: Any, *args: Any) -> None:
            send(connection, *args)
            # Flet drops what it sends to nobody.
            if self._connections > 0:
                self._sent()

        return tapped


async def _wait(server: Any) -> None:
    """In place of the server's own loop, which looks ten times a second of virtual time whether it shall end: here it
    is cancelled."""
    await asyncio.Event().wait()


class _PacketSocket:
    """A packet has been dealt with when Flet asks for the next one."""

    def __init__(self, websocket: Any, took: Callable[[], None]) -> None:
        self._websocket = websocket
        self._took = took
        self._dealing = False

    async def receive_bytes(self) -> bytes:
        if self._dealing:
            self._dealing = False
            self._took()
        data: bytes = await self._websocket.receive_bytes()
        self._dealing = True
        return data

    def __getattr__(self, name: str) -> Any:
        return getattr(self._websocket, name)
