"""Reads a satuan as people write it in a table: ``Orang/bulan``, ``OH``, ``juta rupiah``, ``m²``, ``kali/tahun``."""

from __future__ import annotations

import unicodedata
from fractions import Fraction
from functools import lru_cache
from typing import Final

from kinerja_formula.numerals import NumeralError, decode
from kinerja_formula.patterns import lazy_pattern
from kinerja_formula.units.algebra import Kind, Unit, common_parent
from kinerja_formula.units.vocabulary import Vocabulary, default_vocabulary
from kinerja_formula.units.words import tokens

__all__ = ["above_the_line", "is_money", "is_score", "money_paid", "own_unit", "read_unit", "unscaled"]

_LONGEST: Final = 200
_WORDS: Final = lazy_pattern(r"\s+|(?=[/()])|(?<=[/()])")
_RATE: Final = lazy_pattern(r"(?:per|/) ?([0-9][0-9.]*)(?: .*)?")
_NUMBER: Final = lazy_pattern(r"([0-9][0-9.]*) ?")
_DIVISION: Final = lazy_pattern(r" ?(/) ?| (per) ")
_PRODUCT: Final = lazy_pattern(r" ?[×·*] ?| x ")
_RAISED: Final = lazy_pattern(r"(?<=[^\W\d_])[²³⁴-⁹]|(?<=[^\W\d_][23])[²³⁴-⁹]")
_POWER: Final = lazy_pattern(r"([^\W\d_]+)\^([2-9])(?!\d)")
_EACH: Final = ("setiap ", "tiap ", "per ")


def own_unit(noun: str) -> Unit:
    """Return the unit of a noun that the vocabulary does not have: it meets nothing but itself.

    >>> own_unit("sumur").known
    False
    """
    return Unit([(Kind(noun, f"? {noun}", known=False), 1)])


def read_unit(text: str, vocabulary: Vocabulary | None = None) -> Unit | None:
    """Return the unit that a satuan writes; None where there is no word or a figure stands in front.

    A person and a time behind a slash are a product, any other slash and every "per" is a quotient; between words for
    kinds of one thing a slash means "or". A satuan outside the vocabulary is a unit of its own, ``known`` false.

    >>> [str(read_unit(text)) for text in ("Orang/bulan", "OH", "kali/tahun", "juta rupiah", "m2", "persen")]
    ['orang-bulan', 'orang-hari', 'kali/tahun', 'juta rupiah', 'm²', '%']
    >>> read_unit("sumur bor").known
    False
    """
    return _read(text, vocabulary or default_vocabulary())


@lru_cache(maxsize=2048)
def _read(text: str, vocabulary: Vocabulary) -> Unit | None:
    if len(text) > _LONGEST:
        return None
    marked = _RAISED.sub(lambda found: f"^{found[0]}", _with_capitals_told(text, vocabulary))
    folded = unicodedata.normalize("NFKC", marked).casefold().translate({ord("("): " ", ord(")"): " ", ord("–"): "-"})
    folded = " ".join(folded.split()).strip(" .,;:")
    # m^2 is a word of the vocabulary (m2), tahun^2 is none
    folded = _POWER.sub(
        lambda found: found[1] + found[2] if vocabulary.unit_of(found[1] + found[2]) else found[0], folded
    )
    whole = vocabulary.unit_of(folded)
    if whole is not None:
        return whole
    rate = _RATE.fullmatch(folded)
    if rate:
        size = _size(rate[1])
        return Unit((), 1 / size) if size else None
    numbered = folded[:1].isdigit() and folded.split()[0] not in vocabulary.scales  # 000 jiwa are thousands
    if numbered or not any(char.isalpha() for char in folded):
        return None
    pieces = [piece for piece in _DIVISION.split(folded) if piece is not None]
    unit = _factor(pieces[0], vocabulary)
    for sign, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        other = _denominator(piece, vocabulary)
        if unit is None or other is None:
            return None
        unit = _joined(unit, sign, other)
    return unit


def _with_capitals_told(text: str, vocabulary: Vocabulary) -> str:
    """Return a text with the units whose capitals tell them under their own names: ``ribu kW``, ``kW/unit``."""
    for word, meant in vocabulary.as_written.items():
        if word in text and meant.kind is not None:
            text = " ".join([meant.kind.name if one == word else one for one in _WORDS.split(text)])
    return text


def _size(digits: str) -> Fraction | None:
    try:
        return decode(digits.rstrip(".")).value or None
    except NumeralError:
        return None


def _joined(unit: Unit, sign: str, other: Unit) -> Unit:
    if sign == "/":
        left, right = unit.kind, other.kind
        if left is not None and right is not None and unit.scale == other.scale == 1:
            if left.family == "orang" and right.family == "waktu":
                return unit * other
            parent = common_parent(unit, other)
            if parent is not None:
                return parent
    return unit / other


def _denominator(text: str, vocabulary: Vocabulary) -> Unit | None:
    for word in _EACH:
        text = text.removeprefix(word)
    number = _NUMBER.match(text)
    if not number:
        return _factor(text, vocabulary)
    size, unit = _size(number[1]), _factor(text[number.end() :], vocabulary)
    return Unit(unit.parts, unit.scale * size) if size and unit else None


