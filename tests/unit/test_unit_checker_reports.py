"""Whole reports of the unit check: the result, each operand with the word that told its unit, factors, and every clash.

A block is a formula, then what the check finds. ``=`` is the unit of the result (in brackets its precise name), a line
for each operand its unit, source and marked words, ``!`` a finding: code, reason and way, both sides with unit, source
and telling words, and what is marked in the text.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.reading.reader import read
from kinerja_formula.unit_checker import check_units
from kinerja_formula.units import Unit, read_unit

_OPTION = re.compile(r" \[(share|given|untold)(?: ([^:]+))?(?:: (.+))?\]$")


def named(unit: Unit | None) -> str:
    if unit is None:
        return "?"
    return str(unit) if unit.name == str(unit) else f"{unit} ({unit.name})"


def told(found: Diagnostic, text: str) -> list[str]:
    values = dict(found.values)
    marked = " | ".join(text[start:end] for start, end in (found.span, *found.related))
    if "left" not in values:
        facts = ", ".join(f"{name} {value}" for name, value in sorted(values.items()))
        return [f"! {found.code} {facts}", f"  at {marked}"]
    lines = [f"! {found.code} {values.pop('reason')} {values.pop('how')}"]
    for side in ("left", "right"):
        name, unit, words = (values.pop(side + field) for field in ("", "_unit", "_words"))
        lines.append(f"  {name} [{unit}; {values.pop(side + '_source')}: {', '.join(words)}]")
    assert not values
    return [*lines, f"  at {marked}"]


def report_of(header: str) -> str:
    text, keywords = header, dict[str, Any]()
    if option := _OPTION.search(header):
        text = header[: option.start()]
        kind, key, unit = option.groups()
        keywords = {
            kind: True if kind == "share" else frozenset((key,)) if kind == "untold" else {key: read_unit(unit)}
        }
    report = check_units(read(text).tree, **keywords)
    lines = [header, f"= {named(report.result)}"]
    for key, one in report.operands.items():
        factor = f" × {report.factors[key]}" if key in report.factors else ""
        assert one.unit == (None if one.measure is None else str(one.measure))
        lines.append(f"{key}: {named(one.measure)}, {one.source}, {text[slice(*one.span)]}{factor}")
    for found in report.findings:
        lines += told(found, text)
    assert report.factors.keys() <= report.operands.keys()
    return "\n".join(lines)


REPORTS = """
Jumlah pegawai
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai

Jumlah sumur
= sumur
jumlah sumur: sumur, kata benda, sumur
! KF204 noun sumur
  at sumur

Jumlah pegawai + Jumlah dokumen
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah dokumen: dokumen, kata benda, dokumen
! KF201 famili-beda jumlah
  Jumlah pegawai [pegawai; kata benda: pegawai]
  Jumlah dokumen [dokumen; kata benda: dokumen]
  at Jumlah pegawai | + | Jumlah dokumen

Jumlah pegawai - Jumlah dokumen
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah dokumen: dokumen, kata benda, dokumen
! KF201 famili-beda kurang
  Jumlah pegawai [pegawai; kata benda: pegawai]
  Jumlah dokumen [dokumen; kata benda: dokumen]
  at Jumlah pegawai | - | Jumlah dokumen

rata-rata dari Jumlah pegawai dan Jumlah dokumen
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah dokumen: dokumen, kata benda, dokumen
! KF201 famili-beda rata-rata
  Jumlah pegawai [pegawai; kata benda: pegawai]
  Jumlah dokumen [dokumen; kata benda: dokumen]
  at Jumlah pegawai |  | Jumlah dokumen

Jumlah area / Luas area
= area/m² (area/m2)
jumlah area: area, kata benda, area
luas area: m² (m2), kata benda, Luas
! KF201 wilayah-dan-luas bagi
  Jumlah area [area; kata benda: area]
  Luas area [m²; kata benda: Luas]
  at Jumlah area | / | Luas area

Jumlah area / Luas area x 100%
= area/m² (area/m2)
jumlah area: area, kata benda, area
luas area: m² (m2), kata benda, Luas
! KF201 wilayah-dan-luas persen
  Jumlah area [area; kata benda: area]
  Luas area [m²; kata benda: Luas]
  at Jumlah area | / | Luas area

Jumlah pegawai + 10%
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai
! KF201 name Jumlah pegawai, percent 10, reason persen-ditambahkan
  at 10% | Jumlah pegawai

Pegawai + 10%
= orang (pegawai)
pegawai: orang (pegawai), kata benda, Pegawai
! KF202 name Pegawai, percent 10, reason persen-ditambahkan
  at 10% | Pegawai

Jumlah pegawai + 100%
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai
! KF201 name Jumlah pegawai, percent 100, reason persen-ditambahkan
  at 100% | Jumlah pegawai

Nilai A + 10%
= nilai
nilai a: nilai, kata benda, Nilai
! KF202 name Nilai A, percent 10, reason persen-ditambahkan
  at 10% | Nilai A

Nilai A + 100%
= nilai
nilai a: nilai, kata benda, Nilai

A + 10%
= ?
a: ?, None, A
! KF202 name A, percent 10, reason persen-ditambahkan
  at 10% | A

(A - B) / B + 100%
= 1
a: ?, None, A
b: ?, None, B

Jumlah pegawai / Jumlah orang + 10%
= 1
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah orang: orang, kata benda, orang

Persentase hadir + 10%
= %
persentase hadir: %, kata benda, Persentase

Jumlah sumur + 10%
= sumur
jumlah sumur: sumur, kata benda, sumur
! KF204 noun sumur
  at sumur
! KF202 name Jumlah sumur, percent 10, reason persen-ditambahkan
  at 10% | Jumlah sumur

10% + Jumlah pegawai
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai
! KF201 name Jumlah pegawai, percent 10, reason persen-ditambahkan
  at 10% | Jumlah pegawai

Jumlah pegawai + 2,5% + 3%
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai
! KF201 name Jumlah pegawai, percent 2,5, reason persen-ditambahkan
  at 2,5% | Jumlah pegawai
! KF201 name Jumlah pegawai, percent 3, reason persen-ditambahkan
  at 3% | Jumlah pegawai

