"""The main program of a child process that runs one app, as `flet_embed` runs it inside its host: with the same
`__main__`, output, end and exit status. What it prints goes to the harness in order with what the agent says.

The harness starts it with two pipes, the descriptors 3 (from the harness) and 4 (to it).
"""

from __future__ import annotations

import _thread
import json
import os
import sys
from typing import Any, NoReturn

from flet_embed._native import native
from flet_embed._program import ProgramRunner

from .wire import AGENT, CONTROL, OUTPUT, Wire
from .wire_link import WireLink

__all__ = ["link", "main", "tell"]

INCOMING, OUTGOING = 3, 4

_wire: Wire | None = None
_link: WireLink | None = None


def main() -> NoReturn:
    """Runs what the first packet names, and ends the process."""
    global _wire, _link
    wire = _wire = Wire(INCOMING, OUTGOING)
    _link = WireLink(wire)
    order = _order(wire)
    tell({"event": "started", "python": sys.executable})
    stand_in: Any = native
    stand_in.write_output = lambda stream, data: wire.send(OUTPUT, bytes([stream]) + data)
    runner = ProgramRunner(guard_signals=False)
    runner.output_mode = "channel"
    runner.install()
    runner.renew_output()
    # Not one of `threading`'s: it is none of the program's.
    _thread.start_new_thread(_listen, (wire, _link, runner))
    status = runner.run(order["kind"], order["target"], order["args"])
    runner.finish_output()
    failure = {"type": status.error_type, "message": status.message, "traceback": status.traceback}
    tell({"event": "ended", "code": status.code, "error": None if status.error_type is None else failure})
    # Threads that do not end, and finalisers, are not waited for.
    os._exit(status.code & 0xFF)


def link() -> WireLink:
    """The agent's way to the harness."""
    if _link is None:
        raise RuntimeError("Expected a child process of the harness")
    return _link


def tell(message: dict[str, Any]) -> None:
    """Tells the harness about the program."""
    if _wire is not None:
        _wire.send(CONTROL, json.dumps(message).encode())


def _order(wire: Wire) -> dict[str, Any]:
    packet = wire.receive()
    if packet is None:
        os._exit(0)
    order: dict[str, Any] = json.loads(packet[1])
    return order


def _listen(wire: Wire, agent: WireLink, runner: ProgramRunner) -> None:
    """On a thread of its own, until the harness goes: then there is no reason to go on."""
    while (packet := wire.receive()) is not None:
        kind, payload = packet
        message = json.loads(payload)
        if kind == AGENT:
            agent.deliver(message)
        elif kind == CONTROL:
            runner.stop.request(message["stop"])
    os._exit(0)
