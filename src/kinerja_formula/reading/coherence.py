"""How well a tree holds together: what speaks for or against an operation between its parts, whatever form wrote it.

Measured in log-odds, as everything that a chart adds up. *Jumlah hadir / Jumlah undangan* shares a word and may well be
a ratio; a ratio over a ratio, or a count less a percentage, was probably cut wrongly.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Final

from kinerja_formula.names import normalise
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.forms import Meaning
from kinerja_formula.reading.pieces import QUANTITY, Pieces
from kinerja_formula.reading.trees import ARITHMETIC, Tree, below, first_piece, last_piece, terms, walk_tree

__all__ = ["ROUND_FIGURES", "Coherence", "is_bracketed"]

ROUND_FIGURES: Final = frozenset(map(Fraction, (1, 10, 100, 1000, 10_000, 100_000, 1_000_000)))
_HUNDREDS: Final = frozenset({"100%", "100"})
_EXPLAINING: Final = frozenset({lx.EQUALS, lx.COLON})
_OF_SYMBOLS: Final = 0.8
_CHANGES: Final = frozenset({"perubahan"})
_SCALES: Final = _HUNDREDS | {"1000", "1.000", "10.000", "10000", "100.000", "100000", "1.000.000", "1000000"}


def _explained(pieces: Pieces) -> frozenset[str]:
    """Return the symbols that a text explains; one with several equals signs is calculated in steps."""
    told = Counter(
        piece.text
        for at, piece in enumerate(pieces.lex[:-1])
        if piece.kind == lx.WORD and pieces.lex[at + 1].kind in _EXPLAINING and pieces.is_symbol(at)
    )
    return frozenset(symbol for symbol, count in told.items() if count == 1)


class Coherence:
    """The coherence of the trees over the pieces of one text."""

    def __init__(self, pieces: Pieces, *, percent_wanted: bool) -> None:
        self.pieces = pieces
        self.percent_wanted = percent_wanted
        self._keys: dict[tuple[int, int], tuple[str, frozenset[str]]] = {}
        self._explained = _explained(pieces)

    def key(self, start: int, end: int) -> tuple[str, frozenset[str]]:
        """Return the key of a name and the set of its words."""
        span = (start, end)
        known = self._keys.get(span)
        if known is None:
            text = self.pieces.name(start, end)
            key = normalise(text)
            if self.pieces.lex[start].low == "σ" and not key.startswith("jumlah"):
                key = normalise("Σ " + text)
            known = self._keys[span] = (key, frozenset(key.split()))
        return known

    def figure_at(self, at: int) -> Fraction:
        """Return the value of the number at a place."""
        return self.pieces.values[at] or Fraction(0)

    def of_form(self, meaning: Meaning, tree: Tree) -> float:
        """What speaks for or against every operation that a form makes."""
        total = self.of(tree)
        if meaning[0] in ARITHMETIC and tree[0] == meaning[0]:
            for part, below_it in zip(meaning[1:], tree[1:], strict=True):
                if part[0] in ARITHMETIC:
                    total += self.of_form(part, below_it)
        return total

    def of(self, tree: Tree) -> float:
        """What speaks for or against the operation at the head of a tree."""
        told = self._of_operation(tree)
        return told + _OF_SYMBOLS if self._explained and self._calculates_with_symbols(tree) else told

    def _calculates_with_symbols(self, tree: Tree) -> bool:
        """``N - D`` below ``N = jumlah pasien masuk``: tell whether these are symbols that the text explains."""
        if tree[0] not in ARITHMETIC:
            return False
        symbols = [side for side in tree[1:] if side[0] == "n"]
        return bool(symbols) and all(
            side[2] - side[1] == 1 and self.pieces.lex[side[1]].text in self._explained for side in symbols
        )

    def _of_operation(self, tree: Tree) -> float:
        head = tree[0]
        if head == "/":
            return self._of_ratio(tree[1], tree[2])
        if head == "+" or head == "-":
            return self._of_sum(head, tree[1], tree[2])
        if head == "*" and self._number(tree[2]) in _HUNDREDS:
            return self._of_hundredfold(tree[1], tree[2])
        if head == "*" and self._is_scaled_alike(tree[1], tree[2]):
            return -4.0  # dikali 1.000, dinyatakan per 1.000 penduduk
        if head == "*" and tree[1][0] == tree[2][0] == "n" and self._counts(tree[1]):
            return 0.6 if "waktu" in self.pieces.roles[tree[2][1]] else 0.0  # Jumlah pegawai x hari kerja
        return 0.0

    def _is_scaled_alike(self, left: Tree, scale: Tree) -> bool:
        """Tell whether a part is multiplied by the same thousands already."""
        times = self._number(scale)
        return times in _SCALES - _HUNDREDS and any(
            one[0] == "*" and self._number(one[2]) == times for one in walk_tree(left)
        )

    # Ratios

    def _of_ratio(self, above: Tree, under: Tree) -> float:
        """A part over another: a name, a figure, or a ratio that a label stands before."""
        head = under[0]
        if head == "#" or head == "c":
            figure = self._over_figure(above, under)
            if figure:
                return figure
        elif head == "*" and self._number(under[1]) in _HUNDREDS:
            return -1.5  # "Persentase hadir / 100 × Jumlah pegawai": the 100 brings the percentage back
        elif head == "/" and above[0] == under[1][0] == "n" and self._same(above, under[1]):
            return -3.0  # "Total nilai : (Total nilai / Jumlah kelas)": what stands before the colon is a label
        elif head == "/" and above[0] == "n" and self._is_labelled_alike(above, under):
            return -2.5  # "Rasio A terhadap B tahun ini / Rasio A terhadap B tahun lalu": neither is taken apart
        elif head == "+" and above[0] == under[1][0] == "n" and self._same(above, under[1]):
            return 0.0 if is_bracketed(self.pieces, under) else 3.0  # "a/a+b": a part over itself and the rest
        if above[0] == "/" and above[2][0] == "n" and not is_bracketed(self.pieces, above):
            return -2.2  # a ratio of a ratio: one of the slashes is a letter
        return self._over_name(above, under) if head == "n" else 0.0

    def _over_figure(self, above: Tree, under: Tree) -> float:
        """A part over a number: a hundred belongs elsewhere, the number of terms makes an average."""
        if self._number(under) in _HUNDREDS:
            return -1.5
        if under[0] == "#":
            if self.figure_at(under[1]) == 1:
                return -3.0  # "x 100% satu tahun": a word of the line before
            if above[0] == "+" and self.pieces.values[under[1]] == len(terms(above)):
                return 1.5  # a sum of n terms over n is their average
        return 0.0

    def _over_name(self, above: Tree, under: Tree) -> float:
        """A part over a name: another name, a sum, or a figure that was filled in."""
        head = above[0]
        if head == "n":
            return self._name_over_name(above, under)
        if head == "#" and self.figure_at(above[1]) not in ROUND_FIGURES:
            return -1.5  # "Jumlah siswa = 2.720 over Jumlah anak": the figure was filled in beside the name
        if head == "+" or head == "-":
            return self._sum_over_name(above, under)
        return 0.0

    def _name_over_name(self, above: Tree, under: Tree) -> float:
        """Part and whole share words; a count over what is none is doubtful, a name over itself more so."""
        one, two = self.key(above[1], above[2]), self.key(under[1], under[2])
        if one[0] == two[0]:
            return -0.6
        if self._shares_label(above, under):
            return -2.5
        if self._counts(under) and "persentase" in self.pieces.roles[above[1]]:
            return -2.0  # "Persentase A yang diolah dibandingkan total A": nobody divides a percentage by a count
        bare = self._counts(above) and not self._counts(under)
        shared = len(one[1] & two[1]) / (min(len(one[1]), len(two[1])) or 1)
        return 0.9 * shared - 0.2 * bare + 0.3 * self.percent_wanted

    def _shares_label(self, above: Tree, under: Tree) -> bool:
        """Tell whether a label that stands before a name begins the other one: Rasio kas / Rasio kas tahun lalu."""
        label, roles = above[1] - 1, self.pieces.roles
        same = label >= 0 and self.pieces.lex[label].low == self.pieces.lex[under[1]].low
        return same and not roles[label].isdisjoint(("rasio", "persentase"))

    def _is_labelled_alike(self, above: Tree, under: Tree) -> bool:
        """Tell whether the word before a name is the one before a ratio, too: it belongs to both of them."""
        while under[0] in ARITHMETIC:
            under = under[1]
        if under[0] != "n" or above[1] == 0 or under[1] == 0:
            return False
        label, other = above[1] - 1, under[1] - 1
        roles = self.pieces.roles[label]
        return self.pieces.lex[label].low == self.pieces.lex[other].low and not roles.isdisjoint(
            ("rasio", "persentase")
        )

    def _sum_over_name(self, above: Tree, under: Tree) -> float:
        """A sum over the whole that its first term names, a change over one of its sides."""
        if any(side[0] == "/" for side in above[1:]):
            return -1.0  # a ratio and a count in one numerator
        if above[0] == "-" and above[1][0] in "#c":
            return -2.0  # (2 - realisasi / target): a number less a ratio, not less a count
        if above[0] == "-" and above[2] == under:
            # "Pertumbuhan A dibandingkan B": B is written once, and what it was compared with is the same thing
            return 1.4 if above[1][0] == "n" and self._is_of_both(above[1], under) else -4.0
        if above[0] == "-":
            if any(side[0] == "n" and self._same(side, under) for side in above[1:]):
                return 1.4
            return 1.0 if above[1][0] == "n" and self._alike(above[1], under) else 0.0
        first = terms(above)[0]
        if first[0] == "n":  # "Panjang jalan baik + sedang dibagi panjang jalan"
            mine, other = self.key(first[1], first[2])[1], self.key(under[1], under[2])[1]
            return 0.9 * len(mine & other) / (min(len(mine), len(other)) or 1)
        return 0.0

    # Products and sums

    def _of_hundredfold(self, left: Tree, hundred: Tree) -> float:
        """A part times 100%: a ratio wants it, most other parts don't."""
        if any(self._number(one) in _HUNDREDS for one in walk_tree(left)):
            return -1.2  # × 100% × 100%
        if left[0] == "/":
            if left[2][0] == "#" and hundred[0] == "c":
                return -2.0  # Persentase A + Persentase B dibagi 2: an average, no ratio
            nested = left[1][0] == "/" and left[1][2][0] not in "#c"
            return (-0.5 if nested else 1.0) + 0.3 * self.percent_wanted
        if left[0] in "+-" and left[1][0] == "n" and left[2][0] == "/" and left[2][1][0] == left[2][2][0] == "n":
            return -1.0  # (A + B / C) x 100%: both are numerators
        if _divides(left):
            return 0.4
        if hundred[0] == "c":
            return -3.0  # "Target dikurangi realisasi, dalam persen": its unit, and no ratio that wants a hundred
        return -0.5 if left[0] == "n" else 0.0

    def _of_sum(self, head: str, left: Tree, right: Tree) -> float:
        """Terms are alike: both counts, both percentages, and a difference is one of the same thing."""
        alone = self._out_of_line(left, right)
        if alone:
            return alone
        if left[0] == right[0] == "n":
            if self._counts(left) and not self._counts(right):
                return -0.7 if head == "-" else -0.3
            if head == "-":
                one, two = self.key(left[1], left[2])[1], self.key(right[1], right[2])[1]
                return 0.6 * len(one & two) / (min(len(one), len(two)) or 1)
        elif left[0] not in "#c" and self._percentage(left) != self._percentage(right):
            return -2.2
        return 0.0

    def _out_of_line(self, left: Tree, right: Tree) -> float:
        """What speaks against a term that is read otherwise than those before it, which look the same."""
        if right[0] == "n" and self._begins_with_percent(right) and self._is_weighted(left):
            return -2.5  # 40% Kompetensi + 5% Disiplin: a weight like those before it
        if right[0] != "/":
            return 0.0
        if left[0] == "n" and right[1][0] == "n" and self._is_bare(left, right[1]):
            return -2.0  # panjang jalan baik + sedang dibagi total panjang: the line holds for the sum
        if left[0] == "*" and all(one[0] == "n" for one in (*left[1:], *right[1:])):
            return -1.5  # (tempat tidur × hari) - hari rawat / pasien: what is counted alike belongs together
        if (
            right[2][0] == "n"
            and self.pieces.lex[right[2][1] - 1].kind == lx.WORD
            and self._weighted_alike(left, right[1])
        ):
            return -1.5  # 4 x A + 3 x B dibagi N: the weighted terms are divided together; no slash says so
        return 0.0

    # Parts

    def _number(self, tree: Tree) -> str:
        """Return the number that a part is, as it is written; nothing for other parts."""
        if tree[0] == "c":
            text: str = tree[1]
            return text
        if tree[0] != "#":
            return ""
        piece = self.pieces.lex[tree[1]]
        return str(self.pieces.values[tree[1]]) if piece.kind == lx.WORD else piece.text  # "seratus" is 100

    def _alike(self, one: Tree, other: Tree) -> bool:
        """Tell whether two longer names share most of their words: pelanggaran terhadap Perda tahun lalu."""
        mine, its = self.key(one[1], one[2])[1], self.key(other[1], other[2])[1]
        return min(len(mine), len(its)) > 2 and len(mine & its) >= 0.8 * min(len(mine), len(its))

    def _is_of_both(self, one: Tree, other: Tree) -> bool:
        """Tell whether two names count the same thing at different times: PDRB, PDRB tahun sebelumnya."""
        roles = self.pieces.roles
        if not roles[other[1]].isdisjoint(_CHANGES):
            return False
        mine, its = self.key(one[1], one[2])[1], self.key(other[1], other[2])[1]
        return len(mine & its) >= 0.6 * min(len(mine), len(its))

    def _same(self, one: Tree, other: Tree) -> bool:
        """Tell whether two names are one."""
        return self.key(one[1], one[2])[0] == self.key(other[1], other[2])[0]

    def _is_bare(self, left: Tree, right: Tree) -> bool:
        """Tell whether a name is one or two plain words that only the name before them makes a quantity."""
        pieces, low = self.pieces, right[1]
        plain = pieces.lex[low].text[:1].islower() and not pieces.is_symbol(low)
        told = left[2] - left[1] > 2 and not QUANTITY.isdisjoint(pieces.roles[left[1]])
        return told and plain and right[2] - low <= 2 and QUANTITY.isdisjoint(pieces.roles[low])

    def _begins_with_percent(self, name: Tree) -> bool:
        piece = self.pieces.lex[name[1]]
        return piece.kind == lx.NUM and piece.text.endswith("%")

    def _is_weighted(self, tree: Tree) -> bool:
        """Tell whether the last term of a part is a percentage of something."""
        last = tree[2] if tree[0] == "+" else tree
        return last[0] == "*" and any(side[0] == "#" and self._begins_with_percent(side) for side in last[1:])

    def _weighted_alike(self, added: Tree, term: Tree) -> bool:
        """Tell whether the last term of a sum and a further one are both a figure of one or more times a name."""
        last = added[2] if added[0] == "+" else added
        return all(
            one[0] == "*"
            and {one[1][0], one[2][0]} == {"#", "n"}
            and all(self.figure_at(side[1]) >= 1 for side in one[1:] if side[0] == "#")
            for one in (last, term)
        )

    def _percentage(self, tree: Tree) -> bool:
        """Tell whether a part is a ratio times a hundred, a thousand or more."""
        return tree[0] == "*" and tree[1][0] == "/" and self._number(tree[2]) in _SCALES

    def _counts(self, name: Tree) -> bool:
        """Tell whether a name begins with a word that counts."""
        return "jumlah" in self.pieces.roles[name[1]]


def is_bracketed(pieces: Pieces, tree: Tree) -> bool:
    """Tell whether a part is all that a bracket holds."""
    start, end = first_piece(tree), last_piece(tree)
    return start is not None and start > 0 and end is not None and pieces.close.get(start - 1) == end


def _divides(tree: Tree) -> bool:
    """Tell whether a ratio stands in a part, under operators only."""
    if tree[0] == "/":
        return True
    return tree[0] in "+-*" and any(_divides(part) for part in below(tree))
