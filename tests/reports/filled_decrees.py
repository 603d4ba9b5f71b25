"""The five decrees as documents, with targets and figures drawn by lot: zeros, gaps, percentages, decimals, units."""

from __future__ import annotations

import random

import kinerja_formula as kf
from kinerja_formula.dokumen.model import by_jabatan
from kinerja_formula.files.tempat import Tempat
from kinerja_formula.names import normalise
from kinerja_formula.pengisian.figures_table import Figure, Figures

from ..conformance.scorer import Record, records

_SHARES = ("94%", "87,5%", "100%", "80 - 90%", "0%", "minimal 75%", "3,5 %", "belum ada")
_COUNTS = ("26", "12", "0", "7 - 9", "1.250", "2,5", "-", "33 dokumen")


def decree(document: str, seed: int = 0) -> kf.Dokumen:
    """Return a decree whose indicators mostly have a target, some with a direction."""
    lot = random.Random(f"{document} {seed}")
    rows = [
        (record["jabatan"] or "", Tempat(line), _indikator(record, line, lot)) for line, record in _numbered(document)
    ]
    return kf.Dokumen(document, by_jabatan(rows), f"{document}.csv")


def _numbered(document: str) -> list[tuple[int, Record]]:
    return list(enumerate(records(document), 2))


def _indikator(record: Record, line: int, lot: random.Random) -> kf.Indikator:
    targets = _SHARES if record["result_unit"] == "%" else _COUNTS
    return kf.Indikator(
        nama=record["indikator"] or "",
        teks=record["formula"],
        sasaran=record["sasaran"] or "",
        sumber_data=record["sumber_data"] or "",
        target=lot.choice(targets) if lot.random() < 0.75 else "",
        arah=lot.choice((None, None, None, "naik", "turun", "rentang")),
        realisasi={"tahun lalu": lot.choice(targets)} if line % 3 == 0 else {},
        pembanding={"anggaran": f"Rp {line} juta", "realisasi anggaran": f"{line * 900_000}"} if line % 4 == 0 else {},
        kode=record["id"],
        tempat=Tempat(line),
    )


def figures(document: str, seed: int = 0) -> Figures:
    """Return figures for the names of a decree; about one in eight is not there, one in twelve is zero."""
    lot = random.Random(f"{seed} {document}")
    given: dict[str, Figure] = {}
    for record in records(document):
        names = list(record["names"].values()) or [record["indikator"]]
        for name in names:
            drawn = _figure(name, lot)
            if drawn is not None:
                given.setdefault(normalise(name), Figure(name, drawn))
    return Figures(given.values(), path=f"{document}-isian.xlsx", title="Angka undian")


def _figure(name: str, lot: random.Random) -> object:
    chance = lot.random()
    if chance < 0.12:
        return None
    if chance < 0.20:
        return 0
    if chance < 0.22:
        return "sekitar 20"
    if normalise(name).startswith("persen"):
        return f"{lot.randrange(0, 12000) / 100:.2f}".replace(".", ",") + lot.choice((" %", "", "%"))
    if chance < 0.45:
        return f"{lot.randrange(1, 400)},{lot.randrange(1, 100):02d}"
    return lot.choice(
        (lot.randrange(1, 60), str(lot.randrange(1, 1500)), f"{lot.randrange(1, 9)}.{lot.randrange(1000):03d}")
    )
