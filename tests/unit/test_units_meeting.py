"""Table of pairs: each row of the field's rules is a test, both ways round."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kinerja_formula.units import PERCENT, Unit, meet, read_unit

OK = None


def unit(text: str) -> Unit:
    found = read_unit(text)
    assert found is not None
    return found


# left, right, add, divide, percent
ROWS = [
    # the same unit
    ("orang", "orang", OK, OK, OK),
    ("dokumen", "dok", OK, OK, OK),
    ("poin", "nilai", OK, OK, OK),
    # a kind and its parent
    ("pegawai", "orang", "note", OK, OK),
    ("ASN", "orang", "note", OK, OK),
    ("laporan", "dokumen", "note", OK, OK),
    ("rapat", "kegiatan", "note", OK, OK),
    # siblings
    ("siswa", "guru", OK, OK, OK),
    ("desa", "kelurahan", OK, OK, OK),
    ("surat", "laporan", OK, OK, OK),
    # an answer and its case
    ("rekomendasi", "pengajuan", "error", OK, OK),
    ("izin", "permohonan", "error", OK, OK),
    ("layanan", "permohonan", "error", OK, "note"),
    ("sarana", "usulan", "error", OK, "note"),
    ("dokumen", "permohonan", "error", OK, "note"),
    ("orang", "kasus", "error", OK, "note"),
    # two words for one count
    ("kegiatan", "kali", OK, OK, OK),
    ("dokumen", "berkas", OK, OK, OK),
    ("unit", "buah", OK, OK, OK),
    # copies, kinds, levels
    ("dokumen", "eksemplar", "warning", OK, "warning"),
    ("jenis", "unit", "warning", OK, "note"),
    ("program", "kegiatan", "warning", OK, "warning"),
    ("kegiatan", "sub kegiatan", "warning", OK, "warning"),
    ("program", "rapat", "warning", OK, "warning"),
    ("desa", "kecamatan", "warning", OK, "warning"),
    # different families
    ("orang", "lembaga", "error", OK, "error"),
    ("orang", "desa", "error", OK, "error"),
    ("rupiah", "orang", "error", OK, "error"),
    ("rupiah", "hari", "error", OK, "error"),
    ("dokumen", "orang", "error", OK, "error"),
    ("orang", "keluarga", "error", OK, "note"),
    # time
    ("tahun", "bulan", OK, OK, OK),
    ("jam", "hari", OK, OK, OK),
    ("bulan", "hari", "error", "error", "error"),
    ("hari", "hari kerja", "note", OK, OK),
    ("jam", "jam pelajaran", "error", "error", "error"),
    ("orang-hari", "orang-bulan", "error", "error", "error"),
    # shares and points
    ("%", "persen", "note", OK, OK),
    ("nilai", "%", "warning", OK, "note"),
    # an area by name and its size
    ("area", "m2", "error", "error", "error"),
    ("desa", "ha", "error", "error", "error"),
    ("lokasi", "m x m", "error", "error", "error"),
    # unknown nouns
    ("sumur", "orang", "note", OK, "note"),
    ("sumur", "menara", "note", OK, "note"),
    ("sumur", "sumur", OK, OK, OK),
    # near families, where the field's table is silent
    ("BUMDes", "desa", "error", OK, "note"),
    ("kegiatan", "dokumen", "error", OK, "note"),
]


@pytest.mark.parametrize(("left", "right", "add", "divide", "percent"), ROWS, ids=[f"{r[0]}-{r[1]}" for r in ROWS])
def test_rows(left: str, right: str, add: str | None, divide: str | None, percent: str | None):
    for one, two in ((unit(left), unit(right)), (unit(right), unit(left))):
        assert [meet(one, two, how).severity for how in ("add", "divide", "percent")] == [add, divide, percent]
        assert meet(one, two, "percent").result == PERCENT


@pytest.mark.parametrize(
    ("left", "right", "how", "result"),
    [
        ("pegawai", "orang", "add", "orang"),
        ("siswa", "guru", "add", "orang"),
        ("PNS", "PPPK", "add", "asn"),
        ("desa", "kelurahan", "add", "wilayah"),
        ("kegiatan", "kali", "add", "kegiatan"),
        ("orang", "desa", "divide", "orang/desa"),
        ("rupiah", "orang", "divide", "rupiah/orang"),
        ("siswa", "guru", "divide", "1"),
        ("OH", "hari", "divide", "orang"),
        ("OB", "orang", "divide", "bulan"),
        ("rekomendasi", "pengajuan", "divide", "rekomendasi/pengajuan"),
        ("pegawai x hari kerja", "pegawai x hari kerja", "add", "pegawai-hari-kerja"),
    ],
)
def test_results(left: str, right: str, how: str, result: str):
    assert meet(unit(left), unit(right), how).result.name == result


@pytest.mark.parametrize(
    ("left", "right", "factor"),
    [("bulan", "tahun", 12), ("tahun", "bulan", Fraction(1, 12)), ("rupiah", "juta rupiah", 10**6)],
)
def test_the_right_figure_is_converted(left: str, right: str, factor: Fraction):
    meeting = meet(unit(left), unit(right), "add")
    assert (meeting.rule, meeting.factor, meeting.result) == ("setara", factor, unit(left))
    assert str(meet(unit(left), unit(right), "divide").result) == "1"


def test_another_way_to_meet_is_refused():
    with pytest.raises(ValueError, match="add, divide, percent"):
        meet(unit("orang"), unit("orang"), "kali")


def test_attendance():
    """18 people on 244 days are 4392 person-days; with 61 absences 98.61 percent, of person-days."""
    people, days = unit("orang"), unit("hari")
    total = people * days
    assert str(total) == "orang-hari"
    assert meet(total, unit("OH"), "add") == (None, total, "sama", 1)
    assert meet(total, total, "percent").severity is None
    assert round(Fraction(18 * 244 - 61, 18 * 244) * 100, 2) == Fraction(9861, 100)


@pytest.mark.parametrize(("left", "right"), [("orang-hari", "hari"), ("hari", "orang-hari"), ("OB", "bulan")])
def test_time_beside_the_time_of_persons_is_noted_in_a_sum(left: str, right: str):
    together = [meet(unit(left), unit(right), how) for how in ("add", "percent", "divide")]
    assert [(one.rule, one.severity) for one in together] == [
        ("orang-tersirat", "note"),
        ("orang-tersirat", None),
        ("orang-tersirat", None),
    ]
    assert together[0].result.parts == max(unit(left), unit(right), key=lambda one: len(one.parts)).parts


@pytest.mark.parametrize(("left", "right"), [("orang-hari", "bulan"), ("orang-hari", "orang"), ("orang", "hari")])
def test_persons_are_implied_by_the_same_time_only(left: str, right: str):
    assert meet(unit(left), unit(right), "add").severity == "error"


@pytest.mark.parametrize(
    ("left", "right", "rule"),
    [
        (unit("orang") * unit("hari"), unit("hari"), "orang-tersirat"),
        (unit("km") * unit("hari"), unit("hari"), "famili-beda"),  # a length is measured, nobody leaves it out
        (unit("orang") * unit("orang") * unit("hari"), unit("hari"), "famili-beda"),
        (unit("orang") * unit("hari"), unit("orang"), "famili-beda"),
        (unit("orang") * unit("hari"), unit("bulan"), "famili-beda"),
    ],
)
def test_whose_time_it_is_may_be_left_out(left: Unit, right: Unit, rule: str):
    for one, other in ((left, right), (right, left)):
        assert meet(one, other, "add").rule == rule
        assert meet(one, other, "add").severity == ("note" if rule == "orang-tersirat" else "error")
