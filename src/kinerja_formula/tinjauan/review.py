"""The review of a document: what the rules find in every row, chosen, compared with a baseline. Plain data."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import CATALOGUE, Diagnostic, FormulaError, InvalidDataError, Severity
from kinerja_formula.diagnostics.catalogue import (
    FORMER_SLUGS,
    KATALOG_NOT_READING,
    KATALOG_UNREAD,
    KATALOG_WITHOUT_FORMULA,
    UNEXPECTED_FAULT,
    UNKNOWN_RULE,
)
from kinerja_formula.dokumen.model import Dokumen, Indikator, Jabatan
from kinerja_formula.dokumen.reader import read
from kinerja_formula.files.guard import guarded, rows_apart
from kinerja_formula.formula import findings
from kinerja_formula.linter.document_check import Row, check_document
from kinerja_formula.linter.facts import Facts, Finding
from kinerja_formula.names import nearest, normalise

__all__ = [
    "ACUAN_SCHEMA",
    "ALL",
    "SCHEMA",
    "Choice",
    "Tinjauan",
    "TinjauanRow",
    "chosen",
    "review",
    "review_formula",
    "tinjau",
]

SCHEMA: Final = "kinerja-formula/tinjauan/1"
ACUAN_SCHEMA: Final = "kinerja-formula/acuan/1"


class TinjauanRow(NamedTuple):
    """One indicator with what was found in it; ``accepted`` counts the findings that the baseline knows."""

    jabatan: str
    indikator: Indikator
    findings: tuple[Finding, ...]
    accepted: int = 0

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings without their repairs."""
        return tuple([one.diagnostic for one in self.findings])

    def to_json(self) -> dict[str, object]:
        """Return the row as plain data."""
        return {
            "line": self.indikator.tempat.baris,
            "jabatan": self.jabatan,
            "indikator": self.indikator.nama,
            "formula": self.indikator.teks,
            "findings": [_finding_data(one) for one in self.findings],
            "accepted": self.accepted,
        }


def _finding_data(finding: Finding) -> dict[str, object]:
    data: dict[str, object] = finding.diagnostic.to_json()
    if finding.fix is not None:
        data["fix"] = {
            "start": finding.fix.start,
            "end": finding.fix.end,
            "text": finding.fix.text,
            "safe": finding.fix.safe,
        }
    return data


