"""Indonesian numbers both ways, exact: ``6.254``, ``81,35 %``, ``Rp 1,2 miliar``, ``dua belas`` ↔ Fraction.

Nothing here ever returns a float, and a text that isn't wholly one figure is a :class:`NumeralError`, never a guess.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cache, lru_cache
from numbers import Integral, Rational, Real
from typing import Final, NamedTuple

from kinerja_formula.patterns import lazy_pattern
from kinerja_formula.scale_words import SCALES, scale_words, sizes

__all__ = [
    "MAX_DIGITS",
    "NUMBER_WORDS",
    "Figure",
    "Numeral",
    "NumeralError",
    "decode",
    "decode_in_formula",
    "exact",
    "format_number",
    "half_up",
    "read_figure",
    "read_words",
    "scale_of_word",
    "shortest",
    "to_words",
]

MAX_DIGITS: Final = 400
"""How many digits a number may have; small enough that no arithmetic on it can be slow."""

_HARD_LIMIT: Final = 4000
"""A caller's ``max_digits`` counts up to here: Python itself refuses to write out longer integers."""

_REASONS: Final = {
    "kosong": "tidak ada angka",
    "nihil": "“nihil” dapat berarti nol atau tidak ada data",
    "bukan-angka": "tidak terbaca sebagai angka",
    "terlalu-panjang": "angka terlalu panjang",
    "tak-hingga": "angka tak hingga",
    "bukan-bilangan": "bukan bilangan (NaN)",
    "satuan-ganda": "lebih dari satu angka atau satuan",
    "rentang-terbalik": "batas bawah rentang melebihi batas atasnya",
    "penyebut-nol": "penyebut pecahan nol",
    "rumus-tanpa-nilai": "rumus lembar kerja yang nilainya belum tersimpan",
    "satuan-tak-dikenal": "satuannya tidak dikenal",
    "bukan-tanggal": "tanggal itu tidak ada",
    "jam": "adalah jam, bukan lama waktu",
    "benar-salah": "hanya berarti benar atau salah",
    "tak-berujung": "pecahan desimalnya tidak berujung",
}


class NumeralError(ValueError):
    """A text or value that is not one finite number: ``reason`` is a stable slug, ``offset`` the place in the text.

    >>> NumeralError("kosong", 3)
    NumeralError('kosong', 3)
    """

    def __init__(self, reason: str, offset: int = 0) -> None:
        super().__init__(reason, offset)
        self.reason = reason
        self.offset = offset

    def __str__(self) -> str:
        return _REASONS.get(self.reason, self.reason)


class Numeral(NamedTuple):
    """A number cut out of a text.

    ``decimal_point``: a dot that can't group thousands was read as the decimal mark (``4.25``, ``0.321``);
    ``english``: commas were read as thousands marks (``855,830,897,000``).
    """

    value: Fraction
    decimal_point: bool = False
    english: bool = False


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


# Digits

_GROUPED: Final = lazy_pattern(r"[1-9][0-9]{0,2}(?:[.,][0-9]{3})+")
_SEPARATED: Final = lazy_pattern(r"[0-9]++(?:[.,][0-9]++)++")


_ROUND_THOUSANDS: Final = lazy_pattern(r"[1-9][0-9]{0,2}(?:(?:,000){1,4}|(?: 000){1,4})")


def decode_in_formula(digits: str, *, max_digits: int = MAX_DIGITS) -> Numeral:
    """Return the number that a formula writes: as :func:`decode` does, but 100,000 and 100 000 are hundred thousand.

    Nobody writes three decimals of a factor that say nothing.

    >>> decode_in_formula("100,000").value, decode_in_formula("1 000 000").value, decode_in_formula("2,500").value
    (Fraction(100000, 1), Fraction(1000000, 1), Fraction(5, 2))
    """
    if _ROUND_THOUSANDS.fullmatch(digits):
        digits = digits.replace(",", ".").replace(" ", ".")
    return decode(digits, max_digits=max_digits)


