"""Readings that their shape tells are warned of no more, and those of nearly that shape still are."""

from __future__ import annotations

import pytest

import kinerja_formula as kf
from kinerja_formula.reading import telling_shapes
from kinerja_formula.reading.certainty import certainty_curves
from kinerja_formula.reading.draft import DEFAULT_LIMITS
from kinerja_formula.reading.rules_reader import prepare
from kinerja_formula.reading.telling_shapes import (
    is_share_of_whole,
    measures_a_count,
    stands_on_two_lines,
    tells_itself,
)
from kinerja_formula.reading.weighing import weigh

TELLING = [
    "Persentase kinerja ditambah persentase kompetensi ditambah persentase disiplin dibagi 3",
    "Menunjukkan jumlah ragam budaya yang dikembangkan/difasilitasi dalam satu tahun",
    "(Revisi DIPA × 10%) + (Penyerapan Anggaran × 50%) + (Deviasi Hal. III DIPA × 15%) + (Pengelolaan UP/TUP × 25%)",
    "Jumlah guru SD yang terkualifikasi per jumlah guru SD yang mengajar",
    "Distribusi Air - Air Terjual / Distribusi Air * 100%",
    "RS = NAS / NDT\nNAS = Jumlah artikel yang disitasi\nNDT = Jumlah dosen tetap",
    "Jumlah R/ recipe yang sesuai formularium\nJumlah R/ recipe yang diobservasi x 100%",
    "Putusan perkara perdata yang ditindaklanjuti\nPutusan perkara perdata yang dimohonkan eksekusi x 100%",
    "Rumah tangga berlistrik PLN dan non-PLN",
    "Persentase pegawai yang lulus ujian dari seluruh pegawai yang ikut ujian",
    "Persentase desa tertib dari jumlah desa",
    "Kehadiran: hadir / (hadir + alpa)",
    "Presisi : TP / (TP + FP) x 100%",
    "(2 - Realisasi/Target) x 100%",
    "[1 + (1 - Realisasi/Target)] x 100%",
    "100% - Realisasi/Target x 100%",
]


@pytest.mark.parametrize("text", TELLING)
def test_no_warning_where_the_shape_tells(text):
    formula = kf.parse(text)
    assert formula.certainty >= certainty_curves().threshold
    assert [one.code for one in formula.diagnostics if one.severity == "warning"] == []


DOUBTED = [
    "Persentase kinerja ditambah persentase kompetensi ditambah persentase disiplin dibagi 4",
    "Rate = a/a+b",
    "Pertumbuhan jumlah kios dibandingkan dengan jumlah kios tahun sebelumnya",
    "Persentase kenaikan jumlah kios dibanding jumlah kios tahun sebelumnya",
    "Persentase keluarga dengan jumlah anak lebih dari dua",
    "EBITDA\nPendapatan Usaha Bersih",
    "Alat likuid\nHutang lancar x 100%",
    "Target : Realisasi",
    "Pembilang (X) = Jumlah kasus\nPenyebut (Y) = Jumlah penduduk\nKonstanta (K) = 100, 1.000",
]


@pytest.mark.parametrize("text", DOUBTED)
def test_what_may_mean_two_things_is_warned_of(text):
    formula = kf.parse(text)
    assert formula.certainty < certainty_curves().threshold
    assert [one.code for one in formula.diagnostics if one.severity == "warning"]


def kinds(text: str) -> list[str]:
    """The shapes that tell the best reading of a text, by the names of their tests."""
    chart, readings = weigh(prepare(text, (), None, DEFAULT_LIMITS)[0], text)
    _, tree, why = readings[0]
    read = telling_shapes._Read(chart, tree, why)
    found = [test.__name__.removeprefix("_") for test in telling_shapes._TESTS if test(read)]
    assert tells_itself(chart, tree, why) is bool(found)
    return [*found, "count"] if measures_a_count(chart, tree, why) else found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jumlah hadir\nJumlah undangan x 100%", True),
        ("Putusan yang dilaksanakan\nPutusan yang dimohonkan x 100", True),
        ("Jumlah hadir\njumlah undangan x 100%", False),
        ("Jumlah hadir\nJumlah undangan", False),
        ("Alat likuid\nHutang lancar x 100%", False),
        ("Kehadiran =\nJumlah hadir\nJumlah undangan x 100%", False),
        ("Jumlah hadir / Jumlah undangan x 100%", False),
    ],
)
def test_two_alike_lines(text: str, found: bool):
    chart, readings = weigh(prepare(text, (), None, DEFAULT_LIMITS)[0], text)
    assert stands_on_two_lines(chart, readings[0][1]) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Persentase desa tertib dari seluruh desa", True),
        ("Persentase jumlah desa tertib dibanding total desa x 100%", True),
        ("Persentase pelanggan puas terhadap seluruh pelanggan.", True),
        ("Persentase desa tertib terhadap desa", False),  # nothing tells that it is the whole
        ("Persentase desa tertib dari seluruh kelurahan", False),  # of something else
        ("Persentase desa tertib dari seluruh desa, kecuali desa baru / 2", False),
        ("Jumlah desa tertib dari seluruh desa", False),
    ],
)
def test_a_part_and_its_whole(text: str, found: bool):
    chart, readings = weigh(prepare(text, (), None, DEFAULT_LIMITS)[0], text)
    assert is_share_of_whole(chart, readings[0][1]) is found


