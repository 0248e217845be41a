"""A pocket calculator, with buttons and with the keyboard."""

import flet as ft
from arithmetic import OPERATIONS, Calculator

KEYS = (
    ("AC", "±", "%", "÷"),
    ("7", "8", "9", "×"),
    ("4", "5", "6", "−"),
    ("1", "2", "3", "+"),
    ("0", ".", "="),
)

# What a keyboard calls them.
KEYBOARD = {"Enter": "=", "Escape": "AC", "Delete": "AC", "*": "×", "/": "÷", "-": "−", ",": "."}


def main(page: ft.Page) -> None:
    page.title = "Calculator"
    page.theme_mode = ft.ThemeMode.DARK
    calculator = Calculator()
    display = ft.Text(calculator.display, key="display", size=36, text_align=ft.TextAlign.RIGHT)

    def press(key: str) -> None:
        calculator.press(key)
        display.value = calculator.display

    def button(key: str) -> ft.Control:
        def pressed() -> None:
            press(key)

        expand = 2 if key == "0" else 1
        if key in OPERATIONS or key == "=":
            return ft.FilledButton(key, on_click=pressed, expand=expand)
        if key.isdigit() or key == ".":
            return ft.FilledTonalButton(key, on_click=pressed, expand=expand)
        return ft.OutlinedButton(key, on_click=pressed, expand=expand)

    def key_pressed(e: ft.KeyboardEvent) -> None:
        key = KEYBOARD.get(e.key.removeprefix("Numpad "), e.key.removeprefix("Numpad "))
        if any(key in row for row in KEYS):
            press(key)

    page.on_keyboard_event = key_pressed
    page.add(
        ft.Container(
            width=320,
            padding=20,
            border_radius=20,
            bgcolor=ft.Colors.SURFACE_CONTAINER,
            content=ft.Column([ft.Row([display], alignment=ft.MainAxisAlignment.END)]),
        ),
        ft.Column([ft.Row([button(key) for key in keys], width=320) for keys in KEYS]),
    )


ft.run(main)
