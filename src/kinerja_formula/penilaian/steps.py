"""The steps from realization and target to capaian, score and predikat, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from kinerja_formula.penilaian.rule_set import Asal

__all__ = ["CapaianStep"]


class CapaianStep(NamedTuple):
    """One step. ``kind`` tells which: docs/reference/capaian.md lists the kinds and their ``values``.

    ``asal`` is where the rule of the step stands; None where it follows none.
    """

    kind: str
    values: Mapping[str, Any]
    asal: Asal | None

    def to_json(self) -> dict[str, Any]:
        """Return the step as plain data; fractions are texts ``p/q``."""
        values = {name: str(one) if isinstance(one, Fraction) else one for name, one in self.values.items()}
        source = {} if self.asal is None else {"sumber": self.asal.sumber, "kepercayaan": self.asal.kepercayaan}
        return {"kind": self.kind, **values, **source}
