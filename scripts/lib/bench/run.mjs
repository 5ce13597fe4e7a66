// @ts-check
// Runs parts of the benchmark, prints them, and adds them to the parts of earlier runs in `docs/bench/`.
import { parseArgs } from "node:util";
import { benchConsumer } from "./consumer.mjs";
import { benchDiff } from "./diff.mjs";
import { benchEditors } from "./editors.mjs";
import { benchGenerate } from "./generate.mjs";
import { benchGrowth } from "./growth.mjs";
import { benchMany } from "./many.mjs";
import { benchMemory } from "./memory.mjs";
import { benchNaming } from "./naming.mjs";
import { printAims, printPart, writePages } from "./page.mjs";
import { benchSize } from "./size.mjs";
import { benchStartup } from "./startup.mjs";
import { benchStreams } from "./streams.mjs";
import { benchThroughput } from "./throughput.mjs";
import { benchUnchanged } from "./unchanged.mjs";
import { benchWatch } from "./watch.mjs";
import { circumstances, readResults, writeResults } from "./results.mjs";

/** @type {Readonly<Record<string, { measure: (rounds: number) => Promise<import("./results.mjs").Outcome>, rounds: number }>>} */
export const PARTS = {
  generate: { measure: benchGenerate, rounds: 3 },
  growth: { measure: benchGrowth, rounds: 2 },
  unchanged: { measure: benchUnchanged, rounds: 3 },
  startup: { measure: benchStartup, rounds: 3 },
  watch: { measure: benchWatch, rounds: 3 },
  many: { measure: benchMany, rounds: 1 },
  diff: { measure: benchDiff, rounds: 3 },
  consumer: { measure: benchConsumer, rounds: 3 },
  editors: { measure: benchEditors, rounds: 2 },
  size: { measure: benchSize, rounds: 1 },
  throughput: { measure: benchThroughput, rounds: 9 },
  streams: { measure: benchStreams, rounds: 3 },
  memory: { measure: benchMemory, rounds: 3 },
  naming: { measure: benchNaming, rounds: 5 },
};

/**
 * @param {string[]} words of the command line: the parts (all if none is named) and `--rounds`; or `pages`
 * @returns {Promise<number>} exit code
 */
export async function runBench(words) {
  const { positionals, values } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { rounds: { type: "string" } },
  });
  const names = Object.keys(PARTS);
  if (positionals.join() === "pages") {
    writePages(readResults(), names);
    return 0;
  }
  const unknown = positionals.filter((name) => !names.includes(name));
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  if (unknown.length > 0 || (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0))) {
    console.error(
      `Usage: npm run bench -- [${names.join("] [")}] [--rounds <number>]\n       npm run bench -- pages   (docs/bench anew, from what was measured)`,
    );
    return 2;
  }
  /** @type {string[]} */
  const failed = [];
  const chosen = positionals.length === 0 ? names : positionals;
  for (const name of chosen) {
    if (!(await runPart(name, rounds))) failed.push(name);
  }
  if (chosen.length > 1) {
    const measured = chosen.filter((name) => !failed.includes(name));
    printAims(readResults(), measured);
  }
  if (failed.length > 0) console.error(`\nnot measured: ${failed.join(", ")}`);
  return failed.length === 0 ? 0 : 1;
}

/**
 * @param {string} name
 * @param {number | undefined} wished
 * @returns {Promise<boolean>} whether it was measured; the other parts are unchanged
 */
async function runPart(name, wished) {
  const part = PARTS[name];
  if (part === undefined) return false;
  const rounds = wished ?? part.rounds;
  const measured = circumstances(rounds);
  console.log(`\n# ${name}: Node.js ${measured.node}, ${measured.machine}`);
  try {
    const outcome = { measured, ...(await part.measure(rounds)) };
    printPart(outcome);
    const results = { ...readResults(), [name]: outcome };
    writeResults(results);
    writePages(readResults(), Object.keys(PARTS));
    return true;
  } catch (error) {
    console.error(error);
    return false;
  }
}
