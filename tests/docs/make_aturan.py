"""Print docs/reference/aturan.md: every rule set, function and composite measure, from the data files.

`python tests/docs/make_aturan.py --write` writes the page; a test checks that the page is what this prints.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

import kinerja_formula as kf  # noqa: E402
from kinerja_formula.numerals import format_number  # noqa: E402
from kinerja_formula.penilaian.registry import functions  # noqa: E402
from kinerja_formula.penilaian.rule_set import Asal, Aturan  # noqa: E402

PAGE = ROOT / "docs" / "reference" / "aturan.md"
TRUST = {
    "terbaca": "read",
    "turunan": "derived from an example",
    "aplikasi": "published code only",
    "ingatan": "not confirmed",
    "cacat": "no rule",
}

HEAD = """# Rule sets for capaian

<!-- Made by tests/docs/make_aturan.py from src/kinerja_formula/data/aturan and ukuran. Change the data. -->

A rule set is one regulation or published convention. `kinerja aturan ID` shows one with all its sources; [add a
regulation](../how-to/add-a-regulation.md) says how to write one. *Read* means that the text itself was read in a
stored copy; whatever was not is said in a note ([KF324](../errors/KF324.md)) wherever it takes part in a figure.

## All of them

Cap and floor are limits on the capaian. *Scale of* says what is looked up in the scale: the capaian, or the
realization itself where that is an index or a score.
"""

ZEROS = """## What a zero means

`–` is no value; *formula* is what the formula gives. A rule set that is not in this table rules nothing: then a target
of zero gives no value, and a realization of zero is a figure like any other.

| id | target 0, realization 0 | target 0 | realization 0 |
| --- | --- | --- | --- |
"""

FUNCTIONS = """## Functions

Rule sets name these for a direction. The first case that holds is taken.

| id | formula | other writings | source |
| --- | --- | --- | --- |
"""

MEASURES = """## Composite measures

`kf.ukuran(id).evaluate(data)`; the category is that of the rule set of the year.

| id | formula | rule sets | source |
| --- | --- | --- | --- |
"""


def source(asal: Asal) -> str:
    return f"{asal.sumber} ({TRUST[asal.kepercayaan]})".replace("|", "\\|")


def percent(value: Fraction | None) -> str:
    return "" if value is None else f"{format_number(value, trim=True)}%"


def rows(rules: tuple[Aturan, ...]) -> Iterator[str]:
    yield "\n| id | in force | naik | turun | cap | floor | rounding | scale of | source |"
    yield "| --- | --- | --- | --- | --: | --: | --- | --- | --- |"
    for one in rules:
        years = f"{one.berlaku}–{one.berakhir or ''}" if one.berlaku else ""
        naik, turun = (one.fungsi[arah].id if arah in one.fungsi else "–" for arah in ("naik", "turun"))
        highest, lowest = (one.batas.atas, one.batas.bawah) if one.batas else (None, None)
        rounding = [
            f"{what} {decimals}"
            for what, decimals in (("capaian", one.desimal_capaian), ("scale", one.desimal_skala))
            if decimals is not None
        ]
        scale = one.skala.dari if one.skala else "–"
        cells = [f"`{one.id}`", years, naik, turun, percent(highest), percent(lowest), ", ".join(rounding), scale]
        yield f"| {' | '.join([*cells, source(one.asal)])} |"


def zero(choices: dict[str, Fraction | str | None], directions: list[str]) -> str:
    told = [
        percent(choice) if isinstance(choice, Fraction) else {None: "–", "batas": "cap", "fungsi": "formula"}[choice]
        for choice in (choices[one] for one in directions)
    ]
    if len(set(told)) == 1:
        return told[0]
    return ", ".join([f"{direction} {value}" for direction, value in zip(directions, told, strict=True)])


def scales(rules: tuple[Aturan, ...]) -> Iterator[str]:
    yield "## Scales\n\nBands as printed; between two of them the lower one holds, which is noted (KF325).\n"
    yield "| id | band | category | score | condition | source |\n| --- | --- | --- | --- | --- | --- |"
    for one in rules:
        for band in one.skala.pita if one.skala else ():
            score = f"`{band.nilai.text}`" if band.nilai else ""
            yield (
                f"| `{one.id}` | {band.tertulis} | {band.predikat} | {score} | {band.syarat or ''} "
                f"| {'' if band.asal == one.asal else source(band.asal)} |"
            )


def page() -> str:
    rules = kf.aturan()
    out = [HEAD, *rows(rules), "", ZEROS.rstrip("\n")]
    for one in rules:
        if one.nol is not None:
            directions = [arah for arah in ("naik", "turun") if arah in one.fungsi]
            cells = [
                zero(dict(choices), directions) for choices in (one.nol.keduanya, one.nol.target, one.nol.realisasi)
            ]
            out.append(f"| `{one.id}` | {' | '.join(cells)} |")
    out += ["", *scales(rules), "", FUNCTIONS.rstrip("\n")]
    for name, one in functions().items():
        cases = [f"`{case.rumus.text}`" + (f" if `{case.bila.text}`" if case.bila else "") for case in one.kasus]
        formula = ", else ".join(cases) or one.nama
        out.append(f"| {name} | {formula} | {', '.join(f'`{text.text}`' for text in one.ejaan)} | {source(one.asal)} |")
    out += ["", MEASURES.rstrip("\n")]
    for name in kf.ukuran_ids():
        measure = kf.ukuran(name)
        formula = measure.rumus.replace("`", "")
        shown = formula if len(formula) < 200 else formula[:120] + " …"
        rule_sets = ", ".join([f"`{one}`" for one in measure.aturan])
        out.append(f"| `{name}` | {shown} | {rule_sets} | {source(measure.asal)} |")
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(page())
