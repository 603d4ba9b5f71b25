"""What is missing, by the value and by its type, whatever library it comes from."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from kinerja_formula.figures.gaps import gap_words, is_gap
from kinerja_formula.figures.reader import read_angka


def made(kind: str, *, unequal: bool | None = False) -> Any:
    """A value of a type that is called so; ``unequal`` to itself as NaN is, or not even comparable."""

    def differs(self: object, other: object) -> bool:
        if unequal is None:
            raise ArithmeticError
        return unequal

    return type(kind, (), {"__ne__": differs, "__hash__": None})()


@pytest.mark.parametrize("kind", ["NAType", "NaTType", "NoneType", "MaskedConstant"])
def test_values_that_are_gaps_by_their_type(kind: str):
    assert is_gap(made(kind))
    assert not is_gap(made(kind.lower())) and not is_gap(made(kind.upper()))


@pytest.mark.parametrize("kind", ["datetime64", "timedelta64", "float", "float64", "float32", "float16", "Decimal"])
def test_values_that_are_gaps_where_they_are_not_equal_to_themselves(kind: str):
    assert is_gap(made(kind, unequal=True))
    assert not is_gap(made(kind))
    assert is_gap(made(kind, unequal=None))
    assert is_gap(made(kind, unequal=True)) is True


@pytest.mark.parametrize("kind", ["Quantity", "list", "Series"])
def test_other_types_are_never_asked(kind: str):
    assert not is_gap(made(kind, unequal=True))
    assert is_gap(made(kind, unequal=None)) is False


@pytest.mark.parametrize("value", [0, 0.0, "", "-", "nan", Fraction(0), Decimal(0), False, [], (), b""])
def test_nothing_and_none_are_two_things(value: Any):
    assert is_gap(value) is False


@pytest.mark.parametrize("value", [None, float("nan"), Decimal("NaN"), Decimal("sNaN")])
def test_gaps_of_python(value: Any):
    assert is_gap(value) is True


def test_gaps_of_the_libraries_of_tables():
    numpy, pandas = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    missing = [
        *(pandas.NA, pandas.NaT, numpy.ma.masked, numpy.datetime64("NaT"), numpy.timedelta64("NaT")),
        *(numpy.float64("nan"), numpy.float32("nan"), numpy.float16("nan")),
    ]
    assert [is_gap(one) for one in missing] == [True] * len(missing)
    there = [numpy.datetime64("2024-03-15"), numpy.timedelta64(3, "D"), numpy.float16(0), numpy.int64(0)]
    assert [is_gap(one) for one in there] == [False] * len(there)


WORDS = (
    *("...", "…", "n.a", "n.a.", "na", "tad", "t.a.d", "belum ada data", "tidak ada data", "data belum tersedia"),
    *("data tidak tersedia", "belum rilis", "belum", "belum tersedia", "tidak tersedia", "nan", "nat", "null", "none"),
    *("#n/a", "<na>", "belum dirilis", "belum dihitung", "belum dinilai", "tidak dihitung", "belum terbit"),
)


def test_the_words_of_gaps():
    assert gap_words() == frozenset(WORDS)


@pytest.mark.parametrize("word", WORDS)
def test_a_cell_with_the_word_of_a_gap(word: str):
    for written in (word, word.upper(), f" {word} "):
        found = read_angka(written)
        assert found is not None
        assert (found.jenis, found.value, found.reason, found.written) == ("", None, "kosong", written.strip())
