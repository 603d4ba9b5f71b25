"""Stems: forms of one word meet, and others don't."""

from __future__ import annotations

import pytest

from kinerja_formula.linter.stems import content, raw_words, spoken_of, stem, subject


@pytest.mark.parametrize(
    "forms",
    [
        ["susun", "disusun", "penyusunan", "tersusunnya", "menyusun"],
        ["kelola", "dikelola", "pengelolaan", "mengelola"],
        ["laksana", "dilaksanakan", "pelaksanaan", "terlaksananya"],
        ["pelihara", "dipelihara", "pemeliharaan", "terpeliharanya"],
        ["selenggara", "penyelenggaraan", "terselenggaranya"],
        ["lapor", "laporan", "pelaporan", "dilaporkan"],
        ["rapat", "rapat-rapat"],
        ["asn", "pns", "pegawai", "aparatur"],
    ],
)
def test_one_word(forms: list[str]):
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("desa", "dana"), ("surat", "aduan"), ("jalan", "jembatan"), ("guru", "murid"), ("7", "8")]
)
def test_two_words(one: str, other: str):
    assert stem(one) != stem(other)


def test_words_keep_their_hyphen():
    assert raw_words("e-KTP, RT/RW dan Rp 5.000") == ("e-ktp", "rt", "rw", "dan", "rp", "5", "000")


def test_grammar_and_quantity_are_no_content():
    assert content("Jumlah seluruh pasar yang ditata") == content("pasar tertata")
    assert subject("Jumlah laporan pelaksanaan kegiatan") == frozenset()


def test_an_abbreviation_is_spoken_of():
    assert spoken_of("Jumlah SPM terbit", "Surat Perintah Membayar") == {"spm"}
    assert not spoken_of("Jumlah SPM terbit", "Jumlah jembatan")


def test_a_long_text_costs_no_more():
    assert len(raw_words("kata " * 10_000)) == 400