√A + 10%
= ?
√a: ?, None, √A
! KF202 name √A, percent 10, reason persen-ditambahkan
  at 10% | √A

Jumlah pegawai ^ 2 + 10%
= orang² (pegawai²)
jumlah pegawai: orang (pegawai), kata benda, pegawai

Jumlah pegawai x 2 + 10%
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai
! KF201 name Jumlah pegawai, percent 10, reason persen-ditambahkan
  at 10% | Jumlah pegawai x 2

Jumlah sumur / Jumlah desa x 100%
= sumur/desa
jumlah sumur: sumur, kata benda, sumur
jumlah desa: desa, kata benda, desa
! KF204 noun sumur
  at sumur
! KF203 tak-dikenal persen
  Jumlah sumur [sumur; kata benda: sumur]
  Jumlah desa [desa; kata benda: desa]
  at Jumlah sumur | / | Jumlah desa

Jumlah sumur + Jumlah menara + Jumlah sumur
= sumur
jumlah sumur: sumur, kata benda, sumur
jumlah menara: menara, kata benda, menara
! KF204 noun sumur
  at sumur
! KF204 noun menara
  at menara
! KF203 tak-dikenal jumlah
  Jumlah sumur [sumur; kata benda: sumur]
  Jumlah menara [menara; kata benda: menara]
  at Jumlah sumur | + | Jumlah menara

Jumlah sumur A + Jumlah menara + Jumlah sumur B
= sumur
jumlah sumur a: sumur, kata benda, sumur
jumlah menara: menara, kata benda, menara
jumlah sumur b: sumur, kata benda, sumur
! KF204 noun sumur
  at sumur | sumur
! KF204 noun menara
  at menara
! KF203 tak-dikenal jumlah
  Jumlah sumur A [sumur; kata benda: sumur]
  Jumlah menara [menara; kata benda: menara]
  at Jumlah sumur A | + | Jumlah menara

maks(Jumlah pegawai; Jumlah dokumen)
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah dokumen: dokumen, kata benda, dokumen
! KF201 famili-beda cabang
  Jumlah pegawai [pegawai; kata benda: pegawai]
  Jumlah dokumen [dokumen; kata benda: dokumen]
  at Jumlah pegawai |  | Jumlah dokumen

JIKA(Jumlah pegawai > Jumlah dokumen; 1; 2)
= ?
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah dokumen: dokumen, kata benda, dokumen
! KF202 famili-beda pembanding
  Jumlah pegawai [pegawai; kata benda: pegawai]
  Jumlah dokumen [dokumen; kata benda: dokumen]
  at Jumlah pegawai |  | Jumlah dokumen

Jumlah bulan + Jumlah hari
= bulan
jumlah bulan: bulan, kata benda, bulan
jumlah hari: hari, kata benda, hari
! KF201 waktu-tak-eksak jumlah
  Jumlah bulan [bulan; kata benda: bulan]
  Jumlah hari [hari; kata benda: hari]
  at Jumlah bulan | + | Jumlah hari

Jumlah hari + Jumlah hari kerja
= hari
jumlah hari: hari, kata benda, hari
jumlah hari kerja: hari (hari-kerja), kata benda, hari kerja
! KF203 hari-dan-hari-kerja jumlah
  Jumlah hari [hari; kata benda: hari]
  Jumlah hari kerja [hari kerja; kata benda: hari kerja]
  at Jumlah hari | + | Jumlah hari kerja

Jumlah program / Jumlah kegiatan x 100%
= program/kegiatan
jumlah program: program, kata benda, program
jumlah kegiatan: kegiatan, kata benda, kegiatan
! KF202 jenjang persen
  Jumlah program [program; kata benda: program]
  Jumlah kegiatan [kegiatan; kata benda: kegiatan]
  at Jumlah program | / | Jumlah kegiatan

Cakupan layanan A + Cakupan layanan B
= %
cakupan layanan a: %, kata benda, Cakupan
cakupan layanan b: %, kata benda, Cakupan
! KF203 persen jumlah
  Cakupan layanan A [%; kata benda: Cakupan]
  Cakupan layanan B [%; kata benda: Cakupan]
  at Cakupan layanan A | + | Cakupan layanan B

Jumlah KTP / Jumlah wajib KTP x 100%
= KTP/orang
jumlah ktp: KTP, kata benda, KTP
jumlah wajib ktp: orang, kata benda, wajib KTP

Jumlah pegawai + Jumlah orang
= orang
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah orang: orang, kata benda, orang
! KF203 induk jumlah
  Jumlah pegawai [pegawai; kata benda: pegawai]
  Jumlah orang [orang; kata benda: orang]
  at Jumlah pegawai | + | Jumlah orang

Jumlah kejadian + Jumlah kasus
= kejadian
jumlah kejadian: kejadian, kata benda, kejadian
jumlah kasus: kasus, kata benda, kasus

Realisasi PAD / Jumlah penduduk x 100%
= Rp/orang (rupiah/orang)
realisasi pad: rupiah, kata benda, PAD
jumlah penduduk: orang, kata benda, penduduk
! KF201 famili-beda persen
  Realisasi PAD [rupiah; kata benda: PAD]
  Jumlah penduduk [orang; kata benda: penduduk]
  at Realisasi PAD | / | Jumlah penduduk

Realisasi PAD + Jumlah penduduk
= rupiah
realisasi pad: rupiah, kata benda, PAD
jumlah penduduk: orang, kata benda, penduduk
! KF201 famili-beda jumlah
  Realisasi PAD [rupiah; kata benda: PAD]
  Jumlah penduduk [orang; kata benda: penduduk]
  at Realisasi PAD | + | Jumlah penduduk

Jumlah semester / Jumlah bulan + Jumlah tahun / Jumlah bulan
= 1
jumlah semester: semester, kata benda, semester
jumlah bulan: bulan, kata benda, bulan
jumlah tahun: tahun, kata benda, tahun
! KF201 dua-satuan jumlah
  Jumlah bulan [bulan; kata benda: bulan]
  Jumlah bulan [bulan; kata benda: bulan]
  at Jumlah bulan | Jumlah bulan