def decode(digits: str, *, max_digits: int = MAX_DIGITS) -> Numeral:
    """Return the number that digits, dots and commas write, by the Indonesian rule.

    Raises NumeralError ``bukan-angka`` where the marks make no number, ``terlalu-panjang`` beyond ``max_digits``.

    >>> decode("1.250.000,50").value, decode("3.500").value, decode("170,395").value
    (Fraction(2500001, 2), Fraction(3500, 1), Fraction(34079, 200))
    >>> decode("0.321").decimal_point, decode("855,830,897,000").english
    (True, True)
    """
    if digits.isdecimal() and digits.isascii():
        if len(digits) > max_digits or len(digits) > _HARD_LIMIT:
            raise NumeralError("terlalu-panjang")
        return Numeral(Fraction(int(digits)))
    if not _SEPARATED.fullmatch(digits):
        raise NumeralError("bukan-angka" if digits else "kosong")
    dots, commas = digits.count("."), digits.count(",")
    decimal_point = english = False
    if dots and commas:
        mark = "," if digits.rindex(",") > digits.rindex(".") else "."
        whole, _, rest = digits.rpartition(mark)
        if mark in whole or not _GROUPED.fullmatch(whole):
            raise NumeralError("bukan-angka", digits.index(mark))
        decimal_point = english = mark == "."
    elif dots + commas == 1:
        whole, mark, rest = digits.partition("." if dots else ",")
        if dots and _GROUPED.fullmatch(digits):
            whole, rest = digits, ""
        decimal_point = bool(dots and rest)
    else:
        if not _GROUPED.fullmatch(digits):
            raise NumeralError("bukan-angka")
        whole, rest, english = digits, "", bool(commas)
    joined = whole.replace(".", "").replace(",", "") + rest
    if len(joined) > max_digits or len(joined) > _HARD_LIMIT:
        raise NumeralError("terlalu-panjang")
    return Numeral(Fraction(int(joined), 10 ** len(rest)), decimal_point, english)


# Words

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


def _number_words(word: str) -> list[str]:
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
        parts = _number_words(written)
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
    value = _within(Fraction(value), MAX_DIGITS)
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


# A whole cell

_SIGNS: Final = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63", "-")
    | dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff", " ")
    | {"\u2044": "/"}
)
"""One sign for one sign, so that offsets stay those of the text. Not NFKC, which makes 5² a 52."""

_COMPARISONS: Final = {
    ">=": "≥|>=|=>|minimal|minimum|sekurang - kurangnya|sekurangnya|setidak - tidaknya|setidaknya|paling sedikit"
    "|paling kurang|paling rendah|serendah - rendahnya|tidak kurang dari",
    "<=": "≤|<=|=<|maksimal|maksimum|setinggi - tingginya|sebanyak - banyaknya|paling banyak|paling tinggi"
    "|paling besar|tidak lebih dari|tidak melebihi|paling lama|paling lambat|selambat - lambatnya|selama - lamanya",
    ">": ">|di atas|diatas|lebih dari|lebih besar dari",
    "<": "<|di bawah|dibawah|kurang dari|lebih kecil dari",
}
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


_COMPARISON: Final = _pattern(
    "|".join([f"({words})" for words in _COMPARISONS.values()]).replace(" - ", r"\s*-\s*").replace(" ", r"\s+")
)
_NO_FIGURE: Final = _pattern(r"(?:rp\.?\s*)?(?:-++|n\s*/\s*a|kosong|belum ada|tidak ada)\.?")
_AMOUNT: Final = _pattern(r"([+-])?((?:rp|idr)(?![^\W\d_])\s*\.?\s*)?([+-])?([0-9](?:[0-9.,]*[0-9])?)?")
_LATE_DECIMALS: Final = _pattern(r",\s++([0-9])(?![.,]?[0-9])")
_DENOMINATOR: Final = _pattern(r"\s*/\s*([0-9]++)(?![.,][0-9])")
_MONEY_TAIL: Final = _pattern(r"[.,]\s*(?:-{1,2}|=)(?!\s*[0-9])")
_PERCENT: Final = _pattern(r"\s*(?:%|(?:persen|prosen)(?!\w))")
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
    money: bool
    percent: bool
    end: int


def _quantity(text: str, start: int, max_digits: int) -> _Quantity:
    amount = _AMOUNT.match(text, start)
    assert amount is not None  # every part of the pattern may be absent
    sign = (amount[1] or "") + (amount[3] or "")
    money, scale, end = amount[2] is not None, 1, amount.end()
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
            money, end = True, tail.end()
        word = _WORD.match(text, end)
        if word:
            scale = (_MONEY_SCALES if money else _SHORT_SCALES).get(word[1].casefold(), 1)
            end = word.end() if scale > 1 else end
    percent = _PERCENT.match(text, end)
    return _Quantity(numeral, scale, money, percent is not None, percent.end() if percent else end)


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
    while (word := _WORD.match(text, end)) and _number_words(word[1].casefold()):
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


