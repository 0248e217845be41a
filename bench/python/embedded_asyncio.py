"""The embedded peer that runs `asyncio.run`. Arguments: the channel's name, the orders."""

import asyncio
import sys

import orders
from roles import ROLES

import flet_embed


async def main(name: str, text: str) -> None:
    order = orders.read(text)
    with order.load():
        async with flet_embed.channel(name) as channel:
            await ROLES[order.role](channel)


asyncio.run(main(*sys.argv[1:]))
