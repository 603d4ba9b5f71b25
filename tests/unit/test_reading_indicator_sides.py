"""A fraction whose line was lost is parted where its indicator parts the same words."""

from __future__ import annotations

import pytest

import kinerja_formula as kf


@pytest.mark.parametrize(
    ("text", "indikator", "line"),
    [
        ("Laba Bersih Total Aset x 100%", "Rasio Laba Bersih terhadap Total Aset", "`Laba Bersih` / Total Aset × 100%"),
        ("Cadangan Risiko Kredit Macet x100", "Rasio Cadangan Risiko terhadap Kredit Macet", None),
        ("Laba Bersih\nTotal Aset\nx 100%", "Persentase laba bersih dibandingkan total aset", None),
        ("Kredit Macet Kredit yang Diberikan × 100%", "Rasio kredit macet terhadap kredit yang diberikan", None),
    ],
)
def test_the_line_is_put_back(text: str, indikator: str, line: str | None):
    formula = kf.parse(text, indikator=indikator)
    if line is not None:
        assert formula.to_text() == line
    assert len(formula.names) == 2
    assert formula.to_text().count(" / ") == 1
    # it stands nowhere in the text: never without a word
    assert formula.diagnostics
    words = " ".join(text.split())
    assert all(" ".join(name.split()) in words for name in formula.names)


@pytest.mark.parametrize(
    ("text", "indikator"),
    [
        ("Laba Bersih Total Aset x 100%", None),
        ("Laba Bersih Total Aset x 100%", "Laba bersih terhadap total aset"),
        ("Laba Bersih Total Aset x 100%", "Rasio laba terhadap aset"),
        ("Laba Bersih Total Aset", "Rasio Laba Bersih terhadap Total Aset"),
        ("Laba Bersih Total Aset 100%", "Rasio Laba Bersih terhadap Total Aset"),
        ("Sarana Prasarana x 100%", "Persentase sarana dan prasarana"),
        ("Jumlah siswa nilai baik x 100%", "Persentase jumlah siswa dengan nilai baik"),
        ("Kepatuhan pegawai aturan disiplin x 100%", "Persentase kepatuhan pegawai terhadap aturan disiplin"),
    ],
)
def test_nothing_is_put_where_the_words_differ(text: str, indikator: str | None):
    assert " / " not in kf.parse(text, indikator=indikator).to_text()
