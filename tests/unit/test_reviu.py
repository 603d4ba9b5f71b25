"""The annual report held against other documents: what is planted is found, what is only written otherwise is not."""

from __future__ import annotations

import copy
import csv
import json
import pickle
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import NamedTuple

import pytest

import kinerja_formula as kf
from kinerja_formula.command_line import main
from kinerja_formula.tinjauan.kertas_kerja import hal_text, kertas_kerja, result_text
from kinerja_formula.tinjauan.penyandingan import nearness
from kinerja_formula.tinjauan.perbandingan_isi import compare_formula, compare_satuan, compare_target
from kinerja_formula.tinjauan.reviu_model import DOKUMEN, Butir, Hal, Kutipan, Reviu

openpyxl = pytest.importorskip("openpyxl")
docx = pytest.importorskip("docx")
pytest.importorskip("selectolax")

Row = dict[str, str]
Set = dict[str, list[Row]]

# Four documents that agree

SASARAN = ("Meningkatnya tertib arsip", "Meningkatnya mutu layanan", "Terwujudnya tata kelola", "Terjaganya aset")
THINGS = (
    *("arsip|ditata", "surat|dijawab", "aduan|ditangani", "pemohon|dilayani", "naskah|dialihmediakan"),
    *("ruang|dirawat", "pegawai|dilatih", "koleksi|didaftar", "unit|dibina", "buku|dipinjam", "desa|dikunjungi"),
    *("laporan|disampaikan", "barang|diinventarisasi", "rak|diganti", "peserta|lulus", "sekolah|didampingi"),
    *("kendaraan|diperiksa", "jaringan|dipelihara", "mitra|diundang", "kegiatan|dievaluasi"),
)


def base() -> Set:
    """Return four documents that say the same."""
    rows = []
    for place, thing in enumerate(THINGS):
        what, done = thing.split("|")
        rows.append(
            {
                "sasaran": SASARAN[place % 4],
                "indikator": f"Persentase {what} yang {done}",
                "formula": f"Jumlah {what} yang {done} / Jumlah seluruh {what} x 100%",
                "satuan": "%",
                "target": str(60 + place),
                "realisasi": str(57 + place),
                "capaian": f"{(57 + place) * 100 / (60 + place):.2f}".replace(".", ","),
                "lalu": str(50 + place),
                "target lalu": str(55 + place),
                "target depan": str(65 + place),
            }
        )
    found = {name: copy.deepcopy(rows) for name in DOKUMEN}
    found["anggaran"] = [
        {"program": "Program Kearsipan", "anggaran": "120.000.000", "realisasi": "90.000.000", "persen": "75,00"},
        {"program": "Program Layanan", "anggaran": "80.000.000", "realisasi": "60.000.000", "persen": "75,00"},
    ]
    return found


HEADS = {
    "lkjip": {
        "Sasaran": "sasaran",
        "Indikator": "indikator",
        "Formula": "formula",
        "Satuan": "satuan",
        "Target 2024": "target",
        "Realisasi 2024": "realisasi",
        "Capaian 2024": "capaian",
        "Realisasi 2023": "lalu",
    },
    "pk": {"Sasaran": "sasaran", "Indikator Kinerja": "indikator", "Satuan": "satuan", "Target": "target"},
    "iku": {"Sasaran": "sasaran", "Indikator": "indikator", "Formula": "formula", "Satuan": "satuan"},
    "renstra": {
        "Sasaran": "sasaran",
        "Indikator": "indikator",
        "Satuan": "satuan",
        "Target 2023": "target lalu",
        "Target 2024": "target",
        "Target 2025": "target depan",
    },
}
TITLES = {
    "lkjip": "LAPORAN KINERJA DINAS CONTOH TAHUN 2024",
    "pk": "PERJANJIAN KINERJA TAHUN 2024",
    "iku": "INDIKATOR KINERJA UTAMA DINAS CONTOH",
    "renstra": "RENCANA STRATEGIS DINAS CONTOH 2021-2026",
}
BUDGET = {"Program": "program", "Anggaran (Rp)": "anggaran", "Realisasi (Rp)": "realisasi", "%": "persen"}


def html_table(heads: dict[str, str], rows: list[Row]) -> str:
    lines = ["".join([f"<th>{head}</th>" for head in heads])]
    lines += ["".join([f"<td>{escape(row[key])}</td>" for key in heads.values()]) for row in rows]
    return "<table>" + "".join([f"<tr>{line}</tr>" for line in lines]) + "</table>"


def write_html(path: Path, name: str, told: Set) -> None:
    tables = html_table(HEADS[name], told[name])
    if name == "lkjip" and told["anggaran"]:
        tables += f"<p>Realisasi anggaran</p>{html_table(BUDGET, told['anggaran'])}"
    path.write_text(f"<html><body><p>{TITLES[name]}</p>{tables}</body></html>", encoding="utf-8")


def write_csv(path: Path, name: str, told: Set) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADS[name])
        writer.writerows([[row[key] for key in HEADS[name].values()] for row in told[name]])


def write_docx(path: Path, name: str, told: Set) -> None:
    document = docx.Document()
    tables = [(TITLES[name], HEADS[name], told[name])]
    tables += [("Realisasi anggaran", BUDGET, told["anggaran"])] if name == "lkjip" else []
    for title, heads, rows in tables:
        document.add_paragraph(title)
        table = document.add_table(rows=0, cols=len(heads))
        for texts in [list(heads), *[[row[key] for key in heads.values()] for row in rows]]:
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.text = text
    document.save(str(path))


