"""A table as a whole → how many of its rows are head, and what each column is for.

Candidates for the role of each column are weighed by the words of its head and by what its cells look like; the best
assignment of all columns together wins. How far a column's role is ahead of the next one is its lead.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.periods import period_of
from kinerja_formula.dokumen.table_words import (
    FIGURES,
    ONCE,
    PER_PERIOD,
    content_roles,
    head_roles,
    headness,
    looks,
    reached_and_share,
)
from kinerja_formula.files.model import Cell, Table

__all__ = [
    "Assignment",
    "Column",
    "counts_columns",
    "inherited_columns",
    "own_words",
    "parted_at_heads",
    "read_columns",
]

OTHER: Final = "lain"
_MOST_HEAD_ROWS: Final = 8
_NOTHING: Final = 0.4
"""What a column weighs that is for nothing known."""
_MOST_STATES: Final = 200
_MOST_COLUMNS: Final = 120


@dataclass(slots=True)
class Column:
    """A column: its heads from top to bottom, its role and the period it is of, and what speaks for each role.

    ``named``: how much the head says that names of indicators stand in it. ``seen``: the share of its cells that begin
    as such names do. ``lead``: how far its role is ahead of the next one.
    """

    index: int
    heads: list[str] = field(default_factory=list)
    role: str = OTHER
    period: str = ""
    scores: dict[str, float] = field(default_factory=dict)
    named: float = 0.0
    seen: float = 0.0
    lead: float = 0.0

    @property
    def head(self) -> str:
        return " ".join(self.heads)


@dataclass(slots=True)
class Assignment:
    """The reading of a table's columns: where its head begins and ends, and its columns.

    ``inherited``: the table has no head of its own, and goes on with that of the one before it.
    """

    first: int
    depth: int
    columns: list[Column]
    score: float = 0.0
    inherited: bool = False

    def one(self, role: str) -> Column | None:
        return next((column for column in self.columns if column.role == role), None)

    def all(self, role: str) -> list[Column]:
        return [column for column in self.columns if column.role == role]

    @property
    def name_column(self) -> Column:
        found = self.one("indikator")
        assert found is not None
        return found

    @property
    def is_of_indicators(self) -> bool:
        """Whether the table tells of indicators: one column names them, and another tells something about them."""
        name = self.one("indikator")
        if name is None:
            return False
        told = sum(column.role in (*PER_PERIOD, "satuan", "formula", "kondisi_akhir") for column in self.columns)
        known = self.inherited or name.named >= 2 or name.seen >= 0.6
        return known and (told > 0 or name.seen >= 0.5)

    @property
    def certainty(self) -> float:
        """How sure the names and formulas are where they are taken for such, 0 to 1."""
        leads = [column.lead for column in self.columns if column.role in ("indikator", "formula")]
        least = min(leads, default=0.0)
        return min(1.0, (0.6 if self.inherited else 0.5) + 0.25 * max(0.0, least))


_COUNT: Final = re.compile(r"[(\[-]*\s*(\d{1,2}|[a-z])\s*[)\]-]*\.?(?:\s*=.{0,40})?")


def counts_columns(texts: Sequence[str]) -> bool:
    """Tell whether a row numbers the columns: 1 2 3, (1) (2), -1 -2, (01), I II; a gap or a repetition is allowed.

    >>> counts_columns(["(01)", "(02)", "(03)"]), counts_columns(["1", "Persentase", "80"])
    (True, False)
    """
    shown = [text.strip().casefold() for text in texts if text.strip()]
    found = [_COUNT.fullmatch(text) for text in shown]
    if len(found) < 3 or not all(found):
        return _counts_two(shown, found)
    values = [int(one[1]) if one[1].isdigit() else ord(one[1]) - 96 for one in found if one]
    steps = [two - one for one, two in itertools.pairwise(values)]
    return (
        values[0] <= 3
        and all(0 <= step <= 5 for step in steps)
        and sum(step == 1 for step in steps) >= 0.6 * len(steps)
    )


def _counts_two(shown: Sequence[str], found: Sequence[re.Match[str] | None]) -> bool:
    """Tell it of a table of two columns: its numbers have brackets."""
    return len(shown) == 2 and all(found) and all(text.startswith("(") for text in shown)


def head_rows(table: Table, start: int = 0) -> tuple[int, int]:
    """Return where the head begins and ends. Rows of numbers, names or goals end it; one that counts columns belongs
    to it. Equal numbers: the table has no head.
    """
    head = _HeadRows(table, start)
    for row in range(start, min(table.rows, start + _MOST_HEAD_ROWS)):
        if not head.take(row):
            break
    if not head.is_begun:
        return start, start
    first, depth = head.first, max(head.depth, _reach(table, head.first))
    return (first, depth) if _says_something(table, start, first, depth) else (start, start)


_MOST_ROWS_ABOVE: Final = 3
"""So many rows may stand above a head within its table: a title, an office."""


class _HeadRows:
    """The rows of a head that are found so far, going down from the top of a table."""

    def __init__(self, table: Table, start: int) -> None:
        self.table = table
        self.start = start
        self.first = self.depth = start

    @property
    def is_begun(self) -> bool:
        return self.depth > self.first

    def take(self, row: int) -> bool:
        """Take a row; False where no head can be below it."""
        own = self.table.begun(row)
        if not own:
            if self.covers(row):
                self.depth = row + 1
            return True
        if counts_columns([plain(cell.text) for cell in own]):
            self.depth = row + 1
            return True
        if len(own) == 1 and own[0].cols == self.table.cols > 1:
            return self.take_title(own[0], row)
        if not self.is_begun and row > self.first:
            self.first = self.depth = row
        if _is_head_row(own, begun=self.is_begun) and (
            not self.is_begun or _may_go_on(self.table, self.first, row, own)
        ):
            self.depth = row + 1
            return True
        return self.leave_out(row)

    def covers(self, row: int) -> bool:
        """Whether a head above reaches down over an empty row."""
        reaching = (cell.row < row and cell.text.strip() for cell in self.table.across(row))
        return self.is_begun and row == self.depth and any(reaching)

    def take_title(self, cell: Cell, row: int) -> bool:
        """Take a cell over all columns for a title within the table; below a head it is a heading, and ends it."""
        if self.is_begun:
            return False
        self.table.caption.append(plain(cell.text))
        self.first = self.depth = row + 1
        return True

    def leave_out(self, row: int) -> bool:
        """Leave out a row above the head that is something else; it ends a head that has begun."""
        if self.is_begun or self.table.by_lines:
            return False
        self.first = self.depth = row + 1
        return row - self.start < _MOST_ROWS_ABOVE


def _reach(table: Table, first: int) -> int:
    """Return where the cells of a head's first row end that reach over several rows, if those are over half of it."""
    ends: Counter[int] = Counter()
    for cell in table.begun(first):
        ends[cell.row + cell.rows] += cell.cols
    end, columns = max(ends.items(), key=lambda one: one[1], default=(first, 0))
    filled = sum(ends.values())
    return end if end - first <= _MOST_HEAD_ROWS and columns > 0.5 * filled else first


