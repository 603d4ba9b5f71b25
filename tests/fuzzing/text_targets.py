"""Targets whose input is text: formulas, canonical lines, data, figures, targets, periods, units."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any, Final

import kinerja_formula as kf
from kinerja_formula.figures import date_of, date_text, is_total, period_order, read_period
from kinerja_formula.figures.periods import period_index
from kinerja_formula.nodes import Name, Statement, walk
from kinerja_formula.numerals import read_words, shortest, to_words
from kinerja_formula.units import common_parent, head_unit, meet, read_unit
from tests.fuzzing.target import BrokenLawError, Target, fields_of, held, input_of, ours, sometimes
from tests.fuzzing.text_mutations import INVISIBLE, OPERATORS, PIECES, corpus, mutated_words

__all__ = ["TEXT_TARGETS", "changed_fields", "changed_pieces"]

LONGEST: Final = 4_000


# Changes


def changed_words(content: bytes, random: Random) -> bytes:
    """Change the first field as a formula, and the others now and then."""
    first, *others = fields_of(content, 9)
    if random.random() < 0.7:
        first = mutated_words(first, random)
    elif others:
        place = random.randrange(len(others))
        others[place] = mutated_words(others[place], random)
    return input_of(first, *_without_empty_tail(others))


def changed_pieces(text: str, pieces: Sequence[str], random: Random) -> str:
    """Put pieces of the language of a target into a text, in place of a stretch or between, or drop a stretch."""
    for _ in range(random.choice((1, 1, 2, 3))):
        start = random.randrange(len(text) + 1)
        end = start + random.choice((0, 0, 1, 2, 4, 8))
        put = random.choice(pieces) if random.random() < 0.8 else ""
        if put and random.random() < 0.3:
            left = random.randrange(len(put))
            put = put[left : left + random.randint(1, 12)]
        text = text[:start] + put + text[end:]
    return text


def changed_fields(pieces: Callable[[], Sequence[str]]) -> Callable[[bytes, Random], bytes]:
    """Return a change of one field by pieces."""

    def change(content: bytes, random: Random) -> bytes:
        fields = _without_empty_tail(fields_of(content, 9)) or [""]
        place = random.randrange(len(fields))
        fields[place] = changed_pieces(fields[place], pieces(), random)
        return input_of(*fields)

    return change


def _without_empty_tail(fields: list[str]) -> list[str]:
    while fields and not fields[-1]:
        fields = fields[:-1]
    return fields


# Formulas


def run_parse(content: bytes) -> None:
    text, indikator = fields_of(content, 2)
    formula = ours(lambda: kf.parse(text, indikator=indikator or None), text)
    if formula is None:
        return
    for node in walk(formula.tree):
        start, end = node.span
        held("a node lies in its text", 0 <= start <= end <= len(text), f"{node!r}")
    for one in formula.diagnostics:
        start, end = one.span
        held("a finding lies in its text", 0 <= start <= end <= len(text), f"{one.code} {one.span}")
        held("a finding shows itself", one.render(text))
    _reads_back(formula)
    formula.why().to_json()
    if sometimes(content, 4):
        for write in (formula.to_latex, formula.to_mathml, formula.to_speech):
            ours(write)
        for one in kf.check(text, indikator=indikator or None, target="94%"):
            one.render(text)
    if sometimes(content, 16):
        _read_again(text, indikator or None, formula)


def _reads_back(formula: kf.Formula) -> None:
    told = json.loads(json.dumps(formula.to_json()))
    again = kf.Formula.from_json(told)
    held("a formula comes back from JSON", again == formula and again.to_json() == told, formula.text)
    # A sentence is kept as it is written, whatever stands in it.
    if any(isinstance(node, Statement) for node in walk(formula.tree)):
        return
    line = formula.to_text()
    try:
        other = kf.parse(line)
    except kf.FormulaError as error:
        if isinstance(error, kf.LimitError):  # brackets and back-ticks make a line longer than its text
            return
        raise BrokenLawError("the canonical line can be read", f"{line!r}: {error.code}") from None
    held("the canonical line is the same tree", other.tree == formula.tree, f"{line!r}: {other.to_text()!r}")
    held("the canonical line writes itself", other.to_text() == line, line)


def _read_again(text: str, indikator: str | None, formula: kf.Formula) -> None:
    _forget()
    again = kf.parse(text, indikator=indikator)
    held("a text is read alike each time", again.to_json() == formula.to_json(), text)


def _forget() -> None:
    """Let the next reading be one from the beginning."""
    from kinerja_formula.formula import _SEEN

    _SEEN.clear()


@cache
def formula_seeds() -> list[bytes]:
    every = corpus()
    return [input_of(text, indikator) for text, indikator in every[:: max(1, len(every) // 600)] if len(text) < 1500]


def run_canonical(content: bytes) -> None:
    (text,) = fields_of(content, 1)
    formula = ours(lambda: kf.parse(text, reading=text), text)
    if formula is not None:
        _reads_back(formula)


@cache
def canonical_seeds() -> list[bytes]:
    found = dict.fromkeys(CANONICAL)
    for seed in formula_seeds()[::3]:
        formula = ours(lambda seed=seed: kf.parse(fields_of(seed, 2)[0]))  # type: ignore[misc]
        if formula is not None:
            found[formula.to_text()] = None
    return [input_of(line) for line in found if len(line) < 800]


CANONICAL: Final = (
    "A / B × 100%",
    "`Jumlah A x B` / (`C / D` + 2) ^ 2",
    "jika A ≥ 3 dan B < 2 atau C = 1 maka 4; jika A < 3 maka 2 × A; selain itu 0",
    "rata-rata (A; B; 0,5 × C)",
    "min(A; B; 3) - maks(C; 2)",
    "Σ (bobot × nilai) / Σ bobot",
    "√(A × B) + ∛C",
    "C = A + B; A = X / Y; B = 1.000",
    "-A + (B - C) × 12,5%",
)


def canonical_pieces() -> Sequence[str]:
    return CANONICAL_PIECES


CANONICAL_PIECES: Final = (
    *("A", "B", "`Jumlah A / B`", "`", "``", "(", ")", "((", "))", " + ", " - ", " × ", " / ", "^", "%"),
    *("100%", "1.000"),
    *("jika ", " maka ", "; ", " selain itu ", " dan ", " atau ", "rata-rata ", "min(", "maks(", "Σ ", "√", "∛", " = "),
    *(" ≥ ", " ≤ ", " < ", " > ", "0,5", "-", "1/2", "(A; B)", "rata-rata (", "jumlah ", "x", "jika A > 1 maka 2; "),
    *INVISIBLE[:12],
    *OPERATORS,
)


# Data

LITERAL: Final = "="
"""Begins a figure that is written as JSON: ``=[1, 2]``."""


def run_evaluate(content: bytes) -> None:
    text, target, *given = fields_of(content, 8)
    values = [_value(one) for one in given]
    formula = ours(lambda: kf.parse(text), text)
    names = formula.names if formula is not None else ("A", "B")
    data = dict(zip(names, values, strict=False))
    found = ours(lambda: kf.evaluate(text, data, target=target or None, strict=False))
    ours(lambda: kf.evaluate(text, data))
    if found is None or formula is None:
        return
    held("a value is exact", isinstance(found.value, Fraction))
    _comes_back(kf.Result, found)
    if sometimes(content, 8):
        _forget()
        again = ours(lambda: kf.evaluate(text, data, target=target or None, strict=False))
        held("the same data gives the same result", again is not None and again.to_json() == found.to_json(), text)
    if sometimes(content, 16):
        _alike_in_parts(formula, data)


def _value(told: str) -> Any:
    if not told.startswith(LITERAL):
        return told
    try:
        return json.loads(told[1:])
    except (ValueError, RecursionError):
        return told


def _comes_back(kind: Any, found: Any) -> None:
    data = json.loads(json.dumps(found.to_json(), allow_nan=False))
    again = kind.from_json(data)
    held(f"{kind.__name__} comes back from JSON", again == found and again.to_json() == data, str(found))
    for language in ("id", "en"):
        held("the explanation comes back", again.explain(language=language) == found.explain(language=language))


def _alike_in_parts(formula: kf.Formula, data: dict[str, Any]) -> None:
    """What asks for the same data in other ways brings out nothing unforeseen either."""
    ours(lambda: formula.sensitivity(data))
    names = [node.text for node in walk(formula.tree) if isinstance(node, Name)]
    if names:
        rest = {name: value for name, value in data.items() if name != names[0]}
        ours(lambda: formula.solve(names[0], 50, rest))


@cache
def evaluate_seeds() -> list[bytes]:
    texts = [fields_of(seed, 2)[0] for seed in formula_seeds()[::4]]
    figures = figure_texts()
    found = [
        input_of(text, "94%", *[figures[(7 * place + 3 * one) % len(figures)] for one in range(4)])
        for place, text in enumerate(texts)
    ]
    extra = [input_of(line, "80 - 90%", "18", "20", "=[1, 2, 3]", '={"2023": 1, "2024": "2"}') for line in CANONICAL]
    return [one for one in found + extra if len(one) < 1500]


def evaluate_pieces() -> Sequence[str]:
    return EVALUATE_PIECES


EVALUATE_PIECES: Final = (
    *("=0", "=-1", "=1e308", "=NaN", "=null", "=true", "=[1, 2]", "=[]", '=["2 ha", "500 m2"]'),
    *('={"TW I": 1}', "=1e-9"),
    *("=[[1]]", '={"a": {}}', "=123456789012345678901234567890", '=[{"a": 1}]', "0", "1", "100%", "Rp 1,2 miliar", "-"),
    *(" / ", " x 100%", " + ", "jika ", " maka ", "Σ ", "rata-rata ", "^", "√", "12 bulan", "3 jam", "15 Maret 2024"),
)


# Figures


def run_angka(content: bytes) -> None:
    (text,) = fields_of(content, 1)
    found = ours(lambda: kf.angka(text))
    if found is None:
        return
    held("a gap has no value", found.missing == (found.value is None), text)
    if found.value is not None and found.jenis != "tanggal":
        written = shortest(found.value)
        held("the shortest text is the value", kf.angka(written).value == found.value, f"{text!r}: {written!r}")
    if sometimes(content, 4):
        held("blanks around a figure change nothing", kf.angka(f" {text} ") == found, text)
        str(found)


@cache
def figure_texts() -> tuple[str, ...]:
    return (
        *("6.254", "81,35 %", "Rp 1,2 miliar", "18 orang", "dua belas", "1.2.3", "26 desa", "-", "n/a"),
        *("belum ada", "nihil"),
        *("15 Maret 2024", "15/03/2024", "2024-03-15", "paling lambat 31/12/24", "Senin, 18 Maret 2024"),
        *("Desember 2024",),
        *("minimal 75", ">= 75", "≤ 5%", "80 - 90%", "antara 75 dan 80", "75 atau 80", "A (80,50)"),
        *("BB (76,2)", "(1.000)"),
        *("12/1.000 KH", "3 x 24 jam", "2 jam 30 menit", "1,5 jam", "08:30", "12 (dua belas) dokumen"),
        *("seratus dua puluh",),
        *("Rp. 1.250.000,00", "Rp(5.000)", "1,250", "95.000", "4.25", "½", "1/3", "100 persen", "0,071"),
        *("1e5", "-5", "−5"),
        *("1000 orang, 12 bulan", "ada", "tidak ada", "1 dokumen*)", "98,5¹", "#REF!", "=1+2", "99,9%%", "١٢", "１２"),
        *("3,5 juta rupiah", "12,5 miliar", "5 ribu", "Rp 2 T", "7 hari kerja", "20 : 1", "1 : 25.000"),
        *("100‰", "1.000.000.-"),
        *("9" * 60, "0,000000000001", "dua koma lima", "setengah", "satu setengah juta", "enam ratus ribu", "00:45:00"),
    )


def figure_seeds() -> list[bytes]:
    return [input_of(text) for text in figure_texts()]


def figure_pieces() -> Sequence[str]:
    return _figure_pieces()


@cache
def _figure_pieces() -> tuple[str, ...]:
    return (
        *figure_texts(),
        *("0", "1", "9", ",", ".", " ", "%", "Rp ", "(", ")", "-", "–", "/", ":", " x ", "≥", "<", "ratus "),
        *("ribu", "juta"),
        *("belas", "puluh ", "koma ", "se", "dan ", " s.d. ", " sampai ", "kali", "minimal ", "maksimal "),
        *("tahun ", "TW I"),
        *("Januari", "Feb", "2024", "32", "00", "½", "²", "+", "±", "~", "*)", "#", "e9", "½", *INVISIBLE),
    )


def run_target(content: bytes) -> None:
    """A realization against a target, by one of the rule sets."""
    realisasi, target, arah, number, satuan, indikator = fields_of(content, 6)
    rules = _rules()
    rule = rules[sum(map(ord, number)) % len(rules)] if number else None
    directions = (None, "naik", "turun", "rentang", arah)
    chosen = directions[len(arah) % 5]
    found = ours(
        lambda: kf.capaian(
            realisasi, target, arah=chosen, aturan=rule, satuan=satuan or None, indikator=indikator or None, tahun=2024
        )
    )
    if found is not None:
        _comes_back(kf.Capaian, found)


@cache
def _rules() -> tuple[str, ...]:
    return tuple([one.id for one in kf.aturan()])


def target_seeds() -> list[bytes]:
    texts = figure_texts()
    return [
        input_of(
            texts[(5 * place) % len(texts)],
            text,
            "a" * (place % 5),
            chr(64 + place),
            ("", "%", "orang", "jam")[place % 4],
        )
        for place, text in enumerate(texts)
    ]


def run_roll_up(content: bytes) -> None:
    """Several figures in one: as parts of a whole, and as the periods of a year."""
    way, target, *given = fields_of(content, 8)
    parts = [_value(one) for one in given]
    cara = ("rata-rata", "geometrik", "tertimbang")[len(way) % 3]
    weights = parts[::-1] if cara == "tertimbang" else None
    found = ours(lambda: kf.roll_up(parts, cara=cara, bobot=weights))
    if found is not None:
        _comes_back(kf.RekapCapaian, found)
    by_period = dict(zip((way or "2024", "TW I", "TW II", "Triwulan 3", "Semester II", "total"), parts, strict=True))
    for one in ("akhir", "kumulatif", "jumlah", "rata-rata"):
        told = ours(lambda cara=one: kf.roll_up_periods(by_period, target, cara=cara))  # type: ignore[misc]
        if told is not None:
            _comes_back(kf.Capaian, told)


def roll_up_seeds() -> list[bytes]:
    texts = figure_texts()
    numbers = ("90", "100%", "12,5", "0", "-", "80")
    return [
        input_of("TW IV", "90", *numbers),
        *[input_of("a" * place, text, text, *numbers[: place % 5], text) for place, text in enumerate(texts)],
    ]


def run_period(content: bytes) -> None:
    text, other = fields_of(content, 2)
    found, beside = read_period(text), read_period(other)
    for one in (found, beside):
        if one is not None:
            held("a period is read as itself", read_period(one) == one)
            one.shifted(1)
            one.shifted(-3, 12)
            held("there and back is the same period", _back(one), repr(one))
    order = period_order([text, other])
    held("an order has every period", order is None or sorted(order) == [0, 1], text)
    is_total(text)
    period_index(text, [other])
    try:
        day = date_of(text)
    except ValueError:
        return
    if day is not None:
        held("a day is written as it is read", date_of(date_text(day.toordinal())) == day, text)


def _back(period: Any) -> bool:
    there = period.shifted(1)
    return there is None or there.shifted(-1) in (period, None)


def period_seeds() -> list[bytes]:
    texts = (
        *("TW I 2024", "Triwulan 1 Tahun 2024", "2024Q1", "2024-01", "Jan 2024", "Semester II", "Bulan Maret"),
        *("2021-2026",),
        *("Tahun 2023", "s.d. TW III", "total", "Jumlah", "Kondisi awal", "tahun n-1", "tahun sebelumnya"),
        *("Caturwulan 2",),
        *("15 Maret 2024", "31/12/24", "Jumlah kasus tahun lalu", "Jumlah kasus tahun n", "Triwulan IV", "Bulan ke-12"),
    )
    return [input_of(text, texts[(3 * place + 1) % len(texts)]) for place, text in enumerate(texts)]


def run_words(content: bytes) -> None:
    """Numbers in words, both ways."""
    (text,) = fields_of(content, 1)
    value = read_words(text)
    if value is None:
        return
    try:
        words = to_words(value)
    except ValueError:
        return
    held("a number in words is read as itself", read_words(words) == value, f"{text!r}: {words!r}")


def word_seeds() -> list[bytes]:
    numbers = (*range(25), 100, 111, 119, 1000, 1999, 11_000, 10**6, 12_345_678, 10**12, 10**15)
    return [input_of(to_words(one)) for one in numbers] + [input_of("dua koma lima"), input_of("minus setengah juta")]


def word_pieces() -> Sequence[str]:
    return WORDS


WORDS: Final = (
    *("nol", "satu", "dua", "tiga", "sembilan", "sepuluh", "sebelas", "belas", "puluh", "ratus", "seratus"),
    *("ribu", "seribu"),
    *("juta", "miliar", "milyar", "triliun", "koma", "minus", "setengah", " ", "  ", "-", "se", "dan", "\u200b", "\n"),
)


# Units


def run_unit(content: bytes) -> None:
    text, other = fields_of(content, 2)
    head_unit(text)
    unit, beside = read_unit(text), read_unit(other)
    for one in (unit, beside):
        if one is not None:
            held("a unit measures itself", one.factor_to(one) == 1, one.name)
            if _is_told_by_its_name(one):
                named = read_unit(one.name)
                held("a unit is read from its name", named is None or _same(named, one), f"{one.name!r}: {named}")
    if unit is None or beside is None:
        return
    held("there and back is the same unit", (unit * beside) / beside == unit, f"{unit} {beside}")
    there, back = unit.factor_to(beside), beside.factor_to(unit)
    held("a factor has its inverse", (there is None) == (back is None) and (not there or there * back == 1))  # type: ignore[operator]
    held("a parent is common", common_parent(unit, beside) == common_parent(beside, unit), f"{unit} {beside}")
    for how in ("add", "divide", "percent", "satuan"):
        meet(unit, beside, how)


def _is_told_by_its_name(unit: Any) -> bool:
    """Whether no slash of its name means something else: RT/RW is a word, dosen/guru either of the two."""
    kinds = [kind for kind, _ in unit.parts]
    apart = len({kind.family for kind in kinds}) == len(kinds)
    return bool(apart and all(kind.known and "/" not in kind.name for kind in kinds))


def _same(left: Any, right: Any) -> bool:
    return bool(left.dimension == right.dimension)


@cache
def unit_texts() -> tuple[str, ...]:
    from kinerja_formula.units import default_vocabulary

    vocabulary = default_vocabulary()
    nouns = sorted(vocabulary.nouns)
    return (
        *("Orang/bulan", "OH", "kali/tahun", "juta rupiah", "m2", "persen", "%", "per 1.000 KH", "Rp/orang"),
        *("Rp M", "000 jiwa"),
        *("Jumlah desa yang dibina", "Rata-rata lama waktu (jam)", "dokumen perencanaan", "sumur bor"),
        *("orang-hari", "km/jam"),
        *sorted(vocabulary.units),
        *nouns[:: max(1, len(nouns) // 200)],
    )


def unit_seeds() -> list[bytes]:
    texts = unit_texts()
    return [input_of(text, texts[(7 * place + 1) % len(texts)]) for place, text in enumerate(texts)]


def unit_pieces() -> Sequence[str]:
    return _unit_pieces()


@cache
def _unit_pieces() -> tuple[str, ...]:
    return (
        *unit_texts(),
        "/",
        " per ",
        "-",
        " x ",
        "×",
        "²",
        "juta ",
        "ribu ",
        "(",
        ")",
        "1.000",
        "0",
        " dan ",
        " atau ",
        *INVISIBLE,
    )


def _pieces_of_formulas() -> Sequence[str]:
    return [one for pieces in PIECES for one in pieces]


TEXT_TARGETS: Final = (
    Target("parse", run_parse, formula_seeds, changed_words),
    Target("canonical", run_canonical, canonical_seeds, changed_fields(canonical_pieces)),
    Target("evaluate", run_evaluate, evaluate_seeds, changed_fields(evaluate_pieces)),
    Target("figures", run_angka, figure_seeds, changed_fields(figure_pieces), longest=2_100),
    Target("targets", run_target, target_seeds, changed_fields(figure_pieces), longest=2_100),
    Target("roll-ups", run_roll_up, roll_up_seeds, changed_fields(figure_pieces), longest=2_100),
    Target("periods", run_period, period_seeds, changed_fields(figure_pieces), longest=400),
    Target("words", run_words, word_seeds, changed_fields(word_pieces), longest=400),
    Target("units", run_unit, unit_seeds, changed_fields(unit_pieces), longest=400),
)
