"""The learned tables belong to the forms and words that lie beside them: ``make learn`` keeps them so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kinerja_formula.reading.certainty import CERTAINTY_FILE, FEATURES
from kinerja_formula.reading.name_model import NAMES_FILE

from ..learning.changelog_line import BEGIN, CHANGELOG, current_line, with_line
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


def test_the_changelog_names_the_tables_of_its_newest_version():
    newest = CHANGELOG.read_text(encoding="utf-8").split("\n## ")[1]
    lines = [line for line in newest.splitlines() if line.startswith(BEGIN)]
    assert lines == [current_line()], "run: python tests/learning/changelog_line.py --write"


def test_a_new_version_has_a_line_of_its_own():
    old = f"# Changelog\n\n## 2\n\n- a\n\n## 1\n\n{BEGIN}0`: old\n"
    once = with_line(old, f"{BEGIN}1`: new")
    assert once == f"# Changelog\n\n## 2\n\n- a\n{BEGIN}1`: new\n\n## 1\n\n{BEGIN}0`: old\n"
    twice = with_line(once, f"{BEGIN}2`: newer")
    assert twice == f"# Changelog\n\n## 2\n\n- a\n{BEGIN}2`: newer\n\n## 1\n\n{BEGIN}0`: old\n"
