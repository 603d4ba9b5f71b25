"""Pages of lines and tables → posts with their indicators: which table tells of them, what goes on over pages.

A table is looked at whole, with its caption and the table before it, and only then gives rows. Rows that the end of a
page has cut are joined; an indicator that two tables tell of is one, where they don't contradict each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kinerja_formula.diagnostics import Diagnostic, FormulaError, InvalidDataError, Rule
from kinerja_formula.diagnostics.catalogue import (
    CROWDED_PAGE,
    IMAGE_PAGE,
    INHERITED_INDICATOR,
    LEFT_OVER,
    NO_INDICATOR_TABLE,
    SCANNED_PAGE,
)
from kinerja_formula.dokumen.cards import Card, field_of_line
from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.document_posts import Post, join_repeats, posts_of_document, report_tables
from kinerja_formula.dokumen.headless_tables import inherited_columns
from kinerja_formula.dokumen.indicator_rows import SHOWN, found_at
from kinerja_formula.dokumen.model import Dokumen
from kinerja_formula.dokumen.offices import office_in_row, office_label, office_of_caption
from kinerja_formula.dokumen.posts import (
    is_bare_label,
    is_label_row,
    is_signature,
    is_superior,
    joins_post,
    post_label,
    post_of_heading,
)
from kinerja_formula.dokumen.row_joins import (
    continues,
    hangs_on,
    join,
    with_formulas_of_one_cell,
)
from kinerja_formula.dokumen.row_model import IndicatorRow
from kinerja_formula.dokumen.row_names import unit_elsewhere
from kinerja_formula.dokumen.running_text import running_text, shown_text, without_digits
from kinerja_formula.dokumen.table_captions import caption_row
from kinerja_formula.dokumen.table_cards import card_rows
from kinerja_formula.dokumen.table_columns import Assignment, read_columns
from kinerja_formula.dokumen.table_heads import parted_at_heads
from kinerja_formula.dokumen.table_lines import with_joined_lines
from kinerja_formula.dokumen.table_rows import left_over, table_rows
from kinerja_formula.dokumen.table_words import PER_PERIOD, head_roles, is_figure
from kinerja_formula.files.guard import guarded
from kinerja_formula.files.model import Doubt, Item, Line, Page, Table
from kinerja_formula.files.tempat import Tempat
from kinerja_formula.names import fold_space

__all__ = ["read_pages"]

_TITLE_LINES: Final = 600
_LONGEST_TITLE: Final = 300
_CAPTION_LINES: Final = 8
_MOST_SHOWN: Final = 5


def read_pages(pages: Iterable[Page], path: str | Path) -> Dokumen:
    """Return the document that pages say.

    Raises:
        InvalidDataError: KF405 there is no table that tells of indicators.
    """
    reading = _Reading(str(path))
    held = list(pages)
    running = running_text(held)
    for page in held:
        for item in page.items:
            try:
                with guarded(shown_text(item)):
                    reading.take(item, running)
            except FormulaError as error:
                reading.lose(item, error)
    if scans := [str(page.number) for page in held if page.is_scan]:
        reading.findings.append(found_at(SCANNED_PAGE, Tempat(), pages=", ".join(scans[:20])))
    with guarded():
        return reading.finish()


@dataclass(slots=True)
class _Last:
    """The table of indicators before this one."""

    assignment: Assignment
    table: Table


class _Reading:
    def __init__(self, path: str) -> None:
        self.path = path
        self.posts = [Post("")]
        self.findings: list[Diagnostic] = []
        self.last: _Last | None = None
        self.tables = 0
        self.sheet = ""
        self.lines: list[Line] = []  # since the last table
        self.naming = False
        self.title: list[str] = []
        self.captions: list[str] = []
        self.seen_heads: list[str] = []
        self.card = Card()
        self.office = ""
        self.office_line: Line | None = None
        self.columns: list[tuple[Tempat, Assignment]] = []
        """Of each table of indicators where it begins, and its columns."""

    def take(self, item: Item, running: set[str]) -> None:
        if isinstance(item, Doubt):
            self.report(item.rule, item.tempat, **item.values)
        elif without_digits(item) in running:
            return
        elif isinstance(item, Line):
            self.line(item)
        else:
            self.turn_to(item.tempat)
            for part in parted_at_heads(item):
                self.table(part)

    def lose(self, item: Item, error: FormulaError) -> None:
        """Report a line or table that the program could not deal with."""
        tempat = item.tempat
        for one in error.diagnostics:
            self.report(one.rule, tempat, **one.values)
        if isinstance(item, Table):
            self.report(LEFT_OVER, tempat, text=shown_text(item))

    def turn_to(self, tempat: Tempat) -> None:
        """Begin a sheet anew: what the sheet before it said of posts and columns does not hold there."""
        if tempat.lembar != self.sheet:
            self.sheet = tempat.lembar
            if self.last is not None or len(self.posts) > 1:
                self.begin_post("", tempat)
                self.naming = False
                self.last = None

    # Lines

    def line(self, line: Line) -> None:
        self.turn_to(line.tempat)
        text = line.text.strip()
        if not text:
            self.card.last = ""
            self.naming = self.naming and not self.posts[-1].nama
            return
        name = self.post_of_line(text)
        if name is not None:
            self.begin_post(name, line.tempat)
            return
        if self.naming and self.goes_on_naming(text):
            return
        if len(self.posts) > 2 and not self.posts[-1].rows and not self.posts[-2].rows and is_superior(text):
            self.posts.pop()
        self.take_office(line, text)
        if self.take_field(field_of_line(text), line.tempat) or self.card.go_on(text):
            return
        self.lines.append(line)
        if len(self.lines) > 10 * _CAPTION_LINES:
            del self.lines[: 8 * _CAPTION_LINES]
        if len(self.title) < _TITLE_LINES and not self.tables:
            self.title.append(plain(text))

    def post_of_line(self, text: str) -> str | None:
        """Return the post that a line names, or whose label is the line above it."""
        name = post_label(text)
        if name is None and text.startswith(":") and self.lines and is_bare_label(self.lines[-1].text):
            return plain(text).strip(" :.")
        return name

    def goes_on_naming(self, text: str) -> bool:
        """Put a line behind the name of the post that the one above began, if it is the rest of it."""
        post = self.posts[-1]
        if not joins_post(post.nama, text):
            self.naming = False
            return False
        post.nama = fold_space(f"{post.nama} {plain(text).strip(' :')}")
        self.naming = bool(post.nama)
        return True

    def take_office(self, line: Line, text: str) -> None:
        """Take the office that a line names, and the rest of its name in the next one."""
        if found := office_label(text):
            self.office, self.office_line = found, line
        elif self.office_line is not None and self.lines[-1:] == [self.office_line] and text[:1].islower():
            self.office = fold_space(f"{self.office} {plain(text)}").strip(" .:")

    def take_field(self, found: tuple[str, str] | None, tempat: Tempat) -> bool:
        """Take a line that tells one thing of an indicator."""
        if found is None:
            return False
        role, text = found
        if self.card.begins_anew(role):
            self.leave_card()
        self.card.take(role, text, tempat)
        return True

    def leave_card(self) -> None:
        """Make an indicator of what was told line by line, if it has a formula."""
        card, self.card = self.card, Card()
        if not card.is_whole:
            return
        self.tables += 1
        self.columns.append((card.tempat, _NO_COLUMNS))
        row = IndicatorRow(
            plain(card.cells["indikator"]),
            card.tempat,
            plain(card.cells.get("id", "")),
            plain(card.cells.get("sasaran", "")),
            card.cells["formula"],
            plain(card.cells.get("satuan", "")),
            table=self.tables,
        )
        if card.cells.get("target"):
            row.targets[""] = plain(card.cells["target"])
        row.sumber_data = card.cells.get("sumber_data", "")
        row.penanggung_jawab = plain(card.cells.get("penanggung_jawab", ""))
        row.arah, row.bobot = card.cells.get("arah", ""), card.cells.get("bobot", "")
        self.posts[-1].rows.append(row)

    def begin_post(self, name: str, tempat: Tempat, *, guessed: bool = False) -> None:
        self.leave_card()
        self.posts.append(Post(name, tempat, guessed))
        self.naming = not guessed
        self.lines.clear()

    # Tables

    def table(self, table: Table) -> None:
        if not table.cells:
            return
        self.naming = False
        if self.card.is_whole:
            self.leave_card()
        if self.is_frame(table):
            self.take_inner(table)
            return
        assignment = read_columns(table)
        is_known = assignment is not None and assignment.is_of_indicators
        if self.labels(table, assignment.first if assignment is not None and is_known else table.rows):
            return
        if not is_known and (cards := self.cards(table, assignment)):
            self.take_cards(cards)
            return
        assignment, goes_on = self.with_table_before(table, assignment)
        if assignment is None or not assignment.is_of_indicators:
            self.leave(table, assignment)
        else:
            self.take_table(table, assignment, goes_on=goes_on)

    def cards(self, table: Table, assignment: Assignment | None) -> list[IndicatorRow]:
        """Return the indicators of a table that has no column of them: labels down the left, or a name above it."""
        if cards := card_rows(table):
            return cards
        named = self.named_by_caption(table, assignment) if assignment is not None else None
        return [named] if named else []

    def with_table_before(self, table: Table, assignment: Assignment | None) -> tuple[Assignment | None, bool]:
        """Return what the columns are, and whether the table goes on with the one before it."""
        if assignment is None or _says_little(assignment):
            assignment = self.inherited(table) or assignment
            return assignment, assignment is not None and assignment.inherited
        known = self.last is not None and assignment.is_of_indicators
        return assignment, known and self.is_same_table(assignment, table)

    def take_table(self, table: Table, assignment: Assignment, *, goes_on: bool) -> None:
        if table.by_lines:
            table = with_joined_lines(table, assignment)
            assignment.first = assignment.depth = 0
        if not goes_on:
            self.tables += 1
            self.columns.append((table.place(0), assignment))
            self.name_post_by_heading(table)
        self.last = _Last(assignment, table)
        self.take_rows(table, assignment, goes_on=goes_on)
        self.lines.clear()

    def is_frame(self, table: Table) -> bool:
        """Whether a table only lays out a page: its cells hold the tables."""
        inner = [one for cell in table.cells for one in cell.inner]
        return any(
            (one.rows > 1 and (found := read_columns(one)) is not None and found.is_of_indicators) or self.is_frame(one)
            for one in inner
        )

    def take_inner(self, table: Table) -> None:
        for cell in table.cells:
            for text in (cell.outer if cell.inner else cell.text).split("\n"):
                if text.strip():
                    self.line(Line(text, table.tempat))
            for inner in cell.inner:
                for part in parted_at_heads(inner):
                    self.table(part)

    def labels(self, table: Table, end: int) -> bool:
        """Take what rows of labels and values above a table's head say of the post or the office; True where the
        table says nothing else.
        """
        if end > 40 or (end == table.rows and max(len(table.begun(row)) for row in range(end)) > 4):
            return False
        all_labels = end == table.rows
        found: list[tuple[str, Tempat, str]] = []
        for row in range(end):
            texts = [text for cell in table.begun(row) if (text := plain(cell.text)).strip(" :")]
            if not texts:
                continue
            all_labels = all_labels and len(texts) <= 4 and (is_label_row(texts) or _is_post_row(texts))
            if row < 12 and len(texts) <= 4 and (told := office_in_row(texts)):
                found.append((told, table.place(row), texts[0]))
        for name, tempat, label in found:
            if "jabatan" in label.casefold():
                self.begin_post(name, tempat)
                self.naming = False
            elif not self.office:
                self.office = name
        return all_labels and bool(found)

    def named_by_caption(self, table: Table, assignment: Assignment) -> IndicatorRow | None:
        if assignment.one("indikator") is not None:
            return None
        above = [line.text for line in self.lines[-2:]] or table.caption[-2:]
        return next((found for text in reversed(above) if (found := caption_row(table, assignment, plain(text)))), None)

    def take_cards(self, cards: list[IndicatorRow]) -> None:
        self.tables += 1
        self.columns.append((cards[0].tempat, _NO_COLUMNS))
        self.last = None
        for row in cards:
            row.table = self.tables
            self.posts[-1].rows.append(row)
        self.lines.clear()

    def inherited(self, table: Table) -> Assignment | None:
        if self.last is None or _numbers_rows(table):
            return None
        before, own = self.last.table.tempat, table.tempat
        follows = not self.lines and (own.halaman > before.halaman or (not own.halaman and own[2:] == before[2:]))
        return inherited_columns(table, self.last.assignment, self.last.table, follows=follows)

    def is_same_table(self, assignment: Assignment, table: Table) -> bool:
        """Whether a table with a head is the one of the page before, whose head comes again."""
        assert self.last is not None
        last = self.last
        if self.posts[-1].nama and not self.posts[-1].rows:
            return False  # a post was named between them
        if table.tempat.halaman <= last.table.tempat.halaman or len(self.lines) > 2 or _has_caption(table):
            return False
        heads = [{one.head.casefold() for one in each.columns if one.heads} for each in (assignment, last.assignment)]
        return len(heads[0] & heads[1]) >= 0.7 * max(1, min(map(len, heads)))

    def leave(self, table: Table, assignment: Assignment | None) -> None:
        """Leave a table that tells of no indicators; of one whose head says so, tell it."""
        if assignment is not None and (names := [one.head for one in assignment.columns if one.heads]):
            self.seen_heads.append(" | ".join(names)[: 2 * SHOWN])
        elif table.rows * table.cols > 6:
            shown = [plain(cell.text) for cell in table.begun(0)]
            if len(shown) > 1 and not is_label_row(shown):
                self.seen_heads.append(" | ".join(shown)[:SHOWN])
        if table.rows * table.cols > 6:
            if assignment is None and self.last is not None and abs(table.cols - self.last.table.cols) <= 1:
                self.report(LEFT_OVER, table.place(0), text=shown_text(table))
            self.last = None
            self.lines.clear()
        else:
            for row in range(table.rows):
                text = " ".join([plain(cell.text) for cell in table.begun(row)])
                if text:
                    self.lines.append(Line(text, table.place(row)))

    def name_post_by_heading(self, table: Table) -> None:
        """Look for the post in the lines right above a table, where no label has said it."""
        lines = [
            *[(line.text, line.tempat) for line in self.lines],
            *[(text, table.tempat) for text in table.caption[-2:] if text not in [line.text for line in self.lines]],
        ]
        if self.tables == 1 and table.caption and not self.captions:
            self.captions = [text for text in table.caption[-3:] if plain(text).isupper()]
        if self.posts[-1].nama and not self.posts[-1].rows:
            return
        for text, tempat in reversed(lines[-_CAPTION_LINES:]):
            if is_signature(text):
                return
            if name := post_of_heading(text):
                self.begin_post(name, tempat, guessed=True)
                return

    # Rows

    def take_rows(self, table: Table, assignment: Assignment, *, goes_on: bool) -> None:
        office = office_of_caption(table.caption)
        rows = table_rows(table, assignment, self.findings)
        for one in with_formulas_of_one_cell(rows):
            if isinstance(one, IndicatorRow):
                self.take_row(one, office, goes_on=goes_on)
            elif one.is_post:
                self.begin_post(one.text, one.tempat, guessed=one.guessed and not one.has_code)
                self.naming = False

    def take_row(self, row: IndicatorRow, office: str, *, goes_on: bool) -> None:
        """Take a row of a table: the rest of the one above it, or an indicator."""
        last = self.last_row_of_table()
        if last is not None and _belongs_to(last, row, goes_on=goes_on):
            join(last, row)
            return
        if not row.nama:
            if last is None or not row.formula:
                self.findings.append(left_over(_texts_of(row), row.tempat))
                return
            row.nama, row.kode = last.nama, row.kode or last.kode
            row.findings.append(found_at(INHERITED_INDICATOR, row.tempat, text=row.nama[:SHOWN]))
        if last is not None and goes_on:
            row.sasaran = row.sasaran if row.own_post else row.sasaran or last.sasaran
            row.jabatan = row.jabatan or last.jabatan
        row.table = self.tables
        row.post = office
        self.posts[-1].rows.append(row)

    def last_row_of_table(self) -> IndicatorRow | None:
        """Return the row above, if it is of this table and of the same post."""
        rows = self.posts[-1].rows
        return rows[-1] if rows and rows[-1].table == self.tables else None

    # The document

    def finish(self) -> Dokumen:
        self.leave_card()
        for post in self.posts:
            post.nama = post.nama.rstrip(" ,")
            for row in post.rows:
                if not row.satuan and not row.has_unit_column:
                    row.satuan = unit_elsewhere(row.nama, [*row.targets.values(), *row.realisasi.values()])
        join_repeats(self.posts)
        report_tables(self.posts, self.columns, self.findings)
        if not any(post.rows for post in self.posts):
            found = tuple(dict.fromkeys(self.seen_heads))[:_MOST_SHOWN]
            unread = [one for one in self.findings if one.rule in (CROWDED_PAGE, IMAGE_PAGE)]
            raise InvalidDataError((Diagnostic(NO_INDICATOR_TABLE, (0, 0), path=self.path, found=found), *unread))
        posts = posts_of_document(self.posts, self.office, self.findings)
        return Dokumen(self.title_text(), posts, self.path, tuple(self.findings))

    def title_text(self) -> str:
        """Return what the document calls itself: lines in capitals about indicators, or what a table has above it."""
        for place, line in enumerate(self.title):
            if "INDIKATOR" in line and line.isupper():
                told = [line]
                for other in self.title[place + 1 : place + 4]:
                    if not other.isupper() or other in told or is_signature(other):
                        break
                    told.append(other)
                return fold_space(" ".join(told))[:_LONGEST_TITLE]
        return fold_space(" ".join(self.captions))[:_LONGEST_TITLE]

    def report(self, rule: Rule, tempat: Tempat, **values: object) -> None:
        self.findings.append(found_at(rule, tempat, **values))


_NO_COLUMNS: Final = Assignment(0, 0, [])

# What a table is


def _belongs_to(last: IndicatorRow, row: IndicatorRow, *, goes_on: bool) -> bool:
    """Tell whether a row is the rest of the one above it: over the end of a page, or without a name of its own."""
    turned = goes_on and row.is_first and row.tempat.halaman != last.tempat.halaman
    return (turned and continues(last, row)) or hangs_on(last, row)


def _says_little(assignment: Assignment) -> bool:
    """Whether what was taken for the head says nothing of what the table is about."""
    if assignment.one("indikator") is not None:
        return False
    return not any(
        column.scores.get(role, 0) > 2
        for column in assignment.columns
        for role in ("sasaran", "program", "target", "lain")
    )


def _numbers_rows(table: Table) -> bool:
    """Whether the first row is a head of its own, of whatever: its first cell heads a column of numbers."""
    first = table.begun(0)
    return (
        len(first) > 1
        and head_roles(first[0].text).get("id", 0) >= 3
        and not any(is_figure(cell.text) for cell in first)
    )


def _has_caption(table: Table) -> bool:
    return any(re.match(r"(?i)\s*tabel\b", text) for text in table.caption[-3:])


def _is_post_row(texts: list[str]) -> bool:
    return bool(office_in_row(texts))


def _texts_of(row: IndicatorRow) -> list[str]:
    figures = [value for role in PER_PERIOD for value in row.by_role(role).values()]
    return [row.kode, plain(row.formula), row.satuan, *figures]
