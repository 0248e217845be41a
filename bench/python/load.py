"""What Python has to do beside its role: threads that burn CPU, and one that keeps the GIL for milliseconds at a time."""

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def load(burners: int, hold_gil_ms: float) -> Iterator[None]:
    stop = threading.Event()
    targets = [lambda: burn(stop)] * burners
    if hold_gil_ms:
        targets.append(lambda: hold(stop, hold_gil_ms))
    threads = [threading.Thread(target=target) for target in targets]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def burn(stop: threading.Event) -> None:
    number = 0
    while not stop.is_set():
        for _ in range(1000):
            number = (number * 31 + 7) % 1_000_003


def hold(stop: threading.Event, milliseconds: float) -> None:
    """As a C extension does that works long and never lets go: `PyDLL` calls with the GIL held. POSIX."""
    usleep = ctypes.PyDLL(None).usleep
    while not stop.wait(milliseconds / 1000):
        usleep(int(milliseconds * 1000))