def write_xlsx(path: Path, name: str, told: Set) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([TITLES[name]])
    sheet.append([])
    sheet.append(list(HEADS[name]))
    for row in told[name]:
        sheet.append([row[key] for key in HEADS[name].values()])
    book.save(path)


WRITERS: dict[str, Callable[[Path, str, Set], None]] = {
    "html": write_html,
    "csv": write_csv,
    "docx": write_docx,
    "xlsx": write_xlsx,
}


def files(folder: Path, told: Set, **kinds: str) -> dict[str, Path]:
    """Write the documents; as HTML, CSV for the decree, where nothing else is said."""
    found = {}
    for name in DOKUMEN:
        kind = kinds.get(name, "csv" if name == "iku" else "html")
        found[name] = folder / f"{name}.{kind}"
        WRITERS[kind](found[name], name, told)
    return found


def reviu_of(folder: Path, told: Set, **kinds: str) -> Reviu:
    return kf.reviu(**files(folder, told, **kinds), tahun=2024)


# What is planted


class Planted(NamedTuple):
    """A change, and where it has to be found: item, kind, the documents that differ, words of the row."""

    change: Callable[[Set], None]
    butir: str
    jenis: str
    pada: tuple[str, ...]
    words: str
    along: tuple[str, ...] = ()
    """Kinds that follow from the same change in other items."""


def put(name: str, place: int, field: str, text: str) -> Callable[[Set], None]:
    def change(told: Set) -> None:
        row(told, name, place)[field] = text

    return change


def row(told: Set, name: str, place: int) -> Row:
    wanted = THINGS[place].split("|")[0]
    return next(one for one in told[name] if f" {wanted} " in f" {one['indikator']} ")


def drop(name: str, place: int) -> Callable[[Set], None]:
    return lambda told: told[name].remove(row(told, name, place))


def add(name: str, indikator: str) -> Callable[[Set], None]:
    def change(told: Set) -> None:
        one = {**told[name][0], "indikator": indikator, "formula": "", "satuan": "Nilai", "target": "70"}
        told[name].append({**one, "realisasi": "70", "capaian": "100"})

    return change


def again(name: str, place: int, field: str, text: str) -> Callable[[Set], None]:
    def change(told: Set) -> None:
        at = told[name].index(row(told, name, place))
        told[name].insert(at + 1, {**told[name][at], field: text})

    return change


def goal(name: str, place: int, text: str) -> Callable[[Set], None]:
    def change(told: Set) -> None:
        for one in told[name]:
            if one["sasaran"] == SASARAN[place]:
                one["sasaran"] = text

    return change


def budget(place: int, field: str, text: str) -> Callable[[Set], None]:
    def change(told: Set) -> None:
        told["anggaran"][place][field] = text

    return change


def both(*changes: Callable[[Set], None]) -> Callable[[Set], None]:
    def change(told: Set) -> None:
        for one in changes:
            one(told)

    return change


