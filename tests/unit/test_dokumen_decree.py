"""Decrees as OCR and people leave them: each form as a small text of its own, none of them from a real document."""

from __future__ import annotations

from pathlib import Path

import pytest

import kinerja_formula as kf
from kinerja_formula.dokumen.terminal import all_findings

HEAD = "Sasaran\tIndikator Kinerja\tFormulasi Penghitungan\tSumber Data\n"
ROW = "Tertib surat\tJumlah surat masuk\tJumlah surat masuk\tBuku agenda\n"


@pytest.fixture
def read(tmp_path: Path):
    def run(text: str, name: str = "keputusan.txt", tahun: int | None = None) -> kf.Dokumen:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return kf.read(path, tahun=tahun)

    return run


def pairs(dokumen: kf.Dokumen) -> list[tuple[str, str]]:
    return [(indikator.nama, indikator.teks) for _, indikator in dokumen]


def posts(dokumen: kf.Dokumen) -> list[str]:
    return [jabatan.nama for jabatan in dokumen.jabatan]


def codes(dokumen: kf.Dokumen) -> list[str]:
    return [one.code for one in all_findings(dokumen)]


# Posts


@pytest.mark.parametrize(
    "label",
    [
        "Jabatan : SEKRETARIS",
        "1. Jabatan : **SEKRETARIS**",
        "**JABATAN** : SEKRETARIS",
        "I. Nama Jabatan: SEKRETARIS",
        "Jabatan\n: SEKRETARIS",
        "Jabatan :\nSEKRETARIS",
        "a) Jabatan = SEKRETARIS.",
        "1.\tJabatan\t:\tSEKRETARIS",
        "Jabatan\tSEKRETARIS",
        "| 1. | Jabatan | : | SEKRETARIS |",
    ],
)
def test_labels_of_a_post(read, label: str):
    dokumen = read(f"INDIKATOR KINERJA INDIVIDU\n\n{label}\n2. Tugas : Membantu\n\n{HEAD}{ROW}")
    assert posts(dokumen) == ["SEKRETARIS"]
    assert pairs(dokumen) == [("Jumlah surat masuk", "Jumlah surat masuk")]
    assert codes(dokumen) == []


def test_a_name_over_two_lines(read):
    text = f"JABATAN : PENGELOLA MONITORING DAN EVALUASI\nPEMERINTAHAN DESA\nTUGAS : Melaksanakan\n\n{HEAD}{ROW}"
    assert posts(read(text)) == ["PENGELOLA MONITORING DAN EVALUASI PEMERINTAHAN DESA"]


def test_the_line_below_a_name_may_be_of_something_else(read):
    text = f"JABATAN : PENGOLAH BANTUAN\n Melaksanakan pengolahan bantuan\n TUGAS : bahan\n\n{HEAD}{ROW}"
    assert posts(read(text)) == ["PENGOLAH BANTUAN"]


def test_posts_of_one_name_stay_apart_in_the_order_of_the_document(read):
    one, other = (f"Jabatan : STAF\n\n{HEAD}S\tJumlah {name}\tJumlah {name}\tD\n\n" for name in ("A", "C"))
    dokumen = read(f"{one}Jabatan : KASI\n\n{HEAD}S\tJumlah B\tJumlah B\tD\n\n{other}")
    assert [nama for nama, _ in pairs(dokumen)] == ["Jumlah A", "Jumlah B", "Jumlah C"]
    assert posts(dokumen) == ["STAF", "KASI", "STAF"]


def test_a_heading_may_name_the_post(read):
    dokumen = read(f"A. KEPALA SEKSI PELAYANAN\n\n{HEAD}{ROW}\nB. BENDAHARA\n\n{HEAD}{ROW}")
    assert posts(dokumen) == ["KEPALA SEKSI PELAYANAN", "BENDAHARA"]
    assert codes(dokumen) == ["KF419", "KF419"]


def test_who_signed_is_no_post(read):
    signed = "CAMAT SUKAMAJU\n\nNAMA ORANG\nPembina\nNIP. 1\n\n"
    dokumen = read(f"INDIKATOR KINERJA UTAMA\n\n{HEAD}{ROW}\n{signed}INDIKATOR KINERJA\n\n{HEAD}{ROW}")
    assert posts(dokumen) == [""]


