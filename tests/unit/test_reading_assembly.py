"""Where each node of a tree stands in the text, as either reader has it: names, signs, figures and all of it."""

from __future__ import annotations

import itertools

import pytest
from tests import rules_alone
from tests.cases.test_readings import BREAK, LINES

import kinerja_formula as kf
from kinerja_formula.names import normalise
from kinerja_formula.nodes import Name, Node, Number, Part, Product, Sum, walk
from kinerja_formula.reading.assembly import NotArithmetic, build_node
from kinerja_formula.reading.canonical import write_line
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.pieces import Pieces
from kinerja_formula.reading.rules_reader import prepare
from kinerja_formula.reading.trees import Tree
from kinerja_formula.reading.vocabulary import words

READERS = {"both": kf.parse, "rules": rules_alone.parse}
SIGNS = {
    "+": {"+"},
    "-": {"-", "–", "−"},
    "×": {"x", "х", "*", "×", "\\times", "\\cdot", "&times;"},
    "/": {"/", "／", ":", "÷", "&divide;", "\\hline"},
}
ROLES = {"+": ("add",), "-": ("subtract",), "×": ("multiply", "multiply_before_number"), "/": ("divide",)}
FRAMES = {
    "-": {"dan", "dengan"},
    "/": {"dari", "dengan", "terhadap", "dibg", "banding", "thd"},
    "×": {"dikl", "perkalian"},
    "+": set(),
}
"""Words of a frame that stand where the sign would, and operator words cut short."""


def is_written_for(sign: str, written: str) -> bool:
    """Whether a sign may be written so: by itself, in words, drawn as a line, or not at all."""
    folded = "".join(written.lower().split())
    first = written.lower().split()[0] if written.split() else ""
    spelt = {word for role in ROLES[sign] for word in words("operators", role)}
    drawn = sign == "/" and (not folded.strip("-_=═().") or folded == "...")
    return not folded or drawn or folded in SIGNS[sign] | FRAMES[sign] | spelt or first in spelt


def undone(text: str) -> str:
    """A name without the marks that are no part of it."""
    return normalise(text.replace("~", " ").replace("\\ge", "≥"))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.number}")
def test_every_node_has_its_place(line, reader: str):
    text = line.text.replace(BREAK, "\n")
    try:
        tree = READERS[reader](text).tree
    except kf.FormulaError:
        assert reader == "rules"  # which knows fewer forms
        return
    for node in walk(tree):
        low, high = node.span
        assert 0 <= low <= high <= len(text)
        if isinstance(node, Name) and "Σ (" not in text:  # a sum of several is a sum of each
            assert undone(text[low:high]) == node.key
        elif isinstance(node, Number):
            assert not low < high or text[low:high].strip() == text[low:high]
        elif isinstance(node, (Sum, Product)):
            assert_parts_in_place(node, text)


def assert_parts_in_place(node: Sum | Product, text: str) -> None:
    assert node.span == (min(one.span[0] for one in node.parts), max(one.span[1] for one in node.parts))
    first = node.parts[0]
    assert first.sign_span == (first.node.span[0],) * 2 or text[slice(*first.sign_span)] in {"-", "−", "+"}
    for before, part in itertools.pairwise(node.parts):
        low, high = part.sign_span
        assert is_written_for(part.sign, text[low:high]), text[low:high]
        assert part.span == (min(low, part.node.span[0]), max(high, part.node.span[1]))
        if before.node.span[1] <= part.node.span[0] and low >= before.node.span[0]:
            # but for A x 100% B, and a factor before a fraction that was put back, the signs stand between
            assert before.node.span[0] <= low <= high <= part.node.span[0]


