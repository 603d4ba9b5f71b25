"""The report as a person reads it in a terminal, in colours by rich where that is installed; and as rows for a pipe.

Cells come from files of somebody else: signs that steer a terminal are replaced, and nothing in a cell is markup.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any, Final, TextIO

from kinerja_formula.diagnostics import Diagnostic, Severity
from kinerja_formula.diagnostics.catalogue import UNIT_NOTE
from kinerja_formula.files.text_table import Column, Line, Row, drawn, tabbed, wrapped
from kinerja_formula.pelaporan.model import Laporan
from kinerja_formula.pelaporan.row_model import LaporanRow
from kinerja_formula.pelaporan.words import STATES, mark_of, state_of
from kinerja_formula.pengisian.figures_table import Figures
from kinerja_formula.penilaian import aturan_in_use
from kinerja_formula.plain_text import plain, printable

__all__ = ["summary_line", "summary_lines", "write_laporan", "write_laporan_rows"]

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
        "post": "Jabatan",
        "goal": "Sasaran",
        "status": "Keadaan",
        "save": "Lebih mudah dibaca sebagai berkas: tambahkan -o laporan.html (atau .docx, .pdf, .xlsx)",
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
        "post": "Post",
        "goal": "Goal",
        "status": "State",
        "save": "Easier to read as a file: add -o laporan.html (or .docx, .pdf, .xlsx)",
    },
}
_MOST_LISTED: Final = 10
_MOST_AT_ONCE: Final = 30
"""A longer report has its summary first: the end of the table is what a terminal still shows."""


def write_laporan(laporan: Laporan, figures: Figures, file: TextIO, *, title: str, language: str = "id") -> None:
    """Write the report to ``file``, as wide as the terminal; in colours only if that is one and NO_COLOR is not set.

    On a terminal a category has its sign before it (▲ ◆ ▼ ✖), so that it is told apart without colours too.

    ``title`` names the table of indicators. Raises KeyError for another language than ``"id"`` and ``"en"``.
    """
    words = _WORDS[language]
    rows = laporan.written(lambda sound: list(_rows(sound, words, signs=file.isatty())))
    head = [f"{words['report']}: {printable(title)}"]
    if figures.path:
        head.append(f"{words['figures']}: {printable(figures.path)}")
    if figures.title:
        head.append(printable(figures.title))
    summary = summary_lines(laporan, figures, language)
    if len(laporan.rows) > _MOST_AT_ONCE:
        head += ["", *summary, words["save"]]
        summary = [words["counts"].format(**laporan.counts), words["save"]]
    width = shutil.get_terminal_size((100, 24)).columns
    lines = list(drawn(_columns(laporan, words), rows, width))
    file.write(_folded(head, width) + "\n")
    file.write(_coloured(lines, file) if file.isatty() else _plain(lines))
    file.write("\n" + _folded(summary, width))


def _folded(lines: list[str], width: int) -> str:
    return "".join([f"{piece}\n" for line in lines for piece in wrapped(line, width)])


def write_laporan_rows(laporan: Laporan, file: TextIO, *, language: str = "id") -> None:
    """Write the report to ``file`` for other programs: a line of heads, then one line a row, tab separated.

    The columns are always the same, whatever is in them: number, post, goal, indicator, value, unit, target, capaian,
    category, state (``ok`` or the code of what stands in the way), remark.

    Raises KeyError for another language than ``"id"`` and ``"en"``.
    """
    words = _WORDS[language]
    heads = (
        "number",
        "post",
        "goal",
        "indicator",
        "value",
        "unit",
        "target",
        "capaian",
        "predikat",
        "status",
        "remark",
    )
    file.write(tabbed([words[one] for one in heads]) + "\n")
    for line in laporan.written(lambda sound: [_tabbed_row(*one, words) for one in enumerate(sound.rows, 1)]):
        file.write(line + "\n")


_HEADS: Final = (
    *("number", "post", "goal", "indicator", "value", "unit"),
    *("target", "capaian", "predikat", "status", "remark"),
)


def _tabbed_row(number: int, row: LaporanRow, words: dict[str, str]) -> str:
    indikator, reached = row.indikator, row.capaian
    told = ("", "") if reached is None else (str(reached), reached.predikat or "")
    name = indikator.nama or indikator.teks
    cells = (row.jabatan, indikator.sasaran, name, row.number, row.satuan, row.target, *told, row.status)
    return tabbed([str(number), *map(plain, (*cells, _remark(row, words)))])


def summary_line(laporan: Laporan, language: str = "id") -> str:
    """Return how many indicators have a value, a warning, no data, or none, in one line."""
    return _WORDS[language]["counts"].format(**laporan.counts)


def _columns(laporan: Laporan, words: dict[str, str]) -> tuple[Column, ...]:
    names = (Column(words["number"], right=True), Column(words["indicator"], share=1))
    if laporan.rekap is None:
        return (*names, Column(words["value"], right=True), Column(words["unit"]))
    told = (Column(words["reached"], right=True), Column(words["target"]), Column(words["capaian"], right=True))
    return (*names, *told, Column(words["predikat"]))


def _rows(laporan: Laporan, words: dict[str, str], *, signs: bool) -> Iterator[Row]:
    jabatan = ""
    for number, row in enumerate(laporan.rows, 1):
        if row.jabatan != jabatan:
            jabatan = row.jabatan
            yield Row((printable(jabatan),), style="bold")
        name = printable(row.indikator.nama or row.indikator.teks)
        cells, colours = _cells(row, with_target=laporan.rekap is not None, signs=signs)
        tone = state_of(row)
        style = _STYLES[tone]
        remark = printable(_remark(row, words))
        sign = f"{STATES[tone].sign} " if signs and tone != "ok" and remark else ""
        told = tuple(map(printable, cells))
        styles = ("", "", *[colour or style for colour in colours])
        yield Row((str(number), name, *told), styles, below=sign + remark, style=style)


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
    if not row.is_told:
        return f"{row.status} {row.diagnostics[0].message}"
    return "; ".join(f"{found.code} {_said(found)}" for found in row.diagnostics)


def _said(found: Diagnostic) -> str:
    # The slug of a note is enough, but that of KF203 is an error's too.
    return found.slug if found.severity is Severity.NOTE and found.rule is not UNIT_NOTE else found.message


def _missing(values: Any, words: dict[str, str]) -> str:
    nearest = values.get("suggestions", ())[:1]
    return f"“{values['name']}”" + (f" ({words['perhaps']} “{nearest[0]}”?)" if nearest else "")


def summary_lines(laporan: Laporan, figures: Figures, language: str = "id") -> list[str]:
    """Return what a report comes to: counts, mean capaian and its rule set, figures that nothing used."""
    return list(_summary(laporan, figures, _WORDS[language]))


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


_STYLES: Final = {"ok": "", "doubtful": "yellow", "waiting": "dim", "failed": "red"}
_COLOURS: Final = {"hijau": "green", "kuning": "yellow", "jingga": "dark_orange", "merah": "red"}


def _plain(lines: list[Line]) -> str:
    return "".join(["".join([text for text, _ in line]) + "\n" for line in lines])


def _coloured(lines: list[Line], file: TextIO) -> str:
    """Return the lines in the colours that the terminal of ``file`` has; without any where rich is not installed."""
    try:
        from rich.console import Console
        from rich.text import Text
    except ImportError:
        return _plain(lines)
    console = Console(file=file, highlight=False, markup=False, emoji=False, soft_wrap=True)
    with console.capture() as captured:
        for line in lines:
            # Text, never str: rich would read [..] in a str as markup
            console.print(Text.assemble(*line), soft_wrap=True)
    return captured.get()
