"""What is a name, a label, a figure or a sign: words of a reading that may be another of these."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.certainty import CONDITIONS
from kinerja_formula.reading.chart import ROUND_FIGURES, Read, forms_of, leaves
from kinerja_formula.reading.lexicon import JOINTS
from kinerja_formula.reading.pieces import CLOSING, OPENING, QUANTITIES, QUANTITY, Pieces
from kinerja_formula.reading.remarks import begins_with
from kinerja_formula.reading.trees import first_piece, names_in, walk_tree
from kinerja_formula.reading.vocabulary import in_order, words
from kinerja_formula.reading.written_wholes import is_difference

__all__ = ["DOUBTFUL_WORDS", "tells_conditions"]


def _ratio_or_two_words(read: Read) -> bool:
    """``Realisasi kegiatan / rapat``: a ratio, or two words for one thing."""
    if read.tree[0] != "/" or read.tree[1][0] != "n" or read.tree[2][0] != "n":
        return False
    pieces, right = read.chart.pieces, read.tree[2][1]
    signs = any(piece.kind in (lx.SLASH, lx.COLON) for piece in pieces.lex[read.tree[1][2] : right])
    word = pieces.lex[right]
    between = range(read.tree[1][2], right)
    glued = len(between) == 1 and not pieces.gap[between[0]] and not pieces.gap[right]
    again = word.low == pieces.lex[read.tree[1][1]].low and pieces.roles[right].isdisjoint(QUANTITIES)
    if signs and glued and again:
        return True  # BUM Desa/BUM Desa Bersama
    alike = word.low == pieces.lex[read.tree[1][1]].low  # "kamar terjual / kamar tersedia"
    announced = any(piece.kind == lx.EQUALS for piece in pieces.lex[: read.tree[1][1]])
    if alike or (announced and not glued):
        return False
    plain = word.kind == lx.WORD and not word.text[:1].isupper() and not pieces.is_symbol(right)
    return signs and plain and pieces.roles[right].isdisjoint(QUANTITIES)


def _label_or_ratio(read: Read) -> bool:
    """``Capaian program : Jumlah warga terdata``: a label before its figure, or a ratio of which no word tells."""
    if read.tree[0] != "/" or read.tree[1][0] != "n" or read.tree[2][0] != "n":
        return False
    pieces, left = read.chart.pieces, read.tree[1][1]
    colon = any(piece.kind == lx.COLON for piece in pieces.lex[read.tree[1][2] : read.tree[2][1]])
    told = {"jumlah", "rasio"} & {role for roles in pieces.roles[: left + 1] for role in roles}
    told |= {"rasio"} if read.chart.ratio_wanted else set()
    measured = all(pieces.lex[side[2] - 1].kind in CLOSING for side in read.tree[1:])  # "jalan (km) : kendaraan (unit)"
    return colon and not told and not measured


def _quantity_as_label(read: Read) -> bool:
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


def _figure_for_a_name(read: Read) -> bool:
    """``2.720`` over *Jumlah anak*: a figure that is no round one was filled in for a name."""
    return any(
        one[0] == "/" and one[1][0] == "#" and one[2][0] == "n" and read.chart.figure_at(one[1][1]) not in ROUND_FIGURES
        for one in walk_tree(read.tree)
    )


def _lost_sign(read: Read) -> bool:
    """``{PDRB (t+1) PDRB (t)} / PDRB (t)``: a sign was lost between two names in a bracket."""
    return any(_says_first_word_twice(read.chart.pieces, low, high) for low, high in names_in(read.tree))


def _says_first_word_twice(pieces: Pieces, low: int, high: int) -> bool:
    """Tell whether a name is all that a bracket holds, and says its first word twice."""
    if low == 0 or pieces.close.get(low - 1) != high:
        return False
    group = pieces.group[low]  # "Total hari kerja (Total working days)" says it in another language
    own = [pieces.lex[at] for at in range(low, high) if pieces.group[at] == group]
    lows = [piece.low for piece in own if piece.kind == lx.WORD]
    return len(lows) > 1 and lows[0] in lows[1:] and len(lows[0]) > 2


def _slash_before_quantity(read: Read) -> bool:
    """``Jumlah warga hadir/Luas kelurahan``: taken for a name, though a quantity of its own begins behind the slash."""
    pieces = read.chart.pieces
    return any(
        pieces.lex[at].kind == lx.SLASH
        and pieces.lex[at + 1].text[:1].isupper()
        and not pieces.roles[at + 1].isdisjoint(QUANTITIES)
        and any(piece.text.islower() for piece in pieces.lex[low:at])  # not a title, where every word begins so
        for low, high in names_in(read.tree)
        for at in range(low + 1, high - 1)
    )


def _figures_in_a_row(read: Read) -> bool:
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


def _glued_difference(read: Read) -> bool:
    """``a-b-c / a``: one name, or a difference whose bracket was left out."""
    lex = read.chart.pieces.lex
    single = [lex[low].text for low, high in names_in(read.tree) if high - low == 1]
    return any(is_difference(name, {one for one in single if one != name}) for name in single)


def _two_years_in_a_name(read: Read) -> bool:
    """``Produksi tahun n-n-1``: this year's less that of the year before, written as one word."""
    lex = read.chart.pieces.lex
    return any(
        _TWO_YEARS.fullmatch(lex[at].low) is not None for low, high in names_in(read.tree) for at in range(low, high)
    )


