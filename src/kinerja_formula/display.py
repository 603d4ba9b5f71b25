"""How objects show themselves in a notebook: thin methods here, the drawing in a module that only a notebook loads.

The classes that have these methods stand below the module that draws them, so it is found by its name when it is asked.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["as_bundle", "as_html", "as_latex", "as_text"]

_DRAWING = "kinerja_formula.notebook"


def as_bundle(thing: object, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG001
    """Return what a notebook shows: MIME type → HTML, LaTeX, plain text. Takes what IPython hands to such a method."""
    found: dict[str, str] = _drawing().bundle_of(thing)
    return found


def as_html(thing: object) -> str | None:
    """Return what a notebook shows as HTML; None without Jinja2, which makes it."""
    found: str | None = _drawing().html_of(thing)
    return found


def as_latex(thing: object) -> str | None:
    """Return what a notebook shows as LaTeX; None where there is no formula in it."""
    found: str | None = _drawing().latex_of(thing)
    return found


def as_text(thing: object) -> str:
    """Return what a notebook or an interactive session shows as plain text."""
    found: str = _drawing().plain_of(thing)
    return found


def _drawing() -> Any:
    from importlib import import_module

    return import_module(_DRAWING)
