"""The suite runs the package on the pure-Python form of its native module; no host is needed."""

from __future__ import annotations

import asyncio
import itertools
import os
import selectors
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, Protocol, TypeVar

os.environ["FLET_EMBED_NATIVE"] = "fake"

import pytest

from flet_embed import _fake, _fake_bell

T = TypeVar("T")

_numbers = itertools.count()


class Run(Protocol):
    """Runs a coroutine to its end in a loop of the kind under test."""

    def __call__(self, main: Coroutine[Any, Any, T]) -> T: ...


def _uvloop_factory() -> Callable[[], asyncio.AbstractEventLoop]:
    uvloop: Any = pytest.importorskip("uvloop")
    factory: Callable[[], asyncio.AbstractEventLoop] = uvloop.new_event_loop
    return factory


@pytest.fixture(params=["stock loop", "other selector", "uvloop", "no descriptors"])
def run(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Run:
    factory: Callable[[], asyncio.AbstractEventLoop] | None = None
    if request.param == "other selector":
        factory = lambda: asyncio.SelectorEventLoop(selectors.SelectSelector())  # noqa: E731
    elif request.param == "uvloop":
        factory = _uvloop_factory()
    elif request.param == "no descriptors":
        monkeypatch.setattr(_fake_bell.LoopBell, "has_descriptor", False)
        factory = lambda: asyncio.SelectorEventLoop(selectors.SelectSelector())  # noqa: E731

    def runner(main: Coroutine[Any, Any, T]) -> T:
        async def bounded() -> T:
            async with asyncio.timeout(60):  # a hang is a failure of this test, not of the whole run
                return await main

        with asyncio.Runner(loop_factory=factory) as asyncio_runner:
            return asyncio_runner.run(bounded())

    return runner


@pytest.fixture
def name() -> str:
    """A channel name that no other test uses."""
    return f"channel {next(_numbers)}"


@pytest.fixture
def captured(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[int, bytes]]]:
    """What reaches the host's output."""
    pieces: list[tuple[int, bytes]] = []
    monkeypatch.setattr(_fake, "captured_output", pieces)
    yield pieces
