"""A whole table of indicators against a file of figures; rows that can't be calculated don't stop the others."""

from pathlib import Path

from kinerja_formula.dokumen.indicator_table import read_indicators
from kinerja_formula.pengisian.figures_table import read_figures
from kinerja_formula.pelaporan.calculation import make_laporan

here = Path(__file__).parent
dokumen = read_indicators(here / "sambutan-2023.csv")
figures = read_figures(here / "sambutan-2023-realisasi.csv")
laporan = make_laporan(dokumen, figures)

for row in laporan.rows[:3]:
    print(row.text, row.indikator.nama)

print()
for row in laporan.rows:
    if row.status != "ok":
        print(row.indikator.kode, row.status, [found.values["name"] for found in row.missing])

print()
print(laporan.counts)
