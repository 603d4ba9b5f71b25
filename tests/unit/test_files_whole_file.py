"""Files are there whole or not at all, and what killed processes left is removed."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

import kinerja_formula as kf
from kinerja_formula.files import whole_file
from kinerja_formula.files.whole_file import write_whole


@pytest.fixture
def laporan(checkout: Path) -> kf.Laporan:
    return kf.laporan(checkout / "examples/pelayanan.csv", checkout / "examples/pelayanan-realisasi.csv")


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
@pytest.mark.parametrize("fault", [KeyboardInterrupt, MemoryError, OSError])
def test_what_is_interrupted_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, fault: type[BaseException]
):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def interrupt(*_: object) -> None:
        raise fault

    monkeypatch.setattr(whole_file, "os", SimpleNamespace(**{**vars(os), call: interrupt}))
    with pytest.raises(kf.InvalidDataError if fault is OSError else fault):
        write_whole(path, b"new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_new_file_has_the_rights_of_the_old_one(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("new", 0o640)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only the administrator gives files away")
def test_the_new_file_has_the_owner_of_the_old_one(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    os.chown(path, 12345, 12346)
    write_whole(path, b"new")
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 12346)


@pytest.mark.parametrize("content", [b"", b"x", bytes(300_000)])
def test_every_byte_is_written_however_little_the_system_takes_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
):
    real = os.write
    few = SimpleNamespace(**{**vars(os), "write": lambda handle, data: real(handle, bytes(data)[:70_000])})
    monkeypatch.setattr(whole_file, "os", few)
    write_whole(tmp_path / "a", content)
    assert (tmp_path / "a").read_bytes() == content


@pytest.mark.parametrize("name", ["a\0b.txt", "n" * 300])
def test_a_name_that_no_system_takes(tmp_path: Path, name: str):
    with pytest.raises(kf.InvalidDataError) as caught:
        write_whole(f"{tmp_path}/{name}", b"")
    assert (caught.value.code, caught.value.diagnostics[0].values["reason"]) == ("KF481", "nama-tak-sah")


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path):
    path = tmp_path / "pipa"
    os.mkfifo(path)
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit(path.read_bytes)
        write_whole(path, b"through")
        assert read.result(10) == b"through"
    assert path.is_fifo()


# What killed processes left


HERE = f".kinerja-{whole_file._machine()}-0123456789abcdef.tmp"
ELSEWHERE = ".kinerja-00000000-0123456789abcdef.tmp"
OLDER = ".kinerja-abcd_efg.tmp"  # as the version before named them
A_DAY_AGO = time.time() - 90_000


def left_over(folder: Path, *names: str, age: float | None = None) -> None:
    for name in names:
        (folder / name).write_text("half")
        if age is not None:
            os.utime(folder / name, (age, age))


def test_what_is_left_over_is_removed_by_the_next_write(tmp_path: Path):
    left_over(tmp_path, HERE, OLDER)
    left_over(tmp_path, ELSEWHERE, age=A_DAY_AGO)
    write_whole(tmp_path / "a.txt", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_other_files_stay(tmp_path: Path):
    names = ["kinerja-a.tmp", ".kinerja-a", ".kinerja.tmp.txt", "a.tmp", ".kinerja-settings.toml"]
    left_over(tmp_path, *names, ELSEWHERE)  # that of another machine may be at work: its locks are not seen here
    (tmp_path / ".kinerja-folder.tmp").mkdir()
    (tmp_path / ".kinerja-link.tmp").symlink_to(tmp_path / "a.tmp")
    before = {path.name for path in tmp_path.iterdir()}
    write_whole(tmp_path / "a.txt", b"new")
    assert {path.name for path in tmp_path.iterdir()} == before | {"a.txt"}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only the administrator gives files away")
def test_what_others_left_stays(tmp_path: Path):
    left_over(tmp_path, HERE)
    os.chown(tmp_path / HERE, 12345, -1)
    write_whole(tmp_path / "a.txt", b"new")
    assert (tmp_path / HERE).exists()


def test_what_a_living_process_writes_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Two writers at once, the second beginning where the first is about to rename."""
    seen = []

    def replace_later(one: str, other: str) -> None:
        monkeypatch.undo()
        write_whole(tmp_path / "b.txt", b"second")
        seen.append(os.path.exists(one))
        os.replace(one, other)

    monkeypatch.setattr(whole_file, "os", SimpleNamespace(**{**vars(os), "replace": replace_later}))
    write_whole(tmp_path / "a.txt", b"first")
    assert seen == [True]
    assert sorted((path.name, path.read_text()) for path in tmp_path.iterdir()) == [
        ("a.txt", "first"),
        ("b.txt", "second"),
    ]


def test_many_writers_in_one_folder(tmp_path: Path):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: write_whole(tmp_path / f"{number % 7}", bytes([number]) * 5_000), range(200)))
    assert len(list(tmp_path.iterdir())) == 7
    for path in tmp_path.iterdir():
        assert len(set(path.read_bytes())) == 1 and len(path.read_bytes()) == 5_000


def test_without_locks_only_what_is_old_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(whole_file, "fcntl", None)
    left_over(tmp_path, HERE)
    left_over(tmp_path, OLDER, age=A_DAY_AGO)
    write_whole(tmp_path / "a.txt", b"new")
    write_whole(tmp_path / "a.txt", b"newer")
    assert sorted(path.name for path in tmp_path.iterdir()) == [HERE, "a.txt"]


# Reports


@pytest.mark.parametrize("name", ["laporan.odt", "laporan", "laporan.html.txt", ".html"])
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
