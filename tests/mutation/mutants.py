"""Small changes of a module that a test ought to notice, made by the operators of mutmut.

mutmut itself mutates no decorated function and nothing at the top of a module, and forks a process whose caches the
tests have filled, which hides what a change does; so only its operators are used here.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import libcst as cst
from libcst.metadata import MetadataWrapper, ParentNodeProvider, PositionProvider
from mutmut.mutation.mutators import mutation_operators

__all__ = ["Module", "Mutant"]

# Nothing that runs depends on these: they name types, print an object for a programmer, or list what a module exports.
_TYPES: Final = {"cast", "TypeVar", "NewType"}
_LISTS: Final = {"__all__", "__slots__"}
# Another argument always raises an error, so that a mutant would be found whatever the tests are worth.
_LOUD: Final = {"len", "isinstance", "issubclass"}


@dataclass(frozen=True)
class Mutant:
    """A change: where, the whole new text of the module, and the first line that differs both ways.

    ``function`` is the first line of the function around it, decorators too, None for what runs at import; ``name``
    is what that statement gives a value to.
    """

    path: Path
    line: int
    function: int | None
    name: str
    source: str
    before: str
    after: str


class Module(cst.CSTVisitor):
    """A module and the places at which it can be mutated, in their order."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        self.places: list[tuple[cst.CSTNode, cst.CSTNode]] = []
        self._wrapper = MetadataWrapper(cst.parse_module(self.text))
        self._wrapper.module.visit(self)

    def on_visit(self, node: cst.CSTNode) -> bool:
        if _changes_nothing(node):
            return False
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                self.places.extend((node, changed) for changed in operator(node) if not _drops_strict(node, changed))
        return True

    def mutant(self, number: int) -> Mutant | None:
        """Make one, unless it means the same or no program at all."""
        node, changed = self.places[number]
        source = self._wrapper.module.deep_replace(node, changed).code  # type: ignore[arg-type]
        try:
            if ast.dump(ast.parse(source)) == ast.dump(ast.parse(self.text)):
                return None
        except SyntaxError:
            return None
        before, after = self.text.splitlines(), source.splitlines()
        first = next(one for one, line in enumerate(before) if one >= len(after) or line != after[one])
        new = after[first].strip() if first < len(after) else ""
        function, name = self._function(node)
        return Mutant(self.path, first + 1, function, name, source, before[first].strip(), new)

    def _function(self, node: cst.CSTNode) -> tuple[int | None, str]:
        """The first line of the function in whose body a node is; the name that the statement around it binds."""
        positions, parents = (self._wrapper.resolve(one) for one in (PositionProvider, ParentNodeProvider))
        name = ""
        while not isinstance(node, cst.Module):
            above = parents[node]
            match node:
                case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=bound)), *_]):
                    name = name or bound
                case cst.AnnAssign(target=cst.Name(value=bound)):
                    name = name or bound
                case cst.FunctionDef(name=cst.Name(value=bound)) | cst.ClassDef(name=cst.Name(value=bound)):
                    name = name or bound
            if isinstance(above, cst.FunctionDef) and node is above.body:
                return positions[above.decorators[0] if above.decorators else above].start.line, name
            node = above
        return None, name


def _called(node: cst.CSTNode) -> str:
    return node.func.value if isinstance(node, cst.Call) and isinstance(node.func, cst.Name) else ""


def _drops_strict(node: cst.CSTNode, changed: cst.CSTNode) -> bool:
    """Is it ``zip(…, strict=True)`` without that check of two sequences, which are as long as each other?"""
    if _called(node) != "zip" or not isinstance(changed, cst.Call):
        return False
    last = changed.args[-1]
    unchecked = isinstance(last.value, cst.Name) and last.value.value == "None"
    return last.keyword is None or last.keyword.value != "strict" or unchecked


def _changes_nothing(node: cst.CSTNode) -> bool:
    match node:
        case cst.BaseParenthesizableWhitespace() | cst.TrailingWhitespace() | cst.EmptyLine():
            return True
        case cst.Annotation() | cst.Decorator() | cst.Import() | cst.ImportFrom():
            return True
        case cst.Arg(keyword=cst.Name(value="strict")):  # of zip: two sequences that are as long as each other
            return True
        case cst.Expr(value=cst.SimpleString() | cst.ConcatenatedString()):  # a doc string
            return True
        case cst.If(test=cst.Name(value="TYPE_CHECKING")) | cst.FunctionDef(name=cst.Name(value="__repr__")):
            return True
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))]):
            return name in _LISTS
        case cst.AnnAssign(annotation=cst.Annotation(annotation=cst.Name(value="TypeAlias"))):
            return True
        case cst.Call():
            return _called(node) in _TYPES | _LOUD
    return False
