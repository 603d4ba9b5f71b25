"""What is a percentage: docs/reference/language.md, "Units", and the table in evaluation/percent.py."""

from __future__ import annotations

from fractions import Fraction

import pytest

import kinerja_formula as kf
from kinerja_formula.evaluation.percent import is_averaged, is_percentage

ROWS = [
    # formula, data, value, unit
    ("A / B × 100%", {"A": 18, "B": 20}, 90, "%"),
    ("100% × A / B", {"A": 18, "B": 20}, 90, "%"),
    ("A × 100% / B", {"A": 18, "B": 20}, 90, "%"),
    ("A × 100%", {"A": "0,9"}, 90, "%"),
    ("A × 100% / 4", {"A": "0,8"}, 20, "%"),
    ("100% × A × 100% × B", {"A": "0,5", "B": 1}, 50, "%"),
    ("(A × 100%) / B", {"A": 18, "B": 20}, 90, "%"),
    ("A / B × 100% × C", {"A": 1, "B": 2, "C": 30}, 15, None),
    ("A / B", {"A": 18, "B": 20}, Fraction(9, 10), None),
    ("A / B × 60%", {"A": 1, "B": 2}, 30, "%"),
    ("Nilai SKP × 60%", {"Nilai SKP": 85}, 51, "nilai"),
    ("Nilai SKP × 60% + Nilai perilaku × 40%", {"Nilai SKP": 85.5, "Nilai perilaku": 90}, Fraction("87.3"), "nilai"),
    ("A / B × 100% × 60% + C / D × 100% × 40%", {"A": 1, "B": 2, "C": 3, "D": 4}, 60, "%"),
    ("A / B × 60% + C / D × 40%", {"A": 1, "B": 2, "C": 3, "D": 4}, 60, "%"),
    ("Persentase A × 60% + Persentase B × 40%", {"Persentase A": 50, "Persentase B": 75}, 60, "%"),
    ("Persentase A × 60% + Nilai B × 40%", {"Persentase A": 50, "Nilai B": 75}, 60, "nilai"),
    ("Persentase A + Nilai B", {"Persentase A": 80, "Nilai B": 5}, 85, "nilai"),
    ("Target - A / B × 100%", {"Target": 90, "A": 4, "B": 5}, 10, None),
    ("Persentase A / Persentase B", {"Persentase A": 40, "Persentase B": 80}, Fraction(1, 2), "1"),
    ("Persentase A / Persentase B × 100%", {"Persentase A": 40, "Persentase B": 80}, 50, "%"),
    ("(Persentase A + Persentase B) / 2", {"Persentase A": 40, "Persentase B": 80}, 60, "%"),
    ("(2 × Persentase A + Persentase B) / 3", {"Persentase A": 40, "Persentase B": 70}, 50, "%"),
    ("Jumlah pegawai × Persentase hadir", {"Jumlah pegawai": 30, "Persentase hadir": 90}, 27, "orang"),
    ("A / B × Persentase C", {"A": 1, "B": 2, "Persentase C": 80}, 40, "%"),
    ("Persentase A × 100", {"Persentase A": 80}, 80, "%"),
    ("100 - A / B × 100%", {"A": 1, "B": 4}, 75, "%"),
    ("1 - A / B × 100%", {"A": 1, "B": 4}, 75, "%"),
    ("100% - A / B × 100%", {"A": 1, "B": 4}, 75, "%"),
    ("100 - Persentase A", {"Persentase A": 30}, 70, "%"),
    ("100 - A / B × 100", {"A": 1, "B": 4}, 75, "%"),
    ("A / B × 100% + C / D × 100", {"A": 1, "B": 4, "C": 1, "D": 2}, 75, "%"),
    ("20% - (10% / 5000) × NL", {"NL": 3000}, 14, "%"),
    ("(20% - (10% / 5000) × NL) / 2", {"NL": 3000}, 7, "%"),
    ("PJ / (20% - (10% / 5000) × NL) × Skor", {"PJ": 0.07, "NL": 3000, "Skor": 3}, Fraction("1.5"), None),
    ("(A × 100% + B × 100%) / C", {"A": 1, "B": 2, "C": 4}, 75, "%"),
    ("(10% / 5000 × NL) / M", {"NL": 3000, "M": 2}, 3, "%"),
    ("(10% / 5000) × NL", {"NL": 3000}, Fraction(6, 100), None),
    ("PJ / 20% × Skor", {"PJ": 0.15, "Skor": 3.2}, Fraction("2.4"), None),
    ("A / B × 100", {"A": 18, "B": 20}, 90, "%"),
    ("A / B × 100 × 60%", {"A": 1, "B": 2}, 30, "%"),
    ("(A / B × 100) / (C / D × 100)", {"A": 1, "B": 2, "C": 1, "D": 1}, Fraction(1, 2), None),
    ("Skor / 4 × 100", {"Skor": 3}, 75, "nilai"),
    ("A / B × 1000", {"A": 154, "B": 22000}, 7, "per 1000"),
    ("A / B × 100000", {"A": 3, "B": 60000}, 5, "per 100000"),
    ("A / B × 1500", {"A": 1, "B": 3}, 500, None),
    ("A / 4 × 1000", {"A": 1}, 250, None),
    ("A × 1000", {"A": 3}, 3000, None),
    ("((P / Q) ^ 2 - 1) × 100%", {"P": 11, "Q": 10}, 21, "%"),
    ("A ^ 2 / B / C × 100", {"A": 1, "B": 2, "C": 1}, 50, "%"),
    ("Persentase A ^ 2", {"Persentase A": 50}, Fraction(1, 4), "1"),
    ("Tingkat hadir (%)", {"tingkat hadir (%)": 81.5}, Fraction("81.5"), "%"),
    ("Rata-rata persentase hadir", {"rata-rata persentase hadir": [80, 90]}, 85, "%"),
    ("Nilai", {"nilai": "81,35 %"}, Fraction("81.35"), "%"),
    ("Nilai", {"nilai": 81}, 81, "nilai"),
    ("A - B", {"A": "30 %", "B": "12,5%"}, Fraction("17.5"), "%"),
    ("A / B × Skor", {"A": "12%", "B": "16 %", "Skor": 3.6}, Fraction("2.7"), None),
    ("100% / 4", {}, 25, "%"),
    # a percentage over a bare 100 is a share of one
    ("Persentase A / 100", {"Persentase A": 12}, Fraction("0.12"), "1"),
    ("Persentase A / 100", {"Persentase A": "12%"}, Fraction("0.12"), "1"),
    ("A / 100", {"A": "12%"}, Fraction("0.12"), None),
    ("1 - Persentase A / 100", {"Persentase A": 12}, Fraction("0.88"), "1"),
    ("(100 - Persentase A) / 100", {"Persentase A": 12}, Fraction("0.88"), "1"),
    ("100 × (1 - Persentase A / 100)", {"Persentase A": 12}, 88, "%"),
    ("Persentase A / 100 × 100", {"Persentase A": 12}, 12, "%"),
    ("Persentase A / 100 × 100%", {"Persentase A": 12}, 12, "%"),
    ("Persentase A / 100 × Jumlah pegawai", {"Persentase A": 12, "Jumlah pegawai": 50}, 6, "orang"),
    ("Jumlah pegawai × Persentase A / 100", {"Persentase A": 12, "Jumlah pegawai": 50}, 6, "orang"),
    ("Persentase A × Bobot / 100", {"Persentase A": 80, "Bobot": 30}, 24, None),
    ("Persentase A × Persentase B / 100", {"Persentase A": 50, "Persentase B": 40}, 20, "%"),
    ("(Persentase A + Persentase B) / 100", {"Persentase A": 20, "Persentase B": 30}, Fraction(1, 2), "1"),
    ("Persentase A / 1000", {"Persentase A": 12}, Fraction("0.012"), "%"),
    ("A / B × 100 / 100", {"A": 1, "B": 4}, Fraction(1, 4), None),
]


