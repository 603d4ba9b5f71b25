"""A fault of the program in one cell: a finding there (KF435), the other rows as ever, whatever stage it strikes in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

import kinerja_formula as kf
from kinerja_formula.command_line import main
from kinerja_formula.dokumen import decree, row_indicators, table_rows
from kinerja_formula.dokumen import model as dokumen
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.files import guard
from kinerja_formula.files.tempat import Tempat
from kinerja_formula.pelaporan import calculation
from kinerja_formula.pelaporan import row_model as report_model
from kinerja_formula.pengisian import form
from kinerja_formula.pengisian.figures_table import Figure, Figures
from kinerja_formula.tinjauan import published_table, review

ROWS = [
    ("Persentase pegawai hadir", "Jumlah pegawai hadir / Jumlah pegawai x 100%", "80%"),
    ("Persentase pegawai celaka", "Jumlah pegawai celaka / Jumlah pegawai x 100%", "90%"),
    ("Persentase pegawai pulang", "Jumlah pegawai pulang / Jumlah pegawai x 100%", "70%"),
]
CODE = "KF435"


class Boom(Exception):  # noqa: N818 - what nobody foresaw
    pass


@pytest.fixture(autouse=True)
def awaited() -> Iterator[None]:
    """These tests plant what others must not have; what was read before must not hide it."""
    for read in (dokumen._read_formula, calculation._parsed):
        read.cache_clear()
    yield
    for read in (dokumen._read_formula, calculation._parsed):
        read.cache_clear()
    assert guard.caught(), "nothing was caught: the plant was never reached"
    guard.forget()


def struck(module: Any, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a function fail whenever anything that it is given holds the word "celaka"."""
    original: Callable[..., Any] = getattr(module, name)

    def failing(*args: Any, **keywords: Any) -> Any:
        if "celaka" in " ".join([told(one) for one in (*args, *keywords.values())]):
            raise Boom("/home/someone/secret.py")
        return original(*args, **keywords)

    monkeypatch.setattr(module, name, failing)


def told(value: object) -> str:
    if isinstance(value, kf.Formula):
        return value.text
    if isinstance(value, Plan):
        return value.text
    return repr(value)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "indikator.csv"
    lines = ["Indikator;Formula;Target", *[";".join(row) for row in ROWS]]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    path = tmp_path / "angka.csv"
    path.write_text(
        "nama;nilai\nJumlah pegawai hadir;9\nJumlah pegawai celaka;8\nJumlah pegawai pulang;7\nJumlah pegawai;10\n"
    )
    return path


# Where it strikes: the stage, and what to plant there

READING = [(table_rows, "split_row"), (row_indicators, "read_remark"), (decree, "plain"), (dokumen, "parse")]
REPORT = [(calculation, "parse"), (calculation, "_capaian"), (report_model, "_number_of"), (Plan, "evaluate")]
LINT = [(review, "findings"), (review, "check_document")]


@pytest.mark.parametrize(("module", "name"), [*READING[:2], *REPORT[:2], (Plan, "evaluate")])
def test_a_report_has_a_finding_at_that_row_and_values_at_the_others(
    module: Any, name: str, table: Path, figures: Path, monkeypatch: pytest.MonkeyPatch
):
    struck(module, name, monkeypatch)
    rows = kf.laporan(table, figures).rows
    assert [row.indikator.nama for row in rows] == [name for name, _, _ in ROWS]
    assert [[one.code for one in row.diagnostics if one.code == CODE] for row in rows] == [[], [CODE], []]
    assert (rows[0].text, str(rows[0].capaian), rows[2].text) == ("90,00%", "112,50%", "70,00%")


@pytest.mark.parametrize(("module", "name"), [READING[0], (dokumen, "parse"), *LINT])
def test_a_review_has_a_finding_at_that_row_and_looks_at_the_others(
    module: Any, name: str, table: Path, monkeypatch: pytest.MonkeyPatch
):
    struck(module, name, monkeypatch)
    rows = review.review(kf.read(table)).rows
    assert [[one.code for one in row.diagnostics if one.code == CODE] for row in rows] == [[], [CODE], []]


