"""Indicators + figures → the report: for every row its value, or why it has none. Plain data, nothing is printed."""

from __future__ import annotations

import os
import reprlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from html import escape
from typing import Any, Final, NamedTuple, TypeVar

from kinerja_formula.diagnostics import (
    MISSING_DATA,
    UNEXPECTED_FAULT,
    Diagnostic,
    FormulaError,
    InvalidDataError,
    MissingDataError,
    Severity,
)
from kinerja_formula.display import as_bundle, as_html, as_text
from kinerja_formula.dokumen.model import Dokumen, Indikator, Jabatan
from kinerja_formula.files.guard import guarded, is_unexpected, rows_apart
from kinerja_formula.files.outputs import check_outputs, ending_of, unfit_ending
from kinerja_formula.files.table_files import shown_cell
from kinerja_formula.files.whole_file import write_whole
from kinerja_formula.formula import Formula, parse
from kinerja_formula.isian.figures_table import Figure, Figures, FiguresOfRow
from kinerja_formula.nodes import Statement
from kinerja_formula.numerals import NumeralError, exact, format_number, read_figure, shortest
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
from kinerja_formula.plain_text import json_text, plain, plain_lines
from kinerja_formula.result import Result

__all__ = ["ENDINGS", "OK", "FigureUsed", "Laporan", "LaporanRow", "Sumber", "laporan", "make_laporan"]

_T = TypeVar("_T")

OK: Final = "ok"
ENDINGS: Final = (".html", ".xlsx", ".md", ".json", ".htm", ".markdown")
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

    @property
    def figures(self) -> tuple[FigureUsed, ...]:
        """The figures that the formula asks for, those that are not there included."""
        if self.result is not None:
            inputs = zip(self.result.inputs, self.sources, strict=True)
            return tuple(
                [
                    FigureUsed(one.name, given, one.value / one.factor, one.unit or self._told(one.name), one.factor)
                    for one, given in inputs
                ]
            )
        named = zip(_asked_names(self.formula, self.indikator), self.sources, strict=True)
        return tuple([FigureUsed(name, given, *_number_of(given, self._told(name))) for name, given in named])

    def _told(self, name: str) -> str | None:
        """The unit that the formula tells of an operand; None for a word that is no known unit."""
        told = self.formula.units.get(name) if self.formula is not None else None
        if told is None or told.unit in (None, "1"):
            return None
        known = told.unit == "%" or (told.measure is not None and told.measure.known)
        return told.unit if known else None

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
            "figures": [one.to_json() for one in self.figures],
            "steps": [] if self.result is None else self.result.trace()["steps"],
            "missing": [str(found.values["name"]) for found in self.missing],
            "diagnostics": [found.to_json() for found in self.diagnostics],
        }


class Sumber(NamedTuple):
    """What the report was made from: title and file of the document, what was found in it, title and file of figures.

    ``nameless`` are the lines of the file of figures that have a value and no name.
    """

    judul: str = ""
    berkas: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    judul_realisasi: str = ""
    berkas_realisasi: str = ""
    nameless: tuple[int, ...] = ()


def check_endings(paths: Iterable[str | os.PathLike[str]]) -> tuple[str, ...]:
    """Return the endings of files that a report is to be saved to. Raises InvalidDataError KF480 for an unknown one."""
    endings = []
    for path in paths:
        endings.append(ending_of(path))
        if endings[-1] not in ENDINGS:
            raise unfit_ending(path, ENDINGS)
    return tuple(endings)


class Goal(NamedTuple):
    """A goal with its numbered rows."""

    nama: str
    rows: tuple[tuple[int, LaporanRow], ...]


class Level(NamedTuple):
    """A post with its goals."""

    nama: str
    sasaran: tuple[Goal, ...]


