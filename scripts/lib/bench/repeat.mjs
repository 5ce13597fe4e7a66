// @ts-check
// The second run: nothing changed, or one thing while `watch` runs.
import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "../run.mjs";
import { timesOf } from "./generate.mjs";
import { measure } from "./measure.mjs";
import { github, specs } from "./specs.mjs";

const bin = path.join(root, "dist", "bin.js");

/** @param {number} rounds */
export async function benchRepeat(rounds) {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-repeat-"));
  try {
    const unchanged = [];
    for (const spec of specs()) unchanged.push(await secondRun(spec, folder, rounds || 5));
    return { unchanged, watch: await watchRun(folder, rounds || 3) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {import("./specs.mjs").Spec} spec
 * @param {string} folder
 * @param {number} rounds
 */
async function secondRun({ name, file }, folder, rounds) {
  const [cold, warm] = [path.join(folder, `${name}-cold`), path.join(folder, `${name}-warm`)];
  const words = (/** @type {string} */ out) => [[bin, "generate", file, "--out", out]];
  const [first, second] = await measure(
    [
      { name: "cold", programs: words(cold), before: () => rmSync(cold, { recursive: true, force: true }) },
      { name: "again", programs: words(warm) },
    ],
    rounds,
  );
  return { spec: name, cold: timesOf(first?.seconds ?? [], 0), again: timesOf(second?.seconds ?? [], 0) };
}

/**
 * @param {string} folder
 * @param {number} rounds
 */
async function watchRun(folder, rounds) {
  const spec = github();
  if (spec === undefined) return undefined;
  const place = path.join(folder, "watch");
  mkdirSync(place);
  const file = path.join(place, "openapi.json");
  copyFileSync(spec, file);
  const out = path.join(place, "sdk");
  const [cold] = await measure(
    [
      {
        name: "cold",
        programs: [[bin, "generate", file, "--out", out]],
        before: () => rmSync(out, { recursive: true, force: true }),
      },
    ],
    rounds,
  );
  const child = spawn(process.execPath, [bin, "watch", file, "--out", out], { stdio: ["ignore", "ignore", "pipe"] });
  try {
    await saying(child.stderr, "watching");
    const seconds = [];
    for (let round = 0; round <= rounds; round += 1) seconds.push(await oneChange(file, path.join(out, "src"), round));
    return { cold: timesOf(cold?.seconds ?? [], 0), change: timesOf(seconds.slice(1), 0) };
  } finally {
    child.kill();
  }
}

/**
 * Changes a summary and gives the seconds until the file that holds it has changed.
 *
 * @param {string} spec
 * @param {string} source
 * @param {number} round
 * @returns {Promise<number>}
 */
async function oneChange(spec, source, round) {
  const before = readFileSync(spec, "utf8");
  const after = before.replace(/"summary": ?"GitHub API Root[^"]*"/, `"summary":"GitHub API Root ${String(round)}"`);
  if (after === before) throw new Error("there is nothing to change in the GitHub document");
  const text = `GitHub API Root ${String(round)}`;
  const changed = new Promise((resolve) => {
    const watcher = watch(source, { recursive: true }, () => {
      const known = ["client.ts", path.join("resources", "meta.ts")].some((name) =>
        holds(path.join(source, name), text),
      );
      if (!known) return;
      watcher.close();
      resolve(undefined);
    });
  });
  const start = process.hrtime.bigint();
  writeFileSync(spec, after);
  await changed;
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/**
 * @param {string} file
 * @param {string} text
 */
function holds(file, text) {
  try {
    return readFileSync(file, "utf8").includes(text);
  } catch {
    return false;
  }
}

/**
 * @param {import("node:stream").Readable} stream
 * @param {string} word
 */
function saying(stream, word) {
  return new Promise((resolve) => {
    let said = "";
    stream.on("data", (chunk) => {
      said += String(chunk);
      if (said.includes(word)) resolve(undefined);
    });
  });
}
