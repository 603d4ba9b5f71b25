"""What a rule file is before its fields: read at all, found in a folder, told by its line; its bands as intervals."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path

import pytest

import kinerja_formula as kf
from kinerja_formula.penilaian.band_order import Interval, between, first_gap, first_overlap, is_empty
from kinerja_formula.penilaian.rule_files import RuleFile, files_of, read_functions_file
from kinerja_formula.penilaian.rule_set import Asal, Pita
from kinerja_formula.penilaian.rumus import Rumus, RumusFault, Syarat

HEAD = 'nama = "A"\nsumber = "B"\nkepercayaan = "terbaca"\n'


def refused(path: Path | str) -> dict[str, object]:
    with pytest.raises(kf.InvalidDataError) as raised:
        kf.read_aturan(path)
    [found] = raised.value.diagnostics
    assert (found.code, found.span) == ("KF317", (0, 0))
    return dict(found.values)


@pytest.mark.parametrize(
    ("content", "line", "reason", "expected"),
    [
        (b"nama = ", 1, "bukan-toml", "TOML"),
        (b'nama = "A"\nsumber = x\n', 2, "bukan-toml", "TOML"),
        (b"\xff\xfe", 1, "bukan-toml", "TOML"),
        (b"#" * 200_001, 1, "berkas-terlalu-besar", "≤ 200000 B"),
    ],
)
def test_a_file_that_is_none(tmp_path: Path, content: bytes, line: int, reason: str, expected: str):
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    told = {"file": "a.toml", "line": line, "field": "–", "reason": reason, "expected": expected}
    assert refused(path) == told


def test_a_file_of_just_the_largest_size(tmp_path: Path):
    path = tmp_path / "a.toml"
    text = HEAD + '[fungsi]\nnaik = "UP"\n'
    path.write_text(text + "#" * (200_000 - len(text)), encoding="utf-8")
    assert kf.read_aturan(path).nama == "A"


def test_a_file_that_is_not_there(tmp_path: Path):
    told = refused(tmp_path / "a.toml")
    assert (told["file"], told["line"], told["field"], told["reason"]) == ("a.toml", 1, "–", "berkas-gagal-dibaca")
    assert told["expected"] == os.strerror(2)
    assert refused(tmp_path)["reason"] == "berkas-gagal-dibaca"


@pytest.mark.parametrize(
    ("text", "place", "line"),
    [
        ("a = 1\nb = 2\n", ("b",), 2),
        ("a = 1\nb = 2\n", ("c",), 1),
        ("[a]\nb = 1\n[c]\nb = 2\n", ("c", "b"), 4),
        ("[a]\nb = 1\n[c]\nd = 2\n", ("c", "b"), 3),
        ("# x\n\n[a.b]\nc = 1\n", ("a",), 3),
        ("x = 1\n[a.b]\nc = 1\n[a]\nd = 1\n", ("a", "e"), 4),
        ("[[a.b]]\nc = 1\n[[a.b]]\nc = 2\n", ("a", "b", 2, "c"), 4),
        ("[[a.b]]\nc = 1\n[[a.b]]\nc = 2\n", ("a", "b", 2), 3),
        ("[[a.b]]\nc = 1\n[[a.b]]\nd = 2\n", ("a", "b", 2, "c"), 3),
        ("[[a.b]]\nc = 1\n[[d.e]]\nc = 2\n[[a.b]]\nc = 3\n", ("a", "b", 2, "c"), 6),
        ("  [ a ]\n  b-c = 1\n", ("a", "b-c"), 2),
        ("a = { b = 1 }\n", ("a", "b"), 1),
        ("z = 1\na = { b = 1 }\n", ("a", "b"), 2),
        ("", ("a",), 1),
    ],
)
def test_the_line_of_a_field(tmp_path: Path, text: str, place: tuple[str | int, ...], line: int):
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    file = RuleFile(str(path))
    with pytest.raises(kf.InvalidDataError) as raised:
        file.refuse(place, reason="bukan-angka", expected="x")
    values = raised.value.diagnostics[0].values
    assert (values["line"], values["field"]) == (line, ".".join(map(str, place)))
    with pytest.raises(kf.InvalidDataError) as raised:
        file.refuse(place, reason="bukan-angka", expected="x", line=77)
    assert raised.value.diagnostics[0].values["line"] == 77


def test_a_file_that_went_away_has_a_line_all_the_same(tmp_path: Path):
    path = tmp_path / "a.toml"
    path.write_text("\n\na = 1\n", encoding="utf-8")
    file = RuleFile(str(path))
    path.unlink()
    with pytest.raises(kf.InvalidDataError) as raised:
        file.refuse(("a",), reason="bukan-angka", expected="x")
    assert raised.value.diagnostics[0].values["line"] == 1


def test_the_files_of_a_folder(tmp_path: Path):
    for name in ("b.toml", "a.toml", "c.txt", "toml"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert files_of(str(tmp_path)) == [str(tmp_path / "a.toml"), str(tmp_path / "b.toml")]
    assert files_of(str(tmp_path / "c.txt")) == [str(tmp_path / "c.txt")]
    assert files_of(str(tmp_path / "none")) == [str(tmp_path / "none")]


def test_the_kinds_of_functions(tmp_path: Path):
    path = tmp_path / "fungsi.toml"
    path.write_text(
        '[A]\nnama = "ada"\njenis = "keberadaan"\nsumber = "B"\nkepercayaan = "turunan"\n'
        '[C]\nnama = "naik"\nsumber = "D"\nkepercayaan = "cacat"\nrumus = "Realisasi"\n',
        encoding="utf-8",
    )
    found = read_functions_file(str(path))
    assert list(found) == ["A", "C"]
    assert tuple(found["A"]) == ("A", "ada", "keberadaan", (), Asal("B", "turunan"), (), None)
    assert (found["C"].jenis, found["C"].asal) == ("rumus", Asal("D", "cacat"))
    path.write_text('[A]\nnama = 5\nsumber = "B"\nkepercayaan = "turunan"\n', encoding="utf-8")
    with pytest.raises(kf.InvalidDataError) as raised:
        read_functions_file(str(path))
    values = raised.value.diagnostics[0].values
    assert (values["line"], values["field"], values["reason"]) == (2, "A.nama", "bukan-teks-bidang")


def rule_set(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "a.toml"
    path.write_text(f'{HEAD}[fungsi]\nnaik = "UP"\n{text}', encoding="utf-8")
    return path


def test_a_list_has_a_largest_length(tmp_path: Path):
    ranks = ", ".join(f'"{number}"' for number in range(50))
    assert len(kf.read_aturan(rule_set(tmp_path, f"[peringkat]\na = [{ranks}]\n")).peringkat["a"]) == 50
    told = refused(rule_set(tmp_path, f'[peringkat]\na = [{ranks}, "x"]\n'))
    assert (told["field"], told["reason"], told["expected"]) == ("peringkat.a", "bukan-daftar", "[[…]]")


@pytest.mark.parametrize(
    ("bounds", "written"),
    [
        ('mulai = "90%"', "≥ 90%"),
        ('di_atas = "90%"', "> 90%"),
        ('mulai = "90%"\nsampai = "100%"', "90% – 100%"),
        ('mulai = "90%"\nhingga = "100%"', "90% – < 100%"),
        ('di_atas = "90%"\nsampai = "100%"', "> 90% – 100%"),
        ('di_atas = "90%"\nhingga = "100%"', "> 90% – < 100%"),
        ('mulai = "90%"\nsampai = "90%"', "90%"),
        ('sampai = "90%"', "≤ 90%"),
        ('hingga = "90%"', "< 90%"),
        ("", "–"),
    ],
)
def test_a_band_as_a_person_writes_it(tmp_path: Path, bounds: str, written: str):
    rule = kf.read_aturan(rule_set(tmp_path, f'[[skala.pita]]\n{bounds}\npredikat = "A"\n'))
    assert rule.skala is not None
    assert [one.tertulis for one in rule.skala.pita] == [written]


@pytest.mark.parametrize(
    ("head", "decimals"),
    [
        ("[pembulatan]\ncapaian = 0\n", 0),
        ("[pembulatan]\nskala = 0\n", 0),
        ("[pembulatan]\ncapaian = 1\nskala = 0\n", 0),
        ("[pembulatan]\ncapaian = 0\nskala = 1\n", None),
        ('[pembulatan]\ncapaian = 0\n[skala]\ndari = "realisasi"\n', None),
        ('[pembulatan]\nskala = 0\n[skala]\ndari = "realisasi"\n', 0),
    ],
)
def test_which_rounding_leaves_no_hole(tmp_path: Path, head: str, decimals: int | None):
    bands = '[[skala.pita]]\nmulai = "91"\npredikat = "A"\n[[skala.pita]]\nsampai = "90"\npredikat = "B"\n'
    path = rule_set(tmp_path, head + bands)
    if decimals is None:
        told = refused(path)
        assert (told["reason"], told["low"], told["high"]) == ("pita-bercelah", "90", "91")
    else:
        assert len(kf.read_aturan(path).skala.pita) == 2  # type: ignore[union-attr]


def band(
    low: int | None, high: int | None = None, *, above: bool = False, below: bool = False, syarat: str | None = None
) -> Pita:
    ends = [None if one is None else Fraction(one) for one in (low, high)]
    return Pita("A", ends[0], above, ends[1], below, None, syarat, None, "", Asal("", "terbaca"))


@pytest.mark.parametrize(
    ("low", "high", "above", "below", "decimals", "empty"),
    [
        (1, 2, True, True, None, False),
        (1, 1, False, False, None, False),
        (1, 1, True, False, None, True),
        (1, 1, False, True, None, True),
        (2, 1, False, False, None, True),
        (1, 2, True, True, 0, True),
        (1, 2, False, True, 0, False),
        (1, 2, True, False, 0, False),
        (1, 2, True, True, 1, False),
        (1, 3, True, True, 0, False),
        (Fraction(1, 2), Fraction(3, 2), True, True, 0, False),
        (Fraction(1, 4), Fraction(3, 4), True, True, 0, True),
        (Fraction(3, 5), Fraction(19, 20), False, False, 0, True),
        (Fraction(3, 5), Fraction(1), False, False, 0, False),
        (Fraction(3, 5), Fraction(1), False, True, 0, True),
        (2, 1, False, False, 0, True),
    ],
)
def test_an_interval_without_a_figure(low, high, above: bool, below: bool, decimals: int | None, empty: bool):
    assert Interval(Fraction(low), Fraction(high), above, below).empty_in(decimals) is empty


@pytest.mark.parametrize(
    ("one", "empty"),
    [
        (band(1, 2), False),
        (band(2, 2), False),
        (band(2, 2, above=True), True),
        (band(2, 2, below=True), True),
        (band(3, 2), True),
        (band(None, 2), False),
        (band(3), False),
    ],
)
def test_a_band_that_ends_before_it_begins(one: Pita, empty: bool):
    assert is_empty(one) is empty


def test_the_interval_between_two_bands():
    assert between(band(5, 9), band(1, 3)) == Interval(Fraction(3), Fraction(5), True, True)
    assert between(band(5, 9, above=True), band(1, 3, below=True)) == Interval(Fraction(3), Fraction(5), False, False)
    assert between(band(5, 9), band(1)).empty
    assert between(band(5, 9, above=True), band(1)) == Interval(Fraction(5), Fraction(5), True, False)
    assert between(band(5, 9), band(1, 5, below=True)).empty
    assert between(band(5, above=True), band(1, 5, below=True)) == Interval(Fraction(5), Fraction(5), False, False)


def test_the_highest_gap_is_named():
    bands = [band(8), band(5, 7), band(1, 3), band(None, 0)]
    assert first_gap(bands, None, None) == Interval(Fraction(7), Fraction(8), True, True, 2, 1)
    assert first_gap(bands, None, Fraction(1)) == Interval(Fraction(3), Fraction(5), True, True, 3, 2)
    assert first_gap(bands, None, Fraction(2)) is None
    assert first_gap(bands, 0, None) == Interval(Fraction(3), Fraction(5), True, True, 3, 2)
    assert first_gap([band(8, syarat="x"), *bands], None, None) == Interval(Fraction(7), Fraction(8), True, True, 3, 2)
    assert first_gap([band(8), band(5, 8, syarat="x"), band(None, 5)], None, None) == Interval(
        *(Fraction(5), Fraction(8), True, True, 3, 1)
    )
    assert first_gap([band(8), band(5), band(None)], None, None) is None


def test_an_overlap_is_named():
    assert first_overlap([band(8), band(5, 8, below=True), band(None)]) is None
    assert first_overlap([band(8), band(5, 8)]) == Interval(Fraction(8), Fraction(8), False, False, 2, 1)
    assert first_overlap([band(8, above=True), band(5, 8)]) is None
    assert first_overlap([band(8), band(5, 9)]) == Interval(Fraction(8), Fraction(9), False, False, 2, 1)
    assert first_overlap([band(8, above=True), band(5, 9, below=True)]) == Interval(
        *(Fraction(8), Fraction(9), True, True, 2, 1)
    )
    assert first_overlap([band(9), band(6, 9, below=True), band(3, 7)]) == Interval(
        *(Fraction(6), Fraction(7), False, False, 3, 2)
    )
    assert first_overlap([band(8), band(8)]) == Interval(Fraction(8), Fraction(8), False, True, 2, 1)


@pytest.mark.parametrize(
    ("upper", "lower", "overlap"),
    [("a", None, False), (None, "a", True), ("a", "b", False), ("a", "a", True), (None, None, True)],
)
def test_bands_under_conditions_may_lie_on_others(upper: str | None, lower: str | None, overlap: bool):
    found = first_overlap([band(8, 10, syarat=upper), band(5, 9, syarat=lower)])
    assert (found is not None) is overlap


# Formulas of rule files


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Realisasi /", "rumus-meragukan"),
        ("Target + Target / Realisasi x 100%", "rumus-meragukan"),
        ("Pagu / Target", "nama-tak-dikenal"),
        ("2 × 3", "rumus-tak-terbaca"),
        ("80 - 90", "rumus-tak-terbaca"),
    ],
)
def test_what_is_no_formula_of_a_rule(text: str, reason: str):
    with pytest.raises(RumusFault) as raised:
        Rumus(text, ("Realisasi", "Target"))
    assert (raised.value.reason, str(raised.value)) == (reason, reason)


def test_a_formula_of_a_rule():
    rumus = Rumus("Realisasi / Target × 100%", ("Realisasi", "Target", "Lain"))
    assert (rumus.names, repr(rumus)) == (("Realisasi", "Target"), "Rumus('Realisasi / Target × 100%')")
    assert rumus.tree is not None
    figures = {"Realisasi": Fraction(1), "Target": Fraction(4)}
    assert (rumus.value(figures), rumus.result(figures).value) == (25, 25)  # type: ignore[union-attr]
    assert rumus == Rumus("Realisasi / Target × 100%", ("Realisasi", "Target"))
    assert rumus != Rumus("Realisasi / Target", ("Realisasi", "Target"))
    assert rumus != "Realisasi / Target × 100%"
    assert len({rumus, Rumus("Realisasi / Target × 100%", ("Realisasi", "Target"))}) == 1
    assert rumus.with_figures({"Realisasi": "-3", "Target": "4"}) == "(-3) / 4 × 100%"
    with pytest.raises(kf.ZeroDenominatorError):
        rumus.value({"Realisasi": Fraction(1), "Target": Fraction(0)})


def test_a_lone_number_is_a_formula():
    rumus = Rumus("87,5%", ())
    assert (rumus.tree, rumus.result({}), rumus.value({}), rumus.names) == (None, None, Fraction(175, 2), ())


@pytest.mark.parametrize(
    ("sign", "holds"),
    [
        ("<", [True, False, False]),
        ("<=", [True, True, False]),
        (">=", [False, True, True]),
        (">", [False, False, True]),
    ],
)
def test_a_condition_of_a_rule(sign: str, holds: list[bool]):
    condition = Syarat.read(f"Realisasi {sign} Target × 2", ("Realisasi", "Target"))
    assert (condition.text, condition.sign) == (f"Realisasi {sign} Target × 2", sign)
    assert (condition.left.text, condition.right.text) == ("Realisasi", "Target × 2")
    figures = [{"Realisasi": Fraction(one), "Target": Fraction(2)} for one in (3, 4, 5)]
    assert [condition.holds(one) for one in figures] == holds


@pytest.mark.parametrize("text", ["Realisasi", "Realisasi = Target", "Realisasi > Target > 1", "> Target", ""])
def test_what_is_no_condition_of_a_rule(text: str):
    with pytest.raises(RumusFault) as raised:
        Syarat.read(text, ("Realisasi", "Target"))
    assert raised.value.reason == "bukan-perbandingan"


@pytest.mark.parametrize("end", ["1.000.000.000.000", "-1.000.000.000.000", "0", "100"])
def test_bands_may_stand_anywhere(tmp_path: Path, end: str):
    bands = f'[[skala.pita]]\nmulai = "{end}"\npredikat = "A"\n[[skala.pita]]\nhingga = "{end}"\npredikat = "B"\n'
    rule = kf.read_aturan(rule_set(tmp_path, bands))
    bound = int(end.replace(".", ""))
    told = [rule.band_of(Fraction(one)) for one in (bound - 1, bound, bound + 1)]
    assert [one.predikat for one in told if one is not None] == ["B", "A", "A"]
    assert first_overlap([band(bound), band(None, bound, below=True)]) is None
    assert first_gap([band(bound, above=True), band(None, bound)], None, None) is None
    assert first_overlap([band(bound), band(None, bound)]) is not None


@pytest.mark.parametrize(
    ("text", "place", "line"),
    [
        ('x = 1\n[operan."Pagu total"]\natas = "5"\n', ("operan", "Pagu total", "atas"), 3),
        ('x = 1\n[operan."Pagu total"]\natas = "5"\n', ("operan", "Pagu total", "bawah"), 2),
        ("x = 1\n[operan.'Pagu, total']\natas = '5'\n", ("operan", "Pagu, total", "atas"), 3),
        ('x = 1\n[definisi."A.B"]\nnama = 5\n', ("definisi", "A.B", "nama"), 3),
        ('x = 1\n[ a . "b c" ]\nd = 5\n', ("a", "b c", "d"), 3),
        ('x = 1\n"nama lain" = 5\n', ("nama lain",), 2),
        ("[peringkat]\nx = 1\n'opini, BPK' = 5\n", ("peringkat", "opini, BPK"), 3),
        ('[[a."b c"]]\nd = 1\n[[a."b c"]]\nd = 2\n', ("a", "b c", 2, "d"), 4),
    ],
)
def test_the_line_of_a_field_whose_name_stands_in_quotes(
    tmp_path: Path, text: str, place: tuple[str | int, ...], line: int
):
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(kf.InvalidDataError) as raised:
        RuleFile(str(path)).refuse(place, reason="bukan-angka", expected="x")
    assert raised.value.diagnostics[0].values["line"] == line
