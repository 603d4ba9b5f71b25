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


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("jika `Rasio` ≥ 3 maka 4; selain itu 0", "jika rasio paling sedikit tiga maka empat; selain itu nol"),
        ("jika 0 < `Rasio` ≤ 3 maka 4", "jika rasio lebih dari nol dan paling banyak tiga maka empat"),
        (
            "jika `A` = 1 dan (`B` ≠ 2 atau `C` < 3) maka 1",
            (
                "jika A sama dengan satu dan buka kurung B tidak sama dengan dua atau C kurang dari tiga tutup kurung "
                "maka satu"
            ),
        ),
        ("min (`A`; `B`; 100%)", "nilai terkecil dari A, B, dan seratus persen"),
        ("maks (`A`; 2) × 3", "buka kurung nilai terbesar dari A dan dua tutup kurung dikali tiga"),
        ("abs (`A`) - ln (`B`)", "nilai mutlak dari A dikurangi logaritma natural dari B"),
        ("log (`A`; 2) + log (`B`)", "logaritma berbasis dua dari A ditambah logaritma dari B"),
        ("bulat (`A`; 2)", "pembulatan dari A sampai dua angka di belakang koma"),
        ("bulat (`A`)", "pembulatan dari A ke bilangan bulat"),
        ("Σ (`bobot` × `nilai`) / 2", "jumlah dari bobot dikali nilai untuk setiap baris dibagi dua"),
        ("rata-rata setiap (`nilai`)", "rata-rata dari nilai untuk setiap baris"),
        ("`RI` = `NI` / `N`; `RI` × 2", "RI adalah NI dibagi N; hasilnya adalah RI dikali dua"),
    ],
)
def test_further_parts(text: str, spoken: str):
    assert kf.parse(text).to_speech() == spoken
