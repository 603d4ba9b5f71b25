"""A review as a person reads it: in a terminal with the place marked, and as a page of HTML. Nothing is found here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.diagnostics.language import message_texts
from kinerja_formula.page_templates import render
from kinerja_formula.plain_text import printable
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
    """Return a review as one page of HTML without scripts or anything from elsewhere; every text is escaped.

    Raises InvalidDataError KF403 without the extra ``report``.
    """
    words = _WORDS[language]
    rows, jabatan = [], ""
    for row in tinjauan.rows:
        if row.findings:
            rows.append(
                {
                    "post": row.jabatan if row.jabatan != jabatan else "",
                    "name": _head(row, words),
                    "found": [_finding(row, one, language) for one in row.diagnostics],
                }
            )
            jabatan = row.jabatan or jabatan
    title = tinjauan.judul or tinjauan.berkas or ""
    lines = list(_summary(tinjauan, words))
    return render("tinjauan.html", language=language, words=words, title=title, lines=lines, rows=rows)


def _finding(row: TinjauanRow, found: Diagnostic, language: str) -> dict[str, object]:
    severity = message_texts(language)["severity"][found.severity.value]
    return {
        "severity": found.severity.value,
        "title": f"{severity} {found.code} {found.slug}",
        "message": found.message_in(language),
        "pieces": list(_pieces(row.indikator.teks, found)),
        "hint": found.hint_in(language),
    }


def _pieces(text: str, found: Diagnostic) -> Iterator[dict[str, object]]:
    """Yield the pieces of a text, those of the finding marked, where its places don't overlap."""
    last = 0
    for start, end in sorted({found.span, *found.related}):
        if last <= start < end <= len(text):
            yield {"text": text[last:start], "marked": False}
            yield {"text": text[start:end], "marked": True}
            last = end
    yield {"text": text[last:], "marked": False}
