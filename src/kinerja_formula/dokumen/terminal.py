"""A document as a person reads it in a terminal: its posts and indicators as a table, and what was guessed below it.

Cells come from files of somebody else: signs that steer a terminal are replaced.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import Final, TextIO

from kinerja_formula.diagnostics import Diagnostic, Severity
from kinerja_formula.diagnostics.catalogue import HIDDEN_CELLS, TABLE_WITHOUT_FORMULAS
from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.model import Dokumen, Indikator
from kinerja_formula.files.text_table import Column, Row, drawn, tabbed, wrapped
from kinerja_formula.plain_text import plain as plain_line
from kinerja_formula.plain_text import printable

__all__ = ["all_findings", "counted", "write_dokumen", "write_dokumen_findings", "write_dokumen_rows"]

_WORDS: Final[dict[str, dict[str, str]]] = {
    "id": {
        "document": "Dokumen",
        "number": "No",
        "indicator": "Indikator",
        "formula": "Formula",
        "target": "Target",
        "source": "Sumber data",
        "place": "Baris",
        "counts": "{jabatan} jabatan, {indikator} indikator; {warnings} peringatan, {notes} catatan",
        "nobody": "(tanpa jabatan)",
        "and more": "… dan {count} lagi seperti itu; --rinci menampilkan semuanya",
        "no formula": "(tanpa formula)",
        "post": "Jabatan",
        "goal": "Sasaran",
        "unit": "Satuan",
        "period": "Periode",
        "file": "Berkas",
    },
    "en": {
        "document": "Document",
        "number": "No",
        "indicator": "Indicator",
        "formula": "Formula",
        "target": "Target",
        "source": "Source of data",
        "place": "Row",
        "counts": "{jabatan} posts, {indikator} indicators; {warnings} warnings, {notes} notes",
        "nobody": "(no post)",
        "and more": "… and {count} more of that kind; --rinci shows them all",
        "no formula": "(no formula)",
        "post": "Post",
        "goal": "Goal",
        "unit": "Unit",
        "period": "Period",
        "file": "File",
    },
}
_MOST_OF_A_KIND: Final = 3


def all_findings(dokumen: Dokumen) -> list[Diagnostic]:
    """Return what was found in a document and its indicators, each once, in the order of the document."""
    found = [one for _, indikator in dokumen for one in indikator.diagnostics]
    return list(dict.fromkeys([*dokumen.diagnostics, *found]))


def counted(dokumen: Dokumen) -> dict[str, int]:
    """Return how many posts, indicators, warnings and notes there are."""
    found = all_findings(dokumen)
    return {
        "jabatan": len(dokumen.jabatan),
        "indikator": len(dokumen),
        "warnings": sum(one.severity is not Severity.NOTE for one in found),
        "notes": sum(one.severity is Severity.NOTE for one in found),
    }


def write_dokumen(dokumen: Dokumen, file: TextIO, *, language: str = "id", rinci: bool = False) -> None:
    """Write the posts and indicators of a document, and what was found, to ``file``.

    Of many findings of one kind the first ones are shown and the others counted; ``rinci`` shows every one, notes too.

    Raises KeyError for another language than ``"id"`` and ``"en"``.
    """
    words = _WORDS[language]
    width = shutil.get_terminal_size((100, 24)).columns
    for head in (f"{words['document']}: {printable(dokumen.berkas)}", printable(dokumen.judul)):
        file.write("".join([f"{piece}\n" for piece in wrapped(head, width) if piece]))
    file.write("\n")
    period = _common_period(dokumen)
    columns = (
        Column(words["number"], right=True),
        Column(words["indicator"], share=9),
        Column(words["formula"], share=11),
        Column(f"{words['target']} {printable(period)}".rstrip(), share=4),
        Column(words["source"], share=5),
        Column(words["place"]),
    )
    for pieces in drawn(columns, list(_rows(dokumen, words, period)), width):
        file.write("".join([text for text, _ in pieces]) + "\n")
    file.write("\n")
    told = StringIO()
    write_dokumen_findings(dokumen, told, language=language, rinci=rinci)
    for line in told.getvalue().splitlines():
        indent = "  " * line.startswith("  ")
        file.write("".join([f"{indent}{piece}\n" for piece in wrapped(line, width - len(indent))]))


def write_dokumen_rows(dokumen: Dokumen, file: TextIO, *, language: str = "id", with_head: bool = True) -> None:
    """Write the indicators of a document to ``file`` for other programs: a line of heads, then one line a row.

    Tab separated; the columns are always the same, whatever is in them: number, post, goal, indicator, formula, target,
    period, unit, source of data, row, file. An indicator with several targets and none chosen has them all in one cell.

    Raises KeyError for another language than ``"id"`` and ``"en"``.
    """
    words = _WORDS[language]
    heads = ("number", "post", "goal", "indicator", "formula", "target", "period", "unit", "source", "place", "file")
    if with_head:
        file.write(tabbed([words[one] for one in heads]) + "\n")
    for number, (jabatan, one) in enumerate(dokumen, 1):
        target = one.target or "; ".join(_several(one.targets))
        cells = (jabatan.nama, one.sasaran, one.nama, _formula(one), target, one.periode, one.satuan)
        told = (*cells, one.sumber_data, _place(one), dokumen.berkas)
        file.write(tabbed([str(number), *map(plain_line, told)]) + "\n")


def write_dokumen_findings(dokumen: Dokumen, file: TextIO, *, language: str = "id", rinci: bool = False) -> None:
    """Write how much is in a document, and what was found in it; arguments as for :func:`write_dokumen`."""
    file.write(_WORDS[language]["counts"].format(**counted(dokumen)) + "\n")
    _write_findings(all_findings(dokumen), file, language, rinci=rinci)


def _write_findings(found: Sequence[Diagnostic], file: TextIO, language: str, *, rinci: bool) -> None:
    kinds: dict[str, list[Diagnostic]] = {}
    for one in found:
        if rinci or one.severity is not Severity.NOTE or one.rule in _SUMMARIES:
            kinds.setdefault(one.code, []).append(one)
    for own in kinds.values():
        for one in own if rinci else own[:_MOST_OF_A_KIND]:
            file.write(f"{one.code} {one.slug}: {one.message_in(language)}\n")
        if not rinci and len(own) > _MOST_OF_A_KIND:
            file.write(f"  {_WORDS[language]['and more'].format(count=len(own) - _MOST_OF_A_KIND)}\n")


_SUMMARIES: Final = (TABLE_WITHOUT_FORMULAS, HIDDEN_CELLS)
"""Notes that say what was read of a whole table."""


def _rows(dokumen: Dokumen, words: dict[str, str], period: str) -> Iterator[Row]:
    number = 0
    with_formulas = any(indikator.teks for _, indikator in dokumen)
    without = words["no formula"] if with_formulas else ""
    for jabatan in dokumen.jabatan:
        yield Row((printable(jabatan.nama) or words["nobody"],))
        for indikator in jabatan.indikator:
            number += 1
            target = printable(_target(indikator, period)).replace(": ", ":\xa0")  # 2027: 87 stays together
            told = (indikator.nama, _formula(indikator) or without)
            source = printable(indikator.sumber_data)
            yield Row((str(number), *map(printable, told), target, source, _place(indikator)))


def _formula(indikator: Indikator) -> str:
    return plain(indikator.teks) if "\\" not in indikator.teks else indikator.teks


_MOST_TARGETS: Final = 6


def _common_period(dokumen: Dokumen) -> str:
    """Return the period of the targets, if all have the same: then their head says it."""
    periods = {indikator.periode for _, indikator in dokumen if indikator.target}
    return periods.pop() if len(periods) == 1 else ""


def _target(indikator: Indikator, period: str) -> str:
    """Return the target with its unit, and with its period where that is not said above; else those that there are."""
    if indikator.target:
        unit = f" {indikator.satuan}" if indikator.satuan and indikator.target[-1:].isdigit() else ""
        own = f"{indikator.periode}: " if indikator.periode and not period else ""
        return f"{own}{indikator.target}{unit}"
    told = _several(indikator.targets)
    return "; ".join([*told[:_MOST_TARGETS], *["…"] * (len(told) > _MOST_TARGETS)])


def _several(targets: Mapping[str, str]) -> list[str]:
    return [f"{period}: {figure}" for period, figure in targets.items()]


def _place(indikator: Indikator) -> str:
    tempat = indikator.tempat
    return ":".join([str(one) for one in (tempat.halaman, tempat.tabel, tempat.baris) if one])
