"""The way of a text through all modules: kinds, limits, places in the user's text, what else is doubtful."""

from __future__ import annotations

import pytest
from tests.rules_alone import parse

import kinerja_formula as kf
from kinerja_formula.nodes import Name, Statement, walk
from kinerja_formula.reading.draft import Limits


def found(text: str, **words) -> list[tuple[str, str]]:
    return [(one.code, text[slice(*one.span)]) for one in parse(text, **words).diagnostics]


def fault(text: object, **limits: int) -> kf.FormulaError:
    with pytest.raises(kf.FormulaError) as caught:
        parse(text, limits=Limits(**limits))  # type: ignore[arg-type]
    return caught.value


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Jumlah A / Jumlah B", "rasio"),
        ("Jumlah A / Jumlah B x 100%", "rasio"),
        ("Jumlah A x 100% / Jumlah B", "rasio"),
        ("Jumlah A / Jumlah B x 1.000 penduduk", "rasio"),
        ("Jumlah A / Jumlah A", "rasio"),
        ("Jumlah A / 12", "aritmetika"),
        ("Jumlah A / Jumlah B / 12", "aritmetika"),
        ("(Jumlah A - Jumlah B) / Jumlah B", "aritmetika"),
        ("Jumlah A x Jumlah B", "aritmetika"),
        ("Jumlah A + Jumlah B", "aritmetika"),
        ("1 / Jumlah A x Jumlah B", "aritmetika"),
        ("Jumlah A", "hitung"),
        ("NRR = Jumlah A", "hitung"),
        ("- Jumlah A", "hitung"),
        ("Nilai SAKIP", "nilai"),
        ("12 laporan", "target"),
        ("Sesuai perintah pimpinan", "naratif"),
        ("Jumlah : 1. Renja 2. Renstra", "komponen"),
    ],
)
def test_kinds(text: str, kind: str):
    assert parse(text).kind == kind


@pytest.mark.parametrize(("name", "kind"), [("Nilai A / B", "nilai"), ("Jumlah A / B", "hitung"), ("A / B", "hitung")])
def test_kind_of_a_known_name(name: str, kind: str):
    assert parse(name, names=[name]).kind == kind


# Limits


@pytest.mark.parametrize("text", ["", "   ", "\n\t\n", "\u200b\u00a0"])
def test_an_empty_text(text: str):
    error = fault(text)
    assert (type(error), error.code, error.span) == (kf.FormulaSyntaxError, "KF001", (0, len(text)))


@pytest.mark.parametrize("text", [None, 12, b"Jumlah A", ["Jumlah A"]])
def test_no_text(text: object):
    error = fault(text)
    assert (error.code, dict(error.diagnostics[0].values)) == ("KF002", {"type": type(text).__name__})


@pytest.mark.parametrize("text", ["/ / /", "()", "3 / 4", "...", "2 x 100%", "!?", "12 / 100%"])
def test_nothing_to_calculate(text: str):
    assert fault(text).code == "KF105"


@pytest.mark.parametrize(
    ("text", "limits", "code", "span"),
    [
        ("Jumlah A / B", {"length": 11}, "KF003", (11, 12)),
        ("((A / B))", {"depth": 1}, "KF004", (1, 2)),
        ("A + B + C", {"parts": 4}, "KF005", (8, 9)),
        ("Jumlah A x 12345", {"digits": 4}, "KF006", (11, 16)),
    ],
)
def test_limits(text: str, limits: dict[str, int], code: str, span: tuple[int, int]):
    error = fault(text, **limits)
    assert (type(error), error.code, error.span) == (kf.LimitError, code, span)
    (name, most), *_ = limits.items()
    assert parse(text, limits=Limits(**{name: most + 1})).text == text


