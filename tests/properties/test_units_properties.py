"""Laws of units: the algebra is that of pint, conversions come back, pairs are the same both ways round."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_formula.units import ONE, Unit, common_parent, default_vocabulary, head_unit, meet, read_unit
from kinerja_formula.units.pint_units import from_pint, to_pint

KINDS = sorted(default_vocabulary().kinds.values(), key=lambda kind: kind.name)
MEASURES = [kind for kind in KINDS if kind.measured or any(other.base is kind and other.measured for other in KINDS)]

fractions = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)
kinds = st.one_of(st.sampled_from(KINDS), st.sampled_from(MEASURES))
exponents = st.sampled_from([-3, -2, -1, 1, 1, 1, 2, 3])
scales = st.sampled_from([Fraction(1), Fraction(1, 100), Fraction(1000), Fraction(10**6)])
simple_units = kinds.map(lambda kind: Unit([(kind, 1)]))
units = st.builds(Unit, st.lists(st.tuples(kinds, exponents), max_size=3), scales)


def dimension_in_pint(unit: Unit) -> dict[str, int]:
    """What pint says the unit measures, by the names of our bases."""
    dimensionality = to_pint(1, unit).dimensionality
    bases = {f"[{to_pint(1, Unit([(kind.base, 1)])).units}]": kind.base.name for kind in KINDS}
    return {bases[name]: int(exponent) for name, exponent in dimensionality.items()}


@given(units, units)
def test_products_and_quotients_are_those_of_pint(left: Unit, right: Unit):
    one, two = to_pint(1, left), to_pint(1, right)
    assert dict((left * right).dimension) == dimension_in_pint(left * right)
    assert (one * two).dimensionality == to_pint(1, left * right).dimensionality
    assert (one / two).dimensionality == to_pint(1, left / right).dimensionality
    assert (one * two).to_base_units() == to_pint(1, left * right).to_base_units()
    assert (one / two).to_base_units() == to_pint(1, left / right).to_base_units()


@given(units, units, fractions)
def test_factors_are_those_of_pint(left: Unit, right: Unit, value: Fraction):
    factor = left.factor_to(right)
    if left.dimension != right.dimension:
        assert factor is None
        with pytest.raises(pint.DimensionalityError):
            to_pint(value, left).to(to_pint(1, right).units)
    elif factor is not None:
        assert to_pint(value, left).to_base_units() == to_pint(value * factor, right).to_base_units()


@given(st.data())
def test_measures_of_one_base_always_convert_and_come_back(data: st.DataObject):
    kind = data.draw(st.sampled_from(MEASURES))
    other = data.draw(
        st.sampled_from([other for other in MEASURES if other.base == kind.base and other.power == kind.power])
    )
    left, right = Unit([(kind, 1)]), Unit([(other, 1)])
    there, back = left.factor_to(right), right.factor_to(left)
    assert there is not None
    assert back is not None
    assert there * back == 1
    assert to_pint(1, left).to(to_pint(1, right).units).magnitude == there


@given(units, fractions)
def test_quantities_of_pint_come_back(unit: Unit, value: Fraction):
    again, in_unit = from_pint(to_pint(value, unit))
    factor = in_unit.factor_to(unit)
    assert factor is not None
    assert again * factor == value


@given(units, units, units)
def test_laws_of_the_algebra(left: Unit, right: Unit, third: Unit):
    assert left * right == right * left
    assert (left * right) * third == left * (right * third)
    assert left / left == ONE
    assert left * right / right == left
    assert (left * right) ** 2 == left * left * (right * right)
    assert hash(left * right) == hash(right * left)
    assert pickle.loads(pickle.dumps(left)) == left


@given(st.data())
def test_parents_are_above_both(data: st.DataObject):
    kind = data.draw(st.sampled_from([kind for kind in KINDS if kind.parent]))
    other = data.draw(st.sampled_from([other for other in KINDS if other.base == kind.base]))
    left, right = Unit([(kind, 1)]), Unit([(other, 1)])
    parent = common_parent(left, right)
    assert parent is not None
    assert parent.kind is not None
    for unit in (left, right):
        assert unit.kind is not None
        assert unit.kind.is_a(parent.kind)
        assert unit.factor_to(parent) == 1
    assert common_parent(right, left) == parent


@given(units, units, st.sampled_from(["add", "divide", "percent"]))
def test_pairs_are_the_same_both_ways_round(left: Unit, right: Unit, how: str):
    there, back = meet(left, right, how), meet(right, left, how)
    assert (there.severity, there.rule) == (back.severity, back.rule)
    assert there.factor * back.factor == 1


@given(simple_units, simple_units)
def test_a_sum_without_a_finding_is_of_one_tree(left: Unit, right: Unit):
    meeting = meet(left, right, "add")
    if meeting.severity is None and meeting.rule != "pencacah":
        assert meeting.result.dimension == left.dimension == right.dimension


@given(st.text(max_size=300))
def test_no_text_escapes(text: str):
    unit = read_unit(text)
    assert unit is None or (str(unit) and unit == read_unit(text))
    told = head_unit(text)
    assert told is None or (0 <= told.start < told.end <= len(text) and told.known == told.unit.known)


WORDS = sorted(default_vocabulary().nouns)


@given(
    st.lists(st.sampled_from([*WORDS, "Jumlah", "/", "dan", "yang", "seluruh", "draf", ",", "(", ")", "-"]), max_size=8)
)
def test_no_name_of_known_words_escapes(words: list[str]):
    name = " ".join(words)
    read_unit(name)
    told = head_unit(name)
    assert told is None or name[told.start : told.end].strip() == name[told.start : told.end]


@given(st.sampled_from(WORDS), st.sampled_from(["Jumlah", "Total", "Jumlah seluruh", "Σ"]))
def test_a_noun_tells_the_same_after_any_head(word: str, head: str):
    plain, headed = head_unit(f"Jumlah {word}"), head_unit(f"{head} {word}")
    assert (plain and plain.unit) == (headed and headed.unit)


@given(simple_units)
def test_a_kind_is_read_by_its_own_name(unit: Unit):
    assert unit.kind is not None
    assert read_unit(unit.kind.name) == unit
