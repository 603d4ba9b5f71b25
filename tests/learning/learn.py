"""Fits what reading learns, and measures it with documents left out: make learn

    python tests/learning/learn.py            prints the measures and what the tables would change
    python tests/learning/learn.py --write    writes data/reading/names.json, certainty.json, the page's figures and
                                               the line of the changelog

Records: the decrees of tests/conformance, records/ beside this file, and ../shared/corpus where it is.

Every figure is of texts whose document was left out of all tables. Three ways to read them: with the whole grammar;
without the forms and words that only the record's own document uses; and with a quarter of the forms taken away at
random. The last two say what unseen documents may do.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple
from zlib import crc32

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kinerja_formula.data_files import read_toml
from kinerja_formula.formula import parse
from kinerja_formula.reading.certainty import CERTAINTY_FILE, FEATURES, Curves, curves_from
from kinerja_formula.reading.decision import RULES_FEATURES, choose
from kinerja_formula.reading.forms import FORMS_FILE, Forms, forms
from kinerja_formula.reading.lexicon import LEXICON_FILE, Lexicon, lexicon
from kinerja_formula.reading.name_model import NAMES_FILE
from kinerja_formula.reading.outcome import Reading
from kinerja_formula.reading.pieces import Pieces
from learning.changelog_line import write_line
from learning.curve_fit import Point, calibrated, fit_curve
from learning.edits import EDITS
from learning.labelled import Record, all_records, folds
from learning.name_fit import fit, samples_of
from learning.readings import Both, both, by_rules, is_compound, lexemes_of

PART: Final = Path(__file__).parent / "left_out.md"
"""The measures as the page of conformance shows them; tests/conformance/scorer.py puts them there."""
FOLDS: Final = 6
SEED: Final = 11
POOL: Final = 24
"""How many handicapped grammars, and how many poorer lexicons, the texts are read with in turn."""
THRESHOLDS: Final = (0.5, 0.6, 0.7, 0.75, 0.8, 0.805, 0.81, 0.82, 0.83, 0.84, 0.85, 0.9, 0.93, 0.95, 0.97)
BANDS: Final = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
VAIN: Final = 0.10
"""The share of right readings that may carry a warning on documents left out with their own forms and words."""

LEAST_WEIGHT: Final = 0.045
"""Weights of names below it are left out of the table: they say nothing, and there are thousands of them."""

LEAST_KEPT: Final = 60
"""How many readings each step of the table of what was kept holds: with fewer the steps are noise."""

LEAST_THRESHOLD: Final = 0.75
"""A reading that is wrong in one case of four is never taken without a warning, whatever that costs."""

SPEAK_FOR: Final = frozenset({"lead", "worst_name", "all_names", "score", "agreed", "among_best", "second_weak"})
SPEAK_EITHER_WAY: Final = frozenset(
    {
        "no_operand",
        "single",
        "repeated",
        "rules_single",
        "rules_statement",
        "weighed",
        "weighed_single",
        "weighed_statement",
    }
)
"""Every other feature can only speak against a reading: with so few records, overlapping ones would cancel out."""


def signs_of(features: Sequence[str]) -> list[int]:
    return [1 if one in SPEAK_FOR else 0 if one in SPEAK_EITHER_WAY else -1 for one in features]


class Sample(NamedTuple):
    """One reading of one record: in which fold, how it was read, what both readers made of it."""

    fold: int
    how: str
    both: Both


class Judged(NamedTuple):
    """A sample with the reading that is taken: is it right, and how certain was it said to be?"""

    sample: Sample
    right: bool
    certainty: float
    changed: bool
    raw: float | None = None
    """The certainty before the table of what was kept, None where something else decides it."""


def drawn(name: str, number: int) -> float:
    """Return a number from 0 to 1 by chance, always the same for one name: a further form moves no other draw."""
    return crc32(f"{SEED} {number} {name}".encode()) / 2**32


class Handicaps:
    """Grammars with forms taken away, lexicons with words taken away, and what only one document uses."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.tables = read_toml(LEXICON_FILE)
        self.entries = sorted({entry for entries in self.tables["peran"].values() for entry in entries})
        ids = [form.id for form in forms().forms if form.id not in ("bagi", "kali")]
        self.poor_forms = [forms().without({one for one in ids if drawn(one, number) < 0.25}) for number in range(POOL)]
        self.poor_words = [
            Lexicon(self.tables, {entry for entry in self.entries if drawn(entry, number) < 0.15})
            for number in range(POOL)
        ]
        used: defaultdict[str, set[str]] = defaultdict(set)
        for record in records:
            text = " ".join(re.findall(r"[\w%|-]+", record.text.lower()))
            for entry in self.entries:
                if entry in text and f" {entry} " in f" {text} ":
                    used[entry].add(record.document)
        self.own_words: defaultdict[str, set[str]] = defaultdict(set)
        for entry, documents in used.items():
            if len(documents) == 1:
                self.own_words[next(iter(documents))].add(entry)
        self.own_forms: defaultdict[str, set[str]] = defaultdict(set)

    def note_forms(self, samples: Iterable[Sample]) -> Counter[str]:
        """Find which forms only one document uses; return how many records use each form."""
        documents: defaultdict[str, set[str]] = defaultdict(set)
        count: Counter[str] = Counter()
        for sample in samples:
            for form in set(sample.both.forms):
                documents[form].add(sample.both.record.document)
                count[form] += 1
        self.own_forms.clear()
        for form, users in documents.items():
            if len(users) == 1:
                self.own_forms[next(iter(users))].add(form)
        return count

    def own(self, document: str) -> tuple[Forms, Lexicon] | None:
        lost, words = self.own_forms[document], self.own_words[document]
        if not lost and not words:
            return None
        return forms().without(lost), Lexicon(self.tables, words)


