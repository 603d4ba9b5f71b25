"""What a catalogue of indicators holds: plain immutable data that is checked when made.

The form of the file is the form of the data: :meth:`Katalog.to_json` is what stands in the TOML.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, NoReturn

from kinerja_formula.diagnostics import (
    INVALID_KATALOG,
    KATALOG_ATURAN,
    KATALOG_FORMULA,
    KATALOG_NOT_READING,
    KATALOG_UNREAD,
    KATALOG_WITHOUT_FORMULA,
    Diagnostic,
    FormulaError,
    InvalidDataError,
)
from kinerja_formula.dokumen.indicator_rows import found_at
from kinerja_formula.dokumen.model import Dokumen, Indikator, by_jabatan
from kinerja_formula.dokumen.periods import PerPeriode, period_of, same_period, year_of
from kinerja_formula.files.guard import guarded
from kinerja_formula.files.tempat import NOWHERE, Tempat
from kinerja_formula.formula import Formula, parse
from kinerja_formula.names import fold_space, nearest
from kinerja_formula.numerals import NumeralError, read_figure, shortest
from kinerja_formula.penilaian import ARAH, DEFAULT, aturan, aturan_in_use
from kinerja_formula.plain_text import plain
from kinerja_formula.units import default_vocabulary, read_unit

if TYPE_CHECKING:
    from kinerja_formula.pengatalogan.comparison import Banding
    from kinerja_formula.pengatalogan.evaluation import HasilKatalog
    from kinerja_formula.pengisian.bacaan import Bacaan
    from kinerja_formula.tinjauan.review import Tinjauan

__all__ = [
    "BACAAN",
    "MOST_INDICATORS",
    "SCHEMA",
    "BacaanKatalog",
    "IndikatorKatalog",
    "Katalog",
    "SumberKatalog",
    "near_units",
]

SCHEMA: Final = "kinerja-formula/katalog/1"
BACAAN: Final = ("terbaca", "belum diperiksa", "diperiksa")
"""How far a line can be trusted: the program was sure of it, it was not, a person has confirmed it."""
_SURE, _OPEN, _CONFIRMED = BACAAN

MOST_INDICATORS: Final = 2_000
_MOST_PERIODS: Final = 200
_LONGEST_ID: Final = 80
_LONGEST: Final = 2_000
_LONGEST_CELL: Final = 20_000
_SHOWN: Final = 80
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _misfit(field: str, *, reason: str, expected: str = "–") -> Diagnostic:
    return Diagnostic(INVALID_KATALOG, (0, 0), (), file="–", line="–", field=field, reason=reason, expected=expected)


class SumberKatalog(NamedTuple):
    """Where an indicator was read: document, sheet, page, table, row, and the formula cell as it was written."""

    dokumen: str = ""
    lembar: str = ""
    halaman: int = 0
    tabel: int = 0
    baris: int = 0
    teks: str = ""


class BacaanKatalog(NamedTuple):
    """How far the line can be trusted (one of :data:`BACAAN`; empty for a line that nobody read from a text), and who
    has confirmed it, when.
    """

    keadaan: str = ""
    oleh: str = ""
    tanggal: str = ""


NO_SOURCE: Final = SumberKatalog()
NOT_TOLD: Final = BacaanKatalog()
_NO_FIGURES: Final = PerPeriode()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndikatorKatalog:
    """One indicator of a catalogue.

    ``id`` stays the same from year to year. ``rumus`` is the canonical line; ``target`` the target as written by its
    period, ``""`` for one without a period; ``konstanta`` figures that the document gives for names of the formula;
    ``aturan`` the rule set, empty for that of the catalogue; ``sumber`` where it was read; ``pemilik`` who answers for
    it; ``bacaan`` who has confirmed the line. ``baris`` is its line in the file, 0 where it has none; it is no part of
    what an entry says.

    Raises InvalidDataError KF520, naming every field that does not fit, and KF521 for a ``rumus`` that is no canonical
    line.

    >>> hadir = IndikatorKatalog(
    ...     id="hadir", nama="Persentase hadir", rumus="Jumlah hadir / Jumlah undangan × 100%", target={"2025": "90"}
    ... )
    >>> hadir.formula.names, hadir.target_of("Tahun 2025")
    (('Jumlah hadir', 'Jumlah undangan'), '90')
    """

    id: str
    nama: str
    rumus: str = ""
    jabatan: str = ""
    sasaran: str = ""
    kode: str = ""
    satuan: str = ""
    arah: str | None = None
    bobot: Fraction | None = None
    aturan: str = ""
    target: Mapping[str, str] = _NO_FIGURES
    konstanta: Mapping[str, str] = _NO_FIGURES
    sumber_data: str = ""
    pemilik: str = ""
    sumber: SumberKatalog = NO_SOURCE
    bacaan: BacaanKatalog = NOT_TOLD
    catatan: str = ""
    baris: int = 0

    def __post_init__(self) -> None:
        for field in ("target", "konstanta"):
            told = getattr(self, field)
            if not isinstance(told, PerPeriode) and isinstance(told, Mapping):
                object.__setattr__(self, field, PerPeriode(told))
        if faults := list(_faults_of(self)):
            raise InvalidDataError(tuple(faults))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, IndikatorKatalog):
            return NotImplemented
        return self.to_json() == other.to_json()

    def __hash__(self) -> int:
        return hash((self.id, self.nama, self.rumus))

    @property
    def formula(self) -> Formula | None:
        """The formula that the line says, read with the indicator; None for an entry without a line."""
        read = _read_line(self.rumus, self.nama) if self.rumus else None
        return read if isinstance(read, Formula) else None

    @property
    def is_confirmed(self) -> bool:
        """Whether a person has confirmed the line."""
        return self.bacaan.keadaan == _CONFIRMED

    def target_of(self, periode: int | str | None = None) -> str:
        """Return the target of a period as written, however the period is spelt; empty where there is none.

        Without ``periode`` the one target that there is. A target without a period is that of every year, and of no
        part of one.
        """
        period = self.period_of(periode)
        return "" if period is None else self.target[period]

    def period_of(self, periode: int | str | None = None) -> str | None:
        """Return the period under which :meth:`target_of` finds its target."""
        if periode is None:
            return next(iter(self.target)) if len(self.target) == 1 else None
        periode = str(periode)
        own = [period for period in self.target if period and same_period(period, periode)]
        if own:
            return own[0]
        return "" if "" in self.target and year_of(periode) == period_of(periode) else None

    def findings(self) -> tuple[Diagnostic, ...]:
        """Return what is open about the entry itself; what is wrong with its formula :meth:`Katalog.check` tells."""
        at = Tempat(self.baris)
        shown = fold_space(self.sumber.teks)[:_SHOWN] or "–"
        if not self.rumus:
            return (found_at(KATALOG_WITHOUT_FORMULA, at, name=self.nama[:_SHOWN], text=shown),)
        if self.bacaan.keadaan == _OPEN or (self.sumber.teks.strip() and not self.bacaan.keadaan):
            return (found_at(KATALOG_UNREAD, at, taken=self.rumus, text=shown),)
        if self.bacaan.keadaan == _SURE and not _is_reading(self.sumber.teks, self.nama, self.rumus):
            return (found_at(KATALOG_NOT_READING, at, taken=self.rumus, text=shown),)
        return ()

    def to_indikator(self) -> Indikator:
        """Return the entry as a document has it: its canonical line is its formula cell."""
        line = self.rumus or self.sumber.teks
        return Indikator(
            nama=self.nama,
            teks=line,
            sasaran=self.sasaran,
            sumber_data=self.sumber_data,
            satuan=self.satuan,
            arah=self.arah,
            bobot=self.bobot,
            kode=self.kode,
            konstanta=tuple(self.konstanta.items()),
            targets=self.target,
            rumus=self.rumus if self.is_confirmed else "",
            diperiksa=(self.bacaan.oleh, self.bacaan.tanggal) if self.is_confirmed else ("", ""),
            tempat=Tempat(self.baris),
            diagnostics=self.findings(),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the entry as plain data, in the order of the file; what is empty is left out."""
        told = {field: getattr(self, field) for field in _TEXTS}
        share = {"bobot": _share_text(self.bobot)} if self.bobot is not None else {}
        source = {field: value for field, value in self.sumber._asdict().items() if value}
        fields = {
            **told,
            "arah": self.arah or "",
            **share,
            "target": _target_data(self.target),
            "konstanta": dict(self.konstanta),
            "sumber": source,
            "bacaan": _bacaan_data(self.bacaan),
        }
        return {field: fields[field] for field in FIELDS if fields.get(field)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any], *, baris: int = 0) -> IndikatorKatalog:
        """Return the entry that :meth:`to_json` wrote. Raises InvalidDataError KF520, KF521."""
        return _entry(data, baris)


