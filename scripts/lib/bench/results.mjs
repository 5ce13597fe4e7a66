// @ts-check
// The results of the benchmark's parts, and their file: the pages are made from `results.json` alone.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem, type } from "node:os";
import path from "node:path";
import { root } from "../run.mjs";

/**
 * @typedef {{ title: string, rows: string[][] }} Table the first row names the columns
 * @typedef {import("./aims.mjs").Aim} Aim
 * @typedef {{ label: string, value: number, low?: number, high?: number, note?: string, ours?: boolean }} Bar
 * @typedef {{ file: string, title: string, unit: string, log?: boolean, bars: Bar[] }} Plot
 * @typedef {{ tables: Table[], aims: Aim[], plots: Plot[], notes: string[], data: unknown }} Outcome
 *   `data` holds every single figure, in seconds and bytes
 * @typedef {{ date: string, machine: string, node: string, load: number, rounds: number }} Circumstances
 * @typedef {Outcome & { measured: Circumstances }} Part
 * @typedef {Record<string, Part>} Results
 */

export const docs = path.join(root, "docs", "bench");
const file = path.join(docs, "results.json");

/** @returns {Results} */
export function readResults() {
  return existsSync(file) ? /** @type {Results} */ (JSON.parse(readFileSync(file, "utf8"))) : {};
}

/** @param {Results} results */
export function writeResults(results) {
  mkdirSync(docs, { recursive: true });
  writeFileSync(file, `${JSON.stringify(results, round, 2)}\n`);
}

/**
 * Rounds seconds to microseconds.
 *
 * @param {string} _
 * @param {unknown} value
 */
function round(_, value) {
  return typeof value === "number" && !Number.isInteger(value) ? Math.round(value * 1e6) / 1e6 : value;
}

/**
 * @param {number} rounds
 * @returns {Circumstances} at this moment
 */
export function circumstances(rounds) {
  const [processor] = cpus();
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GB`;
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${processor?.model.trim() ?? "unknown processor"}, ${memory}, ${type()} ${release()}`,
    node: process.version,
    load: loadavg()[0] ?? 0,
    rounds,
  };
}

/** @param {number | undefined} seconds */
export function secondsText(seconds) {
  return seconds === undefined || !Number.isFinite(seconds) ? "–" : `${seconds.toFixed(2)} s`;
}

/** @param {number | undefined} bytes */
export function megabytes(bytes) {
  return bytes === undefined ? "–" : `${(bytes / 1e6).toFixed(0)} MB`;
}

/** @param {number} bytes */
export function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
