"""Words of formula texts are data: no module of ``reading/`` compares a text with a word of its own.

Two searches. The first looks at what is done: a literal of two letters or more that is compared with the text of a
piece (``piece.low == "…"``, ``low in {"…"}``, ``word.startswith("…")``, also by way of a constant of the module) is a
word, whatever else it may be called. The second looks at what stands there: a literal that equals a word of the tables
is one too, unless it is the name of something. What it can't see is a word that is also a name, outside a comparison.
One letter is a sign or a symbol and no word: ``x``, ``σ``.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from kinerja_formula.data_files import DATA, read_toml, with_words_of_roles
from kinerja_formula.diagnostics.language import message_texts
from kinerja_formula.evaluation.formula_cell import KINDS
from kinerja_formula.nodes import FUNCTIONS
from kinerja_formula.reading import certainty, forms, trees

ROOT = Path(__file__).resolve().parents[2]
READING = ROOT / "src/kinerja_formula/reading"
GRAMMAR = ROOT / "grammar/formula.lark"
LEXICON = read_toml(f"{DATA}/reading/lexicon.toml")
FORMS = read_toml(f"{DATA}/reading/forms.toml")
TABLES = read_toml(f"{DATA}/vocabulary/reading.toml")

OTHER_TEXTS = {
    "forms.py": "the patterns of the data",
    "latex.py": "commands of LaTeX",
    "markup.py": "tags of HTML",
}
"""Modules that compare words of another text than the user's."""

SPOKEN = {"low", "text"}
"""Attributes of a piece that are the user's text."""
SPOKEN_NAMES = {"low", "lows", "word", "text", "unit"}
"""Names that such a text has everywhere, beside those that a module gives it."""
LOOKS = {"startswith", "endswith", "removeprefix", "removesuffix", "find", "index", "count", "partition", "rpartition"}
PARTS = {"split", "partition", "rpartition"}
KEEPS = {"lower", "casefold", "strip", "lstrip", "rstrip", "removeprefix", "removesuffix", *PARTS}
"""Methods whose result is still the user's text."""

KEPT_TABLES = {"data"}
"""Keys of the tables that the grammar is kept in."""
MADE_BY_CODE = {"definisi", "lain"}
"""A form that no row of the data makes, and the key of what is none of the others: words are called the same."""


def names_of_things() -> set[str]:
    """Return what the code calls things by: roles, forms, categories, kinds, heads of trees, terminals."""
    found = {
        *LEXICON["peran"],
        *LEXICON,
        *LEXICON["tanda"],
        *LEXICON["tanda"].values(),
        *LEXICON["dalam-nama"],
        *LEXICON["bukti"],
    }
    found |= {*FUNCTIONS}
    found |= {shape[0] for shape in LEXICON["kelas"]["bentuk"]}
    rows = {form: row for category in FORMS.values() for form, row in category.items()}
    found |= {*FORMS, *rows, *[field for row in rows.values() for field in row]}
    found |= {slot for row in rows.values() for slot in re.findall(r"<\w+:([\w-]+)>", row["pola"])}
    found |= {*TABLES, *[role for table in TABLES.values() for role in table]}
    found |= {*KINDS, *certainty.FEATURES}
    found |= {*re.findall(r"(?m)^([A-Z]+)(?:\.\d+)?:", GRAMMAR.read_text(encoding="utf-8"))}
    found |= {slug for key in ("reading", "role") for slug in message_texts("id")[key]}
    return found | forms.FUNCTIONS | forms.SINGLE | trees.COMPARISONS


def words_of_texts() -> set[str]:
    """Return every word, phrase and affix by which texts are read."""
    found = {entry for entries in LEXICON["peran"].values() for entry in entries}
    found |= {*LEXICON["angka"], *LEXICON["kelipatan"]}
    found |= {word for table in TABLES.values() for entries in table.values() for word in with_words_of_roles(entries)}
    return {word for word in found if is_word(word)}


def is_word(text: str) -> bool:
    return sum(char.isalpha() for char in text) > 1


def no_values(tree: ast.Module) -> set[int]:
    """Return the literals that no program compares: docstrings, annotations, exported names, slots, keys of a table."""
    found: list[ast.AST] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            found.append(node.value)
        elif isinstance(node, (ast.arg, ast.AnnAssign)) and node.annotation is not None:
            found.append(node.annotation)
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in ("__all__", "__slots__"):
            found.append(node.value)
        elif isinstance(node, ast.Subscript):
            found.append(node.slice)
    return {id(inner) for one in found for inner in ast.walk(one) if isinstance(inner, ast.Constant)}


