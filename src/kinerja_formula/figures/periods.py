"""Periods by what they are: their order, one period before another, two spellings of one, names that tell a period.

TW I comes before TW II, Januari before Desember, 2023 before 2024; "TW I 2024" is "Triwulan 1 Tahun 2024", and the
quarter before it TW IV 2023.
"""

from __future__ import annotations

import datetime
import itertools
import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from operator import index
from typing import Any, Final, NamedTuple

from kinerja_formula.data_files import DATA, read_toml
from kinerja_formula.figures.dates import date_of, month_of
from kinerja_formula.names import fold_space, normalise
from kinerja_formula.patterns import lazy_pattern

__all__ = [
    "Period",
    "PeriodIndex",
    "called_alike",
    "is_period_head",
    "is_total",
    "period_index",
    "period_order",
    "periods_overlap",
    "read_period",
    "word_of_length",
]

_YEAR: Final = lazy_pattern(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_MONTH: Final = lazy_pattern(r"((?:19|20)\d\d)[-/]([01]?\d)")
_WORD: Final = lazy_pattern(r"[^\W\d_]+|\d+")
_ROMAN: Final = {
    word: place
    for place, word in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), 1)
}
_LONGEST: Final = 60
_CENTURY: Final = 2000


@cache
def _lengths() -> dict[str, int]:
    """Return how many months a word of a period has: 3 for triwulan."""
    table = read_toml(os.path.join(DATA, "vocabulary", "penilaian.toml"))["periode"]
    return {word: int(months) for months, words in table["panjang"].items() for word in words}


@cache
def _fillers() -> frozenset[str]:
    return frozenset(read_toml(os.path.join(DATA, "vocabulary", "penilaian.toml"))["periode"]["pengisi"])


@cache
def _ordinals() -> dict[str, str]:
    found = read_toml(os.path.join(DATA, "vocabulary", "penilaian.toml"))["periode"]["urutan"]
    return {word: str(place) for place, word in enumerate(found, 1)}


def _told(folded: str) -> tuple[int, list[str]]:
    """Return the year that a text tells, 0 where it tells none, and its other words that say something."""
    years = _YEAR.findall(folded)
    year = int(years[-1]) if years else 0
    rest = [_ordinals().get(word, word) for word in _WORD.findall(_YEAR.sub(" ", folded)) if word not in _fillers()]
    if (
        len(rest) == 2
        and not year
        and len(rest[1]) == 2
        and rest[1].isdecimal()
        and month_of(rest[0])
        and not rest[0].isdecimal()
    ):
        year, rest = _CENTURY + int(rest[1]), rest[:1]  # Jan-24
    return year, rest


def _number_of(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) < 5 else _ROMAN.get(word)


def _place(text: str) -> tuple[str, int, float] | None:
    """Return the kind of a period, its year (0 where it tells none) and where in the year it ends."""
    folded = " ".join(text.casefold().split())
    if not folded or len(folded) > _LONGEST:
        return None
    iso = _MONTH.fullmatch(folded)
    if iso is not None:
        return "tahun", int(iso[1]), float(iso[2])
    year, rest = _told(folded)
    if not rest:
        return ("tahun", year, 13.0) if year else None
    if len(rest) == 1 and month_of(rest[0]) is not None and not rest[0].isdecimal():
        return "tahun", year, float(month_of(rest[0]) or 0)
    number = _number_of(rest[-1])
    word = rest[0] if len(rest) == 2 else ""
    if number is not None and len(rest) <= 2 and not word.isdecimal():  # 2024-03-15 is a day
        if word in _lengths():
            return "tahun", year, float(number * _lengths()[word])
        return word, year, float(number)
    try:
        day = date_of(text)
    except ValueError:
        return None
    return None if day is None else ("hari", day.toordinal(), 0.0)


