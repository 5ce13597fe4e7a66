// @ts-check
// Makes the same calls with two clients of one API, against one server.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { bin, node, root } from "../run.mjs";
import { differences } from "./compare.mjs";
import { examplesOf } from "./examples.mjs";
import { record } from "./recorder.mjs";
import { SDKS } from "./sdks.mjs";

/**
 * @typedef {{ field: string, calls?: readonly string[], ours?: string | null, theirs?: string | null, why: string }}
 * Explanation
 *   `field` may end with `*`; without `calls`, it applies to all; without `ours` or `theirs`, any value matches; null means none
 */
/** @typedef {import("./compare.mjs").Difference & { call: string }} Found */

const docs = path.join(root, "docs", "wire");

/**
 * Compares one SDK, and prints the differences.
 *
 * @param {string} name
 * @returns {Promise<number>} the number of unexplained differences
 */
export async function wire(name) {
  const sdk = SDKS[name];
  if (!sdk) throw new Error(`${name} is none of ${Object.keys(SDKS).join(", ")}`);
  const spec = sdk.spec();
  if (spec === undefined) {
    console.warn(`skipped: the document of ${name} is not beside the repository`);
    return 0;
  }
  const cache = path.join(root, ".work");
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(path.join(cache, "wire-"));
  const server = await record();
  try {
    const ours = await generated(spec, work, { ...sdk.ours, baseUrl: server.url }, sdk.settings);
    const load = await sdk.load();
    // SDKs keep state, so each call has a client of its own.
    const theirs = () => load(server.url);
    const { found, same, absent } = await compared(
      examplesOf(ours.folder, ours.variable),
      ours.client,
      theirs,
      server.requests,
      sdk,
    );
    return report(name, found, same, absent);
  } finally {
    server.close();
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * @param {string} spec
 * @param {string} work an empty folder
 * @param {object} options of the client
 * @param {object} [settings] what stands under `x-callwright`
 */
export async function generated(spec, work, options, settings = {}) {
  const folder = path.join(work, "client");
  const config = path.join(work, "redocly.yaml");
  // JSON is YAML too.
  writeFileSync(
    config,
    JSON.stringify({ apis: { wire: { root: spec, "x-callwright": { output: folder, ...settings } } } }),
  );
  const code = await node([bin, "generate", "wire", "--config", config]);
  if (code !== 0 && code !== 3) throw new Error(`the client of ${spec} is not made`);
  const outfile = path.join(folder, "bundle.mjs");
  const entryPoints = [path.join(folder, "src", "index.ts")];
  await build({ entryPoints, bundle: true, format: "esm", platform: "node", outfile, logLevel: "error" });
  const [, className = ""] =
    /^export class (\w+) extends Client/m.exec(readFileSync(path.join(folder, "src", "client.ts"), "utf8")) ?? [];
  const module = /** @type {Record<string, new (options: object) => object>} */ (
    await import(pathToFileURL(outfile).href)
  );
  const Client = module[className];
  if (!Client) throw new Error(`the package of ${spec} exports no client`);
  const [, variable = ""] = /^const (\w+) = new /m.exec(readFileSync(path.join(folder, "README.md"), "utf8")) ?? [];
  return { client: new Client(options), variable, folder };
}

/**
 * @param {readonly Example[]} examples
 * @param {object} ours
 * @param {() => object} theirs
 * @param {import("./recorder.mjs").Recorded[]} requests
 * @param {import("./sdks.mjs").Sdk} sdk
 */
async function compared(examples, ours, theirs, requests, { forms: own = {}, elsewhere = [], more }) {
  /** @type {Found[]} */
  const found = [];
  /** @type {string[]} */
  const same = [];
  /** @type {string[]} */
  const absent = [];
  for (const shown of examples) {
    const { call } = shown;
    const args = more
      ? [{ .../** @type {object | undefined} */ (shown.args[0]), ...more(shown.method, shown.template) }]
      : shown.args;
    const example = { ...shown, args };
    if (elsewhere.includes(call)) continue;
    if (!methodOf(theirs(), call)) {
      absent.push(call);
      continue;
    }
    const [sent] = await requestsOf(() => methodOf(ours, call), [args], requests);
    if (!sent) {
      found.push({ call, field: "request", ours: "none", theirs: undefined });
      continue;
    }
    const candidates = await requestsOf(() => methodOf(theirs(), call), formsOf(example, own), requests);
    const compared = await Promise.all(candidates.map((candidate) => differences(sent, candidate)));
    const [least = [{ field: "request", ours: "one", theirs: "none" }]] = compared.sort((a, b) => a.length - b.length);
    same.push(call);
    found.push(...least.map((difference) => ({ call, ...difference })));
  }
  return { found, same, absent };
}

/** @typedef {import("./examples.mjs").Example} Example */
/** @typedef {(...args: unknown[]) => Promise<unknown>} Method */

/** @param {object} client @param {string} call @returns {Method | undefined} */
function methodOf(client, call) {
  /** @type {unknown} */
  let owner = client;
  const keys = call.split(".");
  const last = keys.pop() ?? "";
  for (const key of keys) owner = /** @type {Record<string, unknown>} */ (Object(owner))[key];
  const method = /** @type {Record<string, unknown>} */ (Object(owner))[last];
  return typeof method === "function" ? /** @type {Method} */ (method.bind(owner)) : undefined;
}

/**
 * The forms in which SDKs take the arguments of one call: all in one object, in their own spelling, and path ids before
 * the rest.
 *
 * @param {Example} example
 * @param {import("./sdks.mjs").Forms} own forms that no rule covers
 * @returns {unknown[][]}
 */
function formsOf({ call, template, args }, own) {
  const [given = {}] = /** @type {Record<string, unknown>[]} */ (args);
  const form = own[call];
  if (form) return [form(given)];
  const names = [...template.matchAll(/{([^}]+)}/g)].map(([, name = ""]) => name).filter((name) => name in given);
  const spelled = [[respelled(given, camel)], [respelled(given, snake)], ...bodyForms(given)];
  if (names.length === 0) return [args, ...spelled];
  const without = (/** @type {readonly string[]} */ left) =>
    Object.fromEntries(Object.entries(given).filter(([name]) => !left.includes(name)));
  const values = names.map((name) => given[name]);
  const last = names.slice(-1);
  const others = Object.fromEntries(names.slice(0, -1).map((name) => [name, given[name]]));
  return [
    args,
    ...spelled,
    [{ ...without(last), id: values.at(-1) }],
    [...values, without(names)],
    [...values],
    [values.at(-1), without(last)],
    [values.at(-1), others, without(names)],
    [others, without(Object.keys(others))],
  ];
}

/** Forms of a body that is passed whole: alone, by property, or under Octokit's name. @param {Record<string, unknown>} given */
function bodyForms({ body, ...rest }) {
  if (body === undefined) return [];
  return [[body], [{ ...rest, .../** @type {object} */ (body) }], [{ ...rest, data: body }]];
}

/** @param {Record<string, unknown>} given @param {(name: string) => string} spell */
function respelled(given, spell) {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [spell(name), value]));
}

