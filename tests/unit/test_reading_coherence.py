"""What holds a tree together, and what tells that it was cut wrongly: for or against, and how strongly."""

from __future__ import annotations

import pytest

from kinerja_formula.reading.coherence import Coherence
from kinerja_formula.reading.draft import DEFAULT_LIMITS
from kinerja_formula.reading.forms import meaning_of
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.pieces import Pieces
from kinerja_formula.reading.rules_reader import prepare
from kinerja_formula.reading.trees import Tree


def read(text: str, *, percent_wanted: bool = False) -> tuple[Coherence, list[Tree]]:
    """The coherence of a text, and its operands, between bars."""
    plain = text.replace("|", " ")
    pieces = Pieces(prepare(plain, (), None, DEFAULT_LIMITS)[0], plain, lexicon())
    operands: list[Tree] = []
    low = 0
    for part in text.split("|"):
        inside = [at for at, piece in enumerate(pieces.lex) if low <= piece.start < low + len(part)]
        alone = len(inside) == 1 and pieces.values[inside[0]] is not None
        operands.append(("#" if alone else "n", inside[0], inside[-1] + 1))
        low += len(part) + 1
    return Coherence(pieces, percent_wanted=percent_wanted), operands


def weight(text: str, meaning: str, *, percent_wanted: bool = False) -> float:
    """What speaks for the tree ``meaning`` over the operands A, B, C … of a text."""
    coherence, operands = read(text, percent_wanted=percent_wanted)
    slots = dict(zip("ABCD", operands, strict=False))

    def filled(node: tuple[object, ...]) -> Tree:
        if node[0] == "slot":
            return slots[str(node[1])]
        return ("c", node[1]) if node[0] == "literal" else (node[0], *map(filled, node[1:]))

    return coherence.of(filled(meaning_of(meaning)))


SCALE = {
    "never": (-9.0, -2.4),
    "hardly": (-2.4, -1.75),
    "seldom": (-1.75, -0.95),
    "rather not": (-0.95, -0.05),
    "open": (-0.05, 0.05),
    "rather": (0.05, 0.95),
    "likely": (0.95, 2.0),
}
"""In log-odds."""