def _unit(rest: str, start: int, *, money: bool, percent: bool) -> str | None:
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
    if (percent and money) or (unit and (percent or money)):
        raise NumeralError("satuan-ganda", start)
    if not unit:
        return "%" if percent else "rupiah" if money else None
    if not _is_unit(unit, glued=not rest[0].isspace()):
        raise NumeralError("bukan-angka", start)
    return "rupiah" if unit.casefold() in ("rupiah", "rp", "idr") else unit


def _adds_nothing(word: str, *, money: bool, percent: bool) -> bool:
    """Tell whether what follows a figure says again what its sign says, or of what it is: *75 % dari undangan*."""
    return (percent and (word == "%" or word.startswith("dari "))) or (money and word == "rupiah")


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
        comparison = tuple(_COMPARISONS)[(sign.lastindex or 1) - 1]
        start = _skip_space(clean, sign.end())
    low = last = _quantity(clean, start, max_digits)
    value, upper = low.numeral.value * low.scale, None
    connector = _UP_TO.match(clean, low.end)
    if connector:
        if comparison:
            raise NumeralError("bukan-angka", low.end)
        last = _quantity(clean, connector.end(), max_digits)
        upper = last.numeral.value * last.scale
        if low.scale == 1 and value <= last.numeral.value:  # in "5 - 10 juta" the scale belongs to both
            value *= last.scale
        if value > upper:
            raise NumeralError("rentang-terbalik", start)
    words, rest = _words_in_brackets(clean[last.end :], percent=last.percent)
    unit = _unit(rest, last.end, money=low.money or last.money, percent=low.percent or last.percent)
    decimal_point = low.numeral.decimal_point or last.numeral.decimal_point
    english = low.numeral.english or last.numeral.english
    return Figure(value, upper, unit, comparison, words, decimal_point, english)


# Python numbers, and writing


@lru_cache(maxsize=8)
def _bound(max_digits: int) -> int:
    return int(10 ** min(max_digits, _HARD_LIMIT))


def _within(value: Fraction, max_digits: int) -> Fraction:
    if abs(value.numerator) >= _bound(max_digits) or value.denominator > _bound(max_digits):
        raise NumeralError("terlalu-panjang")
    return value


def exact(value: object, *, max_digits: int = MAX_DIGITS) -> Fraction:
    """Return a Python or numpy number as a Fraction; a float means its shortest decimal (0.1 is 1/10).

    Raises NumeralError: ``bukan-bilangan`` (NaN), ``tak-hingga``, ``terlalu-panjang``, ``bukan-angka`` (also for bool).

    >>> exact(0.1), exact(18)
    (Fraction(1, 10), Fraction(18, 1))
    """
    if isinstance(value, bool):
        raise NumeralError("bukan-angka")
    if isinstance(value, (int, Integral)):
        return _within(Fraction(int(value)), max_digits)
    if isinstance(value, (Fraction, Rational)):
        return _within(Fraction(int(value.numerator), int(value.denominator)), max_digits)
    if isinstance(value, float):
        text = float.__repr__(value)
    elif isinstance(value, (Decimal, Real)):
        text = str(value)  # of a numpy float32 its shortest, where going through float would show the binary error
    else:
        raise NumeralError("bukan-angka")
    try:
        decimal = Decimal(text)
    except InvalidOperation:
        raise NumeralError("bukan-angka") from None
    if not decimal.is_finite():
        raise NumeralError("tak-hingga" if decimal.is_infinite() else "bukan-bilangan")
    if decimal and (decimal.adjusted() >= max_digits or -int(decimal.as_tuple().exponent) > max_digits):
        raise NumeralError("terlalu-panjang")  # before 10**999999 is made
    return _within(Fraction(decimal), max_digits)


def half_up(value: Fraction, decimals: int) -> Fraction:
    """Return the number rounded half up (ties away from zero), as figures are rounded for show in the field.

    >>> half_up(Fraction(81175, 1000), 2), half_up(Fraction(-5, 2), 0)
    (Fraction(4059, 50), Fraction(-3, 1))
    """
    size = 10**decimals
    whole = _half_up_in(value, size)
    return Fraction(whole if value >= 0 else -whole, size)


