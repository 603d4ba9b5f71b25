"""The steps of a calculation, and the sentences made of them. Nothing is computed here.

:class:`Step` and :class:`Input` are plain immutable data; :func:`explain` writes them down for a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.nodes import FUNCTIONS
from kinerja_formula.numerals import format_number, shortest
from kinerja_formula.patterns import lazy_pattern
from kinerja_formula.plain_text import without_steering
from kinerja_formula.source import Span

__all__ = ["FORMATS", "Explained", "Input", "Step", "Term", "aligned", "as_html_list", "explain", "in_markdown"]

FORMATS: Final = ("text", "markdown", "html")


class Input(NamedTuple):
    """A figure that the data gave: ``value`` in its own unit (30 for 30 %), ``written`` as it was given.

    ``factor`` is what the figure as given was multiplied by to be counted in that unit.
    """

    name: str
    value: Fraction
    unit: str | None
    written: str
    span: Span
    factor: Fraction = Fraction(1)


class Term(NamedTuple):
    """A figure that a step works on.

    ``sign`` is ``+ - × /``. ``value`` is what counts in this step; a ``percent`` is a fraction of one. ``text`` is the
    operand's name or the literal as written; ``step`` is the number of the step whose result it is.
    """

    sign: str
    value: Fraction
    percent: bool
    text: str
    span: Span
    step: int | None = None
    literal: bool = False


class Step(NamedTuple):
    """One operation: ``kind`` is ``sum product mean power root``, ``test`` or ``choice`` of a condition, or a function.

    ``text`` and ``span`` are its piece of the formula. A test has the value 1 where it holds, else 0, and its terms the
    signs of the comparison; a choice has the one term whose branch is taken.

    Its value is what its terms give: the signed sum, the product and quotient from left to right, the mean, the first
    term to the power of the second, the root of the first term whose degree is the second. ``exact`` is false where a
    root or broken power was rounded to 30 significant digits, in this step or in one that it builds on.
    """

    number: int
    kind: str
    terms: tuple[Term, ...]
    value: Fraction
    percent: bool
    exact: bool
    text: str
    span: Span


class Explained(NamedTuple):
    """What :func:`explain` puts into words."""

    formula: str
    inputs: Sequence[Input]
    steps: Sequence[Step]
    result: str


_WORDS: Final[dict[str, dict[str, str]]] = {
    "id": {
        "formula": "Rumus",
        "given": "Diketahui",
        "step": "Langkah {number}",
        "result": "Hasil",
        "+": "ditambah",
        "-": "dikurangi",
        "×": "dikali",
        "/": "dibagi",
        "mean": "rata-rata dari",
        "power": "pangkat",
        "root": "akar pangkat {degree} dari",
        "test": "diperiksa",
        "holds": "ya",
        "fails": "tidak",
        "choice": "dipakai",
        "min": "yang terkecil dari",
        "maks": "yang terbesar dari",
        "median": "median dari",
        "rata-rata-ukur": "rata-rata ukur dari",
        "abs": "nilai mutlak dari",
        "ln": "logaritma natural dari",
        "log": "logaritma dari",
        "bulat": "pembulatan dari",
        "of step": "hasil langkah {number}",
        "exactly": "tepatnya {value}",
        "rounded": "dibulatkan ke 30 angka penting",
        "written": "tertulis",
        "and more": "… ({count} suku lagi)",
        "more inputs": "… ({count} data lagi)",
        "no inputs": "tidak ada data yang diperlukan",
    },
    "en": {
        "formula": "Formula",
        "given": "Given",
        "step": "Step {number}",
        "result": "Result",
        "+": "plus",
        "-": "minus",
        "×": "times",
        "/": "divided by",
        "mean": "mean of",
        "power": "to the power of",
        "root": "root of degree {degree} of",
        "test": "tested",
        "holds": "yes",
        "fails": "no",
        "choice": "taken",
        "min": "the least of",
        "maks": "the greatest of",
        "median": "median of",
        "rata-rata-ukur": "geometric mean of",
        "abs": "absolute value of",
        "ln": "natural logarithm of",
        "log": "logarithm of",
        "bulat": "rounding of",
        "of step": "result of step {number}",
        "exactly": "exactly {value}",
        "rounded": "rounded to 30 significant digits",
        "written": "written",
        "and more": "… ({count} more terms)",
        "more inputs": "… ({count} more figures)",
        "no inputs": "no data needed",
    },
}
_ROUNDED: Final = frozenset(("power", "root", "ln", "log", "rata-rata-ukur"))
"""Kinds of steps that are not exact by themselves."""
_DECIMALS: Final = 6
_MOST_TERMS: Final = 12
_MOST_INPUTS: Final = 40
_MOST_LETTERS: Final = 160


def explain(calculation: Explained, *, format: str = "text", language: str = "id") -> str:  # noqa: A002
    """Return the calculation step by step, in words and figures.

    ``format`` is one of :data:`FORMATS`, ``language`` ``"id"`` or ``"en"``; another one raises ValueError.

    >>> a, b = Term("×", Fraction(9), False, "A", (0, 1)), Term("/", Fraction(10), False, "B", (2, 3))
    >>> step = Step(1, "product", (a, b), Fraction(9, 10), False, True, "A/B", (0, 3))
    >>> print(explain(Explained("A/B", [], [step], "0,90")))
    Rumus    : A/B
    Diketahui: tidak ada data yang diperlukan
    Langkah 1: 9 / 10 = 0,9
               “A” dibagi “B”
    Hasil    : 0,90
    """
    if language not in _WORDS:
        raise ValueError(f'language must be "id" or "en", not {language!r}')
    if format not in FORMATS:
        raise ValueError(f"format must be one of {', '.join(FORMATS)}, not {format!r}")
    words = _WORDS[language]
    if format == "markdown":
        return _markdown(calculation, words)
    shown: list[tuple[str, list[str]]] = [
        (words["formula"], [_cut(calculation.formula)]),
        (words["given"], _inputs(calculation, words)),
    ]
    shown += [
        (words["step"].format(number=step.number), [_arithmetic(step, words), _described(step, words)])
        for step in calculation.steps
    ]
    shown.append((words["result"], [calculation.result]))
    return as_html_list(shown) if format == "html" else aligned(shown)


def aligned(shown: Sequence[tuple[str, list[str]]]) -> str:
    """Return labels with the lines that belong to them, one below the other; nothing in them steers a terminal."""
    width = max(len(label) for label, _ in shown)
    lines = []
    for label, below in shown:
        heads = [f"{label:<{width}}: "] + [" " * (width + 2)] * (len(below) - 1)
        lines += [without_steering(head + line) for head, line in zip(heads, below, strict=True)]
    return "\n".join(lines)


def as_html_list(shown: Sequence[tuple[str, list[str]]]) -> str:
    """Return labels with the lines that belong to them as a list of definitions; every text is escaped.

    >>> as_html_list([("Hasil", ["90% <b>"])])
    '<dl class="langkah"><div><dt>Hasil</dt><dd>90% &lt;b&gt;</dd></div></dl>'
    """
    from html import escape

    rows = []
    for label, below in shown:
        lines = "".join([f"<dd>{escape(without_steering(line))}</dd>" for line in below])
        rows.append(f"<div><dt>{escape(label)}</dt>{lines}</div>")
    return f'<dl class="langkah">{"".join(rows)}</dl>'


def _markdown(calculation: Explained, words: dict[str, str]) -> str:
    inputs = [f"- {in_markdown(line)}" for line in _inputs(calculation, words)]
    steps = [
        f"{step.number}. {in_markdown(_arithmetic(step, words))} — {in_markdown(_described(step, words))}"
        for step in calculation.steps
    ]
    blocks = [
        f"**{words['formula']}**: {in_markdown(_cut(calculation.formula))}",
        f"**{words['given']}**:\n\n" + "\n".join(inputs),
        *(["\n".join(steps)] if steps else []),
        f"**{words['result']}**: {in_markdown(calculation.result)}",
    ]
    return "\n\n".join(blocks)


_MARKDOWN: Final = str.maketrans(
    {char: "\\" + char for char in "\\`*_{}[]#|~$"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
)


_MARKER: Final = lazy_pattern(r"[-+=]|[0-9]++(?=[.)](?: |$))")


def in_markdown(line: str) -> str:
    """Return user text that stands in Markdown as it is: no emphasis, link, tag or list of its own."""
    line = without_steering(line)
    marker = _MARKER.match(line)
    if marker is None:
        return line.translate(_MARKDOWN)
    place = marker.end() if marker[0].isdigit() else 0
    return f"{line[:place]}\\{line[place:].translate(_MARKDOWN)}"


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MOST_LETTERS else text[:_MOST_LETTERS].rstrip() + "…"


def _inputs(calculation: Explained, words: dict[str, str]) -> list[str]:
    lines = [_input(given, words) for given in calculation.inputs[:_MOST_INPUTS]]
    more = len(calculation.inputs) - len(lines)
    return [*lines, *([words["more inputs"].format(count=more)] if more else [])] or [words["no inputs"]]


def _input(given: Input, words: dict[str, str]) -> str:
    unit = given.unit or ""
    figure = _shown(given.value, percent=False)
    sign = "≈" if figure.startswith("≈") else "="
    figure = figure.strip("≈()") + (unit if unit == "%" else unit and " " + unit)
    line = f"{_cut(given.name)} {sign} {figure}"
    if given.written in (figure, shortest(given.value)) or given.written.replace(" ", "") == figure:
        return line
    return f"{line} ({words['written']} “{_cut(given.written)}”)"


def _figure(value: Fraction) -> tuple[str, bool]:
    """Return a figure as it is shown, and whether that is all of it."""
    text = format_number(value, decimals=_DECIMALS, trim=True)
    return text, (10**_DECIMALS) % value.denominator == 0


def _shown(value: Fraction, *, percent: bool) -> str:
    """Return a figure inside an operation: exact wherever that is short enough to read."""
    value, sign = (value * 100, "%") if percent else (value, "")
    text, exactly = _figure(value)
    if exactly:
        return text + sign
    fraction = shortest(value)
    if len(fraction) <= 15:
        return f"({fraction}){sign}" if "/" in fraction else fraction + sign
    return f"≈{text}{sign}"


def _arithmetic(step: Step, words: dict[str, str]) -> str:
    if step.kind in ("power", "root"):
        first, second = (_shown(term.value, percent=term.percent) for term in step.terms)
        left = f"{_bracketed(first)}^{second}" if step.kind == "power" else f"{second}√{_bracketed(first)}"
    elif step.kind == "test":
        return f"{_compared(step)}: {words['holds' if step.value else 'fails']}"
    elif step.kind == "choice":
        return _shown(step.value, percent=step.percent)
    elif step.kind in FUNCTIONS:
        figures = [_shown(term.value, percent=term.percent) for term in step.terms[:_MOST_TERMS]]
        more = [words["and more"].format(count=len(step.terms) - _MOST_TERMS)] if len(step.terms) > _MOST_TERMS else []
        left = f"{step.kind}({'; '.join(figures + more)})"
    else:
        left = _chain(step, words)
        if step.kind == "mean":
            left = f"({left}) / {len(step.terms)}"
    return left + _equals(step, words)


def _compared(step: Step) -> str:
    return " ".join([f"{term.sign} {_shown(term.value, percent=term.percent)}".lstrip() for term in step.terms])


def _bracketed(figure: str) -> str:
    return figure if figure.lstrip("√").replace(",", "").isdigit() else f"({figure})"


def _chain(step: Step, words: dict[str, str]) -> str:
    shown = []
    for place, term in enumerate(step.terms[:_MOST_TERMS]):
        figure = _shown(term.value, percent=term.percent)
        if place and figure.startswith("-"):
            figure = f"({figure})"
        if place:
            shown.append(f"{term.sign} {figure}")
        else:
            shown.append({"-": f"-{_bracketed(figure)}", "/": f"1 / {figure}"}.get(term.sign, figure))
    if len(step.terms) > _MOST_TERMS:
        shown.append(words["and more"].format(count=len(step.terms) - _MOST_TERMS))
    return " ".join(shown)


def _equals(step: Step, words: dict[str, str]) -> str:
    value, sign = (step.value * 100, "%") if step.percent else (step.value, "")
    text, exactly = _figure(value)
    if not step.exact:
        return f" ≈ {text}{sign}" + (f" ({words['rounded']})" if step.kind in _ROUNDED else "")
    if exactly:
        return f" = {text}{sign}"
    fraction = shortest(value)
    if len(fraction) > 40:
        return f" ≈ {text}{sign}"
    if sign and "/" in fraction:
        fraction = f"({fraction})"
    return f" ≈ {text}{sign} ({words['exactly'].format(value=fraction + sign)})"


def _described(step: Step, words: dict[str, str]) -> str:
    """Say the operation with the words of the formula."""
    names = [_named(term, words) for term in step.terms[:_MOST_TERMS]]
    if step.kind == "root":
        return f"{words['root'].format(degree=names[1])} {names[0]}"
    if step.kind == "power":
        return f"{names[0]} {words['power']} {names[1]}"
    more = [words["and more"].format(count=len(step.terms) - _MOST_TERMS)] if len(step.terms) > _MOST_TERMS else []
    if step.kind == "mean" or step.kind in FUNCTIONS:
        return f"{words[step.kind]} {'; '.join(names + more)}"
    if step.kind == "test":
        joined = " ".join([f"{term.sign} {name}".lstrip() for term, name in zip(step.terms, names, strict=False)])
        return f"{words['test']}: {joined}"
    if step.kind == "choice":
        return f"{words['choice']}: “{_cut(step.text)}”"
    said = [names[0] if step.terms[0].sign in "+×" else f"{words[step.terms[0].sign]} {names[0]}"]
    said += [f"{words[term.sign]} {name}" for term, name in zip(step.terms[1:], names[1:], strict=False)]
    return " ".join(said + more)


def _named(term: Term, words: dict[str, str]) -> str:
    if term.step is not None:
        return words["of step"].format(number=term.step)
    return term.text if term.literal else f"“{_cut(term.text)}”"
