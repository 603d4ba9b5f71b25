"""Doubtful signs: operator or letter of a name, one level at a time."""

from __future__ import annotations

import pytest

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.brackets import Group, nest
from kinerja_formula.reading.dashes import decide_minus
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft
from kinerja_formula.reading.known_names import KnownNames
from kinerja_formula.reading.scanner import scan
from kinerja_formula.reading.signs import (
    _likeliest,
    _needed_score,
    _ratio_score,
    begins_strong,
    begins_weak,
    decide_multiply,
    divide_by_shape,
    divide_clearly,
    holds_division,
    is_symbol,
    plain_letters,
)

DECIDED = {lx.DIV: "«/»", lx.MUL: "«×»", lx.ADD: "«+»", lx.SUB: "«−»", lx.POW: "«^»"}


def shown(items) -> str:
    texts = [
        f"({shown(item.items)})" if isinstance(item, Group) else DECIDED.get(item.kind, item.text)
        for item in items
        if item.kind != lx.LINE
    ]
    return " ".join(text for text in texts if text)


def items_of(text: str, *names: str):
    draft = Draft(text, None, DEFAULT_LIMITS)
    return nest(KnownNames(names).join(scan(text), draft), draft), draft


def reported(draft: Draft) -> list[tuple[str, str]]:
    return [(one.code, draft.text[slice(*one.span)]) for one in draft.diagnostics]


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Jumlah A x 100%", "Jumlah A «×» 100 %"),
        ("Jumlah A X Jumlah B", "Jumlah A «×» Jumlah B"),
        ("A x B", "A «×» B"),
        ("A × B * C · D", "A «×» B «×» C «×» D"),
        ("A ÷ B", "A «/» B"),
        ("A + B", "A «+» B"),
        ("A+B", "A «+» B"),
        ("A ^ 2", "A «^» 2"),
        ("kelas X 100%", "kelas «×» 100 %"),
        ("A + + B", "A «+» «+» B"),
        ("(A) x (B)", "(A) «×» (B)"),
        # look-alikes
        ("Jumlah siswa kelas X", "Jumlah siswa kelas X"),
        ("golongan X 12", "golongan X 12"),
        ("Jumlah X tahun n", "Jumlah X tahun n"),
        ("kelas X yang lulus", "kelas X yang lulus"),
        ("A*", "A"),
        ("usia 18+", "usia 18+"),
    ],
)
def test_multiply_and_plus(text: str, signs: str):
    items, draft = items_of(text)
    decide_multiply(items, draft)
    assert (shown(items), reported(draft)) == (signs, [])


@pytest.mark.parametrize(("text", "sign"), [("A +", "+"), ("A × ", "×"), ("A ×", "×")])
def test_a_sign_at_the_end_is_left_out_and_reported(text: str, sign: str):
    items, draft = items_of(text)
    decide_multiply(items, draft)
    assert (shown(items), reported(draft)) == ("A", [("KF115", sign)])


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("A/Jumlah B", "A «/» Jumlah B"),
        ("A / total B", "A «/» total B"),
        ("A / (B)", "A «/» (B)"),
        ("(A) / B", "(A) «/» B"),
        ("(A) : B", "(A) «/» B"),
        ("A / 3", "A «/» 3"),
        ("A / 12 bulan", "A «/» 12 bulan"),
        ("1 / 3", "1 «/» 3"),
        ("100% / B", "100 % «/» B"),
        ("Jumlah nilai : 9", "Jumlah nilai «/» 9"),
        ("Jumlah A : (B + C)", "Jumlah A «/» (B «+» C)"),
        # look-alikes: nothing certain
        ("RT/RW", "RT / RW"),
        ("dan/atau", "dan / atau"),
        ("program / kegiatan", "program / kegiatan"),
        ("tahun 2021/2022", "tahun 2021 / 2022"),
        ("No. 23/14", "No . 23 / 14"),
        ("kegiatan 12/2022 dan", "kegiatan 12/2022 dan"),
        ("Jumlah Jam Layanan : 24 Jam", "Jumlah Jam Layanan : 24 Jam"),
        ("dokumen : Jumlah B", "dokumen : Jumlah B"),
        ("dokumen : 9", "dokumen : 9"),
        ("Jumlah nilai:9", "Jumlah nilai : 9"),
    ],
)
def test_clear_division(text: str, signs: str):
    items, draft = items_of(text)
    for item in items:
        if isinstance(item, Group):
            decide_multiply(item.items, draft)
    divide_clearly(items, draft)
    assert (shown(items), reported(draft)) == (signs, [])


