"""Forms of free text as data: a pattern over words, roles and slots, and what it means (``data/reading/forms.toml``).

A pattern is compiled to flat variants: each optional part taken or left, each alternative once. An element of a variant
is ``("lit", key)`` (a word, sign or ``{role}``), ``("slot", variable, category)`` (a span that reads as the category),
``("group", variable, category)`` (a slot that is one whole bracket) or ``("number", variable, category)`` (one piece).
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from functools import cache
from typing import Any, NamedTuple

from kinerja_formula.data_files import DATA, read_toml

__all__ = ["FORMS_FILE", "Form", "Forms", "Meaning", "Variant", "forms"]

FORMS_FILE = os.path.join(DATA, "reading", "forms.toml")

Element = tuple[str, ...]
Meaning = tuple[Any, ...]
"""``("slot", variable)``, ``("literal", text)``, ``(operator, left, right)`` or ``(function, (parts…))``."""

SINGLE = frozenset({"angka", "persen", "pecahan", "seratus", "seribu", "simbol"})
"""Slots of one piece: they anchor a pattern as a word does."""

FUNCTIONS = frozenset(
    {
        *("penjumlahan", "rata-rata", "rata-ukur", "median", "jumlah", "jika", "min", "maks", "akar", "akar-n"),
        *("mutlak", "ln", "log", "log-dua", "bulat", "sigma"),
    }
)


class Form(NamedTuple):
    """A form as its row of the data says it."""

    id: str
    category: str
    pattern: str
    makna: str
    meaning: Meaning
    prior: float
    examples: tuple[str, ...]
    misses: tuple[str, ...]
    source: str


class Variant:
    """One flat way to write a form. ``keys`` are the literals that a text must hold for it to apply."""

    __slots__ = ("elements", "form", "keys")

    def __init__(self, form: Form, elements: tuple[Element, ...]) -> None:
        self.form = form
        self.elements = elements
        self.keys = frozenset([_key(one) for one in elements if one[0] != "slot"])


def _key(element: Element) -> str:
    if element[0] == "lit":
        return element[1]
    return "(" if element[0] == "group" else "{" + element[2] + "}"


class Forms:
    """All forms, and their variants by the category that they make."""

    def __init__(self, forms: Collection[Form]) -> None:
        self.forms = tuple(forms)
        self.by_category: dict[str, list[Variant]] = {}
        for form in self.forms:
            variants = [Variant(form, elements) for elements in _variants(form.pattern)]
            self.by_category.setdefault(form.category, []).extend(variants)

    def without(self, lost: Collection[str]) -> Forms:
        """Return the same forms but for some: what ways of writing that nobody foresaw do to reading."""
        return Forms([form for form in self.forms if form.id not in lost])


@cache
def forms() -> Forms:
    """Return the forms of the package.

    >>> next(form.makna for form in forms().forms if form.id == "garis-kali")
    'A / B * p'
    """
    return Forms(
        [
            Form(
                name,
                category,
                row["pola"],
                row["makna"],
                meaning_of(row["makna"]),
                row.get("bobot", 0.0),
                tuple(row.get("contoh", ())),
                tuple(row.get("bukan", ())),
                row.get("sumber", ""),
            )
            for category, rows in read_toml(FORMS_FILE).items()
            for name, row in rows.items()
        ]
    )


_PART = re.compile(
    r"\(<(?P<gvar>\w+):(?P<gcat>[\w-]+)>\)|<(?P<var>\w+):(?P<cat>[\w-]+)>|(?P<role>\{[\w-]+\})"
    r"|`(?P<quoted>[^`]+)`|(?P<sign>[][()|])|(?P<word>[^\s\[\]()|{}<>`]+)"
)


def _variants(pattern: str) -> list[tuple[Element, ...]]:
    parts = list(_PART.finditer(pattern))
    at = 0

    def sequence(end: str | None) -> list[tuple[Element, ...]]:
        nonlocal at
        ways: list[tuple[Element, ...]] = [()]
        done: list[tuple[Element, ...]] = []
        while at < len(parts):
            part = parts[at]
            at += 1
            sign = part["sign"]
            if sign in ("]", ")") and sign == end:
                break
            if sign == "|":
                done, ways = done + ways, [()]
                continue
            more: list[tuple[Element, ...]]
            if sign == "[":
                more = [*sequence("]"), ()]
            elif sign == "(":
                more = sequence(")")
            elif part["gvar"]:
                more = [(("group", part["gvar"], part["gcat"]),)]
            elif part["var"]:
                sort = "number" if part["cat"] in SINGLE else "slot"
                more = [((sort, part["var"], part["cat"]),)]
            else:
                more = [(("lit", part["role"] or part["quoted"] or part["word"]),)]
            ways = [way + extra for way in ways for extra in more]
        return done + ways

    return sequence(None)


_TOKEN = re.compile(r"\s*(?:(\d+%?)|([^\W\d_][\w-]*)|(.))")
_LEVELS = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}


def meaning_of(text: str) -> Meaning:
    """Return what a form means as a tree over its slots.

    >>> meaning_of("A / B * 100%")
    ('*', ('/', ('slot', 'A'), ('slot', 'B')), ('literal', '100%'))
    """
    tokens = [match.groups() for match in _TOKEN.finditer(text) if match.group().strip()]
    at = 0

    def sign() -> str:
        return (tokens[at][2] or "") if at < len(tokens) else ""

    def level(low: int) -> Meaning:
        nonlocal at
        left = operand() if low > 3 else level(low + 1)
        while _LEVELS.get(sign()) == low:
            operator = sign()
            at += 1
            left = (operator, left, level(low + 1))
        return left

    def operand() -> Meaning:
        nonlocal at
        number, word, mark = tokens[at]
        at += 1
        if mark == "(":
            inner = level(1)
            at += 1
            return inner
        if number:
            return ("literal", number)
        if word in FUNCTIONS and sign() == "(":
            at += 1
            parts = [level(1)]
            while sign() == ";":
                at += 1
                parts.append(level(1))
            at += 1
            return (word, tuple(parts))
        return ("slot", word)

    return level(1)
