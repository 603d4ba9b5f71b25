"""Rows between those of indicators that head what follows: an office, a post, a goal, a part of the table."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple

from kinerja_formula.dokumen.offices import names_office
from kinerja_formula.dokumen.posts import post_label, post_of_heading
from kinerja_formula.dokumen.row_model import Heading, IndicatorRow, Rows
from kinerja_formula.dokumen.table_words import begins_as_indicator, is_goal
from kinerja_formula.dokumen.vocabulary import table_words
from kinerja_formula.files.tempat import Tempat

__all__ = ["goal_of_heading", "heading_of", "settle_headings"]

_ORG_CODE: Final = re.compile(r"^\W*(\d[\d.\s]*\d)\s*[-–]\s*(?=[A-Za-z])")
_GOAL_LABEL: Final = re.compile(r"([^\W\d_]+(?: [^\W\d_]+)?) ?(?:[0-9.]{1,6}|[IVX]{1,5})? ?[:.–-] ?(\S.*)", re.DOTALL)
_ROMAN: Final = re.compile(r"[IVX]{1,5}[.)]?")


def goal_of_heading(text: str) -> str:
    """Return the goal that a heading over a row names: *Sasaran 2: Meningkatnya …*; empty if it names none.

    >>> goal_of_heading("SASARAN STRATEGIS 1 : Meningkatnya mutu layanan"), goal_of_heading("Sasaran kinerja pegawai")
    ('Meningkatnya mutu layanan', '')
    """
    found = _GOAL_LABEL.fullmatch(text)
    known = found is not None and " ".join(found[1].casefold().split()) in table_words("contents", "goal_label")
    return found[2] if found is not None and known else ""


def heading_of(text: str, tempat: Tempat) -> Heading:
    """Return the heading that a text is: that of a post where it names one, or an office behind its number."""
    code = _ORG_CODE.match(text)
    name = text[code.end() :] if code else text
    label = post_label(name)
    if label:
        return Heading(label, tempat, is_post=True, guessed=False)
    if post := post_of_heading(name):
        return Heading(post, tempat, is_post=True)
    topic = re.search(r"(?i)\burusan\b|program|kegiatan", name)
    return Heading(name, tempat, is_post=bool(code and names_office(name) and not topic), has_code=bool(code))


@cache
def _heading_words() -> tuple[str, ...]:
    return tuple([f"{word} " for word in table_words("contents", "heading")])


class _Bare(NamedTuple):
    """A row that says nothing but a name. ``share``: how many rows of its table have figures or units."""

    row: IndicatorRow
    share: float


_HEADING_MARKS: Final[tuple[tuple[float, Callable[[_Bare], object]], ...]] = (
    (2.0, lambda bare: _ORG_CODE.match(bare.row.nama)),
    (1.0, lambda bare: _is_code_of_part(bare.row.kode.strip())),
    (1.2, lambda bare: bare.row.nama.isupper() and len(bare.row.nama) > 6),
    (1.2, lambda bare: not bare.row.satuan and bare.share >= 0.5),
    (0.6, lambda bare: not bare.row.satuan and 0 < bare.share < 0.5),
    (0.8, lambda bare: bare.row.nama.casefold().startswith(_heading_words())),
    (-1.6, lambda bare: begins_as_indicator(bare.row.nama) and not bare.row.nama.isupper()),
    (-1.0, lambda bare: bare.row.satuan),
    (2.0, lambda bare: bare.row.nama.endswith(":")),
)
"""What speaks for it, or against it, that a bare row heads those below it."""
_IS_HEADING: Final = 2.0
_CODE_OF_PART: Final = re.compile(r"[A-Z][.)]?|\d+(?:\.\d+)+\.?")


def _is_code_of_part(code: str) -> bool:
    return bool(_ROMAN.fullmatch(code) or _CODE_OF_PART.fullmatch(code))


def settle_headings(out: Rows) -> None:
    """Make headings of rows that say nothing but a name and look so, in a table whose rows have figures or units."""
    rows = [one for one in out if isinstance(one, IndicatorRow)]
    share = sum(bool(row.has_figures or row.satuan) for row in rows) / max(1, len(rows))
    for place, one in enumerate(out):
        if not isinstance(one, IndicatorRow) or not one.nama or one.has_figures or one.formula:
            continue
        if share >= 0.5 and _says_goal(one):
            out[place] = Heading(one.nama, one.tempat)
            _let_aim(out[place + 1 :], one.nama)
        elif _weight_as_heading(_Bare(one, share)) >= _IS_HEADING:
            out[place] = heading_of(one.nama, one.tempat)


def _weight_as_heading(bare: _Bare) -> float:
    weight = 0.0
    for own, is_seen in _HEADING_MARKS:
        if is_seen(bare):
            weight += own
    return weight


def _says_goal(row: IndicatorRow) -> bool:
    """Tell whether the name of a row is a goal, *Meningkatnya …*: work to do, *Penyusunan …*, may end a name above."""
    first = row.nama.partition(" ")[0].casefold()
    return is_goal(row.nama) and first.endswith(("nya", "kan")) and not row.satuan and not row.own_goal


def _let_aim(rows: Rows, goal: str) -> None:
    """Give the rows below a heading that is a goal this goal; the next heading of that kind overwrites it."""
    for one in rows:
        if isinstance(one, Heading) and one.is_post:
            return
        if isinstance(one, IndicatorRow) and not one.own_goal:
            one.sasaran = goal
