"""The quantities that a cell states: value, upper bound, unit and place; and numbers that state none."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.rules_alone import parse

from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft, Limits
from kinerja_formula.reading.quantities import read_quantities
from kinerja_formula.reading.scanner import scan

Stated = tuple[int | Fraction, int | Fraction | None, str | None, str]


def stated(text: str) -> list[Stated]:
    return [(one.value, one.upper, one.unit, text[slice(*one.span)]) for one in parse(text).targets]


@pytest.mark.parametrize(
    ("text", "kind", "quantities"),
    [
        ("12 laporan", "target", [(12, None, "laporan", "12 laporan")]),
        ("Target: 12 laporan", "target", [(12, None, "laporan", "12 laporan")]),
        ("Kualitas = ≥ 90%", "target", [(90, None, "%", "90%")]),
        ("Ketepatan waktu 100%", "target", [(100, None, "%", "100%")]),
        ("≥ 75", "target", [(75, None, None, "75")]),
        ("81,35", "target", [(Fraction(1627, 20), None, None, "81,35")]),
        ("6.254 orang", "target", [(6254, None, "orang", "6.254 orang")]),
        (
            "1000 orang/ tamu, 12 bulan",
            "target",
            [(1000, None, "orang", "1000 orang"), (12, None, "bulan", "12 bulan")],
        ),
        ("12 bulan dan 3 laporan", "target", [(12, None, "bulan", "12 bulan"), (3, None, "laporan", "3 laporan")]),
        ("75 % dari undangan", "target", [(75, None, "%", "75 %")]),
        # Money
        ("Rp 1.500.000", "target", [(1_500_000, None, "rupiah", "Rp 1.500.000")]),
        ("Rp. 2 juta", "target", [(2_000_000, None, "rupiah", "Rp. 2 juta")]),
        ("Rp 1,25 miliar", "target", [(1_250_000_000, None, "rupiah", "Rp 1,25 miliar")]),
        # From one figure to another, and said again
        ("2-3 dokumen", "target", [(2, 3, "dokumen", "2-3 dokumen")]),
        ("2-3 (dua sampai tiga) dokumen", "target", [(2, 3, "dokumen", "2-3 (dua sampai tiga) dokumen")]),
        ("90%-100%", "target", [(90, 100, "%", "90%-100%")]),
        ("29 (dua puluh sembilan) orang", "target", [(29, None, "orang", "29 (dua puluh sembilan) orang")]),
        ("4 (IV) kali", "target", [(4, None, "kali", "4 (IV) kali")]),
        ("0 (nihil) kasus", "target", [(0, None, "kasus", "0 (nihil) kasus")]),
        ("3 dokumen: 1. Renja 2. Renstra 3. RKA", "komponen", [(3, None, "dokumen", "3 dokumen")]),
        # In a sentence
        ("Tersusunnya dokumen sebanyak 3 dokumen pada tahun 2023", "naratif", [(3, None, "dokumen", "3 dokumen")]),
        ("Terlaksananya rapat dalam dua tahap", "naratif", [(2, None, "tahap", "dua tahap")]),
        ("Terlaksananya rapat dalam satu tahap", "naratif", []),
        ("Rapat dilaksanakan 12 kali setahun", "naratif", [(12, None, "kali", "12 kali")]),
        ("Terlaksananya rapat (12 kali) di desa", "naratif", []),
        ("Menyelesaikan laporan lebih dari 3 hari", "naratif", []),
        ("Terlaksananya kegiatan menurut Perda Nomor 12/2014", "naratif", []),
        ("Tersusunnya Perda No. 12 Tahun 2014", "naratif", []),
        ("Tersusunnya 3 Perbup sesuai Perda Nomer 7 Thn. 2014", "naratif", [(3, None, "Perbup", "3 Perbup")]),
        ("12 laporan tahun 2014", "target", [(12, None, "laporan", "12 laporan")]),
        ("100% pada tahun 2024", "target", [(100, None, "%", "100%")]),
        ("5 tahun", "target", [(5, None, "tahun", "5 tahun")]),
        ("Tersedianya dana Rp 2 juta", "naratif", [(2_000_000, None, "rupiah", "Rp 2 juta")]),
        # The last piece of a range, of words, of a percentage
        ("12-15", "target", [(12, 15, None, "12-15")]),
        ("Tersusunnya bahan 2-3 dokumen", "naratif", [(2, 3, "dokumen", "2-3 dokumen")]),
        ("Terlaksananya rapat 12%-15% per bulan", "naratif", [(12, 15, "%", "12%-15%")]),
        ("4 (empat rapat) kali", "target", [(4, None, "kali", "4 (empat rapat) kali")]),
        ("12 () orang", "target", [(12, None, "orang", "12 () orang")]),
        ("4 (IV)", "target", [(4, None, None, "4")]),
        ("4 (IV) rapat", "target", [(4, None, "rapat", "4 (IV) rapat")]),
        # A percentage in a sentence
        ("Terselesaikannya dokumen 95% tepat waktu", "naratif", [(95, None, "%", "95%")]),
        ("Terlaksananya 95% kegiatan", "naratif", [(95, None, "%", "95%")]),
        # Brackets shield what they hold, whatever closes without having been opened
        ("Terlaksananya rapat) 12 kali", "naratif", [(12, None, "kali", "12 kali")]),
        ("Terlaksananya ((rapat) 5 kali) 12 kali", "naratif", [(12, None, "kali", "12 kali")]),
        ("Terlaksananya (Rp 2 juta) kegiatan", "naratif", []),
        ("12 laporan (Rp 2 juta)", "target", [(12, None, "laporan", "12 laporan")]),
        # Money
        ("Rp", "naratif", []),
        ("Rp.", "hitung", []),
        (
            "Tersedianya dana Rp. 2 juta dan Rp 3 juta",
            "naratif",
            [(2_000_000, None, "rupiah", "Rp. 2 juta"), (3_000_000, None, "rupiah", "Rp 3 juta")],
        ),
        # Periods, deadlines, thresholds, references
        ("Terlaksananya rapat selama 2 tahun", "naratif", []),
        ("Terlaksananya rapat selama 2 bulan", "naratif", [(2, None, "bulan", "2 bulan")]),
        ("Terlaksananya rapat kurang dari 3 kali", "naratif", []),
        ("Terlaksananya rapat lebih 3 kali", "naratif", []),
        ("Terlaksananya rapat dari 3 kali", "naratif", [(3, None, "kali", "3 kali")]),
        ("Tersusunnya laporan 5 hari setelah tutup buku", "naratif", []),
        ("Tersusunnya laporan ≤ 5 hari", "naratif", []),
        ("Tersusunnya laporan H-5 hari", "naratif", []),
        ("Terlaksananya rapat tahun 2014", "naratif", []),
        ("Terlaksananya rapat 2 tahun 2014", "naratif", []),
        ("Tersusunnya laporan tahun 2014 orang", "naratif", []),
        ("Tersusunnya surat no 12 dokumen", "naratif", []),
        ("Tersusunnya surat nomer. 12 dokumen", "naratif", []),
        ("Tersusunnya 2/3 dokumen", "naratif", []),
        # Words of number
        ("Tersusunnya lima dokumen", "naratif", [(5, None, "dokumen", "lima dokumen")]),
        ("Tersusunnya dalam lima dokumen", "naratif", [(5, None, "dokumen", "lima dokumen")]),
        ("Tersusunnya kelas lima dokumen", "naratif", []),
        ("Tersusunnya lima rancangan", "naratif", []),
        ("Terlaksananya rapat dalam di tahap", "naratif", []),
        # None at all
        ("Nilai SAKIP", "nilai", []),
        ("Jumlah surat 12", "hitung", []),
        ("Jumlah anak usia 7-12 tahun", "hitung", []),
    ],
)
def test_quantities(text: str, kind: str, quantities: list[Stated]):
    assert (parse(text).kind, stated(text)) == (kind, quantities)


@pytest.mark.parametrize(
    ("text", "place", "values"),
    [
        ("29 (dua puluh) orang", "(dua puluh)", {"figure": "29", "words": "dua puluh", "said": "20"}),
        ("2,5 (dua) orang", "(dua)", {"figure": "2,5", "words": "dua", "said": "2"}),
        ("12 % (sebelas persen)", "(sebelas persen)", {"figure": "12", "words": "sebelas", "said": "11"}),
        ("12 (dua belas) orang", None, None),
        ("12 (rapat desa) kali", None, None),
    ],
)
def test_words_that_say_another_number(text: str, place: str | None, values: dict[str, str] | None):
    found = [(one.code, text[slice(*one.span)], dict(one.values)) for one in parse(text).diagnostics]
    assert found == ([] if place is None else [("KF117", place, values)])


@pytest.mark.parametrize(
    ("text", "kind", "measurable"),
    [
        ("Nilai SAKIP", "nilai", True),
        ("Indeks Kepuasan Masyarakat", "nilai", True),
        ("Hasil penilaian kinerja", "nilai", True),
        ("Hasil rekonsiliasi dengan bank", "naratif", False),
        ("1. Persentase kehadiran", "nilai", True),
        ("Pendapatan PNBP", "naratif", True),
        ("Mengagendakan surat keluar", "naratif", True),
        ("Menyusun laporan sesuai pedoman", "naratif", True),
        ("Menyusun laporan, dokumen dan surat", "naratif", True),
        ("Menyelenggarakan koordinasi dan pembinaan desa", "naratif", False),
        ("Menyelenggarakan koordinasi, pembinaan", "naratif", False),
        ("Menyelenggarakan koordinasi, pembinaan dan pelatihan", "naratif", True),
        ("Melaksanakan koordinasi; pembinaan serta pelatihan", "naratif", True),
        ("Pembinaan aparatur", "naratif", False),
        ("Terpenuhinya kebutuhan", "naratif", False),
        ("Pelayanan yang baik", "naratif", False),
        ("Kegiatan berjalan baik dan lancar", "naratif", False),
        ("Sesuai perintah pimpinan", "naratif", False),
        ("Surat masuk", "hitung", True),
        ("Pegawai", "hitung", True),
        ("Rapat", "hitung", True),
        ("a. Jumlah hadir", "hitung", True),
        ("• Jumlah hadir", "hitung", True),
        ("(Jumlah hadir)", "hitung", True),
        ("((Jumlah hadir))", "hitung", True),
        ("Σ (Jumlah hadir)", "hitung", True),
    ],
)
def test_what_a_cell_without_figures_is(text: str, kind: str, measurable: bool):
    formula = parse(text)
    assert formula.kind == kind
    assert [(one.code, text[slice(*one.span)]) for one in formula.diagnostics] == [("KF119", text)] * (not measurable)


@pytest.mark.parametrize("text", ["12345 dokumen", "Tersusunnya 12345 dokumen", "Rp 12345"])
def test_no_figure_is_taken_from_more_digits_than_the_limit(text: str):
    assert [one.value for one in parse(text, limits=Limits(digits=5)).targets] == [12345]
    assert parse(text, limits=Limits(digits=4)).targets == ()


@pytest.mark.parametrize(
    ("sentence", "volumes"),
    [
        ("12 rapat dilaksanakan", [(12, "rapat")]),
        ("95% kegiatan dilaksanakan", []),  # a share of what follows
        ("kegiatan dilaksanakan 95%", [(95, "%")]),
        ("kegiatan dilaksanakan 95", []),
    ],
)
def test_volumes_of_a_sentence(sentence: str, volumes: list[tuple[int, str]]):
    found = read_quantities(scan(sentence), Draft(sentence, None, DEFAULT_LIMITS), only=False)
    assert [(one.value, one.unit) for one in found] == volumes
