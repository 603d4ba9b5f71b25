"""What a file of somebody else holds is only text, in every format of a report."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from openpyxl import load_workbook

import kinerja_formula as kf
from kinerja_formula.grafik import CHARTS, bars_of, chart_svg
from kinerja_formula.pengisian.figures_table import Figures

from .hostile_report import HOSTILE, hostile


@pytest.fixture(scope="module")
def report() -> kf.Laporan:
    return hostile()


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: dict[str, int] = {}
        self.attributes: list[tuple[str, str]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] = self.tags.get(tag, 0) + 1
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.mark.parametrize("language", ["id", "en"])
def test_html(report: kf.Laporan, language: str):
    page = report.to_html(language=language)
    seen = Tags()
    seen.feed(page)
    assert not {"script", "img", "iframe", "object", "form"} & set(seen.tags)
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    outside = [value for name, value in seen.attributes if name in ("src", "href", "xlink:href", "action")]
    assert all(value.startswith("#") or value == "data:," for value in outside)
    assert "url(" not in page.replace("url(#", "") and "@import" not in page
    assert not [sign for sign in page if not sign.isprintable() and sign != "\n"]
    text = "".join(seen.text)
    for one in (
        "<script>injected = 1</script>",
        "=1+1",
        "@SUM(A1)",
        "·gnitset·",
        "merah ·[31m·",
        "{{ 1 + 1 }} ${x} &amp;",
    ):
        assert one in text


def test_html_is_well_formed(report: kf.Laporan):
    # every element that is opened is closed, and no id stands twice
    page = report.to_html()
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    void = {"meta", "link", "br", "col", "img", "path", "rect", "line"}
    for tag in set(re.findall(r"<([a-z]\w*)", page)) - void:
        opened = len(re.findall(rf"<{tag}[ >]", page)) - len(re.findall(rf"<{tag} [^>]*/>", page))
        assert opened == len(re.findall(rf"</{tag}>", page)), tag
    targets = re.findall(r'href="#([^"]+)"', page)
    assert set(targets) <= set(ids)


def test_markdown(report: kf.Laporan):
    text = report.to_markdown()
    assert not [sign for sign in text if not sign.isprintable() and sign != "\n"]
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    inside = [child for token in tokens for child in token.children or []]
    # of HTML only the line breaks in cells; no link, picture or emphasis that the report did not set
    assert {child.content for child in inside if child.type == "html_inline"} <= {"<br>"}
    assert not [token for token in tokens if token.type == "html_block"]
    assert not [child for child in inside if child.type in ("link_open", "image", "em_open", "code_inline")]
    columns = {line.count("|") - line.count("\\|") for line in text.splitlines() if re.match(r"\| \d", line)}
    assert columns == {10}


def test_json(report: kf.Laporan, tmp_path: Path):
    report.save(tmp_path / "a.json")
    data = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [row["indikator"] for row in data["rows"][::2]] == list(HOSTILE)


def test_xlsx(report: kf.Laporan, tmp_path: Path):
    report.save(tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    allowed = re.compile(r"=(IF|IFERROR|SUM|COUNT|COUNTIF|\d+-B\d+|AVERAGE)\b")
    texts = []
    for sheet in book:
        assert not re.search(r"[\[\]:*?/\\']", sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert allowed.match(cell.value), cell.value
                    assert cell.value.count('"') % 2 == 0
                elif isinstance(cell.value, str):
                    texts.append(cell.value)
                    assert cell.value.isprintable()
                assert cell.hyperlink is None
    for one in ("<script>injected = 1</script>", "=1+1", "@SUM(A1)", "·gnitset·", "merah ·[31m·"):
        assert one in texts


MARKUP = (
    '#read("/etc/hostname")',
    "$#image(1)$",
    "#import 1: *",
    "@cite <a> *b* _i_ //c",
    '\\u{1F600} #panic("x") ]) }',
)
"""What would be more than a text in the markup that a PDF is made of."""


def test_pdf(tmp_path: Path):
    import pypdfium2

    rows = [kf.Jabatan(one, (kf.Indikator(nama=one, teks="A / B x 100%", sasaran=one, target="9"),)) for one in MARKUP]
    kf.laporan(kf.Dokumen("a.csv", tuple(rows), MARKUP[0]), Figures([], path="b.csv", title=MARKUP[3])).save(
        tmp_path / "a.pdf"
    )
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        shown = " ".join(" ".join([page.get_textpage().get_text_range() for page in pdf]).split())
    assert [one for one in MARKUP if one not in shown] == []


@pytest.mark.parametrize("chart", CHARTS)
def test_charts(report: kf.Laporan, chart: str):
    svg = chart_svg(report, chart)
    seen = Tags()
    seen.feed(svg)
    assert set(seen.tags) <= {"svg", "g", "path", "text", "tspan", "line", "rect", "defs", "clippath"}
    attributes = dict(seen.attributes)
    assert attributes["role"] == "img"
    for bar in bars_of(report, chart):
        assert f"{bar.name}{', ' + bar.part if bar.part else ''}: {bar.text}" in next(
            value for name, value in seen.attributes if name == "aria-label"
        )


def test_without_targets_there_is_no_chart_of_them(checkout: Path):
    found = kf.laporan(
        kf.Dokumen("", (kf.Jabatan("CAMAT", (kf.Indikator(nama="I", teks="Jumlah A"),)),)), {"Jumlah A": 4}
    )
    assert [chart_svg(found, chart) for chart in CHARTS[:3]] == ["", "", ""]
    assert "<svg" in chart_svg(found, "kelengkapan")
    assert "tidak ada capaian" in found.to_html()
    with pytest.raises(ValueError, match="chart must be"):
        bars_of(found, "lain")


def test_an_empty_document():
    found = kf.laporan(kf.Dokumen(), {})
    assert "0" in found.to_html() and found.to_markdown()


def test_unknown_language(report: kf.Laporan):
    for write in (report.to_html, report.to_markdown):
        with pytest.raises(ValueError, match="language must be"):
            write(language="jv")


@pytest.mark.parametrize("library", ["altair", "vl_convert", "xlsxwriter"])
def test_a_missing_library_says_what_to_install(
    report: kf.Laporan, library: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setitem(__import__("sys").modules, library, None)
    with pytest.raises(kf.InvalidDataError) as caught:
        report.save(tmp_path / ("a.xlsx" if library == "xlsxwriter" else "a.html"))
    assert caught.value.code == "KF403"
    assert ("kinerja-formula[excel]" if library == "xlsxwriter" else "kinerja-formula[report]") in str(caught.value)
    assert not list(tmp_path.iterdir())
