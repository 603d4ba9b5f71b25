"""Texts that mean two things, whatever was right most often: a reading of them is never sure.

Each test below is one such kind, by its shape and not by a learned weight.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final, NamedTuple

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.certainty import CONDITIONS, is_flat, only_subtracts
from kinerja_formula.reading.chart import ROUND_FIGURES, Chart, Why, branches, forms_of, leaves
from kinerja_formula.reading.pieces import CLOSING, OPENING, QUANTITY, Pieces
from kinerja_formula.reading.trees import Tree, first_piece, last_piece, names_in, walk_tree
from kinerja_formula.reading.vocabulary import words

__all__ = ["means_two_things", "tells_conditions"]

_QUANTITIES: Final = QUANTITY | {"selisih"}


class _Read(NamedTuple):
    """A reading of a chart."""

    chart: Chart
    tree: Tree
    why: Why


def means_two_things(chart: Chart, tree: Tree, why: Why) -> bool:
    """Tell whether a careful person would ask back before calculating this reading."""
    read = _Read(chart, tree, why)
    return any(test(read) for test in _TESTS)


def tells_conditions(pieces: Pieces) -> bool:
    """Tell whether a text speaks of a condition and of what follows from it: ``jika``, ``maka``, ``selain itu``."""
    return sum(not roles.isdisjoint(CONDITIONS) for roles in pieces.roles) > 1


def _difference_or_list(read: _Read) -> bool:
    """``Jumlah A - Jumlah B - Jumlah C``: a difference, or the items of a list."""
    roles = read.chart.pieces.roles
    return only_subtracts(read.tree) and all("jumlah" in roles[low] for low, _ in names_in(read.tree))


def _ratio_or_two_words(read: _Read) -> bool:
    """``Realisasi kegiatan / rapat``: a ratio, or two words for one thing."""
    if read.tree[0] != "/" or read.tree[1][0] != "n" or read.tree[2][0] != "n":
        return False
    pieces, right = read.chart.pieces, read.tree[2][1]
    signs = any(piece.kind in (lx.SLASH, lx.COLON) for piece in pieces.lex[read.tree[1][2] : right])
    word = pieces.lex[right]
    plain = word.kind == lx.WORD and not word.text[:1].isupper() and not pieces.is_symbol(right)
    return signs and plain and pieces.roles[right].isdisjoint(_QUANTITIES)


def _label_or_ratio(read: _Read) -> bool:
    """``Capaian program : Jumlah warga terdata``: a label before its figure, or a ratio of which no word tells."""
    if read.tree[0] != "/" or read.tree[1][0] != "n" or read.tree[2][0] != "n":
        return False
    pieces, left = read.chart.pieces, read.tree[1][1]
    colon = any(piece.kind == lx.COLON for piece in pieces.lex[read.tree[1][2] : read.tree[2][1]])
    told = {"jumlah", "rasio"} & {role for roles in pieces.roles[: left + 1] for role in roles}
    measured = all(pieces.lex[side[2] - 1].kind in CLOSING for side in read.tree[1:])  # "jalan (km) : kendaraan (unit)"
    return colon and not told and not measured


def _quantity_as_label(read: _Read) -> bool:
    """``Panjang jalan desa : (Lebar jalan × Jumlah ruas)``: a long name of a quantity before a colon may be divided."""
    pieces, signs = read.chart.pieces, {one[0] for one in walk_tree(read.tree)}
    if signs - {"*", "+", "-", "n"} or not signs & {"*", "+", "-"}:
        return False
    if any(piece.kind == lx.EQUALS for piece in pieces.lex):
        return False
    return any(
        form == "label"
        and end - start > _LABEL
        and end < pieces.count
        and pieces.lex[end].kind == lx.COLON
        and not pieces.roles[start].isdisjoint(QUANTITY)
        for form, start, end in leaves(read.why)
    )


_LABEL: Final = 2
"""Labels of a quantity are short: *Nilai akhir:*."""


def _lost_bracket(read: _Read) -> bool:
    """Where a lost bracket stood decides what is calculated first: sums or products, or ``B x C`` below a line."""
    signs = {one[0] for one in walk_tree(read.tree)}
    multiplied = any(one[0] == "*" and "#" not in (one[1][0], one[2][0]) for one in walk_tree(read.tree))
    apart = bool(signs & {"+", "-"}) and bool(signs & {"*", "/"})
    return read.chart.pieces.unpaired and (apart or ("/" in signs and multiplied))


def _figure_for_a_name(read: _Read) -> bool:
    """``2.720`` over *Jumlah anak*: a figure that is no round one was filled in for a name."""
    return any(
        one[0] == "/" and one[1][0] == "#" and one[2][0] == "n" and read.chart.figure_at(one[1][1]) not in ROUND_FIGURES
        for one in walk_tree(read.tree)
    )


def _lost_sign(read: _Read) -> bool:
    """``{PDRB (t+1) PDRB (t)} / PDRB (t)``: a sign was lost between two names in a bracket."""
    return any(_says_first_word_twice(read.chart.pieces, low, high) for low, high in names_in(read.tree))


def _says_first_word_twice(pieces: Pieces, low: int, high: int) -> bool:
    """Tell whether a name is all that a bracket holds, and says its first word twice."""
    if low == 0 or pieces.close.get(low - 1) != high:
        return False
    lows = [piece.low for piece in pieces.lex[low:high] if piece.kind == lx.WORD]
    return len(lows) > 1 and lows[0] in lows[1:] and len(lows[0]) > 2


def _flat_in_bracket(read: _Read) -> bool:
    """``(A + B / C) x 100%``: read as it stands, though it is nearly always a numerator of two."""
    bare = read.tree[1] if read.tree[0] == "*" and read.tree[2][0] in "#c" else read.tree
    # (1 - A / B), (A / B - 1): a ratio and a number; (A / B) + (C / D): brackets of their own
    if not is_flat(bare) or is_flat(read.tree) or bare[1][0] in "#c" or bare[2][0] in "#c":
        return False
    return not _each_in_brackets(read.chart.pieces, bare)


def _each_in_brackets(pieces: Pieces, tree: Tree) -> bool:
    """Tell whether each side of a sum is all that a bracket holds."""
    return all(
        start is not None and start > 0 and end is not None and pieces.close.get(start - 1) == end
        for start, end in [(first_piece(side), last_piece(side)) for side in tree[1:]]
    )


def _chain_of_words(read: _Read) -> bool:
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


def _slash_before_quantity(read: _Read) -> bool:
    """``Jumlah warga hadir/Luas kelurahan``: taken for a name, though a quantity of its own begins behind the slash."""
    pieces = read.chart.pieces
    return any(
        pieces.lex[at].kind == lx.SLASH
        and pieces.lex[at + 1].text[:1].isupper()
        and not pieces.roles[at + 1].isdisjoint(_QUANTITIES)
        and any(piece.text.islower() for piece in pieces.lex[low:at])  # not a title, where every word begins so
        for low, high in names_in(read.tree)
        for at in range(low + 1, high - 1)
    )


def _figures_in_a_row(read: _Read) -> bool:
    """``layanan 24 jam x 7 hari``: a product, or the name of a service that never closes."""
    pieces = read.chart.pieces
    for one in walk_tree(read.tree):
        figure = first_piece(one[2]) if one[0] == "*" else None
        if figure is None or figure < _A_ROW or figure + 1 >= pieces.count:
            continue
        kinds = [pieces.lex[at].kind for at in (figure - 3, figure)]
        counted = all("satuan-hitung" in pieces.roles[at] for at in (figure - 2, figure + 1))
        if counted and kinds == [lx.NUM, lx.NUM] and pieces.lex[figure - 4].kind == lx.WORD:
            return True
    return False


_A_ROW: Final = 4
"""A word, a figure, its unit and the sign."""


def _rate_in_a_calculation(read: _Read) -> bool:
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


def _branch(read: _Read) -> bool:
    """``jika … maka …``: the branch of a condition that isn't calculated yet."""
    return read.tree[0] != "jika" and tells_conditions(read.chart.pieces)


