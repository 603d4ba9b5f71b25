"""The vocabulary: the field's words and their families, files of users, and what is refused in them."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from kinerja_formula.units import (
    VocabularyError,
    default_vocabulary,
    head_unit,
    load_vocabulary,
    meet,
    read_unit,
)

ROOT = Path(__file__).resolve().parents[2]

WORDS = {
    "orang": """
        orang, pegawai, ASN, PNS, PPPK, CPNS, honorer, non-ASN, pejabat, petugas, aparatur, perangkat desa,
        anggota, kader, guru, pendidik, tenaga kependidikan, tenaga kesehatan, dokter, bidan, siswa, peserta
        didik, mahasiswa, peserta, undangan, tamu, stakeholder, responden, pemohon, wajib KTP, wajib pajak, PKL,
        warga, penduduk, masyarakat, balita, bayi, ibu hamil, lansia, pasien, penerima manfaat, pelaku usaha,
        atlet, kafilah, kehadiran
    """,
    "keluarga": "KK, kepala keluarga, keluarga, rumah tangga, RTM",
    "dokumen": """
        dokumen, laporan, surat, berkas, naskah, arsip, SPJ, SPP, SPM, SP2D, DPA, RKA, Renja, Renstra, LAKIP,
        LKjIP, LPPD, LKPJ, perjanjian, draf, konsep, notulen, rekomendasi, SK, perda, perbup, perdes, SOP, MoU,
        data, database, rekapitulasi, jadwal, proposal, akta, KTP, KIA, sertifikat
    """,
    "salinan": "eksemplar, lembar, rangkap, bendel, buku",
    "permohonan": """
        pengajuan, usulan, permohonan, pengaduan, keluhan, aduan, pelanggaran, temuan, kasus, kejadian, perkara
    """,
    "kegiatan": """
        kegiatan, rapat, musyawarah, musrenbang, sosialisasi, bimtek, pelatihan, diklat, workshop, pembinaan,
        fasilitasi, koordinasi, monitoring, monev, supervisi, verifikasi, kunjungan, patroli, operasi, lomba,
        event, pertemuan, sidang, penyuluhan, kali, angkatan, sesi, tahap, program, sub kegiatan, aktivitas
    """,
    "wilayah": """
        provinsi, kabupaten, kota, kecamatan, desa, kelurahan, dusun, RW, RT, lokasi, titik, kawasan, wilayah,
        area, pos
    """,
    "lembaga": """
        perangkat daerah, OPD, SKPD, unit kerja, sekolah, satuan pendidikan, puskesmas, lembaga, organisasi,
        kelompok, komunitas, BUMDes, UMKM, koperasi, perusahaan, panti
    """,
    "barang": """
        unit, buah, bh, barang, item, jenis, macam, paket, set, kendaraan, gedung, rumah, ruang, sarana,
        prasarana, jaringan, aplikasi, alat, aset, bidang, ekor, batang, pohon, rekening, konten digital
    """,
    "layanan": "layanan, pelayanan, izin",
    "uang": "rupiah, Rp, anggaran, pagu, realisasi keuangan, belanja, pendapatan, PAD, nilai kontrak",
    "waktu": """
        menit, jam, hari, hari kerja, minggu, bulan, triwulan, tribulan, caturwulan, semester, tahun, TA
    """,
    "ukuran": "m, km, m2, ha, m3, liter, kg, ton, kuintal, kWh, watt, Mbps, luas, panjang",
    "nilai": "nilai, indeks, skor, poin, angka, level, peringkat, predikat, kategori, opini",
}
SHARES = {
    "persen": Fraction(1, 100),
    "%": Fraction(1, 100),
    "permil": Fraction(1, 1000),
    "per 1.000": Fraction(1, 1000),
}
PAIRS = [(family, word.strip()) for family, words in WORDS.items() for word in words.split(",")]


def test_there_are_at_least_two_hundred_words():
    assert len({word for _, word in PAIRS}) >= 200
    assert len(default_vocabulary().units) >= 200


@pytest.mark.parametrize(("family", "word"), PAIRS, ids=[word for _, word in PAIRS])
def test_words_have_their_family(family: str, word: str):
    unit = read_unit(word)
    assert unit is not None
    assert unit.known
    assert unit.kind is not None
    assert unit.kind.family == family


@pytest.mark.parametrize(("word", "scale"), SHARES.items())
def test_shares(word: str, scale: Fraction):
    unit = read_unit(word)
    assert unit is not None
    assert (unit.parts, unit.scale) == ((), scale)


@pytest.mark.parametrize("word", ["ribu", "juta", "miliar", "milyar", "triliun", "jt"])
def test_scales(word: str):
    assert str(read_unit(f"{word} rupiah")).endswith("rupiah")
    assert default_vocabulary().scales[word] >= 1000


def test_parents():
    kinds = default_vocabulary().kinds
    assert [kind.name for kind in kinds["pns"].lineage()] == ["pns", "asn", "pegawai", "orang"]
    assert kinds["laporan"].is_a(kinds["dokumen"])
    assert not kinds["dokumen"].is_a(kinds["laporan"])
    assert kinds["sekolah"].is_a(kinds["satuan-pendidikan"])


def test_every_rule_of_the_table_can_be_met():
    vocabulary = default_vocabulary()
    units = [unit for unit in {*vocabulary.units.values(), read_unit("sumur bor")} if unit]
    assert {meet(left, right, "add").rule for left in units for right in units} == set(vocabulary.rules)


def test_plain_use_loads_neither_pint_nor_toml():
    program = """