def periods_overlap(periods: Sequence[Any], *, alike: bool = False) -> bool:
    """Return whether periods hold one another, so that their sum counts twice: a quarter and its semester, a total.

    ``alike``: they must be of one length, too, as those of a plain mean.

    >>> (
    ...     periods_overlap(["TW I", "TW II"]),
    ...     periods_overlap(["TW I", "TW II", "Jumlah"]),
    ...     periods_overlap(["Jan", "TW I"]),
    ... )
    (False, True, True)
    """
    texts = [" ".join(one.casefold().split()) for one in periods if isinstance(one, str)]
    if len(texts) > 1 and any(is_total(text) for text in texts):
        return True
    lengths = set()
    for text in texts:
        words = [word for word in _WORD.findall(_YEAR.sub(" ", text)) if word not in _fillers()]
        if words and (words[0] in _lengths() or (len(words) == 1 and month_of(words[0]) is not None)):
            lengths.add(_lengths().get(words[0], 1))
    places = [place for place in map(_place, texts) if place is not None]
    mixed = len(lengths) > 1 and (alike or not _follow_one_another(texts))
    return mixed or len(set(places)) < len(places) or _has_its_year(periods) or _spans_overlap(texts)


def _follow_one_another(texts: Sequence[str]) -> bool:
    """``Semester I``, ``TW III``, ``TW IV``: whether each of the periods begins in the month after another."""
    spans = [_months_of(text) for text in texts]
    told = sorted([one for one in spans if one is not None])
    years = {year for year, _, _ in told}
    return (
        len(told) == len(spans)
        and len(years) == 1
        and all(second[1] == first[2] + 1 for first, second in itertools.pairwise(told))
    )


def _spans_overlap(texts: Sequence[str]) -> bool:
    """``s.d. TW I`` beside ``s.d. TW II``, ``Januari - Maret`` beside Januari: whether one holds months of another."""
    spans = [(_is_span(text), _months_of(text)) for text in texts]
    told = [(span, months) for span, months in spans if months is not None]
    return any(
        (one or other) and _meet(first, second)
        for at, (one, first) in enumerate(told)
        for other, second in told[at + 1 :]
    )


def _is_span(text: str) -> bool:
    return _SINCE.match(text) is not None or _FROM_TO.search(text) is not None


def _months_of(text: str) -> tuple[int, int, int] | None:
    """Return the year of a period or of several (0 where it tells none), its first and its last month."""
    since = _SINCE.match(text)
    if since is not None:
        last = _months_of(text[since.end() :])
        return None if last is None else (last[0], 1, last[2])
    parts = _FROM_TO.split(text, 1)
    if len(parts) > 1:
        ends = [_months_of(part) for part in parts]
        return None if ends[0] is None or ends[1] is None else (ends[1][0], ends[0][1], ends[1][2])
    period = read_period(text)
    if period is None:
        return None
    return period.year, period.months * (period.number - 1) + 1, period.months * period.number


