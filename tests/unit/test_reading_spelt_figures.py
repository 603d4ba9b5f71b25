"""Figures that regulations spell out again in brackets."""

from __future__ import annotations

import pytest

import kinerja_formula as kf


@pytest.mark.parametrize(
    ("spelt", "plain"),
    [
        ("30% (tiga puluh persen) x nilai A + 70% (tujuh puluh persen) x nilai B", "30% x nilai A + 70% x nilai B"),
        ("2,5% (dua koma lima per seratus) x Jumlah pendapatan", "2,5% x Jumlah pendapatan"),
        ("tarif = 10% (sepuluh perseratus) x harga dasar", "tarif = 10% x harga dasar"),
        ("Jumlah gaji x 12 (dua belas) bulan", "Jumlah gaji x 12 bulan"),
        ("Jumlah biaya / 12 (dua belas)", "Jumlah biaya / 12"),
        ("Jumlah hadir / Jumlah undangan x 100% (seratus persen)", "Jumlah hadir / Jumlah undangan x 100%"),
    ],
)
def test_the_words_of_a_factor_say_it_again(spelt: str, plain: str):
    formula = kf.parse(spelt)
    assert formula.tree == kf.parse(plain).tree
    assert not [one for one in formula.diagnostics if one.severity == "warning"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("30% (dua puluh persen) x nilai A", "dua puluh persen"),
        ("Jumlah layanan dalam 12 (dua belas) bulan / Jumlah rencana", "12 (dua belas) bulan"),
        ("Jumlah panti dalam\n1 (satu) tahun / Jumlah panti", "1 (satu) tahun"),
    ],
)
def test_other_figures_and_those_of_names_stay(text: str, kept: str):
    assert kept in kf.parse(text).to_text()
