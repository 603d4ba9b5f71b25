"""Plain arithmetic → an SQL expression in any dialect that sqlglot knows.

sqlglot quotes the names of columns and knows how each database spells a type; the tree it is given is made here, node
by node, never from a text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING, Any, Final

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import MISSING_EXTRA
from kinerja_formula.evaluation.figures import Operand
from kinerja_formula.nodes import (
    Aggregate,
    Call,
    Comparison,
    Conditional,
    Logic,
    Name,
    Node,
    Number,
    Part,
    Power,
    Product,
    Root,
    Sum,
    children,
)
from kinerja_formula.writers.certain_values import always_has_value, decimals_of
from kinerja_formula.writers.places import (
    invalid_place,
    needed_places,
    not_writable,
    place_of_operands,
)

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["write_sql"]

NOTATION: Final = "SQL"
_READ_ONLY: Final = frozenset(("dax", "prql"))
"""Languages that sqlglot reads and doesn't write: in DAX the name of a column would become a text."""
_LARGEST: Final = 10**300
_LONGEST_COLUMN: Final = 128
_LARGEST_QUERY: Final = 20_000
_MOST_OF_A_MEDIAN: Final = 7
_STEADY_DECIMALS: Final = 9
"""So many further decimals are kept before a half is looked for: 1.005 × 100 is 100.49999999999999 in doubles."""
_EXACT_DECIMALS: Final = frozenset(("postgres", "materialize", "risingwave"))
"""Dialects whose ROUND takes decimals of a NUMERIC alone; as such 1.005 is what it looks like."""


def write_sql(
    tree: Node, operands: Sequence[Operand], columns: Mapping[str, str] | None, dialect: str, text: str
) -> str:
    """Return plain arithmetic as an SQL expression over one row; ``columns`` has the column of each operand by name.

    Without ``columns`` each column is called as its operand. A denominator of zero gives NULL, and so does the root of
    a negative figure, a condition without a branch that holds, and a missing figure wherever it stands; figures are
    calculated in double precision. A sum over records is an aggregate over the rows of the table: of such a formula
    every name stands in a sum, and a row without a value makes the whole NULL.

    Raises NotationError KF360 (a number that no column holds, a name outside the sums over rows, an expression that is
    too long), KF361, KF362; InvalidDataError KF403 without sqlglot; ValueError for a dialect that sqlglot doesn't know.

    >>> a = Operand("jumlah a", "Jumlah A", (0, 8), ("jumlah a",), "Jumlah A")
    >>> write_sql(Name("Jumlah A", (0, 8)), [a], None, "duckdb", "Jumlah A")
    'CAST("Jumlah A" AS DOUBLE)'
    """
    try:
        from sqlglot import expressions
        from sqlglot.dialects.dialect import Dialect
    except ImportError:
        needed: dict[str, object] = {"package": "sqlglot", "extra": "sql", "purpose": "SQL"}
        raise InvalidDataError(Diagnostic(MISSING_EXTRA, (0, 0), (), **needed)) from None
    if not isinstance(dialect, str) or Dialect.get(dialect.lower()) is None or dialect.lower() in _READ_ONLY:
        known = ", ".join(sorted({name for name in Dialect.classes if name} - _READ_ONLY))
        raise ValueError(f"dialect must be one of {known}, not {dialect!r}")
    wanted = needed_places(tree, operands, () if columns is None else columns, NOTATION, text)
    given = {operand.wanted: operand.wanted for operand in wanted.all} if columns is None else columns
    places = place_of_operands(wanted.all, given, text)
    for operand in wanted.all:
        column = places[operand.key]
        if not isinstance(column, str) or not column.isprintable() or not 0 < len(column) <= _LONGEST_COLUMN:
            invalid_place(operand, column, NOTATION, text)
    if wanted.columns and wanted.operands:
        not_writable(wanted.operands[0].span, NOTATION, text, reason="nama-di-luar-baris")
    if _size(wanted.tree) > _LARGEST_QUERY:
        not_writable(tree.span, NOTATION, text, reason="terlalu-panjang")
    table = _Table(expressions, places, text, dialect.lower())
    written: str = table.whole(wanted.tree).sql(dialect=dialect.lower())
    return written


def _size(node: Node) -> int:
    """Return how much is written for a node: where a database has no function of its own, operands are repeated."""
    size = 1 + sum([_size(below) for below in children(node)])
    match node:
        case Call(function="median"):
            middle = len(node.arguments) // 2 + 1
            return size * comb(len(node.arguments), middle) * 2
        case Comparison():
            return 3 * size
        case Root() | Aggregate() | Logic() | Call(function="min" | "maks" | "rata-rata-ukur"):
            return 2 * size
    return size


