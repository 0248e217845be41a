"""A canvas with many shapes, of which a pan moves one. Argument: how many shapes."""

import sys

import flet as ft
import flet.canvas as cv

from stage_stamps import stamped

COLUMNS = 100


def main(page: ft.Page) -> None:
    paint = ft.Paint(color=ft.Colors.BLUE)
    shapes = [
        cv.Circle(8 * (i % COLUMNS), 8 * (i // COLUMNS % COLUMNS), 3, paint=paint) for i in range(int(sys.argv[1]))
    ]
    moved = shapes[-1]

    @stamped
    def move(e: ft.DragUpdateEvent[ft.GestureDetector]) -> None:
        moved.x, moved.y = e.local_position.x, e.local_position.y

    page.add(cv.Canvas(shapes, content=ft.GestureDetector(on_pan_update=move), expand=True))


ft.run(main)
