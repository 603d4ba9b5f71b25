"""Indicators as a decree has them: a name that fits the formula, its cell in any layout, a target, a direction."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import Final

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from kinerja_formula.dokumen.model import Indikator
from kinerja_formula.formula import Formula
from kinerja_formula.numerals import format_number
from kinerja_formula.penilaian import ARAH
from kinerja_formula.testing.text_strategies import FormulaText, formula_texts
from kinerja_formula.testing.words import words

__all__ = ["indicators"]

_PERCENT: Final = "%"


def indicators(
    *,
    texts: st.SearchStrategy[FormulaText] | None = None,
    layout: str | None = None,
    arah: Collection[str | None] = (None, "naik", "turun", "rentang"),
) -> st.SearchStrategy[Indikator]:
    """Return a strategy of indicators (``kf.Indikator``) with name, formula cell, target, unit, direction and goal.

    Args:
        texts: the formula cells; by default :func:`formula_texts` in the given ``layout``.
        layout: one of ``LAYOUTS``, where ``texts`` are not given.
        arah: the directions; None where the document says nothing. With ``rentang`` the target is a range.

    Raises InvalidArgument for a wrong argument.

    >>> from hypothesis import find
    >>> one = find(indicators(), lambda one: one.target.endswith("%"))
    >>> one.nama, one.target, one.satuan, one.arah
    ('Persentase pegawai', '1%', '%', None)
    """
    ways: list[str | None] = [arah] if isinstance(arah, str) else list(arah)
    if not ways or any(one is not None and one not in ARAH for one in ways):
        raise InvalidArgument(f"arah={arah!r}: some of {', '.join(ARAH)}, None")
    return _indicators(formula_texts(layout=layout) if texts is None else texts, ways)


@st.composite
def _indicators(draw: st.DrawFn, texts: st.SearchStrategy[FormulaText], ways: list[str | None]) -> Indikator:
    told = words()["indikator"]
    text, formula, _ = draw(texts)
    percent = formula.unit == _PERCENT
    arah = draw(st.sampled_from(ways))
    lower = draw(st.integers(1, 100 if percent else 1000))
    target = format_number(lower, decimals=0)
    if arah == "rentang":
        upper = lower + draw(st.integers(1, 20))
        target = told["jarak"].format(lower=target, upper=format_number(upper, decimals=0))
    satuan = draw(st.sampled_from(told["percent_satuan"])) if percent else _satuan(formula)
    beside = _PERCENT if percent else f" {satuan}" if satuan else ""
    head = draw(st.sampled_from(told["percent" if percent else "count" if satuan else "other"]))
    return Indikator(
        nama=f"{head} {_subject(formula)}",
        teks=text,
        sasaran=draw(st.sampled_from(told["sasaran"])),
        satuan=satuan,
        target=target + beside,
        arah=arah,
        bobot=draw(st.sampled_from([None, Fraction(1, 4), Fraction(1, 10)])),
    )


def _satuan(formula: Formula) -> str:
    """Return the unit of a formula where it is one word, as a column of units has it."""
    unit = formula.unit or ""
    return unit if unit.replace("-", "").isalpha() else ""


def _subject(formula: Formula) -> str:
    """Return what the indicator is about: its first operand without the head (*Jumlah*)."""
    name = formula.names[0]
    heads = sorted(
        (one for key in ("plain_heads", "any_heads") for one in words()["names"][key]), key=len, reverse=True
    )
    return next((name.removeprefix(f"{head} ") for head in heads if name.startswith(f"{head} ")), name)
