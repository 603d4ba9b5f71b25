"""The unit that stands beside an indicator, in a column of its own: what figures without a unit count in."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.diagnostics.catalogue import SCALE_DOUBTFUL, TARGET_UNIT_DOUBT
from kinerja_formula.figures.model import figure_text
from kinerja_formula.numerals import scale_of_word
from kinerja_formula.patterns import lazy_pattern
from kinerja_formula.penilaian.stated_figures import NO_TARGET, Stated, read_stated
from kinerja_formula.scale_words import SCALES, scale_words
from kinerja_formula.units import EXACT, Unit, Vocabulary, default_vocabulary, is_money, meet, read_unit

__all__ = [
    "column_doubt",
    "column_unit",
    "counted_in",
    "in_money",
    "is_scaled",
    "is_word_of_scale",
    "scale_between",
    "target_in",
]

_THOUSAND: Final = 1000
_COUNTED_SCALES: Final = ("waktu", "ukuran")
"""Families whose units of one kind differ in size (km, m); in all others only a word as "juta" makes a difference."""


def scale_between(unit: str | None, satuan: str | None) -> Fraction | None:
    """Return what brings a figure in ``unit`` into ``satuan``, where both are the same quantity at another scale.

    None where they are alike, are shares, or don't convert: then the column says nothing about a figure.

    >>> scale_between("rupiah", "juta rupiah"), scale_between("menit", "jam"), scale_between("%", "orang")
    (Fraction(1, 1000000), Fraction(1, 60), None)
    """
    return _scale_between(unit, satuan, default_vocabulary())


@lru_cache(maxsize=1024)
def _scale_between(unit: str | None, satuan: str | None, vocabulary: Vocabulary) -> Fraction | None:
    own = _read(unit, vocabulary)
    other = None if own is None else _read(_whole(satuan, own), vocabulary)
    if own is None or other is None or bool(own.parts) != bool(other.parts):
        return None
    if not own.parts and not (_is_rate(own) and _is_rate(other)):
        return None
    factor = own.factor_to(other)
    return None if factor == 1 else factor


def _is_rate(unit: Unit) -> bool:
    """Tell whether a unit is one of *per 1.000*, *per 100.000*; a percentage is a share."""
    return not unit.parts and unit.scale < _PERCENT


_PERCENT: Final = Fraction(1, 100)


def _whole(satuan: str | None, unit: Unit) -> str | None:
    """Return a satuan that is only a word of scale ("juta") with the unit that it scales: juta rupiah."""
    if not is_word_of_scale(satuan) or len(unit.parts) != 1:
        return satuan
    return f"{satuan} {unit.parts[0][0].name.replace('-', ' ')}"


def is_word_of_scale(satuan: str | None) -> bool:
    """Tell whether a column is only a word of scale, which says nothing of what is counted.

    >>> is_word_of_scale("juta"), is_word_of_scale("juta rupiah")
    (True, False)
    """
    unit = _unit(satuan)
    return unit is not None and not unit.parts and unit.scale >= _THOUSAND


def column_unit(satuan: str, unit: str | None) -> str:
    """Return the unit that a column means beside figures in ``unit``: *juta* beside rupiah is juta rupiah.

    >>> column_unit("juta", "rupiah"), column_unit("jam", "menit")
    ('juta rupiah', 'jam')
    """
    own = _unit(unit)
    return str(_unit(satuan if own is None else _whole(satuan, own)))


def is_scaled(satuan: str | None) -> bool:
    """Tell whether a unit has a word of scale: juta rupiah, ribu orang; not km, which is a unit of its own.

    >>> is_scaled("juta rupiah"), is_scaled("km"), is_scaled("orang")
    (True, False, False)
    """
    unit = _unit(satuan)
    return (
        unit is not None
        and bool(unit.parts)
        and unit.scale >= _THOUSAND
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
    converts = share or scale_between(unit, satuan) is not None
    if target is None or target is NO_TARGET or not (converts or is_scaled(satuan)):
        return target
    stated = read_stated(target, "target")
    bare = [one.unit is None and one.kind in ("angka", "rentang") for one in stated]
    if not any(bare) or (share and any(one.value is None or one.value <= 1 for one in stated)):
        return target  # 0,8 beside "%" may be a share of one
    told = column_unit(satuan or "", unit)
    found = [counted_in(one, told, converts) if alone else one for one, alone in zip(stated, bare, strict=True)]
    return tuple(found) if found != list(stated) else target


def counted_in(one: Stated, told: str, converts: bool = True) -> Stated:
    """Return a bare figure in the unit of its column; *960 juta* beside *juta rupiah* is 960 juta rupiah."""
    scaled = is_scaled(told) or scale_of_word(told.split(" ", 1)[0]) is not None  # ribu jam
    if scaled and any(scale_of_word(word) for word in _WORD.findall(one.written)):
        return one._replace(unit=told.split(" ", 1)[-1])
    return one._replace(unit=told) if converts else one


def in_money(stated: Stated, *beside: str | None) -> Stated:
    """Return a figure with the short letter of a scale (``45 M``) as rupiah, where what is beside it is money.

    >>> from kinerja_formula.penilaian.stated_figures import read_stated
    >>> in_money(read_stated("45 M", "target")[0], "rupiah").figure
    '45000000000 rupiah'
    """
    unit = stated.unit
    if unit is None or stated.value is None or not unit.isupper() or unit.casefold() not in scale_words("money"):
        return stated
    if not any(told is not None and is_money(told) for told in map(_unit, beside)):
        return stated
    scale = SCALES[scale_words("money")[unit.casefold()]]
    upper = None if stated.upper is None else stated.upper * scale
    return stated._replace(value=stated.value * scale, upper=upper, unit="rupiah")


_WORD: Final = lazy_pattern(r"[^\W\d_]+")


def _unit(text: str | None) -> Unit | None:
    return _read(text, default_vocabulary())


def column_doubt(
    reached: Stated, target: Stated, satuan: str, *, told: bool, counted: bool = False
) -> Diagnostic | None:
    """Return what is odd about a bare target in the column ``satuan`` beside a realization in a unit of its own.

    12 tahun beside 2 *orang* is one thing or the other; that figures have a unit is ``told`` only where a person wrote
    it, not where a noun suggests it. 12.000.000 beside 2 *juta* seems to lack a word of scale. A column that names a
    score (*Nilai*, *Angka*) or a counter (*unit*, *paket*) holds anything counted. ``counted``: the indicator is
    called a count (*Jumlah …*), which is no percentage; of other names *%* may be the unit that no figure writes.
    """
    column = read_unit(satuan)
    if target.unit is not None or target.value is None or reached.value is None or column is None:
        return None
    figure = figure_text(target.value, target.upper, str(column), target.comparison)
    if is_word_of_scale(satuan):
        share = abs(reached.value / target.value) if target.value else Fraction(_THOUSAND)
        return _doubt_of_scale(reached, share, figure)
    own = read_unit(reached.unit) if reached.unit is not None else None
    if own is not None and _are_share_and_count(own, column) and (told or counted or not own.parts):
        return Diagnostic(TARGET_UNIT_DOUBT, (0, 0), (), realisasi=reached.figure, target=figure)
    if own is None or not told or not own.parts or own.factor_to(column) is not None or _holds_anything(own, column):
        return None
    return Diagnostic(TARGET_UNIT_DOUBT, (0, 0), (), realisasi=reached.figure, target=figure)


def _doubt_of_scale(reached: Stated, share: Fraction, figure: str) -> Diagnostic | None:
    """``share``: how many times the target the realization is."""
    if reached.unit not in (None, "1") or not share or 1 < share * _THOUSAND < _THOUSAND**2:
        return None
    return Diagnostic(SCALE_DOUBTFUL, (0, 0), (), figure=reached.figure, other=figure, reason="kata-skala")


def _are_share_and_count(own: Unit, column: Unit) -> bool:
    """Tell whether one is a share (%, per 1.000) and the other counts something, or a share of another size."""
    if not own.parts and not column.parts:
        return _is_rate(own) != _is_rate(column) and _PERCENT in (own.scale, column.scale)
    counted, share = (own, column) if own.parts else (column, own)
    return not share.parts and bool(counted.parts) and counted.known and _is_no_score(counted)


def _is_no_score(unit: Unit) -> bool:
    generic = default_vocabulary().words("satuan", "counters")
    return all(kind.family != "nilai" and kind.name not in generic and exponent > 0 for kind, exponent in unit.parts)


def _holds_anything(own: Unit, column: Unit) -> bool:
    """Tell whether a column may hold figures in the unit ``own``, though it names another one."""
    families = {kind.family for kind, _ in column.parts}
    if families == {"nilai"}:
        return True
    if any(kind.family in EXACT for kind, _ in own.parts):
        return False
    if not (own.known and column.known) or any(kind.family in EXACT for kind, _ in column.parts):
        return not column.known or not own.known
    counters = default_vocabulary().words("satuan", "counters")
    if column.kind is not None and column.kind.name in counters:
        return True
    return bool(column.parts) and meet(own, column, "satuan").severity != "error"


@lru_cache(maxsize=1024)
def _read(text: str | None, vocabulary: Vocabulary) -> Unit | None:
    unit = read_unit(text, vocabulary) if text else None
    return unit if unit is not None and unit.known else None