def test_a_megabyte():
    text = "Jumlah A + " * 100_000
    assert fault(text).code == "KF003"
    assert fault(text[:90_000] + "Jumlah B", parts=1000).code == "KF005"
    wide = parse(text[:40_000] + "Jumlah B", limits=Limits(length=50_000))
    assert len(wide.tree.parts) == 40_000 // 11 + 1


@pytest.mark.parametrize("text", ["A" * 90_000, "A " * 20_000, "A - " * 5000, "x " * 5000, "Jumlah A\n" * 3000])
def test_long_texts_end(text: str):
    assert all(one.code for one in kf.check(text))


def test_control_characters_are_left_out_and_reported_once():
    text = "Jumlah\x00 A\x07 / Jumlah\tB x 100%"
    formula = parse(text)
    assert formula.names == ("Jumlah A", "Jumlah B")
    assert [(one.code, one.span, dict(one.values)) for one in formula.diagnostics] == [
        ("KF007", (6, 7), {"char": "U+0000"})
    ]
    assert found("Jumlah A\r\n/ Jumlah B") == []


# Places in the user's text


@pytest.mark.parametrize(
    ("text", "names", "signs"),
    [
        ("Jumlah A / Jumlah B x 100%", ["Jumlah A", "Jumlah B"], ["/", "x"]),
        ("Jumlah\u00a0A ／ Jumlah B × １００％", ["Jumlah\u00a0A", "Jumlah B"], ["／", "×"]),
        ("<p>Jumlah <b>A</b></p>&divide;<i>Jumlah&nbsp;B</i>", ["Jumlah <b>A", "Jumlah&nbsp;B"], ["&divide;"]),
        ("\u200bJumlah  A\n dibagi dengan\n Jumlah B kali 100%", ["Jumlah  A", "Jumlah B"], ["dibagi dengan", "kali"]),
        ("Σ A ----- x 100% Σ B", ["Σ A", "Σ B"], ["-----", "x"]),
        ("`Jumlah A/B` / Jumlah B", ["`Jumlah A/B`", "Jumlah B"], ["/"]),
        ("Rumus : (Jumlah A − Jumlah B) / Jumlah B", ["Jumlah A", "Jumlah B", "Jumlah B"], ["−", "/"]),
        ("🎉 Jumlah A ÷ Jumlah B", ["🎉 Jumlah A", "Jumlah B"], ["÷"]),
        ("disiplinX 100% Jumlah B", ["disiplin", "Jumlah B"], ["X"]),
    ],
)
def test_places(text: str, names: list[str], signs: list[str]):
    tree = parse(text).tree
    assert [text[slice(*node.span)] for node in walk(tree) if isinstance(node, Name)] == names
    written = [text[slice(*node.sign_span)] for node in walk(tree) if type(node).__name__ == "Part"]
    assert [sign for sign in written if sign] == signs


def test_a_chain_spans_its_parts():
    text = "  (Jumlah A + Jumlah B) / Jumlah C  "
    tree = parse(text).tree
    assert text[slice(*tree.span)] == "Jumlah A + Jumlah B) / Jumlah C"
    assert [text[slice(*part.span)] for part in tree.parts[0].node.parts] == ["Jumlah A", "+ Jumlah B"]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("<p>realisasi／target x 100%</p>", "KF110", "／"),
        ("\u00a0Jumlah A ） ／ Jumlah B", "KF114", "）"),
        ("<b>Jumlah A</b> &times; １OO％ Jumlah B", "KF123", "１OO"),
    ],
)
def test_places_of_findings(text: str, code: str, place: str):
    assert found(text) == [(code, place)]


def test_findings_come_in_the_order_of_their_places():
    places = [one.span for one in parse("(Jumlah A / Jumlah B x l00% ) x 2 ) . Dihitung camat").diagnostics]
    assert len(places) > 1 and places == sorted(places)


# What only the whole text tells


