"""The cells of other documents: one that is read right, or with a warning, is not read worse later.

``ACCEPT=1 python -m pytest -n0 tests/learning/test_records_stay_right.py`` writes ``not_right.json`` again, which names
the cells that are not read right without a doubt; a longer list is a fault.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import kinerja_formula as kf

from .labelled import Record, load

SOURCES = sorted((Path(__file__).parent / "records").glob("*.jsonl"))
ACCEPTED = Path(__file__).with_name("not_right.json")
# From the best to the worst.
OUTCOMES = ("right", "right-but-doubted", "wrong-and-doubted", "refused", "wrong")


def outcome(record: Record) -> str:
    try:
        formula = kf.parse(record.text, indikator=record.indikator)
    except kf.FormulaError:
        return "refused"
    doubted = any(found.severity is not kf.Severity.NOTE for found in formula.diagnostics)
    if record.judge(formula.tree):
        return "right-but-doubted" if doubted else "right"
    return "wrong-and-doubted" if doubted else "wrong"


def test_every_accepted_cell_exists():
    ids = {record.id for source in SOURCES for record in load(source)}
    assert json.loads(ACCEPTED.read_text(encoding="utf-8")).keys() <= ids


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_no_cell_is_read_worse(source: Path):
    accepted: dict[str, str] = json.loads(ACCEPTED.read_text(encoding="utf-8")) if ACCEPTED.exists() else {}
    found = {record.id: outcome(record) for record in load(source)}
    if os.environ.get("ACCEPT"):
        merged = accepted | found
        ACCEPTED.write_text(
            json.dumps({one: merged[one] for one in sorted(merged) if merged[one] != "right"}, indent=1) + "\n",
            encoding="utf-8",
        )
        return
    rank = OUTCOMES.index
    assert not {
        one: (accepted.get(one, "right"), now)
        for one, now in found.items()
        if rank(now) > rank(accepted.get(one, "right"))
    }
