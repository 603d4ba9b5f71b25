"""For the tests of other programs: hypothesis strategies of formulas, their texts, figures, indicators and tables.

They need the extra ``testing`` (hypothesis). The fixture ``kinerja`` of :mod:`kinerja_formula.testing.plugin` is there
in every run of pytest and needs nothing more. Nothing is loaded before it is used.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kinerja_formula.testing.data_strategies import FORMS as FORMS
    from kinerja_formula.testing.data_strategies import data_for as data_for
    from kinerja_formula.testing.formula_strategies import formulas as formulas
    from kinerja_formula.testing.indicator_strategies import indicators as indicators
    from kinerja_formula.testing.table_strategies import BACKENDS as BACKENDS
    from kinerja_formula.testing.table_strategies import tables_for as tables_for
    from kinerja_formula.testing.text_strategies import LAYOUTS as LAYOUTS
    from kinerja_formula.testing.text_strategies import FormulaText as FormulaText
    from kinerja_formula.testing.text_strategies import formula_texts as formula_texts
    from kinerja_formula.testing.tree_strategies import trees as trees

_MODULES = {
    "BACKENDS": "table_strategies",
    "FORMS": "data_strategies",
    "FormulaText": "text_strategies",
    "LAYOUTS": "text_strategies",
    "data_for": "data_strategies",
    "formula_texts": "text_strategies",
    "formulas": "formula_strategies",
    "indicators": "indicator_strategies",
    "tables_for": "table_strategies",
    "trees": "tree_strategies",
}
__all__ = [
    "BACKENDS",
    "FORMS",
    "LAYOUTS",
    "FormulaText",
    "data_for",
    "formula_texts",
    "formulas",
    "indicators",
    "tables_for",
    "trees",
]


def __getattr__(name: str) -> object:
    """Load a strategy when it is asked for. Raises InvalidDataError KF403 without hypothesis."""
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    try:
        import_module("hypothesis")
    except ModuleNotFoundError:
        from kinerja_formula.files.file_bytes import missing_extra

        raise missing_extra("hypothesis", "testing", __name__) from None
    loaded = import_module(f"{__name__}.{module}")
    value: object = getattr(loaded, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
