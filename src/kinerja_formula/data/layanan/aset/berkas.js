// One document: read it, confirm its readings, take the form, give it back, take the report. The page holds all of it.
import { bahasa, buat, cap, cari, isi, kata, minta, persen, temuan, unduh } from "./bersama.js";

const TERBESAR = 20_000_000;
const SEKALI = 25;
const YAKIN = 0.95;
let dokumen = null; // the answer about the document
let berkas = null, isian = null; // what the person chose
let terlihat = SEKALI;
const keputusan = new Map(); // number of a row → the line that is right

function formulir(isiForm) {
  const badan = new FormData();
  for (const [nama, nilai] of Object.entries(isiForm)) if (nilai) badan.append(nama, nilai);
  return badan;
}
const nilai = (id) => cari(id).value.trim();
const asli = () => ({ berkas, tahun: nilai("tahun"), periode: nilai("periode") });
const kabarkan = (teks) => { cari("kabar").textContent = teks; };

async function sibuk(nomor, tombol, kerja) {
  cari(`sibuk-${nomor}`).hidden = false;
  tombol.setAttribute("aria-busy", "true");
  tombol.disabled = true;
  cari(`galat-${nomor}`).replaceChildren();
  try { await kerja(); } finally {
    cari(`sibuk-${nomor}`).hidden = true;
    tombol.removeAttribute("aria-busy");
    tombol.disabled = false;
  }
}

function gagal(nomor, semua) {
  const pesan = temuan(semua);
  cari(`galat-${nomor}`).replaceChildren(...pesan);
  kabarkan(pesan.map((satu) => satu.textContent).join(" "));
}

// 1: the document

async function baca() {
  if (!berkas) return;
  await sibuk(1, cari("baca"), async () => {
    kabarkan(kata.membaca);
    for (const id of ["langkah-2", "langkah-3", "langkah-4"]) cari(id).hidden = true;
    const jawab = await minta("dokumen", formulir(asli()));
    if (!jawab.baik) return gagal(1, jawab.data.diagnostics);
    dokumen = jawab.data;
    keputusan.clear();
    dokumen.bacaan.forEach((satu, nomor) => { if (satu.diperiksa) keputusan.set(nomor, satu.rumus); });
    terlihat = SEKALI;
    for (const id of ["langkah-2", "langkah-3", "langkah-4"]) cari(id).hidden = false;
    cari("laporan").hidden = true;
    cari("galat-1").replaceChildren(...temuan(dokumen.dokumen.diagnostics));
    tampilkanPetak();
    document.querySelector(`[name=saring][value=${ragu().length ? "ragu" : "semua"}]`).checked = true;
    tampilkanBaris();
    cari("judul-2").focus();
  });
}

const perlu = (satu) => satu.keyakinan < 0.9 || satu.ragu !== "";
const ragu = () => dokumen.bacaan.map((satu, nomor) => nomor).filter((nomor) => perlu(dokumen.bacaan[nomor]));

function petak(tujuan, semua) {
  cari(tujuan).replaceChildren(...semua.map(([angka, teks, kelas]) => buat("div", { class: kelas || null }, buat("dt", {}, teks), buat("dd", {}, String(angka)))));
}

function tampilkanPetak() {
  const jabatan = dokumen.dokumen.jabatan;
  const indikator = jabatan.reduce((jumlah, satu) => jumlah + satu.indikator.length, 0);
  petak("petak", [[jabatan.length, kata.jabatan], [indikator, kata.indikator], [dokumen.bacaan.length, kata.formula], [ragu().length, kata.diragukan, ragu().length && "perlu"]]);
  kabarkan(`${jabatan.length} ${kata.jabatan}, ${indikator} ${kata.indikator}, ${ragu().length} ${kata.diragukan}`);
}

// 2: the readings

function tampilkanBaris() {
  const hanyaRagu = document.querySelector("[name=saring]:checked").value === "ragu";
  const nomor = hanyaRagu ? ragu() : dokumen.bacaan.map((_, satu) => satu);
  cari("jumlah-ragu").textContent = ragu().length;
  cari("jumlah-semua").textContent = dokumen.bacaan.length;
  cari("lagi").hidden = nomor.length <= terlihat;
  cari("baris").replaceChildren(...nomor.slice(0, terlihat).map(baris));
  if (!nomor.length) cari("baris").append(buat("p", { class: "sepi" }, kata.semua_jelas));
  tampilkanMaju();
}

function tampilkanMaju() {
  const semua = dokumen.bacaan.length;
  cari("maju").max = Math.max(1, semua);
  cari("maju").value = keputusan.size;
  cari("maju-teks").textContent = isi(kata.diperiksa, { jumlah: keputusan.size, semua });
  cari("simpan-bacaan").disabled = keputusan.size === 0;
}

