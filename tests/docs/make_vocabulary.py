"""Print docs/reference/vocabulary.md: every unit, head noun and pair, from the data files of the vocabulary.

`python tests/docs/make_vocabulary.py --write` writes the page; a test checks that the page is what this prints.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

from kinerja_formula.numerals import shortest  # noqa: E402
from kinerja_formula.units import Kind, Unit, default_vocabulary  # noqa: E402
from kinerja_formula.units.words import key  # noqa: E402

PAGE = ROOT / "docs" / "reference" / "vocabulary.md"
VOCABULARY = default_vocabulary()

FAMILIES = {
    "orang": "People.",
    "pelanggan": "Customers: connections of a utility, which are not persons.",
    "keluarga": "Households. KK is also the card, which is a dokumen where it stands among documents.",
    "dokumen": "Documents and records.",
    "salinan": "Copies: the number of copies is not the number of documents.",
    "permohonan": "Requests and cases: what somebody asked for, reported or found.",
    "kegiatan": "Events and the levels of a programme. A programme holds kegiatan and is not one more of them.",
    "wilayah": "Areas by name, with their levels.",
    "lembaga": "Bodies.",
    "barang": "Things. *jenis* counts kinds of things, not things.",
    "layanan": "Services.",
    "kewenangan": "Powers and posts.",
    "prestasi": "Achievements and awards.",
    "ilmu": "Research, its output, and partnerships.",
    "unsur": "Elements of a survey.",
    "pendidikan": "Counted in higher education.",
    "sasaran": "Objectives and indicators.",
    "uang": "Money.",
    "tanggal": "Days. They are compared, never added.",
    "waktu": "Time. Month and day, day and working day, hour and lesson hour have no exact factor.",
    "ukuran": "Measures.",
    "nilai": "Points. Scales differ (0–100, 1–5); a figure does not say on which it stands.",
}

INTRODUCTION = """# Units: the vocabulary

<!-- Made by tests/docs/make_vocabulary.py from src/kinerja_formula/data/vocabulary; change the data, not this page. -->

The first noun of an operand's name gives its unit: `Jumlah pegawai yang hadir` counts *pegawai*, a kind of *orang*.
This page lists every word, what it is a kind of, its exact size, and what may be added, divided or made a percentage.
To add a word, see [Add a satuan](../how-to/add-a-satuan.md).
"""

PAIRS = """## What may meet

