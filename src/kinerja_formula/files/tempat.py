"""Where a thing stands in its file."""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["NOWHERE", "Tempat"]


class Tempat(NamedTuple):
    """Where a thing stands in its file: line or row (``baris``), page (``halaman``), sheet (``lembar``).

    Counted from 1; 0 is unknown. In a table that is numbered (``tabel``), ``baris`` is its row.
    """

    baris: int = 0
    halaman: int = 0
    lembar: str = ""
    tabel: int = 0


NOWHERE: Final = Tempat()
