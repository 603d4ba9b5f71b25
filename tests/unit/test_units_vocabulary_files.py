"""The files of a vocabulary: what each field does, and every refusal with its place and reason."""

from __future__ import annotations

import pickle
from fractions import Fraction
from pathlib import Path

import pytest

from kinerja_formula.units import VocabularyError, default_vocabulary, load_vocabulary
from kinerja_formula.units.vocabulary_files import Rule, Tables, read_tables

TEXT = "harus berupa teks"
WORDS = "harus berupa daftar teks"
WHOLE = "harus berupa bilangan bulat positif"
NUMBER = 'harus berupa bilangan atau pecahan positif, misalnya "1/100"'
SIZE = 'harus seperti "12 bulan" atau "1 m^2"'
WAYS = "harus berisi add, divide, percent, masing-masing salah satu dari yes, note, warning, error"
PAIR = "harus berisi rule, left, right"


SOUND = "[[pairs]]\nrule = 'sama'\nleft = ['orang']\nright = ['desa']\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "satuan-kami.toml"
    path.write_text(text, encoding="utf-8")
    return path


REFUSED = [
    ("barang = 3", "", "barang", "harus berupa tabel"),
    ("x = []", "", "x", "harus berupa tabel"),
    ("[barang]\nsumur = 3", "barang", "sumur", 'harus berupa tabel, misalnya { parent = "orang" }'),
    (
        "[barang]\nsumur = { induk = 'unit' }",
        "barang",
        "sumur.induk",
        "tidak dikenal; yang ada: parent, shown, symbol, level, equals, pint, aliases, as_written",
    ),
    ("[barang]\nsumur = { parent = 3 }", "barang", "sumur.parent", TEXT),
    ("[barang]\nsumur = { shown = 3 }", "barang", "sumur.shown", TEXT),
    ("[barang]\nsumur = { symbol = [] }", "barang", "sumur.symbol", TEXT),
    ("[barang]\nsumur = { level = '3' }", "barang", "sumur.level", "harus berupa bilangan bulat"),
    ("[barang]\nsumur = { level = true }", "barang", "sumur.level", "harus berupa bilangan bulat"),
    ("[barang]\nsumur = { equals = 3 }", "barang", "sumur.equals", TEXT),
    ("[barang]\nsumur = { pint = 3 }", "barang", "sumur.pint", TEXT),
    ("[barang]\nsumur = { aliases = 's' }", "barang", "sumur.aliases", WORDS),
    ("[barang]\nsumur = { aliases = ['s', 3] }", "barang", "sumur.aliases", WORDS),
    ("[barang]\nsumur = { aliases = ['s', ' '] }", "barang", "sumur.aliases", WORDS),
    ("[barang]\nsumur = { aliases = ['!!'] }", "barang", "sumur.aliases", WORDS),
    ("[barang]\n'!!' = {}", "barang", "!!", TEXT),
    ("[barang]\n'' = {}", "barang", "", TEXT),
    ("[nouns]\norang = ['…']", "nouns", "orang", WORDS),
    ("[no_unit]\nprocesses = ['-']", "no_unit", "processes", WORDS),
    ("[heads]\ncounts = ['()']", "heads", "counts", WORDS),
    ("[barang]\nsumur = { parent = 'uni' }", "barang", "sumur.parent", "“uni” tidak dikenal"),
    ("[barang]\nsumur = { parent = 'orang' }", "barang", "sumur.parent", "“orang” ada di famili [orang]"),
    (
        "[barang]\na = { parent = 'b' }\nb = { parent = 'c' }\nc = { parent = 'a' }",
        "barang",
        "a",
        "berputar: a → b → c → a",
    ),
    ("[barang]\na = { parent = 'a' }", "barang", "a", "berputar: a → a"),
    ("[barang]\na = { aliases = ['x'] }\nb = { aliases = ['X'] }", "barang", "b.aliases", "“X” sudah dipakai oleh a"),
    ("[barang]\na = { aliases = ['b'] }\nb = {}", "barang", "b.aliases", "“b” sudah dipakai oleh a"),
    ("[waktu]\nwindu = { equals = '8' }", "waktu", "windu.equals", SIZE),
    ("[waktu]\nwindu = { equals = '8 tahun^0' }", "waktu", "windu.equals", SIZE),
    ("[waktu]\nwindu = { equals = '0 tahun' }", "waktu", "windu.equals", NUMBER),
    ("[waktu]\nwindu = { equals = '1/0 tahun' }", "waktu", "windu.equals", NUMBER),
    ("[waktu]\nwindu = { equals = '1/2/3 tahun' }", "waktu", "windu.equals", NUMBER),
    ("[waktu]\nwindu = { equals = '1234567890123 tahun' }", "waktu", "windu.equals", NUMBER),
    ("[waktu]\nwindu = { equals = '8 abad' }", "waktu", "windu.equals", "“abad” tidak dikenal"),
    ("[waktu]\nwindu = { equals = '8 orang' }", "waktu", "windu.equals", "“orang” ada di famili [orang]"),
    ("[waktu]\na = { equals = '8 b' }\nb = { equals = '2 a' }", "waktu", "a", "berputar: a → b → a"),
    (
        "[waktu]\nw = { equals = '8 tahun', parent = 'tahun' }",
        "waktu",
        "w",
        "memakai parent atau equals, bukan keduanya",
    ),
    ("[waktu]\nw = { parent = 'tahun' }", "waktu", "w.parent", "“tahun” adalah ukuran; pakai equals"),
    ("not_heads = 3", "", "not_heads", WORDS),
    ("not_heads = ['waktu', '']", "", "not_heads", WORDS),
    ("[scales]\nlusin = 0", "scales", "lusin", WHOLE),
    ("[scales]\nlusin = -1", "scales", "lusin", WHOLE),
    ("[scales]\nlusin = true", "scales", "lusin", WHOLE),
    ("[scales]\nlusin = '12'", "scales", "lusin", WHOLE),
    ("[scales]\nlusin = 1.5", "scales", "lusin", WHOLE),
    ("[scale_aliases]\nlsn = 'lusin'", "scale_aliases", "lsn", "“lusin” tidak ada di [scales]"),
    ("[scale_aliases]\nlsn = 12", "scale_aliases", "lsn", "“12” tidak ada di [scales]"),
    ("[money_scales]\nlsn = 'lusin'", "money_scales", "lsn", "“lusin” tidak ada di [scales]"),
    ("[shares]\npermil = 'x'", "shares", "permil", NUMBER),
    ("[shares]\npermil = 3", "shares", "permil", NUMBER),
    ("[shares]\npermil = '0/5'", "shares", "permil", NUMBER),
    ("[compounds]\nKH = ['kali', 'hariku']", "compounds", "KH", "“hariku” tidak dikenal"),
    ("[compounds]\nKH = 'kali'", "compounds", "KH", WORDS),
    ("[nouns]\nsumurku = ['mata air']", "nouns", "sumurku", "satuan ini tidak dikenal"),
    ("[nouns]\nunit = 'mata air'", "nouns", "unit", WORDS),
    ("[counted]\nsumurku = ['mata air']", "counted", "sumurku", "satuan ini tidak dikenal"),
    ("[counted]\nunit = [3]", "counted", "unit", WORDS),
    (
        "[heads]\ncount = ['total']",
        "heads",
        "count",
        (
            "tidak dikenal; yang ada: counts, quantifiers, figures, forms, restarts, in, worths, several, ambiguous, "
            "budgets, worth, plans, reached, counted, of_anything, of_money"
        ),
    ),
    (
        "[no_unit]\nx = []",
        "no_unit",
        "x",
        "tidak dikenal; yang ada: processes, masses, beginnings, endings, verbs, verb_endings, loans, stops, states",
    ),
    ("[list_words]\nx = []", "list_words", "x", "tidak dikenal; yang ada: and, or"),
    (
        "[satuan]\nx = []",
        "satuan",
        "x",
        "tidak dikenal; yang ada: counters, titles, graded, measured, stuff, abroad, of_all",
    ),
    ("[heads]\ncounts = 'total'", "heads", "counts", WORDS),
    ("[no_unit]\nprocesses = [1]", "no_unit", "processes", WORDS),
    ("[rules]\nx = 3", "rules", "x", WAYS),
    ("[rules]\nx = { add = 'ya' }", "rules", "x", WAYS),
    ("[rules]\nx = { add = 'ya', divide = 'yes', percent = 'yes' }", "rules", "x", WAYS),
    ("[rules]\nx = { add = 'yes', divide = 'yes' }", "rules", "x", WAYS),
    ("[rules]\nx = { add = 'yes', divide = 'yes', percent = 'yes', satuan = 'no' }", "rules", "x", WAYS),
    ("[rules]\nx = { add = 'yes', divide = 'yes', percent = 'yes', lain = 'yes' }", "rules", "x", WAYS),
    ("pairs = 3", "pairs", "", "harus berupa daftar tabel [[pairs]]"),
    ("pairs = [3]", "pairs", "nomor 1", PAIR),
    ("[[pairs]]\nrule = 'sama'", "pairs", "nomor 1", PAIR),
    ("[[pairs]]\nrule = 'sama'\nleft = ['orang']\nright = ['desa']\nup = []", "pairs", "nomor 1", PAIR),
    (
        "[[pairs]]\nrule = 'x'\nleft = ['orang']\nright = ['desa']",
        "pairs",
        "nomor 1",
        "aturan “x” tidak ada di [rules]",
    ),
    ("[[pairs]]\nrule = 3\nleft = ['orang']\nright = ['desa']", "pairs", "nomor 1", "aturan “3” tidak ada di [rules]"),
    ("[[pairs]]\nrule = 'sama'\nleft = 'orang'\nright = ['desa']", "pairs", "nomor 1, left", WORDS),
    ("[[pairs]]\nrule = 'sama'\nleft = ['orang']\nright = [3]", "pairs", "nomor 1, right", WORDS),
    (
        "[[pairs]]\nrule = 'sama'\nleft = ['oran']\nright = ['desa']",
        "pairs",
        "nomor 1",
        "“oran” bukan jenis, famili, atau dimensi",
    ),
    (
        "[[pairs]]\nrule = 'sama'\nleft = ['orang']\nright = ['famili desa']",
        "pairs",
        "nomor 1",
        "“famili desa” bukan jenis, famili, atau dimensi",
    ),
    (
        "[[pairs]]\nrule = 'sama'\nleft = ['orang']\nright = ['=des']",
        "pairs",
        "nomor 1",
        "“=des” bukan jenis, famili, atau dimensi",
    ),
    (
        f"{SOUND}[[pairs]]\nrule = 'sama'\nleft = ['orang']\nright = ['xx']",
        "pairs",
        "nomor 2",
        "“xx” bukan jenis, famili, atau dimensi",
    ),
]


