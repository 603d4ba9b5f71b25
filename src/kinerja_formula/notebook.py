"""What objects look like in a notebook: the fraction drawn, the way to the value folded behind it.

Colours and lines are those of the notebook, light or dark; a category has its sign beside its colour. Texts of others
are escaped. Each object also has a plain text, and LaTeX where there is a formula to set.
"""

from __future__ import annotations

from functools import singledispatch
from html import escape
from typing import Final

from kinerja_formula.diagnostics import Diagnostic, Severity, language_in_use, message_texts
from kinerja_formula.dokumen.model import Dokumen
from kinerja_formula.formula import Formula
from kinerja_formula.nodes import Statement
from kinerja_formula.pelaporan.model import Laporan
from kinerja_formula.pelaporan.words import mark_of, report_words
from kinerja_formula.pelaporan.writers.html import drawn_formula, drawn_tree
from kinerja_formula.pelaporan.writers.terminal import summary_line
from kinerja_formula.penilaian import Capaian, RekapCapaian
from kinerja_formula.plain_text import plain
from kinerja_formula.result import Result
from kinerja_formula.writers.latex import write_latex

__all__ = ["bundle_of", "html_of", "latex_of", "plain_of"]

_MOST_ROWS: Final = 60
_BOX: Final = "font-family:sans-serif;line-height:1.45;max-width:60em;overflow-wrap:anywhere"
_LINE: Final = "border-bottom:1px solid rgba(128,128,128,.4);padding:3px 10px;text-align:left;vertical-align:top"
_SIGNS: Final = {Severity.ERROR: "✖", Severity.WARNING: "!", Severity.NOTE: "·"}
_STEPS: Final = (
    "<style>.kf dl.langkah>div{display:grid;grid-template-columns:9.5em 1fr;gap:0 12px}.kf dl.langkah dt{opacity:.75;"
    "grid-row:1/span 9;font-weight:normal}.kf dl.langkah dd{margin:0;grid-column:2}.kf math{math-style:normal}"
    ".kf mtext>span{display:inline-block;max-width:17em;white-space:normal;text-align:center;font-size:.93em}</style>"
)


def bundle_of(thing: object) -> dict[str, str]:
    """Return MIME type → what a notebook shows of an object.

    >>> from kinerja_formula.formula import parse
    >>> bundle_of(parse("Jumlah A / Jumlah B"))["text/latex"]
    '$\\\\displaystyle \\\\frac{\\\\text{Jumlah A}}{\\\\text{Jumlah B}}$'
    """
    latex = latex_of(thing)
    shown = {"text/plain": plain_of(thing), "text/html": html_of(thing)}
    return shown if latex is None else {**shown, "text/latex": latex}


# HTML


@singledispatch
def html_of(thing: object) -> str:
    """Return an object as HTML to stand in a notebook."""
    return f"<pre>{_text(repr(thing))}</pre>"


@html_of.register
def _(formula: Formula) -> str:
    words = report_words(language_in_use())
    rows = "".join(
        [
            f'<tr><td style="{_LINE}">{_text(name)}</td><td style="{_LINE}">{_text(told.unit or "–")}</td></tr>'
            for name, told in formula.units.items()
        ]
    )
    heads = f'<tr><th style="{_LINE}">{words["figure"]}</th><th style="{_LINE}">{words["unit"]}</th></tr>'
    table = f'<table style="border-collapse:collapse;margin:4px 0">{heads}{rows}</table>' if rows else ""
    folded = _folded(words["written"], f"<p>{_text(formula.text)}</p>{table}")
    return _box(f"<p>{_drawn(formula)}</p>{_findings(formula.diagnostics)}{folded}")


@html_of.register
def _(result: Result) -> str:
    words = report_words(language_in_use())
    drawn = "" if isinstance(result.tree, Statement) else f"{drawn_tree(result.tree)} = "
    reached = result.capaian
    beside = "" if reached is None else f" &nbsp; {words['capaian']} {_capaian(reached)}"
    folded = _folded(words["explanation"], result.explain(format="html"))
    return _box(f"<p>{drawn}<strong>{_text(str(result))}</strong>{beside}</p>{_findings(result.diagnostics)}{folded}")


@html_of.register(Capaian)
@html_of.register(RekapCapaian)
def _(found: Capaian | RekapCapaian) -> str:
    words = report_words(language_in_use())
    folded = _folded(words["explanation"], found.explain(format="html"))
    return _box(f"<p>{words['capaian']} {_capaian(found)}</p>{_findings(found.diagnostics)}{folded}")


