"""A program that uses the public names as their types say. It is checked, by mypy and by pyright, and run."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, assert_type

import kinerja_formula as kf

PELAYANAN = "examples/pelayanan.csv"


def formulas() -> None:
    formula = kf.parse("Jumlah A / Jumlah B x 100%", indikator="Persentase A")
    assert_type(formula, kf.Formula)
    assert_type(formula.names, tuple[str, ...])
    assert_type(formula.kind, kf.Kind)
    assert_type(formula.certainty, float)
    assert_type(formula.alternatives, tuple[kf.Alternative, ...])
    assert_type(formula.why(), kf.Accounting)
    units: Mapping[str, kf.OperandUnit] = formula.units
    definitions: Mapping[str, kf.Formula] = formula.definitions
    assert units and not definitions
    assert_type(formula.equals(kf.parse("100% x Jumlah A / Jumlah B")), kf.Equality)
    assert_type(formula.simplify(), kf.Simplified)
    assert_type(formula.sensitivity({"Jumlah A": 3, "Jumlah B": 4}), kf.Sensitivity)
    assert_type(formula.solve("Jumlah A", 90, {"Jumlah B": 4}), kf.Solution)
    assert_type(kf.Formula.from_json(formula.to_json()), kf.Formula)
    for found in kf.check("Jumlah A / Jumlah A"):
        assert_type(found, kf.Diagnostic)
        assert_type(found.severity, kf.Severity)
        assert_type(found.render(), str)


def results() -> None:
    result = kf.evaluate("Jumlah A / Jumlah B x 100%", {"Jumlah A": 3, "Jumlah B": "4 orang"})
    assert_type(result, kf.Result)
    assert_type(result.value, Fraction)
    assert_type(result.unit, str | None)
    assert_type(kf.Result.from_json(result.to_json()), kf.Result)
    reached = kf.evaluate("Jumlah A", {"Jumlah A": 3}, target="4")
    assert_type(reached, kf.AssessedResult)
    assert_type(reached.capaian, kf.Capaian)
    assert_type(reached.capaian.value, Fraction | None)
    assert_type(reached.capaian.arah.arah, kf.NamaArah)
    try:
        kf.evaluate("Jumlah A / Jumlah B", {"Jumlah A": 1})
    except kf.MissingDataError as error:
        assert_type(error.diagnostics, tuple[kf.Diagnostic, ...])
        assert_type(error.code, str)


def assessment() -> None:
    found = kf.capaian("18 dokumen", 20, arah="naik", aturan="lkjip")
    assert_type(found, kf.Capaian)
    assert_type(kf.roll_up([found, 90, None]), kf.RekapCapaian)
    assert_type(kf.roll_up_levels([(("Sasaran",), found)]), kf.RekapTingkat)
    assert_type(kf.aturan("lkjip"), kf.Aturan)
    rules: tuple[kf.Aturan, ...] = kf.aturan()
    assert rules
    assert_type(kf.ukuran("skm"), kf.Ukuran)
    assert_type(kf.ukuran(), tuple[kf.Ukuran, ...])
    assert_type(kf.angka("Rp 1,2 miliar"), kf.Angka)


def documents() -> None:
    dokumen = kf.read(PELAYANAN)
    assert_type(dokumen, kf.Dokumen)
    for jabatan, indikator in dokumen:
        assert_type(jabatan, kf.Jabatan)
        assert_type(indikator, kf.Indikator)
        assert_type(indikator.formula, kf.Formula | None)
    assert_type(kf.tinjau(dokumen), kf.Tinjauan)
    figures = kf.read_figures(Path("examples/pelayanan-realisasi.csv"))
    assert_type(figures, kf.Figures)
    assert_type(figures.all[0], kf.Figure)
    form = kf.isian(dokumen, {"Jumlah RT/RW": 40})
    assert_type(form, kf.Form)
    laporan = kf.laporan(dokumen, figures)
    assert_type(laporan, kf.Laporan)
    assert_type(laporan.to_json(), dict[str, object])
    assert_type(kf.chart(laporan, "predikat"), kf.Grafik)
    units = kf.laporan_gabungan(dokumen, {"A": "examples/pelayanan-realisasi.csv"})
    assert_type(units, kf.LaporanGabungan)
    found = kf.reviu("examples/reviu-lkjip.html", pk="examples/reviu-pk.html")
    assert_type(found, kf.Reviu)


def files() -> None:
    assert_type(kf.read_aturan("src/kinerja_formula/data/aturan/lkjip.toml"), kf.Aturan)
    assert_type(kf.read_ukuran("src/kinerja_formula/data/ukuran/skm.toml"), kf.Ukuran)
    kf.use_aturan()
    kf.use_ukuran()
    kf.use_vocabulary()
    assert_type(kf.ukuran_ids(), tuple[str, ...])
    assert_type(kf.schema("result"), dict[str, Any])
    assert_type(kf.schema_names(), tuple[str, ...])
    kf.use_language("en")
    assert kf.check("A / A")[0].message
    kf.use_language("id")
    katalog = kf.katalog("examples/katalog.toml")
    assert_type(katalog, kf.Katalog)
    entry: kf.IndikatorKatalog = next(iter(katalog.values()))
    assert entry.nama
    assert_type(katalog.banding(katalog), kf.Banding)


def tables() -> None:
    import polars as pl

    frame = pl.DataFrame({"Jumlah A": [3], "Jumlah B": [4]})
    found: pl.DataFrame = kf.evaluate_table(frame, "Jumlah A / Jumlah B x 100%", target="80%")
    assert found["nilai"][0] == 75
    assert_type(kf.roll_up_periods({"TW I": 3, "TW II": 4}, cara="jumlah", target=8), kf.Capaian)


def errors() -> None:
    for error in (
        kf.FormulaSyntaxError,
        kf.InvalidDataError,
        kf.LimitError,
        kf.MissingDataError,
        kf.NoSolutionError,
        kf.NotationError,
        kf.UnitMismatchError,
        kf.ZeroDenominatorError,
    ):
        assert issubclass(error, kf.FormulaError)
    kf.parse("A / B", limits=kf.Limits())


def main() -> None:
    files()
    tables()
    errors()
    formulas()
    results()
    assessment()
    documents()


if __name__ == "__main__":
    main()
