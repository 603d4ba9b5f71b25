"""A row of the report as plain data: one indicator with its figures, its value, or why it has none."""

from __future__ import annotations

import reprlib
from collections.abc import Iterable, Mapping
from fractions import Fraction
from html import escape
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, FormulaError, InvalidDataError, Severity
from kinerja_formula.diagnostics.catalogue import MISSING_DATA, UNEXPECTED_FAULT
from kinerja_formula.dokumen.model import Indikator
from kinerja_formula.evaluation.figures import DATE
from kinerja_formula.figures.dates import date_text
from kinerja_formula.files.cell_values import shown_cell
from kinerja_formula.formula import Formula
from kinerja_formula.nodes import Statement
from kinerja_formula.numerals import (
    NumeralError,
    exact,
    format_number,
    read_figure,
    shortest,
    shown_figure,
    shown_number,
)
from kinerja_formula.pengisian.figures_table import Figure
from kinerja_formula.penilaian import NO_TARGET, Capaian, stated_target
from kinerja_formula.plain_text import plain, plain_lines
from kinerja_formula.result import Result

__all__ = ["OK", "FigureUsed", "LaporanRow", "asked_names", "failed_row", "shown_value", "with_faults"]

OK: Final = "ok"
_MOST_DECIMALS: Final = 9
_LONGEST_FIGURE: Final = 60
_STATING: Final = ("target", "naratif", "nilai")
"""Kinds of cells without arithmetic, whose quantities are a target and no operands."""


class FigureUsed(NamedTuple):
    """A figure that an indicator asks for.

    ``name`` is what the formula calls it; ``figure`` what was given under that name, None where nothing was. ``value``
    is its number as given, in ``unit``; None where there is none. The calculation counts it ``factor`` times.
    """

    name: str
    figure: Figure | None
    value: Fraction | None
    unit: str | None
    factor: Fraction = Fraction(1)

    @property
    def text(self) -> str:
        """The figure for the reader; what was given, where that is no number; empty where nothing was given."""
        if self.value is None:
            return "" if self.figure is None else plain(shown_value(self.figure.value)[:_LONGEST_FIGURE])
        unit = self.unit or ""
        grouped = format_number(self.value, decimals=_MOST_DECIMALS, trim=True)
        number = grouped if 10**_MOST_DECIMALS % self.value.denominator == 0 else shortest(self.value)
        return number + (unit if unit == "%" else unit and f" {unit}")

    def to_json(self) -> dict[str, object]:
        """Return the figure as plain data."""
        return {
            "name": self.name,
            "value": None if self.value is None else str(self.value),
            "unit": self.unit,
            "factor": str(self.factor),
            "text": self.text,
            "line": 0 if self.figure is None else self.figure.line,
        }


