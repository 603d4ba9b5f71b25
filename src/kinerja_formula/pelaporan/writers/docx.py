"""A text to be printed → Word: real styles, headings, captions, heads of tables that repeat; the office may edit it."""

from __future__ import annotations

import io
from typing import Any, Final

from kinerja_formula.files.file_bytes import missing_extra
from kinerja_formula.grafik import svg_to_png
from kinerja_formula.pelaporan.naskah import Block, Gambar, Judul, Naskah, Paragraf, Persamaan, Tabel
from kinerja_formula.pelaporan.print_settings import PrintSettings, Signer, unfit_logo
from kinerja_formula.pelaporan.words import printed_words
from kinerja_formula.pelaporan.writers.equations import to_omml
from kinerja_formula.plain_text import only_letters, plain

__all__ = ["write_docx"]

_FONT: Final = "Arial"
_WIDTH: Final = 16.0
"""The width of the text on A4 in centimetres."""
_WIDE: Final = 24.7
"""The same on a page that lies on its long side."""
_LETTER: Final = 0.185
"""How wide a letter of a table is, with some room, in centimetres."""
_CELL_MARGIN: Final = 40
"""Twentieths of a point above and below the text of a cell."""
_HEADINGS: Final = {1: 14, 2: 12, 3: 11, 4: 10}
_HAND: Final = "........................................"


def _text(text: str) -> str:
    return only_letters(plain(text))


def write_docx(naskah: Naskah) -> bytes:
    """Return a text as a DOCX file. Raises InvalidDataError KF403 where python-docx is not installed."""
    try:
        import docx
    except ImportError:
        raise missing_extra("python-docx", "word", "DOCX") from None
    content = io.BytesIO()
    document = docx.Document()
    _Writer(document, naskah).write()
    document.save(content)
    return content.getvalue()


