"""A target in a table stands in the unit of its own column: juta rupiah, jam, persen."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

import kinerja_formula as kf
from kinerja_formula.penilaian.stated_figures import Stated, read_stated
from kinerja_formula.penilaian.stated_unit import (
    column_doubt,
    column_unit,
    counted_in,
    in_money,
    scale_between,
    target_in,
)


def row_of(formula: str, satuan: str, target: str, data: dict[str, object], arah: str | None = None) -> kf.LaporanRow:
    indikator = kf.Indikator(nama="Ukuran", teks=formula, target=target, satuan=satuan, arah=arah)
    return kf.laporan(kf.Dokumen("", (kf.Jabatan("CAMAT", (indikator,)),)), data).rows[0]


@pytest.mark.parametrize(
    ("formula", "satuan", "target", "data", "text", "capaian"),
    [
        ("Pendapatan asli daerah", "juta rupiah", "1500", {"Pendapatan asli daerah": "Rp 900 juta"}, "900", "60,00%"),
        ("Pendapatan asli daerah", "Rp (juta)", "1500", {"Pendapatan asli daerah": "Rp 900.000.000"}, "900", "60,00%"),
        ("Pendapatan asli daerah", "juta rupiah", "1500", {"Pendapatan asli daerah": 900}, "900", "60,00%"),
        ("Pajak + Retribusi", "juta rupiah", "2", {"Pajak": "Rp 1 juta", "Retribusi": "Rp 500 ribu"}, "1,50", "75,00%"),
        ("Pendapatan asli daerah", "juta rupiah", "Rp 1,5 miliar", {"Pendapatan asli daerah": 900}, "900", "60,00%"),
        ("Pendapatan asli daerah", "juta rupiah", "1500 juta", {"Pendapatan asli daerah": 900}, "900", "60,00%"),
        ("Pendapatan asli daerah", "juta", "1,5 miliar", {"Pendapatan asli daerah": "Rp 900 juta"}, "900", "60,00%"),
        ("Lama layanan", "jam", "2", {"Lama layanan": "90 menit"}, "1,50", "75,00%"),
        ("Jumlah peserta", "ribu orang", "2", {"Jumlah peserta": "1500 orang"}, "1,50", "75,00%"),
        ("Panjang jalan", "km", "12", {"Panjang jalan": "9000 m"}, "9", "75,00%"),
        ("Jumlah warga puas / Jumlah warga", "%", "80", {"Jumlah warga puas": 3, "Jumlah warga": 4}, "0,75", "93,75%"),
        ("Hadir / Undangan x 100%", "orang", "80", {"Hadir": 3, "Undangan": 4}, "75,00%", "93,75%"),
    ],
)  # fmt: skip
def test_bare_targets_count_in_the_unit_of_their_column(
    formula: str, satuan: str, target: str, data: dict[str, object], text: str, capaian: str, tmp_path: Path
) -> None:
    row = row_of(formula, satuan, target, data, arah="naik")
    assert (row.text.split(" ")[0], str(row.capaian)) == (text, capaian)
    assert "KF332" not in [one.code for one in row.diagnostics]


def test_a_figure_without_its_word_of_scale_is_a_doubt() -> None:
    """900000000 beside a target of 1500 in juta rupiah: 900 juta, most likely, but nobody wrote it."""
    for data in (900_000_000, "Rp 900"):
        row = row_of("Pendapatan asli daerah", "juta rupiah", "1500", {"Pendapatan asli daerah": data})
        assert "KF332" in [one.code for one in row.diagnostics], data
    row = row_of("Hadir / Undangan", "%", "80", {"Hadir": 3, "Undangan": 4})
    assert "KF332" in [one.code for one in row.diagnostics]  # not known to be a share: one of them may need x 100%
    row = row_of("Jumlah hari pelaksanaan", "minggu", "1", {"Jumlah hari pelaksanaan": 5}, "turun")
    assert "KF331" in [one.code for one in row.diagnostics]  # nobody said that 5 are days


@pytest.mark.parametrize(
    ("satuan", "figure", "code"),
    [
        ("windu", "12 tahun", "KF331"),  # nobody knows the unit, and a time is no other thing
        ("berkas", "12 tahun", "KF331"),
        ("ha", "12 tahun", "KF331"),
        ("%", "12 tahun", "KF331"),
        ("rupiah", "12 orang", "KF331"),
        ("orang", "12 surat", "KF331"),
        ("juta", "12 juta", "KF332"),  # 12.000.000 beside 2
        ("ribu", 12_000, "KF332"),
        ("unit", "12 surat", None),  # counters hold any thing, scores any figure
        ("paket", "12 orang", None),
        ("Angka", "12 tahun", None),
        ("dokumen", "12 laporan", None),
        ("kegiatan", "12 kali", None),
        ("windu", "12 orang", None),  # a word for people or things that nobody knows
        ("berkas", 12, None),
        ("juta", 12, None),
    ],
)
def test_a_figure_that_its_column_contradicts_is_a_doubt(satuan: str, figure: object, code: str | None) -> None:
    row = row_of("Besaran X", satuan, "2", {"Besaran X": figure}, arah="naik")
    assert [one.code for one in row.diagnostics if one.code in ("KF331", "KF332")] == [code][: code is not None]
    alone = kf.capaian(figure, "2", satuan=satuan, arah="naik")
    assert [one.code for one in alone.diagnostics] == [code][: code is not None]
    assert row.capaian is not None
    assert alone.value == row.capaian.value


def test_a_column_with_only_a_word_of_scale_scales_the_unit_of_the_figure() -> None:
    row = row_of("Pendapatan asli daerah", "juta", "15", {"Pendapatan asli daerah": "Rp 9 juta"}, arah="naik")
    assert (row.text, str(row.capaian), row.diagnostics) == ("9 juta rupiah", "60,00%", ())
    for figure in ("Rp 9 juta", "Rp 9.000.000"):
        assert str(kf.capaian(figure, "15", satuan="juta", arah="naik")) == "60,00%"


def test_the_call_for_one_capaian_knows_the_same() -> None:
    assert str(kf.capaian("90 menit", "2", satuan="jam")) == "75,00%"
    assert str(kf.capaian("Rp 900 juta", "1500", satuan="juta rupiah")) == "60,00%"
    assert str(kf.capaian("2", "4", satuan="jam")) == "50,00%"


def test_workbooks_and_tables_calculate_it_alike(tmp_path: Path) -> None:
    indikator = kf.Indikator(
        nama="PAD", teks="Pendapatan asli daerah", target="1500", satuan="juta rupiah", arah="naik"
    )
    dokumen = kf.Dokumen("", (kf.Jabatan("CAMAT", (indikator,)),))
    report = kf.laporan(dokumen, {"Pendapatan asli daerah": "Rp 900 juta"})
    report.save(tmp_path / "l.xlsx")
    book = openpyxl.load_workbook(tmp_path / "l.xlsx")
    written = [cell for sheet in book for line in sheet.iter_rows(values_only=True) for cell in line]
    assert 900.0 in openpyxl_values(tmp_path / "l.xlsx")
    assert any(isinstance(cell, str) and cell.startswith("=") and "/" in cell for cell in written)
    form = kf.isian(dokumen)
    assert [one.satuan for sheet in form.sheets for one in sheet.rows] == ["juta rupiah"]


def openpyxl_values(path: Path) -> list[object]:
    book = openpyxl.load_workbook(path, data_only=True)
    return [cell for sheet in book for line in sheet.iter_rows(values_only=True) for cell in line]


def test_catalogues_calculate_it_alike(tmp_path: Path) -> None:
    path = tmp_path / "katalog.toml"
    path.write_text(
        'schema = "kinerja-formula/katalog/1"\n[[indikator]]\nid = "pad"\nnama = "PAD"\n'
        'rumus = "Pendapatan asli daerah"\nsatuan = "juta rupiah"\narah = "naik"\ntarget.2025 = "1500"\n',
        encoding="utf-8",
    )
    found = kf.katalog(path).evaluate({"Pendapatan asli daerah": "Rp 900 juta"}, periode="2025")
    assert [str(one.capaian) for one in found.values()] == ["60,00%"]


RATE = "Jumlah kelahiran mati / Jumlah kelahiran x 100.000"
BIRTHS = {"Jumlah kelahiran mati": 8, "Jumlah kelahiran": 10_000}


@pytest.mark.parametrize(
    ("satuan", "target"), [("per 1.000", "0,85"), ("per 1.000 KH", "0,85"), ("per 100.000 KH", "85")]
)
def test_a_target_in_a_rate_of_another_size_is_converted(satuan: str, target: str) -> None:
    row = row_of(RATE, satuan, target, BIRTHS, arah="naik")
    assert (str(row.capaian), [one.code for one in row.diagnostics if one.severity == "warning"]) == ("94,12%", [])


@pytest.mark.parametrize(
    ("formula", "satuan", "target", "data"),
    [
        (RATE, "%", "85", BIRTHS),
        (RATE, "orang", "85", BIRTHS),
        ("Jumlah dokumen", "%", "12", {"Jumlah dokumen": 10}),
        ("Jumlah A / Jumlah B x 100%", "orang", "95", {"Jumlah A": 9, "Jumlah B": 10}),
    ],
)
def test_a_column_of_another_kind_than_the_value_is_doubted(
    formula: str, satuan: str, target: str, data: dict[str, object]
) -> None:
    row = row_of(formula, satuan, target, data, arah="naik")
    assert [one.code for one in row.diagnostics if one.severity == "warning"] == ["KF331"]


@pytest.mark.parametrize("satuan", ["%", "persen", "indeks", "unit", "nilai", ""])
def test_a_column_that_may_hold_the_value_is_not(satuan: str) -> None:
    row = row_of("Jumlah A / Jumlah B x 100%", satuan, "95", {"Jumlah A": 9, "Jumlah B": 10}, arah="naik")
    assert (str(row.capaian), [one.code for one in row.diagnostics if one.severity == "warning"]) == ("94,74%", [])


@pytest.mark.parametrize(
    ("target", "satuan", "unit", "figures"),
    [
        ("960 ribu", "ribu rumah tangga", "rumah tangga", ["960000 rumah tangga"]),
        ("960", "ribu rumah tangga", "rumah tangga", ["960 ribu rumah tangga"]),
        ("5 juta", "ribu rupiah", "rupiah", ["5000000 rupiah"]),
        ("5 juta - 6 juta", "juta rupiah", "rupiah", ["5000000 – 6000000 rupiah"]),
        ("5 juta", "juta rupiah", None, ["5000000 rupiah"]),
        ("maksimal 5", "juta rupiah", "rupiah", ["≤ 5 juta rupiah"]),
        ("2 jam, 5", "jam", "menit", ["2 jam", "5 jam"]),
        ("30 menit, 5", "jam", "menit", ["30 menit", "5 jam"]),
        ("90 - 95", "%", "1", ["90 – 95%"]),
        ("0,5 - 95", "%", "1", None),
        ("Rp 5 juta", "juta rupiah", "rupiah", None),
        ("5", "juta rupiah", "orang", None),
        ("", "jam", "menit", None),
        ("ada", "juta rupiah", "rupiah", None),
    ],
)
def test_bare_figures_of_a_target_take_the_unit_of_their_column(
    target: str, satuan: str, unit: str | None, figures: list[str] | None
) -> None:
    found = target_in(target, satuan, unit)
    assert (found if isinstance(found, str) else [one.figure for one in found]) == (figures or target)


def test_a_column_of_a_unit_of_two_words() -> None:
    assert column_unit("ribu", "rumah tangga") == "ribu rumah tangga"
    assert str(kf.capaian("480.000 rumah tangga", "960 ribu", satuan="ribu rumah tangga", arah="naik")) == "50,00%"


def test_a_unit_of_an_own_vocabulary_converts_while_that_is_in_use(tmp_path: Path) -> None:
    path = tmp_path / "satuan.toml"
    path.write_text("[waktu]\nwindu = { equals = '8 tahun' }\n", encoding="utf-8")
    assert scale_between("windu", "tahun") is None
    kf.use_vocabulary(path)
    try:
        assert scale_between("windu", "tahun") == 8
    finally:
        kf.use_vocabulary()
    assert scale_between("windu", "tahun") is None


def test_a_target_that_no_figure_can_be_read_from_is_named() -> None:
    with pytest.raises(kf.InvalidDataError) as refused:
        target_in("naik 5%", "jam", "menit")
    assert refused.value.diagnostics[0].values["name"] == "target"


@pytest.mark.parametrize(("unit", "satuan"), [("xyz", "juta"), ("xyz", "xyz"), ("rupiah", "xyz"), ("juta xyz", "xyz")])
def test_units_that_nobody_knows_have_no_scale(unit: str, satuan: str) -> None:
    assert scale_between(unit, satuan) is None


@pytest.mark.parametrize(("unit", "doubted"), [(None, True), ("1", True), ("orang", False)])
def test_a_ratio_of_a_formula_beside_a_word_of_scale_is_a_doubt(unit: str | None, doubted: bool) -> None:
    reached, target = Stated("angka", "2000", Fraction(2000), unit=unit), Stated("angka", "2", Fraction(2))
    assert (column_doubt(reached, target, "juta", told=True) is not None) is doubted


@pytest.mark.parametrize("unit", ["jam", "km", "rupiah", "orang"])
def test_a_target_in_words_of_scale_is_scaled_once(unit: str) -> None:
    assert kf.capaian(f"5000 {unit}", "5 ribu", satuan=f"ribu {unit}").value == 100


@pytest.mark.parametrize(
    ("written", "told", "converts", "unit"),
    [
        ("50 miliar", "miliar rupiah", True, "rupiah"),
        ("50 juta", "juta rupiah", True, "rupiah"),
        ("50 ribu", "ribu jam", True, "jam"),
        ("50", "miliar rupiah", True, "miliar rupiah"),
        ("50 miliar", "rupiah", True, "rupiah"),
        ("50", "orang", True, "orang"),
        ("50", "orang", False, None),
        ("50 miliar", "miliar rupiah", False, "rupiah"),
    ],
)
def test_a_figure_counts_in_its_column(written: str, told: str, converts: bool, unit: str | None):
    assert counted_in(read_stated(written, "target")[0], told, converts).unit == unit
    if converts:
        assert counted_in(read_stated(written, "target")[0], told).unit == unit


@pytest.mark.parametrize(
    ("written", "beside", "figure"),
    [
        ("45 M", ["rupiah"], "45000000000 rupiah"),
        ("45 M", [None, "juta rupiah"], "45000000000 rupiah"),
        ("45 T", ["rupiah"], "45000000000000 rupiah"),
        ("45 M", ["USD"], "45000000000 rupiah"),
        ("45 M", [], "45 M"),
        ("45 M", [None, "orang"], "45 M"),
        ("45 m", ["rupiah"], "45 m"),
        ("45 KM", ["rupiah"], "45 KM"),
        ("45", ["rupiah"], "45"),
    ],
)
def test_a_letter_of_scale_beside_money(written: str, beside: list[str | None], figure: str):
    if beside == ["USD"]:
        beside = ["rupiah", "USD"]
    assert in_money(read_stated(written, "target")[0], *beside).figure == figure


def test_both_ends_of_a_range_are_scaled():
    one = Stated("rentang", "40 – 50 M", Fraction(40), Fraction(50), "M")
    assert in_money(one, "rupiah")[2:5] == (Fraction(40 * 10**9), Fraction(50 * 10**9), "rupiah")
    assert in_money(one._replace(value=None), "rupiah").unit == "M"


@pytest.mark.parametrize(
    ("realisasi", "target", "known", "capaian"),
    [
        ("45 M", "50 miliar", {"satuan": "rupiah"}, "90,00%"),
        ("Rp 45 miliar", "50 M", {}, "90,00%"),
        ("45 M", "Rp 50 miliar", {}, "90,00%"),
        ("45 M", "50.000.000.000", {"indikator": "Realisasi PAD"}, "90,00%"),
        ("50 miliar", "100", {"satuan": "miliar rupiah"}, "50,00%"),
        ("50 miliar", "100 miliar", {"satuan": "miliar rupiah"}, "50,00%"),
        ("50 miliar", "Rp 100 miliar", {"satuan": "miliar rupiah"}, "50,00%"),
        ("50", "100 miliar", {"satuan": "miliar rupiah"}, "50,00%"),
        (50, "100", {"satuan": "miliar rupiah"}, "50,00%"),
        ("50 ribu", "100", {"satuan": "ribu jam"}, "50,00%"),
    ],
)
def test_amounts_with_words_and_letters_of_scale(
    realisasi: str | int, target: str, known: dict[str, str], capaian: str
) -> None:
    found = kf.capaian(realisasi, target, **known)  # type: ignore[arg-type]
    assert str(found) == capaian
    assert "KF332" not in [one.code for one in found.diagnostics]


def test_a_letter_beside_no_money_stays_a_unit() -> None:
    found = kf.capaian("45 M", "50 M", indikator="Panjang jalan")
    assert (found.realisasi.unit, found.realisasi.value) == ("M", 45)
