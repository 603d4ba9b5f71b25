"""Lexemes joined to pieces, and taken apart: each with its kind, text and place."""

from __future__ import annotations

import pytest
from tests.lexemes_shown import shown

from kinerja_formula.reading.draft import DEFAULT_LIMITS
from kinerja_formula.reading.gathering import Gathering, is_clipped
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.rules_reader import prepare
from kinerja_formula.reading.scanner import scan


def gathered(text: str, *, capitals: bool = False) -> Gathering:
    return Gathering(prepare(text, (), None, DEFAULT_LIMITS)[0], lexicon(), capitals=capitals)


@pytest.mark.parametrize(
    ("text", "pieces", "unpaired"),
    [
        ("3xKD3", ["number:3@0-1", "times:×@1-2", "word:KD3@2-5"], False),
        ("3 xKD3", ["number:3@0-1", "_word:xKD3@2-6"], False),
        ("P1-P0", ["word:P1@0-2", "dash:-@2-3", "word:P0@3-5"], False),
        ("NDP-5", ["word:NDP@0-3", "dash:-@3-4", "number:5@4-5"], False),
        ("PDBt-1", ["word:PDBt-1@0-6"], False),
        ("t-1", ["word:t-1@0-3"], False),
        (
            "Rencana - (Realisasi-Rencana)",
            [
                "word:Rencana@0-7",
                "_dash:-@8-9",
                "_open:(@10-11",
                "word:Realisasi@11-20",
                "_dash:-@20-21",
                "_word:Rencana@21-28",
                "close:)@28-29",
            ],
            False,
        ),
        ("Realisasi-Rencana", ["word:Realisasi-Rencana@0-17"], False),
        ("Vol. Usaha", ["word:Vol.@0-4~vol", "_word:Usaha@5-10"], False),
        ("Jml. Usaha", ["word:Jml.@0-4~jml", "_word:Usaha@5-10"], False),
        ("A Vol. Usaha", ["word:A@0-1", "_word:Vol@2-5", "dot:.@5-6", "_word:Usaha@7-12"], False),
        ("Vol.", ["word:Vol@0-3", "dot:.@3-4"], False),
        ("x / Vol. Usaha", ["word:x@0-1", "_slash:/@2-3", "_word:Vol.@4-8~vol", "_word:Usaha@9-14"], False),
        ("\\log_2(A)", ["_word:log_2@0-6", "open:(@6-7", "word:A@7-8", "close:)@8-9"], False),
        ("P 1", ["word:P@0-1", "_number:1@2-3"], False),
        ("P_{1}", ["word:P_1@0-5"], False),
        ("B2+ / A", ["word:B2+@0-3", "_slash:/@4-5", "_word:A@6-7"], False),
        ("B2+ A", ["word:B2@0-2", "plus:+@2-3", "_word:A@4-5"], False),
        ("B + A", ["word:B@0-1", "_plus:+@2-3", "_word:A@4-5"], False),
        ("100 %", ["number:100%@0-5"], False),
        ("A %", ["word:A@0-1", "_percent:%@2-3"], False),
        ("Jika0 < A", ["word:Jika0@0-5", "_compare:<@6-7", "_word:A@8-9"], False),
        ("X &= 2", ["word:X@0-1", "equals:=@3-4", "_number:2@5-6"], False),
        ("A ... ... B", ["word:A@0-1", "_dots:...@2-5", "_word:B@10-11"], False),
        ("1) A", ["number:1@0-1", "other:)@1-2", "_word:A@3-4"], True),
        ("A )", ["word:A@0-1", "_other:)@2-3"], True),
        ("(A", ["other:(@0-1", "word:A@1-2"], True),
        ("A\nB", ["word:A@0-1", "_word:B@2-3"], False),
        ("<li>A</li><li>B</li>", ["word:A@4-5", "word:B@14-15"], False),
        ("<u>A</u> B", ["word:A@3-4", "_word:B@9-10"], False),
        (
            "100 - \n------- x 100\nB",
            [
                "number:100@0-3",
                "_dash:-@4-5",
                "_rule:-------@7-14",
                "_word:x@15-16",
                "_number:100@17-20",
                "_word:B@21-22",
            ],
            False,
        ),
        (
            "Realisasi\n[1 + (1 - ------)] x 100%\nTarget",
            [
                "_open:[@10-11",
                "number:1@11-12",
                "_plus:+@13-14",
                "_open:(@15-16",
                "number:1@16-17",
                "_dash:-@18-19",
                "_LPAR:@20-20!",
                "word:Realisasi@0-9",
                "_RPAR:@20-20!",
                "_DIVIDE:@20-20!",
                "_LPAR:@20-20!",
                "_word:Target@36-42",
                "_RPAR:@20-20!",
                "close:)@26-27",
                "close:]@27-28",
                "_word:x@29-30",
                "_number:100%@31-35",
            ],
            False,
        ),
        (
            "Jumlah A\n100 - ------- x 100\nJumlah B",
            [
                "_number:100@9-12",
                "_dash:-@13-14",
                "_LPAR:@15-15!",
                "word:Jumlah@0-6",
                "_word:A@7-8",
                "_RPAR:@15-15!",
                "_DIVIDE:@15-15!",
                "_LPAR:@15-15!",
                "_word:Jumlah@29-35",
                "_word:B@36-37",
                "_RPAR:@15-15!",
                "_word:x@23-24",
                "_number:100@25-28",
            ],
            False,
        ),
        ("A -----\nB", ["word:A@0-1", "_rule:-----@2-7", "_word:B@8-9"], False),
        ("Pegawai5", ["word:Pegawai5@0-8"], False),
        ("Indikator 5", ["word:Indikator@0-9", "_number:5@10-11"], False),
        ("A5 x", ["word:A5@0-2", "_word:x@3-4"], False),
    ],
)
def test_pieces(text: str, pieces: list[str], unpaired: bool):
    found = gathered(text)
    assert (shown(found.lex), found.unpaired) == (pieces, unpaired)


