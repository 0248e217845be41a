"""When an event and its patch pass the doors of Flet's own Python.

Imported before the app by a program that is to be measured from inside (`FLET_EMBED_IMPORT`), with FLET_STAGE_STAMPS
set; otherwise it only gives `stamped`, which then does nothing. The stamps are printed as one line of JSON when the
program ends. The clock is the monotonic one, which Node's `process.hrtime` reads too.
"""

import atexit
import functools
import json
import os
import time
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

ENABLED = "FLET_STAGE_STAMPS" in os.environ
STAMPS: list[tuple[str, int]] = []

now = time.perf_counter_ns


def stamped(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """A handler of an app: stamps when it begins and when it ends."""
    if not ENABLED:
        return function
    return between("handler", "handled", function)


def between(before: str | None, after: str | None, function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def with_stamps(*args: Any, **kwargs: Any) -> Any:
        if before is not None:
            STAMPS.append((before, now()))
        try:
            return function(*args, **kwargs)
        finally:
            if after is not None:
                STAMPS.append((after, now()))

    return with_stamps


def install() -> None:
    """Flet calls `on_bytes` with a packet, `on_message` with what it says, `send_message` with a patch to be encoded,
    and the module's `send_bytes` with the packet that leaves."""
    from flet.messaging import flet_dart_bridge_server as server

    owner = server.FletDartBridgeServer
    for method, before in (("on_bytes", "taken"), ("on_message", "decoded")):
        name = f"_FletDartBridgeServer__{method}"
        setattr(owner, name, between(before, None, getattr(owner, name)))
    owner.send_message = between("compared", None, owner.send_message)  # type: ignore[method-assign]
    server.dart_bridge.send_bytes = between("encoded", None, server.dart_bridge.send_bytes)
    atexit.register(lambda: print(json.dumps({"stamps": STAMPS}), flush=True))


if ENABLED:
    install()
