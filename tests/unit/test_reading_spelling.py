"""Words of a calculation with one slip are known; words that only look like them are not."""

from __future__ import annotations

import pytest

import kinerja_formula as kf
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.spelling import spelt


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("serratus", "seratus"),
        ("perbandlngan", "perbandingan"),
        ("tertiadap", "terhadap"),
        ("terhaap", "terhadap"),
        ("dibgi", "dibagi"),
        ("jumalh", "jumlah"),
        ("ersentase", "persentase"),
        ("dikaliikan", "dikalikan"),
    ],
)
def test_one_slip(written: str, meant: str) -> None:
    assert spelt(written) == meant


@pytest.mark.parametrize(
    "word", ["dibandung", "presentasi", "branding", "kalian", "dikaji", "dibina", "jumlah", "terhadap"]
)
def test_words_of_their_own(word: str) -> None:
    assert spelt(word) is None


def test_no_word_of_the_lexicon_is_a_slip() -> None:
    assert [word for word in lexicon().roles if spelt(word) is not None] == []


def test_the_calculation_is_read_and_the_slip_told() -> None:
    text = "Jumlah hadir terhaap jumlah undangan dikali serratus persen"
    formula = kf.parse(text)
    assert formula.to_text() == "Jumlah hadir / jumlah undangan × 100%"
    told = [one for one in formula.diagnostics if one.code == "KF123"]
    assert [text[slice(*one.span)] for one in told] == ["terhaap", "serratus"]


def test_a_name_stays_as_it_was_written() -> None:
    formula = kf.parse("Jumalh hadir dibgi Jumlah undangan")
    assert formula.names == ("Jumalh hadir", "Jumlah undangan")
    assert kf.evaluate("Jumalh hadir / Jumlah undangan", {"Jumalh hadir": 3, "Jumlah undangan": 4}).value * 4 == 3
