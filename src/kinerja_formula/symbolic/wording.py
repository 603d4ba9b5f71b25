"""The sentences of what was found by algebra, in Indonesian and English. Nothing is computed here."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from kinerja_formula.numerals import format_number, shortest
from kinerja_formula.plain_text import plain

__all__ = ["figure", "say", "with_unit"]

_WORDS: Final[dict[str, dict[str, str]]] = {
    "id": {
        "sought": "Dicari   : “{name}”, agar hasilnya {value}",
        "given": "Diketahui: {figures}",
        "no figures": "tidak ada data yang diperlukan",
        "equation": "Persamaan: {equation}",
        "solution": "Jawaban  : “{name}” = {value}",
        "several": "Jawaban  : “{name}” = {values}; dipakai {value}",
        "ranges": "Jawaban  : x = “{name}” dengan {values}; dipakai {value}",
        "rounded": "Jawaban  : “{name}” ≈ {value} (tidak eksak, dibulatkan ke 30 angka penting)",
        "atleast": "Bulat    : paling sedikit {whole}, hasilnya {value}",
        "atmost": "Bulat    : paling banyak {whole}, hasilnya {value}",
        "unreachable": "Bulat    : tidak ada bilangan bulat yang mencapainya dalam rentang yang diminta",
        "any": "Jawaban  : angka berapa pun; hasilnya selalu {value}",
        "none constant": "Jawaban  : tidak ada; hasilnya selalu {result}, berapa pun “{name}”",
        "none no-root": "Jawaban  : tidak ada; rumus ini tidak pernah bernilai {value}",
        "none outside": "Jawaban  : tidak ada dalam rentang {low} sampai {high}; di luarnya {values}",
        "none undefined": "Jawaban  : tidak ada; penyebutnya nol, akarnya negatif, atau tak satu syarat pun berlaku",
        "same": "Kedua rumus selalu memberi hasil yang sama, di mana pun keduanya dapat dihitung.",
        "same text": "Kedua rumus sama.",
        "different": "Kedua rumus berbeda: untuk {figures}, yang pertama memberi {left} dan yang kedua {right}.",
        "no value": "tidak ada nilai",
        "undecided": "Tidak dapat dibuktikan sama atau berbeda: pada semua angka yang dicoba hasilnya sama.",
        "constant": "Rumus ini selalu memberi {value}, berapa pun angkanya.",
        "simpler": "Rumus ini sama dengan: {text}",
        "simple": "Rumus ini tidak dapat disederhanakan lagi.",
        "gone": "Tidak berpengaruh pada hasil: {names}",
        "never": "Rumus ini tidak pernah mempunyai nilai: “{text}” selalu nol.",
        "always": "Rumus ini mempunyai nilai untuk angka berapa pun.",
        "penyebut": "Tidak ada nilai bila “{text}” = 0 (penyebut).",
        "akar": "Tidak ada nilai bila “{text}” < 0 (di bawah akar).",
        "log": "Tidak ada nilai bila “{text}” ≤ 0 (logaritma).",
        "dasar": "Tidak ada nilai bila “{text}” ≤ 0 atau = 1 (dasar logaritma).",
        "desimal": "Tidak ada nilai bila “{text}” bukan bilangan bulat (banyaknya desimal).",
        "cabang": "Tidak ada nilai bila tidak satu pun syarat berlaku: {text}.",
        "in branch": "Hanya bila cabang “{branch}” dihitung.",
        "now": "Hasil sekarang: {value}",
        "effect": "“{name}” bertambah 1: hasil {change}, menjadi {value}",
        "no effect": "“{name}” bertambah 1: hasil tidak berubah",
        "at bound": "“{name}”: angkanya tepat di batas syarat; sedikit di bawah atau di atasnya hasilnya dapat lain",
        "no value then": "“{name}” bertambah 1: tidak ada nilai",
        "up": "naik {size}",
        "down": "turun {size}",
        "points": "{number} poin persen",
    },
    "en": {
        "sought": "Sought   : “{name}”, so that the result is {value}",
        "given": "Given    : {figures}",
        "no figures": "no data needed",
        "equation": "Equation : {equation}",
        "solution": "Answer   : “{name}” = {value}",
        "several": "Answer   : “{name}” = {values}; {value} is used",
        "ranges": "Answer   : x = “{name}” with {values}; {value} is used",
        "rounded": "Answer   : “{name}” ≈ {value} (not exact, rounded to 30 significant digits)",
        "atleast": "Whole    : at least {whole}, the result is {value}",
        "atmost": "Whole    : at most {whole}, the result is {value}",
        "unreachable": "Whole    : no whole number in the range reaches it",
        "any": "Answer   : any figure; the result is always {value}",
        "none constant": "Answer   : none; the result is always {result}, whatever “{name}” is",
        "none no-root": "Answer   : none; this formula is never worth {value}",
        "none outside": "Answer   : none in the range {low} to {high}; outside it {values}",
        "none undefined": "Answer   : none; a denominator is zero, a root of a negative number, or no condition holds",
        "same": "The two formulas always give the same result, wherever both have one.",
        "same text": "The two formulas are the same.",
        "different": "The two formulas differ: for {figures} the first gives {left} and the second {right}.",
        "no value": "no value",
        "undecided": "Can't be proved the same or different: at all figures tried the results are the same.",
        "constant": "This formula always gives {value}, whatever the figures.",
        "simpler": "This formula is the same as: {text}",
        "simple": "This formula can't be made simpler.",
        "gone": "Without an effect on the result: {names}",
        "never": "This formula never has a value: “{text}” is always zero.",
        "always": "This formula has a value for any figures.",
        "penyebut": "No value where “{text}” = 0 (a denominator).",
        "akar": "No value where “{text}” < 0 (below a root).",
        "log": "No value where “{text}” ≤ 0 (a logarithm).",
        "dasar": "No value where “{text}” ≤ 0 or = 1 (the base of a logarithm).",
        "desimal": "No value where “{text}” is no whole number (how many decimals).",
        "cabang": "No value where no condition holds: {text}.",
        "in branch": "Only where the branch “{branch}” is calculated.",
        "now": "Result now: {value}",
        "effect": "“{name}” goes up by 1: the result {change}, to {value}",
        "no effect": "“{name}” goes up by 1: the result doesn't change",
        "at bound": "“{name}”: the figure is at the bound of a condition; a little less or more may change the result",
        "no value then": "“{name}” goes up by 1: no value",
        "up": "rises by {size}",
        "down": "falls by {size}",
        "points": "{number} percentage points",
    },
}
_MOST_LETTERS: Final = 160


def say(language: str, sentence: str, **values: object) -> str:
    """Return a sentence in ``"id"`` or ``"en"``. Raises ValueError for another language.

    >>> say("id", "always")
    'Rumus ini mempunyai nilai untuk angka berapa pun.'
    """
    if language not in _WORDS:
        raise ValueError(f'language must be "id" or "en", not {language!r}')
    return _WORDS[language][sentence].format(**{name: _shown(str(value)) for name, value in values.items()})


def _shown(text: str) -> str:
    text = plain(text)
    return text if len(text) <= _MOST_LETTERS else text[:_MOST_LETTERS] + "…"


def figure(value: Fraction) -> str:
    """Return a figure for a sentence: as it is where that is short, else rounded.

    >>> figure(Fraction(94, 5)), figure(Fraction(1, 3))
    ('18,8', '0,333333 (1/3)')
    """
    text = shortest(value)
    if "/" not in text and len(text) <= 20:
        return format_number(value, decimals=len(text.partition(",")[2]))
    rounded = format_number(value, decimals=6, trim=True)
    return f"{rounded} ({text})" if len(text) <= 20 else rounded


def with_unit(value: Fraction, unit: str | None) -> str:
    """Return a value with the unit of a result.

    >>> with_unit(Fraction(94), "%"), with_unit(Fraction(3), "orang"), with_unit(Fraction(1, 2), "1")
    ('94%', '3 orang', '0,5')
    """
    text = figure(value)
    if unit == "%" and text.endswith(")"):
        number, _, rest = text.partition(" ")
        return f"{number}% {rest}"
    return text if unit in (None, "1") else f"{text}%" if unit == "%" else f"{text} {unit}"
