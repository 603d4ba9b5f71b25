"""Targets whose input is data: JSON that is read back; TOML of rule sets, measures, catalogues, vocabularies."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from random import Random
from typing import Any, Final

import kinerja_formula as kf
from kinerja_formula.data_files import DATA
from kinerja_formula.penilaian.measures import read_ukuran
from kinerja_formula.units import load_vocabulary
from kinerja_formula.units.vocabulary_files import VocabularyError
from tests.fuzzing.target import Target, fields_of, held, input_of, ours, scratch_file, sometimes
from tests.fuzzing.text_mutations import ROOT, mutated_words
from tests.fuzzing.text_targets import changed_pieces, figure_pieces

__all__ = ["DATA_TARGETS", "changed_json"]

# JSON

HOSTILE: Final[tuple[Any, ...]] = (
    *(None, True, 0, -1, 10**400, 1.5, 1e308, float("nan"), float("inf"), "", "x", "1/0", "1/3", "9" * 300),
    *("\ud800", "\0"),
    *([], [[]], {}, {"": None}, [0, 1], [-1, 5], ["a", "b"], {"a": {"b": []}}, "naik", "%", "KF110", "2024"),
    *([1, 2, 3, 4],),
)


def changed_json(content: bytes, random: Random) -> bytes:
    """Change values, drop, double or exchange them wherever they stand; it stays JSON."""
    kind, text = fields_of(content, 2)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return input_of(kind, changed_pieces(text, ('"', "{", "}", "[", "]", ":", ",", "null", "1e999"), random))
    for _ in range(random.choice((1, 1, 2, 4))):
        places = list(_places(data))
        if not places:
            break
        holder, key = random.choice(places)
        _change_at(holder, key, random.choice(places), random)
    return input_of(kind, json.dumps(data, ensure_ascii=True))


def _places(data: Any) -> list[tuple[Any, Any]]:
    """Return every place where a value stands: what holds it, and under what key."""
    found: list[tuple[Any, Any]] = []
    waiting = [data]
    while waiting:
        one = waiting.pop()
        keys = list(one) if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else ()
        found += [(one, key) for key in keys]
        waiting += [one[key] for key in keys]
    return found


def _change_at(holder: Any, key: Any, other: tuple[Any, Any], random: Random) -> None:
    how = random.randrange(7)
    if (isinstance(holder, list) and key >= len(holder)) or (isinstance(holder, dict) and key not in holder):
        return
    if how < 2:
        holder[key] = _copy(random.choice(HOSTILE))
    elif how == 2:
        del holder[key]
    elif how == 3:
        holder[key] = _copy(_value_at(*other))
    elif how == 4 and isinstance(holder[key], str):
        holder[key] = changed_pieces(holder[key], figure_pieces(), random)
    elif how == 5 and isinstance(holder, list):
        holder[key:key] = [_copy(holder[key]) for _ in range(random.choice((1, 2, 30)))]
    elif isinstance(holder, dict):
        holder[random.choice(("", "x", "schema", "nama", "kind", "value"))] = _copy(holder[key])


def _value_at(holder: Any, key: Any) -> Any:
    inside = key in holder if isinstance(holder, dict) else key < len(holder)
    return holder[key] if inside else None


def _copy(value: Any) -> Any:
    return json.loads(json.dumps(value))


def run_json(content: bytes) -> None:
    kind, text = fields_of(content, 2)
    door = DOORS.get(kind)
    if door is None:
        return
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    found = ours(lambda: door(data))
    if found is None or isinstance(found, dict):
        return
    ours(lambda: USES.get(kind, str)(found))
    told = ours(found.to_json)
    if told is None:  # the tree of a result is read when it is asked for
        return
    again = ours(lambda: door(json.loads(json.dumps(told))))
    held(f"{kind} comes back from JSON", again is not None and again.to_json() == told, text)


def _use_formula(formula: kf.Formula) -> None:
    formula.to_text()
    ours(lambda: formula.evaluate(dict.fromkeys(formula.names, 3), strict=False))


def _use_result(result: kf.Result) -> None:
    result.explain()
    ours(lambda: result.tree)
    str(result.capaian)


DOORS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "formula": kf.Formula.from_json,
    "result": kf.Result.from_json,
    "capaian": kf.Capaian.from_json,
    "rekap": kf.RekapCapaian.from_json,
    "dokumen": kf.Dokumen.from_json,
    "indikator": kf.Indikator.from_json,
    "katalog": kf.Katalog.from_json,
    "skema": kf.schema,
}
USES: Final[Mapping[str, Callable[[Any], Any]]] = {
    "formula": _use_formula,
    "result": _use_result,
    "capaian": kf.Capaian.explain,
    "rekap": kf.RekapCapaian.explain,
}


@cache
def json_seeds() -> list[bytes]:
    formulas = (
        "Jumlah A / Jumlah B x 100%",
        "Jika Rasio ≥ 3 maka 4; jika Rasio < 3 maka 2 x Rasio",
        "Σ (bobot × nilai)",
        "Jumlah desa X 100% Jumlah desa seluruhnya",
        "500 surat",
        "Terlaksananya rapat",
        "min(Jumlah A, √(B))",
    )
    found: list[tuple[str, Any]] = [("formula", kf.parse(one).to_json()) for one in formulas]
    results = [
        kf.evaluate(formulas[0], {"Jumlah A": 3, "Jumlah B": 4}, target="80%"),
        kf.evaluate(formulas[1], {"Rasio": "2,5"}),
        kf.evaluate(formulas[2], {"bobot": ["50%", "50%"], "nilai": [80, 90]}, strict=False),
        kf.evaluate("Lama", {"Lama": "2 jam 30 menit"}, target="3 jam"),
    ]
    found += [("result", one.to_json()) for one in results]
    capaian = [kf.capaian(93, 95, aturan="permenpan-8-2021"), kf.capaian("80%", "75 - 90%"), kf.capaian(0, "0 temuan")]
    found += [("capaian", one.to_json()) for one in capaian]
    found += [("rekap", kf.roll_up([18, None, 90]).to_json()), ("rekap", kf.roll_up(capaian).to_json())]
    dokumen = kf.read(ROOT / "examples" / "pelayanan.csv")
    found += [("dokumen", dokumen.to_json()), ("indikator", dokumen.jabatan[0].indikator[0].to_json())]
    found += [("katalog", kf.katalog(ROOT / "examples" / "katalog.toml").to_json()), ("skema", "result/1")]
    return [input_of(kind, json.dumps(data)) for kind, data in found]


# TOML


def run_rules(content: bytes) -> None:
    kind, text = fields_of(content, 2)
    path = scratch_file(f"{kind if kind in READERS else 'aturan'}.toml", text.encode("utf-8", "replace"))
    READERS.get(kind, _read_aturan)(path, content)


def _read_aturan(path: Any, content: bytes) -> None:
    rule = ours(lambda: kf.read_aturan(path))
    if rule is None:
        return
    for realisasi, target in (
        ("93", "95"),
        ("80 %", "75 - 90%"),
        (0, 0),
        ("-5", "10"),
        ("120 orang", "100 orang"),
        (3, None),
    ):
        for arah in ("naik", "turun"):
            found = ours(lambda one=realisasi, two=target, way=arah: kf.capaian(one, two, aturan=rule, arah=way))  # type: ignore[misc]
            if found is not None:
                found.explain()
                held(
                    "a capaian comes back from JSON",
                    kf.Capaian.from_json(json.loads(json.dumps(found.to_json()))) == found,
                )


def _read_ukuran(path: Any, content: bytes) -> None:
    measure = ours(lambda: read_ukuran(str(path), 3))
    if measure is not None:
        formula = ours(lambda: kf.parse(measure.rumus))
        names = formula.names if formula is not None else ()
        ours(lambda: measure.evaluate(dict.fromkeys(names, 75)))


def _read_katalog(path: Any, content: bytes) -> None:
    katalog = ours(lambda: kf.katalog(path))
    if katalog is None:
        return
    ours(
        lambda: katalog.evaluate(
            {"Nilai Survei Kepuasan Masyarakat": 85, "Jumlah berkas yang masuk": "0"}, periode="2025"
        )
    )
    ours(katalog.check)
    if sometimes(content, 4):
        again = kf.Katalog.from_json(json.loads(json.dumps(katalog.to_json())))
        held("a catalogue comes back from JSON", again.to_json() == katalog.to_json())


def _read_words(path: Any, content: bytes) -> None:
    try:
        vocabulary = load_vocabulary(path)
    except VocabularyError:
        return
    for word in ("sumur", "desa", "jam", "juta rupiah"):
        vocabulary.unit_of(word)


READERS: Final[Mapping[str, Callable[[Any, bytes], None]]] = {
    "aturan": _read_aturan,
    "ukuran": _read_ukuran,
    "katalog": _read_katalog,
    "kata": _read_words,
}

WORDS: Final = """
[barang]
sumur = { parent = "unit", aliases = ["sumur bor", "sumur gali"] }
[waktu]
caturwulan = { per = "bulan", factor = "4" }
[nouns]
rupiah = ["dana kelurahan"]
[no_unit]
processes = ["sedekah bumi"]
[compounds]
OS = ["orang", "sumur"]
[scales]
lusin = "12"
[rules]
sumur-dan-desa = { add = "error", divide = "yes", percent = "note" }
[[pairs]]
rule = "sumur-dan-desa"
left = ["sumur"]
right = ["desa"]
"""


@cache
def rule_seeds() -> list[bytes]:
    from pathlib import Path

    found = [
        input_of("kata", WORDS),
        input_of("katalog", (ROOT / "examples" / "katalog.toml").read_text(encoding="utf-8")),
    ]
    for kind in ("aturan", "ukuran"):
        paths = sorted(Path(DATA, kind).glob("*.toml"))
        found += [input_of(kind, one.read_text(encoding="utf-8")) for one in paths if one.stem != "fungsi"]
    return found


_VALUES: Final = (
    *('""', "0", "-1", "1e9", "nan", "inf", "true", "[]", "{}", '"1/0"', '"9" ', "2024-01-01", '"\\u0000"'),
    *("[[]]", "07:30:00"),
    *('"{i}"', '"{nrr} / 0"', '"Capaian ^ Capaian"', '"jika Capaian > 1 maka 2"', '"110%"', '"naik"'),
    *('"lkjip"', "[1, 2]"),
    *('"Capaian / (Capaian - Capaian)"', '["a", ["b"]]', "9" * 400, "0x10", '"' + "(" * 60 + '"', "{ a = 1 }"),
)


def changed_toml(content: bytes, random: Random) -> bytes:
    """Change a value, a key or a head, or drop, double or exchange lines."""
    kind, text = fields_of(content, 2)
    lines = text.split("\n")
    for _ in range(random.choice((1, 1, 2, 3))):
        place = random.randrange(len(lines))
        key, sign, value = lines[place].partition(" = ")
        match random.randrange(7):
            case 0:
                del lines[place : place + random.choice((1, 1, 2, 6))]
                lines = lines or [""]
            case 1:
                lines.insert(place, random.choice(lines))
            case 2 if sign:
                lines[place] = f"{key} = {random.choice(_VALUES)}"
            case 3 if sign:
                lines[place] = f"{key} = {random.choice(lines).partition(' = ')[2] or random.choice(_VALUES)}"
            case 4 if sign:
                inner = re.sub(
                    r'"([^"\\]*)"', lambda found: json.dumps(mutated_words(found[1], random)), value, count=1
                )
                lines[place] = f"{key} = {inner}"
            case 5:
                other = random.randrange(len(lines))
                lines[place], lines[other] = lines[other], lines[place]
            case _:
                lines[place] = changed_pieces(
                    lines[place], ("[", "]", "[[", "=", '"', ".", "{", "}", ",", "#", " "), random
                )
    return input_of(kind, "\n".join(lines))


DATA_TARGETS: Final = (
    Target("json", run_json, json_seeds, changed_json, longest=20_000),
    Target("rules", run_rules, rule_seeds, changed_toml, longest=20_000),
)