def places(formula: kf.Formula, text: str) -> list[tuple[str, str | int]]:
    """Each calculation of a tree with what it takes of the text, and its signs; a place where nothing is written."""
    found: list[tuple[str, str | int]] = []
    for node in walk(formula.tree):
        if isinstance(node, (Name, Part)):
            continue
        low, high = node.span
        found.append((type(node).__name__, text[low:high] or low))
        for part in getattr(node, "parts", getattr(node, "rest", ())):
            low, high = part.sign_span
            found.append((part.sign, text[low:high] or low))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Jumlah A x 100% Jumlah B",
            [("Product", "Jumlah A x 100% Jumlah B"), ("×", 0), ("/", 9), ("×", "x"), ("Number", "100%")],
        ),
        (
            "Jumlah A 100% Jumlah B",
            [("Product", "Jumlah A 100% Jumlah B"), ("×", 0), ("/", 9), ("×", 9), ("Number", "100%")],
        ),
        (
            "Jumlah A\n-----x 100%\nJumlah B",
            [("Product", "Jumlah A\n-----x 100%\nJumlah B"), ("×", 0), ("/", "-----"), ("×", "x"), ("Number", "100%")],
        ),
        (
            "Jumlah A\n-----\nJumlah B x 100%",
            [("Product", "Jumlah A\n-----\nJumlah B x 100%"), ("×", 0), ("/", "-----"), ("×", "x"), ("Number", "100%")],
        ),
        (
            r"$\frac{A}{B} \times 100\%$",
            [("Product", r"A}{B} \times 100\%"), ("×", 7), ("/", 9), ("×", r"\times"), ("Number", r"100\%")],
        ),
        ("<u>Jumlah A</u> Jumlah B", [("Product", "Jumlah A</u> Jumlah B"), ("×", 3), ("/", 11)]),
        (
            "1/3 (A + B + C)",
            [
                *[("Product", "1/3 (A + B + C"), ("×", 0), ("/", "/"), ("×", 4), ("Number", "1"), ("Number", "3")],
                *[("Sum", "A + B + C"), ("+", 5), ("+", "+"), ("+", "+")],
            ],
        ),
        (
            "35% A + 65% B",
            [
                *[("Sum", "35% A + 65% B"), ("+", 0), ("+", "+")],
                *[("Product", "35% A"), ("×", 0), ("×", 4), ("Number", "35%")],
                *[("Product", "65% B"), ("×", 8), ("×", 12), ("Number", "65%")],
            ],
        ),
        (
            "A² + B pangkat 3",
            [
                *[("Sum", "A² + B pangkat 3"), ("+", 0), ("+", "+"), ("Power", "A²"), ("Number", "²")],
                *[("Power", "B pangkat 3"), ("Number", "3")],
            ],
        ),
        (
            "rata-rata dari nilai X1, nilai X2 dan nilai X3",
            [("Average", "rata-rata dari nilai X1, nilai X2 dan nilai X3")],
        ),
        ("selisih jumlah A dengan jumlah B", [("Sum", "jumlah A dengan jumlah B"), ("+", 8), ("-", "dengan")]),
        (
            "perbandingan antara jumlah A dengan jumlah B",
            [("Product", "jumlah A dengan jumlah B"), ("×", 20), ("/", "dengan")],
        ),
        (
            "Persentase jumlah A terhadap jumlah B",  # what it asks for stands nowhere
            [("Product", "jumlah A terhadap jumlah B"), ("×", 11), ("/", "terhadap"), ("×", 37), ("Number", 37)],
        ),
        (
            "Jumlah A dibagi jumlah B dinyatakan dalam persen",
            [
                *[
                    ("Product", "Jumlah A dibagi jumlah B dinyatakan dalam persen"),
                    ("×", 0),
                    ("/", "dibagi"),
                    ("×", 25),
                ],
                ("Number", "dinyatakan dalam persen"),
            ],
        ),
        (
            "Penjumlahan dari nilai A, nilai B dan nilai C",
            [("Sum", "nilai A, nilai B dan nilai C"), ("+", 17), ("+", 26), ("+", 38)],
        ),
        ("Jumlah dokumen : 1. Renja 2. Renstra", [("Components", "Jumlah dokumen : 1. Renja 2. Renstra")]),
        (
            "1. Jumlah surat 2. Jumlah laporan",
            [("Components", "Jumlah surat 2. Jumlah laporan"), ("Statement", 3)],
        ),
        ("log_2(A)", [("Call", "log_2(A)"), ("Number", 8)]),
        (
            "Jika Rasio ≥ 3, maka B = 4. Jika Rasio < 3, maka B = (4 x Rasio) / 3",
            [
                ("Conditional", "Jika Rasio ≥ 3, maka B = 4. Jika Rasio < 3, maka B = (4 x Rasio) / 3"),
                *[
                    ("Branch", "Jika Rasio ≥ 3, maka B = 4"),
                    ("Comparison", "Rasio ≥ 3"),
                    ("≥", "≥"),
                    ("Number", "3"),
                    ("Number", "4"),
                ],
                ("Branch", "Jika Rasio < 3, maka B = (4 x Rasio) / 3"),
                *[("Comparison", "Rasio < 3"), ("<", "<"), ("Number", "3")],
                *[("Product", "4 x Rasio) / 3"), ("×", 54), ("×", "x"), ("/", "/"), ("Number", "4"), ("Number", "3")],
            ],
        ),
    ],
)
def test_places(text: str, expected: list[tuple[str, str | int]]):
    assert places(kf.parse(text), text) == expected


