"""Published rows of target, realisasi and capaian: every one gives its exact value, as printed.

The rows are read from the material beside the checkout and are not copied into the project.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

import kinerja_formula as kf

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
