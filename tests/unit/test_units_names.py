"""What names tell, whole: unit, the words that decided, and how sure that is; a name by name table."""

from __future__ import annotations

import pytest

from kinerja_formula.units import head_unit, load_vocabulary
from kinerja_formula.units.head_nouns import names_unit

# name → precise name of the unit | deciding words | is it known, sure (counted, measured, in brackets), open (the noun
# means several things), written (the unit itself stands in the name)
NAMES = """
Jumlah pegawai → pegawai | pegawai | known sure written
pegawai → pegawai | pegawai | known written
Luas sawah → m2 | Luas | known sure
Realisasi luas sawah → m2 | luas | known sure
Luas → m2 | Luas | known sure
hari kerja → hari-kerja | hari kerja | known sure written
Pendapatan daerah → rupiah | Pendapatan | known sure
Realisasi PAD → rupiah | PAD | known sure
Nilai SKP → nilai | Nilai | known open written
Jumlah nilai → nilai | nilai | known open written
Provinsi → provinsi | Provinsi | known open written
Jumlah provinsi → provinsi | provinsi | known sure written
Realisasi provinsi → provinsi | provinsi | known open written
Aset → aset | Aset | known open written
Jumlah aset → aset | aset | known open written
IKM → nilai | IKM | known open
Jumlah IKM → perusahaan | IKM | known open
Panjang jalan (km) → km | km | known sure written
Panjang jalan → m | Panjang | known sure
Panjang jalan ( km ) → km |  km  | known sure written
Panjang jalan (m) → m | m | known sure written
Jumlah pegawai (m) → pegawai | pegawai | known sure written
Luas (m) → m2 | Luas | known sure
Persentase (%) → % | % | known sure written
Cakupan jalan (%) → % | % | known sure written
Jalan (%) → % | % | known sure written
(km) → nothing
Panjang (km) jalan → m | Panjang | known sure
Panjang jalan (orang per kilometer persegi sekali) → m | Panjang | known sure
Jumlah penduduk (ribu jiwa) → ribu orang | ribu jiwa | known sure written
Jumlah penduduk (dalam ribuan) → ribu orang | dalam ribuan | known sure written
Jumlah penduduk (000 jiwa) → ribu orang | 000 jiwa | known sure written
xx (dalam ribuan) → nothing
Jumlah sumur (ribuan) → ribu sumur | ribuan | sure
Nilai investasi (Rp M) → miliar rupiah | Rp M | known sure written
Nilai investasi (M) → rupiah | Nilai investasi | known open
Nilai investasi (juta) → juta rupiah | juta | known sure written
Nilai investasi (Rp juta) → juta rupiah | Rp juta | known sure written
Kepadatan (jiwa/km2) → orang/km2 | jiwa/km2 | known sure written
Kepadatan (jiwa per km2) → orang/km2 | jiwa per km2 | known sure written
Kepadatan (orang/desa) → nothing
Rasio (kali/tahun) → kali/tahun | kali/tahun | known sure written
Rasio (orang/bulan) → orang-bulan | orang/bulan | known sure written
Kerja (OH) → nothing
Kerja (orang-hari) → nothing
Kehadiran (orang) → orang | orang | known sure written
Kehadiran (org) → orang | Kehadiran | known written
Kehadiran (pegawai) → orang | Kehadiran | known written
Cakupan (SR) → % | Cakupan | known
Belanja (TA) → rupiah | Belanja | known sure
Belanja (Rp) → rupiah | Rp | known sure written
Belanja (rupiah) → rupiah | rupiah | known sure written
Lama (jam) → jam | jam | known sure written
Lama (hr) → nothing
Lama (hari) → hari | hari | known sure written
Lama (menit) → menit | menit | known sure written
Berat (kg) → kg | kg | known sure written
Produksi (t) → nothing
Produksi (ton) → ton | ton | known sure written
Produksi (kw) → nothing
Produksi (ku/ha) → kuintal/ha | ku/ha | known sure written
Jumlah rapat (kali) → kali | kali | known sure written
Jumlah (unit) → unit | unit | known sure written
Jumlah dokumen (buah) → dokumen | dokumen | known sure written
Jumlah (sumur) → sumur | sumur | -
x (1000) → nothing
x () → nothing
x (12 km) → nothing
x (juta orang-hari) → nothing
x (per 1.000) → per 1000 | per 1.000 | known sure written
x (‰) → nothing
x (poin) → nothing
x (nilai) → nilai | nilai | known sure written
Tinggi (cm) → cm | cm | known sure written
x (lebar jalan per km) → m/km | lebar jalan per km | known sure written
x (lebar dua puluh jalan / km) → m/km | lebar dua puluh jalan / km | known sure written
x (lebar dua puluh satu jalan/km) → nothing
3 dokumen → dokumen | dokumen | known written
3 (tiga) dokumen → dokumen | dokumen | known written
dua dokumen → dokumen | dokumen | known written
100% dokumen → nothing
Jumlah 100% dokumen → nothing
% dokumen → % | % | known written
% pegawai hadir → % | % | known written
Jumlah pegawai % → pegawai | pegawai | known sure written
pegawai dan dokumen → nothing
Jumlah pegawai dan siswa → pegawai | pegawai | known sure written
Jumlah pegawai, dan siswa → pegawai | pegawai | known sure written
Jumlah pegawai, siswa → pegawai | pegawai | known sure written
Jumlah pegawai dan dokumen → nothing
Jumlah pegawai dan/atau dokumen → pegawai | pegawai | known sure written
Jumlah pegawai / dokumen → pegawai | pegawai | known sure written
Jumlah data / pegawai → pegawai | pegawai | known sure written
Jumlah data / dokumen / pegawai → dokumen | dokumen | known sure written
Jumlah data dan dokumen → nothing
Jumlah pegawai dan data → nothing
Jumlah pegawai dan xyz → pegawai | pegawai | known sure written
Jumlah sumur dan dokumen → nothing
Jumlah sumur dan menara → sumur | sumur | -
Jumlah sumur → sumur | sumur | -
Jumlah sumurnya → sumurnya | sumurnya | -
Jumlah pegawainya → pegawai | pegawainya | known sure
Jumlah datanya → nothing
Jumlah x → nothing
Jumlah ab → ab | ab | -
Jumlah pelaksanaan → nothing
Jumlah pelaksanaan pembinaan → nothing
Jumlah pelaksanaan kegiatan → kegiatan | pelaksanaan kegiatan | known sure
Jumlah digitalisasi → nothing
Jumlah aksi → aksi | aksi | -
Jumlah variasi → nothing
Jumlah isi → isi | isi | -
Jumlah operasi → operasi | operasi | known sure written
Jumlah menyusun → menyusun | menyusun | -
Jumlah meningkatkan → nothing
Jumlah terpenuhinya → nothing
Jumlah terminal → terminal | terminal | -
Jumlah pedestrian → nothing
Jumlah pekarangan → nothing
Jumlah kebun → kebun | kebun | -
Jumlah yang hadir → nothing
Jumlah 12a → nothing
Jumlah sumur-sumur → sumur | sumur-sumur | -
sumur → nothing
Realisasi sumur → nothing
Jumlah realisasi sumur → nothing
Jumlah seluruh sumur → sumur | sumur | -
Jumlah draf → draf | draf | known sure written
Jumlah draf laporan → laporan | laporan | known sure written
draf laporan → laporan | laporan | known written
draf → draf | draf | known written
Jumlah draf pegawai → draf | draf | known sure written
Jumlah draf xyz → draf | draf | known sure written
Jumlah draf/konsep → draf | draf | known sure written
Jumlah konsep → draf | konsep | known sure written
Jumlah draf/konsep pegawai → draf | draf | known sure written
Nilai → nilai | Nilai | known open written
Nilai realisasi anggaran → rupiah | realisasi anggaran | known
Nilai anggaran → rupiah | anggaran | known
Nilai jumlah anggaran → rupiah | anggaran | known sure
Nilai seluruh anggaran → rupiah | anggaran | known
Nilai realisasi belanja → rupiah | realisasi belanja | known
Nilai kontrak → rupiah | Nilai kontrak | known open
Nilai pegawai → nilai | Nilai | known open written
Nilai realisasi pegawai → nilai | Nilai | known open written
Jumlah nilai kontrak → rupiah | nilai kontrak | known open
Jumlah nilai anggaran → rupiah | anggaran | known sure
Realisasi Triwulan I → nothing
Jumlah triwulan → triwulan | triwulan | known sure written
Target bulan → nothing
Realisasi hari kerja → nothing
Hasil pengawasan dalam bentuk jumlah sampel → sampel | sampel | known sure written
Hasil pengawasan berupa jumlah sumur → sumur | sumur | -
Hasil pengawasan dalam bentuk sampel → nothing
xyz berupa Jumlah pelaksanaan → nothing
xyz bentuk jumlah → nothing
PDRB1 → rupiah | PDRB1 | known sure
Jumlah PDRB2024 → rupiah | PDRB2024 | known sure
M2 → nothing
K1 → nothing
KK → keluarga | KK | known open written
Jumlah KK → keluarga | KK | known open written
Desa → desa | Desa | known open written
Jumlah desa → desa | desa | known sure written
unit kerja → unit-kerja | unit kerja | known written
Jumlah unit kerja → unit-kerja | unit kerja | known sure written
rapat-rapat → rapat | rapat-rapat | known written
Rapat-rapatnya → rapat | Rapat-rapatnya | known written
Σ pegawai → pegawai | pegawai | known sure written
∑ Siswa → siswa | Siswa | known sure written
Volume produksi sampah → m3 | Volume produksi sampah | known open
Jumlah sapi → sapi | sapi | -
Jumlah tahun → tahun | tahun | known sure written
Lama tahun → nothing
Jumlah survei → kegiatan | survei | known sure
survei → nilai | survei | known
Nilai survei → nilai | Nilai survei | known open
Estimasi jumlah penduduk → orang | penduduk | known sure written
Rata-rata jumlah pegawai → pegawai | pegawai | known sure written
Rata-rata lama rawat → nothing
Rata-rata pegawai → pegawai | pegawai | known written
pegawai seluruh → pegawai | pegawai | known written
Sisa anggaran → rupiah | Sisa anggaran | known sure
Kontribusi pajak → rupiah | pajak | known sure
"""