def _may_go_on(table: Table, first: int, row: int, own: Sequence[Cell]) -> bool:
    """Tell whether a row can be a further row of the head: it stands below a head of several columns or beside one of
    several rows, or fills what was empty above; else each of its cells must look like a head.
    """
    above = [cell for line in range(first, row) for cell in table.begun(line)]
    if any(cell.cols > 1 or cell.row + cell.rows > row for cell in above):
        return True
    filled = {cell.col for cell in above}
    if any(cell.col not in filled for cell in own):
        return True
    return all(headness(cell.text) > 0 for cell in own)


def _says_something(table: Table, start: int, first: int, depth: int) -> bool:
    """Tell whether a head names a role; below rows that were left out it must name the indicator."""
    told = [head_roles(cell.text) for row in range(first, depth) for cell in table.begun(row)]
    skipped = any(table.begun(row) and len(table.begun(row)) > 1 for row in range(start, first))
    if skipped:
        figures = sum(max([one.get(role, 0) for role in (*PER_PERIOD, "satuan")]) >= 2 for one in told)
        return any(one.get("indikator", 0) >= 2 for one in told) or (figures >= 3 and figures >= 0.8 * len(told))
    return any(max(one.values(), default=0) >= 1 for one in told)


def _is_head_row(own: Sequence[Cell], *, begun: bool) -> bool:
    weights = [headness(cell.text) for cell in own]
    known = sum(weight > 0 for weight in weights)
    return sum(weights) > 0 and (known >= 2 or begun)


