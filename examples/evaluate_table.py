"""A whole table of indicators against a file of figures; rows that can't be calculated don't stop the others."""

from pathlib import Path

import kinerja_formula as kf

here = Path(__file__).parent
laporan = kf.laporan(here / "sambutan-2023.csv", here / "sambutan-2023-realisasi.csv")

for row in laporan.rows[:3]:
    print(row.text, row.indikator.nama)

print()
for row in laporan.rows:
    if row.status != "ok":
        print(row.indikator.kode, row.status, [found.values["name"] for found in row.missing])

print()
print(laporan.counts)
