"""Capaian, roll-ups and assessed results as objects: plain data there and back, shown, compared, kept."""

from __future__ import annotations

import copy
import json
import pickle
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import kinerja_formula as kf
from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.nodes import Quantity
from kinerja_formula.penilaian.arah import Arah, read_arah, told_by_words
from kinerja_formula.penilaian.assessed_result import assessed, recorded, stated_target
from kinerja_formula.penilaian.capaian_model import REASONS, Capaian
from kinerja_formula.penilaian.places import places_of
from kinerja_formula.penilaian.registry import aturan_in_use
from kinerja_formula.penilaian.roll_ups import REASONS as REASONS_OF_ROLL_UPS
from kinerja_formula.penilaian.roll_ups import RekapCapaian
from kinerja_formula.penilaian.rule_set import Asal
from kinerja_formula.penilaian.steps import CapaianStep

FORM = "kinerja-formula/capaian/1"
SOURCE = {"sumber": "LKjIP Maluku Tengah 2021, hlm. III.2; SK LAN 239/IX/6/8/2003", "kepercayaan": "terbaca"}
KINDS = [
    kf.capaian("18 orang", "20 orang", arah="naik"),
    kf.capaian(5, 0),
    kf.capaian("6,5 bulan", "7 – 8 bulan", arah="turun", aturan="permenpan-8-2021"),
    kf.capaian("90 menit", "2", satuan="jam"),
    kf.capaian("1 Februari 2024", "31 Januari 2024"),
    kf.capaian(4, 3, aturan="bps"),
    kf.capaian(None, "maksimal 5"),
]


def test_a_capaian_is_plain_data():
    stated = {"kind": "angka", "upper": None, "unit": "orang", "comparison": None, "reason": None}
    assert KINDS[0].to_json() == {
        "schema": FORM,
        "value": "90",
        "text": "90,00%",
        "nilai": None,
        "predikat": "Tinggi",
        "warna": "hijau",
        "aturan": "lkjip",
        "arah": {"arah": "naik", "asal": "diberikan", "word": ""},
        "realisasi": {**stated, "written": "18 orang", "value": "18"},
        "target": {**stated, "written": "20 orang", "value": "20"},
        "reason": None,
        "konvensi": {},
        "steps": [
            {
                "kind": "aturan",
                "id": "lkjip",
                "nama": "LKjIP menurut pedoman LAN (kebiasaan laporan kinerja)",
                **SOURCE,
            },
            {"kind": "arah", "arah": "naik", "asal": "diberikan", "word": ""},
            {"kind": "target", "written": "20 orang", "figure": "20 orang"},
            {"kind": "realisasi", "written": "18 orang", "figure": "18 orang"},
            {
                "kind": "fungsi",
                "nama": "makin tinggi realisasi, makin baik",
                "id": "UP",
                "rumus": "Realisasi / Target × 100%",
                "figures": "18 / 20 × 100%",
                "value": "90",
                **SOURCE,
            },
            {
                "kind": "pita",
                "predikat": "Tinggi",
                "band": "76% – 90%",
                "dari": "capaian",
                "sumber": "Permendagri 86/2017 (sebelumnya Permendagri 54/2010, tabel T-C.1); titik potong dan sebutan "
                "menurut kode dasbor publik yang mengutipnya",
                "kepercayaan": "terbaca",
            },
        ],
        "diagnostics": [],
    }


def test_conventions_and_findings_are_in_the_data():
    data = KINDS[1].to_json()
    assert (data["value"], data["text"], data["reason"]) == (None, "–", "target-nol")
    assert (data["konvensi"]["bps"], data["konvensi"]["banjarnegara"]) == ("120", None)
    assert data["steps"][-1] == {"kind": "tanpa-nilai", "reason": "target-nol"}
    assert [one["code"] for one in data["diagnostics"]] == ["KF326"]
    assert KINDS[2].to_json()["target"]["upper"] == "8"
    assert KINDS[2].to_json()["nilai"] == "350/3"


