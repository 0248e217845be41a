"""What an app says about the whole process, kept to the test files that import it.

``ft.context.disable_auto_update()`` at the top of an app holds for the process, and test files are all imported before
the first test runs: one such app would change all others. So what the import of a test file has said holds while its
tests run.
"""

from pathlib import Path
from typing import Any


class AutoUpdate:
    """The setting that modules make while they are imported, by test file."""

    def __init__(self) -> None:
        self._by_file: dict[Path, bool] = {}

    def begin_import(self) -> None:
        _set(True)

    def end_import(self, file: Path) -> None:
        self._by_file[file] = _get()
        _set(True)

    def apply(self, file: Path) -> None:
        _set(self._by_file.get(file, True))


def _behavior() -> Any:
    from flet.controls import context

    # Versions of Flet without it keep no setting for the process.
    return getattr(context, "_app_update_behavior", None)


def _get() -> bool:
    behavior = _behavior()
    return behavior is None or bool(behavior._auto_update_enabled)


def _set(enabled: bool) -> None:
    behavior = _behavior()
    if behavior is not None:
        behavior._auto_update_enabled = enabled
