"""Frames of raw pixels through a data channel, at a fixed rate. Arguments: frames a second, width, height.

Each begins, behind the nine bytes of Flet's own header, with the moment at which it was due, in nanoseconds of the
monotonic clock; a frame that is late is not left out.
"""

import asyncio
import sys
import time

import flet as ft


async def main(page: ft.Page) -> None:
    rate, width, height = map(int, sys.argv[1:])
    image = ft.RawImage(width=width, height=height)
    page.add(image)
    pixels = bytearray(width * height * 4)
    first = time.perf_counter_ns()
    index = 0
    while True:
        due = first + index * 1_000_000_000 // rate
        await asyncio.sleep(max(0, due - time.perf_counter_ns()) / 1e9)
        pixels[:8] = due.to_bytes(8, "little")
        await image.render_rgba(width, height, bytes(pixels))
        index += 1


ft.run(main)
