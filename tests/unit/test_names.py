"""The one rule by which two spellings are one name, and the search for the nearest."""

from __future__ import annotations

import pytest

from kinerja_formula.names import NearNames, fold_space, nearest, normalise, without_footnotes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jumlah  pegawai\n hadir", " jumlah pegawai hadir "),
        ("JUMLAH PEGAWAI", "Jumlah pegawai"),
        ("Jumlah pegawai – asn", "Jumlah pegawai-ASN"),
        ("Jumlah pegawai − asn", "Jumlah pegawai - asn"),
        ("Ｊｕｍｌａｈ　Ａ", "Jumlah A"),
        ("Jumlah <b>A</b>", "Jumlah A"),
        ("Jumlah **A** `b`", "Jumlah A b"),
        (r"\text{Jumlah} A", "Jumlah A"),
        ("Jum\u00adlah\u200b A", "Jumlah A"),
        ("\u202aJumlah A\u202c", "Jumlah A"),
        ("Jumlah A.", "Jumlah A"),
        ('"Jumlah A",', "Jumlah A"),
        ("- Jumlah A :", "Jumlah A"),
        ("Σ pegawai", "Jumlah pegawai"),
        ("∑pegawai", "Jml. pegawai"),
        ("Jlh pegawai", "jmlh pegawai"),
        ("Σ Jumlah pegawai", "Jumlah pegawai"),
        ("Jml jumlah pegawai", "Jumlah pegawai"),
        ("Prosentase A", "Persentase A"),
        ("Jumlah siswa yg tdk lulus dgn nilai A", "Jumlah siswa yang tidak lulus dengan nilai A"),
        ("Presentase A", "persentase a"),
        ("RT / RW", "RT/RW"),
        ("data ( baru )", "data(baru)"),
        ("KTP , KK & Mutasi", "KTP,KK&Mutasi"),
    ],
)
def test_one_name(one: str, other: str):
    assert normalise(one) == normalise(other)
    assert normalise(normalise(one)) == normalise(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jumlah pegawai", "Jumlah pegawai ASN"),
        ("Jumlah pegawai", "Total pegawai"),
        ("Jumlah pegawai", "pegawai"),
        ("Jumlah pegawai", "Jumlahpegawai"),
        ("RT/RW", "RT RW"),
        ("Jumlah A (baru)", "Jumlah A baru"),
        ("tahun n", "tahun n-1"),
        ("Nilai A < 5", "Nilai A > 5"),
        ("Jumlah desa 2", "Jumlah desa 3"),
        ("semi-jml", "semi-jumlah"),
    ],
)
def test_two_names(one: str, other: str):
    assert normalise(one) != normalise(other)


def test_an_empty_name():
    assert normalise(" . ") == normalise("") == ""


