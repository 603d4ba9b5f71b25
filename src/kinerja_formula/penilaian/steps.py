"""The steps from realization and target to capaian, score and predikat, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final, NamedTuple

from kinerja_formula.penilaian.rule_set import Asal
from kinerja_formula.recorded_calculation import recorded_figure

__all__ = ["FIGURES", "CapaianStep"]

FIGURES: Final = ("limit", "value", "weight")
"""The values of steps that are figures."""


class CapaianStep(NamedTuple):
    """One step. ``kind`` tells which: docs/reference/capaian.md lists the kinds and their ``values``.

    ``asal`` is where the rule of the step stands; None where it follows none.
    """

    kind: str
    values: Mapping[str, Any]
    asal: Asal | None

    def __hash__(self) -> int:
        return hash((self.kind, self.asal))  # a mapping has no hash

    def to_json(self) -> dict[str, Any]:
        """Return the step as plain data; fractions are texts ``p/q``."""
        values = {name: str(one) if isinstance(one, Fraction) else one for name, one in self.values.items()}
        source = {} if self.asal is None else {"sumber": self.asal.sumber, "kepercayaan": self.asal.kepercayaan}
        return {"kind": self.kind, **values, **source}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CapaianStep:
        """Return the step that :meth:`to_json` wrote. Raises KeyError, TypeError or ValueError for another form."""
        told = {name: one for name, one in data.items() if name not in ("kind", "sumber", "kepercayaan")}
        for name in FIGURES:
            if isinstance(told.get(name), str):
                told[name] = recorded_figure(told[name])
        source = Asal(data["sumber"], data["kepercayaan"]) if "sumber" in data else None
        return cls(data["kind"], told, source)
