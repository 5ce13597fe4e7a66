// @ts-check
// Measures what an editor's user waits for: the time from a keystroke to completions, in a program that uses a client of the
// GitHub API.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { judged } from "./aims.mjs";
import { prepareClient, callsOf, FORMS } from "./consumer.mjs";
import { HEY_API, OURS, REDOCLY } from "./contenders.mjs";
import { DIALECTS } from "./operations.mjs";
import { median } from "./tables.mjs";
import { specFile } from "./work.mjs";

/**
 * @typedef {import("./editing.mjs").Place} Place
 * @typedef {import("./consumer.mjs").Form} Form
 * @typedef {Record<"client" | "argument", Place>} Places
 * @typedef {{ name: string, form: Form, file: string, failure: string | undefined, client: number[], argument: number[] }} Figure
 */

const EDITS = 7;

/** The operation is `issues/create`, whose body has a property `assignees`. */
const ADDRESS = "POST /repos/{owner}/{repo}/issues";

/** @type {Readonly<Record<string, (call: string) => Places>>} */
const PLACES = {
  [OURS]: (call) => ({
    client: { start: "client", typed: ".", offers: call.split(".")[0] ?? "" },
    argument: { start: `void client.${call}({ owner: "octocat", repo: "hello",`, typed: " a", offers: "assignees" },
  }),
  [HEY_API]: () => ({
    client: { start: "sdk", typed: ".", offers: "issuesCreate" },
    argument: {
      start: 'void sdk.issuesCreate({ path: { owner: "octocat", repo: "hello" }, body: {',
      typed: " a",
      offers: "assignees",
    },
  }),
  [REDOCLY]: () => ({
    client: { start: "client", typed: ".", offers: "issues_create" },
    argument: {
      start: 'void client.issues_create({ path: { owner: "octocat", repo: "hello" }, body: {',
      typed: " a",
      offers: "assignees",
    },
  }),
};

/**
 * @param {number} rounds
 * @returns {Promise<import("./results.mjs").Outcome>}
 */
export async function benchEditors(rounds) {
  const spec = specFile("github");
  const calls = await callsOf(spec);
  /** @type {Figure[]} */
  const figures = [];
  for (const dialect of DIALECTS.filter(({ contender }) => contender in PLACES)) {
    for (const { name, form, file, failure } of await prepareClient(dialect, calls, spec)) {
      figures.push({ name, form, file, failure, client: [], argument: [] });
    }
  }
  const call = calls.get(ADDRESS) ?? "";
  for (let round = 0; round < rounds; round += 1) {
    for (const figure of figures) await edit(figure, call);
  }
  return outcomeOf(figures);
}

/**
 * Adds the times of one process, or why there are none.
 *
 * @param {Figure} figure
 * @param {string} call Callwright's own
 */
async function edit(figure, call) {
  const places = PLACES[figure.name]?.(call);
  if (figure.failure !== undefined || places === undefined) return;
  const program = fileURLToPath(new URL("editing.mjs", import.meta.url));
  const words = ["--max-old-space-size=8192", program, figure.file, JSON.stringify(places), String(EDITS)];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, words);
    const times = /** @type {Record<keyof Places, number[]>} */ (JSON.parse(stdout));
    figure.client.push(...times.client);
    figure.argument.push(...times.argument);
  } catch (error) {
    figure.failure = error instanceof Error ? (/Error: .*/u.exec(error.message)?.[0] ?? error.message) : "failed";
  }
}

/**
 * @param {readonly Figure[]} figures
 * @returns {import("./results.mjs").Outcome}
 */
function outcomeOf(figures) {
  const ratio = (/** @type {Form} */ form, /** @type {keyof Places} */ place) => {
    const time = (/** @type {string} */ name) => {
      return median(figures.find((figure) => figure.form === form && figure.name === name)?.[place] ?? []);
    };
    return time(OURS) / time(HEY_API);
  };
  return {
    tables: FORMS.map((form) => ({ title: `From a keystroke to completions, ${form}`, rows: rowsOf(figures, form) })),
    plots: FORMS.map((form) => plotOf(figures, form)),
    aims: judged("editors", {
      clientDeclarations: ratio("as declarations", "client"),
      argumentDeclarations: ratio("as declarations", "argument"),
      clientSources: ratio("as sources", "client"),
      argumentSources: ratio("as sources", "argument"),
    }),
    notes: [
      `TypeScript 5.9's language service, in a process for each client and round: the program of the part consumer is open, and ${String(EDITS)} edits at its end follow three that warm up. Each time is of \`getCompletionsAtPosition\` right after a keystroke, with all that it checks again: behind the dot of the client (of the module, for hey-api), and at the first letter of a property of the body of a call.`,
    ],
    data: figures.map(({ name, form, client, argument, failure }) => ({ name, form, client, argument, failure })),
  };
}

/**
 * @param {readonly Figure[]} figures
 * @param {Form} form
 * @returns {string[][]}
 */
function rowsOf(figures, form) {
  const rows = figures
    .filter((figure) => figure.form === form)
    .map(({ name, failure, client, argument }) => {
      if (failure !== undefined) return [name, "not measured", failure];
      return [name, ...[client, argument].flatMap((times) => [milliseconds(median(times)), spreadOf(times)])];
    });
  return [["client", "on the client", "lowest to highest", "inside an argument", "lowest to highest"], ...rows];
}

/**
 * @param {readonly Figure[]} figures
 * @param {Form} form
 * @returns {import("./results.mjs").Plot}
 */
function plotOf(figures, form) {
  const bars = figures
    .filter((figure) => figure.form === form && figure.failure === undefined)
    .flatMap(({ name, client, argument }) => [
      barOf(`${name}, on the client`, client, name),
      barOf(`${name}, inside an argument`, argument, name),
    ]);
  const title = `From a keystroke to completions, ${form}`;
  return { file: `editors-${form.replace("as ", "")}.svg`, title, unit: "ms", bars };
}

/**
 * @param {string} label
 * @param {readonly number[]} times
 * @param {string} name
 * @returns {import("./results.mjs").Bar}
 */
function barOf(label, times, name) {
  const scaled = times.map((seconds) => seconds * 1000);
  return { label, value: median(scaled), low: Math.min(...scaled), high: Math.max(...scaled), ours: name === OURS };
}

/** @param {readonly number[]} times */
function spreadOf(times) {
  return `${milliseconds(Math.min(...times))} to ${milliseconds(Math.max(...times))}`;
}

/** @param {number} seconds */
function milliseconds(seconds) {
  return `${(seconds * 1000).toFixed(1)} ms`;
}
