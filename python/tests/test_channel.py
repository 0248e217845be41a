"""The channel contract on Python's side, for asyncio, over every kind of loop."""

from __future__ import annotations

import asyncio
import threading

import pytest
from conftest import Run

import flet_embed
from flet_embed import ChannelError, _fake


def code_of(error: pytest.ExceptionInfo[ChannelError]) -> str:
    return error.value.code


class TestOrder:
    def test_messages_arrive_exactly_as_sent(self, run: Run, name: str) -> None:
        sent = [b"%d" % i for i in range(3000)]

        async def main() -> list[flet_embed.Message]:
            async with flet_embed.channel(name) as channel:
                return [message async for message in channel]

        host = _fake.host(name)

        def feed() -> None:
            for message in sent:
                host.send(message)
            host.close()

        feeder = threading.Thread(target=feed)
        feeder.start()
        assert run(main()) == sent
        feeder.join()

    def test_messages_leave_exactly_as_sent(self, run: Run, name: str) -> None:
        sent = [b"%d" % i for i in range(3000)]
        host = _fake.host(name, capacity=7)
        received: list[object] = []

        def drain() -> None:
            while (message := host.receive()) is not None:
                received.append(message)
            host.close()

        drainer = threading.Thread(target=drain)
        drainer.start()

        async def main() -> None:
            async with flet_embed.channel(name) as channel:
                for message in sent:
                    await channel.send(message)

        run(main())
        drainer.join()
        assert received == sent

    def test_waiting_senders_are_served_in_the_order_in_which_they_came(self, run: Run, name: str) -> None:
        host = _fake.host(name, capacity=8)

        async def main() -> None:
            channel = flet_embed.channel(name)
            for i in range(8):
                await channel.send(b"%d" % i)
            tasks = [asyncio.create_task(channel.send(b"%d" % i)) for i in range(8, 16)]
            await asyncio.sleep(0)
            assert [await asyncio.to_thread(host.receive) for _ in range(16)] == [b"%d" % i for i in range(16)]
            await asyncio.gather(*tasks)
            channel.destroy()

        run(main())

    def test_a_sender_that_lets_the_loop_run_keeps_its_place(self, run: Run, name: str) -> None:
        host = _fake.host(name, capacity=100_000)

        async def main() -> None:
            channel = flet_embed.channel(name, capacity=100_000)
            tasks = [asyncio.create_task(channel.send(b"%d" % i)) for i in range(2000)]
            await asyncio.gather(*tasks)
            assert [host.receive() for _ in range(2000)] == [b"%d" % i for i in range(2000)]
            channel.destroy()

        run(main())

    def test_threads_and_tasks_stand_in_one_line(self, run: Run, name: str) -> None:
        host = _fake.host(name, capacity=2)

        async def main() -> None:
            channel = flet_embed.channel(name)
            await channel.send(b"0")
            await channel.send(b"1")
            first = asyncio.create_task(channel.send(b"task"))
            await asyncio.sleep(0)
            waits = channel.statistics["sent"]["waits"]
            thread = threading.Thread(target=channel.send_sync, args=(b"thread",))
            thread.start()
            while channel.statistics["sent"]["waits"] == waits:  # until the thread has found no space
                await asyncio.sleep(0)
            received = [await asyncio.to_thread(host.receive) for _ in range(4)]
            await first
            await asyncio.to_thread(thread.join)
            assert received == [b"0", b"1", b"task", b"thread"]
            channel.destroy()

        run(main())


