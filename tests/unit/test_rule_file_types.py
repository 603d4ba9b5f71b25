"""A value of another type in any field of a TOML file of a user ends in that file's own error, and in nothing else."""

from __future__ import annotations

import datetime
import json
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import kinerja_formula as kf
from kinerja_formula.data_files import DATA
from kinerja_formula.penilaian import measures
from kinerja_formula.penilaian.aturan_text import aturan_data, describe_aturan
from kinerja_formula.penilaian.registry import functions
from kinerja_formula.penilaian.rule_files import read_functions_file
from kinerja_formula.tinjauan.review import review_formula
from kinerja_formula.tinjauan.settings import choice_of, read_acuan, read_settings
from kinerja_formula.units.vocabulary import VocabularyError, load_vocabulary

Place = tuple[str | int, ...]

OTHERS: tuple[Any, ...] = (
    "teks lain",
    "",
    7,
    -(10**30),
    1.5,
    float("nan"),
    float("inf"),
    True,
    datetime.datetime(2024, 1, 2, 3, 4, tzinfo=datetime.UTC),
    datetime.date(2024, 1, 2),
    datetime.time(3, 4),
    [],
    [[]],
    [1, "a", {}],
    [{}],
    {},
    {"a": []},
    {"naik": []},
)
"""One of every type of TOML, empty and filled, and a text of no meaning."""


def toml(value: object) -> str:
    """A value as TOML, tables inline."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        pairs = [f"{json.dumps(key, ensure_ascii=False)} = {toml(one)}" for key, one in value.items()]
        return "{" + ", ".join(pairs) + "}"
    return str(value)


def document(tables: dict[str, Any]) -> str:
    return "".join(f"{json.dumps(key, ensure_ascii=False)} = {toml(one)}\n" for key, one in tables.items())


def places(value: object, way: Place = ()) -> Iterator[Place]:
    """Every key of every table, and the first, second and last of every list."""
    if way:
        yield way
    if isinstance(value, dict):
        for key, one in value.items():
            yield from places(one, (*way, key))
    elif isinstance(value, list):
        for number in sorted({0, min(1, len(value) - 1), len(value) - 1} - {-1}):
            yield from places(value[number], (*way, number))


def replaced(value: Any, way: Place, other: object) -> Any:
    if not way:
        return other
    if isinstance(value, dict):
        return {key: replaced(one, way[1:], other) if key == way[0] else one for key, one in value.items()}
    return [replaced(one, way[1:], other) if number == way[0] else one for number, one in enumerate(value)]


def each(folder: str, pattern: str) -> list[tuple[str, dict[str, Any], list[Place]]]:
    """The files of a folder with the places that no file before has: lists are one place whatever their index."""
    seen: set[Place] = set()
    found = []
    for path in sorted((Path(DATA) / folder).glob(pattern)):
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        new = []
        for way in places(tables):
            shape = tuple(0 if isinstance(step, int) else step for step in way)
            if (shape, isinstance(way[-1], int) and way[-1] > 0) not in seen:
                seen.add((shape, isinstance(way[-1], int) and way[-1] > 0))  # type: ignore[arg-type]
                new.append(way)
        found.append((path.name, tables, new))
    return found


def use_rule_set(path: Path) -> None:
    rule = kf.read_aturan(path)
    describe_aturan(rule)
    json.dumps(aturan_data(rule))
    for arah in ("naik", "turun", "stabil"):
        for realisasi in (0, 3, 90):
            for target in (4, 0):
                with suppress(kf.FormulaError):
                    kf.capaian(realisasi, target, arah=arah, aturan=rule)


def use_functions(path: Path) -> None:
    read_functions_file(str(path))


def use_measure(path: Path) -> None:
    measure = measures.read_ukuran(str(path), None)
    with suppress(kf.FormulaError):  # a formula, names and rule sets that say something, but not the right thing
        measure.evaluate(dict.fromkeys(measure.names, 1))


def error_of(use: Callable[[Path], object], path: Path) -> Any:
    """The file's own error, None where it is taken; any other exception goes on."""
    try:
        use(path)
    except (kf.InvalidDataError, VocabularyError) as error:
        return error
    return None