class _Search:
    """The literals of one module, and where they meet the text of the user."""

    def __init__(self, source: str) -> None:
        self.tree = ast.parse(source)
        self.constants = {
            target.id: node.value
            for node in ast.walk(self.tree)
            if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
        }
        self.names = {*SPOKEN_NAMES}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self.learn(target, node.value)

    def learn(self, target: ast.expr, value: ast.expr) -> None:
        """Note the names that are given to a text of the user."""
        if isinstance(target, ast.Name) and self.is_spoken(value):
            self.names.add(target.id)
        elif isinstance(target, ast.Tuple):
            parts = value.elts if isinstance(value, ast.Tuple) else [value] * len(target.elts)
            for one, part in zip(target.elts, parts, strict=False):
                self.learn(one, part)

    def compared(self) -> list[str]:
        found: list[str] = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Compare):
                sides = [node.left, *node.comparators]
                if any(self.is_spoken(side) for side in sides):
                    found += [self.said(node, word) for side in sides for word in self.words(side)]
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                method, owner = node.func.attr, node.func.value
                if method in LOOKS and self.is_spoken(owner):
                    found += [self.said(node, word) for one in node.args for word in self.words(one)]
                elif method in ("get", "isdisjoint") and any(self.is_spoken(one) for one in [owner, *node.args]):
                    found += [self.said(node, word) for one in [owner, *node.args[:1]] for word in self.words(one)]
        return found

    def standing(self, words: set[str], names: set[str]) -> list[str]:
        skipped = no_values(self.tree)
        return [
            self.said(node, node.value)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in skipped
            and node.value.lower() in words
            and node.value not in names
        ]

    def is_spoken(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Attribute):
            return node.attr in SPOKEN
        if isinstance(node, ast.Name):
            return node.id in self.names
        if isinstance(node, ast.Subscript):
            return self.is_spoken(node.value)
        if isinstance(node, (ast.SetComp, ast.ListComp, ast.GeneratorExp)):
            return self.is_spoken(node.elt)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            return node.func.attr in KEEPS and self.is_spoken(node.func.value)
        return False

    def words(self, node: ast.expr, seen: frozenset[str] = frozenset()) -> list[str]:
        """Return the words that an expression holds as literals, constants of the module looked up."""
        if isinstance(node, ast.Constant):
            return [node.value] if isinstance(node.value, str) and is_word(node.value) else []
        if isinstance(node, (ast.Set, ast.Tuple, ast.List)):
            return [word for one in node.elts for word in self.words(one, seen)]
        if isinstance(node, ast.Dict):
            return [word for one in node.keys if one is not None for word in self.words(one, seen)]
        if isinstance(node, ast.BinOp):
            return self.words(node.left, seen) + self.words(node.right, seen)
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("frozenset", "set", "tuple")
        ):
            return [word for one in node.args for word in self.words(one, seen)]
        if isinstance(node, ast.Name) and node.id in self.constants and node.id not in seen:
            return self.words(self.constants[node.id], seen | {node.id})
        return []

    def said(self, node: ast.expr, word: str) -> str:
        return f"line {node.lineno}: {word}"


LEFT_OUT = {*OTHER_TEXTS}
MODULES = sorted(path for path in READING.glob("*.py") if path.name not in LEFT_OUT)


def test_the_modules_left_out_are_there():
    assert {path.name for path in READING.glob("*.py")} >= LEFT_OUT
    assert len(MODULES) > 20


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_word_is_compared_with_a_text(path: Path):
    assert not _Search(path.read_text(encoding="utf-8")).compared()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_word_of_the_tables_stands_in_code(path: Path):
    search = _Search(path.read_text(encoding="utf-8"))
    assert not search.standing(words_of_texts(), names_of_things() | KEPT_TABLES | MADE_BY_CODE)


@pytest.mark.parametrize(
    "source",
    [
        'piece.low == "bagi"',
        'piece.low in ("dan", "serta")',
        'WORDS = frozenset({"dan", "serta"})\npiece.low not in WORDS',
        'SIGNS: Final = {"membagi": 1}\nSIGNS.get(items[0].low)',
        '"di" not in lows',
        '"di" in {piece.low for piece in pieces}',
        'piece.low.startswith(("me", "ter"))',
        'piece.low in words("quantities", "not_after") - {"dalam"}',
        'unit.lower() == "tahun"',
        'first = pieces[0].low\nfirst == "hasil"',
        'kind, head = piece.kind, piece.low\nhead in ("me", "ter")',
        'one, _, other = piece.low.rpartition("-")\nother != "nilai"',
    ],
)
def test_the_search_finds_comparisons(source: str):
    assert _Search(source).compared()


@pytest.mark.parametrize(
    "source",
    [
        'piece.low == "x"',
        'piece.low in words("heads", "strong")',
        '"jumlah" in pieces.roles[at]',
        'piece.kind == "word"',
    ],
)
def test_the_search_lets_signs_and_roles_be(source: str):
    assert not _Search(source).compared()


def test_the_search_finds_words_that_stand_alone():
    assert _Search('OPENERS = ["selanjutnya"]').standing(words_of_texts(), names_of_things())
    assert not _Search('"""selanjutnya"""').standing(words_of_texts(), names_of_things())
