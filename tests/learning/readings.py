"""One text read by both readers, with the tables of a fold, and judged against its label."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.nodes import Node, Statement
from kinerja_formula.reading.certainty import Curves
from kinerja_formula.reading.chart import forms_of, leaves
from kinerja_formula.reading.compound import read_compound
from kinerja_formula.reading.decision import node_of, rows_of
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft
from kinerja_formula.reading.forms import Forms
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import Lexicon
from kinerja_formula.reading.outcome import Reading
from kinerja_formula.reading.reader import _read
from kinerja_formula.reading.rules_reader import prepare, read_prepared
from kinerja_formula.reading.segments import may_hold_statements
from kinerja_formula.reading.weighing import Weighed, weigh
from learning.labelled import Record


class Both(NamedTuple):
    """What both readers make of a text, and what is right."""

    record: Record
    text: str
    weighed: Weighed | None
    tree: Node | None
    rules: Reading | None
    right: bool
    rules_right: bool
    second_right: bool
    forms: tuple[str, ...]

    def rows(self, curves: Curves | None = None) -> tuple[list[float], list[float] | None, bool] | None:
        if self.weighed is None or not self.weighed.readings:
            return None
        tree = None if self.rules is None else self.rules.tree
        told = () if self.rules is None else self.rules.diagnostics
        return rows_of(self.weighed, tree, told, curves, percent_wanted=self.record.percent_wanted)

    def wrong_names(self) -> list[tuple[int, int]]:
        if self.weighed is None or not self.weighed.readings or self.right:
            return []
        return [(low, high) for form, low, high in leaves(self.weighed.readings[0][2]) if form == "nama"]


def lexemes_of(text: str, indikator: str | None = None) -> list[Lexeme] | None:
    try:
        return prepare(text, (), indikator, DEFAULT_LIMITS)[0]
    except FormulaError:
        return None


def tree_of(weighed: Weighed, text: str, rank: int = 0) -> Node | None:
    if len(weighed.readings) <= rank:
        return None
    reading = weighed.readings[rank]
    if reading[1][0] in ("teks", "target"):
        return Statement("", (), False, (0, 0))
    return node_of(reading, weighed.chart.pieces, Draft(text, None, DEFAULT_LIMITS))


def by_rules(text: str, indikator: str | None) -> Reading | None:
    try:
        lexemes, known, draft = prepare(text, (), indikator, DEFAULT_LIMITS)
        return read_prepared(lexemes, known, draft)
    except FormulaError:
        return None


def is_compound(record: Record) -> bool:
    """Tell whether a cell is read as several statements; the chart sees only its parts then."""
    lexemes = lexemes_of(record.text, record.indikator)
    if lexemes is None or not may_hold_statements(lexemes):
        return False
    draft = Draft(record.text, record.indikator, DEFAULT_LIMITS)

    def part(text: str, known: tuple[str, ...]) -> Reading:
        return _read(text, known, None, DEFAULT_LIMITS, _part=True)

    found = read_compound(lexemes, draft, part)
    return found.reading is not None and not found.side_by_side


def both(
    record: Record,
    weights: Mapping[str, float],
    *,
    text: str | None = None,
    patterns: Forms | None = None,
    words: Lexicon | None = None,
    rules: Reading | str | None = "read",
) -> Both:
    text = record.text if text is None else text
    lexemes = lexemes_of(text, record.indikator)
    weighed = None
    if lexemes is not None:
        weighed = weigh(
            lexemes, text, percent_wanted=record.percent_wanted, words=words, patterns=patterns, weights=weights
        )
    tree = None if weighed is None else tree_of(weighed, text)
    told = by_rules(text, record.indikator) if isinstance(rules, str) else rules
    second = weighed is not None and any(record.judge(tree_of(weighed, text, rank)) for rank in (1, 2))
    used = () if weighed is None or not weighed.readings else tuple(forms_of(weighed.readings[0][2]))
    return Both(
        record,
        text,
        weighed,
        tree,
        told,
        record.judge(tree),
        record.judge(None if told is None else told.tree),
        second,
        used,
    )
