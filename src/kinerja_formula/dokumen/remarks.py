"""What stands in a cell where nobody looks for it: a target, a constant, or a sign for *the same as above*."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.vocabulary import words
from kinerja_formula.formula import parse
from kinerja_formula.numerals import shortest

__all__ = ["Remark", "is_same_as_above", "read_remark"]


class Remark(NamedTuple):
    """What a cell tells beside its own content: the target, and constants by name."""

    target: str = ""
    konstanta: tuple[tuple[str, str], ...] = ()


_WORD: Final = re.compile(r"\b(?:catatan|ket(?:erangan)?|target)\b", re.IGNORECASE)
_TARGET: Final = re.compile(
    r"\btarget(?:\s+(?:kinerja|capaian|tahunan|tahun\s+\d{4}))?\s*(?:[:=]|adalah|sebesar|yaitu)?\s*"
    r"((?:[≥≤<>]=?\s*)?\d[\d.,]{0,20}(?:\s*(?:%|persen\b|[a-zA-Z]{3,20}\b))?)",
    re.IGNORECASE,
)
_LONGEST: Final = 600


def read_remark(cell: str, formula: str) -> Remark:
    """Return the target and the constants that a cell of another column tells, such as that of the sources.

    The constants are those that ``formula`` asks for: the same words in its own cell would say the same.

    >>> read_remark("Kasi Pembangunan Catatan Target Kinerja = 94%", "Hadir / Undangan x 100%").target
    '94%'
    >>> read_remark("Subag Umum Catatan : hari kerja dalam 1 tahun 244 hari", "Hadir / hari kerja x 100%").konstanta
    (('hari kerja', '244'),)
    """
    text = plain(cell)
    found = _WORD.search(text) if len(text) <= _LONGEST and any(map(str.isdigit, text)) else None
    if found is None:
        return Remark()
    target = _TARGET.search(text)
    return Remark(target[1].strip(" .,") if target else "", _constants(text[found.start() :], formula))


def _constants(remark: str, formula: str) -> tuple[tuple[str, str], ...]:
    try:
        own = parse(formula)
        told = parse(f"{formula}\n{remark}").constants
    except FormulaError:
        return ()
    return tuple([(name, shortest(figure)) for name, figure in told.items() if name not in own.constants])


def is_same_as_above(cell: str) -> bool:
    """Tell whether a cell only says that it is the same as the one above it.

    >>> is_same_as_above("Sda"), is_same_as_above("Sda. Sekretariat")
    (True, False)
    """
    return len(cell) < 40 and plain(cell).casefold() in words("cells", "same")
