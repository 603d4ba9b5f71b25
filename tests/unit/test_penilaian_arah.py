"""The direction of an indicator: given, told by words, never guessed in silence."""

from __future__ import annotations

import pytest

import kinerja_formula as kf
from kinerja_formula.penilaian.arah import read_arah, told_by_words, word_of_less


@pytest.mark.parametrize(
    ("indikator", "word"),
    [
        ("Angka Kemiskinan", "kemiskinan"),
        ("Persentase penduduk miskin", "miskin"),
        ("Tingkat Pengangguran Terbuka (TPT)", "pengangguran"),
        ("Jumlah keluhan masyarakat", "keluhan"),
        ("Jumlah temuan BPK", "temuan"),
        ("Angka Kematian Ibu", "kematian"),
        ("Prevalensi Stunting", "prevalensi"),
        ("Balita stunting", "stunting"),
        ("Jumlah kasus kekerasan terhadap perempuan", "kasus kekerasan"),
        ("Rata-rata waktu tunggu pelayanan", "waktu tunggu"),
    ],
)
def test_words_of_less(indikator: str, word: str):
    assert word_of_less(indikator) in (word, *indikator.casefold().split())
    assert word_of_less(indikator)


@pytest.mark.parametrize(
    "indikator",
    [
        "Persentase penurunan angka kemiskinan",
        "Persentase pengaduan yang ditindaklanjuti",
        "Persentase temuan BPK yang diselesaikan",
        "Cakupan pelayanan balita stunting",
        "Jumlah warga miskin yang menerima bantuan",
        "Nilai SAKIP Kecamatan",
        "Jumlah pegawai disiplin",
        "Indeks ketahanan pangan",
        "",
    ],
)
def test_names_that_say_nothing_of_less(indikator: str):
    assert word_of_less(indikator) == ""


@pytest.mark.parametrize(
    ("text", "arah"),
    [
        ("naik", "naik"),
        ("Positif", "naik"),
        ("MAXIMIZE", "naik"),
        ("turun", "turun"),
        ("negatif", "turun"),
        ("Minimize", "turun"),
        ("rentang", "rentang"),
        ("Stabilize", "rentang"),
        ("Menurun", "turun"),
        ("Meningkat", "naik"),
        ("tren negatif", "turun"),
        ("Tren Positif", "naik"),
        ("min", "turun"),
        ("max.", "naik"),
        ("↓", "turun"),
        ("↑", "naik"),
        ("Lower is Better", "turun"),
        ("naik (positif)", "naik"),
        ("Menurun / negatif", "turun"),
        ("Maximize (↑)", "naik"),
        ("Semakin tinggi, semakin baik", "naik"),
        ("semakin kecil semakin baik", "turun"),
        ("arah naik", "naik"),
        ("indikator positif", "naik"),
        ("tren  negatif", "turun"),
        ("naik | meningkat", "naik"),
        ("naik; positif", "naik"),
        ("naik_baik", "naik"),
        ("(↑)", "naik"),
        ("+", "naik"),
        ("rentang / stabil", "rentang"),
        (" " * 196 + "naik", "naik"),
        ("naik" + " " * 196 + "x", "naik"),  # a cell is read so far
    ],
)
def test_spellings(text: str, arah: str):
    assert read_arah(text) == arah


@pytest.mark.parametrize(
    "text",
    [
        *("naik/turun", "tren", "", "-", "tetap", "naik 5%", "( )", "positif indikator", "tren tren naik"),
        *(
            "naik (turun)",
            "tren naik/turun",
            "naik baik sekali",
            "sangat naik",
            "bukan naik",
            " " * 197 + "naik",
            5,
            None,
        ),
    ],
)
def test_what_tells_no_direction(text: str):
    with pytest.raises(kf.InvalidDataError) as caught:
        read_arah(text)
    [found] = caught.value.diagnostics
    assert (found.code, found.span) == ("KF316", (0, 0))
    assert dict(found.values) == {"arah": str(text)[:80], "choices": ("naik", "turun", "rentang")}


