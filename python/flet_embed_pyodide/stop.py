"""Whether the running program was asked to stop."""

from __future__ import annotations

import os
from collections.abc import Callable

__all__ = ["Stop"]

_HERE = os.path.dirname(os.path.abspath(__file__))


class Stop:
    """The host interrupts code that does not return with a `KeyboardInterrupt`: there are no other threads."""

    def __init__(self) -> None:
        self.requested = False

    def interruptible(self, action: Callable[[], object]) -> BaseException | None:
        """Runs it; returns what it raised."""
        try:
            action()
        except KeyboardInterrupt as error:
            self.requested = True
            return without_our_frames(error)
        except BaseException as error:
            return without_our_frames(error)
        return None


def without_our_frames(error: BaseException) -> BaseException:
    """A traceback that begins in code that is not of this package."""
    trace = error.__traceback__
    while trace is not None and os.path.dirname(trace.tb_frame.f_code.co_filename) == _HERE:
        trace = trace.tb_next
    return error.with_traceback(trace)
