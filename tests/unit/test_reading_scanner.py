"""Text → pieces: what each pattern takes, its look-alikes, and that every place holds."""

from __future__ import annotations

from time import process_time
from timeit import repeat

import pytest
from tests.lexemes_shown import shown

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


@pytest.mark.parametrize(
    ("text", "lexemes"),
    [
        ("x100%", ["times:x@0-1", "number:100@1-4", "percent:%@4-5"]),
        ("x 100%", ["word:x@0-1", "_number:100@2-5", "percent:%@5-6"]),
        ("x1000", ["times:x@0-1", "number:1000@1-5"]),
        ("x 1.000", ["word:x@0-1", "_number:1.000@2-7"]),
        ("x10", ["word:x10@0-3"]),
        ("xyz", ["word:xyz@0-3"]),
        ("Σ x", ["word:Σ@0-1", "_word:x@2-3"]),
        ("∑x", ["word:∑@0-1~σ", "word:x@1-2"]),
        ("¼ A", ["number:0,25@0-1", "_word:A@2-3"]),
        ("3½", ["number:3,5@0-2"]),
        (
            "3⅓ A",
            [
                "number:3@0-1",
                "_plus:+@1-2",
                "open:(@1-2",
                "number:1@1-2",
                "slash:/@1-2",
                "number:3@1-2",
                "close:)@1-2",
                "_word:A@3-4",
            ],
        ),
        ("⅓", ["open:(@0-1", "number:1@0-1", "slash:/@0-1", "number:3@0-1", "close:)@0-1"]),
        ("1 ½", ["number:1@0-1", "_number:0,5@2-3"]),
        ("³√A", ["surd:∛@0-2", "word:A@2-3"]),
        ("²√A", ["surd:√@0-2", "word:A@2-3"]),
        ("surat-suratnya", ["word:surat-suratnya@0-14"]),
        ("e-KTP", ["word:e-KTP@0-5"]),
        ("dan/atau", ["word:dan@0-3", "slash:/@3-4", "word:atau@4-8"]),
        ("t-1", ["word:t-1@0-3"]),
        ("x_i", ["word:x_i@0-3"]),
        ("O’Brien", ["word:O’Brien@0-7"]),
        ("1.000.000,50", ["number:1.000.000,50@0-12"]),
        ("100,000", ["number:100,000@0-7"]),
        ("1,000,000", ["number:1,000,000@0-9"]),
        ("100 000", ["number:100 000@0-7"]),
        ("100 000 000 A", ["number:100 000 000@0-11", "_word:A@12-13"]),
        ("100,000%", ["number:100,000@0-7", "percent:%@7-8"]),
        ("12,5", ["number:12,5@0-4"]),
        ("A÷B", ["word:A@0-1", "over:÷@1-2", "word:B@2-3"]),
        ("√A", ["surd:√@0-1", "word:A@1-2"]),
        ("∛A", ["surd:∛@0-1", "word:A@1-2"]),
        ("∜A", ["surd:∜@0-1", "word:A@1-2"]),
        ("A‰", ["word:A@0-1", "percent:‰@1-2"]),
        ("[A]", ["open:[@0-1", "word:A@1-2", "close:]@2-3"]),
        ("a\n \n b", ["word:a@0-1", "line:\n \n @1-5", "_word:b@5-6"]),
        ("---", ["rule:---@0-3"]),
        ("- - -", ["rule:- - -@0-5"]),
        ("--(--", ["rule:--(--@0-5"]),
        ("__", ["rule:__@0-2"]),
        ("_ _", ["rule:_ _@0-3"]),
        ("===", ["rule:===@0-3"]),
        ("= = =", ["rule:= = =@0-5"]),
        ("~~", ["rule:~~@0-2"]),
        ("...", ["dots:...@0-3"]),
        ("…", ["dots:…@0-1"]),
        ("….", ["dots:….@0-2"]),
        ("....", ["dots:....@0-4"]),
        ("<u>", ["tag:<u>@0-3"]),
        ("<p class='x'>", ["tag:<p class='x'>@0-13"]),
        ("<x>", ["compare:<@0-1", "word:x@1-2", "compare:>@2-3"]),
        ("&amp;", ["entity:&amp;@0-5"]),
        ("&#37;", ["entity:&#37;@0-5"]),
        ("&#x25;", ["entity:&#x25;@0-6"]),
        ("&;", ["other:&@0-1", "semicolon:;@1-2"]),
        ("\\frac", ["command:\\frac@0-5"]),
        ("\\\\frac", ["command:\\frac@0-6"]),
        ("\\\\ A", ["command:\\\\@0-2", "_word:A@3-4"]),
        ("\\%", ["command:\\%@0-2"]),
        ("`A`", ["quoted:`A`@0-3"]),
        ("`A", ["quoted:`A@0-2"]),
        ("$$", ["dollar:$$@0-2"]),
        ("{A}", ["brace:{@0-1", "word:A@1-2", "brace:}@2-3"]),
        ("A**2", ["word:A@0-1", "caret:^@1-3", "number:2@3-4"]),
        ("A ** 2", ["word:A@0-1", "_caret:^@2-4", "_number:2@5-6"]),
        ("**A**", ["word:A@2-3"]),
        ("<=", ["compare:<=@0-2"]),
        (">=", ["compare:>=@0-2"]),
        ("<", ["compare:<@0-1"]),
        ("≥", ["compare:≥@0-1"]),
        ("±", ["compare:±@0-1"]),
        ("*", ["star:*@0-1"]),
        ("−", ["dash:−@0-1"]),
        ("=", ["equals:=@0-1"]),
        (".", ["dot:.@0-1"]),
        ("•A", ["other:•@0-1", "word:A@1-2"]),
        ("A – B", ["word:A@0-1", "_dash:–@2-3", "_word:B@4-5"]),
        ("A — B", ["word:A@0-1", "_dash:—@2-3", "_word:B@4-5"]),
        ("A‐B", ["word:A‐B@0-3~a-b"]),
        ("Ａ＋１％", ["word:Ａ@0-1~a", "plus:＋@1-2", "number:1@2-3", "percent:％@3-4"]),
        ("х", ["word:х@0-1~x"]),
        ("А", ["word:А@0-1"]),
        ("a\u200bb", ["word:ab@0-3"]),
        ("\u200b", []),
        ("A - -B", ["word:A@0-1", "_plus:+@2-5", "_word:B@5-6"]),
        ("A + -B", ["word:A@0-1", "_dash:-@2-5", "_word:B@5-6"]),
        ("A - - B", ["word:A@0-1", "_dash:-@2-3", "_dash:-@4-5", "_word:B@6-7"]),
        ("(A) - -B", ["open:(@0-1", "word:A@1-2", "close:)@2-3", "_plus:+@4-7", "_word:B@7-8"]),
        ("- -B", ["dash:-@0-1", "_dash:-@2-3", "word:B@3-4"]),
        ("A -  -B", ["word:A@0-1", "_plus:+@2-6", "_word:B@6-7"]),
        ("3 x", ["number:3@0-1", "_word:x@2-3"]),
        ("X2", ["word:X2@0-2"]),
        ("\xa0A", ["_word:A@1-2"]),
        ("a\tb", ["word:a@0-1", "_word:b@2-3"]),
        ("½%", ["number:0,5@0-1", "percent:%@1-2"]),
        ("🙂", ["other:🙂@0-1"]),
        ("A\u2028B", ["word:A@0-1", "line:\u2028@1-2", "_word:B@2-3"]),
        ("─── A", ["rule:───@0-3", "_word:A@4-5"]),
        ("﹍﹍", ["rule:﹍﹍@0-2"]),
        ("✕", ["times:✕@0-1"]),
        ("➗", ["over:➗@0-1"]),
        ("∶", ["colon:∶@0-1"]),
        ("⋅", ["star:⋅@0-1"]),
    ],
)
def test_lexemes_with_their_places(text: str, lexemes: list[str]):
    assert shown(scan(text)) == lexemes


