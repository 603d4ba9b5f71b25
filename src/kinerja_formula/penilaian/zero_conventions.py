"""What published conventions say of a realization or a target of zero, where the formula of a capaian has no value."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from kinerja_formula.diagnostics import ZeroDenominatorError
from kinerja_formula.penilaian.registry import aturan
from kinerja_formula.penilaian.rule_caps import within_cap
from kinerja_formula.penilaian.rule_set import Asal, Aturan, Fungsi, Nol

__all__ = ["Konvensi", "by_zero", "conventions", "zero_reason"]


class Konvensi(NamedTuple):
    """What a published convention says where a capaian is undefined: a value in percent, or None."""

    aturan: str
    nama: str
    value: Fraction | None
    asal: Asal


def by_zero(
    rule: Aturan, arah: str, function: Fungsi, realisasi: Fraction, target: Fraction
) -> tuple[Fraction | None, str]:
    """Return the value by the rule set's convention for zeros, and what the convention was."""
    assert rule.nol is not None
    zeros: Nol = rule.nol
    choice = (zeros.realisasi if target else zeros.target if realisasi else zeros.keduanya)[arah]
    if choice is None or isinstance(choice, Fraction):
        return choice, "tanpa-nilai" if choice is None else "tetap"
    if choice == "batas" and rule.batas is not None:
        return rule.batas.atas, "batas"
    try:
        return within_cap(rule, function.value(realisasi, target)), "fungsi"
    except ZeroDenominatorError:
        return None, "fungsi"


def conventions(realisasi: Fraction | None, target: Fraction | None, arah: str) -> tuple[Konvensi, ...]:
    """Return what each published convention says of figures with a zero; nothing of figures without one."""
    if realisasi is None or target is None or (realisasi and target):
        return ()
    return tuple(
        [
            Konvensi(rule.id, rule.nama, by_zero(rule, arah, rule.fungsi[arah], realisasi, target)[0], rule.nol.asal)
            for rule in aturan()
            if rule.nol is not None and arah in rule.fungsi
        ]
    )


def zero_reason(realized: Fraction, target: Fraction) -> str:
    """Return why there is no value: which of the two is zero."""
    return "realisasi-nol" if target else "target-nol" if realized else "keduanya-nol"
