"""Print docs/reference/forms.md: every form of free text with an example and its canonical line, from the data.

`python tests/docs/make_forms.py --write` writes the page; a test checks that the page is what this prints.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

from kinerja_formula.reading.assembly import NotArithmetic, build_node  # noqa: E402
from kinerja_formula.reading.canonical import write_line  # noqa: E402
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft  # noqa: E402
from kinerja_formula.reading.forms import Form, forms  # noqa: E402
from kinerja_formula.reading.rules_reader import prepare  # noqa: E402
from kinerja_formula.reading.weighing import weigh  # noqa: E402

PAGE = ROOT / "docs" / "reference" / "forms.md"

HEAD = """# Forms of free text

<!-- Made by tests/docs/make_forms.py from src/kinerja_formula/data/reading/forms.toml. Change the data. -->

What is read, form by form: the pattern, an example, and the canonical line that it becomes. A slot `<A:…>` is read as
any form of its category, `(<A:…>)` is one whole bracket, `{…}` a word or sign of that role in
`src/kinerja_formula/data/reading/lexicon.toml`, `[…]` may be missing, `|` is either. Several forms may fit a text:
[how one is chosen](../explanation/ambiguity.md). Lists, series of names, conditions and sentences are found by
`reading/outline.py`.

**To add a form**, add its row to `forms.toml` with an example (`contoh`) and a near miss (`bukan`), then `make learn`,
`python tests/conformance/scorer.py --accept` and `python tests/docs/make_forms.py --write`. A new word goes into
`lexicon.toml`.
"""

CATEGORIES = {
    "ekspresi": "Sums and differences",
    "lukisan": "Drawn fractions",
    "suku": "Products, quotients, frames, weights",
    "atom": "Single operands",
    "kalimat": "The whole cell: labels, verbs, lists, notes, examples",
    "rumus": "What a bracket behind a label may hold",
    "persen-saja": "Brackets that tell the unit",
    "isi-kali": "Brackets that hold × 100 %",
    "isi-bobot": "Brackets that hold a weight",
    "isi-catatan": "Brackets that hold a note",
    "isi-laju": "Brackets that tell of how many a rate is counted",
    "isi-peran": "Brackets that tell which side a name is",
    "isi-satuan": "Brackets that hold the unit of what was calculated",
    "isi-asal": "Brackets that tell where a figure comes from",
    "isi-simbol": "Brackets that hold a symbol",
    "isi-lambang": "Brackets that tell the symbol of the thing",
    "butir": "Items of a list",
    "butir-bobot": "Weighted items of a list",
    "cabang": "Branches of a condition",
    "isi-if": "What IF( ) of a spreadsheet holds",
    "isi-batas": "Brackets that hold a bound",
    "isi-legenda": "What a bracket explains",
    "isi-bulat": "What rounds before the comma",
    "hasil-kali-baris": "What a sum sign adds up record by record",
}


def canonical(text: str) -> str:
    weighed = weigh(prepare(text, (), None, DEFAULT_LIMITS)[0], text)
    try:
        return write_line(build_node(weighed.readings[0][1], weighed.chart.pieces, Draft(text, None, DEFAULT_LIMITS)))
    except NotArithmetic as beyond:
        return f"({beyond}: read, and not calculated yet)"


def cell(text: str) -> str:
    folded = " ⏎ ".join(text.split("\n")).replace("|", "\\|")
    return f"`` {folded} ``" if "`" in folded else f"`{folded}`"


def row(form: Form) -> str:
    told = [(cell(text), cell(canonical(text))) for text in form.examples[:1]] or [("", "")]
    return f"| {form.id} | {cell(form.pattern)} | {cell(form.makna)} | {told[0][0]} | {told[0][1]} |"


def page() -> Iterator[str]:
    yield HEAD
    for category, title in CATEGORIES.items():
        yield f"## {title}\n"
        yield "| form | pattern | means | example | canonical line |\n| --- | --- | --- | --- | --- |"
        yield from (row(form) for form in forms().forms if form.category == category)
        yield ""


def main() -> None:
    missing = {form.category for form in forms().forms} - CATEGORIES.keys()
    assert not missing, missing
    text = "\n".join(page()).rstrip() + "\n"
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
