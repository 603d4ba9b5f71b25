"""How well the decrees themselves are read: every labelled indicator found, in its post and order, nothing invented.

    python tests/conformance/decree_scorer.py            prints the scores and the misses
    python tests/conformance/decree_scorer.py --accept   writes decrees.json; then scorer.py --accept writes the page

The decrees are no part of the project: they are read where they lie beside this checkout.
"""

from __future__ import annotations

import json
import re
import sys
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

import kinerja_formula as kf

HERE = Path(__file__).resolve().parent
ACCEPTED = HERE / "decrees.json"
DECREES = HERE.parents[2] / "shared/decrees"
DOCUMENTS = ("besuki-2020", "tajinan-2021", "benjeng-2022", "ciruas-2022", "sambutan-2023")


class DecreeScore(NamedTuple):
    """``found`` of ``of`` indicators have their own formula; the rest are named in ``missed``, in the same order."""

    of: int
    found: int
    invented: list[str]
    post: int
    goal: int
    source: int
    missed: list[str]


def letters(text: str | None) -> str:
    return re.sub(r"[^a-z0-9%]+", " ", re.sub(r"<[^>]*>", " ", (text or "")).casefold()).strip()


def score(document: str, wanted: list[dict[str, str]]) -> DecreeScore:
    """Compare what is read from a decree with its records, both in their order."""
    read = list(kf.read(DECREES / f"{document}.txt"))
    labels = [(letters(one["indikator"]), one["formula"].strip()) for one in wanted]
    # The dash of a list is no part of a name.
    texts = [(letters(indikator.nama), indikator.teks.strip()) for _, indikator in read]
    found, missed, invented = 0, [], []
    post = goal = source = 0
    for kind, a, b, c, d in SequenceMatcher(None, labels, texts, autojunk=False).get_opcodes():
        if kind != "equal":
            missed += [wanted[place]["id"] for place in range(a, b)]
            invented += [read[place][1].nama for place in range(c, d)]
            continue
        for record, (jabatan, indikator) in zip(wanted[a:b], read[c:d], strict=True):
            found += 1
            post += letters(jabatan.nama) == letters(record["jabatan"])
            goal += letters(indikator.sasaran) == letters(record["sasaran"])
            same = any(one.code == "KF416" for one in indikator.diagnostics)  # "sda" became what stands above
            source += same or letters(indikator.sumber_data) == letters(record["sumber_data"])
    return DecreeScore(len(wanted), found, invented, post, goal, source, missed)


def accepted() -> dict[str, DecreeScore]:
    scores = json.loads(ACCEPTED.read_text(encoding="utf-8"))
    return {document: DecreeScore(**own) for document, own in scores.items()}


def page_section() -> list[str]:
    """The part of docs/reference/conformance.md on the decrees, from the accepted scores."""
    head = ["decree", "indicators", "found", "invented", "post", "goal", "source"]
    scores = accepted()
    rows = [
        [document, *map(str, (one.of, f"{one.found}/{one.of}", len(one.invented), one.post, one.goal, one.source))]
        for document, one in scores.items()
    ]
    of, found = (sum(getattr(one, name) for one in scores.values()) for name in ("of", "found"))
    totals = [sum(getattr(one, name) for one in scores.values()) for name in ("post", "goal", "source")]
    invented = sum(len(one.invented) for one in scores.values())
    rows.append(["**all**", str(of), f"{found}/{of}", str(invented), *map(str, totals)])
    missed = [f"- `{name}`" for one in scores.values() for name in one.missed]
    return [
        "## Read from the decrees",
        "",
        "The same decrees as the text of a scan, read by `kf.read`: how many indicators are found in the order of the",
        "document with their own name and their formula to the letter, how many were invented, and for how many the",
        "post, the goal and the source of data are right.",
        "",
        *[f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)],
        "",
        "Missed: " + ("nothing." if not missed else ""),
        *missed,
        "",
    ]


def main(arguments: list[str]) -> int:
    from scorer import records

    scores = {document: score(document, records(document)) for document in DOCUMENTS}
    for document, one in scores.items():
        print(document, f"{one.found}/{one.of}", "invented", one.invented, "missed", one.missed, one.post, one.goal)
    if arguments == ["--accept"]:
        plain = {document: one._asdict() for document, one in scores.items()}
        ACCEPTED.write_text(json.dumps(plain, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
