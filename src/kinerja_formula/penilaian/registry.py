"""The rule sets there are: those of the package, loaded one by one when used, and those that a user adds."""

from __future__ import annotations

import os
from functools import cache
from typing import Any, Final, overload

from kinerja_formula.data_files import DATA
from kinerja_formula.diagnostics import Diagnostic, InvalidDataError, language_in_use
from kinerja_formula.diagnostics.catalogue import UNKNOWN_ATURAN
from kinerja_formula.display import as_html
from kinerja_formula.names import nearest
from kinerja_formula.penilaian.rule_files import files_of, read_aturan_file, read_functions_file
from kinerja_formula.penilaian.rule_set import Aturan, Fungsi, Skala

__all__ = ["DEFAULT", "DaftarAturan", "aturan", "aturan_in_use", "functions", "read_aturan", "use_aturan"]

DEFAULT: Final = "lkjip"
_FOLDER: Final = os.path.join(DATA, "aturan")
_FUNCTIONS: Final = "fungsi"

_added: dict[str, str] = {}
_in_use: dict[str, Aturan] = {}
"""The rule sets that were asked for, by their ids: every capaian asks for one."""


@cache
def functions() -> dict[str, Fungsi]:
    """Return the functions that every rule file may name, by their ids."""
    return read_functions_file(os.path.join(_FOLDER, f"{_FUNCTIONS}.toml"))


@cache
def _shipped() -> dict[str, str]:
    names = sorted(name.removesuffix(".toml") for name in os.listdir(_FOLDER) if name.endswith(".toml"))
    return {name: os.path.join(_FOLDER, f"{name}.toml") for name in names if name != _FUNCTIONS}


def _scale_of(name: str) -> Skala | None:
    path = _shipped().get(name)
    return None if path is None else _read(path).skala


@cache
def _read(path: str) -> Aturan:
    return read_aturan_file(path, functions(), _scale_of)


def read_aturan(path: str | os.PathLike[str]) -> Aturan:
    """Return the rule set that a file holds, to be given as ``aturan=``; its id is the file's name.

    The form of a file: docs/how-to/add-a-regulation.md. Raises InvalidDataError KF317, naming file, line and field.

    >>> import kinerja_formula as kf
    >>> from pathlib import Path
    >>> head = 'nama = "Perbup"\\nsumber = "Perbup 5/2024"\\nkepercayaan = "terbaca"\\n'
    >>> _ = Path("perbup-5-2024.toml").write_text(head + '[fungsi]\\nnaik = "UP"')
    >>> kf.read_aturan("perbup-5-2024.toml").id
    'perbup-5-2024'
    """
    return read_aturan_file(os.fspath(path), functions(), _scale_of)


def use_aturan(*paths: str | os.PathLike[str]) -> None:
    """Let the whole process know the rule sets of further files or folders by their ids.

    A file of the name of a shipped rule set takes its place. Without paths: only the shipped ones again.
    Raises InvalidDataError KF317, which names file, line and field; then nothing has changed.

    >>> use_aturan()
    """
    files: list[str] = []
    for path in [os.fspath(path) for path in paths]:
        files += files_of(path)
    found = [(read_aturan(path).id, path) for path in files]
    _added.clear()
    _added.update(found)
    _read.cache_clear()
    _in_use.clear()


def aturan_in_use(given: str | Aturan | None) -> Aturan:
    """Return the rule set that an argument means: an id, a rule set, None for the default.

    Raises InvalidDataError KF315 with the nearest ids.
    """
    if isinstance(given, Aturan):
        return given
    name = DEFAULT if given is None else given
    known = _in_use.get(name) if type(name) is str else None
    if known is not None:
        return known
    path = _added.get(name) or _shipped().get(name) if isinstance(name, str) else None
    if path is None:
        ids = [*_added, *_shipped()]
        near = nearest(str(name)[:80], ids) or tuple(ids)
        raise InvalidDataError(Diagnostic(UNKNOWN_ATURAN, (0, 0), (), name=str(name)[:80], suggestions=near))
    rule = _in_use[name] = _read(path)
    return rule


class DaftarAturan(tuple[Aturan, ...]):
    """Rule sets that show themselves as a list: id, years in force, how far the source was read, name."""

    __slots__ = ()

    def __repr__(self) -> str:
        from kinerja_formula.penilaian.aturan_text import list_aturan

        return list_aturan(self, language_in_use()) or "()"

    _repr_html_ = as_html

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002
        printer.text(repr(self))


@overload
def aturan() -> DaftarAturan: ...


@overload
def aturan(name: str) -> Aturan: ...


def aturan(name: str | None = None) -> DaftarAturan | Aturan:
    """Return a rule set by its id, or all of them in the order of their ids, each with its source and validity.

    Raises InvalidDataError KF315 for an unknown id, with the nearest.

    >>> first = aturan()[0]
    >>> first.id, first.berlaku, first.berakhir
    ('akip-88-2021', 2021, None)
    >>> aturan("lkjip").id
    'lkjip'
    """
    if name is not None:
        return aturan_in_use(name)
    return DaftarAturan([aturan_in_use(name) for name in sorted({*_shipped(), *_added})])
