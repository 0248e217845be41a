"""A board of cards: drag them from column to column, filter them by label, read them in a sheet."""

from dataclasses import dataclass

import flet as ft

COLUMNS = ("To do", "Doing", "Done")
LABELS = {"bug": ft.Colors.RED_200, "docs": ft.Colors.BLUE_200, "idea": ft.Colors.GREEN_200}
LIMIT = 2
"""So many cards may be under way."""


@dataclass(eq=False)
class Card:
    title: str
    label: str
    column: str = COLUMNS[0]
    note: str = ""


def main(page: ft.Page) -> None:
    page.title = "Board"
    cards = [
        Card("Fix the login", "bug", note="It fails on Sundays."),
        Card("Write the guide", "docs"),
        Card("Dark mode", "idea", "Doing"),
    ]
    hidden: set[str] = set()
    columns = {name: ft.Column() for name in COLUMNS}
    filters = ft.Row()
    log = ft.Text("Drag a card")

    def refresh() -> None:
        for name, column in columns.items():
            shown = [card for card in cards if card.column == name and card.label not in hidden]
            column.controls = [
                ft.Text(f"{name}: {len(shown)}", weight=ft.FontWeight.BOLD),
                *[draggable(card) for card in shown],
            ]
        filters.controls = [filter_chip(name) for name in LABELS]

    def drop_zone(name: str, column: ft.Column) -> ft.Control:
        frame = ft.Container(column, padding=10, border_radius=8, bgcolor=ft.Colors.SURFACE_CONTAINER)

        def is_full() -> bool:
            return name == "Doing" and sum(card.column == name for card in cards) >= LIMIT

        def enter() -> None:
            frame.bgcolor = ft.Colors.ERROR_CONTAINER if is_full() else ft.Colors.PRIMARY_CONTAINER

        def leave() -> None:
            frame.bgcolor = ft.Colors.SURFACE_CONTAINER

        def drop(e: ft.DragTargetEvent) -> None:
            leave()
            card = e.src.data
            if is_full() and card.column != name:
                log.value = f"{name} is full"
                return
            card.column = name
            log.value = f"{card.title} is in {name}"
            refresh()

        return ft.DragTarget(
            frame, key=name, group="cards", expand=1, on_will_accept=enter, on_leave=leave, on_accept=drop
        )

    def draggable(card: Card) -> ft.Control:
        face = ft.Card(
            ft.Container(
                ft.Column([ft.Text(card.title), ft.Text(card.label, size=11)], spacing=2),
                padding=10,
                ink=True,
                on_click=lambda: show(card),
                on_long_press=lambda: ask_delete(card),
            )
        )
        return ft.Draggable(
            face,
            key=card.title,
            group="cards",
            data=card,
            content_when_dragging=ft.Container(height=40, opacity=0.3),
            content_feedback=ft.Text(card.title),
            on_drag_start=lambda: say(f"{card.title} is on its way"),
        )

    def say(text: str) -> None:
        log.value = text

    def filter_chip(name: str) -> ft.Control:
        def toggle(e: ft.Event[ft.Chip]) -> None:
            (hidden.discard if e.control.selected else hidden.add)(name)
            refresh()

        return ft.Chip(name, selected=name not in hidden, bgcolor=LABELS[name], on_select=toggle)

    def show(card: Card) -> None:
        note = ft.TextField(label="Note", value=card.note, multiline=True)
        labels = ft.Row()

        def save() -> None:
            card.note = note.value
            page.pop_dialog()

        def choose_label(name: str) -> None:
            card.label = name
            show_labels()
            refresh()

        def label_chip(name: str) -> ft.Control:
            """The label that a card has can be taken off; the others can be put on."""
            if name == card.label:
                return ft.Chip(name, on_delete=lambda: choose_label("none"), delete_icon_tooltip="Take off")
            return ft.Chip(name, on_click=lambda: choose_label(name))

        def show_labels() -> None:
            labels.controls = [label_chip(name) for name in LABELS]

        def closed() -> None:
            log.value = f"{card.title} is closed"
            page.update()

        show_labels()
        page.show_dialog(
            ft.BottomSheet(
                ft.Container(
                    ft.Column(
                        [ft.Text(card.title, size=20), labels, note, ft.FilledButton("Save", on_click=save)], tight=True
                    ),
                    padding=20,
                ),
                show_drag_handle=True,
                on_dismiss=closed,
            )
        )

    def ask_delete(card: Card) -> None:
        def delete() -> None:
            cards.remove(card)
            refresh()
            page.update()
            page.pop_dialog()

        page.show_dialog(
            ft.AlertDialog(
                title=f"Delete {card.title}?",
                actions=[
                    ft.TextButton("Keep", on_click=lambda: page.pop_dialog()),
                    ft.TextButton("Delete", on_click=delete),
                ],
            )
        )

    refresh()
    page.add(
        filters,
        ft.Row(
            [drop_zone(name, column) for name, column in columns.items()],
            expand=True,
            vertical_alignment=ft.CrossAxisAlignment.START,
        ),
        log,
    )


ft.run(main)