@pytest.mark.parametrize(
    ("text", "meaning", "told"),
    [
        # A part over its whole, a name over itself, a count over what is none
        ("Jumlah siswa lulus|Jumlah siswa", "A / B", "rather"),
        ("murid|guru", "A / B", "open"),
        ("Jumlah siswa|kelas", "A / B", "rather not"),
        ("Jumlah siswa|Jumlah siswa", "A / B", "rather not"),
        ("Persentase sampah diolah|total sampah", "A / B", "hardly"),
        ("Persentase sampah diolah|Persentase sampah", "A / B", "rather"),
        # Over figures
        ("Jumlah hadir|100%", "A / B", "seldom"),
        ("Jumlah hadir|100", "A / B", "seldom"),
        ("Jumlah hadir|1", "A / B", "never"),
        ("Jumlah hadir|12", "A / B", "open"),
        ("Nilai A|Nilai B|2", "(A + B) / C", "likely"),
        ("Nilai A|Nilai B|3", "(A + B) / C", "open"),
        ("Nilai A|Nilai B|Nilai C|3", "(A + B + C) / D", "likely"),
        ("Nilai A|Nilai B|2", "(A - B) / C", "open"),
        ("2.720|Jumlah anak", "A / B", "seldom"),
        ("1000|Jumlah anak", "A / B", "open"),
        ("1.000.000|Jumlah anak", "A / B", "open"),
        # Ratios of ratios
        ("Nilai A|Nilai B|Jumlah kelas", "A / B / C", "hardly"),
        ("Nilai A|4|Jumlah kelas", "A / B / C", "open"),
        ("Nilai A|Nilai A|Jumlah kelas", "A / (B / C)", "never"),
        ("Nilai A|Nilai B|Jumlah kelas", "A / (B / C)", "open"),
        # Sums and changes over a whole
        ("Jumlah A|Jumlah B|Jumlah B", "(A - B) / C", "likely"),
        ("Jumlah A|Jumlah B|Jumlah A", "(A - B) / C", "likely"),
        ("Jumlah A|Jumlah B|Jumlah C", "(A - B) / C", "open"),
        ("pelanggaran Perda tahun lalu|pelanggaran Perda ini|pelanggaran Perda tahun dasar", "(A - B) / C", "open"),
        ("pelanggaran Perda tahun lalu|Jumlah B|pelanggaran Perda tahun", "(A - B) / C", "likely"),
        ("2|Jumlah B|Jumlah C", "(A - B) / C", "hardly"),
        ("Panjang jalan baik|sedang|panjang jalan", "(A + B) / C", "rather"),
        ("Nilai A|Nilai B|Nilai C|Jumlah D", "(A + B / C) / D", "seldom"),
        # Times a hundred
        ("Jumlah A|Jumlah B|100%", "A / B * C", "likely"),
        ("Jumlah A|Jumlah B|100", "A / B * C", "likely"),
        ("Jumlah A|Jumlah B|seratus", "A / B * C", "likely"),
        ("Jumlah A|Jumlah B|12", "A / B * C", "open"),
        ("Jumlah A|Jumlah B", "A / B * 100%", "likely"),
        ("Jumlah A|2", "A / B * 100%", "hardly"),
        ("Jumlah A|100%", "A * B", "rather not"),
        ("Jumlah A|12", "A * B", "open"),
        ("Jumlah A|100%|100%", "A * B * C", "seldom"),
        ("Jumlah A|Jumlah B|Jumlah C|100%", "A / B / C * D", "rather not"),
        ("Jumlah A|4|Jumlah C|100%", "A / B / C * D", "likely"),
        ("Jumlah A|Jumlah B|Jumlah C|100%", "(A + B / C) * D", "seldom"),
        ("Jumlah A|Jumlah B|Jumlah C|100%", "(A / B - C) * D", "rather"),
        ("Jumlah A|Jumlah B|100%", "(A + B) * C", "open"),
        # Terms of a sum
        ("Jumlah A|Jumlah B", "A + B", "open"),
        ("Jumlah guru tetap|Jumlah guru honor", "A - B", "rather"),
        ("pendapatan|belanja", "A - B", "open"),
        ("Jumlah A|honor", "A - B", "rather not"),
        ("Jumlah A|honor", "A + B", "rather not"),
        ("honor|Jumlah A", "A + B", "open"),
        ("Jumlah A|Jumlah B|Jumlah C|100%", "A - B / C * D", "hardly"),
        ("100|Jumlah B|Jumlah C|100%", "A - B / C * D", "open"),
        ("Jumlah B|Jumlah C|100.000|Jumlah A", "A / B * C + D", "hardly"),
        ("Jumlah B|Jumlah C|12|Jumlah A", "A / B * C + D", "open"),
        ("Panjang jalan baik|sedang|total panjang", "A + B / C", "hardly"),
        ("Panjang jalan baik|Sedang|total panjang", "A + B / C", "open"),
        ("Panjang jalan baik|Panjang sedang|total panjang", "A + B / C", "open"),
        ("Panjang jalan baik|sedang sekali juga|total panjang", "A + B / C", "open"),
        ("Jumlah A|Jumlah B", "A ^ B", "open"),
        # A weight like those before it
        ("40%|Kompetensi|5% Disiplin", "A * B + C", "never"),
        ("Kompetensi|40%|5% Disiplin", "A * B + C", "never"),
        ("40%|Kompetensi|5% Disiplin", "A * B - C", "never"),
        ("Prestasi|Kompetensi|40%|5% Disiplin", "A + B * C + D", "never"),
        ("40|Kompetensi|5% Disiplin", "A * B + C", "open"),
        ("40%|Kompetensi|Disiplin", "A * B + C", "open"),
        ("40%|Kompetensi|5 Disiplin", "A * B + C", "open"),
        ("Kompetensi|Nilai|5% Disiplin", "A * B + C", "open"),
        ("Kompetensi|40%|Prestasi|5% Disiplin", "A * B + C + D", "open"),
        ("Kompetensi|40%|5% Disiplin", "A / B + C", "open"),
        ("Prestasi|Kompetensi|5% Disiplin", "A + B + C", "open"),
        # What is counted alike belongs together
        ("tempat tidur|hari|hari rawat|pasien", "A * B - C / D", "seldom"),
        ("tempat tidur|4|hari rawat|pasien", "A * B - C / D", "open"),
        ("tempat tidur|hari|hari rawat|4", "A * B - C / D", "open"),
        ("tempat tidur|hari|hari rawat|pasien", "A * B - C * D", "open"),
    ],
)
def test_an_operation(text: str, meaning: str, told: str):
    low, high = SCALE[told]
    assert low <= weight(text, meaning) < high


