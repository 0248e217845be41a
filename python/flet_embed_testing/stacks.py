"""What the threads of an app that does not start in time were doing: written by Python's own watchdog, which works also
while the interpreter's lock is held."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import time

__all__ = ["StackWatch"]


class StackWatch:
    """Writes `FLET_EMBED_TESTING_STACKS` at the time `FLET_EMBED_TESTING_STACKS_AT` (seconds since 1970), unless called
    off before."""

    def __init__(self) -> None:
        path = os.environ.get("FLET_EMBED_TESTING_STACKS")
        self._file = None
        if path is None:
            return
        wait = float(os.environ["FLET_EMBED_TESTING_STACKS_AT"]) - time.time()
        with contextlib.suppress(OSError):
            self._file = open(path, "wb")  # noqa: SIM115
            faulthandler.dump_traceback_later(max(wait, 0.001), file=self._file)

    def call_off(self) -> None:
        if self._file is not None:
            faulthandler.cancel_dump_traceback_later()
            self._file.close()
            self._file = None
