"""A page of a PDF, by pdfium → words with their boxes, drawn lines and filled areas, as a reader sees them upright."""

from __future__ import annotations

import ctypes
import itertools
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NamedTuple
from unicodedata import normalize

import pypdfium2.raw as pdfium_c

from kinerja_formula.files.grids import Drawing, Fill, Stroke
from kinerja_formula.files.model import PICTURE
from kinerja_formula.files.pdf_cells import Word
from kinerja_formula.files.raised import raised

__all__ = ["MOST_SHAPES", "PageContent", "page_content"]

_THIN: Final = 3.0
MOST_SHAPES: Final = 20_000
"""Points of paths on a page; a page with more of them is a drawing, and its tables are not read."""
_MOST_LINES: Final = 4_000
_MOST_LETTERS: Final = 40_000
"""A page of A4 in the smallest print has about 10 000."""
_DEEPEST_FORM: Final = 12
_LETTERS_ASKED: Final = 60
"""How many letters are asked for their direction."""


class PageContent(NamedTuple):
    """The words of a page and what is drawn on it.

    ``crowded``: more is drawn than on any page of text, its lines and areas are left out. ``pictures``: how many images
    it has, of whatever size. ``hidden``: the words are drawn invisibly, over the picture of a scan.
    """

    words: list[Word]
    drawing: Drawing
    pictures: int
    crowded: bool
    hidden: bool


class TooMuchError(Exception):
    """A page with more letters than any page of text."""


def page_content(page: Any) -> PageContent:
    """Return what stands on a page. Raises TooMuchError."""
    text = page.get_textpage()
    try:
        place = _placing(page, text)
        words, hidden = _words(text, place)
    finally:
        text.close()
    shapes = _Shapes(place)
    shapes.take(page)
    drawing = Drawing([], [], [], place.size) if shapes.crowded else shapes.drawing
    return PageContent(words + shapes.images, drawing, shapes.pictures, shapes.crowded, hidden)


