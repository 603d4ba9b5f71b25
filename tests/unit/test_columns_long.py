"""Long tables on every engine: many indicators, figures in any spelling, gaps, targets."""

from __future__ import annotations

from fractions import Fraction

import pyarrow as pa
import pytest
from tests.table_engines import Engine

import kinerja_formula as kf

INDIKATOR = {
    "Kehadiran": "Jumlah hadir / Jumlah undangan x 100%",
    "Kedisiplinan": "Jumlah pegawai disiplin -----x100% Jumlah pegawai",
    "Nilai akhir": "Nilai SKP x 60% + Nilai perilaku x 40%",
    "Selisih": "Jumlah undangan - Jumlah hadir",
}
FIGURES = [
    ("Besuki", 1, "Jumlah hadir", 18.0),
    ("Besuki", 1, "jml. undangan", 20.0),
    ("Besuki", 1, "Nilai SKP", 80.0),
    ("Besuki", 1, "Nilai perilaku", 90.0),
    ("Besuki", 2, "Jumlah hadir", 5.0),
    ("Besuki", 2, "Jumlah hadir", 4.0),
    ("Besuki", 2, "Jumlah undangan", 0.0),
    ("Besuki", 2, "Nilai SKP", 80.0),
    ("Besuki", 2, "Nilai SKP", 81.0),
    ("Besuki", 2, "Nilai perilaku", 81.0),
    ('Taji"nan', 1, "Jumlah pegawai disiplin", 7.0),
    ('Taji"nan', 1, "Jumlah pegawai", 10.0),
    ('Taji"nan', 1, "Jumlah hadir", None),
    ('Taji"nan', 1, "Jumlah undangan", 3.0),
    (None, 1, "Jumlah hadir", 1.0),
    (None, 1, "Jumlah undangan", 4.0),
    ("Besuki", 1, "lain-lain'; --", 99.0),
]
EXPECTED = {
    ("Kehadiran", "Besuki", 1): (90.0, "ok"),
    ("Kehadiran", "Besuki", 2): (None, "penyebut-nol"),
    ("Kehadiran", 'Taji"nan', 1): (None, "data-hilang"),
    ("Kehadiran", None, 1): (25.0, "ok"),
    ("Kedisiplinan", "Besuki", 1): (None, "data-hilang"),
    ("Kedisiplinan", "Besuki", 2): (None, "data-hilang"),
    ("Kedisiplinan", 'Taji"nan', 1): (70.0, "ok"),
    ("Kedisiplinan", None, 1): (None, "data-hilang"),
    ("Nilai akhir", "Besuki", 1): (84.0, "ok"),
    ("Nilai akhir", "Besuki", 2): (None, "nama-ganda"),
    ("Nilai akhir", 'Taji"nan', 1): (None, "data-hilang"),
    ("Nilai akhir", None, 1): (None, "data-hilang"),
    ("Selisih", "Besuki", 1): (2.0, "ok"),
    ("Selisih", "Besuki", 2): (-9.0, "ok"),
    ("Selisih", 'Taji"nan', 1): (None, "data-hilang"),
    ("Selisih", None, 1): (3.0, "ok"),
}


def lists(rows: list[tuple[object, ...]] = FIGURES) -> dict[str, list[object]]:  # type: ignore[assignment]
    return {name: [row[place] for row in rows] for place, name in enumerate(("unit", "periode", "nama", "nilai"))}


def rows(found: dict[str, list[object]], *columns: str) -> dict[object, object]:
    keys = zip(found["indikator"], found["unit"], found["periode"], strict=True)
    return dict(zip(keys, zip(*[found[column] for column in columns], strict=True), strict=True))


def test_many_indicators_and_gaps(engine: Engine):
    found = engine.read(kf.evaluate_long(engine.make(lists()), INDIKATOR))
    assert list(found) == ["indikator", "unit", "periode", "nilai", "satuan", "status"]
    assert rows(found, "nilai", "status") == EXPECTED
    units = dict(zip(found["indikator"], found["satuan"], strict=True))
    assert units == {name: kf.parse(text, indikator=name).unit for name, text in INDIKATOR.items()}


