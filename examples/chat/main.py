"""A chat room: everyone who has the page open reads what the others write. A robot keeps lonely people company."""

from dataclasses import dataclass

import flet as ft

ROBOT = "Robot"
ANSWERS = {"hello": "Hello to you, too!", "time": "Time for tea.", "bye": "Come back soon."}


@dataclass
class Message:
    user: str
    text: str


@dataclass
class Typing:
    user: str
    is_typing: bool


def main(page: ft.Page) -> None:
    page.title = "Chat"
    user = ""
    typing: set[str] = set()

    messages = ft.ListView(expand=True, spacing=8, auto_scroll=True)
    status = ft.Text(italic=True)
    name = ft.TextField(label="Your name", autofocus=True)
    entry = ft.TextField(hint_text="Write a message", multiline=True, shift_enter=True, expand=True, disabled=True)
    send_button = ft.FilledIconButton(ft.Icons.SEND, tooltip="Send", disabled=True)

    def show(message: Message) -> None:
        is_own = message.user == user
        bubble = ft.Container(
            ft.Column(
                [ft.Text(message.user, weight=ft.FontWeight.BOLD), ft.Text(message.text, selectable=True)], spacing=2
            ),
            padding=8,
            border_radius=8,
            bgcolor=ft.Colors.PRIMARY_CONTAINER if is_own else ft.Colors.SURFACE_CONTAINER_HIGH,
        )
        messages.controls.append(
            ft.Row(
                [ft.CircleAvatar(message.user[:1].upper()), bubble],
                alignment=ft.MainAxisAlignment.END if is_own else ft.MainAxisAlignment.START,
            )
        )

    async def receive(message: Message | Typing) -> None:
        if isinstance(message, Message):
            show(message)
        elif message.user != user:
            (typing.add if message.is_typing else typing.discard)(message.user)
            status.value = f"{', '.join(sorted(typing))} is typing …" if typing else ""
        page.update()

    async def robot(topic: str, text: str) -> None:
        for word, answer in ANSWERS.items():
            if word in text.lower():
                page.pubsub.send_all(Message(ROBOT, answer))

    async def send() -> None:
        text = entry.value.strip()
        if not text:
            return
        entry.value = ""
        page.update()
        page.pubsub.send_others(Typing(user, False))
        page.pubsub.send_all(Message(user, text))
        page.pubsub.send_all_on_topic("robot", text)
        await entry.focus()

    async def join() -> None:
        nonlocal user
        if not name.value.strip():
            name.error = "Please say who you are"
            name.update()
            return
        user = name.value.strip()
        page.session.store.set("user", user)
        welcome.open = False
        entry.disabled = send_button.disabled = False
        page.title = f"Chat: {user}"
        page.update()
        page.pubsub.subscribe(receive)
        page.pubsub.subscribe_topic("robot", robot)
        page.pubsub.send_all(Message(ROBOT, f"{user} has joined"))
        await entry.focus()

    def leave() -> None:
        page.pubsub.send_others(Message(ROBOT, f"{page.session.store.get('user')} has left"))
        page.pubsub.unsubscribe_all()

    welcome = ft.AlertDialog(
        modal=True,
        title="Welcome!",
        content=name,
        actions=[ft.TextButton("Join", on_click=join)],
    )
    name.on_submit = join
    entry.on_submit = send
    entry.on_focus = lambda: page.pubsub.send_others(Typing(user, True))
    entry.on_blur = lambda: page.pubsub.send_others(Typing(user, False))
    send_button.on_click = send
    page.on_close = leave
    page.add(messages, status, ft.Row([entry, send_button]))
    page.show_dialog(welcome)


ft.run(main)
