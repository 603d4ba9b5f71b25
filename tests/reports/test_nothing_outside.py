"""Reading, forms, reports and charts ask no network and open no file but those that they are given or write.

A process of its own notes with an audit hook what Python opens. Files are built to ask for more: entities, pictures
and templates elsewhere, a linked workbook, a page with addresses.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROGRAM = """
import json, os, sys
noted = []

def note(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        noted.append(("open", os.fsdecode(arguments[0])))
    elif event.startswith(("socket.", "urllib.", "http.", "ftplib.")) or event in ("subprocess.Popen", "os.system"):
        noted.append((event, repr(arguments)[:200]))

sys.addaudithook(note)
import kinerja_formula as kf

for path in sys.argv[1:]:
    try:
        list(kf.read(path))
    except kf.FormulaError as error:
        noted.append(("refused", error.code))
dokumen = kf.read("examples/pelayanan.csv")
kf.isian(dokumen, "examples/pelayanan-realisasi.csv").save("isian.xlsx")
laporan = kf.laporan(dokumen, "isian.xlsx")
for ending in ("html", "xlsx", "docx", "pdf", "md", "json"):
    laporan.save(f"laporan.{ending}")
for ending in ("svg", "png", "html", "csv"):
    kf.chart(laporan, "jabatan").save(f"grafik.{ending}")
print(json.dumps(noted))
"""

SECRET = "Persentase rahasia yang tidak boleh terbaca"


def hostile_docx(secret: Path) -> dict[str, str]:
    linked = secret.as_uri()
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{kinds}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="r1" Type="{kinds}/attachedTemplate" Target="http://127.0.0.1:9/t.dotm" '
        f'TargetMode="External"/><Relationship Id="r2" Type="{kinds}/image" Target="{linked}" TargetMode="External"/>'
        f'<Relationship Id="r3" Type="{kinds}/subDocument" Target="{linked}" TargetMode="External"/></Relationships>',
        "word/document.xml": f'<!DOCTYPE a [<!ENTITY e SYSTEM "{linked}">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        f'xmlns:r="{kinds}"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p><w:subDoc r:id="r3"/></w:body></w:document>',
    }


def hostile_xlsx(secret: Path) -> dict[str, str]:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{rels}"><Relationship Id="r1" Type="{kinds}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{kinds}"><sheets><sheet name="A" sheetId="1" r:id="r1"/>'
        '</sheets><externalReferences><externalReference r:id="r2"/></externalReferences></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{rels}"><Relationship Id="r1" Type="{kinds}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{kinds}/externalLink" '
        f'Target="{secret.as_uri()}" TargetMode="External"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'
        'Indikator</t></is></c><c r="B1" t="inlineStr"><is><t>Formula</t></is></c></row><row r="2"><c r="A2" '
        't="inlineStr"><is><t>Persentase A</t></is></c><c r="B2" t="str"><f>[1]Sheet1!A1</f><v>A / B</v></c></row>'
        "</sheetData></worksheet>",
    }


def packed(path: Path, parts: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> tuple[Path, list[list[str]]]:
    folder, elsewhere = tmp_path_factory.mktemp("job"), tmp_path_factory.mktemp("elsewhere")
    secret = elsewhere / "rahasia.xml"
    secret.write_text(f"<p>{SECRET}</p>", encoding="utf-8")
    (folder / "examples").symlink_to(checkout / "examples")
    page = folder / "halaman.html"
    page.write_text(
        f'<link rel=stylesheet href="http://127.0.0.1:9/a.css"><script src="{secret.as_uri()}"></script>'
        f'<iframe src="{secret.as_uri()}"></iframe><img src="http://127.0.0.1:9/a.png">'
        "<table><tr><th>Indikator<th>Formula<tr><td>Persentase A<td>A / B x 100%</table>",
        encoding="utf-8",
    )
    files = [packed(folder / "a.docx", hostile_docx(secret)), packed(folder / "a.xlsx", hostile_xlsx(secret)), page]
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, files)],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return folder, json.loads(run.stdout)


def test_the_hook_notes_what_is_read_and_written(noted: tuple[Path, list[list[str]]]):
    folder, events = noted
    opened = {Path(path).name for kind, path in events if kind == "open"}
    assert {"a.docx", "a.xlsx", "halaman.html", "pelayanan.csv", "isian.xlsx"} <= opened
    assert {"laporan.pdf", "laporan.docx", "grafik.png"} <= {path.name for path in folder.iterdir()}


def test_nothing_asks_the_network_or_starts_a_program(noted: tuple[Path, list[list[str]]]):
    _, events = noted
    assert [event for event in events if event[0] not in ("open", "refused")] == []


def test_no_file_elsewhere_is_opened(noted: tuple[Path, list[list[str]]]):
    folder, events = noted
    outside = [path for kind, path in events if kind == "open" and "elsewhere" in path]
    assert outside == []
    for path in folder.iterdir():
        if path.is_file() and path.suffix != ".py":
            assert SECRET.encode() not in path.read_bytes(), path.name
