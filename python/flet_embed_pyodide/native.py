"""`_flet_embed` where Pyodide is the host: the channels' queues are JavaScript's, and everything runs on one thread.

What has to wait without a turn of the loop (`send_sync`, `receive_sync`, `close_sync`) cannot: nothing would arrive. It
does what needs no wait, and else fails with a clear error.
"""

from __future__ import annotations

import importlib
import json
from collections import deque
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    import asyncio

    from typing_extensions import Buffer

__all__ = [
    "Block",
    "Channel",
    "ChannelError",
    "LoopBell",
    "allocate",
    "open_channel",
    "raise_in_thread",
    "release_blocks",
    "write_output",
]

_worker: Any = importlib.import_module("_flet_embed_worker")  # JavaScript
_ffi: Any = importlib.import_module("pyodide.ffi")

# As in lib/transports/channel-port.ts.
READABLE = 1
WRITABLE = 2
STATE = 4

_SENTENCES = {
    "ERR_EMBED_FULL": "as many senders wait as the channel has places",
    "ERR_EMBED_CHANNEL_CLOSED": "closed for sending on this side",
    "ERR_EMBED_CHANNEL_BUSY": "another task waits to receive from it; one consumer at a time",
}

Block = bytearray
"""Memory of `allocate()`. Nothing can move out of WebAssembly's memory: a transfer copies once."""


class ChannelError(Exception):
    """Failure of a channel. `code` is a stable string such as ``"ERR_EMBED_CHANNEL_CLOSED"``."""

    def __init__(self, message: str, code: str = "ERR_EMBED_CHANNEL_DESTROYED") -> None:
        super().__init__(message)
        self.code = code


class LoopBell:
    """JavaScript's event loop wakes itself."""


class _Sender:
    """A place in the line."""

    def __init__(self, ticket: int, size: int, future: asyncio.Future[None]) -> None:
        self.ticket = ticket
        self.size = size
        self.future = future