Jumlah siswa + Jumlah guru + Jumlah desa + Jumlah tamu
= orang
jumlah siswa: siswa, kata benda, siswa
jumlah guru: guru, kata benda, guru
jumlah desa: desa, kata benda, desa
jumlah tamu: orang, kata benda, tamu
! KF201 famili-beda jumlah
  Jumlah siswa … Jumlah guru [orang; kata benda: siswa, guru]
  Jumlah desa [desa; kata benda: desa]
  at Jumlah siswa + Jumlah guru | + | Jumlah desa

Jumlah eksemplar / Jumlah dokumen x 100%
= eksemplar/dokumen
jumlah eksemplar: eksemplar, kata benda, eksemplar
jumlah dokumen: dokumen, kata benda, dokumen
! KF202 rangkap persen
  Jumlah eksemplar [eksemplar; kata benda: eksemplar]
  Jumlah dokumen [dokumen; kata benda: dokumen]
  at Jumlah eksemplar | / | Jumlah dokumen

Provinsi + Jumlah orang
= provinsi
provinsi: provinsi, kata benda, Provinsi
jumlah orang: orang, kata benda, orang

Jumlah orang x Jumlah hari + Jumlah hari
= orang-hari
jumlah orang: orang, kata benda, orang
jumlah hari: hari, kata benda, hari
! KF203 orang-tersirat jumlah
  Jumlah orang … Jumlah hari [orang-hari; kata benda: orang, hari]
  Jumlah hari [hari; kata benda: hari]
  at Jumlah orang x Jumlah hari | + | Jumlah hari

√(Panjang jalan x Lebar jalan)
= ?
panjang jalan: m, kata benda, Panjang
lebar jalan: m, kata benda, Lebar

√A
= ?
a: ?, None, A

√(A/B)
= ?
a: ?, None, A
b: ?, None, B

Panjang jalan ^ 10
= ?
panjang jalan: m, kata benda, Panjang

Panjang jalan ^ 9
= m^9
panjang jalan: m, kata benda, Panjang

Panjang jalan ^ 2,5
= ?
panjang jalan: m, kata benda, Panjang

Panjang jalan ^ A
= ?
panjang jalan: m, kata benda, Panjang
a: ?, None, A

A ^ 2
= ?
a: ?, None, A

(Persentase hadir) ^ 2
= 1
persentase hadir: %, kata benda, Persentase

Jumlah pegawai ^ 0
= 1
jumlah pegawai: orang (pegawai), kata benda, pegawai

ln(Jumlah pegawai)
= 1
jumlah pegawai: orang (pegawai), kata benda, pegawai

log(Jumlah pegawai)
= 1
jumlah pegawai: orang (pegawai), kata benda, pegawai

bulat(Jumlah pegawai / 2; 2)
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai

abs(Jumlah pegawai - A)
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai
a: orang (pegawai), rumus, A

min(A; Jumlah pegawai)
= orang (pegawai)
a: orang (pegawai), rumus, A
jumlah pegawai: orang (pegawai), kata benda, pegawai

rata-rata(A; Jumlah pegawai)
= orang (pegawai)
a: orang (pegawai), rumus, A
jumlah pegawai: orang (pegawai), kata benda, pegawai

JIKA(A > 5; Jumlah pegawai; B)
= orang (pegawai)
a: ?, None, A
jumlah pegawai: orang (pegawai), kata benda, pegawai
b: orang (pegawai), rumus, B

JIKA(A > Jumlah pegawai; 1; 2)
= ?
a: orang (pegawai), rumus, A
jumlah pegawai: orang (pegawai), kata benda, pegawai

JIKA(A > Jumlah pegawai; B; C) + Jumlah dokumen
= dokumen
a: orang (pegawai), rumus, A
jumlah pegawai: orang (pegawai), kata benda, pegawai
b: dokumen, rumus, B
c: dokumen, rumus, C
jumlah dokumen: dokumen, kata benda, dokumen

JIKA(Jumlah pegawai = Jumlah orang; A; Jumlah desa)
= desa
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah orang: orang, kata benda, orang
a: desa, rumus, A
jumlah desa: desa, kata benda, desa
! KF203 induk pembanding
  Jumlah pegawai [pegawai; kata benda: pegawai]
  Jumlah orang [orang; kata benda: orang]
  at Jumlah pegawai |  | Jumlah orang

JIKA(Jumlah tahun > Jumlah bulan; 1; 0)
= ?
jumlah tahun: tahun, kata benda, tahun
jumlah bulan: bulan, kata benda, bulan × 1/12

Σ(nilai x bobot)
= ?
nilai: nilai, kata benda, nilai
bobot: ?, None, bobot

Σ (Nilai_i x Bobot_i) / Σ Bobot_i
= ?
nilai_i: nilai, kata benda, Nilai
bobot_i: ?, None, Bobot_i
jumlah bobot_i: ?, None, Σ Bobot_i

Σ (`pegawai` × `hari`)
= orang-hari (pegawai-hari)
pegawai: orang (pegawai), kata benda, `pegawai`
hari: hari, kata benda, `hari`

∑ Xi / n
= ?
jumlah xi: xi, kata benda, Xi
n: ?, None, n
! KF204 noun xi
  at Xi

rata-rata (Jumlah pegawai)
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai

Terlaksananya musrenbang sebanyak 26 desa
= desa
terlaksananya musrenbang sebanyak 26 desa: desa, kata benda, 26 desa

Tersedianya 12 dokumen
= dokumen
tersedianya 12 dokumen: dokumen, kata benda, 12 dokumen

26 desa
= desa
26 desa: desa, kata benda, 26 desa

Terlaksananya kegiatan 12 bulan
= bulan
terlaksananya kegiatan 12 bulan: bulan, kata benda, 12 bulan

Jumlah dokumen 1. Renja 2. Renstra 3. LKjIP
= dokumen
renja: dokumen, kata benda, Renja
renstra: dokumen, kata benda, Renstra
lkjip: dokumen, kata benda, LKjIP
jumlah dokumen: dokumen, kata benda, dokumen

