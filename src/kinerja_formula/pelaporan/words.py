"""The words of a report and the marks of a category, for every format: colour never stands alone."""

from __future__ import annotations

from typing import Final, NamedTuple

from kinerja_formula.pelaporan.model import Laporan, LaporanRow

__all__ = [
    "MARKS",
    "NO_MARK",
    "STATES",
    "Mark",
    "file_name",
    "mark_of",
    "overall",
    "place_of",
    "printed_words",
    "report_words",
    "state_of",
]


class Mark(NamedTuple):
    """How a colour of a rule set is shown: a sign, a dark colour for texts and lines, a light one for grounds."""

    sign: str
    dark: str
    light: str


MARKS: Final = {
    "hijau": Mark("▲", "#17692f", "#e3f4e7"),
    "kuning": Mark("◆", "#7a5600", "#fdf3d0"),
    "jingga": Mark("▼", "#a34000", "#fde8d7"),
    "merah": Mark("✖", "#a4201a", "#fbe3e1"),
}
NO_MARK: Final = Mark("–", "#4a5562", "#eef1f4")


def mark_of(warna: str | None) -> Mark:
    """Return the mark of a colour; a grey one where there is none."""
    return MARKS.get(warna or "", NO_MARK)


STATES: Final = {
    "ok": Mark("✔", "#17692f", "#e3f4e7"),
    "doubtful": Mark("!", "#7a5600", "#fdf3d0"),
    "waiting": Mark("○", "#4a5562", "#eef1f4"),
    "failed": Mark("✖", "#a4201a", "#fbe3e1"),
}


def state_of(row: LaporanRow) -> str:
    """Return ``ok``, ``doubtful``, ``waiting`` (for data) or ``failed``."""
    if row.value is not None:
        return "doubtful" if row.doubtful else "ok"
    return "waiting" if row.waits_for_data else "failed"


