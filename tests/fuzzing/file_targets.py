"""Targets whose input is a file: each kind of document, filled forms, tables of figures. What is changed is what an
archive or a page holds, so that the container can still be opened."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from random import Random
from typing import Any, Final

import kinerja_formula as kf
from tests.fuzzing import file_mutations
from tests.fuzzing.data_targets import changed_json
from tests.fuzzing.file_mutations import (
    changed_bytes,
    changed_members,
    changed_pdf,
    changed_text,
    changed_xml,
    repacked,
)
from tests.fuzzing.target import SEPARATOR, Target, held, ours, scratch_file, sometimes
from tests.fuzzing.text_targets import figure_texts

__all__ = ["FILE_TARGETS"]

SECONDS: Final = 20.0
LONGEST: Final = 60_000
EXAMPLES: Final = file_mutations.EXAMPLES


# What is done with a file


def document_run(name: str) -> Callable[[bytes], None]:
    """Return what reads a file as a document; now and then everything that is made of one is made as well."""

    def run(content: bytes) -> None:
        path = scratch_file(name, content)
        dokumen = ours(lambda: kf.read(path))
        if dokumen is None:
            return
        told = json.loads(json.dumps(dokumen.to_json(), allow_nan=False))
        held("a document comes back from JSON", kf.Dokumen.from_json(told).to_json() == told)
        if sometimes(content, 4):
            _use(dokumen)
        if sometimes(content, 8):
            again = kf.read(path)
            held("a file is read alike each time", again.to_json() == told)

    return run


def _use(dokumen: kf.Dokumen) -> None:
    from kinerja_formula.pelaporan.calculation import make_laporan
    from kinerja_formula.pengisian.form import make_form
    from kinerja_formula.tinjauan.published_table import published_of, review_published
    from kinerja_formula.tinjauan.review import review

    ours(lambda: review(dokumen).to_json())
    ours(lambda: review_published(published_of(dokumen)).to_json())
    names = [name for _, one in dokumen if one.formula is not None for name in one.formula.names]
    texts = figure_texts()
    figures = kf.Figures([kf.Figure(name, texts[place % len(texts)]) for place, name in enumerate(names[:60])])
    ours(lambda: make_form(dokumen, figures))
    ours(lambda: make_laporan(dokumen, figures).to_json())


@cache
def _pelayanan() -> kf.Dokumen:
    return kf.read(EXAMPLES / "pelayanan.csv")


@cache
def _kecamatan() -> kf.Dokumen:
    return kf.read(EXAMPLES / "kecamatan" / "iku.html", tahun=2025)


def run_form(content: bytes) -> None:
    """What an office sends back: figures, targets, readings, whatever became of its columns and rows."""
    from kinerja_formula.pelaporan.calculation import make_laporan
    from kinerja_formula.pengisian.form_figures import with_figures

    path = scratch_file("isian.xlsx", content)
    for dokumen in (_pelayanan(), _kecamatan()):
        found = ours(lambda one=dokumen: with_figures(one, path))  # type: ignore[misc]
        if found is None:
            return
        applied, figures, findings = found
        for one in findings:
            one.render("")
        if sometimes(content, 2):
            ours(lambda one=applied, two=figures: make_laporan(one, two).to_json())  # type: ignore[misc]
    if sometimes(content, 4):
        ours(lambda: kf.read_bacaan(path))
        ours(lambda: kf.isian(_pelayanan(), path))


def run_figures(content: bytes) -> None:
    """A table of figures as CSV or JSON, of units, of confirmed readings."""
    for name in ("realisasi.csv", "realisasi.json"):
        path = scratch_file(name, content)
        figures = ours(lambda one=path: kf.read_figures(one))  # type: ignore[misc]
        if figures is not None:
            ours(lambda one=figures: kf.laporan(_pelayanan(), one).to_json())  # type: ignore[misc]
    ours(lambda: kf.read_satuan(path))
    ours(lambda: kf.read_bacaan(path))


# Changes

_CELL: Final = re.compile(r"(<(?:t|v)(?: [^<>]*)?>)([^<>]*)(</(?:t|v)>)")
_EMPTY_CELL: Final = re.compile(r'<c r="([A-Z]+[0-9]+)"((?: s="[0-9]+")?)/>')


def changed_cells(content: bytes, random: Random) -> bytes:
    """Fill in cells of a workbook as people do, or change what its archive holds."""
    if random.random() < 0.4:
        return changed_archive(content, random)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            members = {name: book.read(name) for name in book.namelist()}
    except Exception:  # it is no whole archive any more
        return changed_bytes(content, random)
    if not members:
        return changed_bytes(content, random)
    sheets = [name for name in members if "sheet" in name and name.endswith(".xml")] + ["xl/sharedStrings.xml"]
    name = random.choice([one for one in sheets if one in members] or list(members))
    text = members[name].decode("utf-8", "replace")
    for _ in range(random.choice((1, 2, 4, 10))):
        text = _filled(text, random)
    members[name] = text.encode("utf-8", "replace")
    return repacked(members)


def _filled(text: str, random: Random) -> str:
    entry = escape(random.choice(figure_texts()))
    empty = list(_EMPTY_CELL.finditer(text))
    if empty and random.random() < 0.5:
        found = random.choice(empty)
        value = random.choice(
            (
                f' t="inlineStr"><is><t>{entry}</t></is></c>',
                f' t="{random.choice(("n", "d", "b", "e", "str", "s"))}"><v>{entry}</v></c>',
                f"><v>{random.choice(('0', '1.5', '-3', '1e300', '45366', '0.9', '99999999999999999999'))}</v></c>",
                f"><f>{entry}</f><v>{entry}</v></c>",
            )
        )
        return f'{text[: found.start()]}<c r="{found[1]}"{found[2]}{value}{text[found.end() :]}'
    cells = list(_CELL.finditer(text))
    if not cells:
        return text
    found = random.choice(cells)
    put = random.choice((entry, str(random.randrange(300)), found[2] * 2, "", random.choice(cells)[2]))
    return text[: found.start(2)] + put + text[found.end(2) :]


def changed_archive(content: bytes, random: Random) -> bytes:
    try:
        return changed_members(content, random)
    except Exception:  # it is no whole archive any more
        return changed_bytes(content, random)


def changed_page(content: bytes, random: Random) -> bytes:
    try:
        return changed_pdf(content, random)
    except zlib.error:
        return changed_bytes(content, random)


def changed_figures(content: bytes, random: Random) -> bytes:
    if content.lstrip()[:1] in (b"{", b"["):
        field = SEPARATOR.encode()
        return changed_json(field + content, random).removeprefix(field)
    return changed_text(content, random)


# Seeds


def _seeds(*kinds: str) -> Callable[[], list[bytes]]:
    return lambda: [make() for name, make in file_mutations.KINDS if name in kinds and name != "j.docx"]


def docx_seeds() -> list[bytes]:
    return [*_seeds("a.docx")(), (EXAMPLES / "sambutan-2023.docx").read_bytes()]


def html_seeds() -> list[bytes]:
    pages = ("perjanjian-kinerja", "renstra", "reviu-lkjip", "reviu-pk", "kecamatan/iku")
    return [*_seeds("d.html")(), *[(EXAMPLES / f"{one}.html").read_bytes() for one in pages]]


def text_seeds() -> list[bytes]:
    return [
        *_seeds("e.csv", "f.txt")(),
        *[(EXAMPLES / f"{one}.csv").read_bytes() for one in ("indeks", "reviu-iku", "terbitan")],
    ]


def form_seeds() -> list[bytes]:
    filled = sorted(Path(EXAMPLES, "kecamatan").glob("*/*.xlsx"))[:6]
    return [*_seeds("g.xlsx")(), *[one.read_bytes() for one in filled]]


def figure_file_seeds() -> list[bytes]:
    tables = ("pelayanan-realisasi", "sambutan-2023-realisasi", "renstra-realisasi")
    bacaan: Any = {"schema": "kinerja-formula/bacaan/1", "bacaan": [{"teks": "A / B", "rumus": "A / B"}]}
    rows = [{"nama": "Jumlah surat", "nilai": 12, "satuan": "surat"}, {"nama": "A", "nilai": {"TW I": "3"}}]
    return [
        *_seeds("i.json")(),
        *[(EXAMPLES / f"{one}.csv").read_bytes() for one in tables],
        json.dumps(bacaan).encode(),
        json.dumps(rows).encode(),
        b"nama;satuan\nJumlah surat;surat\nJumlah desa;desa\n",
    ]


FILE_TARGETS: Final = (
    Target("docx", document_run("a.docx"), docx_seeds, changed_archive, SECONDS, LONGEST),
    Target("xlsx", document_run("b.xlsx"), _seeds("b.xlsx", "g.xlsx"), changed_cells, SECONDS, LONGEST),
    Target("pdf", document_run("c.pdf"), _seeds("c.pdf"), changed_page, SECONDS, LONGEST),
    Target("html", document_run("d.html"), html_seeds, changed_xml, SECONDS, LONGEST),
    Target("text", document_run("f.txt"), text_seeds, changed_text, SECONDS, LONGEST),
    Target("form", run_form, form_seeds, changed_cells, SECONDS, LONGEST),
    Target("figure-files", run_figures, figure_file_seeds, changed_figures, SECONDS, LONGEST),
)
