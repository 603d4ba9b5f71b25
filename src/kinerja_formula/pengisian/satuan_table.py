"""Units of operands from a file of two columns: the name of a figure, and the satuan it is counted in."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import INVALID_UNIT
from kinerja_formula.files.file_bytes import DEFAULT_FILE_LIMITS, FileLimits, unreadable
from kinerja_formula.files.table_files import read_table
from kinerja_formula.names import normalise
from kinerja_formula.units import read_unit

__all__ = ["read_satuan"]

_COLUMNS: Final = {
    "nama": ("nama", "name", "nama data", "data", "uraian", "variabel", "operan"),
    "satuan": ("satuan", "unit"),
}
_REQUIRED: Final = (("nama",), ("satuan",))


def read_satuan(path: str | Path, *, limits: FileLimits = DEFAULT_FILE_LIMITS) -> dict[str, str]:
    """Return the satuan by name from a CSV or XLSX file with the columns ``nama`` and ``satuan``, for ``evaluate``.

    Rows without a name or a satuan give none.

    Raises:
        InvalidDataError: KF206 a satuan that is none, KF401 unreadable or two satuan for a name, KF402 a column is
            missing, KF403 openpyxl is not installed.

    >>> import kinerja_formula as kf
    >>> from pathlib import Path
    >>> _ = Path("satuan.csv").write_text("nama;satuan\\nJumlah hadir;orang")
    >>> kf.read_satuan("satuan.csv")
    {'Jumlah hadir': 'orang'}
    """
    table = read_table(path, _COLUMNS, _REQUIRED, limits=limits)
    found: dict[str, str] = {}
    names: dict[str, str] = {}
    for line in table.lines:
        name, satuan = line.text("nama"), line.text("satuan")
        if not name or not satuan:
            continue
        first = names.setdefault(normalise(name), name)
        if found.setdefault(first, satuan) != satuan:
            raise unreadable(path, "json-nama-berulang", name=name)
        if read_unit(satuan) is None:
            raise InvalidDataError(Diagnostic(INVALID_UNIT, (0, 0), name=name, unit=satuan[:80]))
    return found
