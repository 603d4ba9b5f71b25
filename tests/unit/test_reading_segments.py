"""A cell cut into its statements: label, value, condition, and what holds where no other does."""

from __future__ import annotations

import pytest

from kinerja_formula.reading.draft import DEFAULT_LIMITS
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.pieces import Pieces
from kinerja_formula.reading.rules_reader import prepare
from kinerja_formula.reading.scanner import scan
from kinerja_formula.reading.segments import Cut, NotCompound, Stretch, may_hold_statements

Row = tuple[str | None, str, str | None, bool]


def cut(text: str) -> tuple[Cut, list[Row]]:
    lexemes, _, _ = prepare(text, (), None, DEFAULT_LIMITS)
    pieces = Pieces(lexemes, text, lexicon())
    found = Cut(pieces, text)

    def said(part: Stretch | None) -> str | None:
        return None if part is None else text[pieces.lex[part.start].start : pieces.lex[part.end - 1].end]

    return found, [(said(one.label), str(said(one.value)), said(one.condition), one.rest) for one in found.statements()]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Jika Rasio ≥ 3, maka B = 4. Jika Rasio < 3, maka B = (4 x Rasio) / 3",
            [("B", "4", "Rasio ≥ 3,", False), ("B", "(4 x Rasio) / 3", "Rasio < 3,", False)],
        ),
        (
            (
                "Jika EWMP=14, maka skor 4\nJika 12 ≤ EWMP < 14 Maka Skor = (3 x EWMP)-34\n"
                "Jika EWMP < 12\natau EWMP > 16, maka Skor = 0"
            ),
            [
                ("skor", "4", "EWMP=14,", False),
                ("Skor", "(3 x EWMP)-34", "12 ≤ EWMP < 14", False),
                ("Skor", "0", "EWMP < 12\natau EWMP > 16,", False),
            ],
        ),
        (
            "Skor = 4 jika P >= 50%, selain itu Skor = 8 x P",
            [("Skor", "4", "P >= 50%,", False), ("Skor", "8 x P", None, True)],
        ),
        (
            "if Rasio Agunan < 30% then Hasil = 0 else Hasil = Sum CRR / 6",
            [("Hasil", "0", "Rasio Agunan < 30%", False), ("Hasil", "Sum CRR / 6", None, True)],
        ),
        ("=IF(A>=B, 100, A/B*100)", [(None, "100", "A>=B", False), (None, "A/B*100", None, True)]),
        (
            "IF(A > 90; 4; IF(A > 75; 3; 1))",
            [(None, "4", "A > 90", False), (None, "3", "A > 75", False), (None, "1", None, True)],
        ),
        ("Skor = IF(A > 90; 4; 1)", [("Skor", "4", "A > 90", False), ("Skor", "1", None, True)]),
        (
            "4: Jika RS ≥ 3\n3: Jika 2 ≤ RS < 3\n2: Jika RS < 2",
            [(None, "4", "RS ≥ 3", False), (None, "3", "2 ≤ RS < 3", False), (None, "2", "RS < 2", False)],
        ),
        (
            "4: Jika RS ≥ 3 3: Jika 2 ≤ RS < 3 2: Jika RS < 2",
            [(None, "4", "RS ≥ 3", False), (None, "3", "2 ≤ RS < 3", False), (None, "2", "RS < 2", False)],
        ),
        (
            'Index kepuasan > 3 skor "3"\nIndex kepuasan 2.5 - 3 skor "2"\nIndex kepuasan < 2 skor "0',
            [
                ("skor", '"3"', "Index kepuasan > 3", False),
                ("skor", '"2"', "Index kepuasan 2.5 - 3", False),
                ("skor", '"0', "Index kepuasan < 2", False),
            ],
        ),
        (
            "Jika nilai di atas 90 maka 4, jika nilai antara 80 dan 90 maka 3, jika nilai kurang dari 80 maka 1",
            [
                (None, "4", "nilai di atas 90", False),
                (None, "3", "nilai antara 80 dan 90", False),
                (None, "1", "nilai kurang dari 80", False),
            ],
        ),
        (
            "Jika realisasi > target, capaian = 100%. Jika realisasi <= target, capaian = realisasi / target x 100%",
            [
                ("capaian", "100%", "realisasi > target", False),
                ("capaian", "realisasi / target x 100%", "realisasi <= target", False),
            ],
        ),
        (
            "Alignment (%) = 100 * N / T (jika T > 0)\nAlignment = 0% (jika T = 0)",
            [("Alignment (%)", "100 * N / T", "T > 0", False), ("Alignment", "0%", "T = 0", False)],
        ),
        (
            (
                "4: Jika A ≥ 12 , maka Skor = 4\n3: Jika 3 ≤ A < 12 , maka Skor = (2 x A) / 9\n2: -\n"
                "1: Tidak ada Skor antara 0 dan 2.\n0: Jika A < 3 , maka Skor = 0"
            ),
            [
                ("Skor", "4", "A ≥ 12 ,", False),
                ("Skor", "(2 x A) / 9", "3 ≤ A < 12 ,", False),
                ("Skor", "0", "A < 3 ,", False),
            ],
        ),
        (
            "4 (Jika A ≥ 12, maka Skor = 4)\n3 (Jika A < 12, maka Skor = 3)",
            [("Skor", "4", "A ≥ 12,", False), ("Skor", "3", "A < 12,", False)],
        ),
        (
            "RI = NI / a; RN = NN / b; A = (RI + RN) / 2",
            [("RI", "NI / a", None, False), ("RN", "NN / b", None, False), ("A", "(RI + RN) / 2", None, False)],
        ),
        (
            "A / B x 100% dimana A = Jumlah hadir / 2, B = Jumlah undangan / 3",
            [
                (None, "A / B x 100%", None, False),
                ("A", "Jumlah hadir / 2", None, False),
                ("B", "Jumlah undangan / 3", None, False),
            ],
        ),
        (
            "X = A / B Faktor: a = 2, b = 1",
            [("X", "A / B", None, False), ("a", "2", None, False), ("b", "1", None, False)],
        ),
        ("X = A / B\n- Skor akhir:\nY = X x 2", [("X", "A / B", None, False), ("Y", "X x 2", None, False)]),
        *[
            (f"≤ 35% {arrow} 100\n> 35% {arrow} 50", [(None, "100", "≤ 35%", False), (None, "50", "> 35%", False)])
            for arrow in ("⇒", "➔")
        ],
        ("≤ 35% → 100\n> 35% → 50", [(None, "100", "≤ 35%", False), (None, "50", "> 35%", False)]),
        (
            "HPP = Biaya / Pendapatan x 100%\n≤ 35% → 100\n> 35% → 50",
            [
                ("HPP", "Biaya / Pendapatan x 100%", None, False),
                (None, "100", "≤ 35%", False),
                (None, "50", "> 35%", False),
            ],
        ),
        (
            "Capaian 100 jika A > 5; Capaian 50 jika A <= 5",
            [(None, "Capaian 100", "A > 5", False), (None, "Capaian 50", "A <= 5", False)],
        ),
        ("Jika opininya WTP, maka skor 4", [("skor", "4", "opininya WTP,", False)]),
        ("Jika A > 3 maka B = 4 jika tidak B = 2", [("B", "4", "A > 3", False), ("B", "2", None, True)]),
        (
            "Jika A > 3 maka 4 selain itu jika A > 2 maka 3 selain itu 0",
            [(None, "4", "A > 3", False), (None, "3", "A > 2", False), (None, "0", None, True)],
        ),
        (
            "Nilai indikator UP/TUP = A / B; C = D / E",
            [("Nilai indikator UP/TUP", "A / B", None, False), ("C", "D / E", None, False)],
        ),
        ("y = x / 2\nx = 3 + z", [("y", "x / 2", None, False), ("x", "3 + z", None, False)]),
        ("- Jika A > 3 maka 4\n- Jika A < 3 maka 2", [(None, "4", "A > 3", False), (None, "2", "A < 3", False)]),
        (
            "Nilai = 4, jika A ≥ 3; Nilai = 2, jika A < 3",
            [("Nilai", "4", "A ≥ 3", False), ("Nilai", "2", "A < 3", False)],
        ),
        ("Catatan penting untuk semua unit kerja\nSkor = 4 jika A > 3", [("Skor", "4", "A > 3", False)]),
    ],
)
def test_statements(text: str, rows: list[Row]):
    assert cut(text)[1] == rows


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Jika A > 3", "Jika A > 3"),
        ("Jika  A >\n3", "Jika A > 3"),
        ("Jika A > 3 maka", None),
        ("A > 3 maka 4, A < 3 maka 2", None),
        ("Skor = 0, selain itu", None),
        ("Jumlah A / Jumlah B", None),
    ],
)
def test_no_statements(text: str, condition: str | None):
    """A condition without a value is told, if it compares anything."""
    with pytest.raises(NotCompound) as raised:
        cut(text)
    doubt = raised.value.doubt
    if condition is None:
        assert doubt is None
    else:
        assert doubt is not None
        assert (doubt.code, text[slice(*doubt.span)]) == ("KF145", text)
        assert dict(doubt.values) == {"condition": condition, "reason": "tanpa-maka"}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Jika A > 3 maka 4", True),
        ("A = B / C; C = D / E", True),
        ("A = B / C", False),
        ("A / B dimana A = 2", True),
        ("A / B di mana A = 2", True),
        ("A / B dimana", False),
        ("2 < A", False),
        ("≤ 35% → 100 > 35% → 50", True),
        ("Jumlah A dibagi Jumlah B", False),
        ("Jumlah kejadian bila perlu / Jumlah hari", True),
    ],
)
def test_which_texts_are_cut(text: str, holds: bool):
    assert may_hold_statements(scan(text)) is holds
