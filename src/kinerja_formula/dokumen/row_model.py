"""What a row of a table says: an indicator with what is told of it, or a heading of those below."""

from __future__ import annotations

from dataclasses import dataclass, field

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.dokumen.table_words import PER_PERIOD, is_figure
from kinerja_formula.files.tempat import NOWHERE, Tempat

__all__ = ["Heading", "IndicatorRow", "Rows"]


@dataclass(slots=True)
class IndicatorRow:
    """An indicator as its table says it; ``targets`` and the like by period, "" where the head names none."""

    nama: str
    tempat: Tempat = NOWHERE
    kode: str = ""
    sasaran: str = ""
    formula: str = ""
    satuan: str = ""
    targets: dict[str, str] = field(default_factory=dict)
    realisasi: dict[str, str] = field(default_factory=dict)
    capaian: dict[str, str] = field(default_factory=dict)
    sumber_data: str = ""
    penanggung_jawab: str = ""
    jabatan: str = ""
    arah: str = ""
    bobot: str = ""
    post: str = ""
    table: int = 0
    certainty: float = 1.0
    has_unit_column: bool = False
    has_formula_column: bool = False
    is_first: bool = False
    own_goal: bool = False
    own_post: bool = False
    findings: list[Diagnostic] = field(default_factory=list)

    def by_role(self, role: str) -> dict[str, str]:
        """Return the figures of a role by period."""
        return {"target": self.targets, "realisasi": self.realisasi, "capaian": self.capaian}[role]

    @property
    def has_figures(self) -> bool:
        """Whether a figure stands in one of its columns of figures."""
        told = [value for role in PER_PERIOD for value in self.by_role(role).values()]
        return any(any(map(str.isdigit, value)) or (is_figure(value) and value not in "-–—") for value in told)


@dataclass(slots=True)
class Heading:
    """A row that names what follows it: an office or a post, or anything else. ``guessed``: it says no *Jabatan*."""

    text: str
    tempat: Tempat
    is_post: bool = False
    guessed: bool = True
    has_code: bool = False


Rows = list["IndicatorRow | Heading"]