def _unread_rate(read: _Read) -> bool:
    """``…, yang biasanya dinyatakan per 100 penduduk``: what is left unread names a round number to multiply by."""
    pieces = read.chart.pieces
    return any(
        "laju" in pieces.roles[at] and pieces.values[at + 1] in ROUND_FIGURES and pieces.values[at + 1] != 1
        for form, start, end in leaves(read.why)
        if form == "sisa"
        for at in range(start, end - 1)
    )


def _change(read: _Read) -> bool:
    """``Persentase peningkatan laba terhadap tahun lalu``: a figure of its own, or (A - B) / B."""
    if read.tree[0] != "n":
        return False
    roles = read.chart.pieces.roles[read.tree[1] : read.tree[2]]
    change = "persentase" in roles[0] and len(roles) > 1 and "perubahan" in roles[1]
    return change and any("pembanding" in one for one in roles[2:])


def _change_over_base(read: _Read) -> bool:
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


def _divided_by_itself(read: _Read) -> bool:
    """``a/a+b``: a name over itself is one, and the brackets of ``a / (a + b)`` are missing."""
    return any(
        side[0] == "/"
        and side[1][0] == side[2][0] == "n"
        and read.chart.key(*side[1][1:])[0] == read.chart.key(*side[2][1:])[0]
        for one in walk_tree(read.tree)
        if one[0] in "+-"
        for side in one[1:]
    )


