"""What a comparison between documents finds, as plain immutable data; ``kertas_kerja`` has the words for it."""

from __future__ import annotations

import os
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.files.outputs import check_outputs, ending_of, unfit_ending
from kinerja_formula.files.tempat import NOWHERE, Tempat
from kinerja_formula.files.whole_file import write_whole
from kinerja_formula.plain_text import json_text

__all__ = [
    "DOKUMEN",
    "ENDINGS",
    "SCHEMA",
    "Butir",
    "DokumenReviu",
    "Hal",
    "Hitungan",
    "Kutipan",
    "Reviu",
    "check_ending",
]

SCHEMA: Final = "kinerja-formula/reviu/1"
DOKUMEN: Final = ("lkjip", "pk", "iku", "renstra")
ENDINGS: Final = (".docx", ".xlsx", ".html", ".json", ".htm")


class DokumenReviu(NamedTuple):
    """One of the documents: which it is, its file and title, how many indicators were read, how many have a target.

    ``periode`` are the periods of the targets that were taken; ``diagnostics`` what could not be read of it, or that it
    has no targets of the year.
    """

    dokumen: str
    berkas: str
    judul: str
    indikator: int
    bertarget: int
    periode: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return it as plain data."""
        found = [one.to_json() for one in self.diagnostics]
        return {**self._asdict(), "periode": list(self.periode), "diagnostics": found}


class Kutipan(NamedTuple):
    """What one document says, every cell as written, and where. ``target`` is that of the year."""

    dokumen: str
    jabatan: str = ""
    sasaran: str = ""
    indikator: str = ""
    target: str = ""
    satuan: str = ""
    formula: str = ""
    realisasi: str = ""
    capaian: str = ""
    tempat: Tempat = NOWHERE

    def to_json(self) -> dict[str, object]:
        """Return it as plain data; what is empty is left out."""
        told: dict[str, object] = {name: text for name, text in self._asdict().items() if text and name != "tempat"}
        place = {name: value for name, value in self.tempat._asdict().items() if value}
        return {**told, **({"tempat": place} if place else {})}


class Hal(NamedTuple):
    """One thing to look at: documents that differ, or what is not there, does not follow, or can't be compared.

    ``jenis`` is a stable slug (docs/reference/reviu.md); ``acuan`` the document that the others are held against, empty
    where only one is looked at; ``pada`` those that differ from it. ``kutipan`` has the row as each document prints it,
    also those that agree. ``ragu``: the rows were put together because their names are nearly alike. ``diagnostics``
    tell why something could not be read, or what does not follow; ``rincian`` are further facts by name.
    """

    jenis: str
    acuan: str
    pada: tuple[str, ...]
    kutipan: tuple[Kutipan, ...]
    ragu: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()
    rincian: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return it as plain data, with its sentence in both languages."""
        from kinerja_formula.tinjauan.kertas_kerja import hal_text

        return {
            "jenis": self.jenis,
            "acuan": self.acuan,
            "pada": list(self.pada),
            "ragu": self.ragu,
            "teks": {language: hal_text(self, language) for language in ("id", "en")},
            "kutipan": [one.to_json() for one in self.kutipan],
            **({"rincian": dict(self.rincian)} if self.rincian else {}),
            **({"diagnostics": [one.to_json() for one in self.diagnostics]} if self.diagnostics else {}),
        }


class Hitungan(NamedTuple):
    """How many were looked at of one aspect (``sasaran``, ``target``, ``formula`` …), and how it went.

    ``berbeda`` differ, or lack what was looked for; ``tak_terbandingkan`` could not be compared.
    """

    aspek: str
    diuji: int
    berbeda: int = 0
    tak_terbandingkan: int = 0


