"""The capaian as a result: immutable, shown, explained and written as plain data. Nothing is calculated here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final, NamedTuple, NoReturn

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.display import as_bundle, as_html, as_latex, as_text
from kinerja_formula.numerals import format_number
from kinerja_formula.penilaian.arah import Arah
from kinerja_formula.penilaian.capaian_text import explain_capaian
from kinerja_formula.penilaian.stated_figures import Stated
from kinerja_formula.penilaian.steps import CapaianStep
from kinerja_formula.penilaian.zero_conventions import Konvensi, conventions
from kinerja_formula.recorded_calculation import check_form, recorded_figure, unfit_data

__all__ = ["REASONS", "Capaian", "CapaianParts"]

SCHEMA: Final = "kinerja-formula/capaian/1"
REASONS: Final = frozenset(
    {
        *[f"{role}-{reason}" for role in ("realisasi", "target") for reason in ("kosong", "nihil", "nol")],
        "keduanya-nol",
        "bukan-angka",
        "peringkat",
        "tak-sebanding",
        "arah-tak-diatur",
    }
)
"""Why a capaian has no value."""


_set: Final = object.__setattr__


class CapaianParts(NamedTuple):
    """All that a capaian tells."""

    value: Fraction | None
    nilai: Fraction | None
    predikat: str | None
    aturan: str
    steps: tuple[CapaianStep, ...]
    arah: Arah
    realisasi: Stated
    target: Stated
    reason: str | None = None
    warna: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


class Capaian:
    """How far a target was reached. Immutable.

    ``value`` is exact, in percent; None where it is undefined, and ``reason`` tells why (a stable slug). ``nilai`` is
    the score and ``predikat`` the category by the rule set ``aturan``, each None where that has none; where the scale
    is one of an index or score, ``nilai`` is the realization that was looked up. ``warna`` is the colour of the
    category. ``steps`` are the way there as plain data.

    >>> from kinerja_formula.penilaian.comparison import capaian
    >>> result = capaian(93, 95, aturan="permenpan-8-2021")
    >>> result.value, str(result), result.nilai, result.predikat
    (Fraction(1860, 19), '97,89%', Fraction(88, 1), 'Cukup')
    """

    __slots__ = ("_parts", "value")
    value: Fraction | None
    _parts: CapaianParts | Callable[[], Capaian]
    """What is told, or what makes the capaian that tells it."""

    def __init__(self, parts: CapaianParts) -> None:
        _set(self, "value", parts.value)
        _set(self, "_parts", parts)

    @classmethod
    def later(cls, value: Fraction, make: Callable[[], Capaian]) -> Capaian:
        """Return the capaian of a value that is known already; ``make`` gives all the rest when it is asked for."""
        made = cls.__new__(cls)
        _set(made, "value", value)
        _set(made, "_parts", make)
        return made

    def _told(self) -> CapaianParts:
        parts = self._parts
        if not isinstance(parts, CapaianParts):
            parts = parts()._told()  # noqa: SLF001
            _set(self, "_parts", parts)
        return parts

    @property
    def nilai(self) -> Fraction | None:
        """The score by the rule set."""
        return self._told().nilai

    @property
    def predikat(self) -> str | None:
        """The category by the rule set."""
        return self._told().predikat

    @property
    def aturan(self) -> str:
        """The id of the rule set."""
        return self._told().aturan

    @property
    def steps(self) -> tuple[CapaianStep, ...]:
        """The way there as plain data."""
        return self._told().steps

    @property
    def arah(self) -> Arah:
        """The direction, and where it is known from."""
        return self._told().arah

    @property
    def realisasi(self) -> Stated:
        """What was reached."""
        return self._told().realisasi

    @property
    def target(self) -> Stated:
        """What was to be reached."""
        return self._told().target

    @property
    def reason(self) -> str | None:
        """Why there is no value, a stable slug."""
        return self._told().reason

    @property
    def warna(self) -> str | None:
        """The colour of the category."""
        return self._told().warna

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is doubtful."""
        return self._told().diagnostics

    def with_parts(self, **changed: Any) -> Capaian:
        """Return the capaian with some of what it tells replaced."""
        return Capaian(self._told()._replace(**changed))

    def __setattr__(self, field: str, value: object) -> NoReturn:
        raise AttributeError("Capaian is immutable")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Capaian) and self._told() == other._told()

    def __hash__(self) -> int:
        return hash((self.value, self.aturan))

    def __repr__(self) -> str:
        return f"<Capaian {self} {self.aturan}{'' if self.reason is None else f' ({self.reason})'}>"

    def __reduce__(self) -> tuple[type[Capaian], tuple[CapaianParts]]:
        return Capaian, (self._told(),)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002
        return as_bundle(self)

    def _repr_html_(self) -> str | None:
        return as_html(self)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002
        printer.text(as_text(self))  # IPython would show the tuple that it is

    def _repr_latex_(self) -> str | None:
        return as_latex(self)

    def __str__(self) -> str:
        return self._written(2)

    def __format__(self, spec: str) -> str:
        return self._written(int(spec[1:]) if spec[:1] == "." and spec[1:].isdecimal() else 2)

    def _written(self, decimals: int) -> str:
        return "–" if self.value is None else f"{format_number(self.value, decimals=decimals)}%"

    def explain(self, *, format: str = "text", language: str | None = None) -> str:  # noqa: A002
        """Return the way to the capaian: rule set and page, formula with figures put in, rounding, cap, band.

        ``format`` is ``"text"``, ``"markdown"`` or ``"html"``; ``language`` ``"id"`` or ``"en"``, by default the one
        in use.
        Raises ValueError for another format or language.
        """
        return explain_capaian(self.steps, str(self), format=format, language=language)

    @property
    def konvensi(self) -> tuple[Konvensi, ...]:
        """What each published convention about zeros would have said; empty where the figures have no zero."""
        return conventions(self.realisasi.value, self.target.value, self.arah.arah)

    def to_json(self) -> dict[str, Any]:
        """Return the capaian as plain data, schema ``kinerja-formula/capaian/1`` (docs/reference/capaian.md)."""
        return {
            "schema": SCHEMA,
            "value": None if self.value is None else str(self.value),
            "text": str(self),
            "nilai": None if self.nilai is None else str(self.nilai),
            "predikat": self.predikat,
            "warna": self.warna,
            "aturan": self.aturan,
            "arah": self.arah._asdict(),
            "realisasi": _stated_data(self.realisasi),
            "target": _stated_data(self.target),
            "reason": self.reason,
            "konvensi": {one.aturan: None if one.value is None else str(one.value) for one in self.konvensi},
            "steps": [step.to_json() for step in self.steps],
            "diagnostics": [one.to_json() for one in self.diagnostics],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Capaian:
        """Return the capaian that :meth:`to_json` wrote; nothing is calculated again, and no rule set is needed.

        Raises InvalidDataError KF404, naming the schema or the field, for data of another form.

        >>> from kinerja_formula.penilaian.comparison import capaian
        >>> found = capaian(93, 95, aturan="permenpan-8-2021")
        >>> Capaian.from_json(found.to_json()) == found
        True
        """
        check_form(data, SCHEMA)
        try:
            return cls(
                CapaianParts(
                    _figure(data["value"]),
                    _figure(data["nilai"]),
                    data["predikat"],
                    str(data["aturan"]),
                    tuple([CapaianStep.from_json(one) for one in data["steps"]]),
                    Arah(**data["arah"]),
                    _stated(data["realisasi"]),
                    _stated(data["target"]),
                    data["reason"],
                    data["warna"],
                    tuple([Diagnostic.from_json(one) for one in data["diagnostics"]]),
                )
            )
        except KeyError as error:
            raise unfit_data(str(error.args[0]), None, SCHEMA) from None
        except (TypeError, ValueError, AttributeError, ArithmeticError) as error:
            raise unfit_data("capaian", error.args[0] if error.args else None, SCHEMA) from None


def _figure(told: object) -> Fraction | None:
    return None if told is None else recorded_figure(told)


def _stated(data: Mapping[str, Any]) -> Stated:
    return Stated(**{**data, "value": _figure(data["value"]), "upper": _figure(data["upper"])})


def _stated_data(stated: Stated) -> dict[str, object]:
    data = stated._asdict()
    return {**data, **{end: None if data[end] is None else str(data[end]) for end in ("value", "upper")}}
