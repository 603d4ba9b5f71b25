// Calls the service from JavaScript: node panggil.mjs [ADDRESS]. Start it first: kinerja layani
// Needs Node 18 or newer and nothing else. The figures are invented.
const address = process.argv[2] ?? "http://127.0.0.1:8765/";

async function ask(route, body) {
  const answer = await fetch(new URL(route, address), {
    method: "POST",
    headers: { "content-type": "application/json", "accept-language": "id" },
    body: JSON.stringify(body),
  });
  const data = await answer.json();
  if (!answer.ok) for (const one of data.diagnostics) console.log(`${one.code}: ${one.message.id}`);
  return answer.ok ? data : null;
}

const rumus = "Jumlah pegawai disiplin -----x100% Jumlah total pegawai";

const reading = await ask("baca-rumus", { rumus });
console.log(`Terbaca: ${reading.baku}`);
console.log(`Perlu  : ${reading.diperlukan.join(", ")}`);

const result = await ask("hitung", {
  rumus,
  data: { "Jumlah pegawai disiplin": 18, "Jumlah total pegawai": "20 orang" },
  target: "94%",
});
// value is exact, a text such as 90 or 275/3; text is what a person reads.
console.log(`Hasil  : ${result.text} (tepatnya ${result.value})`);
console.log(`Capaian: ${result.capaian.text}, ${result.capaian.predikat}`);

// What is wrong has a code, and both languages.
await ask("hitung", { rumus, data: { "Jumlah pegawai disiplin": 18 } });

// A document is sent as a file; nothing of it is kept.
const form = new FormData();
const table = "Jabatan,Indikator,Formula,Target\nCAMAT,Kehadiran,Jumlah hadir / Jumlah undangan x 100%,94%\n";
form.append("berkas", new Blob([table]), "pk.csv");
form.append("realisasi", new Blob(["nama,nilai\nJumlah hadir,9\nJumlah undangan,10\n"]), "angka.csv");
const report = await (await fetch(new URL("laporan", address), { method: "POST", body: form })).json();
for (const row of report.rows) console.log(`Laporan: ${row.indikator} ${row.text}, capaian ${row.capaian.text}`);
