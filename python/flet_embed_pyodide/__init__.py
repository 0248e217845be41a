"""Python inside WebAssembly: what takes the native core's place where Pyodide runs in a worker.

The worker's JavaScript keeps the queues. It registers itself as the module `_flet_embed_worker`, puts this package and
`flet_embed` into Pyodide's file system, and calls `start`.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .program import ProgramRunner

__all__ = ["start"]


def start() -> ProgramRunner:
    """Puts the modules of this package where `flet_embed` looks for them. Once per interpreter."""
    sys.dont_write_bytecode = True  # the app's folder may be the user's own
    from . import native

    sys.modules["_flet_embed"] = native
    from . import event_loop

    sys.modules["flet_embed.event_loop"] = event_loop
    from .program import ProgramRunner

    return ProgramRunner()
