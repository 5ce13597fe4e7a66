// @ts-check
// `npm run soak [-- --kills 100 --pairs 10 --saves 500 --calls 20000]`, after a build: kills generate at random moments,
// runs it twice at once, saves often under watch, and aborts calls of a client. Prints one line for each check, and exits
// with 1 if one fails.
import { spawn } from "node:child_process";
import { getEventListeners } from "node:events";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Client } from "../src/runtime/index.js";

const root = fileURLToPath(new URL("../", import.meta.url));
const bin = path.join(root, "dist", "bin.js");
const { values } = parseArgs({
  options: Object.fromEntries(
    Object.entries({ kills: "100", pairs: "10", saves: "500", calls: "20000" }).map(([name, amount]) => [
      name,
      { type: /** @type {const} */ ("string"), default: amount },
    ]),
  ),
});
const folder = mkdtempSync(path.join(tmpdir(), "callwright-soak-"));
const spec = readFileSync(path.join(root, "spec", "portkey.yaml"), "utf8");
const other = spec.replace(/^( {2}title: ).*$/m, "$1Other");

/** @param {string} what @param {boolean} holds @param {unknown} seen */
function say(what, holds, seen) {
  console.log(`${holds ? "holds" : "BROKEN"}  ${what}: ${JSON.stringify(seen)}`);
  if (!holds) process.exitCode = 1;
}

/** @param {string} cwd @param {number} [killedAfter] milliseconds */
async function generate(cwd, killedAfter) {
  const child = spawn(process.execPath, [bin, "generate", "spec.yaml", "--out", "sdk", "--force"], {
    cwd,
    stdio: "ignore",
  });
  const ended = new Promise((/** @type {(how: unknown) => void} */ resolve) =>
    child.once("close", (code, signal) => resolve(signal ?? code)),
  );
  if (killedAfter !== undefined) setTimeout(() => child.kill("SIGKILL"), killedAfter);
  return ended;
}

/** @param {string} at @returns {string} */
function treeOf(at) {
  const files = readdirSync(at, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map((entry) => path.join(entry.parentPath, entry.name)).sort();
  return JSON.stringify(names.map((name) => [path.relative(at, name), readFileSync(name, "utf8")]));
}

/** @param {string} text @param {string} name @returns {string} a folder with a document */
function project(name, text) {
  const at = path.join(folder, name);
  cpSync(path.join(root, "LICENSE"), path.join(at, "LICENSE"));
  writeFileSync(path.join(at, "spec.yaml"), text);
  return at;
}

async function kills() {
  const oldOne = project("old", spec);
  const begun = performance.now();
  await generate(oldOne);
  const took = performance.now() - begun;
  // Initial files such as the changelog belong to their owner, so the reference is a run that was not killed.
  cpSync(oldOne, path.join(folder, "unharmed"), { recursive: true });
  writeFileSync(path.join(folder, "unharmed", "spec.yaml"), other);
  await generate(path.join(folder, "unharmed"));
  const newTree = treeOf(path.join(folder, "unharmed", "sdk"));
  const seen = { killed: 0, mended: 0, left: 0 };
  for (let round = 0; round < Number(values.kills); round += 1) {
    const at = path.join(folder, "killed");
    rmSync(at, { recursive: true, force: true });
    cpSync(oldOne, at, { recursive: true });
    writeFileSync(path.join(at, "spec.yaml"), other);
    // Most of the time goes to reading, so half of the moments are in the last fifth, when files are written.
    const moment = round % 2 === 0 ? Math.random() * took : took * (0.8 + 0.4 * Math.random());
    if ((await generate(at, moment)) === "SIGKILL") seen.killed += 1;
    await generate(at);
    if (treeOf(path.join(at, "sdk")) === newTree) seen.mended += 1;
    seen.left += readdirSync(path.join(at, "sdk")).filter((name) => name.startsWith(".callwright-")).length;
  }
  say("generate after a kill at random moments", seen.mended === Number(values.kills) && seen.left === 0, seen);
}

async function pairs() {
  const at = project("pair", spec);
  await generate(at);
  const tree = treeOf(path.join(at, "sdk"));
  let same = 0;
  for (let round = 0; round < Number(values.pairs); round += 1) {
    rmSync(path.join(at, "sdk"), { recursive: true });
    await Promise.all([generate(at), generate(at)]);
    if (treeOf(path.join(at, "sdk")) === tree) same += 1;
  }
  say("two at once in one folder", same === Number(values.pairs), { same, of: Number(values.pairs) });
}

async function saves() {
  const at = project("watch", spec);
  const child = spawn(process.execPath, [bin, "watch", "spec.yaml", "--out", "sdk"], {
    cwd: at,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (said += String(text)));
  while (!said.includes("watching")) await wait(100);
  for (let save = 1; save <= Number(values.saves); save += 1) {
    writeFileSync(path.join(at, "spec.yaml"), spec.replace(/^( {2}title: ).*$/m, `$1Save ${String(save)}`));
    await wait(20);
  }
  const last = `Save ${String(Number(values.saves))}`;
  const end = performance.now() + 120_000;
  const isLast = () => readFileSync(path.join(at, "sdk", "callwright.json"), "utf8").includes(`"${last}"`);
  while (!isLast() && performance.now() < end) await wait(200);
  const memory = /VmRSS:\s+(\d+)/.exec(
    process.platform === "linux" ? readFileSync(`/proc/${String(child.pid)}/status`, "utf8") : "",
  )?.[1];
  child.kill("SIGKILL");
  say("watch under many saves ends with the last", isLast(), {
    saves: Number(values.saves),
    megabytes: Math.round(Number(memory ?? 0) / 1024),
  });
}

async function calls() {
  const server = http.createServer((request, response) => {
    if (Number(request.url?.slice(1)) % 3 === 0) response.write('{"a":');
    else response.end('{"a":1}');
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const client = new Client(
    { agent: "a/1", baseUrlEnv: "A_BASE_URL", servers: [], security: {} },
    { baseUrl: `http://127.0.0.1:${String(port)}` },
  );
  const outer = new AbortController();
  /** @param {number} number */
  async function one(number) {
    const operation = {
      call: "a.b",
      method: /** @type {const} */ ("GET"),
      path: `/${String(number)}`,
      result: /** @type {const} */ ("json"),
    };
    const signal = number % 3 === 0 ? AbortSignal.timeout(5) : outer.signal;
    await Promise.resolve(client["_call"](operation, {}, { signal, maxRetries: 0 })).catch(() => undefined);
  }
  const heaps = [];
  for (let done = 0; done < Number(values.calls); done += 50) {
    await Promise.all(Array.from({ length: 50 }, (_, index) => one(done + index)));
    if (done % 2_500 === 0) heaps.push((globalThis.gc?.(), Math.round(process.memoryUsage().heapUsed / 1e5) / 10));
  }
  const sockets = await new Promise((resolve) => server.getConnections((_, count) => resolve(count)));
  const listeners = getEventListeners(outer.signal, "abort").length;
  server.closeAllConnections();
  server.close();
  const grown = (heaps.at(-1) ?? 0) - (heaps[1] ?? heaps[0] ?? 0);
  say("calls, a third of them aborted", grown < 10 && Number(sockets) <= 100 && listeners === 0, {
    heaps,
    sockets,
    listeners,
  });
}

try {
  for (const [name, run] of Object.entries({ calls, pairs, saves, kills })) if (values[name] !== "0") await run();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
