"""A rule set: one regulation or published convention, as it stands in a data file.

What a rule set may say: a function per direction, cap and floor, what a zero means, rounding, a scale of bands with
scores, how capaian roll up. Every part knows where it stands and how far that source was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.numerals import half_up
from kinerja_formula.penilaian.rumus import Rumus, Syarat
from kinerja_formula.plain_text import plain

__all__ = ["KEPERCAYAAN", "Asal", "Aturan", "Batas", "CaraRekap", "Celah", "Fungsi", "Kasus", "Nol", "Pita", "Skala"]

KEPERCAYAAN: Final = ("terbaca", "turunan", "aplikasi", "ingatan", "cacat")
"""How far a source was read: the text itself, derived from a printed example, published code only, memory only, and
``cacat`` for what published code does and no rule can mean."""

CONFIRMED: Final = ("terbaca", "turunan")


class Asal(NamedTuple):
    """Where a part of a rule set comes from: document and page, and one of :data:`KEPERCAYAAN`."""

    sumber: str
    kepercayaan: str

    @property
    def confirmed(self) -> bool:
        """Whether the source itself was read."""
        return self.kepercayaan in CONFIRMED


class Kasus(NamedTuple):
    """One case of a function: its formula, and when it holds (None: always)."""

    bila: Syarat | None
    rumus: Rumus


class Fungsi(NamedTuple):
    """A function of capaian.

    ``jenis`` is ``rumus`` for formulas over Realisasi and Target, of which the first case that holds is taken;
    ``rentang``, ``keberadaan``, ``tanggal`` or ``peringkat`` for what no formula says. ``ejaan`` are other writings of
    the same function.
    """

    id: str
    nama: str
    jenis: str
    kasus: tuple[Kasus, ...]
    asal: Asal
    ejaan: tuple[Rumus, ...] = ()
    dalam: Asal | None = None
    """Of a range: where it comes from that any realization inside it is 100%."""

    def rumus(self, realisasi: Fraction, target: Fraction) -> Rumus:
        """Return the formula that holds for these figures. Raises FormulaError where a condition can't be told."""
        figures = {"Realisasi": realisasi, "Target": target}
        return next(case.rumus for case in self.kasus if case.bila is None or case.bila.holds(figures))

    def value(self, realisasi: Fraction, target: Fraction) -> Fraction:
        """Return the capaian in percent. Raises ZeroDenominatorError where it is undefined."""
        return self.rumus(realisasi, target).value({"Realisasi": realisasi, "Target": target})


class Batas(NamedTuple):
    """Cap and floor of a capaian, in percent; None where there is none."""

    atas: Fraction | None
    bawah: Fraction | None
    asal: Asal


class Nol(NamedTuple):
    """What a zero means, by direction: of both, of the target, of the realization.

    A value in percent; ``"fungsi"`` what the function gives; ``"batas"`` the cap; None no value.
    """

    keduanya: Mapping[str, Fraction | str | None]
    target: Mapping[str, Fraction | str | None]
    realisasi: Mapping[str, Fraction | str | None]
    asal: Asal


class Pita(NamedTuple):
    """A band of a scale: from ``mulai`` on (or strictly above it); ``tertulis`` is the interval as printed.

    ``sampai`` is the printed end, which only tells where holes are; None is no end. ``nilai`` is the score, a formula
    over Capaian in percent. ``syarat`` must hold besides, and the caller says whether it does.
    """

    predikat: str
    mulai: Fraction | None
    tegas: bool
    sampai: Fraction | None
    sampai_tegas: bool
    nilai: Rumus | None
    syarat: str | None
    warna: str | None
    tertulis: str
    asal: Asal

    def begins_below(self, value: Fraction) -> bool:
        """Whether a value is above the beginning of the band."""
        return self.mulai is None or value > self.mulai or (value == self.mulai and not self.tegas)

    def holds(self, value: Fraction) -> bool:
        """Whether a value lies in the interval as printed."""
        ended = self.sampai is None or value < self.sampai or (value == self.sampai and not self.sampai_tegas)
        return ended and self.begins_below(value)


class Celah(NamedTuple):
    """Holes that the regulation itself leaves between its bands, none wider than ``lebar``, and where it does so."""

    lebar: Fraction
    asal: Asal


class Skala(NamedTuple):
    """Bands from the highest to the lowest. ``dari``: ``capaian``, or ``realisasi`` for scales of an index or score.

    ``celah`` is None where every value between the ends of the scale has its band.
    """

    dari: str
    pita: tuple[Pita, ...]
    celah: Celah | None = None

    @property
    def ends(self) -> tuple[Fraction | None, Fraction | None]:
        """The lowest and highest value of a scale of realizations, None where it is open; any capaian has a band."""
        if self.dari != "realisasi":
            return None, None
        return self.pita[-1].mulai, self.pita[0].sampai

    def holds(self, value: Fraction) -> bool:
        """Tell whether a value lies on the scale: 3,2 is on no scale from 25 to 100."""
        low, high = self.ends
        return (low is None or value >= low) and (high is None or value <= high)

    def band(self, value: Fraction, syarat: frozenset[str] = frozenset()) -> Pita:
        """Return the band of a value: the first that begins below it; what lies under all is in the lowest."""
        open_bands = [one for one in self.pita if one.syarat is None or one.syarat in syarat]
        return next((one for one in open_bands if one.begins_below(value)), open_bands[-1])


class CaraRekap(NamedTuple):
    """How the rule set rolls capaian up: ``cara`` and what becomes of gaps, as :mod:`roll_ups` names them."""

    cara: str
    kosong: str


class Aturan(NamedTuple):
    """A rule set. ``fungsi`` has a function per direction; a direction that is not there is not ruled.

    ``berlaku`` and ``berakhir`` are the first and last year, None where it is open. ``desimal_capaian`` and
    ``desimal_skala`` are the decimals that a capaian is rounded to for good, and before it is looked up in the scale.

    >>> import kinerja_formula as kf
    >>> rule = kf.aturan("permenpan-8-2021")
    >>> rule.nama, rule.berlaku, rule.in_force(2020)
    ('PermenPANRB 8/2021: indikator kinerja individu JPT dan pimpinan unit kerja mandiri', 2021, False)
    >>> rule.band_of(93).predikat
    'Cukup'
    """

    id: str
    nama: str
    asal: Asal
    berlaku: int | None
    berakhir: int | None
    fungsi: Mapping[str, Fungsi]
    batas: Batas | None
    nol: Nol | None
    desimal_capaian: int | None
    desimal_skala: int | None
    asal_pembulatan: Asal
    skala: Skala | None
    rekap: CaraRekap
    peringkat: Mapping[str, tuple[str, ...]]
    berkas: str

    def __repr__(self) -> str:
        return f"<Aturan {plain(self.id)}: {plain(self.nama)}>"

    def band_of(self, value: Fraction, syarat: frozenset[str] = frozenset()) -> Pita | None:
        """Return the band of a value after the rounding of the rule set; None without a scale, or beyond its ends."""
        if self.skala is None:
            return None
        looked_up = value if self.desimal_skala is None else half_up(value, self.desimal_skala)
        return self.skala.band(looked_up, syarat) if self.skala.holds(looked_up) else None

    def in_force(self, tahun: int) -> bool:
        """Whether the rule set is in force in a year."""
        return (self.berlaku is None or self.berlaku <= tahun) and (self.berakhir is None or tahun <= self.berakhir)
