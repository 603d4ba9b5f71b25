"""Entries of a form: what a person has made in it, and whether two of them are the same."""

from __future__ import annotations

from typing import Any

from kinerja_formula.files.cell_values import shown_cell
from kinerja_formula.numerals import NumeralError, read_figure
from kinerja_formula.pengisian.form_figures import FilledForm, FilledRow, TargetRow

__all__ = ["entries_of", "is_filled", "plain_value", "same_entry", "written_by_hand"]


def entries_of(old: FilledForm) -> int:
    """Return how many entries of a form a person has made, or a file of figures has given."""
    rows = sum(is_filled(row) or not row.asked for row in old.rows)
    return (
        rows
        + sum(written_by_hand(row) != ("", "") for row in old.targets)
        + sum(len(one.isi) for one in old.records)
        + sum(len(one.isi) + len(one.realisasi) + len(one.capaian) for one in old.tahunan)
        + len(old.apart)
        + len(old.notes)
        + len(old.bacaan)
    )


def is_filled(row: FilledRow) -> bool:
    """Whether somebody filled a row in; what the document itself gave does not count."""
    return row.isi is not None and not same_entry(row.isi, row.konstanta)


def written_by_hand(row: TargetRow) -> tuple[str, str]:
    """Return target and direction as far as they are not those of the document that the older form was made for."""
    target, arah = row.dokumen or ("", "")
    return row.target if row.target != target else "", row.arah if row.arah != arah else ""


def same_entry(one: object, other: object) -> bool:
    """Whether two entries are the same figure, however a workbook keeps it."""
    if one is None or other is None:
        return one is other
    left, right = (shown_cell(plain_value(value)).strip() for value in (one, other))
    try:
        return left == right or read_figure(left) == read_figure(right)
    except NumeralError:
        return False


def plain_value(value: object) -> Any:
    """Return an entry as a text or a number: a day as it is written."""
    return value if isinstance(value, (str, int, float)) or value is None else str(value)