def _half_up_in(value: Fraction, size: int) -> int:
    """Return how many parts of one in ``size`` the number is without its sign, rounded half up."""
    return int((2 * abs(value.numerator) * size + value.denominator) // (2 * value.denominator))


def format_number(value: Fraction | int, *, decimals: int = 2, trim: bool = False, group: bool = True) -> str:
    """Return the number as Indonesian readers write it, rounded half up (ties away from zero).

    ``trim`` drops decimals that are zero at the end; ``group`` sets dots between thousands.

    >>> format_number(Fraction(2001, 8)), format_number(-1250000, trim=True), format_number(Fraction(5, 1000))
    ('250,13', '-1.250.000', '0,01')
    """
    if not 0 <= decimals <= MAX_DIGITS:
        raise ValueError(f"decimals must be 0 to {MAX_DIGITS}, not {decimals}")
    value = _within(value if type(value) is Fraction else Fraction(value), _HARD_LIMIT)
    size = 10**decimals
    rounded = _half_up_in(value, size)
    whole, rest = divmod(rounded, size)
    text = f"{whole:,}".replace(",", ".") if group else str(whole)
    tail = str(rest).zfill(decimals) if decimals else ""
    if trim:
        tail = tail.rstrip("0")
    sign = "-" if value < 0 and rounded else ""
    return f"{sign}{text},{tail}" if tail else sign + text


_ALIGNED: Final = ("%", "1")
_RATE: Final = "per "


def shown_number(value: Fraction | int, unit: str | None, *, decimals: int = 2) -> str:
    """Return a number as it stands wherever a figure is shown: the one rule for terminal, HTML, Word, Excel and JSON.

    A whole number of what is counted has no decimals: 25 puskesmas. A percentage, a rate (``"per 1000"``) and a bare
    ratio (``"1"``) always have them, and so has any number that is not whole, even if it is rounded to one.

    >>> shown_number(25, "puskesmas"), shown_number(100_000, None), shown_number(Fraction(3, 2), "jam")
    ('25', '100.000', '1,50')
    >>> shown_number(90, "%"), shown_number(7, "per 1000"), shown_number(Fraction(24999, 1000), "orang")
    ('90,00', '7,00', '25,00')
    """
    is_count = unit not in _ALIGNED and not (unit or "").startswith(_RATE)
    whole = is_count and Fraction(value).denominator == 1
    return format_number(value, decimals=0 if whole else decimals)


_LONG_WHOLE: Final = lazy_pattern(r"(?<![0-9.,/])[0-9]{5,}(?=,[0-9]|(?![0-9.,/]))")


def with_thousands(text: str) -> str:
    """Return a text with dots between the thousands of its long numbers; four digits without dots may be a year.

    >>> with_thousands("100000 / 120000 × 100%"), with_thousands("2025"), with_thousands("12500,75 + 1/30000")
    ('100.000 / 120.000 × 100%', '2025', '12.500,75 + 1/30000')
    """
    return _LONG_WHOLE.sub(lambda found: format_number(int(found[0]), decimals=0), text)


def shown_figure(text: str) -> str:
    """Return a figure as somebody typed it with dots between its thousands; a text that is no figure as it is.

    >>> shown_figure("100000 dokumen"), shown_figure("SK 100000 tentang target")
    ('100.000 dokumen', 'SK 100000 tentang target')
    """
    if not _LONG_WHOLE.search(text):
        return text
    try:
        read_figure(text)
    except NumeralError:
        return text
    return with_thousands(text)


_SHORT_DIGITS: Final = 30


def shortest(value: Fraction | int) -> str:
    """Return the exact number: an Indonesian decimal where that ends within 30 digits, else a fraction ``p/q``.

    :func:`read_figure` gives the value back.

    >>> shortest(Fraction(8135, 100)), shortest(Fraction(1, 3)), shortest(Fraction(6254))
    ('81,35', '1/3', '6254')
    """
    value = _within(value if type(value) is Fraction else Fraction(value), _HARD_LIMIT)
    size = 10**_SHORT_DIGITS
    if value.denominator > 1 and value.denominator <= size and size % value.denominator == 0:
        digits = str(abs(value.numerator) * (size // value.denominator)).zfill(_SHORT_DIGITS + 1)
        whole, rest = digits[:-_SHORT_DIGITS], digits[-_SHORT_DIGITS:].rstrip("0")
        if len(whole) + len(rest) <= _SHORT_DIGITS:
            return f"{'-' if value < 0 else ''}{whole},{rest}"
    return str(value)