def line_of(text: str) -> str:
    """The lines of a row of these tables stand behind each other."""
    return text.replace(" ¶ ", "\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # A question with the words of a ratio; a question for one thing is none
        ("Berapa rasio antara jumlah dokter terhadap jumlah pasien?", ["asked_ratio"]),
        ("Berapa rasio antara jumlah bidan dan jumlah ibu hamil?", ["asked_ratio"]),
        ("Berapa persentase surat dibalas dibagi surat masuk?", ["asked_ratio"]),
        ("Berapa jumlah murid dibagi 5?", ["asked_ratio"]),
        ("Berapa jumlah dokter?", []),
        ("Berapa lama surat dibalas?", []),
        ("Berapa rasio jumlah siswa terhadap (5 guru)?", []),
        ('Berapa rasio jumlah murid terhadap "guru"?', []),
        ("rasio antara jumlah dokter dan jumlah pasien", []),
        # A line drawn between two counts, each at the head of its line
        ("Jumlah rapat tepat waktu ¶ ______ x 100% ¶ Jumlah seluruh rapat", ["drawn_between_quantities"]),
        ("Jumlah kios tertib ¶ ------ x 100% ¶ Jumlah kios", ["drawn_between_quantities"]),
        ("Jumlah kios tertib ¶ ______ x 100% ¶ Seluruh kios", ["drawn_between_quantities"]),
        ("Rapat tepat waktu ¶ ______ x 100% ¶ Jumlah seluruh rapat", []),
        ("Jumlah rapat tepat waktu ¶ ______ x 100% ¶ Rapat tahun ini", []),
        ("Jumlah rapat tepat waktu ______ x 100% Jumlah seluruh rapat", []),
        ("Jumlah rapat ¶ ______ x 100% Jumlah seluruh rapat", []),
        ("Jumlah rapat ¶ ______ x 100% ¶ Jumlah seluruh rapat / Jumlah bulan", []),
        ("Jumlah rapat + Jumlah apel ¶ ______ x 100% ¶ Jumlah seluruh rapat", []),
        # A line is drawn, and the figures stand beside the names
        ("Jumlah kasus = 7 ---- x 100% Jumlah penduduk = 5.956", ["figures_on_both_sides"]),
        ("Kasus selesai = 7 ---- x 100% Kasus masuk = 56", ["figures_on_both_sides"]),
        ("Kasus selesai = 7 ---- x 100% Kasus masuk", ["figures_on_both_sides"]),
        ("Kasus selesai = 7 ---- Kasus masuk = 56 x 100%", []),
        ("Kasus selesai ---- x 100% Kasus masuk = 56", []),
    ],
)
def test_questions_and_drawn_lines(text: str, told: list[str]):
    assert kinds(line_of(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # What stands before the one equals sign is a label, whatever signs are in it
        ("Rata-rata nilai, RN = Total nilai / Jumlah kelas", ["after_the_only_equals"]),
        ("Nilai A-B = Total nilai / Jumlah kelas", ["after_the_only_equals"]),
        ("Nilai A-B = Total nilai x Jumlah kelas", ["after_the_only_equals"]),
        ("Nilai A-B = Total nilai + Jumlah kelas", []),
        ("Nilai A-B = Total nilai", []),
        ("Nilai A-B ¶ = Total nilai / Jumlah kelas", []),
        ("Nilai A: B, RN = Total nilai / Jumlah kelas", []),
        ("Rata-rata nilai, RN = Total nilai / Jumlah kelas, TK = 3", []),
        # The names of a program have a line between their letters; p_t is a symbol
        ("Gap = Poverty_Rural - Poverty_Urban", ["identifiers"]),
        ("nilai_kota - nilai_desa", ["identifiers"]),
        ("jumlah_kasus_baru / jumlah_penduduk x 1000", ["identifiers"]),
        ("Selisih = ab_cd - ef_gh", ["identifiers"]),
        ("Selisih = ab_c - de_f", []),
        ("Selisih = a_bc - d_ef", []),
        ("Selisih = ab_cd - de_f", []),
        ("Selisih = p_t - p_s", []),
        ("Gap = Poverty_Rural - Urban", []),
        ("Selisih = angka_kota x jumlah angka_desa", []),
        ("Selisih = angka_kota", []),
        ("angka_kota x 5", []),
    ],
)
def test_one_equals_sign_and_names_of_programs(text: str, told: list[str]):
    assert kinds(line_of(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # An average is told, and the items it is taken of
        ("hasil rata-rata dari: 1. Nilai kehadiran 2. Nilai kerapian", ["told_list"]),
        ("Nilai rata-rata dari: a. Nilai kehadiran b. Nilai kerapian c. Nilai kerja sama", ["told_list"]),
        ("Nilai lomba dengan bobot yang sama: 1. Nilai kehadiran 2. Nilai kerapian", ["told_list"]),
        ("hasil rata-rata dari: 1. Nilai kehadiran", []),
        ("rata-rata nilai kehadiran, nilai kerapian dan nilai kerja sama", []),
        ("hasil dari: 1. Nilai kehadiran 2. Nilai kerapian", []),
        # The weights of the items make a whole
        ("Nilai lomba: ¶ 1. Kebersihan dengan bobot 40%; ¶ 2. Keindahan dengan bobot 60%", ["weighted_list"]),
        ("Nilai kelurahan: 1. Kebersihan dengan bobot 35% 2. Keindahan dengan bobot 65%", ["weighted_list"]),
        (
            "Nilai lomba: 1. Kebersihan dengan bobot 20% 2. Keindahan dengan bobot 30% 3. Ketertiban dengan bobot 50%",
            ["weighted_list"],
        ),
        ("Nilai lomba: ¶ 1. Kebersihan dengan bobot 40%; ¶ 2. Keindahan dengan bobot 50%", []),
        ("Nilai lomba: ¶ 1. Kebersihan dengan bobot 40%; ¶ 2. Keindahan dengan bobot 61%", []),
        ("1. Kebersihan dengan bobot 35% 2. Keindahan dengan bobot 65%", []),
        # Each term is a bracket behind the same fraction
        ("1/3 (Nilai kehadiran) + 1/3 (Nilai kerapian)", ["fractions_before_brackets"]),
        ("1/4 (Nilai kehadiran) + 1/4 (Nilai kerapian) + 1/4 (Nilai disiplin)", ["fractions_before_brackets"]),
        ("1/3 (Nilai kehadiran) + 2/6 (Nilai kerapian)", ["fractions_before_brackets"]),
        ("1/3 (Nilai kehadiran) + 2/3 (Nilai kerapian)", []),
        ("1/3 (Nilai kehadiran) - 1/3 (Nilai kerapian)", []),
        ("1/3 (Nilai kehadiran) + 1/3 Nilai kerapian", []),
        ("1/3 Nilai kehadiran + 1/3 Nilai kerapian", []),
        ("1/3 (Nilai kehadiran) + A/3 (Nilai kerapian)", []),
        ("1/0 (Nilai kehadiran) + 1/0 (Nilai kerapian)", []),
        ("(Nilai kehadiran) x 1/3 + (Nilai kerapian) x 1/3", []),
        ("1/3 (Nilai kehadiran)", []),
    ],
)
def test_lists_and_weights(text: str, told: list[str]):
    assert kinds(line_of(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # Alike but for the last two words, and in three words at least
        ("Rasio laba bersih tahun ini - Rasio laba bersih tahun lalu", ["twins"]),
        ("Nilai panen padi tahun ini - Nilai panen padi tahun lalu", ["twins"]),
        ("Rasio laba bersih tahun ini - Rasio laba bersih bulan lalu", ["twins"]),
        ("Rasio laba tahun ini - Rasio laba tahun lalu", ["twins"]),
        ("Rasio laba atas aktiva tahun ini - Rasio laba atas modal bulan lalu", []),
        ("Rasio laba atas aktiva tahun ini + Rasio laba atas aktiva tahun lalu", []),
        ("Nilai panen padi tahun ini - Nilai panen padi tahun", []),
        ("Nilai panen padi tahun ini - Nilai jual padi tahun lalu", []),
        ("Rasio laba kota - Rasio laba desa", []),
        # Both sides are summed in brackets of their own
        ("Jumlah (Nilai survei) / Jumlah (Nilai harapan) x 100%", ["sums_over_sums"]),
        ("Jumlah (Nilai survei) / Jumlah (Nilai harapan)", ["sums_over_sums"]),
        ("Total (Skor layanan) dibagi Total (Skor harapan)", ["sums_over_sums"]),
        ("Jumlah (Nilai survei) / Nilai harapan x 100%", []),
        ("Nilai survei / Jumlah (Nilai harapan) x 100%", []),
        ("Jumlah (Nilai survei) x Jumlah (Nilai harapan)", []),
        # Codes behind dashes may be a list
        ("Total kewajiban - HN - DL - TK", []),
        ("KW - HN - DL", []),
        ("Total kewajiban - HN", []),
        ("Total kewajiban - HN + DL", []),
        ("Total kewajiban - HN - hutang", []),
        ("Total kewajiban - HN - dana lain", []),
        ("Total kewajiban = ¶ TK - HN - DL", []),
        # A symbol less a figure in a bracket
        ("(NDTPS-5)/7", ["less_a_figure"]),
        ("(5-NDTPS)/7", ["less_a_figure"]),
        ("[NDTPS-5]/7", ["less_a_figure"]),
        ("(NDTPS-5):4", ["less_a_figure"]),
        ("(NDTPS-5)/NDT", []),
        ("(NDTPS+5)/7", []),
        ("NDTPS-5/7", []),
        ("(NDTPS-5)/7 x 100%", []),
        ("(Nilai akhir - 5)/7", []),
    ],
)
def test_differences_and_sums_of_two_sides(text: str, told: list[str]):
    assert kinds(line_of(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Menunjukkan jumlah kios yang dibina", ["count"]),
        ("Menunjukkan kios yang dibina", []),
        ("Menunjukkan Σ kios yang dibina", []),
        # A count, and a sentence of its own of three words at least
        ("Jumlah layanan per kecamatan. Layanan lintas kecamatan dihitung di setiap kecamatan.", ["count"]),
        ("Jumlah proyek kabupaten. Proyek lintas kecamatan terdata.", ["count"]),
        ("Jumlah layanan per kecamatan. Layanan lintas kecamatan", ["count"]),
        ("Jumlah layanan per kecamatan. Layanan lintas", []),
        ("Jumlah layanan per kecamatan, termasuk layanan lintas kecamatan", []),
        ("Jumlah layanan per kecamatan. Layanan lintas kecamatan: sekali.", []),
        ("Jumlah layanan per kecamatan. Layanan lintas + layanan setempat", []),
        ("Jumlah layanan per kecamatan. Layanan x 12 bulan penuh.", []),
        ("Jumlah layanan per kecamatan. Rata-rata layanan kecamatan terdata.", []),
        ("Jumlah layanan per kecamatan. Persentase layanan kecamatan terdata.", []),
        ("Jumlah layanan per kecamatan. Bobot layanan kecamatan terdata.", []),
        ("Nilai layanan per kecamatan. Layanan lintas kecamatan terdata.", []),
        ("Σ layanan per kecamatan. Layanan lintas kecamatan terdata.", []),
    ],
)
def test_a_count_that_is_measured(text: str, told: list[str]):
    assert kinds(line_of(text)) == told


