"""The entry point: ``parse``, ``evaluate``, ``check`` and the :class:`Formula` they return. No logic of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn, overload

from kinerja_formula.diagnostics import Diagnostic, Findings, FormulaError
from kinerja_formula.display import as_bundle, as_html, as_latex
from kinerja_formula.evaluation.formula_cell import (
    Kind,
    asked_names,
    asked_units,
    cell_constants,
    cell_definitions,
    needed_unit,
    plan_of_cell,
)
from kinerja_formula.evaluation.given_units import given_units, own_units
from kinerja_formula.evaluation.periods import figures_of_period
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.evaluation.plausibility import Measures, ratio_of_names
from kinerja_formula.evaluation.seen_texts import Seen, keep_seen, seen_key
from kinerja_formula.names import says_no_name
from kinerja_formula.nodes import Name, Node, Quantity, Statement
from kinerja_formula.reading.accounting import Accounting
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Limits
from kinerja_formula.reading.outcome import Alternative, Role
from kinerja_formula.reading.reader import read, read_settled
from kinerja_formula.reading.roles import roles_of_line
from kinerja_formula.unit_checker import OperandUnit
from kinerja_formula.units import use_vocabulary as use_words

if TYPE_CHECKING:
    import os

    import narwhals.stable.v2 as nw

    from kinerja_formula.linter.facts import Facts, Finding
    from kinerja_formula.penilaian import AssessedResult, Aturan
    from kinerja_formula.result import Result
    from kinerja_formula.symbolic.equality import Equality
    from kinerja_formula.symbolic.sensitivity import Sensitivity
    from kinerja_formula.symbolic.simplifying import Domain, Simplified
    from kinerja_formula.symbolic.solving import Solution

__all__ = [
    "Formula",
    "Kind",
    "Limits",
    "check",
    "evaluate",
    "parse",
    "use_vocabulary",
]

_set = object.__setattr__


class Formula:
    """A formula that was read: immutable, hashable, picklable; two formulas are equal if their trees say the same.

    Attributes:
        text: the text as the user wrote it.
        tree: its meaning (:mod:`kinerja_formula.nodes`), every node with its span in ``text``.
        kind: ``hitung rasio aritmetika nilai target naratif komponen``.
        targets: the quantities that the text states, each with ``value``, ``upper``, ``unit``, ``span``.
        diagnostics: what was chosen, mended or doubtful while reading.
        indikator: the indicator that was given with the text.
        certainty: how probable it is that this is what the writer meant, from 0 to 1; 1 for a canonical line.
        alternatives: the other readings, best first, each with ``text`` (its canonical line) and ``certainty``.

    >>> import kinerja_formula as kf
    >>> formula = kf.parse("Jumlah hadir -----x100% Jumlah undangan")
    >>> formula.to_text(), formula.names, formula.unit
    ('Jumlah hadir / Jumlah undangan × 100%', ('Jumlah hadir', 'Jumlah undangan'), '%')
    >>> formula == kf.parse("Jumlah hadir dibagi Jumlah undangan x 100%")
    True
    """

    __slots__ = (
        "_measured",
        "_names",
        "_noted",
        "_plan",
        "_roles",
        "_stated",
        "alternatives",
        "certainty",
        "diagnostics",
        "indikator",
        "kind",
        "percent_wanted",
        "targets",
        "text",
        "tree",
    )
    text: str
    tree: Node
    kind: Kind
    targets: tuple[Quantity, ...]
    diagnostics: tuple[Diagnostic, ...]
    indikator: str | None
    percent_wanted: bool
    certainty: float
    alternatives: tuple[Alternative, ...]
    _noted: Mapping[str, Fraction]
    _measured: Measures | None

    def __init__(
        self,
        text: str,
        tree: Node,
        kind: str,
        *,
        targets: tuple[Quantity, ...] = (),
        constants: Mapping[str, Fraction] | None = None,
        diagnostics: tuple[Diagnostic, ...] = (),
        indikator: str | None = None,
        percent_wanted: bool = False,
        certainty: float = 1.0,
        alternatives: tuple[Alternative, ...] = (),
        roles: tuple[Role, ...] = (),
    ) -> None:
        _set(self, "text", text)
        _set(self, "tree", tree)
        _set(self, "kind", kind)
        _set(self, "targets", targets)
        _set(self, "_noted", constants or {})
        _set(self, "diagnostics", diagnostics)
        _set(self, "indikator", indikator)
        _set(self, "percent_wanted", percent_wanted)
        _set(self, "certainty", certainty)
        _set(self, "alternatives", alternatives)
        _set(self, "_roles", roles)
        _set(self, "_names", None)
        _set(self, "_measured", None)
        # The quantities of a cell without arithmetic are its target; elsewhere they are parts of names.
        _set(self, "_stated", targets if isinstance(tree, Statement) else ())
        _set(self, "_plan", plan_of_cell(text, tree, indikator, percent_wanted, diagnostics, self._noted))

    def __setattr__(self, field: str, value: object) -> NoReturn:
        raise AttributeError("Formula is immutable")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Formula) and self.tree == other.tree

    def __hash__(self) -> int:
        return hash(self.tree)

    def __repr__(self) -> str:
        return f"<Formula {self.kind} {self.to_text()[:80]!r}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, self._state()

    def _state(self) -> tuple[Any, ...]:
        return (
            self.text,
            self.tree,
            self.kind,
            self.targets,
            dict(self._noted),
            self.diagnostics,
            self.indikator,
            self.percent_wanted,
            self.certainty,
            self.alternatives,
            self._roles,
        )

    _repr_mimebundle_ = as_bundle
    _repr_html_ = as_html
    _repr_latex_ = as_latex

    @property
    def _measures(self) -> Measures:
        """The indicator, which a formula of one figure is itself, and the names of a plain ratio."""
        found: Measures | None = self._measured
        if found is None:
            alone = self.tree.text if isinstance(self.tree, Name) else None
            indikator = self.indikator or alone
            found = (indikator, names_of_ratio(self))
            _set(self, "_measured", found)
        return found

    @property
    def names(self) -> tuple[str, ...]:
        """The operands' names in order of first appearance, white space folded, otherwise as written."""
        found = self._names
        if found is None:
            found = asked_names(self._plan)
            _set(self, "_names", found)
        return found

    _names: tuple[str, ...] | None
    _plan: Plan
    _roles: tuple[Role, ...]
    _stated: tuple[Quantity, ...]

    def why(self) -> Accounting:
        """Return what each piece of the text is in this reading, and what made it so.

        The pieces are data (``start``, ``end``, ``role``, ``form``); ``str()`` and a notebook draw them.

        >>> print(parse("Menghitung jumlah hadir dibagi jumlah undangan x 100%").why())
        Menghitung jumlah hadir dibagi jumlah undangan x 100%
        .......... 111111111111 ______ 222222222222222 _ 3333
        <BLANKLINE>
        .  “Menghitung”       pengantar
        1  “jumlah hadir”     operan
        _  “dibagi”           tanda hitung
        2  “jumlah undangan”  operan
        _  “x”                tanda hitung
        3  “100%”             angka
        """
        return Accounting(self.text, self._roles or roles_of_line(self.text, self.tree))

    @property
    def unit(self) -> str | None:
        """The unit of the value as far as the text tells it: ``"%"``, ``"orang"``, ``"1"`` for a bare ratio."""
        return self._plan.unit

    @property
    def units(self) -> Mapping[str, OperandUnit]:
        """The unit of each operand by its name: ``unit`` (text or None) and ``source``, where it was learned from.

        Inferred once over the whole tree: ``kata benda`` is the head noun of the name, ``rumus`` what the formula
        needs, ``diberikan`` what the caller said.

        >>> formula = parse("(Pegawai x hari kerja efektif) - tdk hadir")
        >>> {name: (one.unit, one.source) for name, one in formula.units.items()}["tdk hadir"]
        ('orang-hari', 'rumus')
        """
        return asked_units(self._plan)

    @property
    def needed(self) -> tuple[str, ...]:
        """The figures that an evaluation asks for: sums over records as a whole, what the cell itself gives left out.

        >>> parse("Σ (bobot × nilai) / N").needed
        ('Σ (bobot × nilai)', 'N')
        """
        plan = self._plan
        return tuple([one.wanted for one in plan.operands if one.key not in plan.constants])

    @property
    def records(self) -> Mapping[str, tuple[str, ...]]:
        """The sums over records by their text, each with the columns from which it can be calculated.

        >>> parse("Σ (bobot × nilai) / N").records
        {'Σ (bobot × nilai)': ('bobot', 'nilai')}
        """
        return self._plan.records

    @property
    def definitions(self) -> Mapping[str, Formula]:
        """The names that the cell itself defines, each with its formula: intermediate steps, constants.

        >>> formula = parse("`RI` = `NI` / `NDT`; `RN` = `NN` / `NDT`; `A` = (`RI` + `RN`) / 2")
        >>> list(formula.definitions), formula.definitions["RN"].evaluate({"NN": 3, "NDT": 4}).value
        (['RI', 'RN', 'A'], Fraction(3, 4))
        """
        return {
            name: Formula(self.text, tree, "aritmetika", constants=noted)
            for name, tree, noted in cell_definitions(self.tree, self._noted)
        }

    @property
    def constants(self) -> Mapping[str, Fraction]:
        """The figures that the cell itself gives to names of it, by a note or a definition; the data may have others.

        >>> parse("RK = (a x N1 + b x N2) / NDT Faktor: a = 3, b = 2").constants
        {'a': Fraction(3, 1), 'b': Fraction(2, 1)}
        """
        return cell_constants(self.text, self.tree, self._noted)

    def needed_unit(self, name: str) -> str | None:
        """Return the unit that the formula needs of an operand, whatever its own words say; None if it needs none.

        Raises MissingDataError KF301 for a name that is no operand.

        >>> parse("Jumlah dokumen selesai / Jumlah orang x 100%").needed_unit("Jumlah dokumen selesai")
        'orang'
        """
        return needed_unit(self._plan, name)

    @overload
    def evaluate(
        self,
        data: Mapping[str, Any],
        *,
        target: None = None,
        arah: str | None = None,
        aturan: str | Aturan | None = None,
        satuan: Mapping[str, str] | None = None,
        periode: object = None,
        strict: bool = True,
    ) -> Result: ...

    @overload
    def evaluate(
        self,
        data: Mapping[str, Any],
        *,
        target: object,
        arah: str | None = None,
        aturan: str | Aturan | None = None,
        satuan: Mapping[str, str] | None = None,
        periode: object = None,
        strict: bool = True,
    ) -> AssessedResult: ...

    def evaluate(
        self,
        data: Mapping[str, Any],
        *,
        target: object = None,
        arah: str | None = None,
        aturan: str | Aturan | None = None,
        satuan: Mapping[str, str] | None = None,
        periode: object = None,
        strict: bool = True,
    ) -> Result:
        """Return the exact value of the formula for ``data``, a mapping from operand names to figures.

        A figure is an int, float (0.1 means 1/10), Decimal, Fraction, Indonesian numeric string (``"6.254"``,
        ``"81,35 %"``, ``"Rp 1,2 miliar"``, ``"18 orang"``), pint Quantity, a sequence of those (summed for Jumlah,
        averaged for rata-rata) or records for a condition. Keys match by the naming rule; further keys are ignored.
        ``satuan`` gives units of operands by name; they beat the head noun. ``strict=False`` reports a fault of units
        in the result instead of raising.

        With ``periode`` the figures may be by period (``{"PDRB": {"2023": 100, "2024": 110}}``, or a frame with a
        column of periods): each name takes its figure of that period, *PDRB t-1* and *PDRB tahun lalu* that of the one
        before.

        With a ``target``, or where the cell states one, the result has a ``capaian``: ``arah`` (``naik``, ``turun``,
        ``rentang``; by default as the indicator's words tell) and ``aturan`` are those of
        :func:`kinerja_formula.capaian`.

        Raises:
            UnitMismatchError: KF201 what the formula puts together can't be; KF205 a figure is in another unit; KF330
                the target counts something else.
            MissingDataError: KF301 for every operand without a figure, with the nearest keys; KF350 where a figure is
                wanted of a period that was not chosen or is not there.
            InvalidDataError: KF302, KF303, KF304, KF306; KF345 where no branch of a condition holds; KF347, KF348 for
                records; KF350 for a period that can't be read; KF315, KF316 for an unknown rule set or direction.
            ZeroDenominatorError: KF305, naming the denominator.
            LimitError: KF307.

        >>> result = parse("Jumlah A / Jumlah B x 100%").evaluate({"Jumlah A": 18, "Jumlah B": 20}, target="94%")
        >>> str(result), str(result.capaian), result.capaian.predikat
        ('90,00%', '95,74%', 'Sangat Tinggi')
        """
        plan = plan_with(self, satuan, target)
        if periode is not None:
            operands = (*plan.operands, *((plan.head,) if plan.head is not None else ()))
            data = figures_of_period(operands, data, periode, self.text)
        result = plan.evaluate(data, strict)
        if target is None and arah is None and aturan is None and not self._stated:
            return result
        return _assessed(result, target, arah, aturan, self._measures, self._stated)

    def solve(
        self,
        name: str,
        value: object,
        data: Mapping[str, Any],
        *,
        arah: str = "naik",
        within: tuple[object, object] = (None, None),
        whole: bool | None = None,
    ) -> Solution:
        """Return the figure that the operand ``name`` must have for the result to be ``value``, exactly.

        ``data`` has the figures of the other operands. Where the operand is a count (or ``whole`` is true) the solution
        also tells the least whole number with which the result reaches ``value``: is at least that, or at most with
        ``arah="turun"``. ``within`` is the range of the figure. A :class:`Solution` stands wherever a number can; where
        there is none its ``value`` is None and ``explain()`` tells why.

        Raises MissingDataError KF301 for another operand without a figure or a name that is none; NoSolutionError
        KF366 where the name stands more than once in roots; LimitError KF367; and what :meth:`evaluate` raises.

        >>> formula = parse("Jumlah hadir / Jumlah undangan x 100%")
        >>> solution = formula.solve("Jumlah hadir", "94%", {"Jumlah undangan": "20 orang"}, whole=True)
        >>> solution.value, solution.whole, solution.whole_result
        (Fraction(94, 5), Fraction(19, 1), Fraction(95, 1))
        """
        from kinerja_formula.symbolic.solving import solve

        return solve(self._plan, name, value, data, arah=arah, within=within, whole=whole)

    def sensitivity(self, data: Mapping[str, Any]) -> Sensitivity:
        """Return what one more unit of each operand does to the result: a mapping from names to exact changes.

        The changes are in the unit of the result, of a percentage in points. Raises as :meth:`evaluate` does.

        >>> formula = parse("Jumlah hadir / Jumlah undangan x 100%")
        >>> print(formula.sensitivity({"Jumlah hadir": 18, "Jumlah undangan": 20}).explain())
        Hasil sekarang: 90%
        “Jumlah hadir” bertambah 1: hasil naik 5 poin persen, menjadi 95%
        “Jumlah undangan” bertambah 1: hasil turun 4,2857 poin persen, menjadi 85,714286% (600/7)
        """
        from kinerja_formula.symbolic.sensitivity import sensitivity

        return sensitivity(self._plan, data)

    def equals(self, other: Formula) -> Equality:
        """Return whether two formulas mean the same, whatever the writing: true or false as a condition.

        Decided by algebra. Where they differ, ``counter_example`` has figures that show it, ``explain()`` tells.
        Raises LimitError KF367 for what is too large to be expanded, TypeError for what is no formula.

        >>> formula = parse("Jumlah A / Jumlah B x 100%")
        >>> bool(formula.equals(parse("100% x Jumlah A / Jumlah B")))
        True
        >>> print(formula.equals(parse("Jumlah A - Jumlah B")).counter_example)
        {'Jumlah A': Fraction(2, 1), 'Jumlah B': Fraction(3, 1)}
        """
        from kinerja_formula.symbolic.equality import compare

        if not isinstance(other, Formula):
            raise TypeError(f"a formula is compared with a formula, not with {type(other).__name__}: parse it first")
        return compare(self._plan, other._plan)

    def simplify(self) -> Simplified:
        """Return the same formula with everything cancelled that cancels, and what it always gives, if so.

        >>> print(parse("Jumlah laporan / Jumlah laporan x 100%").simplify().explain())
        Rumus ini selalu memberi 100%, berapa pun angkanya.
        Tidak berpengaruh pada hasil: “Jumlah laporan”
        """
        from kinerja_formula.symbolic.simplifying import simplify

        return simplify(self._plan)

    def domain(self) -> Domain:
        """Return where the formula has no value: which denominators are zero when, what may not be below zero.

        >>> print(parse("Jumlah A / (Jumlah B - Jumlah C)").domain().explain())
        Tidak ada nilai bila “Jumlah B - Jumlah C” = 0 (penyebut).
        """
        from kinerja_formula.symbolic.simplifying import domain_of

        return domain_of(self._plan)

    def to_text(self) -> str:
        """Return one canonical line that reads back as the same tree.

        >>> parse("Jumlah A -----x100% Jumlah B").to_text()
        'Jumlah A / Jumlah B × 100%'
        """
        from kinerja_formula.writers.text import write_text

        return write_text(self.tree)

    def to_latex(self) -> str:
        r"""Return the formula as LaTeX for math mode, divisions as fractions, without dollar signs.

        >>> print(parse("Jumlah A dibagi Jumlah B x 100%").to_latex())
        \frac{\text{Jumlah A}}{\text{Jumlah B}} \times 100\%
        """
        from kinerja_formula.writers.latex import write_latex

        return write_latex(self.tree)

    def to_mathml(self) -> str:
        """Return the formula as a ``math`` element of presentation MathML.

        >>> parse("Jumlah A / Jumlah B").to_mathml()[49:]
        '<mfrac><mtext>Jumlah A</mtext><mtext>Jumlah B</mtext></mfrac></math>'
        """
        from kinerja_formula.writers.mathml import write_mathml

        return write_mathml(self.tree)

    def to_speech(self) -> str:
        """Return the formula as an Indonesian says it aloud.

        >>> parse("Jumlah hadir / Jumlah undangan x 100%").to_speech()
        'jumlah hadir dibagi jumlah undangan dikali seratus persen'
        """
        from kinerja_formula.writers.speech import write_speech

        return write_speech(self.tree)

    def to_excel(self, cells: Mapping[str, str]) -> str:
        """Return the content of a cell of Excel or LibreOffice that calculates the formula.

        ``cells`` maps names to references: ``B2``, ``$B$2``, ``Data!B2``, a range for a name that counts and for the
        names inside a sum over records. Its value is that of the result: 90 for 90 %; where no branch of a condition
        holds, #N/A. A constant of the cell is written as its number unless it has a reference.

        Raises NotationError: KF360 what Excel can't hold, KF361 an operand without a cell, KF362 no reference.

        >>> parse("Jumlah A / Jumlah B x 100%").to_excel({"Jumlah A": "B2", "Jumlah B": "C2"})
        '=B2*100/C2'
        """
        from kinerja_formula.writers.excel import write_excel

        tree, operands = self._plan.written(cells)
        return write_excel(tree, operands, cells, self.text)

    def to_sql(self, columns: Mapping[str, str] | None = None, dialect: str = "duckdb") -> str:
        """Return an SQL expression over one row that calculates the formula; needs the extra ``sql``.

        ``columns`` maps names to columns; without it each column is called as its operand. ``dialect`` is one that
        sqlglot knows: duckdb, sqlite, postgres, mysql, tsql, bigquery …  A denominator of zero gives NULL.

        Raises NotationError: KF360 a number that no column holds, KF361 an operand without a column, KF362 no column;
        InvalidDataError KF403 without sqlglot; ValueError for another dialect.

        >>> parse("Jumlah A / Jumlah B").to_sql({"Jumlah A": "a", "Jumlah B": "b"})
        'CAST("a" AS DOUBLE) / NULLIF(CAST("b" AS DOUBLE), 0)'
        """
        from kinerja_formula.writers.sql import write_sql

        tree, operands = self._plan.written(columns or ())
        return write_sql(tree, operands, columns, dialect, self.text)

    def to_narwhals(self, columns: Mapping[str, str] | None = None) -> nw.Expr:
        """Return the value as a narwhals expression, for queries of your own; needs the extra ``tables``.

        ``columns`` maps names to columns; without it each column is called as its operand. The expression is of double
        precision and null wherever there is no value: a figure is missing, a denominator is zero. It is called
        ``nilai``.

        Raises UnitMismatchError KF201, NotationError KF463 for a cell without arithmetic, InvalidDataError KF403
        without narwhals.

        >>> import narwhals as nw, polars as pl
        >>> hadir = parse("Jumlah hadir / Jumlah undangan x 100%")
        >>> frame = pl.DataFrame({"Jumlah hadir": [9, 4], "Jumlah undangan": [10, 0]})
        >>> nw.from_native(frame).select(hadir.to_narwhals()).to_native()["nilai"].to_list()
        [90.0, None]
        """
        from kinerja_formula.columns.wide import expression

        made: nw.Expr = expression(self._plan, columns)
        return made

    def to_sympy(self) -> tuple[Any, dict[Any, str]]:
        """Return the formula as an expression of sympy, and the name of each of its symbols.

        With the figures for the symbols (30 for 30 %) the expression has the value in the unit of the result. Branches
        are a ``Piecewise``, ``nan`` where none holds; a sum over records is one symbol.

        Raises LimitError KF367 for the median of more than nine figures.

        >>> expression, names = parse("jika R < 3 maka 4 * R / 3; selain itu 4").to_sympy()
        >>> print(expression, sorted(names.values()))
        Piecewise((4*R/3, R < 3), (4, True)) ['R']
        """
        from kinerja_formula.symbolic.expression import to_sympy

        return to_sympy(self._plan)

    def to_python(self) -> str:
        """Return the source of a Python function ``nilai`` that calculates the formula exactly.

        Raises NotationError KF360 for a root or a broken power, which has no exact value.

        >>> print(parse("Jumlah A / Jumlah B x 100%").to_python())
        from fractions import Fraction
        <BLANKLINE>
        <BLANKLINE>
        def nilai(jumlah_a, jumlah_b):
            # Jumlah A / Jumlah B × 100%
            jumlah_a = Fraction(str(jumlah_a))
            jumlah_b = Fraction(str(jumlah_b))
            return jumlah_a * 100 / jumlah_b
        <BLANKLINE>
        """
        from kinerja_formula.writers.python import write_python

        tree, operands = self._plan.written(())
        return write_python(tree, operands, self.text, comment=self.to_text())

    def to_json(self) -> dict[str, Any]:
        """Return the formula as plain data, schema ``kinerja-formula/tree/2`` (docs/reference/tree.md)."""
        from kinerja_formula.writers.formula_json import FormulaFields, write_formula

        return write_formula(FormulaFields(*self._state()))

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Formula:
        """Return the formula that :meth:`to_json` wrote.

        Raises FormulaSyntaxError KF008, naming the field, for data of another form.

        >>> formula = parse("Jumlah A / Jumlah B x 100%")
        >>> Formula.from_json(formula.to_json()) == formula
        True
        """
        from kinerja_formula.writers.formula_json import read_formula

        found = read_formula(data)
        return cls(
            found.text,
            found.tree,
            found.kind,
            targets=found.targets,
            constants=found.constants,
            diagnostics=found.diagnostics,
            indikator=found.indikator,
            percent_wanted=found.percent_wanted,
            certainty=found.certainty,
            alternatives=found.alternatives,
            roles=found.roles,
        )