_WORDS: Final[dict[str, dict[str, str]]] = {
    "id": {
        "report": "Laporan kinerja",
        "document": "Dokumen",
        "figures file": "Berkas realisasi",
        "rule": "Aturan",
        "source": "Sumber",
        "contents": "Isi",
        "skip": "Langsung ke isi",
        "summary": "Ringkasan",
        "indicators": "indikator",
        "ok": "terhitung",
        "doubtful": "terhitung dengan catatan",
        "waiting": "belum ada data",
        "failed": "tidak dapat dihitung",
        "mean": "Capaian rata-rata",
        "mean of": "menurut cara rekap “{cara}”; {gaps} dari {count} indikator dengan target belum ada capaiannya",
        "no targets": "Tidak ada indikator yang mempunyai target, sehingga tidak ada capaian.",
        "number": "No",
        "post": "Jabatan",
        "goal": "Sasaran",
        "no post": "Tanpa jabatan",
        "no goal": "Tanpa sasaran",
        "indicator": "Indikator",
        "formula": "Rumus",
        "figures": "Angka",
        "figure": "Nama data",
        "value": "Nilai",
        "reached": "Realisasi",
        "target": "Target",
        "upper": "Target s.d.",
        "direction": "Arah",
        "capaian": "Capaian",
        "predikat": "Predikat",
        "unit": "Satuan",
        "remark": "Keterangan",
        "findings": "Temuan",
        "none": "belum ada",
        "not read": "tidak terbaca",
        "no value": "tanpa nilai",
        "no capaian": "tanpa capaian",
        "line": "baris {line}",
        "of file": "realisasi baris {line}",
        "explanation": "Penjelasan",
        "explain": "Penjelasan, tempat di dokumen, aturan",
        "place": "Tempat di dokumen",
        "written": "Rumus seperti tertulis",
        "data source": "Sumber data",
        "file": "berkas {file}",
        "sheet": "lembar {sheet}",
        "page": "halaman {page}",
        "code": "nomor {code}",
        "table of": "Indikator sasaran: {goal}",
        "chart jabatan": "Capaian menurut jabatan",
        "chart sasaran": "Capaian menurut sasaran",
        "chart predikat": "Sebaran predikat",
        "chart kelengkapan": "Kelengkapan menurut jabatan",
        "chart data": "Angka grafik ini",
        "count": "Banyaknya",
        "compared": "Perbandingan",
        "missing": "Yang belum ada",
        "missing figure": "Data yang belum ada",
        "nothing missing": "Semua data ada.",
        "needed by": "Diperlukan untuk",
        "unused": "Angka yang tidak dipakai rumus mana pun",
        "nameless": "Baris realisasi tanpa nama",
        "perhaps": "mungkin maksudnya “{name}”",
        "given as": "tertulis “{written}”",
        "counted": "dihitung × {factor}",
        "hint": "Saran",
        "sign": "Pengesahan",
        "known": "Mengetahui",
        "made": "Disusun oleh",
        "sign place": "Tempat, tanggal",
        "sign post": "Jabatan",
        "sign name": "Nama",
        "sign number": "NIP",
        "sign hand": "Tanda tangan",
        "page of": "Hal.",
        "used by": "Dipakai indikator no.",
        "as written": "Seperti tertulis",
        "file line": "Baris berkas",
        "bound to": "Khusus",
        "score": "Nilai",
        "of document": "Temuan pada dokumen",
        "to change": "Ubah angka pada kolom kuning; realisasi, capaian, dan predikat ikut terhitung.",
        "sheet summary": "Ringkasan",
        "sheet figures": "Angka",
        "sheet post": "Jabatan",
        "level": "Tingkat",
        "whole": "Seluruhnya",
        "status": "Keadaan",
        "exact": "Nilai eksak",
        "fixed": "tidak ikut terhitung di lembar ini",
    },
    "en": {
        "report": "Performance report",
        "document": "Document",
        "figures file": "File of figures",
        "rule": "Rule set",
        "source": "Source",
        "contents": "Contents",
        "skip": "Skip to the contents",
        "summary": "Summary",
        "indicators": "indicators",
        "ok": "with a value",
        "doubtful": "with a value and a warning",
        "waiting": "without data",
        "failed": "that can't be calculated",
        "mean": "Mean capaian",
        "mean of": "rolled up as “{cara}”; {gaps} of {count} indicators with a target have no capaian yet",
        "no targets": "No indicator has a target, so there is no capaian.",
        "number": "No",
        "post": "Post",
        "goal": "Goal",
        "no post": "Without a post",
        "no goal": "Without a goal",
        "indicator": "Indicator",
        "formula": "Formula",
        "figures": "Figures",
        "figure": "Figure",
        "value": "Value",
        "reached": "Realization",
        "target": "Target",
        "upper": "Target to",
        "direction": "Direction",
        "capaian": "Capaian",
        "predikat": "Category",
        "unit": "Unit",
        "remark": "Remark",
        "findings": "Findings",
        "none": "not there yet",
        "not read": "not readable",
        "no value": "no value",
        "no capaian": "no capaian",
        "line": "row {line}",
        "of file": "figures, row {line}",
        "explanation": "Explanation",
        "explain": "Explanation, place in the document, rule",
        "place": "Place in the document",
        "written": "Formula as written",
        "data source": "Source of the data",
        "file": "file {file}",
        "sheet": "sheet {sheet}",
        "page": "page {page}",
        "code": "number {code}",
        "table of": "Indicators of the goal: {goal}",
        "chart jabatan": "Capaian by post",
        "chart sasaran": "Capaian by goal",
        "chart predikat": "Spread of categories",
        "chart kelengkapan": "Completeness by post",
        "chart data": "The figures of this chart",
        "count": "Count",
        "compared": "Comparisons",
        "missing": "What is missing",
        "missing figure": "Missing figure",
        "nothing missing": "All figures are there.",
        "needed by": "Needed for",
        "unused": "Figures that no formula uses",
        "nameless": "Rows of figures without a name",
        "perhaps": "perhaps “{name}”",
        "given as": "written “{written}”",
        "counted": "counted × {factor}",
        "hint": "Hint",
        "sign": "Signatures",
        "known": "Approved by",
        "made": "Prepared by",
        "sign place": "Place, date",
        "sign post": "Post",
        "sign name": "Name",
        "sign number": "NIP",
        "sign hand": "Signature",
        "page of": "Page",
        "used by": "Used by indicator no.",
        "as written": "As written",
        "file line": "Row of the file",
        "bound to": "Only for",
        "score": "Score",
        "of document": "Findings about the document",
        "to change": "Change a figure in the yellow column; realization, capaian and category follow.",
        "sheet summary": "Summary",
        "sheet figures": "Figures",
        "sheet post": "Post",
        "level": "Level",
        "whole": "Whole",
        "status": "State",
        "exact": "Exact value",
        "fixed": "not recalculated in this sheet",
    },
}


