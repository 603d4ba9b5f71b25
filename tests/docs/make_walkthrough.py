"""Print docs/explanation/how-a-text-becomes-a-figure.md: one formula followed through every module, by running them.

`python tests/docs/make_walkthrough.py --write` writes the page; a test checks that the page is what this prints.
"""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

from kinerja_formula import parse  # noqa: E402
from kinerja_formula.evaluation.figures import read_datum  # noqa: E402
from kinerja_formula.evaluation.percent import PerCent  # noqa: E402
from kinerja_formula.explanation import Term  # noqa: E402
from kinerja_formula.names import normalise  # noqa: E402
from kinerja_formula.nodes import Name, Node, Number, Part, children  # noqa: E402
from kinerja_formula.reading.brackets import Group, Item, nest  # noqa: E402
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft  # noqa: E402
from kinerja_formula.reading.grammar import build_tree  # noqa: E402
from kinerja_formula.reading.layout import arrange  # noqa: E402
from kinerja_formula.reading.lexemes import Lexeme  # noqa: E402
from kinerja_formula.reading.markup import strip_markup  # noqa: E402
from kinerja_formula.reading.mended_words import mend_words  # noqa: E402
from kinerja_formula.reading.operator_words import mark_operator_words  # noqa: E402
from kinerja_formula.reading.scanner import scan  # noqa: E402
from kinerja_formula.reading.statements import split_notes  # noqa: E402

PAGE = ROOT / "docs" / "explanation" / "how-a-text-becomes-a-figure.md"
RECORD = "tajinan-2021-001"
DATA = {"Pegawai": 20, "Hari Kerja Efektif": 244, "TDK  hadir": "61 OH"}


def record() -> dict[str, str]:
    """Return the decree's row that the page follows."""
    lines = (ROOT / "tests" / "conformance" / "tajinan-2021.jsonl").read_text(encoding="utf-8").splitlines()
    return next(row for row in map(json.loads, lines) if row["id"] == RECORD)


def block(text: str, language: str = "text") -> str:
    return f"```{language}\n{text.rstrip()}\n```"


def wrapped(pieces: Iterable[str]) -> str:
    return textwrap.fill("   ".join(piece.replace(" ", "\0") for piece in pieces), 110).replace("\0", " ")


def shown(pieces: Iterable[Lexeme]) -> str:
    """Return pieces as ``kind text``, a few a line; what stands for nothing in the text has its kind only."""
    return wrapped(f"{piece.kind} {piece.text}".rstrip().replace("\n", "⏎") for piece in pieces)


def nested(items: Iterable[Item], depth: int = 0) -> Iterator[str]:
    """Yield the items of a level, each group one level further in."""
    run: list[Lexeme] = []
    for item in [*items, None]:
        if isinstance(item, Lexeme):
            run.append(item)
            continue
        if run:
            yield from textwrap.indent(shown(run), "  " * depth).splitlines()
            run = []
        if isinstance(item, Group):
            yield "  " * depth + "group"
            yield from nested(item.items, depth + 1)


def token(piece: Lexeme, text: str) -> str:
    value = piece.text + "%" * getattr(piece, "percent", False)
    start, end = piece.span
    source = text[start:end] if end > start else "(implied)"
    return f"{piece.kind:<8} {value:<20} {start:>3}–{end:<3} {source}"


def outline(node: Node, text: str, percent: PerCent | None = None, depth: int = 0, sign: str = "") -> Iterator[str]:
    """Yield a tree, a node a line: its sign in the chain, what it is, and its place or how it counts."""
    if isinstance(node, Part):
        yield from outline(node.node, text, percent, depth, node.sign)
        return
    what = type(node).__name__
    if isinstance(node, Name):
        what += f" “{node.text}”"
    elif isinstance(node, Number):
        what += f" {node.value}{'%' * node.percent}"
    left = "  " * depth + f"{sign} {what}".strip()
    if percent is None:
        yield f"{left:<40} {node.span[0]:>3}–{node.span[1]}"
    else:
        sense = percent.of(node)
        yield f"{left:<40} {sense.scale.value:<8} degree {sense.degree}"
    for child in children(node):
        yield from outline(child, text, percent, depth + 1)


def term(piece: Term) -> str:
    value = f"{piece.value * 100}%" if piece.percent else str(piece.value)
    return f"{piece.sign} {value}" + (f" (step {piece.step})" if piece.step else f" “{piece.text}”")


