"""The reader by rules: passes that take a text apart by its signs and words, first rule that fits.

It is the second opinion beside :mod:`weighing`: where the two differ, there is a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from kinerja_formula.diagnostics import Diagnostic, FormulaSyntaxError
from kinerja_formula.diagnostics.catalogue import (
    AMBIGUOUS_READING,
    CONTROL_CHARACTER,
    EMPTY_TEXT,
    NO_OPERAND,
    NOT_A_TEXT,
    SCORE_RULE,
    SECOND_FORMULA,
)
from kinerja_formula.names import normalise
from kinerja_formula.nodes import Components, Name, Node, Number, Product, Statement, walk
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.announced_formula import without_description
from kinerja_formula.reading.asides import (
    STOPS,
    drop_examples,
    drop_label_again,
    drop_worked_steps,
    first_sentence,
    label_on_the_line,
    percent_in_brackets,
    with_dots_drawn,
)
from kinerja_formula.reading.brackets import nest
from kinerja_formula.reading.cells import classify, listed_formulas, read_components, strip_list_mark
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft, Limits
from kinerja_formula.reading.glued_signs import with_sums_bracketed
from kinerja_formula.reading.implied_products import with_signs
from kinerja_formula.reading.indexed_sums import with_brackets
from kinerja_formula.reading.indicator_label import with_indicator_as_label
from kinerja_formula.reading.indicator_sides import with_sides_of_indicator
from kinerja_formula.reading.known_names import KnownNames, known_names, name_text
from kinerja_formula.reading.layout import arrange
from kinerja_formula.reading.leading_legends import with_legend_behind
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.markup import (
    RAISED_MARK,
    strip_markup,
    without_citations,
    without_page_numbers,
    without_raised_marks,
    without_table_marks,
)
from kinerja_formula.reading.measure_told import without_measure_told
from kinerja_formula.reading.mended_words import mend_words
from kinerja_formula.reading.named_legends import drop_named_legend, with_explained_whole
from kinerja_formula.reading.operator_words import mark_operator_words
from kinerja_formula.reading.outcome import Reading
from kinerja_formula.reading.remarks_behind import drop_remarks_behind
from kinerja_formula.reading.result_units import drop_unit_of_result
from kinerja_formula.reading.results_behind import (
    drop_blank_result,
    drop_footnote,
    drop_name_of_result,
    drop_remark_on_factor,
    drop_target_behind,
)
from kinerja_formula.reading.scanner import scan
from kinerja_formula.reading.sources_behind import drop_source_behind
from kinerja_formula.reading.spelt_figures import without_spelt_figures
from kinerja_formula.reading.statements import (
    legend_behind,
    main_statement,
    numerator_over_denominator,
    read_constants,
    read_notes,
    split_notes,
)
from kinerja_formula.reading.tokens import NAME
from kinerja_formula.reading.torn_fractions import with_line_put_back
from kinerja_formula.reading.vocabulary import words
from kinerja_formula.reading.worked_lines import drop_worked_lines

__all__ = ["kind_of", "prepare", "read_by_rules", "read_prepared", "with_definitions"]


def prepare(
    text: str, names: tuple[str, ...], indikator: str | None, limits: Limits
) -> tuple[list[Lexeme], KnownNames | None, Draft]:
    """Return the lexemes of a text without markup, words mended, the names that are known, and the draft begun.

    Raises FormulaSyntaxError for what is no text or empty, LimitError where it passes a limit.
    """
    if not isinstance(text, str):
        raise FormulaSyntaxError(Diagnostic(NOT_A_TEXT, (0, 0), type=type(text).__name__), "")
    limits.check_length(text)
    draft = Draft(text, indikator, limits)
    pieces = scan(_without_code_ticks(text) if "`" in text else _without_escapes(text) if "\\" in text else text)
    if all(piece.kind == lx.LINE for piece in pieces):
        raise FormulaSyntaxError(Diagnostic(EMPTY_TEXT, (0, len(text))), text)
    limits.check_parts(len(pieces) // 8, pieces[-1], text)
    if not text.isprintable():
        _report_controls(text, draft)
    known = known_names(names) if names else None
    first = next((at for at, piece in enumerate(pieces) if piece.kind != lx.LINE), 0)
    if pieces[first].kind == lx.EQUALS and len(pieces) > first + 1:
        pieces = pieces[first + 1 :]  # as a cell of a spreadsheet begins
    if names:
        pieces = _apart_from_known(pieces, frozenset(names))
    if "(" in text:
        pieces = without_spelt_figures(pieces)
    pieces = mend_words(
        with_brackets(with_signs(_plain(pieces, text))), draft, known.single_words if known is not None else frozenset()
    )
    return _formula_alone(with_sums_bracketed(pieces), draft), known, draft


def _formula_alone(pieces: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Return the formula without what stands round it, and with the signs of a drawing that the text has lost."""
    text, indikator = draft.text, draft.indikator
    pieces = _with_target_labelled(pieces, draft)
    if "\n" in text and ":" in text:
        pieces = without_description(pieces, draft)
    if "\n" in text:
        pieces = drop_named_legend(with_explained_whole(pieces), draft)
    pieces = with_legend_behind(pieces, draft)
    pieces = drop_target_behind(drop_footnote(pieces, draft) if "*" in text else pieces, draft)
    pieces = drop_remarks_behind(pieces, draft)
    if any(piece.kind == lx.NUM and len(piece.text) == _OF_YEAR for piece in pieces):
        pieces = drop_source_behind(pieces, draft)
    if any(piece.kind in (lx.OPEN, lx.RULE) for piece in pieces):
        pieces = drop_unit_of_result(drop_remark_on_factor(pieces), draft)
    if "=" in text and "\n" in text:
        pieces = drop_worked_lines(pieces, draft)
    if "=" in text or "→" in text:
        pieces = drop_name_of_result(drop_blank_result(with_dots_drawn(pieces)), draft)
    if "=" in text:
        pieces = drop_worked_steps(drop_label_again(pieces, draft), draft)
    if "=" in text or "\n" in text:
        pieces = with_line_put_back(pieces, draft)
    pieces = with_sides_of_indicator(without_measure_told(pieces, draft), indikator)
    return with_indicator_as_label(pieces, indikator)


