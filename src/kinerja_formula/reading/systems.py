"""Statements that were read → one tree: what a cell of several statements says together.

Branches of one label are a condition, what they use of the others are definitions, and what nothing else uses is the
result.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.diagnostics.catalogue import RESULT_CHOSEN
from kinerja_formula.names import normalise
from kinerja_formula.nodes import (
    Branch,
    Comparison,
    Conditional,
    Definition,
    Definitions,
    Name,
    Node,
    Number,
    names_of,
    replace_names,
    walk,
)
from kinerja_formula.reading.segments import NotCompound
from kinerja_formula.source import Span

__all__ = ["Said", "System", "sides_of"]

_SURE_ENOUGH: Final = 0.75
_SHORTEST_NAME: Final = 3


class Said(NamedTuple):
    """A statement that was read."""

    label: Name | None
    value: Node
    condition: Node | None
    rest: bool
    span: Span
    certainty: float = 1.0

    @property
    def is_plain(self) -> bool:
        """Neither a branch nor what holds where no branch does."""
        return self.condition is None and not self.rest


def _branches(group: list[Said]) -> list[Said]:
    return [one for one in group if one.condition is not None]


class _BySubject:
    """The statements of a cell by what they speak of."""

    def __init__(self, said: list[Said]) -> None:
        self.defined: dict[str, list[Said]] = {}
        """What is said of each label."""
        self.names: dict[str, Name] = {}
        self.unnamed: list[Said] = []
        """Branches before any label."""
        self.whole: list[Said] = []
        """A formula without a label, before the definitions of what it uses."""
        self.legends: dict[str, str] = {}
        self._going_on: list[Said] | None = None
        labels = {_label_key(one.label) for one in said if one.label is not None}
        for one in said:
            if one.is_plain and one.label is None:
                self.whole.append(one)
            elif not self._is_legend(one, labels):
                self._add(one)
        if self.unnamed and not _branches(self.unnamed):
            raise NotCompound

    def _is_legend(self, one: Said, labels: set[str]) -> bool:
        """Take ``A = Jumlah hadir`` as what a symbol is short for; tell whether it is that."""
        if not one.is_plain or one.label is None or not isinstance(one.value, Name) or one.value.total:
            return False
        if _label_key(one.value) in labels:
            return False
        self.legends.setdefault(one.label.text, one.value.text)
        return True

    def _add(self, one: Said) -> None:
        """A branch without a label goes on with the branches before it."""
        if one.label is not None:
            key = _label_key(one.label)
            group = self.defined.setdefault(key, [])
            self.names.setdefault(key, one.label)
        else:
            group = self.unnamed if self._going_on is None else self._going_on
        group.append(one)
        if not one.is_plain:
            self._going_on = group


class System:
    """The tree that the statements of a cell make together, and the doubt about which of them is meant.

    Raises NotCompound where they are no system.
    """

    def __init__(self, said: list[Said], indikator: str | None) -> None:
        self.indikator = indikator
        self.side_by_side = False
        """No statement uses another."""
        self.one_result = False
        """One statement uses all others, directly or through others."""
        self.doubt: Diagnostic | None = None
        found = _BySubject(said)
        self._names = found.names
        self._parts = _parts(found, alone=len(said) == 1)
        self._doubtful = {
            key for key, group in found.defined.items() if min(one.certainty for one in group) < _SURE_ENOUGH
        }
        self._used = {key: set(map(_label_key, names_of(node))) for key, node in self._parts.items()}
        self._calculated = [key for key, node in self._parts.items() if not isinstance(node, Number)]
        self.tree = _with_legends(self._put_together(), found.legends)

    def _put_together(self) -> Node:
        """Return what is asked for, with the definitions of what it needs."""
        results = self._results()
        named = self._named_by_indicator(self._calculated)
        result = named or self._chosen(results)
        needed = _needed(result, self._used)
        if result == "":
            return _unnamed_result(self._parts[""], self._definitions(needed))
        if len(needed) == 1:
            if isinstance(self._parts[result], Conditional):
                return self._parts[result]
            if len(self._calculated) == 1:
                raise NotCompound  # one formula, and nothing of the cell is used in it
        told = set(self._calculated)
        self.one_result = len(results) == 1 and told <= needed
        self.side_by_side = (len(needed) == 1 or len(results) > 1) and not named and not self._has_branches()
        if self.side_by_side:
            told -= self._doubtful
        items = self._definitions(told | needed)
        if self.side_by_side and len(items) < 2:
            raise NotCompound
        items.sort(key=lambda one: _label_key(one.name) == result)  # what is asked for comes last
        span = (min(one.span[0] for one in items), max(one.span[1] for one in items))
        return Definitions(tuple(items), self._names[result], span)

    def _results(self) -> list[str]:
        """Return what is calculated and no other uses."""
        if any(key in self._used[key] for key in self._parts):
            # "jika NI ≥ a maka NI = a": an operand and a result, and behind it the old figure is gone
            raise NotCompound
        used = {key for other in self._calculated for key in self._used[other]}
        results = [key for key in self._calculated if key not in used]
        if not results:
            raise NotCompound
        return results

    def _has_branches(self) -> bool:
        return any(isinstance(node, Conditional) for node in self._parts.values())

    def _definitions(self, keys: set[str]) -> list[Definition]:
        names = self._names
        return [
            Definition(names[key], node, (names[key].span[0], node.span[1]))
            for key, node in self._parts.items()
            if key in names and key in keys
        ]

    def _named_by_indicator(self, labels: list[str]) -> str:
        """Return the label that the indicator names, empty where it names none or several."""
        wanted = normalise(self.indikator) if self.indikator else ""
        keys = {key: normalise(key) for key in labels if key}
        bare = wanted.split("(")[0].strip()  # a label is known without its bracket
        same = [key for key, one in keys.items() if one == wanted] or [key for key, one in keys.items() if one == bare]
        named = same or [
            key for key, one in keys.items() if f"({one})" in wanted or (one and wanted.endswith(f" {one}"))
        ]
        return named[0] if wanted and len(named) == 1 else ""

    def _chosen(self, results: list[str]) -> str:
        """Return what is asked for where the indicator doesn't tell: the only one with branches, else the last."""
        branching = [key for key in results if isinstance(self._parts[key], Conditional)]
        if len(branching) == 1:
            return branching[0]
        taken = results[-1]
        if len(results) > 1:
            names = self._names
            told = ", ".join([names[key].text for key in results if key in names])
            name = names[taken].text if taken in names else ""
            span = names[taken].span if taken in names else (0, 1)
            self.doubt = Diagnostic(RESULT_CHOSEN, span, (), names=told, taken=name)
        return taken


