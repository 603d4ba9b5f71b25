"""A request that is turned away: the status of HTTP and what is told, in the form of every other error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from kinerja_formula.diagnostics import Diagnostic, FormulaError, Rule
from kinerja_formula.diagnostics.catalogue import MISSING_EXTRA, UNEXPECTED_FAULT
from kinerja_formula.plain_text import json_text

__all__ = ["Refused", "error_body", "refused", "status_of"]


class Refused(Exception):  # noqa: N818 - it is no fault of the program
    """A request that is turned away, with the status and further headers of the answer."""

    def __init__(self, status: int, diagnostic: Diagnostic, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(diagnostic.code)
        self.status = status
        self.diagnostic = diagnostic
        self.headers = dict(headers or {})

    @property
    def body(self) -> bytes:
        """The answer as JSON, schema ``kinerja-error/1``."""
        return error_body([self.diagnostic])


def refused(rule: Rule, status: int, /, headers: Mapping[str, str] | None = None, **values: object) -> Refused:
    """Return a refusal with a finding that is about no text.

    >>> from kinerja_formula.diagnostics.catalogue import REQUEST_TOO_LARGE
    >>> refused(REQUEST_TOO_LARGE, 413, limit=1000).diagnostic.code
    'KF503'
    """
    return Refused(status, Diagnostic(rule, (0, 0), (), **values), headers)


def error_body(diagnostics: Sequence[Diagnostic]) -> bytes:
    """Return findings as the answer of something that can't be used."""
    data = {"status": diagnostics[0].code, "diagnostics": [one.to_json() for one in diagnostics]}
    return json_text(data).encode("utf-8")


_OWN_STATUS: Final = {MISSING_EXTRA.code: 501, UNEXPECTED_FAULT.code: 500}


def status_of(error: FormulaError) -> int:
    """Return the status for what a text, figures or a file brought out: 422 but for what is not theirs."""
    return _OWN_STATUS.get(error.code, 422)
