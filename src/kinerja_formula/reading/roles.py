"""What each piece of a text is in its reading, and why: the pieces of a derivation, or of a tree of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kinerja_formula.nodes import Name, Node, Number, Statement, walk
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.chart import Chart, Why, leaves
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.outcome import Role
from kinerja_formula.reading.pieces import CLOSING, OPENING, Pieces
from kinerja_formula.reading.scanner import scan
from kinerja_formula.reading.torn_lines import is_put_back

__all__ = ["roles_of_line", "roles_of_rules", "roles_of_weighing", "with_set_aside"]

_OF_LEAF: Final = {
    "nama": "operan",
    "angka": "angka",
    "sisa": "tak-terpakai",
    "label": "label",
    "keterangan": "catatan",
    "contoh": "contoh",
    "teks": "kalimat",
    "target": "target",
}
_ARITHMETIC: Final = frozenset({"bagi", "kali", "tambah", "kurang", "pangkat", "garis"})
_PUNCTUATION: Final = frozenset({lx.COMMA, lx.SEMICOLON, lx.DOT, lx.COLON, lx.EQUALS})


def roles_of_weighing(chart: Chart, why: Why) -> tuple[Role, ...]:
    """Return the roles of all pieces of a text, in their order, neighbours of one leaf joined."""
    pieces = chart.pieces
    role: list[tuple[str, str]] = [("", "")] * pieces.count
    waiting: list[Why] = [why]
    while waiting:
        form, start, end, parts = waiting.pop()
        for at in range(start, end):
            role[at] = (_OF_LEAF.get(form, ""), form)
        waiting.extend(parts)
    marks = [one if one[0] else (_frame_role(pieces, at), one[1]) for at, one in enumerate(role)]
    return _joined(pieces, marks, {start for _, start, _ in leaves(why)})


def roles_of_rules(pieces: Pieces, tree: Node) -> tuple[Role, ...]:
    """Return the roles that a tree of the rules gives the pieces: what it holds, and what it leaves."""
    marks: list[tuple[str, str]] = [(_frame_role(pieces, at), "aturan") for at in range(pieces.count)]
    starts: set[int] = set()
    for node in walk(tree):
        if isinstance(node, (Name, Number, Statement)):
            told = "angka" if isinstance(node, Number) else "kalimat" if isinstance(node, Statement) else "operan"
            inside = [at for at, piece in enumerate(pieces.lex) if node.span[0] <= piece.start < node.span[1]]
            starts.update(inside[:1])
            for at in inside:
                marks[at] = (told, "aturan")
    return _joined(pieces, marks, starts)


def roles_of_line(text: str, tree: Node) -> tuple[Role, ...]:
    """Return the roles of a line that the grammar read alone: nobody weighed its pieces."""
    return roles_of_rules(Pieces(scan(text), text, lexicon()), tree)


def with_set_aside(roles: Sequence[Role], aside: Iterable[Role], text: str) -> tuple[Role, ...]:
    """Return the roles with what was set aside before reading (labels, examples, notes), where a piece has none yet."""
    out = list(roles)
    told = sorted(roles)
    for low, high, role, form in aside:
        edges = [low]
        for one in told:
            if one.start < high and low < one.end:
                edges += [one.start, one.end]
        edges.append(high)
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            left = text[start:end]
            if left.strip():
                start += len(left) - len(left.lstrip())
                out.append(Role(start, start + len(left.strip()), role, form))
    return tuple(sorted(out))


def _frame_role(pieces: Pieces, at: int) -> str:
    piece = pieces.lex[at]
    if piece.kind in OPENING or piece.kind in CLOSING:
        return "kurung"
    sign = pieces.lexicon.signs.get(piece.kind, "")
    if piece.kind in _PUNCTUATION:
        return "tanda-baca"
    if sign in _ARITHMETIC or piece.low == "x" or not pieces.roles[at].isdisjoint(_ARITHMETIC):
        return "tanda"
    return "bingkai"


def _beside_put_back(pieces: Pieces, at: int) -> Iterator[Role]:
    """Yield the label and the empty bracket of a fraction whose line was put back here: they are no pieces."""
    place = pieces.lex[at].start
    start = pieces.lex[at - 1].end if at else place
    end = pieces.lex[at + 1].start if at + 1 < pieces.count else place
    for low, high in ((start, place), (place, end)):
        left = pieces.text[low:high]
        if left.strip():
            low += len(left) - len(left.lstrip())
            yield Role(low, low + len(left.strip()), "label", "garis-hilang")


def _joined(pieces: Pieces, marks: list[tuple[str, str]], starts: set[int]) -> tuple[Role, ...]:
    out: list[Role] = []
    for at, (role, form) in enumerate(marks):
        piece = pieces.lex[at]
        last = out[-1] if out else None
        if piece.start == piece.end and piece.text:  # stands nowhere in the text
            out += _beside_put_back(pieces, at) if is_put_back(piece) else ()
            continue
        if (
            last is not None
            and last.role == role
            and last.form == form
            and at not in starts
            and piece.start >= last.end
        ):
            out[-1] = Role(last.start, piece.end, role, form)
        else:
            out.append(Role(piece.start, piece.end, role, form))
    return tuple(sorted(out))
