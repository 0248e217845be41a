"""The fake's channels: two bounded queues and the state of both sides, under one lock."""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Any

from ._fake_error import fail

if TYPE_CHECKING:
    import asyncio

    from typing_extensions import Buffer

    from ._fake_bell import LoopBell

Message = bytes | memoryview

_DEFAULTS = (1024, 16 << 20, 256 << 20)


class Direction:
    """One bounded queue."""

    def __init__(self, capacity: int, high_water_mark: int) -> None:
        self._capacity = capacity
        self._high_water_mark = high_water_mark
        self.queue: deque[Message] = deque()
        self._queued_bytes = 0
        self.counters = dict.fromkeys(("messages", "bytes", "rings", "waits", "dropped"), 0)

    def has_room(self, size: int) -> bool:
        if not self.queue:
            return True
        return len(self.queue) < self._capacity and self._queued_bytes + size <= self._high_water_mark

    def push(self, message: Message) -> None:
        self.queue.append(message)
        self._queued_bytes += len(message)
        self.counters["messages"] += 1
        self.counters["bytes"] += len(message)

    def pop(self) -> Message:
        message = self.queue.popleft()
        self._queued_bytes -= len(message)
        return message

    def drop(self) -> None:
        self.counters["dropped"] += len(self.queue)
        self.queue.clear()
        self._queued_bytes = 0


class Link:
    """A channel as such. Everything in it is guarded by `changed`."""

    def __init__(self, name: str, chosen: tuple[int, int, int]) -> None:
        self.name = name
        self.capacity, self.high_water_mark, self.max_message_bytes = (
            own or default for own, default in zip(chosen, _DEFAULTS, strict=True)
        )
        self.changed = threading.Condition(threading.RLock())
        self.opened: set[str] = set()
        self.closed: set[str] = set()
        self.reason: tuple[str, str] | None = None
        self.to_python = Direction(self.capacity, self.high_water_mark)
        self.to_host = Direction(self.capacity, self.high_water_mark)
        self.bell: LoopBell | None = None

    def notify(self) -> None:
        self.changed.notify_all()
        if self.bell is not None:
            self.bell.ring()

    def check(self, side: str) -> None:
        if self.reason is not None:
            raise fail(self.reason[0], self.name, self.reason[1])
        if side in self.closed:
            raise fail("ERR_EMBED_CHANNEL_CLOSED", self.name)

    def close(self, side: str) -> None:
        with self.changed:
            self.closed.add(side)
            self.notify()

    def destroy(self, code: str, text: str) -> None:
        with self.changed:
            if self.reason is None:
                self.reason = (code, text)
                self.to_python.drop()
                self.to_host.drop()
            self.notify()

    @property
    def over(self) -> bool:
        return self.reason is not None or len(self.closed) == 2


