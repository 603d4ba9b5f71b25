"""A drawn fraction of which extraction left three lines, the middle one with a hole."""

from __future__ import annotations

import pytest

import kinerja_formula as kf
from kinerja_formula.reading.draft import DEFAULT_LIMITS
from kinerja_formula.reading.rules_reader import prepare
from kinerja_formula.reading.torn_fractions import is_put_back

TORN = [
    ("∑ Pasien mati\nGDR = x 1000\nJumlah pasien keluar", "Σ `Pasien mati` / `Jumlah pasien keluar` × 1000"),
    (
        "Jumlah kematian bayi\nAKB = x 1.000\nJumlah kelahiran hidup",
        "Jumlah kematian bayi / Jumlah kelahiran hidup × 1000",
    ),
    ("Hari\nLOS = O x ( )\nPasien keluar", "`Hari` × `O` / `Pasien keluar`"),
    ("Hari\nTOI = (A − O) x ( )\nPasien keluar", "`Hari` × (`A` - `O`) / `Pasien keluar`"),
    ("Jumlah hadir\nKehadiran = ( ) x 100%\nJumlah undangan", "Jumlah hadir / Jumlah undangan × 100%"),
    ("Jumlah pasien keluar\nBTO =\nJumlah tempat tidur", "Jumlah pasien keluar / Jumlah tempat tidur"),
]


@pytest.mark.parametrize(("text", "line"), TORN)
def test_the_line_is_put_back(text: str, line: str) -> None:
    assert kf.parse(text).to_text() == kf.parse(line).to_text()


@pytest.mark.parametrize(("text", "line"), TORN)
def test_a_line_that_stands_nowhere_is_never_sure(text: str, line: str) -> None:
    assert {one.code for one in kf.parse(text).diagnostics} & {"KF107", "KF110"}


@pytest.mark.parametrize(
    "text",
    [
        "Rumus perhitungan nilai\nNilai IKM =\nNilai hasil survei",  # a heading stands above
        "Jumlah hadir\nKehadiran =\nJumlah undangan\nJumlah pegawai",  # four lines
        "Jumlah A / Jumlah B\nRasio = x 1000\nJumlah C",  # a formula of its own
        "Jumlah hadir\nKehadiran = x 100%\nJumlah undangan",  # x 100% itself shows where the line was
        "Jumlah hadir\nKehadiran = ( ) x B\nJumlah undangan",  # no figure behind the hole
        "Jumlah hadir\nKehadiran = ( ) 100\nJumlah undangan",  # no sign before the figure
        "Jumlah hadir\nKehadiran = x B\nJumlah undangan",
        "Jumlah hadir\nKehadiran = A ( )\nJumlah undangan",  # no sign behind the factor
        "Jumlah hadir\nKehadiran = A\nJumlah undangan",
        "Jumlah hadir\n= x 1000\nJumlah undangan",  # no label
        "Jumlah hadir\nA = B = x 1000\nJumlah undangan",  # two signs
        "Nilai tertinggi\nSkor =\nJumlah undangan",  # the upper line counts nothing
        "12\nGDR = x 1000\nJumlah undangan",  # no operand
    ],
)
def test_other_lines_are_left_alone(text: str) -> None:
    assert not any(is_put_back(piece) for piece in prepare(text, (), None, DEFAULT_LIMITS)[0])


def test_every_piece_has_its_place() -> None:
    text = "Hari\nLOS = O x ( )\nPasien keluar"
    formula = kf.parse(text)
    assert set(formula.names) == {"Hari", "O", "Pasien keluar"}
    for piece in formula.why().pieces:
        assert 0 <= piece.start < piece.end <= len(text)


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("PNB\nPPK =\nJPT", ["PPK ="]),
        ("Hari\nLOS = O x ( )\nPasien", ["x", "( )"]),
        ("Jumlah hadir\nKehadiran = ( ) x 100%\nJumlah undangan", ["Kehadiran =", "( )"]),
    ],
)
def test_the_label_beside_the_line_is_told(text: str, beside: list[str]) -> None:
    told = [text[one.start : one.end] for one in kf.parse(text).why() if one.form == "garis-hilang"]
    assert told == beside


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("PNB\nPPK =\nJPT", "PNB | ----- | JPT"),
        ("Jumlah hadir\nA = ( ) x 100\nJumlah undangan", "Jumlah hadir | -----! x 100 | Jumlah undangan"),
        ("Hari\nLOS = O x ( )\nPasien", "Hari | × O -----! | Pasien"),
        ("Hari\nLOS = O x ( ) x 2\nPasien", "Hari | × O -----! x 2 | Pasien"),
        ("Hari\nLOS = x 1.000 orang\nPasien", "Hari | -----! x 1.000 orang | Pasien"),
    ],
)
def test_what_is_put_back(text: str, line: str) -> None:
    """A drawn line, settled where a factor beside it tells, and the sign before a factor that comes first."""
    pieces, _, _ = prepare(text, (), None, DEFAULT_LIMITS)
    first, last = text.index("\n"), text.rindex("\n")
    parts = [
        " ".join(piece.text + "!" * (is_put_back(piece) and piece.hard) for piece in pieces if inside(piece.start))
        for inside in (lambda at: at < first, lambda at: first <= at <= last, lambda at: at > last)
    ]
    assert " | ".join(parts) == line
