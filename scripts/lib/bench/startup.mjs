// @ts-check
// Times what Callwright takes to start, beside an empty program of Node.js.
import { judged } from "./aims.mjs";
import { callwrightBin, CONTENDERS } from "./contenders.mjs";
import { runStages } from "./process.mjs";
import { median } from "./tables.mjs";
import { barOf } from "./unchanged.mjs";
import { generateFresh, outputFolder, specFile } from "./work.mjs";

/** Short processes: many of them, so that a disturbance affects few. */
const TURNS = 8;
const GRANTED = 0.06;

/**
 * @param {number} rounds
 * @returns {Promise<import("./results.mjs").Outcome>}
 */
export async function benchStartup(rounds) {
  const [contender] = CONTENDERS;
  if (contender === undefined) throw new Error("no contender");
  const file = specFile("shipped");
  const out = outputFolder(contender, "shipped");
  const { failure } = await generateFresh(contender, "shipped", file);
  if (failure !== undefined) throw new Error(failure);
  const programs = {
    node: ["-e", "0"],
    help: [callwrightBin, "--help"],
    unchanged: [callwrightBin, "generate", file, "--out", out],
  };
  /** @type {Record<keyof typeof programs, number[]>} */
  const data = { node: [], help: [], unchanged: [] };
  for (let turn = -1; turn < rounds * TURNS; turn += 1) {
    for (const name of /** @type {(keyof typeof programs)[]} */ (Object.keys(programs))) {
      const seconds = await timed(programs[name], out);
      // The first turn warms up.
      if (turn >= 0) data[name].push(seconds);
    }
  }
  const empty = median(data.node);
  const of = (/** @type {number[]} */ times) => (median(times) - GRANTED) / empty;
  const row = (/** @type {string} */ name, /** @type {number[]} */ times) => [
    name,
    `${(median(times) * 1000).toFixed(0)} ms`,
    (median(times) / empty).toFixed(2),
    times === data.node ? "–" : of(times).toFixed(2),
  ];
  const title = "Start-up";
  return {
    tables: [
      {
        title,
        rows: [
          ["what", "median", "of node -e 0", "less 60 ms, of it"],
          row("node -e 0", data.node),
          row("callwright --help", data.help),
          row("callwright generate, nothing changed", data.unchanged),
        ],
      },
    ],
    plots: [
      {
        file: "startup.svg",
        title,
        unit: "s",
        bars: [
          barOf("node -e 0", data.node, false),
          barOf("callwright --help", data.help, true),
          barOf("callwright generate, nothing changed", data.unchanged, true),
        ],
      },
    ],
    aims: judged("startup", { help: of(data.help), unchanged: of(data.unchanged) }),
    notes: [
      `${String(TURNS)} processes of each in each round, in turn. The shipped specification; of larger ones, the part unchanged has the figures.`,
    ],
    data,
  };
}

/**
 * @param {readonly string[]} words
 * @param {string} cwd
 * @returns {Promise<number>} seconds
 * @throws Error if it fails
 */
async function timed(words, cwd) {
  const { seconds, failure } = await runStages([[{ program: process.execPath, words, cwd }]], { timeout: 60 });
  if (failure !== undefined) throw new Error(failure);
  return seconds;
}
