"""What the annual report compares a realization with, for every indicator, as data: PermenPANRB 53/2014, Lampiran II.

Bab III A wants seven comparisons of every goal, B the budget. Each is there as far as the document, or the sheet
*LKjIP* of the form, has what it needs; what can't be read is a finding and no figure.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, FormulaError, Severity
from kinerja_formula.diagnostics.catalogue import INVALID_FIGURE, SCALE_DOUBTFUL
from kinerja_formula.dokumen.periods import without_number, year_of
from kinerja_formula.evaluation.figures import DATE
from kinerja_formula.figures.model import Angka
from kinerja_formula.figures.reader import angka
from kinerja_formula.numerals import shown_number
from kinerja_formula.pelaporan.model import Laporan
from kinerja_formula.pelaporan.row_model import LaporanRow
from kinerja_formula.penilaian import Aturan, Capaian, capaian

__all__ = ["Anggaran", "GoalOfReport", "Perbandingan", "Tahun", "age_of", "goals_of", "sum_of", "year_of_report"]


class Tahun(NamedTuple):
    """An earlier year: realization and capaian as they are printed, empty where nothing is known."""

    tahun: str
    realisasi: str
    capaian: str


class Anggaran(NamedTuple):
    """Budget and what was spent of it, in rupiah; None for what is not known."""

    pagu: Fraction | None
    realisasi: Fraction | None = None

    @property
    def serapan(self) -> Fraction | None:
        """What was spent, in percent of the budget; None where either is not known, or the budget is nothing."""
        return None if self.realisasi is None or not self.pagu else self.realisasi / self.pagu * 100


class Perbandingan(NamedTuple):
    """An indicator with its comparisons.

    ``tahun`` are the earlier years, the earliest first; ``perubahan`` is the realization less that of ``sejak``, the
    last year that is known, in the unit of the realization, ``membaik`` whether that is for the better. ``kemajuan``
    compares the realization with ``target_akhir``; ``memenuhi`` tells whether it meets ``standar``, by direction,
    interval and wording; None where that can't be done.
    """

    nomor: int
    row: LaporanRow
    tahun: tuple[Tahun, ...] = ()
    perubahan: Fraction | None = None
    membaik: bool | None = None
    sejak: str = ""
    target_akhir: str = ""
    tahun_akhir: str = ""
    kemajuan: Capaian | None = None
    standar: str = ""
    memenuhi: bool | None = None
    penyebab: str = ""
    solusi: str = ""
    program: str = ""
    anggaran: Anggaran | None = None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def efisiensi(self) -> Fraction | None:
        """The capaian less what was spent of the budget, in points: above zero more was reached than was spent."""
        spent = self.anggaran.serapan if self.anggaran is not None else None
        reached = self.row.capaian.value if self.row.capaian is not None else None
        return None if spent is None or reached is None else reached - spent

    def to_json(self) -> dict[str, object]:
        """Return the comparisons as plain data; what is not there is left out."""
        told: dict[str, object] = {
            "nomor": self.nomor,
            "indikator": self.row.indikator.nama,
            "tahun": [one._asdict() for one in self.tahun],
            "perubahan": _shown(self.perubahan, self.row.unit),
            "membaik": self.membaik,
            "sejak": self.sejak,
            "target_akhir": self.target_akhir,
            "tahun_akhir": self.tahun_akhir,
            "kemajuan": "" if self.kemajuan is None else str(self.kemajuan),
            "standar": self.standar,
            "memenuhi": self.memenuhi,
            "penyebab": self.penyebab,
            "solusi": self.solusi,
            "program": self.program,
            "diagnostics": [one.to_json() for one in self.diagnostics],
        }
        if self.anggaran is not None:
            told["anggaran"] = _shown(self.anggaran.pagu, "rupiah")
            told["realisasi_anggaran"] = _shown(self.anggaran.realisasi, "rupiah")
            told["serapan"] = _shown(self.anggaran.serapan)
            told["efisiensi"] = _shown(self.efisiensi)
        return {name: value for name, value in told.items() if value not in ("", None, [])}


class GoalOfReport(NamedTuple):
    """A goal (sasaran) of the whole document with its indicators, whatever posts they stand under."""

    nama: str
    indikator: tuple[Perbandingan, ...]

    @property
    def anggaran(self) -> Anggaran | None:
        """The budgets of its indicators together; None where none has one."""
        return sum_of([one.anggaran for one in self.indikator])


def sum_of(budgets: Iterable[Anggaran | None]) -> Anggaran | None:
    """Return budgets together; what one of them does not know is not known of all."""
    told = [one for one in budgets if one is not None]
    if not told:
        return None
    pagu = [one.pagu for one in told if one.pagu is not None]
    spent = [one.realisasi for one in told if one.realisasi is not None]
    return Anggaran(
        sum(pagu, Fraction()) if len(pagu) == len(told) else None,
        sum(spent, Fraction()) if len(spent) == len(told) else None,
    )


def goals_of(laporan: Laporan) -> tuple[GoalOfReport, ...]:
    """Return the goals of a report in the order of the document, each once, with the comparisons of their indicators.

    >>> from kinerja_formula.pelaporan.calculation import laporan
    >>> found = goals_of(laporan("examples/pelayanan.csv", "examples/pelayanan-realisasi.csv"))
    >>> [(goal.nama, [str(one.row.capaian) for one in goal.indikator]) for goal in found]
    [('', ['95,74%', '97,96%', '94,74%', 'None'])]
    """
    year = year_of_report(laporan)
    goals: dict[str, tuple[str, list[Perbandingan]]] = {}
    for number, row in enumerate(laporan.rows, 1):
        name = row.indikator.sasaran
        compared = _Row(row, year, laporan.rule).compared(number)
        goals.setdefault(" ".join(name.casefold().split()), (name, []))[1].append(compared)
    return tuple([GoalOfReport(name, tuple(rows)) for name, rows in goals.values()])


def year_of_report(laporan: Laporan) -> str:
    """Return the year that a report is about: of the chosen targets, else of its titles; empty where none is known.

    The year of a decree's number is none of them: *Nomor 5 Tahun 2021 tentang …*.
    """
    told: Iterable[str] = (
        *[row.indikator.periode for row in laporan.rows],
        laporan.sumber.judul_realisasi,
        without_number(laporan.sumber.judul),
    )
    return next((year for text in told if (year := year_of(text))), "")


def age_of(period: str, year: str) -> int | None:
    """Return how many years before ``year`` a period was; None for what is no whole year before it.

    >>> age_of("2022", "2024"), age_of("tahun lalu", ""), age_of("TW I 2023", "2024"), age_of("", "2024")
    (2, 1, None, None)
    """
    if period.endswith(_YEARS_AGO):
        steps = period.removesuffix(_YEARS_AGO).strip()
        if not steps:
            return 1
        return int(steps) if _FEW.fullmatch(steps) and int(steps) > 0 else None
    told = year_of(period)
    return int(year) - int(told) if told and told == period.strip() and year and int(told) < int(year) else None


_YEARS_AGO: Final = "tahun lalu"
_FEW: Final = re.compile(r"[0-9]{1,2}")


class _Row:
    """The comparisons of one indicator while they are made."""

    def __init__(self, row: LaporanRow, year: str, rule: Aturan) -> None:
        self.row = row
        self.year = year
        self.rule = rule
        self.faults: list[Diagnostic] = []
        self.arah = row.capaian.arah.arah if row.capaian is not None else row.indikator.arah or "naik"

    def compared(self, number: int) -> Perbandingan:
        row, told = self.row, {name: _unless_gap(text) for name, text in self.row.indikator.pembanding.items()}
        earlier = self.earlier_years()
        changed, since = self.change(earlier)
        last, last_year = told.get("target akhir", ""), told.get("tahun akhir", "")
        if not last:  # a plan of several years has it itself
            years = [one for one in row.indikator.targets if _YEAR.fullmatch(one) and self.year and one > self.year]
            last_year = max(years, default="")
            last = row.indikator.targets[last_year] if last_year else ""
        standard = told.get("standar nasional", "")
        return Perbandingan(
            number,
            row,
            earlier,
            changed,
            None if not changed or self.arah not in ("naik", "turun") else (changed > 0) == (self.arah == "naik"),
            since,
            last,
            last_year,
            self.progress(last),
            standard,
            self.meets(standard),
            told.get("penyebab", ""),
            told.get("solusi", ""),
            told.get("program", ""),
            self.budget(told.get("anggaran", ""), told.get("realisasi anggaran", "")),
            tuple(self.faults),
        )

    def earlier_years(self) -> tuple[Tahun, ...]:
        """Return what is known of the years before, the earliest first."""
        realisasi, reached = self.row.indikator.realisasi, self.row.indikator.capaian
        known = [(age, one) for one in dict.fromkeys([*realisasi, *reached]) if (age := age_of(one, self.year))]
        years = [
            Tahun(one, _unless_gap(realisasi.get(one, "")), _unless_gap(reached.get(one, "")))
            for _, one in sorted(known, key=lambda one: -one[0])
        ]
        return tuple([one for one in years if one.realisasi or one.capaian])

    def figure(self, text: str, name: str) -> Angka | None:
        """Return the one figure that a text states, else tell what it is not."""
        try:
            return angka(text)
        except FormulaError as error:
            self.faults += [_named(one, name) for one in error.diagnostics]
            return None

    def comparable(self, read: Angka | None) -> bool:
        """Whether a figure counts in the unit of the realization, and is no share of one where that is a percentage."""
        row = self.row
        if read is None or read.value is None or row.value is None or read.jenis == "tanggal" or row.unit == DATE:
            return False
        if row.unit == "%" and read.unit is None and 0 < abs(read.value) <= 1 < abs(row.value):
            facts = {"name": row.indikator.nama, "value": read.written}
            self.faults.append(Diagnostic(INVALID_FIGURE, (0, 0), (), **facts, reason="skala-persen"))
            return False
        return read.unit in (None, row.unit) or row.unit in (None, "1")

    def change(self, earlier: tuple[Tahun, ...]) -> tuple[Fraction | None, str]:
        """Return the realization less the last one that is known, where both are single figures in one unit."""
        last = next((one for one in reversed(earlier) if one.realisasi), None)
        if last is None or self.row.value is None:
            return None, ""
        read = self.figure(last.realisasi, f"realisasi {last.tahun}")
        if read is None or read.jenis != "angka" or read.comparison or not self.comparable(read):
            return None, ""
        assert read.value is not None
        return self.row.value - read.value, last.tahun

    def progress(self, target: str) -> Capaian | None:
        row = self.row
        if not target or row.value is None:
            return None
        given: Any = row.text if row.unit not in (None, "1") else row.value
        try:
            found = capaian(given, target, arah=self.arah, aturan=self.rule, indikator=row.indikator.nama)
        except FormulaError as error:
            self.faults += error.diagnostics
            return None
        self.faults += [one for one in found.diagnostics if one.severity is not Severity.NOTE]
        # A share of one beside a percentage gives a hundred times too much, or too little.
        return None if any(one.rule is SCALE_DOUBTFUL for one in found.diagnostics) else found

    def meets(self, standard: str) -> bool | None:
        """Tell whether the realization meets a standard: by its interval or wording, else by the direction."""
        if not standard or self.row.value is None:
            return None
        read = self.figure(standard, "standar nasional")
        if read is None or not self.comparable(read):
            return None
        value, wanted = self.row.value, read.value
        assert wanted is not None
        if read.upper is not None:
            return wanted <= value <= read.upper
        how = read.comparison or {"naik": ">=", "turun": "<="}.get(self.arah, "=")
        return _MEETS[how](value, wanted)

    def budget(self, pagu: str, spent: str) -> Anggaran | None:
        if not pagu and not spent:
            return None
        whole = self.rupiah(pagu, "anggaran")
        used = self.rupiah(spent, "realisasi anggaran", whole)
        return None if whole is None and used is None else Anggaran(whole, used)

    def rupiah(self, text: str, name: str, whole: Fraction | None = None) -> Fraction | None:
        """Return an amount of money; of what was spent a percentage is a share of the budget."""
        if not text:
            return None
        read = self.figure(text, name)
        if read is None or read.missing:
            return None
        value = read.value if read.jenis == "angka" and not read.comparison else None
        if value is not None and value >= 0 and read.unit in (None, "rupiah"):
            return value
        if value is not None and value >= 0 and read.percent and whole is not None:
            return whole * value / 100
        facts = {"name": name, "value": repr(text)[:80]}
        self.faults.append(Diagnostic(INVALID_FIGURE, (0, 0), (), **facts, reason="bukan-rupiah"))
        return None


_YEAR: Final = re.compile(r"20[0-9]{2}")
_MEETS: Final[dict[str, Callable[[Fraction, Fraction], bool]]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}


def _named(found: Diagnostic, name: str) -> Diagnostic:
    """Return a finding of a figure with the name of what it was given for."""
    if "name" not in found.values:
        return found
    return Diagnostic(found.rule, found.span, found.related, **{**found.values, "name": name})


def _unless_gap(text: str) -> str:
    """Return a text, empty where it only says that there is nothing: ``-``, ``n/a``, ``belum ada``."""
    try:
        return "" if angka(text).missing else text
    except FormulaError:
        return text


def _shown(value: Fraction | None, unit: str | None = "%") -> str:
    return "" if value is None else shown_number(value, unit)
