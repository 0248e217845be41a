"""A child that speaks lines of base64 over its standard input and output. Argument: the orders."""

import sys
from base64 import b64decode, b64encode
from typing import Any

import orders
from blocking_roles import ROLES


class LineChannel:
    def send(self, data: Any) -> None:
        print(b64encode(data).decode(), flush=True)

    def receive(self) -> bytes | None:
        line = sys.stdin.readline()
        return b64decode(line) if line else None


told = orders.read(sys.argv[1])
with told.load():
    ROLES[told.role](LineChannel())
