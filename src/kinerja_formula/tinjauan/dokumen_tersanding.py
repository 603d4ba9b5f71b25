"""The documents of a comparison side by side: what each of them says of an indicator, of what it says nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import Severity
from kinerja_formula.diagnostics.catalogue import NO_SUCH_PERIOD, TARGET_WITHOUT_YEAR
from kinerja_formula.dokumen.model import Dokumen, Indikator
from kinerja_formula.dokumen.periods import year_of
from kinerja_formula.names import normalise
from kinerja_formula.tinjauan.baris_dokumen import differing, rows_of
from kinerja_formula.tinjauan.isi_laporan import IsiLaporan
from kinerja_formula.tinjauan.penyandingan import Letak, Sanding, side_by_side
from kinerja_formula.tinjauan.perbandingan_isi import is_stated, satuan_of
from kinerja_formula.tinjauan.reviu_model import DOKUMEN, DokumenReviu, Hal, Hitungan, Kutipan

__all__ = ["Counter", "DokumenTersanding", "Pair", "is_before", "partners", "same_name"]

_LAST_YEAR: Final = "tahun lalu"
_TELLS: Final[Mapping[str, Callable[[Indikator], bool]]] = {
    "sasaran": lambda one: bool(one.sasaran.strip()),
    "target": lambda one: is_stated(one.target),
    "satuan": lambda one: bool(satuan_of(one.target, one.satuan)),
    "formula": lambda one: bool(one.teks.strip()),
}
"""Whether an indicator tells an aspect."""


class Pair(NamedTuple):
    """One indicator in two documents."""

    acuan: Letak
    lain: Letak
    row: Sanding


class Counter:
    """Counts what is looked at, aspect by aspect."""

    def __init__(self) -> None:
        self._told: dict[str, list[int]] = {}

    def add(self, aspek: str, diuji: int = 0, berbeda: int = 0, tak_terbandingkan: int = 0) -> None:
        own = self._told.setdefault(aspek, [0, 0, 0])
        for place, number in enumerate((diuji, berbeda, tak_terbandingkan)):
            own[place] += number

    def hitungan(self) -> tuple[Hitungan, ...]:
        return tuple([Hitungan(aspek, *numbers) for aspek, numbers in self._told.items()])


class DokumenTersanding:
    """The documents side by side: ``letak`` has the rows of each, ``rows`` each indicator with those that speak of it.

    ``year`` is the one that is meant, ``isi`` what stands in the report besides its indicators, if that was looked at.
    """

    def __init__(self, dokumen: Mapping[str, Dokumen], isi: IsiLaporan | None, year: str) -> None:
        self.dokumen = dokumen
        self.isi = isi
        self.year = year
        self.baris = {name: rows_of(dokumen[name], self.of_year) for name in DOKUMEN if name in dokumen}
        self.letak = {name: own.rows for name, own in self.baris.items()}
        self.rows = side_by_side(self.letak)
        self.arah = dict(self._directions())

    def about(self, name: str) -> DokumenReviu:
        dokumen = self.dokumen[name]
        rows = [letak.indikator for letak in self.letak[name]]
        targets = [one for one in rows if is_stated(one.target)]
        periods = tuple(dict.fromkeys([one.periode for one in targets if one.periode]))
        faults = tuple([one for one in dokumen.diagnostics if one.severity is not Severity.NOTE])
        return DokumenReviu(name, dokumen.berkas, dokumen.judul, len(rows), len(targets), periods, faults)

    def _directions(self) -> Iterator[tuple[str, str]]:
        """Yield the direction of every name of an indicator of which one document tells it."""
        for row in self.rows:
            every = [letak.indikator for own in row.rows.values() for letak in own]
            told = {one.arah for one in every if one.arah}
            if len(told) == 1:
                [arah] = told
                for one in every:
                    yield normalise(one.nama), arah

    def with_arah(self, one: Indikator) -> Indikator:
        """Return an indicator with its direction, where only another document tells it."""
        arah = None if one.arah else self.arah.get(normalise(one.nama))
        return replace(one, arah=arah) if arah else one

    def quote(self, name: str, letak: Letak) -> Kutipan:
        one = letak.indikator
        return Kutipan(
            name,
            letak.jabatan,
            one.sasaran,
            one.nama,
            one.target,
            satuan_of(one.target, one.satuan),
            one.teks,
            self.of_year(one.realisasi),
            self.of_year(one.capaian),
            one.tempat,
        )

    def of_year(self, figures: Mapping[str, str]) -> str:
        """Return the figure of the year; where the heads name no year, the one that is told."""
        own = [period for period in figures if self.year and year_of(period) == self.year]
        bare = [period for period in figures if not year_of(period) and not is_before(period, self.year)]
        found = next((period for period in own if period == self.year), None) or next(iter([*own, *bare]), None)
        return "" if found is None else figures[found]

    def quotes(self, row: Sanding, *, first: Mapping[str, Letak] | None = None) -> tuple[Kutipan, ...]:
        """Return an indicator as every document has it."""
        chosen = first or {}
        return tuple([self.quote(name, chosen.get(name, own[0])) for name, own in row.rows.items()])

    def tells(self, name: str, aspek: str) -> bool:
        """Whether a document says anything of an aspect at all: a PK has no formulas."""
        told = _TELLS[aspek]
        return any(told(letak.indikator) for letak in self.letak[name])

    def has_units(self, name: str) -> bool:
        """Whether a document has a column of units: it tells units that no target does."""
        return any(
            letak.indikator.satuan.strip() and not satuan_of(letak.indikator.target, "") for letak in self.letak[name]
        )

    def untold(self, names: Iterable[str], aspects: Iterable[str]) -> tuple[str, ...]:
        """Return remarks on what documents have no column for."""
        own = list(names)
        return tuple([f"tanpa-{aspek}:{name}" for aspek in aspects for name in own if not self.tells(name, aspek)])

    def pairs(self, acuan: str, lain: str) -> list[Pair]:
        return [
            Pair(one, other, row)
            for row in self.rows
            if acuan in row.rows and lain in row.rows
            for one, other in partners(row.rows[acuan], row.rows[lain])
        ]

    # What is to be looked at in one document

    def other_year(self, name: str) -> Iterator[Hal]:
        """Yield that the targets of a document are not those of the year that is compared."""
        told = (NO_SUCH_PERIOD, TARGET_WITHOUT_YEAR) if name != "iku" else ()  # a decree of the IKU lasts for years
        found = tuple([one for one in self.dokumen[name].diagnostics if one.rule in told])
        if found:
            yield Hal("tahun-lain", "", (name,), (), False, found)

    def lacking(self, aspek: str, jenis: str, has: Callable[[Kutipan], bool], count: Counter) -> tuple[Hal, ...]:
        """Return the indicators of the report that lack something, as one thing where all of them do."""
        own = [self.quote("lkjip", letak) for letak in self.letak["lkjip"]]
        again = {rows[0]: rows[1:] for rows in self.baris["lkjip"].twice}
        without = [
            quote
            for letak, quote in zip(self.letak["lkjip"], own, strict=True)
            if not has(quote) and not any(has(self.quote("lkjip", other)) for other in again.get(letak, ()))
        ]
        count.add(aspek, len(own), len(without))
        if len(without) == len(own) > 1:
            return (Hal(jenis, "", ("lkjip",), (), rincian=(("semua", str(len(own))),)),)
        return tuple([Hal(jenis, "", ("lkjip",), (quote,)) for quote in without])

    def repeated(self, name: str, aspects: Sequence[str]) -> Iterator[Hal]:
        """Yield the indicators that stand twice under one post and say two things of these aspects."""
        for first, *others in self.baris[name].twice:
            found = [differing(first.indikator, other.indikator, self.of_year) for other in others]
            told = [aspek for aspek in aspects if any(aspek in one for one in found)]
            if told:
                quotes = tuple([self.quote(name, letak) for letak in (first, *others)])
                yield Hal("berulang", "", (name,), quotes, rincian=(("beda", " ".join(told)),))


def same_name(one: Sequence[Letak], other: Sequence[Letak]) -> bool:
    """Whether two documents call an indicator by one name, not only by names that are nearly alike."""
    return bool({normalise(row.indikator.nama) for row in one} & {normalise(row.indikator.nama) for row in other})


def partners(one: Sequence[Letak], other: Sequence[Letak]) -> list[tuple[Letak, Letak]]:
    """Return which rows of two documents belong together: of one post where both have several, each once."""
    first, second = _once_a_post(one), _once_a_post(other)
    if len(first) == 1:
        return [(first[0], row) for row in second]
    if len(second) == 1:
        return [(row, second[0]) for row in first]
    of_post = {normalise(row.jabatan): row for row in second}
    found = [(row, of_post[key]) for row in first if (key := normalise(row.jabatan)) in of_post]
    return found or list(zip(first, second, strict=False))


def _once_a_post(rows: Sequence[Letak]) -> list[Letak]:
    return list({normalise(row.jabatan): row for row in reversed(rows)}.values())[::-1]


def is_before(period: str, year: str) -> bool:
    """Whether a period is a year before the one that is meant."""
    if period.endswith(_LAST_YEAR):
        return True
    told = year_of(period)
    return bool(told) and bool(year) and int(told) < int(year)