def test_a_sign_of_thousandths_multiplies_nothing():
    assert [(one.kind, one.text) for one in gathered("1000 ‰").lex] == [("number", "1000")]


@pytest.mark.parametrize(
    ("text", "breaks", "items", "underlined"),
    [
        ("A\nB", {1}, set(), set()),
        ("A\n\nB C\nD", {1, 3}, set(), set()),
        ("<ol><li>A</li><li>B</li></ol>", {0, 1, 2}, {0, 1}, set()),
        ("<u>A B</u> C", set(), set(), {2}),
        ("A -----\nB", {2}, set(), set()),
        ("Jumlah A\n100 - ------- x 100\nJumlah B", set(), set(), set()),  # its lines are gone
    ],
)
def test_lines_items_and_underlines(text: str, breaks: set[int], items: set[int], underlined: set[int]):
    found = gathered(text)
    assert (found.breaks, found.items, found.underlined) == (breaks, items, underlined)


def test_capitals_hide_symbols():
    assert [one.text for one in gathered("NDP-P0", capitals=True).lex] == ["NDP-P0"]
    assert [one.text for one in gathered("NDP-P0").lex] == ["NDP", "-", "P0"]


@pytest.mark.parametrize(
    ("word", "clipped"),
    [
        ("Kec", True),
        ("Hal", True),
        ("Thn", True),
        ("Jln", True),
        ("desa", False),
        ("Ada", False),
        ("Hasil", False),
        ("Kcmtn", False),
    ],
)
def test_words_that_look_cut_short(word: str, clipped: bool):
    (piece,) = scan(word)
    assert is_clipped(piece) is clipped


