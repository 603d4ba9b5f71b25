"""The catalogue of codes: every kind of finding with its stable code, slug and severity."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

from kinerja_formula.deprecation import OldSpelling

__all__ = ["CATALOGUE", "FORMER_SLUGS", "Rule", "Severity"]


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
SCORE_RULE = Rule("KF122", "aturan-skor", _N)
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
ON_THE_BOUND = Rule("KF352", "batas-tepat", _W)

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