@pytest.mark.parametrize(
    ("text", "tree", "reported"),
    [
        (
            "Jumlah A / Jumlah B x 100%. Dihitung setiap triwulan",
            "Jumlah A / Jumlah B × 100%",
            ["Dihitung setiap triwulan"],
        ),
        ("Jumlah A / Jumlah B x 100%; Dihimpun camat", "Jumlah A / Jumlah B × 100%", ["Dihimpun camat"]),
        ("Jumlah Kec. Anu / Jumlah Kab. Anu", "`Jumlah Kec. Anu` / `Jumlah Kab. Anu`", []),
        ("Jumlah A / Jumlah B no. 12 x 100%", "Jumlah A / `Jumlah B no. 12` × 100%", []),
        ("Jumlah A. Jumlah B", "`Jumlah A. Jumlah B`", []),
    ],
)
def test_a_sentence_behind_the_formula(text: str, tree: str, reported: list[str]):
    assert parse(text).to_text() == tree
    assert found(text) == [("KF113", place) for place in reported]


@pytest.mark.parametrize(
    ("text", "tree", "reported"),
    [
        ("Jumlah A dibagi jumlah B (%)", "Jumlah A / jumlah B × 100%", ["(%)"]),
        ("Jumlah A / Jumlah B (dalam persen)", "Jumlah A / Jumlah B × 100%", ["(dalam persen)"]),
        ("Jumlah A / Jumlah B (x 100%)", "Jumlah A / Jumlah B × 100%", []),
        ("Jumlah A (%) / Jumlah B (%)", "`Jumlah A (%)` / `Jumlah B (%)`", []),
        ("Jumlah A (%)", "`Jumlah A (%)`", []),
        ("A / B (* 100%)", "`A` / `B` × 100%", []),
        ("A dibagi B (persen)", "`A` / `B` × 100%", ["(persen)"]),
        ("A dibagi B (dalam %)", "`A` / `B` × 100%", ["(dalam %)"]),
        ("A dibagi B x 100% (%)", "`A` / `B` × 100%", []),
        ("A dibagi B (% per tahun)", "`A` / `B (% per tahun)`", []),
        ("A dibagi B ()", "`A` / `B ()`", []),
        ("Jumlah A / Jumlah B (orang)", "Jumlah A / `Jumlah B (orang)`", []),
    ],
)
def test_a_bracket_that_asks_for_percent(text: str, tree: str, reported: list[str]):
    assert parse(text).to_text() == tree
    assert found(text) == [("KF110", place) for place in reported]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Jumlah A ----- x 100% (18/24) x 100% = 75 Jumlah B", []),
        ("Jumlah A ----- x 100% (18/24) x 100% = 80 Jumlah B", ["KF116"]),
        ("Jumlah A / Jumlah B x 100% = 75%", []),
    ],
)
def test_worked_examples_are_left_out(text: str, codes: list[str]):
    formula = parse(text)
    assert formula.names == ("Jumlah A", "Jumlah B")
    assert [one.code for one in formula.diagnostics] == codes


def test_symbols_that_only_their_case_tells_apart_are_reported():
    formula = parse("Persentase desa = n/N x 100")
    (one,) = formula.diagnostics
    assert (one.code, one.span, one.related) == ("KF110", (20, 21), ((18, 19),))
    assert found("Jumlah n / Jumlah N") == []


def test_notes_give_constants_and_targets():
    text = "Jumlah A / hari kerja x 100% Catatan : hari kerja setahun 244 hari; target 2023 : 58%"
    formula = parse(text)
    assert dict(formula.constants) == {"hari kerja": 244}
    assert [(one.value, one.unit) for one in formula.targets] == [(58, "%")]


@pytest.mark.parametrize(
    ("text", "indikator", "wanted"),
    [
        ("Persentase = Jumlah A / Jumlah B", None, True),
        ("Jumlah A / Jumlah B", "Persentase A", True),
        ("Jumlah A / Jumlah B", "Rasio A", False),
        ("Jumlah A / Jumlah B", None, False),
    ],
)
def test_percent_wanted(text: str, indikator: str | None, wanted: bool):
    assert parse(text, indikator=indikator).percent_wanted is wanted


