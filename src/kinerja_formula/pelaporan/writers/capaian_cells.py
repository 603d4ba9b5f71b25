"""A rule set as formulas of a spreadsheet: capaian, category and score from the cells of realization and target.

The rules are those of :mod:`kinerja_formula.penilaian.comparison`, in its order: convention for zeros, function,
rounding, limits, band. A spreadsheet calculates in floats, so whatever is compared or rounded is first brought to nine
decimals: 91 that came out as 90,99999999999999 is 91.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Final

from kinerja_formula.formula import parse
from kinerja_formula.penilaian import Aturan, Capaian
from kinerja_formula.penilaian.registry import functions
from kinerja_formula.penilaian.rule_set import Fungsi, Pita
from kinerja_formula.penilaian.rumus import Rumus
from kinerja_formula.plain_text import plain

__all__ = ["capaian_cell", "predikat_cell", "score_cell"]

_NONE: Final = '""'
_NOISE: Final = 9
_PLACES: Final = {"Realisasi": "$XFD$1048574", "Target": "$XFD$1048575", "Capaian": "$XFD$1048576"}
"""References that no report has a figure in, of one length; what they stand for is put in their places."""


def capaian_cell(
    rule: Aturan,
    found: Capaian,
    reached: str,
    target: str,
    upper: str,
    factor: Fraction = Fraction(1),
    *,
    percent: bool = False,
) -> str | None:
    """Return the formula of a capaian; None where the rule set has none for such a target.

    ``reached``, ``target`` and ``upper`` are references; ``upper`` is the second end of a range. The realization counts
    ``factor`` times, in the unit of the target. ``percent``: the indicator is a percentage, whatever its target says.

    >>> from kinerja_formula.penilaian import aturan_in_use, capaian
    >>> print(capaian_cell(aturan_in_use("lkjip"), capaian(18, 20), "E5", "G5", "H5"))
    =IF(COUNT(E5,G5)<2,"",IFERROR(E5*100/G5,""))
    """
    if found.target.kind not in ("angka", "rentang"):
        return None
    realized = reached if factor == 1 else f"({reached}*{_number(factor)})"
    cells = [reached, target]
    wanted, highest = target, upper
    if percent or found.target.unit == "%":  # 96% typed into the cell is kept as 0,96 under a format of percentages
        wanted, highest = (_in_percent(cell) for cell in (target, upper))
    if found.target.kind == "rentang":
        cells.append(upper)
        direction = "turun" if found.arah.arah == "turun" else "naik"
        above, below = (_by_function(rule, direction, realized, end) for end in (highest, wanted))
        if above is None or below is None:
            return None
        inside = _limited(rule, _rounded("100", rule.desimal_capaian))
        same = f"AND({_clean(realized)}>={wanted},{_clean(realized)}<={highest})"
        written: str | None = f"IF({same},{inside},IF({_clean(realized)}>{highest},{above},{below}))"
    else:
        direction = "stabil" if found.arah.arah == "rentang" else found.arah.arah
        written = _by_function(rule, direction, realized, wanted)
    if written is None:
        return None
    return f'=IF(COUNT({",".join(cells)})<{len(cells)},"",IFERROR({written},""))'


def _in_percent(cell: str) -> str:
    return f'IF(LEFT(CELL("format",{cell}),1)="P",{cell}*100,{cell})'


def predikat_cell(rule: Aturan, capaian: str, reached: str) -> str | None:
    """Return the formula of a category from the cells of capaian and realization; None where there is no scale.

    >>> from kinerja_formula.penilaian import aturan_in_use
    >>> print(predikat_cell(aturan_in_use("pringsewu"), "K5", "F5"))
    None
    """
    return _of_band(rule, capaian, reached, lambda band, _: _quoted(band.predikat))


def score_cell(rule: Aturan, capaian: str, reached: str) -> str | None:
    """Return the formula of a score; None where no band has one. On a scale of its own the realization is its score."""
    scale = rule.skala
    if scale is None or (scale.dari == "capaian" and not any(band.nilai is not None for band in scale.pita)):
        return None

    def score(band: Pita, subject: str) -> str:
        if band.nilai is None:
            return reached if scale.dari == "realisasi" else _NONE
        return _of_rumus(band.nilai, {"Capaian": subject})

    return _of_band(rule, capaian, reached, score)


def _of_band(rule: Aturan, capaian: str, reached: str, shown: Callable[[Pita, str], str]) -> str | None:
    scale = rule.skala
    if scale is None:
        return None
    place = capaian if scale.dari == "capaian" else reached
    subject = _rounded(place, rule.desimal_skala) if rule.desimal_skala is not None else _clean(place)
    bands = [band for band in scale.pita if band.syarat is None]
    written = shown(bands[-1], subject)
    for band in reversed(bands[:-1]):
        if band.mulai is None:
            written = shown(band, subject)
        else:
            sign = ">" if band.tegas else ">="
            written = f"IF({subject}{sign}{_number(band.mulai)},{shown(band, subject)},{written})"
    low, high = scale.ends  # beyond them there is no category
    if high is not None:
        written = f'IF({subject}>{_number(high)},"",{written})'
    if low is not None:
        written = f'IF({subject}<{_number(low)},"",{written})'
    return f'=IF(ISNUMBER({place}),{written},"")'


def _by_function(rule: Aturan, direction: str, realized: str, target: str) -> str | None:
    function = rule.fungsi.get(direction)
    if function is None and direction == "stabil":
        function = functions()["STAB"]
    if function is None or not function.kasus:
        return None
    figures = {"Realisasi": realized, "Target": target}
    plain_value = _of_function(function, figures)
    value = _limited(rule, _rounded(plain_value, rule.desimal_capaian))
    if rule.nol is None or direction == "stabil":
        return value
    both, one, other = (
        _of_zero(rule, choices[direction], plain_value)
        for choices in (rule.nol.keduanya, rule.nol.target, rule.nol.realisasi)
    )
    return f"IF({realized}=0,IF({target}=0,{both},{other}),IF({target}=0,{one},{value}))"


def _of_zero(rule: Aturan, choice: Fraction | str | None, value: str) -> str:
    if choice is None:
        return _NONE
    if isinstance(choice, Fraction):
        return _number(choice)
    if choice == "batas" and rule.batas is not None:
        return _NONE if rule.batas.atas is None else _number(rule.batas.atas)
    return _limited(rule, value)


def _of_function(function: Fungsi, figures: dict[str, str]) -> str:
    written = _NONE
    for case in reversed(function.kasus):
        value = _of_rumus(case.rumus, figures)
        if case.bila is None:
            written = value
        else:
            left, right = (_clean(_of_rumus(side, figures)) for side in (case.bila.left, case.bila.right))
            written = f"IF({left}{case.bila.sign}{right},{value},{written})"
    return written


def _of_rumus(rumus: Rumus, figures: dict[str, str]) -> str:
    if not rumus.names:
        return _number(rumus.value({}))
    written = _over_places(rumus.text, rumus.names)
    for name in rumus.names:
        written = written.replace(_PLACES[name], figures[name])
    return written


@lru_cache(maxsize=256)
def _over_places(text: str, names: tuple[str, ...]) -> str:
    """Return a formula of a rule set over its places: every row of a report has the same few."""
    return parse(text, names=names).to_excel({name: _PLACES[name] for name in names})[1:]


def _rounded(value: str, decimals: int | None) -> str:
    return value if decimals is None else f"ROUND({_clean(value)},{decimals})"


def _clean(value: str) -> str:
    return f"ROUND({value},{_NOISE})"


def _limited(rule: Aturan, value: str) -> str:
    if rule.batas is None:
        return value
    if rule.batas.atas is not None:
        value = f"MIN({value},{_number(rule.batas.atas)})"
    if rule.batas.bawah is not None:
        value = f"MAX({value},{_number(rule.batas.bawah)})"
    return value


def _number(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator) if value >= 0 else f"({value.numerator})"
    return f"({value.numerator}/{value.denominator})"


def _quoted(text: str) -> str:
    return '"' + plain(text)[:200].replace('"', '""') + '"'
