"""A definition that says what kind of measure it is, before it says what is calculated."""

from __future__ import annotations

import pytest

import kinerja_formula as kf

RATIO = "jumlah kamar terjual / jumlah kamar"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Hunian merupakan rasio yang menunjukkan jumlah kamar terjual dibandingkan dengan jumlah kamar", RATIO),
        ("merupakan indikator hotel yang menggambarkan jumlah kamar terjual dibagi jumlah kamar", RATIO),
        ("Merupakan indikator yang menggambarkan perbandingan antara jumlah kamar terjual dengan jumlah kamar", RATIO),
        ("Angka hunian adalah angka yang mengukur jumlah kamar terjual / jumlah kamar x 100%", RATIO + " × 100%"),
        ("Hunian ialah ukuran yang menyatakan rasio jumlah kamar terjual terhadap jumlah kamar", RATIO),
    ],
)
def test_it_is_a_label(text: str, line: str) -> None:
    formula = kf.parse(text)
    assert formula.to_text() == kf.parse(line).to_text()
    first = formula.why().pieces[0]
    assert (first.start, first.role) == (0, "label")


@pytest.mark.parametrize(
    "text",
    [
        "Jumlah program studi yang merupakan indikator yang menunjukkan mutu / Jumlah program studi x 100%",
        "Jumlah desa dengan indikator yang menunjukkan kemajuan / Jumlah desa x 100%",
        "Tingkat inflasi adalah ukuran yang menunjukkan kenaikan harga",
        "Hunian adalah kamar yang menunjukkan nomor / Jumlah kamar",
        "Hunian adalah ukuran kamar / Jumlah kamar",
        "Hunian adalah",
        # the noun of the measure is what is counted
        "Mutu adalah nilai sampel yang menunjukkan hasil positif dibagi jumlah sampel",
        "yaitu indeks yang menunjukkan kategori baik / jumlah indeks x 100%",
        "Persentase yaitu indikator yang menunjukkan capaian baik dibagi jumlah indikator",
        "Jumlah desa merupakan indikator yang menunjukkan kemajuan / Jumlah desa x 100%",
        # the formula begins elsewhere
        "Indeks adalah ukuran yang menunjukkan mutu\nJumlah A / Jumlah B",
        "Inflasi adalah indikator yang menunjukkan kenaikan harga, (IHK n - IHK lalu) / IHK lalu x 100%",
    ],
)
def test_other_texts_keep_their_words(text: str) -> None:
    told = " ".join(kf.parse(text).names)
    assert "menunjukkan" in told or "menunjukkan" not in text
    assert all(one.role != "label" or "menunjukkan" not in text[one.start : one.end] for one in kf.parse(text).why())
