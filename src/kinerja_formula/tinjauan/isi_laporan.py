"""What stands in the annual report besides its indicators: tables of the budget, and comparisons with the nation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.table_words import head_roles
from kinerja_formula.files.model import Line, Page, Table
from kinerja_formula.files.tempat import Tempat
from kinerja_formula.linter.stems import exact_words

__all__ = ["BarisAnggaran", "IsiLaporan", "isi_laporan"]

_HEAD: Final = 4
_MOST_ROWS: Final = 5000
_MOST_PLACES: Final = 100
_LEAST: Final = 2.5
_NUMBERED: Final = re.compile(r"\(?\d{1,2}\)?")


class BarisAnggaran(NamedTuple):
    """A row of a table of the budget, every cell as written: what it is for, the budget, what was spent, its share."""

    nama: str
    anggaran: str
    realisasi: str
    persen: str
    tempat: Tempat


class IsiLaporan(NamedTuple):
    """The rows of budget tables, and the places where a column or a line speaks of a national standard."""

    anggaran: tuple[BarisAnggaran, ...] = ()
    nasional: tuple[Tempat, ...] = ()


class _Columns(NamedTuple):
    first: int
    budget: int
    spent: int
    share: int | None


def isi_laporan(pages: Sequence[Page]) -> IsiLaporan:
    """Return what the pages of a report tell besides its indicators."""
    budget: list[BarisAnggaran] = []
    nation: list[Tempat] = []
    for page in pages:
        for item in page.items:
            if isinstance(item, Line):
                if _is_national(item.text):
                    nation.append(item.tempat)
            elif isinstance(item, Table):
                for table in _with_inner(item):
                    budget += _budget_rows(table)
                    nation += [table.place(cell.row) for cell in table.cells if _is_national(cell.text)]
    return IsiLaporan(tuple(budget[:_MOST_ROWS]), tuple(dict.fromkeys(nation))[:_MOST_PLACES])


def _with_inner(table: Table) -> Iterator[Table]:
    yield table
    for cell in table.cells:
        for inner in cell.inner:
            yield from _with_inner(inner)


def _is_national(text: str) -> bool:
    """Whether a text speaks of a comparison with the nation; *nasional* alone only as a whole cell."""
    folded = " ".join(plain(text[:2000]).casefold().replace("–", "-").split())
    words = exact_words("national")
    return folded in words or any(word in folded for word in words if " " in word)


def _budget_rows(table: Table) -> list[BarisAnggaran]:
    columns = _columns(table)
    if columns is None:
        return []
    found: list[BarisAnggaran] = []
    for row in range(columns.first, min(table.rows, _MOST_ROWS)):
        texts = {col: plain(cell.text).strip() for col in range(table.cols) if (cell := table.at(row, col)) is not None}
        budget, spent = texts.get(columns.budget, ""), texts.get(columns.spent, "")
        if not any(map(str.isdigit, budget)) or (_NUMBERED.fullmatch(budget) and _NUMBERED.fullmatch(spent)):
            continue
        name = max([texts[col] for col in range(columns.budget) if texts.get(col)], key=_letters, default="")
        share = "" if columns.share is None else texts.get(columns.share, "")
        found.append(BarisAnggaran(name, budget, spent, share, table.place(row)))
    return found


def _letters(text: str) -> int:
    return sum(char.isalpha() for char in text)


def _columns(table: Table) -> _Columns | None:
    """Return the columns of budget and spending, by the first rows that name both."""
    for depth in range(1, min(_HEAD, table.rows) + 1):
        heads = _Heads.of(table, depth)
        budgets, spendings = heads.budgets(), heads.spendings()
        if budgets and spendings:
            budget, spent = budgets[0], spendings[0]
            end = max([cell.row + cell.rows for col in (budget, spent) if (cell := table.at(0, col))], default=0)
            return _Columns(max(depth, end), budget, spent, heads.share_behind(spent))
    return None


class _Heads(NamedTuple):
    """The head of each column as the first rows of a table have it, and how far it speaks of each role."""

    texts: Sequence[str]
    roles: Sequence[Mapping[str, float]]

    @classmethod
    def of(cls, table: Table, depth: int) -> _Heads:
        texts = [_head(table, col, depth) for col in range(table.cols)]
        return cls(texts, list(map(head_roles, texts)))

    def named(self, role: str) -> list[int]:
        return [col for col, own in enumerate(self.roles) if own.get(role, 0) > _LEAST]

    def budgets(self) -> list[int]:
        """Return the columns of the budget alone, as an amount."""
        spent = self.named("realisasi")
        return [col for col in self.named("pagu") if col not in spent and "%" not in self.texts[col]]

    def spendings(self) -> list[int]:
        """Return the columns of what was spent: of the budget by their own words, else by those beside it."""
        budgets, spent = self.named("pagu"), self.named("realisasi")
        of_budget = [col for col in spent if col in budgets and "%" not in self.texts[col]]
        # beside columns of indicators a bare "Realisasi" is theirs
        if of_budget or self.named("indikator") or self.named("target"):
            return of_budget
        return [col for col in spent if col not in budgets]

    def share_behind(self, spent: int) -> int | None:
        """Return the first column of a share behind that of the spending."""
        return next((col for col in range(spent + 1, len(self.texts)) if _is_share(self.texts[col])), None)


def _head(table: Table, col: int, depth: int) -> str:
    cells = [cell for row in range(depth) if (cell := table.at(row, col)) is not None]
    return " ".join(dict.fromkeys([plain(cell.text)[:200] for cell in cells]))


def _is_share(head: str) -> bool:
    folded = head.casefold()
    return "%" in folded or "persen" in folded or "serapan" in folded