def test_a_rule_that_fails_with_rows_together_blames_one_and_spares_the_rest(
    table: Path, monkeypatch: pytest.MonkeyPatch
):
    original = review.check_document

    def failing(rows: Any) -> Any:
        if len([row for row in rows if row.indikator != "Persentase pegawai hadir"]) > 1:
            raise Boom
        return original(rows)

    monkeypatch.setattr(review, "check_document", failing)
    rows = review.review(kf.read(table)).rows
    assert sum(one.code == CODE for row in rows for one in row.diagnostics) == 1


def test_units_that_cannot_be_told(table: Path, figures: Path, monkeypatch: pytest.MonkeyPatch):
    from kinerja_formula.evaluation import plan

    struck(plan, "check_units", monkeypatch)
    document = kf.read(table)
    assert [row.status for row in kf.laporan(document, figures).rows] == ["ok", CODE, "ok"]
    assert [[one.code for one in row.diagnostics] for row in review.review(document).rows] == [[], [CODE], []]
    made = form.make_form(document)
    assert [one.code for one in made.diagnostics] == [CODE]
    assert [row.nama for sheet in made.sheets for row in sheet.rows] == [
        "Jumlah pegawai hadir",
        "Jumlah pegawai",
        "Jumlah pegawai pulang",
    ]


@pytest.mark.parametrize("name", ["_shown", "_needed"])
def test_a_form_without_that_indicator_says_so(name: str, table: Path, monkeypatch: pytest.MonkeyPatch):
    struck(form, name, monkeypatch)
    made = form.make_form(kf.read(table))
    (found,) = made.diagnostics
    assert (found.code, found.values["place"]) == (CODE, "baris 3")
    assert [(one.nama, one.readable) for sheet in made.sheets for one in sheet.indikator] == [
        ("Persentase pegawai hadir", True),
        ("Persentase pegawai celaka", False),
        ("Persentase pegawai pulang", True),
    ]


def test_a_row_that_cannot_be_looked_into_is_taken_as_it_stands(table: Path, monkeypatch: pytest.MonkeyPatch):
    struck(table_rows, "split_row", monkeypatch)
    read = [one for _, one in kf.read(table)]
    assert [(one.nama, one.teks, one.target) for one in read] == ROWS
    assert [[one.code for one in row.diagnostics] for row in read] == [[], [CODE], []]


def test_a_row_that_cannot_even_be_taken_is_reported_with_its_place(table: Path, monkeypatch: pytest.MonkeyPatch):
    struck(table_rows, "parted_row", monkeypatch)
    found = kf.read(table)
    assert [one.nama for _, one in found] == ["Persentase pegawai hadir", "Persentase pegawai pulang"]
    assert [(one.code, one.values["place"]) for one in found.diagnostics] == [
        (CODE, "baris 3"),
        ("KF410", "baris 3"),
    ]


def test_a_printed_capaian(monkeypatch: pytest.MonkeyPatch):
    struck(published_table, "check_printed", monkeypatch)
    rows = [
        published_table.PublishedRow("", name, "86", "88,5", "103%", "", "naik", Tempat(2))
        for name in ("hadir", "celaka", "pulang")
    ]
    seen = published_table.review_published(published_table.Published("", "", tuple(rows)))
    assert [[one.code for one in row.diagnostics] for row in seen.rows] == [[], [CODE], []]


def test_an_adapter_that_fails_is_an_error_of_the_file(table: Path, monkeypatch: pytest.MonkeyPatch):
    from kinerja_formula.files import csv_file

    struck(csv_file, "csv_rows", monkeypatch)
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.read(table)
    assert caught.value.code == CODE


# What a user sees


