"""`_flet_embed` in pure Python, for tests without a host: bounds, order, half-close and waiting are real, and
thread-safe.

Loaded only when ``FLET_EMBED_NATIVE=fake`` is set and no real `_flet_embed` is built in. `host(name)` gives a test the
other side of a channel.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ._fake_bell import LoopBell
from ._fake_channel import Channel, Host, registry
from ._fake_error import ChannelError
from ._thread_exception import raise_in_thread

if TYPE_CHECKING:
    from typing_extensions import Buffer

__all__ = [
    "Block",
    "Channel",
    "ChannelError",
    "Host",
    "LoopBell",
    "allocate",
    "captured_output",
    "host",
    "open_channel",
    "raise_in_thread",
    "release_blocks",
    "write_output",
]

Block = bytearray
"""Writable contiguous memory; here without a fixed size."""

captured_output: list[tuple[int, bytes]] | None = None
"""Set to a list to keep output out of the process's descriptors."""


def allocate(size: int, /) -> bytearray:
    return bytearray(size)


def open_channel(name: str, capacity: int, high_water_mark: int, max_message_bytes: int, /) -> Channel:
    link = registry.open(name, "python", capacity, high_water_mark, max_message_bytes)
    return Channel(link)


def host(name: str, capacity: int = 0, high_water_mark: int = 0, max_message_bytes: int = 0) -> Host:
    """Opens the host's side of a channel."""
    return Host(registry.open(name, "host", capacity, high_water_mark, max_message_bytes))


def write_output(stream: int, data: Buffer, /) -> None:
    piece = bytes(data)
    if captured_output is not None:
        captured_output.append((stream, piece))
        return
    try:
        while piece:
            piece = piece[os.write(stream, piece) :]
    except OSError:
        pass


def release_blocks() -> None:
    """Nothing is exported here."""
