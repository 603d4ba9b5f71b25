"""Catalogues of indicators: the file, strictly read; one made of a document and renewed; evaluated; compared."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import dask.dataframe as dd
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import kinerja_formula as kf
from kinerja_formula.command_line import main
from kinerja_formula.dokumen.model import Indikator, Jabatan
from kinerja_formula.pengatalogan.comparison import compare_documents
from kinerja_formula.pengatalogan.entry_parts import BacaanKatalog, SumberKatalog
from kinerja_formula.pengatalogan.from_document import katalog_of
from kinerja_formula.pengatalogan.reader import katalog_of_text
from kinerja_formula.pengisian.bacaan import Bacaan, write_bacaan_json

ROOT = Path(__file__).resolve().parents[2]
IKU = ROOT / "examples/kecamatan/iku.html"
EXAMPLE = ROOT / "examples/katalog.toml"
HEAD = 'schema = "kinerja-formula/katalog/1"\n'
RATIO = "Jumlah hadir / Jumlah undangan × 100%"


def entry(**fields: object) -> kf.IndikatorKatalog:
    told = {"id": "hadir", "nama": "Persentase hadir", "rumus": RATIO, **fields}
    return kf.IndikatorKatalog(**told)  # type: ignore[arg-type]


def faults(text: str) -> list[tuple[str, str, str]]:
    """Return code, line and reason of all that is wrong with a text."""
    with pytest.raises(kf.InvalidDataError) as caught:
        katalog_of_text(HEAD + text, "katalog.toml")
    told = [one.values for one in caught.value.diagnostics]
    codes = [one.code for one in caught.value.diagnostics]
    return [(code, str(one["line"]), str(one.get("reason", ""))) for code, one in zip(codes, told, strict=True)]


SOUND = '[[indikator]]\nid = "hadir"\nnama = "Persentase hadir"\n'

# The file


def test_the_example_is_what_the_command_makes() -> None:
    assert katalog_of(kf.read(IKU)).to_toml() == EXAMPLE.read_text(encoding="utf-8")


def test_every_way_of_toml_says_the_same() -> None:
    dotted = SOUND + 'target.2024 = "85"\ntarget."TW I 2025" = "20"\nsumber.dokumen = "a.docx"\n'
    inline = SOUND + 'target = { 2024 = "85", "TW I 2025" = "20" }\nsumber = { dokumen = "a.docx" }\n'
    table = SOUND + '[indikator.target]\n2024 = "85"\n"TW I 2025" = "20"\n[indikator.sumber]\ndokumen = "a.docx"\n'
    read = [katalog_of_text(HEAD + text) for text in (dotted, inline, table)]
    assert read[0] == read[1] == read[2]
    assert dict(read[0]["hadir"].target) == {"2024": "85", "TW I 2025": "20"}


@pytest.mark.parametrize(
    ("more", "line", "reason"),
    [
        ('namaa = "x"', "5", "bidang-tak-dikenal"),
        ("target.2024 = 85", "5", "bukan-teks-bidang"),
        ("target = 85", "5", "bukan-tabel"),
        ('arah = "naikk"', "5", "pilihan-lain"),
        ('arah = ""', "5", "pilihan-lain"),
        ('satuan = "dokumne"', "5", "satuan-katalog-asing"),
        ('satuan = "12 5"', "5", "satuan-katalog-asing"),
        ('aturan = "lkjp"', "5", "aturan-katalog-asing"),
        ("kode = 3", "5", "bukan-teks-bidang"),
        ('bobot = "25 orang"', "5", "bukan-angka"),
        ('bobot = "125%"', "5", "di-luar-batas"),
        ("bobot = 0.5", "5", "bukan-angka"),
        ('sumber = "a.docx"', "5", "bukan-tabel"),
        ('sumber.halamn = 3\nsumber.dokumen = "a"', "5", "bidang-tak-dikenal"),
        ('sumber.dokumen = "a"\nsumber.halaman = "3"', "6", "di-luar-batas"),
        ("sumber.halaman = -1", "5", "di-luar-batas"),
        ('bacaan = "sudah"', "5", "pilihan-lain"),
        ("bacaan = true", "5", "bukan-tabel"),
        ('bacaan.siapa = "A"', "5", "bidang-tak-dikenal"),
        ("bacaan.oleh = 3", "5", "bukan-teks-bidang"),
        ('catatan = """\n' + "x" * 20_001 + '"""', "5", "terlalu-panjang-bidang"),
        (f'sasaran = "{"x" * 2_001}"', "5", "terlalu-panjang-bidang"),
        ("konstanta.a = 3", "5", "bukan-teks-bidang"),
        ("target = { " + ", ".join(f'a{n} = "1"' for n in range(201)) + " }", "5", "terlalu-banyak-bidang"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_line(more: str, line: str, reason: str) -> None:
    assert (("KF520", line, reason)) in faults(SOUND + more + "\n")


def test_faults_are_told_at_once_in_the_order_of_lines() -> None:
    text = 'judull = "x"\n\n' + SOUND + 'arah = "x"\n\n' + SOUND + '\n[[indikator]]\nid = "A B"\n'
    found = faults(text)
    assert [one[1:] for one in found] == [
        ("2", "bidang-tak-dikenal"),
        ("7", "pilihan-lain"),
        ("13", "bidang-hilang"),
        ("14", "id-tak-sah"),
    ]


@pytest.mark.parametrize("id", ["a b", "A", "-a", "a-", "a--b", "é", "x" * 81, ""])
def test_an_id_is_small_letters_digits_and_hyphens(id: str) -> None:  # noqa: A002
    with pytest.raises(kf.InvalidDataError, match="KF520"):
        entry(id=id)


def test_an_id_is_given_once() -> None:
    assert faults(SOUND + "\n" + SOUND) == [("KF520", "7", "id-ganda")]
    with pytest.raises(kf.InvalidDataError, match="id ini sudah dipakai"):
        kf.Katalog([entry(), entry()])


@pytest.mark.parametrize(
    ("rumus", "taken"),
    [
        ("Hadir dibagi Undangan x 100%", ("`Hadir` / `Undangan` × 100%",)),
        ("Jumlah A -----x100% Jumlah B", ("Jumlah A / Jumlah B × 100%",)),
        ("Nilai SAKIP", ("`Nilai SAKIP`",)),
        ("(", ()),
    ],
)
def test_a_line_that_reads_otherwise_too_is_refused(rumus: str, taken: tuple[str, ...]) -> None:
    with pytest.raises(kf.InvalidDataError) as caught:
        katalog_of_text(f'{HEAD}{SOUND}rumus = "{rumus}"\n', "katalog.toml")
    [found] = caught.value.diagnostics
    assert (found.code, found.values["line"], found.values["taken"]) == ("KF521", "5", taken)
    if taken:
        assert kf.parse(taken[0]).certainty == 1
        assert entry(rumus=taken[0]).formula is not None


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("[[indikator]]\nid = \n", "2", "bukan-toml"),
        (HEAD + "indikator = 3\n[[x]]\n", "2", "bukan-daftar"),
        ("[[indikator]]\n", "1", "bidang-hilang"),
        ('schema = "kinerja-formula/katalog/9"\n', "1", "pilihan-lain"),
        (HEAD + "x = 1\n" * 1 + "a" * 5_000_001, "1", "berkas-terlalu-besar"),
        (HEAD + "[[indikator]]\n" * 2_001, "2", "terlalu-banyak-bidang"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused(text: str, line: str, reason: str) -> None:
    with pytest.raises(kf.InvalidDataError) as caught:
        katalog_of_text(text, "katalog.toml")
    told = [(one.code, one.values["line"], one.values["reason"]) for one in caught.value.diagnostics]
    assert ("KF520", line, reason) in told


def test_a_file_that_is_not_there_is_kf401(tmp_path: Path) -> None:
    with pytest.raises(kf.InvalidDataError, match="KF401"):
        kf.katalog(tmp_path / "katalog.toml")


def full() -> kf.Katalog:
    one = entry(
        jabatan="CAMAT",
        sasaran='Mutu "pelayanan"\\kecamatan',
        kode="1.1",
        satuan="%",
        arah="naik",
        bobot=Fraction(1, 3),
        aturan="permenpan-8-2021",
        target={"2024": "85%", "TW I 2025": "20", 'a "b".c': "1"},
        konstanta={"Jumlah undangan": "20"},
        sumber_data="Daftar hadir",
        pemilik="Sekretariat",
        sumber=SumberKatalog("IKU 2024.docx", "IKU", 2, 1, 7, "Jumlah hadir\n-----x100%\nJumlah undangan\u202e"),
        bacaan=BacaanKatalog("diperiksa", "A. Pemeriksa", "2025-01-31"),
        catatan="Baris satu.\nBaris dua.",
    )
    other = replace(one, id="hadir-2", bobot=Fraction(1, 4), bacaan=BacaanKatalog("belum diperiksa"), target={"": "5"})
    return kf.Katalog([one, other], judul="IKU 2024", aturan="lkjip", catatan="Dari keputusan.")


def test_what_is_written_is_read_as_the_same() -> None:
    katalog = full()
    text = katalog.to_toml()
    assert text.isprintable() or text.replace("\n", "").isprintable()
    assert "bacaan.tanggal = 2025-01-31\n" in text
    assert 'bobot = "25%"' in text and 'bobot = "1/3"' in text
    read = katalog_of_text(text)
    assert read == katalog and read.to_toml() == text
    assert kf.Katalog.from_json(json.loads(json.dumps(katalog.to_json()))) == katalog
    assert pickle.loads(pickle.dumps(katalog)) == katalog


def test_a_catalogue_is_saved_and_does_not_change(tmp_path: Path) -> None:
    katalog = full()
    katalog.save(tmp_path / "katalog.toml")
    read = kf.katalog(tmp_path / "katalog.toml")
    assert read == katalog and repr(read) == "<Katalog 'IKU 2024': 2 indikator>"
    with pytest.raises(AttributeError):
        read.judul = "x"
    assert list(read) == ["hadir", "hadir-2"] and hash(read) == hash(katalog)


# Targets


@pytest.mark.parametrize(
    ("target", "periode", "expected"),
    [
        ({"2024": "1", "TW I 2025": "2"}, "Tahun 2024", "1"),
        ({"2024": "1", "TW I 2025": "2"}, "Triwulan 1 2025", "2"),
        ({"2024": "1", "TW I 2025": "2"}, "2025", ""),
        ({"2024": "1"}, "TW I 2024", ""),
        ({"": "1"}, "2031", "1"),
        ({"": "1"}, "TW I 2031", ""),
        ({"": "1", "2024": "2"}, "2024", "2"),
        ({"2024": "1"}, None, "1"),
        ({"2024": "1", "2025": "2"}, None, ""),
        ({}, None, ""),
    ],
)
def test_a_target_is_of_its_period_only(target: dict[str, str], periode: str | None, expected: str) -> None:
    assert entry(target=target).target_of(periode) == expected


# What is open


def test_what_nobody_has_confirmed_is_told_wherever_it_goes() -> None:
    source = SumberKatalog("a.docx", teks="Jumlah hadir / Jumlah pegawai")
    told = {
        "belum diperiksa": ["KF522"],
        "terbaca": ["KF524"],
        "diperiksa": [],
        "": ["KF522"],
    }
    for keadaan, codes in told.items():
        one = entry(sumber=source, bacaan=BacaanKatalog(keadaan))
        assert [found.code for found in one.findings()] == codes, keadaan
        rows = kf.Katalog([one]).check().rows
        assert [found.code for found in rows[0].diagnostics if found.code > "KF500"] == codes, keadaan
    assert entry().findings() == ()
    assert [found.code for found in entry(rumus="", sumber=source).findings()] == ["KF523"]


def test_a_changed_line_is_no_reading_of_its_document() -> None:
    source = SumberKatalog(teks="Jumlah hadir dibagi jumlah undangan x 100%")
    sure = BacaanKatalog("terbaca")
    assert entry(sumber=source, bacaan=sure, rumus="Jumlah hadir / jumlah undangan × 100%").findings() == ()
    changed = entry(sumber=source, bacaan=sure, rumus="Jumlah hadir / jumlah pegawai × 100%")
    assert [found.code for found in changed.findings()] == ["KF524"]


def test_a_review_marks_the_line_of_the_file() -> None:
    text = HEAD + SOUND + '\nrumus = "Jumlah arsip / Jumlah arsip × 100%"\n'
    [row] = katalog_of_text(text).check().rows
    assert row.indikator.tempat.baris == 6 and "KF124" in [one.code for one in row.diagnostics]


def test_other_rule_sets_are_told() -> None:
    assert [one.code for one in kf.Katalog([entry(aturan="permenpan-8-2021")]).dokumen.diagnostics] == ["KF528"]
    assert kf.Katalog([entry()]).dokumen.diagnostics == ()


# Out of a document


def dokumen(*rows: Indikator) -> kf.Dokumen:
    return kf.Dokumen("IKU 2025", (Jabatan("CAMAT", rows),), "iku-2025.docx")


def test_a_doubtful_reading_is_never_written_as_confirmed() -> None:
    rows = (
        Indikator(nama="Persentase hadir", teks="Jumlah hadir / Jumlah undangan x 100%"),
        Indikator(nama="Rasio hadir", teks="Jumlah A + Jumlah B Jumlah C x 100%"),
        Indikator(nama="Nilai SAKIP", teks=""),
        Indikator(nama="Laju", teks="[gambar]"),
        Indikator(nama="Persentase yakin", teks="Jumlah yakin / Jumlah semua x 100%", certainty=0.4),
    )
    found = katalog_of(dokumen(*rows))
    assert [one.bacaan.keadaan for one in found.values()] == [
        *("terbaca", "belum diperiksa", "terbaca", "belum diperiksa", "belum diperiksa"),
    ]
    assert [one.rumus for one in found.values()][2:4] == ["`Nilai SAKIP`", ""]
    assert not any(one.is_confirmed for one in found.values())
    told = [
        Bacaan(rows[1].teks, "(Jumlah A + Jumlah B) / Jumlah C × 100%", "Rasio hadir", "A. Pemeriksa", "2025-01-31")
    ]
    settled = katalog_of(dokumen(*rows), bacaan=told)["rasio-hadir"]
    assert settled.bacaan == BacaanKatalog("diperiksa", "A. Pemeriksa", "2025-01-31")
    assert settled.rumus == "(Jumlah A + Jumlah B) / Jumlah C × 100%" and settled.sumber.teks == rows[1].teks


def test_ids_are_of_the_names_and_each_is_given_once() -> None:
    rows = [Indikator(nama=nama, teks="") for nama in ("Nilai (A)", "Nilai A", "Nilai é!", "Nilai A", "?!")]
    found = katalog_of(dokumen(*rows))
    assert list(found) == ["nilai-a", "nilai-a-2", "nilai-e", "nilai-a-3", "indikator"]
    assert all(len(one) <= 60 for one in katalog_of(dokumen(Indikator(nama="Jumlah kata " * 30, teks=""))))


def test_a_unit_that_is_none_is_left_out_and_told() -> None:
    rows = [
        Indikator(nama=f"Jumlah {n}", teks="", satuan=satuan) for n, satuan in enumerate(["dokumne", "5", "sumur bor"])
    ]
    found = katalog_of(dokumen(*rows))
    assert [one.satuan for one in found.values()] == ["", "", "sumur bor"]
    assert [(one.code, one.values["value"]) for one in found.diagnostics] == [("KF525", "dokumne"), ("KF525", "5")]
    assert katalog_of_text(found.to_toml()) == kf.Katalog(found.values(), judul=found.judul)


def test_a_catalogue_is_renewed_by_meaning() -> None:
    lama = kf.Katalog(
        [
            entry(id="kehadiran", pemilik="Sekretariat", catatan="x", aturan="permenpan-8-2021", target={"2024": "80"}),
            entry(id="arsip", nama="Persentase arsip tertata", rumus="Jumlah arsip ditata / Jumlah arsip × 100%"),
            entry(
                id="surat", nama="Persentase surat dijawab", rumus="Jumlah surat dijawab / Jumlah surat masuk × 100%"
            ),
            entry(id="hilang", nama="Jumlah rapat", rumus="Jumlah rapat"),
        ],
        aturan="lkjip",
    )
    baru = dokumen(
        Indikator(nama="PERSENTASE HADIR", teks="Jumlah hadir dibagi Jumlah undangan x 100%", targets={"2025": "90"}),
        Indikator(nama="Persentase arsip yang ditata", teks="Jumlah arsip ditata / Jumlah seluruh arsip x 100%"),
        Indikator(nama="Tanggapan surat", teks="100% x Jumlah surat dijawab / Jumlah surat masuk"),
        Indikator(nama="Nilai SAKIP", teks=""),
    )
    found = katalog_of(baru, lama)
    assert list(found) == ["kehadiran", "arsip", "surat", "nilai-sakip"]
    one = found["kehadiran"]
    assert (one.pemilik, one.catatan, one.aturan) == ("Sekretariat", "x", "permenpan-8-2021")
    assert dict(one.target) == {"2024": "80", "2025": "90"} and one.nama == "PERSENTASE HADIR"
    assert [(found.code, found.values["names"]) for found in found.diagnostics] == [("KF527", ("hilang",))]
    assert found.aturan == "lkjip"


def test_a_confirmed_line_goes_on_while_its_cell_says_the_same() -> None:
    cell = "Jumlah A + Jumlah B Jumlah C x 100%"
    source = SumberKatalog("iku-2024.docx", teks=cell)
    person = BacaanKatalog("diperiksa", "A. Pemeriksa", "2024-01-31")
    line = "(Jumlah A + Jumlah B) / Jumlah C × 100%"
    lama = kf.Katalog([entry(id="rasio", nama="Rasio hadir", rumus=line, sumber=source, bacaan=person)])
    same = katalog_of(dokumen(Indikator(nama="Rasio hadir", teks=cell)), lama)["rasio"]
    assert (same.rumus, same.bacaan, same.sumber.dokumen) == (line, person, "iku-2025.docx")
    other = katalog_of(dokumen(Indikator(nama="Rasio hadir", teks="Jumlah A + Jumlah B Jumlah D x 100%")), lama)[
        "rasio"
    ]
    assert other.bacaan == BacaanKatalog("belum diperiksa") and "Jumlah D" in other.rumus


def test_a_document_without_formulas_leaves_the_lines_as_they_were() -> None:
    lama = katalog_of(kf.read(IKU))
    found = katalog_of(kf.read(ROOT / "examples/kecamatan/pk-2025.html"), lama)
    assert [one.rumus for one in found.values()] == [one.rumus for one in lama.values()]
    assert set(found) == set(lama)


def test_what_a_person_confirms_later_settles_a_catalogue() -> None:
    source = SumberKatalog(teks="Jumlah A + Jumlah B Jumlah C x 100%")
    katalog = kf.Katalog([entry(sumber=source, bacaan=BacaanKatalog("belum diperiksa"), pemilik="X")])
    told = Bacaan(
        source.teks, "(Jumlah A + Jumlah B) / Jumlah C × 100%", "Persentase hadir", "A. Pemeriksa", "31/1/2025"
    )
    found = katalog_of(katalog, bacaan=[told])["hadir"]
    assert (found.rumus, found.pemilik) == ("(Jumlah A + Jumlah B) / Jumlah C × 100%", "X")
    assert found.bacaan == BacaanKatalog("diperiksa", "A. Pemeriksa", "31/1/2025")
    text = kf.Katalog([found]).to_toml()
    assert 'bacaan.tanggal = "31/1/2025"' in text and katalog_of_text(text)["hadir"] == found


# Evaluated


def katalog() -> kf.Katalog:
    return kf.Katalog(
        [
            entry(target={"2024": "90", "2025": "80 - 90%"}, aturan="permenpan-8-2021"),
            entry(id="keluhan", nama="Jumlah keluhan", rumus="Jumlah keluhan", arah="turun", target={"2024": "5"}),
            entry(id="tumbuh", nama="Pertumbuhan", rumus="(`PDRB` - `PDRB tahun lalu`) / `PDRB tahun lalu` × 100%"),
            entry(id="kosong", nama="Kosong", rumus=""),
        ]
    )


def test_a_gap_never_stops_the_others() -> None:
    data = {"Jumlah hadir": 18, "jumlah undangan": "20 orang", "PDRB": {"2023": 100, "2024": 110}}
    found = katalog().evaluate(data, periode="2024")
    assert found["hadir"].result is not None and found["hadir"].result.value == 90
    assert found["hadir"].capaian is not None and found["hadir"].capaian.predikat == "Baik"
    assert found["tumbuh"].result is not None and found["tumbuh"].result.value == 10  # the year before, by its name
    assert found.gaps == {"keluhan": "data-hilang", "kosong": "katalog-tanpa-rumus"}
    assert [one.code for one in found["keluhan"].diagnostics] == ["KF301"]
    assert str(found).splitlines()[:2] == ["hadir: 90,00% (100,00%)", "keluhan: data-hilang"]
    assert repr(found) == "<HasilKatalog: 2 / 4>" and len(found) == 4


def test_many_figures_give_what_few_give() -> None:
    data = {"Jumlah hadir": 18, "jumlah undangan": 20, "Jml keluhan": 4, "PDRB": {"2023": 100, "2024": 110}}
    many = {**{f"Jumlah lain {number}": number for number in range(99)}, **data}
    few_found, found = (katalog().evaluate(one, periode="2024") for one in (data, many))
    assert str(found) == str(few_found) and found.gaps == {"kosong": "katalog-tanpa-rumus"}
    twice = katalog().evaluate({**many, "JUMLAH HADIR": 3}, periode="2024")
    assert twice.gaps["hadir"] == "nama-ganda"
    typo = {**many, "Jumlah keluhn": 3}
    del typo["Jml keluhan"]
    assert "Jumlah keluhn" in katalog().evaluate(typo, periode="2024")["keluhan"].diagnostics[0].hint


def test_zero_below_is_a_reason_and_no_zero() -> None:
    found = katalog().evaluate({"Jumlah hadir": 18, "Jumlah undangan": 0, "Jumlah keluhan": 0}, periode="2024")
    assert found.gaps["hadir"] == "penyebut-nol"
    assert found["keluhan"].result is not None and found["keluhan"].result.value == 0


def test_a_target_of_another_period_is_never_taken() -> None:
    data = {"Jumlah hadir": 18, "Jumlah undangan": 20}
    other = katalog().evaluate(data, periode="2031")["hadir"]
    assert other.capaian is None and [one.code for one in other.diagnostics] == ["KF526"]
    assert str(other.result) == "90,00%"
    none = katalog().evaluate(data)["hadir"]
    assert none.capaian is None and "beberapa periode" in none.diagnostics[0].message


@pytest.mark.parametrize(("periode", "wanted"), [("Tahun-2", "80"), (2026, "90"), ("2026", "90")])
def test_a_period_is_what_the_plan_calls_it(periode: int | str, wanted: str) -> None:
    one = entry(target={"Tahun-2": "80", "2026": "90"})
    found = kf.Katalog([one]).evaluate({"Jumlah hadir": 18, "Jumlah undangan": 20}, periode=periode)["hadir"]
    assert (found.target, found.status) == (wanted, "ok") and found.capaian is not None
    assert one.target_of(periode) == wanted


def test_a_target_that_counts_something_else_does_not_cost_the_value() -> None:
    one = entry(nama="Jumlah dokumen", rumus="Jumlah dokumen", target={"": "5 orang"})
    found = kf.Katalog([one]).evaluate({"Jumlah dokumen": 5})["hadir"]
    assert found.result is not None and found.capaian is None
    assert "KF330" in [each.code for each in found.diagnostics]


WIDE = {"unit": ["A", "B"], "Jumlah hadir": [18.0, None], "Jml undangan": [20.0, 10.0], "Jumlah keluhan": [4.0, 6.0]}


@pytest.mark.parametrize("engine", ["polars", "lazy", "pandas", "duckdb"])
def test_a_table_has_the_indicators_of_every_row(engine: str) -> None:
    frames = {
        "polars": lambda: pl.DataFrame(WIDE),
        "lazy": lambda: pl.DataFrame(WIDE).lazy(),
        "pandas": lambda: pd.DataFrame(WIDE),
        "duckdb": lambda: duckdb.from_df(pd.DataFrame(WIDE)),
    }
    found = katalog().evaluate_table(frames[engine](), periode="2024", ids=["hadir", "keluhan"])
    rows = found.collect() if engine == "lazy" else found.pl() if engine == "duckdb" else found
    row, second = rows.to_dict("records") if isinstance(rows, pd.DataFrame) else rows.to_dicts()
    assert (row["hadir_nilai"], row["hadir_capaian"], row["hadir_predikat"]) == (90.0, 100.0, "Baik")
    assert (row["keluhan_nilai"], row["keluhan_capaian"], row["keluhan_status"]) == (4.0, 120.0, "ok")
    assert second["hadir_status"] == "data-hilang" and pd.isna(second["hadir_nilai"])


def test_columns_that_are_missing_are_told_of_all_indicators() -> None:
    frame = pl.DataFrame({"Jumlah hadir": [1]})
    with pytest.raises(kf.MissingDataError) as caught:
        katalog().evaluate_table(frame, periode="2024")
    assert set(caught.value.missing) == {"Jumlah undangan", "Jumlah keluhan", "PDRB", "PDRB tahun lalu"}
    with pytest.raises(KeyError, match="hadir"):
        katalog().evaluate_table(frame, ids=["hadirr"])


def test_a_result_is_never_taken_for_a_figure() -> None:
    one = entry(id="a", nama="A", rumus="Jumlah a")
    other = entry(id="b", nama="B", rumus="`a_nilai`")
    with pytest.raises(kf.InvalidDataError, match="KF465"):
        kf.Katalog([one, other]).evaluate_table(pl.DataFrame({"Jumlah a": [1]}))


LONG = {
    "unit": ["A"] * 6,
    "periode": ["2024"] * 3 + ["TW I 2025"] * 2 + ["2025"],
    "nama": ["Jumlah hadir", "Jumlah undangan", "Jumlah keluhan", "Jumlah hadir", "Jumlah undangan", "Jumlah keluhan"],
    "nilai": [9.0, 10.0, 4.0, 5.0, 10.0, 3.0],
}


@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow", "duckdb", "dask"])
def test_a_long_table_takes_each_row_s_own_target(engine: str) -> None:
    frames = {
        "polars": lambda: pl.DataFrame(LONG),
        "pandas": lambda: pd.DataFrame(LONG),
        "pyarrow": lambda: pa.table(LONG),
        "duckdb": lambda: duckdb.from_df(pd.DataFrame(LONG)),
        "dask": lambda: dd.from_pandas(pd.DataFrame(LONG), npartitions=2),
    }
    found = katalog().evaluate_long(frames[engine]())
    made = {
        "polars": lambda one: one.to_dicts(),
        "pandas": lambda one: one.to_dict("records"),
        "pyarrow": lambda one: one.to_pylist(),
        "duckdb": lambda one: one.pl().to_dicts(),
        "dask": lambda one: one.compute().to_dict("records"),
    }
    rows = made[engine](found)
    by = {(one["indikator"], one["periode"]): one for one in rows}
    assert len(by) == 9  # three that have something to calculate, three periods
    assert by["hadir", "2024"]["capaian"] == 100.0 and by["hadir", "2024"]["predikat"] == "Baik"
    assert by["hadir", "TW I 2025"]["nilai"] == 50.0 and pd.isna(by["hadir", "TW I 2025"]["capaian"])
    assert by["keluhan", "2024"]["capaian"] == 120.0
    assert by["tumbuh", "2024"]["status"] == "data-hilang"


def test_a_long_table_of_other_names_is_refused() -> None:
    other = pl.DataFrame({"unit": ["A"], "periode": ["2024"], "nama": ["Luas"], "nilai": [1.0]})
    with pytest.raises(kf.MissingDataError, match="KF460"):
        katalog().evaluate_long(other)


def test_a_view_gives_what_the_record_gives() -> None:
    connection = duckdb.connect()
    connection.sql(
        'CREATE TABLE "is""ian" AS SELECT 18 AS "Jumlah hadir", 20 AS u, 4 AS "Jumlah keluhan", 110 AS p, 100 AS q'
    )
    columns = {"Jumlah undangan": "u", "PDRB": "p", "PDRB tahun lalu": "q"}
    columns |= {name: name for name in ("Jumlah hadir", "Jumlah keluhan")}
    sql = katalog().to_sql('is"ian', view="iku", columns=columns)
    assert sql.splitlines()[0] == "-- kosong: katalog-tanpa-rumus"
    connection.sql(sql)
    assert connection.sql("SELECT hadir, keluhan, tumbuh FROM iku").fetchall() == [(90.0, 4.0, 10.0)]
    assert "FROM `a`.`b`" in katalog().to_sql(("a", "b"), dialect="mysql")
    with pytest.raises(kf.NotationError, match="KF361"):
        katalog().to_sql("isian", columns={"Jumlah hadir": "h"})
    with pytest.raises(ValueError, match="table or view"):
        katalog().to_sql("a\nb")


def test_a_view_leaves_out_what_is_no_expression_and_says_so() -> None:
    records = entry(id="indeks", nama="Indeks", rumus="Σ (`bobot` × `nilai`) / `N`")
    words = entry(id="rapat", nama="Rapat", rumus="Terlaksananya rapat koordinasi")
    sql = kf.Katalog([records, words, entry()]).to_sql("isian")
    assert sql.splitlines()[:2] == ["-- indeks: rekaman", "-- rapat: naratif"] and 'AS "hadir"' in sql


# Compared


def changes(one: kf.IndikatorKatalog, other: kf.IndikatorKatalog) -> list[tuple[str, str, str]]:
    found = kf.Katalog([one]).banding(kf.Katalog([other]))
    return [(change.jenis, change.lama, change.baru) for change in found.perubahan]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, {"rumus": "100% × Jumlah hadir / Jumlah undangan"}, []),
        ({}, {"nama": "persentase  HADIR", "catatan": "x", "kode": "2", "sumber_data": "y"}, []),
        ({"nama": "Persentase arsip yang ditata"}, {"nama": "Persentase arsip ditata"}, []),
        ({"satuan": "%"}, {"satuan": "persen"}, []),
        ({"target": {"2024": "90"}}, {"target": {"Tahun 2024": "90,00 %"}}, []),
        ({}, {"arah": "naik"}, []),
        ({}, {"aturan": "lkjip"}, []),
        ({}, {"rumus": "Jumlah hadir / Jumlah pegawai × 100%"}, ["rumus"]),
        ({}, {"rumus": "Jumlah hadir / Jumlah undangan"}, ["rumus"]),
        ({}, {"rumus": ""}, ["rumus"]),
        ({}, {"rumus": "Jumlah yang hadir / Jumlah undangan × 100%"}, []),
        ({}, {"rumus": "Jumlah hadir / Jumlah undangann × 100%"}, ["operan"]),
        ({}, {"nama": "Persentase kehadiran pegawai"}, ["nama"]),
        ({"satuan": "%"}, {"satuan": "orang"}, ["satuan"]),
        ({}, {"arah": "turun"}, ["arah"]),
        ({}, {"aturan": "permenpan-8-2021"}, ["aturan"]),
        ({"target": {"2024": "90"}}, {"target": {"2024": "95"}}, ["target"]),
        ({"target": {"2024": "90"}}, {"target": {"2024": "90", "2025": "95"}}, ["target-ditambah"]),
        ({"target": {"2024": "90", "2025": "-"}}, {"target": {}}, ["target-dihapus"]),
        ({"target": {"TW I 2024": "90"}}, {"target": {"TW II 2024": "90"}}, ["target-ditambah", "target-dihapus"]),
        ({"bobot": Fraction(1, 2)}, {"bobot": Fraction(1, 4)}, ["bobot"]),
        ({"konstanta": {"a": "3"}}, {"konstanta": {"A": "4"}}, ["konstanta"]),
        ({"jabatan": "CAMAT"}, {"jabatan": "SEKRETARIS"}, ["jabatan"]),
        ({"pemilik": "A"}, {"pemilik": "B"}, ["pemilik"]),
        ({"sumber": SumberKatalog("a.docx", baris=1)}, {"sumber": SumberKatalog("a.docx", baris=9)}, []),
        ({"sumber": SumberKatalog("a.docx")}, {"sumber": SumberKatalog("b.docx")}, ["sumber"]),
    ],
)
def test_what_changes_is_told_in_meaning_and_not_in_letters(
    before: dict[str, object], after: dict[str, object], expected: list[str]
) -> None:
    one = entry(**before)
    assert [jenis for jenis, _, _ in changes(one, replace(one, **after))] == expected  # type: ignore[arg-type]


def test_figures_show_that_two_formulas_differ() -> None:
    found = kf.Katalog([entry()]).banding(kf.Katalog([entry(rumus="Jumlah hadir / Jumlah undangan × 10%")]))
    [one] = found.perubahan
    assert one.contoh == (("Jumlah hadir", Fraction(2)), ("Jumlah undangan", Fraction(3)))
    assert one.hasil == (Fraction(200, 3), Fraction(20, 3))
    assert one.to_json()["contoh"]["hasil_lama"] == "200/3"


def test_indicators_come_and_go_and_keep_their_id() -> None:
    one = entry(id="a", nama="Nilai SAKIP", rumus="`Nilai SAKIP`")
    other = entry(id="b", nama="Jumlah rapat", rumus="Jumlah rapat")
    found = kf.Katalog([entry(), one], judul="X").banding(
        kf.Katalog([other, replace(entry(), nama="Lain sama sekali")])
    )
    assert [(each.jenis, each.id) for each in found.perubahan] == [
        ("ditambah", "b"),
        ("nama", "hadir"),
        ("dihapus", "a"),
    ]
    assert not found.sama and found.banyak == (2, 2)


def test_the_same_catalogue_has_not_changed() -> None:
    assert full().banding(full()).sama
    assert katalog().banding(katalog()).to_json()["perubahan"] == []


def test_documents_are_compared_by_what_both_tell() -> None:
    agreement = kf.read(ROOT / "examples/kecamatan/pk-2025.html")
    assert compare_documents(kf.read(IKU), agreement).sama  # no formulas, no directions, targets of 2025 only
    rows = agreement.jabatan[0].indikator
    changed = replace(agreement.jabatan[0], indikator=(replace(rows[0], targets={"": "99"}), *rows[1:]))
    found = compare_documents(kf.read(IKU), replace(agreement, jabatan=(changed,)))
    assert [(one.jenis, one.periode, one.lama, one.baru) for one in found.perubahan] == [("target", "2025", "86", "99")]
    assert compare_documents(kf.read(IKU), kf.katalog(EXAMPLE)).sama


# Commands


def test_the_command_writes_what_is_read_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "katalog.toml"
    assert main(["katalog", str(IKU), "-o", str(path)]) == 0
    assert capsys.readouterr().out.startswith(f"{path}: 5 indikator, 0 rumus sudah diperiksa")
    assert path.read_bytes() == EXAMPLE.read_bytes()
    assert main(["katalog", str(path)]) == 0
    assert capsys.readouterr().out == EXAMPLE.read_text(encoding="utf-8")
    assert main(["katalog", str(IKU), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["schema"] == "kinerja-formula/katalog/1"


def test_a_confirmed_decree_makes_a_confirmed_catalogue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told, path = tmp_path / "bacaan.json", tmp_path / "katalog.toml"
    cells = [one.teks for _, one in kf.read(IKU)]
    lines = [one.rumus for one in kf.katalog(EXAMPLE).values()]
    write_bacaan_json([Bacaan(*pair, oleh="A", tanggal="2025-01-31") for pair in zip(cells, lines, strict=True)], told)
    assert main(["katalog", str(IKU), "--bacaan", str(told), "-o", str(path)]) == 0
    assert "5 rumus sudah diperiksa orang" in capsys.readouterr().out
    assert {one.bacaan for one in kf.katalog(path).values()} == {BacaanKatalog("diperiksa", "A", "2025-01-31")}
    assert main(["katalog", str(EXAMPLE), "--bacaan", str(told)]) == 0  # a catalogue takes them later, too
    assert capsys.readouterr().out.count('bacaan.oleh = "A"') == 5


def test_a_catalogue_is_not_written_over_but_renewed_in_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "katalog.toml"
    old = kf.katalog(EXAMPLE)
    kf.Katalog([replace(one, pemilik="Bagian X") for one in old.values()], judul=old.judul).save(path)
    assert main(["katalog", str(IKU), "-o", str(path)]) == 2
    assert "KF484" in capsys.readouterr().err and "--lama" in path.name + "--lama"
    assert main(["katalog", str(IKU), "-o", str(path), "--lama", str(path), "--aturan", "permenpan-8-2021"]) == 0
    renewed = kf.katalog(path)
    assert {one.pemilik for one in renewed.values()} == {"Bagian X"} and renewed.aturan == "permenpan-8-2021"
    assert main(["katalog", str(IKU), "-o", str(path), "--timpa"]) == 0
    assert main(["katalog", str(IKU), "-o", str(tmp_path / "katalog.txt")]) == 2
    assert main(["katalog", str(path), "-o", str(path)]) == 2


def test_a_doubtful_document_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "iku.csv"
    table.write_text("indikator;formula\nRasio hadir;Jumlah A + Jumlah B Jumlah C x 100%\n", encoding="utf-8")
    path = tmp_path / "katalog.toml"
    assert main(["katalog", str(table), "-o", str(path)]) == 1
    assert "KF522" in capsys.readouterr().err
    assert 'bacaan = "belum diperiksa"' in path.read_text(encoding="utf-8")
    assert main(["periksa", str(path)]) == 1
    assert "KF522" in capsys.readouterr().out
    assert main(["periksa", str(path), "--abaikan", "KF522"]) == 0


@pytest.mark.parametrize(
    ("bahasa", "said"), [("id", "1 dari 5 indikator berubah"), ("en", "1 of 5 indicators changed")]
)
def test_the_comparison_as_a_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], bahasa: str, said: str
) -> None:
    path = tmp_path / "baru.toml"
    text = EXAMPLE.read_text(encoding="utf-8").replace('target.2026 = "76"', 'target.2026 = "78"')
    path.write_text(text, encoding="utf-8")
    assert main(["banding", str(EXAMPLE), str(EXAMPLE)]) == 0
    capsys.readouterr()
    assert main(["banding", str(EXAMPLE), str(path), "--bahasa", bahasa]) == 1
    out = capsys.readouterr().out
    assert said in out and "target 2026: 76 → 78" in out
    assert main(["banding", str(EXAMPLE), str(path), "--json"]) == 1
    assert [one["jenis"] for one in json.loads(capsys.readouterr().out)["perubahan"]] == ["target"]


def test_a_report_takes_the_rule_set_of_the_catalogue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "katalog.toml"
    form = str(ROOT / "examples/kecamatan/2025/Kecamatan Utara.xlsx")
    call = ["laporan", str(path), "--tahun", "2025", "--realisasi", form]
    old = kf.katalog(EXAMPLE)
    kf.Katalog(old.values(), aturan="permenpan-8-2021").save(path)
    assert main([*call, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["aturan"] == "permenpan-8-2021"
    assert main([*call, "--json", "--aturan", "bkn-1-2013"]) == 0
    assert json.loads(capsys.readouterr().out)["aturan"] == "bkn-1-2013"
    first, *others = old.values()
    kf.Katalog([replace(first, aturan="bkn-1-2013"), *others]).save(path)
    assert main([*call, "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["aturan"] == "lkjip" and "KF528" in told.err


def test_every_command_takes_a_catalogue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = str(ROOT / "examples/kecamatan/2025/Kecamatan Utara.xlsx")
    outputs = []
    for path in (EXAMPLE, IKU):
        assert main(["laporan", str(path), "--tahun", "2025", "--realisasi", form]) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    assert main(["isian", str(EXAMPLE), "--tahun", "2025", "-o", str(tmp_path / "isian.xlsx")]) == 0
    assert main(["periksa", str(EXAMPLE)]) == 0
    assert main(["baca", str(EXAMPLE), "--tahun", "2025", "--json"]) == 0
    (tmp_path / "x.toml").write_text("[[indikator]]\nid = 3\n", encoding="utf-8")
    assert main(["baca", str(tmp_path / "x.toml")]) == 2
    assert "KF520" in capsys.readouterr().err


@pytest.mark.parametrize("bahasa", ["id", "en"])
def test_every_change_has_its_words(bahasa: str) -> None:
    from kinerja_formula.data_files import DATA, read_toml
    from kinerja_formula.pengatalogan.changes import JENIS, Banding, Perubahan
    from kinerja_formula.pengatalogan.words import banding_lines

    assert set(read_toml(f"{DATA}/katalog/{bahasa}.toml")["jenis"]) == set(JENIS)
    changed = [Perubahan(jenis, f"id-{jenis}", "Nama\x1b[31m", "satu", "dua", "2025") for jenis in JENIS]
    changed[5] = changed[5]._replace(contoh=(("Jumlah A", Fraction(1, 2)),), hasil=(None, Fraction(2000, 3)))
    lines = list(banding_lines(Banding("a\x07.toml", "", (9, 9), tuple(changed)), bahasa))
    assert all(line.isprintable() for line in lines)
    assert all(any(f"id-{jenis}" in line for line in lines) for jenis in JENIS if jenis != "sumber")
    told = {"id": "hasilnya tidak ada nilai menjadi 666,67", "en": "the result no value becomes 666,67"}
    assert any(told[bahasa] in line and "Jumlah A = 0,5" in line for line in lines)
    assert sum("satu → dua" in line for line in lines) == len(JENIS) - 4  # those added and dropped show one side


def test_what_shows_itself_is_short() -> None:
    found = full().banding(kf.Katalog([entry()]))
    assert str(found).splitlines()[-1].startswith("1 dari 1 indikator berubah")
    assert hash(entry()) == hash(entry()) and entry() != "x" and full() != "x"
