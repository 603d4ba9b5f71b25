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
    from kinerja_formula.formula import Kind as Kind
    from kinerja_formula.formula import Limits as Limits
    from kinerja_formula.formula import check as check
    from kinerja_formula.formula import evaluate as evaluate
    from kinerja_formula.formula import parse as parse
    from kinerja_formula.formula import use_vocabulary as use_vocabulary
    from kinerja_formula.grafik.chart import chart as chart
    from kinerja_formula.grafik.model import Grafik as Grafik
    from kinerja_formula.linter.facts import Finding as Finding
    from kinerja_formula.pelaporan.calculation import laporan as laporan
    from kinerja_formula.pelaporan.gabungan import LaporanGabungan as LaporanGabungan
    from kinerja_formula.pelaporan.gabungan import laporan_gabungan as laporan_gabungan
    from kinerja_formula.pelaporan.lembar_isian import isian as isian
    from kinerja_formula.pelaporan.model import Laporan as Laporan
    from kinerja_formula.pengatalogan.changes import Banding as Banding
    from kinerja_formula.pengatalogan.entry import IndikatorKatalog as IndikatorKatalog
    from kinerja_formula.pengatalogan.model import Katalog as Katalog
    from kinerja_formula.pengatalogan.reader import katalog as katalog
    from kinerja_formula.pengatalogan.results import HasilKatalog as HasilKatalog
    from kinerja_formula.pengisian.bacaan import Bacaan as Bacaan
    from kinerja_formula.pengisian.bacaan import with_bacaan as with_bacaan
    from kinerja_formula.pengisian.figures_table import Figure as Figure
    from kinerja_formula.pengisian.figures_table import Figures as Figures
    from kinerja_formula.pengisian.figures_table import read_figures as read_figures
    from kinerja_formula.pengisian.form import Form as Form
    from kinerja_formula.pengisian.form_figures import read_bacaan as read_bacaan
    from kinerja_formula.pengisian.satuan_table import read_satuan as read_satuan
    from kinerja_formula.penilaian import AssessedResult as AssessedResult
    from kinerja_formula.penilaian import Aturan as Aturan
    from kinerja_formula.penilaian import Capaian as Capaian
    from kinerja_formula.penilaian import NamaArah as NamaArah
    from kinerja_formula.penilaian import RekapCapaian as RekapCapaian
    from kinerja_formula.penilaian import RekapTingkat as RekapTingkat
    from kinerja_formula.penilaian import Ukuran as Ukuran
    from kinerja_formula.penilaian import aturan as aturan
    from kinerja_formula.penilaian import capaian as capaian
    from kinerja_formula.penilaian import predikat as predikat
    from kinerja_formula.penilaian import read_aturan as read_aturan
    from kinerja_formula.penilaian import read_ukuran as read_ukuran
    from kinerja_formula.penilaian import roll_up as roll_up
    from kinerja_formula.penilaian import roll_up_levels as roll_up_levels
    from kinerja_formula.penilaian import roll_up_periods as roll_up_periods
    from kinerja_formula.penilaian import ukuran as ukuran
    from kinerja_formula.penilaian import ukuran_ids as ukuran_ids
    from kinerja_formula.penilaian import use_aturan as use_aturan
    from kinerja_formula.penilaian import use_ukuran as use_ukuran
    from kinerja_formula.reading.accounting import Accounting as Accounting
    from kinerja_formula.reading.outcome import Alternative as Alternative
    from kinerja_formula.result import Result as Result
    from kinerja_formula.schemas import schema as schema
    from kinerja_formula.schemas import schema_names as schema_names
    from kinerja_formula.symbolic.equality import Equality as Equality
    from kinerja_formula.symbolic.sensitivity import Sensitivity as Sensitivity
    from kinerja_formula.symbolic.simplifying import Domain as Domain
    from kinerja_formula.symbolic.simplifying import Simplified as Simplified
    from kinerja_formula.symbolic.solving import Solution as Solution
    from kinerja_formula.tables import evaluate_long as evaluate_long
    from kinerja_formula.tables import evaluate_records as evaluate_records
    from kinerja_formula.tables import evaluate_table as evaluate_table
    from kinerja_formula.tables import roll_up_periods_table as roll_up_periods_table
    from kinerja_formula.tables import roll_up_table as roll_up_table
    from kinerja_formula.tinjauan.antar_dokumen import reviu as reviu
    from kinerja_formula.tinjauan.review import Tinjauan as Tinjauan
    from kinerja_formula.tinjauan.review import tinjau as tinjau
    from kinerja_formula.tinjauan.reviu_model import Reviu as Reviu
    from kinerja_formula.unit_checker import OperandUnit as OperandUnit
    from kinerja_formula.unit_checker import check_satuan as check_satuan

__version__ = "0.2.0"