/** @param {string} name */
function camel(name) {
  return name.replace(/[_-](\w)/g, (_, letter) => String(letter).toUpperCase());
}

/** @param {string} name */
function snake(name) {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * Returns the requests that a method sends when it is called in each form; empty if it refuses.
 *
 * @param {() => Method | undefined} method returns the method of a new client
 * @param {unknown[][]} forms
 * @param {import("./recorder.mjs").Recorded[]} requests
 */
async function requestsOf(method, forms, requests) {
  const sent = [];
  for (const form of forms) {
    requests.length = 0;
    // The result does not matter, because the server knows no API.
    await Promise.race([attempt(method(), form.map(copied)), pause()]);
    if (requests[0]) sent.push(requests[0]);
  }
  return sent;
}

/** Copies a value, because some SDKs modify their arguments. @param {unknown} value */
function copied(value) {
  return Object.prototype.toString.call(value) === "[object Object]" ? { .../** @type {object} */ (value) } : value;
}

/** @param {Method | undefined} method @param {readonly unknown[]} form */
async function attempt(method, form) {
  try {
    await method?.(...form);
  } catch {
    // Only the request matters.
  }
}

/** @returns {Promise<undefined>} */
function pause() {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), 2_000).unref());
}

/** @param {string} name @param {readonly Found[]} found @param {readonly string[]} same @param {readonly string[]} absent */
function report(name, found, same, absent) {
  const explanations = explanationsOf(name);
  const unexplained = found.filter((one) => !explanations.some((explanation) => explains(explanation, one)));
  console.log(`${name}: ${String(same.length)} calls compared, ${String(absent.length)} that the SDK does not have`);
  console.log(`${String(found.length)} differences, ${String(unexplained.length)} of them unexplained`);
  for (const { call, field, ours, theirs } of unexplained) {
    console.log(`  ${call}: ${field}: ${ours ?? "(none)"} here, ${theirs ?? "(none)"} in the SDK`);
  }
  return unexplained.length;
}

/** @param {string} name @returns {readonly Explanation[]} */
function explanationsOf(name) {
  const file = path.join(docs, `${name.replace(/^@/, "").replace("/", "-")}.json`);
  return existsSync(file) ? /** @type {Explanation[]} */ (JSON.parse(readFileSync(file, "utf8"))) : [];
}

/** @param {Explanation} explanation @param {Found} found */
function explains({ field, calls, ours, theirs }, found) {
  const isField = field.endsWith("*") ? found.field.startsWith(field.slice(0, -1)) : found.field === field;
  const isValue = (/** @type {string | null | undefined} */ wanted, /** @type {string | undefined} */ value) =>
    wanted === undefined || wanted === (value ?? null);
  const isCall = calls === undefined || calls.includes(found.call);
  return isField && isCall && isValue(ours, found.ours) && isValue(theirs, found.theirs);
}
