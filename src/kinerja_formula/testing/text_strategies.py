"""Texts of formulas in the layouts in which cells of decrees have them, each with the formula that it means.

What a text means is known from how it was made and not by reading it: the tree comes first, and the text is written
from it. Only a formula that a caller brings is read again, because its names may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from typing import Final, NamedTuple

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.formula import Formula, parse
from kinerja_formula.names import normalise
from kinerja_formula.nodes import Name, Node, Number, Part, Product, Sum, walk
from kinerja_formula.numerals import shortest
from kinerja_formula.testing.formula_strategies import clashes, without_units
from kinerja_formula.testing.tree_strategies import name_nodes, names_about, plain_names, trees
from kinerja_formula.testing.words import words
from kinerja_formula.writers.text import write_text

__all__ = ["LAYOUTS", "FormulaText", "formula_texts"]

LAYOUTS: Final = ("kanonik", "tanda", "kata", "garis", "garis-bawah", "baris", "latex", "label")
"""The canonical line; one line with signs; with words; a drawn line; underlined; several lines or a lost line; LaTeX;
a label before it."""
_CALCULATIONS: Final = ("tanda", "kata", "garis", "latex")
"""The layouts of any sums and products; the others are those of a ratio, the canonical line of everything."""
_NOWHERE: Final = (0, 0)
_BARE: Final = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)+")
_HUNDRED: Final = Number(None, True, Fraction(100), _NOWHERE)


class FormulaText(NamedTuple):
    """A text as a cell may have it, the formula that it means, and its layout (one of ``LAYOUTS``)."""

    text: str
    formula: Formula
    layout: str


def formula_texts(
    formula: Formula | str | None = None, *, layout: str | None = None, max_leaves: int = 4, evaluable: bool = True
) -> st.SearchStrategy[FormulaText]:
    """Return a strategy of texts, each with the formula that it means: ``text``, ``formula``, ``layout``.

    Args:
        formula: what the texts are to mean; by default ratios, sums and products of plain names.
        layout: ``kanonik`` one canonical line, ``tanda`` in signs (``x : ÷ –``), ``kata`` in words (*dibagi*),
            ``garis`` over a drawn line, ``garis-bawah`` underlined, ``baris`` over several lines or with the line lost,
            ``latex``, ``label`` behind *Capaian (%) =*. By default any that can say it.
        max_leaves: the most names in one, where no formula is given.
        evaluable: whether the formula has a value for any figures above zero, and units that meet; for formulas that
            are not given.

    Raises InvalidArgument for a layout that can't say the formula, and FormulaError for a text that can't be read.

    >>> from hypothesis import find
    >>> found = find(formula_texts(layout="garis"), lambda one: "x100%" in one.text and "<" not in one.text)
    >>> print(found.text, "→", found.formula.to_text())
    Jumlah pegawai -----x100% Total pegawai → Jumlah pegawai / Total pegawai × 100%
    >>> find(formula_texts("Jumlah hadir / Jumlah undangan", layout="garis-bawah"), lambda one: True).text
    '<u>Jumlah hadir</u> Jumlah undangan'
    """
    if layout is not None and layout not in LAYOUTS:
        raise InvalidArgument(f"layout={layout!r}: one of {', '.join(LAYOUTS)}")
    if formula is not None:
        return _texts_of(parse(formula) if isinstance(formula, str) else formula, layout)
    if not isinstance(max_leaves, int) or max_leaves < 2:
        raise InvalidArgument(f"max_leaves={max_leaves!r}: a number above one")
    kinds = [_ratios(layout, evaluable)] * 2 if layout != "kanonik" else []
    if layout is None or layout == "kanonik" or layout in _CALCULATIONS:
        kinds.append(_calculations(layout, max_leaves, evaluable))
    return st.one_of(kinds)


class _Template(NamedTuple):
    text: str
    order: str
    layout: str


def _templates(layout: str | None) -> list[_Template]:
    return [
        _Template(text, order, row["layout"])
        for row in words()["ratio"]
        if layout in (None, row["layout"])
        for order in row["order"]
        for text in row["texts"]
    ]


def ratio(order: str, above: Node, below: Node) -> Node:
    """Return the tree of a ratio: ``order`` says where its 100% stands, if it has one.

    >>> from kinerja_formula.writers.text import write_text
    >>> write_text(ratio("a%b", Name("Jumlah A", (0, 0)), Name("Jumlah B", (0, 0))))
    'Jumlah A × 100% / Jumlah B'
    """
    signed = {"a": ("×", above), "b": ("/", below), "%": ("×", _HUNDRED)}
    parts = [Part(node, sign, _NOWHERE, _NOWHERE) for sign, node in map(signed.__getitem__, order)]
    return Product(tuple(parts), _NOWHERE)


@st.composite
def _filled(draw: st.DrawFn, template: _Template, above: str, below: str) -> str:
    """Draw a template with its pieces and the two names."""
    pieces = words()["pieces"]
    percent = any(place in template.text for place in ("{tail}", "{glued}"))
    found: dict[str, str] = {}
    for key in ("line", "times", "hundred"):
        if f"{{{key}}}" in template.text or (percent and key != "line" and "%" in template.order):
            found[key] = draw(st.sampled_from(pieces[key]))
    if percent and "times" in found:
        found["tail"] = f" {found['times']} {found['hundred']}"
        found["glued"] = f"{found['times'].replace('*', 'x')}{found['hundred']}"
    text = template.text
    for key in ("tail", "glued", "line", "times", "hundred"):
        text = text.replace(f"{{{key}}}", found.get(key, ""))
    return text.replace("{a}", above).replace("{b}", below)


@st.composite
def _ratios(draw: st.DrawFn, layout: str | None, evaluable: bool) -> FormulaText:
    layouts = list(dict.fromkeys([one.layout for one in _templates(layout)]))
    template = draw(st.sampled_from(_templates(draw(st.sampled_from(layouts)))))
    names = plain_names()
    if evaluable:
        names = names_about(draw(st.sampled_from(words()["names"]["plain_nouns"])), "plain")
    above, below = draw(st.lists(names, min_size=2, max_size=2, unique_by=normalise))
    tree = ratio(template.order, Name(above, _NOWHERE), Name(below, _NOWHERE))
    return FormulaText(draw(_filled(template, above, below)), parse(write_text(tree)), template.layout)


@st.composite
def _calculations(draw: st.DrawFn, layout: str | None, max_leaves: int, evaluable: bool) -> FormulaText:
    """Draw sums and products of plain names in a layout that can say them."""
    names = plain_names()
    if evaluable:
        names = names_about(draw(st.sampled_from(words()["names"]["plain_nouns"])), "plain")
    tree = draw(
        trees(
            max_leaves=max_leaves,
            names=names,
            functions=False,
            conditions=False,
            evaluable=evaluable,
            literals=name_nodes(names),
        )
    )
    if evaluable and clashes(parse(write_text(tree))):
        tree = without_units(tree)
    if isinstance(tree, Name) and layout != "kanonik":
        tree = _as_quotient(tree, draw(names))
    able = [one for one in (*_CALCULATIONS, "kanonik") if _can_say(one, tree)]
    chosen = layout or draw(st.sampled_from(able))
    if chosen not in able:
        tree = _as_quotient(tree, draw(names))
    return FormulaText(draw(_written(tree, chosen, quoted=False)), parse(write_text(tree)), chosen)


def _as_quotient(tree: Node, other: str) -> Node:
    """Return a tree that a line can be drawn in."""
    return ratio("ab", tree, Name(other, _NOWHERE))


# Writing a tree


def _can_say(layout: str, tree: Node) -> bool:
    """Tell whether a layout can say a tree of sums and products."""
    if layout == "kanonik":
        return True
    if not all(isinstance(node, (Name, Number, Sum, Product, Part)) for node in walk(tree)):
        return False
    if layout == "garis":
        return _over_and_under(tree) is not None
    return layout in ("tanda", "kata", "latex") and isinstance(tree, (Sum, Product))


def _over_and_under(tree: Node) -> tuple[list[Part], Node] | None:
    """Return what stands over and under a drawn line: a product whose last sign alone is a division."""
    if isinstance(tree, Product) and tree.parts[-1].sign == "/":
        if all(part.sign == "×" for part in tree.parts[:-1]):
            return list(tree.parts[:-1]), tree.parts[-1].node
    return None


def _written(tree: Node, layout: str, *, quoted: bool) -> st.SearchStrategy[str]:
    if layout == "kanonik":
        return st.just(write_text(tree))
    return _drawn(tree, layout, quoted)


@st.composite
def _drawn(draw: st.DrawFn, tree: Node, layout: str, quoted: bool) -> str:
    if layout == "latex":
        return f"${_latex(tree, draw)}$"
    if layout != "garis":
        return _in_signs(tree, words()["signs"][layout], draw, quoted)
    found = _over_and_under(tree)
    assert found is not None
    over, under = found
    signs = words()["signs"][draw(st.sampled_from(["tanda", "kata"]))]
    line = draw(st.sampled_from(words()["pieces"]["stacked_line"]))
    gap = draw(st.sampled_from([" ", "\n"]))
    above = over[0].node if len(over) == 1 else Product(tuple(over), _NOWHERE)
    pieces = [_in_signs(node, signs, draw, quoted) for node in (above, under)]
    return f"{pieces[0]}{gap}{line}{gap}{pieces[1]}"


def _operand(node: Name, quoted: bool) -> str:
    return f"`{node.text}`" if quoted or not _BARE.fullmatch(node.text) else node.text


def _in_signs(node: Node, signs: Mapping[str, list[str]], draw: st.DrawFn, quoted: bool) -> str:
    """Write sums and products on one line."""
    if isinstance(node, Name):
        return _operand(node, quoted)
    if isinstance(node, Number):
        return shortest(node.value) + ("%" if node.percent else "")
    assert isinstance(node, (Sum, Product))
    text = ""
    for order, part in enumerate(node.parts):
        inner = _in_signs(part.node, signs, draw, quoted)
        if isinstance(part.node, (Sum, Product)):
            inner = f"({inner})"
        text += f" {draw(st.sampled_from(signs[part.sign]))} {inner}" if order else inner
    return text


def _latex(node: Node, draw: st.DrawFn) -> str:
    """Write sums and products as LaTeX; what stands before a division is the top of its fraction."""
    if isinstance(node, Name):
        return f"\\text{{{node.text}}}"
    if isinstance(node, Number):
        return shortest(node.value).replace(",", "{,}") + ("\\%" if node.percent else "")
    assert isinstance(node, (Sum, Product))
    signs = words()["signs"]["latex"]
    text = ""
    for order, part in enumerate(node.parts):
        inner = _latex(part.node, draw)
        if part.sign == "/":
            text = f"{draw(st.sampled_from(words()['pieces']['fraction']))}{{{text}}}{{{inner}}}"
            continue
        if isinstance(part.node, (Sum, Product)):
            inner = f"\\left( {inner} \\right)"
        text += f" {draw(st.sampled_from(signs[part.sign]))} {inner}" if order else inner
    return text


# Texts of a formula that is given

_Write = Callable[..., st.SearchStrategy[str]]


def _texts_of(formula: Formula, layout: str | None) -> st.SearchStrategy[FormulaText]:
    tree = formula.tree
    able = [one for one in ("kanonik", *_CALCULATIONS) if _can_say(one, tree)]
    makers: list[tuple[str, _Write]] = [(one, partial(_written, tree, one)) for one in able]
    makers += [(one.layout, partial(_in_template, one, tree)) for one in _fitting(tree)]
    chosen = [maker for maker in makers if layout in (None, maker[0])]
    if not chosen:
        others = ", ".join(one for one in LAYOUTS if one in dict(makers))
        raise InvalidArgument(f"layout={layout!r} can't say {write_text(tree)}; {others} can")
    return st.one_of([_checked(formula, *maker) for maker in chosen])


def _fitting(tree: Node) -> list[_Template]:
    """Return the templates of a ratio of two names, none for another tree."""
    if not isinstance(tree, Product):
        return []
    names = [part.node for part in tree.parts if isinstance(part.node, Name)]
    if len(names) != 2:
        return []
    return [one for one in _templates(None) if ratio(one.order, *names) == tree]


def _in_template(template: _Template, tree: Node, *, quoted: bool) -> st.SearchStrategy[str]:
    assert isinstance(tree, Product)
    above, below = [_operand(part.node, quoted) for part in tree.parts if isinstance(part.node, Name)]
    return _filled(template, above, below)


@st.composite
def _checked(draw: st.DrawFn, formula: Formula, layout: str, write: _Write) -> FormulaText:
    """Draw a text that is read as the formula: its names may be such that only back-ticks keep them whole."""
    for quoted in (False, True):
        text = draw(write(quoted=quoted))
        try:
            if parse(text).tree == formula.tree:
                return FormulaText(text, formula, layout)
        except FormulaError:
            continue
    assume(False)
    raise AssertionError
