"""What each piece of a text is taken for: a mark under each character, the table below it, and the same as data."""

from __future__ import annotations

import itertools

import pytest
from tests.cases.test_readings import BREAK, LINES

import kinerja_formula as kf
from kinerja_formula.nodes import Name, Number, walk


def marks(formula: kf.Formula) -> str:
    """The line of marks, as ``why()`` draws it under each line of the text; one more blank for a line break."""
    count = formula.text.count("\n") + 1
    drawn = str(formula.why()).split("\n")[: 2 * count]
    return " ".join([under.ljust(len(line)) for line, under in zip(drawn[::2], drawn[1::2], strict=True)]).rstrip()


# 1 2 3 operands and figures, _ signs and brackets, = labels, . words of a frame, ~ notes and examples, - sentences and
# targets, x unused
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Jumlah hadir dibagi Jumlah undangan x 100%",
            "111111111111 ______ 222222222222222 _ 3333",
        ),
        (
            "Rumusnya adalah Jumlah pegawai disiplin dibagi Jumlah total pegawai, kemudian dikalikan seratus persen",
            "........ ...... 11111111111111111111111 ______ 22222222222222222222  ........ _________ 33333333333333",
        ),
        (
            "Capaian IKI (%) = Jumlah A / Jumlah B x 100%",
            "===============   11111111 _ 22222222 _ 3333",
        ),
        (
            "Jumlah hadir\n-----x 100%\nJumlah undangan",
            "111111111111 ______ 2222 333333333333333",
        ),
        (
            "<u>Jumlah hadir</u> Jumlah undangan x 100%",
            "   111111111111     222222222222222 _ 3333",
        ),
        (
            "Jumlah P <u>yang selaras</u> 100% Jumlah Q",
            "111111111111111111111111     2222 33333333",
        ),
        (
            "Jumlah hadir ... x100% / Jumlah undangan",
            "111111111111 _____2222 _ 333333333333333",
        ),
        (
            "$\\frac{\\text{Jumlah A}}{\\text{Jumlah B}} \\times 100\\%$",
            "             11111111         22222222   ______ 33333",
        ),
        (
            "Nilai = \\frac{\\sum \\text{skor}}{n}",
            "=====         111111111111111   2",
        ),
        (
            "Jumlah hadir / Jumlah undangan x 100% Keterangan : hari kerja efektif dalam 1 tahun 244 hari",
            "111111111111 _ 222222222222222 _ 3333 ..........   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~",
        ),
        (
            "A / B x 100% dimana : A = jumlah hadir B = jumlah undangan",
            "1 _ 2 _ 3333 ......   ~~~~~~~~~~~~~~~~ =   ~~~~~~~~~~~~~~~",
        ),
        (
            "(Pegawai x hari kerja efektif) - tdk hadir / (Pegawai x hari kerja efektif) x 100%",
            "_1111111 _ 222222222222222222_ _ 333333333 _ _4444444 _ 555555555555555555_ _ 6666",
        ),
        (
            "Perbandingan antara jumlah murid dengan jumlah guru",
            "................... 111111111111 ...... 22222222222",
        ),
        (
            "Hasil pembagian antara jumlah siswa dengan jumlah guru",
            "...................... 111111111111 ...... 22222222222",
        ),
        (
            "Selisih antara jumlah penerimaan dan jumlah belanja dibagi jumlah belanja kali 100%",
            ".............. 11111111111111111 ... 22222222222222 ______ 33333333333333 ____ 4444",
        ),
        (
            "rata-rata dari nilai X1, nilai X2 dan nilai X3",
            ".............. 11111111  22222222 ... 33333333",
        ),
        (
            "Jumlah dokumen tersusun : 1. Renja 2. Renstra",
            "========================= .  11111 .  2222222",
        ),
        (
            "<ol><li>Renja</li><li>Renstra</li></ol>",
            "        11111         2222222",
        ),
        (
            "Terlaksananya pembinaan sebanyak 26 desa",
            "----------------------------------------",
        ),
        (
            "1000 orang/ tamu, 12 bulan",
            "--------------------------",
        ),
        (
            "Persentase jumlah pengangguran terhadap jumlah angkatan kerja",
            ".......... 1111111111111111111 ........ 222222222222222222222",
        ),
        (
            "Jika Rasio ≥ 3, maka B = 4. Jika Rasio < 3, maka B = (4 x Rasio) / 3",
            ".... 11111 _ 2  .... =   3  .... 44444 _ 5  .... =   _6 _ 77777_ _ 8",
        ),
        (
            "RI = NI / a; RN = NN / b; A = (RI + RN) / 2",
            "==   11 _ 2  ==   33 _ 4  =   _55 _ 66_ _ 7",
        ),
        (
            "Realisasi kegiatan / rapat",
            "111111111111111111 _ 22222",
        ),
        (
            "Jumlah A - Jumlah B dibagi Jumlah C",
            "11111111 _ 22222222 ______ 33333333",
        ),
        (
            "Jumlah hadir dibagi Jumlah undangan x 100%. Sumber: daftar hadir",
            "111111111111 ______ 222222222222222 _ 3333  ......~~~~~~~~~~~~~~",
        ),
        (
            "Menghitung jumlah hadir dibagi jumlah undangan x 100%",
            ".......... 111111111111 ______ 222222222222222 _ 3333",
        ),
        (
            "Jumlah kasus / Jumlah penduduk x 100.000 penduduk",
            "111111111111 _ 222222222222222 _ 3333333 xxxxxxxx",
        ),
        (
            "(A + B) x 100%\nC",
            "_1 _ 2_ _ 3333 4",
        ),
        (
            "min(A, 100)",
            "..._1  222_",
        ),
        (
            "A dibagi B x 100%, maksimal 100%",
            "1 ______ 2 _ 3333  ........ 4444",
        ),
        (
            "P(t) - P(t-1) ---- x 100% P(t-1)",
            "1111 _ 222222 ______ 3333 444444",
        ),
        (
            "A² + B",
            "12 _ 3",
        ),
        (
            "1/3 (A + B + C)",
            "1_2 _3 _ 4 _ 5_",
        ),
        (
            "0,3 IKA + 0,3 IKU + 0,4 IKL",
            "111 222 _ 333 444 _ 555 666",
        ),
        (
            "ln(A) + log(B)",
            ".._1_ _ ..._2_",
        ),
        (
            "Σ (bobot × nilai) / Σ bobot",
            ". _11111 _ 22222_ _ 3333333",
        ),
        (
            "jumlah dari (nilai × bobot) setiap unsur",
            "........... _11111 _ 22222_ ............",
        ),
        (
            "Jumlah hadir dibagi Jumlah undangan x 100% yang ditetapkan kepala dinas setiap tahun",
            "111111111111 ______ 222222222222222 _ 3333 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        ),
        (
            "Tingkat kehadiran pegawai dihitung dari jumlah hadir dibagi jumlah pegawai dalam persen",
            "========================= ............. 111111111111 ______ 22222222222222 ............",
        ),
        (
            "Nilai akhir = Jumlah skor / Jumlah soal",
            "===========   11111111111 _ 22222222222",
        ),
        (
            "Rumus : Jumlah hadir / Jumlah undangan x 100%",
            ".....   111111111111 _ 222222222222222 _ 3333",
        ),
        (
            "Capaian (Formula : Jumlah A dibagi Jumlah B)",
            "======= _.......   11111111 ______ 22222222_",
        ),
        (
            "% kehadiran : Jumlah hadir / Jumlah undangan x 100%",
            "===========   111111111111 _ 222222222222222 _ 3333",
        ),
        (
            "Tingkat kehadiran adalah jumlah hadir dibagi jumlah undangan dikali 100%",
            "================= ...... 111111111111 ______ 222222222222222 ______ 3333",
        ),
        (
            "Jumlah hadir dibagi dengan Jumlah undangan, hasilnya dikalikan 100%",
            "111111111111 ______ ...... 222222222222222  ........ _________ 3333",
        ),
        (
            "Jumlah A ditambah Jumlah B dikurangi Jumlah C",
            "11111111 ________ 22222222 _________ 33333333",
        ),
        (
            "Jumlah hadir ÷ Jumlah undangan × 100 %",
            "111111111111 _ 222222222222222 _ 33333",
        ),
        (
            "Jumlah A / Jumlah B x 100% = 18/24 x 100% = 75%",
            "11111111 _ 22222222 _ 3333 ~~~~~~~~~~~~~~~~~~~~",
        ),
        (
            "Jumlah hadir / Jumlah undangan x 100%. Dihitung setiap triwulan oleh kecamatan",
            "111111111111 _ 222222222222222 _ 3333  xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        ),
        (
            "**Jumlah hadir** / **Jumlah undangan** x 100%",
            "  111111111111   _   222222222222222   _ 3333",
        ),
        (
            "Jumlah hadir&nbsp;/&nbsp;Jumlah undangan x 100&#37;",
            "111111111111      _      222222222222222 _ 33333333",
        ),
        (
            "Jumlah KK miskin (BPS) / Jumlah KK x 100%",
            "1111111111111111111111 _ 222222222 _ 3333",
        ),
        (
            "Jika nilai > 90 maka skor 4, jika nilai 80 - 90 maka skor 3",
            ".... 11111 _ 22 .... ==== 3  .... 44444 __ _ 55 .... ==== 6",
        ),
        (
            "4: Jika RS ≥ 3\n3: Jika 2 ≤ RS < 3\n2: Jika RS < 2",
            "1  .... 22 _ 3 4  .... 5 _ 66 _ 7 8  .... 99 _ a",
        ),
        (
            "Pembilang : Jumlah balita ditimbang\nPenyebut : Jumlah balita\nx 100%",
            ".........   11111111111111111111111 ........   2222222222222 _ 3333",
        ),
        (
            "Jumlah kematian bayi\nAKB = x 1.000\nJumlah kelahiran hidup",
            "11111111111111111111 ===== _ 22222 3333333333333333333333",
        ),
        (
            "Seratus persen x Jumlah A / Jumlah B",
            "11111111111111 _ 22222222 _ 33333333",
        ),
        (
            "l00% x Jumlah A / Jumlah B",
            "1111 _ 22222222 _ 33333333",
        ),
        (
            "Jumlah A / Jumlah B x 100% (sumber : Dinas Sosial)",
            "11111111 _ 22222222 _ 3333 _......   ~~~~~~~~~~~~_",
        ),
    ],
)
def test_roles(text: str, expected: str):
    assert marks(kf.parse(text)) == expected


