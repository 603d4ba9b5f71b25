"""A part of the oracle's run: texts whose meaning is known are not read as something else in silence."""

from __future__ import annotations

import os

import pytest

from .oracle import outcomes

COUNT = 2_500 if os.environ.get("CI") else 250


@pytest.mark.parametrize(("known", "most"), [(True, 0), (False, 2)])
def test_hardly_any_text_is_wrong_without_a_warning(known: bool, most: int):
    silent = [f"{one.told.text!r} as {one.line}" for one in outcomes(COUNT, known=known, seed=20) if one.silent]
    assert len(silent) <= most, "\n".join(silent)


def test_most_are_right():
    found = list(outcomes(500, known=False, seed=21))
    assert sum(one.result == "right" for one in found) / len(found) > 0.85
