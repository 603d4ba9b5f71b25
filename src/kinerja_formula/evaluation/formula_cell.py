"""The cell of a formula before any figure: which kind it is, what it asks for, what it gives itself, how it is planned.

An indicator takes part: it may be a score, a rate per 100, or the name of the only operand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from fractions import Fraction
from typing import Final, Literal

from kinerja_formula.diagnostics import Diagnostic, FormulaError, MissingDataError
from kinerja_formula.diagnostics.catalogue import MISSING_DATA
from kinerja_formula.evaluation.operands import asked_by
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.names import nearest, normalise
from kinerja_formula.nodes import Aggregate, Definitions, Name, Node, Number, Statement, names_of, walk
from kinerja_formula.patterns import lazy_pattern
from kinerja_formula.unit_checker import OperandUnit, check_units
from kinerja_formula.units import Unit, head_unit, is_score, is_suggested, read_unit

__all__ = [
    "KINDS",
    "Kind",
    "asked_keys",
    "asked_names",
    "asked_units",
    "cell_constants",
    "cell_definitions",
    "needed_unit",
    "plan_of_cell",
]

Kind = Literal["hitung", "rasio", "aritmetika", "nilai", "target", "naratif", "komponen"]
KINDS: Final[tuple[Kind, ...]] = ("hitung", "rasio", "aritmetika", "nilai", "target", "naratif", "komponen")


def plan_of_cell(
    text: str,
    tree: Node,
    indikator: str | None,
    percent_wanted: bool,
    diagnostics: tuple[Diagnostic, ...],
    constants: Mapping[str, Fraction],
) -> Plan:
    """Return the plan of a formula that was read, with what its indicator says of it.

    >>> from kinerja_formula.reading.reader import read
    >>> text = "Jumlah kasus / Jumlah penduduk x 100"
    >>> tree = read(text).tree
    >>> plans = [plan_of_cell(text, tree, one, False, (), {}) for one in (None, "Kasus per 100 penduduk")]
    >>> [plan.unit for plan in plans]
    ['%', 'kasus/orang']
    """
    per_hundred = indikator is not None and "per 100" in indikator.lower() and not percent_wanted
    aliases = (indikator,) if indikator else ()
    score = _score_named(indikator) or _score_of_labels(text)
    hundred = percent_wanted or not (per_hundred or score)  # an Indeks times 100 is no percentage
    return Plan(
        tree,
        text,
        aliases=aliases,
        hundred_is_percent=hundred,
        notes=diagnostics,
        share=percent_wanted,
        given=_units_of_result(text, tree),
        indikator=score,
        constants=constants,
    )


def _units_of_result(text: str, tree: Node) -> dict[str, Unit]:
    """Return in what operands count by the unit of the result that ends a cell: *penduduk / luas wilayah (jiwa/km2)*.

    Only those whose own words do not write a unit: a *luas* that is divided by is then one in km².
    """
    end = text.rstrip(" .\n")
    opened = end.rfind("(")
    if not end.endswith(")") or len(end) - opened > _LONGEST_UNIT:
        return {}
    unit = None if "%" in end[opened:] else read_unit(end[opened + 1 : -1])
    named = [] if unit is None else list(names_of(tree))
    if unit is None or any(start <= opened < stop for start, stop in [name.span for name in named]):
        return {}
    found: dict[str, Unit] = {}
    for name in named:
        own = head_unit(name.text) if is_suggested(name.text) else None
        for kind, _ in unit.parts if own is not None else ():
            part = Unit([(kind, 1)])
            if own is not None and part.dimension == own.unit.dimension and part != own.unit:
                found[name.key] = part
    return found


_LONGEST_UNIT: Final = 30
"""Characters of a unit and its brackets."""


def _score_named(indikator: str | None) -> Unit | None:
    """Return the unit of an indicator that is a score (Nilai, Indeks); other names tell what their formula counts."""
    told = head_unit(indikator) if indikator else None
    return told.unit if told is not None and is_score(told.unit) else None


def _score_of_labels(text: str) -> Unit | None:
    """Return the unit of a score that the text itself gives its value: ``maka Skor = 7 - (R / 2)``."""
    for found in _LABEL.finditer(text):
        told = _score_named(found.group(1))
        if told is not None:
            return told
    return None


_LABEL: Final = lazy_pattern(r"([^\W\d_]{4,20})[ ]?=")
"""The word before an equals sign."""


def asked_names(plan: Plan) -> tuple[str, ...]:
    """Return the names of what figures are needed of, in order of first appearance."""
    tree = plan.cell
    if isinstance(tree, Statement):
        return (tree.text,) if tree.operand else ()
    names = _operands(plan)
    keys = [name.key for name in names]
    return tuple([asked_by(name, keys) for name in names])


def asked_keys(plan: Plan) -> list[str]:
    """Return the keys of what figures are needed of, in the order of :func:`asked_names`."""
    tree = plan.cell
    if isinstance(tree, Statement):
        return [tree.key] if tree.operand else []
    return [name.key for name in _operands(plan)]


def _operands(plan: Plan) -> list[Name]:
    """Return what figures are needed of: of several formulas in a cell, only by the one that is asked for."""
    if not isinstance(plan.cell, Definitions):
        return list(names_of(plan.cell))
    return [name for name in names_of(plan.tree) if name.key not in plan.constants]


def asked_units(plan: Plan) -> dict[str, OperandUnit]:
    """Return the unit of each operand by its name."""
    told = plan.units.operands
    return {name: told[key] for name, key in zip(asked_names(plan), asked_keys(plan), strict=True)}


def needed_unit(plan: Plan, name: str) -> str | None:
    """Return the unit that a formula needs of an operand, whatever its own words say; None if it needs none.

    Raises MissingDataError KF301 for a name that is no operand.
    """
    key = normalise(name)
    if key not in asked_keys(plan):
        found = Diagnostic(MISSING_DATA, (0, 0), name=name, suggestions=nearest(name, asked_names(plan)))
        raise MissingDataError(found, plan.text)
    return check_units(plan.tree, share=plan.is_share, untold=frozenset({key})).operands[key].unit


def cell_definitions(tree: Node, noted: Mapping[str, Fraction]) -> Iterator[tuple[str, Node, Mapping[str, Fraction]]]:
    """Yield the names that a cell itself defines, each with the tree of what it is and the notes that count in it."""
    for name, value in noted.items():
        yield name, Number(None, False, value, (0, 0)), {}
    if isinstance(tree, Definitions):
        for item in tree.items:
            yield item.name.text, Definitions(tree.items, item.name, tree.span), noted


def cell_constants(text: str, tree: Node, noted: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Return the figures that a cell itself gives to names of it, by a note or a definition without names."""
    found = dict(noted)
    for item in tree.items if isinstance(tree, Definitions) else ():
        if not any(isinstance(one, (Name, Aggregate)) for one in walk(item.value)):
            with suppress(FormulaError):
                found[item.name.text] = plan_of_cell(text, item.value, None, False, (), {}).evaluate({}).value
    return found
