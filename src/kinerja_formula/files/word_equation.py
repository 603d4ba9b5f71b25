"""Equations of Word (OMML) → LaTeX text: fractions, sums, roots, brackets, powers, and the runs of text between them.

What the text can't express is written as the words it consists of, and reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from kinerja_formula.files import latex_text as latex

__all__ = ["MATH", "equation_text"]

MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DEEPEST: Final = 40
_SILENT: Final = frozenset(
    [
        "box",
        "borderBox",
        "phant",
        "bar",
        "acc",
        "groupChr",
        "sPre",
        "smallFrac",
        "e",
        "num",
        "den",
        "fName",
        "limLow",
        "mr",
    ]
)
_PROPERTIES: Final = "Pr"


def equation_text(element: Any) -> tuple[str, tuple[str, ...]]:
    """Return an equation as text, and the names of what could only be taken over as words.

    An equation that is one line of signs and words is given as that line.
    """
    texts = [_text_of(run) for run in element.iter(f"{MATH}r")]
    writer = _Writer(" " if not any(" " in text.strip() for text in texts) else "")
    shown = writer.children(element, 0).strip()
    if not writer.drawn:
        return " ".join(writer.plain.split()), ()
    return (f"${shown}$" if shown else ""), tuple(dict.fromkeys(writer.unknown))


def _name(element: Any) -> str:
    return str(element.tag).removeprefix(MATH) if isinstance(element.tag, str) else ""


class _Writer:
    """``between``: what parts two runs; some programs write every word as a run of its own, without the blanks."""

    def __init__(self, between: str) -> None:
        self.between = between
        self.drawn = False
        self.plain = ""
        self.unknown: list[str] = []

    def children(self, element: Any, depth: int) -> str:
        if element is None:
            return ""
        if depth > _DEEPEST:
            self.unknown.append("…")
            return ""
        return _spaced(self.parts(element, depth))

    def parts(self, element: Any, depth: int) -> Iterator[str]:
        run = ""
        for child in element:
            name = _name(child)
            if name == "r":
                text = _text_of(child)
                apart = self.between if run and text and (run[-1].isalnum() or run[-1] in ",.)") else ""
                run += (apart if text[:1].isalnum() else "") + text
                continue
            if run:
                yield self.run(run)
                run = ""
            yield self.part(child, name, depth + 1)
        if run:
            yield self.run(run)

    def run(self, text: str) -> str:
        self.plain += text
        return latex.linear(text)

    def part(self, element: Any, name: str, depth: int) -> str:
        if name.endswith(_PROPERTIES) or not name:
            return ""
        method = getattr(self, f"_{name}", None)
        if method is not None:
            self.drawn = True
            text: str = method(element, depth)
            return text
        if name in _SILENT:
            return self.children(element, depth)
        if name in ("oMath", "oMathPara", "ctrlPr"):
            return self.children(element, depth)
        self.drawn = True
        self.unknown.append(name)
        return self.children(element, depth)

    def child(self, element: Any, name: str, depth: int) -> str:
        return self.children(element.find(MATH + name), depth)

    def _f(self, element: Any, depth: int) -> str:
        kind = _value(element, "fPr", "type")
        above, below = self.child(element, "num", depth), self.child(element, "den", depth)
        if kind == "noBar":
            self.unknown.append("noBar")
            return f"{above} {below}"
        return latex.fraction(above, below)

    def _nary(self, element: Any, depth: int) -> str:
        sign = _value(element, "naryPr", "chr") or "∫"
        inner = self.child(element, "e", depth)
        if sign not in ("∑", "Σ"):
            self.unknown.append(sign)
            return inner
        return latex.total(inner)

    def _d(self, element: Any, depth: int) -> str:
        inner = _spaced(self.children(one, depth) for one in element.findall(f"{MATH}e"))
        if _value(element, "dPr", "begChr") in ("|", "‖", "⌊", "⌈"):
            self.unknown.append("| |")
        return latex.bracketed(inner)

    def _rad(self, element: Any, depth: int) -> str:
        return latex.root(self.child(element, "deg", depth), self.child(element, "e", depth))

    def _sSup(self, element: Any, depth: int) -> str:  # noqa: N802 - names of the elements
        return latex.power(self.child(element, "e", depth), self.child(element, "sup", depth))

    def _sSub(self, element: Any, depth: int) -> str:  # noqa: N802
        return latex.subscript(self.child(element, "e", depth), self.child(element, "sub", depth))

    def _sSubSup(self, element: Any, depth: int) -> str:  # noqa: N802
        base = latex.subscript(self.child(element, "e", depth), self.child(element, "sub", depth))
        return latex.power(base, self.child(element, "sup", depth))

    def _func(self, element: Any, depth: int) -> str:
        name = self.child(element, "fName", depth)
        self.unknown.append(name.replace("\\text", "").strip("{} "))
        return f"{name} {self.child(element, 'e', depth)}"

    def _eqArr(self, element: Any, depth: int) -> str:  # noqa: N802
        """Lines one below the other."""
        return " ".join([self.children(one, depth) for one in element.findall(f"{MATH}e")])


def _text_of(run: Any) -> str:
    return "".join([child.text or "" for child in run if str(child.tag).rpartition("}")[2] == "t"])


def _value(element: Any, properties: str, name: str) -> str:
    found = element.find(f"{MATH}{properties}/{MATH}{name}")
    return "" if found is None else str(found.get(f"{MATH}val") or "")


def _spaced(parts: Any) -> str:
    out = ""
    for part in parts:
        glue = " " if out and part and out[-1].isalnum() and (part[0].isalnum() or part[0] == "\\") else ""
        out += glue + part
    return out
