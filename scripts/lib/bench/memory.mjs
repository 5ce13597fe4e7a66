// @ts-check
// Measures the memory that calls keep when they are over.
import { execFile } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { judged } from "./aims.mjs";
import { bundleCode } from "./bundle.mjs";
import { OURS } from "./contenders.mjs";
import { median } from "./tables.mjs";
import { BARE, SUBJECTS } from "./throughput.mjs";
import { work } from "./work.mjs";

/** @typedef {Record<"calls" | "failures", number[]>} Kept bytes per call, in each round */

const CALLS = 100_000;

/**
 * @param {number} rounds
 * @returns {Promise<import("./results.mjs").Outcome>}
 */
export async function benchMemory(rounds) {
  /** @type {Record<string, Kept>} */
  const data = {};
  for (const { name, code } of SUBJECTS.filter((subject) => subject.name === BARE || subject.name === OURS)) {
    const bundle = await bundleCode(await code(), path.join(work, "memory", `${name.replaceAll(/\W+/gu, "-")}.cjs`));
    const program = fileURLToPath(new URL("kept.mjs", import.meta.url));
    const words = ["--expose-gc", program, bundle, String(rounds), String(CALLS)];
    const { stdout } = await promisify(execFile)(process.execPath, words);
    data[name] = /** @type {Kept} */ (JSON.parse(stdout));
  }
  const kept = (/** @type {string} */ name, /** @type {keyof Kept} */ way) => median(data[name]?.[way] ?? []);
  const rows = Object.keys(data).map((name) => [
    name,
    kept(name, "calls").toFixed(2),
    kept(name, "failures").toFixed(2),
  ]);
  return {
    tables: [
      {
        title: "Bytes that a call keeps, when it is over",
        rows: [["client", "of 100,000 calls", "of 100,000 calls that fail"], ...rows],
      },
    ],
    plots: [],
    aims: judged("memory", { calls: kept(OURS, "calls"), failures: kept(OURS, "failures") }),
    notes: [
      "The growth of the heap and of what it holds outside, after garbage collection, over 100,000 calls by the number of calls; 100,000 before them warm up. The smallest object takes 12 bytes: less than one byte per call is noise, and may be negative.",
    ],
    data,
  };
}