def test_targets_by_indicator(engine: Engine):
    targets = {"Kehadiran": "80%", "Kedisiplinan": 0, "Nilai akhir": "80 - 90", "Selisih": None}
    found = engine.read(kf.evaluate_long(engine.make(lists()), INDIKATOR, target=targets))
    assessed = rows(found, "capaian", "predikat", "status")
    assert assessed["Kehadiran", "Besuki", 1] == (112.5, "Sangat Tinggi", "ok")
    assert assessed["Kedisiplinan", 'Taji"nan', 1] == (None, None, "target-nol")
    assert assessed["Nilai akhir", "Besuki", 1] == (100.0, "Sangat Tinggi", "ok")
    assert assessed["Selisih", "Besuki", 1] == (None, None, "ok")
    assert assessed["Kehadiran", "Besuki", 2] == (None, None, "penyebut-nol")


def test_targets_in_a_table(engine: Engine):
    targets = engine.make({"indikator": ["Kehadiran", "Kehadiran"], "unit": ["Besuki", 'Taji"nan'], "target": [90, 50]})
    found = engine.read(kf.evaluate_long(engine.make(lists()), INDIKATOR, target=targets))
    assessed = rows(found, "capaian", "status")
    assert assessed["Kehadiran", "Besuki", 1] == (100.0, "ok")
    assert assessed["Nilai akhir", "Besuki", 1] == (None, "target-kosong")


def test_every_value_is_that_of_the_record(engine: Engine):
    """The same figures, group by group, through ``evaluate``."""
    found = rows(engine.read(kf.evaluate_long(engine.make(lists()), INDIKATOR, target="90", arah="naik")), "nilai")
    for (name, unit, period), (value,) in found.items():
        data: dict[str, list[float]] = {}
        for row in FIGURES:
            if row[:2] == (unit, period) and row[3] is not None:
                data.setdefault(row[2].replace("jml.", "Jumlah"), []).append(row[3])
        single = {key: figures[0] if len(figures) == 1 else figures for key, figures in data.items()}
        try:
            exact = kf.evaluate(INDIKATOR[name], single).value
        except kf.FormulaError:
            assert value is None
        else:
            assert Fraction(value) == exact


def test_an_empty_table_and_one_row(engine: Engine):
    one = [("Besuki", 1, "Jumlah hadir", 3.0)]
    found = engine.read(kf.evaluate_long(engine.make(lists(one)), {"Hadir": "Jumlah hadir"}))
    assert rows(found, "nilai") == {("Hadir", "Besuki", 1): (3.0,)}


def test_no_row(engine: Engine):
    import pyarrow as pa

    kinds = {"unit": pa.string(), "periode": pa.int64(), "nama": pa.string(), "nilai": pa.float64()}
    table = pa.table({name: pa.array([], kind) for name, kind in kinds.items()})
    found = engine.read(kf.evaluate_long(engine.make(table), INDIKATOR, target=1))
    assert set(map(len, found.values())) == {0}


def test_units_that_are_not_known_stand_beside_those_that_are():
    import polars as pl

    found = kf.evaluate_long(pl.DataFrame(lists(), strict=False), {"Satu": "A", "Dua": "Jumlah hadir", "Tiga": "B / C"})
    assert found.schema["satuan"] == pl.String


def test_no_indicator():
    import polars as pl

    with pytest.raises(kf.FormulaError) as caught:
        kf.evaluate_long(pl.DataFrame(lists(), strict=False), {})
    assert caught.value.code == "KF466"


SMALL = {"unit": ["Besuki"] * 2, "periode": [1, 1], "nama": ["Jumlah hadir", "Jumlah undangan"], "nilai": [9, 10]}


@pytest.mark.parametrize("kind", ["int8", "int64", "float64"])
def test_targets_by_numbers_of_another_kind(engine: Engine, kind: str):
    targets = pa.table(
        {
            "indikator": ["Kehadiran"] * 2,
            "periode": pa.array([1, 2], pa.type_for_alias(kind)),
            "target": pa.array([80, 90], pa.int64()),
        }
    )
    table = engine.make(pa.table(SMALL))
    found = engine.read(kf.evaluate_long(table, INDIKATOR, target=engine.make(targets), arah="naik"))
    reached = dict(zip(found["indikator"], zip(found["capaian"], found["status"], strict=True), strict=True))
    assert reached["Kehadiran"] == (112.5, "ok")
    assert reached["Selisih"] == (None, "target-kosong")


