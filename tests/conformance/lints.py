"""How well the rules of meaning find what two readers labelled: recall and precision for each lint, each miss by name.

python tests/conformance/lints.py            prints the table
python tests/conformance/lints.py --accept   writes docs/reference/lints.md
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import kinerja_formula as kf

if __package__:
    from .scorer import DOCUMENTS, PAGE, Record, records
else:
    from scorer import DOCUMENTS, PAGE, Record, records

LINTS = (
    "pembilang-sama-penyebut",
    "indikator-formula-beda",
    "jenis-beda",
    "satuan-beda",
    "tanpa-penyebut",
    "tanpa-seratus-persen",
    "tak-terukur",
    "terbilang-beda",
)
LINTS_PAGE = PAGE.with_name("lints.md")

EXPLAINED = {
    "benjeng-2022-009": "two buildings are named, which the readers took for a list; “sarana dan prasarana” beside it "
    "is labelled as not measurable, so a pair alone is no list here",
    "benjeng-2022-125": "the readers counted the peserta; nothing in the sentence says how many or that they are "
    "counted",
}
"""Every difference from the labels, and why the rule stays as it is."""


class LintScore(NamedTuple):
    found: int
    false: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def recall(self) -> float:
        return self.found / (self.found + len(self.missed)) if self.found or self.missed else 1.0

    @property
    def precision(self) -> float:
        return self.found / (self.found + len(self.false)) if self.found or self.false else 1.0


def slugs(record: Record) -> set[str]:
    return {one.slug for one in kf.check(record["formula"], indikator=record["indikator"])}


def score_lint(of: list[Record], lint: str) -> LintScore:
    found, false, missed = 0, [], []
    for record in of:
        labelled, reported = lint in record["lints"], lint in slugs(record)
        found += labelled and reported
        if reported and not labelled:
            false.append(record["id"])
        elif labelled and not reported:
            missed.append(record["id"])
    return LintScore(found, tuple(false), tuple(missed))


def all_records() -> list[Record]:
    return [record for document in DOCUMENTS for record in records(document)]


def page_of_lints() -> str:
    of = all_records()
    scores = {lint: score_lint(of, lint) for lint in LINTS}
    rows = [
        f"| `{lint}` | {one.found + len(one.missed)} | {one.found} | {len(one.false)} | {len(one.missed)} | "
        f"{one.recall:.0%} | {one.precision:.0%} |"
        for lint, one in scores.items()
    ]
    differences = [
        f"- `{record}`: {kind} `{lint}` – {EXPLAINED.get(record, 'not explained')}."
        for lint, one in scores.items()
        for kind, ids in (("reported", one.false), ("not reported", one.missed))
        for record in ids
    ]
    return "\n".join(
        [
            "# Lints",
            "",
            f"The labels of two readers over all {len(of)} indicator formulas of five decrees, and what `kf.check`",
            "reports with the indicator of the row. No rule is keyed to the words of one record.",
            "",
            "<!-- Written by tests/conformance/lints.py --accept. Do not edit. -->",
            "",
            "| lint | labelled | found | false | missed | recall | precision |",
            "| --- | --- | --- | --- | --- | --- | --- |",
            *rows,
            "",
            "`satuan-beda` counts its notes and warnings too. No record is labelled `terbilang-beda`.",
            "",
            "## Differences from the labels",
            "",
            *(differences or ["None."]),
            "",
            "## Faults that the labels do not have",
            "",
            "The rules over a whole document find what no reader of single rows labelled:",
            "",
            "- Benjeng 2022 counts 26 desa in six rows and 23 desa in many others (`angka-tak-serasi`).",
            "- Ciruas 2022 has one formula for two indicators of one post, records 013 and 014 (`rumus-berulang`); the",
            "  second row is labelled as measuring another thing, but not as copied.",
            "- Slips of spelling that make a name another name (`ejaan-beda`): *kordinasi* in benjeng-2022-005,",
            "  *pembinan* in besuki-2020-098, *MUSRTENBANG* in sambutan-2023-041.",
            "",
        ]
    )


def main(arguments: list[str]) -> int:
    text = page_of_lints()
    print(text)
    if arguments == ["--accept"]:
        Path(LINTS_PAGE).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
