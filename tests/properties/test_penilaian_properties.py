"""Laws of capaian that hold for every figure."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

import kinerja_formula as kf
from kinerja_formula.penilaian.registry import functions

RULES = [one.id for one in kf.aturan()]
# Built from integers: several times as quick to draw as st.fractions.
DENOMINATORS = st.integers(min_value=1, max_value=1000)
POSITIVE = st.builds(Fraction, st.integers(min_value=1, max_value=10**6), DENOMINATORS)
ANY = st.builds(Fraction, st.integers(min_value=-(10**6), max_value=10**6), DENOMINATORS)
PERCENT = st.builds(Fraction, st.integers(min_value=0, max_value=30_000), st.just(100))
rules = st.sampled_from(RULES)
cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.fractions(),
    st.text(max_size=30),
    st.dates(),
    st.sampled_from(
        ["94%", "80 - 90%", "n/a", "ada", "A (80,50)", "1000 orang, 12 bulan", "minimal 75", "Rp 1,2 miliar"]
    ),
)


@given(rules, POSITIVE, POSITIVE, POSITIVE)
def test_monotone_in_the_direction_asked(rule: str, one: Fraction, other: Fraction, target: Fraction):
    low, high = sorted((one, other))
    up = [kf.capaian(realized, target, arah="naik", aturan=rule).value for realized in (low, high)]
    assert None not in up and up[0] <= up[1]
    # The function for time and cost of BKN 2013 punishes savings of more than 24 % and is not monotone.
    if rule not in ("bkn-1-2013", "kwanter-1") and kf.capaian(1, 1, arah="turun", aturan=rule).value is not None:
        down = [kf.capaian(realized, target, arah="turun", aturan=rule).value for realized in (low, high)]
        assert None not in down and down[0] >= down[1]


@given(rules, ANY, POSITIVE, st.sampled_from(["naik", "turun", "rentang"]))
def test_caps_and_floors_bound_it(rule: str, realized: Fraction, target: Fraction, arah: str):
    limits = next(one.batas for one in kf.aturan() if one.id == rule)
    value = kf.capaian(realized, target, arah=arah, aturan=rule).value
    if limits is None or value is None:
        return
    assert limits.atas is None or value <= limits.atas
    assert limits.bawah is None or value >= limits.bawah


@given(ANY, POSITIVE)
def test_spellings_of_less_is_better_agree(realized: Fraction, target: Fraction):
    function = functions()["DOWN-2"]
    figures = {"Realisasi": realized, "Target": target}
    expected = (2 - realized / target) * 100
    assert {function.value(realized, target), *[one.value(figures) for one in function.ejaan]} == {expected}


@given(POSITIVE, POSITIVE)
def test_both_directions_by_an_oracle(realized: Fraction, target: Fraction):
    assert kf.capaian(realized, target, arah="naik").value == realized / target * 100
    assert kf.capaian(realized, target, arah="turun").value == 200 - realized / target * 100


@given(rules, ANY)
def test_every_value_lands_in_exactly_one_band(rule: str, value: Fraction):
    chosen = next(one for one in kf.aturan() if one.id == rule)
    if chosen.skala is None:
        return
    open_bands = [one for one in chosen.skala.pita if one.syarat is None]
    looked_up = chosen.band_of(value)
    rounded = value if chosen.desimal_skala is None else kf_half_up(value, chosen.desimal_skala)
    low, high = chosen.skala.ends
    if looked_up is None:  # only a scale of realizations has ends
        assert (low is not None and rounded < low) or (high is not None and rounded > high)
        return
    assert looked_up in open_bands
    above = [one for one in open_bands[: open_bands.index(looked_up)] if one.begins_below(rounded)]
    assert not above
    assert looked_up.begins_below(rounded) or looked_up is open_bands[-1]


def kf_half_up(value: Fraction, decimals: int) -> Fraction:
    """Round half up by another way than the library's: the floor of value + 1/2, mirrored at zero."""
    scaled = abs(value) * 10**decimals + Fraction(1, 2)
    rounded = Fraction(scaled.numerator // scaled.denominator, 10**decimals)
    return rounded if value >= 0 else -rounded


@given(st.lists(PERCENT, min_size=1, max_size=8), st.sampled_from(["rata-rata", "geometrik"]))
def test_roll_ups_lie_between_least_and_most(values: list[Fraction], cara: str):
    value = kf.roll_up(values, cara=cara).value
    assert value is not None
    slack = Fraction(0) if cara == "rata-rata" else Fraction(1, 10**20)
    assert min(values) - slack <= value <= max(values) + slack


@given(st.lists(st.tuples(PERCENT, st.integers(min_value=0, max_value=20)), min_size=1, max_size=8))
def test_weighted_means(pairs: list[tuple[Fraction, int]]):
    total = sum(weight for _, weight in pairs)
    if not total:
        return
    values, weights = [value for value, _ in pairs], [Fraction(weight, total) for _, weight in pairs]
    whole = kf.roll_up(values, bobot=weights).value
    assert whole == sum(value * weight for value, weight in zip(values, weights, strict=True))


@given(st.lists(PERCENT, min_size=1, max_size=6), st.integers(min_value=0, max_value=5))
def test_all_weight_on_one_part_gives_that_part(values: list[Fraction], place: int):
    place %= len(values)
    weights = ["100%" if one == place else "0%" for one in range(len(values))]
    assert kf.roll_up(values, bobot=weights).value == values[place]


@given(st.lists(st.tuples(POSITIVE, POSITIVE), min_size=1, max_size=6))
def test_the_ratio_of_sums_by_an_oracle(pairs: list[tuple[Fraction, Fraction]]):
    whole = kf.roll_up([kf.capaian(*pair) for pair in pairs], cara="rasio-jumlah").value
    assert whole == sum(one for one, _ in pairs) / sum(other for _, other in pairs) * 100


@given(cells, cells, st.sampled_from([None, "naik", "turun", "rentang"]), rules, st.text(max_size=20))
def test_whatever_is_given_only_a_formula_error_comes_out(
    realisasi: object, target: object, arah: str | None, rule: str, indikator: str
):
    try:
        found = kf.capaian(realisasi, target, arah=arah, aturan=rule, indikator=indikator)
    except kf.FormulaError as refused:
        refused.render()
        return
    assert (found.value is None) == (found.reason is not None)
    assert found.explain()
    assert found.to_json()


@given(
    st.lists(cells, max_size=5),
    st.lists(cells, max_size=5),
    st.sampled_from(["jumlah", "akhir", "rata-rata", "kumulatif"]),
)
def test_whatever_periods_hold(realisasi: list[object], target: list[object], cara: str):
    try:
        found = kf.roll_up_periods(realisasi, target, cara=cara)
    except kf.FormulaError:
        return
    assert found.explain()
