"""The one figure that a text states, as people type it: ``81,35 %``, ``Rp 1,2 miliar``, ``29 (dua puluh sembilan)``."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.comparison_words import alternatives, comparison_words, sign_of
from kinerja_formula.numerals.digits import Numeral, decode
from kinerja_formula.numerals.errors import NumeralError
from kinerja_formula.numerals.limits import MAX_DIGITS
from kinerja_formula.numerals.number_words import NUMBER_WORDS, plain_number_words, read_words
from kinerja_formula.patterns import lazy_pattern
from kinerja_formula.scale_words import SCALES, sizes

__all__ = ["Figure", "read_figure", "scale_of_word"]


class Figure(NamedTuple):
    """A whole figure as typed in a cell: 95,5 % has the value 191/2 and the unit ``%``.

    ``upper`` is the other end of a range, ``unit`` is ``%``, ``rupiah`` or the words as written, ``comparison`` one of
    ``>= > <= <``, ``words`` the value of number words in brackets; the marks are those of :class:`Numeral`.
    """

    value: Fraction
    upper: Fraction | None = None
    unit: str | None = None
    comparison: str | None = None
    words: Fraction | None = None
    decimal_point: bool = False
    english: bool = False

    @property
    def percent(self) -> bool:
        """Whether the figure is a percentage."""
        return self.unit == "%"


_SIGNS: Final = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63", "-")
    | dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff", " ")
    | {"\u2044": "/"}
)
"""One sign for one sign, so that offsets stay those of the text. Not NFKC, which makes 5² a 52."""

_COMPARISONS: Final = comparison_words("words", "cells")
_SHORT_SCALES: Final = {**SCALES, **sizes("spellings", "number_spellings", "short")}
_MONEY_SCALES: Final = {**_SHORT_SCALES, **sizes("money")}


def scale_of_word(word: str) -> int | None:
    """Return what a word of scale behind a number multiplies it by, None for any other word.

    >>> scale_of_word("Juta"), scale_of_word("jt."), scale_of_word("milyar"), scale_of_word("orang")
    (1000000, 1000000, 1000000000, None)
    """
    return _SHORT_SCALES.get(word.casefold().rstrip("."))


def _pattern(pattern: str) -> re.Pattern[str]:
    return lazy_pattern(pattern, re.IGNORECASE)


_RUPIAH: Final = "rupiah"
_DOLLAR: Final = "USD"
_COMPARISON: Final = _pattern(alternatives(_COMPARISONS))
_NO_FIGURE: Final = _pattern(r"(?:rp\.?\s*)?(?:-++|n\s*/\s*a|kosong|belum ada|tidak ada)\.?")
_AMOUNT: Final = _pattern(r"([+-])?((?:rp|idr|usd|us\s?\$|\$)(?![^\W\d_])\s*\.?\s*)?([+-])?([0-9](?:[0-9.,]*[0-9])?)?")
_LATE_DECIMALS: Final = _pattern(r",\s++([0-9])(?![.,]?[0-9])")
_DENOMINATOR: Final = _pattern(r"\s*/\s*([0-9]++)(?![.,][0-9])")
_MONEY_TAIL: Final = _pattern(r"[.,]\s*(?:-{1,2}|=)(?!\s*[0-9])")
_PERCENT: Final = _pattern(r"\s*(?:%|(?:persen|prosen)(?!\w))")
_EACH: Final = _pattern(r"(?:/|per\s)\s*([^\W\d_][^\d]{0,40})")
_UP_TO: Final = _pattern(r"\s*(?:-|≤|<=|(?:s\s?[./]\s?d\.?|sd|sampai(?:\s+dengan)?|hingga)(?![^\W\d_]))\s*")
_BRACKET: Final = _pattern(r"\(([^()]*+)\)")
_SECOND_NUMBER: Final = _pattern(r"(?<![^\W_])[0-9]")
_GLUED: Final = _pattern(r"(?:[kcdhm]?m[23]|[^\W\d_]++)(?!\w)")
_SPACE: Final = _pattern(r"\s*")
_WORD: Final = _pattern(r"\s*+([^\W\d_]++)")


def _skip_space(text: str, place: int) -> int:
    space = _SPACE.match(text, place)
    return space.end() if space else place


class _Quantity(NamedTuple):
    """One number of a cell with what belongs to it; ``end`` is the offset behind it."""

    numeral: Numeral
    scale: int
    money: str | None
    percent: bool
    end: int


def _with_dots(text: str) -> str:
    """Return a text with dots for other marks between thousands: ``1 250 000``, ``Rp 1 250 000,-``, ``1'250'000``.

    Blanks alone may stand between several numbers (``100 200 300``): they are marks where a group begins with a zero,
    as none of several numbers does, or where a single digit leads an amount of money or of something counted.
    """
    found = _MARKED_THOUSANDS.fullmatch(text)
    if found is None:
        return text
    first, *groups = _MARK.split(found[2])
    blank = "'" not in found[2] and "’" not in found[2]
    told = len(first) == 1 and (found[1].strip(" \u00a0+-") or found[4])
    if blank and not (told or any(group[0] == "0" for group in groups)):
        return text
    start, end = found.span(2)
    return f"{text[:start]}{_MARK.sub('.', found[2])}{text[end:]}"


_MARKED_THOUSANDS: Final = _pattern(
    r"([+-]?(?:(?:rp|idr)\.?)?[ \u00a0]?)"
    r"([1-9][0-9]{0,2}(?:(?:[ \u00a0][0-9]{3}){2,6}|(?:['’][0-9]{3}){1,6}|[ \u00a0][0-9]{3}(?=,[0-9])))(?![0-9])"
    r"((?:,[0-9]{1,10}|[.,](?:-{1,2}|=))?)([ \u00a0]?(?:[kcdhm]?m[23]|[^\W\d_][^0-9'’]{0,60}))?"
)
_MARK: Final = _pattern(r"[ \u00a0'’]")


def _quantity(text: str, start: int, max_digits: int) -> _Quantity:
    amount = _AMOUNT.match(text, start)
    assert amount is not None  # every part of the pattern may be absent
    sign = (amount[1] or "") + (amount[3] or "")
    money, scale, end = _currency(amount[2]), 1, amount.end()
    if amount[4] is None:
        end = _end_of_words(text, end)
        value = read_words(text[amount.end() : end])
        if value is None or sign:
            raise NumeralError("bukan-angka", amount.end())
        numeral = Numeral(value)
    else:
        if len(sign) > 1:
            raise NumeralError("bukan-angka", start)
        numeral, end = _number(text, amount.start(4), end, max_digits)
        if sign == "-":
            numeral = numeral._replace(value=-numeral.value)
        tail = _MONEY_TAIL.match(text, end)
        if tail:
            money, end = money or _RUPIAH, tail.end()
        word = _WORD.match(text, end)
        if word:
            scale = (_MONEY_SCALES if money == _RUPIAH else _SHORT_SCALES).get(word[1].casefold(), 1)
            end = word.end() if scale > 1 else end
    percent = _PERCENT.match(text, end)
    return _Quantity(numeral, scale, money, percent is not None, percent.end() if percent else end)


def _currency(prefix: str | None) -> str | None:
    """Return the currency in which an amount is written in front: ``Rp``, ``US$``."""
    return None if prefix is None else _DOLLAR if "$" in prefix or "usd" in prefix.casefold() else _RUPIAH


def _number(text: str, start: int, end: int, max_digits: int) -> tuple[Numeral, int]:
    """Read the digits in ``text[start:end]`` with what may follow them: late decimals or a denominator."""
    digits = text[start:end]
    late = _LATE_DECIMALS.match(text, end) if "," not in digits else None
    under = _DENOMINATOR.match(text, end) if digits.isdecimal() else None
    if late:  # "59, 2" in PermenPAN-RB 8/2021, page 243
        digits, end = f"{digits},{late[1]}", late.end()
    try:
        numeral = decode(digits, max_digits=max_digits)
        below = decode(under[1], max_digits=max_digits).value if under else Fraction(1)
    except NumeralError as error:
        raise NumeralError(error.reason, start + error.offset) from None
    if under is None:
        return numeral, end
    if not below:
        raise NumeralError("penyebut-nol", under.start(1))
    return Numeral(numeral.value / below), under.end()


def _end_of_words(text: str, start: int) -> int:
    """Return where the run of number words that starts here ends (``start`` if there is none)."""
    end = start
    while (word := _WORD.match(text, end)) and plain_number_words(word[1].casefold()):
        end = word.end()
    return end


def _words_in_brackets(rest: str, *, percent: bool) -> tuple[Fraction | None, str]:
    """Take number words in brackets out of what follows a number: ``(dua puluh sembilan) jenis`` → 29, ``jenis``."""
    for bracket in _BRACKET.finditer(rest):
        end = _end_of_words(bracket[1], 0)
        value = read_words(bracket[1][:end])
        if value is None:
            continue
        outside = f"{rest[: bracket.start()]} {rest[bracket.end() :]}".strip(".,; ")
        unit = "%" if _PERCENT.fullmatch(bracket[1].rstrip(), end) else bracket[1][end:].strip()
        if not unit or not outside or unit.casefold() == outside.casefold() or (percent and unit == "%"):
            return value, f" {outside or unit}"
        break
    return None, rest


def _unit(rest: str, start: int, *, money: str | None, percent: bool) -> str | None:
    """Return the unit that ``rest``, the text behind a figure, tells; ``start`` is its offset."""
    second = _SECOND_NUMBER.search(rest)
    if second:
        raise NumeralError("satuan-ganda", start + second.start())
    unit = " ".join(rest.split()).rstrip(".,; ")
    if _BRACKET.fullmatch(unit):
        unit = unit[1:-1].strip()
    after = _PERCENT.match(unit)
    if after and not percent:
        percent, unit = True, unit[after.end() :].strip()
    if _adds_nothing(unit.casefold(), money=money, percent=percent):
        unit = ""
    each = _EACH.fullmatch(unit) if money and not percent else None
    if each is not None:
        return f"{money}/{each[1]}"  # Rp 15.000/kg
    if (percent and money) or (unit and (percent or money)):
        raise NumeralError("satuan-ganda", start)
    if not unit:
        return "%" if percent else money
    if not _is_unit(unit, glued=not rest[0].isspace()):
        raise NumeralError("bukan-angka", start)
    return _RUPIAH if unit.casefold() in ("rupiah", "rp", "idr") else unit


def _adds_nothing(word: str, *, money: str | None, percent: bool) -> bool:
    """Tell whether what follows a figure says again what its sign says, or of what it is: *75 % dari undangan*."""
    return (percent and (word == "%" or word.startswith("dari "))) or (money is not None and word == money.casefold())


def _ends(low: _Quantity, last: _Quantity, start: int) -> tuple[Fraction, Fraction]:
    """Return both ends of a range. Raises NumeralError for one that falls, or whose ends are of two currencies."""
    if low.money and last.money and low.money != last.money:
        raise NumeralError("satuan-ganda", low.end)
    value, upper = low.numeral.value * low.scale, last.numeral.value * last.scale
    if low.scale == 1 and value <= last.numeral.value:  # in "5 - 10 juta" the scale belongs to both
        value *= last.scale
    if value > upper:
        raise NumeralError("rentang-terbalik", start)
    return value, upper


def _is_unit(text: str, *, glued: bool) -> bool:
    """Tell whether a text begins as a unit does. ``glued``: it stands right behind the figure, as the e5 of 1e5."""
    if not (text[0].isalpha() or text[0] in "‰°"):
        return False
    first = _WORD.match(text.casefold())
    if first is None:
        return True
    return first[1] not in NUMBER_WORDS and (not glued or _GLUED.match(text) is not None)


def read_figure(text: str, *, max_digits: int = MAX_DIGITS, max_length: int = 1000) -> Figure:
    """Return the one figure that a cell holds, as people type it.

    Raises NumeralError where the text is not wholly one figure; its ``reason`` and ``offset`` tell why and where.

    >>> read_figure("Rp 1,2 miliar").value, read_figure("Rp 1,2 miliar").unit
    (Fraction(1200000000, 1), 'rupiah')
    >>> figure = read_figure("29 (dua puluh sembilan) jenis layanan")
    >>> int(figure.value), int(figure.words), figure.unit
    (29, 29, 'jenis layanan')
    """
    if len(text) > max_length:
        raise NumeralError("terlalu-panjang", max_length)
    if text.isdecimal() and text.isascii():
        return Figure(decode(text, max_digits=max_digits).value)
    clean = text.translate(_SIGNS).rstrip()
    start = _skip_space(clean, 0)
    if not clean or _NO_FIGURE.fullmatch(clean, start):
        raise NumeralError("kosong", start)
    if clean[start:].rstrip(".").casefold() == "nihil":
        raise NumeralError("nihil", start)
    comparison, sign = None, _COMPARISON.match(clean, start)
    if sign:
        comparison = sign_of(sign[0], _COMPARISONS)
        start = _skip_space(clean, sign.end())
    clean = clean[:start] + _with_dots(clean[start:])
    low = last = _quantity(clean, start, max_digits)
    value, upper = low.numeral.value * low.scale, None
    connector = _UP_TO.match(clean, low.end)
    if connector:
        if comparison:
            raise NumeralError("bukan-angka", low.end)
        last = _quantity(clean, connector.end(), max_digits)
        value, upper = _ends(low, last, start)
    words, rest = _words_in_brackets(clean[last.end :], percent=last.percent)
    unit = _unit(rest, last.end, money=low.money or last.money, percent=low.percent or last.percent)
    decimal_point = low.numeral.decimal_point or last.numeral.decimal_point
    english = low.numeral.english or last.numeral.english
    return Figure(value, upper, unit, comparison, words, decimal_point, english)
