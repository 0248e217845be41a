"""Answers every message with itself, until the other side has no more."""

import asyncio

import flet_embed


async def main() -> None:
    async with flet_embed.channel("echo") as channel:
        async for message in channel:
            await channel.send(message)


asyncio.run(main())
