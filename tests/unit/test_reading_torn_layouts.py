"""What PDF text layers make of a fraction: bars with stray brackets, blank lines, nouns that look like notes."""

from __future__ import annotations

import pytest

import kinerja_formula as kf


def warned(formula: kf.Formula) -> bool:
    return any(one.severity == "warning" for one in formula.diagnostics)


@pytest.mark.parametrize(
    "bar", ["_______)____x 100%", "_________)__x 100%", "-----(---- x 100%", "______(____(__ x 100%"]
)
def test_a_bar_with_a_stray_bracket_is_a_bar(bar: str) -> None:
    formula = kf.parse(f"Jumlah bayi yang dilayani\n{bar}\nJumlah seluruh bayi")
    assert formula.to_text() == "Jumlah bayi yang dilayani / Jumlah seluruh bayi × 100%"
    assert not warned(formula)


def test_brackets_beside_a_bar_stay_brackets() -> None:
    formula = kf.parse("(Jumlah A + Jumlah B)\n_______x 100%\n(Jumlah C + Jumlah D)")
    assert formula.to_text() == "(Jumlah A + Jumlah B) / (Jumlah C + Jumlah D) × 100%"


@pytest.mark.parametrize(
    ("below", "name"),
    [
        ("Pelanggaran yang diketahui oleh\nSatuan Polisi Pamong Praja",) * 2,
        ("Jumlah usaha dan kegiatan\nsumber tidak\nbergerak",) * 2,
        ("Jumlah penilaian menurut\nskala lokal",) * 2,
        ("Jumlah laporan selama\nperiode pelaporan",) * 2,
    ],
)
def test_a_noun_at_the_start_of_a_line_opens_no_note(below: str, name: str) -> None:
    formula = kf.parse(f"Jumlah yang diselesaikan\n_______ x 100%\n{below}")
    assert formula.names[1] == " ".join(name.split())


@pytest.mark.parametrize("note", ["Sumber : daftar hadir", "Keterangan rapat triwulan", "Satuan: persen", "Catatan: …"])
def test_a_note_is_a_note(note: str) -> None:
    formula = kf.parse(f"Jumlah hadir\n_______ x 100%\nJumlah undangan\n{note}")
    assert formula.names == ("Jumlah hadir", "Jumlah undangan")


def test_a_blank_line_parts_numerator_and_denominator() -> None:
    formula = kf.parse("Jumlah penduduk kabupaten\n\nLuas wilayah kabupaten")
    lines = [formula.to_text(), *[one.text for one in formula.alternatives]]
    assert "Jumlah penduduk kabupaten / `Luas wilayah kabupaten`" in lines
    assert warned(formula) or formula.certainty < 0.95


def test_a_line_that_goes_on_with_a_small_letter_is_one_name() -> None:
    assert kf.parse("Jumlah penduduk\n\nyang bekerja").names == ("Jumlah penduduk yang bekerja",)


@pytest.mark.parametrize("text", ["n\n∑ Ki\nK = i = 1\n3", "Kas x 100% - Belanja x 100%\nAPBD APBD"])
def test_what_cannot_be_known_is_doubted(text: str) -> None:
    assert warned(kf.parse(text))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Jumlah cadangan beras\nx 100 %\n100 ton", "Jumlah cadangan beras / 100 × 100%"),
        ("Rumus: Penyerapan = SMKs/SMK", "SMKs / SMK"),
    ],
)
def test_numbers_below_and_symbols_apart(text: str, line: str) -> None:
    assert kf.parse(text).equals(kf.parse(line))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Jumlah A\n–––––––– X 100\n– 27 –\nJumlah B yang ada",
            "Jumlah A / Jumlah B yang ada × 100",
        ),
        ("Jumlah kader yang dibina¹", "Jumlah kader yang dibina"),
        ("Jumlah kader¹\n_____ x 100%\nJumlah warga¹²", "Jumlah kader / Jumlah warga × 100%"),
        ("| Jumlah surat selesai |\n|---|\n| Jumlah surat | x 100% |", "Jumlah surat selesai / Jumlah surat × 100%"),
        ("Jumlah rumah bebas\nABJ = ........ X 100 %\nJumlah rumah", "Jumlah rumah bebas / Jumlah rumah × 100%"),
        (
            "Jumlah pos-\nyandu aktif\n_____ x 100%\nJumlah pos-\nyandu",
            "Jumlah posyandu aktif / Jumlah posyandu × 100%",
        ),
        (
            "Jumlah anak-\nanak\n_____ x 100%\nJumlah anak-\nanak desa",
            "`Jumlah anak-anak` / `Jumlah anak-anak desa` × 100%",
        ),
    ],
)
def test_what_a_page_puts_among_the_lines(text: str, line: str) -> None:
    formula = kf.parse(text)
    assert (formula.to_text().replace("`", ""), warned(formula)) == (line.replace("`", ""), False)


@pytest.mark.parametrize("text", ["Luas lantai m²", "Kadar CO²", "Rasio abc¹", "Peluang⁴", "Jumlah kader²"])
def test_a_raised_figure_that_is_no_footnote_stays(text: str) -> None:
    assert kf.parse(text).names == (text,)


def test_a_label_above_a_drawn_fraction_is_the_indicator() -> None:
    text = "Rasio Jenis Kelamin\nJumlah laki-laki\n= ------- x 100\nJumlah perempuan"
    formula = kf.parse(text, indikator="Rasio jenis kelamin")
    assert (formula.names, warned(formula)) == (("Jumlah laki-laki", "Jumlah perempuan"), False)
    assert warned(kf.parse(text))


def test_a_blank_to_be_filled_in_draws_no_line() -> None:
    assert kf.parse("Jumlah A : Jumlah B = ...... x 100%").names == ("Jumlah A", "Jumlah B")


@pytest.mark.parametrize("text", ["Nilai A + Nilai B\n- 5 -\nNilai C", "Pendapatan\n- 100.000 -\nBiaya"])
def test_a_number_between_dashes_may_be_subtracted(text: str) -> None:
    formula = kf.parse(text)
    assert " - " in formula.to_text()
    assert len(formula.names) == text.count("Nilai") or warned(formula)


@pytest.mark.parametrize("text", ["| A / B | |", "| Jumlah A | x 100% |\n|---|---|\n| Jumlah B | |", "| A / B |  |"])
def test_an_empty_cell_of_a_table_says_nothing(text: str) -> None:
    assert len(kf.parse(text).names) == 2


def test_a_percentage_above_its_fraction_is_its_label() -> None:
    text = "Persentase penurunan kasus\nKasus tahun (n-1) dikurangi kasus tahun n\n------- x 100%\nKasus tahun (n-1)"
    formula = kf.parse(text, indikator="Persentase penurunan kasus")
    assert (formula.names, warned(formula)) == (("Kasus tahun (n-1)", "kasus tahun n"), False)


def test_a_count_above_a_line_is_a_numerator_whatever_the_indicator_is() -> None:
    text = "Jumlah kader\n------- x 100%\nJumlah warga"
    assert kf.parse(text, indikator="Jumlah kader").names == ("Jumlah kader", "Jumlah warga")


def test_what_a_rate_is_of_begins_no_denominator() -> None:
    text = "Jumlah kasus DBD\n------- x 100.000 penduduk\nJumlah penduduk\ndi wilayah kerja"
    formula = kf.parse(text)
    assert (formula.names, warned(formula)) == (("Jumlah kasus DBD", "Jumlah penduduk di wilayah kerja"), False)
