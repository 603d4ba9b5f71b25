"""A plain table of indicators in a CSV or XLSX file: read as any decree, with the missing column named."""

from __future__ import annotations

from pathlib import Path

from kinerja_formula.diagnostics import InvalidDataError
from kinerja_formula.diagnostics.catalogue import MISSING_COLUMN, NO_INDICATOR_TABLE
from kinerja_formula.dokumen.model import Dokumen
from kinerja_formula.dokumen.reader import read
from kinerja_formula.dokumen.vocabulary import column_names
from kinerja_formula.files.file_bytes import DEFAULT_FILE_LIMITS, FileLimits
from kinerja_formula.files.table_files import read_table

__all__ = ["read_indicators"]


def read_indicators(
    path: str | Path,
    *,
    tahun: int | str | None = None,
    periode: str | None = None,
    limits: FileLimits = DEFAULT_FILE_LIMITS,
) -> Dokumen:
    """Return the indicators of a table in a CSV or XLSX file.

    Columns are found by their names (``indikator``, ``IKU``, ``formula``, ``rumus``, ``formulasi perhitungan`` …);
    ``indikator`` must be there. An empty cell of ``jabatan``, ``sasaran`` or ``indikator`` means the one above it, as
    in a table with merged cells. ``tahun`` and ``periode`` choose the target as :func:`kinerja_formula.read` does.

    Raises:
        InvalidDataError: KF401 unreadable, KF402 a column is missing, KF403 openpyxl is not installed.

    >>> dokumen = read_indicators("examples/pelayanan.csv")
    >>> dokumen.jabatan[0].indikator[0].nama
    'Persentase kedisiplinan pegawai'
    """
    try:
        return read(path, tahun=tahun, periode=periode, limits=limits)
    except InvalidDataError as error:
        if error.code != NO_INDICATOR_TABLE.code:
            raise
        try:
            read_table(path, column_names(), (("indikator",),), limits=limits)
        except InvalidDataError as precise:
            if precise.code == MISSING_COLUMN.code:
                raise precise from None
        raise error from None
