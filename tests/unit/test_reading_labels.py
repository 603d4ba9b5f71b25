"""What stands before a formula and is no part of it, and the words behind it that ask for a percentage."""

from __future__ import annotations

import pytest
from tests.rules_alone import parse


@pytest.mark.parametrize(
    ("text", "line"),
    [
        # A word for a formula, with its sign or without one
        ("Rumus: Jumlah A / Jumlah B", "Jumlah A / Jumlah B"),
        ("Rumus capaian kinerja kegiatan: Jumlah A / Jumlah B", "Jumlah A / Jumlah B"),
        ("Rumus: Formula: Jumlah A / Jumlah B", "Jumlah A / Jumlah B"),
        ("Formula :: Jumlah A / Jumlah B", "Jumlah A / Jumlah B"),
        ("Rumusnya jumlah A / jumlah B", "jumlah A / jumlah B"),
        ("Rumus adalah jumlah A / jumlah B", "jumlah A / jumlah B"),
        ("Cara menghitung : Jumlah A / Jumlah B", "Jumlah A / Jumlah B"),
        ("Cara menghitung indikator ini adalah jumlah A / jumlah B", "jumlah A / jumlah B"),
        ("Cara menghitung indikator ini jumlah A / jumlah B", "jumlah A / jumlah B"),
        ("Metode kerja / jumlah B", "`Metode kerja` / jumlah B"),  # such a word alone may begin a name
        ("Cara / jumlah B", "`Cara` / jumlah B"),
        # A name before a colon
        ("Persentase (%) : Jumlah A / Jumlah B", "Jumlah A / Jumlah B"),
        ("Kehadiran warga : Jumlah A / Jumlah B", "Jumlah A / Jumlah B"),
        ("Kehadiran : Jumlah A dibagi Jumlah B", "Jumlah A / Jumlah B"),
        ("Kehadiran : (A / B) x 100%", "`A` / `B` × 100%"),
        ("Kehadiran : (A : B) x 100%", "`A` / `B` × 100%"),
        ("Jumlah warga : Jumlah desa", "Jumlah warga / Jumlah desa"),
        ("Persentase hadir : Jumlah desa", "`Persentase hadir` / Jumlah desa"),
        # Words that lead over to it
        ("Nilai adalah jumlah A dibagi jumlah B", "jumlah A / jumlah B"),
        ("Nilai adalah perbandingan A dan B", "`A` / `B`"),
        ("Nilai adalah membagi A dengan B", "`A` / `B`"),
        ("Hasil A adalah : jumlah B / jumlah C", "jumlah B / jumlah C"),
        ("Hasil A diperoleh jumlah B / jumlah C", "jumlah B / jumlah C"),
        ("Indeks hadir dihitung dengan jumlah A dibagi jumlah B", "jumlah A / jumlah B"),
        ("Indeks hadir dihitung: jumlah A dibagi jumlah B", "jumlah A / jumlah B"),
        ("Indeks yang dihitung adalah jumlah A dibagi jumlah B", "jumlah A / jumlah B"),
        ("Hasil A dan diperoleh dari jumlah B / jumlah C", "`Hasil A dan diperoleh dari jumlah B` / jumlah C"),
    ],
)
def test_what_stands_before_a_formula(text: str, line: str):
    assert parse(text).to_text() == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("A dibagi B dalam persen", "`A` / `B` × 100%"),
        ("A dibagi B dalam %", "`A` / `B` × 100%"),
        ("A dibagi B dinyatakan persen", "`A` / `B` × 100%"),
        ("A dibagi B dan dinyatakan dalam persen", "`A` / `B` × 100%"),
        ("A dibagi B, yang dinyatakan dalam %", "`A` / `B` × 100%"),
        ("A dibagi B serta disajikan dalam persen.", "`A` / `B` × 100%"),
        ("A dibagi B, kemudian dihitung dalam persentase", "`A` / `B` × 100%"),
        ("A : B dinyatakan dalam persen", "`A` / `B` × 100%"),
        ("perbandingan A dan B dan dinyatakan dalam persen", "`A` / `B` × 100%"),
        ("membagi A dengan B dan dinyatakan dalam persen", "`A` / `B` × 100%"),
        # Said again
        ("A dibagi B x 100% dalam persen", "`A` / `B` × 100%"),
        ("A dibagi B x 100% dan dinyatakan dalam persen", "`A` / `B` × 100%"),
        # Nothing is divided, or more words stand there than such a remark has
        ("A ditambah B dan dinyatakan dalam persen", "`A` + `B`"),
        ("A + B dalam persen", "`A` + `B dalam persen`"),
        ("Jumlah A dinyatakan dalam persen", "`Jumlah A dinyatakan dalam persen`"),
        ("A dibagi B dinyatakan dalam bentuk angka persen", "`A` / `B` × 100%"),
        (
            "A dibagi B dinyatakan dalam bentuk angka saja persen",
            "`A` / `B dinyatakan dalam bentuk angka saja persen`",
        ),
        ("A dibagi B dinyatakan dengan angka", "`A` / `B dinyatakan dengan angka`"),
    ],
)
def test_words_that_ask_for_a_percentage(text: str, line: str):
    assert parse(text).to_text() == line
