"""Words of a name by their stems: Indonesian affixes off, grammar and quantity words out, synonyms as one.

A light stemmer, made to compare two texts of one row and not to find words in a dictionary: what it takes off is taken
off on both sides. The nasal prefixes swallow a first k, p, s or t (susun, penyusunan), so that letter is always left
out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Final

from kinerja_formula.data_files import DATA, read_toml
from kinerja_formula.patterns import lazy_pattern

__all__ = ["bounds", "content", "exact_words", "raw_words", "spoken_of", "stem", "subject", "vocabulary"]

_WORD: Final = lazy_pattern(r"[^\W_]+(?:-[^\W_]+)*")
_PREFIXES: Final = (
    *("memper", "diper", "keter", "keber", "meng", "meny", "peng", "peny"),
    *("mem", "men", "pem", "pen", "ber", "ter", "me", "pe", "di", "ke", "se"),
)
_SUFFIXES: Final = ("kan", "an", "i")
_CLITICS: Final = ("nya", "lah", "kah", "pun")
_SHORTEST: Final = 4
_VOWELS: Final = "aiueo"
_MOST_LETTERS: Final = 2000


@cache
def _tables() -> dict[str, Any]:
    return read_toml(f"{DATA}/vocabulary/tinjauan.toml")


@cache
def exact_words(table: str) -> frozenset[str]:
    """Return a list of data/vocabulary/tinjauan.toml as it stands there."""
    return frozenset(_tables()["words"][table])


@cache
def bounds() -> dict[str, tuple[str, ...]]:
    """Return the words that bound a number, ``lower`` and ``upper``, the longest first."""
    return {side: tuple(sorted(words, key=len, reverse=True)) for side, words in _tables()["bounds"].items()}


@cache
def vocabulary(table: str) -> frozenset[str]:
    """Return a list of data/vocabulary/tinjauan.toml by stem.

    >>> stem("kegiatan") in vocabulary("general")
    True
    """
    return frozenset([one for word in exact_words(table) for one in (_bare_stem(word), stem(word))])


@cache
def _grammar() -> frozenset[str]:
    return exact_words("stop") | exact_words("quantifiers")


@cache
def _general() -> frozenset[str]:
    return frozenset(map(_bare_stem, exact_words("general")))


@cache
def _synonyms() -> dict[str, str]:
    return {_bare_stem(word): _bare_stem(group[0]) for group in _tables()["synonyms"]["groups"] for word in group}


@cache
def _near() -> dict[str, frozenset[str]]:
    """Stems to the stems that are near them, both ways."""
    found: dict[str, set[str]] = {}
    for first, *others in _tables()["synonyms"]["near"]:
        for other in others:
            one, two = stem(first), stem(other)
            found.setdefault(one, set()).add(two)
            found.setdefault(two, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


@lru_cache(maxsize=8192)
def _bare_stem(word: str) -> str:
    word = _without_end(_said_once(word), _CLITICS)
    if word not in exact_words("roots"):
        word = _without_prefix(word)
    word = _without_end(word, _SUFFIXES)
    if len(word) > _SHORTEST and word[0] in "kpst" and word[1] in _VOWELS:
        word = word[1:]
    return word


def _said_once(word: str) -> str:
    """Return one of two words that are the same: *rapat-rapat*, *surat-suratnya*."""
    first, hyphen, second = word.partition("-")
    return first if hyphen and (second.startswith(first) or second.endswith(first)) else word


def _without_end(word: str, ends: Sequence[str]) -> str:
    """Return a word without the first of some ends that it has, where enough is left."""
    for end in ends:
        if word.endswith(end) and len(word) - len(end) >= _SHORTEST:
            return word[: -len(end)]
    return word


def _without_prefix(word: str) -> str:
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
            longer = prefix == "pe" and word[2] in "rl" and len(word) > 6 and word[3] not in _VOWELS  # per-, pel-
            return word[len(prefix) + longer :]
    return word


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return the stem of a word in small letters, one for all words that stand for one another.

    >>> stem("penyusunan") == stem("disusun") == stem("tersusunnya")
    True
    >>> stem("asn") == stem("pegawai"), stem("desa") == stem("orang")
    (True, False)
    """
    bare = _bare_stem(word)
    return _synonyms().get(bare, bare)


@lru_cache(maxsize=4096)
def raw_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters.

    >>> raw_words("Jumlah RT/RW, e-KTP")
    ('jumlah', 'rt', 'rw', 'e-ktp')
    """
    plain = text[:_MOST_LETTERS]
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain)  # letters of mathematics
    return tuple(_WORD.findall(plain.casefold()))


@lru_cache(maxsize=4096)
def content(text: str) -> tuple[str, ...]:
    """Return the stems of a text that carry meaning, in their order; numbers too.

    >>> content("Jumlah seluruh dokumen yang disusun") == content("total dokumen tersusun")
    True
    """
    left_out = _grammar()
    return tuple([stem(word) for word in raw_words(text) if word not in left_out])


@lru_cache(maxsize=4096)
def subject(text: str) -> frozenset[str]:
    """Return the stems that tell what a text is about: its content without what is said of nearly everything.

    >>> sorted(subject("Jumlah laporan kegiatan pembinaan desa"))
    ['desa']
    """
    grammar, general = _grammar(), _general()
    return frozenset(
        [stem(word) for word in raw_words(text) if word not in grammar and _bare_stem(word) not in general]
    )


@lru_cache(maxsize=4096)
def initials(text: str) -> frozenset[str]:
    """Return what abbreviations of a text's words would be: ``spp`` for Surat Permintaan Pembayaran.

    >>> "spp" in initials("Jumlah Surat Permintaan Pembayaran")
    True
    """
    words = [word for word in raw_words(text) if word not in ("dan", "di", "ke", "yang", "atas", "dari")]
    letters = "".join([word[0] for word in words])
    return frozenset(
        [letters[start : start + length] for length in range(2, 7) for start in range(len(letters) - length + 1)]
    )


def spoken_of(left: str, right: str) -> frozenset[str]:
    """Return the subjects that two texts share, abbreviations among them.

    >>> bool(spoken_of("Jumlah SPP yang dibuat", "Jumlah Surat Permintaan Pembayaran"))
    True
    """
    said, spoken = subject(left), subject(right)
    near = _near()
    shared = said & spoken or frozenset([word for word in said if not near.get(word, frozenset()).isdisjoint(spoken)])
    if shared:
        return shared
    one, other = initials(left), initials(right)
    return frozenset(
        [word for word in raw_words(left) if word in other and _short(word)]
        + [word for word in raw_words(right) if word in one and _short(word)]
    )


def _short(word: str) -> bool:
    """Whether a word can be an abbreviation of three letters or more."""
    return 3 <= len(word) <= 6 and word not in _grammar()
