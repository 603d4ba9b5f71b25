"""Published rows of target, realisasi and capaian: every one gives its exact value, as printed.

The rows are read from the material beside the checkout and are not copied into the project.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

import kinerja_formula as kf
from kinerja_formula.penilaian.printed import check_printed

PATH = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "capaian.jsonl"
ROWS = [json.loads(line) for line in PATH.read_text("utf-8").splitlines()] if PATH.exists() else []


@pytest.mark.skipif(not ROWS, reason="the material with the published rows is not beside this checkout")
def test_every_published_row_gives_its_exact_value():
    missed = [
        (row["id"], str(found), row["value"])
        for row in ROWS
        if (found := kf.capaian(row["realisasi"], row["target"], arah=row["arah"]).value) != Fraction(row["value"])
    ]
    assert not missed
    assert len(ROWS) > 50


@pytest.mark.skipif(not ROWS, reason="the material with the published rows is not beside this checkout")
def test_whether_a_print_follows_is_reproduced_and_every_slip_is_named():
    slips = {}
    above = None
    for row in ROWS:
        found = check_printed(row["capaian"], row["realisasi"], row["target"], arah=row["arah"], above=above)
        above = (row["realisasi"], row["target"])
        assert found.agrees == row["agrees"], row["id"]
        assert found.value == Fraction(row["value"]), row["id"]
        if not found.agrees:
            slips[row["id"]] = found.slip
    # 107,5 printed as 107; 0,8724 for 0,8274; the target of 2021; 102,9 as 102; 100,56 as 100; the realization of 2023
    assert slips == {
        "cp-151": "dipotong",
        "cp-155": "angka-tertukar",
        "cp-158": "target-baris-atas",
        "cp-164": "dipotong",
        "cp-165": "dipotong",
        "cp-167": "realisasi-baris-atas",
    }
