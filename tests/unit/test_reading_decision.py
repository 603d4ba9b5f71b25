"""Which of two opinions is taken, by what facts, and what is said of the doubt."""

from __future__ import annotations

from fractions import Fraction

import pytest

import kinerja_formula as kf
from kinerja_formula.diagnostics import CATALOGUE, Diagnostic
from kinerja_formula.nodes import Name, Node, Number, Part, Product, Statement
from kinerja_formula.reading.canonical import read_line
from kinerja_formula.reading.certainty import FEATURES, Curve, Curves, certainty_curves, tree_key
from kinerja_formula.reading.decision import (
    READING_DOUBTS,
    RULES_FEATURES,
    Choice,
    choose,
    doubts_about,
    doubts_of,
    keys_of_node,
    node_of,
    node_residue,
    rows_of,
    share_of,
)
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft
from kinerja_formula.reading.rules_reader import prepare, read_by_rules
from kinerja_formula.reading.weighing import Weighed, weigh

LEARNED = {"weighed", "lead", "worst_name", "all_names"}


def weighed(text: str) -> Weighed:
    return weigh(prepare(text, (), None, DEFAULT_LIMITS)[0], text)


def both(text: str) -> tuple[Weighed, Node | None, tuple[Diagnostic, ...]]:
    try:
        rules = read_by_rules(text)
    except kf.FormulaError:
        return weighed(text), None, ()
    return weighed(text), rules.tree, rules.diagnostics


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Realisasi kegiatan / rapat", {"signs_in_names": 1, "among_best": 1, "rules_single": 1}),
        ("min(A, 100)", {"among_best": 1, "rules_statement": 1, "unsayable": 1}),
        ("nilai tertinggi dari A, B dan C", {"among_best": 1, "rules_single": 1, "unsayable": 1}),
        ("A dibagi B x 100%, maksimal 100%", {"doubts": 2, "among_best": 1, "unsayable": 1}),
        ("Ditentukan jumlah hadir dibagi jumlah undangan x 100%", {"among_best": 1, "frame_in_name": 1}),
        ("A (35%) + B (65%)", {}),
        ("Persentase A + Persentase B dibagi 2", {"among_best": 1}),
        ("Jumlah dokumen - Renja - Renstra", {"weighed_single": 1}),
        ("Jumlah kasus per 1.000 penduduk", {"among_best": 1, "rules_single": 1}),
        (
            "Capaian (Formula : Jumlah A dibagi Jumlah B)",
            {"suspects": 1, "signs_in_names": 1, "rules_single": 1, "frame_in_name": 1},
        ),
        ("|A - B|", {"signs_in_names": 1, "rules_statement": 1, "unsayable": 1}),
        ("Σ (bobot × nilai) / Σ bobot", {"suspects": 2, "signs_in_names": 1}),
    ],
)
def test_facts_about_the_other_opinion(text: str, facts: dict[str, float]):
    """What the rules read where they differ: doubtful words and signs in names, what kind of tree it is."""
    chart, rules, told = both(text)
    row, other, agreed = rows_of(chart, rules, told, None, percent_wanted=False)
    assert not agreed
    assert other is not None
    found = dict(zip(RULES_FEATURES, other, strict=True))
    assert {name: value for name, value in found.items() if value and name not in LEARNED} == facts
    assert found["lead"] == row[FEATURES.index("lead")]
    assert found["weighed"] == 0.0  # without curves


@pytest.mark.parametrize(
    "text", ["Jumlah A / Jumlah B", "Jumlah surat yang dibagi kepada warga", "Jumlah A / B x 100%"]
)
def test_opinions_that_agree(text: str):
    chart, rules, told = both(text)
    row, other, agreed = rows_of(chart, rules, told, None, percent_wanted=False)
    assert agreed and other is None
    assert row[FEATURES.index("agreed")] == 1.0
    choice = choose(chart, rules, told, certainty_curves(), percent_wanted=False)
    assert (choice.rank, choice.agreed, choice.rules_row) == (-1, True, None)
    assert choice.row == row


def test_a_text_that_the_rules_refuse():
    chart = weighed("Jumlah A / Jumlah B")
    row, other, agreed = rows_of(chart, None, (), None, percent_wanted=False)
    assert (other, agreed, row[FEATURES.index("rules_fail")]) == (None, False, 1.0)
    choice = choose(chart, None, (), certainty_curves(), percent_wanted=False)
    assert (choice.rank, choice.agreed, choice.rules_row) == (0, False, None)


def always(probability: float) -> Curve:
    zeros = [0.0] * max(len(FEATURES), len(RULES_FEATURES))
    return Fixed(
        {
            "bias": 0.0,
            "mean": zeros,
            "scale": [1.0] * len(zeros),
            "weights": zeros,
            "steps": [[9.0, probability], [10.0, 1]],
        }
    )


class Fixed(Curve):
    """A curve that says the same of every row, however long it is."""

    def raw(self, row: object) -> float:
        return 0.0


def curves(mine: float, theirs: float) -> Curves:
    return Curves(always(mine), always(mine), always(theirs), 0.8, 0.9)


