"""Whatever writes a file: killed, on a full disk, in a closed folder, through links, over what must not be lost."""

from __future__ import annotations

import errno
import io
import json
import os
import random
import shutil
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

import kinerja_formula as kf
from kinerja_formula.command_line import main
from kinerja_formula.files import whole_file

PROGRAM = Path(__file__).with_name("killed_commands.py")
DECREE = (
    "jabatan,indikator,formula,target\n"
    "CAMAT,Persentase arsip ditata,Jumlah arsip ditata / Jumlah arsip,90%\n"
    "LURAH,Persentase hadir,Jumlah hadir / Jumlah undangan x 100%,80%\n"
)
FIGURES = "nama,nilai\nJumlah arsip ditata,9\nJumlah arsip,12\nJumlah hadir,4\nJumlah undangan,5\n"
TABLE = [line.split(",") for line in DECREE.splitlines()]

COMMANDS: dict[str, tuple[list[str], str]] = {
    "isian": (["isian", "d.csv", "-o", "baru.xlsx", "--realisasi", "r.csv"], "baru.xlsx"),
    "isian --lanjutkan": (["isian", "d.csv", "-o", "isian.xlsx", "--lanjutkan", "--periode", "Lain"], "isian.xlsx"),
    "isian --timpa": (["isian", "d.csv", "-o", "isian.xlsx", "--timpa"], "isian.xlsx"),
    "laporan md": (["laporan", "d.csv", "--realisasi", "r.csv", "-o", "l.md"], "l.md"),
    "laporan xlsx": (["laporan", "d.csv", "--realisasi", "r.csv", "-o", "l.xlsx"], "l.xlsx"),
    "laporan json": (["laporan", "d.csv", "--realisasi", "r.csv", "-o", "l.json"], "l.json"),
    "laporan html": (["laporan", "d.csv", "--realisasi", "r.csv", "-o", "l.html"], "l.html"),
    "save": (["save", "d.csv", "r.csv", "l.md"], "l.md"),
    "periksa --keluaran": (["periksa", "d.csv", "--keluaran", "t.html"], "t.html"),
    "periksa --tulis-acuan": (["periksa", "d.csv", "--tulis-acuan", "acuan.json"], "acuan.json"),
    "periksa --perbaiki": (["periksa", "d.csv", "--perbaiki"], "d.csv"),
    "periksa --perbaiki xlsx": (["periksa", "d.xlsx", "--perbaiki"], "d.xlsx"),
}
"""The words of each command that writes, and the file that it writes; ``save`` is what a Python program calls."""
QUICK = [name for name in COMMANDS if name not in ("laporan html", "isian --timpa", "laporan json")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with all that the commands read, and an older file in every place that they write to."""
    made = fill(tmp_path / "kerja")
    monkeypatch.chdir(made)
    return made


def fill(folder: Path) -> Path:
    folder.mkdir()
    (folder / "d.csv").write_text(DECREE, encoding="utf-8")
    (folder / "r.csv").write_text(FIGURES, encoding="utf-8")
    book = Workbook()
    for row in TABLE:
        book.active.append(row)
    book.save(folder / "d.xlsx")
    for name in ("l.md", "l.html", "l.json", "t.html"):
        (folder / name).write_text("yang lama\n", encoding="utf-8")
    (folder / "acuan.json").write_text('{"schema": "kinerja-formula/acuan/1", "findings": []}\n', encoding="utf-8")
    book = Workbook()
    book.active.append(["yang lama"])
    book.save(folder / "l.xlsx")
    here = os.getcwd()
    os.chdir(folder)
    try:
        assert main(["isian", "d.csv", "-o", "isian.xlsx", "--realisasi", "r.csv", "--periode", "2023"]) == 0
    finally:
        os.chdir(here)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def run(name: str) -> int:
    words, _ = COMMANDS[name]
    if words[0] != "save":
        return main(words)
    try:
        kf.laporan(words[1], words[2]).save(words[3])
    except kf.FormulaError as error:
        print(error.render(), file=sys.stderr)
        return 2
    return 0


def assert_whole(name: str, content: bytes) -> None:
    """Look whether a new file is complete."""
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
        load_workbook(io.BytesIO(content))
    elif name.endswith(".json"):
        json.loads(content)
    elif name.endswith(".html"):
        assert content.rstrip().endswith(b"</html>")
    elif name.endswith(".csv"):
        assert content.decode() == DECREE.replace("Jumlah arsip,90%", "Jumlah arsip x 100%,90%")
    else:
        assert content.startswith(b"# Laporan") and content.endswith(b"\n")


# Killed, and a disk that takes no more


def killed(name: str, folder: Path, **asked: object) -> dict[str, Any]:
    words, _ = COMMANDS[name]
    ran = subprocess.run(
        [sys.executable, str(PROGRAM)],
        input=json.dumps(
            {
                "words": words,
                "warm": [word.replace("l.html", "l.md") for word in words],
                "template": str(folder / "kerja"),
                "folder": str(folder / name.replace(" ", "-")),
                "seed": 14,
                **asked,
            }
        ),
        env={**os.environ, "PYTHONPATH": str(Path(kf.__file__).parents[1])},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Return what each command left behind where it was stopped; two commands at a time."""
    folder = tmp_path_factory.mktemp("berhenti")
    fill(folder / "kerja")
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda name: killed(name, folder, moments=50, steps=True, limit=64), QUICK)
        return dict(zip(QUICK, found, strict=True))


