"""Channels without asyncio: for programs and threads that may block."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import flet_embed
from flet_embed import ChannelError, _fake


def test_a_thread_echoes(name: str) -> None:
    host = _fake.host(name)

    def echo() -> None:
        with flet_embed.channel(name) as channel:
            while (message := channel.receive_sync()) is not None:
                channel.send_sync(message)

    thread = threading.Thread(target=echo)
    thread.start()
    for i in range(1000):
        host.send(b"%d" % i)
        assert host.receive() == b"%d" % i
    host.close()
    thread.join()
    assert host.receive() is None


def test_each_threads_messages_stay_in_order(name: str) -> None:
    host = _fake.host(name, capacity=4)
    channel = flet_embed.channel(name)

    def send(who: int) -> None:
        for i in range(500):
            channel.send_sync(b"%d %d" % (who, i))

    threads = [threading.Thread(target=send, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    received: dict[int, list[int]] = {who: [] for who in range(4)}
    for _ in range(2000):
        message = host.receive()
        assert message is not None
        who, i = map(int, bytes(message).split())
        received[who].append(i)
    for thread in threads:
        thread.join()
    assert all(numbers == list(range(500)) for numbers in received.values())
    channel.destroy()


def test_receive_and_send_give_up_after_their_timeout(name: str) -> None:
    host = _fake.host(name, capacity=1)
    channel = flet_embed.channel(name)
    with pytest.raises(TimeoutError):
        channel.receive_sync(0.001)
    channel.send_sync(b"1", timeout=0)
    with pytest.raises(TimeoutError):
        channel.send_sync(b"2", timeout=0.001)
    assert host.receive() == b"1"
    assert host.queued == 0
    channel.send_sync(b"3")
    assert host.receive() == b"3"
    channel.destroy()


def test_a_negative_timeout_means_not_to_wait(name: str) -> None:
    channel = flet_embed.channel(name)
    with pytest.raises(TimeoutError):
        channel.receive_sync(-1)
    channel.destroy()


def test_a_second_consumer_is_refused(name: str) -> None:
    host = _fake.host(name)
    channel = flet_embed.channel(name)
    received: list[object] = []
    thread = threading.Thread(target=lambda: received.append(channel.receive_sync()))
    thread.start()
    while channel._seat:
        threading.Event().wait(0.001)
    with pytest.raises(ChannelError) as error:
        channel.receive_sync()
    assert error.value.code == "ERR_EMBED_CHANNEL_BUSY"
    host.send(b"x")
    thread.join()
    assert received == [b"x"]
    channel.destroy()


@pytest.mark.parametrize("operation", ["send", "receive", "close"])
def test_a_destroy_ends_every_blocked_thread(name: str, operation: str) -> None:
    host = _fake.host(name, capacity=1)
    channel = flet_embed.channel(name)
    channel.send_sync(b"fill")
    operations: dict[str, Callable[[], object]] = {
        "send": lambda: channel.send_sync(b"x"),
        "receive": channel.receive_sync,
        "close": channel.close_sync,
    }
    codes: list[str] = []

    def block() -> None:
        try:
            operations[operation]()
        except ChannelError as error:
            codes.append(error.code)

    thread = threading.Thread(target=block)
    thread.start()
    host.destroy("ERR_EMBED_HOST_GONE")
    thread.join()
    assert codes == ["ERR_EMBED_HOST_GONE"]


def test_close_sync_waits_for_the_other_side(name: str) -> None:
    host = _fake.host(name)
    channel = flet_embed.channel(name)
    thread = threading.Thread(target=channel.close_sync)
    thread.start()
    assert host.receive() is None
    host.close()
    thread.join()


def test_close_sync_destroys_the_channel_after_its_timeout(name: str) -> None:
    host = _fake.host(name)
    with pytest.raises(TimeoutError):
        flet_embed.channel(name).close_sync(0.001)
    with pytest.raises(ChannelError):
        host.receive()


def test_leaving_with_by_an_exception_destroys_the_channel(name: str) -> None:
    host = _fake.host(name)
    with pytest.raises(KeyError), flet_embed.channel(name):
        raise KeyError("gone")
    with pytest.raises(ChannelError, match="KeyError: 'gone'"):
        host.receive()


def test_a_program_without_asyncio_does_not_import_it() -> None:
    program = (
        "import sys, flet_embed; c = flet_embed.channel('x'); c.try_send(b'1'); c.destroy(); "
        "sys.exit('asyncio' in sys.modules)"
    )
    folder = Path(flet_embed.__file__).parent.parent
    subprocess.run([sys.executable, "-c", program], cwd=folder, check=True)


def test_outside_a_host_the_package_can_be_imported_and_says_why_it_cannot_be_used() -> None:
    program = (
        "import flet_embed\n"
        "from flet_embed import ChannelError\n"
        "try: flet_embed.channel('x')\n"
        "except RuntimeError as error: print(error)"
    )
    folder = Path(flet_embed.__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, env={}, check=True, capture_output=True, text=True
    )
    assert "works only inside a process that embeds Python" in done.stdout