@pytest.mark.parametrize(
    ("text", "mine", "theirs", "rank", "certainty"),
    [
        ("Ditentukan jumlah hadir dibagi jumlah undangan x 100%", 0.7, 0.2, 0, 0.7),
        ("Ditentukan jumlah hadir dibagi jumlah undangan x 100%", 0.2, 0.7, -1, 0.7),
        ("Ditentukan jumlah hadir dibagi jumlah undangan x 100%", 0.4, 0.4, -1, 0.4),
        # Together they are no surer than one
        ("Ditentukan jumlah hadir dibagi jumlah undangan x 100%", 0.9, 0.6, 0, 0.6),
        ("Ditentukan jumlah hadir dibagi jumlah undangan x 100%", 0.3, 0.9, -1, 0.75),
        # The rules know no functions
        ("min(A, 100)", 0.2, 0.9, 0, None),
        ("A dibagi B x 100%, maksimal 100%", 0.2, 0.9, 0, None),
        ("nilai tertinggi dari A, B dan C", 0.2, 0.7, 0, 0.3),
        # A text that means two things
        ("Realisasi kegiatan / rapat", 0.9, 0.1, 0, 0.45),
        ("Realisasi kegiatan / rapat", 0.9, 0.6, -1, 0.45),
    ],
)
def test_the_surer_opinion_is_taken(text: str, mine: float, theirs: float, rank: int, certainty: float | None):
    chart, rules, told = both(text)
    choice = choose(chart, rules, told, curves(mine, theirs), percent_wanted=False)
    assert choice.rank == rank
    if certainty is not None:
        assert choice.certainty == pytest.approx(certainty)


def test_a_function_in_brackets_is_as_sure_as_its_share_of_the_readings():
    chart, rules, told = both("min(A, 100)")
    choice = choose(chart, rules, told, curves(0.2, 0.9), percent_wanted=False)
    assert choice.certainty == pytest.approx(min(0.93, share_of(chart.readings, 0)))
    chart, rules, told = both("Σ (bobot × nilai) / Σ bobot")
    assert choose(chart, rules, told, curves(0.2, 0.9), percent_wanted=False).certainty == pytest.approx(0.93)


def test_a_bound_that_the_rules_leave_out_is_nearly_sure():
    chart, rules, told = both("A dibagi B x 100%, maksimal 100%")
    choice = choose(chart, rules, told, curves(0.2, 0.9), percent_wanted=False)
    assert choice.certainty == pytest.approx(min(0.9 - 0.01, share_of(chart.readings, 0)))


def test_a_list_that_both_see_is_none_to_warn_of():
    chart, rules, told = both("Jumlah dokumen : 1. Renja 2. Renstra")
    assert choose(chart, rules, told, curves(0.75, 0.0), percent_wanted=False).certainty == 0.8
    assert choose(chart, rules, told, curves(0.5, 0.0), percent_wanted=False).certainty == 0.5
    assert choose(chart, rules, told, curves(0.85, 0.0), percent_wanted=False).certainty == 0.85


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("Jumlah A / Jumlah B", 1.0),
        ("Realisasi kegiatan / rapat", 0.45),
        ("Jumlah kematian bayi\nAKB = x 1.000\nJumlah kelahiran hidup", 0.89),
        ("Jumlah hari\nLOS =\nJumlah pasien", 0.79),
    ],
)
def test_how_sure_a_reading_is_at_most(text: str, most: float):
    chart, rules, told = both(text)
    choice = choose(chart, rules, told, curves(1.0, 0.0), percent_wanted=False)
    assert choice.certainty == pytest.approx(most)


def test_doubts_of_the_rules_about_a_reading():
    assert doubts_of(()) == 0
    told = [
        Diagnostic(rule, (0, 1))
        for rule in CATALOGUE.values()
        if rule.code in {*READING_DOUBTS, "KF107", "KF118", "KF123"}
    ]
    assert {one.code for one in told} >= READING_DOUBTS
    assert doubts_of(told) == len(READING_DOUBTS) == 9


SLUGS = {
    "lead": "lead narrow rivals agreed_lead",
    "name": "worst_name all_names weak_name inner_head connectors_in_names",
    "rest": "unread agreed_unread",
    "word": "suspects signs_in_names ignored rules_doubt agreed_ignored agreed_suspects",
    "number": "loose_numbers agreed_loose numbers_in_names",
    "long": "length longest_name crowded",
    "list": "list",
    "cases": "cases",
    "kind": "no_operand single quantities_in_text",
    "percent": "percent_missing",
    "readers": "agreed second_says",
    "refused": "rules_fail",
    "flat": "flat",
    "text": "score second_weak repeated ratio_told lines several_equals ignored_outside",
}


