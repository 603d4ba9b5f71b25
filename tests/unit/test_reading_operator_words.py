"""Words that are operators, words that only look so, and what OCR and typing do to them."""

from __future__ import annotations

from fractions import Fraction

import pytest

import kinerja_formula as kf
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft
from kinerja_formula.reading.mended_words import mend_words
from kinerja_formula.reading.operator_words import mark_operator_words
from kinerja_formula.reading.scanner import scan

DECIDED = {lx.DIV: "«/»", lx.MUL: "«×»", lx.ADD: "«+»", lx.SUB: "«−»", lx.POW: "«^»"}


def shown(pieces) -> str:
    return " ".join(DECIDED.get(piece.kind, piece.text) for piece in pieces if piece.kind != lx.LINE)


def marked(text: str) -> str:
    return shown(mark_operator_words(scan(text)))


def mended(text: str, known: set[str] = frozenset()) -> tuple[str, list[tuple[str, str]]]:
    draft = Draft(text, None, DEFAULT_LIMITS)
    pieces = mend_words(scan(text), draft, known)
    return shown(pieces), [(one.code, text[slice(*one.span)]) for one in draft.diagnostics]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("jumlah A dibagi jumlah B", "jumlah A «/» jumlah B"),
        ("A berbanding dengan B", "A «/» B"),
        ("A dibandingkan dengan jumlah B", "A «/» jumlah B"),
        ("jumlah A dibanding jumlah B", "jumlah A «/» jumlah B"),
        ("jumlah A banding jumlah B", "jumlah A «/» jumlah B"),
        ("A dikali 100%", "A «×» 100 %"),
        ("A dikalikan dengan B", "A «×» B"),
        ("A kali 100", "A «×» 100"),
        ("A ditambah B plus C", "A «+» B «+» C"),
        ("A dikurangi B minus C", "A «−» B «−» C"),
        ("A pangkat 2", "A «^» 2"),
        ("A pangkat (1/3)", "A «^» ( 1 / 3 )"),
        ("A dibagi B, kemudian dikalikan 100", "A «/» B «×» 100"),
        ("A dibagi B lalu dikali 100", "A «/» B «×» 100"),
        ("A dibagi B dan dikali 100", "A «/» B «×» 100"),
        ("A\ndibagi\nB", "A «/» B"),
        ("A dibagi (B)", "A «/» ( B )"),
        ("A dikali seratus", "A «×» 100"),
        ("A dibagi dua puluh", "A «/» 20"),
        ("A x seribu", "A x 1000"),
        ("A dibagi", "A «/»"),
        ("A kali 4 jiwa", "A «×» 4 jiwa"),
        ("A tambah 5", "A «+» 5"),
        ("A tambah (B)", "A «+» ( B )"),
        ("A % bagi jumlah B", "A % «/» jumlah B"),
    ],
)
def test_operators(text: str, marks: str):
    assert marked(text) == marks


@pytest.mark.parametrize(
    "text",
    [
        "Jumlah sembako yang dibagi kepada warga",
        "Jumlah lahan yang dibagi warga",
        "sembako dibagi kepada warga",
        "tugas telah dibagi pegawai",
        "dibagi jumlah B",
        "bantuan bagi jumlah keluarga",
        "studi banding jumlah",
        "studi banding desa",
        "kali Ciliwung",
        "12 kali pertemuan",
        "rapat kali 2 minggu",
        "tahun 2020 kali 100 orang pegawai",
        "Jumlah pegawai pangkat III",
        "Jumlah kenaikan pangkat 4",
        "Jumlah A pangkat 4 orang",
        "nilai lebih tinggi dibanding desa lain",
        "produksi meningkat dibandingkan tahun sebelumnya",
        "produksi dibanding tahun lalu",
        "tambah warga",
        "A tambah warga",
    ],
)
def test_look_alikes(text: str):
    assert marked(text) == " ".join(text.split())


def test_a_date_before_the_operator_stays_with_its_name():
    assert marked("PAD tahun lalu dibagi target") == "PAD tahun lalu «/» target"


