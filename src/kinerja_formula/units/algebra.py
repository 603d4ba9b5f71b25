"""Units and their algebra: products of kinds with whole exponents and an exact scale.

Nothing here knows a word of the vocabulary: a unit carries its kinds, and a kind its parents, so that units can be
compared, multiplied, pickled and converted on their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, NoReturn

from kinerja_formula.scale_words import SCALES

__all__ = ["ONE", "PERCENT", "Kind", "Unit", "common_parent"]


_ONE = Fraction(1)


class Kind:
    """One thing that can be counted or measured: orang, laporan, rupiah, bulan, m².

    ``parent`` is the kind it is a kind of; kinds of one tree have the same ``base``. A measure has an exact size
    instead: one of it is ``size`` times ``base`` to the ``power``. ``shown`` is the satuan a report writes, ``symbol``
    its short form in a compound, ``known`` is false for a noun that no vocabulary has.

    Two kinds are equal by name and family.
    """

    __slots__ = ("base", "family", "known", "level", "name", "parent", "power", "shown", "size", "symbol")
    base: Kind
    family: str
    known: bool
    level: int | None
    name: str
    parent: Kind | None
    power: int
    shown: str
    size: Fraction
    symbol: str

    def __init__(
        self,
        name: str,
        family: str,
        *,
        parent: Kind | None = None,
        shown: str | None = None,
        symbol: str | None = None,
        level: int | None = None,
        known: bool = True,
        base: Kind | None = None,
        size: Fraction = _ONE,
        power: int = 1,
    ) -> None:
        fields = {
            "name": name,
            "family": family,
            "parent": parent,
            "shown": shown or name,
            "symbol": symbol or shown or name,
            "level": level if level is not None or parent is None else parent.level,
            "known": known,
            "base": base or (parent.base if parent else self),
            "size": size,
            "power": power,
        }
        for field, value in fields.items():
            object.__setattr__(self, field, value)

    def __setattr__(self, field: str, value: object) -> NoReturn:
        raise AttributeError("Kind is immutable")

    @property
    def measured(self) -> bool:
        """Whether it has an exact size in another kind (bulan → tahun) instead of a parent."""
        return self.base is not self and self.parent is None

    def lineage(self) -> Iterator[Kind]:
        """Yield the kind, its parent, the parent of that, up to the root."""
        kind: Kind | None = self
        while kind is not None:
            yield kind
            kind = kind.parent

    def is_a(self, other: Kind) -> bool:
        """Whether it is ``other`` or a kind of it."""
        return any(kind == other for kind in self.lineage())

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Kind) and (self.name, self.family) == (other.name, other.family))

    def __hash__(self) -> int:
        return hash((self.name, self.family))

    def __repr__(self) -> str:
        return f"<Kind {self.name}>"

    def __reduce__(self) -> tuple[Any, ...]:
        base = None if self.base is self or self.parent else self.base
        fields = (self.name, self.family, self.parent, self.shown, self.symbol, self.level, self.known, base)
        return (_rebuild_kind, (*fields, self.size, self.power))


def _rebuild_kind(
    name: str,
    family: str,
    parent: Kind | None,
    shown: str,
    symbol: str,
    level: int | None,
    known: bool,
    base: Kind | None,
    size: Fraction,
    power: int,
) -> Kind:
    return Kind(
        name,
        family,
        parent=parent,
        shown=shown,
        symbol=symbol,
        level=level,
        known=known,
        base=base,
        size=size,
        power=power,
    )


_SCALE_WORDS = {size: word for word, size in SCALES.items()}
_POWERS = {2: "²", 3: "³"}


class Unit:
    """A product of kinds with whole exponents and an exact scale. Immutable; ``str(unit)`` is the field's name for it.

    ``parts`` are the kinds with their exponents, none of them 0, each kind once; ``scale`` is 1/100 for percent and
    1000000 for juta rupiah.

    >>> from kinerja_formula.units import read_unit
    >>> orang, hari = read_unit("orang"), read_unit("hari")
    >>> print(orang * hari, "|", orang * hari / hari, "|", read_unit("Rp") / orang, "|", orang / orang)
    orang-hari | orang | Rp/orang | 1
    """

    __slots__ = ("_hash", "parts", "scale")
    _hash: int
    parts: tuple[tuple[Kind, int], ...]
    scale: Fraction

    def __init__(self, parts: Iterable[tuple[Kind, int]] = (), scale: Fraction | int = _ONE) -> None:
        exponents: dict[Kind, int] = {}
        for kind, exponent in parts:
            exponents[kind] = exponents.get(kind, 0) + exponent
        kept = [(kind, exponent) for kind, exponent in exponents.items() if exponent]
        # Time comes last, as in orang-hari; the rest in a fixed order, so that a × b and b × a are one unit.
        kept.sort(key=lambda part: (part[0].family == "waktu", part[0].family != "orang", part[0].name))
        object.__setattr__(self, "parts", tuple(kept))
        object.__setattr__(self, "scale", scale if type(scale) is Fraction else Fraction(scale))
        object.__setattr__(self, "_hash", hash((self.parts, self.scale)))

    def __setattr__(self, field: str, value: object) -> NoReturn:
        raise AttributeError("Unit is immutable")

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Unit) and (self.parts, self.scale) == (other.parts, other.scale))

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[Any, ...]:
        return (Unit, (self.parts, self.scale))

    def __repr__(self) -> str:
        return f"<Unit {self}>"

    def __mul__(self, other: Unit) -> Unit:
        return Unit((*self.parts, *other.parts), self.scale * other.scale)

    def __truediv__(self, other: Unit) -> Unit:
        return Unit((*self.parts, *[(kind, -exponent) for kind, exponent in other.parts]), self.scale / other.scale)

    def __pow__(self, exponent: int) -> Unit:
        return Unit([(kind, own * exponent) for kind, own in self.parts], self.scale**exponent)

    @property
    def kind(self) -> Kind | None:
        """The one kind of a simple unit (orang, juta rupiah); None for a compound or a bare number."""
        return self.parts[0][0] if len(self.parts) == 1 and self.parts[0][1] == 1 else None

    @property
    def known(self) -> bool:
        """Whether the vocabulary knows every kind in it."""
        return all(kind.known for kind, _ in self.parts)

    @property
    def dimension(self) -> tuple[tuple[str, int], ...]:
        """What it measures: bases with exponents, every kind lifted to the root of its tree, bulan for tahun.

        >>> from kinerja_formula.units import read_unit
        >>> read_unit("pegawai").dimension, read_unit("orang/tahun").dimension
        ((('orang', 1),), (('bulan', 1), ('orang', 1)))
        """
        exponents: dict[str, int] = {}
        for kind, exponent in self.parts:
            exponents[kind.base.name] = exponents.get(kind.base.name, 0) + exponent * kind.power
        return tuple(sorted((base, exponent) for base, exponent in exponents.items() if exponent))

    @property
    def name(self) -> str:
        """The precise name, with the kinds themselves: ``pegawai`` where ``str`` says ``orang``."""
        return self._written([(kind.name, kind.name) for kind, _ in self.parts])

    def __str__(self) -> str:
        return self._written([(kind.shown, kind.symbol) for kind, _ in self.parts])

    def _written(self, names: list[tuple[str, str]]) -> str:
        if not self.parts:
            return _bare(self.scale)
        simple = len(self.parts) == 1
        above: list[str] = []
        below: list[str] = []
        for (long, short), (kind, exponent) in zip(names, self.parts, strict=True):
            word = long if simple and exponent == 1 else short
            size = abs(exponent)
            if size > 1 and word.endswith(_POWERS.get(kind.power, "?")):  # m² squared
                word, size = word[:-1], size * kind.power
            raised = word if size == 1 else f"{word}{_POWERS.get(size, f'^{size}')}"
            (above if exponent > 0 else below).append(raised)
        scale = self.scale
        if scale == PERCENT.scale and not above:
            above, scale = ["%"], Fraction(1)
        elif scale.numerator == 1 and scale != 1 and below:  # orang/1000 pelanggan
            below[0], scale = f"{scale.denominator} {below[0]}", Fraction(1)
        text = "/".join(["-".join(above) or "1", *below])
        return text if scale == 1 else f"{_in_words(scale)} {text}"

    def factor_to(self, other: Unit) -> Fraction | None:
        """Return what a figure in this unit is multiplied by to be in ``other``; None where there is no exact factor.

        A kind and its parent convert both ways by 1 (18 pegawai are 18 orang); siblings do not.

        >>> from kinerja_formula.units import read_unit
        >>> read_unit("tahun").factor_to(read_unit("bulan")), read_unit("juta rupiah").factor_to(read_unit("Rp"))
        (Fraction(12, 1), Fraction(1000000, 1))
        >>> read_unit("bulan").factor_to(read_unit("hari")) is None
        True
        """
        if self is other or self == other:
            return Fraction(1)
        left_over: dict[Kind, list[tuple[Kind, int]]] = {}
        for kind, exponent in (self / other).parts:
            left_over.setdefault(kind.base, []).append((kind, exponent))
        factor = self.scale / other.scale
        for rest in left_over.values():
            if sum(exponent * kind.power for kind, exponent in rest):
                return None
            if any(not (one.is_a(two) or two.is_a(one)) for one, _ in rest for two, _ in rest if not _sized(one, two)):
                return None
            for kind, exponent in rest:
                factor *= kind.size**exponent
        return factor


def _sized(one: Kind, two: Kind) -> bool:
    return (one.measured or one.base is one) and (two.measured or two.base is two)


def _in_words(scale: Fraction) -> str:
    return _SCALE_WORDS.get(scale.numerator, str(scale)) if scale.denominator == 1 else str(scale)


def _bare(scale: Fraction) -> str:
    if scale == PERCENT.scale:
        return "%"
    return f"per {scale.denominator}" if scale.numerator == 1 and scale.denominator > 1 else _in_words(scale)


ONE = Unit()
"""The unit of a bare number or ratio."""

PERCENT = Unit((), Fraction(1, 100))
"""Percent: a hundredth of a bare number."""


def common_parent(left: Unit, right: Unit) -> Unit | None:
    """Return the nearest unit that both are, kind by kind; None where they are not of one tree.

    >>> from kinerja_formula.units import read_unit
    >>> (
    ...     common_parent(read_unit("PNS"), read_unit("PPPK")).name,
    ...     common_parent(read_unit("guru"), read_unit("siswa")).name,
    ... )
    ('asn', 'orang')
    >>> common_parent(read_unit("dokumen"), read_unit("orang")) is None
    True
    """
    if left == right:
        return left
    if left.scale != right.scale or len(left.parts) != len(right.parts):
        return None
    ours = sorted(left.parts, key=_tree_order)
    theirs = sorted(right.parts, key=_tree_order)
    met = []
    for (one, exponent), (two, other_exponent) in zip(ours, theirs, strict=True):
        ancestor = next((kind for kind in one.lineage() if two.is_a(kind)), None)
        if ancestor is None or exponent != other_exponent:
            return None
        met.append((ancestor, exponent))
    return Unit(met, left.scale)


def _tree_order(part: tuple[Kind, int]) -> tuple[str, int, str]:
    return (part[0].base.name, part[1], part[0].name)
