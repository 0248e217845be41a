"""An album: a grid of pictures, one of them large under the fingers, comments that are swiped away after a question."""

from dataclasses import dataclass, field

import flet as ft


@dataclass
class Picture:
    name: str
    colors: list[ft.ColorValue]
    comments: list[str] = field(default_factory=list)


def album() -> list[Picture]:
    return [
        Picture("Dawn", [ft.Colors.ORANGE_200, ft.Colors.PURPLE_300]),
        Picture("Sea", [ft.Colors.CYAN_200, ft.Colors.BLUE_700], ["How calm", "Where was that?"]),
        Picture("Wood", [ft.Colors.LIME_200, ft.Colors.GREEN_800]),
    ]


SCALES = (1.0, 4.0)


def surface(picture: Picture) -> ft.Container:
    """The picture itself, such as it is."""
    return ft.Container(
        border_radius=8,
        gradient=ft.LinearGradient(picture.colors, begin=ft.Alignment.TOP_CENTER, end=ft.Alignment.BOTTOM_CENTER),
    )


def main(page: ft.Page) -> None:
    page.title = "Album"
    pictures = album()
    index = 0
    scale = 1.0
    brightness = 100

    caption = ft.Text()
    status = ft.Text()
    comments = ft.Column()
    large = ft.AnimatedSwitcher(surface(pictures[0]), duration=300, width=300, height=200)
    snapshot = ft.Screenshot(large)

    def refresh() -> None:
        picture = pictures[index]
        caption.value = f"{picture.name}, {scale:.0%}, brightness {brightness} %"
        comments.controls = [comment_row(text) for text in picture.comments] or [ft.Text("No comments")]

    def show(new_index: int) -> None:
        nonlocal index, scale, brightness
        index, scale, brightness = new_index % len(pictures), 1.0, 100
        large.content, large.scale, large.opacity = surface(pictures[index]), 1, 1
        refresh()

    # The large picture

    def zoom(e: ft.ScaleUpdateEvent[ft.GestureDetector]) -> None:
        nonlocal scale
        scale = min(max(e.scale, SCALES[0]), SCALES[1])
        large.scale = scale
        refresh()

    def zoom_in_or_out() -> None:
        nonlocal scale
        scale = 2.0 if scale == 1.0 else 1.0
        large.scale = scale
        refresh()

    def turn(e: ft.DragEndEvent[ft.GestureDetector]) -> None:
        """A quick drag to the left brings the next picture."""
        velocity = e.primary_velocity or 0
        if velocity:
            show(index + (1 if velocity < 0 else -1))

    def change_brightness(e: ft.DragUpdateEvent[ft.GestureDetector]) -> None:
        nonlocal brightness
        brightness = round(min(max(brightness - (e.primary_delta or 0), 0), 100))
        large.opacity = brightness / 100
        refresh()

    async def take_snapshot() -> None:
        status.value = f"A snapshot of {len(await snapshot.capture())} bytes"

    # The comments

    def comment_row(text: str) -> ft.Control:
        row: ft.Dismissible

        async def ask() -> None:
            async def answer(delete: bool) -> None:
                page.pop_dialog()
                await row.confirm_dismiss(delete)

            async def keep() -> None:
                await answer(False)

            async def delete() -> None:
                await answer(True)

            page.show_dialog(
                ft.AlertDialog(
                    modal=True,
                    title="Delete this comment?",
                    actions=[ft.TextButton("Keep", on_click=keep), ft.TextButton("Delete", on_click=delete)],
                )
            )

        def deleted() -> None:
            pictures[index].comments.remove(text)
            refresh()

        row = ft.Dismissible(
            ft.ListTile(title=text),
            dismiss_direction=ft.DismissDirection.END_TO_START,
            on_confirm_dismiss=ask,
            on_dismiss=deleted,
        )
        return row

    def sort_comments(e: ft.Event[ft.NavigationDrawer]) -> None:
        pictures[index].comments.sort(reverse=e.control.selected_index == 1)
        refresh()

    async def open_order() -> None:
        await comments_page.show_end_drawer()

    # The three of them side by side

    def thumbnail(number: int, picture: Picture) -> ft.Control:
        async def open_picture() -> None:
            show(number)
            page.update()
            await tabs.move_to(1)

        small = surface(picture)
        small.tooltip = picture.name
        small.on_click = open_picture
        return small

    comments_page = ft.Pagelet(
        height=300,
        appbar=ft.AppBar(
            title="Comments", actions=[ft.IconButton(ft.Icons.SORT, tooltip="Order", on_click=open_order)]
        ),
        content=comments,
        end_drawer=ft.NavigationDrawer(
            [
                ft.NavigationDrawerDestination(label="A to Z", icon=ft.Icons.ARROW_DOWNWARD),
                ft.NavigationDrawerDestination(label="Z to A", icon=ft.Icons.ARROW_UPWARD),
            ],
            on_change=sort_comments,
        ),
    )
    picture_page = ft.Column(
        [
            ft.Row(
                [
                    ft.GestureDetector(
                        snapshot,
                        key="picture",
                        on_scale_update=zoom,
                        on_horizontal_drag_end=turn,
                        on_double_tap=zoom_in_or_out,
                    ),
                    ft.GestureDetector(
                        ft.Icon(ft.Icons.BRIGHTNESS_6, size=40),
                        key="brightness",
                        on_vertical_drag_update=change_brightness,
                    ),
                ]
            ),
            caption,
            ft.TextButton("Take a snapshot", on_click=take_snapshot),
        ]
    )
    tabs = ft.Tabs(
        length=3,
        expand=True,
        content=ft.Column(
            [
                ft.TabBar([ft.Tab(label="All"), ft.Tab(label="Picture"), ft.Tab(label="Comments")]),
                ft.TabBarView(
                    [
                        ft.GridView([thumbnail(*numbered) for numbered in enumerate(pictures)], max_extent=160),
                        picture_page,
                        comments_page,
                    ],
                    expand=True,
                ),
            ],
            expand=True,
        ),
    )
    page.add(tabs, status)
    refresh()


ft.run(main)
