"""What can be wrong or doubtful: the catalogue of codes, the diagnostic, and the errors.

Facts stand apart from words: a diagnostic holds a rule, spans and values; its text in Indonesian or English is put
together from ``data/messages/*.toml`` only when somebody reads it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from enum import StrEnum
from threading import current_thread, main_thread
from typing import Any, Final, NoReturn

from kinerja_formula.data_files import DATA, read_toml
from kinerja_formula.deprecation import OldSpelling
from kinerja_formula.display import as_bundle, as_html
from kinerja_formula.numerals import with_thousands
from kinerja_formula.plain_text import plain
from kinerja_formula.source import Span, mark

__all__ = [
    "CATALOGUE",
    "Diagnostic",
    "Findings",
    "FormulaError",
    "FormulaSyntaxError",
    "InvalidDataError",
    "LimitError",
    "MissingDataError",
    "NoSolutionError",
    "NotationError",
    "Rule",
    "Severity",
    "UnitMismatchError",
    "ZeroDenominatorError",
    "language_in_use",
    "use_language",
]


class Severity(StrEnum):
    """How much a finding weighs: an error stops the figure, a warning casts doubt on it, a note says what was done.

    >>> import kinerja_formula as kf
    >>> (
    ...     [found.severity.value for found in kf.check("Jumlah A / Jumlah A x 100%")][:1],
    ...     [one.value for one in kf.Severity],
    ... )
    (['warning'], ['error', 'warning', 'note'])
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Rule:
    """One kind of finding: a stable code, a stable slug, a severity."""

    __slots__ = ("code", "severity", "slug")

    def __init__(self, code: str, slug: str, severity: Severity) -> None:
        self.code = code
        self.slug = slug
        self.severity = severity
        CATALOGUE[code] = self

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rule, (self.code,))

    def __repr__(self) -> str:
        return f"<{self.code} {self.slug}>"


FORMER_SLUGS: Final = {"di-luar-daerah": OldSpelling("di-luar-daerah", "di-luar-domain", until="0.3.0")}
"""Slugs of earlier versions: whoever wrote one into settings is still understood."""

CATALOGUE: dict[str, Rule] = {}
"""Every rule by its code, in the order of the codes."""


def _rule(code: str) -> Rule:
    return CATALOGUE[code]


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

# 0: the text as a whole and its limits
EMPTY_TEXT = Rule("KF001", "teks-kosong", _E)
NOT_A_TEXT = Rule("KF002", "bukan-teks", _E)
TEXT_TOO_LONG = Rule("KF003", "teks-terlalu-panjang", _E)
TOO_DEEP = Rule("KF004", "terlalu-dalam", _E)
TOO_MANY_PARTS = Rule("KF005", "terlalu-banyak-bagian", _E)
NUMBER_TOO_LONG = Rule("KF006", "angka-terlalu-panjang", _E)
CONTROL_CHARACTER = Rule("KF007", "karakter-kendali", _W)
INVALID_TREE = Rule("KF008", "pohon-tak-sah", _E)

# 1: reading
UNEXPECTED_SIGN = Rule("KF101", "tanda-tak-terduga", _E)
MISSING_OPERAND = Rule("KF102", "operan-hilang", _E)
BROKEN_LATEX = Rule("KF103", "latex-rusak", _E)
OPEN_QUOTE = Rule("KF104", "petik-terbuka", _E)
NO_OPERAND = Rule("KF105", "tanpa-operan", _E)
OTHER_MEANING = Rule("KF106", "bacaan-tak-cocok", _E)
NEARLY_SURE = Rule("KF107", "bacaan-hampir-pasti", _N)
TEXT_BESIDE = Rule("KF108", "teks-di-luar-rumus", _N)
AMBIGUOUS_READING = Rule("KF110", "bacaan-ganda", _W)
LOST_TIMES = Rule("KF111", "kali-hilang", _W)
FLAT_NUMERATOR = Rule("KF112", "pembilang-tanpa-kurung", _W)
UNUSED_TEXT = Rule("KF113", "teks-sisa", _W)
UNPAIRED_BRACKET = Rule("KF114", "kurung-tak-berpasangan", _N)
STRAY_SIGN = Rule("KF115", "tanda-di-ujung", _W)
EXAMPLE_DIFFERS = Rule("KF116", "contoh-beda", _W)
WORDS_DIFFER = Rule("KF117", "terbilang-beda", _W)
DECIMAL_POINT = Rule("KF118", "titik-desimal", _N)
UNMEASURABLE = Rule("KF119", "tak-terukur", _W)
NO_DENOMINATOR = Rule("KF120", "tanpa-penyebut", _W)
SECOND_FORMULA = Rule("KF121", "rumus-kedua", _W)
SCORE_RULE = Rule("KF122", "aturan-skor", _W)
MENDED_OCR = Rule("KF123", "tulisan-ocr", _N)
SAME_SIDES = Rule("KF124", "pembilang-sama-penyebut", _W)
KIND_DIFFERS = Rule("KF125", "jenis-beda", _W)
NO_HUNDRED = Rule("KF126", "tanpa-seratus-persen", _W)
SUBJECT_DIFFERS = Rule("KF127", "indikator-formula-beda", _W)
TWICE_HUNDRED = Rule("KF128", "seratus-ganda", _W)
CONSTANT_RESULT = Rule("KF129", "hasil-tetap", _W)
UPSIDE_DOWN = Rule("KF130", "terbalik", _W)
OTHER_WHOLE = Rule("KF131", "penyebut-lain", _W)
BOUND_DIFFERS = Rule("KF132", "ambang-beda", _W)
OUT_OF_REACH = Rule("KF133", "target-mustahil", _W)
SUBJECT_MAY_DIFFER = Rule("KF134", "indikator-formula-beda", _N)
SHARE_OF_WHOLE = Rule("KF135", "tanpa-seratus-persen", _N)
COUNT_OF_PART = Rule("KF136", "tanpa-penyebut", _N)

