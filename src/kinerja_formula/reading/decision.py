"""Two readers of different make, one answer: the better reading, how certain it is, and what else the text may say."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, FormulaError
from kinerja_formula.nodes import (
    Aggregate,
    Average,
    Call,
    Components,
    Name,
    Node,
    Number,
    Power,
    Product,
    Root,
    Statement,
    Sum,
    walk,
)
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.assembly import NotArithmetic, build_node
from kinerja_formula.reading.certainty import FEATURES, FURTHER, Curves, Second, features_of, tree_key
from kinerja_formula.reading.chart import Chart, forms_of
from kinerja_formula.reading.chart import Reading as Weighing
from kinerja_formula.reading.doubtful_words import tells_conditions
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.framed_names import names_without_frames
from kinerja_formula.reading.pieces import Pieces
from kinerja_formula.reading.telling_shapes import (
    is_lone_ratio,
    is_share_of_whole,
    measures_a_count,
    stands_on_two_lines,
    tells_itself,
)
from kinerja_formula.reading.torn_lines import is_put_back
from kinerja_formula.reading.trees import (
    Tree,
    residue_divided,
    residue_of,
    residue_of_call,
    residue_of_name,
    residue_of_root,
    residue_operated,
    walk_tree,
)
from kinerja_formula.reading.two_meanings import means_two_things
from kinerja_formula.reading.weighing import Weighed

__all__ = [
    "READING_DOUBTS",
    "RULES_FEATURES",
    "Choice",
    "choose",
    "doubts_about",
    "doubts_of",
    "keys_of_node",
    "node_of",
    "rows_of",
    "share_of",
]

RULES_FEATURES: Final = (
    "weighed",
    "lead",
    "doubts",
    "worst_name",
    "all_names",
    "suspects",
    "signs_in_names",
    "among_best",
    "rules_single",
    "rules_statement",
    "weighed_single",
    "weighed_statement",
    "percent_missing",
    "unsayable",
    "frame_in_name",
    "stop_in_name",
)
READING_DOUBTS: Final = frozenset({"KF110", "KF111", "KF112", "KF113", "KF114", "KF115", "KF120", "KF121", "KF122"})
"""Warnings of the rules that speak of the reading itself, and not of what the text says."""
_OPERATIONS: Final = {"+": "+", "-": "-", "×": "*", "/": "/"}


class Choice(NamedTuple):
    """``rank``: which of the weighed readings, or -1 for that of the rules; ``certainty``: how probable it is right.

    ``raw`` is the certainty before the table of what was kept, None where something else decides it.
    """

    rank: int
    certainty: float
    agreed: bool
    row: list[float]
    rules_row: list[float] | None
    raw: float | None = None


def doubts_of(diagnostics: Sequence[Diagnostic]) -> int:
    """Return how many doubts about its reading the rules have told."""
    return sum(one.code in READING_DOUBTS for one in diagnostics)


def node_residue(node: Node) -> int | None:
    """Return the value of a tree for made-up figures, as :func:`trees.residue` does for those of the chart."""
    if isinstance(node, Name):
        return residue_of_name(node.key)
    if isinstance(node, Number):
        return residue_of(node.value / 100 if node.percent else node.value)
    if isinstance(node, (Sum, Product)):
        return _residue_of_parts(node)
    if isinstance(node, (Average, Components)):
        values = _residues(node.items)
        count = len(node.items) if isinstance(node, Average) else 1
        return None if values is None else residue_divided(sum(values), count)
    if isinstance(node, Root):
        inner = node_residue(node.radicand)
        return None if inner is None else residue_of_root(node.degree, inner)
    if isinstance(node, Call):
        values = _residues(node.arguments)
        return None if values is None else residue_of_call(node.function, values)
    if isinstance(node, Aggregate):
        each = node_residue(node.expression)
        return None if each is None or node.mean else residue_of_call("Σ", [each])
    if isinstance(node, Power):
        values = _residues((node.base, node.exponent))
        return None if values is None else residue_operated("^", *values)
    return None


def _residues(nodes: Sequence[Node]) -> list[int] | None:
    """Return the values of several trees, None where one has none."""
    values = [node_residue(node) for node in nodes]
    known = [value for value in values if value is not None]
    return known if len(known) == len(values) else None


def _residue_of_parts(node: Sum | Product) -> int | None:
    total = 0 if isinstance(node, Sum) else 1
    for part in node.parts:
        value = node_residue(part.node)
        operated = None if value is None else residue_operated(_OPERATIONS[part.sign], total, value)
        if operated is None:
            return None
        total = operated
    return total


def keys_of_node(node: Node | None) -> frozenset[object]:
    """Return the keys under which a tree of the rules agrees with a reading of the chart."""
    if node is None:
        return frozenset()
    if isinstance(node, Statement):
        own = frozenset({("teks",), ("target",)})
        return own | {residue_of_name(node.key)} if node.operand else own
    value = node_residue(node)
    return frozenset({node if value is None else value})


def choose(
    weighed: Weighed, rules: Node | None, diagnostics: Sequence[Diagnostic], curves: Curves, *, percent_wanted: bool
) -> Choice:
    """Return which reading is taken. ``rules`` is the tree of the rules, None where they refuse the text."""
    choice = _choice(weighed, rules, diagnostics, curves, percent_wanted=percent_wanted)
    return choice if choice.certainty >= _LEAST_CERTAIN else choice._replace(certainty=_LEAST_CERTAIN)


def _choice(
    weighed: Weighed, rules: Node | None, diagnostics: Sequence[Diagnostic], curves: Curves, *, percent_wanted: bool
) -> Choice:
    readings = weighed.readings
    row, rules_row, agreed = rows_of(weighed, rules, diagnostics, curves, percent_wanted=percent_wanted)
    tree = readings[0][1]
    curve = curves.calculating if _reckons(tree) else curves.single
    most = _most_certain(weighed, curves)
    mine = min(curve.of(row), most)
    by_shape = _certain_by_shape(weighed, curves, mine, most, agreed=agreed)
    if by_shape:
        return Choice(-1 if agreed else 0, by_shape, agreed, row, rules_row)
    if agreed:
        settled = min(curves.settled(mine), most)
        if isinstance(rules, Components) and rules.head.text and mine > _ALMOST:
            settled = max(settled, curves.threshold)
        return Choice(-1, settled, True, row, None, mine)
    if rules_row is None:
        return Choice(0, min(curves.settled(mine), most), False, row, None, mine)
    theirs = curves.second.of(rules_row)
    if tells_conditions(weighed.chart.pieces):
        theirs = min(theirs, _OPEN)  # the rules know none: what they read leaves them out
    total = max(1.0, mine + theirs)
    mine, theirs = mine / total, theirs / total
    used = frozenset(forms_of(readings[0][2]))
    if not used.isdisjoint(_CALLS) and rules is not None:
        # The rules know no functions: what they make of "min(A, 100)" is no second opinion.
        share = 1.0 if not used.isdisjoint(_OF_ROWS) else share_of(readings, 0)
        told = max(mine, min(_MOST_CERTAIN_CALL, share))
        return Choice(0, min(told, _most_certain(weighed, curves)), False, row, rules_row)
    if _alike_but_for_its_bound(weighed.chart, tree, rules):
        told = max(mine, min(curves.sure - 0.01, share_of(readings, 0)))
        return Choice(0, min(told, _most_certain(weighed, curves)), False, row, rules_row)
    if not used.isdisjoint(_WORDS_OF_CALLS):
        return Choice(0, mine, False, row, rules_row)
    branches = any(one[0] == "jika" for one in walk_tree(tree))
    rank, taken = (-1, theirs) if theirs >= mine or branches else (0, mine)
    return Choice(rank, min(curves.settled(taken), most), False, row, rules_row, taken)


_CALLS: Final = frozenset(
    {
        *("min", "maks", "mutlak", "mutlak-kata", "ln", "log", "log-dua", "bulat-kurung", "if-fungsi", "jumlah-baris"),
        *("rata-ukur-kurung", "bulat-ribuan", "kali-jumlah-baris", "seper-jumlah-baris"),
    }
)
"""Forms of a function written with its brackets."""
_OF_ROWS: Final = frozenset({"jumlah-baris", "kali-jumlah-baris", "seper-jumlah-baris"})
"""Forms of Σ before a bracket that calculates: over records, as the language of formulas says."""
_WORDS_OF_CALLS: Final = frozenset({"maks-kata", "min-kata", "pertumbuhan"})
"""Forms of a function or a change told in words: the rules take the word for a name, which stays the other reading."""
_BOUNDS: Final = frozenset({"min", "maks", "bulat"})
_MOST_CERTAIN_CALL: Final = 0.93
_ALMOST: Final = 0.5
"""Above it a numbered list that both readers see is none to warn of: all seven among the records were right."""
_LEAST_CERTAIN: Final = 0.3
"""Of the least certain readings three of ten are right, however little speaks for them."""
_OPEN: Final = 0.45
"""The certainty of a text that means two things: four of ten such readings were right."""


def _alike_but_for_its_bound(chart: Chart, tree: Tree, rules: Node | None) -> bool:
    """Tell whether the rules read what a bound or a rounding holds, and know no bounds."""
    keys = keys_of_node(rules)
    while tree[0] in _BOUNDS:
        tree = tree[1][0]
        if tree_key(chart, tree) in keys:
            return True
    return False


def _certain_by_shape(weighed: Weighed, curves: Curves, mine: float, most: float, *, agreed: bool) -> float:
    """Return how certain a reading is whose shape tells, though names or the second reader make it doubtful; else 0."""
    if most < curves.threshold or (agreed and mine >= curves.sure):
        return 0.0
    least = min(most, _least_certain(weighed, curves))
    return max(mine, least) if mine < least or (least and not agreed) else 0.0


def _least_certain(weighed: Weighed, curves: Curves) -> float:
    """Return how certain a reading is at least by its shape."""
    chart, readings = weighed
    _, tree, why = readings[0]
    if tells_itself(chart, tree, why):
        return curves.sure
    nearly = (
        measures_a_count(chart, tree, why)
        or stands_on_two_lines(chart, tree)
        or is_share_of_whole(chart, tree)
        or is_lone_ratio(chart, tree)
    )
    return curves.threshold if nearly else 0.0


def _most_certain(weighed: Weighed, curves: Curves) -> float:
    """Return how certain a reading may be at most: some texts mean two things, however often one of them was right."""
    chart, readings = weighed
    _, tree, why = readings[0]
    if means_two_things(chart, tree, why):
        return _OPEN
    drawn = [piece for piece in chart.pieces.lex if is_put_back(piece)]
    lines = [piece.hard for piece in drawn]
    if lines and ("garis" in " ".join(forms_of(why)) or any(piece.kind == lx.OVER for piece in drawn)):
        return (curves.sure if all(lines) else curves.threshold) - 0.01
    if "definisi" in forms_of(why):
        return curves.sure - 0.01  # two formulas in a cell: the last one may not be the one that is asked for
    return 1.0


def rows_of(
    weighed: Weighed,
    rules: Node | None,
    diagnostics: Sequence[Diagnostic],
    curves: Curves | None,
    *,
    percent_wanted: bool,
) -> tuple[list[float], list[float] | None, bool]:
    """Return the features of the best weighed reading, those of the rules' one where it differs, whether they agree."""
    chart, readings = weighed
    keys = keys_of_node(rules)
    first = tree_key(chart, readings[0][1])
    agreed = first in keys
    alike = not agreed and rules is not None and first in keys_of_node(names_without_frames(rules))
    doubts = doubts_of(diagnostics)
    second_key = (
        first if agreed or alike else next(iter(keys & {tree_key(chart, one[1]) for one in readings[1:]}), "lain")
    )
    told = _NO_NAMES if agreed or alike or rules is None else _names_of_rules(chart, rules)
    second = Second(None if rules is None else second_key, doubts, told.suspects + told.signs + told.frame + told.stops)
    row = features_of(chart, readings, percent_wanted=percent_wanted, second=second)
    if agreed or alike or rules is None:
        return row, None, agreed
    return row, rules_features(readings, rules, doubts, row, second_key != "lain", curves, told), agreed


