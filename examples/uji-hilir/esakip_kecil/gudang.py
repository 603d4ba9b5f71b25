"""The store and the page: indicators in SQLite, a row of HTML for each."""

from __future__ import annotations

import sqlite3
from html import escape

import kinerja_formula as kf


class Gudang:
    """Indicators of one office."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:")
        self.connection.execute("CREATE TABLE indikator (nama TEXT, teks TEXT, target TEXT, satuan TEXT, arah TEXT)")

    def simpan(self, indikator: kf.Indikator) -> int:
        row = (indikator.nama, indikator.teks, indikator.target, indikator.satuan, indikator.arah)
        place = self.connection.execute("INSERT INTO indikator VALUES (?, ?, ?, ?, ?)", row).lastrowid
        assert place is not None
        return place

    def ambil(self, place: int) -> kf.Indikator:
        row = self.connection.execute("SELECT * FROM indikator WHERE rowid = ?", (place,)).fetchone()
        nama, teks, target, satuan, arah = row
        return kf.Indikator(nama=nama, teks=teks, target=target, satuan=satuan, arah=arah)


def baris_halaman(indikator: kf.Indikator) -> str:
    """Return the row of the page, formula as it was written."""
    cells = [indikator.nama, indikator.teks, indikator.target]
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
