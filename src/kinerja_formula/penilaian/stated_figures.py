"""Realizations and targets as people write them.

``94%``, ``80 - 90%``, ``minimal 75``, ``Skor 4``, ``A (80,50)``, ``1:30``, ``1000 orang, 12 bulan``, ``ada``, a date. A
cell that holds no figure tells its reason; empty is not zero.
"""

from __future__ import annotations

import os
from datetime import date, timedelta
from difflib import get_close_matches
from fractions import Fraction
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, Final, NamedTuple

from kinerja_formula.comparison_words import alternatives, comparison_words, sign_of
from kinerja_formula.data_files import DATA, read_toml
from kinerja_formula.diagnostics import Diagnostic, FormulaError, InvalidDataError
from kinerja_formula.diagnostics.catalogue import INVALID_FIGURE
from kinerja_formula.evaluation.figures import DATE
from kinerja_formula.figures import date_of, read_angka, read_period, shown
from kinerja_formula.figures.dates import NO_YEAR, month_of, without_lead
from kinerja_formula.figures.model import figure_text
from kinerja_formula.figures.periods import Period
from kinerja_formula.figures.reader import CLOCK, is_slipped, rate_or_time, read_text, without_loss
from kinerja_formula.names import fold_space, without_footnotes
from kinerja_formula.numerals import Figure, NumeralError, decode, read_figure, shortest
from kinerja_formula.patterns import lazy_pattern
from kinerja_formula.reading.rules_reader import read_by_rules
from kinerja_formula.result import Result
from kinerja_formula.units import Vocabulary, default_vocabulary, read_unit

__all__ = ["NO_TARGET", "Stated", "number_words_of", "one_figure", "read_stated", "spellings", "words"]

_LONGEST: Final = 2000
_SHORT: Final = 200


class Stated(NamedTuple):
    """What a cell states.

    ``kind``: ``angka`` (``value``), ``rentang`` (``value`` to ``upper``), ``keberadaan`` (1 or 0), ``tanggal`` (the day
    as ``date.toordinal`` counts), ``peringkat`` (no value, ``written`` is the rank), or empty, where ``reason`` tells
    why nothing is stated: ``kosong``, ``nihil``, ``bukan-angka``. ``comparison`` is one of ``>= > <= <``.
    """

    kind: str
    written: str
    value: Fraction | None = None
    upper: Fraction | None = None
    unit: str | None = None
    comparison: str | None = None
    reason: str | None = None

    @property
    def figure(self) -> str:
        """The figure for a reader: ``"80 – 90 %"``."""
        if self.value is None or self.kind not in ("angka", "rentang"):
            return self.written
        return figure_text(self.value, self.upper, None if self.unit == "1" else self.unit, self.comparison)


NO_TARGET: Final = Stated("", "", reason="tanpa-target")
"""Nobody asked how far a target was reached; a realization may still have a category of its own."""


def number_words_of(stated: Stated) -> Fraction | None:
    """Return what the number words in brackets behind a figure say; None where there are none.

    >>> number_words_of(read_stated("20 (dua puluh satu) dokumen", "target")[0])
    Fraction(21, 1)
    """
    if stated.kind != "angka" or "(" not in stated.written:
        return None
    try:
        return read_figure(stated.written).words
    except NumeralError:
        return None


@cache
def words(table: str, role: str) -> tuple[str, ...]:
    """Return words of ``data/vocabulary/penilaian.toml``, lower case."""
    found = read_toml(os.path.join(DATA, "vocabulary", "penilaian.toml"))[table][role]
    return tuple(found)


@cache
def spellings(arah: str) -> frozenset[str]:
    """Return the ways in which tables and systems write a direction, lower case."""
    found = read_toml(os.path.join(DATA, "vocabulary", "penilaian.toml"))["arah"]["tulisan"][arah]
    return frozenset(found)


