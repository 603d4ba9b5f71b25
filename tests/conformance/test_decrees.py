"""The decrees are read as their labels say, wherever they lie beside this checkout; what was once found stays found."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

import kinerja_formula as kf

from . import decree_scorer
from .decree_scorer import DECREES, DOCUMENTS, accepted, score
from .scorer import records

pytestmark = pytest.mark.skipif(not DECREES.exists(), reason="the decrees do not lie beside this checkout")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_indicator_is_found(document: str):
    assert score(document, records(document)) == accepted()[document], (
        "python tests/conformance/decree_scorer.py --accept, if it is better"
    )


@pytest.mark.parametrize("document", DOCUMENTS)
def test_at_least_99_of_100(document: str):
    one = score(document, records(document))
    assert one.found >= 0.99 * one.of
    assert len(one.invented) <= 0.01 * one.of


def test_a_miss_is_seen():
    wanted = [dict(one) for one in records("sambutan-2023")]
    wanted[3]["formula"] = "Jumlah lain"
    wanted[5]["jabatan"] = "LURAH"
    one = score("sambutan-2023", wanted)
    assert (one.found, one.post, one.missed, len(one.invented)) == (86, 85, ["sambutan-2023-004"], 1)


def test_five_decrees_take_seconds():
    began = time.perf_counter()
    for document in DOCUMENTS:
        kf.read(DECREES / f"{document}.txt")
    assert time.perf_counter() - began < 10


def test_the_scorer_from_outside_agrees():
    outside = decree_scorer.DECREES.parent / "score/decrees.py"
    run = subprocess.run(
        [sys.executable, str(outside)], capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
