"""The units of the five decrees, without any data: of each operand, of each result, and what clashes."""

from __future__ import annotations

import os
import subprocess
import sys
from fractions import Fraction

import pytest

import kinerja_formula as kf

from . import scorer
from .scorer import DOCUMENTS, Record

SHARED = scorer.HERE.parents[2] / "shared"
SCORER = SHARED / "score/units.py"
CALCULATED = [record for document in DOCUMENTS for record in scorer.records(document) if record["expr"]]

# One unit under two names.
SAME = [{"%", "persen"}, {"orang-hari", "hari"}, {"nilai", "poin"}, {"m2", "m²"}, {"laporan", "draf"}]

# The label says "1" for a count over a size; it is an error, and the unit of what is left is no bare ratio.
MISSED = {"sambutan-2023-087": "area/m²"}


def same(found: str | None, label: str) -> bool:
    return found is not None and (found.casefold() == label.casefold() or {found, label} in SAME)


def read(record: Record) -> kf.Formula:
    return kf.parse(record["formula"], indikator=record["indikator"])


def clashes(record: Record) -> list[kf.Diagnostic]:
    return [one for one in kf.check(read(record)) if one.slug == "satuan-beda"]


def test_units_of_operands():
    labelled, missed = 0, []
    for record in CALCULATED:
        units = {scorer.normalise(name): unit for name, unit in read(record).units.items()}
        for place, label in record["units"].items():
            if label is not None:
                labelled += 1
                name = record["names"][place]
                found = units.get(scorer.normalise(name))
                if found is None or not same(found.unit, label):
                    missed.append((record["id"], name, found and found.unit, label))
    assert labelled > 250
    wrong = {one for document in scorer.accepted().values() for one in document["names"]["missed"]}
    assert [one for one in missed if one[0] not in wrong] == []


def test_units_of_results():
    labelled = [record for record in CALCULATED if record["result_unit"]]
    missed = {
        record["id"]: read(record).unit for record in labelled if not same(read(record).unit, record["result_unit"])
    }
    assert len(labelled) > 200
    assert missed == MISSED


def test_what_clashes():
    found = {record["id"]: [one.code for one in clashes(record)] for record in CALCULATED}
    errors = {name for name, codes in found.items() if "KF201" in codes}
    assert errors == {"sambutan-2023-087"}
    assert found["sambutan-2023-011"] == ["KF203"]
    labelled = {record["id"] for record in CALCULATED if "satuan-beda" in record["lints"]}
    assert labelled == {"sambutan-2023-011", "sambutan-2023-087"}


def test_every_record_can_be_checked():
    for document in DOCUMENTS:
        for record in scorer.records(document):
            codes = [one.code for one in kf.check(record["formula"], indikator=record["indikator"])]
            assert "KF201" not in codes or record["id"] == "sambutan-2023-087"


def test_a_count_over_a_size_is_stopped_unless_asked_for():
    [record] = [record for record in CALCULATED if record["id"] == "sambutan-2023-087"]
    formula, data = read(record), scorer.sample(record)
    assert sorted(map(scorer.normalise, formula.names)) == sorted(map(scorer.normalise, record["names"].values()))
    with pytest.raises(kf.UnitMismatchError) as caught:
        formula.evaluate(data)
    [found] = caught.value.diagnostics
    left, sign, right = (found.span, *found.related)
    marked = [record["formula"][start:end] for start, end in (left, right)]
    assert [scorer.normalise(name) for name in marked] == [scorer.normalise(name) for name in formula.names]
    assert left[1] <= sign[0] <= right[0]  # the sign is an underlining, without a width of its own
    result = formula.evaluate(data, strict=False)
    assert result.value == Fraction(record["sample"]["value"])
    assert "KF201" in [one.code for one in result.diagnostics]


@pytest.mark.skipif(not SCORER.exists(), reason="not beside this checkout: score/units.py")
def test_the_scorer_from_outside_agrees():
    environment = {**os.environ, "PYTHONPATH": str(scorer.HERE.parents[1] / "src"), "PYTHONUTF8": "1"}
    run = subprocess.run(
        [sys.executable, str(SCORER), *[f"corpus/{document}.jsonl" for document in sorted(DOCUMENTS)]],
        cwd=SHARED,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
