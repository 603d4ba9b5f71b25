"""What is wrong with the data for a formula: names without a key or with several, values that are no figures.

All of it is said at once, by the error of the gravest kind.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NoReturn

from kinerja_formula.diagnostics import (
    Diagnostic,
    FormulaError,
    InvalidDataError,
    LimitError,
    MissingDataError,
    UnitMismatchError,
    ZeroDenominatorError,
)
from kinerja_formula.diagnostics.catalogue import (
    DATA_UNIT,
    DUPLICATE_KEY,
    FIGURE_TOO_LARGE,
    INVALID_DATA,
    INVALID_FIGURE,
    LITERAL_AS_NAME,
    MISSING_DATA,
    NO_BRANCH,
    ZERO_DENOMINATOR,
)
from kinerja_formula.evaluation.figures import (
    DATE,
    RECORD_REASONS,
    Datum,
    FigureFault,
    Operand,
    read_datum,
    with_doubtful_points,
)
from kinerja_formula.figures import shown
from kinerja_formula.names import NearNames, place_of_literal, says_no_name
from kinerja_formula.nodes import Node, Number, Statement, walk
from kinerja_formula.numerals import MAX_DIGITS
from kinerja_formula.unit_checker import GIVEN

__all__ = ["faults_of_days", "faults_of_names", "literal_keys", "raise_gravest", "read_figures"]

_MOST_LOOKED_FOR: Final = 500
"""So many missing names are told what a person may have meant by them."""


def faults_of_names(
    operands: Sequence[Operand], matched: Sequence[Sequence[str]], keys: Sequence[Any], used: Collection[str]
) -> list[Diagnostic]:
    """Return what is wrong where an operand has no key among ``keys``, or several."""
    faults: list[Diagnostic] = []
    near_names: NearNames | None = None
    for operand, found in zip(operands, matched, strict=True):
        if not found:
            near_names = near_names or NearNames.among(tuple([key for key in keys if isinstance(key, str)]))
            near = near_names.of(operand.wanted, without=used) if len(faults) < _MOST_LOOKED_FOR else ()
            faults.append(Diagnostic(MISSING_DATA, operand.span, name=operand.wanted, suggestions=near))
        elif len(found) > 1:
            faults.append(Diagnostic(DUPLICATE_KEY, operand.span, name=operand.text, keys=found))
    return faults


def literal_keys(unused: Sequence[str], tree: Node, text: str) -> tuple[Diagnostic, ...]:
    """Return what is to be said of keys that are numbers of the formula: they stay numbers."""
    numbers = [key for key in unused if says_no_name(key)]
    if not numbers:
        return ()
    spans = [node.span for node in walk(tree) if isinstance(node, (Number, Statement))]
    found = []
    for key in numbers:
        place = place_of_literal(key, text, spans)
        if place is not None:
            found.append(Diagnostic(LITERAL_AS_NAME, place, name=key))
    return tuple(found)


def read_figures(
    data: Mapping[str, Any], operands: Sequence[Operand], keys: Sequence[str]
) -> tuple[list[Datum], list[Diagnostic]]:
    """Read the figures of the operands under these keys, and say what is wrong with those that are none."""
    figures: list[Datum] = []
    faults: list[Diagnostic] = []
    for operand, key in zip(operands, keys, strict=True):
        try:
            value = data[key]
            figures.append(value if type(value) is Datum else read_datum(value, operand))
        except FigureFault as fault:
            faults.append(_fault(fault, operand))
        except Exception:  # a mapping that doesn't give what it lists
            facts: dict[str, object] = {"name": operand.text, "value": shown(data), "reason": "bukan-pemetaan"}
            faults.append(Diagnostic(INVALID_DATA, (0, 0), (), **facts))
    if not faults and len(figures) > 1:
        figures = with_doubtful_points(figures, operands)
    return figures, faults


def _fault(fault: FigureFault, operand: Operand) -> Diagnostic:
    facts: dict[str, object] = {"name": operand.text, "value": fault.value, "reason": fault.reason}
    if fault.reason in ("kosong", "nihil"):  # nobody wrote a figure there yet
        return Diagnostic(MISSING_DATA, operand.span, name=operand.wanted, suggestions=(), reason=fault.reason)
    if fault.reason == "baris-kosong":
        facts |= {"column": fault.known[0], "suggestions": ()}
        return Diagnostic(MISSING_DATA, operand.span, (), **facts)
    if fault.reason == "satuan-lain":
        told = {"given": fault.given, "unit": ", ".join(fault.known), "source": GIVEN}
        return Diagnostic(DATA_UNIT, operand.span, (), **facts, **told)
    if fault.reason in RECORD_REASONS:
        return Diagnostic(INVALID_DATA, operand.span, (), **facts, columns=fault.known)
    if fault.reason == "terlalu-panjang" and not fault.typed:
        return Diagnostic(FIGURE_TOO_LARGE, operand.span, name=operand.text, limit=MAX_DIGITS)
    return Diagnostic(INVALID_FIGURE, operand.span, (), **facts)


def faults_of_days(figures: Sequence[Datum], operands: Sequence[Operand]) -> list[Diagnostic]:
    """Return a fault for every figure that is a day: nothing is calculated with one."""
    return [
        Diagnostic(INVALID_FIGURE, one.span, (), name=one.text, value=repr(figure.written), reason="tanggal")
        for one, figure in zip(operands, figures, strict=True)
        if figure.unit == DATE
    ]


def raise_gravest(faults: list[Diagnostic], text: str) -> NoReturn:
    """Raise the error of the gravest kind; it carries all faults, those of its own kind first."""
    kinds: list[tuple[type[FormulaError], set[str]]] = [
        (MissingDataError, {"KF301"}),
        (UnitMismatchError, {DATA_UNIT.code}),
        (ZeroDenominatorError, {ZERO_DENOMINATOR.code}),
        (InvalidDataError, {"KF302", "KF303", "KF304", "KF306", NO_BRANCH.code}),
        (LimitError, {FIGURE_TOO_LARGE.code}),
    ]
    for error, codes in kinds:
        first = [fault for fault in faults if fault.code in codes]
        if first:
            raise error((*first, *[fault for fault in faults if fault.code not in codes]), text) from None
    raise AssertionError("no fault")  # pragma: no cover
