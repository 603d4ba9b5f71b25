"""Every record is read as its label says; what was once right stays right."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from . import scorer
from .scorer import DOCUMENTS, MEASURES, Score, accepted, changes, page_text, read, read_records, score

RAISE = "It is better now: python tests/conformance/scorer.py --accept"


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_records(document: str, name: str):
    now = {document: {name: score(scorer.records(document), MEASURES[name])}}
    worse, better = changes(now, {document: {name: accepted()[document][name]}})
    assert not worse, "\n".join(["read wrong:", *worse])
    assert not better, "\n".join([RAISE, *better])


def test_the_accepted_scores_cover_all():
    assert {document: list(names) for document, names in accepted().items()} == {
        document: list(MEASURES) for document in DOCUMENTS
    }


def test_the_page_is_current():
    page = scorer.PAGE.read_text(encoding="utf-8")
    assert page == page_text(accepted()), "run python tests/conformance/scorer.py --accept"


def test_a_record_that_is_no_longer_right_is_worse_even_if_another_is_now_right():
    before = {"d": {"names": {"of": 3, "missed": ["d-001"]}}}
    worse, better = changes({"d": {"names": Score(3, {"d-002": "x instead of y"})}}, before)
    assert worse == ["d-002 names: x instead of y"]
    assert better == ["d-001 names: right now"]
    assert changes({"d": {"names": Score(2, {"d-001": "x"})}}, before)[0] == ["d names: 2 records measured, 3 before"]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("kind", {"jenis": "naratif"}),
        ("names", {"names": {"a": "Jumlah A", "b": "Jumlah C"}}),
        ("value", {"sample": {"data": {"a": 18, "b": 20}, "value": "0.9"}}),
        ("percent", {"result_unit": "1"}),
        ("percent", {"sample": {"data": {"a": 18, "b": 0}, "value": "90"}}),
        ("targets", {"targets": [{"value": "75", "unit": "%"}]}),
        ("parsed", {"formula": "Jumlah A + x 100%"}),
    ],
)
def test_a_miss_is_seen(name: str, wrong: dict[str, object]):
    record = {
        "id": "x-001",
        "formula": "Jumlah A / Jumlah B x 100%",
        "indikator": None,
        "jenis": "rasio",
        "expr": "a / b * 100%",
        "names": {"a": "jumlah A", "b": "Jumlah  B"},
        "sample": {"data": {"a": 18, "b": 20}, "value": "90"},
        "result_unit": "%",
        "targets": [],
        "lints": [],
    }
    assert score([record], MEASURES[name]) == Score(1, {})
    assert list(score([record | wrong], MEASURES[name]).missed) == ["x-001"]


# Formulas of other documents are read where they lie: they are not part of the project.

SHARED = scorer.HERE.parents[2] / "shared"
ELSEWHERE = SHARED / "corpus/elsewhere.jsonl"
SCORER = SHARED / "score/formulas.py"


def needs(*paths: Path) -> pytest.MarkDecorator:
    missing = [f"{path.parent.name}/{path.name}" for path in paths if not path.exists()]
    return pytest.mark.skipif(bool(missing), reason=f"not beside this checkout: {', '.join(missing)}")


@needs(ELSEWHERE)
@pytest.mark.parametrize(("name", "share"), [("names", 0.97), ("value", 0.97), ("targets", 0.9), ("parsed", 1)])
def test_other_documents(name: str, share: float):
    others = read_records(ELSEWHERE)
    result = score(others, MEASURES[name])
    assert result.of > 0
    assert result.of - len(result.missed) >= share * result.of, result.missed


@needs(ELSEWHERE)
def test_other_documents_are_never_misread_in_silence():
    silent = {}
    for record in read_records(ELSEWHERE):
        formula = read(record)
        missed = {name: miss for name in ("names", "value") if (miss := score([record], MEASURES[name]).missed)}
        if (
            missed
            and isinstance(formula, scorer.kf.Formula)
            and all(found.severity == "note" for found in formula.diagnostics)
        ):
            silent[record["id"]] = missed
    assert not silent


@needs(ELSEWHERE, SCORER)
@pytest.mark.parametrize(
    "arguments",
    [
        [
            *[f"corpus/{document}.jsonl" for document in sorted(DOCUMENTS)],
            *("--need", ".99", ".99", ".98", "--silent", "0", "--warned", ".05"),
        ],
        ["corpus/elsewhere.jsonl", "--need", ".97", ".97", ".9", "--silent", ".01", "--warned", ".1"],
    ],
    ids=["decrees", "elsewhere"],
)
def test_the_scorer_from_outside_agrees(arguments: list[str]):
    environment = {**os.environ, "PYTHONPATH": str(scorer.HERE.parents[1] / "src"), "PYTHONUTF8": "1"}
    run = subprocess.run(
        [sys.executable, str(SCORER), *arguments],
        cwd=SHARED,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
