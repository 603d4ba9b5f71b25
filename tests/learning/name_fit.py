"""Fits how plausible a span is as a name: labelled names against spans cut at wrong places."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final
from zlib import crc32

from kinerja_formula.names import normalise
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.name_model import span_features, word_classes
from kinerja_formula.reading.pieces import CLOSING, Pieces
from learning.labelled import Record

Sample = tuple[list[str], int]


def fit(samples: list[Sample], *, epochs: int = 10, rate: float = 0.12, rounds: int = 3) -> dict[str, float]:
    """Logistic regression by stochastic descent; weights of what stands inside a name are at most 0.

    The mean of several rounds, each in an order drawn from the samples themselves: one record more moves no other.
    """
    share = max(1, sum(good for _, good in samples)) / max(1, len(samples))
    pull = {1: 0.5 / share, 0: 0.5 / max(1e-6, 1 - share)}
    marks = [crc32("|".join(features).encode()) for features, _ in samples]
    total: dict[str, float] = defaultdict(float)
    for number in range(rounds):
        for feature, weight in _descended(samples, marks, pull, epochs, rate, number).items():
            total[feature] += weight / rounds
    return {feature: round(weight, 2) for feature, weight in sorted(total.items()) if abs(weight) >= 0.005}


def _descended(
    samples: list[Sample], marks: list[int], pull: dict[int, float], epochs: int, rate: float, number: int
) -> dict[str, float]:
    """One round: the weights after so many passes over all samples."""
    weights: dict[str, float] = defaultdict(float)
    for epoch in range(epochs):
        salt = crc32(f"{number} {epoch}".encode()) | 1
        for at in sorted(range(len(samples)), key=lambda one: (marks[one] * salt) & _LOW_BITS):
            features, good = samples[at]
            total = sum([weights[feature] for feature in features])
            step = rate * (good - 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))) * pull[good]
            for feature in features:
                value = weights[feature] * 0.9995 + step
                weights[feature] = min(0.0, value) if feature[0] == "I" else value
        rate *= 0.85
    return weights


_LOW_BITS: Final = 2**32 - 1


def samples_of(record: Record, pieces: Pieces, wrong: Iterable[tuple[int, int]] = ()) -> list[Sample]:
    """The spans of one record to learn from: its names, and spans cut at wrong places."""
    classes = word_classes(pieces)
    if not record.calculates:
        if not pieces.count or record.row.get("jenis") == "komponen":
            return []
        return [(span_features(classes, 0, pieces.count), 0)]
    spans = spans_of_names(pieces, record.names)
    bad = set(wrong)
    for order, (start, end) in enumerate(spans):
        for step in (1, 2, 3, 5):
            bad |= {(start - step, end), (start, end + step)}
        if order + 1 < len(spans):
            bad.add((start, spans[order + 1][1]))
        for at in range(start + 1, end - 1):
            piece = pieces.lex[at]
            if pieces.group[at] == pieces.group[start] and (
                piece.kind in _CUTS or (piece.kind == lx.WORD and pieces.roles[at])
            ):
                bad |= {(start, at), (at + 1, end)}
    if not record.single:
        bad.add((0, pieces.count))
    bad -= set(spans)
    good = [(span_features(classes, low, high), 1) for low, high in spans]
    return good + [
        (span_features(classes, low, high), 0) for low, high in sorted(bad) if 0 <= low < high <= pieces.count
    ]


_CUTS = frozenset({lx.SLASH, lx.DASH, lx.COLON, lx.NUM})


def spans_of_names(pieces: Pieces, names: Sequence[str]) -> list[tuple[int, int]]:
    """Where the labelled names stand in the text, the longest at each place, none inside another."""
    keys = {normalise(name) for name in names}
    found: list[tuple[int, int]] = []
    for start in range(pieces.count):
        if found and start < found[-1][1]:
            continue
        for end in range(min(pieces.count, start + 90), start, -1):
            if pieces.group[start] != pieces.group[end - 1] and pieces.lex[end - 1].kind not in CLOSING:
                continue
            if normalise(pieces.name(start, end)) in keys:
                found.append((start, end))
                break
    return found