class Channel:
    """Python's side of one open channel."""

    def __init__(self, name: str, port: Any) -> None:
        self.name = name
        self._port = port
        self._line: deque[_Sender] = deque()
        self._next_ticket = 1
        self._reader: asyncio.Future[None] | None = None
        self._closers: list[asyncio.Future[None]] = []
        self._closed = False
        self._proxy: Any = _ffi.create_proxy(self._event)
        port.onevent = self._proxy

    @property
    def capacity(self) -> int:
        return int(_worker.bounds(self._port).capacity)

    @property
    def high_water_mark(self) -> int:
        return int(_worker.bounds(self._port).highWaterMark)

    @property
    def max_message_bytes(self) -> int:
        return int(_worker.bounds(self._port).maxMessageBytes)

    def bind(self, bell: LoopBell, /) -> None:
        """There is one loop."""

    # -- sending

    def try_send(self, data: Buffer, transfer: bool = False, /) -> bool:
        self._check_open()
        size = self._check_size(data, transfer)
        if self._line or not self._has_room(size):
            _worker.countWait(self._port)
            return False
        self._push(data)
        return True

    def send_sync(self, data: Buffer, transfer: bool = False, timeout: float | None = None, /) -> None:
        if not self.try_send(data, transfer):
            self._cannot_wait("send_sync")

    def wait_turn(self, size: int, future: asyncio.Future[None], /) -> int:
        self._check_open()
        self._check_fits(size)
        if len(self._line) >= self.capacity:
            raise self._error("ERR_EMBED_FULL")
        if not self._line:
            _worker.countWait(self._port)
        ticket = self._next_ticket
        self._next_ticket += 1
        self._line.append(_Sender(ticket, size, future))
        if len(self._line) == 1:
            self._serve()
        return ticket

    def finish_send(self, ticket: int, data: Buffer, transfer: bool = False, /) -> None:
        self._check_open()
        self._check_size(data, transfer)
        if not self._line or self._line[0].ticket != ticket or not self._has_room(self._line[0].size):
            raise RuntimeError("finish_send: it is not this ticket's turn")
        self._push(data)
        self.leave_line(ticket)

    def leave_line(self, ticket: int, /) -> None:
        was_first = bool(self._line) and self._line[0].ticket == ticket
        if was_first:
            self._line.popleft()
            self._serve()
        else:
            self._line = deque(sender for sender in self._line if sender.ticket != ticket)

    # -- receiving

    def take(self) -> bytes | None:
        if self._port is None or _worker.isDestroyed(self._port):
            raise self._failure()
        message = _worker.take(self._port)
        return None if message is None else message.to_bytes()

    def take_batch(self, limit: int, first: bytes | None = None, /) -> list[bytes]:
        batch = [] if first is None else [first]
        while len(batch) < limit and (not batch or not _worker.isDestroyed(self._port)):
            message = self.take()
            if message is None:
                break
            batch.append(message)
        return batch

    def ended(self) -> bool:
        if _worker.isDestroyed(self._port):
            raise self._failure()
        return bool(_worker.isEnded(self._port))

    def wait_readable(self, loop: asyncio.AbstractEventLoop, /) -> asyncio.Future[None] | None:
        if self._reader is not None and not self._reader.done():
            raise self._error("ERR_EMBED_CHANNEL_BUSY")
        if self._port.arm(READABLE, 0) & READABLE:
            return None
        self._reader = loop.create_future()
        return self._reader

    def receive_sync(self, timeout: float | None = None, /) -> bytes | None:
        if self._reader is not None and not self._reader.done():
            raise self._error("ERR_EMBED_CHANNEL_BUSY")
        message = self.take()
        if message is None and not self.ended():
            self._cannot_wait("receive_sync")
        return message

    # -- the end

    def close(self) -> None:
        if self._closed or _worker.isDestroyed(self._port):
            return
        self._closed = True
        self._port.close()
        self._end_line(self._error("ERR_EMBED_CHANNEL_CLOSED"))
        self._settle()

    def closed(self) -> bool:
        if _worker.isDestroyed(self._port):
            raise self._failure()
        return bool(_worker.isFinished(self._port))

    def wait_closed(self, future: asyncio.Future[None], /) -> None:
        self._closers.append(future)
        self._settle()

    def close_sync(self, timeout: float | None = None, /) -> None:
        self.close()
        if not self.closed():
            self._cannot_wait("close_sync")

    def destroy(self, message: str, /) -> None:
        if not _worker.isDestroyed(self._port):
            self._port.destroy("ERR_EMBED_CHANNEL_DESTROYED", message)
            self._settle()

    def statistics(self) -> dict[str, dict[str, int]]:
        counters: dict[str, dict[str, int]] = json.loads(_worker.statisticsOf(self._port))
        return counters

    # -- what the port tells

    def _event(self, bits: int) -> None:
        if bits & STATE:
            self._settle()
        if bits & READABLE:
            self._resolve_reader(None)
        if bits & WRITABLE:
            self._serve()

    def _settle(self) -> None:
        """Ends the waits that are over."""
        if _worker.isDestroyed(self._port):
            failure = self._failure()
            self._resolve_reader(failure)
            self._end_line(failure)
            self._resolve_closers(failure)
        elif _worker.isFinished(self._port):
            self._resolve_closers(None)

    def _serve(self) -> None:
        """Tells the first in line when there is space for it; else the port will call."""
        while self._line:
            first = self._line[0]
            if first.future.cancelled():
                self._line.popleft()
                continue
            if not first.future.done() and self._port.arm(WRITABLE, first.size) & WRITABLE:
                if _worker.isDestroyed(self._port):
                    self._end_line(self._failure())
                else:
                    first.future.set_result(None)
            return

    def _resolve_reader(self, failure: ChannelError | None) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            _resolve(reader, failure)

    def _resolve_closers(self, failure: ChannelError | None) -> None:
        closers, self._closers = self._closers, []
        for closer in closers:
            _resolve(closer, failure)

    def _end_line(self, failure: ChannelError) -> None:
        line, self._line = self._line, deque()
        for sender in line:
            _resolve(sender.future, failure)

    # -- small change

    def _has_room(self, size: int) -> bool:
        return bool(_worker.hasRoom(self._port, size))

    def _push(self, data: Buffer) -> None:
        self._port.trySendHeld(_ffi.to_js(data if isinstance(data, bytes) else memoryview(data).cast("B")))

    def _check_open(self) -> None:
        if _worker.isDestroyed(self._port):
            raise self._failure()
        if self._closed:
            raise self._error("ERR_EMBED_CHANNEL_CLOSED")

    def _check_size(self, data: Buffer, transfer: bool) -> int:
        with memoryview(data) as view:
            if transfer and not isinstance(data, bytes) and (view.readonly or not view.c_contiguous):
                raise ChannelError(
                    f"channel '{self.name}': only writable, contiguous memory can be transferred",
                    "ERR_EMBED_NOT_TRANSFERABLE",
                )
            if not view.c_contiguous:
                raise BufferError("Expected contiguous memory for data but received a view with gaps; send bytes(data)")
            self._check_fits(view.nbytes)
            return view.nbytes

    def _check_fits(self, size: int) -> None:
        limit = self.max_message_bytes
        if size > limit:
            raise ChannelError(
                f"Expected a message of at most {limit} bytes on channel '{self.name}' but received {size}",
                "ERR_EMBED_MESSAGE_TOO_LARGE",
            )

    def _failure(self) -> ChannelError:
        failure = _worker.failureOf(self._port)
        return ChannelError(f"channel '{self.name}': {failure.message}", failure.code)

    def _error(self, code: str) -> ChannelError:
        return ChannelError(f"channel '{self.name}': {_SENTENCES[code]}", code)

    def _cannot_wait(self, method: str) -> NoReturn:
        raise RuntimeError(
            f"{method}() on channel '{self.name}' would have to wait, which Python in WebAssembly cannot: nothing "
            f"arrives before this code returns to the event loop; await {method.removesuffix('_sync')}() instead"
        )


def _resolve(future: asyncio.Future[None], failure: ChannelError | None) -> None:
    if future.done():
        return
    if failure is None:
        future.set_result(None)
    else:
        future.set_exception(failure)


def open_channel(name: str, capacity: int, high_water_mark: int, max_message_bytes: int, /) -> Channel:
    try:
        port = _worker.open(name, capacity, high_water_mark, max_message_bytes)
    except Exception as error:
        code = getattr(error, "code", None)  # of the JavaScript error
        if not isinstance(code, str):
            raise
        raise ChannelError(str(getattr(error, "message", error)), code) from None
    return Channel(name, port)


def allocate(size: int, /) -> bytearray:
    return bytearray(size)


def write_output(stream: int, data: Buffer, /) -> None:
    _worker.writeOutput(stream, _ffi.to_js(bytes(data)))


def raise_in_thread(ident: int, exception: type[BaseException], /) -> bool:
    """There is one thread, and it runs this."""
    return False


def release_blocks() -> None:
    """Nothing is exported here."""
