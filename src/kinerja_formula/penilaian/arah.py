"""The direction of an indicator: is more better, or less? Given, or told by words; never guessed in silence."""

from __future__ import annotations

from typing import Final, NamedTuple

from kinerja_formula.diagnostics import UNKNOWN_ARAH, Diagnostic, InvalidDataError
from kinerja_formula.names import normalise
from kinerja_formula.patterns import lazy_pattern
from kinerja_formula.penilaian.stated_figures import spellings, words

__all__ = ["ARAH", "Arah", "read_arah", "word_of_less"]

ARAH: Final = ("naik", "turun", "rentang")

_WORDS: Final = lazy_pattern(r"[^\W_]++")
_LONGEST_PHRASE: Final = 4


class Arah(NamedTuple):
    """A direction and where it is known from.

    ``asal`` is ``diberikan`` (the caller), ``kata`` (``word`` of the indicator), ``target`` (its wording), or
    ``bawaan`` where nothing tells it.
    """

    arah: str
    asal: str
    word: str = ""


def read_arah(text: str) -> str:
    """Return the direction that a text means: one of :data:`ARAH`.

    Raises InvalidDataError KF316 for any other text.

    >>> read_arah("Negatif"), read_arah("naik")
    ('turun', 'naik')
    """
    written = normalise(text.replace("_", " ")) if isinstance(text, str) else ""
    found = next((arah for arah in ARAH if written in spellings(arah)), None)
    if found is None:
        raise InvalidDataError(Diagnostic(UNKNOWN_ARAH, (0, 0), (), arah=str(text)[:80], choices=ARAH))
    return found


def word_of_less(indikator: str) -> str:
    """Return the word by which an indicator measures something of which less is better; empty if none does.

    >>> word_of_less("Tingkat Pengangguran Terbuka"), word_of_less("Persentase penurunan angka kemiskinan")
    ('pengangguran', '')
    """
    found = _WORDS.findall(indikator[:2000].casefold())
    phrases = {
        " ".join(found[start : start + length])
        for length in range(1, _LONGEST_PHRASE + 1)
        for start in range(len(found) - length + 1)
    }
    always = next((word for word in words("arah", "selalu_turun") if word in phrases), "")
    if always or phrases & set(words("arah", "naik")):
        return always
    return next((word for word in words("arah", "turun") if word in phrases), "")
