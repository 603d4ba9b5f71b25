"""Habits of the house that a machine can see: names of files, and no evaluation of text as a program."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "managers"}
RUNS_TEXT = {"eval", "exec", "compile", "__import__"}
PARSES_AS_PYTHON = {"sympify", "parse_expr", "literal_eval"}


def words(path: Path) -> set[str]:
    return {word for part in path.relative_to(ROOT).parts for word in re.split(r"[^a-z]+", part.lower())}


def text_running_calls(source: str) -> list[str]:
    """Return the places where a program text might be run: calls, and imports under another name."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RUNS_TEXT:
            found.append(f"line {node.lineno}: {node.func.id}")
        elif isinstance(node, ast.Name) and node.id in PARSES_AS_PYTHON:
            found.append(f"line {node.lineno}: {node.id}")
        elif isinstance(node, ast.Attribute) and node.attr in PARSES_AS_PYTHON:
            found.append(f"line {node.lineno}: {node.attr}")
        elif isinstance(node, ast.ImportFrom):
            found += [f"line {node.lineno}: {alias.name}" for alias in node.names if alias.name in PARSES_AS_PYTHON]
    return found


def test_file_names_say_what_is_inside():
    files = [*SOURCES, *(ROOT / "tests").rglob("*.py")]
    assert len(files) > 10
    empty = [str(path.relative_to(ROOT)) for path in files if words(path) & EMPTY_NAMES]
    assert not empty, f"names that say nothing: {empty}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_no_text_is_run(path: Path):
    assert not text_running_calls(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "source",
    ["eval(text)", "exec(text)", "sympy.sympify(text)", "from sympy import sympify as read", "parse_expr(text)"],
)
def test_the_search_finds(source: str):
    assert text_running_calls(source)


def test_the_search_lets_regular_expressions_be():
    assert not text_running_calls('re.compile("a"); frame.eval("a")')