_TWO_YEARS: Final = re.compile(r"n-n-1|t-t-1")


def _factor_at_the_end(read: Read) -> bool:
    """``2 x nilai lisan, 3 x nilai tulis``: the factor of the next item, taken for the end of the name before it."""
    pieces = read.chart.pieces
    return any(
        high - low > _MARK_AND_FACTOR
        and pieces.lex[high - 1].kind == lx.NUM
        and (pieces.lex[high - 2].kind == lx.COMMA or "serangkai" in pieces.roles[high - 2])
        and high in pieces.operators
        for low, high in names_in(read.tree)
    )


_A_ROW: Final = 4
"""A word, a figure, its unit and the sign."""
_MARK_AND_FACTOR: Final = 2
"""The comma or joint, and the figure behind it."""


def tells_conditions(pieces: Pieces) -> bool:
    """Tell whether a text speaks of a condition and of what follows from it: ``jika``, ``maka``, ``selain itu``."""
    return sum(not roles.isdisjoint(CONDITIONS) for roles in pieces.roles) > 1


def _branch(read: Read) -> bool:
    """``jika … maka …``: the branch of a condition that isn't calculated yet."""
    return read.tree[0] != "jika" and tells_conditions(read.chart.pieces)


def _two_lines_for_one(read: Read) -> bool:
    """``EBITDA`` above ``Pendapatan Usaha``: a name of two lines, or a fraction whose line was lost."""
    pieces = read.chart.pieces
    if read.tree[0] != "n" or read.chart.ratio_told:
        return False
    return any(
        at in pieces.breaks
        and pieces.lex[at].text[:1].isupper()
        and not pieces.roles[at].isdisjoint(QUANTITIES)
        and pieces.lex[at - 1].kind == lx.WORD
        and "fungsi" not in pieces.roles[at - 1]
        and not pieces.capitals
        for at in range(read.tree[1] + 1, read.tree[2])
    )


def _separated_in_a_function(read: Read) -> bool:
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


def _percentage_with(read: Read) -> bool:
    """``Persentase keluarga dengan jumlah anak``: a share of it, or families that have children."""
    return "persentase-dengan" in forms_of(read.why)


def _ratio_without_division(read: Read) -> bool:
    """``Rasio belanja = Total belanja Total pendapatan``: a ratio is told, and nothing is divided."""
    tree, pieces = read.tree, read.chart.pieces
    return tree[0] == "n" and read.chart.ratio_told and pieces.roles[tree[1]].isdisjoint({"rasio", "persentase"})