def read_stated(given: Any, role: str) -> tuple[Stated, ...]:
    """Return what a realization or target states; more than one where a text states several quantities.

    ``role`` (``realisasi`` or ``target``) names it in an error. Takes texts, numbers, booleans, dates, pint quantities,
    results, and None for nothing.

    Raises InvalidDataError KF302 for NaN, infinities, foreign types, and texts with figures in them that can't be read.

    >>> read_stated("7 – 8 bulan", "target")[0][:5]
    ('rentang', '7 – 8 bulan', Fraction(7, 1), Fraction(8, 1), 'bulan')
    >>> [one.figure for one in read_stated("1000 orang, 12 bulan", "target")]
    ['1000 orang', '12 bulan']
    >>> read_stated("n/a", "realisasi")[0].reason, read_stated("A (80,50)", "realisasi")[0].figure
    ('kosong', '80,5')
    """
    if isinstance(given, Stated):
        return (given,)
    if isinstance(given, tuple) and given and all(isinstance(one, Stated) for one in given):
        return given
    if isinstance(given, str):
        return _remembered(given, role, default_vocabulary()) if len(given) <= _SHORT else _typed(given, role)
    if isinstance(given, Result):
        return (Stated("tanggal" if given.unit == DATE else "angka", str(given), given.value, unit=given.unit),)
    if isinstance(given, bool) or type(given).__name__ == "bool_":
        answer = bool(given)
        return (Stated("keberadaan", words("keberadaan", "ya" if answer else "tidak")[0], Fraction(answer)),)
    try:
        angka = read_angka(given)
    except NumeralError as error:
        raise _fault(given, role, error.reason) from None
    except Exception:  # whatever a foreign type does when it is asked for its figure
        raise _fault(given, role, "jenis-data") from None
    if angka is None:
        raise _fault(given, role, "jenis-data")
    written = angka.written or ("" if angka.value is None else shortest(angka.value))
    return (Stated(angka.jenis, written, angka.value, angka.upper, angka.unit, angka.comparison, angka.reason),)


def one_figure(given: Any, role: str) -> Stated:
    """Return the one figure that a value states, or its gap: no bound, range, day, or answer to a question.

    Raises InvalidDataError KF302 as :func:`read_stated`, and for those.
    """
    stated = read_stated(given, role)
    if len(stated) != 1:
        raise _fault(given, role, "satuan-ganda")
    [one] = stated
    if one.upper is not None:
        raise _fault(given, role, "rentang")
    if one.comparison is not None:
        raise _fault(given, role, "pembanding")
    if one.kind != "angka" and one.reason not in ("kosong", "nihil"):
        reasons = {"tanggal": "tanggal", "keberadaan": "benar-salah"}
        raise _fault(given, role, reasons.get(one.kind, "bukan-angka"))
    return one


def _fault(given: object, role: str, reason: str) -> InvalidDataError:
    return InvalidDataError(Diagnostic(INVALID_FIGURE, (0, 0), (), name=role, value=shown(given), reason=reason))


# Texts

_RANGE: Final = lazy_pattern(r"\(?\s*\brentang\b\s*[:=]?\s*([^()]{1,80})\)?", 2)
_SIDE: Final = r"(?:[0-9]{1,3}(?:\.[0-9]{3}){1,3}|[0-9]{1,12})(?:,[0-9]{1,6})?"
_RATIO: Final = lazy_pattern(rf"({_SIDE})(?::| : )({_SIDE})")
_TO: Final = lazy_pattern(r"\s?(?:-|–|s\.?d\.?|sampai)\s?")
_GRADED: Final = lazy_pattern(r"[^\W\d][^()\d]{0,40}\(([^()]{1,40})\)")
_SLASHED: Final = lazy_pattern(r"[A-Za-z]{1,3}[+-]?\s?[/|]\s?([0-9][0-9.,]{0,20}%?)")
_SPACED_DASH: Final = lazy_pattern(r"[-–]\s+[0-9]")
"""A minus or the bullet of a list: nothing tells."""
_WITH_GRADE: Final = lazy_pattern(r"([^()]{1,60})\([^()\d]{1,40}\)")
_BROKEN: Final = lazy_pattern(r"[0-9][^\W\d]{1,20}[0-9]")
"""A number with letters inside it (12a4, 1e5) is no quantity."""
_FIGURE_TEXT: Final = r"([0-9][0-9.,]{0,20}\s?%?[^\d,;]{0,20}?)"
_BETWEEN: Final = lazy_pattern(rf"antara\s{_FIGURE_TEXT}\s(?:dan|sampai|hingga|-|–|s\.?d\.?)\s{_FIGURE_TEXT}", 2)
_FROM_TO: Final = lazy_pattern(rf"\bdari\s{_FIGURE_TEXT}\s(?:menjadi|ke)\s{_FIGURE_TEXT}$", 2)
_EITHER: Final = lazy_pattern(rf"{_FIGURE_TEXT}(?:\s(?:dan|atau)\s|\s?/\s?){_FIGURE_TEXT}", 2)
_FRACTION: Final = lazy_pattern(r"[0-9.,]{1,20}%?\s?/\s?[0-9.,]{1,20}%?")
_NUMBER: Final = lazy_pattern(r"(?<![\w.,])[0-9]+(?:[.,][0-9]+)*(?![^\W\d_])|(?<=%)[0-9]+")
_WITH_QUANTITY: Final = lazy_pattern(r"([0-9][^()]{1,60}?)\s?\(([0-9][^()]{1,60})\)")
_WITHIN_YEAR: Final = lazy_pattern(
    r"(?<=[0-9%\w])\s(?:pada|di|untuk|s\.?d\.?|sampai(?: dengan)?|hingga)\s(?:akhir\s)?tahun\s(?:19|20)[0-9]{2}$", 2
)
_DAY_OF_MONTH: Final = lazy_pattern(r"(?:tanggal|tgl\.?)\s[0-9]{1,2}(?:\s(?:setiap|tiap)\sbulan)?", 2)
_BRACKETED: Final = lazy_pattern(r"[(\[]\s{0,2}([^()\[\]]{1,80}?)\s{0,2}[)\]]")
_EQUALS: Final = "sama dengan "
_BRACKETS: Final = lazy_pattern(r"\([^()]*\)")
_YEAR: Final = lazy_pattern(r"(?:19|20)[0-9]{2}")
_LABELLED: Final = lazy_pattern(r"(?:[^\W\d][^\W\d.]{0,30}\.?\s{0,2}:?\s){1,3}(?=[0-9])")