@pytest.mark.parametrize(
    ("signs", "kind"),
    [
        ("─━╌╍┄┅⎯–—‐‑‒―−-", "dash"),
        ("═＝=", "equals"),
        ("⁄∕⧸／/", "slash"),
        ("✕✖⨯╳⨉×", "times"),
        ("➗÷", "over"),
        ("∶：:", "colon"),
        ("⋅∙·*＊", "star"),
        ("＋+", "plus"),
        ("（(［[", "open"),
        ("）)］]", "close"),
        ("％%‰", "percent"),
        ("，,", "comma"),
        ("；;", "semicolon"),
        ("^＾", "caret"),
        ("√∛∜", "surd"),
        ("≤≥<>≠±≈＜＞", "compare"),
    ],
)
def test_signs_that_look_alike(signs: str, kind: str):
    for sign in signs:
        (piece,) = scan(f"A {sign} B")[1:-1]
        assert (piece.kind, piece.text, piece.span) == (kind, sign, (2, 3))


@pytest.mark.parametrize("line", ["──", "━━━", "﹍﹍", "﹎﹎", "﹏﹏", "══=", "__", "--", "–––", "~~"])
def test_lines_that_look_alike(line: str):
    assert [(one.kind, one.text) for one in scan(f"A\n{line}\nB")][2:3] == [("rule", line)]


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u2003", "\u3000", "\t"])
def test_blanks(blank: str):
    assert [(one.text, one.gap) for one in scan(f"A{blank}B")] == [("A", False), ("B", True)]


@pytest.mark.parametrize("letter", "xXхХ×")
def test_letters_that_look_like_a_sign(letter: str):
    times, hundred, _ = scan(f"A {letter}100%")[1:]
    assert (times.kind, hundred.text) == ("times", "100")


@pytest.mark.parametrize(
    ("sign", "text"),
    [
        ("¼", "0,25"),
        ("½", "0,5"),
        ("¾", "0,75"),
        ("⅛", "0,125"),
        ("⅜", "0,375"),
        ("⅝", "0,625"),
        ("⅞", "0,875"),
        ("⅕", "0,2"),
        ("⅘", "0,8"),
    ],
)
def test_fractions_of_one_character(sign: str, text: str):
    assert [one.text for one in scan(sign)] == [text]
    assert [one.text for one in scan(f"3{sign}")] == [text.replace("0,", "3,")]
    assert [one.text for one in scan(f"3 {sign}")] == ["3", text]
    assert [one.text for one in scan(f"3,5{sign}")] == ["3,5", text]
