"""The heads of the tables of a form → which column has which role, wherever people have moved it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from kinerja_formula.dokumen.periods import year_of
from kinerja_formula.names import fold_space, normalise
from kinerja_formula.pengisian.bacaan import BACAAN_HEAD
from kinerja_formula.pengisian.form import ANNUAL_HEAD, APART_HEAD, EARLIER, FIGURES_HEAD

__all__ = ["ANNUAL", "is_earlier", "roles_of_head", "tells_a_form"]


class _Head(NamedTuple):
    """A head of a table of the form: what the column of each role may be called, and the roles that tell the head."""

    roles: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]

    def columns(self, keys: list[str]) -> dict[str, int]:
        """Return role → column; nothing for another row. ``keys`` are its texts, normalised."""
        found: dict[str, int] = {}
        for role, names in self.roles.items():
            name = next((name for name in names if name in keys), None)
            if name is not None:
                found[role] = keys.index(name)
        return found if all(role in found for role in self.needed) else {}


_FIGURES: Final = _Head(
    {
        "nama": ("data yang diisi", "nama data", "data"),
        "nilai": ("angka", "nilai", "realisasi", "isian"),
        "satuan": ("satuan",),
        "untuk": ("dipakai untuk", "untuk", "indikator"),
        "no": ("no",),
        "asal": ("asal data",),
        "konstanta": ("angka menurut dokumen",),
    },
    ("nama", "nilai"),
)
_INDICATORS: Final = _Head(
    {
        "indikator": ("indikator",),
        "target": ("target",),
        "arah": ("arah",),
        "no": ("no",),
        "satuan": ("satuan",),
        "rumus": ("rumus",),
        "target_dokumen": ("target menurut dokumen",),
        "arah_dokumen": ("arah menurut dokumen",),
    },
    ("indikator", "target", "rumus"),
)
_APART: Final = _Head(
    {
        role: (normalise(name),)
        for role, name in zip(
            ("no", "nama", "isi", "jabatan", "indikator", "jenis", "keterangan"), APART_HEAD, strict=True
        )
    },
    ("nama", "isi"),
)
_BACAAN: Final = _Head(
    {
        role: (normalise(name),)
        for role, name in zip(
            ("no", "jabatan", "indikator", "teks", "terbaca", "keyakinan", "ragu", "benar", "rumus", "oleh", "tanggal"),
            BACAAN_HEAD,
            strict=True,
        )
    },
    ("teks", "terbaca"),
)
ANNUAL: Final = "lkjip"
"""The role that tells a head to be that of the annual report."""
_LEAST_ANNUAL: Final = 2
_YEARS_AGO: Final = re.compile(r"(?:[1-9] )?tahun lalu", re.IGNORECASE)
_ANNUAL_ROLES: Final = {
    **{normalise(head): head for head in ("No", "Jabatan", "Indikator", *ANNUAL_HEAD)},
    **{normalise(word): "Anggaran" for word in ("Pagu", "Anggaran (Rp)", "Pagu anggaran")},
    **{normalise(word): "Realisasi anggaran" for word in ("Realisasi anggaran (Rp)", "Realisasi pagu")},
    **{normalise(word): "Indikator" for word in ("Indikator kinerja", "Nama indikator")},
    **{normalise(word): "Jabatan" for word in ("Unit", "Unit kerja")},
}


def roles_of_head(shown: Sequence[str]) -> dict[str, int]:
    """Return role → column of a head, nothing for any other row."""
    keys = [normalise(text) for text in shown]
    return (
        _BACAAN.columns(keys)
        or _APART.columns(keys)
        or _annual_columns(shown)
        or _FIGURES.columns(keys)
        or _INDICATORS.columns(keys)
    )


def tells_a_form(keys: list[str]) -> bool:
    """Tell whether a row is a head that a file of another kind hardly has. ``keys`` are its texts, normalised."""
    return normalise(FIGURES_HEAD[1]) in keys or bool(_BACAAN.columns(keys))


def _annual_columns(shown: Sequence[str]) -> dict[str, int]:
    """Return role → column of the sheet for the annual report, however its heads are written; else nothing."""
    found: dict[str, int] = {}
    for place, text in enumerate(shown):
        role = _ANNUAL_ROLES.get(normalise(text)) or _earlier_role(text)
        if role and role not in found:
            found[role] = place
    if "Indikator" not in found or sum(role in ANNUAL_HEAD for role in found) < _LEAST_ANNUAL:
        return {}
    return found | {ANNUAL: found["Indikator"]}


def _earlier_role(text: str) -> str:
    """Return ``Realisasi 2023`` for *REALISASI TAHUN 2023*; empty for the head of another column."""
    folded = fold_space(text)
    for kind in EARLIER:
        rest = folded[len(kind) :].strip()
        if folded.casefold().startswith(kind.casefold()) and rest:
            period = rest.casefold() if _YEARS_AGO.fullmatch(rest) else year_of(rest)
            return f"{kind} {period}" if period else ""
    return ""


def is_earlier(role: str) -> bool:
    """Tell whether a role is that of an earlier year: *Realisasi 2023*, and not *Realisasi anggaran*."""
    return role.partition(" ")[0] in EARLIER and role not in ANNUAL_HEAD
