"""The end of a formula: x 100%, rates, and words behind them."""

from __future__ import annotations

import pytest

from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft
from kinerja_formula.reading.scanner import scan
from kinerja_formula.reading.signs import decide_multiply
from kinerja_formula.reading.tails import after_tail, report_unused, tail_start, trim, unspoken


def items_of(text: str):
    items = scan("A " + text)
    decide_multiply(items, Draft(text, None, DEFAULT_LIMITS))
    return items[1:]


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("x 100% B", 3),
        ("x\n100 %", 4),
        ("\nx 100%", 4),
        ("x 60% B", 3),
        ("100% B", 2),
        ("x 100 B", 2),
        ("x 1.000 B", 2),
        ("x 100.000 B", 2),
        ("60% B", 0),
        ("100 B", 0),
        ("x 12 B", 0),
        ("x B", 0),
        ("B", 0),
        ("", 0),
    ],
)
def test_after_tail(text: str, length: int):
    assert after_tail(items_of(text), 0) == length


@pytest.mark.parametrize(
    ("text", "place"),
    [("/ B x 100%", 2), ("x 100% / B x 100", 5), ("/ B 100%", None), ("/ B x 12", None), ("", None)],
)
def test_tail_start(text: str, place: int | None):
    assert tail_start(items_of(text)) == place


@pytest.mark.parametrize(
    ("text", "words"), [(". , A, B ;\n", "A , B"), ("A", "A"), (".,;:\n", ""), ("(A)", "( A )"), ("- A -", "- A -")]
)
def test_trim(text: str, words: str):
    assert " ".join(item.text for item in trim(scan(text))) == words


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("dalam satu tahun", "dalam satu tahun"),
        (". dihimpun triwulan.", "dihimpun triwulan"),
        ("dalam persen", None),
        ("(persentase)", None),
        (" .;", None),
        ("satu dua tiga empat lima enam persen", "satu dua tiga empat lima enam persen"),
    ],
)
def test_words_that_are_no_part_of_the_formula(text: str, reported: str | None):
    draft = Draft(text, None, DEFAULT_LIMITS)
    report_unused(scan(text), draft)
    assert [(one.code, text[slice(*one.span)]) for one in draft.diagnostics] == (
        [("KF113", reported)] if reported else []
    )


def test_unspoken():
    assert unspoken(scan("dalam persen"))
    assert not unspoken(scan("dalam tahun"))
    assert not unspoken(scan("100 %"))