def _path(table: Table, col: int, first: int, depth: int) -> list[str]:
    """Return the heads of a column from top to bottom, each once; numbers of columns are none."""
    path: list[str] = []
    seen = None
    for row in range(first, depth):
        cell = table.at(row, col)
        if cell is None or cell is seen:
            continue
        text = plain(cell.text)
        if not text:
            continue
        if re.fullmatch(r"[(\[-]?\s*\d{1,2}\s*[)\]]?", text):
            if text.isdigit() and _parts_a_head(table, row, col):
                path.append(text)
            continue
        if counts_columns([plain(one.text) for one in table.begun(row)]):
            continue
        seen = cell
        path.append(text)
    return [" ".join(path)] if table.by_lines and path else path


def _parts_a_head(table: Table, row: int, col: int) -> bool:
    """Tell whether a number stands below a head over several columns, *Target tahun ke*, in no row of all columns."""
    above = table.at(row - 1, col) if row else None
    return above is not None and above.cols > 1 and table.begun(row)[0].col > 0


def _period(heads: Sequence[str]) -> str:
    """Return the period that the lowest head with one names; a number is one of what the head above it counts."""
    if len(heads) > 1 and heads[-1].isdigit():
        return _counted_period(heads[-2], heads[-1])
    return next((period for text in reversed(heads) if (period := period_of(text))), "")


def _counted_period(counted: str, number: str) -> str:
    for word in reversed(re.findall(r"[^\W\d_]+", counted)):
        if period := period_of(f"{word} {number}"):
            return period
    return number


# Several tables in one grid


def _is_head_within(table: Table, row: int) -> bool:
    """Tell whether a row below others is a head by itself: the indicator and two columns more, or programmes and their
    money, for a pact has both in one grid.
    """
    own = table.begun(row)
    if len(own) < 3 or any(len(cell.text) > 90 for cell in own):
        return False
    best = [
        max(found, key=lambda role: found[role])
        for cell in own
        if max((found := head_roles(cell.text)).values(), default=0) >= 2
    ]
    known = sum(headness(cell.text) > 0 for cell in own) / len(own)
    if len(set(best)) >= 3 and "indikator" in best:
        return known >= 0.7
    return {"program", "pagu"} <= set(best) and known == 1


def parted_at_heads(table: Table) -> list[Table]:
    """Return the tables of a grid that holds several, or something else above its table, parted at rows of heads."""
    if table.by_lines:
        return [table]
    starts = [row for row in range(table.rows) if _is_head_within(table, row)]
    starts = [row for place, row in enumerate(starts) if not place or row - starts[place - 1] > 1]
    starts = [row for row in starts if row > 0 and all(cell.row >= row for cell in table.across(row))]
    if not starts or (starts[0] <= 2 and len(starts) == 1 and head_rows(table)[1] > starts[0]):
        return [table]
    parts = []
    for first, end in zip([0, *starts], [*starts, table.rows], strict=True):
        cells = [
            replace(cell, row=cell.row - first, rows=min(cell.rows, end - cell.row))
            for cell in table.cells
            if first <= cell.row < end
        ]
        parts.append(
            Table(
                cells,
                end - first,
                table.cols,
                table.tempat,
                [table.place(row).baris for row in range(first, end)],
                table.xs,
                table.box,
                table.caption if not first else [],
            )
        )
    return parts


# Columns


