"""Brackets that group and brackets of a name."""

from __future__ import annotations

import pytest
from tests.rules_alone import parse

import kinerja_formula as kf
from kinerja_formula.reading.brackets import Group, nest
from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft, Limits
from kinerja_formula.reading.scanner import scan


def shown(items) -> str:
    return " ".join(f"⟨{shown(item.items)}⟩" if isinstance(item, Group) else item.text for item in items)


def nested(text: str) -> tuple[str, list[tuple[str, int]]]:
    """The items, groups in ⟨ ⟩ and brackets of names as they are; and what was reported, with its place."""
    draft = Draft(text, None, DEFAULT_LIMITS)
    items = nest(scan(text), draft)
    return shown(items).replace("( ", "(").replace(" )", ")"), [(one.code, one.span[0]) for one in draft.diagnostics]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("(A / B) x 100%", "⟨A / B⟩ x 100 %"),
        ("(A)", "⟨A⟩"),
        ("[(A - B) / B] x 100", "⟨⟨A - B⟩ / B⟩ x 100"),
        ("A / (B + C)", "A / ⟨B + C⟩"),
        ("A x (B)", "A x ⟨B⟩"),
        ("1/3 (A + B)", "1 / 3 ⟨A + B⟩"),
        ("(A + B)(C + D)", "⟨A + B⟩ ⟨C + D⟩"),
        ("rata-rata (A, B)", "rata-rata ⟨A , B⟩"),
        ("Total (A + B) / C", "Total ⟨A + B⟩ / C"),
        ("Capaian (A / Jumlah B)", "Capaian ⟨A / Jumlah B⟩"),
        ("Capaian (A × 100%)", "Capaian ⟨A × 100 %⟩"),
        ("Capaian (A × 100)", "Capaian (A × 100)"),
        ("Capaian (A × 100% tahun)", "Capaian ⟨A × 100 % tahun⟩"),
        ("Capaian (surat masuk/Jumlah B)", "Capaian ⟨surat masuk / Jumlah B⟩"),
        ("Nilai = (A : 3)", "Nilai = ⟨A : 3⟩"),
        ("√(A)", "√ ⟨A⟩"),
    ],
)
def test_groups(text: str, items: str):
    assert nested(text) == (items, [])


@pytest.mark.parametrize(
    "text",
    [
        "Stakeholder (Non PEGAWAI)",
        "Jumlah berkas (KTP, KK, dan Mutasi)",
        "Jumlah peserta (laki-laki + perempuan)",
        "Volume sampah (ton/hari)",
        "Jumlah usaha (usaha/orang) yang dibina",
        "P(t)",
        "P(t-1)",
        "tahun (n-1)",
        "Jumlah A (%)",
        "Jumlah (A)",
        "Jumlah A (18+)",
        "kelas 2 (A dan B)",
        "A x (B) yang baru",
        "Capaian kinerja (91% - 100%)",
        "Jumlah RT (RT (baru))",
    ],
)
def test_brackets_of_a_name(text: str):
    assert nested(text) == (" ".join(piece.text for piece in scan(text)).replace("( ", "(").replace(" )", ")"), [])
    assert all(
        item.kind == "letter" for item in nest(scan(text), Draft(text, None, DEFAULT_LIMITS)) if item.text in "()"
    )


@pytest.mark.parametrize(
    ("text", "items", "place"),
    [
        ("(A / B x 100%", "A / B x 100 %", 0),
        ("A ) / B", "A / B", 2),
        ("A / B)", "A / B", 5),
        ("Jumlah A (baru / B", "Jumlah A (baru / B", 9),
        ("A / (B", "A / B", 4),
        ("((A / B) x 100%", "⟨A / B⟩ x 100 %", 0),
    ],
)
def test_brackets_without_their_pair(text: str, items: str, place: int):
    assert nested(text) == (items, [("KF114", place)])


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("kehadiran (Jumlah hadir : Jumlah undangan)", "kehadiran ⟨Jumlah hadir : Jumlah undangan⟩"),
        ("kehadiran (Jumlah hadir : undangan)", "kehadiran (Jumlah hadir : undangan)"),
        ("kehadiran (hadir : Jumlah undangan)", "kehadiran (hadir : Jumlah undangan)"),
    ],
)
def test_a_colon_in_a_bracket_divides_two_quantities(text: str, items: str):
    assert nested(text) == (items, [])


def test_depth_has_a_limit():
    draft = Draft("", None, Limits(depth=3))
    assert shown(nest(scan("(((A))) / B"), draft)) == "⟨⟨⟨A⟩⟩⟩ / B"
    with pytest.raises(kf.LimitError) as caught:
        nest(scan("((((A))))"), draft)
    assert (caught.value.code, caught.value.span) == ("KF004", (3, 4))


@pytest.mark.parametrize("text", ["(" * 20_000 + "A / B", "(" * 20_000 + "A / B" + ")" * 20_000])
def test_twenty_thousand_brackets(text: str):
    with pytest.raises(kf.LimitError) as caught:
        parse(text)
    assert (caught.value.code, caught.value.span) == ("KF004", (100, 101))


def test_many_brackets_side_by_side_are_no_depth():
    text = " + ".join(["(A / B)"] * 2000)
    assert nested(text)[0] == text.replace("(", "⟨").replace(")", "⟩")
