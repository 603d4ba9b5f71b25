"""What changed from one catalogue to another, as data."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, NamedTuple

__all__ = ["JENIS", "SCHEMA", "Banding", "Perubahan"]

SCHEMA: Final = "kinerja-formula/banding/1"
JENIS: Final = (
    *("ditambah", "dihapus", "nama", "jabatan", "sasaran", "rumus", "operan", "rumus-tak-pasti", "satuan", "arah"),
    *("target", "target-ditambah", "target-dihapus", "bobot", "konstanta", "aturan", "pemilik", "sumber"),
)
"""What can have changed. ``operan``: the same formula if names that are nearly alike are one; ``rumus-tak-pasti``: it
could be neither proved nor disproved that it means the same."""


class Perubahan(NamedTuple):
    """One change: of which indicator, what, from what to what; ``periode`` of a target.

    ``contoh`` are figures by name for which two formulas give ``hasil_lama`` and ``hasil_baru``, None for no value.
    """

    jenis: str
    id: str
    nama: str
    lama: str = ""
    baru: str = ""
    periode: str = ""
    contoh: tuple[tuple[str, Fraction], ...] = ()
    hasil: tuple[Fraction | None, Fraction | None] = (None, None)

    def to_json(self) -> dict[str, Any]:
        """Return the change as plain data; what is empty is left out, figures are exact texts."""
        told = {field: value for field in ("lama", "baru", "periode") if (value := getattr(self, field))}
        shown: dict[str, Any] = {"jenis": self.jenis, "id": self.id, "nama": self.nama, **told}
        if self.jenis == "rumus" and self.contoh:
            left, right = (None if one is None else str(one) for one in self.hasil)
            shown["contoh"] = {
                "angka": {name: str(figure) for name, figure in self.contoh},
                "hasil_lama": left,
                "hasil_baru": right,
            }
        return shown


@dataclass(frozen=True, slots=True)
class Banding:
    """What changed from one catalogue to another: ``perubahan`` in the order of the later one, what was left out last.

    ``lama`` and ``baru`` are the names of their files, ``banyak`` how many indicators each of them has.

    >>> import kinerja_formula as kf
    >>> catalogue = kf.katalog("examples/katalog.toml")
    >>> found = catalogue.banding(catalogue)
    >>> len(found.perubahan), found.banyak
    (0, (5, 5))
    """

    lama: str
    baru: str
    banyak: tuple[int, int]
    perubahan: tuple[Perubahan, ...]

    @property
    def sama(self) -> bool:
        """Whether nothing has changed."""
        return not self.perubahan

    def to_json(self) -> dict[str, Any]:
        """Return what changed as plain data, schema ``kinerja-formula/banding/1``."""
        return {
            "schema": SCHEMA,
            "lama": {"berkas": self.lama, "indikator": self.banyak[0]},
            "baru": {"berkas": self.baru, "indikator": self.banyak[1]},
            "perubahan": [one.to_json() for one in self.perubahan],
        }

    def __str__(self) -> str:
        from kinerja_formula.diagnostics import language_in_use
        from kinerja_formula.pengatalogan.words import banding_lines

        return "\n".join(banding_lines(self, language_in_use()))
