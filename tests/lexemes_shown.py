"""Lexemes as one line each, for tests that compare all that a pass makes of a text."""

from __future__ import annotations

from collections.abc import Iterable

from kinerja_formula.reading.lexemes import WORD, Lexeme


def shown(lexemes: Iterable[Lexeme]) -> list[str]:
    """``_word:di bagi@2-9~dibagi!``: blank before, kind, text, place, folded text if another, whether settled."""
    return [
        f"{'_' if one.gap else ''}{one.kind}:{one.text}@{one.start}-{one.end}"
        f"{f'~{one.low}' if _is_folded_otherwise(one) else ''}{'!' if one.hard else ''}"
        for one in lexemes
    ]


def _is_folded_otherwise(one: Lexeme) -> bool:
    return one.low != one.text.lower() if one.kind == WORD else one.low not in ("", one.text.lower())
