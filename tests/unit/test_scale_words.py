"""The one list of words of scale, and what each reader takes from it."""

from __future__ import annotations

import pytest

from kinerja_formula.data_files import DATA, read_toml, with_words_of_roles
from kinerja_formula.dokumen.head_units import unit_of_head
from kinerja_formula.numerals import read_figure, read_words, scale_of_word
from kinerja_formula.scale_words import SCALES, scale_words, sizes
from kinerja_formula.units import default_vocabulary, read_unit

TABLES = read_toml(f"{DATA}/vocabulary/skala.toml")
OTHERS = [table for table in TABLES if table != "words"]


def test_each_word_is_a_thousand_of_the_one_before():
    assert list(SCALES.values()) == [1000**power for power in range(1, len(SCALES) + 1)]


def test_what_is_written_stands_in_one_table_only():
    written = [one for table in TABLES.values() for one in table]
    assert sorted(set(written)) == sorted(written)


@pytest.mark.parametrize("table", OTHERS)
def test_what_is_written_stands_for_a_word(table: str):
    assert sizes(table) == {one: SCALES[word] for one, word in TABLES[table].items()}


def test_a_factor_of_a_formula_has_the_size_of_the_list():
    # The lexicon is what readings were learned with, and keeps a list of its own.
    factors = read_toml(f"{DATA}/reading/lexicon.toml")["kelipatan"]
    known = {**SCALES, **sizes("spellings")}
    assert {word: int(size) for word, size in factors.items()} == {word: known[word] for word in factors}


def test_words_behind_an_amount_of_money():
    assert set(with_words_of_roles(["@skala"])) == {
        *("ribu", "rb", "juta", "jt", "miliar", "milyar", "m", "triliun", "trilyun", "t"),
    }


@pytest.mark.parametrize("word", [*SCALES, *scale_words("spellings", "number_spellings", "short")])
def test_a_number_may_have_it_behind(word: str):
    size = scale_of_word(word)
    assert size is not None
    assert read_figure(f"2 {word}").value == 2 * size


@pytest.mark.parametrize("word", scale_words("one", "spellings", "number_spellings"))
def test_it_is_a_number_word(word: str):
    one = word if word in scale_words("one") else f"satu {word}"
    assert read_words(one) == sizes("one", "spellings", "number_spellings")[word]


@pytest.mark.parametrize("word", scale_words("short", "money", "counted"))
def test_it_is_no_number_word(word: str):
    assert read_words(f"dua {word}") is None


@pytest.mark.parametrize("word", [*SCALES, *scale_words("spellings", "short", "counted")])
def test_a_satuan_may_have_it_before(word: str):
    unit = read_unit(f"{word} orang")
    assert unit is not None
    assert unit.scale == default_vocabulary().scales[word]


@pytest.mark.parametrize("word", scale_words("money", "money_units"))
def test_it_scales_money_alone(word: str):
    money = read_unit(f"Rp {word}")
    assert money is not None
    assert money.scale == sizes("money", "money_units")[word]
    assert word not in default_vocabulary().scales


@pytest.mark.parametrize(("written", "word"), scale_words("counted", "heads").items())
def test_a_head_may_have_it_in_brackets(written: str, word: str):
    assert unit_of_head(f"Target (x {written})").scale == word


@pytest.mark.parametrize(("written", "word"), scale_words("money").items())
def test_a_head_has_it_behind_money_alone(written: str, word: str):
    assert unit_of_head(f"Target (Rp {written})").unit == f"{word} rupiah"
    assert unit_of_head(f"Target ({written})").scale == ""