@lru_cache(maxsize=4096)
def _remembered(text: str, role: str, _vocabulary: Vocabulary) -> tuple[Stated, ...]:
    """Read a text; the targets of a document meet again with every unit and every quarter."""
    return _typed(text, role)


def _typed(text: str, role: str) -> tuple[Stated, ...]:
    written = _WITHIN_YEAR.sub("", fold_space(text[: _LONGEST + 1]))
    if len(written) > _LONGEST:
        raise _fault(text, role, "terlalu-panjang")
    told = _said(text, without_footnotes(written), role)
    return told if len(told) != 1 else (told[0]._replace(written=written),)


def _said(text: str, written: str, role: str) -> tuple[Stated, ...]:
    """Return what a cell states, its marks of footnotes left out; ``text`` is the cell as it was given."""
    inner = _BRACKETED.fullmatch(written)
    if inner is not None and _BOUND.match(inner[1]):
        written = inner[1]  # "(minimal 75)"
    if written.casefold().startswith(_EQUALS):
        written = written[len(_EQUALS) :]
    special = _special(written, text, role)
    if special is not None:
        return special
    _refuse_no_level(written, text, role)
    return _with_another(written) or _quantities(written, text, role)


def _special(written: str, text: str, role: str) -> tuple[Stated, ...] | None:
    """Read what is no amount: an answer, a gap, a ratio, a rate, a day; None for all other texts."""
    answer = _answer(written)
    if answer is not None:
        return (answer,)
    if written.casefold() in words("figur", "kosong"):
        return (Stated("", written, reason="kosong"),)
    if CLOCK.fullmatch(written):
        raise _fault(text, role, reason="jam")
    rate = rate_or_time(written)
    if rate is not None:
        return (Stated("angka", written, rate.value, unit=rate.unit),)
    if _FRACTION.fullmatch(written) and any(map(str.isdecimal, written)):
        two = _told_in_words(written)  # 75/80: two figures, or one of which nobody says what it is of
        if not two:  # 1/ ,250
            raise _fault(text, role, reason="bukan-angka")
        return two
    ratio = _ratio(written)
    if ratio is not None:
        return (ratio,)
    try:
        day = date_of(written)
    except ValueError:
        raise _fault(text, role, reason="bukan-tanggal") from None
    if day is None and _PERIOD.match(written):
        period = without_lead(written.casefold())
        year = period.isdecimal() and period != written  # maksimal 2000 is a bound
        day = None if year else _last_day(read_period(period))  # "TW III 2025": by its end
    return None if day is None else (Stated("tanggal", written, Fraction(day.toordinal())),)