def _unknown_function(read: Read) -> bool:
    """``FLOOR(Masa kerja / 12)``: a function that the language does not have."""
    pieces = read.chart.pieces
    return any(
        "fungsi-lain" in pieces.roles[at] and pieces.lex[at + 1].kind in OPENING for at in range(pieces.count - 1)
    )


def _line_that_begins_again(read: Read) -> bool:
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


def _label_of(read: Read) -> list[tuple[int, int]]:
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


def _figures_behind_names(read: Read) -> bool:
    """``Jumlah siswa 45 / jumlah guru 15``: the figures of a year, or a part of the names."""
    pieces = read.chart.pieces
    spans = names_in(read.tree)
    return len(spans) > 1 and all(_ends_in_figure(pieces, low, high) for low, high in spans)


_A_NAME: Final = 3
"""Two words and a figure."""


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


def _figure_behind_colon(read: Read) -> bool:
    """``jumlah pelanggan : 12 bulan``: a name that ends in a colon and a figure may be divided by it."""
    lex = read.chart.pieces.lex
    return any(
        lex[at].kind == lx.COLON and lex[at + 1].kind == lx.NUM
        for low, high in names_in(read.tree)
        for at in range(low + 1, high - 1)
    )


def _unit_as_factor(read: Read) -> bool:
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


def _target_in_a_name(read: Read) -> bool:
    """``… : jumlah pasien rawat jalan ≤ 15%``: a percentage that the result is held against, or a part of the name."""
    spans = names_in(read.tree)
    lex = read.chart.pieces.lex
    if len(spans) < 2:
        return False
    low, high = spans[-1]
    return high - low > _A_NAME and lex[high - 2].kind == lx.COMPARE and lex[high - 1].text.endswith("%")


def _months_apart(read: Read) -> bool:
    """``Produksi Januari - Juni``: half a year, and no difference of two months."""
    lex, months = read.chart.pieces.lex, words("frames", "months")
    dashes = [at for at in range(1, len(lex) - 1) if lex[at].kind == lx.DASH]
    return "-" in {one[0] for one in walk_tree(read.tree)} and any(
        lex[at - 1].low in months and lex[at + 1].low in months for at in dashes
    )


def _multiplies(pieces: Pieces, at: int) -> bool:
    return pieces.lex[at].low == "x" or pieces.lex[at].kind in (lx.TIMES, lx.STAR) or "kali" in pieces.roles[at]


def _figure_that_ends_a_name(read: Read) -> bool:
    """``jumlah dari 0,6 x SKP``: the figure behind *dari* is a factor, and no end of a name."""
    pieces = read.chart.pieces
    return read.tree[0] != "n" and any(
        high - low > 1
        and pieces.lex[high - 1].kind == lx.NUM
        and "antara" in pieces.roles[high - 2]
        and high < pieces.count
        and _multiplies(pieces, high)
        for low, high in names_in(read.tree)
    )


def _kind_as_name(read: Read) -> bool:
    """``Persentase - (A / B) x 100%``: what is told before a dash is the kind of the result, and no quantity."""
    roles = read.chart.pieces.roles
    alone = [low for low, high in names_in(read.tree) if high == low + 1]
    return read.tree[0] != "n" and any(not roles[low].isdisjoint(("persentase", "rasio")) for low in alone)


def _average_left_in_a_name(read: Read) -> bool:
    """``Rata-rata nilai disiplin (bobot 40%) dan kepemimpinan (bobot 60%)``: the average may be that of all parts."""
    if read.tree[0] != "jumlah" or not any(item[0] == "*" for item in read.tree[1]):
        return False
    first = next(iter(names_in(read.tree)), None)
    return first is not None and "rata" in read.chart.pieces.roles[first[0]]


def _source_for_a_quantity(read: Read) -> bool:
    """``Jumlah pohon. Didapat menggunakan rumus hasil survei``: a source in the place of what it tells of."""
    if read.tree[0] != "n" or "cara" not in forms_of(read.why):
        return False
    sources = read.chart.pieces.index.get("{asal}", {}).values()
    told = any(form == "label" for form, _, _ in leaves(read.why))
    return told and any(at == read.tree[1] for found in sources for at, _, _ in found)


