"""The words of names and satuan: how they are cut and folded, the longest noun, and which vocabulary is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kinerja_formula.units import (
    VocabularyError,
    default_vocabulary,
    head_unit,
    load_vocabulary,
    read_unit,
    use_vocabulary,
)
from kinerja_formula.units.words import Token, key, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jumlah Pegawai", ["jumlah", "pegawai"]),
        ("JumlahUji ScoreOmzet", ["jumlah", "uji", "score", "omzet"]),
        ("JumlahSP2D", ["jumlah", "sp2d"]),
        ("AbCd ABCd", ["abcd", "abcd"]),
        ("Nilai_Sektor", ["nilai", "sektor"]),
        ("Σpegawai ∑ Siswa", ["σ", "pegawai", "∑", "siswa"]),
        ("rapat-rapat", ["rapat"]),
        ("Surat-suratnya", ["surat"]),
        ("surat-menyurat", ["surat-menyurat"]),
        ("laki-laki-laki", ["laki-laki-laki"]),
        ("orang–hari", ["orang", "hari"]),
        ("a/b & c, d + e % ‰", ["a", "/", "b", "&", "c", ",", "d", "+", "e", "%", "‰"]),
        ("m² (m3)", ["m2", "m3"]),
        ("ＯＲＡＮＧ", ["orang"]),
        ("Orang. (dua); *x*", ["orang", "dua", "x"]),
        ("- -- -a a-", ["a", "a"]),
        ("", []),
    ],
)
def test_words_of_a_text(text: str, words: list[str]):
    assert [token.text for token in tokens(text)] == words


def test_every_word_has_its_place():
    text = "  JumlahRapat-rapat / Σx"
    found = tokens(text)
    assert found == [
        Token("jumlah", 2, 8),
        Token("rapat", 8, 19),
        Token("/", 20, 21),
        Token("σ", 22, 23),
        Token("x", 23, 24),
    ]


def test_how_many_words_are_looked_at():
    text = " ".join(f"x{number}" for number in range(100))
    assert len(tokens(text)) == 60
    assert [token.text for token in tokens(text, most=2)] == ["x0", "x1"]
    assert tokens(text, most=0) == []


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Orang  Dewasa", "orang dewasa"),
        ("Desa/Kelurahan", "desa / kelurahan"),
        ("SP2D", "sp2d"),
        ("rapat-rapat", "rapat"),
        ("Nilai (IKM)", "nilai ikm"),
        ("KontenDigital", "kontendigital"),
        ("Konten2Digital", "konten2digital"),
        ("ｏｒａｎｇ", "orang"),
        ("%", "%"),
        ("!", ""),
        ("", ""),
    ],
)
def test_the_one_spelling_of_a_word(text: str, folded: str):
    assert key(text) == folded


@pytest.mark.parametrize(
    ("text", "place", "counted", "found"),
    [
        ("satuan pendidikan dasar", 0, False, (2, "satuan-pendidikan")),
        ("unit kendaraan", 0, False, (2, "unit")),
        ("jumlah unit kendaraan", 1, False, (2, "unit")),
        ("unit", 0, False, (1, "unit")),
        ("survei", 0, False, (1, "nilai")),
        ("survei", 0, True, (1, "kegiatan")),
        ("hasil survei", 0, True, (2, "nilai")),
        ("pelaksanaan", 0, False, (1, None)),
        ("pelaksanaan kegiatan", 0, True, (2, "kegiatan")),
        ("pdrb1", 0, False, (1, "rupiah")),
        ("pdrb2024", 0, False, (1, "rupiah")),
        ("ha2", 0, False, None),
        ("rt2", 0, False, None),
        ("sumur", 0, False, None),
        ("pegawai", 1, False, None),
        ("pegawai", 5, False, None),
    ],
)
def test_the_longest_noun_at_a_place(text: str, place: int, counted: bool, found: tuple[int, str | None] | None):
    noun = default_vocabulary().longest_noun(tokens(text), place, counted=counted)
    assert (None if noun is None else (noun.length, noun.unit and noun.unit.name)) == found


def test_lists_and_endings_of_the_standard_vocabulary():
    vocabulary = default_vocabulary()
    assert vocabulary.words("list_words", "or") == {"/", "atau"}
    assert vocabulary.words("heads", "restarts") == {"bentuk", "berupa"}
    assert vocabulary.affixes("endings") == ("an", "annya")
    assert vocabulary.affixes("verbs") == ("ber", "di", "me", "ter")
    for wrong in (("heads", "or"), ("lists", "or")):
        with pytest.raises(KeyError):
            vocabulary.words(*wrong)
    assert str(vocabulary.unit_of("  Org ")) == "orang"
    assert [vocabulary.unit_of(word) for word in ("orang dewasa", "", "rapat_")][:2] == [None, None]


@pytest.fixture
def standard() -> Iterator[None]:
    yield
    use_vocabulary()


@pytest.mark.usefixtures("standard")
def test_the_vocabulary_in_use(tmp_path: Path):
    first, second, broken = (tmp_path / name for name in ("satu.toml", "dua.toml", "rusak.toml"))
    first.write_text('[barang]\nsumur = { parent = "unit" }\n', encoding="utf-8")
    second.write_text("[barang]\nmenara = {}\n", encoding="utf-8")
    broken.write_text("[barang\n", encoding="utf-8")
    before = default_vocabulary()
    assert default_vocabulary() is before

    def known() -> list[bool]:
        return [bool((unit := read_unit(word)) and unit.known) for word in ("sumur", "menara", "orang")]

    assert known() == [False, False, True]
    use_vocabulary(first)
    assert known() == [True, False, True]
    told = head_unit("Jumlah sumur")
    assert told is not None and told.known
    with pytest.raises(VocabularyError):
        use_vocabulary(second, broken)
    assert known() == [True, False, True]
    use_vocabulary(second)
    assert known() == [False, True, True]
    use_vocabulary(first, str(second))
    assert known() == [True, True, True]
    use_vocabulary()
    assert default_vocabulary() is before
    assert known() == [False, False, True]
    assert load_vocabulary(first) is not load_vocabulary(first)
