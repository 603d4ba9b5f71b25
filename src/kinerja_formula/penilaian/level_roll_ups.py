"""Capaian rolled up level by level: indicators to goals, posts and offices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from kinerja_formula.penilaian.roll_ups import Part, RekapCapaian, roll_up, weight_shares
from kinerja_formula.penilaian.rule_set import Aturan
from kinerja_formula.penilaian.stated_figures import one_figure

__all__ = ["RekapTingkat", "roll_up_levels"]


class RekapTingkat(NamedTuple):
    """One level of a roll-up: its name, the roll-up of what is below, and the levels below (none at the bottom).

    >>> import kinerja_formula as kf
    >>> rows = [(("CAMAT", "S1"), kf.capaian(9, 10)), (("LURAH", "S2"), kf.capaian(1, 2))]
    >>> level = kf.roll_up_levels(rows, nama="Kecamatan")
    >>> level.nama, str(level.rekap), [one.nama for one in level.bagian]
    ('Kecamatan', '70,00%', ['CAMAT', 'LURAH'])
    """

    nama: str
    rekap: RekapCapaian
    bagian: tuple[RekapTingkat, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the levels as plain data: ``nama``, ``rekap`` as of :meth:`RekapCapaian.to_json`, ``bagian``."""
        return {"nama": self.nama, "rekap": self.rekap.to_json(), "bagian": [one.to_json() for one in self.bagian]}


def roll_up_levels(
    rows: Iterable[tuple[Sequence[str], Part] | tuple[Sequence[str], Part, Fraction | None]],
    *,
    nama: str = "",
    cara: str | None = None,
    kosong: str | None = None,
    aturan: str | Aturan | None = None,
) -> RekapTingkat:
    """Return capaian rolled up level by level.

    Each row is its path (post, goal), its capaian, and maybe its weight. What a level gives is one part of the
    level above. Where every row has a weight (a share of one) the mean is weighted by them, all the way up; the weights
    of each first level, or of all rows where there are no levels, must be 100 % together. Other arguments as for
    :func:`roll_up`.

    Raises InvalidDataError as :func:`roll_up` does.

    >>> from kinerja_formula.penilaian.comparison import capaian
    >>> rows = [(("CAMAT", "S1"), capaian(9, 10)), (("CAMAT", "S1"), capaian(7, 10)), (("LURAH", "S2"), capaian(1, 2))]
    >>> whole = roll_up_levels(rows)
    >>> str(whole.rekap), [(one.nama, str(one.rekap)) for one in whole.bagian]
    ('65,00%', [('CAMAT', '80,00%'), ('LURAH', '50,00%')])
    """
    full = [(_path(row[0]), row[1], _share(row[2]) if len(row) > 2 else None) for row in rows]
    weighted = bool(full) and cara in (None, "tertimbang") and all(weight is not None for _, _, weight in full)
    if weighted:
        _check_shares(full)
        cara = "tertimbang"
    keywords: dict[str, Any] = {"cara": cara, "kosong": kosong, "aturan": aturan}
    return _level(nama, full, weighted, keywords)


def _path(given: Sequence[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _share(given: object) -> Fraction | None:
    """Return a weight as it is calculated with; ``60%`` is a text of one. Raises InvalidDataError KF302."""
    if not isinstance(given, str):
        return given  # type: ignore[return-value]
    stated = one_figure(given, "bobot")
    return stated.value if stated.value is None or stated.unit != "%" else stated.value / 100


Row = tuple[tuple[str, ...], Part, Fraction | None]


def _check_shares(rows: list[Row]) -> None:
    totals: dict[str, list[Fraction]] = {}
    for path, _, weight in rows:
        totals.setdefault(path[0] if path else "", []).append(weight or Fraction(0))
    for weights in totals.values():
        weight_shares(weights, tuple(map(str, weights)))


def _level(nama: str, rows: list[Row], weighted: bool, keywords: dict[str, Any]) -> RekapTingkat:
    below: dict[str, list[Row]] = {}
    names, parts, weights = list[str](), list[Part](), list[Fraction]()
    for path, part, weight in rows:
        if path:
            below.setdefault(path[0], []).append((path[1:], part, weight))
        else:
            names.append(str(len(names) + 1))
            parts.append(part)
            weights.append(weight or Fraction(0))
    levels = tuple([_level(name, inside, weighted, keywords) for name, inside in below.items()])
    for level in levels:
        names.append(level.nama)
        parts.append(level.rekap.value)
        weights.append(sum([weight or Fraction(0) for _, _, weight in below[level.nama]], Fraction(0)))
    total = sum(weights, Fraction(0))
    shares = [weight / total if total else Fraction(1, len(weights)) for weight in weights] if weighted else None
    return RekapTingkat(nama, _rolled_up(tuple(names), parts, shares, keywords), levels)


def _rolled_up(
    names: tuple[str, ...], parts: list[Part], shares: list[Fraction] | None, keywords: dict[str, Any]
) -> RekapCapaian:
    found = roll_up(parts, bobot=shares, **keywords)
    steps = tuple(
        [step._replace(values={**step.values, "nama": name}) for step, name in zip(found.steps, names, strict=False)]
    )
    return found._replace(names=names, steps=(*steps, *found.steps[len(steps) :]))
