"""Pages from templates: those of an office take the place of ours, and one that fails is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

import kinerja_formula as kf
from kinerja_formula.page_templates import render
from kinerja_formula.pelaporan.print_settings import PrintSettings, Signer

LAPORAN = kf.laporan("examples/pelayanan.csv", "examples/pelayanan-realisasi.csv")


def page(folder: Path, template: str, name: str = "laporan.html") -> str:
    (folder / name).write_text(template, encoding="utf-8")
    return LAPORAN.to_html(setelan=PrintSettings(templat=str(folder)))


def test_one_block_is_changed(tmp_path: Path):
    told = page(
        tmp_path, '{% extends "bawaan/laporan.html" %}{% block pengesahan %}<p>Tanpa tanda tangan</p>{% endblock %}'
    )
    assert "<p>Tanpa tanda tangan</p>" in told and 'class="tangan"' not in told
    assert "95,74%" in told and "tangan" in LAPORAN.to_html()


def test_texts_are_escaped_and_do_not_steer(tmp_path: Path):
    report = LAPORAN._replace(sumber=LAPORAN.sumber._replace(judul="<b>\u202eterbalik"))
    (tmp_path / "laporan.html").write_text("{{ title }}", encoding="utf-8")
    assert report.to_html(setelan=PrintSettings(templat=str(tmp_path))) == "&lt;b&gt;·terbalik"


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("<p>\n{% if %}", 2, "Expected an expression"),
        ("\n\n{{ judull }}", 3, "judull"),
        ("{{ title.__class__.__mro__ }}", 1, "__class__"),
        ("{{ 'a' * 10 ** 9 }}", 1, "*"),
        ("{{ levels.clear() }}", 1, "clear"),
        ("{% include 'tak-ada.html' %}", 1, "tak-ada.html"),
        ("{% for a in range(10 ** 9) %}{% endfor %}", 1, "*"),
        ("{% for a in range(999999) %}{% endfor %}", 1, "Range too big"),
        ("{{ 1 / 0 }}", 1, "division by zero"),
    ],
)
def test_a_template_that_fails(tmp_path: Path, template: str, line: int, said: str):
    with pytest.raises(kf.InvalidDataError, match="KF487") as caught:
        page(tmp_path, template)
    (found,) = caught.value.diagnostics
    assert (found.values["path"], found.values["line"]) == ("laporan.html", line)
    assert said in str(found.values["said"])


def test_a_template_out_of_the_folder_is_not_found(tmp_path: Path):
    (tmp_path / "rahasia.html").write_text("rahasia", encoding="utf-8")
    (tmp_path / "templat").mkdir()
    with pytest.raises(kf.InvalidDataError, match="KF487"):
        page(tmp_path / "templat", '{% include "../rahasia.html" %}')


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path):
    (tmp_path / "rahasia.html").write_text("rahasia", encoding="utf-8")
    folder = tmp_path / "templat"
    folder.mkdir()
    (folder / "bagian_lain.html").symlink_to(tmp_path / "rahasia.html")
    with pytest.raises(kf.InvalidDataError, match=r"KF487.*bagian_lain\.html"):
        page(folder, '{% include "bagian_lain.html" %}')
    (folder / "dalam.html").write_text("dalam", encoding="utf-8")
    (folder / "bagian_lain.html").unlink()
    (folder / "bagian_lain.html").symlink_to(folder / "dalam.html")
    assert page(folder, '{% include "bagian_lain.html" %}') == "dalam"


def test_a_folder_that_is_a_link_itself_is_one(tmp_path: Path):
    (tmp_path / "templat").mkdir()
    (tmp_path / "tertaut").symlink_to(tmp_path / "templat", target_is_directory=True)
    assert page(tmp_path / "tertaut", "<p>{{ 1 + 1 }}</p>") == "<p>2</p>"


def test_the_page_that_was_there_stays(tmp_path: Path):
    (tmp_path / "laporan.html").write_text("{{ judull }}", encoding="utf-8")
    (tmp_path / "lama.html").write_text("lama", encoding="utf-8")
    with pytest.raises(kf.InvalidDataError, match="KF487"):
        LAPORAN.save(tmp_path / "lama.html", setelan=PrintSettings(templat=str(tmp_path)))
    assert (tmp_path / "lama.html").read_text(encoding="utf-8") == "lama"


def test_the_folder_of_a_settings_file(tmp_path: Path):
    (tmp_path / "templat").mkdir()
    (tmp_path / "templat/laporan.html").write_text("<p>{{ settings.judul }}</p>", encoding="utf-8")
    settings = tmp_path / "laporan.toml"
    settings.write_text('[laporan]\njudul = "LKjIP"\ntemplat = "templat"', encoding="utf-8")
    assert LAPORAN.to_html(setelan=settings) == "<p>LKjIP</p>"
    settings.write_text('[laporan]\ntemplat = "lain"', encoding="utf-8")
    with pytest.raises(kf.InvalidDataError, match=r"KF440.*foldernya tidak ada"):
        LAPORAN.to_html(setelan=settings)


def test_letterhead_and_signers():
    logo = b"\x89PNG\r\n\x1a\n"
    signer = Signer("Mengetahui,", "Kepala Dinas", "…", "", "…")
    settings = PrintSettings(("DINAS <A>",), "Jalan 1", logo, "LKjIP", "1/2", "2027", "Contoh", "1 Mei", (signer,))
    told = LAPORAN.to_html(setelan=settings)
    assert "<strong>DINAS &lt;A&gt;</strong><br>Jalan 1" in told and "data:image/png;base64,iVBORw0KGgo=" in told
    assert "<h1>LKjIP</h1>" in told and '<p class="anak">1/2</p>' in told
    assert (
        "<strong>Mengetahui,</strong>" in told and "<dd>Contoh, 1 Mei</dd>" in told and "<dd>Kepala Dinas</dd>" in told
    )


def test_reviews_and_units_take_templates_too(tmp_path: Path):
    (tmp_path / "naskah.html").write_text("{{ title[0] }}", encoding="utf-8")
    units = kf.laporan_gabungan(kf.read("examples/pelayanan.csv"), {"A": "examples/pelayanan-realisasi.csv"})
    units.save(tmp_path / "semua.html", setelan=PrintSettings(judul="Semua & satu", templat=str(tmp_path)))
    assert (tmp_path / "semua.html").read_text(encoding="utf-8") == "Semua &amp; satu"


def test_without_jinja2(monkeypatch: pytest.MonkeyPatch):
    import sys

    from kinerja_formula import page_templates

    monkeypatch.setitem(sys.modules, "jinja2", None)
    page_templates._environment.cache_clear()
    try:
        with pytest.raises(kf.InvalidDataError, match=r"KF403.*Jinja2"):
            render("tinjauan.html")
        assert "text/html" not in kf.parse("A / B")._repr_mimebundle_()
        assert kf.parse("A / B")._repr_html_() is None
    finally:
        page_templates._environment.cache_clear()
