"""Quantities of pint, to and from our units. The only place that imports pint, and only when it is asked for something.

The registry holds our vocabulary and nothing else, and is never given a text of the user: pint would read ``unit`` as
micro-nit and ``RT`` as ronna-tesla.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import Any, Final

from kinerja_formula.numerals import exact
from kinerja_formula.units.algebra import PERCENT, Kind, Unit
from kinerja_formula.units.satuan import own_unit
from kinerja_formula.units.vocabulary import Vocabulary, default_vocabulary

__all__ = ["from_pint", "to_pint"]

_PERCENT: Final = "persen"
_PERCENT_NAMES: Final = ("percent", "%", _PERCENT)


class _Door:
    """A registry built from a vocabulary, with the way from a name in it back to the kind."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        import pint

        self.vocabulary = vocabulary
        self.registry: Any = pint.UnitRegistry(None, non_int_type=Fraction)
        self.kinds: dict[str, Kind] = {}
        self.names: dict[Kind, str] = {}
        self.registry.define(f"{_PERCENT} = 1 / 100")
        for kind in vocabulary.kinds.values():
            self.name_of(kind)

    def name_of(self, kind: Kind) -> str:
        """Return the name of a kind in the registry, defining it and what it rests on where it is new."""
        if kind in self.names:
            return self.names[kind]
        name = "n_" + re.sub(r"\W", "_", kind.name) if not kind.name.isidentifier() else kind.name
        while name in self.kinds or name == _PERCENT:
            name += "_"
        if kind.parent is not None:
            self.registry.define(f"{name} = {self.name_of(kind.parent)}")
        elif kind.measured:
            base = self.name_of(kind.base)
            self.registry.define(f"{name} = {kind.size.numerator} * {base} ** {kind.power} / {kind.size.denominator}")
        else:
            self.registry.define(f"{name} = [{name}]")
        self.kinds[name] = kind
        self.names[kind] = name
        return name

    def quantity(self, value: Fraction, exponents: dict[str, int]) -> Any:
        return self.registry.Quantity(value, self.registry.UnitsContainer(exponents))

    def unit_named(self, name: str, *, ours: bool) -> Unit:
        if name in _PERCENT_NAMES:
            return PERCENT
        if ours:
            return Unit([(self.kinds[name], 1)])
        if name in self.vocabulary.pint_names:
            return Unit([(self.vocabulary.kinds[self.vocabulary.pint_names[name]], 1)])
        unit = self.vocabulary.unit_of(name.replace("_", " "))
        # pint's own ton is another size than ours: of its measures only those that satuan.toml names.
        if unit is None or unit.kind is None or unit.kind.family == "ukuran":
            return own_unit(name)
        return unit


@cache
def _door(vocabulary: Vocabulary) -> _Door:
    return _Door(vocabulary)


def to_pint(value: Fraction | int, unit: Unit, vocabulary: Vocabulary | None = None) -> Any:
    """Return a figure as a quantity of our own pint registry, exact; a scale (juta) goes into the figure.

    >>> from kinerja_formula.units import read_unit
    >>> print(to_pint(2, read_unit("tahun")).to("bulan"), "=", to_pint(24, read_unit("bulan")))
    24 bulan = 24 bulan
    """
    door = _door(vocabulary or default_vocabulary())
    if unit == PERCENT:
        return door.quantity(Fraction(value), {_PERCENT: 1})
    return door.quantity(value * unit.scale, {door.name_of(kind): exponent for kind, exponent in unit.parts})


def from_pint(quantity: Any, vocabulary: Vocabulary | None = None) -> tuple[Fraction, Unit]:
    """Return the figure and the unit of a pint quantity, of our registry or of another.

    Of another registry the measures that ``satuan.toml`` names are known (hour, kilogram, hectare …) and whatever is
    called by a word of the vocabulary; the rest are units of their own. Raises NumeralError for a magnitude that is no
    finite number, ValueError for a broken exponent.

    >>> from kinerja_formula.units import read_unit
    >>> from_pint(to_pint(18, read_unit("orang")))
    (Fraction(18, 1), <Unit orang>)
    """
    door = _door(vocabulary or default_vocabulary())
    ours = isinstance(quantity, door.registry.Quantity)
    unit = Unit()
    for name, exponent in quantity.unit_items():
        if exponent != int(exponent):
            raise ValueError(f"pangkat satuan “{name}” bukan bilangan bulat: {exponent}")
        unit = unit * door.unit_named(name, ours=ours) ** int(exponent)
    return exact(quantity.magnitude), unit
