"""Realizations and targets as they stand in documents: the whole of what each states, or why it is refused."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

import pytest

import kinerja_formula as kf
from kinerja_formula.penilaian.stated_figures import NO_TARGET, Stated, number_words_of, one_figure, read_stated

Row = tuple[str, str, Any, Any, str | None, str | None, str | None, str]
"""Kind, what is written, value, upper end, unit, comparison, reason, and the figure for a reader."""

STATED: list[tuple[str, list[Row]]] = [
    ("80 (delapan puluh) (Baik)", [("angka", "80 (delapan puluh) (Baik)", 80, None, None, None, None, "80")]),
    ("80 (delapan puluh) Baik", [("angka", "80 (delapan puluh) Baik", 80, None, None, None, None, "80")]),
    (
        "5 (lima) orang (maksimal)",
        [("angka", "5 (lima) orang (maksimal)", 5, None, "orang", "<=", None, "≤ 5 orang")],
    ),
    ("5 (lima) (maksimal)", [("angka", "5 (lima) (maksimal)", 5, None, None, "<=", None, "≤ 5")]),
    (
        "90 hari kerja (minimal)",
        [("angka", "90 hari kerja (minimal)", 90, None, "hari kerja", ">=", None, "≥ 90 hari kerja")],
    ),
    ("94%", [("angka", "94%", 94, None, "%", None, None, "94%")]),
    ("18", [("angka", "18", 18, None, None, None, None, "18")]),
    ("1.500 orang", [("angka", "1.500 orang", 1500, None, "orang", None, None, "1500 orang")]),
    ("1,5 juta", [("angka", "1,5 juta", 1500000, None, None, None, None, "1500000")]),
    ("Rp 1,5 miliar", [("angka", "Rp 1,5 miliar", 1500000000, None, "rupiah", None, None, "1500000000 rupiah")]),
    ("7 – 8 bulan", [("rentang", "7 – 8 bulan", 7, 8, "bulan", None, None, "7 – 8 bulan")]),
    ("80 - 90%", [("rentang", "80 - 90%", 80, 90, "%", None, None, "80 – 90%")]),
    ("minimal 75", [("angka", "minimal 75", 75, None, None, ">=", None, "≥ 75")]),
    ("maks. 5", [("angka", "maks. 5", 5, None, None, "<=", None, "≤ 5")]),
    ("> 3", [("angka", "> 3", 3, None, None, ">", None, "> 3")]),
    ("≥ 3 hari", [("angka", "≥ 3 hari", 3, None, "hari", ">=", None, "≥ 3 hari")]),
    ("min 75%", [("angka", "min 75%", 75, None, "%", ">=", None, "≥ 75%")]),
    ("max 90 hari", [("angka", "max 90 hari", 90, None, "hari", "<=", None, "≤ 90 hari")]),
    ("paling sedikit 5 orang", [("angka", "paling sedikit 5 orang", 5, None, "orang", ">=", None, "≥ 5 orang")]),
    ("tidak lebih dari 2", [("angka", "tidak lebih dari 2", 2, None, None, "<=", None, "≤ 2")]),
    ("90 hari maksimal", [("angka", "90 hari maksimal", 90, None, "hari", "<=", None, "≤ 90 hari")]),
    ("5% ke bawah", [("angka", "5% ke bawah", 5, None, "%", "<=", None, "≤ 5%")]),
    ("5% ke atas", [("angka", "5% ke atas", 5, None, "%", ">=", None, "≥ 5%")]),
    ("60 tahun ke atas", [("angka", "60 tahun ke atas", 60, None, "tahun", ">=", None, "≥ 60 tahun")]),
    ("10 orang (minimal)", [("angka", "10 orang (minimal)", 10, None, "orang", ">=", None, "≥ 10 orang")]),
    ("80,50 (A)", [("angka", "80,50 (A)", Fraction(161, 2), None, None, None, None, "80,5")]),
    ("85,5 poin (BB)", [("angka", "85,5 poin (BB)", Fraction(171, 2), None, "poin", None, None, "85,5 poin")]),
    ("A (80,50)", [("angka", "A (80,50)", Fraction(161, 2), None, None, None, None, "80,5")]),
    ("Skor 4", [("angka", "Skor 4", 4, None, None, None, None, "4")]),
    ("Nilai: 80", [("angka", "Nilai: 80", 80, None, None, None, None, "80")]),
    ("Predikat A", [("peringkat", "Predikat A", None, None, None, None, "bukan-angka", "Predikat A")]),
    ("WTP", [("peringkat", "WTP", None, None, None, None, "bukan-angka", "WTP")]),
    ("1:30", [("angka", "1:30", Fraction(1, 30), None, None, None, None, "1/30")]),
    (
        "Rasio 1:30 (Rentang 1:27 - 1:30)",
        [
            (
                "rentang",
                "Rasio 1:30 (Rentang 1:27 - 1:30)",
                Fraction(1, 30),
                Fraction(1, 27),
                None,
                None,
                None,
                "1/30 – 1/27",
            )
        ],
    ),
    ("1:27 - 1:30", [("rentang", "1:27 - 1:30", Fraction(1, 30), Fraction(1, 27), None, None, None, "1/30 – 1/27")]),
    ("1:0", [("angka", "1:0", 1, None, None, None, None, "1"), ("angka", "1:0", 0, None, None, None, None, "0")]),
    (
        "1000 orang, 12 bulan",
        [
            ("angka", "1000 orang, 12 bulan", 1000, None, "orang", None, None, "1000 orang"),
            ("angka", "1000 orang, 12 bulan", 12, None, "bulan", None, None, "12 bulan"),
        ],
    ),
    (
        "1 dokumen (12 laporan)",
        [
            ("angka", "1 dokumen (12 laporan)", 1, None, "dokumen", None, None, "1 dokumen"),
            ("angka", "1 dokumen (12 laporan)", 12, None, "laporan", None, None, "12 laporan"),
        ],
    ),
    ("antara 75 dan 80", [("rentang", "antara 75 dan 80", 75, 80, None, None, None, "75 – 80")]),
    (
        "75 atau 80",
        [
            ("angka", "75 atau 80", 75, None, None, None, None, "75"),
            ("angka", "75 atau 80", 80, None, None, None, None, "80"),
        ],
    ),
    (
        "75/80",
        [("angka", "75/80", 75, None, None, None, None, "75"), ("angka", "75/80", 80, None, None, None, None, "80")],
    ),
    (
        "naik dari 75 menjadi 80",
        [
            ("angka", "naik dari 75 menjadi 80", 80, None, None, None, None, "80"),
            ("angka", "naik dari 75 menjadi 80", 75, None, None, None, None, "75"),
        ],
    ),
    (
        "dari 75% ke 80%",
        [
            ("angka", "dari 75% ke 80%", 80, None, "%", None, None, "80%"),
            ("angka", "dari 75% ke 80%", 75, None, "%", None, None, "75%"),
        ],
    ),
    ("BB / 75", [("angka", "BB / 75", 75, None, None, None, None, "75")]),
    ("ada", [("keberadaan", "ada", 1, None, None, None, None, "ada")]),
    ("Tidak ada", [("keberadaan", "Tidak ada", 0, None, None, None, None, "Tidak ada")]),
    ("sudah", [("keberadaan", "sudah", 1, None, None, None, None, "sudah")]),
    ("belum", [("keberadaan", "belum", 0, None, None, None, None, "belum")]),
    ("Ya.", [("keberadaan", "Ya.", 1, None, None, None, None, "Ya.")]),
    ("31 Januari 2024", [("tanggal", "31 Januari 2024", 738916, None, None, None, None, "31 Januari 2024")]),
    ("2024-01-31", [("tanggal", "2024-01-31", 738916, None, None, None, None, "2024-01-31")]),
    ("n/a", [("", "n/a", None, None, None, None, "kosong", "n/a")]),
    ("-", [("", "-", None, None, None, None, "kosong", "-")]),
    ("", [("", "", None, None, None, None, "kosong", "")]),
    ("nihil", [("", "nihil", None, None, None, None, "nihil", "nihil")]),
    ("belum ada data", [("", "belum ada data", None, None, None, None, "kosong", "belum ada data")]),
    (
        "20 (dua puluh satu) dokumen",
        [("angka", "20 (dua puluh satu) dokumen", 20, None, "dokumen", None, None, "20 dokumen")],
    ),
    ("1 tahun 6 bulan", [("angka", "1 tahun 6 bulan", Fraction(3, 2), None, "tahun", None, None, "1,5 tahun")]),
    ("2 jam 30 menit", [("angka", "2 jam 30 menit", Fraction(5, 2), None, "jam", None, None, "2,5 jam")]),
    ("90 menit", [("angka", "90 menit", 90, None, "menit", None, None, "90 menit")]),
    ("12 bulan pada tahun 2024", [("angka", "12 bulan", 12, None, "bulan", None, None, "12 bulan")]),
    ("94% s.d. tahun 2024", [("angka", "94%", 94, None, "%", None, None, "94%")]),
    ("100% *)", [("angka", "100% *)", 100, None, "%", None, None, "100%")]),
    ("80 (rentang 75 - 85)", [("rentang", "80 (rentang 75 - 85)", 75, 85, None, None, None, "75 – 85")]),
    ("rentang 75-85", [("rentang", "rentang 75-85", 75, 85, None, None, None, "75 – 85")]),
    (
        "5 dari 10 dokumen",
        [
            ("angka", "5 dari 10 dokumen", 5, None, None, None, None, "5"),
            ("angka", "5 dari 10 dokumen", 10, None, "dokumen", None, None, "10 dokumen"),
        ],
    ),
    (
        "80 - 90 orang, 12 bulan",
        [
            ("rentang", "80 - 90 orang, 12 bulan", 80, 90, "orang", None, None, "80 – 90 orang"),
            ("angka", "80 - 90 orang, 12 bulan", 12, None, "bulan", None, None, "12 bulan"),
        ],
    ),
    (
        "4 dokumen dan 5 orang",
        [
            ("angka", "4 dokumen dan 5 orang", 4, None, "dokumen", None, None, "4 dokumen"),
            ("angka", "4 dokumen dan 5 orang", 5, None, "orang", None, None, "5 orang"),
        ],
    ),
    ("3 kali/tahun", [("angka", "3 kali/tahun", 3, None, "kali/tahun", None, None, "3 kali/tahun")]),
    ("2 per 1000", [("angka", "2 per 1000", 2, None, "per 1000", None, None, "2 per 1000")]),
    ("100 permil", [("angka", "100 permil", 100, None, "permil", None, None, "100 permil")]),
    ("5 ‰", [("angka", "5 ‰", 5, None, "‰", None, None, "5 ‰")]),
    ("0,5", [("angka", "0,5", Fraction(1, 2), None, None, None, None, "0,5")]),
    ("0.5", [("angka", "0.5", Fraction(1, 2), None, None, None, None, "0,5")]),
    ("1.234,5", [("angka", "1.234,5", Fraction(2469, 2), None, None, None, None, "1234,5")]),
    ("IKM 80,5", [("angka", "IKM 80,5", Fraction(161, 2), None, None, None, None, "80,5")]),
    ("Indeks 3,2 (Baik)", [("angka", "Indeks 3,2 (Baik)", Fraction(16, 5), None, None, None, None, "3,2")]),
    ("Tipe A", [("peringkat", "Tipe A", None, None, None, None, "bukan-angka", "Tipe A")]),
    (" 94 % ", [("angka", "94 %", 94, None, "%", None, None, "94%")]),
    ("99,99 persen", [("angka", "99,99 persen", Fraction(9999, 100), None, "%", None, None, "99,99%")]),
    ("dua belas", [("angka", "dua belas", 12, None, None, None, None, "12")]),
    ("B", [("peringkat", "B", None, None, None, None, "bukan-angka", "B")]),
    ("80 (B)", [("angka", "80 (B)", 80, None, None, None, None, "80")]),
    ("juara 3", [("angka", "juara 3", 3, None, None, None, None, "3")]),
    ("5 hari kerja", [("angka", "5 hari kerja", 5, None, "hari kerja", None, None, "5 hari kerja")]),
    ("II", [("peringkat", "II", None, None, None, None, "bukan-angka", "II")]),
    ("2 (dua) dokumen", [("angka", "2 (dua) dokumen", 2, None, "dokumen", None, None, "2 dokumen")]),
    (
        "Terlaksananya 5 kegiatan",
        [("angka", "Terlaksananya 5 kegiatan", 5, None, "kegiatan", None, None, "5 kegiatan")],
    ),
    ("Rp5.000.000", [("angka", "Rp5.000.000", 5000000, None, "rupiah", None, None, "5000000 rupiah")]),
    ("75 persen", [("angka", "75 persen", 75, None, "%", None, None, "75%")]),
    ("80%-90%", [("rentang", "80%-90%", 80, 90, "%", None, None, "80 – 90%")]),
    ("80% - 90%", [("rentang", "80% - 90%", 80, 90, "%", None, None, "80 – 90%")]),
    ("4 s.d. 5 hari", [("rentang", "4 s.d. 5 hari", 4, 5, "hari", None, None, "4 – 5 hari")]),
    ("4 sampai 5 hari", [("rentang", "4 sampai 5 hari", 4, 5, "hari", None, None, "4 – 5 hari")]),
    ("4 sd 5 hari", [("rentang", "4 sd 5 hari", 4, 5, "hari", None, None, "4 – 5 hari")]),
    ("≤ 5%", [("angka", "≤ 5%", 5, None, "%", "<=", None, "≤ 5%")]),
    ("< 5%", [("angka", "< 5%", 5, None, "%", "<", None, "< 5%")]),
    ("kurang dari 5", [("angka", "kurang dari 5", 5, None, None, "<", None, "< 5")]),
    ("lebih dari 5", [("angka", "lebih dari 5", 5, None, None, ">", None, "> 5")]),
    ("sekurang-kurangnya 5", [("angka", "sekurang-kurangnya 5", 5, None, None, ">=", None, "≥ 5")]),
    ("setinggi-tingginya 5", [("angka", "setinggi-tingginya 5", 5, None, None, "<=", None, "≤ 5")]),
    ("5 orang keatas", [("angka", "5 orang keatas", 5, None, "orang", ">=", None, "≥ 5 orang")]),
    ("85 (A)", [("angka", "85 (A)", 85, None, None, None, None, "85")]),
    ("AA (90,00)", [("angka", "AA (90,00)", 90, None, None, None, None, "90")]),
    ("BB/72,5", [("angka", "BB/72,5", Fraction(145, 2), None, None, None, None, "72,5")]),
    ("BB | 72,5", [("angka", "BB | 72,5", Fraction(145, 2), None, None, None, None, "72,5")]),
    ("(rentang: 3 – 4)", [("rentang", "(rentang: 3 – 4)", 3, 4, None, None, None, "3 – 4")]),
    ("Rentang = 3 – 4", [("rentang", "Rentang = 3 – 4", 3, 4, None, None, None, "3 – 4")]),
    ("Target: 5 orang", [("angka", "Target: 5 orang", 5, None, "orang", None, None, "5 orang")]),
    ("Jml. 5 orang", [("angka", "Jml. 5 orang", 5, None, "orang", None, None, "5 orang")]),
    ("Skor : 4", [("angka", "Skor : 4", 4, None, None, None, None, "4")]),
    ("1:27,5", [("angka", "1:27,5", Fraction(2, 55), None, None, None, None, "2/55")]),
    ("Rasio 1 : 20", [("angka", "Rasio 1 : 20", Fraction(1, 20), None, None, None, None, "0,05")]),
    (
        "1:30 s.d. 1:27",
        [("rentang", "1:30 s.d. 1:27", Fraction(1, 30), Fraction(1, 27), None, None, None, "1/30 – 1/27")],
    ),
    (
        "75% atau 80%",
        [
            ("angka", "75% atau 80%", 75, None, "%", None, None, "75%"),
            ("angka", "75% atau 80%", 80, None, "%", None, None, "80%"),
        ],
    ),
    (
        "80 dan 90",
        [
            ("angka", "80 dan 90", 80, None, None, None, None, "80"),
            ("angka", "80 dan 90", 90, None, None, None, None, "90"),
        ],
    ),
    ("antara 75% dan 80%", [("rentang", "antara 75% dan 80%", 75, 80, "%", None, None, "75 – 80%")]),
    ("antara 75 sampai 80%", [("rentang", "antara 75 sampai 80%", 75, 80, "%", None, None, "75 – 80%")]),
    (
        "antara 75 orang dan 80 orang",
        [("rentang", "antara 75 orang dan 80 orang", 75, 80, "orang", None, None, "75 – 80 orang")],
    ),
    (
        "2 dokumen, 3 dokumen",
        [
            ("angka", "2 dokumen, 3 dokumen", 2, None, "dokumen", None, None, "2 dokumen"),
            ("angka", "2 dokumen, 3 dokumen", 3, None, "dokumen", None, None, "3 dokumen"),
        ],
    ),
    (
        "Jan 2024 5 orang 3 surat",
        [
            ("angka", "Jan 2024 5 orang 3 surat", 5, None, "orang", None, None, "5 orang"),
            ("angka", "Jan 2024 5 orang 3 surat", 3, None, "surat", None, None, "3 surat"),
        ],
    ),
]

STATED += [
    ("US$ 5 juta", [("angka", "US$ 5 juta", 5_000_000, None, "USD", None, None, "5000000 USD")]),
    ("USD 5", [("angka", "USD 5", 5, None, "USD", None, None, "5 USD")]),
    ("$ 5", [("angka", "$ 5", 5, None, "USD", None, None, "5 USD")]),
]

REFUSED = [
    ("antara 80 dan 75", "bukan-angka"),
    ("- 5", "bukan-angka"),
    ("31 Februari 2024", "bukan-tanggal"),
    ("tanggal 5", "bukan-tanggal"),
    ("tgl 5 setiap bulan", "bukan-tanggal"),
    ("08:00", "jam"),
    ("SGD 5", "satuan-tak-dikenal"),
    ("S$ 5", "satuan-tak-dikenal"),
    ("31 Maret 2025 - 15 April 2025", "satuan-ganda"),
    ("5 €", "satuan-tak-dikenal"),
    ("naik 5%", "perubahan"),
    ("turun 2 poin", "perubahan"),
    ("5 ± 1", "bukan-angka"),
    ("90 - 80", "rentang-terbalik"),
    ("12a4", "bukan-angka"),
    ("1e5", "bukan-angka"),
    ("1/ ,250", "bukan-angka"),
    ("- 5 orang 3", "bukan-angka"),
    ("1/0/3", "penyebut-nol"),
]


@pytest.mark.parametrize(("text", "rows"), STATED)
def test_what_a_text_states(text: str, rows: list[Row]):
    for role in ("target", "realisasi"):
        assert [(*one, one.figure) for one in read_stated(text, role)] == rows


@pytest.mark.parametrize(
    ("text", "reason"), [*REFUSED, ("9" * 401, "terlalu-panjang"), ("x" * 2001, "terlalu-panjang")]
)
@pytest.mark.parametrize("role", ["target", "realisasi"])
def test_what_a_text_does_not_state(text: str, reason: str, role: str):
    with pytest.raises(kf.InvalidDataError) as refused:
        read_stated(text, role)
    [found] = refused.value.diagnostics
    assert (found.code, found.span, found.related) == ("KF302", (0, 0), ())
    assert (found.values["name"], found.values["reason"]) == (role, reason)
    assert str(found.values["value"]).startswith(repr(text)[:20])


def test_a_text_of_just_the_longest_length_is_read():
    [one] = read_stated("x" * 2000, "target")
    assert (one.kind, one.written) == ("peringkat", "x" * 2000)


@pytest.mark.parametrize(
    ("given", "stated"),
    [
        (None, Stated("", "", reason="kosong")),
        (True, Stated("keberadaan", "ada", Fraction(1))),
        (False, Stated("keberadaan", "tidak ada", Fraction(0))),
        (18, Stated("angka", "18", Fraction(18))),
        (1.5, Stated("angka", "1,5", Fraction(3, 2))),
        (Fraction(1, 3), Stated("angka", "1/3", Fraction(1, 3))),
        (float("nan"), Stated("", "", reason="kosong")),
        (datetime.date(2024, 1, 31), Stated("tanggal", "2024-01-31", Fraction(738916))),
    ],
)
def test_what_a_value_states(given: Any, stated: Stated):
    assert read_stated(given, "target") == (stated,)


class Quantity:
    """What pint's Quantity looks like from outside."""

    units = "orang"

    def __init__(self, magnitude: Any) -> None:
        self.magnitude = magnitude