def _two_lines_for_one(read: _Read) -> bool:
    """``EBITDA`` above ``Pendapatan Usaha``: a name of two lines, or a fraction whose line was lost."""
    pieces = read.chart.pieces
    if read.tree[0] != "n" or read.chart.ratio_told:
        return False
    return any(
        at in pieces.breaks
        and pieces.lex[at].text[:1].isupper()
        and not pieces.roles[at].isdisjoint(_QUANTITIES)
        and pieces.lex[at - 1].kind == lx.WORD
        and "fungsi" not in pieces.roles[at - 1]
        and not pieces.capitals
        for at in range(read.tree[1] + 1, read.tree[2])
    )


def _separated_in_a_function(read: _Read) -> bool:
    """``log (A x 10; B)``: what stands behind a semicolon in the bracket of a function is no further factor."""
    pieces = read.chart.pieces
    if _ONE_OPERAND.isdisjoint(forms_of(read.why)):
        return False
    spans = names_in(read.tree)
    return any(
        piece.kind == lx.SEMICOLON and pieces.group[at] != -1 and not any(low <= at < high for low, high in spans)
        for at, piece in enumerate(pieces.lex)
    )


_ONE_OPERAND: Final = frozenset({"log", "log-dua", "ln", "akar", "akar-kata", "mutlak-kata", "bulat-kurung-satu"})


def _target_of_several_labels(read: _Read) -> bool:
    """``Pembilang = … Penyebut = … Konstanta = 1.000``: the last figure of several labels is no target."""
    pieces = read.chart.pieces
    labels = sum(piece.kind == lx.EQUALS for piece in pieces.lex)
    told = any(not roles.isdisjoint(("pembilang", "penyebut")) for roles in pieces.roles)
    return read.tree[0] in ("target", "teks") and labels > 1 and told


def _percentage_with(read: _Read) -> bool:
    """``Persentase keluarga dengan jumlah anak``: a share of it, or families that have children."""
    return "persentase-dengan" in forms_of(read.why)


def _ratio_without_division(read: _Read) -> bool:
    """``Rasio belanja = Total belanja Total pendapatan``: a ratio is told, and nothing is divided."""
    tree, pieces = read.tree, read.chart.pieces
    return tree[0] == "n" and read.chart.ratio_told and pieces.roles[tree[1]].isdisjoint({"rasio", "persentase"})


def _unread_average(read: _Read) -> bool:
    """``hasil rata-rata capaian dari: 1. … 2. …``: the items of a list are added, though an average is told."""
    if read.tree[0] not in ("jumlah", "daftar", "penjumlahan") or "daftar-bobot" in forms_of(read.why):
        return False  # with a weight for each item the sum is the average
    roles = read.chart.pieces.roles
    unread = [(start, end) for form, start, end in leaves(read.why) if form in ("label", "sisa")]
    return any("rata" in roles[at] for start, end in unread for at in range(start, end))


def _average_of_weighted(read: _Read) -> bool:
    """``rata-rata dari: 1. A (bobot 60%) 2. B (bobot 40%)``: with weights that make a whole the sum is the average."""
    return read.tree[0] == "rata-rata" and any(item[0] == "*" for item in read.tree[1])


def _formula_taken_for_example(read: _Read) -> bool:
    """``rasio = (0-14 + 65+) / 15-64``: what was taken for a worked example may be the formula."""
    if read.tree[0] != "n":
        return False
    pieces = read.chart.pieces
    kinds = {piece.kind for form, start, end in leaves(read.why) if form == "contoh" for piece in pieces.lex[start:end]}
    return not kinds.isdisjoint({lx.SLASH, lx.OVER, lx.RULE, lx.DIV})


