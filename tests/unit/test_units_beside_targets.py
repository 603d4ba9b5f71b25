"""Figures without a unit beside targets with one, and units that names write in brackets."""

from __future__ import annotations

from fractions import Fraction

import pytest

import kinerja_formula as kf
from kinerja_formula.dokumen.model import Dokumen, Indikator, Jabatan


def reached(name: str, figure: object, target: str) -> tuple[Fraction | None, list[str]]:
    result = kf.evaluate(name, {name: figure}, target=target, arah="naik")
    told = [one.code for one in (*result.diagnostics, *result.capaian.diagnostics) if one.severity.name != "NOTE"]
    return result.capaian.value, sorted(set(told))


@pytest.mark.parametrize(
    ("name", "figure", "target", "value"),
    [
        # The noun suggests a size; the target tells its unit
        ("Panjang jalan yang dibangun", 8, "10 Km", 80),
        ("Panjang jalan yang dibangun", 8, "10 m", 80),
        ("Panjang jalan yang dibangun", "8000 m", "10 km", 80),
        ("Luas lahan sawah", 8, "10 Ha", 80),
        ("Luas lahan sawah", "80000 m2", "10 ha", 80),
        # The name writes it
        ("Panjang jalan (m)", 8000, "10 km", 80),
        ("Produktivitas padi (ton/ha)", "55 ku/ha", "6 ton/ha", Fraction(275, 3)),
        ("Produktivitas padi (ton/ha)", "55 kuintal/ha", "6", Fraction(275, 3)),
        ("Produktivitas padi (ton/ha)", 5.5, "60 kuintal/ha", Fraction(275, 3)),
        ("Kepadatan penduduk (jiwa/km2)", 90, "100 jiwa/km2", 90),
        ("Nilai investasi (Rp M)", 45, "Rp 50 M", 90),
        ("Nilai investasi (Rp. 000)", 45_000, "Rp 50 juta", 90),
        ("Nilai investasi (juta Rp)", 45, "Rp 50 juta", 90),
        ("Nilai investasi (Rp T)", "Rp 900 miliar", "1", 90),
        ("Jumlah penduduk (000 jiwa)", 90, "100.000 jiwa", 90),
        ("Jumlah penduduk (dalam ribuan)", 90, "100.000 jiwa", 90),
        # Units of three parts
        ("Konsumsi protein", "4.550 gram/kapita/tahun", "50 kg/kapita/tahun", Fraction(91, 10)),
        ("Konsumsi protein", "60 gram/kapita/hari", "50 gram/kap/hari", 120),
    ],
)
def test_a_figure_counts_in_what_the_name_writes_or_the_target_tells(
    name: str, figure: object, target: str, value: Fraction
) -> None:
    assert reached(name, figure, target) == (value, [])


@pytest.mark.parametrize(
    ("name", "figure", "target"),
    [
        ("Realisasi PAD", 8, "10 juta rupiah"),
        ("Realisasi PAD", "Rp 8.000.000", "10"),
        ("PDRB per kapita", "Rp 45 juta", "50"),
    ],
)
def test_an_amount_without_its_word_of_scale_is_a_doubt(name: str, figure: object, target: str) -> None:
    assert reached(name, figure, target)[1] == ["KF332"]


@pytest.mark.parametrize(("satuan", "nama"), [("Km", "Panjang jalan"), ("Ha", "Luas lahan"), ("ton", "Berat sampah")])
def test_a_column_tells_the_unit_of_a_size(satuan: str, nama: str) -> None:
    for teks in ("", nama):
        one = Indikator(nama=nama, teks=teks, satuan=satuan, target="10")
        [row] = kf.laporan(Dokumen("", (Jabatan("A", (one,)),)), {nama: 8}).rows
        assert (str(row.capaian), row.number) == ("80,00%", "8")


def test_thousands_of_a_bracket_count_where_two_sides_meet() -> None:
    above, below = "Jumlah penduduk miskin (ribu jiwa)", "Jumlah penduduk (jiwa)"
    assert kf.evaluate(f"{above} / {below} x 100%", {above: 125, below: 1_250_000}).value == 10


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("Jumlah kelahiran hidup", "12 bayi"),
        ("Jumlah kematian ibu", "3 kasus"),
        ("Jumlah pelanggaran", "3 kasus"),
        ("Jumlah kejadian", "3 kali"),
        ("Jumlah sapi", "30 ekor"),
        ("Jumlah benih ikan", "300 ekor"),
        ("Jumlah pohon yang ditanam", "30 batang"),
        ("Jumlah buku", "20 eksemplar"),
        ("Jumlah buku", "20 judul"),
        ("Jumlah izin", "3 dokumen"),
        ("Jumlah pemustaka", "40 orang"),
    ],
)
def test_what_is_counted_may_be_told_by_its_usual_counter(name: str, figure: str) -> None:
    found = kf.evaluate(name, {name: figure}).diagnostics
    assert [one.code for one in found if one.severity.name != "NOTE"] == []


