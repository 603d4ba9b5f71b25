"""PDF → pages of lines and tables, by pdfium; what a page would draw is weighed before it is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from kinerja_formula.diagnostics.catalogue import CROWDED_PAGE, IMAGE_PAGE
from kinerja_formula.files.aligned import AlignedColumns
from kinerja_formula.files.file_bytes import FileLimits, missing_extra, unreadable
from kinerja_formula.files.grids import page_items
from kinerja_formula.files.model import Doubt, Item, Page, Table
from kinerja_formula.files.pdf_weight import MOST_CONTENT, inflated_size, opened_structure, page_weights
from kinerja_formula.files.tempat import Tempat

__all__ = ["PdfPages", "pdf_pages"]

_MOST_PAGES: Final = 2_000
_MOST_OF_A_FILE: Final = 100_000_000
_PAGES_AT_ONCE: Final = 40
"""pdfium keeps every font and picture that it has met until the document is closed; opening it again takes 1 ms."""


def pdf_pages(path: str | Path, raw: bytes, limits: FileLimits, is_head: Callable[[Sequence[str]], bool]) -> PdfPages:
    """Return the pages of a PDF file, each drawn when it is asked for. Raises InvalidDataError KF401, KF403.

    Args:
        path: the file, for messages.
        raw: what it holds.
        limits: how large it may be.
        is_head: whether texts that stand beside each other are the head of a table.
    """
    try:
        from kinerja_formula.files import pdf_words
    except ImportError:
        raise missing_extra("pypdfium2", "pdf", "PDF") from None
    _weigh(path, raw, limits)
    try:
        weights = page_weights(opened_structure(raw), _MOST_OF_A_FILE)
        document = pdf_words.opened(raw)
    except ImportError as error:
        package = "pypdfium2" if error.name == "pypdfium2" else "pdfminer.six"
        raise missing_extra(package, "pdf", "PDF") from None
    except Exception as error:  # whatever a broken file makes the library raise
        raise unreadable(path, _reason(error, raw)) from None
    return PdfPages(path, raw, limits, is_head, document, weights)


class PdfPages:
    """The pages of a PDF file, to be gone through once; ``len`` tells how many there are."""

    def __init__(
        self,
        path: str | Path,
        raw: bytes,
        limits: FileLimits,
        is_head: Callable[[Sequence[str]], bool],
        document: Any,
        weights: Iterator[int],
    ) -> None:
        self.path, self.raw, self.limits, self.is_head = path, raw, limits, is_head
        self.document, self.weights = document, weights
        self.count = len(document)
        self.rows = self.words = self.crowded = self.pictures = 0
        self.columns: AlignedColumns | None = None

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Page]:
        try:
            yield from self.all()
        finally:
            self.document.close()

    def all(self) -> Iterator[Page]:
        from kinerja_formula.files import pdf_words

        if self.count > _MOST_PAGES:
            raise unreadable(self.path, "terlalu-banyak-halaman", limit=_MOST_PAGES)
        if not self.count:
            raise unreadable(self.path, "pdf-rusak")
        for number in range(1, self.count + 1):
            try:
                try:
                    weight = next(self.weights, 0)
                except Exception as error:  # whatever a broken page tree makes the library raise
                    raise unreadable(self.path, _reason(error, self.raw)) from None
                if weight > MOST_CONTENT:
                    raise pdf_words.TooMuchError
                yield self.page(number)
            except pdf_words.TooMuchError:
                self.crowded += 1
                yield Page(number, [Doubt(CROWDED_PAGE, Tempat(0, number), {})])
            if self.rows > self.limits.rows:
                raise unreadable(self.path, "terlalu-banyak-baris", limit=self.limits.rows)
        if not self.words:
            raise unreadable(self.path, "halaman-terlalu-rumit" if self.crowded else "pdf-gambar")

    def page(self, number: int) -> Page:
        from kinerja_formula.files import pdf_words

        if number > 1 and number % _PAGES_AT_ONCE == 1:
            self.document.close()
            self.document = pdf_words.opened(self.raw)
        try:
            page = self.document[number - 1]
            try:
                content = pdf_words.page_content(page)
            finally:
                page.close()
        except pdf_words.TooMuchError:
            raise
        except Exception as error:  # whatever a broken page makes the library raise
            raise unreadable(self.path, _reason(error, self.raw)) from None
        tempat = Tempat(0, number)
        found = page_items(content.words, content.drawing, tempat, self.is_head, self.columns)
        self.columns = found.columns
        items: list[Item] = list(found.items)
        real_words = len(content.words) > content.pictures
        if content.crowded:
            items.insert(0, Doubt(CROWDED_PAGE, tempat, {}))
        if not content.words and content.pictures:
            items.insert(0, Doubt(IMAGE_PAGE, tempat, {}))
        self.words += real_words
        for item in items:
            if isinstance(item, Table):
                self.rows += item.rows
                item.tempat = tempat
        return Page(number, items, content.hidden)


def _reason(error: Exception, raw: bytes) -> str:
    names = {type(one).__name__ for one in (error, error.__cause__, error.__context__, *error.args) if one is not None}
    told = str(error).casefold()
    locked = any("Password" in name or "Encryption" in name for name in names) or "password" in told
    return "berkas-terkunci" if locked or (b"/Encrypt" in raw and b"%%EOF" in raw[-2048:]) else "pdf-rusak"


# Weighing

_STREAM: Final = re.compile(rb"stream\r?\n")
_IMAGE: Final = re.compile(rb"/Subtype\s*/Image")


def _weigh(path: str | Path, raw: bytes, limits: FileLimits) -> None:
    """Refuse a file whose streams would unpack to more than is allowed; pictures are never unpacked."""
    total = place = 0
    while (found := _STREAM.search(raw, place)) is not None:
        end = raw.find(b"endstream", found.end())
        end = len(raw) if end < 0 else end
        if not _IMAGE.search(raw, max(place, found.start() - 1000), found.start()):
            total += inflated_size(raw[found.end() : end], limits.unpacked - total)
            if total > limits.unpacked:
                raise unreadable(path, "berkas-terlalu-besar", limit=limits.unpacked)
        place = end
