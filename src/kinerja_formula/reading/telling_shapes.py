"""Readings whose shape tells that they are meant: what is written twice, counted or weighed adds up.

Each test below is one such shape. Among labelled texts that were left out of all tables nearly every reading of these
shapes is right (docs/reference/conformance.md), also where its names or a dissenting second reader make it doubtful.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.chart import Chart, Why, forms_of
from kinerja_formula.reading.trees import Tree, names_in, terms

__all__ = ["measures_a_count", "tells_itself"]


class _Read(NamedTuple):
    """A reading of a chart."""

    chart: Chart
    tree: Tree
    why: Why


def tells_itself(chart: Chart, tree: Tree, why: Why) -> bool:
    """Tell whether the shape of a reading speaks for it more than anything in its names can speak against it."""
    read = _Read(chart, tree, why)
    return any(test(read) for test in _TESTS)


def measures_a_count(chart: Chart, tree: Tree, why: Why) -> bool:
    """``Menunjukkan jumlah dokumen yang ditetapkan``: the verb of a frame, and one count. Nearly sure."""
    return tree[0] == "n" and forms_of(why)[:2] == ["ukur", "nama"] and "jumlah" in chart.pieces.roles[tree[1]]


def _change_over_base(read: _Read) -> bool:
    """``(A - B) / B``: who writes B twice means a change over it."""
    one = _without_factor(read.tree)
    if one[0] != "/" or one[1][0] != "-" or one[2][0] != "n":
        return False
    sides = [side for side in one[1][1:] if side[0] == "n" and side != one[2]]
    return len(sides) == 2 and read.chart.key(*one[2][1:])[0] in [read.chart.key(*side[1:])[0] for side in sides]


def _mean_of_terms(read: _Read) -> bool:
    """``A + B + C dibagi 3``: divided by as many as there are terms."""
    one = _without_factor(read.tree)
    mean = one[0] == "/" and one[1][0] == "+" and one[2][0] == "#"
    return bool(mean and read.chart.figure_at(one[2][1]) == len(terms(one[1])))


def _without_factor(tree: Tree) -> Tree:
    """Return what is multiplied by a figure: ``(A - B) / B`` of ``(A - B) / B × 100%``."""
    factor = tree[0] == "*" and tree[2][0] in "#c"
    return tree[1] if factor else tree


def _weights_of_one(read: _Read) -> bool:
    """``(A × 60%) + (B × 40%)``: the weights make a whole."""
    if read.tree[0] != "+":
        return False
    pieces = read.chart.pieces
    if any(pieces.lex[at].kind == lx.COMPARE for span in names_in(read.tree) for at in range(*span)):
        return False  # "Pembaruan data < 30 hari" has no figure of its own
    weights = [_weight(read.chart, term) for term in terms(read.tree)]
    told = [one for one in weights if one is not None]
    return len(told) == len(weights) and sum(told) in (1, 100)


def _weight(chart: Chart, term: Tree) -> Fraction | None:
    """Return the figure by which a term is multiplied; a percentage as a share."""
    if term[0] != "*":
        return None
    figures = [side for side in term[1:] if side[0] == "#"]
    if len(figures) != 1:
        return None
    share = chart.pieces.lex[figures[0][1]].text.endswith("%") and chart.figure_at(figures[0][1]) > 1
    return chart.figure_at(figures[0][1]) / (100 if share else 1)


def _count_per_count(read: _Read) -> bool:
    """``Jumlah guru yang mengajar per jumlah sekolah``: two counts and nothing else."""
    return read.why[0] == "per"


def _symbols_explained(read: _Read) -> bool:
    """``RS = NAS / NDT  NAS = Jumlah artikel  NDT = Jumlah dosen``: each symbol is explained in the cell."""
    spans = names_in(read.tree)
    pieces = read.chart.pieces
    if len(spans) < 2 or not all(high - low == 1 and pieces.is_symbol(low) for low, high in spans):
        return False
    explained = {
        pieces.lex[at].low
        for at in range(pieces.count - 1)
        if pieces.lex[at + 1].kind in (lx.EQUALS, lx.COLON) and (at, at + 1) not in spans
    }
    return all(pieces.lex[low].low in explained for low, _ in spans)


def _roles_told(read: _Read) -> bool:
    """``Pembilang : A  Penyebut : B``: the cell says which count is divided by which, and holds nothing else."""
    one = _without_factor(read.tree)
    if one[0] != "/" or one[1][0] != "n" or one[2][0] != "n" or not read.why[0].startswith("pembilang-penyebut"):
        return False
    roles = read.chart.pieces.roles
    return all(sum(role in own for own in roles) == 1 for role in ("pembilang", "penyebut"))


_TESTS: Final[tuple[Callable[[_Read], bool], ...]] = (
    _change_over_base,
    _mean_of_terms,
    _weights_of_one,
    _count_per_count,
    _symbols_explained,
    _roles_told,
)
