"""What stands in the annual report besides its indicators: tables of the budget, and comparisons with the nation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
        heads: dict[int, str] = {}
        for col in range(table.cols):
            cells = [cell for row in range(depth) if (cell := table.at(row, col)) is not None]
            heads[col] = " ".join(dict.fromkeys([plain(cell.text)[:200] for cell in cells]))
        roles = {col: head_roles(text) for col, text in heads.items()}
        budgets = [col for col, own in roles.items() if own.get("pagu", 0) > _LEAST]
        both = [col for col in budgets if roles[col].get("realisasi", 0) > _LEAST]
        alone = [col for col in budgets if col not in both and "%" not in heads[col]]
        # beside columns of indicators a bare "Realisasi" is theirs
        mixed = any(max(own.get("indikator", 0), own.get("target", 0)) > _LEAST for own in roles.values())
        bare = [col for col, own in roles.items() if own.get("realisasi", 0) > _LEAST and col not in both]
        spent = [col for col in both if "%" not in heads[col]] or ([] if mixed else bare)
        if alone and spent and alone[0] != spent[0]:
            after = [col for col in range(spent[0] + 1, table.cols) if _is_share(heads[col])]
            end = max([cell.row + cell.rows for col in (alone[0], spent[0]) if (cell := table.at(0, col))], default=0)
            return _Columns(max(depth, end), alone[0], spent[0], after[0] if after else None)
    return None


def _is_share(head: str) -> bool:
    folded = head.casefold()
    return "%" in folded or "persen" in folded or "serapan" in folded