@pytest.mark.parametrize(
    ("indikator", "names"),
    [
        (None, ("guru SD / murid SD",)),
        ("Rasio guru", ("guru SD", "murid SD")),
        ("Persentase guru", ("guru SD", "murid SD")),
        ("Jumlah guru", ("guru SD / murid SD",)),
    ],
)
def test_the_indicator_helps_to_tell_a_ratio_from_a_name(indikator: str | None, names: tuple[str, ...]):
    assert parse("guru SD / murid SD", indikator=indikator).names == names


# Passes that leave nothing of what a later one looks at


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (r"$\frac{\text{a) Jumlah A} = }{\text{Jumlah B}} \times 100\%$", "KF102"),
        (r"\frac{a) Jumlah A =}{}", "KF105"),
        ("$$", "KF105"),
        ("}{", "KF105"),
        (r"\text{}", "KF105"),
        ("&nbsp;", "KF105"),
        ("｝", "KF105"),
    ],
)
def test_what_nothing_is_left_of_is_an_error_with_a_place(text: str, code: str):
    for read in (kf.parse, lambda one: kf.evaluate(one, {"Jumlah A": 1, "Jumlah B": 2})):
        with pytest.raises(kf.FormulaError) as caught:
            read(text)
        assert caught.value.code == code
        assert caught.value.span[1] <= len(text)


def test_a_fraction_that_a_note_cuts_open_keeps_its_numerator():
    assert kf.parse(r"\frac{Jumlah A}{Jumlah B Keterangan : C}").to_text() == "Jumlah A / Jumlah B"


