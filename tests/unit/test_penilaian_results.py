"""Capaian, whole: value, score, category, direction, the way there in words, and every finding with its values.

What stands in ``penilaian_results.txt`` was read line by line against the rule sets and worked out by hand.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.written_results import WrittenResults, finding_lines

import kinerja_formula as kf

WRITTEN = WrittenResults(Path(__file__).with_name("penilaian_results.txt"))

CALLS: list[tuple[Any, Any, dict[str, Any]]] = [
    # (realisasi, target, kwargs)
    (9, 10, {}),
    (9, 10, {"arah": "turun"}),
    (9, 10, {"arah": "rentang"}),
    (12, 10, {"arah": "rentang"}),
    (9, 10, {"tahun": 1999}),
    (9, 10, {"tahun": 2020, "aturan": "permenpan-8-2021"}),
    (9, 10, {"tahun": 2021, "aturan": "permenpan-8-2021"}),
    (9, 10, {"indikator": "Angka Kemiskinan"}),
    (9, 10, {"indikator": "Angka Kemiskinan", "arah": "naik"}),
    (9, 10, {"indikator": "Angka Kemiskinan", "arah": "turun"}),
    (3, "maksimal 5", {}),
    (3, "< 5", {}),
    (3, "minimal 5", {"indikator": "Xyz"}),
    (9, 10, {"indikator": "Rasio jenis kelamin"}),
    (10, 10, {"indikator": "Rasio jenis kelamin"}),
    (25, 10, {"indikator": "Rasio jenis kelamin"}),
    (0, 10, {"indikator": "Rasio jenis kelamin", "aturan": "wp-sipd"}),
    (9, 10, {"indikator": "Nilai SAKIP"}),
    ("5", "7 - 8", {"indikator": "Rasio jenis kelamin"}),
    ("1 tahun", "6 bulan", {}),
    ("90 menit", "2", {"satuan": "jam"}),
    (2, "4", {"satuan": "jam"}),
    ("2", "4", {"satuan": "juta"}),
    (0.9, "94%", {}),
    ("90%", "0,94", {}),
    ("90%", 1, {}),
    ("0,9", "95", {"satuan": "%"}),
    ("0,9", "95", {"satuan": "persen"}),
    ("50", "95", {"satuan": "%"}),
    (20, "1:20", {}),
    ("1:20", "20", {}),
    ("95.000", "94%", {}),
    ("90%", "95.000", {}),
    ("1001", "94%", {}),
    ("1000", "94%", {}),
    ("9400", "940%", {}),
    (0.9, "94", {"indikator": "Persentase hadir"}),
    ("18 dokumen", "20 orang", {}),
    ("94%", "94 orang", {}),
    ("5 USD", "Rp 5", {}),
    ("18 pegawai", "20 orang", {}),
    ("5 kali", "20 patroli", {}),
    ("5 surat", "5 dokumen", {}),
    ("5 poin", "5%", {}),
    ("18 jiwa", "20 KK", {}),
    ("5 laporan", "9 dokumen", {}),
    ("20 (dua puluh satu) dokumen", "20 dokumen", {}),
    ("20 dokumen", "20 (dua puluh satu) dokumen", {}),
    ("5 orang", "1000 orang, 12 bulan", {}),
    (5, "1000 orang, 12 bulan", {}),
    ("5 surat", "1000 orang, 12 bulan", {}),
    ("2 tahun", "12 bulan, 4 dokumen", {}),
    ("5 orang", "5 dari 10 orang", {}),
    ("950 orang, 11 bulan", "12 bulan", {}),
    ("950 orang, 11 bulan", 12, {}),
    ("minimal 5", 5, {}),
    ("5 dari 10 orang", "10 orang", {}),
    (5, -4, {}),
    (-5, 4, {}),
    (-5, -4, {}),
    (-5, 4, {"arah": "turun"}),
    (0, 4, {}),
    ("5", "7 - 8", {}),
    ("9", "7 - 8", {}),
    ("7", "7 - 8", {}),
    ("8", "7 - 8", {}),
    ("9", "7 - 8", {"arah": "turun"}),
    ("7,5", "7 - 8", {"aturan": "bps"}),
    (None, 5, {}),
    (5, None, {}),
    ("nihil", 5, {}),
    (5, "nihil", {}),
    (5, 0, {}),
    (0, 0, {}),
    ("ada", 5, {}),
    ("ada", "ada", {}),
    ("tidak ada", "ada", {}),
    ("tidak ada", "tidak ada", {}),
    ("31 Januari 2024", "31 Januari 2024", {}),
    ("1 Februari 2024", "31 Januari 2024", {}),
    ("30 Januari", "31 Januari 2024", {}),
    ("5 Februari 2024", "31 Januari", {}),
    ("31 Januari 2024", 5, {}),
    ("WDP", "WTP", {}),
    ("B", "BB", {"aturan": "permenpan-8-2021"}),
    ("BB", "B", {}),
    ("Rp 900 juta", "1500", {"satuan": "juta rupiah"}),
    ("Rp 900.000", "1500", {"satuan": "juta rupiah"}),
    ("2000000 rupiah", "Rp 2", {}),
    ("5", "Rp 5 juta", {}),
    ("Rp 5 juta", "5", {}),
    ("12000000", "2", {"satuan": "juta"}),
    ("12", "2", {"satuan": "juta"}),
    ("12 tahun", "2", {"satuan": "orang"}),
    ("5 orang", "5", {"satuan": "nilai"}),
    ("5 surat", "5", {"satuan": "unit"}),
    ("5 km", "5", {"satuan": "unit"}),
    ("5 orang", "5", {"satuan": "dokumen"}),
    (5, 10, {"arah": "turun", "aturan": "wp-sipd"}),
    (0, 10, {"arah": "turun", "aturan": "wp-sipd"}),
    (5, 0, {"arah": "turun", "aturan": "bps"}),
    (5, 0, {"aturan": "bps"}),
    (0, 0, {"aturan": "bps"}),
    (0, 5, {"aturan": "kwanter-1", "arah": "turun"}),
    (4, 3, {"aturan": "bps"}),
    (250, 10, {"aturan": "permenpan-8-2021"}),
    (-9, 10, {"aturan": "bps"}),
    (112, 100, {"aturan": "pp-30-2019"}),
    (112, 100, {"aturan": "pp-30-2019", "syarat": ["ide baru"]}),
    ("84,58", None, {"aturan": "skm-14-2017"}),
    ("84,58", 90, {"aturan": "skm-14-2017"}),
    ("WTP", 90, {"aturan": "skm-14-2017"}),
    ("juara 3", "juara 1", {}),
    ("juara 3", "juara 3", {}),
]


def called(realisasi: Any, target: Any, keywords: dict[str, Any]) -> str:
    return ", ".join([repr(realisasi), repr(target), *[f"{name}={value!r}" for name, value in keywords.items()]])


def told(realisasi: Any, target: Any, keywords: dict[str, Any]) -> list[str]:
    try:
        found = kf.capaian(realisasi, target, **keywords)
    except kf.FormulaError as error:
        return [type(error).__name__, *finding_lines(error.diagnostics)]
    return [
        f"value {found.value}, nilai {found.nilai}, {found.predikat}, {found.warna}, {found.reason}",
        f"arah {found.arah.arah} {found.arah.asal} {found.arah.word}".rstrip(),
        str(found.explain(language="id")),
        *finding_lines(found.diagnostics),
    ]


@pytest.mark.parametrize(("realisasi", "target", "keywords"), CALLS, ids=[called(*one) for one in CALLS])
def test_the_whole_of_a_capaian(realisasi: Any, target: Any, keywords: dict[str, Any]):
    WRITTEN.check(called(realisasi, target, keywords), told(realisasi, target, keywords))


def test_no_result_is_written_that_nobody_asks_for():
    WRITTEN.keep([called(*one) for one in CALLS])