def test_an_operator_word_takes_the_place_of_all_its_words():
    text = "jumlah A dibagi dengan jumlah B"
    sign = mark_operator_words(scan(text))[2]
    assert (text[slice(*sign.span)], sign.hard) == ("dibagi dengan", True)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("fasilitasiX 100%", "fasilitasi X 100 %"),
        ("disiplinx100%", "disiplin x 100 %"),
        ("Jumlah komplex % / Jumlah B", "Jumlah komplex % / Jumlah B"),
        ("B2x100%", "B2 x 100 %"),
        ("dx100%", "dx100 %"),
        ("Rata - rata nilai", "Rata - rata nilai"),
        ("Rata -rata nilai", "Rata - rata nilai"),
        ("Rata- rata nilai", "Rata - rata nilai"),
        ("A di bagi jumlah B", "A di bagi jumlah B"),
        ("seratus persen", "100 persen"),
        ("100 persen", "100 persen"),
        ("3 x sebulan", "3 x sebulan"),
        ("(P1-P0)/P0", "( P1 «−» P0 ) / P0"),
        ("(A-B)/B", "( A «−» B ) / B"),
        ("(p1-p0)/p0", "( p1 «−» p0 ) / p0"),
        ("(p1-p0)/p1", "( p1 - p0 ) / p1"),
        ("(p1-p0)/p2", "( p1-p0 ) / p2"),
        ("(p10-p0)/p0", "( p10-p0 ) / p0"),
        ("(PAD-PBB)/PBB", "( PAD «−» PBB ) / PBB"),
        ("(PAD-PBB)/PAD", "( PAD «−» PBB ) / PAD"),
        ("(PAD-PBB)/APBD", "( PAD-PBB ) / APBD"),
        ("(Pad-Pbb)/Pbb", "( Pad-Pbb ) / Pbb"),
        ("(A-1)/A", "( A-1 ) / A"),
        ("nilai A-B / B", "nilai A-B / B"),
        ("(A-B nilai) / B", "( A-B nilai ) / B"),
        ("(JHK-JTM)/JHK", "( JHK «−» JTM ) / JHK"),
        ("tahun n-Jumlah X", "tahun n «−» Jumlah X"),
        ("(realisasi tahun ini-realisasi tahun lalu)", "( realisasi tahun ini «−» realisasi tahun lalu )"),
        ("X = realisasi tahun ini-realisasi tahun lalu", "X = realisasi tahun ini «−» realisasi tahun lalu"),
        ("A² / C", "A «^» 2 / C"),
        ("(A + B)² / C", "( A + B ) «^» 2 / C"),
    ],
)
def test_mending(text: str, pieces: str):
    assert mended(text) == (pieces, [])


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Rata - rata", ["word"]),
        ("Air - air", ["word", "dash", "word"]),
        ("A di bagi jumlah B", ["word", "word", "word", "word"]),
        ("A di kali seratus", ["word", "word", "word"]),
        ("A di kali Ciliwung", ["word", "word", "word", "word"]),
        ("seratus persen", ["number", "percent"]),
        ("seratus orang", ["word", "word"]),
        ("lima persen", ["word", "word"]),
        ("fasilitasiX 100", ["word", "times", "number"]),
        ("index 100", ["word", "number"]),
        ("fasilitasiX 12", ["word", "number"]),
        ("disiplinx100%", ["word", "times", "number", "percent"]),
        ("kelasX1", ["word"]),
    ],
)
def test_kinds_after_mending(text: str, kinds: list[str]):
    assert [piece.kind for piece in mend_words(scan(text), Draft(text, None, DEFAULT_LIMITS))] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "rapat-rapat",
        "Jumlah DPA-SKPD yang disahkan / Jumlah SKPD",
        "Realisasi PBB-P2 / Target PBB",
        "Jumlah kasus COVID-19 / Jumlah kasus COVID",
        "Jumlah siswa SD-SMP / Jumlah siswa SD",
        "Jumlah RT-RW / Jumlah RT",
        "sub-total",
        "lembaga non-total",
        "JHK-JTM",
        "PDRB t-1 / PDRB t",
        "luas m²",
        "di kali Ciliwung",
        "di bagi dua",
        "di tambah warga",
        "tambah warga",
        "index 100",
        "kompleks 100%",
        "x 10 0",
    ],
)
def test_what_looks_broken_and_is_not(text: str):
    assert mended(text) == (shown(scan(text)), [])