def _done_further(read: Read) -> bool:
    """``A dibagi B, lalu dirata-ratakan``: what is done with the quotient, left in the name of the denominator."""
    lex = read.chart.pieces.lex
    further, passive = words("notes", "done_further"), in_order("notes", "done")
    return any(
        lex[at].kind == lx.COMMA and lex[at + 1].low in further and lex[at + 2].low.startswith(passive)
        for low, high in names_in(read.tree)
        for at in range(low, high - 2)
    )


def _reported_in_a_name(read: Read) -> bool:
    """``total dibagi jumlah siswa dan ditampilkan``: what is done with the result, left in the name of an operand."""
    if read.tree[0] == "n":
        return False
    pieces, passive = read.chart.pieces, in_order("notes", "done")
    return any(
        "serangkai" in pieces.roles[at]
        and pieces.lex[at + 1].low.startswith(passive)
        and pieces.lex[at + 1].low.endswith(in_order("notes", "transitive"))
        and not any(_tells_which(pieces, other) for other in range(low, at))
        for low, high in names_in(read.tree)
        for at in range(max(low + 1, high - _LAST_WORDS), high - 1)
    )


def _tells_which(pieces: Pieces, at: int) -> bool:
    """Tell whether a word begins what is said of those that are counted: *yang*, or a verb of its own."""
    low = pieces.lex[at].low
    return low in words("notes", "relative") or low.startswith(in_order("notes", "verbs"))


_LAST_WORDS: Final = 4


def _summed_in_a_name(read: Read) -> bool:
    """``Nilai A, B dan C dijumlahkan``, ``(jumlah A, B dan C) / 3``: terms that are left in one name."""
    pieces = read.chart.pieces
    summed = words("notes", "summed")
    ends = [high - 1 for _, high in names_in(read.tree) if pieces.lex[high - 1].low in summed]
    if any("kata-kerja-sebelum" not in pieces.roles_at(at - 1) for at in ends):
        return True
    for one in walk_tree(read.tree):
        if one[0] == "/" and one[1][0] == "n" and one[2][0] == "#":
            parts = 1 + sum(_joins_items(pieces, at) for at in range(one[1][1], one[1][2]))
            if parts >= _A_LIST and read.chart.figure_at(one[2][1]) == parts:
                return True
    return False


def _joins_items(pieces: Pieces, at: int) -> bool:
    """Tell whether a comma or *dan* stands here; both together join once."""
    joint = "serangkai" in pieces.roles[at]
    return pieces.lex[at].kind == lx.COMMA or (joint and pieces.lex[at - 1].kind != lx.COMMA)


_A_LIST: Final = 3


def _weights_in_a_name(read: Read) -> bool:
    """``Bobot 60% untuk tulis dan 40% untuk lisan``: weights that nothing is calculated with."""
    pieces = read.chart.pieces
    for low, high in names_in(read.tree):
        shares = sum(pieces.lex[at].kind == lx.NUM and pieces.lex[at].text.endswith("%") for at in range(low, high))
        if shares > 1 and any("bobot" in pieces.roles[at] for at in range(low, high)):
            return True
    return False


def _period_as_operand(read: Read) -> bool:
    """``Realisasi tahun ini - tahun lalu``: of what the second year is, the first name tells and nothing else."""
    if read.tree[0] == "n":
        return False
    pieces = read.chart.pieces
    spans = list(names_in(read.tree))
    periods = {pieces.lex[low].low for low, high in spans if _is_period(pieces, low, high)}
    return any(
        not _is_period(pieces, low, high) and pieces.lex[at].low in periods
        for low, high in spans
        for at in range(low, high)
    )


