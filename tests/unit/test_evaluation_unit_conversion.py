"""What becomes of figures in other units than their operands, and which bare figures beside them are doubted."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import kinerja_formula as kf
from kinerja_formula.evaluation.figures import Datum, Operand
from kinerja_formula.evaluation.unit_conversion import UnitConversion
from kinerja_formula.unit_checker import HEAD_NOUN, OperandUnit
from kinerja_formula.units import read_unit


def doubts(formula: str, data: dict[str, Any], **given: Any) -> list[tuple[str, str, str]]:
    """The bare figures that are doubted: which one, beside which other, given in what."""
    found = [one for one in kf.evaluate(formula, data, **given).diagnostics if one.code == "KF208"]
    return [(one.values["name"], one.values["other"], one.values.get("given", "")) for one in found]  # type: ignore[misc]


# Money of two countries


def test_a_bare_amount_beside_dollars_is_doubted_and_counted_in_them():
    data = {"Nilai ekspor": "USD 5 juta", "Nilai impor": 2_000_000}
    assert doubts("Nilai ekspor - Nilai impor", data) == [("Nilai impor", "Nilai ekspor", "USD")]
    assert str(kf.evaluate("Nilai ekspor - Nilai impor", data)) == "3.000.000 USD"


def test_a_bare_amount_of_another_noun_beside_dollars_is_doubted():
    data = {"Nilai ekspor": "USD 5 juta", "PDRB": 5000}
    assert doubts("Nilai ekspor / PDRB x 100%", data) == [("PDRB", "Nilai ekspor", "USD")]


@pytest.mark.parametrize(
    ("formula", "data", "satuan"),
    [
        ("Nilai ekspor / Jumlah penduduk", {"Nilai ekspor": "USD 5 juta", "Jumlah penduduk": 2_000_000}, None),
        ("Nilai ekspor x Panjang jalan", {"Nilai ekspor": "USD 5 juta", "Panjang jalan": 2_000_000}, None),
        (
            "Nilai ekspor / Nilai impor",
            {"Nilai ekspor": "USD 5 juta", "Nilai impor": 2_000_000},
            {"Nilai impor": "USD"},
        ),
        ("Nilai ekspor - Nilai impor", {"Nilai ekspor": "Rp 5 juta", "Nilai impor": 2_000_000}, None),
    ],
)
def test_what_is_no_money_of_unknown_currency_is_no_doubt_beside_dollars(formula: str, data: Any, satuan: Any):
    assert doubts(formula, data, satuan=satuan) == []


def test_two_currencies_name_the_foreign_figure():
    with pytest.raises(kf.UnitMismatchError) as refused:
        kf.evaluate("Nilai ekspor - Nilai impor", {"Nilai ekspor": "USD 5 juta", "Nilai impor": "Rp 5 juta"})
    [found] = refused.value.diagnostics
    assert (found.code, dict(found.values)) == (
        "KF205",
        {"name": "Nilai ekspor", "given": "USD", "unit": "rupiah", "source": "kata benda"},
    )


@pytest.mark.parametrize("name", ["PAD", "Realisasi PAD", "Anggaran"])
def test_dollars_where_nothing_is_traded_abroad_are_refused(name: str):
    with pytest.raises(kf.UnitMismatchError) as refused:
        kf.evaluate(name, {name: "USD 5 juta"})
    assert refused.value.diagnostics[0].values["given"] == "USD"


def test_dollars_of_what_the_caller_counts_in_rupiah_are_refused():
    with pytest.raises(kf.UnitMismatchError) as refused:
        kf.evaluate("Nilai ekspor", {"Nilai ekspor": "USD 5 juta"}, satuan={"Nilai ekspor": "rupiah"})
    assert refused.value.diagnostics[0].values["source"] == "diberikan"


# Sizes of their own


@pytest.mark.parametrize(
    ("bare", "shown", "doubted"),
    [
        (200, "202 km", False),  # up to a hundred times as long it may be in km
        (-201, "1,80 km", True),
        (201, "2,20 km", True),
        ("0,02", "2,02 km", False),
        ("0,01", "2,01 km", True),
        (0, "2 km", False),
    ],
)
def test_a_bare_length_far_from_one_in_km_is_in_m(bare: Any, shown: str, doubted: bool):
    data = {"Panjang A": "2 km", "Panjang B": bare}
    assert str(kf.evaluate("Panjang A + Panjang B", data)) == shown
    assert doubts("Panjang A + Panjang B", data) == ([("Panjang B", "Panjang A", "km")] if doubted else [])


@pytest.mark.parametrize(
    ("formula", "data", "shown"),
    [
        # any of the figures in a size of their own tells
        ("Luas A / Panjang A + Panjang B", {"Luas A": "5 ha", "Panjang A": "2 km", "Panjang B": 1500}, "152,50 ha/km"),
        ("Panjang A + Panjang B + Panjang C", {"Panjang A": "0 km", "Panjang B": "2 km", "Panjang C": 1500}, "3,50 km"),
        ("Panjang A + Panjang B", {"Panjang A": 1500, "Panjang B": "2 km"}, "3.500 m"),
        ("Panjang A + Panjang B", {"Panjang A": 15, "Panjang B": "2 km"}, "17 km"),
        # 1.250 ha beside 12.500.000: in m² it is near
        ("Luas A / Luas B x 100%", {"Luas A": "1.250 ha", "Luas B": 12_500_000}, "100,00%"),
    ],
)
def test_bare_figures_count_in_what_they_are_near_to(formula: str, data: Any, shown: str):
    assert str(kf.evaluate(formula, data)) == shown


def test_a_unit_that_the_caller_gives_holds_against_a_size_of_its_own():
    assert str(kf.evaluate("Panjang jalan", {"Panjang jalan": "12 km"}, satuan={"Panjang jalan": "m"})) == "12.000 m"
    lands = {"Jumlah lahan terairi": "5 ha", "Jumlah lahan": 100_000}
    share = kf.evaluate("Jumlah lahan terairi / Jumlah lahan x 100%", lands, satuan={"Jumlah lahan": "m2"})
    assert str(share) == "50,00%"


@pytest.mark.parametrize("name", ["Panjang jalan", "Waktu tunggu", "Jumlah anggaran"])
def test_a_word_that_is_no_unit_is_refused_where_something_is_measured(name: str):
    with pytest.raises(kf.UnitMismatchError) as refused:
        kf.evaluate(name, {name: "12 xyz"})
    assert refused.value.diagnostics[0].values["given"] == "xyz"


def test_a_word_that_is_no_unit_is_told_where_something_is_counted():
    found = kf.evaluate("Jumlah dokumen", {"Jumlah dokumen": "1.5 xyz"})
    assert [(one.code, one.values["name"]) for one in found.diagnostics] == [
        ("KF312", "Jumlah dokumen"),
        ("KF207", "Jumlah dokumen"),
        ("KF319", "Jumlah dokumen"),
    ]
    told = found.diagnostics[1]
    assert dict(told.values) == {"name": "Jumlah dokumen", "given": "xyz", "unit": "dokumen"}
    assert told.span == (7, 14)


# One noun, one unit


@pytest.mark.parametrize(
    ("bare", "refused"), [(1200, False), (1201, True), ("0,12", False), ("0,11", True), (0, False), (-1201, True)]
)
def test_a_bare_figure_of_the_same_stuff_has_to_be_near(bare: Any, refused: bool):
    data = {"Jumlah pupuk tersalur": "12 ton", "Jumlah pupuk": bare}
    for formula in ("Jumlah pupuk tersalur + Jumlah pupuk", "Jumlah pupuk + Jumlah pupuk tersalur"):
        if not refused:
            assert kf.evaluate(formula, data).unit == "ton"
            continue
        with pytest.raises(kf.UnitMismatchError) as error:
            kf.evaluate(formula, data)
        [found] = error.value.diagnostics
        assert dict(found.values) == {
            "name": "Jumlah pupuk tersalur",
            "given": "ton",
            "unit": "pupuk",
            "source": "kata benda",
        }


def test_counts_of_one_noun_may_be_far_apart():
    data = {"Jumlah kunjungan baru": "12 orang", "Jumlah kunjungan": 20_000}
    found = kf.evaluate("Jumlah kunjungan baru / Jumlah kunjungan x 100%", data)
    assert (str(found), found.diagnostics) == ("0,06%", ())


def test_a_bare_figure_of_another_noun_is_not_held_against_it():
    data = {"Jumlah pupuk tersalur": "12 ton", "Jumlah petani": 20_000}
    assert str(kf.evaluate("Jumlah petani / Jumlah pupuk tersalur", data)).startswith("1.666,67")


# Words of scale


@pytest.mark.parametrize(
    ("figures", "doubted"),
    [
        # the figure beside it that has a word of scale is named
        (("Rp 50.000.000", "Rp 50 miliar", 250), [("PAD", "Pajak", "rupiah")]),
        (("Rp 50 miliar", "Rp 50.000.000", 250), [("PAD", "Retribusi", "rupiah")]),
        (("Rp 50 miliar", "Rp 20 juta", 250), [("PAD", "Retribusi", "rupiah")]),
        ((250, "Rp 50 miliar", 300), [("Retribusi", "Pajak", "rupiah"), ("PAD", "Pajak", "rupiah")]),
        (("Rp 1 juta", 0, 0), []),
        (("Rp 0 juta", 250, 250), []),
        (("Rp 1.000 juta", 950_000_000, 1_000_000_000), []),
        (("Rp 1.000 juta", 10_000_000, 100_000_000_000), []),
        (("Rp 1.000 juta", 9_999_999, 100_000_000_000), [("Pajak", "Retribusi", "rupiah")]),
        (("Rp 1.000 juta", 10_000_000, 100_000_000_001), [("PAD", "Retribusi", "rupiah")]),
    ],
)  # fmt: skip
def test_bare_amounts_beside_words_of_scale(figures: Any, doubted: Any):
    data = dict(zip(("Retribusi", "Pajak", "PAD"), figures, strict=True))
    assert doubts("Retribusi + Pajak + PAD", data) == doubted


def test_people_far_apart_are_no_doubt():
    data = {"Jumlah pegawai A": "5 orang", "Jumlah pegawai B": 5000}
    assert doubts("Jumlah pegawai A + Jumlah pegawai B", data) == []


@pytest.mark.parametrize(("bare", "doubted"), [(9, False), ("8,9", True), (900, False), (901, True)])
def test_times_are_far_apart_from_ten_times_on(bare: Any, doubted: bool):
    data = {"Waktu standar": "90 menit", "Waktu pelayanan": bare}
    found = doubts("Waktu standar / Waktu pelayanan x 100%", data)
    assert found == ([("Waktu pelayanan", "Waktu standar", "menit")] if doubted else [])


def test_a_doubt_leaves_what_was_said_of_the_figure_before():
    found = kf.evaluate("PAD + Retribusi", {"PAD": "Rp 50 juta", "Retribusi": "25.5"}).diagnostics
    assert [one.code for one in found] == ["KF312", "KF208"]
    beside = kf.evaluate("Realisasi / Target", {"Realisasi": "80%", "Target": "95.5"}).diagnostics
    assert [one.code for one in beside] == ["KF312", "KF208"]


# Percentages


@pytest.mark.parametrize(
    ("formula", "data", "doubted"),
    [
        ("Realisasi / Target x 100%", {"Realisasi": "80%", "Target": 95}, ["Target"]),
        ("Realisasi / Target x 100%", {"Realisasi": "80%", "Target": 1}, []),
        ("Realisasi / Target x 100%", {"Realisasi": "80%", "Target": "1,01"}, ["Target"]),
        ("Realisasi / Target x 100%", {"Realisasi": "80%", "Target": -2}, ["Target"]),
        ("Realisasi / Target x 100%", {"Realisasi": "80%", "Target": "95 poin"}, ["Target"]),
        ("Realisasi / Nilai target x 100%", {"Realisasi": "80%", "Nilai target": 95}, ["Nilai target"]),
        ("Jumlah pegawai x Realisasi / Target", {"Jumlah pegawai": 5, "Realisasi": "80%", "Target": 95}, ["Target"]),
        ("(C + Realisasi) / Target", {"C": "3 poin", "Realisasi": "80%", "Target": 95}, ["Target"]),
        ("A / B x C", {"A": "80%", "B": 95, "C": 30}, ["B"]),
        ("C x A / B", {"C": 30, "A": "80%", "B": 95}, ["B"]),
        ("A x C", {"A": "80%", "C": 30}, []),
        ("A + C", {"A": "80%", "C": 30}, []),
        ("D + (A / B)", {"D": 30, "A": "80%", "B": 95}, ["B"]),
        ("B / A", {"A": "80%", "B": 95}, ["B"]),
        ("A / (B + C)", {"A": "80%", "B": 95, "C": 90}, ["B", "C"]),
    ],
)
def test_bare_figures_over_percentages_or_below(formula: str, data: Any, doubted: list[str]):
    percent = next(name for name, figure in data.items() if str(figure).endswith("%"))
    found = [one for one in kf.evaluate(formula, data).diagnostics if one.code == "KF208"]
    assert [(one.values["name"], one.values["other"], one.values["reason"]) for one in found] == [
        (name, percent, "persen-sebelah") for name in doubted
    ]
    for one in found:
        assert formula[one.span[0] : one.span[1]] == one.values["name"]


@pytest.mark.parametrize(("name", "given"), [("Jumlah pegawai", "80%"), ("Jumlah surat", "5%")])
def test_a_count_is_no_percentage(name: str, given: str):
    with pytest.raises(kf.UnitMismatchError) as refused:
        kf.evaluate(name, {name: given})
    [found] = refused.value.diagnostics
    assert dict(found.values) == {
        "name": name,
        "given": "%",
        "unit": name.removeprefix("Jumlah ").replace("pegawai", "orang"),
        "source": "kata benda",
    }


def test_an_amount_is_a_percentage_only_where_nothing_is_calculated_with_it():
    assert str(kf.evaluate("Anggaran", {"Anggaran": "80%"})) == "80,00%"
    with pytest.raises(kf.UnitMismatchError):
        kf.evaluate("Anggaran / Jumlah pegawai", {"Anggaran": "80%", "Jumlah pegawai": 3})


# A whole column in a unit


def of_noun(text: str, measure: str | None, *given: str) -> tuple[UnitConversion, Operand]:
    key = text.casefold()
    told = OperandUnit(measure, HEAD_NOUN, None if measure is None else read_unit(measure), (0, len(text)))
    return UnitConversion({key: told}, given, False, text), Operand(key, text, (0, len(text)), (key,), text)


@pytest.mark.parametrize(
    ("name", "measure", "unit", "factor", "learned"),
    [
        ("Panjang jalan", "m", "km", 1, "km"),
        ("Panjang jalan", "m", "m", 1, "m"),
        ("Panjang jalan (m)", "m", "km", 1000, None),
        ("Jumlah lahan", "lahan", "ha", 1, "ha"),
        ("Jumlah kunjungan", "kunjungan", "orang", 1, "orang"),
        ("Nilai ekspor", "rupiah", "USD", 1, "USD"),
        ("Anggaran", "rupiah", "juta rupiah", 1_000_000, None),
        ("Waktu tunggu", "menit", "jam", 60, None),
    ],
)
def test_a_column_in_a_unit_tells_what_one_figure_does(
    name: str, measure: str, unit: str, factor: int, learned: str | None
):
    asked, operand = of_noun(name, measure)
    key = operand.key
    assert asked.of_column(operand, unit) == (factor, {} if learned is None else {key: read_unit(learned)})
    figures = [Datum(Fraction(1), unit=unit)]
    told = asked.convert(figures, [operand], strict=True)
    assert told == ({} if learned is None else {key: read_unit(learned)})
    if not unit.startswith("juta"):
        assert figures[0].value == factor


def test_a_column_of_percentages_is_no_amount():
    asked, operand = of_noun("Anggaran belanja", "rupiah")
    with pytest.raises(kf.UnitMismatchError) as refused:
        asked.of_column(operand, "%")
    assert refused.value.text == "Anggaran belanja"
    assert dict(refused.value.diagnostics[0].values) == {
        "name": "Anggaran belanja",
        "given": "%",
        "unit": "rupiah",
        "source": "kata benda",
    }
    scores, score = of_noun("Nilai ujian", "nilai")
    assert scores.of_column(score, "%") == (1, {})


def test_a_column_whose_unit_the_caller_gave_is_converted():
    asked, operand = of_noun("Panjang jalan", "m", "panjang jalan")
    assert asked.of_column(operand, "km") == (1000, {})
    untold, other = of_noun("Besaran", None, "besaran")
    assert untold.of_column(other, "km") == (1, {})


# What a figure says of its noun


@pytest.mark.parametrize(
    ("formula", "data", "text"),
    [
        ("Panjang jalan / Jumlah desa", {"Panjang jalan": "12.000 m", "Jumlah desa": 4}, "3.000 m/desa"),
        (
            "Panjang jalan baik / Panjang jalan x 100%",
            {"Panjang jalan baik": "3 km", "Panjang jalan": "12.000 m"},
            "25,00%",
        ),
        (
            "Panjang jalan baik / Panjang jalan x 100%",
            {"Panjang jalan baik": "3.000 m", "Panjang jalan": "12 km"},
            "25,00%",
        ),
        (
            "Panjang jalan baik + Panjang jalan rusak",
            {"Panjang jalan baik": "3 km", "Panjang jalan rusak": "1.500 m"},
            "4,50 km",
        ),
        # Rupiah beside rupiah is no clash
        ("Anggaran", {"Anggaran": "Rp 5 miliar"}, "5.000.000.000 rupiah"),
        ("Nilai ekspor", {"Nilai ekspor": "Rp 5 miliar"}, "5.000.000.000 rupiah"),
        ("Belanja modal - Retribusi", {"Belanja modal": "Rp 5 juta", "Retribusi": 2_000_000}, "3.000.000 rupiah"),
    ],
)
def test_a_figure_in_the_unit_that_its_noun_suggests(formula: str, data: dict[str, Any], text: str):
    found = kf.evaluate(formula, data)
    assert (str(found), found.diagnostics) == (text, ())


@pytest.mark.parametrize(
    ("name", "given", "text"),
    [
        # A figure that is called an angka may be of anything, a nilai of rupiah
        ("Angka harapan hidup", "71,5 tahun", "71,50 tahun"),
        ("Angka kematian bayi", "15 kasus", "15 kasus"),
        ("Angka panen", "15 ton", "15 ton"),
        ("Angka kredit", "15 poin", "15 nilai"),
        ("Nilai ujian", "71,5 poin", "71,50 nilai"),
    ],
)
def test_a_noun_that_only_says_it_is_a_figure(name: str, given: str, text: str):
    assert str(kf.evaluate(name, {name: given})) == text


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Nilai ujian", "71,5 tahun"),
        ("Nilai ujian", "Rp 5 juta"),
        ("Nilai ujian", "15 ton"),
        ("Skor kematian bayi", "15 kasus"),
        ("Indeks desa", "Rp 15 juta"),
        ("Skor desa", "Rp 15 juta"),
    ],
)
def test_a_score_is_counted_in_nothing_else(name: str, given: str):
    with pytest.raises(kf.UnitMismatchError) as refused:
        kf.evaluate(name, {name: given})
    assert refused.value.diagnostics[0].values["source"] == "kata benda"


def test_a_bare_figure_of_the_same_noun_counts_in_what_the_other_says():
    data = {"Angka harapan hidup": "71,5 tahun", "Angka harapan lalu": 70}
    assert str(kf.evaluate("Angka harapan hidup - Angka harapan lalu", data)) == "1,50 tahun"
    cases = {"Angka kematian bayi": "15 kasus", "Angka kematian ibu": 4}
    assert str(kf.evaluate("Angka kematian bayi - Angka kematian ibu", cases)) == "11 kasus"


@pytest.mark.parametrize(
    ("formula", "satuan", "data", "text"),
    [
        # The word of scale is the unit's own
        ("PAD", {"PAD": "miliar rupiah"}, {"PAD": "150 miliar"}, "150 miliar rupiah"),
        ("PAD", {"PAD": "miliar rupiah"}, {"PAD": "150 juta"}, "0,15 miliar rupiah"),
        ("PAD", {"PAD": "ribu rupiah"}, {"PAD": "150 ribu"}, "150 ribu rupiah"),
        ("PAD", {"PAD": "miliar rupiah"}, {"PAD": "Rp 150 miliar"}, "150 miliar rupiah"),
        ("Produksi", {"Produksi": "ribu ton"}, {"Produksi": "2 ribu"}, "2 ribu ton"),
        ("PAD (miliar rupiah)", None, {"PAD (miliar rupiah)": "150 miliar"}, "150 miliar rupiah"),
        (
            "PAD (Rp juta) / Pagu (Rp juta) x 100%",
            None,
            {"PAD (Rp juta)": "150 juta", "Pagu (Rp juta)": "200"},
            "75,00%",
        ),
        # but no word is there in a bare figure, and no scale in a unit
        ("PAD", {"PAD": "miliar rupiah"}, {"PAD": 150}, "150 miliar rupiah"),
        ("PAD", {"PAD": "miliar rupiah"}, {"PAD": "150"}, "150 miliar rupiah"),
        ("PAD", {"PAD": "rupiah"}, {"PAD": "150 juta"}, "150.000.000 rupiah"),
        ("Jarak", {"Jarak": "km"}, {"Jarak": "150 ribu"}, "150.000 km"),
    ],
)
def test_a_word_of_scale_counts_once(formula: str, satuan: dict[str, str] | None, data: dict[str, Any], text: str):
    assert str(kf.evaluate(formula, data, satuan=satuan)) == text


@pytest.mark.parametrize(
    ("formula", "data"),
    [
        ("Ditangani / Jumlah kawasan x 100%", {"Ditangani": "5 ha", "Jumlah kawasan": "10 ha"}),
        ("Tertanam / Jumlah lahan x 100%", {"Tertanam": "5 ha", "Jumlah lahan": "10 ha"}),
        ("Sudah baik / Panjang jalan x 100%", {"Sudah baik": "5 km", "Panjang jalan": "10 km"}),
    ],
)
def test_what_a_formula_needs_is_looked_at_again_with_the_unit_of_the_other(formula: str, data: dict[str, Any]):
    assert str(kf.evaluate(formula, data)) == "50,00%"


@pytest.mark.parametrize(
    ("formula", "data"),
    [
        ("Ditangani / Jumlah kawasan x 100%", {"Ditangani": "5 ha", "Jumlah kawasan": 10}),
        ("Ditangani / Jumlah kawasan x 100%", {"Ditangani": "5 ha", "Jumlah kawasan": "10 kawasan"}),
        ("Ditangani / Jumlah kawasan x 100%", {"Ditangani": "5 jam", "Jumlah kawasan": "10 ha"}),
    ],
)
def test_a_figure_that_a_formula_needs_in_another_unit_is_refused(formula: str, data: dict[str, Any]):
    with pytest.raises(kf.UnitMismatchError) as refused:
        kf.evaluate(formula, data)
    assert refused.value.code in ("KF205", "KF201")


@pytest.mark.parametrize(
    ("unit", "factor"), [("miliar", 10**9), ("juta", 10**6), ("ribu", 1000), ("buah tangan", 1), ("abcd", 1)]
)
def test_a_column_that_only_says_a_scale(unit: str, factor: int):
    asked, operand = of_noun("Anggaran desa", "rupiah")
    if unit in ("miliar", "juta", "ribu"):
        assert asked.of_column(operand, unit) == (factor, {})
    else:
        untold = UnitConversion({}, (), False, "Anggaran desa")
        assert untold.of_column(operand, unit) == (1, {})