class Laporan(NamedTuple):
    """The rows in the order of the document, and the figures that no row asked for.

    ``aturan`` is the id of the rule set in use, or the rule set itself. ``rekap`` rolls the capaian up from indicators
    to goals, posts and the whole; None where no indicator has a target. ``sumber`` is what it was made from.
    """

    rows: tuple[LaporanRow, ...]
    unused: tuple[Figure, ...]
    aturan: str | Aturan = DEFAULT
    rekap: RekapTingkat | None = None
    sumber: Sumber = Sumber()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002
        return as_bundle(self)

    def _repr_html_(self) -> str:
        return as_html(self)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002
        printer.text(as_text(self))  # IPython would show the tuple that it is

    @property
    def levels(self) -> tuple[Level, ...]:
        """The rows, numbered from 1, under their posts and goals, in the order of the document."""
        posts: dict[str, dict[str, list[tuple[int, LaporanRow]]]] = {}
        for number, row in enumerate(self.rows, 1):
            posts.setdefault(row.jabatan, {}).setdefault(row.indikator.sasaran, []).append((number, row))
        return tuple(
            [
                Level(post, tuple([Goal(goal, tuple(rows)) for goal, rows in goals.items()]))
                for post, goals in posts.items()
            ]
        )

    def rekap_of(self, jabatan: str, sasaran: str | None = None) -> RekapTingkat | None:
        """Return the roll-up of a post, or of one of its goals; None where nothing there has a target."""
        posts = self.rekap.bagian if self.rekap is not None else ()
        post = next((one for one in posts if one.nama == jabatan), None)
        if post is None or sasaran is None:
            return post
        return next((one for one in post.bagian if one.nama == sasaran), None)

    @property
    def rule(self) -> Aturan:
        """The rule set in use."""
        return aturan_in_use(self.aturan)

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

    def to_html(self, *, language: str = "id") -> str:
        """Return the report as one HTML page for screen, phone and A4. Needs the extra ``report``, else KF403."""
        from kinerja_formula.documents.laporan_html import write_html

        return self.written(lambda sound: write_html(sound, language=language))

    def to_markdown(self, *, language: str = "id") -> str:
        """Return the report as Markdown, with tables as GitHub draws them."""
        from kinerja_formula.documents.laporan_markdown import write_markdown

        return self.written(lambda sound: write_markdown(sound, language=language))

    def to_xlsx(self, path: str | os.PathLike[str], *, language: str = "id", timpa: bool = False) -> None:
        """Write the report as a workbook whose cells calculate. Needs the extra ``excel``, else KF403.

        Raises as :meth:`save` does, whatever the name ends in.
        """
        from kinerja_formula.documents.laporan_xlsx import write_xlsx
        from kinerja_formula.isian.form_carrying import refuse_to_lose

        self._refuse_sources(path)
        if not timpa:
            refuse_to_lose(os.fspath(path))
        write_whole(path, self.written(lambda sound: write_xlsx(sound, language=language)))

    def _refuse_sources(self, path: str | os.PathLike[str]) -> None:
        check_outputs([path], [self.sumber.berkas, self.sumber.berkas_realisasi])

    def to_chart(self, chart: str, *, language: str = "id") -> Any:
        """Return a chart of altair: ``jabatan``, ``sasaran``, ``predikat`` or ``kelengkapan``. Needs ``report``."""
        from kinerja_formula.documents.charts import altair_chart

        return altair_chart(self, chart, language)

    def save(self, path: str | os.PathLike[str], *, language: str = "id", timpa: bool = False) -> None:
        """Write the report to a file, in the format that its name says: ``.html .xlsx .md .json``.

        The file is there whole or not at all: an interrupted run leaves the one that was there before. An older
        report gives way; a form that somebody has filled in only with ``timpa``.

        Raises InvalidDataError: KF480 another ending, KF481 the file can't be written, KF482 the report was made from
        this very file, KF484 a filled form stands there, KF403 a library is missing.

        >>> import pathlib, tempfile
        >>> found = laporan("examples/pelayanan.csv", "examples/pelayanan-realisasi.csv")
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     found.save(f"{folder}/laporan.md")
        ...     pathlib.Path(folder, "laporan.md").read_text(encoding="utf-8").splitlines()[0]
        '# Laporan kinerja: pelayanan.csv'
        """
        (ending,) = check_endings([path])
        if ending == ".xlsx":
            self.to_xlsx(path, language=language, timpa=timpa)
            return
        self._refuse_sources(path)
        if ending in (".html", ".htm"):
            text = self.to_html(language=language)
        elif ending == ".json":
            text = json_text(self.to_json())
        else:
            text = self.to_markdown(language=language)
        write_whole(path, text.encode("utf-8", "replace"))

    def to_json(self) -> dict[str, object]:
        """Return the report as plain data, schema ``kinerja-formula/laporan/1``."""
        return self.written(Laporan._data)

    def written(self, write: Callable[[Laporan], _T]) -> _T:
        """Return what ``write`` makes of the report; a row with which it fails has KF435 for it and no value."""
        done, faults = rows_apart(
            lambda places: write(
                self if len(places) == len(self.rows) else self._replace(rows=tuple([self.rows[one] for one in places]))
            ),
            len(self.rows),
        )
        if done is not None and not faults:
            return done
        with guarded():
            return write(self._replace(rows=tuple(_with_faults(self.rows, faults))))

    def _data(self) -> dict[str, object]:
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


