"""The same screen for Flet 0.1, where nothing is updated by itself. Argument: how many controls in all.

Without a view, the client is whoever connects to the server; its port is a free one.
"""

import sys

import flet
from flet import ElevatedButton, Page, Row, Text

COUNTER = 4


def main(page: Page) -> None:
    number = Text("0")

    def add(by: int) -> None:
        number.value = str(int(number.value) + by)
        page.update()

    minus = ElevatedButton("-", on_click=lambda _: add(-1))
    plus = ElevatedButton("+", on_click=lambda _: add(1))
    lines = [Text(f"line {i}") for i in range(int(sys.argv[1]) - COUNTER)]
    page.add(Row([minus, number, plus]), *lines)


flet.app(target=main, view=None)