@pytest.mark.parametrize(
    ("text", "pieces", "place"),
    [
        ("A x l00%", "A x 100 %", "l00"),
        ("A x 1OO% B", "A x 100 % B", "1OO"),
        ("A x 10O %", "A x 100 %", "10O"),
        ("A x 100 0/0", "A x 100 %", "0/0"),
        ("A x 100 0/ 0", "A x 100 %", "0/ 0"),
    ],
)
def test_ocr_is_mended_and_noted(text: str, pieces: str, place: str):
    assert mended(text) == (pieces, [("KF123", place)])


@pytest.mark.parametrize("text", ["A 10/0", "100 / 0", "loo B", "o A"])
def test_what_only_resembles_ocr(text: str):
    assert mended(text) == (shown(scan(text)), [])


def test_how_often_is_no_factor():
    def times(text: str) -> str:
        return next(
            piece.low for piece in mend_words(scan(text), Draft(text, None, DEFAULT_LIMITS)) if piece.text == "x"
        )

    assert times("3 x sebulan") == "kali"
    assert times("3 x jumlah bulan") == times("A x sebulan") == "x"


def test_a_glued_dash_between_two_known_names_subtracts():
    assert mended("Hadir-Izin", {"hadir", "izin"}) == ("Hadir «−» Izin", [])
    assert mended("Hadir-Izin", {"hadir"}) == ("Hadir-Izin", [])


def test_the_parts_of_a_word_keep_their_places():
    text = "disiplinx100% (P1-P0)/P0"
    pieces = mend_words(scan(text), Draft(text, None, DEFAULT_LIMITS))
    assert [text[slice(*piece.span)] for piece in pieces] == [
        "disiplin", "x", "100", "%", "(", "P1", "-", "P0", ")", "/", "P0",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names", "value"),
    [
        ("Jumlah hadir di\nbagi jumlah undangan x 100%", ("Jumlah hadir", "jumlah undangan"), 75),
        (
            "Kegiatan yang dilaporkan di\nbagi jumlah kegiatan di\nkali 100%",
            ("Kegiatan yang dilaporkan", "jumlah kegiatan"),
            75,
        ),
        ("menghitung selisih nilai akhir dikurangi dengan nilai awal", ("nilai akhir", "nilai awal"), -1),
        ("Selisih nilai akhir dikurangi nilai awal", ("nilai akhir", "nilai awal"), -1),
        ("Produksi merupakan hasil perkalian luas panen x produktivitas.", ("luas panen", "produktivitas"), 12),
        ("Hasil perkalian luas panen dikali produktivitas", ("luas panen", "produktivitas"), 12),
        ("Penjumlahan nilai tulis ditambah nilai lisan", ("nilai tulis", "nilai lisan"), 7),
        ("Hitung jumlah hadir dibagi jumlah undangan x 100%", ("jumlah hadir", "jumlah undangan"), 75),
        (
            "proposi jumlah kasus selesai dibandingkan dengan jumlah kasus",
            ("jumlah kasus selesai", "jumlah kasus"),
            Fraction(3, 4),
        ),
        (
            "jumlah kamar terpakai dibagi jumlah kamar tersedia dikalikan persen",
            ("jumlah kamar terpakai", "jumlah kamar tersedia"),
            75,
        ),
        (
            "Jumlah dokumen yang dihasilkan per\ntahun/ jumlah dokumen yang\ndirencanakan per tahun x100%",
            ("Jumlah dokumen yang dihasilkan per tahun", "jumlah dokumen yang direncanakan per tahun"),
            75,
        ),
    ],
)
def test_words_of_operations_round_a_formula(text: str, names: tuple[str, str], value: object):
    formula = kf.parse(text)
    assert formula.names == names
    assert formula.evaluate(dict(zip(names, (3, 4), strict=True)), strict=False).value == value


@pytest.mark.parametrize(
    "text",
    [
        "biaya usaha dibagi volume\nair terproduksi dikurangi volume kehilangan\nair standar.",
        "Jumlah hadir dibagi jumlah undangan ditambah jumlah tamu",
        "Jumlah hadir dibagi jumlah undangan ditambah jumlah tamu dikali 100%",
    ],
)
def test_a_chain_of_words_does_not_tell_what_is_calculated_first(text: str):
    assert "KF110" in [one.code for one in kf.parse(text).diagnostics]


