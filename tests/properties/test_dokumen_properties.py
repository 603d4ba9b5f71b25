"""Documents of any kind, broken in any way: a document or an InvalidDataError, never another exception."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kinerja_formula as kf
from kinerja_formula.dokumen.decree import read_decree
from kinerja_formula.files.text_file import text_pieces
from kinerja_formula.pengisian.form import make_form

WORDS = st.sampled_from(
    [
        *(
            "Jabatan : CAMAT",
            "KEPALA SEKSI UMUM",
            "Indikator",
            "Formula",
            "Sasaran",
            "Sumber Data",
            "Target",
            "No",
            "1",
            "(2)",
        ),
        *(
            "Jumlah surat",
            "Persentase hadir",
            "Jumlah A / Jumlah B x 100%",
            "<p>Jumlah A</p> <p>Jumlah B</p>",
            "sda",
            "-",
        ),
        *(
            "1. Jumlah A 2. Jumlah B",
            "-----x100%",
            "<u>A</u>",
            "lanjutan",
            "#REF!",
            "",
            "Catatan Target = 94%",
            "NIP. 1",
        ),
    ]
)
LINES = st.one_of(
    st.just(""),
    st.just("Sasaran\tIndikator\tFormula\tSumber Data"),
    st.lists(WORDS, min_size=1, max_size=6).map("\t".join),
    st.lists(WORDS, min_size=1, max_size=5).map(" | ".join),
    st.text(max_size=30),
)
TEXTS = st.lists(LINES, max_size=25).map("\n".join)


@given(TEXTS)
def test_any_text_is_a_document_or_an_error(text: str):
    try:
        dokumen = read_decree(text_pieces("x.txt", text), "x.txt")
    except kf.InvalidDataError as error:
        assert error.code == "KF405"  # noqa: PT017
        return
    assert len(dokumen) > 0
    assert kf.Dokumen.from_json(dokumen.to_json()) == dokumen
    for _, indikator in dokumen:
        # The formula is a part of the text to the letter, but for the seams of rows that were joined.
        joined = any(one.code in ("KF414", "KF416") for one in indikator.diagnostics)
        assert joined or indikator.teks.replace("|", "\\|") in text or indikator.teks in text
    for one in dokumen.diagnostics:
        assert one.message and one.hint
    make_form(dokumen)


@pytest.fixture(scope="module")
def files(checkout: Path) -> dict[str, bytes]:
    import xlsxwriter

    book = io.BytesIO()
    workbook = xlsxwriter.Workbook(book)
    sheet = workbook.add_worksheet()
    for row, cells in enumerate((("Indikator", "Formula"), ("Jumlah surat", "Jumlah surat masuk"))):
        sheet.write_row(row, 0, cells)
    workbook.close()
    page = b"<html><table><tr><th>Indikator<th>Formula<tr><td rowspan=2>Jumlah surat<td>Jumlah surat masuk</table>"
    word = (checkout / "examples/sambutan-2023.docx").read_bytes()
    return {
        "docx": word,
        "xlsx": book.getvalue(),
        "html": page,
        "pdf": b"%PDF-1.4\n" + page,
        "csv": b"Indikator,Formula\nA,B\n",
    }


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.sampled_from(["docx", "xlsx", "html", "pdf", "csv"]),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=6),
    st.floats(0, 1),
)
def test_files_with_wrong_bytes(
    files: dict[str, bytes], tmp_path: Path, kind: str, changes: list[tuple[float, int]], kept: float
):
    content = bytearray(files[kind])
    for place, value in changes:
        content[int(place * len(content))] = value
    path = tmp_path / "x"
    path.write_bytes(bytes(content[: int(kept * len(content)) + 1] if kept < 0.9 else content))
    try:
        kf.read(path)
    except kf.InvalidDataError as error:
        assert error.code in ("KF401", "KF405"), str(error)  # noqa: PT017
