"""Parts of an equation → LaTeX as the formula reader takes it: one grammar reads what is typed, scanned and drawn."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["bracketed", "fraction", "linear", "power", "root", "subscript", "total"]

# A slash, a colon, a hyphen or an x inside a word is a letter; so is a bracket behind a word that only explains it.
_SIGN: Final = re.compile(
    r"(?<=\w)(\s*\([^()×·∙⋅∗*÷+−=%]*\))|\s*([×·∙⋅∗*÷+−=()\[\]%^])\s*|(?<!\S)([xX–/:-])(?!\S)|(?<![^\W\d_])([xX])\s*(?=\d)"
)
_AS_LATEX: Final = {
    "×": r" \times ",
    "·": r" \times ",
    "∙": r" \times ",
    "⋅": r" \times ",
    "∗": r" \times ",
    "*": r" \times ",
    "x": r" \times ",
    "X": r" \times ",
    "÷": r" \div ",
    "/": " / ",
    ":": " : ",
    "−": " - ",
    "–": " - ",
    "-": " - ",
    "+": " + ",
    "=": " = ",
    "%": r"\%",
    "[": "(",
    "]": ")",
}
_NUMBER: Final = re.compile(r"\d[\d.,]*")
_SUM: Final = re.compile(r"\s*[∑Σ]\s*")
_STRANGE: Final = str.maketrans("", "", "{}\\$")


def linear(text: str) -> str:
    """Return a run of an equation: signs as signs, numbers as numbers, words as the names they are.

    >>> linear("Jumlah A × 100%")
    '\\\\text{Jumlah A} \\\\times 100\\\\%'
    >>> linear("RT/RW (aktif)")
    '\\\\text{RT/RW (aktif)}'
    """
    out: list[str] = []
    start = 0
    text = text.translate(_STRANGE)
    for sign in _SIGN.finditer(text):
        if sign[1]:
            continue  # "Stakeholder (Non PEGAWAI)" is one name
        out.append(_words(text[start : sign.start()]))
        found = sign[2] or sign[3] or sign[4]
        out.append(_AS_LATEX.get(found, found))
        start = sign.end()
    out.append(_words(text[start:]))
    return "".join(out)


def _words(text: str) -> str:
    parts = _SUM.split(text)
    shown = [_name(part) for part in parts]
    return r"\sum ".join(shown)


def _name(text: str) -> str:
    clean = " ".join(text.split())
    if not clean or _NUMBER.fullmatch(clean):
        return clean
    return rf"\text{{{clean}}}"


def fraction(above: str, below: str) -> str:
    """Return a fraction."""
    return rf"\frac{{{above.strip()}}}{{{below.strip()}}}"


def power(base: str, exponent: str) -> str:
    """Return a power; the base alone where there is no exponent."""
    return f"{base.strip()}^{{{exponent.strip()}}}" if exponent.strip() else base


def subscript(base: str, index: str) -> str:
    """Return a name with its index as one name: ``P`` and ``t`` are ``P_t``."""
    plain_base, plain_index = _plain(base), _plain(index)
    return rf"\text{{{plain_base}_{plain_index}}}" if plain_index else base


def _plain(latex: str) -> str:
    return " ".join(re.sub(r"\\text\{([^{}]*)\}|[{}\\$]", lambda found: found[1] or "", latex).split())


def root(degree: str, inner: str) -> str:
    """Return a root; a square root where there is no degree."""
    return rf"\sqrt[{degree.strip()}]{{{inner.strip()}}}" if degree.strip() else rf"\sqrt{{{inner.strip()}}}"


def total(inner: str) -> str:
    """Return a sum; from where to where is for people to know."""
    return rf"\sum {inner.strip()}"


def bracketed(inner: str) -> str:
    """Return brackets round what is within."""
    return f"({inner.strip()})"
