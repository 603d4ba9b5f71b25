"""What objects look like in a notebook: snapshots of the plain texts and LaTeX, the make of the HTML."""

from __future__ import annotations

import re

import pytest

import kinerja_formula as kf
from kinerja_formula.diagnostics import use_language

RATIO = kf.parse("Jumlah hadir -----x100% Jumlah undangan", indikator="Persentase kehadiran")
RESULT = RATIO.evaluate({"Jumlah hadir": 45, "Jumlah undangan": "60 orang"}, target="80%")
HOSTILE = "<script>alert(1)</script>\u202e\x1b[31m"


def bundle(thing: object) -> dict[str, str]:
    return thing._repr_mimebundle_()  # type: ignore[attr-defined, no-any-return]


def test_formula():
    shown = bundle(RATIO)
    assert shown["text/plain"] == "Jumlah hadir / Jumlah undangan × 100%"
    assert shown["text/latex"] == (r"$\displaystyle \frac{\text{Jumlah hadir}}{\text{Jumlah undangan}} \times 100\%$")
    assert "<mfrac><mtext><span>Jumlah hadir</span></mtext>" in shown["text/html"]
    assert "Jumlah hadir -----x100% Jumlah undangan" in shown["text/html"]
    assert (RATIO._repr_html_(), RATIO._repr_latex_()) == (shown["text/html"], shown["text/latex"])


def test_result():
    shown = bundle(RESULT)
    assert shown["text/plain"].splitlines()[-1] == "Capaian  : 93,75%"
    assert shown["text/latex"].endswith(r"\times 100\% = 75{,}00\%$")
    assert "<strong>75,00%</strong>" in shown["text/html"]
    assert '<summary style="cursor:pointer">Penjelasan</summary><dl class="langkah">' in shown["text/html"]
    assert "▲ Sangat Tinggi" in shown["text/html"]


@pytest.mark.parametrize(
    ("formula", "figure", "latex"),
    [
        ("Jumlah surat", "1.250 surat", r"$\displaystyle \text{Jumlah surat} = 1.250\ \text{surat}$"),
        ("Nilai A / Nilai B", "3", r"$\displaystyle \frac{\text{Nilai A}}{\text{Nilai B}} = 1{,}00$"),
        ("Terlaksananya rapat", "4 kali", r"$\displaystyle \text{Terlaksananya rapat} = 4\ \text{kali}$"),
    ],
)
def test_latex_of_results(formula: str, figure: str, latex: str):
    parsed = kf.parse(formula)
    assert bundle(parsed.evaluate(dict.fromkeys(parsed.names or (formula,), figure)))["text/latex"] == latex


def test_capaian_and_roll_up():
    found = kf.capaian(18, 20)
    assert bundle(found)["text/latex"] == r"$90{,}00\%$"
    assert bundle(found)["text/plain"] == found.explain()
    assert "▲ Tinggi" in found._repr_html_()
    assert "90,00%" in kf.roll_up([found, kf.capaian(9, 10)])._repr_html_()
    none = kf.capaian(None, 20)
    assert "<strong>–</strong>" in none._repr_html_() and "KF326" in none._repr_html_()


def test_finding():
    (found,) = kf.check("Jumlah dokumen selesai / Jumlah pegawai x 100%")
    shown = bundle(found)
    assert shown["text/plain"].startswith("galat KF201 satuan-beda: dokumen dan pegawai")
    assert "✖ galat KF201 satuan-beda" in shown["text/html"]
    assert "text/latex" not in shown


def test_dokumen_and_laporan():
    indikator = kf.Indikator(nama="Persentase kehadiran", teks=RATIO.text, target="80%")
    unread = kf.Indikator(nama="Tak terbaca", teks="[gambar]")
    dokumen = kf.Dokumen("Contoh", (kf.Jabatan("CAMAT", (indikator, unread)),))
    assert "<mfrac>" in bundle(dokumen)["text/html"]
    assert bundle(dokumen)["text/plain"].splitlines()[:2] == ["Contoh", "CAMAT"]
    laporan = kf.laporan(dokumen, {"Jumlah hadir": 45, "Jumlah undangan": 60})
    assert "93,75%" in bundle(laporan)["text/html"] and "KF408" in bundle(laporan)["text/html"]
    assert bundle(laporan)["text/plain"].startswith("2 indikator: ")


def test_long_documents_are_cut():
    many = tuple([kf.Indikator(nama=f"I{number}", teks="Jumlah A") for number in range(70)])
    dokumen = kf.Dokumen("", (kf.Jabatan("", many),))
    assert "… 10" in dokumen._repr_html_()
    assert "… 10" in kf.laporan(dokumen, {"Jumlah A": 1})._repr_html_()


def test_texts_of_others_are_only_text():
    indikator = kf.Indikator(nama=HOSTILE, teks=f"`{HOSTILE}` / Jumlah B", target=HOSTILE)
    dokumen = kf.Dokumen(HOSTILE, (kf.Jabatan(HOSTILE, (indikator,)),))
    formula = kf.parse(f"`{HOSTILE}` / Jumlah B")
    result = formula.evaluate({HOSTILE: 1, "Jumlah B": 2})
    for thing in (dokumen, formula, result, kf.laporan(dokumen, {}), *kf.check(f"`{HOSTILE}` x 100%")):
        shown = bundle(thing)["text/html"]
        assert "<script" not in shown
        assert shown.isprintable() or "\n" in shown
        assert not re.search("[\u202e\x1b]", shown)


def test_the_language_in_use():
    use_language("en")
    try:
        assert "Explanation" in RESULT._repr_html_()
    finally:
        use_language("id")