_PRINTED: Final[dict[str, dict[str, str]]] = {
    "id": {
        "title": "LAPORAN KINERJA",
        "year": "TAHUN {year}",
        "this year": "Tahun ini",
        "chapter": "BAB III AKUNTABILITAS KINERJA",
        "section a": "A. Capaian Kinerja Organisasi",
        "section b": "B. Realisasi Anggaran",
        "all indicators": "Capaian indikator kinerja menurut sasaran",
        "counted": "Realisasi {done} dari {rows} indikator kinerja sudah terhitung.",
        "since": " dari {year}",
        "unread": "Data pembanding yang tidak dapat dipakai",
        "mean": "Rata-rata capaian kinerja: {value}{category}.",
        "chart sasaran": "Capaian kinerja menurut sasaran",
        "chart jabatan": "Capaian kinerja menurut unit kerja",
        "goal heading": "Sasaran {number}: {goal}",
        "no goal": "Indikator tanpa sasaran",
        "table": "Tabel {number}. {caption}",
        "1": "Target dan realisasi {year}",
        "2": "Realisasi dan capaian dibandingkan dengan tahun-tahun sebelumnya sampai dengan {year}",
        "trend": "Perkembangan realisasi; garis putus-putus adalah target tahun ini",
        "3": "Realisasi dibandingkan dengan target jangka menengah",
        "4": "Realisasi dibandingkan dengan standar nasional",
        "5": "Penyebab keberhasilan atau kegagalan dan solusinya",
        "6": "Efisiensi penggunaan sumber daya",
        "7": "Program dan kegiatan yang menunjang",
        "budget of goals": "Realisasi anggaran menurut sasaran",
        "annex": "Lampiran: cara penghitungan",
        "number": "No.",
        "goal": "Sasaran",
        "indicator": "Indikator kinerja",
        "unit": "Satuan",
        "target": "Target",
        "reached": "Realisasi",
        "capaian": "Capaian",
        "predikat": "Predikat",
        "change": "Perubahan",
        "up": "naik {size}",
        "down": "turun {size}",
        "unchanged": "tetap",
        "better": "membaik",
        "worse": "memburuk",
        "points": "poin",
        "last target": "Target akhir",
        "progress": "Capaian terhadap target akhir",
        "standard": "Standar nasional",
        "against standard": "Terhadap standar",
        "met": "memenuhi",
        "not met": "belum memenuhi",
        "causes": "Penyebab",
        "solutions": "Solusi",
        "programmes": "Program dan kegiatan",
        "budget": "Anggaran",
        "spent": "Realisasi anggaran",
        "share spent": "Serapan",
        "efficiency": "Selisih capaian dan serapan",
        "sum": "Jumlah",
        "formula": "Rumus",
        "figures": "Data",
        "remark": "Catatan",
        "none": "belum ada",
        "no data": "belum ada data",
        "not calculated": "belum dapat dihitung",
        "to fill": "(diisi oleh penyusun laporan)",
        "rule source": "Cara menghitung capaian dan predikat: {name} ({source})",
        "number of letter": "Nomor: {number}",
        "units": "KINERJA MENURUT UNIT KERJA",
        "ranking": "Peringkat unit kerja menurut rata-rata capaian",
        "rank": "No.",
        "unit name": "Unit kerja",
        "indicators": "Indikator",
        "done": "Terhitung",
        "waiting": "Belum ada data",
        "provisional": "* Belum semua indikatornya terhitung, sehingga peringkatnya sementara.",
        "matrix": "Capaian setiap indikator menurut unit kerja",
        "missing": "Data yang belum ada",
        "missing data": "Data",
        "missing table": "Data yang belum ada menurut unit kerja",
        "more missing": "… dan {count} data lain.",
        "units failed": "Berkas yang tidak terbaca",
    },
    "en": {
        "title": "PERFORMANCE REPORT",
        "year": "YEAR {year}",
        "this year": "This year",
        "chapter": "CHAPTER III PERFORMANCE ACCOUNTABILITY",
        "section a": "A. Performance of the Organization",
        "section b": "B. Use of the Budget",
        "all indicators": "Performance indicators by goal",
        "counted": "Indicators with a realization: {done} of {rows}.",
        "since": " from {year}",
        "unread": "Data to compare with that can't be used",
        "mean": "Mean capaian: {value}{category}.",
        "chart sasaran": "Capaian by goal",
        "chart jabatan": "Capaian by unit",
        "goal heading": "Goal {number}: {goal}",
        "no goal": "Indicators without a goal",
        "table": "Table {number}. {caption}",
        "1": "Target and realization, {year}",
        "2": "Realization and capaian compared with earlier years, up to {year}",
        "trend": "Realization over the years; the dashed line is this year's target",
        "3": "Realization compared with the mid-term target",
        "4": "Realization compared with the national standard",
        "5": "Causes of success or failure, and solutions",
        "6": "Efficiency in the use of resources",
        "7": "Supporting programmes and activities",
        "budget of goals": "Use of the budget by goal",
        "annex": "Annex: how it was calculated",
        "number": "No",
        "goal": "Goal",
        "indicator": "Indicator",
        "unit": "Unit",
        "target": "Target",
        "reached": "Realization",
        "capaian": "Capaian",
        "predikat": "Category",
        "change": "Change",
        "up": "up by {size}",
        "down": "down by {size}",
        "unchanged": "unchanged",
        "better": "better",
        "worse": "worse",
        "points": "points",
        "last target": "Mid-term target",
        "progress": "Progress",
        "standard": "National standard",
        "against standard": "Against the standard",
        "met": "met",
        "not met": "not met yet",
        "causes": "Causes",
        "solutions": "Solutions",
        "programmes": "Programmes and activities",
        "budget": "Budget",
        "spent": "Spent",
        "share spent": "Share",
        "efficiency": "Capaian less share",
        "sum": "Sum",
        "formula": "Formula",
        "figures": "Data",
        "remark": "Remark",
        "none": "not there yet",
        "no data": "no data yet",
        "not calculated": "can't be calculated yet",
        "to fill": "(to be filled in by the office)",
        "rule source": "Capaian and category by {name}: {source}",
        "number of letter": "Number: {number}",
        "units": "PERFORMANCE BY UNIT",
        "ranking": "Units by their mean capaian",
        "rank": "No",
        "unit name": "Unit",
        "indicators": "Indicators",
        "done": "With a value",
        "waiting": "Without data",
        "provisional": "* Not all of its indicators have a value yet, so the rank is provisional.",
        "matrix": "Capaian of every indicator by unit",
        "missing": "Missing data",
        "missing data": "Figure",
        "missing table": "Missing data by unit",
        "more missing": "… and {count} more.",
        "units failed": "Files that can't be read",
    },
}


