"""The one rule by which two spellings are one operand name, and the search for the nearest known name.

Source of the rule: docs/reference/language.md, "Names". Nothing fuzzier than :func:`normalise` ever matches by itself;
:func:`nearest` only makes suggestions for a person to choose from.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Container, Iterable
from functools import lru_cache
from heapq import nlargest
from itertools import islice, takewhile
from typing import NamedTuple

from kinerja_formula.plain_text import only_letters

__all__ = [
    "NamesByKey",
    "NearNames",
    "fold_space",
    "nearest",
    "normalise",
    "place_of_literal",
    "says_no_name",
    "without_footnotes",
]

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
    "yg": "yang",
    "dgn": "dengan",
    "utk": "untuk",
    "tdk": "tidak",
    "dlm": "dalam",
}
_OUTER = " \t.,;:*_\"'“”‘’«»•–-="


def fold_space(text: str) -> str:
    """Fold every run of white space to one blank and drop it at both ends.

    >>> fold_space("  Jumlah \\n pegawai ")
    'Jumlah pegawai'
    """
    return " ".join(text.split())


def without_footnotes(text: str) -> str:
    """Return a name or a figure without the marks of footnotes: a superscript behind it is no power of it.

    The powers of 10 and of units stay: 10⁵, m², km³, and what stands behind one or two letters, CO².

    >>> without_footnotes("Persentase desa¹ yang bersih²)"), without_footnotes("95¹)"), without_footnotes("90 %*")
    ('Persentase desa yang bersih', '95', '90 %')
    >>> [without_footnotes(one) for one in ("Luas taman (m²)", "10⁵", "m²/jiwa", "A*B")]
    ['Luas taman (m²)', '10⁵', 'm²/jiwa', 'A*B']
    """
    if text.endswith(("*", "*)")):
        text = _STARS.sub("", text)
    if text.isascii() or not _SUPERSCRIPT.search(text):
        return text
    return " ".join([one for word in text.split(" ") if (one := _without_mark(word))])


def _without_mark(word: str) -> str:
    """Return a word without a mark behind it; the bracket of a mark is its own where nothing opens it."""
    found = _SUPERSCRIPT.search(word)
    if found is None or found.end() < len(word.rstrip(").,;")):
        return word
    base, tail = word[: found.start()], word[found.end() :]
    if _POWER_BASE.search(base) and not (found[0] == "¹" and not base.endswith("10")):
        return word
    return base + (tail[1:] if tail.startswith(")") and word.count(")") > word.count("(") else tail)


_STARS = re.compile(r"(?<=[^\s*(])\s?\*{1,3}\)?$")
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴-⁹ᵃᵇᶜᵈᵉᶠ]{1,2}(?:,[⁰¹²³⁴-⁹]{1,2}){0,3}|⁽[⁰¹²³⁴-⁹]{1,2}⁾")
_POWER_BASE = re.compile(r"(?:(?<![^\W\d_])[^\W\d_]{1,2}|(?<![\d.,])10)$")


def normalise(name: str) -> str:
    """Return the key of a name: two spellings are one name exactly when their keys are equal.

    The rule, in order: invisible signs removed, controls as blanks; Unicode NFKC; layout marks (tags, LaTeX commands,
    back-ticks) removed; white space folded, also beside ``/ ( ) , & -``; case folded; dashes unified; punctuation at
    both ends dropped; ``Σ x`` = ``Jml x`` = ``Jumlah x``; ``Prosentase`` = ``Presentase`` = ``Persentase``; *yg*,
    *dgn*, *utk*, *tdk* and *dlm* written out.

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
    name = name.replace("Ʃ", "Σ").replace("Σ", "Σ ").replace("∑", "∑ ")
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


