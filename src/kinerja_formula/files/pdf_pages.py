"""The pages of a PDF, one at a time, each drawn as far as a page of text needs it: what is more than that is skipped.

Of a page all letters and lines are objects in memory, and a small file can hold millions of them.
"""

from __future__ import annotations

import io
import logging
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, Final

from pdfminer.layout import LTPage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import stream_value
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.pdf import PDF

__all__ = ["MOST_LINES", "TooMuchError", "WatchedPage", "inflated_size", "opened", "pages_of"]

MOST_LINES: Final = 20_000
"""Lines and points of curves on a page; further ones are not drawn."""
_MOST_LETTERS: Final = 40_000
"""A page of A4 in the smallest print has about 10 000."""
_MOST_CONTENT: Final = 2_000_000
"""Bytes of drawing commands on a page, those of a form as often as it is drawn. A page of text has some 20 000."""
_MOST_OF_A_FILE: Final = 20_000_000
_MOST_FORMS: Final = 2_000


class TooMuchError(Exception):
    """A page that draws more than any page of text."""


def opened(raw: bytes) -> PDF:
    """Return the document in the bytes of a file. Raises ImportError without pdfplumber, else what that raises."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    return pdfplumber.open(io.BytesIO(raw))


def pages_of(document: PDF) -> Iterator[WatchedPage]:
    """Yield the pages; those before need not be kept."""
    budget = [_MOST_OF_A_FILE]
    for number, page in enumerate(PDFPage.create_pages(document.doc), 1):
        yield WatchedPage(document, page, number, budget)


class WatchedPage(Page):
    """A page that stops drawing in time; ``lines_left`` below zero tells that some were left out."""

    def __init__(self, document: PDF, page: PDFPage, number: int, budget: list[int]) -> None:
        super().__init__(document, page, page_number=number)
        self._budget = budget
        self.lines_left = MOST_LINES

    @property
    def layout(self) -> LTPage:
        """What is drawn on the page. Raises TooMuchError."""
        if not hasattr(self, "_layout"):
            device = _Device(self.pdf.rsrcmgr, pageno=self.page_number, laparams=self.pdf.laparams)
            device.content_left = min(_MOST_CONTENT, self._budget[0])
            given = device.content_left
            try:
                _Interpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            finally:
                self._budget[0] -= max(0, given - device.content_left)
            self.lines_left = device.lines_left
            self._layout: LTPage = device.get_result()
        return self._layout


class _Device(PDFPageAggregatorWithMarkedContent):
    content_left = 0
    letters_left = _MOST_LETTERS
    lines_left = MOST_LINES
    forms_left = _MOST_FORMS

    def render_char(self, *args: Any, **keywords: Any) -> float:
        self.letters_left -= 1
        if self.letters_left < 0:
            raise TooMuchError
        width: float = super().render_char(*args, **keywords)
        return width

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        self.lines_left -= len(path)
        if self.lines_left >= 0:
            super().paint_path(gstate, stroke, fill, evenodd, path)

    def begin_figure(self, *args: Any) -> None:
        self.forms_left -= 1
        if self.forms_left < 0:
            raise TooMuchError
        super().begin_figure(*args)


class _Interpreter(PDFPageInterpreter):
    device: _Device

    def __init__(self, manager: PDFResourceManager, device: _Device) -> None:
        super().__init__(manager, device)

    def execute(self, streams: Sequence[object]) -> None:
        for stream in streams:
            left = self.device.content_left
            self.device.content_left -= _unpacked_size(stream_value(stream), left)
            if self.device.content_left < 0:
                raise TooMuchError
        super().execute(streams)


_PACKED_TWICE: Final = 3
_ZLIB: Final = (b"\x78", b"\x68", b"\x58", b"\x48", b"\x38", b"\x28", b"\x18", b"\x08")


def _unpacked_size(stream: Any, limit: int) -> int:
    """Return how many bytes a stream unpacks to, as far as ``limit`` and a little over."""
    data = stream.rawdata
    if data is None:  # it was unpacked before
        return len(stream.get_data())
    return max(len(data), inflated_size(data, limit))


def inflated_size(data: bytes, limit: int, depth: int = 0) -> int:
    """Return how large deflated bytes are when unpacked, as far as ``limit`` and a little over; 0 if they are none."""
    if data[:1] not in _ZLIB:
        return 0
    unpacking, total, first = zlib.decompressobj(), 0, b""
    try:
        piece = unpacking.decompress(data, 1 << 20)
        while piece:
            first = first or piece
            total += len(piece)
            if total > limit:
                return total
            piece = unpacking.decompress(unpacking.unconsumed_tail, 1 << 20)
    except zlib.error:
        return total
    again = depth < _PACKED_TWICE and total <= 1 << 20
    return total + (inflated_size(first, limit - total, depth + 1) if again else 0)
