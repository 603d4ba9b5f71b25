"""What the parts of one formula say, and what they are worth for given figures of its names."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from kinerja_formula.evaluation.percent import PerCent, is_percentage
from kinerja_formula.evaluation.steps import StepFault, Walk
from kinerja_formula.nodes import Aggregate, Components, Name, Node, Statement, children

__all__ = ["Cell", "UndecidedError", "leaves_of"]


class UndecidedError(Exception):
    """What a condition says of figures can't be decided before any is seen."""


class Cell(NamedTuple):
    """What all conditionals of a formula share."""

    text: str
    constants: Mapping[str, Fraction]
    percent: PerCent

    def words(self, node: Node) -> str:
        """What the user wrote for a node, without the quotes of names."""
        if isinstance(node, (Name, Aggregate)):
            return node.text
        written = " ".join(self.text[slice(*node.span)].replace("`", "").split())
        unopened = written.count(")") - written.count("(")  # a bracket round the first or last part is outside its span
        written = "(" * unopened + written + ")" * -unopened
        return written or " … ".join([leaf.text for leaf in leaves_of(node).values()])

    def value(self, node: Node, figures: Mapping[str, Fraction]) -> Fraction | None:
        """The exact value of a node, None where it has none."""
        try:
            walked = Walk(node, self.text, self.percent, figures)
        except (StepFault, KeyError):
            return None
        return walked.value if walked.exact else None

    def constant(self, node: Node) -> Fraction | None:
        """The value of a side of a comparison that no figure of the data changes; None if one does."""
        names = leaves_of(node)
        if not names.keys() <= self.constants.keys() or any(map(is_percentage, names)):
            return None  # whether "Persentase minimal = 80" is 80 or 80 % only the data's figure would tell
        value = self.value(node, self.constants)
        if value is None:
            raise UndecidedError
        return value


def leaves_of(node: Node) -> dict[str, Name | Aggregate | Statement]:
    """The operands below a node; what is summed over records is one."""
    found: dict[str, Name | Aggregate | Statement] = {}
    seen: set[int] = set()
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        if isinstance(current, (Name, Aggregate, Statement)):
            found.setdefault(current.key, current)
        elif isinstance(current, Components):
            waiting.extend(reversed(current.items))
        else:
            waiting.extend(reversed(children(current)))
    return found