def _factor(text: str, vocabulary: Vocabulary) -> Unit | None:
    """Read what stands between two division signs: one satuan, or several known ones multiplied."""
    first, _, rest = text.partition(" ")
    scale = vocabulary.scales.get(first) if rest else None
    product = _product(text, vocabulary)
    if product is None and scale is not None:  # ribu orang-hari
        product = _product(rest, vocabulary)
        product = None if product is None else Unit(product.parts, product.scale * scale)
    return product or _simple(text.replace("^", ""), vocabulary)


def _product(text: str, vocabulary: Vocabulary) -> Unit | None:
    """Read several known units multiplied, or one with an exponent; None for anything else."""
    if vocabulary.unit_of(text) is not None:
        return None
    units = _factors(text, vocabulary)
    doubled = "-" in text and len(set(units)) == 1 < len(units)  # rapat-rapat
    if None in units or doubled or (len(units) < 2 and "^" not in text):
        return None
    product = Unit()
    for unit in units:
        product = product * unit if unit else product
    return product


def _factors(text: str, vocabulary: Vocabulary) -> list[Unit | None]:
    """Return the factors of a product; a word that has a hyphen of its own (orang-jam-pelajaran) stays whole."""
    found: list[Unit | None] = []
    for piece in _PRODUCT.split(text):
        parts = [part for part in piece.split("-") if part]
        while parts:
            units = [(length, _raised("-".join(parts[:length]), vocabulary)) for length in range(len(parts), 0, -1)]
            length, unit = next((one for one in units if one[1] is not None), (1, None))
            found.append(unit)
            parts = parts[length:]
    return found


def _raised(text: str, vocabulary: Vocabulary) -> Unit | None:
    """Read a known unit, with its exponent where it has one."""
    base, sign, power = text.rpartition("^")
    if not sign:
        return vocabulary.unit_of(text)
    unit = vocabulary.unit_of(base)
    return None if unit is None or len(power) != 1 or power not in "23456789" else unit ** int(power)


def is_money(unit: Unit | None) -> bool:
    """Tell whether a unit is one of money, whatever its scale.

    >>> is_money(read_unit("juta rupiah")), is_money(read_unit("orang")), is_money(None)
    (True, False, False)
    """
    return unit is not None and unit.kind is not None and unit.kind.family == "uang"


def money_paid(unit: Unit) -> Unit:
    """Return money times what it is paid for as the money: nobody counts in orang-rupiah.

    >>> str(money_paid(read_unit("orang") * read_unit("Rp"))), str(money_paid(read_unit("Rp/orang")))
    ('rupiah', 'Rp/orang')
    """
    if [exponent for kind, exponent in unit.parts if kind.family == "uang"] != [1]:
        return unit
    kept = [(kind, exponent) for kind, exponent in unit.parts if exponent < 0 or kind.family == "uang"]
    return Unit(kept, unit.scale)


def is_score(unit: Unit | None) -> bool:
    """Tell whether a unit is that of a score, a grade or an index.

    >>> is_score(read_unit("nilai")), is_score(read_unit("orang")), is_score(None)
    (True, False, False)
    """
    return unit is not None and unit.kind is not None and unit.kind.family == "nilai"


def above_the_line(unit: Unit) -> Unit:
    """Return a unit without what it is divided by: *juta rupiah/kapita* is juta rupiah of each.

    >>> str(above_the_line(read_unit("juta rupiah/kapita")))
    'juta rupiah'
    """
    return Unit([(kind, exponent) for kind, exponent in unit.parts if exponent > 0], unit.scale)


def unscaled(unit: Unit | None) -> str | None:
    """Return the unit that a word of scale stands before; None where there is no such word.

    >>> unscaled(read_unit("miliar rupiah")), unscaled(read_unit("orang"))
    ('rupiah', None)
    """
    return None if unit is None or unit.scale < _THOUSAND else str(Unit(unit.parts))


_THOUSAND: Final = 1000


def _simple(text: str, vocabulary: Vocabulary) -> Unit | None:
    words = [token.text for token in tokens(text)]
    if not any(any(char.isalpha() for char in word) for word in words):
        return vocabulary.unit_of(text) if words else None
    if len(words) > 1 and words[0] == "dalam":
        words.pop(0)
    scale = 1
    if len(words) == 1 and words[0] in vocabulary.scales:
        return Unit((), vocabulary.scales[words[0]])
    if len(words) > 1 and words[0] in vocabulary.scales:
        scale = vocabulary.scales[words.pop(0)]
    elif len(words) > 1 and words[-1] in vocabulary.scales:
        scale = vocabulary.scales[words.pop()]
    elif len(words) == 2 and words[1] in vocabulary.money_scales and is_money(vocabulary.units.get(words[0])):
        scale = vocabulary.money_scales[words.pop()]  # Rp M
    for length in range(len(words), 0, -1):  # the head word comes first: "dokumen perencanaan" is a dokumen
        phrase = " ".join(words[:length])
        unit = vocabulary.units.get(phrase) or vocabulary.nouns.get(phrase)
        if unit is not None:
            return Unit(unit.parts, unit.scale * scale)
    return own_unit(" ".join(words))
