"""Reports are saved whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

import kinerja_formula as kf
from kinerja_formula.documents.whole_file import written_whole


@pytest.fixture
def laporan(checkout: Path) -> kf.Laporan:
    return kf.laporan(checkout / "examples/pelayanan.csv", checkout / "examples/pelayanan-realisasi.csv")


@pytest.mark.parametrize("fault", [KeyboardInterrupt, RuntimeError])
def test_what_is_interrupted_leaves_the_old_file(tmp_path: Path, fault: type[BaseException]):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def write() -> None:
        with written_whole(path) as file:
            file.write(b"half")
            raise fault

    with pytest.raises(fault):
        write()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_new_file_has_the_rights_of_the_old_one(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o640)
    with written_whole(path) as file:
        file.write(b"new")
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("new", 0o640)


@pytest.mark.parametrize("name", ["laporan.pdf", "laporan", "laporan.html.txt", ".html"])
def test_another_ending_is_refused(laporan: kf.Laporan, tmp_path: Path, name: str):
    with pytest.raises(kf.InvalidDataError) as caught:
        laporan.save(tmp_path / name)
    assert caught.value.code == "KF480"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["laporan.md", "laporan.xlsx"])
def test_a_folder_that_is_not_there(laporan: kf.Laporan, tmp_path: Path, name: str):
    with pytest.raises(kf.InvalidDataError) as caught:
        laporan.save(tmp_path / "none" / name)
    assert caught.value.code == "KF481"
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xlsx", "a.md", "a.markdown", "a.json"])
def test_every_format(laporan: kf.Laporan, tmp_path: Path, name: str):
    laporan.save(tmp_path / name)
    begin = {"h": b"<!DOCTYPE html>", "x": b"PK", "m": b"# Laporan", "j": b"{"}[Path(name).suffix[1].lower()]
    assert (tmp_path / name).read_bytes().startswith(begin)
    assert [path.name for path in tmp_path.iterdir()] == [name]
