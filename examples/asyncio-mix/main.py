"""A Flet app that uses everything at once: handlers with and without `async`, asyncio streams, the `websockets`
library, and a thread. An ordinary Flet app: run it with `flet run main.py` too."""

import asyncio
import threading
from collections.abc import Callable

import flet as ft
import websockets


async def shout_over_tcp(text: str) -> str:
    """A round trip through a server of our own, with asyncio's streams."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write((await reader.readline()).upper())
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(f"{text}\n".encode())
        answer = await reader.readline()
        writer.close()
        await writer.wait_closed()
    return answer.decode().strip()


async def reverse_over_websocket(text: str) -> str:
    async def serve(connection: websockets.ServerConnection) -> None:
        async for message in connection:
            await connection.send(message[::-1])

    async with websockets.serve(serve, "127.0.0.1", 0) as server:
        host, port = next(iter(server.sockets)).getsockname()
        async with websockets.connect(f"ws://{host}:{port}", proxy=None) as connection:
            await connection.send(text)
            return str(await connection.recv())


def main(page: ft.Page) -> None:
    page.title = "Mix"

    def row(name: str, on_click: Callable[[ft.Text], object]) -> ft.Row:
        result = ft.Text("-", key=name)
        return ft.Row([ft.Button(name, on_click=on_click(result)), result])

    def plain(result: ft.Text) -> Callable[[], None]:
        def handler() -> None:
            result.value = f"in {threading.current_thread().name}"

        return handler

    def asynchronous(result: ft.Text) -> Callable[[], object]:
        async def handler() -> None:
            result.value = "waiting"
            page.update()
            await asyncio.sleep(0.01)
            result.value = "waited"

        return handler

    def streams(result: ft.Text) -> Callable[[], object]:
        async def handler() -> None:
            result.value = await shout_over_tcp("over tcp")

        return handler

    def websocket(result: ft.Text) -> Callable[[], object]:
        async def handler() -> None:
            result.value = await reverse_over_websocket("over a websocket")

        return handler

    def thread(result: ft.Text) -> Callable[[], None]:
        def work() -> None:
            result.value = f"{sum(range(1000))} from {threading.current_thread().name}"
            page.update()

        return lambda: threading.Thread(target=work, name="worker").start()

    page.add(
        row("sync", plain),
        row("async", asynchronous),
        row("streams", streams),
        row("websocket", websocket),
        row("thread", thread),
    )


ft.run(main)
