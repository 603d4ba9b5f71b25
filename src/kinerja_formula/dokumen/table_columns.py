"""A table as a whole → what each of its columns is for.

Candidates for the role of each column are weighed by the words of its head and by what its cells look like; the best
assignment of all columns together wins. How far a column's role is ahead of the next one is its lead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.head_units import HeadUnit, unit_of_head
from kinerja_formula.dokumen.periods import period_of
from kinerja_formula.dokumen.table_heads import head_rows, heads_of_column, period_of_heads
from kinerja_formula.dokumen.table_words import (
    FIGURES,
    ONCE,
    PER_PERIOD,
    content_roles,
    head_roles,
    looks,
    reached_and_share,
    squeeze,
)
from kinerja_formula.dokumen.vocabulary import table_words
from kinerja_formula.files.model import Table

__all__ = ["MOST_COLUMNS", "OTHER", "Assignment", "Column", "own_words", "read_columns"]

OTHER: Final = "lain"
_NOTHING: Final = 0.4
"""What a column weighs that is for nothing known."""
_MOST_STATES: Final = 200
MOST_COLUMNS: Final = 120
"""A table of more is not looked into."""


@dataclass(slots=True)
class Column:
    """A column: its heads from top to bottom, its role and the period it is of, and what speaks for each role.

    ``named``: how much the head says that names of indicators stand in it. ``seen``: the share of its cells that begin
    as such names do. ``lead``: how far its role is ahead of the next one. ``unit``: what its head says that its figures
    count in.
    """

    index: int
    heads: list[str] = field(default_factory=list)
    role: str = OTHER
    period: str = ""
    scores: dict[str, float] = field(default_factory=dict)
    named: float = 0.0
    seen: float = 0.0
    lead: float = 0.0
    unit: HeadUnit = field(default_factory=lambda: HeadUnit(""))

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


def read_columns(table: Table) -> Assignment | None:
    """Return the best reading of a table that has a head of its own; None where there is none."""
    if table.cols > MOST_COLUMNS:
        return None
    first, depth = head_rows(table)
    if depth == first:
        return None
    columns = [Column(col, heads_of_column(table, col, first, depth)) for col in range(table.cols)]
    for column in columns:
        heads = [_without_unit(text) for text in column.heads]
        column.unit = next((told for told in reversed(heads) if told), column.unit)
        column.scores = _head_scores([told.head for told in heads])
        column.named = column.scores.get("indikator", 0.0)
        column.period = period_of_heads(column.heads)
    _plan_as_target(table, columns, depth)
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
    _others_alone(assignment)
    _money_beside_kinerja(table, assignment)
    _tell_same_periods_apart(assignment)
    _remarks_as_formulas(table, assignment)
    return assignment


_KEPT_BELOW: Final = {"kondisi_awal", "kondisi_akhir"}


def _without_unit(head: str) -> HeadUnit:
    """Return a head of targets or of what was reached without its unit: *rupiah* in it makes it no column of money."""
    told = unit_of_head(head)
    if not told:
        return told
    found = head_roles(told.head)
    return told if max([found.get(role, 0) for role in ("target", "realisasi")]) >= _SURE else HeadUnit(head)


_SURE: Final = 2.0


def _head_scores(heads: Sequence[str]) -> dict[str, float]:
    """Return what the heads of a column say, the lowest first: *Rp* below *Target* is money, *K* is the target."""
    scores: dict[str, float] = {}
    for place, text in enumerate(reversed(heads)):
        found = dict(head_roles(text))
        if place and _is_of_money(text):
            return {"pagu": found.get("pagu", _SURE)}
        if place and scores.keys() & {*PER_PERIOD, "pagu", "nilai"}:
            keep = _KEPT_BELOW if scores.keys() & {*PER_PERIOD, "pagu"} else {*FIGURES, *_KEPT_BELOW} - {"pagu"}
            found = {role: value for role, value in found.items() if role in keep}
        for role, value in found.items():
            scores[role] = max(scores.get(role, -9.0), value * (0.8 if place else 1.0))
    scores.pop("nilai", None)
    return scores


def _is_of_money(head: str) -> bool:
    """Tell whether a head over several columns says that all of them are money: *Keuangan*, *Anggaran*.

    *Tahun Anggaran 2025*, *Kinerja dan Anggaran* say other things, too.
    """
    return squeeze(head) in table_words("contents", "money_group") and not any(map(str.isdigit, head))


def _plan_as_target(table: Table, columns: Sequence[Column], depth: int) -> None:
    """Take *Rencana* over figures for the target in a table where nothing is called so."""
    if any(column.scores.get("target", 0) >= _SURE for column in columns):
        return
    for column in columns:
        if column.heads and squeeze(column.heads[-1]) in table_words("contents", "plan"):
            texts = [cell.text for row in range(depth, table.rows) if (cell := table.at(row, column.index)) is not None]
            seen = looks(texts)
            if max(seen["number"], seen["figure"]) > _MOSTLY:
                column.scores["target"] = _PLANNED


_MOSTLY: Final = 0.5
_PLANNED: Final = 2.4


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


def _others_alone(assignment: Assignment) -> None:
    """Take *Target (Provinsi)* for the office's own where no other column has that role."""
    missing = [role for role in PER_PERIOD if assignment.one(role) is None]
    for column in assignment.all(_OTHERS):
        role = max(PER_PERIOD, key=lambda role: column.scores.get(role, 0))
        if role in missing and column.scores.get(role, 0) > 0:
            column.role = role


_OTHERS: Final = "banding"


def _money_beside_kinerja(table: Table, assignment: Assignment) -> None:
    """Take a head that stands again behind *Anggaran*, or counts rupiah beside a target that doesn't, for money.

    Where a row has its only figure in the column of rupiah, money is what that row is about.
    """
    seen: set[tuple[str, str]] = set()
    behind = False
    for column in assignment.columns:
        key = (column.role, " ".join(column.head.casefold().split()))
        if column.role in PER_PERIOD and behind and key in seen:
            column.role = "pagu" if column.role != "capaian" else OTHER
        elif column.role in PER_PERIOD:
            behind = False
            seen.add(key)
        elif column.role == "pagu":
            behind = True
        elif column.role != OTHER:
            behind = False
    for role in PER_PERIOD:
        for column in assignment.all(role):
            others = [one for one in assignment.all(role) if one is not column and one.period == column.period]
            beside = column.unit.counted == _RUPIAH and others and all(not one.unit for one in others)
            if beside and not _tells_alone(table, assignment.depth, column, others):
                column.role = "pagu"


def _tells_alone(table: Table, depth: int, column: Column, others: Sequence[Column]) -> bool:
    """Tell whether a row has its figure in one column and none in the others."""
    rows = [row for row in range(depth, table.rows) if _told(table, row, column)]
    return any(not any(_told(table, row, one) for one in others) for row in rows)


def _told(table: Table, row: int, column: Column) -> bool:
    cell = table.at(row, column.index)
    return cell is not None and any(map(str.isdigit, cell.text))


_RUPIAH: Final = "rupiah"


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
