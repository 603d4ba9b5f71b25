"""Tables of indicators in any file: which table it is, what each column is for, where rows begin and end, which period.

Each table stands for a kind that real documents have; the words are our own.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import kinerja_formula as kf
from kinerja_formula.dokumen.table_words import tells_figures
from kinerja_formula.files.model import Line, Table
from kinerja_formula.files.text_file import text_page, text_pieces
from kinerja_formula.pengisian.form import make_form

FORMULA = "Jumlah arsip ditata / Jumlah arsip x 100%"


def html(*tables: str) -> str:
    return "<html><body>" + "".join(tables) + "</body></html>"


def grid(*rows: tuple[str, ...]) -> str:
    """Return an HTML table; a cell may hold its own ``<td …>``."""
    lines = ["".join([cell if cell.startswith("<td") else f"<td>{cell}</td>" for cell in row]) for row in rows]
    return "<table>" + "".join([f"<tr>{line}</tr>" for line in lines]) + "</table>"


def read(folder: Path, *tables: str, **chosen: object) -> kf.Dokumen:
    path = folder / "dokumen.html"
    path.write_text(html(*tables), encoding="utf-8")
    return kf.read(path, **chosen)  # type: ignore[arg-type]


def told(dokumen: kf.Dokumen) -> list[tuple[str, str, str, str]]:
    return [(one.nama, one.teks, one.satuan, one.target) for _, one in dokumen]


# What a table must have


def test_a_target_is_enough(tmp_path: Path):
    dokumen = read(
        tmp_path,
        "<p>Jabatan : KEPALA DINAS CONTOH</p>",
        grid(
            ("No", "Sasaran", "Indikator Kinerja", "Satuan", "Target"),
            ("(1)", "(2)", "(3)", "(4)", "(5)"),
            ("1", "Tata kelola yang baik", "Nilai SAKIP", "Nilai", "80,5"),
            ("2", "", "Indeks Kepuasan Masyarakat", "Indeks", "88"),
        ),
    )
    assert told(dokumen) == [
        ("Nilai SAKIP", "", "Nilai", "80,5"),
        ("Indeks Kepuasan Masyarakat", "", "Indeks", "88"),
    ]
    assert dokumen.jabatan[0].nama == "KEPALA DINAS CONTOH"
    assert [one.sasaran for _, one in dokumen] == ["Tata kelola yang baik"] * 2
    (found,) = dokumen.diagnostics
    assert (found.code, found.values["count"]) == ("KF407", "2")


def test_an_indicator_without_a_formula_is_assessed_by_its_own_figure(tmp_path: Path):
    dokumen = read(tmp_path, grid(("Indikator", "Satuan", "Target"), ("Nilai SAKIP", "Nilai", "80")))
    ((_, one),) = dokumen
    assert (one.formula, one.fault, one.has_own_figure) == (None, None, True)
    (row,) = kf.laporan(dokumen, {"Nilai SAKIP": 84}).rows
    assert (row.status, row.text, str(row.capaian)) == ("ok", "84 nilai", "105,00%")
    (row,) = kf.laporan(dokumen, {}).rows
    assert (row.status, [found.values["name"] for found in row.missing]) == ("KF301", ["Nilai SAKIP"])


@pytest.mark.parametrize("head", ["KETERANGAN", "KET", "Catatan"])
def test_a_column_of_remarks_holds_formulas_or_does_not(tmp_path: Path, head: str):
    rows = [("Persentase arsip ditata", FORMULA), ("Persentase arsip dipinjam", FORMULA.replace("ditata", "dipinjam"))]
    table = grid(("Indikator", "Target", head), *[(name, "80", formula) for name, formula in rows])
    assert [one.teks for _, one in read(tmp_path, table)] == [formula for _, formula in rows]
    table = grid(
        ("Indikator", "Target", "Realisasi", head),
        ("Opini BPK", "WTP", "WTP", "Tercapai"),
        ("Nilai SAKIP", "95", "93", "Tidak tercapai"),
    )
    dokumen = read(tmp_path, table)
    assert [(one.teks, one.target, one.realisasi[""]) for _, one in dokumen] == [("", "WTP", "WTP"), ("", "95", "93")]


def test_contents_make_no_formula_of_a_column_with_another_head(tmp_path: Path):
    long = "Jumlah kegiatan yang dilaksanakan dibagi menurut wilayah dan dinas yang menanganinya setiap tahun"
    table = grid(("Indikator", "Strategi", "Target"), ("Nilai SAKIP", long, "80"), ("Indeks SPI", long, "70"))
    assert [one.teks for _, one in read(tmp_path, table)] == ["", ""]


# Heads


def test_a_head_of_several_rows_over_years(tmp_path: Path):
    table = grid(
        (
            "<td rowspan=3>No</td>",
            "<td rowspan=3>Indikator</td>",
            "<td rowspan=3>Satuan</td>",
            "<td colspan=4>Target</td>",
        ),
        ("<td colspan=2>2025</td>", "<td colspan=2>2026</td>"),
        ("K", "Rp", "K", "Rp"),
        ("1", "Nilai SAKIP", "Angka", "85", "1.000.000", "85,5", "2.000.000"),
    )
    ((_, one),) = read(tmp_path, table)
    assert one.targets == {"2025": "85", "2026": "85,5"}


def test_pairs_of_target_and_realization_and_conditions_before_and_after(tmp_path: Path):
    table = grid(
        (
            "<td rowspan=2>Indikator</td>",
            "<td rowspan=2>Kondisi Awal 2024</td>",
            "<td colspan=2>2025</td>",
            "<td colspan=2>2026</td>",
            "<td rowspan=2>Kondisi Akhir 2030</td>",
        ),
        ("Target", "Realisasi", "Target", "Realisasi"),
        ("Nilai SAKIP", "70", "72", "71", "74", "75", "82"),
    )
    ((_, one),) = read(tmp_path, table)
    assert one.targets == {"2025": "72", "2026": "74", "2030": "82"}
    assert one.realisasi == {"2025": "71", "2026": "75"}


@pytest.mark.parametrize(
    "marks", [("(1)", "(2)", "(3)"), ("-1", "-2", "-3"), ("01", "02", "03"), ("1", "2", "2"), ("a", "b", "c")]
)
def test_a_row_that_numbers_the_columns_is_head(tmp_path: Path, marks: tuple[str, ...]):
    table = grid(("Sasaran", "Indikator", "Formula"), marks, ("S", "Persentase arsip ditata", FORMULA))
    assert [one.nama for _, one in read(tmp_path, table)] == ["Persentase arsip ditata"]


# Periods

RENSTRA = grid(("Indikator", "Target 2025", "Target 2026", "Target 2027"), ("Nilai SAKIP", "80", "85", "90"))


def test_several_targets_are_never_chosen_in_silence(tmp_path: Path):
    dokumen = read(tmp_path, RENSTRA)
    ((_, one),) = dokumen
    assert (one.target, one.periode, dict(one.targets)) == ("", "", {"2025": "80", "2026": "85", "2027": "90"})
    found = next(one for one in dokumen.diagnostics if one.code == "KF406")
    assert found.values["periods"] == ("2025", "2026", "2027")


@pytest.mark.parametrize(("tahun", "target"), [(2025, "80"), ("2026", "85"), (2027, "90")])
def test_a_year_is_asked_for(tmp_path: Path, tahun: int | str, target: str):
    dokumen = read(tmp_path, RENSTRA, tahun=tahun)
    assert [(one.target, one.periode) for _, one in dokumen] == [(target, str(tahun))]
    assert "KF406" not in [one.code for one in dokumen.diagnostics]


def test_a_year_that_is_not_there(tmp_path: Path):
    with pytest.raises(kf.InvalidDataError) as caught:
        read(tmp_path, RENSTRA, tahun=2031)
    assert (caught.value.code, caught.value.diagnostics[0].values["found"]) == ("KF409", ("2025", "2026", "2027"))


def test_the_year_of_the_title_is_meant(tmp_path: Path):
    dokumen = read(tmp_path, "<p>PERJANJIAN KINERJA TAHUN 2026</p>", RENSTRA)
    assert [(one.target, one.periode) for _, one in dokumen] == [("85", "2026")]


@pytest.mark.parametrize("asked", ["TW II", "triwulan 2", "Triwulan II"])
def test_quarters(tmp_path: Path, asked: str):
    table = grid(
        ("Indikator", "Target", "TW I", "TW II", "TW III", "TW IV"), ("Nilai SAKIP", "80", "10", "30", "60", "80")
    )
    ((_, one),) = read(tmp_path, table, periode=asked)
    assert (one.target, one.periode) == ("30", "TW II")
    ((_, one),) = read(tmp_path, table)
    assert one.target == "80"  # of the year, beside those of its quarters


# Where tables and rows end


def test_a_table_ends_at_the_head_of_the_next(tmp_path: Path):
    first = (("No", "Indikator", "Formula"), ("1", "Persentase arsip ditata", FORMULA))
    second = (("No", "Indikator", "Satuan", "Target 2026"), ("1", "Jumlah depo arsip", "Depo", "12"))
    dokumen = read(tmp_path, grid(*first), "<p>Lampiran</p>", grid(*second))
    assert told(dokumen) == [("Persentase arsip ditata", FORMULA, "", ""), ("Jumlah depo arsip", "", "Depo", "12")]


def test_a_table_of_staff_has_no_indicators_and_names_no_post(tmp_path: Path):
    staff = grid(("No", "Jabatan", "Formasi", "Jumlah"), ("1", "Arsiparis", "3", "2"), ("2", "Perencana", "2", "1"))
    dokumen = read(tmp_path, staff, grid(("Indikator", "Formula"), ("Persentase arsip ditata", FORMULA)))
    assert [(post.nama, one.nama) for post, one in dokumen] == [("", "Persentase arsip ditata")]


def test_headings_sums_and_numbers_are_no_indicators(tmp_path: Path):
    table = grid(
        ("No", "Indikator", "Satuan", "Target 2025"),
        ("I", "INDIKATOR KINERJA UTAMA", "", ""),
        ("1", "Persentase arsip ditata", "%", "85"),
        ("II", "INDIKATOR KINERJA KUNCI", "", ""),
        ("1", "Persentase surat dijawab", "%", "90"),
        ("", "Rata-rata capaian", "", "87,5"),
    )
    assert told(read(tmp_path, table)) == [
        ("Persentase arsip ditata", "", "%", "85"),
        ("Persentase surat dijawab", "", "%", "90"),
    ]


def test_a_row_that_is_a_goal_is_the_goal_of_those_below(tmp_path: Path):
    table = grid(
        ("Indikator", "Satuan", "Target 2025"),
        ("Meningkatnya tertib arsip", "", ""),
        ("Persentase arsip ditata", "%", "85"),
        ("Meningkatnya pelayanan surat", "", ""),
        ("Persentase surat dijawab", "%", "90"),
    )
    assert [(one.nama, one.sasaran) for _, one in read(tmp_path, table)] == [
        ("Persentase arsip ditata", "Meningkatnya tertib arsip"),
        ("Persentase surat dijawab", "Meningkatnya pelayanan surat"),
    ]


def test_of_two_columns_of_numbers_the_one_of_the_names(tmp_path: Path):
    table = grid(
        ("No", "Sasaran", "No", "Indikator", "Target"),
        ("<td rowspan=2>1</td>", "<td rowspan=2>Arsip yang tertib</td>", "1", "Nilai SAKIP", "80"),
        ("2", "Persentase arsip ditata", "85"),
    )
    assert [one.kode for _, one in read(tmp_path, table)] == ["1", "2"]


def test_what_was_reached_of_the_target_is_no_realisasi(tmp_path: Path):
    table = grid(
        ("Indikator", "Target Akhir Renstra", "Realisasi 2022", "Capaian Realisasi"),
        ("Nilai SAKIP", "83", "81", "97,59%"),
    )
    ((_, one),) = read(tmp_path, table)
    assert (one.targets, one.realisasi) == ({"Akhir Renstra": "83"}, {"2022": "81"})
    assert one.capaian == {"": "97,59%"}


def test_an_open_bracket_ends_no_formula(tmp_path: Path):
    cell = "<td><p>(Jumlah kajian yang dipakai / Akumulasi</p><p>Jumlah kajian sejak tahun 2018) x 100%</p></td>"
    (one,) = [one for _, one in read(tmp_path, grid(("Indikator", "Formula"), ("Persentase kajian dipakai", cell)))]
    assert one.teks.endswith("x 100%") and not one.diagnostics


def test_a_figure_that_two_tables_tell_is_one_target(tmp_path: Path):
    plan = grid(("Indikator", "Target 2025"), ("Nilai SAKIP", "80"))
    report = grid(("Indikator", "Target", "Realisasi"), ("Nilai SAKIP", "80", "81"))
    dokumen = read(tmp_path, plan, report)
    assert [one.target for _, one in dokumen] == ["80"]
    assert "KF406" not in [found.code for found in dokumen.diagnostics]


def test_numbers_are_codes_and_no_names(tmp_path: Path):
    table = grid(
        ("<td colspan=2>Indikator</td>", "Formula"),
        ("1.1", "Persentase arsip ditata", FORMULA),
        ("1.2", "<td><ol start=2><li><p>Nilai SAKIP</p></li></ol></td>", "Nilai SAKIP dari evaluasi"),
    )
    assert [one.nama for _, one in read(tmp_path, table)] == ["Persentase arsip ditata", "Nilai SAKIP"]


def test_criteria_below_a_formula_are_part_of_its_cell(tmp_path: Path):
    table = grid(
        ("No", "Indikator", "Formula"),
        ("<td rowspan=3>1</td>", "<td rowspan=3>Persentase arsip tertib</td>", FORMULA),
        ("Arsip tertib bila memenuhi syarat berikut",),
        ("1 kelengkapan daftar arsip 40%",),
        ("2", "Persentase surat dijawab", "Jumlah surat dijawab / Jumlah surat masuk x 100%"),
    )
    assert [one.nama for _, one in read(tmp_path, table)] == ["Persentase arsip tertib", "Persentase surat dijawab"]


def test_a_formula_in_the_cell_of_the_name(tmp_path: Path):
    cell = f"<td>Persentase arsip ditata<br>(Formula : {FORMULA})</td>"
    ((_, one),) = read(tmp_path, grid(("Indikator", "Target"), (cell, "80")))
    assert (one.nama, one.teks) == ("Persentase arsip ditata", FORMULA)


def test_a_legend_in_a_table_within_the_cell(tmp_path: Path):
    legend = grid(("It", "=", "Indeks harga diterima"), ("Ib", "=", "Indeks harga dibayar"))
    table = grid(("Indikator", "Formulasi"), ("Nilai Tukar Petani", f"<td>It / Ib x 100{legend}</td>"))
    ((_, one),) = read(tmp_path, table)
    assert one.formula is not None
    assert one.formula.to_text() == "`It` / `Ib` × 100"


def test_tables_that_only_lay_out_the_page(tmp_path: Path):
    inner = grid(("Indikator", "Satuan", "Target"), ("Nilai SAKIP", "Nilai", "80"), ("Indeks SPI", "Indeks", "3"))
    for _ in range(3):
        inner = grid(("Dinas Contoh", f"<td>{inner}</td>"))
        assert len(read(tmp_path, inner)) == 2


def test_a_table_without_rows_is_nothing(tmp_path: Path):
    empty = "<table></table>"
    table = grid(("Indikator", "Satuan", "Target"), ("Nilai SAKIP", "Nilai", "80"))
    for tables in (f"{empty}{table}", grid((f"<td>{empty}{table}</td>",))):
        assert told(read(tmp_path, tables)) == [("Nilai SAKIP", "", "Nilai", "80")]


def test_one_indicator_in_two_tables(tmp_path: Path):
    dokumen = read(
        tmp_path,
        grid(("Indikator", "Formula"), ("Persentase arsip ditata", FORMULA)),
        grid(("Indikator", "Satuan", "Target 2025"), ("Persentase arsip ditata", "%", "85")),
    )
    assert told(dokumen) == [("Persentase arsip ditata", FORMULA, "%", "85")]


@pytest.mark.parametrize(("one", "other"), [("1,5", "15"), ("5", "-5"), ("90", "≥ 90")], ids=["comma", "sign", "bound"])
def test_figures_that_differ_in_a_sign_are_no_repetition(tmp_path: Path, one: str, other: str):
    tables = [grid(("Indikator", "Target 2025"), ("Laju inflasi", figure)) for figure in (one, other)]
    assert [row.target for _, row in read(tmp_path, *tables)] == [one, other]


def test_formulas_that_differ_in_a_sign_are_no_repetition(tmp_path: Path):
    formulas = [f"(Nilai produksi padi tahun ini {sign} nilai produksi padi tahun lalu) x 100%" for sign in "+-"]
    tables = [grid(("Indikator", "Formula"), ("Produksi padi", formula)) for formula in formulas]
    assert [row.teks for _, row in read(tmp_path, *tables)] == formulas


def test_a_table_with_a_head_of_its_own_does_not_go_on_with_the_one_before(tmp_path: Path):
    scores = grid(("NO.", "KOMPONEN", "BOBOT", "NILAI TAHUN INI"), ("1", "Perencanaan kinerja", "30", "25"))
    table = grid(("NO", "SASARAN", "INDIKATOR", "TARGET"), ("1", "Arsip yang tertib", "Nilai SAKIP", "80"))
    assert [one.nama for _, one in read(tmp_path, table, scores)] == ["Nilai SAKIP"]


def test_units_in_brackets_and_behind_figures(tmp_path: Path):
    rows = [("Indeks kepuasan (Indeks)", "88"), ("Jumlah arsip", "12 berkas"), ("Nilai Tukar Petani (NTP)", "101")]
    dokumen = read(tmp_path, grid(("Indikator", "Target"), *rows))
    assert [one.satuan for _, one in dokumen] == ["Indeks", "berkas", ""]
    table = grid(
        ("Indikator", "Target", "Realisasi"),
        ("Persentase (%) arsip yang ditata", "80", "81"),
        ("Mutu layanan", "80 nilai mutu", "82 nilai mutu"),
        ("Waktu tunggu", "5-30 menit", "20 menit"),
    )
    assert [one.satuan for _, one in read(tmp_path, table)] == ["%", "nilai mutu", "menit"]


def test_what_is_struck_out_or_hidden_is_left_out(tmp_path: Path):
    cell = "<td>Persentase arsip <s>lama</s><span style='display: none'>x</span> ditata</td>"
    ((_, one),) = read(tmp_path, grid(("Indikator", "Formula"), (cell, FORMULA)))
    assert one.nama == "Persentase arsip ditata"


def test_a_picture_is_no_formula(tmp_path: Path):
    cell = "<td><img src='rumus.png'><p>a = nilai ekspor bulan lalu</p></td>"
    ((_, one),) = read(tmp_path, grid(("Indikator", "Formula"), ("Laju ekspor", cell)))
    assert (one.formula, one.fault and one.fault.code) == (None, "KF408")
    assert [found.code for found in one.diagnostics] == ["KF408"]


def test_no_word_of_a_sentence_is_a_unit(tmp_path: Path):
    long = "Sejalan dengan Peraturan Nomor 64/255 tanggal 10 Maret 2010 tentang fasilitas, dengan target 2011-2020"
    dokumen = read(tmp_path, grid(("Indikator", "Formulasi"), ("Tingkat ketersediaan fasilitas", long)))
    assert [one.satuan for _, one in dokumen] == [""]


def test_a_head_that_is_misspelt_or_ends_lower_than_its_words(tmp_path: Path):
    table = grid(
        ("<td rowspan=4>Indikator</td>", "<td rowspan=4>Satuan</td>", "<td colspan=4>Tareget Renstra</td>"),
        ("<td colspan=4></td>",),
        ("<td colspan=2>Tahun-1</td>", "<td colspan=2>Tahun-2</td>"),
        ("Target", "Rp", "Target", "Rp"),
        ("Nilai SAKIP", "Nilai", "80", "1.000.000", "82", "2.000.000"),
    )
    assert [(one.nama, one.targets) for _, one in read(tmp_path, table)] == [
        ("Nilai SAKIP", {"Tahun-1": "80", "Tahun-2": "82"})
    ]


def test_two_targets_of_one_year_keep_their_words(tmp_path: Path):
    table = grid(("Indikator", "Target Renstra 2025", "Target PK Tahun 2025"), ("Nilai SAKIP", "80", "82"))
    ((_, one),) = read(tmp_path, table)
    assert one.targets == {"Renstra 2025": "80", "PK 2025": "82"}


def test_numbers_below_a_head_are_the_periods_that_it_counts(tmp_path: Path):
    table = grid(
        ("<td rowspan=2>Indikator</td>", "<td colspan=3>Target Pada Tahun ke</td>"),
        ("1", "2", "3"),
        ("(1)", "(2)", "(3)", "(4)"),
        ("Nilai SAKIP", "80", "81", "82"),
    )
    ((_, one),) = read(tmp_path, table)
    assert one.targets == {"Tahun-1": "80", "Tahun-2": "81", "Tahun-3": "82"}


def test_of_two_columns_with_one_head_none_is_lost(tmp_path: Path):
    dokumen = read(tmp_path, grid(("Indikator", "Target", "Target"), ("Nilai SAKIP", "80", "82")))
    ((_, one),) = dokumen
    assert one.targets == {"": "80", "(2)": "82"}


def test_an_office_whose_name_takes_two_lines(tmp_path: Path):
    lines = "<p>1. Nama Organisasi : Dinas Komunikasi</p><p>dan Statistik Contoh</p>"
    dokumen = read(tmp_path, lines, grid(("Indikator", "Formula"), ("Persentase arsip ditata", FORMULA)))
    assert [post.nama for post in dokumen.jabatan] == ["Dinas Komunikasi dan Statistik Contoh"]


@pytest.mark.parametrize("cell", ["( )<br>Dengan :<br>f(x) : nilai arsip", "\u0742 (\u0742) =<br>\u03a3 100%"])
def test_an_equation_whose_letters_are_lost_is_no_formula(tmp_path: Path, cell: str):
    ((_, one),) = read(tmp_path, grid(("Indikator", "Formula"), ("Laju arsip", f"<td>{cell}</td>")))
    assert (one.formula, [found.code for found in one.diagnostics]) == (None, ["KF408"])


def test_sentences_below_a_head_that_says_target_are_goals(tmp_path: Path):
    goal = "Meningkatkan secara bertahap efisiensi sumber daya dalam konsumsi dan produksi sampai akhir dekade ini"
    dokumen = read(tmp_path, grid(("Target", "Indikator"), (goal, "Proporsi lapangan kerja"), (goal, "Laju PDB")))
    assert [(one.nama, one.sasaran, one.target) for _, one in dokumen] == [
        ("Proporsi lapangan kerja", goal, ""),
        ("Laju PDB", goal, ""),
    ]


@pytest.mark.parametrize(
    ("written", "name", "code"),
    [
        ("- 3.10.4 Rasio ruang terbuka", "Rasio ruang terbuka", "3.10.4"),
        ("[1.1.2] Persentase publikasi", "Persentase publikasi", "1.1.2"),
        ("Indikator Program (Outcome) : Nilai SAKIP", "Nilai SAKIP", ""),
        ("a) Jumlah arsip", "Jumlah arsip", ""),
    ],
)
def test_what_stands_before_a_name(tmp_path: Path, written: str, name: str, code: str):
    ((_, one),) = read(tmp_path, grid(("Indikator", "Target"), (written, "80")))
    assert (one.nama, one.kode.strip("a)")) == (name, code)


def test_numbered_indicators_in_one_cell(tmp_path: Path):
    cell = "1. Nilai SAKIP perangkat daerah 2. Indeks Kepuasan Masyarakat"
    dokumen = read(tmp_path, grid(("Indikator", "Satuan", "Target"), (cell, "Nilai", "80")))
    assert told(dokumen) == [
        ("Nilai SAKIP perangkat daerah", "", "Nilai", "80"),
        ("Indeks Kepuasan Masyarakat", "", "Nilai", "80"),
    ]


def test_an_office_in_a_row_of_its_own(tmp_path: Path):
    table = grid(
        ("No", "Sasaran", "Indikator", "Target"),
        ("", "Perangkat Daerah : Dinas Kearsipan", "", ""),
        ("1", "Arsip tertib", "Nilai SAKIP", "80"),
    )
    assert [(post.nama, one.nama) for post, one in read(tmp_path, table)] == [("Dinas Kearsipan", "Nilai SAKIP")]


def test_hidden_rows_and_columns_of_a_sheet(tmp_path: Path):
    from openpyxl import Workbook

    book = Workbook()
    for row in (("Indikator", "Target", "Target 2030"), ("Nilai SAKIP", 80, 90), ("Nilai lama", 70, 75)):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["C"].hidden = True
    book.save(tmp_path / "a.xlsx")
    dokumen = kf.read(tmp_path / "a.xlsx")
    assert [(one.nama, one.targets) for _, one in dokumen] == [("Nilai SAKIP", {"": "80"})]
    assert [(one.values["rows"], one.values["columns"]) for one in dokumen.diagnostics if one.code == "KF437"] == [
        ("1", "1")
    ]


def test_a_small_table_below_the_name(tmp_path: Path):
    small = grid(("Target 2025", "Target 2026", "Realisasi 2025"), ("80", "82", "79"))
    dokumen = read(tmp_path, "<p>1. Nilai SAKIP</p>", small, "<p>Indikator Kinerja : Arsip yang ditata</p>", small)
    assert [(one.nama, one.targets, one.realisasi) for _, one in dokumen] == [
        ("Nilai SAKIP", {"2025": "80", "2026": "82"}, {"2025": "79"}),
        ("Arsip yang ditata", {"2025": "80", "2026": "82"}, {"2025": "79"}),
    ]


def test_cards_of_one_indicator_each(tmp_path: Path):
    card = [("Indikator", ":", "Persentase arsip ditata"), ("Formula", ":", FORMULA), ("Satuan", ":", "%")]
    other = [("Indikator", ":", "Nilai SAKIP"), ("Formula", ":", "Hasil evaluasi"), ("Target 2025", ":", "80")]
    dokumen = read(tmp_path, grid(*card), grid(*other))
    assert told(dokumen) == [("Persentase arsip ditata", FORMULA, "%", ""), ("Nilai SAKIP", "Hasil evaluasi", "", "80")]


# Printed capaian


def test_printed_figures_of_any_format(tmp_path: Path):
    from kinerja_formula.tinjauan.published_table import published_of, review_published

    table = grid(
        ("<td rowspan=2>Indikator</td>", "<td colspan=3>Tahun 2025</td>"),
        ("Target", "Realisasi", "Capaian (%)"),
        ("Persentase desa mandiri", "80", "86", "107"),
    )
    published = published_of(read(tmp_path, table))
    assert [row[1:5] for row in published.rows] == [("Persentase desa mandiri", "80", "86", "107")]
    ((found,),) = [row.diagnostics for row in review_published(published).rows]
    assert found.code == "KF450"


# PDF

typst = pytest.importorskip("typst")


def pdf(folder: Path, text: str) -> kf.Dokumen:
    (folder / "a.typ").write_text('#set text(font: "DejaVu Sans Mono", size: 9pt)\n' + text, encoding="utf-8")
    typst.compile(str(folder / "a.typ"), output=str(folder / "a.pdf"))
    return kf.read(folder / "a.pdf")


ROWS = """[No], [Indikator], [Formula], [Target],
[1], [Persentase arsip ditata], [Jumlah arsip ditata / Jumlah arsip x 100%], [80],
[2], [Persentase surat yang dijawab], [Jumlah surat dijawab / Jumlah surat masuk x 100%], [90],
[3], [Nilai SAKIP], [Nilai SAKIP hasil evaluasi], [75],"""
NAMES = ["Persentase arsip ditata", "Persentase surat yang dijawab", "Nilai SAKIP"]


@pytest.mark.parametrize(
    "style",
    [
        "",
        "fill: (_, row) => if calc.odd(row) { luma(220) },",
        "stroke: none, fill: (_, row) => luma(if calc.odd(row) { 220 } else { 240 }),",
        "stroke: (x: none, y: 0.5pt),",
    ],
    ids=["lines", "shaded rows", "shades alone", "horizontal lines"],
)
@pytest.mark.parametrize("turned", [False, True])
def test_tables_of_a_page(tmp_path: Path, style: str, turned: bool):
    table = f"#table(columns: (3em, 14em, 22em, 5em), {style} {ROWS})"
    page = f"#set page(width: 21cm, height: 29cm)\n#rotate(90deg, reflow: true)[{table}]" if turned else table
    dokumen = pdf(tmp_path, page)
    assert [(one.nama, one.target) for _, one in dokumen] == list(zip(NAMES, ["80", "90", "75"], strict=True))


def test_a_frame_around_a_page_is_no_table(tmp_path: Path):
    table = f"#table(columns: (3em, 14em, 22em, 5em), {ROWS})"
    dokumen = pdf(tmp_path, f"#rect(width: 100%, height: 90%)[Dinas Contoh\n\n{table}]")
    assert [one.nama for _, one in dokumen] == NAMES


def test_a_row_that_the_end_of_a_page_cuts(tmp_path: Path):
    long = " ".join(["arsip yang tertib menurut pedoman"] * 12)
    rows = "[Indikator], [Formula], [Target], "
    rows += f"[Persentase {long}], [Jumlah {long} dibagi jumlah arsip], [80], [Nilai SAKIP], [Hasil evaluasi], [75],"
    dokumen = pdf(tmp_path, f"#set page(height: 6cm)\n#table(columns: (12em, 16em, 5em), {rows})")
    assert [(one.nama, one.target) for _, one in dokumen] == [(f"Persentase {long}", "80"), ("Nilai SAKIP", "75")]


def test_a_post_that_is_named_on_every_page_is_no_running_head(tmp_path: Path):
    table = "#table(columns: (3em, 14em, 22em, 5em), [No], [Indikator], [Formula], [Target], [1], [{}], [{}], [80],)"
    pages = [
        f"1. Jabatan : CAMAT\n\n{table.format(name, formula)}"
        for name, formula in [("Nilai SAKIP", "Nilai hasil evaluasi"), ("Persentase arsip ditata", FORMULA)]
    ]
    dokumen = pdf(tmp_path, "#pagebreak()\n".join(pages))
    assert [(post.nama, one.nama) for post, one in dokumen] == [
        ("CAMAT", "Nilai SAKIP"),
        ("CAMAT", "Persentase arsip ditata"),
    ]
    assert not dokumen.diagnostics


def test_a_post_whose_table_comes_again_has_its_table(tmp_path: Path):
    table = f"#table(columns: (3em, 14em, 22em, 5em), {ROWS})"
    dokumen = pdf(tmp_path, "\n#pagebreak()\n".join([f"1. Jabatan : CAMAT\n\n{table}"] * 2))
    assert [one.nama for _, one in dokumen] == NAMES
    assert not dokumen.diagnostics


def test_letters_of_an_equation_are_letters(tmp_path: Path):
    rows = "[Indikator], [Formula], [Persentase hadir], [$ frac(h + A, B) times 100 % $],"
    ((_, one),) = pdf(tmp_path, f"#table(columns: (14em, 22em), {rows})")
    assert one.teks == "h + A\n----- × 100%\nB"


# Text with columns of blanks


def test_columns_kept_by_blanks(tmp_path: Path):
    path = tmp_path / "halaman.txt"
    path.write_text(
        "NO   SASARAN                INDIKATOR KINERJA          FORMULASI                TARGET\n\n"
        "1    Arsip yang tertib      1. Persentase arsip        Jumlah arsip ditata      80\n"
        "                            ditata                                      x 100%\n"
        "                                                       Jumlah arsip\n\n"
        "                            2. Nilai SAKIP             Hasil evaluasi           75\n",
        encoding="utf-8",
    )
    assert [(one.nama, one.target) for _, one in kf.read(path)] == [
        ("Persentase arsip ditata", "80"),
        ("Nilai SAKIP", "75"),
    ]


def test_a_scan_with_recognised_text_says_so():
    from kinerja_formula.dokumen.table_reader import read_pages
    from kinerja_formula.files.model import Cell, Page, Table

    cells = [
        Cell(0, 0, text="Indikator"),
        Cell(0, 1, text="Target"),
        Cell(1, 0, text="Nilai SAKIP"),
        Cell(1, 1, text="80"),
    ]
    dokumen = read_pages([Page(3, [Table(cells, 2, 2)], is_scan=True)], "pindaian.pdf")
    assert [(one.code, one.values.get("pages")) for one in dokumen.diagnostics if one.code == "KF429"] == [
        ("KF429", "3")
    ]


@pytest.mark.parametrize(
    ("title", "codes"),
    [("", []), ("PERJANJIAN KINERJA TAHUN 2026", []), ("RENSTRA 2025-2029", []), ("PK TAHUN 2024", ["KF442"])],
)
def test_a_lone_target_is_that_of_the_year_asked_for(tmp_path: Path, title: str, codes: list[str]):
    head = "<tr><th>Indikator</th><th>Satuan</th><th>Target</th></tr>"
    path = tmp_path / "pk.html"
    path.write_text(f"<p>{title}</p><table>{head}<tr><td>Nilai SAKIP</td><td>Nilai</td><td>80</td></tr></table>")
    dokumen = kf.read(path, tahun="2026")
    one = dokumen.jabatan[0].indikator[0]
    assert (one.target, one.periode) == ("80", "2026")
    assert [found.code for found in dokumen.diagnostics if found.code == "KF442"] == codes
    assert make_form(dokumen).tahun_lalu == ("2025", "2024", "2023")


def test_a_lone_target_of_another_year_is_refused(tmp_path: Path):
    head = "<tr><th>Indikator</th><th>Satuan</th><th>Target 2025</th></tr>"
    path = tmp_path / "pk.html"
    path.write_text(f"<table>{head}<tr><td>Nilai SAKIP</td><td>Nilai</td><td>80</td></tr></table>")
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.read(path, tahun="2026")
    assert caught.value.code == "KF409"


@pytest.mark.parametrize(
    ("posts", "read_as"),
    [
        (("", "SEKRETARIS", "SEKRETARIS"), ("", "SEKRETARIS", "SEKRETARIS")),
        (("", "", "CAMAT"), ("", "", "CAMAT")),
        (("SEKRETARIS", "", "CAMAT"), ("SEKRETARIS", "SEKRETARIS", "CAMAT")),
        (("", "CAMAT", "SEKRETARIS"), ("", "CAMAT", "SEKRETARIS")),
    ],
)
def test_posts_of_a_column_count_though_its_first_cells_are_empty(
    posts: tuple[str, ...], read_as: tuple[str, ...], tmp_path: Path
):
    lines = [
        f"{post};Persentase layanan {place};Selesai {place} / Masuk {place} x 100%" for place, post in enumerate(posts)
    ]
    (tmp_path / "i.csv").write_text("jabatan;indikator;formula\n" + "\n".join(lines), encoding="utf-8")
    dokumen = kf.read(tmp_path / "i.csv")
    assert [jabatan.nama for jabatan, _ in dokumen] == list(read_as)


# The unit in the head of a column


@pytest.mark.parametrize(
    "head",
    [
        "Target (Rp juta)",
        "Target (juta rupiah)",
        "Target (dalam jutaan rupiah)",
        "Target dalam juta rupiah",
        "Target (Rp juta) 2025",
        "Target (dalam jutaan)",
        "Target [Rp 000.000]",
    ],
)
@pytest.mark.parametrize("satuan", [None, "rupiah", "Rp"])
def test_figures_count_in_the_unit_of_their_head(tmp_path: Path, head: str, satuan: str | None):
    rows = [("Indikator Kinerja", "Formula", head), ("Jumlah pajak daerah", "Jumlah pajak daerah", "1.500")]
    if satuan is not None:
        rows = [(*row[:2], own, row[2]) for row, own in zip(rows, ("Satuan", satuan), strict=True)]
    [(_, indikator)] = read(tmp_path, grid(*rows))
    found = kf.capaian("Rp 1.200.000.000", indikator.target, satuan=indikator.satuan)
    assert (found.value, found.diagnostics) == (80, ())


@pytest.mark.parametrize(
    ("head", "satuan", "cell", "target"),
    [
        ("Target (ribu orang)", "", "90", "90 ribu orang"),
        ("Target (Rp juta)", "", "1,5 miliar", "1,5 miliar rupiah"),
        ("Target (Rp juta)", "", "Rp 1.500.000", "Rp 1.500.000"),
        ("Target (Rp juta)", "", "90 %", "90 %"),
        ("Target (Rp juta)", "", "-", "-"),
        ("Target (Rp juta)", "dokumen", "4", "4"),
        ("Target (%)", "", "90", "90 %"),
        ("Target (%)", "orang", "90", "90"),
        ("Target (dalam ribuan)", "%", "90", "90"),
        ("Target (Renstra)", "", "90", "90"),
        ("Target (2025)", "", "90", "90"),
        ("Target (tahun)", "", "90", "90"),
        ("Target (Provinsi)", "", "90", "90"),
    ],
)
def test_what_a_head_has_in_brackets(tmp_path: Path, head: str, satuan: str, cell: str, target: str):
    table = grid(
        ("Indikator Kinerja", "Formula", "Satuan", head),
        ("Jumlah pajak daerah", "Jumlah pajak daerah", satuan, cell),
        ("Persentase arsip ditata", FORMULA, "%", "80 %"),
    )
    assert [one.target for _, one in read(tmp_path, table)] == [target, "80 %"]


def test_a_row_with_more_cells_than_the_head_is_told(tmp_path: Path):
    rows = [("Indikator Kinerja", "Formula", "Satuan", "Target"), ("Nilai SAKIP", FORMULA, "%", "85")]
    whole = read(
        tmp_path, grid(*rows, ("Persentase arsip", FORMULA, "%", "90"), ("Jumlah surat", "A + B", "surat", "9"))
    )
    assert whole.diagnostics == ()
    torn = read(
        tmp_path, grid(*rows, ("Persentase arsip", "surat", FORMULA, "%", "90"), ("Jumlah surat", "A + B", "", "9"))
    )
    [found] = torn.diagnostics
    assert (found.code, found.values["text"], found.values["place"]) == ("KF410", "90", "tabel 1|baris 3")
    ragged = read(tmp_path, grid(rows[0], *[(*row, "Ubah") for row in (rows[1], rows[1], rows[1])]))
    assert [one.code for one in ragged.diagnostics] == ["KF410"]


def test_raised_digits_of_a_text_with_tags(tmp_path: Path):
    path = tmp_path / "iku.md"
    rows = (
        "| Indikator | Formula | Satuan | Target |",
        "|---|---|---|---|",
        "| Angka kesakitan<sup>1)</sup> | Jumlah kasus / Jumlah penduduk x 10<sup>5</sup> | kasus | 95<sup>1</sup> |",
        "| Luas taman | Luas taman | m<sup>2</sup> | 95 |",
    )
    path.write_text("\n".join(rows), encoding="utf-8")
    assert told(kf.read(path)) == [
        ("Angka kesakitan", "Jumlah kasus / Jumlah penduduk x 10⁵", "kasus", "95¹"),
        ("Luas taman", "Luas taman", "m²", "95"),
    ]


# Which target is meant


def targets(dokumen: kf.Dokumen) -> list[tuple[str, str, str]]:
    return [(one.nama, one.target, one.periode) for _, one in dokumen]


def without(dokumen: kf.Dokumen) -> list[tuple[object, ...]]:
    """What is told of targets that are not chosen."""
    found = [one.values for one in dokumen.diagnostics if one.code == "KF406"]
    return [(one.get("reason"), one["count"], one["periods"], one["names"]) for one in found]


YEARS = ("Indikator", "Satuan", "Target 2024", "Target 2025")
SAKIP, LETTERS = ("Nilai SAKIP", "nilai", "80", "82"), ("Jumlah surat", "surat", "5", "")
TITLE = "<p>PERJANJIAN KINERJA TAHUN 2025</p>"


@pytest.mark.parametrize(("title", "tahun"), [(TITLE, None), ("", 2025), ("<p>RENSTRA</p>", "2025")])
def test_a_row_without_a_target_of_the_year_has_none(tmp_path: Path, title: str, tahun: object):
    dokumen = read(tmp_path, title, grid(YEARS, SAKIP, LETTERS), tahun=tahun)
    assert targets(dokumen) == [("Nilai SAKIP", "82", "2025"), ("Jumlah surat", "", "")]
    assert without(dokumen) == [("tanpa-periode", "1", ("2024", "2025"), ("Jumlah surat",))]


def test_where_no_year_is_meant_a_lone_target_is_not_taken(tmp_path: Path):
    dokumen = read(tmp_path, grid(YEARS, SAKIP, LETTERS))
    assert targets(dokumen) == [("Nilai SAKIP", "", ""), ("Jumlah surat", "", "")]
    assert without(dokumen) == [(None, "2", ("2024", "2025"), ("Nilai SAKIP", "Jumlah surat"))]


def test_several_rows_without_a_target_of_the_year(tmp_path: Path):
    rows = [(f"Jumlah {name}", name, "5", "") for name in ("surat", "rapat", "kios", "taman")]
    [found] = without(read(tmp_path, TITLE, grid(YEARS, SAKIP, *rows)))
    assert found == ("tanpa-periode", "4", ("2024", "2025"), ("Jumlah surat", "Jumlah rapat", "Jumlah kios"))


def test_rows_with_targets_of_the_year_are_told_nothing_of(tmp_path: Path):
    dokumen = read(tmp_path, TITLE, grid(YEARS, SAKIP, ("Jumlah surat", "surat", "", "6")))
    assert targets(dokumen) == [("Nilai SAKIP", "82", "2025"), ("Jumlah surat", "6", "2025")]
    assert without(dokumen) == []


@pytest.mark.parametrize("head", ["Target 2024", "Kondisi Akhir", "Target TW I"])
def test_a_target_of_another_period_is_none_of_the_year_asked_for(tmp_path: Path, head: str):
    table = grid(("Indikator", "Satuan", head, "Target 2025"), ("Nilai SAKIP", "nilai", "80", "82"))
    with pytest.raises(kf.InvalidDataError) as refused:
        read(tmp_path, table, tahun=2026)
    assert refused.value.code == "KF409"


def test_targets_without_a_year_are_of_any(tmp_path: Path):
    one = read(tmp_path, grid(("Indikator", "Satuan", "Target"), ("Nilai SAKIP", "nilai", "80")), tahun=2026)
    assert targets(one) == [("Nilai SAKIP", "80", "2026")]
    quarters = grid(("Indikator", "Satuan", "Target TW I", "Target TW II"), ("Nilai SAKIP", "nilai", "80", "90"))
    assert targets(read(tmp_path, quarters, periode="TW II", tahun=2026)) == [("Nilai SAKIP", "90", "TW II 2026")]


@pytest.mark.parametrize(
    ("title", "heads", "tahun", "found"),
    [
        # undated beside the year of the title, or beside that year alone
        (TITLE, ("Target", "Target 2025"), 2025, ("82", "2025")),
        ("", ("Target 2025", "Target TW I"), 2025, ("80", "2025")),
        # the end of a plan is of no year
        (TITLE, ("Target 2025", "Kondisi Akhir Renstra"), None, ("80", "2025")),
    ],
)
def test_targets_without_a_year(
    tmp_path: Path, title: str, heads: tuple[str, ...], tahun: int | None, found: tuple[str, str]
):
    table = grid(("Indikator", "Satuan", *heads), ("Nilai SAKIP", "nilai", "80", "82"))
    [one] = targets(read(tmp_path, title, table, tahun=tahun))
    assert one[1:] == found


def test_rows_with_one_year_each_keep_it(tmp_path: Path):
    rows = ("Nilai SAKIP", "nilai", "80", ""), ("Jumlah surat", "surat", "", "6")
    dokumen = read(tmp_path, grid(YEARS, *rows))
    assert (targets(dokumen), without(dokumen)) == (
        [("Nilai SAKIP", "80", "2024"), ("Jumlah surat", "6", "2025")],
        [],
    )


# Money, and what others aim at, beside the targets


@pytest.mark.parametrize(
    ("heads", "cells", "target"),
    [
        # behind Anggaran a second Target is money
        (("Target", "Anggaran", "Target"), ("80", "5.000.000", "90"), "80"),
        # and one in rupiah beside one that is in nothing
        (("Target", "Target (Rp)"), ("80", "5.000.000"), "80"),
        (("Target (Rp)", "Target"), ("5.000.000", "80"), "80"),
        # what other governments aim at
        (("Target", "Target Nasional"), ("80", "85"), "80"),
        (("Target Provinsi", "Target"), ("85", "80"), "80"),
        (("Target", "Target RPJMN"), ("80", "85"), "80"),
        # but where nothing else is a target, it is one
        (("Target (Provinsi)",), ("80",), "80"),
        (("Target Nasional", "Realisasi"), ("80", "75"), "80"),
        # a plan is the target of a table that has no other
        (("Rencana", "Realisasi"), ("80", "75"), "80"),
        (("Target", "Rencana"), ("80", "90"), "80"),
        (("Target", "Realisasi Tahun Lalu"), ("80", "75"), "80"),
    ],
)
def test_the_target_among_other_figures(tmp_path: Path, heads: tuple[str, ...], cells: tuple[str, ...], target: str):
    table = grid(("Indikator", "Satuan", *heads), ("Nilai SAKIP", "nilai", *cells))
    [(_, one)] = list(read(tmp_path, table))
    assert (one.target, one.targets) == (target, {"": target})


def test_rupiah_alone_is_the_target(tmp_path: Path):
    table = grid(("Indikator", "Satuan", "Target (Rp)"), ("Retribusi pasar", "rupiah", "5.000.000"))
    [(_, one)] = list(read(tmp_path, table))
    assert one.target == "5.000.000 rupiah"


def test_money_is_what_a_row_is_about_that_tells_nothing_else(tmp_path: Path):
    head = ("Indikator", "Satuan", "Target", "Target (Rp)")
    table = grid(head, ("Nilai SAKIP", "nilai", "80", ""), ("Retribusi pasar", "rupiah", "", "5.000.000"))
    assert [[*one.targets.values()] for _, one in read(tmp_path, table)] == [["80"], ["5.000.000 rupiah"]]


@pytest.mark.parametrize("above", ["Target dan Anggaran", "Tahun Anggaran 2025", "Kinerja", "Sasaran Keuangan Daerah"])
def test_a_head_that_says_more_than_money_keeps_its_targets(tmp_path: Path, above: str):
    two = "<td rowspan=2>"
    table = grid(
        (f"{two}Indikator</td>", f"{two}Satuan</td>", f"<td colspan=2>{above}</td>"),
        ("Target", "Realisasi"),
        ("Nilai SAKIP", "nilai", "80", "79"),
    )
    [(_, one)] = list(read(tmp_path, table))
    assert ([*one.targets.values()], [*one.realisasi.values()]) == (["80"], ["79"])


@pytest.mark.parametrize("above", ["Keuangan", "Anggaran", "Pagu Anggaran", "Realisasi Anggaran"])
def test_a_head_over_several_columns_says_that_they_are_money(tmp_path: Path, above: str):
    two = "<td rowspan=2>"
    table = grid(
        (f"{two}Indikator</td>", f"{two}Satuan</td>", "<td colspan=2>Kinerja</td>", f"<td colspan=2>{above}</td>"),
        ("Target", "Realisasi", "Target", "Realisasi"),
        ("Nilai SAKIP", "nilai", "80", "79", "5.000.000", "4.000.000"),
    )
    [(_, one)] = list(read(tmp_path, table))
    assert (one.targets, one.realisasi) == ({"": "80"}, {"": "79"})


# Goals, sub-indicators, further names, repeated heads


HEAD = ("No", "Indikator", "Satuan", "Target")


@pytest.mark.parametrize(
    "row",
    [
        ("I", "Meningkatnya mutu layanan", "", ""),
        ("1.", "Meningkatnya mutu layanan", "", ""),
        ("Meningkatnya mutu layanan", "", "", ""),
        ("Sasaran 1: Meningkatnya mutu layanan", "", "", ""),
        ("", "Sasaran 1: Meningkatnya mutu layanan", "", ""),
    ],
)
def test_a_goal_alone_in_its_row_holds_for_what_follows(tmp_path: Path, row: tuple[str, ...]):
    rows = [("1", "Nilai SAKIP", "nilai", "80"), ("2", "Jumlah arsip", "arsip", "5")]
    dokumen = read(tmp_path, grid(HEAD, row, *rows))
    assert [(one.nama, one.sasaran) for _, one in dokumen] == [
        ("Nilai SAKIP", "Meningkatnya mutu layanan"),
        ("Jumlah arsip", "Meningkatnya mutu layanan"),
    ]


def test_a_row_that_tells_more_is_no_goal(tmp_path: Path):
    dokumen = read(tmp_path, grid(HEAD, ("I", "Meningkatnya mutu layanan", "%", "80"), ("1", "Nilai A", "nilai", "8")))
    assert [(one.nama, one.sasaran) for _, one in dokumen] == [("Meningkatnya mutu layanan", ""), ("Nilai A", "")]


@pytest.mark.parametrize(
    ("tujuan", "sasaran", "goal"),
    [
        ("Ekonomi tumbuh", "", ""),  # another aim, whose goal is not told
        ("", "", "Meningkatnya tertib"),
        ("Mutu layanan", "", "Meningkatnya tertib"),
        ("Ekonomi tumbuh", "Tumbuhnya kios", "Tumbuhnya kios"),
    ],
)
def test_a_new_aim_has_no_goal_of_the_one_above(tmp_path: Path, tujuan: str, sasaran: str, goal: str):
    table = grid(
        ("Tujuan", "Sasaran", "Indikator", "Satuan", "Target"),
        ("Mutu layanan", "Meningkatnya tertib", "Nilai SAKIP", "nilai", "80"),
        (tujuan, sasaran, "Jumlah kios", "kios", "6"),
    )
    assert [one.sasaran for _, one in read(tmp_path, table)] == ["Meningkatnya tertib", goal]


def test_sub_indicators_of_one_name_are_told_apart(tmp_path: Path):
    table = grid(
        HEAD,
        ("1", "Capaian SPM", "%", "80"),
        ("a.", "Pendidikan", "%", "80"),
        ("b.", "Kesehatan", "%", "81"),
        ("2", "Indeks kepuasan", "nilai", "8"),
        ("a)", "Pendidikan", "nilai", "82"),
        ("(b)", "Perizinan", "nilai", "83"),
    )
    assert [one.nama for _, one in read(tmp_path, table)] == [
        "Capaian SPM",
        "Capaian SPM: Pendidikan",
        "Kesehatan",
        "Indeks kepuasan",
        "Indeks kepuasan: Pendidikan",
        "Perizinan",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [("1", "Capaian SPM"), ("a.", "Pendidikan"), ("b.", "Pendidikan")],  # of one parent
        [("1", "Capaian SPM"), ("2", "Pendidikan"), ("3", "Indeks kepuasan"), ("4", "Pendidikan")],  # not below any
        [("a.", "Pendidikan"), ("1", "Capaian SPM"), ("b.", "Pendidikan")],  # the one has no parent
    ],
)
def test_other_rows_of_one_name_keep_it(tmp_path: Path, rows: list[tuple[str, str]]):
    table = grid(HEAD, *[(code, name, "%", "80") for code, name in rows])
    assert [one.nama for _, one in read(tmp_path, table)] == [name for _, name in rows]


def test_a_further_column_of_indicators_is_told(tmp_path: Path):
    heads = ("No", "Indikator Kinerja Sasaran", "Satuan", "Target", "Indikator Kinerja Program")
    first = ("1", "Nilai SAKIP", "nilai", "80")
    dokumen = read(tmp_path, grid(heads, (*first, "Persentase arsip tertata"), ("2", "Nilai B", "nilai", "5", "")))
    assert [one.code for one in dokumen.diagnostics] == ["KF410", "KF407"]
    other = read(tmp_path, grid((*heads[:4], "Keterangan"), (*first, "Persentase arsip tertata")))
    assert [one.code for one in other.diagnostics] == ["KF407"]


def test_heads_that_each_page_repeats_are_no_rows(tmp_path: Path):
    rows = [(str(place), f"Jumlah {name}", name, "5") for place, name in enumerate(("surat", "rapat", "kios"), 1)]
    dokumen = read(tmp_path, grid(HEAD, rows[0], HEAD, rows[1], HEAD, rows[2]))
    assert [(one.kode, one.nama, one.tempat.baris) for _, one in dokumen] == [
        ("1", "Jumlah surat", 2),
        ("2", "Jumlah rapat", 4),
        ("3", "Jumlah kios", 6),
    ]


def test_a_post_below_another_has_no_goal_of_it(tmp_path: Path):
    goal = ("Sasaran 1: Meningkatnya mutu layanan", "", "", "")
    rows = [("1", "Nilai SAKIP", "nilai", "80"), ("2", "Jumlah arsip", "arsip", "5")]
    post = ("Jabatan : SEKRETARIS", "", "", "")
    dokumen = read(tmp_path, grid(HEAD, goal, rows[0], post, rows[1]))
    assert [(jabatan.nama, one.sasaran) for jabatan, one in dokumen] == [
        ("", "Meningkatnya mutu layanan"),
        ("SEKRETARIS", ""),
    ]


# Text with tables, and heads in two rows


def of_text(folder: Path, text: str, name: str, tahun: int | None = None) -> kf.Dokumen:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return kf.read(path, tahun=tahun)


MARKDOWN = """# Perjanjian Kinerja