# 1, from 141 on: conditions, definitions
CONDITIONS_OPEN = Rule("KF141", "syarat-berongga", _W)
CONDITIONS_OVERLAP = Rule("KF142", "syarat-tumpang-tindih", _W)
BRANCH_UNREACHABLE = Rule("KF143", "cabang-tak-tercapai", _W)
CYCLE = Rule("KF144", "definisi-berputar", _E)
CONDITION_UNREADABLE = Rule("KF145", "syarat-tak-terbaca", _W)
RESULT_CHOSEN = Rule("KF146", "hasil-dipilih", _W)

# 2: units
UNIT_MISMATCH = Rule("KF201", "satuan-beda", _E)
UNIT_DOUBT = Rule("KF202", "satuan-beda", _W)
UNIT_NOTE = Rule("KF203", "satuan-beda", _N)
UNKNOWN_NOUN = Rule("KF204", "kata-benda-tak-dikenal", _N)
DATA_UNIT = Rule("KF205", "satuan-data-beda", _E)
INVALID_UNIT = Rule("KF206", "satuan-tak-terbaca", _E)
DATA_UNIT_UNKNOWN = Rule("KF207", "satuan-data-tak-dikenal", _W)
DATA_UNIT_PARTLY = Rule("KF208", "satuan-data-sebagian", _W)

# 3: data and evaluation
MISSING_DATA = Rule("KF301", "data-hilang", _E)
INVALID_FIGURE = Rule("KF302", "angka-tak-sah", _E)
DUPLICATE_KEY = Rule("KF303", "nama-ganda", _E)
INVALID_DATA = Rule("KF304", "data-tak-sah", _E)
ZERO_DENOMINATOR = Rule("KF305", "penyebut-nol", _E)
OUT_OF_DOMAIN = Rule("KF306", "di-luar-domain", _E)
FIGURE_TOO_LARGE = Rule("KF307", "angka-terlalu-besar", _E)
LITERAL_AS_NAME = Rule("KF308", "nama-berupa-angka", _W)
PERCENT_SCALE = Rule("KF309", "skala-persen-data", _W)
NUMERATOR_ABOVE = Rule("KF310", "pembilang-melebihi-penyebut", _W)
NOT_EXACT = Rule("KF311", "tidak-eksak", _N)
FIGURE_DECIMAL_POINT = Rule("KF312", "titik-desimal-data", _N)
FIGURE_WORDS_DIFFER = Rule("KF313", "terbilang-data-beda", _W)
UNIT_UNKNOWN = Rule("KF314", "satuan-tujuan-tak-dikenal", _E)