def learn_names(records: Sequence[Record], rules: dict[str, Reading | None]) -> dict[str, float]:
    """The table of names; in a second round the names of wrong readings are counter-examples."""
    pieces = {record.id: Pieces(lexemes_of(record.text) or [], record.text, lexicon()) for record in records}
    weights = fit([sample for record in records for sample in samples_of(record, pieces[record.id])])
    samples = []
    for record in records:
        wrong = both(record, weights, rules=rules[record.id]).wrong_names() if record.calculates else []
        samples += samples_of(record, pieces[record.id], wrong)
    return fit(samples)


def make_samples(records: Sequence[Record]) -> tuple[list[Sample], Handicaps, Counter[str]]:
    handicaps = Handicaps(records)
    rules = {record.id: by_rules(record.text, record.indikator) for record in records}
    parts = folds(list(records), FOLDS)
    tables = [
        learn_names([record for other, part in enumerate(parts) if other != fold for record in part], rules)
        for fold in range(FOLDS)
    ]
    samples = [
        Sample(fold, "whole", both(record, tables[fold], rules=rules[record.id]))
        for fold, part in enumerate(parts)
        for record in part
    ]
    usage = handicaps.note_forms(samples)
    for fold, part in enumerate(parts):
        for record in part:
            number = int(drawn(record.id, -1) * POOL)
            told = rules[record.id]
            own = handicaps.own(record.document)
            if own is not None:
                samples.append(
                    Sample(fold, "own", both(record, tables[fold], rules=told, patterns=own[0], words=own[1]))
                )
            poor = handicaps.poor_forms[number]
            samples.append(Sample(fold, "forms", both(record, tables[fold], rules=told, patterns=poor)))
            words = handicaps.poor_words[number]
            samples.append(Sample(fold, "words", both(record, tables[fold], rules=told, words=words)))
            if record.calculates:
                for name in sorted(EDITS, key=lambda edit: drawn(f"{record.id} {edit}", -2))[:2]:
                    text = EDITS[name](record.text)
                    samples.append(Sample(fold, "edit", both(record, tables[fold], text=text)))
    return samples, handicaps, usage


SOURCES: Final = {
    "elsewhere-2": 1.0,
    "regional": 1.0,
    "portals": 1.0,
    "pages": 1.0,
    "applications": 1.0,
    "statistics": 1.0,
    "documents": 1.0,
    "institutions": 1.0,
    "manuals": 1.0,
    "handbooks": 1.0,
    "agencies": 1.0,
    "elsewhere": 0.5,
    "sector": 0.25,
}
"""How much a record of a source counts for certainty. The rules were built with the decrees and ``elsewhere``, which
say less about how far they are to be trusted; half of ``sector`` is text recognition gone wrong."""
_DECREE: Final = 0.4


def _weight(sample: Sample) -> float:
    return SOURCES.get(sample.both.record.source, _DECREE) * _weight_of_view(sample)