def _meet(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    alike = one[0] == other[0] or 0 in (one[0], other[0])
    return alike and one[1] <= other[2] and other[1] <= one[2]


_SINCE: Final = lazy_pattern(r"(?:s\.?\s?/?\s?d\.?|sampai(?: dengan)?|hingga)\s")
_FROM_TO: Final = lazy_pattern(r"\s(?:-|–|s\.?/?d\.?|sampai(?: dengan)?|hingga)\s")


def _has_its_year(periods: Sequence[Any]) -> bool:
    """Whether a year stands beside parts of it; a part that tells no year may be one of any."""
    told = [period for one in periods if isinstance(one, (str, int)) and (period := read_period(one)) is not None]
    years = {one.year for one in told if one.months == _YEAR_LENGTH}
    return bool(years) and any(one.months < _YEAR_LENGTH and (not one.year or one.year in years) for one in told)


def is_total(name: str) -> bool:
    """Tell whether a name is that of all periods together.

    >>> is_total("Jumlah"), is_total("Total 2024"), is_total("TW I")
    (True, True, False)
    """
    folded = " ".join(_YEAR.sub(" ", name.casefold()[:_LONGEST]).split())
    return folded in _totals()


def called_alike(period: Any, names: Iterable[Any]) -> Any:
    """Return the name among some that is a period, however it is written; None where none is, or several are.

    >>> called_alike("TW II", ["Triwulan I", "Triwulan II"]), called_alike("TW II", ["TW II 2024", "TW II 2025"])
    ('Triwulan II', None)
    """
    known = list(names)
    if period in known:
        return period
    wanted = read_period(period)
    alike = [one for one in known if one.__class__ is not bool and wanted is not None and read_period(one) == wanted]
    if not alike and wanted is not None:
        told = [(one, read) for one in known if (read := read_period(one)) is not None]
        alike = [one for one, read in told if read[::2] == wanted[::2] and 0 in (read.year, wanted.year)]
    if not alike and isinstance(period, str):
        alike = [one for one in known if isinstance(one, str) and normalise(one) == normalise(period)]
    return alike[0] if len(alike) == 1 else None


@cache
def _totals() -> frozenset[str]:
    return frozenset(read_toml(os.path.join(DATA, "vocabulary", "penilaian.toml"))["periode"]["jumlah"])


def period_order(periods: Sequence[Any]) -> list[int] | None:
    """Return the places of the periods from the earliest to the latest; None where their order can't be known.

    Numbers and dates have their own order; texts are read: ``TW I``, ``Triwulan 2``, ``Semester I 2024``, ``Maret``,
    ``Bulan 7``, ``III``, ``2024``, ``2024-05``, days. Two periods of one place, or of kinds that can't be compared,
    have no order.

    >>> period_order(["TW IV", "TW I", "TW II"]), period_order(["Desember", "Januari"]), period_order(["awal", "akhir"])
    ([1, 2, 0], [1, 0], None)
    """
    if not all(isinstance(one, str) for one in periods):
        try:
            return sorted(range(len(periods)), key=lambda place: periods[place])
        except TypeError:
            return None
    places = [_place(one) for one in periods]
    known = [one for one in places if one is not None]
    if len(known) < len(places) or len({one[0] for one in known}) > 1 or len({not one[1] for one in known}) > 1:
        return None
    if len(set(known)) < len(known):
        return None
    return sorted(range(len(known)), key=lambda place: known[place])


# One period


class Period(NamedTuple):
    """A year or a part of one: how many months it has, its year (0 where it tells none), its number in the year."""

    months: int
    year: int
    number: int

    @property
    def order(self) -> tuple[int, int, int]:
        """What periods are sorted by: where they end, the shorter ones first."""
        return self.year, self.months * self.number, self.months

    def shifted(self, by: int, months: int | None = None) -> Period | None:
        """Return the period so many periods later, or periods of ``months``; earlier where ``by`` is negative.

        None where it is not a period of this length (2024, a month before) or its year isn't known (TW I, one before).

        >>> Period(3, 2024, 1).shifted(-1), Period(3, 2024, 1).shifted(-1, 12), Period(12, 2024, 1).shifted(-1, 1)
        (Period(months=3, year=2023, number=4), Period(months=3, year=2023, number=1), None)
        """
        distance, rest = divmod(by * (months or self.months), self.months)
        if rest:
            return None
        years, place = divmod(self.number - 1 + distance, _YEAR_LENGTH // self.months)
        if years and not self.year:
            return None
        return Period(self.months, self.year + years, place + 1)

    def __str__(self) -> str:
        """Return the period as it is written.

        >>> str(Period(3, 2024, 2)), str(Period(1, 2024, 1)), str(Period(12, 2024, 1))
        ('TW II 2024', 'Januari 2024', '2024')
        """
        if self.months == _YEAR_LENGTH:
            return str(self.year)
        if self.months == 1:
            written = _month_names()[self.number - 1].capitalize()
        else:
            written = f"{_words_of('tulisan')[str(self.months)]} {_roman(self.number)}"
        return f"{written} {self.year}" if self.year else written


_YEAR_LENGTH: Final = 12
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2099


def _roman(number: int) -> str:
    return next(word for word, value in _ROMAN.items() if value == number).upper()


@cache
def _vocabulary() -> dict[str, Any]:
    return read_toml(os.path.join(DATA, "vocabulary", "periode.toml"))


def _words_of(table: str) -> Any:
    return _vocabulary()[table]


@cache
def _month_names() -> tuple[str, ...]:
    return tuple(read_toml(os.path.join(DATA, "vocabulary", "penilaian.toml"))["tanggal"]["bulan"])


def read_period(value: object) -> Period | None:
    """Return the period that a value names; None where it names none.

    A value is a text, a year as a number, a day (its month is meant) or a period of pandas. Two spellings are one
    period exactly when they are read as equal ones.

    >>> read_period("TW I 2024") == read_period("Triwulan 1 Tahun 2024") == read_period("2024Q1")
    True
    >>> read_period("2024-01") == read_period("Jan 2024") == read_period("Januari 2024") == Period(1, 2024, 1)
    True
    >>> read_period(2024) == read_period("2024"), read_period("Semester II"), read_period("2021-2026")
    (True, Period(months=6, year=0, number=2), None)
    """
    if isinstance(value, Period):
        return value
    if isinstance(value, datetime.date):
        return Period(1, value.year, value.month) if isinstance(value.year, int) else None  # NaT is a day without one
    if isinstance(value, str):
        return _read(value)
    if isinstance(value, float):
        value = int(value) if value.is_integer() else None
    try:
        year = index(value)  # type: ignore[arg-type]
    except TypeError:
        return None if value is None or isinstance(value, (tuple, bytes)) else _read(str(value))
    return Period(_YEAR_LENGTH, year, 1) if _FIRST_YEAR <= year <= _LAST_YEAR else None


def _read(text: str) -> Period | None:
    folded = " ".join(text[: _LONGEST + 1].casefold().split())
    if not folded or len(folded) > _LONGEST:
        return None
    iso = _MONTH.fullmatch(folded)
    if iso is not None:
        return Period(1, int(iso[1]), int(iso[2])) if 1 <= int(iso[2]) <= _YEAR_LENGTH else None
    if len(set(_YEAR.findall(folded))) > 1:
        return None
    year, rest = _told(folded)
    if not rest:
        return Period(_YEAR_LENGTH, year, 1) if year else None
    if len(rest) == 2 and _lengths().get(rest[0]) == 1 and _number_of(rest[1]) is None:
        rest = rest[1:]  # Bulan Januari
    if len(rest) == 1:
        month = None if rest[0].isdecimal() else month_of(rest[0])
        return None if month is None else Period(1, year, month)
    number = _number_of(rest[-1])
    months = _lengths().get(rest[0])
    if len(rest) > 2 or number is None or months is None or not 1 <= number <= _YEAR_LENGTH // months:
        return None
    return Period(months, year, number)


def word_of_length(months: int) -> str:
    """Return what a period of so many months is called.

    >>> word_of_length(12), word_of_length(3)
    ('tahun', 'triwulan')
    """
    return next(word for word, length in (*_units().items(), *_lengths().items()) if length == months)


def is_period_head(head: str) -> bool:
    """Tell whether the cells below the head of a column name periods.

    >>> is_period_head("Tahun"), is_period_head("Jumlah tahun")
    (True, False)
    """
    return normalise(head) in _words_of("kolom")


# Names that tell a period


class PeriodIndex(NamedTuple):
    """What a name says of its period: ``stem`` is the name without it; so many periods of ``unit`` months are shifted.

    ``unit`` is None where the period in question tells how long one is.
    """

    stem: str
    unit: int | None
    offset: int


class _Patterns(NamedTuple):
    told: tuple[re.Pattern[str], ...]
    """The stem ends where one of these begins."""
    bare: re.Pattern[str]
    numbered: re.Pattern[str]


@cache
def _units() -> dict[str, int | None]:
    """The words of periods by their length; None for those that tell none."""
    shorter = {word: months for word, months in _lengths().items() if len(word) > 1}
    return {
        **dict.fromkeys(_words_of("periode")),
        **dict.fromkeys(_words_of("tahun"), _YEAR_LENGTH),
        **shorter,
    }


@cache
def _shifts() -> dict[str, int]:
    return {word: int(by) for by, words in _words_of("geser").items() for word in words}


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _patterns() -> _Patterns:
    sign, joint = (_either(_words_of(table)) for table in ("indeks", "penghubung"))
    units, shifts = _either(_units()), _either(_shifts())
    by = r" ?(?P<way>[-+]) ?(?P<by>\d{1,2})"
    at = rf"(?:{sign})(?:{by})?"
    unit = rf"(?<!\w)(?:(?:{joint}) )?(?P<unit>{units})\b"
    told = (
        rf" ?\[ ?{at} ?\]",  # PDRB[t-1]
        rf" ?_ ?\{{? ?{at} ?\}}?",  # PDRB_{{t-1}}
        rf",? ?\(?{unit} ?(?:ke[ -] ?)?[(\[]? ?{at} ?[)\]]?\)?",  # PDRB tahun t, PDRB tahun (n-1)
        rf",? ?\(?{unit} (?P<word>{shifts})\)?",  # PDRB tahun lalu
        rf" ?\( ?(?:{sign}){by} ?\)",  # PDRB (t-1)
        rf" (?:{sign}){by}",  # PDRB t-1
    )
    return _Patterns(
        tuple([re.compile(f"(?:{one})$", re.IGNORECASE) for one in told]),
        re.compile(rf"(?P<joint> ?\(? ?)(?P<sign>{sign})(?:{by})? ?\)?$"),
        re.compile(rf"(?:^|\s)(?:\d+|{_either(_words_of('bilangan'))})$", re.IGNORECASE),
    )


_SUBSCRIPTS: Final = str.maketrans({"ₜ": "_t", "ₙ": "_n", "₋": "-", "₊": "+"})
_LONGEST_NAME: Final = 400


def period_index(name: str, beside: Iterable[str] = ()) -> PeriodIndex | None:
    """Return which period a name tells relative to the one in question; None where it tells none.

    ``beside`` are the other names of the formula: a mere letter at the end, ``PDRBt`` or ``PDRB t``, tells a period
    only where the same name stands with a shifted one, ``PDRBt-1``.

    >>> period_index("PDRB[t-1]"), period_index("Jumlah penduduk tahun lalu")
    (PeriodIndex(stem='PDRB', unit=None, offset=-1), PeriodIndex(stem='Jumlah penduduk', unit=12, offset=-1))
    >>> period_index("Pt", ["Po"]), period_index("Pt", ["Pt-1"])
    (None, PeriodIndex(stem='P', unit=None, offset=0))
    """
    text = _plain(name)
    if not text:
        return None
    patterns = _patterns()
    for pattern in patterns.told:
        found = pattern.search(text)
        if found is None:
            continue
        stem, groups = text[: found.start()].rstrip(" ,"), found.groupdict()
        if not any(map(str.isalpha, stem)) or normalise(stem) in _units():
            return None
        unit = _units()[groups["unit"].casefold()] if groups.get("unit") else None
        if groups.get("word"):
            # "rata-rata 3 tahun sebelumnya" is no figure of one period
            several = patterns.numbered.search(stem)
            return None if several else PeriodIndex(stem, unit, _shifts()[groups["word"].casefold()])
        offset = _offset(found)
        again = period_index(stem)  # PDRB tahun lalu (t-1)
        return again if again is not None and again.offset == offset else PeriodIndex(stem, unit, offset)
    return _told_beside(text, beside)


def _plain(name: str) -> str:
    """Return a name with its signs unified; empty where it is too long to look at."""
    text = name.translate(_SUBSCRIPTS)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_DASHES)
    text = fold_space(text.replace("`", ""))
    return text if len(text) <= _LONGEST_NAME else ""


_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")


def _offset(found: re.Match[str]) -> int:
    return int(found["way"] + found["by"]) if found["by"] else 0


def _told_beside(text: str, beside: Iterable[str]) -> PeriodIndex | None:
    """``PDRBt`` beside ``PDRBt-1``, or the other way round."""
    pattern = _patterns().bare
    found = pattern.search(text)
    if found is None or not any(map(str.isalpha, text[: found.start()])):
        return None
    own = (normalise(text[: found.start()]), found["joint"], found["sign"])
    for name in beside:
        other_text = _plain(name)
        other = pattern.search(other_text)
        if other is None or (found["by"] is None) == (other["by"] is None):
            continue
        if own == (normalise(other_text[: other.start()]), other["joint"], other["sign"]):
            return PeriodIndex(text[: found.start()].strip(), None, _offset(found))
    return None
