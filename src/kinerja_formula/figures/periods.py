"""The order of periods, by what they are: TW I before TW II, Januari before Desember, 2023 before 2024."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from kinerja_formula.data_files import DATA, read_toml
from kinerja_formula.figures.dates import date_of, month_of
from kinerja_formula.patterns import lazy_pattern

__all__ = ["period_order", "periods_overlap"]

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


def _place(text: str) -> tuple[str, int, float] | None:
    """Return the kind of a period, its year (0 where it tells none) and where in the year it ends."""
    folded = " ".join(text.casefold().split())
    if not folded or len(folded) > _LONGEST:
        return None
    iso = _MONTH.fullmatch(folded)
    if iso is not None:
        return "tahun", int(iso[1]), float(iso[2])
    years = _YEAR.findall(folded)
    year = int(years[-1]) if years else 0
    rest = [_ordinals().get(word, word) for word in _WORD.findall(_YEAR.sub(" ", folded)) if word not in _fillers()]
    if (
        len(rest) == 2
        and not year
        and len(rest[1]) == 2
        and rest[1].isdigit()
        and month_of(rest[0])
        and not rest[0].isdigit()
    ):
        year, rest = _CENTURY + int(rest[1]), rest[:1]  # Jan-24
    if not rest:
        return ("tahun", year, 13.0) if year else None
    if len(rest) == 1 and month_of(rest[0]) is not None and not rest[0].isdigit():
        return "tahun", year, float(month_of(rest[0]) or 0)
    number = int(rest[-1]) if rest[-1].isdigit() and len(rest[-1]) < 5 else _ROMAN.get(rest[-1])
    if number is not None and len(rest) <= 2:
        word = rest[0] if len(rest) == 2 else ""
        if word in _lengths():
            return "tahun", year, float(number * _lengths()[word])
        return word, year, float(number)
    try:
        day = date_of(text)
    except ValueError:
        return None
    return None if day is None else ("hari", day.toordinal(), 0.0)


def periods_overlap(periods: Sequence[Any]) -> bool:
    """Return whether periods hold one another, so that their sum counts twice: a quarter and its semester, a total.

    >>> (
    ...     periods_overlap(["TW I", "TW II"]),
    ...     periods_overlap(["TW I", "TW II", "Jumlah"]),
    ...     periods_overlap(["Jan", "TW I"]),
    ... )
    (False, True, True)
    """
    texts = [" ".join(one.casefold().split()) for one in periods if isinstance(one, str)]
    if len(texts) > 1 and any(text in _totals() for text in texts):
        return True
    lengths = set()
    for text in texts:
        words = [word for word in _WORD.findall(_YEAR.sub(" ", text)) if word not in _fillers()]
        if words and (words[0] in _lengths() or (len(words) == 1 and month_of(words[0]) is not None)):
            lengths.add(_lengths().get(words[0], 1))
    places = [place for place in map(_place, texts) if place is not None]
    return len(lengths) > 1 or len(set(places)) < len(places)


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
