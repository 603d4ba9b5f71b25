"""One finding about a text or its data: a rule, places and values, put into words when somebody reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from kinerja_formula.diagnostics.catalogue import CATALOGUE, Rule, Severity
from kinerja_formula.diagnostics.language import language_in_use, message_texts
from kinerja_formula.display import as_bundle, as_html
from kinerja_formula.numerals import with_thousands
from kinerja_formula.plain_text import plain
from kinerja_formula.source import Span, mark

__all__ = ["Diagnostic", "Findings"]


class _Shown(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


_SLUGS = ("reason", "role", "reading", "how", "source", "doubt")
_SIDES = ("left", "right")
_LONGEST = 160
_WHOLE = ("taken", "other")
_FIGURES = ("figure", "said", "computed", "asked")
"""Values that are figures as :func:`kinerja_formula.numerals.shortest` has them, beside all that are called *value*."""
_LONGEST_LINE = 600
"""A canonical line is shown whole."""


def _shown(values: Mapping[str, object], language: str) -> _Shown:
    """Return values as they stand in a message: slugs in words, whole numbers grouped, nothing that moves a cursor."""
    shown = _Shown()
    for key, value in values.items():
        table = key.rpartition("_")[2]  # left_source has its words in the table source
        if table in _SLUGS:
            text = message_texts(language)[table].get(str(value), str(value))
        elif isinstance(value, tuple):
            text = ", ".join(f"“{item}”" for item in value)
        elif key == "place":
            text = _place_text(str(value), message_texts(language)["place"])
        elif isinstance(value, int):
            text = f"{value:,}".replace(",", "." if language == "id" else ",")
        elif language == "id" and (table == "value" or key in _FIGURES):
            text = str(value)
            text = with_thousands(text) if text.strip("-%").replace(",", "", 1).isdecimal() else text
        else:
            text = str(value)
        text = plain(text)
        longest = _LONGEST_LINE if key in _WHOLE else _LONGEST
        shown[key] = text if len(text) <= longest else text[:longest] + "…"
    return shown


def _place_text(place: str, words: Mapping[str, str]) -> str:
    """Return a place in a file, ``"halaman 3|baris 12"``, in words: page 3, row 12."""
    told = [part.partition(" ") for part in place.split("|") if part]
    return ", ".join([words[kind].format(where) if kind in words else where for kind, _, where in told])


class Diagnostic:
    """One finding about a formula or its data.

    ``code`` (``KF110``) and ``slug`` (``bacaan-ganda``) are stable; ``span`` is the place in the user's text,
    ``related`` further places (the other operand, the sign); ``values`` fills the template, so that a message can be
    put in another language or read by a program.

    >>> import kinerja_formula as kf
    >>> found = kf.check("Jumlah A / Jumlah A x 100%")[0]
    >>> found.code, found.slug, found.severity.value, found.span
    ('KF124', 'pembilang-sama-penyebut', 'warning', (0, 8))
    >>> found.message_in("en")[:36]
    'Numerator and denominator are the sa'
    """

    __slots__ = ("_text_of", "related", "rule", "span", "values")
    related: tuple[Span, ...]
    rule: Rule
    span: Span
    values: Mapping[str, object]
    _text_of: str

    def __init__(self, rule: Rule, span: Span, related: tuple[Span, ...] = (), **values: object) -> None:
        object.__setattr__(self, "rule", rule)
        object.__setattr__(self, "span", span)
        object.__setattr__(self, "related", related)
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "_text_of", "")

    def __setattr__(self, field: str, value: object) -> NoReturn:
        raise AttributeError("Diagnostic is immutable")

    _repr_mimebundle_ = as_bundle
    _repr_html_ = as_html

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002
        printer.text(str(self))  # in a tuple, as check gives it

    def _content(self) -> tuple[object, ...]:
        # A value is what it says: a finding out of JSON, where figures are texts, is the one that went in.
        told = {name: list(map(str, one)) if isinstance(one, tuple) else str(one) for name, one in self.values.items()}
        return (self.rule.code, self.span, self.related, told)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Diagnostic) and self._content() == other._content()

    def __hash__(self) -> int:
        return hash((self.rule.code, self.span))

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild_diagnostic, (self.rule.code, self.span, self.related, dict(self.values), self._text_of))

    def in_text(self, text: str) -> Diagnostic:
        """Return the same finding with the text that it was found in: printed, it shows the place marked."""
        found = Diagnostic(self.rule, self.span, self.related, **self.values)
        object.__setattr__(found, "_text_of", text)
        return found

    def __str__(self) -> str:
        return self.render(self._text_of)

    def __repr__(self) -> str:
        return f"<{self.code} {self.slug} {self.severity} {self.span}>"

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def slug(self) -> str:
        return self.rule.slug

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    @property
    def message(self) -> str:
        """What was found, in the language in use."""
        return self.message_in(language_in_use())

    @property
    def hint(self) -> str:
        """What was expected or the nearest fix, in the language in use."""
        return self.hint_in(language_in_use())

    def message_in(self, language: str) -> str:
        return self._text("message", language)

    def hint_in(self, language: str) -> str:
        return self._text("hint", language)

    def _text(self, part: str, language: str) -> str:
        return self._template(part, language).format_map(_shown(self.values, language))

    def _template(self, part: str, language: str) -> str:
        """Return the text that fits best: that of all slugs, of one slug, of an empty list, or the common one."""
        texts = message_texts(language)[self.code]
        slugs = [str(self.values[key]) for key in _SLUGS if key in self.values]
        choices = [f"{part}_{'_'.join(slugs)}"] if len(slugs) > 1 else []
        choices += [f"{part}_{slug}" for slug in slugs]
        if () in self.values.values():
            choices.append(f"{part}_empty")
        return next((texts[choice] for choice in choices if choice in texts), texts[part])

    def render(self, text: str = "", *, language: str | None = None) -> str:
        """Return the finding as a person reads it: code, message, the place marked in ``text``, the hint.

        For an empty ``text`` the place is marked in the one that the finding was given (:meth:`in_text`), if any.
        """
        text = text or self._text_of
        language = language_in_use(language)
        words = message_texts(language)
        severity = words["severity"][self.severity.value]
        lines = [f"{severity} {self.code} {self.slug}: {self.message_in(language)}"]
        if text and self.span != (0, 0):  # a finding about the data as a whole has no place in the text
            lines.append(mark(text, [self.span, *self.related], labels=self._units()))
        if "left_unit" in self.values:
            lines += self._sides(words["label"], language)
        hint = self.hint_in(language)
        if hint:
            lines.append(f"{words['label']['hint']}: {hint}")
        return "\n".join(lines)

    def _units(self) -> tuple[str, ...]:
        """The units of a clash, to stand below the left operand, the sign and the right operand."""
        return (str(self.values["left_unit"]), "", str(self.values["right_unit"])) if "left_unit" in self.values else ()

    def _sides(self, words: Mapping[str, str], language: str) -> list[str]:
        """The two sides of a clash one below the other: the unit and what it was learned from."""
        shown = _shown(self.values, language)
        names = [words[side] for side in _SIDES]
        units = [shown[f"{side}_unit"] for side in _SIDES]
        width, unit_width = (max(map(len, column)) for column in (names, units))
        lines = []
        for side, name, unit in zip(_SIDES, names, units, strict=True):
            told = self.values.get(f"{side}_words")
            origin = words["from_words"].format(words=shown[f"{side}_words"]) if told else shown[f"{side}_source"]
            lines.append(f"  {name.ljust(width)} = {unit.ljust(unit_width)}  {origin}")
        return lines

    def to_json(self) -> dict[str, object]:
        """Return the finding as plain data (codes, places, values, and the text in both languages)."""
        return {
            "code": self.code,
            "slug": self.slug,
            "severity": self.severity.value,
            "span": list(self.span),
            "related": [list(span) for span in self.related],
            "values": {k: list(v) if isinstance(v, tuple) else str(v) for k, v in self.values.items()},
            "message": {language: self.message_in(language) for language in ("id", "en")},
            "hint": {language: self.hint_in(language) for language in ("id", "en")},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Diagnostic:
        """Return the finding that :meth:`to_json` wrote.

        Raises KeyError, TypeError, ValueError or AttributeError for data of another form.
        """
        values = {str(key): tuple(value) if isinstance(value, list) else value for key, value in data["values"].items()}
        start, end = data["span"]
        related = tuple([(int(left), int(right)) for left, right in data["related"]])
        return cls(CATALOGUE[data["code"]], (int(start), int(end)), related, **values)


def _rebuild_diagnostic(
    code: str, span: Span, related: tuple[Span, ...], values: dict[str, object], text: str = ""
) -> Diagnostic:
    return Diagnostic(CATALOGUE[code], span, related, **values).in_text(text)


class Findings(tuple[Diagnostic, ...]):
    """The findings about one text; printed or shown, each has its place in the text marked.

    >>> from kinerja_formula.diagnostics.catalogue import EMPTY_TEXT
    >>> Findings.of_text([Diagnostic(EMPTY_TEXT, (0, 2))], "()")
    galat KF001 teks-kosong: Rumus ini kosong: tidak ada tulisan yang dapat dibaca.
    1 | ()
      | ^^
    Saran: Tulis rumusnya, misalnya: Jumlah laporan selesai / Jumlah laporan x 100%.
    """

    __slots__ = ()

    @classmethod
    def of_text(cls, found: Iterable[Diagnostic], text: str) -> Findings:
        """Return findings with the text that they are about."""
        return cls([one.in_text(text) for one in found])

    def __str__(self) -> str:
        return "\n".join([str(one) for one in self]) or "()"

    __repr__ = __str__
    _repr_html_ = as_html

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002
        printer.text(str(self))