T = "target-beda"
F = "formula-beda"
MEANING = ("catatan-formula",)
PLANTED = {
    "target of the PK": Planted(put("pk", 0, "target", "75"), "substansi 4", T, ("lkjip",), "arsip", (T,)),
    "target of the report": Planted(
        both(put("lkjip", 1, "target", "50"), put("lkjip", 1, "capaian", "116,00")),
        *("substansi 4", T, ("lkjip",), "surat", (T,)),
    ),
    "target of the year in the Renstra": Planted(
        put("renstra", 2, "target", "63,5"), "substansi 2", T, ("lkjip", "pk"), "aduan"
    ),
    "target missing in the PK": Planted(
        *(put("pk", 3, "target", ""), "substansi 2", "target-tidak-tercantum", ("pk",), "pemohon"),
        ("target-tidak-tercantum",),
    ),
    "target missing in the report": Planted(
        put("lkjip", 4, "target", "-"),
        *("format 2", "target-kosong", ("lkjip",), "naskah"),
        ("target-tidak-tercantum", "capaian-tak-terhitung"),
    ),
    "unit of the report": Planted(
        put("lkjip", 5, "satuan", "Dokumen"),
        *("substansi 4", "satuan-beda", ("lkjip",), "ruang", ("satuan-beda", *MEANING)),
    ),
    "unit of the decree": Planted(
        put("iku", 6, "satuan", "Orang"),
        *("substansi 5", "satuan-beda", ("lkjip", "pk"), "pegawai", MEANING),
    ),
    "exchanged numerator and denominator": Planted(
        put("lkjip", 7, "formula", "Jumlah seluruh koleksi / Jumlah koleksi yang didaftar x 100%"),
        *("substansi 5", F, ("lkjip",), "koleksi", MEANING),
    ),
    "another denominator": Planted(
        put("iku", 8, "formula", "Jumlah unit yang dibina / Jumlah unit sasaran x 100%"),
        *("substansi 5", F, ("lkjip",), "unit", MEANING),
    ),
    "a factor left out": Planted(
        put("lkjip", 9, "formula", "Jumlah buku yang dipinjam / Jumlah seluruh buku"),
        *("substansi 5", F, ("lkjip",), "buku", MEANING),
    ),
    "a formula that can't be read": Planted(
        put("iku", 10, "formula", "Jumlah desa yang dikunjungi + x 100%"),
        *("substansi 5", "formula-tak-terbandingkan", ("lkjip",), "desa", MEANING),
    ),
    "missing in the report": Planted(
        drop("lkjip", 11), "substansi 4", "indikator-tidak-ada", ("lkjip",), "laporan", ("indikator-tidak-ada",)
    ),
    "missing in the PK": Planted(
        drop("pk", 12),
        *("substansi 5", "indikator-tidak-ada", ("pk",), "barang", ("indikator-tidak-ada", "indikator-tambahan")),
    ),
    "missing in the Renstra": Planted(drop("renstra", 13), "substansi 2", "indikator-tambahan", ("lkjip", "pk"), "rak"),
    "extra in the report": Planted(
        add("lkjip", "Nilai kematangan organisasi"),
        *("substansi 4", "indikator-tambahan", ("lkjip",), "kematangan", ("indikator-tambahan",)),
    ),
    "extra in the decree": Planted(
        add("iku", "Nilai reformasi birokrasi"),
        *("substansi 5", "indikator-tidak-ada", ("lkjip", "pk"), "reformasi"),
    ),
    "extra in the Renstra": Planted(
        add("renstra", "Indeks inovasi daerah"), "substansi 2", "indikator-tidak-ada", ("lkjip", "pk"), "inovasi"
    ),
    "goal of the report": Planted(
        goal("lkjip", 0, "Terpenuhinya kebutuhan informasi"),
        *("substansi 1", "sasaran-beda", ("lkjip",), "kebutuhan", ("sasaran-beda",)),
    ),
    "goal of the Renstra": Planted(
        goal("renstra", 1, "Terselenggaranya pelayanan prima"),
        *("substansi 2", "sasaran-beda", ("lkjip",), "prima"),
    ),
    "under another goal": Planted(
        put("lkjip", 14, "sasaran", SASARAN[3]),
        *("substansi 1", "sasaran-pindah", ("lkjip",), "peserta", ("sasaran-pindah",)),
    ),
    "capaian printed wrong": Planted(
        put("lkjip", 15, "capaian", "99,99"), "format 3", "capaian-beda", ("lkjip",), "sekolah"
    ),
    "capaian cut and not rounded": Planted(
        put("lkjip", 16, "capaian", "96,0"), "format 3", "capaian-beda", ("lkjip",), "kendaraan"
    ),
    "realization missing": Planted(
        both(put("lkjip", 17, "realisasi", ""), put("lkjip", 17, "capaian", "")),
        *("format 3", "realisasi-kosong", ("lkjip",), "jaringan", ("capaian-kosong",)),
    ),
    "capaian missing": Planted(put("lkjip", 18, "capaian", ""), "format 3", "capaian-kosong", ("lkjip",), "mitra"),
    "no year before": Planted(
        put("lkjip", 19, "lalu", "-"), "substansi 7", "tahun-lalu-kosong", ("lkjip",), "kegiatan"
    ),
    "a name that is nearly the same": Planted(
        put("lkjip", 16, "indikator", "Persentase kendaraan yang diperikssa"),
        *("substansi 4", "nama-beda", ("lkjip",), "kendaraan", ("nama-beda",)),
    ),
    "twice in the report": Planted(
        again("lkjip", 15, "target", "88"),
        *("substansi 4", "berulang", ("lkjip",), "sekolah", ("capaian-beda", T)),
    ),
    "twice in the PK": Planted(again("pk", 17, "target", "99"), "substansi 4", "berulang", ("pk",), "jaringan", (T,)),
    "share of the budget": Planted(budget(0, "persen", "85,00"), "format 6", "serapan-beda", ("lkjip",), "Kearsipan"),
    "budget without spending": Planted(
        budget(1, "realisasi", "-"), "format 6", "anggaran-tanpa-realisasi", ("lkjip",), "Layanan"
    ),
}


def found_of(reviu: Reviu, planted: Planted) -> list[Hal]:
    bagian, nomor = planted.butir.split()
    butir = next(one for one in reviu.butir if (one.bagian, one.nomor) == (bagian, int(nomor)))
    return [
        hal
        for hal in butir.hal
        if (hal.jenis, hal.pada) == (planted.jenis, planted.pada)
        and any(planted.words in f"{one.indikator} {one.sasaran}" for one in hal.kutipan)
    ]


def test_documents_that_agree_have_nothing(tmp_path: Path) -> None:
    reviu = reviu_of(tmp_path, base())
    assert reviu.hal == ()
    assert reviu.clean
    assert [one.indikator for one in reviu.dokumen] == [len(THINGS)] * 4
    assert not [found for one in reviu.dokumen for found in one.diagnostics]


def test_there_are_thirty() -> None:
    assert len(PLANTED) == 30


@pytest.mark.parametrize("name", PLANTED)
def test_one_difference_is_found_and_no_other(name: str, tmp_path: Path) -> None:
    planted, told = PLANTED[name], base()
    planted.change(told)
    reviu = reviu_of(tmp_path, told)
    assert len(found_of(reviu, planted)) == 1, [(hal.jenis, hal.pada) for hal in reviu.hal]
    others = [hal for hal in reviu.hal if hal not in found_of(reviu, planted)]
    assert {hal.jenis for hal in others} <= set(planted.along)
    assert all(any(planted.words in f"{one.indikator} {one.sasaran}" for one in hal.kutipan) for hal in others), (
        "what follows from the change is about the same row"
    )