FIELDS: Final = (
    *("id", "nama", "jabatan", "sasaran", "kode", "rumus", "satuan", "arah", "bobot", "aturan", "target", "konstanta"),
    *("sumber_data", "pemilik", "sumber", "bacaan", "catatan"),
)
"""The fields of an entry in the order in which they are written."""
_TEXTS: Final = tuple(
    [one for one in FIELDS if one not in ("arah", "bobot", "target", "konstanta", "sumber", "bacaan")]
)
_NEEDED: Final = ("id", "nama")
_HEAD: Final = ("schema", "judul", "aturan", "catatan", "indikator")


def _target_data(target: Mapping[str, str]) -> str | dict[str, str]:
    return target[""] if list(target) == [""] else dict(target)


def _bacaan_data(bacaan: BacaanKatalog) -> str | dict[str, str]:
    told = {key: value for key, value in (("oleh", bacaan.oleh), ("tanggal", bacaan.tanggal)) if value}
    return told if told and bacaan.keadaan == _CONFIRMED else bacaan.keadaan


def _share_text(share: Fraction) -> str:
    """Return a weight as people write one; as a fraction where no percentage is exact."""
    hundred = share * 100
    whole = hundred.denominator
    for prime in (2, 5):
        while whole % prime == 0:
            whole //= prime
    return f"{shortest(hundred)}%" if whole == 1 else str(share)


