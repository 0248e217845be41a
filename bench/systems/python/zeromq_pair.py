"""A child with a pair socket of pyzmq on asyncio. Arguments: where, and the orders."""

import asyncio
import sys
from typing import Any, Self

import orders
import zmq
import zmq.asyncio
from roles import ROLES


class PairChannel:
    """Never ends by itself: a pair socket does not tell that the other one has gone."""

    def __init__(self, socket: zmq.asyncio.Socket) -> None:
        self.socket = socket

    async def send(self, data: Any, *, transfer: bool = False) -> None:
        await self.socket.send(data)

    async def receive(self) -> Any:
        return await self.socket.recv()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Any:
        return await self.socket.recv()


async def main(address: str, told: orders.Orders) -> None:
    with zmq.asyncio.Context() as context, context.socket(zmq.PAIR) as socket:
        socket.connect(address)
        with told.load():
            await ROLES[told.role](PairChannel(socket))


asyncio.run(main(sys.argv[1], orders.read(sys.argv[2])))
