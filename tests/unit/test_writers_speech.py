"""Tree → spoken Indonesian."""

from __future__ import annotations

import pytest

import kinerja_formula as kf


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Jumlah A / Jumlah B x 100%", "jumlah A dibagi jumlah B dikali seratus persen"),
        ("Σ pegawai x 81,35", "jumlah pegawai dikali delapan puluh satu koma tiga lima"),
        ("(Nilai A + Nilai B) / 3", "buka kurung nilai A ditambah nilai B tutup kurung dibagi tiga"),
        ("rata-rata dari Nilai A, Nilai B dan Nilai C", "rata-rata dari nilai A, nilai B, dan nilai C"),
        ("√(Jumlah A) - PDRB ^ 2", "akar dari jumlah A dikurangi PDRB pangkat dua"),
        ("1/3 (Nilai A + Nilai B)", "satu dibagi tiga dikali buka kurung nilai A ditambah nilai B tutup kurung"),
        ("Jumlah dokumen: 1. Renstra 2. Renja", "jumlah dokumen, yaitu renstra ditambah renja"),
    ],
)
def test_speech(text: str, spoken: str):
    assert kf.parse(text).to_speech() == spoken
