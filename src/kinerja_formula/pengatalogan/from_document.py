"""A document that was read → a catalogue: what a person has confirmed, what the program was sure of, what is open.

With last year's catalogue the new one keeps ids, owners, remarks and the readings confirmed for the same cell.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError, Severity
from kinerja_formula.diagnostics.catalogue import (
    AMBIGUOUS_READING,
    CONDITION_UNREADABLE,
    EXAMPLE_DIFFERS,
    FLAT_NUMERATOR,
    INVALID_KATALOG,
    KATALOG_LEFT_OUT,
    KATALOG_UNIT,
    LOST_TIMES,
    NO_FORMULA,
    READING_CONFIRMED,
    RESULT_CHOSEN,
    SCORE_RULE,
    SECOND_FORMULA,
    STRAY_SIGN,
    UNUSED_TEXT,
)
from kinerja_formula.dokumen.indicator_rows import found_at
from kinerja_formula.dokumen.model import Dokumen, Indikator, Jabatan
from kinerja_formula.dokumen.periods import PerPeriode, same_period, year_of
from kinerja_formula.formula import Formula
from kinerja_formula.names import fold_space
from kinerja_formula.pengatalogan.entry import IndikatorKatalog
from kinerja_formula.pengatalogan.entry_parts import BacaanKatalog, SumberKatalog
from kinerja_formula.pengatalogan.misfits import MOST_INDICATORS, near_units
from kinerja_formula.pengatalogan.model import Katalog
from kinerja_formula.pengatalogan.pairs import pairs
from kinerja_formula.pengisian.bacaan import Bacaan, with_bacaan

__all__ = ["katalog_of", "slug_of"]

_LEAST_SURE: Final = 0.75
"""As certain as a line that a person writes has to be, too."""
_DOUBTS: Final = frozenset(
    (
        *(AMBIGUOUS_READING, LOST_TIMES, FLAT_NUMERATOR, UNUSED_TEXT, STRAY_SIGN, EXAMPLE_DIFFERS, SECOND_FORMULA),
        *(SCORE_RULE, CONDITION_UNREADABLE, RESULT_CHOSEN),
    )
)
"""Findings of the reading that say that something else may be meant."""
_LONGEST_ID: Final = 60
_LONGEST: Final = 2_000
_WORD: Final = re.compile(r"[a-z0-9]+")


def slug_of(nama: str) -> str:
    """Return the id that an indicator gets by its name: its words in lower case, cut at a word.

    >>> slug_of("Persentase RT/RW yang dibina (%)")
    'persentase-rt-rw-yang-dibina'
    """
    plain = unicodedata.normalize("NFKD", nama).encode("ascii", "ignore").decode().casefold()
    found = ""
    for word in _WORD.findall(plain):
        longer = f"{found}-{word}" if found else word[:_LONGEST_ID]
        if len(longer) > _LONGEST_ID:
            break
        found = longer
    return found or "indikator"


def katalog_of(
    given: Dokumen | Katalog, lama: Katalog | None = None, *, aturan: str = "", bacaan: Iterable[Bacaan] = ()
) -> Katalog:
    """Return the catalogue of a document that was read, renewed from an older one if it is given.

    A line that a person has confirmed (``bacaan``, :func:`with_bacaan`) is confirmed; one that the program was sure of
    is ``terbaca``; every other one ``belum diperiksa``, and so the catalogue says. Of the older catalogue come ids,
    owners, remarks, rule sets, targets of periods that the document does not tell of, and confirmed lines of cells that
    still say the same.

    Raises InvalidDataError KF520 for a document of too many indicators.

    >>> import kinerja_formula as kf
    >>> found = katalog_of(kf.read("examples/kecamatan/iku.html"))
    >>> one = found["rata-rata-hari-penyelesaian-surat-pengantar"]
    >>> one.rumus, one.target_of("2025"), one.bacaan.keadaan
    ('Jumlah hari penyelesaian surat pengantar / jumlah surat pengantar', '2', 'terbaca')
    """
    confirmed = [] if lama is None else [_confirmed(one) for one in lama.values() if one.is_confirmed]
    confirmed += bacaan
    found: list[Diagnostic] = []
    if isinstance(given, Katalog):
        entries = _settled(given, confirmed)
        head = (given.aturan, given.catatan)
    else:
        entries = _entries(with_bacaan(given, confirmed), found)
        head = ("", "") if lama is None else (lama.aturan, lama.catatan)
    if lama is not None:
        entries = _renewed(lama, entries, set(lama), found)
    elif not isinstance(given, Katalog):
        entries = _with_ids(entries, set())
    return Katalog(
        entries,
        judul=given.judul[:_LONGEST],
        aturan=aturan or head[0],
        catatan=head[1],
        berkas=given.berkas if isinstance(given, Katalog) else "",
        diagnostics=tuple(found),
    )


def _entries(dokumen: Dokumen, found: list[Diagnostic]) -> list[IndikatorKatalog]:
    rows = [(jabatan, one) for jabatan, one in dokumen if one.nama.strip()]
    if len(rows) > MOST_INDICATORS:
        raise InvalidDataError(
            Diagnostic(
                *(INVALID_KATALOG, (0, 0), ()),
                file=os.path.basename(dokumen.berkas) or "–",
                line="–",
                field="indikator",
                reason="terlalu-banyak-bidang",
                expected=f"≤ {MOST_INDICATORS}",
            )
        )
    year = year_of(dokumen.judul)
    return [_entry(dokumen.berkas, jabatan.nama, one, year, found) for jabatan, one in rows]


def _settled(katalog: Katalog, bacaan: Sequence[Bacaan]) -> list[IndikatorKatalog]:
    """Return the entries of a catalogue, their lines as a person has confirmed them: of the cell, or of the line."""
    entries = list(katalog.values())
    for texts in ([one.sumber.teks for one in entries], [one.rumus for one in entries]):
        rows = [Indikator(nama=one.nama, teks=text) for one, text in zip(entries, texts, strict=True)]
        read = with_bacaan(Dokumen("", (Jabatan("", tuple(rows)),)), bacaan)
        for place, (_, row) in enumerate(read):
            if row.rumus and row.formula is not None:
                told = BacaanKatalog("diperiksa", *row.diperiksa)
                entries[place] = replace(entries[place], rumus=row.formula.to_text(), bacaan=told)
    return entries


def _confirmed(one: IndikatorKatalog) -> Bacaan:
    return Bacaan(one.sumber.teks or one.rumus, one.rumus, one.nama, one.bacaan.oleh, one.bacaan.tanggal)


def _entry(berkas: str, jabatan: str, one: Indikator, year: str, found: list[Diagnostic]) -> IndikatorKatalog:
    formula = one.measured_by
    rumus = formula.to_text() if formula is not None else ""
    place = one.tempat
    source = SumberKatalog(os.path.basename(berkas), place.lembar, place.halaman, place.tabel, place.baris, one.teks)
    fields = {
        "id": slug_of(one.nama),
        "nama": fold_space(one.nama)[:_LONGEST],
        "jabatan": fold_space(jabatan)[:_LONGEST],
        "sasaran": fold_space(one.sasaran)[:_LONGEST],
        "kode": fold_space(one.kode)[:_LONGEST],
        "satuan": _satuan(one, found),
        "sumber_data": fold_space(one.sumber_data)[:_LONGEST],
    }
    common = {
        "arah": one.arah,
        "bobot": one.bobot,
        "target": _targets(one, year),
        "konstanta": PerPeriode(one.konstanta),
        "sumber": source,
    }
    bacaan = _bacaan(one, formula)
    try:
        return IndikatorKatalog(**fields, **common, rumus=rumus, bacaan=bacaan)  # type: ignore[arg-type]
    except InvalidDataError as error:
        if {str(one.values.get("field")) for one in error.diagnostics} != {"rumus"}:
            raise
    # A line that reads otherwise than the cell is none; the cell is kept, and a person writes the line.
    return IndikatorKatalog(**fields, **common, bacaan=BacaanKatalog("belum diperiksa"))  # type: ignore[arg-type]


def _targets(one: Indikator, year: str) -> PerPeriode:
    """Return the targets by period; one that stands under no head is of the year asked for, or of the title."""
    told = one.targets or ({"": one.target} if one.target.strip() else {})
    return PerPeriode([(period or one.periode or year, target) for period, target in told.items()])


def _satuan(one: Indikator, found: list[Diagnostic]) -> str:
    satuan = fold_space(one.satuan)
    near = near_units(satuan) if satuan else None
    if near is None:
        return satuan
    found.append(found_at(KATALOG_UNIT, one.tempat, value=satuan[:80], name=one.nama[:80], suggestions=near))
    return ""


def _bacaan(one: Indikator, formula: Formula | None) -> BacaanKatalog:
    if one.rumus:
        return BacaanKatalog("diperiksa", *one.diperiksa)
    if one.has_own_figure:
        return BacaanKatalog("terbaca")
    if formula is None:
        return BacaanKatalog("belum diperiksa")
    doubtful = min(float(formula.certainty), float(one.certainty)) < _LEAST_SURE
    doubtful |= any(each.rule in _DOUBTS for each in formula.diagnostics)
    doubtful |= any(
        each.severity is not Severity.NOTE and each.rule not in (NO_FORMULA, READING_CONFIRMED)
        for each in one.diagnostics
    )
    return BacaanKatalog("belum diperiksa" if doubtful else "terbaca")


# Ids


def _with_ids(entries: Iterable[IndikatorKatalog], used: set[str]) -> list[IndikatorKatalog]:
    """Give each entry an id that no other one has, by its name and its place among those of the same name."""
    return [replace(one, id=_free(one.id, used)) for one in entries]


def _free(slug: str, used: set[str]) -> str:
    found, number = slug, 1
    while found in used:
        number += 1
        found = f"{slug}-{number}"
    used.add(found)
    return found


def _renewed(
    lama: Katalog, entries: Sequence[IndikatorKatalog], used: set[str], found: list[Diagnostic]
) -> list[IndikatorKatalog]:
    renewed: list[IndikatorKatalog] = []
    gone: list[str] = []
    for pair in pairs(tuple(lama.values()), entries, by_id=False):
        if pair.baru is None:
            gone.append(pair.lama.id if pair.lama is not None else "")
        elif pair.lama is None:
            renewed.append(replace(pair.baru, id=_free(pair.baru.id, used)))
        else:
            renewed.append(_kept(pair.lama, pair.baru))
    if gone:
        found.append(Diagnostic(KATALOG_LEFT_OUT, (0, 0), (), count=str(len(gone)), names=tuple(gone[:2])))
    return renewed


def _kept(lama: IndikatorKatalog, baru: IndikatorKatalog) -> IndikatorKatalog:
    """Return a new entry with what an office has written into the old one, and targets that only the old one has."""
    older = {
        period: target
        for period, target in lama.target.items()
        if period and not any(same_period(period, other) for other in baru.target)
    }
    kept = {field: getattr(lama, field) for field in ("id", "aturan", "pemilik", "catatan")}
    told = {
        field: getattr(baru, field) or getattr(lama, field)
        for field in ("jabatan", "sasaran", "kode", "satuan", "arah", "sumber_data")
    }
    told["bobot"] = lama.bobot if baru.bobot is None else baru.bobot
    if not baru.sumber.teks.strip() and lama.sumber.teks.strip():
        # A document without formulas (a perjanjian kinerja) tells targets and leaves the line as it was.
        told |= {field: getattr(lama, field) for field in ("rumus", "bacaan", "sumber", "konstanta")}
    return replace(baru, **kept, **told, target={**older, **baru.target}, baris=0)