def test_posts_in_a_column(read):
    text = "Jabatan\tIndikator\tFormula\nCAMAT\tJumlah A\tJumlah A\n\tJumlah B\tJumlah B\nLURAH\tJumlah C\tJumlah C\n"
    dokumen = read(text)
    assert [(jabatan.nama, len(jabatan.indikator)) for jabatan in dokumen.jabatan] == [("CAMAT", 2), ("LURAH", 1)]


def test_a_row_of_the_table_may_name_the_post(read):
    dokumen = read(f"{HEAD}SEKRETARIS KECAMATAN\t\t\t\n{ROW}KEPALA SEKSI PELAYANAN\t\t\t\n{ROW}")
    assert posts(dokumen) == ["SEKRETARIS KECAMATAN", "KEPALA SEKSI PELAYANAN"]


def test_who_answers_names_the_post_only_where_nothing_else_does(read):
    head, row = "Indikator\tFormula\tPenanggung Jawab\n", "Jumlah surat\tJumlah surat\tSekretariat\n"
    assert posts(read(head + row)) == ["Sekretariat"]
    assert posts(read(f"Jabatan : CAMAT\n\n{head}{row}")) == ["CAMAT"]


def test_the_superior_of_an_agreement_is_not_meant(read):
    pair = "Nama : A\nJabatan : SEKRETARIS\nselanjutnya disebut pihak pertama\n\n"
    pair += "Nama : B\nJabatan : CAMAT\nselaku atasan, selanjutnya disebut pihak kedua\n\n"
    dokumen = read(f"{pair}{HEAD}{ROW}")
    assert (posts(dokumen), codes(dokumen)) == (["SEKRETARIS"], [])


def test_a_post_without_a_table_is_reported(read):
    dokumen = read(f"Jabatan : LURAH\n\nJabatan : CAMAT\n\n{HEAD}{ROW}")
    assert posts(dokumen) == ["CAMAT"]
    assert codes(dokumen) == ["KF425"]


# Heads of columns


@pytest.mark.parametrize(
    ("head", "formula"),
    [
        ("No\tSASARAN STRATEGIS\tINDIKATOR KINERJA UTAMA\tFORMULASI PERHITUNGAN/ PENJELASAN\tSUMBER DATA", 3),
        ("<b>No.</b>\t<b>Tujuan / Sasaran</b>\t<b>Nama Indikator</b>\t<b>Rumus Perhitungan</b>\t<b>Sumber</b>", 3),
        ("No\tKinerja Utama\tIKU\tCara Penghitungan\tSumber Informasi", 3),
        ("No\tSasaran Kegiatan\tIndikator Kinerja Kegiatan (IKK)\tDefinisi dan Formula\tSumber Data", 3),
        ("No\tSA5ARAN\tlNDIKAT0R KINERJA\tF0RMULASI PERH1TUNGAN\tSUMBER DATA", 3),
        ("No\tSasaran\tIndikator Kinerja\tPenjelasan\tPENANG-GUNG JAWAB", 3),
        ("No\tSasaran\tIndikator Kine rja Utama\tFormu lasi Peng- hitungan\tSum ber Data", 3),
        ("No\tUraian\tIndikator\tMetode Pengukuran\tSumber Data / Bukti", 3),
    ],
)
def test_heads_in_many_spellings(read, head: str, formula: int):
    cells = ["1", "Tertib surat", "Persentase surat dijawab", "x", "Buku agenda"]
    cells[formula] = "Surat dijawab / Surat masuk x 100%"
    dokumen = read(f"Jabatan : CAMAT\n\n{head}\n(1)\t(2)\t(3)\t(3)\t(5)\n" + "\t".join(cells) + "\n")
    assert pairs(dokumen) == [("Persentase surat dijawab", "Surat dijawab / Surat masuk x 100%")]


