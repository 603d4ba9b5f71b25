"""Readings that their shape tells are warned of no more, and those of nearly that shape still are."""

from __future__ import annotations

import pytest

import kinerja_formula as kf
from kinerja_formula.reading.certainty import certainty_curves

TELLING = [
    "Persentase kinerja ditambah persentase kompetensi ditambah persentase disiplin dibagi 3",
    "Menunjukkan jumlah ragam budaya yang dikembangkan/difasilitasi dalam satu tahun",
    "(Revisi DIPA × 10%) + (Penyerapan Anggaran × 50%) + (Deviasi Hal. III DIPA × 15%) + (Pengelolaan UP/TUP × 25%)",
    "Jumlah guru SD yang terkualifikasi per jumlah guru SD yang mengajar",
    "Distribusi Air - Air Terjual / Distribusi Air * 100%",
    "RS = NAS / NDT\nNAS = Jumlah artikel yang disitasi\nNDT = Jumlah dosen tetap",
]


@pytest.mark.parametrize("text", TELLING)
def test_no_warning_where_the_shape_tells(text):
    formula = kf.parse(text)
    assert formula.certainty >= certainty_curves().threshold
    assert [one.code for one in formula.diagnostics if one.severity == "warning"] == []


DOUBTED = [
    "Persentase kinerja ditambah persentase kompetensi ditambah persentase disiplin dibagi 4",
    "Rate = a/a+b",
    "Pertumbuhan jumlah kios dibandingkan dengan jumlah kios tahun sebelumnya",
    "Persentase kenaikan jumlah kios dibanding jumlah kios tahun sebelumnya",
    "Persentase keluarga dengan jumlah anak lebih dari dua",
    "EBITDA\nPendapatan Usaha Bersih",
    "Pembilang (X) = Jumlah kasus\nPenyebut (Y) = Jumlah penduduk\nKonstanta (K) = 100, 1.000",
]


@pytest.mark.parametrize("text", DOUBTED)
def test_what_may_mean_two_things_is_warned_of(text):
    formula = kf.parse(text)
    assert formula.certainty < certainty_curves().threshold
    assert [one.code for one in formula.diagnostics if one.severity == "warning"]
