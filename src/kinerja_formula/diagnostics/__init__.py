"""What can be wrong or doubtful: the catalogue of codes, the diagnostic, and the errors.

- ``catalogue``: every kind of finding, with its stable code, slug and severity
- ``language``: the language in use, and the texts of ``data/messages/*.toml``
- ``finding``: one finding: a rule, places and values
- ``errors``: the errors, each with its findings

Facts stand apart from words: a diagnostic holds a rule, spans and values; its text in Indonesian or English is put
together only when somebody reads it. Rules are imported from ``catalogue``.
"""

from kinerja_formula.diagnostics.catalogue import CATALOGUE, Rule, Severity
from kinerja_formula.diagnostics.errors import (
    FormulaError,
    FormulaSyntaxError,
    InvalidDataError,
    LimitError,
    MissingDataError,
    NoSolutionError,
    NotationError,
    UnitMismatchError,
    ZeroDenominatorError,
)
from kinerja_formula.diagnostics.finding import Diagnostic, Findings
from kinerja_formula.diagnostics.language import language_in_use, use_language

__all__ = [
    "CATALOGUE",
    "Diagnostic",
    "Findings",
    "FormulaError",
    "FormulaSyntaxError",
    "InvalidDataError",
    "LimitError",
    "MissingDataError",
    "NoSolutionError",
    "NotationError",
    "Rule",
    "Severity",
    "UnitMismatchError",
    "ZeroDenominatorError",
    "language_in_use",
    "use_language",
]
