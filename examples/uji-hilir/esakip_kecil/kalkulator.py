"""The application's own calculator: canonical lines of sums and products, with the figures of a form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

import kinerja_formula as kf

PIECES = re.compile(r" ?(?:`([^`]+)`|([-+×/()])|([0-9.,]+%?)|([^-+×/()`]+))")


def nilai(baris: str, data: Mapping[str, object]) -> Fraction:
    """Return the value of a canonical line: first × and /, then + and -, each from left to right."""
    return Calculator(baris, data).value()


def nilai_lama(baris: str, data: Mapping[str, object]) -> Fraction:
    """Return the value as the first release did, rounded before it is multiplied. Wrong, and kept as a warning."""
    return OldCalculator(baris, data).value()


class Calculator:
    """Reads the pieces of a line from left to right."""

    def __init__(self, baris: str, data: Mapping[str, object]) -> None:
        self.data = {name.lower(): kf.angka(figure).value for name, figure in data.items()}
        self.pieces = [found.groups() for found in PIECES.finditer(baris)]
        self.place = 0

    def value(self) -> Fraction:
        total = self.sum()
        assert self.place == len(self.pieces)
        return total

    def sign(self, wanted: str) -> str:
        """Return the sign that stands next and step over it, if it is one of those wanted."""
        sign = self.pieces[self.place][1] if self.place < len(self.pieces) else None
        if sign is None or sign not in wanted:
            return ""
        self.place += 1
        return sign

    def sum(self) -> Fraction:
        total = self.product()
        while sign := self.sign("+-"):
            other = self.product()
            total = total + other if sign == "+" else total - other
        return total

    def product(self) -> Fraction:
        total = self.operand()
        while sign := self.sign("×/"):
            other = self.operand()
            total = total * other if sign == "×" else total / other
        return total

    def operand(self) -> Fraction:
        if self.sign("("):
            inner = self.sum()
            assert self.sign(")")
            return inner
        quoted, _, number, bare = self.pieces[self.place]
        self.place += 1
        if number:
            return kf.angka(number).value  # A / B × 100% is so many percent
        return self.data[(quoted or bare).strip().lower()]


class OldCalculator(Calculator):
    """Rounds a quotient to the two decimals that the page shows, and goes on with what is left: the planted bug."""

    def product(self) -> Fraction:
        total = self.operand()
        while sign := self.sign("×/"):
            other = self.operand()
            total = total * other if sign == "×" else Fraction(round(total / other * 100), 100)
        return total
