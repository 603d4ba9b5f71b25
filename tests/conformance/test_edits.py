"""Edits as people make them every day leave a reading as it was, or it comes with a doubt."""

from __future__ import annotations

from functools import cache
from zlib import crc32

import pytest

import kinerja_formula as kf
from kinerja_formula.nodes import Statement
from kinerja_formula.reading.certainty import certainty_curves
from kinerja_formula.reading.decision import keys_of_node

from ..learning.edits import EDITS
from ..learning.labelled import Record, all_records

MOST = 0.01
SHARE = 3
"""Each edit is made to one record in so many, another share for every edit: each record meets several of them."""


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
    chosen = [one for one in records() if crc32(f"{edit} {one[0].id}".encode()) % SHARE == 0]
    for record, formula in chosen:
        again = read(EDITS[edit](record.text), record)
        if again is None or is_doubted(again):
            continue
        if isinstance(again.tree, Statement) and isinstance(formula.tree, Statement):
            continue  # a sentence stays the sentence that it is
        if keys_of_node(again.tree).isdisjoint(keys_of_node(formula.tree)):
            changed.append(f"{record.id}: {formula.to_text()} became {again.to_text()}")
    assert len(chosen) > len(records()) / SHARE / 2
    assert len(changed) <= MOST * len(chosen), "\n".join(changed)
