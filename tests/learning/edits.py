"""Edits of a formula cell that must not change its reading, as people make them every day."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

__all__ = ["EDITS"]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


EDITS: Final[dict[str, Callable[[str], str]]] = {
    "Rumus : …": lambda text: "Rumus : " + text,
    "Menghitung …": lambda text: "Menghitung " + _small(text),
    "Dihitung dari …": lambda text: "Dihitung dari " + _small(text),
    "in brackets": lambda text: "(" + text + ")",
    "full stop": lambda text: text.rstrip() + ".",
    "line breaks to blanks": lambda text: re.sub(r"\s*\n\s*", " ", text),
    "lower case": str.lower,
    "Capaian (Rumus : …)": lambda text: "Capaian (Rumus : " + text + ")",
    "Capaian program adalah …": lambda text: "Capaian program adalah " + _small(text),
    "Capaian = …": lambda text: "Capaian = " + text,
    "1. …": lambda text: "1. " + text,
    "<b>…</b>": lambda text: "<p><b>" + text + "</b></p>",
    "… Sumber : Laporan": lambda text: text.rstrip() + "\nSumber : Laporan tahunan",
    "Persentase = …": lambda text: "Persentase capaian = " + text,
    "blanks doubled": lambda text: text.replace(" ", "  "),
}
