"""An indicator that stands before its formula without a sign is its label, and no operand."""

from __future__ import annotations

import pytest

import kinerja_formula as kf


@pytest.mark.parametrize(
    ("indikator", "text", "line"),
    [
        (
            "Persentase kehadiran",
            "Persentase kehadiran Jumlah hadir / Jumlah undangan x 100%",
            "Jumlah hadir / Jumlah undangan × 100%",
        ),
        (
            "Angka Kematian Kasar (AKK)",
            "Angka Kematian Kasar (AKK) Jumlah pasien mati dibagi Jumlah pasien keluar x 1000",
            "Jumlah pasien mati / Jumlah pasien keluar × 1000",
        ),
        (
            "Rata-rata kunjungan per hari",
            "7) Rata-rata  Kunjungan per hari Jumlah kunjungan / Jumlah hari buka",
            "Jumlah kunjungan / `Jumlah hari buka`",
        ),
        ("Persentase kehadiran", "persentase kehadiran Total hadir : Total undangan", "Total hadir / Total undangan"),
        # as applications store it: the indicator, what it measures, the formula, each on a line of its own
        (
            "2b. Rasio Laba terhadap Penjualan",
            "2b. Rasio Laba terhadap Penjualan<br>\n<a>Mengukur laba usaha</a><br>\n<i>Laba / Penjualan x 100%</i>",
            "Laba / Penjualan × 100%",
        ),
        (
            "Rasio Total Aset terhadap Total Utang",
            "Rasio Total Aset terhadap Total Utang\n\nTotal Aset / Total Utang",
            "Total Aset / Total Utang",
        ),
    ],
)
def test_an_indicator_before_its_formula(indikator: str, text: str, line: str) -> None:
    formula = kf.parse(text, indikator=indikator)
    assert formula.equals(kf.parse(line))
    assert not any(one.severity == "warning" for one in formula.diagnostics)
    labels = [text[one.start : one.end] for one in formula.why() if one.role == "label"]
    assert " ".join(" ".join(labels).lower().split()).startswith(indikator.lower())


@pytest.mark.parametrize(
    ("indikator", "text"),
    [
        ("Jumlah surat", "Jumlah surat total"),  # a small letter goes on
        ("Jumlah desa mandiri", "Jumlah desa mandiri / Jumlah desa x 100%"),  # it is the numerator
        ("Jumlah desa mandiri", "Jumlah desa mandiri\nJumlah desa x 100%"),  # a fraction whose bar was lost
        ("Jumlah desa mandiri", "Jumlah desa mandiri\n-----\nJumlah desa x 100%"),
        ("PAD", "PAD Jumlah"),  # too short to be told from a name
        ("Persentase kehadiran", "Persentase kehadiran"),
        ("Persentase kehadiran pegawai", "Persentase kehadiran Jumlah hadir / Jumlah undangan x 100%"),  # another
        ("Persentase kehadiran", "Persentase kehadiran = Jumlah hadir / Jumlah undangan x 100%"),  # has its sign
    ],
)
def test_what_is_no_label_stays(indikator: str, text: str) -> None:
    assert kf.parse(text, indikator=indikator).tree == kf.parse(text).tree


def test_pieces_cover_the_text_once() -> None:
    text = "Persentase kehadiran Jumlah hadir / Jumlah undangan x 100%"
    pieces = list(kf.parse(text, indikator="Persentase kehadiran").why())
    covered = [at for piece in pieces for at in range(piece.start, piece.end)]
    assert len(covered) == len(set(covered))
    assert {text[at] for at in range(len(text)) if at not in set(covered)} == {" "}
