"""Realization figures from a file: names and values, some of them for one post or one indicator only.

Values are handed on as they stand, texts as texts: what is a figure is for the evaluation to say, with a message that
names it. A text that a spreadsheet would run as a formula is only a text.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.diagnostics.catalogue import FORM_ROW, HIDDEN_CELLS
from kinerja_formula.dokumen.head_units import HeadUnit, unit_of_head
from kinerja_formula.figures import is_gap, read_angka
from kinerja_formula.figures.reader import without_loss
from kinerja_formula.files.file_bytes import DEFAULT_FILE_LIMITS, FileLimits, decode_text, read_bytes, unreadable
from kinerja_formula.files.table_files import HiddenCells, read_table
from kinerja_formula.names import NearNames, fold_space, normalise, without_footnotes
from kinerja_formula.numerals import NumeralError, scale_of_word

__all__ = ["Figure", "Figures", "FiguresOfRow", "read_figures"]

_COLUMNS: Final = {
    "nama": ("nama", "name", "nama data", "data", "uraian", "variabel", "operan"),
    "nilai": ("nilai", "value", "realisasi", "angka", "nilai realisasi"),
    "satuan": ("satuan", "unit", "satuan nilai"),
    "jabatan": ("jabatan", "nama jabatan"),
    "indikator": ("indikator", "indikator kinerja", "nama indikator", "iku", "iki"),
}
_REQUIRED: Final = (("nama", "indikator"), ("nilai",))


class Figure(NamedTuple):
    """One figure: ``jabatan`` and ``indikator`` bind it to a post or an indicator; empty means any.

    ``line`` is its row in the file, or its place in a list, counted from 1.

    >>> import kinerja_formula as kf
    >>> one = kf.Figure("Jumlah hadir", "18 orang", jabatan="CAMAT")
    >>> one.name, one.value, one.indikator
    ('Jumlah hadir', '18 orang', '')
    """

    name: str
    value: object
    jabatan: str = ""
    indikator: str = ""
    line: int = 0


class _Known:
    """Figures by their keys, and what is looked up in them for one row after the other."""

    def __init__(self, by_key: Mapping[str, Figure]) -> None:
        self.by_key = by_key

    def named(self, name: str) -> tuple[Figure, ...]:
        """Return the figures of a name, by the naming rule."""
        return self.by_name.get(normalise(name), ())

    def near(self, name: str, without: Container[str]) -> tuple[str, ...]:
        """Return the keys that a person may have meant by a name, but for some."""
        return self.near_keys.of(name, without=without)

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Figure, ...]]:
        """The figures of each name, by the naming rule."""
        found: dict[str, list[Figure]] = {}
        for figure in self.by_key.values():
            found.setdefault(normalise(figure.name), []).append(figure)
        return {name: tuple(same) for name, same in found.items()}

    @cached_property
    def near_keys(self) -> NearNames:
        return NearNames(self.by_key)

    @cached_property
    def _by_letters(self) -> Mapping[str, list[tuple[str, str]]]:
        """The keys and their letters, by the stretch of these letters that is rarest among them all."""
        letters = {key: _letters(figure.name) for key, figure in self.by_key.items()}
        counts = Counter(stretch for own in letters.values() for stretch in _stretches(own))
        found: dict[str, list[tuple[str, str]]] = {}
        for key, own in letters.items():
            rarest = min(_stretches(own), key=lambda stretch: counts[stretch], default="")
            found.setdefault(rarest, []).append((key, own))
        return found

    def in_text(self, text: str) -> dict[str, Figure]:
        """Return those whose names can occur in a text, in their order."""
        letters = _letters(text)
        here = {letters[at : at + length] for length in self._lengths for at in range(len(letters) - length + 1)}
        possible = {key for stretch in here for key, own in self._by_letters.get(stretch, ()) if own in letters}
        return {key: self.by_key[key] for key in sorted(possible, key=self.order.__getitem__)}

    @cached_property
    def _lengths(self) -> set[int]:
        return {len(stretch) for stretch in self._by_letters}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The places of the keys."""
        return {key: place for place, key in enumerate(self.by_key)}

    @cached_property
    def first_of_name(self) -> Mapping[str, int]:
        """The place of each name: that of its first key."""
        found: dict[str, int] = {}
        for place, figure in enumerate(self.by_key.values()):
            found.setdefault(normalise(figure.name), place)
        return found


