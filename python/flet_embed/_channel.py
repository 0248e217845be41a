"""Channels as Python programs use them: for asyncio, and for plain threads.

A thin layer over the native channel, which owns the queues, the bounds and the order of waiting senders. What is
decided here: the loop that a channel belongs to, one consumer at a time, and that a busy channel lets the rest of its
loop run.
"""

from __future__ import annotations

import types
from typing import TYPE_CHECKING, NamedTuple, Self, TypeAlias, TypedDict

from ._native import native

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator, Callable, Generator

    from typing_extensions import Buffer

Message: TypeAlias = bytes | memoryview
"""What is received: `bytes`, or a `memoryview` when the sender transferred its memory."""

# So many messages are sent or received without a turn of the loop; then other tasks, timers and cancellations get
# theirs, however fast the other side is.
_TURNS = 256

_MAX_CAPACITY = 1_048_576


class ChannelOptions(NamedTuple):
    """The bounds in force, the same in both directions."""

    capacity: int
    high_water_mark: int
    max_message_bytes: int


class DirectionStatistics(TypedDict):
    """Counters of one direction: messages and bytes accepted, doorbell rings towards the consumer, times that a sender
    found no space, messages accepted and then dropped by a destroy."""

    messages: int
    bytes: int
    rings: int
    waits: int
    dropped: int


class ChannelStatistics(TypedDict):
    """What this side sent, and what it received."""

    sent: DirectionStatistics
    received: DirectionStatistics


