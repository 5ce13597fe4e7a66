// @ts-check
// What a consumer of 20 calls costs its compiler, with the client of each tool.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { compilerOptions, outputs, prepareOutputs } from "./generate.mjs";
import { median } from "./measure.mjs";
import { generators } from "./peers.mjs";
import { github } from "./specs.mjs";
import { root } from "../run.mjs";

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const CALLS = 20;

/**
 * @typedef {{ id: string, path: string, params: readonly { name: string, value: string }[] }} Called
 * @typedef {{ name: string, from: string, write: (calls: readonly Called[], names: ReadonlyMap<string, string>) => string }} Consumer
 */

/** @param {number} rounds */
export async function benchConsumer(rounds) {
  const spec = github();
  if (spec === undefined) return undefined;
  if (!existsSync(outputs)) prepareOutputs();
  const calls = chosenCalls(spec);
  const names = ourNames(spec);
  const projects = consumers.flatMap((consumer) => {
    const folder = generated(consumer.from, spec);
    return folder === undefined ? [] : [project(consumer, folder, consumer.write(calls, names))];
  });
  /** @type {Map<string, { seconds: number[], instantiations: number, compiles: boolean }>} */
  const results = new Map();
  for (let round = 0; round < (rounds || 5); round += 1) {
    for (const { name, file } of projects) {
      const known = results.get(name) ?? { seconds: [], instantiations: 0, compiles: true };
      results.set(name, known);
      if (!known.compiles) continue;
      const run = check(file);
      known.seconds.push(run.seconds);
      known.instantiations = run.instantiations;
      known.compiles = run.compiles;
    }
  }
  return [...results].map(([name, { seconds, ...rest }]) => ({
    name,
    ...rest,
    ...(rest.compiles ? { check: median(seconds) } : {}),
  }));
}

/**
 * The first operations that take nothing but path parameters, and at least one.
 *
 * @param {string} spec
 * @returns {readonly Called[]}
 */
function chosenCalls(spec) {
  const document = JSON.parse(readFileSync(spec, "utf8"));
  const resolve = (/** @type {any} */ one) =>
    one.$ref === undefined ? one : document.components.parameters[one.$ref.split("/").pop()];
  /** @type {Called[]} */
  const found = [];
  for (const [address, item] of Object.entries(document.paths)) {
    const params = [...(item.parameters ?? []), ...(item.get?.parameters ?? [])].map(resolve);
    const isPlain = params.length > 0 && params.every(({ in: place, name }) => place === "path" && /^\w+$/.test(name));
    if (!item.get || !isPlain || found.length === CALLS) continue;
    const ordered = [...address.matchAll(/{(\w+)}/g)].map(([, name]) => params.find((one) => one.name === name));
    const values = ordered.map((one) => ({ name: one.name, value: one.schema.type === "integer" ? "1" : '"a"' }));
    found.push({ id: item.get.operationId, path: address, params: values });
  }
  return found;
}

/**
 * @param {string} spec
 * @returns {ReadonlyMap<string, string>} our calls by path, of GET
 */
function ourNames(spec) {
  const words = [path.join(root, "dist", "bin.js"), "explain", spec, "--format", "json"];
  const explained = JSON.parse(execFileSync(process.execPath, words, { encoding: "utf8", maxBuffer: 2 ** 28 }));
  return new Map(
    explained
      .filter((/** @type {any} */ one) => one.method === "GET")
      .map((/** @type {any} */ one) => [one.path, one.call]),
  );
}

/** @param {Called} called */
const object = ({ params }) => `{ ${params.map(({ name, value }) => `${name}: ${value}`).join(", ")} }`;
/** @param {Called} called */
const values = ({ params }) => params.map(({ value }) => value).join(", ");
/** @param {string} text */
const camel = (text) => text.replace(/[^A-Za-z0-9]+(\w)/g, (_, letter) => letter.toUpperCase());
/** @param {string} text */
const pascal = (text) => camel(`-${text}`);
/**
 * @param {readonly Called[]} calls
 * @param {(called: Called) => string} call
 */
const lines = (calls, call) =>
  calls.map((called, index) => `export const r${String(index)} = await ${call(called)};`).join("\n");
