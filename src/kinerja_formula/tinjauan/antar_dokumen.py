"""The annual report (LKjIP) held against the documents that it has to agree with: PK, decree of the IKU, Renstra.

Prepares those items of checklist III/2-2 of PermenPANRB 53/2014 that a program can prepare. Meaning is compared, not
letters. It finds; it does not judge.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import (
    NO_SUCH_PERIOD,
    PRINT_UNCHECKED,
    SEVERAL_PERIODS,
    TARGET_WITHOUT_YEAR,
    Diagnostic,
    FormulaError,
    Severity,
)
from kinerja_formula.dokumen.chosen_period import with_chosen_period
from kinerja_formula.dokumen.model import Dokumen, Indikator, Jabatan
from kinerja_formula.dokumen.periods import year_of
from kinerja_formula.dokumen.reader import read_with_pages
from kinerja_formula.figures.reader import angka
from kinerja_formula.files.guard import guarded
from kinerja_formula.names import normalise
from kinerja_formula.numerals import format_number
from kinerja_formula.patterns import lazy_pattern
from kinerja_formula.penilaian import Aturan, aturan_in_use
from kinerja_formula.penilaian.printed import check_printed
from kinerja_formula.tinjauan.baris_dokumen import differing, rows_of
from kinerja_formula.tinjauan.isi_laporan import BarisAnggaran, IsiLaporan, isi_laporan
from kinerja_formula.tinjauan.penyandingan import Letak, Sanding, nearness, side_by_side
from kinerja_formula.tinjauan.perbandingan_isi import (
    compare,
    compare_target,
    is_stated,
    satuan_of,
)
from kinerja_formula.tinjauan.published_table import Published, PublishedRow, published_of, review_published
from kinerja_formula.tinjauan.review import review
from kinerja_formula.tinjauan.reviu_model import DOKUMEN, Butir, DokumenReviu, Hal, Hitungan, Kutipan, Reviu

__all__ = ["reviu"]

_NEAR_GOAL: Final = 0.75
_LAST_YEAR: Final = "tahun lalu"
_OF_MEANING: Final = ("KF125", "KF127", "KF130", "KF131", "KF431")
"""Rules about whether a formula measures what its indicator names; the others are about whether it can be measured."""
_OF_READING: Final = ("KF11", "KF433")
_Source = Dokumen | str | os.PathLike[str]


def reviu(
    lkjip: _Source,
    *,
    pk: _Source | None = None,
    iku: _Source | None = None,
    renstra: _Source | None = None,
    tahun: int | str | None = None,
    aturan: str | Aturan | None = None,
    watch: Callable[[Any], Any] | None = None,
) -> Reviu:
    """Return what an annual report (LKjIP) says otherwise than the documents that it has to agree with.

    Indicators are put side by side by their names; a pair whose names are only nearly alike is ``ragu``. Targets are
    compared by what they state (``90%`` is ``90 persen``), units and formulas by what they mean. Printed capaian are
    calculated again. An item whose document is not given is not prepared, and says so.

    Args:
        lkjip: the report; a file of any format that :func:`kinerja_formula.read` reads, or a document that was read.
        pk: the agreement (Perjanjian Kinerja).
        iku: the decree of the main indicators, with their formulas.
        renstra: the plan with the targets of several years.
        tahun: the year whose targets are compared; by default that of the report.
        aturan: the rule set for printed capaian.
        watch: as :func:`kinerja_formula.read` takes it.

    Returns:
        The result: ``butir``, the items of the checklist with ``hal``, each thing that is to be looked at, as every
        document prints it and where. ``save()`` writes the working paper.

    Raises:
        InvalidDataError: what :func:`kinerja_formula.read` raises; KF315 for an unknown rule set.

    >>> import kinerja_formula as kf
    >>> found = kf.reviu("examples/reviu-lkjip.html", pk="examples/reviu-pk.html")
    >>> for hal in found.butir[5].hal:
    ...     print(hal.jenis, *[one.target for one in hal.kutipan])
    target-beda 85 90%
    """
    rule = aturan_in_use(aturan)
    given = {"lkjip": lkjip, "pk": pk, "iku": iku, "renstra": renstra}
    read = {name: _read(one, watch) for name, one in given.items() if one is not None}
    year = str(tahun or "") or _year({name: dokumen for name, (dokumen, _) in read.items()})
    documents = {name: _of_year(dokumen, year) for name, (dokumen, _) in read.items()}
    with guarded():
        return _Comparison(documents, read["lkjip"][1], year, rule).reviu()


def _read(source: _Source, watch: Callable[[Any], Any] | None) -> tuple[Dokumen, IsiLaporan | None]:
    if isinstance(source, Dokumen):
        return source, None
    dokumen, pages = read_with_pages(os.fspath(source), watch=watch)
    with guarded():
        return dokumen, isi_laporan(pages) if pages else None


def _year(documents: Mapping[str, Dokumen]) -> str:
    """Return the year that is meant: of the report's title, of its latest realization, of the other titles."""
    lkjip = documents["lkjip"]
    realised = [
        year
        for _, one in lkjip
        for period in one.realisasi
        if is_stated(one.realisasi[period])
        if (year := year_of(period))
    ]
    told = (
        year_of(lkjip.judul),
        max(realised, default=""),
        *[year_of(dokumen.judul) for dokumen in documents.values()],
        *[year_of(os.path.basename(dokumen.berkas)) for dokumen in documents.values()],
    )
    return next((year for year in told if year), "")


