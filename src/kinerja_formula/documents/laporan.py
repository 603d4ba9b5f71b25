"""Indicators + figures → the report: for every row its value, or why it has none. Plain data, nothing is printed."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import MISSING_DATA, Diagnostic, FormulaError, MissingDataError, Severity
from kinerja_formula.documents.dokumen import Dokumen, Indikator
from kinerja_formula.documents.figures_table import Figure, Figures, FiguresOfRow
from kinerja_formula.formula import Formula, parse
from kinerja_formula.numerals import format_number
from kinerja_formula.penilaian import (
    DEFAULT,
    NO_TARGET,
    Aturan,
    Capaian,
    RekapTingkat,
    assessed,
    aturan_in_use,
    roll_up_levels,
    stated_target,
)
from kinerja_formula.result import Result

__all__ = ["OK", "Laporan", "LaporanRow", "make_laporan"]

OK: Final = "ok"
_MOST_DECIMALS: Final = 9
_STATING: Final = ("target", "naratif", "nilai")
"""Kinds of cells without arithmetic, whose quantities are a target and no operands."""


class LaporanRow(NamedTuple):
    """One indicator of the report, with the name of its post.

    ``status`` is ``"ok"``, or the code of what stands in the way: ``KF301`` for figures that are not there yet.
    ``value`` is exact, in ``unit``; ``kind`` is None for a formula that can't be read. ``diagnostics`` has warnings and
    notes, or the faults, the gravest first. ``error`` is what the evaluation raised. ``capaian`` is there where the
    indicator has a target, in a cell of its own or stated by the formula cell.
    """

    jabatan: str
    indikator: Indikator
    kind: str | None
    status: str
    value: Fraction | None
    unit: str | None
    diagnostics: tuple[Diagnostic, ...]
    error: FormulaError | None
    capaian: Capaian | None = None

    @property
    def number(self) -> str:
        """The value as Indonesian readers write it, without its unit; empty if there is none.

        Two decimals; none at the end of a count, and more for a small ratio that would look like zero.
        """
        if self.value is None:
            return ""
        decimals = 2
        while decimals < _MOST_DECIMALS and 0 < abs(self.value) < Fraction(1, 10 ** (decimals - 1)):
            decimals += 1
        return format_number(self.value, decimals=decimals, trim=self.unit != "%")

    @property
    def satuan(self) -> str:
        """The unit for the reader: empty where nothing tells it, and for a bare ratio."""
        return "" if self.unit is None or self.unit == "1" else self.unit

    @property
    def text(self) -> str:
        """The value with its unit: ``"83,40%"``, ``"263 surat"``; empty if there is none."""
        return self.number + self.satuan if self.unit == "%" else f"{self.number} {self.satuan}".rstrip()

    @property
    def target(self) -> str:
        """The target for the reader, of its own cell or stated by the formula cell; empty where there is none."""
        if self.indikator.target:
            return self.indikator.target
        if self.capaian is not None:
            return "" if self.capaian.target is NO_TARGET else self.capaian.target.figure
        formula = self.indikator.formula
        stated = formula.targets if formula is not None and self.kind in _STATING else ()
        return ", ".join([stated_target(one).figure for one in stated])

    @property
    def waits_for_data(self) -> bool:
        """Whether the formula is sound and only figures are missing."""
        return self.status == MISSING_DATA.code

    @property
    def missing(self) -> tuple[Diagnostic, ...]:
        """The missing figures, each with its name and the nearest names that there are."""
        return tuple([found for found in self.diagnostics if found.rule is MISSING_DATA])

    @property
    def doubtful(self) -> bool:
        """Whether there is a value, and a warning about it or about its capaian."""
        return self.status == OK and any(found.severity is not Severity.NOTE for found in self.diagnostics)

    def to_json(self) -> dict[str, object]:
        """Return the row as plain data."""
        indikator = self.indikator
        return {
            "line": indikator.tempat.baris,
            "id": indikator.kode,
            "jabatan": self.jabatan,
            "sasaran": indikator.sasaran,
            "indikator": indikator.nama,
            "formula": indikator.teks,
            "satuan": indikator.satuan,
            "target": indikator.target,
            "sumber_data": indikator.sumber_data,
            "kind": self.kind,
            "status": self.status,
            "value": None if self.value is None else str(self.value),
            "unit": self.unit,
            "text": self.text,
            "target_stated": self.target,
            "capaian": None if self.capaian is None else self.capaian.to_json(),
            "missing": [str(found.values["name"]) for found in self.missing],
            "diagnostics": [found.to_json() for found in self.diagnostics],
        }


class Laporan(NamedTuple):
    """The rows in the order of the document, and the figures that no row asked for.

    ``aturan`` is the id of the rule set in use, or the rule set itself. ``rekap`` rolls the capaian up from indicators
    to goals, posts and the whole; None where no indicator has a target.
    """

    rows: tuple[LaporanRow, ...]
    unused: tuple[Figure, ...]
    aturan: str | Aturan = DEFAULT
    rekap: RekapTingkat | None = None

    @property
    def clean(self) -> bool:
        """Whether there are rows, and every one has a value without a warning."""
        return bool(self.rows) and all(row.status == OK and not row.doubtful for row in self.rows)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are (``rows``): ``ok``, ``doubtful``, ``waiting`` for data, ``failed``; they add up."""
        doubtful = sum(row.doubtful for row in self.rows)
        valued = sum(row.status == OK for row in self.rows)
        waiting = sum(row.waits_for_data for row in self.rows)
        return {
            "rows": len(self.rows),
            "ok": valued - doubtful,
            "doubtful": doubtful,
            "waiting": waiting,
            "failed": len(self.rows) - valued - waiting,
        }

    def to_json(self) -> dict[str, object]:
        """Return the report as plain data, schema ``kinerja-formula/laporan/1``."""
        return {
            "schema": "kinerja-formula/laporan/1",
            "counts": self.counts,
            "rows": [row.to_json() for row in self.rows],
            "aturan": self.aturan if isinstance(self.aturan, str) else self.aturan.id,
            "rekap": None if self.rekap is None else _rekap_data(self.rekap),
            "unused": [
                {"name": figure.name, "jabatan": figure.jabatan, "indikator": figure.indikator, "line": figure.line}
                for figure in self.unused
            ],
        }


