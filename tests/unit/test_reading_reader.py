"""What is told beside a reading: its findings with their places and values, its other readings, its settled line."""

from __future__ import annotations

import pytest
from tests.cases.test_readings import BREAK, LINES

import kinerja_formula as kf
from kinerja_formula.reading.certainty import certainty_curves

TOLD = [
    ("Jumlah A 100% Jumlah B", [("KF111", "100", {}, [])], ["`Jumlah A 100% Jumlah B`"]),
    ("Jumlah P <u>yang selaras</u> 100% Jumlah Q", [("KF111", "100", {}, [])], []),
    (
        "(Pegawai x hari kerja efektif) - tdk hadir / (Pegawai x hari kerja efektif) x 100%",
        [("KF112", "(Pegawai x hari kerja efektif) - tdk hadir", {}, ["/"])],
        ["(`Pegawai` × `hari kerja efektif` - (`tdk hadir` / (`Pegawai` × `hari kerja efektif`))) × 100%"],
    ),
    (
        "Realisasi kegiatan / rapat",
        [
            (
                "KF110",
                "Realisasi kegiatan / rapat",
                {"reading": "ragu", "first_doubt": "readers", "second_doubt": "text"},
                [],
            )
        ],
        ["`Realisasi kegiatan / rapat`"],
    ),
    (
        "Jumlah A - Jumlah B dibagi Jumlah C",
        [("KF107", "Jumlah A - Jumlah B dibagi Jumlah C", {"first_doubt": "flat"}, [])],
        ["(Jumlah A - Jumlah B) / Jumlah C", "`Jumlah A - Jumlah B` / Jumlah C"],
    ),
    ("A - B / B x 100%", [], []),
    ("A - B / C x 100%", [("KF112", "A - B", {}, ["/"])], []),
    (
        "Efek + Giro / Utang lancar x 100%",
        [("KF112", "Efek + Giro", {}, ["/"])],
        ["`Efek` + (`Giro` / `Utang lancar` × 100%)"],
    ),
    (
        "Persentase A + Persentase B dibagi 2",
        [
            (
                "KF110",
                "Persentase A + Persentase B dibagi 2",
                {"reading": "ragu", "first_doubt": "readers", "second_doubt": "word"},
                [],
            )
        ],
        ["`Persentase A` + (`Persentase B` / 2)", "(`A` + `Persentase B`) / 2 × 100%"],
    ),
    (
        "Menghitung jumlah hadir dibagi jumlah undangan x 100%",
        [],
        ["`Menghitung jumlah hadir` / jumlah undangan × 100%", "jumlah hadir / `jumlah undangan x 100%`"],
    ),
    (
        "Jumlah hadir dibagi Jumlah undangan x 100% yang ditetapkan kepala dinas setiap tahun",
        [
            (
                "KF108",
                "yang ditetapkan kepala dinas setiap tahun",
                {"text": "yang ditetapkan kepala dinas setiap tahun"},
                [],
            )
        ],
        [],
    ),
    (
        "Jumlah hadir / Jumlah undangan x 100%. Dihitung setiap triwulan oleh kecamatan",
        [("KF108", "Dihitung setiap triwulan oleh kecamatan", {"text": "Dihitung setiap triwulan oleh kecamatan"}, [])],
        [],
    ),
    ("Jumlah hadir / Jumlah undangan x 100% tahun", [("KF113", "tahun", {"text": "tahun"}, [])], []),
    (
        "0,3 IKA + 0,3 IKU + 0,4 IKL",
        [],
        ["0,3 × `IKA` + 0,3 × `IKU` + `0,4 IKL`", "`0,3 IKA` + 0,3 × `IKU` + 0,4 × `IKL`"],
    ),
    (
        "Nilai SKP x 60% + nilai perilaku x 40%",
        [],
        ["`Nilai SKP` × 60% + `nilai perilaku x 40%`", "`Nilai SKP x 60%` + `nilai perilaku` × 40%"],
    ),
    (
        "A / 2 (B + C)",
        [("KF110", "A / 2 (B + C", {"reading": "ragu", "first_doubt": "readers", "second_doubt": "text"}, [])],
        ["`B` + `C`", "`A` / 2"],
    ),
    (
        "Jumlah dokumen - Renja - Renstra",
        [
            (
                "KF110",
                "Jumlah dokumen - Renja - Renstra",
                {"reading": "ragu", "first_doubt": "readers", "second_doubt": "text"},
                [],
            )
        ],
        ["`Jumlah dokumen - Renja - Renstra`", "`Jumlah dokumen - Renja` - `Renstra`"],
    ),
    (
        "29 (dua puluh) dokumen",
        [("KF117", "(dua puluh)", {"figure": "29", "words": "dua puluh", "said": "20"}, [])],
        [],
    ),
    ("Meningkatnya kesejahteraan masyarakat", [("KF119", "Meningkatnya kesejahteraan masyarakat", {}, [])], []),
    (
        "1. Jumlah A / Jumlah B x 100% 2. Jumlah C / Jumlah D x 100%",
        [
            (
                "KF110",
                "Jumlah A / Jumlah B x 100% 2. Jumlah C / Jumlah D x 100%",
                {"reading": "ragu", "first_doubt": "readers", "second_doubt": "lead"},
                [],
            )
        ],
        ["Jumlah A / Jumlah B × 100%", "Jumlah A / Jumlah B × `100% 2. Jumlah C` / Jumlah D × 100%"],
    ),
    (
        "Jumlah kasus per 1.000 penduduk",
        [("KF107", "Jumlah kasus per 1.000 penduduk", {"first_doubt": "readers"}, [])],
        ["`Jumlah kasus per 1.000 penduduk`"],
    ),
    (
        "usia 7 – 12 tahun",
        [("KF110", "usia 7 – 12 tahun", {"reading": "ragu", "first_doubt": "readers", "second_doubt": "text"}, [])],
        ["`usia 7` - 12"],
    ),
    (
        "Jumlah siswa kelas X / Jumlah siswa x 100%",
        [
            (
                "KF110",
                "Jumlah siswa kelas X / Jumlah siswa x 100%",
                {"reading": "ragu", "first_doubt": "text", "second_doubt": "readers"},
                [],
            )
        ],
        ["`Jumlah siswa kelas X / Jumlah siswa` × 100%", "`Jumlah siswa kelas X / Jumlah siswa x 100%`"],
    ),
    (
        "Nilai A Nilai B",
        [("KF110", "Nilai A Nilai B", {"reading": "ragu-tunggal", "first_doubt": "text", "second_doubt": "lead"}, [])],
        [],
    ),
    ("l00% x Jumlah A / Jumlah B", [("KF123", "l00", {"written": "l00", "read": "100"}, [])], []),
    ("Jumlah A / Jumlah B x 15.05", [("KF118", "15.05", {"written": "15.05", "value": "15,05"}, [])], []),
    (
        "NI = Jumlah A / Jumlah B; NN = Jumlah C / Jumlah D; Nilai = NI + NN",
        [
            (
                "KF107",
                "NI = Jumlah A / Jumlah B; NN = Jumlah C / Jumlah D; Nilai = NI + NN",
                {"first_doubt": "cases"},
                [],
            )
        ],
        [],
    ),
    (
        "Jumlah guru tetap – Jumlah guru honor – Jumlah guru bantu",
        [
            (
                "KF110",
                "Jumlah guru tetap – Jumlah guru honor – Jumlah guru bantu",
                {"reading": "ragu", "first_doubt": "text", "second_doubt": "lead"},
                [],
            )
        ],
        ["1. Jumlah guru honor 2. Jumlah guru bantu", "Jumlah guru tetap - `Jumlah guru honor – Jumlah guru bantu`"],
    ),
    ("RI = NI / a; RN = NN / b", [("KF146", "RI", {"names": "RI, RN"}, [])], []),
    (
        "Jumlah A ----- x 100% (18/24) x 100% = 80 Jumlah B",
        [("KF116", "80", {"stated": "80", "computed": "75"}, [])],
        [],
    ),
    ("(Jumlah A / Jumlah B x 100%", [("KF114", "(", {"written": "("}, [])], []),
    ("Jumlah A / Jumlah B x 100% +", [("KF115", "+", {"written": "+"}, [])], []),
    ("Jika Rasio ≥ 3", [("KF145", "Jika Rasio ≥ 3", {"condition": "Jika Rasio ≥ 3", "reason": "tanpa-maka"}, [])], []),
    (
        "Jumlah A / Jumlah B x",
        [
            (
                "KF110",
                "Jumlah A / Jumlah B x",
                {"reading": "ragu-tunggal", "first_doubt": "text", "second_doubt": "readers"},
                [],
            )
        ],
        [],
    ),
    ("Jumlah n / Jumlah N x 100%", [], []),
    ("n / N x 100", [("KF110", "N", {"sign": "N", "reading": "n", "other": "n"}, ["n"])], []),
    (
        "Jumlah surat masuk\nJumlah surat keluar",
        [
            (
                "KF110",
                "Jumlah surat masuk\nJumlah surat keluar",
                {"reading": "ragu", "first_doubt": "readers", "second_doubt": "text"},
                [],
            )
        ],
        ["`Jumlah surat masuk Jumlah surat keluar`", "Jumlah surat masuk"],
    ),
    (
        "rata-rata nilai A, B dan C",
        [("KF107", "rata-rata nilai A, B dan C", {"first_doubt": "text"}, [])],
        ["`rata-rata nilai A, B dan C`"],
    ),
    ("selisih nilai tahun ini dan tahun lalu", [], ["`selisih nilai tahun ini dan tahun lalu`"]),
    ("Rasio A terhadap B", [], ["`Rasio A terhadap B`"]),
    (
        "Capaian : Jumlah warga terdata",
        [
            (
                "KF110",
                "Capaian : Jumlah warga terdata",
                {"reading": "ragu", "first_doubt": "text", "second_doubt": "lead"},
                [],
            )
        ],
        ["Jumlah warga terdata", "`Capaian : Jumlah warga terdata`"],
    ),
    ("1 tahun = 1, 2 tahun = 2", [("KF122", "1 tahun = 1, 2 tahun = 2", {}, [])], ["`1, 2 tahun`"]),
    ("Jumlah A dari jumlah B x 100%", [], []),
    ("A pangkat 1/3", [("KF107", "A pangkat 1/3", {"first_doubt": "lead"}, [])], ["`A` ^ 1 / 3"]),
]
"""A text, its findings (code, place, values, places beside it), and the canonical lines of its other readings."""


