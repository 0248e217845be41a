"""Executors at a program's end.

Python ends the threads of every executor when the process ends, and nothing can be submitted afterwards. Here the
process goes on: the threads end with the program, then executors that outlive it (those of library modules) work again.
"""

from __future__ import annotations

import queue
import sys
import threading
from typing import Any


def finish() -> None:
    """Completes what was submitted, ends the worker threads, and leaves `concurrent.futures` ready for the next
    program."""
    pools = _live_pools()
    callbacks: list[Any] = getattr(threading, "_threading_atexits", [])
    for callback in reversed(callbacks):
        try:
            callback()
        except Exception:
            sys.excepthook(*sys.exc_info())
    for name, flag in (("concurrent.futures.thread", "_shutdown"), ("concurrent.futures.process", "_global_shutdown")):
        module = sys.modules.get(name)
        if module is not None:
            setattr(module, flag, False)
    for pool in pools:
        _revive(pool)


def _live_pools() -> list[Any]:
    """Thread pools that nobody has shut down. A worker refers to its pool weakly, in its first argument."""
    module: Any = sys.modules.get("concurrent.futures.thread")
    pools: dict[int, Any] = {}
    for thread in list(getattr(module, "_threads_queues", ())):
        args = getattr(thread, "_args", None)
        pool = args[0]() if args else None
        if pool is not None and getattr(pool, "_shutdown", True) is False:
            pools[id(pool)] = pool
    return list(pools.values())


def _revive(pool: Any) -> None:
    with pool._shutdown_lock:
        pool._shutdown = False
        pool._threads = set()
        pool._work_queue = queue.SimpleQueue()
        pool._idle_semaphore = threading.Semaphore(0)
