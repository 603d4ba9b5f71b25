"""The model of what a decree or plan says: a document has posts (jabatan), a post has indicators.

Plain immutable data that is checked when made, can be pickled, and goes to JSON and back. A formula cell is kept as it
was written (``teks``) and read when somebody asks for the ``formula``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from kinerja_formula.diagnostics import Diagnostic, FormulaError, FormulaSyntaxError, InvalidDataError
from kinerja_formula.diagnostics.catalogue import FORMULA_PICTURE, INVALID_DOCUMENT
from kinerja_formula.display import as_bundle, as_html
from kinerja_formula.dokumen.periods import PerPeriode
from kinerja_formula.files.guard import guarded
from kinerja_formula.files.model import PICTURE
from kinerja_formula.files.tempat import NOWHERE, Tempat
from kinerja_formula.formula import Formula, parse
from kinerja_formula.names import fold_space, normalise
from kinerja_formula.penilaian import ARAH

__all__ = ["PEMBANDING", "SCHEMA", "Dokumen", "Indikator", "Jabatan"]

SCHEMA: Final = "kinerja-formula/dokumen/2"
_FIRST_SCHEMA: Final = "kinerja-formula/dokumen/1"
"""Had no figures by period, and no certainty."""


NONE: Final = PerPeriode()
PEMBANDING: Final = (
    *("target akhir", "tahun akhir", "standar nasional", "penyebab", "solusi", "program"),
    *("anggaran", "realisasi anggaran"),
)
"""What the annual report compares a realization with or tells of it: PermenPANRB 53/2014, Lampiran II, Bab III."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indikator:
    """One indicator of a post.

    ``teks`` is the formula cell as it was written; ``sasaran`` the goal it belongs to; ``target`` and ``satuan`` the
    cells of those names as written; ``arah`` is ``naik``, ``turun`` or ``rentang``, None where nothing says it;
    ``bobot`` its weight as a share of one; ``kode`` its number or code in the document; ``konstanta`` the figures that
    the document itself gives for names of the formula, name and figure as written.

    ``targets``, ``realisasi`` and ``capaian`` are the figures that the document prints, as written, by the period that
    the head of their column names (``""`` where it names none); ``target`` is the one of ``targets`` that is meant, of
    ``periode``. ``pembanding`` is what the annual report tells beside them, by the names of :data:`PEMBANDING`.
    ``certainty`` is how sure the row is: that the name and the formula are its own, 0 to 1. ``rumus`` is
    the canonical line that a person has confirmed, and ``diperiksa`` who did so and when.
    ``diagnostics`` tell what was guessed while reading it.

    Raises InvalidDataError KF404, naming the field, for a value of another form.

    >>> indikator = Indikator(nama="Persentase hadir", teks="Jumlah hadir / Jumlah undangan x 100%", target="94%")
    >>> indikator.formula.kind, indikator.target
    ('rasio', '94%')
    """

    nama: str
    teks: str
    sasaran: str = ""
    sumber_data: str = ""
    satuan: str = ""
    target: str = ""
    arah: str | None = None
    bobot: Fraction | None = None
    kode: str = ""
    konstanta: tuple[tuple[str, str], ...] = ()
    targets: Mapping[str, str] = NONE
    realisasi: Mapping[str, str] = NONE
    capaian: Mapping[str, str] = NONE
    pembanding: Mapping[str, str] = NONE
    periode: str = ""
    certainty: float = 1.0
    rumus: str = ""
    diperiksa: tuple[str, str] = ("", "")
    tempat: Tempat = NOWHERE
    diagnostics: tuple[Diagnostic, ...] = ()

    def __post_init__(self) -> None:
        for field in _TEXTS:
            _check(isinstance(getattr(self, field), str), field, getattr(self, field), "teks")
        _check(self.arah is None or self.arah in ARAH, "arah", self.arah, ", ".join(ARAH))
        share = self.bobot is None or (isinstance(self.bobot, Fraction) and 0 <= self.bobot <= 1)
        _check(share, "bobot", self.bobot, "0 - 1")
        for field in _BY_PERIOD:
            told = getattr(self, field)
            sound = isinstance(told, Mapping) and all(isinstance(one, str) for pair in told.items() for one in pair)
            _check(sound, field, told, "{…}")
            if not isinstance(told, PerPeriode):
                object.__setattr__(self, field, PerPeriode(told))
        _check(set(self.pembanding) <= set(PEMBANDING), "pembanding", self.pembanding, ", ".join(PEMBANDING))
        told = isinstance(self.diperiksa, tuple) and len(self.diperiksa) == 2
        _check(
            told and all(isinstance(one, str) for one in self.diperiksa), "diperiksa", self.diperiksa, "oleh, tanggal"
        )
        sure = isinstance(self.certainty, (int, float)) and 0 <= self.certainty <= 1
        _check(sure, "certainty", self.certainty, "0 - 1")
        pairs = isinstance(self.konstanta, tuple) and all(map(_is_pair, self.konstanta))
        _check(pairs, "konstanta", self.konstanta, "(nama, angka), …")

    @property
    def formula(self) -> Formula | None:
        """The formula that the cell says; None where there is none, or :attr:`fault` tells why it can't be read."""
        read = _read_formula(self.teks, self.nama, self.rumus)
        return read if isinstance(read, Formula) else None

    @property
    def fault(self) -> FormulaError | None:
        """What kept the formula cell from being read."""
        read = _read_formula(self.teks, self.nama, self.rumus)
        return read if isinstance(read, FormulaError) and not self.has_own_figure else None

    @property
    def is_picture(self) -> bool:
        """Whether the formula is a picture in the document."""
        return PICTURE in self.teks and not self.rumus

    @property
    def has_own_figure(self) -> bool:
        """Whether the document has no formula for it: its realization is a figure that its own name asks for."""
        return not self.teks.strip() and bool(self.nama.strip())

    @property
    def measured_by(self) -> Formula | None:
        """The formula, or where the document has none the indicator's own figure; None where :attr:`fault` tells why.

        >>> Indikator(nama="Nilai SAKIP", teks="").measured_by.names
        ('Nilai SAKIP',)
        """
        return _own_figure(self.nama) if self.has_own_figure else self.formula

    def to_json(self) -> dict[str, Any]:
        """Return the indicator as plain data; what is empty is left out."""
        return {
            **{field: getattr(self, field) for field in _TEXTS if getattr(self, field)},
            **({"arah": self.arah} if self.arah else {}),
            **({"bobot": str(self.bobot)} if self.bobot is not None else {}),
            **({"konstanta": dict(self.konstanta)} if self.konstanta else {}),
            **{field: dict(told) for field in _BY_PERIOD if (told := getattr(self, field))},
            **({"certainty": self.certainty} if self.certainty != 1 else {}),
            **({"diperiksa": list(self.diperiksa)} if any(self.diperiksa) else {}),
            **_place_data(self.tempat),
            **({"diagnostics": [one.to_json() for one in self.diagnostics]} if self.diagnostics else {}),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Indikator:
        """Return the indicator that :meth:`to_json` wrote. Raises InvalidDataError KF404."""
        known = {*_TEXTS, *_BY_PERIOD, "arah", "bobot", "konstanta", "certainty", "diperiksa", "tempat", "diagnostics"}
        _check_fields(data, known, "indikator")
        told = data.get("konstanta", {})
        _check(isinstance(told, Mapping), "konstanta", told, "{…}")
        texts = {field: data.get(field, "") for field in _TEXTS}
        share = data.get("bobot")
        try:
            bobot = None if share is None else Fraction(str(share)[:100])
        except (ValueError, ZeroDivisionError):
            raise _fault("bobot", share, "0 - 1") from None
        return cls(
            **texts,
            arah=data.get("arah"),
            bobot=bobot,
            konstanta=tuple(told.items()),
            targets=_figures(data, "targets"),
            realisasi=_figures(data, "realisasi"),
            capaian=_figures(data, "capaian"),
            pembanding=_figures(data, "pembanding"),
            certainty=data.get("certainty", 1.0),
            diperiksa=tuple(_list(data.get("diperiksa", ["", ""]), "diperiksa")),
            tempat=_place(data.get("tempat")),
            diagnostics=_findings(data.get("diagnostics", [])),
        )


def _is_pair(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and all(isinstance(one, str) for one in value)


_TEXTS: Final = ("nama", "teks", "sasaran", "sumber_data", "satuan", "target", "kode", "periode", "rumus")
_BY_PERIOD: Final = ("targets", "realisasi", "capaian", "pembanding")


def _figures(told: Mapping[str, Any], field: str) -> PerPeriode:
    data = told.get(field, {})
    if not isinstance(data, Mapping) or not all(isinstance(one, str) for pair in data.items() for one in pair):
        raise _fault(field, data, "{…}")
    return PerPeriode(data)


@lru_cache(maxsize=4096)
def _read_formula(text: str, indikator: str, rumus: str = "") -> Formula | FormulaError:
    """Read a formula cell; as the line that a person has confirmed, whatever stands in the cell, where there is one."""
    try:
        with guarded(text):
            if rumus:
                return _settled(text, indikator, rumus)
            if PICTURE in text:
                raise FormulaSyntaxError(Diagnostic(FORMULA_PICTURE, (0, len(text)), text=fold_space(text)[:80]), text)
            return parse(text, indikator=indikator or None)
    except FormulaError as error:
        return error


def _settled(text: str, indikator: str, rumus: str) -> Formula:
    if text.strip() and PICTURE not in text:
        try:
            return parse(text, indikator=indikator or None, reading=rumus)
        except FormulaError:
            pass  # a person has written what the cell does not say
    return parse(rumus, indikator=indikator or None)


def _own_figure(nama: str) -> Formula | None:
    told = fold_space(nama.replace("`", "'"))
    read = _read_formula(f"`{told}`", told)
    return read if isinstance(read, Formula) else None


@dataclass(frozen=True, slots=True)
class Jabatan:
    """A post with its indicators, in the order of the document.

    >>> import kinerja_formula as kf
    >>> post = kf.read("examples/pelayanan.csv").jabatan[0]
    >>> post.nama, [one.nama for one in post.indikator]
    ('SEKRETARIS', ['Persentase kedisiplinan pegawai', 'Persentase realisasi anggaran'])
    """

    nama: str
    indikator: tuple[Indikator, ...] = ()
    tempat: Tempat = NOWHERE

    def __post_init__(self) -> None:
        _check(isinstance(self.nama, str), "nama", self.nama, "teks")
        sound = isinstance(self.indikator, tuple) and all(isinstance(one, Indikator) for one in self.indikator)
        _check(sound, "indikator", self.indikator, "Indikator, …")

    def to_json(self) -> dict[str, Any]:
        """Return the post as plain data."""
        return {
            "nama": self.nama,
            **_place_data(self.tempat),
            "indikator": [one.to_json() for one in self.indikator],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Jabatan:
        """Return the post that :meth:`to_json` wrote. Raises InvalidDataError KF404."""
        _check_fields(data, {"nama", "tempat", "indikator"}, "jabatan")
        indikator = _list(data.get("indikator", []), "indikator")
        return cls(data.get("nama", ""), tuple(map(Indikator.from_json, indikator)), _place(data.get("tempat")))


@dataclass(frozen=True, slots=True)
class Dokumen:
    """A document: ``judul`` is what stands above its tables, ``berkas`` the file it was read from.

    ``diagnostics`` tell what was left over or doubtful in the document as a whole.

    >>> hadir = Indikator(nama="Persentase hadir", teks="Jumlah hadir / Jumlah undangan x 100%")
    >>> dokumen = Dokumen("Contoh", (Jabatan("CAMAT", (hadir,)),))
    >>> Dokumen.from_json(dokumen.to_json()) == dokumen
    True
    >>> for jabatan, indikator in dokumen:
    ...     print(jabatan.nama, "-", indikator.nama)
    CAMAT - Persentase hadir
    """

    judul: str = ""
    jabatan: tuple[Jabatan, ...] = ()
    berkas: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()

    def __post_init__(self) -> None:
        for field in ("judul", "berkas"):
            _check(isinstance(getattr(self, field), str), field, getattr(self, field), "teks")
        sound = isinstance(self.jabatan, tuple) and all(isinstance(one, Jabatan) for one in self.jabatan)
        _check(sound, "jabatan", self.jabatan, "Jabatan, …")

    _repr_mimebundle_ = as_bundle
    _repr_html_ = as_html

    def __iter__(self) -> Iterator[tuple[Jabatan, Indikator]]:
        """Yield every indicator with its post, in the order of the document."""
        return ((jabatan, indikator) for jabatan in self.jabatan for indikator in jabatan.indikator)

    def __len__(self) -> int:
        return sum(len(jabatan.indikator) for jabatan in self.jabatan)

    def to_json(self) -> dict[str, Any]:
        """Return the document as plain data, schema ``kinerja-formula/dokumen/2`` (docs/reference/dokumen.md)."""
        return {
            "schema": SCHEMA,
            "judul": self.judul,
            "berkas": self.berkas,
            "jabatan": [one.to_json() for one in self.jabatan],
            "diagnostics": [one.to_json() for one in self.diagnostics],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Dokumen:
        """Return the document that :meth:`to_json` wrote. Raises InvalidDataError KF404, naming the field."""
        _check_fields(data, {"schema", *[field.name for field in fields(cls)]}, "dokumen")
        _check(data.get("schema") in (SCHEMA, _FIRST_SCHEMA), "schema", data.get("schema"), SCHEMA)
        jabatan = _list(data.get("jabatan", []), "jabatan")
        return cls(
            data.get("judul", ""),
            tuple(map(Jabatan.from_json, jabatan)),
            data.get("berkas", ""),
            _findings(data.get("diagnostics", [])),
        )


def by_jabatan(indicators: Iterable[tuple[str, Tempat, Indikator]]) -> tuple[Jabatan, ...]:
    """Put indicators under their posts: each post once, by the naming rule, in the order of first appearance."""
    posts: dict[str, tuple[str, Tempat, list[Indikator]]] = {}
    for nama, tempat, indikator in indicators:
        posts.setdefault(normalise(nama), (nama, tempat, []))[2].append(indikator)
    return tuple([Jabatan(nama, tuple(own), tempat) for nama, tempat, own in posts.values()])


# Checks


def _fault(field: str, value: object, expected: str) -> InvalidDataError:
    shown = repr(value)[:80] if isinstance(value, (str, int, float, Fraction)) else type(value).__name__
    return InvalidDataError(Diagnostic(INVALID_DOCUMENT, (0, 0), field=field, value=shown, expected=expected))


def _check(sound: bool, field: str, value: object, expected: str) -> None:
    if not sound:
        raise _fault(field, value, expected)


def _check_fields(data: object, known: set[str], what: str) -> None:
    if not isinstance(data, Mapping):
        raise _fault(what, data, "{…}")
    for field in data:
        _check(field in known, str(field), data[field], ", ".join(sorted(known)))


def _list(value: object, field: str) -> list[Any]:
    if not isinstance(value, list):
        raise _fault(field, value, "[…]")
    return value


def _place_data(tempat: Tempat) -> dict[str, Any]:
    told = {field: value for field, value in tempat._asdict().items() if value}
    return {"tempat": told} if told else {}


def _place(data: object) -> Tempat:
    if data is None:
        return Tempat()
    _check_fields(data, set(Tempat._fields), "tempat")
    assert isinstance(data, Mapping)
    for field, kind in (("baris", int), ("halaman", int), ("lembar", str), ("tabel", int)):
        value = data.get(field, kind())
        _check(
            isinstance(value, kind) and not isinstance(value, bool), field, value, "0, 1, …" if kind is int else "teks"
        )
    return Tempat(**data)


def _findings(data: object) -> tuple[Diagnostic, ...]:
    try:
        return tuple([Diagnostic.from_json(one) for one in _list(data, "diagnostics")])
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError) as error:
        if isinstance(error, FormulaError):
            raise
        raise _fault("diagnostics", data, "[…]") from None