@pytest.mark.parametrize("found", KINDS)
def test_data_is_read_back(found: Capaian):
    again = Capaian.from_json(json.loads(json.dumps(found.to_json())))
    assert again == found
    assert again.to_json() == found.to_json()
    assert again.explain() == found.explain()
    assert [step.asal for step in again.steps] == [step.asal for step in found.steps]


OTHERS: dict[str, tuple[Any, ...]] = {
    "schema": (5, "x", None),
    "value": (5, "x", "1/0", [5], {"a": 1}),
    "text": (5, None, [5]),
    "nilai": (5, "x", "1/0", [5]),
    "predikat": (5, [5]),
    "warna": (5, [5]),
    "aturan": (5, None, [5]),
    "arah": (5, "x", None, [5], {"a": 1}),
    "realisasi": (5, "x", None, [5], {"a": 1}),
    "target": (5, "x", None, [5], {"a": 1}),
    "reason": (5, "x", [5]),
    "konvensi": (5, "x", None, [5]),
    "steps": (5, "x", None, [5], {"a": 1}),
    "diagnostics": (5, "x", None, [5], {"a": 1}),
}


@pytest.mark.parametrize("field", list(OTHERS))
def test_data_of_another_form(field: str):
    data = KINDS[0].to_json()
    assert set(data) == set(OTHERS)
    cases = [
        {name: one for name, one in data.items() if name != field},
        *[{**data, field: one} for one in OTHERS[field]],
    ]
    for case in cases:
        with pytest.raises(kf.InvalidDataError) as refused:
            Capaian.from_json(case)
        [found] = refused.value.diagnostics
        told = dict(found.values)
        assert (found.code, told["expected"]) == ("KF404", FORM)
        inside = case.get(field) == {"a": 1} and field in ("realisasi", "target")
        assert told["field"] == ("kind" if inside else "capaian" if case.get(field) == "1/0" else field)


def test_a_capaian_shows_itself():
    found = KINDS[0]
    assert (str(found), f"{found:.1}", f"{found:.x}", f"{found:5}") == ("90,00%", "90,0%", "90,00%", "90,00%")
    assert repr(found) == "<Capaian 90,00% lkjip>"
    assert repr(KINDS[1]) == "<Capaian – lkjip (target-nol)>"
    bundle = found._repr_mimebundle_()
    assert "90,00%" in bundle["text/plain"]
    assert found._repr_html_() == bundle["text/html"]
    assert found._repr_latex_() == bundle.get("text/latex")

    class Printer:
        said = ""

        def text(self, text: str) -> None:
            self.said += text

    printer = Printer()
    found._repr_pretty_(printer, cycle=False)
    assert printer.said == bundle["text/plain"]


def test_a_capaian_is_immutable_and_comparable():
    found, same = KINDS[0], kf.capaian("18 orang", "20 orang", arah="naik")
    assert found == same
    assert hash(found) == hash(same)
    assert found != KINDS[1]
    assert found != found.to_json()
    assert found.with_parts(predikat="Lain") != found
    assert found.with_parts(predikat="Lain").predikat == "Lain"
    assert pickle.loads(pickle.dumps(found)) == copy.deepcopy(found) == found
    for field in ("value", "predikat", "_parts"):
        with pytest.raises(AttributeError, match=r"^Capaian is immutable$"):
            setattr(found, field, None)


def test_what_is_known_later_is_made_once():
    made = []

    def make() -> Capaian:
        made.append(1)
        return KINDS[2]

    value = KINDS[2].value
    assert value is not None
    later = Capaian.later(value, make)
    assert (later.value, made) == (value, [])
    names = ("nilai", "predikat", "aturan", "steps", "arah", "realisasi", "target", "reason", "warna", "diagnostics")
    for name in names:
        assert getattr(later, name) == getattr(KINDS[2], name)
    assert made == [1]
    assert later == KINDS[2]
    assert later.konvensi == ()


