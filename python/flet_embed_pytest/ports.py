"""The ports on which apps under test listen.

Flet takes one that the system gives it and lets go of it until the app listens, some hundred milliseconds later.
Meanwhile the system may give it to anyone: to an app of another worker, or to a connection on its way out. Then two
clients come to one app, which keeps the later one only. So each worker has ports of its own here, and none of those
that systems give away.
"""

import os
import socket
from collections.abc import Iterator
from itertools import cycle
from typing import Any

#: Linux gives away those from 32768 on, other systems from 49152 on.
FIRST, END = 20_000, 32_768


def use_own_ports(flet_test_app: Any) -> None:
    """`flet_test_app`: the module of Flet that starts the apps."""
    flet_test_app.get_free_tcp_port = Ports(worker_ports()).take


def worker_ports() -> range:
    """What this process may use; pytest-xdist says which of its workers it is."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    count = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    return range(FIRST + int(worker) % count, END, count)


class Ports:
    """Goes through a range again and again, so that a port has rested before it comes again."""

    def __init__(self, ports: range) -> None:
        # Runs at the same time begin at different places.
        start = os.getpid() * 101 % len(ports)
        self._count = len(ports)
        self._next: Iterator[int] = cycle([*ports[start:], *ports[:start]])

    def take(self) -> int:
        """A port on which nobody listens."""
        for _ in range(self._count):
            port = next(self._next)
            if _is_free(port):
                return port
        raise OSError(f"Expected a free port from {FIRST} to {END - 1} but received none")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("", port))
        except OSError:
            return False
    return True
