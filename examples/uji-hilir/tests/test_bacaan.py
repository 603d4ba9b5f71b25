"""The cells of this office are read as its planners mean them, also after the next release of kinerja_formula."""

from __future__ import annotations

# Invented cells, in layouts of real ones.
CELLS = [
    "Jumlah surat dijawab -----x100% Jumlah surat masuk",
    "<u>Jumlah RT/RW yang dibina</u> Jumlah RT/RW x 100%",
    "Jumlah aduan selesai dibagi jumlah aduan, kemudian dikalikan seratus persen",
    "Nilai SAKIP",
]


def test_yang_terpenting(kinerja):
    kinerja.assert_reads_as(CELLS[0], "Jumlah surat dijawab / Jumlah surat masuk × 100%")


def test_potret(kinerja):
    kinerja.snapshot(CELLS)