def test_every_reason_is_known():
    assert {
        *("realisasi-kosong", "realisasi-nihil", "realisasi-nol", "target-kosong", "target-nihil", "target-nol"),
        *("keduanya-nol", "bukan-angka", "peringkat", "tak-sebanding", "arah-tak-diatur"),
    } == REASONS
    assert {
        *("rekap-kosong", "rekap-berlubang", "akar-negatif", "terlalu-panjang"),
        *("kosong-lewati", "kosong-nol", "kosong-tanpa-nilai"),
    } == REASONS_OF_ROLL_UPS


def test_reasons_that_are_given_are_known():
    """Every reason and every way with gaps that can be met, and that each of them has its words."""
    given = {
        kf.roll_up([]).reason,
        kf.roll_up([1, None], kosong="tanpa-nilai").reason,
        kf.roll_up([1, -1], cara="geometrik").reason,
        *[
            str(one.values["reason"])
            for kosong in ("lewati", "nol", "tanpa-nilai")
            for one in kf.roll_up([1, None], kosong=kosong).diagnostics
        ],
    }
    assert given | {"terlalu-panjang"} == REASONS_OF_ROLL_UPS
    for reason in REASONS_OF_ROLL_UPS:
        found = kf.roll_up([1, None])
        [gap] = [Diagnostic(one.rule, one.span, (), **{**one.values, "reason": reason}) for one in found.diagnostics]
        assert gap.message_in("id")
        assert gap.message_in("en")
    capaian = {
        kf.capaian(one, other).reason
        for one in (None, "nihil", 0, 5, "ada", "WDP")
        for other in (None, "nihil", 0, 5, "WTP")
    }
    assert capaian - {None} == REASONS - {"realisasi-nol", "bukan-angka", "arah-tak-diatur"}
    assert kf.capaian(0, 10, arah="turun", aturan="wp-sipd").reason == "realisasi-nol"
    assert kf.capaian(5, 10, arah="turun", aturan="bps").reason == "arah-tak-diatur"


def test_a_step_is_plain_data():
    step = CapaianStep("batas", {"end": "atas", "limit": Fraction(1, 3), "value": Fraction(2)}, Asal("a", "cacat"))
    data = step.to_json()
    assert data == {"kind": "batas", "end": "atas", "limit": "1/3", "value": "2", "sumber": "a", "kepercayaan": "cacat"}
    assert CapaianStep.from_json(data) == step
    part = CapaianStep("bagian", {"nama": "2", "value": None, "weight": Fraction(1, 2)}, None)
    assert part.to_json() == {"kind": "bagian", "nama": "2", "value": None, "weight": "1/2"}
    assert CapaianStep.from_json(part.to_json()) == part
    assert hash(step) == hash(step._replace(values={})) != hash(part)


# Roll-ups

ROLL_UPS = [
    kf.roll_up({"A": 90, "B": None, "C": Fraction(100, 3)}),
    kf.roll_up([90, 100], cara="geometrik"),
    kf.roll_up([80, 90], bobot=["60%", "40%"]),
    kf.roll_up([None]),
]


def test_a_roll_up_is_plain_data():
    data = ROLL_UPS[0].to_json()
    assert {name: one for name, one in data.items() if name not in ("steps", "diagnostics")} == {
        "schema": "kinerja-formula/rekap/1",
        "value": "185/3",
        "cara": "rata-rata",
        "names": ["A", "B", "C"],
        "parts": ["90", None, "100/3"],
        "weights": ["1/3", "1/3", "1/3"],
        "predikat": "Rendah",
        "warna": "jingga",
        "exact": True,
        "reason": None,
        "text": "61,67%",
    }
    assert data["steps"][1] == {"kind": "bagian", "nama": "B", "value": None, "weight": None}
    assert data["steps"][-1] == {"kind": "rekap", "cara": "rata-rata", "count": 3}
    assert [one["code"] for one in data["diagnostics"]] == ["KF336"]
    assert ROLL_UPS[3].to_json()["value"] is None


