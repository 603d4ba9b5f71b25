"""What every step of a capaian and of a roll-up says, in both languages, each kind with every choice that it has."""

from __future__ import annotations

from fractions import Fraction

import pytest

import kinerja_formula as kf
from kinerja_formula.penilaian.capaian_text import explain_capaian
from kinerja_formula.penilaian.rule_set import Asal
from kinerja_formula.penilaian.steps import CapaianStep

READ = Asal("Perbup 5/2024, hlm. 7", "terbaca")
ONCE = {"nama": "naik", "value": Fraction(90), "weight": None}

SAID = [
    ("aturan", {"id": "bps", "nama": "Kertas kerja"}, ["Aturan: Kertas kerja (bps)"], ["Rule set: Kertas kerja (bps)"]),
    (
        "arah",
        {"arah": "naik", "asal": "diberikan", "word": ""},
        ["Arah: naik: makin tinggi realisasi, makin baik"],
        ["Direction: naik: the higher the realization, the better"],
    ),
    (
        "arah",
        {"arah": "turun", "asal": "kata", "word": "miskin"},
        ["Arah: turun: makin rendah realisasi, makin baik (dari kata “miskin”)"],
        ["Direction: turun: the lower the realization, the better (from the words “miskin”)"],
    ),
    (
        "arah",
        {"arah": "rentang", "asal": "bawaan", "word": ""},
        [
            "Arah: rentang: paling baik di dalam rentang, atau dekat targetnya (bawaan, karena tidak disebutkan)",
        ],
        ["Direction: rentang: best within the interval, or near the target (by default, since nothing tells it)"],
    ),
    ("target", {"figure": "94 %", "written": "94%"}, ["Target: 94 %"], ["Target: 94 %"]),
    (
        "target",
        {"figure": "15000 orang", "written": "15.000 orang"},
        ["Target: 15.000 orang"],
        ["Target: 15.000 orang"],
    ),
    (
        "target",
        {"figure": "15000 orang", "written": "lima belas ribu orang"},
        ["Target: 15.000 orang (tertulis “lima belas ribu orang”)"],
        ["Target: 15.000 orang (written “lima belas ribu orang”)"],
    ),
    ("realisasi", {"figure": "", "written": ""}, ["Realisasi: tidak ada"], ["Realization: none"]),
    (
        "realisasi",
        {"figure": "80,5", "written": "A (80,50)"},
        ["Realisasi: 80,5 (tertulis “A (80,50)”)"],
        ["Realization: 80,5 (written “A (80,50)”)"],
    ),
    (
        "satuan",
        {"given": "rupiah", "unit": "juta rupiah", "value": Fraction(123456, 10)},
        ["Satuan: rupiah menjadi juta rupiah: 12.345,6"],
        ["Unit: rupiah as juta rupiah: 12.345,6"],
    ),
    (
        "fungsi",
        {"rumus": "R / T × 100%", "nama": "positif"},
        ["Rumus: R / T × 100% (positif)"],
        ["Formula: R / T × 100% (positif)"],
    ),
    (
        "fungsi",
        {"rumus": "R / T", "nama": "positif", "figures": "90000 / 100000", "value": Fraction(90)},
        ["Rumus: R / T (positif)", "90.000 / 100.000 = 90%"],
        ["Formula: R / T (positif)", "90.000 / 100.000 = 90%"],
    ),
    (
        "fungsi",
        {"rumus": "R / T", "nama": "positif", "figures": "1 / 8", "value": Fraction(25, 2)},
        ["Rumus: R / T (positif)", "1 / 8 = 12,5%"],
        ["Formula: R / T (positif)", "1 / 8 = 12,5%"],
    ),
    (
        "fungsi",
        {"rumus": "R / T", "nama": "positif", "figures": "x", "value": Fraction(100, 3)},
        ["Rumus: R / T (positif)", "x ≈ 33,33% (tepatnya (100/3)%)"],
        ["Formula: R / T (positif)", "x ≈ 33,33% (exactly (100/3)%)"],
    ),
    (
        "fungsi",
        {"rumus": "R / T", "nama": "positif", "figures": "x", "value": Fraction(1, 8)},
        ["Rumus: R / T (positif)", "x ≈ 0,13% (tepatnya 0,125%)"],
        ["Formula: R / T (positif)", "x ≈ 0,13% (exactly 0,125%)"],
    ),
    (
        "fungsi",
        {"rumus": "R / T", "nama": "positif", "figures": "x", "value": Fraction(10**15, 10**14 - 7)},
        ["Rumus: R / T (positif)", "x ≈ 10,00%"],
        ["Formula: R / T (positif)", "x ≈ 10,00%"],
    ),
    ("tetap", {"nama": "ada", "value": Fraction(100)}, ["Rumus: ada: 100%"], ["Formula: ada: 100%"]),
    (
        "nol",
        {"choice": "tetap", "value": Fraction(0)},
        ["Nol: menurut aturan ini nilainya 0%"],
        ["Zero: by this rule set the value is 0%"],
    ),
    (
        "nol",
        {"choice": "batas", "value": Fraction(120)},
        ["Nol: menurut aturan ini nilainya sama dengan batas atas, 120%"],
        ["Zero: by this rule set the value is that of the upper limit, 120%"],
    ),
    (
        "nol",
        {"choice": "tanpa-nilai", "value": None},
        ["Nol: menurut aturan ini tidak ada nilai"],
        ["Zero: by this rule set there is no value"],
    ),
    (
        "batas-rentang",
        {"bound": "8", "end": "atas"},
        ["Rentang: di luar rentang, jadi batas atas 8 yang dipakai sebagai target"],
        ["Interval: outside the interval, so its upper bound 8 is used as the target"],
    ),
    (
        "batas-rentang",
        {"bound": "7", "end": "bawah"},
        ["Rentang: di luar rentang, jadi batas bawah 7 yang dipakai sebagai target"],
        ["Interval: outside the interval, so its lower bound 7 is used as the target"],
    ),
    (
        "dalam-rentang",
        {"value": Fraction(100)},
        ["Rentang: di dalam rentang: 100%"],
        ["Interval: within the interval: 100%"],
    ),
    (
        "pembulatan",
        {"decimals": 2, "value": Fraction(13333, 100)},
        ["Pembulatan: ke 2 desimal: 133,33%"],
        ["Rounding: to 2 decimals: 133,33%"],
    ),
    (
        "batas",
        {"end": "atas", "limit": Fraction(120), "value": Fraction(120)},
        ["Batas: dibatasi ke batas atas 120%"],
        ["Limit: limited to the upper limit 120%"],
    ),
    (
        "batas",
        {"end": "bawah", "limit": Fraction(0), "value": Fraction(0)},
        ["Batas: dibatasi ke batas bawah 0%"],
        ["Limit: limited to the lower limit 0%"],
    ),
    (
        "pembulatan-skala",
        {"decimals": 0, "value": Fraction(10700)},
        ["Pembulatan: ke 0 desimal sebelum dicari pitanya: 10.700"],
        ["Rounding: to 0 decimals before it is looked up: 10.700"],
    ),
    (
        "pita",
        {"predikat": "Baik", "band": "90% – 100%", "dari": "capaian"},
        ["Predikat: Baik, rentang 90% – 100%"],
        ["Category: Baik, band 90% – 100%"],
    ),
    (
        "pita",
        {"predikat": "Baik", "band": "90% – 100%", "dari": "capaian", "melampaui": True},
        ["Predikat: Baik, di atas rentang 90% – 100%"],
        ["Category: Baik, above the band 90% – 100%"],
    ),
    (
        "pita",
        {"predikat": "B", "band": "76,61 – 88,3", "dari": "realisasi"},
        ["Predikat: B, rentang 76,61 – 88,3, menurut realisasinya"],
        ["Category: B, band 76,61 – 88,3, by the realization itself"],
    ),
    (
        "nilai",
        {"rumus": "Capaian × 10", "figures": "10700 × 10", "value": Fraction(107000)},
        ["Nilai: Capaian × 10", "10.700 × 10 = 107.000"],
        ["Score: Capaian × 10", "10.700 × 10 = 107.000"],
    ),
    (
        "tanpa-nilai",
        {"reason": "target-nol"},
        ["Capaian: targetnya nol"],
        ["Capaian: the target is zero"],
    ),
    (
        "rekap",
        {"cara": "rata-rata", "count": 3},
        ["Rekap: rata-rata dari 3 bagian"],
        ["Roll-up: mean of 3 parts"],
    ),
    (
        "rekap",
        {"cara": "tertimbang", "count": 3},
        ["Rekap: rata-rata tertimbang dari 3 bagian"],
        ["Roll-up: weighted mean of 3 parts"],
    ),
    (
        "rekap",
        {"cara": "rasio-jumlah", "count": 3},
        ["Rekap: jumlah realisasi dibagi jumlah target dari 3 bagian"],
        ["Roll-up: sum of realizations divided by sum of targets of 3 parts"],
    ),
    (
        "rekap",
        {"cara": "geometrik", "count": 3},
        ["Rekap: rata-rata geometrik dari 3 bagian"],
        ["Roll-up: geometric mean of 3 parts"],
    ),
    (
        "bagian",
        {"nama": "A", "value": Fraction(1801, 20), "weight": None},
        ["Bagian: A: 90,05%"],
        ["Part: A: 90,05%"],
    ),
    (
        "bagian",
        {"nama": "A", "value": Fraction(90), "weight": Fraction(1, 4)},
        ["Bagian: A: 90%, bobot 25%"],
        ["Part: A: 90%, weight 25%"],
    ),
    (
        "bagian",
        {"nama": "A", "value": None, "weight": Fraction(1, 4)},
        ["Bagian: A: tidak ada, bobot 25%"],
        ["Part: A: none, weight 25%"],
    ),
    *[
        (
            "periode",
            {"cara": cara, "filled": ["TW I", "TW III"], "count": 4},
            [f"Periode: {said} dari TW I, TW III (2 dari 4 periode terisi)"],
            [f"Periods: {english} of TW I, TW III (2 of 4 periods filled)"],
        )
        for cara, said, english in [
            ("jumlah", "jumlah", "sum"),
            ("akhir", "yang terakhir diketahui", "last known"),
            ("rata-rata", "rata-rata", "mean"),
            ("kumulatif", "kumulatif, yang terakhir diketahui", "cumulative, last known"),
        ]
    ],
    (
        "periode",
        {"cara": "jumlah", "filled": [], "count": 1},
        ["Periode: jumlah dari tidak ada (0 dari 1 periode terisi)"],
        ["Periods: sum of none (0 of 1 periods filled)"],
    ),
]