class NamesByKey:
    """Names by their keys: each is normalised once, however many operands are looked for among them.

    >>> NamesByKey(["A", "Jml A", "jumlah  a"]).of(["jumlah a", "a"])
    ('Jml A', 'jumlah  a')
    """

    __slots__ = ("_by_key",)

    def __init__(self, names: Iterable[object]) -> None:
        self._by_key: dict[str, tuple[str, ...]] = {}
        for name in names:
            if isinstance(name, str):  # data may have keys that are none
                key = normalise(name)
                self._by_key[key] = (*self._by_key.get(key, ()), name)

    def of(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return the names of the first of these keys that has any."""
        return next((self._by_key[key] for key in keys if key in self._by_key), ())


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

    A slip, a missing word, another order, an abbreviation or another form of a word are found; that both count
    something, or share the words between the words, makes no two names near. Where several names are looked for,
    :class:`NearNames` is quicker.

    >>> nearest("Jumlah pegawai disipln", ["Jumlah pegawai disiplin", "Luas wilayah"])
    ('Jumlah pegawai disiplin',)
    >>> nearest("Jumlah surat yang dilayani", ["Jumlah RT/RW yang dibina"])
    ()
    """
    return NearNames.among(tuple(islice(known, _MOST_KNOWN))).of(name, limit=limit)


_MOST_KNOWN = 2000
_LONGEST = 300
_LEAST = 0.6
_EXCHANGED = 0.12
"""What it costs when each name has a word that the other lacks: it tells of another thing more often than a word too
many does."""
_WORD = re.compile(r"[^\W_]+")
_FILLERS = frozenset(
    (
        # what is counted or measured, and how much of it
        *("jumlah", "jumlahnya", "banyak", "banyaknya", "total", "nilai", "angka", "besar", "besarnya", "besaran"),
        *("persentase", "persen", "rata", "tingkat", "rasio", "seluruh", "semua", "keseluruhan", "setiap", "tiap"),
        # words between the words
        *("yang", "yg", "dan", "atau", "serta", "di", "ke", "dari", "pada", "dalam", "untuk", "utk", "dengan", "dgn"),
        *("oleh", "sebagai", "terhadap", "atas", "bagi", "per", "para", "telah", "sudah", "akan", "adalah", "sebuah"),
        *("suatu", "secara", "melalui", "antara", "tentang", "sesuai"),
    )
)
_FILLER = 0.1
_NEGATIONS = frozenset(("tidak", "tdk", "bukan", "belum", "blm", "tanpa", "non"))
_VOWELS = frozenset("aeiou")
_FRONT = re.compile(r"(?:di|ter|ber|per|se|ke|[mp]e(?:ng|m(?=[bfp])|n(?=[cdjstz])|(ny))?)(?=\w{4})")
_END = re.compile(r"(?<=\w{4})(?:kan|an|i|nya)$")
_DOUBLED = re.compile(r"([a-huwyz])\1+")
_SAME_ROOT, _ALIKE = 0.95, 0.85
"""How far two words of one root are one, and two of which one is a slip or an abbreviation of the other."""
_SHORT = (("org", "orang"),)
"""Abbreviations that neither begin as their word nor have all of its consonants."""


class _Words(NamedTuple):
    """A name as words, each once, with what they weigh together."""

    words: tuple[str, ...]
    weight: float

    @classmethod
    def of(cls, name: str) -> _Words:
        words = tuple(dict.fromkeys(_WORD.findall(normalise(name)[:_LONGEST])))
        return cls(words, sum(map(_weight, words)))


def _weight(word: str) -> float:
    return _FILLER if word in _FILLERS else 1.0


def _root(word: str) -> str:
    """Return what is left of a word without its affixes; only to be compared with the roots of other words."""
    if len(word) <= 4:
        return word
    front = _FRONT.match(word)
    if front is not None:
        word = ("s" if front[1] else "") + word[front.end() :]  # menyusun is disusun
    return _END.sub("", word)


def _code(name: str) -> str:
    """Return the key of a name without blanks, as rule sets and columns have them; of others nothing."""
    key = normalise(name)[:_LONGEST]
    return "" if " " in key else key


def _ends(code: str) -> tuple[str, ...]:
    """Return by what names without blanks that may be one are looked up."""
    return (f"{code[:3]}…", f"…{code[-3:]}") if code else ()


def _features(word: str) -> tuple[str, ...]:
    """Return by what words that may be one are looked up: what two of them share after a slip in each."""
    if not word.isalpha():
        return ()
    root = _root(word)
    forms = (word,) if root == word else (word, root)
    found = [*forms, _once(word), f"{word[0]}~{''.join([letter for letter in word[1:] if letter not in _VOWELS])}"]
    found += [form[:at] + form[at + 1 :] for form in forms if len(form) > 3 for at in range(len(form))]
    return tuple(dict.fromkeys(found))


def _credit(word: str, root: str, other: str, other_root: str) -> float:
    """Return how far two words are one: 1 for the same, 0 for any two."""
    if word == other:
        return 1.0
    if root in (other, other_root) or word == other_root or (word, other) in _SHORT or (other, word) in _SHORT:
        return _SAME_ROOT
    if not (word.isalpha() and other.isalpha()):
        return 0.0
    if _once(word) == _once(other):
        return _ALIKE
    short, long = (word, other) if len(word) < len(other) else (other, word)
    if len(short) >= 3 and (long.startswith(short) or _is_short_for(short, long)):
        return _ALIKE
    cut = root != word and other_root != other
    return _ALIKE if _is_slip(word, other) or _is_slip(root, other_root, front_too=cut) else 0.0


def _once(word: str) -> str:
    """Return a word without letters that are doubled; I and II are two numbers."""
    return _DOUBLED.sub(r"\1", word)


def _is_short_for(short: str, long: str) -> bool:
    """Tell whether a word is written by its consonants: ``thn``, ``org``, ``sklh``."""
    return short[0] == long[0] and _VOWELS.isdisjoint(short[1:]) and _are_in(short, long)


def _are_in(letters: str, word: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)


def _is_slip(one: str, other: str, *, front_too: bool = False) -> bool:
    """Tell whether a slip of the hand makes one word of the other: in one place, or some letters that are not there.

    ``front_too``: the first letter may be the one that is not there, as the k of ``mengelola``.
    """
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    size = len(short)
    if size < 4 or len(long) - size > max(1, size // 4):
        return False
    front = next((at for at in range(size) if short[at] != long[at]), size)
    back = next((at for at in range(size - front) if short[-1 - at] != long[-1 - at]), size - front)
    wrong, right = short[front : size - back], long[front : len(long) - back]
    if wrong.isdigit() and right.isdigit() and wrong != right[::-1]:
        return False  # another number
    if not front and (wrong or not front_too):
        return False
    if not wrong or (len(wrong) == 2 and wrong == right[::-1]):
        return True
    if len(right) <= (0 if size < 6 else 1):
        return True
    return _are_in(short, long)


class NearNames:
    """The names among which :func:`nearest` looks, kept for many questions: each takes a time of its own.

    The words of all names are looked up once for every word that is asked for; of many names only those are compared
    that have the rarest words of the wanted one.

    >>> NearNames(["Jumlah pegawai disiplin", "Luas wilayah"]).of("Jumlah pegawai disipln")
    ('Jumlah pegawai disiplin',)
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = tuple(known)
        self._words = [_Words.of(name) for name in self._known]
        self._places: dict[str, list[int]] = {}
        self._joined: dict[str, list[int]] = {}
        for place, (words, _) in enumerate(self._words):
            for word in words:
                self._places.setdefault(word, []).append(place)
            self._joined.setdefault("".join(words), []).append(place)
        self._by_feature: dict[str, list[str]] = {}
        for word in self._places:
            for feature in _features(word):
                self._by_feature.setdefault(feature, []).append(word)
        self._in_order = sorted(self._places)
        self._codes: dict[str, list[tuple[int, str]]] = {}
        for place, name in enumerate(self._known):
            code = _code(name)
            for end in _ends(code):
                self._codes.setdefault(end, []).append((place, code))
        self._alike: dict[str, dict[str, float]] = {}
        self._answers: dict[str, tuple[tuple[float, str], ...]] = {}

    @classmethod
    def among(cls, known: tuple[str, ...]) -> NearNames:
        """Return those of a tuple of names; of the last few tuples they are remembered."""
        return _remembered(known)

    def of(self, name: str, *, limit: int = 3, without: Container[str] = ()) -> tuple[str, ...]:
        """Return up to ``limit`` names that a person may have meant, nearest first; ``without`` were used already."""
        return tuple(islice((one for _, one in self.scored(name) if one not in without), limit))

    def scored(self, name: str) -> tuple[tuple[float, str], ...]:
        """Return the names that a person may have meant, each with how near it is: up to 1, the nearest first."""
        found = self._answers.get(name)
        if found is None:
            if len(self._answers) >= _MOST_REMEMBERED:
                self._answers.clear()
            found = self._answers[name] = self._ranked(name)
        return found

    def _ranked(self, name: str) -> tuple[tuple[float, str], ...]:
        wanted = _Words.of(name)
        same = self._joined.get("".join(wanted.words), ()) if wanted.words else ()
        scored = dict.fromkeys(islice(same, _MOST_COMPARED), 1.0)
        for place in self._likely(wanted):
            score = self._score(wanted, self._words[place])
            if score >= _LEAST:
                scored[place] = max(score, scored.get(place, 0.0))
        code = _code(name)
        for end in _ends(code):
            for place, other in self._codes.get(end, [])[:_MOST_CODES]:
                if scored.get(place, 0.0) < _ALIKE and _is_slip(code, other):
                    scored[place] = _ALIKE
        best = sorted(scored, key=lambda place: (-scored[place], place))
        return tuple([(scored[place], self._known[place]) for place in best])

    def _likely(self, wanted: _Words) -> list[int]:
        """Return the places of the names that share the rarest words."""
        telling = [word for word in wanted.words if word not in _FILLERS]
        asked = [
            (places, credit * (_weight(word) + _weight(other)))
            for word in telling or wanted.words
            for other, credit in self._words_like(word).items()
            if (places := self._places[other])
        ]
        asked.sort(key=lambda one: len(one[0]))
        counts: dict[int, float] = {}
        looked_at = 0
        for places, weight in asked:
            if looked_at and looked_at + len(places) > _MOST_LOOKED_AT:
                break
            looked_at += len(places)
            more = weight * (1 + 1 / len(places))
            for place in places[:_MOST_LOOKED_AT]:
                counts[place] = counts.get(place, 0.0) + more
        return nlargest(_MOST_COMPARED, counts, key=lambda place: (counts[place], -place))

    def _words_like(self, word: str) -> dict[str, float]:
        """Return the words of all names that are one with a word, and how far."""
        found = self._alike.get(word)
        if found is None:
            if len(self._alike) >= _MOST_REMEMBERED:
                self._alike.clear()
            found = {word: 1.0} if word in self._places else {}
            if word.isalpha() and word not in _FILLERS:
                root = _root(word)
                for other in self._possibly(word):
                    credit = _credit(word, root, other, _root(other))
                    if credit:
                        found[other] = credit
            self._alike[word] = found
        return found

    def _possibly(self, word: str) -> tuple[str, ...]:
        found = [one for feature in _features(word) for one in self._by_feature.get(feature, [])[:_MOST_WORDS]]
        found += [one for pair in _SHORT if word in pair for one in pair if one in self._places]
        found += [word[:size] for size in range(3, len(word)) if word[:size] in self._places]
        if len(word) >= 3:
            first = bisect_left(self._in_order, word)
            found += takewhile(lambda one: one.startswith(word), self._in_order[first : first + _MOST_WORDS])
        return tuple(dict.fromkeys(found))

    def _score(self, wanted: _Words, known: _Words) -> float:
        """Return how near two names are, from 0 to 1."""
        left = dict.fromkeys(known.words)
        shared = 0.0
        apart = []
        for word in wanted.words:
            if word in left:
                del left[word]
                shared += 2 * _weight(word)
            else:
                apart.append(word)
        lacking = []
        for word in apart:
            alike = self._words_like(word)
            best, credit = "", 0.0
            for other in left if alike else ():
                if alike.get(other, 0.0) > credit:
                    best, credit = other, alike[other]
            if credit:
                del left[best]
                shared += credit * (_weight(word) + _weight(best))
            else:
                lacking.append(word)
        if not _NEGATIONS.isdisjoint([*lacking, *left]):
            return 0.0  # the opposite
        score = shared / (wanted.weight + known.weight)
        if any(word not in _FILLERS for word in lacking) and any(word not in _FILLERS for word in left):
            score -= _EXCHANGED
        return score


_MOST_LOOKED_AT = 1_000
_MOST_COMPARED = 32
_MOST_CODES = 200
_MOST_WORDS = 50
_MOST_REMEMBERED = 10_000


_remembered = lru_cache(maxsize=8)(NearNames)
