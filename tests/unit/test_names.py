"""The one rule by which two spellings are one name, and the search for the nearest."""

from __future__ import annotations

import pytest

from kinerja_formula.names import fold_space, nearest, normalise


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jumlah  pegawai\n hadir", " jumlah pegawai hadir "),
        ("JUMLAH PEGAWAI", "Jumlah pegawai"),
        ("Jumlah pegawai – asn", "Jumlah pegawai-ASN"),
        ("Jumlah pegawai − asn", "Jumlah pegawai - asn"),
        ("Ｊｕｍｌａｈ　Ａ", "Jumlah A"),
        ("Jumlah <b>A</b>", "Jumlah A"),
        ("Jumlah **A** `b`", "Jumlah A b"),
        (r"\text{Jumlah} A", "Jumlah A"),
        ("Jum\u00adlah\u200b A", "Jumlah A"),
        ("\u202aJumlah A\u202c", "Jumlah A"),
        ("Jumlah A.", "Jumlah A"),
        ('"Jumlah A",', "Jumlah A"),
        ("- Jumlah A :", "Jumlah A"),
        ("Σ pegawai", "Jumlah pegawai"),
        ("∑pegawai", "Jml. pegawai"),
        ("Jlh pegawai", "jmlh pegawai"),
        ("Σ Jumlah pegawai", "Jumlah pegawai"),
        ("Jml jumlah pegawai", "Jumlah pegawai"),
        ("Prosentase A", "Persentase A"),
        ("Presentase A", "persentase a"),
        ("RT / RW", "RT/RW"),
        ("data ( baru )", "data(baru)"),
        ("KTP , KK & Mutasi", "KTP,KK&Mutasi"),
    ],
)
def test_one_name(one: str, other: str):
    assert normalise(one) == normalise(other)
    assert normalise(normalise(one)) == normalise(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jumlah pegawai", "Jumlah pegawai ASN"),
        ("Jumlah pegawai", "Total pegawai"),
        ("Jumlah pegawai", "pegawai"),
        ("Jumlah pegawai", "Jumlahpegawai"),
        ("RT/RW", "RT RW"),
        ("Jumlah A (baru)", "Jumlah A baru"),
        ("tahun n", "tahun n-1"),
        ("Nilai A < 5", "Nilai A > 5"),
        ("Jumlah desa 2", "Jumlah desa 3"),
        ("semi-jml", "semi-jumlah"),
    ],
)
def test_two_names(one: str, other: str):
    assert normalise(one) != normalise(other)


def test_an_empty_name():
    assert normalise(" . ") == normalise("") == ""


@pytest.mark.parametrize(
    ("name", "known", "found"),
    [
        ("Jumlah pegawai disipln", ["Jumlah pegawai disiplin", "Luas wilayah"], ("Jumlah pegawai disiplin",)),
        ("Jumlah pegawai", ["jumlah seluruh pegawai", "Nilai"], ("jumlah seluruh pegawai",)),
        ("Jumlah A", ["Luas", "Target"], ()),
        (
            "Jumlah desa",
            ["Jumlah desa a", "Jumlah desa", "Jumlah desa ab"],
            ("Jumlah desa", "Jumlah desa a", "Jumlah desa ab"),
        ),
        ("Jumlah A", [], ()),
    ],
)
def test_nearest(name: str, known: list[str], found: tuple[str, ...]):
    assert nearest(name, known) == found


def test_nearest_has_a_limit():
    known = [f"Jumlah desa {number}" for number in range(9)]
    assert nearest("Jumlah desa", known) == tuple(known[:3])
    assert nearest("Jumlah desa", known, limit=1) == tuple(known[:1])
    assert nearest("Jumlah desa", ["Luas wilayah"] * 2000 + ["Jumlah desa"]) == ()


def test_fold_space():
    assert fold_space("\tJumlah \n\u00a0 A ") == "Jumlah A"
