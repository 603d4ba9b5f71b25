"""Any value → what it states. The rule is one, wherever the value comes from."""

from __future__ import annotations

import datetime
import numbers
import os
from fractions import Fraction
from functools import cache
from typing import Any, Final

from kinerja_formula.data_files import DATA, read_toml
from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import INVALID_FIGURE
from kinerja_formula.figures.dates import date_of
from kinerja_formula.figures.gaps import gap_words, is_gap
from kinerja_formula.figures.model import Angka
from kinerja_formula.figures.shown import shown
from kinerja_formula.names import fold_space, without_footnotes
from kinerja_formula.numerals import NumeralError, exact, read_figure, shortest
from kinerja_formula.patterns import lazy_pattern
from kinerja_formula.units import read_unit

__all__ = ["angka", "angka_or_none", "is_slipped", "rate_or_time", "read_angka", "read_text", "without_loss"]

_LONGEST: Final = 2000
CLOCK: Final = lazy_pattern(
    r"0[0-9]:[0-5][0-9](?::[0-5][0-9])?|[1-9]?[0-9]:[0-5][0-9]:[0-5][0-9]"
    r"|(?:pukul|pkl\.?)\s?[0-2]?[0-9][.:][0-5][0-9](?:\s?wi(?:b|ta|t))?|[0-2]?[0-9][.:][0-5][0-9]\s?wi(?:b|ta|t)",
    2,
)
"""A time of the day, or a length of time whose unit nobody tells."""
_GRADED: Final = lazy_pattern(r"([^\W\d][^()\d]{0,40})\(([^()]{1,40})\)")
_LENGTH: Final = lazy_pattern(r"([0-9][0-9.,]{0,12})\s?([^\W\d]{3,8})")
_DURATION: Final = lazy_pattern(
    r"[0-9][0-9.,]{0,12}\s?[^\W\d]{3,8}(?:,?\s(?:dan\s)?[0-9][0-9.,]{0,12}\s?[^\W\d]{3,8}){1,3}"
)
_PER: Final = lazy_pattern(
    r"([0-9][0-9.,]{0,12})\s?(?:/|per)\s?(10{3,6}|1\.000|10\.000|100\.000|1\.000\.000)(?:\s[^\d/]{1,40})?", 2
)
_TIMES: Final = lazy_pattern(r"([0-9]{1,3})\s?[x×]\s?([0-9]{1,2})\s?([^\W\d]{3,6})", 2)
_LOSS: Final = lazy_pattern(r"\s{0,9}((?:[Rr][Pp]\.?\s?)?)\(([0-9][0-9.,]{0,40}%?)\)\s{0,9}")
_LETTER_FOR_DIGIT: Final = lazy_pattern(r"(?<![^\W\d_])[0-9][0-9.,]{0,20}[OoI]{1,4}(?![^\W\d_])")
_DOUBLED: Final = lazy_pattern(r"%\s{0,3}%|[0-9]\s{1,3}[.,]\s{0,3}$")
# One mark with three digits behind it: 1,250 is a decimal fraction in Indonesian and a thousand in English, 95.000 the
# other way round.
_COMMA_AND_THREE: Final = lazy_pattern(r"(?<![0-9.,])[1-9][0-9]{0,2},[0-9]{3}(?![0-9.,])")
_DOT_AND_THREE: Final = lazy_pattern(r"(?<![0-9.,])[1-9][0-9]{0,2}\.[0-9]{3}(?![0-9.,])")


def angka(given: Any) -> Angka:
    """Return what a value states by the library's one rule for figures, exact.

    Args:
        given: a number, a text as people type it (``"Rp 1,2 miliar"``, ``"81,35 %"``, ``"15 Maret 2024"``), a date, a
            pint quantity. None, NaN, ``""``, ``"-"``, ``"n/a"``, ``"belum ada data"`` are gaps: ``missing`` is true.

    Raises:
        InvalidDataError: KF302 for what states no single figure: words, two figures, a boolean, a list.

    >>> angka("1.250,5").value, angka("90 %").unit, angka("minimal 75").comparison, angka("-").missing
    (Fraction(2501, 2), '%', '>=', True)
    """
    try:
        found = read_angka(given)
    except NumeralError as error:
        raise _invalid(given, error.reason) from None
    except Exception:  # whatever a foreign type does when it is asked for its figure
        raise _invalid(given, "jenis-data") from None
    if found is None:
        raise _invalid(given, "jenis-data")
    return found


