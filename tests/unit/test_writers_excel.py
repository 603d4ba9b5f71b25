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


LONGEST = "a" * 31


@pytest.mark.parametrize(
    "place",
    [
        *("A1", "XFD1048576", "$xfd$1048576", "ZZ9", "A1:XFD1048576", "$A$1:$B$2", "B13:B2", "Data!XFD1"),
        *(f"{LONGEST}!A1", f"'{LONGEST}'!A1", "'a''b'!A1", "'a" + "''" * 29 + "b'!A1", "'B2'!A1", "'R1C1'!A1"),
        *("XFE1!A1", "A1048577!A1", "Rekap!A1", "C_1!A1", "'Ñandú 2023 (1)'!A1"),
    ],
)
def test_the_whole_sheet_can_be_meant(place: str):
    written = kf.parse("Jumlah A").to_excel({"Jumlah A": place})
    assert written == (f"=SUM({place})" if ":" in place else f"={place}")


@pytest.mark.parametrize(
    "place",
    [
        *("XFE1", "XFE$1", "ZZZ1", "A1048577", "A9999999", "$XFE$1048577", "A0", "A00", "A01", "AAAA1", "1A"),
        *("A1:XFE1", "A1:A1048577", "XFE1:A1", "A1:", "A1:B", "A:A", "1:1", "A1:B2:C3", "A1:Data!B2", "R1C1"),
        *("Data!XFE1", "B2!A1", "r1c1!A1", "R!A1", "C!A1", "RC!A1", "2023!A1", "Data 2023!A1", "Data-2023!A1"),
        *("!A1", "''!A1", "' '!A1", "'''a'!A1", "'a'''!A1", "'History'!A1", "history!A1"),
        *(f"{LONGEST}a!A1", f"'{LONGEST}a'!A1", "'[Buku.xlsx]Data'!A1"),
        *[f"'a{sign}b'!A1" for sign in "[]:*?/\\\x00\x07\x1b\x7f\x9b\u202e\u200b\ud800\n\t"],
        *("A1\u202e", "Ａ１", "A１", "A1 ", " A1"),
    ],
)
def test_what_lies_in_no_sheet_is_refused(place: str):
    with pytest.raises(kf.NotationError) as caught:
        kf.parse("Jumlah A").to_excel({"Jumlah A": place})
    assert caught.value.code == "KF362"
    assert str(caught.value).replace("\n", "").isprintable()


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


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("jika `A` ≥ 3 maka 4; jika 0 < `A` < 3 maka `A`", "=IF(B2+0>=3,4,IF(AND(0<B2+0,B2+0<3),B2,NA()))"),
        ("jika `A` = 1 atau `B` ≠ 2 maka 1; selain itu 0", "=IF(OR(B2+0=1,C2+0<>2),1,0)"),
        # AND would divide by zero
        ("jika `B` > 0 dan `A` / `B` > 1 maka 1; selain itu 0", "=IF(IF(C2+0>0,B2/C2>1,FALSE()),1,0)"),
        ("jika `B` = 0 atau `A` / `B` > 1 maka 1; selain itu 0", "=IF(IF(C2+0=0,TRUE(),B2/C2>1),1,0)"),
        ("min (`A` / `B` × 100%; 100%)", "=MIN(B2/C2,1)*100"),
        ("maks (`A`; `B`) × 2", "=MAX(B2+0,C2+0)*2"),
        ("median (`A`; `B`; 3)", "=MEDIAN(B2+0,C2+0,3)"),
        ("rata-rata-ukur (`A`; `B`)", "=IF(MIN(B2+0,C2+0)<0,NA(),PRODUCT(B2+0,C2+0)^(1/2))"),
        ("abs (`A` - `B`)", "=ABS(B2-C2)"),
        ("ln (`A`) + log (`A`) + log (`A`; 2)", "=LN(B2)+LOG10(B2)+LOG(B2,2)"),
        ("bulat (`A` / `B` × 100%; 2)", "=ROUND(B2*100/C2,2)"),
        ("`r` = `A` / `B`; `r` × 2", "=B2*2/C2"),
    ],
)
def test_conditions_and_functions(text: str, written: str):
    assert kf.parse(text).to_excel({"A": "B2", "B": "C2"}) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Σ (`b` × `n`) / Σ (`b`)", "=SUMPRODUCT(B2:B9*C2:C9)/SUMPRODUCT(B2:B9)"),
        ("rata-rata setiap (`n`)", "=(SUMPRODUCT(C2:C9)/ROWS(C2:C9))"),
        ("Σ (`n` × `k`)", "=SUMPRODUCT(C2:C9*$D$2)"),
        ("Σ (`k`) / `k`", "=$D$2/$D$2"),
        ("Σ (jika `n` ≥ 3 maka 1; selain itu 0)", "=SUMPRODUCT((C2:C9+0>=3)*1+(1-(C2:C9+0>=3))*0)"),
        ("Σ (`n` / `b` × 100%)", "=SUMPRODUCT(C2:C9/B2:B9)*100"),
    ],
)
def test_records_have_ranges(text: str, written: str):
    assert kf.parse(text).to_excel({"b": "B2:B9", "n": "C2:C9", "k": "$D$2"}) == written


def test_a_sum_over_records_may_have_a_cell_of_its_own():
    formula = kf.parse("Σ (`b` × `n`) / Σ (`b`)")
    assert formula.to_excel({"Σ (b × n)": "D2", "b": "B2:B9"}) == "=D2/SUMPRODUCT(B2:B9)"
    # the 2 stands before the brackets: there is no cell for what is left inside
    with pytest.raises(kf.NotationError) as caught:
        kf.parse("Σ (2 × `b`)").to_excel({"Σ (2 × b)": "D2"})
    assert caught.value.code == "KF361"


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Σ (`b` × `n`)", {"b": "B2:B9", "n": "C2:C8"}),
        ("Σ (`b` × `n`)", {"b": "B2:B9", "n": "C2:J2"}),
        ("Σ (`b` × `n`)", {"b": "B2", "n": "C2"}),  # single figures are no records
        ("rata-rata setiap (`b`)", {"b": "B2"}),
        ("Σ (`b`) / `n`", {"b": "B2:B9", "n": "C2:C9"}),  # n is one figure
        ("Σ (`b`)", {"b": "B2:"}),
    ],
)
def test_ranges_that_do_not_fit_are_refused(text: str, cells: dict[str, str]):
    with pytest.raises(kf.NotationError) as caught:
        kf.parse(text).to_excel(cells)
    assert caught.value.code == "KF362"


@pytest.mark.parametrize(
    "text",
    [
        "Σ (jika `b` > 0 maka `n` / `b`; selain itu 0)",  # calculated for each row, whichever branch it takes
        "Σ (median (`b`; `n`; 3))",
        "Σ (Σ (`b`))",
        "bulat (`b`; `n`)",
    ],
)
def test_what_no_cell_calculates_is_refused(text: str):
    with pytest.raises(kf.NotationError) as caught:
        kf.parse(text).to_excel({"b": "B2:B9", "n": "C2:C9"} if "Σ" in text else {"b": "B2", "n": "C2"})
    assert caught.value.code == "KF360"


def test_functions_in_one_another_have_an_end():
    branches = "; ".join(f"jika `A` > {order} maka {order}" for order in range(70, 0, -1))
    with pytest.raises(kf.NotationError) as caught:
        kf.parse(branches).to_excel({"A": "B2"})
    assert caught.value.code == "KF360"
