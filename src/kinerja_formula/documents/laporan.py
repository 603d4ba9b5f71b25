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

__all__ = ["OK", "Laporan", "LaporanRow", "make_laporan"]

OK: Final = "ok"
_MOST_DECIMALS: Final = 9


class LaporanRow(NamedTuple):
    """One indicator of the report, with the name of its post.

    ``status`` is ``"ok"``, or the code of what stands in the way: ``KF301`` for figures that are not there yet.
    ``value`` is exact, in ``unit``; ``kind`` is None for a formula that can't be read. ``diagnostics`` has warnings and
    notes, or the faults, the gravest first. ``error`` is what the evaluation raised.
    """

    jabatan: str
    indikator: Indikator
    kind: str | None
    status: str
    value: Fraction | None
    unit: str | None
    diagnostics: tuple[Diagnostic, ...]
    error: FormulaError | None

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
    def waits_for_data(self) -> bool:
        """Whether the formula is sound and only figures are missing."""
        return self.status == MISSING_DATA.code

    @property
    def missing(self) -> tuple[Diagnostic, ...]:
        """The missing figures, each with its name and the nearest names that there are."""
        return tuple([found for found in self.diagnostics if found.rule is MISSING_DATA])

    @property
    def doubtful(self) -> bool:
        """Whether there is a value and a warning about it."""
        return self.status == OK and any(found.severity is Severity.WARNING for found in self.diagnostics)

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
            "missing": [str(found.values["name"]) for found in self.missing],
            "diagnostics": [found.to_json() for found in self.diagnostics],
        }


class Laporan(NamedTuple):
    """The rows in the order of the table, and the figures that no row asked for."""

    rows: tuple[LaporanRow, ...]
    unused: tuple[Figure, ...]

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
            "unused": [
                {"name": figure.name, "jabatan": figure.jabatan, "indikator": figure.indikator, "line": figure.line}
                for figure in self.unused
            ],
        }


def make_laporan(dokumen: Dokumen, figures: Figures, satuan: Mapping[str, str] | None = None) -> Laporan:
    """Return the report on the indicators of a document. A row that has no value says why and never stops the others.

    ``satuan``: units of operands by name, as ``evaluate`` takes them.

    >>> from kinerja_formula.documents.dokumen import Jabatan
    >>> hadir = Indikator(nama="Persentase hadir", teks="Hadir / Undangan x 100%")
    >>> figures = Figures([Figure("Hadir", 9), Figure("Undangan", "12 orang")])
    >>> laporan = make_laporan(Dokumen("", (Jabatan("CAMAT", (hadir,)),)), figures)
    >>> laporan.rows[0].text, laporan.rows[0].status, laporan.clean
    ('75,00%', 'ok', True)
    """
    rows: list[LaporanRow] = []
    used: set[int] = set()
    for jabatan, indikator in dokumen:
        data = figures.of_row(jabatan.nama, indikator.nama)
        formula, row = _row(jabatan.nama, indikator, data, satuan)
        rows.append(row)
        used |= data.used
        if formula is not None and row.error is not None:
            # Where one figure is missing, the others of the row were never asked for; they are of use all the same.
            used |= data.lines_of(formula.names)
    return Laporan(tuple(rows), tuple([figure for figure in figures.all if figure.line not in used]))


def _row(
    jabatan: str, indikator: Indikator, data: FiguresOfRow, satuan: Mapping[str, str] | None
) -> tuple[Formula | None, LaporanRow]:
    formula: Formula | None = None
    related = data.related_to(f"{indikator.teks} {indikator.nama}")
    try:
        formula = parse(indikator.teks, names=related, indikator=indikator.nama or None)
        try:
            result = formula.evaluate(related, satuan=satuan)
            data.used |= related.used
        except MissingDataError:
            result = formula.evaluate(data, satuan=satuan)  # says which of all the names come near
        row = LaporanRow(jabatan, indikator, formula.kind, OK, result.value, result.unit, result.diagnostics, None)
    except FormulaError as error:
        notes = formula.diagnostics if formula else ()
        kind = formula.kind if formula else None
        row = LaporanRow(jabatan, indikator, kind, error.code, None, None, (*error.diagnostics, *notes), error)
    return formula, row
