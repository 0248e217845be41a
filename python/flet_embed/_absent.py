"""What stands in for `_flet_embed` in a Python that no host embeds: importable, unusable but for what any Python can
do, and clear about it."""

from __future__ import annotations

from typing import NoReturn

from ._thread_exception import raise_in_thread

__all__ = [
    "ABSENT",
    "Block",
    "Channel",
    "ChannelError",
    "LoopBell",
    "allocate",
    "open_channel",
    "raise_in_thread",
    "release_blocks",
    "write_output",
]

ABSENT = True


class ChannelError(Exception):
    """Failure of a channel. `code` is a stable string such as ``"ERR_EMBED_CHANNEL_CLOSED"``."""

    code = "ERR_EMBED_CHANNEL_DESTROYED"


def _refuse(what: str) -> NoReturn:
    raise RuntimeError(
        f"flet_embed.{what} works only inside a process that embeds Python with flet-embed, but this is a Python "
        "process of its own. Run the program through the host (Runtime.run), and open channels in the host's process, "
        "not in a child."
    )


class Block:
    def __init__(self) -> None:
        _refuse("allocate()")


class Channel:
    def __init__(self) -> None:
        _refuse("channel()")


class LoopBell:
    def __init__(self) -> None:
        _refuse("event_loop")


def allocate(size: int, /) -> NoReturn:
    _refuse("allocate()")


def open_channel(name: str, capacity: int, high_water_mark: int, max_message_bytes: int, /) -> NoReturn:
    _refuse("channel()")


def write_output(stream: int, data: bytes, /) -> NoReturn:
    _refuse("_bootstrap")


def release_blocks() -> None:
    """Nothing was ever exported."""
