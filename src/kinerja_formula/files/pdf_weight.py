"""How much a PDF would unpack to and draw, known before it is drawn: a small file can hold millions of lines.

The engine that draws a page can't be stopped; so what a page would draw is added up first, forms as often as they are
drawn.
"""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Iterator
from typing import Any, Final

__all__ = ["MOST_CONTENT", "inflated_size", "opened_structure", "page_weights"]

MOST_CONTENT: Final = 2_000_000
"""Bytes of drawing commands on a page, those of a form as often as it is drawn. A page of text has some 20 000."""
_DRAWN: Final = re.compile(rb"/([^\s/<>\[\](){}%]{1,60})\s+Do\b")
_DEEPEST: Final = 20
_DRAWING_A_FORM: Final = 500
"""What drawing a form takes beside its commands, in bytes of them."""
_PACKED_TWICE: Final = 3
_ZLIB: Final = (b"\x78", b"\x68", b"\x58", b"\x48", b"\x38", b"\x28", b"\x18", b"\x08")


def opened_structure(raw: bytes) -> Any:
    """Return the structure of a file. Raises ImportError without pdfminer, else whatever that raises."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    return PDFDocument(PDFParser(io.BytesIO(raw)), caching=False)


def page_weights(structure: Any, most: int) -> Iterator[int]:
    """Yield for each page how many bytes of drawing commands it has, as far as is allowed and a little over; ``most``
    is what all pages may have.
    """
    from pdfminer.pdfpage import PDFPage

    forms: dict[int, int] = {}
    left = most
    for page in PDFPage.create_pages(structure):
        weight = 0
        for stream in page.contents:
            weight += _weight(stream, page.resources, min(MOST_CONTENT, left) - weight, forms, 0)
        left -= weight
        yield weight if left >= 0 else MOST_CONTENT + 1


def _weight(stream: Any, resources: Any, limit: int, forms: dict[int, int], depth: int) -> int:
    from pdfminer.pdftypes import resolve1, stream_value

    stream = stream_value(stream)
    size = _unpacked_size(stream, limit)
    if size > limit or depth > _DEEPEST:
        return max(size, limit + 1)
    found = _DRAWN.findall(stream.get_data())
    if not found:
        return size
    own = resolve1(stream.attrs.get("Resources")) or resources
    objects = resolve1(resolve1(own).get("XObject")) if isinstance(resolve1(own), dict) else None
    if not isinstance(objects, dict):
        return size
    for name in found:
        target = objects.get(name.decode("latin-1"))
        number = getattr(target, "objid", 0)
        if number not in forms or not number:
            drawn = resolve1(target)
            kind = getattr(resolve1(getattr(drawn, "attrs", {}).get("Subtype")), "name", "")
            forms[number] = 0  # a form that draws itself is drawn once
            forms[number] = _weight(drawn, own, limit - size, forms, depth + 1) if kind == "Form" else 0
        size += forms[number] + _DRAWING_A_FORM
        if size > limit:
            return size
    return size


def _unpacked_size(stream: Any, limit: int) -> int:
    """Return how many bytes a stream unpacks to, as far as ``limit`` and a little over."""
    data = stream.rawdata
    if data is None:  # it was unpacked before
        return len(stream.get_data())
    return max(len(data), inflated_size(data, max(0, limit)))


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
