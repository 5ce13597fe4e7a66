// @ts-check
// Times whole processes, from a specification to files: Callwright, other generators, and the tools that Callwright
// builds on.
import { median } from "./tables.mjs";
import { typeCheck, unmute } from "./compile.mjs";
import { AT_ONCE, CONTENDERS, HEY_API, IN_TURN, OURS, REDOCLY, TYPES } from "./contenders.mjs";
import { judged } from "./aims.mjs";
import { megabytes, secondsText } from "./results.mjs";
import { filesBelow, generateFresh, outputFolder, sizeOf, specs } from "./work.mjs";

/**
 * @typedef {import("./contenders.mjs").Contender} Contender
 * @typedef {import("./work.mjs").Spec} Spec
 * @typedef {{ name: string, version: string, makes: Contender["makes"], seconds: number[], peak: number | undefined,
 *   failure: string | undefined, files: number, bytes: number, compiles: string }} Figure
 */

/**
 * @param {number} rounds
 * @returns {Promise<import("./results.mjs").Outcome>}
 */
export async function benchGenerate(rounds) {
  /** @type {Map<Spec["key"], Figure[]>} */
  const measured = new Map();
  const notes = [];
  const tables = [];
  const plots = [];
  for (const spec of specs()) {
    const { key, title, operations, file } = spec;
    const about = `${title} (${operations} operation${operations === 1 ? "" : "s"})`;
    if (file === undefined) {
      notes.push(`${about}: the specification is not here.`);
      continue;
    }
    const figures = await measureSpec(key, file, key === "shipped" ? rounds + 2 : rounds);
    measured.set(key, figures);
    tables.push({ title: `From specification to files: ${about}`, rows: rowsOf(figures) });
    plots.push(plotOf(`generate-${key}.svg`, `From specification to files: ${about}`, figures));
  }
  notes.push(
    "Time is the median of whole processes, started one after the other in each round, after one round to warm up.",
    "Peak memory is the most seen of a sum, every 50 ms: over all processes alive, the most that each has held so far (VmHWM). What processes share counts for each, so the sum is an upper bound. Linux only.",
    "“Compiles” is TypeScript 5.9 with `--strict --noEmit --skipLibCheck`, `moduleResolution: bundler`, over every file made; declaration files are skipped by `--skipLibCheck`, and `@ts-nocheck`, where a generator writes it, is taken out first.",
    "openapi-fetch-gen is timed with the openapi-typescript run that makes its input. Generators that ask for Node.js 22 run on it, the others on the Node.js named above.",
  );
  return { tables, plots, aims: aimsOf(measured), notes, data: Object.fromEntries(measured) };
}

/**
 * @param {Spec["key"]} key
 * @param {string} file
 * @param {number} rounds
 * @returns {Promise<Figure[]>}
 */
async function measureSpec(key, file, rounds) {
  /** @type {Figure[]} */
  const figures = CONTENDERS.map(({ name, version, makes }) => {
    return {
      name,
      version,
      makes,
      seconds: [],
      peak: undefined,
      failure: undefined,
      files: 0,
      bytes: 0,
      compiles: "–",
    };
  });
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, contender] of CONTENDERS.entries()) {
      const figure = figures[index];
      // A contender that failed once is skipped.
      if (figure === undefined || figure.failure !== undefined) continue;
      const { seconds, bytes, failure } = await generateFresh(contender, key, file);
      figure.failure = failure;
      if (bytes !== undefined) figure.peak = Math.max(figure.peak ?? 0, bytes);
      if (round > 0 && failure === undefined) figure.seconds.push(seconds);
    }
  }
  for (const [index, contender] of CONTENDERS.entries()) {
    const figure = figures[index];
    if (figure !== undefined) await judge(contender, key, figure);
  }
  return figures;
}

/**
 * Adds facts about the output of the last round.
 *
 * @param {Contender} contender
 * @param {Spec["key"]} key
 * @param {Figure} figure
 */
async function judge(contender, key, figure) {
  const folder = outputFolder(contender, key);
  const files = filesBelow(folder);
  if (figure.failure !== undefined || contender.makes === "findings") return;
  figure.files = files.length;
  figure.bytes = sizeOf(files);
  const sources = files.filter((file) => file.endsWith(".ts"));
  const isMuted = unmute(sources);
  const { failure } = await typeCheck(folder, sources);
  figure.compiles = failure === undefined ? (isMuted ? "yes, without its @ts-nocheck" : "yes") : `no: ${failure}`;
}

/**
 * @param {readonly Figure[]} figures
 * @returns {string[][]}
 */
function rowsOf(figures) {
  const head = [
    "contender",
    "version",
    "makes",
    "median",
    "lowest",
    "highest",
    "peak memory",
    "output",
    "compiles, or what stopped it",
  ];
  const rows = figures.map(({ name, version, makes, seconds, peak, failure, files, bytes, compiles }) => {
    const start = [name, version, makes];
    if (failure !== undefined) return [...start, "not finished", "", "", "", "", failure];
    const times = [median(seconds), Math.min(...seconds), Math.max(...seconds)].map(secondsText);
    const output = files === 0 ? "–" : `${(bytes / 1e6).toFixed(2)} MB, ${files} file${files === 1 ? "" : "s"}`;
    return [...start, ...times, megabytes(peak), output, compiles];
  });
  return [head, ...rows];
}

/**
 * @param {string} file
 * @param {string} title
 * @param {readonly Figure[]} figures
 * @returns {import("./results.mjs").Plot}
 */
function plotOf(file, title, figures) {
  const bars = figures.map(({ name, makes, seconds, failure, compiles }) => {
    const label = makes === "everything" ? `${name} (lint, types, client)` : name;
    if (failure !== undefined) return { label, value: Number.NaN, note: "did not finish" };
    const spread = { value: median(seconds), low: Math.min(...seconds), high: Math.max(...seconds) };
    const note = compiles.startsWith("no") ? "does not compile" : "";
    return { label, ...spread, note, ours: name === OURS };
  });
  return { file, title, unit: "s", bars };
}

/**
 * @param {ReadonlyMap<Spec["key"], readonly Figure[]>} measured
 * @returns {import("./results.mjs").Aim[]}
 */
function aimsOf(measured) {
  const find = (/** @type {Spec["key"]} */ key, /** @type {string} */ name) => {
    const figure = measured.get(key)?.find((one) => one.name === name);
    return figure === undefined || figure.failure !== undefined ? undefined : figure;
  };
  const ratio = (/** @type {Spec["key"]} */ key, /** @type {string} */ beside) => {
    return median(find(key, OURS)?.seconds ?? []) / median(find(key, beside)?.seconds ?? []);
  };
  const peak = (find("github", OURS)?.peak ?? Number.NaN) / 1e9;
  return judged("generate", {
    githubInTurn: ratio("github", IN_TURN),
    githubAtOnce: ratio("github", AT_ONCE),
    githubHeyApi: ratio("github", HEY_API),
    githubRedocly: ratio("github", REDOCLY),
    portkeyHeyApi: ratio("portkey", HEY_API),
    shippedTypes: ratio("shipped", TYPES),
    githubPeak: peak,
  });
}
