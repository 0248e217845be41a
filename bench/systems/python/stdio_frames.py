"""A child that speaks over its standard input and output: a length of four bytes, little-endian, and the message.
Argument: the orders."""

import sys
from typing import Any

import orders
from blocking_roles import ROLES

HEADER = 4


class StdioChannel:
    def __init__(self) -> None:
        self.input = sys.stdin.buffer
        self.output = sys.stdout.buffer

    def send(self, data: Any) -> None:
        self.output.write(len(data).to_bytes(HEADER, "little"))
        self.output.write(data)
        self.output.flush()

    def receive(self) -> bytes | None:
        header = self.input.read(HEADER)
        if not header:
            return None
        return self.input.read(int.from_bytes(header, "little"))


told = orders.read(sys.argv[1])
with told.load():
    ROLES[told.role](StdioChannel())