@pytest.mark.parametrize(
    ("indikator", "arah", "word"),
    [
        # a good word, or what is done, denied by a word at most two before it
        ("Jumlah laporan yang tidak sesuai", "turun", "tidak sesuai"),
        ("Tidak sesuai", "turun", "tidak sesuai"),
        ("Persentase layanan tidak tepat waktu", "turun", "tidak tepat"),
        ("Persentase jalan tidak mantap", "turun", "tidak mantap"),
        ("Nilai kurang baik", "turun", "kurang baik"),
        ("Belum terlayani", "turun", "belum terlayani"),
        ("Jumlah berkas yang belum diperiksa", "turun", "belum diperiksa"),
        ("Persentase belum pernah dilatih", "turun", "belum pernah dilatih"),
        ("Persentase temuan yang belum ditindaklanjuti", "turun", "belum ditindaklanjuti"),
        ("Persentase temuan yang tidak selesai ditindaklanjuti", "turun", "tidak selesai"),
        # a denial of something else
        ("Jumlah desa tidak teraliri listrik", "turun", "tidak teraliri"),
        ("Jumlah desa bukan swadaya", "turun", "bukan swadaya"),
        ("Desa tidak", "", ""),
        ("tidak", "", ""),
        # something bad, denied
        ("Persentase warga tidak miskin", "naik", "miskin"),
        ("Persentase layanan tanpa keluhan", "naik", "keluhan"),
        ("Persentase tidak terlambat", "naik", "terlambat"),
        # a denial that is a part of what is bad
        ("Persentase rumah tidak layak huni", "turun", "tidak layak"),
        ("Persentase kredit non performing", "turun", "non performing"),
        ("Persentase siswa tidak sekolah", "turun", "tidak sekolah"),
        # what is done about what is bad
        ("Persentase rumah tidak layak huni yang diperbaiki", "naik", "diperbaiki"),
        ("Persentase penduduk tidak miskin yang dibantu", "naik", "dibantu"),
        ("Persentase desa bebas kumuh", "naik", "bebas"),
        ("Persentase korban yang dievakuasi", "naik", "dievakuasi"),
        ("Persentase korban dievakuasi", "turun", "korban"),
        ("Jumlah korban yang dirujuk", "turun", "korban"),
        # what was done stands at most three words behind "yang"
        ("Yang ditata", "naik", "ditata"),
        ("Arsip yang ditata", "naik", "ditata"),
        ("Arsip yang telah rapi ditata", "naik", "ditata"),
        ("Arsip yang sudah lama benar ditata", "", ""),
        ("Arsip ditata", "", ""),
        # and is longer than five letters
        ("Jumlah siswa yang didik", "", ""),
        ("Jumlah siswa yang dididik", "naik", "dididik"),
        # names that begin so are no deeds
        ("Jumlah sekolah yang dinas", "", ""),
        # times and delays, whatever is done within them
        ("Lama penyelesaian perkara", "turun", "lama penyelesaian"),
        ("Rata-rata lama penyelesaian perkara", "turun", "lama penyelesaian"),
        ("Rata rata waktu tunggu", "turun", "waktu tunggu"),
        ("Waktu penyelesaian izin yang diselesaikan", "turun", "waktu penyelesaian"),
        ("Masa tunggu yang ditangani", "turun", "masa tunggu"),
        ("Persentase perkara yang selesai dalam jangka waktu", "naik", "selesai"),
        # the longest phrase at a place
        ("Jumlah kasus kekerasan terhadap perempuan", "turun", "kasus kekerasan"),
        ("Persentase penduduk yang menikah sebelum usia 19", "turun", "menikah sebelum"),
        ("Rata-rata kehadiran", "naik", "kehadiran"),
        ("rata", "", ""),
        ("", "", ""),
        ("x" * 1994 + " rusak", "turun", "rusak"),
        ("x" * 1995 + " rusak", "", ""),  # a name is read so far
    ],
)
def test_what_the_words_of_a_name_tell(indikator: str, arah: str, word: str):
    assert told_by_words(indikator) == (arah, word)
    assert word_of_less(indikator) == (word if arah == "turun" else "")


def codes(found: kf.Capaian) -> list[str]:
    return [one.code for one in found.diagnostics]


def test_where_it_is_known_from():
    given = kf.capaian(9, 10, arah="turun", indikator="Nilai SAKIP")
    assert (given.arah.arah, given.arah.asal, codes(given)) == ("turun", "diberikan", [])
    words = kf.capaian(9, 10, indikator="Angka Kemiskinan")
    assert (words.arah.arah, words.arah.asal, codes(words)) == ("turun", "kata", ["KF320"])
    target = kf.capaian(3, "maksimal 5")
    assert (target.arah.arah, target.arah.asal, codes(target)) == ("turun", "target", [])
    nothing = kf.capaian(9, 10, indikator="Nilai SAKIP")
    assert (nothing.arah.arah, nothing.arah.asal, codes(nothing)) == ("naik", "bawaan", [])


