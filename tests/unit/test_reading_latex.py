"""LaTeX and markup → plain lexemes, each with its place; what breaks off is an error with its place."""

from __future__ import annotations

import pytest
from tests.lexemes_shown import shown

import kinerja_formula as kf
from kinerja_formula.reading.latex import environment_of_cases
from kinerja_formula.reading.markup import strip_markup
from kinerja_formula.reading.scanner import scan


@pytest.mark.parametrize(
    ("text", "lexemes"),
    [
        (
            "\\frac{A}{B}",
            [
                "_LPAR:@5-5!",
                "word:A@6-7",
                "_RPAR:@7-7!",
                "_DIVIDE:@8-8!",
                "_LPAR:@8-8!",
                "word:B@9-10",
                "_RPAR:@10-10!",
            ],
        ),
        (
            "$\\dfrac{\\text{Jumlah A}}{\\text{Jumlah B}} \\times 100\\%$",
            [
                "_LPAR:@7-7!",
                "_word:Jumlah@14-20",
                "_word:A@21-22",
                "_RPAR:@23-23!",
                "_DIVIDE:@24-24!",
                "_LPAR:@24-24!",
                "_word:Jumlah@31-37",
                "_word:B@38-39",
                "_RPAR:@40-40!",
                "_times:×@42-48!",
                "_number:100@49-52",
                "percent:%@52-54!",
            ],
        ),
        ("\\sqrt{A}", ["_surd:√@0-5!", "_LPAR:@5-5!", "word:A@6-7", "_RPAR:@7-7!"]),
        ("\\sqrt[3]{A}", ["_surd:√@0-5~3!", "_LPAR:@8-8!", "word:A@9-10", "_RPAR:@10-10!"]),
        ("\\sqrt 4", ["_surd:√@0-5!", "_LPAR:@6-6!", "_number:4@6-7", "_RPAR:@6-6!"]),
        ("\\sum_{i=1}^{n} x_i", ["_word:@0-4~σ", "_word:x_i@15-18"]),
        ("\\sum_i^n x", ["_word:@0-4~σ", "_word:x@9-10"]),
        ("\\sum^{n} x", ["_word:@0-4~σ", "_word:x@9-10"]),
        ("P_{t-1}", ["word:P_t-1@0-7"]),
        ("P_{t - 1} A", ["word:P_t - 1@0-9", "_word:A@10-11"]),
        ("A^{2}", ["word:A@0-1", "POWER:^@1-2!", "_LPAR:@2-2!", "number:2@3-4", "_RPAR:@4-4!"]),
        ("A^2", ["word:A@0-1", "caret:^@1-2", "number:2@2-3"]),
        ("\\left( A \\right)", ["open:(@5-6", "_word:A@7-8", "_close:)@15-16"]),
        ("\\left. A \\right|", ["_word:A@7-8", "_other:|@15-16"]),
        ("A \\quad B", ["word:A@0-1", "_line:@2-7", "_word:B@8-9"]),
        ("{A \\quad B}", ["word:A@1-2", "_word:B@9-10"]),
        ("A \\\\ B", ["word:A@0-1", "_line:@2-4", "_word:B@5-6"]),
        ("A \\to B", ["word:A@0-1", "_other:→@2-5", "_word:B@6-7"]),
        ("\\{A\\}", ["open:{@0-2", "word:A@2-3", "close:}@3-5"]),
        ("\\lceil A \\rceil", ["_word:ceil@0-6", "open:(@0-6", "_word:A@7-8", "close:)@9-15"]),
        ("A\\,B", ["word:A@0-1", "_word:B@3-4"]),
        ("\\cite{x} A", ["_word:A@9-10"]),
        ("A\\cite: 19, 20 B", ["word:A@0-1", "_word:B@15-16"]),
        ("\\text{a/b} / c", ["_word:a@6-7", "letter:/@7-8", "word:b@8-9", "_slash:/@11-12", "_word:c@13-14"]),
        ("\\text{A}(B)", ["_word:A@6-7", "open:(@8-9", "word:B@9-10", "close:)@10-11"]),
        ("\\text{A}\\text{B}", ["_word:A@6-7", "_word:B@14-15"]),
        ("\\alpha x", ["_word:alpha@0-6", "_word:x@7-8"]),
        ("\\displaystyle A", ["_word:A@14-15"]),
        ("\\underline{A} B", ["word:A@11-12", "_word:B@14-15"]),
        ("\\begin{x}A\\end{x}", ["word:A@9-10"]),
        (
            "A \\div B \\cdot C \\ast D",
            [
                "word:A@0-1",
                "_over:@2-6!",
                "_word:B@7-8",
                "_times:×@9-14!",
                "_word:C@15-16",
                "_times:×@17-21!",
                "_word:D@22-23",
            ],
        ),
        (
            "A \\le B \\geq C \\neq D \\lt E",
            [
                "word:A@0-1",
                "_compare:≤@2-5!",
                "_word:B@6-7",
                "_compare:≥@8-12!",
                "_word:C@13-14",
                "_compare:≠@15-19!",
                "_word:D@20-21",
                "_compare:<@22-25!",
                "_word:E@26-27",
            ],
        ),
        ("A \\ldots B", ["word:A@0-1", "_dots:@2-8!", "_word:B@9-10"]),
        ("A \\hline B", ["word:A@0-1", "_rule:@2-8!", "_word:B@9-10"]),
        (
            "A \\& B \\| C \\# D \\_ E",
            [
                "word:A@0-1",
                "_other:&@2-4!",
                "_word:B@5-6",
                "_other:|@7-9!",
                "_word:C@10-11",
                "_other:#@12-14!",
                "_word:D@15-16",
                "_other:_@17-19!",
                "_word:E@20-21",
            ],
        ),
        ("\\mathrm{A}B", ["_word:A@8-9", "_word:B@10-11"]),
        ("\\operatorname{rata} A", ["_word:rata@14-18", "_word:A@20-21"]),
        ("{A", ["open:{@0-1", "word:A@1-2"]),
        (
            "\\frac A B",
            ["_LPAR:@6-6!", "_word:A@6-7", "_RPAR:@6-6!", "_DIVIDE:@7-7!", "_LPAR:@8-8!", "_word:B@8-9", "_RPAR:@8-8!"],
        ),
        ("\\text{Jumlah A", ["_word:Jumlah@6-12", "_word:A@13-14"]),
        ("<u>A</u> B", ["_underline on:@0-3", "word:A@3-4", "_underline off:@4-8", "_word:B@9-10"]),
        (
            "<span style='text-decoration: underline'>A</span><span>B</span>",
            ["_underline on:@0-41", "word:A@41-42", "_underline off:@42-49", "word:B@55-56"],
        ),
        ("A<br>B", ["word:A@0-1", "_line:@1-5", "word:B@5-6"]),
        (
            "<ol><li>A</li><li>B</li></ol>",
            [
                "_line:@0-4",
                "_item:@4-8",
                "word:A@8-9",
                "_line:@9-14",
                "_item:@14-18",
                "word:B@18-19",
                "_line:@19-24",
                "_line:@24-29",
            ],
        ),
        ("A&nbsp;B", ["word:A@0-1", "_word:B@7-8"]),
        ("A&divide;B", ["word:A@0-1", "over:÷@1-9", "word:B@9-10"]),
        ("A &amp; B", ["word:A@0-1", "_other:&@2-7", "_word:B@8-9"]),
        ("A&#37;", ["word:A@0-1", "percent:%@1-6"]),
        ("A&xyz;", ["word:A@0-1", "other:&@1-6"]),
        ("`Jumlah  A` B", ["quoted:Jumlah A@0-11", "_word:B@12-13"]),
        ("``", []),
        ("{A + B}", ["open:{@0-1", "word:A@1-2", "_plus:+@3-4", "_word:B@5-6", "close:}@6-7"]),
        ("A_{b} {C}", ["word:A_b@0-5", "_word:C@7-8"]),
        ("<h1>A</h1>", ["_line:@0-4", "word:A@4-5", "_line:@5-10"]),
        ("<b>A</b>B", ["word:A@3-4", "word:B@8-9"]),
        ("A <b>B</b>", ["word:A@0-1", "_word:B@5-6"]),
        ("<P CLASS='x'>A</P>", ["_line:@0-13", "word:A@13-14", "_line:@14-18"]),
        ("</li>", ["_line:@0-5"]),
        ("A&lt;B", ["word:A@0-1", "compare:<@1-5", "word:B@5-6"]),
    ],
)
def test_lexemes(text: str, lexemes: list[str]):
    assert shown(strip_markup(scan(text), text)) == lexemes


