"""What the asyncio peers do, over any channel: the embedded one and the Unix socket's run this very code."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Protocol

SHORT = 64
ANSWER = bytes(SHORT)


class Channel(Protocol):
    def send(self, data: Any, *, transfer: bool = False) -> Awaitable[None]: ...
    def try_send(self, data: Any) -> bool: ...
    def batches(self) -> AsyncIterator[list[Any]]: ...
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


async def count_batches(channel: Channel) -> None:
    """As `count`, taking what is there at once."""
    left = 0
    async for batch in channel.batches():
        messages = len(batch)
        if not left:
            left = int(bytes(batch[0]))
            messages -= 1
        left -= messages
        if not left:
            await channel.send(ANSWER)


async def produce(channel: Channel) -> None:
    """As many messages as the request says, as text."""
    payload = bytes(64)
    while (request := await channel.receive()) is not None:
        for _ in range(int(bytes(request))):
            await channel.send(payload)


async def produce_batches(channel: Channel) -> None:
    """As `produce`, waiting only when there is no space."""
    payload = bytes(64)
    try_send = channel.try_send
    while (request := await channel.receive()) is not None:
        for _ in range(int(bytes(request))):
            if not try_send(payload):
                await channel.send(payload)


async def take(channel: Channel) -> None:
    """Takes what comes, and answers with how many messages that were when one of length zero asks for it."""
    taken = 0
    async for message in channel:
        if len(message):
            taken += 1
        else:
            await channel.send(str(taken).encode())


async def large(channel: Channel) -> None:
    """A large message gets a short answer, and so does a short one, unless its first byte asks for a large message.
    Anything shorter is the order to make that one: `copy <bytes>` or `transfer <bytes>`."""
    outgoing: Any = None
    transfer = False
    while (message := await channel.receive()) is not None:
        if len(message) > SHORT:
            check(message)
            await channel.send(ANSWER)
        elif len(message) == SHORT and message[0]:
            await channel.send(outgoing, transfer=transfer)
        elif len(message) == SHORT:
            await channel.send(ANSWER)
        else:
            outgoing = None
            outgoing, transfer = prepared(message)
            await channel.send(ANSWER)


def prepared(order: Any) -> tuple[Any, bool]:
    kind, size = bytes(order).decode().split()
    transfer = kind == "transfer"
    return filled(int(size), transfer), transfer


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
    "count-batches": count_batches,
    "produce": produce,
    "produce-batches": produce_batches,
    "large": large,
    "take": take,
}
