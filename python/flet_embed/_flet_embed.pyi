"""What the built-in module `_flet_embed` offers: the native interface under `flet_embed`.

The host's core provides it (native/core/python_module.cc); `_fake.py` provides the same in pure Python for tests. All of it
is called with the GIL held, by any Python thread unless said otherwise.
"""

import asyncio
from collections.abc import Callable, Generator
from typing import Any, Protocol, final
from typing_extensions import Buffer

class ChannelError(Exception):
    """Failure of a channel. `code` is a stable string such as ``"ERR_EMBED_CHANNEL_CLOSED"``."""

    code: str
    def __init__(self, message: str, code: str = ...) -> None: ...

@final
class Block:
    """Memory of the core; exports a writable, contiguous buffer of unsigned bytes. Its length is fixed."""

    def __len__(self) -> int: ...
    def __buffer__(self, flags: int, /) -> memoryview: ...

def allocate(size: int, /) -> Block: ...

@final
class LoopBell:
    """Wakes one asyncio event loop; used on that loop's thread only, but for `ring`.

    Channels are bound to it with `Channel.bind`. What happens on them resolves the futures that were handed to `Channel`.
    """

    def __init__(self) -> None: ...
    def fileno(self) -> int:
        """A descriptor that becomes readable when the bell rings (for `loop.add_reader`), once `dispatch` was called; -1
        where there is none."""
    def hook(
        self, epoll_fd: int, select: Callable[[float | None], list[Any]], state: dict[str, Any], /
    ) -> Callable[[float | None], list[Any]]:
        """A replacement for `select` of the loop's own selector: waits on `epoll_fd` inside native code, answers bells
        without a trip through the selector, and calls the original with 0 when any other descriptor is ready. `state` is the
        loop's `vars()`: while they say that nothing is ready or scheduled, it waits again by itself."""
    def dispatch(self) -> None:
        """Resolves the futures of what has happened; re-arms the descriptor. The reader callback of `fileno`."""
    def wait(self, timeout: float | None, /) -> bool:
        """Blocks with the GIL released until the bell rings (dispatcher thread of loops without descriptors)."""
    def ring(self) -> None:
        """Any thread."""
    def close(self) -> None: ...

class Waiter(Protocol):
    """Awaited by one task, at once; it is a future to asyncio. The bell lets the task go on as soon as it resolves it."""

    def __await__(self) -> Generator[Any]: ...
    def cancel(self) -> bool: ...

@final
class Channel:
    """Python's side of one open channel."""

    @property
    def name(self) -> str: ...
    @property
    def capacity(self) -> int: ...
    @property
    def high_water_mark(self) -> int: ...
    @property
    def max_message_bytes(self) -> int: ...
    def bind(self, bell: LoopBell, /) -> None:
        """Futures given below are resolved by this bell. Once only."""

    # -- sending: strictly first come, first served over all threads and tasks
    def try_send(self, data: Buffer, transfer: bool = False, /) -> bool:
        """False at the bound or while others wait. ChannelError when closed, destroyed, too large, not transferable."""
    def send_sync(self, data: Buffer, transfer: bool = False, timeout: float | None = None, /) -> None:
        """Waits with the GIL released. TimeoutError, ChannelError; a send that failed was not queued."""
    def wait_turn(self, size: int, future: asyncio.Future[None], /) -> int:
        """Queues up a task that wants to send `size` bytes and returns its ticket. `future` gets None when it is first in
        line and there is space, or a ChannelError. ChannelError ERR_EMBED_FULL when `capacity` senders wait already."""
    def finish_send(self, ticket: int, data: Buffer, transfer: bool = False, /) -> None:
        """After `future` was resolved: queues the message and leaves the line."""
    def leave_line(self, ticket: int, /) -> None:
        """Gives up the place (also one already granted); nothing was queued."""

    # -- receiving: one consumer at a time
    def take(self) -> bytes | memoryview | None:
        """The next message, or None when there is none now. Its place is free at once. ChannelError after a destroy."""
    def take_batch(self, limit: int, first: bytes | memoryview = ..., /) -> list[bytes | memoryview]:
        """`first` where there is one, then the next messages, `limit` altogether; empty when there is none now. ChannelError
        after a destroy, unless there is a `first`."""
    def ended(self) -> bool:
        """True when nothing will come any more (the peer closed and all was taken). ChannelError after a destroy."""
    def wait_readable(self, loop: asyncio.AbstractEventLoop, /) -> Waiter | None:
        """What a task of `loop` awaits until there is a message, the end, or an error; None: it is so already. A second
        consumer: ChannelError ERR_EMBED_CHANNEL_BUSY. One that was cancelled is forgotten."""
    def receive_sync(self, timeout: float | None = None, /) -> bytes | memoryview | None:
        """None at the end. Waits with the GIL released. TimeoutError, ChannelError."""

    # -- the end
    def close(self) -> None:
        """No more sends from this side; what is queued is delivered. Ends waiting senders with ERR_EMBED_CHANNEL_CLOSED."""
    def closed(self) -> bool:
        """True when both sides are closed. ChannelError after a destroy."""
    def wait_closed(self, future: asyncio.Future[None], /) -> None:
        """`future` gets None when both sides are closed, or a ChannelError."""
    def close_sync(self, timeout: float | None = None, /) -> None:
        """`close`, then waits for the other side; TimeoutError (the channel is destroyed then)."""
    def destroy(self, message: str, /) -> None: ...
    def statistics(self) -> dict[str, dict[str, int]]:
        """{"sent": {messages, bytes, rings, waits, dropped}, "received": {…}}"""

def open_channel(name: str, capacity: int, high_water_mark: int, max_message_bytes: int, /) -> Channel:
    """0 stands for «not chosen». ChannelError ERR_EMBED_CHANNEL_EXISTS, ERR_EMBED_CHANNEL_OPTIONS."""

def write_output(stream: int, data: Buffer, /) -> None:
    """stream 1 or 2. Gives bytes to the host's output or to the process's own descriptor, waiting with the GIL released;
    never raises for a closed or full descriptor."""

def release_blocks() -> None:
    """Lets go of exported arrays that the host no longer uses. Called by the core itself at every wait."""

def raise_in_thread(ident: int, exception: type[BaseException], /) -> bool:
    """Raises `exception` in the Python thread of that identity when it next runs bytecode; False: no such thread."""