def _weight_of_view(sample: Sample) -> float:
    """How much a way of reading says of unseen documents. For the table of a curve every source counts the same: a
    certainty is to hold for damaged texts too.
    """
    return {"own": 1.0, "whole": 0.5}.get(sample.how, 0.6)


STATEMENT: Final = FEATURES.index("no_operand")
SINGLE: Final = FEATURES.index("single")


def curve_name(row: Sequence[float]) -> str:
    return "single" if row[STATEMENT] or row[SINGLE] else "calculating"


def fit_curves(samples: Sequence[Sample]) -> dict[str, Any]:
    """The curves without their tables."""
    rows = [(sample, row) for sample in samples if (row := sample.both.rows()) is not None]
    out: dict[str, Any] = {}
    for name in ("calculating", "single"):
        chosen = [(one, row) for one, row in rows if curve_name(row[0]) == name]
        right = [one.both.rules_right if row[2] else one.both.right for one, row in chosen]
        weights = [_weight(one) for one, _ in chosen]
        out[name] = fit_curve([row[0] for _, row in chosen], right, weights, signs=signs_of(FEATURES))
    half = curves_of({**out, "second": out["single"]})
    differing = []
    for sample, row in rows:
        if row[1] is not None and (sample.how == "edit" or sample.both.record.source != "elsewhere"):
            again = sample.both.rows(half)
            assert again is not None
            assert again[1] is not None
            differing.append((sample, again[1]))
    right = [one.both.rules_right for one, _ in differing]
    weights = [_weight(one) for one, _ in differing]
    out["second"] = fit_curve([row for _, row in differing], right, weights)
    return out


def points_of(samples: Sequence[Sample], data: dict[str, Any]) -> dict[str, list[Point]]:
    """What the curves say of samples that they were not fitted with."""
    curves = curves_of(data)
    found: dict[str, list[Point]] = {"calculating": [], "single": [], "second": []}
    for sample in samples:
        row = sample.both.rows(curves)
        if row is None or sample.how == "edit":
            continue
        name = curve_name(row[0])
        right = sample.both.rules_right if row[2] else sample.both.right
        found[name].append((getattr(curves, name).raw(row[0]), right, _weight_of_view(sample)))
        if row[1] is not None:
            found["second"].append((curves.second.raw(row[1]), sample.both.rules_right, _weight_of_view(sample)))
    return found


def with_tables(data: dict[str, Any], points: Iterable[dict[str, list[Point]]]) -> dict[str, Any]:
    told = list(points)
    names = ("calculating", "single", "second")
    return {**data, **{name: calibrated(data[name], [one for each in told for one in each[name]]) for name in names}}


def left_out_curves(samples: Sequence[Sample]) -> tuple[list[dict[str, Any]], list[dict[str, list[Point]]]]:
    """For each fold: the curves fitted without it, and what they say of it."""
    bases = [fit_curves([sample for sample in samples if sample.fold != fold]) for fold in range(FOLDS)]
    points = [points_of([one for one in samples if one.fold == fold], base) for fold, base in enumerate(bases)]
    return bases, points


def curves_of(data: dict[str, Any]) -> Curves:
    return curves_from({"threshold": 0.85, "sure": 0.95, **data})


def judge(samples: Sequence[Sample], curves: Curves) -> list[Judged]:
    out = []
    for sample in samples:
        one = sample.both
        if one.weighed is None or not one.weighed.readings:
            out.append(Judged(sample, one.rules_right, 0.7 if one.rules is not None else 0.0, False))
            continue
        tree = None if one.rules is None else one.rules.tree
        told = () if one.rules is None else one.rules.diagnostics
        choice = choose(one.weighed, tree, told, curves, percent_wanted=one.record.percent_wanted)
        right = one.right if choice.rank >= 0 else one.rules_right
        out.append(Judged(sample, right, choice.certainty, choice.rank >= 0, choice.raw))
    return out


def with_kept(data: dict[str, Any], judged: Sequence[Judged]) -> dict[str, Any]:
    """Add the table of how often what both readers said together was right."""
    told = [(one.raw, one.right, 1.0) for one in own_view(judged) if one.raw is not None]
    return {**data, "kept": calibrated({}, told, LEAST_KEPT)["steps"]}


