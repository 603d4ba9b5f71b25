"""The reports of several units on one document: each its own, and one over all of them."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, FormulaError, InvalidDataError
from kinerja_formula.diagnostics.catalogue import FORM_OF_ANOTHER_YEAR
from kinerja_formula.dokumen.model import Dokumen
from kinerja_formula.files.file_bytes import read_bytes, unreadable
from kinerja_formula.files.new_workbook import REPORT
from kinerja_formula.files.outputs import ending_of, unfit_ending
from kinerja_formula.files.whole_file import unwritable, write_whole
from kinerja_formula.pelaporan.calculation import make_laporan
from kinerja_formula.pelaporan.model import Laporan
from kinerja_formula.pelaporan.print_settings import PrintSettings, settings_of
from kinerja_formula.pengisian.form_figures import with_figures
from kinerja_formula.penilaian import DEFAULT, Aturan, RekapTingkat, aturan_in_use, places_of, roll_up_levels
from kinerja_formula.plain_text import json_text

if TYPE_CHECKING:
    from kinerja_formula.grafik.rows import ChartData

__all__ = ["ENDINGS_OF_ALL", "LaporanGabungan", "Unit", "laporan_gabungan", "unit_files"]

ENDINGS_OF_ALL: Final = (".docx", ".pdf", ".html", ".xlsx", ".json")
_FORMS: Final = (".xlsx", ".csv", ".json")
_MOST_UNITS: Final = 2_000
_REPORTS: Final = (b'{"schema":"kinerja-formula/laporan', b'{"schema":"kinerja-formula/gabungan')
_HEAD: Final = 200
_LONGEST_PROPERTIES: Final = 20_000


class Unit(NamedTuple):
    """A unit with its report."""

    nama: str
    laporan: Laporan


class LaporanGabungan(NamedTuple):
    """The reports of several units, in the order of their names.

    ``gagal`` are units whose file can't be read, with the reason. ``rekap`` rolls the capaian up from indicators to
    goals, units and the whole; None where no indicator has a target.

    >>> import kinerja_formula as kf
    >>> several = kf.laporan_gabungan(
    ...     kf.read("examples/pelayanan.csv"), {"Kecamatan A": "examples/pelayanan-realisasi.csv"}
    ... )
    >>> [one.nama for one in several.unit], several.gagal
    (['Kecamatan A'], ())
    """

    unit: tuple[Unit, ...]
    gagal: tuple[tuple[str, FormulaError], ...] = ()
    rekap: RekapTingkat | None = None
    aturan: str | Aturan = DEFAULT

    @property
    def peringkat(self) -> tuple[tuple[Unit, RekapTingkat | None], ...]:
        """The units with their capaian, the highest first; those without one at the end."""
        known = {one.nama: one for one in self.rekap.bagian} if self.rekap is not None else {}
        told = [(unit, known.get(unit.nama)) for unit in self.unit]

        def place(one: tuple[Unit, RekapTingkat | None]) -> tuple[bool, Any]:
            value = one[1].rekap.value if one[1] is not None else None
            return (value is None, 0 if value is None else -value)

        return tuple(sorted(told, key=place))

    @property
    def tempat(self) -> tuple[int | None, ...]:
        """The place of each unit of :attr:`peringkat`, shared by those of the same capaian; None for those without."""
        return places_of([None if level is None else level.rekap.value for _, level in self.peringkat])

    @property
    def tak_terhitung(self) -> tuple[tuple[str, str, FormulaError], ...]:
        """The indicators whose figures are there and give no value: unit, indicator, why."""
        return tuple(
            [
                (unit.nama, row.indikator.nama or row.indikator.teks, row.error)
                for unit in self.unit
                for row in unit.laporan.rows
                if row.error is not None and not row.waits_for_data
            ]
        )

    @property
    def kosong(self) -> tuple[tuple[str, str, str], ...]:
        """The figures that are missing: unit, name of the figure, indicator that needs it."""
        return tuple(
            [
                (unit.nama, str(found.values["name"]), row.indikator.nama)
                for unit in self.unit
                for row in unit.laporan.rows
                for found in row.missing
            ]
        )

    def chart_data(self, jenis: str) -> ChartData:
        """Return the rows that a kind of chart is made of."""
        found: ChartData = import_module("kinerja_formula.pelaporan.chart_data").data_of_units(self, jenis)
        return found

    def to_json(self) -> dict[str, object]:
        """Return the reports as plain data, schema ``kinerja-formula/gabungan/1``."""
        return {
            "schema": "kinerja-formula/gabungan/1",
            "unit": [
                {
                    "nama": unit.nama,
                    "capaian": None if level is None or level.rekap.value is None else str(level.rekap.value),
                    "predikat": None if level is None else level.rekap.predikat,
                    "laporan": unit.laporan.to_json(),
                }
                for unit, level in self.peringkat
            ],
            "gagal": [
                {"nama": nama, "diagnostics": [one.to_json() for one in error.diagnostics]}
                for nama, error in self.gagal
            ],
            "kosong": [{"unit": unit, "data": name, "indikator": needed} for unit, name, needed in self.kosong],
        }

    def save(
        self,
        path: str | os.PathLike[str],
        *,
        language: str = "id",
        setelan: PrintSettings | str | os.PathLike[str] | None = None,
    ) -> None:
        """Write the report over all units, in the format that the name says:
        ``.docx .pdf .html .xlsx .json``.

        Raises InvalidDataError: KF480 another ending, KF481 the file can't be written, KF403 a library is missing,
        KF440 for the settings.
        """
        ending = ending_of(path)
        if ending not in ENDINGS_OF_ALL:
            raise unfit_ending(path, ENDINGS_OF_ALL)
        if ending == ".json":
            write_whole(path, json_text(self.to_json()).encode("utf-8", "replace"))
            return
        settings = settings_of(setelan)
        text = _writer("units_text").text_of_units(self, settings, language=language)
        name = {".docx": "docx", ".pdf": "pdf", ".xlsx": "naskah_xlsx", ".html": "naskah_html"}[ending]
        made = getattr(_writer(name), f"write_{name}")(text)
        write_whole(path, made.encode("utf-8", "replace") if isinstance(made, str) else made)

    def save_units(
        self,
        folder: str | os.PathLike[str],
        endings: Iterable[str] = (".docx",),
        *,
        language: str = "id",
        setelan: PrintSettings | str | os.PathLike[str] | None = None,
        watch: Callable[[Iterable[Any]], Iterable[Any]] | None = None,
    ) -> tuple[str, ...]:
        """Write the report of every unit into a folder, a file an ending; return the paths. Raises as ``save``."""
        try:
            Path(folder).mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError) as error:
            raise unwritable(folder, error) from None
        written = []
        settings = settings_of(setelan)
        settings.check_units([unit.nama for unit in self.unit])
        for unit in self.unit if watch is None else watch(self.unit):
            for ending in endings:
                path = os.path.join(os.fspath(folder), f"{_file_name(unit.nama)}{ending}")
                unit.laporan.save(path, language=language, setelan=settings.of_unit(unit.nama))
                written.append(path)
        return tuple(written)


def _every(units: Iterable[Any]) -> Iterable[Any]:
    return units


def laporan_gabungan(
    dokumen: Dokumen,
    units: Mapping[str, str | os.PathLike[str]] | str | os.PathLike[str],
    *,
    aturan: str | Aturan = DEFAULT,
    satuan: Mapping[str, str] | None = None,
    watch: Callable[[Iterable[Any]], Iterable[Any]] = _every,
) -> LaporanGabungan:
    """Return the reports of several units on one document, and their roll-up.

    ``units``: names with the files of their figures (filled forms, CSV, JSON), or a folder of such files, each named
    after its unit. A file that can't be read, and a form of another year than the targets, stops no other unit: it
    stands in ``gagal``.

    Raises InvalidDataError: KF315 for an unknown rule set, KF401 for a folder without files.

    >>> from kinerja_formula.dokumen.reader import read
    >>> found = laporan_gabungan(read("examples/pelayanan.csv"), {"A": "examples/pelayanan-realisasi.csv"})
    >>> [(unit.nama, str(level.rekap)) for unit, level in found.peringkat], len(found.kosong)
    ([('A', '96,15%')], 1)
    """
    rule = aturan_in_use(aturan)
    told = units if isinstance(units, Mapping) else unit_files(units)
    made: list[Unit] = []
    failed: list[tuple[str, FormulaError]] = []
    for nama, path in watch(told.items()):
        try:
            if _is_report(Path(path)):
                raise unreadable(path, "laporan-sendiri")
            own, figures, found = with_figures(dokumen, os.fspath(path))
        except FormulaError as error:
            failed.append((nama, _without_folder(error)))
            continue
        other_year = tuple([one for one in found if one.rule is FORM_OF_ANOTHER_YEAR])
        if other_year:  # figures of another year have no rank beside those of this one
            failed.append((nama, InvalidDataError(other_year)))
            continue
        report = make_laporan(own, figures, satuan, aturan=rule)
        sumber = report.sumber._replace(diagnostics=(*report.sumber.diagnostics, *found))
        made.append(Unit(nama, report._replace(sumber=sumber)))
    rows = [
        ((unit.nama, row.indikator.sasaran), row.capaian) for unit in made for row in unit.laporan.rows if row.target
    ]
    rekap = roll_up_levels(rows, aturan=rule) if rows else None
    return LaporanGabungan(tuple(made), tuple(failed), rekap, aturan)


def unit_files(folder: str | os.PathLike[str]) -> dict[str, str]:
    """Return the units of a folder with their files, in the order of their names; folders below are looked into.

    Raises InvalidDataError KF401 where there is no such folder, or nothing in it.
    """
    found = sorted(_forms_below(Path(folder)))[:_MOST_UNITS]
    if not found:
        raise unreadable(folder, "folder-tanpa-isian")
    # As short as it stays one of its own: the stem, with its folder, with its ending.
    stems = Counter([path.stem for path in found])
    places = Counter([path.with_suffix("") for path in found])

    def name(path: Path) -> str:
        if stems[path.stem] == 1:
            return path.stem
        inner = path.relative_to(folder)
        return str(inner.with_suffix("") if places[path.with_suffix("")] == 1 else inner)

    return {name(path): str(path) for path in found}


def _forms_below(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if path.suffix.lower() in _FORMS and path.is_file() and not hidden:
            yield path


def _is_report(path: Path) -> bool:
    """Tell whether a file is a report that was saved among the forms: its results are no figures of a unit."""
    raw = read_bytes(path)
    if not raw.startswith(b"PK\x03\x04"):
        return b"".join(raw[:_HEAD].split()).startswith(_REPORTS)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive, archive.open("docProps/core.xml") as told:
            return f"<dc:description>{REPORT}<".encode() in told.read(_LONGEST_PROPERTIES)
    except (KeyError, OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error):
        return False


def _without_folder(error: FormulaError) -> FormulaError:
    """Return an error that names its file without the folder where it lies on somebody's disk."""
    told = [
        Diagnostic(one.rule, one.span, one.related, **{**one.values, "path": Path(str(one.values["path"])).name})
        if "path" in one.values
        else one
        for one in error.diagnostics
    ]
    return type(error)(tuple(told), error.text)


def _writer(name: str) -> Any:
    return import_module(f"kinerja_formula.pelaporan.writers.{name}")


def _file_name(nama: str) -> str:
    """Return the name of a unit as the name of a file: no folder, nothing that a system forbids."""
    return "".join([sign if sign.isalnum() or sign in " -_.()" else "-" for sign in nama]).strip(" .")[:100] or "unit"
