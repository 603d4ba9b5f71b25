"""A comparison between documents as a person reads it: the working paper, a text to be printed; lines of a terminal.

Nothing is compared here, and nothing judged: the columns for the reviewer's remarks stay empty.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

from kinerja_formula.data_files import DATA, read_toml
from kinerja_formula.files.tempat import Tempat
from kinerja_formula.pelaporan.naskah import Block, Judul, Naskah, Paragraf, Tabel
from kinerja_formula.pelaporan.print_settings import PrintSettings, Signer
from kinerja_formula.pelaporan.words import file_name
from kinerja_formula.plain_text import plain, printable
from kinerja_formula.tinjauan.reviu_model import Butir, Hal, Hitungan, Kutipan, Reviu

__all__ = ["butir_title", "hal_text", "kertas_kerja", "result_text", "reviu_lines", "summary_line"]

_MOST_PRINTED: Final = 300
"""Things to look at that are printed of one item; JSON has all of them."""
_LONGEST_CELL: Final = 600
_MOST_LINES: Final = 40
_MOST_FAULTS: Final = 5


@cache
def _texts(language: str) -> dict[str, dict[str, Any]]:
    """Return the words of ``data/reviu`` in a language. Raises ValueError for one that there is none of."""
    if language not in ("id", "en"):
        raise ValueError(f'language must be "id" or "en", not {language!r}')
    return read_toml(os.path.join(DATA, "reviu", f"{language}.toml"))


def _words(language: str) -> dict[str, str]:
    return _texts(language)["kata"]


def _item_texts(butir: Butir, language: str) -> dict[str, str]:
    """Return what an item is called, what is tested (``diuji``) and how (``cara``)."""
    found: dict[str, str] = _texts(language)["butir"][f"{butir.bagian}-{butir.nomor}"]
    return found


# Sentences


def butir_title(butir: Butir, language: str = "id") -> str:
    """Return what an item is called.

    >>> butir_title(Butir("substansi", 4))
    'Substansi 4. Kesamaan target dengan Perjanjian Kinerja'
    """
    words = _words(language)
    return f"{words[butir.bagian].format(nomor=butir.nomor)}. {_item_texts(butir, language)['judul']}"


def hal_text(hal: Hal, language: str = "id") -> str:
    """Return one thing to look at as a sentence.

    >>> one, other = (Kutipan(name, target=target) for name, target in (("lkjip", "85%"), ("pk", "90%")))
    >>> hal_text(Hal("target-beda", "pk", ("lkjip",), (one, other)))
    'Target berbeda: LKjIP “85%”, Perjanjian Kinerja “90%”'
    """
    words = _words(language)
    first = hal.kutipan[0] if hal.kutipan else Kutipan("lkjip")
    facts = {
        "acuan": words[hal.acuan] if hal.acuan else "",
        "pada": _joined([words[name] for name in hal.pada], words),
        "values": _values(hal, words),
        "message": " ".join([one.message_in(language).replace("`", "") for one in hal.diagnostics]),
        "count": str(len(hal.kutipan)),
        **dict.fromkeys(("anggaran", "realisasi", "persen", "dihitung"), ""),
        "sasaran": _cell(first.sasaran),
        "indikator": _cell(first.indikator),
        "capaian": _cell(first.capaian),
        **{name: _cell(text) for name, text in hal.rincian},
        "beda": _joined([_two_texts(hal, aspek, words) for aspek in dict(hal.rincian).get("beda", "").split()], words),
    }
    text = plain(_texts(language)["hal"][hal.jenis].format(**facts)).strip(" .")
    return text + words["of none"].format(count=facts["semua"]) if "semua" in facts else text


def _two_texts(hal: Hal, aspek: str, words: dict[str, str]) -> str:
    """Return what the rows of one document say of an aspect: *target “40” dan “42”*."""
    told = dict.fromkeys([_cell(str(getattr(one, aspek))) for one in hal.kutipan])
    return f"{words[aspek].lower()} {_joined([f'“{text}”' for text in told if text.strip()], words)}"


def _values(hal: Hal, words: dict[str, str]) -> str:
    """Return what each document says of the aspect that a thing is about."""
    aspek = {"nama": "indikator"}.get(hal.jenis.partition("-")[0], hal.jenis.partition("-")[0])
    if aspek not in Kutipan._fields:
        return ""
    named = {*hal.pada, *([hal.acuan] if hal.acuan else [])}
    told = [
        f"{words[one.dokumen]} “{_cell(str(getattr(one, aspek)))}”"
        for one in hal.kutipan
        if one.dokumen in named and str(getattr(one, aspek)).strip()
    ]
    return ", ".join(told)


def _joined(names: Iterable[str], words: dict[str, str]) -> str:
    return f" {words['and']} ".join(names)


def _cell(text: str) -> str:
    """Return a text of a document for a reader: one line, no steering signs, of a length that a cell can hold."""
    text = plain(text[: 4 * _LONGEST_CELL])
    return text if len(text) <= _LONGEST_CELL else text[:_LONGEST_CELL].rstrip() + "…"


def result_text(butir: Butir, language: str = "id") -> str:
    """Return in numbers what came of an item, with what could not be tested.

    >>> result_text(Butir("substansi", 4, (Hitungan("target", 12, 2),)))
    '12 target dibandingkan, 2 berbeda.'
    >>> result_text(Butir("substansi", 4, kurang="pk"))
    'tidak disiapkan: dokumen Perjanjian Kinerja tidak diberikan'
    """
    words = _words(language)
    if not butir.disiapkan:
        return words["not prepared"].format(document=words[butir.kurang])
    told = [_counted(butir, one, language) for one in butir.hitungan]
    sentences = [f"{'; '.join(told)}."] if told else []
    remarks: dict[str, list[str]] = {}
    for remark in butir.catatan:
        kind, _, name = remark.partition(":")
        own = remarks.setdefault(kind, [])
        if name and words[name] not in own:
            own.append(words[name])
    for kind, names in remarks.items():
        key = f"{kind}-semua" if kind == "tanpa-formula" and not names else kind
        sentences.append(_texts(language)["catatan"][key].format(document=_joined(names, words)))
    return " ".join([one for one in sentences if one]) or words["nothing"]


def _counted(butir: Butir, one: Hitungan, language: str) -> str:
    words = _texts(language)["hitungan"]
    keys = (f"{butir.bagian} {butir.nomor} {one.aspek}", f"{butir.bagian} {one.aspek}", one.aspek)
    text, differing = next(words[key] for key in keys if key in words)
    told = [text.format(n=one.diuji)]
    if differing:
        told.append(f"{one.berbeda} {differing}")
    if one.tak_terbandingkan:
        told.append(f"{one.tak_terbandingkan} {words[''][1]}")
    return ", ".join(told)


def _place(tempat: Tempat, words: dict[str, str]) -> str:
    told = [
        words["page"].format(page=tempat.halaman) if tempat.halaman else "",
        words["sheet"].format(sheet=plain(tempat.lembar)) if tempat.lembar else "",
        words["table"].format(table=tempat.tabel) if tempat.tabel else "",
        words["row"].format(row=tempat.baris) if tempat.baris else "",
    ]
    return ", ".join([one for one in told if one])


# The working paper

_COLUMNS: Final = {"target": 9, "satuan": 8, "formula": 22, "realisasi": 9, "capaian": 9}
_SHOWN: Final = {
    ("format", 2): ("target", "satuan"),
    ("format", 3): ("target", "satuan", "realisasi", "capaian"),
    ("substansi", 7): ("target", "satuan", "realisasi"),
}


def kertas_kerja(reviu: Reviu, *, language: str = "id") -> Naskah:
    """Return the working paper as a text to be printed. Raises ValueError for another language than ``id``, ``en``.

    >>> from kinerja_formula.tinjauan.reviu_model import DokumenReviu
    >>> text = kertas_kerja(Reviu("2024", (DokumenReviu("lkjip", "a.csv", "", 1, 1),), (Butir("format", 2),)))
    >>> text.title
    ('KERTAS KERJA REVIU LAPORAN KINERJA', 'Tahun 2024')
    """
    words = _words(language)
    blocks: list[Block] = [Judul(1, words["documents"]), _documents(reviu, words), *_faults(reviu, language)]
    blocks.append(Paragraf(words["note"]))
    blocks += [Judul(1, words["summary"]), _summary(reviu, language)]
    blocks.append(Judul(1, words["items"]))
    for butir in reviu.butir:
        blocks += _item(butir, language)
    title = (words["title"], *([words["year"].format(year=plain(reviu.tahun))] if reviu.tahun else []))
    settings = PrintSettings(penandatangan=(Signer(sebagai=words["signer"]),))
    return Naskah(title, tuple(blocks), settings, (words["source"],), language=language, mendatar=True)


def _documents(reviu: Reviu, words: dict[str, str]) -> Tabel:
    given = {one.dokumen: one for one in reviu.dokumen}
    rows: list[tuple[str, ...]] = []
    for name in ("lkjip", "pk", "iku", "renstra"):
        one = given.get(name)
        if one is None:
            rows.append((words[name], words["not given"], "", "", "", ""))
        else:
            counts = str(one.indikator), str(one.bertarget), ", ".join(map(_cell, one.periode))
            rows.append((words[name], _cell(file_name(one.berkas)), _cell(one.judul), *counts))
    head = tuple([words[key] for key in ("document", "file", "document title", "count", "with target", "period")])
    return Tabel(words["documents table"], head, tuple(rows), "lllrrl", (16, 22, 34, 9, 9, 10))


def _faults(reviu: Reviu, language: str) -> list[Paragraf]:
    """Return what could not be read of the documents, the first of each."""
    return [
        Paragraf(_cell(found.message_in(language).replace("`", "")), _words(language)[one.dokumen])
        for one in reviu.dokumen
        for found in one.diagnostics[:_MOST_FAULTS]
    ]


def _summary(reviu: Reviu, language: str) -> Tabel:
    words = _words(language)
    rows = tuple(
        [
            (
                words[butir.bagian].format(nomor=butir.nomor),
                _item_texts(butir, language)["judul"],
                result_text(butir, language),
                str(len(butir.hal)) if butir.disiapkan else "–",
                "",
            )
            for butir in reviu.butir
        ]
    )
    head = tuple([words[key] for key in ("number", "item", "result", "to look at", "remark")])
    return Tabel(words["summary table"], head, rows, "lllrl", (11, 24, 40, 6, 19))


def _item(butir: Butir, language: str) -> Iterator[Block]:
    words = _words(language)
    title = butir_title(butir, language)
    texts = _item_texts(butir, language)
    yield Judul(2, title)
    yield Paragraf(texts["diuji"], words["tested"])
    if butir.disiapkan:
        yield Paragraf(texts["cara"], words["how"])
    yield Paragraf(result_text(butir, language), words["result"])
    if not butir.disiapkan:
        return
    if not butir.hal:
        yield Paragraf(words["nothing"])
        return
    caption = words["item table"].format(title=title)
    shown = butir.hal[:_MOST_PRINTED]
    if butir.bagian == "format" and butir.nomor == 6:
        yield _budget_table(shown, caption, language)
    else:
        yield _table(butir, shown, caption, language)
    if len(butir.hal) > len(shown):
        yield Paragraf(words["more"].format(count=len(butir.hal) - len(shown)))


def _head_of(number: int, hal: Hal, language: str) -> str:
    doubt = f" ({_words(language)['doubtful']})" if hal.ragu else ""
    return f"{number}. {hal_text(hal, language)}{doubt}"


def _table(butir: Butir, shown: Iterable[Hal], caption: str, language: str) -> Tabel:
    words = _words(language)
    aspects = _SHOWN.get((butir.bagian, butir.nomor), ("target", "satuan", "formula"))
    rows: list[tuple[str, ...]] = []
    for number, hal in enumerate(shown, 1):
        rows.append((_head_of(number, hal, language),))
        rows += [
            (
                words[one.dokumen],
                _cell(one.sasaran),
                _cell(one.indikator) or words["unnamed"],
                *[_cell(str(getattr(one, aspek))) for aspek in aspects],
                _place(one.tempat, words),
                "",
            )
            for one in hal.kutipan
        ]
    keys = ("document", "sasaran", "indikator", *aspects, "tempat", "remark")
    widths = (13, 20, 22, *[_COLUMNS[aspek] for aspek in aspects], 11, 17)
    return Tabel(caption, tuple([words[key] for key in keys]), tuple(rows), "l" * len(keys), widths)


def _budget_table(shown: Iterable[Hal], caption: str, language: str) -> Tabel:
    words = _words(language)
    rows: list[tuple[str, ...]] = []
    for number, hal in enumerate(shown, 1):
        rows.append((_head_of(number, hal, language),))
        told = dict(hal.rincian)
        rows += [
            (
                _cell(one.indikator) or words["unnamed"],
                *[_cell(told.get(name, "")) for name in ("anggaran", "realisasi", "persen")],
                _place(one.tempat, words),
                "",
            )
            for one in hal.kutipan
        ]
    keys = ("program", "anggaran", "realisasi", "persen", "tempat", "remark")
    return Tabel(caption, tuple([words[key] for key in keys]), tuple(rows), "lrrrll", (38, 16, 16, 9, 12, 20))


# A terminal


def reviu_lines(reviu: Reviu, *, language: str = "id") -> Iterator[str]:
    """Yield the lines that a terminal shows: every item with its result, and what is to be looked at."""
    for butir in reviu.butir:
        yield butir_title(butir, language)
        yield f"  {result_text(butir, language)}"
        for hal in butir.hal[:_MOST_LINES]:
            yield f"  - {printable(_line(hal, language))}"
        if len(butir.hal) > _MOST_LINES:
            yield f"  - … ({len(butir.hal) - _MOST_LINES})"
        yield ""
    yield summary_line(reviu, language=language)
    for told in _faults(reviu, language):
        yield printable(f"{told.label}: {told.text}")


def _line(hal: Hal, language: str) -> str:
    """Return a thing to look at in one line: its indicator first, and where it stands."""
    words = _words(language)
    text = hal_text(hal, language)
    named = hal.kutipan[0].indikator if hal.kutipan else ""
    lead = f"{_cell(named)}: " if named and f"“{_cell(named)}”" not in text else ""
    places = [
        f"{words[one.dokumen]} {place}" if len(hal.kutipan) > 1 or one.dokumen != "lkjip" else place
        for one in hal.kutipan
        if (place := _place(one.tempat, words)) and (one.dokumen in hal.pada or one.dokumen == hal.acuan)
    ]
    doubt = f" ({words['doubtful']})" if hal.ragu else ""
    return f"{lead}{text}{doubt}" + (f" [{'; '.join(places)}]" if places else "")


def summary_line(reviu: Reviu, *, language: str = "id") -> str:
    """Return in one line how many items were prepared and how much is to be looked at."""
    words, counts = _words(language), reviu.counts
    doubt = words["counts doubtful"].format(**counts) if counts["ragu"] else ""
    return words["counts"].format(**counts) + doubt
