"""Data by period: periods as people write them, names that tell one, the figure that each operand gets."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kinerja_formula as kf
from kinerja_formula.diagnostics import InvalidDataError, MissingDataError
from kinerja_formula.evaluation.periods import figures_of_period, wants_period
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.figures.periods import Period, is_period_head, period_index, read_period, word_of_length

GROWTH = "(`PDRB`[t] - `PDRB`[t-1]) / `PDRB`[t-1] × 100%"
YEARS = {"2022": 80, "2023": 100, "2024": 110}


def plan_of(text: str) -> Plan:
    return kf.parse(text)._plan


def value(text: str, data: Any, periode: object) -> Fraction:
    plan = plan_of(text)
    return plan.evaluate(figures_of_period(plan.operands, data, periode, text)).value


# Periods


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2024", Period(12, 2024, 1)),
        (2024, Period(12, 2024, 1)),
        (2024.0, Period(12, 2024, 1)),
        ("Tahun 2024", Period(12, 2024, 1)),
        ("TA 2024", Period(12, 2024, 1)),
        ("TW I 2024", Period(3, 2024, 1)),
        ("Triwulan 1 Tahun 2024", Period(3, 2024, 1)),
        ("triwulan ke-1 tahun 2024", Period(3, 2024, 1)),
        ("Triwulan Pertama 2024", Period(3, 2024, 1)),
        ("2024Q1", Period(3, 2024, 1)),
        ("TW IV", Period(3, 0, 4)),
        ("Semester II 2023", Period(6, 2023, 2)),
        ("Smt. 2 2023", Period(6, 2023, 2)),
        ("Caturwulan III 2023", Period(4, 2023, 3)),
        ("Januari 2024", Period(1, 2024, 1)),
        ("Bulan Januari 2024", Period(1, 2024, 1)),
        ("Jan 2024", Period(1, 2024, 1)),
        ("Jan-24", Period(1, 2024, 1)),
        ("2024-01", Period(1, 2024, 1)),
        ("bulan 1 2024", Period(1, 2024, 1)),
        ("Desember", Period(1, 0, 12)),
        (datetime.date(2024, 3, 31), Period(1, 2024, 3)),
        (pd.Timestamp("2024-03-31"), Period(1, 2024, 3)),
        (pd.Period("2024", "Y"), Period(12, 2024, 1)),
        (pd.Period("2024-02", "M"), Period(1, 2024, 2)),
        (pd.Period("2024Q2", "Q"), Period(3, 2024, 2)),
        (Period(12, 2024, 1), Period(12, 2024, 1)),
    ],
)
def test_periods_are_read(written: object, period: Period):
    assert read_period(written) == period


@pytest.mark.parametrize(
    "written",
    [
        *(
            "",
            "awal",
            "TW V 2024",
            "Semester 3 2024",
            "2024-13",
            "2021-2026",
            "12",
            "I",
            "Jumlah",
            "bulan 13",
            "2024 ²",
            "Jan 2024 98,5¹",
            "TW ² 2024",
            "x" * 500,
        ),
        *(12, 0.5, True, None, (2024, 1), pd.NaT, float("nan"), b"2024"),
    ],
)
def test_what_is_no_period(written: object):
    assert read_period(written) is None


@pytest.mark.parametrize(
    ("written", "by", "months", "shifted"),
    [
        ("2024", -1, None, "2023"),
        ("TW I 2024", -1, None, "TW IV 2023"),
        ("TW I 2024", -1, 12, "TW I 2023"),
        ("TW IV 2024", 1, None, "TW I 2025"),
        ("Januari 2024", -1, None, "Desember 2023"),
        ("Januari 2024", -1, 3, "Oktober 2023"),
        ("Semester II 2023", -1, None, "Semester I 2023"),
        ("Semester I 2023", 3, None, "Semester II 2024"),
        ("Caturwulan I 2023", -1, None, "Caturwulan III 2022"),
        ("TW II", -1, None, "TW I"),
        ("2024", 0, 1, "2024"),
        ("TW I", -1, None, None),
        ("TW I", -1, 12, None),
        ("2024", -1, 1, None),
        ("TW I 2024", -1, 1, None),
    ],
)
def test_periods_are_shifted(written: str, by: int, months: int | None, shifted: str | None):
    period = read_period(written)
    assert period is not None
    found = period.shifted(by, months)
    assert (None if found is None else str(found)) == shifted


@given(
    st.sampled_from([1, 3, 4, 6, 12]),
    st.integers(1950, 2050),
    st.integers(1, 12),
    st.integers(-30, 30),
    st.integers(-9, 9),
)
def test_what_is_written_is_read_and_shifts_add_up(months: int, year: int, number: int, one: int, other: int):
    period = Period(months, year, (number - 1) % (12 // months) + 1)
    assert read_period(str(period)) == period
    first = period.shifted(one)
    assert first is not None
    assert first.shifted(other) == period.shifted(one + other)
    assert first.shifted(-one) == period
    assert (first.order > period.order) == (one > 0)


# Names that tell a period


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("PDRB[t]", ("PDRB", None, 0)),
        ("PDRB[t-1]", ("PDRB", None, -1)),
        ("PDRB [ t - 12 ]", ("PDRB", None, -12)),
        ("PDRB[n+1]", ("PDRB", None, 1)),
        ("PDRB_t", ("PDRB", None, 0)),
        ("PDRB_{t-1}", ("PDRB", None, -1)),
        ("PDRB_t-1", ("PDRB", None, -1)),
        ("PDRBₜ₋₁", ("PDRB", None, -1)),
        ("PDRB t-1", ("PDRB", None, -1)),
        ("PDRB t\u2212 1", ("PDRB", None, -1)),
        ("PDRB (t-1)", ("PDRB", None, -1)),
        ("PDRB tahun t", ("PDRB", 12, 0)),
        ("PDRB tahun ke-t", ("PDRB", 12, 0)),
        ("PDRB tahun n-1", ("PDRB", 12, -1)),
        ("PDRB pada tahun (n-1)", ("PDRB", 12, -1)),
        ("Jumlah penduduk tahun lalu", ("Jumlah penduduk", 12, -1)),
        ("Jumlah penduduk pada tahun yang lalu", ("Jumlah penduduk", 12, -1)),
        ("Jumlah penduduk (tahun sebelumnya)", ("Jumlah penduduk", 12, -1)),
        ("Jumlah penduduk tahun sebelumnya (t-1)", ("Jumlah penduduk", 12, -1)),
        ("Jumlah penduduk tahun ini", ("Jumlah penduduk", 12, 0)),
        ("Jumlah Penduduk Tahun Berjalan", ("Jumlah Penduduk", 12, 0)),
        ("Inflasi bulan lalu", ("Inflasi", 1, -1)),
        ("Inflasi bulan ini", ("Inflasi", 1, 0)),
        ("Inflasi triwulan sebelumnya", ("Inflasi", 3, -1)),
        ("Inflasi semester lalu", ("Inflasi", 6, -1)),
        ("Inflasi periode sebelumnya", ("Inflasi", None, -1)),
        ("Po", None),
        ("Pt", None),
        ("PDRBt-1", None),
        ("PDRB t", None),
        ("Produksi (t)", None),
        ("NDT", None),
        ("Jumlah thn", None),
        ("Jumlah penduduk", None),
        ("Jumlah penduduk tahun 2023", None),
        ("Jumlah penduduk tahun lalu yang pindah", None),
        ("Rata-rata produksi 3 tahun sebelumnya", None),
        ("Rata-rata produksi tiga tahun sebelumnya", None),
        ("tahun lalu", None),
        ("tahun t-1", None),
        ("[t-1]", None),
        ("x" * 1000 + "[t]", None),
    ],
)
def test_names_that_tell_a_period(name: str, told: tuple[str, int | None, int] | None):
    assert period_index(name) == told


@pytest.mark.parametrize(
    ("name", "beside", "told"),
    [
        ("PDRBt", ["PDRBt-1"], ("PDRB", None, 0)),
        ("PDRBt-1", ["PDRBt", "Inflasi"], ("PDRB", None, -1)),
        ("PDRB t", ["PDRB t-1"], ("PDRB", None, 0)),
        ("PDRB (t)", ["PDRB (t-1)"], ("PDRB", None, 0)),
        ("Pt", ["Po"], None),
        ("Pt", ["Pn-1", "Qt-1"], None),
        ("PDRBt-1", ["PDRBt-1", "PDRB"], None),
    ],
)
def test_a_letter_tells_a_period_beside_a_shifted_one(name: str, beside: list[str], told: tuple[Any, ...] | None):
    assert period_index(name, beside) == told


def test_words_of_periods():
    assert [word_of_length(months) for months in (1, 3, 4, 6, 12)] == [
        *("bulan", "triwulan", "caturwulan", "semester", "tahun"),
    ]
    assert is_period_head(" TAHUN ")
    assert not is_period_head("Tahun berdiri")


# Figures of a period


@pytest.mark.parametrize(
    "text",
    [
        GROWTH,
        "(PDRB_t - PDRB_{t-1}) / PDRB_{t-1} x 100%",
        "(PDRB t - PDRB t-1) / PDRB t-1 x 100%",
        "(PDRBt - PDRBt-1) / PDRBt-1 x 100%",
        "(PDRB tahun t - PDRB tahun n-1) / PDRB tahun n-1 x 100%",
        "(PDRB tahun ini - PDRB tahun lalu) / PDRB tahun lalu x 100%",
        "(PDRB tahun berjalan - PDRB tahun sebelumnya) / PDRB tahun sebelumnya x 100%",
        "(PDRB - PDRB tahun lalu) / PDRB tahun lalu x 100%",
    ],
)
@pytest.mark.parametrize(
    "figures",
    [YEARS, {2023: 100, 2024: 110}, pd.Series({2023: 100, 2024: 110}), {"Tahun 2023": "100", "TA 2024": "110"}],
)
def test_each_operand_gets_its_figure(text: str, figures: Any):
    assert value(text, {"PDRB": figures}, "2024") == 10
    assert value(text, {"pdrb": figures}, 2024) == 10


MONTHS = {"Desember 2023": 5, "Jan 2024": 6, "Oktober 2023": 2, "2023-01": 3}


@pytest.mark.parametrize(
    ("text", "figures", "periode", "wanted"),
    [
        ("`Inflasi bulan ini` - `Inflasi bulan lalu`", MONTHS, "Januari 2024", 1),
        ("`Inflasi bulan ini` - `Inflasi tahun lalu`", MONTHS, "2024-01", 3),
        ("`Inflasi`[t] - `Inflasi`[t-1]", MONTHS, "Jan-24", 1),
        ("`Inflasi` - `Inflasi triwulan sebelumnya`", MONTHS, "Januari 2024", 4),
        ("`Inflasi`[t] - `Inflasi`[t-1]", {"TW IV 2023": 5, "Triwulan 1 2024": 7}, "TW I 2024", 2),
        ("`Inflasi` - `Inflasi tahun lalu`", {"TW I 2023": 5, "TW I 2024": 7}, "Triwulan I Tahun 2024", 2),
        ("`Inflasi` - `Inflasi semester lalu`", {"Semester I 2024": 5, "Smt 2 2024": 7}, "Semester II 2024", 2),
        ("`Inflasi`[t] - `Inflasi`[t-1]", {"TW I": 5, "TW II": 7, "Jumlah": 12}, "TW II", 2),
        ("`Inflasi` - `Inflasi periode sebelumnya`", {"TW I": 5, "TW II": 7}, "TW II", 2),
        (
            "`Inflasi`[t] - `Inflasi`[t-1]",
            pd.Series([5, 7], pd.period_range("2023-12", periods=2, freq="M")),
            "2024-01",
            2,
        ),
        (
            "`Inflasi`[t] - `Inflasi`[t-1]",
            pd.Series([5, 7], pd.to_datetime(["2023-12-31", "2024-01-31"])),
            "2024-01",
            2,
        ),
    ],
)
def test_units_of_periods(text: str, figures: Any, periode: str, wanted: int):
    assert value(text, {"Inflasi": figures}, periode) == wanted


def test_an_own_figure_wins():
    assert value(GROWTH, {"PDRB": YEARS, "PDRB[t-1]": 55}, "2024") == 100
    text = "(PDRB t - PDRB t-1) / PDRB t-1 x 100%"
    assert value(text, {"PDRB t-1": 55, "PDRB": YEARS}, "2024") == 100
    # a column called so has the figure in the row of the period
    last = {"2023": 80, "2024": 100}
    assert value("PDRB tahun ini - PDRB tahun lalu", {"PDRB tahun ini": YEARS, "PDRB tahun lalu": last}, "2024") == 10


def test_other_figures_stay():
    data = {"PDRB": YEARS, "Inflasi": "5 %", "lain": {"a": 1}}
    plan = plan_of("`PDRB`[t] - `PDRB`[t-1] + `Inflasi`")
    found = figures_of_period(plan.operands, data, "2024")
    assert found["Inflasi"] == "5 %"
    assert found["lain"] == {"a": 1}
    assert (found["PDRB[t]"], found["PDRB[t-1]"]) == (110, 100)
    assert data["PDRB"] is YEARS
    assert set(data) == {"PDRB", "Inflasi", "lain"}
    assert figures_of_period(plan.operands, [1, 2], "2024") == [1, 2]
    with pytest.raises(InvalidDataError) as caught:
        value("`PDRB` + 1", {"PDRB": {"a": 1}}, "2024")
    assert caught.value.code == "KF302"


@pytest.mark.parametrize("make", [dict, pd.DataFrame, pl.DataFrame])
@pytest.mark.parametrize(
    ("columns", "periode"),
    [
        ({"periode": ["2023", "2024"]}, "2024"),
        ({"Tahun": [2023, 2024]}, "2024"),
        ({"tahun": [2023, 2024], "triwulan": ["IV", "I"]}, "TW I 2024"),
        ({"Triwulan": [4, 1], "Tahun": [2023, 2024]}, "TW I 2024"),
        ({"tahun": ["2023", "2024"], "bulan": ["Desember", "Januari"]}, "2024-01"),
        ({"tahun": [2023, 2024], "Bulan": [12, 1]}, "Januari 2024"),
        ({"semester": ["I", "II"]}, "Semester II"),
    ],
)
def test_tables_in_long_form(make: Any, columns: dict[str, list[Any]], periode: str):
    data = make({**columns, "PDRB": [100, 110], "Penduduk": [10, 11]})
    assert value(GROWTH, data, periode) == 10
    assert value("`PDRB` / `Penduduk`", data, periode) == 10


def test_tables_with_an_index_of_periods():
    frame = pd.DataFrame({"PDRB": [100.5, 110]}, index=pd.Index(["2023", "2024"], name="tahun"))
    assert value("`PDRB`[t] - `PDRB`[t-1]", frame, "2024") == Fraction(19, 2)


def test_a_name_that_is_a_word_of_periods_is_no_column_of_periods():
    data = {"Jumlah bulan": [1, 2], "Bulan": 12}
    assert value("`Jumlah bulan` / `Bulan`", data, "2024") == Fraction(1, 4)


def test_a_missing_period_is_told_for_each_operand():
    plan = plan_of(GROWTH)
    with pytest.raises(MissingDataError) as caught:
        figures_of_period(plan.operands, {"PDRB": {"2025": 1, "2021": 3}}, "2024", GROWTH)
    first, second = caught.value.diagnostics
    assert (first.code, first.values["name"], first.values["wanted"]) == ("KF350", "PDRB[t]", "2024")
    assert (second.values["wanted"], second.values["periods"]) == ("2023", "2021, 2025")
    assert GROWTH[slice(*second.span)] == "`PDRB`[t-1]"
    assert second.message_in("id") == "Data untuk “PDRB[t-1]” tidak memuat periode 2023; yang ada: 2021, 2025."
    assert "2023" in second.message_in("en")


@pytest.mark.parametrize(
    ("periode", "wanted"), [("2024", "2024 −1 bulan"), ("TW I", "TW I −1 bulan"), ("Januari", "Januari −1 bulan")]
)
def test_a_period_that_there_is_not(periode: str, wanted: str):
    with pytest.raises(MissingDataError) as caught:
        value("`Inflasi bulan lalu` / 2", {"Inflasi": {"2024": 3, "TW I": 1, "Januari": 2}}, periode)
    assert caught.value.diagnostics[0].values["wanted"] == wanted


@pytest.mark.parametrize("periode", ["awal", "", "TW V 2024", 12, None])
def test_a_period_that_can_not_be_read(periode: object):
    with pytest.raises(InvalidDataError) as caught:
        figures_of_period(plan_of(GROWTH).operands, {"PDRB": YEARS}, periode, GROWTH)
    assert caught.value.code == "KF350"
    assert "tidak terbaca" in caught.value.message


def test_two_figures_of_one_period():
    with pytest.raises(InvalidDataError) as caught:
        value("`PDRB`[t] / 2", {"PDRB": {"2024": 1, "Tahun 2024": 2}}, "2024")
    assert caught.value.code == "KF303"
    assert caught.value.diagnostics[0].values["keys"] == ("2024", "Tahun 2024")
    with pytest.raises(InvalidDataError):
        value("`PDRB` / 2", {"periode": ["2024", "2024"], "PDRB": [1, 2]}, "2024")


def test_without_a_period():
    plan = plan_of(GROWTH)
    wanted = wants_period(plan.operands, {"PDRB": YEARS})
    assert [(one.code, one.values["name"]) for one in wanted] == [("KF350", "PDRB[t]"), ("KF350", "PDRB[t-1]")]
    assert wanted[0].values["periods"] == "2022, 2023, 2024"
    assert "dirinci per periode (2022, 2023, 2024)" in wanted[0].message_in("id")
    assert len(wants_period(plan.operands, {"PDRB[t]": YEARS, "PDRB[t-1]": 5})) == 1
    assert len(wants_period(plan.operands, {"tahun": [2023, 2024], "PDRB": [100, 110]})) == 2
    # a name without a period stays what it is today, and so does what is no data by period
    assert wants_period(plan_of("`PDRB` / 2").operands, {"PDRB": YEARS}) == ()
    assert wants_period(plan.operands, {"PDRB": 5}) == ()
    assert wants_period(plan.operands, {"PDRB[t]": 5, "PDRB[t-1]": 5}) == ()
    with pytest.raises(InvalidDataError) as caught:
        plan_of("`PDRB` / 2").evaluate({"PDRB": YEARS})
    assert caught.value.code == "KF302"


class Broken(dict[str, int]):
    def items(self) -> Any:
        raise RuntimeError


def test_a_foreign_mapping_that_fails():
    plan = plan_of(GROWTH)
    assert wants_period(plan.operands, {"PDRB": Broken({"2024": 1})}) == ()
    data = {"PDRB": Broken({"2024": 1})}
    assert figures_of_period(plan.operands, data, "2024") == data