def test_a_misspelt_head_is_reported(read):
    dokumen = read(f"Jabatan : CAMAT\n\n99{HEAD}{ROW}")
    (found,) = dokumen.diagnostics
    assert (found.code, found.values["name"], found.values["place"]) == ("KF418", "99Sasaran", "baris 3")


def test_a_head_on_two_lines(read):
    head = "SASARAN\tINDIKATOR\tFORMULASI\tSUMBER\nSTRATEGIS\tKINERJA UTAMA\tPERHITUNGAN\tDATA\n"
    assert len(read(f"Jabatan : CAMAT\n\n{head}1\t2\t3\t4\n{ROW}")) == 1


def test_targets_of_years_and_weights_have_columns(read):
    head = "No\tSasaran\tIndikator\tFormula\tSatuan\tTarget 2023\tTarget 2024\tBobot\tPolaritas\tSumber Data\n"
    row = "1\tTertib\tJumlah surat\tJumlah surat\tsurat\t250\t300\t20%\tMaximize\tAgenda\n"
    ((_, indikator),) = read(f"Jabatan : CAMAT\n\n{head}{row}", tahun=2023)
    assert indikator.targets == {"2023": "250", "2024": "300"}
    assert (indikator.target, indikator.satuan, indikator.arah, str(indikator.bobot)) == ("250", "surat", "naik", "1/5")


def test_goals_stand_in_the_column_that_says_so(read):
    head = "No\tTujuan\tSasaran Strategis\tIndikator\tSatuan\tFormula\n"
    row = "1\tTerwujudnya layanan\tMeningkatnya mutu\tPersentase hadir\t%\tHadir / Undangan x 100%\n"
    ((_, one),) = read(f"Jabatan : CAMAT\n\n{head}{row}")
    assert (one.sasaran, one.satuan) == ("Meningkatnya mutu", "%")


def test_a_table_of_other_columns_is_no_table_of_indicators(read):
    budget = "No\tProgram\tAnggaran\tKeterangan\n1\tPelayanan\tRp 100.000.000\tAPBD\n"
    dokumen = read(f"Jabatan : CAMAT\n\n{HEAD}{ROW}\nRincian anggaran\n\n{budget}\n")
    assert len(dokumen) == 1
    assert [(one.code, one.values["place"]) for one in dokumen.diagnostics] == [("KF410", "baris 8")]


def test_a_narrower_table_below_other_text_is_another_one(read):
    dokumen = read(f"Jabatan : CAMAT\n\n{HEAD}{ROW}\nLampiran\n\nRincian\tBesaran\nhonor\tlima juta\n")
    assert len(dokumen) == 1
    assert codes(dokumen) == ["KF410"]


def test_a_line_drawn_with_underscores_stays(read):
    formula = "Jumlah hadir ________ x 100% Jumlah undangan"
    ((_, one),) = read(f"Jabatan : CAMAT\n\n{HEAD}S\tPersentase hadir\t{formula}\tD\n")
    assert one.formula.to_text() == "Jumlah hadir / Jumlah undangan × 100%"
    assert kf.parse(one.teks).tree == one.formula.tree


def test_a_table_of_targets_completes_the_indicators(read):
    targets = "No\tIndikator Kinerja\tSatuan\tTarget\n1\tJumlah surat masuk\tsurat\t250\n2\tNilai SAKIP\tnilai\t80\n"
    dokumen = read(f"Jabatan : CAMAT\n\n{HEAD}{ROW}\nTarget\n\n{targets}")
    ((_, indikator),) = dokumen
    assert (indikator.target, indikator.satuan) == ("250", "surat")
    assert [one.values["text"] for one in dokumen.diagnostics] == ["Nilai SAKIP | 80"]


# Rows


def test_empty_cells_take_what_is_above(read):
    dokumen = read(f"Jabatan : CAMAT\n\n{HEAD}S1\tI1 kinerja\tF1\tD1\n\tI2 kinerja\tF2\tD2\n\t\tF3\tD3\n")
    assert [(one.sasaran, one.nama, one.teks, one.sumber_data) for _, one in dokumen] == [
        ("S1", "I1 kinerja", "F1", "D1"),
        ("S1", "I2 kinerja", "F2", "D2"),
        ("S1", "I2 kinerja", "F3", "D3"),
    ]
    assert codes(dokumen) == ["KF415"]