@pytest.mark.parametrize(("text", "table", "field", "reason"), REFUSED)
def test_the_place_and_the_reason_of_a_refusal(text: str, table: str, field: str, reason: str, tmp_path: Path):
    with pytest.raises(VocabularyError) as caught:
        load_vocabulary(written(tmp_path, text))
    error = caught.value
    assert (error.file, error.table, error.field, error.reason) == ("satuan-kami.toml", table, field, reason)
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error)


@pytest.mark.parametrize(
    ("table", "field", "text"),
    [
        ("barang", "sumur", "f.toml, tabel [barang], sumur: sebab"),
        ("barang", "", "f.toml, tabel [barang]: sebab"),
        ("", "sumur", "f.toml, sumur: sebab"),
        ("", "", "f.toml: sebab"),
    ],
)
def test_a_refusal_as_it_is_told(table: str, field: str, text: str):
    error = VocabularyError("f.toml", table, field, "sebab")
    assert str(error) == text
    assert error.args == ("f.toml", table, field, "sebab")
    assert str(VocabularyError("f\x1b.toml", table, field, "sebab")).count("\x1b") == 0


def test_files_that_can_not_be_read(tmp_path: Path):
    for text, start in (("[barang", "bukan TOML yang sah ("), ("x = " + "[" * 3000, "bukan TOML yang sah (")):
        with pytest.raises(VocabularyError) as caught:
            load_vocabulary(written(tmp_path, text))
        error = caught.value
        assert (error.file, error.table, error.field) == ("satuan-kami.toml", "", "")
        assert error.reason.startswith(start) and error.reason.endswith(")") and len(error.reason) > len(start) + 5
    with pytest.raises(VocabularyError) as caught:
        load_vocabulary(tmp_path / "tidak-ada.toml")
    assert caught.value.args == ("tidak-ada.toml", "", "", "tidak dapat dibaca (No such file or directory)")


