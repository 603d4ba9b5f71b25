"""What a pattern can't say of a cell: lists, series of names, several definitions, branches, targets and sentences."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.chart import SPECIAL, Chart, Reading, Why, forms_of
from kinerja_formula.reading.lexicon import OPERATORS
from kinerja_formula.reading.lists import list_items
from kinerja_formula.reading.trees import ARITHMETIC, Tree, calculates, names_in, walk_tree

__all__ = ["read_outline"]

_WITHOUT_NAMES: Final = frozenset({"teks", "target", "jika"})
_QUANTITIES: Final = frozenset({"jumlah", "besaran", "persentase"})
_COMPARISONS: Final = {"≤": "<=", "≥": ">=", "<=": "<=", ">=": ">=", "<": "<", ">": ">", "=": "="}


def read_outline(chart: Chart) -> list[Reading]:
    """Return the best readings of a text, best first."""
    readings = [_weighed(one, chart) for one in chart.read() if one[1][0] in _WITHOUT_NAMES or names_in(one[1])]
    return sorted(readings, key=lambda one: -one[0])


def _weighed(reading: Reading, chart: Chart) -> Reading:
    """``75% dari undangan``, all alone, is a target and no calculation."""
    score, tree, why = reading
    share = (
        tree[0] == "*" and tree[1][0] == "#" and tree[2][0] == "n" and chart.pieces.lex[tree[1][1]].text.endswith("%")
    )
    if share and "kali" not in forms_of(why):
        return score - 2.0, tree, why
    return reading


def _plain_list(chart: Chart, start: int, end: int) -> list[Reading]:
    return _list(chart, start, end, "butir", 0.4)


def _weighted_list(chart: Chart, start: int, end: int) -> list[Reading]:
    return _list(chart, start, end, "butir-bobot", 0.8)


def _list(chart: Chart, start: int, end: int, category: str, prior: float) -> list[Reading]:
    trees: list[Tree] = []
    whys = []
    total = prior
    for low, high in list_items(chart.pieces, start, end):
        options = chart.best(category, low, high)
        if not options:
            return []
        # Items are alike: one that divides among those that don't was cut wrongly.
        score, tree, why = max(options, key=lambda option: option[0] - 3.0 * (option[1][0] == "/"))
        total += max(-4.0, score) * 0.5
        trees.append(tree)
        whys.append(why)
    if not trees:
        return []
    total += 0.6 * (len(trees) - 1) - 1.5 * sum(tree[0] == "/" for tree in trees)
    total -= 3.0 * _goes_on(chart, end, len(trees))
    return [(total, ("daftar", tuple(trees)), ("daftar", start, end, tuple(whys)))]


def _goes_on(chart: Chart, end: int, count: int) -> bool:
    """Tell whether the next number of a list stands where it ends: ``1. A; 2. B`` before ``; 3. C``."""
    lex = chart.pieces.lex
    while end < len(lex) and lex[end].kind in (lx.SEMICOLON, lx.COMMA, lx.DOT):
        end += 1
    marked = end + 1 < len(lex) and (lex[end + 1].kind in (lx.DOT, lx.CLOSE) or lex[end + 1].low == ")")  # a lone one
    return marked and lex[end].text == str(count + 1)


def _series(chart: Chart, start: int, end: int) -> list[Reading]:
    """``A, B dan C``: parts between commas and a last "dan"."""
    pieces, roles = chart.pieces, chart.pieces.roles
    group = pieces.group[start]
    words = [at for at in range(start, end) if pieces.group[at] == group and "serangkai" in pieces.roles[at]]
    cuts = sorted(
        words
        + [
            at
            for at in range(start, end)
            if pieces.group[at] == group and pieces.lex[at].kind in (lx.COMMA, lx.SEMICOLON)
        ]
    )
    found: list[Reading] = []
    for chosen in (cuts, [at for at in cuts if at not in words[:-1]], words[-1:]):
        edges = [start - 1, *chosen, end]
        trees: list[Tree] = []
        whys = []
        total = 0.0
        for low, high in pairwise(edges):
            if low + 1 < high:
                options = chart.best("ekspresi", low + 1, high)
                if not options:
                    break
                total += options[0][0]
                trees.append(options[0][1])
                whys.append(options[0][2])
        else:
            if len(trees) > 1:
                if all(tree[0] == "n" and not roles[tree[1]].isdisjoint(_QUANTITIES) for tree in trees):
                    total += 0.7 * (len(trees) - 1)  # "Jumlah …, Jumlah … dan Jumlah …"
                total += _evenness(chart, trees)
                found.append((total, ("daftar", tuple(trees)), ("deret", start, end, tuple(whys))))
    return found


def _weighted_series(chart: Chart, start: int, end: int) -> list[Reading]:
    """``disiplin (bobot 40%), kerja sama (bobot 35%) dan inovasi (bobot 25%)``: parts whose weights make a whole."""
    if any(start <= place < end for place in chart.lists):
        return []  # a list of items, each with its weight
    edges = [start - 1, *_cuts_between_weights(chart, start, end), end]
    trees: list[Tree] = []
    whys = []
    total = 0.8
    for low, high in pairwise(edges):
        if low + 1 == high:
            continue  # ", dan"
        options = [one for one in chart.best("butir-bobot", low + 1, high) if one[1][0] == "*" and one[1][1][0] == "#"]
        if not options:
            return []
        total += 0.5 * options[0][0] + 0.6
        trees.append(options[0][1])
        whys.append(options[0][2])
    weights = [chart.figure_at(tree[1][1]) for tree in trees]
    if len(trees) < _FEWEST_WEIGHTS or sum(weights) not in (1, 100):
        return []
    total += _MAKE_A_WHOLE if _is_weighed(chart, start) else -_SHARES
    if any(_is_share(chart, start, tree, why) for tree, why in zip(trees, whys, strict=True)):
        total -= _SHARES  # 40% dari APBD
    return [(total, ("daftar", tuple(trees)), ("deret", start, end, tuple(whys)))]


def _cuts_between_weights(chart: Chart, start: int, end: int) -> list[int]:
    """Return the commas and the "dan" behind a weight or before one."""
    pieces = chart.pieces
    return [
        at
        for at in range(start + 1, end - 1)
        if pieces.group[at] == pieces.group[start]
        and (pieces.lex[at].kind in (lx.COMMA, lx.SEMICOLON) or "serangkai" in pieces.roles[at])
        and (_ends_in_weight(chart, at) or _is_weight(chart, at + 1))
    ]


def _is_share(chart: Chart, start: int, tree: Tree, why: Why) -> bool:
    """``40% dari APBD``: tell whether a part is a percentage *of* something, and no label before tells of a score."""
    pieces = chart.pieces
    first = [pieces.roles[low] for low, _ in names_in(tree)]
    if any("antara" in one for one in first):
        return True
    if "bobot-dari" not in forms_of(why):
        return False
    labelled = any(not roles.isdisjoint(_OF_LABELS) for roles in pieces.roles[:start])
    told = labelled or any(piece.kind == lx.EQUALS for piece in pieces.lex[:start])
    return not told or any(_OF_SCORES.isdisjoint(one) for one in first)


_OF_LABELS: Final = frozenset({"bobot", "dinilai", "rumus", "cara"})


def _is_weighed(chart: Chart, start: int) -> bool:
    """Tell whether a text speaks of weights or of a score: *APBD 70% dan APBN 30%* are shares."""
    pieces = chart.pieces
    told = any(not roles.isdisjoint(_OF_SCORES) for roles in pieces.roles)
    return told or any(piece.kind == lx.EQUALS for piece in pieces.lex[:start])


_OF_SCORES: Final = frozenset({"bobot", "dinilai"})


def _is_weight(chart: Chart, at: int) -> bool:
    piece = chart.pieces.lex[at]
    return piece.kind == lx.NUM and piece.text.endswith("%")


def _ends_in_weight(chart: Chart, at: int) -> bool:
    """Tell whether a percentage ends before a place, in a bracket or without one, and whatever comma stands between."""
    pieces, before = chart.pieces, at - 1
    while before > 0 and pieces.lex[before].kind in (lx.COMMA, lx.SEMICOLON, lx.CLOSE):
        before -= 1
    return _is_weight(chart, before)


_FEWEST_WEIGHTS: Final = 2
_MAKE_A_WHOLE: Final = 1.5
_SHARES: Final = 6.0
"""What speaks against weights where nothing tells of a score, or where a part is one *of* something."""


def _evenness(chart: Chart, trees: list[Tree]) -> float:
    """``tahap A, B, C dan D``: short items speak for a series; one plain word behind a single "dan" against it."""
    spans = [span for tree in trees for span in names_in(tree)[:1] if tree[0] == "n"]
    if len(spans) < len(trees):
        return 0.0
    if len(trees) > 2:
        return 0.9 * sum(high - low <= _SHORT_ITEM for low, high in spans[1:])
    if any(chart.pieces.lex[at].kind == lx.COMMA for at in range(*spans[0])):
        return -1.5  # "A, B, C dan D": the commas part items as the "dan" does
    low, high = spans[1]
    word = chart.pieces.lex[low].text
    plain = high - low == 1 and word[:1].islower() and not chart.pieces.is_symbol(low)
    return -1.5 if plain and spans[0][1] - spans[0][0] > 2 else 0.0


_SHORT_ITEM: Final = 4


def _condition(chart: Chart, start: int, end: int) -> list[Reading]:
    """``A < 3``, ``3 ≤ A < 12``, and two joined by "atau"."""
    pieces = chart.pieces
    either = next((at for at in range(start, end) if "pilihan" in pieces.roles[at]), None)
    if either is not None:
        one, two = _condition(chart, start, either), _condition(chart, either + 1, end)
        if not one or not two:
            return []
        return [(one[0][0] + two[0][0], ("atau", one[0][1], two[0][1]), ("syarat", start, end, (one[0][2], two[0][2])))]
    signs = [
        at
        for at in range(start, end)
        if pieces.lex[at].text in _COMPARISONS and pieces.lex[at].kind in (lx.COMPARE, lx.EQUALS)
    ]
    if not signs or len(signs) > 2:
        return []
    edges, trees, whys, total = [start - 1, *signs, end], [], [], 0.5
    for low, high in pairwise(edges):
        options = chart.best("atom", low + 1, high)
        if not options:
            return []
        total += options[0][0] * 0.5
        trees.append(options[0][1])
        whys.append(options[0][2])
    tests = [(_COMPARISONS[pieces.lex[at].text], trees[order], trees[order + 1]) for order, at in enumerate(signs)]
    return [(total, tests[0] if len(tests) == 1 else ("dan", *tests), ("syarat", start, end, tuple(whys)))]


def _whole_cell(chart: Chart, start: int, end: int) -> list[Reading]:
    """Readings of a whole cell that are no single pattern."""
    if (start, end) != chart.costs.trim(0, chart.pieces.count):
        return []
    return [
        *_definitions(chart, start, end),
        *_branches(chart, start, end),
        *_several_formulas(chart, start, end),
        *_targets(chart, start, end),
        *_sentence(chart, start, end),
    ]


def _sentence(chart: Chart, start: int, end: int) -> list[Reading]:
    """Nothing to calculate: verbs of a sentence, a process at the head, and no sign of arithmetic."""
    pieces, roles = chart.pieces, chart.pieces.roles
    keys = ["{" + role + "}" for role in (*OPERATORS, "garis")] + ["="]
    signs = sum(
        evidence > 0 for key in keys for places in pieces.index.get(key, {}).values() for _, _, evidence in places
    )
    verbs = sum("predikat" in roles[at] for at in range(start, end))
    first = next((at for at in range(start, end) if pieces.lex[at].kind == lx.WORD), start)
    quantity = not roles[first].isdisjoint({"jumlah", "besaran", "persentase", "rata", "rasio"})
    process = "proses" in roles[first] or chart.names.classes[first] in ("me", "ter")
    counted = "jumlah" in roles[first] or "persentase" in roles[first]
    asked = "tanya" in roles[first]  # "Berapa rasio …?" asks for a figure
    if pieces.lex[start].kind == lx.QUOTED and end - start > 1:
        quantity = counted = True  # what the data has a figure for, whatever is said of it
    score = (-2.4 if quantity or asked else -1.6) - 0.8 * signs - 0.8 * counted + 0.8 * min(2, verbs) + 0.8 * process
    if process and not quantity and not signs and any("cara" in roles[at] for at in range(start, end)):
        score += _HOW_IT_IS_DONE
    return [(score, ("teks",), ("teks", start, end, ()))]


_HOW_IT_IS_DONE: Final = 2.0
"""*Laporan diperoleh dari hasil pemantauan*: how a process comes about is no way to calculate it."""


def _targets(chart: Chart, start: int, end: int) -> list[Reading]:
    """Only quantities: ``1000 orang/ tamu, 12 bulan``, ``81,35``, ``Target 84``."""
    pieces, count, since = chart.pieces, 0, 0
    for at in range(start, end):
        piece = pieces.lex[at]
        if piece.kind == lx.NUM:
            count, since = count + 1, 0
        elif piece.kind in (lx.COMMA, lx.SLASH, lx.OPEN, lx.CLOSE, lx.COMPARE) or (
            not pieces.roles[at].isdisjoint({"serangkai", "besaran"}) and piece.kind == lx.WORD
        ):
            continue
        elif piece.kind != lx.WORD or not pieces.roles[at].isdisjoint({"jumlah", *OPERATORS}):
            return []
        else:
            since += 1
            if since > 4 or (not count and at - start > 1):
                return []
    score = 0.2 + 0.3 * (pieces.lex[start].kind == lx.NUM)
    return [(score, ("target",), ("target", start, end, ()))] if count else []


def _definitions(chart: Chart, start: int, end: int) -> list[Reading]:
    """``X1 = …  X2 = …  S = X1 + X2``: one of them is the formula, the others tell what its symbols stand for."""
    places = _defined(chart, start, end)
    if not places or (len(places) == 1 and places[0][0] <= start + 1):
        return []
    names = [chart.key(low, high)[0] for low, high in places]
    ends = [head for head, _ in places[1:]] + [end]
    bodies = [chart.best("kalimat", at + 1, stop) for (_, at), stop in zip(places, ends, strict=True)]
    used = [_keys(chart, body[0][1]) if body else set() for body in bodies]
    found: list[Reading] = []
    for order, body in enumerate(bodies):
        for score, tree, why in body:
            score = _as_formula_among(score, tree, _keys(chart, tree), order, names, used)
            if places[0][0] > start:
                score += chart.rest(start, places[0][0])[0][0] * 0.5
            found.append((score, tree, ("definisi", start, end, (why,))))
    return found


def _defined(chart: Chart, start: int, end: int) -> list[tuple[int, int]]:
    """Return for each definition where the name that it defines begins, and where its = stands."""
    pieces = chart.pieces
    return [
        (_head_of_definition(chart, start, at), at)
        for at in range(start + 1, end)
        if pieces.lex[at].kind == lx.EQUALS
        and pieces.group[at] == pieces.group[start]
        and pieces.lex[at - 1].kind in (lx.WORD, lx.QUOTED)
    ]


def _head_of_definition(chart: Chart, start: int, at: int) -> int:
    """Return where the name before a = begins: with a symbol, or with the line or the text that is near enough."""
    pieces, head = chart.pieces, at - 1
    if pieces.is_symbol(head) or head <= start or head in pieces.breaks:
        return head
    line = next((place for place in range(head - 1, max(start, head - 6), -1) if place in pieces.breaks), None)
    if line is not None:
        return line
    return start if head - 6 <= start else head


def _keys(chart: Chart, tree: Tree) -> set[str]:
    """Return the keys of the names of a tree."""
    return {chart.key(*span)[0] for span in names_in(tree)}


def _as_formula_among(
    score: float, tree: Tree, mine: set[str], order: int, names: list[str], used: list[set[str]]
) -> float:
    """Weigh one of several definitions as the formula: it calculates, uses the others, and none of them uses it."""
    others = [other for other in range(len(names)) if other != order]
    score += 0.9 if tree[0] in ARITHMETIC else -1.5
    score += -1.5 if any(names[order] in used[other] for other in others) else 0.3
    score += 0.4 * len(mine & set(names)) - 0.1 * len(names)
    constant = any(names[other] in mine and not used[other] for other in others)
    return score + 0.8 * constant


def _branches(chart: Chart, start: int, end: int) -> list[Reading]:
    """``Jika K maka A. Jika L maka B``: conditions in turn."""
    group = chart.pieces.group[start]
    ifs = [at for at, _, _ in chart.pieces.anchors("{jika}", group, start, end)]
    if not ifs:
        return []
    others = [at for at, _, _ in chart.pieces.anchors("{selainnya}", group, start, end) if at + 1 not in ifs]
    starts = sorted({*ifs, *others})
    total = 1.0 if starts[0] == start else 1.0 + chart.rest(start, starts[0])[0][0]
    parts: list[Tree] = []
    whys = []
    for low, high in zip(starts, [*starts[1:], end], strict=True):
        options = chart.best("cabang", low, high)
        if not options:
            return []
        score, tree, why = options[0]
        parts += tree[1]
        total += score * 0.5
        whys.append(why)
    return [(total, ("jika", tuple(parts)), ("cabang", start, end, tuple(whys)))]


def _several_formulas(chart: Chart, start: int, end: int) -> list[Reading]:
    """``1. A / B x 100% 2. C / D x 100%``: formulas of their own, of which the first is meant as well as any."""
    found: list[Reading] = []
    for place in chart.lists[:4]:
        if place < start or place > start + 12:
            continue
        items = list_items(chart.pieces, place, end)
        best = [chart.best("kalimat", low, high) for low, high in items]
        if len(items) > 1 and all(one and "/" in {part[0] for part in walk_tree(one[0][1])} for one in best):
            score = sum(one[0][0] for one in best) / len(best) + 0.5 * len(best)
            _, tree, why = best[0][0]
            found.append((score, tree, ("beberapa-rumus", start, end, (why,))))
    return found


def has_meaning(tree: Tree) -> bool:
    """Tell whether a reading says what to calculate or to fill in."""
    return calculates(tree) or tree[0] == "n"


SPECIAL.update(
    {
        "daftar": _plain_list,
        "daftar-bobot": _weighted_list,
        "deret": _series,
        "deret-bobot": _weighted_series,
        "syarat": _condition,
        "kalimat": _whole_cell,
    }
)