def refuses(use: Callable[[Path], object], path: Path, *codes: str) -> bool:
    error = error_of(use, path)
    if error is None:
        return False
    assert error.code in codes, error
    # These two name what the file says: a rule that there is not, a baseline that can't be read.
    assert error.code in ("KF401", "KF441") or path.name in str(error)
    assert error.render(language="en")
    return True


def no_rule_set(path: Path, _: str) -> bool:
    return refuses(use_rule_set, path, "KF317")


def no_functions(path: Path, _: str) -> bool:
    return refuses(use_functions, path, "KF317")


def no_measure(path: Path, _: str) -> bool:
    return refuses(use_measure, path, "KF317")


def exhaust(tmp_path: Path, tables: dict[str, Any], ways: list[Place], refused: Callable[[Path, str], bool], name: str):
    path = tmp_path / name
    path.write_text(document(tables), encoding="utf-8")
    assert not refused(path, "as it is"), "the file is sound before it is changed"
    kept = []
    for way in ways:
        for other in OTHERS:
            path.write_text(document(replaced(tables, way, other)), encoding="utf-8")
            if not refused(path, f"{way} = {other!r}"):
                kept.append((way, other))
    return kept


ATURAN = [one for one in each("aturan", "*.toml") if one[0] != "fungsi.toml" and one[2]]


@pytest.mark.parametrize(("name", "tables", "ways"), ATURAN, ids=[one[0] for one in ATURAN])
def test_rule_sets(tmp_path: Path, name: str, tables: dict[str, Any], ways: list[Place]):
    kept = exhaust(tmp_path, tables, ways, no_rule_set, name)
    # What is no text is taken nowhere but for a year, decimals, or a table that may be empty.
    for way, other in kept:
        if not isinstance(other, (str, dict, list)):
            assert (way[-1], other) in {("capaian", 7), ("skala", 7)}, (way, other)


def test_rule_sets_with_every_field(tmp_path: Path):
    tables = tomllib.loads(WHOLE)
    kept = exhaust(tmp_path, tables, list(places(tables)), no_rule_set, "a.toml")
    assert {way[-1] for way, other in kept if other == 7} == {"capaian", "skala"}


WHOLE = """\
nama = "Perbup"
sumber = "Perbup 5/2024"
kepercayaan = "terbaca"
berlaku = 2024
berakhir = 2030
fungsi = { naik = "UP", turun = { pakai = "SETENGAH", sumber = "hlm. 7", kepercayaan = "terbaca" }, stabil = "DUA" }
batas = { atas = "120%", bawah = "0%", sumber = "a", kepercayaan = "terbaca" }
nol = { keduanya = "0%", target = { naik = "100%", turun = "batas" }, realisasi = "fungsi", sumber = "a" }
pembulatan = { capaian = 2, skala = 1, sumber = "a", kepercayaan = "terbaca" }
rekap = { cara = "geometrik", kosong = "nol" }
peringkat = { opini = ["TMP", "WTP"] }

[definisi.SETENGAH]
nama = "separuh"
sumber = "hlm. 7"
kepercayaan = "terbaca"
rumus = "(3 × Target - Realisasi) / 2 / Target × 100%"
ejaan = ["Realisasi / Target × 100%"]
dalam = { sumber = "a", kepercayaan = "terbaca" }

[definisi.DUA]
nama = "dua"
sumber = "hlm. 8"
kepercayaan = "terbaca"
kasus = [
  { bila = "Realisasi > Target", rumus = "Target / Realisasi × 100%" },
  { rumus = "Realisasi / Target × 100%" },
]

[skala]
dari = "capaian"

[[skala.pita]]
di_atas = "90%"
sampai = "120%"
predikat = "Baik"
nilai = "Capaian / 90 × 70"
syarat = "ide baru"
warna = "hijau"
sumber = "a"
kepercayaan = "terbaca"

[[skala.pita]]
mulai = "50%"
sampai = "120%"
predikat = "Cukup"

[[skala.pita]]
hingga = "50%"
predikat = "Kurang"
"""


