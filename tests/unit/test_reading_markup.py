"""Tags, entities, LaTeX and back-ticks → plain pieces."""

from __future__ import annotations

import pytest

import kinerja_formula as kf
from kinerja_formula.nodes import Name
from kinerja_formula.reading.draft import DEFAULT_LIMITS
from kinerja_formula.reading.markup import strip_markup
from kinerja_formula.reading.rules_reader import prepare
from kinerja_formula.reading.scanner import scan

SHOWN = {"line": "¶", "item": "•", "underline on": "⟪", "underline off": "⟫", "LPAR": "⟨", "RPAR": "⟩", "DIVIDE": "÷÷"}


def shown(text: str) -> str:
    """The pieces, a blank where one stands before them; signs that markup implies are shown by ¶ • ⟪ ⟫ ⟨ ⟩ ÷÷."""
    return "".join(
        (" " if piece.gap and piece.kind not in SHOWN else "") + SHOWN.get(piece.kind, piece.text)
        for piece in strip_markup(scan(text), text)
    )


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>A</p><div>B<br>C", "¶A¶¶B¶C"),
        ("<ol><li>A</li><li>B</li></ol>", "¶•A¶•B¶¶"),
        ("<h2>A</h2>B", "¶A¶B"),
        ("<u>A</u> B", "⟪A⟫ B"),
        ("<ins>A</ins>B", "⟪A⟫B"),
        ('<span style="text-decoration: underline">A</span>B', "⟪A⟫B"),
        ("<span class='x'>A</span>B</span>", "AB"),
        ("Jumlah <b>A</b> / <i>B</i>", "Jumlah A / B"),
        ("<u>A", "⟪A"),
        ("A < B > C", "A < B > C"),
    ],
)
def test_tags(text: str, plain: str):
    assert shown(text) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Jumlah&nbsp;A&#160;/&nbsp;B", "Jumlah A / B"),
        ("A &times; B &divide; C &minus; D", "A × B ÷ C − D"),
        ("A &ndash; B &frasl; C", "A – B ⁄ C"),
        ("A &lt; 5 &amp; C &ge; D", "A < 5 & C ≥ D"),
        ("&lt;p&gt;A", "<p>A"),  # an escaped tag is text
        ("&sum;A", "∑A"),
        ("A &tidakada; B", "A & B"),
    ],
)
def test_entities(text: str, plain: str):
    assert shown(text) == plain


