"""Readings whose shape tells that they are meant: what is written twice, counted or weighed adds up.

Each test below is one such shape. Among labelled texts that were left out of all tables nearly every reading of these
shapes is right (docs/reference/conformance.md), also where its names or a dissenting second reader make it doubtful.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.chart import Chart, Why, forms_of, leaves
from kinerja_formula.reading.coherence import is_bracketed
from kinerja_formula.reading.pieces import OPENING
from kinerja_formula.reading.trees import Tree, calculates, first_piece, names_in, terms
from kinerja_formula.reading.vocabulary import words
from kinerja_formula.units import PERCENT, head_unit, is_money

__all__ = ["is_lone_ratio", "is_share_of_whole", "measures_a_count", "stands_on_two_lines", "tells_itself"]


class _Read(NamedTuple):
    """A reading of a chart."""

    chart: Chart
    tree: Tree
    why: Why


def tells_itself(chart: Chart, tree: Tree, why: Why) -> bool:
    """Tell whether the shape of a reading speaks for it more than anything in its names can speak against it."""
    read = _Read(chart, tree, why)
    return any(test(read) for test in _TESTS)


def measures_a_count(chart: Chart, tree: Tree, why: Why) -> bool:
    """``Menunjukkan jumlah dokumen yang ditetapkan``: the verb of a frame, and one count. Nearly sure."""
    if tree[0] != "n":
        return False
    if _is_a_plain_count(chart, tree):
        return True
    roles = chart.pieces.roles[tree[1]]
    known = chart.pieces.lex[tree[1]].kind == lx.QUOTED  # the data has a figure for it
    if forms_of(why)[:2] == ["ambil", "nama"] and chart.pieces.lex[tree[1]].low not in words("heads", "outcome"):
        return not roles.isdisjoint(_FIGURES)  # "Berdasarkan persentase rencana aksi yang terlaksana"
    if "sigma" in roles or not (known or "jumlah" in roles):
        return False
    return forms_of(why)[:2] == ["ukur", "nama"] or _has_a_remark(chart, tree)


_WHOLES: Final = frozenset((1, 2, 100, 200))
_FIGURES: Final = frozenset({"jumlah", "besaran", "persentase"})


def _is_a_plain_count(chart: Chart, tree: Tree) -> bool:
    """``Siswa kelas XI dengan nilai ≥ 75``, ``PMKS yang diberikan bantuan``: a noun that is counted."""
    pieces = chart.pieces
    _, low, high = tree
    if low or any(piece.kind not in (lx.DOT, lx.SEMICOLON) for piece in pieces.lex[high:]):
        return False
    if any(piece.kind in _SIGNS_OF_SUMS for piece in pieces.lex) or any(map(pieces.is_times, range(high))):
        return False
    if any(not roles.isdisjoint(_OPERATING) for roles in pieces.roles) or len(pieces.breaks) > 1:
        return False
    nouns = words("statement", "purposes")  # "untuk semua pelajaran"
    verbs = [pieces.lex[at].low for at in range(high) if _BEFORE_VERBS in pieces.roles[at]]
    verb = next((one for one in verbs if one not in nouns), "")
    if verb and verb not in words("statement", "relatives"):
        return False  # "Inovasi daerah telah direplikasi": a sentence
    told = head_unit(pieces.name(low, high))
    if told is None or not told.known or told.start:
        return False
    return not (is_money(told.unit) or told.unit == PERCENT)


_BEFORE_VERBS: Final = "kata-kerja-sebelum"
_SIGNS_OF_SUMS: Final = frozenset(
    {*(lx.COLON, lx.EQUALS, lx.PLUS, lx.STAR, lx.RULE, lx.TIMES, lx.OVER), *(lx.SURD, lx.SEMICOLON)}
)
_OPERATING: Final = frozenset(
    {"bagi", "kali", "tambah", "kurang", "rasio", "selisih", "rata", "perubahan", "membandingkan"}
)


def stands_on_two_lines(chart: Chart, tree: Tree) -> bool:
    """``Jumlah hadir`` above ``Jumlah undangan x 100%``: a fraction whose line was lost, of two alike. Nearly sure."""
    one = _without_factor(tree)
    if one is tree or one[0] != "/" or one[1][0] != "n" or one[2][0] != "n":
        return False
    (_, low, end), (_, start, _) = one[1:]
    pieces = chart.pieces
    first, second = pieces.lex[low], pieces.lex[start]
    parted = end == start and start in pieces.breaks and second.text[:1].isupper()
    read = {at for span in names_in(tree) for at in range(*span)}
    rest = [one for at, one in enumerate(pieces.lex) if at not in read and one.kind in (lx.WORD, lx.EQUALS)]
    if not parted or low or any(one.low != "x" for one in rest):
        return False
    counted = all("jumlah" in pieces.roles[at] for at in (low, start))
    return counted or (first.low == second.low and len(first.low) >= _A_WORD)


_A_WORD: Final = 4


def is_share_of_whole(chart: Chart, tree: Tree) -> bool:
    """``Persentase desa tertib dari seluruh desa``: a part and its whole, which is told by that. Nearly sure."""
    one = _without_factor(tree)
    if one is tree or one[0] != "/" or one[1][0] != "n" or one[2][0] != "n":
        return False
    pieces, (_, low, end), (_, start, last) = chart.pieces, *one[1:]
    rest = [*pieces.lex[:low], *pieces.lex[last:]]
    told = low > 0 and "persentase" in pieces.roles[0] and low <= _LONGEST_OF_SHARE
    if not told or end + 1 < start or any(piece.kind not in (lx.WORD, lx.DOT, lx.NUM, lx.TIMES) for piece in rest):
        return False
    part, whole = (
        [at for at in range(*span) if "jumlah" not in pieces.roles[at]] for span in ((low, end), (start, last))
    )
    alike = bool(part) and pieces.lex[part[0]].low in {pieces.lex[at].low for at in whole}
    return alike and "jumlah" in pieces.roles[start]


_LONGEST_OF_SHARE: Final = 2
"""*Persentase* and one more word before the part: *Persentase jumlah*."""


def is_lone_ratio(chart: Chart, tree: Tree) -> bool:
    """``Laba Usaha / Penjualan``, ``NI / NDT``: an amount or a symbol over another, and nothing else. Nearly sure."""
    pieces = chart.pieces
    if tree[0] != "/" or tree[1][0] != "n" or tree[2][0] != "n" or pieces.count != tree[2][2] or tree[1][1] != 0:
        return False
    (_, low, high), (_, start, last) = tree[1:]
    spaced = start == high + 1 and pieces.lex[high].kind == lx.SLASH and pieces.gap[high] and pieces.gap[start]
    if not spaced or pieces.name(low, high) == pieces.name(start, last):
        return False
    if high - low == last - start == 1 and pieces.is_symbol(low) and pieces.is_symbol(start):
        return True
    told = head_unit(pieces.name(low, high))
    capital = all(pieces.lex[at].text[:1].isupper() for at in (low, start))
    return capital and told is not None and is_money(told.unit)


def _has_a_remark(chart: Chart, tree: Tree) -> bool:
    """``Jumlah proyek per provinsi. Proyek lintas provinsi dihitung di setiap provinsinya.``: a sentence of its own."""
    pieces = chart.pieces
    _, low, high = tree
    if low != 0 or pieces.count - high < _A_SENTENCE or pieces.lex[high].kind not in (lx.DOT, lx.SEMICOLON):
        return False
    if any(piece.kind in _SIGNS for piece in pieces.lex) or any(pieces.is_times(at) for at in range(pieces.count)):
        return False
    if "fungsi" in pieces.roles[high + 1] or not all(roles.isdisjoint(_CALCULATING) for roles in pieces.roles[high:]):
        return False
    # another count is no remark, unless something is said of it first: "…, sehingga total dapat melebihi jumlah PSN"
    count = next((at for at in range(high, pieces.count) if "jumlah" in pieces.roles[at]), pieces.count)
    said = any("predikat" in pieces.roles[at] for at in range(high, count))
    return count == pieces.count or (said and pieces.lex[high].kind == lx.DOT)


_A_SENTENCE: Final = 4
_SIGNS: Final = frozenset({lx.SLASH, lx.COLON, lx.EQUALS, lx.PLUS, lx.STAR, lx.RULE, lx.TIMES, lx.OVER})
_CALCULATING: Final = frozenset(
    {
        *("bagi", "kali", "tambah", "kurang", "rata", "persentase", "rasio", "lawan", "selisih", "bobot"),
        *("membandingkan", "pembilang", "penyebut", "pembanding", "terhadap"),
    }
)


def _change_over_base(read: _Read) -> bool:
    """``(A - B) / B``: who writes B twice means a change over it."""
    one = _without_factor(read.tree)
    if one[0] != "/" or one[1][0] != "-" or one[2][0] != "n":
        return False
    sides = [side for side in one[1][1:] if side[0] == "n" and side != one[2]]
    return len(sides) == 2 and read.chart.key(*one[2][1:])[0] in [read.chart.key(*side[1:])[0] for side in sides]


def _part_of_itself_and_the_rest(read: _Read) -> bool:
    """``A / (A + B)``: who writes A twice means its share."""
    one = _without_factor(read.tree)
    if one[0] != "/" or one[1][0] != "n" or one[2][0] != "+" or not is_bracketed(read.chart.pieces, one[2]):
        return False
    return read.chart.key(*one[1][1:])[0] in [read.chart.key(*term[1:])[0] for term in terms(one[2]) if term[0] == "n"]


def _figure_less_a_ratio(read: _Read) -> bool:
    """``(2 - A/B) x 100%``, ``1 + (1 - A/B)``, ``100% - A/B x 100%``: what is left of a whole, so A/B is a share."""
    one = _without_factor(read.tree)
    if one[0] == "+" and one[1][0] == "#":
        one = one[2]
    if one[0] != "-" or one[1][0] != "#" or read.chart.figure_at(one[1][1]) not in _WHOLES:
        return False
    share = _without_factor(one[2])
    return share[0] == "/" and all(
        side[0] == "n" and read.chart.pieces.lex[side[1]].text[:1].isupper() for side in share[1:]
    )


def _mean_of_terms(read: _Read) -> bool:
    """``A + B + C dibagi 3``: divided by as many as there are terms."""
    one = _without_factor(read.tree)
    mean = one[0] == "/" and one[1][0] == "+" and one[2][0] == "#"
    return bool(mean and read.chart.figure_at(one[2][1]) == len(terms(one[1])))


def _without_factor(tree: Tree) -> Tree:
    """Return what is multiplied by a figure: ``(A - B) / B`` of ``(A - B) / B × 100%``."""
    factor = tree[0] == "*" and tree[2][0] in "#c"
    return tree[1] if factor else tree


def _weights_of_one(read: _Read) -> bool:
    """``(A × 60%) + (B × 40%)``: the weights make a whole."""
    if read.tree[0] != "+":
        return False
    pieces = read.chart.pieces
    if any(pieces.lex[at].kind == lx.COMPARE for span in names_in(read.tree) for at in range(*span)):
        return False  # "Pembaruan data < 30 hari" has no figure of its own
    weights = [_weight(read.chart, term) for term in terms(read.tree)]
    told = [one for one in weights if one is not None]
    return len(told) == len(weights) and sum(told) in (1, 100)


def _weight(chart: Chart, term: Tree) -> Fraction | None:
    """Return the figure by which a term is multiplied; a percentage as a share."""
    if term[0] != "*":
        return None
    figures = [side for side in term[1:] if side[0] == "#"]
    if len(figures) != 1:
        return None
    share = chart.pieces.lex[figures[0][1]].text.endswith("%") and chart.figure_at(figures[0][1]) > 1
    return chart.figure_at(figures[0][1]) / (100 if share else 1)


def _count_per_count(read: _Read) -> bool:
    """``Jumlah guru yang mengajar per jumlah sekolah``: two counts and nothing else."""
    return read.why[0] == "per"


def _symbols_explained(read: _Read) -> bool:
    """``RS = NAS / NDT  NAS = Jumlah artikel  NDT = Jumlah dosen``: each symbol is explained in the cell."""
    spans = names_in(read.tree)
    pieces = read.chart.pieces
    if len(spans) < 2 or not all(high - low == 1 and pieces.is_symbol(low) for low, high in spans):
        return False
    explained = {
        pieces.lex[at].low
        for at in range(pieces.count - 1)
        if pieces.lex[at + 1].kind in (lx.EQUALS, lx.COLON) and (at, at + 1) not in spans
    }
    return all(pieces.lex[low].low in explained for low, _ in spans)


def _roles_told(read: _Read) -> bool:
    """``Pembilang : A  Penyebut : B``: the cell says which count is divided by which, and holds nothing else."""
    one = _without_factor(read.tree)
    if one[0] != "/" or one[1][0] != "n" or one[2][0] != "n" or not read.why[0].startswith("pembilang-penyebut"):
        return False
    roles = read.chart.pieces.roles
    return all(sum(role in own for own in roles) == 1 for role in ("pembilang", "penyebut"))


def _told_list(read: _Read) -> bool:
    """``hasil rata-rata dari: 1. A  2. B``, ``diberikan bobot yang sama``: an average, and the items it is taken of."""
    if read.tree[0] != "rata-rata" or _OF_LISTS.isdisjoint(forms_of(read.why)) or len(read.tree[1]) < 2:
        return False
    roles = read.chart.pieces.roles
    weighted = any("bobot" in roles[at] for span in names_in(read.tree) for at in range(*span))
    return not weighted and all(item[0] == "n" for item in read.tree[1])


_OF_LISTS: Final = frozenset({"daftar-rata", "daftar-bobot-sama"})


def _weighted_list(read: _Read) -> bool:
    """``1. A dengan bobot 35%  2. B dengan bobot 65%``: the weights of the items make a whole."""
    if read.tree[0] != "jumlah" or "daftar-bobot" not in forms_of(read.why):
        return False
    weights = [_weight(read.chart, term) for term in read.tree[1]]
    told = [one for one in weights if one is not None]
    return len(told) == len(weights) > 1 and sum(told) in (1, 100)


def _fractions_before_brackets(read: _Read) -> bool:
    """``1/3 (A) + 1/3 (B)``: each term is a bracket behind the same fraction."""
    if read.tree[0] != "+":
        return False
    found = {_fraction_before_bracket(read.chart, term) for term in terms(read.tree)}
    return len(found) == 1 and None not in found


def _fraction_before_bracket(chart: Chart, term: Tree) -> Fraction | None:
    if term[0] != "*" or term[1][0] != "/" or {side[0] for side in term[1][1:]} != {"#"} or term[2][0] != "n":
        return None
    above, below = (chart.figure_at(side[1]) for side in term[1][1:])
    return above / below if below and chart.pieces.close.get(term[2][1] - 1) == term[2][2] else None


def _twins(read: _Read) -> bool:
    """``Rasio laba bersih tahun ini - Rasio laba bersih tahun lalu``: alike but for the last."""
    if read.tree[0] != "-" or read.tree[1][0] != "n" or read.tree[2][0] != "n":
        return False
    left, right = ([piece.low for piece in read.chart.pieces.lex[side[1] : side[2]]] for side in read.tree[1:])
    alike = next((at for at, (one, other) in enumerate(zip(left, right, strict=False)) if one != other), 0)
    return len(left) == len(right) and alike >= max(_ALIKE, len(left) - 2)


_ALIKE: Final = 3


def _sums_over_sums(read: _Read) -> bool:
    """``Σ(A) / Σ(B) × 100%``: both sides are summed in brackets of their own."""
    one = _without_factor(read.tree)
    if one[0] != "/" or one[1][0] != "n" or one[2][0] != "n":
        return False
    return forms_of(read.why).count("jumlah-kurung") == 2


def _less_a_figure(read: _Read) -> bool:
    """``(NDTPS-5)/7``: a symbol less a figure in a bracket, with nothing else named."""
    one = read.tree
    if one[0] != "/" or one[1][0] != "-" or {one[1][1][0], one[1][2][0], one[2][0]} != {"n", "#"} or one[2][0] != "#":
        return False
    pieces = read.chart.pieces
    at = first_piece(one[1])
    bracketed = at is not None and at > 0 and pieces.lex[at - 1].kind in OPENING
    return bracketed and all(high - low == 1 and pieces.is_symbol(low) for low, high in names_in(one))


def _asked_ratio(read: _Read) -> bool:
    """``Berapa rasio antara A dan B?``: a question, and the words of a ratio in it."""
    lex = read.chart.pieces.lex
    asked = read.why[0] == "pertanyaan" and calculates(read.tree)
    return asked and all(lex[low].kind == lx.WORD for low, _ in names_in(read.tree))


def _drawn_between_quantities(read: _Read) -> bool:
    """``Jumlah A / ______ x 100% / Jumlah B`` on lines of their own: a drawn line between two counts."""
    one = _without_factor(read.tree)
    if read.why[0] != "garis-kali" or one[0] != "/" or one[1][0] != "n" or one[2][0] != "n":
        return False
    pieces = read.chart.pieces
    return all("jumlah" in pieces.roles[side[1]] and side[1] in (0, *pieces.breaks) for side in one[1:])


def _figures_on_both_sides(read: _Read) -> bool:
    """``A = 7 ---- x 100% B = 5.956``: the line is drawn, and each side tells its figure."""
    return "garis-bernilai" in forms_of(read.why) and _without_factor(read.tree)[0] == "/"


def _after_the_only_equals(read: _Read) -> bool:
    """``Rata-rata nilai = Total nilai / Jumlah kelas``: what stands before the one equals sign is a label."""
    pieces, spans = read.chart.pieces, names_in(read.tree)
    if read.why[0] != "definisi" or read.tree[0] not in "/*" or pieces.breaks:
        return False
    equals = [at for at, piece in enumerate(pieces.lex) if piece.kind in (lx.EQUALS, lx.COLON)]
    return len(equals) == 1 and pieces.lex[equals[0]].kind == lx.EQUALS and min(spans)[0] > equals[0]


def _identifiers(read: _Read) -> bool:
    """``Gap = Poverty_Rural - Poverty_Urban``: the names of a program, with blanks round the signs between them."""
    pieces, spans = read.chart.pieces, names_in(read.tree)
    if len(spans) < 2 or not calculates(read.tree):
        return False
    if not {form for form, _, _ in leaves(read.why)} <= {"nama", "angka", "label"}:
        return False
    # p_t is a symbol of mathematics, and may be summed over t
    return all(high - low == 1 and "_" in pieces.lex[low].text[2:-2] for low, high in spans)


_TESTS: Final[tuple[Callable[[_Read], bool], ...]] = (
    _asked_ratio,
    _drawn_between_quantities,
    _figures_on_both_sides,
    _after_the_only_equals,
    _identifiers,
    _told_list,
    _weighted_list,
    _fractions_before_brackets,
    _twins,
    _sums_over_sums,
    _less_a_figure,
    _change_over_base,
    _part_of_itself_and_the_rest,
    _figure_less_a_ratio,
    _mean_of_terms,
    _weights_of_one,
    _count_per_count,
    _symbols_explained,
    _roles_told,
)
