"""How probable it is that a reading is right: what speaks for and against it, and the learned curves.

The features are facts about the best reading of the chart: its lead over the best that calculates otherwise, its worst
name, what was left unread, words of arithmetic that end as letters, whether the rules of :mod:`rules` read the same.
``make learn`` fits the curves on labelled records, with each document left out, and with forms and words taken away.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from kinerja_formula.data_files import DATA
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.chart import Chart, Reading, Why, forms_of, leaves
from kinerja_formula.reading.framed_names import without_frames
from kinerja_formula.reading.trees import Tree, calculates, names_in, residue, walk_tree

__all__ = [
    "CERTAINTY_FILE",
    "CONDITIONS",
    "FEATURES",
    "FURTHER",
    "Curve",
    "Curves",
    "certainty_curves",
    "curves_from",
    "features_of",
    "is_flat",
    "only_subtracts",
    "tree_key",
]

CERTAINTY_FILE = os.path.join(DATA, "reading", "certainty.json")

_SUSPECT: Final = frozenset(
    {
        "bagi",
        "kali",
        "tambah",
        "kurang",
        "rata",
        "selisih",
        "bobot",
        "hasilbagi",
        "hasilkali",
        "rumus",
        "cara",
        "penghubung",
        "ukur",
        "jika",
        "maka",
        "persentase",
        "rasio",
        "membandingkan",
        "satuan",
    }
)
"""Roles of words that mean something to a calculation: inside a name they are doubtful."""
_CONNECTING: Final = frozenset({"lawan", "terhadap"})
_QUANTITIES: Final = frozenset({"jumlah", "persentase", "rata", "rasio", "selisih", "bagi", "kali", "tambah", "kurang"})
_IGNORABLE: Final = ("bagi", "kali", "tambah", "kurang", "garis", "rata", "selisih", "hasilbagi", "hasilkali", "bobot")
_SIGNS: Final = frozenset(
    {
        lx.SLASH,
        lx.DASH,
        lx.COLON,
        lx.EQUALS,
        lx.PLUS,
        lx.STAR,
        lx.RULE,
        lx.TIMES,
        lx.OVER,
        lx.COMPARE,
    }
)
_RATIOS: Final = frozenset({"rasio", "persentase"})
CONDITIONS: Final = frozenset({"jika", "maka", "selainnya"})
_FUNCTIONS: Final = frozenset({"min", "maks", "median", "rata-ukur", "ukurrata", "mutlak"})
_CALCULATING: Final = frozenset(
    {
        "rata",
        "ukurrata",
        "selisih",
        "bobot",
        "hasilbagi",
        "hasilkali",
        "bagi",
        "kali",
        "tambah",
        "kurang",
        "membandingkan",
    }
)
"""Words that calculate: left in a label, but at its head, something was not understood."""
_SPEAKS_AGAINST: Final = -1.0
_HARDLY: Final = 0.35
_SHORT: Final = 2
_WIDE: Final = 5.0

_OF_LEAD: Final = ("lead", "narrow", "rivals", "score")
_OF_TEXT: Final = (
    "worst_name",
    "all_names",
    "weak_name",
    "inner_head",
    "longest_name",
    "unread",
    "suspects",
    "signs_in_names",
    "loose_numbers",
    "ignored",
    "ignored_outside",
    "quantities_in_text",
    "connectors_in_names",
    "numbers_in_names",
)
_OF_SHAPE: Final = (
    "list",
    "cases",
    "no_operand",
    "single",
    "repeated",
    "flat",
    "percent_missing",
    "ratio_told",
    "conditions",
    "functions",
    "dashes_alone",
    "rate_alone",
    "colon_divides",
)
_OF_CELL: Final = ("length", "lines", "crowded", "several_equals")
_OF_SECOND: Final = (
    "agreed",
    "second_says",
    "rules_fail",
    "rules_doubt",
    "second_weak",
    "agreed_ignored",
    "agreed_suspects",
    "agreed_loose",
    "agreed_unread",
    "agreed_lead",
)
FEATURES: Final = (*_OF_LEAD, *_OF_TEXT, *_OF_SHAPE, *_OF_CELL, *_OF_SECOND)


def tree_key(chart: Chart, tree: Tree) -> object:
    """Return a key by which trees that calculate the same from the same names are merged."""
    known = chart.tree_keys.get(tree)
    if known is None:
        value = residue(tree, lambda low, high: chart.key(low, high)[0], chart.figure_at, chart.pieces.degree_before)
        known = chart.tree_keys[tree] = tree if value is None else value
    return known


class Second(NamedTuple):
    """What the second reader says: the key of its tree (None where it refuses), how many doubts it has, and how many
    words and signs of arithmetic or frames its names hold: its dissent counts the less.
    """

    key: object
    doubts: int
    weakness: float = 0.0


def features_of(
    chart: Chart, readings: Sequence[Reading], *, percent_wanted: bool, second: Second | None
) -> list[float]:
    """Return the features of the best reading, in the order of FEATURES."""
    _, tree, why = readings[0]
    text = _Text(chart, why)
    key = tree_key(chart, tree)
    # A reading that only leaves the words of a frame within its names is no rival.
    others = [(one[0], tree_key(chart, without_frames(one[1], chart.pieces))) for one in readings[1:]]
    lead = _of_lead(readings[0][0], key, others, len(text.names))
    told = _of_text(chart, text)
    return [
        *lead,
        *told,
        *_of_shape(chart, tree, why, percent_wanted),
        *_of_cell(chart),
        *_of_second(second, key, others, told, narrow=lead[1]),
    ]


def _of_lead(score: float, key: object, others: Sequence[tuple[float, object]], names: int) -> list[float]:
    """How far the best reading leads: over the best that calculates otherwise, and by how many it is followed."""
    rival = next((other for other, its in others if its != key), None)
    lead = _WIDE if rival is None else min(_WIDE, score - rival)
    close = {its for other, its in others if score - other < 2.0} - {key}
    return [lead, float(lead < 1.0), float(len(close)), max(-4.0, min(4.0, score / max(1, names)))]


def _of_text(chart: Chart, text: _Text) -> list[float]:
    """How plausible the names are, and what was left unread or swallowed by a name."""
    worst = min(text.names, default=0.0)
    return [
        worst,
        max(-6.0, sum(text.names)),
        float(worst < -0.7),
        min(2.0, text.inner_heads),
        min(3.0, text.longest / 10),
        min(3.0, text.unread),
        min(4.0, text.suspects),
        min(4.0, text.signs),
        min(4.0, float(text.loose)),
        min(4.0, _ignored(chart, text.swallowed)),
        min(3.0, float(text.outside)),
        min(4.0, float(text.quantities)),
        min(4.0, float(text.connectors)),
        min(4.0, float(text.numbered)),
    ]


def _of_shape(chart: Chart, tree: Tree, why: Why, percent_wanted: bool) -> list[float]:
    """What kind of tree it is, beside what the cell and its indicator ask for."""
    pieces = chart.pieces
    heads = {one[0] for one in walk_tree(tree)}
    single, ratio = tree[0] == "n", "/" in heads
    head = pieces.roles[tree[1]] if single else frozenset[str]()
    spans = names_in(tree)
    kinds = set(forms_of(why))
    return [
        float(not kinds.isdisjoint(("daftar", "deret"))),
        float(not kinds.isdisjoint(("cabang", "definisi")) or tree[0] in FURTHER),
        float(tree[0] in ("teks", "target")),
        float(single),
        float(len(spans) != len({chart.key(*span)[0] for span in spans})),
        float(is_flat(tree)),
        float(percent_wanted and not ratio and not _tells_percent(chart, tree)),
        float(chart.ratio_told and not ratio and head.isdisjoint(_RATIOS)),
        min(2.0, _count(chart, CONDITIONS)) * (tree[0] != "jika"),
        min(2.0, _count(chart, _FUNCTIONS)) * _FUNCTIONS.isdisjoint(heads),
        float(only_subtracts(tree)),
        float(tree[0] == "*" and not ratio and _is_rate(chart, tree)),
        float(_colon_divides(chart, why)),
    ]


def _tells_percent(chart: Chart, tree: Tree) -> bool:
    """``100% - Persentase ketidakhadiran``: an operand is a percentage, or a figure is written as one."""
    figures = (chart.pieces.lex[one[1]].text for one in walk_tree(tree) if one[0] == "#")
    named = any("persentase" in chart.pieces.roles[low] for low, _ in names_in(tree))
    return named or any(text.endswith("%") for text in figures)


def _of_cell(chart: Chart) -> list[float]:
    """How long and how full the cell is."""
    pieces = chart.pieces
    equals = sum(piece.kind == lx.EQUALS for piece in pieces.lex)
    return [
        min(3.0, pieces.count / 40),
        float(len(pieces.breaks) > 0),
        float(chart.crowded),
        min(3.0, max(0.0, equals - 1.0)),
    ]


_UNREAD, _SUSPECTS, _LOOSE, _SWALLOWED = [
    _OF_TEXT.index(name) for name in ("unread", "suspects", "loose_numbers", "ignored")
]


def _of_second(
    second: Second | None, key: object, others: Sequence[tuple[float, object]], told: Sequence[float], *, narrow: float
) -> list[float]:
    """Whether the second reader says the same, and what speaks against both where it does."""
    if second is None:
        return [0.0] * len(_OF_SECOND)
    agreed = float(second.key == key)
    return [
        agreed,
        float(not agreed and second.key in [its for _, its in others]),
        float(second.key is None),
        min(3.0, second.doubts),
        0.0 if agreed else min(3.0, second.weakness),
        agreed * told[_SWALLOWED],
        agreed * told[_SUSPECTS],
        agreed * told[_LOOSE],
        agreed * told[_UNREAD],
        agreed * narrow,
    ]


def _count(chart: Chart, roles: frozenset[str]) -> float:
    return float(sum(not one.isdisjoint(roles) for one in chart.pieces.roles))


def _colon_divides(chart: Chart, why: Why) -> bool:
    """Tell whether a colon is read as the sign of division, though neither what stands before it nor the indicator says
    so.
    """
    pieces = chart.pieces
    if chart.ratio_wanted:
        return False
    waiting = [why]
    while waiting:
        form, start, _, parts = waiting.pop()
        waiting.extend(parts)
        # What calculates before a colon is no label: (A + B) : C
        named = form == "bagi" and len(parts) == 2 and parts[0][0] == "nama"
        if named and pieces.roles[start].isdisjoint(_QUANTITIES):
            between = pieces.lex[parts[0][2] : parts[1][1]]
            if any(piece.kind == lx.COLON for piece in between) and not pieces.is_symbol(start):
                return True
    return False


def only_subtracts(tree: Tree) -> bool:
    """Tell whether a reading is A - B - C: dashes that mark the items of a list look alike."""
    return tree[0] == "-" and tree[1][0] == "-" and not any(one[0] in "+*/^" for one in walk_tree(tree))


def _is_rate(chart: Chart, tree: Tree) -> bool:
    """Tell whether one name is multiplied by a hundred or thousands, with nothing to divide it by."""
    value = chart.figure_at(tree[2][1]) if tree[2][0] == "#" else None
    named = tree[1][0] == "n" and chart.pieces.roles[tree[1][1]].isdisjoint(_RATIOS)
    return named and value is not None and (value >= 100 or value == 1)


FURTHER: Final = frozenset({"jika", "min", "maks", "mutlak", "median"})


def is_flat(tree: Tree) -> bool:
    """Tell whether a sum without brackets may be a numerator: A + B / C."""
    return tree[0] in "+-" and calculates(tree) and any(part[0] in "/*" for part in tree[1:])


def _says_how_long(chart: Chart, at: int) -> bool:
    """Tell whether a number in a name stands before a word of time or a unit: *usia 15 tahun*, *3 dokumen*."""
    pieces = chart.pieces
    return at + 1 < pieces.count and not _COUNTED.isdisjoint(pieces.roles[at + 1])


_COUNTED: Final = frozenset({"waktu", "satuan-hitung"})


_HEADS: Final = frozenset({"jumlah", "besaran", "persentase", "rata", "rasio"})


_NAMED_BEFORE: Final = 2


class _Text:
    """What the leaves of a derivation make of the pieces of a text."""

    def __init__(self, chart: Chart, why: Why) -> None:
        self.chart = chart
        self.names: list[float] = []
        self.unread = self.suspects = 0.0
        self.signs = self.inner_heads = self.longest = self.quantities = self.connectors = 0
        self.loose = self.numbered = self.outside = 0
        self.swallowed: set[int] = set()
        for form, start, end in leaves(why):
            if form == "nama":
                self._take_name(start, end)
            elif form == "teks":
                self.quantities += self._count(start, end, _QUANTITIES)
            elif form in ("sisa", "label"):
                self.swallowed.update(range(start, end))
                self.outside += self._count(start + (form == "label"), end, _CALCULATING)
                self.loose += sum(piece.kind == lx.NUM for piece in chart.pieces.lex[start:end])
                self.unread += chart.costs.unread(start, end) * (1.0 if form == "sisa" else 0.5)

    def _count(self, start: int, end: int, wanted: frozenset[str]) -> int:
        return sum(not roles.isdisjoint(wanted) for roles in self.chart.pieces.roles[start:end])

    def _take_name(self, start: int, end: int) -> None:
        pieces = self.chart.pieces
        self.names.append(self.chart.names.score(start, end))
        self.longest = max(self.longest, end - start)
        within = self._within_words(start, end)
        self.swallowed.update([at for at in range(start, end) if at not in within])
        self.connectors += self._count(start + 1, end, _CONNECTING)
        self.inner_heads += sum(
            "jumlah" in pieces.roles[at] and "seluruh" not in pieces.roles[at] for at in range(start + 2, end)
        )
        self.suspects += 0.5 * self._count(start, start + 1, _SUSPECT)
        self.suspects += sum(self._suspicion(at) for at in range(start + 1, end))
        self.numbered += sum(
            pieces.lex[at].kind == lx.NUM and not (within & {at - 1, at + 1} or _says_how_long(self.chart, at))
            for at in range(start, end)
        )
        self.signs += sum(self._is_sign(at, end) for at in range(start, end) if at not in within)

    def _suspicion(self, at: int) -> float:
        """How much a word within a name looks as if it meant something to a calculation.

        Least where what stands round it speaks against that: *yang dibagi secara adil*, *6 kali kunjungan*.
        """
        roles = self.chart.pieces.roles[at]
        if roles.isdisjoint(_SUSPECT):
            return 0.0
        evidence = self.chart.pieces.operators.get(at)
        return _HARDLY if evidence is not None and evidence <= _SPEAKS_AGAINST else 1.0

    def _is_sign(self, at: int, end: int) -> bool:
        """Tell whether a piece of a name looks like arithmetic; *tekanan darah < 130* is a bound."""
        pieces = self.chart.pieces
        piece = pieces.lex[at]
        if piece.kind == lx.COMPARE and at + 1 < end and pieces.lex[at + 1].kind == lx.NUM:
            return False
        return piece.kind in _SIGNS or (piece.low == "x" and pieces.gap[at] and at not in pieces.letters)

    def _within_words(self, start: int, end: int) -> set[int]:
        """Return the signs of a name that calculate nothing: *dan/atau*, *6-11 bulan*, *T-1*, *(hidup + mati)*."""
        inner = range(start + 1, end - 1)
        found = {at for at in inner if self._joins_words(at) or self._is_of_range(at) or self._is_of_year(at)}
        return found.union(self._parts_in_brackets(start, end))

    def _is_of_range(self, at: int) -> bool:
        """``6-11 bulan``: two numbers of one word of time or unit."""
        lex = self.chart.pieces.lex
        numbers = lex[at - 1].kind == lex[at + 1].kind == lx.NUM
        return lex[at].kind == lx.DASH and numbers and _says_how_long(self.chart, at + 1)

    def _is_of_year(self, at: int) -> bool:
        """``tahun T-1``: a letter less a digit, without blanks."""
        pieces = self.chart.pieces
        before, after = pieces.lex[at - 1], pieces.lex[at + 1]
        letter = before.kind == lx.WORD and len(before.text) == 1
        tight = pieces.lex[at].kind == lx.DASH and not pieces.gap[at] and not pieces.gap[at + 1]
        return tight and letter and after.kind == lx.NUM and len(after.text) == 1

    def _parts_in_brackets(self, start: int, end: int) -> range:
        """``Jumlah pasien keluar (hidup + mati)``: the bracket at the end of a name that says what it is made of."""
        pieces = self.chart.pieces
        opened = pieces.group[end - 2] if pieces.lex[end - 1].kind == lx.CLOSE else -1
        if opened < start + _NAMED_BEFORE:
            return range(0)
        inside = range(opened + 1, end - 1)
        kinds = [pieces.lex[at].kind for at in inside]
        told = all(pieces.roles[at].isdisjoint(_HEADS) for at in inside)
        listed = kinds.count(lx.SLASH) > 1  # berhasil / dicabut / dicoret; one slash may divide
        known = {lx.WORD, lx.PLUS, lx.SLASH} if listed else {lx.WORD, lx.PLUS}
        return inside if told and known.issuperset(kinds) else range(0)

    def _joins_words(self, at: int) -> bool:
        """``nikah/rujuk``, ``RKPD-P``: no blank beside the sign, and nothing that can be counted behind it."""
        pieces = self.chart.pieces
        before, piece, after = pieces.lex[at - 1 : at + 2]
        if pieces.gap[at] or pieces.gap[at + 1] or not before.kind == after.kind == lx.WORD:
            return False
        short, long = sorted((before.text, after.text), key=len)
        shortened = len(short) <= _SHORT < len(long) and long.isupper()  # "Pagu-R" may be a difference
        joining = piece.kind == lx.SLASH or (piece.kind == lx.DASH and shortened)
        return joining and pieces.roles[at + 1].isdisjoint(_HEADS)


def _ignored(chart: Chart, swallowed: set[int]) -> float:
    """Return the evidence of operators that end as letters or are left unread."""
    total = 0.0
    for role in _IGNORABLE:
        for places in chart.pieces.index.get("{" + role + "}", {}).values():
            total += sum(max(0.3, weight) for at, _, weight in places if at in swallowed and weight > -1.0)
    return total


class Curve:
    """A logistic curve over standardised features, then a table from its value to the share that was right."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.bias: float = data["bias"]
        self.mean: list[float] = data["mean"]
        self.scale: list[float] = data["scale"]
        self.weights: list[float] = data["weights"]
        self.steps: list[tuple[float, float]] = [(low, right) for low, right in data.get("steps", ())]

    def raw(self, row: Sequence[float]) -> float:
        """Return the logit of a row of features."""
        total = self.bias
        for value, mean, scale, weight in zip(row, self.mean, self.scale, self.weights, strict=True):
            total += weight * (value - mean) / scale
        return max(-30.0, min(30.0, total))

    def of(self, row: Sequence[float]) -> float:
        """Return the probability for a row of features, calibrated where the curve has a table."""
        logit = self.raw(row)
        return _at(self.steps, logit) if self.steps else 1 / (1 + math.exp(-logit))


