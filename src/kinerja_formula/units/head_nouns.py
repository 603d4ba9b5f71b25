"""The unit that the head noun of a name tells: ``Jumlah pegawai yang hadir`` counts pegawai, who are orang."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from kinerja_formula.numerals import NUMBER_WORDS
from kinerja_formula.units.algebra import Kind, Unit
from kinerja_formula.units.satuan import own_unit, read_unit
from kinerja_formula.units.vocabulary import Noun, Vocabulary, default_vocabulary
from kinerja_formula.units.words import Token, key, tokens

__all__ = ["EXACT", "HeadUnit", "head_unit", "is_suggested", "names_unit", "unit_in_brackets"]

_BRACKETED: Final = ("ukuran", "waktu", "uang")
_MEASURED: Final = ("ukuran", "uang", "waktu")
_LONGEST_BRACKET: Final = 30
_THOUSAND: Final = 1000
_MOST_OF_SCALE: Final = 4
_BEFORE_NOUNS: Final = ("counts", "quantifiers", "figures")
"""Words that may stand before the noun: Jumlah, seluruh, Nilai."""
EXACT: Final = ("uang", "waktu", "ukuran")
"""Families whose figures are of no use in another unit: money, times, sizes."""
_LONGEST_NAME: Final = 1000
"""The head stands at the beginning; what is further on decides nothing and is not kept."""


class HeadUnit(NamedTuple):
    """What a name tells: the unit, the place of the deciding words in the name, whether the vocabulary knows them.

    ``sure``: it is counted (*Jumlah pegawai*), measured (*Luas sawah*, *hari kerja*), money (*Pendapatan daerah*) or in
    brackets. ``open``: the noun often stands for something else, *Provinsi* for the money that comes from it.
    """

    unit: Unit
    start: int
    end: int
    known: bool
    sure: bool = False
    open: bool = False


def head_unit(name: str, vocabulary: Vocabulary | None = None) -> HeadUnit | None:
    """Return the unit that a name tells by its head noun, or None where it tells none.

    Words such as Jumlah, Total, seluruh are passed over; the longest noun wins. A process (pelaksanaan, penyusunan) and
    a list of different things tell none. After Jumlah an unknown noun is a unit of its own.

    >>> name = "Jumlah seluruh ASN Kecamatan"
    >>> told = head_unit(name)
    >>> str(told.unit), told.unit.name, name[told.start : told.end]
    ('orang', 'asn', 'ASN')
    >>> head_unit("Jumlah pelaksanaan penjagaan") is None
    True
    """
    return _head_unit(name[:_LONGEST_NAME], vocabulary or default_vocabulary())


def names_unit(name: str, vocabulary: Vocabulary | None = None) -> bool:
    """Tell whether a name writes the unit of its figure, and no noun only suggests it.

    >>> [names_unit(text) for text in ("Panjang jalan (km)", "Jumlah hari kerja", "Panjang jalan", "Realisasi PAD")]
    [True, True, False, False]
    """
    told, own = head_unit(name, vocabulary), vocabulary or default_vocabulary()
    if told is None or not told.known:
        return False
    return name[told.end : told.end + 1] == ")" or own.unit_of(name[told.start : told.end]) is not None


def is_suggested(name: str) -> bool:
    """Whether only the noun of a name suggests the size, time or money that its figure is."""
    told = head_unit(name)
    return told is not None and any(kind.family in EXACT for kind, _ in told.unit.parts) and not names_unit(name)


def unit_in_brackets(name: str) -> bool:
    """Whether a name writes the unit of its figure in brackets at its end: ``Luas tanam (ha)``."""
    return _unit_in_brackets(name[:_LONGEST_NAME], default_vocabulary()) is not None


@lru_cache(maxsize=4096)
def _head_unit(name: str, vocabulary: Vocabulary) -> HeadUnit | None:
    bracketed = _unit_in_brackets(name, vocabulary)
    if bracketed:
        return bracketed._replace(sure=True)
    found = tokens(name)
    told = _Head(found, vocabulary).read(0)
    if told:
        sure, open_noun = _is_sure(told, found, vocabulary), _is_open(told, found, vocabulary)
        return told._replace(sure=sure and not open_noun, open=open_noun)
    for place, (word, following) in enumerate(pairwise(found)):
        # "Hasil pengawasan dalam bentuk jumlah sampel"
        if word.text in vocabulary.words("heads", "restarts") and following.text in vocabulary.words("heads", "counts"):
            told = _Head(found, vocabulary).read(place + 1)
            return None if told is None else told._replace(sure=told.known)
    return None


def _is_open(told: HeadUnit, found: list[Token], vocabulary: Vocabulary) -> bool:
    counted = any(token.start < told.start and token.text in vocabulary.words("heads", "counts") for token in found)
    nouns = vocabulary.words("heads", "ambiguous") | (frozenset() if counted else vocabulary.words("heads", "several"))
    return any(token.text in nouns for token in found if told.start <= token.start < told.end)


def _is_sure(told: HeadUnit, found: list[Token], vocabulary: Vocabulary) -> bool:
    before = [token.text for token in found if token.start < told.start]
    if not told.known:
        return False
    if any(word in vocabulary.words("heads", "counts") for word in before):
        return True
    kind = told.unit.kind
    light = vocabulary.words("heads", "figures") | vocabulary.words("heads", "quantifiers")
    return light.issuperset(before) and kind is not None and kind.family in _MEASURED


def _unit_in_brackets(name: str, vocabulary: Vocabulary) -> HeadUnit | None:
    """A measure in brackets at the end beats the noun: ``Volume produksi (m3)``. Other brackets gloss the noun."""
    stripped = name.rstrip(" .,;")
    start = stripped.rfind("(")
    if not stripped.endswith(")"):
        return _scale_behind(stripped, vocabulary)
    if start <= 0 or not stripped.endswith(")") or len(stripped) - start > _LONGEST_BRACKET:
        return None
    inner = stripped[start + 1 : -1].strip()
    unit = _letter_of(stripped[:start], inner, vocabulary) if len(inner) == 1 else _written_unit(inner, vocabulary)
    if unit is None or not unit.known:
        return None
    if not unit.parts and unit.scale >= _THOUSAND:  # (dalam ribuan): thousands of what the noun tells
        told = _head_unit(stripped[:start], vocabulary)
        return None if told is None else HeadUnit(unit * told.unit, start + 1, len(stripped) - 1, told.known)
    if unit.kind and unit.scale < _THOUSAND and len(inner) > 1 and not _is_plain(unit.kind, inner):
        return None
    return HeadUnit(unit, start + 1, len(stripped) - 1, True)


def _scale_behind(name: str, vocabulary: Vocabulary) -> HeadUnit | None:
    """``Nilai investasi, dalam Rp triliun``, ``Belanja dalam juta rupiah``: told behind the name."""
    found = tokens(name[-_LONGEST_BRACKET:])
    place = next(
        (at for at in range(len(found) - 1, -1, -1) if found[at].text in vocabulary.words("heads", "in")), None
    )
    if place is None or place + 1 == len(found) or len(found) - place > _MOST_OF_SCALE:
        return None
    start = len(name) - len(name[-_LONGEST_BRACKET:]) + found[place + 1].start
    unit = _written_unit(name[start:], vocabulary)
    if unit is None or not unit.known or unit.scale < _THOUSAND:
        return None
    if unit.parts:
        return HeadUnit(unit, start, len(name), True)
    told = _head_unit(name[: len(name) - len(name[-_LONGEST_BRACKET:]) + found[place].start], vocabulary)
    return None if told is None else HeadUnit(unit * told.unit, start, len(name), told.known)


def _letter_of(name: str, letter: str, vocabulary: Vocabulary) -> Unit | None:
    """Return the unit of one letter, where the noun before it is of that quantity: Panjang jalan (m)."""
    unit = vocabulary.unit_of(letter)
    told = None if unit is None or letter == "%" else _head_unit(name, vocabulary)
    return unit if letter == "%" or (told and unit and told.unit.factor_to(unit) is not None) else None


def _written_unit(inner: str, vocabulary: Vocabulary) -> Unit | None:
    """Return the unit that a bracket holds: a word for one, one with a word of scale, or a measure per something."""
    unit = vocabulary.unit_of(inner)
    if unit is not None:
        return unit if len(unit.parts) < 2 else None
    found = {token.text for token in tokens(inner)}
    if found & vocabulary.scales.keys() or (len(found) == 2 and found & vocabulary.money_scales.keys()):
        unit = read_unit(inner, vocabulary)  # (juta rupiah)
        return None if unit is None or len(unit.parts) > 1 else unit
    if "/" in inner or "per" in found:
        unit = read_unit(inner, vocabulary)
        return unit if unit is not None and any(kind.family in _BRACKETED for kind, _ in unit.parts) else None
    return None


def _is_plain(kind: Kind, written: str) -> bool:
    """Whether a satuan in brackets can be nothing else: (SR) and (TA) are abbreviations of many things."""
    if key(written) in (key(kind.name), key(kind.shown), key(kind.symbol)):
        return kind.family in _BRACKETED or kind.parent is None
    return kind.family in _BRACKETED and len(written) > 2


def _is_time(unit: Unit | None) -> bool:
    return unit is not None and unit.kind is not None and unit.kind.family == "waktu"


class _Head:
    """Walks over the words of one name."""

    def __init__(self, found: list[Token], vocabulary: Vocabulary) -> None:
        self.found = found
        self.vocabulary = vocabulary

    def has(self, place: int, table: str, *names: str) -> bool:
        if place >= len(self.found):
            return False
        return any(self.found[place].text in self.vocabulary.words(table, name) for name in names)

    def read(self, place: int) -> HeadUnit | None:
        counted, weak = False, False
        fallback: HeadUnit | None = None
        while place < len(self.found):
            if place and self.found[place].text == "%":  # the sign of a figure; only in front it is a noun
                return fallback
            noun = self.vocabulary.longest_noun(self.found, place, counted=counted and not weak)
            role = self.role_before_noun(place, noun)
            if noun is not None and role == "forms":
                fallback = fallback or self.told(noun.unit, place, place + 1)
                place = self.behind_or(place + 1)
            elif role:
                counted, weak = counted or role == "counts", weak or role == "figures"
                place += 1
            elif noun is not None:
                if weak and _is_time(noun.unit):
                    return None  # "Realisasi Triwulan I" is the realization of a period, not a length of time
                return self.better_of(fallback, self.with_list(noun.unit, place, place + noun.length))
            elif self.is_number(place):
                place += 1
            else:
                return fallback or (self.unknown(place) if counted and not weak else None)
        return fallback

    def role_before_noun(self, place: int, noun: Noun | None) -> str:
        """Return as what a word stands before the noun that is looked for, empty if it is that noun or nothing known.

        Several words that are a noun together are it; a form is a noun too, if no better one follows.
        """
        if noun is not None and noun.length > 1:
            return ""
        for role in _BEFORE_NOUNS:
            if self.has(place, "heads", role):
                return role
        return "forms" if noun is not None and self.has(place, "heads", "forms") else ""

    def behind_or(self, place: int) -> int:
        while self.has(place, "list_words", "or"):
            place += 1
        return place

    def is_number(self, place: int) -> bool:
        """Whether a word is a number: *3 (tiga) dokumen*."""
        return self.found[place].text.isdecimal() or self.found[place].text in NUMBER_WORDS

    def better_of(self, fallback: HeadUnit | None, told: HeadUnit | None) -> HeadUnit | None:
        """A form counts as the noun after it only if both are of one tree: draf laporan, arsip dokumen."""
        if fallback is None or (told is not None and told.unit.dimension == fallback.unit.dimension):
            return told
        return fallback

    def told(self, unit: Unit | None, first: int, after: int) -> HeadUnit | None:
        if unit is None:
            return None
        return HeadUnit(unit, self.found[first].start, self.found[after - 1].end, True)

    def with_list(self, unit: Unit | None, first: int, after: int) -> HeadUnit | None:
        """Read on over nouns joined to the first: other names of it by a slash, different things by "dan"."""
        told = self.told(unit, first, after)
        if unit is not None and after - first == 1 and self.has(first, "heads", "worths"):
            return self.value_of(after) or told
        place = after
        while self.has(place, "list_words", "and", "or"):
            other = self.has(place, "list_words", "or")
            place += 1
            while self.has(place, "list_words", "and"):  # ", dan"
                place += 1
            noun = self.vocabulary.longest_noun(self.found, place)
            if noun is None:
                break
            end = place + noun.length
            if other:
                told = told or self.told(noun.unit, place, end)  # "data / dokumen"
            elif told and (noun.unit is None or noun.unit.dimension != told.unit.dimension):
                return None
            place = end
        return told

    def value_of(self, place: int) -> HeadUnit | None:
        """``Nilai`` of money is money: Nilai realisasi anggaran."""
        while self.has(place, "heads", "figures", "counts", "quantifiers"):
            noun = self.vocabulary.longest_noun(self.found, place)
            if noun and noun.length > 1:
                break
            place += 1
        noun = self.vocabulary.longest_noun(self.found, place)
        if noun and noun.unit and noun.unit.kind and noun.unit.kind.family == "uang":
            return self.told(noun.unit, place, place + noun.length)
        return None

    def unknown(self, place: int) -> HeadUnit | None:
        """A counted noun that no list has is a unit of its own, unless its form is that of a process or a verb."""
        token = self.found[place]
        word, affixes = token.text, self.vocabulary.affixes
        stem = word.removesuffix("nya")
        if stem != word and stem in self.vocabulary.nouns:
            return self.told(self.vocabulary.nouns[stem], place, place + 1)
        if not word.isalpha() or len(word) < 2 or self.has(place, "no_unit", "stops", "states"):
            return None
        if word.startswith(affixes("beginnings")) and word.endswith(affixes("endings")):
            return None
        if word.startswith(affixes("verbs")) and word.endswith(affixes("verb_endings")):
            return None
        if len(word) > 5 and word.endswith(affixes("loans")):
            return None
        if self.has(place + 1, "list_words", "and"):
            following = self.vocabulary.longest_noun(self.found, place + 2)
            if following:
                return None  # a list that begins with something unknown
        return HeadUnit(own_unit(word), token.start, token.end, False)
