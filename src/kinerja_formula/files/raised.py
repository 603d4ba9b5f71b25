"""Text that stands raised in a file: digits as Unicode superscripts, so that 10⁵ is no 105 and a footnote no digit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

__all__ = ["raised", "with_raised_tags"]

_SUPERSCRIPTS: Final = str.maketrans("0123456789+-−–abcdef", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ᵃᵇᶜᵈᵉᶠ")
_MARK: Final = re.compile(r"\s*\(?(?:[+\-−–]?[0-9]{1,3}|[0-9](?:\s?[,&]\s?[0-9]){1,3}|[a-f])\s?\)?\s*")
"""A power, the number or letter of a footnote, several of them. Any other text is as well raised as not."""


def raised(text: str, before: Sequence[str], end: int | None = None) -> str:
    """Return a raised text as it stands behind others in its line, ``before`` (as far as ``end``).

    What stands at the beginning of a line is raised over nothing, such as the numerator of 1/2.

    >>> raised("5", ["Jumlah x 10"]), raised("-3", ["10"]), raised("1)", ["95 %"]), raised("1,2", ["95"])
    ('⁵', '⁻³', '¹)', '¹,²')
    >>> raised("Jumlah 2 desa", ["95"]), raised("th", ["5"]), raised("1", [])
    ('Jumlah 2 desa', 'th', '1')
    """
    if not _MARK.fullmatch(text) or not _stands_behind(before, len(before) if end is None else end):
        return text
    return text.translate(_SUPERSCRIPTS)


def _stands_behind(pieces: Sequence[str], end: int) -> bool:
    """Tell whether the line that pieces make has anything in it yet."""
    for place in range(end - 1, -1, -1):
        _, parted, line = pieces[place][-_NEAR:].rpartition("\n")
        if line.strip():
            return True
        if parted:
            return False
    return False


_NEAR: Final = 200


def with_raised_tags(text: str) -> str:
    """Return a text in which what tags raise is raised by itself.

    >>> with_raised_tags("Luas (m<sup>2</sup>) x 10<sup>5</sup>"), with_raised_tags("<sup>1</sup>/2")
    ('Luas (m²) x 10⁵', '<sup>1</sup>/2')
    """
    return _TAGGED.sub(_untagged, text) if "</sup>" in text else text


def _untagged(found: re.Match[str]) -> str:
    told = raised(found[1], [found.string[max(0, found.start() - _NEAR) : found.start()]])
    return found[0] if told == found[1] else told


_TAGGED: Final = re.compile(r"<sup\b[^<>]{0,100}+>([^<>]{1,12})</sup>")
