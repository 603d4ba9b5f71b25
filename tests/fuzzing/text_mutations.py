"""Formula texts as nobody should write them: those of the corpus with something deleted, doubled, exchanged, let in,
or repeated up to the longest text that is read. The same number gives the same text."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

__all__ = ["LONGEST", "add_corpus", "corpus", "mutated_text", "mutated_words"]

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDERS: Final = [ROOT / "tests" / "conformance", ROOT.parent / "shared" / "corpus"]
LONGEST: Final = 100_000
LONG_SHARE: Final = 0.01
"""One text in a hundred is repeated until it is long; the others take a millisecond or two each."""

OPERATORS: Final = (
    *("x", "×", "*", "/", ":", "÷", "+", "-", "–", "−", "=", "<", ">", "≥", "^", "√", "∛", "Σ", "∑", "%", "‰"),
    *(" dibagi ", " dikali ", " dikalikan ", " ditambah ", " dikurangi ", " per ", " dari ", " terhadap ", " atau "),
    *(" dan ", " rata-rata ", " x 100% ", "-----x100%", "_____", "……", "-----", " X 100 ", "²", "⁵", "½", "10⁵"),
)
BRACKETS: Final = tuple("()[]{}<>（）｛｝“”\"'`")
LATEX: Final = (
    *(
        r"\frac{",
        r"\frac",
        r"\dfrac{A}{",
        "}{",
        "}",
        r"\text{",
        r"\times",
        r"\left(",
        r"\right)",
        r"\left\{",
        "$",
        "$$",
    ),
    *(r"\sum_{i=1}^{n}", r"\sqrt[3]{", r"\\", r"\%", "^{", "_{", r"\overline{", r"\begin{array}", r"\end{array}", "&"),
)
TAGS: Final = ("<u>", "</u>", "<br>", "<p>", "</p>", "<sup>", "</sup>", "<td>", "<", "&nbsp;", "&lt;", "&#0;", "**")
FIGURES: Final = (
    "100%",
    "0",
    "1.000",
    "1,5",
    "1.2.3",
    "1e9",
    "Rp 1,2 miliar",
    "dua belas",
    "1/2",
    "9" * 60,
    "٣",
    "100 %",
)
LABELS: Final = (
    "a) ",
    "1. ",
    "Ket: ",
    "Contoh: ",
    "Formula: ",
    "Catatan : ",
    "Jumlah ",
    "Persentase ",
    "- ",
    "• ",
    "dengan A = ",
)
INVISIBLE: Final = (
    *("\0", "\x07", "\x1b[31m", "\x7f", "\x85", "\u200b", "\u200e", "\u202e", "\u2066", "\u2069", "\ufeff", "\ufffd"),
    *("\u0301", "\ud800", "\U0001f4a9", "\u2028", "\xa0", "\t", "\n", "\r", "\n\n", "\x0b", "\x0c"),
)
PIECES: Final = (OPERATORS, BRACKETS, LATEX, TAGS, FIGURES, LABELS, INVISIBLE)


def add_corpus(folder: str) -> None:
    """Take the records of a further folder; the numbers then stand for other texts."""
    if folder:
        FOLDERS.append(Path(folder))
        corpus.cache_clear()


@cache
def corpus() -> tuple[tuple[str, str], ...]:
    """Return the texts of the records with their indicators; those beside the checkout too, where they are there."""
    found: dict[tuple[str, str], None] = {}
    for folder in FOLDERS:
        for path in sorted(folder.glob("*.jsonl")) if folder.is_dir() else ():
            for line in path.read_text(encoding="utf-8").splitlines():
                record = json.loads(line)
                text = record.get("formula")
                if isinstance(text, str) and text.strip():
                    found[text, str(record.get("indikator") or "")] = None
    return tuple(found)


def _cut(text: str, random: Random, most: int = 12) -> tuple[int, int]:
    """Return a stretch of a text: a few letters, a word, or a line."""
    start = random.randrange(len(text) + 1)
    how = random.random()
    if how < 0.6:
        return start, min(len(text), start + random.randint(1, most))
    sign = " " if how < 0.9 else "\n"
    left, right = text.rfind(sign, 0, start) + 1, text.find(sign, start)
    return left, len(text) if right < 0 else right + 1


def _deleted(text: str, random: Random) -> str:
    start, end = _cut(text, random)
    return text[:start] + text[end:]


def _doubled(text: str, random: Random) -> str:
    start, end = _cut(text, random)
    return text[:end] + text[start:end] * random.randint(1, 4) + text[end:]


def _exchanged(text: str, random: Random) -> str:
    (a, b), (c, d) = sorted((_cut(text, random), _cut(text, random)))
    return text if c < b else text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


def _let_in(text: str, random: Random) -> str:
    place = random.randrange(len(text) + 1)
    return text[:place] + random.choice(random.choice(PIECES)) + text[place:]


def _overwritten(text: str, random: Random) -> str:
    start, end = _cut(text, random, 3)
    return text[:start] + random.choice(random.choice(PIECES)) + text[end:]


def _enclosed(text: str, random: Random) -> str:
    start, end = _cut(text, random, 40)
    left, right = random.choice(
        [
            ("(", ")"),
            ("{", "}"),
            ("[", "]"),
            (r"\frac{", "}{B}"),
            (r"\text{", "}"),
            ("<u>", "</u>"),
            ('"', '"'),
            ("$", "$"),
        ]
    )
    return text[:start] + left + text[start:end] + right + text[end:]


def _spliced(text: str, random: Random) -> str:
    other = random.choice(corpus())[0]
    return text[: random.randrange(len(text) + 1)] + other[random.randrange(len(other) + 1) :]


def _shuffled(text: str, random: Random) -> str:
    lines = text.splitlines(keepends=True)
    if len(lines) < 2:
        lines = [f"{word} " for word in text.split(" ")]
    random.shuffle(lines)
    return "".join(lines)


CHANGES: Final[tuple[Callable[[str, Random], str], ...]] = (
    *(
        _deleted,
        _doubled,
        _exchanged,
        _let_in,
        _let_in,
        _let_in,
        _overwritten,
        _overwritten,
        _enclosed,
        _spliced,
        _shuffled,
    ),
)


def mutated_words(text: str, random: Random) -> str:
    """Return a text with one to six changes."""
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 4, 6))):
        text = random.choice(CHANGES)(text, random)
    return text


def _repeated(text: str, random: Random) -> str:
    """Repeat a stretch, or pieces that are let in, until the text is as long as a text may be, or a part of it."""
    start, end = _cut(text, random, 60)
    how = random.random()
    if how < 0.4:
        piece = text[start:end]
    elif how < 0.6:
        piece = random.choice(random.choice(PIECES))
    else:
        piece = " ".join([random.choice(random.choice(PIECES)) for _ in range(random.randint(2, 5))])
    wanted = random.choice((LONGEST, LONGEST, LONGEST // 10, LONGEST // 20)) - len(text)
    return text[:end] + piece * max(0, wanted // (len(piece) or 1)) + text[end:]


def mutated_text(number: int, seed: int = 0) -> tuple[str, str]:
    """Return the text and the indicator of a number."""
    random = Random(f"{seed} {number}")
    text, indikator = random.choice(corpus())
    text = mutated_words(text, random)
    if random.random() < LONG_SHARE:
        text = _repeated(text, random)
    return text[:LONGEST], indikator if random.random() < 0.5 else ""