@pytest.mark.parametrize(
    ("name", "known", "found"),
    [
        ("Jumlah pegawai disipln", ["Jumlah pegawai disiplin", "Luas wilayah"], ("Jumlah pegawai disiplin",)),
        ("Jumlah pegawai", ["jumlah seluruh pegawai", "Nilai"], ("jumlah seluruh pegawai",)),
        ("Jumlah A", ["Luas", "Target"], ()),
        (
            "Jumlah desa",
            ["Jumlah desa a", "Jumlah desa", "Jumlah desa ab"],
            ("Jumlah desa", "Jumlah desa a", "Jumlah desa ab"),
        ),
        ("Jumlah A", [], ()),
    ],
)
def test_nearest(name: str, known: list[str], found: tuple[str, ...]):
    assert nearest(name, known) == found


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Jumlah surat yang dimilki", "Jumlah surat yang dimiliki"),
        ("Jumlah masyrakt yang hadri", "Jumlah masyarakat yang hadir"),
        ("Jumlah pegawai disiplin", "Jumlah pegawai yang disipllin"),
        ("Jmlah undangan rapat", "Jumlah undngan rapat"),
        ("Jumlah surat dilayani", "Jumlah surat yang dilayani tepat waktu"),
        ("Jumlah pegawai", "Jumlah seluruh pegawai"),
        ("Jumlah warga miskin penerima bantuan", "Jumlah penerima bantuan warga miskin"),
        ("Surat masuk yang diselesaikan", "Jumlah surat masuk yang selesai"),
        ("Jumlah surat yang terlayani", "Jumlah surat yang dilayani"),
        ("Jumlah dokumen yang disusun", "Jumlah penyusunan dokumen"),
        ("Jumlah kelurahan yang dibina", "Jumlah pembinaan kelurahan"),
        ("Jumlah surat-surat masuk", "Jumlah surat masuk"),
        ("Jml keg. selesai", "Jumlah kegiatan yang selesai"),
        ("Jumlah laporan keuangan thn berjalan", "Jumlah lap. keuangan tahun berjalan"),
        ("Jumlah orang terlatih", "Jumlah org yang terlatih"),
        ("Jumlah RT RW aktif", "Jumlah RT/RW aktif"),
        ("Jumlah pegawai tatausaha", "Jumlah pegawai tata usaha"),
        ("Realiasi", "Realisasi"),
        ("realisasi_2023", "realiasi_2023"),
        ("permenpan-8-2012", "permenpan-8-2021"),
    ],
)
def test_names_that_a_person_may_have_meant(name: str, known: str):
    others = ["Luas wilayah", "Indeks kepuasan"]
    assert nearest(name, [*others, known]) == nearest(name, [known, *others]) == (known,)
    assert nearest(known, [name]) == (name,)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Jumlah surat yang dilayani", "Jumlah RT/RW yang dibina"),
        ("Jumlah pegawai laki-laki", "Jumlah surat masuk"),
        ("Jumlah seluruh desa", "Jumlah seluruh sekolah"),
        ("Persentase kehadiran pegawai", "Persentase pelayanan publik"),
        ("Jumlah kegiatan yang dilaksanakan", "Jumlah laporan yang dilaksanakan"),
        ("Jumlah surat masuk", "Jumlah surat keluar"),
        ("Jumlah jalan yang baik", "Jumlah jembatan yang baik"),
        ("Rata-rata nilai siswa", "Rata-rata nilai guru"),
        ("Nilai SAKIP", "Nilai IKM"),
        ("Jumlah dokumen perencanaan yang disusun", "Jumlah dokumen evaluasi yang disusun"),
        ("Jumlah pegawai yang hadir", "Jumlah pegawai yang tidak hadir"),
        ("Jumlah berkas yang belum selesai", "Jumlah berkas yang selesai"),
        ("Jumlah komponen 1", "Jumlah komponen 2"),
        ("Realisasi triwulan I", "Realisasi triwulan II"),
        ("Jumlah A", "Jumlah B"),
        ("Jumlah", "Jumlah desa"),
        ("tw-1", "tw-2"),
    ],
)
def test_names_that_only_sound_alike(name: str, known: str):
    assert nearest(name, [known]) == nearest(known, [name]) == ()


def test_the_nearest_do_not_depend_on_what_else_was_asked():
    known = ["Jumlah surat masuk", "Jumlah surat msuk", "Jumlah desa"]
    near = NearNames(known)
    assert near.of("Jumlah surat masuk") == ("Jumlah surat masuk", "Jumlah surat msuk")
    assert near.of("Jumlah surat masuk", without={"Jumlah surat masuk"}) == ("Jumlah surat msuk",)
    assert near.of("Jumlah surat masuk", limit=1) == ("Jumlah surat masuk",)
    assert NearNames([]).of("Jumlah desa") == NearNames(known).of("") == ()


def test_nearest_has_a_limit():
    known = [f"Jumlah desa {number}" for number in range(9)]
    assert nearest("Jumlah desa", known) == tuple(known[:3])
    assert nearest("Jumlah desa", known, limit=1) == tuple(known[:1])
    assert nearest("Jumlah desa", ["Luas wilayah"] * 2000 + ["Jumlah desa"]) == ()


def test_fold_space():
    assert fold_space("\tJumlah \n\u00a0 A ") == "Jumlah A"


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("95¹", "95"),
        ("95 %¹)", "95 %"),
        ("95 ¹)", "95"),
        ("95⁽¹⁾", "95"),
        ("95¹,²", "95"),
        ("95ᵃ)", "95"),
        ("80 – 90¹", "80 – 90"),
        ("5 orang²", "5 orang"),
        ("WTP¹", "WTP"),
        ("(95¹)", "(95)"),
        ("90 %*)", "90 %"),
        ("Persentase desa¹ yang bersih²)", "Persentase desa yang bersih"),
        ("PERSENTASE DESA¹", "PERSENTASE DESA"),
        ("Indeks (IPM)¹", "Indeks (IPM)"),
    ],
)
def test_marks_of_footnotes(text: str, without: str):
    assert without_footnotes(text) == without


@pytest.mark.parametrize(
    "text", ["m²", "95m²", "5 km²", "Luas (m²)", "m²/jiwa", "10⁵", "Emisi CO²", "A*B", "x¹⁰", "*", ""]
)
def test_powers_are_no_marks(text: str):
    assert without_footnotes(text) == text