# 3, from 315 on: capaian
UNKNOWN_ATURAN = Rule("KF315", "aturan-tak-dikenal", _E)
UNKNOWN_ARAH = Rule("KF316", "arah-tak-dikenal", _E)
INVALID_ATURAN = Rule("KF317", "aturan-tak-sah", _E)
FIGURE_THOUSANDS = Rule("KF318", "ribuan-data", _W)
ODD_COUNT = Rule("KF319", "hitungan-janggal", _W)
ARAH_FROM_WORDS = Rule("KF320", "arah-dari-kata", _W)
ARAH_DOUBTFUL = Rule("KF321", "arah-meragukan", _W)
SEVERAL_TARGETS = Rule("KF322", "target-ganda", _W)
ARAH_OPEN = Rule("KF323", "arah-tak-diketahui", _N)
UNCONFIRMED = Rule("KF324", "aturan-belum-pasti", _N)
BETWEEN_BANDS = Rule("KF325", "di-antara-pita", _N)
NO_CAPAIAN = Rule("KF326", "capaian-tanpa-nilai", _W)
RANKS_DIVIDED = Rule("KF327", "peringkat-dibagi", _W)
PERCENTAGES_AVERAGED = Rule("KF328", "persentase-dirata-rata", _W)
INVALID_WEIGHTS = Rule("KF329", "bobot-tak-sah", _E)
TARGET_UNIT = Rule("KF330", "satuan-target-beda", _E)
TARGET_UNIT_DOUBT = Rule("KF331", "satuan-target-beda", _W)
SCALE_DOUBTFUL = Rule("KF332", "skala-meragukan", _W)
NOT_IN_FORCE = Rule("KF333", "aturan-tak-berlaku", _W)
CONDITION_OPEN = Rule("KF334", "syarat-belum-dinyatakan", _N)
DATE_LATE = Rule("KF335", "terlambat", _N)
GAPS = Rule("KF336", "rekap-berlubang", _W)
TARGET_NEGATIVE = Rule("KF337", "target-negatif", _W)
FALLING_SUM = Rule("KF338", "kumulatif-turun", _W)
OPERAND_LIMITED = Rule("KF339", "dibatasi", _N)
UNKNOWN_UKURAN = Rule("KF340", "ukuran-tak-dikenal", _E)
INVALID_ROLL_UP = Rule("KF341", "cara-rekap-tak-sah", _E)
UNKNOWN_ORDER = Rule("KF342", "urutan-periode", _E)
NO_SUCH_NAME = Rule("KF343", "nama-tak-ada", _E)
PERIODS_OVERLAP = Rule("KF344", "periode-tumpang-tindih", _E)
NO_BRANCH = Rule("KF345", "tanpa-cabang", _E)
PERCENT_COMPARED = Rule("KF346", "skala-persen-syarat", _W)
RECORDS_DIFFER = Rule("KF347", "rekaman-tak-sama-panjang", _E)
RECORDS_WANTED = Rule("KF348", "rekaman-diperlukan", _E)
CONSTANT_OF_CELL = Rule("KF349", "tetapan-rumus", _N)
PERIOD_WANTED = Rule("KF350", "periode-belum-dipilih", _E)
REALISATION_NEGATIVE = Rule("KF351", "realisasi-negatif", _W)

# 3, from 360 on: other notations and algebra
NOT_WRITABLE = Rule("KF360", "tak-dapat-ditulis", _E)
NO_PLACE = Rule("KF361", "tempat-hilang", _E)
INVALID_PLACE = Rule("KF362", "tempat-tak-sah", _E)
NO_SOLUTION = Rule("KF365", "tanpa-penyelesaian", _E)
NOT_SOLVABLE = Rule("KF366", "tak-terpecahkan", _E)
ALGEBRA_TOO_LARGE = Rule("KF367", "aljabar-terlalu-besar", _E)

