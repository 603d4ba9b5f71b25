"""Old spellings: understood, with a warning at the line that uses them, and gone when their version comes."""

from __future__ import annotations

import ast
import re
import warnings
from pathlib import Path

import pytest

import kinerja_formula as kf
from kinerja_formula.command_line import main
from kinerja_formula.deprecation import OldSpelling, OldSpellingWarning
from kinerja_formula.diagnostics import CATALOGUE
from kinerja_formula.diagnostics.catalogue import FORMER_SLUGS

SOURCE = Path(kf.__file__).parent


def renamed(*, tahun: int = 0, tahunan: int | None = None) -> int:
    """As the page of stability says that a renamed argument is kept."""
    if tahunan is not None:
        OldSpelling("tahunan=", "tahun=", until="9.0.0").current()
        tahun = tahunan
    return tahun


def test_an_old_spelling_warns_where_it_is_written():
    with pytest.warns(OldSpellingWarning) as caught:
        assert renamed(tahunan=2025) == 2025
    (one,) = caught
    assert str(one.message) == "'tahunan=' is now 'tahun='; it is understood until version 9.0.0"
    assert isinstance(one.message, DeprecationWarning)
    assert one.filename == __file__


def test_the_new_spelling_is_silent():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert renamed(tahun=2025) == 2025


def untils(source: str) -> list[str]:
    """Return the versions at which the old spellings of a module leave."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [node for node in calls if isinstance(node.func, ast.Name) and node.func.id == "OldSpelling"]
    return [word.value.value for one in named for word in one.keywords if isinstance(word.value, ast.Constant)]


def version(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


def test_what_has_had_its_time_leaves():
    found = [(path.name, until) for path in SOURCE.rglob("*.py") for until in untils(path.read_text(encoding="utf-8"))]
    assert found, "the search finds nothing"
    late = [one for one in found if version(one[1]) <= version(kf.__version__)]
    assert not late, f"take these old spellings away, and say so in the changelog under Breaking: {late}"


def test_the_page_has_what_has_not_left_yet():
    page = (Path(__file__).parents[2] / "docs/reference/stability.md").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| the slug `([\w-]+)` of KF\d{3}, [^|]*\| `([\w-]+)` \| ([\d.]+) \|$", page)
    assert rows == [tuple(spelling) for spelling in FORMER_SLUGS.values()]


def test_a_former_slug_leads_to_one_that_is_there():
    slugs = {rule.slug for rule in CATALOGUE.values()}
    for old, spelling in FORMER_SLUGS.items():
        assert old == spelling.old
        assert old not in slugs
        assert spelling.new in slugs


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("id", "“di-luar-daerah” kini bernama “di-luar-domain”; ejaan lama masih dimengerti sampai versi 0.3.0"),
        ("en", "“di-luar-daerah” is now called “di-luar-domain”; the old spelling is understood until version 0.3.0"),
    ],
)
def test_the_command_says_it_once(language: str, said: str, capsys: pytest.CaptureFixture[str]):
    before = warnings.showwarning
    both = ["--pilih", "di-luar-daerah", "--abaikan", "di-luar-daerah"]
    assert main(["periksa", "Jumlah A / Jumlah B", *both, "--bahasa", language]) == 0
    assert capsys.readouterr().err == f"kinerja: {said}\n"
    assert warnings.showwarning is before


def test_other_warnings_of_a_command_are_left_alone(monkeypatch: pytest.MonkeyPatch):
    from kinerja_formula.command_line.old_spellings import old_spellings_shown

    shown: list[str] = []
    monkeypatch.setattr(warnings, "showwarning", lambda message, *rest, **options: shown.append(str(message)))
    with old_spellings_shown("id"):
        warnings.warn("another one", UserWarning, stacklevel=1)
    assert shown == ["another one"]
