"""Where this app runs: what its agent counts packets on, and how it reaches the harness."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, Protocol

from .tap import Tap

__all__ = ["Link", "place_of_this_program"]


class Link(Protocol):
    """Any thread may send. Once the harness has gone nobody listens, which is no failure of the app."""

    def send(self, message: dict[str, Any]) -> None: ...

    def listen(self, handler: Callable[[dict[str, Any]], None]) -> None: ...

    def close(self) -> None: ...


def place_of_this_program() -> tuple[Tap, Link]:
    """From the variables that the harness has set for this program: `FLET_EMBED_AGENT_TRANSPORT` in a child process,
    the two ports of an embedded one. In Pyodide none is needed."""
    if sys.platform == "emscripten":
        return _pyodide()
    transport = os.environ.get("FLET_EMBED_AGENT_TRANSPORT")
    if transport is None:
        return _embedded()
    return _child(transport)


def _embedded() -> tuple[Tap, Link]:
    from .bridge_link import BridgeLink
    from .bridge_tap import BridgeTap

    tap = BridgeTap(int(os.environ["FLET_DART_BRIDGE_PORT"]))
    return tap, BridgeLink(int(os.environ["FLET_EMBED_AGENT_PORT"]))


def _pyodide() -> tuple[Tap, Link]:
    from .page_tap import PageLink, PageTap

    return PageTap(), PageLink()


def _child(transport: str) -> tuple[Tap, Link]:
    from . import child
    from .listening import Listening

    pipe = os.environ.get("FLET_EMBED_AGENT_PIPE") if transport == "pipe" else None
    listening = Listening(child.tell, needs_port=transport in ("tcp", "websocket"), pipe=pipe)
    if transport == "websocket":
        if find_spec("flet_web") is None:
            # Flet would install it from the network, into whatever environment this is.
            message = "No module named 'flet_web', which serves an app over transport: 'websocket'"
            raise ModuleNotFoundError(message, name="flet_web")
        from .web_tap import WebTap

        return WebTap(listening, os.environ.get("FLET_EMBED_AGENT_CLOCK") == "1"), child.link()
    from .socket_tap import SocketTap

    return SocketTap(listening), child.link()