# 4: tables and files
UNREADABLE_TABLE = Rule("KF401", "tabel-tak-terbaca", _E)
MISSING_COLUMN = Rule("KF402", "kolom-hilang", _E)
MISSING_EXTRA = Rule("KF403", "pustaka-tambahan", _E)
INVALID_DOCUMENT = Rule("KF404", "dokumen-tak-sah", _E)
NO_INDICATOR_TABLE = Rule("KF405", "tanpa-tabel-indikator", _E)
SEVERAL_PERIODS = Rule("KF406", "target-beberapa-periode", _W)
TABLE_WITHOUT_FORMULAS = Rule("KF407", "tabel-tanpa-kolom-formula", _N)
FORMULA_PICTURE = Rule("KF408", "formula-berupa-gambar", _E)
NO_SUCH_PERIOD = Rule("KF409", "periode-tak-ada", _E)
LEFT_OVER = Rule("KF410", "teks-tabel-tersisa", _W)
MERGED_CELL = Rule("KF411", "sel-gabungan", _N)
DOUBTFUL_PAIRS = Rule("KF412", "pasangan-ragu", _W)
SLIPPED_COLUMNS = Rule("KF413", "kolom-bergeser", _W)
CONTINUED_ROW = Rule("KF414", "baris-bersambung", _N)
INHERITED_INDICATOR = Rule("KF415", "indikator-dari-atas", _N)
SAME_AS_ABOVE = Rule("KF416", "sama-dengan-atas", _N)
REMARK_IN_CELL = Rule("KF417", "catatan-dalam-sel", _N)
GUESSED_HEAD = Rule("KF418", "judul-kolom-diterka", _N)
GUESSED_POST = Rule("KF419", "jabatan-diterka", _W)
NO_FORMULA = Rule("KF420", "tanpa-formula", _W)
UNKNOWN_EQUATION = Rule("KF421", "persamaan-tak-lengkap", _W)
FORM_FIGURE = Rule("KF422", "angka-isian-tak-terbaca", _W)
FORM_ROW = Rule("KF423", "baris-isian-tak-dikenal", _W)
DOUBLE_SHEET = Rule("KF424", "lembar-jabatan-ganda", _W)
POST_WITHOUT_INDICATORS = Rule("KF425", "jabatan-tanpa-indikator", _W)
SHEET_FORMULA = Rule("KF426", "rumus-lembar-kerja", _N)
SHEET_FAULT = Rule("KF427", "galat-lembar-kerja", _W)
IMAGE_PAGE = Rule("KF428", "halaman-gambar", _W)
SCANNED_PAGE = Rule("KF429", "halaman-pindaian", _W)
SATUAN_DIFFERS = Rule("KF430", "satuan-kolom-beda", _W)
FORMULA_TWICE = Rule("KF431", "rumus-berulang", _W)
FIGURES_DIFFER = Rule("KF432", "angka-tak-serasi", _W)
SPELLING_DIFFERS = Rule("KF433", "ejaan-beda", _W)
TARGET_DIFFERS = Rule("KF434", "target-beda", _W)
UNEXPECTED_FAULT = Rule("KF435", "galat-tak-terduga", _E)
CROWDED_PAGE = Rule("KF436", "halaman-terlalu-rumit", _W)
HIDDEN_CELLS = Rule("KF437", "sel-tersembunyi", _N)
READING_CONFIRMED = Rule("KF438", "bacaan-diperiksa", _N)
READING_UNUSABLE = Rule("KF439", "bacaan-tak-terpakai", _W)
UNREADABLE_SETTINGS = Rule("KF440", "setelan-tak-terbaca", _E)
UNKNOWN_RULE = Rule("KF441", "pemeriksaan-tak-dikenal", _E)
TARGET_WITHOUT_YEAR = Rule("KF442", "target-tak-bertahun", _W)
ANNUAL_ROW = Rule("KF443", "baris-lkjip-tak-dikenal", _W)
FORM_OF_ANOTHER_YEAR = Rule("KF444", "isian-tahun-lain", _W)
PRINT_DIFFERS = Rule("KF450", "capaian-cetak-beda", _W)
PRINT_UNCHECKED = Rule("KF451", "capaian-cetak-tak-diperiksa", _N)

# 4, from 460 on: tables of columns
OPERAND_COLUMN = Rule("KF460", "kolom-operan-hilang", _E)
COLUMN_NOT_NUMERIC = Rule("KF461", "kolom-bukan-angka", _E)
NO_TABLE = Rule("KF462", "bukan-tabel", _E)
NO_COLUMNS = Rule("KF463", "tak-dapat-dikolomkan", _E)
COLUMN_MISSING = Rule("KF464", "kolom-tak-ada", _E)
COLUMN_TAKEN = Rule("KF465", "kolom-terpakai", _E)
NO_INDICATORS = Rule("KF466", "tanpa-indikator", _E)
NO_KEY = Rule("KF467", "kolom-bukan-kunci", _E)

# 4, from 480 on: files that are written
UNKNOWN_FORMAT = Rule("KF480", "bentuk-keluaran", _E)
UNWRITABLE_FILE = Rule("KF481", "berkas-tak-tertulis", _E)
OUTPUT_IS_INPUT = Rule("KF482", "keluaran-juga-masukan", _E)
OUTPUT_TWICE = Rule("KF483", "keluaran-ganda", _E)
WOULD_BE_LOST = Rule("KF484", "isi-akan-hilang", _E)
ENTRY_KEPT = Rule("KF485", "isian-dipertahankan", _W)
ENTRIES_APART = Rule("KF486", "isian-disisihkan", _W)
BROKEN_TEMPLATE = Rule("KF487", "templat-rusak", _E)