def test_targets_by_a_column_without_any_value(engine: Engine):
    targets = pa.table({"indikator": ["Kehadiran"], "unit": pa.nulls(1), "target": [80.0]})
    found = engine.read(kf.evaluate_long(engine.make(pa.table(SMALL)), INDIKATOR, target=engine.make(targets)))
    assert dict(zip(found["indikator"], found["status"], strict=True))["Kehadiran"] == "target-kosong"


def test_several_targets_for_one_group(engine: Engine):
    names = ["Kehadiran", "Kehadiran", "Selisih", "Selisih"]
    targets = engine.make({"indikator": names, "target": [80, 90, 2, 2]})
    found = engine.read(kf.evaluate_long(engine.make(SMALL), INDIKATOR, target=targets, arah="naik"))
    assert sorted(found["indikator"]) == sorted(INDIKATOR), "a row each, and not one for each target"
    reached = dict(
        zip(found["indikator"], zip(found["nilai"], found["capaian"], found["status"], strict=True), strict=True)
    )
    assert reached["Kehadiran"] == (90.0, None, "target-ganda")
    assert reached["Selisih"] == (1.0, 50.0, "ok")


def test_targets_that_can_not_be_compared(engine: Engine):
    targets = engine.make({"indikator": ["Kehadiran"], "periode": ["1"], "target": [80]})
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.evaluate_long(engine.make(SMALL), INDIKATOR, target=targets)
    assert caught.value.code == "KF467"
    assert "“periode”" in str(caught.value)
    assert "tabel target" in str(caught.value)


def test_targets_by_a_column_that_only_they_have():
    import polars as pl

    targets = pl.DataFrame({"indikator": ["Kehadiran"], "kabupaten": ["Serang"], "target": [80.0]})
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.evaluate_long(pl.DataFrame(SMALL), INDIKATOR, by="kabupaten", target=targets)
    assert caught.value.code == "KF464"


def test_targets_of_another_engine():
    import pandas as pd
    import polars as pl

    targets = {"indikator": ["Kehadiran"], "target": [80.0]}
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.evaluate_long(pl.DataFrame(SMALL), INDIKATOR, target=pd.DataFrame(targets))
    assert str(caught.value) == (
        "galat KF462 bukan-tabel: Tabel target memakai mesin pandas, sedangkan tabel angkanya memakai polars.\n"
        "Saran: Buat tabel target dengan polars juga."
    )
    lazy = kf.evaluate_long(pl.LazyFrame(SMALL), INDIKATOR, target=pl.DataFrame(targets)).collect()
    eager = kf.evaluate_long(pl.DataFrame(SMALL), INDIKATOR, target=pl.LazyFrame(targets))
    assert lazy.sort("indikator").equals(eager.sort("indikator"))


@pytest.mark.parametrize("column", ["nama", "unit"])
def test_lists_are_no_keys(engine: Engine, column: str):
    if engine.name == "dask":
        pytest.skip("takes lists for texts")
    table = engine.make(pa.table({**SMALL, column: pa.array([["Besuki"], ["Tajinan"]])}))
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.evaluate_long(table, INDIKATOR)
    assert caught.value.code == "KF467"
    assert f"“{column}”" in str(caught.value)


def test_without_groups_the_whole_table_is_one(engine: Engine):
    some = lists([row for row in FIGURES if row[0] == "Besuki" and row[1] == 1])
    found = engine.read(kf.evaluate_long(engine.make(some), INDIKATOR, by=(), target="90", arah="naik"))
    assert "unit" not in found
    values = dict(zip(found["indikator"], zip(found["nilai"], found["status"], strict=True), strict=True))
    assert values == {name: EXPECTED[name, "Besuki", 1] for name in INDIKATOR}


def test_a_column_of_groups_called_as_a_result():
    import polars as pl

    table = pl.DataFrame({"status": ["x"], "nama": ["Jumlah hadir"], "nilai": [1]})
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.evaluate_long(table, INDIKATOR, by="status")
    assert caught.value.code == "KF465"
    assert str(caught.value) == (
        "galat KF465 kolom-terpakai: Kolom kelompok “status” senama dengan kolom hasil, yang akan menimpanya.\n"
        "Saran: Ganti nama kolom itu lebih dahulu."
    )


def test_names_as_categories(engine: Engine):
    words = ("nama", "unit")
    found = engine.read(kf.evaluate_long(engine.make(lists(), words), INDIKATOR))
    assert rows(found, "nilai", "status") == EXPECTED
    targets = {"indikator": ["Kehadiran", "Kehadiran"], "unit": ["Besuki", 'Taji"nan'], "target": [90, 50]}
    target = engine.make(targets, ("indikator", "unit"))
    found = engine.read(kf.evaluate_long(engine.make(lists(), words), INDIKATOR, target=target))
    assert rows(found, "capaian")["Kehadiran", "Besuki", 1] == (100.0,)


@pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning")
@pytest.mark.parametrize("of_table", [True, False], ids=["table", "targets"])
def test_categories_beside_texts(engine: Engine, of_table: bool):
    """Only the table or only the targets hold categories, and one of them is in no row."""
    import narwhals as nw

    words = ("nama", "unit") if of_table else ()
    table = nw.from_native(engine.make(lists(), words))
    table = nw.to_native(table.filter(nw.col("unit").cast(nw.String) == "Besuki"))
    targets = {"indikator": ["Kehadiran", "Kehadiran"], "unit": ["Besuki", 'Taji"nan'], "target": [90, 50]}
    target = engine.make(targets, () if of_table else ("indikator", "unit"))
    found = engine.read(kf.evaluate_long(table, {"Kehadiran": INDIKATOR["Kehadiran"]}, target=target))
    assert rows(found, "capaian", "status") == {
        ("Kehadiran", "Besuki", 1): (100.0, "ok"),
        ("Kehadiran", "Besuki", 2): (None, "penyebut-nol"),
    }


def test_names_as_an_enum():
    import polars as pl

    table = pl.DataFrame(lists(), strict=False)
    names = pl.Enum(table["nama"].unique(maintain_order=True))
    found = kf.evaluate_long(table.with_columns(pl.col("nama").cast(names)), INDIKATOR).to_dict(as_series=False)
    assert rows(found, "nilai", "status") == EXPECTED


def test_spellings_that_are_given_are_not_asked_for(engine: Engine):
    table = engine.make(lists([("Besuki", 1, "H", 3.0), ("Besuki", 1, "Jumlah undangan", 4.0)]))
    found = engine.read(kf.evaluate_long(table, INDIKATOR["Kehadiran"], ejaan={"Jumlah hadir": "H"}))
    assert found["nilai"] == [75.0]


def test_the_last_of_two_spellings_of_one_operand_counts():
    import polars as pl

    table = pl.DataFrame(lists([("Besuki", 1, "H", 3.0), ("Besuki", 1, "Jumlah undangan", 4.0)]))
    found = kf.evaluate_long(table, INDIKATOR["Kehadiran"], ejaan={"Jumlah hadir": "?", "jml. hadir": "H"})
    assert found["nilai"].to_list() == [75.0]


def test_the_first_of_two_spellings_of_one_target_counts():
    import polars as pl

    table = pl.DataFrame({"nama": ["A", "B"], "nilai": [90, 100]})
    found = kf.evaluate_long(table, {"K 1": "A / B x 100%"}, by=[], target={"k  1": "90%", "K 1": "45%"})
    assert found["capaian"].to_list() == [100.0]


def test_names_of_a_table_are_normalised_once_for_all_indicators(monkeypatch: pytest.MonkeyPatch):
    import polars as pl

    import kinerja_formula.names as names_module

    indikator = {f"K {i}": f"Jumlah kegiatan selesai ke{i} / Jumlah kegiatan ke{i} x 100%" for i in range(20)}
    names = [name for text in indikator.values() for name in text.removesuffix(" x 100%").split(" / ")]
    table = pl.DataFrame({"nama": names, "nilai": [float(place) for place in range(len(names))]})
    looked_at: list[str] = []
    normalise = names_module.normalise
    monkeypatch.setattr(names_module, "normalise", lambda name: looked_at.append(name) or normalise(name))
    kf.evaluate_long(table, {name: kf.parse(text) for name, text in indikator.items()}, by=[], target="80%")
    assert {name: looked_at.count(name) for name in names} == dict.fromkeys(names, 1)


def test_a_table_with_none_of_the_names():
    import polars as pl

    table = pl.DataFrame({"unit": ["a"], "nama": ["Jumlah hadr"], "nilai": [1.0]})
    with pytest.raises(kf.MissingDataError) as caught:
        kf.evaluate_long(table, INDIKATOR["Kehadiran"], by=["unit"])
    assert caught.value.code == "KF460"
    assert "Jumlah hadr" in str(caught.value)
    with pytest.raises(kf.InvalidDataError) as other:
        kf.evaluate_long(table, INDIKATOR["Kehadiran"], by=["kecamatan"])
    assert other.value.code == "KF464"


