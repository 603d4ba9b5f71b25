"""Names of the columns that an evaluation of a long table makes for itself, and what they hold."""

from __future__ import annotations

from typing import Final

__all__ = ["ABSENT", "FACTOR", "FIGURE", "INDEX", "KEY", "KINDS", "NAME", "OTHER_TARGET", "PLACE", "TARGET", "UNIT"]

INDEX: Final = "kinerja_formula indikator"
PLACE: Final = "kinerja_formula tempat"
NAME: Final = "kinerja_formula nama"
UNIT: Final = "kinerja_formula satuan"
FACTOR: Final = "kinerja_formula faktor"
FIGURE: Final = "kinerja_formula angka"
ABSENT: Final = "kinerja_formula hilang"
TARGET: Final = "kinerja_formula target"
OTHER_TARGET: Final = "kinerja_formula target lain"
KEY: Final = "kinerja_formula kunci"
KINDS: Final[dict[str, type]] = {
    **dict.fromkeys((NAME, UNIT, "indikator", "satuan"), str),
    **dict.fromkeys((INDEX, PLACE, KEY), int),
    **dict.fromkeys((TARGET, FACTOR), float),
}
"""What the columns of little tables hold."""
