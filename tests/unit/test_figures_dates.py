"""The days that texts write: each form, each word before and behind a date, each end of a month."""

from __future__ import annotations

from datetime import date

import pytest

from kinerja_formula.figures.dates import NO_YEAR, date_of, date_text, day_in, month_of

MONTHS = {
    "Januari": ("Jan",),
    "Februari": ("Feb", "Pebruari"),
    "Maret": ("Mar",),
    "April": ("Apr",),
    "Mei": (),
    "Juni": ("Jun",),
    "Juli": ("Jul",),
    "Agustus": ("Agt", "Agu", "Ags", "Agust", "Agus"),
    "September": ("Sep", "Sept"),
    "Oktober": ("Okt",),
    "November": ("Nov", "Nop", "Nopember"),
    "Desember": ("Des",),
}
LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@pytest.mark.parametrize(("number", "name"), tuple(enumerate(MONTHS, 1)))
def test_every_month_by_each_of_its_names(number: int, name: str):
    for word in (name, *MONTHS[name]):
        assert month_of(word.casefold()) == number
        assert date_of(f"9 {word} 2023") == date(2023, number, 9)
        assert date_of(f"9 {word}. 2023") == date(2023, number, 9)
        # a month alone means its last day
        assert date_of(f"{word} 2023") == date_of(f"{word}. 2023") == date(2023, number, LAST_DAYS[number - 1])
    assert date_of(f"09/{number:02d}/2023") == date(2023, number, 9)
    assert date_text(date(2023, number, 9).toordinal()) == f"9 {name} 2023"


def test_what_is_no_month():
    assert (month_of("7"), month_of("12"), month_of("0"), month_of("13")) == (7, 12, 0, 13)
    assert [month_of(word) for word in ("²", "Maret", "bulan", "")] == [None] * 4


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("15 Maret 2024", date(2024, 3, 15)),
        ("  15   Maret  2024 ", date(2024, 3, 15)),
        ("5-Mar-2024", date(2024, 3, 5)),
        ("5-Mar-24", date(2024, 3, 5)),
        ("15/03/2024", date(2024, 3, 15)),
        ("15.03.2024", date(2024, 3, 15)),
        ("15 - 3 - 2024", date(2024, 3, 15)),
        ("31/12/24", date(2024, 12, 31)),
        ("31/12/99", date(2099, 12, 31)),
        ("31/12/00", date(2000, 12, 31)),
        ("31.12.24", date(2024, 12, 31)),
        ("1/2/2024", date(2024, 2, 1)),
        # two digits behind a blank may be anything
        ("31 Desember 24", date(2024, 12, 31)),
        ("31 12 24", None),
        # without a year: of a year that has a 29 February
        ("15 Maret", date(NO_YEAR, 3, 15)),
        ("29 Februari", date(NO_YEAR, 2, 29)),
        ("15 Maret.", date(NO_YEAR, 3, 15)),
        ("15/03", None),
        ("15-3", None),
        ("2024-03-15", date(2024, 3, 15)),
        ("2024-03-15T23:59:59", date(2024, 3, 15)),
        ("2024-03-15 00:00", date(2024, 3, 15)),
        ("2024-03-15 00:", None),
        ("Februari 2024", date(2024, 2, 29)),
        ("Desember 2024", date(2024, 12, 31)),
        ("Triwulan 2024", None),
        ("Maret", None),
        ("12 orang", None),
        ("12 orang 2024", None),
        ("100 Maret 2024", None),
        ("lebih 15 Maret 2024", None),
        ("15 Maret 2024 lewat", None),
        ("", None),
    ],
)
def test_forms_of_a_date(written: str, day: date | None):
    assert date_of(written) == day
    assert date_of(written.upper()) == day


