"""Composite measures (SKM, SKP, serapan, efisiensi, weighted indices): formulas of our own language, kept as data.

A measure has no code of its own. Its file holds the formula, for measures with a number of like parts a pattern of one
part, limits of operands, and the rule sets whose scale gives the category, each in the years in which it is in force.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Any, Final, NamedTuple, overload

from kinerja_formula.data_files import DATA
from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import INVALID_WEIGHTS, OPERAND_LIMITED, UNCONFIRMED, UNKNOWN_UKURAN
from kinerja_formula.evaluation.figures import Datum, FigureFault, Operand, read_datum
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.names import nearest, normalise
from kinerja_formula.numerals import shortest
from kinerja_formula.penilaian.assessed_result import AssessedResult, assessed
from kinerja_formula.penilaian.registry import aturan_in_use
from kinerja_formula.penilaian.rule_files import RuleFile, files_of
from kinerja_formula.penilaian.rule_set import Asal
from kinerja_formula.reading.rules_reader import read_by_rules

__all__ = ["Pembatas", "Ukuran", "read_ukuran", "ukuran", "ukuran_ids", "use_ukuran"]

_FOLDER: Final = os.path.join(DATA, "ukuran")
_MOST_PARTS: Final = 200


class Pembatas(NamedTuple):
    """What an operand of a measure is limited to, in percent where the operand is; None is no limit."""

    atas: Fraction | None
    bawah: Fraction | None
    asal: Asal


class Ukuran(NamedTuple):
    """A composite measure. ``rumus`` is its formula with all parts, which :func:`parse` reads like any other.

    >>> import kinerja_formula as kf
    >>> skm = kf.ukuran("skm-bobot-0,11")
    >>> len(skm.names), skm.asal.sumber.split(",")[0]
    (9, 'PermenPANRB 14/2017')
    """

    id: str
    nama: str
    rumus: str
    names: tuple[str, ...]
    asal: Asal
    aturan: tuple[str, ...]
    banyak: int
    bobot: tuple[str, ...]
    pembatas: Mapping[str, Pembatas]

    def aturan_of(self, tahun: int | None = None) -> str | None:
        """Return the rule set whose scale is meant: that in force in the year, else the newest; None for none."""
        if not self.aturan:
            return None
        in_force = [one for one in self.aturan if tahun is not None and aturan_in_use(one).in_force(tahun)]
        return (in_force or list(self.aturan))[0]

    def evaluate(
        self, data: Mapping[str, Any], *, target: Any = None, tahun: int | None = None, strict: bool = True
    ) -> AssessedResult:
        """Return the value for ``data``, by operand, with the category in ``capaian.predikat`` where there is a scale.

        ``tahun`` chooses the rule set in force that year. A target gives a capaian besides.

        Raises what :meth:`Formula.evaluate` raises, and InvalidDataError KF329 for weights that are not 100 % together.

        >>> nrr = ["3,45", "3,20", "3,10", "4,00", "3,30", "3,25", "3,40", "3,15", "3,60"]
        >>> skm = ukuran("skm")
        >>> result = skm.evaluate(dict(zip(skm.names, nrr)))
        >>> str(result), result.capaian.predikat
        ('84,58 nilai', 'B (baik)')
        """
        reading = read_by_rules(self.rumus, self.names)
        prepared, notes = self._prepared(data)
        if not self.asal.confirmed:
            notes.append(Diagnostic(UNCONFIRMED, (0, 0), (), sources=(self.asal.sumber,)))
        result = Plan(reading.tree, self.rumus, notes=tuple(notes)).evaluate(prepared, strict=strict)
        return assessed(result, target, aturan=self.aturan_of(tahun))

    def _prepared(self, data: Mapping[str, Any]) -> tuple[Mapping[str, Any], list[Diagnostic]]:
        """Return the data with limited operands, and what was limited. Raises InvalidDataError KF329."""
        if not isinstance(data, Mapping) or not (self.pembatas or self.bobot):
            return data, []
        prepared, notes, weights = dict(data), list[Diagnostic](), list[Fraction]()
        for key, name, datum in self._bound_figures(data):
            limit = self.pembatas.get(name)
            if limit is None:
                weights.append(datum.value / 100 if datum.percent else datum.value)
                continue
            held = _held(datum.value, limit)
            if held != datum.value:
                prepared[key] = f"{shortest(held)}%" if datum.percent else held
                notes.append(_limited(name, datum, held, limit))
        self._check_weights(weights)
        return prepared, notes

    def _bound_figures(self, data: Mapping[str, Any]) -> Iterator[tuple[str, str, Datum]]:
        """Yield the figures of operands that are limited or weights: the key in the data, the operand, the figure."""
        for key, given in data.items():
            name = next((one for one in self.names if normalise(one) == normalise(str(key))), None)
            if name is None or (name not in self.pembatas and name not in self.bobot):
                continue
            try:
                datum = read_datum(given, Operand(normalise(name), name, (0, 0), (), name))
            except FigureFault:
                continue  # the evaluation says what is wrong with it
            yield key, name, datum

    def _check_weights(self, weights: list[Fraction]) -> None:
        """Raise InvalidDataError KF329 where all weights are known and not 100 % together."""
        if self.bobot and len(weights) == len(self.bobot) and sum(weights, Fraction(0)) != 1:
            given = "; ".join([f"{shortest(weight * 100)}%" for weight in weights])[:160]
            raise InvalidDataError(Diagnostic(INVALID_WEIGHTS, (0, 0), (), given=given, reason="bobot-bukan-seratus"))


def _held(value: Fraction, limit: Pembatas) -> Fraction:
    held = value if limit.atas is None else min(value, limit.atas)
    return held if limit.bawah is None else max(held, limit.bawah)


def _limited(name: str, datum: Datum, held: Fraction, limit: Pembatas) -> Diagnostic:
    sign = "%" if datum.percent else ""
    facts = {"given": shortest(datum.value) + sign, "limit": shortest(held) + sign, "origin": limit.asal.sumber}
    return Diagnostic(OPERAND_LIMITED, (0, 0), (), name=name, **facts)


@cache
def _files() -> dict[str, str]:
    names = sorted(name.removesuffix(".toml") for name in os.listdir(_FOLDER) if name.endswith(".toml"))
    return {name: os.path.join(_FOLDER, f"{name}.toml") for name in names}


def ukuran_ids() -> tuple[str, ...]:
    """Return the ids of the measures that there are.

    >>> "skm" in ukuran_ids()
    True
    """
    return tuple({**_files(), **_added})


_added: Final[dict[str, str]] = {}


def use_ukuran(*paths: str | os.PathLike[str]) -> None:
    """Let the whole process know the measures of further files or folders by the names of the files.

    A file of the name of a shipped measure takes its place. Without paths: only the shipped ones again.
    Raises InvalidDataError KF317, which names file, line and field; then nothing has changed.

    >>> use_ukuran()
    """
    files: list[str] = []
    for path in [os.fspath(path) for path in paths]:
        files += files_of(path)
    for path in files:
        read_ukuran(path)
    _added.clear()
    _added.update({os.path.basename(path).removesuffix(".toml"): path for path in files})
    _remembered.cache_clear()


@overload
def ukuran() -> tuple[Ukuran, ...]: ...


@overload
def ukuran(name: str, *, banyak: int | None = None) -> Ukuran: ...


def ukuran(name: str | None = None, *, banyak: int | None = None) -> Ukuran | tuple[Ukuran, ...]:
    """Return a composite measure by its id, or all of them; ``banyak`` is the number of its like parts, if any.

    Raises InvalidDataError KF340 for an unknown id, with the nearest; ValueError for a number of parts below 1.

    >>> ukuran("efisiensi", banyak=2).rumus[:72]
    '((`Pagu 1` × `Capaian keluaran 1` + `Pagu 2` × `Capaian keluaran 2`) - ('
    """
    if name is None:
        return tuple([_remembered(path, banyak) for path in {**_files(), **_added}.values()])
    known = {**_files(), **_added}
    path = known.get(name) if isinstance(name, str) else None
    if path is None:
        near = nearest(str(name)[:80], known) or ukuran_ids()
        raise InvalidDataError(Diagnostic(UNKNOWN_UKURAN, (0, 0), (), name=str(name)[:80], suggestions=near))
    return _remembered(path, banyak)


def read_ukuran(path: str, banyak: int | None = None) -> Ukuran:
    """Return the measure of a file. Raises InvalidDataError KF317, ValueError for a number of parts below 1.

    >>> import kinerja_formula as kf
    >>> from pathlib import Path
    >>> body = (
    ...     'nama = "Indeks"\\nsumber = "Perbup 5/2024"\\nkepercayaan = "terbaca"\\nrumus = "(Nilai A + Nilai B) / 2"'
    ... )
    >>> _ = Path("indeks.toml").write_text(body)
    >>> kf.read_ukuran("indeks.toml").names
    ()
    """
    file = RuleFile(path)
    known = ("nama", "rumus", "aturan", "banyak", "bobot", "bagian", "operan", "sumber", "kepercayaan")
    content = file.table((), file.document, known)
    count = file.whole((), content, "banyak", 1, _MOST_PARTS) or 1
    if banyak is not None:
        if not 1 <= banyak <= _MOST_PARTS:
            raise ValueError(f"banyak must be 1 to {_MOST_PARTS}, not {banyak}")
        count = banyak
    asal = file.asal((), content)
    rumus = file.text((), content, "rumus")
    numbers = range(1, count + 1)
    for name, part in file.any_table(("bagian",), content.get("bagian", {})).items():
        place = ("bagian", name)
        pattern = file.table(place, part, ("tiap", "tanda"))
        each, sign = file.text(place, pattern, "tiap"), file.choice(place, pattern, "tanda", ("+", "×"), "+")
        joined = f" {sign} ".join([each.replace("{i}", str(number)) for number in numbers])
        rumus = rumus.replace(f"{{{name}}}", joined)
    # Back-ticks hold each name together, so that nothing in it is taken for an operator.
    names = tuple(dict.fromkeys(rumus.split("`")[1::2]))
    limits = {}
    for name, entry in file.any_table(("operan",), content.get("operan", {})).items():
        place = ("operan", name)
        limit = file.table(place, entry, ("atas", "bawah", "sumber", "kepercayaan"))
        highest, lowest = (file.number(place, limit, end) for end in ("atas", "bawah"))
        limits[name] = Pembatas(highest, lowest, file.asal(place, limit, asal))
    weight = file.text((), content, "bobot", needed=False)
    return Ukuran(
        os.path.basename(path).removesuffix(".toml"),
        file.text((), content, "nama"),
        rumus,
        names,
        asal,
        tuple(file.texts((), content, "aturan")),
        count,
        tuple([weight.replace("{i}", str(number)) for number in numbers]) if weight else (),
        limits,
    )


_remembered: Final = cache(read_ukuran)
