"""The one rule by which two spellings are one operand name, and the search for the nearest known name.

Source of the rule: docs/reference/language.md, "Names". Nothing fuzzier than :func:`normalise` ever matches by itself;
:func:`nearest` only makes suggestions for a person to choose from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from kinerja_formula.plain_text import only_letters

__all__ = ["fold_space", "nearest", "normalise", "place_of_literal", "says_no_name"]

_MARKUP = re.compile(
    r"</?[A-Za-z][^<>]{0,200}>|\\(?:text|mathrm|textbf|textit|mathbf|left|right|displaystyle)\b|[{}$`\\]|\*\*"
)
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
