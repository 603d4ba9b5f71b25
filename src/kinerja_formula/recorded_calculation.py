"""A calculation as it was written down: what a result out of JSON is made of. Nothing is calculated again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from importlib import import_module
from typing import Any, Final

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import INVALID_DOCUMENT
from kinerja_formula.explanation import Input, Step, Term
from kinerja_formula.nodes import Node
from kinerja_formula.schemas import misfit
from kinerja_formula.source import Span
from kinerja_formula.units import Unit, read_unit

__all__ = [
    "SCHEMA",
    "RecordedCalculation",
    "check_form",
    "recorded_calculation",
    "recorded_figure",
    "unfit_data",
    "written_inputs",
    "written_steps",
    "written_tree",
]

SCHEMA: Final = "kinerja-formula/result/1"

_FIGURE: Final = re.compile(r"-?[0-9]+(?:/0*[1-9][0-9]*)?")
_TREES: Final = "kinerja_formula.writers.json"
"""What reads a tree stands above the results, and is found by its name when somebody asks for the tree."""


def recorded_calculation(data: Mapping[str, Any]) -> RecordedCalculation:
    """Return the calculation of a result that was written down.

    Raises InvalidDataError KF404, naming the schema or what is of another form.
    """
    check_form(data, SCHEMA)
    try:
        return RecordedCalculation(data)
    except KeyError as error:
        raise unfit_data(str(error.args[0]), None, SCHEMA) from None
    except (TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise unfit_data("result", error.args[0] if error.args else None, SCHEMA) from None


_LOOKED_AT_LATER: Final = ("tree", "factor")
"""A tree is read when somebody asks for it; the first data of this form had no factor."""


def check_form(data: object, expected: str) -> None:
    """Raise InvalidDataError KF404, naming the field, for data that does not fit a schema."""
    found = data.get("schema") if isinstance(data, Mapping) else data
    if found != expected:
        raise unfit_data("schema", found, expected)
    place = misfit(expected, data, apart=_LOOKED_AT_LATER)
    if place is not None:
        raise unfit_data(*place, expected)


def unfit_data(field: str, value: object, expected: str) -> InvalidDataError:
    """Return the error of plain data that is of another form than ``to_json`` writes."""
    told = repr(value)[:80] if isinstance(value, (str, int, float, type(None))) else type(value).__name__
    return InvalidDataError(Diagnostic(INVALID_DOCUMENT, (0, 0), field=field, value=told, expected=expected))


def written_tree(tree: Node) -> dict[str, Any]:
    """Return a tree as plain data."""
    data: dict[str, Any] = import_module(_TREES).write_node(tree)
    return data


class RecordedCalculation:
    """What a result asks of a calculation, from plain data.

    Raises KeyError, TypeError or ValueError for data of another form; the tree is only read when it is asked for.
    """

    scale = (1, 1)

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.text: str = _text(data["formula"])
        self.unit: str | None = None if data["unit"] is None else _text(data["unit"])
        self.value = recorded_figure(data["value"])
        self.exact = bool(data["exact"])
        self.steps = recorded_steps(data["steps"])
        self.notes = tuple([Diagnostic.from_json(one) for one in data["diagnostics"]])
        self._inputs = tuple([_input(one) for one in data["inputs"]])
        self._tree: Mapping[str, Any] = data["tree"]

    @property
    def measure(self) -> Unit | None:
        """The unit of the value, where it is no percentage or rate."""
        return None if self.unit in (None, "1", "%") else read_unit(self.unit or "")

    @property
    def tree(self) -> Node:
        """What was calculated."""
        tree: Node = import_module(_TREES).read_node(self._tree)
        return tree

    @property
    def operands(self) -> Sequence[Any]:
        """None: a spreadsheet is made of a formula, not of what is written down about one calculation."""
        return ()

    def arithmetic(self, figures: Sequence[Any]) -> Node:  # noqa: ARG002
        """The calculation as it was, percent signs and all."""
        return self.tree

    def inputs(self, figures: Sequence[Any]) -> tuple[Input, ...]:  # noqa: ARG002
        """The figures that went in."""
        return self._inputs

    def trace(self, figures: Sequence[Any]) -> Any:  # noqa: ARG002
        """A result out of JSON has its steps with it."""
        raise AssertionError

    def findings(self, figures: Sequence[Any]) -> tuple[Diagnostic, ...]:  # noqa: ARG002
        """None besides the notes: all that was found is among them."""
        return ()


def written_inputs(inputs: Sequence[Input]) -> list[dict[str, object]]:
    """Return figures as plain data."""
    return [
        {
            "name": given.name,
            "value": str(given.value),
            "unit": given.unit,
            "written": given.written,
            "span": list(given.span),
            "factor": str(given.factor),
        }
        for given in inputs
    ]


def written_steps(steps: Sequence[Step]) -> list[dict[str, object]]:
    """Return steps as plain data."""
    return [
        {
            "number": step.number,
            "kind": step.kind,
            "terms": [
                {
                    "sign": term.sign,
                    "value": str(term.value),
                    "percent": term.percent,
                    "text": term.text,
                    "span": list(term.span),
                    "step": term.step,
                    "literal": term.literal,
                }
                for term in step.terms
            ],
            "value": str(step.value),
            "percent": step.percent,
            "exact": step.exact,
            "text": step.text,
            "span": list(step.span),
        }
        for step in steps
    ]


def recorded_steps(data: Sequence[Mapping[str, Any]]) -> tuple[Step, ...]:
    """Return the steps that :func:`written_steps` wrote. Raises as :class:`RecordedCalculation` does."""
    return tuple(
        [
            Step(
                int(one["number"]),
                _text(one["kind"]),
                tuple([_term(term) for term in one["terms"]]),
                recorded_figure(one["value"]),
                bool(one["percent"]),
                bool(one["exact"]),
                _text(one["text"]),
                _span(one["span"]),
            )
            for one in data
        ]
    )


def _input(data: Mapping[str, Any]) -> Input:
    unit = None if data["unit"] is None else _text(data["unit"])
    value, factor = recorded_figure(data["value"]), recorded_figure(data.get("factor", "1"))
    return Input(_text(data["name"]), value, unit, _text(data["written"]), _span(data["span"]), factor)


def _term(data: Mapping[str, Any]) -> Term:
    step = None if data["step"] is None else int(data["step"])
    return Term(
        _text(data["sign"]),
        recorded_figure(data["value"]),
        bool(data["percent"]),
        _text(data["text"]),
        _span(data["span"]),
        step,
        bool(data["literal"]),
    )


def _span(data: Sequence[Any]) -> Span:
    start, end = data
    return int(start), int(end)


def recorded_figure(value: object) -> Fraction:
    """Return a figure written as ``"90"`` or ``"275/3"``. Raises ValueError for anything else: no exponents."""
    text = _text(value)
    if not _FIGURE.fullmatch(text):
        raise ValueError(text[:80])
    above, _, below = text.partition("/")
    return Fraction(int(above), int(below or 1))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
