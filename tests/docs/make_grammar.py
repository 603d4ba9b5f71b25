"""Print docs/reference/canonical-language.md: the grammar file as railroad diagrams and EBNF, with lines that are read.

`python tests/docs/make_grammar.py --write` writes the page and its diagrams; without it, a diagram that is not what the
grammar says is an error. Rules that only repeat themselves (`terms: product | terms PLUS product`) are shown as loops.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

import lark
import railroad

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

import kinerja_formula as kf  # noqa: E402

GRAMMAR = ROOT / "grammar" / "formula.lark"
PAGE = ROOT / "docs" / "reference" / "canonical-language.md"
PICTURES = ROOT / "docs" / "pictures" / "grammar"

HEAD = """# The canonical language

<!-- Made by tests/docs/make_grammar.py from grammar/formula.lark. Change the grammar, or the words in that file. -->

A canonical line says a formula in one way only. `Formula.to_text` writes it, the sheet *Bacaan* of a form shows it, and
it is what you write where a reading has to be settled (`reading=`, *Rumus yang benar*). Reading it again gives the same
tree, and nothing is guessed. Free text, as documents have it, is first translated into this language:
[the formula language](language.md).

```python
>>> import kinerja_formula as kf
>>> formula = kf.parse("Jumlah hadir dibagi jumlah undangan dikali 100%")
>>> formula.to_text()
'Jumlah hadir / jumlah undangan × 100%'
>>> kf.parse(formula.to_text()) == formula
True
```

Every diagram is read from left to right along the line: rounded boxes are written as they stand, square ones are rules
or names explained on this page. Blanks between the parts mean nothing.
"""

TAIL = """
Precedence, from what binds most: a root, a power, `×` and `/`, `+` and `-`, a comparison, `dan`, `atau`. Chains of `×`
and `/`, or of `+` and `-`, are calculated from left to right. Brackets settle everything else, and `{ }` mean the same.

## Other programs