@pytest.mark.parametrize("same", ["sda", "Sda.", "s.d.a", "idem", '"', "-”-", "sama dengan di atas"])
def test_the_same_as_above(read, same: str):
    dokumen = read(f"Jabatan : CAMAT\n\n{HEAD}{ROW}\tJumlah surat keluar\tJumlah surat keluar\t{same}\n")
    assert [one.sumber_data for _, one in dokumen] == ["Buku agenda", "Buku agenda"]
    assert codes(dokumen) == ["KF416"]


@pytest.mark.parametrize(
    "row",
    [
        "Jumlah rapat dinas\tJumlah rapat dinas\tNotulen\t\n",
        "Jumlah rapat dinas\tJumlah rapat dinas\tNotulen\n",
        "\t\tJumlah rapat dinas\tJumlah rapat dinas\tNotulen\n",
    ],
)
def test_columns_that_slipped_by_one(read, row: str):
    dokumen = read(f"Jabatan : CAMAT\n\n{HEAD}{ROW}{row}")
    assert pairs(dokumen)[1] == ("Jumlah rapat dinas", "Jumlah rapat dinas")
    assert [one.sumber_data for _, one in dokumen] == ["Buku agenda", "Notulen"]
    assert codes(dokumen) == ["KF413"]


def test_columns_that_did_not_slip_stay(read):
    dokumen = read(f"Jabatan : CAMAT\n\n{HEAD}{ROW}Tertib rapat\tMutu rapat\tNilai rapat\t\n")
    assert pairs(dokumen)[1] == ("Mutu rapat", "Nilai rapat")
    assert codes(dokumen) == []


def test_a_row_over_a_page_break(read):
    first = "Tertib\tPersentase surat yang\tJumlah surat yang dijawab dibagi jumlah\tBuku\n"
    rest = "\tdijawab tepat waktu\tsurat masuk x 100%\tagenda\n"
    dokumen = read(f"Jabatan : CAMAT\n\n{HEAD}{first}\n- 3 -\n\n{rest}")
    ((_, one),) = dokumen
    assert one.nama == "Persentase surat yang dijawab tepat waktu"
    assert one.teks == "Jumlah surat yang dijawab dibagi jumlah surat masuk x 100%"
    assert one.sumber_data == "Buku agenda"
    assert codes(dokumen) == ["KF414"]


def test_a_table_goes_on_below_its_head_again(read):
    dokumen = read(
        f"Jabatan : CAMAT\n\n{HEAD}{ROW}\nINDIKATOR KINERJA\n\n{HEAD}\tJumlah rapat\tJumlah rapat\tNotulen\n"
    )
    assert [(one.sasaran, one.nama) for _, one in dokumen] == [
        ("Tertib surat", "Jumlah surat masuk"),
        ("Tertib surat", "Jumlah rapat"),
    ]


def test_a_drawn_fraction_over_three_rows(read):
    rows = "S\tPersentase surat dijawab\tJumlah surat dijawab\tAgenda\n"
    rows += "\t\t------------- x 100%\t\n\t\tJumlah surat masuk\t\n"
    ((_, one),) = read(f"Jabatan : CAMAT\n\n{HEAD}{rows}")
    assert one.formula.to_text() == "Jumlah surat dijawab / Jumlah surat masuk × 100%"


def test_a_table_that_has_only_a_head_on_an_earlier_page(read):
    text = f"Jabatan : CAMAT\n\n{HEAD}{ROW}\nJabatan : LURAH\nTugas : Membantu\n\n{ROW}"
    assert [(jabatan.nama, len(jabatan.indikator)) for jabatan in read(text).jabatan] == [("CAMAT", 1), ("LURAH", 1)]