@pytest.mark.parametrize("found", ROLL_UPS)
def test_data_of_a_roll_up_is_read_back(found: RekapCapaian):
    again = RekapCapaian.from_json(json.loads(json.dumps(found.to_json())))
    assert again == found
    assert again.to_json() == found.to_json()
    assert again.explain(language="en") == found.explain(language="en")


@pytest.mark.parametrize(
    "field",
    ["schema", "value", "cara", "names", "parts", "weights", "exact", "steps", "diagnostics", "predikat", "warna"],
)
def test_data_of_another_form_is_no_roll_up(field: str):
    data = ROLL_UPS[0].to_json()
    for case in ({name: one for name, one in data.items() if name != field}, {**data, field: 5}):
        with pytest.raises(kf.InvalidDataError) as refused:
            RekapCapaian.from_json(case)
        [found] = refused.value.diagnostics
        assert (found.code, found.values["field"]) == ("KF404", field)
        assert found.values["expected"] == "kinerja-formula/rekap/1"


def test_a_roll_up_shows_itself():
    assert repr(ROLL_UPS[0]) == "<RekapCapaian 61,67% rata-rata (Rendah)>"
    assert repr(ROLL_UPS[3]) == "<RekapCapaian – rata-rata (rekap-kosong)>"
    assert repr(kf.roll_up([90], aturan="bps")) == "<RekapCapaian 90,00% rata-rata>"
    bundle = ROLL_UPS[0]._repr_mimebundle_()
    assert "61,67%" in bundle["text/plain"]
    assert ROLL_UPS[0]._repr_html_() == bundle["text/html"]
    assert ROLL_UPS[0]._repr_latex_() == bundle.get("text/latex")


ROWS = [
    (("CAMAT", "S1"), kf.capaian(9, 10)),
    (("CAMAT", "S1"), kf.capaian(7, 10)),
    (("CAMAT", "S2"), kf.capaian(5, 10)),
    (("LURAH", "S3"), None),
]


def test_levels_are_plain_data():
    whole = kf.roll_up_levels(ROWS, nama="Kecamatan")
    data = whole.to_json()
    assert list(data) == ["nama", "rekap", "bagian"]
    assert (data["nama"], data["rekap"]["text"]) == ("Kecamatan", "65,00%")
    assert data["rekap"]["names"] == ["CAMAT", "LURAH"]
    assert [one["nama"] for one in data["bagian"]] == ["CAMAT", "LURAH"]
    assert [one["nama"] for one in data["bagian"][0]["bagian"]] == ["S1", "S2"]
    assert data["bagian"][0]["bagian"][0]["rekap"]["names"] == ["1", "2"]
    assert data["bagian"][0]["bagian"][0]["bagian"] == []
    camat = whole.bagian[0].rekap
    assert camat.names == ("S1", "S2")
    assert camat.explain(language="id").splitlines() == [
        "Bagian : S1: 80%",
        "Bagian : S2: 50%",
        "Rekap  : rata-rata dari 2 bagian",
        "Capaian: 65,00%",
    ]
    assert kf.roll_up_levels([]).rekap.reason == "rekap-kosong"
    assert kf.roll_up_levels([]).nama == ""


def test_rows_beside_levels_are_parts_of_their_own():
    whole = kf.roll_up_levels([((), 90), (("A",), 70), (("A",), 50), ((), 30)])
    assert whole.rekap.names == ("1", "2", "A")
    assert whole.rekap.parts == (90, 30, 60)
    assert whole.rekap.value == 60


