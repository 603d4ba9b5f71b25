"""Letters of a PDF: what is raised over its line is a power or the mark of a footnote."""

from __future__ import annotations

from pathlib import Path

import pytest

import kinerja_formula as kf

PAGE = """#set page(flipped: true)
#set super(typographic: {typographic})
#table(columns: (1fr, 2fr, 1fr, 1fr),
[*Indikator Kinerja*], [*Formula*], [*Satuan*], [*Target*],
[Angka kesakitan#super[1)]], [Jumlah kasus / Jumlah penduduk x 10#super[5]], [kasus], [95#super[1]],
[Luas taman (m#super[2])], [Luas taman], [m#super[2]], [1.500#super[2)]],
[Persentase emisi CO#sub[2]], [Jumlah emisi CO#sub[2] / Jumlah emisi x 100%], [%], [90 %#super[1)]],
)
"""


@pytest.mark.parametrize("typographic", ["true", "false"])
def test_raised_digits(tmp_path: Path, typographic: str):
    typst = pytest.importorskip("typst")
    source, path = tmp_path / "iku.typ", tmp_path / "iku.pdf"
    source.write_text(PAGE.format(typographic=typographic), encoding="utf-8")
    typst.compile(str(source), output=str(path))
    told = [(one.nama, one.teks, one.satuan, one.target) for _, one in kf.read(path)]
    assert told == [
        ("Angka kesakitan", "Jumlah kasus / Jumlah penduduk x 10⁵", "kasus", "95¹"),
        ("Luas taman (m²)", "Luas taman", "m²", "1.500²)"),
        ("Persentase emisi CO2", "Jumlah emisi CO2 / Jumlah emisi x 100%", "%", "90 %¹)"),
    ]
    assert [kf.capaian(90, one[3]).value for one in told[1:]] == [6, 100]
