"""Indicators of several documents side by side: by their names, then by names that are nearly alike.

Nearly alike means that the words that carry meaning are the same, or one letter off, with few words more on one side;
a word that turns the meaning round (*tidak*, *belum*) stands on both sides or the names are two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, NamedTuple

from kinerja_formula.dokumen.model import Indikator
from kinerja_formula.linter.stems import exact_words, raw_words, stem
from kinerja_formula.names import normalise

__all__ = ["Letak", "Sanding", "nearness", "only_grammar_differs", "side_by_side"]

_LEAST: Final = 0.75
_NEAR_WORD: Final = 0.85
_SHORTEST: Final = 4
_MOST_ASKED: Final = 40
_MOST_WORDS: Final = 60


class Letak(NamedTuple):
    """An indicator as it stands in a document, with its post."""

    jabatan: str
    indikator: Indikator


class Sanding(NamedTuple):
    """The rows of all documents that speak of one indicator; ``ragu`` where their names are only nearly alike."""

    rows: Mapping[str, tuple[Letak, ...]]
    ragu: bool = False


def side_by_side(documents: Mapping[str, Sequence[Letak]]) -> tuple[Sanding, ...]:
    """Return the indicators of documents side by side, in the order of the first document that has them.

    >>> row = lambda name: Letak("", Indikator(nama=name, teks=""))
    >>> found = side_by_side({"lkjip": [row("Persentase arsip tertata")], "pk": [row("Persentase arsip yang ditata")]})
    >>> [(list(one.rows), one.ragu) for one in found]
    [(['lkjip', 'pk'], True)]
    """
    exact: dict[str, dict[str, list[Letak]]] = {}
    for dokumen, rows in documents.items():
        for one in [one for one in rows if normalise(one.indikator.nama)]:
            exact.setdefault(normalise(one.indikator.nama), {}).setdefault(dokumen, []).append(one)
    keys = list(exact)
    joined = _joined(keys, exact, set(documents))
    groups: dict[str, list[dict[str, list[Letak]]]] = {}
    for key in keys:
        groups.setdefault(joined.get(key, key), []).append(exact[key])
    found: list[Sanding] = []
    for members in groups.values():
        rows_of = {
            dokumen: tuple([one for member in members for one in member.get(dokumen, ())])
            for dokumen in documents
            if any(dokumen in member for member in members)
        }
        found.append(Sanding(rows_of, ragu=len(members) > 1))
    return tuple(found)


def _joined(keys: Sequence[str], exact: Mapping[str, Mapping[str, object]], every: set[str]) -> dict[str, str]:
    """Return for names that are put to another one, to which: the nearest first, no document twice in a row."""
    open_ones = [key for key in keys if set(exact[key]) != every]
    pairs = [
        (score, one, other) for one, other in _possible(open_ones, exact) if (score := nearness(one, other)) >= _LEAST
    ]
    order = {key: place for place, key in enumerate(keys)}
    pairs.sort(key=lambda pair: (-pair[0], order[pair[1]], order[pair[2]]))
    held = {key: set(exact[key]) for key in open_ones}
    joined: dict[str, str] = {}
    for _, one, other in pairs:
        first, second = joined.get(one, one), joined.get(other, other)
        if first == second or held[first] & held[second]:
            continue
        if order[second] < order[first]:
            first, second = second, first
        held[first] |= held[second]
        for key in [second, *[key for key, into in joined.items() if into == second]]:
            joined[key] = first
        joined[first] = first
    return joined


def _possible(keys: Sequence[str], exact: Mapping[str, Mapping[str, object]]) -> Iterable[tuple[str, str]]:
    """Yield pairs of names from different documents that share a rare word."""
    words = {key: {word.stem for word in _words(key)} for key in keys}
    places: dict[str, list[str]] = {}
    for key in keys:
        for word in words[key]:
            places.setdefault(word[:_SHORTEST], []).append(key)
    order = {key: place for place, key in enumerate(keys)}
    for key in keys:
        shared = Counter(
            [
                other
                for start in sorted({word[:_SHORTEST] for word in words[key]}, key=lambda one: len(places[one]))[:8]
                for other in places[start][: _MOST_ASKED * 10]
                if order[other] > order[key] and not set(exact[other]) & set(exact[key])
            ]
        )
        for other, _ in shared.most_common(_MOST_ASKED):
            yield key, other


def nearness(one: str, other: str) -> float:
    """Return how nearly two names are one, 0 to 1; 0 for names that are surely two.

    >>> nearness("Persentase arsip ditata", "Persentase arsip yang ditatta") > 0.9
    True
    >>> nearness("Persentase aduan ditangani", "Persentase aduan tidak ditangani")
    0.0
    >>> nearness("Persentase arsip yang ditata", "Persentase surat yang dijawab")
    0.0
    """
    if _turned(one) != _turned(other) or _numbers(one) != _numbers(other):
        return 0.0
    left, right = list(_words(one)), list(_words(other))
    if not left or not right:
        return 0.0
    count, met = len(left) + len(right), 0.0
    for least, weight in ((1.0, 1.0), (_NEAR_WORD, 0.95)):
        for word in list(left):
            near = max(right, key=lambda candidate: _alike(word, candidate), default=None)
            if near is not None and _alike(word, near) >= least:
                met += weight
                left.remove(word)
                right.remove(near)
    if left and right:
        return 0.0  # each has a word that the other lacks: two names
    if met < 2 and (left or right or _quantity(one) != _quantity(other)):
        return 0.0
    return 2 * met / count


def only_grammar_differs(one: str, other: str) -> bool:
    """Return whether two names differ in nothing but joints and words such as *jumlah*: they are one name then.

    >>> only_grammar_differs("Jumlah arsip yang ditata", "jumlah seluruh arsip ditata")
    True
    """
    left_out = exact_words("quantifiers") | exact_words("joints")
    left, right = (" ".join([word for word in raw_words(text) if word not in left_out]) for text in (one, other))
    return bool(left) and left == right


class _Word(NamedTuple):
    written: str
    stem: str


@lru_cache(maxsize=8192)
def _words(name: str) -> tuple[_Word, ...]:
    """Return the words of a name; those of offices count, which the comparison of formulas leaves out."""
    left_out = exact_words("quantifiers") | exact_words("joints")
    return tuple([_Word(word, stem(word)) for word in raw_words(name) if word not in left_out][:_MOST_WORDS])


def _alike(one: _Word, other: _Word) -> float:
    """Return how nearly two words are one: 1 for those of one stem, else by the letters of word and stem."""
    if one.stem == other.stem:
        return 1.0
    return min(0.99, max(_ratio(one.written, other.written), _ratio(one.stem, other.stem)))


@lru_cache(maxsize=8192)
def _ratio(one: str, other: str) -> float:
    if min(len(one), len(other)) < _SHORTEST:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _turned(name: str) -> frozenset[str]:
    return frozenset(raw_words(name)) & exact_words("negations")


def _numbers(name: str) -> tuple[str, ...]:
    return tuple([word for word in raw_words(name) if any(char.isdigit() for char in word)])


def _quantity(name: str) -> str:
    return next(iter(raw_words(name)), "")