@pytest.mark.parametrize(
    ("text", "code", "span", "values"),
    [
        ("\\frac{A}{B", "KF103", (8, 9), {"written": "{"}),
        ("\\frac{A}", "KF103", (7, 8), {"written": "}"}),
        ("\\sqrt", "KF103", (0, 5), {"written": "\\sqrt"}),
        ("`A", "KF104", (0, 1), {}),
    ],
)
def test_what_breaks_off(text: str, code: str, span: tuple[int, int], values: dict[str, str]):
    with pytest.raises(kf.FormulaSyntaxError) as raised:
        strip_markup(scan(text), text)
    (found,) = raised.value.diagnostics
    assert (found.code, found.span, dict(found.values)) == (code, span, values)


@pytest.mark.parametrize(
    ("text", "begin", "rows", "behind"),
    [
        (r"B = \begin{cases} 4 & R > 3 \end{cases}", r"\begin", " 4 & R > 3 ", ""),
        (r"B = \begin{dcases}4\end{dcases}.", r"\begin", "4", "."),
        (r"\left\{ \begin{array}{ll} 4 & R \end{array} \right.", r"\begin", " 4 & R ", r" \right."),
        (r"\left\{ \begin{array} 4 & R \end{array} \right.", r"\begin", " 4 & R ", r" \right."),
    ],
)
def test_an_environment_of_cases(text: str, begin: str, rows: str, behind: str):
    found = environment_of_cases(text)
    assert found is not None
    start, body, end, after = found
    assert text[start:].startswith(begin)
    assert (text[body:end], text[after:]) == (rows, behind)


