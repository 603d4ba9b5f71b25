"""Reads the files of the vocabulary into tables and refuses what does not fit, naming file, table and field."""

from __future__ import annotations

import os
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final, NamedTuple

from kinerja_formula.data_files import read_toml
from kinerja_formula.patterns import lazy_pattern
from kinerja_formula.plain_text import plain
from kinerja_formula.scale_words import SCALES, sizes
from kinerja_formula.units.algebra import Kind, Unit
from kinerja_formula.units.words import key

__all__ = ["Rule", "Tables", "VocabularyError", "read_tables"]

_LISTS: Final = {
    "heads": (
        "counts",
        "quantifiers",
        "figures",
        "forms",
        "restarts",
        "in",
        "worths",
        "several",
        "ambiguous",
        "budgets",
        "worth",
        "plans",
        "reached",
        "counted",
        "of_anything",
        "of_money",
    ),
    "no_unit": ("processes", "masses", "beginnings", "endings", "verbs", "verb_endings", "loans", "stops", "states"),
    "list_words": ("and", "or"),
    "satuan": ("counters", "titles", "graded", "measured", "stuff", "abroad", "of_all"),
}
_TABLES: Final = ("scales", "scale_aliases", "money_scales", "shares", "compounds", "nouns", "counted", "rules")
_KIND_FIELDS: Final = {
    "parent": str,
    "shown": str,
    "symbol": str,
    "level": int,
    "equals": str,
    "pint": str,
    "aliases": list,
    "as_written": list,
}
_TYPE_NAMES: Final = {str: "teks", int: "bilangan bulat", list: "daftar teks"}
_NUMBER: Final = lazy_pattern(r"(\d{1,12})(?:/([1-9]\d{0,11}))?")
_EQUALS: Final = lazy_pattern(r"([0-9/]+) ([^\^]+?)(?:\^([1-9]))?")
_SEVERITIES: Final = ("yes", "note", "warning", "error")
_HOWS: Final = ("add", "divide", "percent")


class VocabularyError(ValueError):
    """A file of the vocabulary that can't be used: ``file``, ``table``, ``field`` say where, ``reason`` why."""

    def __init__(self, file: str, table: str, field: str, reason: str) -> None:
        super().__init__(file, table, field, reason)
        self.file = file
        self.table = table
        self.field = field
        self.reason = reason

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.table and f"tabel [{self.table}]", self.field) if part)
        return plain(f"{self.file}{f', {place}' if place else ''}: {self.reason}")


class Rule(NamedTuple):
    """A row of the table of pairs: the severity (None for a plain yes) of each way to meet.

    The ways are adding, dividing, making a percentage, and standing as the satuan of a name that counts the other.
    """

    slug: str
    add: str | None
    divide: str | None
    percent: str | None
    satuan: str | None


class Tables:
    """What the files say, file after file. ``nouns`` are phrases with the unit they tell, None where that is none."""

    def __init__(self) -> None:
        self.families: dict[str, dict[str, Kind]] = {}
        self.kinds: dict[str, Kind] = {}
        self.aliases: dict[str, tuple[str, ...]] = {}
        self.as_written: dict[str, Unit] = {}
        self.pint_names: dict[str, str] = {}
        self.units: dict[str, Unit] = {}
        self.scales: dict[str, int] = {**SCALES, **sizes("counted", "short", "spellings")}
        self.money_scales = sizes("money", "money_units")
        self.not_heads: set[str] = set()
        self.nouns: dict[str, Unit | None] = {}
        self.counted: dict[str, Unit] = {}
        self.lists = {f"{table}.{name}": set[str]() for table, names in _LISTS.items() for name in names}
        self.rules: dict[str, Rule] = {}
        self.pairs: list[tuple[str, frozenset[str], frozenset[str]]] = []


def read_tables(paths: tuple[str, ...]) -> Tables:
    """Return the tables of the files in order: what a later one says wins.

    Raises VocabularyError.
    """
    tables = Tables()
    for path in paths:
        _File(tables, path).read()
    return tables


def _load(path: str) -> dict[str, Any]:
    try:
        return read_toml(path)
    except OSError as error:
        raise VocabularyError(os.path.basename(path), "", "", f"tidak dapat dibaca ({error.strerror})") from None
    except (ValueError, RecursionError) as error:
        raise VocabularyError(os.path.basename(path), "", "", f"bukan TOML yang sah ({error})") from None


