"""A notebook in files: open, save, copy, share; it remembers which files were open last."""

from pathlib import Path

import flet as ft

RECENT = "files.recent"
HELP = "https://flet.dev/docs"


async def main(page: ft.Page) -> None:
    page.title = "Notes"
    picker = ft.FilePicker()
    paths = ft.StoragePaths()
    clipboard = ft.Clipboard()
    preferences = ft.SharedPreferences()
    share = ft.Share()
    launcher = ft.UrlLauncher()

    file_name = ft.Text("Untitled", weight=ft.FontWeight.BOLD)
    notes = ft.TextField(label="Notes", multiline=True, min_lines=8, expand=True)
    recent = ft.Column(spacing=0)
    status = ft.Text()

    def say(text: str) -> None:
        status.value = text

    def show(path: Path, text: str) -> None:
        file_name.value = path.name
        notes.value = text

    async def remember(path: Path) -> None:
        """Puts a file at the head of the three that are offered at the next start."""
        known = await recent_paths()
        await preferences.set(RECENT, [str(path), *[p for p in known if p != str(path)]][:3])
        await show_recent()

    async def recent_paths() -> list[str]:
        known = await preferences.get(RECENT)
        return known if isinstance(known, list) else []

    async def show_recent() -> None:
        def tile(path: Path) -> ft.Control:
            async def reopen() -> None:
                await read(path)

            return ft.ListTile(title=path.name, leading=ft.Icons.HISTORY, dense=True, on_click=reopen)

        recent.controls = [tile(Path(path)) for path in await recent_paths()]

    async def read(path: Path) -> None:
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            say(f"Cannot open {path.name}: {error.strerror}")
            return
        show(path, text)
        say(f"{len(text)} characters")
        await remember(path)

    async def open_file() -> None:
        files = await picker.pick_files(dialog_title="Open notes", allowed_extensions=["txt", "md"])
        if not files:
            say("Nothing chosen")
        elif files[0].path:
            await read(Path(files[0].path))

    async def save_file() -> None:
        documents = await paths.get_application_documents_directory()
        chosen = await picker.save_file(file_name=file_name.value, initial_directory=documents)
        if chosen is None:
            say("Not saved")
            return
        Path(chosen).write_text(notes.value, encoding="utf-8")
        file_name.value = Path(chosen).name
        say("Saved")
        await remember(Path(chosen))

    async def back_up() -> None:
        folder = await picker.get_directory_path(dialog_title="Where to?")
        if folder is not None:
            copy = Path(folder, f"{Path(file_name.value).stem}.backup.txt")
            copy.write_text(notes.value, encoding="utf-8")
            say(f"Copied to {copy.name}")

    async def copy() -> None:
        await clipboard.set(notes.value)
        say("Copied")

    async def paste() -> None:
        notes.value += await clipboard.get() or ""

    async def share_text() -> None:
        result = await share.share_text(notes.value, title=file_name.value)
        say(f"Shared: {result.status.value}")

    async def forget() -> None:
        await preferences.remove(RECENT)
        await show_recent()

    async def show_help() -> None:
        await launcher.launch_url(HELP)

    page.appbar = ft.AppBar(
        title=file_name,
        actions=[
            ft.IconButton(ft.Icons.FOLDER_OPEN, tooltip="Open", on_click=open_file),
            ft.IconButton(ft.Icons.SAVE, tooltip="Save", on_click=save_file),
            ft.IconButton(ft.Icons.BACKUP, tooltip="Back up", on_click=back_up),
            ft.IconButton(ft.Icons.COPY, tooltip="Copy", on_click=copy),
            ft.IconButton(ft.Icons.PASTE, tooltip="Paste", on_click=paste),
            ft.IconButton(ft.Icons.SHARE, tooltip="Share", on_click=share_text),
            ft.IconButton(ft.Icons.HELP_OUTLINE, tooltip="Help", on_click=show_help),
        ],
    )
    await show_recent()
    page.add(
        ft.Row(
            [ft.Text("Recent"), ft.TextButton("Forget", on_click=forget), ft.TextButton("Flet", url="https://flet.dev")]
        ),
        recent,
        notes,
        status,
    )


ft.run(main)
