"""The report as plain data: its rows, posts and goals. What is made of it, its writers know."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from kinerja_formula.diagnostics import (
    Diagnostic,
)
from kinerja_formula.display import as_bundle, as_html, as_text
from kinerja_formula.files.guard import guarded, rows_apart
from kinerja_formula.files.outputs import check_outputs, ending_of, unfit_ending
from kinerja_formula.files.whole_file import write_whole
from kinerja_formula.pelaporan.row_model import OK, LaporanRow, with_faults
from kinerja_formula.pengisian.figures_table import Figure
from kinerja_formula.penilaian import (
    DEFAULT,
    Aturan,
    RekapTingkat,
    aturan_in_use,
)
from kinerja_formula.plain_text import json_text

__all__ = ["ENDINGS", "Goal", "Laporan", "Level", "Sumber", "check_endings"]

if TYPE_CHECKING:
    from kinerja_formula.grafik.rows import ChartData
    from kinerja_formula.pelaporan.print_settings import PrintSettings

_T = TypeVar("_T")

ENDINGS: Final = (".html", ".docx", ".pdf", ".xlsx", ".md", ".json", ".htm", ".markdown")
_WRITERS: Final = "kinerja_formula.pelaporan.writers"


class Sumber(NamedTuple):
    """What the report was made from: title and file of the document, what was found in it, title and file of figures.

    ``nameless`` are the lines of the file of figures that have a value and no name.
    """

    judul: str = ""
    berkas: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    judul_realisasi: str = ""
    berkas_realisasi: str = ""
    nameless: tuple[int, ...] = ()


def check_endings(paths: Iterable[str | os.PathLike[str]]) -> tuple[str, ...]:
    """Return the endings of files that a report is to be saved to. Raises InvalidDataError KF480 for an unknown one."""
    endings = []
    for path in paths:
        endings.append(ending_of(path))
        if endings[-1] not in ENDINGS:
            raise unfit_ending(path, ENDINGS)
    return tuple(endings)


class Goal(NamedTuple):
    """A goal with its numbered rows."""

    nama: str
    rows: tuple[tuple[int, LaporanRow], ...]


class Level(NamedTuple):
    """A post with its goals."""

    nama: str
    sasaran: tuple[Goal, ...]


class Laporan(NamedTuple):
    """The rows in the order of the document, and the figures that no row asked for.

    ``aturan`` is the id of the rule set in use, or the rule set itself. ``rekap`` rolls the capaian up from indicators
    to goals, posts and the whole; None where no indicator has a target. ``sumber`` is what it was made from.

    >>> import kinerja_formula as kf
    >>> report = kf.laporan("examples/pelayanan.csv", "examples/pelayanan-realisasi.csv")
    >>> [str(row.capaian) for row in report.rows if row.capaian is not None]
    ['95,74%', '97,96%', '94,74%']
    >>> report.counts["rows"], report.aturan
    (4, 'lkjip')
    """

    rows: tuple[LaporanRow, ...]
    unused: tuple[Figure, ...]
    aturan: str | Aturan = DEFAULT
    rekap: RekapTingkat | None = None
    sumber: Sumber = Sumber()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002
        return as_bundle(self)

    def _repr_html_(self) -> str | None:
        return as_html(self)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002
        printer.text(as_text(self))  # IPython would show the tuple that it is

    @property
    def levels(self) -> tuple[Level, ...]:
        """The rows, numbered from 1, under their posts and goals, in the order of the document."""
        posts: dict[str, dict[str, list[tuple[int, LaporanRow]]]] = {}
        for number, row in enumerate(self.rows, 1):
            posts.setdefault(row.jabatan, {}).setdefault(row.indikator.sasaran, []).append((number, row))
        return tuple(
            [
                Level(post, tuple([Goal(goal, tuple(rows)) for goal, rows in goals.items()]))
                for post, goals in posts.items()
            ]
        )

    def rekap_of(self, jabatan: str, sasaran: str | None = None) -> RekapTingkat | None:
        """Return the roll-up of a post, or of one of its goals; None where nothing there has a target."""
        posts = self.rekap.bagian if self.rekap is not None else ()
        post = next((one for one in posts if one.nama == jabatan), None)
        if post is None or sasaran is None:
            return post
        return next((one for one in post.bagian if one.nama == sasaran), None)

    @property
    def rule(self) -> Aturan:
        """The rule set in use."""
        return aturan_in_use(self.aturan)

    @property
    def clean(self) -> bool:
        """Whether there are rows, and every one has a value without a warning."""
        return bool(self.rows) and all(row.status == OK and not row.doubtful for row in self.rows)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are (``rows``): ``ok``, ``doubtful``, ``waiting`` for data, ``failed``; they add up."""
        doubtful = sum(row.doubtful for row in self.rows)
        valued = sum(row.status == OK for row in self.rows)
        waiting = sum(row.waits_for_data for row in self.rows)
        return {
            "rows": len(self.rows),
            "ok": valued - doubtful,
            "doubtful": doubtful,
            "waiting": waiting,
            "failed": len(self.rows) - valued - waiting,
        }

    def to_html(self, *, language: str = "id", setelan: PrintSettings | str | os.PathLike[str] | None = None) -> str:
        """Return the report as one HTML page for screen, phone and A4. Needs the extra ``report``, else KF403.

        ``setelan``: letterhead, signers and templates of one's own, as :meth:`to_docx` takes it; raises KF440 for it,
        and KF487 for a template that fails.
        """
        write, settings = _writer("html").write_html, _settings(setelan)
        page: str = self.written(lambda sound: write(sound, settings, language=language))
        return page

    def to_markdown(self, *, language: str = "id") -> str:
        """Return the report as Markdown, with tables as GitHub draws them."""
        write = _writer("markdown").write_markdown
        text: str = self.written(lambda sound: write(sound, language=language))
        return text

    def to_docx(
        self,
        path: str | os.PathLike[str],
        *,
        setelan: PrintSettings | str | os.PathLike[str] | None = None,
        language: str = "id",
    ) -> None:
        """Write the report to be signed as a Word file: chapter III of the annual report, by goal.

        ``setelan``: letterhead, place and date, signers; a TOML file with ``[laporan]`` or what one was read to.
        Needs the extra ``word``, else KF403; without ``report`` it has no drawings. Raises as :meth:`save` does, and
        KF440 for the settings.
        """
        self._print("docx", path, setelan, language)

    def to_pdf(
        self,
        path: str | os.PathLike[str],
        *,
        setelan: PrintSettings | str | os.PathLike[str] | None = None,
        language: str = "id",
    ) -> None:
        """Write the report to be signed as a tagged PDF (PDF/UA-1). Arguments and errors as for :meth:`to_docx`."""
        self._print("pdf", path, setelan, language)

    def _print(
        self,
        kind: str,
        path: str | os.PathLike[str],
        setelan: PrintSettings | str | os.PathLike[str] | None,
        language: str,
    ) -> None:
        settings = _settings(setelan)
        self._refuse_sources(path)
        drawn, write = _writer("lkjip").lkjip, getattr(_writer(kind), f"write_{kind}")
        write_whole(path, self.written(lambda sound: write(drawn(sound, settings, language=language))))

    def to_xlsx(self, path: str | os.PathLike[str], *, language: str = "id", timpa: bool = False) -> None:
        """Write the report as a workbook whose cells calculate. Needs the extra ``excel``, else KF403.

        Raises as :meth:`save` does, whatever the name ends in.
        """
        from kinerja_formula.pengisian.old_form import refuse_to_lose

        write = _writer("xlsx").write_xlsx
        self._refuse_sources(path)
        if not timpa:
            refuse_to_lose(os.fspath(path))
        write_whole(path, self.written(lambda sound: write(sound, language=language)))

    def _refuse_sources(self, path: str | os.PathLike[str]) -> None:
        check_outputs([path], [self.sumber.berkas, self.sumber.berkas_realisasi])

    def to_chart(self, chart: str, *, language: str = "id") -> Any:
        """Return a chart of altair: ``jabatan``, ``sasaran``, ``predikat``, ``kelengkapan``, as :func:`chart` has them.

        Raises InvalidDataError: KF490 there is nothing to draw, KF403 without the extra ``report``.
        """
        return import_module("kinerja_formula.grafik").chart(self, chart, language=language).to_altair()

    def chart_data(self, jenis: str) -> ChartData:
        """Return the rows that a kind of chart is made of."""
        found: ChartData = import_module("kinerja_formula.pelaporan.chart_data").data_of_report(self, jenis)
        return found

    def save(
        self,
        path: str | os.PathLike[str],
        *,
        language: str = "id",
        timpa: bool = False,
        setelan: PrintSettings | str | os.PathLike[str] | None = None,
    ) -> None:
        """Write the report to a file, in the format that its name says: ``.html .docx .pdf .xlsx .md .json``.

        The file is there whole or not at all: an interrupted run leaves the one that was there before. An older
        report gives way; a form that somebody has filled in only with ``timpa``.

        ``setelan``: for HTML, Word and PDF, as :meth:`to_docx` takes it.

        Raises InvalidDataError: KF480 another ending, KF481 the file can't be written, KF482 the report was made from
        this very file, KF484 a filled form stands there, KF403 a library is missing.

        >>> import pathlib, tempfile
        >>> import kinerja_formula as kf
        >>> found = kf.laporan("examples/pelayanan.csv", "examples/pelayanan-realisasi.csv")
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     found.save(f"{folder}/laporan.md")
        ...     pathlib.Path(folder, "laporan.md").read_text(encoding="utf-8").splitlines()[0]
        '# Laporan kinerja: pelayanan.csv'
        """
        (ending,) = check_endings([path])
        if ending == ".xlsx":
            self.to_xlsx(path, language=language, timpa=timpa)
            return
        if ending in (".docx", ".pdf"):
            self._print(ending[1:], path, setelan, language)
            return
        self._refuse_sources(path)
        if ending in (".html", ".htm"):
            text = self.to_html(language=language, setelan=setelan)
        elif ending == ".json":
            text = json_text(self.to_json())
        else:
            text = self.to_markdown(language=language)
        write_whole(path, text.encode("utf-8", "replace"))

    def to_json(self) -> dict[str, object]:
        """Return the report as plain data, schema ``kinerja-formula/laporan/1``."""
        return self.written(Laporan._data)

    def written(self, write: Callable[[Laporan], _T]) -> _T:
        """Return what ``write`` makes of the report; a row with which it fails has KF435 for it and no value."""
        done, faults = rows_apart(
            lambda places: write(
                self if len(places) == len(self.rows) else self._replace(rows=tuple([self.rows[one] for one in places]))
            ),
            len(self.rows),
        )
        if done is not None and not faults:
            return done
        with guarded():
            return write(self._replace(rows=tuple(with_faults(self.rows, faults))))

    def _data(self) -> dict[str, object]:
        return {
            "schema": "kinerja-formula/laporan/1",
            "counts": self.counts,
            "rows": [row.to_json() for row in self.rows],
            "aturan": self.aturan if isinstance(self.aturan, str) else self.aturan.id,
            "sasaran": [
                {"nama": goal.nama, "indikator": [one.to_json() for one in goal.indikator]}
                for goal in import_module("kinerja_formula.pelaporan.perbandingan").goals_of(self)
            ],
            "rekap": None if self.rekap is None else _rekap_data(self.rekap),
            "diagnostics": [one.to_json() for one in self.sumber.diagnostics],
            "unused": [
                {"name": figure.name, "jabatan": figure.jabatan, "indikator": figure.indikator, "line": figure.line}
                for figure in self.unused
            ],
        }


def _settings(setelan: PrintSettings | str | os.PathLike[str] | None) -> PrintSettings:
    from kinerja_formula.pelaporan.print_settings import settings_of

    return settings_of(setelan)


def _writer(name: str) -> Any:
    """Return a writer by its name: the report knows none of them, and loads those that are asked for."""
    return import_module(f"{_WRITERS}.{name}")


def _rekap_data(level: RekapTingkat) -> dict[str, object]:
    value = level.rekap.value
    return {
        "nama": level.nama,
        "value": None if value is None else str(value),
        "text": str(level.rekap),
        "cara": level.rekap.cara,
        "predikat": level.rekap.predikat,
        "diagnostics": [found.to_json() for found in level.rekap.diagnostics],
        "bagian": [_rekap_data(one) for one in level.bagian],
    }
