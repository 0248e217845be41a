"""A text editor as desktops have them: menus, shortcuts, a title bar of its own, and a question before it closes."""

from typing import Any

import flet as ft


def main(page: ft.Page) -> None:
    page.title = "Editor"
    page.padding = 0
    page.window.title_bar_hidden = True
    page.window.prevent_close = True
    saved = ""
    selection: ft.TextSelection | None = None
    history: list[str] = [""]

    text = ft.TextField(
        hint_text="Write here", multiline=True, min_lines=12, expand=True, autofocus=True, border=ft.NoInputBorder()
    )
    title = ft.Text("Untitled")
    counts = ft.Text("0 words")
    selected = ft.Text()
    hint = ft.Text()
    attachments = ft.Row()

    def refresh() -> None:
        title.value = "Untitled" if text.value == saved else "Untitled *"
        words = len(text.value.split())
        counts.value = f"{words} {'word' if words == 1 else 'words'}"

    def changed() -> None:
        history.append(text.value)
        refresh()

    def replace_text(value: str) -> None:
        text.value = value
        changed()

    def undo() -> None:
        if len(history) > 1:
            history.pop()
            text.value = history[-1]
            refresh()

    def save() -> None:
        nonlocal saved
        saved = text.value
        refresh()

    def show_selection(e: ft.TextSelectionChangeEvent[ft.TextField]) -> None:
        nonlocal selection
        selection = e.selection
        length = selection.end - selection.start
        selected.value = f"{length} selected" if length else ""

    def upper_case() -> None:
        """The marked part, or everything."""
        start, end = (0, len(text.value))
        if selection is not None and selection.start < selection.end:
            start, end = selection.start, selection.end
        replace_text(text.value[:start] + text.value[start:end].upper() + text.value[end:])

    def attach(e: ft.TextFieldPasteFilesEvent) -> None:
        attachments.controls += [ft.Text(f"{file.name} ({len(file.bytes)} bytes)") for file in e.files]

    def say(words: str) -> None:
        hint.value = words

    def menu_item(
        label: str, icon: ft.IconData, run: ft.ControlEventHandler[ft.MenuItemButton], help_text: str
    ) -> ft.Control:
        def hovered(e: ft.Event[ft.MenuItemButton]) -> None:
            say(help_text if e.data else "")

        return ft.MenuItemButton(label, leading=ft.Icon(icon), on_click=run, on_hover=hovered)

    async def close_window() -> None:
        if text.value == saved:
            await page.window.destroy()
        else:
            page.show_dialog(closing)

    async def leave() -> None:
        page.pop_dialog()
        await page.window.destroy()

    async def window_event(e: ft.WindowEvent[ft.Window]) -> None:
        if e.type == ft.WindowEventType.CLOSE:
            await close_window()

    def key_pressed(e: ft.KeyboardEvent) -> None:
        command = e.ctrl or e.meta
        if command and e.key == "S":
            save()
        elif command and e.key == "Z":
            undo()
        elif e.key == "F1":
            say("Write something")

    def maximized(e: ft.Event[Any]) -> None:
        say("Maximized" if e.data == "maximize" else "Restored")

    closing = ft.AlertDialog(
        modal=True,
        title="Close without saving?",
        actions=[
            ft.TextButton("Go on writing", on_click=lambda: page.pop_dialog()),
            ft.TextButton("Close", on_click=leave),
        ],
    )
    text.on_change = changed
    text.on_selection_change = show_selection
    text.on_paste_files = attach
    page.on_keyboard_event = key_pressed
    page.window.on_event = window_event
    menu = ft.MenuBar(
        [
            ft.SubmenuButton(
                "File",
                [
                    menu_item("Save", ft.Icons.SAVE, save, "Ctrl+S"),
                    menu_item("Close", ft.Icons.CLOSE, close_window, "Asks first"),
                ],
                on_open=lambda: say("File menu"),
                on_close=lambda: say(""),
            ),
            ft.SubmenuButton(
                "Edit",
                [
                    menu_item("Undo", ft.Icons.UNDO, undo, "Ctrl+Z"),
                    ft.SubmenuButton(
                        "Change",
                        [
                            menu_item("Upper case", ft.Icons.TEXT_FIELDS, upper_case, "The marked part, or everything"),
                            menu_item("Empty", ft.Icons.DELETE, lambda: replace_text(""), "Everything goes"),
                        ],
                    ),
                ],
            ),
        ],
        expand=True,
    )
    page.add(
        ft.WindowDragArea(ft.Row([title], alignment=ft.MainAxisAlignment.CENTER), on_double_tap=maximized),
        ft.Row([menu]),
        text,
        attachments,
        ft.Row([counts, selected, hint]),
    )


ft.run(main)