class _Writer:
    def __init__(self, document: Any, naskah: Naskah) -> None:
        from docx.enum.section import WD_ORIENTATION
        from docx.enum.table import WD_TABLE_ALIGNMENT
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml import OxmlElement, parse_xml
        from docx.oxml.ns import qn
        from docx.shared import Cm, Pt, RGBColor

        self.cm, self.pt, self.colour = Cm, Pt, RGBColor
        self.element, self.parsed, self.qn = OxmlElement, parse_xml, qn
        self.sides = {"l": WD_ALIGN_PARAGRAPH.LEFT, "c": WD_ALIGN_PARAGRAPH.CENTER, "r": WD_ALIGN_PARAGRAPH.RIGHT}
        self.middle = WD_TABLE_ALIGNMENT.CENTER
        self.landscape = WD_ORIENTATION.LANDSCAPE
        self.width = _WIDE if naskah.mendatar else _WIDTH
        self.document = document
        self.naskah = naskah
        self.words = printed_words(naskah.language)

    def write(self) -> None:
        self.page()
        settings = self.naskah.settings
        self.letterhead(settings)
        for place, line in enumerate(self.naskah.title):
            self.line(line, size=14 if not place else 12, bold=True, side="c")
        if settings.nomor:
            self.line(self.words["number of letter"].format(number=settings.nomor), side="c")
        for block in self.naskah.blocks:
            self.block(block)
        self.signatures(settings)
        for source in self.naskah.sources:
            self.line(source, size=8)
        if self.naskah.annex:
            self.document.add_page_break()
        for block in self.naskah.annex:
            self.block(block)

    def page(self) -> None:
        document, cm = self.document, self.cm
        section = document.sections[0]
        section.page_width, section.page_height = cm(21), cm(29.7)
        if self.naskah.mendatar:
            section.orientation = self.landscape
            section.page_width, section.page_height = section.page_height, section.page_width
        section.left_margin = section.right_margin = cm(2.5)
        section.top_margin = section.bottom_margin = cm(2)
        normal = document.styles["Normal"]
        normal.font.name, normal.font.size = _FONT, self.pt(10)
        normal.paragraph_format.space_after = self.pt(4)
        for level, size in _HEADINGS.items():
            style = document.styles[f"Heading {level}"]
            style.font.name, style.font.size, style.font.bold, style.font.italic = _FONT, self.pt(size), True, False
            style.font.color.rgb = self.colour(0, 0, 0)
            self.plain_font(style)
            style.paragraph_format.keep_with_next = True
            style.paragraph_format.space_before = self.pt(10 if level < 4 else 6)
            style.paragraph_format.space_after = self.pt(4)
        caption = document.styles["Caption"]
        caption.font.name, caption.font.size, caption.font.bold = _FONT, self.pt(9), True
        caption.font.color.rgb = self.colour(0, 0, 0)
        caption.paragraph_format.keep_with_next = True
        caption.paragraph_format.space_before = self.pt(8)
        self.plain_font(normal)
        self.plain_font(caption)
        spoken = self.element("w:lang")
        spoken.set(self.qn("w:val"), {"id": "id-ID"}.get(self.naskah.language, "en-GB"))
        normal.element.get_or_add_rPr().append(spoken)
        core = document.core_properties
        core.title = " ".join(map(_text, self.naskah.title))[:255]
        core.language = self.naskah.language
        core.author = ""
        foot = section.footer.paragraphs[0]
        foot.alignment = self.sides["c"]
        self.field(foot, "PAGE")

    def plain_font(self, style: Any) -> None:
        """Let a style have its font for every letter: themes of the template would take some of them."""
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(self.qn(f"w:{kind}"), _FONT)
            fonts.attrib.pop(self.qn(f"w:{kind}Theme"), None)
        fonts.attrib.pop(self.qn("w:cstheme"), None)

    def field(self, paragraph: Any, name: str) -> None:
        """Write a field that Word calculates: the number of the page."""
        run = paragraph.add_run()
        for kind, text in (("begin", ""), ("", name), ("end", "")):
            if kind:
                mark = self.element("w:fldChar")
                mark.set(self.qn("w:fldCharType"), kind)
            else:
                mark = self.element("w:instrText")
                mark.text = text
            run._r.append(mark)  # noqa: SLF001 - python-docx has no fields

    def letterhead(self, settings: PrintSettings) -> None:
        if settings.logo_kind:
            paragraph = self.document.add_paragraph()
            paragraph.alignment = self.sides["c"]
            try:
                paragraph.add_run().add_picture(io.BytesIO(settings.logo), height=self.cm(2))
            except Exception:  # whatever python-docx makes of a file that is no image
                raise unfit_logo() from None
        for line in settings.instansi:
            self.line(line, size=13, bold=True, side="c")
        if settings.alamat:
            self.line(settings.alamat, size=9, side="c")
        if settings.instansi or settings.logo_kind:
            self.rule()

    def rule(self) -> None:
        """Draw the line below a letterhead."""
        paragraph = self.document.add_paragraph()
        borders = self.element("w:pBdr")
        line = self.element("w:top")
        for name, value in (("val", "thinThickSmallGap"), ("sz", "18"), ("space", "1"), ("color", "000000")):
            line.set(self.qn(f"w:{name}"), value)
        borders.append(line)
        paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001

    def line(self, text: str, *, size: int = 10, bold: bool = False, side: str = "l") -> Any:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = self.sides[side]
        run = paragraph.add_run(_text(text))
        run.bold, run.font.size = bold, self.pt(size)
        return paragraph

    def block(self, block: Block) -> None:
        if isinstance(block, Judul):
            self.document.add_heading(_text(block.text), block.level)
        elif isinstance(block, Paragraf):
            paragraph = self.document.add_paragraph()
            if block.label:
                paragraph.add_run(f"{_text(block.label)}: ").bold = True
            paragraph.add_run(_text(block.text)).italic = block.kosong
        elif isinstance(block, Tabel):
            self.table(block)
        elif isinstance(block, Persamaan):
            self.document.add_paragraph()._p.append(self.parsed(to_omml(block.mathml)))  # noqa: SLF001
        else:
            self.picture(block)

    def pad(self, table: Any) -> None:
        """Leave room between the text of a cell and the lines above and below it."""
        margins = self.element("w:tblCellMar")
        for side in ("top", "bottom"):
            margin = self.element(f"w:{side}")
            margin.set(self.qn("w:w"), str(_CELL_MARGIN))
            margin.set(self.qn("w:type"), "dxa")
            margins.append(margin)
        properties = table._tbl.tblPr  # noqa: SLF001
        look = properties.find(self.qn("w:tblLook"))  # the schema of Word has an order
        properties.append(margins) if look is None else look.addprevious(margins)

    def table(self, block: Tabel) -> None:
        self.document.add_paragraph(_text(block.caption), style="Caption")
        table = self.document.add_table(rows=1, cols=len(block.head), style="Table Grid")
        table.alignment, table.autofit = self.middle, False
        self.pad(table)
        signs = int(self.width / _LETTER)
        widths = [self.cm(width * self.width / signs) for width in block.fitted(signs)]
        self.row(table.rows[0], block.head, "c" * len(block.head), bold=True)
        repeat = self.element("w:tblHeader")
        repeat.set(self.qn("w:val"), "true")
        table.rows[0]._tr.get_or_add_trPr().append(repeat)  # noqa: SLF001
        for cells in block.rows:
            row = table.add_row()
            if len(cells) == 1:
                self.row(row, (*cells, *[""] * (len(block.head) - 1)), block.align)
                merged = row.cells[0].merge(row.cells[-1])
                merged.paragraphs[0].runs[0].bold = True
                merged.paragraphs[0].paragraph_format.keep_with_next = True
                for paragraph in merged.paragraphs[1:]:
                    paragraph._p.getparent().remove(paragraph._p)  # noqa: SLF001
            else:
                self.row(row, cells, block.align)
            whole = self.element("w:cantSplit")
            row._tr.get_or_add_trPr().append(whole)  # noqa: SLF001
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row, cells in zip(table.rows, (block.head, *block.rows), strict=True):
            for cell, width in zip(row.cells, widths, strict=True) if len(cells) > 1 else ():
                cell.width = width
        self.document.add_paragraph().paragraph_format.space_after = self.pt(2)

    def row(self, row: Any, cells: tuple[str, ...], align: str, *, bold: bool = False) -> None:
        for cell, text, side in zip(row.cells, cells, align, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.alignment = self.sides[side]
            paragraph.paragraph_format.space_after = self.pt(0)
            run = paragraph.add_run(_text(text))
            run.bold, run.font.size = bold, self.pt(8.5)
            if bold:
                shade = self.element("w:shd")
                for name, value in (("val", "clear"), ("color", "auto"), ("fill", "E7ECF1")):
                    shade.set(self.qn(f"w:{name}"), value)
                cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001

    def picture(self, block: Gambar) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = self.sides["c"]
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(io.BytesIO(svg_to_png(block.svg)), width=self.cm(block.width))
        shape._inline.docPr.set("descr", _text(block.alt))  # noqa: SLF001 - what a screen reader says
        self.document.add_paragraph(_text(block.caption), style="Caption").alignment = self.sides["c"]

    def signatures(self, settings: PrintSettings) -> None:
        signers = settings.penandatangan or (Signer(),)
        place = ", ".join([one for one in (settings.tempat, settings.tanggal) if one]) or f"{_HAND[:20]}, {_HAND[:20]}"
        table = self.document.add_table(rows=1, cols=max(2, len(signers)))
        cells = table.rows[0].cells
        row = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001
        row.append(self.element("w:cantSplit"))
        for order, signer in enumerate(signers):
            cell = cells[len(cells) - len(signers) + order]
            last = order == len(signers) - 1
            lines = [
                place if last else "",
                signer.sebagai,
                signer.jabatan or _HAND,
                *("", "", ""),
                signer.nama or _HAND,
                signer.pangkat,
                f"NIP {signer.nip or _HAND}",
            ]
            for at, text in enumerate(lines):
                paragraph = cell.paragraphs[0] if not at else cell.add_paragraph()
                paragraph.alignment = self.sides["c"]
                paragraph.paragraph_format.space_after = self.pt(0)
                paragraph.paragraph_format.keep_with_next = at < len(lines) - 1
                paragraph.add_run(_text(text)).bold = bool(signer.nama) and text == signer.nama
        self.document.add_paragraph()
