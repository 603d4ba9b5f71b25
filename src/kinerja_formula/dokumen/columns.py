"""Heads of columns: which column of a table is for what, however its head is spelt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.vocabulary import column_heads, words

__all__ = ["Head", "continues_head", "counts_columns", "read_head", "role_of_label"]

_LONGEST: Final = 90
"""A head of a column is a few words; a longer cell is content."""
OTHER: Final = "lain"


class Head(NamedTuple):
    """The head of a table: the role of each column, ``""`` for a column of no known use.

    ``guessed``: heads that are spelt in no known way, each with the role that was taken for it. ``names``: the heads as
    they are seen. ``complete``: every one of them is known.
    """

    roles: tuple[str, ...]
    names: tuple[str, ...]
    guessed: tuple[tuple[str, str], ...] = ()
    complete: bool = False

    @property
    def has_formulas(self) -> bool:
        """Whether this is a table of indicators with their formulas."""
        return "indikator" in self.roles and "formula" in self.roles

    def place(self, role: str) -> int:
        """Return the column of a role, -1 if there is none."""
        return self.roles.index(role) if role in self.roles else -1


_LETTERS: Final = re.compile(r"[^a-z%]+")
_NOISE: Final = re.compile(r"^[\W\d_]+|[\W_]+$")


def _squeeze(name: str) -> str:
    """Return the letters alone: OCR puts blanks, hyphens and line ends anywhere into a head."""
    return _LETTERS.sub("", name.casefold())


@cache
def _known() -> dict[str, str]:
    return {
        _squeeze(name): role
        for role, heads in reversed(list(column_heads().items()))
        for name in reversed(heads["names"])
        if _squeeze(name)
    }


@cache
def _weak() -> dict[str, str]:
    return {_squeeze(name): role for role, heads in column_heads().items() for name in heads["weak"]}


_PARTS: Final = re.compile(r"[/(),&:]|\bdan\b|\batau\b|\s[-–]\s")
_DIGITS: Final = re.compile(r"\d")


def _exact(name: str) -> str:
    """Find the role of a head by its name as a whole, or by the part of it that a role knows."""
    known = _known()
    if role := known.get(_squeeze(name)):
        return role
    parts = [role for part in _PARTS.split(name) if (role := known.get(_squeeze(part)))]
    told = [role for role in parts if role != OTHER]
    return min(told, key=_order) if told else ""


@cache
def _roles() -> tuple[str, ...]:
    return tuple(column_heads())


def _order(role: str) -> int:
    return _roles().index(role)


_WORD: Final = re.compile(r"[a-z]+")


def _by_words(name: str) -> str:
    low = name.casefold()
    own = set(_WORD.findall(low))
    for role, heads in column_heads().items():
        if any(word in low if " " in word else word in own for word in heads["words"]):
            return role
    return ""


@lru_cache(maxsize=2048)
def _near(name: str) -> str:
    """Find the role of a misspelt head: letters that OCR takes for others, a letter too many or too few."""
    from difflib import get_close_matches

    letters = _squeeze(name.translate(_LIKE_LETTERS))
    if len(letters) < 5:
        return ""
    found = get_close_matches(letters, list(_known()), n=1, cutoff=0.84)
    return _known()[found[0]] if found else ""


_LIKE_LETTERS: Final = str.maketrans({"0": "o", "1": "i", "5": "s", "8": "b", "|": "i", "!": "i", "$": "s"})


@lru_cache(maxsize=2048)
def _role(name: str) -> tuple[str, bool]:
    """Return the role of a head as it is spelt, and whether it has a stray number. Empty if it is of none."""
    clean = _NOISE.sub("", name)
    if role := _exact(clean):
        # "99KINERJA UTAMA": a number that stands in a head tells of a year, but not right before its letters.
        return role, name[:1].isdigit() and role != OTHER
    return _by_words(clean), False


def role_of_label(label: str) -> str:
    """Return the role that a label of a card has, empty if it is none of an indicator.

    >>> role_of_label("Formula Perhitungan"), role_of_label("Menimbang")
    ('formula', '')
    """
    name = _NOISE.sub("", label)
    if len(name) > _LONGEST or name.casefold() in words("labels", "others"):
        return ""  # the task of a post is no goal
    role = _exact(name)
    return role if role in _ON_CARDS else ""


_ON_CARDS: Final = frozenset(
    ["indikator", "formula", "sasaran", "sumber_data", "satuan", "target", "arah", "bobot", "penanggung_jawab"]
)


def read_head(cells: Sequence[str | None]) -> Head | None:
    """Return the head that a row is, None if it is none: two columns at least, of different roles, all of them short.

    >>> read_head(["SASARAN/KINERJA UTAMA", "INDIKATOR KINERJA", "PENJELASAN/FORMULASI", "SUMBER DATA"]).roles
    ('sasaran', 'indikator', 'formula', 'sumber_data')
    >>> read_head(["Meningkatnya pelayanan", "Jumlah surat", "Jumlah surat masuk", "Buku agenda"]) is None
    True
    """
    names = [plain(cell or "") for cell in cells]
    filled = [name for name in names if name]
    if len(filled) < 2 or any(len(name) > _LONGEST for name in filled):
        return None
    found = _roles_as_spelt(names)
    roles = [role for role, _ in found]
    if len(set(roles) - {""}) < 2 or sum(map(bool, roles)) * 2 < len(filled):
        return None
    _fill_by_weak_names(roles, names)
    _leave_one_of_each(roles, names)
    guessed = [
        (name, role)
        for name, role, (_, doubt) in zip(names, roles, found, strict=True)
        if doubt and role not in ("", OTHER)
    ]
    complete = all(role for name, role in zip(names, roles, strict=True) if name)
    return Head(tuple(["" if role == OTHER else role for role in roles]), tuple(names), tuple(guessed), complete)


def _roles_as_spelt(names: Sequence[str]) -> list[tuple[str, bool]]:
    """Return the role of each name and whether it was guessed; a misspelt one counts beside one that is known."""
    found = [_role(name) if name else ("", False) for name in names]
    if not any(role for role, _ in found):
        return found  # a head that is misspelt from end to end is content
    for place, name in enumerate(names):
        if name and not found[place][0] and (near := _near(name)):
            found[place] = (near, True)
    return found


def _fill_by_weak_names(roles: list[str], names: Sequence[str]) -> None:
    """Let a name that may mean a role have it, where the column has no other and the role no other column."""
    for place, name in enumerate(names):
        role = _weak().get(_squeeze(name), "")
        if role and roles[place] in ("", OTHER) and role not in roles:
            roles[place] = role


def _leave_one_of_each(roles: list[str], names: Sequence[str]) -> None:
    """Let one column have a role: the one whose name comes first for it. *Sasaran* goes before *Tujuan*.

    A table of years has a target a year; the first one is taken.
    """
    for role in set(roles) - {"", OTHER}:
        places = [place for place, other in enumerate(roles) if other == role]
        if len(places) < 2:
            continue
        known = [_squeeze(name) for name in column_heads()[role]["names"]]
        ranks = [known.index(name) if (name := _squeeze(names[place])) in known else len(known) for place in places]
        plainest = places[ranks.index(min(ranks))]
        for place in places:
            if place != plainest:
                roles[place] = OTHER


def continues_head(cells: Sequence[str | None]) -> bool:
    """Tell whether a row right below a head is its second line: words that stand in heads, and nothing else."""
    line = words("head", "line")
    filled = [plain(cell or "").casefold() for cell in cells]
    shown = [text for text in filled if text]
    return bool(shown) and all(
        len(text) < 40 and all(word in line or word.isdigit() for word in re.findall(r"\w+", text)) for text in shown
    )


_COUNT: Final = re.compile(r"\(?\[?(\d{1,2}|[a-zA-Z])\]?\)?\.?")


def counts_columns(cells: Sequence[str | None]) -> bool:
    """Tell whether a row only counts the columns, as decrees have it below the head: 1, 2, 3, 4 or (1), (2), (3).

    A number twice or left out is a slip of the pen, seen often.

    >>> (
    ...     counts_columns(["(1)", "(2)", "(3)", "(3)", "(5)"]),
    ...     counts_columns(["1", "", "2"]),
    ...     counts_columns(["7", "Jumlah"]),
    ... )
    (True, True, False)
    """
    shown = [text for cell in cells if (text := plain(cell or ""))]
    found = [_COUNT.fullmatch(text) for text in shown]
    return len(shown) > 1 and all(found) and (shown[0].strip("([]).").lower() in ("1", "a", "0", "i"))
