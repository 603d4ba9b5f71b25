"""The unit that the head of a column tells, *Target (Rp juta)*, *Realisasi (dalam ribuan)*: what its cells count in."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from kinerja_formula.dokumen.periods import period_of
from kinerja_formula.dokumen.vocabulary import table_words
from kinerja_formula.names import fold_space, without_footnotes
from kinerja_formula.numerals import NumeralError, read_figure, scale_of_word
from kinerja_formula.scale_words import scale_words
from kinerja_formula.units import read_unit

__all__ = ["HeadUnit", "figure_in_unit", "fits_satuan", "unit_of_head"]

_LONGEST: Final = 170
_BRACKET: Final = re.compile(r"\s*[(\[]\s*([^()\[\]]{1,40}?)\s*[)\]]")
_WORD: Final = re.compile(r"%|[0-9][0-9.]*|[^\W\d_]+[²³]?(?:/[^\W\d_]+[²³]?)*")
_LOSS: Final = re.compile(r"^\(([0-9][0-9.,]{0,40})\)$")
"""A negative figure, as books of account write it."""
_UNREAD: Final = re.compile(r"[^\w\s%.,/²³-]")
_COUNTED: Final = scale_words("counted", "heads")
_OF_MONEY: Final = scale_words("money")


class HeadUnit(NamedTuple):
    """A head without its unit, and the unit: a word of scale (*juta*), what is counted (*orang*, ``%``), or both."""

    head: str
    scale: str = ""
    counted: str = ""

    def __bool__(self) -> bool:
        return bool(self.scale or self.counted)

    @property
    def unit(self) -> str:
        return f"{self.scale} {self.counted}".strip()


@lru_cache(maxsize=2048)
def unit_of_head(head: str) -> HeadUnit:
    """Return the unit that a head tells in brackets, or behind *dalam*; none where the brackets say anything else.

    >>> (
    ...     unit_of_head("Target (Rp juta)").unit,
    ...     unit_of_head("Target (dalam ribuan)").unit,
    ...     unit_of_head("Realisasi (%)").unit,
    ... )
    ('juta rupiah', 'ribu', '%')
    >>> (
    ...     unit_of_head("Target (ribu orang) 2025"),
    ...     bool(unit_of_head("Target (tahun 2025)")),
    ...     bool(unit_of_head("Target (K)")),
    ... )
    (HeadUnit(head='Target 2025', scale='ribu', counted='orang'), False, False)
    """
    if len(head) > _LONGEST:
        return HeadUnit(head)
    for found in [*_BRACKET.finditer(head), *_within().finditer(head)]:
        told = _unit(found[1])
        if told is not None:
            return HeadUnit(fold_space(head[: found.start()] + " " + head[found.end() :]), *told)
    return HeadUnit(head)


@cache
def _within() -> re.Pattern[str]:
    """What stands behind *dalam* without brackets, to the end of the head."""
    before = "|".join(table_words("head_unit", "dalam"))
    return re.compile(rf"\s+(?:{before})\s+([^()\[\]]{{1,40}})$", re.IGNORECASE)


def _unit(text: str) -> tuple[str, str] | None:
    """Return the word of scale and what is counted of a text that tells a unit and nothing else."""
    words = _WORD.findall(text.casefold().replace("rp.", "rp "))
    while words and words[0] in table_words("head_unit", "awalan"):
        words.pop(0)
    scale, rest, is_money = "", [], False
    for word in words:
        known = _scale(word, is_money=is_money or "rp" in words)
        if word in table_words("head_unit", "uang"):
            is_money = True
        elif known and not scale:
            scale = known
        else:
            rest.append(word)
    counted = "rupiah" if is_money else " ".join(rest)
    if (rest and is_money) or _UNREAD.search(text) or not (scale or counted):
        return None
    return (scale, counted) if not rest or _is_counted(counted, scaled=bool(scale)) else None


def _scale(word: str, *, is_money: bool) -> str:
    """Return the word of scale that a word or number of a head stands for: *jutaan*, *000*, behind Rp also *M*."""
    told = _COUNTED.get(word) or (_OF_MONEY.get(word) if is_money else None)
    return told or (word if scale_of_word(word) else "")


def _is_counted(counted: str, *, scaled: bool) -> bool:
    """Tell whether words name what is counted. Without a word of scale only people, times and sizes do: other nouns
    name a plan or a place as well (Renstra, APBD, Provinsi). Money is told by its sign.
    """
    if counted in ("%", *table_words("head_unit", "persen")):
        return not scaled
    if any(char.isdecimal() for char in counted) or counted in table_words("head_unit", "bukan") or period_of(counted):
        return False
    unit = read_unit(counted)
    if unit is None or not unit.known:
        return False
    return scaled or all(kind.family in _PLAIN for kind, _ in unit.parts)


_PLAIN: Final = ("orang", "waktu", "ukuran")


def fits_satuan(told: HeadUnit, satuan: str) -> bool:
    """Tell whether figures of a row whose own column says ``satuan`` may count in the unit of a head.

    >>> money, share = unit_of_head("Target (Rp juta)"), unit_of_head("Target (%)")
    >>> [fits_satuan(money, one) for one in ("", "rupiah", "juta", "dokumen")], fits_satuan(share, "orang")
    ([True, True, True, False], False)
    """
    own, head = read_unit(satuan), read_unit(told.counted)
    if own is None or not own.known or not (own.parts or str(own) == "%"):
        return not satuan or str(head) != "%"
    if head is None:
        return str(own) != "%"
    return str(own) == str(head) or own.factor_to(head) is not None


def figure_in_unit(text: str, told: HeadUnit) -> str:
    """Return a figure in the unit of its column's head, unless it has one of its own; any other text as it is.

    >>> money = unit_of_head("Target (Rp juta)")
    >>> [figure_in_unit(one, money) for one in ("1.500", "1,5 miliar", "Rp 1.500", "90 %", "-", "5 orang")]
    ['1.500 juta rupiah', '1,5 miliar rupiah', 'Rp 1.500', '90 %', '-', '5 orang']
    """
    if not told or len(text) > _LONGEST:
        return text
    bare = _LOSS.sub(r"-\1", without_footnotes(text))
    try:
        figure = read_figure(bare)
    except NumeralError:
        return text
    if figure.unit is not None:
        return text
    own = any(scale_of_word(word) for word in re.findall(r"[^\W\d_]+", bare))
    unit = told.counted if own else told.unit
    return f"{bare} {unit}" if unit else text
