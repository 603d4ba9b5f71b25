"""What text recognition and typing do to words, mended: every lexeme with its place."""

from __future__ import annotations

import pytest
from tests.lexemes_shown import shown

import kinerja_formula as kf
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft
from kinerja_formula.reading.mended_words import mend_words
from kinerja_formula.reading.scanner import scan


@pytest.mark.parametrize(
    ("text", "lexemes", "told"),
    [
        ("fasilitasiX 100%", ["word:fasilitasi@0-10", "times:X@10-11!", "_number:100@12-15", "percent:%@15-16"], []),
        ("disiplinx100%", ["word:disiplin@0-8", "times:x@8-9!", "number:100@9-12", "percent:%@12-13"], []),
        ("Rata - rata nilai", ["word:Rata - rata@0-11~rata-rata", "_word:nilai@12-17"], []),
        ("A di bagi jumlah B", ["word:A@0-1", "_word:di bagi@2-9~dibagi", "_word:jumlah@10-16", "_word:B@17-18"], []),
        ("A di\nbagi jumlah B", ["word:A@0-1", "_word:di bagi@2-9~dibagi", "_word:jumlah@10-16", "_word:B@17-18"], []),
        ("Seratus persen", ["number:100@0-7", "_percent:persen@8-14"], []),
        ("100 persen", ["number:100@0-3", "_percent:persen@4-10"], []),
        (
            "A 100 0/0",
            ["word:A@0-1", "_number:100@2-5", "percent:%@6-9"],
            [("KF123", "0/0", {"written": "0/0", "read": "%"})],
        ),
        (
            "l00% x A",
            ["_number:100@0-3", "percent:%@3-4", "_word:x@5-6", "_word:A@7-8"],
            [("KF123", "l00", {"written": "l00", "read": "100"})],
        ),
        ("1OO %", ["_number:100@0-3", "_percent:%@4-5"], [("KF123", "1OO", {"written": "1OO", "read": "100"})]),
        ("3 x sebulan", ["number:3@0-1", "_word:x@2-3~kali", "_word:sebulan@4-11"], []),
        (
            "(P1-P0)/P0",
            ["open:(@0-1", "word:P1@1-3", "MINUS:-@3-4!", "word:P0@4-6", "close:)@6-7", "slash:/@7-8", "word:P0@8-10"],
            [],
        ),
        ("dibagiJumlah B", ["word:dibagi@0-6", "_word:Jumlah@6-12", "_word:B@13-14"], []),
        ("seha-\nrusnya", ["word:seharusnya@0-12"], []),
        ("anak-\nanak", ["word:anak-anak@0-10"], []),
        ("A² + 3", ["word:A@0-1", "POWER:^@1-1!", "number:2@1-2", "_plus:+@3-4", "_number:3@5-6"], []),
        ("10⁵", ["number:10@0-2", "POWER:^@2-2!", "number:5@2-3"], []),
        ("(A)²", ["open:(@0-1", "word:A@1-2", "close:)@2-3", "POWER:^@3-3!", "number:2@3-4"], []),
        ("m² luas", ["word:m²@0-2", "_word:luas@3-7"], []),
        ("x 100 ribu", ["word:x@0-1", "_number:100000@2-10"], []),
        ("x 1,5 juta", ["word:x@0-1", "_number:1500000@2-10"], []),
        (
            "serratus persen",
            ["number:100@0-8", "_percent:persen@9-15"],
            [("KF123", "serratus", {"written": "serratus", "read": "seratus"})],
        ),
        ("\n=\nx 1000", ["line:\n@0-1", "_rule:=@1-2", "line:\n@2-3", "_word:x@3-4", "_number:1000@5-9"], []),
        ("x seratus ribu", ["word:x@0-1", "_number:100000@2-14"], []),
        (
            "pihak A\n= \nx 1.000",
            [
                "word:pihak@0-5",
                "_word:A@6-7",
                "line:\n@7-8",
                "_rule:=@8-9",
                "_line:\n@10-11",
                "_word:x@11-12",
                "_number:1.000@13-18",
            ],
            [],
        ),
        ("A- B", ["word:A@0-1", "dash:-@1-2", "_word:B@3-4"], []),
        ("anak-\nAnak", ["word:anak@0-4", "dash:-@4-5", "line:\n@5-6", "_word:Anak@6-10"], []),
        ("A-B", ["word:A-B@0-3"], []),
        ("Jumlah A-B", ["word:Jumlah@0-6", "_word:A-B@7-10"], []),
        ("AB-CD / AB", ["word:AB@0-2", "MINUS:-@2-3!", "word:CD@3-5", "_slash:/@6-7", "_word:AB@8-10"], []),
        (
            "tahun n-Jumlah X",
            ["word:tahun@0-5", "_word:n@6-7", "MINUS:-@7-8!", "word:Jumlah@8-14", "_word:X@15-16"],
            [],
        ),
        ("per-Jumlah X", ["word:per@0-3", "MINUS:-@3-4!", "word:Jumlah@4-10", "_word:X@11-12"], []),
        ("indeks 100", ["word:indeks@0-6", "_number:100@7-10"], []),
        ("X 100", ["word:X@0-1", "_number:100@2-5"], []),
        ("A x 100 juta", ["word:A@0-1", "_word:x@2-3", "_number:100000000@4-12"], []),
        ("100 ribu", ["number:100@0-3", "_word:ribu@4-8"], []),
        ("10O%", ["_number:100@0-3", "percent:%@3-4"], [("KF123", "10O", {"written": "10O", "read": "100"})]),
        (
            "perbandlngan A",
            ["word:perbandlngan@0-12~perbandingan", "_word:A@13-14"],
            [("KF123", "perbandlngan", {"written": "perbandlngan", "read": "perbandingan"})],
        ),
        ("x lima ratus", ["word:x@0-1", "_word:lima@2-6", "_word:ratus@7-12"], []),
        ("A di kali 100%", ["word:A@0-1", "_word:di kali@2-9~dikali", "_number:100@10-13", "percent:%@13-14"], []),
        ("A di kali Ciliwung", ["word:A@0-1", "_word:di@2-4", "_word:kali@5-9", "_word:Ciliwung@10-18"], []),
        ("A di\nbagi", ["word:A@0-1", "_word:di bagi@2-9~dibagi"], []),
        ("A di\nkali", ["word:A@0-1", "_word:di@2-4", "line:\n@4-5", "_word:kali@5-9"], []),
        ("kegiatan-\nkegiatan", ["word:kegiatan-kegiatan@0-18"], []),
        ("Rata - rata", ["word:Rata - rata@0-11~rata-rata"], []),
        ("hari - hari", ["word:hari@0-4", "_dash:-@5-6", "_word:hari@7-11"], []),
        ("2 x setahun", ["number:2@0-1", "_word:x@2-3~kali", "_word:setahun@4-11"], []),
    ],
)
def test_mended_words(text: str, lexemes: list[str], told: list[tuple[str, str, dict[str, str]]]):
    draft = Draft(text, None, DEFAULT_LIMITS)
    assert shown(mend_words(scan(text), draft)) == lexemes
    assert [(one.code, text[slice(*one.span)], dict(one.values)) for one in draft.diagnostics] == told


