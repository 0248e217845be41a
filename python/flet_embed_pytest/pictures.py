"""Comparisons of pictures: noticed, not made."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest

_TRUE = {"1", "t", "true", "on", "y", "yes"}


def refuse_golden_pictures() -> None:
    """Without pixels there is nothing worth keeping, and what others have taken must not be overwritten."""
    if os.environ.get("FLET_TEST_GOLDEN", "").lower() in _TRUE:
        raise pytest.UsageError(
            "FLET_TEST_GOLDEN asks for pictures of the app, and this client has no pixels: "
            "unset it, or take the pictures with Flet's own `flet test`"
        )


class Pictures:
    """Notes the name of every picture that a test wants compared."""

    def __init__(self) -> None:
        self._names: list[str] | None = None

    @contextmanager
    def collected_in(self, names: list[str]) -> Iterator[None]:
        before, self._names = self._names, names
        try:
            yield
        finally:
            self._names = before

    def take_over(self, app_class: type) -> None:
        """Puts itself in the place of what `FletTestApp` does with pictures."""
        methods: dict[str, Callable[..., Any]] = {
            "assert_screenshot": self._assert_picture,
            "assert_gif": self._assert_picture,
            "create_gif": self._create_gif,
            "_compare_images_rgb": self._compare,
            "_compare_gifs": self._compare,
        }
        for name, method in methods.items():
            if hasattr(app_class, name):
                setattr(app_class, name, _as_method(method))

    def _note(self, name: object) -> None:
        if self._names is not None:
            self._names.append(str(name))

    def _assert_picture(self, _app: Any, name: str, *_args: object, **_options: object) -> None:
        self._note(name)

    def _create_gif(self, app: Any, image_names: object = None, output_name: str = "", **_options: object) -> Path:
        """Says where the picture would be; a golden picture that is there stays as it is."""
        self._note(output_name)
        folder: Path = app._golden_dir()
        return folder / f"{output_name}.gif"

    def _compare(self, _app: Any, *_pictures: object) -> NoReturn:
        """The test goes on with the result, and there is none."""
        pytest.skip("not checked (pixels): the test compares pictures by itself")


def _as_method(method: Callable[..., Any]) -> Callable[..., Any]:
    def call(app: Any, *args: Any, **options: Any) -> Any:
        return method(app, *args, **options)

    return call