class Tinjauan(NamedTuple):
    """The rows of a document in its order, those without a finding too.

    >>> import kinerja_formula as kf
    >>> found = kf.tinjau("examples/tinjauan.csv")
    >>> [one.code for row in found.rows for one in row.diagnostics][:3]
    ['KF126', 'KF127', 'KF431']
    """

    berkas: str
    judul: str
    rows: tuple[TinjauanRow, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing but notes was found."""
        return not any(one.severity is not Severity.NOTE for row in self.rows for one in row.diagnostics)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are, how many have a finding, and findings by severity; ``accepted`` by the baseline."""
        found = [one for row in self.rows for one in row.diagnostics]
        return {
            "rows": len(self.rows),
            "with_findings": sum(bool(row.findings) for row in self.rows),
            **{severity.value: sum(one.severity is severity for one in found) for severity in Severity},
            "accepted": sum(row.accepted for row in self.rows),
        }

    def to_json(self) -> dict[str, object]:
        """Return the review as plain data, schema ``kinerja-formula/tinjauan/1``, without rows that have no finding."""
        return {
            "schema": SCHEMA,
            "berkas": self.berkas,
            "judul": self.judul,
            "counts": self.counts,
            "rows": [row.to_json() for row in self.rows if row.findings or row.accepted],
        }

    def to_acuan(self) -> dict[str, object]:
        """Return a baseline that accepts all that was found, schema ``kinerja-formula/acuan/1``."""
        marks = sorted({mark for row in self.rows for mark in _marks(row)})
        return {
            "schema": ACUAN_SCHEMA,
            "findings": [dict(zip(("code", "jabatan", "indikator", "teks"), mark, strict=True)) for mark in marks],
        }


Mark = tuple[str, str, str, str]
"""A finding as the baseline knows it: code, post, indicator, formula; a changed formula is looked at anew."""


def _marks(row: TinjauanRow) -> Iterator[Mark]:
    for one in row.diagnostics:
        yield _mark(one.code, row.jabatan, row.indikator)


def _mark(code: str, jabatan: str, indikator: Indikator) -> Mark:
    return code, normalise(jabatan), normalise(indikator.nama), " ".join(indikator.teks.split())


class Choice:
    """Which rules are asked: by code (``KF127``), by the beginning of one (``KF2``), or by slug (``tak-terukur``).

    ``select`` empty means all; ``ignore`` takes away; ``accepted`` are findings of a baseline.

    Raises InvalidDataError KF441 for what is neither a code nor a slug.

    >>> choice = Choice(select=["KF12"], ignore=["jenis-beda"])
    >>> choice.asks("KF124"), choice.asks("KF125"), choice.asks("KF201")
    (True, False, False)
    """

    def __init__(
        self,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        accepted: frozenset[Mark] = frozenset(),
    ) -> None:
        self._selected = _codes(select)
        self._ignored = _codes(ignore) or frozenset()
        self.accepted = accepted

    def asks(self, code: str) -> bool:
        """Return whether findings with this code are wanted."""
        return (self._selected is None or code in self._selected) and code not in self._ignored


def _codes(names: Iterable[str]) -> frozenset[str] | None:
    """Return the codes that are meant, None for an empty list."""
    codes: set[str] = set()
    given = [name for names_ in names for name in names_.replace(",", " ").split()]
    for name in given:
        slug = name.casefold()
        if slug in FORMER_SLUGS:
            slug = FORMER_SLUGS[slug].current()
        meant = {
            code
            for code, rule in CATALOGUE.items()
            if rule.slug == slug or (len(name) > 2 and code.startswith(name.upper()))
        }
        if not meant:
            known = [*dict.fromkeys(rule.slug for rule in CATALOGUE.values()), *CATALOGUE]
            raise InvalidDataError(Diagnostic(UNKNOWN_RULE, (0, 0), name=name[:80], suggestions=nearest(name, known)))
        codes |= meant
    return frozenset(codes) if given else None


ALL: Final = Choice()


_OF_ROWS: Final = (UNEXPECTED_FAULT, KATALOG_UNREAD, KATALOG_WITHOUT_FORMULA, KATALOG_NOT_READING)
"""What an indicator tells of itself that a review has to tell, too: faults, and what is open in a catalogue."""


def review(dokumen: Dokumen, choice: Choice = ALL) -> Tinjauan:
    """Return what the rules find in a document: in every formula, and over all of them together.

    >>> row = Indikator(nama="Persentase surat dijawab", teks="Jumlah surat dijawab / Jumlah surat masuk")
    >>> tinjauan = review(Dokumen("", (Jabatan("CAMAT", (row,)),)))
    >>> [one.slug for row in tinjauan.rows for one in row.diagnostics], tinjauan.clean
    (['tanpa-seratus-persen'], False)
    """
    pairs = list(dokumen)
    found: list[list[Finding]] = []
    rows: list[Row] = []
    for number, (jabatan, indikator) in enumerate(pairs, 1):
        own, facts = _of_row(indikator)
        own += [Finding(one) for one in indikator.diagnostics if one.rule in _OF_ROWS]
        found.append(own)
        rows.append(Row(indikator.tempat.baris or number, jabatan.nama, indikator.nama, facts))
    for own, together in zip(found, _together(rows), strict=True):
        known = {(one.diagnostic.code, one.diagnostic.span) for one in own}
        own += [one for one in together if (one.diagnostic.code, one.diagnostic.span) not in known]
    return Tinjauan(
        dokumen.berkas,
        dokumen.judul,
        tuple(
            [
                chosen(jabatan.nama, indikator, own, choice)
                for (jabatan, indikator), own in zip(pairs, found, strict=True)
            ]
        ),
    )


def tinjau(dokumen: Dokumen | str | os.PathLike[str]) -> Tinjauan:
    """Return what the rules find in a document, or in the file of one: what ``kinerja periksa`` shows.

    Raises InvalidDataError as reading the file does.

    >>> import kinerja_formula as kf
    >>> found = kf.tinjau("examples/tinjauan.csv")
    >>> found.clean, found.counts["rows"]
    (False, 7)
    """
    return review(dokumen if isinstance(dokumen, Dokumen) else read(os.fspath(dokumen)))


def _of_row(indikator: Indikator) -> tuple[list[Finding], Facts | None]:
    formula = indikator.formula
    if formula is None:
        fault = indikator.fault
        return [Finding(one) for one in (fault.diagnostics if fault is not None else ())], None
    try:
        with guarded(indikator.teks):
            own, facts = findings(formula, indikator=indikator.nama, satuan=indikator.satuan, target=indikator.target)
    except FormulaError as error:
        return [*map(Finding, error.diagnostics)], None
    return list(own), facts


def _together(rows: list[Row]) -> list[list[Finding]]:
    """Return what the rules over a whole document find, for each row."""
    done, faults = rows_apart(lambda places: (places, check_document([rows[place] for place in places])), len(rows))
    found: list[list[Finding]] = [[] for _ in rows]
    for place, own in zip(*done, strict=True) if done is not None else ():
        found[place] += own
    for place, fault in faults.items():
        found[place].append(Finding(fault))
    return found


def chosen(jabatan: str, indikator: Indikator, own: list[Finding], choice: Choice) -> TinjauanRow:
    """Return a row with those of its findings that are asked for and not accepted, the gravest first."""
    wanted = [one for one in own if choice.asks(one.diagnostic.code)]
    fresh = [one for one in wanted if _mark(one.diagnostic.code, jabatan, indikator) not in choice.accepted]
    fresh.sort(key=lambda one: (_WEIGHT[one.diagnostic.severity], one.diagnostic.code))
    return TinjauanRow(jabatan, indikator, tuple(fresh), len(wanted) - len(fresh))


_WEIGHT: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def review_formula(text: str, indikator: str = "", choice: Choice = ALL, target: str = "") -> Tinjauan:
    """Return the review of one formula, as that of a document with one row."""
    row = Indikator(nama=indikator, teks=text, target=target)
    return review(Dokumen("", (Jabatan("", (row,)),)), choice)


def read_marks(data: Mapping[str, Any]) -> frozenset[Mark]:
    """Return the findings that a baseline accepts. Raises KeyError, TypeError or ValueError for another form."""
    if data["schema"] != ACUAN_SCHEMA:
        raise ValueError(data["schema"])
    return frozenset(
        [(str(one["code"]), str(one["jabatan"]), str(one["indikator"]), str(one["teks"])) for one in data["findings"]]
    )
