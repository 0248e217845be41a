"""Cancelled means: nothing was queued, nothing was taken, and whoever waits behind goes on."""

from __future__ import annotations

import asyncio

import pytest
from conftest import Run

import flet_embed
from flet_embed import ChannelError, _fake


def test_a_cancelled_send_was_not_queued_and_leaves_its_place(run: Run, name: str) -> None:
    host = _fake.host(name, capacity=2)

    async def main() -> None:
        channel = flet_embed.channel(name)
        await channel.send(b"0")
        await channel.send(b"1")
        cancelled = asyncio.create_task(channel.send(b"cancelled"))
        behind = asyncio.create_task(channel.send(b"behind"))
        await asyncio.sleep(0)
        cancelled.cancel()
        with pytest.raises(asyncio.CancelledError):
            await cancelled
        assert host.receive() == b"0"
        await behind
        assert [host.receive(), host.receive()] == [b"1", b"behind"]
        assert host.queued == 0
        channel.destroy()

    run(main())


def test_a_send_that_is_cancelled_in_the_moment_of_its_turn_was_not_queued(run: Run, name: str) -> None:
    host = _fake.host(name, capacity=2)

    async def main() -> None:
        channel = flet_embed.channel(name)
        await channel.send(b"0")
        await channel.send(b"1")
        task = asyncio.create_task(channel.send(b"cancelled"))
        behind = asyncio.create_task(channel.send(b"behind"))
        await asyncio.sleep(0)
        host.receive()
        # Its turn has come: the future is resolved, but the task has not run yet.
        assert channel._native.process()  # type: ignore[attr-defined]
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await behind
        assert [host.receive(), host.receive()] == [b"1", b"behind"]
        assert host.queued == 0
        channel.destroy()

    run(main())


def test_every_second_of_many_senders_can_be_cancelled(run: Run, name: str) -> None:
    host = _fake.host(name, capacity=50)

    async def main() -> None:
        channel = flet_embed.channel(name)
        for _ in range(50):
            await channel.send(b"filler")
        tasks = [asyncio.create_task(channel.send(b"%d" % i)) for i in range(50)]
        await asyncio.sleep(0)
        for task in tasks[::2]:
            task.cancel()
        await asyncio.sleep(0)
        for _ in range(50):
            host.receive()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        assert [isinstance(result, asyncio.CancelledError) for result in results] == [True, False] * 25
        assert [host.receive() for _ in range(25)] == [b"%d" % i for i in range(1, 50, 2)]
        assert host.queued == 0
        channel.destroy()

    run(main())


def test_a_cancelled_receive_takes_nothing(run: Run, name: str) -> None:
    host = _fake.host(name)

    async def main() -> None:
        channel = flet_embed.channel(name)
        waiting = asyncio.create_task(channel.receive())
        await asyncio.sleep(0)
        host.send(b"kept")
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert await channel.receive() == b"kept"
        channel.destroy()

    run(main())


def test_a_timeout_ends_a_receive_and_the_next_one_works(run: Run, name: str) -> None:
    host = _fake.host(name)

    async def main() -> None:
        channel = flet_embed.channel(name)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.001):
                await channel.receive()
        host.send(b"later")
        assert await channel.receive() == b"later"
        channel.destroy()

    run(main())


def test_a_cancelled_close_leaves_the_channel_half_closed(run: Run, name: str) -> None:
    host = _fake.host(name)

    async def main() -> None:
        channel = flet_embed.channel(name)
        closing = asyncio.create_task(channel.close(timeout=1000))
        await asyncio.sleep(0)
        closing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await closing
        host.send(b"still")
        assert await channel.receive() == b"still"
        with pytest.raises(ChannelError):
            await channel.send(b"")
        host.close()
        await channel.close()

    run(main())


class TestFairness:
    """However fast the other side is, the loop's other work gets its turn."""

    def test_a_consumer_of_a_full_queue_lets_other_tasks_run(self, run: Run, name: str) -> None:
        host = _fake.host(name, capacity=4096)
        for _ in range(4096):
            host.try_send(b"")
        host.close()

        async def main() -> int:
            channel = flet_embed.channel(name)
            turns = 0

            async def other() -> None:
                nonlocal turns
                while True:
                    turns += 1
                    await asyncio.sleep(0)

            task = asyncio.create_task(other())
            async for _ in channel:
                pass
            task.cancel()
            await channel.close()
            return turns

        assert run(main()) >= 4096 // 256 - 1

    def test_a_producer_that_never_fills_the_queue_lets_other_tasks_run(self, run: Run, name: str) -> None:
        async def main() -> int:
            channel = flet_embed.channel(name, capacity=100_000)
            turns = 0

            async def other() -> None:
                nonlocal turns
                while True:
                    turns += 1
                    await asyncio.sleep(0)

            task = asyncio.create_task(other())
            for _ in range(4096):
                await channel.send(b"")
            task.cancel()
            channel.destroy()
            return turns

        assert run(main()) >= 4096 // 257 - 1

    def test_a_consumer_can_be_cancelled_while_messages_keep_coming(self, run: Run, name: str) -> None:
        host = _fake.host(name, capacity=100_000)
        for _ in range(50_000):
            host.try_send(b"x")

        async def main() -> int:
            channel = flet_embed.channel(name)
            count = 0

            async def consume() -> None:
                nonlocal count
                async for _ in channel:
                    count += 1

            task = asyncio.create_task(consume())
            await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert channel.statistics["received"]["messages"] == 50_000
            rest = 0
            while channel._take() is not None:
                rest += 1
            assert count + rest == 50_000
            channel.destroy()
            return count

        assert run(main()) < 50_000