def test_functions(tmp_path: Path):
    tables = tomllib.loads((Path(DATA) / "aturan" / "fungsi.toml").read_text(encoding="utf-8"))
    exhaust(tmp_path, tables, list(places(tables)), no_functions, "fungsi.toml")
    assert functions()


UKURAN = [one for one in each("ukuran", "*.toml") if one[2]]


@pytest.mark.parametrize(("name", "tables", "ways"), UKURAN, ids=[one[0] for one in UKURAN])
def test_measures(tmp_path: Path, name: str, tables: dict[str, Any], ways: list[Place]):
    kept = exhaust(tmp_path, tables, ways, no_measure, name)
    for way, other in kept:
        if not isinstance(other, (str, dict, list)):
            assert (way[-1], other) == ("banyak", 7), (way, other)


KOSAKATA = """\
not_heads = ["sekolah-sekolahan"]
orang = { relawan = { parent = "orang", shown = "relawan", symbol = "rlw", level = 2, aliases = ["sukarelawan"] } }
waktu = { windu = { equals = "8 tahun", pint = "windu", aliases = ["sewindu"] } }
scales = { laksa = 10000 }
scale_aliases = { lks = "laksa" }
shares = { permil = "1/1000" }
compounds = { "orang-windu" = ["relawan", "windu"] }
heads = { counts = ["bilangan"] }
no_unit = { stops = ["sebagaimana"], processes = ["perelawanan"] }
list_words = { and = ["beserta"] }
satuan = { counters = ["helai"] }
nouns = { relawan = ["anggota tagana"] }

[rules.relawan]
add = "yes"
divide = "note"
percent = "warning"

[[pairs]]
rule = "relawan"
left = ["relawan"]
right = ["famili waktu"]
"""


def refuses_words(path: Path, _: str) -> bool:
    error = error_of(load_vocabulary, path)
    if error is None:
        return False
    assert error.file == path.name
    assert str(error).startswith(path.name)
    return True


def test_files_of_units(tmp_path: Path):
    tables = tomllib.loads(KOSAKATA)
    kept = exhaust(tmp_path, tables, list(places(tables)), refuses_words, "kosakata.toml")
    for way, other in kept:
        if not isinstance(other, (str, dict, list)):
            assert (way[-1], other) in {("laksa", 7), ("level", 7), ("level", -(10**30))}, (way, other)


SETTINGS = """\
lain = 1
[tinjauan]
pilih = ["KF110"]
abaikan = ["KF124"]
acuan = ""
"""


def use_settings(path: Path) -> None:
    choice_of(read_settings(path))


@pytest.mark.parametrize("name", ["kinerja.toml", "pyproject.toml"])
def test_settings(tmp_path: Path, name: str):
    tables = tomllib.loads(SETTINGS)
    if name == "pyproject.toml":
        tables = {"tool": {"kinerja": tables}}

    def refused(path: Path, _: str) -> bool:
        return refuses(use_settings, path, "KF401", "KF440", "KF441")

    exhaust(tmp_path, tables, list(places(tables)), refused, name)


@pytest.mark.parametrize("text", ["[" * 5000, "a = " + "[" * 5000, "a.b = 1\na = 2", "a = 1\0", "\ud800"])
def test_a_file_that_is_no_toml(tmp_path: Path, text: str):
    path = tmp_path / "kinerja.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert refuses(use_rule_set, path, "KF317")
    assert refuses_words(path, "")
    assert refuses(use_settings, path, "KF401", "KF440")


def test_baselines(tmp_path: Path):
    path = tmp_path / "acuan.json"
    written = review_formula("Jumlah A / Jumlah A x 100%").to_acuan()
    path.write_text(json.dumps(written), encoding="utf-8")
    assert read_acuan(path)
    for way in [(), *places(written)]:
        for other in (None, *OTHERS):
            if isinstance(other, (datetime.datetime, datetime.date, datetime.time)):
                continue
            path.write_text(json.dumps(replaced(written, way, other)), encoding="utf-8")
            refuses(read_acuan, path, "KF401", "KF440")
