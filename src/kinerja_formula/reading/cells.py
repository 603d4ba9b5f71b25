"""The cells that hold no arithmetic: a count, one outside figure, targets, a sentence, a head with numbered parts."""

from __future__ import annotations

from itertools import pairwise

from kinerja_formula.diagnostics import Diagnostic, FormulaSyntaxError
from kinerja_formula.diagnostics.catalogue import AMBIGUOUS_READING, UNEXPECTED_SIGN, UNMEASURABLE
from kinerja_formula.nodes import Components, Name, Node, Statement
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.known_names import is_name, name_text
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.quantities import read_quantities
from kinerja_formula.reading.vocabulary import in_order, words
from kinerja_formula.units import head_unit, is_money, is_score

__all__ = ["classify", "listed_formulas", "read_components", "strip_list_mark"]

_BULLETS = frozenset("-•–—*➢▪✓·o")
_DRAWN_BULLETS = frozenset("•➢▪✓●○■□◦‣·")
_BULLET_KINDS = frozenset({lx.OTHER, lx.STAR})
_CALCULATING = frozenset({lx.PLUS, lx.STAR})
"""Beside these a dash subtracts; it lists nothing."""

_OUTER = frozenset(
    {lx.LINE, lx.ITEM, lx.COMMA, lx.SEMICOLON, lx.DOT, lx.COLON, lx.DASH, lx.UNDERLINE_ON, lx.UNDERLINE_OFF}
)

_LONGEST_LABEL = 3
_MOST_BEFORE_OBJECT = 3
"""So many words may stand before the object of the work."""


def strip_list_mark(pieces: list[Lexeme]) -> list[Lexeme]:
    """Drop a bullet or number that stands before a whole cell: ``- Jumlah …``, ``1. Persentase …``."""
    start, count = 0, len(pieces)
    lines_list = lx.PCT not in {piece.kind for piece in pieces}  # a line drawn over a percentage divides
    while start < count:
        width = _width_of_mark(pieces, start, lines_list=lines_list)
        if not width:
            break
        start += width
    return pieces[start:] if start < count else []


def _width_of_mark(pieces: list[Lexeme], at: int, *, lines_list: bool) -> int:
    """Return of how many pieces the list mark at a place is made, 0 where none stands."""
    piece = pieces[at]
    if piece.kind in (lx.LINE, lx.ITEM) or (piece.kind == lx.RULE and lines_list):
        return 1
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    if following is None:
        return 0
    if piece.kind in (lx.DASH, lx.OTHER, lx.STAR):
        return 1 if piece.text in _BULLETS and following.gap else 0
    if following.kind not in (lx.DOT, lx.CLOSE) or following.gap or at + 2 >= len(pieces):
        return 0
    after = pieces[at + 2]
    return 2 if _is_number_mark(piece, after) or _is_letter_mark(piece, after) else 0


def _is_number_mark(number: Lexeme, after: Lexeme) -> bool:
    """``1. Persentase``, ``12)Jumlah``, but not ``1.5``."""
    short = number.kind == lx.NUM and number.text.isdigit() and len(number.text) <= 2
    return short and (after.gap or after.kind == lx.WORD)


def _is_letter_mark(letter: Lexeme, after: Lexeme) -> bool:
    """``a. Persentase``."""
    single = letter.kind == lx.WORD and len(letter.low) == 1 and letter.low.isalpha()
    return single and after.kind == lx.WORD and after.gap


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
    _refuse_names_side_by_side(pieces, draft)
    first = pieces[0]
    if _is_target(pieces):
        targets = read_quantities(pieces, draft, only=True)
        if targets:
            draft.quantities += targets
            return "target", Statement(text, tuple(targets), False, span)
    if first.kind == lx.QUOTED and len(pieces) == 1:
        return _named_kind(first.low.split()[0] if first.low.split() else ""), Name(text, span, total=first.hard)
    if first.low in words("heads", "total") or first.low == "σ":
        _report_second_line(pieces, draft)
        return "hitung", Name(text, span, total=first.low == "σ")
    return _figure_or_sentence(pieces, text, draft)


def _figure_or_sentence(pieces: list[Lexeme], text: str, draft: Draft) -> tuple[str, Node]:
    """Return (kind, tree) of a phrase that does not begin with a word of quantity."""
    span = (pieces[0].start, pieces[-1].end)
    quantities = read_quantities(pieces, draft, only=False)
    clause = _is_clause(pieces)
    if _is_outside_figure(pieces) and not (clause and quantities):
        return "nilai", Name(text, span)
    if not quantities:
        if not clause and _countable(pieces):
            return "hitung", Name(text, span)
        there = pieces[0].low in words("statement", "presence")
        if (clause or _process(pieces)) and not (there or _measurable(pieces) or _told_by_units(text, draft, clause)):
            draft.report(UNMEASURABLE, span)
    draft.quantities += quantities
    return "naratif", Statement(text, tuple(quantities), True, span)


def _refuse_names_side_by_side(pieces: list[Lexeme], draft: Draft) -> None:
    """Raise FormulaSyntaxError for two quoted names with nothing between them."""
    for before, piece in pairwise(pieces):
        if before.kind == lx.QUOTED and piece.kind == lx.QUOTED:
            raise FormulaSyntaxError(Diagnostic(UNEXPECTED_SIGN, piece.span, sign=piece.text), draft.text)


def _is_outside_figure(pieces: list[Lexeme]) -> bool:
    """``Nilai SAKIP``, ``Hasil survei …``: a figure that somebody else gives."""
    first = pieces[0]
    return first.kind == lx.WORD and first.low in words("heads", "value") and not _process_result(pieces)


def _told_by_units(text: str, draft: Draft, clause: bool) -> bool:
    """Tell whether a text is an amount (*Pendapatan PNBP*), or its indicator a score that somebody else gives."""
    own, named = head_unit(text), head_unit(draft.indikator) if draft.indikator else None
    if own is None:
        return False
    scored = named is not None and is_score(named.unit)
    return (is_money(own.unit) and not clause) or (scored and is_score(own.unit))


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
    return _is_labelled_figure(pieces) or _is_name_with_percentage(pieces)


def _is_labelled_figure(pieces: list[Lexeme]) -> bool:
    """``Target: 12 laporan``, ``Kualitas = ≥ 90%``."""
    labels, sequels = words("quantities", "labels"), words("quantities", "label_sequels")
    place = 0
    while place < len(pieces) and place < _LONGEST_LABEL and pieces[place].kind == lx.WORD:
        if pieces[place].low not in labels and not (place and pieces[place].low in sequels):
            break
        place += 1
    while place < len(pieces) and pieces[place].kind in (lx.COLON, lx.EQUALS, lx.COMPARE):
        place += 1
    return 0 < place < len(pieces) and pieces[place].kind == lx.NUM


def _is_name_with_percentage(pieces: list[Lexeme]) -> bool:
    """``Ketepatan waktu 100%``."""
    first = pieces[0]
    return (
        len(pieces) <= 4
        and pieces[-1].kind == lx.PCT
        and pieces[-2].kind == lx.NUM
        and first.kind == lx.WORD
        and first.low not in words("heads", "total")
        and first.low != "x"
    )
