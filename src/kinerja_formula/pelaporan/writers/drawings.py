"""Charts as pictures of a printed text, cut so that each part fits a page; none without the extra ``report``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.diagnostics.catalogue import MISSING_EXTRA, NOTHING_TO_DRAW
from kinerja_formula.grafik import Grafik, chart, drawings_possible
from kinerja_formula.grafik.model import Cell, Shape
from kinerja_formula.pelaporan.naskah import Gambar

__all__ = ["drawn_chart"]

_MOST_BARS: Final = 18
_MOST_COLUMNS: Final = 5
_MOST_ROWS: Final = 22
_MOST_PARTS: Final = 8
"""Of a chart that would fill more pages the table alone is printed."""
_WIDTHS: Final = {"matriks": 16.0, "efisiensi": 16.0}
_CELL_WIDTH: Final = 2.0
_CELL_NAMES: Final = 6.0
_WIDTH: Final = 12.0


def drawn_chart(sumber: Any, jenis: Any, language: str, *, least: int = 2, **options: Any) -> Iterator[Gambar]:
    """Give a chart of a report as pictures, with its notes in the caption; nothing where fewer shapes than ``least``.

    A report comes without drawings where there is nothing to draw, or the extra ``report`` is not installed.
    """
    if not drawings_possible():
        return
    try:
        made = chart(sumber, jenis, language=language, **options)
    except FormulaError as error:
        if error.diagnostics[0].rule in (NOTHING_TO_DRAW, MISSING_EXTRA):
            return
        raise
    parts = _parts(made)
    if len(made.isi) < least or len(parts) > _MOST_PARTS:
        return
    for place, part in enumerate(parts, 1):
        count = f" ({place}/{len(parts)})" if len(parts) > 1 else ""
        shown = made._replace(isi=part)
        caption = " ".join([f"{made.judul}{count}.", *made.catatan])
        yield Gambar(shown.svg(), caption, _alt(shown, part), _width(jenis, part))


def _parts(grafik: Grafik) -> list[tuple[Shape, ...]]:
    cells = [one for one in grafik.isi if isinstance(one, Cell)]
    if not cells:
        step = _MOST_BARS if grafik.jenis == "unit" else max(1, len(grafik.isi))
        return [grafik.isi[at : at + step] for at in range(0, len(grafik.isi), step)]
    rows, columns = (list(dict.fromkeys([getattr(one, side) for one in cells])) for side in ("row", "column"))
    parts: list[tuple[Shape, ...]] = []
    for down in range(0, len(rows), _MOST_ROWS):
        for across in range(0, len(columns), _MOST_COLUMNS):
            kept = {*rows[down : down + _MOST_ROWS]}, {*columns[across : across + _MOST_COLUMNS]}
            parts.append(tuple([one for one in cells if one.row in kept[0] and one.column in kept[1]]))
    return parts


def _width(jenis: str, part: tuple[Shape, ...]) -> float:
    columns = len({one.column for one in part if isinstance(one, Cell)})
    return min(16.0, _CELL_NAMES + _CELL_WIDTH * columns) if columns else _WIDTHS.get(jenis, _WIDTH)


def _alt(grafik: Grafik, part: tuple[Shape, ...]) -> str:
    """Return what a part says: of cells those that are on it, else the figures of the table."""
    cells = [f"{one.row}, {one.column}: {one.text or one.sign}" for one in part if isinstance(one, Cell)]
    return f"{grafik.judul}: {'; '.join(cells)}" if cells else grafik.alt