def lines_of(step: CapaianStep, language: str) -> list[str]:
    """The lines of one step, without the spaces that align labels; the last line of all is the capaian itself."""
    label, *lines = explain_capaian([step], "90,00%", language=language).splitlines()
    name, _, first = label.partition(":")
    assert lines.pop().split(":") == [f"{'Capaian':{len(name)}}", " 90,00%"]
    return [f"{name.rstrip()}:{first}", *[line.strip() for line in lines]]


@pytest.mark.parametrize(("kind", "values", "indonesian", "english"), SAID)
def test_each_kind_of_step(kind: str, values: dict[str, object], indonesian: list[str], english: list[str]):
    step = CapaianStep(kind, values, None)
    assert lines_of(step, "id") == indonesian
    assert lines_of(step, "en") == english
    assert lines_of(step._replace(asal=READ), "id") == [
        *indonesian[:-1],
        f"{indonesian[-1]} [Perbup 5/2024, hlm. 7]",
    ]


@pytest.mark.parametrize(
    ("kepercayaan", "indonesian", "english"),
    [
        ("terbaca", "", ""),
        ("turunan", "; diturunkan dari contoh", "; derived from an example"),
        ("aplikasi", "; hanya dari kode aplikasi", "; from published code only"),
        ("ingatan", "; belum dipastikan", "; not confirmed"),
        ("cacat", "; bukan aturan", "; no rule"),
    ],
)
def test_how_far_a_source_was_read(kepercayaan: str, indonesian: str, english: str):
    step = CapaianStep("tetap", {"nama": "ada", "value": Fraction(100)}, Asal("hlm. 7", kepercayaan))
    assert lines_of(step, "id") == [f"Rumus: ada: 100% [hlm. 7{indonesian}]"]
    assert lines_of(step, "en") == [f"Formula: ada: 100% [hlm. 7{english}]"]


