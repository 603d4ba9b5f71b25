"""Formulas as a program gets them from ``kf.parse``, of every kind or of those that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from hypothesis import strategies as st

from kinerja_formula.diagnostics import Severity
from kinerja_formula.formula import Formula, parse
from kinerja_formula.nodes import Name, Node, replace_names
from kinerja_formula.testing.tree_strategies import names_about, own_names, trees
from kinerja_formula.testing.words import words
from kinerja_formula.writers.text import write_text

__all__ = ["clashes", "formulas", "without_clashes", "without_units"]


def formulas(
    *,
    max_leaves: int = 6,
    names: Collection[str] | st.SearchStrategy[str] | None = None,
    functions: bool | Collection[str] = True,
    conditions: bool = True,
    records: bool | Sequence[str] = False,
    components: bool = True,
    evaluable: bool = True,
) -> st.SearchStrategy[Formula]:
    """Return a strategy of formulas: sums, products, averages, functions, conditions, lists with parts.

    Args:
        max_leaves: the most names and numbers that stand in one; a condition takes four.
        names: the operands' names; by default names as civil servants write them, odd signs included.
        functions: those that may stand in it, of ``pangkat akar rata-rata min maks median rata-rata-ukur abs ln log
            bulat``; True for all, False for the four operations alone.
        conditions: whether *jika … maka …* may.
        records: whether sums over records (``Σ (bobot × nilai)``) may; a list names the columns.
        components: whether a head with numbered parts may; with ``names`` of your own there are none.
        evaluable: whether every formula has a value for any figures above zero, and units that meet (with ``names`` of
            your own that is up to you). False gives also those that are refused: the root of a difference, a
            denominator that may be zero, a condition without *selain itu*, people plus documents.

    Raises InvalidArgument for a wrong argument. Counter examples shrink to the fewest names and the plainest ones.

    >>> from hypothesis import find
    >>> find(formulas(functions=False, conditions=False), lambda formula: " - " in formula.to_text()).to_text()
    'Jumlah pegawai - Jumlah pegawai'
    >>> find(formulas(names=["A", "B"]), lambda formula: "maks" in formula.to_text()).to_text()
    'maks (`A`)'
    """

    def made(texts: Collection[str] | st.SearchStrategy[str] | None) -> st.SearchStrategy[Node]:
        return trees(
            max_leaves=max_leaves,
            names=texts,
            functions=functions,
            conditions=conditions,
            records=records,
            components=components and texts is None,
            evaluable=evaluable,
        )

    if names is not None or not evaluable:
        return _formulas(made(names if names is None else own_names(names)), _formula)
    # Names of one noun meet more often than any names do, and a formula needs them to.
    alike = [made(names_about(noun, "any")) for noun in words()["names"]["any_nouns"]]
    about = st.integers(0, len(alike) - 1).flatmap(alike.__getitem__)
    return _formulas(st.one_of(about, made(None)) if components else about, without_clashes)


@st.composite
def _formulas(draw: st.DrawFn, drawn: st.SearchStrategy[Node], make: Callable[[Node], Formula]) -> Formula:
    """Draw a formula; a ``map`` would show the call that made it in a counter example, and not the formula."""
    return make(draw(drawn))


def _formula(tree: Node) -> Formula:
    return parse(write_text(tree))


def without_clashes(tree: Node) -> Formula:
    """Return the formula of a tree, with names of no known unit in it where the units of its own can't meet.

    >>> from kinerja_formula.nodes import Part, Sum
    >>> names = [Name("Jumlah pegawai", (0, 0)), Name("Jumlah dokumen", (0, 0))]
    >>> without_clashes(Sum(tuple([Part(name, "+", (0, 0), (0, 0)) for name in names]), (0, 0))).names
    ('Jumlah A', 'Jumlah B')
    """
    formula = _formula(tree)
    return _formula(without_units(tree)) if clashes(formula) else formula


def clashes(formula: Formula) -> bool:
    """Tell whether an evaluation refuses a formula for its units (KF201)."""
    return any(found.severity is Severity.ERROR for found in formula._plan.units.findings)  # noqa: SLF001


def without_units(tree: Node) -> Node:
    """Return the tree with other names, of which no unit is known."""
    neutral = words()["names"]["neutral"]
    columns = set(words()["names"]["columns"])
    taken: dict[str, Name] = {}

    def other(name: Name) -> Name:
        if name.text in columns:
            return name
        if name.key not in taken:
            order = len(taken)
            text = neutral[order] if order < len(neutral) else f"{neutral[0]}{order}"
            taken[name.key] = Name(text, name.span)
        return taken[name.key]

    return replace_names(tree, other)
