"""A counter among other controls. Argument: how many controls in all."""

import sys

import flet as ft

from stage_stamps import stamped

COUNTER = 4


def main(page: ft.Page) -> None:
    number = ft.Text("0", key="number")

    @stamped
    def add(by: int) -> None:
        number.value = str(int(number.value) + by)

    page.add(
        ft.Row([ft.Button("-", on_click=lambda: add(-1)), number, ft.Button("+", on_click=lambda: add(1))]),
        *[ft.Text(f"line {i}") for i in range(int(sys.argv[1]) - COUNTER)],
    )


ft.run(main)
