"""Where each node of a tree stands in the text, as either reader has it: names, signs, figures and all of it."""

from __future__ import annotations

import itertools

import pytest
from tests import rules_alone
from tests.cases.test_readings import BREAK, LINES

import kinerja_formula as kf
from kinerja_formula.names import normalise
from kinerja_formula.nodes import Name, Number, Part, Product, Sum, walk
from kinerja_formula.reading.vocabulary import words

READERS = {"both": kf.parse, "rules": rules_alone.parse}
SIGNS = {
    "+": {"+"},
    "-": {"-", "–", "−"},
    "×": {"x", "х", "*", "×", "\\times", "\\cdot", "&times;"},
    "/": {"/", "／", ":", "÷", "&divide;"},
}
ROLES = {"+": ("add",), "-": ("subtract",), "×": ("multiply", "multiply_before_number"), "/": ("divide",)}
FRAMES = {"-": {"dan", "dengan"}, "/": {"dari", "dengan", "terhadap", "dibg"}, "×": {"dikl", "perkalian"}, "+": set()}
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
        if before.node.span[1] <= part.node.span[0]:  # but for A x 100% B, the signs stand between
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
