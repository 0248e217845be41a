"""A small shop in several views: each address shows its own stack, and going back leaves one view."""

from dataclasses import dataclass
from typing import Any

import flet as ft


@dataclass(frozen=True)
class Book:
    key: str
    title: str
    price: int


BOOKS = {
    book.key: book
    for book in (
        Book("emma", "Emma", 9),
        Book("walden", "Walden", 12),
        Book("dracula", "Dracula", 8),
    )
}

SECTIONS = (
    ("/", "Books", ft.Icons.BOOK),
    ("/orders", "Orders", ft.Icons.RECEIPT_LONG),
    ("/about", "About", ft.Icons.INFO_OUTLINE),
)


class Shop:
    """One customer's shop: the page, and what is in the basket."""

    def __init__(self, page: ft.Page) -> None:
        self.page = page
        self.basket: list[Book] = []
        self.orders: list[str] = []
        page.title = "Book shop"
        page.on_route_change = self.show_route
        page.on_view_pop = self.view_popped
        page.on_resize = self.show_route
        self.show_route()

    def show_route(self) -> None:
        """Builds the views of the present address, the lowest first."""
        views = [self.section()]
        match self.page.route.split("/"):
            case ["", "book", key] if key in BOOKS:
                views.append(self.book(BOOKS[key]))
            case ["", "basket"]:
                views.append(self.checkout())
        self.page.views = views
        self.page.update()

    async def view_popped(self, e: ft.ViewPopEvent) -> None:
        await self.page.push_route("/")

    async def go_to_section(self, e: ft.Event[Any]) -> None:
        if isinstance(e.control, ft.NavigationDrawer):
            await self.page.close_drawer()
        await self.page.push_route(SECTIONS[e.control.selected_index][0])

    def section(self) -> ft.View:
        """The lowest view: a bar at the foot of a narrow window, a rail beside the content of a wide one."""
        routes = [route for route, _, _ in SECTIONS]
        index = routes.index(self.page.route) if self.page.route in routes else 0
        content = (self.shelf, self.order_list, self.about)[index]()
        is_wide = (self.page.width or 0) >= 600

        async def open_drawer() -> None:
            await self.page.show_drawer()

        async def open_basket() -> None:
            await self.page.push_route("/basket")

        return ft.View(
            route=SECTIONS[index][0],
            appbar=ft.AppBar(
                title=f"Book shop: {SECTIONS[index][1]}",
                leading=ft.IconButton(ft.Icons.MENU, tooltip="Menu", on_click=open_drawer),
                actions=[ft.TextButton(f"Basket ({len(self.basket)})", on_click=open_basket)],
            ),
            drawer=ft.NavigationDrawer(
                [ft.NavigationDrawerDestination(label=name, icon=icon) for _, name, icon in SECTIONS],
                selected_index=index,
                on_change=self.go_to_section,
            ),
            navigation_bar=None
            if is_wide
            else ft.NavigationBar(
                [ft.NavigationBarDestination(icon=icon, label=name) for _, name, icon in SECTIONS],
                selected_index=index,
                on_change=self.go_to_section,
            ),
            controls=[
                ft.Row(
                    [
                        ft.NavigationRail(
                            [ft.NavigationRailDestination(icon=icon, label=name) for _, name, icon in SECTIONS],
                            selected_index=index,
                            on_change=self.go_to_section,
                        ),
                        content,
                    ],
                    expand=True,
                )
                if is_wide
                else content
            ],
        )

    def shelf(self) -> ft.Control:
        def tile(book: Book) -> ft.Control:
            async def open_book() -> None:
                await self.page.push_route(f"/book/{book.key}")

            return ft.ListTile(title=book.title, subtitle=f"{book.price} €", on_click=open_book)

        return ft.ListView([tile(book) for book in BOOKS.values()], expand=True)

    def order_list(self) -> ft.Control:
        return ft.Column([ft.Text(order) for order in self.orders] or [ft.Text("No orders yet")])

    def about(self) -> ft.Control:
        return ft.Text("Three books, since 2022.")

    def book(self, book: Book) -> ft.View:
        async def buy() -> None:
            self.basket.append(book)
            await self.page.push_route("/")

        return ft.View(
            route=f"/book/{book.key}",
            appbar=ft.AppBar(title=book.title),
            controls=[ft.Text(f"{book.title} costs {book.price} €."), ft.FilledButton("Into the basket", on_click=buy)],
        )

    def checkout(self) -> ft.View:
        """Leaving it with something in the basket has to be confirmed."""

        async def order() -> None:
            self.orders.append(f"{len(self.basket)} books, {sum(book.price for book in self.basket)} €")
            self.basket.clear()
            await self.page.push_route("/orders")

        async def confirm_pop() -> None:
            async def answer(leave: bool) -> None:
                self.page.pop_dialog()
                await view.confirm_pop(leave)

            async def stay() -> None:
                await answer(False)

            async def leave() -> None:
                await answer(True)

            self.page.show_dialog(
                ft.AlertDialog(
                    modal=True,
                    title="Leave without ordering?",
                    actions=[ft.TextButton("Stay", on_click=stay), ft.TextButton("Leave", on_click=leave)],
                )
            )

        view = ft.View(
            route="/basket",
            appbar=ft.AppBar(title="Your basket"),
            can_pop=not self.basket,
            on_confirm_pop=confirm_pop,
            controls=[
                *[ft.Text(f"{book.title}: {book.price} €") for book in self.basket],
                ft.FilledButton("Order now", on_click=order, disabled=not self.basket),
            ],
        )
        return view


def main(page: ft.Page) -> None:
    Shop(page)


ft.run(main)
