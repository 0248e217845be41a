"""The embedded peer that runs `asyncio.run`. Arguments: the channel's name, the role."""

import asyncio
import sys

from roles import ROLES

import flet_embed


async def main(name: str, role: str) -> None:
    async with flet_embed.channel(name) as channel:
        await ROLES[role](channel)


asyncio.run(main(*sys.argv[1:]))
