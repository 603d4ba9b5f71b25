"""What a printed report bears besides its figures, from ``[laporan]`` of a settings file: letterhead, place, signers.

Names of signers are the user's data and stand nowhere else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import UNREADABLE_SETTINGS
from kinerja_formula.figures.dates import date_text
from kinerja_formula.files.file_bytes import FileLimits, decode_text, read_bytes
from kinerja_formula.names import nearest, normalise

__all__ = ["NO_SETTINGS", "PrintSettings", "Signer", "read_print_settings", "settings_of", "unfit_logo"]

_LONGEST: Final = 400
_MOST_LINES: Final = 8
_SHOWN: Final = 80
_LOGO: Final = FileLimits(size=5_000_000)
_IMAGES: Final = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_ENDS: Final = {"png": b"IEND\xaeB`\x82", "jpg": b"\xff\xd9"}
_TEXTS: Final = ("alamat", "judul", "nomor", "periode", "tempat", "tanggal", "kosong")
_SIGNER: Final = ("sebagai", "jabatan", "nama", "pangkat", "nip")
_CHOICES: Final = ("lewati", "isi")


class Signer(NamedTuple):
    """Who signs: *Mengetahui*, post, name, rank, number; each may be empty and is then a line to write on."""

    sebagai: str = ""
    jabatan: str = ""
    nama: str = ""
    pangkat: str = ""
    nip: str = ""


class PrintSettings(NamedTuple):
    """Settings of a printed report.

    ``instansi`` are the lines of the letterhead, ``logo`` an image (PNG or JPEG) as bytes. ``kosong``: parts without
    data are left out (``lewati``) or shown as to be filled in (``isi``). ``lampiran``: with the technical annex.
    ``templat``: a folder of the office's own templates of HTML pages. ``unit``: the unit that the report is of, below
    its title; ``menurut_unit``: the settings of units, where they differ.
    """

    instansi: tuple[str, ...] = ()
    alamat: str = ""
    logo: bytes = b""
    judul: str = ""
    nomor: str = ""
    periode: str = ""
    tempat: str = ""
    tanggal: str = ""
    penandatangan: tuple[Signer, ...] = ()
    kosong: str = "lewati"
    lampiran: bool = False
    templat: str = ""
    unit: str = ""
    menurut_unit: tuple[tuple[str, PrintSettings], ...] = ()

    def of_unit(self, name: str) -> PrintSettings:
        """Return the settings for the report of a unit: its own where the file has some, with its name."""
        own = {normalise(unit): told for unit, told in self.menurut_unit}
        return own.get(normalise(name), self)._replace(unit=name)

    def check_units(self, names: Iterable[str]) -> None:
        """Raise InvalidDataError KF440 where settings of a unit are likely meant for one of ``names``, and miss it.

        Settings of units that are not among them at all are of use another time.
        """
        there = {normalise(name): name for name in names}
        own = {normalise(unit) for unit, _ in self.menurut_unit}
        without = {key: name for key, name in there.items() if key not in own}
        for unit, _ in self.menurut_unit:
            near = nearest(unit, without.values()) if normalise(unit) not in there else ()
            if near:
                _fail("setelan", reason="bidang-tak-dikenal", field=f"laporan.unit.{unit}", expected=", ".join(near))

    @property
    def logo_kind(self) -> str:
        """``png`` or ``jpg``; empty without a logo."""
        return next((kind for start, kind in _IMAGES.items() if self.logo.startswith(start)), "")


NO_SETTINGS: Final = PrintSettings()


def read_print_settings(path: str | os.PathLike[str]) -> PrintSettings:
    """Return the settings of a TOML file; the logo is a file beside it.

    Raises InvalidDataError: KF401 or KF402 the file or the logo can't be read, KF440 what it says is of another form.

    >>> read_print_settings("examples/laporan.toml").instansi
    ('PEMERINTAH KABUPATEN CONTOH', 'DINAS KEARSIPAN')
    """
    import tomllib

    path = os.fspath(path)
    try:
        table = tomllib.loads(decode_text(path, read_bytes(path))).get("laporan", {})
    except (tomllib.TOMLDecodeError, RecursionError):
        _fail(path, reason="toml-rusak")
    units = table.pop("unit", {}) if isinstance(table, dict) else {}
    settings = _settings(path, "laporan", table)
    units = _table(path, "laporan.unit", units)
    own = [
        (name, _settings(path, f"laporan.unit.{name}", {**table, **_table(path, f"laporan.unit.{name}", told)}))
        for name, told in units.items()
    ]
    return settings._replace(menurut_unit=tuple(own))


def _table(path: str, field: str, told: object) -> dict[str, Any]:
    return told if isinstance(told, dict) else _fail(path, reason="bukan-tabel", field=field, expected="[laporan]")


def _settings(path: str, place: str, table: dict[str, Any]) -> PrintSettings:
    known = ("instansi", "logo", "lampiran", "penandatangan", "templat", *_TEXTS)
    _only(path, place, _table(path, place, table), known)
    told: dict[str, Any] = {name: _text(path, name, table[name]) for name in _TEXTS if name in table}
    if told.get("kosong", "lewati") not in _CHOICES:
        _fail(path, reason="pilihan-lain", field="kosong", expected="lewati, isi")
    if not isinstance(table.get("lampiran", False), bool):
        _fail(path, reason="pilihan-lain", field="lampiran", expected="true, false")
    lines = table.get("instansi", [])
    lines = [lines] if isinstance(lines, str) else lines
    told["instansi"] = tuple([_text(path, "instansi", one) for one in _list(path, "instansi", lines)])
    signers = [
        _table(path, "penandatangan", one) for one in _list(path, "penandatangan", table.get("penandatangan", []))
    ]
    for one in signers:
        _only(path, "penandatangan", one, _SIGNER)
    told["penandatangan"] = tuple(
        [Signer(**{name: _text(path, name, text) for name, text in one.items()}) for one in signers]
    )
    if logo := _text(path, "logo", table.get("logo", "")):
        told["logo"] = _logo(path, Path(path).parent / logo)
    if folder := _text(path, "templat", table.get("templat", "")):
        told["templat"] = _folder(path, Path(path).parent / folder)
    return PrintSettings(lampiran=table.get("lampiran", False), **told)


def settings_of(setelan: PrintSettings | str | os.PathLike[str] | None) -> PrintSettings:
    """Return settings as they are given: those of a file, ready ones, or none. Raises as reading them does."""
    if setelan is None:
        return NO_SETTINGS
    return setelan if isinstance(setelan, PrintSettings) else read_print_settings(setelan)


def _logo(path: str, file: Path) -> bytes:
    content = read_bytes(file, _LOGO)
    if not any(
        content.startswith(start) and content.rstrip(b"\0\r\n ").endswith(_ENDS[kind])
        for start, kind in _IMAGES.items()
    ):
        _fail(path, reason="logo-bukan-gambar")
    return content


def _folder(path: str, folder: Path) -> str:
    if not folder.is_dir():
        _fail(path, reason="bukan-folder")
    return str(folder)


def _only(path: str, place: str, table: dict[str, Any], known: tuple[str, ...]) -> None:
    for name in table:
        if name not in known:
            near = nearest(name, known) or known
            _fail(path, reason="bidang-tak-dikenal", field=f"{place}.{name}"[:_SHOWN], expected=", ".join(near))


def _list(path: str, field: str, value: object) -> list[Any]:
    if not isinstance(value, list) or len(value) > _MOST_LINES:
        _fail(path, reason="bukan-daftar", field=field, expected='["…", "…"]')
    return value


def _text(path: str, field: str, value: object) -> str:
    if type(value) is date:
        return date_text(value.toordinal())
    if not isinstance(value, str) or len(value) > _LONGEST:
        _fail(path, reason="bukan-teks-bidang", field=field, expected='"…"')
    return value


def unfit_logo() -> InvalidDataError:
    """Return the error of a logo that begins and ends as an image, and is none."""
    return InvalidDataError(Diagnostic(UNREADABLE_SETTINGS, (0, 0), path="logo", reason="logo-bukan-gambar"))


def _fail(path: str, *, reason: str, **field: str) -> NoReturn:
    """Raise the fault; ``field`` names the field and what is ``expected`` there, where it is one of a field."""
    raise InvalidDataError(Diagnostic(UNREADABLE_SETTINGS, (0, 0), (), path=path, reason=reason, **field))
