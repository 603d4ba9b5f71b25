"""What a value states, whoever gave it."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from kinerja_formula.numerals import shortest

__all__ = ["Angka", "figure_text"]


class Angka(NamedTuple):
    """A figure as the library understands it; exact.

    ``jenis``: ``angka`` (``value``), ``rentang`` (``value`` to ``upper``), ``tanggal`` (the day, as ``date.toordinal``
    counts), or empty for a gap, where ``reason`` is ``kosong`` or ``nihil``. ``unit`` is ``%``, ``rupiah`` or the words
    as written, None for a bare number; ``comparison`` one of ``>= > <= <``; ``words`` the value of number words in
    brackets. ``doubts`` are slugs of other readings: ``titik-desimal`` (``4.25``), ``ribuan-koma`` (``1,250`` may be
    1.250), ``ribuan-titik`` (``95.000`` may be 95).

    >>> import kinerja_formula as kf
    >>> str(kf.angka("Rp 1,2 miliar")), kf.angka("n/a").reason
    ('1200000000 rupiah', 'kosong')
    """

    jenis: str
    value: Fraction | None = None
    unit: str | None = None
    upper: Fraction | None = None
    comparison: str | None = None
    reason: str | None = None
    words: Fraction | None = None
    doubts: tuple[str, ...] = ()
    written: str = ""

    @property
    def percent(self) -> bool:
        """Whether the figure is a percentage."""
        return self.unit == "%"

    @property
    def missing(self) -> bool:
        """Whether there is no figure: not 0, nothing."""
        return self.reason is not None

    def __str__(self) -> str:
        if self.value is None or self.jenis == "tanggal":
            return self.written or "–"
        return figure_text(self.value, self.upper, self.unit, self.comparison)


def figure_text(value: Fraction, upper: Fraction | None, unit: str | None, comparison: str | None) -> str:
    """Return a figure for a reader.

    >>> figure_text(Fraction(80), Fraction(90), "%", None), figure_text(Fraction(75), None, None, ">=")
    ('80 – 90%', '≥ 75')
    """
    ends = shortest(value) + (f" – {shortest(upper)}" if upper is not None else "")
    sign = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< "}.get(comparison or "", "")
    return f"{sign}{ends}{'' if unit is None else unit if unit == '%' else f' {unit}'}"