@pytest.mark.parametrize(
    "text",
    [
        "A / B",
        r"\begin{cases} 4",
        r"\end{cases} \begin{cases}",
        r"\begin{array} 4 \end{array}",
        r"\begin{cases} 4 \end{cases} x 2",
        r"\begin{matrix} 4 \end{matrix}",
        r"\begin{cases} 4 & R \end{cases} \begin{cases} 5 & S \end{cases}",
    ],
)
def test_no_environment_of_cases(text: str):
    assert environment_of_cases(text) is None


@pytest.mark.parametrize(
    ("command", "kind", "written"),
    [
        *[(one, "times", "×") for one in ("times", "cdot", "ast", "bullet")],
        ("div", "over", ""),
        ("%", "percent", "%"),
        *[(one, "compare", "≤") for one in ("le", "leq")],
        *[(one, "compare", "≥") for one in ("ge", "geq")],
        ("lt", "compare", "<"),
        ("gt", "compare", ">"),
        ("neq", "compare", "≠"),
        *[(one, "dots", "") for one in ("ldots", "dots", "cdots")],
        ("hline", "rule", ""),
        ("colon", "colon", ""),
        *[(one, "other", one) for one in "&|#_-"],
        *[
            (one, "other", "→")
            for one in ("to", "rightarrow", "longrightarrow", "Rightarrow", "Longrightarrow", "implies")
        ],
        *[(one, "word", one) for one in ("alpha", "min", "max", "log", "PDRB")],
        ("sum", "word", ""),
        *[(one, "line", "") for one in ("quad", "qquad", "\\")],
        ("{", "open", "{"),
        ("}", "close", "}"),
    ],
)
def test_commands_that_stand_for_a_sign(command: str, kind: str, written: str):
    text = f"A \\{command} B"
    pieces = strip_markup(scan(text), text)
    assert [(one.kind, one.text) for one in pieces] == [("word", "A"), (kind, written), ("word", "B")]
    assert pieces[1].span == (2, 3 + len(command))


