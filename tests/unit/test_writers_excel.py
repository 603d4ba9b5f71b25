"""Plain arithmetic → a cell: references and numbers, nothing else."""

from __future__ import annotations

import pytest

import kinerja_formula as kf

CELLS = {"Jumlah A": "B2", "Jumlah B": "$C$2", "Nilai C": "'Data 2023'!D2", "Persentase D": "E2"}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Jumlah A / Jumlah B x 100%", "=B2*100/$C$2"),
        ("Nilai C x 60% + Jumlah A x 40%", "='Data 2023'!D2*3/5+B2*2/5"),
        ("(Jumlah A - Jumlah B) / Jumlah B x 100%", "=(B2-$C$2)*100/$C$2"),
        ("Persentase D", "=E2"),
        ("(100% - Persentase D) x Jumlah A", "=(1-E2/100)*B2"),
        ("√(Jumlah A)", "=SQRT(B2)"),
        ("Jumlah A / Jumlah B x 100.000", "=B2*100000/$C$2"),
        ("rata-rata dari Jumlah A dan Jumlah B", "=(B2+$C$2)/2"),
    ],
)
def test_excel(text: str, written: str):
    assert kf.parse(text).to_excel(CELLS) == written


def test_a_range_is_summed_or_averaged():
    formula = kf.parse("Jumlah A / `Rata-rata nilai`")
    assert formula.to_excel({"Jumlah A": "B2:B13", "Rata-rata nilai": "C2:C13"}) == "=SUM(B2:B13)/AVERAGE(C2:C13)"


@pytest.mark.parametrize(
    "place", ["", "B", "B0", "B2;C2", "=B2", "B2)+(C2", "[Book.xlsx]Data!B2", "'a'b'!B2", "B2\n", 2, None]
)
def test_what_is_no_reference_is_refused(place: object):
    with pytest.raises(kf.NotationError) as caught:
        kf.parse("Nilai A").to_excel({"Nilai A": place})  # type: ignore[dict-item]
    assert caught.value.code == "KF362"


def test_a_cell_without_arithmetic_is_its_figure():
    formula = kf.parse("Terlaksananya rapat", indikator="Jumlah rapat")
    assert formula.to_excel({"Jumlah rapat": "B2"}) == "=B2"


def test_two_names_of_one_operand_are_refused():
    with pytest.raises(kf.NotationError) as caught:
        kf.parse("Jumlah A").to_excel({"Jumlah A": "B2", "Jml A": "B3"})
    assert caught.value.code == "KF303"


def test_what_no_cell_holds_is_refused():
    long = kf.parse(" + ".join(f"Jumlah A{order}" for order in range(400)))
    with pytest.raises(kf.NotationError) as caught:
        long.to_excel(dict.fromkeys(long.names, "'Lembar dengan nama panjang'!B2"))
    assert caught.value.code == "KF360"
