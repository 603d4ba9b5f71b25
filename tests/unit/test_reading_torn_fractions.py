"""A drawn fraction of which extraction left three lines, the middle one with a hole."""

from __future__ import annotations

import pytest

import kinerja_formula as kf
from kinerja_formula.reading.draft import DEFAULT_LIMITS
from kinerja_formula.reading.rules_reader import prepare
from kinerja_formula.reading.torn_lines import is_put_back

TORN = [
    ("∑ Pasien mati\nGDR = x 1000\nJumlah pasien keluar", "Σ `Pasien mati` / `Jumlah pasien keluar` × 1000"),
    (
        "Jumlah kematian bayi\nAKB = x 1.000\nJumlah kelahiran hidup",
        "Jumlah kematian bayi / Jumlah kelahiran hidup × 1000",
    ),
    ("Hari\nLOS = O x ( )\nPasien keluar", "`Hari` × `O` / `Pasien keluar`"),
    ("Hari\nTOI = (A − O) x ( )\nPasien keluar", "`Hari` × (`A` - `O`) / `Pasien keluar`"),
    ("Jumlah hadir\nKehadiran = ( ) x 100%\nJumlah undangan", "Jumlah hadir / Jumlah undangan × 100%"),
    ("Jumlah pasien keluar\nBTO =\nJumlah tempat tidur", "Jumlah pasien keluar / Jumlah tempat tidur"),
    # two signs that meet, the number of an equation and a lone dash tell the hole, too
    ("(89 - 70)\nNilai = 70 + × (Capaian - 80%)\n(99% - 80%)", "70 + (89 - 70) / (99% - 80%) × (`Capaian` - 80%)"),
    ("(Realisasi - 60)\nNilai = 50 + x 20\n(75 - 60)", "50 + (`Realisasi` - 60) / (75 - 60) × 20"),
    ("Target kas\nNilai = 100 - x 50\nPagu kas", "100 - `Target kas` / `Pagu kas` × 50"),
    ("Capaian IKI\nNilai = × 49\n(59%)", "`Capaian IKI` / 59% × 49"),
    ("S\nV = ........(2.5)\nt2 - t1", "`S` / (`t2` - `t1`)"),
    ("Npnp\nOkupansi = x 1000 …………(2.8)\nNseat", "`Npnp` / `Nseat` × 1000"),
    ("A\nP = - x 100%\nPA", "`A` / `PA` × 100%"),
    ("FR x SR\n= FSI\n1000", "`FR` × `SR` / 1000"),
    ("Jam hilang x 1.000.000\n= SR\nJumlah jam kerja", "`Jam hilang` × 1000000 / Jumlah jam kerja"),
    ("Pt\nFCR =\nBt - Bo", "`Pt` / (`Bt` - `Bo`)"),
    ("Wt - Wo\nGR =\nt", "(`Wt` - `Wo`) / `t`"),
    ("Jumlah desa tertib\nJumlah seluruh desa\n100%.", "Jumlah desa tertib / Jumlah seluruh desa × 100%"),
    ("Jumlah balita kurus\nX\nJumlah balita", "Jumlah balita kurus / Jumlah balita"),
    ("X 100\n\nJumlah pasien sembuh\nJumlah pasien", "Jumlah pasien sembuh / Jumlah pasien × 100"),
    ("x 1.000\nJumlah kematian bayi\nJumlah kelahiran\nhidup", "Jumlah kematian bayi / Jumlah kelahiran hidup × 1000"),
    # a heading above, a legend below
    ("Tingkat kematian :\nPasien mati\nGDR = x 1000\nPasien keluar", "`Pasien mati` / `Pasien keluar` × 1000"),
    (
        "S\nV = ........(2.5)\nt2 - t1\ndengan : V = laju (km/jam)\nS = jarak (km)\nt1 = waktu awal (jam)",
        "`S` / (`t2` - `t1`)",
    ),
]

HEADED = [
    "A. Persentase serapan (target : 50%)\nTotal belanja\nRealisasi A = x 100%\nTotal anggaran",
    "1. Persentase serapan\nTotal belanja\nP = x 100%\nTotal anggaran",
    "Persentase serapan\nTotal belanja\nP = x 100%\nTotal anggaran",
    "Rumus yang digunakan sebagai berikut: Total belanja\nP = x 100%\nTotal anggaran",
    "Total belanja\nP = x 100%\nTotal anggaran\nKeterangan:\nTotal belanja = belanja yang dibayar",
]


@pytest.mark.parametrize("text", HEADED)
def test_what_stands_above_the_numerator_is_a_heading(text: str) -> None:
    assert kf.parse(text).to_text() == "Total belanja / Total anggaran × 100%"


@pytest.mark.parametrize(
    ("text", "indikator", "line"),
    [
        (
            "Cakupan Rumah = Jml rumah layak huni di desa x 100 layak huni Jml rumah di desa",
            None,
            "Jml rumah layak huni di desa / Jml rumah di desa × 100",
        ),
        (
            "SPM tingkat = Jumlah kawasan tertangani x 100% pelayanan Total kawasan",
            "SPM tingkat pelayanan",
            "Jumlah kawasan tertangani / Total kawasan × 100%",
        ),
    ],
)
def test_the_second_line_of_a_label_is_no_part_of_the_denominator(text: str, indikator: str | None, line: str) -> None:
    assert kf.parse(text, indikator=indikator).to_text() == line