def laporan(
    dokumen: Dokumen | str | os.PathLike[str],
    realisasi: Figures | Mapping[str, object] | str | os.PathLike[str],
    *,
    aturan: str | Aturan | None = None,
    satuan: Mapping[str, str] | None = None,
) -> Laporan:
    """Return the report on a document: value, capaian and category of every indicator, or why it has none.

    Args:
        dokumen: a :class:`Dokumen`, or a file that :func:`kinerja_formula.read` reads.
        realisasi: figures by name, :class:`Figures`, or a file of them: a filled form, or CSV, XLSX, JSON.
        aturan: the rule set for capaian and category, by default ``lkjip``.
        satuan: units of operands by name.

    The report is saved with :meth:`Laporan.save`: ``laporan.html``, ``.xlsx``, ``.md`` or ``.json``.

    Raises InvalidDataError: KF315 for an unknown rule set, KF329 for weights that are not 100 % together, and what the
    readers of the files raise.

    >>> found = laporan("examples/pelayanan.csv", "examples/pelayanan-realisasi.csv")
    >>> [(row.text, str(row.capaian)) for row in found.rows[:2]], found.counts["waiting"]
    ([('90,00%', '95,74%'), ('96,00%', '97,96%')], 1)
    """
    from kinerja_formula.dokumen.reader import read
    from kinerja_formula.isian.form_figures import with_figures

    document = dokumen if isinstance(dokumen, Dokumen) else read(os.fspath(dokumen))
    if isinstance(realisasi, Figures):
        figures = realisasi
    elif isinstance(realisasi, Mapping):
        figures = Figures([Figure(str(name), value) for name, value in realisasi.items()])
    else:
        document, figures, found = with_figures(document, os.fspath(realisasi))
        document = replace(document, diagnostics=(*document.diagnostics, *found))
    return make_laporan(document, figures, satuan, aturan=DEFAULT if aturan is None else aturan)


def _every(rows: Iterable[_T]) -> Iterable[_T]:
    return rows


def make_laporan(
    dokumen: Dokumen,
    figures: Figures,
    satuan: Mapping[str, str] | None = None,
    *,
    aturan: str | Aturan = DEFAULT,
    watch: Callable[[Iterable[tuple[Jabatan, Indikator]]], Iterable[tuple[Jabatan, Indikator]]] = _every,
) -> Laporan:
    """Return the report on the indicators of a document. A row that has no value says why and never stops the others.

    ``satuan``: units of operands by name, as ``evaluate`` takes them. ``aturan``: the rule set for capaian and
    predikat. ``watch`` is given the indicators and yields them again: a bar that tells how far the work is.

    Raises InvalidDataError KF315 for an unknown rule set, KF329 where weights are given that are not 100 % together.

    >>> hadir = Indikator(nama="Persentase hadir", teks="Hadir / Undangan x 100%", target="80%")
    >>> figures = Figures([Figure("Hadir", 9), Figure("Undangan", "12 orang")])
    >>> laporan = make_laporan(Dokumen("", (Jabatan("CAMAT", (hadir,)),)), figures)
    >>> laporan.rows[0].text, str(laporan.rows[0].capaian), laporan.rows[0].capaian.predikat, laporan.clean
    ('75,00%', '93,75%', 'Sangat Tinggi', True)
    """
    rule = aturan_in_use(aturan)
    rows: list[LaporanRow] = []
    used: set[int] = set()
    for jabatan, indikator in watch(dokumen):
        try:
            with guarded(indikator.teks):
                data = figures.of_row(jabatan.nama, indikator.nama)
                row, lines = _row(jabatan.nama, indikator, data, satuan, rule)
        except FormulaError as error:
            if not is_unexpected(error):
                raise
            row, lines = _failed(jabatan.nama, indikator, error), set()
        rows.append(row)
        used |= lines
    rekap, faults = rows_apart(lambda places: _rekap([rows[place] for place in places], rule), len(rows))
    rows = _with_faults(rows, faults)
    unused = tuple([figure for figure in figures.all if figure.line not in used])
    sumber = Sumber(dokumen.judul, dokumen.berkas, dokumen.diagnostics, figures.title, figures.path, figures.nameless)
    return Laporan(tuple(rows), unused, aturan, rekap, sumber)