def test_the_place_of_what_an_entity_says_is_the_entity():
    text = "A &times; B"
    times = strip_markup(scan(text), text)[1]
    assert (times.kind, text[slice(*times.span)]) == ("times", "&times;")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"$\frac{A}{B}$", "⟨A⟩÷÷⟨B⟩"),
        (r"\dfrac{A + B}{C} \times 100\%", "⟨A + B⟩÷÷⟨C⟩ × 100%"),
        (r"\tfrac A {B} \frac 1 2", "⟨ A⟩÷÷⟨ B⟩ ×⟨ 1⟩÷÷⟨ 2⟩"),
        (r"\frac{\frac{A}{B}}{C}", "⟨⟨A⟩÷÷⟨B⟩⟩÷÷⟨C⟩"),
        (r"\frac{Jumlah\ A}{Jumlah \quad B}", "⟨Jumlah A⟩÷÷⟨Jumlah B⟩"),
        (r"\text{Jumlah RT/RW} \cdot \mathrm{B - C}", " Jumlah RT/RW × B - C"),
        (r"A \div B \leq 5 \colon C", "A  B ≤ 5  C"),
        (r"\left( A \right) \left. B", "( A ) B"),
        (r"\sqrt{A} \sqrt[3]{B}", " √⟨A⟩ √⟨ B⟩"),
        (r"\sum_{i=1}^{n} x", "  x"),
        (r"P_{t-1} P_t", "P_t-1 P_t"),
        (r"A^{2} B", "A^⟨2⟩ B"),
        (r"A \\ B", "A¶ B"),
        (r"\begin{array} A \hspace{2cm} B", " A B"),
        (r"\alpha A", " alpha A"),
        (r"\frac12 A", "⟨1⟩÷÷⟨2⟩ × A"),
        (r"\frac AB", "⟨ A⟩÷÷⟨ B⟩"),
        (r"\frac12{N}", "⟨12⟩÷÷⟨N⟩"),
        (r"\frac{1}{3}(A + B)", "⟨1⟩÷÷⟨3⟩ ×(A + B)"),
        (r"\frac{1}{2} X 100", "⟨1⟩÷÷⟨2⟩ X 100"),
        (r"\frac{A}{B}(persen)", "⟨A⟩÷÷⟨B⟩(persen)"),
        (r"\frac{A}{B}\frac{C}{D}", "⟨A⟩÷÷⟨B⟩ ×⟨C⟩÷÷⟨D⟩"),
        (r"\frac{1}{N} \sum x", "⟨1⟩÷÷⟨N⟩ ×  x"),
        (r"\sum \frac{\frac{A}{B}}{C}", "  (⟨⟨ A⟩÷÷⟨B⟩⟩÷÷⟨C⟩)"),
    ],
)
def test_latex(text: str, plain: str):
    assert shown(text) == plain


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (r"\frac{A}{", "{"),
        (r"\frac{A}", "}"),
        (r"\frac{A", "{"),
        (r"\sqrt{A", "{"),
        (r"\frac\frac{A}{B}{C}", r"\frac"),
        (r"\frac1", "1"),
        (r"\frac{A} + B", "+"),
    ],
)
def test_broken_latex(text: str, place: str):
    with pytest.raises(kf.FormulaSyntaxError) as caught:
        strip_markup(scan(text), text)
    assert (caught.value.code, text[slice(*caught.value.span)]) == ("KF103", place)


def test_doubtful_signs_are_letters_in_a_text_group_only():
    text = r"\text{A/B : C} / D"
    assert [piece.kind for piece in strip_markup(scan(text), text)] == [
        "word", "letter", "word", "letter", "word", "slash", "word",
    ]  # fmt: skip


def test_back_ticks():
    text = "`  Jumlah  A / B ` `` C"
    name, other = strip_markup(scan(text), text)
    assert (name.kind, name.text, name.span) == ("quoted", "Jumlah A / B", (0, 18))
    assert other.text == "C"
    for text in ("A / `B", "`"):
        with pytest.raises(kf.FormulaSyntaxError) as caught:
            strip_markup(scan(text), text)
        assert (caught.value.code, text[slice(*caught.value.span)]) == ("KF104", "`")


@pytest.mark.parametrize("text", ["A`√`", "`A√`", "Σ `a ∛ b`", "`jumlah ∛`", "`a / b`", "`rata-rata (`"])
def test_a_quoted_name_may_hold_any_sign(text: str):
    name = kf.parse(text)
    assert isinstance(name.tree, Name)
    assert kf.parse(name.to_text()).tree == name.tree


@pytest.mark.parametrize("text", ["` `", "`√`", "`)(`"])
def test_signs_alone_are_no_name(text: str):
    with pytest.raises(kf.FormulaSyntaxError):
        kf.parse(text)


def test_a_bracket_beside_a_text_group_touches_its_word():
    tex = r"\frac{\text{Jumlah hadir}(\text{bukan pegawai})}{\text{Jumlah undangan}} \times 100\%"
    assert shown(tex) == "⟨ Jumlah hadir(bukan pegawai)⟩÷÷⟨ Jumlah undangan⟩ × 100%"
    assert kf.parse(tex).names == ("Jumlah hadir(bukan pegawai)", "Jumlah undangan")


def test_plain_text_is_handed_on():
    pieces = scan("Jumlah A / Jumlah B x 100%")
    assert strip_markup(pieces, "") is pieces


def test_deep_braces_end_in_a_code():
    text = "$" + "{" * 3000
    with pytest.raises(kf.FormulaSyntaxError) as caught:
        strip_markup(scan(text), text)
    assert caught.value.code == "KF103"


