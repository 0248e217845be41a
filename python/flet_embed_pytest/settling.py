"""Pumps that wait until the app is quiet.

The app runs in the event loop of its test. A pump of the client makes sure of what the client does; what the app does
about it, in handlers that call the client, comes afterwards. So a pump goes on until the app has had nothing ready to
run and has sent nothing new. Tasks that wait for a timer are not waited for. In these further pumps no time passes for
the transitions of what the client shows, unless the test wants them to end (`pump_and_settle`). A pump without a
duration is one frame, in which no time passes: it stays as it is.
"""

import asyncio
import functools
from collections.abc import Awaitable, Callable
from typing import Any

#: A task that is ready again in every turn of the loop, as one that polls, is not waited for longer than this.
TURNS = 1000
ROUNDS = 50


def settle_pumps(tester_class: Any) -> None:
    tester_class.pump_and_settle = _settling(tester_class.pump_and_settle, further="pump_and_settle")
    frame = tester_class.pump
    timed = _settling(frame, further="pump")

    @functools.wraps(frame)
    async def pump(tester: Any, duration: Any = None) -> Any:
        return await (frame(tester) if duration is None else timed(tester, duration))

    tester_class.pump = pump


def _settling(pump: Callable[..., Awaitable[Any]], further: str) -> Callable[..., Awaitable[Any]]:
    @functools.wraps(pump)
    async def settled(tester: Any, *args: Any, **options: Any) -> Any:
        sent = _count_messages(tester.page.session.connection)
        # The time that the caller wants to pass passes once.
        result = await pump(tester, *args, **options)
        await _idle()
        for _ in range(ROUNDS):
            before = sent.count
            await tester._invoke_method(further, {"duration": None})
            await _idle()
            # The pump itself is one message.
            if sent.count == before + 1:
                break
        return result

    return settled


class _Sent:
    """Counts the messages that a connection sends."""

    def __init__(self, connection: Any) -> None:
        self.count = 0
        self._send = connection.send_message
        connection.send_message = self

    def __call__(self, message: Any) -> None:
        self.count += 1
        self._send(message)


def _count_messages(connection: Any) -> _Sent:
    current = connection.send_message
    return current if isinstance(current, _Sent) else _Sent(connection)


async def _idle() -> None:
    """Lets the loop run until nothing but this is ready."""
    ready = getattr(asyncio.get_running_loop(), "_ready", None)
    for _ in range(TURNS):
        await asyncio.sleep(0)
        # Loops of others do not say; a few turns are what a chain of callbacks takes.
        if ready is not None and len(ready) == 0:
            return
