"""What a user does with a text or a file, one call after the other; an error of ours ends a call and nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any, Final

import kinerja_formula as kf

__all__ = ["calls_of_file", "calls_of_text", "timed"]

MOST_SHOWN: Final = 50
FIGURES: Final[tuple[Any, ...]] = (
    *(0, 1, 7, 18, -3, 2.5, 1e300, float("nan"), True, None, Fraction(1, 3), 10**40, "", "x", "6.254", "81,35 %"),
    *("Rp 1,2 miliar", "18 orang", "dua belas", "1.2.3", "26 desa", [1, 2], [], ["2 ha", "500 m2"], {"a": 1}, b"1"),
)


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return what a call gives, None for an error of ours, and the seconds of the processor that it took."""
    began = time.process_time()
    try:
        found = work()
    except kf.FormulaError as error:
        error.render(language="id")
        found = None
    return found, time.process_time() - began


def calls_of_text(text: str, indikator: str, random: Random) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield the calls for a text by their names."""
    formula, _ = timed(lambda: kf.parse(text, indikator=indikator or None))
    names = formula.names if formula is not None else ("Jumlah A", "Jumlah B")
    data = {name: random.choice(FIGURES[:-6] if random.random() < 0.9 else FIGURES) for name in names}
    if random.random() < 0.3:
        data["100%"] = 5
    yield "parse", lambda: kf.parse(text, indikator=indikator or None)
    yield (
        "check",
        lambda: [one.render(text) for one in kf.check(text, indikator=indikator or None, target="94%")[:MOST_SHOWN]],
    )
    yield "evaluate", lambda: kf.evaluate(text, data, indikator=indikator or None).explain()
    if formula is not None:
        yield "to_text", formula.to_text
        yield "formula.evaluate", lambda: formula.evaluate(data, target="90 %", strict=False)


def calls_of_file(path: Path, random: Random) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield the calls for a file by their names: as a decree, as a form, as figures, as a table of results."""
    from kinerja_formula.pelaporan.calculation import make_laporan
    from kinerja_formula.pengisian.figures_table import Figure, Figures
    from kinerja_formula.pengisian.form import make_form
    from kinerja_formula.pengisian.form_figures import with_figures
    from kinerja_formula.pengisian.satuan_table import read_satuan
    from kinerja_formula.tinjauan.published_table import published_of, review_published
    from kinerja_formula.tinjauan.review import review

    yield "read", lambda: kf.read(path)
    dokumen, _ = timed(lambda: kf.read(path))
    if dokumen is not None:
        names = [name for _, one in dokumen if one.formula is not None for name in one.formula.names]
        figures = Figures([Figure(name, random.choice(FIGURES[:-6])) for name in names[: random.randrange(60)]])
        yield "review", lambda: review(dokumen).to_json()
        yield "review_published", lambda: review_published(published_of(dokumen)).to_json()
        yield "make_form", lambda: make_form(dokumen, figures)
        yield "laporan", lambda: make_laporan(dokumen, figures).to_json()
    yield "with_figures", lambda: with_figures(dokumen or kf.Dokumen(), path)
    yield "read_satuan", lambda: read_satuan(path)
