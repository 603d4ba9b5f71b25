"""Pages and pieces of HTML from the templates in ``data/templates``. The only place that imports Jinja2.

Every text is escaped as it goes out, and loses the signs that steer a screen; a template says where it stands. An
office may put templates of its own in the place of ours: they run in Jinja2's sandbox.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import BROKEN_TEMPLATE, MISSING_EXTRA
from kinerja_formula.plain_text import plain, plain_lines

if TYPE_CHECKING:
    import jinja2

__all__ = ["render", "render_or_none"]

_OWN: Final = "bawaan"
"""What a template of an office calls ours by: ``{% extends "bawaan/laporan.html" %}``."""
_LONGEST: Final = 300


def render(template: str, folder: str = "", /, **values: object) -> str:
    """Return the page that a template makes of values; templates of ``folder`` come before ours.

    Raises InvalidDataError: KF403 without Jinja2 (extra ``report``), KF487 for a template of the folder that fails.

    >>> render("tinjauan.html", language="id", words={"title": "<b>"}, title="", lines=[], rows=[])[-8:]
    '</html>\\n'
    """
    environment = _environment(folder)
    if not folder:
        return environment.get_template(template).render(values)
    try:
        return environment.get_template(template).render(values)
    # What a template of somebody else raises is its own affair: any error, told with its place.
    except Exception as error:
        _refuse(Path(folder), error)


def render_or_none(template: str, /, **values: object) -> str | None:
    """Return a piece for a notebook; None where Jinja2 is not installed, so that the plain text is shown."""
    try:
        return render(template, **values)
    except InvalidDataError:
        return None


@lru_cache(maxsize=8)
def _environment(folder: str) -> jinja2.Environment:
    try:
        import jinja2
        from jinja2.sandbox import ImmutableSandboxedEnvironment
    except ImportError:
        needed = {"package": "Jinja2", "extra": "report", "purpose": "HTML"}
        raise InvalidDataError(Diagnostic(MISSING_EXTRA, (0, 0), (), **needed)) from None

    class Sandbox(ImmutableSandboxedEnvironment):
        # A text of a billion letters is made by one sign.
        intercepted_binops = frozenset({"*", "**"})

        def call_binop(self, context: object, operator: str, left: Any, right: Any) -> NoReturn:  # noqa: ARG002
            raise jinja2.exceptions.SecurityError(operator)

    class Inside(jinja2.FileSystemLoader):
        # Jinja2 refuses "../a.html", but follows a link to it.
        def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
            found = super().get_source(environment, template)
            if not Path(found[1]).resolve().is_relative_to(Path(folder).resolve()):
                raise jinja2.TemplateNotFound(template)
            return found

    ours = jinja2.PackageLoader("kinerja_formula", "data/templates")
    loaders = [Inside(folder)] if folder else []
    made: jinja2.Environment = (Sandbox if folder else jinja2.Environment)(
        loader=jinja2.ChoiceLoader([*loaders, ours, jinja2.PrefixLoader({_OWN: ours})]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_shown,
    )
    made.filters["baris"] = _lines
    return made


def _lines(text: str) -> object:
    """Return a text with its lines kept, to stand where white space counts."""
    from markupsafe import escape

    return escape(plain_lines(text.replace("\r\n", "\n").replace("\t", " ").split("\n")))


def _shown(value: object) -> object:
    return plain(value) if type(value) is str else value


def _refuse(folder: Path, error: Exception) -> NoReturn:
    name, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    place = error.__traceback__
    while place is not None and line is None:
        # Jinja2 writes the lines of a template into the traceback; the last one is where it failed.
        if Path(place.tb_frame.f_code.co_filename).parent == folder:
            name, line = place.tb_frame.f_code.co_filename, place.tb_lineno
            break
        place = place.tb_next
    path, said = os.path.basename(name or "") or str(folder), plain(str(error))[:_LONGEST]
    raise InvalidDataError(Diagnostic(BROKEN_TEMPLATE, (0, 0), (), path=path, line=line or 0, said=said)) from None
