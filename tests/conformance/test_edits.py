"""Edits as people make them every day leave a reading as it was, or it comes with a doubt."""

from __future__ import annotations

from functools import cache

import pytest

import kinerja_formula as kf
from kinerja_formula.nodes import Statement
from kinerja_formula.reading.certainty import certainty_curves
from kinerja_formula.reading.decision import keys_of_node

from ..learning.edits import EDITS
from ..learning.labelled import Record, all_records

MOST = 0.01


@cache
def records() -> list[tuple[Record, kf.Formula]]:
    found = [(record, read(record.text, record)) for record in all_records()]
    return [(record, formula) for record, formula in found if formula is not None]


def read(text: str, record: Record) -> kf.Formula | None:
    try:
        return kf.parse(text, indikator=record.indikator)
    except kf.FormulaError:
        return None


def is_doubted(formula: kf.Formula) -> bool:
    return formula.certainty < certainty_curves().sure or any(one.severity == "warning" for one in formula.diagnostics)


@pytest.mark.slow
@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_changes_no_reading_in_silence(edit: str):
    changed = []
    for record, formula in records():
        again = read(EDITS[edit](record.text), record)
        if again is None or is_doubted(again):
            continue
        if isinstance(again.tree, Statement) and isinstance(formula.tree, Statement):
            continue  # a sentence stays the sentence that it is
        if keys_of_node(again.tree).isdisjoint(keys_of_node(formula.tree)):
            changed.append(f"{record.id}: {formula.to_text()} became {again.to_text()}")
    assert len(changed) <= MOST * len(records()), "\n".join(changed)
