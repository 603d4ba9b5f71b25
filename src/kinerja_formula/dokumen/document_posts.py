"""The rows of a document → posts with their indicators: repeats joined, posts named, what was not found told."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kinerja_formula.diagnostics import Diagnostic, Rule
from kinerja_formula.diagnostics.catalogue import (
    DOUBLE_SHEET,
    GUESSED_POST,
    POST_WITHOUT_INDICATORS,
    TABLE_WITHOUT_FORMULAS,
)
from kinerja_formula.dokumen.indicator_rows import SHOWN, found_at
from kinerja_formula.dokumen.model import Indikator, Jabatan, by_jabatan
from kinerja_formula.dokumen.row_indicators import indikator_of
from kinerja_formula.dokumen.row_joins import agree, complete, name_key
from kinerja_formula.dokumen.row_model import IndicatorRow
from kinerja_formula.dokumen.table_columns import Assignment, Column
from kinerja_formula.dokumen.table_words import PER_PERIOD
from kinerja_formula.files.tempat import NOWHERE, Tempat
from kinerja_formula.names import normalise

__all__ = ["Post", "join_repeats", "posts_of_document", "report_tables"]

_TOLD: Final = ("indikator", "satuan", "sasaran", *PER_PERIOD)


@dataclass(slots=True)
class Post:
    """A post that the document names, with the rows that follow."""

    nama: str
    tempat: Tempat = NOWHERE
    guessed: bool = False
    rows: list[IndicatorRow] = field(default_factory=list)
    has_repeats: bool = False
    """Rows of it were those of another post again, and stand there."""


def join_repeats(posts: Sequence[Post]) -> None:
    """Make one indicator of two rows of different tables, where what both say is the same."""
    kept: dict[str, list[tuple[str, IndicatorRow]]] = {}
    for post in posts:
        own: list[IndicatorRow] = []
        name = normalise(post.nama)
        for row in post.rows:
            twins = kept.setdefault(name_key(row.nama), [])
            near = [
                one
                for other, one in twins
                if one.table != row.table
                and one.tempat.lembar == row.tempat.lembar
                and (not name or not other or name == other)
            ]
            twin = next((one for one in near if agree(one, row)), None)
            if twin is None:
                twins.append((name, row))
                own.append(row)
            else:
                complete(twin, row)
                post.has_repeats = True
        post.rows = own


def posts_of_document(posts: Sequence[Post], office: str, findings: list[Diagnostic]) -> tuple[Jabatan, ...]:
    """Return the posts with their indicators; ``office`` is the one that the document names for all of them.

    What is doubtful about the posts goes to ``findings``.
    """
    filled = [post for post in posts if post.rows]
    rows = [row for post in filled for row in post.rows]
    if all(row.jabatan for row in rows):
        return by_jabatan([(row.jabatan, row.tempat, indikator_of(row)) for row in rows])
    named_elsewhere = filled[0].nama or office
    if len(filled) == 1 and not named_elsewhere and all(row.penanggung_jawab for row in rows):
        return by_jabatan([(row.penanggung_jawab, row.tempat, indikator_of(row)) for row in rows])
    _report_posts(posts, findings)
    named = [_with_post(row, post, office) for post in filled for row in post.rows]
    if any(row.jabatan for row in rows):
        return by_jabatan(named)
    return _in_order(named)


def _with_post(row: IndicatorRow, post: Post, office: str) -> tuple[str, Tempat, Indikator]:
    """Return the post that an indicator is of, where that is said, and the indicator."""
    # A post in a column of its own counts though the first rows have none.
    name = row.jabatan or post.nama or office or row.post
    own_place = row.jabatan or not post.nama
    return name, row.tempat if own_place else post.tempat, indikator_of(row)


def _report_posts(posts: Sequence[Post], findings: list[Diagnostic]) -> None:
    sheets: dict[str, str] = {}
    for post in posts:
        if not post.rows:
            if post.nama and not post.has_repeats:
                _report(findings, POST_WITHOUT_INDICATORS, post.tempat, name=post.nama)
            continue
        if post.guessed:
            _report(findings, GUESSED_POST, post.tempat, name=post.nama)
        sheet = post.rows[0].tempat.lembar
        first = sheets.setdefault(normalise(post.nama), sheet)
        if post.nama and first != sheet:
            _report(findings, DOUBLE_SHEET, post.tempat, name=post.nama, sheets=(first, sheet))


def report_tables(
    posts: Sequence[Post], columns: Sequence[tuple[Tempat, Assignment]], findings: list[Diagnostic]
) -> None:
    """Tell of each table that has no formulas, once, which columns were read."""
    counts = Counter([row.table for post in posts for row in post.rows if not row.formula])
    for number, (tempat, assignment) in enumerate(columns, 1):
        if counts[number] and assignment.columns and assignment.one("formula") is None:
            told = [one for one in assignment.columns if one.role in _TOLD and one.heads]
            _report(
                findings,
                TABLE_WITHOUT_FORMULAS,
                tempat,
                count=counts[number],
                columns=_grouped_heads(told)[: 2 * SHOWN],
            )


def _in_order(named: Sequence[tuple[str, Tempat, Indikator]]) -> tuple[Jabatan, ...]:
    """Return the posts as they follow each other: one that comes again further down is another one."""
    groups = [list(group) for _, group in itertools.groupby(named, key=lambda one: one[0])]
    return tuple([Jabatan(own[0][0], tuple([indikator for _, _, indikator in own]), own[0][1]) for own in groups])


def _grouped_heads(columns: Sequence[Column]) -> str:
    """Return what columns are called; of those below one head, the head with what tells them apart.

    >>> one, two = Column(0, ["Target", "2025"]), Column(1, ["Target", "2026"])
    >>> _grouped_heads([Column(2, ["Satuan"]), one, two])
    'Satuan, Target 2025/2026'
    """
    groups: dict[str, list[str]] = {}
    for column in columns:
        *above, last = column.heads
        own = groups.setdefault(" ".join(above) if above else last, [])
        if above and last not in own:
            own.append(last)
    return ", ".join([f"{head} {'/'.join(lowest)}".strip() for head, lowest in groups.items()])


def _report(findings: list[Diagnostic], rule: Rule, tempat: Tempat, **values: object) -> None:
    findings.append(found_at(rule, tempat, **values))
