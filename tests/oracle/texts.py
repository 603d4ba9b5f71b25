"""Random formula texts that a careful reader has no doubt about, each with its names and its meaning.

A text is made of names of every nasty kind (figures, slashes, hyphens, *x*, *per*, years, Roman numerals, percentages)
and of a calculation in one of several layouts. What the calculation gives is known without the package.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from random import Random
from typing import Final, NamedTuple

__all__ = ["LAYOUTS", "Told", "told"]


class Told(NamedTuple):
    """A text, its layout, its names in their order, and what it gives for figures in that order."""

    text: str
    layout: str
    names: tuple[str, ...]
    value: Callable[[Sequence[Fraction]], Fraction]
    percent: bool


_HEADS: Final = ("Jumlah", "Jumlah seluruh", "Total", "Luas", "Realisasi", "Nilai", "Banyaknya", "Volume", "Panjang")
_CORES: Final = (
    "warga",
    "surat masuk",
    "peserta didik SD/MI",
    "balita usia 0-59 bulan",
    "penduduk usia 15-64 tahun",
    "kasus COVID-19",
    "jalan kabupaten",
    "pegawai golongan IV/a",
    "desa/kelurahan",
    "laporan triwulan II",
    "dokumen e-KTP",
    "pasien ibu hamil",
    "RT/RW",
    "sekolah dengan akreditasi B",
    "kelas 7 dan 8",
    "temuan BPK tahun 2023",
    "PDRB tahun 2022",
    "kegiatan 3 kali setahun",
    "guru bersertifikat S-1",
    "sarana air bersih",
    "rumah tidak layak huni",
    "koperasi aktif",
    "UMKM naik kelas",
    "bidang tanah",
    "anggaran belanja modal",
    "izin non-perizinan",
    "siswa kelas X",
    "aparatur P3K",
    "layanan 24 jam",
    "lampu jalan per kecamatan",
    "layanan 24 jam x 7 hari",
    "bayi yang diimunisasi 3x",
    "foto 4x6",
    "penduduk 40% terbawah",
    "dokumen dan/atau arsip",
    "kematian per 1.000 kelahiran",
    "ruas jalan Pasar-Stasiun",
    "SK Bupati No. 12/2023",
    "paket C",
    "lansia (60+)",
    "air minum & sanitasi",
    "nilai A (sangat baik)",
    "kejadian luar biasa < 24 jam",
    "pendapatan Rp 5 juta",
    "wilayah I, II dan III",
    "tata-kelola SPBE",
    "anak-anak putus sekolah",
    "kunjungan K4",
    "pengaduan yang ditindaklanjuti",
    "arsip in-aktif",
    "titik hotspot",
    "produksi padi",
)
_TAILS: Final = (
    "",
    "",
    "",
    "yang dilayani",
    "yang selesai tepat waktu",
    "pada tahun n",
    "di wilayah kerja",
    "sesuai standar",
    "yang aktif",
    "(orang)",
    "tahun berjalan",
    "yang dibina",
    "semester I",
    "bulan ini",
    "yang memenuhi 5% target",
    "per 31 Desember",
    "menurut Permendagri 86/2017",
    "dalam 1 tahun",
    "kelas A dan B",
    "se-Kabupaten",
)


def _name(random: Random, taken: set[str]) -> str:
    while True:
        head, core, tail = random.choice(_HEADS), random.choice(_CORES), random.choice(_TAILS)
        name = " ".join([one for one in (head, core, tail) if one])
        if name.casefold() not in taken and not any(name.casefold() in one or one in name.casefold() for one in taken):
            taken.add(name.casefold())
            return name


class _Shape(NamedTuple):
    """A calculation over ``count`` names: numerator and denominator as texts with places, and what it gives."""

    count: int
    above: str
    below: str
    value: Callable[[Sequence[Fraction]], Fraction]


_SHAPES: Final = (
    _Shape(2, "{0}", "{1}", lambda v: v[0] / v[1]),
    _Shape(2, "{0}", "{1}", lambda v: v[0] / v[1]),
    _Shape(2, "{0}", "{1}", lambda v: v[0] / v[1]),
    _Shape(3, "({0} + {1})", "{2}", lambda v: (v[0] + v[1]) / v[2]),
    _Shape(3, "({0} - {1})", "{2}", lambda v: (v[0] - v[1]) / v[2]),
    _Shape(2, "({0} - {1})", "{1}", lambda v: (v[0] - v[1]) / v[1]),
    _Shape(3, "{0}", "({1} + {2})", lambda v: v[0] / (v[1] + v[2])),
    _Shape(3, "{0}", "({1} × {2})", lambda v: v[0] / (v[1] * v[2])),
    _Shape(4, "({0} + {1} + {2})", "{3}", lambda v: (v[0] + v[1] + v[2]) / v[3]),
)
_SUMS: Final = (
    _Shape(2, "{0} + {1}", "", lambda v: v[0] + v[1]),
    _Shape(3, "{0} + {1} + {2}", "", lambda v: v[0] + v[1] + v[2]),
    _Shape(2, "{0} - {1}", "", lambda v: v[0] - v[1]),
    _Shape(3, "{0} + {1} - {2}", "", lambda v: v[0] + v[1] - v[2]),
    _Shape(2, "{0} × {1}", "", lambda v: v[0] * v[1]),
)
_HUNDRED: Final = ("x 100%", "X 100 %", "× 100%", "* 100%", "x100%")
_IN_WORDS: Final = {" + ": " ditambah ", " - ": " dikurangi ", " × ": " dikali "}


def _bare(part: str) -> str:
    return part[1:-1] if part.startswith("(") else part


def _signs(random: Random, above: str, below: str, percent: bool) -> str:
    sign = random.choice((" / ", " : ", " ÷ ", "/ "))
    text = f"{above}{sign}{below}"
    if percent:
        text = f"({text}) {random.choice(_HUNDRED)}" if random.random() < 0.5 else f"{text} {random.choice(_HUNDRED)}"
    return text


def _words(random: Random, above: str, below: str, percent: bool) -> str:
    word = random.choice(("dibagi", "dibagi dengan", "dibandingkan dengan", "berbanding"))
    text = f"{above} {word} {below}"
    for sign, spoken in _IN_WORDS.items():
        text = text.replace(sign, spoken)
    return f"{text} {random.choice(('dikali 100%', 'dikalikan 100 persen', 'x 100%'))}" if percent else text


def _drawn(random: Random, above: str, below: str, percent: bool) -> str:
    line = "-" * random.randint(5, 30)
    above, below = _bare(above), _bare(below)
    if random.random() < 0.5:
        return f"{above}\n{line}{' x 100%' if percent else ''}\n{below}"
    return f"{above} {line}{'x100%' if percent else ''} {below}"


def _underlined(random: Random, above: str, below: str, percent: bool) -> str:
    line = "_" * random.randint(6, 20)
    above, below = _bare(above), _bare(below)
    return f"{above}\n{line}{random.choice((' x 100 %', ' X 100%')) if percent else ''}\n{below}"


def _latex(random: Random, above: str, below: str, percent: bool) -> str:
    def text(part: str) -> str:
        signs = _bare(part)
        for sign in (" + ", " - ", " × "):
            signs = signs.replace(sign, f"}}{sign}\\text{{")
        return f"\\text{{{signs}}}".replace(" × ", " \\times ")

    fraction = f"\\frac{{{text(above)}}}{{{text(below)}}}"
    wrapped = f"{fraction} \\times 100\\%" if percent else fraction
    return f"${wrapped}$" if random.random() < 0.7 else wrapped


def _labelled(random: Random, above: str, below: str, percent: bool) -> str:
    label = random.choice(("Persentase", "Capaian", "IKU 3", "Rumus", "Cakupan layanan"))
    return f"{label} = {_signs(random, above, below, percent)}"


def _glued(random: Random, above: str, below: str, percent: bool) -> str:
    return f"{above}/{below}{' ' + random.choice(_HUNDRED) if percent else ''}"


def _between(random: Random, above: str, below: str, percent: bool) -> str:
    forms = ("Perbandingan antara {0} dengan {1}", "Perbandingan {0} dengan {1}", "Membandingkan {0} dengan {1}")
    return random.choice(forms).format(above, below) + (" dikali 100%" if percent else "")


def _beside_the_line(random: Random, above: str, below: str, percent: bool) -> str:
    above, below = _bare(above), _bare(below)
    if not percent:
        return f"{above}\n{'-' * 12}\n{below}"
    return random.choice(("{0}\n{2}\n{1}", "{0} {2} {1}")).format(above, below, random.choice(_HUNDRED[:3]))


def _sentence(random: Random, above: str, below: str, percent: bool) -> str:
    way = random.choice(("Dihitung dari", "Diperoleh dari", "Rumus:", "Formula :", "Cara menghitung:"))
    return f"{way} {_words(random, above, below, percent)}."


LAYOUTS: Final[dict[str, Callable[[Random, str, str, bool], str]]] = {
    "signs": _signs,
    "words": _words,
    "drawn": _drawn,
    "underlined": _underlined,
    "latex": _latex,
    "labelled": _labelled,
    "glued": _glued,
    "between": _between,
    "beside": _beside_the_line,
    "sentence": _sentence,
}


def told(random: Random) -> Told:
    """Return a random text with what it means."""
    taken: set[str] = set()
    if random.random() < 0.15:
        shape = random.choice(_SUMS)
        names = [_name(random, taken) for _ in range(shape.count)]
        text = shape.above.format(*names)
        if random.random() < 0.5:
            for sign, spoken in _IN_WORDS.items():
                text = text.replace(sign, spoken)
        return Told(text, "sum", tuple(names), shape.value, False)
    shape = random.choice(_SHAPES)
    names = [_name(random, taken) for _ in range(shape.count)]
    percent = random.random() < 0.7
    layout = random.choice(tuple(LAYOUTS))
    text = LAYOUTS[layout](random, shape.above.format(*names), shape.below.format(*names), percent)
    return Told(text, layout, tuple(names), shape.value, percent)