class _Table:
    def __init__(self, expressions: ModuleType, columns: Mapping[str, str], text: str, dialect: str) -> None:
        self.sql: Any = expressions
        self.columns = columns
        self.text = text
        self.dialect = dialect

    def whole(self, node: Node) -> Any:
        """Return what is calculated for a row, NULL where a figure is missing that the branch taken doesn't need."""
        written = self.write(node)
        missing = [self._is_null(name) for name in _names_in_branches(node)]
        if missing and isinstance(node, Conditional):
            ifs = self._unless(missing, None).args["ifs"]
            written.set("ifs", [*ifs, *written.args["ifs"]])
            return written
        return self._unless(missing, written)

    def write(self, node: Node) -> Any:
        match node:
            case Name():
                return self._double(self._column(node.key))
            case Number():
                return self._number(node)
            case Sum():
                first, *others = node.parts
                joined = self._inner(first.node)
                if first.sign == "-":
                    joined = self.sql.Neg(this=joined)
                for part in others:
                    kind = self.sql.Add if part.sign == "+" else self.sql.Sub
                    joined = kind(this=joined, expression=self._inner(part.node))
                return joined
            case Product():
                return self._product(node)
            case Power():
                return self._function("POWER", self._double(self.write(node.base)), self.write(node.exponent))
            case Root():
                return self._root(node)
            case Conditional():
                return self._conditional(node)
            case Call():
                return self._call(node)
            case Aggregate():
                return self._over_rows(node)
        raise TypeError(f"no SQL for {type(node).__name__}")

    def _column(self, key: str) -> Any:
        return self.sql.column(self.columns[key], quoted=True)

    def _figure(self, node: Node) -> Any:
        """Return a node as a double: two whole numbers would be divided as whole numbers further out."""
        is_whole = isinstance(node, Number) and node.value.denominator == 1
        return self._double(self.write(node)) if is_whole else self.write(node)

    def _inner(self, node: Node) -> Any:
        written = self.write(node)
        return self.sql.Paren(this=written) if isinstance(node, (Sum, Product)) else written

    def _product(self, node: Product) -> Any:
        joined: Any = None
        for part in node.parts:
            inner = self._inner(part.node)
            if joined is None:
                # A number that begins a product makes it one of doubles, as a column does.
                joined = self._double(inner) if isinstance(part.node, Number) else inner
            elif part.sign == "×":
                joined = self.sql.Mul(this=joined, expression=inner)
            else:
                joined = self._divided(joined, inner, sure=isinstance(part.node, Number) and bool(part.node.value))
        return joined

    def _divided(self, above: Any, below: Any, *, sure: bool = False) -> Any:
        if not sure:
            below = self.sql.Nullif(this=below, expression=self.sql.Literal.number(0))
        # typed and unsafe: both sides are doubles already, and NULLIF stands where one may be zero
        return self.sql.Div(this=above, expression=below, typed=True, safe=False)

    def _root(self, node: Root) -> Any:
        below = self.write(node.radicand)
        one, degree = (self.sql.Literal.number(value) for value in (1, node.degree))
        exponent = self._divided(self._double(one), degree, sure=True)
        if node.degree % 2:  # a negative figure has an odd root
            size = self._function("POWER", self._function("ABS", below), exponent)
            return self.sql.Mul(this=self._function("SIGN", below.copy()), expression=size)
        drawn = self._function("SQRT", below) if node.degree == 2 else self._function("POWER", below, exponent)
        sound = self.sql.GTE(this=self.sql.Paren(this=below.copy()), expression=self.sql.Literal.number(0))
        return self.sql.Case(ifs=[self.sql.If(this=sound, true=drawn)])

    # Conditions: NULL is neither true nor false, so whatever may have no value is looked at before it is compared

    def _conditional(self, node: Conditional) -> Any:
        ifs = []
        for branch in node.branches:
            unknown = self._unknown(branch.condition)
            if unknown is not None:
                ifs.append(self.sql.If(this=unknown, true=self.sql.Null()))
            ifs.append(self.sql.If(this=self._truth(branch.condition), true=self._figure(branch.value)))
        return self.sql.Case(ifs=ifs, default=None if node.otherwise is None else self._figure(node.otherwise))

    def _unknown(self, node: Node) -> Any:
        """Return when a condition has no truth; None where that can't be."""
        if not isinstance(node, Logic):
            partial = [side for side in _sides(node) if not always_has_value(side)]
            return self._joined([self._is_null(side) for side in partial], self.sql.Or)
        ways = []
        for order, item in enumerate(node.items):
            unknown = self._unknown(item)
            if unknown is None:
                continue
            # An item is looked at only where those before it leave the matter open.
            before = [self._truth(one) for one in node.items[:order]]
            if node.word == "atau":
                before = [self.sql.Not(this=self.sql.Paren(this=one)) for one in before]
            ways.append(self._joined([*before, unknown], self.sql.And))
        return self._joined(ways, self.sql.Or)

    def _truth(self, node: Node) -> Any:
        if isinstance(node, Logic):
            kind = self.sql.And if node.word == "dan" else self.sql.Or
            return self._joined([self._truth(item) for item in node.items], kind)
        sides = _sides(node)
        kinds = {
            "<": self.sql.LT,
            "≤": self.sql.LTE,
            "=": self.sql.EQ,
            "≠": self.sql.NEQ,
            "≥": self.sql.GTE,
            ">": self.sql.GT,
        }
        links = [
            kinds[part.sign](this=self._inner(sides[at]), expression=self._inner(sides[at + 1]))
            for at, part in enumerate(children(node)[1:])
            if isinstance(part, Part)
        ]
        return self._joined(links, self.sql.And)

    def _joined(self, conditions: Sequence[Any], kind: Any) -> Any:
        """Join conditions, each in brackets where it is joined itself; None for none."""
        if len(conditions) < 2:
            return conditions[0] if conditions else None
        bound = [
            self.sql.Paren(this=one) if isinstance(one, (self.sql.And, self.sql.Or)) else one for one in conditions
        ]
        joined = bound[0]
        for one in bound[1:]:
            joined = kind(this=joined, expression=one)
        return joined

    def _is_null(self, node: Node) -> Any:
        inner = self._column(node.key) if isinstance(node, Name) else self._inner(node)
        return self.sql.Is(this=inner, expression=self.sql.Null())

    def _unless(self, missing: Sequence[Any], written: Any) -> Any:
        """Return what is written, NULL where one of these conditions holds."""
        if not missing:
            return written
        none = self.sql.If(this=self._joined(missing, self.sql.Or), true=self.sql.Null())
        return self.sql.Case(ifs=[none], default=written)

    # Functions

    def _call(self, node: Call) -> Any:
        arguments = node.arguments
        match node.function:
            case "min" | "maks":
                return self._extreme(node.function, arguments)
            case "median":
                return self._median(node)
            case "abs":
                return self._function("ABS", self._figure(arguments[0]))
            case "ln":
                return self._logarithm("LN", arguments[0])
            case "log":
                return self._logarithm_to_a_base(arguments)
            case "bulat":
                return self._rounded(node)
        return self._geometric_mean(arguments)

    def _extreme(self, function: str, nodes: Sequence[Node]) -> Any:
        return self._unless(self._missing(nodes), self._chosen(function, [self._figure(node) for node in nodes]))

    def _missing(self, nodes: Sequence[Node]) -> list[Any]:
        """Return where LEAST and GREATEST must not be asked: in some databases they pass over NULL."""
        if self.dialect == "sqlite" or len(nodes) == 1:
            return []
        return [self._is_null(node) for node in nodes if not isinstance(node, Number)]

    def _chosen(self, function: str, figures: Sequence[Any]) -> Any:
        """Return the least or the greatest of figures."""
        if len(figures) == 1:  # MIN of one argument is an aggregate in SQLite
            return figures[0]
        if self.dialect == "sqlite":
            return self._function("MIN" if function == "min" else "MAX", *figures)
        return self._function("LEAST" if function == "min" else "GREATEST", *figures)

    def _median(self, node: Call) -> Any:
        nodes = node.arguments
        if len(nodes) > _MOST_OF_A_MEDIAN:
            not_writable(node.span, NOTATION, self.text, reason="terlalu-panjang")
        middle = len(nodes) // 2 + 1
        median = self._in_order(nodes, middle)
        if len(nodes) % 2 == 0:
            both = self.sql.Paren(this=self.sql.Add(this=self._in_order(nodes, middle - 1), expression=median))
            median = self.sql.Paren(this=self._divided(both, self._whole(2), sure=True))
        return self._unless(self._missing(nodes), median)

    def _in_order(self, nodes: Sequence[Node], place: int) -> Any:
        """Return the figure that is so many from below: the least among the greatest of each so many."""
        greatest = [
            self._chosen("maks", [self._figure(node) for node in several]) for several in combinations(nodes, place)
        ]
        return self._chosen("min", greatest)

    def _logarithm(self, name: str, node: Node) -> Any:
        """Return a logarithm, NULL where there is none: databases differ in what they do then."""
        figure = self._figure(node)
        if not (isinstance(node, Number) and node.value > 0):
            above = self._chosen("maks", [figure, self._double(self._whole(0))])
            figure = self.sql.Nullif(this=above, expression=self._whole(0))
        return self._function(name, figure)

    def _logarithm_to_a_base(self, arguments: Sequence[Node]) -> Any:
        base = arguments[1] if len(arguments) > 1 else None
        if base is None or (isinstance(base, Number) and base.value == 10):
            return self._logarithm("LOG10", arguments[0])
        sure = isinstance(base, Number) and base.value > 0 and base.value != 1
        divided = self._divided(self._logarithm("LN", arguments[0]), self._logarithm("LN", base), sure=sure)
        return self.sql.Paren(this=divided)

    def _rounded(self, node: Call) -> Any:
        decimals = decimals_of(node)
        if decimals is None:
            not_writable(node.span, NOTATION, self.text, reason="desimal-bulat")
        figure = self._figure(node.arguments[0])
        if self.dialect in _EXACT_DECIMALS:
            exact = self.sql.Cast(this=figure, to=self.sql.DataType(this=self.sql.DataType.Type.DECIMAL))
            return self._double(self._function("ROUND", exact, self._whole(decimals)))
        shifted = self._shifted(figure, decimals)
        steady = self._function("ROUND", shifted, self._whole(_STEADY_DECIMALS))
        return self.sql.Paren(this=self._shifted(self._function("ROUND", steady, self._whole(0)), -decimals))

    def _shifted(self, figure: Any, decimals: int) -> Any:
        if not decimals:
            return figure
        figure = self.sql.Paren(this=figure) if isinstance(figure, self.sql.Binary) else figure
        scale = self._double(self.sql.Literal.number(10 ** abs(decimals)))
        if decimals < 0:
            return self._divided(figure, scale, sure=True)
        return self.sql.Mul(this=figure, expression=scale)

    def _whole(self, value: int) -> Any:
        literal = self.sql.Literal.number(abs(value))
        return self.sql.Neg(this=literal) if value < 0 else literal

    def _geometric_mean(self, nodes: Sequence[Node]) -> Any:
        sound = [self.sql.GTE(this=self._inner(node), expression=self._whole(0)) for node in nodes]
        product = self._figure(nodes[0]) if len(nodes) == 1 else self._multiplied(nodes)
        exponent = self._divided(self._double(self._whole(1)), self._whole(len(nodes)), sure=True)
        drawn = self._function("POWER", product, exponent)
        return self.sql.Case(ifs=[self.sql.If(this=self._joined(sound, self.sql.And), true=drawn)])

    def _multiplied(self, nodes: Sequence[Node]) -> Any:
        joined = self._inner(nodes[0])
        for node in nodes[1:]:
            joined = self.sql.Mul(this=joined, expression=self._inner(node))
        return joined

    # Records

    def _over_rows(self, node: Aggregate) -> Any:
        kind = self.sql.Avg if node.mean else self.sql.Sum
        count = self.sql.Count(this=self.whole(node.expression))
        every = self.sql.EQ(this=count, expression=self.sql.Count(this=self.sql.Star()))
        return self.sql.Case(ifs=[self.sql.If(this=every, true=kind(this=self.whole(node.expression)))])

    def _function(self, name: str, *arguments: Any) -> Any:
        return self.sql.Anonymous(this=name, expressions=list(arguments))

    def _double(self, inner: Any) -> Any:
        return self.sql.Cast(this=inner, to=self.sql.DataType(this=self.sql.DataType.Type.DOUBLE))

    def _number(self, node: Number) -> Any:
        above, below = node.value.numerator, node.value.denominator
        if abs(above) > _LARGEST or below > _LARGEST:
            not_writable(node.span, NOTATION, self.text, reason="angka-terlalu-besar")
        literal: Any = self.sql.Literal.number(abs(above))
        if above < 0:
            literal = self.sql.Paren(this=self.sql.Neg(this=literal))
        if below == 1:
            return literal
        divisor = self.sql.Literal.number(below)
        return self.sql.Paren(this=self._divided(self._double(literal), divisor, sure=True))


def _sides(node: Node) -> list[Node]:
    if not isinstance(node, Comparison):
        raise TypeError(f"no condition: {type(node).__name__}")
    return [node.first, *[part.node for part in node.rest]]


def _names_in_branches(tree: Node) -> list[Name]:
    """Return the names that stand nowhere but in conditions and their branches: a NULL there may go unseen."""
    inside: dict[str, Name] = {}
    outside: set[str] = set()
    waiting = [(tree, False)]
    while waiting:
        node, in_branch = waiting.pop()
        if isinstance(node, Name):
            if in_branch:
                inside.setdefault(node.key, node)
            else:
                outside.add(node.key)
        elif not isinstance(node, Aggregate):
            in_branch = in_branch or isinstance(node, Conditional)
            waiting.extend([(below, in_branch) for below in reversed(children(node))])
    return [name for key, name in inside.items() if key not in outside]
