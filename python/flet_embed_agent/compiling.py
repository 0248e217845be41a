"""Whether files would compile, before the app that runs is given up for them."""

from __future__ import annotations

import traceback

__all__ = ["first_that_does_not_compile"]


def first_that_does_not_compile(files: list[str]) -> str | None:
    """The text of the first file's error as Python prints it; None: all compile. A file that is gone is no error."""
    for name in files:
        try:
            with open(name, "rb") as file:
                source = file.read()
        except OSError:
            continue
        try:
            compile(source, name, "exec", dont_inherit=True)
        except (SyntaxError, ValueError) as error:
            return "".join(traceback.format_exception_only(error))
    return None
