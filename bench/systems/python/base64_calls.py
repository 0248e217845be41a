"""calls.py for a peer that passes texts only."""

from base64 import b64decode, b64encode

import calls
from calls import begin, end

__all__ = ["answer", "begin", "end"]


def answer(text: str) -> str:
    return b64encode(calls.answer(b64decode(text))).decode()
