"""Virtual time for a loop, without a harness."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from flet_embed_agent.clock import VirtualClock
from flet_embed_agent.rest import RestWatch


@pytest.fixture(params=["stock loop", "uvloop"])
def factory(request: pytest.FixtureRequest) -> Callable[[], asyncio.AbstractEventLoop]:
    if request.param == "stock loop":
        return asyncio.new_event_loop
    uvloop: Any = pytest.importorskip("uvloop")
    made: Callable[[], asyncio.AbstractEventLoop] = uvloop.new_event_loop
    return made


async def rest() -> None:
    """Until the loop has nothing ready."""
    loop = asyncio.get_running_loop()
    reached = asyncio.Event()
    RestWatch(loop, reached.set).look()
    await reached.wait()


def in_ms(seconds: float) -> float:
    """Of a difference of two times, without the digits that floats make up; finer than any loop's timers."""
    return round(seconds * 1000, 3)


class LoopAt(asyncio.SelectorEventLoop):
    """A loop whose time is what it is told."""

    def __init__(self, real: float) -> None:
        super().__init__()
        self.real = real

    def time(self) -> float:
        return self.real


async def run_to(clock: VirtualClock, now: float) -> None:
    await rest()
    while (due := clock.next_timer()) is not None and due <= now:
        clock.advance(due)
        clock.fire(due)
        await rest()
    clock.advance(now)


def test_sleeps_and_time_outs_follow_the_clock(factory: Callable[[], asyncio.AbstractEventLoop]) -> None:
    async def main() -> list[str]:
        loop = asyncio.get_running_loop()
        clock = VirtualClock(loop)
        start = loop.time()
        log: list[str] = []

        async def sleeper() -> None:
            await asyncio.sleep(3600)
            log.append(f"slept {loop.time() - start:.0f}")
            try:
                await asyncio.wait_for(asyncio.Event().wait(), 60)
            except TimeoutError:
                log.append(f"timed out {loop.time() - start:.0f}")

        task = asyncio.create_task(sleeper())
        await run_to(clock, 3_600_000)
        await run_to(clock, 3_659_999)
        assert log == ["slept 3600"]
        await run_to(clock, 3_660_000)
        await task
        return log

    with asyncio.Runner(loop_factory=factory) as runner:
        assert runner.run(main()) == ["slept 3600", "timed out 3660"]


def test_a_cancelled_timer_does_not_fire(factory: Callable[[], asyncio.AbstractEventLoop]) -> None:
    async def main() -> None:
        clock = VirtualClock(asyncio.get_running_loop())
        log: list[int] = []
        handles = [asyncio.get_running_loop().call_later(number, log.append, number) for number in (1, 2, 3)]
        handles[1].cancel()
        await run_to(clock, 5000)
        assert log == [1, 3]

    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(main())


def test_released_it_goes_on_in_real_time_and_never_back(factory: Callable[[], asyncio.AbstractEventLoop]) -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        clock = VirtualClock(loop)
        waiting = asyncio.create_task(asyncio.sleep(10.01))
        await rest()
        clock.advance(10_000)
        before = loop.time()
        clock.release()
        assert loop.time() >= before
        await waiting
        assert in_ms(loop.time() - before) >= 10

    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(main())


def test_released_it_does_not_go_back_by_the_last_digit_of_a_float_either() -> None:
    started, released, ahead = 0.582, 27.943, 60.0
    reached = started + ahead
    assert released + (reached - released) < reached, "these numbers do not show what they are for"

    loop = LoopAt(started)
    clock = VirtualClock(loop)
    clock.advance(ahead * 1000)
    assert loop.time() == reached
    loop.real = released
    clock.release()
    assert loop.time() >= reached
    loop.close()


def test_when_a_timer_is_due_does_not_depend_on_when_the_clock_began() -> None:
    random = Random(1)
    delays = [0.001, 0.1, 1 / 3, 10.01, 60, 3600, 86_400]
    made_up = 0
    for _ in range(1000):
        loop = LoopAt(10 ** random.uniform(0, 7))
        clock = VirtualClock(loop)
        fired: list[float] = []
        for delay in delays:
            made_up += (loop.time() + delay - loop.time()) * 1000 > delay * 1000
            loop.call_later(delay, fired.append, delay)
        while (due := clock.next_timer()) is not None:
            assert due == round(delays[len(fired)] * 1000, 3)
            clock.fire(due)
            loop.run_until_complete(asyncio.sleep(0))
        assert fired == delays
        loop.close()
    assert made_up, "no number was one that shows what this is for"