class _Placing:
    """Turns the coordinates of the file to those of a reader who holds the page so that its text is upright."""

    def __init__(self, box: tuple[float, float, float, float], turn: int) -> None:
        self.box, self.turn = box, turn
        width, height = box[2] - box[0], box[3] - box[1]
        self.size = (width, height) if turn % 180 == 0 else (height, width)

    def __call__(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom, counted from the upper left corner."""
        first_x, first_y, last_x, last_y = self.box
        if self.turn == 90:
            return bottom - first_y, left - first_x, top - first_y, right - first_x
        if self.turn == 180:
            return last_x - right, bottom - first_y, last_x - left, top - first_y
        if self.turn == 270:
            return last_y - top, last_x - right, last_y - bottom, last_x - left
        return left - first_x, last_y - top, right - first_x, last_y - bottom


def _placing(page: Any, text: Any) -> _Placing:
    """Let the direction of most letters decide, not the rotation of the page: a table may lie on an upright page."""
    count = text.count_chars()
    turns: Counter[int] = Counter()
    for place in range(0, count, max(1, count // _LETTERS_ASKED)):
        angle = pdfium_c.FPDFText_GetCharAngle(text, place)
        if angle >= 0:  # measured clockwise
            turns[-round(math.degrees(angle) / 90) * 90 % 360] += 1
    turn = turns.most_common(1)[0][0] if turns else page.get_rotation()
    box = page.get_cropbox() or page.get_mediabox()
    return _Placing(tuple(box), turn)


_NO_LETTER: Final = (0, 0xFFFE, 0xFFFF)
_PLANCK: Final = "\N{PLANCK CONSTANT}"
"""The italic h of equations has its place apart from the other letters."""
_HYPHEN: Final = 2
"""What pdfium makes of a hyphen at the end of a line."""


def _words(text: Any, place: _Placing) -> tuple[list[Word], bool]:
    """Put letters together to words; a blank of the file, a gap or another height ends one."""
    words: list[Word] = []
    letters: list[str] = []
    box = [0.0, 0.0, 0.0, 0.0]
    rect = pdfium_c.FS_RECTF()
    stands, before = _Stands(text, place), 0  # the last letter of a word that is on its line
    count = text.count_chars()
    if count > _MOST_LETTERS:
        raise TooMuchError
    hidden = bool(count) and _is_hidden(text, count)
    is_generated = pdfium_c.FPDFText_IsGenerated
    box_of = pdfium_c.FPDFText_GetLooseCharBox

    def close(*, blank: bool) -> None:
        if letters:
            words.append(Word(box[0], box[2], box[1], box[3], "".join(letters), blank))
            letters.clear()
        elif blank and words and not words[-1].blank:
            words[-1] = words[-1]._replace(blank=True)

    for index, letter in _letters(text, count):
        if letter.isspace():
            if not is_generated(text, index):  # what pdfium adds is told by the gap below
                close(blank=True)
            continue
        box_of(text, index, rect)
        left, top, right, bottom = place(rect.left, rect.bottom, rect.right, rect.top)
        if letters:
            size = max(1.0, bottom - top)
            if abs((top + bottom) - (box[1] + box[3])) > size or not -size < left - box[2] < 0.06 * size:
                close(blank=False)
        if letters and letter.isdecimal() and not hidden and stands.is_raised(index, before):
            letter = raised(letter, letters)
        else:
            before = index
        if letters:
            box[:] = min(box[0], left), min(box[1], top), max(box[2], right), max(box[3], bottom)
        else:
            box[:] = left, top, right, bottom
        letters.append(letter)
    close(blank=False)
    return words, hidden


def _letters(text: Any, count: int) -> Iterator[tuple[int, str]]:
    """Yield the letters of a page with their places; one that comes in two halves has that of the second."""
    unicode_of = pdfium_c.FPDFText_GetUnicode
    high = 0  # the first half of a letter that comes in two
    for index in range(count):
        code = unicode_of(text, index)
        if 0xD800 <= code <= 0xDBFF:
            high = code
            continue
        if 0xDC00 <= code <= 0xDFFF and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if code in _NO_LETTER or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            continue
        letter = "-" if code == _HYPHEN else chr(code)
        if 0x1D400 <= code <= 0x1D7FF or letter == _PLANCK:
            letter = normalize("NFKC", letter)  # of an equation: letters in a face of their own
        yield index, letter


class _Stands:
    """Where letters stand by what is drawn of them: a small digit above the line is raised, set so or drawn so."""

    def __init__(self, text: Any, place: _Placing) -> None:
        self.text, self.place = text, place
        self.numbers = [ctypes.c_double() for _ in range(4)]
        self.rect = pdfium_c.FS_RECTF()

    def is_raised(self, index: int, before: int) -> bool:
        """Tell it of a digit; ``before`` is a letter on the line."""
        left, right, low, high = self.numbers
        pdfium_c.FPDFText_GetLooseCharBox(self.text, before, self.rect)
        _, top, _, bottom = self.place(self.rect.left, self.rect.bottom, self.rect.right, self.rect.top)
        size = bottom - top
        pdfium_c.FPDFText_GetCharOrigin(self.text, before, left, low)
        line = self.place(left.value, low.value, left.value, low.value)[3]
        pdfium_c.FPDFText_GetCharBox(self.text, index, left, right, low, high)
        _, top, _, bottom = self.place(left.value, low.value, right.value, high.value)
        return 0 < bottom - top < _SMALL * size and line - size < bottom < line - _RAISED * size


_SMALL: Final = 0.48
_RAISED: Final = 0.12
"""Of the room that a letter of the line takes: a digit on the line is drawn over 0,55 of it and more."""


_INVISIBLE: Final = 3


def _is_hidden(text: Any, count: int) -> bool:
    """Tell whether the letters are drawn invisibly, as programs do that recognise the text of a scan."""
    asked = range(0, count, max(1, count // 20))
    modes = []
    for index in asked:
        shape = pdfium_c.FPDFText_GetTextObject(text, index)
        if shape:
            modes.append(pdfium_c.FPDFTextObj_GetTextRenderMode(shape) == _INVISIBLE)
    return bool(modes) and sum(modes) > 0.8 * len(modes)


_Matrix = tuple[float, float, float, float, float, float]


class _Shapes:
    def __init__(self, place: _Placing) -> None:
        self.place = place
        self.drawing = Drawing([], [], [], place.size)
        self.images: list[Word] = []
        self.pictures = 0
        self.seen = 0

    @property
    def crowded(self) -> bool:
        return self.seen > MOST_SHAPES or len(self.drawing.across) + len(self.drawing.down) > _MOST_LINES

    def take(self, page: Any) -> None:
        whole = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        for shape, matrix, kind in _paths(page, pdfium_c.FPDFPage_CountObjects, pdfium_c.FPDFPage_GetObject, whole, 0):
            self.seen += 1
            if self.crowded:
                return
            if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
                self.image(matrix)
            else:
                self.path(shape, matrix)

    def image(self, matrix: _Matrix) -> None:
        """Take an image, which is the unit square laid on the page by its matrix."""
        xs, ys = (matrix[4], matrix[0] + matrix[2] + matrix[4]), (matrix[5], matrix[1] + matrix[3] + matrix[5])
        left, top, right, bottom = self.place(min(xs), min(ys), max(xs), max(ys))
        width, height = right - left, bottom - top
        self.pictures += 1
        if 12 < width < 0.5 * self.place.size[0] and 6 < height < 0.25 * self.place.size[1]:
            middle = (top + bottom) / 2
            self.images.append(Word(left, right, middle - 4, middle + 4, PICTURE, True))

    def path(self, shape: Any, matrix: _Matrix) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDFPath_GetDrawMode(shape, fill, stroke)
        if not fill.value and not stroke.value:
            return
        colour = _colour(shape) if fill.value else None
        for points, is_box in self.parts(shape, matrix):
            if is_box:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                self.add(min(xs), min(ys), max(xs), max(ys), colour, stroked=bool(stroke.value))
                continue
            for (one_x, one_y), (x, y) in itertools.pairwise(points):
                if abs(x - one_x) < 0.7 or abs(y - one_y) < 0.7:
                    self.add(min(one_x, x), min(one_y, y), max(one_x, x), max(one_y, y), None, stroked=False)

    def add(self, left: float, low: float, right: float, high: float, colour: int | None, *, stroked: bool) -> None:
        left, top, right, bottom = self.place(left, low, right, high)
        width, height = right - left, bottom - top
        across, down, fills, _ = self.drawing
        if height <= _THIN and width > height:
            across.append(Stroke((top + bottom) / 2, left, right))
        elif width <= _THIN and height > width:
            down.append(Stroke((left + right) / 2, top, bottom))
        elif width > _THIN and height > _THIN:
            if colour is not None:
                fills.append(Fill(left, top, right, bottom, colour))
            if stroked:
                across += [Stroke(top, left, right), Stroke(bottom, left, right)]
                down += [Stroke(left, top, bottom), Stroke(right, top, bottom)]

    def parts(self, shape: Any, matrix: _Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
        """Yield the points of each part of a path, and whether it is a box; curved and slanted parts are left out."""
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        curved = False
        for place in range(pdfium_c.FPDFPath_CountSegments(shape)):
            self.seen += 1
            if self.crowded:
                return
            segment = pdfium_c.FPDFPath_GetPathSegment(shape, place)
            kind = pdfium_c.FPDFPathSegment_GetType(segment)
            if kind == pdfium_c.FPDF_SEGMENT_MOVETO and points:
                if (found := _part(points, curved=curved)) is not None:
                    yield found
                points, curved = [], False
            curved = curved or kind == pdfium_c.FPDF_SEGMENT_BEZIERTO
            pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
            points.append(
                (
                    matrix[0] * x.value + matrix[2] * y.value + matrix[4],
                    matrix[1] * x.value + matrix[3] * y.value + matrix[5],
                )
            )
        if (found := _part(points, curved=curved)) is not None:
            yield found


def _part(points: list[tuple[float, float]], *, curved: bool) -> tuple[list[tuple[float, float]], bool] | None:
    if len(points) < 2 or curved:
        return None
    slanted = any(abs(one[0] - two[0]) > 0.7 and abs(one[1] - two[1]) > 0.7 for one, two in itertools.pairwise(points))
    if len(points) >= 4 and slanted:
        return None
    is_box = len(points) in (4, 5) and len({round(x) for x, _ in points}) <= 2 >= len({round(y) for _, y in points})
    return points, is_box


def _paths(container: Any, count: Any, get: Any, outer: _Matrix, depth: int) -> Iterator[tuple[Any, _Matrix, int]]:
    """Yield every path and image with the matrix that lays its points on the page, those within forms included."""
    if depth > _DEEPEST_FORM:
        return
    for index in range(count(container)):
        shape = get(container, index)
        kind = pdfium_c.FPDFPageObj_GetType(shape)
        if kind not in (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM):
            continue
        own = pdfium_c.FS_MATRIX()
        pdfium_c.FPDFPageObj_GetMatrix(shape, own)
        matrix = _times((own.a, own.b, own.c, own.d, own.e, own.f), outer)
        if kind != pdfium_c.FPDF_PAGEOBJ_FORM:
            yield shape, matrix, kind
        else:
            yield from _paths(
                shape, pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject, matrix, depth + 1
            )


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    return (
        one[0] * other[0] + one[1] * other[2],
        one[0] * other[1] + one[1] * other[3],
        one[2] * other[0] + one[3] * other[2],
        one[2] * other[1] + one[3] * other[3],
        one[4] * other[0] + one[5] * other[2] + other[4],
        one[4] * other[1] + one[5] * other[3] + other[5],
    )


def _colour(shape: Any) -> int:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium_c.FPDFPageObj_GetFillColor(shape, red, green, blue, alpha)
    if not alpha.value:
        return 0xFFFFFF
    return int(red.value << 16 | green.value << 8 | blue.value)


def opened(raw: bytes) -> Any:
    """Return the document in the bytes of a file. Raises ImportError without pypdfium2, else whatever pdfium says."""
    import pypdfium2

    return pypdfium2.PdfDocument(raw)