# 4, from 490 on: charts
NOTHING_TO_DRAW = Rule("KF490", "grafik-kosong", _E)
UNREADABLE_MAP = Rule("KF491", "peta-tak-terbaca", _E)
CHART_TOO_LARGE = Rule("KF492", "grafik-terlalu-besar", _E)

# 5: the service
BROKEN_REQUEST = Rule("KF501", "permintaan-rusak", _E)
INVALID_REQUEST = Rule("KF502", "isi-permintaan", _E)
REQUEST_TOO_LARGE = Rule("KF503", "permintaan-terlalu-besar", _E)
UNKNOWN_MEDIA = Rule("KF504", "jenis-permintaan", _E)
NO_SUCH_ADDRESS = Rule("KF505", "alamat-tak-ada", _E)
METHOD_NOT_ALLOWED = Rule("KF506", "cara-tak-ada", _E)
TOO_HEAVY = Rule("KF507", "terlalu-berat", _E)
SERVICE_BUSY = Rule("KF508", "layanan-sibuk", _E)
SLOW_REQUEST = Rule("KF509", "permintaan-lambat", _E)
STRANGER = Rule("KF510", "peminta-asing", _E)

# 5, from 520 on: catalogues of indicators
INVALID_KATALOG = Rule("KF520", "katalog-tak-sah", _E)
KATALOG_FORMULA = Rule("KF521", "rumus-tak-baku", _E)
KATALOG_UNREAD = Rule("KF522", "bacaan-belum-diperiksa", _W)
KATALOG_WITHOUT_FORMULA = Rule("KF523", "katalog-tanpa-rumus", _W)
KATALOG_NOT_READING = Rule("KF524", "rumus-bukan-bacaan", _W)
KATALOG_UNIT = Rule("KF525", "satuan-dilepas", _W)
KATALOG_NO_TARGET = Rule("KF526", "target-periode-kosong", _W)
KATALOG_LEFT_OUT = Rule("KF527", "indikator-tak-lagi-ada", _W)
KATALOG_ATURAN = Rule("KF528", "aturan-katalog", _N)

_language: ContextVar[str | None] = ContextVar("kinerja_formula_language", default=None)
_everywhere = ["id"]
"""The language of contexts that chose none: of threads, above all, which do not inherit a choice."""


def use_language(language: str) -> None:
    """Choose the language of messages: ``"id"`` (the default) or ``"en"``.

    Chosen in the main thread outside any task, it holds in all threads that choose none themselves; chosen in another
    thread or in a task, it holds there alone.

    Codes, slugs and attributes never change with the language. Raises ValueError for another language.

    >>> import kinerja_formula as kf
    >>> kf.use_language("en")
    >>> kf.check("Jumlah A / Jumlah A x 100%")[0].message[:35]
    'Numerator and denominator are the s'
    >>> kf.use_language("id")
    """
    if language not in ("id", "en"):
        raise ValueError(f'language must be "id" or "en", not {language!r}')
    use_language_here(language)
    if current_thread() is main_thread() and not _in_a_task():
        _everywhere[0] = language


def use_language_here(language: str) -> None:
    """Choose the language of messages in this context alone."""
    _language.set(language)


def _in_a_task() -> bool:
    asyncio = sys.modules.get("asyncio")  # not imported for the question
    return asyncio is not None and asyncio._get_running_loop() is not None  # noqa: SLF001


def language_in_use(language: str | None = None) -> str:
    """Return a language, or that of this context where none is given."""
    return language or _language.get() or _everywhere[0]


_texts: dict[str, dict[str, dict[str, str]]] = {}


def message_texts(language: str) -> dict[str, dict[str, str]]:
    """Return the texts of a language: code → ``title message hint``, and tables of words; id.toml tells the form."""
    if language not in _texts:
        _texts[language] = read_toml(f"{DATA}/messages/{language}.toml")
    return _texts[language]