def angka_or_none(text: str) -> Angka | None:
    """Return what a cell of text states; None for a gap and for what states no single figure.

    >>> angka_or_none("1.105").value, angka_or_none("-"), angka_or_none("sekitar seribu")
    (Fraction(1105, 1), None, None)
    """
    try:
        read = angka(text)
    except InvalidDataError:
        return None
    return None if read.value is None else read


def _invalid(given: object, reason: str) -> InvalidDataError:
    value = shown(given)
    return InvalidDataError(Diagnostic(INVALID_FIGURE, (0, 0), (), name="angka", value=value, reason=reason))


def read_angka(given: Any) -> Angka | None:
    """Return what a value states: a number, text, date, pint quantity, or a gap; None for what is no single figure.

    Raises NumeralError with one of the reasons of :mod:`kinerja_formula.numerals`, or ``benar-salah`` (a boolean),
    ``satuan-tak-dikenal`` (a quantity in a unit that the vocabulary does not have, or that has a zero of its own).

    >>> read_angka("81,35 %").value, read_angka("15/03/2024").jenis, read_angka(float("nan")).reason
    (Fraction(1627, 20), 'tanggal', 'kosong')
    """
    if is_gap(given):
        return Angka("", reason="kosong")
    if isinstance(given, str):
        return read_text(str(given))
    if isinstance(given, bool) or type(given).__name__ in ("bool_", "bool"):
        raise NumeralError("benar-salah")
    if isinstance(given, numbers.Number):
        return Angka("angka", exact(given))
    if isinstance(given, datetime.date):
        day = given.date() if isinstance(given, datetime.datetime) else given
        return Angka("tanggal", Fraction(day.toordinal()), written=day.isoformat())
    if isinstance(given, datetime.time):
        raise NumeralError("jam")
    if isinstance(given, datetime.timedelta):
        minutes = Fraction(given // datetime.timedelta(microseconds=1), 60_000_000)
        return Angka("angka", minutes, "menit", written=f"{shortest(minutes)} menit")
    if type(given).__name__ == "datetime64":  # numpy, which is not imported for the question
        return read_angka(given.astype("datetime64[s]").item())
    if hasattr(given, "magnitude") and hasattr(given, "units"):
        return _quantity(given)
    if callable(getattr(given, "as_py", None)):  # a value of Arrow
        return read_angka(given.as_py())
    if getattr(given, "shape", None) == () and callable(getattr(given, "item", None)):  # an array of one, of numpy
        return read_angka(given.item())
    return None


def read_text(text: str) -> Angka:
    """Return what a cell of text states. Raises NumeralError, also ``bukan-tanggal`` for a day that does not exist."""
    if len(text) > _LONGEST:
        raise NumeralError("terlalu-panjang", _LONGEST)
    written = fold_space(text)
    if not written or written.casefold().rstrip(".") in gap_words() or written.casefold() in gap_words():
        return Angka("", reason="kosong", written=written)
    _check_form(written)
    if written.isdecimal():
        return Angka("angka", read_figure(written).value, written=written)
    try:
        day = date_of(written)
    except ValueError:
        raise NumeralError("bukan-tanggal") from None
    if day is not None:
        return Angka("tanggal", Fraction(day.toordinal()), written=written)
    marked = without_footnotes(written)
    rate = rate_or_time(marked)
    return _with_words(written, marked) if rate is None else rate._replace(written=written)


def _check_form(written: str) -> None:
    """Raise NumeralError for a text whose form tells that it is no figure: a slip, a time, the formula of a cell."""
    if is_slipped(written):
        raise NumeralError("bukan-angka")
    if CLOCK.fullmatch(written):
        raise NumeralError("jam")
    if written.startswith("#="):
        raise NumeralError("rumus-tanpa-nilai")


def _with_words(written: str, marked: str) -> Angka:
    """Return the figure of a text with words and signs: its unit, a comparison, a range, a grade beside it."""
    try:
        figure = read_figure(without_loss(marked))
    except NumeralError as error:
        if error.reason in ("kosong", "nihil"):
            return Angka("", reason=error.reason, written=written)
        other = _duration(marked) or _graded(marked)
        if other is None:
            raise
        return other._replace(written=written)
    if figure.unit is not None and figure.unit.casefold().strip("() ") in _grades():
        figure = figure._replace(unit=None)  # "88,31 (Sangat Baik)"
    marks = (
        ("titik-desimal", figure.decimal_point),
        ("ribuan-koma", _COMMA_AND_THREE.search(written)),
        ("ribuan-titik", _DOT_AND_THREE.search(written)),
    )
    return Angka(
        "angka" if figure.upper is None else "rentang",
        figure.value,
        figure.unit,
        figure.upper,
        figure.comparison,
        None,
        figure.words,
        tuple([slug for slug, told in marks if told]),
        written,
    )


@cache
def _grades() -> frozenset[str]:
    return frozenset(read_toml(os.path.join(DATA, "vocabulary", "penilaian.toml"))["figur"]["predikat"])


def _graded(text: str) -> Angka | None:
    """Read ``BB (76,2)``: a figure in brackets behind its grade."""
    found = _GRADED.fullmatch(text)
    if found is None or found[1].strip().casefold() not in _grades():
        return None
    figure = read_figure(found[2])
    return Angka("angka", figure.value, figure.unit) if figure.upper is None and figure.comparison is None else None


def rate_or_time(text: str) -> Angka | None:
    """Return a rate or a time that is written as two numbers: ``12/1.000 KH``, ``3 x 24 jam``; None for other texts.

    >>> str(rate_or_time("12/1.000 KH")), str(rate_or_time("3 x 24 jam")), rate_or_time("75/80")
    ('12 per 1000', '72 jam', None)
    """
    return _rate(text) or _times(text)


def _rate(text: str) -> Angka | None:
    """Read ``12/1.000 KH``, ``180 per 100.000 kelahiran hidup``: 12 and 180, each per that many."""
    found = _PER.fullmatch(text)
    if found is None:
        return None
    return Angka("angka", read_figure(found[1]).value, f"per {found[2].replace('.', '')}")


def _times(text: str) -> Angka | None:
    """Read ``3 x 24 jam``, which is a time."""
    found = _TIMES.fullmatch(text)
    unit = None if found is None else read_unit(found[3])
    if found is None or unit is None or unit.kind is None or unit.kind.family != "waktu":
        return None
    return Angka("angka", read_figure(found[1]).value * read_figure(found[2]).value, found[3])


def _duration(text: str) -> Angka | None:
    """Read ``2 jam 30 menit``, in the first of its units."""
    if not _DURATION.fullmatch(text):
        return None
    total, first, last = Fraction(0), None, None
    lengths = _LENGTH.findall(text)
    if len({word.casefold() for _, word in lengths}) < len(lengths):
        return None  # "5 bulan, 7 bulan" are two
    for number, word in lengths:
        unit = read_unit(word)
        first = first or unit
        factor = None if unit is None or first is None else unit.factor_to(first)
        if factor is None:
            return None
        length = read_figure(number).value * factor
        if last is not None and length >= last:
            return None  # "12 bulan, 4 triwulan" is said twice: what goes on is less than one of the unit before
        last = factor
        total += length
    return None if first is None else Angka("angka", total, str(first))


def is_slipped(text: str) -> bool:
    """Tell whether a sign was typed twice or hangs behind a space, or a letter is a digit: ``5%%``, ``1 ,``, ``1O``."""
    return _DOUBLED.search(text) is not None or _LETTER_FOR_DIGIT.search(text) is not None


def without_loss(text: str) -> str:
    """Return a figure in brackets, as books of account write a negative one, with its sign: ``Rp (5)`` is -5 rupiah.

    >>> without_loss("Rp (1.250)"), without_loss("29 (dua puluh sembilan)")
    ('Rp -1.250', '29 (dua puluh sembilan)')
    """
    loss = _LOSS.fullmatch(text)
    return text if loss is None else f"{loss[1]}-{loss[2]}"


def _quantity(given: Any) -> Angka | None:
    """Read a quantity of pint, by its own units: what the vocabulary has no word for is refused."""
    from kinerja_formula.units.pint_units import from_pint

    magnitude = given.magnitude
    if hasattr(magnitude, "__len__") and not isinstance(magnitude, str):
        return None
    if not hasattr(given, "unit_items"):  # looks like a quantity and is none of pint's
        inside, name = read_angka(magnitude), fold_space(str(given.units))
        unit = "%" if name in ("percent", "persen", "%") else None if name in ("", "dimensionless") else name
        return None if inside is None else inside._replace(unit=unit, written=f"{inside} {unit or ''}".rstrip())
    value, measure = from_pint(given)
    if not measure.known:
        raise NumeralError("satuan-tak-dikenal")
    unit = str(measure) if measure.kind is None or measure.scale != 1 else measure.name
    if not measure.parts and measure.scale == 1:
        return Angka("angka", value)
    shown = "%" if unit == "%" else f" {unit}"
    return Angka("angka", value, unit, written=f"{shortest(value)}{shown}")
