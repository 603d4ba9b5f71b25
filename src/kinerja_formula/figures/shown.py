"""Any value as a short text for a message, whatever its ``repr`` does."""

from __future__ import annotations

__all__ = ["shown"]


def shown(value: object) -> str:
    """Return a short text of any value, whatever its ``repr`` does.

    >>> shown("dua belas koma"), len(shown("9" * 1000)) < 80, shown(10**5000)
    ("'dua belas koma'", True, 'int')
    """
    from reprlib import Repr

    short = Repr()
    short.maxstring = short.maxother = 60
    short.maxlong = 40
    short.maxlevel = 2
    try:
        return short.repr(value)
    except Exception:  # a broken __repr__, or an integer longer than Python writes out
        return type(value).__name__
