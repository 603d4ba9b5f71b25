"""The direction of an indicator: is more better, or less? Given, or told by words; never guessed in silence."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import UNKNOWN_ARAH
from kinerja_formula.names import fold_space, normalise
from kinerja_formula.patterns import lazy_pattern
from kinerja_formula.penilaian.stated_figures import spellings, words

__all__ = ["ARAH", "Arah", "NamaArah", "Telling", "read_arah", "told_by_words", "word_of_less", "word_of_less_in_ratio"]

NamaArah = Literal["naik", "turun", "rentang"]
ARAH: Final[tuple[NamaArah, ...]] = ("naik", "turun", "rentang")

_WORDS: Final = lazy_pattern(r"[^\W_]++")
_LONGEST_PHRASE: Final = 4
_LONGEST_NAME: Final = 2000
_LONGEST_CELL: Final = 200
_BETWEEN: Final = lazy_pattern(r"[/|;()]")
_SHORTEST_ACTION: Final = 5
_WITHOUT: Final = "tanpa"
_HEAD: Final = 2
"""A name begins with its noun, or with a word of counting before it."""


class Arah(NamedTuple):
    """A direction and where it is known from.

    ``asal`` is ``diberikan`` (the caller), ``kata`` (``word`` of the indicator), ``target`` (its wording), or
    ``bawaan`` where nothing tells it.
    """

    arah: NamaArah
    asal: str
    word: str = ""


def read_arah(text: str) -> NamaArah:
    """Return the direction that a text means: one of :data:`ARAH`.

    Raises InvalidDataError KF316 for any other text.

    >>> read_arah("Negatif"), read_arah("tren menurun"), read_arah("Maximize (↑)")
    ('turun', 'turun', 'naik')
    """
    found = {_arah_of(part) for part in _told_apart(text)} if isinstance(text, str) else set()
    arah = found.pop() if len(found) == 1 else None
    if arah is None:
        raise InvalidDataError(Diagnostic(UNKNOWN_ARAH, (0, 0), (), arah=str(text)[:80], choices=ARAH))
    return arah


def _told_apart(text: str) -> list[str]:
    """Return what a cell says of the direction, each telling for itself: *naik / positif*, *Maximize (↑)*."""
    written = fold_space(text[:_LONGEST_CELL].replace("_", " ").replace(",", " "))
    return [part for part in map(str.strip, _BETWEEN.split(written)) if part]


def _arah_of(written: str) -> NamaArah | None:
    """Return the direction of one telling, also behind a word that only says that it is one: *tren negatif*."""
    key = normalise(written) or written
    first, _, rest = key.partition(" ")
    keys = (key, rest) if rest and first in spellings("pengantar") else (key,)
    return next((arah for arah in ARAH if not spellings(arah).isdisjoint(keys)), None)


class Telling(NamedTuple):
    """What the words of an indicator tell: ``naik``, ``turun`` or empty, and the word that tells it."""

    arah: str
    word: str


@lru_cache(maxsize=2048)
def told_by_words(indikator: str) -> Telling:
    """Return the direction that the words of an indicator tell: what is counted against what is done about it.

    >>> told_by_words("Persentase jalan rusak"), told_by_words("Persentase korban yang dievakuasi").arah
    (Telling(arah='turun', word='rusak'), 'naik')
    >>> told_by_words("Persentase temuan yang belum ditindaklanjuti").arah, told_by_words("Rasio jenis kelamin").arah
    ('turun', '')
    """
    found = _WORDS.findall(indikator[:_LONGEST_NAME].casefold())
    always, bad = _phrases_in(found, "selalu_turun"), _phrases_in(found, "turun")
    done = [*_phrases_in(found, "tindakan"), *_further_actions(found)]
    good = _phrases_in(found, "naik")
    denied = next((place for place, _ in (*done, *good) if _is_denied(found, place)), None)
    if denied is not None and not (bad and any(not _is_denied(found, place) for place, _ in done)):
        return Telling("turun", " ".join(found[_denial(found, denied) : denied + 1]))
    if any(not _is_denied(found, place) for place, _ in done) and not (always and _measures_time(found)):
        return Telling("naik", done[0][1])
    if not always and (written := _written_about(found, bad)):
        return Telling("naik", written)
    for place, word in (*always, *bad):
        turned = _is_denied(found, place) and word.split()[0] not in _denials()
        return Telling("naik" if turned else "turun", word)
    if good:
        return Telling("naik", good[0][1])
    return _refused(found)


def _refused(found: list[str]) -> Telling:
    """*Persentase warga tidak berjamban*: a denial alone tells that less is better; *tanpa* tells nothing."""
    denials = _denials() - {_WITHOUT}
    place = next((at for at, word in enumerate(found) if word in denials and at + 1 < len(found)), None)
    return Telling("", "") if place is None else Telling("turun", " ".join(found[place : place + 2]))


def _measures_time(found: list[str]) -> bool:
    """*Rata-rata lama penyelesaian perkara*: whether a name begins as that of a time, whatever is done within it."""
    begun = found[2:] if found[:1] == ["rata"] else found
    return begun[0] in _lengths_of_time()


def _written_about(found: list[str], bad: list[tuple[int, str]]) -> str:
    """*Jumlah dokumen kajian risiko bencana*: the paper about a trouble that a name begins with; empty without one."""
    if not bad or any(word in _phrases("cela") for _, word in bad) or not _denials().isdisjoint(found):
        return ""
    return next((word for place, word in _phrases_in(found, "keluaran") if place < _HEAD), "")


def word_of_less(indikator: str) -> str:
    """Return the word by which an indicator measures something of which less is better; empty if none does.

    >>> word_of_less("Tingkat Pengangguran Terbuka"), word_of_less("Persentase penurunan angka kemiskinan")
    ('pengangguran', '')
    """
    told = told_by_words(indikator)
    return told.word if told.arah == "turun" else ""


def word_of_less_in_ratio(numerator: str, denominator: str) -> str:
    """Return the word by which a ratio measures something of which less is better; empty if none does.

    Where the denominator is of that kind, too, the numerator is a part of it, and nothing tells: *Jumlah tunggakan
    terbayar / Jumlah tunggakan*.

    >>> word_of_less_in_ratio("Jumlah penduduk miskin", "Jumlah penduduk")
    'miskin'
    >>> word_of_less_in_ratio("Jumlah penganggur terlatih", "Jumlah penganggur")
    ''
    """
    good = _phrases_in(_WORDS.findall(numerator[:_LONGEST_NAME].casefold()), "naik")  # who has what is good, too
    return "" if good or word_of_less(denominator) else word_of_less(numerator)


@cache
def _denials() -> frozenset[str]:
    return frozenset(words("arah", "sangkal"))


@cache
def _lengths_of_time() -> frozenset[str]:
    return frozenset(words("arah", "lama"))


@cache
def _phrases(role: str) -> frozenset[str]:
    return frozenset(words("arah", role))


def _phrases_in(found: list[str], role: str) -> list[tuple[int, str]]:
    """Return the phrases of a list with the place of their first word, the longest at each place."""
    known, places = _phrases(role), []
    for start in range(len(found)):
        for length in range(min(_LONGEST_PHRASE, len(found) - start), 0, -1):
            phrase = " ".join(found[start : start + length])
            if phrase in known:
                places.append((start, phrase))
                break
    return places


def _further_actions(found: list[str]) -> list[tuple[int, str]]:
    """``korban yang dievakuasi``, ``arsip yang ditata``: behind "yang", what was done."""
    starts = words("arah", "awalan_tindakan")
    return [
        (place, word)
        for place, word in enumerate(found)
        if word.startswith(starts)
        and len(word) > _SHORTEST_ACTION
        and word not in _phrases("bukan_tindakan")
        and word not in _phrases("turun")
        and "yang" in found[max(0, place - 3) : place]
    ]


def _denial(found: list[str], place: int) -> int:
    return next((at for at in range(place - 1, max(-1, place - 3), -1) if found[at] in _denials()), place)


def _is_denied(found: list[str], place: int) -> bool:
    """Whether "tidak", "belum" or the like stands at most one word before."""
    return _denial(found, place) != place
