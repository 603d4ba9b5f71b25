"""Twice as much takes about twice as long: counted in calls of functions, which are the same on every machine."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest

import kinerja_formula as kf
from kinerja_formula.names import NearNames, nearest
from kinerja_formula.pelaporan.calculation import make_laporan
from kinerja_formula.pelaporan.writers.html import write_html
from kinerja_formula.pelaporan.writers.xlsx import write_xlsx
from kinerja_formula.pengisian.figures_table import Figure, Figures
from kinerja_formula.pengisian.form import make_form
from kinerja_formula.tinjauan.review import review

MOST: Final = 2.3
WORDS: Final = (
    *("pegawai", "surat", "laporan", "desa", "dokumen", "kegiatan", "anggaran", "warga", "sekolah", "rapat"),
    *("jalan", "pasar", "jam", "bulan", "tahun"),
)


def name(number: int, sort: str) -> str:
    words = [WORDS[number % 15], WORDS[number // 15 % 15]]
    return f"Jumlah {' '.join(words)} {sort} ke {number}"


def document(count: int) -> kf.Dokumen:
    rows = [
        kf.Indikator(nama=f"Persentase {name(one, 'b')[7:]}", teks=f"{name(one, 'b')} / {name(one, 'c')} x 100%")
        for one in range(count)
    ]
    return kf.Dokumen("", (kf.Jabatan("CAMAT", tuple(rows)),))


def bound(count: int) -> Figures:
    """Half of the figures for one indicator each, the others misspelt."""
    own = [Figure(name(one, "b"), one + 1, indikator=f"Persentase {name(one, 'b')[7:]}") for one in range(count)]
    return Figures([*own, *[Figure(name(one, "c").replace("Jumlah", "Jumlh"), one + 1) for one in range(count)]])


def report(count: int, *, posts: int, sasaran: str = "", target: str = "", known: bool = True) -> kf.Laporan:
    """A report on many posts; ``sasaran`` is a goal of each indicator, where it has one."""
    rows = document(count).jabatan[0].indikator
    size = count // posts
    named = [
        replace(one, sasaran=f"{sasaran} {place}" if sasaran else "", target=target) for place, one in enumerate(rows)
    ]
    parted = [kf.Jabatan(f"KASI {place}", tuple(named[place * size : (place + 1) * size])) for place in range(posts)]
    return make_laporan(kf.Dokumen("", tuple(parted)), right(count) if known else Figures([]))


def shared(count: int) -> kf.Laporan:
    """A report whose indicators all ask for one figure."""
    rows = [kf.Indikator(nama=f"Persentase {one}", teks=f"{name(one, 'b')} / Luas x 100%") for one in range(count)]
    figures = Figures([*right(count).all, Figure("Luas", 5)])
    return make_laporan(kf.Dokumen("", (kf.Jabatan("CAMAT", tuple(rows)),)), figures)


def near_names(count: int) -> object:
    known = [name(one, "a") for one in range(count)]
    return [nearest(one.replace("Jumlah", "Jumlh"), known) for one in known]


def written(make: Callable[[int], kf.Laporan], write: Callable[[kf.Laporan], object]) -> Callable[[int], Work]:
    """Write a report that is there already."""

    def of(count: int) -> Work:
        laporan = make(count)
        return lambda: write(laporan)

    return of


Work = Callable[[], object]


def calls(work: Callable[[], object]) -> int:
    profile = cProfile.Profile()
    profile.enable()
    try:
        work()
    except kf.FormulaError:
        pass
    finally:
        profile.disable()
    return int(pstats.Stats(profile).total_calls)


def misspelt(count: int) -> Figures:
    return Figures([Figure(name(one, "d"), one + 1) for one in range(count)])


def right(count: int) -> Figures:
    return Figures([Figure(name(one, sort), one + 1) for one in range(count) for sort in "bc"])


KINDS: Final[dict[str, Callable[[int], Callable[[], object]]]] = {
    "check a sum": lambda count: lambda: kf.check(" + ".join([name(one, "a") for one in range(count)])),
    "check a mean": lambda count: (
        lambda: kf.check(f"rata-rata ({', '.join([name(one, 'a') for one in range(count)])})")
    ),
    "check bulan and tahun": lambda count: (
        lambda: kf.check(" + ".join([f"{('bulan', 'tahun')[one % 2]} kerja {one}" for one in range(count)]))
    ),
    "a report with missing figures": lambda count: lambda: make_laporan(document(count), misspelt(count)),
    "a report with all figures": lambda count: lambda: make_laporan(document(count), right(count)),
    "a report with figures bound to indicators": lambda count: lambda: make_laporan(document(count), bound(count)),
    "the page of a report": written(lambda count: report(count, posts=20, target="90%"), write_html),
    "the page of a report with many goals": written(
        lambda count: report(count, posts=1, sasaran="Sasaran", target="90%"), write_html
    ),
    "the workbook of a report": written(lambda count: report(count, posts=20, target="90%"), write_xlsx),
    "the workbook of a report with many posts": written(
        lambda count: report(count, posts=count // 10, sasaran="Sasaran", target="90%"), write_xlsx
    ),
    "the workbook of a report with many goals": written(
        lambda count: report(count, posts=1, sasaran="Sasaran", target="90%"), write_xlsx
    ),
    "the workbook of a report without figures": written(
        lambda count: report(count, posts=20, target="90%", known=False), write_xlsx
    ),
    "the workbook of a report with one figure for all": written(shared, write_xlsx),
    "the data of a report": written(lambda count: report(count, posts=20), kf.Laporan.to_json),
    "the nearest of many names": lambda count: lambda: near_names(count),
    "a form": lambda count: lambda: make_form(document(count), right(count)),
    "a review": lambda count: lambda: review(document(count)),
    "evaluate without any of the figures": lambda count: (
        lambda: kf.parse(" + ".join([name(one, "a") for one in range(count)])).evaluate(
            {name(one, "e"): 1 for one in range(count)}
        )
    ),
    "cells of other names": lambda count: (
        lambda: kf.parse(" + ".join([name(one, "a") for one in range(count)])).to_excel(
            {name(one, "e"): f"B{one + 1}" for one in range(count)}
        )
    ),
}


REPEATED: Final = (
    *("x100% ", "100% x ", "1e9/", "si)x100%", ", persen 1 - ", "- <u>", "= -----\n", "-----\n: ", "persen : "),
    *(
        "− \u202e",
        "persen ; : ",
        "adalah jumlah ",
        "jumlah a / jumlah b ",
        "a - ",
        "A: 5 ",
        "(a) ",
        "Rumus : ",
        "a = b ",
        "Σ a_i ",
        "Σ wi ",
        "Σ a ",
    ),
)


@pytest.mark.slow
@pytest.mark.parametrize("piece", REPEATED)
def test_a_page_of_alike_signs_is_read_in_one_go(piece: str):
    """Beyond the texts that are weighed; a RecursionError would be told by the calls themselves."""
    calls(lambda: kf.parse(piece * 900))
    once, twice = (calls(lambda count=count: kf.parse(piece * count)) for count in (1600, 3200))
    assert twice / once < MOST


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_twice_as_much_takes_twice_as_long(kind: str):
    calls(KINDS[kind](20))  # what is loaded once
    once, twice = (calls(KINDS[kind](count)) for count in (400, 800))
    assert twice / once < MOST


def test_many_questions_get_the_answers_that_one_gets():
    known = [name(one, "a") for one in range(60)]
    near = NearNames(known)
    for one in (*known[:5], "Jumlah pegwai", "Jumlah surat ke 3", "Luas", ""):
        assert near.of(one) == nearest(one, known)


def test_of_very_many_names_the_nearest_is_found():
    known = [f"{one} {name(number, 'a')}" for number, one in enumerate(WORDS * 100)]
    near = NearNames(known)
    for place in range(0, 1500, 97):
        slip = known[place].replace("Jumlah", "Jumlh")
        assert near.of(slip)[0] == known[place]
        assert known[place] not in near.of(slip, without={known[place]})


def test_a_report_tells_the_nearest_of_all_figures_but_those_in_use():
    rows = (kf.Indikator(nama="Persentase hadir", teks="Jumlah hadir / Jumlah undangan rapat x 100%"),)
    figures = Figures([Figure("Jumlah hadir", 9), Figure("Jumlah undngan rapat", 10), Figure("Jumlah surat", 1)])
    report = make_laporan(kf.Dokumen("", (kf.Jabatan("CAMAT", rows),)), figures)
    (missing,) = report.rows[0].missing
    assert missing.values["suggestions"][0] == "Jumlah undngan rapat"
    assert "Jumlah hadir" not in missing.values["suggestions"]
    assert [one.name for one in report.unused] == ["Jumlah undngan rapat", "Jumlah surat"]