def planted_set() -> Set:
    told = base()
    for one in PLANTED.values():
        one.change(told)
    return told


def test_all_of_them_together(tmp_path: Path) -> None:
    reviu = reviu_of(tmp_path, planted_set())
    assert [name for name, planted in PLANTED.items() if not found_of(reviu, planted)] == []


# What is only written otherwise


@pytest.mark.parametrize(
    ("name", "field", "text"),
    [
        ("pk", "target", "60,00 %"),
        ("pk", "target", "60 persen"),
        ("pk", "target", "enam puluh persen"),
        ("pk", "target", "minimal 60"),
        ("renstra", "target", "60,0"),
        ("pk", "satuan", "Persen"),
        ("iku", "satuan", "persentase"),
        ("pk", "sasaran", "MENINGKATNYA  TERTIB ARSIP."),
        ("renstra", "indikator", "Prosentase arsip  yang ditata"),
        ("iku", "formula", "Jml arsip yang ditata dibagi jml seluruh arsip dikali 100 %"),
        ("iku", "formula", "100% x (Jumlah arsip yang ditata : Jumlah seluruh arsip)"),
        ("iku", "formula", "Jumlah arsip ditata / Jumlah arsip x 100%"),
    ],
)
def test_another_spelling_is_no_difference(name: str, field: str, text: str, tmp_path: Path) -> None:
    told = base()
    put(name, 0, field, text)(told)
    if field == "sasaran":
        goal(name, 0, text)(told)
    assert [hal_text(hal) for hal in reviu_of(tmp_path, told).hal] == []


def test_another_order_is_no_difference(tmp_path: Path) -> None:
    told = base()
    for name in ("pk", "iku", "renstra"):
        told[name].reverse()
    assert reviu_of(tmp_path, told).clean


@pytest.mark.parametrize("kind", ["csv", "docx", "xlsx"])
def test_every_format_is_read(kind: str, tmp_path: Path) -> None:
    told = base()
    if kind in ("csv", "xlsx"):
        told["anggaran"] = []
    put("pk", 0, "target", "75")(told)
    reviu = reviu_of(tmp_path, told, **dict.fromkeys(DOKUMEN, kind))
    expected = [T, T] if kind == "docx" else ["anggaran-kosong", T, T]
    assert [hal.jenis for hal in reviu.hal] == expected
    assert reviu.hal[-1].kutipan[0].tempat.baris > 0


@pytest.mark.parametrize(
    ("one", "other", "result"),
    [
        ("90", "90,00 %", "sama"),
        ("B (65,20)", "65,2", "sama"),
        ("1:30", "1 : 30", "sama"),
        ("WTP", "wtp", "sama"),
        ("80-90%", "80 – 90 persen", "sama"),
        ("≥ 75", "75", "sama"),
        ("≤ 75", "75", "beda"),
        ("90", "91", "beda"),
        ("WTP", "WDP", "beda"),
        ("80-90%", "80%", "beda"),
        ("12a4", "90", "tak-terbaca"),
    ],
)
def test_targets_by_what_they_state(one: str, other: str, result: str) -> None:
    row = kf.Indikator(nama="Arsip", teks="", satuan="")
    assert compare_target(row, row, one, other).hasil == result
    assert compare_target(row, row, other, one).hasil == result


def test_targets_in_other_units_are_the_same_amount() -> None:
    months = kf.Indikator(nama="Waktu", teks="", satuan="bulan")
    years = kf.Indikator(nama="Waktu", teks="", satuan="tahun")
    assert compare_target(months, years, "12", "1").hasil == "sama"
    assert compare_target(months, years, "12", "12").hasil == "beda"


@pytest.mark.parametrize(
    ("one", "other", "result"),
    [("%", "Persen", "sama"), ("Orang", "pegawai", "sama"), ("sumur", "Sumur", "sama"), ("Orang", "Dokumen", "beda")],
)
def test_units(one: str, other: str, result: str) -> None:
    assert compare_satuan(one, other).hasil == result


@pytest.mark.parametrize(
    ("one", "other", "result"),
    [
        ("Jumlah arsip tertata / Jumlah arsip x 100%", "Jumlah arsip ditata / Jumlah arsip x 100%", "hampir"),
        ("Hasil survei", "hasil survei", "sama"),
        ("Jumlah a / b + x 100%", "Jumlah a / b x 100%", "tak-terbaca"),
        ("akar(A)", "akar(A) + 0", "sama"),
        ("A / B x 100%", "B / A x 100%", "beda"),
    ],
)
def test_formulas(one: str, other: str, result: str) -> None:
    rows = [kf.Indikator(nama="Persentase arsip", teks=text) for text in (one, other)]
    assert compare_formula(*rows).hasil == result


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Persentase arsip ditata", "Persentase arsip yang tertata", True),
        ("Indeks Kepuasan Masyarakat", "Indeks kepuasan masyarakt", True),
        ("Persentase aduan ditangani", "Persentase aduan tidak ditangani", False),
        ("Persentase arsip ditata", "Persentase surat dijawab", False),
        ("Nilai SAKIP kecamatan", "Nilai SAKIP kelurahan", False),
        ("Angka partisipasi kelas 7", "Angka partisipasi kelas 8", False),
        ("Jumlah UMKM", "Persentase UMKM", False),
    ],
)
def test_names_that_are_nearly_one(one: str, other: str, near: bool) -> None:
    assert (nearness(one, other) >= 0.75) is near
    assert nearness(one, other) == nearness(other, one)


