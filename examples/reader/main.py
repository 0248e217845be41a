"""A book: pages to turn, links to follow, words to mark, a picture to look at closely."""

import flet as ft
from book import CHAPTERS, GLOSSARY, SOURCES


def main(page: ft.Page) -> None:
    page.title = "On moss"
    text_size = 16

    status = ft.Text()
    place = ft.Text()
    quote = ft.Text("Nothing marked")
    size_text = ft.Text(f"Text size {text_size}")
    zoom_text = ft.Text("As it is")

    def show_place() -> None:
        place.value = f"{pages.selected_index + 1} of {len(CHAPTERS)}: {CHAPTERS[pages.selected_index].title}"

    async def follow(e: ft.Event[ft.Markdown]) -> None:
        """Links lead to chapters; others are opened outside."""
        scheme, _, target = str(e.data).partition(":")
        if scheme == "chapter":
            await pages.go_to_page(int(target))
        else:
            await ft.UrlLauncher().launch_url(str(e.data))

    async def key_down(e: ft.KeyDownEvent) -> None:
        if e.key == "Arrow Right":
            await pages.next_page()
        elif e.key == "Arrow Left":
            await pages.previous_page()

    def mark(e: ft.Event[ft.SelectionArea]) -> None:
        quote.value = f"Marked: {e.data}" if e.data else "Nothing marked"

    def mark_title(e: ft.TextSelectionChangeEvent[ft.Text]) -> None:
        marked_part = e.control.value[e.selection.start : e.selection.end]
        quote.value = f"Marked: {marked_part}" if marked_part else "Nothing marked"

    def resize(step: int) -> None:
        nonlocal text_size
        text_size = min(max(text_size + step, 10), 30)
        size_text.value = f"Text size {text_size}"
        for chapter in chapters:
            chapter.md_style_sheet = ft.MarkdownStyleSheet(p_text_style=ft.TextStyle(size=text_size))

    def explain(word: str) -> None:
        status.value = f"{word}: {GLOSSARY[word]}"

    def glossary_word(word: str) -> ft.TextSpan:
        style = ft.TextStyle(decoration=ft.TextDecoration.UNDERLINE)
        return ft.TextSpan(
            word,
            style,
            on_click=lambda: explain(word),
            on_enter=lambda: say(f"What is a {word.lower()}?"),
            on_exit=lambda: say(""),
        )

    def say(text: str) -> None:
        status.value = text

    def zoomed(e: ft.ScaleUpdateEvent[ft.InteractiveViewer]) -> None:
        zoom_text.value = f"Scaled by {e.scale:.1f}"

    async def zoom_out() -> None:
        await picture.reset()
        zoom_text.value = "As it is"

    def show_progress(e: ft.OnScrollEvent) -> None:
        if e.max_scroll_extent > 0:
            say(f"{e.pixels / e.max_scroll_extent:.0%} of the sources")

    def source_toggled(e: ft.ExpansionPanelListChangeEvent) -> None:
        say(f"{SOURCES[e.index]} {'opened' if e.expanded else 'closed'}")

    chapters = [ft.Markdown(f"## {chapter.title}\n\n{chapter.text}", on_tap_link=follow) for chapter in CHAPTERS]
    pages = ft.PageView([*chapters], height=200, on_change=show_place)
    picture = ft.InteractiveViewer(
        ft.Icon(ft.Icons.GRASS, size=120),
        max_scale=4,
        on_interaction_update=zoomed,
    )
    keyboard = ft.KeyboardListener(pages, autofocus=True, on_key_down=key_down)
    show_place()
    page.add(
        ft.Text("On moss", size=28, selectable=True, on_selection_change=mark_title),
        ft.Row(
            [
                place,
                ft.IconButton(
                    ft.Icons.LINK, tooltip="Copy the address", action=ft.CopyToClipboard("https://example.org/book")
                ),
                ft.Semantics(
                    content=ft.Row(
                        [
                            ft.IconButton(ft.Icons.TEXT_DECREASE, tooltip="Smaller", on_click=lambda: resize(-2)),
                            size_text,
                            ft.IconButton(ft.Icons.TEXT_INCREASE, tooltip="Larger", on_click=lambda: resize(2)),
                        ]
                    ),
                    label="Text size",
                    slider=True,
                    on_increase=lambda: resize(2),
                    on_decrease=lambda: resize(-2),
                ),
            ]
        ),
        ft.SelectionArea(keyboard, on_change=mark),
        quote,
        ft.Text(spans=[ft.TextSpan("Words: "), glossary_word("Cushion"), ft.TextSpan(", "), glossary_word("Spore")]),
        ft.Row([picture, ft.Column([zoom_text, ft.TextButton("As it was", on_click=zoom_out)])]),
        ft.ListView(
            height=120,
            on_scroll=show_progress,
            controls=[
                ft.ExpansionPanelList(
                    [
                        ft.ExpansionPanel(
                            header=ft.ListTile(title=name), content=ft.Text(f"Source {number}"), can_tap_header=True
                        )
                        for number, name in enumerate(SOURCES, 1)
                    ],
                    on_change=source_toggled,
                )
            ],
        ),
        status,
    )


ft.run(main)
