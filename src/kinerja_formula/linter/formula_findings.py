"""All that is wrong or doubtful about a formula before any data is seen: its reading, units, conditions, meaning."""

from __future__ import annotations

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.linter.conditions import check_conditions
from kinerja_formula.linter.facts import Facts, Finding
from kinerja_formula.linter.formula_check import check_formula
from kinerja_formula.nodes import Quantity

__all__ = ["formula_findings"]


def formula_findings(
    plan: Plan,
    kind: str,
    *,
    targets: tuple[Quantity, ...],
    reading: tuple[Diagnostic, ...],
    indikator: str | None,
    satuan: str,
    target: str,
) -> tuple[tuple[Finding, ...], Facts]:
    """Return the findings about a formula with their repairs, and its facts for the rules over a document.

    ``reading`` is what was found while the text was read; ``satuan`` and ``target`` are the cells of the row.
    """
    found = (*reading, *plan.units.findings, *check_conditions(plan.tree, plan.text, plan.fixed_figures))
    facts = Facts(
        plan.text,
        plan.tree,
        kind,
        targets=targets,
        indikator=indikator,
        satuan=satuan,
        target=target,
        unit=plan.unit,
        measure=plan.units.result,
        found=found,
        percent=plan.percent,
    )
    return (*[Finding(one) for one in found], *check_formula(facts)), facts
