"""How loops hear of channels: one bell per loop, in the fastest way that the loop allows, and gone with the loop."""

from __future__ import annotations

import asyncio
import gc
import os
import selectors
import socket
import threading
import weakref
from collections.abc import Coroutine
from typing import Any

import pytest
from conftest import Run

import flet_embed
from flet_embed import _fake, event_loop
from flet_embed._fake_bell import LoopBell

needs_epoll = pytest.mark.skipif(not hasattr(selectors, "EpollSelector"), reason="no epoll on this system")


def run_stock(main: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(main)


def bell_of_loop() -> LoopBell:
    bell = event_loop.bell_for_running_loop()
    assert isinstance(bell, LoopBell)
    return bell


def test_a_loop_has_one_bell(run: Run) -> None:
    async def main() -> None:
        assert event_loop.bell_for_running_loop() is event_loop.bell_for_running_loop()

    run(main())


@needs_epoll
class TestHook:
    def test_the_stock_loops_selector_waits_inside_the_bell(self) -> None:
        async def main() -> None:
            bell = bell_of_loop()
            assert bell.hooked == 1
            bell_of_loop()
            assert bell.hooked == 1

        run_stock(main())

    def test_a_selector_that_somebody_else_has_patched_is_left_alone(self) -> None:
        async def main() -> None:
            selector: Any = asyncio.get_running_loop()._selector  # type: ignore[attr-defined]
            original = selector.select
            calls = 0

            def patched(timeout: float | None = None) -> Any:
                nonlocal calls
                calls += 1
                return original(timeout)

            selector.select = patched
            assert bell_of_loop().hooked == 0
            before = calls
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            assert selector.select is patched and calls > before

        run_stock(main())

    def test_a_selector_of_another_class_is_left_alone(self) -> None:
        class Watching(selectors.EpollSelector):
            pass

        async def main() -> None:
            assert bell_of_loop().hooked == 0

        with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(Watching())) as runner:
            runner.run(main())

    def test_timers_sockets_threads_and_channels_are_all_heard(self, name: str) -> None:
        host = _fake.host(name)
        ours, theirs = socket.socketpair()
        ours.setblocking(False)

        async def main() -> None:
            loop = asyncio.get_running_loop()
            channel = flet_embed.channel(name)
            message = asyncio.create_task(channel.receive())
            read = asyncio.create_task(loop.sock_recv(ours, 10))
            timer = asyncio.create_task(asyncio.sleep(0.001, "timer"))
            in_thread = asyncio.create_task(asyncio.to_thread(lambda: "thread"))
            assert await timer == "timer"
            assert await in_thread == "thread"
            theirs.send(b"socket")
            assert await read == b"socket"
            host.send(b"channel")
            assert await message == b"channel"
            channel.destroy()

        run_stock(main())
        ours.close()
        theirs.close()

    def test_the_original_select_is_back_after_the_loop_was_closed(self) -> None:
        loop = asyncio.new_event_loop()
        selector: Any = loop._selector  # type: ignore[attr-defined]

        async def attach() -> None:
            bell_of_loop()
            assert "select" in vars(selector)

        loop.run_until_complete(attach())
        loop.close()
        assert "select" not in vars(selector)


class TestEnd:
    def test_the_bell_is_closed_with_its_loop(self, run: Run) -> None:
        async def main() -> LoopBell:
            return bell_of_loop()

        bell = run(main())
        assert bell._closed

    def test_many_loops_leave_no_descriptor_and_no_thread_behind(self, run: Run) -> None:
        async def main() -> None:
            bell_of_loop()

        run(main())
        gc.collect()
        descriptors, threads = len(os.listdir("/dev/fd")), threading.active_count()
        for _ in range(10):
            run(main())
        assert len(os.listdir("/dev/fd")) == descriptors
        assert threading.active_count() == threads

    def test_a_loop_that_was_not_closed_is_parted_from_its_bell_at_the_programs_end(self) -> None:
        loop = asyncio.new_event_loop()

        async def main() -> LoopBell:
            return bell_of_loop()

        bell = loop.run_until_complete(main())
        event_loop.detach_all()
        assert bell._closed
        loop.run_until_complete(asyncio.sleep(0))  # the loop itself still works
        weak = weakref.ref(loop)
        loop.close()
        del loop
        gc.collect()
        assert weak() is None

    def test_a_loop_that_nobody_closed_closes_itself_when_it_is_collected(self) -> None:
        loop = asyncio.new_event_loop()

        async def main() -> LoopBell:
            return bell_of_loop()

        loop.run_until_complete(main())
        event_loop.detach_all()
        weak = weakref.ref(loop)
        with pytest.warns(ResourceWarning, match="unclosed event loop"):
            del loop
            gc.collect()
        gc.collect()
        assert weak() is None

    def test_a_running_loop_refuses_to_be_closed_and_keeps_its_bell(self, run: Run, name: str) -> None:
        host = _fake.host(name)

        async def main() -> None:
            channel = flet_embed.channel(name)
            waiting = asyncio.create_task(channel.receive())
            await asyncio.sleep(0)
            with pytest.raises(RuntimeError):
                asyncio.get_running_loop().close()
            host.send(b"heard")
            assert await waiting == b"heard"
            channel.destroy()

        run(main())


class TestOneLoopPerChannel:
    def test_a_channel_cannot_be_awaited_in_a_second_loop(self, run: Run, name: str) -> None:
        host = _fake.host(name)
        host.try_send(b"1")
        host.try_send(b"2")
        channel = flet_embed.channel(name)

        async def receive() -> object:
            return await channel.receive()

        assert run(receive()) == b"1"
        with pytest.raises(RuntimeError, match="a channel belongs to one loop"):
            run(receive())
        assert channel.receive_sync() == b"2"
        channel.destroy()

    def test_two_loops_in_two_threads_have_a_channel_each(self, run: Run, name: str) -> None:
        hosts = [_fake.host(f"{name} {i}") for i in range(2)]

        async def echo(i: int) -> None:
            async with flet_embed.channel(f"{name} {i}") as channel:
                async for message in channel:
                    await channel.send(message)

        threads = [threading.Thread(target=lambda i=i: run(echo(i))) for i in range(2)]
        for thread in threads:
            thread.start()
        for number in range(200):
            for host in hosts:
                host.send(b"%d" % number)
            for host in hosts:
                assert host.receive() == b"%d" % number
        for host in hosts:
            host.close()
        for thread in threads:
            thread.join()


class TestHandlers:
    """What `dart_bridge` asks for: a bell for callbacks that were installed on this thread."""

    def test_where_a_loop_runs_it_is_the_loops_bell(self, run: Run) -> None:
        async def main() -> None:
            assert event_loop.bell_for_handlers() is event_loop.bell_for_running_loop()

        run(main())

    def test_elsewhere_a_thread_answers_until_the_program_ends(self) -> None:
        dispatched = threading.Event()
        bell = event_loop.bell_for_handlers()
        assert event_loop.bell_for_handlers() is bell

        class Watching:
            def process(self) -> bool:
                dispatched.set()
                return False

        bell.add(Watching())  # type: ignore[attr-defined]
        assert dispatched.wait(30)
        assert any(thread.name == "flet-embed handlers" for thread in threading.enumerate())
        event_loop.detach_all()
        assert not any(thread.name == "flet-embed handlers" for thread in threading.enumerate())