class Channel:
    """One side of a named, bounded, ordered queue of messages; made by `channel()`.

    Coroutine methods belong to the event loop of the first `await` that has to wait; the `_sync` methods may be called
    by any thread, but block it: not on a thread that runs a loop. Senders that wait are served first come, first
    served, tasks and threads alike. There is one consumer at a time. Failures are `ChannelError`, with a stable `code`.
    """

    __slots__ = (
        "_native",
        "_take",
        "_take_batch",
        "_try_send",
        "_wait_readable",
        "_receive_sync",
        "_send_sync",
        "_receive_turns",
        "_send_turns",
        "_allowance",
        "_seat",
        "_loop",
        "_running_loop",
        "__weakref__",
    )

    def __init__(self, native_channel: native.Channel) -> None:
        self._native = native_channel
        self._take = native_channel.take
        self._take_batch = native_channel.take_batch
        self._try_send = native_channel.try_send
        self._wait_readable = native_channel.wait_readable
        self._receive_sync = native_channel.receive_sync
        self._send_sync = native_channel.send_sync
        # The fast paths are open while these are above zero: never before the channel has a loop, nor after that has
        # closed, nor while somebody waits to receive.
        self._receive_turns = 0
        self._send_turns = 0
        self._allowance = 0
        # Whoever waits to receive has taken the one element out. A list, since its pop and append are atomic and cost a
        # fifth of a lock that is never waited for.
        self._seat: list[None] = [None]
        self._loop: asyncio.AbstractEventLoop | None = None
        self._running_loop: Callable[[], asyncio.AbstractEventLoop] | None = None

    @property
    def name(self) -> str:
        return self._native.name

    @property
    def options(self) -> ChannelOptions:
        """The bounds in force: those of whichever side chose them first."""
        channel = self._native
        return ChannelOptions(channel.capacity, channel.high_water_mark, channel.max_message_bytes)

    @property
    def statistics(self) -> ChannelStatistics:
        """Counters per direction. Reading them costs sending and receiving nothing."""
        return self._native.statistics()  # type: ignore[return-value]

    # -- sending

    async def send(self, data: Buffer, *, transfer: bool = False) -> None:
        """Queue a message; the bytes are taken at the call. Waits at the bound.

        Cancelled means: not queued. With `transfer`, memory of `allocate()`, or a writable contiguous exporter (an
        array) that is not touched again, moves to the host without a copy.

        Raises `ChannelError`: ``ERR_EMBED_CHANNEL_CLOSED`` after `close()`, the reason's code after a destroy,
        ``ERR_EMBED_MESSAGE_TOO_LARGE``, ``ERR_EMBED_NOT_TRANSFERABLE``, and ``ERR_EMBED_FULL`` when `capacity` senders
        wait already.
        """
        turns = self._send_turns
        if turns and self._try_send(data, transfer):
            self._send_turns = turns - 1
            return
        await self._send_in_line(data, transfer)

    async def _send_in_line(self, data: Buffer, transfer: bool) -> None:
        unbound = self._loop is None
        loop = self._bind()
        if unbound and self._try_send(data, transfer):
            return
        with memoryview(data) as view:
            if not view.c_contiguous:
                raise BufferError("Expected contiguous memory for data but received a view with gaps; send bytes(data)")
            size = view.nbytes
        future: asyncio.Future[None] = loop.create_future()
        ticket = self._native.wait_turn(size, future)
        try:
            held = data if transfer or type(data) is bytes else bytes(data)
            await future
            # Nothing may come between the turn and the push: this is what makes a cancelled send one that was not
            # queued.
            self._native.finish_send(ticket, held, transfer)
        except BaseException:
            self._native.leave_line(ticket)
            raise
        self._send_turns = self._allowance

    def try_send(self, data: Buffer, *, transfer: bool = False) -> bool:
        """Queue a message unless that would mean to wait: False at the bound, and while other senders wait."""
        return self._try_send(data, transfer)

    def send_sync(self, data: Buffer, *, transfer: bool = False, timeout: float | None = None) -> None:
        """`send` for threads. `TimeoutError` after `timeout` seconds; what failed was not queued."""
        self._send_sync(data, transfer, None if timeout is None else _seconds(timeout))

    # -- receiving

    async def receive(self) -> Message | None:
        """The next message, or None at the end: the other side has closed, and everything was taken.

        Cancelled means: nothing was taken. `ChannelError` after a destroy; ``ERR_EMBED_CHANNEL_BUSY`` while another
        task or thread waits to receive.
        """
        turns = self._receive_turns
        if turns:
            message = self._take()
            if message is not None:
                self._receive_turns = turns - 1
                return message
        return await self._wait_for_message()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Message:
        turns = self._receive_turns
        if turns:
            message = self._take()
            if message is not None:
                self._receive_turns = turns - 1
                return message
        message = await self._wait_for_message()
        if message is None:
            raise StopAsyncIteration
        return message

    async def _wait_for_message(self) -> Message | None:
        turns = self._receive_turns
        try:
            self._seat.pop()
        except IndexError:
            raise self._busy() from None
        self._receive_turns = 0
        try:
            if not turns:
                bound = self._loop is not None
                self._bind()
                if bound:  # used up
                    await _one_turn()
            assert self._loop is not None
            while True:
                waiter = self._wait_readable(self._loop)
                if waiter is not None:
                    try:
                        await waiter
                    except RuntimeError:
                        # A task of another loop: asyncio has noticed for us, which saves every wait the question.
                        waiter.cancel()
                        self._bind()
                        raise
                    message = self._take()
                    if message is not None:
                        return message
                else:
                    message = self._take()
                    if message is not None or self._native.ended():
                        return message
        finally:
            self._receive_turns = self._allowance
            self._seat.append(None)

    async def receive_batch(self, limit: int = _TURNS) -> list[Message]:
        """The messages that are there, `limit` at most: waits for the first one only. Empty at the end.

        For many small messages: a batch costs as much as a message. Otherwise as `receive`.
        """
        _check_limit(limit)
        turns = self._receive_turns
        if turns:
            batch = self._take_batch(limit)
            if batch:
                self._receive_turns = max(0, turns - len(batch))
                return batch
        first = await self._wait_for_message()
        if first is None:
            return []
        batch = self._take_batch(limit, first)
        self._receive_turns = max(0, self._receive_turns - len(batch))
        return batch

    def batches(self, limit: int = _TURNS) -> AsyncIterator[list[Message]]:
        """`async for batch in channel.batches():` with each `receive_batch(limit)` until the end."""
        _check_limit(limit)
        return _Batches(self, limit)

    def receive_sync(self, timeout: float | None = None) -> Message | None:
        """`receive` for threads. `TimeoutError` after `timeout` seconds."""
        seconds = None if timeout is None else _seconds(timeout)
        try:
            self._seat.pop()
        except IndexError:
            raise self._busy() from None
        self._receive_turns = 0
        try:
            return self._receive_sync(seconds)
        finally:
            self._receive_turns = self._allowance
            self._seat.append(None)

    def receive_batch_sync(self, limit: int = _TURNS, *, timeout: float | None = None) -> list[Message]:
        """`receive_batch` for threads. `TimeoutError` after `timeout` seconds."""
        _check_limit(limit)
        first = self.receive_sync(timeout)
        return [] if first is None else self._take_batch(limit, first)

    def _busy(self) -> native.ChannelError:
        error = native.ChannelError(
            f"channel '{self.name}': another task or thread waits to receive from it; one consumer at a time"
        )
        error.code = "ERR_EMBED_CHANNEL_BUSY"
        return error

    # -- the end

    async def close(self, *, timeout: float | None = None) -> None:
        """No more sends from this side; what is queued is delivered, receiving stays legal. Returns when both sides are
        closed.

        After `timeout` seconds the channel is destroyed and `TimeoutError` raised.
        """
        seconds = _seconds(timeout)
        self._native.close()
        if self._native.closed():
            return
        loop = self._bind()
        future: asyncio.Future[None] = loop.create_future()
        self._native.wait_closed(future)
        if seconds is None:
            await future
            return
        text = f"the other side did not close the channel within {seconds:g} seconds"
        expired = False

        def expire() -> None:
            nonlocal expired
            expired = True
            self._native.destroy(text)

        timer = loop.call_later(seconds, expire)
        try:
            await future
        except native.ChannelError:
            if expired:
                raise TimeoutError(f"channel '{self.name}': {text}") from None
            raise
        finally:
            timer.cancel()

    def close_sync(self, timeout: float | None = None) -> None:
        """`close` for threads. After `timeout` seconds the channel is destroyed and `TimeoutError` raised."""
        self._native.close_sync(_seconds(timeout))

    def destroy(self, error: BaseException | str | None = None) -> None:
        """Drop what is queued in both directions and end every wait on both sides, with `error` as the reason."""
        if isinstance(error, BaseException):
            text = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        else:
            text = error or "destroyed by Python"
        self._native.destroy(text)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: types.TracebackType | None
    ) -> None:
        if error is None:
            await self.close()
        else:
            self._end_with(error)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: types.TracebackType | None
    ) -> None:
        if error is None:
            self.close_sync()
        else:
            self._end_with(error)

    def _end_with(self, error: BaseException) -> None:
        if isinstance(error, SystemExit) and error.code in (None, 0):
            self._native.close()  # the program ends well, now: nobody waits for the other side
        else:
            self.destroy(error)

    # -- the loop

    def _bind(self) -> asyncio.AbstractEventLoop:
        """The running loop, which must be the channel's; the first one becomes it."""
        if self._running_loop is not None:
            loop = self._running_loop()
            if loop is self._loop:
                return loop
            raise RuntimeError(
                f"Expected the event loop that channel '{self.name}' was first awaited in but received another one; a "
                "channel belongs to one loop: await it there, or use the _sync methods"
            )
        from . import event_loop

        self._loop = event_loop.adopt(self)
        self._running_loop = event_loop.get_running_loop
        self._allowance = self._receive_turns = self._send_turns = _TURNS
        if not self._seat:
            self._receive_turns = 0
        return self._loop

    def _loop_closed(self) -> None:
        """From `event_loop`, on the loop's thread: nothing can be awaited any more."""
        self._allowance = self._receive_turns = self._send_turns = 0

    def __repr__(self) -> str:
        return f"<flet_embed.Channel {self.name!r}>"


