"""A review as a person reads it: in a terminal with the place marked, and as a page of HTML. Nothing is found here."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from kinerja_formula.diagnostics import Diagnostic, message_texts
from kinerja_formula.plain_text import plain, plain_lines, printable
from kinerja_formula.tinjauan.review import Tinjauan, TinjauanRow

__all__ = ["tinjauan_html", "tinjauan_lines"]

_WORDS: Final[dict[str, dict[str, str]]] = {
    "id": {
        "title": "Tinjauan rumus",
        "formulas": "rumus",
        "rows": "baris",
        "row": "baris {number}",
        "counts": "{rows} {what} diperiksa: {with_findings} dengan temuan ({error} galat, {warning} peringatan, "
        "{note} catatan)",
        "accepted": "{accepted} temuan sudah diterima dalam acuan",
        "repairable": "{count} temuan dapat diperbaiki dengan aman: kinerja periksa … --perbaiki",
        "nothing": "Tidak ada temuan.",
    },
    "en": {
        "title": "Review of formulas",
        "formulas": "formulas",
        "rows": "rows",
        "row": "row {number}",
        "counts": "{rows} {what} checked: {with_findings} with findings ({error} errors, {warning} warnings, "
        "{note} notes)",
        "accepted": "{accepted} findings are accepted by the baseline",
        "repairable": "{count} findings can be repaired safely: kinerja periksa … --perbaiki",
        "nothing": "Nothing was found.",
    },
}


def tinjauan_lines(tinjauan: Tinjauan, *, language: str = "id") -> Iterator[str]:
    """Yield the lines of a review: each row with findings with its post and indicator, each finding with its place."""
    words = _WORDS[language]
    jabatan = ""
    for row in tinjauan.rows:
        if not row.findings:
            continue
        if row.jabatan and row.jabatan != jabatan:
            jabatan = row.jabatan
            yield printable(jabatan)
        head = _head(row, words)
        if head:
            yield head
        for one in row.diagnostics:
            yield one.render(row.indikator.teks, language=language)
        yield ""
    yield from _summary(tinjauan, words)


def _head(row: TinjauanRow, words: dict[str, str]) -> str:
    number = words["row"].format(number=row.indikator.tempat.baris) if row.indikator.tempat.baris else ""
    return ": ".join([part for part in (number, printable(row.indikator.nama)) if part])


def _summary(tinjauan: Tinjauan, words: dict[str, str]) -> Iterator[str]:
    counts = tinjauan.counts
    if not counts["with_findings"]:
        yield words["nothing"]
    yield words["counts"].format(**counts, what=words["rows" if tinjauan.berkas else "formulas"])
    if counts["accepted"]:
        yield words["accepted"].format(**counts)
    safe = sum(one.fix is not None and one.fix.safe for row in tinjauan.rows for one in row.findings)
    if safe and tinjauan.berkas:
        yield words["repairable"].format(count=safe)


def tinjauan_html(tinjauan: Tinjauan, *, language: str = "id") -> str:
    """Return a review as one page of HTML without scripts or anything from elsewhere; every text is escaped."""
    words = _WORDS[language]
    body = [f"<h1>{escape(words['title'])}: {escape(plain(tinjauan.judul or tinjauan.berkas or ''))}</h1>"]
    body += [f"<p>{escape(line)}</p>" for line in _summary(tinjauan, words)]
    jabatan = ""
    for row in tinjauan.rows:
        if not row.findings:
            continue
        if row.jabatan and row.jabatan != jabatan:
            jabatan = row.jabatan
            body.append(f"<h2>{escape(plain(jabatan))}</h2>")
        body.append(f"<h3>{escape(_head(row, words))}</h3>")
        body += [_finding_html(row, one, language) for one in row.diagnostics]
    inner = "\n".join(body)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(words['title'])}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n{inner}\n</body>\n</html>\n"
    )


_STYLE: Final = """\
body { font: 16px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
section { border-left: 4px solid #999; padding: .2rem 1rem; margin: 1rem 0; }
section.error { border-color: #b00; } section.warning { border-color: #c80; }
blockquote { font-family: monospace; white-space: pre-wrap; margin: .5rem 0; }
mark { background: #fe9; } .hint { color: #555; }
"""


def _finding_html(row: TinjauanRow, found: Diagnostic, language: str) -> str:
    severity = message_texts(language)["severity"][found.severity.value]
    message = escape(found.message_in(language))
    return (
        f'<section class="{found.severity.value}">\n'
        f"<p><strong>{escape(severity)} {found.code} {escape(found.slug)}</strong>: {message}</p>\n"
        f"<blockquote>{_marked(row.indikator.teks, found)}</blockquote>\n"
        f'<p class="hint">{escape(found.hint_in(language))}</p>\n</section>'
    )


def _marked(text: str, found: Diagnostic) -> str:
    """Return a text with its places marked, where they don't overlap."""
    out, last = "", 0
    for start, end in sorted({found.span, *found.related}):
        if last <= start < end <= len(text):
            out += f"{_lines(text[last:start])}<mark>{_lines(text[start:end])}</mark>"
            last = end
    return out + _lines(text[last:])


def _lines(text: str) -> str:
    """Return a piece of a text for the page, its lines kept."""
    return escape(plain_lines(text.replace("\r\n", "\n").replace("\t", " ").split("\n")))
