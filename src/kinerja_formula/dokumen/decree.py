"""Lines and rows of a document, whatever file they come from → its posts with their indicators.

A document is read from top to bottom, once. What it says plainly is taken; what had to be guessed (slipped columns, a
row over a page break, several indicators in one cell) is a finding with its place; and whatever stands in a table and
became no indicator is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, FormulaError, InvalidDataError, Rule
from kinerja_formula.diagnostics.catalogue import (
    CROWDED_PAGE,
    DOUBLE_SHEET,
    GUESSED_HEAD,
    GUESSED_POST,
    IMAGE_PAGE,
    LEFT_OVER,
    NO_INDICATOR_TABLE,
    POST_WITHOUT_INDICATORS,
    SHEET_FAULT,
)
from kinerja_formula.dokumen.cards import Card, field_of_line, field_of_row
from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.columns import Head, continues_head, counts_columns, read_head
from kinerja_formula.dokumen.indicator_rows import SHOWN, IndicatorRows, Read, found_at
from kinerja_formula.dokumen.model import Dokumen, Indikator, Jabatan, by_jabatan
from kinerja_formula.dokumen.posts import (
    is_bare_label,
    is_label_row,
    is_signature,
    is_superior,
    joins_post,
    post_label,
    post_of_heading,
    post_of_row,
)
from kinerja_formula.dokumen.remarks import is_same_as_above
from kinerja_formula.files.guard import guarded
from kinerja_formula.files.pieces import Piece, TableRow, TextLine
from kinerja_formula.files.tempat import Tempat
from kinerja_formula.names import fold_space, normalise

__all__ = ["read_decree"]

_LINES_WITHIN_A_TABLE: Final = 8
"""A running head and a page number part a table from its next page; more lines than this end it."""
_TITLE_LINES: Final = 60
_LONGEST_TITLE: Final = 300


def read_decree(pieces: Iterable[Piece], path: str | Path) -> Dokumen:
    """Return the document that lines and rows say.

    Raises:
        InvalidDataError: KF405 there is no table with the columns of an indicator and its formula.

    >>> head, row = ("Indikator", "Formula"), ("Persentase hadir", "Hadir / Undangan x 100%")
    >>> pieces = [TextLine("Jabatan : CAMAT", Tempat(1)), TableRow(head, Tempat(2)), TableRow(row, Tempat(3))]
    >>> [(jabatan.nama, indikator.teks) for jabatan, indikator in read_decree(pieces, "contoh.txt")]
    [('CAMAT', 'Hadir / Undangan x 100%')]
    """
    reading = _Reading(str(path))
    for piece in pieces:
        try:
            with guarded(_shown_piece(piece)):
                reading.take(piece)
        except FormulaError as error:
            reading.lose(piece, error)
    with guarded():
        return reading.finish()


def _shown_piece(piece: Piece) -> str:
    if isinstance(piece, TextLine):
        return piece.text[: 2 * SHOWN]
    return " | ".join([cell.strip() for cell in piece.cells if cell and cell.strip()])[: 2 * SHOWN]


@dataclass(slots=True)
class _Post:
    nama: str
    tempat: Tempat
    guessed: bool = False
    indikator: list[Indikator] = field(default_factory=list)


class _Target(NamedTuple):
    """A row of a table that has indicators and their targets, and no formulas."""

    indikator: str
    target: str
    satuan: str
    tempat: Tempat


class _Reading:
    def __init__(self, path: str) -> None:
        self.path = path
        self.posts = [_Post("", Tempat())]
        self.findings: list[Diagnostic] = []
        self.rows = IndicatorRows(self.take_indicator, self.findings.append)
        self.last_head: Head | None = None
        self.foreign: Head | None = None  # the head of a table of other columns, while within one
        self.table = -1
        self.sheet = ""
        self.lines: list[TextLine] = []  # since the last row
        self.gap = True
        self.naming = False  # the last line began the name of a post
        self.title: list[str] = []
        self.caption: list[str] = []  # what a table has above its head
        self.waiting: list[TableRow] = []  # rows that stand above a head, if one follows
        self.by_column: list[tuple[str, Tempat, Indikator]] = []
        self.in_charge: list[tuple[str, Tempat, Indikator]] = []
        self.targets: list[_Target] = []
        self.seen_heads: list[str] = []
        self.card = Card()

    def take(self, piece: Piece) -> None:
        if isinstance(piece, TextLine):
            self.line(piece)
        else:
            self.row(piece)

    def lose(self, piece: Piece, error: FormulaError) -> None:
        """Report a line or row that the program could not deal with."""
        for one in error.diagnostics:
            self.report(one.rule, piece.tempat, **one.values)
        if isinstance(piece, TableRow):
            self.report(LEFT_OVER, piece.tempat, text=_shown_piece(piece))

    # Lines

    def line(self, line: TextLine) -> None:
        self.turn_to(line.tempat)
        text = line.text.strip()
        if not text:
            self.gap = True
            self.card.last = ""
            self.naming = self.naming and not self.posts[-1].nama
            return
        name = post_label(text)
        if name is None and text.startswith(":") and self.lines and is_bare_label(self.lines[-1].text):
            name = plain(text).strip(" :.")
        if name is not None:
            self.begin_post(name, line.tempat)
            return
        if self.naming:
            post = self.posts[-1]
            if joins_post(post.nama, text):
                post.nama = fold_space(f"{post.nama} {plain(text).strip(' :')}")
                self.naming = bool(post.nama)
                return
            self.naming = False
        if len(self.posts) > 2 and not self.has_rows() and not self.posts[-2].indikator and is_superior(text):
            self.posts.pop()
        self.gap = True
        if self.take_field(field_of_line(text), line.tempat) or self.card.go_on(text):
            return
        self.lines.append(line)
        if len(self.lines) > _LINES_WITHIN_A_TABLE:
            self.rows.close()
            self.rows.head = self.foreign = None
            if len(self.lines) > 4 * _LINES_WITHIN_A_TABLE:
                del self.lines[: 2 * _LINES_WITHIN_A_TABLE]
        if len(self.title) < _TITLE_LINES * 10 and not self.last_head:
            self.title.append(plain(text))

    def take_field(self, found: tuple[str, str] | None, tempat: Tempat) -> bool:
        """Take a line or row that tells one thing of an indicator."""
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
        if card.is_whole:
            self.rows.card(card.cells, card.tempat)
        elif card.in_table:
            text = " | ".join([plain(cell) for cell in card.cells.values()])
            self.report(LEFT_OVER, card.tempat, text=text[: 2 * SHOWN])

    def begin_post(self, name: str, tempat: Tempat, *, guessed: bool = False) -> None:
        self.rows.leave()
        self.leave_card()
        self.leave_waiting()
        self.posts.append(_Post(name, tempat, guessed))
        self.foreign = None
        self.naming = not guessed
        self.gap = True
        self.lines.clear()

    # Rows

    def turn_to(self, tempat: Tempat) -> None:
        """Begin a sheet anew: what the sheet before it said of posts and columns does not hold there."""
        if tempat.lembar != self.sheet:
            self.sheet = tempat.lembar
            if self.last_head is not None or self.waiting or len(self.posts) > 1:
                self.begin_post("", tempat)
                self.naming = False
                self.last_head = None

    def row(self, row: TableRow) -> None:
        self.turn_to(row.tempat)
        self.naming = False
        row = row._replace(cells=tuple([self.without_fault(cell, row.tempat) for cell in row.cells]))
        if not any(cell and cell.strip() for cell in row.cells):
            self.gap = True
            return
        if row.table != self.table:
            self.begin_table(row)
        if self.card.in_table and self.take_field_in_table(row):
            return
        head = read_head(row.cells)
        if head is not None and self.take_head(head, row):
            return
        if not self.belongs_to_head(row):
            self.take_content(row)

    def begin_table(self, row: TableRow) -> None:
        self.table = row.table
        self.gap = True
        self.leave_waiting()
        if self.card.is_whole:
            self.leave_card()
        if self.rows.head is not None and self.lines and len(row.cells) < len(self.rows.head.roles) - 1:
            self.rows.close()
            self.rows.head = None  # below other text a narrower table is another one

    def take_field_in_table(self, row: TableRow) -> bool:
        """Take a row of a table that is a card: a label, and what it says."""
        if not self.take_field(field_of_row(row.cells), row.tempat):
            return False
        self.card.last, self.card.in_table = "", True
        return True

    def belongs_to_head(self, row: TableRow) -> bool:
        """Whether a row is the second line of a head, or only counts the columns."""
        within = self.rows.head is not None or self.foreign is not None
        if within and self.rows.rows_below_head == 0 and continues_head(row.cells):
            return True
        return (within or self.last_head is not None) and counts_columns(row.cells)

    def take_content(self, row: TableRow) -> None:
        """Take a row that is no head: a post, an indicator, a row of a card, or one that waits for a head."""
        name = post_of_row(row.cells)
        if name is not None:
            self.begin_post(name, row.tempat)
            self.naming = not name
        elif self.foreign is not None:
            self.take_foreign(self.foreign, row)
        elif self.rows.head is not None:
            self.content(row)
        elif self.take_field_in_table(row):
            return
        elif self.take_last_head(row):
            self.content(row)
        else:
            self.waiting.append(row)

    def content(self, row: TableRow) -> None:
        gap, self.gap = self.gap or bool(self.lines), False
        self.lines.clear()
        head = self.rows.head
        heading = self.rows.content(row, gap=gap)
        if heading is not None:
            self.begin_post(heading.nama, row.tempat, guessed=heading.guessed)
            self.rows.head = head
            self.naming = False

    def without_fault(self, cell: str | None, tempat: Tempat) -> str | None:
        """Return a cell, empty if it holds only a dash or an error of a spreadsheet."""
        if not cell or _SAYS.search(cell):
            if cell and cell[0] == "#" and _SHEET_FAULT.fullmatch(cell.strip()):
                self.report(SHEET_FAULT, tempat, text=cell.strip())
                return ""
            return cell
        return cell if is_same_as_above(cell) else ""

    def take_head(self, head: Head, row: TableRow) -> bool:
        """Take a row for the head of a table: of indicators with formulas, or of something else."""
        if not head.has_formulas:
            if not (self.gap and head.complete):
                return False
            self.seen_heads.append(" | ".join([name for name in head.names if name]))
            self.rows.close()
            self.rows.head = None
            self.foreign = head
            self.lines.clear()
            self.leave_waiting()
            if "indikator" not in head.roles or "target" not in head.roles:
                self.waiting.append(row)
            return True
        self.foreign = None
        self.leave_card()
        again = self.rows.head is not None and head.roles == self.rows.head.roles
        self.name_post_by_heading()
        self.rows.begin(head, again=again)
        self.last_head = head
        self.lines.clear()
        self.gap = True
        for name, role in head.guessed:
            self.report(GUESSED_HEAD, row.tempat, name=name, column=role)
        return True

    def take_foreign(self, head: Head, row: TableRow) -> None:
        """Take a row of a table without formulas: a target for an indicator that stands elsewhere, or nothing."""
        if "indikator" not in head.roles or "target" not in head.roles:
            return
        cells = dict(zip(head.roles, [plain(cell or "") for cell in row.cells], strict=False))
        name = cells.get("indikator", "")
        if name and cells.get("target"):
            self.targets.append(_Target(name, cells["target"], cells.get("satuan", ""), row.tempat))
        elif any(cells.values()):
            self.left_over(row)

    def name_post_by_heading(self) -> None:
        """Look for the post in the lines right above a head, where no label has said it."""
        candidates = [(line.text, line.tempat) for line in self.lines]
        for caption in self.waiting:
            text = " ".join([plain(cell or "") for cell in caption.cells]).strip()
            candidates.append((text, caption.tempat))
            if not self.last_head:
                self.caption.append(text)
        self.waiting.clear()
        if self.posts[-1].nama and not self.has_rows():
            return
        for text, tempat in reversed(candidates[-_LINES_WITHIN_A_TABLE:]):
            if is_signature(text):
                return
            name = post_of_heading(text)
            if name:
                self.begin_post(name, tempat, guessed=True)
                return

    def take_last_head(self, row: TableRow) -> bool:
        """Let a table without a head have that of the table before it, if it is as wide."""
        shown = [cell for cell in row.cells if cell and cell.strip()]
        if self.last_head is None or len(shown) < 2 or is_label_row([plain(cell) for cell in shown]):
            return False
        near = abs(len(row.cells) - len(self.last_head.roles)) <= 1
        if not near or (len(self.lines) > _LINES_WITHIN_A_TABLE and not self.posts[-1].nama):
            return False
        if self.has_rows():
            return False  # the post has its table already: this one is of something else
        self.rows.begin(self.last_head, again=False)
        return True

    def has_rows(self) -> bool:
        """Whether the post has rows already."""
        return bool(self.posts[-1].indikator) or self.rows.open is not None

    def leave_waiting(self) -> None:
        """Report rows of a table that got no head of indicators: once a table, by its first row."""
        for row in self.waiting:
            shown = [text for cell in row.cells if (text := plain(cell or ""))]
            if len(shown) > 1 and not is_label_row(shown):
                self.seen_heads.append(" | ".join(shown)[:SHOWN])
                self.left_over(row)
                break
        self.waiting.clear()

    # Indicators

    def take_indicator(self, read: Read) -> None:
        indikator = read.indikator
        self.posts[-1].indikator.append(indikator)
        if read.jabatan:
            self.by_column.append((read.jabatan, indikator.tempat, indikator))
        if read.penanggung_jawab:
            self.in_charge.append((read.penanggung_jawab, indikator.tempat, indikator))

    def finish(self) -> Dokumen:
        self.rows.close()
        self.leave_card()
        self.leave_waiting()
        for post in self.posts:
            post.nama = post.nama.rstrip(" ,")
        posts = [post for post in self.posts if post.indikator]
        if not posts:
            found = tuple(dict.fromkeys(self.seen_heads))[:5]
            unread = [one for one in self.findings if one.rule in (CROWDED_PAGE, IMAGE_PAGE)]
            raise InvalidDataError((Diagnostic(NO_INDICATOR_TABLE, (0, 0), path=self.path, found=found), *unread))
        total = sum(len(post.indikator) for post in posts)
        if len(self.by_column) == total:
            jabatan = by_jabatan(self.by_column)
        elif len(posts) == 1 and not posts[0].nama and len(self.in_charge) == total:
            jabatan = by_jabatan(self.in_charge)
        else:
            jabatan = tuple([Jabatan(post.nama, tuple(post.indikator), post.tempat) for post in posts])
            self.report_posts()
        if self.targets:
            jabatan = self.with_targets(jabatan)
        return Dokumen(self.title_text(), jabatan, self.path, tuple(self.findings))

    def with_targets(self, posts: tuple[Jabatan, ...]) -> tuple[Jabatan, ...]:
        """Put the targets of a table of their own to the indicators of the same names."""
        told = {normalise(one.indikator): one for one in self.targets}
        used: set[str] = set()

        def completed(indikator: Indikator) -> Indikator:
            one = told.get(normalise(indikator.nama))
            if one is None:
                return indikator
            used.add(normalise(one.indikator))
            return replace(indikator, target=indikator.target or one.target, satuan=indikator.satuan or one.satuan)

        done = tuple([replace(post, indikator=tuple(map(completed, post.indikator))) for post in posts])
        for key, one in told.items():
            if key not in used:
                self.report(LEFT_OVER, one.tempat, text=f"{one.indikator} | {one.target}"[: 2 * SHOWN])
        return done

    def report_posts(self) -> None:
        sheets: dict[str, str] = {}
        for post in self.posts:
            if not post.indikator:
                if post.nama:
                    self.report(POST_WITHOUT_INDICATORS, post.tempat, name=post.nama)
                continue
            if post.guessed:
                self.report(GUESSED_POST, post.tempat, name=post.nama)
            sheet = post.indikator[0].tempat.lembar
            first = sheets.setdefault(normalise(post.nama), sheet)
            if post.nama and first != sheet:
                self.report(DOUBLE_SHEET, post.tempat, name=post.nama, sheets=(first, sheet))

    def title_text(self) -> str:
        """Return what the document calls itself: lines in capitals about indicators, or what a table has above it."""
        if self.caption:
            return fold_space(" ".join(self.caption))[:_LONGEST_TITLE]
        for place, line in enumerate(self.title):
            if "INDIKATOR" in line and line.isupper():
                told = [line]
                for other in self.title[place + 1 : place + 4]:
                    if not other.isupper() or other in told or is_signature(other):
                        break
                    told.append(other)
                return fold_space(" ".join(told))[:_LONGEST_TITLE]
        return ""

    # Findings

    def report(self, rule: Rule, tempat: Tempat, **values: object) -> None:
        self.findings.append(found_at(rule, tempat, **values))

    def left_over(self, row: TableRow) -> None:
        text = " | ".join([shown for cell in row.cells if (shown := plain(cell or ""))])
        self.report(LEFT_OVER, row.tempat, text=text[: 2 * SHOWN])


_SAYS: Final = re.compile(r"[^-–—‐−_.\s:;,*'\"|/\\()]")
_SHEET_FAULT: Final = re.compile(r"#(?:REF|N/A|NAME|VALUE|DIV/0|NULL|NUM|SPILL|CALC)[!?]?")
