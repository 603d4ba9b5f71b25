"""Python's numbers taken exactly, and figures as they are shown: decimals, thousands, fractions, limits."""

from __future__ import annotations

import numbers
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from kinerja_formula.numerals import (
    NumeralError,
    exact,
    format_number,
    half_up,
    shortest,
    shown_figure,
    shown_number,
    with_thousands,
)

F = Fraction


class _Printed(float):
    """A float that is printed otherwise."""

    def __repr__(self) -> str:
        return "printed otherwise"

    __str__ = __repr__


class _Foreign:
    """A number of another library."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text

    def __int__(self) -> int:
        return int(self.text)

    @property
    def numerator(self) -> _Foreign:
        return self

    @property
    def denominator(self) -> _Foreign:
        return _Foreign("4")


@numbers.Real.register
class _Real(_Foreign):
    pass


@numbers.Rational.register
class _Rational(_Foreign):
    pass


@numbers.Integral.register
class _Integral(_Foreign):
    pass


@pytest.mark.parametrize(
    ("value", "limit", "found"),
    [
        (999, 3, 999),
        (-999, 3, -999),
        (1000, 3, None),
        (-1000, 3, None),
        (F(1, 1000), 3, F(1, 1000)),
        (F(1, 1001), 3, None),
        (F(999, 7), 3, F(999, 7)),
        (999.0, 3, 999),
        (1000.0, 3, None),
        (0.001, 3, F(1, 1000)),
        (0.0001, 3, None),
        (Decimal("999.999"), 3, None),
        (Decimal("99E1"), 3, 990),
        (Decimal("1E3"), 3, None),
        (Decimal("0.999"), 3, F(999, 1000)),
        (Decimal("0E9"), 3, 0),
        (Decimal("-0E-9"), 3, 0),
        (10**4000 - 1, 9999, 10**4000 - 1),
        (10**4000, 9999, None),
        (_Printed(0.1), 3, F(1, 10)),
        (_Real("1.25"), 3, F(5, 4)),
        (_Real("1.25"), 1, None),
        (_Rational("3"), 3, F(3, 4)),
        (_Rational("1000"), 4, 250),
        (_Rational("1001"), 3, None),
        (_Integral("3"), 3, 3),
    ],
    ids=range(26),
)
def test_numbers_of_python(value: Any, limit: int, found: int | F | None):
    if found is None:
        with pytest.raises(NumeralError) as caught:
            exact(value, max_digits=limit)
        assert (caught.value.reason, caught.value.offset) == ("terlalu-panjang", 0)
    else:
        assert exact(value, max_digits=limit) == found
        assert type(exact(value, max_digits=limit)) is F


def test_a_number_of_another_library_that_is_written_in_words():
    with pytest.raises(NumeralError) as caught:
        exact(_Real("satu"))
    assert (caught.value.reason, caught.value.offset) == ("bukan-angka", 0)


def test_the_limit_that_counts_where_none_is_given():
    assert exact(10**400 - 1) == 10**400 - 1
    assert exact(F(1, 10**400)) == F(1, 10**400)
    for value in (10**400, F(1, 10**400 + 1), Decimal("1E400"), Decimal("1E-401")):
        with pytest.raises(NumeralError, match="angka terlalu panjang"):
            exact(value)
    assert exact(Decimal("1E399")) == 10**399
    assert exact(Decimal("1E-400")) == F(1, 10**400)


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        *((F(5, 2), 0, 3), (F(-5, 2), 0, -3), (F(7, 2), 0, 4), (F(49, 20), 1, F(5, 2)), (F(-49, 20), 1, F(-5, 2))),
        *((F(1, 3), 2, F(33, 100)), (F(2, 3), 2, F(67, 100)), (F(-2, 3), 2, F(-67, 100)), (F(0), 3, 0)),
        *((F(81175, 1000), 2, F(8118, 100)), (F(4999, 1000), 2, 5), (F(1, 2), 0, 1), (F(-1, 2), 0, -1), (F(12), 2, 12)),
    ],
)
def test_ties_go_away_from_zero(value: F, decimals: int, rounded: int | F):
    assert half_up(value, decimals) == rounded
    assert type(half_up(value, decimals)) is F


@pytest.mark.parametrize(
    ("value", "keywords", "text"),
    [
        (F(1, 2), {}, "0,50"),
        (F(1, 2), {"decimals": 0}, "1"),
        (F(-1, 2), {"decimals": 0}, "-1"),
        (F(-49, 100), {"decimals": 0}, "0"),
        (F(-1, 2), {"trim": True}, "-0,5"),
        (F(1005, 1000), {}, "1,01"),
        (F(1995, 1000), {}, "2,00"),
        (F(1995, 1000), {"trim": True}, "2"),
        (F(1050, 1000), {"decimals": 3, "trim": True}, "1,05"),
        (1000, {"decimals": 1}, "1.000,0"),
        (-1234567, {"decimals": 0}, "-1.234.567"),
        (F(1234567, 100), {"group": False}, "12345,67"),
        (999, {}, "999,00"),
        (20, {"trim": True}, "20"),
        (20, {"decimals": 0, "trim": True}, "20"),
        (F(1, 8), {"decimals": 400}, "0,125" + "0" * 397),
        (True, {}, "1,00"),
    ],
)
def test_numbers_as_they_are_read(value: F | int, keywords: dict[str, Any], text: str):
    assert format_number(value, **keywords) == text


@pytest.mark.parametrize("decimals", [-1, 401])
def test_how_many_decimals_a_number_may_show(decimals: int):
    with pytest.raises(ValueError, match=f"^decimals must be 0 to 400, not {decimals}$"):
        format_number(1, decimals=decimals)


@pytest.mark.parametrize("write", [format_number, shortest])
def test_numbers_that_nobody_writes_out(write: Any):
    assert write(10**4000 - 1).replace(".", "").startswith("9" * 4000)
    for value in (10**4000, -(10**4000), F(1, 10**4000 + 1)):
        with pytest.raises(NumeralError) as caught:
            write(value)
        assert (caught.value.reason, caught.value.offset) == ("terlalu-panjang", 0)


@pytest.mark.parametrize(
    ("value", "unit", "keywords", "text"),
    [
        (25, "puskesmas", {}, "25"),
        (1000, "orang", {}, "1.000"),
        (100_000, None, {}, "100.000"),
        (F(3, 2), "jam", {}, "1,50"),
        (F(3, 2), "jam", {"decimals": 1}, "1,5"),
        (25, "puskesmas", {"decimals": 4}, "25"),
        (90, "%", {}, "90,00"),
        (90, "%", {"decimals": 1}, "90,0"),
        (1, "1", {}, "1,00"),
        (7, "per 1000", {}, "7,00"),
        (7, "persen", {}, "7"),
        (7, "kali per tahun", {}, "7"),
        (7, "", {}, "7"),
        (F(24999, 1000), "orang", {}, "25,00"),
    ],
)
def test_a_count_has_no_decimals_where_it_is_shown(value: F | int, unit: str | None, keywords: Any, text: str):
    assert shown_number(value, unit, **keywords) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("10000", "10.000"),
        ("9999", "9999"),
        ("1234567 orang dan 12345", "1.234.567 orang dan 12.345"),
        ("12500,75", "12.500,75"),
        ("12500,x", "12500,x"),
        ("12500.", "12500."),
        ("1/30000", "1/30000"),
        ("30000/7", "30000/7"),
        ("0,12345", "0,12345"),
        ("1.123456", "1.123456"),
        ("a12345", "a12.345"),
        ("", ""),
    ],
)
def test_thousands_of_long_numbers(text: str, shown: str):
    assert with_thousands(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("100000", "100.000"),
        ("100000 dokumen", "100.000 dokumen"),
        ("Rp 1250000,50", "Rp 1.250.000,50"),
        ("10000 - 20000", "10.000 - 20.000"),
        ("2025", "2025"),
        ("SK 100000", "SK 100000"),
        ("100000 SK 100000", "100000 SK 100000"),
        ("100.000 orang", "100.000 orang"),
        ("100000".ljust(1000), "100.000".ljust(1001)),
        ("100000".ljust(1001), "100000".ljust(1001)),
        ("9" * 399, "999." * 132 + "999"),
        ("9" * 400, "9" + ".999" * 133),
        ("9" * 401, "9" * 401),
    ],
    ids=lambda text: text[:20].strip(),
)
def test_a_typed_figure_with_its_thousands(text: str, shown: str):
    assert shown_figure(text) == shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((0, "0"), (-5, "-5"), (F(1, 2), "0,5"), (F(-1, 2), "-0,5"), (F(10, 4), "2,5"), (F(100), "100")),
        (F(1, 10**29), "0," + "0" * 28 + "1"),
        (F(1, 2**29), "0," + str(5**29).zfill(29)),
        (10**28 + F(1, 10), "1" + "0" * 28 + ",1"),
        (10**29 + F(1, 10), f"{10**30 + 1}/10"),
        (F(1, 10**30), f"1/{10**30}"),
        (F(1, 10**31), f"1/{10**31}"),
        (F(1, 6), "1/6"),
        (F(-7, 6), "-7/6"),
        (F(12345, 1000), "12,345"),
    ],
)
def test_the_exact_number_as_short_as_can_be(value: F | int, text: str):
    assert shortest(value) == text