_OF_YEAR: Final = 4
"""Digits."""


def _with_target_labelled(pieces: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """``Target : 83,50`` is a target behind its label, as ``Target 83,50`` is, and nothing divided."""
    if not _LEAST_OF_TARGET <= len(pieces) <= _MOST_OF_TARGET or pieces[0].low not in words("quantities", "target"):
        return pieces
    sign, figure, *behind = pieces[1:]
    alone = sign.kind in (lx.COLON, lx.EQUALS) and figure.kind == lx.NUM
    if not alone or any(one.kind not in _OF_UNIT for one in behind):
        return pieces
    draft.labels.append(sign.span)
    return [pieces[0], figure, *behind]


_LEAST_OF_TARGET: Final = 3
_MOST_OF_TARGET: Final = 6
_OF_UNIT: Final = frozenset({lx.PCT, lx.WORD, lx.DOT})


def _apart_from_known(pieces: list[Lexeme], names: frozenset[str]) -> list[Lexeme]:
    """``Rasio-1`` is a known name less one, unless it is a known name itself."""
    out: list[Lexeme] = []
    for piece in pieces:
        head, dash, figure = piece.text.partition("-") if piece.kind == lx.WORD else ("", "", "")
        if not dash or head not in names or piece.text in names or not figure.isdigit():
            out.append(piece)
            continue
        cut = piece.start + len(head)
        out += [
            Lexeme(lx.WORD, head, piece.start, cut, piece.gap, head.lower()),
            Lexeme(lx.DASH, dash, cut, cut + 1, True),
            Lexeme(lx.NUM, figure, cut + 1, piece.end, True),
        ]
    return out


def _without_escapes(text: str) -> str:
    r"""Put blanks for the backslashes of Markdown before signs that calculate: ``I \* R``."""
    return _ESCAPED.sub(" ", text)


_ESCAPED: Final = re.compile(r"\\(?=[*+/=<>-])")


def _without_code_ticks(text: str) -> str:
    """Put blanks for the ticks of Markdown that stand round a whole formula, and for one that opens no name."""
    whole = text.strip()
    inner = whole.strip("`")
    is_formula = (
        whole[:1] == whole[-1:] == "`" and "`" not in inner and ("=" in inner or "100%" in inner.replace(" ", ""))
    )
    at = text.find("`")
    if text.count("`") == 2 and whole.endswith("`") and _is_named_code(text[:at], text[at:]):
        return text.replace("`", " ")
    opens_nothing = text.count("`") == 1 and (at == len(text) - 1 or text[at + 1].isspace())
    return text.replace("`", " ") if "``" in text or is_formula or opens_nothing else text


def _is_named_code(before: str, code: str) -> bool:
    """``**Rumus:** `(A / B) x 100%```: tell whether ticks that a label announces hold a calculation and no name."""
    label = before.rstrip().rstrip("*_").rstrip()
    announced = label.endswith(":") or ("\n" in before[len(before.rstrip()) :])
    return announced and any(char.isalpha() for char in label) and any(sign in code for sign in _SPACED_SIGNS)


_SPACED_SIGNS = tuple(f" {sign} " for sign in "/:x×*+-=÷")


def _plain(pieces: list[Lexeme], text: str) -> list[Lexeme]:
    plain = strip_markup(pieces, text)
    if "|" in text or "*)" in text:
        plain = without_table_marks(plain)
    if "\n" in text:
        plain = without_page_numbers(plain)
    if RAISED_MARK in text:
        plain = without_raised_marks(plain)
    return without_citations(plain) if "[" in text else plain


def read_by_rules(
    text: str, names: Iterable[str] = (), indikator: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> Reading:
    """Read a formula text by rules alone.

    Raises FormulaSyntaxError where the text is no formula cell at all, LimitError where it passes a limit.
    """
    pieces, known, draft = prepare(text, tuple(names), indikator, limits)
    return read_prepared(pieces, known, draft)


def read_prepared(pieces: list[Lexeme], known: KnownNames | None, draft: Draft) -> Reading:
    """Read lexemes that :func:`prepare` made; they are used up."""
    if known is not None and not known.empty and pieces:
        if known.longest(pieces, 0) == len(pieces):
            # The data gives a figure for the cell as a whole; a sentence stays one, with the volumes that it states.
            alone = read_by_rules(draft.text, (), draft.indikator, draft.limits)
            if isinstance(alone.tree, Statement) and alone.tree.operand and alone.targets:
                return alone
        pieces = known.join(pieces, draft)
    main, notes = split_notes(pieces)
    main = mark_operator_words(main)
    legend: list[Lexeme] = []
    scores = False
    # Most texts have no sign that labels or legends are made of: then nobody need look for them.
    kinds = {piece.kind for piece in main}
    if not _LABELLING.isdisjoint(kinds):
        main = drop_examples(label_on_the_line(numerator_over_denominator(main), draft), draft)
        main, symbols = legend_behind(main)
        main, legend, scores = main_statement(main, draft)
        legend = legend + symbols
    if not STOPS.isdisjoint(kinds):
        main = first_sentence(main, draft)
    main = percent_in_brackets(main, draft)
    tree, kind = _tree(main, draft, scores)
    if legend or notes:
        read_notes(legend + notes, draft)
        tree = with_definitions(tree, draft)
        read_constants(legend + notes, [node.text for node in walk(tree) if isinstance(node, Name)], draft)
    return Reading(tree, kind, draft)


def _report_controls(text: str, draft: Draft) -> None:
    for place, char in enumerate(text):
        if (ord(char) < 0x20 and char not in "\n\t\r\f\v") or char == "\x7f":
            draft.report(CONTROL_CHARACTER, (place, place + 1), char=f"U+{ord(char):04X}")
            return


def _tree(main: list[Lexeme], draft: Draft, scores: bool) -> tuple[Node, str]:
    kinds = {piece.kind for piece in main}
    if _CONTENT.isdisjoint(kinds):
        raise FormulaSyntaxError(Diagnostic(NO_OPERAND, (0, len(draft.text))), draft.text)
    if scores:
        span = (main[0].start, main[-1].end)
        draft.report(SCORE_RULE, span)
        return Statement(name_text(main), (), True, span), "nilai"
    certain = lx.MUL in kinds or not _CERTAIN.isdisjoint(kinds)
    if not certain:
        formulas = listed_formulas(main)
        components = None if formulas else read_components(main, draft)
        if components is not None:
            if isinstance(components, Components) and not components.head.text:
                draft.report(SECOND_FORMULA, components.span)
            return components, "komponen"
        if formulas:
            draft.report(SECOND_FORMULA, formulas[1][0].span)
            main = formulas[0]
    main = strip_list_mark(main)
    if not certain and not _may_calculate(main, draft):
        return _phrase(_unwrap(main), draft)
    return _calculation(main, draft)


def _may_calculate(main: list[Lexeme], draft: Draft) -> bool:
    calculating = words("frames", "calculating")
    return draft.ratio_wanted or any(piece.kind in _DOUBTFUL or piece.low in calculating for piece in main)


def _calculation(main: list[Lexeme], draft: Draft) -> tuple[Node, str]:
    """Read a text with signs of a calculation; where they turn out to be none, it is a phrase all the same."""
    before = [(piece.kind, piece.text) for piece in main]
    tokens = arrange(nest(main, draft), draft, top=True)
    bracketed = len(tokens) == 3 and tokens[0].kind == lx.LP and tokens[1].kind == NAME
    if len(tokens) <= 1 or bracketed:
        for piece, (kind, text) in zip(main, before, strict=True):
            piece.kind, piece.text = kind, text
        main = _unwrap(main)
        if not draft.labelled or not tokens:
            return _phrase(main, draft)
        if tokens[0].kind == NAME:
            start = next((index for index, piece in enumerate(main) if piece.start >= tokens[0].start), 0)
            return _phrase(main[start:], draft)
    return _tree_of_tokens(tokens, draft)


def _tree_of_tokens(tokens: list[Lexeme], draft: Draft) -> tuple[Node, str]:
    draft.limits.check_parts(len(tokens), tokens[-1], draft.text)
    from kinerja_formula.reading.grammar import build_tree

    tree = build_tree(tokens, draft)
    names = [token for token in tokens if token.kind == NAME]
    if not names:
        raise FormulaSyntaxError(Diagnostic(NO_OPERAND, tree.span), draft.text)
    if sum(len(name.text) <= _LONGEST_TWIN for name in names) > 1:
        _report_twins(tree, draft)
    return tree, kind_of(tree)


_LONGEST_TWIN = 2


def _report_twins(tree: Node, draft: Draft) -> None:
    """``n / N``: symbols that only their case tells apart are one name by the naming rule."""
    seen: dict[str, Name] = {}
    for node in walk(tree):
        if isinstance(node, Name) and len(node.text) <= _LONGEST_TWIN:
            twin = seen.setdefault(node.key, node)
            if twin.text != node.text:
                draft.report(
                    AMBIGUOUS_READING, node.span, (twin.span,), sign=node.text, reading=node.key, other=twin.text
                )
                return


_LABELLING = frozenset({lx.EQUALS, lx.COLON})
_CONTENT = frozenset({lx.WORD, lx.NUM, lx.QUOTED, lx.LETTER, lx.OTHER})
_CERTAIN = frozenset({lx.DIV, lx.ADD, lx.SUB, lx.POW, lx.OVER, lx.RULE, lx.TIMES, lx.SURD, lx.UNDERLINE_OFF, lx.EQUALS})
_DOUBTFUL = _CERTAIN | frozenset(
    {lx.SLASH, lx.DASH, lx.COLON, lx.PLUS, lx.STAR, lx.CARET, lx.DOTS, lx.MUL, lx.PCT, lx.LINE}
)


def _unwrap(main: list[Lexeme]) -> list[Lexeme]:
    """``(Jumlah A)``, ``Σ (Jumlah A)``: a bracket round the whole cell says nothing."""
    if len(main) > 3 and main[0].low == "σ" and main[1].kind == lx.OPEN:
        inner = _unwrap(main[1:])
        return inner if len(inner) < len(main) - 1 else main
    for _ in range(3):
        if len(main) < 3 or main[0].kind != lx.OPEN or main[-1].kind != lx.CLOSE:
            break
        depth = 0
        for index, piece in enumerate(main):
            depth += (piece.kind == lx.OPEN) - (piece.kind == lx.CLOSE)
            if depth == 0 and index < len(main) - 1:
                return main
        if depth:
            return main
        main = main[1:-1]
    return main


def _phrase(main: list[Lexeme], draft: Draft) -> tuple[Node, str]:
    found = classify(main, draft)
    if found is None:
        raise FormulaSyntaxError(Diagnostic(NO_OPERAND, (0, len(draft.text))), draft.text)
    kind, tree = found
    return tree, kind


def kind_of(tree: Node) -> str:
    """Return ``rasio`` for A / B, with or without × 100% or a rate; ``aritmetika`` for any other calculation."""
    if isinstance(tree, Name):
        return "hitung"
    if isinstance(tree, Product):
        names = [part for part in tree.parts if isinstance(part.node, Name)]
        rest = [part for part in tree.parts if not isinstance(part.node, Name)]
        if (
            len(names) == 2
            and [part.sign for part in names] == ["×", "/"]
            and all(isinstance(part.node, Number) and part.sign == "×" for part in rest)
            and len(rest) <= 1
        ):
            return "rasio"
    return "aritmetika"


def with_definitions(tree: Node, draft: Draft) -> Node:
    """Give the operands that a legend explains their further names."""
    if not draft.definitions:
        return tree
    if isinstance(tree, Name):
        meaning = draft.definitions.get(tree.key) or draft.definitions.get(normalise(tree.text))
        return Name(tree.text, tree.span, tree.total, (meaning,)) if meaning else tree
    from kinerja_formula.nodes import replace_names

    def named(name: Name) -> Name:
        meaning = draft.definitions.get(name.key)
        return Name(name.text, name.span, name.total, (meaning,)) if meaning else name

    return replace_names(tree, named)
