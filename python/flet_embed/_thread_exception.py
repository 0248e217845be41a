"""`raise_in_thread` without a native core: through the C interface of the Python that runs this."""

from __future__ import annotations

__all__ = ["raise_in_thread"]


def raise_in_thread(ident: int, exception: type[BaseException], /) -> bool:
    """Raises an exception of the given type in another thread as soon as that runs Python code; False: no such
    thread."""
    import ctypes  # only a program that is stopped pays for it

    raised: int = ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(ident), ctypes.py_object(exception))
    return raised > 0
