"""The errors that a text or data can cause: each carries its findings."""

from __future__ import annotations

from typing import Any

from kinerja_formula.diagnostics.catalogue import MISSING_DATA, OPERAND_COLUMN
from kinerja_formula.diagnostics.finding import Diagnostic
from kinerja_formula.source import Span

__all__ = [
    "FormulaError",
    "FormulaSyntaxError",
    "InvalidDataError",
    "LimitError",
    "MissingDataError",
    "NoSolutionError",
    "NotationError",
    "UnitMismatchError",
    "ZeroDenominatorError",
]


class FormulaError(ValueError):
    """The root of every error that a text or data can cause. Carries one or more diagnostics and the user's text.

    ``code``, ``slug``, ``span`` and ``hint`` are those of the first diagnostic; ``diagnostics`` has all of them.

    >>> import kinerja_formula as kf
    >>> try:
    ...     kf.evaluate("Jumlah A / Jumlah B", {"Jumlah A": 18, "Jumlah B": 0})
    ... except kf.FormulaError as error:
    ...     print(error.code, error.slug, error.span)
    KF305 penyebut-nol (11, 19)
    """

    def __init__(self, diagnostics: Diagnostic | tuple[Diagnostic, ...], text: str = "") -> None:
        self.diagnostics: tuple[Diagnostic, ...] = (
            (diagnostics,) if isinstance(diagnostics, Diagnostic) else tuple(diagnostics)
        )
        self.text = text
        super().__init__(self.diagnostics, text)

    @property
    def code(self) -> str:
        return self.diagnostics[0].code

    @property
    def slug(self) -> str:
        return self.diagnostics[0].slug

    @property
    def span(self) -> Span:
        return self.diagnostics[0].span

    @property
    def message(self) -> str:
        return self.diagnostics[0].message

    @property
    def hint(self) -> str:
        return self.diagnostics[0].hint

    def render(self, *, language: str | None = None) -> str:
        """Return every finding with its place marked, in the language in use or in ``language``."""
        return "\n".join(diagnostic.render(self.text, language=language) for diagnostic in self.diagnostics)

    def __str__(self) -> str:
        return self.render()

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.diagnostics, self.text))


class FormulaSyntaxError(FormulaError):
    """The text can't be read as a formula (codes KF001, KF002, KF101-KF105).

    >>> import kinerja_formula as kf
    >>> try:
    ...     kf.parse("")
    ... except kf.FormulaSyntaxError as error:
    ...     print(error.code)
    KF001
    """


class LimitError(FormulaError):
    """The text, the data or the algebra passes a limit (codes KF003-KF006, KF307, KF367).

    >>> import kinerja_formula as kf
    >>> try:
    ...     kf.parse("Jumlah A + Jumlah B", limits=kf.Limits(length=10))
    ... except kf.LimitError as error:
    ...     print(error.code)
    KF003
    """


class MissingDataError(FormulaError):
    """Operands without a figure or column: one diagnostic for each (KF301, KF460). ``missing`` has their names.

    >>> import kinerja_formula as kf
    >>> try:
    ...     kf.evaluate("Jumlah A / Jumlah B", {"Jumlah A": 18})
    ... except kf.MissingDataError as error:
    ...     print(error.code, error.missing)
    KF301 ('Jumlah B',)
    """

    @property
    def missing(self) -> tuple[str, ...]:
        absent = (MISSING_DATA, OPERAND_COLUMN)
        return tuple(str(one.values["name"]) for one in self.diagnostics if one.rule in absent)


class InvalidDataError(FormulaError):
    """A figure or the data as a whole can't be used (codes KF302-KF304, KF306).

    >>> import kinerja_formula as kf
    >>> try:
    ...     kf.evaluate("Jumlah A", {"Jumlah A": "banyak"})
    ... except kf.InvalidDataError as error:
    ...     print(error.code)
    KF302
    """


class UnitMismatchError(FormulaError):
    """Things were put together that can't be (code KF201) or a unit that can't be converted (KF314).

    >>> import kinerja_formula as kf
    >>> try:
    ...     kf.evaluate("Jumlah dokumen / Jumlah pegawai x 100%", {"Jumlah dokumen": 1, "Jumlah pegawai": 2})
    ... except kf.UnitMismatchError as error:
    ...     print(error.code)
    KF201
    """


class NotationError(FormulaError):
    """The formula can't be written in a notation (codes KF360-KF362).

    >>> import kinerja_formula as kf
    >>> try:
    ...     kf.parse("Jumlah A / Jumlah B").to_excel({"Jumlah A": "A1"})
    ... except kf.NotationError as error:
    ...     print(error.code)
    KF361
    """


class NoSolutionError(FormulaError):
    """No figure gives the wanted result (code KF365), or it can't be found by turning the formula round (KF366).

    >>> import kinerja_formula as kf
    >>> try:
    ...     kf.parse("√(Jumlah A) + √(Jumlah A + 1)").solve("Jumlah A", 3, {})
    ... except kf.NoSolutionError as error:
    ...     print(error.code)
    KF366
    """


class ZeroDenominatorError(FormulaError):
    """A denominator is zero (code KF305). ``denominator`` is its text.

    >>> import kinerja_formula as kf
    >>> try:
    ...     kf.evaluate("Jumlah A / Jumlah B", {"Jumlah A": 18, "Jumlah B": 0})
    ... except kf.ZeroDenominatorError as error:
    ...     print(error.code, error.denominator)
    KF305 Jumlah B
    """

    @property
    def denominator(self) -> str:
        return str(self.diagnostics[0].values["denominator"])
