// @ts-check
// Times `diff` of two documents that differ in one place: reading both, comparing them, and the whole command.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { judged } from "./aims.mjs";
import { bundleCode } from "./bundle.mjs";
import { callwrightBin } from "./contenders.mjs";
import { runStages } from "./process.mjs";
import { secondsText } from "./results.mjs";
import { median } from "./tables.mjs";
import { barOf } from "./unchanged.mjs";
import { specFile, TIMEOUT, work } from "./work.mjs";

/** @typedef {{ reading: number[], all: number[], command: number[] }} Times */

/** What `diff` does, without starting and printing. Prints the seconds of reading, and of all. */
const TIMED = `
  import { compareSurfaces } from "./src/changes/compare.ts";
  import { compile } from "./src/compile.ts";
  import { findTargets } from "./src/targets.ts";
  const [before, after] = process.argv.slice(2).map((spec) => findTargets({ spec, cwd: process.cwd() })[0]);
  const start = process.hrtime.bigint();
  const seconds = () => Number(process.hrtime.bigint() - start) / 1e9;
  const sides = [await compile(before), await compile(after)];
  const reading = seconds();
  const { changes } = compareSurfaces(...sides);
  console.log(reading, seconds(), changes.length);
`;

/**
 * @param {number} rounds
 * @returns {Promise<import("./results.mjs").Outcome>}
 */
export async function benchDiff(rounds) {
  const { before, after, folder } = prepare();
  const bundle = await bundleCode(TIMED, path.join(work, "diff.mjs"), { packages: "external" });
  /** @type {Times} */
  const data = { reading: [], all: [], command: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const { reading, all } = timeOnce(bundle, before, after);
    const words = [callwrightBin, "diff", after, "--against", before, "--fail-on", "none"];
    const { seconds, failure } = await runStages([[{ program: process.execPath, words, cwd: folder }]], {
      timeout: TIMEOUT,
    });
    if (failure !== undefined) throw new Error(failure);
    // The first round warms up.
    if (round === 0) continue;
    data.reading.push(reading);
    data.all.push(all);
    data.command.push(seconds);
  }
  const ratio = median(data.all) / median(data.reading);
  const title = "diff of GitHub against itself with one change";
  const cells = [data.reading, data.all, data.command].map((times) => secondsText(median(times)));
  return {
    tables: [
      {
        title,
        rows: [
          ["reading both", "reading and comparing", "whole command", "comparing too, of reading"],
          [...cells, ratio.toFixed(2)],
        ],
      },
    ],
    plots: [
      {
        file: "diff.svg",
        title,
        unit: "s",
        bars: [
          barOf("reading both", data.reading, false),
          barOf("reading both and comparing", data.all, true),
          barOf("the whole command", data.command, true),
        ],
      },
    ],
    aims: judged("diff", { all: ratio }),
    notes: [
      "The change is one more optional property of a schema. The whole command also starts, and prints what changed.",
    ],
    data,
  };
}

/** @returns {{ before: string, after: string, folder: string }} GitHub's document, and the same with one more property */
function prepare() {
  const folder = path.join(work, "specs", "diff");
  mkdirSync(folder, { recursive: true });
  const [before, after] = [path.join(folder, "before.json"), path.join(folder, "after.json")];
  copyFileSync(specFile("github"), before);
  const document = /** @type {{ components: { schemas: Record<string, { properties?: object }> } }} */ (
    JSON.parse(readFileSync(before, "utf8"))
  );
  const schema = document.components.schemas["minimal-repository"];
  if (schema?.properties === undefined) throw new Error("the specification has no schema minimal-repository");
  Object.assign(schema.properties, { added_by_the_bench: { type: "string" } });
  writeFileSync(after, JSON.stringify(document, undefined, 2));
  return { before, after, folder };
}

/**
 * @param {string} bundle
 * @param {string} before
 * @param {string} after
 * @returns {{ reading: number, all: number }} seconds
 * @throws Error if it finds no change
 */
function timeOnce(bundle, before, after) {
  const printed = execFileSync(process.execPath, [bundle, before, after], { encoding: "utf8" });
  const [reading = Number.NaN, all = Number.NaN, changes = 0] = printed.split(" ").map(Number);
  if (changes === 0) throw new Error("the comparison found no change");
  return { reading, all };
}
