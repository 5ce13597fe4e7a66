// @ts-check
// Measures how a client affects the type-checking time of a program with twenty calls of the GitHub API.
import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { median } from "./tables.mjs";
import { declare, typeCheck, unmute } from "./compile.mjs";
import { callwrightBin, CONTENDERS, HEY_API, OURS, REDOCLY } from "./contenders.mjs";
import { DIALECTS, programOf, USES } from "./operations.mjs";
import { judged } from "./aims.mjs";
import { secondsText } from "./results.mjs";
import { filesBelow, generateFresh, outputFolder, specFile } from "./work.mjs";

/**
 * @typedef {"as sources" | "as declarations"} Form how the program includes the client: as most generators write it, or
 * as a
 *   package contains it
 * @typedef {{ name: string, form: Form, folder: string, file: string, seconds: number[], checkSeconds: number[],
 *   instantiations: number, failure: string | undefined }} Figure
 */

const PROGRAM = "consumer.bench.ts";
/** @type {readonly Form[]} */
export const FORMS = ["as sources", "as declarations"];
const OPENAPI_FETCH = "openapi-fetch over openapi-typescript";

/**
 * @param {number} rounds
 * @returns {Promise<import("./results.mjs").Outcome>}
 */
export async function benchConsumer(rounds) {
  const spec = specFile("github");
  const calls = await callsOf(spec);
  /** @type {Figure[]} */
  const figures = [];
  for (const dialect of DIALECTS) figures.push(...(await prepareClient(dialect, calls, spec)));
  for (let round = 0; round <= rounds; round += 1) {
    for (const figure of figures) {
      if (figure.failure !== undefined) continue;
      const { seconds, checkSeconds, instantiations, failure } = await typeCheck(figure.folder, [figure.file]);
      Object.assign(figure, { instantiations, failure });
      if (round === 0) continue;
      figure.seconds.push(seconds);
      figure.checkSeconds.push(checkSeconds);
    }
  }
  return outcomeOf(figures);
}

/**
 * @param {string} spec
 * @returns {Promise<ReadonlyMap<string, string>>} address to Callwright's call
 */
export async function callsOf(spec) {
  const words = [callwrightBin, "explain", spec, "--format", "json"];
  const { stdout } = await promisify(execFile)(process.execPath, words, { maxBuffer: 2 ** 27 });
  const methods = /** @type {{ call: string, method: string, path: string }[]} */ (JSON.parse(stdout));
  return new Map(methods.map(({ call, method, path: at }) => [`${method} ${at}`, call]));
}

/**
 * Writes the program next to the client and next to the client's declarations. Reuses the client from the part `generate`
 * of this or an earlier run, if it exists.
 *
 * @param {import("./operations.mjs").Dialect} dialect
 * @param {ReadonlyMap<string, string>} calls
 * @param {string} spec
 * @returns {Promise<Figure[]>}
 */
export async function prepareClient(dialect, calls, spec) {
  const contender = CONTENDERS.find(({ name }) => name === dialect.contender);
  if (contender === undefined) throw new Error(`no contender is called ${dialect.contender}`);
  const folder = outputFolder(contender, "github");
  // Callwright's own client is always generated again, because Callwright changes daily.
  const isThere = dialect.contender !== OURS && filesBelow(folder).some((file) => file.endsWith(".ts"));
  const failed = isThere ? undefined : (await generateFresh(contender, "github", spec)).failure;
  const sources = filesBelow(folder).filter((file) => file.endsWith(".ts") && path.basename(file) !== PROGRAM);
  unmute(sources);
  const declared = outputFolder(contender, "declared");
  rmSync(declared, { recursive: true, force: true });
  mkdirSync(declared, { recursive: true });
  const undeclared = failed ?? (await declare(folder, sources, declared)).failure;
  const program = programOf(dialect, calls);
  const name = dialect.contender === "openapi-typescript" ? OPENAPI_FETCH : dialect.contender;
  return [figureOf(name, "as sources", folder, failed), figureOf(name, "as declarations", declared, undeclared)].map(
    (figure) => {
      if (figure.failure === undefined) writeFileSync(figure.file, program);
      return figure;
    },
  );
}

/**
 * @param {string} name
 * @param {Form} form
 * @param {string} folder
 * @param {string | undefined} failure
 * @returns {Figure}
 */
