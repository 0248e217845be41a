"""Apple's look: an alarm clock made of the controls that iPhones have."""

import datetime as dt
from dataclasses import dataclass

import flet as ft

SOUNDS = ("Radar", "Beacon", "Chimes", "Silk")
REPEATS = ("Never", "Weekdays", "Every day")


@dataclass
class Alarm:
    label: str
    time: dt.datetime
    sound: str = SOUNDS[0]
    repeat: str = REPEATS[0]
    is_on: bool = True


def main(page: ft.Page) -> None:
    page.title = "Alarms"
    page.theme_mode = ft.ThemeMode.LIGHT
    alarms = [Alarm("Wake up", dt.datetime(2030, 1, 1, 6, 30))]

    alarm_list = ft.Column()
    body = ft.Container(expand=True)
    status = ft.Text("1 alarm on")

    def refresh() -> None:
        alarm_list.controls = [alarm_tile(alarm) for alarm in alarms]
        on = sum(alarm.is_on for alarm in alarms)
        status.value = f"{on} {'alarm' if on == 1 else 'alarms'} on"

    def alarm_tile(alarm: Alarm) -> ft.Control:
        def toggled(e: ft.Event[ft.CupertinoSwitch]) -> None:
            alarm.is_on = e.control.value
            refresh()

        def ask_delete() -> None:
            def delete() -> None:
                alarms.remove(alarm)
                refresh()
                page.update()
                page.pop_dialog()

            page.show_dialog(
                ft.CupertinoAlertDialog(
                    title=f"Delete {alarm.label}?",
                    content=ft.Text("It will not ring again."),
                    actions=[
                        ft.CupertinoDialogAction("Keep", default=True, on_click=lambda: page.pop_dialog()),
                        ft.CupertinoDialogAction("Delete", destructive=True, on_click=delete),
                    ],
                )
            )

        def choose_sound() -> None:
            def action(sound: str) -> ft.Control:
                def chosen() -> None:
                    alarm.sound = sound
                    refresh()
                    page.update()
                    page.pop_dialog()

                return ft.CupertinoActionSheetAction(sound, default=sound == alarm.sound, on_click=chosen)

            page.show_dialog(
                ft.CupertinoBottomSheet(
                    ft.CupertinoActionSheet(
                        title="Sound",
                        message=f"How {alarm.label} rings",
                        actions=[action(sound) for sound in SOUNDS],
                        cancel=ft.CupertinoActionSheetAction("Cancel", on_click=lambda: page.pop_dialog()),
                    )
                )
            )

        return ft.CupertinoContextMenu(
            key=alarm.label,
            content=ft.CupertinoListTile(
                title=f"{alarm.time:%H:%M}",
                subtitle=f"{alarm.label}, {alarm.repeat.lower()}",
                additional_info=alarm.sound,
                trailing=ft.CupertinoSwitch(value=alarm.is_on, on_change=toggled),
                toggle_inputs=True,
            ),
            actions=[
                ft.CupertinoContextMenuAction("Sound …", on_click=choose_sound),
                ft.CupertinoContextMenuAction("Delete …", destructive=True, on_click=ask_delete),
            ],
        )

    def alarms_page() -> ft.Control:
        return ft.Column([alarm_list, ft.CupertinoFilledButton("New alarm", on_click=new_alarm), status])

    def new_alarm() -> None:
        label = ft.CupertinoTextField(placeholder_text="What for?", value="Alarm")
        time = ft.CupertinoDatePicker(
            value=dt.datetime(2030, 1, 1, 8, 0),
            date_picker_mode=ft.CupertinoDatePickerMode.TIME,
            use_24h_format=True,
            height=160,
        )
        sound = ft.CupertinoPicker([ft.Text(name) for name in SOUNDS], height=120)
        repeat = ft.CupertinoSlidingSegmentedButton([ft.Text(name) for name in REPEATS])

        def save() -> None:
            value = time.value
            assert isinstance(value, dt.datetime)
            alarms.append(Alarm(label.value, value, SOUNDS[sound.selected_index], REPEATS[repeat.selected_index]))
            alarms.sort(key=lambda alarm: alarm.time.time())
            refresh()
            page.update()
            page.pop_dialog()

        page.show_dialog(
            ft.CupertinoBottomSheet(
                height=520,
                content=ft.Column(
                    [
                        label,
                        time,
                        sound,
                        repeat,
                        ft.Row(
                            [
                                ft.CupertinoButton("Cancel", on_click=lambda: page.pop_dialog()),
                                ft.CupertinoTintedButton("Save", on_click=save),
                            ]
                        ),
                    ]
                ),
            )
        )

    def timer_page() -> ft.Control:
        timer = ft.CupertinoTimerPicker(value=300, mode=ft.CupertinoTimerPickerMode.MINUTE_SECONDS)
        text = ft.Text("Timer: 0:05:00")

        def changed() -> None:
            assert isinstance(timer.value, int)
            text.value = f"Timer: {dt.timedelta(seconds=timer.value)}"

        timer.on_change = changed
        return ft.Column([timer, text])

    def options_page() -> ft.Control:
        volume = ft.CupertinoSlider(min=0, max=10, divisions=10, value=5)
        volume_text = ft.Text("Volume 5")
        vibrate = ft.CupertinoCheckbox(label="Vibrate", value=True)
        snooze = ft.RadioGroup(
            ft.Row([ft.CupertinoRadio(value=minutes, label=f"{minutes} min") for minutes in ("5", "9", "15")]),
            value="9",
        )
        unit = ft.CupertinoSegmentedButton([ft.Text("12 hours"), ft.Text("24 hours")], selected_index=1)
        summary = ft.Text()

        def show_volume() -> None:
            volume_text.value = f"Volume {volume.value:.0f}"

        def show_summary() -> None:
            hours = "24" if unit.selected_index == 1 else "12"
            summary.value = f"Vibrate {'on' if vibrate.value else 'off'}, snooze {snooze.value} min, {hours} hours"

        volume.on_change = show_volume
        vibrate.on_change = snooze.on_change = unit.on_change = show_summary
        show_summary()
        return ft.Column([volume_text, volume, vibrate, snooze, unit, summary])

    pages = (alarms_page, timer_page, options_page)

    def show_page(e: ft.Event[ft.CupertinoNavigationBar]) -> None:
        body.content = pages[e.control.selected_index]()

    page.appbar = ft.CupertinoAppBar(title="Alarms", brightness=ft.Brightness.LIGHT)
    page.navigation_bar = ft.CupertinoNavigationBar(
        [
            ft.NavigationBarDestination(icon=ft.CupertinoIcons.ALARM, label="Alarms"),
            ft.NavigationBarDestination(icon=ft.CupertinoIcons.TIMER, label="Timer"),
            ft.NavigationBarDestination(icon=ft.CupertinoIcons.SETTINGS, label="Options"),
        ],
        on_change=show_page,
    )
    body.content = alarms_page()
    page.add(body)
    refresh()


ft.run(main)
