"""A named pipe of Windows in place of the port that Flet listens on there.

Not run yet on Windows: tested with a Unix domain socket behind `start_serving_pipe`.
"""

from __future__ import annotations

import asyncio
from typing import Any

__all__ = ["PipeServer", "start_pipe_server"]


class PipeServer:
    """As much of `asyncio.Server` as Flet uses."""

    def __init__(self, pipes: list[Any]) -> None:
        self._pipes = pipes

    async def serve_forever(self) -> None:
        """Until it is cancelled."""
        await asyncio.Event().wait()

    def close(self) -> None:
        for pipe in self._pipes:
            pipe.close()

    async def wait_closed(self) -> None:
        """Its connections end with their tasks."""


async def start_pipe_server(connected: Any, path: str) -> PipeServer:
    """As `asyncio.start_server`: calls `connected(reader, writer)` for each client. Needs the loop that asyncio has on
    Windows."""
    loop: Any = asyncio.get_running_loop()

    def protocol() -> asyncio.StreamReaderProtocol:
        return asyncio.StreamReaderProtocol(asyncio.StreamReader(loop=loop), connected, loop=loop)

    return PipeServer(await loop.start_serving_pipe(protocol, path))
