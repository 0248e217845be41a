"""Opening and ending a channel, for asyncio, over every kind of loop."""

from __future__ import annotations

import asyncio

import pytest
from conftest import Run

import flet_embed
from flet_embed import ChannelError, _fake


def code_of(error: pytest.ExceptionInfo[ChannelError]) -> str:
    return error.value.code


class TestEither:
    def test_the_host_may_come_first(self, run: Run, name: str) -> None:
        host = _fake.host(name)
        host.try_send(b"early")

        async def main() -> object:
            channel = flet_embed.channel(name)
            try:
                return await channel.receive()
            finally:
                channel.destroy()

        assert run(main()) == b"early"

    def test_python_may_come_first(self, run: Run, name: str) -> None:
        async def main() -> None:
            channel = flet_embed.channel(name)
            await channel.send(b"early")
            assert _fake.host(name).receive() == b"early"
            channel.destroy()

        run(main())

    def test_a_name_that_is_open_already_is_refused(self, name: str) -> None:
        channel = flet_embed.channel(name)
        with pytest.raises(ChannelError) as error:
            flet_embed.channel(name)
        assert code_of(error) == "ERR_EMBED_CHANNEL_EXISTS"
        channel.destroy()
        flet_embed.channel(name).destroy()


class TestEnds:
    def test_after_the_hosts_close_what_is_queued_is_delivered_then_the_end(self, run: Run, name: str) -> None:
        host = _fake.host(name)
        host.try_send(b"last")
        host.close()

        async def main() -> None:
            channel = flet_embed.channel(name)
            assert await channel.receive() == b"last"
            assert await channel.receive() is None
            assert await channel.receive() is None
            await channel.close()

        run(main())

    def test_after_the_own_close_receiving_stays_legal_and_sending_does_not(self, run: Run, name: str) -> None:
        host = _fake.host(name)

        async def main() -> None:
            channel = flet_embed.channel(name)
            closing = asyncio.create_task(channel.close())
            await asyncio.sleep(0)
            host.send(b"still")
            assert await channel.receive() == b"still"
            with pytest.raises(ChannelError) as error:
                await channel.send(b"no more")
            assert code_of(error) == "ERR_EMBED_CHANNEL_CLOSED"
            assert host.receive() is None
            host.close()
            await closing

        run(main())

    def test_the_hosts_close_does_not_stop_sends(self, run: Run, name: str) -> None:
        host = _fake.host(name)
        host.close()

        async def main() -> None:
            async with flet_embed.channel(name) as channel:
                await channel.send(b"answer")

        run(main())
        assert host.receive() == b"answer"

    def test_input_that_nobody_reads_does_not_block_close(self, run: Run, name: str) -> None:
        host = _fake.host(name)
        host.try_send(b"unread")
        host.close()

        async def main() -> None:
            await flet_embed.channel(name).close()

        run(main())

    def test_a_close_that_takes_too_long_destroys_the_channel(self, run: Run, name: str) -> None:
        host = _fake.host(name)

        async def main() -> None:
            with pytest.raises(TimeoutError, match=r"did not close the channel within 0\.001 seconds"):
                await flet_embed.channel(name).close(timeout=0.001)

        run(main())
        with pytest.raises(ChannelError, match="did not close"):
            host.receive()

    @pytest.mark.parametrize("operation", ["receive", "iterate", "close"])
    def test_a_destroy_by_the_host_ends_every_wait_with_its_reason(self, run: Run, name: str, operation: str) -> None:
        host = _fake.host(name)

        async def main() -> None:
            channel = flet_embed.channel(name)

            async def iterate() -> None:
                async for _ in channel:
                    pass

            waiting = asyncio.ensure_future(
                {"receive": channel.receive, "iterate": iterate, "close": channel.close}[operation]()
            )
            await asyncio.sleep(0)
            host.destroy("ERR_EMBED_HOST_GONE", "the window was closed")
            with pytest.raises(ChannelError, match="the window was closed") as error:
                await waiting
            assert code_of(error) == "ERR_EMBED_HOST_GONE"

        run(main())

    def test_a_destroy_drops_what_is_queued_and_counts_it(self, name: str) -> None:
        host = _fake.host(name)
        channel = flet_embed.channel(name)
        host.try_send(b"1")
        channel.try_send(b"2")
        channel.destroy(ValueError("bad input"))
        with pytest.raises(ChannelError, match="ValueError: bad input"):
            host.receive()
        assert channel.statistics["sent"]["dropped"] == 1
        assert channel.statistics["received"]["dropped"] == 1

    def test_leaving_async_with_by_an_exception_destroys_the_channel(self, run: Run, name: str) -> None:
        host = _fake.host(name)

        async def main() -> None:
            async with flet_embed.channel(name):
                raise LookupError("lost")

        with pytest.raises(LookupError):
            run(main())
        with pytest.raises(ChannelError, match="LookupError: lost"):
            host.receive()

    def test_leaving_by_a_successful_exit_closes_without_waiting(self, run: Run, name: str) -> None:
        host = _fake.host(name)

        async def main() -> None:
            async with flet_embed.channel(name):
                raise SystemExit(0)

        with pytest.raises(SystemExit):
            run(main())
        assert host.receive() is None
