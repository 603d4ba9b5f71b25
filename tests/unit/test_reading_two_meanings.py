"""Texts that mean two things, each beside its like that means one."""

from __future__ import annotations

import pytest

import kinerja_formula as kf
from kinerja_formula.reading import two_meanings
from kinerja_formula.reading.chart import Chart, Reading, Why
from kinerja_formula.reading.decision import share_of
from kinerja_formula.reading.doubtful_words import tells_conditions
from kinerja_formula.reading.draft import DEFAULT_LIMITS
from kinerja_formula.reading.rules_reader import prepare
from kinerja_formula.reading.trees import Tree
from kinerja_formula.reading.two_meanings import means_two_things
from kinerja_formula.reading.weighing import weigh


def weighed(text: str) -> tuple[Chart, list[Reading]]:
    return weigh(prepare(text, (), None, DEFAULT_LIMITS)[0], text)


def kinds(chart: Chart, tree: Tree, why: Why) -> list[str]:
    """The kinds of doubt that a reading falls under, by the names of their tests."""
    read = two_meanings.Read(chart, tree, why)
    found = [test.__name__.removeprefix("_") for test in two_meanings.TESTS if test(read)]
    assert means_two_things(chart, tree, why) is bool(found)
    return found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("(Jumlah kasus / Jumlah hari rawat) / 1000", "divided_by_scale"),
        ("(Jumlah kasus / Jumlah operasi) / 100", "divided_by_scale"),
        ("(Jumlah kasus / Jumlah operasi) x 100", None),
        ("Jumlah produksi / 1000", None),
        ("(Jumlah nilai / Jumlah unsur) / 4", None),
        ("Jumlah hari rawat / Jumlah ranjang x Jumlah hari x 100%", "time_below_the_line"),
        ("Jumlah hari rawat / (Jumlah ranjang x Jumlah hari) x 100%", None),
        ("Jumlah hari rawat / Jumlah ranjang x 365 x 100%", "time_below_the_line"),
        ("Jumlah hari rawat / Jumlah ranjang x 12 x 100%", None),
        ("Piutang / Penjualan x 365", None),
        ("Kehadiran / Jumlah pegawai x hari kerja x 100%", "time_below_the_line"),
        ("(L + P) : jumlah laki-laki + jumlah perempuan", "colon_before_more"),
        ("(Realisasi + Sisa) : Pagu x 100%", None),
        ("(A / B) : (C / D) x 100%", None),
        ("Rata-rata (A + B + C) / 3", "averaged_twice"),
        ("Rata-rata (A + B + C) / 4", None),
        ("jumlah dari 0,6 x SKP + 0,4 x PPK", "figure_that_ends_a_name"),
        ("Jumlah desa dengan nilai lebih dari 0,7 / Jumlah desa x 100%", None),
        ("Persentase - (A / B) x 100%", "kind_as_name"),
        ("Rata-rata nilai disiplin (bobot 40%) dan kepemimpinan (bobot 60%)", "average_left_in_a_name"),
        ("Nilai disiplin (bobot 40%) dan kepemimpinan (bobot 60%)", None),
        ("Kas + Efek / Utang + Modal", "flat_without_brackets"),
        ("Kas + Giro + Efek / Utang", "flat_without_brackets"),
        ("Kas + Efek / (Utang + Modal)", "flat_without_brackets"),
        ("Kas + Efek/Utang", None),
        ("Kas + (Efek / Utang)", None),
        ("A / B + C / D", None),
        ("(Jumlah hari rawat / Jumlah ranjang) x Jumlah hari", None),
        ("Nilai aspek A, B dan C dijumlahkan lalu dibagi 4", "summed_in_a_name"),
        ("Jumlah arsip yang ditotal dibagi jumlah arsip", None),
        ("Jumlah nilai tulis, nilai lisan dan nilai praktik dibagi 3", "summed_in_a_name"),
        ("Jumlah nilai tulis, nilai lisan, dan nilai praktik / 3", "summed_in_a_name"),
        ("Jumlah pengadaan barang dan jasa dibagi 3", None),
        ("Jumlah meja, kursi dan lemari dibagi 12", None),
        ("Bobot 60% untuk nilai tulis dan bobot 40% untuk nilai lisan", "weights_in_a_name"),
        ("Jumlah paket dengan bobot 60%", None),
        ("(Realisasi tahun ini - tahun lalu) / tahun lalu x 100%", "period_as_operand"),
        ("(PAD tahun n - tahun n-1) / tahun n-1 x 100%", "period_as_operand"),
        ("Selisih jumlah kasus bulan ini dengan bulan lalu", "period_as_operand"),
        ("(PAD tahun n - PAD tahun n-1) / PAD tahun n-1 x 100%", None),
        ("Bulan PO - Bulan Stok Habis", None),
        ("Realisasi / Target x Bobot", None),
        ("- Jumlah mati + Jumlah lahir", None),
        ("-Jumlah mati + Jumlah lahir", "bullet_or_minus"),
        ("- Jumlah mati / Jumlah lahir x 100%", None),
        ("- untuk kampus besar, maka Skor = 20% - (10% / 5000) x NL", None),
        ("Jumlah lahir - - Jumlah mati", "signs_side_by_side"),
        ("Jumlah lahir + - Jumlah mati", "signs_side_by_side"),
        ("Jumlah penduduk 65+ - Jumlah penduduk 60+", None),
        ("Nilai kepatuhan + Nilai kelengkapan. Bobotnya 40% dan 60%", "weights_left"),
        ("Kepatuhan (bobot 40%) + Kelengkapan (bobot 60%)", None),
        ("Rasio Kelamin\nJumlah laki-laki\n= ------- x 100\nJumlah perempuan", "count_left"),
        ("(Produksi Januari - Juni + Produksi Juli - Desember) / 2", "months_apart"),
        ("Nilai Januari - Nilai Juni", None),
        ("Jumlah lahir - -Jumlah mati", None),
        ("(Jumlah bibit + Jumlah benih) Jumlah petak", "bracket_beside_a_name"),
        ("(Jumlah bibit - Jumlah bibit mati) Jumlah petak", "bracket_beside_a_name"),
        ("(Jumlah bibit - Jumlah bibit mati) Jumlah petak x 100%", None),
        ("(Jumlah bibit - Jumlah bibit mati) x Jumlah petak", None),
        ("Jumlah A - Jumlah B - Jumlah C", "difference_or_list"),
        ("Nilai A - Jumlah B - Jumlah C", None),
        ("Jumlah A - Jumlah B", None),
        ("Realisasi kegiatan / rapat", "ratio_or_two_words"),
        ("Realisasi kegiatan / Rapat", None),
        ("BUM Desa/BUM Desa Bersama yang maju", "ratio_or_two_words"),
        ("BUM Desa / BUM Desa Bersama", None),
        ("Jumlah hadir/Jumlah undangan", None),
        ("Realisasi kegiatan / jumlah rapat", None),
        ("Realisasi kegiatan / selisih rapat", None),
        ("Realisasi kegiatan dibagi rapat", None),
        ("Realisasi kegiatan / rapat x 100%", None),
        ("Capaian program : Jumlah warga terdata", "label_or_ratio"),
        ("Rasio program : Jumlah warga terdata", None),
        ("Jumlah laki-laki / Jumlah perempuan. Biasanya dinyatakan per 100 perempuan", "unread_rate"),
        ("Jumlah laki-laki / Jumlah perempuan x 100. Banyaknya laki-laki per 100 perempuan", None),
        ("Jumlah program : Jumlah warga terdata", None),
        ("Panjang jalan desa : (Lebar jalan x Jumlah ruas)", "quantity_as_label"),
        ("Nilai akhir : (Lebar jalan x Jumlah ruas)", None),
        ("Panjang jalan desa = (Lebar jalan x Jumlah ruas)", None),
        ("Skema kerja desa : (Lebar jalan x Jumlah ruas)", None),
        ("Panjang jalan desa : (Lebar jalan / Jumlah ruas)", None),
        ("(Jumlah A + Jumlah B / Jumlah C", "lost_bracket flat_without_brackets"),
        ("Jumlah A - Jumlah B) x Jumlah C", "lost_bracket"),
        ("(Jumlah A + Jumlah B", None),
        ("(Jumlah A / Jumlah B", None),
        ("(Jumlah A + Jumlah B) / Jumlah C", None),
        ("2.720 / Jumlah anak", "figure_for_a_name"),
        ("1000 / Jumlah anak", None),
        ("(PDRB tahun ini PDRB tahun lalu) / PDRB", "lost_sign"),
        ("(PDRB tahun ini lalu) / PDRB", None),
        ("(A + B) / C x 100%", None),
        ("biaya dibagi volume air dikurangi volume kehilangan", "chain_of_words"),
        ("biaya dibagi volume air ditambah 5", "chain_of_words"),
        ("biaya / volume air - volume kehilangan", None),
        ("(biaya dibagi volume air) dikurangi volume kehilangan", None),
        ("Jumlah warga hadir/Luas kelurahan", "slash_before_quantity"),
        ("Jumlah Warga Hadir/Luas Kelurahan", None),
        ("Jumlah warga hadir/luas kelurahan", None),
        ("Jumlah warga hadir/Balai kelurahan", None),
        ("layanan 24 jam x 7 hari", "figures_in_a_row"),
        ("Jumlah layanan 24 jam x 7 hari", "figures_in_a_row"),
        ("layanan jam x 7 hari", None),
        ("kematian per 1.000 kelahiran / Jumlah desa", "rate_in_a_calculation"),
        ("Jumlah kasus per 1.000 penduduk", None),
        ("Jumlah A / Jumlah B jika ada maka diisi", "branch"),
        ("Jumlah A / Jumlah B jika ada", None),
        ("Jumlah A / Jumlah B, yang biasanya dinyatakan per 100 penduduk", "unread_rate"),
        ("Jumlah A / Jumlah B, yang biasanya dinyatakan per 1.000 penduduk", "unread_rate"),
        ("Jumlah A / Jumlah B, yang biasanya dinyatakan per 1 penduduk", None),
        ("Jumlah A / Jumlah B, yang biasanya dinyatakan per 12 penduduk", None),
        ("Σ bobot x nilai", "reach_of_a_sum"),
        ("Σ bobot x Σ nilai", None),
        ("Σ bobot x jumlah nilai", None),
        ("Σ bobot / nilai x 100%", None),
        ("bobot x nilai", None),
        ("hasil rata-rata capaian dari: 1. Renja 2. Renstra", None),
        ("rasio = (0-14 + 65+) / 15-64", "formula_taken_for_example"),
        ("FLOOR(Masa kerja / 12)", "unknown_function"),
        ("FLOOR Masa kerja / 12", None),
        ("Terlambat > 7 hari: denda = A x 2", "condition_left"),
        ("Terlambat 7 hari: denda = A x 2", None),
        ("(orang orang) / PDRB", "lost_sign"),
        ("PDRB tahun ini PDRB tahun lalu", None),
        ("(di kas di bank) / PDRB", None),
        ("Peningkatan produksi padi / produksi padi tahun lalu", "change_over_base"),
        ("Peningkatan produksi padi / produksi desa padi", "change_over_base"),
        ("Peningkatan produksi padi / luas sawah kering", None),
        ("Peningkatan produksi padi / Peningkatan produksi padi desa", None),
        ("Realisasi produksi padi / produksi padi tahun lalu", None),
        ("(Produksi padi - produksi jagung) / produksi kedelai", None),
        ("A / A + B", "loose_sum_below"),
        ("(A / A) + B", "divided_by_itself"),
        ("(A / B) - (B / B)", "divided_by_itself"),
        ("A / A x 100%", None),
        ("A / B - C / D", None),
        ("EBITDA\nPendapatan Usaha", "two_lines_for_one"),
        ("EBITDA\npendapatan usaha", None),
        ("EBITDA\nSekolah Usaha", None),
        ("Ebitda Kegiatan Daerah\nPendapatan Usaha Daerah", "two_lines_for_one"),
        ("EBITDA KEGIATAN DAERAH\nPENDAPATAN USAHA DAERAH", None),  # every word has its capitals
        ("EBITDA dari\nPendapatan Usaha", None),
        ("EBITDA Pendapatan Usaha", None),
        ("log (A x 5; Jumlah B)", "separated_in_a_function"),
        ("log2 (A x 5; Jumlah B)", "separated_in_a_function"),
        ("ln (A x 5; Jumlah B)", "separated_in_a_function"),
        ("√ (A x 5; Jumlah B)", "separated_in_a_function"),
        ("akar dari (A x 5; Jumlah B)", "separated_in_a_function"),
        ("nilai mutlak (A x 5; Jumlah B)", "separated_in_a_function"),
        ("round (A x 5; 2)", None),
        ("min (A x 5; Jumlah B)", None),
        ("Persentase keluarga dengan jumlah anak", "percentage_with"),
        ("IKM = A x penimbang\nIKM unit x 25", "line_that_begins_again"),
        ("Siswa lulus / Siswa ujian\nSiswa lulus tahun ini", "line_that_begins_again"),
        ("Siswa lulus / Siswa ujian\nsiswa lulus tahun ini", None),
        ("Siswa lulus / Siswa ujian\nSiswa lulus", None),
        ("Siswa lulus / Siswa ujian\nSekolah lulus tahun ini", None),
        ("Luas taman (m2) / Luas kota\nLuas taman tahun ini", "line_that_begins_again"),
        ("Penganggur/Angkatan kerja\nAngkatan kerja tahun ini", "line_that_begins_again"),
        ("Penganggur/Angkatan kerja\nPenganggur tahun ini", "line_that_begins_again"),
        ("Siswa lulus / Siswa ujian\nTerdapat pada akhir tahun", "line_that_begins_again"),
        ("Jumlah A / Jumlah B\nDihitung pada akhir tahun", "line_that_begins_again"),
        ("Siswa lulus / Siswa ujian\nMengambil tiap tahun", "line_that_begins_again"),
        ("Siswa lulus / Siswa ujian\nDinyatakan tiap tahun", "line_that_begins_again"),
        ("Siswa lulus / Siswa ujian\nSatuan orang", "line_that_begins_again"),
        ("Jumlah siswa 45 / jumlah guru 15", "figures_behind_names"),
        ("Jumlah siswa (laki) 45 / jumlah guru (laki) 15", "figures_behind_names"),
        ("Jumlah siswa 20,5 / jumlah guru 2.021", "figures_behind_names"),
        ("Jumlah siswa 45 / jumlah guru", None),
        ("Jumlah siswa 5 / jumlah guru 5", None),
        ("Jumlah siswa di atas 45 / jumlah guru di atas 30", None),
        ("Jumlah siswa 2020 / jumlah guru 2021", None),
        ("Jumlah siswa kelas 45", None),
        ("jumlah keluhan / jumlah pelanggan : 12 bulan", "figure_behind_colon"),
        ("jumlah keluhan / jumlah pelanggan : bulan 12", None),
        ("Skor dihitung dari 2 x nilai lisan, 3 x nilai tulis", "factor_at_the_end"),
        ("Skor dihitung dari 2 x nilai lisan dan 3 x nilai tulis", "factor_at_the_end"),
        ("Skor dihitung dari 2 x nilai kelas 3 x nilai tulis", None),
        ("F Konversi pakan = Wt + D dimana : F : jumlah pakan Wt : berat akhir D : yang mati", "explained_symbol_left"),
        ("Laju LP = (A - B) / B dimana : LP : laju pertumbuhan, A : nilai akhir, B : nilai awal", None),
        ("LP = (A - B) / B dimana : LP : laju pertumbuhan, A : nilai akhir, B : nilai awal", None),
        ("A / B x 1.000\nKeterangan :\nA : Jumlah kelahiran\nB : Jumlah penduduk\n1.000 : Konstanta", None),
        ("Wt + D - Wo E = X 100 F dimana : Wt : bobot akhir", "signs_left"),
        ("a-b-c / a", "glued_difference"),
        ("Produksi tahun n-n-1 / Produksi n-1 x 100", "two_years_in_a_name"),
        ("Produksi tahun n / Produksi n-1 x 100", None),
        ("Jumlah A / 2 (Jumlah B + Jumlah C)", "divided_before_bracket"),
        ("Pendapatan\n- 12 -\nBiaya", "figure_between_dashes"),
        ("a-b-c / d", None),
        ("PDSK ≥ 50%\n\nPDSK = (NDSK / NDTPS) x 100%", None),
        ("PDTT = 0% dan NDTPS ≥ 5\n\nPDTT = (NDTT / NDT) x 100%", "condition_left"),
        ("Jumlah siswa x (orang)", "unit_as_factor"),
        ("Jumlah siswa x (orang) x 100%", "unit_as_factor"),
        ("Jumlah siswa x orang", None),
        ("Jumlah siswa x (orang hadir)", None),
        ("(orang) x Jumlah siswa", None),
        ("Jumlah siswa / jumlah pasien ≤ 15%", "target_in_a_name"),
        ("Jumlah siswa / jumlah pasien ≤ 15", None),
        ("Jumlah pasien rawat jalan ≤ 15%", None),
        ("-((A - B) / B) x 100%", "minus_left"),
        ("Nilai = -((A - B) / B)", "minus_left"),
        ("Nilai : -((A - B) / B)", "minus_left"),
        ("Nilai = - ((A - B) / B)", "minus_left"),
        ("Nilai = - Jumlah A / Jumlah B", "minus_left"),
        ("- Jumlah A / Jumlah B", None),
        ("(Jumlah A + Jumlah B) / 2 luas lahan", "operand_left"),
        ("(Jumlah A + Jumlah B) / 2 hari", None),
        ("A ----- x 100% 18/24 = 0,75 B", "operand_left"),
        ("Σ (A + 5)", "sign_of_a_sum_left"),
        ("Σ (5 - A)", "sign_of_a_sum_left"),
        ("Σ (Jumlah A + Jumlah B)", None),
        ("Σ (Jumlah lampu)", None),
        ("Jumlah A / (Jumlah B x Jumlah C", "lost_bracket"),
        ("Jumlah A / (Jumlah B x 100%", None),
        ("C x (-(A - B) / B)", None),
        ("Jumlah hadir / Jumlah undangan x 100%", None),
        # A bracket for each side of a sum; a side that is more than its bracket holds is none
        ("(Jumlah A + (Jumlah B / Jumlah C)) x 100%", "flat_in_bracket"),
        ("((Jumlah A / Jumlah B) + Jumlah C) x 100%", "flat_in_bracket"),
        ("(Jumlah A - (Jumlah B / Jumlah C)) x 100%", "flat_in_bracket"),
        ("((Jumlah A / Jumlah B) x 2 + (Jumlah C)) x 100%", "flat_in_bracket"),
        ("((Jumlah A) + (Jumlah B / Jumlah C)) x 100%", None),
        ("((Jumlah A / Jumlah B) + (Jumlah C)) x 100%", None),
        ("((Jumlah A) - (Jumlah B / Jumlah C)) x 100%", None),
        ("([Jumlah A] + [Jumlah B / Jumlah C]) x 100%", None),
        # Satuan Polisi Pamong Praja is an office, satuan orang is none
        ("Kasus selesai / Kasus masuk\nSatuan Polisi Pamong Praja", None),
        ("Kasus selesai / Kasus masuk\nSatuan Kerja", "line_that_begins_again"),
        ("Kasus selesai / Kasus masuk\nSatuan", "line_that_begins_again"),
        # a source in the place of what it tells of
        ("Jumlah pohon yang ditanam. Didapatkan menggunakan rumus hasil survei", "source_for_a_quantity"),
        ("Dihitung dari daftar hadir", None),
        # what begins with a sign is half of the formula; an explanation does not
        ("40% x Dana\nDBD = + BD x 60% x Dana\nJumlah Desa", "torn_explanation"),
        ("40% x Dana\nDana = bagian desa", None),
        # a sum sign that no operand has
        ("Σ fi (Yi + Yi-1)", "sum_left_out"),
        ("Σ nilai = Nilai A + Nilai B", None),
        ("Σ nilai / Jumlah siswa", None),
        ("Kasus selesai / Kasus masuk\nSatuan orang", "line_that_begins_again"),
        ("Jumlah kasus / Jumlah warga\nDihitung Pada Akhir Tahun", "line_that_begins_again"),
        ("Kasus selesai / Kasus masuk\nMengambil Data Tahunan", "line_that_begins_again"),
        # what a comma sets apart, and what a name has behind its comma
        ("Jumlah kunjungan / jumlah puskesmas, per triwulan", "told_behind_a_comma"),
        ("Jumlah kunjungan / jumlah hari, periode Januari s.d. Desember", "told_behind_a_comma"),
        ("Jumlah temuan selesai, data SIPTL, / jumlah temuan", "told_behind_a_comma"),
        ("Jumlah siswa / jumlah guru, kecuali yang sakit", None),
        ("Jumlah siswa / jumlah guru, pada akhir tahun", None),
        ("Jumlah siswa / jumlah kelas rendah, tinggi dan khusus", None),
        ("Jumlah perkara banding, kasasi, PK / jumlah perkara", None),
        ("Jumlah siswa / jumlah guru (tetap, bersertifikat)", None),
        ("Jumlah siswa, per kelas", None),
        ("(Kasus_p,t / Populasi_p) × 10.000", None),
        ("Jumlah nilai / jumlah siswa dan ditampilkan", "reported_in_a_name"),
        ("Jumlah siswa / jumlah siswa yang terdaftar dan dibina", None),
        ("Jumlah kasus ditutup / jumlah kasus dibuka dan ditutup", None),
        # a measure before a further noun, and a sign that has a line to itself
        ("jumlah muatan yang melintasi dermaga per meter panjang dermaga", "per_measure"),
        ("jumlah muatan per meter dan per hari", None),
        ("jumlah muatan per ton", None),
        ("Jumlah hari\nx\nTarif harian", "times_on_a_line"),
        ("Jumlah kunjungan x tarif", None),
    ],
)
def test_kinds_of_doubt(text: str, kind: str | None):
    """A kind belongs to one reading of the text, which the learned names may make the first or the second."""
    chart, readings = weighed(text)
    found = [kinds(chart, *reading[1:]) for reading in readings]
    assert found[0] == [] if kind is None else kind.split() in found


