"""Rows that belong together: cut by the end of a page, hanging on the one above, or told again in another table."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from kinerja_formula.diagnostics.catalogue import CONTINUED_ROW, DOUBTFUL_PAIRS
from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.indicator_rows import SHOWN, found_at, is_tail
from kinerja_formula.dokumen.merged_cells import is_open, split_row
from kinerja_formula.dokumen.row_model import Heading, IndicatorRow
from kinerja_formula.dokumen.table_words import PER_PERIOD, begins_as_indicator
from kinerja_formula.dokumen.vocabulary import table_words

__all__ = ["agree", "complete", "continues", "hangs_on", "join", "name_key", "with_formulas_of_one_cell"]

_LONGEST_CELL: Final = 20_000


def with_formulas_of_one_cell(rows: list[IndicatorRow | Heading]) -> list[IndicatorRow | Heading]:
    """Pair names that stand bare below a row with the formulas of its cell, where that holds as many."""
    place = 0
    while place < len(rows):
        run = _run_of_names(rows, place)
        if len(run) > 1:
            _share_formulas(run)
        place += max(1, len(run))
    return rows


_LONGEST_RUN: Final = 40


def _run_of_names(rows: list[IndicatorRow | Heading], place: int) -> list[IndicatorRow]:
    """Return a row with a formula and the bare names below it; nothing where another row stands at this place."""
    first = rows[place]
    if not isinstance(first, IndicatorRow) or not first.formula or not first.nama:
        return []
    run = [first]
    for other in rows[place + 1 : place + _LONGEST_RUN]:
        if not isinstance(other, IndicatorRow) or not _is_bare_name(other):
            break
        run.append(other)
    return run


def _is_bare_name(row: IndicatorRow) -> bool:
    """Tell whether a row has a name and nothing else, though its table has a column of formulas."""
    is_named = bool(row.nama) and row.has_formula_column
    return is_named and not (row.formula or row.own_goal or row.satuan or row.has_figures)


def _share_formulas(run: list[IndicatorRow]) -> None:
    """Give each name the formula of the first row's cell that is its own, if there is one for each."""
    first = run[0]
    pairing = split_row([one.nama for one in run], first.formula, {})
    if len(pairing.rows) == len(run) and all(one.formula for one in pairing.rows):
        for one, pair in zip(run, pairing.rows, strict=True):
            one.formula = pair.formula
            one.sumber_data = one.sumber_data or first.sumber_data
    elif pairing.doubtful:
        first.findings.append(found_at(DOUBTFUL_PAIRS, first.tempat, count=len(run)))


class _Turn(NamedTuple):
    """The last row of a page and the first one of the next."""

    last: IndicatorRow
    row: IndicatorRow


_CODE: Final = re.compile(r"\d+[.,)]?")
_MARKS_OF_REST: Final[tuple[tuple[float, Callable[[_Turn], object]], ...]] = (
    (2.0, lambda turn: not turn.row.nama),
    (1.5, lambda turn: turn.row.nama[:1].islower() or turn.row.nama[:1] == "("),
    (1.0, lambda turn: turn.last.has_figures != turn.row.has_figures),
    (1.5, lambda turn: turn.last.nama.count("(") > turn.last.nama.count(")")),
    (1.0, lambda turn: turn.last.nama.rpartition(" ")[2].casefold() in table_words("contents", "joint")),
    (0.3, lambda turn: not turn.row.kode.strip()),
    (-2.0, lambda turn: _CODE.fullmatch(turn.row.kode.strip())),
    (0.8, lambda turn: turn.row.nama and turn.row.has_formula_column and not turn.row.formula and turn.last.formula),
    (-1.2, lambda turn: _begins_long_name(turn.row.nama)),
    (-0.5, lambda turn: turn.row.nama and turn.row.formula),
    (-1.0, lambda turn: turn.row.satuan and not turn.row.satuan[0].islower()),
)
"""What speaks for it, or against it, that a row is the rest of the one before."""
_IS_REST: Final = 0.8


def _begins_long_name(name: str) -> bool:
    return begins_as_indicator(name) and name[:1].isupper() and len(name) > 15


def continues(last: IndicatorRow, row: IndicatorRow) -> bool:
    """Tell whether the first row of a page is the rest of the last one of the page before.

    It has no figures of its own and no number, begins in mid-sentence, or what stands above it ends in one.
    """
    if last.formula and row.formula:
        opened = is_open(last.formula, plain(last.formula), plain(row.formula))
        if opened and (not row.nama or is_tail(last.nama, row.nama) or not row.has_figures):
            return True
        if row.nama and not is_tail(last.nama, row.nama):
            return False
    only_formula = not row.nama and row.formula
    if row.has_figures and last.has_figures and not only_formula:
        return False
    turn = _Turn(last, row)
    weight = 0.0
    for own, is_seen in _MARKS_OF_REST:
        if is_seen(turn):
            weight += own
    return weight > _IS_REST


