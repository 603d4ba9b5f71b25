"""The twins of the data files: never older than what they stand for."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kinerja_formula.data_files import DATA, read_toml, toml_files, write_twins


@pytest.mark.parametrize("path", toml_files(), ids=lambda path: Path(path).name)
def test_every_shipped_file_has_a_current_twin(path: str) -> None:
    twin = Path(path).with_suffix(".json")
    assert twin.exists(), "run: make data"
    assert read_toml(path) == tomllib.loads(Path(path).read_text(encoding="utf-8"))
    assert write_twins([path]) == [], "the twin was old; it is written now: run make data and commit it"


def test_a_changed_file_is_not_shadowed_by_its_old_twin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kinerja_formula.data_files.DATA", str(tmp_path))
    file = tmp_path / "a.toml"
    file.write_text("x = 1", encoding="utf-8")
    assert write_twins([str(file)]) == [str(tmp_path / "a.json")]
    assert read_toml(str(file)) == {"x": 1}
    file.write_text("x = 2", encoding="utf-8")
    assert read_toml(str(file)) == {"x": 2}


def test_a_json_file_beside_a_file_of_the_user_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[]", encoding="utf-8")
    (tmp_path / "a.toml").write_text("x = 1", encoding="utf-8")
    assert read_toml(str(tmp_path / "a.toml")) == {"x": 1}
    assert not str(tmp_path).startswith(DATA)
