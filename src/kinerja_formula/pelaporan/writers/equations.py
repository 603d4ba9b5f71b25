"""Formulas as equations of Word (OMML) and of Typst, from the MathML that the library writes.

A name that is too long for a line is broken into several, one above the other: equations themselves break no names.
"""

from __future__ import annotations

import textwrap
from html import escape
from typing import Any, Final
from xml.etree import ElementTree as ET

__all__ = ["to_omml", "to_typst"]

_SPACE: Final = "{http://www.w3.org/1998/Math/MathML}"
_OMML: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_LONGEST: Final = 58
"""Signs that fit into a line of a page beside another operand."""
_TOKENS: Final = ("mtext", "mi", "mn", "mo")
_APPLIED: Final = "\u2061"
_SPACED: Final = frozenset("+−×=<>≤≥≠")


def to_omml(mathml: str) -> str:
    r"""Return a formula as an ``m:oMath`` element.

    >>> from kinerja_formula.formula import parse
    >>> to_omml(parse("A / B").to_mathml()).count("m:f>")
    2
    """
    return f'<m:oMath xmlns:m="{_OMML}">{_children(_parsed(mathml))}</m:oMath>'


def to_typst(mathml: str) -> Any:
    """Return a formula as data that the template draws: a text, a list in a row, or a mapping with one kind.

    >>> from kinerja_formula.formula import parse
    >>> to_typst(parse("A / B").to_mathml())
    [{'frac': [['A'], ['B']]}]
    """
    return [_data(one) for one in _parsed(mathml)]


def _parsed(mathml: str) -> ET.Element:
    return ET.fromstring(mathml)


def _kind(node: ET.Element) -> str:
    return node.tag.removeprefix(_SPACE)


def _lines(node: ET.Element) -> list[str]:
    text = (node.text or "").replace(_APPLIED, "")
    if _kind(node) == "mo" and text in _SPACED:
        return [f" {text} "]
    return textwrap.wrap(text, _LONGEST) if len(text) > _LONGEST else [text]


def _is_cases(node: ET.Element) -> bool:
    """Tell whether a row is the brace of a condition and its branches."""
    return _kind(node) == "mrow" and [_kind(one) for one in node] == ["mo", "mtable"] and node[0].text == "{"


# Word


def _children(node: ET.Element) -> str:
    return "".join([_omml(one) for one in node])


def _run(text: str) -> str:
    return f'<m:r><m:rPr><m:nor/></m:rPr><m:t xml:space="preserve">{escape(text)}</m:t></m:r>' if text else ""


def _omml(node: ET.Element) -> str:
    kind = _kind(node)
    if kind in _TOKENS:
        lines = _lines(node)
        if len(lines) == 1:
            return _run(lines[0])
        return f"<m:eqArr>{''.join([f'<m:e>{_run(line)}</m:e>' for line in lines])}</m:eqArr>"
    if kind == "mtable":
        rows = "".join([f"<m:mr>{''.join([f'<m:e>{_children(cell)}</m:e>' for cell in row])}</m:mr>" for row in node])
        columns = max([len(row) for row in node], default=1)
        left = f'<m:mc><m:mcPr><m:count m:val="{columns}"/><m:mcJc m:val="left"/></m:mcPr></m:mc>'
        return f"<m:m><m:mPr><m:mcs>{left}</m:mcs></m:mPr>{rows}</m:m>"
    if _is_cases(node):
        shape = '<m:dPr><m:begChr m:val="{"/><m:endChr m:val=""/></m:dPr>'
        return f"<m:d>{shape}<m:e>{_omml(node[1])}</m:e></m:d>"
    parts = [_omml(one) for one in node]
    if kind == "mfrac":
        return f"<m:f><m:num>{parts[0]}</m:num><m:den>{parts[1]}</m:den></m:f>"
    if kind == "msqrt":
        return f'<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e>{"".join(parts)}</m:e></m:rad>'
    if kind == "mroot":
        return f"<m:rad><m:deg>{parts[1]}</m:deg><m:e>{parts[0]}</m:e></m:rad>"
    if kind == "msup":
        return f"<m:sSup><m:e>{parts[0]}</m:e><m:sup>{parts[1]}</m:sup></m:sSup>"
    if kind == "munder":
        return f"<m:limLow><m:e>{parts[0]}</m:e><m:lim>{parts[1]}</m:lim></m:limLow>"
    return "".join(parts)


# Typst


def _data(node: ET.Element) -> Any:
    kind = _kind(node)
    if kind in _TOKENS:
        lines = _lines(node)
        return lines[0] if len(lines) == 1 else {"lines": lines}
    if kind == "mtable":
        return {"rows": [[[_data(one) for one in cell] for cell in row] for row in node]}
    if _is_cases(node):
        return {"cases": _data(node[1])["rows"]}
    parts = [_data(one) for one in node]
    if kind in ("mfrac", "mroot", "msup", "munder"):
        name = {"mfrac": "frac", "mroot": "root", "msup": "sup", "munder": "under"}[kind]
        return {name: [[part] for part in parts]}
    return {"sqrt": parts} if kind == "msqrt" else parts