def _is_period(pieces: Pieces, low: int, high: int) -> bool:
    """Tell whether a name is a period and which one: *tahun n-1*, *bulan lalu*, *tahun 2024*."""
    if "waktu" not in pieces.roles[low] or high == low + 1:
        return False
    dating = words("operators", "earlier") | words("operators", "current")
    return all(
        pieces.lex[at].kind in (lx.NUM, lx.DASH) or pieces.lex[at].low in dating or len(pieces.lex[at].text) == 1
        for at in range(low + 1, high)
    )


def _told_behind_a_comma(read: Read) -> bool:
    """``A / jumlah puskesmas, per triwulan``: what a comma sets apart is seldom part of an operand's name.

    A list is (*pasien rujukan, darurat dan biasa*, *banding, kasasi, PK*), and what tells which ones are counted
    (*, kecuali yang sakit*); so is all that stands in a bracket.
    """
    if read.tree[0] == "n":
        return False
    if _TAIL in forms_of(read.why):
        return True
    pieces = read.chart.pieces
    return any(
        pieces.lex[at].kind == lx.COMMA
        and pieces.gap[at + 1]  # Kasus_p,t has two indices
        and pieces.group[at] == pieces.group[low]
        and (begins_with(pieces.lex[at + 1 : high], "opening") or _is_no_list(pieces, at, high))
        for low, high in names_in(read.tree)
        for at in range(low + 1, high - 1)
    )


def _per_measure(read: Read) -> bool:
    """``jumlah muatan per meter panjang dermaga``: a name, or a ratio whose lower side follows its unit."""
    if read.tree[0] != "n":
        return False
    pieces, (_, low, high) = read.chart.pieces, read.tree
    measures = words("notes", "per_measure")
    return any(
        f"{pieces.lex[at].low} {pieces.lex[at + 1].low}" in measures
        and pieces.lex[at + 2].kind == lx.WORD
        and pieces.roles[at + 2].isdisjoint(JOINTS | {"waktu"})
        for at in range(low, high - 2)
    )


def _times_on_a_line(read: Read) -> bool:
    """``Jumlah A`` over ``X`` over ``Jumlah B``: a product, or a fraction that has lost its line and its 100%."""
    pieces = read.chart.pieces
    return any(
        one[0] == "*" and one[1][0] == one[2][0] == "n" and one[2][1] - one[1][2] == 1 and _is_line(pieces, one[1][2])
        for one in walk_tree(read.tree)
    )


def _is_line(pieces: Pieces, at: int) -> bool:
    return at in pieces.breaks and at + 1 in pieces.breaks


def _is_no_list(pieces: Pieces, comma: int, end: int) -> bool:
    """Tell whether a comma parts no items of a list, and nothing behind it tells which ones are counted."""
    if pieces.lex[comma + 1].kind != lx.WORD or pieces.lex[comma + 1].low in words("remarks", "counted"):
        return False
    if any(0 < at < pieces.count and pieces.lex[at].kind == lx.COMMA for at in (comma - 2, comma + 2)):
        return False
    return all(roles.isdisjoint(JOINTS) for roles in pieces.roles[comma:end])


_TAIL: Final = "ekor"
"""The form that leaves out what a comma sets apart."""


DOUBTFUL_WORDS: Final[tuple[Callable[[Read], bool], ...]] = (
    _figure_that_ends_a_name,
    _kind_as_name,
    _average_left_in_a_name,
    _ratio_or_two_words,
    _label_or_ratio,
    _quantity_as_label,
    _figure_for_a_name,
    _lost_sign,
    _slash_before_quantity,
    _figures_in_a_row,
    _factor_at_the_end,
    _two_years_in_a_name,
    _glued_difference,
    _branch,
    _two_lines_for_one,
    _separated_in_a_function,
    _percentage_with,
    _ratio_without_division,
    _unknown_function,
    _line_that_begins_again,
    _figures_behind_names,
    _figure_behind_colon,
    _months_apart,
    _target_in_a_name,
    _unit_as_factor,
    _done_further,
    _reported_in_a_name,
    _source_for_a_quantity,
    _summed_in_a_name,
    _weights_in_a_name,
    _period_as_operand,
    _told_behind_a_comma,
    _per_measure,
    _times_on_a_line,
)