@pytest.mark.parametrize(
    ("text", "names", "signs"),
    [
        ("surat / dokumen", ["surat", "dokumen"], "surat «/» dokumen"),
        ("surat / dokumen", ["surat"], "surat «/» dokumen"),
        ("surat/dokumen", ["surat"], "surat / dokumen"),
        ("surat : dokumen", ["surat", "dokumen"], "surat «/» dokumen"),
        ("surat : dokumen", ["surat"], "surat : dokumen"),
        ("surat : (dokumen)", ["surat"], "surat «/» (dokumen)"),
    ],
)
def test_clear_division_between_known_names(text: str, names: list[str], signs: str):
    items, draft = items_of(text, *names)
    divide_clearly(items, draft)
    assert shown(items) == signs


@pytest.mark.parametrize(
    ("text", "signs", "found"),
    [
        ("/ A", "A", [("KF115", "/")]),
        ("A /", "A", [("KF115", "/")]),
        ("A :", "A", []),
        ("kasus / 100.000 penduduk", "kasus «/» 100.000 penduduk", [("KF110", "/")]),
        ("kasus / 100.000", "kasus «/» 100.000", []),
        ("kasus / 12 penduduk", "kasus «/» 12 penduduk", []),
    ],
)
def test_division_that_is_reported(text: str, signs: str, found: list[tuple[str, str]]):
    items, draft = items_of(text)
    divide_clearly(items, draft)
    assert (shown(items), reported(draft)) == (signs, found)


@pytest.mark.parametrize(
    ("text", "tail", "wanted", "signs", "reports"),
    [
        ("realisasi / target", True, False, "realisasi «/» target", 0),
        ("nilai /luas", True, False, "nilai «/» luas", 0),
        ("realisasi/target", True, False, "realisasi «/» target", 1),
        ("realisasi / target", False, True, "realisasi «/» target", 1),
        ("Realisasi Anggaran/Pagu Anggaran", False, False, "Realisasi Anggaran «/» Pagu Anggaran", 1),
        ("Jumlah desa / kelurahan", False, False, "", 0),
        ("Jumlah desa / kelurahan", True, False, "Jumlah desa «/» kelurahan", 1),
        ("A/B", False, False, "A «/» B", 1),
        ("RT/RW", False, False, "", 0),
        ("Jumlah A : Jumlah B", False, False, "Jumlah A «/» Jumlah B", 1),
        ("Jumlah A: Renja", True, False, "", 0),
        ("guru : murid", True, False, "guru «/» murid", 1),
        ("guru: murid", True, False, "", 0),
        ("dan/atau", True, False, "", 0),
        ("data/dokumen / jumlah B", True, False, "data / dokumen «/» jumlah B", 1),
        ("Jumlah A", True, True, "", 0),
    ],
)
def test_division_by_shape(text: str, tail: bool, wanted: bool, signs: str, reports: int):
    items, draft = items_of(text)
    found = divide_by_shape(items, draft, tail=tail, wanted=wanted, bracketed=False)
    assert shown(items) == (signs or shown(items_of(text)[0]))
    assert found is bool(signs)
    assert [code for code, _ in reported(draft)] == ["KF110"] * reports


