"""A comparison between documents as a person reads it: the working paper, a text to be printed; lines of a terminal.

Nothing is compared here, and nothing judged: the columns for the reviewer's remarks stay empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kinerja_formula.files.tempat import Tempat
from kinerja_formula.pelaporan.naskah import Block, Judul, Naskah, Paragraf, Tabel
from kinerja_formula.pelaporan.print_settings import PrintSettings, Signer
from kinerja_formula.pelaporan.words import file_name
from kinerja_formula.plain_text import plain, printable
from kinerja_formula.tinjauan.reviu_model import Butir, Hal, Hitungan, Kutipan, Reviu

__all__ = ["butir_title", "hal_text", "kertas_kerja", "result_text", "reviu_lines", "summary_line"]

_MOST_PRINTED: Final = 300
"""Things to look at that are printed of one item; JSON has all of them."""
_LONGEST_CELL: Final = 600
_MOST_LINES: Final = 40
_MOST_FAULTS: Final = 5

_WORDS: Final[dict[str, dict[str, str]]] = {
    "id": {
        "title": "KERTAS KERJA REVIU LAPORAN KINERJA",
        "year": "Tahun {year}",
        "documents": "A. Dokumen yang dibandingkan",
        "summary": "B. Ringkasan butir",
        "items": "C. Uraian butir",
        "documents table": "Dokumen dan isinya yang terbaca",
        "summary table": "Butir daftar periksa III/2-2, hasil perbandingan, dan catatan",
        "item table": "Hal yang perlu dilihat pada {title}",
        "document": "Dokumen",
        "file": "Berkas",
        "document title": "Judul",
        "count": "Indikator",
        "with target": "Bertarget",
        "period": "Tahun target",
        "number": "No",
        "item": "Butir",
        "result": "Hasil",
        "to look at": "Hal",
        "remark": "Catatan pereviu",
        "tested": "Yang diuji",
        "how": "Cara",
        "sasaran": "Sasaran",
        "indikator": "Indikator",
        "target": "Target",
        "satuan": "Satuan",
        "formula": "Formula",
        "realisasi": "Realisasi",
        "capaian": "Capaian",
        "tempat": "Tempat",
        "program": "Program atau kegiatan",
        "anggaran": "Anggaran",
        "persen": "Serapan",
        "not given": "tidak diberikan",
        "not prepared": "tidak disiapkan: dokumen {document} tidak diberikan",
        "nothing": "Tidak ada hal yang ditemukan.",
        "doubtful": "dipasangkan menurut nama yang hampir sama, perlu dipastikan",
        "more": "{count} hal lain tidak dicetak di sini; semuanya ada dalam keluaran JSON.",
        "note": "Kertas kerja ini disiapkan oleh program dari dokumen tersebut di atas. Isinya perbandingan isi "
        "dokumen dan penghitungan ulang, bukan kesimpulan reviu; kesimpulan dan catatan diisi oleh pereviu.",
        "source": "Butir menurut daftar periksa III/2-2, PermenPANRB 53/2014, Lampiran III.",
        "signer": "Pereviu,",
        "sheet": "lembar {sheet}",
        "page": "hlm. {page}",
        "table": "tabel {table}",
        "row": "baris {row}",
        "lkjip": "LKjIP",
        "pk": "Perjanjian Kinerja",
        "iku": "Keputusan IKU",
        "renstra": "Renstra",
        "and": "dan",
        "format": "Format {nomor}",
        "substansi": "Substansi {nomor}",
        "counts": "{disiapkan} dari {butir} butir disiapkan: {hal} hal perlu dilihat",
        "counts doubtful": ", {ragu} di antaranya perlu dipastikan pasangannya",
        "unnamed": "(tanpa nama)",
        "of none": " pada satu pun dari {count} indikator",
    },
    "en": {
        "title": "WORKING PAPER FOR THE REVIEW OF THE PERFORMANCE REPORT",
        "year": "Year {year}",
        "documents": "A. Documents compared",
        "summary": "B. Items in brief",
        "items": "C. Items in full",
        "documents table": "The documents and what was read of them",
        "summary table": "Items of checklist III/2-2, result of the comparison, remarks",
        "item table": "To look at: {title}",
        "document": "Document",
        "file": "File",
        "document title": "Title",
        "count": "Indicators",
        "with target": "With target",
        "period": "Year of targets",
        "number": "No",
        "item": "Item",
        "result": "Result",
        "to look at": "To look at",
        "remark": "Reviewer's remark",
        "tested": "Tested",
        "how": "How",
        "sasaran": "Goal",
        "indikator": "Indicator",
        "target": "Target",
        "satuan": "Unit",
        "formula": "Formula",
        "realisasi": "Realization",
        "capaian": "Capaian",
        "tempat": "Place",
        "program": "Programme or activity",
        "anggaran": "Budget",
        "persen": "Share spent",
        "not given": "not given",
        "not prepared": "not prepared: the document {document} was not given",
        "nothing": "Nothing was found.",
        "doubtful": "put together because the names are nearly alike, to be confirmed",
        "more": "{count} more are not printed here; the JSON output has all of them.",
        "note": "This working paper was prepared by a program from the documents named above. It holds a comparison of "
        "what they say and a recalculation, no conclusion of a review; conclusions and remarks are the reviewer's.",
        "source": "Items of checklist III/2-2, PermenPANRB 53/2014, Annex III.",
        "signer": "Reviewer,",
        "sheet": "sheet {sheet}",
        "page": "p. {page}",
        "table": "table {table}",
        "row": "row {row}",
        "lkjip": "LKjIP",
        "pk": "agreement (PK)",
        "iku": "IKU decree",
        "renstra": "Renstra",
        "and": "and",
        "format": "Format {nomor}",
        "substansi": "Substance {nomor}",
        "counts": "{disiapkan} of {butir} items prepared: {hal} to look at",
        "counts doubtful": ", {ragu} of them paired by names that are nearly alike",
        "unnamed": "(without a name)",
        "of none": ", for all {count} indicators",
    },
}

_ITEMS: Final[dict[str, dict[tuple[str, int], tuple[str, str, str]]]] = {
    "id": {
        ("format", 2): (
            "Penyajian target kinerja",
            "Apakah setiap indikator dalam LKjIP memiliki target tahun ini?",
            "Kolom target setiap indikator dibaca; tanda hubung dan sel kosong dihitung sebagai tidak ada.",
        ),
        ("format", 3): (
            "Penyajian capaian kinerja",
            "Apakah setiap indikator memiliki realisasi dan capaian, dan capaian tercetak sama dengan hitungan?",
            (
                "Kolom realisasi dan capaian dibaca; capaian dihitung ulang dari realisasi dan target, lalu dibulatkan "
                "seperti cetakannya."
            ),
        ),
        ("format", 6): (
            "Penyajian akuntabilitas keuangan",
            "Apakah LKjIP memuat anggaran beserta realisasinya, dan persentase serapannya sama dengan hitungan?",
            "Tabel dengan kolom anggaran dan realisasi dicari; persentase yang tercetak dihitung ulang.",
        ),
        ("substansi", 1): (
            "Kesamaan sasaran dengan Perjanjian Kinerja",
            "Apakah sasaran dalam LKjIP dan Perjanjian Kinerja sama, dengan indikator yang sama di bawahnya?",
            "Sasaran disandingkan menurut teksnya, tanpa membedakan huruf besar, spasi, dan tanda baca.",
        ),
        ("substansi", 2): (
            "Keselarasan sasaran dengan Renstra",
            "Apakah sasaran, indikator, dan target tahun ini dalam LKjIP dan Perjanjian Kinerja ada dalam Renstra?",
            "Indikator disandingkan menurut namanya; target Renstra yang dibandingkan adalah target tahun ini.",
        ),
        ("substansi", 4): (
            "Kesamaan target dengan Perjanjian Kinerja",
            "Apakah indikator, target, dan satuan dalam LKjIP sama dengan Perjanjian Kinerja?",
            (
                "Indikator disandingkan menurut namanya; target dibandingkan menurut angkanya dan satuan menurut "
                "artinya, bukan menurut tulisannya."
            ),
        ),
        ("substansi", 5): (
            "Kesamaan IKU dengan keputusan IKU",
            "Apakah setiap IKU ada dalam LKjIP dan Perjanjian Kinerja, dengan formula, satuan, dan target yang sama?",
            "Indikator disandingkan menurut namanya; formula dibandingkan secara aljabar, bukan menurut tulisannya.",
        ),
        ("substansi", 7): (
            "Perbandingan dengan tahun lalu dan standar nasional",
            "Apakah setiap indikator dibandingkan dengan tahun sebelumnya, dan apakah standar nasional disebut?",
            "Kolom tahun sebelumnya dibaca; kolom dan kalimat tentang standar nasional dicari.",
        ),
        ("substansi", 8): (
            "Indikator dan hal yang diukurnya",
            "Apakah setiap indikator berada di bawah sasaran, dan formulanya mengukur hal yang disebut indikatornya?",
            (
                "Kata pokok dan jenis ukuran dalam formula dibandingkan dengan nama indikatornya; hubungan "
                "dengan sasaran dinilai oleh pereviu."
            ),
        ),
        ("substansi", 10): (
            "Kriteria SMART indikator",
            "Apakah indikator memiliki formula, satuan, atau angka target, dan formulanya dapat dihitung?",
            "Formula dibaca dan diperiksa tanpa data; kriteria lain dinilai oleh pereviu.",
        ),
    },
    "en": {
        ("format", 2): (
            "Presentation of targets",
            "Has every indicator of the report a target of this year?",
            "The target of every indicator was read; a dash and an empty cell count as none.",
        ),
        ("format", 3): (
            "Presentation of capaian",
            "Has every indicator of the report a realization and a capaian, and does the printed capaian follow?",
            "Realization and capaian were read; capaian was calculated again and rounded as it is printed.",
        ),
        ("format", 6): (
            "Presentation of financial accountability",
            "Has the report the budget and what was spent of it, and does the printed share follow?",
            "Tables with columns of budget and spending were looked for; printed shares were calculated again.",
        ),
        ("substansi", 1): (
            "Goals and those of the agreement",
            "Are the goals of the report those of the agreement and the other way round, with the same indicators?",
            "Goals were put side by side by their text, whatever capitals, blanks and punctuation.",
        ),
        ("substansi", 2): (
            "Goals and the Renstra",
            "Are goals, indicators and targets of this year in report and agreement those of the Renstra?",
            "Indicators were put side by side by their names; of the Renstra the target of this year was taken.",
        ),
        ("substansi", 4): (
            "Targets and those of the agreement",
            "Are indicators, targets and units of the report those of the agreement?",
            (
                "Indicators were put side by side by their names; targets were compared by their figures, units "
                "by their meaning, not by their spelling."
            ),
        ),
        ("substansi", 5): (
            "IKU and those of the decree",
            "Is every IKU in report and agreement, with the same formula, unit and target?",
            "Indicators were put side by side by their names, and formulas compared by algebra, not by spelling.",
        ),
        ("substansi", 7): (
            "Comparison with last year and the national standard",
            "Is every indicator compared with an earlier year, and is a national standard named?",
            "Columns of earlier years were read; columns and lines about a national standard were looked for.",
        ),
        ("substansi", 8): (
            "Indicators and what they measure",
            "Does every indicator stand under a goal, and does its formula measure what its name says?",
            (
                "Main words and kind of the formula were compared with the name; what it says about the goal is "
                "for the reviewer."
            ),
        ),
        ("substansi", 10): (
            "Indicators and the SMART criteria",
            "Have indicators a formula, a unit or a figure as target, and can the formula be calculated?",
            "Formulas were read and checked without data; the other criteria are for the reviewer.",
        ),
    },
}

_HAL: Final[dict[str, dict[str, str]]] = {
    "id": {
        "target-kosong": "Target tahun ini tidak tercantum",
        "realisasi-kosong": "Realisasi tahun ini tidak tercantum",
        "capaian-kosong": "Capaian tahun ini tidak tercantum",
        "capaian-beda": "{message}",
        "capaian-tak-terhitung": "Capaian tercetak {capaian} tidak dapat dihitung ulang. {message}",
        "anggaran-kosong": "Tabel anggaran dan realisasinya tidak ditemukan dalam LKjIP",
        "anggaran-tanpa-realisasi": "Anggaran {anggaran} tercantum tanpa realisasinya",
        "serapan-beda": "Serapan tercetak {persen}, sedangkan {realisasi} dari {anggaran} memberi {dihitung}%",
        "serapan-tak-terhitung": "Serapan tercetak {persen} tidak dapat dihitung ulang. {message}",
        "sasaran-beda": "Sasaran berbeda: {values}",
        "sasaran-pindah": "Indikator berada di bawah sasaran lain: {values}",
        "sasaran-tidak-tercantum": "Sasaran tidak tercantum dalam {pada}: {values}",
        "sasaran-tidak-ada": "Sasaran dalam {acuan} tidak ditemukan dalam {pada}: “{sasaran}”",
        "sasaran-tambahan": "Sasaran dalam {pada} tidak ditemukan dalam {acuan}: “{sasaran}”",
        "indikator-tidak-ada": "Indikator dalam {acuan} tidak ditemukan dalam {pada}: “{indikator}”",
        "indikator-tambahan": "Indikator dalam {pada} tidak ditemukan dalam {acuan}: “{indikator}”",
        "nama-beda": "Nama indikator berbeda: {values}",
        "target-beda": "Target berbeda: {values}",
        "target-tidak-tercantum": "Target tidak tercantum dalam {pada}: {values}",
        "target-tak-terbandingkan": "Target tidak dapat dibandingkan: {values}. {message}",
        "satuan-beda": "Satuan berbeda: {values}",
        "satuan-tidak-tercantum": "Satuan tidak tercantum dalam {pada}: {values}",
        "formula-beda": "Formula berbeda: {values}",
        "formula-hampir-sama": "Formula sama hanya bila nama di dalamnya dianggap satu: {values}",
        "formula-tidak-tercantum": "Formula tidak tercantum dalam {pada}: {values}",
        "formula-tak-terbandingkan": "Formula tidak dapat dibandingkan: {values}. {message}",
        "berulang": "Indikator tertulis {count} kali dengan isi yang berbeda dalam {pada}: “{indikator}”",
        "tahun-lalu-kosong": "Realisasi atau capaian tahun sebelumnya tidak tercantum",
        "tanpa-sasaran": "Indikator tidak berada di bawah sasaran",
        "catatan-formula": "{message}",
        "tak-terukur": "Formula, satuan, dan angka target tidak tercantum di dokumen mana pun",
    },
    "en": {
        "target-kosong": "No target of this year",
        "realisasi-kosong": "No realization of this year",
        "capaian-kosong": "No capaian of this year",
        "capaian-beda": "{message}",
        "capaian-tak-terhitung": "The printed capaian {capaian} can't be calculated again. {message}",
        "anggaran-kosong": "No table of budget and spending was found in the report",
        "anggaran-tanpa-realisasi": "The budget {anggaran} stands without what was spent of it",
        "serapan-beda": "The printed share is {persen}, but {realisasi} of {anggaran} gives {dihitung}%",
        "serapan-tak-terhitung": "The printed share {persen} can't be calculated again. {message}",
        "sasaran-beda": "Goals differ: {values}",
        "sasaran-pindah": "The indicator stands under another goal: {values}",
        "sasaran-tidak-tercantum": "No goal in {pada}: {values}",
        "sasaran-tidak-ada": "A goal of {acuan} was not found in {pada}: “{sasaran}”",
        "sasaran-tambahan": "A goal of {pada} was not found in {acuan}: “{sasaran}”",
        "indikator-tidak-ada": "An indicator of {acuan} was not found in {pada}: “{indikator}”",
        "indikator-tambahan": "An indicator of {pada} was not found in {acuan}: “{indikator}”",
        "nama-beda": "Names of the indicator differ: {values}",
        "target-beda": "Targets differ: {values}",
        "target-tidak-tercantum": "No target in {pada}: {values}",
        "target-tak-terbandingkan": "Targets can't be compared: {values}. {message}",
        "satuan-beda": "Units differ: {values}",
        "satuan-tidak-tercantum": "No unit in {pada}: {values}",
        "formula-beda": "Formulas differ: {values}",
        "formula-hampir-sama": "Formulas are the same only if names in them are taken for one: {values}",
        "formula-tidak-tercantum": "No formula in {pada}: {values}",
        "formula-tak-terbandingkan": "Formulas can't be compared: {values}. {message}",
        "berulang": "The indicator stands {count} times and says different things in {pada}: “{indikator}”",
        "tahun-lalu-kosong": "No realization or capaian of an earlier year",
        "tanpa-sasaran": "The indicator stands under no goal",
        "catatan-formula": "{message}",
        "tak-terukur": "No document has a formula, a unit or a figure as target",
    },
}

_COUNTED: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "id": {
        "target": ("{n} target dibandingkan", "berbeda"),
        "format target": ("{n} indikator diuji targetnya", "tidak tercantum"),
        "realisasi": ("{n} realisasi diuji", "tidak tercantum"),
        "capaian": ("{n} capaian diuji", "tidak tercantum"),
        "hitung-ulang": ("{n} capaian dihitung ulang", "tidak sama dengan hitungan"),
        "anggaran": ("{n} baris anggaran ditemukan", "tanpa realisasi"),
        "serapan": ("{n} serapan dihitung ulang", "tidak sama dengan hitungan"),
        "sasaran": ("{n} sasaran dibandingkan", "perbedaan"),
        "substansi 8 sasaran": ("{n} sasaran", ""),
        "indikator": ("{n} indikator dicari", "tidak ada di salah satu dokumen"),
        "substansi 8 indikator": ("{n} indikator", "tanpa sasaran"),
        "satuan": ("{n} satuan dibandingkan", "berbeda"),
        "formula": ("{n} formula dibandingkan", "berbeda"),
        "substansi 8 formula": ("{n} formula diperiksa maknanya", "dengan catatan"),
        "substansi 10 formula": ("{n} formula diperiksa", "dengan catatan"),
        "tahun-lalu": ("{n} indikator diuji pembanding tahun sebelumnya", "tanpa pembanding"),
        "standar-nasional": ("{n} sebutan standar nasional ditemukan", ""),
        "terukur": ("{n} indikator diuji ukurannya", "tanpa ukuran"),
        "": ("", "tidak dapat dibandingkan"),
    },
    "en": {
        "target": ("{n} targets compared", "differ"),
        "format target": ("{n} indicators asked for their target", "without"),
        "realisasi": ("{n} realizations looked for", "missing"),
        "capaian": ("{n} capaian looked for", "missing"),
        "hitung-ulang": ("{n} capaian calculated again", "do not follow"),
        "anggaran": ("{n} rows of a budget found", "without spending"),
        "serapan": ("{n} shares calculated again", "do not follow"),
        "sasaran": ("{n} goals compared", "differences"),
        "substansi 8 sasaran": ("{n} goals", ""),
        "indikator": ("{n} indicators looked for", "missing in one of the documents"),
        "substansi 8 indikator": ("{n} indicators", "without a goal"),
        "satuan": ("{n} units compared", "differ"),
        "formula": ("{n} formulas compared", "differ"),
        "substansi 8 formula": ("{n} formulas asked for their meaning", "with remarks"),
        "substansi 10 formula": ("{n} formulas checked", "with remarks"),
        "tahun-lalu": ("{n} indicators asked for an earlier year", "without"),
        "standar-nasional": ("{n} mentions of a national standard found", ""),
        "terukur": ("{n} indicators asked for a measure", "without"),
        "": ("", "can't be compared"),
    },
}

_REMARKS: Final[dict[str, dict[str, str]]] = {
    "id": {
        "tanpa-sasaran": "{document} tidak memuat sasaran, sehingga sasarannya tidak dibandingkan.",
        "tanpa-target": "{document} tidak memuat target tahun ini, sehingga targetnya tidak dibandingkan.",
        "tanpa-satuan": "{document} tidak memuat satuan, sehingga satuannya tidak dibandingkan.",
        "tanpa-formula": "{document} tidak memuat formula, sehingga formulanya tidak dibandingkan.",
        "tanpa-formula-semua": "Tidak ada dokumen yang memuat formula.",
        "tanpa-anggaran": "",
        "anggaran-tak-dilihat": "Tabel anggaran hanya dicari dalam berkas, bukan dalam dokumen yang sudah dibaca.",
        "tanpa-standar-nasional": "Standar nasional tidak disebut; apakah ada, perlu dilihat.",
    },
    "en": {
        "tanpa-sasaran": "No goals in {document}: they were not compared.",
        "tanpa-target": "No targets of this year in {document}: they were not compared.",
        "tanpa-satuan": "No units in {document}: they were not compared.",
        "tanpa-formula": "No formulas in {document}: they were not compared.",
        "tanpa-formula-semua": "None of the documents has formulas.",
        "tanpa-anggaran": "",
        "anggaran-tak-dilihat": "Tables of the budget are looked for in files only.",
        "tanpa-standar-nasional": "No national standard is named; whether there is one is to be seen.",
    },
}


def _words(language: str) -> dict[str, str]:
    if language not in _WORDS:
        raise ValueError(f'language must be "id" or "en", not {language!r}')
    return _WORDS[language]


# Sentences


def butir_title(butir: Butir, language: str = "id") -> str:
    """Return what an item is called.

    >>> butir_title(Butir("substansi", 4))
    'Substansi 4. Kesamaan target dengan Perjanjian Kinerja'
    """
    words = _words(language)
    return f"{words[butir.bagian].format(nomor=butir.nomor)}. {_ITEMS[language][butir.bagian, butir.nomor][0]}"


def hal_text(hal: Hal, language: str = "id") -> str:
    """Return one thing to look at as a sentence.

    >>> one, other = (Kutipan(name, target=target) for name, target in (("lkjip", "85%"), ("pk", "90%")))
    >>> hal_text(Hal("target-beda", "pk", ("lkjip",), (one, other)))
    'Target berbeda: LKjIP “85%”, Perjanjian Kinerja “90%”'
    """
    words = _words(language)
    first = hal.kutipan[0] if hal.kutipan else Kutipan("lkjip")
    facts = {
        "acuan": words[hal.acuan] if hal.acuan else "",
        "pada": _joined([words[name] for name in hal.pada], words),
        "values": _values(hal, words),
        "message": " ".join([one.message_in(language).replace("`", "") for one in hal.diagnostics]),
        "count": str(len(hal.kutipan)),
        **dict.fromkeys(("anggaran", "realisasi", "persen", "dihitung"), ""),
        "sasaran": _cell(first.sasaran),
        "indikator": _cell(first.indikator),
        "capaian": _cell(first.capaian),
        **{name: _cell(text) for name, text in hal.rincian},
    }
    text = plain(_HAL[language][hal.jenis].format(**facts)).strip(" .")
    return text + words["of none"].format(count=facts["semua"]) if "semua" in facts else text


def _values(hal: Hal, words: dict[str, str]) -> str:
    """Return what each document says of the aspect that a thing is about."""
    aspek = {"nama": "indikator"}.get(hal.jenis.partition("-")[0], hal.jenis.partition("-")[0])
    if aspek not in Kutipan._fields:
        return ""
    named = {*hal.pada, *([hal.acuan] if hal.acuan else [])}
    told = [
        f"{words[one.dokumen]} “{_cell(str(getattr(one, aspek)))}”"
        for one in hal.kutipan
        if one.dokumen in named and str(getattr(one, aspek)).strip()
    ]
    return ", ".join(told)


def _joined(names: Iterable[str], words: dict[str, str]) -> str:
    return f" {words['and']} ".join(names)


def _cell(text: str) -> str:
    """Return a text of a document for a reader: one line, no steering signs, of a length that a cell can hold."""
    text = plain(text[: 4 * _LONGEST_CELL])
    return text if len(text) <= _LONGEST_CELL else text[:_LONGEST_CELL].rstrip() + "…"


def result_text(butir: Butir, language: str = "id") -> str:
    """Return in numbers what came of an item, with what could not be tested.

    >>> result_text(Butir("substansi", 4, (Hitungan("target", 12, 2),)))
    '12 target dibandingkan, 2 berbeda.'
    >>> result_text(Butir("substansi", 4, kurang="pk"))
    'tidak disiapkan: dokumen Perjanjian Kinerja tidak diberikan'
    """
    words = _words(language)
    if not butir.disiapkan:
        return words["not prepared"].format(document=words[butir.kurang])
    told = [_counted(butir, one, language) for one in butir.hitungan]
    sentences = [f"{'; '.join(told)}."] if told else []
    remarks: dict[str, list[str]] = {}
    for remark in butir.catatan:
        kind, _, name = remark.partition(":")
        own = remarks.setdefault(kind, [])
        if name and words[name] not in own:
            own.append(words[name])
    for kind, names in remarks.items():
        key = f"{kind}-semua" if kind == "tanpa-formula" and not names else kind
        sentences.append(_REMARKS[language][key].format(document=_joined(names, words)))
    return " ".join([one for one in sentences if one]) or words["nothing"]


def _counted(butir: Butir, one: Hitungan, language: str) -> str:
    words = _COUNTED[language]
    keys = (f"{butir.bagian} {butir.nomor} {one.aspek}", f"{butir.bagian} {one.aspek}", one.aspek)
    text, differing = next(words[key] for key in keys if key in words)
    told = [text.format(n=one.diuji)]
    if differing:
        told.append(f"{one.berbeda} {differing}")
    if one.tak_terbandingkan:
        told.append(f"{one.tak_terbandingkan} {words[''][1]}")
    return ", ".join(told)


def _place(tempat: Tempat, words: dict[str, str]) -> str:
    told = [
        words["page"].format(page=tempat.halaman) if tempat.halaman else "",
        words["sheet"].format(sheet=plain(tempat.lembar)) if tempat.lembar else "",
        words["table"].format(table=tempat.tabel) if tempat.tabel else "",
        words["row"].format(row=tempat.baris) if tempat.baris else "",
    ]
    return ", ".join([one for one in told if one])


# The working paper

_COLUMNS: Final = {"target": 9, "satuan": 8, "formula": 22, "realisasi": 9, "capaian": 9}
_SHOWN: Final = {
    ("format", 2): ("target", "satuan"),
    ("format", 3): ("target", "satuan", "realisasi", "capaian"),
    ("substansi", 7): ("target", "satuan", "realisasi"),
}


def kertas_kerja(reviu: Reviu, *, language: str = "id") -> Naskah:
    """Return the working paper as a text to be printed. Raises ValueError for another language than ``id``, ``en``.

    >>> from kinerja_formula.tinjauan.reviu_model import DokumenReviu
    >>> text = kertas_kerja(Reviu("2024", (DokumenReviu("lkjip", "a.csv", "", 1, 1),), (Butir("format", 2),)))
    >>> text.title
    ('KERTAS KERJA REVIU LAPORAN KINERJA', 'Tahun 2024')
    """
    words = _words(language)
    blocks: list[Block] = [Judul(1, words["documents"]), _documents(reviu, words), *_faults(reviu, language)]
    blocks.append(Paragraf(words["note"]))
    blocks += [Judul(1, words["summary"]), _summary(reviu, language)]
    blocks.append(Judul(1, words["items"]))
    for butir in reviu.butir:
        blocks += _item(butir, language)
    title = (words["title"], *([words["year"].format(year=plain(reviu.tahun))] if reviu.tahun else []))
    settings = PrintSettings(penandatangan=(Signer(sebagai=words["signer"]),))
    return Naskah(title, tuple(blocks), settings, (words["source"],), language=language, mendatar=True)


def _documents(reviu: Reviu, words: dict[str, str]) -> Tabel:
    given = {one.dokumen: one for one in reviu.dokumen}
    rows: list[tuple[str, ...]] = []
    for name in ("lkjip", "pk", "iku", "renstra"):
        one = given.get(name)
        if one is None:
            rows.append((words[name], words["not given"], "", "", "", ""))
        else:
            counts = str(one.indikator), str(one.bertarget), ", ".join(map(_cell, one.periode))
            rows.append((words[name], _cell(file_name(one.berkas)), _cell(one.judul), *counts))
    head = tuple([words[key] for key in ("document", "file", "document title", "count", "with target", "period")])
    return Tabel(words["documents table"], head, tuple(rows), "lllrrl", (16, 22, 34, 9, 9, 10))


def _faults(reviu: Reviu, language: str) -> list[Paragraf]:
    """Return what could not be read of the documents, the first of each."""
    return [
        Paragraf(_cell(found.message_in(language).replace("`", "")), _words(language)[one.dokumen])
        for one in reviu.dokumen
        for found in one.diagnostics[:_MOST_FAULTS]
    ]


def _summary(reviu: Reviu, language: str) -> Tabel:
    words = _words(language)
    rows = tuple(
        [
            (
                words[butir.bagian].format(nomor=butir.nomor),
                _ITEMS[language][butir.bagian, butir.nomor][0],
                result_text(butir, language),
                str(len(butir.hal)) if butir.disiapkan else "–",
                "",
            )
            for butir in reviu.butir
        ]
    )
    head = tuple([words[key] for key in ("number", "item", "result", "to look at", "remark")])
    return Tabel(words["summary table"], head, rows, "lllrl", (11, 24, 40, 6, 19))


def _item(butir: Butir, language: str) -> Iterator[Block]:
    words = _words(language)
    title = butir_title(butir, language)
    _, tested, how = _ITEMS[language][butir.bagian, butir.nomor]
    yield Judul(2, title)
    yield Paragraf(tested, words["tested"])
    if butir.disiapkan:
        yield Paragraf(how, words["how"])
    yield Paragraf(result_text(butir, language), words["result"])
    if not butir.disiapkan:
        return
    if not butir.hal:
        yield Paragraf(words["nothing"])
        return
    caption = words["item table"].format(title=title)
    shown = butir.hal[:_MOST_PRINTED]
    if butir.bagian == "format" and butir.nomor == 6:
        yield _budget_table(shown, caption, language)
    else:
        yield _table(butir, shown, caption, language)
    if len(butir.hal) > len(shown):
        yield Paragraf(words["more"].format(count=len(butir.hal) - len(shown)))


def _head_of(number: int, hal: Hal, language: str) -> str:
    doubt = f" ({_words(language)['doubtful']})" if hal.ragu else ""
    return f"{number}. {hal_text(hal, language)}{doubt}"


def _table(butir: Butir, shown: Iterable[Hal], caption: str, language: str) -> Tabel:
    words = _words(language)
    aspects = _SHOWN.get((butir.bagian, butir.nomor), ("target", "satuan", "formula"))
    rows: list[tuple[str, ...]] = []
    for number, hal in enumerate(shown, 1):
        rows.append((_head_of(number, hal, language),))
        rows += [
            (
                words[one.dokumen],
                _cell(one.sasaran),
                _cell(one.indikator) or words["unnamed"],
                *[_cell(str(getattr(one, aspek))) for aspek in aspects],
                _place(one.tempat, words),
                "",
            )
            for one in hal.kutipan
        ]
    keys = ("document", "sasaran", "indikator", *aspects, "tempat", "remark")
    widths = (13, 20, 22, *[_COLUMNS[aspek] for aspek in aspects], 11, 17)
    return Tabel(caption, tuple([words[key] for key in keys]), tuple(rows), "l" * len(keys), widths)


def _budget_table(shown: Iterable[Hal], caption: str, language: str) -> Tabel:
    words = _words(language)
    rows: list[tuple[str, ...]] = []
    for number, hal in enumerate(shown, 1):
        rows.append((_head_of(number, hal, language),))
        told = dict(hal.rincian)
        rows += [
            (
                _cell(one.indikator) or words["unnamed"],
                *[_cell(told.get(name, "")) for name in ("anggaran", "realisasi", "persen")],
                _place(one.tempat, words),
                "",
            )
            for one in hal.kutipan
        ]
    keys = ("program", "anggaran", "realisasi", "persen", "tempat", "remark")
    return Tabel(caption, tuple([words[key] for key in keys]), tuple(rows), "lrrrll", (38, 16, 16, 9, 12, 20))


# A terminal


def reviu_lines(reviu: Reviu, *, language: str = "id") -> Iterator[str]:
    """Yield the lines that a terminal shows: every item with its result, and what is to be looked at."""
    for butir in reviu.butir:
        yield butir_title(butir, language)
        yield f"  {result_text(butir, language)}"
        for hal in butir.hal[:_MOST_LINES]:
            yield f"  - {printable(_line(hal, language))}"
        if len(butir.hal) > _MOST_LINES:
            yield f"  - … ({len(butir.hal) - _MOST_LINES})"
        yield ""
    yield summary_line(reviu, language=language)
    for told in _faults(reviu, language):
        yield printable(f"{told.label}: {told.text}")


def _line(hal: Hal, language: str) -> str:
    """Return a thing to look at in one line: its indicator first, and where it stands."""
    words = _words(language)
    text = hal_text(hal, language)
    named = hal.kutipan[0].indikator if hal.kutipan else ""
    lead = f"{_cell(named)}: " if named and f"“{_cell(named)}”" not in text else ""
    places = [
        f"{words[one.dokumen]} {place}" if len(hal.kutipan) > 1 or one.dokumen != "lkjip" else place
        for one in hal.kutipan
        if (place := _place(one.tempat, words)) and (one.dokumen in hal.pada or one.dokumen == hal.acuan)
    ]
    doubt = f" ({words['doubtful']})" if hal.ragu else ""
    return f"{lead}{text}{doubt}" + (f" [{'; '.join(places)}]" if places else "")


def summary_line(reviu: Reviu, *, language: str = "id") -> str:
    """Return in one line how many items were prepared and how much is to be looked at."""
    words, counts = _words(language), reviu.counts
    doubt = words["counts doubtful"].format(**counts) if counts["ragu"] else ""
    return words["counts"].format(**counts) + doubt