@pytest.mark.parametrize(
    "command",
    [
        *["displaystyle", "limits", "big", "Big", "bigg", "Bigg", "nolimits", "textstyle", "scriptstyle", "noindent"],
        *["normalsize", "overline", "bar", "hat", "mathbb", "large", "small", " ", ",", ";", ":", "!", "left", "right"],
    ],
)
def test_commands_that_say_how_something_looks(command: str):
    text = f"A \\{command} B"
    assert [(one.text, one.gap) for one in strip_markup(scan(text), text)] == [("A", False), ("B", True)]


@pytest.mark.parametrize(
    "command",
    [
        *["text", "mathrm", "textrm", "mbox", "textbf", "textit", "mathbf", "mathit", "operatorname", "textnormal"],
        *["mathsf", "textsf", "hbox", "bf", "rm"],
    ],
)
def test_commands_whose_braces_hold_a_text(command: str):
    text = f"\\{command}{{RT/RW - x : y + 2 * 3 = z}} / B"
    kinds = [one.kind for one in strip_markup(scan(text), text) if not one.text.isalnum()]
    assert kinds == ["letter"] * 6 + ["slash"]


@pytest.mark.parametrize("command", ["frac", "dfrac", "tfrac", "cfrac", "sfrac", "nicefrac"])
def test_commands_that_draw_a_fraction(command: str):
    text = f"\\{command}{{A}}{{B}}"
    kinds = [one.kind for one in strip_markup(scan(text), text)]
    assert kinds == ["LPAR", "word", "RPAR", "DIVIDE", "LPAR", "word", "RPAR"]


@pytest.mark.parametrize("command", ["begin", "end", "hspace", "vspace", "label", "cite"])
def test_commands_whose_braces_hold_nothing_of_use(command: str):
    text = f"A \\{command}{{2 em / {{x}}}} B"
    assert [one.text for one in strip_markup(scan(text), text)] == ["A", "B"]


@pytest.mark.parametrize("command", ["underline", "uline"])
def test_braces_that_only_group(command: str):
    text = f"\\{command}{{A / B}} C"
    assert [one.text for one in strip_markup(scan(text), text)] == ["A", "/", "B", "C"]


@pytest.mark.parametrize(("opening", "closing", "name"), [("lceil", "rceil", "ceil"), ("lfloor", "rfloor", "floor")])
def test_rounding_is_a_function(opening: str, closing: str, name: str):
    text = f"\\{opening} A \\{closing}"
    assert [(one.kind, one.text) for one in strip_markup(scan(text), text)] == [
        ("word", name),
        ("open", "("),
        ("word", "A"),
        ("close", ")"),
    ]


@pytest.mark.parametrize("name", ["cases", "dcases", "rcases"])
def test_names_of_environments_of_cases(name: str):
    text = f"\\begin{{{name}}} 4 & R \\end{{{name}}}"
    found = environment_of_cases(text)
    assert found is not None
    assert text[found[1] : found[2]] == " 4 & R "


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("\\text{Modal}_i / \\text{Aset}_i", ("Modal_i", "Aset_i")),
        ("\\text{Modal}_1 + \\text{Modal}_2", ("Modal_1", "Modal_2")),
        ("\\frac{\\text{Laba}_t}{\\text{Aset}_t}", ("Laba_t", "Aset_t")),
        ("\\sum\\text{Laba}_t", ("Laba_t",)),
        ("\\sum_i \\text{Modal}_i", ("Modal_i",)),
        ("\\text{Modal} _i", ("Modal_i",)),
        ("\\text{Modal}_+ 3", ("Modal_",)),
        ("\\text{Modal} / \\text{Aset}", ("Modal", "Aset")),
    ],
)
def test_an_index_of_one_piece_belongs_to_its_word(text: str, names: tuple[str, ...]):
    assert kf.parse(text).names == names


def test_the_place_of_a_word_with_its_index():
    text = "\\text{Modal}_i + \\text{Aset}_2"
    lexemes = shown(strip_markup(scan(text), text))
    assert lexemes == ["_word:Modal_i@6-14", "_plus:+@15-16", "_word:Aset_2@23-30"]
