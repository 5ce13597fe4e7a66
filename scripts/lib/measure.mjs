// @ts-check
// Times whole processes, in turn, so that what a shared machine does meets all of them alike.
import { spawn } from "node:child_process";
import { root } from "./run.mjs";

/**
 * @typedef {{ name: string, words: readonly string[], cwd?: string }} Contender words are a Node.js program and its arguments
 * @typedef {{ name: string, seconds: number[], failed: boolean }} Timing
 */

/**
 * Runs every contender once to warm up, then `runs` times, one after the other in each round.
 *
 * @param {readonly Contender[]} contenders
 * @param {number} runs
 * @returns {Promise<Timing[]>} in the order given
 */
export async function measure(contenders, runs) {
  /** @type {Timing[]} */
  const timings = contenders.map(({ name }) => ({ name, seconds: [], failed: false }));
  for (let round = -1; round < runs; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      const timing = timings[index];
      const { seconds, code } = await timeOnce(contender);
      if (timing === undefined) continue;
      timing.failed ||= code !== 0;
      if (round >= 0) timing.seconds.push(seconds);
    }
  }
  return timings;
}

/**
 * @param {Contender} contender
 * @returns {Promise<{ seconds: number, code: number }>}
 */
function timeOnce({ words, cwd = root }) {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const child = spawn(process.execPath, [...words], { cwd, stdio: "ignore" });
    child.once("error", reject);
    child.once("exit", (code) => {
      resolve({ seconds: Number(process.hrtime.bigint() - start) / 1e9, code: code ?? 1 });
    });
  });
}

/**
 * @param {readonly number[]} numbers
 * @returns {number}
 */
export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * Prints rows under a heading, columns aligned.
 *
 * @param {string} heading
 * @param {readonly (readonly string[])[]} rows the first one names the columns
 */
export function printTable(heading, rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  console.log(`\n${heading}`);
  for (const row of rows) {
    console.log(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd());
  }
}