def test_indicators_of_a_document():
    import polars as pl

    hadir = kf.Indikator(nama="Kehadiran", teks=INDIKATOR["Kehadiran"], target="80%")
    found = kf.evaluate_long(pl.DataFrame(lists(), strict=False), [hadir], by="unit")
    assert dict(found.select("unit", "capaian").rows())["Besuki"] == pytest.approx(27 / 20 * 100 / 0.8)


def test_a_target_of_an_indicator_that_nobody_asks_for():
    """A misspelt name is an error, as for units of operands."""
    import polars as pl

    table = pl.DataFrame({"nama": ["A", "B"], "nilai": [90, 100]})
    indikator = {"Kehadiran": "A / B x 100%"}
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.evaluate_long(table, indikator, by=[], target={"Kehadirn": "90%"})
    assert caught.value.code == "KF343"
    assert "“Kehadiran”" in (caught.value.hint or "")
    found = kf.evaluate_long(table, indikator, by=[], target={"kehadiran": "90%"})
    assert found["capaian"].to_list() == [100.0]


def test_a_share_of_one_as_the_target_of_a_percentage_is_doubtful(engine: Engine):
    table = engine.make({"nama": ["A", "B"], "nilai": [90.0, 100.0]})
    indikator = {"K": "A / B x 100%"}
    targets = engine.make({"indikator": ["K"], "target": [0.9]})
    for target in (0.9, {"K": 0.9}, targets):
        found = engine.read(kf.evaluate_long(table, indikator, by=[], target=target))
        assert (found["status"], found["capaian"][0] is None) == (["skala-meragukan"], False)
    assert engine.read(kf.evaluate_long(table, indikator, by=[], target="90%"))["status"] == ["ok"]


def test_a_column_of_units_counts(engine: Engine):
    """As for a file of figures: each figure is read in the unit beside it."""
    lists = {
        "unit": ["A", "A", "B", "B", "C", "C"],
        "nama": ["Realisasi anggaran", "Pagu anggaran"] * 3,
        "nilai": [960.0, 1.0, 500.0, 1000.0, 5e8, 1000.0],
        "satuan": ["juta rupiah", "miliar rupiah", None, None, "rupiah", "juta rupiah"],
    }
    indikator = {"Serapan": "Realisasi anggaran / Pagu anggaran x 100%"}
    for more in ({}, {"ejaan": {}}):
        found = engine.read(kf.evaluate_long(engine.make(lists), indikator, by=["unit"], **more))
        values = dict(zip(found["unit"], found["nilai"], strict=True))
        assert values == {"A": pytest.approx(96), "B": pytest.approx(50), "C": pytest.approx(50)}


def test_units_of_a_column_convert_or_are_refused():
    import polars as pl

    def evaluated(text: str, *rows: tuple[str, float, str | None], **keywords: object) -> dict[str, list[object]]:
        table = pl.DataFrame(rows, schema=["nama", "nilai", "satuan"], orient="row")
        found = kf.evaluate_long(table, {"K": text}, by=[], **keywords)
        return found.to_dict(as_series=False)  # type: ignore[no-any-return]

    pages = evaluated("Lama layanan", ("Lama layanan", 90.0, "menit"), target="2 jam", satuan={"Lama layanan": "jam"})
    assert (pages["nilai"], pages["satuan"], pages["capaian"]) == ([1.5], ["jam"], [75.0])
    learned = evaluated("Belanja A", ("Belanja A", 960.0, "juta rupiah"), target="Rp 1 miliar")
    assert learned["capaian"] == [pytest.approx(96.0)]
    summed = evaluated(
        "Jumlah anggaran", ("Jumlah anggaran", 1.0, "miliar rupiah"), ("Jumlah anggaran", 5.0, "juta rupiah")
    )
    assert summed["nilai"] == [pytest.approx(1_005_000_000)]
    with pytest.raises(kf.UnitMismatchError) as caught:
        evaluated("Jumlah anggaran", ("Jumlah anggaran", 5.0, "orang"))
    assert caught.value.code == "KF205"
    assert evaluated("Jumlah pegawai", ("Jumlah pegawai", 5.0, "orang"))["nilai"] == [5.0]
    assert evaluated("Jumlah pegawai", ("Jumlah pegawai", 5.0, "-"))["nilai"] == [5.0]