def names_of_ratio(formula: Formula) -> tuple[str, str] | None:
    """Return numerator and denominator of a plain ratio, whose words tell a direction where the indicator doesn't."""
    pair = ratio_of_names(formula.tree)
    return None if pair is None else (pair[0].text, pair[1].text)


def _assessed(
    result: Result,
    target: object,
    arah: str | None,
    aturan: str | Aturan | None,
    measures: Measures,
    stated: tuple[Quantity, ...],
) -> Result:
    indikator, measured = measures
    return _assessing()(result, target, arah=arah, aturan=aturan, indikator=indikator, stated=stated, measured=measured)


@cache
def _assessing() -> Callable[..., Result]:
    """Return what puts a capaian to a result: an import statement would look for it again for every result."""
    from kinerja_formula.penilaian import assessed

    return assessed


def _rebuild(
    text: str,
    tree: Node,
    kind: str,
    targets: Any,
    constants: Any,
    diagnostics: Any,
    indikator: str | None,
    percent_wanted: bool,
    certainty: float,
    alternatives: Any,
    roles: Any,
) -> Formula:
    return Formula(
        text,
        tree,
        kind,
        targets=targets,
        constants=constants,
        diagnostics=diagnostics,
        indikator=indikator,
        percent_wanted=percent_wanted,
        certainty=certainty,
        alternatives=alternatives,
        roles=roles,
    )