def test_a_given_direction_against_the_words_is_a_warning():
    assert codes(kf.capaian(9, 10, arah="naik", indikator="Angka Kemiskinan")) == ["KF321"]


def test_evaluate_takes_the_words_of_the_indicator():
    text, data = (
        "Jumlah penganggur / Jumlah angkatan kerja x 100%",
        {"Jumlah penganggur": 5, "Jumlah angkatan kerja": 100},
    )
    result = kf.evaluate(text, data, target="4%", indikator="Tingkat Pengangguran Terbuka")
    assert result.capaian.value == 75
    assert "KF320" in [one.code for one in result.diagnostics]
    assert kf.evaluate(text, data, target="4%", arah="naik").capaian.value == 125


@pytest.mark.parametrize(
    ("formula", "data", "target", "value"),
    [
        ("Angka kemiskinan", {"Angka kemiskinan": "10%"}, "8%", 75),
        ("Lama waktu tunggu", {"Lama waktu tunggu": "36 jam"}, "2 hari", 125),
        (
            "Jumlah penduduk miskin / Jumlah penduduk x 100%",
            {"Jumlah penduduk miskin": 10, "Jumlah penduduk": 100},
            "8%",
            75,
        ),
    ],
)
def test_a_formula_tells_its_direction_where_no_indicator_does(
    formula: str, data: dict[str, object], target: str, value: int
) -> None:
    found = kf.evaluate(formula, data, target=target).capaian
    assert (found.value, found.arah.arah, [one.code for one in found.diagnostics]) == (value, "turun", ["KF320"])
    assert kf.evaluate(formula, data, target=target, arah="naik").capaian.arah.arah == "naik"


def test_a_formula_of_one_figure_shows_both_directions_where_nothing_tells() -> None:
    found = kf.evaluate("Rasio guru", {"Rasio guru": 10}, target=8).capaian
    assert [one.code for one in found.diagnostics] == ["KF323"]


def test_what_is_done_about_it_rises() -> None:
    formula = "Jumlah temuan yang ditindaklanjuti / Jumlah temuan x 100%"
    data = {"Jumlah temuan yang ditindaklanjuti": 10, "Jumlah temuan": 100}
    assert kf.evaluate(formula, data, target="8%").capaian.value == 125


@pytest.mark.parametrize(
    ("indikator", "arah"),
    [
        ("Persentase rumah tanpa listrik", ""),
        ("Jumlah kawasan tanpa rokok", "naik"),
        ("Persentase sekolah tanpa kekerasan", "naik"),
        ("Persentase OPD dengan opini wajar tanpa pengecualian", "naik"),
    ],
)
def test_without_what_is_the_question(indikator: str, arah: str) -> None:
    assert told_by_words(indikator).arah == arah


@pytest.mark.parametrize(
    ("formula", "data"),
    [
        ("Panjang mantap / (Panjang mantap + Panjang rusak) x 100%", {"Panjang mantap": 30, "Panjang rusak": 10}),
        ("100% - (Penduduk miskin / Penduduk x 100%)", {"Penduduk miskin": 25, "Penduduk": 100}),
        ("Waktu standar / Waktu pelayanan x 100%", {"Waktu standar": 30, "Waktu pelayanan": 40}),
        ("Tunggakan terbayar / Tunggakan x 100%", {"Tunggakan terbayar": 30, "Tunggakan": 40}),
    ],
)
def test_a_word_that_is_not_what_is_measured_tells_nothing(formula: str, data: dict[str, object]) -> None:
    found = kf.evaluate(formula, data, target=60).capaian
    assert (found.value, found.arah.arah) == (125, "naik")
    given = kf.evaluate(formula, data, target=60, arah="naik").capaian
    assert "KF321" not in [one.code for one in given.diagnostics]


def test_a_lower_bound_says_more_than_a_word_of_the_formula() -> None:
    data = {"Penduduk miskin": 10, "Penduduk": 100}
    assert kf.evaluate("Penduduk miskin / Penduduk x 100%", data, target="minimal 8%").capaian.arah.arah == "naik"


def test_who_has_what_is_good_tells_nothing_of_a_ratio() -> None:
    formula = "Jumlah daerah rawan bencana yang memiliki EWS / Jumlah daerah x 100%"
    data = {"Jumlah daerah rawan bencana yang memiliki EWS": 30, "Jumlah daerah": 40}
    assert kf.evaluate(formula, data, target=60).capaian.value == 125


