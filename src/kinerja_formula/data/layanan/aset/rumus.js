// One formula: its reading as it is typed, fields for its figures, the result with its steps.
import { bahasa, buat, cap, cari, dariMarkah, isi, kata, minta, persen, temuan } from "./bersama.js";

const angka = new Map(); // what was filled in, by name: it outlives changes of the formula
let bacaan = null; // the answer about the formula that stands there
let sendiri = null; // the reading before the person chose another
let pilihan = ""; // the canonical line that the person chose
let sedang = null, sedangHitung = null;

function nanti(kerja, jeda) {
  let pewaktu;
  return () => { clearTimeout(pewaktu); pewaktu = setTimeout(kerja, jeda); };
}
const bacaNanti = nanti(baca, 220);
const hitungNanti = nanti(hitung, 220);

async function baca() {
  const rumus = cari("rumus").value, indikator = cari("indikator").value.trim();
  sedang?.abort();
  sedang = new AbortController();
  cari("bacaan-kosong").hidden = rumus.trim() !== "";
  if (!rumus.trim()) return tanpaBacaan([]);
  const badan = { rumus };
  if (indikator) badan.indikator = indikator;
  if (pilihan) badan.bacaan = pilihan;
  let jawab;
  try { jawab = await minta("baca-rumus", badan, { batal: sedang.signal }); } catch { return; }
  if (!jawab.baik) return tanpaBacaan(temuan(jawab.data.diagnostics, { teks: rumus }));
  bacaan = jawab.data;
  if (!pilihan) sendiri = bacaan;
  tampilkanBacaan();
  tampilkanAngka();
  hitung();
  periksa(rumus, indikator, sedang.signal);
}

/** What the rules of meaning find in the formula, beside what reading it found. */
async function periksa(rumus, indikator, batal) {
  let jawab;
  try { jawab = await minta("periksa", indikator ? { rumus, indikator } : { rumus }, { batal }); } catch { return; }
  if (!jawab.baik || bacaan?.formula.text !== rumus || pilihan) return;
  const dikenal = new Set(bacaan.formula.diagnostics.map(kunci));
  const lain = jawab.data.rows.flatMap((satu) => satu.findings).filter((satu) => !dikenal.has(kunci(satu)));
  cari("temuan").replaceChildren(...temuan([...bacaan.formula.diagnostics, ...lain], { teks: rumus }));
}
const kunci = (satu) => `${satu.code} ${satu.span}`;

function tanpaBacaan(galat) {
  bacaan = null;
  cari("bacaan-isi").hidden = true;
  cari("bacaan-galat").replaceChildren(...galat);
  cari("kabar").textContent = galat.map((satu) => satu.textContent).join(" ");
  tampilkanAngka();
  tampilkanHasil(null, []);
}

function tampilkanBacaan() {
  const { formula, baku, bagian, mathml, satuan } = bacaan;
  cari("bacaan-galat").replaceChildren();
  cari("bacaan-isi").hidden = false;
  cari("lukisan").replaceChildren(...dariMarkah(mathml));
  cari("yakin").value = formula.certainty;
  cari("yakin").textContent = persen(formula.certainty);
  cari("yakin-teks").textContent = pilihan ? `${persen(formula.certainty)} (${kata.dipilih})` : persen(formula.certainty);
  cari("baku").textContent = baku;
  cari("temuan").replaceChildren(...temuan(formula.diagnostics, { teks: formula.text }));
  cari("kabar").textContent = isi(kata.terbaca, { rumus: bacaan.lisan ?? baku, persen: persen(formula.certainty) });
  tampilkanPilihan();
  tampilkanPotongan(formula.text, bagian, satuan);
}

function tampilkanPotongan(teks, bagian, satuan) {
  cari("potongan-semua").hidden = bagian.length === 0; // a settled reading has no pieces of its own
  const huruf = Array.from(teks), potongan = [], baris = [];
  let akhir = 0, nomor = 0;
  for (const satu of bagian) {
    potongan.push(huruf.slice(akhir, satu.start).join(""));
    akhir = satu.end;
    const terhitung = satu.role === "operan" || satu.role === "angka";
    const tanda = terhitung ? buat("span", { class: `nomor ${satu.role === "angka" ? "angka" : ""}` }, String(++nomor)) : null;
    const kelas = satu.role === "contoh" ? "contoh-bagian" : satu.role;
    potongan.push(buat("span", { class: kelas, title: kata.peran[satu.role] }, tanda, satu.text));
    if (satu.role === "kurung" || satu.role === "tanda-baca") continue;
    const unit = satu.role === "operan" ? satuanNama(satu.text, satuan) : null;
    baris.push(buat("tr", {},
      buat("th", { scope: "row" }, tanda?.cloneNode(true), satu.text.replace(/\s+/g, " ").trim()),
      buat("td", {}, kata.peran[satu.role]),
      buat("td", {}, unit ? (unit.unit === "1" ? kata.rasio_saja : unit.unit ?? kata.tanpa_satuan) : "–", unit?.unit && asal(unit.source))));
  }
  potongan.push(huruf.slice(akhir).join(""));
  cari("potongan").replaceChildren(...potongan);
  cari("bagian").replaceChildren(...baris);
}

