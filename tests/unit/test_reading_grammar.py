"""Tokens → tree: precedence, flat chains, faults."""

from __future__ import annotations

from fractions import Fraction

import pytest

import kinerja_formula as kf
from kinerja_formula.nodes import Average, Logic, Name, Number, Part, Power, Product, Root, Sum, walk
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft
from kinerja_formula.reading.grammar import build_tree
from kinerja_formula.reading.grammar_text import grammar_text
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.tokens import NAME, Figure

KINDS = {"+": lx.ADD, "-": lx.SUB, "×": lx.MUL, "/": lx.DIV, "^": lx.POW, "(": lx.LP, ")": lx.RP, "√": lx.ROOT}
KINDS |= {"mean": lx.AVG, ";": lx.SEP}


def tokens_of(text: str) -> list[Lexeme]:
    """Tokens of a line in which blanks stand between all of them."""
    tokens, place = [], 0
    for word in text.split():
        end = place + len(word)
        if word in KINDS:
            tokens.append(Lexeme(KINDS[word], word, place, end, True, "", True))
        elif word[0].isdigit():
            number = Lexeme(lx.NUM, word.rstrip("%"), place, end, True)
            tokens.append(Figure(number, word.endswith("%"), None, end))
        else:
            tokens.append(Lexeme(NAME, word, place, end, True))
        place = end + 1
    return tokens


def tree_of(text: str):
    return build_tree(tokens_of(text), Draft(text, None, DEFAULT_LIMITS))


def shape(node) -> str:
    """The tree with a bracket round every chain."""
    if isinstance(node, Name):
        return node.text
    if isinstance(node, Number):
        return f"{node.value}{'%' * node.percent}"
    if isinstance(node, (Sum, Product)):
        return "(" + " ".join(part.sign + shape(part.node) for part in node.parts) + ")"
    if isinstance(node, Power):
        return f"({shape(node.base)} ^ {shape(node.exponent)})"
    if isinstance(node, Root):
        return f"√{node.degree}[{shape(node.radicand)}]"
    assert isinstance(node, Average)
    return "mean[" + " ; ".join(map(shape, node.items)) + "]"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", "a"),
        ("a + b × c", "(+a +(×b ×c))"),
        ("a - b - c", "(+a -b -c)"),
        ("a / b / c × 100%", "(×a /b /c ×100%)"),
        ("a × b ^ 2", "(×a ×(b ^ 2))"),
        ("√ a / b", "(×√2[a] /b)"),
        ("√ ( a / b )", "√2[(×a /b)]"),
        ("- a + b", "(-a +b)"),
        ("- a", "(-a)"),
        ("( a )", "a"),
        ("mean ( a ; b + c )", "mean[a ; (+b +c)]"),
        ("mean ( a ) / b", "(×mean[a] /b)"),
        # a bracket that changes nothing leaves no trace; one that does stays
        ("a + ( b + c )", "(+a +b +c)"),
        ("( a + b ) - c", "(+a +b -c)"),
        ("a + ( b - c )", "(+a +b -c)"),
        ("a - ( b + c )", "(+a -(+b +c))"),
        ("a × ( b / c )", "(×a ×b /c)"),
        ("( a / b ) × c", "(×a /b ×c)"),
        ("a / ( b × c )", "(×a /(×b ×c))"),
        ("a + ( - b )", "(+a -b)"),
    ],
)
def test_trees(text: str, tree: str):
    assert shape(tree_of(text)) == tree


def test_a_long_chain_is_flat():
    tree = tree_of(" + ".join(["a"] * 5000))
    assert isinstance(tree, Sum) and len(tree.parts) == 5000


@pytest.mark.parametrize(
    ("text", "code", "values", "place"),
    [
        ("a /", "KF102", {"role": "penyebut"}, "/"),
        ("/ a", "KF102", {"role": "pembilang"}, "/"),
        ("a + / b", "KF102", {"role": "pembilang"}, "/"),
        ("a + × b", "KF102", {"role": "operan"}, "×"),
        ("a ×", "KF102", {"role": "operan"}, "×"),
        ("( a + b", "KF102", {"role": "operan"}, "b"),
        ("( )", "KF102", {"role": "operan"}, ")"),
        ("a b", "KF101", {"sign": "b"}, "b"),
        ("a ) + b", "KF101", {"sign": ")"}, ")"),
        ("a × 100% b", "KF101", {"sign": "b"}, "b"),
        ("a ^ b ^ c", "KF101", {"sign": "^"}, "^"),
    ],
)
def test_faults(text: str, code: str, values: dict[str, str], place: str):
    with pytest.raises(kf.FormulaSyntaxError) as caught:
        tree_of(text)
    found = caught.value.diagnostics[0]
    assert (found.code, dict(found.values), text[slice(*found.span)]) == (code, values, place)


def test_a_point_that_cannot_group_is_a_decimal_point_with_a_note():
    text = "a × 4.25"
    draft = Draft(text, None, DEFAULT_LIMITS)
    tree = build_tree(tokens_of(text), draft)
    assert tree.parts[1].node.value == Fraction(17, 4)
    assert [(one.code, text[slice(*one.span)], dict(one.values)) for one in draft.diagnostics] == [
        ("KF118", "4.25", {"written": "4.25", "value": "4,25"})
    ]


def test_a_figure_that_is_no_number():
    with pytest.raises(kf.FormulaSyntaxError) as caught:
        tree_of("a × 1.2,3.4")
    assert (caught.value.code, caught.value.span) == ("KF101", (4, 11))


def test_spans_of_parts():
    text = "a + ( b - c )"
    parts: tuple[Part, ...] = tree_of(text).parts
    assert [(text[slice(*part.sign_span)], text[slice(*part.span)]) for part in parts] == [
        ("", "a"), ("+", "+ ( b"), ("-", "- c"),
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["atau", "dan"])
def test_the_place_of_joined_conditions(word: str):
    joined = f"`A` > 3 {word} `B` < 4 {word} `C` = 5"
    text = f"jika {joined} maka 2; selain itu 1"
    (found,) = [node for node in walk(kf.parse(text).tree) if isinstance(node, Logic)]
    assert text[slice(*found.span)] == joined


def test_the_grammar_is_one_file(checkout):
    assert grammar_text() == (checkout / "grammar" / "formula.lark").read_text(encoding="utf-8")
