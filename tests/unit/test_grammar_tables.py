"""The kept tables of the grammar: of the grammar that stands at the top, and the same parser as one built anew."""

from __future__ import annotations

import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from zlib import crc32

import lark
import pytest

from kinerja_formula.reading import grammar
from kinerja_formula.reading.grammar_text import grammar_text
from kinerja_formula.reading.reader import read

TEXTS = [
    "Jumlah A / Jumlah B x 100%",
    "-Jumlah A + (Jumlah B - 2) ^ 2",
    "rata-rata (Jumlah A; Jumlah B; 3)",
    "\\sqrt[3]{\\frac{A}{B}}",
    "((Jumlah A))",
]


@pytest.fixture(scope="module")
def build(checkout: Path) -> ModuleType:
    """The module that makes the tables for every build."""
    spec = spec_from_file_location("hatch_build", checkout / "hatch_build.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def held(build: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, object]:
    """The tables as a build makes them, in place of those of the checkout."""
    text: str = build.tables()
    (tmp_path / "formula.json").write_text(text, encoding="utf-8")
    monkeypatch.setattr(grammar, "_TABLES", str(tmp_path / "formula.json"))
    tables: dict[str, object] = json.loads(text)
    return tables


def test_tables_are_of_the_grammar_and_of_lark(held: dict[str, object]) -> None:
    assert (held["crc32"], held["lark"]) == (crc32(grammar_text().encode()), lark.__version__)


def test_two_builds_are_the_same_and_leave_the_place_of_the_tables(build: ModuleType) -> None:
    place = grammar._TABLES
    assert build.tables() == build.tables()
    assert place == grammar._TABLES


@pytest.mark.parametrize("text", TEXTS)
def test_a_kept_parser_reads_as_a_built_one(
    text: str, held: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = grammar._ready_parser(grammar_text())
    assert kept is not None
    monkeypatch.setattr(grammar, "_parser", lambda: kept)
    ready = read(text).tree
    monkeypatch.setattr(grammar, "_parser", lambda: grammar._built_parser(grammar_text()))
    assert read(text).tree == ready


@pytest.mark.parametrize("changed", [{"lark": "1.1.4"}, {"crc32": 0}])
def test_tables_of_another_grammar_or_another_lark_are_not_read(changed: dict[str, object], held: dict[str, object]):
    Path(grammar._TABLES).write_text(json.dumps(held | changed), encoding="utf-8")
    assert grammar._ready_parser(grammar_text()) is None


def test_without_tables_the_parser_is_built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(grammar, "_TABLES", str(tmp_path / "none.json"))
    assert grammar._ready_parser(grammar_text()) is None