def test_a_capaian_of_last_year_is_not_held_against_the_target_of_this_one() -> None:
    one = kf.Indikator(
        nama="Persentase arsip",
        teks="",
        sasaran="Tertib",
        targets={"2024": "90"},
        realisasi={"2023": "40", "2024": "90"},
        capaian={"2023": "80", "2024": "100"},
    )
    reviu = kf.reviu(kf.Dokumen("LKjIP TAHUN 2024", (kf.Jabatan("", (one,)),)))
    assert [hal.jenis for hal in reviu.hal] == []


def test_posts_with_targets_of_their_own_are_compared_post_by_post() -> None:
    def document(title: str, *targets: str) -> kf.Dokumen:
        rows = [(kf.Indikator(nama="Persentase hadir", teks="", target=one, satuan="%"),) for one in targets]
        return kf.Dokumen(title, tuple([kf.Jabatan(f"KASI {place}", own) for place, own in enumerate(rows)]))

    lkjip = document("LKJIP 2024", "80", "90")
    assert not [hal for hal in kf.reviu(lkjip, pk=document("PK 2024", "80", "90")).hal if hal.acuan]
    found = kf.reviu(lkjip, pk=document("PK 2024", "80", "95")).hal
    assert [hal.jenis for hal in found if hal.acuan] == [T]


SEVERAL_TABLES = """<p>LAPORAN KINERJA DINAS CONTOH TAHUN 2024</p><p>Tabel 2.1 Perjanjian Kinerja Tahun 2024</p>
<table><tr><th>No</th><th>Sasaran Strategis</th><th>Indikator Kinerja</th><th>Target</th></tr>
<tr><td>1</td><td rowspan=2>Meningkatnya tertib arsip</td><td>Persentase arsip yang ditata</td><td>90%</td></tr>
<tr><td>2</td><td>Nilai pengawasan kearsipan</td><td>75</td></tr>
<tr><td>3</td><td>Menurunnya keluhan</td><td>Jumlah keluhan masyarakat</td><td>10 keluhan</td></tr></table>
<p>Tabel 3.1 Capaian Kinerja Tahun 2024</p><table><tr><th>No</th><th>Sasaran</th><th>Indikator Kinerja</th>
<th>Satuan</th><th>Target</th><th>Realisasi</th><th>Capaian (%)</th></tr>
<tr><td>1</td><td rowspan=2>Meningkatnya tertib arsip</td><td>Persentase arsip yang ditata</td><td>%</td>
<td>90</td>
<td>88</td><td>97,78</td></tr><tr><td>2</td><td>Nilai pengawasan kearsipan</td><td>Nilai</td><td>75</td><td>78</td>
<td>104,00</td></tr><tr><td>3</td><td>Menurunnya keluhan</td><td>Jumlah keluhan masyarakat</td><td>Keluhan</td>
<td>10</td><td>8</td><td>120,00</td></tr></table>
<p>Tabel 3.2 Perbandingan realisasi tahun 2024 dengan tahun sebelumnya</p>
<table><tr><th>No</th><th>Indikator Kinerja</th><th>Realisasi 2022</th><th>Realisasi 2023</th>
<th>Realisasi 2024</th></tr><tr><td>1</td><td>Persentase arsip yang ditata</td><td>80</td><td>85</td><td>88</td>
</tr><tr><td>2</td>
<td>Nilai pengawasan kearsipan</td><td>70</td><td>74</td><td>78</td></tr><tr><td>3</td>
<td>Jumlah keluhan masyarakat</td><td>14</td><td>12</td><td>8</td></tr></table>
<p>Tabel 3.3 Perbandingan dengan standar nasional</p><table><tr><th>No</th>
<th>Indikator Kinerja</th><th>Realisasi 2024</th><th>Standar Nasional</th></tr><tr><td>1</td>
<td>Persentase arsip yang ditata</td><td>88</td><td>80</td></tr></table><p>B. Realisasi Anggaran</p>
<table><tr><th rowspan=2>No</th><th rowspan=2>Program/Kegiatan</th><th colspan=3>Anggaran</th></tr>
<tr><th>Pagu (Rp)</th><th>Realisasi (Rp)</th><th>%</th></tr>
<tr><td>1</td><td>Program Arsip</td><td>1.000.000.000</td><td>950.000.000</td><td>95,00</td></tr>
<tr><td></td><td>Jumlah</td><td>1.500.000.000</td><td>1.400.000.000</td><td>93,33</td></tr></table>"""


