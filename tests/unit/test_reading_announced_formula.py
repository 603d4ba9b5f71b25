"""A heading like *Rumus:* on a line below a description announces the formula; what stands above it is none."""

from __future__ import annotations

import pytest

import kinerja_formula as kf

FORMULA = "Jumlah konten yang disusun / Jumlah konten yang diminta x 100%"


@pytest.mark.parametrize("heading", ["Rumus:", "- Rumus Penghitungan Indikator: ", "Formula :\n", "Cara perhitungan: "])
@pytest.mark.parametrize(
    "above",
    [
        "- Penyusunan konten adalah proses menghasilkan produk dari ide-ide topik agenda komunikasi\n\n",
        "Konten memuat:\na. tujuan komunikasi\nb. analisis situasi\nc. evaluasi program komunikasi\n",
        "Konten yang disusun ialah konten yang telah disetujui pimpinan.\n",
    ],
)
def test_what_is_announced_is_read(above: str, heading: str) -> None:
    formula = kf.parse(above + heading + FORMULA)
    assert formula.to_text() == kf.parse(FORMULA).to_text()
    assert formula.why().pieces[0].role == "label"


@pytest.mark.parametrize(
    "text",
    [
        "Jumlah hadir / Jumlah undangan yang dikirim kepada anggota x 100%\nRumus: hadir per undangan",
        "Jumlah hadir yang dicatat = hadir + izin\nRumus: hadir per undangan",
    ],
)
def test_a_formula_above_is_not_left_out(text: str) -> None:
    assert set(kf.parse(text).names) == set(kf.parse(text.partition("\n")[0]).names)