def _of_year(dokumen: Dokumen, year: str) -> Dokumen:
    """Return a document with the targets of a year; without targets, and a finding, where it has none of that year."""
    if not year:
        return dokumen
    told = tuple([one for one in dokumen.diagnostics if one.rule is not SEVERAL_PERIODS])
    kept = replace(dokumen, diagnostics=told)
    try:
        return with_chosen_period(kept, year)
    except FormulaError as error:
        bare = _with_each(kept, lambda one: replace(one, target="", periode=""))
        return replace(bare, diagnostics=(*told, *error.diagnostics))


def _with_each(dokumen: Dokumen, changed: Callable[[Indikator], Indikator]) -> Dokumen:
    posts = [replace(post, indikator=tuple(map(changed, post.indikator))) for post in dokumen.jabatan]
    return replace(dokumen, jabatan=tuple(posts))


class _Pair(NamedTuple):
    """One indicator in two documents."""

    acuan: Letak
    lain: Letak
    row: Sanding


class _Counter:
    """Counts what is looked at, aspect by aspect."""

    def __init__(self) -> None:
        self._told: dict[str, list[int]] = {}

    def add(self, aspek: str, diuji: int = 0, berbeda: int = 0, tak_terbandingkan: int = 0) -> None:
        own = self._told.setdefault(aspek, [0, 0, 0])
        for place, number in enumerate((diuji, berbeda, tak_terbandingkan)):
            own[place] += number

    def hitungan(self) -> tuple[Hitungan, ...]:
        return tuple([Hitungan(aspek, *numbers) for aspek, numbers in self._told.items()])


