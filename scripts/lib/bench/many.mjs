// @ts-check
// Times two hundred documents in one configuration: from scratch, unchanged, with one changed, and with one process each.
import { appendFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { callwrightBin } from "./contenders.mjs";
import { runStages } from "./process.mjs";
import { judged } from "./aims.mjs";
import { secondsText } from "./results.mjs";
import { median } from "./tables.mjs";
import { specFile, work } from "./work.mjs";

const COUNT = 200;
/** The most seconds for one command. */
const PATIENCE = 900;

/** @typedef {{ inTurn: number[], cold: number[], unchanged: number[], changed: number[] }} Times */

/**
 * @param {number} rounds
 * @returns {Promise<import("./results.mjs").Outcome>}
 */
export async function benchMany(rounds) {
  /** @type {Times} */
  const data = { inTurn: [], cold: [], unchanged: [], changed: [] };
  for (let round = 0; round < rounds; round += 1) {
    const names = prepare();
    data.inTurn.push(await timed(names.map((name) => ["generate", name])));
    prepare();
    data.cold.push(await timed([["generate"]]));
    data.unchanged.push(await timed([["generate"]]));
    appendFileSync(path.join(folder, `${names[COUNT / 2] ?? ""}.yaml`), "# changed\n");
    data.changed.push(await timed([["generate"]]));
  }
  const whole = median(data.inTurn);
  const of = (/** @type {number[]} */ times) => median(times) / whole;
  const row = (/** @type {string} */ name, /** @type {number[]} */ times) => [
    name,
    secondsText(median(times)),
    of(times).toFixed(3),
  ];
  return {
    tables: [
      {
        title: `${COUNT} documents`,
        rows: [
          ["what", "seconds", "of a process each"],
          row("a process each, in turn", data.inTurn),
          row("one process, from nothing", data.cold),
          row("nothing changed", data.unchanged),
          row("one changed", data.changed),
        ],
      },
    ],
    plots: [],
    aims: judged("many", { cold: of(data.cold), unchanged: of(data.unchanged), changed: of(data.changed) }),
    notes: [
      "Copies of the shipped document, which has one operation: the more a document holds, the less a process weighs.",
    ],
    data,
  };
}

const folder = path.join(work, "many");

/** @returns {readonly string[]} the names of the APIs, none of which has a package yet */
function prepare() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const names = Array.from({ length: COUNT }, (_, index) => `api${String(index)}`);
  for (const name of names) cpSync(specFile("shipped"), path.join(folder, `${name}.yaml`));
  const entries = names.map((name) => `  ${name}: { root: ${name}.yaml, x-callwright: { output: sdk/${name} } }\n`);
  writeFileSync(path.join(folder, "redocly.yaml"), `apis:\n${entries.join("")}`);
  return names;
}

/**
 * @param {readonly (readonly string[])[]} commands run one after the other
 * @returns {Promise<number>} seconds
 * @throws Error if one fails
 */
async function timed(commands) {
  const stages = commands.map((words) => [
    { program: process.execPath, words: [callwrightBin, ...words], cwd: folder },
  ]);
  const { seconds, failure } = await runStages(stages, { timeout: PATIENCE });
  if (failure !== undefined) throw new Error(failure);
  return seconds;
}