@pytest.mark.parametrize(
    ("text", "line", "findings"),
    [
        (
            "Jumlah A dibagi jumlah B (%)",
            "Jumlah A / jumlah B × 100%",
            [("KF110", "(%)", {"sign": "(%)", "reading": "kali-seratus", "other": "(%)"}, [])],
        ),
        (
            "Persentase jumlah A dibagi jumlah B",
            "jumlah A / jumlah B × 100%",
            [
                (
                    "KF110",
                    "Persentase",
                    {"sign": "Persentase", "reading": "kali-seratus", "other": "Persentase jumlah A dibagi jumlah B"},
                    [],
                )
            ],
        ),
        (
            "Persentase jumlah A terhadap jumlah B",
            "jumlah A / jumlah B × 100%",
            [
                (
                    "KF110",
                    "Persentase",
                    {"sign": "Persentase", "reading": "kali-seratus", "other": "Persentase jumlah A terhadap jumlah B"},
                    [],
                )
            ],
        ),
        (
            "selisih nilai tahun ini dan tahun lalu",
            "`nilai tahun ini` - `tahun lalu`",
            [
                (
                    "KF110",
                    "dan",
                    {"sign": "dan", "reading": "dikurangi", "other": "selisih nilai tahun ini dan tahun lalu"},
                    [],
                )
            ],
        ),
        (
            "Rasio A terhadap B",
            "`A` / `B`",
            [("KF110", "terhadap", {"sign": "terhadap", "reading": "dibagi", "other": "Rasio A terhadap B"}, [])],
        ),
        (
            "Rasio murid SD terhadap guru SD",
            "`murid SD` / `guru SD`",
            [
                (
                    "KF110",
                    "terhadap",
                    {"sign": "terhadap", "reading": "dibagi", "other": "Rasio murid SD terhadap guru SD"},
                    [],
                )
            ],
        ),
        (
            "rata-rata nilai A, B dan C",
            "(rata-rata (`nilai A`; `B`; `C`))",
            [("KF110", "B", {"sign": "B", "reading": "operan", "other": "rata-rata nilai A, B dan C"}, [])],
        ),
        (
            "A pangkat 1/3",
            "`A` ^ (1 / 3)",
            [("KF110", "1/3", {"sign": "/", "reading": "pangkat-pecahan", "other": "1/3"}, [])],
        ),
        (
            "pendapatan desa dari jumlah pendapatan x 100%",
            "`pendapatan desa` / jumlah pendapatan × 100%",
            [
                (
                    "KF110",
                    "dari",
                    {"sign": "dari", "reading": "dibagi", "other": "pendapatan desa dari jumlah pendapatan"},
                    [],
                )
            ],
        ),
        (
            "Jumlah A x 100% Keadaan baik",
            "Jumlah A / `Keadaan baik` × 100%",
            [
                (
                    "KF110",
                    "Keadaan",
                    {"sign": "Keadaan", "reading": "penyebut-atau-keterangan", "other": "Keadaan baik"},
                    [],
                )
            ],
        ),
        (
            "A + B / C",
            "`A` + (`B` / `C`)",
            [
                ("KF110", "/", {"sign": "/", "reading": "dibagi", "other": "B / C"}, []),
                ("KF110", "/", {"sign": "/", "reading": "perkalian-dulu", "other": "(A … B) / C"}, []),
            ],
        ),
        (
            "Jumlah surat masuk\nJumlah surat keluar",
            "`Jumlah surat masuk Jumlah surat keluar`",
            [
                (
                    "KF110",
                    "Jumlah",
                    {"sign": "Jumlah", "reading": "satu-nama", "other": "Jumlah surat masuk / Jumlah surat keluar"},
                    [],
                )
            ],
        ),
        (
            "pendapatan - belanja",
            "`pendapatan` - `belanja`",
            [("KF110", "-", {"sign": "-", "reading": "dikurangi", "other": "pendapatan - belanja"}, [])],
        ),
        (
            "pendapatan daerah - pajak / Jumlah B x 100%",
            "`pendapatan daerah - pajak` / Jumlah B × 100%",
            [("KF110", "-", {"sign": "-", "reading": "tanda-hubung", "other": "pendapatan daerah − pajak"}, [])],
        ),
        (
            "Jumlah A - honor / Jumlah B x 100%",
            "`Jumlah A - honor` / Jumlah B × 100%",
            [("KF110", "-", {"sign": "-", "reading": "tanda-hubung", "other": "Jumlah A − honor"}, [])],
        ),
        ("Jumlah A / Jumlah B /", "Jumlah A / Jumlah B", [("KF115", "/", {"written": "/"}, [])]),
        (": Jumlah A / Jumlah B", "Jumlah A / Jumlah B", []),
        ("Jumlah A / Jumlah B = ", "Jumlah A / Jumlah B", []),
        (
            "Jumlah A / Jumlah B x 100% tahun lalu",
            "Jumlah A / Jumlah B × 100%",
            [("KF113", "tahun lalu", {"text": "tahun lalu"}, [])],
        ),
        ("Jumlah A / Jumlah B x 100% dalam persen", "Jumlah A / Jumlah B × 100%", []),
        ("(A / B) 100%", "`A` / `B` × 100%", [("KF111", "100", {}, [])]),
        (
            "35% A + 65% B",
            "35% × `A` + 65% × `B`",
            [
                ("KF111", "35%", {"reason": "tanpa-tanda-kali"}, []),
                ("KF111", "65%", {"reason": "tanpa-tanda-kali"}, []),
            ],
        ),
        ("(A + B) Jumlah C", "(`A` + `B`) × Jumlah C", [("KF111", "Jumlah C", {"reason": "tanpa-tanda-kali"}, [])]),
        (
            "A - B / B",
            "(`A` - `B`) / `B`",
            [
                ("KF112", "A - B", {}, ["/"]),
                ("KF110", "/", {"sign": "/", "reading": "dibagi", "other": "A - B / B"}, []),
            ],
        ),
        ("A + B + C / 3", "(`A` + `B` + `C`) / 3", [("KF112", "A + B + C", {}, ["/"])]),
        (
            "Jumlah A ---- x 100% Jumlah B Jumlah C ---- x 100% Jumlah D",
            "Jumlah A / Jumlah B × 100%",
            [("KF121", "----", {}, ["----"])],
        ),
        (
            "1. Jumlah A / Jumlah B x 100% 2. Jumlah C / Jumlah D x 100%",
            "Jumlah A / Jumlah B × 100%",
            [("KF121", "Jumlah", {}, [])],
        ),
        ("1. Renja 2. Renstra", "1. `Renja` 2. `Renstra`", [("KF121", "Renja 2. Renstra", {}, [])]),
        ("(Jumlah A / Jumlah B", "Jumlah A / Jumlah B", [("KF114", "(", {"written": "("}, [])]),
        ("Jumlah A) / Jumlah B", "Jumlah A / Jumlah B", [("KF114", ")", {"written": ")"}, [])]),
        ("Jumlah A / x 100%", None, [("KF102", "x", {"role": "penyebut"}, [])]),
        ("x 100%", None, [("KF102", "x", {"role": "operan"}, [])]),
        ("---- x 100% Jumlah B", None, [("KF102", "----", {"role": "pembilang"}, [])]),
        ("Jumlah A ---- x 100%", None, [("KF102", "----", {"role": "penyebut"}, [])]),
        ("Jumlah A / ()", None, [("KF102", "()", {"role": "isi-kurung"}, [])]),
        ("Jumlah A x 100%", "Jumlah A × 100%", [("KF120", "x 100%", {}, [])]),
        ("Jumlah A x 1.000", "Jumlah A × 1000", [("KF120", "x 1.000", {}, [])]),
        ("Jumlah A x 60%", "Jumlah A × 60%", []),
        (
            "Jumlah A / Jumlah B x 15.05",
            "Jumlah A / Jumlah B × 15,05",
            [("KF118", "15.05", {"written": "15.05", "value": "15,05"}, [])],
        ),
        (
            "kasus / 100.000 penduduk",
            "`kasus` / 100000",
            [("KF110", "/", {"sign": "/", "reading": "dibagi", "other": "kasus / 100.000 penduduk"}, [])],
        ),
        (
            "murid / guru x 100%",
            "`murid` / `guru` × 100%",
            [("KF110", "/", {"sign": "/", "reading": "dibagi", "other": "murid / guru"}, [])],
        ),
        (
            "murid / guru / kelas x 100%",
            "`murid` / `guru / kelas` × 100%",
            [("KF110", "/", {"sign": "/", "reading": "dibagi", "other": "murid / guru / kelas"}, [])],
        ),
        (
            "Realisasi : Target",
            "`Realisasi` / `Target`",
            [("KF110", ":", {"sign": ":", "reading": "dibagi", "other": "Realisasi : Target"}, [])],
        ),
        ("Jumlah A / Jumlah B x 100% x 2 kelompok orang", "Jumlah A / Jumlah B × 100% × 2", []),
        (
            "Jumlah A / Jumlah B x 1000 penduduk desa kota kabupaten provinsi",
            "Jumlah A / Jumlah B × 1000",
            [("KF113", "penduduk desa kota kabupaten provinsi", {"text": "penduduk desa kota kabupaten provinsi"}, [])],
        ),
        ("3√(A)", "\\sqrt[3]{`A`}", []),
        ("Jumlah A / Jumlah B x 100% (3)", "Jumlah A / Jumlah B × 100%", [("KF113", "(3)", {"text": "(3)"}, [])]),
    ],
)
def test_findings_whole(text: str, line: str | None, findings: list[tuple[str, str, dict[str, str], list[str]]]):
    """The canonical line, or None for an error; each finding with its place, its values and the places beside it."""
    try:
        formula = parse(text)
        assert formula.to_text() == line
        told = list(formula.diagnostics)
    except kf.FormulaError as error:
        assert line is None
        told = list(error.diagnostics)
    assert [
        (one.code, text[slice(*one.span)], dict(one.values), [text[slice(*place)] for place in one.related])
        for one in told
    ] == findings


