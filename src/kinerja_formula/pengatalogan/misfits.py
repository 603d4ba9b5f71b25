"""What does not fit in a catalogue: fields of an entry, its id among the others, the head of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from kinerja_formula.diagnostics import Diagnostic, FormulaError
from kinerja_formula.diagnostics.catalogue import INVALID_KATALOG, KATALOG_FORMULA
from kinerja_formula.names import fold_space, nearest
from kinerja_formula.pengatalogan.canonical_line import read_line
from kinerja_formula.pengatalogan.entry_parts import BACAAN, CONFIRMED, NEEDED, TEXTS, BacaanKatalog, SumberKatalog
from kinerja_formula.penilaian import ARAH, aturan, aturan_in_use
from kinerja_formula.units import default_vocabulary, read_unit

__all__ = [
    "MOST_INDICATORS",
    "SHOWN",
    "faults_of_each_id",
    "faults_of_entry",
    "faults_of_head",
    "faults_of_ids",
    "misfit",
    "near_units",
    "unknown_fields",
]

MOST_INDICATORS: Final = 2_000
_MOST_PERIODS: Final = 200
_LONGEST_ID: Final = 80
_LONGEST: Final = 2_000
_LONGEST_CELL: Final = 20_000
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SHOWN: Final = 80
"""So many letters of a text are shown in a message."""


def misfit(field: str, *, reason: str, expected: str = "–") -> Diagnostic:
    """Return the finding that a field does not fit; where it stands in a file is told by whoever knows the file."""
    return Diagnostic(INVALID_KATALOG, (0, 0), (), file="–", line="–", field=field, reason=reason, expected=expected)


def faults_of_entry(one: Any) -> Iterator[Diagnostic]:
    """Yield what does not fit in an entry, of which any field may be of another type than it should be."""
    yield from _faults_of_texts(one)
    yield from _faults_of_id_arah_bobot(one)
    if isinstance(one.aturan, str):
        yield from _faults_of_aturan(one.aturan)
    if isinstance(one.satuan, str):
        yield from _faults_of_satuan(one.satuan)
    for field in ("target", "konstanta"):
        yield from _faults_of_figures(getattr(one, field), field)
    yield from _faults_of_source(one.sumber)
    yield from _faults_of_bacaan(one)
    if all(isinstance(one_text, str) for one_text in (one.rumus, one.nama)) and len(one.rumus) <= _LONGEST_CELL:
        yield from _faults_of_line(one.rumus, one.nama)


def _faults_of_texts(one: Any) -> Iterator[Diagnostic]:
    for field in TEXTS:
        value = getattr(one, field)
        if not isinstance(value, str):
            yield misfit(field, reason="bukan-teks-bidang", expected='"…"')
        elif field in NEEDED and not value.strip():
            yield misfit(field, reason="bidang-hilang", expected='"…"')
        elif len(value) > (_LONGEST_CELL if field in ("rumus", "catatan") else _LONGEST):
            yield misfit(field, reason="terlalu-panjang-bidang", expected=f"≤ {_LONGEST}")


def _faults_of_id_arah_bobot(one: Any) -> Iterator[Diagnostic]:
    if isinstance(one.id, str) and one.id.strip() and (len(one.id) > _LONGEST_ID or not _ID.fullmatch(one.id)):
        yield misfit("id", reason="id-tak-sah", expected="persentase-kehadiran")
    if one.arah is not None and one.arah not in ARAH:
        yield misfit("arah", reason="pilihan-lain", expected=", ".join(ARAH))
    if one.bobot is not None and not (isinstance(one.bobot, Fraction) and 0 <= one.bobot <= 1):
        yield misfit("bobot", reason="di-luar-batas", expected="0% – 100%")


def _faults_of_aturan(name: str) -> Iterator[Diagnostic]:
    if not name:
        return
    try:
        aturan_in_use(name)
    except FormulaError:
        ids = [rule.id for rule in aturan()]
        yield misfit("aturan", reason="aturan-katalog-asing", expected=", ".join(nearest(name[:SHOWN], ids) or ids))


def near_units(satuan: str) -> tuple[str, ...] | None:
    """Return the units that may be meant by one that can't stand in a catalogue; None for one that can.

    A word that the vocabulary does not have is a unit of its own, unless it is likely a slip.

    >>> near_units("dokumne"), near_units("sumur bor"), near_units("12 5")
    (('dokumen', 'dok'), None, ())
    """
    unit = read_unit(satuan)
    if unit is None:
        return ()
    if unit.known:
        return None
    return nearest(satuan[:SHOWN], list(default_vocabulary().units)) or None


def _faults_of_satuan(satuan: str) -> Iterator[Diagnostic]:
    if satuan and (near := near_units(satuan)) is not None:
        yield misfit("satuan", reason="satuan-katalog-asing", expected=", ".join(near) or "%, orang, dokumen")


def _faults_of_figures(told: object, field: str) -> Iterator[Diagnostic]:
    if not isinstance(told, Mapping):
        yield misfit(field, reason="bukan-tabel", expected='{ 2025 = "85" }')
        return
    if len(told) > _MOST_PERIODS:
        yield misfit(field, reason="terlalu-banyak-bidang", expected=f"≤ {_MOST_PERIODS}")
    for key, value in told.items():
        if not isinstance(key, str) or not isinstance(value, str):
            yield misfit(f"{field}.{key}", reason="bukan-teks-bidang", expected='"85"')
        elif len(key) > _LONGEST or len(value) > _LONGEST:
            yield misfit(f"{field}.{key[:SHOWN]}", reason="terlalu-panjang-bidang", expected=f"≤ {_LONGEST}")


def _faults_of_source(source: object) -> Iterator[Diagnostic]:
    if not isinstance(source, SumberKatalog):
        yield misfit("sumber", reason="bukan-tabel", expected=", ".join(SumberKatalog._fields))
        return
    for field, value in source._asdict().items():
        if field in ("halaman", "tabel", "baris"):
            if not isinstance(value, int) or isinstance(value, bool) or value < 0:
                yield misfit(f"sumber.{field}", reason="di-luar-batas", expected="1, 2, 3 …")
        elif not isinstance(value, str):
            yield misfit(f"sumber.{field}", reason="bukan-teks-bidang", expected='"…"')
        elif len(value) > _LONGEST_CELL:
            yield misfit(f"sumber.{field}", reason="terlalu-panjang-bidang", expected=f"≤ {_LONGEST_CELL}")


def _faults_of_bacaan(one: Any) -> Iterator[Diagnostic]:
    told = one.bacaan
    if not isinstance(told, BacaanKatalog) or not all(isinstance(part, str) for part in told):
        yield misfit("bacaan", reason="bukan-tabel", expected='{ oleh = "…", tanggal = 2025-01-31 }')
        return
    if told.keadaan and told.keadaan not in BACAAN:
        yield misfit("bacaan", reason="pilihan-lain", expected=", ".join(BACAAN))
    if (told.oleh or told.tanggal) and told.keadaan != CONFIRMED:
        yield misfit("bacaan", reason="pilihan-lain", expected=CONFIRMED)
    if told.keadaan == CONFIRMED and not one.rumus:
        yield misfit("rumus", reason="bidang-hilang", expected='"…"')
    if max(len(told.oleh), len(told.tanggal)) > _LONGEST:
        yield misfit("bacaan", reason="terlalu-panjang-bidang", expected=f"≤ {_LONGEST}")


def _faults_of_line(rumus: str, nama: str) -> Iterator[Diagnostic]:
    """A line that could be read otherwise is none: it says no more for certain than the cell that it was read from."""
    if not rumus:
        return
    told = {"file": "–", "line": "–", "field": "rumus", "text": rumus[:SHOWN]}
    formula = read_line(rumus, nama)
    if isinstance(formula, FormulaError):
        yield Diagnostic(KATALOG_FORMULA, (0, 0), (), **told, taken=(), why=formula.diagnostics[0].message)
        return
    line = formula.to_text()
    if formula.certainty < 1 and line != fold_space(rumus):
        yield Diagnostic(KATALOG_FORMULA, (0, 0), (), **told, taken=(line,), why="")


def unknown_fields(data: Mapping[Any, Any], known: tuple[str, ...], prefix: str) -> Iterator[Diagnostic]:
    """Yield the fields that there are not, each with those that may be meant."""
    for key in data:
        if key not in known:
            near = nearest(str(key)[:SHOWN], known) or known
            yield misfit(f"{prefix}{str(key)[:SHOWN]}", reason="bidang-tak-dikenal", expected=", ".join(near))


def faults_of_head(judul: object, aturan: object, catatan: object) -> Iterator[Diagnostic]:
    """Yield what does not fit in the head of a catalogue."""
    for field, value in (("judul", judul), ("aturan", aturan), ("catatan", catatan)):
        if not isinstance(value, str):
            yield misfit(field, reason="bukan-teks-bidang", expected='"…"')
        elif len(value) > _LONGEST_CELL:
            yield misfit(field, reason="terlalu-panjang-bidang", expected=f"≤ {_LONGEST_CELL}")
        elif field == "aturan":
            yield from _faults_of_aturan(value)


def faults_of_ids(ids: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the entries together: too many of them, two of one id."""
    if len(ids) > MOST_INDICATORS:
        yield misfit("indikator", reason="terlalu-banyak-bidang", expected=f"≤ {MOST_INDICATORS}")
    for found in faults_of_each_id(ids):
        yield from found


def faults_of_each_id(ids: Sequence[str]) -> Iterator[tuple[Diagnostic, ...]]:
    """Yield for each entry what is wrong with its id among the others."""
    seen: set[str] = set()
    for one in ids:
        yield (misfit("id", reason="id-ganda", expected=f"{one[: _LONGEST_ID - 2]}-2"),) if one in seen else ()
        seen.add(one)