class TestBounds:
    def test_send_waits_at_the_capacity_and_goes_on_when_there_is_space(self, run: Run, name: str) -> None:
        host = _fake.host(name, capacity=2)

        async def main() -> None:
            channel = flet_embed.channel(name)
            await channel.send(b"a")
            await channel.send(b"b")
            third = asyncio.create_task(channel.send(b"c"))
            for _ in range(10):
                await asyncio.sleep(0)
            assert not third.done() and host.queued == 2
            assert host.receive() == b"a"
            await third
            assert host.queued == 2
            channel.destroy()

        run(main())

    def test_send_waits_at_the_high_water_mark(self, run: Run, name: str) -> None:
        host = _fake.host(name, high_water_mark=10)

        async def main() -> None:
            channel = flet_embed.channel(name)
            await channel.send(b"x" * 10)
            waiting = asyncio.create_task(channel.send(b"y"))
            for _ in range(10):
                await asyncio.sleep(0)
            assert not waiting.done()
            host.receive()
            await waiting
            channel.destroy()

        run(main())

    def test_one_message_above_the_mark_passes_when_the_queue_is_empty(self, run: Run, name: str) -> None:
        host = _fake.host(name, high_water_mark=10)

        async def main() -> None:
            channel = flet_embed.channel(name)
            await channel.send(b"x" * 100)
            assert not channel.try_send(b"")
            assert host.receive() == b"x" * 100
            channel.destroy()

        run(main())

    def test_one_sender_more_than_the_capacity_fails_instead_of_waiting(self, run: Run, name: str) -> None:
        host = _fake.host(name, capacity=2)

        async def main() -> None:
            channel = flet_embed.channel(name)
            await channel.send(b"0")
            await channel.send(b"1")
            waiting = [asyncio.create_task(channel.send(b"w")) for _ in range(2)]
            await asyncio.sleep(0)
            with pytest.raises(ChannelError) as error:
                await channel.send(b"too many")
            assert code_of(error) == "ERR_EMBED_FULL"
            host.receive()
            host.receive()
            await asyncio.gather(*waiting)
            channel.destroy()

        run(main())

    def test_the_first_openers_options_hold_and_others_are_refused(self, name: str) -> None:
        host = _fake.host(name, capacity=5, high_water_mark=100, max_message_bytes=50)
        with pytest.raises(ChannelError) as error:
            flet_embed.channel(name, capacity=6)
        assert code_of(error) == "ERR_EMBED_CHANNEL_OPTIONS"
        channel = flet_embed.channel(name, capacity=5)
        assert channel.options == (5, 100, 50)
        host.destroy()

    def test_defaults_are_1024_messages_16_mib_and_256_mib(self, name: str) -> None:
        channel = flet_embed.channel(name)
        assert channel.options == (1024, 16 << 20, 256 << 20)
        channel.destroy()

    @pytest.mark.parametrize("when", ["at the first send", "later"])
    def test_a_message_above_the_limit_is_refused(self, run: Run, name: str, when: str) -> None:
        async def main() -> None:
            channel = flet_embed.channel(name, max_message_bytes=10)
            if when == "later":
                await channel.send(b"x" * 10)
            with pytest.raises(ChannelError) as error:
                await channel.send(b"x" * 11)
            assert code_of(error) == "ERR_EMBED_MESSAGE_TOO_LARGE"
            channel.destroy()

        run(main())


class TestSend:
    def test_the_bytes_are_taken_at_the_call(self, run: Run, name: str) -> None:
        host = _fake.host(name, capacity=1)

        async def main() -> None:
            channel = flet_embed.channel(name)
            await channel.send(b"first")
            data = bytearray(b"before")
            waiting = asyncio.create_task(channel.send(data))
            await asyncio.sleep(0)
            data[:] = b"after!"
            assert host.receive() == b"first"
            await waiting
            assert host.receive() == b"before"
            channel.destroy()

        run(main())

    def test_try_send_says_false_at_the_bound_and_while_others_wait(self, run: Run, name: str) -> None:
        host = _fake.host(name, capacity=1)

        async def main() -> None:
            channel = flet_embed.channel(name)
            assert channel.try_send(b"1")
            assert not channel.try_send(b"2")
            waiting = asyncio.create_task(channel.send(b"3"))
            await asyncio.sleep(0)
            host.receive()
            assert not channel.try_send(b"4")
            await waiting
            assert host.receive() == b"3"
            channel.destroy()

        run(main())

    def test_memory_is_transferred_without_a_copy(self, run: Run, name: str) -> None:
        host = _fake.host(name)

        async def main() -> None:
            channel = flet_embed.channel(name)
            block = flet_embed.allocate(8)
            await channel.send(block, transfer=True)
            received = host.receive()
            assert isinstance(received, memoryview)
            assert received.obj is block
            channel.destroy()

        run(main())

    def test_memory_that_cannot_change_hands_is_refused(self, run: Run, name: str) -> None:
        async def main() -> None:
            channel = flet_embed.channel(name)
            with pytest.raises(ChannelError) as error:
                await channel.send(memoryview(b"read-only"), transfer=True)
            assert code_of(error) == "ERR_EMBED_NOT_TRANSFERABLE"
            channel.destroy()

        run(main())

    def test_a_text_is_a_type_error(self, run: Run, name: str) -> None:
        async def main() -> None:
            channel = flet_embed.channel(name)
            with pytest.raises(TypeError):
                await channel.send("text")  # type: ignore[arg-type]
            channel.destroy()

        run(main())

    @pytest.mark.parametrize("end", ["close", "destroy"])
    def test_a_waiting_send_fails_when_the_channel_ends_first(self, run: Run, name: str, end: str) -> None:
        host = _fake.host(name, capacity=1)

        async def main() -> None:
            channel = flet_embed.channel(name)
            await channel.send(b"1")
            waiting = asyncio.create_task(channel.send(b"2"))
            await asyncio.sleep(0)
            closing = None
            if end == "close":
                closing = asyncio.create_task(channel.close())
            else:
                channel.destroy("enough")
            with pytest.raises(ChannelError) as error:
                await waiting
            if closing is None:
                assert code_of(error) == "ERR_EMBED_CHANNEL_DESTROYED"
                assert "enough" in str(error.value)
            else:
                assert code_of(error) == "ERR_EMBED_CHANNEL_CLOSED"
                assert host.receive() == b"1"
                host.close()
                await closing

        run(main())