@pytest.mark.parametrize(
    "indikator", ["Tingkat waktu tanggap (response time rate)", "Angka prevalensi pemakaian kontrasepsi modern (mCPR)"]
)
def test_rates_of_good_things_rise_whatever_they_are_called(indikator: str) -> None:
    assert told_by_words(indikator).arah == "naik"


@pytest.mark.parametrize(
    ("indikator", "arah", "word"),
    [
        # What an office writes about a trouble
        ("Jumlah dokumen kajian risiko bencana", "naik", "dokumen"),
        ("Dokumen rencana kontingensi bencana", "naik", "dokumen"),
        ("Jumlah peta rawan banjir", "naik", "peta"),
        # what is wrong with the paper itself
        ("Jumlah dokumen rusak", "turun", "rusak"),
        ("Jumlah dokumen terlambat", "turun", "terlambat"),
        ("Jumlah dokumen bermasalah", "turun", "bermasalah"),
        ("Jumlah data temuan", "turun", "temuan"),
        # the name begins with something else
        ("Jumlah kasus dalam dokumen", "turun", "kasus"),
        ("Jumlah desa yang memiliki peta rawan bencana", "turun", "rawan"),
        ("Jumlah kasus kekerasan", "turun", "kasus kekerasan"),
        # a time is better short, whatever is done within it
        ("Rata-rata lama penyelesaian perkara", "turun", "lama penyelesaian"),
        ("Waktu tunggu penyelesaian dokumen", "turun", "waktu tunggu"),
        ("Penyelesaian perkara", "naik", "penyelesaian"),
        # done, and denied
        ("Persentase desa bersih narkoba", "naik", "bersih narkoba"),
        ("Jumlah kampung bersih dari narkoba", "naik", "bersih dari narkoba"),
        ("Jumlah pengguna narkoba", "turun", "narkoba"),
        ("Persentase warga tidak berjamban", "turun", "tidak berjamban"),
        ("Persentase warga tanpa jamban", "", ""),
        ("Persentase warga tidak", "", ""),
    ],
)
def test_words_that_tell_a_direction(indikator: str, arah: str, word: str) -> None:
    assert told_by_words(indikator) == (arah, word)


@pytest.mark.parametrize(
    ("indikator", "target", "arah", "asal", "word", "codes"),
    [
        ("Angka kematian ibu", "≤ 12", "turun", "target", "≤ 12", []),
        ("Angka kematian ibu", "< 12", "turun", "target", "< 12", []),
        ("Angka kematian ibu", "maksimal 12", "turun", "target", "maksimal 12", []),
        ("Angka kematian ibu", "12", "turun", "kata", "kematian", ["KF320"]),
        ("Skor kantor", "≤ 12", "turun", "target", "≤ 12", []),
        ("Skor kantor", "≥ 12", "naik", "bawaan", "", []),
        ("Skor kantor", "12", "naik", "bawaan", "", ["KF323"]),
        ("Nilai SAKIP", "12", "naik", "bawaan", "", []),
        (None, "12", "naik", "bawaan", "", []),
    ],
)
def test_a_bound_says_the_direction_too(
    indikator: str | None, target: str, arah: str, asal: str, word: str, codes: list[str]
) -> None:
    found = kf.capaian(10, target, indikator=indikator)
    assert found.arah == (arah, asal, word)
    assert [one.code for one in found.diagnostics] == codes


@pytest.mark.parametrize(
    ("indikator", "target", "arah", "word"),
    [
        (None, 60, "turun", "miskin"),
        ("Skor kantor", 60, "turun", "miskin"),
        ("Besaran kantor", 60, "turun", "miskin"),
        ("Skor kantor", "≥ 60", "naik", ""),
        ("Persentase penurunan kemiskinan", 60, "naik", ""),
        ("Indeks kepuasan", 60, "naik", ""),
    ],
)
def test_what_a_ratio_measures_tells_where_its_indicator_tells_nothing(
    indikator: str | None, target: object, arah: str, word: str
) -> None:
    formula = kf.parse("Penduduk miskin / Penduduk x 100%", indikator=indikator)
    found = kf.evaluate(formula, {"Penduduk miskin": 30, "Penduduk": 40}, target=target).capaian
    assert (found.arah.arah, found.arah.word) == (arah, word)
