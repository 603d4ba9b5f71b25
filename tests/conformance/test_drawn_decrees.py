"""The tables of labelled decrees, written by other programs in other formats, give the same indicators and trees."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import kinerja_formula as kf

from . import drawn_decrees
from .scorer import Record, records

DECREES = ("tajinan-2021", "ciruas-2022")
OFFICE = shutil.which("soffice")
needs_libreoffice = [
    pytest.mark.libreoffice,
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed; .ci/run installs it"),
]


def letters(text: str | None) -> str:
    return re.sub(r"[^a-z0-9%]+", " ", drawn_decrees.plain(text).casefold()).strip()


def tree(text: str, indikator: str) -> object:
    try:
        return kf.parse(text, indikator=indikator or None).tree
    except kf.FormulaError as error:
        return error.code


def differences(path: Path, wanted: list[Record], *, goals: bool = True) -> Iterator[str]:
    """Say what of a document is not as its records have it: a post, an indicator, a formula's tree, a goal."""
    found = list(kf.read(path))
    for record, (jabatan, indikator) in zip(wanted, found, strict=False):
        formula = record["formula"]
        if drawn_decrees.fraction_of(record) is None or path.suffix in (".xlsx", ".html"):
            formula = drawn_decrees.plain(formula)
        if letters(jabatan.nama) != letters(record["jabatan"]):
            yield f"{record['id']} jabatan {jabatan.nama!r}"
        if letters(indikator.nama) != letters(record["indikator"]).removeprefix("- "):
            yield f"{record['id']} indikator {indikator.nama!r}"
        elif tree(indikator.teks, indikator.nama) != tree(formula, record["indikator"]):
            yield f"{record['id']} formula {indikator.teks!r}"
        if goals and letters(indikator.sasaran) != letters(record["sasaran"]):
            yield f"{record['id']} sasaran {indikator.sasaran!r}"
    if len(found) != len(wanted):
        yield f"{len(found)} indicators instead of {len(wanted)}"


def convert(path: Path, to: str, *options: str) -> Path:
    profile = path.parent / "profile"
    command = [str(OFFICE), f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", *options]
    run = subprocess.run(
        [*command, "--convert-to", to, "--outdir", str(path.parent), str(path)],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    made = path.with_suffix(f".{to.partition(':')[0]}")
    assert made.exists(), run.stdout + run.stderr
    return made


@pytest.mark.parametrize("underlined", [False, True], ids=["equations", "underlined"])
@pytest.mark.parametrize("decree", DECREES)
def test_word(decree: str, underlined: bool, tmp_path: Path):
    drawn_decrees.write_docx(records(decree), tmp_path / "a.docx", underlined=underlined)
    assert list(differences(tmp_path / "a.docx", records(decree))) == []


@pytest.mark.parametrize("decree", DECREES)
def test_pdf_with_drawn_bars_over_many_pages(decree: str, tmp_path: Path):
    pytest.importorskip("typst")
    drawn_decrees.write_typst_pdf(records(decree), tmp_path / "a.pdf")
    # A goal whose cell is cut by a page break between two capitals is read as two: nothing tells that it is one.
    assert list(differences(tmp_path / "a.pdf", records(decree), goals=False)) == []
    assert len({one.tempat.halaman for _, one in kf.read(tmp_path / "a.pdf")}) > 3


@pytest.mark.parametrize("decree", DECREES)
def test_html(decree: str, tmp_path: Path):
    (tmp_path / "a.html").write_text(drawn_decrees.html_of(records(decree)), encoding="utf-8")
    assert list(differences(tmp_path / "a.html", records(decree))) == []


@pytest.mark.parametrize("decree", [pytest.param(decree, marks=needs_libreoffice) for decree in DECREES])
def test_workbook_by_libreoffice(decree: str, tmp_path: Path):
    (tmp_path / "a.html").write_text(drawn_decrees.html_of(records(decree)), encoding="utf-8")
    made = convert(tmp_path / "a.html", "xlsx:Calc MS Excel 2007 XML", "--infilter=HTML (StarCalc)")
    assert list(differences(made, records(decree))) == []


@pytest.mark.parametrize("decree", [pytest.param(decree, marks=needs_libreoffice) for decree in DECREES])
def test_pdf_by_libreoffice(decree: str, tmp_path: Path):
    """Underlined numerators over several lines, rows cut by the end of a page, heads that are not repeated."""
    drawn_decrees.write_docx(records(decree), tmp_path / "a.docx", underlined=True)
    made = convert(tmp_path / "a.docx", "pdf")
    assert list(differences(made, records(decree), goals=False)) == []


@pytest.mark.parametrize("decree", [pytest.param("tajinan-2021", marks=needs_libreoffice)])
def test_word_by_libreoffice(decree: str, tmp_path: Path):
    """What LibreOffice makes of a document with equations when it saves it anew.

    Of the other decree it makes something else: it turns a slash between two words of an equation into a fraction.
    """
    drawn_decrees.write_docx(records(decree), tmp_path / "a.docx")
    convert(tmp_path / "a.docx", "odt")
    (tmp_path / "a.docx").unlink()
    made = convert(tmp_path / "a.odt", "docx:MS Word 2007 XML")
    assert list(differences(made, records(decree))) == []
