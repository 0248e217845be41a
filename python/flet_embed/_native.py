"""The one import of the native module `_flet_embed`; everything else in this package takes it from here.

A process that embeds Python has it built in. Tests ask for the pure-Python form with ``FLET_EMBED_NATIVE=fake``. In any
other Python (a `multiprocessing` child that imports its parent's script, say) the package can be imported, but not
used.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import _flet_embed as native
else:
    try:
        import _flet_embed as native
    except ModuleNotFoundError:
        if os.environ.get("FLET_EMBED_NATIVE") == "fake":
            from . import _fake as native

            sys.modules["_flet_embed"] = native
        else:
            from . import _absent as native

# Raises an exception of the given type in another Python thread as soon as that runs Python code; False: no such
# thread.
raise_in_thread: Callable[[int, type[BaseException]], bool] = getattr(native, "raise_in_thread")  # noqa: B009


__all__ = ["is_embedded", "native", "raise_in_thread"]


def is_embedded() -> bool:
    """Whether this Python can open channels: it runs inside a host (or under the tests' stand-in for one)."""
    module: Any = native
    return not getattr(module, "ABSENT", False)
