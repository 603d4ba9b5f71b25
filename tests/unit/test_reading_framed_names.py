"""Words of a frame before a name: the reading without them is taken, and the other is no rival of it."""

from __future__ import annotations

import pytest

import kinerja_formula as kf
from kinerja_formula.nodes import Name, names_of
from kinerja_formula.reading.draft import DEFAULT_LIMITS
from kinerja_formula.reading.framed_names import names_without_frames, without_frames
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.pieces import Pieces
from kinerja_formula.reading.rules_reader import prepare, read_by_rules


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Rasio dosen sedang studi lanjut/ jumlah total dosen", "`dosen sedang studi lanjut` / `jumlah total dosen`"),
        (
            "Mengukur proporsi kapal yang berizin dibandingkan total kapal. Semakin tinggi rasio ini, semakin baik.",
            "`kapal yang berizin` / total kapal",
        ),
        (
            "Indikator ini mengukur proporsi nelayan yang dilatih dibandingkan total nelayan di kabupaten.",
            "`nelayan yang dilatih` / total nelayan di kabupaten",
        ),
    ],
)
def test_a_frame_leaves_no_doubt(text: str, line: str):
    formula = kf.parse(text)
    assert formula.to_text() == line
    assert not [one for one in formula.diagnostics if one.code == "KF110"]


@pytest.mark.parametrize(
    "text", ["Rasio kas tahun ini / Rasio kas tahun lalu", "Jumlah rasio / Jumlah ukuran", "Rasio / Jumlah kas"]
)
def test_a_name_keeps_its_own_words(text: str):
    assert " / ".join(one.text for one in names_of(kf.parse(text).tree)).replace("`", "") == text


def test_only_names_lose_words():
    lexemes, _, _ = prepare("Mengukur rasio A / B x 100%", (), None, DEFAULT_LIMITS)
    pieces = Pieces(lexemes, "Mengukur rasio A / B x 100%", lexicon())
    tree = ("*", ("/", ("n", 0, 3), ("n", 4, 5)), ("#", 6, 7))
    assert without_frames(tree, pieces) == ("*", ("/", ("n", 2, 3), ("n", 4, 5)), ("#", 6, 7))
    assert without_frames(("jumlah", (("n", 0, 3), ("n", 4, 5))), pieces) == ("jumlah", (("n", 2, 3), ("n", 4, 5)))
    assert without_frames(("n", 0, 1), pieces) == ("n", 0, 1)  # a name is left one word at least
    assert without_frames(("teks",), pieces) == ("teks",)


def test_names_of_the_rules():
    assert names_without_frames(Name("menjumlahkan guru", (0, 17))) is None
    assert names_without_frames(read_by_rules("Jumlah A / Jumlah B").tree) is None
    found = names_without_frames(Name("Mengukur proporsi guru", (0, 22)))
    assert isinstance(found, Name)
    assert (found.key, found.span) == ("guru", (0, 22))