def assert_old_or_new(name: str, found: list[dict[str, Any]]) -> None:
    for one in found:
        assert set(one["changed"]) <= {COMMANDS[name][1]}
        for path, content in one["changed"].items():
            assert_whole(path, content.encode("latin-1"))
        assert one["later"] == [], "what was left behind is there after the next run too"


@pytest.mark.parametrize("name", QUICK)
def test_killed_at_random_moments(ends: dict[str, dict[str, Any]], name: str):
    found = ends[name]["moments"]
    assert len(found) == 50
    assert_old_or_new(name, found)
    assert {one["status"] == -9 for one in found} == {True, False}, "the moments are spread over the whole run"


@pytest.mark.parametrize("name", QUICK)
def test_killed_before_within_and_after_every_step_of_a_write(ends: dict[str, dict[str, Any]], name: str):
    found = ends[name]["steps"]
    assert_old_or_new(name, found)
    assert len(found) > 10
    assert any(one["extra"] for one in found), "a killed process leaves something, or nothing was tested"
    changed = [bool(one["changed"]) for one in found]
    assert changed == sorted(changed), "once the new file is there, it stays"


@pytest.mark.parametrize("name", QUICK)
def test_a_disk_that_takes_no_more(ends: dict[str, dict[str, Any]], name: str):
    (found,) = ends[name]["limit"]
    assert (found["status"], found["changed"], found["extra"]) == (2, {}, [])
    assert found["told"].splitlines()[0] == (
        f"galat KF481 berkas-tak-tertulis: Berkas “{COMMANDS[name][1]}” tidak dapat ditulis: "
        "ukurannya melebihi batas yang diizinkan."
    )
    assert len(found["told"].splitlines()) == 2


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in QUICK])
def test_killed_at_random_moments_the_other_commands(tmp_path: Path, name: str):
    fill(tmp_path / "kerja")
    found = killed(name, tmp_path, moments=20, limit=64)
    assert_old_or_new(name, found["moments"])
    assert (found["limit"][0]["status"], found["limit"][0]["changed"]) == (2, {})


@pytest.mark.slow
@pytest.mark.parametrize("name", ["isian --lanjutkan", "periksa --perbaiki"])
def test_killed_from_the_shell(folder: Path, name: str):
    """The same with whole processes, from the start of Python on."""
    words, output = COMMANDS[name]
    before = contents(folder)
    chance = random.Random(14)
    command = [sys.executable, "-m", "kinerja_formula", *words]
    environment = {**os.environ, "PYTHONPATH": str(Path(kf.__file__).parents[1])}
    begun = time.monotonic()
    subprocess.run(command, env=environment, capture_output=True, check=False)
    took = time.monotonic() - begun
    for _ in range(20):
        for path, content in before.items():
            (folder / path).write_bytes(content)
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, took * 1.1))
        process.kill()
        process.wait()
        after = {path: content for path, content in contents(folder).items() if not path.startswith(".kinerja-")}
        changed = {path for path in after if after[path] != before.get(path)}
        assert set(after) == set(before) and changed <= {output}
        for path in changed:
            assert_whole(path, after[path])
    subprocess.run(command, env=environment, capture_output=True, check=False)
    assert not list(folder.glob(".kinerja-*"))