READINGS = [line.text.replace(BREAK, "\n") for line in LINES if "Σ (" not in line.text]


@pytest.mark.parametrize("text", READINGS, ids=range(len(READINGS)))
def test_every_character_belongs_to_one_piece(text: str):
    """White space between, and marks of markup and LaTeX, belong to none; what a piece is fits what it says."""
    formula = kf.parse(text)
    pieces = formula.why().pieces
    if not pieces:
        assert kf.parse(formula.to_text()).to_text() == text.strip()  # a canonical line: the grammar reads it
        return
    assert all(one.start <= one.end for one in pieces)  # a bracket that LaTeX draws has no width
    assert all(one.end <= two.start for one, two in itertools.pairwise(pieces))
    for node in walk(formula.tree):
        low, high = node.span
        if isinstance(node, (Name, Number)) and low < high and formula.kind != "target":
            told = {one.role for one in pieces if one.start < high and low < one.end}
            assert told & {"operan", "angka", "kalimat", "tanda", "bingkai", "catatan", "label"}, text[low:high]
    for one in pieces:
        said = text[one.start : one.end]
        if one.role == "angka":
            assert any(map(str.isdigit, said)) or said.lower() in {"seratus persen", "seribu", "dua", "tiga", "satu"}
        elif one.role == "kurung":
            assert set(said) <= set("()[]{} ")
        elif one.role == "tanda-baca":
            assert not any(map(str.isalnum, said))


