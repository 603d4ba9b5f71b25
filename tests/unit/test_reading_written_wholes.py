"""Signs that belong to a word are no operators, and the same signs elsewhere stay what they are."""

from __future__ import annotations

import pytest

import kinerja_formula as kf
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.scanner import scan
from kinerja_formula.reading.written_wholes import with_wholes


def wholes(text: str) -> list[str]:
    """The words of a text that hold more than letters, digits and hyphens."""
    return [one.text for one in scan(text) if one.kind == lx.WORD and not one.text.replace("-", "").isalnum()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("realisasi s.d. TW III", ["s.d."]),
        ("realisasi s.d TW III", ["s.d"]),
        ("Januari s/d Desember", ["s/d"]),
        ("surat a.n. camat", ["a.n."]),
        ("A s . d", []),
        ("p/q x 100%", []),
        ("usulan tahun n+1", ["n+1"]),
        ("usulan th. n+1", ["n+1"]),
        ("permukiman (T+5) yang diserahkan", ["T+5"]),
        ("dibayar H+7", ["H+7"]),
        ("n + 1", []),
        ("(n+1) / n", []),
        ("A x n+1", []),
        ("n x (n+1) / 2", []),
        ("Median = (n+1)/2", []),
        ("p = a/n", []),
        ("(a/n) x 100%", []),
        ("S/D x 100%", []),
        ("Waktu layanan x 2 x 24 jam", []),
        ("Jam nyala dibagi 31 x 24 jam", []),
        ("Skor dikali 500/2000", []),
        ("Luas lahan I - II", []),
        ("kurang dari US$1,90", ["US$"]),
        ("kurang dari US $1,90", []),
        ("Perbup No. 5/2021", ["5/2021"]),
        ("SK No. 686/SK-PG.03.03/XII/2019", ["686/SK-PG.03.03/XII/2019"]),
        ("(500/2000) x 100%", []),
        ("A x 500/2000", []),
        ("tahun 2019/2020", []),
        ("tanggal 12/7/2023", ["12/7/2023"]),
        ("PAD/APBD", []),
        ("penduduk usia 65+ / penduduk", ["65+"]),
        ("lansia 60+ yang dilayani", ["60+"]),
        ("Nilai 1+ Nilai 2", []),
        ("usia 5+3", []),
        ("berasal dari K/L/D/I yang", ["K/L/D/I"]),
        ("jenjang SMA/SMK/MA", ["SMA/SMK/MA"]),
        ("A/B/C", []),
        ("NS = A/B/C", []),
        ("jenjang SD/MI", []),
        ("ditangani dalam 1 x 24 jam", ["1 x 24"]),
        ("ditangani 2x24 jam", []),
        ("Jumlah hari x 24 jam", []),
        ("koridor I - XIII", ["I - XIII"]),
        ("triwulan I-IV", []),
        ("(I - II) / III", []),
        ("kelas X - V", []),
        ("jalan kolektor I+II yang mantap", ["I+II"]),
        ("Realisasi TW I+II", ["I+II"]),
        ("Realisasi TW I+II+III", ["I+II+III"]),
        ("Realisasi TW I+III", []),
        ("Skor I+II", []),
        ("Unsur V+X", []),
        ("jalan kolektor I + II", []),
        ("(I+II) / III", []),
        ("A + B+C", []),
        ("berpenghasilan di bawah 1,5 x UMK yang", ["1,5 x UMK"]),
        ("gaji lebih dari 2 x UMR", ["2 x UMR"]),
        ("Nilai 2 x UMK", []),
        ("di bawah 2 x jumlah target", []),
        ("di bawah 2 x N", []),
        ("dihitung dari 2 x UMK", []),
        ("jumlah dari 0,6 x SKP", []),
        ("jika gaji lebih dari 2 x UMR maka", []),
        ("rasio guru dan murid 1:20 dibagi", ["1:20"]),
        ("sampai pukul 08:00", ["08:00"]),
        ("rapat jam 09:00 - 12:00 yang", ["09:00 - 12:00"]),
        ("rapat jam 09:00 - 12", ["09:00"]),
        ("Total skor 400:4", []),
        ("peta skala 1 : 5", []),
        ("A : 100", []),
        ("(1:20)", []),
        ("pukul 08:00:15", []),
        ("usaha dan/ kegiatan yang diawasi", ["dan/ kegiatan"]),
        ("usaha dan/\natau kegiatan", ["dan/ atau"]),
        ("usaha dan/ Jumlah kegiatan", []),
        ("usaha / kegiatan", []),
        ("bayi yang mendapat 1x imunisasi BCG, 3 x imunisasi DPT dan 4 × imunisasi polio", ["3 x", "4 ×"]),
        ("ibu yang menjalani 2 x pemeriksaan dan 4 x pemeriksaan", ["2 x", "4 x"]),
        ("ibu yang menjalani 2 x pemeriksaan dan 4 x penyuluhan", ["2 x", "4 x"]),
        ("dihitung dari 2 x nilai lisan, 3 x nilai tulis", []),
        ("Nilai = 2 x nilai lisan, 3 x nilai tulis", []),
        ("siswa dengan 2 x nilai lisan + 3 x nilai tulis", []),
        ("bayi yang mendapat 12 x imunisasi BCG, 13 x imunisasi DPT", []),
        ("Total = COUNTD([NOMOR_IZIN])", ["COUNTD([NOMOR_IZIN])"]),
        ("Gap = AVG([REALISASI]) / AVG([TARGET])", ["AVG([REALISASI])", "AVG([TARGET])"]),
        ("Gap = SUM([REALISASI]) / SUM([TARGET])", []),
        ("MAX([A]; [B])", []),
        ("Jumlah([IZIN])", []),
        ("Realisasi fisik (%) - Rencana fisik (%)", ["(%)", "(%)"]),
        ("Jumlah hadir / Jumlah undangan (%)", []),
        ("Kehadiran (%) = Jumlah hadir / Jumlah undangan (%)", []),
        ("Luas permukaan 2 x sisi dan 4 x sisi", []),
        ("Sanksi membayar 2 x tarif", []),
        ("Efisiensi adalah (Pagu-Realisasi)/Pagu", []),
    ],
)
def test_what_is_one_word(text: str, found: list[str]):
    assert wholes(text) == found


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Jumlah usulan th. n+1 yang terakomodasi", "Jumlah usulan"),
        ("Realisasi s.d. TW III", "Target s.d. TW IV"),
        ("Luas sawah sesuai SK No. 686/SK-PG.03.03/XII/2019", "Luas kota"),
        ("Jumlah korban yang ditolong kurang dari atau sama dengan 1 x 24 jam", "Jumlah korban"),
        ("Penduduk dengan pengeluaran kurang dari US$1,90 PPP", "Penduduk seluruhnya"),
        ("Panjang koridor BRT I - XIII", "Panjang jalan"),
        ("Responden yang menyatakan puas", "Seluruh responden"),
        ("Rumah tangga berpenghasilan di bawah 1,5 x UMK yang dibantu", "Rumah tangga di bawah 1,5 x UMK"),
        ("Jumlah sekolah dengan rasio guru dan murid 1:20", "Jumlah sekolah"),
        ("Panjang jalan kolektor I+II kondisi mantap", "Panjang jalan kolektor I+II"),
        ("Jumlah usaha dan/ kegiatan yang diawasi", "Jumlah usaha dan/atau kegiatan"),
        ("Jumlah bayi yang mendapat 1x imunisasi BCG dan 3 x imunisasi DPT", "Jumlah bayi"),
    ],
)
def test_a_name_is_read_and_found_in_data(above: str, below: str):
    text = f"{above} / {below} x 100%"
    assert list(kf.parse(text).names) == [above, below]
    found = kf.evaluate(text, {above: 1, below: 4})
    assert (found.value, found.unit) == (25, "%")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("APBD-P / APBD x 100%", "`APBD-P` / `APBD` × 100%"),
        ("Realisasi fisik (%) - Rencana fisik (%)", "`Realisasi fisik (%)` - `Rencana fisik (%)`"),
        ("RKPD-P : RKPD x 100%", "`RKPD-P` / `RKPD` × 100%"),
        ("P1-P0 / P0 x 100%", "(`P1` - `P0`) / `P0` × 100%"),
        ("(Target-Realisasi)/Target x 100%", "(`Target` - `Realisasi`) / `Target` × 100%"),
        ("(Rencana-Realisasi) : Rencana x 100%", "(`Rencana` - `Realisasi`) / `Rencana` × 100%"),
        ("(Kota-Kota) / Desa", "`Kota-Kota` / `Desa`"),
        ("Efisiensi adalah (Pagu-Realisasi)/Pagu x 100%", "(`Pagu` - `Realisasi`) / `Pagu` × 100%"),
        ("Rumus (a-b-c)/a x 100%", "(`a` - `b` - `c`) / `a` × 100%"),
        ("Jumlah peserta (P-A) / Jumlah P", "`Jumlah peserta (P-A)` / Jumlah P"),
    ],
)
def test_a_glued_dash_belongs_to_a_word_or_subtracts(text: str, line: str):
    assert kf.parse(text).to_text() == line


def test_a_text_without_signs_is_left_as_it_is():
    pieces = scan("Jumlah hadir")
    assert with_wholes(pieces, "Jumlah hadir") == pieces
