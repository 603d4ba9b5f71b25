"""A document as a person reads it in a terminal: its posts and indicators as a table, and what was guessed below it.

Cells come from files of somebody else: signs that steer a terminal are replaced.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import Final, TextIO

from kinerja_formula.diagnostics import Diagnostic, Severity
from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.model import Dokumen, Indikator
from kinerja_formula.plain_text import printable

__all__ = ["all_findings", "counted", "write_dokumen"]

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
        "and more": "… dan {count} lagi; semuanya ada di --json",
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
        "and more": "… and {count} more; --json has them all",
    },
}
_MOST_WARNINGS: Final = 30
_NAME_SHARE: Final = 0.45
_SOURCE_SHARE: Final = 0.22
_NARROWEST: Final = 60


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


def write_dokumen(dokumen: Dokumen, file: TextIO, *, language: str = "id") -> None:
    """Write the posts and indicators of a document, and the warnings, to ``file``.

    Raises KeyError for another language than ``"id"`` and ``"en"``.
    """
    words = _WORDS[language]
    file.write(f"{words['document']}: {printable(dokumen.berkas)}\n")
    if dokumen.judul:
        file.write(f"{printable(dokumen.judul)}\n")
    file.write("\n")
    width = max(_NARROWEST, shutil.get_terminal_size((100, 24)).columns)
    numbers = max(2, len(str(len(dokumen))))
    rows = list(_rows(dokumen, words))
    heads = [words["indicator"], words["formula"], words["source"], words["place"]]
    cells = [cells for _, cells in rows if len(cells) > 1]
    places = max([len(words["place"]), *[len(one[3]) for one in cells]])
    room = width - numbers - places - 6
    sources = min(22, int(room * _SOURCE_SHARE)) if any(one[2] for one in cells) else 0
    names = int((room - sources) * _NAME_SHARE)
    widths = [names, room - names - (sources + 2 if sources else 0), sources, places]
    shown = [place for place, one in enumerate(widths) if one]

    def pick(of: Sequence[str]) -> list[str]:
        return [of[place] for place in shown]

    kept = [widths[place] for place in shown]
    _write_row(file, words["number"].rjust(numbers), pick(heads), kept)
    file.write("-" * width + "\n")
    for number, own in rows:
        if len(own) == 1:
            file.write(f"{' ' * numbers}  {own[0]}\n")
        else:
            _write_row(file, number.rjust(numbers), pick(own), kept)
    file.write("\n" + words["counts"].format(**counted(dokumen)) + "\n")
    warnings = [one for one in all_findings(dokumen) if one.severity is not Severity.NOTE]
    for one in warnings[:_MOST_WARNINGS]:
        file.write(f"{one.code} {one.slug}: {one.message_in(language)}\n")
    if len(warnings) > _MOST_WARNINGS:
        file.write(words["and more"].format(count=len(warnings) - _MOST_WARNINGS) + "\n")


def _rows(dokumen: Dokumen, words: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    number = 0
    for jabatan in dokumen.jabatan:
        yield "", [printable(jabatan.nama) or words["nobody"]]
        for indikator in jabatan.indikator:
            number += 1
            target = f"[{words['target']}: {printable(indikator.target)}]" if indikator.target else ""
            formula = printable(plain(indikator.teks) if "\\" not in indikator.teks else indikator.teks)
            source = printable(indikator.sumber_data)
            yield str(number), [printable(indikator.nama), f"{formula} {target}".strip(), source, _place(indikator)]


def _place(indikator: Indikator) -> str:
    tempat = indikator.tempat
    return ":".join([str(one) for one in (tempat.halaman, tempat.tabel, tempat.baris) if one])


def _write_row(file: TextIO, number: str, cells: Sequence[str], widths: Sequence[int]) -> None:
    columns = [textwrap.wrap(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)]
    for line in range(max(map(len, columns))):
        pieces = [
            (column[line] if line < len(column) else "").ljust(width)
            for column, width in zip(columns, widths, strict=True)
        ]
        lead = number if line == 0 else " " * len(number)
        file.write("  ".join([lead, *pieces]).rstrip() + "\n")
