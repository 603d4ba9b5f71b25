"""What objects look like in a notebook: the fraction drawn, the way to the value folded behind it.

Colours and lines are those of the notebook, light or dark; a category has its sign beside its colour. The HTML comes
from the templates ``notebook/*.html``; without Jinja2 the plain text is shown. Each object also has a plain text, and
LaTeX where there is a formula to set.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch
from typing import Any, Final

from kinerja_formula.diagnostics import Diagnostic, Severity, language_in_use
from kinerja_formula.diagnostics.language import message_texts
from kinerja_formula.dokumen.model import Dokumen
from kinerja_formula.formula import Formula
from kinerja_formula.nodes import Statement
from kinerja_formula.page_templates import render_or_none
from kinerja_formula.pelaporan.model import Laporan
from kinerja_formula.pelaporan.row_model import LaporanRow
from kinerja_formula.pelaporan.words import mark_of, report_words
from kinerja_formula.pelaporan.writers.drawn_formula import drawn_formula, drawn_tree
from kinerja_formula.pelaporan.writers.terminal import summary_line
from kinerja_formula.penilaian import Capaian, RekapCapaian
from kinerja_formula.plain_text import plain
from kinerja_formula.reading.accounting import Accounting
from kinerja_formula.result import Result
from kinerja_formula.writers.latex import write_latex

__all__ = ["bundle_of", "html_of", "latex_of", "plain_of"]

_MOST_ROWS: Final = 60
_SIGNS: Final = {Severity.ERROR: "✖", Severity.WARNING: "!", Severity.NOTE: "·"}


def bundle_of(thing: object) -> dict[str, str]:
    """Return MIME type → what a notebook shows of an object.

    >>> from kinerja_formula.formula import parse
    >>> bundle_of(parse("Jumlah A / Jumlah B"))["text/latex"]
    '$\\\\displaystyle \\\\frac{\\\\text{Jumlah A}}{\\\\text{Jumlah B}}$'
    """
    found = {"text/plain": plain_of(thing), "text/html": html_of(thing), "text/latex": latex_of(thing)}
    return {kind: text for kind, text in found.items() if text is not None}


# HTML


@singledispatch
def html_of(thing: object) -> str | None:  # noqa: ARG001
    """Return an object as HTML to stand in a notebook; None where there is none, or no Jinja2 to make it."""
    return None


def _page(template: str, **values: object) -> str | None:
    return render_or_none(f"notebook/{template}.html", words=report_words(language_in_use()), **values)


@html_of.register
def _(formula: Formula) -> str | None:
    units = [(name, told.unit) for name, told in formula.units.items()]
    found = _findings(formula.diagnostics)
    return _page("rumus", drawn=_drawn(formula), text=formula.text, units=units, found=found)


@html_of.register
def _(result: Result) -> str | None:
    return _page(
        "hasil",
        drawn="" if isinstance(result.tree, Statement) else drawn_tree(result.tree),
        value=str(result),
        reached=None if result.capaian is None else _capaian(result.capaian),
        found=_findings(result.diagnostics),
        explained=result.explain(format="html"),
    )


@html_of.register(Capaian)
@html_of.register(RekapCapaian)
def _(found: Capaian | RekapCapaian) -> str | None:
    explained = found.explain(format="html")
    told = _findings(found.diagnostics)
    return _page("hasil", drawn="", value="", reached=_capaian(found), found=told, explained=explained)


@html_of.register
def _(found: Diagnostic) -> str | None:
    return _page("temuan", found=_findings((found,)))


@html_of.register
def _(dokumen: Dokumen) -> str | None:
    posts: list[dict[str, Any]] = []
    number = 0
    for jabatan in dokumen.jabatan:
        rows = []
        for one in jabatan.indikator[: max(0, _MOST_ROWS - number)]:
            number += 1
            drawn = "" if one.formula is None else _drawn(one.formula)
            text = one.teks if one.formula is None else one.formula.text
            rows.append({"number": number, "name": one.nama, "drawn": drawn, "text": text, "target": one.target})
        if rows:
            posts.append({"name": jabatan.nama or report_words(language_in_use())["no post"], "rows": rows})
    title = dokumen.judul or dokumen.berkas
    found = _findings(dokumen.diagnostics)
    return _page("dokumen", title=title, found=found, posts=posts, more=len(dokumen) - number)


@html_of.register
def _(laporan: Laporan) -> str | None:
    posts: list[dict[str, Any]] = []
    for number, row in enumerate(laporan.rows[:_MOST_ROWS], 1):
        if not posts or posts[-1]["name"] != row.jabatan:
            posts.append({"name": row.jabatan, "rows": []})
        posts[-1]["rows"].append(_row(number, row))
    counts = summary_line(laporan, language_in_use())
    return _page("laporan", counts=counts, posts=posts, more=max(0, len(laporan.rows) - _MOST_ROWS))


def _row(number: int, row: LaporanRow) -> dict[str, Any]:
    waiting = f"○ {report_words(language_in_use())['waiting']}" if row.waits_for_data else row.status
    return {
        "number": number,
        "name": row.indikator.nama or row.indikator.teks,
        "explained": row.explain(format="html"),
        "value": row.text if row.value is not None else waiting,
        "target": row.target,
        "reached": None if row.capaian is None else _capaian(row.capaian),
    }


@html_of.register
def _(pieces: Accounting) -> str | None:
    return _page("bacaan", pieces=pieces.shown())


def _drawn(formula: Formula) -> str:
    return "" if isinstance(formula.tree, Statement) else drawn_formula(formula)


def _capaian(found: Capaian | RekapCapaian) -> dict[str, str]:
    mark = mark_of(found.warna)
    return {
        "value": str(found),
        "word": found.predikat or "",
        "sign": mark.sign,
        "dark": mark.dark,
        "light": mark.light,
    }


def _findings(found: Iterable[Diagnostic]) -> list[dict[str, str]]:
    words = message_texts(language_in_use())
    return [
        {
            "head": f"{_SIGNS[one.severity]} {words['severity'][one.severity.value]} {one.code} {one.slug}",
            "text": one.message,
            "label": words["label"]["hint"],
            "hint": one.hint,
        }
        for one in found
    ]


# LaTeX and plain text


@singledispatch
def latex_of(thing: object) -> str | None:  # noqa: ARG001
    """Return an object as LaTeX; None where there is no formula in it."""
    return None


@latex_of.register
def _(formula: Formula) -> str:
    return rf"$\displaystyle {formula.to_latex()}$"


@latex_of.register
def _(result: Result) -> str:
    number, unit = str(result), ""
    if result.unit not in (None, "1", "%"):
        number, _, unit = number.partition(" ")
    shown = number.replace(",", "{,}").replace("%", r"\%")
    told = rf"\ \text{{{_letters(unit)}}}" if unit else ""
    return rf"$\displaystyle {write_latex(result.tree)} = {shown}{told}$"


@latex_of.register(Capaian)
@latex_of.register(RekapCapaian)
def _(found: Capaian | RekapCapaian) -> str:
    shown = str(found).replace(",", "{,}").replace("%", r"\%")
    return f"${shown}$"


def _letters(unit: str) -> str:
    return "".join([sign if sign.isalnum() or sign in " -/.²³" else " " for sign in unit])


@singledispatch
def plain_of(thing: object) -> str:
    """Return an object as text without colours."""
    return repr(thing)


@plain_of.register
def _(formula: Formula) -> str:
    return formula.to_text()


@plain_of.register(Result)
@plain_of.register(Capaian)
@plain_of.register(RekapCapaian)
def _(found: Result | Capaian | RekapCapaian) -> str:
    return found.explain()


@plain_of.register
def _(found: Diagnostic) -> str:
    return found.render("")


@plain_of.register
def _(pieces: Accounting) -> str:
    return str(pieces)


@plain_of.register
def _(dokumen: Dokumen) -> str:
    lines = [plain(dokumen.judul or dokumen.berkas)]
    for jabatan in dokumen.jabatan:
        lines.append(plain(jabatan.nama))
        lines += [f"  {plain(one.nama)}: {plain(one.teks)}" for one in jabatan.indikator]
    return "\n".join(lines)


@plain_of.register
def _(laporan: Laporan) -> str:
    return summary_line(laporan, language_in_use())
