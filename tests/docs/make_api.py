"""Print docs/reference/api.md: every public name by task, with its signature and what its docstring says first.

`python tests/docs/make_api.py --write` writes the page; a test checks that the page is what this prints. It can be read
where no documentation is built; api-details.md is the same in full, from the docstrings.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

import kinerja_formula as kf  # noqa: E402

PAGE = ROOT / "docs" / "reference" / "api.md"

HEAD = """# API reference

<!-- Made by tests/docs/make_api.py from the docstrings. Change those, or the groups in that file. -->

Every public name, by task. All of them are names of the package itself:

```python
>>> import kinerja_formula as kf
```

Nothing heavy is loaded before it is used. Arguments after `*` are keyword-only, and the same name means the same thing
everywhere. Figures are exact (`Fraction`); results are immutable, can be pickled, and those with `to_json` have a
[schema](json.md). Bad texts and bad data raise a `FormulaError`, a wrong call a `ValueError` or `TypeError`.
Strategies for the tests of your own program are in [`kinerja_formula.testing`](testing.md). Arguments, units, errors
and examples in full: [API in detail](api-details.md) on the built site, or `help(kf.evaluate)`.
"""

# Title, pages that show how, and names: one group a paragraph.
GROUPS = """
Read and evaluate a formula
[Evaluate formulas from Python](../how-to/evaluate-from-python.md), [ambiguity](../explanation/ambiguity.md).
evaluate parse check Formula Result AssessedResult Finding Alternative Accounting OperandUnit Kind Limits

Work backwards, compare, simplify
What the methods of `Formula` return: [seek a target](../how-to/seek-a-target.md).
Solution Sensitivity Equality Simplified Domain

Figures and units
[Figures](figures.md), [check units](../how-to/check-units.md), [vocabulary](vocabulary.md).
angka Angka check_satuan read_satuan use_vocabulary

Documents
[Read a decree](../how-to/read-a-decree.md), [from a plan to a report](../how-to/from-a-plan-to-a-report.md).
read Dokumen Jabatan Indikator Bacaan read_bacaan with_bacaan

Forms and files of figures
[Make a form](../how-to/make-a-form.md), [write a file of figures](../how-to/write-a-realization-file.md).
isian Form read_figures Figures Figure

Reports and charts
[A report](../how-to/make-a-report.md), [on several units](../how-to/report-on-several-units.md), \
[charts](../how-to/draw-charts.md).
laporan Laporan laporan_gabungan LaporanGabungan chart Grafik

Catalogues of indicators
[Keep a catalogue](../how-to/keep-a-catalogue.md).
katalog Katalog IndikatorKatalog HasilKatalog Banding

Review
[Review a decree](../how-to/review-a-decree.md), [between documents](../how-to/review-between-documents.md).
tinjau Tinjauan reviu Reviu

Capaian, categories, indices
[Compare results with targets](../how-to/assess-capaian.md), [rule sets](aturan.md), \
[indices](../how-to/calculate-an-index.md).
capaian predikat Capaian NamaArah aturan Aturan read_aturan use_aturan ukuran ukuran_ids Ukuran read_ukuran \
use_ukuran roll_up roll_up_levels roll_up_periods RekapCapaian RekapTingkat

Tables of many records
[Evaluate a table](../how-to/tables.md) on pandas, polars, pyarrow, DuckDB, Dask or PySpark.
evaluate_table evaluate_long evaluate_records roll_up_table roll_up_periods_table

JSON schemas
[Forms of JSON](json.md).
schema schema_names

Errors, findings and their language
[All codes](../errors/index.md), [how to catch them](../how-to/evaluate-from-python.md#catch-what-goes-wrong).
FormulaError FormulaSyntaxError MissingDataError InvalidDataError UnitMismatchError ZeroDenominatorError \
NoSolutionError NotationError LimitError Diagnostic Severity use_language __version__
"""


def groups() -> list[tuple[str, str, list[str]]]:
    paragraphs = [one.split("\n") for one in GROUPS.strip().split("\n\n")]
    return [(title, guide, names.split()) for title, guide, names in paragraphs]


def first_sentence(found: Any) -> str:
    """Return what a docstring says first, as far as its first full stop."""
    told = inspect.getdoc(found) or ""
    paragraph = " ".join(told.split("\n\n")[0].split())
    sentence = re.split(r"(?<=[.:])\s(?=[A-Z])", paragraph)[0].rstrip(":")
    return re.sub(r":\w+:`[~.]?(?:kinerja_formula\.)?([^`]*)`", r"`\1`", sentence.replace("``", "`"))


def signature(name: str, found: Any) -> str:
    """Return a call with the defaults that a caller may leave out; types are in the docstring."""
    shown: list[str] = []
    star = False
    for one in inspect.signature(found).parameters.values():
        if one.kind is one.VAR_POSITIONAL:
            star = True
            shown.append(f"*{one.name}")
            continue
        if one.kind is one.KEYWORD_ONLY and not star:
            star = True
            shown.append("*")
        plain = one.default is None or type(one.default) in (str, int, float, bool, tuple)
        shown.append(one.name if one.default is one.empty else f"{one.name}={repr(one.default) if plain else '…'}")
    return f"{name}({', '.join(shown)})"


def members(kind: type) -> list[str]:
    """Return what an object has: its fields and properties by name, its methods as calls."""
    fields = [*getattr(kind, "_fields", getattr(kind, "__dataclass_fields__", ()))]
    own = [name for one in kind.__mro__ if one.__module__.startswith("kinerja_formula") for name in vars(one)]
    found = dict.fromkeys(
        one for one in [*fields, *own] if not one.startswith("_") and not inspect.isclass(getattr(kind, one, None))
    )
    told = [f"{one}()" if callable(getattr(kind, one, None)) else one for one in found]
    return sorted(told, key=lambda one: one.endswith("()"))


def row(name: str) -> str:
    found = getattr(kf, name)
    if name == "__version__":
        return "| `__version__` | The version of the package, as a text. |"
    if get_args(found):
        choices = ", ".join(f"`{one}`" for one in get_args(found))
        return f"| `{name}` | A text, one of {choices}. |"
    if not inspect.isclass(found):
        return f"| `{signature(name, found)}` | {first_sentence(found)} |"
    told = first_sentence(found)
    if issubclass(found, Exception):
        return f"| `{name}` | {told} |"
    has = ", ".join(f"`{one}`" for one in members(found))
    return f"| `{name}` | {told} <br>{has} |"


def page() -> Iterator[str]:
    yield HEAD
    for title, guide, names in groups():
        yield f"## {title}\n\n{guide}\n\n| name | what it is |\n| --- | --- |"
        yield from (row(name) for name in names)
        yield ""


def main() -> None:
    listed = [name for _, _, names in groups() for name in names]
    assert sorted(listed) == sorted(kf.__all__), f"in no group, or twice: {set(kf.__all__) ^ set(listed)}"
    text = "\n".join(page()).rstrip() + "\n"
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
