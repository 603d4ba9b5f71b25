"""What is calculated first, and with what: sums, brackets, scales and times that are often meant otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.certainty import is_flat, only_subtracts
from kinerja_formula.reading.chart import ROUND_FIGURES, Read, forms_of, leaves
from kinerja_formula.reading.coherence import is_bracketed
from kinerja_formula.reading.pieces import CLOSING, OPENING, QUANTITIES, Pieces
from kinerja_formula.reading.trees import Tree, first_piece, names_in, walk_tree

__all__ = ["DOUBTFUL_ORDER"]


def _difference_or_list(read: Read) -> bool:
    """``Jumlah A - Jumlah B - Jumlah C``: a difference, or the items of a list."""
    roles = read.chart.pieces.roles
    return only_subtracts(read.tree) and all("jumlah" in roles[low] for low, _ in names_in(read.tree))


def _lost_bracket(read: Read) -> bool:
    """Where a lost bracket stood decides what is calculated first: sums or products, or ``B x C`` below a line."""
    signs = {one[0] for one in walk_tree(read.tree)}
    multiplied = any(one[0] == "*" and "#" not in (one[1][0], one[2][0]) for one in walk_tree(read.tree))
    apart = bool(signs & {"+", "-"}) and bool(signs & {"*", "/"})
    return read.chart.pieces.unpaired and (apart or ("/" in signs and multiplied))


def _flat_in_bracket(read: Read) -> bool:
    """``(A + B / C) x 100%``: read as it stands, though it is nearly always a numerator of two."""
    bare = read.tree[1] if read.tree[0] == "*" and read.tree[2][0] in "#c" else read.tree
    # (1 - A / B), (A / B - 1): a ratio and a number; (A / B) + (C / D): brackets of their own
    if not is_flat(bare) or is_flat(read.tree) or bare[1][0] in "#c" or bare[2][0] in "#c":
        return False
    return not all(is_bracketed(read.chart.pieces, side) for side in bare[1:])


def _flat_without_brackets(read: Read) -> bool:
    """``Kas + Setara kas / Utang lancar``: read as it stands, though it is nearly always a numerator of two."""
    tree, pieces = read.tree, read.chart.pieces
    if tree[0] not in "+-":
        return False
    added = _terms_of_sum(tree)
    if not any(term[0] == "n" or (term[0] == "*" and "/" not in {one[0] for one in walk_tree(term)}) for term in added):
        return False
    return any(_is_loose_ratio(pieces, term) for term in added[1:])


def _ratio_and_a_count(read: Read) -> bool:
    """``Jumlah kas / jumlah utang + jumlah modal``: a count is added to a ratio, or to what is below the line."""
    pieces = read.chart.pieces
    for one in walk_tree(read.tree):
        if one[0] != "+":
            continue
        first, *others = _terms_of_sum(one)
        if _is_loose_ratio(pieces, first) and first[2][0] == "n":
            counted = [term for term in others if term[0] == "n" and not QUANTITIES.isdisjoint(pieces.roles[term[1]])]
            if counted:
                return True
    return False


def _loose_sum_below(read: Read) -> bool:
    """``a/a+b``: read as ``a / (a + b)``, though what stands behind the slash has no brackets."""
    pieces = read.chart.pieces
    for one in walk_tree(read.tree):
        below = first_piece(one[2]) if one[0] == "/" and one[2][0] == "+" else None
        if below and pieces.lex[below - 1].kind == lx.SLASH and not is_bracketed(pieces, one[2]):
            return True
    return False


def _terms_of_sum(tree: Tree) -> list[Tree]:
    return [*_terms_of_sum(tree[1]), *_terms_of_sum(tree[2])] if tree[0] in "+-" else [tree]


def _is_loose_ratio(pieces: Pieces, term: Tree) -> bool:
    """Tell whether a term divides a name without brackets or spacing that bind it: not ``2 + Realisasi/Target``."""
    if term[0] != "/" or term[1][0] != "n":
        return False
    start, end = term[1][1:]
    below = first_piece(term[2])
    if below is None or (start > 0 and pieces.lex[start - 1].kind in OPENING):
        return False
    signs = pieces.lex[end:below]
    glued = any(sign.kind == lx.SLASH and not sign.gap for sign in signs) and pieces.gap[start]
    return not glued and not any(sign.kind == lx.RULE for sign in signs)


def _chain_of_words(read: Read) -> bool:
    """``biaya dibagi volume air dikurangi volume kehilangan``: no sign tells what is calculated first."""
    pieces = read.chart.pieces
    for one in walk_tree(read.tree):
        if one[0] not in "+-" or one[1][0] != "/":
            continue
        divided, added = first_piece(one[1][2]), first_piece(one[2])
        if divided is None or added is None:
            continue
        if added > 1 and pieces.lex[added - 2].kind in CLOSING:
            continue
        signs = ((divided, frozenset({"bagi"})), (added, frozenset({"tambah", "kurang"})))
        if all(at and not roles.isdisjoint(pieces.roles[at - 1]) for at, roles in signs):
            return True
    return False


def _rate_in_a_calculation(read: Read) -> bool:
    """``kematian per 1.000 kelahiran / Jumlah desa``: a rate of its own, or only the name of one."""
    pieces = read.chart.pieces
    rates = [
        one
        for one in walk_tree(read.tree)
        if one[0] == "*"
        and one[1][0] == "/"
        and one[1][2][0] == "n"
        and one[2][0] == "#"
        and one[2][1] == one[1][2][1] - 1
        and "laju" in pieces.roles_at(one[2][1] - 1)
    ]
    return bool(rates) and read.tree not in rates


def _change(read: Read) -> bool:
    """``Persentase peningkatan laba terhadap tahun lalu``: a figure of its own, or (A - B) / B."""
    if read.tree[0] != "n":
        return False
    roles = read.chart.pieces.roles[read.tree[1] : read.tree[2]]
    change = "persentase" in roles[0] and len(roles) > 1 and "perubahan" in roles[1]
    return change and any("pembanding" in one for one in roles[2:])


def _change_over_base(read: Read) -> bool:
    """``Pertumbuhan kios dibandingkan kios tahun lalu``: (A - B) / B, or how much came in addition over B."""
    for one in walk_tree(read.tree):
        if one[0] != "/" or one[2][0] != "n":
            continue
        above = one[1]
        if above[0] == "-" and above[2] == one[2]:
            return True  # written once and used twice
        roles = read.chart.pieces.roles
        if above[0] == "n" and "perubahan" in roles[above[1]] and "perubahan" not in roles[one[2][1]]:
            mine, base = read.chart.key(*above[1:])[1], read.chart.key(*one[2][1:])[1]
            if len(mine & base) >= min(len(mine) - 1, len(base)) * _ALIKE:
                return True
    return False


_ALIKE: Final = 0.6


def _divided_by_itself(read: Read) -> bool:
    """``a/a+b``: a name over itself is one, and the brackets of ``a / (a + b)`` are missing."""
    return any(
        side[0] == "/"
        and side[1][0] == side[2][0] == "n"
        and read.chart.key(*side[1][1:])[0] == read.chart.key(*side[2][1:])[0]
        for one in walk_tree(read.tree)
        if one[0] in "+-"
        for side in one[1:]
    )


def _divided_by_scale(read: Read) -> bool:
    """``(Jumlah kasus / Jumlah hari) / 1000``: a slash for the × of a rate, or a figure in thousands."""
    return any(
        one[0] == "/" and one[1][0] == "/" and one[2][0] == "#" and read.chart.figure_at(one[2][1]) in _SCALES
        for one in walk_tree(read.tree)
    )


_SCALES: Final = ROUND_FIGURES - {1, 10}


def _time_below_the_line(read: Read) -> bool:
    """``Hari rawat / Tempat tidur x Jumlah hari x 100%``: what is multiplied last is a time, and no bracket tells on
    which side of the line it stands.
    """
    pieces = read.chart.pieces
    percent = any(one[0] in "#c" and _is_hundred(read, one) for one in walk_tree(read.tree))
    for one in walk_tree(read.tree):
        if one[0] != "*" or one[1][0] != "/" or one[1][1][0] != "n" or one[1][2][0] != "n" or one[2][0] not in "n#":
            continue
        above, below = one[1][1:]
        if pieces.group[above[1]] != pieces.group[one[2][1]] or _counts_time(pieces, below):
            continue
        if one[2][0] == "#":
            period = read.chart.figure_at(one[2][1]) in _PERIODS
            if period and percent and _counts_time(pieces, above):
                return True
        elif _counts_time(pieces, one[2]) and (percent or _counts_time(pieces, above)):
            return True
    return False


_PERIODS: Final = frozenset({28, 29, 30, 31, 90, 91, 92, 180, 181, 184, 360, 365, 366})
"""Days of a month, a quarter, half a year, a year."""


def _is_hundred(read: Read, tree: Tree) -> bool:
    return tree[0] == "c" or read.chart.pieces.lex[tree[1]].text in ("100%", "100")


def _counts_time(pieces: Pieces, name: Tree) -> bool:
    """Tell whether a name begins with a word of time, whatever counts it: *Jumlah hari rawat*, *jam kerja*."""
    begins = next((at for at in range(*name[1:]) if "jumlah" not in pieces.roles[at]), name[1])
    return "lamanya" in pieces.roles[begins]


def _colon_before_more(read: Read) -> bool:
    """``(L + P) : jumlah laki-laki + jumlah perempuan``: a label in brackets, or a division before something else."""
    pieces = read.chart.pieces
    waiting = [(read.why, False)]
    while waiting:
        (form, _, _, parts), calculated = waiting.pop()
        if form == "bagi" and len(parts) == 2 and parts[0][0] == "kurung":
            between = pieces.lex[parts[0][2] : parts[1][1]]
            rest = parts[1][0] not in ("nama", "kurung", "angka")
            if any(piece.kind == lx.COLON for piece in between) and (calculated or rest):
                return True
        scaled = len(parts) == 2 and parts[1][0] == "angka"  # x 100%
        within = form != "kurung" and (calculated or (form in _CALCULATING_FORMS and not scaled))
        waiting.extend([(part, within) for part in parts])
    return False


_CALCULATING_FORMS: Final = frozenset({"bagi", "kali", "tambah", "kurang"})


def _averaged_twice(read: Read) -> bool:
    """``Rata-rata (A + B + C) / 3``: the words tell an average, and so does the figure."""
    return any(
        one[0] == "/"
        and one[1][0] == "rata-rata"
        and one[2][0] == "#"
        and read.chart.figure_at(one[2][1]) == len(one[1][1])
        for one in walk_tree(read.tree)
    )


def _signs_side_by_side(read: Read) -> bool:
    """``A - - B``: a sign too many, the sign of the second term, or what is left of a drawn line."""
    lex, gap = read.chart.pieces.lex, read.chart.pieces.gap
    signs = [piece.kind in (lx.DASH, lx.PLUS) and gap[at] for at, piece in enumerate(lex)]  # "usia 65+" has none
    places = [at for at, pair in enumerate(pairwise(signs)) if all(pair)]
    return any(at and lex[at - 1].kind in _ENDING and at + 2 < len(lex) for at in places)


_ENDING: Final = frozenset({lx.WORD, lx.NUM, lx.QUOTED}) | CLOSING


def _bullet_or_minus(read: Read) -> bool:
    """``-Jumlah mati + Jumlah lahir``: a mark before the formula, or the sign of its first term."""
    pieces = read.chart.pieces
    marks = [at for at, piece in enumerate(pieces.lex) if piece.kind == lx.DASH and (not at or at in pieces.breaks)]
    glued = marks == [0] and pieces.lex[0].text == "-" and not pieces.gap[1]
    return glued and read.tree[0] in ("+", "-") and first_piece(read.tree) == 1


def _reach_of_a_sum(read: Read) -> bool:
    """``Σ bobot × nilai``: the sum of the products, or the sum of the weights times a score."""
    pieces = read.chart.pieces
    return any(
        one[0] == "*"
        and one[1][0] == one[2][0] == "n"
        and "sigma" in pieces.roles[one[1][1]]
        and pieces.roles[one[2][1]].isdisjoint(("sigma", "jumlah"))
        for one in walk_tree(read.tree)
    )


def _average_of_weighted(read: Read) -> bool:
    """``rata-rata dari: 1. A (bobot 60%) 2. B (bobot 40%)``: with weights that make a whole the sum is the average."""
    return read.tree[0] == "rata-rata" and any(item[0] == "*" for item in read.tree[1])


def _bracket_beside_a_name(read: Read) -> bool:
    """``(Jumlah ayam + Jumlah itik) Harga pakan``: a lost × or a lost line; with × 100% it is a line."""
    pieces, tree = read.chart.pieces, read.tree
    if tree[0] == "*" and tree[2][0] in "#c":
        return False
    names = names_in(tree)
    beside = {low for low, _ in names} | {start for form, start, _ in leaves(read.why) if form == "sisa"}
    for opened, closed in pieces.close.items():
        if closed + 1 in beside and sum(opened < low < closed for low, _ in names) > 1:
            following = pieces.lex[closed + 1]
            counted = following.kind == lx.WORD and not pieces.roles[closed + 1].isdisjoint(QUANTITIES)
            if counted or following.kind == lx.QUOTED:
                return True
    return False


def _divided_before_bracket(read: Read) -> bool:
    """``A / 2 (B + C)``: what the bracket multiplies, the half of A or the 2 below the line."""
    return "angka-kurung-bagi" in forms_of(read.why)


def _figure_between_dashes(read: Read) -> bool:
    """``- 12 -`` on a line of its own: the number of a page, or a figure that is subtracted."""
    lex, breaks = read.chart.pieces.lex, read.chart.pieces.breaks
    return any(
        [piece.kind for piece in lex[at : at + 3]] in _BETWEEN_DASHES and {at, at + 3} <= {0, *breaks, len(lex)}
        for at in range(len(lex) - 2)
    )


def _floor_above_zero(read: Read) -> bool:
    """``x 100%, minimal 80%``: what the value is held against, and no bound from below; ``minimal 0`` is one."""
    if "dibatasi-bawah" not in forms_of(read.why):
        return False
    bounds = [one[1][1] for one in walk_tree(read.tree) if one[0] == "maks" and len(one[1]) == _SIDES]
    return any(bound[0] == "#" and read.chart.figure_at(bound[1]) > 0 for bound in bounds)


_SIDES: Final = 2
"""A value and its bound."""


def _divided_by_year(read: Read) -> bool:
    """``Skor perolehan`` over *2024*: a year that was taken for the denominator."""
    lex = read.chart.pieces.lex
    return any(
        one[0] == "/" and one[2][0] == "#" and _YEAR.fullmatch(lex[one[2][1]].text) is not None
        for one in walk_tree(read.tree)
    )


_YEAR: Final = re.compile(r"(?:199|20[0-4])[0-9]")
_BETWEEN_DASHES: Final = ([lx.DASH, lx.NUM, lx.DASH], [lx.SUB, lx.NUM, lx.SUB])


DOUBTFUL_ORDER: Final[tuple[Callable[[Read], bool], ...]] = (
    _difference_or_list,
    _divided_by_scale,
    _time_below_the_line,
    _colon_before_more,
    _averaged_twice,
    _lost_bracket,
    _flat_in_bracket,
    _flat_without_brackets,
    _ratio_and_a_count,
    _loose_sum_below,
    _chain_of_words,
    _rate_in_a_calculation,
    _reach_of_a_sum,
    _change,
    _change_over_base,
    _divided_by_itself,
    _average_of_weighted,
    _bullet_or_minus,
    _signs_side_by_side,
    _bracket_beside_a_name,
    _divided_before_bracket,
    _figure_between_dashes,
    _divided_by_year,
    _floor_above_zero,
)