@pytest.mark.parametrize(
    ("text", "line", "least"),
    [
        ("Berapa rasio antara jumlah dokter terhadap jumlah pasien?", "jumlah dokter / jumlah pasien", "sure"),
        ("Kasus selesai = 7 ---- x 100% Kasus masuk = 56", "`Kasus selesai` / `Kasus masuk` × 100%", "sure"),
        ("Gap = Poverty_Rural - Poverty_Urban", "`Poverty_Rural` - `Poverty_Urban`", "sure"),
        (
            "hasil rata-rata dari: 1. Nilai kehadiran 2. Nilai kerapian",
            "(rata-rata (`Nilai kehadiran`; `Nilai kerapian`))",
            "sure",
        ),
        (
            "Nilai kelurahan: 1. Kebersihan dengan bobot 35% 2. Keindahan dengan bobot 65%",
            "35% × `Kebersihan` + 65% × `Keindahan`",
            "sure",
        ),
        (
            "1/3 (Nilai kehadiran) + 1/3 (Nilai kerapian)",
            "(1 / 3 × `Nilai kehadiran`) + (1 / 3 × `Nilai kerapian`)",
            "sure",
        ),
        ("(NDTPS-5)/7", "(`NDTPS` - 5) / 7", "sure"),
        ("Jumlah (Nilai survei) / Jumlah (Nilai harapan)", "`Nilai survei` / `Nilai harapan`", "sure"),
        ("Jumlah layanan per kecamatan. Layanan lintas kecamatan terdata.", "Jumlah layanan per kecamatan", "noted"),
        ("Menunjukkan jumlah kios yang dibina", "jumlah kios yang dibina", "noted"),
    ],
)
def test_readings_by_their_shape(text: str, line: str, least: str):
    formula = kf.parse(text)
    curves = certainty_curves()
    assert formula.to_text() == line
    assert formula.certainty >= (curves.sure if least == "sure" else curves.threshold)
    assert [one.code for one in formula.diagnostics] == ([] if least == "sure" else ["KF107"])