class Registry:
    """Names in use. A name is free again when both sides are closed, or the channel was destroyed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._links: dict[str, Link] = {}

    def open(self, name: str, side: str, *chosen: int) -> Link:
        capacity, high_water_mark, max_message_bytes = chosen
        with self._lock:
            link = self._links.get(name)
            if link is None or link.over:
                link = self._links[name] = Link(name, (capacity, high_water_mark, max_message_bytes))
            if side in link.opened:
                raise fail("ERR_EMBED_CHANNEL_EXISTS", name)
            present = (link.capacity, link.high_water_mark, link.max_message_bytes)
            if any(own and own != other for own, other in zip(chosen, present, strict=True)):
                raise fail("ERR_EMBED_CHANNEL_OPTIONS", name)
            link.opened.add(side)
            return link


registry = Registry()


class Sender:
    """A place in the line."""

    def __init__(self, ticket: int, size: int, future: asyncio.Future[None] | None) -> None:
        self.ticket = ticket
        self.size = size
        self.future = future


class Channel:
    """Python's side."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._line: deque[Sender] = deque()
        self._next_ticket = 1
        self._reader: asyncio.Future[None] | None = None
        self._thread_reads = False
        self._closers: list[asyncio.Future[None]] = []
        self.name = link.name
        self.capacity = link.capacity
        self.high_water_mark = link.high_water_mark
        self.max_message_bytes = link.max_message_bytes

    def bind(self, bell: LoopBell, /) -> None:
        with self._link.changed:
            self._link.bell = bell
        bell.add(self)

    # -- sending

    def try_send(self, data: Buffer, transfer: bool = False, /) -> bool:
        with self._link.changed:
            message = self._prepare(data, transfer)
            if not self._line and self._link.to_host.has_room(len(message)):
                self._push(message)
                return True
            self._link.to_host.counters["waits"] += 1
            return False

    def send_sync(self, data: Buffer, transfer: bool = False, timeout: float | None = None, /) -> None:
        with self._link.changed:
            if self.try_send(data, transfer):
                return
            message = self._prepare(data, transfer)
            ticket = self.wait_turn(len(message), None)
            try:
                self._wait(timeout, lambda: self._may_push(ticket, len(message)))
                self._link.check("python")
                self._push(message)
            finally:
                self.leave_line(ticket)

    def wait_turn(self, size: int, future: asyncio.Future[None] | None, /) -> int:
        with self._link.changed:
            self._link.check("python")
            if size > self._link.max_message_bytes:
                raise fail("ERR_EMBED_MESSAGE_TOO_LARGE", self.name)
            if len(self._line) >= self._link.capacity:
                raise fail("ERR_EMBED_FULL", self.name)
            ticket = self._next_ticket
            self._next_ticket += 1
            self._line.append(Sender(ticket, size, future))
            self._link.notify()
            return ticket

    def finish_send(self, ticket: int, data: Buffer, transfer: bool = False, /) -> None:
        with self._link.changed:
            message = self._prepare(data, transfer)
            if not self._may_push(ticket, len(message)):
                raise RuntimeError("finish_send: it is not this ticket's turn")
            self._push(message)
            self.leave_line(ticket)

    def leave_line(self, ticket: int, /) -> None:
        with self._link.changed:
            self._line = deque(sender for sender in self._line if sender.ticket != ticket)
            self._link.notify()

    def _may_push(self, ticket: int, size: int) -> bool:
        if self._link.reason is not None or "python" in self._link.closed:
            return True  # to find the error
        return bool(self._line) and self._line[0].ticket == ticket and self._link.to_host.has_room(size)

    def _prepare(self, data: Buffer, transfer: bool) -> Message:
        self._link.check("python")
        with memoryview(data) as view:
            if view.nbytes > self._link.max_message_bytes:
                raise fail("ERR_EMBED_MESSAGE_TOO_LARGE", self.name)
            if not transfer or isinstance(data, bytes):
                return bytes(data)
            if view.readonly or not view.c_contiguous:
                raise fail("ERR_EMBED_NOT_TRANSFERABLE", self.name)
        return memoryview(data).cast("B")

    def _push(self, message: Message) -> None:
        self._link.to_host.push(message)
        self._link.notify()

    # -- receiving

    def take(self) -> Message | None:
        with self._link.changed:
            if self._link.to_python.queue:
                message = self._link.to_python.pop()
                self._link.notify()
                return message
            if self._link.reason is not None:
                raise fail(self._link.reason[0], self.name, self._link.reason[1])
            return None

    def take_batch(self, limit: int, first: Message | None = None, /) -> list[Message]:
        with self._link.changed:
            batch = [] if first is None else [first]
            while len(batch) < limit and self._link.to_python.queue:
                batch.append(self._link.to_python.pop())
            if not batch and self._link.reason is not None:
                raise fail(self._link.reason[0], self.name, self._link.reason[1])
            self._link.notify()
            return batch

    def ended(self) -> bool:
        with self._link.changed:
            if self._link.reason is not None:
                raise fail(self._link.reason[0], self.name, self._link.reason[1])
            return "host" in self._link.closed and not self._link.to_python.queue

    def wait_readable(self, loop: asyncio.AbstractEventLoop, /) -> asyncio.Future[None] | None:
        with self._link.changed:
            if self._thread_reads or (self._reader is not None and not self._reader.done()):
                raise fail("ERR_EMBED_CHANNEL_BUSY", self.name)
            if self._readable():
                return None
            self._reader = loop.create_future()
            return self._reader

    def receive_sync(self, timeout: float | None = None, /) -> Message | None:
        with self._link.changed:
            if self._thread_reads or (self._reader is not None and not self._reader.done()):
                raise fail("ERR_EMBED_CHANNEL_BUSY", self.name)
            self._thread_reads = True
            try:
                self._wait(timeout, self._readable)
                return self.take()
            finally:
                self._thread_reads = False

    def _readable(self) -> bool:
        link = self._link
        return bool(link.to_python.queue) or link.reason is not None or "host" in link.closed

    # -- the end

    def close(self) -> None:
        self._link.close("python")

    def closed(self) -> bool:
        with self._link.changed:
            if self._link.reason is not None:
                raise fail(self._link.reason[0], self.name, self._link.reason[1])
            return self._link.over

    def wait_closed(self, future: asyncio.Future[None], /) -> None:
        with self._link.changed:
            self._closers.append(future)
            self._link.notify()

    def close_sync(self, timeout: float | None = None, /) -> None:
        with self._link.changed:
            self.close()
            try:
                self._wait(timeout, lambda: self._link.over)
            except TimeoutError:
                self._link.destroy("ERR_EMBED_TIMEOUT", "the other side did not close the channel in time")
                raise
            self.closed()

    def destroy(self, message: str, /) -> None:
        self._link.destroy("ERR_EMBED_CHANNEL_DESTROYED", message)

    def statistics(self) -> dict[str, dict[str, int]]:
        with self._link.changed:
            return {"sent": dict(self._link.to_host.counters), "received": dict(self._link.to_python.counters)}

    def _wait(self, timeout: float | None, condition: Any) -> None:
        if not self._link.changed.wait_for(condition, timeout):
            raise TimeoutError(f"channel '{self.name}': nothing happened within {timeout} seconds")

    # -- the loop

    def process(self) -> bool:
        """On the loop's thread: resolves the futures that can be."""
        with self._link.changed:
            due: list[tuple[asyncio.Future[None], BaseException | None]] = []
            error: BaseException | None = None
            if self._link.reason is not None:
                error = fail(self._link.reason[0], self.name, self._link.reason[1])
            if self._reader is not None and (error is not None or self._readable()):
                due.append((self._reader, error))
                self._reader = None
            if self._closers and self._link.over:
                due.extend((future, error) for future in self._closers)
                self._closers = []
            closed = error
            if closed is None and "python" in self._link.closed:
                closed = fail("ERR_EMBED_CHANNEL_CLOSED", self.name)
            if closed is not None:
                due.extend((sender.future, closed) for sender in self._line if sender.future is not None)
                self._line = deque(sender for sender in self._line if sender.future is None)
            elif self._line:
                first = self._line[0]
                if first.future is not None and self._link.to_host.has_room(first.size):
                    due.append((first.future, None))
            due = [(future, failure) for future, failure in due if not future.done()]
        for future, failure in due:
            if failure is None:
                future.set_result(None)
            else:
                future.set_exception(failure)
        return bool(due)