def failing_explain(row: report_model.LaporanRow, **keywords: Any) -> str:
    if row.result is not None and "celaka" in row.indikator.nama:
        raise Boom("/home/someone/secret.py")
    return kept_explain(row, **keywords)


kept_explain = report_model.LaporanRow.explain


@pytest.mark.parametrize("stage", ["evaluation", "writing"])
def test_every_format_of_a_report(
    stage: str, table: Path, figures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
):
    if stage == "evaluation":
        struck(Plan, "evaluate", monkeypatch)
    else:
        monkeypatch.setattr(report_model.LaporanRow, "explain", failing_explain)
    files = [tmp_path / f"laporan.{ending}" for ending in ("html", "xlsx", "md", "json")]
    outputs = [word for file in files for word in ("-o", str(file))]
    assert main(["laporan", str(table), "--realisasi", str(figures), *outputs]) == 1
    page = files[0].read_text(encoding="utf-8")
    assert CODE in page and "Boom" in page and "90,00" in page and "/home/someone" not in page
    cells = [cell.value for sheet in load_workbook(files[1]) for row in sheet.iter_rows() for cell in row]
    assert sum("Persentase" in str(cell) for cell in cells) >= len(ROWS)
    if stage == "evaluation":
        assert any(CODE in str(cell) for cell in cells)
        assert CODE in files[2].read_text(encoding="utf-8")
        rows = json.loads(files[3].read_text(encoding="utf-8"))["rows"]
        assert [row["status"] for row in rows] == ["ok", CODE, "ok"]
        assert main(["laporan", str(table), "--realisasi", str(figures)]) == 1
        shown = capsys.readouterr().out
        assert shown.count(f"{CODE} Program") == 1
        assert "3 indikator: 2 terhitung" in shown


def test_the_other_commands(table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any):
    struck(dokumen, "parse", monkeypatch)
    assert main(["periksa", str(table)]) == 1
    assert capsys.readouterr().out.count(f"{CODE} galat-tak-terduga") == 1
    assert main(["periksa", str(table), "--format", "html"]) == 1
    assert CODE in capsys.readouterr().out
    assert main(["periksa", str(table), "--json"]) == 1
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    assert [one["code"] for one in row["findings"]] == [CODE]
    assert main(["isian", str(table), "-o", str(tmp_path / "isian.xlsx")]) == 1
    said = capsys.readouterr()
    assert CODE in said.err and "KF435" in said.err and "3 angka" in said.out
    assert main(["isian", str(table), "-o", str(tmp_path / "lain.xlsx"), "--json"]) == 1
    assert [one["code"] for one in json.loads(capsys.readouterr().out)["diagnostics"]] == [CODE]


def test_a_reading_that_fails_shows_in_baca(table: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any):
    struck(row_indicators, "read_remark", monkeypatch)
    assert main(["baca", str(table)]) == 1
    assert CODE in capsys.readouterr().err


# What is no fault of a cell


def test_memory_and_the_user_are_let_through():
    for error in (MemoryError, KeyboardInterrupt):
        with pytest.raises(error), guard.guarded():
            raise error
    with pytest.raises(kf.FormulaError) as caught, guard.guarded("A / B"):
        raise RecursionError
    assert "RecursionError" in caught.value.message
    assert caught.value.hint.startswith("Laporkan")


def test_figures_that_no_row_can_take(table: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Figures, "of_row", lambda *_: [].pop())
    found = calculation.make_laporan(kf.read(table), Figures([Figure("Jumlah pegawai hadir", 9)]))
    assert [row.status for row in found.rows] == [CODE] * 3


def test_a_wrong_call_is_no_fault_of_a_row(table: Path, figures: Path, monkeypatch: pytest.MonkeyPatch):
    report = kf.laporan(table, figures)
    with pytest.raises(ValueError, match="xx"):
        report.to_markdown(language="xx")
    assert not guard.caught()
    with pytest.raises(kf.FormulaError), guard.guarded():
        raise Boom
