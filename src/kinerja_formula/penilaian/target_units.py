"""A realization in the unit of its target: converted, refused, or doubted where the two look like different scales."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, UnitMismatchError
from kinerja_formula.diagnostics.catalogue import SCALE_DOUBTFUL, TARGET_UNIT, TARGET_UNIT_DOUBT
from kinerja_formula.evaluation.percent import is_percentage
from kinerja_formula.figures.model import figure_text
from kinerja_formula.names import normalise
from kinerja_formula.numerals import scale_of_word
from kinerja_formula.patterns import lazy_pattern
from kinerja_formula.penilaian.assessment_log import AssessmentLog
from kinerja_formula.penilaian.stated_figures import Stated
from kinerja_formula.penilaian.stated_unit import column_doubt, is_scaled
from kinerja_formula.units import (
    EXACT,
    Unit,
    default_vocabulary,
    head_unit,
    is_money,
    is_score,
    meet,
    read_unit,
    unscaled,
)

__all__ = ["FAR_ABOVE", "HIGHEST_PERCENT", "SURELY_NO_SHARE", "TargetUnits", "answers", "is_of_count"]

HIGHEST_PERCENT: Final = 1000
FAR_ABOVE: Final = 10
"""A realization so many times its target is rather one on another scale."""
_COPIES: Final = "rangkap"
"""The rule for a document and its copies, which count it: 48 keping of KTP."""
_HIGHEST_OF_INDEX, _LEAST_OF_VALUE = 5, 20
_MONEY: Final = "uang"
_YEAR: Final = "tahun"


class TargetUnits(NamedTuple):
    """What is known beside two figures: the indicator, the column of its unit, and who told the unit of a realization.

    ``bare``: no figure of the realization had a unit. ``assumed``: its unit was only suggested by nouns, no figure and
    no name writes one. ``counted``: the one figure of the realization is called a count.
    """

    log: AssessmentLog
    indikator: str | None
    column: str | None
    bare: bool
    assumed: bool
    counted: bool = False

    def alike(self, reached: Stated, target: Stated) -> Fraction:
        """Return the realization in the unit of the target. Raises UnitMismatchError KF330."""
        reached, target = _scaled_once(reached, target.unit), _scaled_once(target, reached.unit)
        value = reached.value
        assert value is not None
        told, counted = not self.bare, self.counted or is_of_count(self.indikator)
        odd = column_doubt(reached, target, self.column, told=told, counted=counted) if self.column else None
        if odd is not None:
            self.log.note(odd)
            return value
        if reached.unit is None or target.unit is None:
            self.look_at_the_scale(reached, target)
            self._look_at_words_of_scale(value, target, reached.unit or target.unit, money=True)
            return value
        if reached.unit == target.unit:
            self._look_at_thousands(reached, target)
            self._look_at_words_of_scale(value, target, target.unit, money=self.assumed)
            return value
        if (reached.unit, target.unit) in (("1", "%"), ("%", "1")):
            return value * 100 if target.unit == "%" else value / 100
        own, other = read_unit(reached.unit), read_unit(target.unit)
        if own is None or other is None or own == other:
            return value
        factor = own.factor_to(other)
        if factor is None:
            factor = _factor_of_mean(own, other)
            if factor is not None:
                return value if factor == 1 else self._converted(value, factor, own, reached, target)
            self._tell_apart(own, other, reached, target)
            return value
        return value if factor == 1 else self._converted(value, factor, own, reached, target)

    def _converted(self, value: Fraction, factor: Fraction, own: Unit, reached: Stated, target: Stated) -> Fraction:
        """Return a realization in the unit of the target, where it surely is in its own."""
        doubt = Diagnostic(TARGET_UNIT_DOUBT, (0, 0), (), realisasi=reached.figure, target=target.figure)
        if self.assumed and not any(kind.family == _MONEY for kind, _ in own.parts):
            # 5 ton/m² was never said: 5 ton/ha is what figures without a unit mean beside such a target
            self.log.note(doubt)
            return value
        if self.bare and self.column and own.parts:  # a column in weeks beside a count of days
            self.log.note(doubt)
        self.log.step("satuan", None, given=reached.unit, unit=target.unit, value=value * factor)
        self._look_at_words_of_scale(value * factor, target, target.unit)
        return value * factor

    def _tell_apart(self, own: Unit, other: Unit, reached: Stated, target: Stated) -> None:
        """Doubt two units that don't convert. Raises UnitMismatchError KF330 where they can't be one thing."""
        if self.bare and other.parts and (not own.known or (is_score(own) and self._is_a_figure_of_anything())):
            # 120 of "Jumlah lahan" beside a target of 150 ha, 71,5 of "Angka harapan hidup" beside 72 tahun
            return
        severity = "error" if _never_meet(own, other) else meet(own, other, "percent").severity
        if severity != "error" and (_is_counter(own, other) or _is_counter(other, own)):
            return  # 120 ekor of ternak beside a target of 150 ekor
        if severity != "error" and meet(own, other, "satuan").severity in ("error", "warning"):
            severity = "warning"  # a share of one another they may be; a target of one is not reached by the other
        if severity in ("error", "warning"):
            rule = TARGET_UNIT if severity == "error" else TARGET_UNIT_DOUBT
            found = Diagnostic(rule, (0, 0), (), realisasi=reached.figure, target=target.figure)
            if rule is TARGET_UNIT:
                raise UnitMismatchError(found)
            self.log.note(found)

    def _is_a_figure_of_anything(self) -> bool:
        first = normalise(self.indikator).partition(" ")[0] if self.indikator else ""
        return first in default_vocabulary().words("heads", "of_anything")

    def _look_at_words_of_scale(
        self, value: Fraction, target: Stated, unit: str | None, *, money: bool = False
    ) -> None:
        """Warn where one of two amounts in juta rupiah looks like one in rupiah: a thousand times the other or more.

        ``money``: also of rupiah without a word of scale, where one side is a bare figure.
        """
        wanted = target.value
        if not wanted or not value or not (is_scaled(unit) or (money and is_money(read_unit(unit) if unit else None))):
            return
        if not 1 < abs(value / wanted) * 1000 < 1_000_000:
            figure, other = figure_text(value, None, unit, None), figure_text(wanted, None, unit, None)
            self.log.note(Diagnostic(SCALE_DOUBTFUL, (0, 0), (), figure=figure, other=other, reason="kata-skala"))

    def look_at_the_scale(self, reached: Stated, target: Stated) -> None:
        """Warn where one side is a percentage and the other looks like a share of one: 0,9 beside 94%.

        Or like one written the English way (95.000), or where one side is written as a ratio: 20 beside 1:20.
        """
        named = self.indikator is not None and is_percentage(normalise(self.indikator))
        if self._look_at_thousands(reached, target):
            return
        for one, other in ((reached, target), (target, reached)):
            if one.value is None or other.value is None or other.unit is not None:
                continue
            apart = _is_share_beside_bare(one, other) and not is_of_count(self.indikator)
            if apart or _look_differently(one, other, percent=one.unit == "%" or (named and one.unit is None)):
                self.log.note(
                    Diagnostic(SCALE_DOUBTFUL, (0, 0), (), figure=other.figure, other=one.written or one.figure)
                )
                return

    def look_at_distance(self, reached: Stated, value: Fraction, target: Fraction) -> None:
        """Warn of a realization of many times its target, and of an index on 1 to 5 beside one on 100."""
        if any(note.code == SCALE_DOUBTFUL.code for note in self.log.notes):
            return
        low, high = sorted((abs(value), abs(target)))
        scales = 0 < low <= _HIGHEST_OF_INDEX and high >= _LEAST_OF_VALUE and self._is_of_index(reached)
        if target and (abs(value) >= FAR_ABOVE * abs(target) or scales):
            facts: dict[str, object] = {"figure": figure_text(value, None, reached.unit, None)}
            facts["other"] = figure_text(target, None, None, None)
            self.log.note(Diagnostic(SCALE_DOUBTFUL, (0, 0), (), **facts, reason="skala-lain"))

    def _is_of_index(self, reached: Stated) -> bool:
        named = self.indikator is not None and head_unit(self.indikator)
        units = (named.unit if named else None, read_unit(reached.unit) if reached.unit else None)
        return any(map(is_score, units))

    def _look_at_thousands(self, reached: Stated, target: Stated) -> bool:
        for one, other in ((reached, target), (target, reached)):
            if _is_a_thousand_times(one, other):
                facts: dict[str, object] = {"figure": one.written, "other": other.written or other.figure}
                self.log.note(Diagnostic(SCALE_DOUBTFUL, (0, 0), (), **facts, reason="titik-ribuan"))
                return True
        return False


def _scaled_once(stated: Stated, unit: str | None) -> Stated:
    """``140 miliar`` beside *miliar rupiah*: a figure that says its scale counts in what the unit scales."""
    told = unscaled(read_unit(unit)) if unit is not None and stated.unit is None and is_scaled(unit) else None
    said = told is not None and any(scale_of_word(word) for word in stated.written.split())
    return stated._replace(unit=told) if said else stated


def is_of_count(indikator: str | None) -> bool:
    """Tell whether an indicator is called a count, of which 0,95 is no share.

    >>> is_of_count("Jumlah kegiatan"), is_of_count("Tingkat kehadiran"), is_of_count(None)
    (True, False, False)
    """
    first = normalise(indikator).partition(" ")[0] if indikator else ""
    return first in default_vocabulary().words("heads", "counts")


def _is_a_thousand_times(one: Stated, other: Stated) -> bool:
    """``72.155`` beside 75: whether a point or comma before three digits makes the figure so much larger."""
    if not _THREE_DIGITS.fullmatch(one.written) or not one.value or not other.value or one.unit != other.unit:
        return False
    low, high = _NEAR_A_THOUSAND
    return low < abs(one.value / other.value) < high


def _is_share_beside_bare(one: Stated, other: Stated) -> bool:
    """``95`` beside 0,95: whether a bare figure is too large to be a share of one, as the other one may be."""
    assert one.value is not None
    assert other.value is not None
    ratio = ":" in one.written or ":" in other.written
    return one.unit is None and not ratio and 0 < other.value < 1 and one.value >= SURELY_NO_SHARE


def _look_differently(one: Stated, other: Stated, *, percent: bool) -> bool:
    """Whether one side is a percentage or a ratio, and the other looks like a share of one, or like a bare figure."""
    assert one.value is not None
    assert other.value is not None
    share = percent and 0 < other.value < 1 < one.value
    large = percent and other.value > HIGHEST_PERCENT and other.value >= HIGHEST_PERCENT * abs(one.value) / 100
    ratio = ":" in one.written and ":" not in other.written and one.value < 1 < other.value
    return share or large or ratio or (one.unit == "%" and other.value == 1 < one.value)


SURELY_NO_SHARE: Final = 20
"""From here on a bare figure beside a share of one hardly is one too: 95 beside 0,95."""


def _factor_of_mean(own: Unit, other: Unit) -> Fraction | None:
    """Return what a mean (menit/berkas, Rp/orang) is multiplied by to be in what was added up (menit, Rp)."""
    counts = [(kind, -exponent) for kind, exponent in own.parts if exponent < 0]
    measured = default_vocabulary().words("satuan", "measured")
    if _is_per_year(other) and not _is_per_year(own):  # 11 kali beside 12 kali/tahun: what a year counts
        return own.factor_to(other * Unit([(kind, -exponent) for kind, exponent in other.parts if exponent < 0]))
    if not other.parts or not counts or any(kind.family in measured for kind, _ in counts):
        return None
    return (own * Unit(counts)).factor_to(other)


def _is_per_year(unit: Unit) -> bool:
    return [kind.name for kind, exponent in unit.parts if exponent < 0] == [_YEAR] and len(unit.parts) > 1


def _is_counter(own: Unit, other: Unit) -> bool:
    """Whether a unit only counts, as pieces do, what the other one names; people are counted in no pieces."""
    counters = default_vocabulary().words("satuan", "counters")
    if own.kind is None or own.kind.name not in counters or not other.parts:
        return False
    if not other.known or meet(own, other, "add").rule == _COPIES:
        return True
    return all(kind.family == own.kind.family for kind, _ in other.parts)


_THREE_DIGITS: Final = lazy_pattern(r"[0-9]{1,3}[.,][0-9]{3}%?")
"""``72.155``: thousands, or a point before decimals."""
_NEAR_A_THOUSAND: Final = (300, 3000)


def _never_meet(own: Unit, other: Unit) -> bool:
    """5 USD beside Rp 5 and other pairs of currencies, a time in a unit that nobody knows, a share beside a count."""
    odd = own.known != other.known and any(kind.family in EXACT for kind, _ in (own if own.known else other).parts)
    return odd or (is_money(own) and is_money(other)) or _share_beside_count(own, other)


def _share_beside_count(own: Unit, other: Unit) -> bool:
    """Whether one side is a bare share (94%) and the other counts something known (94 orang); points may be either."""
    counted = own if own.parts else other
    families = {kind.family for kind, _ in counted.parts}
    return bool(own.parts) != bool(other.parts) and counted.known and "nilai" not in families


def answers(reached: Stated, target: Stated) -> bool:
    """Whether a realization is in the unit of a stated quantity, or in one that converts to it."""
    if reached.unit is None or target.unit is None:
        return reached.unit == target.unit
    own, other = read_unit(reached.unit), read_unit(target.unit)
    return own is not None and other is not None and own.factor_to(other) is not None