class _Layers:
    """Figures bound to nothing, to a post, to an indicator, to both: those that are bound closer go before the others.

    What most rows share is looked up in one place; only what is bound to a row is its own.
    """

    def __init__(self, layers: tuple[_Known, ...]) -> None:
        self._layers = layers

    @cached_property
    def by_key(self) -> Mapping[str, Figure]:
        """All figures by their keys, in their order."""
        every = [(place, key) for place, layer in enumerate(self._layers) for key in layer.by_key]
        return self._in_order([one for one in every if not self._is_hidden(*one)])

    def named(self, name: str) -> tuple[Figure, ...]:
        """Return the figures of a name, by the naming rule."""
        return next((found for layer in reversed(self._layers) if (found := layer.named(name))), ())

    def near(self, name: str, without: Container[str]) -> tuple[str, ...]:
        """Return the keys that a person may have meant by a name, but for some."""
        found = [
            (-score, place, key)
            for place, layer in enumerate(self._layers)
            for score, key in layer.near_keys.scored(name)
            if key not in without and not self._is_hidden(place, key)
        ]
        found.sort(key=lambda one: one[:2])
        return tuple([key for _, _, key in found[:_MOST_NEAR]])

    def in_text(self, text: str) -> dict[str, Figure]:
        """Return those whose names can occur in a text, in their order."""
        found = [(place, key) for place, layer in enumerate(self._layers) for key in layer.in_text(text)]
        return self._in_order([one for one in found if not self._is_hidden(*one)])

    def _is_hidden(self, place: int, key: str) -> bool:
        """Tell whether a figure of a layer has one that is bound closer under its name."""
        closer = self._layers[place + 1 :]
        if not closer:
            return False
        name = normalise(self._layers[place].by_key[key].name)
        return any(name in layer.by_name for layer in closer)

    def _in_order(self, found: Iterable[tuple[int, str]]) -> dict[str, Figure]:
        """Return figures in the order of their names: a name stands where the first layer has it."""

        def order(one: tuple[int, str]) -> tuple[int, int, int]:
            place, key = one
            name = normalise(self._layers[place].by_key[key].name)
            first = next(at for at, layer in enumerate(self._layers) if name in layer.by_name)
            return first, self._layers[first].first_of_name[name], self._layers[place].order[key]

        return {key: self._layers[place].by_key[key] for place, key in sorted(found, key=order)}


_MOST_NEAR: Final = 3


_STRETCH: Final = 7


def _stretches(letters: str) -> set[str]:
    """Return the stretches by which letters are found in a text; of few letters that is all of them."""
    return {letters[at : at + _STRETCH] for at in range(max(1, len(letters) - _STRETCH + 1))}


class FiguresOfRow(Mapping[str, object]):
    """The figures that one indicator may use, as data for ``evaluate``; ``asked`` collects those asked for."""

    __slots__ = ("_known", "asked")

    def __init__(self, known: Mapping[str, Figure] | _Known | _Layers) -> None:
        self._known = known if isinstance(known, (_Known, _Layers)) else _Known(known)
        self.asked: list[Figure] = []

    def __getitem__(self, key: str) -> object:
        figure = self._known.by_key[key]
        self.asked.append(figure)
        return figure.value

    @property
    def used(self) -> set[int]:
        """The lines of the figures that were asked for."""
        return {figure.line for figure in self.asked}

    def __iter__(self) -> Iterator[str]:
        return iter(self._known.by_key)

    def __len__(self) -> int:
        return len(self._known.by_key)

    def related_to(self, text: str) -> FiguresOfRow:
        """Return those whose names can occur in ``text``: of thousands of figures, reading a formula needs only these.

        Rather too many than too few: only letters and digits are compared, so that no layout can hide a name.
        """
        return FiguresOfRow(self._known.in_text(text))

    def named(self, name: str) -> tuple[Figure, ...]:
        """Return the figures of a name, by the naming rule: none, one, or rivals."""
        return self._known.named(name)

    def near(self, name: str, used: Collection[Figure]) -> tuple[str, ...]:
        """Return the names that a person may have meant by one that is missing, but for those in use."""
        return self._known.near(name, {figure.name for figure in used})


_MARKS: Final = re.compile(r"\\[a-z]+|<[^<>]{0,200}>|&[a-z]{2,8};")
_RUN: Final = re.compile(r"[^\W_]+")


@lru_cache(maxsize=100_000)
def _letters(text: str) -> str:
    """Return the letters and digits of a text after the naming rule, each word for itself."""
    spread = normalise(_MARKS.sub(" ", text.casefold())).replace("σ", " jumlah ").replace("∑", " jumlah ")
    return "".join([normalise(word) for word in _RUN.findall(spread)])