class _Comparison:
    """The documents side by side, asked item by item."""

    def __init__(self, documents: Mapping[str, Dokumen], isi: IsiLaporan | None, year: str, aturan: Aturan) -> None:
        self.documents = documents
        self.isi = isi
        self.year = year
        self.aturan = aturan
        self.baris = {name: rows_of(documents[name], self.of_year) for name in DOKUMEN if name in documents}
        self.letak = {name: own.rows for name, own in self.baris.items()}
        self.rows = side_by_side(self.letak)
        self.arah = dict(self.directions())

    def reviu(self) -> Reviu:
        told = [
            self.targets_shown(),
            self.capaian_shown(),
            self.budget_shown(),
            self.goals("pk", 1),
            self.fits_renstra(),
            self.agrees("pk", 4, ("lkjip",)),
            self.agrees("iku", 5, ("lkjip", "pk")),
            self.compared_with_before(),
            *self.indicators_measure(),
        ]
        return Reviu(self.year, tuple([self.about(name) for name in self.letak]), tuple(told))

    def about(self, name: str) -> DokumenReviu:
        dokumen = self.documents[name]
        rows = [letak.indikator for letak in self.letak[name]]
        targets = [one for one in rows if is_stated(one.target)]
        periods = tuple(dict.fromkeys([one.periode for one in targets if one.periode]))
        faults = tuple([one for one in dokumen.diagnostics if one.severity is not Severity.NOTE])
        return DokumenReviu(name, dokumen.berkas, dokumen.judul, len(rows), len(targets), periods, faults)

    # What documents say

    def directions(self) -> Iterator[tuple[str, str]]:
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
        bare = [period for period in figures if not year_of(period) and not _is_before(period, self.year)]
        found = next((period for period in own if period == self.year), None) or next(iter([*own, *bare]), None)
        return "" if found is None else figures[found]

    def quotes(self, row: Sanding, *, first: Mapping[str, Letak] | None = None) -> tuple[Kutipan, ...]:
        """Return an indicator as every document has it."""
        chosen = first or {}
        return tuple([self.quote(name, chosen.get(name, own[0])) for name, own in row.rows.items()])

    def tells(self, name: str, aspek: str) -> bool:
        """Whether a document says anything of an aspect at all: a PK has no formulas."""
        told: dict[str, Callable[[Indikator], bool]] = {
            "sasaran": lambda one: bool(one.sasaran.strip()),
            "target": lambda one: is_stated(one.target),
            "satuan": lambda one: bool(satuan_of(one.target, one.satuan)),
            "formula": lambda one: bool(one.teks.strip()),
        }
        return any(told[aspek](letak.indikator) for letak in self.letak[name])

    def has_units(self, name: str) -> bool:
        """Whether a document has a column of units: it tells units that no target does."""
        return any(
            letak.indikator.satuan.strip() and not satuan_of(letak.indikator.target, "") for letak in self.letak[name]
        )

    # Format: what the report itself shows

    def targets_shown(self) -> Butir:
        count = _Counter()
        hal = (*self.other_year("lkjip"), *self.targets_lacking(count))
        return Butir("format", 2, count.hitungan(), hal)

    def other_year(self, name: str) -> Iterator[Hal]:
        """Yield that the targets of a document are not those of the year that is compared."""
        told = (NO_SUCH_PERIOD, TARGET_WITHOUT_YEAR) if name != "iku" else ()  # a decree of the IKU lasts for years
        found = tuple([one for one in self.documents[name].diagnostics if one.rule in told])
        if found:
            yield Hal("tahun-lain", "", (name,), (), False, found)

    def targets_lacking(self, count: _Counter) -> tuple[Hal, ...]:
        return self.lacking("target", "target-kosong", lambda quote: is_stated(quote.target), count)

    def lacking(self, aspek: str, jenis: str, has: Callable[[Kutipan], bool], count: _Counter) -> tuple[Hal, ...]:
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

    def capaian_shown(self) -> Butir:
        count = _Counter()
        hal = (
            *self.lacking("realisasi", "realisasi-kosong", lambda quote: is_stated(quote.realisasi), count),
            *self.lacking("capaian", "capaian-kosong", lambda quote: is_stated(quote.capaian), count),
            *self.calculated_again(count),
            *self.repeated("lkjip", _FIGURES),
        )
        return Butir("format", 3, count.hitungan(), hal)

    def calculated_again(self, count: _Counter) -> Iterator[Hal]:
        """Yield the printed capaian that don't follow from realization and target."""
        printed = [(letak, source) for letak in self.baris["lkjip"].every for source in self.published(letak)]
        checked = review_published(Published("", "", tuple([source for _, source in printed])), aturan=self.aturan)
        for (letak, source), row in zip(printed, checked.rows, strict=True):
            text = source.capaian
            if not is_stated(text):
                continue
            found = row.diagnostics
            unread = any(one.rule is PRINT_UNCHECKED for one in found)
            count.add("hitung-ulang", 1, int(bool(found) and not unread), int(unread))
            if found:
                quote = self.quote("lkjip", letak)._replace(
                    target=source.target, realisasi=source.realisasi, capaian=text
                )
                kind = "capaian-tak-terhitung" if unread else "capaian-beda"
                yield Hal(kind, "", ("lkjip",), (quote,), False, found)

    def published(self, letak: Letak) -> tuple[PublishedRow, ...]:
        """Return the printed capaian of a row that have a target and a realization of their own period."""
        one = self.with_arah(letak.indikator)
        own = {
            period: text
            for period, text in one.capaian.items()
            if not _is_before(period, self.year) or (period in one.targets and period in one.realisasi)
        }
        return published_of(Dokumen("", (Jabatan(letak.jabatan, (replace(one, capaian=own),)),))).rows

    def budget_shown(self) -> Butir:
        rows = list(self.isi.anggaran) if self.isi is not None else []
        rows += [
            BarisAnggaran(one.nama, told["anggaran"], told.get("realisasi anggaran", ""), "", one.tempat)
            for _, one in self.documents["lkjip"]
            if (told := one.pembanding).get("anggaran")
        ]
        count, hal = _Counter(), []
        for row in rows:
            empty = not is_stated(row.realisasi)
            count.add("anggaran", 1, int(empty))
            if empty:
                hal.append(_of_budget("anggaran-tanpa-realisasi", row))
            elif any(map(str.isdigit, row.persen)):
                hal += _share_again(row, count)
        if not rows:
            count.add("anggaran", 0)
            remark = "tanpa-anggaran" if self.isi is not None else "anggaran-tak-dilihat"
            if self.isi is not None:
                hal.append(Hal("anggaran-kosong", "", ("lkjip",), ()))
            return Butir("format", 6, count.hitungan(), tuple(hal), "", (remark,))
        return Butir("format", 6, count.hitungan(), tuple(hal))

    # Substance: between documents

    def pairs(self, acuan: str, lain: str) -> list[_Pair]:
        return [
            _Pair(one, other, row)
            for row in self.rows
            if acuan in row.rows and lain in row.rows
            for one, other in _partners(row.rows[acuan], row.rows[lain])
        ]

    def goals(self, acuan: str, nomor: int) -> Butir:
        if acuan not in self.letak:
            return Butir("substansi", nomor, kurang=acuan)
        count = _Counter()
        hal = list(self.goals_of(acuan, "lkjip", count))
        return Butir("substansi", nomor, count.hitungan(), tuple(hal), "", self.untold((acuan, "lkjip"), ("sasaran",)))

    def untold(self, names: Iterable[str], aspects: Iterable[str]) -> tuple[str, ...]:
        """Return remarks on what documents have no column for."""
        own = list(names)
        return tuple([f"tanpa-{aspek}:{name}" for aspek in aspects for name in own if not self.tells(name, aspek)])

    def goals_of(self, acuan: str, lain: str, count: _Counter) -> Iterator[Hal]:
        """Yield how the goals of two documents differ, each difference once, whatever number of indicators it has."""
        if not (self.tells(acuan, "sasaran") and self.tells(lain, "sasaran")):
            return
        first, second = self.goal_names(acuan), self.goal_names(lain)
        told: set[tuple[str, str]] = set()
        met, other_met = set(first) & set(second), set(first) & set(second)
        count.add("sasaran", len(first))
        for pair in self.pairs(acuan, lain):
            texts = pair.acuan.indikator.sasaran, pair.lain.indikator.sasaran
            keys = _goal_key(texts[0]), _goal_key(texts[1])
            if keys[0] == keys[1] or keys in told:
                continue
            if not all(keys):
                told.add(keys)
                kind = "sasaran-tidak-tercantum"
            elif keys[0] in second and keys[1] in first:
                kind = "sasaran-pindah"  # both know both goals: the indicator stands under another one
            else:
                told.add(keys)
                kind = "sasaran-beda"
                met.add(keys[0])
                other_met.add(keys[1])
            at = lain if keys[0] else acuan
            quotes = self.quotes(pair.row, first={acuan: pair.acuan, lain: pair.lain})
            count.add("sasaran", 0, 1)
            doubtful = not _same_name((pair.acuan,), (pair.lain,))
            yield Hal(kind, acuan if at == lain else lain, (at,), quotes, doubtful)
        for key, letak in first.items():
            if key in met:
                continue
            near = max([one for one in second if one not in other_met], key=lambda one: nearness(key, one), default="")
            count.add("sasaran", 0, 1)
            if near and nearness(key, near) >= _NEAR_GOAL:
                other_met.add(near)
                quotes = (self.quote(lain, second[near]), self.quote(acuan, letak))
                yield Hal("sasaran-beda", acuan, (lain,), quotes, ragu=True)
            else:
                yield Hal("sasaran-tidak-ada", acuan, (lain,), (self.quote(acuan, letak),))
        for key, letak in second.items():
            if key not in other_met:
                count.add("sasaran", 0, 1)
                yield Hal("sasaran-tambahan", acuan, (lain,), (self.quote(lain, letak),))

    def goal_names(self, name: str) -> dict[str, Letak]:
        """Return the goals of a document, each with the first of its indicators."""
        found: dict[str, Letak] = {}
        for letak in self.letak[name]:
            if key := _goal_key(letak.indikator.sasaran):
                found.setdefault(key, letak)
        return found

    def fits_renstra(self) -> Butir:
        if "renstra" not in self.letak:
            return Butir("substansi", 2, kurang="renstra")
        count = _Counter()
        others = tuple([name for name in ("lkjip", "pk") if name in self.letak])
        hal = list(self.goals_of("renstra", "lkjip", count))
        hal += self.later_targets(count)
        found = self.agrees("renstra", 2, others, count)
        remarks = (*self.untold(("renstra", "lkjip"), ("sasaran",)), *found.catatan)
        return Butir("substansi", 2, found.hitungan, (*hal, *found.hal), "", remarks)

    def later_targets(self, count: _Counter) -> Iterator[Hal]:
        """Yield where the report states a target of a later year, as of the end of the plan, and the plan another."""
        for pair in self.pairs("renstra", "lkjip"):
            one, other = self.with_arah(pair.acuan.indikator), self.with_arah(pair.lain.indikator)
            later = [year for year in other.targets if year_of(year) == year > self.year and year in one.targets]
            for year in later if self.year else ():
                texts = one.targets[year], other.targets[year]
                if not all(map(is_stated, texts)):
                    continue
                differs = compare_target(one, other, *texts).hasil == "beda" and not _only_unit_differs(
                    one, other, texts
                )
                count.add("target-akhir", 1, int(differs))
                if differs:
                    told = (("tahun", year), ("renstra", texts[0]), ("lkjip", texts[1]))
                    quotes = self.quotes(pair.row, first={"renstra": pair.acuan, "lkjip": pair.lain})
                    doubtful = not _same_name((pair.acuan,), (pair.lain,))
                    yield Hal("target-akhir-beda", "renstra", ("lkjip",), quotes, doubtful, rincian=told)

    def agrees(self, acuan: str, nomor: int, others: Sequence[str], counter: _Counter | None = None) -> Butir:
        """Return whether the indicators of documents are those of the one that they have to agree with."""
        if acuan not in self.letak:
            return Butir("substansi", nomor, kurang=acuan)
        count = counter or _Counter()
        own = [name for name in others if name in self.letak]
        hal: list[Hal] = [*self.other_year(acuan)]
        for row in self.rows:
            hal += self.presence(row, acuan, own, count)
        for row in self.rows:
            if acuan in row.rows:
                hal += self.contents(row, acuan, own, count)
        for name in dict.fromkeys([acuan, *(own if acuan == "pk" else ())]):
            hal += self.repeated(name, _CONTENTS)
        remarks: tuple[str, ...] = ()
        for aspek in ("target", "satuan", "formula"):
            if self.tells(acuan, aspek):
                remarks += self.untold(own, (aspek,))
            elif aspek != "formula" or acuan == "iku":  # nobody expects formulas in the others
                remarks += (f"tanpa-{aspek}:{acuan}",)
        return Butir("substansi", nomor, count.hitungan(), tuple(hal), "", remarks)

    def presence(self, row: Sanding, acuan: str, own: Sequence[str], count: _Counter) -> Iterator[Hal]:
        if acuan in row.rows:
            lacking = tuple([name for name in own if name not in row.rows])
            count.add("indikator", 1, int(bool(lacking)))
            if lacking:
                yield Hal("indikator-tidak-ada", acuan, lacking, self.quotes(row))
            present = tuple([name for name in own if name in row.rows])
            differing = tuple([name for name in present if not _same_name(row.rows[acuan], row.rows[name])])
            if differing:
                yield Hal("nama-beda", acuan, differing, self.quotes(row), ragu=True)
            return
        added = tuple([name for name in own if name in row.rows])
        if added and not (acuan == "iku" and "pk" in self.letak and "lkjip" not in added):
            count.add("indikator", 0, 1)
            yield Hal("indikator-tambahan", acuan, added, self.quotes(row))

    def contents(self, row: Sanding, acuan: str, own: Sequence[str], count: _Counter) -> Iterator[Hal]:
        for aspek in ("target", "satuan", "formula"):
            if not self.tells(acuan, aspek):
                continue
            told: dict[str, list[str]] = {}
            faults: dict[str, list[Diagnostic]] = {}
            chosen: dict[str, dict[str, Letak]] = {}
            for name in own:
                if name not in row.rows or not self.tells(name, aspek):
                    continue
                worst, diagnostics, pair = self.worst(row, acuan, name, aspek)
                if aspek == "target" and worst == "beda":
                    one, other = (letak.indikator for letak in pair)
                    if _only_unit_differs(one, other, (one.target, other.target)):
                        continue
                if worst == "tidak-tercantum" and aspek == "satuan" and not self.has_units(name):
                    worst = "kosong"  # only some of its targets name their unit
                count.add(aspek, int(worst != "kosong"), int(worst in _COUNTED_DIFFERENT), int(worst == "tak-terbaca"))
                kind = _KINDS.get((aspek, worst)) or _KINDS.get(("", worst))
                if kind:
                    told.setdefault(kind, []).append(name)
                    faults.setdefault(kind, []).extend(diagnostics)
                    chosen.setdefault(kind, {}).update({acuan: pair[0], name: pair[1]})
            if aspek == "target" and acuan == "pk":
                yield from self.without_target(row, own)
            for kind, names in told.items():
                yield Hal(
                    kind.format(aspek=aspek),
                    acuan,
                    tuple(names),
                    self.quotes(row, first=chosen[kind]),
                    kind.endswith("hampir-sama")
                    or not all(_same_name(row.rows[acuan], row.rows[one]) for one in names),
                    tuple(dict.fromkeys(faults[kind])),
                )

    def without_target(self, row: Sanding, own: Sequence[str]) -> Iterator[Hal]:
        """Yield that the agreement has no target of an indicator of which another document has one."""
        having = [name for name in own if any(is_stated(one.indikator.target) for one in row.rows.get(name, ()))]
        if having and not any(is_stated(one.indikator.target) for one in row.rows["pk"]):
            yield Hal("target-tidak-tercantum", having[0], ("pk",), self.quotes(row))

    def worst(
        self, row: Sanding, acuan: str, name: str, aspek: str
    ) -> tuple[str, tuple[Diagnostic, ...], tuple[Letak, Letak]]:
        """Return the gravest that the rows of two documents say of an aspect, and which rows do."""
        found = [
            (compare(aspek, self.with_arah(one.indikator), self.with_arah(other.indikator)), (one, other))
            for one, other in self.with_further(name, aspek, _partners(row.rows[acuan], row.rows[name]))
        ]
        told, pair = min(found, key=lambda one: _GRAVEST.index(one[0].hasil))
        return told.hasil, told.diagnostics, pair

    def with_further(
        self, name: str, aspek: str, pairs: Sequence[tuple[Letak, Letak]]
    ) -> Iterator[tuple[Letak, Letak]]:
        """Yield pairs of rows, and those with the other rows of a document that contradict its first one."""
        again = {rows[0]: rows[1:] for rows in self.baris[name].twice}
        for one, other in pairs:
            yield one, other
            for further in again.get(other, ()):
                if aspek != "target" or is_stated(further.indikator.target):
                    yield one, further

    def repeated(self, name: str, aspects: Sequence[str]) -> Iterator[Hal]:
        """Yield the indicators that stand twice under one post and say two things of these aspects."""
        for first, *others in self.baris[name].twice:
            found = [differing(first.indikator, other.indikator, self.of_year) for other in others]
            told = [aspek for aspek in aspects if any(aspek in one for one in found)]
            if told:
                quotes = tuple([self.quote(name, letak) for letak in (first, *others)])
                yield Hal("berulang", "", (name,), quotes, rincian=(("beda", " ".join(told)),))

    # Substance: comparisons with other years, and what indicators measure

    def compared_with_before(self) -> Butir:
        count = _Counter()
        nation = self.isi.nasional if self.isi is not None else ()
        every = self.baris["lkjip"].every
        compared = {self.quote("lkjip", letak) for letak in every if self.has_before(letak.indikator)}
        hal = self.lacking("tahun-lalu", "tahun-lalu-kosong", compared.__contains__, count)
        told = sum(is_stated(letak.indikator.pembanding.get("standar nasional", "")) for letak in self.letak["lkjip"])
        count.add("standar-nasional", max(told, len(nation)))
        remarks = () if told or nation else ("tanpa-standar-nasional",)
        return Butir("substansi", 7, count.hitungan(), hal, "", remarks)

    def has_before(self, one: Indikator) -> bool:
        """Whether an indicator has a figure of a year before."""
        told = [*one.realisasi.items(), *one.capaian.items()]
        return any(_is_before(period, self.year) and is_stated(text) for period, text in told)

    def indicators_measure(self) -> tuple[Butir, Butir]:
        """Return the items on whether indicators measure their goal, and are specific, measurable and dated."""
        goal, smart = _Counter(), _Counter()
        smart_hal: list[Hal] = []
        goal.add("sasaran", len(self.goal_names("lkjip")))
        goal_hal = [*self.lacking("indikator", "tanpa-sasaran", lambda quote: bool(quote.sasaran.strip()), goal)]
        seen: set[tuple[str, str, str]] = set()
        for name in self.letak:
            if not self.tells(name, "formula"):
                continue
            rows = review(self.baris[name].document()).rows
            for letak, row in zip(self.baris[name].every, rows, strict=True):
                found = [one for one in row.diagnostics if one.severity is not Severity.NOTE and _is_told(one)]
                meaning = [one for one in found if one.code in _OF_MEANING]
                others = [one for one in found if one.code not in _OF_MEANING]
                if letak.indikator.teks.strip():
                    goal.add("formula", 1, int(bool(meaning)))
                    smart.add("formula", 1, int(bool(others)))
                for one, into in [(one, goal_hal) for one in meaning] + [(one, smart_hal) for one in others]:
                    mark = (normalise(letak.indikator.nama), " ".join(letak.indikator.teks.split()), one.code)
                    if mark not in seen:
                        seen.add(mark)
                        into.append(Hal("catatan-formula", "", (name,), (self.quote(name, letak),), False, (one,)))
        for sanding in self.rows:
            if "lkjip" in sanding.rows:
                known = [letak.indikator for own in sanding.rows.values() for letak in own]
                unmeasured = not any(
                    one.teks.strip() or satuan_of(one.target, one.satuan) or _is_figure(one.target) for one in known
                )
                smart.add("terukur", 1, int(unmeasured))
                if unmeasured:
                    smart_hal.append(Hal("tak-terukur", "", ("lkjip",), self.quotes(sanding)))
        remarks = () if any(self.tells(name, "formula") for name in self.letak) else ("tanpa-formula",)
        return (
            Butir("substansi", 8, goal.hitungan(), tuple(goal_hal), "", remarks),
            Butir("substansi", 10, smart.hitungan(), tuple(smart_hal), "", remarks),
        )