@pytest.mark.parametrize(
    ("text", "formula", "signs"),
    [
        ("Jumlah A - Jumlah B", False, "Jumlah A «−» Jumlah B"),
        ("nilai A – 3", False, "nilai A «−» 3"),
        ("100% - Persentase bocor", False, "100 % «−» Persentase bocor"),
        ("A - B", False, "A «−» B"),
        ("12 - Jumlah A", False, "12 «−» Jumlah A"),
        ("NDT - NDTPS", True, "NDT «−» NDTPS"),
        ("(A) - B", False, "(A) «−» B"),
        ("A -(B)", False, "A «−» (B)"),
        ("- (A)", False, "«−» (A)"),
        ("Distribusi Air - Air Terjual - Distribusi Air", False, "Distribusi Air «−» Air Terjual «−» Distribusi Air"),
        # look-alikes
        ("rapat - lanjutan", False, "rapat - lanjutan"),
        ("NDT - NDTPS", False, "NDT - NDTPS"),
        ("capaian 91% - 100%", False, "capaian 91 % - 100 %"),
        ("usia 7 - 12 tahun", True, "usia 7 - 12 tahun"),
        ("capaian 91 - 100 tahun", False, "capaian 91 - 100 tahun"),
        ("Jumlah A -Jumlah B", False, "Jumlah A - Jumlah B"),
        ("- Jumlah A", False, "Jumlah A"),
        ("Jumlah A -", False, "Jumlah A"),
    ],
)
def test_minus(text: str, formula: bool, signs: str):
    items, draft = items_of(text)
    decide_minus(items, draft, formula=formula, bracketed=False)
    assert (shown(items), reported(draft)) == (signs, [])


@pytest.mark.parametrize(
    ("text", "formula", "signs"),
    [
        ("realisasi fisik - target fisik", False, "realisasi fisik «−» target fisik"),
        ("laporan fisik - lanjutan", True, "laporan fisik - lanjutan"),
    ],
)
def test_a_doubtful_minus_is_reported(text: str, formula: bool, signs: str):
    items, draft = items_of(text)
    decide_minus(items, draft, formula=formula, bracketed=False)
    assert (shown(items), reported(draft)) == (signs, [("KF110", "-")])


def test_in_a_grouping_bracket_a_spaced_dash_subtracts():
    items, draft = items_of("laporan - lanjutan")
    decide_minus(items, draft, formula=False, bracketed=True)
    assert shown(items) == "laporan «−» lanjutan"
    items, draft = items_of("91 - 100")
    decide_minus(items, draft, formula=False, bracketed=True)
    assert shown(items) == "91 «−» 100"


@pytest.mark.parametrize(
    ("word", "strong", "weak"),
    [
        ("Jumlah", True, True),
        ("Total", True, True),
        ("Σ", True, True),
        ("`x`", True, True),
        ("Nilai", False, True),
        ("Realisasi", False, True),
        ("pegawai", False, False),
        ("12", False, False),
    ],
)
def test_heads(word: str, strong: bool, weak: bool):
    (item,) = scan(word)
    assert (begins_strong(item), begins_weak(item)) == (strong, weak)
    assert not begins_strong(None) and not begins_weak(None)


@pytest.mark.parametrize("text", ["n", "fi", "NDT", "X1", "P_t", "NRRt", "PkM", "P(t)"])
def test_symbols(text: str):
    assert is_symbol(items_of(text)[0])


@pytest.mark.parametrize("text", ["Jumlah", "hadir", "12", "n N", "Renja", "Pkm", "", "ABCDEFGHIJKLMN"])
def test_no_symbols(text: str):
    assert not is_symbol(items_of(text)[0])


def test_a_division_inside_a_bracket_is_found_however_deep():
    assert holds_division(items_of("((A + (B / C)))")[0][0])
    assert not holds_division(items_of("((A + (B x C)))")[0][0])


def test_what_is_left_are_letters():
    items, _ = items_of("A / B - C : D * E = F, G; H. I < J ^ K ... L")
    plain_letters(items)
    assert {item.kind for item in items} == {lx.WORD, lx.LETTER}


NO_ROOM, HALF_A_ROOM, ROOM = -1, 0, 2
COUNTED, QUANTITIES, QUANTITY = 4, 3, 2
"""The denominator begins with a word that counts; with a quantity, as the numerator does; with one alone."""
SAME_FIRST, SAME_LAST, ALIKE = 3, 2, 1
CAPITALS, QUANTITY_ABOVE = 2, -2
SYMBOLS, LETTERS = 3, 6
NEVER = -9


