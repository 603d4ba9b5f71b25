"""kinerja_formula reads the formulas of Indonesian government performance indicators and evaluates them exactly.

Nothing is loaded before it is used: ``import kinerja_formula`` costs next to nothing.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kinerja_formula.diagnostics import Diagnostic as Diagnostic
    from kinerja_formula.diagnostics import FormulaError as FormulaError
    from kinerja_formula.diagnostics import FormulaSyntaxError as FormulaSyntaxError
    from kinerja_formula.diagnostics import InvalidDataError as InvalidDataError
    from kinerja_formula.diagnostics import LimitError as LimitError
    from kinerja_formula.diagnostics import MissingDataError as MissingDataError
    from kinerja_formula.diagnostics import Severity as Severity
    from kinerja_formula.diagnostics import UnitMismatchError as UnitMismatchError
    from kinerja_formula.diagnostics import ZeroDenominatorError as ZeroDenominatorError
    from kinerja_formula.diagnostics import use_language as use_language
    from kinerja_formula.documents.dokumen import Dokumen as Dokumen
    from kinerja_formula.documents.dokumen import Indikator as Indikator
    from kinerja_formula.documents.dokumen import Jabatan as Jabatan
    from kinerja_formula.documents.reader import read as read
    from kinerja_formula.formula import Formula as Formula
    from kinerja_formula.formula import Limits as Limits
    from kinerja_formula.formula import check as check
    from kinerja_formula.formula import evaluate as evaluate
    from kinerja_formula.formula import parse as parse
    from kinerja_formula.formula import use_vocabulary as use_vocabulary
    from kinerja_formula.result import Result as Result

__version__ = "0.1.0"

_ROOMS = {
    "Diagnostic": "diagnostics",
    "Dokumen": "documents.dokumen",
    "Formula": "formula",
    "FormulaError": "diagnostics",
    "FormulaSyntaxError": "diagnostics",
    "Indikator": "documents.dokumen",
    "InvalidDataError": "diagnostics",
    "Jabatan": "documents.dokumen",
    "LimitError": "diagnostics",
    "Limits": "formula",
    "MissingDataError": "diagnostics",
    "Result": "result",
    "Severity": "diagnostics",
    "UnitMismatchError": "diagnostics",
    "ZeroDenominatorError": "diagnostics",
    "check": "formula",
    "evaluate": "formula",
    "parse": "formula",
    "read": "documents.reader",
    "use_language": "diagnostics",
    "use_vocabulary": "formula",
}
__all__ = [
    "Diagnostic",
    "Dokumen",
    "Formula",
    "FormulaError",
    "FormulaSyntaxError",
    "Indikator",
    "InvalidDataError",
    "Jabatan",
    "LimitError",
    "Limits",
    "MissingDataError",
    "Result",
    "Severity",
    "UnitMismatchError",
    "ZeroDenominatorError",
    "__version__",
    "check",
    "evaluate",
    "parse",
    "read",
    "use_language",
    "use_vocabulary",
]


def __getattr__(name: str) -> object:
    room = _ROOMS.get(name)
    if room is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"{__name__}.{room}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
