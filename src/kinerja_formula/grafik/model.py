"""A chart as plain data: what is drawn, and the same as a table. How it is drawn, :mod:`drawing` knows."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.files.outputs import ending_of, unfit_ending
from kinerja_formula.files.whole_file import write_whole
from kinerja_formula.grafik.words import chart_words
from kinerja_formula.page_templates import render, render_or_none
from kinerja_formula.plain_text import without_steering

__all__ = ["ENDINGS_OF_CHARTS", "Area", "Bar", "Cell", "ChartTable", "Grafik", "Line", "Point", "Shape"]

ENDINGS_OF_CHARTS: Final = (".svg", ".png", ".html", ".json", ".csv")
_MOST_SPOKEN: Final = 60


class Bar(NamedTuple):
    """One bar: its name, its size (None where there is no value), what is written at its end, colour and sign."""

    name: str
    size: float | None
    text: str
    dark: str
    sign: str
    part: str = ""


class Line(NamedTuple):
    """An indicator over time: each period with its figure, None where there is none.

    ``target`` is one for all periods; ``targets`` has one a period instead.
    """

    name: str
    figures: tuple[tuple[str, float | None], ...]
    target: float | None = None
    targets: tuple[float | None, ...] = ()


class Cell(NamedTuple):
    """A cell of a heat table: its row and column, its text, the sign of its category, letters and ground."""

    row: str
    column: str
    text: str
    sign: str
    dark: str
    light: str


class Point(NamedTuple):
    """A point of capaian (``reached``) against the share of budget spent, both in percent."""

    name: str
    spent: float
    reached: float
    dark: str
    sign: str


class Area(NamedTuple):
    """An area of a map in pixels: rings of its polygons, where its label stands, and what it says."""

    name: str
    text: str
    sign: str
    dark: str
    light: str
    polygons: tuple[tuple[tuple[tuple[float, float], ...], ...], ...]
    place: tuple[float, float]


Shape = Bar | Line | Cell | Point | Area


class ChartTable(NamedTuple):
    """The figures of a chart as they are shown: heads, and rows of texts."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Grafik(NamedTuple):
    """A chart: ``jenis`` is its kind, ``judul`` its title, ``isi`` what is drawn, ``catatan`` the notes below it.

    ``table`` has all figures, those too that are not drawn. ``size`` is that of a map, in pixels.

    >>> import kinerja_formula as kf
    >>> chart = kf.chart(kf.laporan("examples/pelayanan.csv", "examples/pelayanan-realisasi.csv"), "jabatan")
    >>> chart.jenis, chart.table.heads[:2]
    ('jabatan', ('Jabatan', 'Capaian'))
    """

    jenis: str
    judul: str
    table: ChartTable
    isi: tuple[Shape, ...]
    catatan: tuple[str, ...] = ()
    language: str = "id"
    size: tuple[int, int] = (0, 0)

    def __repr__(self) -> str:
        return f"<Grafik {self.jenis}: {self.judul}, {len(self.table.rows)}>"

    @property
    def alt(self) -> str:
        """What the chart says to those who don't see it: its title and its figures, of very many the first."""
        told = ["; ".join([one for one in row if one]) for row in self.table.rows[:_MOST_SPOKEN]]
        more = "" if len(self.table.rows) <= _MOST_SPOKEN else " …"
        return f"{self.judul}: {'. '.join(told)}{more}"

    def to_altair(self) -> Any:
        """Return the chart as one of altair, to be changed. Needs the extra ``report``, else InvalidDataError KF403."""
        return self._drawing("altair_of")

    def svg(self) -> str:
        """Return the chart as an ``svg`` element that says its figures. Raises InvalidDataError KF403."""
        made: str = self._drawing("svg_of")
        return made

    def png(self) -> bytes:
        """Return the chart as PNG, three pixels for one. Raises InvalidDataError KF403."""
        made: bytes = self._drawing("png_of")
        return made

    def _drawing(self, name: str) -> Any:
        from kinerja_formula.grafik import drawing

        return getattr(drawing, name)(self)

    def html(self) -> str:
        """Return the chart as a fragment of HTML with its notes and its table below. Raises InvalidDataError KF403."""
        return self._fragment(self.svg())

    def _fragment(self, svg: str) -> str:
        return render("grafik.html", **self._values(svg))

    def _values(self, svg: str) -> dict[str, object]:
        return {
            "language": self.language,
            "judul": self.judul,
            "drawn": svg,
            "catatan": self.catatan,
            "caption": chart_words(self.language)["kata"]["angka"],
            "heads": self.table.heads,
            "rows": self.table.rows,
        }

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the chart to a file, in the format that its name says: ``.svg .png .html .json .csv``.

        ``.json`` is Vega-Lite, ``.csv`` the table. Raises InvalidDataError: KF480 another ending, KF481 the file can't
        be written, KF403 without the extra ``report``.
        """
        ending = ending_of(path)
        if ending not in ENDINGS_OF_CHARTS:
            raise unfit_ending(path, ENDINGS_OF_CHARTS)
        made: dict[str, Callable[[], str | bytes]] = {
            ".svg": lambda: self._drawing("alone_of"),
            ".png": self.png,
            ".html": self._page,
            ".json": lambda: self._drawing("vega_of"),
            ".csv": self._csv,
        }
        content = made[ending]()
        write_whole(path, content if isinstance(content, bytes) else content.encode("utf-8", "replace"))

    def _page(self) -> str:
        return render("grafik_halaman.html", **self._values(self.svg()))

    def _csv(self) -> str:
        import csv
        import io

        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(self.table.heads)
        writer.writerows([[_cell(one) for one in row] for row in self.table.rows])
        return "\ufeff" + out.getvalue()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:  # noqa: ARG002
        shown: dict[str, Any] = {"text/plain": repr(self)}
        try:
            # For a notebook that becomes a PDF; one on a screen takes the HTML.
            return {**shown, "text/html": self.html(), "image/png": self.png()}
        except FormulaError as error:  # the extra is missing: what it lacks, and the table
            told = {**self._values(""), "catatan": (str(error), *self.catatan)}
            table = render_or_none("grafik.html", **told)
            return shown if table is None else {**shown, "text/html": table}

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002
        printer.text(repr(self))  # IPython would show the tuple that it is


def _cell(text: str) -> str:
    """Return a text for a spreadsheet, which would take one that begins like a formula for one."""
    shown = without_steering(text)
    return f"'{shown}" if shown[:1] in ("=", "+", "@") or (shown[:1] == "-" and not shown[1:2].isdigit()) else shown
