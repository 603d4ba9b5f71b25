"""Word documents: merged cells, underlines, lists, and equations, in tables and outside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml

import kinerja_formula as kf
from kinerja_formula.files.word_equation import equation_text

NAMES = (
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
)


def run(text: str) -> str:
    return f'<m:r><m:t xml:space="preserve">{text}</m:t></m:r>'


def over(above: str, below: str) -> str:
    return f"<m:f><m:num>{above}</m:num><m:den>{below}</m:den></m:f>"


def total(inner: str, sign: str = '<m:chr m:val="∑"/>') -> str:
    return f"<m:nary><m:naryPr>{sign}</m:naryPr><m:sub>{run('i=1')}</m:sub><m:sup/><m:e>{inner}</m:e></m:nary>"


def math(inner: str) -> Any:
    return parse_xml(f"<m:oMath {NAMES}>{inner}</m:oMath>")


def read(document: Any, path: Path) -> kf.Dokumen:
    document.save(str(path))
    return kf.read(path)


def table(document: Any, rows: int, columns: int = 3) -> Any:
    made = document.add_table(rows=rows, cols=columns)
    for cell, head in zip(made.rows[0].cells, ("Sasaran", "Indikator", "Formula", "Sumber Data"), strict=False):
        cell.text = head
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keputusan.docx"


# Equations

HADIR, PEGAWAI = run("Jumlah hadir"), run("Jumlah pegawai")


@pytest.mark.parametrize(
    ("drawn", "canonical"),
    [
        (over(HADIR, PEGAWAI) + run(" × 100%"), "Jumlah hadir / Jumlah pegawai × 100%"),
        (over(HADIR, PEGAWAI) + run("x100 %"), "Jumlah hadir / Jumlah pegawai × 100%"),
        (over(run("Jumlah ") + run("hadir"), PEGAWAI), "Jumlah hadir / Jumlah pegawai"),
        (run("Capaian = ") + over(HADIR, PEGAWAI) + run("×100%"), "Jumlah hadir / Jumlah pegawai × 100%"),
        (over(total(run("Pegawai hadir")), total(run("Pegawai"))), "Σ `Pegawai hadir` / Σ `Pegawai`"),
        (
            over(f"<m:d><m:e>{run('Jumlah A × Jumlah B')}</m:e></m:d>{run(' − Jumlah C')}", run("Jumlah A × Jumlah B")),
            "(Jumlah A × Jumlah B - Jumlah C) / (Jumlah A × Jumlah B)",
        ),
        (over(over(HADIR, PEGAWAI), run("Jumlah hari")), "(Jumlah hadir / Jumlah pegawai) / Jumlah hari"),
        (f"<m:rad><m:deg/><m:e>{HADIR}</m:e></m:rad>", "√(Jumlah hadir)"),
        (f"<m:sSup><m:e>{HADIR}</m:e><m:sup>{run('2')}</m:sup></m:sSup>", "Jumlah hadir ^ 2"),
        (over(run("RT/RW yang aktif"), run("Jumlah RT/RW")), "`RT/RW yang aktif` / Jumlah RT/RW"),
        (
            over(run("Jumlah undangan (luar) hadir"), run("Jumlah undangan")),
            "Jumlah undangan (luar) hadir / Jumlah undangan",
        ),
        (run("Jumlah hadir / Jumlah pegawai x 100%"), "Jumlah hadir / Jumlah pegawai × 100%"),
        (f"<m:box><m:e>{over(HADIR, PEGAWAI)}</m:e></m:box>", "Jumlah hadir / Jumlah pegawai"),
    ],
)
def test_equations_give_the_tree_that_they_draw(drawn: str, canonical: str):
    text, unknown = equation_text(math(drawn))
    assert unknown == ()
    wanted = kf.parse(canonical)
    assert kf.parse(text).tree == wanted.tree, text


def test_an_index_is_part_of_its_name():
    index = f"<m:sSub><m:e>{run('P')}</m:e><m:sub>{run('t')}</m:sub></m:sSub>"
    text, _ = equation_text(math(over(index, run("Jumlah penduduk"))))
    assert kf.parse(text).names == ("P_t", "Jumlah penduduk")


@pytest.mark.parametrize(
    ("drawn", "what"),
    [
        (total(HADIR, '<m:chr m:val="∏"/>'), "∏"),
        (total(HADIR, ""), "∫"),
        (f"<m:m><m:mr><m:e>{HADIR}</m:e></m:mr></m:m>", "m"),
        (f"<m:f><m:fPr><m:type m:val='noBar'/></m:fPr><m:num>{HADIR}</m:num><m:den>{PEGAWAI}</m:den></m:f>", "noBar"),
    ],
)
def test_what_a_formula_cannot_say_is_reported(path: Path, drawn: str, what: str):
    document = Document()
    made = table(document, 2)
    made.rows[1].cells[1].text = "Persentase hadir"
    made.rows[1].cells[2].paragraphs[0]._p.append(math(drawn))
    dokumen = read(document, path)
    (found,) = dokumen.diagnostics
    assert (found.code, found.values["text"], found.values["place"]) == ("KF421", what, "tabel 1|baris 2")
    assert "Jumlah hadir" in next(iter(dokumen))[1].teks


def test_equations_outside_tables_are_text(path: Path):
    document = Document()
    document.add_paragraph("Jabatan : CAMAT")
    document.add_paragraph("Rumus : ")._p.append(math(over(HADIR, PEGAWAI)))
    made = table(document, 2)
    made.rows[1].cells[1].text, made.rows[1].cells[2].text = "Jumlah hadir", "Jumlah hadir"
    document.add_paragraph("Indikator : Persentase hadir")
    document.add_paragraph("Formula : ")._p.append(math(over(HADIR, PEGAWAI)))
    from kinerja_formula.files.file_bytes import DEFAULT_FILE_LIMITS
    from kinerja_formula.files.model import Line
    from kinerja_formula.files.word_file import word_page

    dokumen = read(document, path)
    assert [(jabatan.nama, one.nama, one.formula.to_text()) for jabatan, one in dokumen] == [
        ("CAMAT", "Jumlah hadir", "Jumlah hadir"),
        ("CAMAT", "Persentase hadir", "Jumlah hadir / Jumlah pegawai"),
    ]
    page = word_page(path, path.read_bytes(), DEFAULT_FILE_LIMITS)
    lines = [item.text for item in page.items if isinstance(item, Line)]
    assert lines[1].split() == ["Rumus", ":", "$\\frac{\\text{Jumlah", "hadir}}{\\text{Jumlah", "pegawai}}$"]


# Runs and paragraphs


def test_an_underlined_numerator(path: Path):
    document = Document()
    cell = table(document, 2).rows[1].cells
    cell[1].text = "Persentase hadir"
    for text, underlined in (("Jumlah ", True), ("pegawai hadir", True), (" x 100%", False)):
        cell[2].paragraphs[0].add_run(text).underline = underlined
    cell[2].add_paragraph("Jumlah pegawai")
    ((_, one),) = read(document, path)
    assert one.teks == "<u>Jumlah pegawai hadir</u> x 100%\nJumlah pegawai"
    assert one.formula.to_text() == "Jumlah pegawai hadir / Jumlah pegawai × 100%"


def test_a_paragraph_with_a_line_below(path: Path):
    document = Document()
    cell = table(document, 2).rows[1].cells
    cell[1].text, cell[2].text = "Persentase hadir", "Jumlah hadir"
    cell[2].paragraphs[0]._p.get_or_add_pPr().append(
        parse_xml(f'<w:pBdr {NAMES}><w:bottom w:val="single" w:sz="4"/></w:pBdr>')
    )
    cell[2].add_paragraph("Jumlah pegawai")
    ((_, one),) = read(document, path)
    assert one.formula.to_text() == "Jumlah hadir / Jumlah pegawai"


def test_numbers_of_lists_are_written_out(path: Path):
    document = Document()
    cells = table(document, 2).rows[1].cells
    cells[1].text, cells[2].text = "Jumlah dokumen", "Jumlah dokumen tersusun:"
    for text in ("Renstra", "Renja"):
        cells[2].add_paragraph(text, style="List Number")
    dokumen = read(document, path)
    ((_, one),) = dokumen
    assert "Renstra" in one.teks and one.formula.kind == "komponen"


def test_deleted_text_is_gone_and_inserted_text_is_there(path: Path):
    document = Document()
    cells = table(document, 2).rows[1].cells
    cells[1].text = "Jumlah surat"
    word = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    for xml in (
        f"<w:ins {NAMES}>{word.format('Jumlah ')}</w:ins>",
        f"<w:del {NAMES}><w:r><w:delText>seluruh</w:delText></w:r></w:del>",
        f"<w:hyperlink {NAMES}>{word.format('surat')}</w:hyperlink>",
        f"<w:sdt {NAMES}><w:sdtContent>{word.format(' masuk')}</w:sdtContent></w:sdt>",
    ):
        cells[2].paragraphs[0]._p.append(parse_xml(xml))
    ((_, one),) = read(document, path)
    assert one.teks == "Jumlah surat masuk"


# Tables


def test_merged_cells(path: Path):
    document = Document()
    made = table(document, 4, 4)
    for row, texts in enumerate(
        [
            ("S1", "Jumlah surat masuk", "", "Agenda"),
            ("", "Jumlah surat keluar", "", ""),
            ("S2", "Jumlah rapat", "Jumlah rapat", "Notulen"),
        ],
        1,
    ):
        for cell, text in zip(made.rows[row].cells, texts, strict=True):
            cell.text = text
    made.cell(1, 0).merge(made.cell(2, 0)).text = "S1"
    made.cell(1, 2).merge(made.cell(2, 2)).text = "Jumlah surat masuk\nJumlah surat keluar"
    made.cell(1, 3).merge(made.cell(2, 3)).text = "Agenda"
    dokumen = read(document, path)
    assert [(one.sasaran, one.nama, one.teks, one.sumber_data) for _, one in dokumen] == [
        ("S1", "Jumlah surat masuk", "Jumlah surat masuk", "Agenda"),
        ("S1", "Jumlah surat keluar", "Jumlah surat keluar", "Agenda"),
        ("S2", "Jumlah rapat", "Jumlah rapat", "Notulen"),
    ]
    assert [one.tempat.baris for _, one in dokumen] == [2, 3, 4]


def test_the_post_in_a_table_without_lines(path: Path):
    document = Document()
    labels = document.add_table(rows=2, cols=3)
    for row, texts in zip(labels.rows, (("Jabatan", ":", "CAMAT"), ("Tugas", ":", "Memimpin")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    cells = table(document, 2).rows[1].cells
    cells[1].text, cells[2].text = "Jumlah surat", "Jumlah surat masuk"
    dokumen = read(document, path)
    assert [jabatan.nama for jabatan in dokumen.jabatan] == ["CAMAT"]
    assert dokumen.diagnostics == ()
    assert next(iter(dokumen))[1].tempat.tabel == 2


def test_a_table_within_a_cell(path: Path):
    document = Document()
    frame = document.add_table(rows=1, cols=1).rows[0].cells[0]
    frame.text = "Jabatan : CAMAT"
    inner = frame.add_table(rows=2, cols=3)
    for row, texts in zip(
        inner.rows, (("Sasaran", "Indikator", "Formula"), ("S", "Jumlah A", "Jumlah A")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    dokumen = read(document, path)
    assert [(jabatan.nama, one.teks) for jabatan, one in dokumen] == [("CAMAT", "Jumlah A")]


def test_raised_runs_and_what_only_a_style_strikes_out(path: Path):
    from docx.enum.style import WD_STYLE_TYPE

    document = Document()
    struck = document.styles.add_style("Dicoret", WD_STYLE_TYPE.CHARACTER)
    struck.font.strike = True
    below = document.styles.add_style("Dicoret juga", WD_STYLE_TYPE.CHARACTER)
    below.base_style = struck
    raised = document.styles.add_style("Catatan", WD_STYLE_TYPE.CHARACTER)
    raised.font.superscript = True
    made = table(document, 2)
    _, name, formula = made.rows[1].cells
    paragraph = name.paragraphs[0]
    paragraph.add_run("Angka ")
    paragraph.add_run("lama ", style="Dicoret juga")
    paragraph.add_run("kesakitan")
    paragraph.add_run("1)", style="Catatan")
    paragraph = formula.paragraphs[0]
    paragraph.add_run("Jumlah kasus / Luas (m")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run(") x 10")
    paragraph.add_run("5").font.superscript = True
    paragraph.add_run(" / CO")
    paragraph.add_run("2").font.subscript = True
    [(_, indikator)] = list(read(document, path))
    assert (indikator.nama, indikator.teks) == ("Angka kesakitan", "Jumlah kasus / Luas (m²) x 10⁵ / CO2")


def test_a_run_that_is_not_struck_though_its_style_is(path: Path):
    from docx.enum.style import WD_STYLE_TYPE

    document = Document()
    document.styles.add_style("Dicoret", WD_STYLE_TYPE.CHARACTER).font.strike = True
    made = table(document, 2)
    _, name, formula = made.rows[1].cells
    name.paragraphs[0].add_run("Jumlah surat", style="Dicoret").font.strike = False
    formula.text = "A / B"
    [(_, indikator)] = list(read(document, path))
    assert indikator.nama == "Jumlah surat"
