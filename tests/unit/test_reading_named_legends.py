"""Lines behind a formula that explain its operands by their names are notes, and no part of it."""

from __future__ import annotations

import pytest

import kinerja_formula as kf

RATIO = "Jumlah hadir / Jumlah undangan × 100%"
DRAWN = "Jumlah hadir\n----- x 100%\nJumlah undangan"


@pytest.mark.parametrize(
    "formula", [RATIO, DRAWN, f"Kehadiran = {RATIO}", "Jumlah hadir dibagi Jumlah undangan x 100%"]
)
@pytest.mark.parametrize(
    "legend",
    [
        "Jumlah hadir: pegawai yang mengisi daftar",
        "- Jumlah hadir: jumlah seluruh pegawai yang mengisi daftar dalam periode waktu tertentu",
        "• Jumlah hadir = pegawai yang mengisi daftar\n• Jumlah undangan = pegawai yang diundang",
        "Jumlah hadir adalah pegawai yang mengisi daftar",
        "Jumlah undangan yaitu pegawai yang diundang,\ntermasuk pegawai kontrak",
        "*Jumlah undangan merupakan pegawai yang diundang",
    ],
)
def test_a_legend_of_names_is_a_note(formula: str, legend: str):
    text = f"{formula}\n{legend}"
    found = kf.parse(text)
    assert found.to_text() == RATIO
    assert not found.diagnostics
    note = found.why().pieces[-1]
    assert (note.role, text[note.start : note.end]) == ("catatan", legend)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # a line that calculates is a formula of its own, figures are an example, an unknown name explains nothing
        (
            "Rasio guru = Jumlah guru / Jumlah siswa\nJumlah guru = Guru tetap + Guru honorer",
            {"Guru tetap", "Guru honorer"},
        ),
        ("Jumlah hadir / Jumlah undangan x 100%\nJumlah hadir = 18\nJumlah undangan = 20", {"Jumlah hadir"}),
        ("Jumlah hadir\nJumlah undangan: pegawai yang diundang", {"pegawai yang diundang"}),
        ("Total Belanja - Belanja Pegawai\nBelanja Pegawai: gaji\nBelanja Modal", {"Belanja Modal"}),
        ("Kepatuhan + Kelengkapan\nKepatuhan: bobot 40%\nKelengkapan: bobot 60%", {"bobot"}),
        ("Jumlah Lulusan / Jumlah Siswa\nJumlah Siswa: kelas akhir\n(dalam persen)", {"x"}),
    ],
)
def test_what_is_no_legend_stays(text: str, names: set[str]):
    found = kf.parse(text)
    roles = {text[one.start : one.end] for one in found.why().pieces if one.role == "operan"}
    doubted = any(one.code == "KF110" for one in found.diagnostics)
    assert doubted or any(name in role for name in names for role in roles)


def test_sixty_lines_are_a_note_and_too_many_are_refused():
    legend = "\n".join(f"Jumlah hadir: pegawai yang mengisi daftar {number}" for number in range(400))
    with pytest.raises(kf.LimitError):
        kf.parse(f"{RATIO}\n{legend}" * 40)
    assert kf.parse(f"{RATIO}\n" + "\n".join(legend.split("\n")[:60])).to_text() == RATIO