@lru_cache(maxsize=4096)
def _read_line(rumus: str, nama: str) -> Formula | FormulaError:
    try:
        with guarded(rumus):
            return parse(rumus, indikator=nama or None)
    except FormulaError as error:
        return error


@lru_cache(maxsize=4096)
def _is_reading(teks: str, nama: str, rumus: str) -> bool:
    """Whether a line is one of the readings of a text; a text that nothing can be read from has none."""
    if not teks.strip():
        return True
    try:
        with guarded(teks):
            if parse(teks, indikator=nama or None).to_text() == fold_space(rumus):
                return True
            parse(teks, indikator=nama or None, reading=rumus)
    except FormulaError:
        return False
    return True


# What fits


def _faults_of(one: IndikatorKatalog) -> Iterator[Diagnostic]:
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


def _faults_of_texts(one: IndikatorKatalog) -> Iterator[Diagnostic]:
    for field in _TEXTS:
        value = getattr(one, field)
        if not isinstance(value, str):
            yield _misfit(field, reason="bukan-teks-bidang", expected='"…"')
        elif field in _NEEDED and not value.strip():
            yield _misfit(field, reason="bidang-hilang", expected='"…"')
        elif len(value) > (_LONGEST_CELL if field in ("rumus", "catatan") else _LONGEST):
            yield _misfit(field, reason="terlalu-panjang-bidang", expected=f"≤ {_LONGEST}")


def _faults_of_id_arah_bobot(one: IndikatorKatalog) -> Iterator[Diagnostic]:
    if isinstance(one.id, str) and one.id.strip() and (len(one.id) > _LONGEST_ID or not _ID.fullmatch(one.id)):
        yield _misfit("id", reason="id-tak-sah", expected="persentase-kehadiran")
    if one.arah is not None and one.arah not in ARAH:
        yield _misfit("arah", reason="pilihan-lain", expected=", ".join(ARAH))
    if one.bobot is not None and not (isinstance(one.bobot, Fraction) and 0 <= one.bobot <= 1):
        yield _misfit("bobot", reason="di-luar-batas", expected="0% – 100%")


def _faults_of_aturan(name: str) -> Iterator[Diagnostic]:
    if not name:
        return
    try:
        aturan_in_use(name)
    except FormulaError:
        ids = [rule.id for rule in aturan()]
        yield _misfit("aturan", reason="aturan-katalog-asing", expected=", ".join(nearest(name[:_SHOWN], ids) or ids))


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
    return nearest(satuan[:_SHOWN], list(default_vocabulary().units)) or None


def _faults_of_satuan(satuan: str) -> Iterator[Diagnostic]:
    if satuan and (near := near_units(satuan)) is not None:
        yield _misfit("satuan", reason="satuan-katalog-asing", expected=", ".join(near) or "%, orang, dokumen")