def test_weights_go_up_through_the_levels():
    half = Fraction(1, 2)
    rows = [(("A", "x"), 80, half), (("A", "y"), 60, half / 2), (("A", "y"), 100, half / 2), (("B",), 40, 1)]
    whole = kf.roll_up_levels([(path, part, Fraction(weight)) for path, part, weight in rows])
    assert (whole.rekap.cara, whole.rekap.weights, whole.rekap.value) == ("tertimbang", (half, half), 60)
    below = whole.bagian[0]
    assert (below.rekap.weights, below.rekap.value) == ((half, half), 80)
    assert below.bagian[1].rekap.weights == (half, half)
    mean = kf.roll_up_levels([(path, part, Fraction(weight)) for path, part, weight in rows], cara="rata-rata")
    assert (mean.rekap.cara, mean.rekap.weights) == ("rata-rata", (half, half))
    some = kf.roll_up_levels([(("A",), 80, half), (("A",), 60, None)])
    assert (some.rekap.cara, some.rekap.value) == ("rata-rata", 70)


def test_rows_of_no_weight_share_their_level():
    rows = [(("A", "x"), 80, Fraction(0)), (("A", "x"), 60, Fraction(0)), (("A", "y"), 100, Fraction(1))]
    whole = kf.roll_up_levels(rows)
    assert whole.bagian[0].bagian[0].rekap.weights == (Fraction(1, 2), Fraction(1, 2))
    assert (whole.bagian[0].rekap.weights, whole.rekap.value) == ((0, 1), 100)


@pytest.mark.parametrize(
    ("weights", "given", "reason"),
    [
        ((Fraction(1, 2), Fraction(1, 4)), "1/2; 1/4", "bobot-bukan-seratus"),
        ((Fraction(3, 2), Fraction(-1, 2)), "3/2; -1/2", "bobot-negatif"),
    ],
)
def test_weights_of_a_level_are_a_hundred_percent(weights: tuple[Fraction, ...], given: str, reason: str):
    for path in ((), ("A",), ("A", "x")):
        with pytest.raises(kf.InvalidDataError) as refused:
            kf.roll_up_levels([(path, 80, weight) for weight in weights])
        assert dict(refused.value.diagnostics[0].values) == {"given": given, "reason": reason}


def test_levels_take_the_arguments_of_a_roll_up():
    whole = kf.roll_up_levels(
        [(("A",), 90), (("A",), 160), (("B",), None)], cara="geometrik", kosong="nol", aturan="bps"
    )
    assert (whole.rekap.cara, whole.bagian[0].rekap.value, whole.bagian[1].rekap.value) == ("geometrik", 120, 0)
    assert whole.rekap.predikat is None


def test_places_are_shared():
    values = [None if one is None else Fraction(one) for one in (9, 9, 8, 8, 8, 1, None, None)]
    assert places_of(values) == (1, 1, 3, 3, 3, 6, None, None)
    assert places_of([]) == ()


# Results with their capaian

RATIO = "Jumlah hadir / Jumlah undangan x 100%"
DATA = {"Jumlah hadir": 18, "Jumlah undangan": 20}


def test_a_result_with_its_capaian():
    plain, result = kf.evaluate(RATIO, DATA), kf.evaluate(RATIO, DATA, target="94%", arah="naik")
    assert isinstance(result, kf.AssessedResult)
    assert result.explain(language="id") == f"{plain.explain(language='id')}\n\n{result.capaian.explain(language='id')}"
    html = result.explain(format="html", language="en")
    assert (
        html
        == f"{plain.explain(format='html', language='en')}\n\n{result.capaian.explain(format='html', language='en')}"
    )
    assert result.to_json() == {**plain.to_json(), "capaian": result.capaian.to_json()}
    assert result.trace() == {**plain.trace(), "capaian": result.capaian.to_json()}
    assert result == kf.evaluate(RATIO, DATA, target="94%", arah="naik")
    assert result != kf.evaluate(RATIO, DATA, target="95%", arah="naik")
    assert result != plain
    assert hash(result) == hash(plain)
    assert pickle.loads(pickle.dumps(result)) == result
    again = recorded(plain, result.capaian.to_json())
    assert (again, again.capaian) == (result, result.capaian)


