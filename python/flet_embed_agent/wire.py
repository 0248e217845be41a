"""What a child process and the harness that started it say to each other: packets over two inherited pipes.

A packet is its length (four bytes, little endian), a byte that says whose it is, and bytes. Any thread may send.
"""

from __future__ import annotations

import os
import threading

__all__ = ["AGENT", "CONTROL", "OUTPUT", "Wire"]

AGENT = 0
"""JSON of the agent, both ways."""
CONTROL = 1
"""JSON about the program: what to run and to stop; where it listens, and how it has ended."""
OUTPUT = 2
"""A byte for the stream (1 or 2), then what was printed; to the harness only."""

_HEADER = 5


class Wire:
    """Owns both descriptors, which children of the program do not inherit."""

    def __init__(self, incoming: int, outgoing: int) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._lock = threading.Lock()
        self._pid = os.getpid()
        for descriptor in (incoming, outgoing):
            os.set_inheritable(descriptor, False)

    def send(self, kind: int, payload: bytes) -> None:
        """Waits for a slow reader. Once the harness has gone nobody reads, which is no failure of the program; nor do
        forked children have anything to say here."""
        if os.getpid() != self._pid:
            return
        data = (1 + len(payload)).to_bytes(4, "little") + bytes([kind]) + payload
        with self._lock:
            try:
                while data:
                    data = data[os.write(self._outgoing, data) :]
            except OSError:
                pass

    def receive(self) -> tuple[int, bytes] | None:
        """The next packet; None: the harness has gone. One thread at a time."""
        header = self._read(_HEADER)
        if header is None:
            return None
        payload = self._read(int.from_bytes(header[:4], "little") - 1)
        return None if payload is None else (header[4], payload)

    def _read(self, count: int) -> bytes | None:
        pieces = []
        while count > 0:
            try:
                piece = os.read(self._incoming, count)
            except OSError:
                return None
            if not piece:
                return None
            pieces.append(piece)
            count -= len(piece)
        return b"".join(pieces)
