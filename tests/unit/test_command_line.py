"""The `kinerja` command: what it prints, its exit status, and that no input makes it fall over."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import kinerja_formula as kf
from kinerja_formula.command_line import main
from kinerja_formula.diagnostics import MissingDataError, language_in_use
from kinerja_formula.formula import evaluate

FORMULA = "Jumlah A / Jumlah B x 100%"


class Ran:
    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


@pytest.fixture
def kinerja(capsys: pytest.CaptureFixture[str]):
    def run(*words: str) -> Ran:
        status = main(list(words))
        return Ran(status, *capsys.readouterr())

    return run


@pytest.fixture
def examples(checkout: Path) -> Path:
    return checkout / "examples"


# hitung


def test_hitung(kinerja):
    ran = kinerja("hitung", FORMULA, "Jumlah A=18", "Jumlah B=20")
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[:3] == ["90,00%", "", f"Rumus    : {FORMULA}"]
    assert lines[-1] == "Hasil    : 90,00%"


def test_hitung_in_english(kinerja):
    assert "Result : 90,00%" in kinerja("hitung", "--bahasa", "en", FORMULA, "Jumlah A=18", "Jumlah B=20").out
    assert language_in_use() == "id"  # the caller's language is left alone


def test_warnings_go_to_stderr_with_status_1(kinerja):
    ran = kinerja("hitung", "Jumlah A yang baik / Jumlah A x 100%", "Jumlah A yang baik=3", "Jumlah A=2")
    assert ran.status == 1
    assert ran.out.startswith("150,00%\n")
    assert "KF310" in ran.err
    assert "^^^^^^^^^^^^^^^^^^" in ran.err


def test_notes_are_no_findings(kinerja):
    ran = kinerja("hitung", "Nilai A", "Nilai A=4.25")
    assert (ran.status, "KF312" in ran.err) == (0, True)


def test_errors_mark_the_place(kinerja):
    ran = kinerja("hitung", FORMULA, "Jumlah A=18")
    assert (ran.status, ran.out) == (2, "")
    with pytest.raises(MissingDataError) as raised:
        evaluate(FORMULA, {"Jumlah A": 18})
    assert ran.err == raised.value.render() + "\n"
    assert "1 | Jumlah A / Jumlah B x 100%\n  |            ^^^^^^^^\n" in ran.err


def test_json(kinerja):
    ran = kinerja("hitung", FORMULA, "--json", "Jumlah A=1", "Jumlah B=3")
    data = json.loads(ran.out)
    assert (data["status"], data["value"], data["unit"], data["text"]) == ("ok", "100/3", "%", "33,33%")
    assert data["schema"] == "kinerja-formula/trace/1"
    assert (len(data["steps"]), data["diagnostics"]) == (2, [])


def test_json_of_an_error(kinerja):
    ran = kinerja("hitung", FORMULA, "Jumlah A=1", "Jumlah B=0", "--json")
    assert (ran.status, ran.err) == (2, "")
    data = json.loads(ran.out)
    assert data["status"] == "KF305"
    assert data["diagnostics"][0]["span"] == [11, 19]


@pytest.mark.parametrize(
    ("word", "status"),
    [("Jumlah = A=5", 0), ("Jumlah = A = 5 orang", 0), ("Jumlah = A=lima puluh=5", 2), ("Jumlah = A=", 2)],
)
def test_figures_are_split_at_the_last_sign_that_a_figure_follows(kinerja, word: str, status: int):
    ran = kinerja("hitung", "`Jumlah = A` x 2", word)
    assert ran.status == status
    assert ran.out.startswith("10") == (status == 0)


def test_bad_figure(kinerja):
    ran = kinerja("hitung", "Jumlah A", "Jumlah A=sekitar 20")
    assert ran.status == 2
    assert "KF302" in ran.err
    assert "'sekitar 20'" in ran.err


def test_the_same_name_twice(kinerja):
    ran = kinerja("hitung", "Jumlah A", "Jumlah A=1", "jumlah a=2")
    assert ran.status == 2
    assert "KF303" in ran.err


def test_figures_from_a_file_and_typed_ones_before_them(kinerja, tmp_path: Path):
    (tmp_path / "angka.csv").write_text("nama,nilai\nJumlah A,1\nJumlah B,4\n")
    words = ["hitung", FORMULA, "--realisasi", str(tmp_path / "angka.csv")]
    assert kinerja(*words).out.startswith("25,00%\n")
    assert kinerja(*words, "jml A=2").out.startswith("50,00%\n")


def test_indicator(kinerja):
    ran = kinerja("hitung", "250 surat", "--indikator", "Surat dilayani", "Surat dilayani=263")
    assert (ran.status, ran.out.splitlines()[0]) == (0, "263 surat (capaian 105,20%, Sangat Tinggi)")


def test_target(kinerja):
    words = ["hitung", FORMULA, "Jumlah A=18", "Jumlah B=20", "--target"]
    ran = kinerja(*words, "94%")
    assert (ran.status, ran.out.splitlines()[0]) == (0, "90,00% (capaian 95,74%, Sangat Tinggi)")
    assert ran.out.endswith("Capaian  : 95,74%\n")
    ran = kinerja(*words, "94%", "--aturan", "bps")
    assert ran.out.splitlines()[0] == "90,00% (capaian 95,74%)"
    assert "KF324" in ran.err
    ran = kinerja(*words, "80%", "--arah", "turun")
    assert ran.out.splitlines()[0] == "90,00% (capaian 87,50%, Tinggi)"
    ran = kinerja(*words, "0%", "--arah", "turun")
    assert (ran.status, ran.out.splitlines()[0]) == (1, "90,00% (capaian –)")
    assert "KF326" in ran.err
    data = json.loads(kinerja(*words, "94%", "--json").out)
    assert data["capaian"]["value"] == "4500/47"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--target", "94%", "--aturan", "lkjp"), "KF315"),
        (("--target", "94 orang"), "KF330"),
        (("--target", "9,4,4 %"), "KF302"),
    ],
)
def test_unusable_targets(kinerja, words: tuple[str, ...], code: str):
    ran = kinerja("hitung", FORMULA, "Jumlah A=18", "Jumlah B=20", *words)
    assert ran.status == 2
    assert code in ran.err


def test_list_of_rule_sets(kinerja):
    ran = kinerja("aturan")
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert len(lines) == len(kf.aturan())
    assert next(line for line in lines if line.startswith("skm-14-2017")).endswith("survei kepuasan masyarakat")
    assert [one["id"] for one in json.loads(kinerja("aturan", "--json").out)] == [one.id for one in kf.aturan()]


def test_one_rule_set_with_its_sources(kinerja):
    ran = kinerja("aturan", "kwanter-2")
    assert ran.status == 0
    assert ran.out.splitlines() == [
        "Aturan: kwanter/sakip, jalur kedua (kwanter-2)",
        "Sumber: kode kwanter/sakip (hanya dari kode aplikasi)",
        "Naik  : Realisasi / Target × 100%",
        "        kode kwanter/sakip (hanya dari kode aplikasi)",
        "Turun : (1 + (1 - Realisasi / Target)) × 100%",
        "        kode kwanter/sakip (hanya dari kode aplikasi)",
        "Batas : paling tinggi 200%",
        "        kode kwanter/sakip (hanya dari kode aplikasi)",
        "Nol   : target dan realisasi nol: 0%",
        "        target nol: 0%",
        "        realisasi nol: menurut rumus",
        "Rekap : rata-rata",
    ]
    assert kinerja("aturan", "kwanter").status == 2
    for rule in kf.aturan():
        assert kinerja("aturan", rule.id, "--bahasa", "en").out.startswith("Rule set")


def test_rule_sets_of_a_user(kinerja, tmp_path: Path):
    file = tmp_path / "perbup.toml"
    head = 'nama = "Perbup"\nsumber = "Perbup 5/2024"\nkepercayaan = "terbaca"\n[fungsi]\nnaik = "UP"\n'
    file.write_text(head + '[batas]\natas = "50%"\n', encoding="utf-8")
    words = ["hitung", FORMULA, "Jumlah A=18", "Jumlah B=20", "--target", "94%", "--aturan", "perbup"]
    assert kinerja(*words, "--berkas-aturan", str(file)).out.startswith("90,00% (capaian 50,00%)")
    assert kinerja(*words).status == 2, "nothing is left behind"
    file.write_text(head + '[batas]\natas = "banyak"\n', encoding="utf-8")
    ran = kinerja(*words, "--berkas-aturan", str(tmp_path))
    assert ran.status == 2
    assert "perbup.toml, baris 7, bidang batas.atas" in ran.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_formula_from_stdin(kinerja, monkeypatch: pytest.MonkeyPatch, encoding: str):
    raw = "Jumlah A ÷ Jumlah B × 100%\r\n".encode(encoding)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="ascii"))
    assert kinerja("hitung", "-", "Jumlah A=1", "Jumlah B=4").out.startswith("25,00%\n")


def test_nothing_on_stdin(kinerja, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    ran = kinerja("hitung", "-", "A=1")
    assert ran.status == 2
    assert "KF001" in ran.err


def test_periksa_with_an_unknown_rule_set_ends_as_other_commands_do(kinerja, examples: Path):
    for source in (str(examples / "tinjauan.csv"), FORMULA):
        ran = kinerja("periksa", source, "--aturan", "tidak-ada")
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith("galat KF315 aturan-tak-dikenal: Aturan “tidak-ada” tidak dikenal.")


# laporan


def test_laporan(kinerja, examples: Path):
    ran = kinerja("laporan", str(examples / "pelayanan.csv"), "--realisasi", str(examples / "pelayanan-realisasi.csv"))
    assert ran.status == 1
    assert ran.err.startswith("4 indikator: 3 terhitung, 0 terhitung dengan catatan, 1 belum ada data")
    rows = [dict(zip(*pair, strict=True)) for pair in _pairs(ran.out)]
    assert [row["Capaian"] for row in rows] == ["95,74%", "97,96%", "94,74%", ""]
    assert (rows[3]["Indikator"], rows[3]["Keadaan"]) == ("Jumlah surat yang dilayani", "KF301")


def _pairs(out: str) -> list[tuple[list[str], list[str]]]:
    head, *rows = [line.split("\t") for line in out.splitlines()]
    return [(head, row) for row in rows]


def test_laporan_that_is_clean(kinerja, tmp_path: Path):
    (tmp_path / "tabel.csv").write_text("indikator,formula\nI,Jumlah A\n")
    (tmp_path / "angka.json").write_text('{"Jumlah A": 5}')
    ran = kinerja("laporan", str(tmp_path / "tabel.csv"), "--realisasi", str(tmp_path / "angka.json"))
    assert ran.status == 0


def test_laporan_as_json(kinerja, examples: Path):
    figures = str(examples / "sambutan-2023-realisasi.csv")
    ran = kinerja("laporan", str(examples / "sambutan-2023.csv"), "--realisasi", figures, "--json")
    data = json.loads(ran.out)
    assert (ran.status, data["counts"]["rows"], data["rows"][0]["value"]) == (1, 87, "80")


def test_laporan_of_spreadsheets(kinerja, tmp_path: Path):
    from openpyxl import Workbook

    for name, rows in {
        "tabel.xlsx": [["Indikator", "Rumus"], ["I", "Jumlah A / Jumlah B x 100%"]],
        "angka.xlsx": [["Nama", "Nilai"], ["Jumlah A", 1], ["Jumlah B", 8]],
    }.items():
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / name)
    ran = kinerja("laporan", str(tmp_path / "tabel.xlsx"), "--realisasi", str(tmp_path / "angka.xlsx"))
    assert (ran.status, "\t12,50\t%\t" in ran.out) == (0, True)


def test_unusable_tables(kinerja, tmp_path: Path, examples: Path):
    table, figures = str(examples / "pelayanan.csv"), str(examples / "pelayanan-realisasi.csv")
    for words, code in [
        (("laporan", str(tmp_path / "x.csv"), "--realisasi", figures), "KF401"),
        (("laporan", table, "--realisasi", str(tmp_path)), "KF401"),
        (("laporan", figures, "--realisasi", figures), "KF405"),
    ]:
        ran = kinerja(*words)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith(f"galat {code} ")
        assert json.loads(kinerja(*words, "--json").out)["status"] == code


# The call itself


def test_help_is_indonesian(kinerja):
    for words in ([], ["hitung"], ["laporan"]):
        ran = kinerja(*words, "--help")
        assert (ran.status, ran.err) == (0, "")
        assert ran.out.startswith("Penggunaan: kinerja")
        assert not {"usage:", "options:", "positional arguments:", "show this help message"} & set(ran.out.splitlines())


def test_version(kinerja):
    from kinerja_formula import __version__

    assert kinerja("--version").out == f"kinerja {__version__}\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "PERINTAH"),
        (["hitung"], "kinerja hitung: masih diperlukan: RUMUS"),
        (["hitung", "A", "18"], "kinerja: “18” bukan NAMA=ANGKA"),
        (["hitung", "A", "--x"], "kinerja: argumen tidak dikenal: --x"),
        (["hitung", "A", "--bahasa", "fr"], "pilihan tidak ada: 'fr'"),
        (["laporan", "a.csv"], "kinerja laporan: masih diperlukan: --realisasi"),
        (["laporan", "a.csv", "b.csv", "--realisasi", "c"], "kinerja: argumen tidak dikenal: b.csv"),
        (["cetak"], "pilihan tidak ada: 'cetak'"),
    ],
)
def test_wrong_calls(kinerja, words: list[str], message: str):
    ran = kinerja(*words)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\0",
        "\x1b[2J",
        "(" * 5000,
        "A / " * 3000,
        "\ud800",
        "\\frac{",
        "`",
        "9" * 5000,
        "x 100%",
        "=" * 100,
        "A\n" * 999,
    ],
)
def test_no_formula_makes_it_fall_over(kinerja, text: str):
    ran = kinerja("hitung", text, "A=1", "=", "==5", "\ud800=1", "A" * 5000 + "=1")
    assert ran.status in (0, 1, 2)
    assert "\x1b" not in ran.out + ran.err
    assert "Traceback" not in ran.err


# As a process


def process(*words: str, **environment: str) -> subprocess.Popen[bytes]:
    source = str(Path(__file__).resolve().parents[2] / "src")
    inherited = {key: value for key, value in os.environ.items() if key not in ("PYTHONUTF8", "PYTHONIOENCODING")}
    return subprocess.Popen(
        [sys.executable, "-m", "kinerja_formula", *words],
        env={**inherited, "PYTHONPATH": source, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_encodings_of_the_terminal(encoding: str):
    words = ["hitung", "Jumlah A ÷ Jumlah B × 100%", "Jumlah A=1", "Jumlah B=3"]
    out, err = process(*words, PYTHONIOENCODING=encoding).communicate(timeout=60)
    assert err == b""
    shown = out.decode(encoding)
    assert "(tepatnya" in shown
    assert ("Jumlah A ÷ Jumlah B × 100%" if encoding != "ascii" else "Jumlah A : Jumlah B x 100%") in shown


@pytest.mark.skipif(os.name == "nt", reason="no SIGPIPE there")
@pytest.mark.parametrize(
    "words",
    [
        ["laporan", "examples/sambutan-2023.csv", "--realisasi", "examples/sambutan-2023-realisasi.csv"],
        ["hitung", FORMULA, "Jumlah A=1", "Jumlah B=2"],  # short: all of it is still in the buffer at the end
    ],
    ids=["long", "short"],
)
def test_reader_that_goes_away(words: list[str], monkeypatch: pytest.MonkeyPatch, checkout: Path):
    monkeypatch.chdir(checkout)
    run = process(*words)
    assert run.stdout is not None
    run.stdout.close()
    assert run.stderr is not None
    assert run.stderr.read() == b""
    assert run.wait(60) == 141


def test_interrupt(kinerja, monkeypatch: pytest.MonkeyPatch):
    def interrupted(argv: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("kinerja_formula.command_line.program._run", interrupted)
    ran = kinerja("hitung", "A")
    assert (ran.status, ran.out, ran.err) == (130, "", "")


def test_start_loads_nothing_heavy():
    source = str(Path(__file__).resolve().parents[2] / "src")
    program = (
        f"import sys; sys.path.insert(0, {source!r}); import kinerja_formula.command_line; "
        "print(*{'lark', 'pint', 'sympy', 'rich', 'openpyxl', 'json', 'kinerja_formula.formula'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
