"""What came of the indicators of a catalogue, as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.pengatalogan.entry import IndikatorKatalog
from kinerja_formula.penilaian import Capaian
from kinerja_formula.result import Result

__all__ = ["HasilIndikator", "HasilKatalog"]


@dataclass(frozen=True, slots=True)
class HasilIndikator:
    """What came of one indicator: ``result`` and ``capaian``, or ``status``, the reason why there is none.

    ``status`` is ``ok`` or the slug of what was found (``data-hilang``, ``penyebut-nol`` …). ``target`` is the target
    as the catalogue has it for the period, empty for none. ``diagnostics`` tell everything else.
    """

    indikator: IndikatorKatalog
    result: Result | None
    status: str
    target: str = ""
    periode: str = ""
    capaian: Capaian | None = None
    diagnostics: tuple[Diagnostic, ...] = ()

    def __str__(self) -> str:
        value = self.status if self.result is None else str(self.result)
        reached = "" if self.capaian is None or self.capaian.value is None else f" ({self.capaian})"
        return f"{self.indikator.id}: {value}{reached}"


class HasilKatalog(Mapping[str, HasilIndikator]):
    """The result of every indicator, by its id; ``gaps`` are those without a value.

    >>> import kinerja_formula as kf
    >>> found = kf.katalog("examples/katalog.toml").evaluate({}, periode=2024)
    >>> len(found), len(found.gaps) == len(found)
    (5, True)
    """

    __slots__ = ("_by_id",)

    def __init__(self, results: Iterable[HasilIndikator]) -> None:
        self._by_id = {one.indikator.id: one for one in results}

    def __getitem__(self, id: str) -> HasilIndikator:  # noqa: A002 - what the field is called
        return self._by_id[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    @property
    def gaps(self) -> dict[str, str]:
        """The indicators without a value, each with its status."""
        return {key: one.status for key, one in self._by_id.items() if one.result is None}

    def __str__(self) -> str:
        return "\n".join(map(str, self._by_id.values()))

    def __repr__(self) -> str:
        return f"<HasilKatalog: {len(self) - len(self.gaps)} / {len(self)}>"
