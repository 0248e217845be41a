"""Whether a test asserts anything besides pictures: read from its source."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

import pytest

PICTURES = {"assert_control_screenshot", "assert_gif", "assert_screenshot"}
CHECKS_OF_PYTEST = {"deprecated_call", "fail", "raises", "warns"}


def checks_more_than_pictures(item: pytest.Item) -> bool:
    function = inspect.unwrap(getattr(item, "function", None) or (lambda: None))
    # What is no function of Python, such as a doctest, is not ours to judge: it has asserted in its own way.
    if not isinstance(function, FunctionType):
        return True
    return _has_checks(function, getattr(item, "cls", None))


@cache
def _has_checks(function: FunctionType, owner: type | None) -> bool:
    pending = [function]
    seen = {function}
    for current in pending:
        tree = _parsed(current)
        if tree is None:
            continue
        if any(_is_check(node) for node in ast.walk(tree)):
            return True
        for named in _named_functions(tree, current, owner):
            if named not in seen and _is_of_project(named):
                seen.add(named)
                pending.append(named)
    return False


def _parsed(function: FunctionType) -> ast.AST | None:
    try:
        return ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return None


def _is_check(node: ast.AST) -> bool:
    if isinstance(node, ast.Assert):
        return True
    if not isinstance(node, ast.Call):
        return False
    name = _called_name(node)
    return name in CHECKS_OF_PYTEST or (name.startswith("assert") and name not in PICTURES)


def _called_name(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _named_functions(tree: ast.AST, function: FunctionType, owner: type | None) -> Iterator[FunctionType]:
    """The functions that names and attributes in the source stand for, as far as can be told without running it."""
    names = {**function.__globals__, **inspect.getclosurevars(function).nonlocals}
    for node in ast.walk(tree):
        value: Any = None
        if isinstance(node, ast.Name):
            value = names.get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            holder = names.get(node.value.id)
            if isinstance(holder, ModuleType | type):
                value = getattr(holder, node.attr, None)
            elif node.value.id in ("self", "cls") and owner is not None:
                value = getattr(owner, node.attr, None)
        value = inspect.unwrap(value) if callable(value) else None
        if isinstance(value, FunctionType):
            yield value


def _is_of_project(function: FunctionType) -> bool:
    return not {"site-packages", "dist-packages"} & set(function.__code__.co_filename.replace("\\", "/").split("/"))
