"""A list of tasks: add, tick, filter, put in order, swipe away, bring back."""

from dataclasses import dataclass

import flet as ft

FILTERS = ("All", "Open", "Done")


@dataclass(eq=False)
class Task:
    title: str
    done: bool = False


def main(page: ft.Page) -> None:
    page.title = "To do"
    tasks: list[Task] = []

    new_task = ft.TextField(label="What needs to be done?", autofocus=True)
    filters = ft.Tabs(length=len(FILTERS), content=ft.TabBar([ft.Tab(label=name) for name in FILTERS]))
    rows = ft.ReorderableListView(expand=True, show_default_drag_handles=False)
    status = ft.Text()

    def shown() -> list[Task]:
        """The tasks that the chosen filter lets through."""
        name = FILTERS[filters.selected_index]
        return [task for task in tasks if name == "All" or task.done == (name == "Done")]

    def refresh() -> None:
        rows.controls = [row(index, task) for index, task in enumerate(shown())]
        left = sum(not task.done for task in tasks)
        status.value = "Nothing to do" if left == 0 else f"{left} {'task' if left == 1 else 'tasks'} left"

    def row(index: int, task: Task) -> ft.Control:
        def tick(e: ft.Event[ft.Checkbox]) -> None:
            task.done = bool(e.control.value)
            refresh()

        return ft.Dismissible(
            key=task.title,
            background=ft.Container(bgcolor=ft.Colors.ERROR_CONTAINER),
            on_dismiss=lambda: remove(task),
            content=ft.Row(
                [
                    ft.Checkbox(label=task.title, value=task.done, on_change=tick, expand=True),
                    ft.IconButton(
                        ft.Icons.DELETE_OUTLINE, tooltip=f"Delete {task.title}", on_click=lambda: remove(task)
                    ),
                    ft.ReorderableDragHandle(ft.Icon(ft.Icons.DRAG_HANDLE)),
                ]
            ),
        )

    async def add() -> None:
        title = new_task.value.strip()
        if not title:
            new_task.error = "Say what"
        elif any(task.title == title for task in tasks):
            new_task.error = "It is on the list already"
        else:
            new_task.error = None
            new_task.value = ""
            tasks.append(Task(title))
            refresh()
        page.update()
        await new_task.focus()

    def remove(task: Task) -> None:
        place = tasks.index(task)
        tasks.remove(task)
        refresh()

        def undo() -> None:
            tasks.insert(place, task)
            refresh()
            page.update()

        page.update()
        page.show_dialog(ft.SnackBar(ft.Text(f"Deleted {task.title}"), action="Undo", on_action=undo, persist=False))

    def reorder(e: ft.OnReorderEvent) -> None:
        assert e.old_index is not None and e.new_index is not None
        visible = shown()
        moved, target = visible[e.old_index], visible[e.new_index]
        place = tasks.index(target)
        tasks.remove(moved)
        tasks.insert(place, moved)
        refresh()

    new_task.on_submit = add
    filters.on_change = refresh
    rows.on_reorder = reorder
    page.floating_action_button = ft.FloatingActionButton(icon=ft.Icons.ADD, tooltip="Add", on_click=add)
    page.add(new_task, filters, rows, status)
    refresh()


ft.run(main)
