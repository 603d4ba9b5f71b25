"""Explanations, compared whole: they are what a person reads."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kinerja_formula.diagnostics import use_language
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.explanation import Explained, Input, explain
from kinerja_formula.nodes import Average, Name, Part, Root, Sum

RATIO = "Jumlah pegawai disiplin / Jumlah total pegawai × 100%"
DATA = {"Jumlah pegawai disiplin": "18 orang", "Jumlah total pegawai": 20}


def test_percentage(planned):
    assert planned(RATIO).evaluate(DATA).explain() == (
        """\
Rumus    : Jumlah pegawai disiplin / Jumlah total pegawai × 100%
Diketahui: Jumlah pegawai disiplin = 18 orang
           Jumlah total pegawai = 20
Langkah 1: 18 / 20 = 0,9
           “Jumlah pegawai disiplin” dibagi “Jumlah total pegawai”
Langkah 2: 0,9 × 100% = 90%
           hasil langkah 1 dikali 100%
Hasil    : 90,00%"""
    )


def test_english(planned):
    assert planned(RATIO).evaluate(DATA).explain(language="en") == (
        """\
Formula: Jumlah pegawai disiplin / Jumlah total pegawai × 100%
Given  : Jumlah pegawai disiplin = 18 orang
         Jumlah total pegawai = 20
Step 1 : 18 / 20 = 0,9
         “Jumlah pegawai disiplin” divided by “Jumlah total pegawai”
Step 2 : 0,9 × 100% = 90%
         result of step 1 times 100%
Result : 90,00%"""
    )


def test_markdown(planned):
    assert planned(RATIO).evaluate(DATA).explain(format="markdown") == (
        """\
**Rumus**: Jumlah pegawai disiplin / Jumlah total pegawai × 100%

**Diketahui**:

- Jumlah pegawai disiplin = 18 orang
- Jumlah total pegawai = 20

1. 18 / 20 = 0,9 — “Jumlah pegawai disiplin” dibagi “Jumlah total pegawai”
2. 0,9 × 100% = 90% — hasil langkah 1 dikali 100%

**Hasil**: 90,00%"""
    )


def test_rounding_is_told(planned):
    assert planned("(A - B) / A × 100%").evaluate({"A": 9, "B": "Rp 1,2 miliar"}).explain() == (
        """\
Rumus    : (A - B) / A × 100%
Diketahui: A = 9
           B = 1.200.000.000 rupiah (tertulis “Rp 1,2 miliar”)
Langkah 1: 9 - 1.200.000.000 = -1.199.999.991
           “A” dikurangi “B”
Langkah 2: -1.199.999.991 / 9 ≈ -133.333.332,333333 (tepatnya -399999997/3)
           hasil langkah 1 dibagi “A”
Langkah 3: (-399999997/3) × 100% ≈ -13.333.333.233,333333% (tepatnya (-39999999700/3)%)
           hasil langkah 2 dikali 100%
Hasil    : -13.333.333.233,33%"""
    )


def test_roots_means_and_leading_minus(planned):
    text = "√ rata-rata A, B"
    root = Root(2, Average((Name("A", (12, 13)), Name("B", (15, 16))), (2, 16)), (0, 16))
    assert Plan(root, text).evaluate({"A": 1, "B": 3}).explain() == (
        """\
Rumus    : √ rata-rata A, B
Diketahui: A = 1
           B = 3
Langkah 1: (1 + 3) / 2 = 2
           rata-rata dari “A”; “B”
Langkah 2: 2√2 ≈ 1,414214 (dibulatkan ke 30 angka penting)
           akar pangkat 2 dari hasil langkah 1
Hasil    : 1,41"""
    )
    parts = (Part(Name("A", (1, 2)), "-", (0, 1), (0, 2)), Part(Name("B", (5, 6)), "+", (3, 4), (3, 6)))
    lines = Plan(Sum(parts, (0, 6)), "-A + B").evaluate({"A": -2, "B": -3}).explain().splitlines()
    assert lines[3:5] == ["Langkah 1: -(-2) + (-3) = -1", "           dikurangi “A” ditambah “B”"]


def test_without_data(planned):
    assert planned("20% + 5%").evaluate({}).explain().splitlines()[1] == "Diketahui: tidak ada data yang diperlukan"


def test_long_chains_stay_readable():
    names = [Name(f"n{place}", (0, 1)) for place in range(100)]
    chain = Sum(tuple(Part(name, "+", (0, 0), (0, 1)) for name in names), (0, 1))
    shown = Plan(chain, "…").evaluate({name.text: 1 for name in names}).explain()
    lines = shown.splitlines()
    assert len(lines) == 1 + 41 + 2 + 1
    assert lines[41] == "           … (60 data lagi)"
    assert lines[42] == "Langkah 1: 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 … (88 suku lagi) = 100"


@pytest.mark.parametrize(
    ("name", "escaped"),
    [
        ("<script>x</script> & y", "&lt;script&gt;x&lt;/script&gt; &amp; y = 1"),
        ("a_b *c* [d](e) `f` #g |h", "a\\_b \\*c\\* \\[d\\](e) \\`f\\` \\#g \\|h = 1"),
        ("1. RKA", "1\\. RKA = 1"),
        ("2021) RKA", "2021\\) RKA = 1"),
        ("- RKA", "\\- RKA = 1"),
        ("\x1b[31m\u202eRKA", "·\\[31m·RKA = 1"),
    ],
)
def test_text_of_users_is_escaped(name, escaped):
    shown = explain(Explained("", [Input(name, Fraction(1), None, "1", (0, 1))], [], ""), format="markdown")
    assert f"- {escaped}\n" in shown


def test_terminal_escapes_of_users_are_harmless():
    text = "A\x1b[2J\u202e\nB"
    shown = Plan(Name(text, (0, len(text))), text).evaluate({text: 1}).explain()
    assert shown.splitlines()[0] == "Rumus    : A·[2J· B"


def test_language_in_use(planned):
    result = planned(RATIO).evaluate(DATA)
    use_language("en")
    try:
        assert result.explain().startswith("Formula")
        assert result.explain(language="id").startswith("Rumus")
    finally:
        use_language("id")


def test_unknown_format_or_language(planned):
    result = planned(RATIO).evaluate(DATA)
    with pytest.raises(ValueError, match="format must be"):
        result.explain(format="pdf")
    with pytest.raises(ValueError, match="language must be"):
        result.explain(language="jv")
