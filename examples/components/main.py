"""A shopping list of components: what is shown follows from the state, nobody updates anything."""

from dataclasses import dataclass, field

import flet as ft

Accent = ft.create_context(ft.Colors.BLUE)


@ft.observable
@dataclass
class Item:
    name: str
    count: int = 1


@ft.observable
@dataclass
class Basket:
    items: list[Item] = field(default_factory=list)
    total: int = 0

    def add(self, name: str) -> None:
        for item in self.items:
            if item.name == name:
                self.change(item, 1)
                return
        self.items.append(Item(name))
        self.total += 1

    def change(self, item: Item, step: int) -> None:
        item.count += step
        self.total += step
        if item.count == 0:
            self.items.remove(item)

    def clear(self) -> None:
        self.items.clear()
        self.total = 0


@ft.component
def Entry(basket: Basket) -> ft.Control:
    text, set_text = ft.use_state("")

    def add() -> None:
        if text.strip():
            basket.add(text.strip())
            set_text("")

    return ft.Row(
        [
            ft.TextField(label="Item", value=text, on_change=lambda e: set_text(e.control.value), on_submit=add),
            ft.FilledTonalIconButton(ft.Icons.ADD, tooltip="Add", on_click=add, disabled=not text.strip()),
        ]
    )


@ft.component
def Line(basket: Basket, item: Item) -> ft.Control:
    is_editing, set_editing = ft.use_state(False)
    color = ft.use_context(Accent)

    def rename(e: ft.Event[ft.TextField]) -> None:
        item.name = e.control.value
        set_editing(False)

    if is_editing:
        return ft.TextField(label="New name", value=item.name, autofocus=True, on_submit=rename)
    return ft.Row(
        [
            ft.IconButton(ft.Icons.REMOVE, tooltip=f"Less {item.name}", on_click=lambda: basket.change(item, -1)),
            ft.Text(f"{item.count} × {item.name}", color=color),
            ft.IconButton(ft.Icons.PLUS_ONE, tooltip=f"More {item.name}", on_click=lambda: basket.change(item, 1)),
            ft.IconButton(ft.Icons.EDIT, tooltip=f"Rename {item.name}", on_click=lambda: set_editing(True)),
        ]
    )


@ft.component
def Total(basket: Basket) -> ft.Control:
    highest, set_highest = ft.use_state(0)

    def keep_highest() -> None:
        if basket.total > highest:
            set_highest(basket.total)

    ft.use_effect(keep_highest, [basket.total])
    return ft.Text(f"{basket.total} things, at most {highest}")


@ft.component
def App() -> ft.Control:
    basket, _ = ft.use_state(lambda: Basket())
    color, set_color = ft.use_state(ft.Colors.BLUE)
    is_asking, set_asking = ft.use_state(False)

    def clear() -> None:
        basket.clear()
        set_asking(False)

    ft.use_dialog(
        ft.AlertDialog(
            title="Empty the basket?",
            actions=[ft.TextButton("Keep", on_click=lambda: set_asking(False)), ft.TextButton("Empty", on_click=clear)],
            on_dismiss=lambda: set_asking(False),
        )
        if is_asking
        else None
    )
    return Accent(
        color,
        lambda: ft.Column(
            [
                Entry(basket),
                *[Line(basket, item, key=index) for index, item in enumerate(basket.items)],
                Total(basket),
                ft.Row(
                    [
                        ft.Switch(
                            label="Red",
                            value=color == ft.Colors.RED,
                            on_change=lambda e: set_color(ft.Colors.RED if e.control.value else ft.Colors.BLUE),
                        ),
                        ft.TextButton("Empty …", on_click=lambda: set_asking(True), disabled=not basket.items),
                    ]
                ),
            ]
        ),
    )


ft.run(lambda page: page.render(App))