class TestReceive:
    def test_a_transferred_message_is_a_memoryview_others_are_bytes(self, run: Run, name: str) -> None:
        host = _fake.host(name)
        host.try_send(b"copied")
        host.transfer(bytearray(b"moved"))
        host.close()

        async def main() -> list[flet_embed.Message]:
            async with flet_embed.channel(name) as channel:
                return [message async for message in channel]

        copied, moved = run(main())
        assert type(copied) is bytes
        assert type(moved) is memoryview and bytes(moved) == b"moved"

    def test_zero_length_messages_are_messages(self, run: Run, name: str) -> None:
        host = _fake.host(name)
        host.try_send(b"")
        host.close()

        async def main() -> None:
            async with flet_embed.channel(name) as channel:
                assert await channel.receive() == b""
                assert await channel.receive() is None

        run(main())

    def test_the_place_of_a_message_is_free_when_it_is_received(self, run: Run, name: str) -> None:
        host = _fake.host(name, capacity=1)
        host.try_send(b"1")
        assert not host.try_send(b"2")

        async def main() -> None:
            channel = flet_embed.channel(name)
            assert await channel.receive() == b"1"
            assert host.try_send(b"2")
            channel.destroy()

        run(main())

    def test_a_second_consumer_is_refused(self, run: Run, name: str) -> None:
        host = _fake.host(name)

        async def main() -> None:
            channel = flet_embed.channel(name)
            waiting = asyncio.create_task(channel.receive())
            await asyncio.sleep(0)
            with pytest.raises(ChannelError) as error:
                await channel.receive()
            assert code_of(error) == "ERR_EMBED_CHANNEL_BUSY"
            with pytest.raises(ChannelError) as error:
                channel.receive_sync(0)
            assert code_of(error) == "ERR_EMBED_CHANNEL_BUSY"
            host.send(b"for the first")
            assert await waiting == b"for the first"
            channel.destroy()

        run(main())

    def test_a_second_consumer_cannot_take_what_woke_the_first(self, run: Run, name: str) -> None:
        host = _fake.host(name)

        async def main() -> None:
            channel = flet_embed.channel(name)
            waiting = asyncio.create_task(channel.receive())
            await asyncio.sleep(0)
            host.send(b"for the first")
            with pytest.raises(ChannelError) as error:
                await channel.receive()
            assert code_of(error) == "ERR_EMBED_CHANNEL_BUSY"
            assert await waiting == b"for the first"
            channel.destroy()

        run(main())


class TestStatistics:
    def test_count_messages_and_bytes_per_direction(self, run: Run, name: str) -> None:
        host = _fake.host(name)
        host.try_send(b"12345")

        async def main() -> flet_embed.ChannelStatistics:
            channel = flet_embed.channel(name)
            await channel.receive()
            await channel.send(b"1")
            await channel.send(b"22")
            statistics = channel.statistics
            channel.destroy()
            return statistics

        statistics = run(main())
        assert statistics["sent"]["messages"] == 2 and statistics["sent"]["bytes"] == 3
        assert statistics["received"]["messages"] == 1 and statistics["received"]["bytes"] == 5


class TestMisuse:
    @pytest.mark.parametrize(
        ("arguments", "kind", "text"),
        [
            ({"name": 5}, TypeError, "Expected a str for name but received 5"),
            ({"name": ""}, ValueError, "Expected at least one character for name"),
            ({"name": "x", "capacity": 0}, ValueError, "Expected 1 to 1048576 for capacity but received 0"),
            ({"name": "x", "capacity": "9"}, TypeError, "Expected an int for capacity but received '9'"),
            ({"name": "x", "capacity": True}, TypeError, "Expected an int for capacity but received True"),
            ({"name": "x", "high_water_mark": -1}, ValueError, "for high_water_mark but received -1"),
            ({"name": "x", "max_message_bytes": 1.5}, TypeError, "for max_message_bytes but received 1.5"),
        ],
    )
    def test_an_argument_out_of_range_is_named(
        self, arguments: dict[str, object], kind: type[Exception], text: str
    ) -> None:
        with pytest.raises(kind, match=text):
            flet_embed.channel(**arguments)  # type: ignore[arg-type]

    def test_a_timeout_that_is_no_number_is_a_type_error(self, name: str) -> None:
        channel = flet_embed.channel(name)
        for wrong in ("1", True, float("nan")):
            with pytest.raises(TypeError, match="Expected seconds or None for timeout"):
                channel.receive_sync(wrong)  # type: ignore[arg-type]
        channel.destroy()
