"""Formats of numbers of a spreadsheet: the figure that a person sees, with its unit, from the number that a cell holds.

0,9 under ``0%`` is 90 %, 960000000 under ``#,##0,," juta"`` is 960 juta, 5 under ``0" orang"`` is 5 orang.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.names import fold_space
from kinerja_formula.numerals import NumeralError, exact, scale_of_word, shortest
from kinerja_formula.scale_words import SCALES

__all__ = ["as_formatted"]

_PIECE: Final = re.compile(r'"([^"]*)"?|\\(.)|_.|\*.|\[([^\]]*)\]?|([0#?.,]+)|(%)|([^"\\_*\[0#?.,%]+)')
_TOKEN: Final = re.compile(r'"[^"]*"?|\\.?|\[[^\]]*\]?|;|[^";\\\[]+')
_CONDITION: Final = re.compile(r"\[\s*(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)\s*\]")
_LONGEST: Final = 300
_OWN_SCALES: Final = dict(enumerate(SCALES, start=1))
"""By how many commas behind the digits divide a number: each by a thousand."""
_SHORT_SCALES: Final = frozenset(["k", "m", "mn", "mln", "mio", "b", "bn", "t"])
"""Short words of scale that mean another one to each reader; the commas tell which is meant."""
_BOUNDS: Final = frozenset(["≥", "≤", ">", "<", ">=", "<="])
_CURRENCIES: Final = ("$", "€", "£", "¥")


class _Format(NamedTuple):
    """What a section of a format shows: words before and behind the digits, how it divides, whether in percent."""

    before: str
    behind: str
    commas: int
    percent: bool
    has_digits: bool


def as_formatted(value: int | float, code: str) -> str | int | float:
    """Return a number as the text that a person sees, where its format tells more than digits; else the number.

    >>> as_formatted(0.9, "0%"), as_formatted(960000000, '#,##0,," juta"'), as_formatted(1500000, "0.0,,")
    ('90 %', '960 juta', '1,5 juta')
    >>> as_formatted(5200000000, '"Rp" #,##0.0,,,"M"'), as_formatted(12, '0" orang"'), as_formatted(7, "0.00")
    ('Rp 5,2 miliar', '12 orang', 7)
    """
    if code in ("", "General") or len(code) > _LONGEST:
        return value
    told = _told(_section(value, code))
    try:
        number = exact(value)
    except NumeralError:
        return value
    if not told.has_digits:
        return value
    if told.percent:
        return f"{shortest(number * 100)} %"
    if told.commas in _OWN_SCALES:
        return _scaled(number, told)
    words = [one for one in (told.before, told.behind) if _says_something(one)]
    if told.before in _BOUNDS or told.before.casefold() == "rp":
        return " ".join([told.before, shortest(number), *words[told.before in words :]])
    if told.behind == "%":
        return f"{shortest(number)} %"
    return " ".join([shortest(number), *words]) if words else value


def _scaled(number: Fraction, told: _Format) -> str:
    """Return a number that is shown divided, with the word of scale for that: the format's own, or one of ours."""
    words = f"{told.before} {told.behind}".split()
    rest = [word for word in words if word.casefold().strip(".") != "rp"]
    if not any(scale_of_word(word) for word in rest):
        rest = [_OWN_SCALES[told.commas], *[one for one in rest if one.casefold().strip(".") not in _SHORT_SCALES]]
    money = ["Rp"] if any(word.casefold().strip(".") == "rp" for word in words) else []
    return " ".join([*money, shortest(number / 1000**told.commas), *filter(_says_something, rest)])


def _says_something(words: str) -> bool:
    return "%" not in words and (any(char.isalpha() for char in words) or words in _CURRENCIES)


def _section(value: int | float, code: str) -> str:
    """Return the section that a number is shown by: the first whose condition holds, or that of its sign."""
    sections = [""]
    for token in _TOKEN.findall(code):
        if token == ";":
            sections.append("")
        else:
            sections[-1] += token
    conditions = [_CONDITION.search(section) for section in sections]
    if any(conditions):
        return next(
            (
                section
                for section, condition in zip(sections, conditions, strict=True)
                if condition is None or _holds(value, condition[1], float(condition[2]))
            ),
            "",
        )
    place = 1 if value < 0 else 2 if value == 0 else 0
    return sections[place] if place < len(sections) else sections[0]


def _holds(value: int | float, sign: str, bound: float) -> bool:
    return {
        "<": value < bound,
        "<=": value <= bound,
        ">": value > bound,
        ">=": value >= bound,
        "=": value == bound,
        "<>": value != bound,
    }[sign]


def _told(section: str) -> _Format:
    before: list[str] = []
    behind: list[str] = []
    digits = ""
    percent = False
    for quoted, escaped, bracket, places, sign, _ in _PIECE.findall(section.replace("General", "0")):
        if places:
            digits += places
        elif sign:
            percent = True
        else:
            currency = bracket[1:].partition("-")[0] if bracket.startswith("$") else ""
            (behind if digits else before).append(quoted or escaped or currency)
    has_digits = any(place in digits for place in "0#?")
    return _Format(_words(before), _words(behind), _commas(digits) if has_digits else 0, percent, has_digits)


def _words(pieces: list[str]) -> str:
    return fold_space("".join(pieces)).strip(" .")


def _commas(digits: str) -> int:
    """Return how many commas stand behind all places of a number, or behind all before its point."""
    whole, _, rest = digits.partition(".")
    return len(whole) - len(whole.rstrip(",")) + len(rest) - len(rest.rstrip(","))