class _Batches:
    """An iterator over lists of messages, none of them empty. Not a generator: those cost more than a batch."""

    __slots__ = ("_channel", "_limit")

    def __init__(self, channel: Channel, limit: int) -> None:
        self._channel = channel
        self._limit = limit

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> list[Message]:
        batch = await self._channel.receive_batch(self._limit)
        if not batch:
            raise StopAsyncIteration
        return batch


def channel(
    name: str,
    *,
    capacity: int | None = None,
    high_water_mark: int | None = None,
    max_message_bytes: int | None = None,
) -> Channel:
    """Open Python's side of the channel `name`.

    `capacity`: messages that may wait per direction (1,024). `high_water_mark`: bytes that may wait per direction (16
    MiB). `max_message_bytes`: the largest message (256 MiB). The first opener's explicit choice holds; a different
    later one is ``ERR_EMBED_CHANNEL_OPTIONS``. A name that is open already on this side is
    ``ERR_EMBED_CHANNEL_EXISTS``.
    """
    if not isinstance(name, str):
        raise TypeError(f"Expected a str for name but received {name!r}")
    if not name:
        raise ValueError("Expected at least one character for name but received ''")
    return Channel(
        native.open_channel(
            name,
            _bound("capacity", capacity, _MAX_CAPACITY),
            _bound("high_water_mark", high_water_mark, 2**53 - 1),
            _bound("max_message_bytes", max_message_bytes, 2**53 - 1),
        )
    )


def _bound(name: str, value: int | None, largest: int) -> int:
    if value is None:
        return 0
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"Expected an int for {name} but received {value!r}")
    if not 1 <= value <= largest:
        raise ValueError(f"Expected 1 to {largest} for {name} but received {value}")
    return value


def _check_limit(limit: int) -> None:
    if not isinstance(limit, int) or isinstance(limit, bool):
        raise TypeError(f"Expected an int for limit but received {limit!r}")
    if limit < 1:
        raise ValueError(f"Expected at least 1 for limit but received {limit}")


def _seconds(timeout: float | None) -> float | None:
    if timeout is None:
        return None
    if not isinstance(timeout, int | float) or isinstance(timeout, bool) or timeout != timeout:
        raise TypeError(f"Expected seconds or None for timeout but received {timeout!r}")
    return max(0.0, float(timeout))


@types.coroutine
def _one_turn() -> Generator[None, None, None]:
    yield  # a task that yields nothing is called again in the loop's next turn