def _faults_of_figures(told: object, field: str) -> Iterator[Diagnostic]:
    if not isinstance(told, Mapping):
        yield _misfit(field, reason="bukan-tabel", expected='{ 2025 = "85" }')
        return
    if len(told) > _MOST_PERIODS:
        yield _misfit(field, reason="terlalu-banyak-bidang", expected=f"≤ {_MOST_PERIODS}")
    for key, value in told.items():
        if not isinstance(key, str) or not isinstance(value, str):
            yield _misfit(f"{field}.{key}", reason="bukan-teks-bidang", expected='"85"')
        elif len(key) > _LONGEST or len(value) > _LONGEST:
            yield _misfit(f"{field}.{key[:_SHOWN]}", reason="terlalu-panjang-bidang", expected=f"≤ {_LONGEST}")


def _faults_of_source(source: object) -> Iterator[Diagnostic]:
    if not isinstance(source, SumberKatalog):
        yield _misfit("sumber", reason="bukan-tabel", expected=", ".join(SumberKatalog._fields))
        return
    for field, value in source._asdict().items():
        if field in ("halaman", "tabel", "baris"):
            if not isinstance(value, int) or isinstance(value, bool) or value < 0:
                yield _misfit(f"sumber.{field}", reason="di-luar-batas", expected="1, 2, 3 …")
        elif not isinstance(value, str):
            yield _misfit(f"sumber.{field}", reason="bukan-teks-bidang", expected='"…"')
        elif len(value) > _LONGEST_CELL:
            yield _misfit(f"sumber.{field}", reason="terlalu-panjang-bidang", expected=f"≤ {_LONGEST_CELL}")


def _faults_of_bacaan(one: IndikatorKatalog) -> Iterator[Diagnostic]:
    told = one.bacaan
    if not isinstance(told, BacaanKatalog) or not all(isinstance(part, str) for part in told):
        yield _misfit("bacaan", reason="bukan-tabel", expected='{ oleh = "…", tanggal = 2025-01-31 }')
        return
    if told.keadaan and told.keadaan not in BACAAN:
        yield _misfit("bacaan", reason="pilihan-lain", expected=", ".join(BACAAN))
    if (told.oleh or told.tanggal) and told.keadaan != _CONFIRMED:
        yield _misfit("bacaan", reason="pilihan-lain", expected=_CONFIRMED)
    if told.keadaan == _CONFIRMED and not one.rumus:
        yield _misfit("rumus", reason="bidang-hilang", expected='"…"')
    if max(len(told.oleh), len(told.tanggal)) > _LONGEST:
        yield _misfit("bacaan", reason="terlalu-panjang-bidang", expected=f"≤ {_LONGEST}")


def _faults_of_line(rumus: str, nama: str) -> Iterator[Diagnostic]:
    """A line that could be read otherwise is none: it says no more for certain than the cell that it was read from."""
    if not rumus:
        return
    told = {"file": "–", "line": "–", "field": "rumus", "text": rumus[:_SHOWN]}
    formula = _read_line(rumus, nama)
    if isinstance(formula, FormulaError):
        yield Diagnostic(KATALOG_FORMULA, (0, 0), (), **told, taken=(), why=formula.diagnostics[0].message)
        return
    line = formula.to_text()
    if formula.certainty < 1 and line != fold_space(rumus):
        yield Diagnostic(KATALOG_FORMULA, (0, 0), (), **told, taken=(line,), why="")


# Out of data


def _entry(data: object, baris: int = 0) -> IndikatorKatalog:
    """Return an entry, or raise with all that does not fit."""
    if not isinstance(data, Mapping):
        raise InvalidDataError(_misfit("–", reason="bukan-tabel", expected=", ".join(FIELDS)))
    faults = list(_unknown(data, FIELDS, ""))
    made: dict[str, Any] = {field: data[field] for field in (*_TEXTS, "arah", "konstanta") if field in data}
    made |= {field: data.get(field, "") for field in _NEEDED}
    target = data.get("target", {})
    made["target"] = {"": target} if isinstance(target, str) else target
    made["bobot"] = _share(data.get("bobot"), faults)
    made["sumber"] = _source(data.get("sumber", {}), faults)
    made["bacaan"] = _bacaan(data.get("bacaan", ""), faults)
    if "arah" in made and made["arah"] is None:
        faults.append(_misfit("arah", reason="pilihan-lain", expected=", ".join(ARAH)))
    try:
        entry = IndikatorKatalog(**made, baris=baris)
    except InvalidDataError as error:
        faults += error.diagnostics
    if faults:
        raise InvalidDataError(tuple(faults))
    return entry


