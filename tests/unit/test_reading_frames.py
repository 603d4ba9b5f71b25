"""The sentence round a formula: what its words say as signs, and where they stay in the name."""

from __future__ import annotations

import pytest
from tests.rules_alone import parse


def read_as(text: str) -> tuple[str, list[tuple[str, str]]]:
    formula = parse(text)
    return formula.to_text(), [(one.code, text[slice(*one.span)]) for one in formula.diagnostics]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        # comparison
        ("perbandingan antara jumlah A dengan jumlah B", "jumlah A / jumlah B"),
        ("Perbandingan jumlah A dan jumlah B x 100%", "jumlah A / jumlah B × 100%"),
        ("Perbandingan realisasi dengan target", "`realisasi` / `target`"),
        ("rasio jumlah guru terhadap jumlah murid", "jumlah guru / jumlah murid"),
        ("proporsi jumlah A terhadap jumlah B", "jumlah A / jumlah B"),
        ("Perbandingan antara jumlah A dibagi jumlah B", "jumlah A / jumlah B"),
        # verbs and nouns of an operation
        ("Membagi jumlah A dengan jumlah B", "jumlah A / jumlah B"),
        ("Membandingkan jumlah A dengan jumlah B", "jumlah A / jumlah B"),
        ("Mengurangi jumlah A dengan jumlah B", "jumlah A - jumlah B"),
        ("Hasil bagi jumlah A dengan jumlah B", "jumlah A / jumlah B"),
        ("Hasil kali jumlah A dengan jumlah B", "jumlah A × jumlah B"),
        ("selisih nilai A dengan nilai B", "`nilai A` - `nilai B`"),
        ("Selisih jumlah A dan jumlah B dibagi jumlah B", "(jumlah A - jumlah B) / jumlah B"),
        ("Penjumlahan nilai A, nilai B dan nilai C", "`nilai A` + `nilai B` + `nilai C`"),
        # averages
        ("rata-rata dari nilai A, nilai B dan nilai C", "(rata-rata (`nilai A`; `nilai B`; `nilai C`))"),
        ("Rata-rata (A; B; C)", "(rata-rata (`A`; `B`; `C`))"),
        ("Rata-rata (A, B, C) x 2", "(rata-rata (`A`; `B`; `C`)) × 2"),
        ("Rata-rata (A + B + C)", "(rata-rata (`A`; `B`; `C`))"),
        ("Rata-rata (A + B - C)", "(rata-rata ((`A` + `B` - `C`)))"),
        ("Rerata A dan B", "(rata-rata (`A`; `B`))"),
        # labels and connectors
        ("Rumusnya adalah jumlah A dibagi jumlah B", "jumlah A / jumlah B"),
        ("Rumus : Jumlah A / Jumlah B", "Jumlah A / Jumlah B"),
        ("Cara menghitung : Jumlah A / Jumlah B", "Jumlah A / Jumlah B"),
        ("Kehadiran adalah jumlah A dibagi jumlah B", "jumlah A / jumlah B"),
        ("Dihitung dari jumlah A dibagi jumlah B dikali 100%", "jumlah A / jumlah B × 100%"),
        ("Kehadiran dihitung dengan membagi jumlah A dengan jumlah B", "jumlah A / jumlah B"),
        ("Merupakan perbandingan jumlah A terhadap jumlah B", "jumlah A / jumlah B"),
        ("Persentase (%) : Jumlah A / Jumlah B x 100 %", "Jumlah A / Jumlah B × 100%"),
        ("Persentase hadir : Jumlah hadir / hari kerja x 100", "Jumlah hadir / `hari kerja` × 100"),
        ("Capaian kinerja : Jumlah A / Jumlah B x 100%", "Jumlah A / Jumlah B × 100%"),
        ("Rasio : Jumlah guru / Jumlah murid", "Jumlah guru / Jumlah murid"),
        # what comes out
        ("Jumlah A / Jumlah B dinyatakan dalam persen", "Jumlah A / Jumlah B × 100%"),
        ("Jumlah A dibagi jumlah B dan disajikan dalam persentase", "Jumlah A / jumlah B × 100%"),
        ("Jumlah A / Jumlah B x 100% dinyatakan dalam persen", "Jumlah A / Jumlah B × 100%"),
        ("Persentase jumlah A dibagi jumlah B dikali 100%", "jumlah A / jumlah B × 100%"),
    ],
)
def test_frames(text: str, tree: str):
    assert read_as(text) == (tree, [])


@pytest.mark.parametrize(
    ("text", "tree", "place"),
    [
        ("Persentase jumlah A terhadap jumlah B", "jumlah A / jumlah B × 100%", "Persentase"),
        ("Persentase jumlah A dibagi jumlah B", "jumlah A / jumlah B × 100%", "Persentase"),
        ("Rasio guru terhadap murid", "`guru` / `murid`", "terhadap"),
        ("Rasio guru/staf terhadap murid x 100%", "`guru/staf` / `murid` × 100%", "terhadap"),
        ("Perbandingan antara guru dengan murid", "`guru` / `murid`", "dengan"),
        ("Rata-rata nilai A, B dan C", "(rata-rata (`nilai A`; `B`; `C`))", "B"),
        ("Selisih PAD tahun ini dengan tahun lalu", "`PAD tahun ini` - `tahun lalu`", "dengan"),
    ],
)
def test_doubtful_frames_are_reported(text: str, tree: str, place: str):
    assert read_as(text) == (tree, [("KF110", place)])


@pytest.mark.parametrize(
    "text",
    [
        "Rata-rata Lama Sekolah",
        "Rata-rata nilai SKM desa dan kelurahan",
        "Rasio elektrifikasi",
        "Rasio guru adalah",
        "Persentase desa mandiri",
        "Hasil survei kepuasan masyarakat",
        "Rasio guru terhadap murid - staf",
        "Rasio guru terhadap murid SD dengan ijazah terhadap standar",
        "Selisih kurs",
    ],
)
def test_frames_that_are_names(text: str):
    formula = parse(text)
    assert (formula.names, formula.kind) == ((text,), "nilai" if text != "Selisih kurs" else "hitung")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Jumlah dokumen yang dihitung dari jumlah A / Jumlah B",
            ("Jumlah dokumen yang dihitung dari jumlah A", "Jumlah B"),
        ),
        ("Jumlah A adalah baik / Jumlah B", ("Jumlah A adalah baik", "Jumlah B")),
    ],
)
def test_connectors_inside_a_name(text: str, names: tuple[str, ...]):
    assert parse(text).names == names
