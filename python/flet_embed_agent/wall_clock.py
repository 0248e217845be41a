"""What the app's clocks on the wall show: moved with the package `time-machine`, where that is installed."""

from __future__ import annotations

import importlib
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

__all__ = ["WallClock"]


class WallClock:
    """Untouched until it is set. Then it stands still, and goes on with virtual time alone."""

    def __init__(self) -> None:
        self._travel: Any = None
        self._traveller: Any = None

    def set(self, milliseconds: float) -> None:
        """Since 1970, as JavaScript's dates. Raises RuntimeError without `time-machine`."""
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
        if self._traveller is not None:
            self._traveller.move_to(moment)
            return
        try:
            time_machine: Any = importlib.import_module("time_machine")
        except ImportError:
            raise RuntimeError(
                "setTime() needs Python's package time-machine, which is not installed; install it with "
                f"{sys.executable} -m pip install time-machine"
            ) from None
        self._travel = time_machine.travel(moment, tick=False)
        self._traveller = self._travel.start()

    def move(self, milliseconds: float) -> None:
        """Virtual time has passed."""
        if self._traveller is not None and milliseconds > 0:
            self._traveller.shift(timedelta(milliseconds=milliseconds))

    def reset(self) -> None:
        if self._travel is not None:
            self._travel.stop()
            self._travel = self._traveller = None
