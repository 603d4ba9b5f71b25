"""Why a text or value is no number: the reasons, each with its words."""

from __future__ import annotations

from typing import Final

__all__ = ["NumeralError"]

_REASONS: Final = {
    "kosong": "tidak ada angka",
    "nihil": "“nihil” dapat berarti nol atau tidak ada data",
    "bukan-angka": "tidak terbaca sebagai angka",
    "terlalu-panjang": "angka terlalu panjang",
    "tak-hingga": "angka tak hingga",
    "bukan-bilangan": "bukan bilangan (NaN)",
    "satuan-ganda": "lebih dari satu angka atau satuan",
    "rentang-terbalik": "batas bawah rentang melebihi batas atasnya",
    "penyebut-nol": "penyebut pecahan nol",
    "rumus-tanpa-nilai": "rumus lembar kerja yang nilainya belum tersimpan",
    "satuan-tak-dikenal": "satuannya tidak dikenal",
    "bukan-tanggal": "tanggal itu tidak ada",
    "jam": "adalah jam, bukan lama waktu",
    "benar-salah": "hanya berarti benar atau salah",
    "tak-berujung": "pecahan desimalnya tidak berujung",
}


class NumeralError(ValueError):
    """A text or value that is not one finite number: ``reason`` is a stable slug, ``offset`` the place in the text.

    >>> NumeralError("kosong", 3)
    NumeralError('kosong', 3)
    """

    def __init__(self, reason: str, offset: int = 0) -> None:
        super().__init__(reason, offset)
        self.reason = reason
        self.offset = offset

    def __str__(self) -> str:
        return _REASONS.get(self.reason, self.reason)
