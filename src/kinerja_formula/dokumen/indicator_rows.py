"""Rows below a head of indicators → indicators: what an empty cell means, where a row goes on, and what a cell holds.

A row stays open until the next one has shown that it does not belong to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, FormulaError, Rule
from kinerja_formula.diagnostics.catalogue import (
    CONTINUED_ROW,
    DOUBTFUL_PAIRS,
    INHERITED_INDICATOR,
    LEFT_OVER,
    MERGED_CELL,
    NO_FORMULA,
    REMARK_IN_CELL,
    SAME_AS_ABOVE,
    SLIPPED_COLUMNS,
)
from kinerja_formula.dokumen.arah_and_bobot import arah_of_cell, bobot_of_cell
from kinerja_formula.dokumen.cell_text import plain, words_of
from kinerja_formula.dokumen.columns import Head
from kinerja_formula.dokumen.merged_cells import SplitRow, is_open, split_row
from kinerja_formula.dokumen.model import Indikator
from kinerja_formula.dokumen.posts import post_label, post_of_heading
from kinerja_formula.dokumen.remarks import Remark, is_same_as_above, read_remark
from kinerja_formula.dokumen.slipped_columns import laid_below
from kinerja_formula.dokumen.vocabulary import words
from kinerja_formula.files.guard import guarded
from kinerja_formula.files.pieces import TableRow
from kinerja_formula.files.tempat import Tempat
from kinerja_formula.names import fold_space, normalise, without_footnotes

__all__ = ["SHOWN", "IndicatorRows", "PostHeading", "Read", "found_at", "is_tail"]

SHOWN: Final = 80
"""How much of a text a finding shows."""
_LONGEST_CELL: Final = 20_000
_OTHERS: Final = ("sasaran", "sumber_data", "satuan", "target", "arah", "bobot", "id", "penanggung_jawab")


def found_at(rule: Rule, tempat: Tempat, **values: object) -> Diagnostic:
    """Return a finding with its place in the file. Its values are texts, so that it comes back from JSON the same."""
    told = [
        ("lembar", tempat.lembar),
        ("halaman", tempat.halaman),
        ("tabel", tempat.tabel),
        ("baris", tempat.baris),
    ]
    place = "|".join([f"{kind} {where}" for kind, where in told if where])
    texts = {key: str(value) if isinstance(value, int) else value for key, value in values.items()}
    return Diagnostic(rule, (0, 0), (), place=place, **texts)


class Read(NamedTuple):
    """An indicator, the post that its own row names, and who answers for it."""

    indikator: Indikator
    jabatan: str
    penanggung_jawab: str


class PostHeading(NamedTuple):
    """A row that names a post and holds nothing else. ``guessed``: it does not say *Jabatan*."""

    nama: str
    guessed: bool


@dataclass(slots=True)
class _Open:
    """A row that may go on in the next one: its cells as written."""

    names: list[str]
    formula: str
    others: dict[str, str]
    tempat: Tempat
    jabatan: str
    findings: list[Diagnostic]


class IndicatorRows:
    """Takes the rows of a table one by one; gives indicators to ``emit``, and what is left over to ``report``."""

    def __init__(self, emit: Callable[[Read], None], report: Callable[[Diagnostic], None]) -> None:
        self.emit = emit
        self.report = report
        self.head: Head | None = None
        self.open: _Open | None = None
        self.above: dict[str, str] = {}  # the cells that an empty cell takes over, by role
        self.sources: set[str] = set()
        self.filled: set[str] = set()
        self.rows_below_head = 0
        self.heading: PostHeading | None = None

    def begin(self, head: Head, *, again: bool) -> None:
        """Begin a table, or go on with one whose head is repeated."""
        if not again:
            self.close()
            self.filled = set()
        self.head = head
        self.rows_below_head = 0

    def leave(self) -> None:
        """End a table and forget what its rows had above them."""
        self.close()
        self.head = None
        self.above = {}

    def content(self, row: TableRow, *, gap: bool) -> PostHeading | None:
        """Take a row below a head; return the post that it names, if it does nothing else.

        ``gap``: something stands between this row and the one before it, such as the end of a page.
        """
        head = self.head
        assert head is not None
        self.rows_below_head += 1
        self.heading = None
        shift, laid = laid_below(head.roles, row.cells, sources=self.sources, filled=self.filled, drawn=row.drawn)
        cells: dict[str, str | None] = {role: cell for role, cell in zip(head.roles, laid, strict=True) if role}
        beyond = [cell for role, cell in zip(head.roles, laid, strict=True) if not role]
        findings: list[Diagnostic] = []
        if shift:
            findings.append(found_at(SLIPPED_COLUMNS, row.tempat, count=abs(shift)))
        self.take_over(cells, findings, row)
        shown = {role: cell for role, cell in cells.items() if cell and cell.strip()}
        content = {role: cell for role, cell in shown.items() if role != "id"}
        if len(content) <= 1 and self.lone_cell(content, row, gap=gap, beyond=any(beyond)):
            return self.heading
        if self.open is None or not self.goes_on(shown, cells, row, gap=gap):
            self.indicator(cells, shown, row, findings)
        return None

    def card(self, cells: dict[str, str], tempat: Tempat) -> None:
        """Take an indicator whose cells stand one below the other."""
        self.close()
        others = {role: cells.get(role, "") for role in _OTHERS}
        self.open = _Open([cells["indikator"]], cells["formula"], others, tempat, "", [])
        self.close()

    def take_over(self, cells: dict[str, str | None], findings: list[Diagnostic], row: TableRow) -> None:
        """Put what stands above in the place of cells that say so: *sda*, or merged ones of another column."""
        for role, cell in cells.items():
            if cell is None:
                if role not in ("indikator", "formula", "sasaran", "jabatan"):
                    cells[role] = self.above.get(role, "")
            elif is_same_as_above(cell) and role in self.above:
                cells[role] = self.above[role]
                findings.append(found_at(SAME_AS_ABOVE, row.tempat, column=role, text=plain(self.above[role])[:SHOWN]))

    def lone_cell(self, content: dict[str, str], row: TableRow, *, gap: bool, beyond: bool) -> bool:
        """Deal with a row that has one cell only: a post, a goal, the end of a cell above, or something left over."""
        if not content:
            if beyond:
                self.left_over(row.cells, row.tempat)
            return True
        ((role, cell),) = content.items()
        if role in ("sasaran", "indikator") and len(row.cells) > 1 and self.lone_heading(plain(cell)):
            return True
        if role == "indikator":
            return False
        if role == "formula":
            if not self.stands_below(cell, row, gap=gap):
                return False
            self.left_over(row.cells, row.tempat)
        elif role == "jabatan":
            self.close()
            self.above = {"jabatan": cell}
        elif role == "sasaran":
            self.lone_goal(cell, row, gap=gap)
        elif role == "sumber_data" and gap and self.open is not None:
            self.open.others["sumber_data"] = f"{self.open.others.get('sumber_data', '')} {cell.strip()}".strip()
            self.open.findings.append(found_at(CONTINUED_ROW, row.tempat, text=plain(cell)[:SHOWN]))
        else:
            self.left_over(row.cells, row.tempat)
        return True

    def lone_heading(self, text: str) -> bool:
        """Take a text for the heading of a post, if it names one."""
        name = post_label(text)
        heading = name if name is not None else post_of_heading(text)
        if not heading:
            return False
        self.close()
        self.heading = PostHeading(heading, guessed=name is None)
        return True

    def lone_goal(self, cell: str, row: TableRow, *, gap: bool) -> None:
        """Take a goal that stands alone: a new one, or the rest of the one before the end of a page."""
        text = plain(cell)
        if gap and self.open is not None and is_tail(plain(self.above.get("sasaran", "")), text):
            self.above["sasaran"] = self.open.others["sasaran"] = f"{self.above['sasaran']} {cell.strip()}"
            self.open.findings.append(found_at(CONTINUED_ROW, row.tempat, text=text[:SHOWN]))
            return
        self.close()
        self.above = {key: own for key, own in self.above.items() if key in ("jabatan", "sumber_data")}
        self.above["sasaran"] = cell

    def stands_below(self, formula: str, row: TableRow, *, gap: bool) -> bool:
        """Whether what stands alone in the column of formulas is a signature below the table, or a note."""
        above = self.open.formula if self.open is not None else ""
        return gap and row.drawn and not is_open(above, plain(above), plain(formula))

    def goes_on(self, shown: dict[str, str], cells: dict[str, str | None], row: TableRow, *, gap: bool) -> bool:
        """Join a row to the one before it where a page break or a drawn line has cut it in two."""
        last = self.open
        assert last is not None
        if len(last.formula) > _LONGEST_CELL or len(last.names[-1]) > _LONGEST_CELL:
            return False
        turned = gap and row.drawn and row.tempat.halaman != last.tempat.halaman
        if turned and _is_cut(last, shown):
            self.join(last, shown, row)
            return True
        if _has_new_goal(last, shown, gap=gap):
            return False
        if _shares_formula(last, shown, cells, gap=gap):
            last.names.append(shown["indikator"])
            return True
        if _is_rest(last, shown, gap=gap):
            self.join(last, shown, row)
            return True
        return False

    def join(self, last: _Open, shown: dict[str, str], row: TableRow) -> None:
        """Put the cells of a row behind those of the row that it goes on with."""
        name, formula = shown.get("indikator", ""), shown.get("formula", "")
        if name:
            last.names[-1] = f"{last.names[-1].rstrip()} {name.strip()}"
            self.above["indikator"] = last.names[-1]
        if formula:
            last.formula = f"{last.formula.rstrip()}{chr(10) if row.drawn else ' '}{formula.strip()}"
        for role in ("sasaran", "sumber_data", "target", "satuan"):
            if shown.get(role):
                last.others[role] = f"{last.others.get(role, '')} {shown[role].strip()}".strip()
                if role == "sasaran":
                    self.above[role] = last.others[role]
        last.findings.append(found_at(CONTINUED_ROW, row.tempat, text=plain(name or formula)[:SHOWN]))

    def indicator(
        self, cells: dict[str, str | None], shown: dict[str, str], row: TableRow, findings: list[Diagnostic]
    ) -> None:
        self.close()
        above = self.above
        if shown.get("jabatan") and normalise(shown["jabatan"]) != normalise(above.get("jabatan", "")):
            above = self.above = {"jabatan": shown["jabatan"]}
        if shown.get("sasaran") and plain(shown["sasaran"]) != plain(above.get("sasaran", "")):
            above.pop("indikator", None)
        name, formula = shown.get("indikator", ""), shown.get("formula", "")
        if not name and not formula:
            self.left_over(row.cells, row.tempat)
            if shown.get("sasaran"):
                above["sasaran"] = shown["sasaran"]
            return
        if not formula and cells.get("formula", "") is None:
            formula = above.get("formula", "")
        if not name:
            name = above.get("indikator", "")
            if not name:
                self.left_over(row.cells, row.tempat)
                return
            if cells.get("indikator", "") is not None:
                findings.append(found_at(INHERITED_INDICATOR, row.tempat, text=plain(name)[:SHOWN]))
        above.update({role: cell for role, cell in shown.items() if role not in ("id",)})
        above["indikator"], above["formula"] = name, formula
        others = {role: shown.get(role, "") for role in _OTHERS}
        others["sasaran"] = shown.get("sasaran") or above.get("sasaran", "")
        others["penanggung_jawab"] = shown.get("penanggung_jawab") or above.get("penanggung_jawab", "")
        source = plain(others["sumber_data"])
        if source:
            self.sources.add(source.casefold())
            if self.rows_below_head == 1:
                self.filled.add("sumber_data")
        else:
            self.filled.discard("sumber_data")
        self.open = _Open([name], formula, others, row.tempat, plain(above.get("jabatan", "")), findings)

    def close(self) -> None:
        """Make the indicators of the row that is open."""
        last, self.open = self.open, None
        if last is None:
            return
        try:
            with guarded(f"{last.names[0]} | {last.formula}"):
                for read in list(self.indicators(last)):
                    self.emit(read)
        except FormulaError as error:
            self.emit(_as_it_stands(last, error))

    def indicators(self, last: _Open) -> Iterator[Read]:
        """Yield the indicators that a row holds."""
        pairing = split_row(last.names, last.formula, last.others)
        count = len(pairing.rows)
        if pairing.doubtful:
            last.findings.append(found_at(DOUBTFUL_PAIRS, last.tempat, count=count))
        elif count > len(last.names):
            last.findings.append(found_at(MERGED_CELL, last.tempat, count=count))
        elif count > 1 and pairing.rows[-1].formula:
            last.findings.append(found_at(MERGED_CELL, last.tempat, count=count))
        for own in pairing.rows:
            findings, remark = self.remark(own, last)
            told = own.others
            arah, doubts = arah_of_cell(told.get("arah", ""))
            bobot, more = bobot_of_cell(told.get("bobot", ""))
            findings += [*doubts, *more]
            indikator = Indikator(
                nama=without_footnotes(own.indikator),
                teks=own.formula,
                sasaran=told.get("sasaran", ""),
                sumber_data=told.get("sumber_data", ""),
                satuan=told.get("satuan", ""),
                target=told.get("target", "") or remark.target,
                arah=arah,
                bobot=bobot,
                kode=told.get("id", ""),
                konstanta=remark.konstanta,
                tempat=last.tempat,
                diagnostics=tuple(findings),
            )
            yield Read(indikator, last.jabatan, told.get("penanggung_jawab", ""))

    def remark(self, own: SplitRow, last: _Open) -> tuple[list[Diagnostic], Remark]:
        """Return the findings of one indicator, and what the cell of its source tells besides."""
        findings = list(last.findings)
        remark = read_remark(own.others.get("sumber_data", ""), own.formula)
        told = list(remark.konstanta)
        if remark.target and not own.others.get("target"):
            told.insert(0, ("target", remark.target))
        findings += [found_at(REMARK_IN_CELL, last.tempat, column=name, text=figure) for name, figure in told]
        if not own.formula:
            findings.append(found_at(NO_FORMULA, last.tempat, text=own.indikator[:SHOWN]))
        return findings, remark

    def left_over(self, cells: Iterable[str | None], tempat: Tempat) -> None:
        text = " | ".join([shown for cell in cells if (shown := plain(cell or ""))])
        self.report(found_at(LEFT_OVER, tempat, text=text[: 2 * SHOWN]))


_MOST_NAMES: Final = 40
_LONGEST_REST: Final = 4
"""Words at the end of a name that the formula has told of already."""


def _is_cut(last: _Open, shown: dict[str, str]) -> bool:
    """Tell whether the end of a page has cut a row: its formula is open there, or only the name goes on."""
    name, formula = shown.get("indikator"), shown.get("formula", "")
    return bool(name and not formula) or is_open(last.formula, plain(last.formula), plain(formula))


def _has_new_goal(last: _Open, shown: dict[str, str], *, gap: bool) -> bool:
    """Tell whether a row has a goal that is not the rest of the one above."""
    goal = shown.get("sasaran", "")
    return bool(goal) and not (gap and is_tail(plain(last.others.get("sasaran", "")), plain(goal)))


def _shares_formula(last: _Open, shown: dict[str, str], cells: dict[str, str | None], *, gap: bool) -> bool:
    """Tell whether a name has its formula in the cell above, that spans both rows."""
    if not shown.get("indikator") or shown.get("formula"):
        return False
    is_merged = cells.get("formula", "") is None
    is_bare = not shown.get("sasaran") and set(shown) <= {"indikator", "id"}
    return is_merged or (is_bare and not gap and len(last.names) < _MOST_NAMES)


def _is_rest(last: _Open, shown: dict[str, str], *, gap: bool) -> bool:
    """Tell whether a row begins where the cells above it end in mid-sentence."""
    name, formula = shown.get("indikator", ""), shown.get("formula", "")
    if formula and not name:
        above, below = plain(last.formula), plain(formula)
        return is_open(last.formula, above, below) or (gap and is_tail(above, below))
    if not gap:
        return False
    ends_name = is_tail(plain(last.names[-1]), plain(name))
    if name and not formula:
        return ends_name or _is_told_by_formula(plain(name), last)
    return ends_name and is_tail(plain(last.formula), plain(formula))


def _is_told_by_formula(name: str, last: _Open) -> bool:
    """Tell whether a few words stand in the formula above already, and not in the name: they are its end."""
    is_short = len(name.split()) <= _LONGEST_REST
    return is_short and words_of(name) <= words_of(plain(last.formula)) - words_of(last.names[-1])


def _as_it_stands(last: _Open, error: FormulaError) -> Read:
    """Return a row that could not be looked into as one indicator: nothing that was written is lost."""
    told = {role: fold_space(cell) for role, cell in last.others.items()}
    found = [found_at(one.rule, last.tempat, **one.values) for one in error.diagnostics]
    name = fold_space(" ".join(last.names))
    indikator = Indikator(
        nama=name,
        teks=last.formula.strip(),
        sasaran=told.get("sasaran", ""),
        sumber_data=told.get("sumber_data", ""),
        satuan=told.get("satuan", ""),
        target=told.get("target", ""),
        tempat=last.tempat,
        diagnostics=(*last.findings, *found),
    )
    return Read(indikator, last.jabatan, told.get("penanggung_jawab", ""))


def is_tail(above: str, text: str) -> bool:
    """Tell whether a text goes on with the one above it: it begins in mid-sentence, or that one ends there."""
    if not above or not text:
        return False
    last = above.rpartition(" ")[2].casefold()
    if text[:1].islower() or text[:1] in "(),;/%&":
        return True
    return last in words("cells", "joint") or last.endswith(("-", ",", "/", "(")) or above.count("(") > above.count(")")