def parse(
    text: str,
    names: Iterable[str] = (),
    indikator: str | None = None,
    *,
    limits: Limits = DEFAULT_LIMITS,
    reading: str | None = None,
    force: bool = False,
    proposals: Iterable[str] = (),
) -> Formula:
    """Read a formula text and return its :class:`Formula`.

    Args:
        text: the formula cell as written, in any layout of docs/reference/language.md.
        names: operand names that the data knows; the longest known name wins over any guess about a sign. A number
            or a sign is no name: ``100%`` stays what it is.
        indikator: the indicator that the formula measures; it helps to tell a ratio from a name.
        limits: how long, deep and large a text may be.
        reading: the canonical line that is meant, which settles the reading (one of ``alternatives``, say).
        force: let ``reading`` say something that the text can't be read as.
        proposals: canonical lines from elsewhere (another program, last year's reading); each is weighed as a further
            reading of the text, never taken unseen.

    Raises:
        FormulaSyntaxError: KF001, KF002, KF101-KF105: the text is no formula cell; KF106: ``reading`` or a proposal is
            no canonical line, or ``reading`` speaks of names that the text doesn't hold.
        LimitError: KF003-KF006.

    >>> formula = parse("Realisasi kegiatan / rapat", reading="`Realisasi kegiatan / rapat`")
    >>> formula.names, formula.certainty
    (('Realisasi kegiatan / rapat',), 1.0)
    >>> formula = parse("Jumlah pegawai disiplin -----x100% Jumlah total pegawai")
    >>> formula.names, formula.kind
    (('Jumlah pegawai disiplin', 'Jumlah total pegawai'), 'rasio')
    """
    if reading is None:
        known = [name for name in names if not (isinstance(name, str) and says_no_name(name))]
        found = read(text, known, indikator, limits, proposals=proposals)
    else:
        found = read_settled(text, reading, indikator, limits, force=force)
    return Formula(
        text,
        found.tree,
        found.kind,
        targets=found.targets,
        constants=found.constants,
        diagnostics=found.diagnostics,
        indikator=indikator,
        percent_wanted=found.percent_wanted,
        certainty=found.certainty,
        alternatives=found.alternatives,
        roles=found.roles,
    )


