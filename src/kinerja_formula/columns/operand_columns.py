"""Which column of a table is which operand of a formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError, MissingDataError
from kinerja_formula.diagnostics.catalogue import DUPLICATE_KEY, OPERAND_COLUMN
from kinerja_formula.evaluation.figures import Operand, match_keys
from kinerja_formula.names import NearNames

__all__ = ["columns_of_operands"]


def columns_of_operands(
    operands: Sequence[Operand], given: Mapping[str, str], names: Sequence[Any], text: str
) -> dict[str, str]:
    """Return the column of each operand by its key: as ``given`` says by the key, else by the naming rule.

    Raises MissingDataError KF460 for every operand without a column, InvalidDataError KF303 where several fit.
    """
    found: dict[str, str] = {}
    absent: list[Operand] = []
    doubles: list[Diagnostic] = []
    for operand, matched in zip(operands, match_keys(operands, names), strict=True):
        chosen = next((given[key] for key in operand.keys if key in given), None)
        if chosen is not None:
            found[operand.key] = chosen
        elif len(matched) == 1:
            found[operand.key] = matched[0]
        elif matched:
            doubles.append(Diagnostic(DUPLICATE_KEY, operand.span, (), name=operand.text, keys=matched))
        else:
            absent.append(operand)
    texts = [column for column in names if isinstance(column, str)]
    chosen_ones = set(found.values())
    unused = NearNames([column for column in texts if column not in chosen_ones] if absent else ())
    faults = [
        Diagnostic(OPERAND_COLUMN, one.span, (), name=one.wanted, suggestions=unused.of(one.wanted)) for one in absent
    ]
    if faults:
        raise MissingDataError((*faults, *doubles), text)
    if doubles:
        raise InvalidDataError(tuple(doubles), text)
    return found
