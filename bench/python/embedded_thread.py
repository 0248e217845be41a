"""The embedded peer without a loop: a thread that waits in the core. Arguments: the channel's name, the orders."""

import sys
from typing import Any

import orders
from roles import ANSWER, SHORT, check, prepared

import flet_embed


def echo(channel: flet_embed.Channel) -> None:
    while (message := channel.receive_sync()) is not None:
        channel.send_sync(message)


def count(channel: flet_embed.Channel) -> None:
    while (announced := channel.receive_sync()) is not None:
        for _ in range(int(bytes(announced))):
            channel.receive_sync()
        channel.send_sync(ANSWER)


def count_batches(channel: flet_embed.Channel) -> None:
    """As `count`, taking what is there at once."""
    left = 0
    while batch := channel.receive_batch_sync():
        messages = len(batch)
        if not left:
            left = int(bytes(batch[0]))
            messages -= 1
        left -= messages
        if not left:
            channel.send_sync(ANSWER)


def produce(channel: flet_embed.Channel) -> None:
    payload = bytes(64)
    while (request := channel.receive_sync()) is not None:
        for _ in range(int(bytes(request))):
            channel.send_sync(payload)


def large(channel: flet_embed.Channel) -> None:
    """As in roles.py."""
    outgoing: Any = None
    transfer = False
    while (message := channel.receive_sync()) is not None:
        if len(message) > SHORT:
            check(message)
            channel.send_sync(ANSWER)
        elif len(message) == SHORT and message[0]:
            channel.send_sync(outgoing, transfer=transfer)
        elif len(message) == SHORT:
            channel.send_sync(ANSWER)
        else:
            outgoing = None
            outgoing, transfer = prepared(message)
            channel.send_sync(ANSWER)


def take(channel: flet_embed.Channel) -> None:
    """Takes what comes, and answers with how many messages that were when one of length zero asks for it."""
    taken = 0
    while (message := channel.receive_sync()) is not None:
        if len(message):
            taken += 1
        else:
            channel.send_sync(str(taken).encode())


def produce_batches(channel: flet_embed.Channel) -> None:
    """As `produce`, waiting only when there is no space."""
    payload = bytes(64)
    try_send, send = channel.try_send, channel.send_sync
    while (request := channel.receive_sync()) is not None:
        for _ in range(int(bytes(request))):
            if not try_send(payload):
                send(payload)


ROLES = {
    "echo": echo,
    "count": count,
    "count-batches": count_batches,
    "produce": produce,
    "large": large,
    "take": take,
    "produce-batches": produce_batches,
}

order = orders.read(sys.argv[2])
with order.load(), flet_embed.channel(sys.argv[1]) as channel:
    ROLES[order.role](channel)
