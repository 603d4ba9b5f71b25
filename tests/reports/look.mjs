// Opens pages in headless Chromium and reports what a reader would meet: sideways scroll, errors, requests, what axe finds.
//
//   node look.mjs CHROMIUM AXE_JS FOLDER PAGE…       writes FOLDER/<page>-<width>.png, <page>.pdf and prints JSON
//
// It speaks the protocol of the browser's own developer tools over a pipe, so that nothing has to be installed but axe.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

const [chromium, axe, folder, ...pages] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "look-"));
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

async function look(page) {
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const tell = (method, params) => send(method, params, sessionId);
  const run = async (expression) => {
    const { result, exceptionDetails } = await tell("Runtime.evaluate",
      { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  const found = { page: basename(page), requests: [], console: [], widths: {} };
  listeners.push((message) => {
    if (message.sessionId !== sessionId) return;
    const { method, params } = message;
    if (method === "Network.requestWillBeSent" && !/^(file|data):/.test(params.request.url))
      found.requests.push(params.request.url);
    if (method === "Log.entryAdded") found.console.push(params.entry.text);
    if (method === "Runtime.consoleAPICalled") found.console.push(params.args.map((one) => one.value).join(" "));
    if (method === "Runtime.exceptionThrown") found.console.push(params.exceptionDetails.text);
  });
  for (const domain of ["Page", "Network", "Log", "Runtime"]) await tell(`${domain}.enable`);
  for (const width of [1280, 390]) {
    await tell("Emulation.setDeviceMetricsOverride", { width, height: Number(process.env.HEIGHT ?? 900), deviceScaleFactor: 1, mobile: width < 500 });
    const loaded = new Promise((done) => listeners.push((one) => {
      if (one.sessionId === sessionId && one.method === "Page.loadEventFired") done();
    }));
    await tell("Page.navigate", { url: pathToFileURL(page).href });
    await loaded;
    // What lies behind the fold-outs has to fit too.
    await run("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    found.widths[width] = await run(`({
      scroll: document.documentElement.scrollWidth, seen: document.documentElement.clientWidth,
      wide: [...document.querySelectorAll("main *, header *, nav *")].filter((one) =>
        one.getBoundingClientRect().right > document.documentElement.clientWidth && !one.closest(".maya"))
        .slice(0, 5).map((one) => one.outerHTML.slice(0, 300)),
      scripts: document.scripts.length, injected: window.injected ?? null, text: document.body.innerText })`);
    if (axe !== "-") {
      await run(readFileSync(axe, "utf-8"));
      found.widths[width].axe = await run(`axe.run().then(({ violations }) => violations.map((one) =>
        ({ id: one.id, impact: one.impact, help: one.help, where: one.nodes.slice(0, 3).map((node) => node.html) })))`);
    }
    await run("document.querySelectorAll('details').forEach((one) => { one.open = false; })");
    const { data } = await tell("Page.captureScreenshot", { captureBeyondViewport: false });
    writeFileSync(join(folder, `${basename(page, ".html")}-${width}.png`), Buffer.from(data, "base64"));
  }
  // The width of an A4 page between its margins: what stands outside would be cut off on paper.
  await tell("Emulation.setDeviceMetricsOverride", { width: 688, height: 900, deviceScaleFactor: 1, mobile: false });
  await tell("Emulation.setEmulatedMedia", { media: "print" });
  found.paper = await run(`[...document.querySelectorAll("main *, header *, nav *")].filter((one) =>
    one.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !one.closest(".maya"))
    .slice(0, 5).map((one) => one.outerHTML.slice(0, 300))`);
  await tell("Emulation.setEmulatedMedia", { media: "" });
  const { data } = await tell("Page.printToPDF", { preferCSSPageSize: true, printBackground: true });
  writeFileSync(join(folder, `${basename(page, ".html")}.pdf`), Buffer.from(data, "base64"));
  await send("Target.closeTarget", { targetId });
  return found;
}

try {
  const found = [];
  for (const page of pages) found.push(await look(page));
  console.log(JSON.stringify(found));
} finally {
  await send("Browser.close").catch(() => {});
  await new Promise((gone) => { browser.on("exit", gone); setTimeout(gone, 3000); });
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