@pytest.mark.parametrize(("slug", "feature"), [(slug, one) for slug, them in SLUGS.items() for one in them.split()])
def test_what_is_said_of_a_doubt(slug: str, feature: str):
    """The fact that draws the certainty down the most is told, and the next one of another kind."""
    zeros = [0.0] * len(FEATURES)
    weights = [-1.0 if name == feature else 1.0 for name in FEATURES]
    curve = Curve({"bias": 0.0, "mean": zeros, "scale": [1.0] * len(zeros), "weights": weights})
    other = Curve({"bias": 0.0, "mean": zeros, "scale": [1.0] * len(zeros), "weights": [1.0] * len(zeros)})
    choice = Choice(0, 0.5, False, [1.0] * len(zeros), None)
    second = "lead" if slug == "text" else "text"
    for tree, told in (
        (("/", ("n", 0, 1), ("n", 2, 3)), Curves(curve, other, other, 0.8, 0.9)),
        (("n", 0, 1), Curves(other, curve, other, 0.8, 0.9)),
    ):
        assert doubts_about(choice, tree, told) == (slug, second)
        assert doubts_about(choice, tree, Curves(other, other, curve, 0.8, 0.9)) == ("text", "lead")


def test_the_strongest_doubts_come_first():
    zeros = [0.0] * len(FEATURES)
    strength = {"flat": -3.0, "unread": -2.0, "agreed_unread": -2.5, "list": -1.0}
    weights = [strength.get(name, 1.0) for name in FEATURES]
    curve = Curve({"bias": 0.0, "mean": zeros, "scale": [2.0] * len(zeros), "weights": weights})
    tree = ("/", ("n", 0, 1), ("n", 2, 3))
    told = Curves(curve, curve, curve, 0.8, 0.9)
    assert doubts_about(Choice(0, 0.5, False, [1.0] * len(zeros), None), tree, told) == ("flat", "rest")
    low = [0.1 if name == "flat" else 1.0 for name in FEATURES]
    assert doubts_about(Choice(0, 0.5, False, low, None), tree, told) == ("rest", "list")


def node(line: str) -> Node:
    tree = read_line(line, Draft(line, None, DEFAULT_LIMITS), single=True)
    assert tree is not None
    return tree


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("`A` / `B` × 100%", "100% × `A` / `B`"),
        ("`A` / `B` × 100%", "`A` / `B`"),
        ("(`A` + `B`) / `C`", "(`B` + `A`) / `C`"),
        ("`A` - `B`", "-(`B`) + `A`"),
        ("(rata-rata (`A`; `B`))", "(`A` + `B`) / 2"),
        ("`A` × 0,5", "`A` / 2"),
        ("`A` ^ 2", "`A` × `A`"),
        ("min (`A`; `B`)", "min (`B`; `A`)"),
        ("√(`A`)", "√(`A`)"),
    ],
)
def test_lines_that_calculate_the_same(one: str, other: str):
    assert node_residue(node(one)) == node_residue(node(other)) is not None
    assert keys_of_node(node(one)) == keys_of_node(node(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("`A` / `B`", "`B` / `A`"),
        ("`A` / `B` × 100", "`A` / `B`"),
        ("`A` - `B`", "`B` - `A`"),
        ("√(`A`)", r"\sqrt[3]{`A`}"),
        ("min (`A`; `B`)", "maks (`A`; `B`)"),
        ("log (`A`; `B`)", "log (`B`; `A`)"),
        ("Σ (`A` × `B`)", "`A` × `B`"),
        ("(rata-rata (`A`; `B`))", "(rata-rata (`A`; `B`; `C`))"),
        ("`A` ^ 2", "`A` ^ 3"),
        ("`A` + `B`", "`A` × `B`"),
    ],
)
def test_lines_that_calculate_otherwise(one: str, other: str):
    assert node_residue(node(one)) != node_residue(node(other))
    assert node_residue(node(one)) is not None


def test_what_has_no_value_is_its_own_key():
    tree = node("jika `A` > 3 maka `B`; selain itu `C`")
    assert node_residue(tree) is None
    assert keys_of_node(tree) == {tree}
    assert keys_of_node(None) == frozenset()
    mean = node("rata-rata setiap (`A` × `B`)")
    assert node_residue(mean) is None
    inside = Product((Part(Name("A", (0, 1)), "×", (0, 0), (0, 1)), Part(tree, "×", (1, 1), (1, 2))), (0, 2))
    assert node_residue(inside) is None


def test_keys_of_sentences():
    assert keys_of_node(Statement("12 bulan", (), False, (0, 8))) == {("teks",), ("target",)}
    operand = keys_of_node(Statement("Rapat", (), True, (0, 5)))
    assert operand == {("teks",), ("target",)} | keys_of_node(Name("Rapat", (0, 5)))


def test_a_percentage_is_a_share():
    assert node_residue(Number(None, True, Fraction(50), (0, 3))) == node_residue(node("`A` / (2 × `A`)"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Jumlah A / Jumlah B", "Jumlah A / Jumlah B"),
        ("Jumlah A hadir", "Jumlah A hadir"),
        ("12 bulan", None),
    ],
)
def test_the_tree_of_a_weighed_reading(text: str, line: str | None):
    chart, readings = weighed(text)
    found = node_of(readings[0], chart.pieces, Draft(text, None, DEFAULT_LIMITS))
    assert (None if found is None else keys_of_node(found)) == (None if line is None else keys_of_node(node(line)))
    if found is not None:
        assert tree_key(chart, readings[0][1]) in keys_of_node(found)
