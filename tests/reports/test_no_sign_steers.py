"""Every output × every sign that steers a terminal, a page or the writing direction: none comes out as it went in."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

import kinerja_formula as kf
from kinerja_formula.command_line.program import main
from kinerja_formula.dokumen.terminal import write_dokumen
from kinerja_formula.files.tempat import Tempat
from kinerja_formula.pelaporan.writers.terminal import summary_line, write_laporan
from kinerja_formula.pengisian.figures_table import Figure, Figures
from kinerja_formula.pengisian.form import make_form
from kinerja_formula.pengisian.form_workbook import write_form
from kinerja_formula.penilaian.aturan_text import aturan_data, describe_aturan, list_aturan
from kinerja_formula.plain_text import json_text
from kinerja_formula.tinjauan.review import Tinjauan, review
from kinerja_formula.tinjauan.sarif import sarif_data
from kinerja_formula.tinjauan.text import tinjauan_html, tinjauan_lines

SIGNS = {
    "NUL": "\x00",
    "BEL": "\x07",
    "backspace": "\x08",
    "vertical tab": "\x0b",
    "return": "\r",
    "escape": "\x1b[31m",
    "title": "\x1b]0;a\x07",
    "unit separator": "\x1f",
    "DEL": "\x7f",
    "NEL": "\x85",
    "CSI": "\x9b31m",
    "OSC": "\x9d",
    "override": "\u202e",
    "embedding": "\u202a",
    "pop": "\u202c",
    "isolate": "\u2066",
    "first strong": "\u2068",
    "pop isolate": "\u2069",
    "mark": "\u200f",
    "zero width space": "\u200b",
    "joiner": "\u200d",
    "word joiner": "\u2060",
    "BOM": "\ufeff",
    "soft hyphen": "\xad",
    "line separator": "\u2028",
    "annotation": "\ufff9",
    "tag": "\U000e0041",
    "surrogate": "\ud800",
    "low surrogate": "\udc9b",
}


def raw_signs(text: str) -> list[str]:
    """The signs of an output that are no letters, marks or blanks, but the end of a line."""
    return [sign for sign in text if sign != "\n" and not sign.isprintable()]


class Hostile:
    """Everything that a sign can stand in, put together once."""

    def __init__(self, sign: str, folder: Path) -> None:
        self.sign = sign
        self.folder = folder
        self.a, self.b = f"Jumlah {sign}pegawai{sign} disiplin", f"Jumlah pegawai{sign}"
        self.text = f"{sign}{self.a} / {self.b}{sign} x 100%"
        self.formula = kf.parse(self.text, names=(self.a, self.b), indikator=f"Persentase {sign}")
        self.a, self.b = self.formula.names  # a control between words is a blank to the reader
        self.data: dict[str, Any] = {self.a: 18, self.b: 20, f"{sign}lain": 1, f"100%{sign}": 2, "100%": 2}

    @cached_property
    def value(self) -> Any:
        """The result, with a figure as a text where the sign leaves one."""
        for figure in (f"18 orang{self.sign}", f"{self.sign}18", 18):
            with suppress(kf.FormulaError):
                return self.formula.evaluate({**self.data, self.a: figure}, target="90%", strict=False)
        raise AssertionError("no value")

    @cached_property
    def dokumen(self) -> kf.Dokumen:
        sign = self.sign
        rows = (
            kf.Indikator(
                nama=f"Persentase{sign}",
                teks=self.text,
                sasaran=sign + "Sasaran",
                sumber_data=f"BKD{sign}",
                satuan=f"%{sign}",
                target="90%",
                kode=f"1{sign}",
                tempat=Tempat(1, 0, sign),
            ),
            kf.Indikator(nama=f"{sign}Rusak", teks=f"x {sign} 100%", target=f"a{sign}"),
            kf.Indikator(nama=f"Satuan{sign}", teks=f"Jumlah dokumen{sign} / Jumlah orang{sign} x 100%", target="5"),
            kf.Indikator(nama=f"Belum{sign}", teks=f"Jumlah belum{sign} / Jumlah ada{sign} x 100%", target="80%"),
        )
        return kf.Dokumen(f"judul{sign}", (kf.Jabatan(f"CAMAT{sign}", rows),), f"berkas{sign}.pdf")

    @cached_property
    def laporan(self) -> kf.Laporan:
        figures = [Figure(name, value) for name, value in self.data.items()]
        figures += [Figure(f"tak dipakai{self.sign}", f"3{self.sign}", jabatan=self.sign, indikator=self.sign)]
        return kf.laporan(self.dokumen, Figures(figures, path=f"angka{self.sign}.csv", title=f"Angka{self.sign}"))

    @cached_property
    def tinjauan(self) -> Tinjauan:
        return review(self.dokumen)

    @cached_property
    def told(self) -> tuple[Any, ...]:
        """Findings about data, of which there is at least one: a number as a name."""
        return self.formula.evaluate({**self.data, self.a: 21}, strict=False).diagnostics

    @cached_property
    def errors(self) -> list[kf.FormulaError]:
        """Errors of every package, each with the sign in what it tells."""
        sign = self.sign
        rule = self.folder / "aturan.toml"
        rule.write_bytes(f"nama = 5\n[{json.dumps(f'a{sign}')}]\n".encode("utf-8", "surrogatepass"))
        tries: list[Callable[[], object]] = [
            lambda: kf.parse(f"x {sign} 100%"),
            lambda: kf.parse(f"Jumlah A {sign}/ / {sign}"),
            lambda: kf.parse(f"`Jumlah A{sign}"),
            lambda: self.formula.evaluate({f"lain{sign}": 1}),
            lambda: self.formula.evaluate({self.a: f"delapan{sign} belas x", self.b: sign}),
            lambda: self.formula.evaluate({self.a: 1, self.b: 0}),
            lambda: self.formula.evaluate(self.data, satuan={self.a: f"{sign}?"}),
            lambda: self.formula.to_excel({self.a: f"A{sign}", self.b: "B2"}),
            lambda: self.formula.to_sql({self.a: f"A{sign}", self.b: "b"}),
            lambda: self.formula.to_sql({f"A{sign}": "a"}),
            lambda: kf.evaluate(f"Jumlah dokumen{sign} / Jumlah orang{sign} x 100%", {}),
            lambda: kf.capaian(f"9{sign}x", 10),
            lambda: kf.capaian(9, f"10{sign}x"),
            lambda: kf.capaian(9, 10, arah=f"naik{sign}"),
            lambda: kf.capaian(9, 10, aturan=f"lkjip{sign}"),
            lambda: kf.ukuran(f"skm{sign}"),
            lambda: kf.read_aturan(rule),
            lambda: kf.read_aturan(f"tidak-ada{sign}.toml"),
            lambda: kf.read(f"tidak-ada{sign}.pdf"),
            lambda: self.laporan.save(str(self.folder / f"a{sign}.docx")),
            lambda: self.laporan.save(self.folder / "tidak ada" / "a.md"),
            lambda: kf.Formula.from_json({"schema": f"a{sign}"}),
        ]
        found = []
        for one in tries:
            try:
                one()
            except kf.FormulaError as error:
                found.append(error)
        return found


def written(dump: Callable[[io.StringIO], object]) -> str:
    file = io.StringIO()
    dump(file)
    return file.getvalue()


def saved(it: Hostile, name: str) -> str:
    path = it.folder / name
    it.laporan.save(path)
    return path.read_text(encoding="utf-8")


def workbook(it: Hostile) -> str:
    path = it.folder / "a.xlsx"
    it.laporan.save(path)
    book = load_workbook(path)
    values = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    return "\n".join([*book.sheetnames, *values, str(book.properties.title)])


def form(it: Hostile) -> str:
    path = it.folder / "isian.xlsx"
    write_form(make_form(it.dokumen), path)
    book = load_workbook(path)
    values = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    return "\n".join([*book.sheetnames, *values])


def bundles(it: Hostile) -> list[dict[str, str]]:
    found = it.value
    things = (it.formula, found, found.capaian, it.dokumen, it.laporan, *it.tinjauan.rows[2].diagnostics[:1])
    return [thing._repr_mimebundle_() for thing in things]


OUTPUTS: dict[str, Callable[[Hostile], str]] = {
    "to_text": lambda it: it.formula.to_text(),
    "to_latex": lambda it: it.formula.to_latex(),
    "to_mathml": lambda it: it.formula.to_mathml(),
    "to_speech": lambda it: it.formula.to_speech(),
    "to_python": lambda it: it.formula.to_python(),
    "to_excel": lambda it: it.formula.to_excel({it.a: "A1", it.b: "B1"}),
    "to_sql": lambda it: it.formula.to_sql({it.a: "a", it.b: "b"}),
    "repr of a formula": lambda it: repr(it.formula),
    "repr of a tree": lambda it: repr(it.formula.tree),
    "str of a tree": lambda it: str(it.formula.tree),
    "repr of a result": lambda it: repr(it.value),
    "str of a result": lambda it: str(it.value),
    "repr of a capaian": lambda it: repr(it.value.capaian),
    "str of a capaian": lambda it: str(it.value.capaian),
    "repr of findings": lambda it: repr(it.tinjauan.rows),
    "repr of a document": lambda it: repr(it.dokumen),
    "str of a document": lambda it: str(it.dokumen),
    "repr of a report": lambda it: repr(it.laporan),
    "str of a report": lambda it: str(it.laporan),
    "explain": lambda it: it.value.explain(),
    "explain in English": lambda it: it.value.explain(language="en"),
    "explain as HTML": lambda it: it.value.explain(format="html"),
    "explain as Markdown": lambda it: it.value.explain(format="markdown"),
    "explain of a capaian": lambda it: it.value.capaian.explain(),
    "explain of rows": lambda it: "\n".join([row.explain() for row in it.laporan.rows]),
    "explain of a solution": lambda it: it.formula.solve(it.a, "94%", {it.b: 20}).explain(),
    "sensitivity": lambda it: it.formula.sensitivity(it.data).explain(),
    "simplify": lambda it: it.formula.simplify().explain(),
    "domain": lambda it: it.formula.domain().explain(),
    "equals": lambda it: it.formula.equals(kf.parse("Jumlah A / Jumlah B")).explain(),
    "render": lambda it: "\n".join([one.render(it.text) for one in it.told]),
    "render of the linter": lambda it: "\n".join(
        [one.render(row.indikator.teks) for row in it.tinjauan.rows for one in row.diagnostics]
    ),
    "messages of errors": lambda it: "\n".join([str(one) for one in it.errors]),
    "messages of errors in English": lambda it: "\n".join([one.render(language="en") for one in it.errors]),
    "repr of errors": lambda it: "\n".join([repr(one) for one in it.errors]),
    "notebook: text": lambda it: "\n".join([one["text/plain"] for one in bundles(it)]),
    "notebook: HTML": lambda it: "\n".join([one["text/html"] for one in bundles(it)]),
    "notebook: LaTeX": lambda it: "\n".join([one.get("text/latex", "") for one in bundles(it)]),
    "review: HTML": lambda it: tinjauan_html(it.tinjauan),
    "review: text": lambda it: "\n".join(tinjauan_lines(it.tinjauan)),
    "review: JSON": lambda it: json_text(it.tinjauan.to_json()),
    "review: SARIF": lambda it: json_text(sarif_data(it.tinjauan, version="1")),
    "review: baseline": lambda it: json_text(it.tinjauan.to_acuan()),
    "report: HTML": lambda it: saved(it, "a.html"),
    "report: Markdown": lambda it: saved(it, "a.md"),
    "report: JSON": lambda it: saved(it, "a.json"),
    "report: XLSX": workbook,
    "report: terminal": lambda it: written(
        lambda file: write_laporan(it.laporan, Figures([], path=f"a{it.sign}", title=it.sign), file, title=it.sign)
    ),
    "report: counts": lambda it: summary_line(it.laporan),
    "document: terminal": lambda it: written(lambda file: write_dokumen(it.dokumen, file)),
    "document: JSON": lambda it: json_text(it.dokumen.to_json()),
    "form": form,
}


@pytest.fixture(scope="module", params=SIGNS.values(), ids=SIGNS)
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    return Hostile(request.param, tmp_path_factory.mktemp("hostile"))


@pytest.mark.parametrize("name", OUTPUTS)
def test_no_sign_comes_out(hostile: Hostile, name: str):
    text = OUTPUTS[name](hostile)
    assert text
    assert not raw_signs(text)
    text.encode("utf-8")


@pytest.mark.parametrize("name", ["review: JSON", "review: SARIF", "report: JSON", "document: JSON"])
def test_json_loses_nothing(hostile: Hostile, name: str):
    text = OUTPUTS[name](hostile)
    assert f"CAMAT{hostile.sign}" in strings(json.loads(text))


def strings(data: object) -> set[str]:
    if isinstance(data, dict):
        return {one for value in data.values() for one in strings(value)}
    if isinstance(data, list):
        return {one for value in data for one in strings(value)}
    return {data} if isinstance(data, str) else set()


def test_escapes_are_as_json_has_them():
    # low surrogates before high ones: side by side the other way they would be one sign, for JSON too
    codes = (*range(0x3000), *range(0xDC00, 0xE000), *range(0xD800, 0xDC00), 0xFEFF, 0xE0041, 0x1F600)
    every = "".join(map(chr, codes))
    text = json_text({every: [every]})
    assert json.loads(text) == {every: [every]}
    assert not raw_signs(text)
    text.encode("utf-8")
    assert "😀" in text and "é" in text and "\\u001b" in text and "\\udb40\\udc41" in text


# The command, with the signs in its arguments and in the names of files


COMMANDS: dict[str, list[str]] = {
    "hitung": ["hitung", "{text}", "{a}=18", "{b}=20", "--target", "90%"],
    "hitung --json": ["hitung", "{text}", "{a}=18", "{b}=20", "--json"],
    "hitung: missing": ["hitung", "{text}", "lain{sign}=18"],
    "hitung: missing, JSON": ["hitung", "{text}", "lain{sign}=18", "--json"],
    "hitung: no figure": ["hitung", "{text}", "{a}=a{sign}b", "{b}=20"],
    "hitung: wrong call": ["hitung", "{text}", "lain{sign}"],
    "hitung: stray option": ["hitung", "{text}", "--lain{sign}"],
    "hitung: choice": ["hitung", "{text}", "--arah", "naik{sign}"],
    "cari": ["cari", "{text}", "{b}=20", "--target", "94%"],
    "cari: no target": ["cari", "{text}", "{b}=20", "--target", "94{sign}x"],
    "periksa": ["periksa", "{text}", "--indikator", "Persentase{sign}"],
    "periksa --json": ["periksa", "{text}", "--indikator", "Jumlah{sign}", "--json"],
    "periksa --format html": ["periksa", "Jumlah dokumen{sign} / Jumlah orang x 100%", "--format", "html"],
    "periksa --format sarif": ["periksa", "Jumlah dokumen{sign} / Jumlah orang x 100%", "--format", "sarif"],
    "periksa: file": ["periksa", "{table}"],
    "periksa: file, sarif": ["periksa", "{table}", "--format", "sarif"],
    "periksa --diff": ["periksa", "{slips}", "--diff"],
    "periksa: rules": ["periksa", "{text}", "--pilih", "KF{sign}"],
    "periksa: settings": ["periksa", "{text}", "--setelan", "tidak-ada{sign}.toml"],
    "baca": ["baca", "{table}"],
    "baca --json": ["baca", "{table}", "--json"],
    "baca: no file": ["baca", "tidak-ada{sign}.pdf"],
    "laporan": ["laporan", "{table}", "--realisasi", "{figures}"],
    "laporan --json": ["laporan", "{table}", "--realisasi", "{figures}", "--json"],
    "isian": ["isian", "{table}", "-o", "{form}"],
    "aturan": ["aturan", "lain{sign}"],
    "aturan: file": ["aturan", "--berkas-aturan", "tidak-ada{sign}.toml"],
    "words": ["hitung", "{text}", "{a}=18", "{b}=20", "--kosakata", "tidak-ada{sign}.toml"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_command_prints_none(hostile: Hostile, name: str, capfd: pytest.CaptureFixture[str]):
    sign = hostile.sign
    in_files = sign if sign.isprintable() or sign.encode("utf-8", "replace") == sign.encode("utf-8", "ignore") else ""
    row = [f"CAMAT{in_files}", f"Persentase{in_files}", hostile.text.replace(sign, in_files), "%", "90%"]
    table, figures = hostile.folder / "tabel.csv", hostile.folder / "angka.csv"
    quoted = ['"' + cell.replace('"', '""') + '"' for cell in row]
    table.write_text(
        "jabatan,indikator,formula,satuan,target\n" + ",".join(quoted) + "\n", encoding="utf-8", newline=""
    )
    names = [one.replace(sign, in_files) for one in (hostile.a, hostile.b)]
    figures.write_text(f'nama,nilai\n"{names[0]}",18\n"{names[1]}",20\n', encoding="utf-8", newline="")
    slips = hostile.folder / f"salah{in_files.strip(chr(0))}.csv"
    cells = ("CAMAT", f"Persentase arsip ditata{in_files}", f"Jumlah arsip ditata{in_files} / Jumlah arsip")
    slips.write_text("jabatan,indikator,formula\n" + '"{}","{}","{}"\n'.format(*cells), encoding="utf-8", newline="")
    known = {
        "slips": slips,
        "sign": sign,
        "text": hostile.text,
        "a": hostile.a,
        "b": hostile.b,
        "table": table,
        "figures": figures,
    }
    known["form"] = hostile.folder / f"isian-{len(list(hostile.folder.iterdir()))}.xlsx"
    status = main([word.format(**known) for word in COMMANDS[name]])
    shown = capfd.readouterr()
    assert status in (0, 1, 2)
    # A repair that leaves a new doubt is none: then there is no difference to show.
    assert shown.out + shown.err or name == "periksa --diff"
    # Tabs part the cells of a row: as many as there are columns, whatever the cells hold.
    rows = shown.out.splitlines() if name in ("baca", "laporan") else []
    assert len({row.count("\t") for row in rows}) <= 1
    assert not raw_signs((shown.out.replace("\t", " ") if rows else shown.out) + shown.err)
    if shown.out and ("json" in name or "JSON" in name or "sarif" in name):
        json.loads(shown.out)


@pytest.mark.parametrize("name", ["baca", "laporan"])
def test_a_terminal_gets_none(hostile: Hostile, name: str, capfd: pytest.CaptureFixture[str], monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "dumb")
    test_the_command_prints_none(hostile, name, capfd)


def test_rule_sets(hostile: Hostile, tmp_path: Path):
    sign = hostile.sign
    path = tmp_path / "a.toml"
    name = json.dumps(f"Perbup{sign}", ensure_ascii=True).replace("\\ud800", "?").replace("\\udc9b", "?")
    if re.search(r"\\ud[89a-f]", name):
        pytest.skip("TOML has no pairs of escapes")
    bands = f'[[skala.pita]]\npredikat = {name}\nsyarat = {name}\nmulai = "9"\n[[skala.pita]]\npredikat = {name}\n'
    path.write_text(f'nama = {name}\nsumber = {name}\nkepercayaan = "ingatan"\n[fungsi]\nnaik = "UP"\n{bands}')
    rule = kf.read_aturan(path)
    found = kf.capaian(9, 10, aturan=rule)
    shown = [describe_aturan(rule), list_aturan([rule]), json_text(aturan_data(rule)), found.explain(), repr(found)]
    shown += [one.render("") for one in found.diagnostics] + list(found._repr_mimebundle_().values())
    for text in shown:
        assert not raw_signs(text)
