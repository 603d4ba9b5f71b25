"""Every file of ``good/`` and ``bad/`` says what its formula gives, sign for sign; README.md tells the form of a file.

``ACCEPT=1`` writes what the program says now into the files; a person reads the difference.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple

import pytest

import kinerja_formula as kf
from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.reading.draft import Limits

HERE = Path(__file__).parent
GOOD = sorted((HERE / "good").glob("*.case"))
BAD = sorted((HERE / "bad").glob("*.case"))
OF_FORMULAS = {"formula", "formula-json", "indikator", "data", "satuan", "repeat", "limits", "to", "tree", "explain"}
OF_PENILAIAN = {"capaian", "roll-up", "periods", "ukuran"}
WRITERS = {"excel": kf.Formula.to_excel, "sql": kf.Formula.to_sql, "python": lambda formula, _: formula.to_python()}
DIRECTIVES = {*OF_FORMULAS, *OF_PENILAIAN, *WRITERS, "reading", "solve", "target"}


class Case(NamedTuple):
    head: str
    directives: dict[str, str]
    output: str

    @property
    def formula(self) -> Any:
        """The text (or what stands in its place), its lines joined and ``<repeat>`` written out."""
        if "formula-json" in self.directives:
            return json.loads(self.repeated(self.directives["formula-json"]))
        return self.repeated(self.directives["formula"])

    def json(self, directive: str) -> Any:
        return json.loads(self.repeated(self.directives[directive]))

    def repeated(self, text: str) -> str:
        piece, _, times = self.directives.get("repeat", "").rpartition(" ")
        return text.replace("<repeat>", piece * int(times)) if times else text


def read_case(text: str) -> Case:
    """Part a case into its directives and the output; lines that begin with two blanks go on with the line before."""
    lines = text.splitlines(keepends=True)
    place = lines.index("---\n")
    directives: dict[str, str] = {}
    last = ""
    for line in lines[:place]:
        line = line.removesuffix("\n")
        if line.startswith("#"):
            continue
        if line.startswith("  ") and last:
            directives[last] += "\n" + line[2:] if directives[last] else line[2:]
            continue
        last, colon, value = line.partition(":")
        if not colon or last not in DIRECTIVES or last in directives:
            raise ValueError(f"not a directive: {line!r}")
        directives[last] = value.removeprefix(" ")
    return Case("".join(lines[:place]), directives, "".join(lines[place + 1 :]))


def findings(case: Case) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the user's text and everything that is found in it or in its data."""
    try:
        if "tree" in case.directives:
            kf.Formula.from_json(case.json("tree"))
            return "", ()
        if OF_PENILAIAN & set(case.directives):
            return "", penilaian_findings(case)
        text = case.formula
        if "limits" in case.directives:
            return text, kf.parse(text, limits=Limits(**case.json("limits"))).diagnostics
        for notation in case.directives.keys() & WRITERS.keys():
            WRITERS[notation](kf.parse(text), case.json(notation))
            return text, ()
        if "solve" in case.directives:
            float(kf.parse(text).solve(*case.json("solve")))
            return text, ()
        if "reading" in case.directives:
            return text, kf.parse(text, reading=case.directives["reading"]).diagnostics
        satuan = case.json("satuan") if "satuan" in case.directives else None
        if "data" not in case.directives:
            formula = kf.parse(text, indikator=case.directives.get("indikator"))
            return text, kf.check(formula, satuan=satuan, target=case.directives.get("target", ""))
        result = kf.evaluate(text, case.json("data"), indikator=case.directives.get("indikator"), satuan=satuan)
        if "to" in case.directives:
            result.to(case.directives["to"])
        return text, result.diagnostics
    except kf.FormulaError as error:
        return error.text, error.diagnostics


def penilaian_findings(case: Case) -> tuple[Diagnostic, ...]:
    """Return what is found about a capaian, a roll-up of capaian, of periods, or a composite measure."""
    if "capaian" in case.directives:
        return kf.capaian(**case.json("capaian")).diagnostics
    if "roll-up" in case.directives:
        given = case.json("roll-up")
        parts = given.pop("parts")
        if isinstance(parts, list):
            parts = [kf.capaian(*part) if isinstance(part, list) else part for part in parts]
        return kf.roll_up(parts, **given).diagnostics
    if "periods" in case.directives:
        return kf.roll_up_periods(**case.json("periods")).diagnostics
    given = case.json("ukuran")
    return kf.ukuran(given["id"], banyak=given.get("banyak")).evaluate(given["data"]).diagnostics


OF_CERTAINTY = {"KF107", "KF110"}
"""How sure a reading is is learned anew with every form: only the cases about it show it."""


def bad_output(case: Case, code: str = "") -> str:
    text, found = findings(case)
    found = tuple(one for one in found if one.code == code or one.code not in OF_CERTAINTY)
    languages = ["\n".join(one.render(text, language=language) for one in found) for language in ("id", "en")]
    return "\n--- en\n".join(languages) + "\n"