def test_what_became_no_indicator_is_reported(read):
    dokumen = read(f"Jabatan : CAMAT\n\n{HEAD}{ROW}\t\t\tSeksi Umum\n")
    assert len(dokumen) == 1
    (found,) = dokumen.diagnostics
    assert (found.code, found.values["place"], found.values["text"]) == ("KF410", "baris 5", "Seksi Umum")
    assert found.message == "Teks di dalam tabel ini (baris 5) tidak menjadi indikator: “Seksi Umum”."
    assert found.message_in("en") == "This text in a table (row 5) became no indicator: “Seksi Umum”."


def test_an_indicator_without_a_formula_is_kept_and_reported(read):
    dokumen = read(f"Jabatan : CAMAT\n\n{HEAD}{ROW}Tertib\tMutu arsip kecamatan\t-\tArsip\n")
    assert pairs(dokumen)[1] == ("Mutu arsip kecamatan", "")
    assert codes(dokumen) == ["KF420"]


def test_an_error_of_a_spreadsheet_is_no_text(read):
    dokumen = read(f"Jabatan : CAMAT\n\n{HEAD}Tertib\tJumlah surat\tJumlah surat\t#REF!\n")
    assert [one.sumber_data for _, one in dokumen] == [""]
    assert codes(dokumen) == ["KF427"]


# Cells with several indicators


@pytest.mark.parametrize(
    ("names", "formulas"),
    [
        (
            "<p>Persentase kehadiran pegawai</p> <p>Persentase laporan tepat waktu</p>",
            "<p>Jumlah hadir / Jumlah pegawai x 100%</p> <p>Jumlah tepat / Jumlah laporan x 100%</p>",
        ),
        (
            "Persentase kehadiran pegawai  Persentase laporan tepat waktu",
            "Jumlah hadir -----x100% Jumlah pegawai  Jumlah tepat -----x100% Jumlah laporan",
        ),
        (
            "1. Persentase kehadiran pegawai 2. Persentase laporan tepat waktu",
            "1. Jumlah hadir dibagi jumlah pegawai 2. Jumlah tepat dibagi jumlah laporan",
        ),
        (
            "- Persentase kehadiran pegawai<br>- Persentase laporan tepat waktu",
            "- Jumlah hadir : Jumlah pegawai x 100%<br>- Jumlah tepat : Jumlah laporan x 100%",
        ),
        (
            "<ol><li>Persentase kehadiran pegawai <li>Persentase laporan tepat waktu",
            "<ol><li>Jumlah hadir dibagi jumlah pegawai <li>Jumlah tepat dibagi jumlah laporan",
        ),
        (
            "<p>Persentase kehadiran pegawai</p> <p>Persentase laporan tepat waktu</p>",
            "<p>Jumlah hadir -----x100%</p> <p>Jumlah pegawai</p> <p>Jumlah tepat -----x100%</p> <p>Jumlah laporan</p>",
        ),
        (
            "<p>Persentase kehadiran pegawai</p> <p>Persentase laporan tepat waktu</p>",
            "<p><u>Jumlah hadir</u> x 100%</p> <p>Jumlah pegawai</p> <p><u>Jumlah tepat</u></p> <p>Jumlah laporan</p>",
        ),
        (
            "Persentase kehadiran pegawai Persentase laporan tepat waktu pegawai",
            "Persentase hadir pegawai tahun ini Persentase laporan tepat waktu pegawai tahun ini",
        ),
    ],
)
def test_two_indicators_in_a_cell(read, names: str, formulas: str):
    dokumen = read(f"Jabatan : CAMAT\n\n{HEAD}Disiplin\t{names}\t{formulas}\tDaftar hadir\n")
    assert [nama.lstrip("12. ")[:20] for nama, _ in pairs(dokumen)] == ["Persentase kehadiran", "Persentase laporan t"]
    first, second = (teks for _, teks in pairs(dokumen))
    assert "hadir" in first and "tepat" not in first
    assert "tepat" in second and "hadir" not in second
    assert first in formulas and second in formulas  # slices of the cell, to the letter
    assert {one.sumber_data for _, one in dokumen} == {"Daftar hadir"}
    assert codes(dokumen) == ["KF411"]


