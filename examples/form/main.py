"""A booking form: every field is checked, a dialog asks before it is sent."""

import datetime as dt
import re
from collections.abc import Callable

import flet as ft

CITIES = {"AMS": "Amsterdam", "BER": "Berlin", "LIS": "Lisbon", "OSL": "Oslo", "ROM": "Rome"}
ROOMS = {"single": "Single room", "double": "Double room", "suite": "Suite"}


def main(page: ft.Page) -> None:
    page.title = "Book a room"
    page.scroll = ft.ScrollMode.AUTO

    title = ft.DropdownM2(label="Title", width=120, options=[ft.dropdownm2.Option(text) for text in ("Ms", "Mr", "Mx")])
    name = ft.TextField(label="Name", max_length=30, capitalization=ft.TextCapitalization.WORDS)
    email = ft.TextField(label="E-mail", keyboard_type=ft.KeyboardType.EMAIL, autofill_hints=[ft.AutofillHint.EMAIL])
    password = ft.TextField(label="Password", password=True, can_reveal_password=True)
    guests = ft.TextField(label="Guests", value="2", width=120, input_filter=ft.NumbersOnlyInputFilter())
    city = ft.AutoComplete(
        suggestions=[ft.AutoCompleteSuggestion(key=f"{code} {name}", value=name) for code, name in CITIES.items()]
    )
    room = ft.Dropdown(label="Room", options=[ft.DropdownOption(key, text) for key, text in ROOMS.items()])
    meals = ft.RadioGroup(
        ft.Row([ft.Radio(value=name.lower(), label=name) for name in ("None", "Breakfast", "All")]),
        value="none",
    )
    floor = ft.Slider(min=0, max=10, divisions=10, value=3, label="Floor {value}")
    floor_text = ft.Text("Floor 3")
    price = ft.RangeSlider(min=50, max=500, divisions=45, start_value=100, end_value=250)
    price_text = ft.Text("100 to 250 € a night")
    sea_view = ft.Checkbox(label="Sea view (no wish, yes, no)", tristate=True, value=None)
    terms = ft.Checkbox(label="I accept the terms")
    stay_text = ft.Text("No dates yet")
    birthday_text = ft.Text("No birthday yet")
    arrival_text = ft.Text("Arrival: any time")

    birthday = ft.DatePicker(first_date=dt.datetime(1900, 1, 1), last_date=dt.datetime(2020, 12, 31))
    arrival = ft.TimePicker(help_text="When do you arrive?")
    stay = ft.DateRangePicker(first_date=dt.datetime(2030, 1, 1), last_date=dt.datetime(2030, 12, 31))

    checks: list[tuple[ft.TextField, Callable[[str], bool], str]] = [
        (name, lambda text: bool(text.strip()), "Who are you?"),
        (email, lambda text: re.fullmatch(r"\S+@\S+\.\S+", text) is not None, "An address looks like ada@example.com"),
        (password, lambda text: len(text) >= 8, "At least 8 characters"),
        (guests, lambda text: text.isdigit() and 1 <= int(text) <= 6, "From 1 to 6"),
    ]

    def check(field: ft.TextField) -> bool:
        """Shows beside the field what is wrong with it."""
        field.error = next((error for f, is_valid, error in checks if f is field and not is_valid(field.value)), None)
        return field.error is None

    def check_when_left(e: ft.Event[ft.TextField]) -> None:
        check(e.control)

    for field, _, _ in checks:
        field.on_blur = check_when_left

    def show_stay() -> None:
        if stay.start_value and stay.end_value:
            nights = (stay.end_value - stay.start_value).days
            stay_text.value = f"{stay.start_value:%d %b} to {stay.end_value:%d %b}, {nights} nights"

    def show_birthday() -> None:
        if birthday.value:
            birthday_text.value = f"Born on {birthday.value:%d %B %Y}"

    def show_arrival() -> None:
        if arrival.value:
            arrival_text.value = f"Arrival: {arrival.value:%H:%M}"

    def show_floor() -> None:
        floor_text.value = f"Floor {floor.value:.0f}"

    def show_price() -> None:
        price_text.value = f"{price.start_value:.0f} to {price.end_value:.0f} € a night"

    def accept_terms() -> None:
        submit.disabled = not terms.value

    def summary() -> str:
        who = f"{title.value} {name.value}" if title.value else name.value
        where = f"{ROOMS[room.value or 'single']} in {city.value}, floor {floor.value:.0f}"
        view = {None: "", True: ", with sea view", False: ", no sea view"}[sea_view.value]
        return f"{who}, {guests.value} guests: {where}{view}, meals: {meals.value}"

    def ask() -> None:
        valid = [check(field) for field, _, _ in checks]
        room.error_text = None if room.value else "Choose a room"
        if all(valid) and room.value and city.value in CITIES.values():
            page.show_dialog(confirmation())
        else:
            page.show_dialog(ft.SnackBar("Please look at the fields again"))
        page.update()

    def confirmation() -> ft.AlertDialog:
        def send() -> None:
            page.pop_dialog()
            undo = ft.SnackBarAction("Cancel the booking", on_click=cancel)
            page.show_dialog(ft.SnackBar(f"Booked for {name.value}", action=undo))

        def cancel() -> None:
            page.show_dialog(ft.SnackBar("The booking is cancelled"))

        return ft.AlertDialog(
            modal=True,
            title="Book this room?",
            content=ft.Text(summary()),
            actions=[
                ft.TextButton("Not yet", on_click=lambda: page.pop_dialog()),
                ft.FilledButton("Book", on_click=send),
            ],
        )

    submit = ft.FilledButton("Continue", icon=ft.Icons.SEND, disabled=True, on_click=ask)
    birthday.on_change = show_birthday
    arrival.on_change = show_arrival
    stay.on_change = show_stay
    floor.on_change = show_floor
    price.on_change = show_price
    terms.on_change = accept_terms
    page.add(
        ft.Row([title, ft.Container(name, expand=True)]),
        email,
        password,
        ft.Text("Where to?"),
        city,
        ft.Row([room, guests]),
        ft.Row([ft.OutlinedButton("Dates", ft.Icons.DATE_RANGE, on_click=lambda: page.show_dialog(stay)), stay_text]),
        ft.Row(
            [ft.OutlinedButton("Arrival", ft.Icons.SCHEDULE, on_click=lambda: page.show_dialog(arrival)), arrival_text]
        ),
        ft.Row(
            [ft.OutlinedButton("Birthday", ft.Icons.CAKE, on_click=lambda: page.show_dialog(birthday)), birthday_text]
        ),
        ft.Text("Meals"),
        meals,
        floor_text,
        floor,
        price_text,
        price,
        sea_view,
        terms,
        submit,
    )


ft.run(main)