def test_known_names_are_not_mended():
    draft = Draft("serratus x", None, DEFAULT_LIMITS)
    assert [one.text for one in mend_words(scan("serratus x"), draft, {"serratus"})] == ["serratus", "x"]
    assert draft.diagnostics == []


def test_a_dash_between_known_names_subtracts():
    draft = Draft("modal-utang", None, DEFAULT_LIMITS)
    assert shown(mend_words(scan("modal-utang"), draft, {"modal", "utang"})) == [
        "word:modal@0-5",
        "MINUS:-@5-6!",
        "word:utang@6-11",
    ]
    assert [one.text for one in mend_words(scan("modal-utang"), draft, {"modal"})] == ["modal-utang"]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Rata - rata", True),
        ("Rata -rata", False),
        ("Rata- rata", False),
        ("Rata - Rata", True),
        ("rapat - rapat", False),
        ("- rata", False),
        ("12 - rata", False),
        ("nilai - rata", False),
        ("A Rata - rata", True),
    ],
)
def test_a_doubled_word_is_joined_over_blanks_on_both_sides(text: str, joined: bool):
    lows = [one.low for one in mend_words(scan(text), Draft(text, None, DEFAULT_LIMITS))]
    assert ("rata-rata" in lows) is joined


@pytest.mark.parametrize("word", ["dibagi", "dikali", "ditambah", "dikurangi"])
def test_columns_on_both_sides_of_a_word(word: str):
    assert kf.parse(f"kolom (3) {word} kolom (4)").names == ("kolom (3)", "kolom (4)")