def test_latex_with_its_backslashes_written_twice_reads_alike():
    r"""As source code and JSON hold it: ``\\frac`` for ``\frac``; a line break of LaTeX stays one."""
    once = r"$$\text{Cakupan (\%)} = \frac{\text{Jumlah bayi < 2500 gram}}{\text{Jumlah bayi lahir hidup}} \times 100$$"
    assert kf.parse(once.replace("\\", "\\\\")).tree == kf.parse(once).tree
    short = r"\dfrac{A}{B} \times 100\%"
    assert kf.parse(short.replace("\\", "\\\\")).tree == kf.parse(short).tree
    # two backslashes before anything else are a line break
    assert shown(r"A \\ B") == "A¶ B"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        # Borders of a table, marks of a footnote
        ("Jumlah A |\n---- x 100% |\nJumlah B |", "Jumlah A \n ---- x 100 % \n Jumlah B"),
        ("Jumlah A *)\n---- x 100%\nJumlah B", "Jumlah A \n ---- x 100 % \n Jumlah B"),
        ("| Jumlah A | Jumlah B |", "Jumlah A line Jumlah B"),
        ("| Rumus | A - B |", "Rumus : A - B"),
        ("| Kehadiran | A / B |\n|---|---|", "Kehadiran : A / B \n"),
        ("|A - B| / |C|", "| A - B | / | C |"),
        ("|A - B|", "| A - B |"),
        ("A (b *) c", "A ( b * ) c"),
        ("Jumlah (A*) x", "Jumlah ( A * ) x"),
        # Ticks of Markdown round a formula, and round a name
        ("`A / B x 100%`", "A / B x 100 %"),
        ("`A = B`", "A = B"),
        ("``A / B``", "A / B"),
        ("A / B `", "A / B"),
        ("A ` B", "A B"),
        ("`A / C` / B", "A / C / B"),
        # Marks of whoever quoted the text
        ("A[1] B", "A B"),
        ("A [1] B", "A [ 1 ] B"),
        ("A [cite: 3] B", "A B"),
        ("3[1] B", "3 [ 1 ] B"),
        ("A[1 2] B", "A [ 1 2 ] B"),
        ("A[B] C", "A [ B ] C"),
        ("[1] A", "[ 1 ] A"),
        ("A[1", "A [ 1"),
    ],
)
def test_marks_that_belong_to_no_formula(text: str, left: str):
    pieces, _, _ = prepare(text, (), None, DEFAULT_LIMITS)
    assert " ".join(piece.text or piece.kind for piece in pieces) == left


@pytest.mark.parametrize(
    "tag",
    [
        *[
            "p",
            "br",
            "div",
            "ol",
            "ul",
            "pre",
            "tr",
            "table",
            "td",
            "th",
            "hr",
            "dl",
            "dd",
            "dt",
            "blockquote",
            "center",
        ],
        *["h1", "h2", "h3", "h4", "h5", "h6"],
    ],
)
def test_tags_that_break_lines(tag: str):
    for text in (f"A<{tag}>B", f"A</{tag}>B", f"A<{tag.upper()} class='x'>B"):
        assert [one.kind for one in strip_markup(scan(text), text)] == ["word", "line", "word"]


@pytest.mark.parametrize(
    "tag",
    [
        "b",
        "i",
        "em",
        "strong",
        "span",
        "sup",
        "sub",
        "tbody",
        "thead",
        "font",
        "a",
        "o:p",
        "s",
        "small",
        "big",
        "code",
        "label",
    ],
)
def test_tags_without_a_meaning(tag: str):
    for text in (f"A <{tag}>B", f"A </{tag}> B"):
        assert [(one.text, one.gap) for one in strip_markup(scan(text), text)] == [("A", False), ("B", True)]


@pytest.mark.parametrize(
    ("tag", "kind"), [("u", "underline"), ("ins", "underline"), ("span style='text-decoration:underline'", "underline")]
)
def test_tags_that_underline(tag: str, kind: str):
    text = f"<{tag}>A</{tag.split(maxsplit=1)[0]}> B"
    assert [one.kind for one in strip_markup(scan(text), text)] == [f"{kind} on", "word", f"{kind} off", "word"]
