"""Text → reading: forms propose, names are weighed, the rules give a second opinion, and the lead is the doubt.

A canonical line is read by the grammar alone. Any other text is read twice, by :mod:`weighing` and by
:mod:`rules_reader`; :mod:`decision` says which reading is taken and how certain it is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Final

from kinerja_formula.diagnostics import Diagnostic, FormulaSyntaxError
from kinerja_formula.diagnostics.catalogue import (
    AMBIGUOUS_READING,
    FLAT_NUMERATOR,
    LOST_TIMES,
    NEARLY_SURE,
    NO_OPERAND,
    OTHER_MEANING,
    RESULT_CHOSEN,
    SCORE_RULE,
    STRAY_SIGN,
    TEXT_BESIDE,
    UNMEASURABLE,
    UNUSED_TEXT,
)
from kinerja_formula.names import normalise
from kinerja_formula.nodes import Definitions, Name, Node, Number, Statement, Sum, names_of, walk
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.canonical import is_further, read_line, write_line
from kinerja_formula.reading.certainty import Curves, certainty_curves, tree_key
from kinerja_formula.reading.chart import Chart, Why, forms_of, leaves
from kinerja_formula.reading.compound import read_compound
from kinerja_formula.reading.decision import READING_DOUBTS, choose, doubts_about, keys_of_node, node_of, share_of
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft, Limits
from kinerja_formula.reading.known_names import KnownNames
from kinerja_formula.reading.latex import environment_of_cases
from kinerja_formula.reading.latex_cases import read_cases
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.outcome import Alternative, Reading, Role
from kinerja_formula.reading.roles import roles_of_rules, roles_of_weighing, with_set_aside
from kinerja_formula.reading.rules_reader import kind_of, prepare, read_by_rules, read_prepared, with_definitions
from kinerja_formula.reading.segments import may_hold_statements
from kinerja_formula.reading.statements import read_constants, read_factors, read_notes
from kinerja_formula.reading.telling_shapes import tells_itself
from kinerja_formula.reading.trees import Tree, calculates, names_in, walk_tree
from kinerja_formula.reading.vocabulary import words
from kinerja_formula.reading.weighing import Weighed, weigh
from kinerja_formula.reading.worked_examples import confirms
from kinerja_formula.units import head_unit, is_score

__all__ = ["LOGGER", "Reading", "read", "read_settled"]

LOGGER: Final = "kinerja_formula.reading"
"""Debug messages tell what every text was read as."""

_MOST_PIECES: Final = 1500
"""A text of more pieces is nothing that anybody checks at a glance: the rules read it, with a doubt."""
_CERTAINTY_OF_LONG: Final = 0.5
_CERTAINTY_OF_RULES: Final = 0.7
_CERTAINTY_OF_REFUSED: Final = 0.45
"""A text that the rules refuse is read all the same from here on."""
_CERTAINTY_OF_DOUBT: Final = 0.5
"""A cell that speaks of conditions which can't be read is seldom what a single formula says."""
_SHORT: Final = 40
"""No longer are the cells that say no formula at all."""
_LEAST: Final = 0.03
"""Beside a reading that is surer than this leaves room for, no other is worth a look."""
_WITNESS: Final = 2.0
"""What a proposal from elsewhere adds to the score of the reading that it names."""


def read(
    text: str,
    names: Iterable[str] = (),
    indikator: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    *,
    proposals: Iterable[str] = (),
) -> Reading:
    """Read a formula text.

    ``names`` are the operand names that the caller's data knows, ``indikator`` the indicator that the formula measures,
    ``proposals`` canonical lines to weigh as further readings.
    Raises FormulaSyntaxError where the text is no formula cell at all, LimitError where it passes a limit.
    """
    found = _read(text, names, indikator, limits, proposals=proposals)
    _log(text, found)
    return found