class LaporanRow(NamedTuple):
    """One indicator of the report, with the name of its post.

    ``status`` is ``"ok"``, or the code of what stands in the way: ``KF301`` for figures that are not there yet.
    ``value`` is exact, in ``unit``; ``kind`` is None for a formula that can't be read. ``diagnostics`` has warnings and
    notes, or the faults, the gravest first. ``error`` is what the evaluation raised. ``capaian`` is there where the
    indicator has a target, in a cell of its own or stated by the formula cell. ``formula`` is the formula as it was
    read with the names of the figures, ``result`` its calculation, ``sources`` the figures that it was given, in the
    order of its operands.
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
    formula: Formula | None = None
    result: Result | None = None
    sources: tuple[Figure | None, ...] = ()
    kata: str = ""

    @property
    def is_told(self) -> bool:
        """Whether it is known what was reached, as a number or in a word."""
        return self.value is not None or bool(self.kata)

    @property
    def figures(self) -> tuple[FigureUsed, ...]:
        """The figures that the formula asks for, those that are not there included."""
        if self.result is not None:
            inputs = zip(self.result.inputs, self.sources, strict=True)
            told = self._told if any(not one.unit for one in self.result.inputs) else {}
            return tuple(
                [
                    FigureUsed(one.name, given, one.value / one.factor, one.unit or told.get(one.name), one.factor)
                    for one, given in inputs
                ]
            )
        named = zip(asked_names(self.formula, self.indikator), self.sources, strict=True)
        told = self._told
        return tuple([FigureUsed(name, given, *_number_of(given, told.get(name))) for name, given in named])

    @property
    def _told(self) -> dict[str, str | None]:
        """The units that the formula tells of its operands; None for a word that is no known unit."""
        if self.formula is None:
            return {}
        return {
            name: one.unit
            for name, one in self.formula.units.items()
            if one.unit == "%" or (one.unit not in (None, "1") and one.measure is not None and one.measure.known)
        }

    def explain(self, *, format: str = "text", language: str | None = None) -> str:  # noqa: A002
        """Tell how value and capaian came about; why there are none, where there are none.

        Arguments as for :meth:`Result.explain`.
        """
        if self.result is None:
            said = "" if self.error is None else plain_lines(self.error.render(language=language).splitlines())
            if format == "html":
                return f'<pre class="temuan">{escape(said)}</pre>' if said else ""
            return "\n".join(f"    {line}" for line in said.splitlines()) if format == "markdown" else said
        # Of the calculation alone: that of a result with a capaian would tell of one without the target of the row.
        told = [Result.explain(self.result, format=format, language=language)]
        if self.capaian is not None:
            told.append(self.capaian.explain(format=format, language=language))
        return "\n\n".join(told)

    @property
    def number(self) -> str:
        """The value as Indonesian readers write it, without its unit; empty if there is none.

        Two decimals, none where a whole number of something is counted, more for a small ratio that would look like
        zero.
        """
        if self.value is None:
            return ""
        if self.unit == DATE:
            return date_text(int(self.value))
        decimals = 2
        while decimals < _MOST_DECIMALS and 0 < abs(self.value) < Fraction(1, 10 ** (decimals - 1)):
            decimals += 1
        return shown_number(self.value, self.unit, decimals=decimals)

    @property
    def satuan(self) -> str:
        """The unit for the reader: empty where nothing tells it, for a bare ratio, and for a day."""
        return "" if self.unit in (None, "1", DATE) else str(self.unit)

    @property
    def text(self) -> str:
        """The value with its unit: ``"83,40%"``, ``"263 surat"``, or the word that was reached; empty without one."""
        if self.kata:
            return plain(self.kata)
        return self.number + self.satuan if self.unit == "%" else f"{self.number} {self.satuan}".rstrip()

    @property
    def target(self) -> str:
        """The target for the reader, of its own cell or stated by the formula cell; empty where there is none."""
        if self.indikator.target:
            return shown_figure(self.indikator.target)
        if self.capaian is not None:
            return "" if self.capaian.target is NO_TARGET else shown_figure(self.capaian.target.figure)
        if self.kind not in _STATING:
            return ""
        formula = self.formula or self.indikator.formula
        stated = formula.targets if formula is not None else ()
        return ", ".join([shown_figure(stated_target(one).figure) for one in stated])

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
            "figures": [one.to_json() for one in self.figures],
            "steps": [] if self.result is None else self.result.trace()["steps"],
            "missing": [str(found.values["name"]) for found in self.missing],
            "diagnostics": [found.to_json() for found in self.diagnostics],
        }


def failed_row(jabatan: str, indikator: Indikator, error: FormulaError) -> LaporanRow:
    """Return the row of an indicator that the program itself could not deal with."""
    found = (*error.diagnostics, *[one for one in indikator.diagnostics if one.rule is not UNEXPECTED_FAULT])
    return LaporanRow(jabatan, indikator, None, error.code, None, None, found, error)


def with_faults(rows: Iterable[LaporanRow], faults: Mapping[int, Diagnostic]) -> list[LaporanRow]:
    """Return the rows, those that have a fault of the program without what was found for them."""
    return [
        failed_row(row.jabatan, row.indikator, InvalidDataError(faults[place], row.indikator.teks))
        if place in faults
        else row
        for place, row in enumerate(rows)
    ]


def shown_value(value: object) -> str:
    """Return what a file or a program gave as a person would type it."""
    if isinstance(value, (str, int, float)) or value is None:
        return shown_cell(value)
    try:
        return shortest(exact(value))
    except (NumeralError, ArithmeticError, TypeError, ValueError):
        return reprlib.repr(value)


def asked_names(formula: Formula | None, indikator: Indikator) -> tuple[str, ...]:
    """Return the names that figures are asked for by; a cell without arithmetic has that of its indicator."""
    if formula is None:
        return ()
    if isinstance(formula.tree, Statement):
        return (indikator.nama or formula.tree.text,)
    return formula.names


def _number_of(figure: Figure | None, told: str | None) -> tuple[Fraction | None, str | None]:
    """Return the number of a figure that no calculation has read yet, with its unit."""
    if figure is None:
        return None, told
    try:
        if isinstance(figure.value, str):
            read = read_figure(figure.value)
            lone = read.upper is None and read.comparison is None
            return (read.value if lone else None), "%" if read.percent else read.unit or told
        return exact(figure.value), told
    except (NumeralError, ArithmeticError, TypeError, ValueError):
        return None, told
