"""What the words of a head and the contents of a column say about what the column is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Final

from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.periods import period_of
from kinerja_formula.dokumen.vocabulary import head_words, table_words
from kinerja_formula.names import without_footnotes
from kinerja_formula.units import read_unit

__all__ = [
    "FIGURES",
    "ONCE",
    "PER_PERIOD",
    "begins_as_indicator",
    "content_roles",
    "head_roles",
    "headness",
    "is_code",
    "is_figure",
    "is_goal",
    "is_head_of_indicators",
    "is_head_of_table",
    "is_number",
    "is_unit",
    "looks",
    "reached_and_share",
    "reads_as_formula",
    "tells_figures",
    "tells_formulas",
]

ONCE: Final = (
    "id",
    "sasaran",
    "indikator",
    "formula",
    "satuan",
    "sumber_data",
    "penanggung_jawab",
    "keterangan",
    "definisi",
    "jabatan",
    "arah",
    "bobot",
)
"""Roles of which a table has one column."""
PER_PERIOD: Final = ("target", "realisasi", "capaian")
"""Roles of which a table may have a column a period."""
FIGURES: Final = (*PER_PERIOD, "kondisi_awal", "kondisi_akhir", "pagu")
_LONGEST_HEAD: Final = 170
_AT_FRONT: Final = 0.4
_MISSPELT: Final = 0.82
_FOLDED: Final = re.compile(r"[^a-z%]")


def squeeze(text: str) -> str:
    """Return the letters alone: narrow cells and scans put blanks, hyphens and line ends anywhere into a head."""
    return _FOLDED.sub("", text.casefold())


@cache
def _parts() -> tuple[tuple[str, str, float], ...]:
    return tuple(
        [(key, role, weight) for role, told in head_words().items() for key, weight in told.get("parts", {}).items()]
    )


@cache
def _single() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Return the words that speak for roles where they stand as a word of their own."""
    found: dict[str, list[tuple[str, float]]] = {}
    for role, told in head_words().items():
        for key, weight in told.get("words", {}).items():
            found.setdefault(key, []).append((role, weight))
    return {key: tuple(roles) for key, roles in found.items()}


@cache
def _whole() -> Mapping[str, tuple[tuple[str, float], ...]]:
    found: dict[str, list[tuple[str, float]]] = {}
    for role, told in head_words().items():
        for key, weight in told.get("whole", {}).items():
            found.setdefault(key, []).append((role, weight))
    return {key: tuple(roles) for key, roles in found.items()}


@lru_cache(maxsize=4096)
def head_roles(text: str) -> Mapping[str, float]:
    """Return how much the words of one head speak for each role; a misspelt word speaks a little less.

    >>> max(head_roles("INDIKA-TOR KINERJA").items(), key=lambda one: one[1])[0]
    'indikator'
    >>> head_roles("Kecamatan Sukamaju")
    {}
    """
    text = plain(text)
    letters = squeeze(text)
    found: dict[str, float] = dict(_whole().get(letters, ()))
    if not letters or len(text) > _LONGEST_HEAD:
        return found
    for key, role, weight in _parts():
        if key in letters:
            front = _AT_FRONT if letters.startswith(key) else 0.0
            found[role] = max(found.get(role, -9.0), weight + front) if weight > 0 else found.get(role, 0.0) + weight
    for word in re.findall(r"[a-z]+", text.casefold()):
        for role, weight in _single().get(word, ()):
            found[role] = max(found.get(role, -9.0), weight)
    if max(found.values(), default=0) < 2 and letters:
        for role, weight in _misspelt(text, letters):
            found[role] = max(found.get(role, 0.0), weight)
    _settle(found, letters)
    return found


def _misspelt(text: str, letters: str) -> Iterator[tuple[str, float]]:
    """Yield what a head, or a word of it, says that is nearly one that is known: *Tareget*, *Inidkator*."""
    for word, roles in [(letters, ()), *[(one, _MAIN) for one in re.findall(r"[a-z]{6,}", text.casefold())]]:
        if 5 <= len(word) <= 24:
            yield from [(role, weight * 0.8) for role, weight in _nearly(word, roles)]


