"""The same over asyncio's streams, as most people would write it. Arguments: where, and the orders."""

import asyncio
import sys
from typing import Any, Self

import orders
from roles import ROLES

HEADER = 4


class StreamChannel:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def send(self, data: Any, *, transfer: bool = False) -> None:
        self.writer.write(len(data).to_bytes(HEADER, "little"))
        self.writer.write(data)
        await self.writer.drain()

    async def receive(self) -> bytes | None:
        try:
            header = await self.reader.readexactly(HEADER)
        except asyncio.IncompleteReadError as error:
            if error.partial:
                raise
            return None
        return await self.reader.readexactly(int.from_bytes(header, "little"))

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        message = await self.receive()
        if message is None:
            raise StopAsyncIteration
        return message


async def main(address: str, told: orders.Orders) -> None:
    if address.isdigit():
        channel = StreamChannel(*await asyncio.open_connection("127.0.0.1", int(address)))
    else:
        channel = StreamChannel(*await asyncio.open_unix_connection(address))
    with told.load():
        await ROLES[told.role](channel)


asyncio.run(main(sys.argv[1], orders.read(sys.argv[2])))
