"""Settings as phones have them: they take effect at once and are there again at the next start."""

import flet as ft

SEED_COLORS = {"Indigo": ft.Colors.INDIGO, "Teal": ft.Colors.TEAL, "Orange": ft.Colors.ORANGE}
MODES = {"Light": ft.ThemeMode.LIGHT, "Dark": ft.ThemeMode.DARK, "System": ft.ThemeMode.SYSTEM}
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
TOPICS = ("News", "Messages", "Offers")


async def main(page: ft.Page) -> None:
    page.title = "Settings"
    page.scroll = ft.ScrollMode.AUTO
    page.adaptive = True
    preferences = ft.SharedPreferences()

    status = ft.Text()

    async def keep(key: str, value: str | bool | int | list[str]) -> None:
        await preferences.set(f"settings.{key}", value)
        status.value = f"Saved: {key}"

    async def kept(key: str, default: str) -> str:
        value = await preferences.get(f"settings.{key}")
        return value if isinstance(value, str) else default

    # Appearance

    def apply_theme(mode: str, color: str) -> None:
        page.theme_mode = MODES[mode]
        page.theme = page.dark_theme = ft.Theme(color_scheme_seed=SEED_COLORS[color])

    mode = ft.SegmentedButton(
        [ft.Segment(value=name, label=name) for name in MODES], selected=[await kept("mode", "System")]
    )
    color = ft.RadioGroup(
        ft.Column([ft.Radio(value=name, label=name) for name in SEED_COLORS]), value=await kept("color", "Indigo")
    )

    async def appearance_changed() -> None:
        apply_theme(mode.selected[0], color.value or "Indigo")
        await keep("mode", mode.selected[0])
        await keep("color", color.value or "Indigo")

    mode.on_change = color.on_change = appearance_changed

    # Notifications: one box stands for all topics, and is half ticked when some are chosen.

    all_topics = ft.Checkbox(label="All topics", tristate=True, value=False)
    topics = [ft.Checkbox(label=name) for name in TOPICS]

    async def topic_changed() -> None:
        chosen = [str(topic.label) for topic in topics if topic.value]
        all_topics.value = True if len(chosen) == len(topics) else None if chosen else False
        await keep("topics", chosen)

    async def all_changed() -> None:
        # A click on the half-ticked box means: none.
        for topic in topics:
            topic.value = all_topics.value is True
        await topic_changed()

    all_topics.on_change = all_changed
    for topic in topics:
        topic.on_change = topic_changed

    quiet_days = ft.SegmentedButton(
        [ft.Segment(value=day, label=day) for day in DAYS],
        selected=[],
        allow_empty_selection=True,
        allow_multiple_selection=True,
    )

    async def quiet_days_changed() -> None:
        await keep("quiet_days", [day for day in DAYS if day in quiet_days.selected])

    quiet_days.on_change = quiet_days_changed

    # Sound

    volume = ft.Slider(min=0, max=100, divisions=20, value=50)
    volume_text = ft.Text("Volume 50")
    mute = ft.Switch(label="Mute", value=False)

    def volume_moves() -> None:
        volume_text.value = f"Volume {volume.value:.0f}"

    async def volume_set() -> None:
        await keep("volume", round(volume.value or 0))

    async def mute_changed() -> None:
        volume.disabled = mute.value
        await keep("mute", mute.value)

    volume.on_change = volume_moves
    volume.on_change_end = volume_set
    mute.on_change = mute_changed

    # Privacy: a click anywhere on the row turns its switch.

    location = ft.Switch(value=False)

    async def location_changed() -> None:
        if location.value:
            page.show_dialog(warning)
        await keep("location", location.value)

    def refuse_location() -> None:
        location.value = False
        page.update()
        page.pop_dialog()

    location.on_change = location_changed
    warning = ft.Banner(
        leading=ft.Icon(ft.Icons.WARNING_AMBER),
        content=ft.Text("Apps will see where you are."),
        actions=[
            ft.TextButton("All right", on_click=lambda: page.pop_dialog()),
            ft.TextButton("Turn it off", on_click=refuse_location),
        ],
    )

    # Everything again as it was

    def ask_reset() -> None:
        page.show_dialog(
            ft.AlertDialog(
                title="Forget all settings?",
                actions=[
                    ft.TextButton("Cancel", on_click=lambda: page.pop_dialog()),
                    ft.TextButton("Forget", on_click=reset),
                ],
            )
        )

    async def reset() -> None:
        page.pop_dialog()
        for key in await preferences.get_keys("settings."):
            await preferences.remove(key)
        mode.selected, color.value = ["System"], "Indigo"
        apply_theme("System", "Indigo")
        status.value = "All settings are forgotten"
        page.update()

    apply_theme(mode.selected[0], color.value or "Indigo")
    page.add(
        ft.ExpansionTile(title="Appearance", leading=ft.Icons.PALETTE, expanded=True, controls=[mode, color]),
        ft.ExpansionTile(
            title="Notifications",
            leading=ft.Icons.NOTIFICATIONS,
            controls=[all_topics, *topics, ft.Text("Quiet on"), quiet_days],
        ),
        ft.ExpansionTile(title="Sound", leading=ft.Icons.VOLUME_UP, controls=[volume_text, volume, mute]),
        ft.ListTile(title="Location", leading=ft.Icons.PLACE, trailing=location, toggle_inputs=True),
        ft.ListTile(title="Forget everything", leading=ft.Icons.RESTART_ALT, on_click=ask_reset),
        status,
    )


ft.run(main)