def test_parts_of_the_other_cells_go_with_their_indicator(read):
    cells = ["<p>Tertib hadir</p> <p>Tertib lapor</p>", "<p>Jumlah pegawai hadir</p> <p>Jumlah laporan masuk</p>"]
    cells += [cells[1], "Data hadir Data laporan"]
    dokumen = read(f"Jabatan : CAMAT\n\n{HEAD}" + "\t".join(cells) + "\n")
    assert [(one.sasaran, one.sumber_data) for _, one in dokumen] == [
        ("Tertib hadir", "Data hadir"),
        ("Tertib lapor", "Data laporan"),
    ]


@pytest.mark.parametrize(
    ("name", "formula"),
    [
        ("Jumlah dokumen", "Jumlah dokumen: 1. Renstra 2. Renja"),
        ("- Jumlah laporan - KTP - KK dan - Mutasi", "- Jumlah laporan - KTP - KK dan - Mutasi"),
        ("Persentase hadir", "Jumlah hadir\nJumlah undangan x 100%".replace("\n", "<br>")),
        ("Jumlah rapat", "Jumlah rapat  <b>Catatan : rapat dinas saja</b>"),
        ("Jumlah laporan Indeks Kepuasan Masyarakat", "Jumlah laporan Indeks Kepuasan Masyarakat"),
        ("Persentase hadir", "$\\frac{A}{B}$ <p>Ket. A :</p> <ol> <li>hadir</li> </ol>"),
        ("Persentase hadir", "<p>Jumlah hadir X 100%</p> <p>Jumlah seluruh undangan</p>"),
    ],
)
def test_one_indicator_in_a_cell(read, name: str, formula: str):
    dokumen = read(f"Jabatan : CAMAT\n\n{HEAD}Disiplin\t{name}\t{formula}\tDaftar hadir\n")
    assert [teks for _, teks in pairs(dokumen)] == [formula]
    assert codes(dokumen) == []


def test_two_formulas_of_one_indicator(read):
    numbered = "1. Persentase hadir tepat waktu; 2. Persentase laporan lengkap"
    dokumen = read(f"Jabatan : CAMAT\n\n{HEAD}Disiplin\tTertib pegawai\t{numbered}\tDaftar hadir\n")
    assert pairs(dokumen) == [
        ("Tertib pegawai", "1. Persentase hadir tepat waktu;"),
        ("Tertib pegawai", "2. Persentase laporan lengkap"),
    ]


def test_parts_that_do_not_match_are_reported(read):
    names = "<p>Persentase kehadiran pegawai</p> <p>Persentase laporan tepat waktu</p>"
    dokumen = read(f"Jabatan : CAMAT\n\n{HEAD}Disiplin\t{names}\t<p>Kehadiran pegawai / Hari x 100%</p>\tDaftar\n")
    assert codes(dokumen) == ["KF412"]
    three = "<p>Kehadiran pegawai / Hari x 100%</p> <p>Rumus lama</p> <p>Laporan tepat waktu / Laporan x 100%</p>"
    dokumen = read(f"Jabatan : CAMAT\n\n{HEAD}Disiplin\t{names}\t{three}\tDaftar\n")
    assert codes(dokumen) == ["KF412"]
    assert pairs(dokumen)[1][1].endswith("<p>Laporan tepat waktu / Laporan x 100%</p>")


def test_a_formula_cell_over_several_rows(read):
    rows = "S\tJumlah surat masuk\t<p>Jumlah surat masuk</p> <p>Jumlah surat keluar</p>\tD\n\tJumlah surat keluar\t\t\n"
    assert pairs(read(f"Jabatan : CAMAT\n\n{HEAD}{rows}")) == [
        ("Jumlah surat masuk", "<p>Jumlah surat masuk</p>"),
        ("Jumlah surat keluar", "<p>Jumlah surat keluar</p>"),
    ]


# Remarks


def test_a_target_in_the_column_of_the_source(read):
    dokumen = read(
        f"Jabatan : CAMAT\n\n{HEAD}S\tPersentase hadir\tHadir / Undangan x 100%\tKasi Catatan Target = 94%\n"
    )
    ((_, one),) = dokumen
    assert one.target == "94%"
    assert codes(dokumen) == ["KF417"]