def read_columns(table: Table) -> Assignment | None:
    """Return the best reading of a table that has a head of its own; None where there is none."""
    if table.cols > _MOST_COLUMNS:
        return None
    first, depth = head_rows(table)
    if depth == first:
        return None
    columns = [Column(col, _path(table, col, first, depth)) for col in range(table.cols)]
    for column in columns:
        column.scores = _head_scores(column.heads)
        column.named = column.scores.get("indikator", 0.0)
        column.period = _period(column.heads)
    _pass_on_roles(columns)
    _lay_contents(table, columns, depth)
    _reached_beside_shares(table, columns, depth)
    score, roles = _best(columns, None)
    for column, role in zip(columns, roles, strict=True):
        column.role = role
        column.lead = column.scores.get(role, _NOTHING) - max(
            [_NOTHING, *[value for other, value in column.scores.items() if other != role]]
        )
    assignment = Assignment(first, depth, columns, score)
    _name_by_contents(assignment)
    _capaian_as_realisasi(assignment)
    _tell_same_periods_apart(assignment)
    _remarks_as_formulas(table, assignment)
    return assignment


_KEPT_BELOW: Final = {"kondisi_awal", "kondisi_akhir"}


def _head_scores(heads: Sequence[str]) -> dict[str, float]:
    """Return what the heads of a column say, the lowest first: *Rp* below *Target* is money, *K* is the target."""
    scores: dict[str, float] = {}
    for place, text in enumerate(reversed(heads)):
        found = dict(head_roles(text))
        if place and scores.keys() & {*PER_PERIOD, "pagu", "nilai"}:
            keep = _KEPT_BELOW if scores.keys() & {*PER_PERIOD, "pagu"} else {*FIGURES, *_KEPT_BELOW} - {"pagu"}
            found = {role: value for role, value in found.items() if role in keep}
        for role, value in found.items():
            scores[role] = max(scores.get(role, -9.0), value * (0.8 if place else 1.0))
    scores.pop("nilai", None)
    return scores


def _pass_on_roles(columns: Sequence[Column]) -> None:
    """Let years whose parent can't be seen (a head without lines) be what the years beside them are, else targets."""
    bare = [one for one in columns if one.period and not any(one.scores.get(role, 0) > 0 for role in FIGURES)]
    spoken = [
        one
        for one in columns
        if one not in bare
        and one.period
        and any(one.scores.get(role, 0) > 0 for role in PER_PERIOD)
        and not one.scores.get("kondisi_awal")
    ]
    for column in bare:
        if max(column.scores.values(), default=0) >= 1.5:
            continue
        near = min(spoken, key=lambda one: abs(one.index - column.index), default=None)
        role = max(PER_PERIOD, key=lambda role: near.scores.get(role, 0)) if near else "target"
        column.scores[role] = 2.0


