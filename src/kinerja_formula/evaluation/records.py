"""Counting records that meet the condition in a name: ``Jumlah kelurahan dengan nilai SKM sekurang-kurangnya 75``.

Source of the rule: docs/reference/language.md, "Conditions inside names". Given one figure for the whole name that
figure is used; given records, those are counted whose column meets the condition.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple

from kinerja_formula.comparison_words import alternatives, comparison_words, sign_of
from kinerja_formula.names import fold_space, normalise
from kinerja_formula.numerals import NumeralError, read_figure
from kinerja_formula.patterns import lazy_pattern

__all__ = [
    "Condition",
    "Counted",
    "RecordFault",
    "are_shares",
    "as_records",
    "column_of",
    "count_matching",
    "find_condition",
]

_WORDS: Final = comparison_words("words", "records")
_NUMBER: Final = r"[0-9]++(?:[.,][0-9]++)*+\s?(?:%|persen\b)?"
_COMPARED: Final = lazy_pattern(rf"(?P<sign>{alternatives(_WORDS)}) ?(?P<value>{_NUMBER})")
_RANGE: Final = lazy_pattern(
    rf"(?<![0-9.,])(?P<low>{_NUMBER}) ?(?:-|s\.?/?d\.?|sampai dengan|sampai|hingga) ?(?P<high>{_NUMBER})"
)
_OR_MORE: Final = lazy_pattern(
    rf"(?<![0-9.,])(?P<value>{_NUMBER}) ?(?:[^\W\d_]{{1,30}} )?(?P<way>ke atas|atau lebih|ke bawah|atau kurang)\b"
)
_CONNECTOR: Final = lazy_pattern(
    r"\b(?:(?:dengan|yang memiliki|yang mempunyai|memiliki|mempunyai|yang)\b|ber(?=usia|umur|nilai))"
)
_PLAIN: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | {"％": "%"})


class RecordFault(Exception):  # noqa: N818 - becomes a diagnostic, never seen by a caller
    """Records that can't be counted: ``reason`` is a stable slug, ``columns`` are those that the records have."""

    def __init__(self, reason: str, columns: tuple[str, ...]) -> None:
        super().__init__(reason)
        self.reason = reason
        self.columns = columns


class Counted(NamedTuple):
    """How many records meet a condition, and how that was counted.

    ``share``: a figure of theirs that was read as a share of one, 0,95 for 95 %; ``odd``: one that was not, though it
    may be, since others are percentages.
    """

    many: int
    text: str
    share: Fraction | None = None
    odd: Fraction | None = None


class Condition(NamedTuple):
    """What a record must meet: ``attribute`` is the text that tells the column, the bounds are met or passed.

    ``low`` and ``high`` are None where the condition has no such bound; ``strict`` excludes the bound itself;
    ``percent``: they are percentages.
    """

    attribute: str
    low: Fraction | None
    high: Fraction | None
    strict: bool
    text: str
    percent: bool = False

    def met_by(self, figure: Fraction) -> bool:
        """Return whether a record with this figure counts; both ends of a range do."""
        if self.low is not None and (figure < self.low or (self.strict and figure == self.low)):
            return False
        return self.high is None or figure < self.high or (not self.strict and figure == self.high)


def find_condition(name: str) -> Condition | None:
    """Return the condition that a name states, or None. The last comparison in the name counts.

    >>> condition = find_condition("Jumlah kelurahan dengan nilai survey sekurang-kurangnya 75")
    >>> condition.attribute, condition.low, condition.high
    ('nilai survey', Fraction(75, 1), None)
    >>> find_condition("Jumlah anak usia 7 – 12 tahun").text
    '7 - 12'
    """
    text = re.sub(r" ?- ?", "-", fold_space(name).translate(_PLAIN).casefold())
    low = high = None
    strict = False
    if found := _last(_COMPARED, text):
        value = _figure(found["value"])
        sign = sign_of(found["sign"], _WORDS)
        low = value if sign in (">=", ">", "=") else None
        high = value if sign in ("<=", "<", "=") else None
        strict = sign in (">", "<")
    elif found := _last(_RANGE, text):
        low, high = _figure(found["low"]), _figure(found["high"])
    elif found := _last(_OR_MORE, text):
        value = _figure(found["value"])
        low, high = (value, None) if found["way"] in ("ke atas", "atau lebih") else (None, value)
    if found is None or (low is None and high is None) or (low is not None and high is not None and low > high):
        return None
    before = text[: found.start()]
    connector = _CONNECTOR.search(before)
    attribute = before[connector.end() :] if connector else before
    return Condition(
        attribute.strip(" ,:;("),
        low,
        high,
        strict,
        re.sub(r"(?<=[0-9%])-(?=[0-9])", " - ", found[0].strip()),
        any(sign in found[0] for sign in ("%", "persen")),
    )


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    last = None
    for last in pattern.finditer(text):  # noqa: B007
        pass
    return last