KINDS = """
not_heads = ["waktu-kami", "waktu"]
[perkakas]
cangkul = { parent = "alat-tani", shown = "alat", symbol = "ckl", aliases = ["Pacul Besi", "pacul"] }
alat-tani = { level = 3, pint = "farm_tool" }
sabit = { parent = "alat-tani", level = 4 }
[waktu-kami]
sewindu = { equals = "8 setahun" }
setahun = { equals = "12 bulanan" }
bulanan = { aliases = ["bln kami"] }
selapan = { equals = "7/5 bulanan", shown = "lapan" }
[petak]
petak-kecil = { equals = "3/2 depa^2", symbol = "pk" }
depa = {}
petak-besar = { equals = "10 petak-kecil" }
petak-kubik = { equals = "2 petak-kecil^3" }
[scales]
lusin = 12
[scale_aliases]
lsn = "lusin"
[money_scales]
L = "lusin"
[shares]
"per lusin" = "1/12"
setengahnya = "1/2"
dua-kali = "2"
[compounds]
DT = ["cangkul", "bulanan"]
[heads]
counts = ["Hitungan"]
[no_unit]
processes = ["Penggalian Sumur"]
masses = ["pasir"]
stops = ["Hingga Kini"]
[list_words]
and = ["beserta"]
[satuan]
counters = ["Cangkul"]
[nouns]
"pacul besi" = ["Garpu  Tanah", "sekop"]
[counted]
alat-tani = ["sekop"]
[rules]
ladang = { add = "yes", divide = "note", percent = "warning" }
sawah = { add = "error", divide = "yes", percent = "yes", satuan = "note" }
[[pairs]]
rule = "ladang"
left = ["famili perkakas", "dt"]
right = ["=depa", "petak-kecil"]
[[pairs]]
rule = "sawah"
left = ["cangkul"]
right = ["pacul", "Per Lusin"]
"""


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    return read_tables((str(written(tmp_path, KINDS)),))


