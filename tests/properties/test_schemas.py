"""The JSON Schema files: whatever is written fits them, whatever is broken does not, and they say what the code says.

Outputs are made of the labelled records, of the examples, and at random; with CI in the environment there are well over
a thousand random ones.
"""

from __future__ import annotations

import ast
import copy
import json
import os
import re
import tomllib
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

import kinerja_formula as kf
from kinerja_formula import nodes
from kinerja_formula.command_line import main
from kinerja_formula.diagnostics import FormulaError, Severity
from kinerja_formula.diagnostics.language import message_texts
from kinerja_formula.dokumen.model import PEMBANDING
from kinerja_formula.dokumen.model import SCHEMA as DOKUMEN_SCHEMA
from kinerja_formula.evaluation.formula_cell import KINDS
from kinerja_formula.files.tempat import Tempat
from kinerja_formula.pelaporan.calculation import make_laporan
from kinerja_formula.pelaporan.gabungan import LaporanGabungan, Unit
from kinerja_formula.pengatalogan.changes import JENIS
from kinerja_formula.pengatalogan.entry_parts import BACAAN
from kinerja_formula.pengatalogan.from_document import katalog_of
from kinerja_formula.pengisian.bacaan import Bacaan, with_bacaan, write_bacaan_json
from kinerja_formula.pengisian.figures_table import Figure, Figures
from kinerja_formula.penilaian import ARAH, capaian_model, period_roll_ups, roll_ups, rule_files, rule_set
from kinerja_formula.penilaian.aturan_text import aturan_data
from kinerja_formula.schemas import schema, schema_names
from kinerja_formula.symbolic import wording
from kinerja_formula.testing import data_for, formula_texts, formulas
from kinerja_formula.testing.tree_strategies import any_names
from kinerja_formula.tinjauan.review import review, review_formula
from kinerja_formula.tinjauan.reviu_model import DOKUMEN
from kinerja_formula.writers.json import OLDER, SCHEMA
from tests.properties.formula_strategies import hostile_texts

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
CONFORMANCE = ROOT / "tests" / "conformance"
EXAMPLES = ROOT / "examples"
RECORDS = [
    json.loads(line)
    for name in ("besuki-2020", "tajinan-2021", "benjeng-2022", "ciruas-2022", "sambutan-2023", "worked")
    for line in (CONFORMANCE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
]
PREFIX = "kinerja-formula/"

SCHEMAS = {name: schema(name) for name in schema_names()}
REGISTRY: Registry[Any] = Registry().with_resources(
    [(one["$id"], Resource.from_contents(one)) for one in SCHEMAS.values()]
)
VALIDATORS = {name: Draft202012Validator(one, registry=REGISTRY) for name, one in SCHEMAS.items()}

OF_CI = bool(os.environ.get("CI"))
many = settings(max_examples=300 if OF_CI else 40)
some = settings(max_examples=120 if OF_CI else 15)


def written(data: Any) -> Any:
    """Return data as it comes out of a JSON file."""
    return json.loads(json.dumps(data, allow_nan=False))


def faults(name: str, data: Any) -> list[str]:
    found = VALIDATORS[name].iter_errors(written(data))
    return [f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}" for one in found]


def assert_fits(name: str, data: Any) -> None:
    found = faults(name, data)
    assert not found, f"{name}: {found[:5]}"


def assert_all_fit(outputs: dict[str, list[Any]]) -> None:
    for name, made in outputs.items():
        for data in made:
            assert_fits(name, data)


# The outputs of one thing


def of_formula(text: str, indikator: str | None = None) -> dict[str, list[Any]]:
    found = [one.to_json() for one in kf.check(text, indikator=indikator)]
    found += [one.to_json() for row in review_formula(text, indikator or "").rows for one in row.diagnostics]
    tinjauan = review_formula(text, indikator or "")
    made = {"diagnostic/1": found, "tinjauan/1": [tinjauan.to_json()], "acuan/1": [tinjauan.to_acuan()]}
    try:
        formula = kf.parse(text, indikator=indikator)
    except FormulaError as error:
        return {**made, "diagnostic/1": [*found, *[one.to_json() for one in error.diagnostics]]}
    return {**made, "tree/2": [formula.to_json()], "pieces/1": [formula.why().to_json()]}


def of_calculation(formula: kf.Formula, data: dict[str, Any]) -> dict[str, list[Any]]:
    made: dict[str, list[Any]] = {"result/1": [], "trace/1": [], "diagnostic/1": [], "solution/1": []}
    for target in (None, "80%"):
        try:
            found = formula.evaluate(data, strict=False, target=target)
        except FormulaError as error:
            made["diagnostic/1"] += [one.to_json() for one in error.diagnostics]
            continue
        made["result/1"].append(found.to_json())
        made["trace/1"].append(found.trace())
        try:
            sought = next(iter(data), "")
            others = {name: value for name, value in data.items() if name != sought}
            made["solution/1"].append(formula.solve(sought, found.value + 1, others).to_json())
        except FormulaError as error:
            made["diagnostic/1"] += [one.to_json() for one in error.diagnostics]
    return made


def of_document(dokumen: kf.Dokumen, figures: Figures, aturan: str) -> dict[str, list[Any]]:
    tinjauan = review(dokumen)
    katalog = katalog_of(dokumen)
    made = {
        "dokumen/2": [dokumen.to_json()],
        "katalog/1": [katalog.to_json()],
        "banding/1": [katalog.banding(kf.Katalog()).to_json()],
        "tinjauan/1": [tinjauan.to_json()],
        "acuan/1": [tinjauan.to_acuan()],
    }
    try:
        laporan = make_laporan(dokumen, figures, aturan=aturan)
    except kf.InvalidDataError as error:
        if error.code != "KF329":  # weights that are not 100 % together
            raise
        return {**made, "diagnostic/1": [one.to_json() for one in error.diagnostics]}
    gabungan = LaporanGabungan((Unit("A", laporan),), rekap=laporan.rekap, aturan=aturan)
    return {
        **made,
        "laporan/1": [laporan.to_json()],
        "gabungan/1": [gabungan.to_json()],
        "rekap-tingkat/1": [] if laporan.rekap is None else [laporan.rekap.to_json()],
    }


# Labelled records and examples


@pytest.mark.slow
def test_outputs_of_all_records_fit() -> None:
    count = 0
    for record in RECORDS:
        if "formula" not in record:
            continue
        made = of_formula(record["formula"], record.get("indikator"))
        assert_all_fit(made)
        sample = record.get("sample")
        if sample and "names" in record and "tree/2" in made:
            data = {record["names"][key]: Fraction(str(value)) for key, value in sample["data"].items()}
            formula = kf.parse(record["formula"], indikator=record.get("indikator"))
            calculated = of_calculation(formula, data)
            assert_all_fit(calculated)
            made |= calculated
        count += sum(map(len, made.values()))
    assert count > 3000


PAIRS = {
    "pelayanan.csv": "pelayanan-realisasi.csv",
    "indeks.csv": "indeks-realisasi.csv",
    "renstra.html": "renstra-realisasi.csv",
    "perjanjian-kinerja.html": "perjanjian-kinerja-realisasi.csv",
}


@pytest.mark.parametrize("name", PAIRS)
def test_outputs_of_the_examples_fit(name: str) -> None:
    dokumen, figures = EXAMPLES / name, EXAMPLES / PAIRS[name]
    read = kf.read(dokumen)
    laporan = kf.laporan(dokumen, figures)
    gabungan = kf.laporan_gabungan(read, {"A": figures, "B": EXAMPLES / "laporan.toml"})
    assert laporan.rows and gabungan.gagal and gabungan.unit
    assert_fits("dokumen/2", read.to_json())
    assert_fits("laporan/1", laporan.to_json())
    assert_fits("gabungan/1", gabungan.to_json())
    assert_fits("tinjauan/1", review(read).to_json())
    assert_fits("acuan/1", review(read).to_acuan())


def test_rule_sets_fit() -> None:
    for rule in kf.aturan():
        assert_fits("aturan/1", aturan_data(rule))


REVIU = tuple([str(EXAMPLES / f"reviu-{name}") for name in ("lkjip.html", "pk.html", "iku.csv", "renstra.html")])


def test_reviews_between_documents_fit() -> None:
    lkjip, pk, iku, renstra = REVIU
    assert_fits("reviu/1", kf.reviu(lkjip, pk=pk, iku=iku, renstra=renstra).to_json())
    assert_fits("reviu/1", kf.reviu(pk).to_json())


# At random


@many
@given(st.data())
def test_random_formulas_fit(data: st.DataObject) -> None:
    formula = data.draw(formulas(records=True))
    assert_fits("tree/2", formula.to_json())
    assert_all_fit(of_calculation(formula, data.draw(data_for(formula))))


@many
@given(formula_texts(evaluable=False), st.sampled_from([None, "Persentase pegawai disiplin", "Jumlah hari"]))
def test_random_layouts_fit(one: Any, indikator: str | None) -> None:
    assert_all_fit(of_formula(one.text, indikator))


@many
@given(hostile_texts)
def test_random_texts_fit(text: str) -> None:
    assert_all_fit(of_formula(text))


FIGURES = st.one_of(
    st.integers(-50, 2000),
    st.fractions(0, 200, max_denominator=30),
    st.booleans(),
    st.sampled_from(
        [
            *("81,35 %", "14 Penelitian", "A (80,50)", "BB", "WTP", "ada", "-", "", "31 Januari 2027", "80 - 90%"),
            *("nihil", "maksimal 5%", "minimal 75", "1:30", "12 bulan", "1 tahun", "1000 orang, 12 bulan", "n/a", None),
        ]
    ),
)
RULES = st.sampled_from([one.id for one in kf.aturan()])
INDICATORS = st.sampled_from([None, "Persentase temuan", "Jumlah keluhan", "Lama penyelesaian", "Nilai SAKIP"])


@many
@given(FIGURES, FIGURES, RULES, st.sampled_from([*ARAH, None]), INDICATORS)
def test_random_capaian_fit(realisasi: Any, target: Any, rule: str, arah: str | None, indikator: str | None) -> None:
    try:
        found = kf.capaian(realisasi, target, aturan=rule, arah=arah, indikator=indikator, tahun=2015)
    except FormulaError as error:
        assert_all_fit({"diagnostic/1": [one.to_json() for one in error.diagnostics]})
    else:
        assert_fits("capaian/1", found.to_json())


PERIODS = st.dictionaries(st.sampled_from(["TW I", "TW II", "TW III", "TW IV"]), FIGURES, min_size=1, max_size=4)


@some
@given(PERIODS, FIGURES, RULES, st.sampled_from(period_roll_ups.PERIODE))
def test_random_periods_fit(realisasi: dict[str, Any], target: Any, rule: str, cara: str) -> None:
    try:
        assert_fits("capaian/1", kf.roll_up_periods(realisasi, target, cara=cara, aturan=rule).to_json())
    except FormulaError as error:
        assert_all_fit({"diagnostic/1": [one.to_json() for one in error.diagnostics]})


@many
@given(
    st.lists(st.one_of(st.none(), st.fractions(-20, 150, max_denominator=20)), max_size=6),
    st.sampled_from(["rata-rata", "geometrik"]),
    st.sampled_from(rule_files.KOSONG),
    RULES,
)
def test_random_roll_ups_fit(parts: list[Any], cara: str, kosong: str, rule: str) -> None:
    assert_fits("rekap/1", kf.roll_up(parts, cara=cara, kosong=kosong, aturan=rule).to_json())


CELLS = st.one_of(
    st.just(""), st.text(max_size=12), st.sampled_from(["94%", "80 - 90%", "12 bulan", "ada", "%", "orang"])
)
BY_PERIOD = st.dictionaries(st.sampled_from(["", "2023", "2024", "TW I 2024"]), CELLS, max_size=3)
INDIKATOR = st.builds(
    kf.Indikator,
    nama=st.one_of(any_names(), st.text(max_size=12)),
    teks=st.one_of(formula_texts().map(lambda one: one.text), hostile_texts),
    sasaran=CELLS,
    sumber_data=CELLS,
    satuan=CELLS,
    target=CELLS,
    kode=CELLS,
    arah=st.sampled_from([None, *ARAH]),
    bobot=st.one_of(st.none(), st.fractions(0, 1, max_denominator=9)),
    konstanta=st.lists(st.tuples(CELLS, CELLS), max_size=2).map(tuple),
    targets=BY_PERIOD,
    realisasi=BY_PERIOD,
    capaian=BY_PERIOD,
    pembanding=st.dictionaries(st.sampled_from(PEMBANDING), CELLS, max_size=4),
    certainty=st.floats(0, 1),
    tempat=st.builds(Tempat, st.integers(0, 9), st.integers(0, 9), CELLS, st.integers(0, 9)),
)
DOCUMENT = st.builds(
    lambda judul, rows: kf.Dokumen(judul, (kf.Jabatan("CAMAT", tuple(rows)),)),
    CELLS,
    st.lists(INDIKATOR, max_size=3),
)


@some
@given(DOCUMENT, st.lists(st.tuples(any_names(), FIGURES), max_size=4), RULES)
def test_random_documents_fit(dokumen: kf.Dokumen, given_figures: list[tuple[str, Any]], rule: str) -> None:
    figures = [Figure(name, value, line=line) for line, (name, value) in enumerate(given_figures)]
    own = [Figure(name, 7) for _, one in dokumen if one.formula is not None for name in one.formula.names]
    assert_all_fit(of_document(dokumen, Figures([*own, *figures]), rule))


@some
@given(DOCUMENT, DOCUMENT, DOCUMENT)
def test_random_reviews_between_documents_fit(lkjip: kf.Dokumen, pk: kf.Dokumen, renstra: kf.Dokumen) -> None:
    both = kf.Dokumen(lkjip.judul, (*lkjip.jabatan, *pk.jabatan))
    assert_fits("reviu/1", kf.reviu(both, pk=pk, iku=pk, renstra=renstra, tahun=2024).to_json())


# What the commands print


def command_outputs(capsys: pytest.CaptureFixture[str], folder: Path) -> dict[str, list[Any]]:
    """Return what each command prints with --json, well and badly used."""
    table, figures = str(EXAMPLES / "pelayanan.csv"), str(EXAMPLES / "pelayanan-realisasi.csv")
    lkjip, pk, _, _ = REVIU
    rumus, form = "Jumlah A / Jumlah B x 100%", str(folder / "isian.xlsx")
    calls = {
        "kinerja-hitung/1": [
            ["hitung", rumus, "Jumlah A=3", "Jumlah B=4"],
            ["hitung", rumus, "Jumlah A=5", "Jumlah B=4", "--target", "80%"],
            ["hitung", "Hadir : Undangan x 100%", "--bacaan"],
            ["hitung", rumus, "Jumlah A=3"],
        ],
        "kinerja-cari/1": [
            ["cari", rumus, "Jumlah B=4", "--target", "80%"],
            ["cari", rumus, "Jumlah B=0", "--target", "80%"],
            ["cari", rumus, "--target", "x"],
        ],
        "kinerja-periksa/1": [["periksa", table], ["periksa", "Jumlah A / Jumlah A"], ["periksa", "tidak-ada.csv"]],
        "kinerja-reviu/1": [["reviu", lkjip, "--pk", pk], ["reviu", "tidak-ada.csv"]],
        "kinerja-laporan/1": [
            ["laporan", table, "--realisasi", figures],
            ["laporan", table, "--realisasi", str(EXAMPLES / "unit")],
            ["laporan", table, "--realisasi", "tidak-ada.csv"],
        ],
        "kinerja-baca/1": [["baca", table], ["baca", table, "tidak-ada.csv"], ["baca", "tidak-ada.csv"]],
        "kinerja-isian/1": [
            ["isian", table, "-o", form, "--timpa"],
            ["isian", table, "-o", form, "--lanjutkan"],
            ["isian", "tidak-ada.csv", "-o", form],
        ],
        "kinerja-aturan/1": [["aturan"], ["aturan", "lkjip"], ["aturan", "tidak-ada"]],
    }
    made: dict[str, list[Any]] = {}
    for name, several in calls.items():
        for call in several:
            main([*call, "--json"])
            made.setdefault(name, []).append(json.loads(capsys.readouterr().out))
    return made


def test_what_commands_print_fits(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    made = command_outputs(capsys, tmp_path)
    assert_all_fit(made)
    assert set(made) | {"kinerja-error/1"} == {name for name in schema_names() if name.startswith("kinerja-")}
    for name, outputs in made.items():
        assert_fits("kinerja-error/1", outputs[-1])
        assert faults("kinerja-error/1", outputs[0]), name
        for data in outputs:
            if isinstance(data, dict) and "schema" in data:
                assert_fits(data["schema"].removeprefix(PREFIX), data)


# What is broken is refused


def of_catalogues() -> dict[str, list[Any]]:
    """Return a catalogue that has every field, one of targets without a period, and what differs between them."""
    one = {
        "id": "hadir",
        "nama": "Persentase hadir",
        "jabatan": "CAMAT",
        "sasaran": "Mutu",
        "kode": "1",
        "rumus": "Jumlah hadir / Jumlah undangan × 100%",
        "satuan": "%",
        "arah": "naik",
        "bobot": "1/3",
        "aturan": "lkjip",
        "target": {"2024": "90", "TW I 2025": "20"},
        "konstanta": {"Jumlah undangan": "20"},
        "sumber_data": "Daftar hadir",
        "pemilik": "Sekretariat",
        "sumber": {"dokumen": "a.docx", "lembar": "IKU", "halaman": 1, "tabel": 1, "baris": 3, "teks": "A / B"},
        "bacaan": {"oleh": "A", "tanggal": "2025-01-31"},
        "catatan": "x",
    }
    others = [
        {**one, "id": "hadir-2", "target": "90", "bacaan": "terbaca", "bobot": "25%"},
        {**one, "id": "hadir-3", "rumus": "Jumlah hadir / Jumlah pegawai"},
    ]
    head = {"schema": "kinerja-formula/katalog/1", "judul": "IKU", "aturan": "lkjip", "catatan": "x"}
    lama = kf.Katalog.from_json({**head, "indikator": [one, *others]})
    changed_one = {**others[1], "id": "hadir", "target": {"2024": "95"}}
    baru = kf.Katalog.from_json({**head, "indikator": [changed_one, {"id": "lain", "nama": "Lain"}]})
    return {"katalog/1": [lama.to_json(), baru.to_json()], "banding/1": [lama.banding(baru).to_json()]}


@cache
def samples() -> dict[str, list[Any]]:
    """Outputs of every schema but those of the commands; small ones, that have every field at least once."""
    hadir = kf.Indikator(
        nama="Persentase hadir",
        teks="Jumlah hadir / Jumlah undangan x 100%",
        sasaran="Meningkatnya kehadiran",
        sumber_data="Daftar hadir",
        satuan="%",
        target="94%",
        kode="1.1",
        arah="naik",
        bobot=Fraction(1),
        konstanta=(("Jumlah undangan", "20"),),
        targets={"2024": "94%"},
        realisasi={"2023": "80%", "2024": "90%"},
        capaian={"2023": "85%"},
        pembanding=dict.fromkeys(PEMBANDING, "90"),
        periode="2024",
        certainty=0.9,
        tempat=Tempat(3, 1, "IKU", 1),
    )
    dokumen = kf.Dokumen("Contoh 2024", (kf.Jabatan("CAMAT", (hadir,), Tempat(1)),), "contoh.csv")
    dokumen = with_bacaan(dokumen, [Bacaan(hadir.teks, "Jumlah hadir / Jumlah undangan × 100%", oleh="A", tanggal="B")])
    figures = Figures([Figure("Jumlah hadir", "18 orang"), Figure("Jumlah undangan", 0), Figure("Lain", 3)])
    made = of_document(dokumen, figures, "lkjip")
    sound = Figures([Figure("Jumlah hadir", "18 orang"), Figure("Jumlah undangan", 20)])
    for name, more in of_document(dokumen, sound, "permenpan-8-2021").items():
        made[name] += more
    gabungan = kf.laporan_gabungan(
        kf.read(EXAMPLES / "pelayanan.csv"),
        {"A": EXAMPLES / "pelayanan-realisasi.csv", "B": EXAMPLES / "laporan.toml"},
    )
    made["gabungan/1"] = [gabungan.to_json()]
    texts = [
        "Jumlah A / Jumlah B x 100%",
        r"(\sum pegawai + 3 - B)^2 / √(C) x 100.000 penduduk",
        "A = jumlah pegawai yang hadir; A / B x 100%",
        "A / B x 100% dimana A = jumlah pegawai hadir, B = jumlah pegawai",
        "Rata-rata (X1, X2)",
        "sebanyak 26 - 30 desa",
        "Jumlah dokumen : 1. Renstra 2. Renja",
        "Jika Rasio ≥ 3 dan A < 5 maka 4; jika Rasio < 3 maka 2 x Rasio; selain itu 0",
        "min(Jumlah A, Jumlah B)",
        "Σ (bobot × nilai)",
        "RI = NI / a; a = 4; Nilai = RI x 100%",
    ]
    made["tree/2"] = [kf.parse(text).to_json() for text in texts]
    made["pieces/1"] = [kf.parse(texts[0]).why().to_json()]
    ratio = kf.evaluate(texts[0], {"Jumlah A": "30 orang", "Jumlah B": 20}, target="80%")
    made["result/1"] = [ratio.to_json()]
    made["trace/1"] = [ratio.trace()]
    made["diagnostic/1"] = [one.to_json() for one in kf.check("Jumlah A / Jumlah A", indikator="Persentase A")]
    pairs = [
        (93, 95),
        (0, 0),
        (5, 0),
        ("", 5),
        ("3 bulan", "1 tahun"),
        (95, "80 - 90%"),
        (85, "80 - 90%"),
        ("ada", "ada"),
    ]
    made["capaian/1"] = [
        kf.capaian(reached, wanted, aturan=rule.id).to_json()
        for reached, wanted in pairs
        for rule in kf.aturan()
        if rule.fungsi
    ] + [kf.roll_up_periods({"TW I": 3, "TW II": 4}, 10, cara="jumlah").to_json()]
    made["rekap/1"] = [
        kf.roll_up([90, None]).to_json(),
        kf.roll_up([90, 80], bobot=[50, 50]).to_json(),
        kf.roll_up([]).to_json(),
    ]
    lkjip, pk, iku, renstra = REVIU
    made["reviu/1"] = [kf.reviu(lkjip, pk=pk, iku=iku, renstra=renstra).to_json(), kf.reviu(lkjip).to_json()]
    made["tinjauan/1"].append(
        review_formula("Jumlah surat dijawab / Jumlah surat masuk", "Persentase surat dijawab").to_json()
    )
    steps = kf.parse("Jika A ≥ 3 maka 4; jika A < 3 maka 2")
    made["solution/1"] = [
        kf.parse(texts[0]).solve("Jumlah A", 80, {"Jumlah B": "20 orang"}).to_json(),
        steps.solve("A", 4, {}).to_json(),
    ]
    made["aturan/1"] = [aturan_data(rule) for rule in kf.aturan()]
    made |= of_catalogues()
    return {name: list(map(written, data)) for name, data in made.items()}


MAPS = {
    *(("tree/2", "constants"), ("dokumen/2", "konstanta"), ("dokumen/2", "targets"), ("dokumen/2", "realisasi")),
    *(("katalog/1", "target"), ("katalog/1", "konstanta"), ("banding/1", "angka")),
    *(("dokumen/2", "capaian"), ("dokumen/2", "pembanding"), ("reviu/1", "rincian"), ("aturan/1", "fungsi")),
}
"""Objects whose keys are names; those that are called ``values`` or ``konvensi`` are so everywhere."""

Place = tuple[str | int, ...]


def objects(data: Any, place: Place = (), *, own: bool = False) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Yield every object with its place; with ``own`` nothing of what has a schema of its own."""
    if isinstance(data, dict):
        yield place, data
    if own and place and isinstance(data, dict) and "schema" in data:
        return
    below = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in below:
        yield from objects(value, (*place, key), own=own)


def field_of(place: Place) -> str:
    return next((key for key in reversed(place) if isinstance(key, str)), "")


def kinds_of_objects(name: str) -> Iterator[tuple[Any, Place, dict[str, Any], str]]:
    """Yield one object of each form in the samples: the whole, the place of the object, the object, what it is."""
    seen = set()
    for whole in samples()[name]:
        for place, one in objects(whole, own=True):
            field = field_of(place)
            if field in ("values", "konvensi") or (name, field) in MAPS:
                continue
            kind = one.get("node") or (one.get("kind") if "kind" in one and field == "steps" else "") or ""
            form = (field, kind, tuple(sorted(one)))
            if form not in seen:
                seen.add(form)
                yield whole, place, one, f"{field}:{kind}" if kind else field


def changed(whole: Any, place: Place, change: Callable[[Any], None]) -> Any:
    made = copy.deepcopy(whole)
    inner = made
    for key in place:
        inner = inner[key]
    change(inner)
    return made


NAMES_OF_SAMPLES = sorted(name for name in schema_names() if not name.startswith("kinerja-") and name != "bacaan/1")

MAY_LACK = {
    "capaian/1": {"steps:pita.melampaui"},
    "dokumen/2": {
        "jabatan.tempat",
        *[f"tempat.{key}" for key in Tempat._fields],
        *[
            f"indikator.{key}"
            for key in (
                *("nama", "teks", "sasaran", "sumber_data", "satuan", "target", "kode", "periode", "rumus", "arah"),
                *("bobot", "konstanta", "targets", "realisasi", "capaian", "pembanding", "certainty", "diperiksa"),
                *("tempat", "diagnostics"),
            )
        ],
    },
    "katalog/1": {
        *(".judul", ".aturan", ".catatan", "bacaan.oleh", "bacaan.tanggal"),
        *[f"sumber.{key}" for key in ("dokumen", "lembar", "halaman", "tabel", "baris", "teks")],
        *[
            f"indikator.{key}"
            for key in (
                *("jabatan", "sasaran", "kode", "rumus", "satuan", "arah", "bobot", "aturan", "target", "konstanta"),
                *("sumber_data", "pemilik", "sumber", "bacaan", "catatan"),
            )
        ],
    },
    "banding/1": {f"perubahan.{key}" for key in ("lama", "baru", "periode", "contoh")},
    "laporan/1": {
        f"indikator.{key}"
        for key in (
            *("indikator", "tahun", "perubahan", "membaik", "sejak", "target_akhir", "tahun_akhir", "kemajuan"),
            *("standar", "memenuhi", "penyebab", "solusi", "program", "anggaran", "realisasi_anggaran", "serapan"),
            "efisiensi",
        )
    },
    "reviu/1": {
        *("hal.diagnostics", "hal.rincian", "tempat.baris", "tempat.tabel"),
        *[
            f"kutipan.{key}"
            for key in (
                *("jabatan", "sasaran", "indikator", "target", "satuan", "formula", "realisasi", "capaian", "tempat"),
            )
        ],
    },
    "tinjauan/1": {"findings.fix"},
    "trace/1": {".capaian"},
    "tree/2": {"of:name.total", "of:name.aliases", "of:number.label"},
}
"""By schema, the fields of the samples that data may lack: they are left out where there is nothing to tell."""


@pytest.mark.parametrize("name", NAMES_OF_SAMPLES)
def test_samples_fit(name: str) -> None:
    assert samples()[name]
    for data in samples()[name]:
        assert_fits(name, data)


@pytest.mark.parametrize("name", NAMES_OF_SAMPLES)
def test_what_lacks_a_field_is_refused(name: str) -> None:
    taken = set()
    for whole, place, one, what in kinds_of_objects(name):
        for key in one:
            if not faults(name, changed(whole, place, lambda inner, key=key: inner.pop(key))):
                taken.add(f"{what}.{key}")
    assert taken == MAY_LACK.get(name, set())


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES_OF_SAMPLES)
def test_what_has_a_field_of_another_type_is_refused(name: str) -> None:
    for whole, place, one, what in kinds_of_objects(name):
        for key, value in one.items():
            others: list[Any] = [[["salah"]], {"salah": [1]}]
            others += [0.5] if not isinstance(value, float) else ["0,5"]
            for other in others:
                broken = changed(whole, place, lambda inner, key=key, other=other: inner.update({key: other}))
                assert faults(name, broken), f"{what}.{key} = {other}"


@pytest.mark.parametrize("name", NAMES_OF_SAMPLES)
def test_what_has_a_field_that_nobody_writes_is_refused(name: str) -> None:
    for whole, place, _, what in kinds_of_objects(name):
        assert faults(name, changed(whole, place, lambda inner: inner.update({"asing": "x"}))), what


@pytest.mark.parametrize("figure", ["1e3", "0.5", "0,5", "1/", "/2", "", " 1", "--1", "½"])
def test_what_is_no_exact_figure_is_refused(figure: str) -> None:
    result = samples()["result/1"][0]
    assert not faults("result/1", {**result, "value": "-275/3"})
    assert faults("result/1", {**result, "value": figure})


def test_confirmed_readings_fit_and_broken_ones_do_not(tmp_path: Path) -> None:
    path = tmp_path / "bacaan.json"
    write_bacaan_json([Bacaan("A : B", "A / B", "Rasio", "Ani", "2024-01-31"), Bacaan("A : B", "A / B")], path)
    data = json.loads(path.read_text(encoding="utf-8"))
    assert_fits("bacaan/1", data)
    first = data["bacaan"][0]
    for key in first:
        broken = {name: value for name, value in first.items() if name != key}
        assert bool(faults("bacaan/1", {**data, "bacaan": [broken]})) == (key in ("teks", "rumus"))
        assert faults("bacaan/1", {**data, "bacaan": [{**first, key: 3}]})
    assert faults("bacaan/1", {**data, "bacaan": [{**first, "asing": "x"}]})
    assert faults("bacaan/1", {"schema": data["schema"]})


@pytest.mark.parametrize("name", sorted(name for name in schema_names() if name.startswith("kinerja-")))
@pytest.mark.parametrize("data", [None, "x", 3, {}, {"status": "ok"}, {"schema": "kinerja-formula/result/9"}, [{}]])
def test_what_no_command_prints_is_refused(name: str, data: Any) -> None:
    assert faults(name, data)


# The files say what the code says


def written_ids() -> set[str]:
    """Return the ids that stand in the code."""
    found: set[str] = set()
    for path in SOURCES:
        found |= set(re.findall(rf"{PREFIX}([a-z-]+/[0-9]+)", path.read_text(encoding="utf-8")))
    return found


NO_JSON = {"isian/1"}
"""A mark in the properties of a workbook."""
OF_THE_SERVICE = {"layanan-baca-rumus/1", "layanan-dokumen/1"}
"""Answers that the service alone gives: its ``/openapi.json`` describes them."""
STILL_READ = {one.removeprefix(PREFIX) for one in OLDER} | {"dokumen/1"}
"""Ids of earlier versions, which nothing writes."""
WITHOUT_ID = {
    *("aturan/1", "diagnostic/1", "pieces/1", "rekap-tingkat/1"),
    *[name for name in schema_names() if name.startswith("kinerja-")],
}
"""Schemas of data that has no field with their id."""


def test_every_id_has_its_file_and_every_file_its_id() -> None:
    assert {SCHEMA, DOKUMEN_SCHEMA} <= {PREFIX + one for one in written_ids() - STILL_READ}
    assert written_ids() - STILL_READ - NO_JSON - set(schema_names()) == OF_THE_SERVICE
    told = {name for name, one in SCHEMAS.items() if "schema" in one.get("properties", {})}
    assert set(schema_names()) - told == WITHOUT_ID
    for name in told:
        assert SCHEMAS[name]["properties"]["schema"]["const"] == PREFIX + name


WRITERS = {
    "diagnostics.finding.Diagnostic": "diagnostic/1",
    "dokumen.model.Dokumen": "dokumen/2",
    "dokumen.model.Indikator": "dokumen/2",
    "dokumen.model.Jabatan": "dokumen/2",
    "formula.Formula": "tree/2",
    "pelaporan.gabungan.LaporanGabungan": "gabungan/1",
    "pelaporan.model.Laporan": "laporan/1",
    "pelaporan.perbandingan.Perbandingan": "laporan/1",
    "pelaporan.row_model.FigureUsed": "laporan/1",
    "pelaporan.row_model.LaporanRow": "laporan/1",
    "pengatalogan.changes.Banding": "banding/1",
    "pengatalogan.changes.Perubahan": "banding/1",
    "pengatalogan.entry.IndikatorKatalog": "katalog/1",
    "pengatalogan.model.Katalog": "katalog/1",
    "penilaian.assessed_result.AssessedResult": "result/1",
    "penilaian.capaian_model.Capaian": "capaian/1",
    "penilaian.level_roll_ups.RekapTingkat": "rekap-tingkat/1",
    "penilaian.roll_ups.RekapCapaian": "rekap/1",
    "penilaian.steps.CapaianStep": "capaian/1",
    "reading.accounting.Accounting": "pieces/1",
    "result.Result": "result/1",
    "symbolic.solving.Solution": "solution/1",
    "tinjauan.review.Tinjauan": "tinjauan/1",
    "tinjauan.review.TinjauanRow": "tinjauan/1",
    "tinjauan.reviu_model.Butir": "reviu/1",
    "tinjauan.reviu_model.DokumenReviu": "reviu/1",
    "tinjauan.reviu_model.Hal": "reviu/1",
    "tinjauan.reviu_model.Kutipan": "reviu/1",
    "tinjauan.reviu_model.Reviu": "reviu/1",
}


def test_every_to_json_has_its_schema() -> None:
    found = set()
    for path in SOURCES:
        module = ".".join(path.relative_to(ROOT / "src/kinerja_formula").with_suffix("").parts)
        source = path.read_text(encoding="utf-8")
        for one in ast.walk(ast.parse(source if "def to_json" in source else "")):
            if isinstance(one, ast.ClassDef):
                found |= {
                    f"{module}.{one.name}"
                    for own in one.body
                    if isinstance(own, ast.FunctionDef) and own.name == "to_json"
                }
    assert found == set(WRITERS)
    assert set(WRITERS.values()) <= set(schema_names())


def test_files_are_schemas_that_find_one_another() -> None:
    for name, one in SCHEMAS.items():
        Draft202012Validator.check_schema(one)
        stem, _, version = name.partition("/")
        assert one["$id"] == f"urn:kinerja-formula:{stem}:{version}"
        assert one["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
        resolver = REGISTRY.resolver(one["$id"])
        for _, part in objects(one):
            if isinstance(part.get("$ref"), str):
                resolver.lookup(part["$ref"])


def test_every_field_is_told_in_words() -> None:
    for name, one in SCHEMAS.items():
        assert one["title"] and one["description"].endswith("."), name
        for place, part in objects(one):
            if field_of(place) == "$defs" and place[-1] == "$defs":
                told = part
            elif place and place[-1] == "properties" and "if" not in place and "allOf" not in place:
                told = {key: own for key, own in part.items() if "enum" not in own or "title" in own or len(own) > 1}
            else:
                continue
            for key, own in told.items():
                words = own.get("title", ""), own.get("description", "")
                assert all(words) and words[1].endswith(".") and words[1][0].isupper(), f"{name} {place} {key}"


def test_what_is_fixed_is_closed() -> None:
    """An object with fields takes no other ones, unless something else closes it."""
    for name, one in SCHEMAS.items():
        for place, part in objects(one):
            if (
                part.get("type") == "object"
                and "properties" in part
                and place[-1:] != ("fields",)
                and "allOf" not in part
            ):
                assert part.get("additionalProperties") is False, f"{name} {place}"


# Enumerations


def at(name: str, *place: str | int) -> Any:
    found: Any = SCHEMAS[name]
    for key in place:
        found = found[key]
    return found


def enums(name: str, field: str) -> list[tuple[Any, ...]]:
    """Return the enumerations of a field, wherever it stands in a file."""
    found = []
    for place, part in objects(SCHEMAS[name]):
        if place and place[-1] == "properties" and isinstance(part.get(field), dict):
            own = part[field]
            told = own.get("enum") or own.get("items", {}).get("enum")
            if told:
                found.append(tuple(one for one in told if one is not None))
    return found


def constants(tree: ast.AST) -> set[str]:
    """Return the texts that an expression may be: a text, or either side of ``a if b else c``."""
    if isinstance(tree, ast.Constant) and isinstance(tree.value, str):
        return {tree.value}
    return constants(tree.body) | constants(tree.orelse) if isinstance(tree, ast.IfExp) else set()


def arguments(called: set[str], place: int, *modules: str) -> set[str]:
    """Return the texts that calls have at a place, in some modules."""
    found: set[str] = set()
    for module in modules:
        source = (ROOT / "src/kinerja_formula" / module).read_text(encoding="utf-8")
        for one in ast.walk(ast.parse(source)):
            if isinstance(one, ast.Call) and len(one.args) > place:
                name = one.func.id if isinstance(one.func, ast.Name) else getattr(one.func, "attr", "")
                if name in called:
                    found |= constants(one.args[place])
    return found


def test_enums_of_findings_and_trees_are_those_of_the_code() -> None:
    severities = tuple(one.value for one in Severity)
    assert enums("diagnostic/1", "severity") == enums("trace/1", "severity") == [severities]
    assert enums("tree/2", "kind") == [KINDS]
    assert enums("laporan/1", "kind") == [KINDS]
    assert enums("tree/2", "function") == [tuple(nodes.FUNCTIONS)]
    kinds = {one.__name__.lower() for one in nodes.Node.__subclasses__()} - {"part"}
    assert set(at("tree/2", "$defs", "node", "properties", "node", "enum")) == kinds
    assert set(map(frozenset, enums("tree/2", "sign"))) == set(map(frozenset, ("+-", "×/", nodes.COMPARISONS)))
    roles = set(message_texts("en")["piece"])
    assert set(at("tree/2", "properties", "roles", "items", "prefixItems", 2, "enum")) == roles
    assert set(at("pieces/1", "items", "properties", "role", "enum")) == roles


def test_enums_of_steps_are_those_of_the_code() -> None:
    kinds = set(at("trace/1", "$defs", "step", "properties", "kind", "enum"))
    assert kinds == arguments({"_step", "_sum"}, 1, "evaluation/steps.py") | set(nodes.FUNCTIONS)
    assert set(at("trace/1", "$defs", "term", "properties", "sign", "enum")) == {"", *"+-×/", *nodes.COMPARISONS}
    own = set(at("capaian/1", "$defs", "step", "properties", "kind", "enum"))
    modules = [str(one.relative_to(ROOT / "src/kinerja_formula")) for one in SOURCES if one.parent.name == "penilaian"]
    assert own == arguments({"step", "CapaianStep"}, 0, *modules)
    for kind in own:
        assert at("capaian/1", "$defs", f"step-{kind}", "properties", "kind", "const") == kind


def test_enums_of_capaian_are_those_of_the_code() -> None:
    reasons = set(capaian_model.REASONS)
    assert set(at("capaian/1", "properties", "reason", "enum")) == reasons | {"tanpa-target", None}
    assert set(at("capaian/1", "$defs", "step-tanpa-nilai", "properties", "reason", "enum")) == reasons
    gaps = {f"kosong-{one}" for one in rule_files.KOSONG}
    assert set(at("rekap/1", "properties", "reason", "enum")) == reasons | (roll_ups.REASONS - gaps) | {None}
    for name, field, told in (
        ("capaian/1", "warna", rule_files.WARNA),
        ("rekap/1", "warna", rule_files.WARNA),
        ("rekap/1", "cara", rule_files.CARA),
        ("laporan/1", "cara", rule_files.CARA),
        ("aturan/1", "cara", rule_files.CARA),
        ("aturan/1", "kosong", rule_files.KOSONG),
        ("dokumen/2", "arah", ARAH),
    ):
        assert enums(name, field) == [told], (name, field)
    assert set(enums("capaian/1", "arah")) == {ARAH}
    assert set(enums("capaian/1", "kepercayaan")) == set(enums("aturan/1", "kepercayaan")) == {rule_set.KEPERCAYAAN}
    assert set(enums("capaian/1", "cara")) == {rule_files.CARA, period_roll_ups.PERIODE}
    assert at("aturan/1", "properties", "fungsi", "propertyNames", "enum") == list(rule_files.DIRECTIONS)
    origins = {frozenset(one) for one in enums("capaian/1", "asal")}
    assert origins == {frozenset(arguments({"Arah"}, 1, "penilaian/comparison.py"))}
    modules = ("penilaian/stated_figures.py", "penilaian/comparison.py", "figures/reader.py")
    kinds = at("capaian/1", "$defs", "stated", "properties", "kind", "enum")
    assert set(kinds) == arguments({"Stated", "Angka"}, 0, *modules)


def test_enums_of_documents_and_reviews_are_those_of_the_code() -> None:
    assert tuple(at("banding/1", "$defs", "perubahan", "properties", "jenis", "enum")) == JENIS
    bacaan = at("katalog/1", "$defs", "indikator", "properties", "bacaan", "oneOf", 0, "enum")
    assert tuple(bacaan) == BACAAN and enums("katalog/1", "arah") == [ARAH]
    by_name = at("dokumen/2", "$defs", "indikator", "properties", "pembanding", "propertyNames", "enum")
    assert tuple(by_name) == PEMBANDING
    words = tomllib.loads((ROOT / "src/kinerja_formula/data/reviu/en.toml").read_text(encoding="utf-8"))
    assert enums("reviu/1", "jenis") == [tuple(words["hal"])]
    assert set(enums("reviu/1", "aspek")[0]) == {key.split()[-1] for key in words["hitungan"] if key}
    assert set(enums("reviu/1", "dokumen")) == {DOKUMEN}
    assert set(enums("reviu/1", "pada")) == {DOKUMEN}
    assert set(enums("reviu/1", "acuan")) == set(enums("reviu/1", "kurang")) == {("", *DOKUMEN)}
    remarks = at("reviu/1", "$defs", "butir", "properties", "catatan", "items", "pattern")
    kinds = "|".join(key for key in words["catatan"] if not key.endswith("-semua"))
    assert remarks == f"^({kinds})(:({'|'.join(DOKUMEN)}))?$"
    reasons = {key.removeprefix("none ") for key in wording._WORDS["en"] if key.startswith("none ")}
    assert set(enums("solution/1", "reason")[0]) == reasons | {"any"}


# The door


def test_a_schema_has_a_short_name_a_whole_one_and_the_id_of_the_data() -> None:
    newest = kf.schema("result")
    assert newest == kf.schema("result/1") == kf.schema("kinerja-formula/result/1") == SCHEMAS["result/1"]
    newest["title"] = "changed"
    assert kf.schema("result")["title"] != "changed"
    assert kf.schema_names() == schema_names()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("resutl", "result/1"),
        ("laporn", "laporan/1"),
        ("result/9", "result/1"),
        ("dokumen/1", "dokumen/2"),
        ("../data/reviu/id", ", ".join(schema_names())),
        ("", ", ".join(schema_names())),
        (None, ", ".join(schema_names())),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(name: Any, expected: str) -> None:
    with pytest.raises(kf.InvalidDataError, match="KF404") as caught:
        kf.schema(name)
    assert caught.value.diagnostics[0].values == {"field": "schema", "value": repr(str(name)), "expected": expected}