Jumlah dokumen: Renja, Renstra, LKjIP
= dokumen
jumlah dokumen: renja,renstra,lkjip: dokumen, kata benda, dokumen

A 1. Jumlah pegawai 2. Jumlah dokumen
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah dokumen: dokumen, kata benda, dokumen
a: ?, None, A

Jumlah dokumen 1. Jumlah pegawai 2. B
= dokumen
jumlah pegawai: dokumen, rumus, Jumlah pegawai
b: dokumen, rumus, B
jumlah dokumen: dokumen, kata benda, dokumen

H / (H + I + A)
= 1
h: ?, None, H
i: ?, None, I
a: ?, None, A

H / (H + I + A) x 100%
= 1
h: ?, None, H
i: ?, None, I
a: ?, None, A

(X - Xmin) / (Xmax - Xmin)
= 1
x: ?, None, X
xmin: ?, None, Xmin
xmax: ?, None, Xmax

A / (A + Jumlah pegawai)
= 1
a: orang (pegawai), rumus, A
jumlah pegawai: orang (pegawai), kata benda, pegawai

(A + B) / (B + A)
= 1
a: ?, None, A
b: ?, None, B

A x B / A
= ?
a: ?, None, A
b: ?, None, B

A x B / (C x A)
= ?
a: ?, None, A
b: ?, None, B
c: ?, None, C

A x Jumlah pegawai / A
= orang (pegawai)
a: ?, None, A
jumlah pegawai: orang (pegawai), kata benda, pegawai

Jumlah pegawai x 90%
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai

90% x Jumlah pegawai
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai

90% x Persentase hadir
= %
persentase hadir: %, kata benda, Persentase

90% x A / B
= ?
a: ?, None, A
b: ?, None, B

Persentase hadir x Jumlah pegawai
= orang (pegawai)
persentase hadir: %, kata benda, Persentase
jumlah pegawai: orang (pegawai), kata benda, pegawai

Persentase A x Persentase B
= %
persentase a: %, kata benda, Persentase
persentase b: %, kata benda, Persentase

Persentase A / Persentase B
= 1
persentase a: %, kata benda, Persentase
persentase b: %, kata benda, Persentase

Jumlah pegawai / Persentase A
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai
persentase a: %, kata benda, Persentase

Jumlah pegawai / Persentase A x 100%
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai
persentase a: %, kata benda, Persentase

Nilai A x Nilai B
= nilai
nilai a: nilai, kata benda, Nilai
nilai b: nilai, kata benda, Nilai

Nilai A x Nilai B / Jumlah responden
= nilai
nilai a: nilai, kata benda, Nilai
nilai b: nilai, kata benda, Nilai
jumlah responden: orang, kata benda, responden

Total nilai / Jumlah responden
= nilai
total nilai: nilai, kata benda, nilai
jumlah responden: orang, kata benda, responden

Total nilai / Luas lahan
= nilai/m² (nilai/m2)
total nilai: nilai, kata benda, nilai
luas lahan: m² (m2), kata benda, Luas lahan

Jumlah hari / Jumlah pasien
= hari
jumlah hari: hari, kata benda, hari
jumlah pasien: pasien, kata benda, pasien

Jumlah hari / Jumlah bulan
= hari/bulan
jumlah hari: hari, kata benda, hari
jumlah bulan: bulan, kata benda, bulan
! KF201 waktu-tak-eksak bagi
  Jumlah hari [hari; kata benda: hari]
  Jumlah bulan [bulan; kata benda: bulan]
  at Jumlah hari | / | Jumlah bulan

Jumlah hari rawat / Jumlah pasien keluar
= hari
jumlah hari rawat: hari, kata benda, hari rawat
jumlah pasien keluar: pasien, kata benda, pasien

Total nilai / 1000
= nilai
total nilai: nilai, kata benda, nilai

Total nilai / Jumlah nilai
= 1
total nilai: nilai, kata benda, nilai
jumlah nilai: nilai, kata benda, nilai

Jumlah hari / (Jumlah pasien x Jumlah hari)
= 1/pasien
jumlah hari: hari, kata benda, hari
jumlah pasien: pasien, kata benda, pasien

Jumlah hari / (Jumlah tempat tidur x Jumlah hari) x 100%
= 1/tempat tidur (1/tempat-tidur)
jumlah hari: hari, kata benda, hari
jumlah tempat tidur: tempat tidur (tempat-tidur), kata benda, tempat tidur

Jumlah karyawan / Jumlah pelanggan x 1.000
= karyawan/pelanggan
jumlah karyawan: karyawan, kata benda, karyawan
jumlah pelanggan: pelanggan, kata benda, pelanggan

Jumlah karyawan / 1000 / Jumlah pelanggan
= karyawan/pelanggan
jumlah karyawan: karyawan, kata benda, karyawan
jumlah pelanggan: pelanggan, kata benda, pelanggan

Jumlah kasus / Jumlah penduduk x 100.000
= kasus/orang
jumlah kasus: kasus, kata benda, kasus
jumlah penduduk: orang, kata benda, penduduk

Jumlah tahun + Jumlah bulan
= tahun
jumlah tahun: tahun, kata benda, tahun
jumlah bulan: bulan, kata benda, bulan × 1/12

Jumlah bulan + Jumlah tahun
= bulan
jumlah bulan: bulan, kata benda, bulan
jumlah tahun: tahun, kata benda, tahun × 12

Jumlah tahun x 12 + Jumlah bulan
= tahun
jumlah tahun: tahun, kata benda, tahun
jumlah bulan: bulan, kata benda, bulan

Jumlah tahun + Jumlah bulan / 12
= tahun
jumlah tahun: tahun, kata benda, tahun
jumlah bulan: bulan, kata benda, bulan

Jumlah jam / 24 / Jumlah hari
= 1
jumlah jam: jam, kata benda, jam
jumlah hari: hari, kata benda, hari

Jumlah tahun / Jumlah bulan
= 1
jumlah tahun: tahun, kata benda, tahun
jumlah bulan: bulan, kata benda, bulan × 1/12