TEXT = "A B C 3 50% Σ D ³√E"
A, B, C, THREE, HALF, SUM, E = ("n", 0, 1), ("n", 1, 2), ("n", 2, 3), ("#", 3, 4), ("#", 4, 5), ("n", 5, 7), ("n", 8, 9)


def built(tree: Tree, text: str = TEXT) -> Node:
    pieces = Pieces(prepare(text, (), None, DEFAULT_LIMITS)[0], text, lexicon())
    return build_node(tree, pieces, Draft(text, None, DEFAULT_LIMITS))


@pytest.mark.parametrize(
    ("tree", "line"),
    [
        (A, "`A`"),
        (SUM, "Σ `D`"),
        (("+", A, B), "`A` + `B`"),
        (("-", ("-", A, B), C), "`A` - `B` - `C`"),
        (("-", A, ("-", B, C)), "`A` - (`B` - `C`)"),
        (("/", ("+", A, B), C), "(`A` + `B`) / `C`"),
        (("/", A, ("*", B, C)), "`A` / (`B` × `C`)"),
        (("*", A, ("/", B, C)), "`A` × `B` / `C`"),
        (("*", ("/", A, B), HALF), "`A` / `B` × 50%"),
        (("*", A, ("c", "100%")), "`A` × 100%"),
        (("*", A, ("c", "12")), "`A` × 12"),
        (("^", ("+", A, B), THREE), "(`A` + `B`) ^ 3"),
        (("^", A, ("/", ("c", "1"), THREE)), "`A` ^ (1 / 3)"),
        (("jumlah", (A, B)), "1. `A` 2. `B`"),
        (("jumlah", (A, ("/", B, C))), "`A` + (`B` / `C`)"),
        (("penjumlahan", (A, B)), "`A` + `B`"),
        (("*", ("penjumlahan", (A, B)), C), "(`A` + `B`) × `C`"),
        (("rata-rata", (A, ("+", B, C))), "(rata-rata (`A`; (`B` + `C`)))"),
        (("min", (A, THREE)), "min (`A`; 3)"),
        (("maks", (A, B)), "maks (`A`; `B`)"),
        (("mutlak", (("-", A, B),)), "abs (`A` - `B`)"),
        (("median", (A, B, C)), "median (`A`; `B`; `C`)"),
        (("rata-ukur", (A, B)), "rata-rata-ukur (`A`; `B`)"),
        (("ln", (A,)), "ln (`A`)"),
        (("log", (A,)), "log (`A`)"),
        (("log-dua", (A,)), "log (`A`; 2)"),
        (("bulat", (A, THREE)), "bulat (`A`; 3)"),
        (("sigma", (("*", A, B),)), "Σ (`A` × `B`)"),
        (("akar", (A,)), "√(`A`)"),
        (("akar-n", (THREE, A)), r"\sqrt[3]{`A`}"),
        (("akar-n", (("c", "4"), ("*", A, B))), r"\sqrt[4]{`A` × `B`}"),
        # Conditions
        (("jika", ((">", A, THREE), B)), "jika `A` > 3 maka `B`"),
        (("jika", (("<", A, THREE), B, ("<=", A, HALF), C)), "jika `A` < 3 maka `B`; jika `A` ≤ 50% maka `C`"),
        (("jika", (("=", A, THREE), B, ("c", "1"), C)), "jika `A` = 3 maka `B`; selain itu `C`"),
        (("jika", (("dan", (">=", A, THREE), ("<", A, B)), C)), "jika `A` ≥ 3 dan `A` < `B` maka `C`"),
        (("jika", (("atau", (">=", A, THREE), ("<", A, B)), C)), "jika `A` ≥ 3 atau `A` < `B` maka `C`"),
        (
            ("jika", (("atau", (">", A, B), ("dan", (">", B, C), ("=", A, THREE))), C)),
            "jika `A` > `B` atau (`B` > `C` dan `A` = 3) maka `C`",
        ),
        (("jika", ((">", ("+", A, B), ("*", C, THREE)), ("-", A, B))), "jika `A` + `B` > `C` × 3 maka `A` - `B`"),
        (("*", ("jika", ((">", A, THREE), B)), C), "(jika `A` > 3 maka `B`) × `C`"),
    ],
)
def test_trees_of_the_chart(tree: Tree, line: str):
    assert write_line(built(tree)) == line


