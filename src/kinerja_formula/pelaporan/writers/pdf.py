"""A text to be printed → PDF by Typst: tagged, with its title and language, heads of tables that repeat.

Typst is one wheel without a browser or fonts of the system, and writes tagged PDF. Texts reach it as data, so that
nothing of the user's is markup.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from kinerja_formula.files.file_bytes import missing_extra
from kinerja_formula.grafik import svg_to_png
from kinerja_formula.pelaporan.naskah import Block, Judul, Naskah, Paragraf, Persamaan, Tabel
from kinerja_formula.pelaporan.print_settings import Signer, unfit_logo
from kinerja_formula.pelaporan.words import printed_words
from kinerja_formula.pelaporan.writers.equations import to_typst
from kinerja_formula.plain_text import only_letters, plain

__all__ = ["write_pdf"]

_TEMPLATE: Final = "naskah.typ"
_STANDARD: Final = "ua-1"
"""PDF/UA-1: what a screen reader needs."""
_HAND: Final = "." * 40
_SIGNS_OF_A_LINE: Final = 92
"""How many signs of the text of a table stand beside one another on a page, small letters and figures mixed."""
_BESIDE: Final = 3
"""How many sign beside one another."""


def write_pdf(naskah: Naskah) -> bytes:
    """Return a text as a PDF file. Raises InvalidDataError KF403 where typst is not installed."""
    try:
        import typst
    except ImportError:
        raise missing_extra("typst", "report", "PDF") from None
    template = files("kinerja_formula.pelaporan.writers").joinpath(_TEMPLATE).read_bytes()
    # Typst reads no file outside the folder that it is given: nothing but what belongs to this text.
    with TemporaryDirectory(prefix="kinerja-") as folder:
        pictures: dict[str, bytes] = {}
        told = json.dumps(_data(naskah, pictures), ensure_ascii=False)
        parts = {_TEMPLATE: template, "naskah.json": told.encode("utf-8", "replace"), **pictures}
        for name, content in parts.items():
            Path(folder, name).write_bytes(content)
        source, root = Path(folder, _TEMPLATE), Path(folder)
        try:
            made: bytes = typst.compile(source, root=root, format="pdf", pdf_standards=_STANDARD)
        except typst.TypstError as error:
            if "decode" in str(error) and naskah.settings.logo:
                raise unfit_logo() from None
            # A sign that no font has is let through by no standard: still tagged, and that sign is a box.
            made = typst.compile(source, root=root, format="pdf")
    return made


def _data(naskah: Naskah, pictures: dict[str, bytes]) -> dict[str, Any]:
    """Return a text as data; its pictures go into ``pictures``, by the names of their files."""
    settings = naskah.settings
    number = printed_words(naskah.language)["number of letter"].format(number=settings.nomor) if settings.nomor else ""
    told: dict[str, Any] = {
        "language": naskah.language,
        "title": [*map(_text, naskah.title)],
        "instansi": [*map(_text, settings.instansi)],
        "alamat": _text(settings.alamat),
        "nomor": _text(number),
        "blocks": [_block(one, pictures) for one in naskah.blocks],
        "annex": [_block(one, pictures) for one in naskah.annex],
        "signers": [[[*map(_text, lines)] for lines in part] for part in _rows_of_signers(naskah)],
        "sources": [*map(_text, naskah.sources)],
    }
    if settings.logo_kind:
        told["logo"] = f"logo.{settings.logo_kind}"
        pictures[told["logo"]] = settings.logo
    return told


def _text(text: str) -> str:
    return only_letters(plain(text))


def _block(block: Block, pictures: dict[str, bytes]) -> dict[str, Any]:
    if isinstance(block, Judul):
        return {"kind": "judul", "level": block.level, "text": _text(block.text)}
    if isinstance(block, Paragraf):
        texts = {"text": _text(block.text), "label": _text(block.label)}
        return {"kind": "paragraf", "kosong": block.kosong, **texts}
    if isinstance(block, Tabel):
        widths = block.fitted(_SIGNS_OF_A_LINE)
        return {
            "kind": "tabel",
            "caption": _text(block.caption),
            "head": _cells(block.head, widths),
            "rows": [_cells(row, widths) for row in block.rows],
            "align": block.align,
            "widths": list(widths),
        }
    if isinstance(block, Persamaan):
        return {"kind": "persamaan", "formula": to_typst(block.mathml), "alt": _text(block.alt)}
    texts = {"caption": _text(block.caption), "alt": _text(block.alt)}
    name = f"gambar-{len(pictures)}.png"
    pictures[name] = svg_to_png(block.svg)
    return {"kind": "gambar", "file": name, "width": block.width, **texts}


def _cells(row: Sequence[str], widths: Sequence[float]) -> list[str]:
    """Return the texts of a row; a word that is wider than its column may break, or it would run into the next one."""
    if len(row) == 1:  # over the whole width
        return [_breakable(_text(row[0]), _SIGNS_OF_A_LINE)]
    share = _SIGNS_OF_A_LINE / sum(widths)
    return [_breakable(_text(text), max(int(share * width) - 2, 4)) for text, width in zip(row, widths, strict=True)]


def _breakable(text: str, most: int) -> str:
    """Return a text whose words longer than ``most`` signs have places to break, which nobody sees.

    >>> _breakable("60.000.000,00% dari", 10).split("\u200b")
    ['60.000.000', ',00% dari']
    """
    return " ".join(
        [
            "\u200b".join([word[at : at + most] for at in range(0, len(word), most)]) if len(word) > most else word
            for word in text.split(" ")
        ]
    )


def _rows_of_signers(naskah: Naskah) -> list[list[list[str]]]:
    """Return those who sign, a few beside one another, their lines all of one number."""
    columns = _signatures(naskah)
    longest = max(map(len, columns))
    even = [[*lines, *[""] * (longest - len(lines))] for lines in columns]
    return [even[at : at + _BESIDE] for at in range(0, len(even), _BESIDE)]


def _signatures(naskah: Naskah) -> list[list[str]]:
    """Return a column of lines for each who signs; the place and date stand above the last one."""
    settings = naskah.settings
    signers = settings.penandatangan or (Signer(),)
    place = ", ".join([one for one in (settings.tempat, settings.tanggal) if one]) or f"{_HAND[:20]}, {_HAND[:20]}"
    columns = [[""]] if len(signers) == 1 else []  # one signs on the right
    for order, signer in enumerate(signers):
        last = order == len(signers) - 1
        head = [place if last else "", signer.sebagai, signer.jabatan or _HAND]
        columns.append([*head, "", "", "", signer.nama or _HAND, signer.pangkat, f"NIP {signer.nip or _HAND}"])
    return columns
