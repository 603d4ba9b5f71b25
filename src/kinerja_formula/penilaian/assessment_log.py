"""One assessment on its way: its rule set, the steps so far, and what was found."""

from __future__ import annotations

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.penilaian.rule_set import Asal, Aturan
from kinerja_formula.penilaian.steps import CapaianStep

__all__ = ["AssessmentLog"]


class AssessmentLog:
    """The steps so far, what was found, and the sources that nobody has confirmed."""

    def __init__(self, rule: Aturan) -> None:
        self.rule = rule
        self.steps: list[CapaianStep] = [CapaianStep("aturan", {"id": rule.id, "nama": rule.nama}, rule.asal)]
        self.notes: list[Diagnostic] = []
        self.sources: list[Asal] = []

    def note(self, found: Diagnostic) -> None:
        """Keep what was found."""
        self.notes.append(found)

    def step(self, kind: str, asal: Asal | None = None, /, **values: object) -> None:
        """Keep a step, and its source if nobody has confirmed it."""
        self.steps.append(CapaianStep(kind, values, asal))
        if asal is not None and not asal.confirmed:
            self.sources.append(asal)
