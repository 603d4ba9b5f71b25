"""Findings: what they hold, how their text is put together, and the errors that carry them."""

from __future__ import annotations

import asyncio
import copy
import json
import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from kinerja_formula.diagnostics import (
    CATALOGUE,
    Diagnostic,
    FormulaError,
    FormulaSyntaxError,
    InvalidDataError,
    LimitError,
    MissingDataError,
    Severity,
    UnitMismatchError,
    ZeroDenominatorError,
    use_language,
)
from kinerja_formula.diagnostics import catalogue as room
from kinerja_formula.diagnostics.language import message_texts

TEXT = "Jumlah A / Jumlah B x 100%"
MISSING = Diagnostic(room.MISSING_DATA, (11, 19), name="Jumlah B", suggestions=("Jumlah BB", "Jml C"))


@pytest.fixture(autouse=True)
def indonesian():
    yield
    use_language("id")


def test_codes_are_stable_and_in_order():
    assert list(CATALOGUE) == sorted(CATALOGUE)
    # One slug may have several codes if each weighs differently, as satuan-beda has.
    slugs = [(rule.slug, rule.severity) for rule in CATALOGUE.values()]
    assert len(set(slugs)) == len(slugs)
    assert all(code == rule.code for code, rule in CATALOGUE.items())


def test_facts():
    assert (MISSING.code, MISSING.slug, MISSING.severity) == ("KF301", "data-hilang", Severity.ERROR)
    assert (MISSING.span, MISSING.related) == ((11, 19), ())
    assert repr(MISSING) == "<KF301 data-hilang error (11, 19)>"


def test_render():
    assert MISSING.render(TEXT) == (
        "galat KF301 data-hilang: Belum ada angka untuk “Jumlah B”.\n"
        "1 | Jumlah A / Jumlah B x 100%\n"
        "  |            ^^^^^^^^\n"
        "Saran: Di dalam data ada “Jumlah BB”, “Jml C”; samakan namanya bila itu yang dimaksud."
    )


def test_render_marks_related_places():
    finding = Diagnostic(room.FLAT_NUMERATOR, (0, 5), related=((6, 7),))
    assert finding.render("A - B / C").splitlines()[2] == "  | ^^^^^ ^"


def test_render_shows_both_units_of_a_clash():
    units = {"left_unit": "orang-hari", "left_words": ("Pegawai", "hari"), "left_source": "kata benda"}
    units |= {"right_unit": "m²", "right_words": (), "right_source": "rumus"}
    finding = Diagnostic(room.UNIT_MISMATCH, (0, 8), ((9, 10), (11, 19)), reason="famili-beda", how="bagi", **units)
    assert finding.render(TEXT) == (
        "galat KF201 satuan-beda: orang-hari dan m² tidak dapat dibagi: keduanya menghitung hal yang berlainan.\n"
        "1 | Jumlah A / Jumlah B x 100%\n"
        "  | ^^^^^^^^ ^ ^^^^^^^^\n"
        "  | orang-hari m²\n"
        "  kiri  = orang-hari  dari kata “Pegawai”, “hari”\n"
        "  kanan = m²          diperlukan oleh rumus\n"
        "Saran: Pakai besaran dengan satuan yang sama, atau sebutkan satuan yang benar untuk salah satunya."
    )


def test_the_text_of_two_slugs_beats_that_of_one():
    facts = {"left_unit": "orang", "right_unit": "desa", "reason": "famili-beda"}
    hints = {Diagnostic(room.UNIT_MISMATCH, (0, 1), **facts, how=how).hint for how in ("persen", "jumlah", "bagi")}
    assert len(hints) == 3
    assert Diagnostic(room.UNIT_MISMATCH, (0, 1), **facts, how="persen").hint.endswith("hapus x 100%.")


def test_a_finding_about_all_the_data_marks_no_place():
    finding = Diagnostic(room.INVALID_DATA, (0, 0), value="[1]", reason="bukan-pemetaan")
    assert finding.render(TEXT) == (
        "galat KF304 data-tak-sah: Data harus berupa pasangan nama dan angka, bukan [1].\n"
        'Saran: Contoh: {"Jumlah laporan selesai": 18, "Jumlah laporan": 20}.'
    )


