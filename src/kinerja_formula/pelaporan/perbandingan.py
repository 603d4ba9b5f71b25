"""What the annual report compares a realization with, for every indicator, as data: PermenPANRB 53/2014, Lampiran II.

Bab III A wants seven comparisons of every goal, B the budget. Each is there as far as the document, or the sheet
*LKjIP* of the form, has what it needs; what can't be read is a finding and no figure.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, FormulaError
from kinerja_formula.dokumen.periods import year_of
from kinerja_formula.figures.reader import angka
from kinerja_formula.numerals import format_number
from kinerja_formula.pelaporan.model import Laporan, LaporanRow
from kinerja_formula.penilaian import Aturan, Capaian, capaian

__all__ = ["Anggaran", "GoalOfReport", "Perbandingan", "Tahun", "goals_of", "year_of_report"]


class Tahun(NamedTuple):
    """An earlier year: realization and capaian as they are printed, empty where nothing is known."""

    tahun: str
    realisasi: str
    capaian: str


class Anggaran(NamedTuple):
    """Budget and what was spent of it, in rupiah."""

    pagu: Fraction
    realisasi: Fraction

    @property
    def serapan(self) -> Fraction | None:
        """What was spent, in percent of the budget; None without a budget."""
        return self.realisasi / self.pagu * 100 if self.pagu else None


class Perbandingan(NamedTuple):
    """An indicator with its comparisons.

    ``tahun`` are the earlier years, the earliest first; ``perubahan`` is the realization less that of the year before,
    in the unit of the realization, ``membaik`` whether that is for the better. ``kemajuan`` compares the realization
    with ``target_akhir``, ``terhadap_standar`` with ``standar``; None where that can't be done.
    """

    nomor: int
    row: LaporanRow
    tahun: tuple[Tahun, ...] = ()
    perubahan: Fraction | None = None
    membaik: bool | None = None
    target_akhir: str = ""
    tahun_akhir: str = ""
    kemajuan: Capaian | None = None
    standar: str = ""
    terhadap_standar: Capaian | None = None
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
            "perubahan": _shown(self.perubahan),
            "membaik": self.membaik,
            "target_akhir": self.target_akhir,
            "tahun_akhir": self.tahun_akhir,
            "kemajuan": "" if self.kemajuan is None else str(self.kemajuan),
            "standar": self.standar,
            "terhadap_standar": "" if self.terhadap_standar is None else str(self.terhadap_standar),
            "penyebab": self.penyebab,
            "solusi": self.solusi,
            "program": self.program,
            "diagnostics": [one.to_json() for one in self.diagnostics],
        }
        if self.anggaran is not None:
            told["anggaran"] = str(self.anggaran.pagu)
            told["realisasi_anggaran"] = str(self.anggaran.realisasi)
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
        told = [one.anggaran for one in self.indikator if one.anggaran is not None]
        if not told:
            return None
        return Anggaran(sum([one.pagu for one in told], Fraction()), sum([one.realisasi for one in told], Fraction()))


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
        compared = _compared(number, row, year, laporan.rule)
        goals.setdefault(" ".join(name.casefold().split()), (name, []))[1].append(compared)
    return tuple([GoalOfReport(name, tuple(rows)) for name, rows in goals.values()])


def year_of_report(laporan: Laporan) -> str:
    """Return the year that a report is about: of the chosen targets, else of its titles; empty where none is known."""
    told: Iterable[str] = (
        *[row.indikator.periode for row in laporan.rows],
        laporan.sumber.judul_realisasi,
        laporan.sumber.judul,
    )
    return next((year for text in told if (year := year_of(text))), "")


_IN_WORDS: Final = " tahun lalu"


def _compared(number: int, row: LaporanRow, year: str, rule: Aturan) -> Perbandingan:
    told = row.indikator.pembanding
    faults: list[Diagnostic] = []
    earlier = _earlier_years(row, year)
    changed = _change(row, earlier, faults)
    arah = row.capaian.arah.arah if row.capaian is not None else row.indikator.arah
    last, last_year = told.get("target akhir", ""), told.get("tahun akhir", "")
    if not last:  # a plan of several years has it itself
        years = [one for one in row.indikator.targets if one.isdigit() and year and int(one) > int(year)]
        last_year = max(years, default="")
        last = row.indikator.targets[last_year] if last_year else ""
    return Perbandingan(
        number,
        row,
        earlier,
        changed,
        None if not changed or arah not in ("naik", "turun") else (changed > 0) == (arah == "naik"),
        last,
        last_year,
        _against(row, last, rule, faults),
        told.get("standar nasional", ""),
        _against(row, told.get("standar nasional", ""), rule, faults),
        told.get("penyebab", ""),
        told.get("solusi", ""),
        told.get("program", ""),
        _budget(told.get("anggaran", ""), told.get("realisasi anggaran", ""), faults),
        tuple(faults),
    )


def _earlier_years(row: LaporanRow, year: str) -> tuple[Tahun, ...]:
    """Return what is known of the years before, the earliest first."""
    realisasi, reached = row.indikator.realisasi, row.indikator.capaian
    known = [one for one in dict.fromkeys([*realisasi, *reached]) if _age(one, year) is not None]
    known.sort(key=lambda one: _age(one, year) or 0, reverse=True)
    return tuple([Tahun(one, realisasi.get(one, ""), reached.get(one, "")) for one in known])


def _age(period: str, year: str) -> int | None:
    """Return how many years ago a period was; None for what is no whole year before this one."""
    if period.endswith(_IN_WORDS.strip()):
        steps = period.removesuffix(_IN_WORDS.strip()).strip()
        return int(steps) if steps.isdigit() else 1 if not steps else None
    told = year_of(period)
    return int(year) - int(told) if told == period.strip() and year and int(told) < int(year) else None


def _change(row: LaporanRow, earlier: tuple[Tahun, ...], faults: list[Diagnostic]) -> Fraction | None:
    """Return the realization less that of the year before, where both are figures in one unit."""
    last = next((one.realisasi for one in reversed(earlier) if one.realisasi), "")
    if not last or row.value is None:
        return None
    try:
        read = angka(last)
    except FormulaError as error:
        faults += error.diagnostics
        return None
    same = read.unit in (None, row.unit) or row.unit in (None, "1")
    if read.value is None or not isinstance(read.value, Fraction) or read.comparison or not same:
        return None
    return row.value - read.value


def _against(row: LaporanRow, target: str, rule: Aturan, faults: list[Diagnostic]) -> Capaian | None:
    if not target or row.value is None:
        return None
    arah = row.capaian.arah.arah if row.capaian is not None else row.indikator.arah
    given: Any = row.text if row.unit not in (None, "1") else row.value
    try:
        return capaian(given, target, arah=arah, aturan=rule, indikator=row.indikator.nama)
    except FormulaError as error:
        faults += error.diagnostics
        return None


def _budget(pagu: str, spent: str, faults: list[Diagnostic]) -> Anggaran | None:
    if not pagu:
        return None
    try:
        told = [angka(pagu).value, angka(spent).value if spent else Fraction()]
    except FormulaError as error:
        faults += error.diagnostics
        return None
    figures = [one for one in told if isinstance(one, Fraction)]
    return Anggaran(*figures) if len(figures) == 2 else None


def _shown(value: Fraction | None) -> str:
    return "" if value is None else format_number(value, decimals=2)