Jumlah tahun / (Jumlah bulan + Jumlah tahun)
= 1
jumlah tahun: tahun, kata benda, tahun
jumlah bulan: bulan, kata benda, bulan × 1/12
! KF201 dua-satuan jumlah
  Jumlah tahun [tahun; kata benda: tahun]
  Jumlah tahun [tahun; kata benda: tahun]
  at Jumlah tahun | Jumlah tahun

Jumlah tahun + 2 x Jumlah bulan
= tahun
jumlah tahun: tahun, kata benda, tahun
jumlah bulan: bulan, kata benda, bulan × 1/12

Jumlah tahun + Jumlah bulan x 2 / 3
= tahun
jumlah tahun: tahun, kata benda, tahun
jumlah bulan: bulan, kata benda, bulan × 1/12

Jumlah tahun / (2 x Jumlah bulan)
= 1
jumlah tahun: tahun, kata benda, tahun
jumlah bulan: bulan, kata benda, bulan × 1/12

rata-rata dari Jumlah tahun dan Jumlah bulan
= tahun
jumlah tahun: tahun, kata benda, tahun
jumlah bulan: bulan, kata benda, bulan × 1/12

maks(Jumlah tahun; Jumlah bulan)
= tahun
jumlah tahun: tahun, kata benda, tahun
jumlah bulan: bulan, kata benda, bulan × 1/12

Jumlah bulan + Jumlah tahun + Jumlah bulan / Jumlah tahun
= 1
jumlah bulan: bulan, kata benda, bulan
jumlah tahun: tahun, kata benda, tahun × 12

Jumlah bulan + Jumlah tahun - Jumlah bulan + Jumlah tahun
= bulan
jumlah bulan: bulan, kata benda, bulan
jumlah tahun: tahun, kata benda, tahun × 12

Luas sawah (ha) + Luas kebun (m2)
= ha
luas sawah(ha): ha, kata benda, ha
luas kebun(m2): m² (m2), kata benda, m2 × 1/10000

(Jumlah tahun + 3) / Jumlah bulan
= 1
jumlah tahun: tahun, kata benda, tahun
jumlah bulan: bulan, kata benda, bulan × 1/12

Jumlah tahun / Jumlah bulan + Jumlah bulan / Jumlah semester
= 1
jumlah tahun: tahun, kata benda, tahun
jumlah bulan: bulan, kata benda, bulan
jumlah semester: semester, kata benda, semester × 6
! KF201 dua-satuan jumlah
  Jumlah bulan [bulan; kata benda: bulan]
  Jumlah bulan [bulan; kata benda: bulan]
  at Jumlah bulan | Jumlah bulan

Jumlah pegawai + Jumlah dokumen + Jumlah desa
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah dokumen: dokumen, kata benda, dokumen
jumlah desa: desa, kata benda, desa
! KF201 famili-beda jumlah
  Jumlah pegawai [pegawai; kata benda: pegawai]
  Jumlah dokumen [dokumen; kata benda: dokumen]
  at Jumlah pegawai | + | Jumlah dokumen
! KF201 famili-beda jumlah
  Jumlah pegawai [pegawai; kata benda: pegawai]
  Jumlah desa [desa; kata benda: desa]
  at Jumlah pegawai | + | Jumlah desa

Jumlah pegawai + A + Jumlah dokumen
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai
a: orang (pegawai), rumus, A
jumlah dokumen: dokumen, kata benda, dokumen
! KF201 famili-beda jumlah
  Jumlah pegawai … A [pegawai; kata benda: pegawai]
  Jumlah dokumen [dokumen; kata benda: dokumen]
  at Jumlah pegawai + A | + | Jumlah dokumen

A + Jumlah pegawai + B
= orang (pegawai)
a: orang (pegawai), rumus, A
jumlah pegawai: orang (pegawai), kata benda, pegawai
b: orang (pegawai), rumus, B

Jumlah pegawai x 2 + Jumlah dokumen
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah dokumen: dokumen, kata benda, dokumen
! KF201 famili-beda jumlah
  Jumlah pegawai [pegawai; kata benda: pegawai]
  Jumlah dokumen [dokumen; kata benda: dokumen]
  at Jumlah pegawai x 2 | + | Jumlah dokumen

5 + Jumlah pegawai
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai

Jumlah pegawai + 5 + Jumlah dokumen
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah dokumen: dokumen, kata benda, dokumen
! KF201 famili-beda jumlah
  Jumlah pegawai [pegawai; kata benda: pegawai]
  Jumlah dokumen [dokumen; kata benda: dokumen]
  at Jumlah pegawai | + | Jumlah dokumen

Nilai A x 60% + Jumlah dokumen x 40%
= nilai
nilai a: nilai, kata benda, Nilai
jumlah dokumen: dokumen, kata benda, dokumen

Persentase A x 60% + Nilai B x 40%
= nilai
persentase a: %, kata benda, Persentase
nilai b: nilai, kata benda, Nilai

Nilai SKP x 60% + Persentase hadir
= nilai
nilai skp: nilai, kata benda, Nilai
persentase hadir: %, kata benda, Persentase

Jumlah pegawai x 60% + Jumlah dokumen
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah dokumen: dokumen, kata benda, dokumen

Persentase A + Nilai B
= nilai
persentase a: %, kata benda, Persentase
nilai b: nilai, kata benda, Nilai

Nilai B + Persentase A
= nilai
nilai b: nilai, kata benda, Nilai
persentase a: %, kata benda, Persentase

Persentase A + Nilai B + Jumlah pegawai
= nilai
persentase a: %, kata benda, Persentase
nilai b: nilai, kata benda, Nilai
jumlah pegawai: orang (pegawai), kata benda, pegawai

(Persentase A + Persentase B) / 2
= %
persentase a: %, kata benda, Persentase
persentase b: %, kata benda, Persentase

(Persentase A + Persentase B) / 3
= %
persentase a: %, kata benda, Persentase
persentase b: %, kata benda, Persentase
! KF203 persen jumlah
  Persentase A [%; kata benda: Persentase]
  Persentase B [%; kata benda: Persentase]
  at Persentase A | + | Persentase B

(Persentase A + Persentase B + Persentase C) / 3
= %
persentase a: %, kata benda, Persentase
persentase b: %, kata benda, Persentase
persentase c: %, kata benda, Persentase