def test_language():
    assert MISSING.render(TEXT, language="en").startswith("error KF301 data-hilang: There is no figure for “Jumlah B”.")
    use_language("en")
    assert MISSING.message == "There is no figure for “Jumlah B”."
    assert MISSING.hint == MISSING.hint_in("en")
    assert MISSING.slug == "data-hilang"
    use_language("id")
    assert MISSING.message == "Belum ada angka untuk “Jumlah B”."


def test_a_language_holds_in_threads_that_choose_none():
    def said(language: str | None = None) -> str:
        if language:
            use_language(language)
        return MISSING.message

    use_language("en")
    try:
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(said).result() == "There is no figure for “Jumlah B”."
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(said, "id").result() == "Belum ada angka untuk “Jumlah B”."
        assert said() == "There is no figure for “Jumlah B”."
    finally:
        use_language("id")


def test_a_task_chooses_for_itself():
    async def said() -> str:
        use_language("en")
        return MISSING.message

    assert asyncio.run(said()) == "There is no figure for “Jumlah B”."
    assert MISSING.message == "Belum ada angka untuk “Jumlah B”."


@pytest.mark.parametrize("language", ["", "EN", "fr", None])
def test_no_other_language(language: str):
    with pytest.raises(ValueError, match="language"):
        use_language(language)


@pytest.mark.parametrize(
    ("values", "hint"),
    [
        ({"suggestions": ("B", "C")}, "Di dalam data ada “B”, “C”; samakan namanya bila itu yang dimaksud."),
        ({"suggestions": ()}, "Tambahkan “A” beserta angkanya ke dalam data."),
    ],
)
def test_an_empty_list_has_a_hint_of_its_own(values: dict[str, object], hint: str):
    assert Diagnostic(room.MISSING_DATA, (0, 1), (), name="A", **values).hint == hint


def test_the_hint_of_a_reason_goes_before_that_of_an_empty_list():
    finding = Diagnostic(room.INVALID_DATA, (0, 1), name="A", columns=(), reason="tanpa-syarat")
    assert finding.hint == message_texts("id")["KF304"]["hint_tanpa-syarat"]


@pytest.mark.parametrize(
    ("rule", "values", "indonesian", "english"),
    [
        (
            room.INVALID_FIGURE,
            {"name": "A", "value": "nan", "reason": "bukan-bilangan"},
            "Angka untuk “A” tidak dapat dipakai: nan bukan bilangan.",
            "The figure for “A” can't be used: nan is not a number.",
        ),
        (
            room.INVALID_FIGURE,
            {"name": "A", "value": "?", "reason": "alasan-baru"},
            "Angka untuk “A” tidak dapat dipakai: ? alasan-baru.",
            "The figure for “A” can't be used: ? alasan-baru.",
        ),
        (
            room.MISSING_OPERAND,
            {"role": "penyebut"},
            "Rumus ini belum lengkap: penyebut (pembagi) tidak ada.",
            "The formula is incomplete: the denominator (the divisor) is missing.",
        ),
        (
            room.TEXT_TOO_LONG,
            {"length": 1234567, "limit": 100},
            "Teks rumus terlalu panjang: 1.234.567 karakter, padahal batasnya 100.",
            "The formula text is too long: 1,234,567 characters, where the limit is 100.",
        ),
    ],
)
def test_values_in_messages(rule: room.Rule, values: dict[str, object], indonesian: str, english: str):
    finding = Diagnostic(rule, (0, 1), (), **values)
    assert finding.message_in("id") == indonesian
    assert finding.message_in("en") == english


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("{name} {0} %s", "{name} {0} %s"),
        ("a\x1b[31m\u202eb", "a·[31m·b"),
        ("a\n  b\tc", "a b c"),
        ("x" * 1000, "x" * 160 + "…"),
    ],
)
def test_a_name_can_break_no_message(name: str, shown: str):
    finding = Diagnostic(room.MISSING_DATA, (0, 1), name=name, suggestions=(name,))
    assert finding.message == f"Belum ada angka untuk “{shown}”."
    assert "\x1b" not in finding.render("A")


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=lambda rule: rule.code)
def test_a_finding_without_values_can_be_shown(rule: room.Rule):
    finding = Diagnostic(rule, (0, 1))
    assert finding.render("A").count("\n") == 3
    assert finding.render("A", language="en").count("\n") == 3


