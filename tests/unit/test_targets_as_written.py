"""Targets and realizations as officials write them, beside each other."""

from __future__ import annotations

from fractions import Fraction

import pytest

import kinerja_formula as kf


def told(found: kf.Capaian) -> list[str]:
    return [one.code for one in found.diagnostics if one.severity.name != "NOTE"]


@pytest.mark.parametrize(
    ("realisasi", "target", "value"),
    [
        # Of two quantities the realization answers one
        ("12 laporan", "1 dokumen (12 laporan)", 100),
        ("12 bulan", "1 kegiatan (12 bulan)", 100),
        ("1 kegiatan", "1 kegiatan (12 bulan)", 100),
        ("18 dokumen", "20 (dua puluh) dokumen", 90),
        # A bound behind a percentage
        ("3%", "5% ke bawah", 140),
        ("3%", "5% atau kurang", 140),
        ("90%", "80% ke atas", Fraction(225, 2)),
        # Days
        ("2 April", "31 Maret 2024", 0),
        ("30 Maret 2024", "31 Maret", 100),
        ("30 Maret", "31 Maret", 100),
        ("29 Februari", "1 Maret 2023", 100),
        # Durations, rates, quarters
        ("4 tahun 2 bulan", "5 tahun", Fraction(250, 3)),
        ("4 tahun", "4 tahun 6 bulan", Fraction(800, 9)),
        ("48 jam", "3 x 24 jam", Fraction(200, 3)),
        ("7 hari", "2 x 7 hari", 50),
        ("12/1000 KH", "15 per 1.000 KH", 80),
        ("120 per 100.000 kelahiran hidup", "150/100.000", 80),
        ("4 TW", "1 tahun", 100),
        ("95", "95% pada tahun 2024", 100),
    ],
)
def test_what_is_meant(realisasi: str, target: str, value: Fraction) -> None:
    found = kf.capaian(realisasi, target)
    assert (found.value, told(found)) == (value, [])


@pytest.mark.parametrize(
    ("realisasi", "target", "value"), [("juara 1", "juara 3", Fraction(500, 3)), ("peringkat 5", "peringkat 10", 150)]
)
def test_the_lower_place_is_the_better_one(realisasi: str, target: str, value: Fraction) -> None:
    found = kf.capaian(realisasi, target)
    assert (found.value, told(found)) == (value, ["KF320"])


@pytest.mark.parametrize(
    ("realisasi", "target"),
    [("85", "90-80"), ("3%", "3±1%"), ("tanggal 9", "tanggal 10"), ("5 jam", "3 x 24 jam kerja")],
)
def test_what_nobody_can_know_is_refused(realisasi: str, target: str) -> None:
    with pytest.raises(kf.InvalidDataError):
        kf.capaian(realisasi, target)


def test_number_words_of_a_target_that_say_something_else_are_a_doubt() -> None:
    assert told(kf.capaian("18", "20 (dua puluh satu) dokumen")) == ["KF313"]
    assert told(kf.capaian("18 (delapan belas)", "20 (dua puluh) dokumen")) == []


@pytest.mark.parametrize("figure", [45_382, 5, "20240331"])
def test_a_bare_number_is_no_day(figure: object) -> None:
    name = "Tanggal penyampaian LKjIP"
    found = kf.evaluate(name, {name: figure}, target="31 Maret 2024").capaian
    assert found.value is None
    assert kf.evaluate(name, {name: "30 Maret 2024"}, target="31 Maret 2024").capaian.value == 100
