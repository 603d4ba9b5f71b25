"""A text to be printed → one page of HTML, by the template ``naskah.html``; its blocks also stand in other pages."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from typing import Any

from kinerja_formula.page_templates import render
from kinerja_formula.pelaporan.naskah import Block, Gambar, Judul, Naskah, Paragraf, Tabel

__all__ = ["drawn_blocks", "write_naskah_html"]


def write_naskah_html(naskah: Naskah) -> str:
    """Return a text as a page of HTML. Raises InvalidDataError: KF403 without the extra ``report``, KF487 for a
    template of the settings that fails.

    >>> from kinerja_formula.pelaporan.print_settings import NO_SETTINGS
    >>> page = write_naskah_html(Naskah(("<b>",), (Paragraf("a & b"),), NO_SETTINGS))
    >>> "<h1>&lt;b&gt;</h1>" in page, "<p>a &amp; b</p>" in page
    (True, True)
    """
    return render(
        "naskah.html",
        naskah.settings.templat,
        language=naskah.language,
        title=naskah.title or ("",),
        blocks=drawn_blocks(naskah.blocks),
        sources=naskah.sources,
    )


def drawn_blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Return blocks as the values that the macro ``blok`` of ``bagian.html`` draws."""
    return [_block(block) for block in blocks]


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Judul):
        return {"kind": "judul", "level": block.level + 1, "text": block.text}
    if isinstance(block, Paragraf):
        return {"kind": "paragraf", "text": block.text, "label": block.label, "kosong": block.kosong}
    if isinstance(block, Tabel):
        heads = [
            {"text": text, "side": "angka" if side == "r" else "kata"}
            for text, side in zip(block.head, block.align, strict=True)
        ]
        widths = [100 * width // sum(block.widths) for width in block.widths]
        return {"kind": "tabel", "caption": block.caption, "heads": heads, "widths": widths, "rows": block.rows}
    if isinstance(block, Gambar):
        # As an image of its own: what its parts are called can't meet what others of the page are called.
        drawn = b64encode(block.svg.encode()).decode("ascii")
        return {"kind": "gambar", "drawn": drawn, "caption": block.caption, "alt": block.alt, "width": block.width}
    return {"kind": "persamaan", "drawn": block.mathml}
