"""The reader that weighs: forms propose, names are weighed, the best reading wins, and its lead is the doubt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kinerja_formula.reading.chart import Chart, Reading
from kinerja_formula.reading.forms import Forms, forms
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import Lexicon, lexicon
from kinerja_formula.reading.name_model import NamePlausibility, name_weights
from kinerja_formula.reading.outline import read_outline
from kinerja_formula.reading.pieces import Pieces

__all__ = ["Weighed", "weigh"]


class Weighed(NamedTuple):
    """The chart of a text and its best readings, best first."""

    chart: Chart
    readings: list[Reading]


def weigh(
    lexemes: list[Lexeme],
    text: str,
    *,
    percent_wanted: bool = False,
    ratio_wanted: bool = False,
    known: bool = False,
    words: Lexicon | None = None,
    patterns: Forms | None = None,
    weights: Mapping[str, float] | None = None,
) -> Weighed:
    """Return the readings of lexemes without markup; by default with the words, forms and weights of the package."""
    pieces = Pieces(lexemes, text, lexicon() if words is None else words)
    names = NamePlausibility(pieces, name_weights() if weights is None else weights)
    chart = Chart(
        pieces,
        forms() if patterns is None else patterns,
        names,
        percent_wanted=percent_wanted,
        ratio_wanted=ratio_wanted,
        known=known,
    )
    return Weighed(chart, read_outline(chart))
