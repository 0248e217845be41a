"""Where the app listens: a free port is kept for it, and the harness is told once it can connect."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import sys
from collections.abc import Callable, Iterator
from typing import Any

from .pipe_server import PipeServer, start_pipe_server

__all__ = ["Listening"]

_PORT = "FLET_SERVER_PORT"


class Listening:
    """`tell` gets `{"event": "listening", "address": …}`, or `{"event": "refused", …}` with the reason.

    `pipe`: the path of a named pipe to listen on, instead of whatever the app would.
    `needs_port`: unless `FLET_SERVER_PORT` says which, a free one is chosen here. It is kept by a socket that does not
    listen: nobody else is given it before Flet takes it.
    """

    def __init__(self, tell: Callable[[dict[str, Any]], None], needs_port: bool, pipe: str | None = None) -> None:
        self._tell = tell
        self._pipe = pipe
        self._kept: socket.socket | None = None
        if needs_port and not os.environ.get(_PORT):
            self._kept = socket.socket()
            self._kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._kept.bind(("127.0.0.1", 0))
            os.environ[_PORT] = str(self._kept.getsockname()[1])

    @contextlib.contextmanager
    def announced(self) -> Iterator[None]:
        """Tells about the next server of asyncio's that is started within, on this thread and in this turn of the
        loop."""
        real = {
            name: getattr(asyncio, name) for name in ("start_server", "start_unix_server") if hasattr(asyncio, name)
        }

        def restore() -> None:
            for name, function in real.items():
                setattr(asyncio, name, function)

        def watched(start: Any) -> Any:
            async def started(*args: Any, **kwargs: Any) -> Any:
                restore()
                self.about_to_listen()
                try:
                    if self._pipe is not None:
                        return await self._on_pipe(args[0], self._pipe)
                    server = await start(*args, **kwargs)
                except OSError as error:
                    self.refused(error)
                    raise
                self.listens(server.sockets[0])
                return server

            return started

        for name, function in real.items():
            setattr(asyncio, name, watched(function))
        try:
            yield
        finally:
            restore()

    async def _on_pipe(self, connected: Any, path: str) -> PipeServer:
        server = await start_pipe_server(connected, path)
        self._tell({"event": "listening", "address": {"path": path}})
        return server

    def about_to_listen(self) -> None:
        """Only Linux lets a socket listen on a port to which another one is bound."""
        if sys.platform != "linux":
            self.let_go()

    def listens(self, server: Any) -> None:
        """Gets one of the sockets that listen."""
        self.let_go()
        name = server.getsockname()
        path = name if isinstance(name, str) else None
        address = {"path": path} if path is not None else {"host": name[0], "port": name[1]}
        self._tell({"event": "listening", "address": address})

    def refused(self, error: OSError) -> None:
        self.let_go()
        self._tell({"event": "refused", "errno": error.errno, "message": str(error)})

    def let_go(self) -> None:
        if self._kept is not None:
            self._kept.close()
            self._kept = None
