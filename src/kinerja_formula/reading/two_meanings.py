"""Texts that mean two things, whatever was right most often: a reading of them is never sure.

Each test is one such kind, by its shape and not by a learned weight.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kinerja_formula.reading.chart import Chart, Read, Why
from kinerja_formula.reading.doubtful_order import DOUBTFUL_ORDER
from kinerja_formula.reading.doubtful_rest import DOUBTFUL_REST
from kinerja_formula.reading.doubtful_words import DOUBTFUL_WORDS
from kinerja_formula.reading.trees import Tree

__all__ = ["TESTS", "means_two_things"]

TESTS: Final[tuple[Callable[[Read], bool], ...]] = (*DOUBTFUL_ORDER, *DOUBTFUL_WORDS, *DOUBTFUL_REST)


def means_two_things(chart: Chart, tree: Tree, why: Why) -> bool:
    """Tell whether a careful person would ask back before calculating this reading."""
    read = Read(chart, tree, why)
    return any(test(read) for test in TESTS)