@pytest.mark.parametrize("figure", ["3 ton", "Rp 3", "3 jam"])
def test_a_measure_is_no_count_of_a_noun_that_no_list_has(figure: str) -> None:
    with pytest.raises(kf.UnitMismatchError):
        kf.evaluate("Jumlah pemustaka", {"Jumlah pemustaka": figure})


def test_an_abbreviation_among_symbols_is_no_document() -> None:
    result = kf.evaluate("(0,376 x IKA) + (0,405 x IKU) + (0,219 x IKL)", {"IKA": 70, "IKU": 80, "IKL": 60})
    assert result.unit != "dokumen"


@pytest.mark.parametrize(
    ("name", "figure", "target"),
    [
        ("Panjang jalan yang dibangun", 8, "10 Km"),
        ("Luas lahan sawah", 8, "10 Ha"),
        ("Panjang jalan (m)", 8000, "10 km"),
        ("Produktivitas padi (ton/ha)", 4.8, "60 kuintal/ha"),
    ],
)
def test_columns_count_as_a_single_figure_does(name: str, figure: float, target: str) -> None:
    polars = pytest.importorskip("polars")
    wide, long = polars.DataFrame({name: [figure]}), polars.DataFrame({"nama": [name], "nilai": [float(figure)]})
    rows = [kf.Indikator(nama=name, teks=name, target=target)]
    found = [
        kf.evaluate(name, {name: figure}, target=target).capaian.value,
        *kf.evaluate_table(wide, name, target=target)["capaian"],
        *kf.evaluate_long(long, {"X": name}, target=target, by=())["capaian"],
        *kf.evaluate_long(long, {"X": name}, target={"X": target}, by=())["capaian"],
        *kf.evaluate_long(long, rows, by=())["capaian"],
    ]
    assert found == [pytest.approx(80)] * 5


@pytest.mark.parametrize(
    ("name", "figure", "target", "shown"),
    [
        ("Jumlah kunjungan wisatawan", "1.234 orang", "1.500 orang", "1.234 orang"),
        ("Jumlah lahan", "120 ha", "150 ha", "120 ha"),
        ("Jumlah lahan", 120, "150 ha", "120 lahan"),
        ("Jumlah pupuk", "20 ton", "25.000 kg", "20 ton"),
        ("Jumlah ternak", "120 ekor", "150 ekor", "120 ekor"),
        ("Jumlah jalan", "12 km", "15 km", "12 km"),
        ("Jumlah penerima bantuan", "120 KK", "150 KK", "120 keluarga"),
        ("Jumlah KTP", "48 keping", "60 keping", "48 KTP"),
        ("Jumlah vaksin", "96 dosis", "120 dosis", "96 dosis"),
        ("Jumlah pemustaka", "48 orang", "60 orang", "48 orang"),
    ],
)
def test_the_unit_that_was_written_goes_before_the_noun(name: str, figure: object, target: str, shown: str) -> None:
    result = kf.evaluate(name, {name: figure}, target=target)
    assert str(result) == shown
    assert result.capaian is not None
    assert 79 < (result.capaian.value or 0) < 83
    assert [one.code for one in result.diagnostics if one.severity.name != "NOTE"] == []


@pytest.mark.parametrize(
    ("name", "figure"), [("Jumlah siswa", "5 dokumen"), ("Jumlah siswa", "Rp 5"), ("Jumlah puskesmas", "25 orang")]
)
def test_a_thing_that_is_surely_counted_otherwise_is_refused(name: str, figure: str) -> None:
    with pytest.raises(kf.UnitMismatchError):
        kf.evaluate(name, {name: figure})


@pytest.mark.parametrize(
    ("formula", "data", "target", "value"),
    [
        ("PDRB / Jumlah penduduk", {"PDRB": "Rp 45,6 triliun", "Jumlah penduduk": 1_200_000}, "Rp 40 juta", 95),
        ("PDRB / Jumlah penduduk", {"PDRB": "Rp 45,6 triliun", "Jumlah penduduk": 1_200_000}, "Rp 40 juta/kapita", 95),
        ("Jumlah waktu / Jumlah berkas", {"Jumlah waktu": "7,5 jam", "Jumlah berkas": 30}, "15 menit", 100),
    ],
)
def test_a_mean_is_held_against_what_was_added_up(formula: str, data: dict, target: str, value: int) -> None:
    result = kf.evaluate(formula, data, target=target, arah="naik")
    assert result.capaian is not None
    assert (result.capaian.value, result.diagnostics) == (value, ())


def test_units_of_one_noun_go_together() -> None:
    formula = "Jumlah lahan terairi / Jumlah lahan x 100%"
    for other in (10, "100.000 m2", "10 ha"):
        assert str(kf.evaluate(formula, {"Jumlah lahan terairi": "5 ha", "Jumlah lahan": other})) == "50,00%"