| No | Indikator | Satuan | Target 2024 | Target 2025 |
|---|---|---|---|---|
| 1 | Nilai SAKIP | nilai | 80 | 82 |
| 2 | Jumlah surat | surat | 5 | 6 |
"""


def test_a_table_of_targets_in_markdown(tmp_path: Path):
    dokumen = of_text(tmp_path, MARKDOWN, "pk.md", 2025)
    assert targets(dokumen) == [("Nilai SAKIP", "82", "2025"), ("Jumlah surat", "6", "2025")]
    assert [(one.targets, one.tempat.baris) for _, one in dokumen] == [
        ({"2024": "80", "2025": "82"}, 5),
        ({"2024": "5", "2025": "6"}, 6),
    ]


@pytest.mark.parametrize(
    ("heads", "cells", "found"),
    [
        ("No\tIndikator\tTarget", "1\tJumlah surat\t12", {"": "12"}),
        ("Indikator\tFormula\tTarget 2024\tTarget 2025", "Surat\tSurat\t12\t14", {"2024": "12", "2025": "14"}),
        ("Indikator\tFormula\tTarget", "Jumlah surat\tJumlah surat\t12", {}),  # the way of decrees
        ("Sasaran\tIndikator\tFormula\tSumber data", "Tertib\tJumlah surat\tJumlah surat\tAgenda", {}),
    ],
)
def test_rows_with_tabs_that_tell_figures(tmp_path: Path, heads: str, cells: str, found: dict[str, str]):
    [(_, one)] = list(of_text(tmp_path, f"{heads}\n{cells}\n", "pk.txt"))
    assert one.targets == found


TWO_POSTS = (
    "Jabatan\t:\tSEKRETARIS",
    "No\tIndikator\tTarget",
    "1\tJumlah surat\t12",
    "Jabatan\t:\tKEPALA SEKSI",
    "No\tIndikator\tTarget",
    "1\tJumlah rapat\t6",
)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (TWO_POSTS, [("SEKRETARIS", "Jumlah surat"), ("KEPALA SEKSI", "Jumlah rapat")]),
        (
            ("No\tIndikator\tTarget", "1\tJumlah surat\t12", "", "2\tJumlah rapat\t6"),
            [("", "Jumlah surat"), ("", "Jumlah rapat")],
        ),
        (
            ("No\tIndikator\tTarget", "1\tJumlah surat\t12", "halaman dua", "2\tJumlah rapat\t6"),
            [("", "Jumlah surat"), ("", "Jumlah rapat")],
        ),
    ],
)
def test_rows_with_tabs_under_posts_and_over_pages(
    tmp_path: Path, lines: tuple[str, ...], found: list[tuple[str, str]]
):
    dokumen = of_text(tmp_path, "\n".join(lines), "pk.txt")
    assert [(jabatan.nama, one.nama) for jabatan, one in dokumen] == found


@pytest.mark.parametrize(
    ("heads", "row", "reached"),
    [
        (
            "Indikator;Satuan;2024;;2025;\n;;Target;Realisasi;Target;Realisasi",
            "80;79;82;81",
            {"2024": "79", "2025": "81"},
        ),
        ("Indikator;Satuan;Target;\n;;2024;2025", "80;82", {}),
        ("Indikator;Satuan;Target 2024;Target 2025", "80;82", {}),
    ],
)
def test_a_head_of_two_rows_in_csv(tmp_path: Path, heads: str, row: str, reached: dict[str, str]):
    [(_, one)] = list(of_text(tmp_path, f"{heads}\nNilai SAKIP;nilai;{row}\n", "pk.csv", 2025))
    assert (one.nama, one.targets, one.realisasi) == ("Nilai SAKIP", {"2024": "80", "2025": "82"}, reached)
    assert (one.target, one.periode) == ("82", "2025")


@pytest.mark.parametrize(
    ("heads", "told"),
    [
        (("Indikator", "Target"), True),
        (("Indikator", "Satuan", "Target 2025"), True),
        (("Indikator", "Target", "Realisasi"), True),
        (("Indikator", "Formula", "Target 2024", "Target 2025"), True),
        (("Indikator", "Formula", "Target", "Realisasi"), True),
        (("Indikator", "Formula", "Target"), False),
        (("Sasaran", "Indikator", "Formula", "Sumber data"), False),
        (("Indikator", "Satuan"), False),
        (("Program", "Target", "Realisasi"), False),
        (("Uraian", "Nilai"), False),
    ],
)
def test_heads_that_tell_figures(heads: tuple[str, ...], told: bool):
    assert tells_figures(heads) is told


def test_a_page_of_text_has_its_lines_and_tables():
    text = (
        "PK 2025\n\n| Indikator | Target |\n|---|---|\n| Nilai | 80 |\n\nLampiran\n\n| A | B |\n|---|---|\n| C | 5 |\n"
    )
    page = text_page(list(text_pieces("pk.md", text)))
    tables = [item for item in page.items if isinstance(item, Table)]
    shown = [[[cell.text for cell in one.begun(row)] for row in range(one.rows)] for one in tables]
    assert shown == [[["Indikator", "Target"], ["Nilai", "80"]], [["A", "B"], ["C", "5"]]]
    lines = [(item.text, item.tempat.baris) for item in page.items if isinstance(item, Line)]
    assert lines == [("PK 2025", 1), ("Lampiran", 7)]
    assert [[one.place(row).baris for row in (0, 1)] for one in tables] == [[3, 5], [9, 11]]


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD, ("1", "Nilai A", "nilai", "80"), ("No", "Indikator", "Unit", "Target"), ("2", "Nilai B", "nilai", "5")],
        [HEAD, ("1", "Nilai A", "nilai", "80"), ("2", "Nilai B", "nilai", "5")],
    ],
)
def test_rows_beside_a_head_that_is_not_repeated_are_kept(tmp_path: Path, rows: list[tuple[str, ...]]):
    names = [one.nama for _, one in read(tmp_path, grid(*rows))]
    assert [name for name in names if name.startswith("Nilai")] == ["Nilai A", "Nilai B"]