@pytest.mark.parametrize(
    "tree",
    [
        ("teks",),
        ("target",),
        ("*", ("teks",), A),
        ("jika", (("teks",), A)),
        ("jika", (("+", A, B), A)),
        ("daftar", (A, B)),
    ],
)
def test_trees_that_are_no_arithmetic(tree: Tree):
    with pytest.raises((NotArithmetic, kf.FormulaSyntaxError)):
        built(tree)


@pytest.mark.parametrize(
    ("text", "tree", "signs"),
    [
        ("A dikali B", ("*", ("n", 0, 1), ("n", 2, 3)), ["", "dikali"]),
        ("A ditambah dengan B", ("+", ("n", 0, 1), ("n", 3, 4)), ["", "ditambah"]),
        ("A dikurangi B", ("-", ("n", 0, 1), ("n", 2, 3)), ["", "dikurangi"]),
        ("A ÷ B", ("/", ("n", 0, 1), ("n", 2, 3)), ["", "÷"]),
        ("A\n----\nB", ("/", ("n", 0, 1), ("n", 2, 3)), ["", "----"]),
        ("A × B", ("*", ("n", 0, 1), ("n", 2, 3)), ["", "×"]),
        ("A + (B)", ("+", ("n", 0, 1), ("n", 3, 4)), ["", "+"]),
        ("A dan B", ("+", ("n", 0, 1), ("n", 2, 3)), ["", ""]),
        ("A B", ("/", ("n", 1, 2), ("n", 0, 1)), ["", ""]),
    ],
)
def test_a_sign_stands_where_it_is_written(text: str, tree: Tree, signs: list[str]):
    node = built(tree, text)
    assert isinstance(node, (Sum, Product))
    assert [text[slice(*part.sign_span)] for part in node.parts] == signs


def test_a_sign_that_nobody_wrote_stands_behind_what_comes_before_it():
    node = built(("*", ("n", 0, 1), ("c", "100%")), "A per B")
    assert isinstance(node, Product)
    assert node.parts[1].sign_span == (2, 2)
    end = built(("*", ("n", 0, 3), ("c", "100%")), "A per B")
    assert isinstance(end, Product)
    assert end.parts[1].sign_span == (7, 7)
    assert (end.parts[1].node.span, end.span) == ((7, 7), (0, 7))