@pytest.mark.parametrize(
    ("text", "points", "shaped"),
    [
        ("murid / guru", ROOM, ROOM),
        ("murid /guru", HALF_A_ROOM, HALF_A_ROOM),
        ("murid/guru", NO_ROOM, NO_ROOM),
        ("Murid / Guru", ROOM + CAPITALS, ROOM + CAPITALS),
        ("Murid / guru", ROOM, ROOM),
        ("Murid/Guru", NO_ROOM, NO_ROOM),
        ("murid / Jumlah guru", ROOM + COUNTED, ROOM + COUNTED),
        ("murid/Jumlah guru", NO_ROOM + COUNTED, NO_ROOM + COUNTED),
        ("Jumlah murid / Jumlah guru", ROOM + COUNTED + SAME_FIRST, ROOM + COUNTED + SAME_FIRST),
        ("nilai murid / nilai guru", ROOM + QUANTITIES + SAME_FIRST, ROOM + QUANTITIES + SAME_FIRST),
        ("nilai murid / harga guru", ROOM + QUANTITIES, ROOM + QUANTITIES),
        ("nilai SD / harga SD", ROOM + QUANTITIES + SAME_LAST + ALIKE, ROOM + QUANTITIES + SAME_LAST + ALIKE),
        ("kegiatan / nilai guru", ROOM + QUANTITY, ROOM + QUANTITY),
        ("nilai murid / kegiatan", ROOM + QUANTITY_ABOVE, ROOM),
        ("guru SD / murid SD", ROOM + SAME_LAST, ROOM + SAME_LAST),
        ("guru SD/murid SD", NO_ROOM + SAME_LAST, NO_ROOM + SAME_LAST),
        ("A / B", ROOM + LETTERS, ROOM + SYMBOLS),
        ("A/B", NO_ROOM + LETTERS, NO_ROOM + SYMBOLS),
        ("NDT / NDP", ROOM, ROOM + SYMBOLS),
        ("NDT/NDP", NO_ROOM, NO_ROOM + SYMBOLS),
        ("murid : guru", ROOM, ROOM),
        ("murid: guru", NEVER, NEVER),
        ("murid:nilai guru", NO_ROOM + QUANTITY, NO_ROOM + QUANTITY),
        ("/ guru", NEVER, NEVER),
        ("murid /", NEVER, NEVER),
        ("murid / (", NEVER, NEVER),
    ],
)
def test_points_for_a_ratio(text: str, points: int, shaped: int):
    """What speaks for a sign that may divide, added up: blanks, heads, like words, looks."""
    items = scan(text)
    place = next(at for at, item in enumerate(items) if item.kind in (lx.SLASH, lx.COLON))
    assert _ratio_score(items, place, 0, len(items), False) == points
    assert _ratio_score(items, place, 0, len(items), True) == shaped


@pytest.mark.parametrize(
    ("text", "tail", "wanted", "needed"),
    [
        ("murid", True, False, 1),
        ("murid", True, True, 1),
        ("murid", False, True, 2),
        ("Jumlah murid", False, True, 3),
        ("murid", False, False, 5),
    ],
)
def test_points_that_are_needed(text: str, tail: bool, wanted: bool, needed: int):
    assert _needed_score(scan(text), tail=tail, wanted=wanted) == needed


def test_of_several_signs_the_first_that_fits_best_is_taken():
    items = scan("murid / guru / Jumlah kelas / Jumlah desa")
    places = [at for at, item in enumerate(items) if item.kind == lx.SLASH]
    score, best = _likeliest(items, places, False)
    assert (best, score) == (places[2], ROOM + COUNTED + SAME_FIRST)
    assert _likeliest(items[:7], places[:2], False) == (ROOM + COUNTED, places[1])
    assert _likeliest(scan("murid / guru / kelas"), [1, 3], False) == (ROOM, 1)
