"""Text → pieces: what each pattern takes, its look-alikes, and that every place holds."""

from __future__ import annotations

from time import process_time
from timeit import repeat

import pytest

import kinerja_formula as kf
from kinerja_formula.reading.scanner import fold, scan


def seen(text: str) -> str:
    return " ".join(f"{piece.kind}:{piece.text}" for piece in scan(text))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("x100%", "times:x number:100 percent:%"),
        ("X60 %", "times:X number:60 percent:%"),
        ("x1000", "times:x number:1000"),
        ("x1.000", "times:x number:1.000"),
        ("x10.000", "times:x number:10.000"),
        ("x100.000", "times:x number:100.000"),
        ("x 100", "word:x number:100"),
        ("x12", "word:x12"),
        ("X1", "word:X1"),
        ("x1000a", "word:x1000a"),
        ("e-KTP ke-3 t-1", "word:e-KTP word:ke-3 word:t-1"),
        ("P_t Jum'at", "word:P_t word:Jum'at"),
        ("2A", "number:2 word:A"),
        ("1.250.000,50.", "number:1.250.000,50 dot:."),
        ("A\n \n B", "word:A line:\n \n  word:B"),
        ("A -- B", "word:A rule:-- word:B"),
        ("- - - _ _ === = = = ~~", "rule:- - - rule:_ _ rule:=== rule:= = = rule:~~"),
        ("─━┄⎯", "rule:─━┄⎯"),
        ("═══", "rule:═══"),
        ("A - B = = C == D", "word:A dash:- word:B equals:= equals:= word:C equals:= equals:= word:D"),
        ("... …. ..", "dots:... dots:…. dot:. dot:."),
        ("5% 3‰", "number:5 percent:% number:3 percent:‰"),
        ("<p> </li> <u class='a'> <br/>", "tag:<p> tag:</li> tag:<u class='a'> tag:<br/>"),
        ("< 5 <jumlah> <= ≥", "compare:< number:5 compare:< word:jumlah compare:> compare:<= compare:≥"),
        ("&nbsp; &#160; &#xA0;", "entity:&nbsp; entity:&#160; entity:&#xA0;"),
        ("A & B R&D;", "word:A other:& word:B word:R other:& word:D semicolon:;"),
        (r"\frac \% $$ { }", r"command:\frac command:\% dollar:$$ brace:{ brace:}"),
        ("`A / B` `C", "quoted:`A / B` quoted:`C"),
        ("**A**", "word:A"),
        ("Σ x ∑y", "word:Σ word:x word:∑ word:y"),
        ("( [ ) ]", "open:( open:[ close:) close:]"),
        ("/ ÷ : × * ·", "slash:/ over:÷ colon:: times:× star:* star:·"),
        ("+ - = ^ √ ∛", "plus:+ dash:- equals:= caret:^ surd:√ surd:∛"),
        ("A • B", "word:A other:• word:B"),
        ("🎉", "other:🎉"),
        ("", ""),
    ],
)
def test_pieces(text: str, pieces: str):
    assert seen(text) == pieces


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Ｊｕｍｌａｈ　Ａ", "Jumlah A"),
        ("（Ａ／Ｂ）×１００％", "(A/B)×100%"),
        ("A\u00a0–\u2009B", "A - B"),
        ("A ⁄ B ∕ C ∶ D", "A / B / C : D"),
        ("A х 100%", "A x 100%"),  # a Cyrillic letter
        ("A ✕ B ➗ C ⋅ D", "A × B ÷ C · D"),
        ("A﹣B‐C", "A-B-C"),
        ("A\u2028B", "A\nB"),
        ("m² Σ …", "m² Σ …"),
        ("A\x00B\x07C", "A B C"),
    ],
)
def test_look_alikes_are_folded_one_to_one(text: str, plain: str):
    assert fold(text) == plain
    assert [(piece.kind, piece.span, piece.gap) for piece in scan(text)] == [
        (piece.kind, piece.span, piece.gap) for piece in scan(plain)
    ]


def test_a_true_minus_joins_no_words():
    assert [piece.text for piece in scan("air baku−air jual")] == ["air", "baku", "−", "air", "jual"]
    assert [piece.kind for piece in scan("A\n−−−−\nB")] == ["word", "line", "rule", "line", "word"]


def test_folding_never_moves_a_place():
    every = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x10000), *range(0x1D400, 0x1D800)]))
    assert len(fold(every)) == len(every)


def test_words_stay_as_written_and_are_folded_to_compare():
    word = scan("Ｊｕｍｌａｈ")[0]
    assert (word.text, word.low) == ("Ｊｕｍｌａｈ", "jumlah")
    assert scan("Σ x")[0].low == "σ"


@pytest.mark.parametrize("invisible", ["\u200b", "\ufeff", "\u00ad", "\u2060"])
def test_invisible_signs_part_nothing(invisible: str):
    text = f"{invisible}Ju{invisible}mlah A{invisible} / B"
    assert [piece.text for piece in scan(text)] == ["Jumlah", "A", "/", "B"]
    assert scan(text)[0].span == (1, 8)


def test_gaps():
    gaps = [piece.text for piece in scan("A  /B\u00a0- (C)\t%") if piece.gap]
    assert gaps == ["/", "-", "(", "%"]


@pytest.mark.parametrize(
    "unit",
    [
        " ",
        "a ",
        "-",
        "- ",
        "=",
        "= ",
        "~",
        "x",
        "x1",
        "&a",
        "<p ",
        "`",
        "\\",
        ".",
        "1.",
        "A-",
        "A\u200b",
        "\n ",
        "**",
        "{",
    ],
)
def test_time_grows_with_the_length(unit: str):
    def seconds(text: str, times: int) -> float:
        return min(repeat(lambda: scan(text), number=1, repeat=times, timer=process_time))

    short = unit * 2000
    assert seconds(short * 16, 2) < 160 * seconds(short, 5)  # in proportion it would be 16, by the square 256


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("½ (Jumlah rombel + 1)", "0,5 × (Jumlah rombel + 1)"),
        ("Luas = ½ x Alas x Tinggi", "0,5 × `Alas` × `Tinggi`"),
        ("3½ x Jumlah rombel", "3,5 × Jumlah rombel"),
        ("⅓ x Jumlah rombel", "1 / 3 × Jumlah rombel"),
    ],
)
def test_a_fraction_of_one_sign_is_a_number(text: str, line: str):
    assert kf.parse(text).to_text() == line
