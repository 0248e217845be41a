"""For peers that call a function instead of passing messages: `begin` with the orders, `answer` each message, `end`."""

from contextlib import ExitStack
from typing import Any

import orders
from blocking_roles import Large

beside = ExitStack()
large = Large()
is_large = False


def begin(text: str) -> None:
    global is_large
    told = orders.read(text)
    is_large = told.role == "large"
    beside.enter_context(told.load())


def answer(message: Any) -> Any:
    return large.answer(message) if is_large else message


def end() -> None:
    beside.close()