@html_of.register
def _(found: Diagnostic) -> str:
    return _box(_findings((found,)))


@html_of.register
def _(dokumen: Dokumen) -> str:
    words = report_words(language_in_use())
    heads = "".join([f'<th style="{_LINE}">{words[one]}</th>' for one in ("number", "indicator", "formula", "target")])
    rows, post = [], None
    for number, (jabatan, indikator) in enumerate(dokumen, 1):
        if number > _MOST_ROWS:
            rows.append(f'<tr><td></td><td colspan="3" style="{_LINE}">… {len(dokumen) - _MOST_ROWS}</td></tr>')
            break
        if jabatan is not post:
            post = jabatan
            name = _text(jabatan.nama) or words["no post"]
            rows.append(f'<tr><th colspan="4" scope="rowgroup" style="{_LINE}">{name}</th></tr>')
        formula = indikator.formula
        drawn = f"<q>{_text(indikator.teks)}</q>" if formula is None else _drawn(formula)
        cells = (str(number), _text(indikator.nama), drawn, _text(indikator.target))
        rows.append("<tr>" + "".join([f'<td style="{_LINE}">{cell}</td>' for cell in cells]) + "</tr>")
    title = _text(dokumen.judul or dokumen.berkas)
    return _box(
        f"<p><strong>{title}</strong></p>{_findings(dokumen.diagnostics)}"
        f'<table style="border-collapse:collapse"><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
    )


@html_of.register
def _(laporan: Laporan) -> str:
    words = report_words(language_in_use())
    columns = ("number", "indicator", "reached", "target", "capaian")
    heads = "".join([f'<th style="{_LINE}">{words[one]}</th>' for one in columns])
    rows = []
    for number, row in enumerate(laporan.rows[:_MOST_ROWS], 1):
        capaian = "" if row.capaian is None else _capaian(row.capaian)
        value = (
            _text(row.text) if row.value is not None else f"○ {words['waiting']}" if row.waits_for_data else row.status
        )
        name = _folded(_text(row.indikator.nama or row.indikator.teks), row.explain(format="html"))
        cells = (str(number), name, value, _text(row.target), capaian)
        rows.append("<tr>" + "".join([f'<td style="{_LINE}">{cell}</td>' for cell in cells]) + "</tr>")
    more = len(laporan.rows) - len(rows)
    rest = f"<p>… {more}</p>" if more > 0 else ""
    counts = escape(summary_line(laporan, language_in_use()))
    return _box(
        f'<p>{counts}</p><table style="border-collapse:collapse"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>{rest}"
    )


def _box(inner: str) -> str:
    return f'<div class="kf" style="{_BOX}">{_STEPS}{inner}</div>'


def _text(text: str) -> str:
    return escape(plain(text))


def _drawn(formula: Formula) -> str:
    return f"<q>{_text(formula.text)}</q>" if isinstance(formula.tree, Statement) else drawn_formula(formula)


def _folded(title: str, inner: str) -> str:
    return f'<details><summary style="cursor:pointer">{title}</summary>{inner}</details>'


def _capaian(found: Capaian | RekapCapaian) -> str:
    mark = mark_of(found.warna)
    value = f"<strong>{found}</strong>"
    if not found.predikat:
        return value
    style = f"color:{mark.dark};background:{mark.light};padding:1px 8px;border-radius:3px;font-weight:bold"
    return f'{value} <span style="{style}">{mark.sign} {_text(found.predikat)}</span>'


def _findings(found: tuple[Diagnostic, ...]) -> str:
    words = message_texts(language_in_use())
    items = []
    for one in found:
        hint = f"<br>{words['label']['hint']}: {_text(one.hint)}" if one.hint else ""
        head = f"{_SIGNS[one.severity]} {words['severity'][one.severity.value]} {one.code} {one.slug}"
        items.append(f"<li><strong>{head}</strong>: {_text(one.message)}{hint}</li>")
    return f'<ul style="list-style:none;padding-left:0">{"".join(items)}</ul>' if items else ""


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
def _(dokumen: Dokumen) -> str:
    lines = [plain(dokumen.judul or dokumen.berkas)]
    for jabatan in dokumen.jabatan:
        lines.append(plain(jabatan.nama))
        lines += [f"  {plain(one.nama)}: {plain(one.teks)}" for one in jabatan.indikator]
    return "\n".join(lines)


@plain_of.register
def _(laporan: Laporan) -> str:
    return summary_line(laporan, language_in_use())
