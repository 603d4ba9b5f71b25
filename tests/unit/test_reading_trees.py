"""Trees of the chart: what fills a form, what stands below, the value for made-up figures; lists, classes of words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kinerja_formula.reading.draft import DEFAULT_LIMITS
from kinerja_formula.reading.forms import meaning_of
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.lists import is_item, list_items, list_starts
from kinerja_formula.reading.name_model import NamePlausibility, name_weights, span_features, word_classes
from kinerja_formula.reading.pieces import Pieces
from kinerja_formula.reading.rules_reader import prepare
from kinerja_formula.reading.trees import (
    Tree,
    below,
    calculates,
    fill,
    first_piece,
    last_piece,
    names_in,
    residue,
    residue_divided,
    residue_of,
    residue_of_call,
    residue_of_name,
    residue_of_root,
    residue_operated,
    terms,
    walk_tree,
)

A, B, C, N = ("n", 0, 2), ("n", 3, 4), ("n", 5, 8), ("#", 9, 10)
PRIME = 2**61 - 1


@pytest.mark.parametrize(
    ("meaning", "tree"),
    [
        ("A", A),
        ("12", ("c", "12")),
        ("A / B * 100%", ("*", ("/", A, B), ("c", "100%"))),
        ("A - (B - C)", ("-", A, ("-", B, C))),
        ("A ^ B", ("^", A, B)),
        ("min(A; 100%)", ("min", (A, ("c", "100%")))),
        ("rata-rata(A)", ("rata-rata", (A,))),
        ("rata-rata(S)", ("rata-rata", (A, B, C))),
        ("jumlah(S)", ("jumlah", (("+", ("+", A, B), C),))),
        ("jumlah(L)", ("jumlah", (A, B))),
        ("rata-rata(L; C)", ("rata-rata", (A, B, C))),
        ("akar(A / B)", ("akar", (("/", A, B),))),
    ],
)
def test_slots_are_filled(meaning: str, tree: Tree):
    slots = {"A": A, "B": B, "C": C, "S": ("+", ("+", A, B), C), "L": ("daftar", (A, B))}
    assert fill(meaning_of(meaning), slots) == tree


def test_terms_of_a_sum():
    assert terms(("+", ("+", A, B), C)) == [A, B, C]
    assert terms(("+", A, ("+", B, C))) == [A, ("+", B, C)]
    assert terms(("-", A, B)) == [("-", A, B)]


@pytest.mark.parametrize(
    ("tree", "parts"),
    [
        *[((sign, A, B), (A, B)) for sign in ("+", "-", "*", "/", "^", "<", ">", "<=", ">=", "=", "dan", "atau")],
        *[
            ((function, (A, B)), (A, B))
            for function in (
                *("penjumlahan", "rata-rata", "rata-ukur", "median", "jumlah", "jika", "min", "maks", "akar", "akar-n"),
                *("mutlak", "ln", "log", "log-dua", "bulat", "sigma", "daftar"),
            )
        ],
        *[(leaf, ()) for leaf in (A, N, ("c", "1"), ("teks",), ("target",))],
    ],
)
def test_what_stands_below(tree: Tree, parts: tuple[Tree, ...]):
    assert below(tree) == parts
    assert list(walk_tree(tree)) == [tree, *parts]
    assert calculates(tree) is (bool(parts) and tree[0] not in {"<", ">", "<=", ">=", "=", "dan", "atau", "daftar"})


def test_places():
    tree = ("*", ("/", C, B), ("c", "100%"))
    assert (names_in(tree), first_piece(tree), last_piece(tree)) == ([(5, 8), (3, 4)], 3, 8)
    assert (first_piece(("min", (N, A))), last_piece(("min", (N, A)))) == (0, 10)
    assert first_piece(("c", "1")) is last_piece(("teks",)) is None


def value(tree: Tree) -> int | None:
    return residue(tree, lambda low, high: f"{low} {high}", lambda at: Fraction(at, 4), lambda _: 3)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("+", A, B), ("+", B, A)),
        (("+", A, B), ("jumlah", (B, A))),
        (("+", A, B), ("penjumlahan", (A, B))),
        (("/", ("+", A, B), ("c", "2")), ("rata-rata", (A, B))),
        (("*", A, ("c", "50%")), ("/", A, ("c", "2"))),
        (("*", A, ("c", "100%")), A),
        (("*", A, N), ("/", ("*", A, ("c", "9")), ("c", "4"))),
        (("-", A, A), ("-", B, B)),
        (("/", A, ("-", B, B)), ("*", A, ("-", B, B))),
        (("^", A, ("c", "2")), ("*", A, A)),
        (("min", (A, B)), ("min", (B, A))),
        (("median", (A, B, C)), ("median", (C, A, B))),
        (("akar", (A,)), ("akar-n", (("c", "3"), A))),
    ],
)
def test_trees_that_calculate_the_same(one: Tree, other: Tree):
    assert value(one) == value(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("-", A, B), ("-", B, A)),
        (("/", A, B), ("/", B, A)),
        (("*", A, ("c", "100")), A),
        (("min", (A, B)), ("maks", (A, B))),
        (("log", (A, B)), ("log", (B, A))),
        (("bulat", (A, B)), ("bulat", (B, A))),
        (("ln", (A,)), ("log", (A,))),
        (("mutlak", (A,)), A),
        (("sigma", (A,)), A),
        (("rata-ukur", (A, B)), ("rata-rata", (A, B))),
        (("akar", (A,)), ("akar-n", (("c", "2"), A))),
        (("^", A, B), ("^", B, A)),
        (("log-dua", (A,)), ("log", (A,))),
    ],
)
def test_trees_that_calculate_otherwise(one: Tree, other: Tree):
    assert None is not value(one) != value(other) is not None


@pytest.mark.parametrize(
    "tree",
    [
        ("teks",),
        ("target",),
        ("jika", (("<", A, B), C)),
        ("+", A, ("teks",)),
        ("daftar", (A, B)),
        ("<", A, B),
        ("min", ()),
    ],
)
def test_trees_without_a_value(tree: Tree):
    assert value(tree) is None


def test_figures_modulo_a_prime():
    assert residue_of(Fraction(7)) == 7
    assert residue_of(Fraction(1, 2)) * 2 % PRIME == 1
    assert residue_of(Fraction(-1)) == PRIME - 1
    assert residue_divided(6, 3) == 2
    assert residue_divided(6, 0) == 0
    assert residue_divided(1, 3) * 3 % PRIME == 1
    assert residue_operated("+", PRIME - 1, 3) == 2
    assert residue_operated("-", 1, 3) == PRIME - 2
    assert residue_operated("*", 2**60, 4) == 2
    assert residue_operated("/", 8, 2) == 4
    assert residue_operated("^", 3, 4) == 81
    assert residue_operated("^", 2, 999) == pow(2, 999, PRIME)
    assert residue_operated("^", 2, 1000) != pow(2, 1000, PRIME)  # no power that large is worked out
    assert 0 <= residue_of_name("jumlah a") < PRIME
    assert residue_of_name("jumlah a") != residue_of_name("jumlah b")
    assert residue_of_root(2, 9) != residue_of_root(3, 9) != residue_of_root(3, 8)
    assert residue_of_call("min", [1, 2]) == residue_of_call("min", [2, 1]) != residue_of_call("maks", [1, 2])
    assert residue_of_call("log", [1, 2]) != residue_of_call("log", [2, 1])
    assert 0 <= residue_of_call("bulat", [1, 2]) < PRIME


def pieces_of(text: str) -> Pieces:
    return Pieces(prepare(text, (), None, DEFAULT_LIMITS)[0], text, lexicon())


@pytest.mark.parametrize(
    ("text", "starts", "items"),
    [
        ("1. Renja 2. Renstra 3. RKA", ["1"], ["Renja", "Renstra", "RKA"]),
        ("1) Renja 2) Renstra", ["1"], ["Renja", "Renstra"]),
        ("a. Renja b. Renstra", ["a"], ["Renja", "Renstra"]),
        ("A. Renja B. Renstra", ["A"], ["Renja", "Renstra"]),
        ("Jumlah: 1. Renja 2. Renstra", ["1"], ["Renja", "Renstra"]),
        ("- Renja\n- Renstra\n- RKA", ["-", "-", "-"], ["Renja", "Renstra", "RKA"]),
        ("<ol><li>Renja</li><li>Renstra</li></ol>", ["Renja", "Renstra"], ["Renja", "Renstra"]),
        ("<li>Renja</li>", [], []),
        ("1. Renja 3. Renstra", ["1"], []),
        ("1. Renja", ["1"], []),
        ("1.5 Renja 2.5 Renstra", [], []),
        ("ab. Renja bc. Renstra", [], []),
        ("2. Renja 3. Renstra", [], []),
        ("1. 2. Renstra", ["1"], []),
        ("Renja - Renstra", [], []),
        ("Total: - Renja - Renstra", ["-"], []),
        ("x - Jumlah A - Jumlah B", ["-", "-"], ["Jumlah A", "Jumlah B"]),
        ("Nilai: (1) Renja; (2) Renstra", ["("], ["Renja;", "Renstra"]),
        ("Nilai, (a) Renja, (b) Renstra, (c) RKA", ["("], ["Renja,", "Renstra,", "RKA"]),
        ("Nilai. (A) Renja. (B) Renstra", ["("], ["Renja.", "Renstra"]),
        ("Nilai: [1] Renja; [2] Renstra", ["["], ["Renja;", "Renstra"]),
        ("Nilai\n(1) Renja\n(2) Renstra", ["("], ["Renja", "Renstra"]),
        ("Nilai: (1) Renja; (3) Renstra", ["("], []),
        ("Nilai: (1) Renja + (2) Renstra", ["("], []),
        ("Nilai: (1) Renja; (2)", ["("], []),
        ("Nilai (1) Renja (2) Renstra", [], []),
        ("Nilai: (2) Renja; (3) Renstra", [], []),
        ("Nilai: (1) 5 Renja; (2) 6 Renstra", [], []),
        ("Nilai: (ab) Renja; (ac) Renstra", [], []),
        ("Nilai: (1,5) Renja; (2,5) Renstra", [], []),
        ("Nilai: (1 a) Renja; (2 b) Renstra", [], []),
    ],
)
def test_lists(text: str, starts: list[str], items: list[str]):
    pieces = pieces_of(text)
    found = list_starts(pieces)
    assert [pieces.lex[at].text for at in found] == starts
    assert all(is_item(pieces, at) for at in found)
    if found:
        assert [pieces.name(*span) for span in list_items(pieces, found[0], pieces.count)] == items


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("Jumlah A x 100% / 12", ["jumlah", "SYM", "x", "N%", "_/_", "N"]),
        ("kambing/gunung", ["W", "/", "W"]),
        ("kambing yang ada", ["W", "f:yang", "W"]),
        ("`Jumlah A` (b)", ["K", "_(", "SYM", ")_"]),
        ("kambing ----- gunung", ["W", "_--_", "W"]),
        ("Ax", ["SYM"]),
        ("3x", ["N", "W"]),
    ],
)
def test_classes_of_words(text: str, classes: list[str]):
    assert word_classes(pieces_of(text)) == classes


def test_features_of_a_name():
    classes = ["a", "b", "c", "d"]
    assert span_features(classes, 0, 1) == ["b", "S:a", "E:a", "L:0", "O:a"]
    assert span_features(classes, 1, 3) == ["b", "S:b", "E:c", "L:1", "S:b c", "E:b c", "I:c", "I:b c"]
    assert span_features(classes, 0, 4) == [
        *[
            "b",
            "S:a",
            "E:d",
            "L:3",
            "S:a b",
            "E:c d",
            "I:b",
            "I:a b",
            "I:c",
            "I:b c",
            "I:a b c",
            "I:d",
            "I:c d",
            "I:b c d",
        ],
    ]


@pytest.mark.parametrize("text", ["kambing", "Jumlah siswa yang lulus / guru", "A x 100% dari B", "Σ PUS (unmet need)"])
def test_a_span_is_weighed_by_its_features(text: str):
    """By prefix sums as by adding up: the two ways agree."""
    import math

    pieces = pieces_of(text)
    weights = name_weights()
    names = NamePlausibility(pieces, weights)
    for start in range(pieces.count):
        for end in range(start + 1, pieces.count + 1):
            total = sum(weights.get(one, 0.0) for one in span_features(names.classes, start, end))
            told = -math.log1p(math.exp(-max(-6.0, min(9.0, total))))
            assert names.score(start, end) == pytest.approx(told)


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        ("APBD APBD", True),
        ("rata rata", False),
        ("Realisasi belanja Target belanja", True),
        ("Realisasi belanja Realisasi belanja", True),
        ("Realisasi belanja Target modal", False),
        ("Realisasi belanja daerah", False),
        ("A", False),
    ],
)
def test_a_name_said_twice(text: str, twice: bool):
    pieces = pieces_of(text)
    names = NamePlausibility(pieces, {})
    assert names.said_twice(0, pieces.count) is twice
    assert (names.score(0, pieces.count) < -3) is twice


def test_a_known_name_is_certain_and_one_over_a_blank_line_is_not():
    assert NamePlausibility(pieces_of("`Jumlah A`"), {"b": -3.0}).score(0, 1) == 0.0
    one, two = (NamePlausibility(pieces_of(text), {}).score(0, 2) for text in ("kambing\n\nGunung", "kambing\nGunung"))
    assert one < two - 1.5
