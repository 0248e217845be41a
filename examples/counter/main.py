"""The counter that every toolkit begins with. An ordinary Flet app: `flet run main.py` shows it in a window."""

import flet as ft


def main(page: ft.Page) -> None:
    page.title = "Counter"
    page.vertical_alignment = ft.MainAxisAlignment.CENTER

    count = 0
    number = ft.Text("0", size=40)

    def add(step: int) -> None:
        nonlocal count
        count += step
        number.value = str(count)

    page.add(
        ft.Row(
            alignment=ft.MainAxisAlignment.CENTER,
            controls=[
                ft.Button("-", on_click=lambda _: add(-1)),
                number,
                ft.Button("+", on_click=lambda _: add(1)),
            ],
        )
    )


ft.run(main)
