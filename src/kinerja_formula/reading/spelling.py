"""Words of a calculation written with one slip: *serratus*, *perbandlngan*, *terhaap*.

Only the words of ``[ejaan]`` in ``data/reading/lexicon.toml``, and only slips that make no other Indonesian word: a
letter too many or too few, two letters swapped, or shapes that text recognition confuses.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from kinerja_formula.reading.lexicon import lexicon

__all__ = ["spelt"]

_LEAST: Final = 5
_MOST: Final = 16


@lru_cache(maxsize=8192)
def spelt(word: str) -> str | None:
    """Return the word of a calculation that ``word``, in small letters, is one slip away from; None for all others.

    >>> spelt("serratus"), spelt("perbandlngan"), spelt("terhadap"), spelt("presentasi")
    ('seratus', 'perbandingan', None, None)
    """
    told = lexicon()
    if not _LEAST <= len(word) <= _MOST or told.of(word) or word in told.figures:
        return None
    wanted = told.spelt
    with_one_less = _with_one_less()
    if word in with_one_less:
        return with_one_less[word]
    for at in range(len(word)):
        slips = [word[:at] + word[at + 1 :], word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]]
        slips += [
            word[:at] + right + word[at + len(seen) :] for seen, right in told.confused if word.startswith(seen, at)
        ]
        for slip in slips:
            if slip in wanted:
                return slip
    return None


@cache
def _with_one_less() -> dict[str, str]:
    """Return the words to mend by what is left of them where one letter is lost."""
    return {word[:at] + word[at + 1 :]: word for word in sorted(lexicon().spelt) for at in range(len(word))}