def _unknown_function(read: _Read) -> bool:
    """``FLOOR(Masa kerja / 12)``: a function that the language does not have."""
    pieces = read.chart.pieces
    return any(
        "fungsi-lain" in pieces.roles[at] and pieces.lex[at + 1].kind in OPENING for at in range(pieces.count - 1)
    )


def _condition_left(read: _Read) -> bool:
    """``Terlambat > 7 hari: denda = …``: what is left unread, or is taken for a label, compares."""
    pieces = read.chart.pieces
    loose = [(start, end) for form, start, end in leaves(read.why) if form in ("sisa", "label")]
    return any(pieces.lex[at].kind == lx.COMPARE for start, end in loose for at in range(start, end))


def _signs_left(read: _Read) -> bool:
    """``Ir = i ((PAKi x CKi) - RAKi) 0``: what is left unread multiplies, or holds a bracket round nothing."""
    pieces = read.chart.pieces
    for form, start, end in leaves(read.why):
        kinds = [lx.TIMES if pieces.is_times(at) else pieces.lex[at].kind for at in range(start, end)]
        if form in ("sisa", "label") and not _CALCULATING.isdisjoint(kinds):
            return True
        if form == "contoh" and any(one in OPENING and two in CLOSING for one, two in pairwise(kinds)):
            return True
    return False


_CALCULATING: Final = frozenset({lx.TIMES, lx.MUL, lx.DIV, lx.OVER, lx.PLUS})


def _operand_left(read: _Read) -> bool:
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


def _sign_of_a_sum_left(read: _Read) -> bool:
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


def _reach_of_a_sum(read: _Read) -> bool:
    """``Σ bobot × nilai``: the sum of the products, or the sum of the weights times a score."""
    pieces = read.chart.pieces
    return any(
        one[0] == "*"
        and one[1][0] == one[2][0] == "n"
        and "sigma" in pieces.roles[one[1][1]]
        and pieces.roles[one[2][1]].isdisjoint(("sigma", "jumlah"))
        for one in walk_tree(read.tree)
    )


def _line_that_begins_again(read: _Read) -> bool:
    """``IKM = A x penimbang`` above ``IKM unit x 25``: a line that speaks of what was calculated, or a name's end.

    It begins with the label, or with words of another operand; the lines before it calculate by themselves.
    """
    pieces = read.chart.pieces
    spans = names_in(read.tree)
    places = [at for low, high in spans for at in range(low + 1, high) if at in pieces.breaks]
    places += [low for low, _ in spans if low in pieces.breaks]
    for at in places:
        if not pieces.lex[at].text[:1].isupper():
            continue
        begun = [(low, min(high, at)) for low, high in spans if low < at]
        label = [one for one in _label_of(read) if one[0] < at]
        if len(begun) > 1 and _tells_how(pieces, at):
            return True
        if len(begun) > 1 and any(_begins_with(pieces, at, *one) for one in [*begun[:-1], *label]):
            return True
        if len(begun) == 1 and any(_begins_with(pieces, at, *side) for side in _sides(pieces, *begun[0])):
            return True
    return False


_TELLING_HOW: Final = frozenset({"cara", "ukur", "ambil", "dinyatakan", "bersatuan", "satuan", "catatan"})
"""Roles of words with which a sentence about the formula begins: *Dihitung pada akhir tahun*."""


def _tells_how(pieces: Pieces, at: int) -> bool:
    """Tell whether a line begins with a word about the formula; *Satuan Polisi Pamong Praja* is an office."""
    title = all(piece.text[:1].isupper() for piece in pieces.lex[at + 1 : at + 3]) and at + 2 < pieces.count
    found = pieces.roles[at] & _TELLING_HOW
    return bool(found) and not (title and found <= {"satuan", "catatan"})


def _sides(pieces: Pieces, low: int, high: int) -> list[tuple[int, int]]:
    """Return what stands on both sides of the slash in ``Penganggur/Angkatan kerja``."""
    place = next((at for at in range(low, high) if pieces.lex[at].kind == lx.SLASH), None)
    if place is None or place + 1 == high or pieces.gap[place] or pieces.gap[place + 1]:
        return []
    return [(low, place), (place + 1, high)]


def _label_of(read: _Read) -> list[tuple[int, int]]:
    return [(start, end) for form, start, end in leaves(read.why) if form == "label"]