def _parts(found: _BySubject, *, alone: bool) -> dict[str, Node]:
    """Return what each label stands for, and under no label what is said without one."""
    parts = {key: _joined(group, alone=alone) for key, group in found.defined.items()}
    if len(found.whole) > 1 or (found.whole and found.unnamed):
        raise NotCompound
    if found.whole:
        parts[""] = found.whole[0].value
    if found.unnamed:
        rest = [one for one in found.unnamed if one.rest]
        parts[""] = _conditional(_branches(found.unnamed), rest[0].value if rest else None)
    return parts


def _joined(group: list[Said], *, alone: bool) -> Node:
    """Return what a label stands for: its one value, or its branches; ``alone``: the cell says nothing else."""
    if len(group) == 1 and not alone and _only_keeps_from_zero(group[0]):
        return group[0].value
    plain = [one for one in group if one.is_plain]
    if len(plain) == len(group):
        return _one_value(plain)
    branches = _branches(group)
    rest = [one for one in group if one.rest]
    if not branches and len(rest) == 1 and not plain:
        return rest[0].value  # "else x = A - 30; …; Hasil = x + 65": a step on the way to the rest
    if not rest and _is_rest_without_a_word(plain, branches):
        plain, rest = [], plain
    if plain or len(rest) > 1 or not branches:
        raise NotCompound
    return _conditional(branches, rest[0].value if rest else None)


def _is_rest_without_a_word(plain: list[Said], branches: list[Said]) -> bool:
    """``N = A jika …; N = B``: the one value behind the branches holds where none of them does."""
    return bool(branches) and len(plain) == 1 and plain[0].span[0] > branches[-1].span[0]


def _conditional(branches: list[Said], otherwise: Node | None) -> Node:
    for one in branches:
        known = {name.key for name in names_of(one.condition)} if one.condition is not None else set()
        if isinstance(one.value, Name) and one.label is None and one.value.key not in known:
            raise NotCompound  # "maka Tidak Memenuhi": a word is no figure
    if len(branches) == 1 and otherwise is None and _is_guard(branches[0]):
        raise NotCompound  # "… (jika penyebut > 0)" says when the formula can be used
    made = tuple(
        dict.fromkeys([Branch(one.condition, one.value, one.span) for one in branches if one.condition is not None])
    )
    return Conditional(made, otherwise, (made[0].span[0], max(one.span[1] for one in branches)))


def _with_legends(tree: Node, legends: dict[str, str]) -> Node:
    if not legends:
        return tree

    def named(name: Name) -> Name:
        meaning = legends.get(name.text)
        return Name(name.text, name.span, name.total, (meaning, *name.aliases)) if meaning else name

    return replace_names(tree, named)


def _label_key(name: Name) -> str:
    """Return what tells two labels apart: A and a may be two things in one cell."""
    return name.text if len(name.text) < _SHORTEST_NAME else name.key


def _is_guard(branch: Said) -> bool:
    """Tell whether a condition speaks of nothing that its value is calculated from."""
    assert branch.condition is not None
    named = {name.key for name in names_of(branch.value)}
    return bool(named) and named.isdisjoint(name.key for name in names_of(branch.condition))


def _only_keeps_from_zero(branch: Said) -> bool:
    """``(jika penyebut > 0)``: elsewhere there is no value anyway."""
    if branch.condition is None or not _is_guard(branch):
        return False
    return all(
        isinstance(side, Name) or (isinstance(side, Number) and not side.value) for side in sides_of(branch.condition)
    )


def _one_value(group: list[Said]) -> Node:
    """Return the value that all statements of a label give it."""
    if any(one.value != group[0].value for one in group[1:]):
        raise NotCompound  # "A = … = …" in steps, or one letter for two things
    return group[0].value


def _unnamed_result(whole: Node, definitions: list[Definition]) -> Node:
    """Return a formula or branches without a label, with the definitions of what they use."""
    if definitions:
        return Definitions(tuple(definitions), whole, whole.span)
    if not isinstance(whole, Conditional):
        raise NotCompound  # one formula with its legend
    return whole


def _needed(result: str, used: dict[str, set[str]]) -> set[str]:
    """Return what a result needs of the other definitions, itself included."""
    found: set[str] = set()
    waiting = [result]
    while waiting:
        key = waiting.pop()
        if key in found or key not in used:
            continue
        found.add(key)
        waiting.extend(used[key])
    return found


def sides_of(condition: Node) -> list[Node]:
    """Return what a condition compares."""
    return [
        side
        for node in walk(condition)
        if isinstance(node, Comparison)
        for side in (node.first, *[part.node for part in node.rest])
    ]
