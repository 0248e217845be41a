"""A text field whose handler counts what was typed, as a search box or a form with checks does."""

import flet as ft


def main(page: ft.Page) -> None:
    length = ft.Text("0", key="length")

    def changed(e: ft.ControlEvent) -> None:
        length.value = str(len(e.control.value))

    page.add(ft.TextField(label="Text", on_change=changed), length)


ft.run(main)
