"""The annual report: what the form asks for it, the comparisons, and the same of them in every format."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest

import kinerja_formula as kf
from kinerja_formula.command_line import main
from kinerja_formula.dokumen.model import Dokumen, Indikator, Jabatan
from kinerja_formula.grafik import trend_svg
from kinerja_formula.pelaporan.naskah import Gambar, Judul, Paragraf, Tabel
from kinerja_formula.pelaporan.perbandingan import Anggaran, Perbandingan, goals_of, sum_of
from kinerja_formula.pelaporan.print_settings import PrintSettings, Signer, read_print_settings
from kinerja_formula.pelaporan.writers.equations import to_omml, to_typst
from kinerja_formula.pelaporan.writers.lkjip import comparisons, lkjip
from kinerja_formula.pengisian.form import make_form
from kinerja_formula.pengisian.form_carrying import carry_over
from kinerja_formula.pengisian.form_figures import read_form
from kinerja_formula.pengisian.form_workbook import write_form

openpyxl = pytest.importorskip("openpyxl")
docx = pytest.importorskip("docx")
pytest.importorskip("typst")
pypdfium2 = pytest.importorskip("pypdfium2")

RUMUS = "Jumlah hadir / Jumlah pegawai x 100%"
HADIR = Indikator(nama="Persentase kehadiran", teks=RUMUS, sasaran="Disiplin", target="90%")
ADUAN = Indikator(nama="Jumlah aduan", teks="", sasaran="Pelayanan", target="10", satuan="aduan", arah="turun")
DOKUMEN = Dokumen(
    "PERJANJIAN KINERJA TAHUN 2024", (Jabatan("SEKRETARIS", (HADIR,)), Jabatan("KASI PELAYANAN", (ADUAN,)))
)
TOLD = {
    "Persentase kehadiran": {
        "Realisasi 2023": "88%",
        "Capaian 2023": "97,78%",
        "Realisasi 2022": "85,5%",
        "Target akhir": "95%",
        "Tahun akhir": "2026",
        "Standar nasional": "92%",
        "Penyebab": "Rekam hadir dengan mesin",
        "Solusi": "Pengingat harian",
        "Program": "Pembinaan pegawai",
        "Anggaran": "Rp 120.000.000",
        "Realisasi anggaran": "90000000",
    },
    "Jumlah aduan": {"Realisasi 2023": 12, "Anggaran": "Rp 80 juta", "Realisasi anggaran": "80000000"},
}


def filled(path: Path) -> Path:
    write_form(make_form(DOKUMEN), path)
    book = openpyxl.load_workbook(path)
    figures = {"Jumlah hadir": 171, "Jumlah pegawai": 180, "Jumlah aduan": 8}
    for sheet in book:
        for row in sheet.iter_rows():
            if row[1].value in figures and sheet.title not in ("LKjIP", "Bacaan") and row[2].value is None:
                row[2].value = figures[row[1].value]
    sheet = book["LKjIP"]
    head = next(row for row in sheet.iter_rows() if row[0].value == "No")
    columns = {cell.value: cell.column for cell in head}
    assert list(columns)[3:9] == [f"{kind} {year}" for year in (2023, 2022, 2021) for kind in ("Realisasi", "Capaian")]
    for row in sheet.iter_rows(min_row=head[0].row + 1):
        for name, text in TOLD[row[2].value].items():
            sheet.cell(row[0].row, columns[name], text)
    book.save(path)
    return path


@pytest.fixture
def laporan(tmp_path: Path) -> kf.Laporan:
    return kf.laporan(DOKUMEN, filled(tmp_path / "isian.xlsx"))


def test_the_comparisons(laporan: kf.Laporan) -> None:
    hadir, aduan = (goal.indikator[0] for goal in goals_of(laporan))
    assert [tuple(one) for one in hadir.tahun] == [("2022", "85,5%", ""), ("2023", "88%", "97,78%")]
    assert (hadir.perubahan, hadir.membaik) == (7, True)
    assert (aduan.perubahan, aduan.membaik) == (-4, True)
    assert (str(hadir.kemajuan), hadir.tahun_akhir) == ("100,00%", "2026")
    assert hadir.memenuhi is True
    assert hadir.anggaran is not None
    assert hadir.anggaran.serapan == 75
    assert hadir.efisiensi == Fraction(95, 90) * 100 - 75
    assert (hadir.penyebab, hadir.solusi, hadir.program) == (
        *("Rekam hadir dengan mesin", "Pengingat harian", "Pembinaan pegawai"),
    )
    assert not [found for one in (hadir, aduan) for found in one.diagnostics]


def texts_of_docx(content: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*[paragraph.text for paragraph in document.paragraphs], *cells]


SHOWN = (
    *("naik 7 poin (membaik)", "turun 4 aduan (membaik)", "85,50%", "88,00% / 97,78%", "95% (2026)", "100,00%"),
    *("memenuhi", "Rekam hadir dengan mesin", "Pengingat harian", "Pembinaan pegawai"),
    *("Rp120.000.000", "Rp90.000.000", "75,00%", "30,56 poin", "Rp200.000.000"),
)


def test_every_format_says_the_same(laporan: kf.Laporan, tmp_path: Path) -> None:
    for ending in ("docx", "pdf", "html", "md", "xlsx", "json"):
        laporan.save(tmp_path / f"laporan.{ending}")
    book = openpyxl.load_workbook(tmp_path / "laporan.xlsx")
    sheet = [str(cell.value) for row in book["Perbandingan"].iter_rows() for cell in row if cell.value is not None]
    page = re.sub(r"<[^>]*>", "\n", (tmp_path / "laporan.html").read_text(encoding="utf-8"))
    pdf = pypdfium2.PdfDocument(tmp_path / "laporan.pdf")
    printed = " ".join([one.get_textpage().get_text_range() for one in pdf])
    told = {
        "docx": "\n".join(texts_of_docx((tmp_path / "laporan.docx").read_bytes())),
        "pdf": " ".join(printed.split()),
        "html": page,
        "md": (tmp_path / "laporan.md").read_text(encoding="utf-8"),
        "xlsx": "\n".join(sheet),
    }
    for kind, text in told.items():
        assert not [one for one in SHOWN if one not in text], kind
    data = laporan.to_json()["sasaran"][0]["indikator"][0]  # type: ignore[index]
    assert (data["perubahan"], data["kemajuan"], data["serapan"], data["efisiensi"]) == (
        *("7,00", "100,00%", "75,00", "30,56"),
    )


def test_a_word_file_has_headings_captions_and_heads_that_repeat(laporan: kf.Laporan, tmp_path: Path) -> None:
    laporan.to_docx(tmp_path / "a.docx", setelan=PrintSettings(instansi=("DINAS CONTOH",), kosong="isi"))
    document = docx.Document(tmp_path / "a.docx")
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Heading 1", "Heading 2", "Heading 3", "Caption"} <= styles
    tables = [table for table in document.tables if table.style.name == "Table Grid"]
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in tables)
    assert document.paragraphs[0].text == "DINAS CONTOH"
    assert sum("diisi oleh penyusun" in paragraph.text for paragraph in document.paragraphs) == 4


def test_a_pdf_is_tagged_and_names_its_language(laporan: kf.Laporan, tmp_path: Path) -> None:
    laporan.save(tmp_path / "a.pdf")
    raw = (tmp_path / "a.pdf").read_bytes()
    assert b"/MarkInfo" in raw
    assert b"/Lang(id)" in raw
    assert b"pdfuaid:part" in raw


def test_texts_of_the_user_are_no_markup(tmp_path: Path) -> None:
    nasty = '#panic("x") *a* _b_ $c$ <script> @d // e \\ [f] {g}'
    one = Indikator(nama=nasty, teks="A / B x 100%", sasaran=nasty, target="90%", pembanding={"penyebab": nasty})
    laporan = kf.laporan(Dokumen(nasty, (Jabatan(nasty, (one,)),)), {"A": 1, "B": 2})
    laporan.save(tmp_path / "a.pdf", setelan=PrintSettings(instansi=(nasty,), penandatangan=(Signer(nama=nasty),)))
    pdf = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    printed = "".join([page.get_textpage().get_text_range() for page in pdf])
    assert "".join(nasty.split()) in "".join(printed.split()).replace("\ufffe", "")
    laporan.save(tmp_path / "a.docx")
    assert any(nasty in text for text in texts_of_docx((tmp_path / "a.docx").read_bytes()))


def test_a_goal_without_anything_to_compare_stands_in_the_first_table_alone() -> None:
    bare = kf.laporan(DOKUMEN, {"Jumlah hadir": 171, "Jumlah pegawai": 180, "Jumlah aduan": 8})
    text = lkjip(bare)
    assert len([block for block in text.blocks if isinstance(block, Tabel)]) == 1
    assert not [block for block in text.blocks if isinstance(block, Judul) and block.level == 3]
    asked = lkjip(bare, PrintSettings(kosong="isi"))
    assert len([block for block in asked.blocks if isinstance(block, Judul) and block.level == 3]) == 2


def test_a_goal_of_two_posts_stands_once() -> None:
    both = Dokumen("", (Jabatan("A", (HADIR,)), Jabatan("B", (HADIR,))))
    goals = goals_of(kf.laporan(both, {"Jumlah hadir": 9, "Jumlah pegawai": 10}))
    assert [(goal.nama, len(goal.indikator)) for goal in goals] == [("Disiplin", 2)]


def test_what_is_no_budget_is_a_finding() -> None:
    odd = Indikator(nama="Hadir", teks="A / B x 100%", pembanding={"anggaran": "banyak", "target akhir": "5 orang"})
    found = goals_of(kf.laporan(Dokumen("", (Jabatan("", (odd,)),)), {"A": 1, "B": 2}))[0].indikator[0]
    assert (found.anggaran, found.kemajuan) == (None, None)
    assert {one.code for one in found.diagnostics} == {"KF302", "KF330"}


def test_the_sheet_is_carried_into_the_next_form(tmp_path: Path) -> None:
    old = read_form(filled(tmp_path / "isian.xlsx"))
    carried = carry_over(make_form(DOKUMEN), old)
    assert carried.form.tahunan[0].isi["penyebab"] == "Rekam hadir dengan mesin"
    assert carried.form.tahunan[1].realisasi == {"2023": "12"}
    assert carried.apart == 0
    other = carry_over(make_form(Dokumen("", (Jabatan("LURAH", (ADUAN,)),))), old)
    assert {one.jenis for one in other.form.disisihkan} == {"angka", "lkjip"}
    assert sum(one.jenis == "lkjip" for one in other.form.disisihkan) == sum(map(len, TOLD.values()))


def test_a_document_keeps_what_the_annual_report_tells() -> None:
    one = Indikator(nama="Hadir", teks="", pembanding={"penyebab": "a", "anggaran": "Rp 1"})
    assert Indikator.from_json(one.to_json()) == one
    with pytest.raises(kf.InvalidDataError) as refused:
        Indikator(nama="Hadir", teks="", pembanding={"warna": "a"})
    assert refused.value.code == "KF404"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[laporan", "toml-rusak"),
        ('[laporan]\nwarna = "a"', "bidang-tak-dikenal"),
        ("[laporan]\ntempat = 1", "bukan-teks-bidang"),
        ('[laporan]\nkosong = "mungkin"', "pilihan-lain"),
        ('[laporan]\n[[laporan.penandatangan]]\nwarna = "a"', "bidang-tak-dikenal"),
        ('[laporan]\nlogo = "logo.png"', "logo-bukan-gambar"),
    ],
)
def test_settings_that_are_none(text: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"GIF89a")
    (tmp_path / "laporan.toml").write_text(text, encoding="utf-8")
    with pytest.raises(kf.InvalidDataError) as refused:
        read_print_settings(tmp_path / "laporan.toml")
    assert (refused.value.code, refused.value.diagnostics[0].values["reason"]) == ("KF440", reason)


def test_a_fault_of_the_settings_names_its_field(tmp_path: Path) -> None:
    file = tmp_path / "laporan.toml"
    for text, said in (
        ('[laporan]\ninstanse = "a"', "bidang laporan.instanse: bidang ini tidak dikenal"),
        ('[laporan.unit."Kecamatan Utara"]\nkota = "a"', "bidang laporan.unit.Kecamatan Utara.kota"),
        ("[laporan]\ntanggal = 31", "bidang tanggal: harus berupa teks"),
    ):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(kf.InvalidDataError, match=said):
            read_print_settings(file)
    file.write_text("[laporan]\ntanggal = 2028-01-31", encoding="utf-8")
    assert read_print_settings(file).tanggal == "31 Januari 2028"


def test_a_logo_of_fifty_megabytes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50_000_000))
    (tmp_path / "laporan.toml").write_text('[laporan]\nlogo = "logo.png"', encoding="utf-8")
    with pytest.raises(kf.InvalidDataError) as refused:
        read_print_settings(tmp_path / "laporan.toml")
    assert refused.value.code == "KF401"


@pytest.mark.parametrize(
    ("satuan", "now", "before", "shown"),
    [
        ("ton", "1.275", "1.105", "1.105"),
        ("ton", "1.275", "1105", "1.105"),
        ("orang", "105000", "12.345", "12.345"),
        ("orang", "105000", "105.000", "105.000"),
        ("ton", "1.275,5", "1.105,25", "1.105,25"),
        ("%", "87,5 %", "84,1", "84,10%"),
        ("%", "87,5 %", "85.0909090", "85,09%"),
        ("%", "87,5 %", "0,85", "0,85"),
        ("nilai", "82", "84,77 nilai", "84,77"),
        ("nilai", "82", "BB (76,2)", "BB (76,2)"),
        ("ton", "1.275", "1.105 kg", "1.105 kg"),
        ("ton", "1.275", "sekitar seribu", "sekitar seribu"),
    ],
)
def test_figures_of_earlier_years_stand_as_those_of_this_year(satuan: str, now: str, before: str, shown: str) -> None:
    one = Indikator(nama="Hasil", teks="", satuan=satuan, target="90", sasaran="S", realisasi={"2024": before})
    document = Dokumen("PERJANJIAN KINERJA TAHUN 2025", (Jabatan("KEPALA", (one,)),))
    told = kf.laporan(document, {"Hasil": now}).to_markdown()
    [line] = [line for line in told.splitlines() if line.startswith("| Hasil |") and line.count("|") in (4, 5)]
    assert line.split("|")[2].strip() == shown


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_a_logo_that_is_no_image_inside_is_refused(laporan: kf.Laporan, ending: str, tmp_path: Path) -> None:
    broken = b"\x89PNG\r\n\x1a\n" + b"?" * 40 + b"IEND\xaeB`\x82"
    with pytest.raises(kf.InvalidDataError) as refused:
        laporan.save(tmp_path / f"a.{ending}", setelan=PrintSettings(logo=broken))
    assert refused.value.code == "KF440"
    assert not (tmp_path / f"a.{ending}").exists()


def test_the_annex_has_equations(laporan: kf.Laporan, tmp_path: Path) -> None:
    laporan.to_docx(tmp_path / "a.docx", setelan=PrintSettings(lampiran=True))
    raw = zipfile.ZipFile(tmp_path / "a.docx").read("word/document.xml").decode()
    assert raw.count("<m:oMath") == 1
    assert "<m:num>" in raw
    laporan.to_pdf(tmp_path / "a.pdf", setelan=PrintSettings(lampiran=True))


FORMULAS = (
    *("A / B x 100%", "√(A)", r"\sqrt[3]{A}", "`A` ^ 2", "jika `R` ≥ 3 maka 4; selain itu 0"),
    *("Σ (bobot × nilai) / Σ bobot", "`RI` = `A` / 2; `RI` + `B`", "min (`A`; 100%)", "abs (`A` - `B`)"),
    "Jumlah " + "kata panjang " * 20 + "/ Jumlah B",
)


@pytest.mark.parametrize("text", FORMULAS)
def test_every_formula_is_an_equation_of_both(text: str) -> None:
    mathml = kf.parse(text).to_mathml()
    omml = to_omml(mathml)
    ElementTree.fromstring(omml)
    said = signs(re.sub("<[^>]*>", "", mathml))
    assert signs(re.sub("<[^>]*>", "", omml)) == said

    def words(node: object) -> str:
        if isinstance(node, str):
            return node
        below = node.values() if isinstance(node, dict) else node
        return "".join(map(words, below))  # type: ignore[call-overload]

    assert signs(words(to_typst(mathml))) == said


def signs(text: str) -> list[str]:
    """Return the signs of a text in no order, without the brace, which both draw by themselves."""
    return sorted("".join(text.split()).replace("\u2061", "").replace("{", ""))


def test_years_are_drawn_where_two_earlier_ones_are_known(laporan: kf.Laporan) -> None:
    pictures = [block for block in lkjip(laporan).blocks if isinstance(block, Gambar)]
    assert [one.caption[:24] for one in pictures][1:] == ["Perkembangan realisasi; ", "Capaian dibandingkan den"]
    assert pictures[1].alt == "Persentase kehadiran: 2022 85,5, 2023 88, 2024 95"
    assert "85,5" in pictures[1].svg
    assert not [block for block in comparisons(laporan) if isinstance(block, Gambar)]
    with pytest.raises(ValueError, match="nothing"):
        trend_svg([])


def of_one(year: str = "2024", *, figures: dict[str, object] | None = None, **fields: object) -> Perbandingan:
    """Return the comparisons of one indicator of a percentage, 95 of 100, or of other figures."""
    given: dict[str, object] = {"nama": "Kehadiran", "teks": "Hadir / Pegawai x 100%", "target": "90%", **fields}
    dokumen = Dokumen(f"PERJANJIAN KINERJA TAHUN {year}", (Jabatan("A", (Indikator(**given),)),))  # type: ignore[arg-type]
    return goals_of(kf.laporan(dokumen, figures or {"Hadir": 95, "Pegawai": 100}))[0].indikator[0]


@pytest.mark.parametrize(
    ("standar", "arah", "meets"),
    [
        ("92%", None, True),
        ("96%", None, False),
        ("80 - 90%", "rentang", False),
        ("90 - 96%", "rentang", True),
        ("maksimal 10%", "naik", False),
        ("minimal 95%", "turun", True),
        ("9%", "turun", False),
        ("96%", "turun", True),
        ("5 orang", None, None),
        ("A", None, None),
        ("0,92", None, None),  # a share of one?
    ],
)
def test_a_standard_is_met_by_interval_wording_and_direction(
    standar: str, arah: str | None, meets: bool | None
) -> None:
    assert of_one(arah=arah, pembanding={"standar nasional": standar}).memenuhi is meets


@pytest.mark.parametrize(
    ("entry", "amount"),
    [("Rp 1,2 miliar", 1_200_000_000), ("1.250.000", 1_250_000), ("0", 0), ("", None), ("-", None), ("n/a", None)],
)
def test_a_budget_is_an_amount_of_money(entry: str, amount: int | None) -> None:
    found = of_one(pembanding={"anggaran": entry, "realisasi anggaran": "1"})
    assert found.anggaran is not None
    assert (found.anggaran.pagu, found.diagnostics) == (amount, ())


@pytest.mark.parametrize(
    "entry", ["75%", "10 orang", "minimal 75", "Rp 100 - 200 juta", "-100", "15 Maret 2024", "jt-an"]
)
def test_what_is_no_amount_of_money_is_told_and_not_added(entry: str) -> None:
    found = of_one(pembanding={"anggaran": entry})
    assert found.anggaran is None
    assert [(one.code, one.values["name"]) for one in found.diagnostics] == [("KF302", "anggaran")]
    text = lkjip(kf.laporan(document_with(entry), {"Hadir": 95, "Pegawai": 100}))
    assert any(isinstance(block, Paragraf) and "anggaran" in block.text for block in text.blocks)


def document_with(entry: str) -> Dokumen:
    one = Indikator(nama="Kehadiran", teks="Hadir / Pegawai x 100%", target="90%", pembanding={"anggaran": entry})
    return Dokumen("", (Jabatan("A", (one,)),))


def test_spending_that_is_not_known_is_no_spending_of_nothing() -> None:
    found = of_one(pembanding={"anggaran": "Rp 100 juta"})
    assert found.anggaran == Anggaran(Fraction(100_000_000))
    assert (found.anggaran.serapan, found.efisiensi) == (None, None)
    known = Anggaran(Fraction(10), Fraction(5))
    assert sum_of([found.anggaran, known]) == Anggaran(Fraction(100_000_010))
    share = of_one(pembanding={"anggaran": "Rp 100 juta", "realisasi anggaran": "75%"})
    assert share.anggaran == Anggaran(Fraction(100_000_000), Fraction(75_000_000))


def test_a_change_names_the_year_that_it_is_from() -> None:
    text = lkjip(
        kf.laporan(
            Dokumen(
                "TAHUN 2024",
                (Jabatan("A", (Indikator(nama="K", teks="H / P x 100%", target="9%", realisasi={"2019": "80%"}),)),),
            ),
            {"H": 95, "P": 100},
        )
    )
    cells = [cell for block in text.blocks if isinstance(block, Tabel) for row in block.rows for cell in row]
    assert "naik 15 poin dari 2019 (membaik)" in cells


@pytest.mark.parametrize("last", ["80 - 90%", "minimal 80%", "5 orang", "0,88", "20 Maret 2023", "n/a", "#REF!"])
def test_what_is_no_figure_of_the_same_kind_has_no_change(last: str) -> None:
    assert of_one(realisasi={"2023": last}).perubahan is None


def test_days_are_days() -> None:
    day = Indikator(
        nama="Tanggal penyampaian LKjIP", teks="", target="31 Maret 2025", realisasi={"2023": "20 Maret 2024"}
    )
    laporan = kf.laporan(Dokumen("TAHUN 2024", (Jabatan("A", (day,)),)), {"Tanggal penyampaian LKjIP": "30 Maret 2025"})
    assert (laporan.rows[0].text, goals_of(laporan)[0].indikator[0].perubahan) == ("30 Maret 2025", None)


def test_the_number_of_a_decree_is_no_year_of_the_report() -> None:
    title = "KEPUTUSAN BUPATI NOMOR 5 TAHUN 2021 TENTANG INDIKATOR KINERJA"
    assert make_form(Dokumen(title, (Jabatan("A", (HADIR,)),))).tahun_lalu[0] == "tahun lalu"
    assert make_form(Dokumen(title + " TAHUN 2024", (Jabatan("A", (HADIR,)),))).tahun_lalu[0] == "2023"


def test_heads_may_be_written_otherwise(tmp_path: Path) -> None:
    path = filled(tmp_path / "isian.xlsx")
    book = openpyxl.load_workbook(path)
    other = {"Target akhir": "TARGET AKHIR", "Realisasi 2023": "Realisasi Tahun 2023", "Anggaran": "Pagu"}
    for cell in next(row for row in book["LKjIP"].iter_rows() if row[0].value == "No"):
        cell.value = other.get(cell.value, cell.value)
    book.save(path)
    found = read_form(path).tahunan[0]
    assert (found.isi["target akhir"], found.isi["anggaran"], found.realisasi["2023"]) == (
        "95%",
        "Rp 120.000.000",
        "88%",
    )


def test_a_form_of_the_year_before_gives_no_causes_and_no_budget(tmp_path: Path) -> None:
    old = read_form(filled(tmp_path / "isian.xlsx"))
    next_year = Dokumen("PERJANJIAN KINERJA TAHUN 2025", DOKUMEN.jabatan)
    carried = carry_over(make_form(next_year), old)
    hadir = carried.form.tahunan[0]
    assert hadir.isi == {"target akhir": "95%", "tahun akhir": "2026", "standar nasional": "92%"}
    assert hadir.realisasi == {
        "2023": "88%",
        "2022": "85,5%",
    }
    assert carried.form.disisihkan == () and carried.left >= 4  # they stay in the form of last year …
    shutil.copy(tmp_path / "isian.xlsx", tmp_path / "lama.xlsx")
    # … which is not written over
    with pytest.raises(kf.InvalidDataError, match=r"KF484.*lembar isian tahun atau periode lain"):
        write_form(carried.form, tmp_path / "lama.xlsx")


def test_what_was_reached_last_year_goes_into_the_next_form(tmp_path: Path) -> None:
    old = read_form(filled(tmp_path / "isian.xlsx"))
    next_year = Dokumen("PERJANJIAN KINERJA TAHUN 2025", DOKUMEN.jabatan)
    reached = {("Sekretaris", "Persentase kehadiran"): "95,00%", ("KASI PELAYANAN", "Jumlah aduan"): "8 aduan"}
    carried = carry_over(make_form(next_year), old, reached=reached)
    hadir, aduan = carried.form.tahunan
    assert (hadir.realisasi["2024"], aduan.realisasi["2024"], carried.moved) == ("95,00%", "8 aduan", 2)
    again = carry_over(make_form(DOKUMEN), old, reached=reached)  # the form of the same year
    assert (again.moved, "2024" in again.form.tahunan[0].realisasi) == (0, False)


def test_what_a_person_or_the_document_tells_of_last_year_stays(tmp_path: Path) -> None:
    old = read_form(filled(tmp_path / "isian.xlsx"))
    told = replace(HADIR, realisasi={"2024": "94%"})
    next_year = Dokumen("PERJANJIAN KINERJA TAHUN 2025", (Jabatan("SEKRETARIS", (told,)),))
    carried = carry_over(make_form(next_year), old, reached={("SEKRETARIS", HADIR.nama): "95,00%"})
    assert (carried.form.tahunan[0].realisasi["2024"], carried.moved) == ("94%", 0)
    typed = old._replace(tahun_lalu=frozenset(), rows=(), tahunan=(old.tahunan[0]._replace(realisasi={"2024": "93%"}),))
    empty = make_form(Dokumen("PERJANJIAN KINERJA TAHUN 2025", DOKUMEN.jabatan))
    first = carry_over(empty, old, reached={("SEKRETARIS", HADIR.nama): "95,00%"})
    later = carry_over(first.form, typed)
    assert later.form.tahunan[0].realisasi["2024"] == "93%"


def test_the_command_moves_what_was_reached(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = filled(tmp_path / "2024.xlsx")
    table = "<h1>PERJANJIAN KINERJA TAHUN 2025</h1><table><tr><th>Jabatan</th><th>Indikator</th><th>Formula</th></tr>"
    row = f"<tr><td>SEKRETARIS</td><td>{HADIR.nama}</td><td>{RUMUS}</td></tr></table>"
    (tmp_path / "pk.html").write_text(table + row)
    main(["isian", str(tmp_path / "pk.html"), "-o", str(tmp_path / "2025.xlsx"), "--realisasi", str(old)])
    assert "1 realisasi tahun lalu dihitung dari isian lama" in capsys.readouterr().out
    form = read_form(tmp_path / "2025.xlsx")
    assert form.tahunan[0].realisasi == {"2023": "88%", "2022": "85,5%", "2024": "95,00%"}


def pk(path: Path, year: int, *indicators: tuple[str, str]) -> Path:
    rows = [f"<tr><td>Sekretaris</td><td>{name}</td><td>{rumus}</td></tr>" for name, rumus in indicators]
    head = f"<h1>PERJANJIAN KINERJA TAHUN {year}</h1><table><tr><th>Jabatan</th><th>Indikator</th><th>Formula</th></tr>"
    path.write_text(f"{head}{''.join(rows)}</table>")
    return path


def test_no_realization_of_last_year_is_lost_in_silence(tmp_path: Path) -> None:
    """Renamed, it goes along; with another formula or gone, it stands apart with the formula that gave it."""
    surat, hadir, rapat = "Surat selesai / Surat masuk x 100%", "Hadir / Undangan x 100%", "Rapat dinas"
    changed = "Datang / Undangan x 100%"
    first = pk(tmp_path / "2024.html", 2024, ("Persentase surat", surat), ("Kehadiran", hadir), ("Jumlah rapat", rapat))
    figures = {"Surat selesai": 9, "Surat masuk": 10, "Hadir": 3, "Undangan": 4, "Rapat dinas": 7}
    kf.isian(first, figures).save(tmp_path / "2024.xlsx")
    second = pk(tmp_path / "2025.html", 2025, ("Persentase surat tuntas", surat), ("Kehadiran", changed))
    form = kf.isian(second, tmp_path / "2024.xlsx")
    assert [row.realisasi for row in form.tahunan] == [{"2024": "90,00%"}, {}]
    apart = [(one.indikator, one.isi, one.keterangan) for one in form.disisihkan]
    rumus = "`Hadir` / `Undangan` × 100%"
    assert apart == [("Kehadiran", "75,00%", rumus), ("Jumlah rapat", "7 rapat", "`Rapat dinas`")]
    (found,) = [one for one in form.diagnostics if one.code == "KF486"]
    assert found.values["names"] == ("realisasi 2024, Kehadiran", "realisasi 2024, Jumlah rapat")
    form.save(tmp_path / "2025.xlsx")
    third = pk(tmp_path / "2026.html", 2026, ("Kehadiran", changed), ("Jumlah rapat", rapat))
    hadir_row, rapat_row = kf.isian(third, tmp_path / "2025.xlsx").tahunan
    assert (hadir_row.realisasi, rapat_row.realisasi["2024"]) == ({}, "7 rapat")  # by its own formula only


def test_a_row_of_no_indicator_is_told_in_the_report(tmp_path: Path) -> None:
    path = filled(tmp_path / "isian.xlsx")
    assert not kf.laporan(DOKUMEN, path).sumber.diagnostics
    book = openpyxl.load_workbook(path)
    for row in book["LKjIP"].iter_rows():
        if row[2].value == HADIR.nama:
            row[2].value = "Persentase kehadirann"
    book.save(path)
    (found,) = kf.laporan(DOKUMEN, path).sumber.diagnostics
    assert (found.code, found.values["count"]) == ("KF443", 1)
    assert "“SEKRETARIS – Persentase kehadirann”" in found.message


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_signs_that_no_font_has_stop_no_report(ending: str, tmp_path: Path) -> None:
    odd = "Kehadiran \U0001f44d \u4e2d \ua98f \uf0b7 \ufffe"
    one = Indikator(nama=odd, teks="Hadir / Pegawai x 100%", target="90%", pembanding={"penyebab": odd})
    laporan = kf.laporan(Dokumen(odd, (Jabatan(odd, (one,)),)), {"Hadir": 95, "Pegawai": 100})
    settings = PrintSettings(judul=odd * 20, instansi=("",), alamat=odd, penandatangan=(Signer(nama=odd),) * 5)
    laporan.save(tmp_path / f"a.{ending}", setelan=settings)
    assert (tmp_path / f"a.{ending}").stat().st_size > 1000


def test_a_long_figure_stays_on_one_line(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    pdfium = pytest.importorskip("pypdfium2")
    rows = [
        kf.Indikator(nama="Persentase dokumen perencanaan", teks="Nilai A / Nilai B x 100%", target="94%", sasaran="S"),
        kf.Indikator(
            nama="Produksi padi", teks="Produksi padi", target="123.456.789.012", satuan="rupiah", sasaran="S"
        ),
    ]
    dokumen = kf.Dokumen("PK 2024", (kf.Jabatan("CAMAT", tuple(rows)),))
    report = kf.laporan(dokumen, {"Nilai A": 82_300, "Nilai B": 1, "Produksi padi": 223_456_789_012})
    report.save(tmp_path / "l.docx")
    table = docx.Document(str(tmp_path / "l.docx")).tables[0]
    for column in range(len(table.columns)):
        words = [word for row in table.rows if len({*row.cells}) > 1 for word in row.cells[column].text.split()]
        assert table.rows[0].cells[column].width.cm >= 0.17 * max(map(len, words)), words
    report.save(tmp_path / "l.pdf")
    text = "\n".join([page.get_textpage().get_text_range() for page in pdfium.PdfDocument(tmp_path / "l.pdf")])
    assert "8.755.319,15%" in text and "223.456.789.012" in text