def test_findings_of_the_capaian_are_those_of_the_result():
    data = {"Jumlah pegawai hadir": 21, "Jumlah pegawai": 20}
    result = kf.evaluate("Jumlah pegawai hadir / Jumlah pegawai x 100%", data, target="0,94", arah="naik")
    assert [one.code for one in result.diagnostics] == ["KF310", "KF332"]


@pytest.mark.parametrize("target", ["94%", 94, 94.5, "maksimal 100", "80 - 90", "20", "ada", ""])
@pytest.mark.parametrize("aturan", [None, "bps", "permenpan-8-2021"])
def test_a_target_that_was_seen_is_assessed_alike(target: Any, aturan: str | None):
    keywords: dict[str, Any] = {"aturan": aturan, "indikator": "Angka kemiskinan"}
    for hadir in (18, 0, 25, 19, 7):
        result = kf.evaluate(RATIO, {**DATA, "Jumlah hadir": hadir})
        first, again = (assessed(result, target, **keywords).capaian for _ in range(2))
        assert first.value == again.value
        assert first.to_json() == again.to_json() == kf.capaian(result, target, **keywords).to_json()


def test_another_rule_set_of_the_same_name_is_not_taken_for_the_first(tmp_path: Path):
    own = tmp_path / "lkjip.toml"
    head = 'nama = "A"\nsumber = "B"\nkepercayaan = "terbaca"\n[fungsi]\nnaik = "UP"\n'
    own.write_text(f'{head}[batas]\natas = "50%"\n', encoding="utf-8")
    assert kf.evaluate(RATIO, DATA, target="94%", arah="naik").capaian.value == Fraction(9000, 94)
    kf.use_aturan(own)
    try:
        for _ in range(2):
            assert kf.evaluate(RATIO, DATA, target="94%", arah="naik").capaian.value == 50
    finally:
        kf.use_aturan()
    assert kf.evaluate(RATIO, DATA, target="94%", arah="naik").capaian.value == Fraction(9000, 94)


def test_a_result_is_assessed_by_hand():
    result = kf.evaluate("Anggaran", {"Anggaran": "Rp 900 juta"})
    assert assessed(result, "1500", satuan="juta rupiah").capaian.value == 60
    assert assessed(result, None).capaian.reason == "tanpa-target"
    stated = kf.parse("Terlaksananya pembinaan sebanyak 26 desa").targets
    [one] = [stated_target(target) for target in stated]
    assert (one.kind, one.value, one.unit) == ("angka", 26, "desa")
    spread = Quantity("%", Fraction(90), Fraction(80), (0, 0))
    assert tuple(stated_target(spread))[:5] == ("rentang", "", 80, 90, "%")
    met = assessed(kf.evaluate("Nilai", {"Nilai": 112}), 100, aturan="pp-30-2019", syarat=["ide baru"])
    assert met.capaian.predikat == "Sangat Baik"


# Directions, rule sets


@pytest.mark.parametrize("text", ["naik/turun", "tren", "", "x" * 90, 5, None])
def test_what_is_no_direction_is_told(text: Any):
    with pytest.raises(kf.InvalidDataError) as refused:
        read_arah(text)
    [found] = refused.value.diagnostics
    assert (found.code, found.span) == ("KF316", (0, 0))
    assert dict(found.values) == {"arah": str(text)[:80], "choices": ("naik", "turun", "rentang")}


