"""How plausible a span is as the name of a quantity: learned log-odds over n-grams of word classes.

What stands inside a name can only speak against it, so that a long good name does not outweigh one bad joint. The table
is made by ``make learn``; its weights are kept as whole hundredths.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from functools import cache

from kinerja_formula.data_files import DATA
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.pieces import Pieces

__all__ = ["NAMES_FILE", "NamePlausibility", "name_weights", "span_features", "word_classes"]

NAMES_FILE = os.path.join(DATA, "reading", "names.json")
_APART = 2.5
"""What speaks against a name that goes on behind a blank line with a capital letter."""
_TWICE = 4.0
"""What speaks against a name that says itself twice."""
LENGTHS = (1, 2, 3, 5, 8, 13, 21, 34)


@cache
def name_weights() -> Mapping[str, float]:
    """Return the learned weight of each feature."""
    with open(NAMES_FILE, encoding="utf-8") as file:
        return {feature: weight / 100 for feature, weight in json.load(file)["weights"].items()}


def word_classes(pieces: Pieces) -> list[str]:
    """Return the class of each piece: a role, a function word, a shape of word, a number, a sign with its spacing."""
    return [_ASIDE if at in pieces.listed else _class(pieces, at) for at in range(pieces.count)]


_ASIDE: str = "…"
"""The class of what a bracket lists behind a name: it says what is counted, however long it is."""


def _class(pieces: Pieces, at: int) -> str:
    piece = pieces.lex[at]
    if piece.kind == lx.WORD:
        return _class_of_word(pieces, at)
    if piece.kind == lx.NUM:
        return "N%" if piece.text.endswith("%") else "N"
    if piece.kind == lx.QUOTED:
        return "K"
    return ("_" if pieces.gap[at] else "") + (piece.text[:2] or piece.kind) + ("_" if pieces.gap[at + 1] else "")


def _class_of_word(pieces: Pieces, at: int) -> str:
    roles, low = pieces.roles[at], pieces.lex[at].low
    if roles:
        for role in pieces.lexicon.classes:
            if role in roles:
                return role
    if "fungsi" in roles or low in pieces.lexicon.joints:
        return "f:" + low
    if low == "x":
        return "x" if pieces.gap[at] and at not in pieces.letters else "W"
    if pieces.is_symbol(at):
        return "SYM"
    for name, prefix, suffix, least in pieces.lexicon.shapes:
        if len(low) >= least and low.startswith(prefix) and low.endswith(suffix):
            return name
    return "W"


def span_features(classes: list[str], start: int, end: int) -> list[str]:
    """Return the features of a span: its two ends, its length, and every n-gram inside."""
    last = end - 1
    found = ["b", "S:" + classes[start], "E:" + classes[last], f"L:{_length(end - start)}"]
    if end - start > 1:
        found += [f"S:{classes[start]} {classes[start + 1]}", f"E:{classes[last - 1]} {classes[last]}"]
    else:
        found.append("O:" + classes[start])
    for at in range(start + 1, end):
        if _ASIDE in classes[max(start, at - 2) : at + 1]:
            continue
        found.append("I:" + classes[at])
        found.append(f"I:{classes[at - 1]} {classes[at]}")
        if at > start + 1:
            found.append(f"I:{classes[at - 2]} {classes[at - 1]} {classes[at]}")
    return found


def _length(count: int) -> int:
    return sum(count > length for length in LENGTHS)


class NamePlausibility:
    """The spans of one text, each weighed in constant time by prefix sums."""

    def __init__(self, pieces: Pieces, weights: Mapping[str, float]) -> None:
        self.pieces = pieces
        self.weights = weights
        classes = self.classes = word_classes(pieces)
        get = weights.get
        self._one, self._two, self._three = [0.0], [0.0], [0.0]
        self._lows = [piece.low or piece.text for piece in pieces.lex]
        self._apart = [0] if pieces.apart else None
        before = earlier = ""
        for at, current in enumerate(classes):
            self._one.append(self._one[-1] + get("I:" + current, 0.0))
            self._two.append(self._two[-1] + (get(f"I:{before} {current}", 0.0) if at else 0.0))
            self._three.append(self._three[-1] + (get(f"I:{earlier} {before} {current}", 0.0) if at > 1 else 0.0))
            earlier, before = before, current
            if self._apart is not None:
                self._apart.append(self._apart[-1] + (at in pieces.apart))

    def said_twice(self, start: int, end: int) -> bool:
        """Tell whether the second half of a span says what the first half says, but for its first word: two names side
        by side. ``APBD APBD`` does, ``rata rata`` and ``hari hari`` are words.
        """
        half, odd = divmod(end - start, 2)
        if odd or not half:
            return False
        lows = self._lows
        if half == 1:
            return lows[start] == lows[start + 1] and not self.pieces.lex[start].text.islower()
        return lows[start + 1 : start + half] == lows[start + half + 1 : end]

    def score(self, start: int, end: int) -> float:
        """Return the logarithm of the probability that ``[start, end)`` is a name."""
        classes, get, last = self.classes, self.weights.get, end - 1
        if end - start == 1 and classes[start] == "K":
            return 0.0  # a name of the data
        total = (
            get("b", 0.0)
            + get("S:" + classes[start], 0.0)
            + get("E:" + classes[last], 0.0)
            + get(f"L:{_length(end - start)}", 0.0)
        )
        if end - start > 1:
            total += get(f"S:{classes[start]} {classes[start + 1]}", 0.0)
            total += get(f"E:{classes[last - 1]} {classes[last]}", 0.0)
        else:
            total += get("O:" + classes[start], 0.0)
        total += self._one[end] - self._one[start + 1] + self._two[end] - self._two[start + 1]
        if end - start > 2:
            total += self._three[end] - self._three[start + 2]
        if self._apart is not None:
            total -= _APART * (self._apart[end] - self._apart[start + 1])
        if self.said_twice(start, end):
            total -= _TWICE
        return -math.log1p(math.exp(-max(-6.0, min(9.0, total))))