def _log(text: str, found: Reading) -> None:
    """Tell the logger of reading, where somebody listens, what a text was read as.

    A program that has not imported logging listens to nothing, and need not pay for the import.
    """
    logging = sys.modules.get("logging")
    if logging is None:
        return
    logger = logging.getLogger(LOGGER)
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    if logger.isEnabledFor(logging.DEBUG):
        shown = (text, write_line(found.tree), found.certainty)
        if found.alternatives:
            other = found.alternatives[0]
            logger.debug("%r: %s (certainty %.2f; runner-up %s, %.2f)", *shown, other.text, other.certainty)
        else:
            logger.debug("%r: %s (certainty %.2f; no runner-up)", *shown)


def _read(
    text: str,
    names: Iterable[str] = (),
    indikator: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    *,
    proposals: Iterable[str] = (),
    _part: bool = False,
) -> Reading:
    names = tuple(names)
    lexemes, known, draft = prepare(text, names, indikator, limits)
    found = _read_prepared(lexemes, known, draft, names, proposals, _part)
    if draft.behind is not None and confirms(found.tree, draft.text[slice(*draft.behind[:2])]):
        _settle(found)
    aside = [Role(*span, "label", "legenda-depan") for span in draft.labels]
    if draft.behind is not None:
        aside.append(Role(*draft.behind, "di-belakang"))
    if aside and found.roles:
        found.roles = with_set_aside(found.roles, aside, text)
    return found


def _settle(found: Reading) -> None:
    """The worked example behind the formula gives its result by this reading: nothing is open any more."""
    found.certainty = max(found.certainty, certainty_curves().sure)
    found.diagnostics = tuple(
        [one for one in found.diagnostics if one.code not in (AMBIGUOUS_READING.code, NEARLY_SURE.code)]
    )


def _read_prepared(
    lexemes: list[Lexeme],
    known: KnownNames | None,
    draft: Draft,
    names: tuple[str, ...],
    proposals: Iterable[str],
    _part: bool,
) -> Reading:
    text, indikator, limits = draft.text, draft.indikator, draft.limits
    if len(text) < _SHORT and normalise(text) in words("statement", "says_nothing"):
        span = (lexemes[0].start, lexemes[-1].end)
        draft.report(UNMEASURABLE, span)
        return Reading(Statement(" ".join(text.split()), (), True, span), "naratif", draft)
    if not proposals:
        given = None if known is None else {normalise(name) for name in names}
        canonical = _canonical(text, given, draft)
        if canonical is not None:
            return canonical
    if not _part:
        cases = _cases(names, indikator, limits, draft) if environment_of_cases(text) is not None else None
        if cases is not None:
            return cases
        if may_hold_statements(lexemes):
            return _compound(lexemes, names, indikator, limits, draft)
    weighed = _weighed(lexemes, known, draft)
    rules: Reading | None = None
    refused: FormulaSyntaxError | None = None
    try:
        rules = read_prepared(lexemes, known, draft)
    except FormulaSyntaxError as error:
        refused = error
    lines = [_line_of(line, indikator, limits, text) for line in proposals]
    if weighed is not None and weighed.readings:
        return _Opinions(draft, weighed, rules, refused, lines).reading()
    if rules is None:
        assert refused is not None
        raise refused
    if weighed is None:
        rules.certainty = _CERTAINTY_OF_LONG
    elif weighed.chart.pieces.count:
        rules.certainty = _CERTAINTY_OF_RULES
    return rules


def _canonical(text: str, given: set[str] | None, draft: Draft) -> Reading | None:
    """Return what a canonical line says, None for any other text; ``given`` are the names that the data knows."""
    tree = read_line(text, draft)
    if tree is not None and (is_further(tree) or _is_of_names(tree, given)):
        return Reading(tree, kind_of(tree), draft)
    tree = read_line(text.strip(), draft, single=True) if text.count("`") == 2 else None
    if isinstance(tree, Name) and any(map(str.isalnum, tree.text)):
        return Reading(tree, _kind(tree), draft)
    return None


