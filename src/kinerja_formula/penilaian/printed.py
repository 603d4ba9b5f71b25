"""A printed capaian against its realization and target: does it follow, and if not, which slip would give it?

Every slip is a calculation of its own whose result, rounded as the print is, equals the print; a printed figure that
none of them gives is only said not to follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import INVALID_FIGURE
from kinerja_formula.numerals import NumeralError, exact, half_up, read_figure, shortest
from kinerja_formula.penilaian.capaian_model import Capaian
from kinerja_formula.penilaian.comparison import capaian
from kinerja_formula.penilaian.rule_set import Aturan
from kinerja_formula.penilaian.stated_figures import read_stated

__all__ = ["SLIPS", "Printed", "check_printed"]

SLIPS: Final = (
    "dipotong",
    "dibatasi-100",
    "dibatasi-110",
    "dibatasi-120",
    "rumus-naik",
    "rumus-turun",
    "rumus-turun-kebalikan",
    "terbalik",
    "hanya-selisih",
    "skala-10",
    "skala-100",
    "skala-1000",
    "dari-angka-bulat",
    "realisasi-baris-atas",
    "target-baris-atas",
    "angka-tertukar",
)
"""What can have happened, the likeliest first."""

_CAPS: Final = (100, 110, 120)
_SCALES: Final = (10, 100, 1000)
_LONGEST: Final = 30


class Printed(NamedTuple):
    """What was printed, and what follows from realization and target.

    ``value`` is the exact capaian in percent, None where the rule set gives none; ``agrees`` whether the print is that
    value rounded to the decimals of the print, or that of a realization which is printed rounded itself. ``slips`` are
    those of :data:`SLIPS` that give the print.
    """

    printed: Fraction
    decimals: int
    value: Fraction | None
    agrees: bool
    slips: tuple[str, ...]
    capaian: Capaian

    @property
    def slip(self) -> str | None:
        """The likeliest slip."""
        return self.slips[0] if self.slips else None


def check_printed(
    printed: Any,
    realisasi: Any,
    target: Any,
    *,
    arah: str | None = None,
    aturan: str | Aturan | None = None,
    indikator: str | None = None,
    satuan: str | None = None,
    above: tuple[Any, Any] | None = None,
) -> Printed:
    """Return whether a printed capaian follows from its realization and target by a rule set, else which slip gives it.

    ``above`` are realization and target of the row above, from which a figure may have been taken.

    Raises InvalidDataError KF302 for a print that is no figure; and what :func:`capaian` raises.

    >>> check_printed("102%", "88,5", "86").slip, check_printed("102,9", "88,5", "86").agrees
    ('dipotong', True)
    """
    shown, decimals = _read_printed(printed)
    reached = capaian(realisasi, target, arah=arah, aturan=aturan, indikator=indikator, satuan=satuan)
    agrees = reached.value is not None and half_up(reached.value, decimals) == shown
    if not agrees and isinstance(realisasi, str):
        ends = [
            capaian(end, target, arah=reached.arah.arah, aturan=aturan, satuan=satuan).value
            for end in _before_rounding(realisasi, reached)
        ]
        rounded = sorted([half_up(end, decimals) for end in ends if end is not None])
        agrees = len(rounded) == 2 and rounded[0] <= shown <= rounded[1]
    search = _Search(shown, decimals, reached, _figures(realisasi, target), _figures(*above) if above else None)
    return Printed(shown, decimals, reached.value, agrees, () if agrees else search.slips(), reached)


def _before_rounding(realisasi: str, reached: Capaian) -> tuple[str, ...]:
    """Return the least and the greatest figure that is printed as this one: 91,67 may have been 91,666…; whole numbers
    are what they are.
    """
    value = reached.realisasi.value
    if reached.value is None or value is None or reached.realisasi.kind != "angka":
        return ()
    decimals = _decimals(realisasi, value)
    if not decimals:
        return ()
    half, unit = Fraction(1, 2 * 10**decimals), reached.realisasi.unit or ""
    return tuple([f"{shortest(end)} {unit}" for end in (value - half, value + half)])


def _read_printed(printed: Any) -> tuple[Fraction, int]:
    """Return the figure in percent and how many decimals stand behind it."""
    try:
        if isinstance(printed, str):
            figure = read_figure(printed)
            if figure.upper is not None or figure.comparison is not None:
                raise NumeralError("rentang")
            return figure.value, _decimals(printed, figure.value)
        value = exact(printed)
    except NumeralError as error:
        facts: dict[str, object] = {"name": "capaian", "value": repr(printed)[:80], "reason": error.reason}
        raise InvalidDataError(Diagnostic(INVALID_FIGURE, (0, 0), (), **facts)) from None
    return value, len(shortest(value).partition(",")[2])


def _decimals(text: str, value: Fraction) -> int:
    """Count the digits behind the decimal sign as they are printed: two in 86,50."""
    digits = "".join([sign for sign in text if sign.isdecimal() or sign in ".,"]).strip(".,")
    tail = digits[max(digits.rfind("."), digits.rfind(",")) + 1 :]
    if len(tail) == len(digits):
        return 0
    # A sign before three digits may group thousands: then all the digits are the value.
    return 0 if digits.replace(".", "").replace(",", "").lstrip("0") == str(value) else len(tail)


_Pair = tuple[Fraction, Fraction]


class _Search:
    """Tries what can have happened to one print."""

    def __init__(
        self, printed: Fraction, decimals: int, reached: Capaian, figures: _Pair | None, above: _Pair | None
    ) -> None:
        self.printed = printed
        self.decimals = decimals
        self.value = reached.value
        self.falls = reached.arah.arah == "turun"
        self.figures = figures
        self.above = above

    def slips(self) -> tuple[str, ...]:
        """Return the slips that give the print, in the order of :data:`SLIPS`."""
        found = {*self._of_value(), *self._of_figures()}
        if not found:  # what explains nearly anything is asked last
            found = {*self._of_row_above()} or {*self._of_digits()}
        return tuple([slip for slip in SLIPS if slip in found])

    def _rounds(self, value: Fraction | None) -> bool:
        return value is not None and half_up(value, self.decimals) == self.printed

    def _cuts(self, value: Fraction | None) -> bool:
        size = 10**self.decimals
        return value is not None and Fraction(value.numerator * size // value.denominator, size) == self.printed

    def _of_value(self) -> Iterator[str]:
        value = self.value
        if value is None:
            return
        if self._cuts(value):
            yield "dipotong"
        for cap in _CAPS:
            if value > cap == self.printed:
                yield f"dibatasi-{cap}"
        for scale in _SCALES:
            if self.printed and (self._rounds(value * scale) or self._rounds(value / scale)):
                yield f"skala-{scale}"

    def _of_figures(self) -> Iterator[str]:
        if self.figures is None:
            return
        reached, wanted = self.figures
        ways = {
            "rumus-naik": _share(reached, wanted),
            "rumus-turun": _share(2 * wanted - reached, wanted),
            "rumus-turun-kebalikan" if self.falls else "terbalik": _share(wanted, reached),
            "hanya-selisih": _share(wanted - reached, wanted),
        }
        for slip, value in ways.items():
            if value != self.value and self._rounds(value):
                yield slip
        whole = half_up(reached, 0), half_up(wanted, 0)
        if whole != self.figures and self._rounds(_share(*whole)):
            yield "dari-angka-bulat"

    def _of_row_above(self) -> Iterator[str]:
        if self.figures is None or self.above is None:
            return
        for slip, pair in (
            ("realisasi-baris-atas", (self.above[0], self.figures[1])),
            ("target-baris-atas", (self.figures[0], self.above[1])),
        ):
            value = self._by_rule(*pair)
            if value != self.value and (self._rounds(value) or self._cuts(value)):
                yield slip

    def _of_digits(self) -> Iterator[str]:
        """Two neighbouring digits were exchanged, in a figure or in the print."""
        if self.value is not None and any(self._equals_printed(other) for other in _exchanged(self.printed)):
            yield "angka-tertukar"
        if self.figures is None:
            return
        reached, wanted = self.figures
        pairs = [(other, wanted) for other in _exchanged(reached)] + [(reached, other) for other in _exchanged(wanted)]
        if any(self._rounds(self._by_rule(*pair)) for pair in pairs):
            yield "angka-tertukar"

    def _equals_printed(self, other: Fraction) -> bool:
        return self.value is not None and half_up(self.value, self.decimals) == other

    def _by_rule(self, reached: Fraction, wanted: Fraction) -> Fraction | None:
        return _share(2 * wanted - reached if self.falls else reached, wanted)


def _share(above: Fraction, below: Fraction) -> Fraction | None:
    return above * 100 / below if below else None


def _exchanged(value: Fraction) -> Iterator[Fraction]:
    """Yield the figures that come of exchanging two neighbouring digits of a decimal."""
    text = shortest(value)
    if "/" in text or len(text) > _LONGEST:
        return
    for place in range(len(text) - 1):
        one, other = text[place], text[place + 1]
        if one.isdecimal() and other.isdecimal() and one != other:
            swapped = text[:place] + other + one + text[place + 2 :]
            yield Fraction(swapped.replace(",", "."))


def _figures(realisasi: Any, target: Any) -> tuple[Fraction, Fraction] | None:
    """Realization and target as bare figures, where each is one."""
    stated = [read_stated(one, role) for one, role in ((realisasi, "realisasi"), (target, "target"))]
    values = [one[0].value for one in stated if len(one) == 1 and one[0].kind == "angka"]
    if len(values) != 2 or values[0] is None or values[1] is None:
        return None
    return values[0], values[1]