def test_a_report_tells_of_an_indicator_in_several_tables(tmp_path: Path) -> None:
    lkjip, pk = tmp_path / "lkjip.html", tmp_path / "pk.html"
    lkjip.write_text(f"<html><body>{SEVERAL_TABLES}</body></html>", encoding="utf-8")
    pk.write_text(f"<html><body>{SEVERAL_TABLES.partition('</table>')[0]}</table></body></html>", encoding="utf-8")
    reviu = kf.reviu(lkjip, pk=pk)
    assert [hal_text(hal) for hal in reviu.hal] == []
    assert reviu.dokumen[0].indikator == 3
    told = {one.aspek: one for butir in reviu.butir for one in butir.hitungan if butir.bagian == "format"}
    assert (told["anggaran"].diuji, told["serapan"].diuji, told["hitung-ulang"].diuji) == (2, 2, 3)
    assert next(one for one in reviu.butir if one.nomor == 7).catatan == ()
    lkjip.write_text(lkjip.read_text(encoding="utf-8").replace("<td>12</td><td>8</td>", "<td>12</td><td>9</td>"))
    assert [(hal.jenis, len(hal.kutipan)) for hal in kf.reviu(lkjip, pk=pk).hal] == [("berulang", 2)]


# Documents that are not there, years, and errors


def test_what_is_not_given_is_said(tmp_path: Path) -> None:
    reviu = kf.reviu(files(tmp_path, base())["lkjip"])
    told = {(one.bagian, one.nomor): result_text(one) for one in reviu.butir}
    assert told["substansi", 1] == "tidak disiapkan: dokumen Perjanjian Kinerja tidak diberikan"
    assert told["substansi", 2] == "tidak disiapkan: dokumen Renstra tidak diberikan"
    assert told["substansi", 4] == told["substansi", 1]
    assert told["substansi", 5] == "tidak disiapkan: dokumen Keputusan IKU tidak diberikan"
    assert reviu.counts == {"butir": 10, "disiapkan": 6, "hal": 0, "ragu": 0}
    assert result_text(reviu.butir[3], "en") == "not prepared: the document agreement (PK) was not given"


def test_the_year_is_that_of_the_report(tmp_path: Path) -> None:
    paths = files(tmp_path, base())
    assert kf.reviu(paths["lkjip"], renstra=paths["renstra"]).tahun == "2024"
    other = kf.reviu(paths["lkjip"], renstra=paths["renstra"], tahun=2025)
    assert other.tahun == "2025"
    assert [[found.code for found in one.diagnostics] for one in other.dokumen] == [["KF409"], []]
    assert "2025" in str(kertas_kerja(other).blocks[2]), "the paper says that the report has no targets of 2025"


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_verdict_and_no_marks_of_programs(language: str, tmp_path: Path) -> None:
    reviu = reviu_of(tmp_path, planted_set())
    text = "\n".join([str(block) for block in kertas_kerja(reviu, language=language).blocks])
    assert not re.search(r"`|\bKF\d|telah direviu|\bwajar\b|was reviewed|\bcompliant\b|\bsesuai\b", text)
    remark = {"id": "Catatan pereviu", "en": "Reviewer's remark"}[language]
    tables = [block for block in kertas_kerja(reviu, language=language).blocks if hasattr(block, "head")]
    assert sum(table.head[-1] == remark for table in tables) > 5
    assert all(
        cells[-1] == "" for table in tables if table.head[-1] == remark for cells in table.rows if len(cells) > 1
    )


def test_another_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="language"):
        kertas_kerja(kf.reviu(files(tmp_path, base())["lkjip"]), language="jv")


def test_the_result_is_plain_and_immutable(tmp_path: Path) -> None:
    reviu = reviu_of(tmp_path, planted_set())
    assert pickle.loads(pickle.dumps(reviu)) == reviu
    assert hash(reviu) == hash(pickle.loads(pickle.dumps(reviu)))
    data = reviu.to_json()
    assert data["schema"] == "kinerja-formula/reviu/1"
    assert json.loads(json.dumps(data)) == data
    with pytest.raises(AttributeError):
        reviu.tahun = "2025"  # type: ignore[misc]


# Every format says the same


def texts_of(path: Path) -> str:
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        told = [paragraph.text for paragraph in document.paragraphs]
        told += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join(told)
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        return "\n".join([str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row])
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return "\n".join([hal["teks"]["id"] for butir in json.loads(text)["butir"] for hal in butir["hal"]])
    return re.sub(r"<[^>]*>", "\n", text).replace("&amp;", "&").replace("&#x27;", "'")


def test_every_format_holds_the_same(tmp_path: Path) -> None:
    reviu = reviu_of(tmp_path, planted_set())
    sentences = [hal_text(hal) for hal in reviu.hal]
    assert len(sentences) > 30
    for ending in ("docx", "xlsx", "html", "json"):
        path = tmp_path / f"kertas-kerja.{ending}"
        reviu.save(path)
        text = texts_of(path)
        assert not [one for one in sentences if one not in text], ending
    data = json.loads((tmp_path / "kertas-kerja.json").read_text(encoding="utf-8"))
    assert sum(len(one["hal"]) for one in data["butir"]) == len(sentences)
    place = data["butir"][0]["hal"][0]["kutipan"][0]["tempat"]
    assert place == {"baris": 6, "tabel": 1}