@pytest.mark.parametrize(
    ("magnitude", "stated"),
    [
        (5, Stated("angka", "5 orang", Fraction(5), unit="orang")),
        ("minimal 5", Stated("angka", "≥ 5 orang", Fraction(5), unit="orang", comparison=">=")),
        ("< 5", Stated("angka", "< 5 orang", Fraction(5), unit="orang", comparison="<")),
        ("80 - 90", Stated("rentang", "80 – 90 orang", Fraction(80), Fraction(90), "orang")),
        (None, Stated("", "", unit="orang", reason="kosong")),
    ],
)
def test_what_a_quantity_states(magnitude: Any, stated: Stated):
    [found] = read_stated(Quantity(magnitude), "target")
    assert found._replace(written="") == stated._replace(written="")
    assert found.figure == (stated.written or found.written)


class Failing:
    def __len__(self) -> int:
        raise RuntimeError


@pytest.mark.parametrize(
    ("given", "value", "reason"),
    [
        (float("inf"), "inf", "tak-hingga"),
        (b"5", "b'5'", "jenis-data"),
        ({"a": 1}, "{'a': 1}", "jenis-data"),
        ([], "[]", "jenis-data"),
        ((), "()", "jenis-data"),
        ((5,), "(5,)", "jenis-data"),
        (1j, "1j", "bukan-angka"),
    ],
)
def test_what_no_value_states(given: Any, value: str, reason: str):
    with pytest.raises(kf.InvalidDataError) as refused:
        read_stated(given, "realisasi")
    assert dict(refused.value.diagnostics[0].values) == {"name": "realisasi", "value": value, "reason": reason}


