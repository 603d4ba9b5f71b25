"""The one rule by which two spellings are one operand name, and the search for the nearest known name.

Source of the rule: docs/reference/language.md, "Names". Nothing fuzzier than :func:`normalise` ever matches by itself;
:func:`nearest` only makes suggestions for a person to choose from.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import insort
from collections.abc import Container, Iterable, Sized
from heapq import nlargest
from itertools import islice

from kinerja_formula.plain_text import only_letters

__all__ = ["NearNames", "fold_space", "nearest", "normalise", "place_of_literal", "says_no_name"]

_MARKUP = re.compile(
    r"</?[A-Za-z][^<>]{0,200}>|\\(?:text|mathrm|textbf|textit|mathbf|left|right|displaystyle)\b|[{}$`\\]|\*\*"
)
_SUBSCRIPT = re.compile(r"_\{([^{}]{0,60})\}")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_ROUND_SIGNS = re.compile(r" ?([/(),&-]) ?")
_WORDS = {
    "σ": "jumlah",
    "∑": "jumlah",
    "sum": "jumlah",
    "jml": "jumlah",
    "jml.": "jumlah",
    "jlh": "jumlah",
    "jlh.": "jumlah",
    "jmlh": "jumlah",
    "jmlh.": "jumlah",
    "jmh": "jumlah",
    "prosentase": "persentase",
    "presentase": "persentase",
}
_OUTER = " \t.,;:*_\"'“”‘’«»•–-="


def fold_space(text: str) -> str:
    """Fold every run of white space to one blank and drop it at both ends.

    >>> fold_space("  Jumlah \\n pegawai ")
    'Jumlah pegawai'
    """
    return " ".join(text.split())


def normalise(name: str) -> str:
    """Return the key of a name: two spellings are one name exactly when their keys are equal.

    The rule, in order: invisible signs removed, controls as blanks; Unicode NFKC; layout marks (tags, LaTeX commands,
    back-ticks) removed; white space folded, also beside ``/ ( ) , & -``; case folded; dashes unified; punctuation at
    both ends dropped; ``Σ x`` = ``Jml x`` = ``Jumlah x``; ``Prosentase`` = ``Presentase`` = ``Persentase``.

    >>> normalise("Jml.  Pegawai – <b>disiplin</b>") == normalise("jumlah pegawai-disiplin")
    True
    >>> normalise("Prosentase RT / RW")
    'persentase rt/rw'
    """
    if name.isascii() and name.replace(" ", "").isalnum():  # nothing but letters and digits: most names
        return _plain(name)
    name = only_letters(name)
    if not name.isascii():
        name = unicodedata.normalize("NFKC", name.translate(_DASHES)).translate(_DASHES)
    if "_{" in name:  # a subscript of LaTeX is one with or without its braces
        name = _SUBSCRIPT.sub(r"_\1", name)
    if "<" in name or "\\" in name or "$" in name or "`" in name or "{" in name or "}" in name or "**" in name:
        latex = "\\" in name or "{" in name
        name = _MARKUP.sub(" ", name)
        if latex and "_" in name:  # \text{A}_{\text{b}} is A_b
            name = "_".join([part.strip() for part in name.split("_")])
    name = name.replace("Σ", "Σ ").replace("∑", "∑ ")
    words = name.casefold().strip(_OUTER).split()
    folded = " ".join([_WORDS.get(word, word) for word in words])
    while folded.startswith("jumlah "):
        rest = folded[7:].lstrip(_OUTER)
        if not rest.startswith("jumlah "):
            folded = ("jumlah " + rest).rstrip()
            break
        folded = rest  # "Σ Jumlah x" is one sum
    return _ROUND_SIGNS.sub(r"\1", folded) if not folded.replace(" ", "").isalnum() else folded


def _plain(name: str) -> str:
    """Return the key of a name that holds no signs at all."""
    words = name.lower().split()
    if not _WORDS.keys().isdisjoint(words):
        words = [_WORDS.get(word, word) for word in words]
    while len(words) > 2 and words[0] == words[1] == "jumlah":
        del words[0]
    return " ".join(words)


_NO_NAME = re.compile(r"(?:[\W\d_]|(?<![^\W\d_])[xX](?![^\W_])|(?<![^\W_])[xX](?=\d[\d.,]*\s*%))*")
_NUMBERED = re.compile(r"\s*\(\s*\d{1,3}\s*\)\s*")


def says_no_name(name: str) -> bool:
    """Tell whether a text is a number or signs and so no name: in a formula it is what it says, whatever data has.

    ``x`` alone is the sign; ``(4)`` is how the columns of a table are numbered, and a name.

    >>> [says_no_name(one) for one in ("100%", "x 100 %", "x100%", "1/3", "-----", "x", "")]
    [True, True, True, True, True, True, True]
    >>> [says_no_name(one) for one in ("12 bulan", "x1", "A", "(4)")]
    [False, False, False, False]
    """
    if not name.isascii():
        name = unicodedata.normalize("NFKC", only_letters(name))
    return _NO_NAME.fullmatch(name) is not None and not _NUMBERED.fullmatch(name)


def place_of_literal(name: str, text: str, spans: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """Return where a number that data has as a name stands in a formula; None where it doesn't.

    ``spans`` are the places of its numbers: what stands in the words of a name is none.

    >>> place_of_literal("100 %", "A / B x 100%", [(8, 12)])
    (8, 12)
    >>> place_of_literal("12", "A / 120 x 1,12", [(4, 7), (10, 14)]) is None
    True
    """
    signs = "".join(name.split())
    if not 0 < len(signs) <= 80 or not any(map(str.isdigit, signs)):
        return None
    before = r"(?<![\d.,])" if signs[0].isdigit() else ""
    after = r"(?![\d]|[.,]\d)" if signs[-1].isdigit() else ""
    pattern = re.compile(before + r"\s*".join(map(re.escape, signs)) + after)
    numbers = list(spans)
    for found in pattern.finditer(text):
        if any(start < found.end() and found.start() < end for start, end in numbers):
            return found.span()
    return None


def nearest(name: str, known: Iterable[str], *, limit: int = 3) -> tuple[str, ...]:
    """Return up to ``limit`` of ``known`` that a person may have meant by ``name``, nearest first.

    Letters and shared words both count, so that a missing word and a typing slip are found alike. Where several names
    are looked for, :class:`NearNames` is quicker.

    >>> nearest("Jumlah pegawai disipln", ["Jumlah pegawai disiplin", "Luas wilayah"])
    ('Jumlah pegawai disiplin',)
    """
    return _scored(name, enumerate(islice(known, _MOST_KNOWN)), limit)


_MOST_KNOWN = 2000
_LONGEST = 300


def _scored(name: str, known: Iterable[tuple[int, str]], limit: int) -> tuple[str, ...]:
    from difflib import SequenceMatcher

    wanted = normalise(name)[:_LONGEST]
    words = set(wanted.split())
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    possible: list[tuple[float, float, int, str, str]] = []
    for order, candidate in known:
        key = normalise(candidate)[:_LONGEST]
        other = set(key.split())
        shared = len(words & other) / (len(words | other) or 1)
        matcher.set_seq1(key)
        letters = matcher.quick_ratio() if matcher.real_quick_ratio() > 0.5 else 0.0
        if max(letters, shared) >= _LEAST:
            possible.append((max(letters, shared), shared, order, candidate, key))
    possible.sort(key=lambda one: -one[0])
    scored: list[tuple[float, int, str]] = []
    for most, shared, order, candidate, key in possible:
        if len(scored) == limit and most < -scored[-1][0]:
            break  # no more than that can follow
        matcher.set_seq1(key)
        score = max(matcher.ratio() if most > shared else 0.0, shared)
        if score >= _LEAST:
            insort(scored, (-score, order, candidate))
            del scored[limit:]
    return tuple([candidate for _, _, candidate in scored])


_LEAST = 0.55


class NearNames:
    """The names among which :func:`nearest` looks, kept for many questions: each takes a time of its own.

    Of many names only those are compared that have the rarest pieces of the wanted one: its words, and its letters
    three by three.

    >>> NearNames(["Jumlah pegawai disiplin", "Luas wilayah"]).of("Jumlah pegawai disipln")
    ('Jumlah pegawai disiplin',)
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = tuple(known)
        self._places: dict[str, list[int]] = {}
        self._answers: dict[tuple[str, int], tuple[str, ...]] = {}
        if len(self._known) > _FEW:
            for place, name in enumerate(self._known):
                for piece in _pieces(name):
                    self._places.setdefault(piece, []).append(place)

    def of(self, name: str, *, limit: int = 3, without: Container[str] = ()) -> tuple[str, ...]:
        """Return up to ``limit`` names that a person may have meant, nearest first; ``without`` were used already."""
        if not self._known:
            return ()
        if len(self._known) <= _FEW:
            left = [(place, one) for place, one in enumerate(self._known) if one not in without]
            return _scored(name, left, limit)
        more = limit + (len(without) if isinstance(without, Sized) else 0)
        found = self._answers.get((name, more))
        if found is None:
            found = self._answers[name, more] = _scored(name, self._likely(name), more)
        return tuple([one for one in found if one not in without][:limit])

    def _likely(self, name: str) -> list[tuple[int, str]]:
        """Return the names to be compared with their places."""
        asked = sorted([self._places[piece] for piece in _pieces(name) if piece in self._places], key=len)
        counts: dict[int, float] = {}
        looked_at = 0
        for places in asked:
            if looked_at and looked_at + len(places) > _MOST_LOOKED_AT:
                break
            looked_at += len(places)
            weight = 1 / len(places)
            for place in places[:_MOST_LOOKED_AT]:
                counts[place] = counts.get(place, 0.0) + weight
        best = nlargest(_MOST_COMPARED, counts, key=lambda place: (counts[place], -place))
        return [(place, self._known[place]) for place in best]


_FEW = 64
_MOST_LOOKED_AT = 1_000
_MOST_COMPARED = 32


def _pieces(name: str) -> set[str]:
    key = normalise(name)[:_LONGEST]
    letters = f" {key} "
    return {f"={word}" for word in key.split()} | {letters[at : at + 3] for at in range(len(letters) - 2)}
