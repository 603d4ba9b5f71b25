"""The door: what parse, evaluate and check hand out."""

from __future__ import annotations

import copy
import json
import pickle
from itertools import permutations

import pytest

import kinerja_formula as kf

RATIO = "Jumlah A / Jumlah B x 100%"
RICH = "Capaian = Jumlah A / hari kerja x l00% Catatan : hari kerja setahun 244 hari; target 2023 : 58%"
CELLS = [
    RATIO,
    RICH,
    "rata-rata dari nilai A, nilai B dan nilai C",
    r"\sqrt[3]{A} ^ 2 - 4.25 x B",
    "1000 orang, 7 – 8 bulan",
    "Terlaksananya musrenbang sebanyak 26 desa",
    "Jumlah dokumen 1. Renja 2. Renstra",
    "Σ pegawai / B x 100.000 penduduk Ket: B = Jumlah jiwa",
]


def test_a_formula_tells_what_it_read():
    formula = kf.parse(RICH, indikator="Kehadiran")
    assert (formula.text, formula.indikator, formula.kind) == (RICH, "Kehadiran", "rasio")
    assert formula.names == ("Jumlah A", "hari kerja")
    assert dict(formula.constants) == {"hari kerja": 244}
    assert [(one.value, one.unit) for one in formula.targets] == [(58, "%")]
    assert [one.code for one in formula.diagnostics] == ["KF123"]
    assert repr(formula) == "<Formula rasio 'Jumlah A / `hari kerja` × 100%'>"


def test_names_once_in_order_as_written():
    assert kf.parse("(Jumlah  B - jml A) / jumlah\nb").names == ("Jumlah B", "jml A")
    assert kf.parse("Jumlah dokumen 1. Renja 2. Renstra").names == ("Renja", "Renstra")
    assert kf.parse("Sesuai perintah").names == ("Sesuai perintah",)
    assert kf.parse("12 laporan").names == ()


@pytest.mark.parametrize(
    ("text", "unit"),
    [(RATIO, "%"), ("Jumlah A / Jumlah B x 1.000", "per 1000"), ("Jumlah A / Jumlah B", None)],
)
def test_unit(text: str, unit: str | None):
    assert kf.parse(text).unit == unit


@pytest.mark.parametrize(
    "text",
    ["Jumlah A ---- x 100% Jumlah B", "(JML a : jumlah  b) × 100 %", r"\frac{Jumlah A}{Jumlah B} \times 100\%"],
)
def test_equal_by_meaning(text: str):
    one, other = kf.parse(RATIO), kf.parse(text)
    assert one == other and hash(one) == hash(other) and len({one, other}) == 1


@pytest.mark.parametrize(
    "text",
    ["Jumlah B / Jumlah A x 100%", "Jumlah A / Jumlah B x 100", "Jumlah A / Jumlah B", "Jumlah A x 100% / Jumlah B"],
)
def test_not_equal(text: str):
    assert kf.parse(RATIO) != kf.parse(text)
    assert kf.parse(RATIO) != RATIO


@pytest.mark.parametrize("field", [*kf.Formula.__slots__, "new"])
def test_immutable(field: str):
    formula = kf.parse(RATIO)
    with pytest.raises(AttributeError, match="immutable"):
        setattr(formula, field, None)


@pytest.mark.parametrize("text", CELLS)
def test_every_part_survives_pickle_copy_and_json(text: str):
    formula = kf.parse(text, indikator="Persentase A")
    data = formula.to_json()
    for again in (
        pickle.loads(pickle.dumps(formula)),
        copy.deepcopy(formula),
        kf.Formula.from_json(json.loads(json.dumps(data))),
    ):
        assert again == formula
        assert again.to_json() == data
        assert (again.names, again.unit, again.percent_wanted) == (formula.names, formula.unit, formula.percent_wanted)
        assert dict(again.constants) == dict(formula.constants)


@pytest.mark.parametrize("text", CELLS)
def test_the_canonical_line_reads_back(text: str):
    formula = kf.parse(text)
    assert kf.parse(formula.to_text()) == formula