def rules_features(
    readings: Sequence[Weighing],
    rules: Node,
    doubts: int,
    row: Sequence[float],
    among_best: bool,
    curves: Curves | None,
    told: _Names,
) -> list[float]:
    """Return the features of the rules' reading where it differs from the best of the chart."""
    tree = readings[0][1]
    logit = 0.0
    if curves is not None:
        logit = (curves.calculating if _reckons(tree) else curves.single).raw(row)
    plausible, suspects, signs = told.plausible, told.suspects, told.signs
    return [
        max(-6.0, min(6.0, logit)),
        row[_LEAD],
        float(min(3, doubts)),
        min(plausible, default=0.0),
        max(-6.0, sum(plausible)),
        min(4.0, suspects),
        min(4.0, signs),
        float(among_best),
        float(isinstance(rules, Name)),
        float(isinstance(rules, Statement)),
        float(tree[0] == "n"),
        float(tree[0] in ("teks", "target")),
        float(row[_PERCENT_MISSING] > 0),
        float(_has_function(tree)),
        told.frame,
        min(2.0, told.stops),
    ]


_FRAME: Final = frozenset({"ukur", "cara", "rumus", "penghubung", "catatan", "membandingkan", "hasilbagi", "satuan"})


_LEAD: Final = FEATURES.index("lead")
_PERCENT_MISSING: Final = FEATURES.index("percent_missing")


