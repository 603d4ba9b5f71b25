"""Styles of cells and dates of a workbook, as openpyxl knows them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final, NamedTuple, TypeAlias

from kinerja_formula.files.file_bytes import missing_extra
from kinerja_formula.files.workbook_xml import is_on, local_name

__all__ = ["NO_STYLE", "Style", "StyleSheet", "Value", "day_of_text", "day_or_time", "need_openpyxl"]

Value: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | None


class Style(NamedTuple):
    """What the style of a cell says: its format of numbers, whether that is one of dates, what is drawn."""

    number_format: str
    is_date: bool
    struck: bool
    line_above: bool
    line_below: bool


NO_STYLE: Final = Style("General", False, False, False, False)


class StyleSheet:
    """What the part of a workbook with its styles says, element by element."""

    def __init__(self) -> None:
        self.formats: dict[int, str] = {}
        self.used: list[tuple[int, int, int]] = []
        self.struck: list[bool] = []
        self.lines: list[tuple[bool, bool]] = []
        self.within = ""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take an element."""
        kind, within = local_name(name), self.within
        if kind == "numFmt":
            self.formats[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif kind in ("cellXfs", "cellStyleXfs", "dxfs", "cellStyles", "fonts", "borders"):
            self.within = kind
        elif kind == "font" and within == "fonts":
            self.struck.append(False)
        elif kind == "strike" and within == "fonts" and self.struck:
            self.struck[-1] = is_on(attributes.get("val", "1"))
        elif kind == "border" and within == "borders":
            self.lines.append((False, False))
        elif kind in ("top", "bottom") and within == "borders" and self.lines:
            drawn = attributes.get("style", "none") != "none"
            above, below = self.lines[-1]
            self.lines[-1] = (drawn, below) if kind == "top" else (above, drawn)
        elif kind == "xf" and within == "cellXfs":
            number, font, border = (int(attributes.get(name, "0")) for name in ("numFmtId", "fontId", "borderId"))
            self.used.append((number, font, border))

    def styles(self) -> list[Style]:
        """Return the styles of cells, in the order of their numbers."""
        from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

        known = {key: self.formats.get(key) or BUILTIN_FORMATS.get(key, "General") for key, _, _ in self.used}
        dates = {key: bool(is_date_format(code)) for key, code in known.items()}
        return [
            Style(
                known[key],
                dates[key],
                0 <= font < len(self.struck) and self.struck[font],
                *(self.lines[border] if 0 <= border < len(self.lines) else (False, False)),
            )
            for key, font, border in self.used
        ]


def day_or_time(number: int | float, number_format: str, *, from_1904: bool) -> Value:
    """Return the day, time or duration that a number stands for in a format of these."""
    from openpyxl.styles.numbers import is_timedelta_format
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

    epoch: Any = MAC_EPOCH if from_1904 else WINDOWS_EPOCH
    try:
        found: Value = from_excel(number, epoch, timedelta=bool(is_timedelta_format(number_format)))
    except (OverflowError, ValueError):
        return "#VALUE!"
    return found


def day_of_text(written: str) -> Value:
    """Return the day or time that a text of ISO 8601 writes."""
    from openpyxl.utils import datetime as dates

    read: Any = dates.from_ISO8601
    found: Value = read(written)
    return found


def need_openpyxl() -> None:
    """Raise InvalidDataError KF403 where openpyxl, which knows the formats and the dates, is not installed."""
    try:
        import openpyxl  # noqa: F401
    except ImportError:
        raise missing_extra("openpyxl", "excel", "XLSX") from None
