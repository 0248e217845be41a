"""How asyncio loops hear of channels: one bell per loop, rung by the host's side.

Three ways, the fastest that the loop allows:

- the stock selector loop on epoll: the bell takes over the wait inside the selector's own `select`;
- any loop with `add_reader` (uvloop, kqueue, a selector of the program's own): a reader callback on the bell's
  descriptor;
- any other loop: a thread that waits for the bell and calls the loop.

Everything here runs on the thread of the loop concerned, but for the two waiting threads and `detach_all`.
"""

from __future__ import annotations

import asyncio
import selectors
import threading
import weakref
from asyncio import get_running_loop
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ._interruption import ProgramStopped, uninterrupted
from ._native import native

if TYPE_CHECKING:
    from ._channel import Channel

__all__ = ["adopt", "bell_for_handlers", "bell_for_running_loop", "detach_all", "get_running_loop", "running_loops"]


class Attachment:
    """One loop's bell, what it takes to part the two again, and the channels that were awaited there."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.bell = native.LoopBell()
        self.thread = threading.get_ident()
        self.channels: weakref.WeakSet[Channel] = weakref.WeakSet()
        self._part: Callable[[], None] | None = (
            _hook_selector(loop, self.bell) or _add_reader(loop, self.bell) or _start_dispatcher(loop, self.bell)
        )

    def close(self) -> None:
        for channel in list(self.channels):
            channel._loop_closed()
        part, self._part = self._part, None
        if part is not None:
            part()


# A loop that is never closed keeps its entry (its selector refers to it) until the program ends: see detach_all().
_attachments: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, Attachment] = weakref.WeakKeyDictionary()
_handler_thread: HandlerThread | None = None
_guard = threading.Lock()


def bell_for_running_loop() -> native.LoopBell:
    """The bell of the loop that runs on this thread; made at the first call, closed with the loop."""
    return _attach(get_running_loop()).bell


def bell_for_handlers() -> native.LoopBell:
    """A bell for callbacks that were installed on this thread: its running loop's, or that of a thread made for
    them."""
    global _handler_thread
    if asyncio._get_running_loop() is not None:
        return bell_for_running_loop()
    with _guard:
        if _handler_thread is None:
            _handler_thread = HandlerThread()
        return _handler_thread.bell


def adopt(channel: Channel) -> asyncio.AbstractEventLoop:
    """Binds a channel to the running loop, for good."""
    loop = get_running_loop()
    attachment = _attach(loop)
    channel._native.bind(attachment.bell)
    attachment.channels.add(channel)
    return loop


def running_loops(thread: int) -> list[asyncio.AbstractEventLoop]:
    """The attached loops that run on a thread."""
    with _guard:
        attached = list(_attachments.items())
    return [loop for loop, attachment in attached if attachment.thread == thread and loop.is_running()]


def detach_all() -> None:
    """The program has ended: loops that it did not close lose their bells. One that still runs, in a thread that
    outlived the program, keeps it."""
    global _handler_thread
    with _guard:
        left = [(loop, attachment) for loop, attachment in _attachments.items() if not loop.is_running()]
        handlers, _handler_thread = _handler_thread, None
    for loop, attachment in left:
        _forget(loop)
        attachment.close()
    if handlers is not None:
        handlers.close()


def _attach(loop: asyncio.AbstractEventLoop) -> Attachment:
    attachment = _attachments.get(loop)
    if attachment is None:
        attachment = Attachment(loop)
        with _guard:
            _attachments[loop] = attachment
        _close_with_loop(loop, attachment)
    return attachment


def _forget(loop: asyncio.AbstractEventLoop) -> None:
    with _guard:
        _attachments.pop(loop, None)


def _close_with_loop(loop: asyncio.AbstractEventLoop, attachment: Attachment) -> None:
    """The bell has to leave before the loop closes its selector: the descriptor's number may be another file's right
    after. And a stop must not come between: asyncio notes that a loop is closed only after it has closed the loop's
    sockets, and closes them again when the loop is collected."""
    close_loop = type(loop).close

    # Holds the loop, as asyncio's own reader does until the loop is closed: the loop's `__del__` closes it too, when
    # weak references to it are dead already.
    def close() -> None:
        if not loop.is_running():  # else the loop refuses to be closed
            vars(loop).pop("close", None)
            _forget(loop)
            attachment.close()
        close_loop(loop)

    try:
        loop.close = lambda: uninterrupted(close)  # type: ignore[method-assign]
    except AttributeError:
        weakref.finalize(loop, attachment.close).atexit = False


def _hook_selector(loop: asyncio.AbstractEventLoop, bell: native.LoopBell) -> Callable[[], None] | None:
    selector: Any = getattr(loop, "_selector", None)
    epoll = getattr(selectors, "EpollSelector", None)
    # A selector of another class, or one that somebody else has patched, has a `select` that must be called.
    if epoll is None or type(selector) is not epoll or "select" in vars(selector):
        return None
    if not isinstance(loop, asyncio.SelectorEventLoop):
        return None
    try:
        hooked = bell.hook(selector.fileno(), selector.select, vars(loop))
    except RuntimeError:
        return None
    selector.select = hooked

    def part() -> None:
        if vars(selector).get("select") is hooked:
            del selector.select
        bell.close()

    return part


def _add_reader(loop: asyncio.AbstractEventLoop, bell: native.LoopBell) -> Callable[[], None] | None:
    descriptor = bell.fileno()
    if descriptor < 0:
        return None
    try:
        loop.add_reader(descriptor, bell.dispatch)
    except NotImplementedError:
        return None
    bell.dispatch()  # arms the descriptor: until it was asked once, a bell only notes that it was rung
    weak_loop = weakref.ref(loop)

    def part() -> None:
        this = weak_loop()
        if this is not None and not this.is_closed():
            this.remove_reader(descriptor)
        bell.close()

    return part


def _start_dispatcher(loop: asyncio.AbstractEventLoop, bell: native.LoopBell) -> Callable[[], None]:
    weak_loop = weakref.ref(loop)

    def wait() -> None:
        while bell.wait(None):
            this = weak_loop()
            if this is None:
                return
            try:
                this.call_soon_threadsafe(bell.dispatch)
            except RuntimeError:  # closed meanwhile
                return
            del this

    thread = BellThread("flet-embed bell", wait)
    weakref.finalize(loop, bell.close).atexit = False  # dropped without close(): nobody waits for it any more
    thread.start()

    def part() -> None:
        bell.close()
        if threading.current_thread() is not thread:
            thread.join()

    return part


class BellThread(threading.Thread):
    """A thread of this package; runs no code of the program, so that a stop leaves it alone."""

    def __init__(self, name: str, target: Callable[[], None]) -> None:
        super().__init__(name=name, target=target, daemon=True)


class HandlerThread(threading.Thread):
    """Calls the handlers of bridges that were installed where no loop ran."""

    def __init__(self) -> None:
        super().__init__(name="flet-embed handlers", daemon=True)
        self.bell = native.LoopBell()
        self.start()

    def run(self) -> None:
        while True:
            try:
                if not self.bell.wait(None):
                    return
                self.bell.dispatch()
            except ProgramStopped:  # meant for a handler that does not return; the bell's closing ends the thread
                continue

    def close(self) -> None:
        self.bell.close()
        if threading.current_thread() is not self:
            self.join(1.0)  # a handler that does not return is left behind