def _begins_with(pieces: Pieces, at: int, low: int, high: int) -> bool:
    """Tell whether a line begins with the words of a part up to its bracket, and goes on behind them."""
    inside = pieces.lex[low:high]
    bracket = next((place for place, piece in enumerate(inside) if piece.kind in OPENING), len(inside))
    words = [piece.low for piece in inside[:bracket] if piece.kind == lx.WORD]
    told = len(words)
    line = [piece.low for piece in pieces.lex[at : at + told] if piece.kind == lx.WORD]
    following = pieces.lex[at + told] if at + told < pieces.count else None
    goes_on = following is not None and following.kind == lx.WORD
    return bool(words) and line == words[:told] and goes_on and "jumlah" not in pieces.roles[at]


def _figures_behind_names(read: _Read) -> bool:
    """``Jumlah siswa 45 / jumlah guru 15``: the figures of a year, or a part of the names."""
    pieces = read.chart.pieces
    spans = names_in(read.tree)
    return len(spans) > 1 and all(_ends_in_figure(pieces, low, high) for low, high in spans)


def _ends_in_figure(pieces: Pieces, low: int, high: int) -> bool:
    last = pieces.lex[high - 1]
    if (
        last.kind != lx.NUM
        or high - low < _A_NAME
        or len(last.text) < 2
        or (len(last.text) == 4 and last.text.isdecimal())
    ):
        return False
    before = pieces.lex[high - 2]
    return before.kind in CLOSING or (before.kind == lx.WORD and "fungsi" not in pieces.roles[high - 2])


def _figure_behind_colon(read: _Read) -> bool:
    """``jumlah pelanggan : 12 bulan``: a name that ends in a colon and a figure may be divided by it."""
    lex = read.chart.pieces.lex
    return any(
        lex[at].kind == lx.COLON and lex[at + 1].kind == lx.NUM
        for low, high in names_in(read.tree)
        for at in range(low + 1, high - 1)
    )


def _unit_as_factor(read: _Read) -> bool:
    """``siswa kelas X (orang)``: a bracket that holds a unit alone is the unit of a name, and seldom a factor."""
    pieces = read.chart.pieces
    return any(
        one[0] == "*"
        and one[2][0] == "n"
        and one[2][2] - one[2][1] == 1
        and "satuan-hitung" in pieces.roles[one[2][1]]
        and pieces.close.get(one[2][1] - 1) == one[2][2]
        for one in walk_tree(read.tree)
    )


def _target_in_a_name(read: _Read) -> bool:
    """``… : jumlah pasien rawat jalan ≤ 15%``: a percentage that the result is held against, or a part of the name."""
    spans = names_in(read.tree)
    lex = read.chart.pieces.lex
    if len(spans) < 2:
        return False
    low, high = spans[-1]
    return high - low > _A_NAME and lex[high - 2].kind == lx.COMPARE and lex[high - 1].text.endswith("%")


def _minus_left(read: _Read) -> bool:
    """``-((A - B) / B)``, ``Nilai = - A / B``: the minus that a formula begins with is read as a mark before it."""
    lex, gap = read.chart.pieces.lex, read.chart.pieces.gap
    for at in range(len(lex) - 1):
        if lex[at].kind not in (lx.DASH, lx.SUB):
            continue
        before = lex[at - 1].kind if at else ""
        if before == lx.EQUALS or (lex[at + 1].kind in OPENING and not gap[at + 1] and before in ("", lx.COLON)):
            return True
    return False


def _bullet_or_minus(read: _Read) -> bool:
    """``-Jumlah mati + Jumlah lahir``: a mark before the formula, or the sign of its first term."""
    pieces = read.chart.pieces
    marks = [at for at, piece in enumerate(pieces.lex) if piece.kind == lx.DASH and (not at or at in pieces.breaks)]
    glued = marks == [0] and pieces.lex[0].text == "-" and not pieces.gap[1]
    return glued and read.tree[0] in ("+", "-") and first_piece(read.tree) == 1


def _months_apart(read: _Read) -> bool:
    """``Produksi Januari - Juni``: half a year, and no difference of two months."""
    lex, months = read.chart.pieces.lex, words("frames", "months")
    dashes = [at for at in range(1, len(lex) - 1) if lex[at].kind == lx.DASH]
    return "-" in {one[0] for one in walk_tree(read.tree)} and any(
        lex[at - 1].low in months and lex[at + 1].low in months for at in dashes
    )


