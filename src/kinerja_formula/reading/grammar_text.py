"""Where the grammar stands: inside the installed package, or at the top of the checkout."""

from __future__ import annotations

import os.path

__all__ = ["grammar_text"]


def grammar_text() -> str:
    """Return the text of ``formula.lark``.

    Raises FileNotFoundError, with both places named, if the installation has lost it.

    >>> "start" in grammar_text()
    True
    """
    # Paths, not importlib.resources: importing that costs more than reading the file.
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = os.path.join(package, "grammar", "formula.lark")
    checkout = os.path.join(os.path.dirname(os.path.dirname(package)), "grammar", "formula.lark")
    for path in (installed, checkout):
        try:
            with open(path, encoding="utf-8") as file:
                return file.read()
        except FileNotFoundError:
            continue
    raise FileNotFoundError(
        f"Tata bahasa formula.lark tidak ditemukan di {installed} maupun {checkout}; pasang ulang kinerja-formula."
    )
