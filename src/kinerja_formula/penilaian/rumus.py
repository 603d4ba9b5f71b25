"""Formulas and conditions of rule files: our own language, over the few names that a rule knows."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import FormulaError, Severity
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.nodes import Node, names_of
from kinerja_formula.numerals import NumeralError, read_figure
from kinerja_formula.patterns import lazy_pattern
from kinerja_formula.reading.rules_reader import read_by_rules
from kinerja_formula.result import Result

__all__ = ["Rumus", "RumusFault", "Syarat"]


class RumusFault(Exception):  # noqa: N818 - becomes a diagnostic that names the file, never seen by a caller
    """A text of a rule file that is no formula or no comparison; ``reason`` is a stable slug."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Rumus:
    """A formula of a rule file; a lone number is one too.

    Raises RumusFault for a text that can't be read, or that asks for a name that is not among ``names``.

    >>> rumus = Rumus("Realisasi / Target × 100%", ("Realisasi", "Target"))
    >>> rumus.value({"Realisasi": Fraction(93), "Target": Fraction(95)})
    Fraction(1860, 19)
    """

    __slots__ = ("_plan", "_value", "names", "text")

    def __init__(self, text: str, names: tuple[str, ...]) -> None:
        self.text = text
        self._plan: Plan | None = None
        self._value = _number(text)
        self.names: tuple[str, ...] = ()
        if self._value is not None:
            return
        try:
            reading = read_by_rules(text, names)
        except FormulaError:
            raise RumusFault("rumus-tak-terbaca") from None
        if any(one.severity is not Severity.NOTE for one in reading.diagnostics):
            raise RumusFault("rumus-meragukan")  # a rule must not be read in two ways
        self.names = tuple([name.text for name in names_of(reading.tree)])
        if not self.names or not set(self.names) <= set(names):
            raise RumusFault("nama-tak-dikenal")
        self._plan = Plan(reading.tree, text)

    def __reduce__(self) -> tuple[type[Rumus], tuple[str, tuple[str, ...]]]:
        return (Rumus, (self.text, self.names))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rumus) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Rumus({self.text!r})"

    @property
    def tree(self) -> Node | None:
        """The tree of the formula; None for a lone number, whose value :meth:`value` tells."""
        return None if self._plan is None else self._plan.tree

    def result(self, figures: Mapping[str, Fraction]) -> Result | None:
        """Return the calculation; None for a lone number. Raises FormulaError, as for a denominator of zero."""
        return None if self._plan is None else self._plan.evaluate(dict(figures))

    def value(self, figures: Mapping[str, Fraction]) -> Fraction:
        """Return the value as a number, a percentage in percent. Raises FormulaError."""
        if self._value is not None:
            return self._value
        result = self.result(figures)
        assert result is not None
        return result.value

    def with_figures(self, figures: Mapping[str, str]) -> str:
        """Return the text with figures in the places of the names: ``93 / 95 × 100%``."""
        text = self.text
        for name, figure in figures.items():
            shown = f"({figure})" if figure.startswith("-") else figure
            text = text.replace(name, shown)
        return text


def _number(text: str) -> Fraction | None:
    try:
        figure = read_figure(text)
    except NumeralError:
        return None
    return figure.value if figure.upper is None and figure.comparison is None else None


_COMPARISON: Final = lazy_pattern(r"([^<>=]++)(<=|>=|<|>)([^<>=]++)")


class Syarat(NamedTuple):
    """A comparison of two formulas: ``Realisasi > Target``.

    >>> Syarat.read("Realisasi > Target", ("Realisasi", "Target")).holds(
    ...     {"Realisasi": Fraction(3), "Target": Fraction(2)}
    ... )
    True
    """

    text: str
    left: Rumus
    sign: str
    right: Rumus

    @classmethod
    def read(cls, text: str, names: tuple[str, ...]) -> Syarat:
        """Read a comparison. Raises RumusFault."""
        found = _COMPARISON.fullmatch(text)
        if not found:
            raise RumusFault("bukan-perbandingan")
        return cls(text, Rumus(found[1].strip(), names), found[2], Rumus(found[3].strip(), names))

    def holds(self, figures: Mapping[str, Fraction]) -> bool:
        """Tell whether it is so. Raises FormulaError."""
        left, right = self.left.value(figures), self.right.value(figures)
        above = left > right or (left == right and "=" in self.sign)
        return above if ">" in self.sign else left < right or (left == right and "=" in self.sign)