@pytest.mark.parametrize(
    ("text", "before", "term", "told"),
    [
        # 4 x A + 3 x B dibagi N: the weighted terms are divided together
        ("4|puas|3|cukup|responden", "A * B", "C * D", "seldom"),
        ("4|puas|1|cukup|responden", "A * B", "C * D", "seldom"),
        ("1|puas|3|cukup|responden", "A * B", "C * D", "seldom"),
        ("4|puas|0,5|cukup|responden", "A * B", "C * D", "open"),
        ("0,5|puas|3|cukup|responden", "A * B", "C * D", "open"),
        ("4|puas|50%|cukup|responden", "A * B", "C * D", "open"),
        ("4|puas|3|cukup|12", "A * B", "C * D", "open"),
        ("4|puas|nilai|cukup|responden", "A * B", "C * D", "open"),
        ("bobot|puas|3|cukup|responden", "A * B", "C * D", "open"),
        ("4|puas|3|2|responden", "A * B", "C * D", "open"),
        ("4|puas|3|cukup|responden", "A / B", "C * D", "open"),
        ("4|puas|3|cukup|responden", "A * B", "C + D", "open"),
    ],
)
def test_weighted_terms_over_one_name(text: str, before: str, term: str, told: str):
    coherence, operands = read(text)
    slots = dict(zip("ABCDE", operands, strict=True))

    def of(written: str) -> Tree:
        one, sign, two = written.split()
        return (sign, slots[one], slots[two])

    divided = ("/", of(term), slots["E"])
    low, high = SCALE[told]
    apart = coherence.of(("+", of(before), divided))
    assert low <= apart < high
    # the last of several terms is looked at
    assert low <= coherence.of(("+", ("+", slots["B"], of(before)), divided)) < high
    if told == "seldom":
        assert coherence.of(("+", ("+", of(before), slots["B"]), divided)) > apart


def test_shared_words_count_by_their_share_of_the_shorter_name():
    half = weight("Jumlah hadir|Jumlah undangan", "A / B")
    whole = weight("Jumlah siswa yang lulus ujian|Jumlah siswa", "A / B")
    third = weight("Jumlah siswa lulus|Jumlah guru honor", "A / B")
    assert half == pytest.approx(whole / 2) == pytest.approx(third * 1.5)
    assert weight("guru tetap|guru honor", "A - B") == pytest.approx(2 / 3 * half)


@pytest.mark.parametrize(
    ("text", "meaning", "more"),
    [
        ("Jumlah hadir|Jumlah undangan", "A / B", True),
        ("Jumlah hadir|Jumlah undangan", "A / B * 100%", True),
        ("Jumlah hadir|Jumlah undangan", "A + B", False),
        ("Jumlah hadir|12", "A / B", False),
    ],
)
def test_a_ratio_is_what_a_percentage_wants(text: str, meaning: str, more: bool):
    told = weight(text, meaning, percent_wanted=True) - weight(text, meaning)
    assert told == pytest.approx(0.3 if more else 0.0)


@pytest.mark.parametrize(
    ("text", "meaning", "told"),
    [
        # "Rasio A terhadap B tahun ini / Rasio A …": the label belongs to both
        ("Rasio|kas|Rasio|kas tahun lalu", "B / C", "never"),
        ("Rasio|kas|utang|Rasio", "B / C", "open"),
        ("Rasio|kas|Rasio|kas lalu", "B / (D / A)", "never"),
        ("Total|kas|Total|kas lalu", "B / (D / A)", "open"),
    ],
)
def test_a_label_of_two_ratios(text: str, meaning: str, told: str):
    coherence, (one, two, three, four) = read(text)
    tree = ("/", two, three) if meaning == "B / C" else ("/", two, ("/", four, one))
    if meaning == "B / C" and three[2] < four[2]:
        tree = ("/", two, (three[0], three[1], four[2]))
    low, high = SCALE[told]
    assert low <= coherence.of(tree) < high


def test_a_form_is_weighed_with_every_operation_that_it_makes():
    coherence, (one, two) = read("Jumlah hadir|Jumlah undangan")
    meaning = meaning_of("A / B * 100%")
    ratio = ("/", one, two)
    tree = ("*", ratio, ("c", "100%"))
    assert coherence.of_form(meaning, tree) == pytest.approx(coherence.of(tree) + coherence.of(ratio))
    assert coherence.of_form(meaning_of("A * 100%"), tree) == pytest.approx(coherence.of(tree))  # A was weighed before


def test_keys_and_figures():
    coherence, (one, two, three) = read("Σ siswa|Jumlah Siswa|5%")
    assert coherence.key(*one[1:]) == coherence.key(*two[1:]) == ("jumlah siswa", frozenset({"jumlah", "siswa"}))
    assert coherence.figure_at(three[1]) * 20 == 1
    assert coherence.figure_at(one[1]) == 0