def hangs_on(last: IndicatorRow, row: IndicatorRow) -> bool:
    """Tell whether a row without a name of its own, in the midst of a table, tells more of the one above it."""
    if row.nama:
        return False
    if not row.formula:
        return not (row.has_figures and last.has_figures)
    return (
        not last.formula
        or is_open(last.formula, plain(last.formula), plain(row.formula))
        or is_tail(plain(last.formula), plain(row.formula))
    )


def join(last: IndicatorRow, row: IndicatorRow) -> None:
    """Put a row behind the one that it goes on with."""
    if len(last.formula) > _LONGEST_CELL or len(last.nama) > _LONGEST_CELL:
        return
    shown = plain(row.nama or row.formula or row.satuan)
    last.nama = f"{last.nama} {row.nama}".strip()
    last.formula = f"{last.formula}\n{row.formula}".strip()
    if row.satuan and row.satuan != last.satuan:
        last.satuan += row.satuan if row.satuan[:1].islower() or not last.satuan else ""
    if row.sumber_data and plain(row.sumber_data) != plain(last.sumber_data):
        last.sumber_data = f"{last.sumber_data} {row.sumber_data}".strip()
    if row.own_goal and row.sasaran != last.sasaran:
        last.sasaran = f"{last.sasaran} {row.sasaran}".strip()
    for role in PER_PERIOD:
        own = last.by_role(role)
        for period, value in row.by_role(role).items():
            own[period] = f"{own.get(period, '')} {value}".strip()
    last.findings.append(found_at(CONTINUED_ROW, row.tempat, text=shown[:SHOWN]))


def name_key(name: str) -> str:
    """Return what two spellings of one name have in common: no unit in brackets, *persentase* for its misspellings.

    >>> name_key("Prosentase desa aktif (%)") == name_key("Persentase Desa Aktif")
    True
    """
    name = re.sub(r"\([^()]{0,60}\)\s*$", "", name.casefold())
    return re.sub(r"\W+", "", re.sub(r"\b(?:pr[eo]sentase|persen)\b", "persentase", name))


def agree(one: IndicatorRow, other: IndicatorRow) -> bool:
    """Tell whether nothing that both rows say is said differently, and one tells what the other doesn't."""

    def same(first: str, second: str) -> bool:
        return not first or not second or re.sub(r"\W+", "", first.casefold()) == re.sub(r"\W+", "", second.casefold())

    def same_figure(first: str, second: str) -> bool:
        return not first or not second or _figure(first) == _figure(second)

    if one.formula and other.formula and not _same_formula(one.formula, other.formula):
        return False
    told = [
        same_figure(one.by_role(role).get(period, ""), value)
        for role in PER_PERIOD
        for period, value in other.by_role(role).items()
    ]
    offices = [re.sub(r"\W+", "", row.post.casefold()) for row in (one, other)]
    alike = not all(offices) or offices[0] in offices[1] or offices[1] in offices[0]
    adds = bool((other.formula and not one.formula) or (one.formula and not other.formula) or one.table != other.table)
    return alike and same(one.satuan, other.satuan) and all(told) and same(one.jabatan, other.jabatan) and adds


def _figure(text: str) -> str:
    """Return a figure as it counts: its sign, its bounds and its comma do, the percent sign and blanks don't."""
    return re.sub(r"[^\w,<>≤≥+-]", "", text.casefold().replace(".", ",")).rstrip(",")


_COUNTS: Final = re.compile(r"\d+|\+|(?<=\s)[-−–](?=\s)")
"""Figures, plus and minus: two formulas that differ in one of them are two, however alike they look."""


def _same_formula(one: str, other: str) -> bool:
    if _COUNTS.findall(one) != _COUNTS.findall(other):
        return False
    first, second = plain(one)[:2000], plain(other)[:2000]
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= 0.9


def complete(row: IndicatorRow, other: IndicatorRow) -> None:
    """Add to a row what another one of the same indicator says besides."""
    row.formula = row.formula or other.formula
    row.satuan = row.satuan or other.satuan
    row.has_formula_column = row.has_formula_column or other.has_formula_column
    row.post, row.sumber_data = row.post or other.post, row.sumber_data or other.sumber_data
    for role in PER_PERIOD:
        for period, value in other.by_role(role).items():
            row.by_role(role).setdefault(period, value)
