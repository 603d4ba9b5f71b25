"""The unit that stands beside an indicator, in a column of its own: what figures without a unit count in."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from kinerja_formula.penilaian.stated_figures import NO_TARGET, read_stated
from kinerja_formula.units import Unit, read_unit

__all__ = ["is_scaled", "scale_between", "target_in"]

_COUNTED_SCALES: Final = ("waktu", "ukuran")
"""Families whose units of one kind differ in size (km, m); in all others only a word as "juta" makes a difference."""


@lru_cache(maxsize=1024)
def scale_between(unit: str | None, satuan: str | None) -> Fraction | None:
    """Return what brings a figure in ``unit`` into ``satuan``, where both are the same quantity at another scale.

    None where they are alike, are shares, or don't convert: then the column says nothing about a figure.

    >>> scale_between("rupiah", "juta rupiah"), scale_between("menit", "jam"), scale_between("%", "orang")
    (Fraction(1, 1000000), Fraction(1, 60), None)
    """
    own, other = _unit(unit), _unit(satuan)
    if own is None or other is None or not own.parts or not other.parts:
        return None
    factor = own.factor_to(other)
    return None if factor == 1 else factor


def is_scaled(satuan: str | None) -> bool:
    """Tell whether a unit has a word of scale: juta rupiah, ribu orang; not km, which is a unit of its own.

    >>> is_scaled("juta rupiah"), is_scaled("km"), is_scaled("orang")
    (True, False, False)
    """
    unit = _unit(satuan)
    return (
        unit is not None
        and bool(unit.parts)
        and unit.scale >= 1000
        and not any(kind.family in _COUNTED_SCALES for kind, _ in unit.parts)
    )


def target_in(target: Any, satuan: str | None, unit: str | None) -> Any:
    """Return a target whose bare figures count in ``satuan``, where a realization in ``unit`` converts to it.

    A ratio is held against a target in percent. In all other cases the target is returned as it is: a column that
    names another quantity decides nothing.

    Raises InvalidDataError KF302 for a target that can't be read.

    >>> [one.figure for one in target_in("1500", "juta rupiah", "rupiah")], target_in("1500", "orang", "rupiah")
    (['1500 juta rupiah'], '1500')
    """
    share = unit in (None, "1") and str(_unit(satuan)) == "%"
    if target is None or target is NO_TARGET or not (share or scale_between(unit, satuan) is not None):
        return target
    stated = read_stated(target, "target")
    bare = [one.unit is None and one.kind in ("angka", "rentang") for one in stated]
    if not any(bare) or (share and any(one.value is None or one.value <= 1 for one in stated)):
        return target  # 0,8 beside "%" may be a share of one
    told = str(_unit(satuan))
    return tuple([one._replace(unit=told) if alone else one for one, alone in zip(stated, bare, strict=True)])


@lru_cache(maxsize=1024)
def _unit(text: str | None) -> Unit | None:
    unit = read_unit(text) if text else None
    return unit if unit is not None and unit.known else None
