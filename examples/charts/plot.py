"""Bars and lines as pixels: one `bytearray` of red, green, blue and alpha, drawn with nothing but Python."""

from collections.abc import Sequence
from itertools import pairwise

Color = tuple[int, int, int]

WHITE: Color = (255, 255, 255)
GREY: Color = (224, 224, 224)
BLUE: Color = (33, 105, 243)


class Picture:
    """Pixels from the upper left corner. What lies outside is not drawn."""

    def __init__(self, width: int, height: int, background: Color = WHITE) -> None:
        self.width = width
        self.height = height
        self.pixels = bytearray(bytes((*background, 255)) * (width * height))

    def fill(self, left: int, top: int, right: int, bottom: int, color: Color) -> None:
        left, right = max(left, 0), min(right, self.width)
        if left < right:
            run = bytes((*color, 255)) * (right - left)
            for y in range(max(top, 0), min(bottom, self.height)):
                start = (y * self.width + left) * 4
                self.pixels[start : start + len(run)] = run

    def line(self, x1: int, y1: int, x2: int, y2: int, color: Color, thickness: int = 2) -> None:
        steps = max(abs(x2 - x1), abs(y2 - y1), 1)
        for step in range(steps + 1):
            x, y = x1 + (x2 - x1) * step // steps, y1 + (y2 - y1) * step // steps
            self.fill(x, y, x + thickness, y + thickness, color)


def bar_chart(values: Sequence[float], width: int, height: int) -> Picture:
    """One bar per value, from 0 at the lower edge to 1 at the upper."""
    picture = _grid(width, height)
    slot = width / max(len(values), 1)
    for index, value in enumerate(values):
        left = int(index * slot + slot * 0.15)
        picture.fill(left, int(height * (1 - value)), int((index + 0.85) * slot), height, BLUE)
    return picture


def line_chart(values: Sequence[float], width: int, height: int) -> Picture:
    """The values from left to right, joined."""
    picture = _grid(width, height)
    step = width / max(len(values) - 1, 1)
    points = [(int(index * step), int((height - 2) * (1 - value))) for index, value in enumerate(values)]
    for (x1, y1), (x2, y2) in pairwise(points):
        picture.line(x1, y1, x2, y2, BLUE)
    return picture


def _grid(width: int, height: int) -> Picture:
    picture = Picture(width, height)
    for quarter in range(1, 4):
        y = height * quarter // 4
        picture.fill(0, y, width, y + 1, GREY)
    return picture