@lru_cache(maxsize=16384)
def _nearly(word: str, roles: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """Return what the known word says that a word is nearly; ``roles``: of these alone."""
    known = {key: (role, weight) for key, role, weight in _parts() if len(key) >= 5 and (not roles or role in roles)}
    return tuple([known[key] for key in get_close_matches(word, known, 1, _MISSPELT)])


_MAIN: Final = ("indikator", "formula", "target", "realisasi", "capaian", "sasaran", "satuan")


def _settle(found: dict[str, float], letters: str) -> None:
    """*Indikator Sasaran* and *Indikator Program* are what their first word says; a long *Satuan …* is an office."""
    if found.get("indikator", 0) >= 3:
        for role in ("sasaran", "program", "capaian", "target", "penanggung_jawab", "definisi"):
            found.pop(role, None)
    if found.get("realisasi", 0) >= 2.9:
        found.pop("kondisi_akhir", None)
    if "satuan" in found and len(letters) > 20:
        found.pop("satuan")
    if "formula" in found and "definisi" in found:
        found["definisi"] *= 0.5
    if found.get("lain", 0) > 0 and "ratarata" in letters and "capaian" in found:
        found["capaian"] *= 0.5


def is_head_of_indicators(texts: Sequence[str]) -> bool:
    """Tell whether texts that stand beside each other are the head of a table of indicators: one says so, and two more
    are heads of other columns.
    """
    named = any(head_roles(text).get("indikator", 0) >= 2 for text in texts)
    return named and sum(max(head_roles(text).values(), default=0) >= 2 for text in texts) >= 3


def headness(text: str) -> float:
    """Return how much a cell looks like a head: 1 where its words are those of heads, below 0 where it is content."""
    text = plain(text)
    if period_of(text) and len(text) < 24:
        return 1.0
    if len(text) > _LONGEST_HEAD or text.endswith(":") or is_number(text) or _NUMBERED_TEXT.match(text):
        return -1.0
    if "indikator" not in squeeze(text) and len(text) > 22 and (begins_as_indicator(text) or is_goal(text)):
        return -1.0
    if len(text) > 25 and reads_as_formula(text) and "=" not in text[-8:]:
        return -1.0
    found = head_roles(text)
    if found and max(found.values()) >= 0.6:
        # In a long text the words of heads are nothing: only one that begins with them is a head.
        letters = squeeze(text)
        return 1.0 if len(letters) <= 40 or any(letters.startswith(key) for key, _, _ in _parts()) else -0.35
    return -0.5 if len(text) > 30 else -0.35


_NUMBERED_TEXT: Final = re.compile(r"\d+\.[\d. ]*\d\s*[-–]?\s*[A-Za-z]")

# Contents

_NUMBER: Final = re.compile(r"[<>≤≥±~=]{0,2}\s*-?\d[\d.,]*+(?:\s[\d.,]+)*+\s*(?:[-–:/]\s*\d[\d.,]*+\s*)*\s*%?")
_MONEY: Final = re.compile(r"(?:^|\s)(?:Rp\.?\s*)?\d{1,3}(?:[.,]\s?\d{3}){2,}(?:,\d\d?)?\s*$|^Rp", re.IGNORECASE)
_CODE: Final = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[IVX]{1,5})(?:\.\d+)*\s?[.,):]?\)?")
_WITH_UNIT: Final = re.compile(r"[<>≤≥]?\s*\d[\d.,]*\s*%?\s*(?:[A-Za-z/().²³%]+\s*){0,3}")
_FORMULA: Final = re.compile(
    r"[x×*]\s*100|-{4,}|_{4,}|=|\bdi?bagi\b|\bberbanding\b|\bdikali|[ΣΣ∑]|\bjumlah\b.{5,}\bjumlah\b|\)\s*/\s*\(|</u>|\\frac|"
    r"\bhasil\b|\brumus\b|\breali[sz]asi\b.{3,}\btarget\b|\s/\s|÷",
    re.IGNORECASE | re.DOTALL,
)
_START: Final = re.compile(r"^\W*(?:\d+[.)]\s*)?")


@cache
def _indicator_start() -> re.Pattern[str]:
    known = "|".join(map(re.escape, sorted(table_words("contents", "indicator"), key=len, reverse=True)))
    return re.compile(rf"^\W*(?:\d+[.)]\s*|[a-z][.)]\s+)?(?:{known})\b", re.IGNORECASE)


def begins_as_indicator(text: str) -> bool:
    """Tell whether a text begins as names of indicators do.

    >>> begins_as_indicator("1. Persentase desa"), begins_as_indicator("Meningkatnya pelayanan")
    (True, False)
    """
    return bool(_indicator_start().match(text[:80]))