def _compound(
    lexemes: list[Lexeme], names: tuple[str, ...], indikator: str | None, limits: Limits, draft: Draft
) -> Reading:
    """Read a cell of several statements, each as a cell of its own; a cell that is none as a single formula."""
    text = draft.text
    fresh = Draft(text, indikator, limits)
    found, doubt, side_by_side = read_compound(
        lexemes, fresh, lambda part, known: _read(part, (*names, *known), None, limits, _part=True)
    )
    if found is None or side_by_side:
        single = _read(text, names, indikator, limits, _part=True)
        if doubt is not None:
            single.diagnostics = (*single.diagnostics, doubt)
            single.certainty = min(single.certainty, _CERTAINTY_OF_DOUBT)
        if found is None:
            return single
        chosen = _chosen_beside(found.tree, single.tree)
        if chosen is None:
            return single
        found.tree = chosen
        found.certainty = single.certainty
        found.diagnostics = single.diagnostics
        labels = [item.name.text for item in chosen.items]
        taken = chosen.result
        others = [one for one in single.diagnostics if one.code not in (NEARLY_SURE.code, AMBIGUOUS_READING.code)]
        if isinstance(taken, Name) and not any(one.severity == "warning" for one in others):
            # Nothing tells which of several formulas is asked for: one of them is taken, and that is the doubt.
            told = Diagnostic(RESULT_CHOSEN, taken.span, (), names=", ".join(labels), taken=taken.text)
            found.diagnostics = (*others, told)
            found.certainty = min(single.certainty, _CERTAINTY_OF_DOUBT)
        return found
    return _with_doubt(found)


def _with_doubt(found: Reading) -> Reading:
    """Say how sure a cell of several statements is, unless one of its parts has."""
    curves = certainty_curves()
    if found.certainty < curves.sure and not any(one.severity == "warning" for one in found.diagnostics):
        doubtful: dict[str, object] = {"taken": write_line(found.tree), "first_doubt": "cases"}
        if found.certainty >= curves.threshold:
            said = Diagnostic(NEARLY_SURE, found.tree.span, (), **doubtful)
        else:
            doubtful |= {"reading": "ragu-tunggal", "second_doubt": "text"}
            said = Diagnostic(AMBIGUOUS_READING, found.tree.span, (), **doubtful)
        found.diagnostics = (*found.diagnostics, said)
    return found


def _cases(names: tuple[str, ...], indikator: str | None, limits: Limits, draft: Draft) -> Reading | None:
    fresh = Draft(draft.text, indikator, limits)
    found = read_cases(
        fresh,
        lambda part, known: _read(part, (*names, *known), None, limits, _part=True),
        lambda around, known: _read(around, (*names, *known), indikator, limits),
    )
    return None if found is None else _with_doubt(found)


def _chosen_beside(tree: Node, single: Node) -> Definitions | None:
    """Return formulas side by side with the one as their result that a reader of single formulas takes."""
    if not isinstance(tree, Definitions):
        return None
    taken = next((item for item in tree.items if item.value == single), None)
    return None if taken is None else Definitions(tree.items, taken.name, tree.span)


def _is_of_names(tree: Node, given: set[str] | None) -> bool:
    """Tell whether a tree has operands, and all of them are among the names that the data knows."""
    found = {one.key for one in names_of(tree)}
    return bool(found) and (given is None or found <= given)


def read_settled(
    text: str, line: str, indikator: str | None = None, limits: Limits = DEFAULT_LIMITS, *, force: bool = False
) -> Reading:
    """Return the reading that a canonical line says.

    Raises FormulaSyntaxError KF106 where it is no canonical line, or (unless ``force``) names what isn't in the text.
    """
    lexemes, _, draft = prepare(text, (), indikator, limits)
    tree = _line_of(line, indikator, limits, text)
    if not force:
        found = _read(text, [name.text for name in names_of(tree)], indikator, limits)
        wanted = keys_of_node(tree)
        fits = [found.tree, *[one.tree for one in found.alternatives]]
        if not any(wanted & keys_of_node(one) for one in fits):
            held = normalise(" ".join([piece.text for piece in lexemes if piece.text]))
            for name in names_of(tree):
                if normalise(name.text) not in held:
                    whole, told = (0, len(text)), name.text
                    raise FormulaSyntaxError(
                        Diagnostic(OTHER_MEANING, whole, line=line, reading="nama-asing", name=told), text
                    )
    return Reading(tree, _kind(tree), draft)


