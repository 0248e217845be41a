"""In the process of the benchmark, over the double of `dart_bridge`, and with what Flet puts behind it: a handler that
hands each message to the loop by one `call_soon_threadsafe`, and a queue of asyncio. Arguments: the port and orders."""

import asyncio
import sys
from typing import Any, Self

import dart_bridge_double as dart_bridge
import orders
from roles import ROLES


class BridgeChannel:
    """Does not end by itself."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.loop = asyncio.get_running_loop()
        self.queue: asyncio.Queue[bytes] = asyncio.Queue()
        dart_bridge.set_enqueue_handler_func(port, self.on_bytes)

    def on_bytes(self, payload: bytes) -> None:
        self.loop.call_soon_threadsafe(self.queue.put_nowait, payload)

    async def send(self, data: Any, *, transfer: bool = False) -> None:
        dart_bridge.send_bytes(self.port, data)

    async def receive(self) -> bytes:
        return await self.queue.get()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        return await self.queue.get()


async def main(port: int, told: orders.Orders) -> None:
    channel = BridgeChannel(port)
    with told.load():
        await ROLES[told.role](channel)


asyncio.run(main(int(sys.argv[1]), orders.read(sys.argv[2])))
