"""The words of a report and the marks of a category, for every format: colour never stands alone."""

from __future__ import annotations

import os
from functools import cache

from kinerja_formula.data_files import DATA, read_toml
from kinerja_formula.diagnostics.catalogue import FORM_OF_ANOTHER_YEAR
from kinerja_formula.grafik.marks import MARKS, NO_MARK, STATES, Mark, mark_of
from kinerja_formula.pelaporan.model import Laporan
from kinerja_formula.pelaporan.row_model import LaporanRow
from kinerja_formula.plain_text import plain

__all__ = [
    "MARKS",
    "NO_MARK",
    "STATES",
    "Mark",
    "attention",
    "file_name",
    "mark_of",
    "overall",
    "place_of",
    "printed_words",
    "report_words",
    "state_of",
]


def state_of(row: LaporanRow) -> str:
    """Return ``ok``, ``doubtful``, ``waiting`` (for data) or ``failed``."""
    if row.is_told:
        return "doubtful" if row.doubtful else "ok"
    return "waiting" if row.waits_for_data else "failed"


@cache
def _texts(language: str) -> dict[str, dict[str, str]]:
    if language not in ("id", "en"):
        raise ValueError(f'language must be "id" or "en", not {language!r}')
    return read_toml(os.path.join(DATA, "laporan", f"{language}.toml"))


def report_words(language: str) -> dict[str, str]:
    """Return the words of a report in a language. Raises ValueError for another than ``"id"`` and ``"en"``."""
    return _texts(language)["laporan"]


def printed_words(language: str) -> dict[str, str]:
    """Return the words of a printed report in a language. Raises ValueError as :func:`report_words` does."""
    return _texts(language)["naskah"]


def file_name(path: str) -> str:
    """Return the name of a file without its folder: where it lies on somebody's disk is nothing for a report.

    >>> file_name("D:/kantor/isian.xlsx"), file_name("isian.xlsx")
    ('isian.xlsx', 'isian.xlsx')
    """
    return path.replace("\\", "/").rpartition("/")[2]


def attention(laporan: Laporan, words: dict[str, str]) -> str:
    """Say that the figures are of another year than the targets; empty where they are not."""
    for found in laporan.sumber.diagnostics:
        if found.rule is FORM_OF_ANOTHER_YEAR:
            return words["other year"].format(
                year=plain(str(found.values["year"])), wanted=plain(str(found.values["wanted"]))
            )
    return ""


def place_of(row: LaporanRow, laporan: Laporan, words: dict[str, str]) -> str:
    """Say where an indicator stands: ``berkas tabel.csv, baris 4``."""
    tempat, indikator = row.indikator.tempat, row.indikator
    told = [
        words["file"].format(file=file_name(laporan.sumber.berkas)) if laporan.sumber.berkas else "",
        words["sheet"].format(sheet=tempat.lembar) if tempat.lembar else "",
        words["page"].format(page=tempat.halaman) if tempat.halaman else "",
        words["line"].format(line=tempat.baris) if tempat.baris else "",
        words["code"].format(code=indikator.kode) if indikator.kode else "",
    ]
    return ", ".join([one for one in told if one])


def overall(laporan: Laporan, words: dict[str, str]) -> tuple[str, str, str | None, str] | None:
    """Return the capaian of the whole, its category with its colour, and how it came about; None without targets."""
    if laporan.rekap is None:
        return None
    rekap = laporan.rekap.rekap
    wanted = [row for row in laporan.rows if row.target]
    gaps = sum(row.capaian is None or row.capaian.value is None for row in wanted)
    how = words["mean of"].format(cara=rekap.cara, gaps=gaps, count=len(wanted))
    return str(rekap), rekap.predikat or "", rekap.warna, how
