"""Names of periods that mean the same one or lie within each other, and dates behind a day of the week."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from kinerja_formula.figures.dates import date_of
from kinerja_formula.figures.periods import (
    Period,
    PeriodIndex,
    called_alike,
    is_period_head,
    is_total,
    period_index,
    period_order,
    periods_overlap,
    read_period,
    word_of_length,
)


@pytest.mark.parametrize(
    ("period", "names", "found"),
    [
        ("TW II", ["TW II", "Triwulan II"], "TW II"),
        ("TW II", ["Triwulan I", "Triwulan II"], "Triwulan II"),
        ("TW II", ["TW I 2024", "TW II 2024", "TW III 2024"], "TW II 2024"),
        ("TW II 2024", ["TW I", "TW II", "TW III"], "TW II"),
        ("TW II 2024", ["TW II 2025"], None),
        ("TW II", ["TW II 2024", "TW II 2025"], None),
        ("TW II", ["Semester 2"], None),
        ("TW II", [True, "TW 2"], "TW 2"),
        ("Tahap Satu", ["tahap  satu", "tahap dua"], "tahap  satu"),
        ("Tahap Satu", ["tahap satu", "TAHAP SATU"], None),
        (2024, ["2023", "2024"], "2024"),
        ("Tahap Satu", [7], None),
        ("tahap satu", [None, 7, "Tahap Satu"], "Tahap Satu"),
        (None, ["TW I"], None),
        (7, ["7"], None),
        (1, [True], True),
        (2024, [True, 2024.0], 2024.0),
        ("2024", [True], None),
        ("Januari", ["Bulan 1", "Bulan 2"], "Bulan 1"),
        ("Januari", ["Bulan 1", "Jan 2024"], "Bulan 1"),
        ("Januari", ["Jan 2023", "Jan 2024"], None),
        ("Januari 2024", ["Jan", "Feb"], "Jan"),
        ("Semester I", ["TW I", "TW II"], None),
        ("TW II 2024", ["TW I 2024", "TW III 2024", "Semester II 2024"], None),
    ],
)
def test_a_period_by_another_spelling(period: Any, names: list[Any], found: Any):
    assert called_alike(period, names) == found


@pytest.mark.parametrize(("word", "place"), [("pertama", "I"), ("kedua", "II"), ("ketiga", "III"), ("keempat", "IV")])
def test_ordinals_are_places(word: str, place: str):
    assert called_alike(f"Triwulan {word}", ["TW I", "TW II", "TW III", "TW IV"]) == f"TW {place}"


@pytest.mark.parametrize(
    ("periods", "overlap"),
    [
        (["Total"], False),
        (["Total", "TW I"], True),
        (["TW I", "TW II", "Jumlah"], True),
        (["TW I", "TW II"], False),
        (["TW I", "Semester I"], True),
        (["Total", "Total"], True),
        (["Total", 5], False),
        (["TW I", "TW I"], True),
        (["TW I", "Triwulan 1"], True),
        (["TW I 2023", "TW I 2024"], False),
        (["TW I", "Bulan 4"], False),
        (["Januari", "Februari"], False),
        (["Januari", "Bulan 2"], False),
        (["Januari", "Bulan 1"], True),
        (["Januari", "TW II"], True),
        (["realisasi Januari", "target TW II"], True),
        (["Caturwulan 1", "Cawu 2"], False),
        (["Tahap 1", "TW I"], False),
        (["Tahap 1", "Tahap 2"], False),
        (["awal", "akhir"], False),
        ([5, 6], False),
        ([], False),
        # a year beside parts of it
        (["2024", "TW I"], True),
        ([2024, "TW I"], True),
        (["TW I 2024", 2024], True),
        (["Januari 2024", "2024"], True),
        (["Januari 2024", "2023"], False),
        ([2023, 2024], False),
        ([None, 2024, "TW I 2023"], False),
        # parts of different lengths that share no month
        (["Semester I", "TW III", "TW IV"], False),
        (["Semester I", "TW III"], False),
        (["Januari", "TW II", "Semester II"], True),
        (["TW I", "Juli"], True),
        (["Semester I 2024", "TW III 2024"], False),
        (["Semester I", "TW II"], True),
        (["Januari", "TW I", "Semester II"], True),
        (["Semester I", "TW III", "TW III"], True),
        (["TW I", "Februari", "TW III"], True),
        (["Tahunan", "TW I"], True),
    ],
)
def test_a_total_beside_one_of_its_parts_counts_twice(periods: list[Any], overlap: bool):
    assert periods_overlap(periods) is overlap


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Senin, 18 Maret 2024", date(2024, 3, 18)),
        ("Senin,18 Maret 2024", date(2024, 3, 18)),
        ("Jum'at,15 Maret 2024", date(2024, 3, 15)),
        ("paling lambat Senin, 18 Maret 2024", date(2024, 3, 18)),
        ("Rapat, 18 Maret 2024", None),
    ],
)
def test_only_a_day_of_the_week_stands_before_a_date(written: str, day: date | None):
    assert date_of(written) == day


# One period

READ = {
    (12, 2024, 1): ("2024", "TA 2024", "Tahun Anggaran 2024", "tahun 2024", " Thn. 2024 ", 2024, 2024.0),
    (1, 2024, 5): ("2024-05", "2024-5", "2024/05", "2024/5", "Mei 2024", "Bulan Mei 2024", "bln 5 2024", "mei-24"),
    (1, 0, 1): ("Januari", "jan", "BULAN JANUARI", "Bulan 1", "Bln I", "b1"),
    (1, 0, 12): ("Desember", "Des", "Bulan 12", "bulan XII", "B12"),
    (3, 0, 1): ("TW I", "tw 1", "Triwulan pertama", "tribulan ke-1", "Kuartal I", "Q1", "s.d. TW I", "sd triwulan I"),
    (3, 0, 4): ("TW IV", "Triwulan keempat", "q4", "target TW IV", "Realisasi TW 4", "capaian triwulan ke 4"),
    (3, 2024, 2): ("2024Q2", "TW II 2024", "sampai dengan Triwulan II Tahun 2024", "TW 2 TA 2024", "hingga TW II 2024"),
    (4, 0, 3): ("Caturwulan III", "Cawu 3", "caturwulan ketiga"),
    (6, 2023, 2): ("Semester II 2023", "Smt 2 2023", "2023 sem kedua", "Periode Semester II 2023"),
    (1, 2000, 1): ("Jan-00",),
    (1, 2099, 1): ("Jan 99",),
    (12, 1900, 1): ("1900", 1900),
    (12, 2099, 1): ("2099", 2099),
}


@pytest.mark.parametrize(("period", "text"), [(period, text) for period, texts in READ.items() for text in texts])
def test_a_period_as_it_is_written_anywhere(period: tuple[int, int, int], text: str):
    found = read_period(text)
    assert found == Period(*period)
    assert read_period(found) is found


@pytest.mark.parametrize(
    "value",
    [
        *("", " ", "tahun", "awal", "12", "III", "Minggu 2", "Maret 7", "pertama", "tw satu", "TW", "100000", "12024"),
        *("TW 0", "TW 5", "TW V", "bulan XIII", "Bulan 0", "sem III", "cawu IV", "TW 00001", "TW I II", "TW 1 x"),
        *("2024-00", "2024-13", "2024-0", "1899", "2100", "2023 2024", "2021-2026", "2024/2025", "15 Maret 2024"),
        *("TW ²", "01-24", "Bulan 1 2", "Bulan Januari 2", "Januari Februari", "TW I" + " x" * 30, "x" * 61),
        *(2100, 1899, 2024.5, float("nan"), float("inf"), True, None, (2024,), b"2024", object()),
    ],
)  # fmt: skip
def test_what_names_no_period(value: Any):
    assert read_period(value) is None


def test_periods_as_programs_have_them():
    assert read_period(date(2024, 5, 7)) == read_period(datetime(2024, 5, 7, 3)) == Period(1, 2024, 5)
    pandas, numpy = pytest.importorskip("pandas"), pytest.importorskip("numpy")
    assert read_period(pandas.Period("2024Q1")) == Period(3, 2024, 1)
    assert read_period(pandas.Period("2024-05")) == read_period(pandas.Timestamp("2024-05-07")) == Period(1, 2024, 5)
    assert read_period(numpy.int64(2024)) == Period(12, 2024, 1)
    assert read_period(pandas.NaT) is None


def test_how_long_the_name_of_a_period_may_be():
    fitting, longer = (f"target realisasi capaian periode sampai dengan hingga {word} TW I" for word in ("s", "sd"))
    assert (len(fitting), len(longer)) == (60, 61)
    assert read_period(fitting) == Period(3, 0, 1)
    assert read_period(longer) is None
    assert period_order(["TW II", fitting]) == [1, 0]
    assert period_order(["TW II", longer]) is None
    assert period_order(["TW II", fitting.replace(" ", "  ")]) == [1, 0]
    assert periods_overlap(["TW I", fitting]) and not periods_overlap(["TW I", longer])


@pytest.mark.parametrize(
    ("period", "text", "order"),
    [
        ((3, 2024, 2), "TW II 2024", (2024, 6, 3)),
        ((3, 0, 4), "TW IV", (0, 12, 3)),
        ((4, 2024, 3), "Caturwulan III 2024", (2024, 12, 4)),
        ((6, 0, 1), "Semester I", (0, 6, 6)),
        ((1, 2024, 1), "Januari 2024", (2024, 1, 1)),
        ((1, 0, 12), "Desember", (0, 12, 1)),
        ((12, 2024, 1), "2024", (2024, 12, 12)),
    ],
)
def test_a_period_as_the_library_writes_it(period: tuple[int, int, int], text: str, order: tuple[int, int, int]):
    assert str(Period(*period)) == text
    assert Period(*period).order == order
    assert read_period(text) == Period(*period)


@pytest.mark.parametrize(
    ("period", "by", "found"),
    [
        ("TW I 2024", (-1,), "TW IV 2023"),
        ("TW II 2024", (1,), "TW III 2024"),
        ("TW IV 2024", (1,), "TW I 2025"),
        ("TW I 2024", (0,), "TW I 2024"),
        ("TW I 2024", (-8,), "TW I 2022"),
        ("TW I 2024", (-1, 12), "TW I 2023"),
        ("TW I 2024", (2, 6), "TW I 2025"),
        ("TW II", (-1,), "TW I"),
        ("TW I", (-1,), None),
        ("TW IV", (1,), None),
        ("TW I", (-1, 12), None),
        ("2024", (-1,), "2023"),
        ("2024", (-12, 1), "2023"),
        ("2024", (-1, 1), None),
        ("Semester I 2024", (1, 3), None),
        ("Semester I 2024", (2, 3), "Semester II 2024"),
        ("Desember 2024", (1,), "Januari 2025"),
        ("Januari 2024", (-13,), "Desember 2022"),
        ("Januari 2024", (1, 3), "April 2024"),
        ("Caturwulan III 2024", (1,), "Caturwulan I 2025"),
    ],
)
def test_so_many_periods_later(period: str, by: tuple[int, ...], found: str | None):
    read = read_period(period)
    assert read is not None
    shifted = read.shifted(*by)
    assert (None if shifted is None else str(shifted)) == found


@pytest.mark.parametrize(
    ("months", "word"), [(1, "bulan"), (3, "triwulan"), (4, "caturwulan"), (6, "semester"), (12, "tahun")]
)
def test_what_a_period_of_so_many_months_is_called(months: int, word: str):
    assert word_of_length(months) == word


# Several periods


@pytest.mark.parametrize(
    ("periods", "order"),
    [
        (["TW IV", "TW I", "Triwulan 2"], [1, 2, 0]),
        (["2024", "2023"], [1, 0]),
        (["2024-05", "2024/4"], [1, 0]),
        (["2024-05", "2023-12", "Maret 2024", "2023"], [1, 3, 2, 0]),
        (["TW I 2024", "2023-12", "TW IV 2022"], [2, 1, 0]),
        (["Jan 2024", "Des 2023"], [1, 0]),
        (["Bulan 7", "Januari"], [1, 0]),
        (["semester 2", "TW III", "bulan 8", "cawu 1"], [3, 2, 1, 0]),
        (["2024", "TW IV 2024", "2023"], [2, 1, 0]),
        (["III", "I"], [1, 0]),
        (["Tahap 2", "tahap I"], [1, 0]),
        (["15 Maret 2024", "14 Maret 2024"], [1, 0]),
        (["15 Maret 2024", "14.03.2024", "16/02/2024"], [2, 1, 0]),
        (["2024-04-14", "2024-03-15T10:00", "2023-12-31"], [2, 1, 0]),
        (["Bulan II", "Bulan I"], [1, 0]),
        (["15/03/2024", "TW I"], None),
        ([3, 1, 2], [1, 2, 0]),
        ([date(2024, 1, 2), date(2024, 1, 1)], [1, 0]),
        (["TW I"], [0]),
        ([], []),
        # of no known order
        (["Jan 2024", "Des"], None),
        (["TW I", "Maret"], None),
        (["TW I", "Triwulan 1"], None),
        (["Tahap 1", "TW 2"], None),
        (["15 Maret 2024", "TW I"], None),
        (["TW I", "awal"], None),
        (["awal", "akhir"], None),
        (["31 Februari 2024"], None),
        (["Tahap 1 2 3", "TW I"], None),
        (["", "TW I"], None),
        (["x" * 61, "TW I"], None),
        (["10000", "1"], None),
        ([3, "TW I"], None),
        ([None, 1], None),
        (["tahun", "TW I"], None),  # which year?
        (["Tahun", "Januari"], None),
    ],
)
def test_the_order_of_periods(periods: list[Any], order: list[int] | None):
    assert period_order(periods) == order


def test_roman_numbers_up_to_twelve():
    romans = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
    for place, roman in enumerate(romans):
        assert period_order([f"Tahap {roman}", f"tahap {place}", f"Tahap {place + 2}"]) == [1, 0, 2]
    assert period_order(romans[::-1]) == list(range(11, -1, -1))
    assert period_order(["XIII", "I"]) is None


@pytest.mark.parametrize(
    ("name", "total"),
    [
        *((word, True) for word in ("Jumlah", "TOTAL", "setahun", "satu  tahun", "Tahun", "tahunan", "keseluruhan")),
        *(("kumulatif", True), ("Total 2024", True), ("2024 total", True), ("jumlah TW I", False), ("2024", False)),
        *(("", False), ("TW I", False), ("jumlah" + "x" * 60, False), ("jumlah".ljust(70), True)),
    ],
)
def test_names_of_all_periods_together(name: str, total: bool):
    assert is_total(name) is total


@pytest.mark.parametrize(
    ("head", "found"),
    [
        *((head, True) for head in ("Periode", " TAHUN ", "bulan", "Triwulan", "kuartal", "Caturwulan", "semester")),
        *((head, False) for head in ("", "TW", "Jumlah tahun", "tahunan", "tahap")),
    ],
)
def test_heads_of_columns_with_periods(head: str, found: bool):
    assert is_period_head(head) is found


# Names that tell a period

TOLD = {
    ("PDRB", None, 0): ("PDRB[t]", "PDRB [ n ]", "PDRB_t", "PDRB _ { n }", "PDRBₜ", "PDRB untuk periode t"),
    ("PDRB", None, -1): (
        *("PDRB[t-1]", "PDRB [ n - 1 ]", "PDRB_{t-1}", "PDRB_t−1", "PDRB[t–1]", "PDRBₜ₋₁", "PDRB[T-1]", "`PDRB`[t-1]"),
        *("PDRB (t-1)", "PDRB(n-1)", "PDRB t-1", "PDRB N - 1", "PDRB periode t-1", "PDRB periode sebelumnya"),
        *("PDRB masa lalu", "PDRB（t－1）"),
    ),
    ("PDRB", None, 2): ("PDRB[n+2]", "PDRB ( t + 2 )", "PDRB t+2", "PDRBₙ₊2", "PDRB pada masa t+2"),
    ("PDRB", None, -12): ("PDRB[t-12]", "PDRB masa t-12"),
    ("PDRB", 12, 0): (
        *("PDRB tahun t", "PDRB,tahun t", "PDRB th ke-n", "PDRB tahun ini", "PDRB pada tahun berjalan"),
        *("PDRB tahun sekarang", "PDRB selama tahun yang bersangkutan", "PDRB thn bersangkutan"),
    ),
    ("PDRB", 12, -1): (
        *("PDRB tahun t-1", "PDRB, tahun t-1", "PDRB tahun (n-1)", "PDRB (tahun n-1)", "PDRB tahun ke n-1"),
        *("PDRB pada tahun t-1", "PDRB tahun lalu", "PDRB TAHUN  LALU", "PDRB (tahun lalu)", "PDRB tahun yang lalu"),
        *("PDRB tahun sebelumnya", "PDRB untuk tahun sebelum", "PDRB tahun lalu (t-1)", "PDRB di tahun lalu"),
    ),
    ("PDRB", 12, 1): ("PDRB tahun depan", "PDRB tahun berikutnya", "PDRB dalam tahun yang akan datang", "PDRB thn t+1"),
    ("PDRB", 1, -1): ("PDRB bulan t-1", "PDRB bulan lalu", "PDRB bln (n-1)"),
    ("PDRB", 1, 1): ("PDRB di bulan mendatang",),
    ("PDRB", 3, -1): ("PDRB tw t-1", "PDRB triwulan sebelumnya", "PDRB tribulan lalu", "PDRB kuartal t-1"),
    ("PDRB", 4, 0): ("PDRB caturwulan ini", "PDRB cawu t"),
    ("PDRB", 6, 0): ("PDRB semester ini", "PDRB smt n", "PDRB sem t"),
    ("PDRB tahun lalu", None, -2): ("PDRB tahun lalu (t-2)",),
    ("Jumlah", 12, -1): ("Jumlah tahun t-1",),
}  # fmt: skip


@pytest.mark.parametrize(("told", "name"), [(told, name) for told, names in TOLD.items() for name in names])
def test_a_name_tells_its_period(told: tuple[str, int | None, int], name: str):
    assert period_index(name) == PeriodIndex(*told)


@pytest.mark.parametrize(
    "name",
    [
        *("", "PDRB", "PDRB t", "PDRBt", "PDRB (t)", "PDRB[t-123]", "PDRB[x-1]", "PDRB tahun-lalu", "PDRB tahun lalux"),
        *("PDRB setahun lalu", "PDRB tahun kemarin", "PDRB ,", "PDRB tahun ini (t)"),
        # nothing but a period, and several of them
        *("tahun lalu", "Tahun t-1", "bulan t", "periode t-1", "[t-1]", "(t-1)", "2 t-1", "12 tahun lalu"),
        *(
            "rata-rata 3 tahun sebelumnya",
            "rata-rata tiga tahun lalu",
            "PDRB beberapa tahun lalu",
            "sepuluh tahun lalu",
        ),
    ],
)
def test_a_name_that_tells_no_period(name: str):
    assert period_index(name) is None


@pytest.mark.parametrize(
    ("name", "beside", "told"),
    [
        ("Pt", ["Pt-1"], ("P", 0)),
        ("Pt-1", ["Pt"], ("P", -1)),
        ("Pt+2", ["Pt"], ("P", 2)),
        ("Pn", ["x", "", "Pn-1"], ("P", 0)),
        ("P t", ["p t - 1"], ("P", 0)),
        ("P (t)", ["P (t-1)"], ("P", 0)),
        ("Jumlah kasus n", ["jumlah  kasus n-1"], ("Jumlah kasus", 0)),
        ("P₁ t", ["P₁ t-1"], ("P1", 0)),
        ("Pt", [], None),
        ("Pt", ["Pt"], None),
        ("Pt", ["Po"], None),
        ("Pt", ["Pn-1"], None),
        ("Pt", ["Qt-1"], None),
        ("P t", ["Pt-1"], None),
        ("PT", ["PT-1"], None),
        ("t", ["t-1"], None),
        ("1t", ["1t-1"], None),
        ("Pt-1", ["Pt-2"], None),
    ],
)
def test_a_letter_tells_a_period_beside_a_shifted_one(name: str, beside: list[str], told: tuple[str, int] | None):
    assert period_index(name, beside) == (None if told is None else PeriodIndex(told[0], None, told[1]))


@pytest.mark.parametrize("dash", "-\u2010\u2011\u2012\u2013\u2014\u2212")
def test_every_dash_of_an_index(dash: str):
    for name in (f"PDRB X[t{dash}1]", f"PDRB X tahun t {dash} 1", f"PDRB X (n{dash}1)", f"PDRB X, tahun n{dash}1"):
        found = period_index(name)
        assert found is not None and (found.stem, found.offset) == ("PDRB X", -1)


def test_how_long_a_name_may_be():
    assert period_index("x" * 396 + " t-1") == PeriodIndex("x" * 396, None, -1)
    assert period_index("x" * 397 + " t-1") is None
    assert period_index("x" * 397 + "  t-1 ") is None