_MODULES = {
    "Accounting": "reading.accounting",
    "Alternative": "reading.outcome",
    "Angka": "figures",
    "AssessedResult": "penilaian",
    "Aturan": "penilaian",
    "Bacaan": "pengisian.bacaan",
    "Banding": "pengatalogan.changes",
    "Capaian": "penilaian",
    "Diagnostic": "diagnostics",
    "Dokumen": "dokumen.model",
    "Domain": "symbolic.simplifying",
    "Equality": "symbolic.equality",
    "Figure": "pengisian.figures_table",
    "Figures": "pengisian.figures_table",
    "Finding": "linter.facts",
    "Form": "pengisian.form",
    "Formula": "formula",
    "FormulaError": "diagnostics",
    "FormulaSyntaxError": "diagnostics",
    "Grafik": "grafik.model",
    "HasilKatalog": "pengatalogan.results",
    "Indikator": "dokumen.model",
    "IndikatorKatalog": "pengatalogan.entry",
    "InvalidDataError": "diagnostics",
    "Jabatan": "dokumen.model",
    "Katalog": "pengatalogan.model",
    "Kind": "formula",
    "Laporan": "pelaporan.model",
    "LaporanGabungan": "pelaporan.gabungan",
    "LimitError": "diagnostics",
    "Limits": "formula",
    "MissingDataError": "diagnostics",
    "NamaArah": "penilaian",
    "NoSolutionError": "diagnostics",
    "NotationError": "diagnostics",
    "OperandUnit": "unit_checker",
    "RekapCapaian": "penilaian",
    "RekapTingkat": "penilaian",
    "Result": "result",
    "Reviu": "tinjauan.reviu_model",
    "Sensitivity": "symbolic.sensitivity",
    "Severity": "diagnostics",
    "Simplified": "symbolic.simplifying",
    "Solution": "symbolic.solving",
    "Tinjauan": "tinjauan.review",
    "Ukuran": "penilaian",
    "UnitMismatchError": "diagnostics",
    "ZeroDenominatorError": "diagnostics",
    "angka": "figures",
    "aturan": "penilaian",
    "capaian": "penilaian",
    "chart": "grafik.chart",
    "check": "formula",
    "check_satuan": "unit_checker",
    "evaluate": "formula",
    "evaluate_long": "tables",
    "evaluate_records": "tables",
    "evaluate_table": "tables",
    "isian": "pelaporan.lembar_isian",
    "katalog": "pengatalogan.reader",
    "laporan": "pelaporan.calculation",
    "laporan_gabungan": "pelaporan.gabungan",
    "parse": "formula",
    "predikat": "penilaian",
    "read": "dokumen.reader",
    "read_aturan": "penilaian",
    "read_bacaan": "pengisian.form_figures",
    "read_figures": "pengisian.figures_table",
    "read_satuan": "pengisian.satuan_table",
    "read_ukuran": "penilaian",
    "reviu": "tinjauan.antar_dokumen",
    "roll_up": "penilaian",
    "roll_up_levels": "penilaian",
    "roll_up_periods": "penilaian",
    "roll_up_periods_table": "tables",
    "roll_up_table": "tables",
    "schema": "schemas",
    "schema_names": "schemas",
    "tinjau": "tinjauan.review",
    "ukuran": "penilaian",
    "ukuran_ids": "penilaian",
    "use_aturan": "penilaian",
    "use_language": "diagnostics",
    "use_ukuran": "penilaian",
    "use_vocabulary": "formula",
    "with_bacaan": "pengisian.bacaan",
}
__all__ = [
    "Accounting",
    "Alternative",
    "Angka",
    "AssessedResult",
    "Aturan",
    "Bacaan",
    "Banding",
    "Capaian",
    "Diagnostic",
    "Dokumen",
    "Domain",
    "Equality",
    "Figure",
    "Figures",
    "Finding",
    "Form",
    "Formula",
    "FormulaError",
    "FormulaSyntaxError",
    "Grafik",
    "HasilKatalog",
    "Indikator",
    "IndikatorKatalog",
    "InvalidDataError",
    "Jabatan",
    "Katalog",
    "Kind",
    "Laporan",
    "LaporanGabungan",
    "LimitError",
    "Limits",
    "MissingDataError",
    "NamaArah",
    "NoSolutionError",
    "NotationError",
    "OperandUnit",
    "RekapCapaian",
    "RekapTingkat",
    "Result",
    "Reviu",
    "Sensitivity",
    "Severity",
    "Simplified",
    "Solution",
    "Tinjauan",
    "Ukuran",
    "UnitMismatchError",
    "ZeroDenominatorError",
    "__version__",
    "angka",
    "aturan",
    "capaian",
    "chart",
    "check",
    "check_satuan",
    "evaluate",
    "evaluate_long",
    "evaluate_records",
    "evaluate_table",
    "isian",
    "katalog",
    "laporan",
    "laporan_gabungan",
    "parse",
    "predikat",
    "read",
    "read_aturan",
    "read_bacaan",
    "read_figures",
    "read_satuan",
    "read_ukuran",
    "reviu",
    "roll_up",
    "roll_up_levels",
    "roll_up_periods",
    "roll_up_periods_table",
    "roll_up_table",
    "schema",
    "schema_names",
    "tinjau",
    "ukuran",
    "ukuran_ids",
    "use_aturan",
    "use_language",
    "use_ukuran",
    "use_vocabulary",
    "with_bacaan",
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
