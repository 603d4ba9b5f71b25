"""One row of a table that holds several indicators: its cells cut into parts, and the parts matched by their order.

The cell of the indicators and that of their formulas are cut each by itself, by what the layout left (paragraphs,
lines, numbers, two blanks, a capital *Jumlah* in mid-sentence); what they agree on is what the row says. A formula on
several lines, or with a list below it, is one part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from kinerja_formula.dokumen.cell_text import Part, by_blocks, by_heads, by_numbers, plain, words_of
from kinerja_formula.dokumen.vocabulary import words

__all__ = ["Pairing", "SplitRow", "is_open", "similarity", "split_row"]

MOST_PARTS: Final = 60
"""A cell with more parts than this is prose, not a list of indicators."""
_LONGEST: Final = 40_000
_ENOUGH: Final = 0.3
"""The share of words that indicators and formulas have in common, on the average, where only words tell the parts."""


class SplitRow(NamedTuple):
    """An indicator of a row, with the parts of the cells that are its own; ``others`` has those by role."""

    indikator: str
    formula: str
    others: Mapping[str, str]


class Pairing(NamedTuple):
    """The indicators of a row. ``doubtful``: the cells have not the same number of parts."""

    rows: tuple[SplitRow, ...]
    doubtful: bool = False


def similarity(one: str, other: str) -> float:
    """Return which share of the words of the shorter text the other one has.

    >>> similarity("Persentase kehadiran peserta", "Jumlah kehadiran peserta rapat")
    0.6666666666666666
    """
    left, right = words_of(one), words_of(other)
    return len(left & right) / (min(len(left), len(right)) or 1)


def split_row(names: Sequence[str], formula: str, others: Mapping[str, str]) -> Pairing:
    """Return the indicators of a row, in order; one if nothing says that there are more.

    Args:
        names: the cell of the indicators; several where the cell of the formulas spans several of them.
        formula: the cell of the formulas.
        others: the other cells by role.

    >>> pairing = split_row(["<p>Hadir</p> <p>Tepat waktu</p>"], "<p>A / B</p> <p>C / D</p>", {"satuan": "%"})
    >>> [(row.indikator, row.formula, row.others["satuan"]) for row in pairing.rows]
    [('Hadir', '<p>A / B</p>', '%'), ('Tepat waktu', '<p>C / D</p>', '%')]
    """
    cell = names[0]
    if len(cell) + len(formula) > _LONGEST:
        return _whole(names, formula, others)
    formulas = _formula_cuts(formula)
    if len(names) > 1:
        return _listed(names, formulas, formula, others)
    indicators = _indicator_cuts(cell, formulas)
    if not any(len(cut) > 1 for cut in [*indicators, *formulas]):
        return _whole(names, formula, others)
    pair = _agreed(indicators, formulas)
    if pair is not None:
        return _rows(*pair, formula, others)
    explicit = [cut for cut in indicators[:-1] if len(cut) > 1]  # the last way to cut is by words alone
    if explicit:
        finest = max(formulas, key=len, default=[])
        if len(finest) > len(explicit[0]):
            matched = _matched(explicit[0], finest)
            return _rows(explicit[0], matched, formula, others)._replace(doubtful=True)
        return _whole(names, formula, others)._replace(doubtful=True)
    several = _several_formulas(cell, formulas, others.get("sumber_data", ""))
    if several:
        return _rows([Part(0, len(cell), plain(cell))] * len(several), several, formula, others)
    return _whole(names, formula, others)


def _whole(names: Sequence[str], formula: str, others: Mapping[str, str]) -> Pairing:
    """Return the row as it stands: the formula goes to the first indicator, the others have none."""
    told = {role: plain(cell) for role, cell in others.items()}
    formulas = [formula.strip(), *[""] * (len(names) - 1)]
    return Pairing(
        tuple([SplitRow(_unmarked(plain(name)), own, told) for name, own in zip(names, formulas, strict=True)])
    )


def _listed(names: Sequence[str], formulas: Sequence[list[Part]], formula: str, others: Mapping[str, str]) -> Pairing:
    """Pair indicators that stand in rows of their own with the one cell of formulas that spans them."""
    own = [Part(0, len(name), plain(name)) for name in names]
    for place, cut in enumerate(formulas):
        if len(cut) == len(own) and (place < len(formulas) - 1 or _fit(own, cut) >= _ENOUGH):
            return _rows(own, cut, formula, others)
    return _whole(names, formula, others)._replace(doubtful=any(len(cut) > 1 for cut in formulas))


def _fit(names: Sequence[Part], formulas: Sequence[Part]) -> float:
    return sum([similarity(name.text, part.text) for name, part in zip(names, formulas, strict=True)]) / len(names)


def _agreed(indicators: Sequence[list[Part]], formulas: Sequence[list[Part]]) -> tuple[list[Part], list[Part]] | None:
    """Return the first cuts with the same number of parts; those by words alone must also fit word by word."""
    for place, names in enumerate(indicators):
        if len(names) < 2:
            continue
        for other, cut in enumerate(formulas):
            if len(cut) != len(names):
                continue
            by_words = place == len(indicators) - 1 or other == len(formulas) - 1
            if not by_words or _fit(names, cut) >= _ENOUGH:
                return names, cut
    return None


def _rows(names: Sequence[Part], formulas: Sequence[Part], formula: str, others: Mapping[str, str]) -> Pairing:
    count = len(names)
    shared = {
        role: _shared(cell, count, _source_cuts if role == "sumber_data" else _plain_cuts)
        for role, cell in others.items()
    }
    rows = [
        SplitRow(
            _unmarked(name.text),
            formula[part.start : part.end].strip(),
            {role: parts[place] for role, parts in shared.items()},
        )
        for place, (name, part) in enumerate(zip(names, formulas, strict=True))
    ]
    return Pairing(tuple(rows))


def _shared(cell: str, count: int, cuts: Callable[[str], Sequence[list[Part]]]) -> list[str]:
    """Return the part of each indicator: by order where the cell has as many, else the whole cell for all."""
    for cut in cuts(cell):
        if len(cut) == count:
            return [_unmarked(part.text) for part in cut]
    return [plain(cell)] * count


def _plain_cuts(cell: str) -> list[list[Part]]:
    return [by_blocks(cell), by_numbers(cell)]


def _source_cuts(cell: str) -> list[list[Part]]:
    first = plain(cell).partition(" ")[0].casefold()
    again = [by_heads(cell, frozenset([first]))] if first.isalpha() else []
    return [by_blocks(cell), by_numbers(cell), *again]


_MARK: Final = re.compile(r"^(?:\(?\d{1,2}[.)]|[a-z][.)]|[-•–*‐▪➢✓])\s+(?=\S)")


def _unmarked(text: str) -> str:
    """Drop the dash of a list; a number stays, for it is part of what is written."""
    return text[2:].lstrip() if re.match(r"[-•–*‐▪➢✓]\s", text) else text


# Cutting the cell of the indicators


def _indicator_cuts(cell: str, formulas: Sequence[list[Part]]) -> list[list[Part]]:
    """Return the ways to cut a cell into indicators, the surest first, that by words alone last.

    A part of a word or two may be an item of a list that one indicator has (*KTP*, *KK*); it is an indicator if the
    other cell has as many complete formulas.
    """
    complete = {len(cut) for cut in formulas if all(_is_complete(part.text) for part in cut)}
    cuts = [_joined(by_blocks(cell), _goes_on), by_numbers(cell)]
    sound = [
        cut
        for cut in cuts
        if 1 < len(cut) <= MOST_PARTS and (len(cut) in complete or all(_is_indicator(part.text) for part in cut))
    ]
    heads = by_heads(cell)
    last = heads if 1 < len(heads) <= MOST_PARTS and all(len(part.text.split()) > 2 for part in heads) else []
    return [*sound, last]


def _is_complete(formula: str) -> bool:
    return bool(_DIVIDED.search(formula)) or _first_word(formula) in words("cells", "head")


def _is_indicator(text: str) -> bool:
    """Tell whether a part can stand alone: three words, or two with a head like *Nilai*, and not broken off."""
    found = _MARK.sub("", text).casefold().strip(" ;.,").split()
    if not found or found[-1] in words("cells", "joint"):
        return False
    return len(found) > 2 or (len(found) == 2 and (found[0] in words("cells", "head") or len("".join(found)) > 11))


def _joined(parts: Sequence[Part], goes_on: Callable[[Part, Part], bool]) -> list[Part]:
    """Put parts together where the latter goes on with the former."""
    out: list[Part] = []
    for part in parts:
        if out and goes_on(out[-1], part):
            out[-1] = Part(out[-1].start, part.end, f"{out[-1].text} {part.text}")
        else:
            out.append(part)
    return out


def _goes_on(one: Part, other: Part) -> bool:
    """Tell whether a line of an indicator is no new one: it begins in mid-sentence, or belongs to a list above it."""
    first, last = other.text[:1], one.text.rstrip(" ").rpartition(" ")[2].casefold()
    if first.islower() or first in "(/,;&" or last in words("cells", "joint") or last.endswith(("-", ",", "/")):
        return True
    return bool(_MARK.match(other.text)) and not _MARK.match(one.text)


# Cutting the cell of the formulas

_LINE_AT_END: Final = re.compile(r"[-_=—–─═.…]{3,}\s*(?:[xX×*]?\s*100\s*%?)?\s*$")
_LINE_ONLY: Final = re.compile(r"^[-_=—–─═.…\s]{3,}(?:[xX×*]\s*100\s*%?)?$")
_OPERATOR_FIRST: Final = re.compile(r"^(?:[/:÷×+*=)%]|[xX]\s*\d|[-_=—–─═.…]{3,}|[xX]\s|\$?\\(?:times|div|cdot))")
_PERCENT_AT_END: Final = re.compile(r"(?:[xX×*]|\\times)\s*100\s*\\?%?\s*\$?\s*$")
_PERCENT_WITHOUT_SIGN: Final = re.compile(r"\b100\s*%\s*$")
_DIVIDED: Final = re.compile(
    r"[-_=—–─═…]{3,}|\\[dtc]?frac|\\div|÷|\s[/:]\s|\)\s*[/:]|[/:]\s*\(|\bdi?bagi\b|\b(?:ber|di)banding(?:kan)?\b|</u>\s*\S",
    re.IGNORECASE,
)
_UNDERLINED: Final = re.compile(
    r"^(?:\s*<(?!/?u>)[^<>]{0,200}+>)*\s*[^\w<]{0,5}<u>.*</u>\s*(?:[xX×]?\s*100\s*%?)?\W*(?:</\w+>\s*)*$",
    re.DOTALL | re.IGNORECASE,
)
_TRAILER: Final = re.compile(
    r"^\W*(?:ket(?:erangan)?|catatan|dimana|di mana|dengan|note|nb|contoh|misal\w*)\b", re.IGNORECASE
)


def _formula_cuts(cell: str) -> list[list[Part]]:
    """Return the ways to cut a cell into formulas.

    Its paragraphs, with lines that belong together joined; the same as they are; its numbered items; by words alone.
    """
    blocks = by_blocks(cell)
    grouped = _grouped(cell, blocks)
    numbered = by_numbers(cell)
    return [
        cut if len(cut) <= MOST_PARTS else [] for cut in (grouped, blocks, numbered, _grouped(cell, by_heads(cell)))
    ]


def _grouped(cell: str, parts: Sequence[Part]) -> list[Part]:
    return _joined(parts, lambda one, other: is_open(cell[one.start : one.end], one.text, other.text))


def is_open(raw: str, one: str, other: str) -> bool:
    """Tell whether a formula is not at its end: what follows is its denominator, its list, or a note on it."""
    last = one.rpartition(" ")[2].casefold()
    if _LINE_AT_END.search(one) or one.endswith(":") or last in words("cells", "joint"):
        return True
    if _LINE_ONLY.match(other) or _OPERATOR_FIRST.match(other) or _TRAILER.match(other):
        return True
    if other[:1].islower() or (_MARK.match(other) and not _MARK.match(one)):
        return True
    if _UNDERLINED.match(raw) or one.count("(") > one.count(")"):
        return True
    percent = _PERCENT_AT_END.search(one) or _PERCENT_WITHOUT_SIGN.search(one)
    return bool(percent) and not _DIVIDED.search(raw)


def _several_formulas(indikator: str, formulas: Sequence[list[Part]], sumber_data: str) -> list[Part]:
    """Return the formulas of one indicator where its cell holds more than one; empty if it is one formula.

    Two stacked quantities of a percentage are its numerator and denominator. Else several formulas are numbered, each
    with a head of its own, or have sources of their own.
    """
    grouped, _, numbered, heads = formulas
    head = words("cells", "head")
    if len(numbered) > 1 and all(_first_word(part.text) in head for part in numbered):
        return numbered
    share = words_of(indikator) & words("cells", "share")
    for cut in (grouped, heads):
        if len(cut) < 2 or not all(_first_word(part.text) in head for part in cut):
            continue
        if all(_DIVIDED.search(part.text) for part in cut):
            return cut
        if not share and any(len(own) == len(cut) for own in _source_cuts(sumber_data)):
            return cut
    return []


def _first_word(text: str) -> str:
    return _MARK.sub("", text).partition(" ")[0].casefold().strip("(<[")


# Cells that have not the same number of parts


def _matched(names: Sequence[Part], parts: Sequence[Part]) -> list[Part]:
    """Give every indicator a run of parts, in order, so that their words agree as well as they can."""
    rows, columns = len(names), len(parts)
    fits = [[similarity(name.text, part.text) for part in parts] for name in names]
    best = [[float("-inf")] * (columns + 1) for _ in range(rows + 1)]
    begun = [[0] * (columns + 1) for _ in range(rows + 1)]
    best[0][0] = 0.0
    for row in range(1, rows + 1):
        for end in range(row, columns - (rows - row) + 1):
            gain = 0.0
            for start in range(end - 1, row - 2, -1):
                gain += fits[row - 1][start] - 0.25  # a run is no longer than its words
                if best[row - 1][start] + gain > best[row][end]:
                    best[row][end], begun[row][end] = best[row - 1][start] + gain, start
    out: list[Part] = []
    end = columns
    for row in range(rows, 0, -1):
        start = begun[row][end]
        run = parts[start:end]
        out.append(Part(run[0].start, run[-1].end, " ".join([part.text for part in run])))
        end = start
    return out[::-1]
