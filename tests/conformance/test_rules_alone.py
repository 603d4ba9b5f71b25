"""The second opinion: the reader by rules alone, too, has every labelled record right."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest

import kinerja_formula as kf

from ..rules_alone import parse
from .scorer import DOCUMENTS, MEASURES, Record, records, sample


def is_missed(record: Record, formula: kf.Formula, measure: str) -> bool:
    if not MEASURES[measure].applies(record):
        return False
    if measure != "value":
        return bool(MEASURES[measure].miss(record, formula))
    result = formula.evaluate(sample(record), strict="satuan-beda" not in record["lints"])
    return result.value != Fraction(record["sample"]["value"])


@cache
def read(document: str) -> list[tuple[Record, kf.Formula]]:
    return [(record, parse(record["formula"], indikator=record["indikator"])) for record in records(document)]


@pytest.mark.parametrize("measure", ["kind", "names", "targets", "value"])
@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_rules_alone_read_every_record(document: str, measure: str):
    assert len(read(document)) > 40
    assert not [record["id"] for record, formula in read(document) if is_missed(record, formula, measure)]
