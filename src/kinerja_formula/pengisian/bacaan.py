"""Readings that a person confirms: how each formula cell was read, doubts first, and what the person says of it.

A confirmed reading is data: it is kept by the text of its formula, so that next year's document with the same formula
is read as this year's was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, FormulaError, Severity
from kinerja_formula.diagnostics.catalogue import READING_CONFIRMED, READING_UNUSABLE
from kinerja_formula.dokumen.indicator_rows import found_at
from kinerja_formula.dokumen.model import Dokumen, Indikator
from kinerja_formula.files.file_bytes import read_bytes, unreadable
from kinerja_formula.files.whole_file import write_whole
from kinerja_formula.formula import parse

__all__ = [
    "BACAAN_HEAD",
    "BACAAN_SHEET",
    "BACAAN_TITLE",
    "BACAAN_TOLD",
    "SCHEMA",
    "YES",
    "Bacaan",
    "BacaanRow",
    "bacaan_rows",
    "is_confirmed",
    "read_bacaan_json",
    "with_bacaan",
    "write_bacaan_json",
]

SCHEMA: Final = "kinerja-formula/bacaan/1"
BACAAN_SHEET: Final = "Bacaan"
BACAAN_HEAD: Final = (
    *("No", "Jabatan", "Indikator", "Formula menurut dokumen", "Terbaca sebagai", "Keyakinan", "Yang diragukan"),
    *("Benar?", "Rumus yang benar", "Diperiksa oleh", "Tanggal"),
)
BACAAN_TITLE: Final = "Bacaan formula"
BACAAN_TOLD: Final = (
    "Begini setiap formula dibaca; yang paling diragukan di atas. "
    "Pilih “benar”, atau tulis rumus yang benar dalam satu baris."
)
YES: Final = "benar"
_YES: Final = frozenset([YES, "ya", "y", "ok", "betul", "sesuai", "v", "x", "√", "✓"])
_SHOWN: Final = 80


class Bacaan(NamedTuple):
    """A confirmed reading: the formula cell and its indicator as the document has them, the canonical line that is
    meant, and who confirmed it, when.

    >>> import kinerja_formula as kf
    >>> one = kf.Bacaan(teks="A bagi B", indikator="Persentase A", rumus="A / B × 100%", oleh="Bagian Organisasi")
    >>> one.rumus, one.oleh
    ('A / B × 100%', 'Bagian Organisasi')
    """

    teks: str
    rumus: str
    indikator: str = ""
    oleh: str = ""
    tanggal: str = ""


class BacaanRow(NamedTuple):
    """A row of the sheet: what a formula cell was read as, how sure that is, what speaks against it, and what a person
    has said of it so far.
    """

    jabatan: str
    indikator: str
    teks: str
    rumus: str
    keyakinan: float
    ragu: str
    bacaan: Bacaan | None = None


def is_confirmed(text: str) -> bool:
    """Tell whether the cell *Benar?* says yes.

    >>> is_confirmed("Benar"), is_confirmed("tidak")
    (True, False)
    """
    return text.casefold().strip(" .!") in _YES


def bacaan_rows(dokumen: Dokumen) -> tuple[BacaanRow, ...]:
    """Return the rows for every indicator that has a formula cell, the least sure first.

    >>> from kinerja_formula.dokumen.model import Jabatan
    >>> hadir = Indikator(nama="Hadir", teks="Jumlah hadir / Jumlah undangan x 100%")
    >>> gambar = Indikator(nama="Laju", teks="[gambar]")
    >>> [(row.indikator, row.rumus) for row in bacaan_rows(Dokumen("", (Jabatan("CAMAT", (hadir, gambar)),)))]
    [('Laju', ''), ('Hadir', 'Jumlah hadir / Jumlah undangan × 100%')]
    """
    rows = [_row(jabatan.nama, indikator) for jabatan, indikator in dokumen if indikator.teks.strip()]
    return tuple(sorted(rows, key=lambda row: (row.bacaan is not None, row.keyakinan)))


def _row(jabatan: str, indikator: Indikator) -> BacaanRow:
    formula = indikator.formula
    done = Bacaan(indikator.teks, indikator.rumus, indikator.nama, *indikator.diperiksa) if indikator.rumus else None
    if formula is None:
        fault = indikator.fault
        said = fault.diagnostics[0].message if fault is not None else ""
        return BacaanRow(jabatan, indikator.nama, indikator.teks, "", 0.0, said, done)
    doubts = [one.message for one in formula.diagnostics if one.severity is not Severity.NOTE]
    sure = min(float(formula.certainty), float(indikator.certainty))
    return BacaanRow(jabatan, indikator.nama, indikator.teks, formula.to_text(), round(sure, 2), " ".join(doubts), done)


def _key(text: str) -> str:
    """Return a text by which its reading is kept: blanks and the length of lines are nothing, every sign counts."""
    return re.sub(r"[-_─—–]{2,}", "--", "".join(text.split()).casefold())


def with_bacaan(dokumen: Dokumen, bacaan: Iterable[Bacaan]) -> Dokumen:
    """Return a document whose formulas are read as a person has confirmed.

    A reading belongs to the formula cell with its text; where several are told for one text, that of the same indicator
    goes first. Each indicator tells who confirmed it and when (KF438); a line that is no formula changes nothing and is
    told (KF439).

    >>> import kinerja_formula as kf
    >>> dokumen = kf.read("examples/pelayanan.csv")
    >>> cell = dokumen.jabatan[0].indikator[0]
    >>> settled = kf.with_bacaan(dokumen, [kf.Bacaan(cell.teks, cell.nama, cell.formula.to_text(), oleh="Seksi")])
    >>> settled.jabatan[0].indikator[0].diperiksa
    ('Seksi', '')
    """
    told: dict[str, list[Bacaan]] = {}
    for one in bacaan:
        told.setdefault(_key(one.teks), []).append(one)

    def settled(indikator: Indikator) -> Indikator:
        own = told.get(_key(indikator.teks), []) if indikator.teks.strip() else []
        same = [one for one in own if _key(one.indikator) == _key(indikator.nama)] or own
        return _settled(indikator, same[-1]) if same else indikator

    posts = [replace(post, indikator=tuple(map(settled, post.indikator))) for post in dokumen.jabatan]
    return replace(dokumen, jabatan=tuple(posts))


def _settled(indikator: Indikator, one: Bacaan) -> Indikator:
    if (indikator.rumus, indikator.diperiksa) == (one.rumus, (one.oleh, one.tanggal)):
        return indikator
    kept = tuple([found for found in indikator.diagnostics if found.rule not in (READING_CONFIRMED, READING_UNUSABLE)])
    if reason := _unusable(one.rumus, indikator.nama):
        return replace(indikator, diagnostics=(*kept, _finding(READING_UNUSABLE, indikator, one, reason=reason)))
    found = _finding(READING_CONFIRMED, indikator, one)
    return replace(indikator, rumus=one.rumus, diperiksa=(one.oleh, one.tanggal), diagnostics=(*kept, found))


_LEAST_SURE: Final = 0.75


def _unusable(rumus: str, indikator: str) -> str:
    """Return why a line that a person wrote can't be taken, empty if it can: it is no formula, or a doubtful one."""
    try:
        formula = parse(rumus, indikator=indikator or None)
    except FormulaError as error:
        return error.diagnostics[0].message
    doubts = [one.message for one in formula.diagnostics if one.severity is not Severity.NOTE]
    return doubts[0] if doubts and formula.certainty < _LEAST_SURE else ""


