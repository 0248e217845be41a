"""The fake's LoopBell: an event descriptor, and the futures of the channels that are bound to it."""

from __future__ import annotations

import os
import select as system_select
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._fake_channel import Channel


class LoopBell:
    # What fileno() says: tests set it to -1 for loops that cannot watch descriptors.
    has_descriptor = True

    def __init__(self) -> None:
        self._read, self._write = os.pipe()
        os.set_blocking(self._read, False)
        os.set_blocking(self._write, False)
        self._rung = threading.Event()
        self._guard = threading.Lock()  # the descriptors, against ring() after close()
        self._closed = False
        self._armed = False  # as natively: before the first dispatch() or hook() nobody listens to the descriptor
        self._epoll: Any = None
        self._channels: list[Channel] = []
        self.hooked = 0

    def fileno(self) -> int:
        return self._read if self.has_descriptor else -1

    def add(self, channel: Channel) -> None:
        self._channels.append(channel)
        self.ring()

    def hook(
        self, epoll_fd: int, select: Callable[[float | None], list[Any]], state: dict[str, Any], /
    ) -> Callable[[float | None], list[Any]]:
        self._epoll = system_select.epoll.fromfd(os.dup(epoll_fd))
        self._epoll.register(self._read, system_select.EPOLLIN)
        self.hooked += 1
        self._armed = True

        def wait(timeout: float | None = None) -> list[Any]:
            self._clear()
            if self._process():
                timeout = 0
            # The selector does not know our descriptor: it wakes for it and leaves it out of its answer.
            ready = select(timeout)
            self._clear()
            self._process()
            return ready

        return wait

    def dispatch(self) -> None:
        self._clear()
        self._armed = True
        if self._process():
            self.ring()  # through the loop once more, so that it stays fair

    def wait(self, timeout: float | None, /) -> bool:
        if not self._rung.wait(timeout) or self._closed:
            return False
        self._rung.clear()
        return not self._closed

    def ring(self) -> None:
        with self._guard:
            self._rung.set()
            if self._armed and not self._closed:
                try:
                    os.write(self._write, b"\0")
                except BlockingIOError:
                    pass  # rung often enough

    def close(self) -> None:
        with self._guard:
            if self._closed:
                return
            self._closed = True
            self._rung.set()
            if self._epoll is not None:
                self._epoll.unregister(self._read)
                self._epoll.close()
            os.close(self._read)
            os.close(self._write)
        self._channels.clear()

    def _clear(self) -> None:
        with self._guard:
            if not self._closed:
                try:
                    os.read(self._read, 65536)
                except BlockingIOError:
                    pass

    def _process(self) -> bool:
        done = [channel.process() for channel in list(self._channels)]
        return any(done)