const rapi = (teks) => teks.replace(/\s+/g, " ").trim().toLowerCase();
const satuanNama = (teks, satuan) => Object.entries(satuan).find(([nama]) => rapi(nama) === rapi(teks))?.[1];
function asal(sumber) {
  const ucap = { "kata benda": kata.asal_kata, rumus: kata.asal_rumus, diberikan: kata.asal_beri }[sumber];
  return ucap ? buat("small", {}, ucap) : null;
}

function tampilkanPilihan() {
  const dasar = sendiri ?? bacaan;
  const lain = dasar.formula.alternatives;
  cari("pilihan").hidden = lain.length === 0;
  const semua = [{ text: dasar.baku, certainty: dasar.formula.certainty, sendiri: true }, ...lain];
  const fokus = document.activeElement?.name === "bacaan" ? document.activeElement.value : null;
  cari("pilihan-isi").replaceChildren(...semua.map((satu) => {
    const nilai = satu.sendiri ? "" : satu.text;
    const tombol = buat("input", { type: "radio", name: "bacaan", value: nilai });
    tombol.checked = nilai === pilihan;
    tombol.addEventListener("change", () => { pilihan = nilai; baca(); });
    return buat("label", {}, tombol, buat("span", {}, buat("span", { class: "kutip" }, satu.text), satu.sendiri && buat("small", { class: "lunak" }, ` (${kata.otomatis})`)), buat("span", {}, persen(satu.certainty)));
  }));
  if (fokus != null) cari("pilihan-isi").querySelector(":checked")?.focus();
}

// Figures

let nama = [];
const kolom = (satu) => `angka-${nama.indexOf(satu)}`;

function tampilkanAngka() {
  const perlu = bacaan?.diperlukan ?? [];
  cari("angka-kosong").hidden = bacaan != null;
  cari("angka-isi").hidden = bacaan == null;
  if (perlu.join("\n") === nama.join("\n")) return;
  nama = perlu;
  cari("angka").replaceChildren(...nama.map((satu) => {
    const id = kolom(satu);
    const unit = bacaan.satuan[satu]?.unit;
    const rekaman = bacaan.formula.text && satu.startsWith("Σ") ? kata.rekaman : null;
    const kotak = buat("input", { id, type: "text", maxlength: "400", autocomplete: "off", inputmode: "text", "aria-describedby": "angka-bantu" });
    kotak.value = angka.get(satu) ?? "";
    kotak.addEventListener("input", () => { angka.set(satu, kotak.value); cari(`${id}-asal`).textContent = ""; hitungNanti(); });
    return buat("div", { class: "angka-satu" },
      buat("label", { for: id }, satu, unit && unit !== "1" && buat("small", {}, unit), rekaman && buat("small", {}, rekaman)), kotak,
      buat("p", { class: "bantu", id: `${id}-asal` }));
  }));
}

async function pasangkan() {
  const baris = cari("tempel").value.split(/\r?\n/).map(pisah).filter(Boolean);
  const dikenal = [...new Map(baris).keys()].slice(0, 2000);
  const nilai = new Map(baris);
  let terpasang = 0;
  for (const satu of nama) {
    const jawab = dikenal.length ? await minta("nama", { nama: satu, dikenal }) : { baik: false };
    const dekat = jawab.baik ? jawab.data.nama.find((one) => one.kedekatan >= 0.6) : null;
    if (!dekat) continue;
    terpasang += 1;
    angka.set(satu, nilai.get(dekat.nama));
    cari(kolom(satu)).value = nilai.get(dekat.nama);
    cari(`${kolom(satu)}-asal`).textContent = dekat.kedekatan < 1 ? isi(kata.dari_tempel, { nama: dekat.nama }) : "";
  }
  cari("terpasang").textContent = isi(kata.terpasang, { jumlah: terpasang, sisa: nama.length - terpasang });
  hitung();
}

/** A line as name and figure: two columns of a sheet, or “name = figure”. */
function pisah(baris) {
  const [kiri, ...kanan] = baris.includes("\t") ? baris.split("\t") : [baris.slice(0, baris.lastIndexOf("=")), baris.slice(baris.lastIndexOf("=") + 1)];
  const akhir = kanan.map((satu) => satu.trim()).filter(Boolean).at(-1);
  return kiri.trim() && akhir ? [kiri.trim(), akhir] : null;
}

// Result

function data() {
  const isian = {};
  for (const satu of nama) {
    const teks = (angka.get(satu) ?? "").trim();
    if (!teks) continue;
    isian[satu] = teks.includes(";") ? teks.split(";").map((one) => one.trim()).filter(Boolean) : teks;
  }
  return isian;
}