class _Shown(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


_SLUGS = ("reason", "role", "reading", "how", "source", "doubt")
_SIDES = ("left", "right")
_LONGEST = 160
_WHOLE = ("taken", "other")
_FIGURES = ("figure", "said", "computed", "asked")
"""Values that are figures as :func:`kinerja_formula.numerals.shortest` has them, beside all that are called *value*."""
_LONGEST_LINE = 600
"""A canonical line is shown whole."""


def _shown(values: Mapping[str, object], language: str) -> _Shown:
    """Return values as they stand in a message: slugs in words, whole numbers grouped, nothing that moves a cursor."""
    shown = _Shown()
    for key, value in values.items():
        table = key.rpartition("_")[2]  # left_source has its words in the table source
        if table in _SLUGS:
            text = message_texts(language)[table].get(str(value), str(value))
        elif isinstance(value, tuple):
            text = ", ".join(f"“{item}”" for item in value)
        elif key == "place":
            text = _place_text(str(value), message_texts(language)["place"])
        elif isinstance(value, int):
            text = f"{value:,}".replace(",", "." if language == "id" else ",")
        elif language == "id" and (table == "value" or key in _FIGURES):
            text = str(value)
            text = with_thousands(text) if text.strip("-%").replace(",", "", 1).isdecimal() else text
        else:
            text = str(value)
        text = plain(text)
        longest = _LONGEST_LINE if key in _WHOLE else _LONGEST
        shown[key] = text if len(text) <= longest else text[:longest] + "…"
    return shown


def _place_text(place: str, words: Mapping[str, str]) -> str:
    """Return a place in a file, ``"halaman 3|baris 12"``, in words: page 3, row 12."""
    told = [part.partition(" ") for part in place.split("|") if part]
    return ", ".join([words[kind].format(where) if kind in words else where for kind, _, where in told])


class Diagnostic:
    """One finding about a formula or its data.

    ``code`` (``KF110``) and ``slug`` (``bacaan-ganda``) are stable; ``span`` is the place in the user's text,
    ``related`` further places (the other operand, the sign); ``values`` fills the template, so that a message can be
    put in another language or read by a program.

    >>> import kinerja_formula as kf
    >>> found = kf.check("Jumlah A / Jumlah A x 100%")[0]
    >>> found.code, found.slug, found.severity.value, found.span
    ('KF124', 'pembilang-sama-penyebut', 'warning', (0, 8))
    >>> found.message_in("en")[:36]
    'Numerator and denominator are the sa'
    """

    __slots__ = ("_text_of", "related", "rule", "span", "values")
    related: tuple[Span, ...]
    rule: Rule
    span: Span
    values: Mapping[str, object]
    _text_of: str

    def __init__(self, rule: Rule, span: Span, related: tuple[Span, ...] = (), **values: object) -> None:
        object.__setattr__(self, "rule", rule)
        object.__setattr__(self, "span", span)
        object.__setattr__(self, "related", related)
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "_text_of", "")

    def __setattr__(self, field: str, value: object) -> NoReturn:
        raise AttributeError("Diagnostic is immutable")

    _repr_mimebundle_ = as_bundle
    _repr_html_ = as_html

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002
        printer.text(str(self))  # in a tuple, as check gives it

    def _content(self) -> tuple[object, ...]:
        # A value is what it says: a finding out of JSON, where figures are texts, is the one that went in.
        told = {name: list(map(str, one)) if isinstance(one, tuple) else str(one) for name, one in self.values.items()}
        return (self.rule.code, self.span, self.related, told)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Diagnostic) and self._content() == other._content()

    def __hash__(self) -> int:
        return hash((self.rule.code, self.span))

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild_diagnostic, (self.rule.code, self.span, self.related, dict(self.values), self._text_of))

    def in_text(self, text: str) -> Diagnostic:
        """Return the same finding with the text that it was found in: printed, it shows the place marked."""
        found = Diagnostic(self.rule, self.span, self.related, **self.values)
        object.__setattr__(found, "_text_of", text)
        return found

    def __str__(self) -> str:
        return self.render(self._text_of)

    def __repr__(self) -> str:
        return f"<{self.code} {self.slug} {self.severity} {self.span}>"

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def slug(self) -> str:
        return self.rule.slug

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    @property
    def message(self) -> str:
        """What was found, in the language in use."""
        return self.message_in(language_in_use())

    @property
    def hint(self) -> str:
        """What was expected or the nearest fix, in the language in use."""
        return self.hint_in(language_in_use())

    def message_in(self, language: str) -> str:
        return self._text("message", language)

    def hint_in(self, language: str) -> str:
        return self._text("hint", language)

    def _text(self, part: str, language: str) -> str:
        return self._template(part, language).format_map(_shown(self.values, language))

    def _template(self, part: str, language: str) -> str:
        """Return the text that fits best: that of all slugs, of one slug, of an empty list, or the common one."""
        texts = message_texts(language)[self.code]
        slugs = [str(self.values[key]) for key in _SLUGS if key in self.values]
        choices = [f"{part}_{'_'.join(slugs)}"] if len(slugs) > 1 else []
        choices += [f"{part}_{slug}" for slug in slugs]
        if () in self.values.values():
            choices.append(f"{part}_empty")
        return next((texts[choice] for choice in choices if choice in texts), texts[part])

    def render(self, text: str = "", *, language: str | None = None) -> str:
        """Return the finding as a person reads it: code, message, the place marked in ``text``, the hint.

        For an empty ``text`` the place is marked in the one that the finding was given (:meth:`in_text`), if any.
        """
        text = text or self._text_of
        language = language_in_use(language)
        words = message_texts(language)
        severity = words["severity"][self.severity.value]
        lines = [f"{severity} {self.code} {self.slug}: {self.message_in(language)}"]
        if text and self.span != (0, 0):  # a finding about the data as a whole has no place in the text
            lines.append(mark(text, [self.span, *self.related], labels=self._units()))
        if "left_unit" in self.values:
            lines += self._sides(words["label"], language)
        hint = self.hint_in(language)
        if hint:
            lines.append(f"{words['label']['hint']}: {hint}")
        return "\n".join(lines)

    def _units(self) -> tuple[str, ...]:
        """The units of a clash, to stand below the left operand, the sign and the right operand."""
        return (str(self.values["left_unit"]), "", str(self.values["right_unit"])) if "left_unit" in self.values else ()

    def _sides(self, words: Mapping[str, str], language: str) -> list[str]:
        """The two sides of a clash one below the other: the unit and what it was learned from."""
        shown = _shown(self.values, language)
        names = [words[side] for side in _SIDES]
        units = [shown[f"{side}_unit"] for side in _SIDES]
        width, unit_width = (max(map(len, column)) for column in (names, units))
        lines = []
        for side, name, unit in zip(_SIDES, names, units, strict=True):
            told = self.values.get(f"{side}_words")
            origin = words["from_words"].format(words=shown[f"{side}_words"]) if told else shown[f"{side}_source"]
            lines.append(f"  {name.ljust(width)} = {unit.ljust(unit_width)}  {origin}")
        return lines

    def to_json(self) -> dict[str, object]:
        """Return the finding as plain data (codes, places, values, and the text in both languages)."""
        return {
            "code": self.code,
            "slug": self.slug,
            "severity": self.severity.value,
            "span": list(self.span),
            "related": [list(span) for span in self.related],
            "values": {k: list(v) if isinstance(v, tuple) else str(v) for k, v in self.values.items()},
            "message": {language: self.message_in(language) for language in ("id", "en")},
            "hint": {language: self.hint_in(language) for language in ("id", "en")},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Diagnostic:
        """Return the finding that :meth:`to_json` wrote.

        Raises KeyError, TypeError, ValueError or AttributeError for data of another form.
        """
        values = {str(key): tuple(value) if isinstance(value, list) else value for key, value in data["values"].items()}
        start, end = data["span"]
        related = tuple([(int(left), int(right)) for left, right in data["related"]])
        return cls(CATALOGUE[data["code"]], (int(start), int(end)), related, **values)


def _rebuild_diagnostic(
    code: str, span: Span, related: tuple[Span, ...], values: dict[str, object], text: str = ""
) -> Diagnostic:
    return Diagnostic(CATALOGUE[code], span, related, **values).in_text(text)


class Findings(tuple[Diagnostic, ...]):
    """The findings about one text; printed or shown, each has its place in the text marked.

    >>> Findings.of_text([Diagnostic(EMPTY_TEXT, (0, 2))], "()")
    galat KF001 teks-kosong: Rumus ini kosong: tidak ada tulisan yang dapat dibaca.
    1 | ()
      | ^^
    Saran: Tulis rumusnya, misalnya: Jumlah laporan selesai / Jumlah laporan x 100%.
    """

    __slots__ = ()

    @classmethod
    def of_text(cls, found: Iterable[Diagnostic], text: str) -> Findings:
        """Return findings with the text that they are about."""
        return cls([one.in_text(text) for one in found])

    def __str__(self) -> str:
        return "\n".join([str(one) for one in self]) or "()"

    __repr__ = __str__
    _repr_html_ = as_html

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002
        printer.text(str(self))


class FormulaError(ValueError):
    """The root of every error that a text or data can cause. Carries one or more diagnostics and the user's text.

    ``code``, ``slug``, ``span`` and ``hint`` are those of the first diagnostic; ``diagnostics`` has all of them.

    >>> import kinerja_formula as kf
    >>> try:
    ...     kf.evaluate("Jumlah A / Jumlah B", {"Jumlah A": 18, "Jumlah B": 0})
    ... except kf.FormulaError as error:
    ...     print(error.code, error.slug, error.span)
    KF305 penyebut-nol (11, 19)
    """

    def __init__(self, diagnostics: Diagnostic | tuple[Diagnostic, ...], text: str = "") -> None:
        self.diagnostics: tuple[Diagnostic, ...] = (
            (diagnostics,) if isinstance(diagnostics, Diagnostic) else tuple(diagnostics)
        )
        self.text = text
        super().__init__(self.diagnostics, text)

    @property
    def code(self) -> str:
        return self.diagnostics[0].code

    @property
    def slug(self) -> str:
        return self.diagnostics[0].slug

    @property
    def span(self) -> Span:
        return self.diagnostics[0].span

    @property
    def message(self) -> str:
        return self.diagnostics[0].message

    @property
    def hint(self) -> str:
        return self.diagnostics[0].hint

    def render(self, *, language: str | None = None) -> str:
        """Return every finding with its place marked, in the language in use or in ``language``."""
        return "\n".join(diagnostic.render(self.text, language=language) for diagnostic in self.diagnostics)

    def __str__(self) -> str:
        return self.render()

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.diagnostics, self.text))


