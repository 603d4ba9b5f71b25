"""What a reading leaves unread, or takes for words round a formula, though it may be part of the calculation."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.chart import ROUND_FIGURES, Read, branches, forms_of, leaves
from kinerja_formula.reading.pieces import CLOSING, OPENING, QUANTITY, Pieces
from kinerja_formula.reading.trees import names_in, walk_tree

__all__ = ["DOUBTFUL_REST"]


def _unread_rate(read: Read) -> bool:
    """``…, yang biasanya dinyatakan per 100 penduduk``: what is left unread names a round number to multiply by."""
    pieces = read.chart.pieces
    told = {read.chart.figure_at(one[1]) for one in walk_tree(read.tree) if one[0] == "#"}
    return any(
        "laju" in pieces.roles[at]
        and pieces.values[at + 1] in ROUND_FIGURES
        and pieces.values[at + 1] != 1
        and pieces.values[at + 1] not in told
        for form, start, end in leaves(read.why)
        if form == "sisa"
        for at in range(start, end - 1)
    )


def _unread_average(read: Read) -> bool:
    """``hasil rata-rata capaian dari: 1. … 2. …``: the items of a list are added, though an average is told."""
    if read.tree[0] not in ("jumlah", "daftar", "penjumlahan") or "daftar-bobot" in forms_of(read.why):
        return False  # with a weight for each item the sum is the average
    roles = read.chart.pieces.roles
    unread = [(start, end) for form, start, end in leaves(read.why) if form in ("label", "sisa")]
    return any("rata" in roles[at] for start, end in unread for at in range(start, end))


def _formula_taken_for_example(read: Read) -> bool:
    """``rasio = (0-14 + 65+) / 15-64``: what was taken for a worked example may be the formula."""
    if read.tree[0] != "n":
        return False
    pieces = read.chart.pieces
    kinds = {piece.kind for form, start, end in leaves(read.why) if form == "contoh" for piece in pieces.lex[start:end]}
    return not kinds.isdisjoint({lx.SLASH, lx.OVER, lx.RULE, lx.DIV})


def _condition_left(read: Read) -> bool:
    """``Terlambat > 7 hari: denda = …``: what is left unread, or is taken for a label, compares.

    ``PDSK ≥ 50%`` above ``PDSK = NDSK / NDTPS x 100%`` is the target of what is calculated.
    """
    pieces = read.chart.pieces
    loose = [(start, end) for form, start, end in leaves(read.why) if form in ("sisa", "label")]
    compared = [at for start, end in loose for at in range(start, end) if pieces.lex[at].kind == lx.COMPARE]
    return bool(compared) and not (len(compared) == 1 and _is_target(pieces, compared[0]))


def _is_target(pieces: Pieces, at: int) -> bool:
    """Tell whether what a figure is compared with is defined below, and on a line of its own."""
    if not 0 < at < pieces.count - 1 or pieces.lex[at + 1].kind != lx.NUM or at - 1 not in (0, *pieces.breaks):
        return False
    end = at + 2 + (at + 2 < pieces.count and pieces.lex[at + 2].kind == lx.PCT)
    if end not in pieces.breaks:
        return False  # "RK ≥ 4, skor = 4" is a band of scores
    symbol = pieces.lex[at - 1].text
    return any(one.text == symbol and two.kind == lx.EQUALS for one, two in pairwise(pieces.lex[at + 1 :]))


def _signs_left(read: Read) -> bool:
    """``Ir = i ((PAKi x CKi) - RAKi) 0``: what is left unread multiplies, or holds a bracket round nothing."""
    pieces = read.chart.pieces
    for form, start, end in leaves(read.why):
        kinds = [lx.TIMES if pieces.is_times(at) else pieces.lex[at].kind for at in range(start, end)]
        if form in ("sisa", "label") and not _CALCULATING.isdisjoint(kinds):
            return True
        if form == "label" and any(_divides_by_figure(pieces, at) for at in range(start, end - 1)):
            return True  # "ΣTK / 7 Tingkat (TK) =": the formula before
        told = kinds[1:] if kinds[:1] == [lx.EQUALS] else kinds
        left = form == "keterangan" or (form == "contoh" and read.tree[0] == "n")
        if left and told[:2] == [lx.TIMES, lx.NUM]:
            return True  # "Wt - Wo E = X 100 F": no legend and no example, but a fraction that was torn
        if form == "contoh" and any(one in OPENING and two in CLOSING for one, two in pairwise(kinds)):
            return True
    return False


def _divides_by_figure(pieces: Pieces, at: int) -> bool:
    spaced = pieces.lex[at].kind == lx.SLASH and pieces.gap[at] and pieces.gap[at + 1]
    return spaced and pieces.lex[at + 1].kind == lx.NUM


_CALCULATING: Final = frozenset({lx.TIMES, lx.MUL, lx.DIV, lx.OVER, lx.PLUS})


def _operand_left(read: Read) -> bool:
    """``(A + B) / 2 jumlah siswa``, ``18/24 = 0,75 B``: what is left unread behind a figure is an operand."""
    pieces = read.chart.pieces
    for form, start, end in leaves(read.why):
        if form != "sisa" or not start:
            continue
        # x 100.000 penduduk only says what the rate is of
        figure = pieces.lex[start - 1].kind == lx.NUM and pieces.values[start - 1] not in ROUND_FIGURES
        quantity = figure and not pieces.roles[start].isdisjoint(QUANTITY)
        result = pieces.lex[start].kind == lx.EQUALS and pieces.lex[end - 1].kind == lx.WORD
        if quantity or result:
            return True
    return False


def _sign_of_a_sum_left(read: Read) -> bool:
    """``Σ (A + 5)``: the sum of each and 5, or of all and 5; ``Σ (A + B)`` adds the two."""
    lex = read.chart.pieces.lex
    return any(
        {lex[at].kind, lex[at + 1].kind} in _FIGURES_ADDED
        for form, start, end in branches(read.why)
        if form == "jumlah-kurung" and lex[start].low == _SIGMA
        for at in range(start, end - 1)
    )


_FIGURES_ADDED: Final = ({lx.NUM, lx.PLUS}, {lx.NUM, lx.DASH}, {lx.NUM, lx.SUB})


_SIGMA: Final = "σ"


def _minus_left(read: Read) -> bool:
    """``-((A - B) / B)``, ``Nilai = - A / B``: the minus that a formula begins with is read as a mark before it."""
    lex, gap = read.chart.pieces.lex, read.chart.pieces.gap
    for at in range(len(lex) - 1):
        if lex[at].kind not in (lx.DASH, lx.SUB):
            continue
        before = lex[at - 1].kind if at else ""
        if before == lx.EQUALS or (lex[at + 1].kind in OPENING and not gap[at + 1] and before in ("", lx.COLON)):
            return True
    return False


def _count_left(read: Read) -> bool:
    """``Rasio A | Jumlah B | = ----- x 100 | Jumlah C``: a line that counts, above the drawn one, is left unread."""
    pieces = read.chart.pieces
    return any(
        form in ("sisa", "label")
        and start in pieces.breaks
        and "jumlah" in pieces.roles[start]
        and end + 1 < pieces.count
        and pieces.lex[end].kind == lx.EQUALS
        and (pieces.lex[end + 1].kind in (lx.RULE, lx.DIV) or pieces.is_times(end + 1))
        for form, start, end in leaves(read.why)
    )


def _weights_left(read: Read) -> bool:
    """``Kepatuhan + Kelengkapan`` above ``Kepatuhan: bobot 40%``: a plain sum, though weights are told."""
    if read.tree[0] != "+" or any(one[0] == "*" for one in walk_tree(read.tree)):
        return False
    pieces, named = read.chart.pieces, {at for span in names_in(read.tree) for at in range(*span)}
    rest = [at for at in range(pieces.count) if at not in named]
    told = any("bobot" in pieces.roles[at] for at in rest)
    return told and any(pieces.lex[at].text.endswith("%") for at in rest)


def _sum_left_out(read: Read) -> bool:
    """``Σ fi (Yi + Yi-1)`` read without its Σ: a sum sign stands in no label but one that an equals sign ends."""
    pieces = read.chart.pieces
    return any(
        form in ("label", "sisa")
        and any("sigma" in roles for roles in pieces.roles[start:end])
        and not (end < pieces.count and pieces.lex[end].kind in (lx.EQUALS, lx.COLON))
        for form, start, end in leaves(read.why)
    )


def _torn_explanation(read: Read) -> bool:
    """``40% x Dana`` above ``DBD = + BD x 60% x Dana``: what begins with a sign is half of the formula."""
    lex = read.chart.pieces.lex
    return any(
        form == "keterangan" and lex[start].kind in _BINARY for form, start, end in leaves(read.why) if end > start
    )


_BINARY: Final = frozenset({lx.PLUS, lx.TIMES, lx.STAR, lx.SLASH, lx.OVER})


def _target_of_several_labels(read: Read) -> bool:
    """``Pembilang = … Penyebut = … Konstanta = 1.000``: the last figure of several labels is no target."""
    pieces = read.chart.pieces
    labels = sum(piece.kind == lx.EQUALS for piece in pieces.lex)
    told = any(not roles.isdisjoint(("pembilang", "penyebut")) for roles in pieces.roles)
    return read.tree[0] in ("target", "teks") and labels > 1 and told


def _explained_symbol_left(read: Read) -> bool:
    """``F Konversi pakan = Wt + D - Wo dimana : F : jumlah pakan``: a symbol that a legend explains is no operand."""
    pieces = read.chart.pieces
    notes = {at for form, start, end in leaves(read.why) if form == "keterangan" for at in range(start - 2, end)}
    if not notes:
        return False
    explained = {
        pieces.lex[at].text: at for at in sorted(notes) if 0 <= at < pieces.count - 2 and _is_explained(pieces, at)
    }
    named = {at for span in names_in(read.tree) for at in range(*span)}
    words = {pieces.lex[at].text for at in named}
    return any(
        piece.text in explained
        and piece.text not in words
        and at not in notes
        and pieces.group[at] == pieces.group[explained[piece.text]]
        and not _is_label(pieces, at, explained[piece.text])
        for at, piece in enumerate(pieces.lex)
    )


_EXPLAINING: Final = frozenset({lx.COLON, lx.EQUALS})


def _is_explained(pieces: Pieces, at: int) -> bool:
    symbol = pieces.lex[at].kind == lx.WORD and pieces.is_symbol(at)
    return symbol and pieces.lex[at + 1].kind in _EXPLAINING


def _is_label(pieces: Pieces, at: int, explained: int) -> bool:
    """Tell whether a symbol, or the words that end in it, are what is calculated: ``Laju LP = …``, LP = laju."""
    if at + 1 < pieces.count and pieces.lex[at + 1].kind in _EXPLAINING:
        return True
    meaning = pieces.lex[explained + 2].low
    end = next((place for place in range(at, pieces.count) if pieces.lex[place].kind in _EXPLAINING), at)
    return bool(meaning) and "jumlah" not in pieces.roles[explained + 2] and meaning in _lows(pieces, 0, end)


def _lows(pieces: Pieces, start: int, end: int) -> set[str]:
    return {piece.low for piece in pieces.lex[start:end]}


DOUBTFUL_REST: Final[tuple[Callable[[Read], bool], ...]] = (
    _sum_left_out,
    _torn_explanation,
    _unread_rate,
    _target_of_several_labels,
    _unread_average,
    _formula_taken_for_example,
    _condition_left,
    _signs_left,
    _operand_left,
    _sign_of_a_sum_left,
    _minus_left,
    _weights_left,
    _count_left,
    _explained_symbol_left,
)
