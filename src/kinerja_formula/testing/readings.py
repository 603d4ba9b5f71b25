"""What a text is read as, held against what is expected or against a file of earlier readings.

Needs neither hypothesis nor pytest: the fixture ``kinerja`` hands out a :class:`Readings`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from kinerja_formula.data_files import DATA, read_toml
from kinerja_formula.diagnostics import FormulaError, language_in_use
from kinerja_formula.formula import Formula, parse
from kinerja_formula.plain_text import plain

__all__ = ["Readings"]

_SEPARATOR = " | "
_NONE = "-"


def _words(table: str) -> dict[str, str]:
    found: dict[str, str] = read_toml(f"{DATA}/testing/{language_in_use()}.toml")[table]
    return found


class _Reading(NamedTuple):
    """A line of a snapshot: the canonical line and its certainty, or the code of the error and ``-``."""

    line: str
    certainty: str


class Readings:
    """Checks of readings for the tests of a program; the fixture ``kinerja`` is one.

    Attributes:
        folder: what the files of snapshots are relative to: the folder of the test.
        update: whether snapshots are written instead of compared (``pytest --kinerja-update``).
    """

    def __init__(self, folder: Path, *, update: bool = False) -> None:
        self.folder = folder
        self.update = update

    def assert_reads_as(self, text: str, canonical: str, *, indikator: str | None = None) -> Formula:
        """Fail unless a text is read as what ``canonical`` says; return the formula that was read.

        ``canonical`` is a canonical line (``Formula.to_text``) or any text that is read so: the trees are compared. The
        message has both canonical lines, the certainty, the other readings and the findings with their places marked.

        Raises AssertionError.

        >>> checks = Readings(Path())
        >>> checks.assert_reads_as("Jumlah hadir -----x100% Jumlah undangan", "Jumlah hadir / Jumlah undangan × 100%")
        <Formula rasio 'Jumlah hadir / Jumlah undangan × 100%'>
        """
        __tracebackhide__ = True
        words = _words("bacaan")
        try:
            expected = parse(canonical)
        except FormulaError as error:
            raise AssertionError(f"{words['harapan_rusak']}\n{error}") from None
        try:
            found = parse(text, indikator=indikator)
        except FormulaError as error:
            head = [words["tak_terbaca"], *_labelled(words, expected=expected.to_text()), "", str(error)]
            raise AssertionError("\n".join(head)) from None
        if found == expected:
            return found
        raise AssertionError(_difference(words, text, expected, found))

    def snapshot(
        self, texts: Iterable[str | tuple[str, str]] | Mapping[str, str], file: str | Path = "bacaan.txt"
    ) -> None:
        """Fail unless texts are read as a file says that they were; with ``--kinerja-update`` write the file.

        ``texts`` are formula texts, or pairs (or a mapping) of a text and its indicator. The file has a line a text:
        ``text | canonical line | certainty``, for a text that can't be read the code in the place of the line. A line
        break in a text is written ``\\n``, a bar ``\\|``. A file that is not there is a failure, too.

        Raises AssertionError, OSError; ValueError for a text with two indicators.
        """
        __tracebackhide__ = True
        words = _words("potret")
        pairs = texts.items() if isinstance(texts, Mapping) else texts
        asked: dict[str, str | None] = {}
        for one in pairs:
            text, indikator = (one, None) if isinstance(one, str) else one
            if asked.setdefault(text, indikator) != indikator:
                raise ValueError(f"{text!r} is asked for with two indicators: a file has one reading of a text")
        found = {_written(text): _read(text, indikator) for text, indikator in asked.items()}
        path = self.folder / file
        if self.update:
            lines = [f"# {words['kepala']}", *[_SEPARATOR.join((text, *reading)) for text, reading in found.items()]]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
            return
        if not path.exists():
            raise AssertionError(words["tak_ada"].format(file=file))
        held = _held(path, words)
        lines = []
        for text in dict.fromkeys([*found, *held]):
            before, now = held.get(text), found.get(text)
            if before != now:
                lines += [
                    f"  {plain(text)}",
                    f"  - {plain(_SEPARATOR.join(before)) if before else words['baru']}",
                    f"  + {plain(_SEPARATOR.join(now)) if now else words['hilang']}",
                ]
        if lines:
            head = words["lain"].format(count=len(lines) // 3, file=file)
            raise AssertionError("\n".join([head, *lines, words["anjuran"]]))


def _labelled(words: Mapping[str, str], **lines: str) -> list[str]:
    """Return lines with their labels before them, one below the other."""
    labels = {"expected": "harapan", "found": "terbaca", "certainty": "kepastian", "other": "bacaan_lain"}
    width = max(len(words[label]) for label in labels.values())
    return [f"{words[labels[key]]:<{width}} : {line}" for key, line in lines.items()]


def _difference(words: Mapping[str, str], text: str, expected: Formula, found: Formula) -> str:
    lines = [
        words["lain"],
        *_labelled(words, expected=expected.to_text(), found=found.to_text(), certainty=f"{found.certainty:.2f}"),
    ]
    for other in found.alternatives:
        lines += _labelled(words, other=f"{other.text} ({other.certainty:.2f})")
    lines += ["", str(found.why())]
    if found.diagnostics:
        lines += ["", f"{words['temuan']}:", *[one.render(text) for one in found.diagnostics]]
    return "\n".join(lines)


def _read(text: str, indikator: str | None) -> _Reading:
    try:
        formula = parse(text, indikator=indikator)
    except FormulaError as error:
        return _Reading(" ".join(dict.fromkeys([f"{one.code} {one.slug}" for one in error.diagnostics])), _NONE)
    return _Reading(_written(formula.to_text()), f"{formula.certainty:.2f}")


def _written(text: str) -> str:
    """Return a text in one line, without a bar that separates.

    >>> _written("Jumlah A\\n---|---")
    'Jumlah A\\\\n---\\\\|---'
    """
    for sign, name in (("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"), ("|", "\\|")):
        text = text.replace(sign, name)
    shown = "".join([char if char.isprintable() else f"\\u{{{ord(char):x}}}" for char in text])
    return f"\\{shown}" if shown.startswith("#") else shown


def _held(path: Path, words: Mapping[str, str]) -> dict[str, _Reading]:
    held: dict[str, _Reading] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("# "):
            continue
        parts = line.split(_SEPARATOR)  # a bar of a text has a backslash before it
        if len(parts) != 3:
            raise AssertionError(words["rusak"].format(line=number, file=path.name))
        held[parts[0]] = _Reading(parts[1], parts[2])
    return held
