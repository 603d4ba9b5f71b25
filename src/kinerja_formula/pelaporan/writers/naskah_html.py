"""A text to be printed → one page of HTML without scripts or anything from elsewhere; every text is escaped."""

from __future__ import annotations

from html import escape
from typing import Final

from kinerja_formula.pelaporan.naskah import Block, Judul, Naskah, Paragraf, Tabel
from kinerja_formula.plain_text import plain

__all__ = ["write_naskah_html"]

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_STYLE: Final = """\
body { font: 15px/1.5 "Liberation Sans", Arial, Helvetica, sans-serif; color: #1b1f24; max-width: 1200px;
  margin: 24px auto; padding: 0 20px; overflow-wrap: anywhere; }
h1 { font-size: 24px; line-height: 1.25; margin: 0; } .anak { font-size: 17px; margin: 2px 0 0; }
h2 { font-size: 19px; margin: 32px 0 8px; border-bottom: 1px solid #c5ced8; }
h3 { font-size: 16px; margin: 22px 0 6px; }
.bidang { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; min-width: 900px; table-layout: fixed; margin: 6px 0 16px;
  font-size: 14px; }
caption { text-align: left; color: #4a5562; padding: 2px 0 6px; }
th, td { border: 1px solid #c5ced8; padding: 5px 8px; text-align: left; vertical-align: top; }
thead th { background: #12355b; color: #fff; } th.hal { background: #eef1f4; } .kanan { text-align: right; }
.kosong { font-style: italic; color: #4a5562; } .sumber { font-size: 13px; color: #4a5562; }
@media print { body { max-width: none; margin: 0; } tr, h2, h3 { break-inside: avoid; }
  thead { display: table-header-group; } }
"""


def write_naskah_html(naskah: Naskah) -> str:
    """Return a text as a page of HTML; drawings are left out.

    >>> from kinerja_formula.pelaporan.print_settings import NO_SETTINGS
    >>> page = write_naskah_html(Naskah(("<b>",), (Paragraf("a & b"),), NO_SETTINGS))
    >>> "<h1>&lt;b&gt;</h1>" in page, "<p>a &amp; b</p>" in page
    (True, True)
    """
    first, *others = [_text(line) for line in naskah.title] or [""]
    body = [f"<h1>{first}</h1>", *[f'<p class="anak">{line}</p>' for line in others]]
    body += [_block(block) for block in naskah.blocks]
    body += [f'<p class="sumber">{_text(one)}</p>' for one in naskah.sources]
    return "\n".join(
        [
            f'<!DOCTYPE html>\n<html lang="{escape(naskah.language)}">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            f'<link rel="icon" href="data:,">\n<title>{first}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>',
            *["<main>", *[one for one in body if one], "</main>\n</body>\n</html>\n"],
        ]
    )


def _text(text: str) -> str:
    return escape(plain(text))


def _block(block: Block) -> str:
    if isinstance(block, Judul):
        level = min(block.level + 1, 6)
        return f"<h{level}>{_text(block.text)}</h{level}>"
    if isinstance(block, Paragraf):
        label = f"<strong>{_text(block.label)}:</strong> " if block.label else ""
        kind = ' class="kosong"' if block.kosong else ""
        return f"<p{kind}>{label}{_text(block.text)}</p>"
    if not isinstance(block, Tabel):
        return ""
    heads = "".join([f'<th scope="col">{_text(one)}</th>' for one in block.head])
    rows = "\n".join([_row(cells, block) for cells in block.rows])
    shares = "".join([f'<col style="width:{100 * width // sum(block.widths)}%">' for width in block.widths])
    return (
        f'<div class="bidang"><table><caption>{_text(block.caption)}</caption>\n<colgroup>{shares}</colgroup>\n'
        f"<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody></table></div>"
    )


def _row(cells: tuple[str, ...], block: Tabel) -> str:
    if len(cells) == 1:
        return f'<tr><th class="hal" scope="rowgroup" colspan="{len(block.head)}">{_text(cells[0])}</th></tr>'
    drawn = [
        f'<td class="kanan">{_text(text)}</td>' if side == "r" else f"<td>{_text(text)}</td>"
        for text, side in zip(cells, block.align, strict=True)
    ]
    return f"<tr>{''.join(drawn)}</tr>"
