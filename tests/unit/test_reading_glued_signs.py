"""An x without a blank beside it multiplies between symbols, figures and words that stand for themselves."""

from __future__ import annotations

import pytest

import kinerja_formula as kf


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("Nilai = (Ax40%)+(Bx60%)", "Nilai = (A x 40%) + (B x 60%)"),
        ("(SPx4)+(Px3)+(CPx2)", "(SP x 4) + (P x 3) + (CP x 2)"),
        ("IKLH = (IKAx0,34)+(IKUx0,428)", "IKLH = (IKA x 0,34) + (IKU x 0,428)"),
        ("(AxB)/C x 100%", "(A x B) / C x 100%"),
        ("V = AxBxC", "V = A x B x C"),
        ("HPx100%/TTxH", "HP x 100% / TT x H"),
        ("Volume = panjangxlebarxtinggi", "Volume = panjang x lebar x tinggi"),
        ("hari rawat/(jumlah TTxjumlah hari)x100%", "hari rawat / (jumlah TT x jumlah hari) x 100%"),
        ("hari rawat/(jumlah TT x365)x100%", "hari rawat / (jumlah TT x 365) x 100%"),
        ("Jumlah kematian/jumlah kelahiran hidupx1000", "Jumlah kematian / jumlah kelahiran hidup x 1000"),
        ("Jumlah kematian/jumlah kelahiran hidupx100.000", "Jumlah kematian / jumlah kelahiran hidup x 100.000"),
        ("Jumlah hadirx100/jumlah pegawai", "Jumlah hadir x 100 / jumlah pegawai"),
        ("2xA + 3xB", "2 x A + 3 x B"),
    ],
)
def test_a_glued_sign_multiplies(glued: str, apart: str):
    assert kf.parse(glued).tree == kf.parse(apart).tree


@pytest.mark.parametrize(
    "name", ["Jumlah faks", "Indeks", "Jumlah boxplot", "Pajak TaxRatio", "Jumlah Matrix", "Kompleksitas", "x1"]
)
def test_an_x_within_a_word_is_a_letter(name: str):
    assert kf.parse(f"{name} / Jumlah seluruh").names[0] == name


def test_a_name_of_the_data_is_left_alone():
    assert kf.parse("TTxH / Jumlah", names=["TTxH", "Jumlah"]).names == ("TTxH", "Jumlah")


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        (
            "Jumlah ASN golongan IV dibagi I+II+III+IV dikali 100%",
            "Jumlah ASN golongan IV / (I + II + III + IV) x 100%",
        ),
        ("Nilai kelas A dibagi A+B", "Nilai kelas A / (A + B)"),
        ("Realisasi a dibagi a+b+c kali 100%", "Realisasi a / (a + b + c) x 100%"),
    ],
)
def test_a_sum_without_blanks_is_one_operand_of_a_word(glued: str, apart: str):
    """The first of its terms alone was divided by."""
    assert kf.parse(glued).tree == kf.parse(apart).tree


def test_a_sum_with_blanks_is_none():
    assert "(" not in kf.parse("Jumlah A dibagi Jumlah B + Jumlah C").to_text().split("/")[1]


@pytest.mark.parametrize("name", ["Jumlah penduduk usia 65+", "Jumlah sertifikat B2+"])
def test_a_plus_before_a_word_that_calculates_ends_the_name(name: str):
    formula = kf.parse(f"{name} dibagi jumlah penduduk dikali 100%")
    assert (formula.names[0], formula.diagnostics) == (name, ())
