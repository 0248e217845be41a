"""What a program may change in the interpreter, and what is put back after it."""

from __future__ import annotations

import gc
import sys
import threading
from typing import Any

_HOOKS = ("excepthook", "displayhook", "unraisablehook", "breakpointhook")


class InterpreterState:
    """Taken before a program. The working directory and `os.environ` are not part of it: they stay as the program left
    them."""

    def __init__(self) -> None:
        self._path = sys.path
        self._entries = list(sys.path)
        self._argv = sys.argv
        self._main = sys.modules["__main__"]
        self._hooks = {name: getattr(sys, name) for name in _HOOKS}
        self._threads_hook = threading.excepthook
        self._recursion_limit = sys.getrecursionlimit()

    def restore(self) -> None:
        """The program's globals are let go of here."""
        sys.modules["__main__"] = self._main
        sys.path = self._path
        sys.path[:] = self._entries
        sys.argv = self._argv
        for name, hook in self._hooks.items():
            setattr(sys, name, hook)
        threading.excepthook = self._threads_hook
        for name in ("last_type", "last_value", "last_traceback", "last_exc"):
            if hasattr(sys, name):
                delattr(sys, name)
        try:
            sys.setrecursionlimit(self._recursion_limit)
        except RecursionError:
            pass  # cannot be: the stack is shallow here
        _restore_event_loop_policy()
        gc.collect()


def _restore_event_loop_policy() -> None:
    """A policy (uvloop's, say) and a current loop that a program set are not the next one's."""
    events: Any = sys.modules.get("asyncio.events")
    if events is None or getattr(events, "_event_loop_policy", None) is None:
        return
    set_policy = getattr(events, "_set_event_loop_policy", None) or events.set_event_loop_policy
    set_policy(None)