class _Names(NamedTuple):
    """What the names of a reading are like: how plausible each is, and the doubtful words, signs, frames and ends of
    sentences in them.
    """

    plausible: list[float]
    suspects: float
    signs: float
    frame: float
    stops: float


_NO_NAMES: Final = _Names([], 0.0, 0.0, 0.0, 0.0)


def _names_of_rules(chart: Chart, rules: Node) -> _Names:
    pieces = chart.pieces
    starts = [piece.start for piece in pieces.lex]
    plausible: list[float] = []
    suspects = signs = frame = stops = 0.0
    for node in walk(rules):
        if not isinstance(node, Name) and not (isinstance(node, Statement) and node.operand):
            continue
        low, high = bisect_left(starts, node.span[0]), bisect_left(starts, node.span[1])
        if not 0 <= low < high <= pieces.count:
            continue
        plausible.append(chart.names.score(low, high))
        stops += pieces.stops_within(low, high)
        for at in range(low, high):
            roles, piece = pieces.roles[at], pieces.lex[at]
            suspects += not roles.isdisjoint(_OPERATOR_ROLES)
            frame += not roles.isdisjoint(_FRAME)
            signs += piece.kind in _SIGNS
    return _Names(plausible, suspects, signs, min(3.0, frame), stops)


_OPERATOR_ROLES: Final = frozenset({"bagi", "kali", "tambah", "kurang", "rasio", "selisih", "rata", "bobot"})
_SIGNS: Final = frozenset({lx.SLASH, lx.DASH, lx.COLON, lx.EQUALS, lx.PLUS, lx.STAR, lx.RULE, lx.TIMES, lx.OVER})