class FormulaSyntaxError(FormulaError):
    """The text can't be read as a formula (codes KF001, KF002, KF101-KF105).

    >>> import kinerja_formula as kf
    >>> try:
    ...     kf.parse("")
    ... except kf.FormulaSyntaxError as error:
    ...     print(error.code)
    KF001
    """


class LimitError(FormulaError):
    """The text, the data or the algebra passes a limit (codes KF003-KF006, KF307, KF367).

    >>> import kinerja_formula as kf
    >>> try:
    ...     kf.parse("Jumlah A + Jumlah B", limits=kf.Limits(length=10))
    ... except kf.LimitError as error:
    ...     print(error.code)
    KF003
    """


class MissingDataError(FormulaError):
    """Operands without a figure or column: one diagnostic for each (KF301, KF460). ``missing`` has their names.

    >>> import kinerja_formula as kf
    >>> try:
    ...     kf.evaluate("Jumlah A / Jumlah B", {"Jumlah A": 18})
    ... except kf.MissingDataError as error:
    ...     print(error.code, error.missing)
    KF301 ('Jumlah B',)
    """

    @property
    def missing(self) -> tuple[str, ...]:
        absent = (MISSING_DATA, OPERAND_COLUMN)
        return tuple(str(one.values["name"]) for one in self.diagnostics if one.rule in absent)