def _line_of(line: str, indikator: str | None, limits: Limits, text: str) -> Node:
    tree = read_line(line, Draft(line, indikator, limits), single=True) if isinstance(line, str) else None
    if tree is None:
        written = str(line)[:200]
        raise FormulaSyntaxError(Diagnostic(OTHER_MEANING, (0, len(text)), line=written, reading="bukan-baris"), text)
    return tree


def _kind(tree: Node) -> str:
    """Return the kind of a tree; one name is a count or a figure from outside, as its words say."""
    if not isinstance(tree, Name):
        return kind_of(tree)
    try:
        kind = read_by_rules(tree.text).kind
    except FormulaSyntaxError:  # a quoted name may hold signs that no formula is made of
        return "hitung"
    return kind if kind in ("hitung", "nilai") else "hitung"


def _weighed(lexemes: list[Lexeme], known: KnownNames | None, draft: Draft) -> Weighed | None:
    if len(lexemes) > _MOST_PIECES:
        return None
    has_names = known is not None and not known.empty
    if known is not None and has_names:
        count = len(lexemes)
        lexemes = known.join([*lexemes], Draft(draft.text, draft.indikator, draft.limits))
        has_names = len(lexemes) < count or any(piece.kind == lx.QUOTED for piece in lexemes)
    return weigh(
        lexemes,
        draft.text,
        percent_wanted=draft.percent_wanted,
        ratio_wanted=_asks_for_ratio(draft.indikator),
        known=has_names,
    )


def _asks_for_ratio(indikator: str | None) -> bool:
    """Tell whether an indicator is a ratio by its first word: *Rasio lancar*."""
    first = indikator.casefold().split(maxsplit=1)[:1] if indikator else []
    return bool(first) and "rasio" in lexicon().of(first[0])


def _is_remark(found: Diagnostic, text: str) -> bool:
    """Whether text that no operand takes is a remark: a word or two in small letters may be torn off a name."""
    if found.code == STRAY_SIGN.code:  # "x 100%/.": a slip of the key
        return not text[found.span[0] - 1 : found.span[0]].isspace()
    words = str(found.values.get("text", "")).split()
    return found.code == UNUSED_TEXT.code and (len(words) > _TORN or not words or not words[0][:1].islower())


_TORN: Final = 2


def _beside(found: Diagnostic) -> Diagnostic:
    """Text that stands beside a formula of which both readers are sure is a remark, and no doubt about it."""
    return Diagnostic(
        TEXT_BESIDE, found.span, found.related, text=found.values.get("text", found.values.get("written"))
    )