@pytest.mark.parametrize(
    ("indikator", "arah", "word"),
    [
        ("Persentase jalan rusak", "turun", "rusak"),
        ("Persentase korban yang dievakuasi", "naik", "dievakuasi"),
        ("Persentase temuan yang belum ditindaklanjuti", "turun", "belum ditindaklanjuti"),
        ("Persentase temuan yang ditindaklanjuti", "naik", "ditindaklanjuti"),
        ("Rasio jenis kelamin", "", ""),
        ("Angka Kemiskinan", "turun", "kemiskinan"),
        ("Persentase penurunan angka kemiskinan", "naik", "penurunan"),
        ("Jumlah kasus kekerasan terhadap perempuan", "turun", "kasus kekerasan"),
        ("Rata-rata waktu tunggu pelayanan", "turun", "waktu tunggu"),
        ("Persentase arsip yang tidak ditata", "turun", "tidak ditata"),
        ("Persentase siswa tidak miskin", "naik", "miskin"),
        ("Persentase pegawai tidak disiplin", "turun", "tidak disiplin"),
        ("Rata-rata lama penyelesaian perkara", "turun", "lama penyelesaian"),
        ("Lama penyelesaian perkara", "turun", "lama penyelesaian"),
        ("", "", ""),
    ],
)
def test_what_the_words_of_an_indicator_tell(indikator: str, arah: str, word: str):
    assert told_by_words(indikator) == (arah, word)
    assert told_by_words(indikator.upper()) == (arah, word)


def test_a_direction_knows_where_it_is_from():
    assert kf.capaian(9, 10, arah="tren negatif").arah == Arah("turun", "diberikan", "")
    assert kf.capaian(9, 10, indikator="Angka Kemiskinan").arah == Arah("turun", "kata", "kemiskinan")
    assert kf.capaian(3, "maksimal 5").arah == Arah("turun", "target", "maksimal 5")
    assert kf.capaian(3, 5).arah == Arah("naik", "bawaan", "")


def test_an_unknown_rule_set_is_told_with_the_nearest():
    with pytest.raises(kf.InvalidDataError) as refused:
        aturan_in_use("permempan-8-2021")
    [found] = refused.value.diagnostics
    assert (found.code, found.span, found.values["name"]) == ("KF315", (0, 0), "permempan-8-2021")
    assert found.values["suggestions"] == ("permenpan-8-2021",)
    for name in ("x" * 99, 5):
        with pytest.raises(kf.InvalidDataError) as refused:
            aturan_in_use(name)  # type: ignore[arg-type]
        told = refused.value.diagnostics[0].values
        assert (told["name"], told["suggestions"]) == (str(name)[:80], tuple(one.id for one in kf.aturan()))


def test_rule_sets_are_found():
    rule = kf.aturan("bps")
    assert aturan_in_use(rule) is aturan_in_use("bps") is rule
    assert aturan_in_use(None).id == "lkjip"
    rules = kf.aturan()
    assert [one.id for one in rules] == sorted(one.id for one in rules)
    assert len({one.id for one in rules}) == len(rules)
    assert repr(type(rules)()) == "()"


def test_the_years_of_a_rule_set():
    rule = kf.aturan("permenpan-8-2021")
    assert [rule.in_force(year) for year in (2020, 2021, 2022, 2023)] == [False, True, True, False]
    always = rule._replace(berlaku=None, berakhir=None)
    assert always.in_force(1)
    assert [rule._replace(berlaku=None).in_force(year) for year in (1, 2023)] == [True, False]


def test_bad_rule_sets_change_nothing(tmp_path: Path):
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    head = 'nama = "A"\nsumber = "B"\nkepercayaan = "terbaca"\n'
    good.write_text(f'{head}[fungsi]\nnaik = "UP"\n', encoding="utf-8")
    bad.write_text(head, encoding="utf-8")
    before = [one.id for one in kf.aturan()]
    with pytest.raises(kf.InvalidDataError, match=r"bad\.toml"):
        kf.use_aturan(good, bad)
    assert [one.id for one in kf.aturan()] == before
    kf.use_aturan(good)
    try:
        assert {one.id for one in kf.aturan()} == {*before, "good"}
        assert kf.aturan("good").nama == "A"
    finally:
        kf.use_aturan()
    assert [one.id for one in kf.aturan()] == before