def test_kinds_of_a_file(tables: Tables):
    kinds = tables.kinds
    assert {family: list(names) for family, names in tables.families.items()} == {
        "perkakas": ["alat-tani", "cangkul", "sabit"],
        "waktu-kami": ["bulanan", "setahun", "sewindu", "selapan"],
        "petak": ["depa", "petak-kecil", "petak-besar", "petak-kubik"],
    }
    assert all(tables.families[kind.family][name] is kind for name, kind in kinds.items())
    hoe, tool = kinds["cangkul"], kinds["alat-tani"]
    assert (hoe.name, hoe.family, hoe.parent, hoe.shown, hoe.symbol) == ("cangkul", "perkakas", tool, "alat", "ckl")
    assert (hoe.level, hoe.known, hoe.base, hoe.size, hoe.power) == (3, True, tool, 1, 1)
    assert (tool.parent, tool.shown, tool.symbol, tool.level, tool.base) == (None, "alat-tani", "alat-tani", 3, tool)
    assert (kinds["sabit"].level, kinds["depa"].level) == (4, None)
    sizes = {name: (one.base.name, one.size, one.power) for name, one in kinds.items() if one.measured}
    assert sizes == {
        "sewindu": ("bulanan", 96, 1),
        "setahun": ("bulanan", 12, 1),
        "selapan": ("bulanan", Fraction(7, 5), 1),
        "petak-kecil": ("depa", Fraction(3, 2), 2),
        "petak-besar": ("depa", 15, 2),
        "petak-kubik": ("depa", Fraction(27, 4), 6),
    }
    assert (kinds["selapan"].shown, kinds["selapan"].symbol, kinds["petak-kecil"].symbol) == ("lapan", "lapan", "pk")
    assert tables.aliases == dict.fromkeys(kinds, ()) | {
        "cangkul": ("Pacul Besi", "pacul"),
        "bulanan": ("bln kami",),
    }
    assert tables.pint_names == {"farm_tool": "alat-tani"}