STEPS = [
    CapaianStep("aturan", {"id": "x", "nama": "A*B"}, READ),
    CapaianStep("fungsi", {"rumus": "R / T", "nama": "a < b", "figures": "1 / 2", "value": Fraction(50)}, None),
]


def test_the_formats():
    assert explain_capaian(STEPS, "50,00%", language="id").splitlines() == [
        "Aturan : A*B (x) [Perbup 5/2024, hlm. 7]",
        "Rumus  : R / T (a < b)",
        "         1 / 2 = 50%",
        "Capaian: 50,00%",
    ]
    assert explain_capaian(STEPS, "50,00%", format="markdown", language="id").splitlines() == [
        r"- **Aturan**: A\*B (x) \[Perbup 5/2024, hlm. 7\]",
        r"- **Rumus**: R / T (a &lt; b); 1 / 2 = 50%",
        "- **Capaian**: 50,00%",
    ]
    html = explain_capaian(STEPS, "50,00%", format="html", language="id")
    assert "a &lt; b" in html
    assert html.count("<dt>") == 3


def test_the_language_in_use_is_that_of_an_explanation():
    assert explain_capaian(STEPS, "50,00%") == explain_capaian(STEPS, "50,00%", language="id")
    for wrong, message in (
        ({"format": "pdf"}, "^format must be one of text, markdown, html, not 'pdf'$"),
        ({"language": "fr"}, '^language must be "id" or "en", not \'fr\'$'),
    ):
        with pytest.raises(ValueError, match=message):
            explain_capaian(STEPS, "50,00%", **wrong)


def test_a_figure_that_is_written_with_other_spaces_is_not_written_twice():
    lines = kf.capaian("15000orang", "15.000  orang").explain(language="id").splitlines()
    assert lines[2:4] == ["Target   : 15.000 orang", "Realisasi: 15.000 orang"]
