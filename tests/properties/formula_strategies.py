"""What the property tests share beside the strategies of ``kinerja_formula.testing``, which users have, too."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from kinerja_formula.nodes import Name, Node, Number, Product, Sum
from kinerja_formula.testing import trees

_HERE = (0, 0)

all_trees = trees(max_leaves=8, evaluable=False)
"""Every kind of node, units that can't meet and figures without a value too."""
plain_trees = trees(max_leaves=8, functions=["pangkat", "akar", "rata-rata"], conditions=False, evaluable=False)
"""Those without functions and conditions."""
figures = st.integers(1, 10_000).map(Fraction)


def name(text: str) -> Name:
    return Name(text, _HERE)


def oracle(node: Node, data: dict[str, Fraction]) -> Fraction:
    """The value of a tree of sums and products, operator by operator; ZeroDivisionError as Fraction raises it."""
    if isinstance(node, Name):
        return data[node.key]
    if isinstance(node, Number):
        return node.value / 100 if node.percent else node.value
    if isinstance(node, Sum):
        total = Fraction(0)
        for part in node.parts:
            value = oracle(part.node, data)
            total = total + value if part.sign == "+" else total - value
        return total
    assert isinstance(node, Product)
    total = Fraction(1)
    for part in node.parts:
        value = oracle(part.node, data)
        total = total * value if part.sign == "×" else total / value
    return total


_PIECES = [
    "Jumlah",
    "pegawai",
    "x100%",
    "x 100%",
    "100%",
    "100",
    "-----",
    "- ",
    " - ",
    "/",
    " / ",
    ":",
    "(",
    ")",
    "[",
    "]",
    "dibagi",
    "dikali",
    "ditambah",
    "dikurangi",
    "kali",
    "per",
    "dari",
    "terhadap",
    "rasio",
    "selisih",
    "rata-rata",
    "perbandingan antara",
    "dengan",
    "dan",
    "=",
    " = ",
    "Ket.",
    "Catatan :",
    "dimana",
    "sumber:",
    "\\frac{",
    "}{",
    "}",
    "{",
    "\\text{",
    "$",
    "\\times",
    "\\sum",
    "\\sqrt{",
    "<u>",
    "</u>",
    "<p>",
    "<br>",
    "<li>",
    "`",
    "``",
    "**",
    "*",
    "1.",
    "2.",
    "3.",
    "a.",
    "b.",
    "•",
    "Σ",
    "∑",
    "√",
    "^",
    "²",
    "%",
    "＋",
    "１",
    "\n",
    "\t",
    "\x00",
    "\x1b[31m",
    "\u202e",
    "\u200b",
    "…",
    "...",
    "≥ 75",
    "7 – 12",
    "91%-100%",
    "Rp 1,2 miliar",
    "12 bulan",
    "26 (dua puluh enam) desa",
    "RT/RW",
    "X",
    "x",
    "A",
    "B",
    ",",
    ";",
    ".",
    "’",
    "&nbsp;",
    "&amp;",
    "&times;",
    "😀",
    "é",
    "١",
]
hostile_texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(_PIECES), max_size=25).map(" ".join),
    st.lists(st.sampled_from(_PIECES), max_size=25).map("".join),
)
