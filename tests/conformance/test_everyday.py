"""Two hundred rows as offices write them, in sectors that no decree of the suite has: right or doubted, few in vain.

They name no document. They were labelled by someone who had not seen the readers, before anything was run on them, and
were looked at since: they guard, and say nothing about unseen documents.
"""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import kinerja_formula as kf

ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in Path(__file__).with_name("everyday.jsonl").read_text(encoding="utf-8").splitlines()
]
VAIN = 0.05
"""The share of rows without a fault that may carry a warning or an error."""
FEWEST = 3
"""Labels of a lint that tell something about it."""


def findings(row: dict[str, Any]) -> tuple[kf.Diagnostic, ...]:
    return kf.check(row["formula"], indikator=row["indikator"])


def is_doubted(row: dict[str, Any]) -> bool:
    return any(one.severity is not kf.Severity.NOTE for one in findings(row))


def gives_its_value(row: dict[str, Any]) -> bool:
    names, sample = row["names"], row["sample"]
    data = {names[key]: Fraction(str(value)) for key, value in sample["data"].items()}
    try:
        found = kf.evaluate(row["formula"], data, strict=False)
    except kf.FormulaError:
        return False
    return found.value == Fraction(sample["value"])


CALCULATED = [row for row in ROWS if row["sample"] and len({*row["names"].values()}) == len(row["names"])]


@pytest.mark.parametrize("row", CALCULATED, ids=lambda row: str(row["id"]))
def test_a_row_gives_its_value_or_is_doubted(row: dict[str, Any]):
    assert gives_its_value(row) or is_doubted(row)


def test_few_rows_without_a_fault_are_warned_of():
    clean = [row for row in ROWS if not row["lints"]]
    vain = [row["id"] for row in clean if is_doubted(row)]
    assert len(vain) <= VAIN * len(clean), vain


def test_labelled_faults_are_found():
    labelled = Counter(lint for row in ROWS for lint in row["lints"])
    hit = Counter(lint for row in ROWS for lint in row["lints"] if lint in {one.slug for one in findings(row)})
    assert {lint: count for lint, count in labelled.items() if count >= FEWEST and hit[lint] < 2 * count / 3} == {}