def told(name: str) -> str:
    found = head_unit(name)
    if found is None:
        assert not names_unit(name)
        return f"{name} → nothing"
    marks = {"known": found.known, "sure": found.sure, "open": found.open, "written": names_unit(name)}
    flags = " ".join(mark for mark, on in marks.items() if on) or "-"
    return f"{name} → {found.unit.name} | {name[found.start : found.end]} | {flags}"


@pytest.mark.parametrize("row", NAMES.strip().split("\n"))
def test_what_a_name_tells(row: str):
    name = row.partition(" → ")[0]
    assert told(name) == row
    assert told(name) == row  # what was asked before is told again


def test_blanks_behind_a_bracket_are_none_of_the_unit():
    name = "Panjang jalan ( km )  "
    found = head_unit(name)
    assert found is not None
    assert (found.unit.name, name[found.start : found.end]) == ("km", " km ")


def test_only_the_beginning_of_a_name_is_read():
    """A thousand letters, and of them sixty words."""
    fitting = "Jumlah " + "seluruh " * 58 + "pegawai"
    found = head_unit(fitting)
    assert found is not None and found.unit.name == "pegawai"
    assert head_unit(fitting.replace("pegawai", "seluruh pegawai")) is None
    long = "Jumlah " + "x" * 986 + " pegawai"
    found = head_unit(long)
    assert found is not None and not found.known and found.end == 993
    found = head_unit(f"Luas {'x' * 986} (ha)     ")
    assert found is not None and found.unit.name == "ha"
    found = head_unit(f"Luas {'x' * 991} (ha)")
    assert found is not None and found.unit.name == "m2"


def test_a_vocabulary_of_ones_own(tmp_path):
    path = tmp_path / "kami.toml"
    path.write_text('[barang]\nsumur = { parent = "unit" }\n', encoding="utf-8")
    ours = load_vocabulary(path)
    found = head_unit("Jumlah sumur", ours)
    assert found is not None and (found.unit.name, found.known) == ("sumur", True)
    assert names_unit("Jumlah sumur", ours) and not names_unit("Jumlah sumur")
    found = head_unit("Jumlah sumur")
    assert found is not None and not found.known