class Figures:
    """All figures of a file.

    A figure bound to post and indicator goes before one bound to the indicator, that before one bound to the post, that
    before one bound to nothing. Two different figures for one name on the same level are both handed on, so that the
    evaluation reports them (KF303) instead of one silently winning.

    >>> figures = Figures([Figure("Jumlah surat", "12"), Figure("Jumlah surat", "30", jabatan="CAMAT")])
    >>> dict(figures.of_row("Camat", "")), dict(figures.of_row("Lurah", ""))
    ({'Jumlah surat': '30'}, {'Jumlah surat': '12'})
    """

    def __init__(
        self,
        figures: Iterable[Figure],
        *,
        path: str = "",
        title: str = "",
        nameless: tuple[int, ...] = (),
        diagnostics: tuple[Diagnostic, ...] = (),
    ) -> None:
        self.all = tuple([one if one.line else one._replace(line=place) for place, one in enumerate(figures, 1)])
        self.path = path
        self.title = title
        self.nameless = nameless
        """Lines with a value and no name."""
        self.diagnostics = diagnostics
        """What was found in the file: a value without a name (KF423), hidden rows and columns (KF437)."""
        self._by_scope: dict[tuple[str, str], dict[str, list[Figure]]] = {}
        for figure in map(_without_number, self.all):
            scope = (normalise(figure.jabatan), normalise(figure.indikator))
            same_name = self._by_scope.setdefault(scope, {}).setdefault(normalise(figure.name), [])
            if not any(_same(figure.value, other.value) for other in same_name):
                same_name.append(figure)
        self._known = {scope: _Known(_apart(named)) for scope, named in self._by_scope.items()}

    def replaced_by(self, figures: Iterable[Figure]) -> Figures:
        """Return these figures with ``figures`` in the place of those that have the same names.

        >>> dict(Figures([Figure("Jumlah A", "1")]).replaced_by([Figure("jml a", "2")]).of_row("", ""))
        {'jml a': '2'}
        """
        new = list(figures)
        names = {normalise(figure.name) for figure in new}
        rest = [figure._replace(line=0) for figure in self.all if normalise(figure.name) not in names]
        return Figures(
            [*new, *rest], path=self.path, title=self.title, nameless=self.nameless, diagnostics=self.diagnostics
        )

    def of_row(self, jabatan: str, indikator: str) -> FiguresOfRow:
        """Return the figures for an indicator of a post."""
        post, measure = normalise(jabatan), normalise(indikator)
        order = [("", ""), (post, ""), ("", measure), (post, measure)]
        layers = tuple([self._known[scope] for scope in dict.fromkeys(order) if scope in self._known])
        return FiguresOfRow(layers[0] if len(layers) == 1 else _Layers(layers))


_LIST_NUMBER: Final = re.compile(r"^\d{1,2}[.)]\s+(?=[^\W\d])")


def _without_number(figure: Figure) -> Figure:
    """Return a figure without the number of a list before its names, and that of an indicator without the mark of a
    footnote: indicators of documents are named without them. A formula names its operands as they are written.
    """
    name, indikator = (_LIST_NUMBER.sub("", one.lstrip()) for one in (figure.name, figure.indikator))
    if name == indikator:
        name = without_footnotes(name)
    indikator = without_footnotes(indikator)
    if (name, indikator) == (figure.name, figure.indikator):
        return figure
    return figure._replace(name=name, indikator=indikator)


def _same(one: object, other: object) -> bool:
    return type(one) is type(other) and one == other


def _apart(named: Mapping[str, list[Figure]]) -> dict[str, Figure]:
    """Return figures by their keys: their names, rivals spelled apart."""
    return {key: figure for same in named.values() for key, figure in _spelled_apart(same)}


def _spelled_apart(figures: list[Figure]) -> Iterator[tuple[str, Figure]]:
    """Give rivals keys that differ and yet are one name by the naming rule: blanks at the end."""
    taken: set[str] = set()
    for figure in figures:
        key = figure.name
        while key in taken:
            key += " "
        taken.add(key)
        yield key, figure


def read_figures(path: str | os.PathLike[str], *, limits: FileLimits = DEFAULT_FILE_LIMITS) -> Figures:
    """Return the figures of a CSV, XLSX or JSON file.

    A table has the columns ``nama`` and ``nilai`` (or ``realisasi``, ``angka``), and may have ``satuan`` (of figures
    that tell none: 960 | juta rupiah), ``jabatan`` and ``indikator``; with ``indikator`` and no name, the figure is
    that of the indicator. The head may tell a unit as well: ``nilai (Rp juta)``. JSON is an object from names to
    values, or a list of objects with the same keys as the columns. A name with an empty value has no figure. Hidden
    rows and columns are not read (KF437), and a value without a name is none (KF423): ``diagnostics`` tells of them.

    Raises:
        InvalidDataError: KF401 unreadable, KF402 a column is missing, KF403 openpyxl is not installed.

    >>> figures = read_figures("examples/pelayanan-realisasi.csv")
    >>> figures.all[0].name, figures.all[0].value
    ('Jumlah pegawai disiplin', '18')
    """
    path = os.fspath(path)
    raw = read_bytes(path, limits)
    if Path(path).suffix.casefold() == ".json" or raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return _from_json(path, raw, limits)
    table = read_table(path, _COLUMNS, _REQUIRED, limits=limits, merged=_MERGED)
    of_head = unit_of_head(table.heads["nilai"])
    figures = [
        Figure(
            line.text("nama") or line.text("indikator"),
            _with_satuan(line.cells.get("nilai"), _satuan_of(line.text("satuan"), of_head)),
            line.text("jabatan"),
            line.text("indikator"),
            line.number,
        )
        for line in table.lines
    ]
    return _figures(figures, table.path, table.title, table.hidden)


