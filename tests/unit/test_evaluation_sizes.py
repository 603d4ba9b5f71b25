"""Figures in a size of their own where only a noun suggests one, and bare figures beside them."""

from __future__ import annotations

import pytest

import kinerja_formula as kf


@pytest.mark.parametrize(
    ("formula", "data", "shown"),
    [
        ("Panjang jalan", {"Panjang jalan": "12 km"}, "12 km"),
        ("Produksi padi / Luas panen", {"Produksi padi": "52.000 ton", "Luas panen": "10.000 ha"}, "5,20 ton/ha"),
        ("Jumlah penduduk / Luas wilayah", {"Jumlah penduduk": "500 jiwa", "Luas wilayah": "2 km²"}, "250 orang/km²"),
        ("Luas panen x Produktivitas", {"Luas panen": "1.000 ha", "Produktivitas": "5,2 ton/ha"}, "5.200 ton"),
        ("Panjang A / Panjang B x 100%", {"Panjang A": "500 m", "Panjang B": "1 km"}, "50,00%"),
        # a bare figure beside it counts in the same, if it is near to it there
        ("Luas A / Luas B x 100%", {"Luas A": "1.250 ha", "Luas B": 2500}, "50,00%"),
        ("Luas A / Luas B x 100%", {"Luas A": 1250, "Luas B": "2.500 ha"}, "50,00%"),
        ("Panjang A + Panjang B", {"Panjang A": "2 km", "Panjang B": 19}, "21 km"),
        # what a name writes holds
        ("Panjang jalan (m)", {"Panjang jalan (m)": "12 km"}, "12.000 m"),
        ("Luas A (ha) / Luas B", {"Luas A (ha)": 5, "Luas B": "10.000 m2"}, "5,00"),
    ],
)
def test_a_figure_tells_its_size(formula: str, data: dict[str, object], shown: str):
    result = kf.evaluate(formula, data)
    assert str(result) == shown
    assert not result.diagnostics


@pytest.mark.parametrize(
    ("bare", "shown", "codes"), [(5, "7 km", []), (1500, "3,50 km", ["KF208"]), (200_000, "202 km", ["KF208"])]
)
def test_a_bare_figure_far_from_it_is_a_doubt(bare: int, shown: str, codes: list[str]):
    result = kf.evaluate("Panjang A + Panjang B", {"Panjang A": "2 km", "Panjang B": bare})
    assert (str(result), [one.code for one in result.diagnostics]) == (shown, codes)


@pytest.mark.parametrize(
    ("formula", "data"),
    [
        ("Retribusi / PAD x 100%", {"Retribusi": "Rp 50 M", "PAD": 250}),
        ("PAD / APBD x 100%", {"PAD": "Rp 1,2 T", "APBD": 4000}),
        ("Belanja / Pagu x 100%", {"Belanja": "Rp 50 miliar", "Pagu": 250}),
    ],
)
def test_money_in_words_of_scale_beside_a_bare_figure(formula: str, data: dict[str, object]):
    assert [one.code for one in kf.evaluate(formula, data).diagnostics] == ["KF208"]


@pytest.mark.parametrize(
    ("realisasi", "target", "percent"), [("12 km", 15, 80), ("80 ha", "100 ha", 80), ("12 km", "15.000 m", 80)]
)
def test_a_size_against_its_target(realisasi: str, target: object, percent: int):
    name = "Panjang jalan" if "km" in realisasi else "Luas lahan"
    assert kf.evaluate(name, {name: realisasi}, target=target).capaian.value == percent


