"""Evaluations, whole: value, unit, figures, every step with its places, and every finding with its values.

What stands in ``evaluation_results.txt`` was read line by line and worked out by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.written_results import WrittenResults, finding_lines

import kinerja_formula as kf
from kinerja_formula.explanation import Step

WRITTEN = WrittenResults(Path(__file__).with_name("evaluation_results.txt"))

RATIO = "Jumlah A / Jumlah B x 100%"
STAFF = "Jumlah pegawai hadir / Jumlah pegawai x 100%"
MEAN = "Σ (bobot × nilai) / Σ bobot"
SUM = "Σ (`bobot` × `nilai`)"
SCORE = "Jika PBS ≥ 80%, maka Skor = 4. Jika PBS < 80%, maka Skor = 5 x PBS."
TWO = "`a` = 2; `RI` = `NI` / `a`; `A` = `RI` × 100"
COUNTED = "Jumlah desa dengan nilai minimal 75"
SHARES = "Jumlah kegiatan dengan realisasi di atas 90%"
ROWS = [{"bobot": 1, "nilai": 50}, {"bobot": 3, "nilai": 70}]


class Broken(dict[str, Any]):
    def __getitem__(self, key: str) -> Any:
        raise RuntimeError


CALLS: list[tuple[str, Any, dict[str, Any]]] = [
    # ratios and what is doubtful about their figures
    (RATIO, {"Jumlah A": 18, "Jumlah B": 20}, {}),
    (RATIO, {"Jumlah A": 1, "Jumlah B": 3}, {}),
    (RATIO, {"A": "18 orang", "Jml B": "20"}, {}),
    (RATIO, {"Jumlah A": [10, 8], "Jumlah B": [12, "8"]}, {}),
    (RATIO, {"Jumlah A": [1, 2, 3, 4, 5, 6, 7, 8], "Jumlah B": 40}, {}),
    (RATIO, {"Jumlah A": "4.25", "Jumlah B": "10 (sebelas)"}, {}),
    (RATIO, {"Jumlah A": "1,250", "Jumlah B": "2000"}, {}),
    (RATIO, {"Jumlah A": "18%", "Jumlah B": "20%"}, {}),
    (RATIO, {"Jumlah A": -1, "Jumlah B": 4}, {}),
    (STAFF, {"Jumlah pegawai hadir": 21, "Jumlah pegawai": 20}, {}),
    (STAFF, {"Jumlah pegawai hadir": 20, "Jumlah pegawai": 20}, {}),
    (STAFF, {"Jumlah pegawai hadir": "0,75", "Jumlah pegawai": "0,5"}, {}),
    (STAFF, {"Jumlah pegawai hadir": "75%", "Jumlah pegawai": "0,5"}, {"strict": False}),
    (STAFF, {"Jumlah pegawai hadir": "21,5", "Jumlah pegawai": 20}, {}),
    (STAFF, {"Jumlah pegawai hadir": -1, "Jumlah pegawai": 20}, {}),
    (STAFF, {"Jumlah pegawai hadir": 1, "Jumlah pegawai": -20}, {}),
    ("Jumlah hadir / Jumlah seluruh pegawai x 100%", {"Jumlah hadir": 21, "Jumlah seluruh pegawai": 20}, {}),
    ("Pegawai hadir / Seluruh pegawai x 100%", {"Pegawai hadir": 21, "Seluruh pegawai": 20}, {}),
    ("Pegawai hadir / Pegawai dinas x 100%", {"Pegawai hadir": 21, "Pegawai dinas": 20}, {}),
    ("Pegawai hadir x 2 / Pegawai x 100%", {"Pegawai hadir": 21, "Pegawai": 20}, {}),
    ("Pegawai hadir + Pegawai", {"Pegawai hadir": 21, "Pegawai": 20}, {}),
    ("Pegawai / Pegawai hadir x 100%", {"Pegawai hadir": 21, "Pegawai": 20}, {}),
    # what stops it
    (RATIO, {"Jumlah A": 18}, {}),
    (RATIO, {}, {}),
    (RATIO, {"Jumlah AA": 18, "Jumlah BB": 20}, {}),
    (RATIO, {"Jumlah A": 18, "jumlah  a": 17, "Jumlah B": 20}, {}),
    (RATIO, {"Jumlah A": 18, "jumlah  a": 17}, {}),
    (RATIO, {"Jumlah A": 18, "jumlah  a": 17, "Jumlah B": "x"}, {}),
    (RATIO, {"Jumlah A": "baik", "Jumlah B": None}, {}),
    (RATIO, {"Jumlah A": "baik", "Jumlah B": True}, {}),
    (RATIO, {"Jumlah A": "nihil", "Jumlah B": 20}, {}),
    (RATIO, {"Jumlah A": "80 - 90", "Jumlah B": "minimal 5"}, {}),
    (RATIO, {"Jumlah A": 10**400, "Jumlah B": 1}, {}),
    (RATIO, {"Jumlah A": "9" * 401, "Jumlah B": 1}, {}),
    (RATIO, {"Jumlah A": 10**400, "Jumlah B": "x"}, {}),
    (RATIO, {"Jumlah A": ["10 orang", "5 dokumen"], "Jumlah B": 1}, {}),
    (RATIO, {"Jumlah A": ["5%", 5], "Jumlah B": 1}, {}),
    (RATIO, {"Jumlah A": [], "Jumlah B": {"a": 1}}, {}),
    (RATIO, {"Jumlah A": [1, None], "Jumlah B": 1}, {}),
    (RATIO, {"Jumlah A": 5, "Jumlah B": 0}, {}),
    (RATIO, {"Jumlah A": "31 Januari 2024", "Jumlah B": 2}, {}),
    (RATIO, [1, 2], {}),
    (RATIO, None, {}),
    (RATIO, Broken({"Jumlah A": 1, "Jumlah B": 2}), {}),
    ("A / (B - C) + D / E", {"A": 1, "B": 2, "C": 2, "D": 1, "E": 0}, {}),
    ("A / (2 - 2)", {"A": 1}, {}),
    ("`A` ^ `B`", {"A": 0, "B": -1}, {}),
    ("`A` ^ `B`", {"A": 10, "B": 4000}, {}),
    ("`A` ^ 0,5", {"A": -4}, {}),
    ("√(`A`)", {"A": -4}, {}),
    ("√(`A` / `B`)", {"A": 4, "B": 0}, {}),
    ("ln (`A`)", {"A": 0}, {}),
    ("log (`A`; `B`)", {"A": 10, "B": 1}, {}),
    ("log (`A`; `B`)", {"A": -10, "B": 1}, {}),
    ("bulat (`A`; `B`)", {"A": 10, "B": "0,5"}, {}),
    ("bulat (`A`; `B`)", {"A": 10, "B": 101}, {}),
    ("rata-rata-ukur (`A`; `B`)", {"A": 10, "B": -1}, {}),
    ("jika 6 < `R` ≤ 10 maka 7 - `R` / 2", {"R": 11}, {}),
    ("jika `R` > 10 dan `S` < 5% maka 1; jika `R` = 2 maka 0", {"R": 3, "S": "7%"}, {}),
    # steps of each kind
    ("Jumlah A", {"Jumlah A": 5}, {}),
    ("Jumlah A", {"Jumlah A": "5 orang"}, {}),
    ("Jumlah A + Jumlah B - Jumlah C", {"Jumlah A": 5, "Jumlah B": "1/3", "Jumlah C": 2}, {}),
    ("rata-rata `A`, `B` dan `C`", {"A": 1, "B": 2, "C": "2,5"}, {}),
    ("(`A` + `B` + `C`) / 3", {"A": 1, "B": 2, "C": "2,5"}, {}),
    ("(`A` - `B`) / `B` x 100%", {"A": 110, "B": 100}, {}),
    ("(`A` x `B` - `C`) / (`A` x `B`) x 100%", {"A": 18, "B": 244, "C": 61}, {}),
    ("((`P` / `Q`) ^ 0,5 - 1) x 100%", {"P": 2, "Q": 1}, {}),
    ("((`P` / `Q`) ^ 0,5 - 1) x 100%", {"P": 121, "Q": 100}, {}),
    ("`A` ^ 2", {"A": "1/3"}, {}),
    ("`A` ^ -2", {"A": 4}, {}),
    ("√(`A`)", {"A": 2}, {}),
    ("√(`A`)", {"A": 49}, {}),
    ("√(`Persentase A` x `Persentase B`)", {"Persentase A": 20, "Persentase B": 80}, {}),
    ("100 - `A` / `B` x 100%", {"A": 1, "B": 4}, {}),
    ("1 - `Persentase A`", {"Persentase A": 20}, {}),
    ("100% - `Persentase A`", {"Persentase A": 20}, {}),
    ("2 - `Persentase A`", {"Persentase A": 20}, {}),
    ("`Persentase A` + `Nilai B`", {"Persentase A": 80, "Nilai B": 5}, {}),
    ("`Nilai A` x 60% + `Nilai B` x 40%", {"Nilai A": 80, "Nilai B": 90}, {}),
    ("20% - (10% / 5000) x `NL`", {"NL": 3000}, {}),
    ("`A` / `B` x 1000", {"A": 3, "B": 2000}, {}),
    ("`A` / `B` x 100.000", {"A": 3, "B": 2000}, {}),
    ("`A` / `B` x 999", {"A": 3, "B": 2000}, {}),
    ("`A` / `B` x 1500", {"A": 3, "B": 2000}, {}),
    ("`A` / `B` x 100", {"A": 3, "B": 2000}, {}),
    ("`A` / `B` x 10", {"A": 3, "B": 2000}, {}),
    ("100% x `A` / `B`", {"A": 3, "B": 4}, {}),
    ("Persentase hadir", {"Persentase hadir": "0,95"}, {}),
    ("Persentase hadir", {"Persentase hadir": "0,95%"}, {}),
    ("Persentase hadir", {"Persentase hadir": 1}, {}),
    ("Persentase hadir", {"Persentase hadir": 0}, {}),
    ("Persentase hadir", {"Persentase hadir": 1000}, {}),
    ("Persentase hadir", {"Persentase hadir": 9500}, {}),
    ("Persentase hadir", {"Persentase hadir": [80, 90]}, {}),
    ("Rata-rata nilai", {"Rata-rata nilai": [80, "90,5", 70]}, {}),
    ("Jumlah pegawai", {"Jumlah pegawai": "4,5"}, {}),
    ("Jumlah pegawai", {"Jumlah pegawai": -4}, {}),
    ("Rata-rata pegawai", {"Rata-rata pegawai": "4,5"}, {}),
    ("Nilai SKP", {"Nilai SKP": "80%"}, {}),
    ("Jumlah pegawai", {"Jumlah pegawai": "80%"}, {}),
    ("Anggaran", {"Anggaran": "80%"}, {}),
    ("Anggaran / 2", {"Anggaran": "80%"}, {}),
    ("Tanggal selesai", {"Tanggal selesai": "31 Januari 2024"}, {}),
    # parts that are steps of their own
    ("`A` ^ (`B` / 2)", {"A": 9, "B": 1}, {}),
    ("(`A` + 1) ^ (`B` / 2)", {"A": 2, "B": 1}, {}),
    ("√(`A` + `B`)", {"A": 9, "B": 7}, {}),
    ("rata-rata `A` x 2, `B` / 3", {"A": 9, "B": 7}, {}),
    ("bulat (`A` / 3; `B` + 1)", {"A": 10, "B": 1}, {}),
    ("min (`A` + 1; `B` x 2)", {"A": 10, "B": 1}, {}),
    ("log (`A` - 1; `B` + 1)", {"A": 9, "B": 1}, {}),
    ("jika `A` + 1 > `B` x 2 maka `A` / 3; selain itu `B`", {"A": 10, "B": 1}, {}),
    ("(`A` - `B`) x (`A` - `B`)", {"A": 10, "B": 1}, {}),
    ("`A` / (`B` / `C`) / (`A` - `C`)", {"A": 10, "B": 1, "C": 4}, {}),
    ("`A` : `B` x 50%", {"A": 10, "B": 4}, {}),
    ("`A` x 1/3 - `B` x 2/3", {"A": 10, "B": 4}, {}),
    ("ln (`A`) / ln (`B`) x 100%", {"A": 2, "B": 3}, {}),
    ("√(`A`) + √(`B`)", {"A": 4, "B": 3}, {}),
    # functions and branches
    ("min (`A` / `B` x 100%; 100%)", {"A": 30, "B": 20}, {}),
    ("maks (`A`; `B`; 3)", {"A": 30, "B": 20}, {}),
    ("abs (`A` - `B`)", {"A": 1, "B": 3}, {}),
    ("median (`A`; `B`; 3; 10)", {"A": 1, "B": 7}, {}),
    ("bulat (`A` / `B` x 100%; 1)", {"A": 1, "B": 3}, {}),
    ("bulat (`A` / 2)", {"A": 5}, {}),
    ("bulat (0 - `A` / 2)", {"A": 5}, {}),
    ("bulat (`A`; -2)", {"A": 1250}, {}),
    ("rata-rata-ukur (`A`; `B`)", {"A": 4, "B": 9}, {}),
    ("rata-rata-ukur (`A`; `B`)", {"A": 4, "B": 8}, {}),
    ("log (`A`)", {"A": 1000}, {}),
    ("log (`A`; 2)", {"A": 10}, {}),
    ("ln (`A`)", {"A": 2}, {}),
    ("ln (`A`) + ln (`B`)", {"A": 2, "B": 3}, {}),
    ("jika `A` > 3 maka 2; jika `A` > 2 maka `Persentase D`; selain itu 1", {"A": 0, "Persentase D": 40}, {}),
    ("jika `A` > 3 maka 2; jika `A` > 2 maka `Persentase D`; selain itu 1", {"A": 3, "Persentase D": 40}, {}),
    ("jika `A` > 3 maka 2; jika `A` > 2 maka `Persentase D`; selain itu 1", {"A": 5, "Persentase D": 40}, {}),
    ("jika `A` < 3 dan `B` ≥ 2 maka 1; selain itu 0", {"A": 2, "B": 2}, {}),
    ("jika `A` < 3 dan `B` ≥ 2 maka 1; selain itu 0", {"A": 3, "B": 2}, {}),
    ("jika `A` < 3 atau `B` ≥ 2 maka 1; selain itu 0", {"A": 3, "B": 2}, {}),
    ("jika `A` < 3 atau `B` ≥ 2 maka 1; selain itu 0", {"A": 3, "B": 1}, {}),
    ("jika 1 ≤ `A` < 3 maka 1; selain itu 0", {"A": 0}, {}),
    ("jika 1 ≤ `A` < 3 maka 1; selain itu 0", {"A": 1}, {}),
    ("jika `A` = 3 maka 1; jika `A` ≠ 4 maka 2; selain itu 0", {"A": 3}, {}),
    ("jika `A` = 3 maka 1; jika `A` ≠ 4 maka 2; selain itu 0", {"A": 4}, {}),
    ("jika `A` = 3 maka 1; jika `A` ≠ 4 maka 2; selain itu 0", {"A": 5}, {}),
    ("jika `B` = 0 maka 0%; selain itu `A` / `B` x 100%", {"A": 1, "B": 3}, {}),
    ("jika `A` / `B` > 1 maka 1; selain itu 0", {"A": 1, "B": 0}, {}),
    *[(SCORE, {"PBS": figure}, {}) for figure in ("60 %", 60, 0.6, "90%", 1, "80%", 80, "2 orang", -0.5)],
    ("jika `Persentase lulusan` ≥ 80% maka 4; selain itu 0", {"Persentase lulusan": 85}, {}),
    ("jika `Persentase lulusan` ≥ 80% maka 4; selain itu 0", {"Persentase lulusan": "0,85"}, {}),
    # what the cell defines itself
    (TWO, {"NI": 8}, {}),
    (TWO, {"NI": 8, "a": 4}, {}),
    (TWO, {"RI": 8}, {}),
    (TWO, {"RI": 8, "NI": 1}, {}),
    (TWO, {}, {}),
    ("`A` = `B` + 1; `B` = `A` / 2", {}, {}),
    ("RK = ((a x N1) + (b x N2)) / NDTPS Faktor: a = 3 , b = 2", {"N1": 4, "N2": 6, "NDTPS": 12}, {}),
    ("RK = ((a x N1) + (b x N2)) / NDTPS Faktor: a = 3 , b = 2", {"N1": 4, "N2": 6, "NDTPS": 12, "a": 0}, {}),
    # records
    (MEAN, {"unsur": ROWS}, {}),
    (MEAN, {"bobot": [1, 3], "nilai": [50, 70]}, {}),
    (MEAN, {"bobot": [1, 3], "nilai": 60}, {}),
    (MEAN, {"Σ (bobot × nilai)": 260, "Σ bobot": 4}, {}),
    (SUM, {"bobot": [1, 3], "nilai": [50]}, {}),
    (SUM, {"bobot": 1, "nilai": 50}, {}),
    (SUM, {"bobot": [], "nilai": []}, {}),
    (SUM, {"bobot": [1, 2], "nilai": [50, None]}, {}),
    (SUM, {"bobot": [1, 2]}, {}),
    (SUM, {"bobotx": [1, 2], "nilai": [50, 60]}, {}),
    (SUM, {"unsur": [{"bobot": 1}], "nilai": [50, 60]}, {}),
    (SUM, {"bobot": [1, "4.25"], "nilai": [50, "10 (sebelas)"]}, {}),
    ("Σ (bobot_i × nilai_i)", {"kegiatan": [{"bobot": 2, "nilai": 3}, {"bobot": 4, "nilai": 5}]}, {}),
    ("Σ (`nilai` / `bagi`)", {"nilai": [1, 2], "bagi": [1, 0]}, {}),
    ("jika `kelas` = 0 maka 5; selain itu Σ (`nilai` / `bagi`)", {"kelas": 0, "nilai": [1, 2], "bagi": [1, 0]}, {}),
    ("jika `kelas` = 0 maka 5; selain itu Σ (`nilai` / `bagi`)", {"kelas": 1, "nilai": [1, 2], "bagi": [1, 0]}, {}),
    ("rata-rata setiap (`nilai` / `bobot`)", {"unsur": ROWS}, {}),
    ("rata-rata setiap (`nilai` / `bobot` x 100%)", {"unsur": ROWS}, {}),
    (COUNTED, {COUNTED: [{"nilai": 74}, {"nilai": 75}, {"nilai": 90}]}, {}),
    (COUNTED, {COUNTED: 2}, {}),
    (COUNTED, {COUNTED: [{"skor": 74}]}, {}),
    (COUNTED, {COUNTED: [{"nilai": 74}, {"skor": 1}]}, {}),
    (COUNTED, {COUNTED: [{"nilai": 74, "Nilai": 1}]}, {}),
    (COUNTED, {COUNTED: [{"nilai": None}]}, {}),
    (COUNTED, {COUNTED: [{"nilai": "baik"}]}, {}),
    ("Jumlah desa", {"Jumlah desa": [{"nilai": 74}]}, {}),
    (SHARES, {SHARES: [{"realisasi": one} for one in (0.95, 0.8)]}, {}),
    (SHARES, {SHARES: [{"realisasi": one} for one in (0.95, 92)]}, {}),
    (SHARES, {SHARES: [{"realisasi": one} for one in (1, 92)]}, {}),
    (SHARES, {SHARES: [{"realisasi": one} for one in ("95%", 0.92)]}, {}),
    # units
    ("Jumlah tahun kerja + Jumlah bulan kerja", {"Jumlah tahun kerja": 4, "Jumlah bulan kerja": 6}, {}),
    ("Jumlah tahun kerja + Jumlah bulan kerja", {"Jumlah tahun kerja": "4 tahun", "Jumlah bulan kerja": "90 hari"}, {}),
    ("Jumlah pegawai + Jumlah dokumen", {"Jumlah pegawai": 4, "Jumlah dokumen": 6}, {}),
    ("Jumlah pegawai + Jumlah dokumen", {"Jumlah pegawai": 4, "Jumlah dokumen": 6}, {"strict": False}),
    ("Jumlah pegawai / Jumlah penduduk x 100%", {"Jumlah pegawai": "4 dokumen", "Jumlah penduduk": 6}, {}),
    (
        "Jumlah pegawai / Jumlah penduduk x 100%",
        {"Jumlah pegawai": "4 dokumen", "Jumlah penduduk": "6 km"},
        {"strict": False},
    ),
    ("Anggaran A + Anggaran B", {"Anggaran A": "Rp 900 juta", "Anggaran B": 100}, {}),
    ("Anggaran A + Anggaran B", {"Anggaran A": "Rp 900 juta", "Anggaran B": "Rp 9"}, {}),
    ("Anggaran A + Anggaran B", {"Anggaran A": "900 juta rupiah", "Anggaran B": 950000000}, {}),
    ("Panjang jalan A + Panjang jalan B", {"Panjang jalan A": "2 km", "Panjang jalan B": 1500}, {}),
    ("Panjang jalan A + Panjang jalan B", {"Panjang jalan A": "2 km", "Panjang jalan B": 19}, {}),
    ("Panjang jalan A + Panjang jalan B", {"Panjang jalan A": "2 km", "Panjang jalan B": 20}, {}),
    ("Panjang jalan A + Panjang jalan B", {"Panjang jalan A": "2 km", "Panjang jalan B": 200000}, {}),
    ("Panjang jalan A + Panjang jalan B", {"Panjang jalan A": "2 km", "Panjang jalan B": 200001}, {}),
    ("Panjang jalan A + Panjang jalan B", {"Panjang jalan A": "2 km", "Panjang jalan B": 0}, {}),
    ("Jumlah surat", {"Jumlah surat": "5 xyz"}, {}),
    ("Jumlah surat", {"Jumlah surat": "5 buah"}, {}),
    ("Jumlah surat", {"Jumlah surat": "5 orang"}, {}),
    ("Jumlah pegawai", {"Jumlah pegawai": "5 buah"}, {}),
    ("Jumlah xyz", {"Jumlah xyz": "5 ekor"}, {}),
    ("Jumlah xyz", {"Jumlah xyz": "5 km"}, {}),
    ("Jumlah puskesmas", {"Jumlah puskesmas": "5 unit puskesmas"}, {}),
    ("Lama layanan", {"Lama layanan": "90 menit"}, {}),
    ("Jumlah hari kerja", {"Jumlah hari kerja": "61 hari"}, {}),
    ("A + B", {"A": "5 orang", "B": "6 orang"}, {}),
    ("A + B", {"A": "5 orang", "B": "6 dokumen"}, {}),
    ("A + B", {"A": "5 orang", "B": 6}, {}),
    ("A / B x 100%", {"A": "5 orang", "B": "6 orang"}, {}),
    ("A + B", {"A": 5, "B": 6}, {"satuan": {"A": "juta rupiah", "B": "rupiah"}}),
    ("A + B", {"A": "Rp 5 juta", "B": 6}, {"satuan": {"A": "juta rupiah", "B": "juta rupiah"}}),
    ("A + B", {"A": "5 orang", "B": 6}, {"satuan": {"A": "rupiah"}}),
    ("A + B", {"A": 5, "B": 6}, {"satuan": {"AA": "rupiah"}}),
    ("A + B", {"A": 5, "B": 6}, {"satuan": {"Qwerty": "rupiah"}}),
    ("A + B", {"A": 5, "B": 6}, {"satuan": {"A": "12"}}),
    ("A + B", {"A": 5, "B": 6}, {"satuan": {"A": 12}}),
    # other names, other kinds of cells
    ("Tenaga (a) / Tenaga (b)", {"Tenaga (a)": 1, "Tenaga (b)": 2}, {}),
    ("Jumlah hadir (a) / Jumlah undangan (b) x 100%", {"Jumlah hadir": 1, "Jumlah undangan": 2}, {}),
    ("Σ A / Σ B", {"Jumlah A": 1, "B": 2}, {}),
    ("Σ A / Σ B", {"A": [1, 2], "B": [3, 4]}, {}),
    ("Pembinaan desa sebanyak 26 desa", {"Desa dibina": "24 desa"}, {"indikator": "Desa dibina"}),
    ("Pembinaan desa sebanyak 26 desa", {"26 desa": "24 desa"}, {"indikator": "Desa dibina"}),
    ("Jumlah kasus / Jumlah penduduk x 100", {"Jumlah kasus": 3, "Jumlah penduduk": 50}, {}),
    (
        "Jumlah kasus / Jumlah penduduk x 100",
        {"Jumlah kasus": 3, "Jumlah penduduk": 50},
        {"indikator": "Kasus per 100 penduduk"},
    ),
    ("A / B x 100", {"A": 3, "B": 50}, {"indikator": "Indeks kepuasan"}),
    ("A / B x 100", {"A": 3, "B": 50}, {"indikator": "Persentase kepuasan"}),
    ("A / 2 x 100%", {"A": 3, "2": 50}, {}),
    ("A / 2 x 100%", {"A": 3, "100%": 50, "2 x": 1}, {}),
    ("Jumlah A / Jumlah B", {"Jumlah A": {"2023": 1, "2024": 2}, "Jumlah B": 4}, {}),
    ("Jumlah A / Jumlah B", {"Jumlah A": {"2023": 1, "2024": 2}, "Jumlah B": 4}, {"periode": "2024"}),
    ("Jumlah A / Jumlah B", {"Jumlah A": {"2023": 1}, "Jumlah B": {"2022": 4, "2021": 3}}, {"periode": "2024"}),
    ("Jumlah A / Jumlah B", {"Jumlah A": {"2024": 1, "Tahun 2024": 2}, "Jumlah B": {"2022": 4}}, {"periode": "2024"}),
    ("Jumlah A / Jumlah B", {"Jumlah A": 1, "Jumlah B": 2}, {"periode": "kapan"}),
    ("(PDRB[t] - PDRB[t-1]) / PDRB[t-1] x 100%", {"PDRB": {"2023": 100, "2024": 110}}, {"periode": "2024"}),
    ("(PDRB[t] - PDRB[t-1]) / PDRB[t-1] x 100%", {"PDRB": {"2023": 100, "2024": 110}}, {"periode": "2023"}),
    ("(PDRB[t] - PDRB[t-1]) / PDRB[t-1] x 100%", {"PDRB": {"2023": 100, "2024": 110}}, {}),
]


def called(text: str, data: Any, keywords: Mapping[str, Any]) -> str:
    given = repr(data).replace("9" * 401, "9…").replace("0" * 400, "0…")
    return ", ".join([text, given, *[f"{name}={value!r}" for name, value in keywords.items()]])


def told_value(step: Step) -> str:
    return f"{step.value}{' percent' if step.percent else ''}{'' if step.exact else ' near'}"


def told(text: str, data: Any, keywords: Mapping[str, Any]) -> list[str]:
    try:
        result = kf.evaluate(text, data, **keywords)
        steps = result.steps
    except kf.FormulaError as error:
        marked = "" if error.text == text else f" in {error.text!r}"
        return [type(error).__name__ + marked, *finding_lines(error.diagnostics)]
    return [
        f"{result}: {result.value} {result.unit}, {'exact' if result.exact else 'near'}",
        *[
            f"input {one.name!r}: {one.value} {one.unit}, {one.written!r} {one.span} x {one.factor}"
            for one in result.inputs
        ],
        *[
            line
            for step in steps
            for line in [
                f"step {step.number} {step.kind} = {told_value(step)}, {step.text!r} {step.span}",
                *[
                    f"    {term.sign} {term.value}{' percent' if term.percent else ''}, {term.text!r} {term.span}"
                    f"{' of step ' + str(term.step) if term.step else ''}{' literal' if term.literal else ''}"
                    for term in step.terms
                ],
            ]
        ],
        *finding_lines(result.diagnostics),
    ]


@pytest.mark.parametrize("call", [pytest.param(one, id=called(*one)) for one in CALLS])
def test_the_whole_of_an_evaluation(call: tuple[str, Any, dict[str, Any]]):
    WRITTEN.check(called(*call), told(*call))


def test_no_result_is_written_that_nobody_asks_for():
    WRITTEN.keep([called(*one) for one in CALLS])
