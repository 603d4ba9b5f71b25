"""Words and lines at places: what is a fraction, what an underline, what a line that was only too long."""

from __future__ import annotations

import pytest

import kinerja_formula as kf
from kinerja_formula.files.pdf_cells import Bar, Word, cell_text


def line(text: str, top: float, left: float = 10, size: float = 10) -> list[Word]:
    """Return the words of a line, five points a letter."""
    words, place = [], left
    for word in text.split():
        words.append(Word(place, place + 5 * len(word), top, top + size, word))
        place += 5 * len(word) + 3
    return words


HADIR, UNDANGAN = line("Jumlah hadir", 0), line("Jumlah undangan", 24)


@pytest.mark.parametrize(
    ("words", "bars", "text"),
    [
        ([*HADIR, *UNDANGAN], [Bar(8, 90, 17)], "Jumlah hadir\n-----\nJumlah undangan"),
        ([*HADIR, *UNDANGAN, *line("x 100%", 12, 95)], [Bar(8, 90, 17)], "Jumlah hadir\n----- x 100%\nJumlah undangan"),
        (
            [
                *line("Jumlah hadir", 0, 70),
                *line("Jumlah undangan", 24, 70),
                *line("Capaian =", 12),
                *line("x 100%", 12, 155),
            ],
            [Bar(65, 150, 17)],
            "Capaian =\nJumlah hadir\n----- x 100%\nJumlah undangan",
        ),
        (
            [*line("Jumlah peserta", 0), *line("Rapat Dinas", 11), *line("Jumlah", 34), *line("Undangan", 45)],
            [Bar(8, 90, 28)],
            "Jumlah peserta Rapat Dinas\n-----\nJumlah Undangan",
        ),
        (
            [*HADIR, *line("x 100%", 0, 80), *line("Jumlah undangan", 12)],
            [Bar(10, 68, 9)],
            "<u>Jumlah hadir</u> x 100%\nJumlah undangan",
        ),
        (
            [*line("Jumlah yang", 0), *line("hadir", 12), *line("Undangan", 24)],
            [Bar(10, 66, 9.5), Bar(10, 37, 21.5)],
            "<u>Jumlah yang hadir</u>\nUndangan",
        ),
        (
            [*line("Jumlah yang", 0), *line("hadir", 12), *line("Undangan", 24), *line("x 100%", 5, 95)],
            [Bar(8, 90, 22)],
            "Jumlah yang hadir\n----- x 100%\nUndangan",
        ),
        ([*HADIR], [Bar(8, 90, 17)], "Jumlah hadir"),
        ([*HADIR, *line("Jumlah undangan", 60)], [Bar(8, 90, 40)], "Jumlah hadir\nJumlah undangan"),
    ],
    ids=[
        "fraction",
        "behind",
        "before",
        "lines",
        "underline",
        "underlined lines",
        "behind, higher",
        "ornament",
        "far away",
    ],
)
def test_lines_between_texts(words: list[Word], bars: list[Bar], text: str):
    assert cell_text(words, bars) == text


def test_what_is_drawn_is_read_as_a_division():
    text = cell_text([*HADIR, *UNDANGAN, *line("x 100%", 12, 95)], [Bar(8, 90, 17)])
    assert kf.parse(text).to_text() == "Jumlah hadir / Jumlah undangan × 100%"


def test_two_fractions_in_a_cell():
    words = [*line("Jumlah A", 0), *line("Jumlah B", 24), *line("Jumlah C", 60), *line("Jumlah D", 84)]
    assert cell_text(words, [Bar(8, 60, 17), Bar(8, 60, 77)]) == "Jumlah A\n-----\nJumlah B\nJumlah C\n-----\nJumlah D"


def test_lines_that_were_too_long_are_one():
    words = [*line("Jumlah surat yang", 0), *line("dijawab", 12), *line("Jumlah surat", 24)]
    assert cell_text(words, [], (8, 105)) == "Jumlah surat yang dijawab\nJumlah surat"
    assert cell_text(words, []) == "Jumlah surat yang\ndijawab\nJumlah surat"


def test_a_word_wider_than_the_cell_is_one():
    assert cell_text([*line("KADARWIS/POKDARW", 0), *line("IS", 12)], [], (8, 92)) == "KADARWIS/POKDARWIS"


def test_a_comma_that_stands_apart_belongs_to_the_word_before():
    assert cell_text(line("Sasaran , Program . Kegiatan", 0), []) == "Sasaran, Program. Kegiatan"
