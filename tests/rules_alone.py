"""A formula as the reader by rules alone has it: what the tests of its passes look at."""

from __future__ import annotations

from collections.abc import Iterable

from kinerja_formula.formula import Formula
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Limits
from kinerja_formula.reading.rules_reader import read_by_rules


def parse(
    text: str, names: Iterable[str] = (), indikator: str | None = None, *, limits: Limits = DEFAULT_LIMITS
) -> Formula:
    """Read a text as ``kf.parse`` did before names were weighed."""
    found = read_by_rules(text, names, indikator, limits)
    return Formula(
        text,
        found.tree,
        found.kind,
        targets=found.targets,
        constants=found.constants,
        diagnostics=found.diagnostics,
        indikator=indikator,
        percent_wanted=found.percent_wanted,
    )
