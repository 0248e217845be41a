"""The packets between a child process and the harness that started it."""

from __future__ import annotations

import asyncio
import json
import os
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from flet_embed_agent.place import place_of_this_program
from flet_embed_agent.wire import AGENT, OUTPUT, Wire
from flet_embed_agent.wire_link import WireLink


@pytest.fixture
def ends() -> Iterator[tuple[Wire, Wire]]:
    """The child's end, and the harness's."""
    to_child, to_harness = os.pipe(), os.pipe()
    yield Wire(to_child[0], to_harness[1]), Wire(to_harness[0], to_child[1])
    for descriptor in (*to_child, *to_harness):
        try:
            os.close(descriptor)
        except OSError:
            pass


def test_packets_arrive_whole_in_order_and_with_their_kind(ends: tuple[Wire, Wire]) -> None:
    child, harness = ends
    packets = [(AGENT, b"{}"), (OUTPUT, b""), (OUTPUT, b"x" * 1_000_000), (AGENT, b"[1]")]

    def send() -> None:
        for kind, payload in packets:
            child.send(kind, payload)

    sending = threading.Thread(target=send)
    sending.start()
    assert [harness.receive() for _ in packets] == packets
    sending.join()


def test_the_end_of_the_harness_is_seen_and_nothing_that_is_sent_then_fails(ends: tuple[Wire, Wire]) -> None:
    child, harness = ends
    os.close(harness._outgoing)
    os.close(harness._incoming)
    assert child.receive() is None
    child.send(AGENT, b"nobody hears this")


def test_children_of_the_program_do_not_inherit_it(ends: tuple[Wire, Wire]) -> None:
    child, _ = ends
    assert not os.get_inheritable(child._incoming)
    assert not os.get_inheritable(child._outgoing)


def test_messages_that_come_before_the_agent_listens_are_kept_in_order(ends: tuple[Wire, Wire]) -> None:
    link = WireLink(ends[0])
    got: list[dict[str, Any]] = []

    async def main() -> None:
        link.deliver({"number": 1})
        link.deliver({"number": 2})
        link.listen(got.append)
        late = threading.Thread(target=link.deliver, args=({"number": 3},))
        late.start()
        while len(got) < 3:
            await asyncio.sleep(0)
        late.join()

    asyncio.run(main())
    assert [message["number"] for message in got] == [1, 2, 3]
    link.deliver({"number": 4})  # the loop is closed
    link.close()


def test_what_the_agent_says_is_json(ends: tuple[Wire, Wire]) -> None:
    child, harness = ends
    WireLink(child).send({"event": "started", "text": "ä"})
    packet = harness.receive()
    assert packet is not None
    assert packet[0] == AGENT
    assert json.loads(packet[1]) == {"event": "started", "text": "ä"}


def test_without_its_package_an_app_behind_a_web_server_fails_instead_of_installing_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FLET_EMBED_AGENT_TRANSPORT", "websocket")
    monkeypatch.setenv("FLET_SERVER_PORT", "1")
    monkeypatch.setattr("flet_embed_agent.place.find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match="No module named 'flet_web', which serves an app"):
        place_of_this_program()
