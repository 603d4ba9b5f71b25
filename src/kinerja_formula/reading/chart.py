"""The chart: spans between anchors, the best readings of each, and how far the best leads.

A reading is ``(score, tree, why)`` with ``why = (form, start, end, parts)``. Scores are log-odds: the prior of a form,
the evidence of its anchors, the plausibility of its names, and how well the tree holds together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final, NamedTuple

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.coherence import ROUND_FIGURES, Coherence
from kinerja_formula.reading.costs import Costs
from kinerja_formula.reading.forms import Element, Form, Forms, Variant
from kinerja_formula.reading.lexicon import JOINTS, OPERATORS
from kinerja_formula.reading.lists import list_starts
from kinerja_formula.reading.name_model import NamePlausibility
from kinerja_formula.reading.pieces import CLOSING, OPENING, Pieces
from kinerja_formula.reading.trees import ARITHMETIC, Tree, calculates, fill, names_in

__all__ = ["ROUND_FIGURES", "Chart", "Read", "Reading", "Why", "branches", "forms_of", "leaves"]

Why = tuple[str, int, int, tuple[Any, ...]]
Reading = tuple[float, Tree, Why]
_Slot = tuple[str, str, int, int]
"""A variable of a form, the category that it reads as, and the span that it is read from."""

_BELOW: Final = {
    "kalimat": "gambar",
    "gambar": "ekspresi",
    "ekspresi": "suku",
    "suku": "atom",
    "atom": "nama",
    "butir": "ekspresi",
}
_NOTHING: Final = ("teks",)
_MOST_ANCHORS: Final = 40
_LABEL_IN_A_NAME: Final = 2.0
_LONGEST_NAME: Final = 150
_MOST_SPANS: Final = 3000
_MOST_STEPS: Final = 200_000
"""The most steps of laying forms over spans, four times what any published formula takes."""
_MOST_STEPS_OF_VARIANT: Final = 2000
_DEEPEST: Final = 150
_BEST: Final = 3
_BEAM: Final = 14
_RATIOS: Final = frozenset({"rasio", "persentase"})


class Chart:
    """The readings of one text.

    ``percent_wanted`` and ``ratio_wanted`` say what its indicator asks for; ``crowded`` tells that a limit was met:
    then the reading is not to be trusted.
    """

    def __init__(
        self,
        pieces: Pieces,
        forms: Forms,
        names: NamePlausibility,
        *,
        percent_wanted: bool = False,
        ratio_wanted: bool = False,
        known: bool = False,
    ) -> None:
        self.pieces = pieces
        self.names = names
        self.coherence = Coherence(pieces, percent_wanted=percent_wanted)
        self.percent_wanted = percent_wanted
        self.ratio_wanted = ratio_wanted
        self.known = known  # the names of the data stand in the text as whole pieces
        self.crowded = False
        self.spent = 0
        self._steps = 0
        self._depth = 0
        self.lists = list_starts(pieces)
        self._memo: dict[tuple[str, int, int], list[Reading]] = {}
        self._active: dict[str, list[Variant]] = {}
        self._active_by_group: dict[tuple[str, int], list[tuple[Variant, list[str]]]] = {}
        self.tree_keys: dict[Tree, object] = {}
        self._variants = forms.by_category
        self.ratio_told = self._ratio_told()
        self._lows = [piece.low or piece.text for piece in pieces.lex]
        self.costs = Costs(pieces, self.lists)

    def read(self) -> list[Reading]:
        """Return the best readings of the whole text, best first."""
        return self.best("kalimat", 0, self.pieces.count)

    def _ratio_told(self) -> bool:
        """Tell whether what stands before the first = or : says that a ratio follows: *Rasio Belanja = …*."""
        pieces = self.pieces
        for at, piece in enumerate(pieces.lex):
            if piece.kind in (lx.EQUALS, lx.COLON):
                return any(not pieces.roles[before].isdisjoint(_RATIOS) for before in range(at))
        return False

    # Spans

    def best(self, category: str, start: int, end: int) -> list[Reading]:
        """Return the best readings of a span as a category."""
        start, end = self.costs.trim(start, end)
        if start >= end:
            return []
        key = (category, start, end)
        known = self._memo.get(key)
        if known is not None:
            return known
        self._memo[key] = []
        self.spent += 1
        if self.spent > _MOST_SPANS or self._depth > _DEEPEST:
            self.crowded = True
            return self.name(start, end) if category in _BELOW or category == "nama" else []
        self._depth += 1
        found: list[Reading] = []
        lower = _BELOW.get(category)
        if lower:
            found += self.best(lower, start, end)
        special = SPECIAL.get(category)
        if special:
            found += special(self, start, end)
        index, group = self.pieces.index, self.pieces.group[start]
        for variant, keys in self._active_in(category, group):
            for literal in keys:
                places = index[literal][group]
                if places[-1][0] < start or places[bisect_left(places, (start,))][0] >= end:
                    break  # a literal of the form is not within the span
            else:
                self._match(variant, start, end, found)
        self._depth -= 1
        result = self._memo[key] = _kept(found)
        return result

    def _active_in(self, category: str, group: int) -> list[tuple[Variant, list[str]]]:
        """Return the variants of a category whose literals all stand in a bracket."""
        known = self._active_by_group.get((category, group))
        if known is None:
            index = self.pieces.index
            known = self._active_by_group[category, group] = [
                (variant, list(variant.keys))
                for variant in self._active_at_all(category)
                if all(group in index[key] for key in variant.keys)
            ]
        return known

    def _active_at_all(self, category: str) -> list[Variant]:
        """Return the variants of a category whose literals all stand in the text."""
        known = self._active.get(category)
        if known is None:
            there = self.pieces.index.keys()
            known = [variant for variant in self._variants.get(category, ()) if variant.keys <= there]
            self._active[category] = known
        return known

    def _match(self, variant: Variant, start: int, end: int, found: list[Reading]) -> None:
        """Read the slots of a variant, wherever its elements may be laid over a span with most evidence."""
        laid = self._laid(variant.elements, start, end)
        if len(laid) > _BEAM:
            laid.sort(key=lambda one: -one[0])
            del laid[_BEAM:]
        for evidence, slots in laid:
            parts = []
            for variable, category, low, high in slots:
                options = self.best(category, low, high)
                if not options:
                    break
                parts.append((variable, options))
            else:
                self._combine(variant.form, evidence, parts, start, end, found)

    def _laid(self, elements: tuple[Element, ...], start: int, end: int) -> list[tuple[float, tuple[_Slot, ...]]]:
        """Return the ways to lay elements over a span: literals at anchors, slots between them; with the evidence."""
        count, group = len(elements), self.pieces.group[start]
        laid: list[tuple[float, tuple[_Slot, ...]]] = []
        stack: list[tuple[int, int, tuple[str, str, int] | None, tuple[_Slot, ...], float]]
        stack = [(0, start, None, (), 0.0)]
        last = min(self._steps + _MOST_STEPS_OF_VARIANT, _MOST_STEPS)
        while stack and len(laid) < 4 * _MOST_ANCHORS:
            if self._steps >= last:
                self.crowded = True
                break
            self._steps += 1
            order, at, waiting, slots, evidence = stack.pop()
            if order == count:
                if waiting is not None:
                    if at < end:
                        laid.append((evidence, (*slots, (*waiting, end))))
                elif at == end:
                    laid.append((evidence, slots))
                continue
            element = elements[order]
            if element[0] == "slot":
                if waiting is not None:
                    for place in self._lists_within(at, end, group):
                        filled = (*slots, (*waiting, place))
                        stack.append((order + 1, place, (element[1], element[2], place), filled, evidence))
                elif element[2] not in _LISTS or at in self.lists:
                    stack.append((order + 1, at, (element[1], element[2], at), slots, evidence))
                continue
            for place, length, weight in self._anchors_of(element, group, at, end, waiting):
                filled = slots if waiting is None else (*slots, (*waiting, place))
                if element[0] != "lit":
                    filled = (*filled, _slot_at(element, place, length))
                stack.append((order + 1, place + length, None, filled, evidence + weight))
        return laid

    def _lists_within(self, at: int, end: int, group: int) -> list[int]:
        """Return where a list may begin that follows another slot."""
        return [place for place in self.lists if at < place < end and self.pieces.group[place] == group]

    def _anchors_of(
        self, element: Element, group: int, start: int, end: int, waiting: tuple[str, str, int] | None
    ) -> list[tuple[int, int, float]]:
        """Return where an element other than a slot may stand: at the start, or behind the slot that waits there."""
        sort = element[0]
        key = element[1] if sort == "lit" else "(" if sort == "group" else "{" + element[2] + "}"
        if waiting is None:
            return [one for one in self._anchors(key, group, start, start + 1) if one[0] + one[1] <= end]
        found = [one for one in self._anchors(key, group, start, end) if one[0] != start and one[0] + one[1] <= end]
        if key == "{bagi}" and waiting[1] == "ekspresi":  # \\frac tells its own sides
            return [one for one in found if not self._binds_closer(start, one[0])]
        return found

    def _binds_closer(self, start: int, at: int) -> bool:
        """Tell whether a division belongs to the term before it: \\frac, or ``2 - Realisasi/Target`` by its spacing."""
        lex, gap = self.pieces.lex, self.pieces.gap
        if lex[at].kind == lx.DIV:
            return True
        if lex[at].kind != lx.SLASH or gap[at] or gap[at + 1]:
            return False
        group = self.pieces.group[at]
        return any(
            lex[sign].kind in (lx.PLUS, lx.DASH) and gap[sign] and gap[sign + 1] and self.pieces.group[sign] == group
            for sign in range(start + 1, at)
        )

    def _anchors(self, key: str, group: int, start: int, end: int) -> list[tuple[int, int, float]]:
        """Return where a literal stands; of too many places the first and the last."""
        places = self.pieces.anchors(key, group, start, end)
        if len(places) > _MOST_ANCHORS:
            self.crowded = True
            return places[: _MOST_ANCHORS // 2] + places[-_MOST_ANCHORS // 2 :]
        return places

    def _combine(
        self,
        form: Form,
        evidence: float,
        parts: list[tuple[str, list[Reading]]],
        start: int,
        end: int,
        found: list[Reading],
    ) -> None:
        """The best of every part together, then one part at a time with its second and third best."""
        choices = [[0] * len(parts)]
        for at, (_, options) in enumerate(parts):
            for rank in range(1, len(options)):
                choice = [0] * len(parts)
                choice[at] = rank
                choices.append(choice)
        for choice in choices:
            score = form.prior + evidence
            slots: dict[str, Tree] = {}
            why = []
            for rank, (variable, options) in zip(choice, parts, strict=True):
                option = options[rank]
                score += option[0]
                slots[variable] = option[1]
                why.append(option[2])
            if form.category in _BELOW and any(map(_leaves_its_end, why[:-1])):
                score -= _ON_BEHIND_REST
            tree = fill(form.meaning, slots)
            score += self.coherence.of_form(form.meaning, tree)
            if form.category == "kalimat" and (tree[0] in ARITHMETIC or tree[0] == "#") and not names_in(tree):
                score -= 3.0  # figures only: an example, no formula
            found.append((score, tree, (form.id, start, end, tuple(why))))

    def key(self, start: int, end: int) -> tuple[str, frozenset[str]]:
        """Return the key of a name and the set of its words."""
        return self.coherence.key(start, end)

    def figure_at(self, at: int) -> Fraction:
        """Return the value of the number at a place."""
        return self.coherence.figure_at(at)

    # Categories that code makes

    def name(self, start: int, end: int) -> list[Reading]:
        """A span as a name, if it can be one."""
        if not self._can_be_name(start, end):
            return []
        pieces = self.pieces
        first = pieces.lex[start]
        score = self.names.score(start, end) - self.costs.signs(start, end)
        if pieces.roles[start] & JOINTS and end == start + 1:
            score -= 4.0  # "ditambah atau dikurangi mutasi"
        if first.kind in OPENING and pieces.close.get(start) == end - 1:
            score -= 2.5  # a name that is nothing but a bracket
        if end < pieces.count and self._holds_a_label(start, end):
            score -= _LABEL_IN_A_NAME
        if self.known and first.kind != lx.QUOTED:
            score -= _UNKNOWN_NAME
        score -= self.costs.heads(start + 1, end)
        if first.kind == lx.NUM and end == start + 2 and "satuan-hitung" in pieces.roles[start + 1]:
            score -= 2.0  # 100 ton
        if first.kind == lx.NUM and start + 1 in pieces.breaks and end > start + 1:
            score -= 2.0  # ": 11" and a new line: the name would run over the end of the formula
        return [(score, ("n", start, end), ("nama", start, end, ()))]

    def _holds_a_label(self, start: int, end: int) -> bool:
        """``Pendapatan: PNB`` before *dibagi*: tell whether a colon and a blank part what a span holds."""
        pieces = self.pieces
        return any(
            pieces.lex[at].kind == lx.COLON and pieces.gap[at + 1] and pieces.group[at] == pieces.group[start]
            for at in range(start + 1, end - 1)
        )

    def _can_be_name(self, start: int, end: int) -> bool:
        """Tell whether a span can be a name: letters in it, whole brackets, no sign at its ends, no other name."""
        pieces = self.pieces
        if end - start > _LONGEST_NAME:
            return False
        first, last = pieces.lex[start], pieces.lex[end - 1]
        if pieces.group[start] != pieces.group[end - 1] and last.kind not in CLOSING:
            return False
        if (
            first.kind in _NO_EDGE
            or first.kind == lx.COLON
            or last.kind in _NO_EDGE
            or (last.low == "x" and self._is_times(end - 1))
        ):
            return False
        within = pieces.lex[start:end]
        if not any(char.isalpha() and char not in _SIGNS_BEFORE_NAMES for piece in within for char in piece.text):
            return False
        if any(pieces.close.get(at) == at + 1 for at in range(start, end)):
            return False  # an empty bracket
        # A name that the data knows, or that stands between back-ticks, is whole.
        return end - start == 1 or all(piece.kind != lx.QUOTED for piece in within)

    def _is_times(self, at: int) -> bool:
        """Tell whether an x can only be a sign: a number follows, or words stand before it."""
        pieces = self.pieces
        if at + 1 < pieces.count and pieces.lex[at + 1].kind == lx.NUM:
            return True
        return bool(at) and pieces.gap[at] and pieces.lex[at - 1].kind == lx.WORD

    def counted_name(self, start: int, end: int) -> list[Reading]:
        """A name that begins with a word of quantity, where a weak word such as "per" parts two of them."""
        quoted = self.pieces.lex[start].kind == lx.QUOTED
        return self.name(start, end) if quoted or "jumlah" in self.pieces.roles[start] else []

    def symbol_name(self, start: int, end: int) -> list[Reading]:
        """A symbol that can stand behind a coefficient: X1, NA_2, n."""
        text = self.pieces.lex[start].text
        told = len(text) == 1 or any(char.isdigit() or char == "_" for char in text)
        return self.name(start, end) if end == start + 1 and told and self.pieces.is_symbol(start) else []

    def atom(self, start: int, end: int) -> list[Reading]:
        """A number, or a bracket."""
        pieces = self.pieces
        if end == start + 1 and pieces.values[start] is not None:
            return [(0.0, ("#", start, end), ("angka", start, end, ()))]
        if pieces.lex[start].kind in OPENING and pieces.close.get(start) == end - 1:
            inside = "kalimat" if pieces.lex[start].kind == lx.LP else "gambar"  # a side of \\frac may have a note
            return [
                (score + 0.3, tree, ("kurung", start, end, (why,)))
                for score, tree, why in self.best(inside, start + 1, end - 1)
            ]
        return []

    def figure(self, start: int, end: int) -> list[Reading]:
        """A bare number or a fraction of two."""
        values = self.pieces.values[start:end]
        if end == start + 1 and values[0] is not None:
            return [(0.0, ("#", start, end), ("angka", start, end, ()))]
        if end == start + 3 and self.pieces.lex[start + 1].kind == lx.SLASH and values[0] is not None and values[2]:
            tree = ("/", ("#", start, start + 1), ("#", start + 2, end))
            return [(0.0, tree, ("angka", start, end, ()))]
        return []

    def drawing(self, start: int, end: int) -> list[Reading]:
        """A drawn fraction, or one whose line was lost: *Jumlah* with a capital in the midst begins the denominator."""
        found = list(self.best("lukisan", start, end))
        roles = self.pieces.roles
        for at in range(start + 2, end - 1):
            if "jumlah" in roles[at]:
                cost = self._cost_of_lost_line(start, at)
                if cost is not None:
                    found += self._over_lost_line(start, at, end, cost)
        middle = (start + end) // 2
        if self.names.said_twice(start, end) and self._lows[start] != self._lows[middle]:
            # Realisasi belanja Target belanja: the line between the two is lost
            for above, under in zip(self.name(start, middle), self.name(middle, end), strict=False):
                tree = ("/", above[1], under[1])
                score = above[0] + under[0] - 0.8 + self.coherence.of(tree)
                found.append((score, tree, ("garis-hilang", start, end, (above[2], under[2]))))
        return found

    def _cost_of_lost_line(self, start: int, at: int) -> float | None:
        """What it costs that a line was lost before a word that counts; None where it begins no denominator."""
        pieces = self.pieces
        piece, before = pieces.lex[at], pieces.lex[at - 1]
        sigma = piece.low == "σ"
        head = (sigma or piece.text[:1].isupper()) and not pieces.capitals
        if not head or pieces.group[at] != pieces.group[start] or before.kind not in _BEFORE_LOST_LINE:
            return None
        if not pieces.roles[at - 1].isdisjoint(OPERATORS):
            return None  # "dibagi Jumlah …": no line is needed
        if sigma or before.text[:1].islower() or len(before.text) == 1:
            return 0.8
        told = self.percent_wanted or self.ratio_told or "jumlah" in pieces.roles[start]
        return 1.6 if told else None  # Angka Partisipasi Total: every word has its capital

    def _over_lost_line(self, start: int, at: int, end: int, cost: float) -> list[Reading]:
        """What stands before a place over what stands behind it, as if a line were drawn between."""
        found: list[Reading] = []
        for above in self.best("ekspresi", start, at)[:1]:
            for under in self.best("suku", at, end)[:1]:
                tree: Tree = ("/", above[1], under[1])
                if under[1][0] == "*":  # A B x 100%
                    tree = ("*", ("/", above[1], under[1][1]), under[1][2])
                score = above[0] + under[0] - cost + self.coherence.of(tree)
                found.append((score, tree, ("garis-hilang", start, end, (above[2], under[2]))))
        return found

    def calculation(self, start: int, end: int) -> list[Reading]:
        """A drawing that calculates: no mere name, such as the unit that a bracket tells."""
        return [one for one in self.best("gambar", start, end) if calculates(one[1])]

    def percentage(self, start: int, end: int) -> list[Reading]:
        """A number with a percent sign."""
        found = self.figure(start, end)
        return [one for one in found if one[1][0] == "#" and self.pieces.lex[start].text.endswith("%")]

    def rest(self, start: int, end: int) -> list[Reading]:
        """What is left unread."""
        lines = self.costs.new_lines(start + 1, end)
        return [(-0.1 - self.costs.unread(start, end) - _NEW_LINE * lines, _NOTHING, ("sisa", start, end, ()))]

    def further_sentences(self, start: int, end: int) -> list[Reading]:
        """Sentences behind the formula: however long they are, the formula was whole before them."""
        return [(-0.1 - min(2.0, 0.5 * self.costs.unread(start, end)), _NOTHING, ("sisa", start, end, ()))]

    def note(self, start: int, end: int) -> list[Reading]:
        """What stands in a note."""
        return [(-0.1 - 0.3 * self.costs.unread(start, end), _NOTHING, ("keterangan", start, end, ()))]

    def label(self, start: int, end: int) -> list[Reading]:
        """What names the formula: cheap, but for signs and quantities in it."""
        length = end - start
        cost = self.costs.unread(start, end) - 0.03 * length
        signs = self.costs.signs(start, end)
        score = -0.02 * length - 0.5 * signs - 1.3 * max(0.0, cost - 0.35)
        if self.pieces.lex[start].kind in OPENING:  # (A / B) : (C / D)
            told = self.costs.calculating(start, end)
            score -= _CALCULATING_LABEL * min(2.0, told) + (_CALCULATES if told > _TELLS else 0.0)
        roles = self.pieces.roles
        if "jumlah" in roles[start] and "kata-kerja-sebelum" in roles[end - 1] and self._is_counted_again(start, end):
            score -= _COUNTED_WHICH
        return [(score, _NOTHING, ("label", start, end, ()))]

    def _is_counted_again(self, start: int, end: int) -> bool:
        """Tell whether what a label counts is counted behind it: *Jumlah jabatan yang dihitung … / Jumlah jabatan*."""
        told = self._lows[start : start + 2]
        return any(self._lows[at : at + 2] == told for at in range(end + 1, self.pieces.count - 1))

    def label_in_words(self, start: int, end: int) -> list[Reading]:
        """A label before a bracket that calculates: neither figures nor what calculates with the bracket."""
        last = self.pieces.lex[end - 1]
        named = any(one.kind in (lx.WORD, lx.QUOTED) and one.low != "x" for one in self.pieces.lex[start:end])
        calculates = last.kind in _NO_EDGE or last.kind in (lx.DASH, lx.SURD)
        if not named or calculates or not self.pieces.roles[end - 1].isdisjoint(_OF_BRACKETS):
            return []
        return self.label(start, end)

    def reckoning(self, start: int, end: int) -> list[Reading]:
        """Figures and signs only: a worked example, which earns back what its signs would cost."""
        pieces = self.pieces
        numbers = 0
        for at in range(start, end):
            piece = pieces.lex[at]
            if piece.kind in (lx.QUOTED, lx.COMPARE) or (piece.kind == lx.OTHER and piece.text.isalnum()):
                return []
            if piece.kind == lx.WORD and piece.low != "x" and pieces.values[at] is None:
                if pieces.roles[at].isdisjoint(OPERATORS):
                    return []
            numbers += piece.kind == lx.NUM
        if not numbers or pieces.lex[end - 1].kind in (lx.PLUS, lx.DASH):  # "lansia (60+)"
            return []
        explained = sum(
            max(0.0, weight)
            for role in OPERATORS
            for _, _, weight in self._anchors("{" + role + "}", pieces.group[start], start, end)
        )
        return [(0.9 * explained, _NOTHING, ("contoh", start, end, ()))]


_NO_EDGE: Final = frozenset(
    {lx.PLUS, lx.STAR, lx.SLASH, lx.TIMES, lx.OVER, lx.RULE, lx.EQUALS, lx.DIV, lx.MUL, lx.CARET}
)
_BEFORE_LOST_LINE: Final = frozenset({lx.WORD}) | CLOSING
_SIGNS_BEFORE_NAMES: Final = "Σ∑ʃΔ∆"
"""A sum or a change of what follows: alone they name nothing."""
_OF_BRACKETS: Final = frozenset({*OPERATORS, "akarkata", "mutlakkata", "ln", "log", "log-dua", "fungsi-lain", "sigma"})
"""Roles of words that do something with the bracket behind them."""


def _leaves_its_end(why: Why) -> bool:
    """Tell whether the end of a part of a reading is left unread."""
    last = why
    while last[3] and last[3][-1][2] == last[2]:
        last = last[3][-1]
    return last[0] == "sisa" != why[0]


_ON_BEHIND_REST: Final = 2.0
"""What it costs that an expression goes on behind what was left unread of its first part."""
_NEW_LINE: Final = 0.6
"""What it costs that what is left unread goes on in a new line."""
_CALCULATING_LABEL: Final = 2.0
"""What it costs that a bracket which calculates is taken for a label."""
_CALCULATES: Final = 1.5
_TELLS: Final = 0.5
_COUNTED_WHICH: Final = 4.0
"""*Jumlah jabatan yang* before *dihitung dengan …*: where jabatan are counted again, it tells which ones are meant."""
_UNKNOWN_NAME: Final = 1.2
_LISTS: Final = frozenset({"daftar", "daftar-bobot"})


def _slot_at(element: Element, place: int, length: int) -> _Slot:
    """Return the slot that an anchored element fills by itself: what stands in a bracket, or one number or symbol."""
    if element[0] == "group":
        return element[1], element[2], place + 1, place + length - 1
    return element[1], "label" if element[2] == "simbol" else "angka", place, place + 1


class Read(NamedTuple):
    """A reading with its chart, as the tests of doubt look at it."""

    chart: Chart
    tree: Tree
    why: Why


def leaves(why: Why) -> list[tuple[str, int, int]]:
    """Return the leaves of a derivation: form or category, and span."""
    waiting, found = [why], []
    while waiting:
        form, start, end, parts = waiting.pop()
        if parts:
            waiting.extend(parts)
        else:
            found.append((form, start, end))
    return found


def branches(why: Why) -> list[tuple[str, int, int]]:
    """Return all of a derivation, leaves too: form or category, and span."""
    waiting, found = [why], []
    while waiting:
        form, start, end, parts = waiting.pop()
        found.append((form, start, end))
        waiting.extend(parts)
    return found


def forms_of(why: Why) -> list[str]:
    """Return the forms of a derivation."""
    return [form for form, _, _ in branches(why)]


def _kept(found: list[Reading]) -> list[Reading]:
    """Return the best readings, each tree once."""
    if len(found) < 2:
        return found
    seen: dict[Tree, Reading] = {}
    for reading in found:
        old = seen.get(reading[1])
        if old is None or old[0] < reading[0]:
            seen[reading[1]] = reading
    ranked = sorted(seen.values(), key=lambda one: -one[0])[:_BEST]
    return [one for one in ranked if one[0] > ranked[0][0] - 9]


Special = Callable[[Chart, int, int], list[Reading]]

SPECIAL: dict[str, Special] = {
    "nama": Chart.name,
    "nama-jumlah": Chart.counted_name,
    "nama-simbol": Chart.symbol_name,
    "gambar": Chart.drawing,
    "gambar-hitung": Chart.calculation,
    "atom": Chart.atom,
    "angka": Chart.figure,
    "persen": Chart.percentage,
    "sisa": Chart.rest,
    "sisa-kalimat": Chart.further_sentences,
    "keterangan": Chart.note,
    "label": Chart.label,
    "label-kata": Chart.label_in_words,
    "hitungan": Chart.reckoning,
}
"""What code proposes, by category; :mod:`outline` adds lists, series, conditions and whole cells."""