def _unknown(data: Mapping[Any, Any], known: tuple[str, ...], prefix: str) -> Iterator[Diagnostic]:
    for key in data:
        if key not in known:
            near = nearest(str(key)[:_SHOWN], known) or known
            yield _misfit(f"{prefix}{str(key)[:_SHOWN]}", reason="bidang-tak-dikenal", expected=", ".join(near))


def _share(given: object, faults: list[Diagnostic]) -> Fraction | None:
    if given is None:
        return None
    try:
        figure = read_figure(given) if isinstance(given, str) and len(given) < _SHOWN else None
    except NumeralError:
        figure = None
    if figure is None or figure.upper is not None or figure.comparison is not None or figure.unit not in (None, "%"):
        faults.append(_misfit("bobot", reason="bukan-angka", expected='"25%"'))
        return None
    return figure.value / 100 if figure.unit == "%" else figure.value


def _source(given: object, faults: list[Diagnostic]) -> SumberKatalog:
    if not isinstance(given, Mapping):
        faults.append(_misfit("sumber", reason="bukan-tabel", expected=", ".join(SumberKatalog._fields)))
        return NO_SOURCE
    faults += _unknown(given, SumberKatalog._fields, "sumber.")
    return SumberKatalog(**{key: value for key, value in given.items() if key in SumberKatalog._fields})


def _bacaan(given: object, faults: list[Diagnostic]) -> BacaanKatalog:
    if isinstance(given, str):
        return BacaanKatalog(given)
    if not isinstance(given, Mapping):
        faults.append(_misfit("bacaan", reason="bukan-tabel", expected='{ oleh = "…", tanggal = 2025-01-31 }'))
        return NOT_TOLD
    faults += _unknown(given, ("oleh", "tanggal"), "bacaan.")
    told = {"oleh": given.get("oleh", ""), "tanggal": given.get("tanggal", "")}
    if type(told["tanggal"]) is date:
        told["tanggal"] = told["tanggal"].isoformat()
    for key, value in told.items():
        if not isinstance(value, str):
            faults.append(
                _misfit(f"bacaan.{key}", reason="bukan-teks-bidang", expected='"…"' if key == "oleh" else "2025-01-31")
            )
            told[key] = ""
    return BacaanKatalog(_CONFIRMED, told["oleh"], told["tanggal"])


_DEFAULT_FILE: Final = "JSON"
LineOf = Callable[[tuple[str, ...]], int]


def _placed(found: Diagnostic, prefix: str, file: str, line_of: LineOf | None) -> Diagnostic:
    field = f"{prefix}{found.values['field']}".removesuffix(".–")
    line = str(line_of(tuple(field.split(".")))) if line_of is not None else "–"
    return Diagnostic(found.rule, (0, 0), (), **{**found.values, "file": file, "line": line, "field": field})