*add* is also subtraction; *satuan* is the satuan that a table gives for a name. "yes" is silent; a note, a warning or
an error is reported. Rules that name pairs apply to the kinds below them too, and either way round; the first that fits
decides.
"""

HOW_RULES_ARISE = {
    "sama": "the same unit",
    "setara": "the same after exact conversion: tahun and bulan, ha and m²",
    "induk": "a kind and its parent: pegawai and orang (a double count is possible)",
    "saudara": "kinds of one parent: siswa and guru; the result is the parent",
    "jenjang": "levels of one family: desa and kecamatan, program and kegiatan",
    "famili-lain": "anything else",
    "persen": "percent and percent: shares of different wholes",
    "orang-tersirat": "the time of what is counted and the same time: orang-hari and hari",
    "tak-dikenal": "a noun outside the vocabulary and anything else",
}


def code(words: list[str]) -> str:
    return " ".join([f"`{word}`" for word in words])


def size(kind: Kind) -> str:
    if not kind.measured:
        return ""
    return f"{shortest(kind.size)} {Unit([(kind.base, kind.power)])}"


def row(*cells: str) -> str:
    return "|" + "|".join([f" {cell} " if cell else " " for cell in cells]) + "|"


def families() -> Iterator[str]:
    yield "## Kinds"
    yield ""
    yield "*shown* is the satuan of a figure where it is not the kind's own name."
    for family, kinds in VOCABULARY.families.items():
        yield ""
        yield f"### {family}"
        yield ""
        yield FAMILIES[family]
        yield ""
        sized = any(kind.measured for kind in kinds.values())
        levels = any(kind.level is not None for kind in kinds.values())
        yield row("kind", "exact size" if sized else "kind of", *["level"] * levels, "shown", "other words")
        yield row(*["---"] * (4 + levels))
        for name, kind in kinds.items():
            above = size(kind) if sized else kind.parent.name if kind.parent else ""
            level = [str(kind.level or "")] * levels
            shown = kind.shown if kind.shown != name else ""
            yield row(name, above, *level, shown, code(list(VOCABULARY.aliases[name])))


def other_units() -> Iterator[str]:
    scales = sorted(VOCABULARY.scales, key=lambda word: (VOCABULARY.scales[word], word))
    yield "## Scales, shares, products"
    yield ""
    yield f"Before or after a unit: {code(scales)}."
    yield ""
    yield "| word | is |"
    yield "| --- | --- |"
    for word, unit in VOCABULARY.units.items():
        name = unit.kind.name if unit.kind else ""
        own = {key(other) for other in (name, *VOCABULARY.aliases.get(name, ()), unit.kind.shown if unit.kind else "")}
        if word not in own:
            yield row(code([word.replace(" / ", "/").upper() if unit.parts else word]), str(unit))
    yield ""
    yield "A person and a time behind a slash are a product (`Orang/bulan` is orang-bulan); any other slash, and `per`,"
    yield "is a quotient (`kali/tahun`); between kinds of one thing a slash means *or* (`Dokumen/Laporan`)."


def nouns() -> Iterator[str]:
    own = {word for word, unit in VOCABULARY.units.items() if VOCABULARY.nouns.get(word) == unit}
    by_unit: dict[str, list[str]] = {}
    for phrase, unit in VOCABULARY.nouns.items():
        if unit is None or phrase not in own:
            by_unit.setdefault(unit.name if unit else "", []).append(phrase.replace(" / ", "/"))
    yield "## Head nouns"
    yield ""
    yield "Besides the kinds and their other words:"
    yield ""
    yield "| unit | nouns |"
    yield "| --- | --- |"
    for name in sorted(name for name in by_unit if name):
        yield f"| {name} | {code(sorted(by_unit[name]))} |"
    yield ""
    yield "Passed over before the noun: " + code(sorted(VOCABULARY.words("heads", "counts"))) + ";"
    yield code(sorted(VOCABULARY.words("heads", "quantifiers"))) + "."
    yield ""
    yield "Passed over where a known noun follows: " + code(sorted(VOCABULARY.words("heads", "figures"))) + "."
    yield ""
    yield (
        "Forms of a thing, counted as the thing where that follows: "
        + code(sorted(VOCABULARY.words("heads", "forms")))
        + "."
    )
    yield ""
    yield "These have no unit, because a process has no number and a mass no natural pieces:"
    yield code(sorted(by_unit[""])) + "."
    yield ""
    yield "An unknown noun after Jumlah is a unit of its own and meets nothing but itself, unless it has the form of a"
    yield "process (pe-…-an, ke-…-an, -asi) or of a verb (ter-…-nya)."


def pairs() -> Iterator[str]:
    yield PAIRS
    yield "| rule | between | add | divide | × 100% | satuan |"
    yield "| --- | --- | --- | --- | --- | --- |"
    sides: dict[str, list[str]] = {}
    for slug, left, right in VOCABULARY.pairs:
        written = [", ".join([f"*{member.removeprefix('=')}*" for member in sorted(side)]) for side in (left, right)]
        sides.setdefault(slug, []).append(" and ".join(written))
    for slug, rule in VOCABULARY.rules.items():
        between = "; ".join(sides.get(slug, [HOW_RULES_ARISE.get(slug, "")]))
        severities = [severity or "yes" for severity in (rule.add, rule.divide, rule.percent, rule.satuan)]
        yield f"| `{slug}` | {between} | {' | '.join(severities)} |"
    yield ""
    counters, titles = (code(sorted(VOCABULARY.words("satuan", name))) for name in ("counters", "titles"))
    graded = code(sorted(VOCABULARY.words("satuan", "graded")))
    yield f"As the satuan of a name, {counters} may count any thing. A name without Jumlah that begins"
    yield f"with a noun of the families {titles} is the title of an activity and accepts any satuan;"
    yield f"one of the family {graded} accepts a predicate that no list has."


def page() -> str:
    parts = [families(), other_units(), nouns(), pairs()]
    return "\n\n".join([INTRODUCTION.rstrip(), *["\n".join(part) for part in parts]]) + "\n"


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        sys.stdout.write(page())
