"""A number or a sign that data has as a name: in a formula it stays what it is, wherever the data comes from."""

from __future__ import annotations

import pickle
from fractions import Fraction
from pathlib import Path

import pytest
from tests.table_engines import ENGINES

import kinerja_formula as kf
from kinerja_formula.names import place_of_literal, says_no_name
from kinerja_formula.pengisian.figures_table import Figure, Figures

DATA = {"Jumlah A": 3, "Jumlah B": 5}

NUMBERS = (
    "100%",
    "100 %",
    "100",
    "x 100%",
    "x100%",
    "X 100 %",
    "× 100%",
    "12",
    "1/3",
    "0,5",
    "(1/3)",
    "1.000",
    "100\u00a0%",
)
SIGNS = (
    "x",
    "X",
    "×",
    "*",
    "/",
    ":",
    "÷",
    "-",
    "–",
    "+",
    "=",
    "%",
    "",
    " ",
    "()",
    "(",
    ")",
    "-----",
    "_____",
    "^",
    ".",
    "\x00",
)
WORDS = ("seratus persen", "seratus", "dua belas", "persen", "kali", "dibagi", "per", "dikali 100%")

TEXTS = (
    "Jumlah A / Jumlah B x 100%",
    "Jumlah A\n------ x 100%\nJumlah B",
    "Jumlah A / 12 x 1/3 x 0,5 + Jumlah B",
    "(Jumlah A - 12) dibagi Jumlah B kali seratus persen",
    "Jumlah A : Jumlah B x 1.000",
    r"$\frac{\text{Jumlah A}}{\text{Jumlah B}} \times 100\%$",
    "Jumlah A + Jumlah B",
)


@pytest.mark.parametrize("key", [*NUMBERS, *SIGNS, *WORDS])
@pytest.mark.parametrize("text", TEXTS)
def test_a_key_replaces_no_number_and_no_sign(text: str, key: str):
    plain = kf.evaluate(text, DATA)
    for data in ({**DATA, key: 7}, {key: 7, **DATA}):
        found = kf.evaluate(text, data)
        assert (found.value, found.unit) == (plain.value, plain.unit)
        assert [one.name for one in found.inputs] == ["Jumlah A", "Jumlah B"]
        assert kf.parse(text, names=data).tree == kf.parse(text).tree
        assert kf.parse(text).evaluate(data) == plain


@pytest.mark.parametrize(
    ("text", "key", "place"),
    [
        ("Jumlah A / Jumlah B x 100%", "100%", "100%"),
        ("Jumlah A / Jumlah B x 100 %", "100%", "100 %"),
        ("Jumlah A / Jumlah B x 100%", "100 %", "100%"),
        ("Jumlah A / Jumlah B x 100%", "x 100%", "x 100%"),
        ("Jumlah A / Jumlah B x 100%", "100", "100"),
        ("Jumlah A / 12 x Jumlah B", "12", "12"),
        ("1/3 x (Jumlah A + Jumlah B)", "1/3", "1/3"),
        ("Jumlah A x 0,5 + Jumlah B", "0,5", "0,5"),
    ],
)
def test_it_is_told(text: str, key: str, place: str):
    for found in (kf.evaluate(text, {**DATA, key: 7}), kf.parse(text).evaluate({**DATA, key: 7})):
        told = [one for one in found.diagnostics if one.code == "KF308"]
        assert [(one.values["name"], text[slice(*one.span)]) for one in told] == [(key, place)]
        assert told[0].severity == "warning"
    assert [one.code for one in pickle.loads(pickle.dumps(found)).diagnostics].count("KF308") == 1


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Jumlah A / Jumlah B x 100%", "12"),
        ("Jumlah A / Jumlah B x 100%", "10"),
        ("Jumlah A / Jumlah B x 100%", "00"),
        ("Jumlah A / Jumlah B x 1.000", "1"),
        ("Jumlah A / Jumlah B x 1,12", "12"),
        ("Jumlah anak usia 12 tahun / Jumlah B x 100%", "12"),
        ("Jumlah A / Jumlah B x 100%", "x"),
    ],
)
def test_it_is_told_only_of_a_number_of_the_formula(text: str, key: str):
    data = {**DATA, "Jumlah anak usia 12 tahun": 4}
    found = kf.evaluate(text, {**data, key: 7})
    assert "KF308" not in [one.code for one in found.diagnostics]
    assert found.value == kf.evaluate(text, data).value


