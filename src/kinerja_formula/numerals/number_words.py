"""Numbers in words (terbilang), both ways: ``dua puluh sembilan``, ``duabelas koma nol lima`` ↔ Fraction."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Final

from kinerja_formula.numerals.errors import NumeralError
from kinerja_formula.numerals.limits import MAX_DIGITS, within
from kinerja_formula.patterns import lazy_pattern
from kinerja_formula.scale_words import SCALES, scale_words

__all__ = ["NUMBER_WORDS", "plain_number_words", "read_words", "to_words"]

_DIGITS: Final = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_DIGIT: Final = {word: value for value, word in enumerate(_DIGITS)}
_SCALES: Final = tuple(SCALES.items())[::-1]
_BIGGEST: Final = _SCALES[0][0]
_SPELLINGS: Final = scale_words("spellings", "number_spellings")
_COUNTED: Final = ("belas", "puluh", "ratus", *SCALES, *_SPELLINGS)
_ONES: Final = {"seratus": "ratus", **scale_words("one")}
_SINGLE: Final = (*_DIGITS, "sepuluh", "sebelas", *_ONES, "setengah", *_COUNTED)
_JOINTS: Final = ("koma", "per", "minus", "min")
"""What number words may hold besides; alone these are everyday words."""

NUMBER_WORDS: Final = frozenset((*_SINGLE, *(count + word for count in _DIGITS[1:] for word in _COUNTED)))
"""The single words that number words are made of, in lower case, with joined ones (``duabelas``) as one word."""

_WORD_PART: Final = lazy_pattern("|".join(sorted((*_SINGLE, *_JOINTS), key=len, reverse=True)))


def plain_number_words(word: str) -> list[str]:
    """Cut a word into the plain number words it is made of; nothing if it holds anything else."""
    parts = _WORD_PART.findall(word)
    if "".join(parts) != word:
        return []
    plain = " ".join([_SPELLINGS.get(part, part) for part in parts])
    for one, word in _ONES.items():
        plain = plain.replace(one, f"satu {word}")
    return plain.split()


def _hundreds_in_words(number: int) -> list[str]:
    """Write 0 (nothing) to 999, with ``satu ratus`` for 100."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "ratus"] if hundreds else []
    if rest in (10, 11):
        return [*words, "sepuluh" if rest == 10 else "sebelas"]
    if tens == 1:
        return [*words, _DIGITS[ones], "belas"]
    return words + ([_DIGITS[tens], "puluh"] if tens else []) + ([_DIGITS[ones]] if ones else [])


@cache
def _hundreds() -> dict[tuple[str, ...], int]:
    return {tuple(_hundreds_in_words(number)): number for number in range(1, 1000)}


def _whole(words: list[str], scales: tuple[tuple[str, int], ...] = _SCALES) -> int | None:
    """Read a positive whole number: what stands before the biggest scale word counts it, the rest is added."""
    for index, (name, size) in enumerate(scales):
        if name in words:
            before, after = words[: words.index(name)], words[words.index(name) + 1 :]
            # only the last scale with a name can be counted in thousands ("seribu triliun")
            count = _whole(before) if name == _BIGGEST else _hundreds().get(tuple(before))
            below = _whole(after, scales[index + 1 :]) if after else 0
            return None if count is None or below is None else count * size + below
    return _hundreds().get(tuple(words))


def _unsigned(words: list[str]) -> Fraction | None:
    """Read a number without sign and without ``per``."""
    if "setengah" in words[1:]:  # "dua setengah juta"
        place = words.index("setengah", 1)
        before, scales = _unsigned(words[:place]), words[place + 1 :]
        if before is None or len(scales) > 1 or any(word not in SCALES for word in scales):
            return None
        return (before + Fraction(1, 2)) * (SCALES[scales[0]] if scales else 1)
    if "koma" not in words:
        whole = 0 if words == ["nol"] else _whole(words)
        return None if whole is None else Fraction(whole)
    place = words.index("koma")
    before, decimals = _unsigned(words[:place]), words[place + 1 :]
    scale = SCALES[decimals.pop()] if decimals and decimals[-1] in SCALES else 1  # "satu koma dua miliar"
    if before is None or not decimals or len(decimals) > MAX_DIGITS or not _DIGIT.keys() >= set(decimals):
        return None
    digits = "".join([str(_DIGIT[word]) for word in decimals])
    return (before + Fraction(int(digits), 10 ** len(digits))) * scale


_BEYOND_WORDS: Final = 10**24
"""From here on no number has words."""


def read_words(text: str) -> Fraction | None:
    """Return the value of a text that is wholly number words (terbilang), or None.

    >>> read_words("dua puluh sembilan"), read_words("Duabelas koma nol lima"), read_words("dua puluh lima per seratus")
    (Fraction(29, 1), Fraction(241, 20), Fraction(1, 4))
    >>> read_words("dua belas koma") is read_words("dua tiga") is read_words("dua orang") is None
    True
    """
    words: list[str] = []
    for written in text.casefold().split():
        parts = plain_number_words(written)
        if not parts or len(words) > 2 * MAX_DIGITS:
            return None
        words += parts
    sign = 1
    if words and words[0] in ("minus", "min"):
        sign = -1
        del words[0]
    place = words.index("per") if "per" in words else len(words)
    above = _unsigned(words[:place])
    under = _unsigned(words[place + 1 :]) if place < len(words) else Fraction(1)
    if above is None or not under or above >= _BEYOND_WORDS:
        return None
    return sign * above / under


def _whole_in_words(number: int) -> list[str]:
    words: list[str] = []
    for name, size in _SCALES:
        count, number = divmod(number, size)
        if count:
            words += ["seribu"] if count == 1 and name == "ribu" else [*_whole_in_words(count), name]
    return words + _hundreds_in_words(number)


def to_words(value: int | Fraction) -> str:
    """Return the number in Indonesian words, as :func:`read_words` reads them.

    Raises NumeralError: ``terlalu-panjang`` from 10^24 on, ``tak-berujung`` where the decimals don't end.

    >>> to_words(1500), to_words(Fraction(-1, 20))
    ('seribu lima ratus', 'minus nol koma nol lima')
    """
    value = within(Fraction(value), MAX_DIGITS)
    whole, rest = divmod(abs(value), 1)
    if whole >= _BEYOND_WORDS:
        raise NumeralError("terlalu-panjang")
    size = 10**MAX_DIGITS
    if size % rest.denominator:
        raise NumeralError("tak-berujung")
    words = ["minus"] if value < 0 else []
    words += _whole_in_words(whole) or ["nol"]
    if rest:
        decimals = str(rest.numerator * (size // rest.denominator)).zfill(MAX_DIGITS).rstrip("0")
        words += ["koma", *(_DIGITS[int(digit)] for digit in decimals)]
    return " ".join(words).replace("satu ratus", "seratus")
