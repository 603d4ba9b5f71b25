"""What is known of each piece of a text: brackets, lines, figures, and what speaks for a sign or word."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kinerja_formula.reading.draft import DEFAULT_LIMITS
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.pieces import Pieces
from kinerja_formula.reading.rules_reader import prepare


def pieces_of(text: str) -> Pieces:
    return Pieces(prepare(text, (), None, DEFAULT_LIMITS)[0], text, lexicon())


SCALE = {"surely a letter": (-9.0, -2.4), "a letter": (-2.4, -0.4), "open": (-0.4, 0.4), "a sign": (0.4, 1.3)}
SCALE["surely a sign"] = (1.3, 9.0)


def evidence(text: str, role: str) -> list[tuple[str, str]]:
    pieces = pieces_of(text)
    found = [one for places in pieces.index.get("{" + role + "}", {}).values() for one in places]
    return [
        (pieces.name(at, at + length), next(told for told, (low, high) in SCALE.items() if low < weight <= high))
        for at, length, weight in found
    ]


@pytest.mark.parametrize(
    ("text", "role", "expected"),
    [
        ("Jumlah A / Jumlah B", "bagi", [("/", "surely a sign")]),
        ("Jumlah A/Jumlah B", "bagi", [("/", "a sign")]),
        ("Jumlah A/jumlah B", "bagi", [("/", "a sign")]),
        ("murid / guru", "bagi", [("/", "a sign")]),
        ("murid/guru", "bagi", [("/", "a letter")]),
        ("murid/Guru", "bagi", [("/", "a letter")]),
        ("murid /guru", "bagi", [("/", "a letter")]),
        ("A/B", "bagi", [("/", "a sign")]),
        ("LPPD/LKPJ", "bagi", [("/", "a letter")]),
        ("LPPD / LKPJ", "bagi", [("/", "a sign")]),
        ("PAD/APBD x 100%", "bagi", [("/", "a sign")]),
        ("PAD/APBD x 100%", "kali", [("x", "surely a sign")]),
        ("tahun PAD/APBD", "bagi", [("/", "a letter")]),
        ("(A)/B", "bagi", [("/", "a sign")]),
        ("Jumlah A/(B)", "bagi", [("/", "a sign")]),
        ("Jumlah A/12", "bagi", [("/", "a sign")]),
        ("12/2020 tentang desa", "bagi", [("/", "surely a letter")]),
        ("Perdes No. 12/2014", "bagi", []),
        ("nilai 1/3", "bagi", [("/", "a sign")]),
        ("program/kegiatan dan program/kegiatan", "bagi", [("/", "surely a letter"), ("/", "surely a letter")]),
        ("O/S kas dan O/S bank", "bagi", [("/", "surely a letter"), ("/", "surely a letter")]),
        ("Jumlah A -\nJumlah B", "kurang", [("-", "surely a sign")]),
        ("Jumlah A\n/ Jumlah B", "bagi", [("/", "surely a sign")]),
        ("usia 15-64", "kurang", [("-", "surely a letter")]),
        ("usia 15 - 64", "kurang", [("-", "surely a letter")]),
        ("PDRB t−1", "kurang", [("−", "surely a letter")]),
        ("A − B", "kurang", [("−", "a sign")]),
        ("A - B", "kurang", [("-", "a sign")]),
        ("Jumlah A - Jumlah B", "kurang", [("-", "surely a sign")]),
        ("murid - guru", "kurang", [("-", "a sign")]),
        ("SPP UP - GU-TU", "kurang", [("-", "a letter"), ("-", "a letter")]),
        ("- Renja\n- Renstra", "kurang", [("-", "a letter"), ("-", "surely a letter")]),
        ("Jumlah dokumen - Renja - Renstra", "kurang", [("-", "surely a letter"), ("-", "surely a letter")]),
        ("Jumlah A — catatan", "kurang", [("—", "a letter")]),
        ("Jumlah A : Jumlah B", "bagi", [(":", "a sign")]),
        ("murid : guru", "bagi", [(":", "a letter")]),
        ("Rumus : A / B", "bagi", [(":", "surely a letter"), ("/", "a sign")]),
        ("Keterangan : A", "bagi", [(":", "surely a letter")]),
        ("Jumlah dokumen : 1. Renja", "bagi", [(":", "surely a letter")]),
        ("65+ tahun", "tambah", [("+", "a letter")]),
        ("sertifikat B2+ tahun", "tambah", [("+", "a letter")]),
        ("rusak sedang+berat", "tambah", [("+", "a sign")]),
        ("rusak sedang+berat x 100%", "kali", [("x", "surely a sign")]),
        ("rusak sedang+berat x 100%", "tambah", [("+", "a letter")]),
        ("A+B", "tambah", [("+", "a sign")]),
        ("A + B", "tambah", [("+", "surely a sign")]),
        ("(TL/RB x 100%)", "bagi", [("/", "a sign")]),
        ("(TL/RB x 100%)", "kali", [("x", "surely a sign")]),
        ("Luas taman/Luas kota", "bagi", [("/", "a sign")]),
        ("Luas taman/kota", "bagi", [("/", "a letter")]),
        ("Jumlah A x 100%", "kali", [("x", "surely a sign")]),
        ("Jumlah A x B", "kali", [("x", "surely a sign")]),
        ("Jumlah siswa kelas X", "kali", [("X", "a letter")]),
        ("siswa kelas X dengan nilai", "kali", [("X", "surely a letter")]),
        ("siswa kelas X (orang)", "kali", [("X", "surely a letter")]),
        ("siswa kelas X (A / B)", "bagi", [("/", "a sign")]),
        ("siswa kelas X (A / B)", "kali", [("X", "surely a sign")]),
        ("3 x seminggu", "kali", [("x", "a letter")]),
        ("3 x orang", "kali", [("x", "surely a sign")]),
        ("2 kali setahun", "kali", [("kali", "a letter")]),
        ("2 kali 3", "kali", [("kali", "open")]),
        ("kali 100%", "kali", [("kali", "a letter")]),
        ("yang dibagi kepada warga", "bagi", [("dibagi", "a letter")]),
        ("Jumlah A dibagi Jumlah B", "bagi", [("dibagi", "surely a sign")]),
        ("A dibagi B", "bagi", [("dibagi", "a sign")]),
        ("A dibagi kemudian B", "bagi", [("dibagi", "a sign")]),
        ("A dibagi dengan B", "bagi", [("dibagi", "a sign"), ("dibagi dengan", "surely a sign")]),
        ("Jumlah A dibagi rata", "bagi", [("dibagi", "a letter")]),
        ("A dibagi dengan", "bagi", [("dibagi", "a sign"), ("dibagi dengan", "a letter")]),
        ("telah dibagi Jumlah B", "bagi", [("dibagi", "open")]),
        ("dokumen yang dihasilkan per tahun", "cara", [("dihasilkan", "surely a letter")]),
        ("dokumen yang dihasilkan dari A", "cara", [("dihasilkan", "a letter")]),
        ("Nilai dihitung dari A", "cara", [("dihitung", "open")]),
        ("orang yang menghitung A", "ukur", [("menghitung", "surely a letter")]),
        ("program/ibu dan program/ibu", "bagi", [("/", "a letter"), ("/", "a letter")]),  # too short to be words
        ("program/Anak dan program/Anak", "bagi", [("/", "a letter"), ("/", "a letter")]),
        ("program/anak dan program/anak", "bagi", [("/", "surely a letter"), ("/", "surely a letter")]),
        ("PDRB n−1", "kurang", [("−", "surely a letter")]),
        ("PDRB k−1", "kurang", [("−", "a sign")]),
        ("PDRB t−2", "kurang", [("−", "a sign")]),
        ("PDRB_t−1", "kurang", [("−", "a sign")]),
        ("t−1", "kurang", [("−", "a sign")]),
        ("nilai t / jumlah", "bagi", [("/", "surely a sign")]),
        ("15 - 64 tahun", "kurang", [("-", "a letter")]),
        ("15-64 tahun", "kurang", [("-", "surely a letter")]),
        ("usia 15% - 64%", "kurang", [("-", "a sign")]),
        ("desa A/B", "bagi", [("/", "a letter")]),
        ("desa (A/B)", "bagi", [("/", "a sign")]),
        ("murid /\nguru", "bagi", [("/", "surely a sign")]),
        ("(TL/RB x 60%)", "bagi", [("/", "a letter")]),
        ("(A TL/RB x 100%)", "bagi", [("/", "a letter")]),
        ("65+", "tambah", [("+", "a letter")]),
        ("sedang+berat x 100%", "tambah", [("+", "a letter")]),
        ("Sedang+berat x 100%", "tambah", [("+", "a sign")]),
        ("sedang +berat x 100%", "tambah", [("+", "surely a sign")]),
        ("a+b x 100%", "tambah", [("+", "a sign")]),
        ("Jumlah dokumen - Renja", "kurang", [("-", "a sign")]),
        ("Jumlah A - UP - GU", "kurang", [("-", "a sign"), ("-", "a sign")]),
        ("Jumlah A - UPTD - GUTU", "kurang", [("-", "surely a letter"), ("-", "surely a letter")]),
        ("Jumlah dokumen - Renja - Renstra / 2", "kurang", [("-", "a sign"), ("-", "a sign")]),
        ("Jumlah dokumen - Renja - Renstra = A", "kurang", [("-", "a sign"), ("-", "a sign")]),
        ("Nilai dokumen - Renja - Renstra", "kurang", [("-", "a sign"), ("-", "a sign")]),
        ("bayi, 3 x imunisasi", "kali", [("x", "a letter")]),
        ("bayi 3 x imunisasi", "kali", [("x", "a letter")]),
        ("bayi 13 x imunisasi", "kali", [("x", "surely a sign")]),
        ("bayi 3 x jumlah", "kali", [("x", "surely a sign")]),
        ("bayi 3x (orang)", "kali", [("x", "a letter")]),
        ("bayi 3 x (orang)", "kali", [("x", "surely a sign")]),
        ("siswa kelas X orang", "kali", [("X", "surely a letter")]),
        ("kelas X orang", "kali", [("X", "surely a letter")]),
        ("siswa kelas x orang", "kali", [("x", "surely a sign")]),
        ("siswa nilai X orang", "kali", [("X", "surely a sign")]),
        ("siswa kelas X 100%", "kali", [("X", "surely a sign")]),
        ("Jumlah : 1) Renja", "bagi", [(":", "surely a letter")]),
        ("Jumlah : 1.", "bagi", [(":", "surely a letter")]),
        ("Jumlah : 1 Renja", "bagi", [(":", "a letter")]),
        ("kas/(Nilai B)", "bagi", [("/", "a sign")]),
        ("A. Jumlah B", "titik", [(".", "a letter")]),
        ("100%. Jumlah", "titik", [(".", "open")]),
        ("A; B", "titik", [(";", "open")]),
        ("Jumlah A = 12. Keterangan", "titik", [(".", "a letter")]),
    ],
)
def test_evidence(text: str, role: str, expected: list[tuple[str, str]]):
    assert evidence(text, role) == expected


def weight(text: str, role: str) -> float:
    """How much speaks for the only sign of a kind."""
    (found,) = [one for places in pieces_of(text).index["{" + role + "}"].values() for one in places]
    return found[2]


@pytest.mark.parametrize(
    ("likely", "less"),
    [
        # Two words and their x 100% alone in a bracket divide
        ("(TL/RB x 100%)", "TL/RB x 100%"),
        ("(TL/RB × 100%)", "TL/RB × 100%"),
        ("(TL/RB * 100%)", "TL/RB * 100%"),
        ("(TL/RB x 100)", "(TL/RB + 100)"),
        ("(TL/RB x 100%)", "(TL/RB x 100% x 3)"),
        # What the data knows, what is said twice, where a line ends
        ("`kas desa`/kota", "kas/kota"),
        ("kota/`kas desa`", "kota/kas"),
        ("kota taman/kota jalan", "kota taman/desa jalan"),
        ("murid\n/ guru", "murid / guru"),
    ],
)
def test_what_makes_a_division_likelier(likely: str, less: str):
    assert weight(likely, "bagi") > weight(less, "bagi") + 0.3


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("100% x A", [Fraction(1), None, None]),
        ("100 % x 2,5", [Fraction(1), None, Fraction(5, 2)]),
        ("100,000 x 1.000", [100000, None, 1000]),
        ("100,000% x 2,500%", [Fraction(1), None, Fraction(1, 40)]),
        ("seribu x dua A", [1000, None, 2, None]),
        ("1000 ‰ x 5", [1000, None, 5]),
    ],
)
def test_values(text: str, values: list[Fraction | None]):
    assert pieces_of(text).values == values


def test_brackets_lines_and_blanks():
    pieces = pieces_of("(A + [B]) / C\nD x (E)")
    texts = [piece.text for piece in pieces.lex]
    assert texts == ["(", "A", "+", "[", "B", "]", ")", "/", "C", "D", "x", "(", "E", ")"]
    assert pieces.close == {0: 6, 3: 5, 11: 13}
    assert pieces.group == [-1, 0, 0, 0, 3, 0, -1, -1, -1, -1, -1, -1, 11, -1]
    assert [pieces.opening_of(at) for at in (5, 6, 13, 4)] == [3, 0, 11, None]
    assert pieces.breaks == {9}
    assert pieces.gap == [
        False,
        False,
        True,
        True,
        False,
        False,
        False,
        True,
        True,
        True,
        True,
        True,
        False,
        False,
        True,
    ]
    assert pieces.whole == set()
    assert not pieces.unpaired


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("(A / B)", {0}),
        ("((A / B))", {0, 1}),
        ("(A / B) %", {0}),
        ("(A / B) x C", set()),
        ("(A) (B)", set()),
        ("A (B)", set()),
    ],
)
def test_brackets_round_everything(text: str, whole: set[int]):
    assert pieces_of(text).whole == whole


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("NDTPS", True),
        ("P1", True),
        ("x_i", True),
        ("fi", True),
        ("PADs", True),
        ("12", True),
        ("`Jumlah A`", True),
        ("Jumlah", False),
        ("Rata", False),
        ("Pad", False),
        ("APBDESA", False),
        ("/", False),
        ("NILAI KEGIATAN PEGAWAI", False),
    ],
)
def test_symbols(text: str, symbol: bool):
    assert pieces_of(text).is_symbol(0) is symbol


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Jumlah A\n\nJumlah B\nJumlah C", {2}),
        ("Jumlah A\n\nyang hadir\nJumlah C", set()),
        ("Jumlah A\nJumlah B", set()),
        ("Jumlah A\n\nJumlah B\n\nJumlah C", set()),  # every line stands so
        ("Jumlah A\n\nJumlah B", {2}),
    ],
)
def test_blank_lines(text: str, apart: set[int]):
    assert pieces_of(text).apart == apart


@pytest.mark.parametrize(
    ("text", "stops"),
    [("A ada. Jumlah B. C", 1), ("A ada. jumlah B", 0), ("A ada; B", 0), ("Kec. Anu ada. Baru", 1), ("A ada.", 0)],
)
def test_ends_of_sentences(text: str, stops: int):
    pieces = pieces_of(text)
    assert pieces.stops_within(0, pieces.count) == stops


@pytest.mark.parametrize(("text", "degree"), [("√(A)", 2), ("\\sqrt[5]{A}", 5), ("\\sqrt[0]{A}", 2), ("(A)", 2)])
def test_degree_of_the_root_before(text: str, degree: int):
    pieces = pieces_of(text)
    assert pieces.degree_before(pieces.count - 2) == degree
    assert pieces.degree_before(None) == 2


@pytest.mark.parametrize(
    ("text", "key", "places"),
    [
        ("Jumlah A x 100%", "{seratus}", [(3, 1)]),
        ("Jumlah A x seratus", "{seratus}", [(3, 1)]),
        ("Jumlah A x 60%", "{seratus}", []),
        ("Jumlah A x 60%", "{persen}", [(3, 1)]),
        ("Jumlah A x 0,6", "{pecahan}", [(3, 1)]),
        ("Jumlah A x 1,6", "{pecahan}", []),
        ("Jumlah A x 0", "{pecahan}", []),
        ("Jumlah A x 1", "{pecahan}", []),
        ("Jumlah A x 1", "{seratus}", []),
        ("Jumlah A x satu", "{seratus}", []),
        ("Jumlah A x 1.000", "{seribu}", [(3, 1)]),
        ("Jumlah A x 100", "{seribu}", []),
        ("Jumlah A x 12", "{angka}", [(3, 1)]),
        ("Jumlah X1 / NIM", "{simbol}", [(1, 1), (3, 1)]),
        ("Jumlah A\nJumlah B", "{baris}", [(2, 0)]),
        ("Jumlah A\nJumlah B", "{baris-baru}", [(2, 0)]),
        ("Jumlah A\nyang B", "{baris-baru}", []),
        ("Jumlah A.\nyang B", "{baris-baru}", [(3, 0)]),
        ("Jumlah A\n\nJumlah B", "{baris-kosong}", [(2, 0)]),
        ("<u>Jumlah A</u> Jumlah B", "{garis-bawah}", [(2, 0)]),
        ("A sama dengan B", "{penghubung}", [(1, 2)]),
        ("(A)", "(", [(0, 3)]),
        ("A jika tidak B", "{selainnya}", [(1, 2)]),
    ],
)
def test_anchors(text: str, key: str, places: list[tuple[int, int]]):
    index = pieces_of(text).index.get(key, {})
    assert [(at, length) for found in index.values() for at, length, _ in found] == places
