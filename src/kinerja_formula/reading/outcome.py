"""What a text says, as reading hands it on: its tree, its kind, how certain it is, and all that was found beside it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.nodes import Node, Quantity
from kinerja_formula.reading.draft import Draft
from kinerja_formula.source import Span

__all__ = ["Alternative", "Reading", "Role", "moved_diagnostic"]


class Alternative(NamedTuple):
    """Another reading of the same text, and how probable it is.

    >>> import kinerja_formula as kf
    >>> other = kf.parse("Jumlah A - Jumlah B dibagi Jumlah C").alternatives[0]
    >>> other.text, 0 < other.certainty < 1
    ('(Jumlah A - Jumlah B) / Jumlah C', True)
    """

    tree: Node
    certainty: float

    @property
    def text(self) -> str:
        """The canonical line of this reading; ``parse(text, reading=...)`` takes it."""
        from kinerja_formula.reading.canonical import write_line

        return write_line(self.tree)


class Role(NamedTuple):
    """What a piece of the text is in the reading: ``start`` and ``end`` in the text, a role, the form that gave it.

    Roles: ``operan angka tanda kurung bingkai label catatan contoh tak-terpakai`` (operand, number, sign of arithmetic,
    bracket, words of a frame, label, note, worked example, unused).
    """

    start: int
    end: int
    role: str
    form: str


class Reading:
    """What a text says. ``certainty`` is the probability that the tree is what the writer meant."""

    __slots__ = (
        "alternatives",
        "certainty",
        "constants",
        "diagnostics",
        "kind",
        "percent_wanted",
        "roles",
        "targets",
        "tree",
    )

    def __init__(
        self,
        tree: Node,
        kind: str,
        draft: Draft,
        *,
        certainty: float = 1.0,
        alternatives: tuple[Alternative, ...] = (),
        roles: tuple[Role, ...] = (),
    ) -> None:
        self.tree = tree
        self.kind = kind
        self.targets: tuple[Quantity, ...] = tuple(draft.quantities)
        self.constants: Mapping[str, Fraction] = draft.constants
        self.diagnostics: tuple[Diagnostic, ...] = tuple(
            sorted(draft.diagnostics, key=lambda one: (one.span, one.code))
        )
        self.percent_wanted = draft.percent_wanted
        self.certainty = certainty
        self.alternatives = alternatives
        self.roles = roles


def moved_diagnostic(found: Diagnostic, by: int) -> Diagnostic:
    """Return a finding of a piece of a text with its places in the whole of it."""

    def further(span: Span) -> Span:
        return (span[0] + by, span[1] + by)

    return Diagnostic(found.rule, further(found.span), tuple(map(further, found.related)), **found.values)
