"""What meets at a sign: its sides with the words that told their units, a quotient on the way, units in a message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kinerja_formula.nodes import Node, Part
from kinerja_formula.unit_checker.operands import NEEDED
from kinerja_formula.units import ONE, PERCENT, Unit, default_vocabulary, is_money, money_paid

__all__ = ["Quotient", "Side", "distinct_names", "speak_of_each_other", "tells_of_all"]


class Side:
    """What stands on one side of a sign: its names, the words that told its unit, and the figures in it."""

    def __init__(self, first: Node) -> None:
        self.first = self.last = first
        self.names: list[str] = []  # the first and the last
        self.words: dict[str, None] = {}
        self.source: str | None = None
        self.figures: set[object] = set()
        self.sure = True  # no unit was only guessed from a noun
        self.open = False  # a noun that stands for several things told one

    def take(self, name: str, source: str | None, word: str) -> None:
        self.names[1:] = [name]
        self.source = self.source or source
        if word:
            self.words[word] = None

    @property
    def title(self) -> str:
        return " … ".join(self.names) or "?"

    def origin(self, side: str) -> dict[str, object]:
        """Return the words that told the unit, and where it was learned from."""
        return {f"{side}_words": tuple(self.words), f"{side}_source": self.source or NEEDED}


class Quotient:
    """A product on the way from its first factor to the last: the units above and below its bar, the factors above it.

    ``known``: every factor has told its unit, or is above the bar as often as below; ``has_met``: a denominator has met
    what stands above it; ``percents``: how many percentages more are multiplied than divided by.
    """

    def __init__(self) -> None:
        self.above = self.below = ONE
        self.upper: list[Node] = []
        self.untold: Counter[str] = Counter()
        self.has_unknown = False
        self.has_unknown_below = False
        self.has_met = False
        self.percents = 0

    @property
    def known(self) -> bool:
        return not self.has_unknown and not any(self.untold.values())

    @property
    def paid(self) -> Unit | None:
        """The money that is multiplied by what tells no unit: ``Volume × harga``; None where no money is."""
        if self.has_unknown_below or any(often < 0 for often in self.untold.values()):
            return None
        money = money_paid(self.above)
        divided = any(kind.family == "uang" for kind, _ in self.below.parts)
        return money / self.below if is_money(money) and not divided else None

    @property
    def left(self) -> Unit:
        return PERCENT if self.percents > 0 and self.above == ONE else self.above

    def is_first_to_meet(self, unit: Unit) -> bool:
        """Whether the unit of a denominator is the first that meets something, and not a number a number."""
        if self.has_met or not self.known or not self.upper:
            return False
        return self.left != ONE or unit != ONE

    def take(self, part: Part, unit: Unit | None, untold: str | None) -> None:
        is_above = part.sign == "×"
        if is_above:
            self.upper.append(part.node)
        if untold is not None:
            self.untold[untold] += 1 if is_above else -1
        elif unit is None:
            self.has_unknown = True
            self.has_unknown_below |= not is_above
        elif unit == PERCENT:
            self.percents += 1 if is_above else -1
        elif is_above:
            self.above = self.above * unit
        else:
            self.below = self.below * unit


def speak_of_each_other(facts: Mapping[str, object]) -> bool:
    """``Jumlah KTP / Jumlah wajib KTP``: what is counted on one side is what the other side is named for."""
    for side, other in (("left", "right"), ("right", "left")):
        telling = {word for told in _tuple(facts[f"{side}_words"]) for word in told.lower().split()}
        named = str(facts[other]).lower().replace("-", " ").split()
        stops = default_vocabulary().words("no_unit", "stops")
        head = next((place for place, word in enumerate(named) if place and word in stops), len(named))
        if telling & set(named[:head]):  # not behind "yang", where it is said of something else
            return True
    return False


def tells_of_all(facts: Mapping[str, object]) -> bool:
    """Tell whether the words of a side count the time of all who are meant: *hari perawatan*, *malam kamar*."""
    told = {word.casefold() for side in ("left", "right") for word in _tuple(facts[f"{side}_words"])}
    return not told.isdisjoint(default_vocabulary().words("satuan", "of_all"))


def _tuple(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def distinct_names(left: Unit, right: Unit) -> tuple[str, str]:
    """Return the names of two units for a message: short, unless they would then look alike."""
    short = _plain(left), _plain(right)
    return short if short[0] != short[1] else (left.name, right.name)


def _plain(unit: Unit) -> str:
    """Return the precise kind where there is one: pegawai, although a report counts them as orang."""
    kind = unit.kind
    if kind is None or unit.scale != 1 or kind.family in ("ukuran", "uang"):
        return str(unit)
    name = kind.name.replace("-", " ")
    return kind.shown if kind.shown.casefold() == name else name
