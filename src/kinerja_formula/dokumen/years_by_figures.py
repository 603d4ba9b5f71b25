"""What figures under bare years are, told by the figures: realizations, where they are those of the report's own table.

An annual report has a table *Perkembangan realisasi*, or *realisasi / capaian*, whose heads are years and nothing else.
A plan has the same heads over its targets. Where a document has a target and a realization of the same indicators
in another table, the figure of that year is one of the two, and the indicators vote which.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.dokumen.model import Dokumen, Indikator
from kinerja_formula.dokumen.periods import year_of
from kinerja_formula.figures.reader import angka_or_none

__all__ = ["years_by_figures"]

_LEAST_VOTES: Final = 2
_JOINT: Final = " / "
"""Between realization and capaian of one year in one cell."""


class _Told(NamedTuple):
    """A cell under a year: its figure, and the capaian behind it where it has one."""

    realisasi: str
    capaian: str = ""


def years_by_figures(dokumen: Dokumen) -> Dokumen:
    """Return a document whose figures under bare years are realizations, where its indicators say so.

    >>> from kinerja_formula.dokumen.model import Jabatan
    >>> told = {"": "90", "2023": "80", "2024": "88"}
    >>> rows = [Indikator(nama=nama, teks="", targets=told, realisasi={"": "88"}) for nama in ("Hadir", "Tepat waktu")]
    >>> one = years_by_figures(Dokumen("", (Jabatan("CAMAT", tuple(rows)),))).jabatan[0].indikator[0]
    >>> dict(one.targets), dict(one.realisasi)
    ({'': '90'}, {'2023': '80', '2024': '88', '': '88'})
    """
    votes: Counter[str] = Counter()
    for _, one in dokumen:
        votes.update(_votes(one))  # adds what speaks for it and what against
    year = max([year for year, count in votes.items() if count >= _LEAST_VOTES], default="")
    if not year:
        return dokumen
    posts = [replace(post, indikator=tuple([_moved(one, year) for one in post.indikator])) for post in dokumen.jabatan]
    return replace(dokumen, jabatan=tuple(posts))


def _votes(one: Indikator) -> dict[str, int]:
    """Return for each year whether its figure is the realization (1) or the target (-1) of another table."""
    target = _value(one.targets.get("", ""))
    found: dict[str, int] = {}
    for year, text in _of_years(one.targets).items():
        reached = _value(one.realisasi.get(year, one.realisasi.get("", "")))
        told = _value(_parted(text).realisasi)
        if told is None or reached is None or target is None or reached == target:
            continue
        if told in (reached, target):
            found[year] = 1 if told == reached else -1
    return found


def _moved(one: Indikator, year: str) -> Indikator:
    """Return an indicator whose figures up to a year are realizations; what the document has of them stays."""
    moved = {key: _parted(text) for key, text in _of_years(one.targets).items() if key <= year}
    if not moved or "" not in one.targets:
        return one
    targets = {key: text for key, text in one.targets.items() if key not in moved}
    return replace(
        one,
        targets=targets,
        target=targets[""] if one.target in one.targets.values() else one.target,
        periode="",
        realisasi={**{key: told.realisasi for key, told in moved.items()}, **one.realisasi},
        capaian={**{key: told.capaian for key, told in moved.items() if told.capaian}, **one.capaian},
    )


def _of_years(figures: Mapping[str, str]) -> dict[str, str]:
    return {period: text for period, text in figures.items() if period and year_of(period) == period}


def _parted(text: str) -> _Told:
    """Return realization and capaian of a cell: ``1.275 / 102,00%``."""
    first, joint, second = text.partition(_JOINT)
    if joint and _value(first) is not None and _value(second) is not None:
        return _Told(first.strip(), second.strip())
    return _Told(text)


def _value(text: str) -> Fraction | None:
    read = angka_or_none(text)
    return read.value if read is not None and read.jenis == "angka" else None