@pytest.mark.parametrize(
    ("formula", "data", "doubted"),
    [
        ("Realisasi / Target x 100%", {"Realisasi": "80%", "Target": 95}, "Target"),
        ("Realisasi / Target x 100%", {"Realisasi": 80, "Target": "95%"}, "Realisasi"),
        ("(TPT lalu - TPT kini) / TPT lalu x 100%", {"TPT lalu": "5%", "TPT kini": 4}, "TPT kini"),
        ("Persentase realisasi / Target x 100%", {"Persentase realisasi": "80%", "Target": 95}, "Target"),
        ("Realisasi / Target x 100%", {"Realisasi": "80%", "Target": "95%"}, None),
        ("Realisasi / Target x 100%", {"Realisasi": 80, "Target": 95}, None),
        (
            "Persentase realisasi / Persentase target x 100%",
            {"Persentase realisasi": "80%", "Persentase target": 95},
            None,
        ),
        ("Persentase A x Jumlah pegawai", {"Persentase A": "12%", "Jumlah pegawai": 200}, None),
        ("Persentase A / Jumlah pegawai", {"Persentase A": "12%", "Jumlah pegawai": 200}, None),
        ("Nilai A x Bobot / 100", {"Nilai A": 80, "Bobot": "30%"}, None),
    ],
)
def test_a_bare_figure_over_a_percentage_is_a_doubt(formula: str, data: dict[str, object], doubted: str | None):
    found = [one for one in kf.evaluate(formula, data).diagnostics if one.code == "KF208"]
    assert [one.values["name"] for one in found] == ([doubted] if doubted else [])
    assert not found or "persen" in found[0].message


@pytest.mark.parametrize(("bare", "codes"), [("2", ["KF208"]), (2, ["KF208"]), ("75", []), (120, [])])
def test_a_bare_time_beside_one_of_the_same_formula(bare: object, codes: list[str]):
    data = {"Waktu standar": "90 menit", "Waktu pelayanan": bare}
    assert [one.code for one in kf.evaluate("Waktu standar / Waktu pelayanan x 100%", data).diagnostics] == codes


@pytest.mark.parametrize(
    ("formula", "data", "shown"),
    [
        ("Listrik A / Listrik B x 100%", {"Listrik A": "12 MWh", "Listrik B": "24.000 kWh"}, "50,00%"),
        ("Daya A / Daya B x 100%", {"Daya A": "500 kW", "Daya B": "1 MW"}, "50,00%"),
        ("Berat A / Berat B x 100%", {"Berat A": "5 kw", "Berat B": "1 ton"}, "50,00%"),
        ("Curah hujan A + Curah hujan B", {"Curah hujan A": "12 mm", "Curah hujan B": "1 cm"}, "22 mm"),
        ("Nilai ekspor - Nilai impor", {"Nilai ekspor": "US$ 5 juta", "Nilai impor": "2 juta USD"}, "3.000.000 USD"),
        ("Nilai ekspor - Nilai impor", {"Nilai ekspor": "US$ 5 juta", "Nilai impor": 2_000_000}, "3.000.000 USD"),
        # the unit of a name need not be said again in the data
        ("Daya (MW) / Daya puncak (MW) x 100%", {"Daya": "500 kW", "Daya puncak": 2}, "25,00%"),
        ("Luas tanam (ha) x Hasil (ku/ha)", {"Luas tanam": 500, "Hasil": 2}, "1.000 kuintal"),
    ],
)
def test_units_of_energy_rain_and_money(formula: str, data: dict[str, object], shown: str):
    assert str(kf.evaluate(formula, data)) == shown


def test_two_currencies_are_no_sum():
    data = {"Nilai ekspor": "USD 5 juta", "Nilai impor": "Rp 5 juta"}
    with pytest.raises(kf.UnitMismatchError) as error:
        kf.evaluate("Nilai ekspor - Nilai impor", data)
    assert error.value.code == "KF205"
    with pytest.raises(kf.UnitMismatchError):
        kf.evaluate("Nilai ekspor / Nilai impor x 100%", data)
    bare = kf.evaluate("Nilai ekspor - Nilai impor", {**data, "Nilai impor": 2_000_000})
    assert [one.code for one in bare.diagnostics] == ["KF208"]
    with pytest.raises(kf.UnitMismatchError) as error:
        kf.capaian("US$ 5 juta", "Rp 5 M")
    assert error.value.code == "KF330"


def test_two_names_that_differ_by_their_unit_alone_are_told_apart():
    with pytest.raises(kf.MissingDataError):
        kf.evaluate("Luas (ha) / Luas (km2) x 100%", {"Luas": 500})


