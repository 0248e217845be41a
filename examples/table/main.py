"""A table of planets: search, sort, select, edit in place, and a menu on every row."""

from dataclasses import dataclass

import flet as ft


@dataclass
class Planet:
    name: str
    diameter: int
    """Kilometres."""
    moons: int
    note: str = ""


PLANETS = [
    Planet("Mercury", 4_879, 0),
    Planet("Venus", 12_104, 0),
    Planet("Earth", 12_756, 1),
    Planet("Mars", 6_792, 2),
    Planet("Jupiter", 142_984, 97),
    Planet("Saturn", 120_536, 274),
    Planet("Uranus", 51_118, 29),
    Planet("Neptune", 49_528, 16),
]

COLUMNS = ("name", "diameter", "moons", "note")


def main(page: ft.Page) -> None:
    page.title = "Planets"
    page.scroll = ft.ScrollMode.AUTO
    planets = list(PLANETS)
    selected: set[str] = set()
    dense = False

    search = ft.SearchBar(bar_hint_text="Find a planet", view_hint_text="Part of a name")
    table = ft.DataTable(columns=[ft.DataColumn("")], show_checkbox_column=True)
    status = ft.Text()

    def matching() -> list[Planet]:
        return [planet for planet in planets if search.value.lower() in planet.name.lower()]

    def refresh() -> None:
        table.rows = [row(planet) for planet in matching()]
        moons = sum(planet.moons for planet in planets if planet.name in selected)
        status.value = f"{len(table.rows)} shown, {len(selected)} selected, {moons} moons among them"
        search.controls = [suggestion(planet.name) for planet in matching()]
        delete.disabled = not selected

    def suggestion(name: str) -> ft.Control:
        async def choose() -> None:
            await search.close_view(name)
            refresh()

        return ft.ListTile(title=f"Only {name}", on_click=choose)

    def sort(e: ft.DataColumnSortEvent) -> None:
        table.sort_column_index = e.column_index
        table.sort_ascending = e.ascending
        planets.sort(key=lambda planet: getattr(planet, COLUMNS[e.column_index]), reverse=not e.ascending)
        refresh()

    def select(name: str, is_selected: bool) -> None:
        (selected.add if is_selected else selected.discard)(name)
        refresh()

    def select_all(e: ft.Event[ft.DataTable]) -> None:
        names = {planet.name for planet in matching()}
        selected.difference_update(names)
        if e.data:
            selected.update(names)
        refresh()

    def remove(*names: str) -> None:
        planets[:] = [planet for planet in planets if planet.name not in names]
        selected.difference_update(names)
        refresh()

    def edit(planet: Planet) -> None:
        field = ft.TextField(label=f"Note on {planet.name}", value=planet.note, autofocus=True)

        def save() -> None:
            planet.note = field.value
            refresh()
            page.update()
            page.pop_dialog()

        field.on_submit = save
        page.show_dialog(
            ft.AlertDialog(
                title="Edit",
                content=field,
                actions=[
                    ft.TextButton("Cancel", on_click=lambda: page.pop_dialog()),
                    ft.FilledButton("Save", on_click=save),
                ],
            )
        )

    def about(planet: Planet) -> None:
        page.show_dialog(ft.AlertDialog(title=planet.name, content=ft.Text(f"{planet.moons} moons")))

    def row(planet: Planet) -> ft.DataRow:
        def selection_changed(e: ft.Event[ft.DataRow]) -> None:
            select(planet.name, bool(e.data))

        menu = ft.ContextMenu(
            ft.Text(planet.name),
            secondary_items=[
                ft.PopupMenuItem("Edit note", ft.Icons.EDIT, on_click=lambda: edit(planet)),
                ft.PopupMenuItem(),
                ft.PopupMenuItem("Remove", ft.Icons.DELETE, on_click=lambda: remove(planet.name)),
            ],
        )
        return ft.DataRow(
            key=planet.name,
            selected=planet.name in selected,
            on_select_change=selection_changed,
            on_long_press=lambda: about(planet),
            cells=[
                ft.DataCell(menu),
                ft.DataCell(ft.Text(f"{planet.diameter:,} km")),
                ft.DataCell(ft.Text(str(planet.moons)), on_double_tap=lambda: about(planet)),
                ft.DataCell(
                    ft.Text(planet.note), placeholder=not planet.note, show_edit_icon=True, on_tap=lambda: edit(planet)
                ),
            ],
        )

    def toggle_dense(e: ft.Event[ft.PopupMenuItem]) -> None:
        nonlocal dense
        dense = not dense
        e.control.checked = dense
        table.data_row_min_height = table.data_row_max_height = 32 if dense else 48

    def show_everything() -> None:
        planets[:] = PLANETS
        selected.clear()
        search.value = ""
        table.sort_column_index = None
        refresh()

    async def open_search() -> None:
        await search.open_view()

    async def close_search() -> None:
        await search.close_view(search.value)
        refresh()

    search.on_tap = open_search
    search.on_change = refresh
    search.on_submit = close_search
    table.on_select_all = select_all
    table.columns = [
        ft.DataColumn("Planet", on_sort=sort),
        ft.DataColumn("Diameter", numeric=True, on_sort=sort),
        ft.DataColumn("Moons", numeric=True, on_sort=sort),
        ft.DataColumn("Note"),
    ]
    delete = ft.OutlinedIconButton(
        ft.Icons.DELETE, tooltip="Remove the selected", on_click=lambda: remove(*selected), disabled=True
    )
    page.add(
        ft.Row(
            [
                search,
                delete,
                ft.PopupMenuButton(
                    tooltip="Options",
                    items=[
                        ft.PopupMenuItem("Dense rows", checked=False, on_click=toggle_dense),
                        ft.PopupMenuItem("Start again", on_click=show_everything),
                    ],
                ),
            ]
        ),
        table,
        status,
    )
    refresh()


ft.run(main)
