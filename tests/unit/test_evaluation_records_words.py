"""Every word of a condition in a name, every way in which records are given, and what is said where none fits."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

import kinerja_formula as kf
from kinerja_formula.evaluation.aggregates import column_of_total
from kinerja_formula.evaluation.figures import Operand
from kinerja_formula.evaluation.records import (
    Condition,
    RecordFault,
    are_shares,
    as_records,
    column_of,
    count_matching,
    find_condition,
)

AT_LEAST = (
    *("sekurang-kurangnya", "sekurangnya", "setidak-tidaknya", "setidaknya", "serendah-rendahnya", "minimal"),
    *("minimum", "min.", "paling sedikit", "paling kurang", "paling rendah", "tidak kurang dari", "mulai dari"),
    *("lebih dari atau sama dengan", "lebih besar atau sama dengan", "≥", ">=", "=>"),
)
AT_MOST = (
    *("setinggi-tingginya", "sebanyak-banyaknya", "selama-lamanya", "maksimal", "maksimum", "maks.", "paling banyak"),
    *("paling tinggi", "paling besar", "paling lama", "tidak lebih dari", "kurang dari atau sama dengan"),
    *("lebih kecil atau sama dengan", "≤", "<=", "=<"),
)
ABOVE = ("di atas", "diatas", "lebih dari", "lebih besar dari", "melebihi", ">")
BELOW = ("di bawah", "dibawah", "kurang dari", "lebih kecil dari", "<")
EQUAL = ("sama dengan", "sebesar", "=")

WORDS = [
    *[(word, 75, None, False) for word in AT_LEAST],
    *[(word, None, 75, False) for word in AT_MOST],
    *[(word, 75, None, True) for word in ABOVE],
    *[(word, None, 75, True) for word in BELOW],
    *[(word, 75, 75, False) for word in EQUAL],
]


@pytest.mark.parametrize(("word", "low", "high", "strict"), WORDS)
def test_every_word_of_a_comparison(word: str, low: int | None, high: int | None, strict: bool):
    for written in (word, word.upper()):
        found = find_condition(f"Jumlah desa dengan nilai SKM {written} 75")
        assert found == Condition("nilai skm", low, high, strict, f"{word} 75".replace(" - ", "-"))
    percent = find_condition(f"Jumlah desa dengan nilai SKM {word} 75 %")
    assert percent == Condition("nilai skm", low, high, strict, f"{word} 75 %", percent=True)


@pytest.mark.parametrize(
    ("name", "condition"),
    [
        ("Jumlah anak usia 7 – 12 tahun", Condition("jumlah anak usia", 7, 12, False, "7 - 12")),
        ("Jumlah anak yang usia 7 s/d 12 tahun", Condition("usia", 7, 12, False, "7 s/d 12")),
        ("Jumlah anak dengan usia 7 sampai dengan 12", Condition("usia", 7, 12, False, "7 sampai dengan 12")),
        ("Jumlah anak dengan usia 7 sampai 12", Condition("usia", 7, 12, False, "7 sampai 12")),
        ("Jumlah anak dengan usia 7 hingga 12", Condition("usia", 7, 12, False, "7 hingga 12")),
        ("Jumlah anak dengan usia 7 sd 12", Condition("usia", 7, 12, False, "7 sd 12")),
        ("Capaian yang memiliki nilai 91%-100%", Condition("nilai", 91, 100, False, "91% - 100%", percent=True)),
        (
            "Capaian yang memiliki nilai 91-100 persen",
            Condition("nilai", 91, 100, False, "91 - 100 persen", percent=True),
        ),
        ("Jumlah anak dengan usia 12 - 7", None),
        ("Jumlah warga umur 60 tahun ke atas", Condition("jumlah warga umur", 60, None, False, "60 tahun ke atas")),
        ("Jumlah warga umur 60 ke atas", Condition("jumlah warga umur", 60, None, False, "60 ke atas")),
        ("Jumlah warga dengan umur 60 atau lebih", Condition("umur", 60, None, False, "60 atau lebih")),
        ("Jumlah warga dengan umur 60 tahun ke bawah", Condition("umur", None, 60, False, "60 tahun ke bawah")),
        ("Jumlah warga dengan umur 60 atau kurang", Condition("umur", None, 60, False, "60 atau kurang")),
        ("Jumlah warga berusia 60 ke atas", Condition("usia", 60, None, False, "60 ke atas")),
        ("Jumlah warga bernilai minimal 60", Condition("nilai", 60, None, False, "minimal 60")),
        (
            "Jumlah desa mempunyai skor minimal 1.250,5",
            Condition("skor", Fraction("1250.5"), None, False, "minimal 1.250,5"),
        ),
        ("Jumlah desa (skor: minimal 5)", Condition("jumlah desa (skor", 5, None, False, "minimal 5")),
        ("Jumlah desa dengan A minimal 5 dan B minimal 7", Condition("a minimal 5 dan b", 7, None, False, "minimal 7")),
        ("Jumlah desa dengan nilai 75", None),
        ("Jumlah desa", None),
        ("", None),
    ],
)
def test_conditions_of_names(name: str, condition: Condition | None):
    assert find_condition(name) == condition


@pytest.mark.parametrize(
    ("low", "high", "strict", "met"),
    [
        (5, None, False, [False, True, True]),
        (5, None, True, [False, False, True]),
        (None, 5, False, [True, True, False]),
        (None, 5, True, [True, False, False]),
        (5, 5, False, [False, True, False]),
        (4, 5, False, [True, True, False]),
        (None, None, False, [True, True, True]),
    ],
)
def test_bounds_are_met_or_passed(low: int | None, high: int | None, strict: bool, met: list[bool]):
    bounds = [None if one is None else Fraction(one) for one in (low, high)]
    condition = Condition("nilai", bounds[0], bounds[1], strict, "")
    assert [condition.met_by(Fraction(one)) for one in (4, 5, 6)] == met


def test_shares_of_one_are_up_to_one():
    assert are_shares([0, 1, -1, Fraction(1, 2)])
    assert not are_shares([0, Fraction(101, 100)])
    assert not are_shares([Fraction(-101, 100)])
    assert are_shares([])


def read(value: Any) -> tuple[Fraction, bool] | None:
    if value is None:
        return None
    return (Fraction(value.rstrip("%")), True) if isinstance(value, str) else (Fraction(value), False)


NAME = "Jumlah desa dengan nilai SKM di atas 90%"


@pytest.mark.parametrize(
    ("figures", "counted"),
    [
        ((95, 90, 80), (1, "nilai skm di atas 90%: 1/3", None, None)),
        ((Fraction(95, 100), Fraction(90, 100)), (1, "nilai skm di atas 90%: 1/2", Fraction(95, 100), None)),
        ((0, Fraction(95, 100)), (1, "nilai skm di atas 90%: 1/2", Fraction(95, 100), None)),
        ((0, 0), (0, "nilai skm di atas 90%: 0/2", None, None)),
        ((1, 1), (2, "nilai skm di atas 90%: 2/2", 1, None)),
        ((1, 92), (1, "nilai skm di atas 90%: 1/2", None, None)),
        ((Fraction(1, 2), 92), (1, "nilai skm di atas 90%: 1/2", None, Fraction(1, 2))),
        ((1, Fraction(1, 2), 92), (1, "nilai skm di atas 90%: 1/3", None, Fraction(1, 2))),
        (("95%", "80%"), (1, "nilai skm di atas 90%: 1/2", None, None)),
        (("95%", Fraction(1, 2)), (1, "nilai skm di atas 90%: 1/2", None, Fraction(1, 2))),
        ((-1, Fraction(1, 2)), (0, "nilai skm di atas 90%: 0/2", -1, None)),
    ],
)
def test_counting_what_is_compared_with_a_percentage(figures: tuple[Any, ...], counted: tuple[Any, ...]):
    assert count_matching(NAME, [{"Nilai SKM": one} for one in figures], read) == counted


def test_counting_without_a_percentage_knows_no_shares():
    rows = [{"indeks": Fraction(1, 2)}, {"indeks": 1}]
    assert count_matching("Jumlah desa dengan indeks di atas 0,7", rows, read) == (
        1,
        "indeks di atas 0,7: 1/2",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("name", "records", "reason", "columns"),
    [
        ("Jumlah desa", [{"nilai": 1, "skor": 2}, {"umur": 3}], "tanpa-syarat", ("nilai", "skor", "umur")),
        ("Jumlah desa dengan indeks minimal 5", [{"nilai": 1, 5: 2}], "kolom-tak-ada", ("nilai",)),
        ("Jumlah desa dengan nilai minimal 5", [{"nilai": 1, "Nilai ": 2}], "kolom-ganda", ("nilai", "Nilai ")),
        ("Jumlah desa dengan nilai minimal 5", [{"nilai": 1}, {"umur": 2}], "kolom-tak-ada", ("umur",)),
        ("Jumlah desa dengan nilai minimal 5", [{"nilai": 1}, {"nilai": None}], "baris-kosong", ("nilai",)),
    ],
)
def test_records_that_can_not_be_counted(
    name: str, records: list[dict[Any, Any]], reason: str, columns: tuple[str, ...]
):
    with pytest.raises(RecordFault) as fault:
        count_matching(name, records, read)
    assert (fault.value.reason, fault.value.columns, str(fault.value)) == (reason, columns, reason)


@pytest.mark.parametrize(
    ("attribute", "columns", "column"),
    [
        ("nilai survei kepuasan", ["unit", "Nilai survei"], "Nilai survei"),
        ("nilai survei kepuasan", ["nilai", "Nilai survei", "survei"], "Nilai survei"),
        ("nilai survei", ["survei", "Nilai  Survei"], "Nilai  Survei"),
        ("nilai survei", ["Nilai Survei", "nilai survei"], "Nilai Survei"),
        ("nilai survei", ["vei", "", "surveil"], None),
        ("anak berusia", ["usia"], "usia"),
        ("anak berusia", ["berusia", "usia"], "berusia"),
        ("nilai", [], None),
        ("a b c", ["a b", "b c"], "a b"),
    ],
)
def test_the_column_of_an_attribute(attribute: str, columns: list[str], column: str | None):
    assert column_of(attribute, columns) == column


class Table:
    columns = ("nilai",)

    def to_dict(self, orient: str) -> list[dict[str, int]]:
        assert orient == "records"
        return [{"nilai": 5}]


class Lazy:
    columns = ("nilai",)

    def iter_rows(self, *, named: bool) -> Any:
        assert named is True
        return iter([{"nilai": 7}])


class OnlyColumns:
    columns = ("nilai",)


@pytest.mark.parametrize(
    ("value", "records"),
    [
        ([{"nilai": 5}], [{"nilai": 5}]),
        (({"nilai": 5}, {"nilai": 6}), [{"nilai": 5}, {"nilai": 6}]),
        ([{"nilai": 5}, 6], None),
        ([6, {"nilai": 5}], None),
        ([], None),
        ("teks", None),
        ({"nilai": 5}, None),
        (5, None),
        (Table(), [{"nilai": 5}]),
        (Lazy(), [{"nilai": 7}]),
        (OnlyColumns(), None),
    ],
)
def test_tables_as_records(value: Any, records: list[Mapping[str, Any]] | None):
    assert as_records(value) == records


TOTAL = Operand("jumlah investasi", "Σ investasi", (0, 11), ("jumlah investasi",), "Σ investasi", True)


@pytest.mark.parametrize(
    ("data", "column"),
    [
        ({"investasi": [1, 3]}, [1, 3]),
        ({"Investasi": (1, 3)}, [1, 3]),
        ({"investasi": 5}, None),
        ({"investasi": "5"}, None),
        ({"investasi": {"a": 1}}, None),
        ({"investasi": [{"investasi": 1}, {"investasi": 3}]}, [1, 3]),
        ({"proyek": [{"investasi": 1}, {"investasi": 3}]}, [1, 3]),
        ({"lain": [{"x": 1}], "proyek": [{"investasi": 1}, {"x": 3}]}, [1, None]),
        ({"lain": 5, "proyek": [{"Investasi": 1}]}, [1]),
        ({"lain": [{"x": 1}]}, None),
        ({}, None),
    ],
)
def test_the_column_of_a_total(data: dict[str, Any], column: list[Any] | None):
    assert column_of_total(TOTAL, data) == column


def test_a_total_that_says_so_twice():
    total = Operand(
        "jumlah investasi", "Σ Jumlah investasi", (0, 18), ("jumlah investasi",), "Σ Jumlah investasi", True
    )
    assert column_of_total(total, {"investasi": [1, 3]}) == [1, 3]


@pytest.mark.parametrize("end", ["_i", "_j", "_k", "_n", "_ij"])
def test_the_column_of_a_total_with_an_index(end: str):
    total = Operand(f"jumlah x{end}", f"Σ x{end}", (0, 5), (f"jumlah x{end}",), f"Σ x{end}", True)
    assert column_of_total(total, {"x": [1, 3]}) == [1, 3]
    assert column_of_total(total, {f"x{end}": [2, 4], "x": [1, 3]}) == [2, 4]
    assert column_of_total(total, {"tabel": [{"x": 5}]}) == [5]
    assert column_of_total(total, {"y": [1, 3]}) is None


class Column(list[int]):
    def tolist(self) -> list[int]:
        return [one * 10 for one in self]


class Series(list[int]):
    def to_list(self) -> list[int]:
        return [one * 100 for one in self]


SUM = "Σ (`bobot` × `nilai`)"


@pytest.mark.parametrize(
    ("data", "value"),
    [
        ({"bobot": [1, 3], "nilai": (50, 70)}, 260),
        ({"bobot": [1, 3], "nilai": 50}, 200),
        ({"bobot": [1, 3], "nilai": "50"}, 200),
        ({"bobot": Column([1, 3]), "nilai": Series([1, 2])}, 7000),
        ({"bobot": [{"bobot": 1}, {"bobot": 3}], "nilai": [{"nilai": 50}, {"nilai": 70}]}, 260),
        ({"unsur": [{"bobot": 1, "nilai": 50}, {"bobot": 3, "nilai": 70}]}, 260),
        ({"satu": [{"bobot": 1}, {"bobot": 3}], "dua": [{"nilai": 50}, {"nilai": 70}]}, 260),
        ({"bobot": [1, 3], "dua": [{"nilai": 50, "bobot": 9}, {"nilai": 70, "bobot": 9}]}, 260),
        ({"lain": 5, "unsur": [{"bobot": 1, "nilai": 50}]}, 50),
        ({"bobot": [2], "nilai": [5]}, 10),
    ],
)
def test_sums_of_records(data: dict[str, Any], value: int):
    assert kf.evaluate(SUM, data).value == value


@pytest.mark.parametrize("end", ["_i", "_j", "_k", "_n", "_ij"])
def test_names_with_an_index_are_columns_without(end: str):
    text = f"Σ (`bobot{end}` × `nilai{end}`)"
    assert kf.evaluate(text, {"bobot": [1, 3], "nilai": [50, 70]}).value == 260
    assert kf.evaluate(text, {f"bobot{end}": [1, 3], "bobot": [9, 9], "nilai": [50, 70]}).value == 260
    beside = f"Σ (`bobot{end}` × `bobot`)"
    with pytest.raises(kf.MissingDataError) as missing:
        kf.evaluate(beside, {"bobot": [1, 3]})
    assert missing.value.missing == (f"bobot{end}",)


def test_how_many_records_there_were_is_told():
    [one] = kf.evaluate(SUM, {"bobot": [1, 3], "nilai": [50, 70]}).inputs
    assert one.written == "260 (2 baris)"
    [one] = kf.evaluate(SUM, {"bobot": [2], "nilai": [5]}).inputs
    assert one.written == "10"
    mean = kf.evaluate("rata-rata setiap (`nilai` / `bobot`)", {"bobot": [1, 2], "nilai": [5, 4]})
    assert (mean.value, mean.inputs[0].written) == (Fraction(7, 2), "3,5 (2 baris)")


def test_sums_of_percentages_are_percentages():
    result = kf.evaluate("Σ (`Persentase A` × 1)", {"Persentase A": [10, 20]})
    assert (result.value, result.unit) == (30, "%")


@pytest.mark.parametrize(
    ("data", "code", "values"),
    [
        ({"bobot": [1, 3], "nilai": [50]}, "KF347", {"name": "Σ (bobot × nilai)", "lengths": "bobot: 2, nilai: 1"}),
        ({"bobot": [], "nilai": []}, "KF348", {"name": "Σ (bobot × nilai)"}),
        ({"bobot": 1, "nilai": 5}, "KF348", {"name": "Σ (bobot × nilai)"}),
    ],
)
def test_columns_that_are_none(data: dict[str, Any], code: str, values: dict[str, str]):
    with pytest.raises(kf.InvalidDataError) as refused:
        kf.evaluate(SUM, data)
    [found] = refused.value.diagnostics
    assert (found.code, found.span, dict(found.values)) == (code, (0, len(SUM)), values)


def test_a_million_records_and_one():
    with pytest.raises(kf.LimitError) as refused:
        kf.evaluate("Σ (`nilai` × 1)", {"nilai": [1] * 1_000_001})
    [found] = refused.value.diagnostics
    assert (found.code, found.span, dict(found.values)) == ("KF005", (0, 15), {"limit": 1_000_000})


def test_single_figures_of_a_plain_sum_are_its_totals():
    assert kf.evaluate("Σ (`a` + `b`)", {"a": 1, "b": 5}).value == 6
    for text in ("Σ (`a` + `b` × 2)", "rata-rata setiap (`a` + `b`)"):
        with pytest.raises(kf.InvalidDataError) as refused:
            kf.evaluate(text, {"a": 1, "b": 5})
        assert refused.value.code == "KF348"


def test_findings_of_records_are_told_once():
    data = {"bobot": ["1.5", "1.5", "2"], "nilai": [1, 1, "10 (sebelas)"]}
    assert [one.code for one in kf.evaluate(SUM, data).diagnostics] == ["KF312", "KF313"]
    share = kf.evaluate("Σ (`Persentase A` × `nilai`)", {"Persentase A": [0.5, 40], "nilai": [1, 2]})
    assert [one.code for one in share.diagnostics] == ["KF309"]
    thousands = kf.evaluate(SUM, {"bobot": ["1,250", 1], "nilai": [1, 2]})
    assert [one.code for one in thousands.diagnostics] == ["KF318"]
    compared = kf.evaluate("Σ (jika `PBS` ≥ 80% maka 1; selain itu 0)", {"PBS": [0.9, 0.9, 90]})
    assert [(one.code, one.values["written"]) for one in compared.diagnostics] == [("KF346", "0,9"), ("KF346", "90")]
    people = kf.evaluate("Σ (`Jumlah pegawai` × 2)", {"Jumlah pegawai": [1, "2,5"]})
    assert [one.code for one in people.diagnostics] == ["KF319"]


@pytest.mark.parametrize("name", ["Jumlah siswa MIN 3", "Mata anggaran MAK 5", "Jumlah peserta peringkat tertinggi 3"])
def test_short_words_of_bounds_are_names_of_things(name: str) -> None:
    assert find_condition(name) is None