_SEEN: Seen[Formula] = {}


@overload
def evaluate(
    formula: str | Formula,
    data: Mapping[str, Any],
    *,
    target: None = None,
    arah: str | None = None,
    aturan: str | Aturan | None = None,
    satuan: Mapping[str, str] | None = None,
    indikator: str | None = None,
    periode: object = None,
    strict: bool = True,
) -> Result: ...


@overload
def evaluate(
    formula: str | Formula,
    data: Mapping[str, Any],
    *,
    target: object,
    arah: str | None = None,
    aturan: str | Aturan | None = None,
    satuan: Mapping[str, str] | None = None,
    indikator: str | None = None,
    periode: object = None,
    strict: bool = True,
) -> AssessedResult: ...


def evaluate(
    formula: str | Formula,
    data: Mapping[str, Any],
    *,
    target: object = None,
    arah: str | None = None,
    aturan: str | Aturan | None = None,
    satuan: Mapping[str, str] | None = None,
    indikator: str | None = None,
    periode: object = None,
    strict: bool = True,
) -> Result:
    """Return the exact value of a formula for ``data``; see :meth:`Formula.evaluate` for figures, target and errors.

    A text is read with the names of the data, so that a name of the data is never taken apart; a text seen before is
    not read again.

    >>> result = evaluate(
    ...     "Jumlah pegawai disiplin -----x100% Jumlah total pegawai",
    ...     {"Jumlah pegawai disiplin": 18, "Jumlah total pegawai": 20},
    ... )
    >>> result.value, result.unit, str(result)
    (Fraction(90, 1), '%', '90,00%')
    """
    if type(formula) is str and satuan is None and periode is None:
        try:
            seen = _SEEN[formula if indikator is None else (formula, indikator)][tuple(data)]
        except (KeyError, TypeError):  # not seen, or no data that could have been
            pass
        else:
            if target is None and arah is None and aturan is None and not seen._stated:  # noqa: SLF001
                return seen._plan.evaluate(data, strict)  # noqa: SLF001
            return seen.evaluate(data, target=target, arah=arah, aturan=aturan, strict=strict)
    read_formula = formula if isinstance(formula, Formula) else read_with(formula, data, indikator)
    return read_formula.evaluate(
        data, target=target, arah=arah, aturan=aturan, satuan=satuan, periode=periode, strict=strict
    )


