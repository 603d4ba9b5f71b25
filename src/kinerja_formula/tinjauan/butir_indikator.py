"""The items on whether indicators measure their goal, and are specific, measurable and dated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinerja_formula.diagnostics import Diagnostic, Severity
from kinerja_formula.dokumen.model import Indikator
from kinerja_formula.names import normalise
from kinerja_formula.tinjauan.dokumen_tersanding import Counter, DokumenTersanding
from kinerja_formula.tinjauan.penyandingan import Letak
from kinerja_formula.tinjauan.perbandingan_isi import satuan_of
from kinerja_formula.tinjauan.perbandingan_sasaran import goals_of
from kinerja_formula.tinjauan.review import review
from kinerja_formula.tinjauan.reviu_model import Butir, Hal

__all__ = ["indicators_measure"]

_OF_MEANING: Final = ("KF125", "KF127", "KF130", "KF131", "KF431")
"""Rules about whether a formula measures what its indicator names; the others are about whether it can be measured."""
_OF_READING: Final = ("KF11", "KF433")


def indicators_measure(documents: DokumenTersanding) -> tuple[Butir, Butir]:
    """Return the items on whether indicators measure their goal, and are specific, measurable and dated."""
    goal, smart = Counter(), Counter()
    goal.add("sasaran", len(goals_of(documents, "lkjip")))
    goal_hal = [*documents.lacking("indikator", "tanpa-sasaran", lambda quote: bool(quote.sasaran.strip()), goal)]
    reviewed = _ReviewedFormulas(documents)
    goal_hal += reviewed.hal(goal, of_meaning=True)
    smart_hal = [*reviewed.hal(smart, of_meaning=False), *_unmeasured(documents, smart)]
    remarks = () if reviewed.names else ("tanpa-formula",)
    return (
        Butir("substansi", 8, goal.hitungan(), tuple(goal_hal), "", remarks),
        Butir("substansi", 10, smart.hitungan(), tuple(smart_hal), "", remarks),
    )


class _ReviewedFormulas:
    """What the review finds in the formulas of every document that has some."""

    def __init__(self, documents: DokumenTersanding) -> None:
        self.documents = documents
        self.names = [name for name in documents.letak if documents.tells(name, "formula")]
        self.rows = [row for name in self.names for row in self._rows(name)]

    def _rows(self, name: str) -> Iterator[tuple[str, Letak, list[Diagnostic]]]:
        own = self.documents.baris[name]
        for letak, row in zip(own.every, review(own.document()).rows, strict=True):
            yield name, letak, [one for one in row.diagnostics if _is_told(one)]

    def hal(self, count: Counter, *, of_meaning: bool) -> Iterator[Hal]:
        """Yield what is found about the meaning of formulas, or all else; the same of the same formula once."""
        seen: set[tuple[str, str, str]] = set()
        for name, letak, found in self.rows:
            nama, teks = letak.indikator.nama, letak.indikator.teks
            own = [one for one in found if (one.code in _OF_MEANING) is of_meaning]
            if teks.strip():
                count.add("formula", 1, int(bool(own)))
            for one in own:
                mark = normalise(nama), " ".join(teks.split()), one.code
                if mark not in seen:
                    seen.add(mark)
                    quote = self.documents.quote(name, letak)
                    yield Hal("catatan-formula", "", (name,), (quote,), False, (one,))


def _is_told(found: Diagnostic) -> bool:
    """Whether a finding is about what the document says: not about how a text was read, nor about spelling."""
    return found.severity is not Severity.NOTE and not found.code.startswith(_OF_READING)


def _unmeasured(documents: DokumenTersanding, count: Counter) -> Iterator[Hal]:
    """Yield the indicators of the report for which no document has a formula, a unit or a figure."""
    for row in documents.rows:
        if "lkjip" in row.rows:
            known = [letak.indikator for own in row.rows.values() for letak in own]
            unmeasured = not any(map(_is_measured, known))
            count.add("terukur", 1, int(unmeasured))
            if unmeasured:
                yield Hal("tak-terukur", "", ("lkjip",), documents.quotes(row))


def _is_measured(one: Indikator) -> bool:
    return bool(one.teks.strip() or satuan_of(one.target, one.satuan)) or any(map(str.isdigit, one.target))
