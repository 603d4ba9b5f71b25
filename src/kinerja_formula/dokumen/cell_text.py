"""The text of a cell with its markup: what a person sees of it, and the parts it consists of, each with its place.

A formula is kept with its markup, for an underlined numerator is a fraction; so a part is a slice of the cell as
written. Tags of a scan are often not closed and never nested with care: they are looked at one by one and need no tree.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Final, NamedTuple

from kinerja_formula.dokumen.vocabulary import words
from kinerja_formula.files.raised import with_raised_tags
from kinerja_formula.names import fold_space

__all__ = ["Part", "by_blocks", "by_heads", "by_numbers", "plain", "words_of"]

_TAG: Final = re.compile(r"<(/?+)([a-zA-Z][a-zA-Z0-9]{0,10}+)\b[^<>]{0,300}+>")
_MARKUP: Final = re.compile(
    r"</?+[a-zA-Z][^<>]{0,300}+>|\*\*|(?<![_\w])__(?=\w)|(?<=[^\W_])__(?![_\w])|<!--[^<>]{0,300}+-->"
)
_BLOCKS: Final = frozenset(
    ["p", "br", "div", "ol", "ul", "li", "tr", "table", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "hr"]
)
_WORD: Final = re.compile(r"[^\W\d_]{2,}+")


class Part(NamedTuple):
    """A part of a cell: the slice as written, and what a person sees of it."""

    start: int
    end: int
    text: str


def plain(cell: str) -> str:
    """Return what a person sees of a cell, on one line: no tags, no Markdown, entities decoded.

    >>> plain("<p>Jumlah surat</p> <p><b>masuk</b> &amp; keluar</p>")
    'Jumlah surat masuk & keluar'
    >>> plain("Luas (m<sup>2</sup>)")
    'Luas (m²)'
    """
    return _plain_once(cell) if len(cell) < _SHORT else _plain(cell)


def _plain(cell: str) -> str:
    cell = with_raised_tags(cell)
    if "<" in cell or "**" in cell or "__" in cell:
        cell = _MARKUP.sub(" ", cell)
    if "&" in cell:
        cell = html.unescape(cell)
    return fold_space(cell)


_SHORT: Final = 500
_plain_once = lru_cache(maxsize=2048)(_plain)
"""The same cell is looked at by everybody who has a part in reading it."""


def words_of(text: str) -> frozenset[str]:
    """Return the words of two letters and more, lower case.

    >>> sorted(words_of("Jumlah RT/RW yang aktif"))
    ['aktif', 'jumlah', 'rt', 'rw', 'yang']
    """
    return frozenset(_WORD.findall(text.casefold()))


def by_blocks(cell: str) -> list[Part]:
    """Return the parts that stand on lines of their own: paragraphs, list items, lines, or two blanks between.

    >>> [part.text for part in by_blocks("<p>Jumlah A</p> <p>Jumlah B</p>")]
    ['Jumlah A', 'Jumlah B']
    >>> [part.text for part in by_blocks("Jumlah A  Jumlah B\\nJumlah C")]
    ['Jumlah A', 'Jumlah B', 'Jumlah C']
    """
    cuts = [0]
    cuts += [
        tag.end() if tag[1] or tag[2].lower() in ("br", "hr") else tag.start()
        for tag in _TAG.finditer(cell)
        if tag[2].lower() in _BLOCKS
    ]
    cuts += [gap.end() for gap in _GAP.finditer(cell)]
    cuts.sort()
    return _parts(cell, cuts)


_GAP: Final = re.compile(r"[ \t\u00a0]*+[\r\n]\s*+|[ \u00a0]{2,}+")


def _parts(cell: str, cuts: list[int]) -> list[Part]:
    """Cut a cell; a slice in which nothing is to be seen goes to the part before it, or to the next at the start."""
    parts: list[Part] = []
    begun = None
    for start, end in zip(cuts, [*cuts[1:], len(cell)], strict=True):
        text = plain(cell[start:end])
        if not text:
            if parts and begun is None:
                parts[-1] = parts[-1]._replace(end=end)
            elif begun is None:
                begun = start
            continue
        parts.append(Part(start if begun is None else begun, end, text))
        begun = None
    return [_trimmed(cell, part) for part in parts]


def _trimmed(cell: str, part: Part) -> Part:
    raw = cell[part.start : part.end]
    start = part.start + len(raw) - len(raw.lstrip())
    return part._replace(start=start, end=max(start, part.start + len(raw.rstrip())))


_NUMBER: Final = re.compile(r"(?:(?<=\s)|(?<=>)|^)(?:(\d{1,2})[.)]|([a-z])[.)]|([-•–*‐▪➢✓]))(?=\s)")


def by_numbers(cell: str) -> list[Part]:
    """Return the items of a list that the cell begins with: ``1. … 2. …``, ``a. … b. …`` or ``- … - …``.

    Empty where it does not begin with one: a list behind other words is theirs.

    >>> [part.text for part in by_numbers("1. Persentase A; 2. Persentase B")]
    ['1. Persentase A;', '2. Persentase B']
    >>> by_numbers("Jumlah dokumen: 1. Renstra 2. Renja")
    []
    """
    cuts: list[int] = []
    first = ""
    for mark in _NUMBER.finditer(cell):
        kind = "number" if mark[1] else "letter" if mark[2] else mark[3]
        if not cuts:
            if plain(cell[: mark.start()]) or (mark[1] or mark[2] or "1") not in ("1", "a"):
                return []
            first = kind
        elif kind != first:
            continue
        elif mark[1] and int(mark[1]) != len(cuts) + 1:
            continue
        elif mark[2] and mark[2] != chr(ord("a") + len(cuts)):
            continue
        cuts.append(mark.start())
    return _parts(cell, [0, *cuts[1:]]) if cuts else []


_CAPITAL: Final = re.compile(r"(?<=[^\W_])[;,.]?+\s(?=([A-Z][\w-]{1,20}+))")


def by_heads(cell: str, heads: frozenset[str] = frozenset()) -> list[Part]:
    """Return the parts that begin with a word like *Jumlah* or *Persentase*, written with a capital in mid-sentence.

    Words that names hold as well (*Nilai*, *Indeks*) part a cell only if it begins with the same one. ``heads``: the
    words instead of these.

    >>> [part.text for part in by_heads("Jumlah desa yang dibina Jumlah patroli keamanan")]
    ['Jumlah desa yang dibina', 'Jumlah patroli keamanan']
    >>> len(by_heads("Jumlah laporan Indeks Kepuasan Masyarakat"))
    1
    """
    first = plain(cell).partition(" ")[0].casefold()
    heads = heads or words("cells", "strong") | ({first} & words("cells", "head"))
    joint = words("cells", "joint")
    cuts = [0]
    for place in _CAPITAL.finditer(cell):
        before = cell[max(0, place.start() - 30) : place.start()].rpartition(" ")[2].casefold()
        if place[1].casefold() in heads and before not in joint:
            cuts.append(place.end())
    return _parts(cell, cuts)
