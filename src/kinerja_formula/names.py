"""The one rule by which two spellings are one operand name, and the search for the nearest known name.

Source of the rule: docs/reference/language.md, "Names". Nothing fuzzier than :func:`normalise` ever matches by itself;
:func:`nearest` only makes suggestions for a person to choose from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["fold_space", "nearest", "normalise"]

_MARKUP = re.compile(
    r"</?[A-Za-z][^<>]{0,200}>|\\(?:text|mathrm|textbf|textit|mathbf|left|right|displaystyle)\b|[{}$`\\]|\*\*"
)
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], None
)
_TABLE = {**_DASHES, **_INVISIBLE}
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

    The rule, in order: Unicode NFKC; layout marks (tags, LaTeX commands, back-ticks) and invisible signs removed;
    white space folded, also beside ``/ ( ) , & -``; case folded; dashes unified; punctuation at both ends dropped;
    ``Σ x`` = ``Jml x`` = ``Jumlah x``; ``Prosentase`` = ``Presentase`` = ``Persentase``.

    >>> normalise("Jml.  Pegawai – <b>disiplin</b>") == normalise("jumlah pegawai-disiplin")
    True
    >>> normalise("Prosentase RT / RW")
    'persentase rt/rw'
    """
    if name.isascii():
        if name.replace(" ", "").isalnum():  # nothing but letters and digits: most names
            return _plain(name)
    else:
        name = unicodedata.normalize("NFKC", name.translate(_TABLE)).translate(_TABLE)
    if "<" in name or "\\" in name or "$" in name or "`" in name or "{" in name or "}" in name or "**" in name:
        name = _MARKUP.sub(" ", name)
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


def nearest(name: str, known: Iterable[str], *, limit: int = 3) -> tuple[str, ...]:
    """Return up to ``limit`` of ``known`` that a person may have meant by ``name``, nearest first.

    Letters and shared words both count, so that a missing word and a typing slip are found alike.

    >>> nearest("Jumlah pegawai disipln", ["Jumlah pegawai disiplin", "Luas wilayah"])
    ('Jumlah pegawai disiplin',)
    """
    from difflib import SequenceMatcher

    wanted = normalise(name)[:300]
    words = set(wanted.split())
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    scored: list[tuple[float, int, str]] = []
    for order, candidate in enumerate(known):
        if order >= 2000:
            break
        key = normalise(candidate)[:300]
        other = set(key.split())
        shared = len(words & other) / (len(words | other) or 1)
        matcher.set_seq1(key)
        letters = matcher.ratio() if matcher.real_quick_ratio() > 0.5 and matcher.quick_ratio() > 0.5 else 0.0
        score = max(letters, shared)
        if score >= 0.55:
            scored.append((-score, order, candidate))
    scored.sort()
    return tuple(candidate for _, _, candidate in scored[:limit])
