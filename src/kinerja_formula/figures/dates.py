"""The days that texts write: ``15 Maret 2024``, ``Senin, 18 Maret 2024``, ``15/03/2024``, ``2024-03-15``."""

from __future__ import annotations

import datetime
import os
import re
from functools import cache
from typing import Any, Final

from kinerja_formula.data_files import DATA, read_toml
from kinerja_formula.patterns import lazy_pattern

__all__ = ["NO_YEAR", "date_of", "date_text", "day_in", "month_of", "without_lead"]

_DAY: Final = lazy_pattern(
    r"([0-3]?[0-9])[\s./-]{1,3}([^\W\d]{3,9}|[01]?[0-9])\.?(?:[\s./-]{1,3}['’]?([0-9]{4}|[0-9]{2}))?"
)
_MONTH: Final = lazy_pattern(r"([^\W\d]{3,9})\.?\s{1,3}([0-9]{4})")
_ISO: Final = lazy_pattern(r"([0-9]{4})-([01][0-9])-([0-3][0-9])(?:[t ][0-9:.]{4,15})?")
_HOUR: Final = lazy_pattern(
    r",?\s{1,3}(?:pukul|pkl|jam)?\.?\s{0,3}[0-2]?[0-9][.:][0-5][0-9](?:[.:][0-5][0-9])?(?:\s{0,2}(?:wib|wita|wit))?"
)
NO_YEAR: Final = 4
"""A leap year for dates that tell none; two such dates compare within one year."""
_CENTURY: Final = 2000
_LONGEST: Final = 80


@cache
def _words(role: str) -> Any:
    return read_toml(os.path.join(DATA, "vocabulary", "penilaian.toml"))["tanggal"][role]


def date_of(written: str) -> datetime.date | None:
    """Return the day that a text writes, None where it writes none. A month alone (Desember 2024) means its last day.

    Raises ValueError for a day that does not exist.

    >>> date_of("Senin, 18 Maret 2024"), date_of("paling lambat 31/12/24"), date_of("12 orang")
    (datetime.date(2024, 3, 18), datetime.date(2024, 12, 31), None)
    """
    text = " ".join(written[: _LONGEST + 1].casefold().split())
    if len(text) > _LONGEST or not any(char.isdigit() for char in text):
        return None
    text = _without_weekday(_without_hour(without_lead(text)))
    for form, day_of in _FORMS:
        found = form.fullmatch(text)
        if found is not None:
            return day_of(found)
    return None


def without_lead(text: str) -> str:
    """Return a day or period, small letters, without what stands before it: that it is the latest, the day of the week.

    >>> without_lead("selambat-lambatnya senin, 18 maret 2024"), without_lead("maksimal akhir triwulan iv")
    ('18 maret 2024', 'triwulan iv')
    """
    for word in _words("paling_lambat"):
        text = text.removeprefix(word).lstrip()
    first, _, rest = text.partition(" ")
    before, comma, behind = text.partition(",")
    if rest and first.rstrip(",").replace("'", "") in _words("hari"):
        text = rest
    elif comma and before.replace("'", "") in _words("hari"):
        text = behind.lstrip()
    return text.removeprefix("tanggal ").removeprefix("tgl ")


def _without_hour(text: str) -> str:
    hour = _HOUR.search(text)
    return text[: hour.start()] if hour is not None and hour.end() == len(text) else text


def _without_weekday(text: str) -> str:
    """``15 maret 2024 (jumat)``."""
    day, bracket, behind = text.partition(" (")
    return day if bracket and behind.rstrip(")").replace("'", "") in _words("hari") else text


def _day_of_iso(found: re.Match[str]) -> datetime.date:
    return datetime.date(int(found[1]), int(found[2]), int(found[3]))


def _end_of_month(found: re.Match[str]) -> datetime.date | None:
    number = month_of(found[1])
    return None if number is None else _last_day(int(found[2]), number)


def _day_of_month(found: re.Match[str]) -> datetime.date | None:
    number = month_of(found[2])
    if number is None or (found[2].isdecimal() and not found[3]):
        return None
    if found[2].isdecimal() and len(found[3]) == 2 and found.string[found.start(3) - 1] not in _BEFORE_SHORT_YEAR:
        return None  # 5 10 24 may be anything
    year = int(found[3] or NO_YEAR)
    return datetime.date(year + _CENTURY if found[3] and len(found[3]) == 2 else year, number, int(found[1]))


_BEFORE_SHORT_YEAR: Final = "/.-"
_FORMS: Final = ((_ISO, _day_of_iso), (_MONTH, _end_of_month), (_DAY, _day_of_month))


def date_text(ordinal: int) -> str:
    """Return a day as it is written: ``15 Maret 2024``.

    >>> date_text(datetime.date(2024, 3, 15).toordinal())
    '15 Maret 2024'
    """
    day = datetime.date.fromordinal(ordinal)
    year = "" if day.year == NO_YEAR else f" {day.year:04d}"
    return f"{day.day} {_words('bulan')[day.month - 1].capitalize()}{year}"


def day_in(year: int, day: datetime.date) -> datetime.date:
    """Return a day of another year; 29 February is the last day of the month there."""
    return datetime.date(year, day.month, min(day.day, _last_day(year, day.month).day))


def _last_day(year: int, month: int) -> datetime.date:
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)


def month_of(word: str) -> int | None:
    """Return the number of a month, given by its name or digits; None for a word that is none."""
    if word.isdecimal():  # ² is a digit and no number
        return int(word)
    names = _words("bulan")
    number: int | None = names.index(word) + 1 if word in names else _words("singkatan").get(word)
    return number
