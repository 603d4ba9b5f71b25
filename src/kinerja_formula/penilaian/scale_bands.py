"""The band of a scale in which a capaian or a realization lies: score, category, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.diagnostics.catalogue import BETWEEN_BANDS, CONDITION_OPEN, SCALE_DOUBTFUL
from kinerja_formula.numerals import shortest
from kinerja_formula.penilaian.assessment_log import AssessmentLog
from kinerja_formula.penilaian.rule_caps import rounded_to
from kinerja_formula.penilaian.rule_set import Pita
from kinerja_formula.penilaian.stated_figures import Stated

__all__ = ["band_of"]


def band_of(
    log: AssessmentLog, value: Fraction | None, reached: Stated, syarat: frozenset[str]
) -> tuple[Pita | None, Fraction | None]:
    """Return the band and the score by the scale of the rule set, each None where it has none; with its steps."""
    scale = log.rule.skala
    if scale is None:
        return None, None
    subject = value if scale.dari == "capaian" else reached.value if reached.kind == "angka" else None
    if subject is None:
        return None, None
    looked_up = rounded_to(subject, log.rule.desimal_skala)
    if looked_up != subject:
        log.step("pembulatan-skala", log.rule.asal_pembulatan, decimals=log.rule.desimal_skala, value=looked_up)
    if not scale.holds(looked_up):
        low, high = ("…" if one is None else shortest(one) for one in scale.ends)
        facts = {"figure": shortest(looked_up), "other": f"{low} – {high}"}
        log.note(Diagnostic(SCALE_DOUBTFUL, (0, 0), (), **facts, reason="luar-skala"))
        return None, None
    band = scale.band(looked_up, syarat)
    beyond = {"melampaui": True} if band.sampai is not None and looked_up > band.sampai else {}
    log.step("pita", band.asal, predikat=band.predikat, band=band.tertulis, dari=scale.dari, **beyond)
    _say_what_is_doubtful(log, scale.pita, band, looked_up, syarat)
    if band.nilai is None:
        return band, subject if scale.dari == "realisasi" else None
    score = band.nilai.value({"Capaian": looked_up})
    log.step(
        "nilai",
        band.asal,
        rumus=band.nilai.text,
        figures=band.nilai.with_figures({"Capaian": shortest(looked_up)}),
        value=score,
    )
    return band, score


def _say_what_is_doubtful(
    log: AssessmentLog, bands: tuple[Pita, ...], band: Pita, value: Fraction, syarat: frozenset[str]
) -> None:
    inside = any(one.holds(value) for one in bands)
    beyond = all(one.sampai is not None and value > one.sampai for one in bands)
    if not inside and not beyond:
        facts: Mapping[str, object] = {"value": shortest(value), "predikat": band.predikat, "band": band.tertulis}
        log.note(Diagnostic(BETWEEN_BANDS, (0, 0), (), **facts))
    for one in bands[: bands.index(band)]:
        if one.syarat is not None and one.holds(value) and one.syarat not in syarat:
            log.note(Diagnostic(CONDITION_OPEN, (0, 0), (), predikat=one.predikat, condition=one.syarat))
