"""Columns of a few words, a status or a category: how each engine holds them best."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kinerja_formula.columns.engines import Frame, narwhals

__all__ = ["Words"]


class Words:
    """How a column of a few words is built: the cheapest that the engine has and that still reads as words.

    Polars and DuckDB hold an Enum, pandas a category made of small numbers (its own columns of texts take a hundred
    times as long), every other engine texts.
    """

    def __init__(self, frame: Frame, words: Iterable[str]) -> None:
        self.nw = narwhals()
        self.words = tuple(dict.fromkeys(words))
        implementation = frame.implementation
        self.numbered = implementation.is_pandas_like() and isinstance(frame, self.nw.DataFrame)
        self._dtype: Any = (
            self.nw.Int8
            if self.numbered and len(self.words) < 127
            else self.nw.Int16
            if self.numbered
            else self.nw.Enum(self.words)
            if self.words and (implementation.is_polars() or implementation.is_duckdb())
            else self.nw.String
        )

    def literal(self, word: str | None) -> Any:
        """Return a constant expression: one of the words, or null."""
        value: object = word
        if self.numbered:
            value = -1 if word is None else self.words.index(word)
        return self.nw.lit(value, dtype=self._dtype)

    def written(self, frame: Frame, column: str) -> Frame:
        """Return the frame with a numbered column as categories."""
        if not self.numbered:
            return frame
        native, namespace = self.nw.to_native(frame), self.nw.get_native_namespace(frame)
        numbers = native[column].to_numpy()
        if frame.implementation.is_pandas():  # which else looks at the numbers twice, and copies what is no series
            made = namespace.Categorical.from_codes(numbers, categories=list(self.words), validate=False)
            made = namespace.Series(made, index=native.index, copy=False)
        else:
            made = namespace.Categorical.from_codes(numbers, categories=list(self.words))
        return self.nw.from_native(native.assign(**{column: made}))
