"""Random formulas for the property tests: trees with names a civil servant could write, and layouts for them."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from hypothesis import strategies as st

from kinerja_formula.nodes import Average, Components, Name, Node, Number, Part, Power, Product, Root, Sum

_HERE = (0, 0)

heads = st.sampled_from(
    ["Jumlah", "Total", "Nilai", "Realisasi", "Luas", "jumlah", "Jumlah seluruh", "Target", "Persentase"]
)
nouns = st.sampled_from(
    [
        "pegawai",
        "dokumen",
        "kegiatan",
        "desa",
        "laporan",
        "surat masuk",
        "anggaran",
        "usulan",
        "peserta",
        "RT/RW",
        "e-KTP",
        "data / dokumen",
        "rapat-rapat",
    ]
)
tails = st.sampled_from(
    [
        "",
        " yang disiplin",
        " tepat waktu",
        " (Non PNS)",
        " usia 7 – 12 tahun",
        " dengan capaian 91%-100%",
        " per triwulan",
        " dan/atau kelurahan",
        " yang dibagi kepada warga",
        " tahun 2023",
        " ke-3",
        " t-1",
        " kelas X",
        ", RKA & DPA",
    ]
)
plain_tails = st.sampled_from(
    [
        "",
        " yang disiplin",
        " tepat waktu",
        " di kecamatan",
        " yang dilaksanakan",
        " tahun ini",
        " per triwulan",
        " yang hadir",
    ]
)

names = st.builds(lambda head, noun, tail: f"{head} {noun}{tail}", heads, nouns, tails)
"""Names that hold nearly anything; a writer has to quote many of them."""

plain_names = st.builds(
    lambda head, noun, tail: f"{head} {noun}{tail}",
    st.sampled_from(["Jumlah", "Total", "jumlah", "Jumlah seluruh"]),
    st.sampled_from(["pegawai", "dokumen", "kegiatan", "desa", "laporan", "surat masuk", "usulan", "peserta", "aduan"]),
    plain_tails,
)
"""Names that can stand bare in any layout."""


def name(text: str) -> Name:
    return Name(text, _HERE)


numbers = st.one_of(
    st.integers(1, 2000).map(Fraction),
    st.builds(lambda whole, cents: Fraction(whole * 100 + cents, 100), st.integers(0, 99), st.integers(1, 99)),
)
literals = st.builds(lambda value, percent: Number(None, percent, value, _HERE), numbers, st.booleans())
leaves = st.one_of(names.map(name), names.map(name), literals)


def sums(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Sums as reading makes them: a bracketed sum behind a plus is part of the chain, so none stands there."""

    def build(first: Node, rest: list[tuple[str, Node]]) -> Node:
        parts: list[Part] = []
        for sign, node in [("+", first), *rest]:
            if isinstance(node, Sum) and sign == "+":
                parts.extend(node.parts)
            else:
                parts.append(Part(node, sign, _HERE, _HERE))
        return Sum(tuple(parts), _HERE)

    return st.builds(build, inner, st.lists(st.tuples(st.sampled_from("+-"), inner), min_size=1, max_size=3))


