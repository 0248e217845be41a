"""The fake offers what the stub promises, so that what passes here means something for the native module."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from typing import Any

import pytest

import flet_embed
from flet_embed import _absent, _fake

STUB = ast.parse(Path(flet_embed.__file__).with_name("_flet_embed.pyi").read_text(encoding="utf-8"))
# Python's own: the category of warnings is not needed natively; in the fake a Block is a bytearray, a Waiter asyncio's
# future.
NOT_COMPARED = {"EmbedWarning", "Block", "Waiter"}


def parameters(function: ast.FunctionDef) -> list[str]:
    names = [argument.arg for argument in [*function.args.posonlyargs, *function.args.args]]
    return [name for name in names if name != "self"]


FUNCTIONS = [(node.name, parameters(node)) for node in STUB.body if isinstance(node, ast.FunctionDef)]
METHODS = [
    (cls.name, node.name, parameters(node))
    for cls in STUB.body
    if isinstance(cls, ast.ClassDef) and cls.name not in NOT_COMPARED
    for node in cls.body
    if isinstance(node, ast.FunctionDef) and not node.decorator_list and node.name != "__init__"
]


def own_parameters(function: Any) -> list[str]:
    return [name for name in inspect.signature(function).parameters if name != "self"]


def test_the_stub_was_understood() -> None:
    assert ("open_channel", ["name", "capacity", "high_water_mark", "max_message_bytes"]) in FUNCTIONS
    assert ("Channel", "finish_send", ["ticket", "data", "transfer"]) in METHODS


@pytest.mark.parametrize(("name", "expected"), FUNCTIONS, ids=[name for name, _ in FUNCTIONS])
@pytest.mark.parametrize("module", [_fake, _absent], ids=["fake", "absent"])
def test_functions(module: Any, name: str, expected: list[str]) -> None:
    assert own_parameters(getattr(module, name)) == expected


@pytest.mark.parametrize(("cls", "name", "expected"), METHODS, ids=[f"{cls}.{name}" for cls, name, _ in METHODS])
def test_methods(cls: str, name: str, expected: list[str]) -> None:
    assert own_parameters(getattr(getattr(_fake, cls), name)) == expected


@pytest.mark.parametrize("call", [lambda: _absent.allocate(1), lambda: _absent.open_channel("x", 0, 0, 0)])
def test_the_absent_module_refuses_with_a_way_out(call: Any) -> None:
    with pytest.raises(RuntimeError, match="Run the program through the host"):
        call()
