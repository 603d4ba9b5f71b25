"""One reader for figures: what a value given by people or programs states, by one rule.

- ``model``: :class:`Angka`, what a value states
- ``gaps``: what counts as missing (None, NaN, NaT, ``""``, ``-``, ``n/a``, ``belum ada`` …)
- ``dates``: the days that texts write
- ``periods``: periods as texts write them: their order, the one before, the index in a name
- ``reader``: any value → :class:`Angka`

Whoever takes figures (data of ``evaluate``, targets and realizations, records, files, forms) reads them here and adds
only what its own place asks for.
"""

from kinerja_formula.figures.dates import date_of, date_text
from kinerja_formula.figures.gaps import is_gap
from kinerja_formula.figures.model import Angka
from kinerja_formula.figures.periods import called_alike, is_total, period_order, periods_overlap, read_period
from kinerja_formula.figures.reader import angka, read_angka
from kinerja_formula.figures.shown import shown

__all__ = [
    "Angka",
    "angka",
    "called_alike",
    "date_of",
    "date_text",
    "is_gap",
    "is_total",
    "period_order",
    "periods_overlap",
    "read_angka",
    "read_period",
    "shown",
]
