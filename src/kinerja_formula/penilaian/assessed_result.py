"""The value of a formula with its capaian: what an evaluation gives back where a target is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from kinerja_formula.diagnostics import Diagnostic, UnitMismatchError
from kinerja_formula.evaluation.figures import DATE
from kinerja_formula.evaluation.plausibility import Measures
from kinerja_formula.nodes import Quantity
from kinerja_formula.penilaian.capaian_model import Capaian
from kinerja_formula.penilaian.comparison import capaian_of, comparison
from kinerja_formula.penilaian.registry import aturan_in_use
from kinerja_formula.penilaian.rule_set import Aturan
from kinerja_formula.penilaian.seen_targets import SeenTarget, seen_target
from kinerja_formula.penilaian.stated_figures import NO_TARGET, Stated
from kinerja_formula.result import Result
from kinerja_formula.units import default_vocabulary

__all__ = ["AssessedResult", "assessed", "recorded", "stated_target"]


class AssessedResult(Result):
    """A :class:`Result` with a ``capaian``: how far the target was reached.

    >>> import kinerja_formula as kf
    >>> found = kf.evaluate("Jumlah A / Jumlah B x 100%", {"Jumlah A": 18, "Jumlah B": 20}, target="94%")
    >>> type(found).__name__, str(found), str(found.capaian)
    ('AssessedResult', '90,00%', '95,74%')
    """

    __slots__ = ("_capaian",)
    _capaian: Capaian

    @classmethod
    def of(cls, result: Result, found: Capaian) -> AssessedResult:
        """Return the result with its capaian."""
        made = cls(*result.parts())
        made._capaian = found
        return made

    @property
    def capaian(self) -> Capaian:  # type: ignore[override]
        """How far the target was reached."""
        return self._capaian

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found in the formula, its figures, and on the way to the capaian."""
        return (*super().diagnostics, *self._capaian.diagnostics)

    def explain(self, *, format: str = "text", language: str | None = None) -> str:  # noqa: A002
        """Return the calculation step by step, then the way to the capaian; arguments as for :meth:`Result.explain`."""
        value = super().explain(format=format, language=language)
        return f"{value}\n\n{self._capaian.explain(format=format, language=language)}"

    def trace(self) -> dict[str, object]:
        """Return the calculation as plain data, with the capaian under ``capaian``."""
        return {**super().trace(), "capaian": self._capaian.to_json()}

    def to_json(self) -> dict[str, Any]:
        """Return the result as plain data, with its capaian."""
        return {**super().to_json(), "capaian": self._capaian.to_json()}

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other) and isinstance(other, AssessedResult) and self._capaian == other._capaian

    def __hash__(self) -> int:
        return super().__hash__()

    def __reduce__(self) -> tuple[Any, ...]:
        return (AssessedResult.of, (Result(*self.parts()), self._capaian))


def assessed(
    result: Result,
    target: Any,
    *,
    arah: str | None = None,
    aturan: str | Aturan | None = None,
    indikator: str | None = None,
    stated: Sequence[Quantity] = (),
    satuan: str | None = None,
    syarat: Iterable[str] = (),
    measured: tuple[str, str] | None = None,
) -> AssessedResult:
    """Return a result with its capaian; arguments as for :func:`kinerja_formula.capaian`.

    ``satuan`` is the unit in a column beside the target: what its bare figures count in.
    ``stated`` are the quantities that the formula cell itself states: where no target is given, they are it. Without
    either, only the category of the value itself is looked up, where the rule set has a scale for it. ``measured`` is
    numerator and denominator of a plain ratio, whose words tell a direction where no indicator is named.
    """
    if target is None:
        target = tuple([stated_target(one) for one in stated]) or NO_TARGET

    def made() -> Capaian:
        return capaian_of(
            result,
            target,
            arah=arah,
            aturan=aturan,
            indikator=indikator,
            column=satuan,
            syarat=syarat,
            measured=measured,
        )

    long = isinstance(target, str) and len(target) > _LONGEST_TARGET
    if syarat or satuan or long or type(target) not in _REMEMBERED or not (aturan is None or isinstance(aturan, str)):
        return AssessedResult.of(result, made())
    key = (target, type(target), arah, aturan, indikator, measured, result.unit, default_vocabulary())
    known = _SEEN.get(key)
    if known is not None and known.rule is aturan_in_use(aturan):
        above, below = result.ratio
        value = known.value(above, below) if above else None
        if value is not None:
            return AssessedResult.of(result, Capaian.later(value, made))
    found = made()
    if key not in _SEEN and result.unit != DATE:
        known = _for_later(target, result, arah, aturan, (indikator, measured))
        if len(_SEEN) >= _MOST_SEEN:
            _SEEN.clear()
        _SEEN[key] = known
    return AssessedResult.of(result, found)


def _for_later(
    target: Any, result: Result, arah: str | None, aturan: str | Aturan | None, named: Measures
) -> SeenTarget | None:
    """Return how further realizations in the unit of this one are held against a target, None where each is asked."""
    try:
        indikator, measured = named
        compared = comparison(
            target, satuan=result.unit, arah=arah, aturan=aturan, indikator=indikator, measured=measured
        )
    except UnitMismatchError:  # figures that counted in nothing were let pass
        return None
    if compared.factor != 1:  # whether it is converted depends on what the figures write
        return None
    return seen_target(compared, aturan_in_use(aturan))


_REMEMBERED: Final = (str, int, float)
_MOST_SEEN: Final = 4096
_LONGEST_TARGET: Final = 200
_SEEN: Final[dict[tuple[Any, ...], SeenTarget | None]] = {}
"""None where more than a function decides, so that it is not looked for again."""


def recorded(result: Result, data: Mapping[str, Any]) -> AssessedResult:
    """Return a result with the capaian that was written down beside it."""
    return AssessedResult.of(result, Capaian.from_json(data))


def stated_target(quantity: Quantity) -> Stated:
    """Return a quantity that a formula cell states as a target."""
    kind = "angka" if quantity.upper is None else "rentang"
    return Stated(kind, "", quantity.value, quantity.upper, quantity.unit)