def _reckons(tree: tuple[object, ...]) -> bool:
    return tree[0] not in ("n", "teks", "target")


def _has_function(tree: tuple[object, ...]) -> bool:
    """Tell whether a reading holds a condition or a function."""
    return any(one[0] in FURTHER for one in walk_tree(tree))


def node_of(reading: Weighing, pieces: Pieces, draft: Draft) -> Node | None:
    """Return the tree of a weighed reading, None where there is none for it."""
    tree = reading[1]
    if not _reckons(tree) and tree[0] != "n":
        return None
    try:
        return build_node(tree, pieces, draft)
    except (NotArithmetic, FormulaError):
        return None


def share_of(readings: Sequence[Weighing], rank: int) -> float:
    """Return the share of a weighed reading among its rivals, by their scores."""
    weights = [math.exp(max(-20.0, one[0] - readings[0][0])) for one in readings]
    return weights[rank] / sum(weights)


_DOUBTS: Final = {
    "lead": "lead",
    "narrow": "lead",
    "rivals": "lead",
    "worst_name": "name",
    "all_names": "name",
    "weak_name": "name",
    "inner_head": "name",
    "unread": "rest",
    "suspects": "word",
    "signs_in_names": "word",
    "ignored": "word",
    "loose_numbers": "number",
    "length": "long",
    "longest_name": "long",
    "crowded": "long",
    "list": "list",
    "cases": "cases",
    "no_operand": "kind",
    "single": "kind",
    "percent_missing": "percent",
    "agreed": "readers",
    "second_says": "readers",
    "rules_fail": "refused",
    "rules_doubt": "word",
    "flat": "flat",
    "agreed_ignored": "word",
    "agreed_suspects": "word",
    "agreed_loose": "number",
    "agreed_unread": "rest",
    "agreed_lead": "lead",
    "quantities_in_text": "kind",
    "connectors_in_names": "name",
    "numbers_in_names": "number",
}


def doubts_about(choice: Choice, tree: tuple[object, ...], curves: Curves) -> tuple[str, str]:
    """Return the two strongest reasons to doubt, as slugs: what draws the certainty down the most."""
    curve = curves.calculating if _reckons(tree) else curves.single
    pulls = sorted(
        [
            (weight * (value - mean) / scale, feature)
            for value, mean, scale, weight, feature in zip(
                choice.row, curve.mean, curve.scale, curve.weights, FEATURES, strict=True
            )
        ]
    )
    found: list[str] = []
    for pull, feature in pulls:
        slug = _DOUBTS.get(feature, "text")
        if pull < 0 and slug not in found:
            found.append(slug)
    found += [slug for slug in ("text", "lead") if slug not in found]
    return found[0], found[1]
