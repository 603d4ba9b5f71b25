"""Periods that heads of columns name, and figures kept by period: ``2025``, ``TW II``, ``Semester I``, ``Maret``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

__all__ = ["PerPeriode", "period_of", "same_period", "without_number", "year_of"]

_YEAR: Final = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_LETTERS: Final = re.compile(r"[^a-z0-9]+")
_LONGEST: Final = 40


class PerPeriode(Mapping[str, str]):
    """Figures as written by the period that the head names, ``""`` where it names none; immutable and hashable.

    >>> targets = PerPeriode([("2025", "85"), ("2026", "86")])
    >>> targets["2026"], list(targets), targets == {"2025": "85", "2026": "86"}
    ('86', ['2025', '2026'], True)
    """

    __slots__ = ("_pairs",)

    def __init__(self, pairs: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> None:
        told = dict(pairs)
        self._pairs: tuple[tuple[str, str], ...] = tuple(told.items())

    def __getitem__(self, period: str) -> str:
        for key, figure in self._pairs:
            if key == period:
                return figure
        raise KeyError(period)

    def __iter__(self) -> Iterator[str]:
        return iter([key for key, _ in self._pairs])

    def __len__(self) -> int:
        return len(self._pairs)

    def __hash__(self) -> int:
        return hash(frozenset(self._pairs))

    def __eq__(self, other: object) -> bool:
        return dict(self._pairs) == dict(other) if isinstance(other, Mapping) else NotImplemented

    def __repr__(self) -> str:
        return repr(dict(self._pairs))

    def __reduce__(self) -> tuple[type[PerPeriode], tuple[list[tuple[str, str]]]]:
        return PerPeriode, (list(self._pairs),)


def without_number(title: str) -> str:
    """Return a title without the number of a decree, whose year is no period: *Nomor 5 Tahun 2021 tentang …*.

    >>> without_number("KEPUTUSAN BUPATI NOMOR 5 TAHUN 2021 TENTANG IKU TAHUN 2024").split()[-2:]
    ['TAHUN', '2024']
    """
    return _NUMBER_OF_DECREE.sub(" ", title[:_LONGEST_TITLE])


_NUMBER_OF_DECREE: Final = re.compile(r"\bnomor\b[^\n]{0,40}?\btahun\s+\d{4}", re.IGNORECASE)
_LONGEST_TITLE: Final = 2_000


@cache
def _quarters() -> re.Pattern[str]:
    from kinerja_formula.dokumen.vocabulary import period_words

    quarter, half = ("|".join(map(re.escape, period_words(kind))) for kind in ("quarter", "half"))
    return re.compile(
        rf"\b(?:(?P<kind>{quarter})|(?P<half>{half}))[\s.-]*(?:ke[\s-]*)?(?P<number>IV|III|II|I|[1-4])\b", re.IGNORECASE
    )


_ROMAN: Final = {"1": "I", "2": "II", "3": "III", "4": "IV"}
_ORDINAL_YEAR: Final = re.compile(r"(?:target\s+)?tahun\s*(?:ke)?\s*[-–]?\s*([1-9])", re.IGNORECASE)
_BARE_QUARTER: Final = re.compile(r"(?:s[./]?d\.?\s*)?(IV|III|II|I)\.?", re.IGNORECASE)


def period_of(text: str) -> str:
    """Return the period that a head names: a year, a quarter or half of one, a month; empty if it names none.

    >>> (
    ...     period_of("Target 2025"),
    ...     period_of("Triwulan 2"),
    ...     period_of("Semester I Tahun 2025"),
    ...     period_of("Target s.d. Maret"),
    ... )
    ('2025', 'TW II', 'Semester I 2025', 'Maret')
    >>> period_of("Target 2021-2026"), period_of("I"), period_of("Satuan")
    ('', 'TW I', '')
    """
    text = " ".join(text.split())
    if not text or len(text) > 3 * _LONGEST:
        return ""
    years = _YEAR.findall(text)
    year = years[-1] if len(set(years)) == 1 else ""
    if found := _quarters().search(text):
        number = _ROMAN.get(found["number"], found["number"].upper())
        part = f"{'Semester' if found['half'] else 'TW'} {number}"
        return f"{part} {year}".strip()
    if month := _month(text):
        return f"{month} {year}".strip()
    if year:
        return year
    if ordinal := _ORDINAL_YEAR.fullmatch(text):
        return f"Tahun-{ordinal[1]}"
    if bare := _BARE_QUARTER.fullmatch(text):
        return f"TW {bare[1].upper()}"
    return ""


def _month(text: str) -> str:
    from kinerja_formula.dokumen.vocabulary import period_words

    if len(text) > _LONGEST:
        return ""
    for word in re.findall(r"[a-z]+", text.casefold()):
        for month in period_words("months"):
            short = word in (
                month[:3],
                "agt" if month == "agustus" else month[:3],
                "nop" if month == "november" else month[:3],
            )
            if word == month or (short and len(text) < 12):
                return month.title()
    return ""


def year_of(period: str) -> str:
    """Return the year in the name of a period or title, empty if there is none, or there are several.

    >>> year_of("Semester I 2025"), year_of("TW II"), year_of("RENSTRA 2025-2029")
    ('2025', '', '')
    """
    found = set(_YEAR.findall(period))
    return found.pop() if len(found) == 1 else ""


def same_period(one: str, other: str) -> bool:
    """Tell whether two names are one period, however they are written.

    >>> same_period("TW II", "triwulan 2"), same_period("2025", "Tahun 2025"), same_period("TW I", "TW II")
    (True, True, False)
    """
    first, second = period_of(one) or one, period_of(other) or other
    return _LETTERS.sub("", first.casefold()) == _LETTERS.sub("", second.casefold())