def test_a_sum_sign_need_not_be_said_again():
    formula = "Σ siswa lulus / Σ siswa x 100%"
    assert str(kf.evaluate(formula, {"siswa lulus": 3, "siswa": 4})) == "75,00%"
    assert str(kf.evaluate(formula, {"siswa lulus": [1, 2], "Jumlah siswa": 4})) == "75,00%"
    with pytest.raises(kf.MissingDataError):  # another operand is called so
        kf.evaluate("Σ siswa / siswa x 100%", {"siswa": 4})


@pytest.mark.parametrize(("bare", "shown"), [(20, "60,00%"), (1_000, "1,20%")])
def test_a_bare_figure_of_the_same_noun_counts_in_the_same_unit(bare: int, shown: str):
    data = {"Jumlah pupuk tersalur": "12 ton", "Jumlah pupuk": bare}
    assert str(kf.evaluate("Jumlah pupuk tersalur / Jumlah pupuk x 100%", data)) == shown


def test_a_bare_figure_of_the_same_noun_far_from_it_is_refused():
    data = {"Jumlah pupuk tersalur": "12 ton", "Jumlah pupuk": 20_000}  # in kg
    with pytest.raises(kf.UnitMismatchError):
        kf.evaluate("Jumlah pupuk tersalur / Jumlah pupuk x 100%", data)


def test_a_target_that_was_held_before_gives_the_same_again():
    data = {"Produksi padi": 50, "Luas panen": 10}
    found = [kf.evaluate("Produksi padi / Luas panen", data, target="5 ton/ha").capaian for _ in range(3)]
    assert [one.value for one in found if one is not None] == [100, 100, 100]
    means = [kf.evaluate("Panjang jalan / Jumlah desa", {"Panjang jalan": 30, "Jumlah desa": 2}, target="15 km")] * 2
    assert [one.capaian.value for one in means if one.capaian is not None] == [100, 100]


def test_a_column_of_bare_figures_is_held_as_one_figure_is():
    import polars as pl

    lands = kf.evaluate_table(pl.DataFrame({"Jumlah lahan": [120]}), "Jumlah lahan", target="150 ha")
    assert (lands["capaian"].to_list(), lands["status"].to_list()) == ([80.0], ["ok"])
    crops = pl.DataFrame({"Produksi padi": [50], "Luas panen": [10]})
    held = kf.evaluate_table(crops, "Produksi padi / Luas panen", target="5 ton/ha")
    assert held["capaian"].to_list() == [100.0]


@pytest.mark.parametrize(
    ("formula", "data"),
    [
        ("Jumlah hadir / Jumlah undangan x 100%", {"Jumlah hadir": "90%", "Jumlah undangan": 20}),
        ("Jumlah yang selesai / Jumlah surat x 100%", {"Jumlah yang selesai": "90%", "Jumlah surat": 20}),
        ("Realisasi / Pagu anggaran x 100%", {"Realisasi": "90%", "Pagu anggaran": 2_000_000}),
        ("Realisasi / Target x 100%", {"Realisasi": "90%", "Target": "20 dokumen"}),
        ("Jumlah RT aktif / Jumlah RT x 100%", {"Jumlah RT aktif": "90%", "Jumlah RT": 20}),
        ("Jumlah hari", {"Jumlah hari": "90%"}),
        ("Jumlah KK", {"Jumlah KK": "90%"}),
        ("Jumlah aset", {"Jumlah aset": "90%"}),
    ],
)
def test_a_percentage_is_no_count_whoever_tells_the_unit(formula: str, data: dict[str, object]) -> None:
    with pytest.raises(kf.UnitMismatchError, match="KF205"):
        kf.evaluate(formula, data)


@pytest.mark.parametrize("name", ["Jumlah nilai", "Jumlah bobot", "Jumlah persentase kehadiran", "Jumlah anggaran"])
def test_what_may_be_a_share_is_taken_in_percent(name: str) -> None:
    assert kf.evaluate(name, {name: "90%"}).value == 90