@pytest.mark.parametrize(
    "text",
    ["(Jumlah hadir dibagi jumlah undangan) dikurangi jumlah batas", "Jumlah hadir / Jumlah undangan - Jumlah batas"],
)
def test_brackets_and_signs_do(text: str):
    formula = kf.parse(text)
    assert formula.tree == kf.parse("(`Jumlah hadir` / `Jumlah undangan`) - `Jumlah batas`").tree


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Jumlah PMKS yang seha-\nrusnya memperoleh ban-\ntuan / Jumlah PMKS",
            ("Jumlah PMKS yang seharusnya memperoleh bantuan", "Jumlah PMKS"),
        ),
        ("Jumlah pe-\nlayanan selesai / Jumlah loket", ("Jumlah pelayanan selesai", "Jumlah loket")),
        ("Jumlah anak-\nanak sehat / Jumlah warga", ("Jumlah anak-anak sehat", "Jumlah warga")),
        ("Jumlah izin non-\nperizinan / Jumlah loket", ("Jumlah izin non-perizinan", "Jumlah loket")),
        ("nilai akhir-\nnilai awal", ("nilai akhir", "nilai awal")),
        ("Jumlah pasien gawat, darurat, dan gawat-\ndarurat", ("Jumlah pasien gawat, darurat, dan gawat- darurat",)),
    ],
)
def test_a_word_that_a_line_parts_is_one(text: str, names: tuple[str, ...]):
    assert kf.parse(text).names == names


def test_signs_that_are_left_unread_are_a_doubt():
    text = "_\n\nIr=i (\n\n(PAKi x CKi) - RAKi) 0\n\nE\n\n-:f=1\n\n(PAKi x CKi) x 100 o"
    assert "KF110" in [one.code for one in kf.parse(text).diagnostics]


def test_a_label_on_both_sides_belongs_to_both_names():
    assert kf.parse("Rasio PAD tahun ini / Rasio PAD tahun lalu").names == (
        "Rasio PAD tahun ini",
        "Rasio PAD tahun lalu",
    )
    assert kf.parse("Rasio jumlah dokter / jumlah pasien").names == ("jumlah dokter", "jumlah pasien")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Jumlah siswa kelas X se-Kabupaten / Jumlah siswa x 100%",
            ("Jumlah siswa kelas X se-Kabupaten", "Jumlah siswa"),
        ),
        ("Jumlah siswa kelas X yang lulus / Jumlah siswa", ("Jumlah siswa kelas X yang lulus", "Jumlah siswa")),
        ("Jumlah bayi diimunisasi 3x (orang) / Jumlah bayi", ("Jumlah bayi diimunisasi 3x (orang)", "Jumlah bayi")),
        ("Luas taman/ Panjang jalan kota", ("Luas taman", "Panjang jalan kota")),
        ("Jumlah kelas X Jumlah siswa", ("Jumlah kelas", "Jumlah siswa")),
    ],
)
def test_a_sign_or_a_part_of_a_name(text: str, names: tuple[str, ...]):
    assert kf.parse(text).names == names


@pytest.mark.parametrize(
    "text",
    [
        "Jumlah siswa kelas X (orang) / Luas kota x 100%",
        "Jumlah layanan 24 jam x 7 hari / Jumlah layanan x 100%",
        "Luas jalan / Jumlah layanan 24 jam x 7 hari x 100%",
        "Jumlah koperasi kelas A dan B/Volume usaha tahun ini",
        "Jumlah kematian per 1.000 kelahiran / Jumlah desa x 100%",
    ],
)
def test_what_may_be_a_sign_or_a_part_of_a_name_is_a_doubt(text: str):
    assert "KF110" in [one.code for one in kf.parse(text).diagnostics]


def test_a_rate_alone_is_calculated():
    formula = kf.parse("Jumlah kematian bayi per 1.000 kelahiran hidup")
    assert formula.evaluate({"Jumlah kematian bayi": 3, "kelahiran hidup": 4}).value == 750
