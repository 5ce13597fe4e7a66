// @ts-check
// `npm run bench`: figures of this machine, in one run. Nothing in the tests is timed.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { githubSpec } from "./lib/github.mjs";
import { measure, median, printTable } from "./lib/measure.mjs";
import { timeNaming } from "./lib/naming.mjs";
import { root } from "./lib/run.mjs";

const bin = path.join(root, "dist", "bin.js");
const out = mkdtempSync(path.join(tmpdir(), "callwright-bench-"));
const beside = path.join(root, "..", "shared", "specs", "portkey.yaml");

console.log(`Node.js ${process.version} on ${String(cpus().length)} × ${cpus()[0]?.model ?? "unknown processor"}`);
try {
  await benchGenerate();
  await benchNaming();
} finally {
  rmSync(out, { recursive: true, force: true });
}

/** Whole processes: reading, linting, types, client and package, written to disk. */
async function benchGenerate() {
  const specs = [
    { name: "shipped (1 operation)", spec: path.join(root, "spec", "portkey.yaml"), runs: 7 },
    { name: "Portkey (231 operations)", spec: beside, runs: 5 },
    { name: "GitHub (1,223 operations)", spec: fetched(), runs: 3 },
  ];
  const rows = [["specification", "median", "lowest", "highest"]];
  for (const { name, spec, runs } of specs) {
    if (spec === undefined || !existsSync(spec)) {
      rows.push([name, "not here"]);
      continue;
    }
    const words = [bin, "generate", spec, "--out", path.join(out, path.basename(spec))];
    const [timing] = await measure([{ name, words }], runs);
    const seconds = timing?.seconds ?? [];
    rows.push([name, ...[median(seconds), Math.min(...seconds), Math.max(...seconds)].map(secondsText)]);
  }
  printTable("callwright generate, lint included", rows);
}

/** Naming alone, as the first thing a fresh process does after reading, and once more when warm. Aimed at: 0.30 s. */
async function benchNaming() {
  const specs = [
    { name: "Portkey (231 operations, sampled)", spec: beside },
    { name: "GitHub (1,223 operations)", spec: fetched() },
  ];
  const rows = [["specification", "first, median", "highest", "warm, median"]];
  for (const { name, spec } of specs) {
    if (spec === undefined || !existsSync(spec)) {
      rows.push([name, "not here"]);
      continue;
    }
    const { first, warm } = await timeNaming(spec, 5);
    rows.push([name, ...[median(first), Math.max(...first), median(warm)].map(secondsText)]);
  }
  printTable("naming the whole surface", rows);
}

/** @param {number} seconds */
function secondsText(seconds) {
  return `${seconds.toFixed(2)} s`;
}

/** @returns {string | undefined} */
function fetched() {
  try {
    return githubSpec();
  } catch {
    return undefined;
  }
}