import sys
from kinerja_formula.units import head_unit, meet, read_unit
told = head_unit("Jumlah pegawai")
meet(told.unit, read_unit("orang"), "percent")
assert "kinerja_formula.units.pint_units" not in sys.modules
assert not {"pint", "tomllib"} & set(sys.modules)
"""
    run = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r})\n{program}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


# Files of users


def written(folder: Path, text: str) -> Path:
    path = folder / "satuan-kami.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_adds_and_the_standard_vocabulary_stays(tmp_path: Path):
    path = written(
        tmp_path,
        """
[barang]
sumur = { parent = "unit", aliases = ["sumur bor", "sumur gali"] }
[ukuran]
are = { equals = "100 m^2" }
[waktu]
windu = { equals = "8 tahun" }
[nouns]
sumur = ["mata air"]
rupiah = ["dana kelurahan"]
[no_unit]
processes = ["sedekah bumi"]
[rules]
sumur-dan-desa = { add = "error", divide = "note", percent = "note" }
[[pairs]]
rule = "sumur-dan-desa"
left = ["sumur"]
right = ["desa"]
""",
    )
    ours = load_vocabulary(path)
    told = head_unit("Jumlah mata air", ours)
    assert told is not None
    assert (str(told.unit), told.known) == ("sumur", True)
    assert head_unit("Jumlah sedekah bumi", ours) is None
    well, village = read_unit("Sumur Bor", ours), read_unit("desa", ours)
    assert well is not None
    assert village is not None
    assert meet(well, village, "percent", ours)[::2] == ("note", "sumur-dan-desa")
    are, ha = read_unit("are", ours), read_unit("ha", ours)
    assert are is not None
    assert ha is not None
    assert are.factor_to(ha) == Fraction(1, 100)
    windu, month = read_unit("windu", ours), read_unit("bulan", ours)
    assert windu is not None
    assert month is not None
    assert windu.factor_to(month) == 96
    assert not (read_unit("sumur bor") or well).known
    assert meet(well, village, "percent").rule != "sumur-dan-desa"


def test_a_later_file_wins(tmp_path: Path):
    path = written(tmp_path, '[wilayah]\nkampung = { parent = "wilayah", aliases = ["KK"] }\n')
    assert str(read_unit("KK", load_vocabulary(path))) == "kampung"
    assert str(read_unit("KK")) == "keluarga"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[barang", "bukan TOML yang sah"),
        ("barang = 3", "satuan-kami.toml, barang: harus berupa tabel"),
        ("[barang]\nsumur = 3", 'tabel [barang], sumur: harus berupa tabel, misalnya { parent = "orang" }'),
        ("[barang]\nsumur = { induk = 'unit' }", "tabel [barang], sumur.induk: tidak dikenal; yang ada: parent, shown"),
        ("[barang]\nsumur = { parent = 3 }", "tabel [barang], sumur.parent: harus berupa teks"),
        ("[barang]\nsumur = { parent = 'uni' }", "tabel [barang], sumur.parent: “uni” tidak dikenal"),
        ("[barang]\nsumur = { parent = 'orang' }", "tabel [barang], sumur.parent: “orang” ada di famili [orang]"),
        ("[barang]\na = { parent = 'b' }\nb = { parent = 'a' }", "tabel [barang], a: berputar: a → b → a"),
        ("[barang]\nsumur = { aliases = ['s', 3] }", "tabel [barang], sumur.aliases: harus berupa daftar teks"),
        (
            "[barang]\na = { aliases = ['x'] }\nb = { aliases = ['X'] }",
            "tabel [barang], b.aliases: “X” sudah dipakai oleh a",
        ),
        ("[waktu]\nwindu = { equals = '8' }", "tabel [waktu], windu.equals: harus seperti"),
        ("[waktu]\nwindu = { equals = '0 tahun' }", "tabel [waktu], windu.equals: harus berupa bilangan"),
        ("[waktu]\nwindu = { equals = '8 abad' }", "tabel [waktu], windu.equals: “abad” tidak dikenal"),
        ("[waktu]\nw = { equals = '8 tahun', parent = 'tahun' }", "tabel [waktu], w: memakai parent atau equals"),
        ("[waktu]\nw = { parent = 'tahun' }", "tabel [waktu], w.parent: “tahun” adalah ukuran; pakai equals"),
        ("[scales]\nlusin = 0", "tabel [scales], lusin: harus berupa bilangan bulat positif"),
        ("[scale_aliases]\nlsn = 'lusin'", "tabel [scale_aliases], lsn: “lusin” tidak ada di [scales]"),
        ("[shares]\npermil = 'x'", "tabel [shares], permil: harus berupa bilangan"),
        ("[compounds]\nKH = ['kali', 'hariku']", "tabel [compounds], KH: “hariku” tidak dikenal"),
        ("[nouns]\nsumurku = ['mata air']", "tabel [nouns], sumurku: satuan ini tidak dikenal"),
        ("[nouns]\nunit = 'mata air'", "tabel [nouns], unit: harus berupa daftar teks"),
        ("[heads]\ncount = ['total']", "tabel [heads], count: tidak dikenal; yang ada: counts"),
        ("[rules]\nx = { add = 'ya' }", "tabel [rules], x: harus berisi add, divide, percent"),
        ("pairs = 3", "tabel [pairs]: harus berupa daftar"),
        ("[[pairs]]\nrule = 'sama'", "tabel [pairs], nomor 1: harus berisi rule, left, right"),
        ("[[pairs]]\nrule = 'x'\nleft = ['orang']\nright = ['desa']", "tabel [pairs], nomor 1: aturan “x” tidak ada"),
        (
            "[[pairs]]\nrule = 'sama'\nleft = ['oran']\nright = ['desa']",
            "tabel [pairs], nomor 1: “oran” bukan jenis, famili, atau dimensi",
        ),
    ],
)
def test_what_does_not_fit_is_refused(text: str, message: str, tmp_path: Path):
    with pytest.raises(VocabularyError) as caught:
        load_vocabulary(written(tmp_path, text))
    assert message in str(caught.value)
    assert str(caught.value).startswith("satuan-kami.toml")


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(VocabularyError, match="tidak dapat dibaca"):
        load_vocabulary(tmp_path / "tidak-ada.toml")