function figureOf(name, form, folder, failure) {
  const file = path.join(folder, PROGRAM);
  return { name, form, folder, file, seconds: [], checkSeconds: [], instantiations: Number.NaN, failure };
}

/**
 * @param {readonly Figure[]} figures
 * @returns {import("./results.mjs").Outcome}
 */
function outcomeOf(figures) {
  const title = `Type-check of a program that makes ${USES.length} calls of the GitHub API`;
  const outcomes = FORMS.map((form) => formOf(title, form, figures));
  return {
    tables: outcomes.map(({ table }) => table),
    plots: outcomes.flatMap(({ plots }) => plots),
    aims: aimsOf(figures),
    notes: [
      "The same twenty operations in each client's own words; each program reads a property of nearly every result. Whole runs of TypeScript 5.9 with the options above, over all that the program reaches. A client counts where it compiles; `@ts-nocheck`, where a generator writes it, is taken out first.",
      "As sources: the program beside what the generator wrote, which is how most of them are used. As declarations: the program beside the `.d.ts` files of the same sources, which is what a package carries, and how a caller has a client of Callwright.",
      "Instantiations are those that `--extendedDiagnostics` counts. openapi-fetch-gen makes no client of this specification.",
    ],
    data: figures.map(({ name, form, seconds, checkSeconds, instantiations, failure }) => {
      return { name, form, seconds, checkSeconds, instantiations, failure };
    }),
  };
}

/**
 * @param {string} about
 * @param {Form} form
 * @param {readonly Figure[]} all
 * @returns {{ table: import("./results.mjs").Table, plots: import("./results.mjs").Plot[] }}
 */
function formOf(about, form, all) {
  const title = `${about}, ${form}`;
  const figures = all.filter((figure) => figure.form === form);
  const rows = figures.map(({ name, seconds, checkSeconds, instantiations, failure }) => {
    if (failure !== undefined) return [name, "does not compile", "", "", failure];
    const spread = `${secondsText(Math.min(...seconds))} to ${secondsText(Math.max(...seconds))}`;
    return [name, secondsText(median(seconds)), spread, secondsText(median(checkSeconds)), grouped(instantiations)];
  });
  const compiling = figures.filter(({ failure }) => failure === undefined);
  const counts = compiling.map(({ name, instantiations }) => {
    return { label: name, value: instantiations, ours: name === OURS };
  });
  const times = compiling.map(({ name, seconds }) => {
    const spread = { low: Math.min(...seconds), high: Math.max(...seconds) };
    return { label: name, value: median(seconds), ...spread, ours: name === OURS };
  });
  const head = ["client", "time, median", "lowest to highest", "of it checking", "instantiations"];
  const file = `consumer-${form.replace("as ", "")}`;
  return {
    table: { title, rows: [head, ...rows] },
    plots: [
      { file: `${file}-time.svg`, title, unit: "s", bars: times },
      { file: `${file}-instantiations.svg`, title, unit: "instantiations", log: true, bars: counts },
    ],
  };
}

/**
 * @param {readonly Figure[]} figures
 * @returns {import("./results.mjs").Aim[]}
 */
function aimsOf(figures) {
  const compiling = figures.filter(({ failure }) => failure === undefined);
  const measured = (/** @type {Form} */ form, /** @type {string} */ name) => {
    return compiling.find((figure) => figure.form === form && figure.name === name);
  };
  const time = (/** @type {Figure | undefined} */ figure) => median(figure?.seconds ?? []);
  const count = (/** @type {Figure | undefined} */ figure) => figure?.instantiations ?? Number.NaN;
  const peers = compiling.filter(({ form, name }) => form === "as declarations" && name !== OURS);
  const sources = measured("as sources", OURS);
  const declarations = measured("as declarations", OURS);
  const fetched = measured("as sources", OPENAPI_FETCH);
  return judged("consumer", {
    sourcesTime: time(sources) / time(fetched),
    declarationsTime: time(declarations) / Math.min(...peers.map(time)),
    declarationsRedocly: time(declarations) / time(measured("as declarations", REDOCLY)),
    declarationsHeyApi: time(declarations) / time(measured("as declarations", HEY_API)),
    sourcesCount: count(sources) / count(fetched),
    declarationsCount: count(declarations) / Math.min(...peers.map(count)),
  });
}

/** @param {number} count */
function grouped(count) {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/gu, ",");
}
