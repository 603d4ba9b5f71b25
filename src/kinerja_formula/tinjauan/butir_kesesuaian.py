"""The items on whether the report agrees with the documents that it has to agree with, and they with each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.dokumen.model import Indikator
from kinerja_formula.dokumen.periods import year_of
from kinerja_formula.figures.reader import angka_or_none
from kinerja_formula.tinjauan.dokumen_tersanding import Counter, DokumenTersanding, partners, same_name
from kinerja_formula.tinjauan.penyandingan import Letak, Sanding
from kinerja_formula.tinjauan.perbandingan_isi import compare, compare_target, is_stated
from kinerja_formula.tinjauan.perbandingan_sasaran import differing_goals
from kinerja_formula.tinjauan.reviu_model import Butir, Hal

__all__ = ["agrees_with", "fits_goals", "fits_renstra"]

_CONTENTS: Final = ("target", "satuan", "formula")
_GRAVEST: Final = ("beda", "tidak-tercantum", "tak-terbaca", "hampir", "sama", "kosong")
_COUNTED_DIFFERENT: Final = ("beda", "tidak-tercantum", "hampir")
_KINDS: Final = {
    "beda": "{aspek}-beda",
    "tidak-tercantum": "{aspek}-tidak-tercantum",
    "tak-terbaca": "{aspek}-tak-terbandingkan",
    "hampir": "{aspek}-hampir-sama",
}


def fits_goals(documents: DokumenTersanding, acuan: str, nomor: int) -> Butir:
    """Return whether the goals of the report are those of another document."""
    if acuan not in documents.letak:
        return Butir("substansi", nomor, kurang=acuan)
    count = Counter()
    hal = tuple(differing_goals(documents, acuan, "lkjip", count))
    return Butir("substansi", nomor, count.hitungan(), hal, "", documents.untold((acuan, "lkjip"), ("sasaran",)))


def fits_renstra(documents: DokumenTersanding) -> Butir:
    """Return whether goals, targets of the year and of later years, and indicators are those of the plan."""
    if "renstra" not in documents.letak:
        return Butir("substansi", 2, kurang="renstra")
    count = Counter()
    hal = [*differing_goals(documents, "renstra", "lkjip", count), *_later_targets(documents, count)]
    found = agrees_with(documents, "renstra", 2, ("lkjip", "pk"), count)
    remarks = (*documents.untold(("renstra", "lkjip"), ("sasaran",)), *found.catatan)
    return Butir("substansi", 2, found.hitungan, (*hal, *found.hal), "", remarks)


def _later_targets(documents: DokumenTersanding, count: Counter) -> Iterator[Hal]:
    """Yield where the report states a target of a later year, as of the end of the plan, and the plan another."""
    if not documents.year:
        return
    for pair in documents.pairs("renstra", "lkjip"):
        one, other = documents.with_arah(pair.acuan.indikator), documents.with_arah(pair.lain.indikator)
        for year in _later_years(one, other, documents.year):
            texts = one.targets[year], other.targets[year]
            differs = compare_target(one, other, *texts).hasil == "beda" and not _only_unit_differs(one, other, texts)
            count.add("target-akhir", 1, int(differs))
            if differs:
                told = (("tahun", year), ("renstra", texts[0]), ("lkjip", texts[1]))
                quotes = documents.quotes(pair.row, first={"renstra": pair.acuan, "lkjip": pair.lain})
                doubtful = not same_name((pair.acuan,), (pair.lain,))
                yield Hal("target-akhir-beda", "renstra", ("lkjip",), quotes, doubtful, rincian=told)


def _later_years(one: Indikator, other: Indikator, than: str) -> list[str]:
    """Return the later years of which both rows state a target."""
    later = [year for year in other.targets if year_of(year) == year > than and year in one.targets]
    return [year for year in later if is_stated(one.targets[year]) and is_stated(other.targets[year])]


def agrees_with(
    documents: DokumenTersanding, acuan: str, nomor: int, others: Sequence[str], counter: Counter | None = None
) -> Butir:
    """Return whether the indicators of documents are those of the one that they have to agree with."""
    if acuan not in documents.letak:
        return Butir("substansi", nomor, kurang=acuan)
    agreement = _Agreement(documents, acuan, [name for name in others if name in documents.letak], counter or Counter())
    hal = tuple(agreement.hal())
    return Butir("substansi", nomor, agreement.count.hitungan(), hal, "", agreement.remarks())


class _Compared(NamedTuple):
    """The gravest that the rows of two documents say of an aspect, why, and which rows do."""

    hasil: str
    diagnostics: tuple[Diagnostic, ...]
    acuan: Letak
    lain: Letak


class _Agreement:
    """Documents held against the one that they have to agree with."""

    def __init__(self, documents: DokumenTersanding, acuan: str, own: Sequence[str], count: Counter) -> None:
        self.documents = documents
        self.acuan = acuan
        self.own = own
        self.count = count

    def hal(self) -> Iterator[Hal]:
        yield from self.documents.other_year(self.acuan)
        for row in self.documents.rows:
            yield from self.missing(row) if self.acuan in row.rows else self.added(row)
        for row in self.documents.rows:
            if self.acuan in row.rows:
                yield from self.contents(row)
        for name in dict.fromkeys([self.acuan, *(self.own if self.acuan == "pk" else ())]):
            yield from self.documents.repeated(name, _CONTENTS)

    def remarks(self) -> tuple[str, ...]:
        """Return what documents have no column for."""
        told: list[str] = []
        for aspek in _CONTENTS:
            if self.documents.tells(self.acuan, aspek):
                told += self.documents.untold(self.own, (aspek,))
            elif aspek != "formula" or self.acuan == "iku":  # nobody expects formulas in the others
                told.append(f"tanpa-{aspek}:{self.acuan}")
        return tuple(told)

    def missing(self, row: Sanding) -> Iterator[Hal]:
        """Yield that documents don't have an indicator, or only one whose name is nearly alike."""
        lacking = tuple([name for name in self.own if name not in row.rows])
        self.count.add("indikator", 1, int(bool(lacking)))
        if lacking:
            yield Hal("indikator-tidak-ada", self.acuan, lacking, self.documents.quotes(row))
        present = [name for name in self.own if name in row.rows]
        differing = tuple([name for name in present if not same_name(row.rows[self.acuan], row.rows[name])])
        if differing:
            yield Hal("nama-beda", self.acuan, differing, self.documents.quotes(row), ragu=True)

    def added(self, row: Sanding) -> Iterator[Hal]:
        """Yield that documents have an indicator more; not one of the PK alone, of which the item of the PK tells."""
        added = tuple([name for name in self.own if name in row.rows])
        if added and not (self.acuan == "iku" and added == ("pk",)):
            self.count.add("indikator", 0, 1)
            yield Hal("indikator-tambahan", self.acuan, added, self.documents.quotes(row))

    def contents(self, row: Sanding) -> Iterator[Hal]:
        for aspek in _CONTENTS:
            if self.documents.tells(self.acuan, aspek):
                by_kind = self.by_kind(row, aspek)
                if aspek == "target" and self.acuan == "pk":
                    yield from self.without_target(row)
                for kind, told in by_kind.items():
                    yield self.of_kind(row, kind.format(aspek=aspek), told)

    def by_kind(self, row: Sanding, aspek: str) -> dict[str, dict[str, _Compared]]:
        """Return by the kind of a difference the documents that differ so."""
        found: dict[str, dict[str, _Compared]] = {}
        for name in self.own:
            if name not in row.rows or not self.documents.tells(name, aspek):
                continue
            told = self.gravest(row, name, aspek)
            if aspek == "target" and told.hasil == "beda":
                one, other = told.acuan.indikator, told.lain.indikator
                if _only_unit_differs(one, other, (one.target, other.target)):
                    continue
            hasil = told.hasil
            if hasil == "tidak-tercantum" and aspek == "satuan" and not self.documents.has_units(name):
                hasil = "kosong"  # only some of its targets name their unit
            self.count.add(aspek, int(hasil != "kosong"), int(hasil in _COUNTED_DIFFERENT), int(hasil == "tak-terbaca"))
            if kind := _KINDS.get(hasil):
                found.setdefault(kind, {})[name] = told
        return found

    def of_kind(self, row: Sanding, jenis: str, told: dict[str, _Compared]) -> Hal:
        chosen: dict[str, Letak] = {}
        for name, one in told.items():
            chosen |= {self.acuan: one.acuan, name: one.lain}
        faults = dict.fromkeys([fault for one in told.values() for fault in one.diagnostics])
        same = all(same_name(row.rows[self.acuan], row.rows[name]) for name in told)
        doubtful = jenis.endswith("hampir-sama") or not same
        return Hal(jenis, self.acuan, tuple(told), self.documents.quotes(row, first=chosen), doubtful, tuple(faults))

    def without_target(self, row: Sanding) -> Iterator[Hal]:
        """Yield that the agreement has no target of an indicator of which another document has one."""
        having = [name for name in self.own if _has_target(row.rows.get(name, ()))]
        if having and not _has_target(row.rows["pk"]):
            yield Hal("target-tidak-tercantum", having[0], ("pk",), self.documents.quotes(row))

    def gravest(self, row: Sanding, name: str, aspek: str) -> _Compared:
        """Return the gravest that the rows of two documents say of an aspect, and which rows do."""
        with_arah = self.documents.with_arah
        found = [
            (compare(aspek, with_arah(one.indikator), with_arah(other.indikator)), one, other)
            for one, other in self.with_further(name, aspek, partners(row.rows[self.acuan], row.rows[name]))
        ]
        told, one, other = min(found, key=lambda compared: _GRAVEST.index(compared[0].hasil))
        return _Compared(told.hasil, told.diagnostics, one, other)

    def with_further(
        self, name: str, aspek: str, pairs: Sequence[tuple[Letak, Letak]]
    ) -> Iterator[tuple[Letak, Letak]]:
        """Yield pairs of rows, and those with the other rows of a document that contradict its first one."""
        again = {rows[0]: rows[1:] for rows in self.documents.baris[name].twice}
        for one, other in pairs:
            yield one, other
            for further in again.get(other, ()):
                if aspek != "target" or is_stated(further.indikator.target):
                    yield one, further


def _has_target(rows: Sequence[Letak]) -> bool:
    return any(is_stated(one.indikator.target) for one in rows)


def _only_unit_differs(one: Indikator, other: Indikator, texts: tuple[str, str]) -> bool:
    """Whether two targets are one figure, whose units differ in their own column: that is told of the units."""
    figures = [read.value for text in texts if (read := angka_or_none(text)) is not None]
    return len(figures) == 2 and figures[0] == figures[1] and compare("satuan", one, other).hasil == "beda"
