"""The goals of two documents held against each other, each difference once, whatever number of indicators it has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinerja_formula.linter.stems import exact_words
from kinerja_formula.names import normalise
from kinerja_formula.patterns import lazy_pattern
from kinerja_formula.tinjauan.dokumen_tersanding import Counter, DokumenTersanding, same_name
from kinerja_formula.tinjauan.penyandingan import Letak, nearness
from kinerja_formula.tinjauan.reviu_model import Hal

__all__ = ["differing_goals", "goals_of"]

_NEAR_GOAL: Final = 0.75
_NUMBERED: Final = lazy_pattern(r"\(?(?:[0-9]{1,2}|[a-z]|[ivx]{1,4})[.)] ?")


def goals_of(documents: DokumenTersanding, name: str) -> dict[str, Letak]:
    """Return the goals of a document, each with the first of its indicators."""
    found: dict[str, Letak] = {}
    for letak in documents.letak[name]:
        if key := _goal_key(letak.indikator.sasaran):
            found.setdefault(key, letak)
    return found


def differing_goals(documents: DokumenTersanding, acuan: str, lain: str, count: Counter) -> Iterator[Hal]:
    """Yield how the goals of two documents differ; nothing where one of them tells no goals."""
    if documents.tells(acuan, "sasaran") and documents.tells(lain, "sasaran"):
        yield from _Goals(documents, acuan, lain, count).differences()


class _Goals:
    """The goals of two documents, and which of them have met: are the same, or stand beside each other."""

    def __init__(self, documents: DokumenTersanding, acuan: str, lain: str, count: Counter) -> None:
        self.documents = documents
        self.acuan = acuan
        self.lain = lain
        self.count = count
        self.first = goals_of(documents, acuan)
        self.second = goals_of(documents, lain)
        self.met = set(self.first) & set(self.second)
        self.other_met = set(self.met)

    def differences(self) -> Iterator[Hal]:
        self.count.add("sasaran", len(self.first))
        for hal in (*self.of_indicators(), *self.lacking(), *self.added()):
            self.count.add("sasaran", 0, 1)
            yield hal

    def of_indicators(self) -> Iterator[Hal]:
        """Yield the indicators that stand under one goal here and another one there."""
        told: set[tuple[str, str]] = set()
        for pair in self.documents.pairs(self.acuan, self.lain):
            keys = _goal_key(pair.acuan.indikator.sasaran), _goal_key(pair.lain.indikator.sasaran)
            if keys[0] == keys[1] or keys in told:
                continue
            kind = self.kind(*keys)
            if kind != "sasaran-pindah":
                told.add(keys)
            if kind == "sasaran-beda":
                self.met.add(keys[0])
                self.other_met.add(keys[1])
            acuan, at = (self.acuan, self.lain) if keys[0] else (self.lain, self.acuan)
            quotes = self.documents.quotes(pair.row, first={self.acuan: pair.acuan, self.lain: pair.lain})
            yield Hal(kind, acuan, (at,), quotes, not same_name((pair.acuan,), (pair.lain,)))

    def kind(self, key: str, other: str) -> str:
        if not (key and other):
            return "sasaran-tidak-tercantum"
        # both know both goals: the indicator stands under another one
        return "sasaran-pindah" if key in self.second and other in self.first else "sasaran-beda"

    def lacking(self) -> Iterator[Hal]:
        """Yield the goals that the other document words otherwise, or does not have."""
        for key, letak in self.first.items():
            if key in self.met:
                continue
            open_ones = [one for one in self.second if one not in self.other_met]
            near = max(open_ones, key=lambda one: nearness(key, one), default="")
            quote = self.documents.quote(self.acuan, letak)
            if near and nearness(key, near) >= _NEAR_GOAL:
                self.other_met.add(near)
                other = self.documents.quote(self.lain, self.second[near])
                yield Hal("sasaran-beda", self.acuan, (self.lain,), (other, quote), ragu=True)
            else:
                yield Hal("sasaran-tidak-ada", self.acuan, (self.lain,), (quote,))

    def added(self) -> Iterator[Hal]:
        for key, letak in self.second.items():
            if key not in self.other_met:
                quote = self.documents.quote(self.lain, letak)
                yield Hal("sasaran-tambahan", self.acuan, (self.lain,), (quote,))


def _goal_key(text: str) -> str:
    """Return a goal as it is compared: without the number or the word before it."""
    key = normalise(text)
    label, _, rest = key.partition(":")
    if rest.strip() and label.rstrip(" 0123456789") in exact_words("goal_labels"):
        key = rest.strip()
    found = _NUMBERED.match(key)
    return key[found.end() :] if found and found.end() < len(key) else key
