"""The names of the data in a text: the longest wins, and what it swallows is reported."""

from __future__ import annotations

import pytest
from tests.rules_alone import parse

from kinerja_formula.reading.draft import DEFAULT_LIMITS, Draft
from kinerja_formula.reading.known_names import KnownNames, known_names
from kinerja_formula.reading.scanner import scan


def joined(text: str, *names: str) -> tuple[str, list[tuple[str, str]]]:
    """The pieces, known names in « »; and what was reported."""
    draft = Draft(text, None, DEFAULT_LIMITS)
    pieces = KnownNames(names).join(scan(text), draft)
    shown = " ".join(f"«{piece.text}»" if piece.kind == "quoted" else piece.text for piece in pieces)
    return " ".join(shown.split()), [(one.code, text[slice(*one.span)]) for one in draft.diagnostics]


@pytest.mark.parametrize(
    ("text", "names", "pieces"),
    [
        ("Jumlah A / Jumlah B", ["Jumlah A"], "«Jumlah A» / Jumlah B"),
        ("Jumlah surat / dokumen", ["Jumlah surat / dokumen", "Jumlah surat"], "«Jumlah surat / dokumen»"),
        ("Jumlah surat / dokumen", ["Jumlah surat", "dokumen"], "«Jumlah surat» / «dokumen»"),
        ("Jumlah surat masuk / B", ["Jumlah surat"], "Jumlah surat masuk / B"),
        ("jml  PEGAWAI – asn / B", ["Jumlah pegawai-asn"], "jml PEGAWAI – asn / B"),
        ("jml  PEGAWAI / B", ["Jumlah pegawai"], "«jml PEGAWAI» / B"),
        ("Jumlah\npegawai / B", ["Jumlah pegawai"], "«Jumlah pegawai» / B"),
        ("Σ pegawai / B", ["Jumlah pegawai"], "«Σ pegawai» / B"),
        ("Σ pegawai / B", ["pegawai"], "«Σ pegawai» / B"),
        ("Jumlah A (laki-laki) / B", ["Jumlah A (laki-laki)", "Jumlah A"], "«Jumlah A (laki-laki)» / B"),
        ("Jumlah A (laki-laki) / B", ["Jumlah A"], "Jumlah A ( laki-laki ) / B"),
        (
            "perbandingan antara hadir dengan pegawai",
            ["hadir", "pegawai"],
            "perbandingan antara «hadir» dengan «pegawai»",
        ),
        ("hadir dibagi pegawai", ["hadir", "pegawai"], "«hadir» dibagi «pegawai»"),
        ("Jumlah pegawai hadir", ["hadir"], "Jumlah pegawai hadir"),
        ("(hadir) x 100%", ["hadir"], "( «hadir» ) x 100 %"),
        ("NDT - NDTPS", ["ndt", "NDTPS."], "«NDT» - «NDTPS»"),
        ("18 orang / B", ["18 orang"], "«18 orang» / B"),
        ("Jumlah A", ["", "-", " : "], "Jumlah A"),
    ],
)
def test_joining(text: str, names: list[str], pieces: str):
    assert joined(text, *names) == (pieces, [])


@pytest.mark.parametrize(
    ("name", "swallowed"),
    [
        ("Jumlah KTP x KK", "x"),
        ("Jumlah A ÷ B", "÷"),
        ("Jumlah A dibagi B", "dibagi"),
        ("Jumlah A * B", "*"),
        ("Jumlah A --- B", "---"),
        ("Jumlah A ditambah B", "ditambah"),
    ],
)
def test_a_swallowed_operator_is_reported(name: str, swallowed: str):
    assert joined(f"{name} / C", name) == (f"«{name}» / C", [("KF110", swallowed)])


def test_the_names_beat_every_guess():
    text = "Jumlah RT / Jumlah RW x 100%"
    assert parse(text).names == ("Jumlah RT", "Jumlah RW")
    formula = parse(text, names=["Jumlah RT / Jumlah RW"])
    assert formula.names == ("Jumlah RT / Jumlah RW",)
    assert parse("surat / dokumen x 100%", names=["surat / dokumen"]).names == ("surat / dokumen",)
    assert parse("surat/dokumen").names == ("surat/dokumen",)
    assert parse("surat/dokumen", names=["surat", "dokumen"]).names == ("surat", "dokumen")
    assert parse("Hadir-Izin", names=["Hadir", "Izin"]).to_text() == "`Hadir` - `Izin`"


def test_the_name_keeps_its_place():
    text = "(Jumlah  surat /\n dokumen) x 100%"
    pieces = KnownNames(["Jumlah surat/dokumen"]).join(scan(text), Draft(text, None, DEFAULT_LIMITS))
    assert [text[slice(*piece.span)] for piece in pieces if piece.kind == "quoted"] == ["Jumlah  surat /\n dokumen"]


def test_names_that_are_none():
    assert KnownNames([]).empty
    assert KnownNames(["", "  ", "--", "x" * 4001, 7, None]).empty  # type: ignore[list-item]
    assert KnownNames(["- a -"]).single_words == {"a"}


def test_the_trie_is_kept_for_the_next_text():
    assert known_names(("Jumlah A", "B")) is known_names(("Jumlah A", "B"))
