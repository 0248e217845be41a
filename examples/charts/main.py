"""Charts drawn in Python: the pixels of every frame go to the client through a channel of their own."""

import asyncio
import math

import flet as ft
from plot import bar_chart, line_chart

WIDTH, HEIGHT = 320, 160
CHARTS = {"Bars": bar_chart, "Line": line_chart}
FRAMES = 8


def wave(count: int, phase: float) -> list[float]:
    """Values between 0 and 1."""
    return [0.5 + 0.45 * math.sin(phase + 2 * math.pi * index / count) for index in range(count)]


async def main(page: ft.Page) -> None:
    page.title = "Charts"
    phase = 0.0
    drawn = 0

    image = ft.RawImage(width=WIDTH, height=HEIGHT)
    kind = ft.SegmentedButton([ft.Segment(value=name, label=name) for name in CHARTS], selected=["Bars"])
    count = ft.Slider(min=4, max=64, divisions=15, value=12, label="{value} values")
    progress = ft.ProgressBar(value=0, width=WIDTH)
    status = ft.Text()

    async def draw() -> None:
        nonlocal drawn
        values = wave(round(count.value or 4), phase)
        picture = CHARTS[kind.selected[0]](values, WIDTH, HEIGHT)
        await image.render_rgba(picture.width, picture.height, bytes(picture.pixels))
        drawn += 1
        status.value = f"Frame {drawn}: {kind.selected[0].lower()}, {len(values)} values"
        page.update()

    async def play() -> None:
        """The client acknowledges each frame, so that a slow one is never flooded."""
        nonlocal phase
        for frame in range(1, FRAMES + 1):
            phase += 2 * math.pi / FRAMES
            progress.value = frame / FRAMES
            await draw()
            await asyncio.sleep(1 / 30)

    async def clear() -> None:
        await image.clear()
        status.value = "Nothing drawn"

    kind.on_change = draw
    count.on_change_end = draw
    page.add(
        kind,
        image,
        progress,
        count,
        ft.Row(
            [ft.FilledButton("Play", ft.Icons.PLAY_ARROW, on_click=play), ft.OutlinedButton("Clear", on_click=clear)]
        ),
        status,
    )
    await draw()


ft.run(main)