HOSTILE = "<script>alert(1)</script> =1+1 \x1b[31m\u202e&quot; {0} {acuan} %s \"'`"


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    def document(title: str, target: str) -> kf.Dokumen:
        row = kf.Indikator(nama=f"=Persentase {HOSTILE}", teks=HOSTILE, sasaran=HOSTILE, target=target, satuan=HOSTILE)
        return kf.Dokumen(title, (kf.Jabatan(HOSTILE, (row,)),), f"{HOSTILE}.csv")

    reviu = kf.reviu(document(HOSTILE, "90%"), pk=document(HOSTILE, "80%"), iku=document(HOSTILE, "1"))
    assert T in [hal.jenis for hal in reviu.hal]
    for language in ("id", "en"):
        for ending in ("docx", "xlsx", "html", "json"):
            path = tmp_path / f"{language}.{ending}"
            reviu.save(path, language=language)
        page = (tmp_path / f"{language}.html").read_text(encoding="utf-8")
        assert "<script" not in page
        assert "\x1b" not in page
        assert "\u202e" not in page
        assert "&lt;script&gt;" in page
        assert "\u202e" not in (tmp_path / f"{language}.json").read_text(encoding="utf-8")
        book = openpyxl.load_workbook(tmp_path / f"{language}.xlsx")
        assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_many_differences_are_printed_in_bounds(tmp_path: Path) -> None:
    def document(title: str, target: str) -> kf.Dokumen:
        rows = [
            kf.Indikator(nama=f"Persentase hal {place} {chr(97 + place % 26) * 9}", teks="", target=target, satuan="%")
            for place in range(1500)
        ]
        return kf.Dokumen(title, (kf.Jabatan("", tuple(rows)),))

    reviu = kf.reviu(document("LKJIP 2024", "80"), pk=document("PK 2024", "90"))
    assert sum(hal.jenis == T for hal in reviu.hal) == 1500
    reviu.save(tmp_path / "a.html")
    assert "1200 hal lain tidak dicetak di sini" in (tmp_path / "a.html").read_text(encoding="utf-8")


