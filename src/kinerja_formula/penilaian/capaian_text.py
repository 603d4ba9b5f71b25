"""The steps of a capaian in words. Nothing is computed here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    lines = _said(step.kind, dict(step.values), words, language)
    if step.asal is not None:
        lines[-1] += f" [{step.asal.sumber}{words[step.asal.kepercayaan]}]"
    return lines


def _said(kind: str, values: dict[str, Any], words: Mapping[str, str], language: str) -> list[str]:
    if kind == "aturan":
        return [f"{values['nama']} ({values['id']})"]
    if kind == "arah":
        origin = values["asal"]
        why = words["dari-kata"].format(word=values["word"]) if values["word"] else words[origin]
        return [words[values["arah"]] + (f" ({why})" if why else "")]
    if kind in ("target", "realisasi"):
        figure, written = values["figure"] or words["kosong"], values["written"]
        shown = with_thousands(figure)
        same = written.replace(" ", "") in ("", figure.replace(" ", ""), shown.replace(" ", ""))
        figure = shown
        return [figure if same else f"{figure} ({words['tertulis'].format(written=written)})"]
    if kind == "fungsi":
        lines = [f"{values['rumus']} ({values['nama']})"]
        return lines + (
            [f"{with_thousands(values['figures'])}{_equals(values['value'], words)}"] if "figures" in values else []
        )
    if kind == "tetap":
        return [f"{values['nama']}: {_percent(values['value'])}"]
    if kind == "nilai":
        return [values["rumus"], f"{with_thousands(values['figures'])} = {format_number(values['value'], trim=True)}"]
    if kind == "pita":
        own = "of-realisasi" if values["dari"] == "realisasi" else "beyond" if values.get("melampaui") else "band"
        return [words[own].format(**values)]
    if kind == "tanpa-nilai":
        from kinerja_formula.diagnostics import message_texts

        return [message_texts(language)["reason"][values["reason"]]]
    if kind == "nol":
        shown = "" if values["value"] is None else _percent(values["value"])
        return [words[f"zero-{values['choice']}"].format(value=shown)]
    if kind == "periode":
        filled = values["filled"]
        facts = {"cara": words[values["cara"]], "filled": ", ".join(filled) or words["kosong"], "used": len(filled)}
        return [words["periods"].format(**facts, count=values["count"])]
    if kind == "rekap":
        return [words["parts"].format(cara=words[values["cara"]], count=values["count"])]
    if kind == "bagian":
        share = values["weight"]
        weight = "" if share is None else f", {words['weight'].format(weight=_percent(share * 100))}"
        return [
            f"{values['nama']}: {words['kosong'] if values['value'] is None else _percent(values['value'])}{weight}"
        ]
    template = {
        "satuan": "konversi",
        "batas-rentang": "bound",
        "dalam-rentang": "inside",
        "pembulatan": "decimals",
        "pembulatan-skala": "scale-decimals",
        "batas": "limit",
    }[kind]
    if "end" in values:
        values["end"] = words[values["end"]]
    if isinstance(values.get("value"), Fraction):
        values["value"] = (
            with_thousands(shortest(values["value"]))
            if kind in ("satuan", "pembulatan-skala")
            else _percent(values["value"])
        )
    return [words[template].format(**values)]


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
