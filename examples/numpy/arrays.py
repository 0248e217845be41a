"""Works on arrays where they lie: what comes by transfer is a memoryview of the very memory that was sent."""

import asyncio

import flet_embed
import numpy


def address(array: numpy.ndarray) -> bytes:
    return f"{array.ctypes.data:#x}".encode()


async def main() -> None:
    reports = flet_embed.channel("reports")
    async with flet_embed.channel("arrays") as channel:
        async for message in channel:
            if message == b"array, please":
                # Handed over: we promise not to touch it again. The channel keeps it until the host needs it no more.
                ours = numpy.arange(1_000_000, dtype=numpy.float64)
                await reports.send(address(ours))
                await channel.send(ours, transfer=True)
            elif isinstance(message, memoryview):
                array = numpy.frombuffer(message, dtype=numpy.float64)
                array *= 2  # in place
                await reports.send(address(array))
                await channel.send(message, transfer=True)
            else:  # a copy, and immutable
                array = numpy.frombuffer(message, dtype=numpy.float64) * 2
                await reports.send(address(array))
                await channel.send(array)
    await reports.close()


asyncio.run(main())
