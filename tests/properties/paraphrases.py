"""Formulas written by the forms of free text: every form, every way it allows, with words of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from random import Random
from typing import Final

from kinerja_formula.reading.forms import Form, Forms, Meaning, Variant, forms
from kinerja_formula.reading.lexicon import lexicon

__all__ = ["VARIANTS", "paraphrase"]

_NAMES: Final = (
    *("Jumlah surat masuk", "Jumlah undangan rapat", "Jumlah kios aktif", "Jumlah warga terdata"),
    *("Jumlah pohon yang ditanam", "Jumlah desa mandiri", "Jumlah guru bersertifikat", "Jumlah lampu menyala"),
)
_TEXTS: Final = {
    "angka": "12",
    "persen": "25%",
    "pecahan": "0,4",
    "seratus": "100%",
    "seribu": "1.000",
    "simbol": "NKT",
    "label": "Capaian program",
    "sisa": "per tahun",
    "sisa-kalimat": "hasilnya baik",
    "keterangan": "data dari laporan bulanan",
    "hitungan": "(3 / 4) x 100%",
    "isi-bobot": "bobot 25%",
    "isi-kali": "x 100%",
    "isi-catatan": "Sumber : laporan bulanan",
    "persen-saja": "dalam persen",
}
_STOP: Final = re.compile(r"\. [a-z]")
_FIGURES: Final = {"isi-bobot": "25%", "isi-kali": "100%"}
_OPERANDS: Final = frozenset({"nama", "nama-jumlah", "atom", "suku", "ekspresi", "gambar", "kalimat", "lukisan"})
_SIGNS: Final = {
    "bagi": ["/", ":", "÷"],
    "kali": ["x", "×", "*"],
    "tambah": ["+"],
    "kurang": ["-", "−"],
    "garis": ["-------"],
    "baris": ["\n"],
    "baris-baru": ["\n"],
    "titik": ["."],
    "pangkat": ["^"],
    "tegak": ["|"],
}
_WRITTEN: Final = {"penjumlahan": " + ", "jumlah": " + ", "rata-rata": "; ", "rata-ukur": " × "}


def _written() -> dict[str, list[str]]:
    """What may be written for every role."""
    words: dict[str, list[str]] = {role: list(signs) for role, signs in _SIGNS.items()}
    table = lexicon()
    for word, roles in table.roles.items():
        for role in roles:
            words.setdefault(role, []).append(word)
    for first, entries in table.phrases.items():
        for rest, role in entries:
            words.setdefault(role, []).append(" ".join((first, *rest)))
    return words


_WORDS: Final = _written()


def _sayable(form: Form, variant: Variant) -> bool:
    for element in variant.elements:
        if element[0] == "lit" and element[1].startswith("{") and not _WORDS.get(element[1][1:-1]):
            return False
        if element[0] != "lit" and element[2] not in _TEXTS and element[2] not in _OPERANDS:
            return False
        if element[0] == "group" and element[2] == "persen":
            return False  # a weight in brackets says so only in a sum
    named = any(element[0] != "lit" and element[2] in _OPERANDS for element in variant.elements)
    return named and _line(form.meaning, {}) is not None


def _line(meaning: Meaning, slots: dict[str, str]) -> str | None:
    """The canonical line of a meaning, None where it has none."""
    if meaning[0] == "slot":
        return slots.get(meaning[1], "a")
    if meaning[0] == "literal":
        return str(meaning[1])
    if meaning[0] in "+-*/^":
        left, right = _line(meaning[1], slots), _line(meaning[2], slots)
        return None if left is None or right is None else f"({left}) {meaning[0].replace('*', '×')} ({right})"
    parts = [_line(part, slots) for part in meaning[1]]
    if meaning[0] not in _WRITTEN or None in parts:
        return None
    joined = _WRITTEN[meaning[0]].join([f"({part})" for part in parts])
    return f"(rata-rata ({joined}))" if meaning[0] == "rata-rata" else f"({joined})"


VARIANTS: Final = [
    (form, variant)
    for form in forms().forms
    if form.prior >= 0 and form.category in ("ekspresi", "lukisan", "suku", "atom", "kalimat")
    for variant in Forms([form]).by_category[form.category]
    if _sayable(form, variant)
]


def paraphrase(form: Form, variant: Variant, random: Random) -> tuple[str, str]:
    """Return a text that the form allows, and the canonical line of what it means."""
    names: Iterator[str] = iter(random.sample(_NAMES, len(_NAMES)))
    numbers = count(11)
    text: list[str] = []
    slots: dict[str, str] = {}
    for sort, *rest in variant.elements:
        if sort == "lit":
            text.append(random.choice(_WORDS[rest[0][1:-1]]) if rest[0].startswith("{") else rest[0])
            continue
        variable, category = rest
        if category in _OPERANDS:
            name = next(names)
            slots[variable], written = f"`{name}`", name
            if category == "lukisan":
                other = next(names)
                slots[variable], written = f"`{name}` / `{other}`", f"{name} ------- {other}"
        elif category == "angka":
            slots[variable] = written = str(next(numbers))
        else:
            written = _TEXTS[category]
            slots[variable] = _FIGURES.get(category, written)
        text.append(f"({written})" if sort == "group" else written)
    line = _line(form.meaning, slots)
    assert line is not None
    written = " ".join(text).replace(" \n ", "\n").replace(" .", ".")
    return _STOP.sub(lambda stop: stop[0].upper(), written), line
