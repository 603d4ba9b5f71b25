"""Conditions in names: docs/reference/language.md, "Conditions inside names"."""

from __future__ import annotations

from fractions import Fraction
from time import process_time

import pytest

from kinerja_formula.diagnostics import InvalidDataError, MissingDataError
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.evaluation.records import as_records, find_condition
from kinerja_formula.nodes import Name


@pytest.mark.parametrize(
    ("name", "attribute", "low", "high", "strict"),
    [
        (
            "Jumlah kelurahan dengan nilai survey kepuasan masyarakat sekurang-kurangnya 75",
            "nilai survey kepuasan masyarakat",
            75,
            None,
            False,
        ),
        ("Jumlah kegiatan dengan realisasi capaian kinerja 91%-100%", "realisasi capaian kinerja", 91, 100, False),
        ("Jumlah anak usia 7 – 12 tahun", "jumlah anak usia", 7, 12, False),
        ("Jumlah anak berusia 7 s.d. 12 tahun", "usia", 7, 12, False),
        ("Jumlah desa dengan indeks di atas 0,7", "indeks", Fraction(7, 10), None, True),
        ("Jumlah desa yang memiliki nilai kurang dari 10", "nilai", None, 10, True),
        ("Jumlah desa yang mempunyai skor ≥ 75", "skor", 75, None, False),
        ("Jumlah desa dengan skor paling banyak 1.250", "skor", None, 1250, False),
        ("Jumlah pegawai dengan masa kerja 10 tahun", None, None, None, None),
        ("Jumlah warga umur 60 tahun ke atas", "jumlah warga umur", 60, None, False),
        ("Jumlah warga dengan umur 60 atau lebih", "umur", 60, None, False),
        ("Jumlah desa dengan nilai sama dengan 5", "nilai", 5, 5, False),
        ("Jumlah desa", None, None, None, None),
    ],
)
def test_conditions(name, attribute, low, high, strict):
    condition = find_condition(name)
    if attribute is None:
        assert condition is None
    else:
        assert (condition.attribute, condition.low, condition.high, condition.strict) == (attribute, low, high, strict)


ROWS = [
    {"Kelurahan": "A", "Nilai SKM": 74.99},
    {"Kelurahan": "B", "Nilai SKM": 75},
    {"Kelurahan": "C", "Nilai SKM": "80,5"},
]


def count(name, records):
    return Plan(Name(name, (0, len(name))), name).evaluate({name: records})


@pytest.mark.parametrize(
    ("condition", "met"),
    [
        ("minimal 75", 2),
        ("di atas 75", 1),
        ("75 - 80,5", 2),
        ("di bawah 74,99", 0),
        ("maksimal 74,99", 1),
        ("kurang dari 75", 1),
    ],
)
def test_counting(condition, met):
    result = count(f"Jumlah kelurahan dengan nilai SKM {condition}", ROWS)
    assert result.value == met
    assert result.inputs[0].written == f"nilai skm {condition}: {met}/3"


def test_a_figure_for_the_whole_name_is_used():
    assert count("Jumlah kelurahan dengan nilai SKM minimal 75", 4).value == 4


def test_the_longest_column_among_the_words_is_meant():
    for rows in ([{"nilai": 1, "nilai SKM": 90}], [{"nilai SKM": 90, "nilai": 1}]):
        assert count("Jumlah kelurahan dengan hasil nilai SKM minimal 75", rows).value == 1
    assert count("Jumlah anak berusia 7 - 12 tahun", [{"usia": 7}, {"usia": 13}]).value == 1


def test_tables_of_other_libraries():
    class Table:
        columns = ("Nilai SKM",)

        def to_dict(self, orient):
            assert orient == "records"
            return ROWS

    class Lazy:
        columns = ("Nilai SKM",)

        def iter_rows(self, *, named):
            assert named
            return iter(ROWS)

    for table in (Table(), Lazy()):
        assert as_records(table) == ROWS
        assert count("Jumlah kelurahan dengan nilai SKM minimal 75", table).value == 2


@pytest.mark.parametrize(
    ("name", "records", "code", "reason"),
    [
        ("Jumlah kelurahan", ROWS, "KF304", "tanpa-syarat"),
        ("Jumlah kelurahan dengan indeks minimal 75", ROWS, "KF304", "kolom-tak-ada"),
        ("Jumlah kelurahan dengan nilai SKM minimal 75", [*ROWS, {"Kelurahan": "D"}], "KF304", "kolom-tak-ada"),
        ("Jumlah kelurahan dengan nilai minimal 75", [{"nilai": 1, "Nilai": 2}], "KF304", "kolom-ganda"),
        ("Jumlah kelurahan dengan nilai SKM minimal 75", [*ROWS, {"Nilai SKM": None}], "KF301", "baris-kosong"),
        ("Jumlah kelurahan dengan nilai SKM minimal 75", [*ROWS, {"Nilai SKM": "-"}], "KF301", "baris-kosong"),
        ("Jumlah kelurahan dengan nilai SKM minimal 75", [*ROWS, {"Nilai SKM": "baik"}], "KF302", "bukan-angka"),
    ],
)
def test_records_that_cannot_be_counted(name, records, code, reason):
    with pytest.raises((InvalidDataError, MissingDataError)) as caught:
        count(name, records)
    assert (caught.value.code, caught.value.diagnostics[0].values["reason"]) == (code, reason)


def test_the_columns_are_named():
    with pytest.raises(InvalidDataError) as caught:
        count("Jumlah kelurahan dengan indeks minimal 75", ROWS)
    assert caught.value.diagnostics[0].values["columns"] == ("Kelurahan", "Nilai SKM")


@pytest.mark.parametrize("piece", ["1-", "sekurang-", "1.", "dengan ", "- ", "berusia ", "> ", "1 ", "9"])
def test_hostile_names_take_linear_time(piece):
    def seconds(times):
        start = process_time()
        find_condition("Jumlah " + piece * times)
        return process_time() - start

    short = min(seconds(5_000) for _ in range(3))
    assert seconds(50_000) < 40 * short + 0.05  # ten times the text; a hundred times the time would be quadratic


NINETY = "Jumlah kegiatan dengan realisasi di atas 90%"


@pytest.mark.parametrize(
    ("figures", "counted", "codes"),
    [
        ([0.95, 0.8], 1, ["KF346"]),
        ([0.9, 0.91, 1], 2, ["KF346"]),
        (["0,95", "0,8"], 1, ["KF346"]),
        ([95, 80], 1, []),
        ([95, 0], 1, []),
        (["95%", "80 %"], 1, []),
        (["0,95%", "0,8%"], 0, []),
        ([0.95, 92], 1, ["KF309"]),
        ([0, 0], 0, []),
    ],
)
def test_shares_of_one_beside_a_percentage(figures: list[object], counted: int, codes: list[str]):
    found = count(NINETY, [{"realisasi": one} for one in figures])
    assert (found.value, [one.code for one in found.diagnostics]) == (counted, codes)


def test_the_row_without_a_figure_is_what_is_told():
    with pytest.raises(MissingDataError) as caught:
        count(NINETY, [{"realisasi": 0.95}, {"realisasi": None}])
    assert "kolom “realisasi”" in caught.value.diagnostics[0].message