_CONTENTS: Final = ("target", "satuan", "formula")
_FIGURES: Final = ("realisasi", "capaian")
_GRAVEST: Final = ("beda", "tidak-tercantum", "tak-terbaca", "hampir", "sama", "kosong")
_COUNTED_DIFFERENT: Final = ("beda", "tidak-tercantum", "hampir")
_KINDS: Final = {
    ("", "beda"): "{aspek}-beda",
    ("", "tidak-tercantum"): "{aspek}-tidak-tercantum",
    ("", "tak-terbaca"): "{aspek}-tak-terbandingkan",
    ("", "hampir"): "{aspek}-hampir-sama",
}


_NUMBERED: Final = lazy_pattern(r"\(?(?:[0-9]{1,2}|[a-z]|[ivx]{1,4})[.)] ?|sasaran(?: strategis)? ?[0-9]{0,2} ?: ?")


def _goal_key(text: str) -> str:
    """Return a goal as it is compared: without the number or the word before it."""
    key = normalise(text)
    found = _NUMBERED.match(key)
    return key[found.end() :] if found and found.end() < len(key) else key


def _is_told(found: Diagnostic) -> bool:
    """Whether a finding is about what the document says: not about how a text was read, nor about spelling."""
    return not found.code.startswith(_OF_READING)