class _Opinions:
    """The opinions of both readers about one text, and what follows from them."""

    def __init__(
        self,
        draft: Draft,
        weighed: Weighed,
        rules: Reading | None,
        refused: FormulaSyntaxError | None,
        proposals: list[Node],
    ) -> None:
        self.text = draft.text
        self.limits = draft.limits
        self.percent_wanted = draft.percent_wanted
        self.draft = Draft(draft.text, draft.indikator, draft.limits)
        self.rules = rules
        self.refused = refused
        self.proposals = proposals
        self.curves: Curves = certainty_curves()
        self.weighed = self._witnessed(weighed)
        self.choice = choose(
            self.weighed,
            None if rules is None else rules.tree,
            () if rules is None else rules.diagnostics,
            self.curves,
            percent_wanted=draft.percent_wanted,
        )
        if self._repeats_indikator():
            certainty = max(self.choice.certainty, self.curves.threshold)
            self.choice = self.choice._replace(rank=-1 if self.choice.agreed else 0, certainty=certainty)

    def _repeats_indikator(self) -> bool:
        """``Menunjukkan hasil penelitian yang dipakai`` of the indicator *Hasil penelitian yang dipakai*."""
        chart, readings = self.weighed
        tree, pieces = readings[0][1], chart.pieces
        if tree[0] != "n" or not self.draft.indikator:
            return False
        _, low, high = tree
        said = normalise(pieces.name(low, high)).strip(" .:") == normalise(self.draft.indikator).strip(" .:")
        return said and all(piece.kind in _OF_SENTENCES for piece in (*pieces.lex[:low], *pieces.lex[high:]))

    def _witnessed(self, weighed: Weighed) -> Weighed:
        """A proposal speaks for the reading that it names."""
        if not self.proposals:
            return weighed
        wanted = frozenset[object]().union(*[keys_of_node(one) for one in self.proposals])
        chart, readings = weighed
        again = [(score + _WITNESS * (tree_key(chart, tree) in wanted), tree, why) for score, tree, why in readings]
        return Weighed(chart, sorted(again, key=lambda one: -one[0]))

    def reading(self) -> Reading:
        """Return the reading that is taken, with its doubt."""
        if self.refused is not None and not self._reads_what_is_refused(self.refused):
            raise self.refused
        scores = self.rules is not None and any(one.code == SCORE_RULE.code for one in self.rules.diagnostics)
        wanted = self.choice.rank >= 0 or (self.choice.agreed and self._only_weighing_says_percent())
        tree = self._weighed_tree() if wanted and not scores else None
        if tree is not None:
            return self._by_weighing(tree)
        if self.rules is None:
            assert self.refused is not None
            raise self.refused
        return self._by_rules(self.rules)

    def _reads_what_is_refused(self, refused: FormulaSyntaxError) -> bool:
        """Tell whether the chart knows what to make of a text that the rules refuse."""
        _, best, why = self.weighed.readings[0]
        labelled = best[0] == "n" and "label-sama-dengan" in forms_of(why)
        named = labelled and any(one.code == NO_OPERAND.code for one in refused.diagnostics)
        said = self.choice.certainty if self.choice.raw is None else self.choice.raw
        return (calculates(best) or named) and said >= _CERTAINTY_OF_REFUSED

    def _only_weighing_says_percent(self) -> bool:
        """Both readers agree on a value but for × 100 %, which is 1."""
        assert self.rules is not None
        chart, readings = self.weighed
        said = any(isinstance(node, Number) and node.value == _HUNDRED for node in walk(self.rules.tree))
        return _asks_for_percent(chart, readings[0][1]) and not said

    def _weighed_tree(self) -> Node | None:
        return node_of(self.weighed.readings[0], self.weighed.chart.pieces, self.draft)

    def _by_weighing(self, tree: Node) -> Reading:
        chart, readings = self.weighed
        draft = self.draft
        draft.percent_wanted = self.percent_wanted if self.rules is None else self.rules.percent_wanted
        why = readings[0][2]
        notes = [chart.pieces.lex[at] for at in _places_of_notes(why)]
        if notes:
            read_notes(notes, draft)
            tree = with_definitions(tree, draft)
            read_constants(notes, [node.text for node in walk(tree) if isinstance(node, Name)], draft)
        self._read_factors(why)
        certainty = self.choice.certainty
        others = self._others(tree, certainty)
        self._say_doubt(tree, certainty, others)
        roles = roles_of_weighing(chart, why)
        return Reading(tree, _kind(tree), draft, certainty=certainty, alternatives=others, roles=roles)

    def _read_factors(self, why: Why) -> None:
        """``(a x N1 + b x N2) / N  Faktor: a = 3, b = 2``: an operand that is given a figure elsewhere in the cell."""
        pieces = self.weighed.chart.pieces
        operands = [(start, end) for form, start, end in leaves(why) if form == "nama"]
        taken = {at for start, end in operands for at in range(start, end)}
        rest = [piece for at, piece in enumerate(pieces.lex) if at not in taken]
        read_factors(rest, [pieces.name(start, end) for start, end in operands], self.draft)

    def _by_rules(self, rules: Reading) -> Reading:
        certainty = self.choice.certainty
        if self.choice.rank >= 0:
            certainty = min(certainty, 1 - certainty)  # the better reading can't be said as a tree
        sure = self.choice.agreed and certainty >= self.curves.sure
        told = [
            _beside(one) if sure and _is_remark(one, self.text) else one
            for one in rules.diagnostics
            if not (sure and one.code == LOST_TIMES.code and one.values.get("reason"))  # 4A, 40% nilai B
        ]
        flat = self.choice.agreed and any(one.code == FLAT_NUMERATOR.code for one in told)
        if flat and certainty >= self.curves.threshold and self._is_grouped_beyond_doubt(rules.tree):
            told = [one for one in told if one.code != FLAT_NUMERATOR.code]
            certainty = min(certainty, self.curves.sure - 0.01)  # worth a note
        others = self._others(rules.tree, certainty)
        self.draft.diagnostics = [one for one in told if not _is_guess(one)]
        self._say_doubt(rules.tree, certainty, others)
        rules.diagnostics = tuple(sorted(self.draft.diagnostics, key=lambda one: (one.span, one.code)))
        rules.certainty = certainty
        rules.alternatives = others
        chart, readings = self.weighed
        if self.choice.agreed:
            rules.roles = roles_of_weighing(chart, readings[0][2])
        else:
            rules.roles = roles_of_rules(chart.pieces, rules.tree)
        return rules

    def _is_grouped_beyond_doubt(self, taken: Node) -> bool:
        """``A - B / B``, ``A + B + C / 3``, ``A + B / C × 100%``: only one way to set the brackets makes sense.

        A percentage of *C* can't be added to the count *A*, only to another percentage.
        """
        chart, readings = self.weighed
        added = all(part.sign == "+" for one in walk(taken) if isinstance(one, Sum) for part in one.parts)
        pieces = chart.pieces
        spans = names_in(readings[0][1])
        told = ["jumlah" in pieces.roles[low] or not _is_score(pieces.name(low, high)) for low, high in spans]
        between = all(one or head_unit(pieces.name(*span)) is None for one, span in zip(told, spans, strict=True))
        # "Jumlah balita sangat pendek + pendek / Jumlah balita": what says nothing is counted as the first is.
        counts = told[0] and told[-1] and between and all(pieces.roles[low].isdisjoint(_SHARES) for low, _ in spans)
        return (added and counts and _says_percent(taken)) or tells_itself(chart, *readings[0][1:])

    def _others(self, taken: Node, certainty: float) -> tuple[Alternative, ...]:
        """Return the other readings, each with its share of what is left, none surer than the one taken."""
        left = 1 - certainty
        if left < _LEAST:
            return ()
        chart, readings = self.weighed
        seen = set(keys_of_node(taken))
        found: list[Alternative] = []
        if self.rules is not None and not seen & keys_of_node(self.rules.tree):
            found.append(Alternative(self.rules.tree, 1.0))
            seen |= keys_of_node(self.rules.tree)
        for rank, reading in enumerate(readings):
            key = tree_key(chart, reading[1])
            if key in seen:
                continue
            seen.add(key)
            tree = node_of(reading, chart.pieces, Draft(self.text, None, self.limits))
            if tree is not None:
                found.append(Alternative(tree, share_of(readings, rank)))
        for proposal in self.proposals:
            if not seen & keys_of_node(proposal):
                seen |= keys_of_node(proposal)
                found.append(Alternative(proposal, 0.5))
        total = sum([one.certainty for one in found])
        shares = [Alternative(one.tree, min(certainty, left * one.certainty / total)) for one in found]
        return tuple(sorted(shares, key=lambda one: -one.certainty))

    def _say_doubt(self, tree: Node, certainty: float, others: tuple[Alternative, ...]) -> None:
        """Say that a reading is doubtful, with the runner-up, unless something else has said so already."""
        draft, best = self.draft, self.weighed.readings[0][1]
        codes = {one.code for one in draft.diagnostics if one.severity == "warning" or one.code == SCORE_RULE.code}
        if best[0] == "jika":
            if SCORE_RULE.code not in codes:
                lex = self.weighed.chart.pieces.lex
                draft.report(SCORE_RULE, (lex[0].start, lex[-1].end))
            return
        if isinstance(tree, Statement) and not tree.operand and not self._leaves_signs(certainty):
            return  # only targets: nothing is calculated from it
        if certainty >= self.curves.sure or not codes.isdisjoint(READING_DOUBTS):
            return
        first, second = doubts_about(self.choice, best, self.curves)
        taken = write_line(tree)
        if certainty >= self.curves.threshold:
            draft.report(NEARLY_SURE, tree.span, taken=taken, first_doubt=first)
            return
        other = next((one.text for one in others if one.text != taken), "")
        span = tree.span
        if other:
            draft.report(
                AMBIGUOUS_READING,
                span,
                reading="ragu",
                taken=taken,
                other=other,
                first_doubt=first,
                second_doubt=second,
            )
        else:
            draft.report(
                AMBIGUOUS_READING, span, reading="ragu-tunggal", taken=taken, first_doubt=first, second_doubt=second
            )

    def _leaves_signs(self, certainty: float) -> bool:
        """Tell whether a text that was taken for a target is more likely something else, or has signs of a sum."""
        if certainty < _EVEN:
            return True
        pieces = self.weighed.chart.pieces
        signs = [
            piece.kind == lx.SURD or "sigma" in roles for piece, roles in zip(pieces.lex, pieces.roles, strict=True)
        ]
        return certainty < self.curves.threshold and any(signs)


