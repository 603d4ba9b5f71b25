"""Printed capaian: what follows, and which slip gives what doesn't. Values worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kinerja_formula as kf
from kinerja_formula.numerals import format_number
from kinerja_formula.penilaian.printed import SLIPS, check_printed


@pytest.mark.parametrize(
    ("printed", "realisasi", "target", "arah"),
    [
        ("97,65", "55.887.004.237.727", "57.234.618.765.469", "naik"),
        ("66.8", "44.1%", "66,02%", "naik"),
        ("50.0", "48 Penelitian", "96 Penelitian", "naik"),
        ("105%", "89", "85", "naik"),
        ("1.250", "125", "10", "naik"),
        (Fraction(90), 18, 20, "naik"),
        ("89,29 %", "4,65", "4,20", "turun"),
    ],
)
def test_what_follows(printed: object, realisasi: object, target: object, arah: str):
    found = check_printed(printed, realisasi, target, arah=arah)
    assert found.agrees
    assert found.slips == ()


@pytest.mark.parametrize(
    ("printed", "realisasi", "target", "arah", "slip"),
    [
        ("107%", "86%", "80%", "naik", "dipotong"),
        ("100", "150", "100", "naik", "dibatasi-100"),
        ("120,00", "150", "100", "naik", "dibatasi-120"),
        ("110,71", "4,65", "4,20", "turun", "rumus-naik"),
        ("90,32", "4,65", "4,20", "turun", "rumus-turun-kebalikan"),
        ("80", "12", "10", "naik", "rumus-turun"),
        ("83,33", "12", "10", "naik", "terbalik"),
        ("20", "8", "10", "naik", "hanya-selisih"),
        ("8", "8", "10", "naik", "skala-10"),
        ("0,08", "8", "10", "naik", "skala-1000"),
        ("80.000", "8", "10", "naik", "skala-1000"),
        ("87,5", "6,6", "7,7", "naik", "dari-angka-bulat"),
        ("69", "24", "25", "naik", "angka-tertukar"),
        ("79", "24", "25", "naik", None),
    ],
)
def test_which_slip_gives_it(printed: str, realisasi: str, target: str, arah: str, slip: str | None):
    found = check_printed(printed, realisasi, target, arah=arah)
    assert not found.agrees
    assert found.slip == slip


def test_a_figure_of_the_row_above():
    assert check_printed("99,84%", "89,40", "89,75", above=("89,61", "88,65")).slip == "realisasi-baris-atas"
    assert check_printed("96,88", "62", "70", above=("55", "64")).slip == "target-baris-atas"
    assert check_printed("96,88", "62", "70").slip is None


def test_what_is_no_figure():
    with pytest.raises(kf.InvalidDataError):
        check_printed("tercapai", "8", "10")
    assert check_printed("0", "0", "0").value is None


figures = st.integers(1, 9999).map(Fraction)


@given(figures, figures, st.integers(0, 3), st.sampled_from(["naik", "turun"]))
def test_a_rounded_print_always_follows(realisasi: Fraction, target: Fraction, decimals: int, arah: str):
    value = kf.capaian(realisasi, target, arah=arah).value
    assert value is not None
    shown = format_number(value, decimals=decimals, group=False)
    found = check_printed(shown, realisasi, target, arah=arah)
    assert found.agrees
    assert found.decimals == decimals


@given(figures, figures, st.integers(0, 99999))
def test_a_slip_is_named_only_where_it_gives_the_print(realisasi: Fraction, target: Fraction, printed: int):
    found = check_printed(printed, realisasi, target, arah="naik")
    assert set(found.slips) <= set(SLIPS)
    if "terbalik" in found.slips:
        assert abs(target * 100 / realisasi - printed) <= Fraction(1, 2)
    if "dipotong" in found.slips:
        assert 0 <= realisasi * 100 / target - printed < 1


@pytest.mark.parametrize(
    ("printed", "realisasi", "target", "agrees"),
    [
        ("101,85%", "91,67%", "90", True),  # 91,666… / 90
        ("101,86%", "91,67%", "90", True),
        ("101,84%", "91,67%", "90", False),
        ("102%", "88,5", "86", False),
        ("101,10%", "91", "90", False),  # a whole number is what it is
    ],
)
def test_a_realization_that_is_printed_rounded(printed: str, realisasi: str, target: str, agrees: bool):
    assert check_printed(printed, realisasi, target).agrees is agrees


def test_the_capaian_beside_a_print_is_that_of_the_same_arguments():
    found = check_printed("80", "4", "5", satuan="hari", arah="naik")
    assert found.capaian.to_json() == kf.capaian("4", "5", satuan="hari", arah="naik").to_json()
    assert found.capaian.to_json() != kf.capaian("4", "5", arah="naik").to_json()


@pytest.mark.parametrize(
    ("printed", "slips"),
    [("140", ("realisasi-baris-atas",)), ("160", ("target-baris-atas",)), ("60", ()), ("40", ())],
)
def test_a_figure_of_the_row_above_where_less_is_better(printed: str, slips: tuple[str, ...]):
    assert check_printed(printed, "4", "5", arah="turun", above=("3", "10")).slips == slips


def test_a_digit_and_the_decimal_sign_are_not_exchanged():
    assert check_printed("104", "2,4", "25", arah="turun").slips == ()  # 24 of 25 would give 104
    assert check_printed("96", "42", "25", arah="naik").slips == ("angka-tertukar",)


@pytest.mark.parametrize(
    ("printed", "value", "reason"),
    [
        ("x" * 200, "'" + "x" * 79, "bukan-angka"),
        ("80 - 90", "'80 - 90'", "rentang"),
        ("≥ 50", "'≥ 50'", "rentang"),
        (float("nan"), "nan", "bukan-bilangan"),
        (None, "None", "bukan-angka"),
    ],
)
def test_what_no_print_is(printed: object, value: str, reason: str):
    with pytest.raises(kf.InvalidDataError) as refused:
        check_printed(printed, "4", "5")
    [found] = refused.value.diagnostics
    assert (found.code, found.span) == ("KF302", (0, 0))
    assert dict(found.values) == {"name": "capaian", "value": value, "reason": reason}


@pytest.mark.parametrize(("above", "name"), [(("naik 5%", "8"), "realisasi"), (("5", "naik 5%"), "target")])
def test_a_row_above_that_can_not_be_read_is_named(above: tuple[str, str], name: str):
    with pytest.raises(kf.InvalidDataError) as refused:
        check_printed("50", "4", "5", above=above)
    assert refused.value.diagnostics[0].values["name"] == name


@pytest.mark.parametrize(("target", "value"), [("5 - 6", 80), (None, None), ("5 orang, 6 surat", 80)])
def test_a_target_that_is_no_one_figure_has_no_slip_of_figures(target: str | None, value: int | None):
    found = check_printed("50", "4", target)
    assert (found.agrees, found.slips, found.value) == (False, (), value)