# What the system refuses


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(
    ("call", "number", "reason"),
    [
        ("open", errno.EACCES, "tidak ada izin menulis di sana"),
        ("open", errno.EROFS, "tempat itu hanya dapat dibaca"),
        ("open", errno.ENOSPC, "ruang penyimpanan penuh"),
        ("write", errno.ENOSPC, "ruang penyimpanan penuh"),
        ("fsync", errno.EDQUOT, "ruang penyimpanan penuh"),
        ("fsync", errno.EIO, "komputer gagal menulisnya"),
        ("replace", errno.EACCES, "tidak ada izin menulis di sana"),
        ("replace", errno.EBUSY, "sedang dipakai program lain"),
    ],
)
def test_what_the_system_refuses(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    call: str,
    number: int,
    reason: str,
):
    if name == "laporan html" and number != errno.EROFS:
        pytest.skip("takes a second each, and writes as the others do")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    before = contents(folder)
    monkeypatch.setattr(whole_file, "os", SimpleNamespace(**{**vars(os), call: refuse}))
    assert run(name) == 2
    assert contents(folder) == before
    told = capsys.readouterr().err.splitlines()
    output = COMMANDS[name][1]
    assert told[-2] == f"galat KF481 berkas-tak-tertulis: Berkas “{output}” tidak dapat ditulis: {reason}."
    assert len(told) == 2


@pytest.mark.parametrize("name", COMMANDS)
def test_a_folder_that_is_none(folder: Path, capsys: pytest.CaptureFixture[str], name: str):
    words, output = COMMANDS[name]
    if "--perbaiki" in words or words[0] == "save" or name == "laporan html":
        pytest.skip("writes where it reads, or as another command here does")
    for place, reason in (("d.csv", "foldernya tidak ada"), ("tidak/ada", "foldernya tidak ada")):
        assert main([f"{place}/{word}" if word == output else word for word in words]) == 2
        assert reason in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator writes everywhere")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_closed_folder(folder: Path, capsys: pytest.CaptureFixture[str], name: str):
    before = contents(folder)
    folder.chmod(0o555)
    try:
        assert run(name) == 2
        assert "tidak ada izin menulis di sana" in capsys.readouterr().err
        assert contents(folder) == before
    finally:
        folder.chmod(0o755)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator writes everywhere")
def test_a_file_that_is_closed_to_writing_stays(folder: Path):
    (folder / "l.md").chmod(0o444)
    assert run("laporan md") == 2
    assert (folder / "l.md").read_text() == "yang lama\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device")
def test_what_is_printed_where_the_disk_is_full(folder: Path):
    with open("/dev/full", "w", encoding="utf-8") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "kinerja_formula", "laporan", "d.csv", "--realisasi", "r.csv"],
            env={**os.environ, "PYTHONPATH": str(Path(kf.__file__).parents[1])},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ran.returncode == 2
    assert ran.stderr.startswith("galat KF481 berkas-tak-tertulis: Berkas “stdout” tidak dapat ditulis: ruang")
    assert main(["periksa", "d.csv", "--keluaran", "/dev/full"]) == 2


# Links, rights, and what stays beside


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "laporan html"])
def test_a_link_stays_a_link(folder: Path, tmp_path: Path, name: str):
    output = folder / COMMANDS[name][1]
    elsewhere = tmp_path / "lain" / f"tujuan{output.suffix}"
    elsewhere.parent.mkdir()
    if output.exists():
        shutil.move(output, elsewhere)
    output.symlink_to(f"../lain/{elsewhere.name}")
    before = elsewhere.read_bytes() if elsewhere.exists() else None
    assert run(name) in (0, 1)
    assert output.is_symlink()
    assert elsewhere.read_bytes() != before
    assert_whole(output.name, elsewhere.read_bytes())
    assert [path.name for path in elsewhere.parent.iterdir()] == [elsewhere.name]


def test_links_that_lead_round_in_a_circle(folder: Path, capsys: pytest.CaptureFixture[str]):
    (folder / "a.md").symlink_to("b.md")
    (folder / "b.md").symlink_to("a.md")
    assert main(["laporan", "d.csv", "--realisasi", "r.csv", "-o", "a.md"]) == 2
    assert "tautannya berputar-putar" in capsys.readouterr().err


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "laporan html"])
def test_rights_are_kept(folder: Path, name: str):
    output = folder / COMMANDS[name][1]
    had = output.exists()
    if had:
        output.chmod(0o640)
    mask = os.umask(0o027)
    try:
        assert run(name) in (0, 1)
    finally:
        os.umask(mask)
    assert output.stat().st_mode & 0o777 == 0o640  # of the old file, or what this mask leaves of a new one


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "laporan html"])
def test_nothing_is_beside(folder: Path, name: str):
    before = set(contents(folder))
    run(name)
    assert set(contents(folder)) == before | {COMMANDS[name][1]}