The grammar itself is the file `grammar/formula.lark` at the top of the repository, in the notation of
[lark](https://lark-parser.readthedocs.io/en/stable/grammar.html); the package contains it. It is LALR(1), so a parser
generator of another language takes it with little change. The tree that comes out, with its JSON Schema:
[the tree](tree.md).
"""

# Rule: its heading, what it is for, and lines that are written exactly so.
RULES = {
    "start": (
        "A whole line",
        "A formula, or definitions that the formula after them uses; without one, the last definition is the result.",
        ("Jumlah hadir / Jumlah undangan × 100%", "`A` = `B` + `C`; `A` / `D` × 100%"),
    ),
    "definition": (
        "A definition",
        "Gives a name to a calculation, as cells with several formulas do.",
        ("`RI` = `NI` / `NDT`; `RN` = `NN` / `NDT`; `A` = (`RI` + `RN`) / 2",),
    ),
    "value": ("A value", "Arithmetic, or arithmetic that depends on conditions.", ()),
    "conditional": (
        "Conditions",
        "The first branch whose condition holds gives the value. Without `selain itu` there may be no value.",
        ("jika `Rasio` ≥ 3 maka 4; jika `Rasio` > 0 maka 4 × `Rasio` / 3; selain itu 0",),
    ),
    "branch": ("A branch", "", ()),
    "condition": ("A condition", "At least one of its parts holds.", ()),
    "every": ("All of several tests", "", ("jika `A` > 0 dan `B` ≠ 0 maka 1; selain itu 0",)),
    "test": ("A test", "", ()),
    "comparison": ("A comparison", "May have more than two sides.", ("jika 0 < `Rasio` < 3 maka 1; selain itu 0",)),
    "sum": ("Sums and differences", "", ("(Jumlah masuk - Jumlah keluar) / `Jumlah awal (t-1)`",)),
    "negative": ("A negative first term", "", ()),
    "product": ("Products and quotients", "", ("`Nilai` × 60% + `Perilaku` × 40%",)),
    "power": ("Powers", "", ("`A` ^ 2",)),
    "atom": (
        "Operands, brackets, functions",
        "Functions take their arguments between `;`. `Σ` and `rata-rata setiap` go over the records of a table.",
        (
            "min (`A` / `B` × 100%; 100%)",
            "1,5 × √(`Luas`) ^ 2",
            "Σ (`bobot` × `nilai`) / Σ (`bobot`)",
            "`PDRB`[t] - `PDRB`[t-1]",
        ),
    ),
    "items": ("Arguments", "", ()),
}
WORDS = {
    "NAME": "an operand: any text between back-ticks, or words alone where they begin with a word of quantity; a sum "
    "sign before it makes it a total, `[t-1]` behind it the figure of another period",
    "NUMBER": "a number as Indonesians write it, with or without a percent sign: `1.000`, `0,25`, `100%`",
    "ROOT": "a square root, or `\\sqrt[3]` for a cube root and so on",
}


class Quoted(NamedTuple):
    text: str


class Named(NamedTuple):
    name: str


class Row(NamedTuple):
    parts: tuple[Piece, ...]


class Either(NamedTuple):
    parts: tuple[Piece, ...]


class Many(NamedTuple):
    part: Piece
    least: int


class Maybe(NamedTuple):
    part: Piece


Piece: TypeAlias = Quoted | Named | Row | Either | Many | Maybe


def statements() -> tuple[dict[str, lark.Tree], dict[str, str]]:
    """Return the rules of the grammar file as trees, and its terminals as they are written."""
    meta = Path(lark.__file__).parent / "grammars" / "lark.lark"
    tree = lark.Lark(meta.read_text(encoding="utf-8"), parser="lalr").parse(GRAMMAR.read_text(encoding="utf-8"))
    rules = {}
    for one in tree.find_data("rule"):
        name, _, choices = one.children
        several = choices.data == "expansions"
        rules[str(name).lstrip("?")] = choices if several else lark.Tree("expansions", [choices])
    tokens = {}
    for one in tree.find_data("token"):
        literals = [str(piece) for piece in _tokens(one, "STRING", "REGEXP")]
        tokens[str(one.children[0])] = "|".join(literals)
    return rules, tokens


def _tokens(tree: lark.Tree, *kinds: str) -> Iterator[lark.Token]:
    return tree.scan_values(lambda piece: isinstance(piece, lark.Token) and piece.type in kinds)


def literals(written: str) -> list[str]:
    """Return the texts that a terminal stands for; empty if it is a pattern."""
    if written.startswith('"'):
        return re.findall(r'"([^"]*)"', written)
    pattern = re.sub(r"\(\?=[^)]*\)$", "", written.strip("/").replace(r"(?= \()", ""))
    if re.fullmatch(r"\[[^\]\\^-]+\]", pattern):
        return list(pattern[1:-1])
    choices = re.sub(r"^\(\?:(.*)\)$", r"\1", pattern).split("|")
    return choices if all(re.fullmatch(r"[^\W_][\w -]*|Σ", one) for one in choices) else []


class Grammar:
    """The rules as pieces to draw; rules that repeat themselves are inside those that use them."""

    def __init__(self) -> None:
        self.trees, self.tokens = statements()
        self.loops = {name for name, tree in self.trees.items() if self._first_names(tree) & {name}}
        self.rules = {name: self.piece(tree) for name, tree in self.trees.items() if name not in self.loops}

    def _first_names(self, tree: lark.Tree) -> set[str]:
        return {next(self._names(one), "") for one in tree.children}

    def _names(self, tree: lark.Tree) -> Iterator[str]:
        yield from (str(one) for one in _tokens(tree, "RULE", "TOKEN"))

    def piece(self, tree: lark.Tree | lark.Token) -> Piece:
        if isinstance(tree, lark.Token):
            return self.named(str(tree)) if tree.type in ("RULE", "TOKEN") else Quoted(str(tree).strip('"'))
        if tree.data == "expansions":
            return either([self.piece(one) for one in tree.children])
        if tree.data == "alias":
            return self.piece(tree.children[0])
        if tree.data == "expansion":
            return row(self.piece(one) for one in tree.children)
        if tree.data in ("name", "value", "literal"):
            return self.piece(tree.children[0])
        assert tree.data == "expr", tree.data
        part, sign = self.piece(tree.children[0]), tree.children[1]
        if sign is None:
            return part
        return Maybe(part) if sign == "?" else Many(part, int(sign == "+"))

    def named(self, name: str) -> Piece:
        if name in self.loops:
            return self.loop(name)
        texts = literals(self.tokens[name]) if name in self.tokens else []
        return either([Quoted(text) for text in texts]) if texts else Named(name)

    def loop(self, name: str) -> Piece:
        """Return ``x: a | x b`` as ``a b*``."""
        first: list[Piece] = []
        further: list[Piece] = []
        for one in self.trees[name].children:
            mine = next(self._names(one), "") == name
            parts = one.children[0].children
            if mine:
                further.append(row(self.piece(part) for part in parts[1:]))
            else:
                first.append(self.piece(one))
        return row((either(first), Many(either(further), 0)))


def row(parts: Iterable[Piece]) -> Piece:
    """Return pieces one after the other, without rows inside rows."""
    flat = [one for part in parts for one in (part.parts if isinstance(part, Row) else (part,))]
    return flat[0] if len(flat) == 1 else Row(tuple(flat))


def either(choices: Iterable[Piece]) -> Piece:
    """Return the choice; ``a | a b`` is an a that b may follow."""
    found: list[Piece] = []
    for one in choices:
        before = (found[-1].parts if isinstance(found[-1], Row) else (found[-1],)) if found else ()
        parts = one.parts if isinstance(one, Row) else (one,)
        if before and len(parts) > len(before) and parts[: len(before)] == before:
            found[-1] = row([*before, Maybe(row(parts[len(before) :]))])
        else:
            found.append(one)
    return found[0] if len(found) == 1 else Either(tuple(found))


def ebnf(piece: Piece, *, inside: bool = False) -> str:
    if isinstance(piece, Quoted):
        return f'"{piece.text}"'
    if isinstance(piece, Named):
        return piece.name
    if isinstance(piece, Many):
        return ebnf(piece.part, inside=True) + "*+"[piece.least]
    if isinstance(piece, Maybe):
        return f"{ebnf(piece.part, inside=True)}?"
    if isinstance(piece, Row):
        text = " ".join(ebnf(part, inside=True) for part in piece.parts)
        return f"({text})" if inside and len(piece.parts) > 1 else text
    text = " | ".join(ebnf(part, inside=isinstance(part, Either)) for part in piece.parts)
    return f"({text})" if inside else text


def drawn(piece: Piece) -> railroad.DiagramItem:
    if isinstance(piece, Quoted):
        return railroad.Terminal(piece.text)
    if isinstance(piece, Named):
        return railroad.NonTerminal(piece.name)
    if isinstance(piece, Many):
        return (railroad.OneOrMore if piece.least else railroad.ZeroOrMore)(drawn(piece.part))
    if isinstance(piece, Maybe):
        return railroad.Optional(drawn(piece.part))
    if isinstance(piece, Row):
        return railroad.Sequence(*[drawn(part) for part in piece.parts])
    return railroad.Choice(0, *[drawn(part) for part in piece.parts])


STYLE = """
svg.railroad-diagram{background:#fff}
svg.railroad-diagram path{stroke-width:2;stroke:#334;fill:none}
svg.railroad-diagram text{font:14px monospace;text-anchor:middle;fill:#112}
svg.railroad-diagram rect{stroke-width:2;stroke:#334;fill:#eef3fb}
svg.railroad-diagram .terminal rect{fill:#e3f4e4}
"""


def picture(piece: Piece) -> str:
    written: list[str] = []
    railroad.Diagram(drawn(piece), type="complex").writeStandalone(written.append, STYLE)
    return "".join(written).rstrip() + "\n"


def page(grammar: Grammar) -> Iterator[str]:
    yield HEAD
    for name, (title, told, lines) in RULES.items():
        yield f"## {title}\n"
        if told:
            yield f"{told}\n"
        yield f"![{name}: a railroad diagram; the same in EBNF below](../pictures/grammar/{name}.svg)\n"
        yield f"```text\n{name} ::= {ebnf(grammar.rules[name])}\n```\n"
        if lines:
            assert all(kf.parse(line).to_text() == line for line in lines), lines
            yield "For example " + ", ".join(f"`` {line} ``" for line in lines) + ".\n"
    yield "## Names and numbers\n\n| token | pattern | means |\n| --- | --- | --- |"
    for name, told in WORDS.items():
        pattern = grammar.tokens[name].strip("/").replace("|", "\\|")
        yield f"| `{name}` | `` {pattern} `` | {told} |"
    yield TAIL


def main() -> None:
    grammar = Grammar()
    assert grammar.rules.keys() == RULES.keys(), grammar.rules.keys() ^ RULES.keys()
    patterns = {name for name, written in grammar.tokens.items() if not literals(written)}
    assert patterns == WORDS.keys(), patterns ^ WORDS.keys()
    text = "\n".join(page(grammar)).rstrip() + "\n"
    pictures = {f"{name}.svg": picture(piece) for name, piece in grammar.rules.items()}
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text(text, encoding="utf-8")
        for name, svg in pictures.items():
            (PICTURES / name).write_text(svg, encoding="utf-8")
        return
    there = {path.name: path.read_text(encoding="utf-8") for path in PICTURES.glob("*.svg")}
    if there != pictures:
        sys.exit("the diagrams are not those of the grammar")
    print(text, end="")


if __name__ == "__main__":
    main()
