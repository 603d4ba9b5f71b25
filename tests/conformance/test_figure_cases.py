"""No figure lies: kinds of figures that programs and people get wrong, each with its siblings, by the public names.

Every row is a situation: what is asked, and the value, the text or the code that is right. ``~KF318`` is a finding
beside a value that stands.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kinerja_formula as kf


def answer(run: Callable[[], Any]) -> str:
    """Return the text of a value with the warnings beside it, or the code of a refusal."""
    try:
        found = run()
    except kf.FormulaError as error:
        return error.code
    doubts = [one.code for one in found.diagnostics if one.severity is not kf.Severity.NOTE]
    return " ".join([str(found), *[f"~{code}" for code in doubts]])


def value(name: str, figure: object) -> str:
    return answer(lambda: kf.evaluate(name, {name: figure}))


def formula(text: str, **figures: object) -> str:
    data = {name.replace("_", " "): one for name, one in figures.items()}
    return answer(lambda: kf.evaluate(text, {name: one for name, one in data.items() if name in text}))


UNITS = [
    ("Jumlah bulan", "2 tahun", "24 bulan"),
    ("Jumlah jam", "90 menit", "1,50 jam"),
    ("Luas lahan", "2 ha", "2 ha"),
    ("Realisasi anggaran", "960 juta rupiah", "960.000.000 rupiah"),
    ("Realisasi anggaran", "5 USD", "KF205"),
    ("Jumlah jam", "90 minute", "KF205"),
    ("Luas lahan", "2 are", "2 are"),
    ("Realisasi anggaran", "5.000 (dalam ribuan)", "KF205"),
    ("Jumlah surat", "18 foo", "18 surat ~KF207"),
    ("Jumlah puskesmas", "25 unit", "25 puskesmas"),
    ("Jumlah puskesmas", "25 buah", "25 puskesmas"),
    ("Jumlah puskesmas", "25 unit puskesmas", "25 puskesmas"),
    ("Jumlah jembatan", "3 lokasi", "3 unit"),
    ("Jumlah surat", "90%", "KF205"),
    ("Jumlah pegawai", "50 %", "KF205"),
    ("Jumlah dokumen", "7,5%", "KF205"),
]


@pytest.mark.parametrize(("name", "figure", "wanted"), UNITS)
def test_the_unit_of_a_figure_fits_or_is_refused(name: str, figure: str, wanted: str):
    assert value(name, figure) == wanted


@pytest.mark.parametrize(
    ("number", "unit", "name", "wanted"),
    [
        (90, "minute", "Jumlah jam", "1,50 jam"),
        (2, "year", "Jumlah bulan", "24 bulan"),
        (2, "hectare", "Luas lahan", "2 ha"),
        (3, "metric_ton", "Berat sampah", "3 ton"),
        (1, "kilometer ** 2", "Luas wilayah", "1 km²"),
        (4, "week", "Jumlah hari", "28 hari"),
        (20, "degree_Celsius", "Jumlah surat", "KF302"),
        (5, "parsec", "Jumlah surat", "KF302"),
    ],
)
def test_quantities_of_pint(number: int, unit: str, name: str, wanted: str):
    pint = pytest.importorskip("pint")
    assert value(name, pint.UnitRegistry(autoconvert_offset_to_baseunit=True).Quantity(number, unit)) == wanted


LISTS = [
    ("Jumlah bulan", ["10 bulan", "1 tahun"], "22 bulan"),
    ("Jumlah hari", ["2 hari", "12 jam"], "2,50 hari"),
    ("Rata-rata lama layanan", ["2 hari", "12 jam"], "1,25 hari"),
    ("Jumlah pegawai", ["10 orang", "5 dokumen"], "KF205"),
    ("Jumlah pegawai", [10, None, 5], "KF301"),
    ("Realisasi anggaran", "Rp 1.000", "1.000 rupiah"),
]


@pytest.mark.parametrize(("name", "figure", "wanted"), LISTS)
def test_a_list_is_added_in_one_unit(name: str, figure: object, wanted: str):
    assert value(name, figure) == wanted


@pytest.mark.parametrize(
    ("text", "data", "wanted"),
    [
        ("Jumlah pegawai + 10%", {"Jumlah pegawai": 60}, "KF201"),
        ("Realisasi PAD tahun lalu + 10%", {"Realisasi PAD tahun lalu": "Rp 2 miliar"}, "KF201"),
        ("Jumlah surat - 5%", {"Jumlah surat": 60}, "KF201"),
        ("Target tahun lalu ditambah 10%", {"Target tahun lalu": 200}, "210 ~KF202"),
        ("100% - Persentase ketidakhadiran", {"Persentase ketidakhadiran": 10}, "90,00%"),
        ("Nilai SKP x 60% + Nilai perilaku x 40%", {"Nilai SKP": 80, "Nilai perilaku": 90}, "84 nilai"),
    ],
)
def test_a_percentage_added_to_a_quantity(text: str, data: dict[str, object], wanted: str):
    assert answer(lambda: kf.evaluate(text, data)) == wanted


@pytest.mark.parametrize(
    ("name", "figure", "wanted"),
    [
        ("Jumlah pegawai", 0.9, "0,90 orang ~KF319"),
        ("Jumlah pegawai", -3, "-3 orang ~KF319"),
        ("Jumlah surat", "12/15", "0,80 surat ~KF319"),
        ("Jumlah surat", "(5)", "-5 surat ~KF319"),
        ("Rata-rata jumlah pegawai", 4.5, "4,50 orang"),
        ("Realisasi anggaran", "Rp (5)", "-5 rupiah"),
        ("Persentase kehadiran", 0.95, "0,95% ~KF309"),
        ("Persentase kehadiran", "95.000", "95.000,00% ~KF309"),
        ("Persentase kehadiran", "9500%", "9.500,00% ~KF309"),
        ("Persentase kehadiran", "0,95%", "0,95%"),
        ("Persentase kehadiran", 95, "95,00%"),
        ("Realisasi anggaran", "Rp 250,000", "250 rupiah ~KF318"),
        ("Jumlah pegawai", "1,250", "1,25 orang ~KF318 ~KF319"),
        ("Nilai SAKIP", "75,125", "75,13 nilai ~KF318"),
        ("Jumlah pegawai", "1.250", "1.250 orang"),
        ("Jumlah pegawai", "5%%", "KF302"),
        ("Jumlah pegawai", "1 ,", "KF302"),
    ],
)
def test_numbers_that_may_be_something_else(name: str, figure: object, wanted: str):
    assert value(name, figure) == wanted


GAPS = [None, float("nan"), "", "-", "n/a", "nihil", "belum ada", "Belum ada data", "NaN", "…"]


@pytest.mark.parametrize("gap", GAPS, ids=repr)
def test_what_is_missing_is_missing(gap: object):
    assert value("Jumlah surat", gap) == "KF301"
    assert value("Jumlah surat", 0) == "0 surat"
    assert kf.capaian(gap, 10).value is None or gap == "belum ada"  # which answers a target "ada"


@pytest.mark.parametrize(
    "written",
    [
        "15 Maret 2024",
        "15/03/2024",
        "Jumat, 15 Maret 2024",
        "15 Mar 2024",
        "2024-03-15",
        "15-3-24",
        "15 Maret 2024 pukul 10.00",
        datetime.date(2024, 3, 15),
        datetime.datetime(2024, 3, 15, 9, 30),
    ],
    ids=str,
)
def test_a_day_is_a_figure(written: object):
    result = kf.evaluate("Tanggal penyampaian LKjIP", {"Tanggal penyampaian LKjIP": written}, target="31 Maret 2024")
    assert (str(result), str(result.capaian)) == ("15 Maret 2024", "100,00%")
    late = kf.capaian(written, "10 Maret 2024")
    assert (str(late), [one.code for one in late.diagnostics if one.code == "KF335"]) == ("0,00%", ["KF335"])
    assert kf.capaian(written, "95%").reason == "tak-sebanding"
    assert value("Jumlah surat", written) == "KF205"
    assert formula("Jumlah surat - Jumlah berkas", Jumlah_surat=written, Jumlah_berkas=1) == "KF302"


@pytest.mark.parametrize(
    "written", ["18 Agust 2024", "Desember 2024", "31/12/24", "Senin, 18 Maret 2024", "paling lambat 5 Jan 2024"]
)
def test_days_as_letters_write_them(written: str):
    assert str(kf.capaian(written, "31 Desember 2024")) == "100,00%"


@pytest.mark.parametrize(
    ("target", "wanted", "figures"),
    [
        ("antara 75 dan 80", "100,00%", "75 – 80"),
        ("antara 75% sampai 80%", "100,00%", "75 – 80%"),
        ("75 atau 80", "106,67% ~KF322", "75"),
        ("75 dan 80", "106,67% ~KF322", "75"),
        ("naik dari 75 menjadi 80", "100,00% ~KF322", "80"),
        ("meningkat dari 70 ke 80", "100,00% ~KF322", "80"),
        ("75, 80", "106,67% ~KF322", "75"),
        ("≥ 80", "100,00%", "≥ 80"),
        ("BB (80)", "100,00%", "80"),
        ("80 (BB)", "100,00%", "80"),
    ],
)
def test_a_target_as_people_write_it(target: str, wanted: str, figures: str):
    found = kf.capaian(80, target)
    assert (answer(lambda: found), found.target.figure) == (wanted, figures)


@pytest.mark.parametrize("target", ["95%1", "95%\n1", "95 2"])
def test_a_second_figure_is_never_dropped_in_silence(target: str):
    assert answer(lambda: kf.capaian("80%", target)) != str(kf.capaian("80%", "95%"))


@pytest.mark.parametrize(
    ("periods", "cara", "wanted"),
    [
        ({"TW IV": 40, "TW I": 10, "TW II": 20, "TW III": 30}, "akhir", "100,00%"),
        ({"Desember": 40, "Januari": 10}, "akhir", "100,00%"),
        ({"Semester II": 40, "Semester I": 10}, "kumulatif", "100,00%"),
        ({"Bulan 10": 40, "Bulan 9": 10}, "akhir", "100,00%"),
        ({"IV": 40, "I": 10}, "akhir", "100,00%"),
        ({"2025": 40, "2024": 10}, "akhir", "100,00%"),
        ({"awal": 10, "akhir": 40}, "akhir", "KF342"),
        ({"awal": 10, "akhir": 30}, "jumlah", "100,00%"),
        ({"TW I": "10 bulan", "TW II": "1 tahun"}, "jumlah", "55,00%"),
        ({"TW I": "10 orang", "TW II": "5 dokumen"}, "jumlah", "KF330"),
    ],
)
def test_periods_are_ordered_by_what_they_are(periods: dict[str, object], cara: str, wanted: str):
    target = "40 bulan" if "bulan" in str(periods) else 40
    assert answer(lambda: kf.roll_up_periods(periods, target, cara=cara)).split(" ")[0] == wanted


ARAH = [
    ("Persentase jalan rusak", "turun"),
    ("Jumlah kasus DBD", "turun"),
    ("Deviasi RPD", "turun"),
    ("Persentase temuan yang belum ditindaklanjuti", "turun"),
    ("Rata-rata lama penyelesaian perkara", "turun"),
    ("Persentase korban yang dievakuasi", "naik"),
    ("Persentase temuan yang ditindaklanjuti", "naik"),
    ("Persentase penurunan stunting", "naik"),
    ("Cakupan pelayanan orang dengan gangguan jiwa", "naik"),
    ("Persentase perkara yang tidak mengajukan kasasi", "naik"),
]


@pytest.mark.parametrize(("indikator", "arah"), ARAH)
def test_a_direction_is_weighed(indikator: str, arah: str):
    found = kf.capaian(50, 60, indikator=indikator)
    assert found.arah.arah == arah
    assert "KF323" not in [one.code for one in found.diagnostics]


@pytest.mark.parametrize(
    "indikator", ["Rasio jenis kelamin", "Jumlah perkara yang masuk", "Jumlah kendaraan terdaftar"]
)
def test_an_unknown_direction_shows_both_values(indikator: str):
    [told] = [one for one in kf.capaian(50, 60, indikator=indikator).diagnostics if one.code == "KF323"]
    assert (told.values["naik"], told.values["turun"]) == ("83,33", "116,67")


READ = [
    ("Jumlah A\n100 - ---------- x 100\nJumlah B", "100 - (Jumlah A / Jumlah B × 100)"),
    ("Jumlah C\n1 + ------\nJumlah D", "1 + (Jumlah C / Jumlah D)"),
    ("Jumlah A\n100% - -------- x 100%\nJumlah B", "100% - (Jumlah A / Jumlah B × 100%)"),
    ("A**2 + B**2", "`A` ^ 2 + `B` ^ 2"),
    ("Jumlah hadir ** 2", "Jumlah hadir ^ 2"),
    ("**Jumlah hadir** / Jumlah pegawai x 100%", "Jumlah hadir / Jumlah pegawai × 100%"),
    ("(2 - Realisasi/Target) x 100%", "(2 - (`Realisasi` / `Target`)) × 100%"),
    ("[1 + (1 - Realisasi/Target)] x 100%", "(1 + 1 - (`Realisasi` / `Target`)) × 100%"),
]


FACTORS = [
    ("Jumlah A / (Jumlah B)(Jumlah C)", "90 ~KF111"),
    ("Jumlah A / (Jumlah B) (Jumlah C)", "90 ~KF111"),
    ("(Jumlah A + Jumlah B) Jumlah C", "384 ~KF111"),
    ("(Jumlah A + Jumlah B)(Jumlah C)", "384"),
    ("2 (Jumlah B + Jumlah C)", "20"),
    ("Jumlah A - -Jumlah B", "64"),
    ("Jumlah A + -Jumlah B", "56"),
    ("Jumlah A - (-Jumlah B)", "64"),
]


@pytest.mark.parametrize(("text", "wanted"), FACTORS)
def test_no_factor_is_left_out(text: str, wanted: str):
    assert formula(text, Jumlah_A=60, Jumlah_B=4, Jumlah_C=6) == wanted


@pytest.mark.parametrize(("text", "wanted"), READ)
def test_signs_that_were_swallowed(text: str, wanted: str):
    assert kf.parse(text).to_text() == wanted


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("1.000.000 (sejuta) orang", 1_000_000, "orang"),
        ("2.500.000 (dua setengah juta) rupiah", 2_500_000, "rupiah"),
        ("0 (nihil) kasus", 0, "kasus"),
        ("4 (IV) kali", 4, "kali"),
    ],
)
def test_words_beside_a_number_keep_its_unit(text: str, number: int, unit: str):
    [target] = kf.parse(text).targets
    assert (target.value, target.unit) == (number, unit)


def test_a_column_of_units_counts(tmp_path: Path):
    for name, lines in (
        ("a.csv", "nama;nilai;satuan\nRealisasi anggaran;960;juta rupiah\nPagu anggaran;1;miliar rupiah\n"),
        ("b.csv", "nama;nilai;satuan\nRealisasi anggaran;960.000.000;\nPagu anggaran;1.000;juta rupiah\n"),
        ("c.csv", "nama;nilai;satuan\nRealisasi anggaran;96;%\nPagu anggaran;100;%\n"),
    ):
        (tmp_path / name).write_text(lines, encoding="utf-8")
    (tmp_path / "i.csv").write_text(
        "Indikator Kinerja;Formula\nSerapan;Realisasi anggaran / Pagu anggaran x 100%\n", encoding="utf-8"
    )
    rows = [kf.laporan(tmp_path / "i.csv", tmp_path / name).rows[0] for name in ("a.csv", "b.csv", "c.csv")]
    assert [row.text or row.status for row in rows[:2]] == ["96,00%", "96,00%"]


@pytest.mark.parametrize(
    "lines",
    [
        "nama,nilai\nJumlah hadir,95,5\n",
        "nama,nilai\nJumlah surat, laporan dan berkas,12\n",
        "nama,nilai\nRealisasi anggaran,1.234.567,89\n",
    ],
)
def test_a_row_with_more_cells_than_heads_is_refused(tmp_path: Path, lines: str):
    (tmp_path / "f.csv").write_text(lines, encoding="utf-8")
    (tmp_path / "i.csv").write_text("Indikator Kinerja;Formula\nHadir;Jumlah hadir\n", encoding="utf-8")
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.laporan(tmp_path / "i.csv", tmp_path / "f.csv")
    assert (caught.value.code, caught.value.diagnostics[0].values["reason"]) == ("KF401", "sel-lebih")


@pytest.mark.parametrize(
    ("realisasi", "target", "wanted"),
    [
        ("80 hari", "paling lama 90 hari", "111,11%"),
        ("80 hari", "90 hari maksimal", "111,11%"),
        ("80 hari", "90 hari (maksimal)", "111,11%"),
        ("80 hari", "tidak melebihi 90 hari", "111,11%"),
        ("USD 5", "Rp 5", "KF330"),
        ("$5", "Rp 5", "KF330"),
        ("5 ringgit", "Rp 5", "KF302"),
        ("5 foo", "Rp 5", "KF330"),
        ("01:45", "2 jam", "KF302"),
        ("60 detik", "1 menit", "100,00%"),
        ("3 hari", "5 hari kerja", "60,00% ~KF331"),
        ("75/80", "80", "KF302"),
        ("5 dari 10 dokumen", "10 dokumen", "KF302"),
        ("80", "turun 5%", "KF302"),
        ("Meningkat", "Meningkat", "100,00%"),
        ("<5", "10", "KF302"),
        (20, "1:20", "40.000,00% ~KF332"),
        (0.95, "95%", "1,00% ~KF332"),
    ],
)
def test_what_is_compared_is_alike_or_refused(realisasi: object, target: str, wanted: str):
    assert answer(lambda: kf.capaian(realisasi, target)) == wanted


@pytest.mark.parametrize(
    ("text", "data", "wanted"),
    [
        (
            "Panjang jalan mantap / Panjang jalan x 100%",
            {"Panjang jalan mantap": 850, "Panjang jalan": "1.000 km"},
            "",
        ),
        (
            "Panjang jalan mantap / Panjang jalan x 100%",
            {"Panjang jalan mantap": 850_000, "Panjang jalan": "1.000 km"},
            "KF208",
        ),
        ("Luas tanam / Luas sawah x 100%", {"Luas tanam": "50", "Luas sawah": "1.000 ha"}, ""),
        ("Luas tanam / Luas sawah x 100%", {"Luas tanam": "5", "Luas sawah": "1.000 ha"}, "KF208"),
        (
            "Realisasi anggaran / Pagu anggaran x 100%",
            {"Realisasi anggaran": 950, "Pagu anggaran": "Rp 1.000 juta"},
            "KF208",
        ),
        (
            "Realisasi anggaran / Pagu anggaran x 100%",
            {"Realisasi anggaran": 950_000_000, "Pagu anggaran": "Rp 1.000 juta"},
            "",
        ),
        (
            "Realisasi anggaran / Pagu anggaran x 100%",
            {"Realisasi anggaran": "95%", "Pagu anggaran": "Rp 1 miliar"},
            "KF205",
        ),
        (
            "Panjang jalan mantap / Panjang jalan x 100%",
            {"Panjang jalan mantap": "85%", "Panjang jalan": "1 km"},
            "KF205",
        ),
        ("Total waktu tunggu / Jumlah pasien", {"Total waktu tunggu": "50%", "Jumlah pasien": 5}, "KF205"),
    ],
)
def test_a_figure_beside_one_in_another_size(text: str, data: dict[str, object], wanted: str):
    said = answer(lambda: kf.evaluate(text, data))
    assert wanted in said and (wanted != "" or "~" not in said)


@pytest.mark.parametrize(
    ("periods", "code"),
    [
        ({"TW I": 10, "TW II": "abc"}, "KF302"),
        ({"TW I": 10, "TW II": "75-80"}, "KF302"),
        ({"TW I": 10, "TW II": True}, "KF302"),
        ({"TW I": 10, "TW II": ">20"}, "KF302"),
        ({"TW I": 10, "TW II": 20, "Jumlah": 30}, "KF344"),
        ({"Jan": 1, "TW I": 6}, "KF344"),
        ({"TW I": 10, "tw 1": 20}, "KF344"),
    ],
)
def test_periods_that_can_not_be_added(periods: dict[str, object], code: str):
    assert answer(lambda: kf.roll_up_periods(periods, 30, cara="jumlah")) == code


def test_the_format_of_a_cell_tells_its_unit(tmp_path: Path):
    pytest.importorskip("openpyxl")
    from openpyxl import Workbook

    (tmp_path / "i.csv").write_text(
        "Indikator Kinerja;Formula\nSerapan;Realisasi anggaran / Pagu anggaran x 100%\n", encoding="utf-8"
    )

    def report(*formats: str) -> str:
        book = Workbook()
        sheet = book.active
        sheet.append(["nama", "nilai"])
        for name, number, shown in zip(("Realisasi anggaran", "Pagu anggaran"), (950, 1), formats, strict=True):
            sheet.append([name, number])
            sheet.cell(sheet.max_row, 2).number_format = shown
        book.save(tmp_path / "f.xlsx")
        row = kf.laporan(tmp_path / "i.csv", tmp_path / "f.xlsx").rows[0]
        return row.text or row.status

    assert report('#,##0" juta"', '#,##0" miliar"') == "95,00%"
    assert report("[$Rp-421]#,##0", '#,##0" ribu"') == "95,00%"
    assert report("[$$-409]#,##0", "[$Rp-421]#,##0") == "KF302"


def test_workbooks_say_what_holds(tmp_path: Path):
    """Dates, formulas that nobody calculated, struck text, a fraction over two rows."""
    pytest.importorskip("openpyxl")
    from openpyxl import Workbook
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Border, Font, Side

    def read(*rows: list[object], **cells: object) -> Any:
        book = Workbook()
        sheet = book.active
        sheet.append(["Indikator Kinerja", "Formula", "Target"])
        for row in rows:
            sheet.append(row)
        for place, held in cells.items():
            if isinstance(held, (Border, Font)):
                setattr(sheet[place], "border" if isinstance(held, Border) else "font", held)
            else:
                sheet[place] = held
        book.save(tmp_path / "a.xlsx")
        document = kf.read(tmp_path / "a.xlsx")
        return document, [one for _, one in document]

    _, (day,) = read(["Ketepatan LKjIP", "Tanggal penyampaian LKjIP", datetime.datetime(2024, 3, 31)])
    assert day.target == "2024-03-31"
    document, (empty,) = read(["Jumlah surat", "Jumlah surat", "=10+10"])
    assert (empty.target, [one.code for one in document.diagnostics]) == ("", ["KF427"])
    struck = CellRichText("Jumlah hadir ", TextBlock(InlineFont(strike=True), "terlambat "), "/ Jumlah pegawai x 100%")
    _, (one,) = read(["Persentase kehadiran", None, "95%"], B2=struck)
    assert one.teks == "Jumlah hadir / Jumlah pegawai x 100%"
    _, (one,) = read(["Persentase kehadiran", "Jumlah hadir / Jumlah pegawai x 100%", "90%"], C2=Font(strike=True))
    assert one.target == ""
    rows = (["Persentase kehadiran", "Jumlah pegawai hadir", "95%"], [None, "Jumlah pegawai", None])
    for cells in ({"B2": Border(bottom=Side("thin"))}, {"B3": Border(top=Side("thin"))}):
        _, (one,) = read(*rows, **cells)
        assert one.formula.names == ("Jumlah pegawai hadir", "Jumlah pegawai")


def test_two_columns_under_one_head_are_told(tmp_path: Path):
    (tmp_path / "p.csv").write_text("Indikator Kinerja;Formula;Target;Target\nHadir;Jumlah hadir;80;90\n", "utf-8")
    document = kf.read(tmp_path / "p.csv")
    assert [one.code for one in document.diagnostics] == ["KF406"]
    assert "80" not in [one.target for _, one in document]
