"""`sys.stdout` and `sys.stderr`: text streams that reach the host in whole lines.

The native side waits for a slow reader with the GIL released, drops what nobody will ever read, and never raises. Only
a line's beginning is kept here, at most `_PIECE` bytes of it.
"""

from __future__ import annotations

import io
import os
import sys
import threading
from typing import TYPE_CHECKING

from ._native import native

if TYPE_CHECKING:
    from typing_extensions import Buffer

_PIECE = 1 << 20  # the longest run of bytes that leaves at once; a longer line comes in pieces


class LineBuffer(io.BufferedIOBase):
    """The binary layer: collects bytes and hands whole lines to the host.

    `mode` is "inherit" (the process's own descriptor; `flush` sends an unfinished line too), "channel" (whole lines
    only, whatever is flushed), or "ignore".
    """

    def __init__(self, stream: int, mode: str) -> None:
        self._stream = stream
        self._mode = mode
        self._rest = bytearray()  # an unfinished line
        self._lock = threading.RLock()  # a finaliser that prints may come in between, on the same thread
        self._pid = os.getpid()
        self.name = "<stdout>" if stream == 1 else "<stderr>"

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._stream

    def isatty(self) -> bool:
        return self._mode == "inherit" and os.isatty(self._stream)

    def write(self, data: Buffer, /) -> int:
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        with memoryview(data).cast("B") as view, self._lock:
            size = len(view)
            if self._mode == "ignore":
                return size
            known = len(self._rest)  # without a line's end
            self._rest += view
            self._send_lines(known)
            return size

    def _send_lines(self, known: int) -> None:
        while True:
            end = self._rest.rfind(b"\n", known, _PIECE) + 1
            if end == 0:
                if len(self._rest) < _PIECE:
                    return
                end = _PIECE
            self._send(end)
            known = 0

    def _send(self, count: int) -> None:
        piece = bytes(memoryview(self._rest)[:count])
        del self._rest[:count]
        if os.getpid() == self._pid:
            native.write_output(self._stream, piece)
        else:
            _write_plainly(self._stream, piece)

    def flush(self) -> None:
        if self.closed:
            return
        with self._lock:
            if self._rest and (self._mode == "inherit" or os.getpid() != self._pid):
                self._send(len(self._rest))

    def finish(self) -> None:
        """Sends what there is, also an unfinished line."""
        with self._lock:
            if self._rest:
                self._send(len(self._rest))

    def close(self) -> None:
        if not self.closed:
            self.finish()
        super().close()


def _write_plainly(stream: int, data: bytes) -> None:
    """In a forked child, where the host's threads do not exist."""
    try:
        while data:
            data = data[os.write(stream, data) :]
    except OSError:
        pass  # nobody reads it any more


class Output:
    """The two streams of a program."""

    def __init__(self, mode: str) -> None:
        self._buffers = [LineBuffer(1, mode), LineBuffer(2, mode)]
        self._texts = [
            io.TextIOWrapper(buffer, "utf-8", "backslashreplace", newline="\n", line_buffering=True)
            for buffer in self._buffers
        ]
        for text in self._texts:
            text.mode = "w"  # type: ignore[misc]

    def install(self) -> None:
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__ = self._texts  # type: ignore[misc]

    def finish(self) -> None:
        """Everything printed so far leaves, whatever the program has done to its streams."""
        for text in (sys.stdout, sys.stderr, *self._texts):
            try:
                text.flush()
            except Exception:
                pass  # None, closed, detached, or a stream of the program's own that fails
        for buffer in self._buffers:
            if not buffer.closed:
                buffer.finish()