def read_with(text: str, data: Mapping[str, Any], indikator: str | None) -> Formula:
    """Read a text with the names of the data, and keep its formula for the next time."""
    keys = tuple(data) if isinstance(data, Mapping) else tuple(getattr(data, "columns", ()))
    with suppress(KeyError, TypeError):
        return _SEEN[seen_key(text, indikator)][keys]
    formula = parse(text, [key for key in keys if isinstance(key, str)], indikator)
    keep_seen(_SEEN, text, indikator, keys, formula)
    return formula


def plan_with(formula: Formula, satuan: Mapping[str, str] | None, target: object = None) -> Plan:
    """The plan of a formula, with the units that the caller gives for operands, or the target tells."""
    plan = formula._plan  # noqa: SLF001
    if target is not None and isinstance(formula.tree, Name):
        from kinerja_formula.penilaian.told_units import units_of_target

        satuan = {**units_of_target(plan, target), **(satuan or {})}
    return plan.with_units(given_units(plan, satuan)) if satuan else plan


def own_satuan(formula: Formula, satuan: Mapping[str, str] | None) -> dict[str, str]:
    """Return those of many units by name that are of names in this formula."""
    return own_units(formula._plan, satuan)  # noqa: SLF001


def counted_in(formula: Formula, satuan: str | None) -> dict[str, str]:
    """Return the units of operands whose figures tell none, by the unit that stands beside the indicator."""
    from kinerja_formula.penilaian.told_units import units_of_column

    return units_of_column(formula._plan, satuan)  # noqa: SLF001


