"""The fields of an entry of a catalogue, and the two that have parts: where it was read, who confirmed it."""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = [
    "BACAAN",
    "CONFIRMED",
    "FIELDS",
    "NEEDED",
    "NOT_TOLD",
    "NO_SOURCE",
    "OPEN",
    "SURE",
    "TEXTS",
    "BacaanKatalog",
    "SumberKatalog",
]

BACAAN: Final = ("terbaca", "belum diperiksa", "diperiksa")
"""How far a line can be trusted: the program was sure of it, it was not, a person has confirmed it."""
SURE, OPEN, CONFIRMED = BACAAN

FIELDS: Final = (
    *("id", "nama", "jabatan", "sasaran", "kode", "rumus", "satuan", "arah", "bobot", "aturan", "target", "konstanta"),
    *("sumber_data", "pemilik", "sumber", "bacaan", "catatan"),
)
"""The fields of an entry in the order in which they are written."""
TEXTS: Final = tuple([one for one in FIELDS if one not in ("arah", "bobot", "target", "konstanta", "sumber", "bacaan")])
NEEDED: Final = ("id", "nama")


class SumberKatalog(NamedTuple):
    """Where an indicator was read: document, sheet, page, table, row, and the formula cell as it was written."""

    dokumen: str = ""
    lembar: str = ""
    halaman: int = 0
    tabel: int = 0
    baris: int = 0
    teks: str = ""


class BacaanKatalog(NamedTuple):
    """How far the line can be trusted (one of :data:`BACAAN`; empty for a line that nobody read from a text), and who
    has confirmed it, when.
    """

    keadaan: str = ""
    oleh: str = ""
    tanggal: str = ""


NO_SOURCE: Final = SumberKatalog()
NOT_TOLD: Final = BacaanKatalog()
