"""Sums and means over records: ``Σ (bobot × nilai)`` from columns, from a table, or from one figure for the whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, Protocol

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError, LimitError, MissingDataError
from kinerja_formula.diagnostics.catalogue import MISSING_DATA, RECORDS_DIFFER, RECORDS_WANTED
from kinerja_formula.evaluation.figures import Datum, Operand, match_keys
from kinerja_formula.evaluation.percent import PerCent, Scale
from kinerja_formula.evaluation.records import as_records
from kinerja_formula.names import NearNames, normalise
from kinerja_formula.nodes import Aggregate, Name, Node, Sum
from kinerja_formula.numerals import shortest
from kinerja_formula.result import Result

__all__ = ["RecordPlan", "column_of_total", "figure_of_records"]

_MOST_RECORDS: Final = 1_000_000


class RecordPlan(Protocol):
    """How the expression of a sum is evaluated for each record."""

    tree: Node

    @property
    def operands(self) -> tuple[Operand, ...]:
        """The columns."""

    @property
    def percent(self) -> PerCent:
        """How each node is read."""

    def evaluate(self, data: Mapping[str, Any], strict: bool = ...) -> Result:
        """Return the value for one record."""


def figure_of_records(node: Aggregate, inner: RecordPlan, data: Mapping[str, Any], text: str) -> Datum:
    """Return the sum or mean of ``node`` over the records in ``data``; ``inner`` is the plan of its expression.

    The columns are lists under the names inside, or a table under any name that has them. A single figure for a name
    counts in each record. Figures for the names of a plain sum that are no lists are taken for its totals.

    Raises MissingDataError KF301 for columns that nothing has, InvalidDataError KF347 for columns of different length,
    KF348 where single figures are given and records are needed, and what the evaluation of a record raises.
    """
    operands = inner.operands
    columns = _columns(operands, data, text)
    lengths = {key: len(column) for key, column in columns.items() if isinstance(column, list)}
    if not lengths:
        if node.mean or not _is_plain_sum(node.expression):
            raise InvalidDataError(Diagnostic(RECORDS_WANTED, node.span, name=node.text), text)
        lengths = {operands[0].key: 1}
    if len(set(lengths.values())) > 1:
        told = ", ".join([f"{one.text}: {lengths[one.key]}" for one in operands if one.key in lengths])
        raise InvalidDataError(Diagnostic(RECORDS_DIFFER, node.span, name=node.text, lengths=told), text)
    count = next(iter(lengths.values()))
    if not count:
        raise InvalidDataError(Diagnostic(RECORDS_WANTED, node.span, name=node.text), text)
    if count > _MOST_RECORDS:
        from kinerja_formula.diagnostics.catalogue import TOO_MANY_PARTS

        raise LimitError(Diagnostic(TOO_MANY_PARTS, node.span, limit=_MOST_RECORDS), text)
    above = Fraction(0)
    notes: list[Diagnostic] = []
    for at in range(count):
        row = {key: column[at] if isinstance(column, list) else column for key, column in columns.items()}
        result = inner.evaluate({one.wanted: row[one.key] for one in operands})
        above += result.value
        notes += [one for one in result.diagnostics if one.code in _OF_FIGURES and one not in notes]
    value = above / count if node.mean else above
    percent = inner.percent.of(inner.tree).scale is Scale.PERCENT
    how = f"{shortest(value)} ({count} baris)" if count > 1 else ""
    return Datum(value, percent, None, how, tuple(notes))


def column_of_total(operand: Operand, data: Mapping[str, Any]) -> list[Any] | None:
    """Return the column that ``Σ investasi`` adds up, beside a sum over the same records; None where there is none.

    >>> total = Operand("jumlah investasi", "Σ investasi", (0, 11), ("jumlah investasi",), "Σ investasi", True)
    >>> column_of_total(total, {"proyek": [{"progres": 50, "investasi": 1}, {"progres": 70, "investasi": 3}]})
    [1, 3]
    """
    bare = normalise(operand.text.lstrip("Σ∑ ")).removeprefix("jumlah ")
    wanted = [_without_index(operand._replace(key=bare, keys=(bare,)), ())]
    [keys] = match_keys(wanted, data)
    if keys:
        column = _as_list(data[keys[0]], wanted[0])
        return column if isinstance(column, list) else None
    for value in data.values():
        records = as_records(value)
        [keys] = match_keys(wanted, records[0]) if records else [()]
        if records and keys:
            return [_field(record, keys[0]) for record in records]
    return None


_INDICES: Final = ("_i", "_j", "_k", "_n", "_ij")
_OF_FIGURES: Final = frozenset(("KF309", "KF312", "KF313", "KF318", "KF319", "KF346"))


def _columns(operands: Sequence[Operand], data: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return the list, or the one figure, of each name."""
    found: dict[str, Any] = {}
    missing: list[Operand] = []
    operands = [_without_index(one, operands) for one in operands]
    for operand, keys in zip(operands, match_keys(operands, data), strict=True):
        if keys:
            found[operand.key] = _as_list(data[keys[0]], operand)
        else:
            missing.append(operand)
    if missing:
        for value in data.values():
            records = as_records(value)
            if not records:
                continue
            matched = match_keys(missing, records[0])
            for operand, keys in zip(missing, matched, strict=True):
                if keys:
                    found.setdefault(operand.key, [_field(record, keys[0]) for record in records])
            missing = [one for one in missing if one.key not in found]
    if missing:
        near = NearNames.among(tuple(map(str, data)))
        faults = [
            Diagnostic(MISSING_DATA, one.span, name=one.wanted, suggestions=near.of(one.wanted)) for one in missing
        ]
        raise MissingDataError(tuple(faults), text)
    return found


def _without_index(operand: Operand, others: Sequence[Operand]) -> Operand:
    """``bobot_i`` of a record is the column ``bobot``, unless that is another name of the sum."""
    bare = next((operand.key.removesuffix(end) for end in _INDICES if operand.key.endswith(end)), "")
    if not bare or any(bare in one.keys for one in others):
        return operand
    return operand._replace(keys=(*operand.keys, bare))


def _field(record: Mapping[str, Any], key: str) -> Any:
    return record.get(key)


def _as_list(value: Any, operand: Operand) -> Any:
    records = as_records(value)
    if records:
        [keys] = match_keys([operand], records[0])
        return [_field(record, keys[0]) for record in records] if keys else value
    if isinstance(value, (str, bytes, Mapping)) or hasattr(value, "magnitude") or not hasattr(value, "__len__"):
        return value
    listed: Callable[[], list[Any]] | None = getattr(value, "to_list", None) or getattr(value, "tolist", None)
    return listed() if listed is not None else list(value)


def _is_plain_sum(node: Node) -> bool:
    """A sum of names over records is the sum of their totals; of a product that is not so."""
    if isinstance(node, Sum):
        return all(isinstance(part.node, Name) for part in node.parts)
    return isinstance(node, Name)
