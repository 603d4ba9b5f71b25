"""A formula for a page: MathML whose long names can be broken, with what a screen reader says of it."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.formula import Formula
from kinerja_formula.nodes import Node
from kinerja_formula.plain_text import plain
from kinerja_formula.writers.mathml import write_mathml

__all__ = ["drawn_formula", "drawn_tree"]

_MTEXT: Final = re.compile(r"<mtext>([^<]*)</mtext>")
_SUM_OF_NAMES: Final = re.compile(
    r"<mrow>((?:<mo>[+−]</mo>)?<mtext>[^<]*</mtext>(?:<mo>[+−]</mo><mtext>[^<]*</mtext>)+)</mrow>"
)


def drawn_formula(formula: Formula) -> str:
    """Return a formula as MathML whose long names can be broken, with what a screen reader says of it.

    >>> from kinerja_formula.formula import parse
    >>> drawn_formula(parse("Jumlah A / Jumlah B"))[:47]
    '<math aria-label="jumlah A dibagi jumlah B" xml'
    """
    try:
        spoken = escape(plain(formula.to_speech()))
    except FormulaError:
        return drawn_tree(formula.tree)
    return drawn_tree(formula.tree).replace("<math ", f'<math aria-label="{spoken}" ', 1)


def drawn_tree(tree: Node) -> str:
    """Return a tree as MathML whose long names can be broken."""
    # MathML breaks no line: names are put into spans that do, and so is a sum of nothing but names.
    drawn = _SUM_OF_NAMES.sub(lambda found: f"<mtext>{_joined(found[1])}</mtext>", write_mathml(tree))
    return _MTEXT.sub(r"<mtext><span>\1</span></mtext>", drawn)


def _joined(terms: str) -> str:
    return re.sub(r"<mo>([+−])</mo>", r" \1 ", terms).replace("<mtext>", "").replace("</mtext>", "").strip()
