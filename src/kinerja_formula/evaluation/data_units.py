"""The unit of a given figure against the unit of its operand, and what is odd about a figure for what is counted."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.diagnostics.catalogue import ODD_COUNT, PERCENT_SCALE
from kinerja_formula.evaluation.figures import Datum, Operand
from kinerja_formula.evaluation.percent import is_averaged, is_percentage
from kinerja_formula.names import fold_space
from kinerja_formula.numerals import shortest
from kinerja_formula.unit_checker import GIVEN, HEAD_NOUN, NEEDED, OperandUnit
from kinerja_formula.units import Unit, default_vocabulary, head_unit, meet, read_unit

__all__ = [
    "doubts_about",
    "factor_of",
    "is_amount",
    "is_counted",
    "is_known_unit",
    "is_measured",
    "is_no_share",
    "is_scaled",
]

_ONE = Fraction(1)
_HIGHEST_PERCENT = 1000


def is_measured(unit: Unit) -> bool:
    """Return whether a unit measures (money, time, sizes, scores), so that a figure in another unit can't be meant.

    >>> from kinerja_formula.units import read_unit
    >>> is_measured(read_unit("juta rupiah")), is_measured(read_unit("surat"))
    (True, False)
    """
    measured = default_vocabulary().words("satuan", "measured")
    return not unit.parts or any(kind.family in measured for kind, _ in unit.parts)


def is_known_unit(text: str) -> bool:
    """Return whether a text is a unit of the vocabulary.

    >>> is_known_unit("menit"), is_known_unit("juta rupiah"), is_known_unit("rencana")
    (True, True, False)
    """
    unit = read_unit(text)
    return unit is not None and unit.known and bool(unit.parts)


def is_counted(operand: Operand, told: OperandUnit) -> bool:
    """Return whether an operand is surely a count of things or people, never a share or an amount."""
    if told.measure is None or is_measured(told.measure) or is_averaged(operand.key):
        return False
    if told.source == GIVEN:
        return True
    if told.source == NEEDED:  # Jumlah hadir, beside Jumlah undangan
        return _is_called_a_count(operand)
    head = head_unit(operand.text) if told.source == HEAD_NOUN else None
    return head is not None and head.sure


def is_no_share(operand: Operand, told: OperandUnit) -> bool:
    """Return whether an operand is called a count of something known, which may be measured, too: hari, RT."""
    if told.measure is None or is_averaged(operand.key) or is_percentage(operand.key):
        return False
    shared = any(kind.family in ("nilai", "uang") for kind, _ in told.measure.parts)
    return bool(told.measure.parts) and told.measure.known and not shared and _is_called_a_count(operand)


def _is_called_a_count(operand: Operand) -> bool:
    return operand.key.partition(" ")[0] in default_vocabulary().words("heads", "counted")


def is_scaled(figure: Datum) -> bool:
    """Return whether a figure was given in another size than the one it is counted in: km for m, juta rupiah."""
    scales = default_vocabulary().scales
    words = figure.written.casefold().split()
    short = words[-1:] in (["m"], ["t"]) and words[0].startswith("rp")  # "Rp 50 M"
    return figure.factor != 1 or short or any(word in scales for word in words)


def is_amount(operand: Operand, told: OperandUnit) -> bool:
    """Return whether an operand is surely an amount of money, a time or a size; scores may be percentages."""
    if told.measure is None or told.measure.kind is None or told.measure.kind.family in ("nilai", "tanggal"):
        return False
    head = head_unit(operand.text) if told.source == HEAD_NOUN else None
    return is_measured(told.measure) and (told.source == GIVEN or (head is not None and head.sure))


def factor_of(written: str, unit: Unit, wanted: Unit, operand: Operand) -> Fraction | None:
    """Return what a figure in ``unit`` is multiplied by to be in ``wanted``; None where it counts something else.

    Counters (unit, buah, paket, lokasi) stand for any thing, any count for a noun that no list has; a unit that ends in
    the words of the wanted one (``unit puskesmas``) or stands in the operand's own name is that one.
    """
    factor = unit.factor_to(wanted)
    if factor is not None:
        return factor
    if str(unit) == str(wanted) or meet(unit, wanted, "add").rule == "pencacah":
        return _ONE  # "61 hari" where hari kerja are counted; "48 kali" of patroli
    if is_measured(wanted):
        return None
    if not wanted.known and not is_measured(unit):
        return _ONE  # a noun that no list has is counted in whatever its figures say: 3 ekor of sapi
    kind, vocabulary = unit.kind, default_vocabulary()
    if kind is not None and wanted.kind is not None and kind.name in vocabulary.words("satuan", "counters"):
        return _ONE if wanted.kind.family != "orang" else None
    words = fold_space(written).casefold()
    names = {str(wanted).casefold(), wanted.name.replace("-", " ")}
    if any(words.endswith(f" {name}") for name in names):
        return _ONE
    return _ONE if not unit.known and f" {words} " in f" {operand.key} " else None


def doubts_about(
    operand: Operand, told: OperandUnit | None, value: Fraction | int, figure: object, *, percent: bool
) -> Iterator[Diagnostic]:
    """Yield what is odd about a figure that is valid by itself: 0,9 orang, -3 surat, 0,95 or 9.500 for a percentage."""
    facts: dict[str, object] = {"name": operand.text, "value": shortest(value)}
    if percent:
        signed = isinstance(figure, Datum) and figure.percent
        if 0 < value < 1 and not signed:
            yield Diagnostic(PERCENT_SCALE, operand.span, (), **facts, other=shortest(Fraction(value) * 100))
        elif value > _HIGHEST_PERCENT:
            yield Diagnostic(PERCENT_SCALE, operand.span, (), **facts, other=shortest(Fraction(value) / 1000))
        return
    whole = isinstance(value, int) or value.denominator == 1
    if (not whole or value < 0) and told is not None and is_counted(operand, told):
        facts["unit"] = str(told.measure)
        if value < 0:
            yield Diagnostic(ODD_COUNT, operand.span, (), **facts, reason="negatif")
        else:
            yield Diagnostic(ODD_COUNT, operand.span, (), **facts, reason="pecahan")