class Host:
    """The other side, for tests: any thread may call it."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def try_send(self, data: bytes) -> bool:
        with self._link.changed:
            self._link.check("host")
            if not self._link.to_python.has_room(len(data)):
                return False
            self._link.to_python.push(data)
            self._link.notify()
            return True

    def transfer(self, data: bytearray) -> None:
        """Sends memory that Python then sees as a memoryview."""
        with self._link.changed:
            self._link.check("host")
            self._link.to_python.push(memoryview(data))
            self._link.notify()

    def send(self, data: bytes, timeout: float = 30) -> None:
        with self._link.changed:
            self._wait(timeout, lambda: self._link.over or self._link.to_python.has_room(len(data)))
            self._link.check("host")
            self._link.to_python.push(data)
            self._link.notify()

    def receive(self, timeout: float = 30) -> Message | None:
        with self._link.changed:
            link = self._link
            self._wait(timeout, lambda: bool(link.to_host.queue) or link.reason is not None or "python" in link.closed)
            if link.to_host.queue:
                message = link.to_host.pop()
                link.notify()
                return message
            if link.reason is not None:
                raise fail(link.reason[0], link.name, link.reason[1])
            return None

    @property
    def queued(self) -> int:
        """Messages that wait for the host."""
        with self._link.changed:
            return len(self._link.to_host.queue)

    def close(self) -> None:
        self._link.close("host")

    def destroy(self, code: str = "ERR_EMBED_CHANNEL_DESTROYED", message: str = "destroyed by the host") -> None:
        self._link.destroy(code, message)

    def _wait(self, timeout: float, condition: Any) -> None:
        deadline = time.monotonic() + timeout
        if not self._link.changed.wait_for(condition, deadline - time.monotonic()):
            raise TimeoutError(f"the host's side of '{self._link.name}' waited {timeout} seconds")