def without_bands(findings: list[tuple[str, str, dict[str, object], list[str]]]) -> list[object]:
    """Leave out how sure the reading is as a whole: that changes whenever the tables are learned again."""
    return [one for one in findings if one[0] != "KF107" and one[2].get("reading") not in {"ragu", "ragu-tunggal"}]


@pytest.mark.parametrize(("text", "findings", "others"), TOLD)
def test_what_is_told(text: str, findings: list[tuple[str, str, dict[str, object], list[str]]], others: list[str]):
    formula = kf.parse(text)
    found = []
    for one in formula.diagnostics:
        values = dict(one.values)
        assert values.pop("taken", formula.to_text()) in {formula.to_text(), "RI"}
        found.append((one.code, text[slice(*one.span)], values, [text[slice(*place)] for place in one.related]))
    assert without_bands(found) == without_bands(findings)
    read = [one.text for one in formula.alternatives]
    assert not read or not others or not set(read).isdisjoint(others)


TEXTS = [line.text.replace(BREAK, "\n") for line in LINES] + [text for text, _, _ in TOLD]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_what_holds_for_every_reading(text: str):
    formula = kf.parse(text)
    assert_other_readings_share_what_is_left(formula)
    assert_findings_speak_of_their_place(formula)
    assert_doubt_is_told_by_how_sure_it_is(formula)


