"""A text to be printed → PDF by Typst: tagged, with its title and language, heads of tables that repeat.

Typst is one wheel without a browser or fonts of the system, and writes tagged PDF. Texts reach it as data, so that
nothing of the user's is markup.
"""

from __future__ import annotations

import json
from importlib.resources import as_file, files
from typing import Any, Final

from kinerja_formula.files.table_files import missing_extra
from kinerja_formula.pelaporan.naskah import Block, Judul, Naskah, Paragraf, Tabel
from kinerja_formula.pelaporan.print_settings import Signer
from kinerja_formula.pelaporan.words import printed_words
from kinerja_formula.pelaporan.writers.charts import svg_to_png
from kinerja_formula.plain_text import only_letters

__all__ = ["write_pdf"]

_TEMPLATE: Final = "naskah.typ"
_STANDARD: Final = "ua-1"
"""PDF/UA-1: what a screen reader needs."""
_HAND: Final = "." * 40


def write_pdf(naskah: Naskah) -> bytes:
    """Return a text as a PDF file. Raises InvalidDataError KF403 where typst is not installed."""
    try:
        import typst
    except ImportError:
        raise missing_extra("typst", "report", "PDF") from None
    told = json.dumps(_data(naskah), ensure_ascii=False)
    with as_file(files("kinerja_formula.pelaporan.writers").joinpath(_TEMPLATE)) as template:
        made: bytes = typst.compile(
            template, root=template.parent, sys_inputs={"naskah": told}, format="pdf", pdf_standards=_STANDARD
        )
    return made


def _data(naskah: Naskah) -> dict[str, Any]:
    settings = naskah.settings
    number = printed_words(naskah.language)["number of letter"].format(number=settings.nomor) if settings.nomor else ""
    told: dict[str, Any] = {
        "language": naskah.language,
        "title": [*map(only_letters, naskah.title)],
        "instansi": [*map(only_letters, settings.instansi)],
        "alamat": only_letters(settings.alamat),
        "nomor": only_letters(number),
        "blocks": [_block(one) for one in naskah.blocks],
        "signers": [[*map(only_letters, lines)] for lines in _signatures(naskah)],
        "sources": [*map(only_letters, naskah.sources)],
    }
    if settings.logo_kind:
        told["logo"] = list(settings.logo)
    return told


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Judul):
        return {"kind": "judul", "level": block.level, "text": only_letters(block.text)}
    if isinstance(block, Paragraf):
        texts = {"text": only_letters(block.text), "label": only_letters(block.label)}
        return {"kind": "paragraf", "kosong": block.kosong, **texts}
    if isinstance(block, Tabel):
        return {
            "kind": "tabel",
            "caption": only_letters(block.caption),
            "head": [*map(only_letters, block.head)],
            "rows": [[*map(only_letters, row)] for row in block.rows],
            "align": block.align,
            "widths": list(block.widths),
        }
    texts = {"caption": only_letters(block.caption), "alt": only_letters(block.alt)}
    return {"kind": "gambar", "png": list(svg_to_png(block.svg)), **texts}


def _signatures(naskah: Naskah) -> list[list[str]]:
    """Return a column of lines for each who signs; the place and date stand above the last one."""
    settings = naskah.settings
    signers = settings.penandatangan or (Signer(), Signer())
    place = ", ".join([one for one in (settings.tempat, settings.tanggal) if one]) or f"{_HAND[:20]}, {_HAND[:20]}"
    columns = []
    for order, signer in enumerate(signers):
        if not settings.penandatangan and not order:
            columns.append([""])
            continue
        last = order == len(signers) - 1
        head = [place if last else "", signer.sebagai, signer.jabatan or _HAND]
        columns.append([*head, "", "", "", signer.nama or _HAND, signer.pangkat, f"NIP {signer.nip or _HAND}"])
    return columns
