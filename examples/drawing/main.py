"""A canvas to draw on: with the mouse or a finger, in colours, with a wheel for the width and a way back."""

from dataclasses import dataclass, field

import flet as ft
import flet.canvas as cv

COLORS = {"Black": ft.Colors.BLACK, "Red": ft.Colors.RED, "Green": ft.Colors.GREEN, "Blue": ft.Colors.BLUE}
WIDTHS = range(1, 21)


@dataclass
class Stroke:
    color: ft.Colors
    width: int
    points: list[tuple[float, float]] = field(default_factory=list)

    def shape(self) -> cv.Shape:
        paint = ft.Paint(
            color=self.color,
            stroke_width=self.width,
            stroke_cap=ft.StrokeCap.ROUND,
            style=ft.PaintingStyle.STROKE,
        )
        if len(self.points) == 1:
            x, y = self.points[0]
            return cv.Circle(x, y, self.width / 2, ft.Paint(color=self.color))
        (x, y), *rest = self.points
        return cv.Path([cv.Path.MoveTo(x, y), *[cv.Path.LineTo(x, y) for x, y in rest]], paint)


def main(page: ft.Page) -> None:
    page.title = "Drawing"
    strokes: list[Stroke] = []
    undone: list[Stroke] = []
    color = "Black"
    current: Stroke | None = None

    canvas = cv.Canvas(expand=True)
    status = ft.Text("Nothing drawn")
    position = ft.Text()
    size = ft.Text()
    width = ft.Slider(min=WIDTHS[0], max=WIDTHS[-1], divisions=len(WIDTHS) - 1, value=3, width=200)
    undo_button = ft.IconButton(ft.Icons.UNDO, tooltip="Undo", disabled=True)
    redo_button = ft.IconButton(ft.Icons.REDO, tooltip="Redo", disabled=True)

    def refresh() -> None:
        canvas.shapes = [stroke.shape() for stroke in strokes]
        points = sum(len(stroke.points) for stroke in strokes)
        status.value = f"{len(strokes)} strokes, {points} points" if strokes else "Nothing drawn"
        undo_button.disabled = not strokes
        redo_button.disabled = not undone

    def begin(e: ft.DragStartEvent[ft.GestureDetector]) -> None:
        nonlocal current
        undone.clear()
        current = Stroke(COLORS[color], round(width.value or 1), [(e.local_position.x, e.local_position.y)])
        strokes.append(current)
        refresh()

    def draw(e: ft.DragUpdateEvent[ft.GestureDetector]) -> None:
        if current is not None:
            current.points.append((e.local_position.x, e.local_position.y))
            refresh()

    def end() -> None:
        nonlocal current
        current = None

    def dot(e: ft.TapEvent[ft.GestureDetector]) -> None:
        if e.local_position is not None:
            undone.clear()
            strokes.append(
                Stroke(COLORS[color], round(width.value or 1) * 2, [(e.local_position.x, e.local_position.y)])
            )
            refresh()

    def undo() -> None:
        if strokes:
            undone.append(strokes.pop())
            refresh()

    def redo() -> None:
        if undone:
            strokes.append(undone.pop())
            refresh()

    def clear() -> None:
        undone[:] = reversed(strokes)
        strokes.clear()
        refresh()

    def turn_wheel(e: ft.ScrollEvent[ft.GestureDetector]) -> None:
        step = -1 if e.scroll_delta.y > 0 else 1
        width.value = min(max(round(width.value or 1) + step, WIDTHS[0]), WIDTHS[-1])

    def show_position(e: ft.HoverEvent[ft.GestureDetector]) -> None:
        position.value = f"{e.local_position.x:.0f}, {e.local_position.y:.0f}"

    def hide_position() -> None:
        position.value = ""

    def show_size(e: cv.CanvasResizeEvent) -> None:
        size.value = f"{e.width:.0f} × {e.height:.0f}"

    def choose(name: str) -> None:
        nonlocal color
        color = name
        for swatch in palette.controls:
            assert isinstance(swatch, ft.Container)
            swatch.border = ft.Border.all(3, ft.Colors.PRIMARY) if swatch.key == name else None

    def swatch(name: str) -> ft.Control:
        return ft.Container(
            key=name,
            width=28,
            height=28,
            border_radius=14,
            bgcolor=COLORS[name],
            tooltip=name,
            on_click=lambda: choose(name),
        )

    palette = ft.Row([swatch(name) for name in COLORS])
    undo_button.on_click = undo
    redo_button.on_click = redo
    canvas.on_resize = show_size
    canvas.content = ft.GestureDetector(
        mouse_cursor=ft.MouseCursor.PRECISE,
        drag_interval=10,
        on_pan_start=begin,
        on_pan_update=draw,
        on_pan_end=end,
        on_tap=dot,
        on_secondary_tap=undo,
        on_long_press=clear,
        on_scroll=turn_wheel,
        on_hover=show_position,
        on_exit=hide_position,
    )
    page.add(
        ft.Row([palette, width, undo_button, redo_button, ft.TextButton("Clear", on_click=clear)]),
        ft.Container(canvas, expand=True, bgcolor=ft.Colors.WHITE),
        ft.Row([status, position, size]),
    )
    choose("Black")


ft.run(main)
