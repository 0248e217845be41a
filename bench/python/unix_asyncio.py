"""The peer in a process of its own, over a Unix socket. Arguments: the socket's path, the orders.

`asyncio.Protocol` and frames by hand: a length of four bytes, little-endian, and the message. As careful as a transport
that somebody would ship: no streams, one copy of what lies whole in a piece that was read, large messages read into
their final place, and what is sent in one turn of the loop goes out together (unbatched: one write for each message).
"""

import asyncio
import sys
from collections import deque
from typing import Any, Self

import orders
from roles import ROLES

HEADER = 4
FLUSH = 64 * 1024


class SocketChannel(asyncio.Protocol):
    def __init__(self, batched: bool) -> None:
        self.batched = batched
        self.loop = asyncio.get_running_loop()
        self.transport: Any = None
        self.messages: deque[bytes | bytearray] = deque()
        self.waiter: asyncio.Future[None] | None = None
        self.ended = False
        # Reading: the beginning of a frame that has not come whole, or the large message that is being filled.
        self.rest = b""
        self.filling: bytearray | None = None
        self.filled = 0
        # Writing: after the first frame of a turn, the others of that turn.
        self.turn_began = False
        self.unsent: list[bytes] = []
        self.unsent_bytes = 0
        self.writable = asyncio.Event()
        self.writable.set()

    # -- asyncio.Protocol

    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        self.ended = True
        self.wake()

    def pause_writing(self) -> None:
        self.writable.clear()

    def resume_writing(self) -> None:
        self.writable.set()

    def data_received(self, data: bytes) -> None:
        at = 0
        if self.filling is not None:
            at = self.fill(data, 0)
        elif self.rest:
            data = self.rest + data
            self.rest = b""
        end = len(data)
        while end - at >= HEADER:
            size = int.from_bytes(data[at : at + HEADER], "little")
            begin = at + HEADER
            if end - begin >= size:
                at = begin + size
                self.messages.append(data[begin:at])
            elif size > FLUSH:
                self.filling = bytearray(size)
                self.filled = 0
                at = self.fill(data, begin)
            else:
                break
        if at < end:
            self.rest = data[at:]
        if self.messages:
            self.wake()

    def fill(self, data: bytes, at: int) -> int:
        target = self.filling
        assert target is not None
        count = min(len(target) - self.filled, len(data) - at)
        with memoryview(data) as view:
            target[self.filled : self.filled + count] = view[at : at + count]
        self.filled += count
        if self.filled == len(target):
            self.messages.append(target)
            self.filling = None
        return at + count

    def wake(self) -> None:
        waiter, self.waiter = self.waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_result(None)

    # -- the channel

    async def send(self, data: Any, *, transfer: bool = False) -> None:
        header = len(data).to_bytes(HEADER, "little")
        if len(data) > FLUSH:
            self.flush()
            self.transport.write(header)
            self.transport.write(data)
        elif not self.batched:
            self.transport.write(header + data)
        elif not self.turn_began:
            self.turn_began = True
            self.loop.call_soon(self.end_turn)
            self.transport.write(header + data)
        else:
            self.unsent.append(header + data)
            self.unsent_bytes += HEADER + len(data)
            if self.unsent_bytes >= FLUSH:
                self.flush()
        if not self.writable.is_set():
            await self.writable.wait()

    def end_turn(self) -> None:
        self.turn_began = False
        self.flush()

    def flush(self) -> None:
        if self.unsent:
            self.transport.write(b"".join(self.unsent))
            self.unsent.clear()
            self.unsent_bytes = 0

    async def receive(self) -> bytes | bytearray | None:
        while not self.messages:
            if self.ended:
                return None
            self.waiter = self.loop.create_future()
            await self.waiter
        return self.messages.popleft()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes | bytearray:
        if self.messages:
            return self.messages.popleft()
        message = await self.receive()
        if message is None:
            raise StopAsyncIteration
        return message


async def main(path: str, text: str) -> None:
    loop = asyncio.get_running_loop()
    order = orders.read(text)
    with order.load():
        _, channel = await loop.create_unix_connection(lambda: SocketChannel(order.batched), path)
        await ROLES[order.role](channel)


asyncio.run(main(*sys.argv[1:]))