# An output that is an input, or another output


@pytest.mark.parametrize(
    ("words", "output"),
    [
        (["isian", "d.xlsx", "-o"], "d.xlsx"),
        (["isian", "d.csv", "-o"], "d.csv"),
        (["isian", "d.csv", "--realisasi", "r.xlsx", "-o"], "r.xlsx"),
        (["laporan", "d.xlsx", "--realisasi", "r.csv", "-o"], "d.xlsx"),
        (["laporan", "d.csv", "--realisasi", "isian.xlsx", "-o", "l.md", "-o"], "isian.xlsx"),
        (["laporan", "d.csv", "--realisasi", "r.csv", "--satuan", "s.xlsx", "-o"], "s.xlsx"),
        (["laporan", "d.csv", "--realisasi", "r.csv", "--timpa", "-o"], "d.csv"),
        (["periksa", "d.csv", "--keluaran"], "d.csv"),
        (["periksa", "d.csv", "--acuan", "acuan.json", "--keluaran"], "acuan.json"),
        (["periksa", "d.csv", "--acuan", "acuan.json", "--tulis-acuan"], "acuan.json"),
        (["periksa", "d.csv", "--tulis-acuan"], "d.csv"),
        (["periksa", "d.csv", "--setelan", "kinerja.toml", "--keluaran"], "kinerja.toml"),
        (["periksa", "d.csv", "--keluaran"], "kinerja.toml"),
        (["periksa", "d.csv", "--timpa", "--tulis-acuan"], "kinerja.toml"),
        (["periksa", "d.csv", "--keluaran"], "acuan.json"),  # which the settings name
        (["periksa", "d.csv", "--kosakata", "kata.toml", "--keluaran"], "kata.toml"),
    ],
)
@pytest.mark.parametrize("spelling", ["same", "dots", "absolute", "link", "hard link"])
def test_an_output_that_is_an_input(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], output: str, spelling: str
):
    book = Workbook()
    for row in FIGURES.splitlines():
        book.active.append(row.split(","))
    book.save(folder / "r.xlsx")
    book.save(folder / "s.xlsx")
    (folder / "kinerja.toml").write_text('[tinjauan]\nacuan = "acuan.json"\n', encoding="utf-8")
    (folder / "kata.toml").write_text("", encoding="utf-8")
    (folder / "sub").mkdir()
    spelt = {"same": output, "dots": f"sub/../{output}", "absolute": str(folder / output)}.get(spelling)
    if spelt is None:
        spelt = f"tautan{Path(output).suffix}"
        if spelling == "link":
            (folder / spelt).symlink_to(output)
        else:
            os.link(output, spelt)
    before = contents(folder)
    assert main([*words, spelt]) == 2
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith(f"galat KF482 keluaran-juga-masukan: Keluaran “{spelt}” adalah berkas yang juga dibaca")
    assert contents(folder) == before


def test_save_never_goes_over_what_the_report_was_made_from(folder: Path):
    before = contents(folder)
    laporan = kf.laporan("d.xlsx", "isian.xlsx")
    for path in ("d.xlsx", "isian.xlsx", folder / "isian.xlsx"):
        for save in (laporan.save, laporan.to_xlsx):
            with pytest.raises(kf.InvalidDataError) as caught:
                save(path, timpa=True)
            assert caught.value.code == "KF482"
    assert contents(folder) == before


@pytest.mark.parametrize(
    "words",
    [
        ["laporan", "d.csv", "--realisasi", "r.csv", "-o", "a.md", "-o", "./a.md"],
        ["laporan", "d.csv", "--realisasi", "r.csv", "-o", "a.xlsx", "-o", "b.md", "-o", "sub/../a.xlsx"],
        ["laporan", "d.csv", "--realisasi", "r.csv", "-o", "l.md", "-o", "tautan.md"],
        ["periksa", "d.csv", "--keluaran", "a.json", "--tulis-acuan", "a.json"],
    ],
)
def test_two_outputs_in_one_file(folder: Path, capsys: pytest.CaptureFixture[str], words: list[str]):
    (folder / "sub").mkdir()
    (folder / "tautan.md").symlink_to("l.md")
    before = contents(folder)
    assert main(words) == 2
    assert capsys.readouterr().err.startswith("galat KF483 keluaran-ganda: Dua keluaran menuju berkas yang sama: ")
    assert contents(folder) == before