@pytest.mark.parametrize(
    "text",
    [
        "SPM = Jumlah kawasan tertangani x 100% pelayanan Total kawasan",  # words that stand nowhere else
        "Cakupan = Jumlah rumah layak x 100% dari Jumlah rumah",
        "Cakupan = Jumlah rumah layak x 100% layak jumlah rumah",
    ],
)
def test_other_words_behind_a_factor_stay(text: str) -> None:
    pieces = prepare(text, (), None, DEFAULT_LIMITS)[0]
    assert pieces[-1].end == len(text)
    assert len(pieces) == len(text.replace("%", " %").split())


@pytest.mark.parametrize(("text", "line"), TORN)
def test_the_line_is_put_back(text: str, line: str) -> None:
    assert kf.parse(text).to_text() == kf.parse(line).to_text()


@pytest.mark.parametrize(("text", "line"), TORN)
def test_a_line_that_stands_nowhere_is_never_sure(text: str, line: str) -> None:
    assert {one.code for one in kf.parse(text).diagnostics} & {"KF107", "KF110"}


@pytest.mark.parametrize(
    "text",
    [
        "Rumus perhitungan nilai\nNilai IKM =\nNilai hasil survei",  # a heading stands above
        "Jumlah hadir\nKehadiran =\nJumlah undangan\nJumlah pegawai",  # four lines
        "Jumlah A / Jumlah B\nRasio = x 1000\nJumlah C",  # a formula of its own
        "Jumlah hadir\nKehadiran = x 100%\nJumlah undangan",  # x 100% itself shows where the line was
        "Jumlah hadir\nKehadiran = ( ) x B\nJumlah undangan",  # no figure behind the hole
        "Jumlah hadir\nKehadiran = ( ) 100\nJumlah undangan",  # no sign before the figure
        "Jumlah hadir\nKehadiran = x B\nJumlah undangan",
        "Jumlah hadir\nKehadiran = A ( )\nJumlah undangan",  # no sign behind the factor
        "Jumlah hadir\nKehadiran = A\nJumlah undangan",
        "Jumlah hadir\n= x 1000\nJumlah undangan",  # no label
        "Jumlah hadir\nA = B = x 1000\nJumlah undangan",  # two signs
        "Nilai tertinggi\nSkor =\nJumlah undangan",  # the upper line counts nothing
        "12\nGDR = x 1000\nJumlah undangan",  # no operand
        "Jumlah kasus\nIR = x 100.000\n2023",  # a year
        "Volume x Tarif\n= PNBP\nRupiah",  # the unit of the result
        "Jumlah balita\nx\nJumlah balita per posyandu",  # a product
        "Jumlah laki-laki\nJumlah perempuan\n100%",  # the column of a table
    ],
)
def test_other_lines_are_left_alone(text: str) -> None:
    assert not any(is_put_back(piece) for piece in prepare(text, (), None, DEFAULT_LIMITS)[0])


def test_every_piece_has_its_place() -> None:
    text = "Hari\nLOS = O x ( )\nPasien keluar"
    formula = kf.parse(text)
    assert set(formula.names) == {"Hari", "O", "Pasien keluar"}
    for piece in formula.why().pieces:
        assert 0 <= piece.start < piece.end <= len(text)


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("PNB\nPPK =\nJPT", ["PPK ="]),
        ("Hari\nLOS = O x ( )\nPasien", ["x", "( )"]),
        ("Jumlah hadir\nKehadiran = ( ) x 100%\nJumlah undangan", ["Kehadiran =", "( )"]),
    ],
)
def test_the_label_beside_the_line_is_told(text: str, beside: list[str]) -> None:
    told = [text[one.start : one.end] for one in kf.parse(text).why() if one.form == "garis-hilang"]
    assert told == beside


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("PNB\nPPK =\nJPT", "PNB | ----- | JPT"),
        ("Jumlah hadir\nA = ( ) x 100\nJumlah undangan", "Jumlah hadir | -----! x 100 | Jumlah undangan"),
        ("Hari\nLOS = O x ( )\nPasien", "Hari | × O -----! | Pasien"),
        ("Hari\nLOS = O x ( ) x 2\nPasien", "Hari | × O -----! x 2 | Pasien"),
        ("Hari\nLOS = x 1.000 orang\nPasien", "Hari | -----! x 1.000 | Pasien"),
    ],
)
def test_what_is_put_back(text: str, line: str) -> None:
    """A drawn line, settled where a factor beside it tells, and the sign before a factor that comes first."""
    pieces, _, _ = prepare(text, (), None, DEFAULT_LIMITS)
    first, last = text.index("\n"), text.rindex("\n")
    parts = [
        " ".join(piece.text + "!" * (is_put_back(piece) and piece.hard) for piece in pieces if inside(piece.start))
        for inside in (lambda at: at < first, lambda at: first <= at <= last, lambda at: at > last)
    ]
    assert " | ".join(parts) == line
