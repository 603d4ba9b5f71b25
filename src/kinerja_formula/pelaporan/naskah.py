"""A text to be printed, as blocks: what Word and PDF are made of, so that both say the same."""

from __future__ import annotations

from typing import NamedTuple

from kinerja_formula.pelaporan.print_settings import PrintSettings

__all__ = ["Block", "Gambar", "Judul", "Naskah", "Paragraf", "Persamaan", "Tabel"]


class Judul(NamedTuple):
    """A heading; level 1 is the chapter."""

    level: int
    text: str


class Paragraf(NamedTuple):
    """A paragraph. ``label`` stands before it in bold; ``kosong`` marks one that somebody has to fill in."""

    text: str
    label: str = ""
    kosong: bool = False


class Tabel(NamedTuple):
    """A table with its caption. ``align`` has a letter a column: ``l``, ``c`` or ``r``; ``widths`` are shares.

    A row of one cell goes over the whole width and belongs to the rows below it.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: str
    widths: tuple[int, ...]


class Gambar(NamedTuple):
    """A drawing as SVG, with its caption, what it says to those who don't see it, and its width in centimetres."""

    svg: str
    caption: str
    alt: str
    width: float = 12


class Persamaan(NamedTuple):
    """A formula as MathML, and how it is spoken."""

    mathml: str
    alt: str


Block = Judul | Paragraf | Tabel | Gambar | Persamaan


class Naskah(NamedTuple):
    """A text: title lines, blocks, footnotes of sources, and what the settings tell of letterhead and signers.

    ``annex`` stands behind the signatures, on pages of its own. ``mendatar``: its tables are wide, and the pages of a
    Word file lie on their long side.
    """

    title: tuple[str, ...]
    blocks: tuple[Block, ...]
    settings: PrintSettings
    sources: tuple[str, ...] = ()
    annex: tuple[Block, ...] = ()
    language: str = "id"
    mendatar: bool = False