def left_out(
    samples: Sequence[Sample], bases: Sequence[dict[str, Any]], points: Sequence[dict[str, list[Point]]]
) -> list[Judged]:
    """Judge every sample by curves and tables that were made without its fold."""
    first = unsettled(samples, bases, points)
    found: list[Judged] = []
    for fold, base in enumerate(bases):
        data = without_fold(fold, base, points)
        others = [one for one in first if one.sample.fold != fold]
        part = [sample for sample in samples if sample.fold == fold]
        found += judge(part, curves_of(with_kept(data, others)))
    return found


def without_fold(fold: int, base: dict[str, Any], points: Sequence[dict[str, list[Point]]]) -> dict[str, Any]:
    return with_tables(base, [one for other, one in enumerate(points) if other != fold])


def unsettled(
    samples: Sequence[Sample], bases: Sequence[dict[str, Any]], points: Sequence[dict[str, list[Point]]]
) -> list[Judged]:
    """Judge every sample without its fold, and before the table of what was kept."""
    found: list[Judged] = []
    for fold, base in enumerate(bases):
        part = [sample for sample in samples if sample.fold == fold]
        found += judge(part, curves_of(without_fold(fold, base, points)))
    return found


def own_view(judged: Sequence[Judged]) -> list[Judged]:
    """Every record once: without what only its own document uses, or as it is where there is nothing of that kind."""
    own = {one.sample.both.record.id for one in judged if one.sample.how == "own"}
    return [
        one
        for one in judged
        if one.sample.how == "own" or (one.sample.how == "whole" and one.sample.both.record.id not in own)
    ]


def shares(judged: Sequence[Judged], threshold: float) -> tuple[float, float, float]:
    """Right of all; silently wrong of all; right but warned of the right."""
    count = len(judged) or 1
    right = sum(one.right for one in judged)
    silent = sum(not one.right and one.certainty >= threshold for one in judged)
    warned = sum(one.right and one.certainty < threshold for one in judged)
    return right / count, silent / count, warned / max(1, right)


def choose_threshold(judged: Sequence[Judged]) -> float:
    """The highest threshold at which no more right readings are warned than VAIN allows, or a lower one as good.

    Of those at which as few wrong readings are silent it is the lowest: a warning more would find nothing.
    """
    marks = [round(0.5 + 0.001 * step, 3) for step in range(490)]
    highest = max([LEAST_THRESHOLD, *[mark for mark in marks if shares(judged, mark)[2] <= VAIN]])
    silent = shares(judged, highest)[1]
    return min(mark for mark in [*marks, highest] if mark >= LEAST_THRESHOLD and shares(judged, mark)[1] == silent)


def lines_of(judged: Sequence[Judged], threshold: float, usage: Counter[str]) -> list[str]:
    meaning = [one for one in judged if one.sample.both.record.calculates]
    views = {
        "whole grammar": [one for one in meaning if one.sample.how == "whole"],
        "without its own forms and words": own_view(meaning),
        "a quarter of the forms taken away": [one for one in meaning if one.sample.how == "forms"],
        "a sixth of the words taken away": [one for one in meaning if one.sample.how == "words"],
        "edited": [one for one in meaning if one.sample.how == "edit"],
    }
    out = ["| read with | records | right | silently wrong | right but warned |", "| --- | ---: | ---: | ---: | ---: |"]
    for name, group in views.items():
        right, silent, warned = shares(group, threshold)
        out.append(f"| {name} | {len(group)} | {right:.1%} | {silent:.1%} | {warned:.1%} |")
    sources = Counter(one.sample.both.record.source for one in views["whole grammar"])
    out += ["", "| records of (whole grammar) | records | right | silently wrong | right but warned |"]
    out.append("| --- | ---: | ---: | ---: | ---: |")
    for source in sorted(sources):
        group = [one for one in views["whole grammar"] if one.sample.both.record.source == source]
        right, silent, warned = shares(group, threshold)
        out.append(f"| {source} | {len(group)} | {right:.1%} | {silent:.1%} | {warned:.1%} |")
    out += [
        "",
        "| certainty (every cell, without its own forms and words) | records | said | right |",
        "| --- | ---: | ---: | ---: |",
    ]
    own = own_view(judged)
    for low, high in pairwise(BANDS):
        group = [one for one in own if low <= one.certainty < high or (high == 1.0 and one.certainty >= low)]
        if group:
            said = sum(one.certainty for one in group) / len(group)
            out.append(f"| {low:.2f}-{high:.2f} | {len(group)} | {said:.1%} | {shares(group, 0)[0]:.1%} |")
    rare = sum(usage[form.id] < 3 for form in forms().forms)
    out += ["", f"Of {len(forms().forms)} forms, {rare} are used by fewer than three records."]
    return out


