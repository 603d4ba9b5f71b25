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
    from kinerja_formula.diagnostics import NoSolutionError as NoSolutionError
    from kinerja_formula.diagnostics import NotationError as NotationError
    from kinerja_formula.diagnostics import Severity as Severity
    from kinerja_formula.diagnostics import UnitMismatchError as UnitMismatchError
    from kinerja_formula.diagnostics import ZeroDenominatorError as ZeroDenominatorError
    from kinerja_formula.diagnostics import use_language as use_language
    from kinerja_formula.dokumen.model import Dokumen as Dokumen
    from kinerja_formula.dokumen.model import Indikator as Indikator
    from kinerja_formula.dokumen.model import Jabatan as Jabatan
    from kinerja_formula.dokumen.reader import read as read
    from kinerja_formula.figures import Angka as Angka
    from kinerja_formula.figures import angka as angka
    from kinerja_formula.formula import Formula as Formula
    from kinerja_formula.formula import Limits as Limits
    from kinerja_formula.formula import check as check
    from kinerja_formula.formula import evaluate as evaluate
    from kinerja_formula.formula import parse as parse
    from kinerja_formula.formula import use_vocabulary as use_vocabulary
    from kinerja_formula.grafik.chart import chart as chart
    from kinerja_formula.grafik.model import Grafik as Grafik
    from kinerja_formula.pelaporan.calculation import laporan as laporan
    from kinerja_formula.pelaporan.gabungan import LaporanGabungan as LaporanGabungan
    from kinerja_formula.pelaporan.gabungan import laporan_gabungan as laporan_gabungan
    from kinerja_formula.pelaporan.model import Laporan as Laporan
    from kinerja_formula.penilaian import AssessedResult as AssessedResult
    from kinerja_formula.penilaian import Aturan as Aturan
    from kinerja_formula.penilaian import Capaian as Capaian
    from kinerja_formula.penilaian import RekapCapaian as RekapCapaian
    from kinerja_formula.penilaian import Ukuran as Ukuran
    from kinerja_formula.penilaian import aturan as aturan
    from kinerja_formula.penilaian import capaian as capaian
    from kinerja_formula.penilaian import predikat as predikat
    from kinerja_formula.penilaian import read_aturan as read_aturan
    from kinerja_formula.penilaian import roll_up as roll_up
    from kinerja_formula.penilaian import roll_up_levels as roll_up_levels
    from kinerja_formula.penilaian import roll_up_periods as roll_up_periods
    from kinerja_formula.penilaian import ukuran as ukuran
    from kinerja_formula.penilaian import ukuran_ids as ukuran_ids
    from kinerja_formula.penilaian import use_aturan as use_aturan
    from kinerja_formula.result import Result as Result
    from kinerja_formula.schemas import schema as schema
    from kinerja_formula.schemas import schema_names as schema_names
    from kinerja_formula.tables import evaluate_long as evaluate_long
    from kinerja_formula.tables import evaluate_records as evaluate_records
    from kinerja_formula.tables import evaluate_table as evaluate_table
    from kinerja_formula.tables import roll_up_periods_table as roll_up_periods_table
    from kinerja_formula.tables import roll_up_table as roll_up_table
    from kinerja_formula.tinjauan.antar_dokumen import reviu as reviu
    from kinerja_formula.tinjauan.reviu_model import Reviu as Reviu

__version__ = "0.1.0"

_MODULES = {
    "Angka": "figures",
    "angka": "figures",
    "AssessedResult": "penilaian",
    "Aturan": "penilaian",
    "Capaian": "penilaian",
    "Diagnostic": "diagnostics",
    "Dokumen": "dokumen.model",
    "Formula": "formula",
    "FormulaError": "diagnostics",
    "FormulaSyntaxError": "diagnostics",
    "Grafik": "grafik.model",
    "Indikator": "dokumen.model",
    "InvalidDataError": "diagnostics",
    "Jabatan": "dokumen.model",
    "LaporanGabungan": "pelaporan.gabungan",
    "Laporan": "pelaporan.model",
    "LimitError": "diagnostics",
    "Limits": "formula",
    "MissingDataError": "diagnostics",
    "NoSolutionError": "diagnostics",
    "NotationError": "diagnostics",
    "RekapCapaian": "penilaian",
    "Result": "result",
    "Reviu": "tinjauan.reviu_model",
    "Severity": "diagnostics",
    "Ukuran": "penilaian",
    "UnitMismatchError": "diagnostics",
    "ZeroDenominatorError": "diagnostics",
    "aturan": "penilaian",
    "capaian": "penilaian",
    "chart": "grafik.chart",
    "check": "formula",
    "evaluate": "formula",
    "laporan_gabungan": "pelaporan.gabungan",
    "laporan": "pelaporan.calculation",
    "evaluate_long": "tables",
    "evaluate_records": "tables",
    "evaluate_table": "tables",
    "parse": "formula",
    "predikat": "penilaian",
    "read_aturan": "penilaian",
    "reviu": "tinjauan.antar_dokumen",
    "roll_up": "penilaian",
    "roll_up_levels": "penilaian",
    "roll_up_periods": "penilaian",
    "roll_up_periods_table": "tables",
    "roll_up_table": "tables",
    "schema": "schemas",
    "schema_names": "schemas",
    "ukuran": "penilaian",
    "ukuran_ids": "penilaian",
    "use_aturan": "penilaian",
    "read": "dokumen.reader",
    "use_language": "diagnostics",
    "use_vocabulary": "formula",
}
__all__ = [
    "Angka",
    "AssessedResult",
    "Aturan",
    "Capaian",
    "Diagnostic",
    "Dokumen",
    "Formula",
    "FormulaError",
    "FormulaSyntaxError",
    "Grafik",
    "Indikator",
    "InvalidDataError",
    "Jabatan",
    "Laporan",
    "LaporanGabungan",
    "LimitError",
    "Limits",
    "MissingDataError",
    "NoSolutionError",
    "NotationError",
    "RekapCapaian",
    "Result",
    "Reviu",
    "Severity",
    "Ukuran",
    "UnitMismatchError",
    "ZeroDenominatorError",
    "__version__",
    "angka",
    "aturan",
    "capaian",
    "chart",
    "check",
    "evaluate",
    "evaluate_long",
    "evaluate_records",
    "evaluate_table",
    "laporan",
    "laporan_gabungan",
    "parse",
    "predikat",
    "read",
    "read_aturan",
    "reviu",
    "roll_up",
    "roll_up_levels",
    "roll_up_periods",
    "roll_up_periods_table",
    "roll_up_table",
    "schema",
    "schema_names",
    "ukuran",
    "ukuran_ids",
    "use_aturan",
    "use_language",
    "use_vocabulary",
]


def __getattr__(name: str) -> object:
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