def assert_other_readings_share_what_is_left(formula: kf.Formula) -> None:
    """They come surest first, none surer than the one taken, and are as probable together as that one is not."""
    shares = [one.certainty for one in formula.alternatives]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= share <= formula.certainty for share in shares)
    assert sum(shares) <= 1 - formula.certainty + 1e-9
    if shares and shares[0] < formula.certainty:
        assert sum(shares) == pytest.approx(1 - formula.certainty)
    if formula.certainty > 0.97:
        assert not shares
    lines = [one.text for one in formula.alternatives]
    assert formula.to_text() not in lines and len(set(lines)) == len(lines)


def assert_findings_speak_of_their_place(formula: kf.Formula) -> None:
    """They come in the order of the text, lie in it, quote it, and have their words in both languages."""
    text, found = formula.text, formula.diagnostics
    assert [one.span for one in found] == sorted(one.span for one in found)
    for one in found:
        low, high = one.span
        assert 0 <= low < high <= len(text)
        quoted = one.values.get("written", one.values.get("sign", one.values.get("text")))
        if quoted is not None and one.values.get("reading") not in {"kali-seratus"}:
            assert str(quoted).split()[0] in text[low:high]
        for language in ("id", "en"):
            assert one.message_in(language)
            assert "{" not in one.message_in(language) + one.hint_in(language)