DATA = kf.parse(RICH).to_json()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (None, "schema"),
        ([], "schema"),
        ({}, "schema"),
        ({**DATA, "schema": "kinerja-formula/tree/3"}, "schema"),
        ({**DATA, "text": None}, "text"),
        ({**DATA, "kind": "ratio"}, "kind"),
        ({**DATA, "kind": None}, "kind"),
        ({**DATA, "indikator": 3}, "indikator"),
        ({**DATA, "tree": None}, "node"),
        ({**DATA, "tree": {**DATA["tree"], "span": "0-8"}}, "span"),
        ({**DATA, "targets": {}}, "targets"),
        ({**DATA, "targets": [DATA["tree"]]}, "targets"),
        ({**DATA, "targets": [None]}, "node"),
        ({**DATA, "constants": {"hari kerja": "banyak"}}, "constants"),
        ({**DATA, "constants": {"hari kerja": "1/0"}}, "constants"),
    ],
)
def test_broken_json_names_its_field(data: object, field: str):
    with pytest.raises(kf.FormulaSyntaxError) as caught:
        kf.Formula.from_json(data)  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.diagnostics[0].values["field"]) == ("KF008", field)


@pytest.mark.parametrize(
    "broken",
    [
        {"constants": []},
        {"diagnostics": 5},
        {"diagnostics": [{}]},
        {"diagnostics": [{**DATA["diagnostics"][0], "code": "KF999"}]},
        {"diagnostics": [{**DATA["diagnostics"][0], "span": [1]}]},
        {"diagnostics": [{**DATA["diagnostics"][0], "values": None}]},
    ],
)
def test_broken_json_beside_the_tree(broken: dict[str, object]):
    with pytest.raises(kf.FormulaSyntaxError) as caught:
        kf.Formula.from_json({**DATA, **broken})
    assert caught.value.code == "KF008"


@pytest.mark.parametrize("field", ["indikator", "percent_wanted", "targets", "constants", "diagnostics"])
def test_json_needs_no_more_than_text_kind_and_tree(field: str):
    assert kf.Formula.from_json({key: value for key, value in DATA.items() if key != field}) == kf.parse(RICH)


def test_evaluate_takes_a_text_or_a_formula():
    data = {"Jumlah A": 18, "Jumlah B": 20, "lain": "?"}
    for formula in (RATIO, kf.parse(RATIO)):
        assert kf.evaluate(formula, data).value == 90


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_value_does_not_depend_on_the_order_of_calls(order: tuple[int, ...]):
    text = "Jumlah surat / dokumen x 100%"
    calls = [
        ({"Jumlah surat / dokumen": 5}, 500),
        ({"Jumlah surat": 4, "dokumen": 2}, 200),
        ({"Jumlah surat": 1, "dokumen": 2, "Jumlah surat / dokumen": 7}, 700),
    ]
    for place in (*order, *order):
        data, value = calls[place]
        assert kf.evaluate(text, data).value == value


def test_check_gives_findings_and_never_raises_for_a_text():
    assert kf.check(RATIO) == ()
    assert [one.slug for one in kf.check("Jumlah A x 100%")] == ["tanpa-penyebut"]
    assert [one.slug for one in kf.check("Jumlah A / x 100%")] == ["operan-hilang"]
    assert [one.slug for one in kf.check("")] == ["teks-kosong"]
    assert kf.check(kf.parse("Jumlah A x 100%")) == kf.check("Jumlah A x 100%")
    assert kf.check("Realisasi kegiatan / rapat")[0].slug == "bacaan-ganda"


def test_a_number_of_hundred_is_percent_unless_the_indicator_counts_per_hundred():
    data = {"Jumlah A": 1, "Jumlah B": 4}
    assert kf.parse("Jumlah A / Jumlah B x 100").evaluate(data).unit == "%"
    assert kf.parse("Jumlah A / Jumlah B x 100", indikator="Kasus per 100 orang").evaluate(data).unit is None


@pytest.mark.parametrize(
    ("text", "indikator", "measures"),
    [
        ("Penduduk miskin / Penduduk x 100%", None, (None, ("Penduduk miskin", "Penduduk"))),
        (
            "Penduduk miskin / Penduduk x 100%",
            "Skor kantor",
            ("Skor kantor", ("Penduduk miskin", "Penduduk")),
        ),
        ("Jumlah surat masuk", None, ("Jumlah surat masuk", None)),
        ("Jumlah surat masuk", "Skor kantor", ("Skor kantor", None)),
        ("Jumlah surat masuk + Jumlah surat keluar", "Skor kantor", ("Skor kantor", None)),
    ],
)
def test_what_a_formula_measures(
    text: str, indikator: str | None, measures: tuple[str | None, tuple[str, str] | None]
) -> None:
    assert kf.parse(text, indikator=indikator)._measures == measures
