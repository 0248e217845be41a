"""What an app can learn about the device it runs on, what it can ask of it, and what it is told unasked."""

import flet as ft


async def main(page: ft.Page) -> None:
    page.title = "Device"
    page.scroll = ft.ScrollMode.AUTO
    battery = ft.Battery()
    connectivity = ft.Connectivity()
    haptics = ft.HapticFeedback()
    wakelock = ft.Wakelock()
    semantics = ft.SemanticsService()
    share = ft.Share()

    info = {
        name: ft.Text()
        for name in ("Size", "Held", "Theme", "Language", "Battery", "Network", "App", "Panel", "Shaken", "Tilt")
    }
    log = ft.ListView(height=150, auto_scroll=True)

    def say(text: str) -> None:
        log.controls.append(ft.Text(text))

    def show_size() -> None:
        shape = "tall" if (page.height or 0) > (page.width or 0) else "wide"
        info["Size"].value = f"{page.width:.0f} × {page.height:.0f}, {shape}"

    def show_posture() -> None:
        info["Held"].value = "upright" if page.media.orientation == ft.Orientation.PORTRAIT else "on its side"

    def locale_changed(e: ft.LocaleChangeEvent) -> None:
        info["Language"].value = ", ".join(locale.language_code for locale in e.locales)

    def show_theme() -> None:
        info["Theme"].value = page.platform_brightness.value if page.platform_brightness else "unknown"

    async def show_battery() -> None:
        level, state = await battery.get_battery_level(), await battery.get_battery_state()
        info["Battery"].value = f"{level} %, {state.value}"

    async def show_network() -> None:
        info["Network"].value = ", ".join(kind.value for kind in await connectivity.get_connectivity())

    async def network_changed(e: ft.ConnectivityChangeEvent) -> None:
        names = ", ".join(kind.value for kind in e.connectivity)
        info["Network"].value = names
        if ft.ConnectivityType.NONE in e.connectivity:
            say("The network is gone")

    def lifecycle_changed(e: ft.AppLifecycleStateChangeEvent) -> None:
        info["App"].value = e.state.value
        say(f"The app is told: {e.state.value}")

    def shaken() -> None:
        info["Shaken"].value = f"{int(info['Shaken'].value or 0) + 1}"

    def tilted(e: ft.AccelerometerReadingEvent) -> None:
        info["Tilt"].value = "upright" if abs(e.y) > abs(e.z) else "flat"

    def panel_sized(e: ft.LayoutSizeChangeEvent[ft.LayoutControl]) -> None:
        info["Panel"].value = f"{e.width:.0f} wide"

    async def vibrate() -> None:
        await haptics.vibrate()
        say("Vibrated")

    async def keep_awake(e: ft.Event[ft.Switch]) -> None:
        await (wakelock.enable() if e.control.value else wakelock.disable())
        say("The screen stays on" if await wakelock.is_enabled() else "The screen may sleep")

    async def announce() -> None:
        await semantics.announce_message("All is well")
        say("Announced")

    async def share_report() -> None:
        report = "\n".join(f"{name}: {text.value}" for name, text in info.items())
        result = await share.share_text(report, subject="My device")
        say(f"The report was {'sent' if result.status == ft.ShareResultStatus.SUCCESS else 'kept'}")

    async def show_details() -> None:
        details = await page.get_device_info()
        say(type(details).__name__ if details is not None else "Nothing known")

    page.on_resize = show_size
    page.on_media_change = show_posture
    page.on_locale_change = locale_changed
    page.on_platform_brightness_change = show_theme
    page.on_app_lifecycle_state_change = lifecycle_changed
    battery.on_state_change = show_battery
    connectivity.on_change = network_changed
    # Services live as long as the app holds them.
    page.services += [battery, connectivity]
    show_size()
    show_posture()
    show_theme()
    await show_battery()
    await show_network()
    info["App"].value = "resume"
    page.add(
        ft.Container(
            ft.Column([ft.Row([ft.Text(f"{name}:"), text]) for name, text in info.items()]),
            width=300,
            on_size_change=panel_sized,
        ),
        ft.Row(
            [
                ft.OutlinedButton("Vibrate", on_click=vibrate),
                ft.OutlinedButton("Announce", on_click=announce),
                ft.OutlinedButton("Share", on_click=share_report),
                ft.OutlinedButton("Details", on_click=show_details),
            ],
            wrap=True,
        ),
        ft.Switch(label="Keep awake", on_change=keep_awake),
        log,
    )

    # Only phones can be shaken, and only their screens are an app's to dim.
    if page.platform is not None and page.platform.is_mobile() and not page.web:
        screen = ft.ScreenBrightness()

        async def set_brightness(e: ft.Event[ft.Slider]) -> None:
            await screen.set_application_screen_brightness(e.control.value or 0)
            say(f"Brightness {await screen.get_application_screen_brightness():.1f}")

        page.services += [ft.ShakeDetector(on_shake=shaken), ft.Accelerometer(on_reading=tilted)]
        page.insert(1, ft.Slider(value=1, on_change_end=set_brightness, tooltip="Brightness"))


ft.run(main)