def assert_doubt_is_told_by_how_sure_it_is(formula: kf.Formula) -> None:
    """Nothing is said of a sure reading, a note of one that is nearly sure, a warning of all others."""
    curves = certainty_curves()
    codes = [one.code for one in formula.diagnostics]
    warned = {"KF110", "KF111", "KF112", "KF113", "KF114", "KF115", "KF120", "KF121", "KF122", "KF145", "KF146"}
    if formula.certainty >= curves.sure:
        assert "KF107" not in codes
        assert all(one.values.get("reading") not in {"ragu", "ragu-tunggal"} for one in formula.diagnostics)
    elif formula.kind != "target":
        assert ("KF107" in codes) != (not warned.isdisjoint(codes))
        if formula.certainty < curves.threshold:
            assert "KF107" not in codes
    for one in formula.diagnostics:
        if one.code == "KF107" or one.values.get("reading") in {"ragu", "ragu-tunggal"}:
            assert one.values["taken"] == formula.to_text()
        if one.values.get("reading") == "ragu":
            assert one.values["other"] == formula.alternatives[0].text


@pytest.mark.parametrize(
    "text",
    [
        "Realisasi kegiatan / rapat",
        "Jumlah A - Jumlah B dibagi Jumlah C",
        "Efek + Giro / Utang lancar x 100%",
        "Persentase A + Persentase B dibagi 2",
        "Jumlah dokumen - Renja - Renstra",
    ],
)
def test_each_other_reading_can_be_chosen(text: str):
    for other in kf.parse(text).alternatives:
        settled = kf.parse(text, reading=other.text)
        assert (settled.to_text(), settled.certainty, settled.alternatives) == (other.text, 1.0, ())


@pytest.mark.parametrize(
    ("text", "line", "reading", "name"),
    [
        ("Jumlah A / Jumlah B", "Jumlah A / Jumlah C", "nama-asing", "Jumlah C"),
        ("Jumlah A / Jumlah B", "`Nilai D`", "nama-asing", "Nilai D"),
        ("Jumlah A / Jumlah B", "Jumlah A dibagi Jumlah B", "bukan-baris", None),
        ("Jumlah A / Jumlah B", "", "bukan-baris", None),
    ],
)
def test_a_settled_reading_has_to_be_one_of_the_text(text: str, line: str, reading: str, name: str | None):
    with pytest.raises(kf.FormulaSyntaxError) as raised:
        kf.parse(text, reading=line)
    (found,) = raised.value.diagnostics
    assert (found.code, found.span) == ("KF106", (0, len(text)))
    assert {"line": line, "reading": reading} | ({"name": name} if name else {}) == dict(found.values)


