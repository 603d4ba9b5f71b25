"""The report as a person reads it in a terminal: a table by rich where that is installed, else aligned plain text.

Cells come from files of somebody else: signs that steer a terminal are replaced, and nothing in a cell is markup.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator
from typing import Any, Final, NamedTuple, TextIO

from kinerja_formula.diagnostics import UNIT_NOTE, Diagnostic, Severity
from kinerja_formula.isian.figures_table import Figures
from kinerja_formula.pelaporan.model import Laporan, LaporanRow
from kinerja_formula.pelaporan.words import STATES, mark_of, state_of
from kinerja_formula.penilaian import aturan_in_use
from kinerja_formula.plain_text import printable

__all__ = ["summary_line", "write_laporan"]

_WORDS: Final[dict[str, dict[str, str]]] = {
    "id": {
        "report": "Laporan kinerja",
        "figures": "Realisasi",
        "number": "No",
        "indicator": "Indikator",
        "value": "Nilai",
        "reached": "Realisasi",
        "target": "Target",
        "capaian": "Capaian",
        "predikat": "Predikat",
        "rekap": "Capaian rata-rata",
        "gaps": "{gaps} dari {count} indikator dengan target belum ada capaiannya dan tidak diikutkan",
        "aturan": "Aturan",
        "unit": "Satuan",
        "remark": "Keterangan",
        "waiting": "belum ada data",
        "perhaps": "mungkin maksudnya",
        "and more": "… dan {count} lagi",
        "counts": "{rows} indikator: {ok} terhitung, {doubtful} terhitung dengan catatan, "
        "{waiting} belum ada data, {failed} tidak dapat dihitung",
        "unused": "Angka yang tidak dipakai rumus mana pun",
        "nameless": "Baris realisasi tanpa nama",
    },
    "en": {
        "report": "Performance report",
        "figures": "Realization",
        "number": "No",
        "indicator": "Indicator",
        "value": "Value",
        "reached": "Realization",
        "target": "Target",
        "capaian": "Capaian",
        "predikat": "Category",
        "rekap": "Mean capaian",
        "gaps": "{gaps} of {count} indicators with a target have no capaian yet and were left out",
        "aturan": "Rule set",
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
_REMARK_SHARE: Final = 0.45


class _Shown(NamedTuple):
    """A line of the table; a heading has only its name. ``tone`` is ok, doubtful, waiting or failed.

    ``cells`` are those between name and remark; ``colours`` are the colours of their texts, as the scale has them.
    """

    number: str
    name: str
    cells: tuple[str, ...] = ()
    remark: str = ""
    tone: str = ""
    colours: tuple[str, ...] = ()


class _Column(NamedTuple):
    """A column between name and remark: its head, and whether it holds figures."""

    head: str
    figures: bool = False


def write_laporan(laporan: Laporan, figures: Figures, file: TextIO, *, title: str, language: str = "id") -> None:
    """Write the report to ``file``, as wide as the terminal; in colours only if that is one and NO_COLOR is not set.

    On a terminal a category has its sign before it (▲ ◆ ▼ ✖), so that it is told apart without colours too.

    ``title`` names the table of indicators. Raises KeyError for another language than ``"id"`` and ``"en"``.
    """
    words = _WORDS[language]
    shown = laporan.written(lambda sound: list(_lines(sound, words, signs=file.isatty())))
    head = [f"{words['report']}: {printable(title)}"]
    if figures.path:
        head.append(f"{words['figures']}: {printable(figures.path)}")
    if figures.title:
        head.append(printable(figures.title))
    file.write("\n".join(head) + "\n\n")
    columns = _columns(laporan, words)
    try:
        _write_rich(shown, columns, words, file)
    except ImportError:
        _write_plain(shown, columns, words, file)
    file.write("\n" + "\n".join(_summary(laporan, figures, words)) + "\n")


def summary_line(laporan: Laporan, language: str = "id") -> str:
    """Return how many indicators have a value, a warning, no data, or none, in one line."""
    return _WORDS[language]["counts"].format(**laporan.counts)


def _columns(laporan: Laporan, words: dict[str, str]) -> tuple[_Column, ...]:
    if laporan.rekap is None:
        return (_Column(words["value"], True), _Column(words["unit"]))
    told = [_Column(words["reached"], True), _Column(words["target"]), _Column(words["capaian"], True)]
    return (*told, _Column(words["predikat"]))


def _lines(laporan: Laporan, words: dict[str, str], *, signs: bool) -> Iterator[_Shown]:
    jabatan = ""
    for number, row in enumerate(laporan.rows, 1):
        if row.jabatan != jabatan:
            jabatan = row.jabatan
            yield _Shown("", printable(jabatan))
        name = printable(row.indikator.nama or row.indikator.teks)
        cells, colours = _cells(row, with_target=laporan.rekap is not None, signs=signs)
        tone = state_of(row)
        remark = printable(_remark(row, words))
        sign = f"{STATES[tone].sign} " if signs and tone != "ok" else ""
        yield _Shown(str(number), name, tuple(map(printable, cells)), sign + remark, tone, colours)


def _cells(row: LaporanRow, *, with_target: bool, signs: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not with_target:
        return (row.number, row.satuan), ("", "")
    reached = row.capaian
    if reached is None:
        return (row.text, row.target, "", ""), ("", "", "", "")
    colour = _COLOURS.get(reached.warna or "", "")
    predikat = reached.predikat or ""
    if signs and predikat:
        predikat = f"{mark_of(reached.warna).sign} {predikat}"
    return (row.text, row.target, str(reached), predikat), ("", "", colour, colour)


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
    if laporan.rekap is not None:
        rekap, rule = laporan.rekap.rekap, aturan_in_use(laporan.aturan)
        category = f" ({rekap.predikat})" if rekap.predikat else ""
        wanted = [row for row in laporan.rows if row.target]
        gaps = sum(row.capaian is None or row.capaian.value is None for row in wanted)
        missing = f"; {words['gaps'].format(gaps=gaps, count=len(wanted))}" if gaps else ""
        yield f"{words['rekap']}: {rekap}{category}{missing}"
        yield f"{words['aturan']}: {printable(rule.nama)} ({rule.id})"
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
_COLOURS: Final = {"hijau": "green", "kuning": "yellow", "jingga": "dark_orange", "merah": "red"}


def _write_rich(shown: list[_Shown], columns: tuple[_Column, ...], words: dict[str, str], file: TextIO) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    table.add_column(words["number"], justify="right", no_wrap=True)
    table.add_column(words["indicator"], ratio=5, overflow="fold")
    for column in columns:
        table.add_column(column.head, justify="right" if column.figures else "left", overflow="fold")
    table.add_column(words["remark"], ratio=4, overflow="fold")
    for line in shown:
        if not line.number:
            table.add_row("", Text(line.name, style="bold"))
            continue
        style = _STYLES[line.tone]
        # Text, never str: rich would read [..] in a str as markup
        cells = [Text(cell, style=colour or style) for cell, colour in zip(line.cells, line.colours, strict=True)]
        table.add_row(line.number, Text(line.name), *cells, Text(line.remark, style=style))
    console = Console(file=file, highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        console.print(table)
    lines = [line.rstrip() for line in captured.get().splitlines()]
    file.write("\n".join(lines).strip("\n") + "\n")


def _write_plain(shown: list[_Shown], columns: tuple[_Column, ...], words: dict[str, str], file: TextIO) -> None:
    head = _Shown(words["number"], words["indicator"], tuple([column.head for column in columns]), words["remark"])
    rows = [head, *[row if row.cells else row._replace(cells=("",) * len(columns)) for row in shown]]
    numbers = max(len(row.number) for row in rows)
    widths = [min(max(len(row.cells[place]) for row in rows), 20) for place in range(len(columns))]
    taken = numbers + sum(widths) + 2 * (len(widths) + 2)
    rest = max(40, shutil.get_terminal_size((100, 24)).columns - taken)
    remarks = int(rest * _REMARK_SHARE)
    names = rest - remarks
    for row in rows:
        cells = [[row.number.rjust(numbers)], _wrapped(row.name, names)]
        for cell, width, column in zip(row.cells, widths, columns, strict=True):
            cells.append([piece.strip().rjust(width) if column.figures else piece for piece in _wrapped(cell, width)])
        cells.append(textwrap.wrap(row.remark, remarks) or [""])
        blank = [" " * width for width in (numbers, names, *widths)] + [""]
        for place in range(max(map(len, cells))):
            pieces = [cell[place] if place < len(cell) else empty for cell, empty in zip(cells, blank, strict=True)]
            file.write("  ".join(pieces).rstrip() + "\n")
        if row is head:
            file.write("-" * (taken + names + remarks) + "\n")


def _wrapped(text: str, width: int) -> list[str]:
    return [piece.ljust(width) for piece in textwrap.wrap(text, width) or [""]]