/**
 * @param {readonly Called[]} calls
 * @param {(called: Called) => string} name
 */
const imports = (calls, name) => [...new Set(calls.map(name))].join(", ");

/** @type {readonly Consumer[]} */
const consumers = [
  {
    name: "callwright",
    from: "callwright",
    write: (calls, names) =>
      `import { GitHub } from "./src/index.js";\nconst github = new GitHub();\n${lines(calls, (called) => `github.${names.get(called.path) ?? ""}(${object(called)})`)}`,
  },
  {
    name: "openapi-fetch",
    from: "openapi-typescript",
    write: (calls) =>
      `import createClient from "openapi-fetch";\nimport type { paths } from "./schema.ts";\nconst client = createClient<paths>();\n${lines(calls, (called) => `client.GET(${JSON.stringify(called.path)}, { params: { path: ${object(called)} } })`)}`,
  },
  {
    name: "@hey-api/openapi-ts",
    from: "@hey-api/openapi-ts",
    write: (calls) =>
      `import { ${imports(calls, ({ id }) => camel(id))} } from "./index.ts";\n${lines(calls, (called) => `${camel(called.id)}({ path: ${object(called)} })`)}`,
  },
  {
    name: "orval",
    from: "orval",
    write: (calls) =>
      `import { ${imports(calls, ({ id }) => camel(id))} } from "./client.ts";\n${lines(calls, (called) => `${camel(called.id)}(${values(called)})`)}`,
  },
  {
    name: "oazapfts",
    from: "oazapfts",
    write: (calls) =>
      `import { ${imports(calls, ({ id }) => camel(id))} } from "./client.ts";\n${lines(calls, (called) => `${camel(called.id)}(${values(called)})`)}`,
  },
  {
    name: "swagger-typescript-api",
    from: "swagger-typescript-api",
    write: (calls) =>
      `import { Api } from "./client.ts";\nconst api = new Api();\n${lines(calls, (called) => `api.${camel(called.path.split("/")[1] ?? "")}.${camel(called.id)}(${values(called)})`)}`,
  },
  {
    name: "redocly generate-client",
    from: "redocly generate-client",
    write: (calls) =>
      `import { client } from "./client.ts";\n${lines(calls, (called) => `client.${called.id.replace(/\W/g, "_")}({ path: ${object(called)} })`)}`,
  },
  {
    name: "openapi-fetch-gen",
    from: "openapi-fetch-gen",
    write: (calls) =>
      `import { Client } from "./client.ts";\nconst client = new Client({});\n${lines(calls, (called) => `client.get${called.path.split("/").map(pascal).join("")}({ path: ${object(called)} })`)}`,
  },
];

/**
 * @param {string} name of a generator
 * @param {string} spec
 * @returns {string | undefined} its output; undefined where there is none
 */
function generated(name, spec) {
  const folder = path.join(outputs, "consumer", name.replace(/\W+/g, "-").replace(/^-/, ""));
  const generator = generators().find((one) => one.name === name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    for (const words of generator?.programs(spec, folder) ?? [])
      execFileSync(process.execPath, [...words], {
        cwd: outputs,
        stdio: "ignore",
        env: { ...process.env, REDOCLY_TELEMETRY: "off" },
      });
    return folder;
  } catch {
    return undefined;
  }
}

/**
 * @param {Consumer} consumer
 * @param {string} folder
 * @param {string} code
 */
function project({ name }, folder, code) {
  writeFileSync(path.join(folder, "consumer.ts"), code);
  const file = path.join(folder, "tsconfig.consumer.json");
  writeFileSync(file, JSON.stringify({ compilerOptions, files: ["consumer.ts"] }));
  return { name, file };
}

/**
 * @param {string} file
 * @returns {{ seconds: number, instantiations: number, compiles: boolean }} seconds of the whole compiler
 */
function check(file) {
  const words = ["--max-old-space-size=8000", tsc, "-p", file, "--extendedDiagnostics"];
  const start = process.hrtime.bigint();
  let printed = "";
  let isSound = true;
  try {
    printed = execFileSync(process.execPath, words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    isSound = false;
  }
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  return { seconds, instantiations: Number(/Instantiations:\s+(\d+)/.exec(printed)?.[1] ?? 0), compiles: isSound };
}