@pytest.mark.parametrize(
    ("text", "lexemes"),
    [
        (
            "\\sum w_i x_i",
            ["_word:@0-4~σ", "_LPAR:@5-5!", "_word:w_i@5-8", "_TIMES:@9-9!", "_word:x_i@9-12", "_RPAR:@12-12!"],
        ),
        ("Σ w_i x_i", ["word:Σ@0-1", "_LPAR:@2-2!", "_word:w_i@2-5", "_TIMES:@6-6!", "_word:x_i@6-9", "_RPAR:@9-9!"]),
        (
            "Σ (w_i × x_i)",
            ["word:Σ@0-1", "_open:(@2-3", "word:w_i@3-6", "_times:×@7-8", "_word:x_i@9-12", "close:)@12-13"],
        ),
        ("Σ A", ["word:Σ@0-1", "_word:A@2-3"]),
        (
            "Σ PAKi x CKi",
            ["word:Σ@0-1", "_LPAR:@2-2!", "_word:PAKi@2-6", "_word:x@7-8", "_word:CKi@9-12", "_RPAR:@12-12!"],
        ),
        ("Σ xi / n", ["word:Σ@0-1", "_word:xi@2-4", "_slash:/@5-6", "_word:n@7-8"]),
        ("Σ Yi x Yi-1", ["word:Σ@0-1", "_word:Yi@2-4", "_word:x@5-6", "_word:Yi-1@7-11"]),
        (
            "Σ Simpanan Pokok _ i x A_i",
            [
                "word:Σ@0-1",
                "_LPAR:@2-2!",
                "_word:Simpanan@2-10",
                "_word:Pokok@11-16",
                "_other:_@17-18",
                "_word:i@19-20",
                "_word:x@21-22",
                "_word:A_i@23-26",
                "_RPAR:@26-26!",
            ],
        ),
        (
            "Σ (Xi + 1) x Yi",
            [
                "word:Σ@0-1",
                "_open:(@2-3",
                "word:Xi@3-5",
                "_plus:+@6-7",
                "_number:1@8-9",
                "close:)@9-10",
                "_word:x@11-12",
                "_word:Yi@13-15",
            ],
        ),
        ("Σ w_i : x_i", ["word:Σ@0-1", "_word:w_i@2-5", "_colon::@6-7", "_word:x_i@8-11"]),
        (
            "Σ (A + + B)",
            ["word:Σ@0-1", "_open:(@2-3", "word:A@3-4", "_plus:+@5-6", "_plus:+@7-8", "_word:B@9-10", "close:)@10-11"],
        ),
        ("Σ (A - 5)", ["word:Σ@0-1", "_open:(@2-3", "word:A@3-4", "_dash:-@5-6", "_number:5@7-8", "close:)@8-9"]),
        (
            "Σ (A - B)",
            ["_open:(@2-3", "_word:Σ@0-1", "word:A@3-4", "_dash:-@5-6", "_word:Σ@7-7", "_word:B@7-8", "close:)@8-9"],
        ),
        ("Σ (A)", ["word:Σ@0-1", "word:A@3-4"]),
        ("Σ (Jumlah A)", ["word:Σ@0-1", "_open:(@2-3", "word:Jumlah@3-9", "_word:A@10-11", "close:)@11-12"]),
        ("Σ (A) lulus", ["word:Σ@0-1", "_open:(@2-3", "word:A@3-4", "close:)@4-5", "_word:lulus@6-11"]),
        (
            "Σ w_i / x_i",
            ["word:Σ@0-1", "_LPAR:@2-2!", "_word:w_i@2-5", "_slash:/@6-7", "_word:x_i@8-11", "_RPAR:@11-11!"],
        ),
        ("Σ w_i", ["word:Σ@0-1", "_word:w_i@2-5"]),
        (
            "Σ w_i x x_i + C",
            [
                "word:Σ@0-1",
                "_LPAR:@2-2!",
                "_word:w_i@2-5",
                "_word:x@6-7",
                "_word:x_i@8-11",
                "_RPAR:@11-11!",
                "_plus:+@12-13",
                "_word:C@14-15",
            ],
        ),
    ],
)
def test_how_far_a_sum_sign_reaches(text: str, lexemes: list[str]):
    assert shown(prepare(text, (), None, DEFAULT_LIMITS)[0]) == lexemes


