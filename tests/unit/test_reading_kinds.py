"""Kinds of cells that were once read wrong: the canonical line that each means, and no reading wrong in silence."""

from __future__ import annotations

import pytest

import kinerja_formula as kf
from kinerja_formula.reading.certainty import certainty_curves


@pytest.mark.parametrize(
    ("text", "line"),
    [
        # Fixed expressions that hold the word of an operator
        (
            "Jumlah OPD yang bekerja sama dengan mitra / Jumlah OPD x 100%",
            "Jumlah OPD yang bekerja sama dengan mitra / Jumlah OPD × 100%",
        ),
        ("Jumlah kegiatan kerja sama dengan daerah lain", "Jumlah kegiatan kerja sama dengan daerah lain"),
        ("Jumlah dana bagi hasil pajak", "`Jumlah dana bagi hasil pajak`"),
        ("Jumlah hasil studi banding", "`Jumlah hasil studi banding`"),
        ("Jumlah pelatihan bagi aparatur desa", "`Jumlah pelatihan bagi aparatur desa`"),
        ("Jumlah hadir bagi jumlah undangan x 100%", "Jumlah hadir / jumlah undangan × 100%"),
        ("Nilai akhir sama dengan jumlah skor dibagi jumlah unsur", "jumlah skor / jumlah unsur"),
        # Words that tell which ones are counted; a share that is no operation
        (
            "Jumlah usulan yang ditambah dan/atau dikurangi pada P-APBD / Jumlah usulan pada P-APBD x 100%",
            "`Jumlah usulan yang ditambah dan/atau dikurangi pada P-APBD` / Jumlah usulan pada P-APBD × 100%",
        ),
        (
            "Jumlah perjanjian bagi hasil yang dibagi secara adil dibagi jumlah perjanjian bagi hasil dikali 100%",
            "`Jumlah perjanjian bagi hasil yang dibagi secara adil` / `jumlah perjanjian bagi hasil` × 100%",
        ),
        # A colon behind what calculates divides
        (
            "(Sampah yang dikurangi + sampah yang ditangani) : timbulan sampah X 100%",
            "(`Sampah yang dikurangi` + `sampah yang ditangani`) / `timbulan sampah` × 100%",
        ),
        (
            "Efisiensi = (Realisasi biaya / Pagu) : (Realisasi hasil / Target hasil) x 100%",
            "`Realisasi biaya` / `Pagu` / (`Realisasi hasil` / `Target hasil`) × 100%",
        ),
        # A difference that is defined: dashes between names behind an equals sign
        ("Sisa Kuota = Kuota Awal - Terpakai", "`Kuota Awal` - `Terpakai`"),
        ("Sisa kuota = kuota awal - terpakai", "`kuota awal` - `terpakai`"),
        ("Deviasi Qty = Aktual Rata-Rata - Plan Bulanan", "`Aktual Rata-Rata` - `Plan Bulanan`"),
        ("Saldo Akhir = Saldo Awal + Penerimaan - Pengeluaran Kas", "`Saldo Awal` + `Penerimaan` - `Pengeluaran Kas`"),
        ("Peserta = Siswa Kelas VII - IX", "`Siswa Kelas VII - IX`"),
        # A part over itself and the rest
        ("Jumlah hadir / jumlah hadir + jumlah alpa x 100%", "Jumlah hadir / (jumlah hadir + jumlah alpa) × 100%"),
        ("(TP/TP+FN) x 100%", "`TP` / (`TP` + `FN`) × 100%"),
        # What a definition is told with
        ("Rasio guru dinyatakan sebagai jumlah guru dibagi jumlah siswa", "jumlah guru / jumlah siswa"),
        (
            "Persentase warga miskin dinyatakan sebagai perbandingan jumlah warga miskin terhadap jumlah warga",
            "jumlah warga miskin / jumlah warga",
        ),
        (
            "Jumlah desa yang dinyatakan sebagai desa mandiri / jumlah desa x 100%",
            "`Jumlah desa yang dinyatakan sebagai desa mandiri` / jumlah desa × 100%",
        ),
        ("Apabila produksi dibagi luas panen maka diperoleh hasil per hektar", "`produksi` / `luas panen`"),
        ("Nilai Deviasi: 100 - Deviasi RPD", "100 - `Deviasi RPD`"),
        # A rate of a ratio; what a result is held against, told by a word
        ("Rasio dokter per 100.000 penduduk", "`dokter` / `penduduk` × 100000"),
        (
            "Jumlah pelanggan puas / jumlah pelanggan x 100% dengan target minimal 80%",
            "Jumlah pelanggan puas / jumlah pelanggan × 100%",
        ),
        # A bound of a function that has ratios in it
        ("MAX(A / B; C / D), minimal 0", "maks (maks (`A` / `B`; `C` / `D`); 0)"),
        # A sum sign holds its bracket over a line break, too
        ("Y = C + ∑\n[(P * Q)+(R * S)]", "`C` + Σ (`P` × `Q`) + Σ (`R` × `S`)"),
        ("Y = C + ∑[(P * Q * T)+\n(R * S)]", "`C` + Σ (`P` × `Q` × `T`) + Σ (`R` × `S`)"),
        # Where a value comes from, and what is said of it in a sentence of its own
        ("Jumlah pegawai yang hadir. Dihitung dari daftar hadir.", "Jumlah pegawai yang hadir"),
        ("Indeks kepuasan pelanggan diperoleh dari hasil survei kepuasan", "`Indeks kepuasan pelanggan`"),
        ("Jumlah kasus demam. Data diperoleh dari puskesmas.", "Jumlah kasus demam"),
        ("Jumlah desa mandiri. Angka ini diambil dari laporan desa.", "Jumlah desa mandiri"),
        ("Persentase kehadiran. Dihitung dari jumlah hadir dibagi jumlah pegawai.", "jumlah hadir / jumlah pegawai"),
        ("Indeks kepuasan. Dihitung dari rata-rata nilai unsur.", "`rata-rata nilai unsur`"),
        # The unit of what is not divided; an explanation without a stop before it
        ("Jumlah produksi padi dibagi luas panen dengan satuan ton/ha", "Jumlah produksi padi / `luas panen`"),
        ("Jumlah produksi padi dengan satuan ton", "Jumlah produksi padi"),
        ("Jumlah koordinasi dengan satuan kerja", "Jumlah koordinasi dengan satuan kerja"),
        ("Hasil penilaian kepuasan pasien (dalam persen)", "`Hasil penilaian kepuasan pasien (dalam persen)`"),
        ("Target dikurangi realisasi, dinyatakan dalam persen", "`Target` - `realisasi`"),
        ("Panjang jalan / luas wilayah\nsemakin tinggi semakin baik", "`Panjang jalan` / `luas wilayah`"),
        ("Persentase desa yang semakin maju", "`Persentase desa yang semakin maju`"),
        # Weights told in a sentence make a whole
        (
            "Nilai terdiri dari kebersihan dengan bobot 40%, kerapian dengan bobot 35% dan keindahan dengan bobot 25%",
            "40% × `kebersihan` + 35% × `kerapian` + 25% × `keindahan`",
        ),
        (
            "Komponen meliputi perencanaan kinerja (30%), pengukuran kinerja (45%) dan evaluasi internal (25%)",
            "30% × `perencanaan kinerja` + 45% × `pengukuran kinerja` + 25% × `evaluasi internal`",
        ),
        (
            "Sarana dan prasarana (bobot 30%), sumber daya manusia (bobot 70%)",
            "30% × `Sarana dan prasarana` + 70% × `sumber daya manusia`",
        ),
        # A product or a sum told in words below the line; weights of what is added up
        (
            "Total skor dibagi dengan hasil perkalian antara jumlah responden dengan jumlah pertanyaan",
            "Total skor / (jumlah responden × jumlah pertanyaan)",
        ),
        (
            "Jumlah lulusan dibagi hasil penjumlahan jumlah siswa lama dan jumlah siswa baru",
            "Jumlah lulusan / (jumlah siswa lama + jumlah siswa baru)",
        ),
        (
            "Penjumlahan dari nilai mutu dengan bobot 25%, nilai kerja dengan bobot 40% dan nilai uji dengan bobot 35%",
            "25% × `nilai mutu` + 40% × `nilai kerja` + 35% × `nilai uji`",
        ),
        # What the result is held against
        ("(Jumlah keluhan selesai / Jumlah keluhan) × 100% ≥ 80%", "Jumlah keluhan selesai / Jumlah keluhan × 100%"),
        ("(Jumlah operasi tertunda / Jumlah operasi) x 100% < 5%", "Jumlah operasi tertunda / Jumlah operasi × 100%"),
        ("5 jika A / B x 100% ≥ 80%", "jika `A` / `B` × 100% ≥ 80% maka 5"),
        ("Prestasi kerja sama dengan SKP x 60% + Perilaku x 40%", "`SKP` × 60% + `Perilaku` × 40%"),
        ("Capaian atau sama dengan realisasi / target x 100%", "`realisasi` / `target` × 100%"),
        (
            "Jumlah rapat dengan kehadiran ≥ 80% / Jumlah rapat x 100%",
            "`Jumlah rapat dengan kehadiran ≥ 80%` / Jumlah rapat × 100%",
        ),
        # A plus behind a number belongs to it, unless a name begins again behind it
        ("Jumlah penduduk usia 65+ / Jumlah penduduk x 100%", "`Jumlah penduduk usia 65+` / Jumlah penduduk × 100%"),
        ("(nilai 1+ nilai 2) / 2", "(`nilai 1` + `nilai 2`) / 2"),
        # Targets behind a label; numerator and denominator told before the words that divide them
        (
            "Numerator: jumlah pasien < 30 mnt\nDenominator: jumlah pasien\nRumus: numerator dibagi denominator x 100",
            "`jumlah pasien < 30 mnt` / jumlah pasien × 100",
        ),
        ("Waktu seluruh izin dibagi jumlah izin (target maks. 5 hari)", "`Waktu seluruh izin` / jumlah izin"),
        # A dash behind a plus subtracts; months with a dash are a span
        ("Cadangan = stok awal + pengadaan - penyaluran", "`stok awal` + `pengadaan` - `penyaluran`"),
        # Nouns that look like a process and count events
        ("Kematian ibu", "`Kematian ibu`"),
        ("Keluhan yang ditangani", "`Keluhan yang ditangani`"),
        # A power written as programs do, and factors below zero
        ("(Jumlah kios + Jumlah lapak) ** 2", "(Jumlah kios + Jumlah lapak) ^ 2"),
        ("[Jumlah kios + Jumlah lapak] ** 2 / Jumlah pasar", "(Jumlah kios + Jumlah lapak) ^ 2 / Jumlah pasar"),
        ("**(Jumlah kios + Jumlah lapak)** / 2", "(Jumlah kios + Jumlah lapak) / 2"),
        ("Jumlah bibit x -1", "Jumlah bibit × (-(1))"),
        ("Jumlah bibit / -2", "Jumlah bibit / (-(2))"),
        ("Jumlah bibit x -10% + Jumlah benih", "Jumlah bibit × (-(10%)) + Jumlah benih"),
        ("Jumlah anak usia 5 - 6 tahun / Jumlah anak", "`Jumlah anak usia 5 - 6 tahun` / Jumlah anak"),
        # Powers of ten in words behind a factor
        ("Jumlah kasus / Jumlah warga x 100 ribu", "Jumlah kasus / Jumlah warga × 100000"),
        ("jumlah kasus dibagi jumlah warga dikalikan dengan 1 juta", "jumlah kasus / jumlah warga × 1000000"),
        ("jumlah kasus dibagi jumlah warga dikali seratus ribu", "jumlah kasus / jumlah warga × 100000"),
        ("Jumlah kasus / Jumlah warga x 1,5 juta", "Jumlah kasus / Jumlah warga × 1500000"),
        ("Jumlah bantuan 100 ribu yang disalurkan", "`Jumlah bantuan 100 ribu yang disalurkan`"),
        # Thousands written the English way, or with blanks: three zeros are no decimals
        ("Jumlah kasus / Jumlah warga x 100,000", "Jumlah kasus / Jumlah warga × 100000"),
        ("Jumlah kasus / Jumlah warga x 1,000,000", "Jumlah kasus / Jumlah warga × 1000000"),
        ("Jumlah kasus / Jumlah warga x 100 000", "Jumlah kasus / Jumlah warga × 100000"),
        ("Jumlah kasus / Jumlah warga x 100,000 %", "Jumlah kasus / Jumlah warga × 100%"),
        ("Jumlah kasus / Jumlah warga x 100,00%", "Jumlah kasus / Jumlah warga × 100%"),
        ("Jumlah kasus x 2,500", "Jumlah kasus × 2,5"),
        ("Jumlah anak 1 000 hari / Jumlah anak", "`Jumlah anak 1 000 hari` / Jumlah anak"),
        # A word cut short where an operand begins
        ("Vol. Usaha Koperasi ÷ PDRB Wilayah × 100%", "`Vol. Usaha Koperasi` / `PDRB Wilayah` × 100%"),
        ("Rumus. Jumlah guru / Jumlah siswa", "Jumlah guru / Jumlah siswa"),
        # Roots with their degree before the sign
        ("³√(A x B x C)", "\\sqrt[3]{`A` × `B` × `C`}"),
        ("²√(A x B)", "√(`A` × `B`)"),
        # Figures that were filled in beside the names
        (
            "Jumlah siswa SD = 2.720 -------- x 100 % Jumlah anak usia 7 - 12 tahun = 4.310",
            "Jumlah siswa SD / `Jumlah anak usia 7 - 12 tahun` × 100%",
        ),
        ("Jumlah siswa SD -------- x 100 % Jumlah anak =", "Jumlah siswa SD / Jumlah anak × 100%"),
        # Coefficients of symbols, fields that are counted, frames that tell a source
        ("A = (4 X1 + 3 X2 + 2 X3) / 4", "(4 × `X1` + 3 × `X2` + 2 × `X3`) / 4"),
        (
            "(COUNT([Jumlah Dokumen Selesai]) / COUNT([Jumlah Dokumen])) * 100%",
            "Jumlah Dokumen Selesai / Jumlah Dokumen × 100%",
        ),
        (
            "Menggunakan skor indeks yang resmi dirilis oleh kementerian",
            "`skor indeks yang resmi dirilis oleh kementerian`",
        ),
        # Rows of short items
        (
            "Rata-rata dari capaian tahap Penyelidikan, Penyidikan, Penuntutan, dan Eksekusi",
            "(rata-rata (`capaian tahap Penyelidikan`; `Penyidikan`; `Penuntutan`; `Eksekusi`))",
        ),
        # What a table leaves behind
        ("Jumlah siswa baru *) |\n------------ x 100% |\nJumlah siswa |", "Jumlah siswa baru / Jumlah siswa × 100%"),
        # A label said again, a label within the bracket, and names joined by a dash that stand alone elsewhere
        ("Total nilai : (Total nilai / Jumlah kelas)", "Total nilai / Jumlah kelas"),
        ("Skor total IDM (Auto: (IKS + IKE + IKL) / 3)", "(`IKS` + `IKE` + `IKL`) / 3"),
        (
            "Rencana - (Realisasi-Rencana) x\n100%\nRencana",
            "(`Rencana` - (`Realisasi` - `Rencana`)) / `Rencana` × 100%",
        ),
        # How often, inside a name
        (
            "Jumlah bayi yang mendapat 3 x imunisasi polio / Jumlah bayi x 100%",
            "`Jumlah bayi yang mendapat 3 x imunisasi polio` / Jumlah bayi × 100%",
        ),
        # A constant in words
        ("Jumlah bidan dibagi jumlah warga dengan konstanta (1000)", "Jumlah bidan / jumlah warga × 1000"),
        # The same once more in symbols
        (
            "Jumlah hadir (A) dibagi jumlah undangan (B) dikali 100% sama dengan seratus atau A/B x 100% = 100",
            "`Jumlah hadir (A)` / `jumlah undangan (B)` × 100%",
        ),
        # Lines that are dots, or that text recognition saw as a sign
        (
            "Jumlah anak bersekolah\n…………… …… %\nJumlah anak di kota ……",
            "Jumlah anak bersekolah / Jumlah anak di kota × 100%",
        ),
        ("Jumlah kasus\n=\nx 1.000\nJumlah warga", "Jumlah kasus / Jumlah warga × 1000"),
        ("Jumlah sembuh\nCakupan = x 100%\nJumlah sakit", "Jumlah sembuh / Jumlah sakit × 100%"),
        ("Jumlah sembuh\n= X 100%\nJumlah sakit", "Jumlah sembuh / Jumlah sakit × 100%"),
        # The mark of an item in a font for symbols; a verb parted from its prefix at the end of a line
        ("\uf0b7 Jumlah aduan dibagi total aduan X 100 %", "Jumlah aduan / total aduan × 100%"),
        (
            "jumlah posyandu aktif di bagi\njumlah total posyandu x 100 %",
            "jumlah posyandu aktif / `jumlah total posyandu` × 100%",
        ),
        # A dash marks the item, those in brackets subtract
        ("- Skor = (Skor A - Skor C) / (Skor B - Skor C)", "(`Skor A` - `Skor C`) / (`Skor B` - `Skor C`)"),
        # A true minus
        (
            "Volume air baku−Volume air jual / Volume air baku x 100%",
            "(`Volume air baku` - `Volume air jual`) / `Volume air baku` × 100%",
        ),
        ("Jumlah warga usia 15−64 tahun", "`Jumlah warga usia 15−64 tahun`"),
        # A line that says what the last name is
        (
            "Nilai akhir = Total skor / Total unsur × Nilai penimbang\nNilai penimbang = 1/9",
            "`Nilai penimbang` = 1 / 9; `Nilai akhir` = `Total skor` / `Total unsur` × `Nilai penimbang`",
        ),
        # Who counts is no quantity
        ("jumlah tahun sekolah yang dijalani warga, dihitung oleh BPS", "jumlah tahun sekolah yang dijalani warga"),
        # Units behind, in other spellings
        ("rasio antara jumlah guru dengan jumlah murid dalam presentase", "jumlah guru / jumlah murid × 100%"),
        (
            "Jumlah guru dibagi dengan jumlah murid dinyatakan dalam satuan persen (%)",
            "Jumlah guru / jumlah murid × 100%",
        ),
        ("(Jumlah guru / Jumlah murid) %", "Jumlah guru / Jumlah murid × 100%"),
        # The geometric mean of a list
        (
            "rata-rata geometrik dari indeks kesehatan, indeks pendidikan dan indeks belanja",
            "rata-rata-ukur (`indeks kesehatan`; `indeks pendidikan`; `indeks belanja`)",
        ),
        # Limits of a sum, however they are written
        (r"$\frac{\sum^J_{j=1}luas}{\sum panen}\times100\%$", "Σ `luas` / Σ `panen` × 100%"),
        # The marks of columns in a LaTeX table are layout
        ("$$\\begin{align}Nilai &= Skor * 0.05 \\\\ &= 50 * 0.05 \\\\ &= 2.5\\end{align}$$", "`Skor` × 0,05"),
        # A share that is a factor
        ("Rumus = Σ produksi padi x 62,7%", "Σ `produksi padi` × 62,7%"),
        # A pair of words between which a slash stands twice
        (
            "Realisasi program / kegiatan x 100% Target program / kegiatan",
            "`Realisasi program / kegiatan` / `Target program / kegiatan` × 100%",
        ),
    ],
)
def test_a_kind_of_cell_is_read(text: str, line: str):
    assert kf.parse(text).to_text() == line