def printed_words(language: str) -> dict[str, str]:
    """Return the words of a printed report. Raises ValueError as :func:`report_words` does."""
    if language not in _PRINTED:
        raise ValueError(f'language must be "id" or "en", not {language!r}')
    return _PRINTED[language]


def report_words(language: str) -> dict[str, str]:
    """Return the words of a language. Raises ValueError for another one than ``"id"`` and ``"en"``."""
    if language not in _WORDS:
        raise ValueError(f'language must be "id" or "en", not {language!r}')
    return _WORDS[language]


def file_name(path: str) -> str:
    """Return the name of a file without its folder: where it lies on somebody's disk is nothing for a report.

    >>> file_name("D:/kantor/isian.xlsx"), file_name("isian.xlsx")
    ('isian.xlsx', 'isian.xlsx')
    """
    return path.replace("\\", "/").rpartition("/")[2]


def place_of(row: LaporanRow, laporan: Laporan, words: dict[str, str]) -> str:
    """Say where an indicator stands: ``berkas tabel.csv, baris 4``."""
    tempat, indikator = row.indikator.tempat, row.indikator
    told = [
        words["file"].format(file=file_name(laporan.sumber.berkas)) if laporan.sumber.berkas else "",
        words["sheet"].format(sheet=tempat.lembar) if tempat.lembar else "",
        words["page"].format(page=tempat.halaman) if tempat.halaman else "",
        words["line"].format(line=tempat.baris) if tempat.baris else "",
        words["code"].format(code=indikator.kode) if indikator.kode else "",
    ]
    return ", ".join([one for one in told if one])


def overall(laporan: Laporan, words: dict[str, str]) -> tuple[str, str, str | None, str] | None:
    """Return the capaian of the whole, its category with its colour, and how it came about; None without targets."""
    if laporan.rekap is None:
        return None
    rekap = laporan.rekap.rekap
    wanted = [row for row in laporan.rows if row.target]
    gaps = sum(row.capaian is None or row.capaian.value is None for row in wanted)
    how = words["mean of"].format(cara=rekap.cara, gaps=gaps, count=len(wanted))
    return str(rekap), rekap.predikat or "", rekap.warna, how
