"""What the benchmark tells a peer: one argument, JSON."""

import json
from contextlib import AbstractContextManager
from dataclasses import dataclass

from load import load


@dataclass(frozen=True)
class Orders:
    role: str
    batched: bool
    burners: int
    hold_gil_ms: float

    def load(self) -> AbstractContextManager[None]:
        return load(self.burners, self.hold_gil_ms)


def read(text: str) -> Orders:
    return Orders(**json.loads(text))
