"""A table whose columns are known → its rows of indicators, and the headings between them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from kinerja_formula.diagnostics import Diagnostic, FormulaError
from kinerja_formula.diagnostics.catalogue import (
    DOUBTFUL_PAIRS,
    INHERITED_INDICATOR,
    LEFT_OVER,
    MERGED_CELL,
    SAME_AS_ABOVE,
    SHEET_FAULT,
)
from kinerja_formula.dokumen.cell_text import by_numbers, plain
from kinerja_formula.dokumen.head_units import figure_in_unit, fits_satuan
from kinerja_formula.dokumen.indicator_rows import SHOWN, found_at
from kinerja_formula.dokumen.merged_cells import is_open, split_row
from kinerja_formula.dokumen.offices import office_label
from kinerja_formula.dokumen.posts import post_label, post_of_heading
from kinerja_formula.dokumen.remarks import is_same_as_above
from kinerja_formula.dokumen.row_headings import goal_of_heading, heading_of, settle_headings
from kinerja_formula.dokumen.row_model import Heading, IndicatorRow, Rows
from kinerja_formula.dokumen.row_names import formula_in_name, is_sum, name_and_code, unit_of_cell
from kinerja_formula.dokumen.row_parts import parted_row
from kinerja_formula.dokumen.table_columns import OTHER, Assignment, Column, own_words
from kinerja_formula.dokumen.table_heads import counts_columns
from kinerja_formula.dokumen.table_words import (
    PER_PERIOD,
    begins_as_indicator,
    is_code,
    is_goal,
    reached_and_share,
    reads_as_formula,
)
from kinerja_formula.dokumen.vocabulary import table_words
from kinerja_formula.files.guard import guarded
from kinerja_formula.files.model import PICTURE, Cell, Table
from kinerja_formula.files.tempat import Tempat

__all__ = ["left_over", "table_rows", "with_head_units"]


def table_rows(table: Table, assignment: Assignment, report: list[Diagnostic]) -> Rows:
    """Return what stands below the head of a table, in order; what became nothing is put into ``report``."""
    reading = _TableRows(table, assignment, report)
    return reading.all()


_CODE_AND_GOAL: Final = 2
_AN_AIM: Final = 2.0
_NAMED: Final = 2.5
_TOLD_PLAINLY: Final = ("penanggung_jawab", "jabatan", "arah", "bobot")


class _TableRows:
    def __init__(self, table: Table, assignment: Assignment, report: list[Diagnostic]) -> None:
        self.table = table
        self.assignment = assignment
        self.report = report
        self.name_column = assignment.name_column.index
        self.above: dict[str, str] = {}
        self.out: Rows = []

    def all(self) -> Rows:
        row = self.assignment.depth
        stretches: list[tuple[int, int]] = []
        while row < self.table.rows:
            cell = self.table.at(row, self.name_column)
            end = cell.row + cell.rows if cell is not None else row + 1
            stretches.append((row, end))
            row = end
        waiting: list[tuple[int, int]] = []
        for start, end in stretches:
            if waiting and not self.shares_formula(waiting[-1][1] - 1, start):
                self.guarded(waiting)
                waiting = []
            waiting.append((start, end))
        if waiting:
            self.guarded(waiting)
        settle_headings(self.out)
        _tell_alike_apart(self.out)
        if self.out and isinstance(self.out[0], IndicatorRow):
            self.out[0].is_first = True
        self.tell_cells_beyond_head()
        self.tell_further_names()
        return self.out

    def tell_further_names(self) -> None:
        """Tell of further columns of indicators, as a cascade has: of each row only one is read."""
        names = {one.nama for one in self.out if isinstance(one, IndicatorRow)}
        for column in self.assignment.columns:
            if column.role != OTHER or column.named < _NAMED or column.index == self.name_column:
                continue
            rows = range(self.assignment.depth, self.table.rows)
            own = [cell for row in rows if (cell := self.table.at(row, column.index)) is not None and cell.row == row]
            texts = [text for cell in own if begins_as_indicator(text := plain(cell.text))]
            if [text for text in texts if text not in names]:
                self.report.append(left_over([column.head, *texts], self.table.place(own[0].row)))

    def tell_cells_beyond_head(self) -> None:
        """Tell of rows with more cells than the head: one too many has moved all that follow it. Where most rows have
        one, it is a column without a head, and told once.
        """
        table, assignment = self.table, self.assignment
        if assignment.inherited or table.by_lines or table.xs or assignment.depth == assignment.first:
            return
        heads = range(assignment.first, assignment.depth)
        named = [cell for row in heads for cell in table.across(row) if cell.text.strip()]
        width = max([cell.col + cell.cols for cell in named], default=table.cols)
        beyond: dict[int, list[str]] = {}
        for cell in table.cells:
            if cell.row >= assignment.depth and cell.col >= width and (text := plain(cell.text)):
                beyond.setdefault(cell.row, []).append(text)
        told = list(beyond.items())
        if len(told) > (table.rows - assignment.depth) / 2:
            told = told[:1]
        self.report += [left_over(texts, table.place(row)) for row, texts in told]

    def guarded(self, stretches: list[tuple[int, int]]) -> None:
        """Take some rows; report those that the program could not deal with."""
        start, end = stretches[0][0], stretches[-1][1]
        shown = " | ".join(
            [text for row in range(start, end) for cell in self.table.begun(row) if (text := plain(cell.text))]
        )
        try:
            with guarded(shown):
                self.take(stretches)
        except FormulaError as error:
            tempat = self.table.place(start)
            self.report += [found_at(one.rule, tempat, **one.values) for one in error.diagnostics]
            self.report.append(left_over([shown], tempat))

    def shares_formula(self, one: int, other: int) -> bool:
        """Whether one cell of formulas spans the names of two rows."""
        column = self.assignment.one("formula")
        if column is None:
            return False
        cell = self.table.at(one, column.index)
        return cell is not None and cell is self.table.at(other, column.index) and bool(cell.text.strip())

    def take(self, stretches: list[tuple[int, int]]) -> None:
        """Take the rows of one name, or of several that one cell of formulas spans."""
        if len(stretches) == 1:
            self.stretch(*stretches[0])
            return
        begun = len(self.out)
        for start, end in stretches:
            self.stretch(start, end)
        own = [one for one in self.out[begun:] if isinstance(one, IndicatorRow) and one.formula]
        if len(own) < 2:
            return
        pairing = split_row([one.nama for one in own], own[0].formula, {})
        for one, pair in zip(own, pairing.rows, strict=False):
            one.formula = pair.formula
            if pairing.doubtful:
                one.findings.append(found_at(DOUBTFUL_PAIRS, one.tempat, count=len(own)))

    def stretch(self, start: int, end: int) -> None:
        table, assignment = self.table, self.assignment
        begun = table.begun(start)
        shown = [plain(cell.text) for cell in begun]
        if not shown or counts_columns(shown):
            if not shown and end - start > 1:
                pass
            else:
                return
        cell = table.at(start, self.name_column)
        if cell is not None and self.spans_roles(cell):
            text = plain(cell.text)
            if goal := goal_of_heading(text):
                self.above["sasaran"] = goal
            elif text:
                self.add_heading(heading_of(text, table.place(start)))
            return
        if (goal := self.goal_alone(begun, shown)) and not end - start > 1:
            self.above["sasaran"] = goal
            return
        if len(shown) == 1 and begun[0].cols < table.cols and (post := self.post_of(begun[0], start)) is not None:
            self.add_heading(post)
            return
        cells = self.by_column(start, end)
        several = self.formulas_of_one_name(start, end, cells)
        for own in several or parted_row(cells, self.name_column, assignment):
            for found in self.rows_of(own, table.place(start), merged=bool(several)):
                with_head_units(found, self.assignment)
                self.out.append(found)

    def add_heading(self, heading: Heading) -> None:
        """A new post has goals of its own."""
        if heading.is_post:
            self.above.pop("sasaran", None)
        self.out.append(heading)

    def goal_alone(self, begun: list[Cell], shown: list[str]) -> str:
        """Return the goal that stands alone in a row, behind its label, or as a sentence beside the names: a heading.

        *Sasaran 1: Meningkatnya mutu* in the first column; *II | Meningkatnya mutu* with nothing else told of it.
        """
        if len(shown) > 1 and not (len(shown) == _CODE_AND_GOAL and is_code(shown[0])):
            return ""
        cell, text = begun[-1], shown[-1]
        if goal := goal_of_heading(text):
            return goal
        first, _, rest = text.partition(" ")
        goal = rest if is_code(first) else text
        role = self.assignment.columns[cell.col].role if cell.col < len(self.assignment.columns) else ""
        return goal if role in ("id", OTHER) and cell.col < self.name_column and is_goal(goal) else ""

    def spans_roles(self, cell: Cell) -> bool:
        """Whether a cell lies over columns of other roles: it is a heading."""
        if cell.cols == 1:
            return False
        roles = {self.assignment.columns[col].role for col in range(cell.col, cell.col + cell.cols)}
        if cell.col < self.name_column and self.assignment.columns[cell.col].role in ("program", "sasaran"):
            return True
        return bool(roles & {"target", "realisasi", "satuan", "formula", "kondisi_awal"})

    def post_of(self, cell: Cell, row: int) -> Heading | None:
        """Return the post that a row with one filled cell names."""
        text = plain(cell.text)
        role = self.assignment.columns[cell.col].role if cell.col < len(self.assignment.columns) else ""
        if role not in ("sasaran", "indikator", "id", OTHER):
            return None
        name = post_label(text)
        name = office_label(text) or None if name is None else name
        heading = name if name is not None else post_of_heading(text)
        return Heading(heading, self.table.place(row), is_post=True, guessed=name is None) if heading else None

    def by_column(self, start: int, end: int) -> dict[int, Cell]:
        """Return what stands beside a name: one cell a column, several cells of the stretch put together."""
        out: dict[int, Cell] = {}
        for column in self.assignment.columns:
            cells: list[Cell] = []
            for row in range(start, end):
                cell = self.table.at(row, column.index)
                if cell is not None and cell not in cells:
                    cells.append(cell)
            cells = [cell for cell in cells if cell.cols == 1 or cell.col == column.index or column.role == "indikator"]
            if len(cells) == 1:
                out[column.index] = cells[0]
            elif cells:
                lines = [line for cell in cells for line in cell.lines]
                text = "\n".join([cell.text for cell in cells if cell.text.strip()])
                inner = [one for cell in cells for one in cell.inner]
                out[column.index] = Cell(start, column.index, end - start, 1, text, lines, cells[0].box, inner)
        return out

    def formulas_of_one_name(self, start: int, end: int, cells: dict[int, Cell]) -> list[dict[int, Cell]]:
        """Return a row a formula where a name spans the rows of several whole formulas; empty otherwise."""
        column = self.assignment.one("formula")
        if column is None or end - start < 2:
            return []
        own: list[Cell] = []
        for row in range(start, end):
            cell = self.table.at(row, column.index)
            if cell is not None and cell.text.strip() and cell not in own:
                own.append(cell)
        if len(own) < 2 or any(
            is_open(one.text, plain(one.text), plain(two.text)) for one, two in itertools.pairwise(own)
        ):
            return []
        if not all(reads_as_formula(cell.text) or begins_as_indicator(plain(cell.text)) for cell in own):
            return []
        rows = []
        for place, formula in enumerate(own):
            low = own[place + 1].row if place + 1 < len(own) else end
            part = self.by_column(max(start, formula.row), low)
            rows.append({**cells, **part, self.name_column: cells[self.name_column], column.index: formula})
        return rows

    # One row

    def rows_of(self, cells: dict[int, Cell], tempat: Tempat, *, merged: bool) -> list[IndicatorRow]:
        found = self.row(cells, tempat)
        if found is None:
            return []
        if merged and self.out and isinstance(self.out[-1], IndicatorRow) and self.out[-1].nama == found.nama:
            found.findings.append(found_at(INHERITED_INDICATOR, tempat, text=found.nama[:SHOWN]))
        if not found.nama or not found.formula:
            return self.parted_by_numbers(found, cells)
        try:
            with guarded(f"{found.nama} | {found.formula}"):
                return self.parted_by_formulas(found, cells)
        except FormulaError as error:
            found.findings += [found_at(one.rule, tempat, **one.values) for one in error.diagnostics]
            return [found]

    def parted_by_numbers(self, found: IndicatorRow, cells: dict[int, Cell]) -> list[IndicatorRow]:
        """Part a name that is a numbered list of indicators; what the row tells once is told of each."""
        if self.name_column not in cells or found.formula:
            return [found]
        parts = [name_and_code(part.text, "") for part in by_numbers(cells[self.name_column].text.strip())]
        if len(parts) < 2 or not all(begins_as_indicator(name) for name, _ in parts):
            return [found]
        rows = []
        for name, code in parts:
            one = replace(found, nama=name, kode=code, findings=list(found.findings))
            one.targets, one.realisasi, one.capaian = dict(found.targets), dict(found.realisasi), dict(found.capaian)
            one.findings.append(found_at(MERGED_CELL, found.tempat, count=len(parts)))
            rows.append(one)
        return rows

    def row(self, cells: dict[int, Cell], tempat: Tempat) -> IndicatorRow | None:
        found = IndicatorRow("", tempat, certainty=self.assignment.certainty)
        texts = self.take_figures(found, cells)
        name = texts.get("indikator", "") or self.name_elsewhere(cells)
        name, formula = formula_in_name(name, texts.get("formula", ""))
        found.nama, found.kode = name_and_code(name, texts.get("id", ""))
        found.kode = found.kode or self.code_beside(cells)
        found.formula = "" if _says_nothing(formula) else _with_lost_letters_marked(formula)
        found.sasaran, found.own_goal = plain(texts.get("sasaran", "")), bool(texts.get("sasaran"))
        found.satuan = unit_of_cell(texts.get("satuan", ""))
        found.sumber_data = texts.get("sumber_data", "")
        for role in _TOLD_PLAINLY:
            setattr(found, role, plain(texts.get(role, "")))
        found.has_unit_column = self.assignment.one("satuan") is not None
        found.has_formula_column = self.assignment.one("formula") is not None
        self.forget_goal_of_other_aim(cells, texts)
        self.take_over_goal_and_post(found, texts)
        if _is_empty(found, texts) or _is_sum_of_others(found):
            return None
        self.above.update({role: text for role, text in texts.items() if text})
        return found

    def take_figures(self, found: IndicatorRow, cells: dict[int, Cell]) -> dict[str, str]:
        """Put the figures of a row into it; return what its other cells say, by role."""
        texts: dict[str, str] = {}
        for column in self.assignment.columns:
            cell = cells.get(column.index)
            if cell is None:
                continue
            text = self.without_fault(cell.text.strip(), found.tempat)
            if PICTURE in text and column.role != "formula":
                text = text.replace(PICTURE, " ").strip()  # an arrow or a stamp
            if column.role in PER_PERIOD:
                _take_figure(found, column, text)
            elif column.role == "kondisi_akhir" and text:
                if period := column.period or own_words(column):
                    found.targets.setdefault(period, plain(text))
            else:
                texts[column.role] = self.taken_over(column.role, text, found, found.tempat)
        return texts

    def name_elsewhere(self, cells: dict[int, Cell]) -> str:
        """Return what stands in a column that may name the indicators too, as its head says."""
        for column in self.assignment.columns:
            cell = cells.get(column.index)
            if cell is not None and column.role == OTHER and column.named >= _NAMED and cell.text.strip():
                return cell.text.strip()
        return ""

    def forget_goal_of_other_aim(self, cells: dict[int, Cell], texts: dict[str, str]) -> None:
        """A new *Tujuan* to the left of an empty *Sasaran* has no goal of the aim above it."""
        goal = self.assignment.one("sasaran")
        for column in self.assignment.columns[: goal.index] if goal is not None else ():
            cell = cells.get(column.index)
            if column.role != OTHER or column.scores.get("sasaran", 0) < _AN_AIM or cell is None:
                continue
            text, key = plain(cell.text), f"{OTHER} {column.index}"
            aim = "" if is_same_as_above(text) else _NUMBER_OF_AIM.sub("", text)
            if aim and aim != self.above.get(key):
                if key in self.above and not texts.get("sasaran"):
                    self.above.pop("sasaran", None)
                self.above[key] = aim

    def take_over_goal_and_post(self, found: IndicatorRow, texts: dict[str, str]) -> None:
        """Let an empty cell of the goal or the post mean the one above; a new post has goals of its own."""
        own_post = bool(found.jabatan) and found.jabatan != plain(self.above.get("jabatan", ""))
        if own_post:
            self.above = {"jabatan": texts["jabatan"]}
        if found.own_goal:
            self.above["sasaran"] = texts["sasaran"]
        found.own_post = own_post
        found.jabatan = found.jabatan or plain(self.above.get("jabatan", ""))
        found.sasaran = found.sasaran or plain(self.above.get("sasaran", ""))

    def without_fault(self, text: str, tempat: Tempat) -> str:
        """Return a text, empty where it is an error of a spreadsheet."""
        if text[:1] == "#" and _SHEET_FAULT.fullmatch(text):
            if text[1:2] == "=":
                self.report.append(found_at(SHEET_FAULT, tempat, text=text[1:], reason="tanpa-nilai"))
            else:
                self.report.append(found_at(SHEET_FAULT, tempat, text=text))
            return ""
        return text

    def taken_over(self, role: str, text: str, found: IndicatorRow, tempat: Tempat) -> str:
        """Return the cell above in the place of one that says *sda*."""
        if text and is_same_as_above(text) and role in self.above:
            above = self.above[role]
            found.findings.append(found_at(SAME_AS_ABOVE, tempat, column=role, text=plain(above)[:SHOWN]))
            return above
        return text

    def code_beside(self, cells: dict[int, Cell]) -> str:
        """Return the number that stands in a column of its own before the name, without a head."""
        for index, cell in sorted(cells.items()):
            text = plain(cell.text)
            if index < self.name_column and re.fullmatch(r"\d+(?:\.\d+)+\.?", text):
                return text
        return ""

    def parted_by_formulas(self, found: IndicatorRow, cells: dict[int, Cell]) -> list[IndicatorRow]:
        """Part a row whose cells hold several indicators with their formulas."""
        name = cells[self.name_column].text.strip() if self.name_column in cells else found.nama
        first, _, rest = name.partition("\n")
        name = rest if rest.strip() and is_code(plain(first)) else name
        if found.nama not in plain(name):
            name = found.nama
        others = {"satuan": cells_text(cells, self.assignment, "satuan"), "sumber_data": found.sumber_data}
        for role in PER_PERIOD:
            for column in self.assignment.all(role):
                if column.index in cells:
                    others[f"{role} {column.period}"] = cells[column.index].text.strip()
        pairing = split_row([name], found.formula, others)
        if len(pairing.rows) < 2:
            if pairing.doubtful:
                found.findings.append(found_at(DOUBTFUL_PAIRS, found.tempat, count=1))
            return [found]
        rule = DOUBTFUL_PAIRS if pairing.doubtful else MERGED_CELL
        rows = []
        for pair in pairing.rows:
            own_name, code = name_and_code(pair.indikator, "")
            one = IndicatorRow(own_name, found.tempat, code, found.sasaran, pair.formula, certainty=found.certainty)
            one.satuan, one.sumber_data = unit_of_cell(pair.others["satuan"]), pair.others["sumber_data"]
            for role in PER_PERIOD:
                told = {
                    c.period: pair.others[f"{role} {c.period}"]
                    for c in self.assignment.all(role)
                    if f"{role} {c.period}" in pair.others
                }
                one.by_role(role).update({period: plain(text) for period, text in told.items() if text})
            for role in (*_TOLD_PLAINLY, "has_unit_column", "has_formula_column", "own_goal"):
                setattr(one, role, getattr(found, role))
            one.findings = [*found.findings, found_at(rule, found.tempat, count=len(pairing.rows))]
            rows.append(one)
        return rows


def _tell_alike_apart(out: Rows) -> None:
    """Name the parent of sub-indicators where two parents have one of the same name: *a. Pendidikan* of SPM and IKM."""
    parent = post = ""
    below: dict[tuple[str, str], list[tuple[IndicatorRow, str]]] = {}
    for one in out:
        if not isinstance(one, IndicatorRow):
            parent, post = ("", one.text) if one.is_post else (one.text, post)
        elif _LETTER.fullmatch(one.kode.strip()):
            below.setdefault((f"{post}|{one.jabatan}", one.nama.casefold()), []).append((one, parent))
        else:
            parent = one.nama
    for rows in below.values():
        parents = {told for _, told in rows}
        if len(parents) > 1 and "" not in parents:
            for row, told in rows:
                row.nama = f"{told}: {row.nama}"


_NUMBER_OF_AIM: Final = re.compile(r"^[0-9.IVX]{1,6}[.)] ")
_LETTER: Final = re.compile(r"\(?[a-z][.)]?", re.IGNORECASE)


def with_head_units(row: IndicatorRow, assignment: Assignment) -> None:
    """Give the figures of a row the units that the heads of their columns tell, unless its own unit is another one."""
    for column in assignment.columns:
        if not column.unit or column.role not in ("target", "realisasi"):
            continue
        told = row.by_role(column.role)
        if column.period in told and fits_satuan(column.unit, row.satuan):
            told[column.period] = figure_in_unit(told[column.period], column.unit)


def _take_figure(found: IndicatorRow, column: Column, text: str) -> None:
    """Put a figure into a row; what is reached may have the share of its target behind it. A dash is a target only."""
    pair = reached_and_share(plain(text))
    if pair is not None and column.role == "realisasi":
        found.realisasi[column.period], found.capaian[column.period] = pair
    elif text and not (text in "-–—" and column.role != "target"):
        found.by_role(column.role)[column.period] = plain(text)


def _is_empty(row: IndicatorRow, texts: dict[str, str]) -> bool:
    """Tell whether a row neither names an indicator nor tells anything about one."""
    return not (row.nama or row.formula or row.satuan or texts.get("definisi") or row.has_figures)


def _is_sum_of_others(row: IndicatorRow) -> bool:
    return bool(row.nama) and is_sum(row.nama) and not row.kode and not row.formula


def cells_text(cells: dict[int, Cell], assignment: Assignment, role: str) -> str:
    column = assignment.one(role)
    return cells[column.index].text.strip() if column is not None and column.index in cells else ""


_SAYS: Final = re.compile(r"[^-–—‐−_.\s:;,*'\"|/\\()]")
_SHEET_FAULT: Final = re.compile(r"#(?:(?:REF|N/A|NAME|VALUE|DIV/0|NULL|NUM|SPILL|CALC)[!?]?|=.{0,100})", re.DOTALL)


def _says_nothing(text: str) -> bool:
    return not text or (not _SAYS.search(text) and not is_same_as_above(text))


@cache
def _legend() -> re.Pattern[str]:
    opening = "|".join(map(re.escape, table_words("contents", "legend")))
    return re.compile(rf"^[ \t]*(?:{opening})\b\s*[:=]", re.IGNORECASE | re.MULTILINE)


_FOREIGN: Final = re.compile("[\u0590-\u08ff]")
"""Scripts written from right to left: no formula has them, but fonts of equations that a PDF tells wrongly."""
_EMPTY: Final = re.compile(r"\s*\(\s*\)\s*(?:\n|$)")
_LATIN: Final = re.compile("[A-Za-z]")


def _with_lost_letters_marked(formula: str) -> str:
    """Return a formula; before one whose letters are not in the file the mark of a picture.

    That is an equation of which only brackets and lines are left above its legend, or one in letters of no formula.

    >>> _with_lost_letters_marked("( )\\nDengan :\\nf(x) : nilai"), _with_lost_letters_marked("A / B")
    ('[gambar] ( )\\nDengan :\\nf(x) : nilai', 'A / B')
    """
    legend = _legend().search(formula[:20_000])
    equation = formula[: legend.start()] if legend else ""
    lost = bool(equation.strip()) and not _LATIN.search(equation) and not any(map(str.isdigit, equation))
    lost = lost or bool(_EMPTY.match(formula) or _FOREIGN.search(formula))
    return f"{PICTURE} {formula}" if lost and PICTURE not in formula else formula


def left_over(cells: Sequence[str], tempat: Tempat) -> Diagnostic:
    """Return the finding that a row became nothing."""
    return found_at(LEFT_OVER, tempat, text=" | ".join([text for text in cells if text])[: 2 * SHOWN])
