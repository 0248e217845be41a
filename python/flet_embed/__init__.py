"""Channels between this Python and the process that embeds it.

A channel is a named, bounded, ordered, bidirectional queue of messages (bytes). Either side may open it first.

    import asyncio, flet_embed

    async def main():
        async with flet_embed.channel("echo") as channel:
            async for message in channel:
                await channel.send(message)

    asyncio.run(main())

The same channel has `send_sync`, `receive_sync` and `close_sync` for programs without asyncio, which is imported only
when a channel is awaited.
"""

from __future__ import annotations

from ._channel import Channel, ChannelOptions, ChannelStatistics, DirectionStatistics, Message, channel
from ._native import native
from ._warning import EmbedWarning

ChannelError = native.ChannelError
Block = native.Block
allocate = native.allocate

__all__ = [
    "Block",
    "Channel",
    "ChannelError",
    "ChannelOptions",
    "ChannelStatistics",
    "DirectionStatistics",
    "EmbedWarning",
    "Message",
    "allocate",
    "channel",
]