@pytest.mark.parametrize(("text", "data", "value", "unit"), ROWS, ids=[row[0] for row in ROWS])
def test_reading_of_percentages(planned, text, data, value, unit):
    if text == "Tingkat hadir (%)":  # the brackets of a name are no brackets of the drawing
        from kinerja_formula.evaluation.plan import Plan
        from kinerja_formula.nodes import Name

        plan = Plan(Name(text, (0, len(text))), text)
    else:
        plan = planned(text)
    result = plan.evaluate(data)
    assert (result.value, result.unit) == (value, unit)


def test_units_that_cancel_under_a_bare_hundred_make_a_percentage():
    text = "S = (Jml Ketidakhadiran Sakit x 100) / (Jml Hari Efektif x Jml Siswa) %"
    formula = kf.parse(text, indikator="Persentase Ketidakhadiran")
    result = formula.evaluate(dict(zip(formula.names, (30, 20, 15), strict=True)))
    assert (result.value, result.unit, str(result)) == (10, "%", "10,00%")


def test_a_score_that_the_text_names_gives_its_value_a_unit():
    assert kf.parse("Jika 6 < RDPU ≤ 10 , maka Skor = 7 - (RDPU / 2)").evaluate({"RDPU": 8}).unit == "nilai"
    assert kf.parse("Rasio = A / B").evaluate({"A": 8, "B": 2}).unit is None


def test_hundred_need_not_be_a_percentage(planned):
    plan = planned("A / B × 100", hundred_is_percent=False)
    assert plan.unit is None
    assert plan.evaluate({"A": 18, "B": 20}).value == 90
    assert planned("A / B × 100").unit == "%"


def test_unit_is_known_without_data(planned):
    assert planned("A / B × 100%").unit == "%"
    assert planned("A + B").unit is None
    assert planned("A / B × 10000").unit == "per 10000"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Jumlah pegawai × Persentase hadir × 2", "orang"),
        ("Jumlah pegawai / Persentase hadir", "orang"),
        ("Anggaran × Persentase pajak × Persentase potongan", "rupiah"),
        ("Nilai B + Persentase A", "nilai"),
        ("Nilai B × 40% + Persentase A × 60%", "nilai"),
        ("Persentase A × Persentase B", "%"),
        ("Persentase A ^ 3", "1"),
    ],
)
def test_units_beside_percentages(planned, text, unit):
    assert planned(text).unit == unit


def test_a_rule_of_scores_is_not_counted_in_its_condition():
    from kinerja_formula.formula import parse

    assert parse("> 6 hari = 1, <= 6 hari = 2").unit is None


def test_a_percentage_changes_no_needed_unit(planned):
    assert planned("A × Persentase B + Jumlah pegawai").units.operands["a"].unit == "orang"


@pytest.mark.parametrize("key", ["persentase hadir", "persen hadir", "persen", "rerata persentase x", "rasio laba(%)"])
def test_names_of_percentages(key):
    assert is_percentage(key)


@pytest.mark.parametrize("key", ["nilai", "jumlah persentase", "persenan", "tingkat persentase", "rata-rata nilai"])
def test_other_names(key):
    assert not is_percentage(key)


def test_names_of_means():
    assert is_averaged("rata-rata nilai")
    assert not is_averaged("nilai rata-rata")
