// @ts-check
// Measures calls per second over a `fetch` that responds immediately: the overhead of the client itself.
import { execFile } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { median } from "./tables.mjs";
import { root } from "../run.mjs";
import { bundleCode } from "./bundle.mjs";
import { CONTENDERS, OURS } from "./contenders.mjs";
import { peer } from "./peers.mjs";
import { judged } from "./aims.mjs";
import { generateFresh, outputFolder, specFile, work } from "./work.mjs";

/**
 * @typedef {{ name: string, code: () => Promise<string> }} Subject `code` exports `call(fetch)`, which returns a function
 * that retrieves one object by id
 */

export const BARE = "openapi-fetch, bare";
const CALLS = 500;
/** Many short turns, so that a disturbance affects only one of them and not the median. */
const TURNS = 10;

/** @type {readonly Subject[]} */
export const SUBJECTS = [
  {
    name: BARE,
    code: async () => `
      import createClient from ${JSON.stringify(path.join(root, "node_modules", "openapi-fetch"))};
      export function call(fetch) {
        const headers = { "x-portkey-api-key": "key" };
        const client = createClient({ baseUrl: "https://api.portkey.ai/v1", headers, fetch });
        return async (id) => (await client.GET("/api-keys/{id}", { params: { path: { id } } })).data;
      }`,
  },
  {
    name: OURS,
    code: async () => `
      import { Portkey } from ${JSON.stringify(path.join(await ours(), "src", "index.ts"))};
      export function call(fetch) {
        const client = new Portkey({ apiKey: "key", fetch });
        return (id) => client.apiKeys.retrieve({ id });
      }`,
  },
  {
    name: "openai",
    code: async () => `
      import OpenAI from ${JSON.stringify(packageOf("openai"))};
      export function call(fetch) {
        const client = new OpenAI({ apiKey: "key", fetch });
        return (id) => client.models.retrieve(id);
      }`,
  },
  {
    name: "portkey-ai",
    // It only uses the global fetch.
    code: async () => `
      import { Portkey } from ${JSON.stringify(packageOf("portkey-ai"))};
      export function call() {
        const client = new Portkey({ apiKey: "key" });
        return (id) => client.apiKeys.retrieve({ id });
      }`,
  },
];

/**
 * @param {number} rounds
 * @returns {Promise<import("./results.mjs").Outcome>}
 */
export async function benchThroughput(rounds) {
  const notes = [
    `${TURNS} turns of ${CALLS} calls for each client in each round, all in one process, warmed up, each turn in another order. Each call gets one object by its id, about 400 bytes of JSON.`,
  ];
  /** @type {Record<string, string>} */
  const bundles = {};
  for (const [index, { name, code }] of SUBJECTS.entries()) {
    const outfile = path.join(work, "throughput", `${index}.cjs`);
    try {
      bundles[name] = await bundleCode(await code(), outfile);
    } catch (error) {
      notes.push(
        `${name}: not measured (${error instanceof Error ? (error.message.split("\n")[0] ?? "") : "failed"}).`,
      );
    }
  }
  const program = fileURLToPath(new URL("calls.mjs", import.meta.url));
  const words = [program, JSON.stringify(bundles), String(rounds * TURNS), String(CALLS)];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  const data = /** @type {Record<string, number[] | string>} */ (JSON.parse(stdout));
  return outcomeOf(data, notes);
}

/**
 * @param {Readonly<Record<string, number[] | string>>} data calls per second of each turn, or why there are none
 * @param {string[]} notes
 * @returns {import("./results.mjs").Outcome}
 */
function outcomeOf(data, notes) {
  const figures = SUBJECTS.map(({ name }) => {
    const rates = data[name];
    if (typeof rates === "string") notes.push(`${name}: not measured (${rates}).`);
    const known = Array.isArray(rates) ? rates : [];
    return { name, value: median(known), low: Math.min(...known), high: Math.max(...known) };
  }).filter(({ value }) => Number.isFinite(value));
  const rate = (/** @type {string} */ name) => figures.find((figure) => figure.name === name)?.value ?? Number.NaN;
  const rows = figures.map(({ name, value, low, high }) => {
    return [name, ...[value, low, high].map((one) => one.toFixed(0)), (value / rate(BARE)).toFixed(2)];
  });
  const title = "Calls per second over a fetch that answers at once";
  const bars = figures.map(({ name, ...spread }) => ({ label: name, ...spread, ours: name === OURS }));
  return {
    tables: [{ title, rows: [["client", "median", "lowest", "highest", "of bare openapi-fetch"], ...rows] }],
    plots: [{ file: "throughput.svg", title, unit: "calls/s", bars }],
    aims: judged("throughput", { bare: rate(OURS) / rate(BARE), openai: rate(OURS) / rate("openai") }),
    notes,
    data,
  };
}

/** @returns {Promise<string>} the folder of the shipped client, newly generated */
async function ours() {
  const [contender] = CONTENDERS;
  if (contender === undefined) throw new Error("no contender");
  const { failure } = await generateFresh(contender, "shipped", specFile("shipped"));
  if (failure !== undefined) throw new Error(failure);
  return outputFolder(contender, "shipped");
}

/** @param {"openai" | "portkey-ai"} name */
function packageOf(name) {
  return path.join(peer(name).folder, "node_modules", name);
}
