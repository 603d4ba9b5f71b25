"""The report as a person reads it in a terminal: a table by rich where that is installed, else aligned plain text.

Cells come from files of somebody else: signs that steer a terminal are replaced, and nothing in a cell is markup.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator
from typing import Any, Final, NamedTuple, TextIO

from kinerja_formula.diagnostics import UNIT_NOTE, Diagnostic, Severity
from kinerja_formula.documents.figures_table import Figures
from kinerja_formula.documents.laporan import Laporan, LaporanRow
from kinerja_formula.names import fold_space

__all__ = ["printable", "write_laporan"]

_WORDS: Final[dict[str, dict[str, str]]] = {
    "id": {
        "report": "Laporan kinerja",
        "figures": "Realisasi",
        "number": "No",
        "indicator": "Indikator",
        "value": "Nilai",
        "unit": "Satuan",
        "remark": "Keterangan",
        "waiting": "belum ada data",
        "perhaps": "mungkin maksudnya",
        "and more": "… dan {count} lagi",
        "counts": "{rows} indikator: {ok} bernilai, {doubtful} bernilai dengan catatan, "
        "{waiting} belum ada data, {failed} tidak dapat dihitung",
        "unused": "Angka yang tidak dipakai satu rumus pun",
        "nameless": "Baris realisasi tanpa nama",
    },
    "en": {
        "report": "Performance report",
        "figures": "Realization",
        "number": "No",
        "indicator": "Indicator",
        "value": "Value",
        "unit": "Unit",
        "remark": "Remark",
        "waiting": "no data yet",
        "perhaps": "perhaps",
        "and more": "… and {count} more",
        "counts": "{rows} indicators: {ok} with a value, {doubtful} with a value and a warning, "
        "{waiting} without data, {failed} that can't be calculated",
        "unused": "Figures that no formula uses",
        "nameless": "Rows of the realization without a name",
    },
}
_MOST_LISTED: Final = 10
_MOST_LETTERS: Final = 300
_REMARK_SHARE: Final = 0.45


class _Shown(NamedTuple):
    """A line of the table; a heading has only its name. ``tone`` is ok, doubtful, waiting or failed."""

    number: str
    name: str
    value: str = ""
    unit: str = ""
    remark: str = ""
    tone: str = ""


def printable(text: str) -> str:
    """Return the text on one line, signs that steer a terminal or turn the writing direction replaced by ``·``.

    >>> printable("Jumlah \\x1b[31mA\\n B")
    'Jumlah ·[31mA B'
    """
    text = fold_space(text[: 4 * _MOST_LETTERS])
    if len(text) > _MOST_LETTERS:
        text = text[:_MOST_LETTERS].rstrip() + "…"
    return text if text.isprintable() else "".join([char if char.isprintable() else "·" for char in text])


def write_laporan(laporan: Laporan, figures: Figures, file: TextIO, *, title: str, language: str = "id") -> None:
    """Write the report to ``file``, as wide as the terminal; in colours only if that is one and NO_COLOR is not set.

    ``title`` names the table of indicators. Raises KeyError for another language than ``"id"`` and ``"en"``.
    """
    words = _WORDS[language]
    head = [f"{words['report']}: {printable(title)}"]
    if figures.path:
        head.append(f"{words['figures']}: {printable(figures.path)}")
    if figures.title:
        head.append(printable(figures.title))
    file.write("\n".join(head) + "\n\n")
    shown = list(_lines(laporan, words))
    try:
        _write_rich(shown, words, file)
    except ImportError:
        _write_plain(shown, words, file)
    file.write("\n" + "\n".join(_summary(laporan, figures, words)) + "\n")


def _lines(laporan: Laporan, words: dict[str, str]) -> Iterator[_Shown]:
    jabatan = ""
    for number, row in enumerate(laporan.rows, 1):
        if row.jabatan != jabatan:
            jabatan = row.jabatan
            yield _Shown("", printable(jabatan))
        name = printable(row.indikator.nama or row.indikator.teks)
        value, unit, remark = printable(row.number), printable(row.satuan), printable(_remark(row, words))
        yield _Shown(str(number), name, value, unit, remark, _tone(row))


def _tone(row: LaporanRow) -> str:
    if row.value is not None:
        return "doubtful" if row.doubtful else "ok"
    return "waiting" if row.waits_for_data else "failed"


def _remark(row: LaporanRow, words: dict[str, str]) -> str:
    if row.waits_for_data:
        missing = [_missing(found.values, words) for found in row.missing[:3]]
        more = [words["and more"].format(count=len(row.missing) - 3)] if len(row.missing) > 3 else []
        return f"{words['waiting']}: {'; '.join([*missing, *more])}"
    if row.value is None:
        return f"{row.status} {row.diagnostics[0].message}"
    return "; ".join(f"{found.code} {_said(found)}" for found in row.diagnostics)


def _said(found: Diagnostic) -> str:
    # The slug of a note is enough, but that of KF203 is an error's too.
    return found.slug if found.severity is Severity.NOTE and found.rule is not UNIT_NOTE else found.message


def _missing(values: Any, words: dict[str, str]) -> str:
    nearest = values.get("suggestions", ())[:1]
    return f"“{values['name']}”" + (f" ({words['perhaps']} “{nearest[0]}”?)" if nearest else "")


def _summary(laporan: Laporan, figures: Figures, words: dict[str, str]) -> Iterator[str]:
    yield words["counts"].format(**laporan.counts)
    if laporan.unused:
        names = [f"“{printable(figure.name)}”" for figure in laporan.unused]
        yield f"{words['unused']}: {_listed(names, words)}"
    if figures.nameless:
        yield f"{words['nameless']}: {_listed([str(line) for line in figures.nameless], words)}"


def _listed(items: list[str], words: dict[str, str]) -> str:
    more = len(items) - _MOST_LISTED
    return ", ".join([*items[:_MOST_LISTED], *([words["and more"].format(count=more)] if more > 0 else [])])


# Two ways to draw the table

_STYLES: Final = {"ok": "", "doubtful": "yellow", "waiting": "dim", "failed": "red"}


def _write_rich(shown: list[_Shown], words: dict[str, str], file: TextIO) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    table.add_column(words["number"], justify="right", no_wrap=True)
    table.add_column(words["indicator"], ratio=5, overflow="fold")
    table.add_column(words["value"], justify="right", overflow="fold")
    table.add_column(words["unit"], overflow="fold")
    table.add_column(words["remark"], ratio=4, overflow="fold")
    for line in shown:
        if not line.number:
            table.add_row("", Text(line.name, style="bold"))
            continue
        style = _STYLES[line.tone]
        # Text, never str: rich would read [..] in a str as markup
        cells = [Text(cell, style=style) for cell in (line.value, line.unit, line.remark)]
        table.add_row(line.number, Text(line.name), *cells)
    console = Console(file=file, highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        console.print(table)
    lines = [line.rstrip() for line in captured.get().splitlines()]
    file.write("\n".join(lines).strip("\n") + "\n")


def _write_plain(shown: list[_Shown], words: dict[str, str], file: TextIO) -> None:
    head = _Shown(words["number"], words["indicator"], words["value"], words["unit"], words["remark"])
    rows = [head, *shown]
    numbers = max(len(row.number) for row in rows)
    values = min(max(len(row.value) for row in rows), 24)
    units = min(max(len(row.unit) for row in rows), 16)
    rest = max(40, shutil.get_terminal_size((100, 24)).columns - numbers - values - units - 8)
    remarks = int(rest * _REMARK_SHARE)
    names = rest - remarks
    for row in rows:
        cells = [
            [row.number.rjust(numbers)],
            [piece.ljust(names) for piece in textwrap.wrap(row.name, names) or [""]],
            [piece.rjust(values) for piece in textwrap.wrap(row.value, values) or [""]],
            [piece.ljust(units) for piece in textwrap.wrap(row.unit, units) or [""]],
            textwrap.wrap(row.remark, remarks) or [""],
        ]
        blank = [" " * numbers, " " * names, " " * values, " " * units, ""]
        for place in range(max(map(len, cells))):
            pieces = [cell[place] if place < len(cell) else empty for cell, empty in zip(cells, blank, strict=True)]
            file.write("  ".join(pieces).rstrip() + "\n")
        if row is head:
            file.write("-" * (numbers + names + values + units + remarks + 8) + "\n")