def test_a_constant_in_the_column_of_the_source(read):
    cells = "S\tHadir\t(Pegawai x hari kerja - absen) / (Pegawai x hari kerja) x 100%\t"
    dokumen = read(f"Jabatan : CAMAT\n\n{HEAD}{cells}Subag Catatan : hari kerja dalam 1 tahun 244 hari kerja\n")
    ((_, one),) = dokumen
    assert one.konstanta == (("hari kerja", "244"),)
    assert one.target == ""
    assert kf.Dokumen.from_json(dokumen.to_json()) == dokumen


# Indicators told line by line


@pytest.mark.parametrize(
    "fields",
    [
        ("1. Indikator : {}", "2. Formula : {}", "3. Sumber Data : {}", "4. Satuan : {}"),
        ("Nama Indikator\t{}", "Rumus\t{}", "Sumber\t{}", "Satuan\t{}"),
        ("1\tIndikator\t:\t{}", "2\tCara Perhitungan\t:\t{}", "3\tSumber\t:\t{}", "4\tSatuan\t:\t{}"),
        ("Indikator Kinerja : {}", "Formula :\n{}", "Sumber data : {}", "Satuan : {}"),
    ],
)
def test_cards(read, fields: tuple[str, ...]):
    content = ("Persentase hadir", "Hadir / Undangan x 100%", "Daftar", "%")
    text = "\n".join([field.format(own) for field, own in zip(fields, content, strict=True)]) + "\n"
    dokumen = read(f"Jabatan : CAMAT\n\n{text}\n{text.replace('hadir', 'rapat').replace('Hadir', 'Rapat')}\nPenutup\n")
    assert [(jabatan.nama, one.nama, one.sumber_data, one.satuan) for jabatan, one in dokumen] == [
        ("CAMAT", "Persentase hadir", "Daftar", "%"),
        ("CAMAT", "Persentase rapat", "Daftar", "%"),
    ]
    assert [one.formula.to_text() for _, one in dokumen] == [
        "`Hadir` / `Undangan` × 100%",
        "`Rapat` / `Undangan` × 100%",
    ]


def test_a_formula_of_a_card_may_have_several_lines(read):
    text = "Indikator : Persentase hadir\nFormula :\nHadir\n----- x 100%\nUndangan\n\nPenutup"
    ((_, one),) = read(text)
    assert one.formula.to_text() == "`Hadir` / `Undangan` × 100%"


def test_a_table_that_tells_no_whole_card_is_reported(read):
    dokumen = read(f"Jabatan : CAMAT\n\n{HEAD}{ROW}\nJabatan : LURAH\n\nIndikator\tMutu layanan\nSatuan\tnilai\n")
    assert codes(dokumen) == ["KF410", "KF425"]


def test_labels_in_prose_are_no_card(read):
    text = "Indikator Kinerja : ukuran keberhasilan\nSasaran : hasil yang dicapai\n\n"
    assert len(read(f"{text}Jabatan : CAMAT\n\n{HEAD}{ROW}")) == 1


# Nothing to read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Keputusan Camat tentang indikator kinerja.\n", ()),
        ("Gaji pokok\tTunjangan\nsatu\tdua\n", ("Gaji pokok | Tunjangan",)),
    ],
)
def test_without_a_table(read, text: str, found: tuple[str, ...]):
    with pytest.raises(kf.InvalidDataError) as caught:
        read(text)
    assert caught.value.code == "KF405"
    assert caught.value.diagnostics[0].values["found"] == found
    assert caught.value.hint


def test_the_title(read):
    above = "PEMERINTAH KABUPATEN X\n\nKEPUTUSAN\nTENTANG\n\nINDIKATOR KINERJA INDIVIDU\nKECAMATAN Y\n\nMenimbang : a\n"
    text = f"{above}{HEAD}{ROW}"
    assert read(text).judul == "INDIKATOR KINERJA INDIVIDU KECAMATAN Y"


def test_pages_are_counted_by_form_feeds(read):
    dokumen = read(f"Jabatan : CAMAT\n\n{HEAD}{ROW}\f\n{ROW}")
    assert [one.tempat.halaman for _, one in dokumen] == [1, 2]
