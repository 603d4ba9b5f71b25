"""Tokens → tree, by the LALR grammar ``grammar/formula.lark``. The only place that imports lark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

from lark import Lark, UnexpectedInput
from lark.lexer import Lexer

from kinerja_formula.data_files import DATA
from kinerja_formula.diagnostics import Diagnostic, FormulaSyntaxError
from kinerja_formula.diagnostics.catalogue import DECIMAL_POINT, MISSING_OPERAND, UNEXPECTED_SIGN
from kinerja_formula.nodes import (
    FUNCTIONS,
    Aggregate,
    Average,
    Branch,
    Call,
    Comparison,
    Conditional,
    Definition,
    Definitions,
    Logic,
    Name,
    Node,
    Number,
    Part,
    Power,
    Product,
    Root,
    Sum,
    walk,
)
from kinerja_formula.numerals import NumeralError, decode, decode_in_formula, shortest
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.grammar_text import grammar_text
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.tokens import NAME, NUMBER, Figure
from kinerja_formula.source import Span, join_spans

__all__ = ["build_tree", "parse_line"]


class _Given(Lexer):
    """Hands on the tokens that scanner and layout made."""

    def __init__(self, lexer_conf: object) -> None:
        del lexer_conf

    def lex(self, data: list[Lexeme]) -> Iterator[Lexeme]:  # type: ignore[override]
        return iter(data)


@cache
def _terminals() -> Lark:
    """The terminals of the grammar alone, as a lexer of canonical lines."""
    return Lark(grammar_text(), parser=None, lexer="basic")


def _token(kind: str, text: str, start: int, end: int) -> Lexeme:
    if kind == NUMBER:
        written = Lexeme(NUMBER, text.rstrip("%"), start, end, True)
        return Figure(written, text.endswith("%"), None, end)
    if kind == NAME:
        total = text.startswith("Σ ")
        # "`PDRB`[t-1]" is the name PDRB[t-1]
        return Lexeme(NAME, text.removeprefix("Σ ").replace("`", ""), start, end, True, "", total)
    degree = text[6:-1] if kind == lx.ROOT and len(text) > 1 else ""
    return Lexeme(kind, text, start, end, True, degree, True)


class _Builder:
    """A method a rule of the grammar; each returns a node."""

    @staticmethod
    def start(children: list[Any]) -> Node:
        first = children[0]
        if isinstance(first, Node):
            return first
        items: list[Definition] = first
        # Without a line of its own the last one defined is what is asked for.
        result: Node = children[-1] if len(children) > 1 else items[-1].name
        return Definitions(tuple(items), result, (items[0].span[0], max(items[-1].span[1], result.span[1])))

    @staticmethod
    def definitions(children: list[Any]) -> list[Any]:
        """Return what stands between the separators."""
        if len(children) == 1:
            return children
        found: list[Any] = children[0]
        found.append(children[2])
        return found

    @staticmethod
    def definition(children: list[Any]) -> Node:
        piece, value = children[0], children[-1]
        name = Name(piece.text, piece.span, total=piece.hard)
        return Definition(name, value, join_spans(name.span, value.span))

    @staticmethod
    def definition_by_branches(children: list[Any]) -> Node:
        return _Builder.definition(children[:-1])

    branches = definitions

    @staticmethod
    def branch(children: list[Any]) -> Node:
        return Branch(children[1], children[3], join_spans(children[0].span, children[3].span))

    @staticmethod
    def conditional(children: list[Any]) -> Node:
        branches = children[0]
        return Conditional(tuple(branches), None, (branches[0].span[0], branches[-1].span[1]))

    @staticmethod
    def conditional_with_rest(children: list[Any]) -> Node:
        branches, value = children[0], children[-1]
        return Conditional(tuple(branches), value, (branches[0].span[0], value.span[1]))

    @staticmethod
    def either(children: list[Any]) -> Node:
        return _joined(children, "atau")

    @staticmethod
    def every(children: list[Any]) -> Node:
        return _joined(children, "dan")

    @staticmethod
    def comparison(children: list[Any]) -> Node:
        first = children[0]
        rest = tuple(
            [
                Part(node, sign.text, sign.span, join_spans(sign.span, node.span))
                for sign, node in zip(children[1::2], children[2::2], strict=True)
            ]
        )
        return Comparison(first, rest, join_spans(first.span, rest[-1].span))

    @staticmethod
    def call(children: list[Any]) -> Node:
        function, arguments = children[0], children[2]
        return Call(tuple(arguments), function.text, join_spans(function.span, children[-1].span))

    @staticmethod
    def aggregate(children: list[Any]) -> Node:
        from kinerja_formula.reading.canonical import line_of_aggregate

        sign, expression = children[0], children[2]
        mean = sign.text != "Σ"
        span = join_spans(sign.span, children[-1].span)
        text = line_of_aggregate(expression, mean=mean).replace("`", "")
        return Aggregate(expression, mean, text, span)

    @staticmethod
    def terms(children: list[Any]) -> list[Any]:
        """Return the links of a chain: an operand, then sign and operand by turns."""
        if len(children) == 1:
            return children
        chain: list[Any] = children[0]
        chain += children[1:]
        return chain

    factors = terms

    @staticmethod
    def negative(children: list[Any]) -> Part:
        sign, node = children
        return Part(node, "-", sign.span, join_spans(sign.span, node.span))

    @staticmethod
    def sum(children: list[Any]) -> Node:
        chain = children[0]
        first = chain[0]
        if len(chain) == 1 and not isinstance(first, Part):
            node: Node = first
            return node
        parts: list[Part] = []
        if isinstance(first, Part):
            parts.append(first)
        else:
            _join_sum(parts, "+", (first.span[0], first.span[0]), first)
        for index in range(1, len(chain), 2):
            sign, node = chain[index], chain[index + 1]
            _join_sum(parts, "+" if sign.kind == lx.ADD else "-", sign.span, node)
        return Sum(tuple(parts), (parts[0].span[0], parts[-1].span[1]))

    @staticmethod
    def product(children: list[Any]) -> Node:
        chain = children[0]
        first = chain[0]
        if len(chain) == 1:
            node: Node = first
            return node
        parts: list[Part] = []
        _join_product(parts, "×", (first.span[0], first.span[0]), first)
        for index in range(1, len(chain), 2):
            sign, node = chain[index], chain[index + 1]
            _join_product(parts, "×" if sign.kind == lx.MUL else "/", sign.span, node)
        return Product(tuple(parts), (min(part.span[0] for part in parts), max(part.span[1] for part in parts)))

    @staticmethod
    def power(children: list[Any]) -> Node:
        base, _, exponent = children
        return Power(base, exponent, join_spans(base.span, exponent.span))

    @staticmethod
    def group(children: list[Any]) -> Node:
        node: Node = children[1]
        return node

    @staticmethod
    def root(children: list[Any]) -> Node:
        sign, node = children
        return Root(
            int(sign.low) if sign.low.isdigit() and int(sign.low[:4]) > 0 else 2, node, join_spans(sign.span, node.span)
        )

    @staticmethod
    def items(children: list[Any]) -> list[Any]:
        return [child for child in children if isinstance(child, Node)]

    @staticmethod
    def average(children: list[Any]) -> Node:
        items = children[2]
        return Average(tuple(items), join_spans(children[0].span, children[-1].span))

    @staticmethod
    def name(children: list[Lexeme]) -> Node:
        piece = children[0]
        return Name(piece.text, piece.span, total=piece.hard)

    @staticmethod
    def number(children: list[Figure]) -> Node:
        piece = children[0]
        return Number(piece.label, piece.percent, _value(piece.text, piece.percent), piece.span)


def _joined(children: list[Any], word: str) -> Node:
    items = children[::2]
    node: Node = items[0] if len(items) == 1 else Logic(tuple(items), word, join_spans(items[0].span, items[-1].span))
    return node


@lru_cache(maxsize=256)
def _value(digits: str, percent: bool) -> Fraction:
    return (decode if percent else decode_in_formula)(digits).value  # 100,000% is 100%


def _join_sum(parts: list[Part], sign: str, sign_span: Span, node: Node) -> None:
    """Append a term; a bracketed sum after a plus is part of the same chain."""
    if isinstance(node, Sum) and sign == "+":
        first = node.parts[0]
        parts.append(
            first if first.sign == "-" else Part(first.node, "+", sign_span, join_spans(sign_span, first.span))
        )
        parts.extend(node.parts[1:])
    else:
        parts.append(Part(node, sign, sign_span, join_spans(sign_span, node.span)))


def _join_product(parts: list[Part], sign: str, sign_span: Span, node: Node) -> None:
    """Append a factor; a bracketed product after a × is part of the same chain."""
    if isinstance(node, Product) and sign == "×":
        first = node.parts[0]
        parts.append(Part(first.node, first.sign, sign_span, join_spans(sign_span, first.span)))
        parts.extend(node.parts[1:])
    else:
        parts.append(Part(node, sign, sign_span, join_spans(sign_span, node.span)))


class _Callbacks:
    """Lark asks for one callback a rule by its name."""

    def __init__(self) -> None:
        self._builder = _Builder()

    def __getattr__(self, name: str) -> Callable[[list[Any]], Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        callback: Callable[[list[Any]], Any] = getattr(self._builder, name)
        return callback


@cache
def _parser() -> Lark:
    text = grammar_text()
    return _ready_parser(text) or _built_parser(text)


def _built_parser(text: str) -> Lark:
    return Lark(
        text, parser="lalr", lexer=_Given, transformer=_Callbacks(), maybe_placeholders=False, keep_all_tokens=True
    )


# Building the tables of the grammar costs as much as reading a thousand formulas; they are kept beside the other data.
_TABLES = f"{DATA}/grammar/formula.json"


def _ready_parser(text: str) -> Lark | None:
    """Return the parser from its kept tables; None if they are of another grammar or another lark."""
    import json
    from zlib import crc32

    import lark

    try:
        with open(_TABLES, encoding="utf-8") as file:
            held = json.load(file, object_hook=_with_numbers)
    except OSError:
        return None
    if held["lark"] != lark.__version__ or held["crc32"] != crc32(text.encode()):
        return None
    data = held["data"]
    data["options"] |= {"lexer": _Given, "transformer": _Callbacks()}
    data["parser"]["lexer_conf"]["lexer_type"] = _Given
    return Lark.load({"data": data, "memo": held["memo"]})


def _with_numbers(table: dict[str, Any]) -> dict[Any, Any]:
    """JSON has no numbers for keys; the states and rules of the tables have."""
    return {int(key) if key.isdigit() else key: value for key, value in table.items()}


def write_tables() -> bool:
    """Write the tables of the grammar if they are of another grammar or another lark; tell whether they were."""
    import json
    import os
    from zlib import crc32

    import lark
    from lark.grammar import Rule
    from lark.lexer import TerminalDef

    text = grammar_text()
    if _ready_parser(text) is not None:
        return False
    data, memo = _built_parser(text).memo_serialize([TerminalDef, Rule])
    data["options"] = {key: value for key, value in data["options"].items() if key not in ("lexer", "transformer")}
    data["parser"]["lexer_conf"]["lexer_type"] = None
    held = {"lark": lark.__version__, "crc32": crc32(text.encode()), "data": data, "memo": memo}
    os.makedirs(os.path.dirname(_TABLES), exist_ok=True)
    with open(_TABLES, "w", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(held, separators=(",", ":"), sort_keys=True) + "\n")
    return True


def parse_line(text: str, draft: Draft) -> Node | None:
    """Return the tree of a text that is a sentence of the grammar as it stands, None for any other."""
    from lark import LarkError

    try:
        tokens = [_token(one.type, str(one), one.start_pos or 0, one.end_pos or 0) for one in _terminals().lex(text)]
        tree: Node = _parser().parse(tokens)  # type: ignore[assignment]
    except (LarkError, NumeralError):
        return None
    for node in walk(tree):
        if isinstance(node, Number) and node.value.numerator.bit_length() > 4 * draft.limits.digits:
            return None
        if isinstance(node, Call):
            least, most = FUNCTIONS[node.function]
            if len(node.arguments) < least or (most is not None and len(node.arguments) > most):
                return None
    return tree


def build_tree(tokens: list[Lexeme], draft: Draft) -> Node:
    """Return the tree of decided tokens.

    Raises FormulaSyntaxError KF101 or KF102 where they are no arithmetic.
    """
    for token in tokens:
        if isinstance(token, Figure):
            try:
                read = decode if token.percent else decode_in_formula
                numeral = read(token.text, max_digits=draft.limits.digits)
            except NumeralError as error:
                raise FormulaSyntaxError(
                    Diagnostic(UNEXPECTED_SIGN, token.span, sign=token.text, reason=error.reason), draft.text
                ) from None
            if numeral.decimal_point:
                draft.report(DECIMAL_POINT, token.span, written=token.text, value=shortest(numeral.value))
    try:
        tree: Node = _parser().parse(tokens)  # type: ignore[assignment]
    except UnexpectedInput as error:
        raise _fault(getattr(error, "token", None), tokens, draft) from None
    return tree


def _fault(token: Lexeme | None, tokens: list[Lexeme], draft: Draft) -> FormulaSyntaxError:
    place = next((index for index, candidate in enumerate(tokens) if candidate is token), len(tokens))
    piece = tokens[min(place, len(tokens) - 1)]
    span = piece.span if piece.end > piece.start else (piece.start, min(piece.start + 1, len(draft.text)))
    before = tokens[place - 1] if place else None
    if place >= len(tokens) or (before is not None and before.kind in lx.STARTERS) or before is None:
        return FormulaSyntaxError(
            Diagnostic(MISSING_OPERAND, span, role=_role(piece if place < len(tokens) else None, before)), draft.text
        )
    return FormulaSyntaxError(
        Diagnostic(UNEXPECTED_SIGN, span, sign=piece.text or draft.text[span[0] : span[1]]), draft.text
    )


def _role(piece: Lexeme | None, before: Lexeme | None) -> str:
    if before is not None and before.kind == lx.DIV:
        return "penyebut"
    if piece is not None and piece.kind == lx.DIV:
        return "pembilang"
    return "operan"


if __name__ == "__main__":
    write_tables()