def test_words_of_a_file(tables: Tables):
    units = {word: (unit.name, unit.scale) for word, unit in tables.units.items()}
    assert units == {
        **dict.fromkeys(("cangkul", "pacul besi", "pacul", "alat"), ("cangkul", 1)),
        **{word: (word, 1) for word in ("alat-tani", "sabit", "sewindu", "setahun", "bulanan", "selapan", "depa")},
        **{word: (word, 1) for word in ("petak-kecil", "petak-besar", "petak-kubik")},
        "bln kami": ("bulanan", 1),
        "lapan": ("selapan", 1),
        "per lusin": ("per 12", Fraction(1, 12)),
        "setengahnya": ("per 2", Fraction(1, 2)),
        "dua-kali": ("2", 2),
        "dt": ("bulanan-cangkul", 1),
    }
    own = {word: size for word, size in tables.scales.items() if word in ("lusin", "lsn")}
    assert (own, tables.money_scales["L"]) == ({"lusin": 12, "lsn": 12}, 12)
    assert tables.scales["ribu"] == 1000
    told = {noun: None if unit is None else unit.name for noun, unit in tables.nouns.items()}
    assert told == {
        **dict.fromkeys(("cangkul", "pacul besi", "pacul", "garpu tanah", "sekop"), "cangkul"),
        **{word: word for word in ("alat-tani", "sabit", "depa", "petak-kecil", "petak-besar", "petak-kubik")},
        **dict.fromkeys(("penggalian sumur", "pasir")),
    }
    assert {noun: unit.name for noun, unit in tables.counted.items()} == {"sekop": "alat-tani"}
    assert tables.not_heads == {"waktu-kami", "waktu"}
    assert {name: words for name, words in tables.lists.items() if words} == {
        "heads.counts": {"hitungan"},
        "no_unit.processes": {"penggalian sumur"},
        "no_unit.masses": {"pasir"},
        "no_unit.stops": {"hingga kini"},
        "list_words.and": {"beserta"},
        "satuan.counters": {"cangkul"},
    }


def test_rules_of_a_file(tables: Tables):
    assert tables.rules == {
        "ladang": Rule("ladang", None, "note", "warning", None),
        "sawah": Rule("sawah", "error", None, None, "note"),
    }
    assert tables.pairs == [
        ("ladang", {"famili perkakas", "dt"}, {"=depa", "petak-kecil"}),
        ("sawah", {"cangkul"}, {"pacul", "Per Lusin"}),
    ]


def test_a_later_file_adds_and_is_asked_first(tmp_path: Path):
    first = written(tmp_path, KINDS)
    second = tmp_path / "kedua.toml"
    second.write_text(
        """
not_heads = ["perkakas"]
[perkakas]
cangkul = { shown = "bajak", aliases = ["luku"] }
garu = { parent = "alat-tani" }
[scales]
lusin = 13
kodi = 20
[heads]
counts = ["Bilangan"]
[rules]
ladang = { add = "note", divide = "note", percent = "note" }
[[pairs]]
rule = "sawah"
left = ["garu"]
right = ["depa"]
""",
        encoding="utf-8",
    )
    tables = read_tables((str(first), str(second)))
    hoe = tables.kinds["cangkul"]
    assert (hoe.shown, hoe.parent, tables.units["luku"].kind, tables.aliases["cangkul"]) == (
        "bajak",
        None,
        hoe,
        ("luku",),
    )
    assert tables.units["pacul"].kind == hoe and tables.units["pacul"].kind is not hoe
    assert "garu" in tables.families["perkakas"] and "garu" not in tables.nouns
    assert tables.nouns["cangkul"] != tables.units["luku"] or "luku" not in tables.nouns
    own = {word: size for word, size in tables.scales.items() if word in ("lusin", "lsn", "kodi")}
    assert (own, tables.lists["heads.counts"]) == (
        {"lusin": 13, "lsn": 12, "kodi": 20},
        {"hitungan", "bilangan"},
    )
    assert tables.rules["ladang"] == Rule("ladang", "note", "note", "note", "note")
    assert [pair[0] for pair in tables.pairs] == ["sawah", "ladang", "sawah"]
    assert tables.pairs[0] == ("sawah", {"garu"}, {"depa"})


def test_the_tables_of_a_vocabulary_are_read_only():
    vocabulary = default_vocabulary()
    for name in (
        "families",
        "kinds",
        "aliases",
        "units",
        "pint_names",
        "scales",
        "money_scales",
        "rules",
        "nouns",
        "counted",
    ):
        with pytest.raises(TypeError, match="does not support item assignment"):
            getattr(vocabulary, name)["x"] = None
    assert type(vocabulary.pairs) is tuple
    assert vocabulary.pint_names["hectare"] == "ha"
    assert vocabulary.aliases["ha"]