@pytest.mark.parametrize(
    "text",
    [
        "Rasio belanja = Total belanja Total pendapatan",  # the line of a fraction is lost
        "Laba bersih x 1000",  # a rate without what it is a rate of
        "Capaian program : Jumlah warga terdata",  # a label, or a division?
        "Jumlah wewenang – Jumlah izin – Jumlah nonizin",  # a difference, or a list?
        "Jumlah A - Jumlah B) / Jumlah C",  # the other bracket decides what is calculated first
        "(Jumlah A / Jumlah B + Jumlah C x 100%",
        "2.720 / Jumlah anak usia sekolah x 100%",  # a figure in the place of a name
        "{PDRB (t+1) PDRB (t)} / PDRB (t) x 100%",  # a lost sign
        "Jumlah kas / jumlah utang + jumlah modal",  # a count added to a ratio, or to what is below the line
        "Jumlah hadir / jumlah hadir + jumlah alpa x 100%",
        "Periode = Januari - Juni",
        "40% x Dana\nDBD = + BD x 60% x Dana\nJumlah Desa",  # half of the formula behind the equals sign
        "Jumlah pelanggan puas / jumlah pelanggan x 100%, minimal 80%",  # a target, or a bound from below
        "(Realisasi PMA + Realisasi PMDN / Target tahunan) × 100%",
        "jumlah siswa / guru",  # two words for one thing?
        "Persentase peningkatan laba terhadap tahun lalu",  # a figure, or two of them?
        "Jumlah laki-laki / Jumlah perempuan. Biasanya dinyatakan per 100 perempuan",  # a factor left unread
        "rasio beban = (0-14 + 65+) / 15-64 x 100",  # names that are figures look like an example
        "Laba kotor = TP - BT Laba bersih = TP - BT + BD",  # two formulas
        "(Jumlah kasus / Jumlah hari rawat) / 1000",  # per mille, or a figure in thousands
        "Jumlah hari rawat / Jumlah ranjang x Jumlah hari x 100%",  # which side of the line is the period on?
        "Jumlah jabatan yang dihitung dengan hasil kali volume dan norma waktu / jumlah jabatan x 100%",
    ],
)
def test_what_may_mean_something_else_is_doubted(text: str):
    formula = kf.parse(text)
    assert formula.certainty < certainty_curves().sure or any(one.severity == "warning" for one in formula.diagnostics)


