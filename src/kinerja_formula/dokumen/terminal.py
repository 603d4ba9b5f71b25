"""A document as a person reads it in a terminal: its posts and indicators as a table, and what was guessed below it.

Cells come from files of somebody else: signs that steer a terminal are replaced.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import Final, TextIO

from kinerja_formula.diagnostics import HIDDEN_CELLS, TABLE_WITHOUT_FORMULAS, Diagnostic, Severity
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
        "and more": "… dan {count} lagi seperti itu; --rinci menampilkan semuanya",
        "no formula": "(tanpa formula)",
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
    },
}
_MOST_OF_A_KIND: Final = 3
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


def write_dokumen(dokumen: Dokumen, file: TextIO, *, language: str = "id", rinci: bool = False) -> None:
    """Write the posts and indicators of a document, and what was found, to ``file``.

    Of many findings of one kind the first ones are shown and the others counted; ``rinci`` shows every one, notes too.

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


def _rows(dokumen: Dokumen, words: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    number = 0
    for jabatan in dokumen.jabatan:
        yield "", [printable(jabatan.nama) or words["nobody"]]
        for indikator in jabatan.indikator:
            number += 1
            formula = printable(plain(indikator.teks) if "\\" not in indikator.teks else indikator.teks)
            formula = formula or words["no formula"]
            source = printable(indikator.sumber_data)
            yield (
                str(number),
                [
                    printable(indikator.nama),
                    f"{formula} {_target(indikator, words)}".strip(),
                    source,
                    _place(indikator),
                ],
            )


_MOST_TARGETS: Final = 6


def _target(indikator: Indikator, words: dict[str, str]) -> str:
    """Return the target with its period; where none is chosen, those that there are."""
    name = words["target"]
    if indikator.target:
        period = f" {printable(indikator.periode)}" if indikator.periode else ""
        unit = f" {printable(indikator.satuan)}" if indikator.satuan and indikator.target[-1:].isdigit() else ""
        return f"[{name}{period}: {printable(indikator.target)}{unit}]"
    if not indikator.targets:
        return ""
    told = [f"{printable(period)}: {printable(figure)}" for period, figure in indikator.targets.items()]
    more = "; …" if len(told) > _MOST_TARGETS else ""
    return f"[{name} {'; '.join(told[:_MOST_TARGETS])}{more}]"


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