@pytest.mark.parametrize("text", ["Kehadiran (x 100%)", "Kehadiran pegawai desa (x 100%)", "Kehadiran (X 100 %)"])
def test_a_bracket_that_multiplies_alone(text: str):
    assert parse(text).to_text() == f"`{text.partition(' (')[0]}` × 100%"
    assert [one.code for one in parse(text).diagnostics] == ["KF120"]


@pytest.mark.parametrize(
    ("text", "line", "doubts"),
    [
        ("Rumus Capaian: Jumlah A / Jumlah B", "Jumlah A / Jumlah B", []),
        ("Rumusnya Jumlah A / Jumlah B", "Jumlah A / Jumlah B", []),
        ("Rumus Jumlah A / Jumlah B", "Jumlah A / Jumlah B", []),
        ("Formula : Jumlah A / Jumlah B", "Jumlah A / Jumlah B", []),
        ("Cara menghitung : Jumlah A / Jumlah B", "Jumlah A / Jumlah B", []),
        ("Persentase (%) : Jumlah A / Jumlah B", "Jumlah A / Jumlah B", []),
        ("Y dihitung dengan jumlah A dibagi jumlah B", "jumlah A / jumlah B", []),
        ("Y dihitung dari membagi jumlah A dengan jumlah B", "jumlah A / jumlah B", []),
        ("Y yang dihitung dengan jumlah A dibagi jumlah B", "`Y yang dihitung dengan jumlah A` / jumlah B", []),
        ("Jumlah A adalah jumlah B", "`Jumlah A adalah jumlah B`", []),
        ("Nilai A : B", "`Nilai A : B`", []),
        ("jumlah A dibagi jumlah B dan dihitung dalam persentase", "jumlah A / jumlah B × 100%", []),
        ("jumlah A dibagi jumlah B dinyatakan dalam %", "jumlah A / jumlah B × 100%", []),
        ("jumlah A dibagi jumlah B x 100% dinyatakan dalam persen", "jumlah A / jumlah B × 100%", []),
        ("jumlah A dibagi jumlah B dalam persen", "jumlah A / jumlah B × 100%", []),
        ("jumlah A dibagi jumlah B x 100 dalam persen", "jumlah A / jumlah B × 100", []),
        ("jumlah A dinyatakan dalam persen", "`jumlah A dinyatakan dalam persen`", []),
        ("membagi jumlah A dengan jumlah B", "jumlah A / jumlah B", []),
        ("mengurangi jumlah A dengan jumlah B", "jumlah A - jumlah B", []),
        ("mengalikan jumlah A dengan jumlah B", "jumlah A × jumlah B", []),
        ("hasil bagi jumlah A dengan jumlah B", "jumlah A / jumlah B", []),
        ("hasil kali jumlah A dan jumlah B", "jumlah A × jumlah B", []),
        ("penjumlahan nilai A, nilai B dan nilai C", "`nilai A` + `nilai B` + `nilai C`", []),
        ("rata-rata (A + B + C)", "(rata-rata (`A`; `B`; `C`))", []),
        ("rata-rata (A, B dan C)", "(rata-rata (`A`; `B`; `C`))", []),
        ("rata-rata (A / B)", "(rata-rata ((`A` / `B`)))", ["dibagi"]),
        ("rata-rata dari nilai A dan nilai B dibagi 2", "(rata-rata (`nilai A`; `nilai B`)) / 2", []),
        ("selisih jumlah A dan jumlah B dibagi jumlah C", "(jumlah A - jumlah B) / jumlah C", []),
        ("selisih antara A dan B", "`A` - `B`", []),
        ("perbandingan antara A dan B", "`A` / `B`", []),
        ("perbandingan kegiatan dengan jumlah B", "`kegiatan` / jumlah B", []),
        ("perbandingan A dengan B x 100%", "`A` / `B` × 100%", []),
        ("Persentase A terhadap jumlah B", "`Persentase A terhadap jumlah B`", []),
        ("realisasi X - realisasi Y", "`realisasi X` - `realisasi Y`", []),
        ("nilai X - 1", "`nilai X` - 1", []),
        ("5 - 3 x A", "5 - 3 × `A`", []),
        ("1 - tingkat X / Jumlah B", "1 - (`tingkat X` / Jumlah B)", []),
        ("100% - tingkat X", "100% - `tingkat X`", []),
        ("capaian 91% - 100%", "capaian 91% - 100%", []),
        ("(A) - B", "`A` - `B`", []),
        ("A − B", "`A` - `B`", []),
        ("Jumlah A - 3", "Jumlah A - 3", []),
        ("-5 x A", "-(5 × `A`)", []),
        ("A - -B", "`A` + `B`", []),
        ("murid - guru", "`murid - guru`", []),
        ("X1 - X2 / X2", "(`X1` - `X2`) / `X2`", ["KF112", "dibagi"]),
        ("P - Q", "`P` - `Q`", []),
        ("tahun 2020 - 2021", "`tahun 2020 - 2021`", []),
    ],
)
def test_labels_frames_and_dashes(text: str, line: str, doubts: list[str]):
    """What stands round a formula, sentences that calculate, dashes that subtract and that do not."""
    formula = parse(text)
    assert formula.to_text() == line
    assert [one.values.get("reading", one.code) for one in formula.diagnostics] == doubts


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Jumlah A dibagi 1. Renja 2. Renstra", "rasio"),
        ("Nilai : 1. A × B 2. C × D", "aritmetika"),
        ("Nilai : 1. A ditambah B 2. C", "aritmetika"),
        ("Nilai : 1. Renja 2. Renstra", "komponen"),
        ("Nilai = 1. Renja 2. Renstra", "komponen"),
    ],
)
def test_a_list_beside_a_certain_sign_is_none(text: str, kind: str):
    assert parse(text).kind == kind