@pytest.mark.parametrize(
    ("text", "names", "lexemes"),
    [
        (
            "Rasio-1 / B",
            ("Rasio",),
            ["word:Rasio@0-5", "_dash:-@5-6", "_number:1@6-7", "_slash:/@8-9", "_word:B@10-11"],
        ),
        ("Rasio-1 / B", ("Rasio", "Rasio-1"), ["word:Rasio-1@0-7", "_slash:/@8-9", "_word:B@10-11"]),
        ("Rasio-n / B", ("Rasio",), ["word:Rasio-n@0-7", "_slash:/@8-9", "_word:B@10-11"]),
        ("Beban-1 / B", ("Rasio",), ["word:Beban-1@0-7", "_slash:/@8-9", "_word:B@10-11"]),
        (
            "Rasio / B-2",
            ("Rasio", "B"),
            ["word:Rasio@0-5", "_slash:/@6-7", "_word:B@8-9", "_dash:-@9-10", "_number:2@10-11"],
        ),
        ("=Rasio / B", (), ["word:Rasio@1-6", "_slash:/@7-8", "_word:B@9-10"]),
        ("\n= Rasio / B", (), ["_word:Rasio@3-8", "_slash:/@9-10", "_word:B@11-12"]),
        ("=", (), ["equals:=@0-1"]),
    ],
)
def test_a_known_name_less_a_figure(text: str, names: tuple[str, ...], lexemes: list[str]):
    assert shown(prepare(text, names, None, DEFAULT_LIMITS)[0]) == lexemes


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("(1 - -----)\nB", "( 1 - ----- ) B"),  # nothing above
        ("A\n(1 - -----)", "A ( 1 - ----- )"),  # nothing below
        ("A\n(1 - -----)\nB", "( 1 - LPAR A RPAR DIVIDE LPAR B RPAR )"),
        ("A\n1 - -----\nB", "1 - LPAR A RPAR DIVIDE LPAR B RPAR"),
        ("A\n1 + -----\nB", "1 + LPAR A RPAR DIVIDE LPAR B RPAR"),
        ("A\n2 x -----\nB", "A 2 x ----- B"),
        ("A\n2 × -----\nB", "2 × LPAR A RPAR DIVIDE LPAR B RPAR"),
        ("A\n-----\nB", "A ----- B"),
        ("A\nC -----\nB", "A C ----- B"),
        ("A\n- -----\nB", "A - ----- B"),
        ("A\n(1 - -----) x 2\nB\nC", "( 1 - LPAR A RPAR DIVIDE LPAR B C RPAR ) x 2"),
        ("D\nA\n(1 - -----)\nB", "( 1 - LPAR D A RPAR DIVIDE LPAR B RPAR )"),
    ],
)
def test_a_line_drawn_inside_a_bracket_or_behind_a_sign(text: str, pieces: str):
    assert " ".join(piece.text or piece.kind for piece in gathered(text).lex) == pieces


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Jumlah A x P<sub>1</sub> / P<sub>0</sub>", "Jumlah A x P1 / P0"),
        ("nilai X<sub>12</sub> ada", "nilai X12 ada"),
        ("nilai Kegiatan<sub>1</sub>", "nilai Kegiatan 1"),
        ("nilai X<sub>1,5</sub>", "nilai X 1,5"),
        ("Jumlah A\\log_2 x B", "Jumlah A log_2 x B"),
        ("Jumlah A x 5 %", "Jumlah A x 5%"),
        ("Jumlah Kec. Anu", "Jumlah Kec. Anu"),
        ("nilai sertifikat B2+ / A", "nilai sertifikat B2+ / A"),
    ],
)
def test_what_is_joined_stands_where_it_was(text: str, pieces: str):
    assert " ".join(piece.text for piece in gathered(text).lex) == pieces
