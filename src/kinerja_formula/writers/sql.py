"""Plain arithmetic → an SQL expression in any dialect that sqlglot knows.

sqlglot quotes the names of columns and knows how each database spells a type; the tree it is given is made here, node
by node, never from a text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from kinerja_formula.diagnostics import MISSING_EXTRA, Diagnostic, InvalidDataError
from kinerja_formula.evaluation.figures import Operand
from kinerja_formula.nodes import Name, Node, Number, Power, Product, Root, Sum
from kinerja_formula.writers.places import invalid_place, not_writable, place_of_operands

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["write_sql"]

NOTATION: Final = "SQL"
_LARGEST: Final = 10**300
_LONGEST_COLUMN: Final = 128


def write_sql(
    tree: Node, operands: Sequence[Operand], columns: Mapping[str, str] | None, dialect: str, text: str
) -> str:
    """Return plain arithmetic as an SQL expression over one row; ``columns`` has the column of each operand by name.

    Without ``columns`` each column is called as its operand. A denominator of zero gives NULL, and so does the root of
    a negative figure; figures are calculated in double precision.

    Raises NotationError KF360 (a number that no column holds), KF361, KF362; InvalidDataError KF403 without sqlglot;
    ValueError for a dialect that sqlglot doesn't know.

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
    if not isinstance(dialect, str) or Dialect.get(dialect.lower()) is None:
        known = ", ".join(sorted(name for name in Dialect.classes if name))
        raise ValueError(f"dialect must be one of {known}, not {dialect!r}")
    given = {operand.wanted: operand.wanted for operand in operands} if columns is None else columns
    places = place_of_operands(operands, given, text)
    for operand in operands:
        column = places[operand.key]
        if not isinstance(column, str) or not column.isprintable() or not 0 < len(column) <= _LONGEST_COLUMN:
            invalid_place(operand, column, NOTATION, text)
    written: str = _Table(expressions, places, text).write(tree).sql(dialect=dialect.lower())
    return written


class _Table:
    def __init__(self, expressions: ModuleType, columns: Mapping[str, str], text: str) -> None:
        self.sql: Any = expressions
        self.columns = columns
        self.text = text

    def write(self, node: Node) -> Any:
        match node:
            case Name():
                return self._double(self.sql.column(self.columns[node.key], quoted=True))
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
        raise TypeError(f"no SQL for {type(node).__name__}")

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
