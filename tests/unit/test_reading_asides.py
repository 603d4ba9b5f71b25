"""What stands beside a formula: further sentences, a label on the drawn line, worked examples, legends, sources."""

from __future__ import annotations

import pytest
from tests.rules_alone import parse


@pytest.mark.parametrize(
    ("text", "line", "findings"),
    [
        (
            "Jumlah hadir dibagi Jumlah undangan. Dihitung setiap triwulan",
            "Jumlah hadir / Jumlah undangan",
            [("KF113", "Dihitung setiap triwulan")],
        ),
        (
            "Jumlah hadir dibagi Jumlah undangan. dihitung setiap triwulan",
            "Jumlah hadir / `Jumlah undangan. dihitung setiap triwulan`",
            [],
        ),
        ("Jumlah hadir dibagi Jumlah undangan .Dihitung", "Jumlah hadir / `Jumlah undangan .Dihitung`", []),
        ("Jumlah hadir dibagi Jumlah undangan.Dihitung", "Jumlah hadir / `Jumlah undangan.Dihitung`", []),
        (
            "Jumlah hadir dibagi Jumlah undangan; Dihimpun camat",
            "Jumlah hadir / Jumlah undangan",
            [("KF113", "Dihimpun camat")],
        ),
        (
            "Jumlah hadir dibagi Jumlah undangan.\nDihitung camat",
            "Jumlah hadir / Jumlah undangan",
            [("KF113", "Dihitung camat")],
        ),
        (
            "Jumlah hadir dibagi Jumlah undangan x 100. Dihitung camat",
            "Jumlah hadir / Jumlah undangan × 100",
            [("KF113", "Dihitung camat")],
        ),
        (
            "Jumlah hadir dibagi Jumlah undangan 12. Dihitung camat",
            "Jumlah hadir / `Jumlah undangan 12. Dihitung camat`",
            [],
        ),
        ("Jumlah hadir dibagi Jumlah undangan no. Camat", "Jumlah hadir / `Jumlah undangan no. Camat`", []),
        ("Jumlah hadir dibagi Jumlah B. Camat", "Jumlah hadir / `Jumlah B. Camat`", []),
        (
            "Jumlah hadir dibagi (Jumlah undangan). Dihitung camat",
            "Jumlah hadir / Jumlah undangan",
            [("KF113", "Dihitung camat")],
        ),
        (
            "Jumlah hadir dibagi `Jumlah undangan`. Dihitung camat",
            "Jumlah hadir / Jumlah undangan",
            [("KF113", "Dihitung camat")],
        ),
        ("Jumlah hadir. Dihitung dibagi Jumlah undangan", "`Jumlah hadir. Dihitung` / Jumlah undangan", []),
        (
            "Jumlah hadir. Dihitung camat ----- x 100% Jumlah undangan",
            "`Jumlah hadir. Dihitung camat` / Jumlah undangan × 100%",
            [],
        ),
        ("Jumlah skor\nNRR = -----\nJumlah kuesioner", "Jumlah skor / Jumlah kuesioner", []),
        ("Jumlah skor\nNRR : -----\nJumlah kuesioner", "Jumlah skor / Jumlah kuesioner", []),
        ("NRR = -----\nJumlah kuesioner", "Jumlah kuesioner", []),
        ("Jumlah A ----- x 100% (18/24) x 100% = 75 Jumlah B", "Jumlah A / Jumlah B × 100%", []),
        ("Jumlah A x 100% (18/24) = 75% Jumlah B", "Jumlah A / Jumlah B × 100%", []),
        ("Jumlah A / Jumlah B = 75%", "Jumlah A / Jumlah B", []),
        ("Jumlah A / Jumlah B x 100% (18 : 24) x 100 = 80", "Jumlah A / Jumlah B × 100%", [("KF116", "80")]),
        ("Jumlah A / Jumlah B x 100% (18/24) x 100% = 75,004", "Jumlah A / Jumlah B × 100%", [("KF116", "75,004")]),
        ("Jumlah A / Jumlah B x 100% (18/24) x 100% = 75,0", "Jumlah A / Jumlah B × 100%", []),
        ("Jumlah A / Jumlah B x 100% (1/3) x 100% = 33.3", "Jumlah A / Jumlah B × 100%", [("KF118", "33.3")]),
        ("Jumlah A / Jumlah B x 100% (1/3) x 100% = 33,44", "Jumlah A / Jumlah B × 100%", [("KF116", "33,44")]),
        ("Jumlah A / Jumlah B x 100% (18/0) x 100% = 80", "Jumlah A / Jumlah B × 100%", []),
        ("A = jumlah hadir; B = jumlah undangan; Persentase = A/B", "`A` / `B`", [("KF110", "/")]),
        ("A/B x 100% ; A = jumlah hadir, B = jumlah undangan", "`A` / `B` × 100%", [("KF110", "/")]),
        ("A/B x 100%\nA : jumlah hadir\nB : jumlah undangan", "`A` / `B` × 100%", [("KF110", "/")]),
        ("Pembilang : A dan B\nPenyebut : C", "`A dan B` / `C`", []),
        ("Penyebut : C\nPembilang : A", "`Penyebut : C Pembilang : A`", []),
        ("Jumlah A / Jumlah B (sumber : BPS) x 100%", "Jumlah A / Jumlah B × 100%", []),
        ("Jumlah A / Jumlah B x 100% (sumber : BPS) tahun 2020", "Jumlah A / Jumlah B × 100%", []),
        ("Jumlah A / Jumlah B di mana A = hadir", "Jumlah A / Jumlah B", []),
        # A bracket that asks for a percentage
        ("A dibagi B (%)", "`A` / `B` × 100%", [("KF110", "(%)")]),
        ("A dibagi B (dalam persen)", "`A` / `B` × 100%", [("KF110", "(dalam persen)")]),
        ("A dibagi B (x 100%)", "`A` / `B` × 100%", []),
        ("A dibagi B (* 100%)", "`A` / `B` × 100%", []),
        ("A dibagi B (× 100 %)", "`A` / `B` × 100%", []),
        ("A dibagi B x 100% (%)", "`A` / `B` × 100%", []),
        ("A ditambah B (%)", "`A` + `B (%)`", []),
        ("A (%) dibagi B (%)", "`A (%)` / `B (%)`", []),
        # Steps that a reader can calculate again
        ("Nilai = Skor x 0,10 = 80 x 0,10 = 8", "`Skor` × 0,1", []),
        ("Nilai = Skor x 0,10 = 80 x 0,20 = 8", "`Skor` × 0,1", [("KF116", "8")]),
        ("A ----- (18/24) = 80 B", "`A` / `B`", [("KF116", "80")]),
        ("A ----- x 100% (18/24) x 100% = 75 % B", "`A` / `B` × 100%", []),
        ("Jumlah keterangan A / Jumlah B", "`Jumlah keterangan A` / Jumlah B", []),
    ],
)
def test_asides(text: str, line: str, findings: list[tuple[str, str]]):
    formula = parse(text)
    assert formula.to_text() == line
    assert [(one.code, text[slice(*one.span)]) for one in formula.diagnostics] == findings
