"""Rules of meaning about one formula, each with texts it finds and texts like them that are sound."""

from __future__ import annotations

import pytest

import kinerja_formula as kf

RULES_OF_MEANING = {f"KF{number}" for number in range(124, 137)} | {"KF119", "KF120", "KF433"}


def found(text: str, indikator: str | None = None, target: str = "") -> list[str]:
    return [one.code for one in kf.check(text, indikator=indikator, target=target) if one.code in RULES_OF_MEANING]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Jumlah arsip tertata / Jumlah keseluruhan arsip yang tertata x 100%", ["KF124"]),
        ("Total arsip tertata / Jumlah arsip tertata x 100%", ["KF124"]),
        ("(Jumlah A + Jumlah B) / (Jumlah A + Jumlah B) x 100%", ["KF124"]),
        ("Jumlah arsip tertata / Jumlah keseluruhan arsip x 100%", []),
        ("Jumlah arsip yang ada / Jumlah arsip yang seharusnya ada x 100%", []),
        ("Jumlah siswa kelas 7 / Jumlah siswa kelas 8 x 100%", []),
        ("Jumlah A / Jumlah B x 100 x 100%", ["KF128"]),
        ("Persentase kehadiran x 100%", ["KF120", "KF128"]),
        ("Jumlah A / Jumlah B x 100%", []),
        ("Jumlah A x Jumlah B / Jumlah A / Jumlah B x 100%", ["KF129"]),
        ("(Jumlah A - Jumlah B) / Jumlah B x 100%", []),
        ("(Jumlah A + Jumlah B + Jumlah C) / Jumlah A", []),
        ("Jumlah seluruh guru / Jumlah guru bersertifikat x 100%", ["KF130"]),
        ("Jumlah guru bersertifikat / Jumlah seluruh guru x 100%", []),
        ("Target pendapatan / Realisasi pendapatan x 100%", ["KF130"]),
        ("Realisasi pendapatan / Target pendapatan x 100%", []),
        ("Jumlah laporan keuangan tersusun / Jumlah laporan kinerja x 100%", ["KF131"]),
        ("Jumlah guru S2 / Jumlah guru tetap x 100%", []),
        ("Realisasi PAD / Realisasi pendapatan transfer x 100%", []),
        ("Jumlah unit diusulkan / Total unit kerja x 100%", []),
        ("Jumlah program SDGs / Total program kerja x 100%", []),
        ("Persentase kehadiran", ["KF120"]),
        ("Jumlah dokumen disusun - Jumlah dokumen disuusun", ["KF433"]),
        ("Jumlah pengaduan selesai / Jumlah pengadaan selesai", []),
        ("Jumlah A", []),
    ],
)
def test_the_formula_alone(text: str, codes: list[str]):
    assert found(text) == codes


@pytest.mark.parametrize(
    ("indikator", "text", "codes"),
    [
        ("Jumlah balita yang ditimbang", "Jumlah balita ditimbang / Jumlah balita x 100%", ["KF125"]),
        ("Jumlah balita yang ditimbang", "Jumlah balita ditimbang / Jumlah balita", ["KF125"]),
        ("Persentase balita yang ditimbang", "Jumlah balita yang ditimbang", ["KF136", "KF125"]),
        ("2) Persentase balita yang ditimbang", "35 balita", ["KF125"]),
        ("Jumlah balita ditimbang dibandingkan jumlah balita", "Jumlah balita ditimbang / Jumlah balita x 100%", []),
        ("% balita yang ditimbang", "Jumlah balita yang ditimbang", ["KF136", "KF125"]),
        ("2. % balita yang ditimbang", "Jumlah balita yang ditimbang / Jumlah balita", ["KF126"]),
        ("Jumlah sembako yang dibagi kepada warga", "Jumlah warga / Jumlah undangan x 100%", ["KF125"]),
        ("Kehadiran pegawai dalam %", "Jumlah pegawai hadir / Jumlah pegawai", ["KF126"]),
        ("Persentase ketepatan waktu laporan", "(1 - laporan terlambat / jumlah laporan) x 100%", []),
        ("Persentase jalan yang tidak rusak", "Jumlah kolom 21 / Jumlah kolom 9 x 100%", []),
        ("Persentase jalan yang tidak rusak", "(Kolom 21) dibagi (Kolom 9) dikali 100%", []),
        ("Persentase ketepatan waktu laporan", "100% - (laporan terlambat / jumlah laporan x 100%)", []),
        ("Persentase balita yang ditimbang", "85 %", []),
        ("Jumlah persentase balita ditimbang", "Jumlah balita ditimbang / Jumlah balita x 100%", []),
        ("Persentase balita yang ditimbang", "Jumlah balita ditimbang / Jumlah balita", ["KF126"]),
        ("Persentase balita yang ditimbang", "Jumlah balita ditimbang / Jumlah balita x 100", []),
        ("Rasio guru dan murid", "Jumlah guru / Jumlah murid", []),
        ("Persentase balita yang ditimbang", "Penimbangan dilaksanakan setiap bulan", ["KF120"]),
        ("Persentase balita yang ditimbang", "Penimbangan balita sebanyak 80 % dari sasaran", []),
    ],
)
def test_kind_and_percentage(indikator: str, text: str, codes: list[str]):
    assert found(text, indikator) == codes


