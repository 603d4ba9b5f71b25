"""The twins of the data files: never older than what they stand for, and nobody needs them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kinerja_formula.data_files import DATA, put_in_place, read_toml, toml_files, write_twins


@pytest.mark.parametrize("path", toml_files(), ids=lambda path: Path(path).name)
def test_a_twin_says_what_its_file_says(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kinerja_formula.data_files.DATA", str(tmp_path))
    text = Path(path).read_text(encoding="utf-8")
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    assert read_toml(str(tmp_path / "a.toml")) == tomllib.loads(text), "without a twin"
    write_twins([str(tmp_path / "a.toml")])
    with monkeypatch.context() as no_toml:
        no_toml.setattr(tomllib, "loads", None)
        twin = read_toml(str(tmp_path / "a.toml"))
    assert twin == tomllib.loads(text)


def test_a_changed_file_is_not_shadowed_by_its_old_twin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kinerja_formula.data_files.DATA", str(tmp_path))
    file = tmp_path / "a.toml"
    file.write_text("x = 1", encoding="utf-8")
    assert write_twins([str(file)]) == [str(tmp_path / "a.json")]
    assert read_toml(str(file)) == {"x": 1}
    file.write_text("x = 2", encoding="utf-8")
    assert read_toml(str(file)) == {"x": 2}


def test_a_twin_is_made_afresh_whatever_stands_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kinerja_formula.data_files.DATA", str(tmp_path))
    file, twin = tmp_path / "a.toml", tmp_path / "a.json"
    file.write_text("x = 1", encoding="utf-8")
    write_twins([str(file)])
    sound = twin.read_text(encoding="utf-8")
    for other in (
        sound.replace('{"x":1}', "{}"),
        sound[:-3],
        "",
    ):  # another table under the right checksum; half a file
        twin.write_text(other, encoding="utf-8")
        assert write_twins([str(file)]) == [str(twin)]
        assert twin.read_text(encoding="utf-8") == sound
    assert write_twins([str(file)]) == []


def test_a_file_is_put_in_its_place_at_once(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "a.json"
    assert put_in_place(str(path), "{}\n")
    with path.open(encoding="utf-8") as reader:  # who reads it meanwhile
        assert put_in_place(str(path), "[]\n")
        assert reader.read() == "{}\n"
    assert not put_in_place(str(path), "[]\n")
    assert [one.name for one in path.parent.iterdir()] == ["a.json"]


def test_a_json_file_beside_a_file_of_the_user_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[]", encoding="utf-8")
    (tmp_path / "a.toml").write_text("x = 1", encoding="utf-8")
    assert read_toml(str(tmp_path / "a.toml")) == {"x": 1}
    assert not str(tmp_path).startswith(DATA)