function baris(nomor) {
  const satu = dokumen.bacaan[nomor];
  const kepala = `baris-${nomor}`;
  const diputus = keputusan.get(nomor);
  const diubah = diputus != null && diputus !== satu.rumus;
  const benar = buat("button", { type: "button", "aria-pressed": String(diputus != null && !diubah), "aria-describedby": kepala }, diputus != null && !diubah ? kata.sudah_benar : kata.benar);
  benar.disabled = !satu.rumus;
  benar.addEventListener("click", () => {
    keputusan.has(nomor) && !diubah ? keputusan.delete(nomor) : keputusan.set(nomor, satu.rumus);
    ganti(nomor, "button");
  });
  const buka = buat("button", { type: "button", "aria-expanded": "false", "aria-describedby": kepala }, kata.perbaiki);
  const betul = perbaikan(nomor, diputus ?? satu.rumus ?? satu.teks, buka);
  buka.addEventListener("click", () => {
    betul.hidden = !betul.hidden;
    buka.setAttribute("aria-expanded", String(!betul.hidden));
    if (!betul.hidden) betul.querySelector("input").focus();
  });
  const keterangan = [[kata.tertulis, satu.teks], [kata.terbaca_sebagai, satu.rumus || kata.tak_terbaca, "kutip"], [kata.keyakinan, satu.keyakinan === 1 ? "> 99%" : persen(satu.keyakinan)]];
  if (diubah) keterangan.push([kata.diperbaiki, diputus, "kutip"]);
  return buat("article", { class: `baris ${diputus != null ? "sudah" : perlu(satu) ? "perlu" : ""}`, "aria-labelledby": kepala, "data-nomor": nomor },
    buat("h3", { id: kepala }, satu.indikator || satu.teks), satu.jabatan && buat("p", { class: "jabatan" }, satu.jabatan),
    buat("dl", {}, ...keterangan.flatMap(([judul, teks, kelas]) => [buat("dt", {}, judul), buat("dd", { class: kelas }, teks)])),
    satu.ragu && diputus == null && buat("div", { class: "kotak peringatan" }, buat("p", {}, satu.ragu)),
    buat("p", { class: "tombol" }, benar, buka), betul);
}

function perbaikan(nomor, semula, buka) {
  const id = `betul-${nomor}`;
  const kotak = buat("input", { id, type: "text", maxlength: "4000", value: semula, autocomplete: "off", spellcheck: "false" });
  const pesan = buat("div", { role: "status" });
  const simpan = buat("button", { type: "button", class: "utama" }, kata.simpan);
  const batal = buat("button", { type: "button" }, kata.batal);
  const isiBetul = buat("div", { class: "betul", hidden: "" }, buat("label", { for: id }, kata.rumus_benar), kotak, pesan, buat("p", { class: "tombol" }, simpan, batal));
  const jalankan = async () => {
    const satu = dokumen.bacaan[nomor];
    const badan = { rumus: kotak.value };
    if (satu.indikator) badan.indikator = satu.indikator.slice(0, 1000);
    const jawab = await minta("baca-rumus", badan);
    if (!jawab.baik) { kotak.setAttribute("aria-invalid", "true"); return pesan.replaceChildren(...temuan(jawab.data.diagnostics)); }
    keputusan.set(nomor, jawab.data.baku);
    ganti(nomor, "button");
  };
  simpan.addEventListener("click", jalankan);
  kotak.addEventListener("keydown", (kejadian) => { if (kejadian.key === "Enter") jalankan(); });
  batal.addEventListener("click", () => { isiBetul.hidden = true; buka.setAttribute("aria-expanded", "false"); buka.focus(); });
  return isiBetul;
}

function ganti(nomor, fokus) {
  const lama = document.querySelector(`[data-nomor="${nomor}"]`);
  const baru = baris(nomor);
  lama.replaceWith(baru);
  baru.querySelector(fokus)?.focus();
  tampilkanMaju();
  kabarkan(cari("maju-teks").textContent);
}

/** The confirmed readings as data, schema bacaan/1; empty where there are none. */
function bacaan() {
  const oleh = nilai("oleh"), tanggal = new Date().toLocaleDateString("sv"); // 2025-12-31
  const semua = [...keputusan].map(([nomor, rumus]) => {
    const { teks, indikator } = dokumen.bacaan[nomor];
    return { teks, rumus, ...(indikator && { indikator }), ...(oleh && { oleh }), tanggal };
  });
  return semua.length ? new Blob([JSON.stringify({ schema: "kinerja-formula/bacaan/1", bacaan: semua }, null, 1)], { type: "application/json" }) : null;
}

// 3: the form, 4: the report

async function unduhIsian() {
  await sibuk(3, cari("unduh-isian"), async () => {
    const jawab = await minta("isian", formulir({ ...asli(), periode: nilai("periode-isian"), bacaan: bacaan() }), { sebagai: "berkas" });
    if (!jawab.baik) return gagal(3, jawab.data.diagnostics);
    unduh(jawab.data, "isian.xlsx");
    kabarkan(kata.isian_siap);
  });
}

const laporan = (bentuk) => formulir({ ...asli(), realisasi: isian, bacaan: bacaan(), aturan: nilai("aturan"), bentuk });

