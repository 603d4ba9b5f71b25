"""The cells that hold no arithmetic: a count, one outside figure, targets, a sentence, a head with numbered parts."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Final

from kinerja_formula.diagnostics import (
    AMBIGUOUS_READING,
    UNEXPECTED_SIGN,
    UNMEASURABLE,
    WORDS_DIFFER,
    Diagnostic,
    FormulaSyntaxError,
)
from kinerja_formula.nodes import Components, Name, Node, Quantity, Statement
from kinerja_formula.numerals import NumeralError, decode, read_figure, read_words, shortest
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.known_names import is_name, name_text
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.vocabulary import in_order, words
from kinerja_formula.units import default_vocabulary, head_unit

__all__ = ["classify", "listed_formulas", "read_components", "strip_list_mark"]

_BULLETS = frozenset("-•–—*➢▪✓·o")
_DRAWN_BULLETS = frozenset("•➢▪✓●○■□◦‣·")
_BULLET_KINDS = frozenset({lx.OTHER, lx.STAR})
_CALCULATING = frozenset({lx.PLUS, lx.STAR})
"""Beside these a dash subtracts; it lists nothing."""

_OUTER = frozenset(
    {lx.LINE, lx.ITEM, lx.COMMA, lx.SEMICOLON, lx.DOT, lx.COLON, lx.DASH, lx.UNDERLINE_ON, lx.UNDERLINE_OFF}
)

_MOST_BEFORE_OBJECT = 3
"""So many words may stand before the object of the work."""


def strip_list_mark(pieces: list[Lexeme]) -> list[Lexeme]:
    """Drop a bullet or number that stands before a whole cell: ``- Jumlah …``, ``1. Persentase …``."""
    start = 0
    count = len(pieces)
    percent = lx.PCT in {piece.kind for piece in pieces}
    while start < count:
        piece = pieces[start]
        following = pieces[start + 1] if start + 1 < count else None
        after = pieces[start + 2] if start + 2 < count else None
        if (
            piece.kind in (lx.LINE, lx.ITEM)
            or (
                piece.kind in (lx.DASH, lx.OTHER, lx.STAR)
                and piece.text in _BULLETS
                and following is not None
                and following.gap
            )
            or (piece.kind == lx.RULE and not percent)
        ):
            start += 1
        elif (
            piece.kind == lx.NUM
            and piece.text.isdigit()
            and len(piece.text) <= 2
            and following is not None
            and following.kind in (lx.DOT, lx.CLOSE)
            and not following.gap
            and after is not None
            and (after.gap or after.kind == lx.WORD)
        ) or (
            piece.kind == lx.WORD
            and len(piece.low) == 1
            and piece.low.isalpha()
            and following is not None
            and following.kind in (lx.DOT, lx.CLOSE)
            and not following.gap
            and after is not None
            and after.kind == lx.WORD
            and after.gap
        ):
            start += 2
        else:
            break
    return pieces[start:] if start < count else []


def _trim(pieces: list[Lexeme]) -> list[Lexeme]:
    start, end = 0, len(pieces)
    while start < end and pieces[start].kind in _OUTER:
        start += 1
    while end > start and pieces[end - 1].kind in _OUTER:
        end -= 1
    return pieces[start:end]


def _sentence(pieces: list[Lexeme]) -> list[Lexeme]:
    """Trim a phrase but keep the full stop that ends it: a name is what was written."""
    trimmed = _trim(pieces)
    if trimmed:
        last = pieces.index(trimmed[-1])
        if last + 1 < len(pieces) and pieces[last + 1].kind == lx.DOT and not pieces[last + 1].gap:
            return [*trimmed, pieces[last + 1]]
    return trimmed


def _numbered(pieces: list[Lexeme]) -> list[int]:
    """Return the places of the marks ``1. 2. 3.`` in their order (also ``1)``), outside brackets."""
    places: list[int] = []
    if "1" not in {piece.text for piece in pieces}:
        return places
    depth = 0
    wanted = 1
    for index, piece in enumerate(pieces):
        if piece.kind == lx.OPEN:
            depth += 1
        elif piece.kind == lx.CLOSE and depth:
            depth -= 1
        elif depth == 0 and piece.kind == lx.NUM and piece.text == str(wanted) and index + 2 < len(pieces) + 1:
            following = pieces[index + 1] if index + 1 < len(pieces) else None
            if (
                following is not None
                and following.kind in (lx.DOT, lx.CLOSE)
                and not following.gap
                and index + 2 < len(pieces)
            ):
                places.append(index)
                wanted += 1
    return places


def _lettered(pieces: list[Lexeme]) -> list[int]:
    places: list[int] = []
    if "a" not in {piece.low for piece in pieces}:
        return places
    wanted = ord("a")
    depth = 0
    for index, piece in enumerate(pieces[:-2]):
        if piece.kind == lx.OPEN:
            depth += 1
        elif piece.kind == lx.CLOSE and depth:
            depth -= 1
        elif (
            depth == 0
            and piece.kind == lx.WORD
            and piece.low == chr(wanted)
            and pieces[index + 1].kind in (lx.DOT, lx.CLOSE)
            and not pieces[index + 1].gap
            and wanted < ord("z")
        ):
            places.append(index)
            wanted += 1
    return places


def read_components(pieces: list[Lexeme], draft: Draft) -> Node | None:
    """Return a head with its parts, or None if the cell is no list.

    Marks are ``1. 2.``, ``a. b.``, list items of HTML, or dashes with white space round them.
    """
    kinds = {piece.kind for piece in pieces}
    for places, width in (
        (_numbered(pieces), 2),
        (_lettered(pieces), 2),
        ([index for index, piece in enumerate(pieces) if piece.kind == lx.ITEM] if lx.ITEM in kinds else [], 1),
        (_bullets(pieces) if not _BULLET_KINDS.isdisjoint(kinds) else [], 1),
    ):
        if len(places) >= 2:
            return _components(pieces, places, width, draft)
    dashes = _dash_items(pieces) if lx.DASH in kinds and _CALCULATING.isdisjoint(kinds) else []
    if dashes:
        return _components(pieces, dashes, 1, draft)
    return None


def _bullets(pieces: list[Lexeme]) -> list[int]:
    """Return the places of drawn bullets."""
    return [
        index
        for index, piece in enumerate(pieces)
        if piece.kind in _BULLET_KINDS
        and piece.text in _DRAWN_BULLETS
        and index + 1 < len(pieces)
        and pieces[index + 1].gap
    ]


def listed_formulas(pieces: list[Lexeme]) -> list[list[Lexeme]]:
    """Return the formulas of a cell that numbers several, or nothing if it is no such list."""
    places = _numbered(pieces)
    if len(places) < 2 or any(piece.kind in (lx.WORD, lx.QUOTED) for piece in pieces[: places[0]]):
        return []
    ends = [*places[1:], len(pieces)]
    parts = [pieces[place + 2 : end] for place, end in zip(places, ends, strict=True)]
    if all(
        any(piece.kind in (lx.PCT, lx.DIV, lx.MUL, lx.TIMES) for piece in part)
        and any(piece.kind in (lx.SLASH, lx.DIV, lx.OVER, lx.COLON) or piece.low == "x" for piece in part)
        for part in parts
    ):
        return parts
    return []


def _dash_items(pieces: list[Lexeme]) -> list[int]:
    """Return the places of dashes that list parts behind a head that counts."""
    head = next((index for index, piece in enumerate(pieces) if piece.kind not in _OUTER), None)
    if (
        head is None
        or pieces[head].kind not in (lx.WORD, lx.QUOTED)
        or pieces[head].low.split()[0] not in words("heads", "total")
    ):
        return []
    places = [
        index
        for index in range(head + 1, len(pieces) - 1)
        if pieces[index].kind == lx.DASH
        and (pieces[index].gap or pieces[index - 1].kind == lx.LINE)
        and pieces[index + 1].gap
        and pieces[index - 1].kind != lx.NUM
    ]
    if len(places) < 2:
        return []
    ends = [*places[1:], len(pieces)]
    for place, end in zip(places, ends, strict=True):
        part = [piece for piece in pieces[place + 1 : end] if piece.kind in (lx.WORD, lx.QUOTED)]
        if not part or len(part) > 12 or part[0].low.split()[0] in words("heads", "strong") | words("heads", "weak"):
            return []
    return places


def _components(pieces: list[Lexeme], places: list[int], width: int, draft: Draft) -> Node | None:
    head = _trim(strip_list_mark(pieces[: places[0]]))
    items: list[Name] = []
    ends = [*places[1:], len(pieces)]
    for place, end in zip(places, ends, strict=True):
        part = _trim(pieces[place + width : end])
        while part and part[-1].kind == lx.WORD and part[-1].low in words("lists", "item_joints"):
            part = _trim(part[:-1])
        if any(is_name(piece.text) for piece in part):
            items.append(Name(name_text(part), (part[0].start, part[-1].end)))
    if len(items) < 2:
        return None
    if not head:
        first = items[0]
        return Components(
            Statement("", (), False, (first.span[0], first.span[0])), tuple(items), (first.span[0], items[-1].span[1])
        )
    span = (head[0].start, head[-1].end)
    quantities = tuple(read_quantities(head, draft, only=True)) if head[0].kind == lx.NUM else ()
    node: Name | Statement
    if quantities:
        draft.quantities += quantities
        node = Statement(name_text(head), quantities, False, span)
    else:
        node = Name(name_text(head), span, total=head[0].low == "σ")
    return Components(node, tuple(items), (span[0], items[-1].span[1]))


def classify(pieces: list[Lexeme], draft: Draft) -> tuple[str, Node] | None:
    """Return (kind, tree) of a cell that is one phrase, or None for an empty one.

    Kinds: ``hitung`` a count, ``nilai`` one outside figure, ``target`` only stated quantities, ``naratif`` a sentence.
    """
    pieces = _sentence(strip_list_mark(pieces))
    if not pieces:
        return None
    span = (pieces[0].start, pieces[-1].end)
    text = name_text(pieces)
    if not is_name(text):
        return None
    for before, piece in pairwise(pieces):
        if before.kind == lx.QUOTED and piece.kind == lx.QUOTED:
            raise FormulaSyntaxError(Diagnostic(UNEXPECTED_SIGN, piece.span, sign=piece.text), draft.text)
    first = pieces[0]
    if _is_target(pieces):
        quantities = read_quantities(pieces, draft, only=True)
        if quantities:
            draft.quantities += quantities
            return "target", Statement(text, tuple(quantities), False, span)
    if first.kind == lx.QUOTED and len(pieces) == 1:
        return _named_kind(first.low.split()[0] if first.low.split() else ""), Name(text, span, total=first.hard)
    if first.low in words("heads", "total") or first.low == "σ":
        _report_second_line(pieces, draft)
        return "hitung", Name(text, span, total=first.low == "σ")
    quantities = read_quantities(pieces, draft, only=False)
    clause = _is_clause(pieces)
    if (
        first.kind == lx.WORD
        and first.low in words("heads", "value")
        and not (clause and quantities)
        and not _process_result(pieces)
    ):
        return "nilai", Name(text, span)
    if not quantities and not clause and _countable(pieces):
        return "hitung", Name(text, span)
    draft.quantities += quantities
    if (
        not quantities
        and (clause or _process(pieces))
        and not (_measurable(pieces) or _told_by_units(text, draft, clause))
    ):
        draft.report(UNMEASURABLE, span)
    return "naratif", Statement(text, tuple(quantities), True, span)


def _told_by_units(text: str, draft: Draft, clause: bool) -> bool:
    """Tell whether a text is an amount (*Pendapatan PNBP*), or its indicator a score that somebody else gives."""
    own, named = head_unit(text), head_unit(draft.indikator) if draft.indikator else None
    amount = own is not None and own.unit.kind is not None and own.unit.kind.family == "uang"
    scored = named is not None and named.unit.kind is not None and named.unit.kind.family == "nilai"
    return (amount and not clause) or (
        scored and own is not None and own.unit.kind is not None and own.unit.kind.family == "nilai"
    )


def _measurable(pieces: list[Lexeme]) -> bool:
    """Tell whether a sentence without a stated volume says what can be counted all the same.

    A number, how often, a list of parts, or a record as the object of the work ("Mengagendakan surat keluar"); a record
    behind "sesuai" or "untuk" is not what the work makes.
    """
    lists = sum(piece.kind in (lx.COMMA, lx.SEMICOLON) for piece in pieces)
    brackets = 0
    for index, piece in enumerate(pieces):
        brackets += (piece.kind == lx.OPEN) - (piece.kind == lx.CLOSE)
        if piece.kind == lx.NUM or piece.low in words("statement", "frequencies"):
            return True
        if piece.low in words("statement", "parts") or (
            brackets > 0 and piece.low in words("statement", "bracket_joints")
        ):
            return True
        if piece.low in words("statement", "occasions") and _before(pieces, index) in words(
            "statement", "occasion_joints"
        ):
            return True
    if lists and any(piece.low in words("statement", "list_joints") for piece in pieces):
        return True
    for piece in pieces[: _MOST_BEFORE_OBJECT + 1]:
        if piece.low in words("statement", "purposes"):
            return False
        if piece.low in words("statement", "records"):
            return True
    return False


def _before(pieces: list[Lexeme], index: int) -> str:
    return pieces[index - 1].low if index else ""


def _report_second_line(pieces: list[Lexeme], draft: Draft) -> None:
    """Two lines that each begin with a quantity word may be a fraction whose line was lost, or two counts."""
    for index in range(1, len(pieces) - 1):
        following = pieces[index + 1]
        if pieces[index].kind == lx.LINE and following.low in words("heads", "total"):
            draft.report(
                AMBIGUOUS_READING,
                following.span,
                sign=following.text,
                reading="satu-nama",
                other=f"{name_text(pieces[:index])} / {name_text(pieces[index + 1 :])}",
            )
            return


def _named_kind(first: str) -> str:
    if first in words("heads", "value") and first not in words("heads", "total"):
        return "nilai"
    return "hitung"


def _process_result(pieces: list[Lexeme]) -> bool:
    """``Hasil rekonsiliasi dengan …`` names an event; ``Hasil penilaian``, ``Hasil survei`` a figure."""
    return (
        pieces[0].low in words("heads", "outcome")
        and len(pieces) > 1
        and not pieces[1].low.startswith(in_order("statement", "measuring"))
    )


def _countable(pieces: list[Lexeme]) -> bool:
    first = pieces[0]
    if first.kind != lx.WORD or first.low in words("statement", "processes"):
        return False
    if first.low in words("statement", "countable"):
        return True
    if _process(pieces) or len(pieces) < 2:
        return False
    return not any(piece.kind == lx.COMMA for piece in pieces)


def _process(pieces: list[Lexeme]) -> bool:
    first = pieces[0].low
    if first in words("statement", "processes"):
        return True
    if (
        first.startswith(in_order("statement", "verb_beginnings"))
        and len(first) > 6
        and (
            first.endswith(in_order("statement", "verb_endings"))
            or first.startswith(in_order("statement", "active_beginnings"))
        )
    ):
        return True
    return (
        first.startswith(in_order("statement", "noun_beginnings"))
        and first.endswith(in_order("statement", "noun_endings"))
        and len(first) > 7
    )


def _is_clause(pieces: list[Lexeme]) -> bool:
    """Tell whether a finite verb stands in the phrase, outside brackets and not behind ``yang``."""
    depth = 0
    relative = False
    for index, piece in enumerate(pieces):
        if piece.kind == lx.OPEN:
            depth += 1
        elif piece.kind == lx.CLOSE:
            depth = max(0, depth - 1)
        elif depth or piece.kind != lx.WORD or index == 0:
            continue
        elif piece.low in words("statement", "relatives"):
            relative = True
        elif not relative and piece.low in words("statement", "predicates"):
            return True
        elif piece.low in words("statement", "certain_predicates"):
            return True
    return False


def _is_target(pieces: list[Lexeme]) -> bool:
    """Tell whether the cell begins with a figure, perhaps behind a label such as ``Target`` or ``Kualitas``."""
    first = pieces[0]
    if first.kind == lx.NUM:
        return True
    if first.low in words("quantities", "money"):
        return any(piece.kind == lx.NUM for piece in pieces[1:3])
    if first.kind == lx.COMPARE:
        return len(pieces) > 1 and pieces[1].kind == lx.NUM
    labels, sequels = words("quantities", "labels"), words("quantities", "label_sequels")
    place = 0
    while place < len(pieces) and place < 3 and pieces[place].kind == lx.WORD:
        if pieces[place].low not in labels and not (place and pieces[place].low in sequels):
            break
        place += 1
    while place < len(pieces) and pieces[place].kind in (lx.COLON, lx.EQUALS, lx.COMPARE):
        place += 1
    if 0 < place < len(pieces) and pieces[place].kind == lx.NUM:
        return True
    return (
        len(pieces) <= 4
        and pieces[-1].kind == lx.PCT
        and pieces[-2].kind == lx.NUM
        and first.kind == lx.WORD
        and first.low not in words("heads", "total")
        and first.low != "x"
    )


def read_quantities(pieces: list[Lexeme], draft: Draft, *, only: bool) -> list[Quantity]:
    """Return the quantities that a cell states; ``only``: it is nothing but targets, so that thresholds count too.

    In a sentence, a number is a stated volume only with a unit behind it, and no citation, period, age or deadline.
    """
    found: list[Quantity] = []
    index, count = 0, len(pieces)
    depth = 0
    while index < count:
        piece = pieces[index]
        if piece.kind == lx.OPEN:
            depth += 1
        elif piece.kind == lx.CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and piece.low in words("quantities", "money") and index + 1 < count:
            money, after = _money(pieces, index, draft)
            if money is not None:
                found.append(money)
                index = after
                continue
        elif depth == 0 and piece.kind == lx.NUM:
            quantity, index = _quantity(pieces, index, draft, only)
            if quantity is not None:
                found.append(quantity)
            continue
        elif depth == 0 and piece.kind == lx.WORD and not only:
            quantity = _worded(pieces, index)
            if quantity is not None:
                found.append(quantity)
        index += 1
    return found


def _money(pieces: list[Lexeme], index: int, draft: Draft) -> tuple[Quantity | None, int]:
    """Read ``Rp 1,2 miliar`` from ``Rp`` on."""
    number = index + 1
    if pieces[number].kind == lx.DOT:
        number += 1
    if number >= len(pieces) or pieces[number].kind != lx.NUM:
        return None, index
    end = number + 1
    if end < len(pieces) and pieces[end].kind == lx.WORD and pieces[end].low in words("quantities", "scales"):
        end += 1
    try:
        figure = read_figure(draft.text[pieces[index].start : pieces[end - 1].end], max_digits=draft.limits.digits)
    except NumeralError:
        return None, index
    return Quantity("rupiah", None, figure.value, (pieces[index].start, pieces[end - 1].end)), end


def _quantity(pieces: list[Lexeme], index: int, draft: Draft, only: bool) -> tuple[Quantity | None, int]:
    piece = pieces[index]
    before = pieces[index - 1] if index else None
    end = index + 1
    try:
        value = decode(piece.text, max_digits=draft.limits.digits).value
    except NumeralError:
        return None, end
    upper: Fraction | None = None
    last = piece
    if end + 1 < len(pieces) and pieces[end].kind == lx.DASH and pieces[end + 1].kind == lx.NUM:
        try:
            upper = decode(pieces[end + 1].text).value
            last = pieces[end + 1]
            end += 2
        except NumeralError:
            pass
    if end < len(pieces) and pieces[end].kind == lx.OPEN and end + 1 < len(pieces):
        end = _check_words(pieces, end, value, draft)
    unit: str | None = None
    if end < len(pieces) and pieces[end].kind == lx.PCT:
        unit, last = "%", pieces[end]
        end += 1
        if (
            end + 2 < len(pieces)
            and pieces[end].kind == lx.DASH
            and pieces[end + 1].kind == lx.NUM
            and pieces[end + 2].kind == lx.PCT
        ):
            upper, last = decode(pieces[end + 1].text).value, pieces[end + 2]
            end += 3
        if end < len(pieces) and pieces[end].kind == lx.OPEN:
            end = _check_words(pieces, end, value, draft)
    elif end < len(pieces) and pieces[end].kind == lx.WORD:
        unit, last = pieces[end].text, pieces[end]
        end += 1
    if not only:
        after = pieces[end] if end < len(pieces) else None
        if unit is None or (unit == "%" and before is None):
            return None, index + 1
        if before is not None and (
            before.kind in (lx.COMPARE, lx.SLASH) or before.low in words("quantities", "not_after")
        ):
            return None, end
        if (
            before is not None
            and before.low in words("quantities", "durations")
            and unit.lower() in words("quantities", "duration_units")
        ):
            return None, end
        if (
            index > 1
            and before is not None
            and before.low in words("quantities", "than")
            and pieces[index - 2].low in words("quantities", "thresholds")
        ):
            return None, end
        if after is not None and after.low in words("quantities", "not_before"):
            return None, end
        if before is not None and before.kind == lx.WORD and not piece.gap:
            return None, end
    return Quantity(unit, upper, value, (piece.start, last.end)), end


_LONGEST_REMARK: Final = 4


def _check_words(pieces: list[Lexeme], opening: int, value: Fraction, draft: Draft) -> int:
    """Check ``29 (dua puluh sembilan)``; return the index after the bracket, or the bracket if it holds no number."""
    close = opening + 1
    while close < len(pieces) and pieces[close].kind != lx.CLOSE:
        close += 1
    said_too = words("quantities", "in_words")
    inner = [piece.low for piece in pieces[opening + 1 : close] if piece.kind == lx.WORD and piece.low not in said_too]
    said = read_words(" ".join(inner)) if inner and len(inner) < 30 else None
    if said is None:
        # "0 (nihil) kasus", "4 (IV) kali": whatever it says of the number, the unit stands behind it
        short = close < len(pieces) and close - opening <= _LONGEST_REMARK
        unit = pieces[close + 1] if short and close + 1 < len(pieces) else None
        counted = unit is not None and unit.kind == lx.WORD and default_vocabulary().unit_of(unit.text) is not None
        return close + 1 if counted else opening
    if said != value:
        span = (pieces[opening].start, pieces[min(close, len(pieces) - 1)].end)
        draft.report(WORDS_DIFFER, span, figure=shortest(value), words=" ".join(inner), said=shortest(said))
    return close + 1


def _worded(pieces: list[Lexeme], index: int) -> Quantity | None:
    """``dalam dua tahap``: a number in words before a counting word."""
    piece = pieces[index]
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    before = pieces[index - 1] if index else None
    if (
        following is None
        or following.kind != lx.WORD
        or following.low not in words("quantities", "word_units")
        or len(piece.low) < 3
    ):
        return None
    if (
        before is not None
        and before.low in words("quantities", "not_after")
        and before.low not in words("quantities", "before_number_words")
    ):
        return None
    value = read_words(piece.low)
    if value is None or value == 1:
        return None
    return Quantity(following.text, None, value, (piece.start, following.end))
