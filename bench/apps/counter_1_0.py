"""A counter among other controls, for Flet 1.0. Argument: how many controls in all.

The page is updated by Flet itself after the handler, as in every app that does not say otherwise.
"""

import sys

import flet as ft

COUNTER = 4


def main(page: ft.Page) -> None:
    number = ft.Text("0")

    def add(by: int) -> None:
        number.value = str(int(number.value) + by)

    page.add(
        ft.Row([ft.Button("-", on_click=lambda: add(-1)), number, ft.Button("+", on_click=lambda: add(1))]),
        *[ft.Text(f"line {i}") for i in range(int(sys.argv[1]) - COUNTER)],
    )


ft.run(main)
