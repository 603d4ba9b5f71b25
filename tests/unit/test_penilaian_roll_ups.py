"""Capaian rolled up over indicators, levels and periods, and composite measures."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

import kinerja_formula as kf


def test_parts_by_name_and_their_explanation():
    whole = kf.roll_up({"Persentase hadir": 80, "Jumlah surat": None, "Nilai SAKIP": kf.capaian(9, 10)})
    assert (whole.value, whole.predikat) == (85, "Tinggi")
    assert whole.explain().splitlines() == [
        "Bagian : Persentase hadir: 80%",
        "Bagian : Jumlah surat: tidak ada",
        "Bagian : Nilai SAKIP: 90%",
        "Rekap  : rata-rata dari 3 bagian",
        "Capaian: 85,00%",
    ]


@pytest.mark.parametrize(
    ("kosong", "value", "reason"),
    [("lewati", Fraction(85), None), ("nol", Fraction(170, 3), None), ("tanpa-nilai", None, "rekap-berlubang")],
)
def test_gaps(kosong: str, value: Fraction | None, reason: str | None):
    whole = kf.roll_up([80, None, 90], kosong=kosong)
    assert (whole.value, whole.reason, [one.code for one in whole.diagnostics]) == (value, reason, ["KF336"])


def test_nothing_to_roll_up():
    assert kf.roll_up([]).reason == "rekap-kosong"
    assert kf.roll_up([None, kf.capaian(None, 5)]).reason == "rekap-kosong"
    assert kf.roll_up([None], kosong="nol").value == 0


def test_gaps_leave_the_weights_of_the_others_in_proportion():
    whole = kf.roll_up([80, None, 90], bobot=["50%", "25%", "25%"])
    assert whole.value == Fraction(80 * 2 + 90, 3)


@pytest.mark.parametrize(
    "bobot", [["60%", "40%"], [60, 40], [Fraction(3, 5), Fraction(2, 5)], {"1": "60%", "2": "40%"}]
)
def test_weights(bobot: object):
    assert kf.roll_up([80, 90], bobot=bobot).value == 84  # type: ignore[arg-type]


def test_caps_before_and_after():
    assert kf.roll_up([150, 60], batas_tiap="120%").value == 90
    assert kf.roll_up([150, 60], batas_akhir=100).value == 100


def test_geometric_mean_is_exact_where_it_can_be():
    assert (kf.roll_up([90, 160], cara="geometrik").value, kf.roll_up([90, 160], cara="geometrik").exact) == (120, True)
    assert not kf.roll_up([90, 100], cara="geometrik").exact
    assert kf.roll_up([-1, 100], cara="geometrik").reason == "akar-negatif"


def test_the_rule_set_says_how():
    assert kf.roll_up([100, 90], aturan="pmk-22-2021").cara == "geometrik"


def test_sums_need_one_unit_one_direction_and_one_rule_set():
    same = [kf.capaian("18 orang", "20 orang"), kf.capaian("45 orang", "90 orang")]
    assert kf.roll_up(same, cara="rasio-jumlah").value == Fraction(6300, 110)
    for other in (kf.capaian("5 surat", "9 surat"), kf.capaian("5 orang", "9 orang", arah="turun"), 50, None):
        with pytest.raises(kf.InvalidDataError, match="KF341"):
            kf.roll_up([*same, other], cara="rasio-jumlah", kosong="nol")


def test_the_mean_of_one_unit_is_held_against_the_sums():
    same = [kf.capaian("18 orang", "20 orang"), kf.capaian("45 orang", "90 orang")]
    assert [one.code for one in kf.roll_up(same).diagnostics] == ["KF328"]
    assert kf.roll_up([kf.capaian(18, 20), kf.capaian(45, 90)]).diagnostics == ()
    alike = [kf.capaian("18 orang", "20 orang"), kf.capaian("9 orang", "10 orang")]
    assert kf.roll_up(alike).diagnostics == ()


ROWS = [
    (("CAMAT", "S1"), kf.capaian(9, 10)),
    (("CAMAT", "S1"), kf.capaian(7, 10)),
    (("CAMAT", "S2"), kf.capaian(5, 10)),
    (("LURAH", "S3"), None),
]


def test_levels():
    whole = kf.roll_up_levels(ROWS, nama="Kecamatan")
    assert (whole.nama, whole.rekap.value) == ("Kecamatan", 65)
    camat, lurah = whole.bagian
    assert (camat.rekap.value, [one.rekap.value for one in camat.bagian]) == (65, [80, 50])
    assert (lurah.rekap.value, lurah.rekap.reason) == (None, "rekap-kosong")
    assert "KF336" in [one.code for one in whole.rekap.diagnostics]
    assert "Bagian : CAMAT: 65%" in whole.rekap.explain()


def test_levels_with_weights():
    weights = [Fraction(1, 2), Fraction(1, 4), Fraction(1, 4), Fraction(1)]
    rows = [(path, part, weight) for (path, part), weight in zip(ROWS, weights, strict=True)]
    whole = kf.roll_up_levels(rows)
    assert whole.bagian[0].rekap.value == Fraction(90, 2) + Fraction(70, 4) + Fraction(50, 4)
    assert whole.rekap.value == whole.bagian[0].rekap.value
    with pytest.raises(kf.InvalidDataError, match="KF329"):
        kf.roll_up_levels([(path, part, Fraction(1, 2)) for path, part in ROWS])


@pytest.mark.parametrize(
    ("figures", "targets", "cara", "value", "target"),
    [
        ((10, 20), ("5-10", "10-20"), "jumlah", 100, "15 – 30"),
        ((10, 20), ("5-10", "10"), "rata-rata", 150, "7,5 – 10"),
        ((3, 4), ("≤ 5", "≤ 5"), "jumlah", 130, "≤ 10"),
        ((3, 4), ("≤ 5", "≤ 5"), "rata-rata", 130, "≤ 5"),
        ((3, 4), ("≤ 5", "≤ 5"), "akhir", 120, "≤ 5"),
        ((3, 4), ("≤ 5", "5"), "jumlah", 130, "≤ 10"),
        ((3, 4), ("≥ 5", "> 5"), "jumlah", 70, "≥ 10"),
        ((3, 4), ("> 5", "> 5"), "jumlah", 70, "> 10"),
        ((3, 4), ("3 hari", "≤ 4 hari"), "akhir", 100, "≤ 4 hari"),
    ],
)
def test_targets_of_periods_keep_their_ends_and_signs(
    figures: tuple[int, int], targets: tuple[str, str], cara: str, value: int, target: str
):
    found = kf.roll_up_periods(figures, targets, cara=cara)
    assert (found.value, found.target.figure) == (value, target)


def test_periods():
    quarters = {"TW I": "10 surat", "TW II": "", "TW III": "15 surat", "TW IV": None}
    targets = {"TW I": 20, "TW II": 20, "TW III": 20, "TW IV": 40}
    assert kf.roll_up_periods(quarters, targets, cara="jumlah").value == Fraction(125, 2)
    assert kf.roll_up_periods(quarters, targets, cara="akhir").value == 75
    assert kf.roll_up_periods(quarters, targets, cara="rata-rata").value == Fraction(125, 2)
    assert kf.roll_up_periods(quarters, 100, cara="jumlah").value == 25
    found = kf.roll_up_periods(quarters, 100, cara="jumlah")
    assert "Periode  : jumlah dari TW I, TW III (2 dari 4 periode terisi)" in found.explain().splitlines()
    assert kf.roll_up_periods({"TW I": None}, 100, cara="jumlah").reason == "realisasi-kosong"
    assert kf.roll_up_periods([10], [None], cara="jumlah").reason == "target-kosong"


def test_periods_with_less_is_better():
    found = kf.roll_up_periods([5, 4], 4, cara="akhir", indikator="Angka Kemiskinan")
    assert (found.value, found.arah.arah) == (100, "turun")


# Composite measures


def test_every_measure_can_be_evaluated_and_read_as_a_formula():
    for name in kf.ukuran_ids():
        measure = kf.ukuran(name)
        formula = kf.parse(measure.rumus)
        assert formula.names == measure.names, name
        assert not [one for one in formula.diagnostics if one.severity is not kf.Severity.NOTE], name


def test_the_letter_needs_the_year_of_the_rule():
    skm = kf.ukuran("skm")
    data = dict.fromkeys(skm.names, "3,048")
    assert skm.evaluate(data).capaian.predikat == "C (kurang baik)"
    assert skm.evaluate(data, tahun=2016).capaian.predikat == "B (baik)"
    assert skm.evaluate(data, tahun=2016).capaian.aturan == "skm-16-2014"


def test_a_measure_explains_itself_like_any_formula():
    found = kf.ukuran("serapan-anggaran").evaluate(
        {"Realisasi anggaran": "Rp 8 miliar", "Pagu anggaran": "Rp 10 miliar"}
    )
    assert "Langkah 1: 8.000.000.000 / 10.000.000.000 = 0,8" in found.explain()


def test_a_measure_with_a_target():
    found = kf.ukuran("skm").evaluate(dict.fromkeys(kf.ukuran("skm").names, 3), target=80)
    assert (found.value, found.capaian.value) == (75, Fraction(9375, 100))


def test_the_number_of_parts():
    index = kf.ukuran("indeks-berbobot", banyak=4)
    assert len(index.names) == 8
    with pytest.raises(ValueError, match="banyak"):
        kf.ukuran("indeks-berbobot", banyak=0)


def test_weights_of_a_measure_must_be_a_hundred_percent():
    data = {"Nilai 1": 90, "Nilai 2": 100, "Bobot 1": "50%", "Bobot 2": "40%"}
    with pytest.raises(kf.InvalidDataError, match="KF329"):
        kf.ukuran("indeks-berbobot").evaluate(data)
    assert kf.ukuran("indeks-berbobot").evaluate({**data, "Bobot 2": "50%"}).value == 95


def test_missing_figures_of_a_measure():
    with pytest.raises(kf.MissingDataError) as raised:
        kf.ukuran("serapan-anggaran").evaluate({"Realisasi anggaran": 5})
    assert raised.value.missing == ("Pagu anggaran",)


def test_roll_ups_go_to_json_through_their_steps():
    whole = kf.roll_up([80, None, 90], bobot=["50%", "25%", "25%"])
    assert json.dumps([step.to_json() for step in whole.steps])


def test_a_roll_up_shows_itself_in_one_line():
    found = kf.roll_up([kf.capaian(90, 100), kf.capaian(95, 100)])
    assert repr(found) == "<RekapCapaian 92,50% rata-rata (Sangat Tinggi)>"


def test_results_can_be_kept_in_sets():
    one, same = kf.roll_up(["90%", "80%"]), kf.roll_up(["90%", "80%"])
    levels = [kf.roll_up_levels([(("A",), "90%"), (("B",), "80%")]) for _ in range(2)]
    assert len({one, same}) == len({*levels}) == 1
    assert len({kf.capaian("90%", "100%"), kf.capaian("90%", "100%")}) == 1


@pytest.mark.parametrize("part", [True, "80-95", "minimal 80", "15 Maret 2024", "ada", "AA"])
def test_what_is_no_single_value_has_no_part_and_no_band(part: object):
    for ask in (lambda: kf.roll_up([part, 80]), lambda: kf.predikat(part, "akip-88-2021")):
        with pytest.raises(kf.InvalidDataError) as error:
            ask()
        assert error.value.code == "KF302"


def test_a_cap_that_looks_like_a_share_is_told():
    for caps in ({"batas_tiap": 1.2}, {"batas_akhir": Fraction(6, 5)}):
        assert [one.code for one in kf.roll_up([150, 60], **caps).diagnostics] == ["KF332"]  # type: ignore[arg-type]
    assert not kf.roll_up([150, 60], batas_tiap=120, batas_akhir=100).diagnostics
    assert [one.code for one in kf.roll_up([0.5, 1], batas_tiap=1.2).diagnostics] == ["KF309"]


@pytest.mark.parametrize(
    ("parts", "names"),
    [
        ([0.95, "85%"], ["1"]),  # a cell in percent of a workbook, beside a text
        (["0,95", "85", "76"], ["1"]),
        ({"A": 0.9, "B": "1,05", "C": 1}, ["A", "B"]),
        (["0,95%", 85, kf.capaian("0,5%", 100)], []),
        ([2, 95], []),
    ],
)
def test_a_part_that_looks_like_a_share_is_told(parts: object, names: list[str]):
    found = kf.roll_up(parts)  # type: ignore[arg-type]
    assert [one.values["name"] for one in found.diagnostics if one.code == "KF309"] == names


@pytest.mark.parametrize(
    ("bobot", "reason"),
    [([50, 25, 25], "lebih banyak"), ([100], "tidak setiap"), ({"1": 50, "2": 25, "3": 25}, "lebih banyak")],
)
def test_weights_too_many_or_too_few(bobot: object, reason: str):
    with pytest.raises(kf.InvalidDataError, match=reason):
        kf.roll_up([80, 90], bobot=bobot)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "whole", ["Tahun 2024", "2024", "Jumlah", "Total 2024", "Tahunan", "Semester I", "Setahun", "TW I 2024"]
)
@pytest.mark.parametrize("cara", ["jumlah", "rata-rata"])
def test_a_whole_beside_its_parts_is_refused(whole: str, cara: str):
    parts = {"TW I": 10, "Triwulan 2": 10} if whole != "TW I 2024" else {"2024": 20}
    with pytest.raises(kf.InvalidDataError) as error:
        kf.roll_up_periods({**parts, whole: 20}, 40, cara=cara)
    assert error.value.code == "KF344"
    kf.roll_up_periods({**parts, whole: None}, 40, cara=cara)  # nothing is counted twice


@pytest.mark.parametrize(
    "periods", [("2023", "2024"), ("Januari", "Februari"), ("TW I 2023", "2024"), ("TW IV 2023", "TW I 2024")]
)
def test_periods_beside_each_other_are_added(periods: tuple[str, str]):
    assert kf.roll_up_periods(dict.fromkeys(periods, 10), 40, cara="jumlah").value == 50


@pytest.mark.parametrize(
    ("figures", "target", "codes"),
    [
        ({"TW I": "500 juta rupiah", "TW II": 600}, "Rp 3 miliar", ["KF208"]),
        ({"TW I": 600, "TW II": "500 juta rupiah"}, "Rp 3 miliar", ["KF208"]),
        ({"TW I": "90 menit", "TW II": 2}, "4 jam", ["KF208"]),
        ({"TW I": "50%", "TW II": 0.4}, "90%", ["KF332"]),
        ({"TW I": "5 orang", "TW II": 6}, "20 orang", []),
        ({"TW I": "500 juta rupiah", "TW II": 0}, "Rp 3 miliar", []),
        ({"TW I": "500 juta rupiah", "TW II": "Rp 600 juta"}, "Rp 3 miliar", []),
    ],
)
def test_a_figure_without_a_unit_among_some_with_one(figures: dict[str, object], target: str, codes: list[str]):
    found = kf.roll_up_periods(figures, target, cara="jumlah")
    assert [one.code for one in found.diagnostics if one.code in ("KF208", "KF332")] == codes


def test_nihil_is_skipped_in_a_mean_and_told():
    found = kf.roll_up_periods({"TW I": 10, "TW II": "nihil"}, 40, cara="rata-rata")
    assert (found.value, [one.code for one in found.diagnostics]) == (25, ["KF336"])
    assert "TW II" in found.diagnostics[0].message
    assert "0" in (found.diagnostics[0].hint or "")
    assert not kf.roll_up_periods({"TW I": 10, "TW II": None}, 40, cara="rata-rata").diagnostics
    assert not kf.roll_up_periods({"TW I": 10, "TW II": "nihil"}, 40, cara="jumlah").diagnostics


@pytest.mark.parametrize(
    ("names", "keys"),
    [
        (["TW I", "TW II"], ["Triwulan I", "Triwulan 2"]),
        (["TW I 2024", "TW II 2024"], ["Triwulan I", "Triwulan II"]),
        (["Jan", "Feb"], ["Januari", "Februari"]),
        (["Tahap awal", "Tahap akhir"], ["tahap  awal", "TAHAP AKHIR"]),
    ],
)
def test_targets_of_a_period_written_otherwise(names: list[str], keys: list[str]):
    found = kf.roll_up_periods(dict.fromkeys(names, 10), dict.fromkeys(keys, 20), cara="jumlah")
    assert (found.value, found.reason) == (50, None)


def test_targets_of_another_period_are_none():
    found = kf.roll_up_periods({"TW I": 10, "TW II": 10}, {"TW I": 20, "TW III": 20}, cara="jumlah")
    assert found.reason == "target-kosong"


@pytest.mark.parametrize("cara", ["jumlah", "rata-rata", "akhir", "kumulatif"])
def test_no_period_at_all_is_a_gap(cara: str):
    assert kf.roll_up_periods({}, 100, cara=cara).value is None
    assert kf.roll_up_periods({"x": 50}, 100, cara=cara).value == 50


def test_a_rekap_is_explained_in_every_format():
    whole = kf.roll_up([kf.capaian(90, 100, arah="naik"), kf.capaian(80, 100, arah="naik")])
    told = {"Bagian": ["1: 90%", "2: 80%"], "Rekap": ["rata-rata dari 2 bagian"], "Capaian": ["85,00%"]}
    rows = [(label, line) for label, lines in told.items() for line in lines]
    assert whole.explain().splitlines() == [f"{label:7}: {line}" for label, line in rows]
    assert whole.explain(format="markdown").splitlines() == [f"- **{label}**: {line}" for label, line in rows]


def test_capaian_and_rekap_can_not_be_changed():
    part = kf.capaian(90, 100, arah="naik")
    with pytest.raises(AttributeError, match=r"^Capaian is immutable$"):
        part.value = None  # type: ignore[misc]
    assert part.value == 90


def test_a_ratio_of_sums_needs_realizations_and_targets():
    with pytest.raises(kf.InvalidDataError) as refused:
        kf.roll_up([90, 80], cara="rasio-jumlah")
    [found] = refused.value.diagnostics
    assert (found.code, found.span, found.values["what"], found.values["given"]) == (
        *("KF341", (0, 0)),
        *("cara", "rasio-jumlah"),
    )


def test_a_bare_figure_beside_percentages_is_doubted_by_its_size():
    """0,5 may be 50 %; 1 is no part of one, and only lacks its sign."""
    found = kf.roll_up_periods({"TW I": "90%", "TW II": 1, "TW III": "0,5"}, 100, cara="rata-rata")
    assert [(one.code, one.values.get("name"), one.values.get("figure")) for one in found.diagnostics] == [
        ("KF208", "TW II", None),
        ("KF332", None, "0,5"),
    ]


def test_a_text_is_no_series_of_periods():
    with pytest.raises(kf.InvalidDataError) as refused:
        kf.roll_up_periods("12", 100, cara="jumlah")
    [found] = refused.value.diagnostics
    assert (found.code, found.values["name"], found.values["reason"]) == ("KF302", "realisasi", "jenis-data")


@pytest.mark.parametrize("part", ["95 orang", "Rp 95", "95 dokumen", "95 hari"])
def test_what_counts_something_is_no_capaian(part: str):
    with pytest.raises(kf.InvalidDataError, match="KF302") as caught:
        kf.roll_up([part, "95%"])
    assert caught.value.diagnostics[0].values["reason"] == "bukan-persen"


def test_a_score_may_be_a_capaian():
    assert kf.roll_up(["95 poin", "95%", 95]).value == 95


@pytest.mark.parametrize("field", ["value", "cara", "names", "parts", "weights", "predikat", "steps", "diagnostics"])
def test_a_field_that_plain_data_lacks_is_named(field: str):
    whole = kf.roll_up([80, 90])
    data = {name: value for name, value in whole.to_json().items() if name != field}
    with pytest.raises(kf.InvalidDataError) as refused:
        type(whole).from_json(data)
    [found] = refused.value.diagnostics
    assert (found.code, found.values["field"]) == ("KF404", field)


@pytest.mark.parametrize(("field", "given"), [("value", "x"), ("parts", 5), ("weights", ["x"])])
def test_a_field_of_another_form_is_named(field: str, given: object):
    whole = kf.roll_up([80, 90])
    with pytest.raises(kf.InvalidDataError) as refused:
        type(whole).from_json({**whole.to_json(), field: given})
    assert refused.value.diagnostics[0].values["field"] == field


def test_an_unknown_measure_is_named_as_far_as_a_line_goes():
    with pytest.raises(kf.InvalidDataError) as refused:
        kf.ukuran("x" * 200)
    [found] = refused.value.diagnostics
    assert (found.code, found.span, found.values["name"]) == ("KF340", (0, 0), "x" * 80)
    with pytest.raises(kf.InvalidDataError) as near:
        kf.ukuran("efisiensy")
    assert near.value.diagnostics[0].values["suggestions"][0] == "efisiensi"  # type: ignore[index]


@pytest.mark.parametrize("given", [[], {}, 5, "x" * 200])
def test_an_unknown_rule_set_is_named_with_those_there_are(given: object):
    with pytest.raises(kf.InvalidDataError) as refused:
        kf.capaian(1, 2, aturan=given)  # type: ignore[arg-type]
    [found] = refused.value.diagnostics
    assert (found.code, found.values["name"]) == ("KF315", str(given)[:80])
    assert "lkjip" in found.values["suggestions"]  # type: ignore[operator]


def test_the_measures_of_two_files_are_known(tmp_path: Path):
    body = 'nama = "Indeks"\nsumber = "Contoh"\nkepercayaan = "terbaca"\nrumus = "(`Nilai A` + `Nilai B`) / 2"\n'
    paths = [tmp_path / "satu-contoh.toml", tmp_path / "dua-contoh.toml"]
    for path in paths:
        path.write_text(body, encoding="utf-8")
    kf.use_ukuran(*paths)
    try:
        assert [kf.ukuran(one).names for one in ("satu-contoh", "dua-contoh")] == [("Nilai A", "Nilai B")] * 2
    finally:
        kf.use_ukuran()
    with pytest.raises(kf.InvalidDataError):
        kf.ukuran("satu-contoh")


def test_bounds_of_both_kinds_make_no_target_of_a_year():
    with pytest.raises(kf.InvalidDataError, match="KF302") as caught:
        kf.roll_up_periods([10, 20], ["≤ 5", "≥ 6"], cara="jumlah")
    assert caught.value.diagnostics[0].values["reason"] == "batas-berlawanan"


def test_the_unit_of_a_year_does_not_depend_on_the_order_of_its_periods():
    one = kf.roll_up_periods({"TW I": 2, "TW II": "1 jam"}, "180 menit", cara="jumlah")
    other = kf.roll_up_periods({"TW I": "1 jam", "TW II": 2}, "180 menit", cara="jumlah")
    assert (one.value, other.value) == (100, 100)


@pytest.mark.parametrize(
    "names",
    [
        ("s.d. TW I", "s.d. TW II"),
        ("sampai dengan Maret", "sampai dengan Juni"),
        ("Januari", "Januari - Maret"),
        ("Januari - Juni", "Januari - Desember"),
        ("TW I s.d. TW II", "TW II"),
        ("Januari 2024 - Maret 2024", "Februari 2024"),
    ],
)
def test_spans_of_periods_that_hold_one_another_have_no_sum(names: tuple[str, str]):
    for cara in ("jumlah", "rata-rata"):
        with pytest.raises(kf.InvalidDataError, match="KF344"):
            kf.roll_up_periods(dict(zip(names, (8, 12), strict=True)), 20, cara=cara)


@pytest.mark.parametrize(
    "names",
    [
        ("Januari - Juni", "Juli - Desember"),
        ("TW I s.d. TW II", "TW III"),
        ("Januari 2024 - Maret 2024", "Februari 2025"),
    ],
)
def test_spans_of_periods_side_by_side_are_added(names: tuple[str, str]):
    assert kf.roll_up_periods(dict(zip(names, (8, 12), strict=True)), 20, cara="jumlah").value == 100


def test_weights_of_levels_may_be_texts_and_a_path_one_name():
    found = kf.roll_up_levels([(("A",), 90, "60%"), (("A",), 80, "40%")])
    assert found.rekap.value == 86
    assert [one.nama for one in kf.roll_up_levels([("CAMAT", 90)]).bagian] == ["CAMAT"]


def test_one_condition_is_not_its_letters():
    assert kf.predikat(115, "pp-30-2019", syarat="ide baru") == kf.predikat(115, "pp-30-2019", syarat=["ide baru"])