@pytest.mark.parametrize(
    ("indikator", "text"),
    [
        ("Jumlah pasar yang ditata", "Jumlah jembatan yang diperbaiki"),
        ("Persentase pasar yang ditata", "Jumlah jembatan diperbaiki / Jumlah jembatan x 100%"),
        ("Terpeliharanya jalan kabupaten", "Jumlah guru yang dilatih"),
        ("Jumlah kader yang dilatih", "Pelatihan posyandu sebanyak 12 desa"),
        ("Jumlah jenis obat", "Obat sebanyak 24 eksemplar"),
        ("Jumlah berita acara", "Nilai berita acara"),
        ("Persentase utang terhadap ekuitas", "Utang jangka panjang / Aktiva tetap x 100%"),
        ("Persentase arsip yang berkualitas", "Jumlah arsip ditata / Jumlah arsip x 100%"),
        ("Jumlah aduan selesai berbanding jumlah aduan masuk X 100%", "12 aduan"),
    ],
)
def test_another_thing_is_measured(indikator: str, text: str):
    assert {"KF127", "KF134"} & set(found(text, indikator))


@pytest.mark.parametrize(
    ("indikator", "text"),
    [
        ("Jumlah pasar yang ditata", "Banyaknya penataan pasar"),
        ("Persentase pasar tertata", "Jumlah pasar yang ditata / Jumlah seluruh pasar x 100%"),
        ("Jumlah SPM yang terbit", "Jumlah Surat Perintah Membayar"),
        ("Persentase ASN yang hadir", "Jumlah pegawai hadir / Jumlah pegawai x 100%"),
        ("Meningkatnya kualitas lingkungan", "Jumlah pohon yang ditanam"),
        ("Persentase mahasiswa asing", "NWNA / NM x 100%"),
        ("Jumlah kader yang dilatih", "Pelatihan kader sebanyak 52 orang"),
        ("Jumlah dokumen APBDes", "Verifikasi APBDes sebanyak 23 desa"),
        ("Jumlah laporan", "Laporan disusun sebanyak 12 bulan"),
        ("Jumlah laporan kegiatan", "Jumlah laporan"),
        ("Persentase penyerapan belanja", "Realisasi anggaran / Pagu anggaran x 100%"),
        ("Persentase temuan selesai", "Jumlah rekomendasi yang tuntas / Jumlah rekomendasi x 100%"),
        ("Persentase kelurahan yang bersih", "Jumlah kelurahan tanpa timbunan / Jumlah kelurahan x 100%"),
        ("Rasio utang terhadap ekuitas", "Total utang / Total ekuitas"),
        ("Persentase arsip yang berkualitas", "Jumlah arsip dengan nilai baik / Jumlah arsip x 100%"),
        ("Nilai SAKIP", "Nilai evaluasi SAKIP"),
        ("Jumlah UMKM terdata", "Jumlah unit usaha yang berhasil didata pada seluruh kecamatan"),
        ("Total PNBP", "Jumlah seluruh actual revenue pada periode"),
        ("Total active students", "Total mahasiswa berstatus aktif pada semester berjalan"),
        ("Jumlah SD yang mendapat layanan peningkatan mutu", "Jumlah SD penerima layanan"),
        ("Jumlah pustakawan yang kompeten", "Jumlah petugas yang mengikuti pendidikan perpustakaan"),
    ],
)
def test_the_same_thing_in_other_words(indikator: str, text: str):
    assert "KF127" not in found(text, indikator)


