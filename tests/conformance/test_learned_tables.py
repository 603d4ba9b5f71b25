"""The learned tables belong to the forms and words that lie beside them: ``make learn`` keeps them so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kinerja_formula.reading.certainty import CERTAINTY_FILE, FEATURES
from kinerja_formula.reading.name_model import NAMES_FILE

from ..learning.learn import fingerprint


@pytest.mark.parametrize("path", [NAMES_FILE, CERTAINTY_FILE], ids=["names", "certainty"])
def test_a_table_was_learned_with_the_forms_and_words_of_today(path: str):
    assert json.loads(Path(path).read_text(encoding="utf-8"))["learned_with"] == fingerprint()


def test_every_feature_has_its_weight():
    curves = json.loads(Path(CERTAINTY_FILE).read_text(encoding="utf-8"))
    for name in ("calculating", "single"):
        assert len(curves[name]["weights"]) == len(FEATURES)


def test_the_names_take_little_room():
    assert Path(NAMES_FILE).stat().st_size < 200_000