def _finding(rule: Any, indikator: Indikator, one: Bacaan, **facts: object) -> Diagnostic:
    who = " ".join([text for text in (one.oleh, one.tanggal) if text]) or "–"
    return found_at(rule, indikator.tempat, text=one.rumus[:_SHOWN], who=who[:_SHOWN], **facts)


# As data


def write_bacaan_json(bacaan: Iterable[Bacaan], path: str | Path) -> None:
    """Write confirmed readings as data, schema ``kinerja-formula/bacaan/1``. Raises InvalidDataError KF481."""
    rows = [{key: value for key, value in one._asdict().items() if value} for one in bacaan]
    text = json.dumps({"schema": SCHEMA, "bacaan": rows}, ensure_ascii=False, indent=1)
    write_whole(path, (text + "\n").encode("utf-8"))


def read_bacaan_json(path: str | Path) -> tuple[Bacaan, ...]:
    """Return the confirmed readings that :func:`write_bacaan_json` wrote. Raises InvalidDataError KF401."""
    try:
        data = json.loads(read_bytes(path).decode("utf-8"))
        if not isinstance(data, Mapping) or data.get("schema") != SCHEMA:
            raise ValueError(data)
        return tuple([_checked(one) for one in data["bacaan"]])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise unreadable(path, "json-bukan-bacaan") from None


def _checked(row: Any) -> Bacaan:
    if not isinstance(row, Mapping) or not all(isinstance(one, str) for one in row.values()):
        raise ValueError(row)
    return Bacaan(**row)
