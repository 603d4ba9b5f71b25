"""``kinerja hitung`` evaluates one formula; ``kinerja cari`` seeks the figure that a target needs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from kinerja_formula.command_line.arguments import (
    Parser,
    add_aturan,
    add_figures,
    add_satuan,
    satuan_of,
    split_figure,
)
from kinerja_formula.command_line.output import (
    FINDINGS,
    FINE,
    has_warning,
    stdin_text,
    write_findings,
    write_json,
)

if TYPE_CHECKING:
    from kinerja_formula.result import Result

__all__ = ["add_formula_commands"]


def add_formula_commands(commands: Any) -> None:
    """Add the commands to the parser."""
    hitung: Parser = commands.add_parser(
        "hitung",
        help="hitung satu rumus",
        description="Menghitung satu rumus dan menerangkan langkah-langkahnya.",
    )
    add_figures(hitung, help='misalnya "Jumlah pegawai=18"; boleh berulang')
    hitung.add_argument("--realisasi", metavar="BERKAS", help="angka dari berkas CSV, XLSX atau JSON")
    hitung.add_argument("--target", metavar="TARGET", help='target, misalnya "94%%", "80 - 90%%", "12 bulan"')
    hitung.add_argument("--arah", choices=("naik", "turun", "rentang"), help="realisasi yang lebih baik")
    hitung.add_argument(
        "--bacaan", action="store_true", help="tampilkan bagaimana rumus dibaca, bagian demi bagian, tanpa menghitung"
    )
    add_aturan(hitung)
    add_satuan(hitung)
    hitung.set_defaults(run=_hitung)

    cari: Parser = commands.add_parser(
        "cari",
        help="cari angka yang diperlukan untuk mencapai target",
        description="Mencari angka satu data agar hasil rumus mencapai target: data yang belum diberi angka.",
    )
    add_figures(cari, help="angka data yang lain; boleh berulang")
    cari.add_argument(
        "--target", metavar="HASIL", required=True, help='hasil yang diinginkan, misalnya 94 atau "94 %%"'
    )
    cari.add_argument("--cari", metavar="NAMA", help="data yang dicari, bila lebih dari satu yang belum diberi angka")
    cari.add_argument("--arah", choices=("naik", "turun"), default="naik", help="turun: paling banyak sebesar target")
    cari.add_argument("--dari", metavar="ANGKA", help="batas bawah angka yang dicari")
    cari.add_argument("--sampai", metavar="ANGKA", help="batas atas angka yang dicari")
    cari.add_argument("--bulat", action="store_true", default=None, help="cari juga bilangan bulat yang mencapainya")
    add_satuan(cari)
    cari.set_defaults(run=_cari)


def _hitung(arguments: argparse.Namespace) -> int:
    from kinerja_formula.formula import own_satuan, read_with
    from kinerja_formula.pengisian.figures_table import Figure, Figures, read_figures

    text = stdin_text() if arguments.formula == "-" else arguments.formula
    given = [Figure(*split_figure(word)) for word in arguments.figures]
    figures = read_figures(arguments.realisasi).replaced_by(given) if arguments.realisasi else Figures(given)
    data = dict(figures.of_row("", arguments.indikator or ""))
    if arguments.bacaan:
        return _bacaan(text, data, arguments)
    formula = read_with(text, data, arguments.indikator)
    result = formula.evaluate(
        data,
        target=arguments.target,
        arah=arguments.arah,
        aturan=arguments.aturan,
        satuan=own_satuan(formula, satuan_of(arguments)),
    )
    found = (*figures.diagnostics, *result.diagnostics)
    if arguments.json:
        write_json({**result.trace(), "status": "ok", "diagnostics": [one.to_json() for one in found]})
    else:
        print(f"{_headline(result)}\n\n{result.explain()}")
        write_findings(found, text)
    return FINDINGS if has_warning(found) else FINE


def _bacaan(text: str, names: Iterable[str], arguments: argparse.Namespace) -> int:
    """Show how a text is read: its canonical line, how certain that is, what each piece is, the other readings."""
    from kinerja_formula.formula import parse

    formula = parse(text, tuple(names), arguments.indikator)
    if arguments.json:
        write_json(
            {
                "status": "ok",
                "reading": formula.to_text(),
                "certainty": round(formula.certainty, 4),
                "alternatives": [
                    {"reading": one.text, "certainty": round(one.certainty, 4)} for one in formula.alternatives
                ],
                "pieces": formula.why().to_json(),
                "diagnostics": [one.to_json() for one in formula.diagnostics],
            }
        )
    else:
        words = _READING[arguments.bahasa]
        print(words["line"].format(line=formula.to_text(), certainty=_percent(formula.certainty)), end="\n\n")
        print(formula.why().draw(language=arguments.bahasa, colour=sys.stdout.isatty()))
        for one in formula.alternatives:
            print(words["other"].format(line=one.text, certainty=_percent(one.certainty)))
        write_findings(formula.diagnostics, text)
    return FINDINGS if has_warning(formula.diagnostics) else FINE


def _percent(certainty: float) -> str:
    """Whole per cent, and never 100 for what is not certain."""
    return f"{min(99, round(certainty * 100)) if certainty < 1 else 100} %"


_READING: Final = {
    "id": {"line": "Terbaca  : {line}\nKepastian: {certainty}", "other": "Bacaan lain ({certainty}): {line}"},
    "en": {"line": "Read as  : {line}\nCertainty: {certainty}", "other": "Another reading ({certainty}): {line}"},
}


def _headline(result: Result) -> str:
    """The value, and what came of its target: ``90,00% (capaian 95,74%, Sangat Tinggi)``."""
    reached = result.capaian
    if reached is None:
        return str(result)
    told = ", ".join([part for part in (f"capaian {reached}", reached.predikat) if part])
    return f"{result} ({told})"


def _cari(arguments: argparse.Namespace) -> int:
    from kinerja_formula.formula import parse
    from kinerja_formula.names import normalise

    text = stdin_text() if arguments.formula == "-" else arguments.formula
    data = dict(split_figure(word) for word in arguments.figures)
    names = [*data, *([arguments.cari] if arguments.cari else [])]
    formula = parse(text, names, arguments.indikator)
    given = set(map(normalise, data))
    free = [name for name in formula.names if normalise(name) not in given]
    sought = arguments.cari or (free[0] if free else next(iter(formula.names), ""))
    within = (arguments.dari, arguments.sampai)
    solution = formula.solve(sought, arguments.target, data, arah=arguments.arah, within=within, whole=arguments.bulat)
    if arguments.json:
        write_json({**solution.to_json(), "status": "ok" if solution or solution.reason == "any" else "none"})
    else:
        print(solution.explain())
    return FINE if solution or solution.reason == "any" else FINDINGS
