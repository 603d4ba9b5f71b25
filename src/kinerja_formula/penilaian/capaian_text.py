"""The steps of a capaian in words. Nothing is computed here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from kinerja_formula.diagnostics import language_in_use
from kinerja_formula.explanation import FORMATS, aligned, as_html_list, in_markdown
from kinerja_formula.numerals import format_number, shortest, with_thousands
from kinerja_formula.penilaian.steps import CapaianStep

__all__ = ["explain_capaian"]

_WORDS: Final[dict[str, dict[str, str]]] = {
    "id": {
        "aturan": "Aturan",
        "arah": "Arah",
        "target": "Target",
        "realisasi": "Realisasi",
        "satuan": "Satuan",
        "fungsi": "Rumus",
        "tetap": "Rumus",
        "nol": "Nol",
        "batas-rentang": "Rentang",
        "dalam-rentang": "Rentang",
        "pembulatan": "Pembulatan",
        "batas": "Batas",
        "pembulatan-skala": "Pembulatan",
        "pita": "Predikat",
        "nilai": "Nilai",
        "tanpa-nilai": "Capaian",
        "rekap": "Rekap",
        "bagian": "Bagian",
        "capaian": "Capaian",
        "periode": "Periode",
        "jumlah": "jumlah",
        "akhir": "yang terakhir diketahui",
        "rata-rata": "rata-rata",
        "kumulatif": "kumulatif, yang terakhir diketahui",
        "tertimbang": "rata-rata tertimbang",
        "rasio-jumlah": "jumlah realisasi dibagi jumlah target",
        "geometrik": "rata-rata geometrik",
        "periods": "{cara} dari {filled} ({used} dari {count} periode terisi)",
        "parts": "{cara} dari {count} bagian",
        "weight": "bobot {weight}",
        "naik": "naik: makin tinggi realisasi, makin baik",
        "turun": "turun: makin rendah realisasi, makin baik",
        "rentang": "rentang: paling baik di dalam rentang, atau dekat targetnya",
        "diberikan": "",
        "bawaan": "bawaan, karena tidak disebutkan",
        "dari-kata": "dari kata “{word}”",
        "tertulis": "tertulis “{written}”",
        "kosong": "tidak ada",
        "konversi": "{given} menjadi {unit}: {value}",
        "bound": "di luar rentang, jadi batas {end} {bound} yang dipakai sebagai target",
        "inside": "di dalam rentang: {value}",
        "atas": "atas",
        "bawah": "bawah",
        "decimals": "ke {decimals} desimal: {value}",
        "scale-decimals": "ke {decimals} desimal sebelum dicari pitanya: {value}",
        "limit": "dibatasi ke batas {end} {value}",
        "zero-tetap": "menurut aturan ini nilainya {value}",
        "zero-batas": "menurut aturan ini nilainya sama dengan batas atas, {value}",
        "zero-tanpa-nilai": "menurut aturan ini tidak ada nilai",
        "band": "{predikat}, rentang {band}",
        "beyond": "{predikat}, di atas rentang {band}",
        "of-realisasi": "{predikat}, rentang {band}, menurut realisasinya",
        "terbaca": "",
        "turunan": "; diturunkan dari contoh",
        "aplikasi": "; hanya dari kode aplikasi",
        "ingatan": "; belum dipastikan",
        "cacat": "; bukan aturan",
        "exactly": "tepatnya {value}",
    },
    "en": {
        "aturan": "Rule set",
        "arah": "Direction",
        "target": "Target",
        "realisasi": "Realization",
        "satuan": "Unit",
        "fungsi": "Formula",
        "tetap": "Formula",
        "nol": "Zero",
        "batas-rentang": "Interval",
        "dalam-rentang": "Interval",
        "pembulatan": "Rounding",
        "batas": "Limit",
        "pembulatan-skala": "Rounding",
        "pita": "Category",
        "nilai": "Score",
        "tanpa-nilai": "Capaian",
        "rekap": "Roll-up",
        "bagian": "Part",
        "capaian": "Capaian",
        "periode": "Periods",
        "jumlah": "sum",
        "akhir": "last known",
        "rata-rata": "mean",
        "kumulatif": "cumulative, last known",
        "tertimbang": "weighted mean",
        "rasio-jumlah": "sum of realizations divided by sum of targets",
        "geometrik": "geometric mean",
        "periods": "{cara} of {filled} ({used} of {count} periods filled)",
        "parts": "{cara} of {count} parts",
        "weight": "weight {weight}",
        "naik": "naik: the higher the realization, the better",
        "turun": "turun: the lower the realization, the better",
        "rentang": "rentang: best within the interval, or near the target",
        "diberikan": "",
        "bawaan": "by default, since nothing tells it",
        "dari-kata": "from the words “{word}”",
        "tertulis": "written “{written}”",
        "kosong": "none",
        "konversi": "{given} as {unit}: {value}",
        "bound": "outside the interval, so its {end} bound {bound} is used as the target",
        "inside": "within the interval: {value}",
        "atas": "upper",
        "bawah": "lower",
        "decimals": "to {decimals} decimals: {value}",
        "scale-decimals": "to {decimals} decimals before it is looked up: {value}",
        "limit": "limited to the {end} limit {value}",
        "zero-tetap": "by this rule set the value is {value}",
        "zero-batas": "by this rule set the value is that of the upper limit, {value}",
        "zero-tanpa-nilai": "by this rule set there is no value",
        "band": "{predikat}, band {band}",
        "beyond": "{predikat}, above the band {band}",
        "of-realisasi": "{predikat}, band {band}, by the realization itself",
        "terbaca": "",
        "turunan": "; derived from an example",
        "aplikasi": "; from published code only",
        "ingatan": "; not confirmed",
        "cacat": "; no rule",
        "exactly": "exactly {value}",
    },
}


def explain_capaian(
    steps: Sequence[CapaianStep],
    result: str,
    *,
    format: str = "text",  # noqa: A002
    language: str | None = None,
) -> str:
    """Return the steps in words, in one of the formats of an explanation, in ``"id"`` or ``"en"``.

    Raises ValueError for another format or language.
    """
    language = language or language_in_use()
    if language not in _WORDS:
        raise ValueError(f'language must be "id" or "en", not {language!r}')
    if format not in FORMATS:
        raise ValueError(f"format must be one of {', '.join(FORMATS)}, not {format!r}")
    words = _WORDS[language]
    shown = [(words[step.kind], _lines(step, words, language)) for step in steps]
    shown.append((words["capaian"], [result]))
    if format != "markdown":
        return as_html_list(shown) if format == "html" else aligned(shown)
    return "\n".join(f"- **{label}**: {'; '.join(map(in_markdown, lines))}" for label, lines in shown)


def _lines(step: CapaianStep, words: Mapping[str, str], language: str) -> list[str]:
    if step.kind == "tanpa-nilai":  # its words are those of the findings
        from kinerja_formula.diagnostics.language import message_texts

        lines = [message_texts(language)["reason"][step.values["reason"]]]
    else:
        lines = _SAID[step.kind](step.values, words)
    if step.asal is not None:
        lines[-1] += f" [{step.asal.sumber}{words[step.asal.kepercayaan]}]"
    return lines


_Values = Mapping[str, Any]
_Words = Mapping[str, str]
_Says = Callable[[_Values, _Words], list[str]]


def _rule_set(values: _Values, _words: _Words) -> list[str]:
    return [f"{values['nama']} ({values['id']})"]


def _direction(values: _Values, words: _Words) -> list[str]:
    why = words["dari-kata"].format(word=values["word"]) if values["word"] else words[values["asal"]]
    return [words[values["arah"]] + (f" ({why})" if why else "")]


def _stated(values: _Values, words: _Words) -> list[str]:
    """Say a target or a realization, and how it was written where that is not the same."""
    figure, written = values["figure"] or words["kosong"], values["written"]
    shown = with_thousands(figure)
    same = written.replace(" ", "") in ("", figure.replace(" ", ""), shown.replace(" ", ""))
    return [shown if same else f"{shown} ({words['tertulis'].format(written=written)})"]


def _function(values: _Values, words: _Words) -> list[str]:
    lines = [f"{values['rumus']} ({values['nama']})"]
    if "figures" in values:
        lines.append(f"{with_thousands(values['figures'])}{_equals(values['value'], words)}")
    return lines


def _fixed(values: _Values, _words: _Words) -> list[str]:
    return [f"{values['nama']}: {_percent(values['value'])}"]


def _score(values: _Values, _words: _Words) -> list[str]:
    return [values["rumus"], f"{with_thousands(values['figures'])} = {format_number(values['value'], trim=True)}"]


def _band(values: _Values, words: _Words) -> list[str]:
    own = "of-realisasi" if values["dari"] == "realisasi" else "beyond" if values.get("melampaui") else "band"
    return [words[own].format(**values)]


def _zero(values: _Values, words: _Words) -> list[str]:
    shown = "" if values["value"] is None else _percent(values["value"])
    return [words[f"zero-{values['choice']}"].format(value=shown)]


def _periods(values: _Values, words: _Words) -> list[str]:
    filled = values["filled"]
    facts = {"cara": words[values["cara"]], "filled": ", ".join(filled) or words["kosong"], "used": len(filled)}
    return [words["periods"].format(**facts, count=values["count"])]


def _rolled_up(values: _Values, words: _Words) -> list[str]:
    return [words["parts"].format(cara=words[values["cara"]], count=values["count"])]


def _part(values: _Values, words: _Words) -> list[str]:
    value, share = values["value"], values["weight"]
    weight = "" if share is None else f", {words['weight'].format(weight=_percent(share * 100))}"
    return [f"{values['nama']}: {words['kosong'] if value is None else _percent(value)}{weight}"]


def _sentence(text: str, written: Callable[[Fraction], str]) -> _Says:
    """Return what says a step in one text of the words; ``written`` writes its figure."""

    def says(values: _Values, words: _Words) -> list[str]:
        told = dict(values)
        if "end" in told:
            told["end"] = words[told["end"]]
        if isinstance(told.get("value"), Fraction):
            told["value"] = written(told["value"])
        return [words[text].format(**told)]

    return says


def _figure(value: Fraction) -> str:
    return with_thousands(shortest(value))


def _percent(value: Fraction) -> str:
    return f"{format_number(value, trim=True)}%"


def _equals(value: Fraction, words: Mapping[str, str]) -> str:
    if 100 % value.denominator == 0:
        return f" = {_percent(value)}"
    exactly = shortest(value)
    if len(exactly) > 30:
        return f" ≈ {format_number(value)}%"
    exactly = f"({exactly})" if "/" in exactly else exactly
    return f" ≈ {format_number(value)}% ({words['exactly'].format(value=exactly + '%')})"


_SAID: Final[Mapping[str, _Says]] = {
    "aturan": _rule_set,
    "arah": _direction,
    "target": _stated,
    "realisasi": _stated,
    "satuan": _sentence("konversi", _figure),
    "fungsi": _function,
    "tetap": _fixed,
    "nol": _zero,
    "batas-rentang": _sentence("bound", _percent),
    "dalam-rentang": _sentence("inside", _percent),
    "pembulatan": _sentence("decimals", _percent),
    "batas": _sentence("limit", _percent),
    "pembulatan-skala": _sentence("scale-decimals", _figure),
    "pita": _band,
    "nilai": _score,
    "rekap": _rolled_up,
    "bagian": _part,
    "periode": _periods,
}
"""By the kind of a step what says it; the last of its lines also tells the source."""