@cache
def _goal_start() -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(table_words('contents', 'goal'))})[a-z]{{4,}}(?:nya|kan|an)?\b", re.IGNORECASE)


def is_goal(text: str) -> bool:
    """Tell whether a text begins as a goal does: *Meningkatnya …*, *Terwujudnya …*."""
    return bool(_goal_start().match(_START.sub("", text[:80])))


def is_number(text: str) -> bool:
    """Tell whether a text is a number or a range and nothing else.

    >>> is_number("12,5 - 13"), is_number("≥ 90"), is_number("12 desa")
    (True, True, False)
    """
    return len(text) < 60 and bool(_NUMBER.fullmatch(without_footnotes(text.strip())))


def is_code(text: str) -> bool:
    """Tell whether a text is a number of a list: ``1.``, ``1.2``, ``(a)``, ``IV``."""
    return len(text) < 16 and bool(_CODE.fullmatch(text.strip()))


def is_figure(text: str) -> bool:
    """Tell whether a text is the value of a target: a number, also with a unit behind it, a range, a grade, or none.

    >>> is_figure("90 %"), is_figure("WTP"), is_figure("-"), is_figure("Jumlah desa")
    (True, True, True, False)
    """
    text = without_footnotes(text.strip()) if len(text) <= _LONGEST_FIGURE else ""
    if not text:
        return False
    if text in ("-", "–", "—") or is_number(text) or text.casefold().strip(" .()") in _grades():
        return True
    return any(pattern.fullmatch(text) for pattern in (_WITH_UNIT, _GRADE_WITH_FIGURE, _AMOUNT))


_LONGEST_FIGURE: Final = 40
_AMOUNT: Final = re.compile(r"Rp\.?\s*\d[\d.,]*(?:\s?,?-)?", re.IGNORECASE)


_GRADE_WITH_FIGURE: Final = re.compile(r"[A-D]{1,3}[+-]?\s*\(?[\d.,]+\)?|[\d.,]+\s*\(\s*[A-Za-z ]{1,20}\)")


@cache
def _grades() -> frozenset[str]:
    return frozenset(table_words("contents", "grade"))


@lru_cache(maxsize=4096)
def is_unit(text: str) -> bool:
    """Tell whether a text names a unit: a short noun that is known as one, with what stands in brackets behind it.

    >>> (
    ...     is_unit("Dokumen"),
    ...     is_unit("doku men"),
    ...     is_unit("Orang/bulan"),
    ...     is_unit("Persentase desa aktif"),
    ...     is_unit("sampai"),
    ... )
    (True, True, True, False, False)
    """
    text = " ".join(text.split()).strip(" .,;")
    inner = text[1:-1] if text.startswith("(") and text.endswith(")") else text
    bare = re.sub(r"\(.*", "", inner).strip() or inner
    found = re.findall(r"[^\W\d_]+", bare.casefold())
    if not bare or len(bare) > 40 or len(found) > 4 or any(char.isdigit() for char in bare):
        return False
    if bare == "%":
        return True
    if not found or any(word in table_words("contents", "no_unit") for word in found):
        return False
    if len(found) > 1 and begins_as_indicator(bare) and "/" not in bare:
        return False
    return _is_known(bare) or (len(found) > 1 and len(found[-1]) < 5 and _is_known("".join(bare.split())))


def _is_known(text: str) -> bool:
    if text.casefold() in _units():
        return True
    unit = read_unit(text)
    return unit is not None and unit.known


@cache
def _units() -> frozenset[str]:
    return frozenset(table_words("contents", "units"))


def reads_as_formula(text: str) -> bool:
    """Tell whether a text has the signs of a formula: a division, a sum of two counts, × 100."""
    return bool(_FORMULA.search(text[:2000]))


def reached_and_share(text: str) -> tuple[str, str] | None:
    """Return what was reached and its capaian, which share a cell; None where they don't.

    >>> reached_and_share("86,90 / 101,05%"), reached_and_share("75/80")
    (('86,90', '101,05%'), None)
    """
    found = _REACHED_AND_SHARE.fullmatch(text) if len(text) < _LONGEST_PAIR else None
    return (found[1], found[2]) if found is not None else None