# Endings, and files of another kind


@pytest.mark.parametrize(
    "words",
    [
        ["isian", "tidak-ada.csv", "-o", "x.csv"],  # before the work
        ["isian", "d.csv", "-o", "isian"],
        ["isian", "d.csv", "-o", "isian.xls"],
        ["isian", "d.csv", "-o", "isian.html", "--timpa"],
        ["laporan", "tidak-ada.csv", "--realisasi", "r.csv", "-o", "l.csv"],
        ["periksa", "d.csv", "--keluaran", "x.html", "--format", "teks"],
        ["periksa", "d.csv", "--keluaran", "x.json", "--format", "html"],
        ["periksa", "d.csv", "--keluaran", "x.html", "--json"],
        ["periksa", "d.csv", "--keluaran", "x.xlsx"],
        ["periksa", "d.csv", "--keluaran", "x.pdf"],
        ["periksa", "d.csv", "--tulis-acuan", "x.csv"],
        ["periksa", "d.csv", "--tulis-acuan", "x.html"],
    ],
)
def test_an_ending_that_does_not_fit(folder: Path, capsys: pytest.CaptureFixture[str], words: list[str]):
    before = contents(folder)
    assert main(words) == 2
    assert "Akhiran nama berkas" in "".join(capsys.readouterr())
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("name", "begin"),
    [("x.html", "<!DOCTYPE html>"), ("x.HTM", "<!DOCTYPE"), ("x.json", "{"), ("x.sarif", "{"), ("x.txt", "CAMAT")],
)
def test_the_ending_says_what_periksa_writes(folder: Path, name: str, begin: str):
    assert main(["periksa", "d.csv", "--keluaran", name]) == 1
    assert (folder / name).read_text(encoding="utf-8").startswith(begin)
    assert main(["periksa", "d.csv", "--keluaran", "sarif.json", "--format", "sarif"]) == 1
    assert "2.1.0" in (folder / "sarif.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [b"surat penting\n", b"PK\x03\x04rusak", b"\x89PNG"])
@pytest.mark.parametrize("words", [["isian", "d.csv", "-o", "x.xlsx"], ["periksa", "d.csv", "--tulis-acuan", "x.json"]])
def test_a_file_of_another_kind_stays(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], content: bytes
):
    path = folder / words[-1]
    path.write_bytes(content)
    assert main(words) == 2
    assert "galat KF484 isi-akan-hilang" in capsys.readouterr().err
    assert path.read_bytes() == content
    assert main([*words, "--timpa"]) == 0
    assert path.read_bytes() != content
    path.write_bytes(b"")  # has nothing to lose
    assert main(words) == 0


def test_a_decree_that_is_a_workbook_is_no_form(folder: Path, capsys: pytest.CaptureFixture[str]):
    before = contents(folder)
    assert main(["isian", "d.csv", "-o", "d.xlsx"]) == 2
    assert main(["isian", "d.csv", "-o", "d.xlsx", "--lanjutkan"]) == 2
    assert capsys.readouterr().err.count("KF484") == 2
    assert contents(folder) == before


def test_a_report_never_takes_the_place_of_a_filled_form(folder: Path, capsys: pytest.CaptureFixture[str]):
    before = contents(folder)
    words = ["laporan", "d.csv", "--realisasi", "r.csv", "-o", "isian.xlsx"]
    assert main(words) == 2
    assert "adalah lembar isian yang memuat 4 isian" in capsys.readouterr().err
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.laporan("d.csv", "r.csv").save("isian.xlsx")
    assert caught.value.code == "KF484"
    assert contents(folder) == before
    assert main([*words, "--timpa"]) == 0
    assert main(words) == 0, "an older report gives way"


def test_a_new_baseline_holds_what_the_old_one_accepts(folder: Path):
    (folder / "kinerja.toml").write_text('[tinjauan]\nacuan = "terima.json"\n', encoding="utf-8")
    assert main(["periksa", "d.csv", "--tulis-acuan", "terima.json"]) == 0  # the settings name what is not there yet
    first = json.loads((folder / "terima.json").read_text())
    assert first["findings"]
    assert main(["periksa", "d.csv"]) == 0
    assert main(["periksa", "d.csv", "--tulis-acuan", "terima.json", "--keluaran", "t.json"]) == 0
    assert json.loads((folder / "terima.json").read_text()) == first
    assert json.loads((folder / "t.json").read_text())["counts"]["warning"]