def test_what_is_stated_already_stays():
    one = Stated("angka", "5", Fraction(5))
    assert read_stated(one, "target") == (one,)
    assert read_stated((one, NO_TARGET), "target") == (one, NO_TARGET)


def test_a_result_states_its_value_and_unit():
    result = kf.evaluate("Jumlah A / Jumlah B x 100%", {"Jumlah A": 1, "Jumlah B": 4})
    assert read_stated(result, "target") == (Stated("angka", "25,00%", Fraction(25), unit="%"),)
    day = kf.evaluate("Tanggal selesai", {"Tanggal selesai": "31 Januari 2024"})
    [one] = read_stated(day, "target")
    assert (one.kind, one.value, one.unit) == ("tanggal", 738916, "tanggal")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("1000 orang, 12 bulan", "satuan-ganda"),
        ("80 - 90", "rentang"),
        ("minimal 75", "pembanding"),
        ("31 Januari 2024", "tanggal"),
        ("ada", "benar-salah"),
        (True, "benar-salah"),
        ("WTP", "bukan-angka"),
    ],
)
def test_what_is_not_one_figure(given: Any, reason: str):
    with pytest.raises(kf.InvalidDataError) as refused:
        one_figure(given, "bobot")
    assert dict(refused.value.diagnostics[0].values) == {"name": "bobot", "value": repr(given), "reason": reason}


@pytest.mark.parametrize(("given", "value"), [("5%", 5), (3, 3), ("", None), ("nihil", None), (None, None)])
def test_one_figure_or_its_gap(given: Any, value: int | None):
    assert one_figure(given, "bobot").value == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("20 (dua puluh satu) dokumen", 21),
        ("20 (dua puluh) dokumen", 20),
        ("20 dokumen", None),
        ("A (80,50)", None),
        ("WTP (wajar)", None),
        ("5 (x", None),
    ],
)
def test_number_words_behind_a_figure(text: str, said: int | None):
    assert number_words_of(read_stated(text, "target")[0]) == said