STATED = KINDS[0].to_json()["realisasi"]


@pytest.mark.parametrize(
    ("changed", "field", "value"),
    [
        ({"steps": [{}]}, "kind", "None"),
        ({"steps": [{"kind": 5}]}, "kind", "5"),
        ({"steps": [{"kind": "x"}]}, "kind", "'x'"),
        ({"diagnostics": [{}]}, "code", "None"),
        ({"diagnostics": [{"code": "KF326"}]}, "slug", "None"),
        *[
            ({"realisasi": {name: one for name, one in STATED.items() if name != left}}, left, "None")
            for left in STATED
        ],
        ({"target": {**STATED, "value": "1/0"}}, "capaian", "'1/0'"),
        ({"target": {**STATED, "value": "x"}}, "value", "'x'"),
        ({"target": {**STATED, "x": 1}}, "capaian", None),
        ({"arah": {"arah": "naik"}}, "asal", "None"),
        ({"arah": {"arah": "naik", "asal": "x", "word": ""}}, "asal", "'x'"),
        ({"value": "1/0"}, "capaian", "'1/0'"),
    ],
)
def test_data_of_another_form_within(changed: dict[str, Any], field: str, value: str | None):
    with pytest.raises(kf.InvalidDataError) as refused:
        Capaian.from_json({**KINDS[0].to_json(), **changed})
    [found] = refused.value.diagnostics
    told = found.values
    assert (found.code, told["field"], told["expected"]) == ("KF404", field, FORM)
    assert value is None or told["value"] == value


@pytest.mark.parametrize(
    ("changed", "field", "value"),
    [
        ({"value": "1/0"}, "rekap", "'1/0'"),
        ({"parts": ["1/0"]}, "rekap", "'1/0'"),
        ({"parts": ["x"]}, "parts", "'x'"),
        ({"weights": ["1/0"]}, "rekap", "'1/0'"),
        ({"names": [5]}, "names", "5"),
        ({"steps": [{}]}, "kind", "None"),
    ],
)
def test_data_of_another_form_within_a_roll_up(changed: dict[str, Any], field: str, value: str):
    with pytest.raises(kf.InvalidDataError) as refused:
        RekapCapaian.from_json({**ROLL_UPS[0].to_json(), **changed})
    told = refused.value.diagnostics[0].values
    assert (told["field"], told["value"], told["expected"]) == (field, value, "kinerja-formula/rekap/1")


@pytest.mark.parametrize("target", [[5], {"a": 5}, {5}, b"5", object()])
def test_a_target_of_another_type_is_refused(target: Any):
    result = kf.evaluate(RATIO, DATA)
    for _ in range(2):
        with pytest.raises(kf.InvalidDataError) as refused:
            assessed(result, target)
        told = refused.value.diagnostics[0].values
        assert (refused.value.code, told["name"], told["reason"]) == ("KF302", "target", "jenis-data")


def test_targets_that_are_equal_are_not_taken_for_each_other():
    result = kf.evaluate("Nilai", {"Nilai": 1})
    for _ in range(2):
        assert assessed(result, 1).capaian.value == 100
        assert assessed(result, True).capaian.reason == "tak-sebanding"
        assert assessed(result, 1.0).capaian.target.written == "1"
        assert assessed(result, Fraction(1)).capaian.value == 100
        assert assessed(result, "1", satuan="jam").capaian.value == 100
        assert assessed(result, "1" + " " * 300).capaian.value == 100
        assert assessed(result, 1, aturan=kf.aturan("bps")).capaian.aturan == "bps"
        assert assessed(result, 1, aturan="bps").capaian.aturan == "bps"
        assert assessed(result, 2, arah="naik").capaian.value == 50
        assert assessed(result, 2, arah="turun").capaian.value == 150
        assert assessed(result, 2, indikator="Angka kemiskinan").capaian.value == 150