@pytest.mark.parametrize("words", [32, 39, 40, 47])
def test_the_limit_of_parts_counts_in_eights_of_pieces(words: int):
    text = " ".join(["kambing"] * words)
    if words < 40:
        assert parse(text, limits=Limits(parts=4)).kind == "hitung"
        return
    error = fault(text, parts=4)
    assert (error.code, text[slice(*error.span)], dict(error.diagnostics[0].values)) == (
        "KF005",
        "kambing",
        {"limit": 4},
    )
    assert error.span[1] == len(text)


@pytest.mark.parametrize(
    ("text", "operand"),
    [
        ("12 bulan", False),
        ("Terlaksananya rapat sebanyak 12 kali", True),
        ("Sesuai perintah pimpinan", True),
        ("> 6 hari = 1, <= 6 hari = 2", True),
    ],
)
def test_whether_a_sentence_may_be_given_a_figure(text: str, operand: bool):
    tree = parse(text).tree
    assert isinstance(tree, Statement)
    assert tree.operand is operand


def test_a_name_before_a_bracket_in_the_midst_is_no_label():
    error = fault("Jumlah A + Kepadatan (Jumlah B / Jumlah C)")
    assert (error.code, dict(error.diagnostics[0].values)) == ("KF101", {"sign": "("})


@pytest.mark.parametrize("sign", ["dibagi", "÷", "dikali", "×"])
def test_what_calculates_is_no_label(sign: str):
    """Before "adalah" stands a label only where nothing is divided or multiplied there."""
    formula = parse(f"Jumlah A {sign} jumlah B adalah jumlah C dibagi jumlah D")
    assert formula.names[0] == "Jumlah A"
    assert parse("Jumlah A adalah jumlah C dibagi jumlah D").names == ("jumlah C", "jumlah D")
