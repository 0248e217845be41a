"""A clock, a stopwatch and a kitchen timer: what waits in asyncio, and animations that tell when they end."""

import asyncio
import datetime as dt

import flet as ft

MINUTES = (1, 3, 5)


def minutes_and_seconds(seconds: int) -> str:
    return f"{seconds // 60:02}:{seconds % 60:02}"


class Stopwatch:
    """Counts by the loop's clock, which also runs while nobody looks."""

    def __init__(self) -> None:
        self._counted = 0.0
        self._started: float | None = None

    @property
    def is_running(self) -> bool:
        return self._started is not None

    @property
    def seconds(self) -> float:
        now = asyncio.get_running_loop().time()
        return self._counted + (0 if self._started is None else now - self._started)

    def toggle(self) -> None:
        if self.is_running:
            self._counted, self._started = self.seconds, None
        else:
            self._started = asyncio.get_running_loop().time()


async def main(page: ft.Page) -> None:
    page.title = "Clock"
    page.horizontal_alignment = ft.CrossAxisAlignment.CENTER
    stopwatch = Stopwatch()
    timer: asyncio.Task[None] | None = None

    now = ft.Text(size=32)
    elapsed = ft.Text("00:00.0", size=32)
    laps = ft.Column()
    toggle_button = ft.Button("Start")
    lap_button = ft.Button("Lap", disabled=True)
    remaining = ft.Text("No timer", size=32)
    ring = ft.ProgressRing(value=0)
    lamp = ft.Container(
        width=60,
        height=60,
        border_radius=30,
        bgcolor=ft.Colors.AMBER,
        opacity=0.2,
        animate_opacity=ft.Animation(500, ft.AnimationCurve.EASE_IN_OUT),
    )
    blinks = ft.Text("0 blinks")

    async def show_time() -> None:
        while True:
            now.value = f"{dt.datetime.now():%H:%M:%S}"
            now.update()
            await asyncio.sleep(1)

    async def show_stopwatch() -> None:
        while stopwatch.is_running:
            tenths = round(stopwatch.seconds * 10)
            elapsed.value = f"{minutes_and_seconds(tenths // 10)}.{tenths % 10}"
            elapsed.update()
            await asyncio.sleep(0.1)

    def toggle_stopwatch() -> None:
        stopwatch.toggle()
        toggle_button.content = "Stop" if stopwatch.is_running else "Start"
        lap_button.disabled = not stopwatch.is_running
        if stopwatch.is_running:
            page.run_task(show_stopwatch)

    def lap() -> None:
        laps.controls.append(ft.Text(f"Lap {len(laps.controls) + 1}: {stopwatch.seconds:.1f} s"))

    async def count_down(minutes: int) -> None:
        total = minutes * 60
        for passed in range(total):
            remaining.value = minutes_and_seconds(total - passed)
            ring.value = passed / total
            page.update()
            await asyncio.sleep(1)
        remaining.value = "Time is up"
        ring.value = 1
        page.update()
        page.show_dialog(ft.SnackBar(f"{minutes} minutes are over", duration=ft.Duration(seconds=10)))

    def start_timer(minutes: int) -> None:
        nonlocal timer
        stop_timer()
        timer = asyncio.create_task(count_down(minutes))

    def timer_button(minutes: int) -> ft.Control:
        return ft.Button(f"{minutes} min", on_click=lambda: start_timer(minutes))

    def stop_timer() -> None:
        if timer is not None and not timer.done():
            timer.cancel()
            remaining.value = "Stopped"

    def blink() -> None:
        """Up and down again: the end of the first animation starts the second."""
        lamp.opacity = 1.0

    def blinked() -> None:
        if lamp.opacity == 1.0:
            lamp.opacity = 0.2
        else:
            count = int(blinks.value.split()[0]) + 1
            blinks.value = f"{count} {'blink' if count == 1 else 'blinks'}"

    lamp.on_animation_end = blinked
    toggle_button.on_click = toggle_stopwatch
    lap_button.on_click = lap
    page.add(
        now,
        ft.Divider(),
        elapsed,
        ft.Row([toggle_button, lap_button], alignment=ft.MainAxisAlignment.CENTER),
        laps,
        ft.Divider(),
        ft.Row([ring, remaining], alignment=ft.MainAxisAlignment.CENTER),
        ft.Row(
            [
                *[timer_button(minutes) for minutes in MINUTES],
                ft.TextButton("Stop the timer", on_click=stop_timer),
            ],
            alignment=ft.MainAxisAlignment.CENTER,
        ),
        ft.Divider(),
        lamp,
        ft.OutlinedButton("Blink", on_click=blink),
        blinks,
    )
    page.run_task(show_time)


ft.run(main)
