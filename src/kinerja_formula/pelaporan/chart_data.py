"""A report as the rows that charts are made of."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.evaluation.figures import DATE
from kinerja_formula.figures import angka
from kinerja_formula.grafik.rows import ChartData, ChartRow
from kinerja_formula.pelaporan.gabungan import LaporanGabungan
from kinerja_formula.pelaporan.model import Laporan
from kinerja_formula.pelaporan.perbandingan import Perbandingan, goals_of, year_of_report
from kinerja_formula.pelaporan.row_model import LaporanRow
from kinerja_formula.pelaporan.words import state_of
from kinerja_formula.penilaian import aturan_in_use
from kinerja_formula.units import Vocabulary, default_vocabulary

__all__ = ["data_of_report", "data_of_units"]


def data_of_report(laporan: Laporan, jenis: str) -> ChartData:
    """Return the rows of a report for a kind of chart: earlier years for ``tren``, budgets for ``efisiensi``."""
    rows: list[ChartRow] = []
    if jenis in ("tren", "efisiensi"):
        year = year_of_report(laporan) if jenis == "tren" else ""
        for goal in goals_of(laporan):
            for one in goal.indikator:
                rows += _earlier(one) if jenis == "tren" else ()
                now = _row(one.row)._replace(periode=year or THIS_YEAR if jenis == "tren" else "")
                pagu, spent = one.anggaran or (None, None)
                rows.append(now._replace(pagu=pagu, terpakai=spent))
    else:
        rows = [_row(row) for row in laporan.rows]
    return ChartData(tuple(rows), laporan.rule, laporan.rekap, ("jabatan", "sasaran"))


THIS_YEAR = "tahun ini"
"""The period of a report that tells no year; earlier ones are called ``tahun lalu`` then."""


def data_of_units(gabungan: LaporanGabungan, jenis: str) -> ChartData:
    """Return the rows of a report over several units for a kind of chart."""
    rows = [row._replace(unit=unit.nama) for unit in gabungan.unit for row in data_of_report(unit.laporan, jenis).rows]
    return ChartData(tuple(rows), aturan_in_use(gabungan.aturan), gabungan.rekap, ("unit", "sasaran"))


def _row(row: LaporanRow) -> ChartRow:
    reached = row.capaian
    return ChartRow(
        jabatan=row.jabatan,
        sasaran=row.indikator.sasaran,
        indikator=row.indikator.nama or row.indikator.teks,
        nilai=None if row.unit == DATE else row.value,
        satuan=row.indikator.satuan or row.satuan,
        target=_single(row.target),
        capaian=reached,
        predikat=None if reached is None else reached.predikat,
        warna=None if reached is None else reached.warna,
        keadaan=state_of(row),
        dinilai=bool(row.target) or reached is not None,
    )


def _earlier(one: Perbandingan) -> list[ChartRow]:
    """Return the earlier years of an indicator, as far as they state a single figure."""
    row = one.row
    base = ChartRow(
        jabatan=row.jabatan,
        sasaran=row.indikator.sasaran,
        indikator=row.indikator.nama or row.indikator.teks,
        satuan=row.indikator.satuan or row.satuan,
        dinilai=False,
    )
    told = [(year.tahun, _single(year.realisasi), _single(year.capaian)) for year in one.tahun]
    return [base._replace(periode=year, nilai=value, capaian=reached) for year, value, reached in told]


def _single(text: str) -> Fraction | None:
    """Return the figure that a text states, None for what is no single one."""
    return _remembered(text, default_vocabulary())


@lru_cache(maxsize=4096)
def _remembered(text: str, _vocabulary: Vocabulary) -> Fraction | None:
    try:
        read = angka(text) if text else None
    except FormulaError:
        return None
    plain = read is not None and read.jenis == "angka" and read.comparison is None
    return read.value if plain and read is not None else None