_MERGED: Final = ("nama", "satuan", "jabatan", "indikator")


def _figures(figures: list[Figure], path: str, title: str, hidden: HiddenCells | None = None) -> Figures:
    given = [figure for figure in figures if not _is_empty(figure.value)]
    nameless = tuple([figure.line for figure in given if not figure.name])
    found = [Diagnostic(FORM_ROW, (0, 0), (), place=f"baris {line}", reason="berkas-angka") for line in nameless]
    if hidden is not None:
        facts = {"rows": str(hidden.rows), "columns": str(hidden.columns)}
        found.append(Diagnostic(HIDDEN_CELLS, (0, 0), (), place=f"lembar {hidden.sheet}", **facts))
    named = [figure for figure in given if figure.name]
    return Figures(named, path=path, title=title, nameless=nameless, diagnostics=tuple(found))


def _satuan_of(satuan: str, of_head: HeadUnit) -> str:
    """Return what a figure counts in: its own satuan, with the word of scale of the head where it has none, or the unit
    of the head.
    """
    if not satuan:
        return of_head.unit
    is_scaled = satuan in ("%", "persen") or any(map(scale_of_word, satuan.split()))
    return satuan if is_scaled or not of_head.scale else f"{of_head.scale} {satuan}"


def _with_satuan(value: object, satuan: str) -> object:
    """Return a figure in the satuan of its own column, unless it tells a unit itself."""
    if not satuan or _is_empty(value) or isinstance(value, bool):
        return value
    try:
        angka = read_angka(value)
    except NumeralError:
        return value
    if angka is None or angka.jenis not in ("angka", "rentang") or angka.unit is not None:
        return value
    if not isinstance(value, str):
        return f"{angka} {satuan}"
    scale, _, counted = satuan.partition(" ")
    if any(map(scale_of_word, value.split())) and scale_of_word(scale):
        satuan = counted  # 960 juta beside juta rupiah is 960 juta rupiah
    return f"{without_loss(without_footnotes(value.strip()))} {satuan}".strip()


def _is_empty(value: object) -> bool:
    return is_gap(value) or (isinstance(value, str) and not value.strip())


# JSON

_BY_NAME: Final = {normalise(name): role for role, names in _COLUMNS.items() for name in names}


def _from_json(path: str | Path, raw: bytes, limits: FileLimits) -> Figures:
    text = decode_text(path, raw)
    try:
        data = json.loads(text, parse_float=Decimal, object_pairs_hook=_without_repeats)
    except _RepeatedName as repeated:
        raise unreadable(path, "json-nama-berulang", name=repeated.name) from None
    except (ValueError, RecursionError):
        raise unreadable(path, "json-rusak") from None
    if isinstance(data, dict):
        items = [{"nama": name, "nilai": value} for name, value in data.items()]
    elif isinstance(data, list) and all(isinstance(item, dict) for item in data):
        items = data
    else:
        raise unreadable(path, "json-bentuk")
    if len(items) > limits.rows:
        raise unreadable(path, "terlalu-banyak-baris", limit=limits.rows)
    return _figures([_figure(path, item, line) for line, item in enumerate(items, 1)], str(path), "")


def _figure(path: str | Path, item: Mapping[str, Any], line: int) -> Figure:
    cells: dict[str, object] = {}
    for key, value in item.items():
        role = _BY_NAME.get(normalise(key))
        if role is None:
            continue
        if role in cells:
            raise unreadable(path, "kolom-bersaing", columns=tuple(item))
        cells[role] = value
    if "nilai" not in cells:
        raise unreadable(path, "json-bentuk", line=line)
    name, jabatan, indikator = (_text(cells.get(role)) for role in ("nama", "jabatan", "indikator"))
    value = _with_satuan(cells["nilai"], _text(cells.get("satuan")))
    return Figure(name or indikator, value, jabatan, indikator, line)


def _text(value: object) -> str:
    return "" if value is None else fold_space(str(value))


class _RepeatedName(Exception):  # noqa: N818 - becomes KF401
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise _RepeatedName(name)
            seen.add(name)
    return found
