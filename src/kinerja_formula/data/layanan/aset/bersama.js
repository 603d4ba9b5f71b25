// What both pages share: the words, asking the service, elements, findings. Texts only ever become text nodes.
export const kata = JSON.parse(document.body.dataset.kata);
export const bahasa = document.documentElement.lang;
export const cari = (id) => document.getElementById(id);

/** Put values into a text of the words: {nama}. */
export const isi = (teks, nilai) => teks.replace(/\{(\w+)\}/g, (_, nama) => nilai[nama] ?? "");

/** Make an element; `sifat` are attributes, `anak` texts and elements. */
export function buat(nama, sifat = {}, ...anak) {
  const unsur = document.createElement(nama);
  for (const [kunci, nilai] of Object.entries(sifat)) if (nilai != null && nilai !== false) unsur.setAttribute(kunci, nilai);
  unsur.append(...anak.filter((satu) => satu != null && satu !== false));
  return unsur;
}

/** Ask the service. Gives {baik, data}: data are the answer as JSON, a text, a blob; for a fault {diagnostics}. */
export async function minta(alamat, badan, { sebagai = "json", batal } = {}) {
  const kepala = { accept: { json: "application/json", html: "text/html", berkas: "*/*" }[sebagai] };
  const berkas = badan instanceof FormData;
  if (!berkas) kepala["content-type"] = "application/json";
  let jawab;
  try {
    jawab = await fetch(`${alamat}?bahasa=${bahasa}`, { method: "POST", headers: kepala, body: berkas ? badan : JSON.stringify(badan), signal: batal });
    if (!jawab.ok) return { baik: false, data: await jawab.json() };
    if (sebagai === "html") return { baik: true, data: await jawab.text() };
    if (sebagai === "berkas") return { baik: true, data: await jawab.blob() };
    return { baik: true, data: await jawab.json() };
  } catch (galat) {
    if (galat.name === "AbortError") throw galat;
    return { baik: false, data: { diagnostics: [{ code: "", severity: "error", span: [0, 0], values: {}, message: { [bahasa]: kata.putus }, hint: {} }] } };
  }
}

const berat = { error: "galat", warning: "peringatan", note: "catatan" };

/** Findings as boxes, the gravest first. `tujuan(temuan)` gives the id of the field that one is about. */
export function temuan(semua, { tujuan = () => null, teks = "" } = {}) {
  const huruf = Array.from(teks);
  const urut = [...semua].sort((a, b) => Object.keys(berat).indexOf(a.severity) - Object.keys(berat).indexOf(b.severity));
  return urut.map((satu) => {
    const kelas = berat[satu.severity];
    const pesan = satu.message[bahasa];
    const ke = tujuan(satu);
    const [awal, akhir] = satu.span;
    const tempat = akhir > awal && akhir - awal < huruf.length ? huruf.slice(awal, akhir).join("") : "";
    const sebut = tempat && !pesan.includes(tempat) ? buat("q", {}, tempat) : null;
    return buat("div", { class: `kotak ${kelas}` },
      buat("p", {}, buat("b", {}, `${kata[kelas]}: `), ke ? buat("a", { href: `#${ke}` }, pesan) : pesan, sebut && " ", sebut, satu.code && " ", satu.code && buat("small", {}, satu.code)),
      satu.hint[bahasa] ? buat("p", {}, `${kata.saran}: ${satu.hint[bahasa]}`) : null);
  });
}

/** Whole per cent, and never 100 for what is not certain. */
export const persen = (yakin) => `${yakin < 1 ? Math.min(99, Math.round(yakin * 100)) : 100}%`;

const bentuk = { hijau: "▲", kuning: "◆", jingga: "▼", merah: "✖" };
/** A category as a stamp: its colour, and a sign for those who don't see it. */
export const cap = (predikat, warna) => buat("span", { class: `cap ${warna ?? "lunak"}` }, buat("span", { "aria-hidden": "true" }, `${bentuk[warna] ?? "●"} `), predikat);

/** Give a file to the reader to keep. */
export function unduh(isi, nama) {
  const alamat = URL.createObjectURL(isi);
  const taut = buat("a", { href: alamat, download: nama });
  document.body.append(taut);
  taut.click();
  taut.remove();
  setTimeout(() => URL.revokeObjectURL(alamat), 10000);
}

/** A stretch of HTML or MathML that our own writers made, which escape every text, as elements. */
export function dariMarkah(markah) {
  const dokumen = new DOMParser().parseFromString(markah, "text/html");
  return [...dokumen.body.childNodes].map((satu) => document.importNode(satu, true));
}

// A link to a field goes into the field.
document.addEventListener("click", (kejadian) => {
  const taut = kejadian.target.closest?.('a[href^="#"]');
  const tujuan = taut && cari(taut.getAttribute("href").slice(1));
  if (tujuan?.matches("input, textarea, select, h2")) { kejadian.preventDefault(); tujuan.focus(); }
});