@pytest.mark.parametrize(
    ("text", "line", "kind"),
    [
        ("Jumlah A per Jumlah B", "Jumlah A / Jumlah B", "rasio"),
        ("Jumlah A - Jumlah B", "Jumlah A - Jumlah B", "aritmetika"),
        ("Jumlah A/Jumlah B", "`Jumlah A/Jumlah B`", "hitung"),
        ("Nilai A/B", "`Nilai A/B`", "nilai"),
    ],
)
def test_the_kind_of_a_settled_reading(text: str, line: str, kind: str):
    assert kf.parse(text, reading=line).kind == kind


def test_a_proposal_speaks_for_the_reading_that_it_names():
    text = "Jumlah A - Jumlah B dibagi Jumlah C"
    alone = kf.parse(text)
    other = alone.alternatives[0].text
    helped = kf.parse(text, proposals=[other])
    assert (helped.to_text(), helped.alternatives[0].text) == (other, alone.to_text())
    assert 0.5 < helped.certainty < 1


def test_a_proposal_of_the_same_reading_makes_it_surer():
    alone = kf.parse("PAD/APBD")
    same = kf.parse("PAD/APBD", proposals=[alone.to_text()])
    assert same.to_text() == alone.to_text()
    assert same.certainty > alone.certainty


def test_a_proposal_that_nobody_read_is_another_reading():
    text = "Persentase A + Persentase B dibagi 2"
    alone, helped = kf.parse(text), kf.parse(text, proposals=["`Persentase A` / 2"])
    assert helped.to_text() == alone.to_text()
    assert [one.text for one in alone.alternatives][:1] == [one.text for one in helped.alternatives][:1]
    assert "`Persentase A` / 2" in [one.text for one in helped.alternatives]
    assert "`Persentase A` / 2" not in [one.text for one in alone.alternatives]


def test_a_proposal_about_a_sure_reading_changes_nothing():
    alone, helped = (kf.parse("Jumlah A : Jumlah B x 100%", proposals=lines) for lines in ([], ["Jumlah A / Jumlah B"]))
    assert (helped.to_text(), helped.alternatives, helped.diagnostics) == (alone.to_text(), (), ())


def test_a_proposal_is_a_canonical_line():
    with pytest.raises(kf.FormulaSyntaxError) as raised:
        kf.parse("A / B", proposals=["A dibagi B"])
    (found,) = raised.value.diagnostics
    assert (found.code, found.span, dict(found.values)) == (
        "KF106",
        (0, 5),
        {"line": "A dibagi B", "reading": "bukan-baris"},
    )


@pytest.mark.parametrize(
    ("text", "names", "line"),
    [
        ("Realisasi kegiatan / rapat", ["Realisasi kegiatan / rapat"], "`Realisasi kegiatan / rapat`"),
        ("Realisasi kegiatan / rapat", ["Realisasi kegiatan", "rapat"], "`Realisasi kegiatan` / `rapat`"),
        ("Belanja barang/jasa", ["Belanja barang", "jasa"], "`Belanja barang` / `jasa`"),
        ("modal-utang", ["modal", "utang"], "`modal` - `utang`"),
        ("Rasio-1 / B", ["Rasio", "B"], "`Rasio` - (1 / `B`)"),
        ("Jumlah A / Jumlah B", ["Jumlah A / Jumlah B"], "`Jumlah A / Jumlah B`"),
        ("Jumlah A / Jumlah B", ["Jumlah A", "Jumlah C"], "Jumlah A / Jumlah B"),
    ],
)
def test_the_names_of_the_data_decide(text: str, names: list[str], line: str):
    assert kf.parse(text, names=names).to_text() == line


def test_a_text_too_long_to_be_weighed_is_read_by_the_rules_and_never_sure():
    words = " ".join(["kambing"] * 1498)
    assert kf.parse(f"Jumlah {words} / B").certainty == 0.5