@pytest.mark.parametrize(
    ("indikator", "text", "codes"),
    [
        ("Persentase desa bernilai minimal 80", "Jumlah desa bernilai minimal 80 / Jumlah desa x 100%", []),
        ("Persentase desa bernilai ≥ 80", "Jumlah desa bernilai sekurang-kurangnya 75 / Jumlah desa x 100%", ["KF132"]),
        ("Persentase aduan paling lama 3 hari", "Jumlah aduan maksimal 5 hari / Jumlah aduan x 100%", ["KF132"]),
        ("Persentase aduan paling lama 3 hari", "Jumlah aduan maksimal 3 x 24 jam / Jumlah aduan x 100%", []),
        ("Persentase aduan < 3 x 24 jam", "Jumlah aduan kurang dari 72 jam / Jumlah aduan x 100%", []),
        ("Persentase aduan < 3 x 24 jam", "Jumlah aduan kurang dari 2 hari / Jumlah aduan x 100%", ["KF132"]),
        ("Pasangan di bawah 20 tahun paling banyak 3,5 %", "Jumlah pasangan < 20 tahun / Jumlah pasangan x 100%", []),
        ("Pasangan di bawah 20 tahun maksimal 3,5 %", "Jumlah pasangan < 21 th / Jumlah pasangan x 100%", ["KF132"]),
        ("Persentase ibu di bawah 2 tahun", "Jumlah ibu di bawah 24 bulan / Jumlah ibu x 100%", []),
        ("Persentase desa bernilai minimal 80", "Jumlah desa minimal 5 orang / Jumlah desa x 100%", []),
    ],
)  # fmt: skip
def test_bounds(indikator: str, text: str, codes: list[str]):
    assert found(text, indikator) == codes


@pytest.mark.parametrize(
    ("target", "text", "codes"),
    [
        ("120", "Jumlah guru hadir / Jumlah seluruh guru x 100%", ["KF133"]),
        ("100 %", "Jumlah guru hadir / Jumlah seluruh guru x 100%", []),
        ("120 guru", "Jumlah guru hadir / Jumlah seluruh guru x 100%", []),
        ("120 %", "Realisasi pendapatan / Target pendapatan x 100%", []),
        ("banyak", "Jumlah guru hadir / Jumlah seluruh guru x 100%", []),
    ],
)
def test_targets(target: str, text: str, codes: list[str]):
    assert found(text, target=target) == codes


@pytest.mark.parametrize(
    ("text", "measurable"),
    [
        ("Pembinaan dilaksanakan sesuai kebutuhan", False),
        ("Penataan halaman kantor", False),
        ("Penyusunan berkas sesuai peraturan daerah", True),
        ("Pengamanan sesuai surat perintah", False),
        ("Perbaikan meja, kursi dan lemari", True),
        ("Bahan terdiri dari kertas dan tinta", True),
        ("Pengajuan 6 bulan sebelum pensiun", True),
        ("Pemantauan dilaksanakan pada bulan Ramadhan", True),
        ("Mengagendakan surat keluar", True),
    ],
)
def test_what_can_be_measured(text: str, measurable: bool):
    assert (found(text) == []) is measurable


def test_rules_do_not_change_an_evaluation():
    text, data = "Jumlah A / Jumlah A x 100%", {"Jumlah A": 3}
    assert kf.check(text) != ()
    assert kf.evaluate(text, data).diagnostics == ()


def test_a_text_that_can_not_be_read_is_a_finding():
    assert [one.code for one in kf.check("", indikator="Jumlah A")] == ["KF001"]


def test_bounds_without_end_are_looked_at_in_pieces(monkeypatch: pytest.MonkeyPatch):
    from kinerja_formula.linter import indicator_rules

    looked: list[int] = []
    own = indicator_rules._bound_at

    def measured(side: str, rest: str) -> object:
        looked.append(len(rest))
        return own(side, rest)

    monkeypatch.setattr(indicator_rules, "_bound_at", measured)
    kf.check("Jumlah aduan < 5 hari / Jumlah aduan x 100%", indikator="Persentase aduan " + "< 5 hari " * 900)
    assert 10 < len(looked) < 100
    assert max(looked) <= 200
