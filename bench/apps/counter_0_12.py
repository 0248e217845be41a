"""The same screen for Flet 0.12, where nothing is updated by itself. Argument: how many controls in all."""

import sys

import flet as ft

COUNTER = 4


def main(page: ft.Page) -> None:
    number = ft.Text("0")

    def add(by: int) -> None:
        number.value = str(int(number.value) + by)
        page.update()

    minus = ft.ElevatedButton("-", on_click=lambda _: add(-1))
    plus = ft.ElevatedButton("+", on_click=lambda _: add(1))
    lines = [ft.Text(f"line {i}") for i in range(int(sys.argv[1]) - COUNTER)]
    page.add(ft.Row([minus, number, plus]), *lines)


ft.app(target=main)