(Persentase A - Persentase B) / Persentase B x 100%
= 1
persentase a: %, kata benda, Persentase
persentase b: %, kata benda, Persentase
! KF203 persen kurang
  Persentase A [%; kata benda: Persentase]
  Persentase B [%; kata benda: Persentase]
  at Persentase A | - | Persentase B

Persentase layanan 2024 - Persentase layanan 2023
= %
persentase layanan 2024: %, kata benda, Persentase
persentase layanan 2023: %, kata benda, Persentase

Persentase layanan tahun ini - Persentase layanan tahun lalu
= %
persentase layanan tahun ini: %, kata benda, Persentase
persentase layanan tahun lalu: %, kata benda, Persentase

Persentase layanan periode ini - Persentase layanan bulan sebelumnya
= %
persentase layanan periode ini: %, kata benda, Persentase
persentase layanan bulan sebelumnya: %, kata benda, Persentase

(Penyerapan Anggaran x 20%) + (Revisi DIPA x 80%)
= ?
penyerapan anggaran: ?, None, Penyerapan Anggaran
revisi dipa: ?, None, Revisi DIPA

(A x 20%) + (B x 30%) + (C x 40%)
= nilai
a: ?, None, A
b: ?, None, B
c: ?, None, C

(A x 20%) + (B x 30%) + (C x 39%)
= ?
a: ?, None, A
b: ?, None, B
c: ?, None, C

(A x 20%) + (B x 30%) + (C x 60%)
= nilai
a: ?, None, A
b: ?, None, B
c: ?, None, C

(A x 20%) + (B x 30%) + (C x 61%)
= ?
a: ?, None, A
b: ?, None, B
c: ?, None, C

(A x 20%) + (B x 30%) - (C x 50%)
= ?
a: ?, None, A
b: ?, None, B
c: ?, None, C

(A x 20%) + (B x 30%) + (C / 50%)
= ?
a: ?, None, A
b: ?, None, B
c: ?, None, C

(Persentase A x 20%) + (Persentase B x 30%) + (Persentase C x 50%)
= nilai
persentase a: %, kata benda, Persentase
persentase b: %, kata benda, Persentase
persentase c: %, kata benda, Persentase

(Nilai A x 20%) + (Nilai B x 30%) + (Nilai C x 50%)
= nilai
nilai a: nilai, kata benda, Nilai
nilai b: nilai, kata benda, Nilai
nilai c: nilai, kata benda, Nilai

(Jumlah pegawai x 20%) + (Jumlah dokumen x 30%) + (Nilai C x 50%)
= nilai
jumlah pegawai: nilai, rumus, Jumlah pegawai
jumlah dokumen: nilai, rumus, Jumlah dokumen
nilai c: nilai, kata benda, Nilai

(Jumlah pegawai A x 20%) + (Jumlah pegawai B x 30%) + (Jumlah pegawai C x 50%)
= nilai
jumlah pegawai a: ?, None, Jumlah pegawai A
jumlah pegawai b: ?, None, Jumlah pegawai B
jumlah pegawai c: ?, None, Jumlah pegawai C

(20% x A) + (30% x B) + (50% x C)
= nilai
a: ?, None, A
b: ?, None, B
c: ?, None, C

Jumlah pegawai x Jumlah hari / Jumlah dokumen x 100%
= orang-hari/dokumen (pegawai-hari/dokumen)
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah hari: hari, kata benda, hari
jumlah dokumen: dokumen, kata benda, dokumen
! KF201 famili-beda persen
  Jumlah pegawai … Jumlah hari [orang-hari; kata benda: pegawai, hari]
  Jumlah dokumen [dokumen; kata benda: dokumen]
  at Jumlah pegawai x Jumlah hari | / | Jumlah dokumen

Jumlah dokumen / Jumlah pegawai / Jumlah desa
= dokumen/orang/desa (dokumen/pegawai/desa)
jumlah dokumen: dokumen, kata benda, dokumen
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah desa: desa, kata benda, desa

Jumlah dokumen / Jumlah dokumen / Jumlah desa
= 1/desa
jumlah dokumen: dokumen, kata benda, dokumen
jumlah desa: desa, kata benda, desa

Jumlah siswa / Jumlah guru / Jumlah desa
= 1/desa
jumlah siswa: siswa, kata benda, siswa
jumlah guru: guru, kata benda, guru
jumlah desa: desa, kata benda, desa