def _last_day(period: Period | None) -> date | None:
    """Return the day on which a period ends; one of no year ends in NO_YEAR, as a day does that tells none."""
    if period is None or not (period.year or period.number):
        return None
    month = period.months * period.number
    after = date((period.year or NO_YEAR) + month // _MONTHS, month % _MONTHS + 1, 1)
    return after - timedelta(days=1)


_MONTHS: Final = 12
_PERIOD: Final = lazy_pattern(r"[≤<=\s]{0,4}(?:[^\W\d]{2}|[Qq][1-4])")
"""No number stands first (*4 bulan* is a time), and no single letter (*B 12* may be a rank)."""


def _refuse_no_level(written: str, text: str, role: str) -> None:
    """Raise InvalidDataError KF302 for a text that states no level that can be held against another one."""
    first = {word.strip("$.:,").casefold() for word in written.split()[:2]}
    other = not first.isdisjoint(words("bukan_figur", "mata_uang")) or "$" in written or "€" in written
    if other and not _is_in_dollars(written):
        raise _fault(text, role, reason="satuan-tak-dikenal")
    change = not first.isdisjoint(words("bukan_figur", "perubahan")) and any(char.isdigit() for char in written)
    if change and not _FROM_TO.search(written):
        raise _fault(text, role, reason="perubahan")
    if is_slipped(written) or "±" in written:
        raise _fault(text, role, reason="bukan-angka")
    if _DAY_OF_MONTH.fullmatch(written):
        raise _fault(text, role, reason="bukan-tanggal")


def _quantities(written: str, text: str, role: str) -> tuple[Stated, ...]:
    """Read one figure, or several; a rank where there is no digit. Raises InvalidDataError KF302 for all else."""
    try:
        return (_figure(written, written),)
    except NumeralError as error:
        reason = error.reason
    if reason in ("kosong", "nihil"):
        return (Stated("", written, reason=reason),)
    if reason == "rentang-terbalik":
        raise _fault(text, role, reason)
    composed = _composed(written)
    if composed is not None:
        return (composed,)
    for inner in _inner_texts(written):
        try:
            return (_figure(inner, written),)
        except NumeralError:
            continue
    if not any(char.isdigit() for char in written):
        return (Stated("peringkat", written, reason="bukan-angka"),)
    told = _told_in_words(written) or _bound_among_words(written) or _several(written)
    if not told or (len(told) == 1 and not told[0].comparison and _may_lead_a_bound(_before_digits(written))):
        raise _fault(text, role, reason)
    return told


def _is_in_dollars(written: str) -> bool:
    """Tell whether a text is wholly one amount in US dollars, the one foreign money that is read."""
    try:
        unit = read_figure(without_loss(written)).unit
    except NumeralError:
        return False
    return unit is not None and (str(read_unit(unit)) == _DOLLAR or unit.startswith(f"{_DOLLAR}/"))


_DOLLAR: Final = "USD"


def _with_another(written: str) -> tuple[Stated, ...]:
    """Read ``1 dokumen (12 laporan)``: two quantities, of which a realization answers one."""
    found = _WITH_QUANTITY.fullmatch(written)
    if found is None:
        return ()
    try:
        both = tuple([_figure(found[group].strip(), written) for group in (1, 2)])
    except NumeralError:
        return ()
    units = {one.unit for one in both}
    return both if None not in units and "%" not in units and len(units) == 2 else ()


def _composed(written: str) -> Stated | None:
    """Read a duration of two units, as figures of data are read."""
    try:
        read = read_text(written)
    except NumeralError:
        return None
    if read.jenis != "angka" or read.value is None:
        return None
    return Stated("angka", written, read.value, unit=read.unit)


def _figure(text: str, written: str) -> Stated:
    """Read a text that is wholly one figure. Raises NumeralError."""
    for sign, role in ((">=", "ke_atas"), ("<=", "ke_bawah")):  # "5% ke bawah"
        for ending in words("figur", role) if "%" in text else ():
            for behind in (f"% {ending}", f"% ({ending})"):
                if text.casefold().endswith(behind):
                    return _figure(text[: -len(behind) + 1], written)._replace(comparison=sign)
    figure: Figure = read_figure(without_loss(text))
    unit, comparison = figure.unit, figure.comparison
    bracket = _WITH_GRADE.fullmatch(text)
    if bracket is not None and unit is not None:  # "80,50 (A)", "85,5 poin (BB)": what stands in brackets is a rank
        said = text[len(bracket[1]) :].strip("() ").casefold()
        bounds = (*words("figur", "ke_atas"), *words("figur", "ke_bawah"))
        unit = read_figure(bracket[1]).unit if said not in bounds else f"{read_figure(bracket[1]).unit or ''} {said}"
    word = (unit or "").casefold().strip("() ")
    if word in words("figur", "predikat"):
        unit = None
    for sign, role in ((">=", "ke_atas"), ("<=", "ke_bawah")):  # "90 hari maksimal"
        for ending in words("figur", role):
            if word == ending or word.endswith((f" {ending}", f" ({ending}")):
                unit = (unit or "")[: max(0, len(word) - len(ending))].strip(" (") or None
                comparison = sign
    kind = "angka" if figure.upper is None else "rentang"
    return Stated(kind, written, figure.value, figure.upper, unit, comparison)


def _before_digits(written: str) -> str:
    return written[: next((at for at, char in enumerate(written) if char.isdecimal()), len(written))]


def _may_lead_a_bound(ahead: str) -> bool:
    """Tell whether words in front of the one figure of a text may be a bound, known or not: ``palng lambat 5 hari``."""
    known = _BOUND.match(ahead) is not None or _LONG_BOUND.search(ahead) is not None
    few = 0 < len(ahead.split()) <= _MOST_LABELS
    return known or (few and not _is_label(ahead))


_MOST_LABELS: Final = 3
_BOUNDS: Final = comparison_words("words", "cells")
_BOUND: Final = lazy_pattern(alternatives(_BOUNDS), 2)
_LONG_BOUND: Final = lazy_pattern(alternatives(comparison_words("words")), 2)
"""Without the short words, which are one only where a cell begins with them: *Siswa MIN 2* is a school."""
_AMOUNT: Final = lazy_pattern(r"(?:rp\.?|idr|us\$|usd)?\s{0,2}[+\-–−]?[0-9]", 2)


def _bound_among_words(written: str) -> tuple[Stated, ...]:
    """Read ``nilai maksimal 5``, ``maksimal nilai Rp 5 juta``: a bound with words of a label round it."""
    found = _BOUND.match(written) or _LONG_BOUND.search(written)
    amount = None if found is None else _AMOUNT.search(written, found.end())
    if found is None or amount is None:
        return ()
    ahead, between = written[: found.start()], written[found.end() : amount.start()]
    if not (ahead.strip() or between.strip(" :")) or not _name_a_bound(ahead, between):
        return ()
    try:
        figure = _figure(written[amount.start() :].strip(), written)
    except NumeralError:
        return ()
    if figure.upper is not None or figure.comparison is not None:
        return ()
    return (figure._replace(comparison=sign_of(found[0], _BOUNDS)),)


def _name_a_bound(ahead: str, between: str) -> bool:
    """Tell whether what stands before and behind a bound only names its figure; no sign is dropped, no second bound."""
    parts = [[word.casefold() for word in part.replace(":", " ").split()] for part in (ahead, between)]
    told = [*parts[0], *parts[1]]
    if len(told) > _MOST_LABELLING or not all(word.replace("-", "").replace("/", "").isalpha() for word in told):
        return False
    if _LONG_BOUND.search(ahead) is not None or _LONG_BOUND.search(between) is not None:
        return False
    turned = [word for word in words("figur", "bukan_label") if word != "batas"]
    money = (*words("bukan_figur", "mata_uang"), "rp", "idr")
    if parts[0] and parts[0][-1] in (*turned, *money):
        return False
    if any(word in words("figur", "bukan_nama") for word in told):
        return False
    return not any(word in (*turned, *words("figur", "hari"), *money) for word in parts[1])


_MOST_LABELLING: Final = 12


def _inner_texts(written: str) -> tuple[str, ...]:
    """Return the pieces of a text that may be its figure: in brackets behind a rank, or behind a label."""
    found = []
    spread = _RANGE.search(written)
    if spread is not None:
        found.append(spread[1])
    graded = _GRADED.fullmatch(written) or _SLASHED.fullmatch(written)
    if graded is not None:
        found.append(graded[1])
    label = _LABELLED.match(written)
    if label is not None and _is_label(label[0]):
        found.append(written[label.end() :])
    return tuple(found)


def _is_label(text: str) -> bool:
    """Tell whether words in front of a figure only name it; a bound that nobody knows, or misspelt, is no name."""
    told = [word.casefold().strip(" :") for word in text.split()]
    graded = len(told) > 1 and told[-2] in words("figur", "golongan")
    if (told[-1] in words("figur", "bukan_label") and not graded) or _LONG_BOUND.search(text) is not None:
        return False
    if _BOUND.match(text) is not None or any(word in words("figur", "bukan_nama") for word in told):
        return False
    turned = any(one in _NEGATIONS and other in _TURNED for one, other in pairwise(told))
    joining = words("figur", "hubungan")
    return not (turned or all(word in joining for word in told) or any(map(_is_bound_misspelt, told)))


_NEGATIONS: Final = frozenset({"tidak", "tak", "tdk", "jangan", "bukan"})
_TURNED: Final = frozenset({"kurang", "melebihi", "melampaui", "boleh"})


@lru_cache(maxsize=1024)
def _is_bound_misspelt(word: str) -> bool:
    bounds = [bound for bound in words("figur", "batas") if bound[0] == word[:1] and abs(len(bound) - len(word)) < 2]
    return bool(bounds and get_close_matches(word, bounds, 1, _ALIKE))


_ALIKE: Final = 0.8


def _answer(written: str) -> Stated | None:
    folded = written.casefold().rstrip(".")
    for value, role in enumerate(("tidak", "ya")):
        if folded in words("keberadaan", role):
            return Stated("keberadaan", written, Fraction(value))
    return None


def _ratio(written: str) -> Stated | None:
    """Read ``1:30``, or the range of a text like ``Rasio 1:30 (Rentang 1:27 - 1:30)``."""
    if ":" not in written:
        return None
    spread, label = _RANGE.search(written), _LABELLED.match(written)
    text = spread[1].strip() if spread else written[label.end() :] if label else written
    found = [_RATIO.fullmatch(piece) for piece in _TO.split(text, 1)]
    ratios = [(read_figure(one[1]).value, read_figure(one[2]).value) for one in found if one is not None]
    if len(ratios) < len(found) or any(not below for _, below in ratios):
        return None
    lowest, *higher = sorted([above / below for above, below in ratios])
    return Stated("rentang" if higher else "angka", written, lowest, higher[0] if higher else None)


def _joins(unit: str | None) -> bool:
    """Tell whether a word behind a figure only joins it to the next: ``5 dari 10 dokumen``."""
    vocabulary = default_vocabulary()
    return unit in vocabulary.words("no_unit", "stops") and vocabulary.unit_of(unit or "") is None


def _told_in_words(written: str) -> tuple[Stated, ...]:
    """Read ``antara 75 dan 80``, ``75 atau 80``, ``naik dari 75 menjadi 80`` (then the end comes first)."""
    between, from_to, either = _BETWEEN.fullmatch(written), _FROM_TO.search(written), _EITHER.fullmatch(written)
    try:
        if between is not None:
            low, high = _figure(between[1], written), _figure(between[2], written)
            if low.value is None or high.value is None or low.value > high.value:
                return ()
            return (low._replace(kind="rentang", upper=high.value, unit=high.unit or low.unit),)
        for found, order in ((from_to, (2, 1)), (either, (1, 2))):
            if found is not None:
                return tuple([_figure(found[group], written) for group in order])
    except NumeralError:
        pass
    return ()


def _several(written: str) -> tuple[Stated, ...]:
    """Read the quantities that stand in one text, as the reader of formula cells finds them.

    Nothing where a number is left that none of them holds: it is not dropped in silence.
    """
    if _BROKEN.search(written) or _SPACED_DASH.match(written):
        return ()
    try:
        targets = read_by_rules(written).targets
    except FormulaError:
        return ()
    found = [
        Stated(
            "angka" if one.upper is None else "rentang",
            written,
            one.value,
            one.upper,
            None if _joins(one.unit) else one.unit,
        )
        for one in targets
    ]
    if any(month_of((one.unit or "").casefold()) for one in found):
        return ()  # 31 Maret 2025 - 15 April 2025 are days
    held = {value for one in found for value in (one.value, one.upper)}
    for number in _NUMBER.findall(_BRACKETS.sub(" ", written)) if found else ():
        try:
            value = decode(number).value if not _YEAR.fullmatch(number) else None
        except NumeralError:
            return ()
        if value is not None and value not in held:
            return ()
    return tuple(found)
