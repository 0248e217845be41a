"""Many messages for one wait."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

import flet_embed
from flet_embed import ChannelError, _fake

Run = Callable[[Coroutine[Any, Any, Any]], Any]


def test_a_batch_is_what_is_there_up_to_the_limit_and_in_order(run: Run, name: str) -> None:
    host = _fake.host(name)
    for number in range(10):
        host.send(b"%d" % number)
    host.close()

    async def main() -> list[list[Any]]:
        async with flet_embed.channel(name) as channel:
            return [await channel.receive_batch(4), await channel.receive_batch(), await channel.receive_batch()]

    assert run(main()) == [[b"0", b"1", b"2", b"3"], [b"4", b"5", b"6", b"7", b"8", b"9"], []]


def test_only_the_first_message_is_waited_for(run: Run, name: str) -> None:
    host = _fake.host(name)

    async def main() -> None:
        async with flet_embed.channel(name) as channel:
            waiting = asyncio.create_task(channel.receive_batch())
            await asyncio.sleep(0)
            assert not waiting.done()
            host.send(b"1")
            assert await waiting == [b"1"]
            host.close()

    run(main())


def test_batches_end_with_the_channel(run: Run, name: str) -> None:
    host = _fake.host(name)
    for number in range(5):
        host.send(b"%d" % number)
    host.close()

    async def main() -> list[list[Any]]:
        async with flet_embed.channel(name) as channel:
            return [batch async for batch in channel.batches(2)]

    assert run(main()) == [[b"0", b"1"], [b"2", b"3"], [b"4"]]


def test_a_batch_frees_its_places(run: Run, name: str) -> None:
    host = _fake.host(name, capacity=3)

    async def main() -> None:
        channel = flet_embed.channel(name)
        for number in range(3):
            assert host.try_send(b"%d" % number)
        assert not host.try_send(b"one more")
        assert len(await channel.receive_batch()) == 3
        assert all(host.try_send(b"again") for _ in range(3))
        channel.destroy()

    run(main())


def test_other_tasks_get_their_turns_between_batches(run: Run, name: str) -> None:
    host = _fake.host(name)

    async def main() -> int:
        channel = flet_embed.channel(name)
        turns = 0

        async def turn() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        other = asyncio.create_task(turn())
        for _ in range(16):
            for _ in range(256):
                host.send(b"x")
            received = 0
            while received < 256:
                received += len(await channel.receive_batch(100))
        other.cancel()
        channel.destroy()
        return turns

    assert run(main()) >= 16 - 1


def test_a_destroy_fails_it(run: Run, name: str) -> None:
    host = _fake.host(name)

    async def main() -> None:
        channel = flet_embed.channel(name)
        waiting = asyncio.create_task(channel.receive_batch())
        await asyncio.sleep(0)
        host.destroy()
        with pytest.raises(ChannelError):
            await waiting
        with pytest.raises(ChannelError):
            await channel.receive_batch()

    run(main())


def test_a_second_consumer_is_refused(run: Run, name: str) -> None:
    host = _fake.host(name)

    async def main() -> None:
        channel = flet_embed.channel(name)
        waiting = asyncio.create_task(channel.receive())
        await asyncio.sleep(0)
        with pytest.raises(ChannelError) as error:
            await channel.receive_batch()
        assert error.value.code == "ERR_EMBED_CHANNEL_BUSY"
        host.send(b"for the first")
        assert await waiting == b"for the first"
        channel.destroy()

    run(main())


def test_threads_take_batches_too(name: str) -> None:
    host = _fake.host(name)
    channel = flet_embed.channel(name)
    with pytest.raises(TimeoutError):
        channel.receive_batch_sync(timeout=0)
    for number in range(3):
        host.send(b"%d" % number)
    host.close()
    assert channel.receive_batch_sync(2) == [b"0", b"1"]
    assert channel.receive_batch_sync() == [b"2"]
    assert channel.receive_batch_sync() == []
    channel.close_sync()


@pytest.mark.parametrize(("limit", "error"), [(0, ValueError), (-1, ValueError), ("4", TypeError), (True, TypeError)])
def test_a_limit_that_is_none_is_refused(run: Run, name: str, limit: Any, error: type[Exception]) -> None:
    async def main() -> None:
        channel = flet_embed.channel(name)
        with pytest.raises(error, match="for limit but received"):
            await channel.receive_batch(limit)
        with pytest.raises(error):
            channel.batches(limit)
        with pytest.raises(error):
            channel.receive_batch_sync(limit)
        channel.destroy()

    run(main())
