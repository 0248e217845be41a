"""What one app must not hand on to the next: working directory, environment, logging, Flet's own switches."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import platform
import sys
from typing import Any

__all__ = ["Surroundings"]

_modules_at_freeze = 0


class Surroundings:
    """Taken before the app, put back after it."""

    def __init__(self, directory: str | None) -> None:
        _freeze_modules()
        # The directory may have been removed.
        try:
            self._directory: str | None = os.getcwd()
        except OSError:
            self._directory = None
        self._environment = dict(os.environ)
        root = logging.getLogger()
        self._logging = (root.level, list(root.handlers), logging.root.manager.disable)
        if directory is not None:
            os.chdir(directory)

    def restore(self) -> None:
        if self._directory is not None:
            with contextlib.suppress(OSError):
                os.chdir(self._directory)
        for name in set(os.environ) - set(self._environment):
            del os.environ[name]
        for name, value in self._environment.items():
            if os.environ.get(name) != value:
                os.environ[name] = value
        self._restore_logging()
        _reset_flet()

    def _restore_logging(self) -> None:
        root = logging.getLogger()
        level, handlers, disabled = self._logging
        for handler in root.handlers[:]:
            if handler not in handlers:
                root.removeHandler(handler)
        root.setLevel(level)
        logging.disable(disabled)
        for name, logger in list(logging.root.manager.loggerDict.items()):
            if name.partition(".")[0] in ("flet", "flet_transport", "flet_object_patch", "asyncio") and isinstance(
                logger, logging.Logger
            ):
                logger.setLevel(logging.NOTSET)


def _reset_flet() -> None:
    _reset_context()
    _complete_platform_utils()


def _complete_platform_utils() -> None:
    """Flet leaves out one import when its first app is on a phone, which the next may not be."""
    module: Any = sys.modules.get("flet.utils.platform_utils")
    if module is not None and not hasattr(module, "platform"):
        module.platform = platform


def _reset_context() -> None:
    """`ft.context.disable_auto_update()` and the page, where an app has set them outside its session. Components mode
    belongs to the session, and ends with it."""
    module: Any = sys.modules.get("flet.controls.context")
    if module is None:
        return
    behavior = getattr(module, "_app_update_behavior", None)
    if behavior is not None:
        vars(behavior).clear()  # the class has the defaults
    for name in ("_context_page", "_update_behavior_context_var"):
        variable = getattr(module, name, None)
        if variable is not None:
            variable.set(None)


def _freeze_modules() -> None:
    """Imported modules are not examined by each garbage collection: with Flet's own that takes longer than an app."""
    global _modules_at_freeze
    if len(sys.modules) != _modules_at_freeze:
        _modules_at_freeze = len(sys.modules)
        gc.collect()
        gc.freeze()