class _File:
    """One file on its way into the tables: every field is checked, and the first that does not fit is an error."""

    def __init__(self, tables: Tables, path: str) -> None:
        self.tables = tables
        self.name = os.path.basename(path)
        self.document = _load(path)
        self.entries: dict[str, tuple[str, Mapping[str, Any]]] = {}
        self.made: set[str] = set()
        self.owners: dict[str, str] = {}

    def wrong(self, table: str, field: str, reason: str) -> VocabularyError:
        return VocabularyError(self.name, table, field, reason)

    def read(self) -> None:
        for table, content in self.document.items():
            if table not in ("pairs", "not_heads") and not isinstance(content, dict):
                raise self.wrong("", table, "harus berupa tabel")
        self.read_kinds()
        self.read_scales_and_compounds()
        self.read_words()
        self.read_rules()

    def table(self, name: str) -> Mapping[str, Any]:
        content: Mapping[str, Any] = self.document.get(name, {})
        return content

    def strings(self, table: str, field: str, words: object) -> list[str]:
        if not isinstance(words, list) or not all(isinstance(word, str) and key(word) for word in words):
            raise self.wrong(table, field, "harus berupa daftar teks")
        return words

    def number(self, table: str, field: str, text: object) -> Fraction:
        found = _NUMBER.fullmatch(text) if isinstance(text, str) else None
        if not found or not int(found[1]):
            raise self.wrong(table, field, 'harus berupa bilangan atau pecahan positif, misalnya "1/100"')
        return Fraction(int(found[1]), int(found[2] or 1))

    # Kinds

    def read_kinds(self) -> None:
        self.tables.not_heads.update(self.strings("", "not_heads", self.document.get("not_heads", [])))
        for family, names in self.document.items():
            if family in _LISTS or family in _TABLES or family in ("pairs", "not_heads"):
                continue
            for name, entry in names.items():
                self.check_entry(family, name, entry)
                self.entries[name] = (family, entry)
        for name in self.entries:
            made = self.kind(name, ())
            # What a kind is shown as ("orang") mostly is a word of its parent; else it is one more word of the kind.
            self.tables.units.setdefault(key(made.shown), self.tables.units[key(name)])

    def check_entry(self, family: str, name: str, entry: object) -> None:
        if not isinstance(entry, dict):
            raise self.wrong(family, name, 'harus berupa tabel, misalnya { parent = "orang" }')
        if not key(name):  # only signs: no text could ever be read as it
            raise self.wrong(family, name, "harus berupa teks")
        for field, value in entry.items():
            if field not in _KIND_FIELDS:
                raise self.wrong(family, f"{name}.{field}", f"tidak dikenal; yang ada: {', '.join(_KIND_FIELDS)}")
            if not isinstance(value, _KIND_FIELDS[field]) or isinstance(value, bool):
                raise self.wrong(family, f"{name}.{field}", f"harus berupa {_TYPE_NAMES[_KIND_FIELDS[field]]}")
        if "equals" in entry and "parent" in entry:
            raise self.wrong(family, name, "memakai parent atau equals, bukan keduanya")

    def kind(self, name: str, below: tuple[str, ...]) -> Kind:
        """Make a kind after the one it rests on, whatever their order in the file."""
        if name not in self.entries or name in self.made:
            return self.tables.kinds[name]
        family, entry = self.entries[name]
        if name in below:
            raise self.wrong(family, name, f"berputar: {' → '.join((*below, name))}")
        place: dict[str, Any] = {}
        if "parent" in entry:
            place = {"parent": self.upper(name, "parent", entry["parent"], below)}
        elif "equals" in entry:
            place = self.exact_size(name, family, entry["equals"], below)
        shown, symbol, level = entry.get("shown"), entry.get("symbol"), entry.get("level")
        made = Kind(name, family, shown=shown, symbol=symbol, level=level, **place)
        self.made.add(name)
        self.tables.kinds[name] = made
        self.tables.families.setdefault(family, {})[name] = made
        aliases = self.strings(family, f"{name}.aliases", entry.get("aliases", []))
        self.tables.aliases[name] = tuple(aliases)
        if "pint" in entry:
            self.tables.pint_names[entry["pint"]] = name
        unit = Unit([(made, 1)])
        for word in (name, *aliases):
            self.word(family, name, word, unit)
        for word in self.strings(family, f"{name}.as_written", entry.get("as_written", [])):
            self.tables.as_written[word] = unit
        return made

    def upper(self, name: str, field: str, other: str, below: tuple[str, ...]) -> Kind:
        family, _ = self.entries[name]
        if other not in self.entries and other not in self.tables.kinds:
            raise self.wrong(family, f"{name}.{field}", f"“{other}” tidak dikenal")
        upper = self.kind(other, (*below, name))
        if upper.family != family:
            raise self.wrong(family, f"{name}.{field}", f"“{other}” ada di famili [{upper.family}]")
        if field == "parent" and upper.measured:
            raise self.wrong(family, f"{name}.{field}", f"“{other}” adalah ukuran; pakai equals")
        return upper

    def exact_size(self, name: str, family: str, text: str, below: tuple[str, ...]) -> dict[str, Any]:
        found = _EQUALS.fullmatch(text)
        if not found:
            raise self.wrong(family, f"{name}.equals", 'harus seperti "12 bulan" atau "1 m^2"')
        size, power = self.number(family, f"{name}.equals", found[1]), int(found[3] or 1)
        upper = self.upper(name, "equals", found[2], below)
        return {"base": upper.base, "size": size * upper.size**power, "power": power * upper.power}

    def word(self, family: str, name: str, word: str, unit: Unit) -> None:
        folded = key(word)
        owner = self.owners.setdefault(folded, name)
        if owner != name:
            raise self.wrong(family, f"{name}.aliases", f"“{word}” sudah dipakai oleh {owner}")
        self.tables.units[folded] = unit
        if family not in self.tables.not_heads:
            self.tables.nouns[folded] = unit

    # Scales, shares, products

    def read_scales_and_compounds(self) -> None:
        tables = self.tables
        for word, size in self.table("scales").items():
            if not isinstance(size, int) or isinstance(size, bool) or size <= 0:
                raise self.wrong("scales", word, "harus berupa bilangan bulat positif")
            tables.scales[word] = size
        for table, into in (("scale_aliases", tables.scales), ("money_scales", tables.money_scales)):
            for word, scale in self.table(table).items():
                if not isinstance(scale, str) or scale not in tables.scales:
                    raise self.wrong(table, word, f"“{scale}” tidak ada di [scales]")
                into[word] = tables.scales[scale]
        for word, share in self.table("shares").items():
            tables.units[key(word)] = Unit((), self.number("shares", word, share))
        for word, names in self.table("compounds").items():
            for name in self.strings("compounds", word, names):
                if name not in tables.kinds:
                    raise self.wrong("compounds", word, f"“{name}” tidak dikenal")
            tables.units[key(word)] = Unit([(tables.kinds[name], 1) for name in names])

    # Nouns and the words round them

    def read_words(self) -> None:
        for table, names in _LISTS.items():
            for name, words in self.table(table).items():
                if name not in names:
                    raise self.wrong(table, name, f"tidak dikenal; yang ada: {', '.join(names)}")
                self.tables.lists[f"{table}.{name}"].update(map(key, self.strings(table, name, words)))
        for name in ("processes", "masses"):
            self.tables.nouns.update({key(word): None for word in self.table("no_unit").get(name, [])})
        nouns: tuple[tuple[str, dict[str, Any]], ...] = (("nouns", self.tables.nouns), ("counted", self.tables.counted))
        for table, told in nouns:
            for name, words in self.table(table).items():
                unit = self.tables.units.get(key(name))
                if unit is None:
                    raise self.wrong(table, name, "satuan ini tidak dikenal")
                told.update(dict.fromkeys(map(key, self.strings(table, name, words)), unit))

    # Pairs

    def read_rules(self) -> None:
        for slug, row in self.table("rules").items():
            fields = {*row, "satuan"} if isinstance(row, dict) else set()
            if fields != {*_HOWS, "satuan"} or not all(one in _SEVERITIES for one in row.values()):
                needed = f"harus berisi {', '.join(_HOWS)}, masing-masing salah satu dari {', '.join(_SEVERITIES)}"
                raise self.wrong("rules", slug, needed)
            severities = [row[how] for how in _HOWS] + [row.get("satuan", row["add"])]
            self.tables.rules[slug] = Rule(slug, *[None if severity == "yes" else severity for severity in severities])
        pairs = self.document.get("pairs", [])
        if not isinstance(pairs, list):
            raise self.wrong("pairs", "", "harus berupa daftar tabel [[pairs]]")
        # The rows of a later file are asked first.
        self.tables.pairs[:0] = [self.pair(f"nomor {number}", pair) for number, pair in enumerate(pairs, start=1)]

    def pair(self, place: str, pair: object) -> tuple[str, frozenset[str], frozenset[str]]:
        if not isinstance(pair, dict) or set(pair) != {"rule", "left", "right"}:
            raise self.wrong("pairs", place, "harus berisi rule, left, right")
        if not isinstance(pair["rule"], str) or pair["rule"] not in self.tables.rules:
            raise self.wrong("pairs", place, f"aturan “{pair['rule']}” tidak ada di [rules]")
        left, right = [self.strings("pairs", f"{place}, {side}", pair[side]) for side in ("left", "right")]
        for member in (*left, *right):
            if not self.is_member(member):
                raise self.wrong("pairs", place, f"“{member}” bukan jenis, famili, atau dimensi")
        return pair["rule"], frozenset(left), frozenset(right)

    def is_member(self, text: str) -> bool:
        if text.startswith("famili "):
            return text.removeprefix("famili ") in self.tables.families
        name = text.removeprefix("=")
        return name in self.tables.kinds or key(name) in self.tables.units
