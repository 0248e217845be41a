"""What the asyncio peers do, over any channel: the embedded one and the Unix socket's run this very code."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Protocol

ANSWER = bytes(64)


class Channel(Protocol):
    def send(self, data: Any, *, transfer: bool = False) -> Awaitable[None]: ...
    def receive(self) -> Awaitable[Any]: ...
    def __aiter__(self) -> AsyncIterator[Any]: ...


async def echo(channel: Channel) -> None:
    async for message in channel:
        await channel.send(message)


async def count(channel: Channel) -> None:
    """Every run begins with its length, as text; the answer comes after its last message."""
    while (announced := await channel.receive()) is not None:
        left = int(bytes(announced))
        async for _ in channel:
            left -= 1
            if not left:
                break
        await channel.send(ANSWER)


async def produce(channel: Channel) -> None:
    """As many messages as the request says, as text."""
    payload = bytes(64)
    while (request := await channel.receive()) is not None:
        for _ in range(int(bytes(request))):
            await channel.send(payload)


async def large(channel: Channel) -> None:
    """`prepare`, then `send`: a large message out. A large one in, or anything else: a short answer."""
    outgoing = Outgoing()
    while (message := await channel.receive()) is not None:
        if len(message) > len(ANSWER):
            check(message)
            await channel.send(ANSWER)
        elif outgoing.is_request(bytes(message)):
            await channel.send(outgoing.data, transfer=outgoing.transfer)
        else:
            await channel.send(ANSWER)


class Outgoing:
    """The large message that is sent next, made when the host says `prepare <copy|transfer> <bytes>`."""

    def __init__(self) -> None:
        self.data: Any = None
        self.transfer = False

    def is_request(self, message: bytes) -> bool:
        command, *arguments = message.rstrip(b"\0").split() or [b""]
        if command == b"prepare":
            self.data = None
            self.transfer = arguments[0] == b"transfer"
            self.data = filled(int(arguments[1]), self.transfer)
        return command == b"send"


def filled(size: int, transfer: bool) -> Any:
    if not transfer:
        return b"\1" * size
    from flet_embed import allocate

    block = allocate(size)
    view = memoryview(block)
    piece = b"\1" * min(size, 1 << 20)
    for at in range(0, size, len(piece)):
        view[at : at + len(piece)] = piece[: size - at]
    return block


def check(message: Any) -> None:
    if message[0] != 1 or message[-1] != 1:
        raise ValueError("the large message did not arrive whole")


ROLES: dict[str, Callable[[Channel], Awaitable[None]]] = {
    "echo": echo,
    "count": count,
    "produce": produce,
    "large": large,
}