@pytest.mark.parametrize(
    "before",
    [
        *("paling lambat", "selambat-lambatnya", "selambatnya", "sebelum", "tanggal", "tgl", "s.d.", "sampai dengan"),
        *("per", "paling lambat tanggal", "selambat-lambatnya tgl", "sebelum tanggal", "Sebelum  Senin,"),
        *("Senin", "Selasa,", "Rabu", "Kamis", "Jumat", "Jum'at,", "Jum’at,", "Sabtu", "Minggu", "Ahad"),
        *("Senin tanggal", "Senin, tgl", "paling lambat Jum'at, tanggal"),
    ],
)
def test_words_before_a_date(before: str):
    assert date_of(f"{before} 18 Maret 2024") == date(2024, 3, 18)
    assert date_of(f"{before} Maret 2024") == date(2024, 3, 31)


@pytest.mark.parametrize("before", ["Senin ini", "Rapat", "Rapat,", "Senin, Selasa,", "tanggalnya", "pada hari"])
def test_words_that_no_date_has_before_it(before: str):
    assert date_of(f"{before} 18 Maret 2024") is None


@pytest.mark.parametrize("between", ["Senin,18", "Senin,  18", "Jum'at,18"])
def test_a_day_of_the_week_right_before_the_comma(between: str):
    assert date_of(f"{between} Maret 2024") == date(2024, 3, 18)


@pytest.mark.parametrize(
    "hour",
    [
        *(
            "pukul 08.30",
            ", pukul 08:30 WIB",
            "pkl 8.30",
            "pkl. 08.30 wita",
            "jam 23:59 WIT",
            "08:30",
            ", 08.30.15 WIB",
        ),
        *("jam 9:00", "pukul  08.30  wib", "23:59:59", "Pukul 08.30WIB"),
    ],
)
def test_an_hour_behind_a_date(hour: str):
    for written in ("18 Maret 2024", "18/03/2024"):
        text = f"{written}{hour}" if hour.startswith(",") else f"{written} {hour}"
        assert date_of(text) == date_of(text.upper()) == date(2024, 3, 18)


@pytest.mark.parametrize("hour", ["pukul 08.60", "pukul 8", "pukul 38.00", "08.30 lewat", "pukul 08.30 GMT"])
def test_what_is_no_hour(hour: str):
    assert date_of(f"18 Maret 2024 {hour}") is None


@pytest.mark.parametrize(
    "written", ["30 Februari 2024", "29 Februari 2023", "2024-13-01", "2024-02-30", "32/1/2024", "0/1/2024", "31 April"]
)
def test_days_that_do_not_exist(written: str):
    with pytest.raises(ValueError, match=r"day|month"):
        date_of(written)


def test_how_long_the_text_of_a_date_may_be():
    longest = "paling lambat selambat-lambatnya selambatnya sebelum tanggal tgl s.d. 8 Mei 2024"
    assert len(longest) == 80
    assert date_of(longest) == date(2024, 5, 8)
    assert date_of(longest.replace("8 Mei", "18 Mei")) is None
    assert date_of(longest.replace(" ", "  ")) is None


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2024, 3, 15), "15 Maret 2024"),
        (date(812, 12, 1), "1 Desember 0812"),
        (date(NO_YEAR, 2, 29), "29 Februari"),
        (date(NO_YEAR + 1, 1, 1), "1 Januari 0005"),
    ],
)
def test_a_day_as_it_is_written(day: date, text: str):
    assert date_text(day.toordinal()) == text


@pytest.mark.parametrize(
    ("year", "day", "found"),
    [
        (2024, date(NO_YEAR, 2, 29), date(2024, 2, 29)),
        (2023, date(NO_YEAR, 2, 29), date(2023, 2, 28)),
        (2023, date(NO_YEAR, 2, 27), date(2023, 2, 27)),
        (2023, date(2024, 12, 31), date(2023, 12, 31)),
        (2023, date(NO_YEAR, 12, 5), date(2023, 12, 5)),
        (2100, date(NO_YEAR, 2, 29), date(2100, 2, 28)),
    ],
)
def test_a_day_of_another_year(year: int, day: date, found: date):
    assert day_in(year, day) == found
