"""What may be added, divided and made a percentage: the table of pairs, asked for two units."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple

from kinerja_formula.units.algebra import ONE, PERCENT, Kind, Unit, common_parent
from kinerja_formula.units.vocabulary import Vocabulary, default_vocabulary

__all__ = ["HOWS", "PERSONS_IMPLIED", "Meeting", "meet"]

HOWS: Final = ("add", "divide", "percent", "satuan")

PERSONS_IMPLIED: Final = "orang-tersirat"


class Meeting(NamedTuple):
    """How two units meet: the severity (None, ``note``, ``warning``, ``error``), the unit of the result, the rule.

    ``factor`` is what the right figure is multiplied by first, so that both sides are counted alike (24 for hari beside
    jam); ``rule`` is a slug of data/vocabulary/pasangan.toml.
    """

    severity: str | None
    result: Unit
    rule: str
    factor: Fraction = Fraction(1)


def meet(left: Unit, right: Unit, how: str, vocabulary: Vocabulary | None = None) -> Meeting:
    """Return how two units meet when they are added (``"add"``, also for subtraction), divided or made a percentage.

    ``"satuan"`` asks whether the right one may stand as the satuan of what is counted in the left one.

    Raises ValueError for another ``how``.

    >>> from kinerja_formula.units import read_unit
    >>> meeting = meet(read_unit("pegawai"), read_unit("orang"), "add")
    >>> meeting.severity, str(meeting.result), meeting.rule
    ('note', 'orang', 'induk')
    >>> meet(read_unit("dokumen"), read_unit("orang"), "percent").severity
    'error'
    >>> str(meet(read_unit("Rp"), read_unit("orang"), "divide").result)
    'Rp/orang'
    """
    if how not in HOWS:
        raise ValueError(f"how must be one of {', '.join(HOWS)}, not {how!r}")
    return _meet(left, right, how, vocabulary or default_vocabulary())


@lru_cache(maxsize=4096)
def _meet(left: Unit, right: Unit, how: str, vocabulary: Vocabulary) -> Meeting:
    slug, together, factor = _rule(left, right, vocabulary)
    severity: str | None = getattr(vocabulary.rules[slug], how)
    if how == "percent":
        return Meeting(severity, PERCENT, slug, factor)
    if how in ("add", "satuan"):
        return Meeting(severity, together or left, slug, factor)
    return Meeting(severity, ONE if together and slug != PERSONS_IMPLIED else left / right, slug, factor)


def _rule(left: Unit, right: Unit, vocabulary: Vocabulary) -> tuple[str, Unit | None, Fraction]:
    """Return the rule, the unit that both are if there is one, and the factor of the right figure."""
    one = Fraction(1)
    if left == right:
        return ("persen" if left == PERCENT else "sama"), left, one
    if not (left.known and right.known):
        return "tak-dikenal", None, one
    if _persons_implied(left, right, vocabulary):
        return PERSONS_IMPLIED, max(left, right, key=lambda unit: len(unit.parts)), one
    factor, parent = right.factor_to(left), common_parent(left, right)
    if slug := _rule_of_pair(left, right, vocabulary, exact=factor is not None):
        return slug, left if slug == "pencacah" else parent, one
    if _levels_differ(left.kind, right.kind):
        return "jenjang", parent, one
    if parent is None:
        if factor is not None:
            return "setara", left, factor
        composed = any(unit.parts and unit.kind is None for unit in (left, right))
        return ("famili-beda" if composed else "famili-lain"), None, one
    return ("induk" if factor is not None else "saudara"), parent, one


def _rule_of_pair(left: Unit, right: Unit, vocabulary: Vocabulary, *, exact: bool) -> str | None:
    """Return the rule that pasangan.toml has for what differs. ``exact``: one converts exactly into the other."""
    above, below = _what_differs(left, right)
    for slug, one_side, other_side in vocabulary.pairs:
        if (above & one_side and below & other_side) or (above & other_side and below & one_side):
            if not (exact and slug == "waktu-tak-eksak"):
                return slug
    return None


def _what_differs(left: Unit, right: Unit) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names by which pasangan.toml may mean the two sides, after what both have is cancelled."""
    rest = (left / right).parts
    above = Unit([(kind, exponent) for kind, exponent in rest if exponent > 0])
    below = Unit([(kind, -exponent) for kind, exponent in rest if exponent < 0])
    # A side without kinds (percent) is called by itself.
    return _called(above if left.parts and rest else left), _called(below if right.parts and rest else right)


def _persons_implied(left: Unit, right: Unit, vocabulary: Vocabulary) -> bool:
    """Tell whether one side is the time of what is counted and the other the same time.

    Orang-hari beside hari, and the days of beds (tempat tidur × hari) beside hari perawatan.
    """
    ratio = left / right
    [(kind, exponent)] = ratio.parts if len(ratio.parts) == 1 else [(None, 0)]
    if kind is None or kind.family in vocabulary.words("satuan", "measured") or abs(exponent) != 1 or ratio.scale != 1:
        return False
    return {part.family for unit in (left, right) for part, _ in unit.parts} == {kind.family, "waktu"}


def _called(unit: Unit) -> frozenset[str]:
    names = set() if unit.parts else {str(unit)}
    if unit.kind:
        names.update((f"={unit.kind.name}", f"famili {unit.kind.family}"))
        names.update([kind.name for kind in unit.kind.lineage()])
    if len(unit.dimension) == 1:
        ((base, exponent),) = unit.dimension
        names.add(base + {1: "", 2: "²", 3: "³"}.get(exponent, f"^{exponent}"))
    return frozenset(names)


def _levels_differ(left: Kind | None, right: Kind | None) -> bool:
    if left is None or right is None or left.family != right.family or left.level is None or right.level is None:
        return False
    return left.level != right.level