def _only_unit_differs(one: Indikator, other: Indikator, texts: tuple[str, str]) -> bool:
    """Whether two targets are one figure, whose units differ in their own column: that is told of the units."""
    figures = [_figure(text) for text in texts]
    return figures[0] == figures[1] is not None and compare("satuan", one, other).hasil == "beda"


def _figure(text: str) -> Fraction | None:
    try:
        return angka(text).value
    except FormulaError:
        return None


def _same_name(one: Sequence[Letak], other: Sequence[Letak]) -> bool:
    return bool({normalise(row.indikator.nama) for row in one} & {normalise(row.indikator.nama) for row in other})


def _partners(one: Sequence[Letak], other: Sequence[Letak]) -> list[tuple[Letak, Letak]]:
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


def _is_before(period: str, year: str) -> bool:
    """Whether a period is a year before the one that is meant."""
    if period.endswith(_LAST_YEAR):
        return True
    told = year_of(period)
    return bool(told) and bool(year) and int(told) < int(year)


def _is_figure(text: str) -> bool:
    return any(map(str.isdigit, text))


def _of_budget(jenis: str, row: BarisAnggaran, found: tuple[Diagnostic, ...] = ()) -> Hal:
    told = (("anggaran", row.anggaran), ("realisasi", row.realisasi), ("persen", row.persen))
    quote = Kutipan("lkjip", indikator=row.nama, tempat=row.tempat)
    return Hal(jenis, "", ("lkjip",), (quote,), False, found, tuple([pair for pair in told if pair[1]]))


def _share_again(row: BarisAnggaran, count: _Counter) -> Iterator[Hal]:
    """Yield a printed share of the budget that does not follow from what was spent."""
    try:
        checked = check_printed(row.persen, row.realisasi.strip(), row.anggaran.strip(), arah="naik", aturan="lkjip")
    except FormulaError as error:
        count.add("serapan", 1, 0, 1)
        yield _of_budget("serapan-tak-terhitung", row, error.diagnostics)
        return
    if checked.value is None:
        count.add("serapan", 1, 0, 1)
        return
    count.add("serapan", 1, int(not checked.agrees))
    if not checked.agrees:
        shown = format_number(checked.value, decimals=checked.decimals)
        hal = _of_budget("serapan-beda", row)
        yield hal._replace(rincian=(*hal.rincian, ("dihitung", shown)))
