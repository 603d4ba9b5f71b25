"""Whatever stands in a cell is kept to the letter, and harms no page."""

from __future__ import annotations

from html.parser import HTMLParser

from esakip_kecil.gudang import Gudang, baris_halaman
from hypothesis import given

import kinerja_formula as kf
from kinerja_formula.testing import formula_texts, formulas, indicators


class Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.cells: list[str] = []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - the parser calls it with both
        assert tag in ("tr", "td"), f"a cell brought its own <{tag}>"
        if tag == "td":
            self.cells.append("")

    def handle_data(self, data):
        self.cells[-1] += data


@given(indicators())
def test_simpan(indikator):
    gudang = Gudang()
    again = gudang.ambil(gudang.simpan(indikator))
    assert again.teks == indikator.teks
    assert again.formula == indikator.formula


@given(formulas(records=True, evaluable=False))
def test_simpan_rumus_apa_pun(formula):
    gudang = Gudang()
    again = gudang.ambil(gudang.simpan(kf.Indikator(nama="Indikator", teks=formula.to_text())))
    assert again.formula == formula


@given(indicators(texts=formula_texts(layout="garis-bawah")))
def test_halaman(indikator):
    page = Cells()
    page.feed(baris_halaman(indikator))
    assert page.cells == [indikator.nama, indikator.teks, indikator.target]