async function hitung() {
  if (!isian) return;
  await sibuk(4, cari("hitung"), async () => {
    kabarkan(kata.menghitung);
    const jawab = await minta("laporan", laporan("json"));
    cari("laporan").hidden = !jawab.baik;
    if (!jawab.baik) return gagal(4, jawab.data.diagnostics);
    tampilkanLaporan(jawab.data);
  });
}

function tampilkanLaporan(data) {
  const { counts, rows, rekap } = data;
  const kotak = [[counts.ok, kata.terhitung], [counts.doubtful, kata.ragu, counts.doubtful && "perlu"], [counts.waiting, kata.menunggu, counts.waiting && "perlu"], [counts.failed, kata.gagal, counts.failed && "perlu"]];
  if (rekap?.capaian?.text) kotak.push([rekap.capaian.text, kata.rerata]);
  petak("laporan-petak", kotak);
  const judul = cari("laporan-baris").dataset.kolom.split("|");
  let sebelum = null;
  cari("laporan-baris").replaceChildren(...rows.map((satu, nomor) => {
    const kosong = satu.status === "KF301" ? kata.belum : satu.value == null ? kata.tak_terhitung : null;
    const jabatan = satu.jabatan && satu.jabatan !== sebelum ? buat("small", { class: "lunak" }, satu.jabatan, buat("br")) : null;
    sebelum = satu.jabatan;
    const sel = (tempat, kelas, ...isiSel) => buat("td", { class: kelas, "data-kolom": judul[tempat] }, ...isiSel);
    return buat("tr", {}, buat("td", {}, String(nomor + 1)), buat("th", { scope: "row" }, jabatan, satu.indikator || satu.formula),
      sel(0, "kanan", kosong ? buat("span", { class: "lunak" }, kosong) : satu.text), sel(1, "kanan", satu.target_stated || satu.target), sel(2, "kanan", satu.capaian?.text ?? "–"),
      sel(3, "", satu.capaian?.predikat ? cap(satu.capaian.predikat, satu.capaian.warna) : "–"));
  }));
  kabarkan(isi(kata.laporan_siap, { jumlah: rows.length }));
}

async function unduhLaporan(tombol) {
  const bentuk = tombol.dataset.bentuk;
  await sibuk(4, tombol, async () => {
    const jawab = await minta("laporan", laporan(bentuk), { sebagai: "berkas" });
    if (!jawab.baik) return gagal(4, jawab.data.diagnostics);
    unduh(jawab.data, `laporan.${bentuk}`);
  });
}

// What the person does

function tempatJatuh(tempat, kotak, pilih, nomor) {
  const terima = (satu) => {
    if (!satu) return;
    if (satu.size > TERBESAR) return gagal(nomor, [{ code: "", severity: "error", span: [0, 0], values: {}, message: { [bahasa]: kata.terlalu_besar }, hint: {} }]);
    kabarkan(isi(kata.dipilih_berkas, { nama: satu.name }));
    pilih(satu);
  };
  kotak.addEventListener("change", () => terima(kotak.files[0]));
  tempat.addEventListener("dragover", (kejadian) => { kejadian.preventDefault(); tempat.classList.add("sasaran"); });
  tempat.addEventListener("dragleave", () => tempat.classList.remove("sasaran"));
  tempat.addEventListener("drop", (kejadian) => {
    kejadian.preventDefault();
    tempat.classList.remove("sasaran");
    if (kejadian.dataTransfer.files.length) { kotak.files = kejadian.dataTransfer.files; terima(kotak.files[0]); }
  });
}
tempatJatuh(cari("jatuh-berkas"), cari("berkas"), (satu) => { berkas = satu; cari("baca").disabled = false; baca(); }, 1);
tempatJatuh(cari("jatuh-isian"), cari("isian"), (satu) => { isian = satu; cari("hitung").disabled = false; hitung(); }, 4);
cari("baca").addEventListener("click", baca);
cari("hitung").addEventListener("click", hitung);
cari("aturan").addEventListener("change", () => { if (!cari("laporan").hidden) hitung(); });
cari("unduh-isian").addEventListener("click", unduhIsian);
cari("lagi").addEventListener("click", () => { terlihat += SEKALI; tampilkanBaris(); });
cari("benarkan").addEventListener("click", () => {
  dokumen.bacaan.forEach((satu, nomor) => { if (satu.rumus && satu.keyakinan >= YAKIN && !satu.ragu && !keputusan.has(nomor)) keputusan.set(nomor, satu.rumus); });
  tampilkanBaris();
  kabarkan(cari("maju-teks").textContent);
});
cari("simpan-bacaan").addEventListener("click", () => { const semua = bacaan(); if (semua) unduh(semua, kata.bacaan_berkas); });
document.querySelectorAll("[name=saring]").forEach((satu) => satu.addEventListener("change", () => { terlihat = SEKALI; tampilkanBaris(); }));
document.querySelectorAll("[data-bentuk]").forEach((tombol) => tombol.addEventListener("click", () => unduhLaporan(tombol)));