Steps = Sequence[tuple[float, float]]
"""The steps of a table: a value, and the share that was right there."""


def _at(steps: Steps, value: float) -> float:
    """Return the share that a table says for a value: straight lines between its steps."""
    below = steps[0]
    if value <= below[0]:
        return below[1]
    for step in steps[1:]:
        if value <= step[0]:
            part = (value - below[0]) / (step[0] - below[0])
            return below[1] + part * (step[1] - below[1])
        below = step
    return below[1]


_HIGH: Final = 0.8


class Curves(NamedTuple):
    """A curve for readings that calculate, one for single figures and sentences, one for the second reader alone.

    ``threshold``: below it a reading is doubted with a warning; ``sure``: from it on nothing is said. ``kept``: how
    often what they said together was right.
    """

    calculating: Curve
    single: Curve
    second: Curve
    threshold: float
    sure: float
    kept: Steps = ()

    def settled(self, certainty: float) -> float:
        """Return what a low certainty is worth: the share of such readings that was right.

        The others were kept, and keep their order: a table has steps on which all are alike.
        """
        if certainty >= _HIGH or not self.kept:
            return certainty
        return min(_at(self.kept, certainty), _HIGH)


@cache
def certainty_curves() -> Curves:
    """Return the learned curves."""
    with open(CERTAINTY_FILE, encoding="utf-8") as file:
        data = json.load(file)
    return curves_from(data)


def curves_from(data: Mapping[str, Any]) -> Curves:
    """Return the curves that learned data holds."""
    return Curves(
        Curve(data["calculating"]),
        Curve(data["single"]),
        Curve(data["second"]),
        data["threshold"],
        data["sure"],
        [(low, right) for low, right in data.get("kept", ())],
    )
