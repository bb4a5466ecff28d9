"""Modules and functions stay short, and no file is named for nothing in particular."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.checkout import python_files, text_of, tracked

MODULE_LINES = 300
FUNCTION_LINES = 40
EMPTY_NAMES = {"base", "common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", python_files(), ids=str)
def test_a_module_stays_within_300_lines(path: Path) -> None:
    assert len(text_of(path).splitlines()) <= MODULE_LINES


@pytest.mark.parametrize("path", python_files(), ids=str)
def test_a_function_stays_within_40_lines(path: Path) -> None:
    assert [f"{node.name}: {lines(node)}" for node in functions(path) if lines(node) > FUNCTION_LINES] == []


def test_every_file_is_named_for_what_it_holds() -> None:
    assert [path for path in tracked() if path.stem.lower() in EMPTY_NAMES] == []