# The command


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = files(tmp_path, base())
    words = [str(paths["lkjip"]), *[f"--{name}={paths[name]}" for name in ("pk", "iku", "renstra")], "--tahun=2024"]
    assert main(["reviu", *words]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "10 dari 10 butir disiapkan: 0 hal perlu dilihat"
    told = base()
    put("pk", 0, "target", "75")(told)
    paths = files(tmp_path, told)
    assert main(["reviu", *words]) == 1
    assert "Target berbeda: LKjIP “60”, Perjanjian Kinerja “75”" in capsys.readouterr().out
    assert main(["reviu", *words, "--bahasa=en"]) == 1
    assert "Targets differ: LKjIP “60”, agreement (PK) “75”" in capsys.readouterr().out
    out = tmp_path / "kertas-kerja.docx"
    assert main(["reviu", *words, "-o", str(out)]) == 1
    assert out.stat().st_size > 1000
    capsys.readouterr()
    assert main(["reviu", *words, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["schema"] == "kinerja-formula/reviu/1"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["-o", "a.pdf"], "KF480"),
        (["-o", "{lkjip}"], "KF482"),
        (["--pk", "tidak-ada.html"], "KF401"),
        (["--aturan", "tidak-ada"], "KF315"),
    ],
)
def test_wrong_calls(arguments: list[str], code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = files(tmp_path, base())
    words = [one.format(lkjip=paths["lkjip"]) for one in arguments]
    assert main(["reviu", str(paths["lkjip"]), *words]) == 2
    assert code in capsys.readouterr().err
    assert paths["lkjip"].stat().st_size > 1000


def test_a_report_without_indicators_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.html").write_text("<html><body><p>Kata pengantar</p></body></html>", encoding="utf-8")
    assert main(["reviu", str(tmp_path / "a.html")]) == 2
    assert "KF405" in capsys.readouterr().err


def test_texts_have_every_kind() -> None:
    for jenis in {planted.jenis for planted in PLANTED.values()}:
        for language in ("id", "en"):
            assert hal_text(Hal(jenis, "pk", ("lkjip",), (Kutipan("lkjip"),)), language) is not None
    assert Butir("format", 2).disiapkan


GAPS = {"realisasi-kosong", "capaian-kosong", "anggaran-tanpa-realisasi"}


@pytest.mark.parametrize("ending", [".docx", ".pdf"])
def test_the_report_that_the_library_prints_agrees_with_its_plan(tmp_path: Path, ending: str):
    """The printed report has comparisons over years, towards the end of the plan and with the budget: none of their
    columns is a target of this year, and a capaian printed from an unrounded realization is no slip.
    """
    folder = Path("examples/kecamatan")
    iku = kf.read(folder / "iku.html", tahun=2025)
    for form in sorted((folder / "2025").glob("*.xlsx")):
        report = kf.laporan(iku, form)
        path = tmp_path / f"{form.stem}{ending}"
        report.save(path, setelan=folder / "laporan.toml")
        found = kf.reviu(path, pk=folder / "pk-2025.html", iku=folder / "iku.html", tahun=2025)
        told = [(butir.nomor, hal.jenis) for butir in found.butir for hal in butir.hal]
        waiting = any(row.waits_for_data for row in report.rows)
        assert {kind for _, kind in told} <= GAPS and bool(told) is waiting
        assert sum(one.diuji for butir in found.butir for one in butir.hitungan) > 40


def told_of(folder: Path, change: Callable[[Set], None], *, title: str = "") -> list[str]:
    """Return what is said of the set with one change, but for what every set with it says."""
    documents = base()
    change(documents)
    paths = files(folder, documents)
    if title:
        pk = paths["pk"].read_text(encoding="utf-8")
        paths["pk"].write_text(pk.replace("2024", title), encoding="utf-8")
    return [hal_text(one) for one in kf.reviu(**paths).hal]


def test_targets_of_another_year_are_told(tmp_path: Path) -> None:
    told = told_of(tmp_path, lambda documents: None, title="2023")
    assert [one for one in told if "2023" in one and "2024" in one]


def test_a_target_that_one_table_of_the_report_has_otherwise_is_told(tmp_path: Path) -> None:
    told = told_of(tmp_path, again("lkjip", 15, "target", "88"))
    assert any(one.startswith("Target berbeda") and "88" in one for one in told)
    assert any(one.startswith("Indikator tertulis 2 kali dalam LKjIP dengan target") for one in told)


@pytest.mark.parametrize("mark", ["1. ", "2) ", "a. ", "Sasaran 1: "])
def test_the_number_of_a_goal_is_no_difference(mark: str, tmp_path: Path) -> None:
    assert told_of(tmp_path, goal("lkjip", 0, f"{mark}{SASARAN[0]}")) == []


def test_one_wrong_unit_is_one_difference(tmp_path: Path) -> None:
    told = [one for one in told_of(tmp_path, put("pk", 5, "satuan", "ribu ruang")) if "berbeda" in one]
    assert told
    assert all(one.startswith("Satuan berbeda") for one in told)


def test_a_later_target_is_held_against_the_plan() -> None:
    one = kf.Indikator(nama="Nilai SAKIP", teks="", sasaran="S", targets={"2024": "80", "2026": "90"})
    other = kf.Indikator(nama="Nilai SAKIP", teks="", sasaran="S", targets={"2024": "80", "2026": "85"})
    reviu = kf.reviu(
        kf.Dokumen("LKJIP 2024", (kf.Jabatan("", (one,)),)), renstra=kf.Dokumen("", (kf.Jabatan("", (other,)),))
    )
    [hal] = [hal for hal in reviu.hal if hal.acuan == "renstra"]
    assert hal_text(hal) == "Target 2026 berbeda: LKjIP “90”, Renstra “85”"


DIRECTIONS = [("naik", "102,00", "98,00"), ("turun", "98,00", "102,00"), ("turun", "102,00", ""), ("naik", "98,00", "")]


@pytest.mark.parametrize(("arah", "printed", "right"), DIRECTIONS)
def test_the_direction_that_the_decree_tells_counts(arah: str, printed: str, right: str) -> None:
    one = kf.Indikator(
        nama="Indeks layanan",
        teks="",
        sasaran="S",
        targets={"2024": "100"},
        realisasi={"2024": "98"},
        capaian={"2024": printed},
    )
    decree = kf.Indikator(nama="Indeks layanan", teks="", sasaran="S", target="100", arah=arah)
    documents = [kf.Dokumen("IKU 2024", (kf.Jabatan("", (row,)),)) for row in (one, decree)]
    told = [hal_text(hal) for hal in kf.reviu(documents[0], iku=documents[1]).hal if hal.jenis == "capaian-beda"]
    assert [right in one for one in told] == [True] * bool(right)


def test_a_print_that_fits_only_a_falling_indicator_is_a_doubt() -> None:
    one = kf.Indikator(
        nama="Indeks ABC",
        teks="",
        sasaran="S",
        targets={"2024": "100"},
        realisasi={"2024": "98"},
        capaian={"2024": "102,00"},
    )
    reviu = kf.reviu(kf.Dokumen("LKJIP 2024", (kf.Jabatan("", (one,)),)))
    [hal] = [hal for hal in reviu.hal if hal.jenis == "capaian-tak-terhitung"]
    assert "hanya benar bila makin rendah makin baik" in hal_text(hal)


@pytest.mark.parametrize("head", ["Target 2024", "Target"])
def test_a_capaian_without_a_year_is_that_of_the_last_one(head: str, tmp_path: Path) -> None:
    path = tmp_path / "lkjip.html"
    path.write_text(
        f"<p>LAPORAN KINERJA TAHUN 2024</p><table><tr><th>No<th>Sasaran<th>Indikator Kinerja<th>{head}"
        "<th>Realisasi 2023<th>Realisasi 2024<th>Capaian (%)</tr>"
        "<tr><td>1<td>Tertib<td>Persentase arsip yang ditata<td>90<td>80<td>81<td>95,00</tr></table>",
        encoding="utf-8",
    )
    [hal] = [hal for hal in kf.reviu(path).hal if hal.jenis.startswith("capaian")]
    assert "realisasi 81 dan target 90 memberi 90,00%" in hal_text(hal)


def test_a_capaian_of_a_year_without_target_is_not_calculated_again():
    one = kf.Indikator(nama="Nilai SAKIP", teks="", targets={"2023": "80"}, capaian={"2024": "105"})
    lkjip = kf.Dokumen("", (kf.Jabatan("CAMAT", (one,)),))
    found = kf.reviu(lkjip, pk=lkjip, tahun=2024)
    assert not [hal for butir in found.butir for hal in butir.hal if hal.jenis == "capaian-beda"]