def _count_left(read: _Read) -> bool:
    """``Rasio A | Jumlah B | = ----- x 100 | Jumlah C``: a line that counts, above the drawn one, is left unread."""
    pieces = read.chart.pieces
    return any(
        form in ("sisa", "label")
        and start in pieces.breaks
        and "jumlah" in pieces.roles[start]
        and end + 1 < pieces.count
        and pieces.lex[end].kind == lx.EQUALS
        and pieces.lex[end + 1].kind in (lx.RULE, lx.DIV)
        for form, start, end in leaves(read.why)
    )


def _weights_left(read: _Read) -> bool:
    """``Kepatuhan + Kelengkapan`` above ``Kepatuhan: bobot 40%``: a plain sum, though weights are told."""
    if read.tree[0] != "+" or any(one[0] == "*" for one in walk_tree(read.tree)):
        return False
    pieces, named = read.chart.pieces, {at for span in names_in(read.tree) for at in range(*span)}
    rest = [at for at in range(pieces.count) if at not in named]
    told = any("bobot" in pieces.roles[at] for at in rest)
    return told and any(pieces.lex[at].text.endswith("%") for at in rest)


def _signs_side_by_side(read: _Read) -> bool:
    """``A - - B``: a sign too many, the sign of the second term, or what is left of a drawn line."""
    lex, gap = read.chart.pieces.lex, read.chart.pieces.gap
    signs = [piece.kind in (lx.DASH, lx.PLUS) and gap[at] for at, piece in enumerate(lex)]  # "usia 65+" has none
    places = [at for at, pair in enumerate(pairwise(signs)) if all(pair)]
    return any(at and lex[at - 1].kind in _ENDING and at + 2 < len(lex) for at in places)


_ENDING: Final = frozenset({lx.WORD, lx.NUM, lx.QUOTED}) | CLOSING


def _bracket_beside_a_name(read: _Read) -> bool:
    """``(Jumlah ayam + Jumlah itik) Harga pakan``: a lost × or a lost line; with × 100% it is a line."""
    pieces, tree = read.chart.pieces, read.tree
    if tree[0] == "*" and tree[2][0] in "#c":
        return False
    names = names_in(tree)
    beside = {low for low, _ in names} | {start for form, start, _ in leaves(read.why) if form == "sisa"}
    for opened, closed in pieces.close.items():
        if closed + 1 in beside and sum(opened < low < closed for low, _ in names) > 1:
            following = pieces.lex[closed + 1]
            counted = following.kind == lx.WORD and not pieces.roles[closed + 1].isdisjoint(_QUANTITIES)
            if counted or following.kind == lx.QUOTED:
                return True
    return False


_A_NAME: Final = 3
"""Two words and a figure."""


def _sum_left_out(read: _Read) -> bool:
    """``Σ fi (Yi + Yi-1)`` read without its Σ: a sum sign stands in no label but one that an equals sign ends."""
    pieces = read.chart.pieces
    return any(
        form in ("label", "sisa")
        and any("sigma" in roles for roles in pieces.roles[start:end])
        and not (end < pieces.count and pieces.lex[end].kind in (lx.EQUALS, lx.COLON))
        for form, start, end in leaves(read.why)
    )


_TESTS: Final[tuple[Callable[[_Read], bool], ...]] = (
    _difference_or_list,
    _sum_left_out,
    _ratio_or_two_words,
    _label_or_ratio,
    _quantity_as_label,
    _lost_bracket,
    _figure_for_a_name,
    _lost_sign,
    _flat_in_bracket,
    _chain_of_words,
    _slash_before_quantity,
    _figures_in_a_row,
    _rate_in_a_calculation,
    _branch,
    _unread_rate,
    _reach_of_a_sum,
    _change,
    _change_over_base,
    _divided_by_itself,
    _two_lines_for_one,
    _separated_in_a_function,
    _target_of_several_labels,
    _percentage_with,
    _ratio_without_division,
    _unread_average,
    _average_of_weighted,
    _formula_taken_for_example,
    _unknown_function,
    _condition_left,
    _signs_left,
    _operand_left,
    _sign_of_a_sum_left,
    _line_that_begins_again,
    _figures_behind_names,
    _figure_behind_colon,
    _minus_left,
    _bullet_or_minus,
    _weights_left,
    _count_left,
    _months_apart,
    _signs_side_by_side,
    _bracket_beside_a_name,
    _target_in_a_name,
    _unit_as_factor,
)