class Butir(NamedTuple):
    """An item of checklist III/2-2 of PermenPANRB 53/2014: ``bagian`` (``format`` or ``substansi``) and ``nomor``.

    ``kurang`` names the document without which it could not be prepared; empty where it was. ``catatan`` are slugs of
    remarks on how far the item could be tested.
    """

    bagian: str
    nomor: int
    hitungan: tuple[Hitungan, ...] = ()
    hal: tuple[Hal, ...] = ()
    kurang: str = ""
    catatan: tuple[str, ...] = ()

    @property
    def disiapkan(self) -> bool:
        """Whether the documents that it needs were given."""
        return not self.kurang

    def to_json(self) -> dict[str, object]:
        """Return it as plain data."""
        return {
            "bagian": self.bagian,
            "nomor": self.nomor,
            "disiapkan": self.disiapkan,
            "kurang": self.kurang,
            "catatan": list(self.catatan),
            "hitungan": [one._asdict() for one in self.hitungan],
            "hal": [one.to_json() for one in self.hal],
        }


class Reviu(NamedTuple):
    """A report compared with the documents that it has to agree with: what was compared, and what was found.

    It is no verdict: whether a difference is justified, a person decides.

    >>> import kinerja_formula as kf
    >>> found = kf.reviu("examples/reviu-lkjip.html", pk="examples/reviu-pk.html")
    >>> found.tahun, found.clean, sorted(found.counts)
    ('2024', False, ['butir', 'disiapkan', 'hal', 'ragu'])
    """

    tahun: str
    dokumen: tuple[DokumenReviu, ...]
    butir: tuple[Butir, ...]

    @property
    def hal(self) -> tuple[Hal, ...]:
        """All that is to be looked at, item by item."""
        return tuple([one for butir in self.butir for one in butir.hal])

    @property
    def clean(self) -> bool:
        """Whether nothing is to be looked at."""
        return not self.hal

    @property
    def counts(self) -> dict[str, int]:
        """How many items there are and were prepared, and how many things are to be looked at, ``ragu`` among them."""
        return {
            "butir": len(self.butir),
            "disiapkan": sum(one.disiapkan for one in self.butir),
            "hal": len(self.hal),
            "ragu": sum(one.ragu for one in self.hal),
        }

    def to_json(self) -> dict[str, object]:
        """Return it as plain data, schema ``kinerja-formula/reviu/1`` (docs/reference/reviu.md)."""
        return {
            "schema": SCHEMA,
            "tahun": self.tahun,
            "counts": self.counts,
            "dokumen": [one.to_json() for one in self.dokumen],
            "butir": [one.to_json() for one in self.butir],
        }

    def save(self, path: str | os.PathLike[str], *, language: str = "id") -> None:
        """Write the working paper to a file, in the format that its name says: ``.docx .xlsx .html .json``.

        Raises InvalidDataError: KF480 another ending, KF481 the file can't be written, KF482 it is one of the
        documents, KF403 a library is missing; ValueError for a language other than ``"id"`` and ``"en"``.
        """
        from kinerja_formula.tinjauan.kertas_kerja import kertas_kerja

        ending = check_ending(path)
        check_outputs([path], [one.berkas for one in self.dokumen if one.berkas])
        if ending == ".json":
            content = json_text(self.to_json()).encode("utf-8", "replace")
        elif ending == ".docx":
            from kinerja_formula.pelaporan.writers.docx import write_docx

            content = write_docx(kertas_kerja(self, language=language))
        elif ending == ".xlsx":
            from kinerja_formula.pelaporan.writers.naskah_xlsx import write_naskah_xlsx

            content = write_naskah_xlsx(kertas_kerja(self, language=language))
        else:
            from kinerja_formula.pelaporan.writers.naskah_html import write_naskah_html

            content = write_naskah_html(kertas_kerja(self, language=language)).encode("utf-8", "replace")
        write_whole(path, content)


def check_ending(path: str | os.PathLike[str]) -> str:
    """Return the ending of a file that a working paper is to be saved to. Raises InvalidDataError KF480."""
    ending = ending_of(path)
    if ending not in ENDINGS:
        raise unfit_ending(path, ENDINGS)
    return ending