class InvalidDataError(FormulaError):
    """A figure or the data as a whole can't be used (codes KF302-KF304, KF306).

    >>> import kinerja_formula as kf
    >>> try:
    ...     kf.evaluate("Jumlah A", {"Jumlah A": "banyak"})
    ... except kf.InvalidDataError as error:
    ...     print(error.code)
    KF302
    """


class UnitMismatchError(FormulaError):
    """Things were put together that can't be (code KF201) or a unit that can't be converted (KF314).

    >>> import kinerja_formula as kf
    >>> try:
    ...     kf.evaluate("Jumlah dokumen / Jumlah pegawai x 100%", {"Jumlah dokumen": 1, "Jumlah pegawai": 2})
    ... except kf.UnitMismatchError as error:
    ...     print(error.code)
    KF201
    """


class NotationError(FormulaError):
    """The formula can't be written in a notation (codes KF360-KF362).

    >>> import kinerja_formula as kf
    >>> try:
    ...     kf.parse("Jumlah A / Jumlah B").to_excel({"Jumlah A": "A1"})
    ... except kf.NotationError as error:
    ...     print(error.code)
    KF361
    """


class NoSolutionError(FormulaError):
    """No figure gives the wanted result (code KF365), or it can't be found by turning the formula round (KF366).

    >>> import kinerja_formula as kf
    >>> try:
    ...     kf.parse("√(Jumlah A) + √(Jumlah A + 1)").solve("Jumlah A", 3, {})
    ... except kf.NoSolutionError as error:
    ...     print(error.code)
    KF366
    """


class ZeroDenominatorError(FormulaError):
    """A denominator is zero (code KF305). ``denominator`` is its text.

    >>> import kinerja_formula as kf
    >>> try:
    ...     kf.evaluate("Jumlah A / Jumlah B", {"Jumlah A": 18, "Jumlah B": 0})
    ... except kf.ZeroDenominatorError as error:
    ...     print(error.code, error.denominator)
    KF305 Jumlah B
    """

    @property
    def denominator(self) -> str:
        return str(self.diagnostics[0].values["denominator"])