def page() -> str:
    """Return the page."""
    text = record()["formula"]
    draft = Draft(text, None, DEFAULT_LIMITS)
    parts: list[str] = []

    def say(words: str) -> None:
        # One paragraph a call: the line breaks of this file mean nothing.
        parts.append(textwrap.fill(" ".join(words.split()), 118, break_long_words=False, break_on_hyphens=False))

    def show(output: str, language: str = "text") -> None:
        parts.append(block(output, language))

    parts.append("# How a text becomes a figure")
    parts.append("<!-- Written by tests/docs/make_walkthrough.py --write. Do not edit. -->")
    say(f"""One formula, `{RECORD}` of the [conformance records](../reference/conformance.md), followed through
        every module of the [architecture](architecture.md). All that is shown here was printed by the modules
        themselves; a test checks that they still print it.""")

    parts.append("## 1. The text, as written (`source.py`)")
    say("""A district office reports the attendance of its staff. Its cell holds LaTeX, HTML, a note and a
        list:""")
    show("\n".join(textwrap.wrap(text, 110, break_on_hyphens=False)))
    say("""A person sees at once: staff times working days, less the days missed, over staff times working
        days. From here on every piece keeps the offsets of the characters it comes from, so that each
        message can point at them.""")

    parts.append("## 2. Lexemes (`reading/scanner.py`)")
    say("""One pass over the characters gives the smallest pieces. Look-alikes (full-width signs, the many
        dashes) are already folded, one character for one. Nothing is decided: the dash is a dash, not yet a
        minus.""")
    pieces = scan(text)
    show(shown(pieces))

    parts.append("## 3. Markup gone (`reading/markup.py`)")
    say(r"""Tags that break a line become a line, list tags an item. `\frac` becomes what it means: two brackets
        and a division. `\times` is a times sign, `\%` a percent sign. Inside `\text{}` a sign would have
        become a letter.""")
    pieces = mend_words(strip_markup(pieces, text), draft)
    show(shown(pieces))

    parts.append("## 4. Formula and note parted (`reading/statements.py`)")
    say("""`Ket.` opens a note. What stands behind it is searched for symbols it explains, constants and
        targets; here it only says which absences count.""")
    main, notes = split_notes(pieces)
    show("formula\n" + textwrap.indent(shown(main), "  ") + "\nnote\n" + textwrap.indent(shown(notes), "  "))

    parts.append("## 5. Brackets (`reading/brackets.py`)")
    say("""Operator words are marked first (there are none here). Then brackets that group a calculation are
        distinguished from those that belong to a name; the fraction's own brackets always group.""")
    items = nest(mark_operator_words(main), draft)
    show("\n".join(nested(items)))

    parts.append("## 6. Operators decided, tokens made (`reading/signs.py`, `dashes.py`, `layout.py`, `tokens.py`)")
    say("""Now each doubtful sign is decided. The dash has blanks on both sides and a bracket on its left: a
        minus. Words between operators join to one name. Brackets that the fraction implies stand nowhere in
        the text.""")
    tokens = arrange(items, draft, top=True)
    show("\n".join(token(piece, text) for piece in tokens))

    parts.append("## 7. The tree (`reading/grammar.py`, `nodes.py`)")
    say("""All that was hard is done: what is left is arithmetic, and a small grammar reads it. Chains are
        flat, so a product has as many parts as it has factors. The offsets are those of the text as
        written.""")
    tree = build_tree(tokens, draft)
    formula = parse(text)
    if tree != formula.tree:
        raise SystemExit("the modules, called one by one, gave another tree than parse()")
    show("\n".join(outline(tree, text)))
    findings = ", ".join(f"`{one.slug}`" for one in formula.diagnostics) or "none"
    say(f"On one line, in the canonical form (kind `{formula.kind}`, findings on the way: {findings}):")
    show(formula.to_text())

    parts.append("## 8. Units (`units/`, `unit_checker/`)")
    say("""Still before any data is seen, every operand gets a unit. *Pegawai* counts people and *hari* days; the
        absences imply no unit themselves, but only person-days can be taken from person-days, so that is what
        the formula needs of them. A clash would be an error here.""")
    show("\n".join(f"{name:<20} {one.unit:<12} {one.source}" for name, one in formula.units.items()))

    parts.append("## 9. The plan (`evaluation/plan.py`, `evaluation/percent.py`)")
    say("""Each node is read as plain or percent. The *degree* counts plain operands
        above the line less those below; a product of degree 0 is a bare ratio. × 100% at the end makes the
        whole a percentage. Then the tree is compiled to closures over integers, once.""")
    show("\n".join(outline(tree, text, PerCent())))

    parts.append("## 10. Figures (`names.py`, `evaluation/figures.py`)")
    say("""The data spells two of the names in its own way; the naming rule makes one key of both spellings.
        Each figure is read exactly; OH is orang-hari. A figure in another unit would be converted, or refused.""")
    operands = formula._plan.operands
    keys = {operand.key: key for operand in operands for key in DATA if normalise(key) in operand.keys}
    lines = []
    for operand in operands:
        datum = read_datum(DATA[keys[operand.key]], operand)
        unit = f" {datum.unit}" if datum.unit else ""
        lines.append(
            f"{operand.text:<20} key “{operand.key}”  from {keys[operand.key]!r}: {Fraction(datum.value)}{unit}"
        )
    show("\n".join(lines))

    parts.append("## 11. Steps and value (`evaluation/steps.py`, `result.py`)")
    say("""The value comes from integers alone, reduced once at the end. The steps are worked out when somebody
        asks for them, and must give the same value.""")
    result = formula.evaluate(DATA)
    steps = [
        f"{step.number}. {step.kind:<8} {'  '.join(term(piece) for piece in step.terms)}  =  {step.value}"
        + " as percent" * step.percent
        for step in result.steps
    ]
    show("\n".join([*steps, "", f"value {result.value!r}, unit {result.unit!r}, exact {result.exact}"]))

    parts.append("## 12. The explanation (`explanation.py`)")
    say("""Sentences are made of the steps; nothing is computed here. Only now a figure is rounded, half up to
        two decimals, because it is shown; a whole number of something counted has none.""")
    show(result.explain())

    parts.append("## The short way")
    say("All of it is one call.")
    arguments = json.dumps(DATA, ensure_ascii=False)
    show(
        f""">>> import kinerja_formula as kf
>>> text = r'''{text}'''
>>> result = kf.evaluate(text, {arguments})
>>> result.value, result.unit, str(result)
{(result.value, result.unit, str(result))!r}""",
        "python",
    )
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        print(page(), end="")
