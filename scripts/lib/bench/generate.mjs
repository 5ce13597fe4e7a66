// @ts-check
// Whole generators, and what comes out of them.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { root } from "../run.mjs";
import { measure, median } from "./measure.mjs";
import { generators, lint, peersFolder } from "./peers.mjs";
import { specs } from "./specs.mjs";

/** @typedef {import("./measure.mjs").Contender} Contender */

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

/**
 * A folder of outputs, from which what they import can be resolved. It is not below node_modules, where compilers look
 * away.
 */
export const outputs = path.join(root, ".work", "bench");

/** @returns {void} */
export function prepareOutputs() {
  rmSync(outputs, { recursive: true, force: true });
  mkdirSync(outputs, { recursive: true });
  symlinkSync(path.join(peersFolder(), "node_modules"), path.join(outputs, "node_modules"));
  writeFileSync(path.join(outputs, "package.json"), JSON.stringify({ type: "module", private: true }));
}

/** @param {number} rounds how often each is run; as often as the document deserves where 0 */
export async function benchGenerate(rounds) {
  prepareOutputs();
  /** @type {Record<string, object[]>} */
  const results = {};
  for (const spec of specs()) {
    const timings = await measure(contendersFor(spec), rounds || spec.rounds);
    results[spec.name] = timings.map(({ name, seconds, memory, finished, said }) => {
      const out = path.join(outputs, spec.name, folderOf(name));
      const generator = generators().find((one) => one.name === name);
      return {
        name,
        makes: generator?.makes ?? "findings",
        finished,
        ...(finished
          ? timesOf(seconds, memory)
          : { said: withoutPaths(said).trim().split("\n").slice(-3).join(" ").slice(0, 200) }),
        ...(finished && generator ? { ...sizeOf(out), compiles: compiles(out) } : {}),
      };
    });
  }
  return results;
}

/**
 * @param {import("./specs.mjs").Spec} spec
 * @returns {readonly Contender[]}
 */
function contendersFor({ name: specName, file }) {
  const out = (/** @type {string} */ name) => path.join(outputs, specName, folderOf(name));
  const fresh = (/** @type {string} */ folder) => () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  };
  const tools = generators().map(({ name, programs }) => ({
    name,
    programs: programs(file, out(name)),
    cwd: outputs,
    before: fresh(out(name)),
  }));
  const types = generators().find(({ name }) => name === "openapi-typescript");
  const both = (/** @type {string} */ name) => [lint(file), ...(types?.programs(file, out(name)) ?? [])];
  // A lint that finds errors has done its work.
  const done = [0, 1];
  const atOnce = "redocly lint + openapi-typescript, at once";
  const inTurn = "redocly lint + openapi-typescript, in turn";
  return [
    ...tools.slice(0, 2),
    { name: "redocly lint", programs: [lint(file)], cwd: outputs, done },
    { name: atOnce, programs: both(atOnce), together: true, cwd: outputs, done, before: fresh(out(atOnce)) },
    { name: inTurn, programs: both(inTurn), cwd: outputs, done, before: fresh(out(inTurn)) },
    ...tools.slice(2),
  ];
}

/**
 * What a tool complained of, with the names of files alone: where they lie is this machine's business.
 *
 * @param {string} text
 */
function withoutPaths(text) {
  return text.replace(/(?:[A-Za-z]:)?(?:[\\/][\w.@+-]+)+[\\/](?=[\w.@+-])/g, "");
}

/** @param {string} name */
function folderOf(name) {
  return name.replace(/\W+/g, "-").replace(/^-/, "");
}

/**
 * @param {readonly number[]} seconds
 * @param {number} memory
 */
export function timesOf(seconds, memory) {
  const [lowest, highest] = [Math.min(...seconds), Math.max(...seconds)];
  return { median: median(seconds), lowest, highest, runs: seconds.length, memory };
}

/**
 * @param {string} folder
 * @returns {{ files: number, bytes: number }}
 */
function sizeOf(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const sizes = entries.map((entry) => statSync(path.join(entry.parentPath, entry.name)).size);
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/** What all outputs are held to. */
export const compilerOptions = {
  target: "es2022",
  module: "esnext",
  moduleResolution: "bundler",
  lib: ["es2022", "dom", "dom.iterable", "dom.asynciterable"],
  types: [],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  allowImportingTsExtensions: true,
};

/**
 * @param {string} folder
 * @returns {boolean} whether everything in it compiles under strict
 */
function compiles(folder) {
  const project = path.join(folder, "tsconfig.bench.json");
  writeFileSync(project, JSON.stringify({ compilerOptions, include: ["**/*.ts"] }));
  try {
    execFileSync(process.execPath, ["--max-old-space-size=8000", tsc, "-p", project], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(project);
  }
}
