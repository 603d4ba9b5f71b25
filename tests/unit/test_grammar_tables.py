"""The kept tables of the grammar: of the grammar that stands at the top, and the same parser as one built anew."""

from __future__ import annotations

import json
from pathlib import Path
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


def test_tables_are_those_of_the_grammar() -> None:
    held = json.loads(Path(grammar._TABLES).read_text(encoding="utf-8"))
    assert held["crc32"] == crc32(grammar_text().encode()), "run: make data"


@pytest.mark.parametrize("text", TEXTS)
def test_a_kept_parser_reads_as_a_built_one(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = grammar._ready_parser(grammar_text())
    if kept is None:
        held = json.loads(Path(grammar._TABLES).read_text(encoding="utf-8"))
        assert held["lark"] != lark.__version__
        pytest.skip("the tables were made by another lark: the parser is built instead")
    monkeypatch.setattr(grammar, "_parser", lambda: kept)
    ready = read(text).tree
    monkeypatch.setattr(grammar, "_parser", lambda: grammar._built_parser(grammar_text()))
    assert read(text).tree == ready


def test_without_tables_the_parser_is_built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(grammar, "_TABLES", str(tmp_path / "none.json"))
    assert grammar._ready_parser(grammar_text()) is None
