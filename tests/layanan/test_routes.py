"""Each route gives what the library gives, in the form that the description of the service tells."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from starlette.testclient import TestClient

import kinerja_formula as kf

from .conftest import FIGURES, TABLE

TEXT = "Jumlah pegawai disiplin -----x100% Jumlah total pegawai"
DATA = {"Jumlah pegawai disiplin": 18, "Jumlah total pegawai": 20}


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


@pytest.fixture(scope="module")
def valid(described: dict[str, Any]) -> Any:
    """Hold an answer against the schema that the description has for a route and a status."""

    def check(answer: Any, route: str, method: str = "post") -> Any:
        told = described["paths"][route][method]["responses"][str(answer.status_code)]
        schema = {**told["content"]["application/json"]["schema"], "components": described["components"]}
        data = answer.json()
        Draft202012Validator(schema).validate(data)
        return data

    return check


def document(**others: Any) -> dict[str, Any]:
    return {"berkas": ("pk.csv", TABLE.encode()), **others}


def test_a_reading(client: TestClient, valid: Any):
    data = valid(client.post("/baca-rumus", json={"rumus": TEXT}), "/baca-rumus")
    formula = kf.parse(TEXT)
    assert kf.Formula.from_json(data["formula"]) == formula
    assert data["baku"] == formula.to_text()
    assert data["bagian"] == formula.why().to_json()
    assert data["diperlukan"] == list(formula.needed)
    assert data["satuan"]["Jumlah total pegawai"] == {"unit": "orang", "source": "kata benda"}
    assert (data["satuan_hasil"], data["latex"], data["lisan"]) == ("%", formula.to_latex(), formula.to_speech())
    assert data["mathml"].startswith("<math ")


def test_a_reading_that_is_chosen(client: TestClient):
    rumus = "Realisasi kegiatan / rapat"
    first = client.post("/baca-rumus", json={"rumus": rumus}).json()
    other = first["formula"]["alternatives"][0]["text"]
    assert other != first["baku"]
    chosen = client.post("/baca-rumus", json={"rumus": rumus, "bacaan": other}).json()
    assert (chosen["baku"], chosen["formula"]["certainty"]) == (other, 1.0)
    asked = {"rumus": rumus, "bacaan": "`Realisasi kegiatan / rapat`", "data": {"Realisasi kegiatan / rapat": 7}}
    assert client.post("/hitung", json=asked).json()["value"] == "7"


def test_a_value(client: TestClient, valid: Any):
    data = valid(client.post("/hitung", json={"rumus": TEXT, "data": DATA, "target": "94%"}), "/hitung")
    result = kf.evaluate(TEXT, DATA, target="94%")
    assert data == json.loads(json.dumps(result.to_json()))
    assert kf.Result.from_json(data) == result


def test_numbers_are_exact(client: TestClient):
    raw = '{"rumus": "A / B", "data": {"A": 0.1, "B": 3, "C": 1e2}}'
    answer = client.post("/hitung", content=raw, headers={"content-type": "application/json"})
    assert answer.json()["value"] == "1/30"


def test_figures_as_people_write_them_with_units_and_by_period(client: TestClient):
    asked = {"rumus": "Realisasi anggaran / Pagu anggaran x 100%"}
    data = {"Realisasi anggaran": "Rp 1,2 miliar", "Pagu anggaran": "1.250.000.000"}
    assert client.post("/hitung", json={**asked, "data": data}).json()["text"] == "96,00%"
    asked = {"rumus": "A / B", "data": {"A": {"2023": 1, "2024": 3}, "B": {"2024": 4}}, "periode": "2024"}
    assert client.post("/hitung", json=asked).json()["value"] == "3/4"
    given = {"rumus": "A / B", "data": {"A": 1, "B": 2}, "satuan": {"A": "dokumen", "B": "orang"}}
    assert client.post("/hitung", json=given).json()["unit"] == "dokumen/orang"


@pytest.mark.parametrize(
    ("accept", "media", "begin"), [("text/html", "text/html", "<dl"), ("text/plain", "text/plain", "Formula: Jumlah")]
)
def test_the_steps_in_words(client: TestClient, accept: str, media: str, begin: str):
    answer = client.post("/hitung?bahasa=en", json={"rumus": TEXT, "data": DATA}, headers={"accept": accept})
    assert answer.headers["content-type"].startswith(media)
    assert answer.text.startswith(begin)
    form = "html" if media == "text/html" else "text"
    assert answer.text == kf.evaluate(TEXT, DATA).explain(format=form, language="en")


def test_missing_figures_are_told_with_their_places(client: TestClient, valid: Any):
    answer = client.post("/hitung", json={"rumus": TEXT, "data": {"Jumlah pegawai disiplin": 18}})
    data = valid(answer, "/hitung")
    assert (answer.status_code, data["status"]) == (422, "KF301")
    (found,) = data["diagnostics"]
    assert found["span"] == [35, 55] and TEXT[35:55] == "Jumlah total pegawai"
    assert set(found["message"]) == {"id", "en"}


def test_capaian(client: TestClient, valid: Any):
    asked = {"realisasi": "4,65", "target": "4,20", "arah": "turun", "aturan": "permenpan-8-2021"}
    data = valid(client.post("/capaian", json=asked), "/capaian")
    assert data == json.loads(json.dumps(kf.capaian("4,65", "4,20", arah="turun", aturan="permenpan-8-2021").to_json()))
    assert client.post("/capaian", json={"realisasi": None, "target": 3}).json()["reason"] == "realisasi-kosong"
    wrong = client.post("/capaian", json={"realisasi": 1, "target": 2, "aturan": "permenpan-9"})
    assert (wrong.status_code, wrong.json()["status"]) == (422, "KF315")


def test_rule_sets(client: TestClient, valid: Any):
    data = valid(client.get("/aturan"), "/aturan", "get")
    assert [one["id"] for one in data["aturan"]] == [one.id for one in kf.aturan()]


def test_a_check(client: TestClient, valid: Any):
    rumus = "Jumlah arsip ditata / Jumlah keseluruhan arsip ditata x 100%"
    data = valid(client.post("/periksa", json={"rumus": rumus, "indikator": "Persentase arsip"}), "/periksa")
    assert [one["code"] for row in data["rows"] for one in row["findings"]] == ["KF124"]


def test_a_check_of_a_document(client: TestClient, valid: Any):
    data = valid(client.post("/periksa", files=document()), "/periksa")
    assert (data["berkas"], data["counts"]["rows"]) == ("pk.csv", 2)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Jumlah pegawai disiplin", ["Jumlah pegawai disiplin"]),
        ("jml peg", ["Jumlah pegawai", "Jumlah pegawai disiplin"]),
        ("luas wil", ["Luas wilayah"]),
        ("wilayah", ["Luas wilayah"]),
        ("Jumlah pegawai disipln", ["Jumlah pegawai disiplin", "Jumlah pegawai"]),
        ("kapal", []),
    ],
)
def test_completion_of_names(client: TestClient, valid: Any, typed: str, found: list[str]):
    known = ["Luas wilayah", "Jumlah pegawai disiplin", "Jumlah pegawai"]
    data = valid(client.post("/nama", json={"nama": typed, "dikenal": known}), "/nama")
    names = [one["nama"] for one in data["nama"]]
    assert names[: len(found)] == found
    assert found or not names


def test_completion_with_the_names_of_a_formula(client: TestClient):
    data = client.post("/nama", json={"nama": "jml total", "rumus": TEXT}).json()
    assert data["nama"][0]["nama"] == "Jumlah total pegawai"


# Documents


def test_a_document(client: TestClient, valid: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch):
    data = valid(client.post("/dokumen", files=document()), "/dokumen")
    (tmp_path / "pk.csv").write_text(TABLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert data["dokumen"] == json.loads(json.dumps(kf.read("pk.csv").to_json()))
    assert [row["indikator"] for row in data["bacaan"]] == ["Kegiatan", "Persentase kehadiran"], "doubts first"
    assert data["bacaan"][0]["ragu"] and not data["bacaan"][0]["diperiksa"]


def confirmed(rumus: str) -> dict[str, Any]:
    row = {"teks": "Realisasi kegiatan / rapat", "rumus": rumus, "indikator": "Kegiatan", "oleh": "Kasubbag"}
    return {"schema": "kinerja-formula/bacaan/1", "bacaan": [row]}


def test_confirmed_readings_as_a_text_and_as_a_file(client: TestClient):
    told = json.dumps(confirmed("`Realisasi kegiatan / rapat`"))
    for files, data in (
        (document(), {"bacaan": told}),
        (document(bacaan=("bacaan.json", told.encode())), {}),
    ):
        answer = client.post("/dokumen", files=files, data=data).json()
        row = next(one for one in answer["bacaan"] if one["indikator"] == "Kegiatan")
        assert (row["rumus"], row["diperiksa"]) == ("`Realisasi kegiatan / rapat`", True)


def test_from_a_document_to_a_report(client: TestClient, valid: Any):
    told = json.dumps(confirmed("`Realisasi kegiatan / rapat`"))
    form = client.post("/isian", files=document(), data={"bacaan": told, "periode": "Tahun 2025"})
    assert form.headers["content-disposition"] == 'attachment; filename="isian.xlsx"'
    book = load_workbook(io.BytesIO(form.content))
    asked = {"Jumlah hadir": 18, "jumlah undangan": 20, "Realisasi kegiatan / rapat": 1}
    places, column = {}, 0
    for row in (row for sheet in book for row in sheet.iter_rows()):
        heads = [cell.column for cell in row if cell.value == "Angka"]
        column = heads[0] if heads else column
        for cell in row:
            if cell.value in asked and column and cell.column < column:
                places[cell.value] = (cell.parent, cell.row, column)
    assert places.keys() == asked.keys(), "the confirmed reading asks for one figure"
    for name, (sheet, row, column) in places.items():
        sheet.cell(row, column).value = asked[name]
    filled = io.BytesIO()
    book.save(filled)
    files = document(realisasi=("isian.xlsx", filled.getvalue()))
    data = valid(client.post("/laporan", files=files), "/laporan")
    first, second = data["rows"]
    assert (first["text"], first["capaian"]["text"], second["value"]) == ("90,00%", "95,74%", "1")


@pytest.mark.parametrize(
    ("kind", "begin"),
    [("html", b"<!DOCTYPE html>"), ("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF"), ("md", b"# Laporan kinerja")],
)
def test_a_report_in_every_form(client: TestClient, kind: str, begin: bytes):
    files = document(realisasi=("angka.csv", FIGURES.encode()))
    answer = client.post("/laporan", files=files, data={"bentuk": kind})
    assert answer.status_code == 200, answer.text
    assert answer.content.lstrip().startswith(begin)
    assert answer.headers["content-disposition"] == f'attachment; filename="laporan.{kind}"'
    assert "sandbox" in answer.headers["content-security-policy"]


def test_an_older_form_is_carried_over(client: TestClient):
    older = client.post(
        "/isian", files=document(realisasi=("angka.csv", FIGURES.encode())), data={"periode": "Tahun 2024"}
    )
    next_one = client.post("/isian", files=document(realisasi=("lama.xlsx", older.content)))
    report = client.post("/laporan", files=document(realisasi=("baru.xlsx", next_one.content))).json()
    assert report["rows"][0]["text"] == "90,00%"


def test_a_file_without_indicators(client: TestClient, valid: Any):
    answer = client.post("/dokumen", files={"berkas": ("a.txt", b"nothing")})
    assert (answer.status_code, valid(answer, "/dokumen")["status"]) == (422, "KF405")
    assert "kinerja-" not in answer.text, "the folder of the request is no business of the client"


# Languages, description


@pytest.mark.parametrize(
    ("query", "header", "found"),
    [
        ("", "", "id"),
        ("", "en-GB,en;q=0.9", "en"),
        ("", "id-ID,en", "id"),
        ("", "fr,nl", "id"),
        ("?bahasa=en", "id", "en"),
        ("?bahasa=xx", "en", "en"),
    ],
)
def test_the_language(client: TestClient, query: str, header: str, found: str):
    page = client.get(f"/{query}", headers={"accept-language": header}).text
    assert f'<html lang="{found}">' in page


def test_the_description_is_valid(described: dict[str, Any]):
    from openapi_spec_validator import validate

    validate(described)
    assert set(described["paths"]) == {
        *("/baca-rumus", "/hitung", "/periksa", "/capaian", "/aturan", "/nama", "/dokumen", "/isian", "/laporan"),
    }
    assert "urn:kinerja-formula" not in json.dumps(described), "every reference stays within the description"


def test_the_words_of_both_languages_have_the_same_keys():
    from kinerja_formula.layanan.page import words_of

    def keys(data: Any, path: str = "") -> set[str]:
        if not isinstance(data, dict):
            return {path}
        return {key for name, one in data.items() for key in keys(one, f"{path}.{name}")}

    assert keys(words_of("id")) == keys(words_of("en"))


def test_every_word_of_the_scripts_is_there_and_used(checkout: Any):
    import re

    from kinerja_formula.layanan.page import assets, words_of

    scripts = "".join(asset.content.decode() for name, asset in assets().items() if name.endswith(".js"))
    used = set(re.findall(r"\bkata\.(\w+)", scripts)) | {"galat", "peringatan", "catatan"}
    assert used == set(words_of("id")["skrip"])
    folder = checkout / "src/kinerja_formula/data/templates/layanan"
    pages = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.html"))
    named = set(re.findall(r'words\["(\w+)"\]', pages))
    made = {"rumus_judul", "berkas_judul", "rumus_pengantar", "berkas_pengantar", "arah_naik", "arah_turun"}
    made |= {"arah_rentang", *[f"contoh_{n}{end}" for n in (1, 2, 3) for end in ("", "_rumus")]}
    made |= {f"kolom_{one}" for one in ("no", "indikator", "realisasi", "target", "capaian", "predikat")}
    assert named | made == set(words_of("id")["halaman"])