def _failed(jabatan: str, indikator: Indikator, error: FormulaError) -> LaporanRow:
    """Return the row of an indicator that the program itself could not deal with."""
    found = (*error.diagnostics, *[one for one in indikator.diagnostics if one.rule is not UNEXPECTED_FAULT])
    return LaporanRow(jabatan, indikator, None, error.code, None, None, found, error)


def _with_faults(rows: Iterable[LaporanRow], faults: Mapping[int, Diagnostic]) -> list[LaporanRow]:
    """Return the rows, those that have a fault of the program without what was found for them."""
    return [
        _failed(row.jabatan, row.indikator, InvalidDataError(faults[place], row.indikator.teks))
        if place in faults
        else row
        for place, row in enumerate(rows)
    ]


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
) -> tuple[LaporanRow, set[int]]:
    """Return the row, and the lines of the figures that it used."""
    formula: Formula | None = None
    related = data.related_to(f"{indikator.teks} {indikator.nama}")
    asked = related
    try:
        formula = parse(indikator.teks, names=related, indikator=indikator.nama or None)
        try:
            result = formula.evaluate(related, satuan=satuan, arah=indikator.arah, aturan=rule)
        except MissingDataError as error:
            if not any(data.named(name) for name in error.missing):
                raise _with_suggestions(error, data, related.asked) from None
            asked = data
            result = formula.evaluate(data, satuan=satuan)
    except FormulaError as error:
        found = (*indikator.diagnostics, *error.diagnostics, *(formula.diagnostics if formula else ()))
        kind = formula.kind if formula else None
        # Where one figure is missing, the others of the row were never asked for; they are of use all the same.
        given = [data.named(name) for name in _asked_names(formula, indikator)]
        lines = {figure.line for same in given for figure in same} | asked.used
        sources = tuple([same[0] if same else None for same in given])
        row = LaporanRow(jabatan, indikator, kind, error.code, None, None, found, error, None, formula, None, sources)
        return row, lines
    # The figures are asked for in the order of the operands; a second time where they told units that nothing else did.
    sources = tuple(asked.asked[len(asked.asked) - len(result.inputs) :])
    reached, found = _capaian(result, indikator, rule)
    found = (*indikator.diagnostics, *found)
    value, unit = result.value, result.unit
    row = LaporanRow(jabatan, indikator, formula.kind, OK, value, unit, found, None, reached, formula, result, sources)
    return row, asked.used


def _with_suggestions(error: MissingDataError, data: FiguresOfRow, used: list[Figure]) -> MissingDataError:
    """Return the error with the nearest of all names, not only of those that can occur in the formula."""
    told = [
        Diagnostic(
            one.rule,
            one.span,
            one.related,
            **{**one.values, "suggestions": data.near(str(one.values["name"]), used)},
        )
        if one.rule is MISSING_DATA
        else one
        for one in error.diagnostics
    ]
    return MissingDataError(tuple(told), error.text)


def shown_value(value: object) -> str:
    """Return what a file or a program gave as a person would type it."""
    if isinstance(value, (str, int, float)) or value is None:
        return shown_cell(value)
    try:
        return shortest(exact(value))
    except (NumeralError, ArithmeticError, TypeError, ValueError):
        return reprlib.repr(value)


def _asked_names(formula: Formula | None, indikator: Indikator) -> tuple[str, ...]:
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
