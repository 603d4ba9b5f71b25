"""What stands in the cell of a name beside the name: its number, a label, its formula, its unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Final

from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.table_words import begins_as_indicator, is_code, is_unit
from kinerja_formula.dokumen.vocabulary import table_words
from kinerja_formula.names import without_footnotes

__all__ = ["formula_in_name", "is_sum", "name_and_code", "plain_lines", "unit_elsewhere", "unit_of_cell"]


def plain_lines(text: str) -> list[str]:
    """Return the lines of a cell without markup, empty ones left out."""
    return [line for part in text.split("\n") if (line := plain(part))]


@cache
def _inside() -> re.Pattern[str]:
    labels = "|".join(
        [
            r"\s+".join(map(re.escape, one.split()))
            for one in sorted(table_words("contents", "formula_label"), key=len, reverse=True)
        ]
    )
    return re.compile(rf"[(\[]?\s*\b(?:{labels})\b\s*[:=]\s*(.+)$", re.IGNORECASE | re.DOTALL)


def formula_in_name(name: str, formula: str) -> tuple[str, str]:
    """Return a name and its formula, which may stand in the name's own cell: *(Formula : …)*."""
    if formula.strip() or len(name) > 20_000:
        return name, formula
    found = _inside().search(name)
    if found is None or 0 < found.start() <= 5:
        return name, formula
    inner = found[1].strip()
    if inner.endswith((")", "]")) and inner.count(")") > inner.count("("):
        inner = inner[:-1].strip()
    return name[: found.start()], inner


_MARK: Final = re.compile(
    r"^(?:([-•●▪➢✓*])\s+(?=\S)|(\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,3})+|\[\d{1,2}(?:\.\d{1,3})*\]|[a-z][.)]|\(?\d{1,2}\))"
    r"\s+(?=[^\W\d]|\())"
)
_BARE_NUMBER: Final = re.compile(r"(\d{1,2})\s+(?=[A-Z])")
_LABEL: Final = re.compile(r"^indikator\b[^:]{0,40}:\s*(?=\S)", re.IGNORECASE)


def name_and_code(text: str, number: str) -> tuple[str, str]:
    """Return a name without the number before it, and that number or the one of the column."""
    lines = plain_lines(text)
    code = told = plain(number) if len(number) < 40 else ""
    while lines and is_code(lines[0]) and (len(lines) > 1 or lines[0].strip()[-1:] in ".)"):
        code = lines.pop(0)
    name = plain(" ".join(lines))
    while mark := _MARK.match(name):
        code, name = mark[2].strip("[]") if mark[2] else code, name[mark.end() :]
    if (mark := _BARE_NUMBER.match(name)) and begins_as_indicator(name[mark.end() :]):
        code, name = code or mark[1], name[mark.end() :]
    if label := _LABEL.match(name):
        name = name[label.end() :]
    name = without_footnotes(name.rstrip(" -–—"))
    code = told or code
    if re.fullmatch(r"[\d\s.,%()-]*", name):
        return "", name or code
    return name, code


def unit_of_cell(text: str) -> str:
    """Return a unit; in a narrow cell it may be broken anywhere, and is put together where that gives a known one."""
    shown = without_footnotes(plain(text))
    parts = shown.split()
    joined = "".join(parts)
    if len(parts) > 1 and not is_unit(parts[0]) and is_unit(joined):
        return joined
    if any(word in table_words("contents", "no_unit") for word in parts) and len(parts) == 1:
        return ""
    return shown


def is_sum(name: str) -> bool:
    """Tell whether a name is that of a row that sums up others: *Rata-rata capaian*, *Jumlah*.

    >>> is_sum("Rata-rata Capaian"), is_sum("Jumlah"), is_sum("Jumlah arsip")
    (True, True, False)
    """
    low = name.casefold().strip(" .:")
    for word in table_words("contents", "sum"):
        if low == word:
            return True
        if low.startswith(f"{word} ") and low.removeprefix(word).split()[0] in ("capaian", "kinerja", "nilai"):
            return len(low.split()) <= 4 and word not in ("jumlah",)
    return False


_SHARE: Final = re.compile(r"[^\W\d_]+\s*\(\s*%\s*\)\s")


def unit_elsewhere(nama: str, figures: Iterable[str]) -> str:
    """Return the unit in the last brackets of a name, or behind its figures, where no column has it; empty if none.

    >>> unit_elsewhere("Indeks kepuasan (Indeks)", []), unit_elsewhere("Jumlah arsip", ["12 berkas"])
    ('Indeks', 'berkas')
    """
    if match := re.search(r"\(((?:[^()]|\([^()]{0,40}\)){1,60})\)\s*$", nama):
        words = re.findall(r"[^\s/]+", re.sub(r"\(.*", "", match[1]))
        if is_unit(match[1]) and match[1].casefold() in table_words("contents", "units"):
            return match[1].strip()
        if (
            is_unit(match[1])
            and (match[1].strip() == "%" or not match[1].strip().isupper() or len(match[1]) > 5)
            and all(map(is_unit, words))
        ):
            return match[1].strip()
    if _SHARE.match(nama):
        return "%"
    tails: Counter[str] = Counter()
    for value in figures:
        if tail := re.match(
            r"^[<>≤≥]?\s*\d[\d.,]*(?:\s?[-–]\s?\d[\d.,]*)?\s*(%|[^\W\d_][^\W\d_/ ]*(?:[/ ][^\W\d_]+){0,2})", value
        ):
            joined = "".join(tail[1].split())
            tails[joined if is_unit(joined) else tail[1].strip()] += 1
    if tails:
        unit, votes = tails.most_common(1)[0]
        if is_unit(unit) and votes >= 0.5 * len(tails):
            return unit
        if votes > 1 and len(tails) == 1 and not set(unit.casefold().split()) & set(table_words("contents", "no_unit")):
            return unit  # the same word behind the target and what was reached
    return ""