def use_vocabulary(*paths: str | os.PathLike[str]) -> None:
    """Let ``parse``, ``evaluate`` and ``check`` know the units and nouns of further files, in the whole process.

    Without files: the standard vocabulary again. Formulas that were parsed before may keep the units they
    have. The form of a file: docs/how-to/add-a-satuan.md.

    Raises units.VocabularyError, which names the file, the table and the field; then nothing has changed.

    >>> use_vocabulary()
    """
    use_words(*paths)
    _SEEN.clear()


def check(
    formula: str | Formula,
    *,
    indikator: str | None = None,
    satuan: Mapping[str, str] | None = None,
    target: str = "",
) -> Findings:
    """Return what is wrong or doubtful about a formula before any data is seen; a text that can't be read included.

    It is a tuple of findings that shows itself with the places in the text marked.

    With ``indikator`` it is also asked whether the formula measures what the indicator names; with ``target`` (the cell
    as written) whether it can be reached. ``satuan`` gives units of operands by name.

    >>> print(*(diagnostic.slug for diagnostic in check("Jumlah A x 100%")))
    tanpa-penyebut
    >>> print(*(found.slug for found in check("Jumlah A / Jumlah B x 100%", indikator="Jumlah A yang selesai")))
    jenis-beda
    """
    try:
        read_formula = formula if isinstance(formula, Formula) else parse(formula, indikator=indikator)
        plan = read_formula._plan  # noqa: SLF001
        if satuan:
            plan = plan.with_units(given_units(plan, satuan))
    except FormulaError as error:
        return Findings.of_text(error.diagnostics, error.text)
    found, _ = findings(read_formula, plan, indikator=indikator, target=target)
    return Findings.of_text([one.diagnostic for one in found], read_formula.text)


def findings(
    formula: Formula, plan: Plan | None = None, *, indikator: str | None = None, satuan: str = "", target: str = ""
) -> tuple[tuple[Finding, ...], Facts]:
    """Return what :func:`check` finds in a formula that was read, each with its repair if there is one.

    ``satuan`` and ``target`` are the cells of the row. The facts of the formula are for the rules over a document.
    """
    from kinerja_formula.linter.formula_findings import formula_findings

    return formula_findings(
        plan or formula._plan,  # noqa: SLF001
        formula.kind,
        targets=formula.targets,
        reading=formula.diagnostics,
        indikator=indikator or formula.indikator,
        satuan=satuan,
        target=target,
    )