def _rekap_data(level: RekapTingkat) -> dict[str, object]:
    value = level.rekap.value
    return {
        "nama": level.nama,
        "value": None if value is None else str(value),
        "text": str(level.rekap),
        "cara": level.rekap.cara,
        "predikat": level.rekap.predikat,
        "diagnostics": [found.to_json() for found in level.rekap.diagnostics],
        "bagian": [_rekap_data(one) for one in level.bagian],
    }


def make_laporan(
    dokumen: Dokumen,
    figures: Figures,
    satuan: Mapping[str, str] | None = None,
    *,
    aturan: str | Aturan = DEFAULT,
) -> Laporan:
    """Return the report on the indicators of a document. A row that has no value says why and never stops the others.

    ``satuan``: units of operands by name, as ``evaluate`` takes them. ``aturan``: the rule set for capaian and
    predikat.

    Raises InvalidDataError KF315 for an unknown rule set, KF329 where weights are given that are not 100 % together.

    >>> from kinerja_formula.documents.dokumen import Jabatan
    >>> hadir = Indikator(nama="Persentase hadir", teks="Hadir / Undangan x 100%", target="80%")
    >>> figures = Figures([Figure("Hadir", 9), Figure("Undangan", "12 orang")])
    >>> laporan = make_laporan(Dokumen("", (Jabatan("CAMAT", (hadir,)),)), figures)
    >>> laporan.rows[0].text, str(laporan.rows[0].capaian), laporan.rows[0].capaian.predikat, laporan.clean
    ('75,00%', '93,75%', 'Sangat Tinggi', True)
    """
    rule = aturan_in_use(aturan)
    rows: list[LaporanRow] = []
    used: set[int] = set()
    for jabatan, indikator in dokumen:
        data = figures.of_row(jabatan.nama, indikator.nama)
        formula, row = _row(jabatan.nama, indikator, data, satuan, rule)
        rows.append(row)
        used |= data.used
        if formula is not None and row.error is not None:
            # Where one figure is missing, the others of the row were never asked for; they are of use all the same.
            used |= data.lines_of(formula.names)
    unused = tuple([figure for figure in figures.all if figure.line not in used])
    return Laporan(tuple(rows), unused, aturan, _rekap(rows, rule))


def _rekap(rows: list[LaporanRow], rule: Aturan) -> RekapTingkat | None:
    """Roll up what has a target; a row that should have a capaian and has none is a gap."""
    wanted = [row for row in rows if row.target]
    if not wanted:
        return None
    return roll_up_levels(
        [((row.jabatan, row.indikator.sasaran), row.capaian, row.indikator.bobot) for row in wanted], aturan=rule
    )


def _row(
    jabatan: str, indikator: Indikator, data: FiguresOfRow, satuan: Mapping[str, str] | None, rule: Aturan
) -> tuple[Formula | None, LaporanRow]:
    formula: Formula | None = None
    related = data.related_to(f"{indikator.teks} {indikator.nama}")
    try:
        formula = parse(indikator.teks, names=related, indikator=indikator.nama or None)
        try:
            result = formula.evaluate(related, satuan=satuan, arah=indikator.arah, aturan=rule)
            data.used |= related.used
        except MissingDataError:
            result = formula.evaluate(data, satuan=satuan)  # says which of all the names come near
    except FormulaError as error:
        notes = formula.diagnostics if formula else ()
        kind = formula.kind if formula else None
        found = (*indikator.diagnostics, *error.diagnostics, *notes)
        return formula, LaporanRow(jabatan, indikator, kind, error.code, None, None, found, error)
    reached, found = _capaian(result, indikator, rule)
    found = (*indikator.diagnostics, *found)
    return formula, LaporanRow(jabatan, indikator, formula.kind, OK, result.value, result.unit, found, None, reached)


def _capaian(result: Result, indikator: Indikator, rule: Aturan) -> tuple[Capaian | None, tuple[Diagnostic, ...]]:
    """Return the capaian, and all that was found; a target that can't be compared does not cost the value."""
    if indikator.target:
        try:
            result = assessed(result, indikator.target, arah=indikator.arah, aturan=rule, indikator=indikator.nama)
        except FormulaError as error:
            return None, (*result.diagnostics, *error.diagnostics)
    reached: Capaian | None = result.capaian
    if reached is not None and reached.target is NO_TARGET and reached.predikat is None:
        reached = None
    return reached, result.diagnostics
