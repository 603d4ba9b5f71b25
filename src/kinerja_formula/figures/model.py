"""What a value states, whoever gave it."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from kinerja_formula.numerals import shortest

__all__ = ["Angka"]


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
        ends = shortest(self.value) + (f" – {shortest(self.upper)}" if self.upper is not None else "")
        return f"{ends}{'' if self.unit is None else '%' if self.percent else f' {self.unit}'}"