def test_further_proposals_are_no_readings_twice():
    text = "Persentase A + Persentase B dibagi 2"
    first = kf.parse(text).alternatives[0].text
    helped = kf.parse(text, proposals=["`Persentase A` / 2", first, "`Persentase A` / 2", kf.parse(text).to_text()])
    lines = [helped.to_text(), *[one.text for one in helped.alternatives]]
    assert len(set(lines)) == len(lines)


def test_a_doubt_about_several_formulas_has_both_its_reasons():
    (found,) = kf.parse("RI = NI / a; RN = NN / b; A = (RI + RN) / 2").diagnostics
    values = dict(found.values)
    assert values.pop("taken") == "`RI` = `NI` / `a`; `RN` = `NN` / `b`; `A` = (`RI` + `RN`) / 2"
    assert (found.code, values) == (
        "KF110",
        {"reading": "ragu-tunggal", "first_doubt": "cases", "second_doubt": "text"},
    )


@pytest.mark.parametrize(
    "cell",
    [
        *["Cukup jelas", "CUKUP JELAS", "jelas", "sudah jelas", "cukup jelas.", " terlampir ", "sebagaimana terlampir"],
        *["Lihat Lampiran", "n/a", "N/A", "N.A.", "tidak ada", "tidak  ada", "belum ada", "tidak tersedia"],
        *["belum tersedia", "tbd", "sda", "s.d.a.", "idem", "cukup jelas" + " " * 28],
    ],
)
@pytest.mark.parametrize("indikator", [None, "Jumlah surat masuk"])
def test_a_cell_that_says_nothing_is_no_formula(cell: str, indikator: str | None):
    formula = kf.parse(cell, indikator=indikator)
    start = len(cell) - len(cell.lstrip())
    text = " ".join(cell.split())
    assert (formula.kind, formula.names, formula.to_text()) == ("naratif", (text,), text)
    assert [(one.code, one.span) for one in formula.diagnostics] == [("KF119", (start, len(cell.rstrip())))]
    assert formula.certainty == 1


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Cukup jelas ya", ("Cukup jelas ya",)),
        ("Surat terlampir", ("Surat terlampir",)),
        ("Jumlah jelas", ("Jumlah jelas",)),
        ("n/b", ("n", "b")),
        ("Jumlah surat yang tidak ada", ("Jumlah surat yang tidak ada",)),
    ],
)
def test_words_that_look_like_such_a_cell_are_a_formula(cell: str, names: tuple[str, ...]):
    formula = kf.parse(cell)
    assert formula.names == names
    assert "KF119" not in [one.code for one in formula.diagnostics]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # A percentage can't be added to a count, so all are numerators
        ("Kas + Efek / Utang lancar x 100%", ["KF107"]),
        ("Kas + Efek + Giro / Utang lancar x 100%", ["KF107"]),
        ("Efek + Giro / Utang lancar x 100%", ["KF112"]),
        ("Jumlah surat masuk + jumlah surat keluar / jumlah surat x 100%", ["KF107"]),
        ("Jumlah desa tertib + Jumlah kelurahan tertib : Jumlah desa x 100 %", ["KF107"]),
        # But a difference may be one of another kind, and a share may be added to a percentage
        ("Jumlah surat masuk - jumlah surat keluar / jumlah surat x 100%", ["KF112"]),
        ("Rata-rata kas + Efek / Utang lancar x 100%", ["KF112"]),
        ("Kas + Persentase efek / Utang lancar x 100%", ["KF112"]),
        ("Kas + Efek / Utang lancar", ["KF110"]),
    ],
)
def test_a_missing_bracket_is_only_noted_where_one_way_makes_sense(text: str, codes: list[str]):
    formula = kf.parse(text)
    assert [one.code for one in formula.diagnostics] == codes
    if codes == ["KF107"]:
        assert certainty_curves().threshold <= formula.certainty < certainty_curves().sure