def products(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    def build(first: Node, rest: list[tuple[str, Node]]) -> Node:
        parts: list[Part] = []
        for sign, node in [("×", first), *rest]:
            if isinstance(node, Product) and sign == "×":
                parts.extend(node.parts)
            else:
                parts.append(Part(node, sign, _HERE, _HERE))
        return Product(tuple(parts), _HERE)

    return st.builds(build, inner, st.lists(st.tuples(st.sampled_from("×/"), inner), min_size=1, max_size=3))


def _nested(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.one_of(
        sums(inner),
        products(inner),
        products(inner),
        st.builds(
            lambda base, exponent: Power(base, exponent, _HERE),
            inner,
            st.integers(2, 4).map(lambda n: Number(None, False, Fraction(n), _HERE)),
        ),
        st.builds(lambda node, degree: Root(degree, node, _HERE), inner, st.integers(2, 4)),
        st.builds(lambda items: Average(tuple(items), _HERE), st.lists(inner, min_size=1, max_size=4)),
    )


def _has_name(node: Node) -> bool:
    from kinerja_formula.nodes import walk

    return any(isinstance(one, Name) for one in walk(node))


trees = st.one_of(
    names.map(name),
    st.recursive(leaves, _nested, max_leaves=8).filter(_has_name),
    st.builds(
        lambda head, items: Components(name(head), tuple(name(item) for item in items), _HERE),
        plain_names,
        st.lists(names, min_size=2, max_size=5),
    ),
)


class Written(NamedTuple):
    """A formula text, the figures for it, and the value that it must have."""

    text: str
    data: dict[str, Fraction]
    value: Fraction
    percent: bool


figures = st.integers(1, 10_000).map(Fraction)


@st.composite
def ratios(draw: st.DrawFn) -> Written:
    """A ratio of plain names in one of the layouts of docs/reference/language.md, with its exact value."""
    above = draw(plain_names)
    below = draw(plain_names.filter(lambda other: other.lower() != above.lower()))
    a, b = draw(figures), draw(figures)
    percent = draw(st.booleans())
    times = draw(st.sampled_from(["x", "X", "×", "*"]))
    hundred = draw(st.sampled_from(["100%", "100 %", "１００％"]))
    tail = f" {times} {hundred}" if percent else ""
    glued = f"{times if times != '*' else 'x'}{hundred}" if percent else ""
    line = draw(st.sampled_from(["-----", "---------------", "─────", "═════", "_____", "– – – – –", "- - - -"]))
    layouts = [
        f"{above} {line}{glued} {below}",
        f"{above} {line} {glued} {below}",
        f"{above}\n{line}{tail}\n{below}",
        f"{above}\n{line}\n{below}{tail}",
        f"{above} {line} {below}{tail}",
        f"<p>{above} {line}{glued}</p> <p>{below}</p>",
        f"<u>{above}</u>{tail} {below}",
        f"<u>{above}{tail}</u><br>{below}",
        f"{above} dibagi {below}{tail}",
        f"{above} dibagi dengan {below}{tail}",
        f"{above} berbanding {below}{tail}",
        f"{above} dibandingkan dengan {below}{tail}",
        f"{above} / {below}{tail}",
        f"({above} / {below}){tail}",
        f"{above}/{below}{tail}",
        f"{above} ÷ {below}{tail}",
        f"({above} : {below}){tail}",
        f"Capaian (%) = {above} / {below}{tail}",
        f"Rumusnya adalah {above} dibagi {below}" + (", kemudian dikalikan seratus persen" if percent else ""),
        f"perbandingan antara {above} dengan {below}{tail}",
        f"$\\frac{{\\text{{{above}}}}}{{\\text{{{below}}}}}" + (" \\times 100\\%$" if percent else "$"),
        f"\\dfrac{{{above}}}{{{below}}}" + (" \\cdot 100\\%" if percent else ""),
        f"**{above}** / **{below}**{tail}",
        f"`{above}` / `{below}`{tail}",
    ]
    if percent:
        layouts += [
            f"{above} {times} {hundred} {below}",
            f"{above}\n\n{times} {hundred}\n\n{below}",
            f"{above} {hundred} {below}",
            f"{above}X 100% {below}",
            f"{above} {times} {hundred} / {below}",
            f"{above} ... x100% / {below}",
            f"{hundred} {times} {above} / {below}",
            f"{above} dibagi {below} dan dihitung dalam persentase",
        ]
    text = draw(st.sampled_from(layouts))
    return Written(text, {above: a, below: b}, a / b * (100 if percent else 1), percent)


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


def write_signs(node: Node, draw: st.DrawFn) -> str:
    """Write a tree of sums and products on one line, in signs or in words."""
    if isinstance(node, Name):
        return node.text
    if isinstance(node, Number):
        return str(node.value) + ("%" if node.percent else "")
    words = {
        "+": ["+", "ditambah", "plus"],
        "-": ["-", "−", "–", "dikurangi", "dikurang"],
        "×": ["x", "×", "*", "dikali", "dikalikan"],
        "/": ["/", "÷", "dibagi", "dibagi dengan"],
    }
    out = ""
    assert isinstance(node, (Sum, Product))
    for order, part in enumerate(node.parts):
        inner = write_signs(part.node, draw)
        if isinstance(part.node, (Sum, Product)):
            inner = f"({inner})"
        out += f" {draw(st.sampled_from(words[part.sign]))} {inner}" if order else inner
    return out


def write_latex(node: Node) -> str:
    """Write a tree of sums and products as LaTeX, divisions as fractions."""
    if isinstance(node, Name):
        return f"\\text{{{node.text}}}"
    if isinstance(node, Number):
        return str(node.value) + ("\\%" if node.percent else "")
    if isinstance(node, Sum):
        return "".join(
            (f" {part.sign} " if order else "") + _braced(part.node) for order, part in enumerate(node.parts)
        )
    assert isinstance(node, Product)
    above = [part.node for part in node.parts if part.sign == "×"]
    below = [part.node for part in node.parts if part.sign == "/"]
    top = " \\times ".join(_braced(one) for one in above)
    if not below:
        return top
    bottom = " \\cdot ".join(_braced(one) for one in below)
    return f"\\frac{{{top}}}{{{bottom}}}"


def _braced(node: Node) -> str:
    text = write_latex(node)
    return f"\\left( {text} \\right)" if isinstance(node, Sum) else text


def write_stacked(node: Node, draw: st.DrawFn) -> str:
    """Write a top-level quotient over and under a drawn line, everything before it the numerator."""
    assert isinstance(node, Product)
    above = Product(tuple(part for part in node.parts if part.sign == "×"), _HERE)
    below = Product(tuple(Part(part.node, "×", _HERE, _HERE) for part in node.parts if part.sign == "/"), _HERE)
    line = draw(st.sampled_from(["-----", "──────", "________"]))
    gap = draw(st.sampled_from([" ", "\n"]))
    return f"{_flat(above, draw)}{gap}{line}{gap}{_flat(below, draw)}"


def _flat(node: Product, draw: st.DrawFn) -> str:
    if len(node.parts) == 1:
        return write_signs(node.parts[0].node, draw)
    return write_signs(node, draw)


arithmetic = st.recursive(
    plain_names.map(name),
    lambda inner: st.one_of(sums(inner), products(inner)),
    max_leaves=6,
)


@st.composite
def calculations(draw: st.DrawFn) -> tuple[str, Node]:
    """A tree of sums and products over plain names, and a text that says it."""
    tree = draw(arithmetic.filter(lambda node: not isinstance(node, Name)))
    ways = ["signs", "signs", "latex"]
    if isinstance(tree, Product) and any(part.sign == "/" for part in tree.parts):
        ways.append("stacked")
    way = draw(st.sampled_from(ways))
    if way == "latex":
        return f"${write_latex(tree)}$", tree
    if way == "stacked":
        return write_stacked(tree, draw), tree
    return write_signs(tree, draw), tree


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
