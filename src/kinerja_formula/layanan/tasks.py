"""The work of each route: fields of a request → the answer. Runs in a process of its own, and knows nothing of HTTP.

Files are in the working folder, by the names that the fields give.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kinerja_formula.plain_text import json_text

if TYPE_CHECKING:
    from kinerja_formula.dokumen.model import Dokumen
    from kinerja_formula.formula import Formula

__all__ = ["READING_SCHEMA", "SHEET_SCHEMA", "Answer", "run_task", "warm_up"]

READING_SCHEMA: Final = "kinerja-formula/layanan-baca-rumus/1"
SHEET_SCHEMA: Final = "kinerja-formula/layanan-dokumen/1"
_JSON: Final = "application/json"
_OUTPUT: Final = "keluaran"
"""The folder that results are written to, beside the files of the request: none of them takes the place of one."""
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MEDIA: Final = {
    "html": "text/html; charset=utf-8",
    "xlsx": _XLSX,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "md": "text/markdown; charset=utf-8",
}


class Answer(NamedTuple):
    """An answer: the status of HTTP (0: memory is used up), type and content, the name of a file to be saved."""

    status: int
    media: str
    content: bytes
    name: str = ""


def run_task(task: str, arguments: Mapping[str, Any], language: str) -> Answer:
    """Return what a task gives for the fields of a request. Raises FormulaError as the library does."""
    return _TASKS[task](arguments, language)


def warm_up(documents: bool) -> None:
    """Load what the first request would wait for."""
    from kinerja_formula.formula import evaluate

    result = evaluate("Jumlah A -----x100% Jumlah B", {"Jumlah A": 1, "Jumlah B": 2}, target="94%")
    result.to_json()
    _baca_rumus({"rumus": "Jumlah A dibagi jumlah B x 100%"}, "id")
    if documents:
        pass


def _json(data: object) -> Answer:
    return Answer(200, _JSON, json_text(data).encode("utf-8"))


# Formulas


def _formula(arguments: Mapping[str, Any], names: Any = ()) -> Formula:
    from kinerja_formula.formula import parse, read_with

    indikator = arguments.get("indikator") or None
    if reading := arguments.get("bacaan"):
        return parse(arguments["rumus"], indikator=indikator, reading=reading)
    return read_with(arguments["rumus"], dict.fromkeys(names), indikator)


def _baca_rumus(arguments: Mapping[str, Any], language: str) -> Answer:  # noqa: ARG001
    from kinerja_formula.diagnostics import FormulaError
    from kinerja_formula.pelaporan.writers.drawn_formula import drawn_formula

    formula = _formula(arguments, arguments.get("nama", ()))

    def spoken(formula: Formula) -> str | None:
        try:
            return formula.to_speech()
        except FormulaError:
            return None

    return _json(
        {
            "schema": READING_SCHEMA,
            "formula": formula.to_json(),
            "baku": formula.to_text(),
            "bagian": formula.why().to_json(),
            "diperlukan": list(formula.needed),
            "satuan": {name: {"unit": one.unit, "source": one.source} for name, one in formula.units.items()},
            "satuan_hasil": formula.unit,
            "mathml": drawn_formula(formula),
            "latex": formula.to_latex(),
            "lisan": spoken(formula),
        }
    )


def _hitung(arguments: Mapping[str, Any], language: str) -> Answer:
    from kinerja_formula.formula import own_satuan

    data = arguments["data"]
    formula = _formula(arguments, data)
    result = formula.evaluate(
        data,
        target=arguments.get("target"),
        arah=arguments.get("arah"),
        aturan=arguments.get("aturan"),
        satuan=own_satuan(formula, arguments.get("satuan")),
        periode=arguments.get("periode"),
    )
    return _told(result, arguments, language)


def _capaian(arguments: Mapping[str, Any], language: str) -> Answer:
    from kinerja_formula.penilaian import capaian

    found = capaian(
        arguments["realisasi"],
        arguments["target"],
        arah=arguments.get("arah"),
        aturan=arguments.get("aturan"),
        indikator=arguments.get("indikator"),
        satuan=arguments.get("satuan"),
        tahun=int(arguments["tahun"]) if "tahun" in arguments else None,
        syarat=arguments.get("syarat", ()),
    )
    return _told(found, arguments, language)


def _told(found: Any, arguments: Mapping[str, Any], language: str) -> Answer:
    """Return a calculation as data, or as the explanation of its steps where a page or a text is asked for."""
    if arguments["sebagai"] == "html":
        return Answer(200, _MEDIA["html"], found.explain(format="html", language=language).encode("utf-8"))
    if arguments["sebagai"] == "text":
        return Answer(200, "text/plain; charset=utf-8", found.explain(language=language).encode("utf-8"))
    return _json(found.to_json())


def _periksa(arguments: Mapping[str, Any], language: str) -> Answer:  # noqa: ARG001
    from kinerja_formula.tinjauan.review import review_formula

    text, indikator = arguments["rumus"], arguments.get("indikator", "")
    return _json(review_formula(text, indikator, target=arguments.get("target", "")).to_json())


def _aturan(arguments: Mapping[str, Any], language: str) -> Answer:  # noqa: ARG001
    from kinerja_formula.penilaian import aturan
    from kinerja_formula.penilaian.aturan_text import aturan_data

    return _json({"aturan": [aturan_data(one) for one in aturan()]})


def _nama(arguments: Mapping[str, Any], language: str) -> Answer:  # noqa: ARG001
    typed, known = arguments["nama"], list(arguments.get("dikenal", ()))
    if arguments.get("rumus"):
        known += _formula(arguments).needed
    return _json({"nama": [{"nama": name, "kedekatan": near} for near, name in _completions(typed, known)]})


_MOST_COMPLETIONS: Final = 12


def _completions(typed: str, known: list[str]) -> list[tuple[float, str]]:
    """Return the names that a person may be about to write, each with how near it is, the nearest first.

    One that is the name itself, one that begins so, one whose words begin as those that were typed, in their order, and
    one that is near by a slip.
    """
    from kinerja_formula.names import NearNames, normalise

    key = normalise(typed)
    words = key.split()
    scored: dict[str, float] = {}
    for name in dict.fromkeys(known):
        other = normalise(name)
        if not key:
            scored[name] = 0.5
        elif other == key:
            scored[name] = 1.0
        elif other.startswith(key):
            scored[name] = 0.95
        elif _words_begin(words, other.split()):
            scored[name] = 0.9
    for near, name in NearNames(known).scored(typed) if key else ():
        scored[name] = max(scored.get(name, 0.0), round(float(near), 4))
    ranked = sorted(((near, name) for name, near in scored.items()), key=lambda one: (-one[0], len(one[1]), one[1]))
    return ranked[:_MOST_COMPLETIONS]


def _words_begin(words: list[str], others: list[str]) -> bool:
    rest = iter(others)
    return all(any(other.startswith(word) for other in rest) for word in words)


# Documents


def _read(arguments: Mapping[str, Any]) -> Dokumen:
    from kinerja_formula.dokumen.reader import read
    from kinerja_formula.pengisian.bacaan import with_bacaan
    from kinerja_formula.pengisian.form_figures import read_bacaan

    dokumen = read(arguments["berkas"], tahun=arguments.get("tahun"), periode=arguments.get("periode"))
    return with_bacaan(dokumen, read_bacaan(arguments["bacaan"])) if "bacaan" in arguments else dokumen


def _dokumen(arguments: Mapping[str, Any], language: str) -> Answer:
    from kinerja_formula.diagnostics import Severity
    from kinerja_formula.pengisian.bacaan import bacaan_rows

    dokumen = _read(arguments)
    rows = bacaan_rows(dokumen)  # in the language of the request, which is that of this context
    return _json(
        {
            "schema": SHEET_SCHEMA,
            "dokumen": dokumen.to_json(),
            "bacaan": [
                {
                    "jabatan": row.jabatan,
                    "indikator": row.indikator,
                    "teks": row.teks,
                    "rumus": row.rumus,
                    "keyakinan": row.keyakinan,
                    "ragu": row.ragu,
                    "diperiksa": row.bacaan is not None,
                }
                for row in rows
            ],
            "bahasa": language,
            "ragu": sum(one.severity is not Severity.NOTE for _, row in dokumen for one in row.diagnostics),
        }
    )


def _periksa_berkas(arguments: Mapping[str, Any], language: str) -> Answer:  # noqa: ARG001
    from kinerja_formula.tinjauan.review import review

    return _json(review(_read(arguments)).to_json())


def _isian(arguments: Mapping[str, Any], language: str) -> Answer:  # noqa: ARG001
    from kinerja_formula.pelaporan.lembar_isian import isian
    from kinerja_formula.pengisian.form_workbook import write_form

    periode = arguments.get("periode", "")
    dokumen = _read({name: one for name, one in arguments.items() if name != "periode"})
    form = isian(dokumen, arguments.get("realisasi"))
    return _file(lambda path: write_form(form, path, periode=periode, timpa=True), "isian", "xlsx")


def _laporan(arguments: Mapping[str, Any], language: str) -> Answer:
    from dataclasses import replace

    from kinerja_formula.pelaporan.calculation import make_laporan
    from kinerja_formula.pengisian.form_figures import with_figures
    from kinerja_formula.penilaian import DEFAULT

    dokumen, figures, found = with_figures(_read(arguments), arguments["realisasi"])
    dokumen = replace(dokumen, diagnostics=(*dokumen.diagnostics, *found))
    laporan = make_laporan(dokumen, figures, aturan=arguments.get("aturan") or DEFAULT)
    kind = arguments.get("bentuk", "json")
    if kind == "json":
        return _json(laporan.to_json())
    return _file(lambda path: laporan.save(path, language=language, timpa=True), "laporan", kind)


def _file(write: Callable[[str], object], stem: str, kind: str) -> Answer:
    import os

    os.makedirs(_OUTPUT, exist_ok=True)
    path = f"{_OUTPUT}/{stem}.{kind}"
    write(path)
    with open(path, "rb") as file:
        return Answer(200, _MEDIA[kind], file.read(), f"{stem}.{kind}")


_TASKS: Final[Mapping[str, Callable[[Mapping[str, Any], str], Answer]]] = {
    "baca-rumus": _baca_rumus,
    "hitung": _hitung,
    "capaian": _capaian,
    "periksa": _periksa,
    "aturan": _aturan,
    "nama": _nama,
    "dokumen": _dokumen,
    "periksa berkas": _periksa_berkas,
    "isian": _isian,
    "laporan": _laporan,
}