def test_figures_in_per_cent_keep_it():
    found = kf.evaluate("Jumlah A x 100%", {"Jumlah A": "30%", "100%": 7}, strict=False)
    assert [one.code for one in found.diagnostics].count("KF308") == 1


def test_a_target_is_no_name_of_its_indicator():
    assert kf.evaluate("100%", {"100%": 7, "Indeks": 6}, indikator="Indeks").value == 6
    with pytest.raises(kf.MissingDataError):
        kf.evaluate("100%", {"100%": 7}, indikator="Indeks")


def test_what_is_a_name():
    """Columns by their numbers in brackets, letters, and what is put into back-ticks on purpose."""
    assert kf.evaluate("(4)/(3) x 100%", {"(4)": 3, "(3)": 5}).value == 60
    assert kf.evaluate("X1 / X2 x 100%", {"X1": 3, "X2": 5}).value == 60
    assert kf.evaluate("x / y", {"x": 3, "y": 5}).value == kf.evaluate("a / y", {"a": 3, "y": 5}).value
    assert kf.evaluate("`100%` / Jumlah B", {"100%": 3, "Jumlah B": 6}).value == Fraction(1, 2)
    for name in ("12 bulan", "Triwulan 1", "x1", "A", "1A", "Target 100%", "m²", "(4)", "₁a"):
        assert not says_no_name(name), name
    for name in (*NUMBERS, *SIGNS, "2x", "１００％", "½", "²", "100\u200b%"):
        assert says_no_name(name), name


@pytest.mark.parametrize("engine", ["pandas", "polars", "duckdb"])
def test_columns(engine: str):
    one = ENGINES[engine]
    frame = one.make({"Jumlah A": [3.0], "Jumlah B": [5.0], "100%": [7.0], "x": [2.0], "12": [9.0]})
    found = one.read(kf.evaluate_table(frame, "Jumlah A / Jumlah B x 100%"))
    assert found["nilai"] == [60.0] and found["status"] == ["ok"]
    assert one.read(kf.evaluate_table(frame, "Jumlah A / 12 x 100%"))["nilai"] == [25.0]


@pytest.mark.parametrize("engine", ["pandas", "polars"])
def test_long_tables(engine: str):
    one = ENGINES[engine]
    names = ["Jumlah A", "Jumlah B", "100%", "12"]
    frame = one.make({"nama": names, "nilai": [3.0, 5.0, 7.0, 9.0], "unit": ["a"] * 4})
    found = one.read(kf.evaluate_long(frame, ["Jumlah A / Jumlah B x 100%"], nama="nama", nilai="nilai", by=["unit"]))
    assert 60.0 in [value for values in found.values() for value in values]


def test_reports(tmp_path: Path):
    row = kf.Indikator(nama="Persentase A", teks="Jumlah A / Jumlah B x 100%")
    figures = Figures([Figure("Jumlah A", 3), Figure("Jumlah B", 5), Figure("100%", 7), Figure("x", 8), Figure("", 1)])
    found = kf.laporan(kf.Dokumen("", (kf.Jabatan("CAMAT", (row,)),)), figures)
    assert found.rows[0].value == 60
    assert "100%" in [one.name for one in found.unused]


def test_records():
    records = [{"Nilai SKM": 80, "75": 1, "100%": 2}, {"Nilai SKM": 70, "75": 1, "100%": 2}]
    name = "Jumlah kelurahan dengan nilai SKM minimal 75"
    found = kf.evaluate(f"{name} / Jumlah kelurahan x 100%", {name: records, "Jumlah kelurahan": 2, "75": 9})
    assert found.value == 50


def test_places():
    assert place_of_literal("", "A", [(0, 1)]) is None
    assert place_of_literal("9" * 100, "9" * 100, [(0, 100)]) is None
    assert place_of_literal("(", "(", [(0, 1)]) is None
