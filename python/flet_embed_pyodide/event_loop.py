"""`flet_embed.event_loop` in Pyodide: there is one loop, JavaScript's, and it needs no bell."""

from __future__ import annotations

import asyncio
from asyncio import get_running_loop
from typing import TYPE_CHECKING

from .native import LoopBell

if TYPE_CHECKING:
    from flet_embed import Channel

__all__ = ["adopt", "bell_for_handlers", "bell_for_running_loop", "detach_all", "get_running_loop", "running_loops"]

_bell = LoopBell()


def bell_for_running_loop() -> LoopBell:
    return _bell


def bell_for_handlers() -> LoopBell:
    return _bell


def adopt(channel: Channel) -> asyncio.AbstractEventLoop:
    """The running loop, to which a channel belongs from now on."""
    return get_running_loop()


def running_loops(thread: int) -> list[asyncio.AbstractEventLoop]:
    """The loop that runs on a thread."""
    return [get_running_loop()]


def detach_all() -> None:
    """The loop lives as long as the interpreter."""
