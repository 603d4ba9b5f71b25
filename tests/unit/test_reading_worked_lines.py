"""Lines of figures below a formula work it out; other lines of figures are part of it."""

from __future__ import annotations

import pytest

import kinerja_formula as kf

RATIO = "Jumlah hadir / Jumlah undangan × 100%"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Jumlah hadir / Jumlah undangan x 100%\n18 / 20 x 100%\n= 90%", RATIO),
        ("Jumlah hadir / Jumlah undangan x 100%\n\n18 / 20 x 100%\n= 90 %", RATIO),
        ("Jumlah hadir / Jumlah undangan x 100%\n= 18 / 20 x 100%\n= 90%", RATIO),
        ("Skor 1 + Skor 2\n5 + 5 = 10", "`Skor 1` + `Skor 2`"),
        ("Persentase = Hadir / Undangan\n(50/100) x 100% = 50%", "`Hadir` / `Undangan`"),
        ("Jumlah hadir\nKehadiran = x 100%\nJumlah undangan\n\n18\n= x 100%\n20\n\n= 90%", RATIO),
        (
            "Pt\nFCR =\nBt - Bo\n\n9,5\n= kg\n4,33 - 2,25\n\n= 4,56 kg\n\nKet :\nPt = Pakan total (kg)",
            "`Pt` / (`Bt` - `Bo`)",
        ),
        (
            "ln Wt - ln Wo\nSGR = x 100%\nt\n\nln (29,66) - ln (9)\n= x 100%\n45\n\n= 2,6%",
            "(ln (`Wt`) - ln (`Wo`)) / `t` × 100%",
        ),
    ],
)
def test_they_are_left_out(text: str, line: str) -> None:
    formula = kf.parse(text)
    assert formula.to_text() == line
    assert any(one.role == "contoh" for one in formula.why())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Jumlah cadangan beras\nx 100%\n100 ton", "Jumlah cadangan beras / 100 × 100%"),
        ("PX + PY\n   2", "(`PX` + `PY`) / 2"),
        ("Jumlah hadir\n= x 100%\n250", "Jumlah hadir / 250 × 100%"),
        ("Waktu distribusi\n-----\n365 hari", "`Waktu distribusi` / 365"),
        ("Denda = Pokok\nx 2% x 12 bulan\n= 24%", "`Pokok` × 2% × 12"),
        ("Nilai = Jumlah benar\n/ 40 x 10\n= 100", "Jumlah benar / 40 × 10"),
        ("Beban = Beban kerja\n-----\n1.250 x 60 = 75.000", "`Beban kerja` / (1250 × 60)"),
        ("Tarif = A x\n(12 + 8)\n= 20", "`A` × (12 + 8)"),
        ("Jumlah jam kerja dibagi\n24 x 7 = 168", "Jumlah jam kerja / 24 × 7"),
    ],
)
def test_figures_of_the_formula_stay(text: str, line: str) -> None:
    assert kf.parse(text).to_text() == line


def test_figures_alone_are_no_example() -> None:
    with pytest.raises(kf.FormulaError):
        kf.parse("18 / 20 x 100%\n= 90%")