_LONGEST_PAIR: Final = 80
_REACHED_AND_SHARE: Final = re.compile(r"([^/%]*[0-9][^/% ]*(?: [^/% ]+)*%?) ?/ ?(-?[0-9][0-9.,]* ?%)")


def looks(texts: Sequence[str]) -> dict[str, float]:
    """Return the shares of the filled cells of a column that look like this or that, and the share that is filled."""
    shown = [plain(text) for text in texts]
    filled = [text for text in shown if text]
    count = max(1, len(filled))
    met = table_words("contents", "met")
    return {
        "filled": len(filled) / max(1, len(texts)),
        "number": sum(map(is_number, filled)) / count,
        "figure": sum(map(is_figure, filled)) / count,
        "money": sum(bool(_MONEY.search(text)) for text in filled) / count,
        "code": sum(map(is_code, filled)) / count,
        "indicator": sum(begins_as_indicator(text) and len(text) > 7 for text in filled) / count,
        "goal": sum(is_goal(text) and len(text) > 15 for text in filled) / count,
        "formula": sum(map(reads_as_formula, texts)) / count,
        "unit": sum(map(is_unit, filled)) / count,
        "long": sum(len(text) > 60 for text in filled) / count,
        "text": sum(sum(map(str.isalpha, text[:40])) > 8 for text in filled) / count,
        "met": sum(text.casefold().startswith(met) for text in filled) / count,
    }


def content_roles(seen: Mapping[str, float]) -> dict[str, float]:
    """Return how much the contents of a column speak for each role."""
    number, text = max(seen["number"], seen["figure"]), seen["text"]
    money, long = seen["money"], seen["long"]
    if not seen["filled"]:
        return {"keterangan": 0.3}
    return {
        "id": 1.5 * seen["code"] - 2.0 * text - money,
        "indikator": 1.5 * seen["indicator"]
        + 0.4 * text
        - 2.0 * number
        - seen["formula"]
        - 0.5 * seen["goal"]
        - seen["unit"],
        "sasaran": 0.8 * seen["goal"] + 0.3 * text - 2.0 * number - 0.8 * seen["indicator"],
        "formula": 1.4 * seen["formula"] + 0.6 * long + 0.3 * text - 1.6 * number,
        "definisi": 0.6 * long - 1.5 * number,
        "satuan": 2.2 * seen["unit"] - 1.2 * number - long,
        "target": 1.2 * number - 1.6 * money - 0.9 * long - 0.5 * seen["unit"],
        "realisasi": 1.2 * number - 1.6 * money - 0.9 * long,
        "capaian": 0.8 * number - 0.9 * money - 0.9 * long,
        "kondisi_awal": number - money,
        "kondisi_akhir": 0.8 * number - money,
        "pagu": 2.2 * money - 0.4 * text,
        "sumber_data": 0.2 * text - 1.5 * number,
        "penanggung_jawab": 0.2 * text - 1.5 * number,
        "jabatan": 0.2 * text - 1.5 * number,
        "program": 0.3 * text - 1.2 * number,
        "arah": -1.5 * number - long,
        "bobot": 0.8 * number - long,
    }


def is_head_of_table(texts: Sequence[str]) -> bool:
    """Tell whether the cells of a row are the head of a table of indicators with anything told of them."""
    best = [
        max(found, key=lambda role: found[role])
        for text in texts
        if len(text) < 90 and max((found := head_roles(text)).values(), default=0) >= 2
    ]
    return "indikator" in best and bool(
        set(best) & {"formula", "target", "satuan", "realisasi", "capaian", "kondisi_akhir"}
    )


def tells_figures(texts: Sequence[str]) -> bool:
    """Tell whether a row is the head of a table of figures: targets of indicators alone, or several beside formulas.

    >>> tells_figures(["Indikator", "Target"]), tells_figures(["Sasaran", "Indikator", "Formula", "Sumber data"])
    (True, False)
    """
    if not is_head_of_table(texts):
        return False
    told = [head_roles(text) for text in texts]
    figures = sum(
        bool(period_of(text)) or max(one.get(role, 0) for role in PER_PERIOD) >= _A_ROLE
        for text, one in zip(texts, told, strict=True)
    )
    return figures > tells_formulas(texts)


def tells_formulas(texts: Sequence[str]) -> bool:
    """Tell whether one of the heads is that of a column of formulas."""
    return any(head_roles(text).get("formula", 0) >= _A_ROLE for text in texts)


_A_ROLE: Final = 2