@pytest.mark.parametrize(("hadir", "reason"), [(18.5, "pecahan"), (-3, "negatif")])
def test_a_count_is_whole_whoever_tells_its_unit(hadir: float, reason: str) -> None:
    data = {"Jumlah hadir": hadir, "Jumlah undangan": 20}
    [doubt] = kf.evaluate("Jumlah hadir / Jumlah undangan x 100%", data).diagnostics
    assert (doubt.code, doubt.values["reason"], doubt.values["unit"]) == ("KF319", reason, "orang")


def test_those_that_are_done_are_some_of_all() -> None:
    formula = "Jumlah yang selesai / Jumlah surat x 100%"
    [doubt] = kf.evaluate(formula, {"Jumlah yang selesai": 30, "Jumlah surat": 20}).diagnostics
    assert doubt.code == "KF310"
    assert not kf.evaluate(formula, {"Jumlah yang selesai": 20, "Jumlah surat": 20}).diagnostics
    assert not kf.evaluate(
        "Jumlah hadir / Jumlah undangan x 100%", {"Jumlah hadir": 22, "Jumlah undangan": 20}
    ).diagnostics


@pytest.mark.parametrize(
    ("given", "value"), [("1,2 M", 1_200_000_000), ("1,2 T", 1_200_000_000_000), ("1,2 miliar", 1_200_000_000)]
)
def test_an_amount_may_write_its_scale_with_a_letter(given: str, value: int) -> None:
    assert kf.evaluate("PAD", {"PAD": given}).value == value


def test_a_small_letter_is_no_scale() -> None:
    with pytest.raises(kf.UnitMismatchError, match="KF205"):
        kf.evaluate("PAD", {"PAD": "1,2 m"})


@pytest.mark.parametrize(("bare", "doubted"), [(1_500_000_000, True), (1201, True), (1200, False), (15, False)])
def test_a_lone_unit_far_from_a_bare_figure_is_doubted(bare: int, doubted: bool) -> None:
    found = kf.evaluate("Besaran A / Besaran B", {"Besaran A": "1,2 M", "Besaran B": bare}).diagnostics
    assert [(one.code, one.values["reason"]) for one in found] == [("KF208", "satuan-sebelah")] * doubted


@pytest.mark.parametrize("given", ["1O", "2Oo", "1.2OO", "1I"])
def test_a_letter_for_a_digit_is_refused(given: str) -> None:
    with pytest.raises(kf.InvalidDataError, match="KF302"):
        kf.evaluate("Besaran A", {"Besaran A": given})


@pytest.mark.parametrize(("reached", "doubted"), [(10_000, True), (9_999, False), (900, False)])
@pytest.mark.parametrize("plan", ["Pagu anggaran", "Target", "Rencana kegiatan"])
def test_ten_times_what_was_planned_is_on_another_scale(plan: str, reached: int, doubted: bool) -> None:
    found = kf.evaluate(f"Realisasi / {plan} x 100%", {"Realisasi": reached, plan: 1000}).diagnostics
    assert [(one.code, one.values["reason"]) for one in found] == [("KF332", "skala-lain")] * doubted


def test_what_was_no_plan_may_grow_many_times() -> None:
    formula = "PDRB tahun ini / PDRB tahun lalu x 100%"
    assert not kf.evaluate(formula, {"PDRB tahun ini": 20_000, "PDRB tahun lalu": 1000}).diagnostics


@pytest.mark.parametrize(
    ("formula", "data"),
    [
        ("PDRB / Anggaran pendidikan", {"PDRB": 5000, "Anggaran pendidikan": 50}),
        ("Jumlah wisatawan / Target PAD", {"Jumlah wisatawan": 5000, "Target PAD": 50}),
        ("Output / Biaya", {"Output": 5, "Biaya": "Rp 100 juta"}),
        ("Jarak / Kecepatan", {"Jarak": "120 km", "Kecepatan": 40_000}),
        ("Jumlah yang dilayani / Jumlah petugas", {"Jumlah yang dilayani": 3000, "Jumlah petugas": 12}),
    ],
)
def test_what_differs_by_nature_is_far_apart(formula: str, data: dict[str, object]) -> None:
    assert not [one for one in kf.evaluate(formula, data).diagnostics if one.severity == "warning"]
