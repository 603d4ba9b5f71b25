// Walks through the pages of a running service in headless Chromium as a person does, and reports what was met on the way.
//
//   node browse.mjs CHROMIUM AXE_JS FOLDER ADDRESS DOCUMENT FORM [YEAR]    writes FOLDER/<page>-<width>-<scheme>.png and prints JSON
//
// It speaks the protocol of the browser's own developer tools over a pipe, so that nothing has to be installed but axe.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [chromium, axe, folder, address, documentFile, formFile, year = ""] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "browse-"));
const quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];
const browser = spawn(chromium, [...quiet, `--user-data-dir=${profile}`, "--remote-debugging-pipe", "about:blank"],
  { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
const waiting = new Map();
const listeners = [];
let number = 0;
let rest = "";
browser.stdio[4].setEncoding("utf-8").on("data", (piece) => {
  const messages = (rest + piece).split("\0");
  rest = messages.pop();
  messages.map((one) => JSON.parse(one)).forEach(receive);
});
function receive(message) {
  if (message.id) {
    const { found, lost } = waiting.get(message.id);
    waiting.delete(message.id);
    message.error ? lost(new Error(JSON.stringify(message.error))) : found(message.result);
  } else listeners.forEach((listen) => listen(message));
}
const send = (method, params = {}, sessionId) => new Promise((found, lost) => {
  waiting.set(++number, { found, lost });
  browser.stdio[3].write(JSON.stringify({ id: number, method, params, sessionId }) + "\0");
});
const pause = (time) => new Promise((done) => setTimeout(done, time));

/** Open a page of the service; what goes wrong on it is kept. */
async function open(path, width, scheme) {
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const tell = (method, params) => send(method, params, sessionId);
  const met = { outside: [], console: [] };
  listeners.push((message) => {
    if (message.sessionId !== sessionId) return;
    const { method, params } = message;
    if (method === "Network.requestWillBeSent" && !params.request.url.startsWith(address) && !/^(blob|data):/.test(params.request.url))
      met.outside.push(params.request.url);
    // An answer 4xx is what a fault of a text looks like; the browser writes it down, and the page tells it in words.
    if (method === "Log.entryAdded" && !/status of 4\d\d/.test(params.entry.text)) met.console.push(params.entry.text);
    if (method === "Runtime.consoleAPICalled") met.console.push(params.args.map((one) => one.value).join(" "));
    if (method === "Runtime.exceptionThrown") met.console.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
  });
  for (const domain of ["Page", "Network", "Log", "Runtime", "DOM"]) await tell(`${domain}.enable`);
  await tell("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor: 1, mobile: width < 500 });
  await tell("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
  await send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  const loaded = new Promise((done) => listeners.push((one) => {
    if (one.sessionId === sessionId && one.method === "Page.loadEventFired") done();
  }));
  await tell("Page.navigate", { url: address + path });
  await loaded;
  const run = async (expression) => {
    const { result, exceptionDetails } = await tell("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return result.value;
  };
  const until = async (expression) => {
    for (let turn = 0; turn < 400; turn += 1) {
      if (await run(expression)) return;
      await pause(50);
    }
    throw new Error(`never: ${expression}; ${await run("document.body.innerText")}`);
  };
  const click = (selector) => run(`document.querySelector(${JSON.stringify(selector)}).click()`);
  const write = async (selector, text) => {
    await run(`{ const one = document.querySelector(${JSON.stringify(selector)}); one.focus(); one.select?.(); }`);
    await tell("Input.insertText", { text });
  };
  const choose = async (selector, file) => {
    const { root } = await tell("DOM.getDocument");
    const { nodeId } = await tell("DOM.querySelector", { nodeId: root.nodeId, selector });
    await tell("DOM.setFileInputFiles", { nodeId, files: [file] });
  };
  const press = async (key, code, text) => {
    const name = { key, code: key, windowsVirtualKeyCode: code, text };
    await tell("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", ...name });
    await tell("Input.dispatchKeyEvent", { type: "keyUp", ...name });
  };
  /** Look at the page with axe, and take a picture of it; from an element on, where one is named. */
  const look = async (name, from) => {
    await run(readFileSync(axe, "utf-8"));
    const found = await run(`({ scroll: document.documentElement.scrollWidth, seen: document.documentElement.clientWidth,
      wide: [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right >
        document.documentElement.clientWidth + 1 && !one.closest(".maya, .lewati, .lukisan")).slice(0, 4).map((one) => one.outerHTML.slice(0, 200)) })`);
    found.axe = await run(`axe.run().then(({ violations }) => violations.map((one) =>
      ({ id: one.id, impact: one.impact, help: one.help, where: one.nodes.slice(0, 3).map((node) => node.html) })))`);
    const { cssContentSize } = await tell("Page.getLayoutMetrics");
    const y = from ? await run(`document.getElementById("${from}").getBoundingClientRect().top + scrollY - 10`) : 0;
    const clip = { x: 0, y, width, height: Math.min(cssContentSize.height - y, from ? 1100 : 2400), scale: 1 };
    const { data } = await tell("Page.captureScreenshot", { captureBeyondViewport: true, clip });
    writeFileSync(join(folder, `${name}-${width}-${scheme}.png`), Buffer.from(data, "base64"));
    return found;
  };
  const close = async () => { await send("Target.closeTarget", { targetId }); return met; };
  return { run, until, click, write, choose, press, look, close };
}

const text = (id) => `document.getElementById("${id}").innerText`;

async function formula(width, scheme, language) {
  const page = await open(`?bahasa=${language}`, width, scheme);
  const found = { empty: await page.look("rumus-kosong") };
  await page.press("Tab", 9);
  found.first = await page.run("document.activeElement.getAttribute('href')");
  await page.click("[data-rumus]");
  await page.until(`${text("baku")} !== ""`);
  await page.write("#target", "94%");
  await page.write("#angka-0", "18");
  await page.until(`${text("hasil-galat")} !== ""`);
  found.waiting = await page.run(text("hasil-galat"));
  await page.write("#angka-1", "20");
  await page.until(`${text("capaian")} !== ""`);
  found.canonical = await page.run(text("baku"));
  found.value = await page.run(text("nilai"));
  found.capaian = await page.run(text("capaian"));
  found.explained = await page.run(text("penjelasan"));
  found.pieces = await page.run(`[...document.querySelectorAll("#bagian tr")].map((one) => one.innerText.split("\\t").map((cell) => cell.trim()))`);
  found.drawn = await page.run(`document.querySelectorAll("#lukisan math mfrac").length`);
  found.told = await page.run(`document.getElementById("kabar-hasil").textContent`);
  found.filled = await page.look("rumus");
  // A figure that is none: the fault is linked to its field.
  await page.write("#angka-1", "entah berapa");
  await page.until(`document.querySelector("#hasil-galat .galat") !== null`);
  found.fault = await page.run(text("hasil-galat"));
  await page.click("#hasil-galat a");
  found.focused = await page.run("document.activeElement.id");
  found.marked = await page.run(`document.getElementById("angka-1").getAttribute("aria-invalid")`);
  found.faulty = await page.look("rumus-galat");
  // Another reading, chosen with the keyboard alone.
  await page.write("#rumus", "Realisasi kegiatan / rapat");
  await page.until(`document.querySelectorAll("[name=bacaan]").length > 1`);
  const before = await page.run(text("baku"));
  await page.run(`document.querySelector("[name=bacaan]").focus()`);
  await page.press("ArrowDown", 40);
  await page.until(`${text("baku")} !== ${JSON.stringify(before)}`);
  found.chosen = [before, await page.run(text("baku")), await page.run("document.activeElement.name")];
  found.readings = await page.look("rumus-pilihan");
  await page.write("#rumus", "Jumlah arsip ditata / Jumlah keseluruhan arsip ditata x 100%");
  await page.until(`${text("temuan")} !== ""`);
  found.checked = await page.run(text("temuan"));
  // Markup is text.
  await page.write("#rumus", "<img src=x onerror=window.injected=1> / <script>window.injected=1</script>");
  await pause(900);
  found.injected = await page.run("window.injected ?? null");
  await page.write("#rumus", "Jumlah A / Jumlah B x 100%");
  await page.until(`${text("baku")} === "Jumlah A / Jumlah B × 100%"`);
  await page.run(`document.querySelector("#angka-isi details").open = true`);
  await page.write("#tempel", "Jml A\t45\nJumlah  B\t60");
  await page.click("#pasangkan");
  await page.until(`${text("nilai")} === "75,00%"`);
  found.pasted = await page.run(text("terpasang"));
  return { ...found, ...(await page.close()) };
}

async function documents(width, scheme, language) {
  const page = await open(`berkas?bahasa=${language}`, width, scheme);
  const found = { empty: await page.look("berkas-kosong") };
  if (year) await page.write("#tahun", year);
  await page.choose("#berkas", documentFile);
  await page.until(`!document.getElementById("langkah-2").hidden`);
  found.tiles = await page.run(`[...document.querySelectorAll("#petak div")].map((one) => one.innerText.replace(/\\s+/g, " "))`);
  found.focused = await page.run("document.activeElement.id");
  found.rows = await page.run(`document.querySelectorAll("#baris article").length`);
  found.read = await page.look("berkas-bacaan", "langkah-2");
  await page.click("#baris article button");
  found.confirmed = await page.run(text("maju-teks"));
  await page.run(`document.querySelector("[name=saring][value=semua]").click()`);
  await page.click("#benarkan");
  found.all = await page.run(text("maju-teks"));
  await page.click("#baris article button[aria-expanded]");
  await page.write("#baris article .betul:not([hidden]) input", "Jumlah A / Jumlah B × 100%");
  await page.press("Enter", 13, "\r");
  await page.until(`document.querySelector("#baris article").innerText.includes("Jumlah A / Jumlah B × 100%")`);
  found.corrected = await page.run(`document.querySelector("#baris article dl").innerText.split("\\n").slice(-2).join(": ")`);
  await page.click("#baris article button"); // right as it was, after all
  found.undone = await page.run(`document.querySelector("#baris article button").getAttribute("aria-pressed")`);
  await page.click("#unduh-isian");
  for (let turn = 0; turn < 200 && !readdirSync(folder).some((one) => /^isian.*\.xlsx$/.test(one)); turn += 1) await pause(100);
  found.downloads = readdirSync(folder).filter((one) => one.endsWith(".xlsx"));
  await page.choose("#isian", formFile);
  await page.until(`!document.getElementById("laporan").hidden`);
  found.report = await page.run(`[...document.querySelectorAll("#laporan-baris tr")].length`);
  found.counts = await page.run(`[...document.querySelectorAll("#laporan-petak div")].map((one) => one.innerText.replace(/\\s+/g, " "))`);
  found.reported = await page.look("berkas-laporan", "langkah-4");
  // A file that is none.
  await page.choose("#berkas", process.argv[1]);
  await page.until(`document.querySelector("#galat-1 .galat") !== null`);
  found.fault = await page.run(text("galat-1"));
  // A file that is dropped.
  await page.run(`{
    const carried = new DataTransfer();
    carried.items.add(new File(["Indikator,Formula\\nHadir,Jumlah hadir / Jumlah undangan x 100%\\n"], "satu.csv"));
    document.getElementById("jatuh-berkas").dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
  }`);
  await page.until(`!document.getElementById("langkah-2").hidden && document.querySelectorAll("#baris article").length === 1`);
  found.dropped = await page.run(`document.querySelector("#baris article h3").innerText`);
  return { ...found, ...(await page.close()) };
}

try {
  const found = { rumus: {}, berkas: {} };
  for (const [width, scheme, language] of [[1280, "light", "id"], [390, "light", "id"], [1280, "dark", "en"], [390, "dark", "en"]]) {
    found.rumus[`${width}-${scheme}`] = await formula(width, scheme, language);
    found.berkas[`${width}-${scheme}`] = await documents(width, scheme, language);
  }
  console.log(JSON.stringify(found));
} finally {
  await send("Browser.close").catch(() => {});
  await new Promise((gone) => { browser.on("exit", gone); setTimeout(gone, 3000); });
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
