"""The threads of a program: who lives, where they are, and waiting for them."""

from __future__ import annotations

import os
import sys
import sysconfig
import threading
import weakref
from types import FrameType

_HERE = os.path.dirname(os.path.abspath(__file__))
_LIBRARY = tuple(
    os.path.join(path, "")
    for path in {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
)


_abandoned: weakref.WeakSet[threading.Thread] = weakref.WeakSet()


def abandon(thread: threading.Thread) -> None:
    """No program's end waits for this thread any more."""
    _abandoned.add(thread)


def is_ours(frame: FrameType) -> bool:
    """Whether a frame belongs to this package."""
    return os.path.dirname(frame.f_code.co_filename) == _HERE


def report(asking: int) -> str:
    """One line per living Python thread but `asking`: name, daemon or not, and where it is in the program's own
    code."""
    frames = sys._current_frames()
    names = {thread.ident: thread for thread in threading.enumerate()}
    lines = []
    for ident, frame in frames.items():
        if ident == asking:
            continue
        thread = names.get(ident)
        name = thread.name if thread is not None else f"thread {ident}"
        kind = " (daemon)" if thread is not None and thread.daemon else ""
        lines.append(f"{name}{kind} at {_place(frame)}")
    return "\n".join(lines)


def _place(frame: FrameType) -> str:
    found = frame
    candidate: FrameType | None = frame
    while candidate is not None:
        filename = candidate.f_code.co_filename
        if not (filename.startswith(_LIBRARY) or filename.startswith("<frozen ") or is_ours(candidate)):
            found = candidate
            break
        candidate = candidate.f_back
    return f"{found.f_code.co_filename}:{found.f_lineno} in {found.f_code.co_name}"


def join_all() -> None:
    """Waits for every non-daemon thread that is not abandoned, also for those that they start meanwhile."""
    here = threading.current_thread()
    while True:
        others = [
            thread
            for thread in threading.enumerate()
            if thread is not here
            and thread is not threading.main_thread()
            and not thread.daemon
            and thread not in _abandoned
        ]
        if not others:
            return
        for thread in others:
            try:
                thread.join()
            except RuntimeError:
                # It is being started by another thread at this moment, or could not be and is about to leave the list.
                started: threading.Event | None = getattr(thread, "_started", None)
                if started is not None:
                    started.wait(0.01)


def only_this_one() -> bool:
    """Whether no other thread has Python code on its stack: only then can the interpreter be finalised safely."""
    return sys._current_frames().keys() <= {threading.get_ident()}