@pytest.mark.parametrize(
    ("text", "tree", "why", "kind"),
    [
        (
            "(A + B / C) x 100%",
            ("*", ("+", ("n", 1, 2), ("/", ("n", 3, 4), ("n", 5, 6))), ("#", 8, 9)),
            ("kali", 0, 9, ()),
            ["flat_in_bracket"],
        ),
        (
            "(1 - B / C) x 100%",
            ("*", ("-", ("#", 1, 2), ("/", ("n", 3, 4), ("n", 5, 6))), ("#", 8, 9)),
            ("kali", 0, 9, ()),
            [],
        ),
        ("Persentase peningkatan laba terhadap tahun lalu", ("n", 0, 6), ("nama", 0, 6, ()), ["change"]),
        ("Persentase peningkatan laba", ("n", 0, 3), ("nama", 0, 3, ()), []),
        ("Persentase laba terhadap tahun lalu", ("n", 0, 5), ("nama", 0, 5, ()), []),
        ("Jumlah peningkatan laba terhadap tahun lalu", ("n", 0, 6), ("nama", 0, 6, ()), []),
        ("Persentase", ("n", 0, 1), ("nama", 0, 1, ()), []),
        (
            "Rasio belanja = Total belanja Total pendapatan",
            ("n", 3, 7),
            ("nama", 3, 7, ()),
            ["ratio_without_division"],
        ),
        ("Nilai belanja = Total belanja Total pendapatan", ("n", 3, 7), ("nama", 3, 7, ()), []),
        ("Rasio belanja = Rasio total", ("n", 3, 5), ("nama", 3, 5, ()), []),
        (
            "rata-rata nilai: 1. Renja 2. Renstra",
            ("jumlah", (("n", 5, 6), ("n", 8, 9))),
            ("daftar", 0, 9, (("label", 0, 2, ()), ("nama", 5, 6, ()), ("nama", 8, 9, ()))),
            ["unread_average"],
        ),
        (
            "rata-rata nilai: 1. Renja 2. Renstra",
            ("jumlah", (("n", 5, 6), ("n", 8, 9))),
            ("daftar-bobot", 0, 9, (("label", 0, 2, ()), ("nama", 5, 6, ()), ("nama", 8, 9, ()))),
            [],
        ),
        (
            "rata-rata nilai: 1. Renja 2. Renstra",
            ("rata-rata", (("n", 5, 6), ("n", 8, 9))),
            ("daftar", 0, 9, (("label", 0, 2, ()), ("nama", 5, 6, ()), ("nama", 8, 9, ()))),
            [],
        ),
        (
            "jumlah nilai: 1. Renja 2. Renstra",
            ("jumlah", (("n", 5, 6), ("n", 8, 9))),
            ("daftar", 0, 9, (("label", 0, 2, ()), ("nama", 5, 6, ()), ("nama", 8, 9, ()))),
            [],
        ),
        ("A + B x 3", ("n", 0, 1), ("baris", 0, 5, (("nama", 0, 1, ()), ("sisa", 1, 5, ()))), ["signs_left"]),
        ("A x B", ("n", 0, 1), ("baris", 0, 3, (("nama", 0, 1, ()), ("label", 1, 3, ()))), ["signs_left"]),
        ("A dan B", ("n", 0, 1), ("baris", 0, 3, (("nama", 0, 1, ()), ("sisa", 1, 3, ()))), []),
        ("A = ( ) 3", ("n", 0, 1), ("baris", 0, 5, (("nama", 0, 1, ()), ("contoh", 2, 5, ()))), ["signs_left"]),
        ("A = (3)", ("n", 0, 1), ("baris", 0, 5, (("nama", 0, 1, ()), ("contoh", 2, 5, ()))), []),
    ],
)
def test_kinds_of_doubt_about_a_reading_that_rarely_wins(text: str, tree: Tree, why: Why, kind: list[str]):
    chart, _ = weighed(text)
    assert kinds(chart, tree, why) == kind


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("jika A maka B", True),
        ("A maka B selain itu C", False),
        ("jika A", False),
        ("A dan B", False),
        ("jika A, jika B", True),
    ],
)
def test_conditions(text: str, told: bool):
    assert tells_conditions(weighed(text)[0].pieces) is told


@pytest.mark.parametrize(
    "text",
    [
        "Jumlah guru tetap – Jumlah guru honor – Jumlah guru bantu",
        "Realisasi kegiatan / rapat",
        "Capaian program : Jumlah warga terdata",
        "Panjang jalan desa : (Lebar jalan x Jumlah ruas)",
        "(Jumlah A + Jumlah B / Jumlah C",
        "biaya dibagi volume air dikurangi volume kehilangan",
        "Σ bobot x nilai",
        "FLOOR(Masa kerja / 12)",
    ],
)
def test_such_a_text_is_never_sure(text: str):
    formula = kf.parse(text)
    assert formula.certainty <= 0.5
    assert any(one.severity == "warning" for one in formula.diagnostics)


def test_a_share_among_rivals():
    readings: list[Reading] = [(2.0, ("n", 0, 1), ("nama", 0, 1, ())), (2.0, ("n", 0, 2), ("nama", 0, 2, ()))]
    assert share_of(readings, 0) == share_of(readings, 1) == 0.5
    far: list[Reading] = [readings[0], (-50.0, ("n", 0, 2), ("nama", 0, 2, ()))]
    assert share_of(far, 0) > 0.999 > 0.001 > share_of(far, 1) > 0