def _is_score(name: str) -> bool:
    """Tell whether a name is that of an index or a share, or of nothing known: a percentage may be added to it."""
    told = head_unit(name)
    return told is None or told.unit.kind is None or is_score(told.unit)


_OF_SENTENCES: Final = (lx.WORD, lx.DOT, lx.COLON)
_EVEN: Final = 0.5
_SHARES: Final = frozenset({"persentase", "rata", "rasio"})
"""Roles of words with which a figure in percent, or a mean of such, begins."""


def _places_of_notes(why: Why) -> list[int]:
    """Return the pieces that explain the formula: notes, and the other definitions of a cell that holds several."""
    places = {at for form, start, end in leaves(why) if form == "keterangan" for at in range(start, end)}
    waiting = [why]
    while waiting:
        form, start, end, parts = waiting.pop()
        waiting.extend(parts)
        if form == "definisi":
            taken = {at for _, low, high, _ in parts for at in range(low, high)}
            places |= set(range(start, end)) - taken
    return sorted(places)


def _asks_for_percent(chart: Chart, tree: Tree) -> bool:
    """Tell whether a tree of the chart holds 100 %."""
    for one in walk_tree(tree):
        text = one[1] if one[0] == "c" else chart.pieces.lex[one[1]].text if one[0] == "#" else ""
        if text.endswith("%") and (one[0] == "c" or chart.figure_at(one[1]) == 1):
            return True
    return False


_HUNDRED: Final = 100


def _says_percent(tree: Node) -> bool:
    return any(isinstance(node, Number) and node.percent and node.value == _HUNDRED for node in walk(tree))


_GUESSES: Final = frozenset(
    {
        "dibagi",
        "dikurangi",
        "kali-seratus",
        "operan",
        "pangkat-pecahan",
        "penyebut",
        "penyebut-atau-keterangan",
        "perkalian-dulu",
        "satu-nama",
        "tanda-hubung",
    }
)


def _is_guess(found: Diagnostic) -> bool:
    """Tell whether a doubt of the rules is about the reading as a whole: the certainty takes its place."""
    return found.code == AMBIGUOUS_READING.code and found.values.get("reading") in _GUESSES