def compound_line(records: Sequence[Record]) -> str:
    """What became of cells of several statements: their parts are read as above, their cutting learns nothing."""
    right = silent = warned = 0
    asked = [record for record in records if record.calculates]
    for record in asked:
        formula = parse(record.text, indikator=record.indikator)
        good = record.judge_formula(formula)
        doubted = any(one.severity == "warning" for one in formula.diagnostics)
        right += good
        silent += not good and not doubted
        warned += good and doubted
    return (
        f"Beside them {len(asked)} cells of several statements (branches, definitions, constants), read with the whole "
        f"grammar: {right} right, {silent} silently wrong, {warned} right but warned."
    )


def trade(judged: Sequence[Judged]) -> list[str]:
    own = own_view([one for one in judged if one.sample.both.record.calculates])
    return [f"  {mark}: silent {shares(own, mark)[1]:.1%}, warned {shares(own, mark)[2]:.1%}" for mark in THRESHOLDS]


def fingerprint() -> int:
    """What the tables were learned with: the forms and the lexicon."""
    value = 0
    for path in (FORMS_FILE, LEXICON_FILE):
        value = crc32(Path(path).read_bytes(), value)
    return value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--usage", action="store_true")
    arguments = parser.parse_args()
    began = time.perf_counter()
    everything = all_records()
    compound = [record for record in everything if is_compound(record)]
    records = [record for record in everything if record not in compound]
    samples, _, usage = make_samples(records)
    bases, points = left_out_curves(samples)
    judged = left_out(samples, bases, points)
    threshold = choose_threshold(own_view([one for one in judged if one.sample.both.record.calculates]))
    documents = len({record.document for record in records})
    head = (
        f"{len(records)} records of {documents} documents, {FOLDS} folds of whole documents; warned below {threshold}."
    )
    lines = [*lines_of(judged, threshold, usage), "", compound_line(compound)]
    print(head, *lines, "", "threshold, without own forms and words:", *trade(judged), sep="\n")
    show_misses(judged, threshold, arguments.misses)
    if arguments.usage:
        for form in forms().forms:
            print(f"  {form.id:28} {usage[form.id]:4}")
    print(f"{time.perf_counter() - began:.0f} s")
    if arguments.write:
        write_tables(records, samples, points, bases, threshold)
        write_page(head, lines)
        write_line()


def show_misses(judged: Sequence[Judged], threshold: float, count: int) -> None:
    wrong = [one for one in own_view(judged) if not one.right and one.sample.both.record.calculates]
    for one in sorted(wrong, key=lambda one: -one.certainty)[:count]:
        record = one.sample.both.record
        said = "SILENT" if one.certainty >= threshold else "warned"
        print(
            f"{one.certainty:.2f} {said} {record.id} [{record.row['expr']}]",
            json.dumps(record.text, ensure_ascii=False)[:240],
        )
        print(f"      {'weighed' if one.changed else 'rules'} {list(one.sample.both.forms)[:6]}")


def write_tables(
    records: Sequence[Record],
    samples: Sequence[Sample],
    points: Sequence[dict[str, list[Point]]],
    bases: Sequence[dict[str, Any]],
    threshold: float,
) -> None:
    rules = {record.id: by_rules(record.text, record.indikator) for record in records}
    weights = learn_names(records, rules)
    kept = {feature: round(weight * 100) for feature, weight in weights.items() if abs(weight) >= LEAST_WEIGHT}
    made = {"learned_with": fingerprint(), "weights": kept}
    Path(NAMES_FILE).write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    curves = with_kept(with_tables(fit_curves(samples), points), unsettled(samples, bases, points))
    data = {"learned_with": fingerprint(), "threshold": threshold, "sure": round((1 + threshold) / 2, 3), **curves}
    Path(CERTAINTY_FILE).write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")
    for name, features in (("calculating", FEATURES), ("single", FEATURES), ("second", RULES_FEATURES)):
        ranked = sorted(zip(curves[name]["weights"], features, strict=True), key=lambda one: -abs(one[0]))
        print(name, ", ".join(f"{feature} {weight:+.2f}" for weight, feature in ranked[:12]))


def write_page(head: str, lines: Sequence[str]) -> None:
    PART.write_text("\n".join([head, "", *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
