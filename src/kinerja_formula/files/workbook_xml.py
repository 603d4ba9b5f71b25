"""Names and switches in the XML of a workbook."""

from __future__ import annotations

__all__ = ["is_on", "local_name"]


def local_name(name: str) -> str:
    """Return the name of an element or attribute without its prefix."""
    return name.rpartition(":")[2] if ":" in name else name


def is_on(value: str | None) -> bool:
    """Tell whether an attribute switches something on."""
    return value in ("1", "true")
