"""The roles of bench/python/roles.py for a thread that waits in its channel."""

from collections.abc import Callable
from typing import Any, Protocol

from roles import ANSWER, SHORT, check, prepared


class Channel(Protocol):
    def send(self, data: Any) -> None: ...
    def receive(self) -> Any:
        """None: no more will come."""


def echo(channel: Channel) -> None:
    while (message := channel.receive()) is not None:
        channel.send(message)


def count(channel: Channel) -> None:
    while (announced := channel.receive()) is not None:
        for _ in range(int(announced)):
            channel.receive()
        channel.send(ANSWER)


def produce(channel: Channel) -> None:
    payload = bytes(64)
    while (request := channel.receive()) is not None:
        for _ in range(int(request)):
            channel.send(payload)


class Large:
    """What the role «large» answers, whatever carries its messages."""

    def __init__(self) -> None:
        self.outgoing: Any = None

    def answer(self, message: Any) -> Any:
        if len(message) > SHORT:
            check(message)
            return ANSWER
        if len(message) == SHORT:
            return self.outgoing if message[0] else ANSWER
        # The one before it goes first: two would be in memory otherwise.
        self.outgoing = None
        self.outgoing, _ = prepared(message)
        return ANSWER


def large(channel: Channel) -> None:
    answer = Large().answer
    while (message := channel.receive()) is not None:
        channel.send(answer(message))


def take(channel: Channel) -> None:
    taken = 0
    while (message := channel.receive()) is not None:
        if len(message):
            taken += 1
        else:
            channel.send(str(taken).encode())


ROLES: dict[str, Callable[[Channel], None]] = {
    "echo": echo,
    "count": count,
    "produce": produce,
    "large": large,
    "take": take,
}