def test_findings_are_immutable_and_compare_by_content():
    with pytest.raises(AttributeError):
        MISSING.span = (0, 1)
    same = Diagnostic(room.MISSING_DATA, (11, 19), suggestions=("Jumlah BB", "Jml C"), name="Jumlah B")
    assert same == MISSING
    assert hash(same) == hash(MISSING)
    assert Diagnostic(room.MISSING_DATA, (11, 19), name="Jumlah C", suggestions=()) != MISSING
    assert MISSING != "KF301"


def test_findings_travel():
    assert pickle.loads(pickle.dumps(MISSING)) == MISSING
    assert copy.deepcopy(MISSING) == MISSING
    assert json.loads(json.dumps(MISSING.to_json())) == {
        "code": "KF301",
        "slug": "data-hilang",
        "severity": "error",
        "span": [11, 19],
        "related": [],
        "values": {"name": "Jumlah B", "suggestions": ["Jumlah BB", "Jml C"]},
        "message": {"id": "Belum ada angka untuk “Jumlah B”.", "en": "There is no figure for “Jumlah B”."},
        "hint": {
            "id": "Di dalam data ada “Jumlah BB”, “Jml C”; samakan namanya bila itu yang dimaksud.",
            "en": "The data has “Jumlah BB”, “Jml C”; make the names agree if that is the one.",
        },
    }


ERRORS = [FormulaSyntaxError, LimitError, MissingDataError, InvalidDataError, UnitMismatchError, ZeroDenominatorError]


@pytest.mark.parametrize("kind", ERRORS)
def test_errors(kind: type[FormulaError]):
    error = kind((MISSING, MISSING), TEXT)
    assert isinstance(error, FormulaError)
    assert isinstance(error, ValueError)
    assert (error.code, error.slug, error.span) == ("KF301", "data-hilang", (11, 19))
    assert (error.message, error.hint) == (MISSING.message, MISSING.hint)
    assert str(error) == f"{MISSING.render(TEXT)}\n{MISSING.render(TEXT)}"
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert (again.diagnostics, again.text) == (error.diagnostics, TEXT)


def test_what_errors_name():
    assert MissingDataError((MISSING,), TEXT).missing == ("Jumlah B",)
    zero = Diagnostic(room.ZERO_DENOMINATOR, (11, 19), denominator="Jumlah B", zeros=("Jumlah B",))
    assert ZeroDenominatorError(zero, TEXT).denominator == "Jumlah B"


def test_findings_show_the_text_with_the_place_marked():
    import kinerja_formula as kf

    found = kf.check("Jumlah dokumen selesai / Jumlah pegawai x 100%")
    marked = "1 | Jumlah dokumen selesai / Jumlah pegawai x 100%\n  | ^^^^^^^^^^^^^^^^^^^^^^"
    assert marked in str(found) == repr(found)
    assert str(found[0]) == str(found)
    assert repr(found[0]) == "<KF201 satuan-beda error (0, 22)>"
    again = pickle.loads(pickle.dumps(found))
    assert (again, str(again), type(again)) == (found, str(found), type(found))
    assert found == tuple(found)
    assert (repr(kf.check("Jumlah A / Jumlah B x 100%")), kf.check("Jumlah A / Jumlah B x 100%")) == ("()", ())


def test_a_finding_of_a_text_that_cant_be_read_is_marked_too():
    import kinerja_formula as kf

    assert "1 | Jumlah A / / Jumlah B" in str(kf.check("Jumlah A / / Jumlah B"))