async function hitung() {
  sedangHitung?.abort();
  if (!bacaan) return tampilkanHasil(null, []);
  sedangHitung = new AbortController();
  const isian = data();
  const kosong = nama.filter((satu) => !(satu in isian));
  if (kosong.length) return tampilkanHasil(null, Object.keys(isian).length ? [belumDiisi(kosong)] : []);
  const badan = { rumus: bacaan.formula.text, data: isian, bacaan: bacaan.baku };
  const lain = { indikator: cari("indikator").value.trim(), target: cari("target").value.trim(), arah: cari("arah").value, aturan: cari("aturan").value };
  for (const [kunci, nilai] of Object.entries(lain)) if (nilai && !(kunci === "aturan" && !lain.target)) badan[kunci] = nilai;
  if (!pilihan) delete badan.bacaan;
  const batal = sedangHitung.signal;
  try {
    const [jawab, langkah] = await Promise.all([minta("hitung", badan, { batal }), minta("hitung", badan, { batal, sebagai: "html" })]);
    if (!jawab.baik) return tampilkanHasil(null, galatAngka(jawab.data.diagnostics));
    tampilkanHasil(jawab.data, [], langkah.baik ? langkah.data : "");
  } catch (galat) { if (galat.name !== "AbortError") throw galat; }
}

const belumDiisi = (kosong) => buat("div", { class: "kotak" }, buat("p", {}, kata.isi_lagi), buat("ul", {}, ...kosong.map((satu) => buat("li", {}, buat("a", { href: `#${kolom(satu)}` }, satu)))));

function galatAngka(semua) {
  const tujuan = (satu) => {
    const sebut = satu.values.name ?? satu.values.operand ?? "";
    const cocok = nama.find((one) => rapi(one) === rapi(String(sebut)));
    return cocok ? kolom(cocok) : satu.code.startsWith("KF33") || satu.values.role === "target" ? "target" : null;
  };
  for (const satu of semua) if (tujuan(satu)) cari(tujuan(satu)).setAttribute("aria-invalid", "true");
  return [buat("p", { class: "maya" }, kata.galat_judul), ...temuan(semua, { tujuan })];
}

function tampilkanHasil(hasil, pesan, langkah = "") {
  if (!pesan.some((satu) => satu.classList.contains("galat"))) document.querySelectorAll("[aria-invalid]").forEach((satu) => satu.removeAttribute("aria-invalid"));
  cari("hasil-kosong").hidden = hasil != null || pesan.length > 0;
  cari("hasil-galat").replaceChildren(...pesan);
  cari("hasil-isi").hidden = hasil == null;
  cari("kabar-hasil").textContent = hasil ? isi(kata.hasil_siap, { hasil: hasil.text }) : pesan.map((satu) => satu.textContent).join(" ");
  if (!hasil) return;
  cari("nilai").textContent = hasil.text;
  const pecahan = hasil.value.includes("/") && hasil.value.length < 40;
  cari("tepat").textContent = pecahan ? isi(kata.tepatnya, { angka: `${hasil.value}${hasil.unit && hasil.unit !== "1" ? ` ${hasil.unit}` : ""}` }) : "";
  cari("capaian").replaceChildren(...tampilkanCapaian(hasil.capaian));
  const lain = hasil.diagnostics.filter((satu) => !bacaan.formula.diagnostics.some((one) => kunci(one) === kunci(satu)));
  cari("hasil-temuan").replaceChildren(...temuan([...lain, ...(hasil.capaian?.diagnostics ?? [])], { teks: hasil.formula }));
  const [dihitung, ...dinilai] = dariMarkah(langkah).filter((satu) => satu.nodeType === Node.ELEMENT_NODE);
  cari("penjelasan").replaceChildren(...(dihitung ? [dihitung] : []));
  cari("langkah-capaian").replaceChildren(...dinilai);
  cari("penjelasan-capaian").hidden = dinilai.length === 0;
}

function tampilkanCapaian(capaian) {
  if (!capaian) return [];
  return [buat("p", { class: "capai" }, buat("span", {}, kata.capaian), buat("b", {}, capaian.text), capaian.predikat && cap(capaian.predikat, capaian.warna))];
}

// What the person does

cari("rumus").addEventListener("input", () => { pilihan = ""; bacaNanti(); });
cari("indikator").addEventListener("input", () => { pilihan = ""; bacaNanti(); });
for (const id of ["target", "arah", "aturan"]) cari(id).addEventListener("input", hitungNanti);
cari("pasangkan").addEventListener("click", pasangkan);
cari("salin").addEventListener("click", async (kejadian) => {
  const semula = kejadian.target.textContent;
  try { await navigator.clipboard.writeText(cari("baku").textContent); } catch { return; }
  kejadian.target.textContent = kata.tersalin;
  setTimeout(() => { kejadian.target.textContent = semula; }, 1500);
});
document.querySelectorAll("[data-rumus]").forEach((tombol) => tombol.addEventListener("click", () => {
  cari("rumus").value = tombol.dataset.rumus;
  pilihan = "";
  baca();
}));
if (cari("rumus").value.trim()) baca(); // a browser keeps what was typed
