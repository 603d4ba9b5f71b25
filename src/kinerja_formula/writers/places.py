"""Where the figures of operands stand in a sheet or table: names matched to cells and columns by the naming rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NoReturn

from kinerja_formula.diagnostics import (
    DUPLICATE_KEY,
    INVALID_PLACE,
    NO_PLACE,
    NOT_WRITABLE,
    Diagnostic,
    NotationError,
)
from kinerja_formula.evaluation.figures import Operand, match_keys
from kinerja_formula.names import NearNames
from kinerja_formula.source import Span

__all__ = ["invalid_place", "not_writable", "place_of_operands"]


def place_of_operands(operands: Sequence[Operand], given: Mapping[str, str], text: str) -> dict[str, str]:
    """Return the place of each operand by its key. Further names are ignored.

    Raises NotationError KF361 for every operand without a place, KF303 where two names give one.

    >>> a = Operand("jumlah a", "Jumlah A", (0, 8), ("jumlah a",), "Jumlah A")
    >>> place_of_operands([a], {"Jml. A": "B2"}, "Jumlah A")
    {'jumlah a': 'B2'}
    """
    faults = []
    places = {}
    matched = match_keys(operands, given)
    used = {key for found in matched for key in found}
    unused = [key for key in given if isinstance(key, str) and key not in used]
    near_names: NearNames | None = None
    for operand, found in zip(operands, matched, strict=True):
        if not found:
            near_names = near_names or NearNames(unused)
            near = near_names.of(operand.wanted)
            faults.append(Diagnostic(NO_PLACE, operand.span, name=operand.wanted, suggestions=near))
        elif len(found) > 1:
            faults.append(Diagnostic(DUPLICATE_KEY, operand.span, name=operand.text, keys=found))
        else:
            places[operand.key] = given[found[0]]
    if faults:
        raise NotationError(tuple(faults), text)
    return places


def invalid_place(operand: Operand, place: object, notation: str, text: str) -> NoReturn:
    """Raise NotationError KF362: what was given for an operand is no cell or column."""
    shown = place if isinstance(place, str) else type(place).__name__
    raise NotationError(
        Diagnostic(INVALID_PLACE, operand.span, name=operand.text, reference=shown, notation=notation), text
    )


def not_writable(span: Span, notation: str, text: str, *, reason: str) -> NoReturn:
    """Raise NotationError KF360: a node that a notation has no words for."""
    raise NotationError(Diagnostic(NOT_WRITABLE, span, reason=reason, notation=notation), text)