def test_the_table_names_each_piece():
    """One row a piece, but for brackets and punctuation; in either language."""
    formula = kf.parse("Rumus: (Jumlah A + Jumlah B) / Jumlah C x 100% Catatan: per tahun")
    text = """Rumus: (Jumlah A + Jumlah B) / Jumlah C x 100% Catatan: per tahun
.....  _11111111 _ 22222222_ _ 33333333 _ 4444 .......  ~~~~~~~~~

.  “Rumus”      pengantar
1  “Jumlah A”   operan
_  “+”          tanda hitung
2  “Jumlah B”   operan
_  “/”          tanda hitung
3  “Jumlah C”   operan
_  “x”          tanda hitung
4  “100%”       angka
.  “Catatan”    pengantar
~  “per tahun”  catatan"""
    assert str(formula.why()) == text
    assert formula.why().draw(language="id") == text


def test_colours_of_a_terminal():
    drawn = kf.parse("Nilai = Jumlah A / 12 Catatan: x").why().draw(colour=True).split("\n")
    assert drawn[3:] == [
        "\x1b[34m=  “Nilai”     label\x1b[0m",
        "\x1b[36m1  “Jumlah A”  operan\x1b[0m",
        "\x1b[1m_  “/”         tanda hitung\x1b[0m",
        "\x1b[35m2  “12”        angka\x1b[0m",
        ".  “Catatan”   pengantar",
        "\x1b[32m~  “x”         catatan\x1b[0m",
    ]