def _lay_contents(table: Table, columns: Sequence[Column], depth: int) -> None:
    """Add what the cells say: for roles that the head names, or for any but a formula where there is no head."""
    for column in columns:
        texts = []
        for row in range(depth, table.rows):
            cell = table.at(row, column.index)
            if cell is not None and cell.row == row and cell.cols <= max(2, table.cols // 4):
                texts.append(cell.text)
        seen = looks(texts)
        column.seen = seen["indicator"]
        beside = columns[column.index + 1] if column.index + 1 < len(columns) else None
        shared = beside is not None and beside.heads == column.heads
        headless = not column.heads and beside is not None  # a column at the end without a head is none
        _contradict(column.scores, seen)
        for role, value in content_roles(seen).items():
            if role in column.scores:
                column.scores[role] += 0.8 * value
            elif role == "formula":
                continue
            elif headless or (role == "id" and shared):
                column.scores[role] = 0.6 * value
        if beside is not None and "id" in column.scores and beside.named >= 2:
            column.scores["id"] += 0.3  # of two columns of numbers, the one of the names


def _reached_beside_shares(table: Table, columns: Sequence[Column], depth: int) -> None:
    """Take years for what was reached in them where their cells say so: ``86,90 / 101,05%``, with its capaian."""
    years = [one for one in columns if one.period and not any(head_roles(text) for text in one.heads)]
    texts = [
        plain(cell.text)
        for column in years
        for row in range(depth, table.rows)
        if (cell := table.at(row, column.index)) is not None and cell.row == row
    ]
    pairs = sum(reached_and_share(text) is not None for text in texts)
    if pairs and 2 * pairs >= len([text for text in texts if any(map(str.isdigit, text))]):
        for column in years:
            column.scores["realisasi"] = max(column.scores.pop("target", 0.0), 2.0)


def _contradict(scores: dict[str, float], seen: Mapping[str, float]) -> None:
    """Take away a role that the cells can't have whatever the head says: sentences are no targets, figures no names."""
    if not seen["filled"]:
        return
    figures = max(seen["number"], seen["figure"])
    if figures < 0.15 and seen["long"] > 0.5:
        for role in (*FIGURES, "satuan"):
            if scores.pop(role, 0) > 0 and role == "target":
                scores["sasaran"] = max(scores.get("sasaran", 0), 1.5)  # a goal is called a target, too
    if figures < 0.15 and seen["unit"] > 0.6:
        taken = [scores.pop(role, 0) for role in FIGURES]
        if max(taken) > 0:
            scores["satuan"] = max(scores.get("satuan", 0), 1.0)  # the units of a merged head
    if seen["number"] > 0.8:
        for role in ("indikator", "formula", "sasaran"):
            scores.pop(role, None)


def _best(columns: Sequence[Column], ban: int | None) -> tuple[float, list[str]]:
    """Return the assignment of the highest sum, each role of ONCE at most one time; by sets of the roles taken."""
    states: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for column in columns:
        now: dict[int, tuple[float, tuple[str, ...]]] = {}
        choices = [(OTHER, _NOTHING)]
        choices += [(role, value) for role, value in column.scores.items() if role != OTHER and value > _NOTHING]
        for taken, (score, roles) in states.items():
            for role, value in choices:
                if role == "indikator" and column.index == ban:
                    continue
                bit = 1 << ONCE.index(role) if role in ONCE else 0
                if taken & bit:
                    continue
                if taken | bit not in now or now[taken | bit][0] < score + value:
                    now[taken | bit] = score + value, (*roles, role)
        states = dict(sorted(now.items(), key=lambda one: -one[1][0])[:_MOST_STATES])
    score, roles = max(states.values())
    return score, list(roles)


def _tell_same_periods_apart(assignment: Assignment) -> None:
    """Give what comes twice the period above it: quarters below several years, a value and its share below one year."""
    for role in PER_PERIOD:
        groups: dict[str, list[Column]] = {}
        for column in assignment.all(role):
            groups.setdefault(column.period, []).append(column)
        for period, columns in groups.items():
            if len(columns) < 2:
                continue
            for column in columns:
                others = [found for text in column.heads if (found := period_of(text)) and found != period]
                if others:
                    column.period = f"{period} {others[0]}".strip()
            own = [own_words(column) for column in columns]
            if len({column.period for column in columns}) < len(columns) == len({*own} - {""}):
                for column, words in zip(columns, own, strict=True):
                    column.period = words
            taken: set[str] = set()
            for number, column in enumerate(columns, 1):
                if column.period in taken:
                    column.period = f"{column.period} ({number})".strip()
                taken.add(column.period)


_FILLING: Final = frozenset(["target", "realisasi", "capaian", "kinerja", "tahun", "pada", "dan", "anggaran", "k"])


def own_words(column: Column) -> str:
    """Return what a head says beside its role: *Target Renstra 2025* is *Renstra 2025*."""
    return " ".join([word for word in column.head.split() if word.casefold().strip(".,:()") not in _FILLING])[:40]


def _name_by_contents(assignment: Assignment) -> None:
    """Take a column that holds names of indicators for theirs, whatever its head says, in a table of targets."""
    if assignment.one("indikator") is not None or assignment.one("target") is None:
        return
    if assignment.one("realisasi") is None and assignment.one("satuan") is None:
        return
    best = max(assignment.columns, key=lambda column: column.seen, default=None)
    if best is not None and best.seen >= 0.5 and best.role in (OTHER, "sasaran", "program", "definisi"):
        best.role, best.named, best.lead = "indikator", 2.0, 0.0


def _capaian_as_realisasi(assignment: Assignment) -> None:
    """Take *Capaian* beside a target for what was reached, where nothing says *Realisasi* or a percentage."""
    if assignment.one("realisasi") is not None or assignment.one("target") is None:
        return
    for column in assignment.all("capaian"):
        if not re.search(r"%|persen|tingkat|rasio", column.head, re.IGNORECASE):
            column.role = "realisasi"


def _remarks_as_formulas(table: Table, assignment: Assignment) -> None:
    """Take a column KETERANGAN that holds formulas for one where there is no other."""
    remarks = assignment.one("keterangan") or assignment.one("definisi")
    if remarks is None or assignment.one("formula") is not None:
        return
    texts = [
        cell.text
        for row in range(assignment.depth, table.rows)
        if (cell := table.at(row, remarks.index)) is not None and cell.row == row
    ]
    seen = looks(texts)
    if remarks.role == "definisi" and seen["formula"] < 0.8:
        return
    if seen["filled"] >= 0.3 and seen["formula"] >= 0.5 and seen["met"] < 0.3:
        remarks.role = "formula"


# A table without a head of its own


_FITS: Final = 0.15
_SAME_PLACE_FITS: Final = -0.3
"""Columns in the very places of those before, right at the top of the next page, need only not contradict them."""


def inherited_columns(table: Table, last: Assignment, last_table: Table, *, follows: bool) -> Assignment | None:
    """Return the reading of a page without a head: by the place of its columns below those before, and only where the
    contents agree; a table of other columns is another table.

    ``follows``: nothing stands between the two tables but the end of a page.
    """
    if table.cols > _MOST_COLUMNS:
        return None
    contents = [_contents(table, col) for col in range(table.cols)]
    best: tuple[float, list[Column]] | None = None
    for way in _ways(table, last_table):
        columns = _laid_below(way, last, contents)
        fit = _fit(columns, contents)
        if fit is not None and (best is None or fit > best[0] + 0.05):
            best = fit, columns
    least = _SAME_PLACE_FITS if follows and _same_places(table, last_table) else _FITS
    if best is None or best[0] < least:
        return None
    return Assignment(0, 0, best[1], best[0], inherited=True)


def _contents(table: Table, col: int) -> dict[str, float]:
    """Return what the cells of a column look like."""
    cells = [table.at(row, col) for row in range(table.rows)]
    return looks([cell.text for row, cell in enumerate(cells) if cell is not None and cell.row == row])


def _laid_below(way: Sequence[int | None], last: Assignment, contents: Sequence[Mapping[str, float]]) -> list[Column]:
    """Return the columns that a table has where each is what one of the table before is."""
    columns: list[Column] = []
    for col, source in enumerate(way):
        origin = last.columns[source] if source is not None and source < len(last.columns) else Column(col)
        columns.append(replace(origin, index=col, heads=list(origin.heads), scores={}, seen=contents[col]["indicator"]))
    return columns


def _fit(columns: Sequence[Column], contents: Sequence[Mapping[str, float]]) -> float | None:
    """Return how well the cells of columns look like their roles; None where no column names indicators."""
    weights = [
        content_roles(seen).get(column.role, 0.0)
        for column, seen in zip(columns, contents, strict=True)
        if seen["filled"] and column.role != OTHER
    ]
    if not weights or all(column.role != "indikator" for column in columns):
        return None
    return sum(weights) / len(weights)


def _same_places(table: Table, last: Table) -> bool:
    """Tell whether the columns of two tables have the same edges."""
    if not table.cols == last.cols > 2 or len(table.xs) != len(last.xs):
        return False
    return all(abs(one - two) < 4 for one, two in zip(table.xs, last.xs, strict=True))


def _ways(table: Table, last: Table) -> list[list[int | None]]:
    """Return the ways in which the columns may lie below those of the table before."""
    ways: list[list[int | None]] = []
    if table.cols == last.cols:
        ways.append(list(range(table.cols)))
    if table.xs and last.xs and abs(table.xs[0] - last.xs[0]) < 40:
        ways.append([_column_at(last.xs, (one + two) / 2) for one, two in zip(table.xs, table.xs[1:], strict=False)])
    if table.cols != last.cols and abs(table.cols - last.cols) <= 2 and table.cols > 2:
        ways += [
            [col + shift if 0 <= col + shift < last.cols else None for col in range(table.cols)]
            for shift in (-2, -1, 0, 1, 2)
        ]
    return ways


def _column_at(xs: Sequence[float], x: float) -> int | None:
    return next((col for col, (one, two) in enumerate(itertools.pairwise(xs)) if one <= x <= two), None)