class Katalog(Mapping[str, IndikatorKatalog]):
    """Indicators by their ids, in the order of the file: a mapping that can be evaluated, checked and compared.

    ``judul`` is its title, ``aturan`` the rule set of entries that name none, ``berkas`` the file it was read from,
    ``diagnostics`` what was found while it was made.

    Raises InvalidDataError KF520 for two entries of one id, too many of them, or an unknown rule set.

    >>> hadir = IndikatorKatalog(
    ...     id="hadir", nama="Persentase hadir", rumus="Jumlah hadir / Jumlah undangan × 100%", target={"": "90"}
    ... )
    >>> katalog = Katalog([hadir], judul="IKU")
    >>> hasil = katalog.evaluate({"Jumlah hadir": 18, "Jumlah undangan": 20})
    >>> str(hasil["hadir"].result), str(hasil["hadir"].capaian)
    ('90,00%', '100,00%')
    """

    __slots__ = ("_by_id", "aturan", "berkas", "catatan", "diagnostics", "judul")
    _by_id: dict[str, IndikatorKatalog]
    judul: str
    aturan: str
    catatan: str
    berkas: str
    diagnostics: tuple[Diagnostic, ...]

    def __init__(
        self,
        indikator: Iterable[IndikatorKatalog] = (),
        *,
        judul: str = "",
        aturan: str = "",
        catatan: str = "",
        berkas: str = "",
        diagnostics: tuple[Diagnostic, ...] = (),
    ) -> None:
        entries = tuple(indikator)
        faults = list(_faults_of_head(judul, aturan, catatan))
        faults += _faults_of_ids(entries)
        if faults:
            raise InvalidDataError(tuple(faults))
        for field, value in (
            ("judul", judul),
            ("aturan", aturan),
            ("catatan", catatan),
            ("berkas", berkas),
            ("diagnostics", tuple(diagnostics)),
            ("_by_id", {one.id: one for one in entries}),
        ):
            object.__setattr__(self, field, value)

    @classmethod
    def from_dokumen(
        cls,
        dokumen: Dokumen,
        lama: Katalog | None = None,
        *,
        aturan: str = "",
        bacaan: Iterable[Bacaan] = (),
    ) -> Katalog:
        """Return the catalogue of a document that was read, renewed from an older one (``lama``) if it is given.

        Lines of ``bacaan`` are confirmed by a person; those that the program was sure of are ``terbaca``; all others
        are ``belum diperiksa``, and so the catalogue says. Of the older one come ids, owners, remarks, rule sets,
        targets of other periods, and confirmed lines of cells that still say the same; ``diagnostics`` tell what was
        left out.

        Raises InvalidDataError KF520 for too many indicators, or an unknown ``aturan``.

        >>> from kinerja_formula.dokumen.reader import read
        >>> found = Katalog.from_dokumen(read("examples/kecamatan/iku.html"))
        >>> found["nilai-sakip-kecamatan"].rumus, found["nilai-sakip-kecamatan"].target["2025"]
        ('`Nilai evaluasi SAKIP oleh Inspektorat`', '74')
        """
        from kinerja_formula.pengatalogan.from_document import katalog_of

        return katalog_of(dokumen, lama, aturan=aturan, bacaan=bacaan)

    def __setattr__(self, field: str, value: object) -> NoReturn:
        raise AttributeError("Katalog is immutable")

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (tuple(self.values()), self.judul, self.aturan, self.catatan, self.berkas, self.diagnostics)

    def __getitem__(self, id: str) -> IndikatorKatalog:  # noqa: A002 - what the field is called
        return self._by_id[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Katalog) and self.to_json() == other.to_json()

    def __hash__(self) -> int:
        return hash((self.judul, tuple(self)))

    def __repr__(self) -> str:
        return f"<Katalog {plain(self.judul or self.berkas)[:_SHOWN]!r}: {len(self)} indikator>"

    @property
    def dokumen(self) -> Dokumen:
        """The catalogue as a document: what any document can do, reports and forms, a catalogue can do."""
        rows = [(one.jabatan, NOWHERE, one.to_indikator()) for one in self.values()]
        return Dokumen(self.judul, by_jabatan(rows), self.berkas, (*self.diagnostics, *self._findings()))

    def _findings(self) -> tuple[Diagnostic, ...]:
        """Tell which rule sets the entries name: a report is told its rule set with an option, and knows one."""
        named = tuple(dict.fromkeys([self.aturan_of(one) for one in self.values()]))
        return (Diagnostic(KATALOG_ATURAN, (0, 0), (), names=named),) if named and named != (DEFAULT,) else ()

    def aturan_of(self, one: IndikatorKatalog) -> str:
        """Return the id of the rule set of an entry: its own, that of the catalogue, the usual one."""
        return one.aturan or self.aturan or DEFAULT

    def check(self) -> Tinjauan:
        """Return what is wrong or doubtful about the entries, as ``kinerja periksa`` finds it.

        >>> katalog = Katalog([IndikatorKatalog(id="a", nama="Persentase arsip", rumus="`Arsip` / `Arsip` × 100%")])
        >>> [one.code for row in katalog.check().rows for one in row.diagnostics]
        ['KF124']
        """
        from kinerja_formula.tinjauan.review import review

        return review(self.dokumen)

    def evaluate(
        self, data: Any, *, periode: int | str | None = None, satuan: Mapping[str, str] | None = None
    ) -> HasilKatalog:
        """Return every indicator calculated from one record of figures: a mapping from ids to results.

        An indicator that has no value never stops the others: it says why (``status``, ``diagnostics``).

        Args:
            data: figures by name, as :meth:`Formula.evaluate` takes them; of several units of government, one.
            periode: the period whose targets are meant; figures by period are taken of it, too.
            satuan: units of operands by name.
        """
        from kinerja_formula.pengatalogan.evaluation import evaluate

        return evaluate(self, data, periode=periode, satuan=satuan)

    def evaluate_table(
        self,
        frame: Any,
        *,
        periode: int | str | None = None,
        ids: Iterable[str] | None = None,
        columns: Mapping[str, str] | None = None,
        satuan: Mapping[str, str] | None = None,
    ) -> Any:
        """Return a table with the indicators of every row, calculated by the table's own engine.

        Each adds the columns ``<id>_nilai``, ``<id>_status``, and with a target ``<id>_capaian``, ``<id>_predikat``:
        see :func:`kinerja_formula.evaluate_table`. ``ids`` are the indicators that are asked for, by default all
        that have something to calculate.

        Raises KeyError for an unknown id, and what :func:`kinerja_formula.evaluate_table` raises: a column that is
        missing for one of them is an error that names all of them (KF460).
        """
        from kinerja_formula.pengatalogan.evaluation import evaluate_table

        return evaluate_table(self, frame, periode=periode, ids=ids, columns=columns, satuan=satuan)

    def evaluate_long(
        self,
        frame: Any,
        *,
        by: Sequence[str] = ("unit", "periode"),
        periode: int | str | None = None,
        kolom_periode: str | None = "periode",
        nama: str = "nama",
        nilai: str = "nilai",
        satuan: Mapping[str, str] | None = None,
    ) -> Any:
        """Return the indicators of a long table, a row a figure, by group; ``indikator`` holds their ids.

        See :func:`kinerja_formula.evaluate_long`, for errors too. Where ``kolom_periode`` is a column of ``by`` and no
        ``periode`` is given, every row has the target of its own period: the engine is asked which periods there are.
        """
        from kinerja_formula.pengatalogan.evaluation import evaluate_long

        return evaluate_long(
            self,
            frame,
            by=by,
            periode=periode,
            kolom_periode=kolom_periode,
            nama=nama,
            nilai=nilai,
            satuan=satuan,
        )

    def to_sql(
        self,
        table: str | Sequence[str],
        *,
        dialect: str = "duckdb",
        view: str | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> str:
        """Return a query that gives each row of a table the values of the indicators, as columns called by their ids.

        With ``view`` it is the statement that creates this view. ``table`` is its name; a sequence is a path such as
        ``("public", "isian")``. ``columns`` maps names of operands to columns. What can't be written as an expression
        over a row is left out and told in a comment.

        Raises what :meth:`Formula.to_sql` raises of the whole: KF361 an operand without a column, KF403, ValueError.
        """
        from kinerja_formula.pengatalogan.evaluation import to_sql

        return to_sql(self, table, dialect=dialect, view=view, columns=columns)

    def banding(self, lain: Katalog) -> Banding:
        """Return what another catalogue, usually of a later year, says otherwise: in meaning, not in letters.

        >>> one = Katalog([IndikatorKatalog(id="a", nama="A", rumus="`B` / `C` × 100%", target={"2025": "90"})])
        >>> other = Katalog([IndikatorKatalog(id="a", nama="A", rumus="100% × `B` / `C`", target={"2025": "95 %"})])
        >>> [(found.jenis, found.periode, found.baru) for found in one.banding(other).perubahan]
        [('target', '2025', '95 %')]
        """
        from kinerja_formula.pengatalogan.comparison import compare

        return compare(self, lain)

    def to_toml(self) -> str:
        """Return the catalogue as TOML in its one canonical form: a field a line, always in the same order."""
        from kinerja_formula.pengatalogan.toml_text import katalog_toml

        return katalog_toml(self.to_json())

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write :meth:`to_toml` to a file. Comments of a file that was there are lost: ``catatan`` is for them.

        Raises InvalidDataError KF481 where the file can't be written.
        """
        from kinerja_formula.files.whole_file import write_whole

        write_whole(path, self.to_toml().encode("utf-8"))

    def to_json(self) -> dict[str, Any]:
        """Return the catalogue as plain data, schema ``kinerja-formula/katalog/1``; the TOML holds the same."""
        told = {"judul": self.judul, "aturan": self.aturan, "catatan": self.catatan}
        return {
            "schema": SCHEMA,
            **{field: value for field, value in told.items() if value},
            "indikator": [one.to_json() for one in self.values()],
        }

    @classmethod
    def from_json(cls, data: Any, *, berkas: str = "", line_of: LineOf | None = None) -> Katalog:
        """Return the catalogue that :meth:`to_json` wrote.

        ``line_of`` gives the line of a field, ``("indikator", "2", "target", "2025")``; the reader of TOML knows it.

        Raises InvalidDataError KF520, KF521 with every fault that there is.
        """
        file = os.path.basename(berkas) or _DEFAULT_FILE
        if not isinstance(data, Mapping):
            raise InvalidDataError(
                _placed(_misfit("–", reason="bukan-tabel", expected=", ".join(_HEAD)), "", file, line_of)
            )
        faults = [_placed(one, "", file, line_of) for one in _unknown(data, _HEAD, "")]
        if data.get("schema") != SCHEMA:
            reason = "pilihan-lain" if "schema" in data else "bidang-hilang"
            faults.append(_placed(_misfit("schema", reason=reason, expected=f'schema = "{SCHEMA}"'), "", file, line_of))
        rows = data.get("indikator", [])
        if not isinstance(rows, list) or len(rows) > MOST_INDICATORS:
            reason = "terlalu-banyak-bidang" if isinstance(rows, list) else "bukan-daftar"
            expected = f"≤ {MOST_INDICATORS}" if isinstance(rows, list) else "[[indikator]]"
            faults.append(_placed(_misfit("indikator", reason=reason, expected=expected), "", file, line_of))
            rows = []
        entries: list[IndikatorKatalog] = []
        places: list[str] = []
        for number, row in enumerate(rows, 1):
            place = f"indikator.{number}"
            try:
                baris = line_of((*place.split("."), "rumus")) if line_of is not None else 0
                entries.append(_entry(row, baris))
                places.append(place)
            except InvalidDataError as error:
                faults += [_placed(one, f"{place}.", file, line_of) for one in error.diagnostics]
        for place, found in zip(places, _ids_of(entries), strict=True):
            faults += [_placed(one, f"{place}.", file, line_of) for one in found]
        head = {field: data.get(field, "") for field in ("judul", "aturan", "catatan")}
        faults += [_placed(one, "", file, line_of) for one in _faults_of_head(**head)]
        if faults:
            raise InvalidDataError(tuple(sorted(faults, key=_line)))
        return cls(entries, **head, berkas=berkas)


def _line(found: Diagnostic) -> int:
    told = str(found.values["line"])
    return int(told) if told.isdecimal() else 0


def _rebuilt(
    entries: tuple[IndikatorKatalog, ...],
    judul: str,
    aturan: str,
    catatan: str,
    berkas: str,
    diagnostics: tuple[Diagnostic, ...],
) -> Katalog:
    return Katalog(entries, judul=judul, aturan=aturan, catatan=catatan, berkas=berkas, diagnostics=diagnostics)


def _faults_of_head(judul: object, aturan: object, catatan: object) -> Iterator[Diagnostic]:
    for field, value in (("judul", judul), ("aturan", aturan), ("catatan", catatan)):
        if not isinstance(value, str):
            yield _misfit(field, reason="bukan-teks-bidang", expected='"…"')
        elif len(value) > _LONGEST_CELL:
            yield _misfit(field, reason="terlalu-panjang-bidang", expected=f"≤ {_LONGEST_CELL}")
        elif field == "aturan":
            yield from _faults_of_aturan(value)


def _faults_of_ids(entries: Sequence[IndikatorKatalog]) -> Iterator[Diagnostic]:
    if len(entries) > MOST_INDICATORS:
        yield _misfit("indikator", reason="terlalu-banyak-bidang", expected=f"≤ {MOST_INDICATORS}")
    for found in _ids_of(entries):
        yield from found


def _ids_of(entries: Sequence[IndikatorKatalog]) -> Iterator[tuple[Diagnostic, ...]]:
    """Yield for each entry what is wrong with its id among the others."""
    seen: set[str] = set()
    for one in entries:
        yield (_misfit("id", reason="id-ganda", expected=f"{one.id[: _LONGEST_ID - 2]}-2"),) if one.id in seen else ()
        seen.add(one.id)
