"""A text to be printed, as blocks: what Word and PDF are made of, so that both say the same."""

from __future__ import annotations

from typing import Final, NamedTuple

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

    def fitted(self, signs: int) -> tuple[float, ...]:
        """Return the widths in letters, of ``signs`` in all: a column is as wide as its longest word, where that fits.

        >>> Tabel("", ("Indikator", "Capaian"), (("Rapat", "82.304,47%"),), "lr", (90, 10)).fitted(40)
        (28.0, 12.0)
        """
        share = signs / sum(self.widths)
        own = [width * share for width in self.widths]
        columns = zip(*[self.head, *[row for row in self.rows if len(row) == len(self.head)]], strict=True)
        longest = [max([len(word) for text in column for word in text.split()], default=0) for column in columns]
        needed = [min(letters + _PADDING, signs / _MOST_SHARE) for letters in longest]
        lacking = sum([max(0.0, want - width) for want, width in zip(needed, own, strict=True)])
        spare = sum([max(0.0, width - want) for want, width in zip(needed, own, strict=True)])
        if not lacking or not spare:
            return tuple(own)
        moved = min(lacking, spare)
        return tuple(
            [
                width + (want - width) * moved / (lacking if want > width else spare)
                for want, width in zip(needed, own, strict=True)
            ]
        )


_PADDING: Final = 2
_MOST_SHARE: Final = 3


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
