"""Indonesian numbers both ways, exact: ``6.254``, ``81,35 %``, ``Rp 1,2 miliar``, ``dua belas`` ↔ Fraction.

- ``digits``: digits with dots and commas
- ``number_words``: numbers in words, read and written
- ``figure_text``: the one figure that a whole text states, with its unit
- ``python_numbers``: numbers of Python and numpy
- ``writing``: numbers as people read them
- ``errors``, ``limits``: why something is no number, and how long one may be

Nothing here ever returns a float, and a text that isn't wholly one figure is a :class:`NumeralError`, never a guess.
"""

from kinerja_formula.numerals.digits import Numeral, decode, decode_in_formula
from kinerja_formula.numerals.errors import NumeralError
from kinerja_formula.numerals.figure_text import Figure, read_figure, scale_of_word
from kinerja_formula.numerals.limits import MAX_DIGITS
from kinerja_formula.numerals.number_words import NUMBER_WORDS, read_words, to_words
from kinerja_formula.numerals.python_numbers import exact
from kinerja_formula.numerals.writing import (
    format_number,
    half_up,
    reduced,
    shortest,
    shown_figure,
    shown_number,
    with_thousands,
)

__all__ = [
    "MAX_DIGITS",
    "NUMBER_WORDS",
    "Figure",
    "Numeral",
    "NumeralError",
    "decode",
    "decode_in_formula",
    "exact",
    "format_number",
    "half_up",
    "read_figure",
    "read_words",
    "reduced",
    "scale_of_word",
    "shortest",
    "shown_figure",
    "shown_number",
    "to_words",
    "with_thousands",
]
