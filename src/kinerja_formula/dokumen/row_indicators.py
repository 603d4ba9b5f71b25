"""A row as its table says it → an indicator: direction, weight, remarks and targets looked into."""

from __future__ import annotations

from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.diagnostics.catalogue import FORMULA_PICTURE, NO_FORMULA, REMARK_IN_CELL
from kinerja_formula.dokumen.arah_and_bobot import arah_of_cell, bobot_of_cell
from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.indicator_rows import SHOWN, found_at
from kinerja_formula.dokumen.model import Indikator
from kinerja_formula.dokumen.periods import PerPeriode
from kinerja_formula.dokumen.remarks import read_remark
from kinerja_formula.dokumen.row_model import IndicatorRow
from kinerja_formula.files.guard import guarded
from kinerja_formula.files.model import PICTURE

__all__ = ["indikator_of"]


def indikator_of(row: IndicatorRow) -> Indikator:
    """Return the indicator of a row; one that can't be looked into is taken as it stands."""
    try:
        with guarded(f"{row.nama} | {row.formula}"):
            return _looked_into(row)
    except FormulaError as error:
        found = [found_at(one.rule, row.tempat, **one.values) for one in error.diagnostics]
        return Indikator(
            nama=row.nama,
            teks=row.formula.strip(),
            sasaran=row.sasaran,
            sumber_data=plain(row.sumber_data),
            satuan=row.satuan,
            target=next(iter(row.targets.values()), ""),
            targets=PerPeriode(row.targets),
            realisasi=PerPeriode(row.realisasi),
            capaian=PerPeriode(row.capaian),
            kode=row.kode,
            tempat=row.tempat,
            diagnostics=(*row.findings, *found),
        )


def _looked_into(row: IndicatorRow) -> Indikator:
    formula, findings = row.formula.strip(), list(row.findings)
    arah, doubts = arah_of_cell(row.arah)
    bobot, more = bobot_of_cell(row.bobot)
    findings += [*doubts, *more]
    remark = read_remark(row.sumber_data, formula)
    told = list(remark.konstanta)
    targets = dict(row.targets)
    if remark.target and not targets:
        told.insert(0, ("target", remark.target))
        targets[""] = remark.target
    findings += [found_at(REMARK_IN_CELL, row.tempat, column=name, text=figure) for name, figure in told]
    if PICTURE in formula:
        findings.append(found_at(FORMULA_PICTURE, row.tempat, text=plain(formula)[:SHOWN]))
    if not formula and row.has_formula_column:
        findings.append(found_at(NO_FORMULA, row.tempat, text=row.nama[:SHOWN]))
    return Indikator(
        nama=row.nama,
        teks=formula,
        sasaran=row.sasaran,
        sumber_data=plain(row.sumber_data),
        satuan=row.satuan,
        target=next(iter(targets.values()), ""),
        targets=PerPeriode(targets),
        realisasi=PerPeriode(row.realisasi),
        capaian=PerPeriode(row.capaian),
        arah=arah,
        bobot=bobot,
        kode=row.kode,
        konstanta=remark.konstanta,
        certainty=round(row.certainty, 2),
        tempat=row.tempat,
        diagnostics=tuple(findings),
    )