1 / Jumlah pegawai
= 1/orang (1/pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai

100% / Jumlah pegawai
= 1/orang (1/pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai

2 x 3 / Jumlah pegawai x 100%
= 1/orang (1/pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai

Jumlah dokumen / 2 / Jumlah pegawai x 100%
= dokumen/orang (dokumen/pegawai)
jumlah dokumen: dokumen, kata benda, dokumen
jumlah pegawai: orang (pegawai), kata benda, pegawai
! KF201 famili-beda persen
  Jumlah dokumen [dokumen; kata benda: dokumen]
  Jumlah pegawai [pegawai; kata benda: pegawai]
  at Jumlah dokumen | / | Jumlah pegawai

Provinsi / Jumlah penduduk x 100%
= provinsi/orang
provinsi: provinsi, kata benda, Provinsi
jumlah penduduk: orang, kata benda, penduduk

Kegiatan + Jumlah orang
= kegiatan
kegiatan: kegiatan, kata benda, Kegiatan
jumlah orang: orang, kata benda, orang

Pegawai / Dokumen x 100%
= orang/dokumen (pegawai/dokumen)
pegawai: orang (pegawai), kata benda, Pegawai
dokumen: dokumen, kata benda, Dokumen
! KF203 famili-beda persen
  Pegawai [pegawai; kata benda: Pegawai]
  Dokumen [dokumen; kata benda: Dokumen]
  at Pegawai | / | Dokumen

Pegawai + Dokumen
= orang (pegawai)
pegawai: orang (pegawai), kata benda, Pegawai
dokumen: dokumen, kata benda, Dokumen

Luas lahan / Jumlah area
= m²/area (m2/area)
luas lahan: m² (m2), kata benda, Luas lahan
jumlah area: area, kata benda, area
! KF201 wilayah-dan-luas bagi
  Luas lahan [m²; kata benda: Luas lahan]
  Jumlah area [area; kata benda: area]
  at Luas lahan | / | Jumlah area

Luas area aman / Jumlah area
= m²/area (m2/area)
luas area aman: m² (m2), kata benda, Luas
jumlah area: area, kata benda, area
! KF201 wilayah-dan-luas bagi
  Luas area aman [m²; kata benda: Luas]
  Jumlah area [area; kata benda: area]
  at Luas area aman | / | Jumlah area

Jumlah surat / Jumlah pegawai surat x 100%
= surat/orang (surat/pegawai)
jumlah surat: surat, kata benda, surat
jumlah pegawai surat: orang (pegawai), kata benda, pegawai

Jumlah pegawai surat / Jumlah surat x 100%
= orang/surat (pegawai/surat)
jumlah pegawai surat: orang (pegawai), kata benda, pegawai
jumlah surat: surat, kata benda, surat

Jumlah pegawai yang punya surat / Jumlah surat x 100%
= orang/surat (pegawai/surat)
jumlah pegawai yang punya surat: orang (pegawai), kata benda, pegawai
jumlah surat: surat, kata benda, surat
! KF201 famili-beda persen
  Jumlah pegawai yang punya surat [pegawai; kata benda: pegawai]
  Jumlah surat [surat; kata benda: surat]
  at Jumlah pegawai yang punya surat | / | Jumlah surat

Jumlah izin - Jumlah permohonan izin
= izin
jumlah izin: izin, kata benda, izin
jumlah permohonan izin: permohonan, kata benda, permohonan
! KF201 jawaban kurang
  Jumlah izin [izin; kata benda: izin]
  Jumlah permohonan izin [permohonan; kata benda: permohonan]
  at Jumlah izin | - | Jumlah permohonan izin

Jumlah bulan / Jumlah hari bulan x 100%
= bulan/hari
jumlah bulan: bulan, kata benda, bulan
jumlah hari bulan: hari, kata benda, hari
! KF201 waktu-tak-eksak persen
  Jumlah bulan [bulan; kata benda: bulan]
  Jumlah hari bulan [hari; kata benda: hari]
  at Jumlah bulan | / | Jumlah hari bulan

> 6 hari = 1, <= 6 hari = 2
= ?
> 6 hari = 1,<= 6 hari = 2: ?, None, > 6 hari = 1, <= 6 hari = 2

JIKA(Jumlah pegawai > 5; Jumlah orang; Jumlah kasus)
= orang
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah orang: orang, kata benda, orang
jumlah kasus: kasus, kata benda, kasus
! KF201 orang-tercatat cabang
  Jumlah orang [orang; kata benda: orang]
  Jumlah kasus [kasus; kata benda: kasus]
  at Jumlah orang |  | Jumlah kasus

Σ (Jumlah pegawai x Jumlah hari)
= orang-hari (pegawai-hari)
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah hari: hari, kata benda, hari

Σ(Jumlah pegawai_i x Jumlah hari_i)
= orang-hari (pegawai-hari)
jumlah pegawai_i: orang (pegawai), kata benda, pegawai
jumlah hari_i: hari, kata benda, hari

Σ(Nilai_i)
= nilai
nilai_i: nilai, kata benda, Nilai

Σ (Nilai_i x 2)
= nilai
nilai_i: nilai, kata benda, Nilai

Σ(Nilai_i) / Σ(Jumlah pegawai_i)
= nilai
nilai_i: nilai, kata benda, Nilai
jumlah pegawai_i: orang (pegawai), kata benda, pegawai

`A_i` + Jumlah dokumen
= dokumen
a_i: dokumen, rumus, `A_i`
jumlah dokumen: dokumen, kata benda, dokumen

Σ(A_i x hari_i) + Jumlah orang x Jumlah hari
= orang-hari
a_i: orang, rumus, A_i
hari_i: hari, kata benda, hari
jumlah orang: orang, kata benda, orang
jumlah hari: hari, kata benda, hari

Σ(A_i x hari_i + Jumlah orang_i x Jumlah hari_i)
= orang-hari
a_i: orang, rumus, A_i
hari_i: hari, kata benda, hari
jumlah orang_i: orang, kata benda, orang
jumlah hari_i: hari, kata benda, hari

rata-rata (Nilai_i x 2)
= nilai
nilai_i: nilai, kata benda, Nilai

A / Σ(pegawai_i) x 100%
= 1
a: orang (pegawai), rumus, A
pegawai_i: orang (pegawai), kata benda, pegawai

Σ (Jumlah pegawai_i / Jumlah dokumen_i x 100%)
= orang/dokumen (pegawai/dokumen)
jumlah pegawai_i: orang (pegawai), kata benda, pegawai
jumlah dokumen_i: dokumen, kata benda, dokumen
! KF201 famili-beda persen
  Jumlah pegawai_i [pegawai; kata benda: pegawai]
  Jumlah dokumen_i [dokumen; kata benda: dokumen]
  at Jumlah pegawai_i | / | Jumlah dokumen_i

√(Nilai A / Nilai B)
= 1
nilai a: nilai, kata benda, Nilai
nilai b: nilai, kata benda, Nilai

√(Jumlah pegawai / Jumlah orang)
= 1
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah orang: orang, kata benda, orang

√(Persentase A)
= %
persentase a: %, kata benda, Persentase

√(A + Jumlah pegawai)
= ?
a: orang (pegawai), rumus, A
jumlah pegawai: orang (pegawai), kata benda, pegawai

√(Jumlah pegawai + Jumlah dokumen)
= ?
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah dokumen: dokumen, kata benda, dokumen
! KF201 famili-beda jumlah
  Jumlah pegawai [pegawai; kata benda: pegawai]
  Jumlah dokumen [dokumen; kata benda: dokumen]
  at Jumlah pegawai | + | Jumlah dokumen

(A + Jumlah pegawai) ^ 2
= orang² (pegawai²)
a: orang (pegawai), rumus, A
jumlah pegawai: orang (pegawai), kata benda, pegawai

(Jumlah pegawai + Jumlah dokumen) ^ 2
= orang² (pegawai²)
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah dokumen: dokumen, kata benda, dokumen
! KF201 famili-beda jumlah
  Jumlah pegawai [pegawai; kata benda: pegawai]
  Jumlah dokumen [dokumen; kata benda: dokumen]
  at Jumlah pegawai | + | Jumlah dokumen

Jumlah pegawai ^ (-9)
= ?
jumlah pegawai: orang (pegawai), kata benda, pegawai

Jumlah pegawai ^ (-10)
= ?
jumlah pegawai: orang (pegawai), kata benda, pegawai

(Panjang jalan x 2) ^ 3
= m³
panjang jalan: m, kata benda, Panjang

rata-rata(A; B) + Jumlah pegawai
= orang (pegawai)
a: orang (pegawai), rumus, A
b: orang (pegawai), rumus, B
jumlah pegawai: orang (pegawai), kata benda, pegawai

maks(A; B) + Jumlah pegawai
= orang (pegawai)
a: orang (pegawai), rumus, A
b: orang (pegawai), rumus, B
jumlah pegawai: orang (pegawai), kata benda, pegawai

bulat(A; 2) + Jumlah pegawai
= orang (pegawai)
a: orang (pegawai), rumus, A
jumlah pegawai: orang (pegawai), kata benda, pegawai

bulat(Jumlah pegawai; Jumlah dokumen)
= orang (pegawai)
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah dokumen: dokumen, kata benda, dokumen

JIKA(A > B; C; D) + Jumlah pegawai
= orang (pegawai)
a: ?, None, A
b: ?, None, B
c: orang (pegawai), rumus, C
d: orang (pegawai), rumus, D
jumlah pegawai: orang (pegawai), kata benda, pegawai

JIKA(A + Jumlah pegawai > B; 1; 0)
= ?
a: orang (pegawai), rumus, A
jumlah pegawai: orang (pegawai), kata benda, pegawai
b: orang (pegawai), rumus, B

JIKA(A / Jumlah pegawai x 100% > 80%; 1; 0)
= ?
a: orang (pegawai), rumus, A
jumlah pegawai: orang (pegawai), kata benda, pegawai

Jumlah dokumen / Jumlah pegawai [share]
= dokumen/orang (dokumen/pegawai)
jumlah dokumen: dokumen, kata benda, dokumen
jumlah pegawai: orang (pegawai), kata benda, pegawai
! KF201 famili-beda persen
  Jumlah dokumen [dokumen; kata benda: dokumen]
  Jumlah pegawai [pegawai; kata benda: pegawai]
  at Jumlah dokumen | / | Jumlah pegawai

A / B [share]
= ?
a: ?, None, A
b: ?, None, B

A / Jumlah pegawai [share]
= 1
a: orang (pegawai), rumus, A
jumlah pegawai: orang (pegawai), kata benda, pegawai

A + Jumlah pegawai / Jumlah dokumen [share]
= orang/dokumen (pegawai/dokumen)
a: orang/dokumen (pegawai/dokumen), rumus, A
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah dokumen: dokumen, kata benda, dokumen

(rata-rata (`A`; `B`)) / Jumlah pegawai [share]
= 1
a: orang (pegawai), rumus, `A`
b: orang (pegawai), rumus, `B`
jumlah pegawai: orang (pegawai), kata benda, pegawai

A x B [share]
= ?
a: ?, None, A
b: ?, None, B

rata-rata dari (A / Jumlah pegawai) dan B [share]
= 1
a: orang (pegawai), rumus, A
jumlah pegawai: orang (pegawai), kata benda, pegawai
b: ?, None, B

Jumlah pegawai / Jumlah dokumen [given jumlah pegawai: desa]
= desa/dokumen
jumlah pegawai: desa, diberikan, Jumlah pegawai
jumlah dokumen: dokumen, kata benda, dokumen

Jumlah pegawai [given jumlah pegawai: desa]
= desa
jumlah pegawai: desa, diberikan, Jumlah pegawai

Jumlah pegawai [untold jumlah pegawai]
= ?
jumlah pegawai: ?, None, Jumlah pegawai

Jumlah sumur [untold jumlah sumur]
= ?
jumlah sumur: ?, None, Jumlah sumur

Jumlah pegawai / Jumlah dokumen x 100% [untold jumlah pegawai]
= 1
jumlah pegawai: dokumen, rumus, Jumlah pegawai
jumlah dokumen: dokumen, kata benda, dokumen

Nilai A x Nilai B [given nilai a: nilai]
= nilai²
nilai a: nilai, diberikan, Nilai A
nilai b: nilai, kata benda, Nilai

Total nilai / Jumlah responden [given jumlah responden: orang]
= nilai/orang
total nilai: nilai, kata benda, nilai
jumlah responden: orang, diberikan, Jumlah responden

Tersedianya 12 dokumen [untold tersedianya 12 dokumen]
= ?
tersedianya 12 dokumen: ?, None, Tersedianya 12 dokumen

Tersedianya 12 dokumen [given tersedianya 12 dokumen: orang]
= orang
tersedianya 12 dokumen: orang, diberikan, Tersedianya 12 dokumen

(A x 20%) + (Jumlah pegawai x 30%) + (Jumlah dokumen x 50%) [given jumlah pegawai: orang]
= orang
a: orang, rumus, A
jumlah pegawai: orang, diberikan, Jumlah pegawai
jumlah dokumen: orang, rumus, Jumlah dokumen

Jumlah pegawai / Jumlah orang x 100% [given jumlah orang: desa]
= orang/desa (pegawai/desa)
jumlah pegawai: orang (pegawai), kata benda, pegawai
jumlah orang: desa, diberikan, Jumlah orang
! KF201 famili-beda persen
  Jumlah pegawai [pegawai; kata benda: pegawai]
  Jumlah orang [desa; diberikan: ]
  at Jumlah pegawai | / | Jumlah orang
"""


@pytest.mark.parametrize("report", REPORTS.strip().split("\n\n"), ids=lambda report: report.partition("\n")[0])
def test_what_the_check_reports(report: str):
    assert report_of(report.partition("\n")[0]) == report