@pytest.mark.parametrize(
    ("text", "constants"),
    [
        ("RK = ((a x N1) + (b x N2)) / N Faktor: a = 3 , b = 2", {"a": 3, "b": 2}),
        ("CDR = D / P x k\nCatatan : k = konstanta = 1000", {"k": 1000}),
        ("(Nilai unsur / Jumlah unsur) × Nilai Penimbang\nNilai Penimbang = 1/8 = 0,125", {"Nilai Penimbang": 0.125}),
        ("IPM = 1/2 (X1+X2)\n\ndimana\nX2 = 1/3 (Indeks Melek Huruf)", {}),  # a formula, no figure
        ("Skor = A / B x 100\n\nCatatan: jika A = B → skor = 100%.", {}),
        ("Jumlah hadir / Jumlah undangan x 100% = 15/60 x 100% = 25%", {}),
    ],
)
def test_a_figure_beside_a_formula_is_a_constant_only_where_it_is_given_to_a_name(
    text: str, constants: dict[str, float]
):
    assert dict(kf.parse(text).constants) == constants


@pytest.mark.parametrize(
    "text", ["Nilai = (jika", "Skor = MIN(bila", "Skor = ROUND(jika", "jika", "Target 5%-1.2.3,4%"]
)
def test_a_cell_that_was_cut_off_is_no_fault_of_the_program(text: str):
    assert kf.parse(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "Laki-laki 40% dan perempuan 60%",
        "Sumber dana terdiri dari APBD 70% dan APBN 30%",
        "TW1 10%, TW2 20%, TW3 30%, TW4 40%",
        "Target triwulan I 25%, triwulan II 50% dan triwulan III 75%",
    ],
)
def test_shares_and_stages_are_no_weights(text: str):
    assert kf.parse(text).to_text() == text


@pytest.mark.parametrize("text", ["Keberadaan maklumat pelayanan", "Keberadaan informasi bagan alur di loket"])
def test_what_is_there_or_not_is_measured_by_that(text: str):
    assert kf.check(text) == ()


def test_an_indicator_that_is_a_ratio_makes_a_colon_divide():
    text = "Aktiva lancar : Utang lancar"
    told, silent = kf.parse(text, indikator="Rasio lancar"), kf.parse(text, indikator="Kas")
    assert told.to_text() == "`Aktiva lancar` / `Utang lancar`"
    assert told.certainty > silent.certainty