def outline(node: dict[str, Any], sign: str = "", depth: int = 0) -> Iterator[str]:
    """Yield the JSON of a tree a line a node, without spans: kind, plain fields, then the nodes below it."""
    node = {field: value for field, value in node.items() if field not in ("span", "sign_span")}
    plain = {field: value for field, value in node.items() if not isinstance(value, (dict, list))}
    below = {field: value for field, value in node.items() if field not in plain}
    kind = plain.pop("node")
    facts = [
        json.dumps(value, ensure_ascii=False) if field in ("text", "value") else f"{field}={json.dumps(value)}"
        for field, value in plain.items()
    ]
    if aliases := below.pop("aliases", None):
        facts.append(f"aliases={json.dumps(aliases, ensure_ascii=False)}")
    yield "  " * depth + " ".join([*([sign] if sign else []), kind, *facts])
    for field, value in below.items():
        for one in value if isinstance(value, list) else [value]:
            if field == "parts":
                yield from outline(one["of"], one["sign"], depth + 1)
            else:
                yield from outline(one, "" if field in ("items", "of") else f"{field}:", depth + 1)


def good_output(case: Case) -> str:
    indikator = case.directives.get("indikator")
    names = tuple(case.json("data")) if "data" in case.directives else ()
    formula = kf.parse(case.formula, names, indikator)
    again = kf.parse(formula.to_text(), names, indikator)
    assert again == formula, "the canonical text reads back as another tree"
    data = formula.to_json()
    out = [f"{formula.kind}: {formula.to_text()}", "--- tree", *outline(data["tree"])]
    if formula.targets:
        out += ["--- targets", *[line for target in data["targets"] for line in outline(target)]]
    if formula.constants:
        out += ["--- constants", *[f"{name} = {value}" for name, value in formula.constants.items()]]
    if "data" in case.directives:
        result = kf.evaluate(case.formula, case.json("data"), indikator=indikator)
        out += ["--- value", f"{result.value} {result.unit or ''}".rstrip()]
        if "explain" in case.directives:
            out += ["--- explanation", str(result.explain())]
    told = [one for one in formula.diagnostics if one.code not in OF_CERTAINTY]
    if told:
        out += ["--- findings", *[one.render(formula.text) for one in told]]
    return "\n".join(out) + "\n"


def compare(path: Path, case: Case, output: str, *, accept: bool) -> None:
    if accept and case.output != output:
        path.write_text(f"{case.head}---\n{output}", encoding="utf-8")
    else:
        assert case.output == output


def load(path: Path) -> Case:
    return read_case(path.read_text(encoding="utf-8"))


ACCEPT = bool(os.environ.get("ACCEPT"))


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad(path: Path):
    case = load(path)
    _, found = findings(case)
    codes = {one.code for one in found}
    if path.stem[:5] not in OF_CERTAINTY:
        codes -= OF_CERTAINTY
    if path.stem[:5] in ("KF327", "KF335"):
        codes.discard("KF324")  # no regulation rules these, so their source is always in doubt too
    if "KF136" in codes and path.stem[:5] in ("KF125", "KF136"):
        codes = {path.stem[:5]}  # the note says what is missing where the warning says that the kinds differ
    assert codes == {path.stem[:5]}, "a bad case has one mistake, named by the code in its name"
    for one in found:
        for part in ("message", "hint"):
            wanted = {
                field
                for language in ("id", "en")
                for _, field, _, _ in Formatter().parse(one._template(part, language))
                if field
            }
            assert wanted <= set(one.values), f"{one.code} doesn't give what its {part} asks for"
    compare(path, case, bad_output(case, path.stem[:5]), accept=ACCEPT)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_good(path: Path):
    case = load(path)
    compare(path, case, good_output(case), accept=ACCEPT)


def test_there_are_cases():
    assert len(GOOD) > 10
    assert len(BAD) > 30


CASE = """\
# a remark
formula: Jumlah A
  Jumlah <repeat>
repeat: B 3
---
anything
--- en
else
"""


def test_a_case_is_read():
    case = read_case(CASE)
    assert case.formula == "Jumlah A\nJumlah BBB"
    assert case.output == "anything\n--- en\nelse\n"
    with pytest.raises(ValueError, match="rumus"):
        read_case("rumus: A\n---\n")


def test_another_output_is_seen_and_can_be_accepted(tmp_path: Path):
    path = tmp_path / "a.case"
    path.write_text(CASE, encoding="utf-8")
    with pytest.raises(AssertionError):
        compare(path, load(path), "other\n", accept=False)
    compare(path, load(path), "other\n", accept=True)
    assert load(path).output == "other\n"
    assert load(path).formula == read_case(CASE).formula
