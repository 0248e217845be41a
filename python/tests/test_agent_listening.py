"""Where an app in a process of its own listens: a free port, or what its environment names; and the harness is told."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from flet_embed_agent.listening import Listening


@pytest.fixture(autouse=True)
def no_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FLET_SERVER_PORT", raising=False)


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(await reader.readexactly(5))
    writer.close()


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    writer.write(b"hello")
    try:
        return await reader.readexactly(5)
    finally:
        writer.close()


def test_a_port_is_chosen_kept_and_announced_once_somebody_listens_there() -> None:
    told: list[dict[str, Any]] = []
    listening = Listening(told.append, needs_port=True)
    port = int(os.environ["FLET_SERVER_PORT"])
    with socket.socket() as other, pytest.raises(OSError):
        other.bind(("127.0.0.1", port))

    async def main() -> bytes:
        with listening.announced():
            server = await asyncio.start_server(answer, "127.0.0.1", port)
        async with server:
            return await echo(*await asyncio.open_connection("127.0.0.1", port))

    assert asyncio.run(main()) == b"hello"
    assert told == [{"event": "listening", "address": {"host": "127.0.0.1", "port": port}}]


def test_a_port_that_the_environment_names_is_left_to_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLET_SERVER_PORT", "1")
    Listening(lambda message: None, needs_port=True)
    assert os.environ["FLET_SERVER_PORT"] == "1"


def test_an_address_that_is_not_to_be_had_is_told_and_the_app_learns_of_it_too() -> None:
    told: list[dict[str, Any]] = []
    listening = Listening(told.append, needs_port=False)

    async def main(port: int) -> None:
        with listening.announced():
            await asyncio.start_server(answer, "127.0.0.1", port)

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match="in use"):
            asyncio.run(main(taken.getsockname()[1]))
    assert [message["event"] for message in told] == ["refused"]
    assert "in use" in told[0]["message"]


def test_only_the_server_that_is_started_within_is_announced() -> None:
    told: list[dict[str, Any]] = []
    real = asyncio.start_server
    with Listening(told.append, needs_port=False).announced():
        assert asyncio.start_server is not real
    assert asyncio.start_server is real
    assert told == []


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has the real pipes; no Unix domain sockets stand in for them"
)
def test_a_named_pipe_takes_the_place_of_the_port() -> None:
    told: list[dict[str, Any]] = []

    async def main(path: str) -> bytes:
        loop: Any = asyncio.get_running_loop()

        async def start_serving_pipe(protocol: Any, address: str) -> list[Any]:
            return [await loop.create_unix_server(protocol, address)]

        loop.start_serving_pipe = start_serving_pipe
        with Listening(told.append, needs_port=False, pipe=path).announced():
            server: Any = await asyncio.start_server(answer, "localhost", 0)
        serving = asyncio.create_task(server.serve_forever())
        answered = await echo(*await asyncio.open_unix_connection(path))
        serving.cancel()
        server.close()
        await server.wait_closed()
        return answered

    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "pipe")
        assert asyncio.run(main(path)) == b"hello"
    assert told == [{"event": "listening", "address": {"path": path}}]