def _figure(text: str) -> Fraction | None:
    try:
        return read_figure(text).value
    except NumeralError:
        return None


def as_records(value: Any) -> list[Mapping[str, Any]] | None:
    """Return a table as a list of records, or None if ``value`` is no table.

    A table is a sequence of mappings, or anything with ``columns`` and ``to_dict("records")`` or ``iter_rows``.

    >>> as_records([{"nilai": 80}]), as_records([80])
    ([{'nilai': 80}], None)
    """
    if hasattr(value, "columns"):
        if hasattr(value, "iter_rows"):
            return list(value.iter_rows(named=True))
        if hasattr(value, "to_dict"):
            return list(value.to_dict("records"))
    if isinstance(value, Sequence) and value and all(isinstance(item, Mapping) for item in value):
        return list(value)
    return None


def count_matching(
    name: str, records: Sequence[Mapping[str, Any]], read: Callable[[Any], tuple[Fraction, bool] | None]
) -> Counted:
    """Return how many records meet the condition in ``name``, and how that was counted.

    ``read`` makes a figure of a record's value, and tells whether it is a percentage; None for a gap. Figures up to one
    are shares of one where the condition is in percent, unless some of the column are larger.

    Raises RecordFault: ``tanpa-syarat`` (the name states no condition), ``kolom-tak-ada``, ``kolom-ganda``,
    ``baris-kosong`` (a record without a figure).

    >>> records = [{"Nilai SKM": 74}, {"Nilai SKM": 75}, {"Nilai SKM": 90}]
    >>> count_matching("Jumlah desa dengan nilai SKM minimal 75", records, lambda one: (Fraction(one), False))[:2]
    (2, 'nilai skm minimal 75: 2/3')
    """
    columns = _columns_of(records)
    condition = find_condition(name)
    if condition is None:
        raise RecordFault("tanpa-syarat", tuple(columns))
    told = _figures_in(_only_column(condition.attribute, columns), records, read)
    bare = [figure for figure, percent in told if not percent]
    small = [figure for figure in bare if 0 < abs(figure) <= 1] if condition.percent else []
    shares = bool(small) and len(bare) == len(told) and are_shares(bare)
    count = sum(condition.met_by(figure * 100 if shares else figure) for figure, _ in told)
    text = f"{condition.attribute} {condition.text}: {count}/{len(records)}"
    doubtful = next((figure for figure in small if figure != 1), None)
    return Counted(count, text, small[0] if shares else None, None if shares else doubtful)


def _columns_of(records: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the columns that any of the records has, each with its normal form."""
    columns: dict[str, str] = {}
    for record in records:
        for column in record:
            if isinstance(column, str) and column not in columns:
                columns[column] = normalise(column)
    return columns


def _only_column(attribute: str, columns: Mapping[str, str]) -> str:
    """Return the column that an attribute means. Raises RecordFault where there is none, or another like it."""
    chosen = _column(attribute, columns)
    if chosen is None:
        raise RecordFault("kolom-tak-ada", tuple(columns))
    if list(columns.values()).count(columns[chosen]) > 1:
        raise RecordFault("kolom-ganda", tuple(columns))
    return chosen


def _figures_in(
    column: str, records: Iterable[Mapping[str, Any]], read: Callable[[Any], tuple[Fraction, bool] | None]
) -> list[tuple[Fraction, bool]]:
    """Return the figure of each record, and whether it is a percentage. Raises RecordFault where one has none."""
    figures: list[tuple[Fraction, bool]] = []
    for record in records:
        if column not in record:
            raise RecordFault("kolom-tak-ada", tuple(str(key) for key in record))
        told = read(record[column])
        if told is None:
            raise RecordFault("baris-kosong", (column,))
        figures.append(told)
    return figures


def are_shares(figures: Iterable[Any]) -> bool:
    """Tell whether figures that are compared with a percentage are shares of one: none of them is above one."""
    return all(abs(figure) <= 1 for figure in figures)


def column_of(attribute: str, columns: Sequence[str]) -> str | None:
    """Return the column of a table that an attribute means; None where there is none.

    >>> column_of("nilai survei kepuasan", ["unit", "Nilai survei"])
    'Nilai survei'
    """
    return _column(attribute, {column: normalise(column) for column in columns})


def _column(attribute: str, columns: Mapping[str, str]) -> str | None:
    """Find the column that is the attribute, else the one with the longest name among its words."""
    wanted = normalise(attribute)
    words = f" {wanted} ".replace(" ber", " ")  # "berusia" asks for the column "usia"
    best: str | None = None
    for column, key in columns.items():
        if key == wanted:
            return column
        stands = f" {key} " in f" {wanted} " or f" {key} " in words
        if key and stands and (best is None or len(key) > len(columns[best])):
            best = column
    return best
